#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/value/forecast.hpp>
#include <scvm/value/gamma_gamma.hpp>
#include <scvm/value/history.hpp>
#include <scvm/value/time_unit.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace scvm::value {

/// For how long, and at what price of waiting, a customer is valued.
struct lifetime_terms {
    double horizon = 52;               ///< units after T that count; may be infinite if the discount is positive
    double yearly_discount = 0;        ///< cost of capital a year, as a fraction: 0.1 is 10 %
    double margin = 1;                 ///< share of an amount that is earned, as a fraction; 1 values revenue
    time_unit unit = time_unit::week;  ///< of the horizon, of the histories and of the model's parameters

    /// The discount per unit that is applied, compounded continuously: ln(1 + yearly_discount) / units per year.
    [[nodiscard]] double rate() const { return continuous_rate(yearly_discount, unit); }

    /// Throws error{domain}.
    void require() const {
        if (!(horizon >= 0)) {
            throw_domain("horizon", horizon, "a time >= 0, or infinity");
        }
        if (!(std::abs(margin) <= 1)) {
            throw_domain("margin", margin, "-1 <= margin <= 1, as a fraction: 0.4 is 40 %");
        }
        if (!(rate() > 0) && std::isinf(horizon)) {
            throw_domain("yearly_discount", yearly_discount, "a rate > 0 where the horizon is infinite");
        }
    }
};

/// What a lifetime value rests on, or why there is none.
enum class value_status {
    valued,            ///< on the customer's own repeat purchases
    population_spend,  ///< no repeat purchase with an amount: the mean spend of all customers stands in
    no_purchase,       ///< absent: the customer has no purchase (left) to start from
    no_spend,          ///< absent: the mean spend does not exist (q <= 1)
    rejected,          ///< absent: the row contradicts itself
};
inline constexpr std::array<word, 5> value_status_words{{
    {"valued", "on the customer's own repeat purchases"},
    {"population_spend", "no repeat purchase with an amount: the mean spend of all customers stands in"},
    {"no_purchase", "absent: there is no purchase (left) to start from"},
    {"no_spend", "absent: the mean spend does not exist"},
    {"rejected", "absent: the row contradicts itself"},
}};
[[nodiscard]] constexpr const auto& words_of(value_status) {
    return value_status_words;
}

[[nodiscard]] constexpr std::string_view name(value_status status) noexcept {
    return value_status_words[static_cast<std::size_t>(status)].name;
}

/// The value of one customer, with the factors that it is the product of. NaN: absent.
///
///     value = p_alive * purchases_if_alive * expected_spend * margin
struct lifetime_value_parts {
    double p_alive = std::numeric_limits<double>::quiet_NaN();             ///< probability of being a customer at T
    double purchases_if_alive = std::numeric_limits<double>::quiet_NaN();  ///< in the horizon, each discounted to T
    double expected_spend = std::numeric_limits<double>::quiet_NaN();      ///< per purchase, in money
    double margin = std::numeric_limits<double>::quiet_NaN();              ///< earned share of it
    double value = std::numeric_limits<double>::quiet_NaN();               ///< in money at T
    value_status status = value_status::no_purchase;

    [[nodiscard]] double discounted_purchases() const noexcept { return p_alive * purchases_if_alive; }
};

/// The factors of one customer's value, given the purchases of the horizon if the customer is alive.
template <buying_model Model>
[[nodiscard]] lifetime_value_parts lifetime_value_of(const Model& model, const gamma_gamma& spend,
                                                     const lifetime_terms& terms, double purchases_if_alive,
                                                     const history& h, double monetary) {
    lifetime_value_parts parts;
    if (std::isnan(h.x)) {
        return parts;
    }
    // A mean amount of 0 (free samples) or none at all says nothing about what the next paid purchase is worth.
    const bool own_spend = h.x > 0 && monetary > 0;
    if (find_fault(h) || (h.x > 0 && !std::isnan(monetary) && !gamma_gamma::is_amount(monetary))) {
        parts.status = value_status::rejected;
        return parts;
    }
    parts.p_alive = model.p_alive(h.x, h.t_x, h.T);
    parts.purchases_if_alive = purchases_if_alive;
    parts.expected_spend = own_spend ? spend.expected_spend(h.x, monetary) : spend.expected_spend_new();
    parts.margin = terms.margin;
    if (std::isnan(parts.expected_spend)) {
        parts.status = value_status::no_spend;
        return parts;
    }
    parts.value = parts.discounted_purchases() * parts.expected_spend * parts.margin;
    parts.status = own_spend ? value_status::valued : value_status::population_spend;
    return parts;
}

/// The discounted value of what one customer will buy in the horizon after T.
///
/// `monetary` is the mean amount of the repeat purchases; it is not looked at where x = 0. A customer without a
/// purchase (x NaN) has no value, with a status that says so. Assumes model, histories and terms in one unit, and
/// amounts independent of the number of purchases. Throws error{domain} for bad parameters or terms. Source: Fader,
/// Hardie, Lee (2005), "RFM and CLV", Journal of Marketing Research 42(4).
template <buying_model Model>
[[nodiscard]] lifetime_value_parts lifetime_value(const Model& model, const gamma_gamma& spend,
                                                  const lifetime_terms& terms, const history& h, double monetary) {
    terms.require();
    model.require();
    spend.require();
    const bool good = !std::isnan(h.x) && !find_fault(h);
    const double purchases =
        good ? model.if_alive(h.x, h.T).discounted_expected_purchases_new(terms.rate(), terms.horizon) : 0;
    return lifetime_value_of(model, spend, terms, purchases, h, monetary);
}

