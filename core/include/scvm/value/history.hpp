#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/value/time_unit.hpp>

#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace scvm::value {

/// What a buy-till-you-die model knows about one customer. All times in one unit, from the first purchase on.
struct history {
    double x = 0;    ///< repeat purchases: occasions after the first; a whole number
    double t_x = 0;  ///< time of the last purchase; 0 where x = 0
    double T = 0;    ///< time of the end of the observation
};
void describe(const auto& is, const history& o) {
    is("x", o.x, required, "Repeat purchases: occasions after the first.");
    is("t_x", o.t_x, required, "Time of the last purchase; 0 where x is 0.");
    is("T", o.T, required, "Time of the end of the observation.");
}

/// The same for many customers, one row each. A row whose x is NaN is a customer without a purchase: absent.
struct history_columns {
    std::span<const double> x;
    std::span<const double> t_x;
    std::span<const double> T;
    std::optional<time_unit> unit{};  ///< of t_x and T, where that is known: whoever is asked in another one refuses

    [[nodiscard]] std::size_t size() const noexcept { return x.size(); }
    [[nodiscard]] history operator[](std::size_t row) const noexcept { return {x[row], t_x[row], T[row]}; }
};
void describe(const auto& is, const history_columns& o) {
    is("x", o.x, required, "Of each customer: repeat purchases; null: a customer without a purchase.");
    is("t_x", o.t_x, required, "Time of the last purchase; 0 where x is 0.");
    is("T", o.T, required, "Time of the end of the observation.");
}

/// One row of a batch that was left out, and the rule that it breaks.
struct rejected_row {
    std::size_t row = 0;
    std::string_view reason;  ///< a literal: it outlives every batch
};
void describe(const auto& is, const rejected_row& o) {
    is("row", o.row, "Which one, from 0.");
    is("reason", o.reason, "The rule that it breaks.");
}

/// Which value of a history breaks which rule; no name: none does.
struct history_fault {
    std::string_view name;
    double value = 0;
    std::string_view rule;
    std::string_view reason;

    explicit operator bool() const noexcept { return !name.empty(); }
};

[[nodiscard]] inline history_fault find_fault(const history& h) noexcept {
    if (!(h.x >= 0 && h.x <= 0x1p53 && std::floor(h.x) == h.x)) {
        return {"x", h.x, "a whole number >= 0", "expected x to be a whole number >= 0"};
    }
    if (!(h.T >= 0 && h.T <= 1e300)) {
        return {"T", h.T, "a finite time >= 0", "expected T to be a finite time >= 0"};
    }
    if (!(h.t_x >= 0 && h.t_x <= h.T)) {
        return {"t_x", h.t_x, "0 <= t_x <= T", "expected 0 <= t_x <= T"};
    }
    if (h.x == 0 && h.t_x != 0) {
        return {"t_x", h.t_x, "t_x = 0 where x = 0", "expected t_x = 0 where x = 0"};
    }
    return {};
}

/// Throws error{domain} unless x is a whole number >= 0 and 0 <= t_x <= T, with t_x = 0 where x = 0.
inline void require_history(const history& h) {
    if (const auto fault = find_fault(h)) {
        throw_domain(fault.name, fault.value, fault.rule);
    }
}

/// Beyond it, ratios of times and parameters are no numbers.
inline constexpr double largest_number = 1e300;

/// Throws error{domain} unless the time is from 0 to 1e300.
inline void require_time(std::string_view name, double time) {
    if (!(time >= 0 && time <= largest_number)) {
        throw_domain(name, time, "a finite time >= 0");
    }
}

/// Throws error{domain} unless the discount of a period is from 0 to 1: 10 is a percentage.
inline void require_rate(std::string_view name, double rate) {
    if (!(rate >= 0 && rate <= 1)) {
        throw_domain(name, rate, "a rate from 0 to 1, as a fraction: 0.1 is 10 %");
    }
}

/// Throws error{domain} unless the parameter of a model is from 1e-300 to 1e300.
inline void require_parameter(std::string_view name, double parameter) {
    if (!(parameter >= 1 / largest_number && parameter <= largest_number)) {
        const bool number = parameter > 0 && parameter <= std::numeric_limits<double>::max();
        throw_domain(name, parameter, number ? "a number from 1e-300 to 1e300" : "a positive, finite number");
    }
}

/// What a model file, or a model as an argument, may say of a parameter: a fit ends at e^-20 and e^20, and parameters
/// further away stand for no customers that ever were, but for a wrong unit or a broken file.
inline constexpr range held_parameter = within(1e-9, 1e9);

/// The same of a parameter that counts money: an amount is at most 1e15, in whatever currency.
inline constexpr range held_amount = within(1e-24, 1e24);

/// Throws error{size_mismatch} unless all columns are as long as x.
inline void require_columns(const history_columns& columns) {
    require_size("t_x", columns.t_x.size(), "x", columns.x.size());
    require_size("T", columns.T.size(), "x", columns.x.size());
}

/// result[i] = function(row i) for the good rows; NaN for absent and rejected ones. Returns the rejected rows.
template <class Function>
[[nodiscard]] std::vector<rejected_row> apply_rows(const history_columns& columns, std::span<double> result,
                                                   Function&& function) {
    require_columns(columns);
    require_size("result", result.size(), "x", columns.size());
    std::vector<rejected_row> rejected;
    for (std::size_t row = 0; row < columns.size(); ++row) {
        const history h = columns[row];
        result[row] = std::numeric_limits<double>::quiet_NaN();
        if (std::isnan(h.x)) {
            continue;
        }
        if (const auto fault = find_fault(h)) {
            rejected.push_back({row, fault.reason});
        } else {
            result[row] = function(h);
        }
    }
    return rejected;
}

}  // namespace scvm::value
