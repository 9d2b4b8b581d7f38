#include "methods/id_or_time.hpp"
#include "methods/methods.hpp"
#include "methods/row_by_row.hpp"

#include <scvm/crm/id_table.hpp>
#include <scvm/equity/attention.hpp>
#include <scvm/equity/treatment.hpp>
#include <scvm/equity/value_tiers.hpp>
#include <scvm/network/participation.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::methods {

namespace {

using texts = std::vector<std::string>;

/// One line of the table as its author writes it.
struct case_argument {
    std::map<std::string, texts> when{};
    std::string action{};
    std::string reason{};
};
void describe(const auto& is, const case_argument& o) {
    is("when", o.when, "The answers to which it applies, by dimension; one that is not named may have any.");
    is("action", o.action, required, "The id of the action.");
    is("reason", o.reason, "Why, for the person who asks.");
}

/// A table of treatments, and the customers who are to be treated by it.
struct treatment_argument {
    std::vector<equity::treatment_dimension> dimensions{};
    std::vector<equity::treatment_action> actions{};
    std::vector<case_argument> rules{};
    std::map<std::string, std::vector<std::optional<std::string>>> customers{};
    std::span<const double> priority{};
    std::span<const std::uint64_t> tie{};
};
void describe(const auto& is, const treatment_argument& o) {
    is("dimensions", o.dimensions, required, "The questions of the table, with their answers.");
    is("actions", o.actions, required, "What can be done.");
    is("rules", o.rules, required, "Who gets which action.");
    is("customers", o.customers, required, "For each dimension a column of answers; null: not known.");
    is("priority", o.priority, required, "Who comes first when an action cannot reach everybody; higher first.");
    is("tie", o.tie, "Numbers that customers keep, to order equals by; none: the row.");
}

[[noreturn]] void refuse(const std::string& path, const std::string& rule) {
    throw error(errc::bad_record, path + ": " + rule);
}

[[nodiscard]] std::string at(std::string_view list, std::size_t index) {
    return "treat." + std::string(list) + "[" + std::to_string(index) + "]";
}

/// A key that the caller chose, as paths show it.
[[nodiscard]] std::string shown(const std::string& key) {
    return crm::is_utf8(key) && key.size() <= 80 ? key : crm::quoted(key);
}

[[nodiscard]] std::uint8_t category_of(const std::string& text, const std::string& path,
                                       const equity::treatment_dimension& dimension) {
    const auto found = std::find(dimension.categories.begin(), dimension.categories.end(), text);
    if (found == dimension.categories.end()) {
        refuse(path, crm::quoted(text) + ": " + dimension.name + " has no such category");
    }
    return static_cast<std::uint8_t>(found - dimension.categories.begin());
}

void check(const treatment_argument& of) {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < of.dimensions.size(); ++i) {
        const auto& [name, categories] = of.dimensions[i];
        if (categories.empty() || categories.size() > 254) {
            throw_domain(at("dimensions", i) + ".categories", static_cast<double>(categories.size()),
                         "from 1 to 254 categories");
        }
        if (std::find(names.begin(), names.end(), name) != names.end()) {
            refuse(at("dimensions", i) + ".name", crm::quoted(name) + ": stands twice");
        }
        names.push_back(name);
    }
    names.clear();
    for (std::size_t i = 0; i < of.actions.size(); ++i) {
        if (std::find(names.begin(), names.end(), of.actions[i].id) != names.end()) {
            refuse(at("actions", i) + ".id", crm::quoted(of.actions[i].id) + ": stands twice");
        }
        names.push_back(of.actions[i].id);
    }
}

/// Refuses a key that is no dimension.
template <class Value>
void require_dimensions(const std::map<std::string, Value>& by_dimension, const std::string& path,
                        const std::vector<equity::treatment_dimension>& dimensions) {
    std::string expected;
    for (const auto& each : dimensions) {
        expected += (expected.empty() ? "" : ", ") + each.name;
    }
    for (const auto& [name, value] : by_dimension) {
        if (std::ranges::find(dimensions, name, &equity::treatment_dimension::name) == dimensions.end()) {
            refuse(path + "." + shown(name), "unknown key; expected one of " + expected);
        }
    }
}

