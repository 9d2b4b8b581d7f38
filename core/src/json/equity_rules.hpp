#pragma once

#include "json/object_reader.hpp"

#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/treatment.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

namespace detail {

inline constexpr std::string_view loss_words[] = {"shared", "kept"};

[[nodiscard]] inline crm::sharing_rate read_rate(const nlohmann::json& value, const std::string& path) {
    object_reader in(value, path, errc::bad_model);
    crm::sharing_rate result;
    result.money = in.number("money", result.money);
    result.points = in.number("points", result.points);
    in.finish();
    if (!(result.money >= 0 && result.points >= 0)) {
        in.fail(path, "expected money and points of 0 or more");
    }
    return result;
}

[[nodiscard]] inline equity::stage_rules read_stages(const nlohmann::json& value, const std::string& path) {
    object_reader in(value, path, errc::bad_model);
    equity::stage_rules result;
    for (const auto& [key, field] :
         {std::pair{"contacts", &equity::stage_rules::contacts}, std::pair{"answered", &equity::stage_rules::answered},
          std::pair{"returns", &equity::stage_rules::returns},
          std::pair{"satisfaction", &equity::stage_rules::satisfaction},
          std::pair{"recommendations", &equity::stage_rules::recommendations},
          std::pair{"contributions", &equity::stage_rules::contributions}}) {
        result.*field = in.number(key, result.*field);
        if (!(result.*field > 0)) {
            in.fail(in.path(key), "expected a number above 0");
        }
    }
    in.finish();
    return result;
}

[[nodiscard]] inline crm::equity_rules read_equity(const nlohmann::json& value, const std::string& path) {
    object_reader in(value, path, errc::bad_model);
    crm::equity_rules result;
    const auto read_share = [&](std::string_view key, double& share) {
        share = in.number(key, share);
        if (!(share >= 0 && share <= 1)) {
            in.fail(in.path(key), "expected a share from 0 to 1");
        }
    };
    const auto read_positive = [&](std::string_view key, double& number) {
        number = in.number(key, number);
        if (!(number > 0)) {
            in.fail(in.path(key), "expected a number above 0");
        }
    };
    read_share("referral_share", result.referral_share);
    read_positive("referral_half_life_days", result.referral_half_life_days);
    read_share("influence_share", result.influence_share);
    result.ceiling = in.number("ceiling", result.ceiling);
    result.passed_on = in.number("passed_on", result.passed_on);
    result.losses = static_cast<equity::loss_rule>(in.choice("losses", loss_words, 0));
    read_positive("sharing_window_days", result.sharing_window_days);
    if (const auto* found = in.find("sharing")) {
        object_reader kinds(*found, in.path("sharing"), errc::bad_model);
        for (std::size_t kind = 0; kind < result.sharing.size(); ++kind) {
            if (const auto* rate = kinds.find(crm::contribution_kind_names[kind])) {
                result.sharing[kind] = read_rate(*rate, kinds.path(crm::contribution_kind_names[kind]));
            }
        }
        kinds.finish();
    }
    if (const auto* found = in.find("stages")) {
        result.stages = read_stages(*found, in.path("stages"));
    }
    in.finish();
    at_path(path,
            [&] { (void)equity::network_value({}, {}, {.ceiling = result.ceiling, .passed_on = result.passed_on}); });
    return result;
}

[[nodiscard]] inline nlohmann::json write_equity(const crm::equity_rules& of) {
    nlohmann::json sharing = nlohmann::json::object();
    for (std::size_t kind = 0; kind < of.sharing.size(); ++kind) {
        sharing[std::string(crm::contribution_kind_names[kind])] = {{"money", of.sharing[kind].money},
                                                                    {"points", of.sharing[kind].points}};
    }
    nlohmann::json result = {{"referral_share", of.referral_share},
                             {"influence_share", of.influence_share},
                             {"ceiling", of.ceiling},
                             {"passed_on", of.passed_on},
                             {"losses", loss_words[static_cast<std::size_t>(of.losses)]},
                             {"sharing", std::move(sharing)},
                             {"sharing_window_days", of.sharing_window_days},
                             {"stages",
                              {{"contacts", of.stages.contacts},
                               {"answered", of.stages.answered},
                               {"returns", of.stages.returns},
                               {"satisfaction", of.stages.satisfaction},
                               {"recommendations", of.stages.recommendations},
                               {"contributions", of.stages.contributions}}}};
    if (std::isfinite(of.referral_half_life_days)) {
        result["referral_half_life_days"] = of.referral_half_life_days;
    }
    return result;
}

inline void read_tiers(object_reader& in, crm::treatment_rules& result) {
    const auto& tiers = in.array("tiers");
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        const std::string path = in.path("tiers") + "[" + std::to_string(i) + "]";
        object_reader tier(tiers[i], path, errc::bad_model);
        result.tiers.push_back(tier.text("name"));
        if (std::count(result.tiers.begin(), result.tiers.end(), result.tiers.back()) > 1) {
            tier.fail(tier.path("name"), crm::quoted(result.tiers.back()) + ": stands twice");
        }
        if (i > 0) {
            result.boundaries.enter.push_back(tier.number("enter"));
            result.boundaries.stay.push_back(tier.number("stay", result.boundaries.enter.back()));
        }
        tier.finish();
    }
    at_path(in.path("tiers"), [&] { result.boundaries.check(); });
    if (result.tiers.size() == 1) {
        in.fail(in.path("tiers"), "expected two or more, or none");
    }
}

