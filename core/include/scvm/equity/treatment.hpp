#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::equity {

/// One question of the table, such as the group, with its possible answers in the order of their codes.
struct treatment_dimension {
    std::string name;
    std::vector<std::string> categories;
};

void describe(const auto& is, const treatment_dimension& o) {
    is("name", o.name, required, "What the dimension is called.");
    is("categories", o.categories, required, "Its categories.");
}

/// What can be done for a customer.
struct treatment_action {
    static constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();
    std::string id;
    std::size_t capacity = unlimited;
};

void describe(const auto& is, const treatment_action& o) {
    is("id", o.id, required, "Its name.");
    is("capacity", o.capacity, quiet, "Customers who can get it; without it, all.");
}

/// One row of the table: who falls under it, and what is done.
struct treatment_rule {
    std::vector<std::vector<std::uint8_t>> accepted;  ///< per dimension the codes that fall under it; empty: any
    std::uint32_t action = 0;                         ///< index of the action
    std::string reason;                               ///< why, for the person who asks
};

/// A table of rules that answers every case once. Immutable, hence thread-safe.
class treatment_table {
public:
    static constexpr std::uint32_t no_rule = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::uint8_t missing = 255;  ///< the code of a dimension that is not known
    static constexpr std::size_t most_cases = 1'000'000;

    /// Checks every combination of categories at once.
    ///
    /// Throws error{bad_model} that names the cases without a rule and those with two (up to three of each), an action
    /// or a code that is not there, a dimension without categories, more than 254 of them, or more than a million
    /// cases.
    treatment_table(std::vector<treatment_dimension> dimensions, std::vector<treatment_action> actions,
                    std::vector<treatment_rule> rules);

    [[nodiscard]] const std::vector<treatment_dimension>& dimensions() const noexcept { return dimensions_; }
    [[nodiscard]] const std::vector<treatment_action>& actions() const noexcept { return actions_; }
    [[nodiscard]] const std::vector<treatment_rule>& rules() const noexcept { return rules_; }

    /// The rule of one case, one code per dimension; no_rule where a code is `missing`.
    ///
    /// A table that wants to treat the unknown has a category for it. Throws error{size_mismatch}, or error{domain} for
    /// a code that is not there.
    [[nodiscard]] std::uint32_t rule_of(std::span<const std::uint8_t> codes) const;

private:
    [[noreturn]] static void refuse(const std::string& message) { throw error(errc::bad_model, message); }
    void check_rules() const;
    void fill_cases();
    [[nodiscard]] std::string text_of(std::size_t index) const;

    std::vector<treatment_dimension> dimensions_;
    std::vector<treatment_action> actions_;
    std::vector<treatment_rule> rules_;
    std::vector<std::uint32_t> rule_of_case_;  ///< last dimension fastest
};

inline treatment_table::treatment_table(std::vector<treatment_dimension> dimensions,
                                        std::vector<treatment_action> actions, std::vector<treatment_rule> rules)
    : dimensions_(std::move(dimensions)), actions_(std::move(actions)), rules_(std::move(rules)) {
    std::size_t cases = 1;
    for (const auto& dimension : dimensions_) {
        const std::size_t categories = dimension.categories.size();
        if (categories < 1 || categories > 254) {
            refuse("treatment: dimension '" + dimension.name + "' has " + std::to_string(categories) +
                   " categories: expected 1 to 254");
        }
        if (cases > most_cases / categories) {
            refuse("treatment: expected at most " + std::to_string(most_cases) + " combinations of categories");
        }
        cases *= categories;
    }
    check_rules();
    rule_of_case_.assign(cases, no_rule);
    fill_cases();
}