[[nodiscard]] std::vector<equity::treatment_rule> rules_of(const treatment_argument& of) {
    std::vector<equity::treatment_rule> result;
    for (std::size_t i = 0; i < of.rules.size(); ++i) {
        const auto& [when, action, reason] = of.rules[i];
        const auto found = std::ranges::find(of.actions, action, &equity::treatment_action::id);
        if (found == of.actions.end()) {
            refuse(at("rules", i) + ".action", crm::quoted(action) + ": no such action");
        }
        require_dimensions(when, at("rules", i) + ".when", of.dimensions);
        equity::treatment_rule& rule = result.emplace_back();
        rule.action = static_cast<std::uint32_t>(found - of.actions.begin());
        rule.reason = reason;
        for (const auto& dimension : of.dimensions) {
            auto& accepted = rule.accepted.emplace_back();
            const auto answers = when.find(dimension.name);
            if (answers == when.end()) {
                continue;
            }
            const std::string path = at("rules", i) + ".when." + dimension.name;
            for (const std::string& each : answers->second) {
                accepted.push_back(category_of(each, path, dimension));
            }
            if (accepted.empty()) {  // which would mean any
                refuse(path, "expected an array of one category or more");
            }
        }
    }
    return result;
}

/// The answers of each customer to each dimension.
[[nodiscard]] std::vector<std::uint8_t> cases_of(const treatment_argument& of) {
    const std::size_t customers = of.priority.size();
    const std::size_t width = of.dimensions.size();
    require_dimensions(of.customers, "treat.customers", of.dimensions);
    std::vector<std::uint8_t> result(customers * width, equity::treatment_table::missing);
    for (std::size_t d = 0; d < width; ++d) {
        const std::string path = "treat.customers." + of.dimensions[d].name;
        const auto column = of.customers.find(of.dimensions[d].name);
        if (column == of.customers.end()) {
            refuse(path, "is missing");
        }
        require_size(path, column->second.size(), "priority", customers);
        for (std::size_t row = 0; row < customers; ++row) {
            if (const auto& answer = column->second[row]) {
                result[row * width + d] =
                    category_of(*answer, path + "[" + std::to_string(row) + "]", of.dimensions[d]);
            }
        }
    }
    return result;
}

struct action_count {
    std::string action{};
    std::size_t given = 0;
    std::size_t waiting = 0;
};
void describe(const auto& is, const action_count& o) {
    is("action", o.action, "Its id.");
    is("given", o.given, "Customers who get it.");
    is("waiting", o.waiting, "Customers beyond its capacity.");
}

struct treated {
    std::vector<std::optional<std::string>> action{};
    std::vector<std::uint32_t> rule{};
    std::vector<std::optional<std::string>> reason{};
    std::vector<equity::treatment_status> status{};
    std::vector<action_count> actions{};
};
void describe(const auto& is, const treated& o) {
    is("action", o.action, "Of each customer, also of who finds no capacity; null: not known.");
    is("rule", o.rule, null_is(equity::treatment_table::no_rule), "The place of the rule that says so.");
    is("reason", o.reason, "What that rule gives as its reason.");
    is("status", o.status, "Why a customer gets an action or none.");
    is("actions", o.actions, "How many get each.");
}

[[nodiscard]] treated treat(const treatment_argument& of) {
    check(of);
    const equity::treatment_table table(of.dimensions, of.actions, rules_of(of));
    auto found = equity::treat(table, cases_of(of), of.priority, of.tie);
    treated result;
    for (std::size_t row = 0; row < of.priority.size(); ++row) {
        const bool known = found.action[row] != equity::treatment_table::no_rule;
        result.action.push_back(known ? std::optional(of.actions[found.action[row]].id) : std::nullopt);
        result.reason.push_back(known ? std::optional(table.rules()[found.rule[row]].reason) : std::nullopt);
    }
    for (std::size_t i = 0; i < of.actions.size(); ++i) {
        result.actions.push_back({of.actions[i].id, found.given[i], found.waiting[i]});
    }
    result.rule = std::move(found.rule);
    result.status = std::move(found.status);
    return result;
}

/// Tickets and the fingerprint are texts of digits: a number of 64 bits does not survive every reader of JSON.
struct draw {
    equity::seeded_draw found{};
    std::string fingerprint{};
    std::vector<std::string> winners{};
    std::vector<std::string> tickets{};
};
void describe(const auto& is, const draw& o) {
    is("seed", o.found.seed, "As it was given.");
    is("fingerprint", o.fingerprint, "Of the set of eligible ids; publish it before the seed is known.");
    is("winners", o.winners, "Their ids, in the order of the draw.");
    is("row", o.found.winners, "Their rows.");
    is("tickets", o.tickets, "Their tickets.");
    is("excluded", o.found.excluded, "Rows that were not eligible.");
    is("repeated", o.found.repeated, "Rows whose id stood there before: one person, one ticket.");
}