inline void read_actions(object_reader& in, crm::treatment_rules& result) {
    const auto& actions = in.array("actions");
    for (std::size_t i = 0; i < actions.size(); ++i) {
        object_reader action(actions[i], in.path("actions") + "[" + std::to_string(i) + "]", errc::bad_model);
        crm::treatment_action& to = result.actions.emplace_back();
        to.id = action.text("id");
        const auto same = [&](const crm::treatment_action& each) { return each.id == to.id; };
        if (to.id.empty() || to.id == "none" || std::count_if(result.actions.begin(), result.actions.end(), same) > 1) {
            action.fail(action.path("id"), crm::quoted(to.id) + ": expected a name of its own, and not none");
        }
        if (action.find("capacity") != nullptr) {
            to.capacity = read_count(action, "capacity");
        }
        to.priority = static_cast<crm::priority_rule>(action.choice("priority", crm::priority_rule_names, 0));
        to.contacts = action.flag("contacts", to.contacts);
        to.asks_to_recommend = action.flag("asks_to_recommend", to.asks_to_recommend);
        action.finish();
    }
}

/// The codes of the answers that a condition names.
[[nodiscard]] inline std::vector<std::uint8_t> read_answers_named(const object_reader& in, const nlohmann::json& words,
                                                                  const std::string& path,
                                                                  const std::vector<std::string>& answers) {
    if (!words.is_array() || words.empty()) {
        in.fail(path, "expected an array of one answer or more");
    }
    std::vector<std::uint8_t> result;
    for (const auto& word : words) {
        const std::string text = in.as_text(word, path);
        const auto found = std::find(answers.begin(), answers.end(), text);
        if (found == answers.end()) {
            std::string expected;
            for (const std::string& each : answers) {
                expected += (expected.empty() ? "" : ", ") + each;
            }
            in.fail(path, crm::quoted(text) + " is none of " + expected);
        }
        result.push_back(static_cast<std::uint8_t>(found - answers.begin()));
    }
    return result;
}