inline void treatment_table::check_rules() const {
    for (std::size_t r = 0; r < rules_.size(); ++r) {
        const std::string name = "treatment: rule " + std::to_string(r);
        if (rules_[r].action >= actions_.size()) {
            refuse(name + " names action " + std::to_string(rules_[r].action) + ": expected an action that is there");
        }
        if (rules_[r].accepted.size() != dimensions_.size()) {
            refuse(name + " has " + std::to_string(rules_[r].accepted.size()) + " conditions: expected " +
                   std::to_string(dimensions_.size()) + ", one per dimension");
        }
        for (std::size_t d = 0; d < dimensions_.size(); ++d) {
            for (const std::uint8_t code : rules_[r].accepted[d]) {
                if (code >= dimensions_[d].categories.size()) {
                    refuse(name + ": " + dimensions_[d].name + " has no category " + std::to_string(code));
                }
            }
        }
    }
}

inline std::string treatment_table::text_of(std::size_t index) const {
    std::string text;
    for (std::size_t d = dimensions_.size(); d-- > 0;) {
        const auto& dimension = dimensions_[d];
        text.insert(0, (d > 0 ? ", " : "") + dimension.name + " = " +
                           dimension.categories[index % dimension.categories.size()]);
        index /= dimension.categories.size();
    }
    return text;
}

inline void treatment_table::fill_cases() {
    std::string overlaps;
    std::size_t twice = 0;
    constexpr std::size_t shown = 3;
    std::vector<std::vector<std::uint8_t>> wanted(dimensions_.size());
    std::vector<std::size_t> at(dimensions_.size());
    for (std::uint32_t r = 0; r < rules_.size(); ++r) {
        for (std::size_t d = 0; d < dimensions_.size(); ++d) {
            wanted[d] = rules_[r].accepted[d];
            if (wanted[d].empty()) {
                for (std::size_t code = 0; code < dimensions_[d].categories.size(); ++code) {
                    wanted[d].push_back(static_cast<std::uint8_t>(code));
                }
            }
            std::sort(wanted[d].begin(), wanted[d].end());
            wanted[d].erase(std::unique(wanted[d].begin(), wanted[d].end()), wanted[d].end());
            at[d] = 0;
        }
        for (bool more = true; more;) {  // counts through the codes like an odometer
            std::size_t index = 0;
            for (std::size_t d = 0; d < dimensions_.size(); ++d) {
                index = index * dimensions_[d].categories.size() + wanted[d][at[d]];
            }
            if (rule_of_case_[index] != no_rule && ++twice <= shown) {
                overlaps += "; rules " + std::to_string(rule_of_case_[index]) + " and " + std::to_string(r) +
                            " both answer " + text_of(index);
            }
            rule_of_case_[index] = r;
            std::size_t d = dimensions_.size();
            while (d > 0 && ++at[d - 1] == wanted[d - 1].size()) {
                at[--d] = 0;
            }
            more = d > 0;
        }
    }
    std::string gaps;
    std::size_t without = 0;
    for (std::size_t index = 0; index < rule_of_case_.size(); ++index) {
        if (rule_of_case_[index] == no_rule && ++without <= shown) {
            gaps += "; no rule answers " + text_of(index);
        }
    }
    if (twice > 0 || without > 0) {
        refuse("treatment: " + std::to_string(without) + " of " + std::to_string(rule_of_case_.size()) +
               " cases have no rule and " + std::to_string(twice) + " overlaps have two" + gaps + overlaps);
    }
}

inline std::uint32_t treatment_table::rule_of(std::span<const std::uint8_t> codes) const {
    require_size("codes", codes.size(), "the table", dimensions_.size());
    std::size_t index = 0;
    for (std::size_t d = 0; d < codes.size(); ++d) {
        if (codes[d] == missing) {
            return no_rule;
        }
        if (codes[d] >= dimensions_[d].categories.size()) {
            throw_domain(dimensions_[d].name, codes[d],
                         "a code below " + std::to_string(dimensions_[d].categories.size()) + ", or 255");
        }
        index = index * dimensions_[d].categories.size() + codes[d];
    }
    return rule_of_case_[index];
}

