#pragma once

#include "methods/equity_methods.hpp"

#include <scvm/equity/attention.hpp>
#include <scvm/equity/treatment.hpp>
#include <scvm/equity/value_tiers.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

namespace detail {

inline constexpr std::string_view treatment_status_words[] = {"treated", "not_known", "no_capacity"};
inline constexpr std::string_view gate_words[] = {"ask", "do_not_ask", "not_known"};
inline constexpr std::string_view class_words[] = {"inactive", "lurker", "intermittent", "heavy"};

[[nodiscard]] inline nlohmann::json value_tiers(object_reader& in) {
    const auto value = required_column(in, "value");
    const auto before = whole_numbers<std::uint8_t>(in, "before", 0, 254, &equity::no_tier);
    const equity::tier_boundaries boundaries{required_column(in, "enter"), required_column(in, "stay")};
    const auto found = equity::value_tiers(value, before, boundaries);
    nlohmann::json tier = nlohmann::json::array();
    for (const std::uint8_t each : found.tier) {
        tier.push_back(each == equity::no_tier ? nlohmann::json(nullptr) : nlohmann::json(each));
    }
    return {{"tier", std::move(tier)},
            {"held", found.held},
            {"customers", found.customers},
            {"held_count", found.held_count}};
}

[[nodiscard]] inline nlohmann::json boundaries_by_share(object_reader& in) {
    const auto value = required_column(in, "value");
    const auto top_shares = required_column(in, "top_shares");
    const auto found = equity::boundaries_by_share(value, top_shares, number(in, "slack", 0.1));
    return {{"enter", found.enter}, {"stay", found.stay}};
}

[[nodiscard]] inline std::vector<std::string> texts_of(object_reader& in, std::string_view key) {
    std::vector<std::string> result;
    (void)in.required(key);
    for (const auto& each : in.array(key)) {
        result.push_back(in.as_text(each, in.path(key) + "[" + std::to_string(result.size()) + "]"));
    }
    return result;
}

[[nodiscard]] inline std::uint8_t category_of(const object_reader& in, const nlohmann::json& word,
                                              const std::string& path, const equity::treatment_dimension& dimension) {
    const std::string text = in.as_text(word, path);
    const auto found = std::find(dimension.categories.begin(), dimension.categories.end(), text);
    if (found == dimension.categories.end()) {
        in.fail(path, crm::quoted(text) + ": " + dimension.name + " has no such category");
    }
    return static_cast<std::uint8_t>(found - dimension.categories.begin());
}

[[nodiscard]] inline std::vector<equity::treatment_dimension> dimensions_of(object_reader& in) {
    std::vector<equity::treatment_dimension> result;
    (void)in.required("dimensions");
    for (const auto& each : in.array("dimensions")) {
        object_reader at(each, in.path("dimensions") + "[" + std::to_string(result.size()) + "]", errc::bad_record);
        equity::treatment_dimension dimension{at.text("name"), texts_of(at, "categories")};
        at.finish();
        if (dimension.categories.empty() || dimension.categories.size() > 254) {
            throw_domain(at.path("categories"), static_cast<double>(dimension.categories.size()),
                         "from 1 to 254 categories");
        }
        for (const auto& other : result) {
            if (other.name == dimension.name) {
                at.fail(at.path("name"), crm::quoted(dimension.name) + ": stands twice");
            }
        }
        result.push_back(std::move(dimension));
    }
    return result;
}

[[nodiscard]] inline std::vector<equity::treatment_action> actions_of(object_reader& in) {
    std::vector<equity::treatment_action> result;
    (void)in.required("actions");
    for (const auto& each : in.array("actions")) {
        object_reader at(each, in.path("actions") + "[" + std::to_string(result.size()) + "]", errc::bad_record);
        equity::treatment_action action;
        action.id = at.text("id");
        if (at.find("capacity") != nullptr) {
            action.capacity = read_count(at, "capacity");
        }
        at.finish();
        for (const auto& other : result) {
            if (other.id == action.id) {
                at.fail(at.path("id"), crm::quoted(action.id) + ": stands twice");
            }
        }
        result.push_back(std::move(action));
    }
    return result;
}

/// Rules as in a model file: {"when": {"group": ["fan"]}, "action": "thank", "reason": "…"}.
[[nodiscard]] inline std::vector<equity::treatment_rule> rules_of(
    object_reader& in, const std::vector<equity::treatment_dimension>& dimensions,
    const std::vector<equity::treatment_action>& actions) {
    std::vector<equity::treatment_rule> result;
    (void)in.required("rules");
    for (const auto& each : in.array("rules")) {
        object_reader at(each, in.path("rules") + "[" + std::to_string(result.size()) + "]", errc::bad_record);
        equity::treatment_rule& rule = result.emplace_back();
        const std::string action = at.text("action");
        const auto found =
            std::find_if(actions.begin(), actions.end(), [&](const auto& known) { return known.id == action; });
        if (found == actions.end()) {
            at.fail(at.path("action"), crm::quoted(action) + ": no such action");
        }
        rule.action = static_cast<std::uint32_t>(found - actions.begin());
        rule.reason = at.text("reason", "");
        rule.accepted.resize(dimensions.size());
        if (const auto* when = at.find("when")) {
            object_reader conditions(*when, at.path("when"), errc::bad_record);
            for (std::size_t d = 0; d < dimensions.size(); ++d) {
                if (conditions.find(dimensions[d].name) == nullptr) {
                    continue;
                }
                const std::string path = conditions.path(dimensions[d].name);
                for (const auto& word : conditions.array(dimensions[d].name)) {
                    rule.accepted[d].push_back(category_of(conditions, word, path, dimensions[d]));
                }
                if (rule.accepted[d].empty()) {  // which would mean any
                    conditions.fail(path, "expected an array of one category or more");
                }
            }
            conditions.finish();
        }
        at.finish();
    }
    return result;
}

/// The answers of each customer to each dimension, from columns of words; null: not known.
[[nodiscard]] inline std::vector<std::uint8_t> cases_of(object_reader& in,
                                                        const std::vector<equity::treatment_dimension>& dimensions,
                                                        std::size_t customers) {
    object_reader at(in.required("customers"), in.path("customers"), errc::bad_record);
    std::vector<std::uint8_t> result(customers * dimensions.size(), equity::treatment_table::missing);
    for (std::size_t d = 0; d < dimensions.size(); ++d) {
        (void)at.required(dimensions[d].name);
        const auto& words = at.array(dimensions[d].name);
        require_size(at.path(dimensions[d].name), words.size(), "priority", customers);
        for (std::size_t row = 0; row < customers; ++row) {
            if (!words[row].is_null()) {
                result[row * dimensions.size() + d] = category_of(
                    at, words[row], at.path(dimensions[d].name) + "[" + std::to_string(row) + "]", dimensions[d]);
            }
        }
    }
    at.finish();
    return result;
}

/// Numbers that customers keep, to order equals by; below 2^53.
[[nodiscard]] inline std::vector<std::uint64_t> ties(object_reader& in) {
    return whole_numbers<std::uint64_t>(in, "tie", 0, 0x1p53);
}

[[nodiscard]] inline nlohmann::json treat(object_reader& in) {
    const auto dimensions = dimensions_of(in);
    const auto actions = actions_of(in);
    const equity::treatment_table table(dimensions, actions, rules_of(in, dimensions, actions));
    const auto priority = required_column(in, "priority");
    const auto codes = cases_of(in, dimensions, priority.size());
    const auto found = equity::treat(table, codes, priority, ties(in));
    nlohmann::json action = nlohmann::json::array();
    nlohmann::json reason = nlohmann::json::array();
    for (std::size_t row = 0; row < priority.size(); ++row) {
        const bool known = found.action[row] != equity::treatment_table::no_rule;
        action.push_back(known ? nlohmann::json(actions[found.action[row]].id) : nlohmann::json(nullptr));
        reason.push_back(known ? nlohmann::json(table.rules()[found.rule[row]].reason) : nlohmann::json(nullptr));
    }
    nlohmann::json counts = nlohmann::json::array();
    for (std::size_t i = 0; i < actions.size(); ++i) {
        counts.push_back({{"action", actions[i].id}, {"given", found.given[i]}, {"waiting", found.waiting[i]}});
    }
    return {{"action", std::move(action)},
            {"rule", write_codes(found.rule)},
            {"reason", std::move(reason)},
            {"status", write_words(found.status, treatment_status_words)},
            {"actions", std::move(counts)}};
}

[[nodiscard]] inline nlohmann::json attention_list(object_reader& in) {
    (void)in.required("class");
    const auto classes = words_in(in, "class", class_words);
    const auto influence = required_column(in, "influence");
    const auto value = required_column(in, "value");
    const auto tie = ties(in);
    const auto eligible = flags(in, "eligible");
    return {{"row", equity::attention_list({classes, influence, value, tie, eligible}, count(in, "count"))}};
}

/// Tickets and the fingerprint are texts of digits: a number of 64 bits does not survive every reader of JSON.
[[nodiscard]] inline nlohmann::json draw_winners(object_reader& in) {
    std::vector<std::string> ids;
    (void)in.required("id");
    for (const auto& each : in.array("id")) {
        ids.push_back(read_id(each, in.path("id") + "[" + std::to_string(ids.size()) + "]"));
    }
    const std::vector<std::string_view> views(ids.begin(), ids.end());
    const auto eligible = flags(in, "eligible");
    const std::size_t wanted = count(in, "count");
    const auto found = equity::draw_winners(views, wanted, read_count(in, "seed"), eligible);
    nlohmann::json tickets = nlohmann::json::array();
    nlohmann::json winners = nlohmann::json::array();
    for (std::size_t i = 0; i < found.winners.size(); ++i) {
        winners.push_back(ids[found.winners[i]]);
        tickets.push_back(std::to_string(found.tickets[i]));
    }
    return {{"seed", found.seed},
            {"fingerprint", std::to_string(found.fingerprint)},
            {"winners", std::move(winners)},
            {"row", found.winners},
            {"tickets", std::move(tickets)},
            {"excluded", found.excluded},
            {"repeated", found.repeated}};
}

[[nodiscard]] inline nlohmann::json gate_recommendation(object_reader& in) {
    const double least = number(in, "least", 0.8);
    constexpr std::string_view keys[] = {"p_fan", "p_sympathizer"};
    return value_of_each(in, keys, {unknown_number, unknown_number}, [&](const std::array<double, 2>& row) {
        return word_of(equity::gate_recommendation(row[0], row[1], least), gate_words);
    });
}

[[nodiscard]] inline nlohmann::json opponent_priority(object_reader& in) {
    constexpr std::string_view keys[] = {"damage", "p_opponent"};
    return value_of_each(in, keys, {unknown_number, unknown_number},
                         [](const std::array<double, 2>& row) { return equity::opponent_priority(row[0], row[1]); });
}

[[nodiscard]] inline nlohmann::json activation_potential(object_reader& in) {
    constexpr std::string_view keys[] = {"p_sympathizer", "of_fan", "of_sympathizer"};
    return value_of_each(
        in, keys, {unknown_number, unknown_number, unknown_number},
        [](const std::array<double, 3>& row) { return equity::activation_potential(row[0], row[1], row[2]); });
}

[[nodiscard]] inline nlohmann::json revenue_at_release(object_reader& in) {
    constexpr double far = 1e6;
    (void)in.required("month");
    const auto month = whole_numbers<std::int32_t>(in, "month", -far, far, &equity::no_release);
    const auto p_captive = required_column(in, "p_captive");
    nlohmann::json result = nlohmann::json::array();
    for (const auto& each : equity::revenue_at_release(month, p_captive, required_column(in, "revenue"))) {
        result.push_back({{"month", each.month}, {"customers", each.customers}, {"revenue", each.revenue}});
    }
    return {{"months", std::move(result)}};
}

}  // namespace detail

/// The methods of the equity room that decide what is done for whom.
inline constexpr method treatment_methods[] = {
    {"value_tiers", detail::value_tiers},
    {"boundaries_by_share", detail::boundaries_by_share},
    {"treat", detail::treat},
    {"attention_list", detail::attention_list},
    {"draw_winners", detail::draw_winners},
    {"gate_recommendation", detail::gate_recommendation},
    {"opponent_priority", detail::opponent_priority},
    {"activation_potential", detail::activation_potential},
    {"revenue_at_release", detail::revenue_at_release},
};

}  // namespace scvm::json