/// The table's questions are those that any of its rules asks, in the library's order.
inline void read_treatment_rules(object_reader& in, crm::treatment_rules& result) {
    const auto& rules = in.array("rules");
    constexpr auto& names = crm::treatment_question_names;
    for (std::size_t q = 0; q < names.size(); ++q) {
        const bool asked = std::any_of(rules.begin(), rules.end(), [&](const nlohmann::json& rule) {
            return rule.is_object() && rule.contains("when") && rule["when"].is_object() &&
                   rule["when"].contains(std::string(names[q]));
        });
        if (asked) {
            result.questions.push_back(static_cast<crm::treatment_question>(q));
        }
    }
    for (std::size_t i = 0; i < rules.size(); ++i) {
        object_reader rule(rules[i], in.path("rules") + "[" + std::to_string(i) + "]", errc::bad_model);
        equity::treatment_rule& to = result.rules.emplace_back();
        const std::string action = rule.text("action");
        const auto found = std::find_if(result.actions.begin(), result.actions.end(),
                                        [&](const crm::treatment_action& each) { return each.id == action; });
        if (found == result.actions.end()) {
            rule.fail(rule.path("action"), crm::quoted(action) + ": no such action");
        }
        to.action = static_cast<std::uint32_t>(found - result.actions.begin());
        to.reason = rule.text("reason", "");
        to.accepted.resize(result.questions.size());
        if (const auto* when = rule.find("when")) {
            object_reader conditions(*when, rule.path("when"), errc::bad_model);
            for (std::size_t q = 0; q < result.questions.size(); ++q) {
                const std::string_view name = names[static_cast<std::size_t>(result.questions[q])];
                if (const auto* words = conditions.find(name)) {
                    to.accepted[q] = read_answers_named(conditions, *words, conditions.path(name),
                                                        crm::answers_to(result.questions[q], result));
                }
            }
            conditions.finish();
        }
        rule.finish();
    }
    if (result.rules.empty() != result.actions.empty()) {
        in.fail(in.path(), "expected both actions and rules, or neither");
    }
    if (!result.rules.empty()) {
        result.table = at_path(in.path("rules"), [&] { return crm::make_table(result); });
    }
}

[[nodiscard]] inline crm::treatment_rules read_treatment(const nlohmann::json& value, const std::string& path) {
    object_reader in(value, path, errc::bad_model);
    crm::treatment_rules result;
    read_tiers(in, result);
    result.previous_tier = in.text("previous_tier", "");
    result.influential_from = in.number("influential_from", result.influential_from);
    result.recommendation_gate = in.number("recommendation_gate", result.recommendation_gate);
    if (!(result.recommendation_gate > 0 && result.recommendation_gate <= 1)) {
        in.fail(in.path("recommendation_gate"), "expected a probability above 0");
    }
    if (in.find("attention") != nullptr) {
        result.attention = read_count(in, "attention");
    }
    read_actions(in, result);
    read_treatment_rules(in, result);
    in.finish();
    return result;
}

[[nodiscard]] inline nlohmann::json write_treatment(const crm::treatment_rules& of) {
    nlohmann::json tiers = nlohmann::json::array();
    for (std::size_t i = 0; i < of.tiers.size(); ++i) {
        tiers.push_back({{"name", of.tiers[i]}});
        if (i > 0) {
            tiers.back()["enter"] = of.boundaries.enter[i - 1];
            tiers.back()["stay"] = of.boundaries.stay[i - 1];
        }
    }
    nlohmann::json actions = nlohmann::json::array();
    for (const crm::treatment_action& each : of.actions) {
        actions.push_back({{"id", each.id},
                           {"priority", crm::priority_rule_names[static_cast<std::size_t>(each.priority)]},
                           {"contacts", each.contacts},
                           {"asks_to_recommend", each.asks_to_recommend}});
        if (each.capacity != equity::treatment_action::unlimited) {
            actions.back()["capacity"] = each.capacity;
        }
    }
    nlohmann::json rules = nlohmann::json::array();
    for (const equity::treatment_rule& each : of.rules) {
        nlohmann::json when = nlohmann::json::object();
        for (std::size_t q = 0; q < of.questions.size(); ++q) {
            const auto answers = crm::answers_to(of.questions[q], of);
            const std::string name(crm::treatment_question_names[static_cast<std::size_t>(of.questions[q])]);
            for (const std::uint8_t code : each.accepted[q]) {
                when[name].push_back(answers[code]);
            }
        }
        rules.push_back({{"when", std::move(when)}, {"action", of.actions[each.action].id}, {"reason", each.reason}});
    }
    return {{"tiers", std::move(tiers)},
            {"previous_tier", of.previous_tier},
            {"influential_from", of.influential_from},
            {"recommendation_gate", of.recommendation_gate},
            {"attention", of.attention},
            {"actions", std::move(actions)},
            {"rules", std::move(rules)}};
}

}  // namespace detail

}  // namespace scvm::json