[[nodiscard]] draw draw_winners(std::span<const id> ids, std::size_t count, std::uint64_t seed,
                                std::span<const std::uint8_t> eligible) {
    std::vector<std::string_view> views;
    for (const id& each : ids) {
        views.push_back(each.text);
    }
    draw result{equity::draw_winners(views, count, seed, eligible), {}, {}, {}};
    result.fingerprint = std::to_string(result.found.fingerprint);
    for (std::size_t i = 0; i < result.found.winners.size(); ++i) {
        result.winners.push_back(ids[result.found.winners[i]].text);
        result.tickets.push_back(std::to_string(result.found.tickets[i]));
    }
    return result;
}

}  // namespace

void treatment_methods(description::method_list& is) {
    using namespace description;
    const auto of_count = arg("count", within(0, 1e9), "how many at most");
    is(
        "value_tiers",
        [](std::span<const double> value, std::span<const std::uint8_t> before,
           const equity::tier_boundaries& boundaries) { return equity::value_tiers(value, before, boundaries); },
        "The tier of every customer: the highest that is entered, or kept.", arg("value", "of each customer"),
        arg("before", may_be_absent, within(0, 254), null_is(equity::no_tier), "the previous tier; null: new"),
        members());
    is("boundaries_by_share", equity::boundaries_by_share, "Boundaries of tiers that hold given shares of customers.",
       arg("value", "of each customer"), arg("top_shares", "the part of all that each tier and those above it hold"),
       arg("slack", otherwise(0.1), "how far below its entry a tier is kept"));
    is("treat", treat, "What is done for whom, by a table that covers every case once.", members());
    is(
        "attention_list",
        [](std::span<const network::participation_class> classes, std::span<const double> influence,
           std::span<const double> value, std::span<const std::uint64_t> tie, std::span<const std::uint8_t> eligible,
           std::size_t count) {
            std::vector<std::uint8_t> participation;
            for (const auto each : classes) {
                participation.push_back(static_cast<std::uint8_t>(each));
            }
            return equity::attention_list({participation, influence, value, tie, eligible}, count);
        },
        "Whom to look after first: by participation, then influence, then value.", gives("row"),
        arg("class", "how much each customer contributes"), arg("influence", "of each customer"),
        arg("value", "of each customer"),
        arg("tie", may_be_absent, "numbers that customers keep, to order equals by; none: the row"),
        arg("eligible", may_be_absent, yes_or_no, "who may be on the list; none: everybody"), of_count);
    is("draw_winners", draw_winners, "A draw that anybody can repeat from the seed and the ids.",
       arg("id", "of each customer"), of_count, arg("seed", "announced after the fingerprint"),
       arg("eligible", may_be_absent, yes_or_no, "who takes part; none: everybody"));
    is(
        "gate_recommendation",
        [](const one_or_each<double>& p_fan, const one_or_each<double>& p_sympathizer, double least) {
            return row_by_row(
                "gate_recommendation",
                std::array<named_numbers, 2>{{{"p_fan", p_fan}, {"p_sympathizer", p_sympathizer}}},
                [&](const std::array<double, 2>& row) { return equity::gate_recommendation(row[0], row[1], least); });
        },
        "Whether a customer may be asked for a recommendation.", gives("value"),
        arg("p_fan", "probability, of one customer or each"), arg("p_sympathizer", "probability"),
        arg("least", otherwise(0.8), "from which sum of both"));
    is(
        "opponent_priority",
        [](const one_or_each<double>& damage, const one_or_each<double>& p_opponent) {
            return row_by_row(
                "opponent_priority", std::array<named_numbers, 2>{{{"damage", damage}, {"p_opponent", p_opponent}}},
                [](const std::array<double, 2>& row) { return equity::opponent_priority(row[0], row[1]); });
        },
        "Which opponents to speak to first.", gives("value"), arg("damage", "that one customer, or each, can do"),
        arg("p_opponent", "probability of being one"));
    is(
        "activation_potential",
        [](const one_or_each<double>& p_sympathizer, const one_or_each<double>& of_fan,
           const one_or_each<double>& of_sympathizer) {
            return row_by_row(
                "activation_potential",
                std::array<named_numbers, 3>{
                    {{"p_sympathizer", p_sympathizer}, {"of_fan", of_fan}, {"of_sympathizer", of_sympathizer}}},
                [](const std::array<double, 3>& row) { return equity::activation_potential(row[0], row[1], row[2]); });
        },
        "What a sympathizer who speaks up would add.", gives("value"),
        arg("p_sympathizer", "probability, of one customer or each"), arg("of_fan", "what a fan brings"),
        arg("of_sympathizer", "what a sympathizer brings"));
    is("revenue_at_release", equity::revenue_at_release, "The revenue of captives whose contracts end, month by month.",
       gives("months"),
       arg("month", within(-1e6, 1e6), null_is(equity::no_release),
           "whole months since 1970-01 of each customer's release; null: none"),
       arg("p_captive", "probability of being one"), arg("revenue", "of each customer"));
}

}  // namespace scvm::methods