/// Why a customer gets an action or none. The numbers are part of the API.
enum class treatment_status : std::uint8_t {
    treated = 0,
    not_known = 1,    ///< a dimension of the table is not known for this customer
    no_capacity = 2,  ///< others had a higher priority
};
inline constexpr std::array<std::string_view, 3> treatment_status_names = {"treated", "not_known", "no_capacity"};
[[nodiscard]] constexpr const auto& words_of(treatment_status) {
    return treatment_status_names;
}

/// Who gets what, a row per customer.
struct treatments {
    std::vector<std::uint32_t> action;  ///< index of the action, also of who finds no capacity; no_rule where not known
    std::vector<std::uint32_t> rule;    ///< index of the rule, for its reason
    std::vector<treatment_status> status;
    std::vector<std::size_t> given;    ///< per action: customers who get it
    std::vector<std::size_t> waiting;  ///< per action: customers beyond its capacity
};

/// Orders rows by priority, the highest first, NaN last; `tie` orders those of equal priority.
template <class Tie>
[[nodiscard]] auto by_priority(std::span<const double> priority, Tie tie) {
    return [priority, tie](std::size_t a, std::size_t b) {
        const double x = std::isnan(priority[a]) ? -std::numeric_limits<double>::infinity() : priority[a];
        const double y = std::isnan(priority[b]) ? -std::numeric_limits<double>::infinity() : priority[b];
        return x != y ? x > y : tie(a, b);
    };
}

/// The rows beyond a capacity, for which `first` leaves no place; reorders the rows.
template <class Row, class First>
[[nodiscard]] std::span<const Row> beyond_capacity(std::vector<Row>& rows, std::size_t capacity, First first) {
    if (rows.size() <= capacity) {
        return {};
    }
    std::nth_element(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(capacity), rows.end(), first);
    return std::span<const Row>(rows).subspan(capacity);
}

/// Applies the table to customers × dimensions codes, and gives each action to those of highest priority.
///
/// `priority` has a row per customer, NaN last; customers of equal priority go by `tie`, then by row. `tie` is a number
/// that the customer keeps, such as the rank of the id; empty: the row. Throws error{size_mismatch}, error{domain}.
[[nodiscard]] inline treatments treat(const treatment_table& table, std::span<const std::uint8_t> codes,
                                      std::span<const double> priority, std::span<const std::uint64_t> tie = {}) {
    const std::size_t customers = priority.size();
    const std::size_t width = table.dimensions().size();
    require_size("codes", codes.size(), "customers x dimensions", customers * width);
    if (!tie.empty()) {
        require_size("tie", tie.size(), "priority", customers);
    }
    treatments result;
    result.action.assign(customers, treatment_table::no_rule);
    result.rule.assign(customers, treatment_table::no_rule);
    result.status.assign(customers, treatment_status::not_known);
    result.given.resize(table.actions().size());
    result.waiting.resize(table.actions().size());
    std::vector<std::vector<std::size_t>> wanting(table.actions().size());
    for (std::size_t row = 0; row < customers; ++row) {
        const std::uint32_t rule = table.rule_of(codes.subspan(row * width, width));
        if (rule == treatment_table::no_rule) {
            continue;
        }
        const std::uint32_t action = table.rules()[rule].action;
        result.rule[row] = rule;
        result.action[row] = action;
        result.status[row] = treatment_status::treated;
        ++result.given[action];
        if (table.actions()[action].capacity != treatment_action::unlimited) {
            wanting[action].push_back(row);
        }
    }
    const auto first = by_priority(priority, [tie](std::size_t a, std::size_t b) {
        return !tie.empty() && tie[a] != tie[b] ? tie[a] < tie[b] : a < b;
    });
    for (std::size_t action = 0; action < wanting.size(); ++action) {
        const auto rest = beyond_capacity(wanting[action], table.actions()[action].capacity, first);
        for (const std::size_t row : rest) {
            result.status[row] = treatment_status::no_capacity;
        }
        result.given[action] -= rest.size();
        result.waiting[action] = rest.size();
    }
    return result;
}

}  // namespace scvm::equity