/// The value of a customer who has just made the first purchase: its repeat purchases in the horizon, discounted to it.
template <buying_model Model>
[[nodiscard]] lifetime_value_parts lifetime_value_new(const Model& model, const gamma_gamma& spend,
                                                      const lifetime_terms& terms) {
    terms.require();
    spend.require();
    lifetime_value_parts parts;
    parts.p_alive = 1;
    parts.purchases_if_alive = model.discounted_expected_purchases_new(terms.rate(), terms.horizon);
    parts.expected_spend = spend.expected_spend_new();
    parts.margin = terms.margin;
    parts.value = parts.discounted_purchases() * parts.expected_spend * parts.margin;
    parts.status = std::isnan(parts.expected_spend) ? value_status::no_spend : value_status::population_spend;
    return parts;
}

/// The values of many customers, one row each, by columns.
struct lifetime_value_table {
    std::vector<double> p_alive;
    std::vector<double> purchases_if_alive;
    std::vector<double> expected_spend;
    std::vector<double> value;
    std::vector<value_status> status;
    double margin = 1;
    double continuous_rate = 0;  ///< per unit, as it was applied
    double horizon = 0;          ///< in units
    time_unit unit = time_unit::week;
    std::vector<rejected_row> rejected;

    [[nodiscard]] std::size_t size() const noexcept { return value.size(); }
    [[nodiscard]] lifetime_value_parts operator[](std::size_t row) const noexcept {
        const double earned = std::isnan(p_alive[row]) ? p_alive[row] : margin;
        return {p_alive[row], purchases_if_alive[row], expected_spend[row], earned, value[row], status[row]};
    }
};
void describe(const auto& is, const lifetime_value_table& o) {
    is("value", o.value, unit("money"), "Of each customer.");
    is("p_alive", o.p_alive, "The probability of being a customer still.");
    is("purchases_if_alive", o.purchases_if_alive, "In the horizon, each discounted.");
    is("expected_spend", o.expected_spend, unit("money"), "Per purchase.");
    is("status", o.status, "What the value rests on, or why there is none.");
    is("margin", o.margin, "As it was applied.");
    is("horizon", o.horizon, "As it was applied, in units.");
    is("unit", o.unit, "Of the horizon and the rate.");
    is("continuous_rate", o.continuous_rate, "The discount per unit, as it was applied.");
    is("rejected", o.rejected, "Rows that contradict themselves.");
}

/// The same for columns, bit for bit; what is expected of the living is computed once for each distinct (x, T).
/// Throws error{size_mismatch} as well, and error{domain} for histories that are known to be in another unit.
template <buying_model Model>
[[nodiscard]] lifetime_value_table lifetime_value(const Model& model, const gamma_gamma& spend,
                                                  const lifetime_terms& terms, const history_columns& columns,
                                                  std::span<const double> monetary, unsigned threads = 1) {
    terms.require();
    model.require();
    spend.require();
    require_columns(columns);
    require_size("monetary", monetary.size(), "x", columns.size());
    require_unit(columns.unit, terms.unit, "the unit of the terms", "the unit of the histories");
    lifetime_value_table table;
    table.margin = terms.margin;
    table.continuous_rate = terms.rate();
    table.horizon = terms.horizon;
    table.unit = terms.unit;
    for (auto* column : {&table.p_alive, &table.purchases_if_alive, &table.expected_spend, &table.value}) {
        column->resize(columns.size());
    }
    table.status.resize(columns.size());

    const distinct_pairs pairs(columns);
    const auto future = pairs.map(threads, [&](double x, double T) {
        return model.if_alive(x, T).discounted_expected_purchases_new(table.continuous_rate, terms.horizon);
    });
    constexpr std::size_t grain = 16384;
    math::for_each_chunk(columns.size(), grain, threads, [&](const math::chunk& part) {
        for (std::size_t row = part.begin; row < part.end; ++row) {
            const std::uint32_t code = pairs.codes()[row];
            const double purchases = code == distinct_pairs::none ? 0 : future[code];
            const auto parts = lifetime_value_of(model, spend, terms, purchases, columns[row], monetary[row]);
            table.p_alive[row] = parts.p_alive;
            table.purchases_if_alive[row] = parts.purchases_if_alive;
            table.expected_spend[row] = parts.expected_spend;
            table.value[row] = parts.value;
            table.status[row] = parts.status;
        }
    });
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.status[row] == value_status::rejected) {
            const auto fault = find_fault(columns[row]);
            table.rejected.push_back({row, fault ? fault.reason : "expected a mean amount >= 0"});
        }
    }
    return table;
}

}  // namespace scvm::value
