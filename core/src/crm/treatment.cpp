#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/score_columns.hpp>
#include <scvm/crm/service_scores.hpp>
#include <scvm/crm/treatment.hpp>
#include <scvm/equity/attention.hpp>
#include <scvm/equity/treatment.hpp>
#include <scvm/equity/value_tiers.hpp>
#include <scvm/meant.hpp>
#include <scvm/network/participation.hpp>
#include <scvm/survey/segment.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::crm {

std::vector<std::string> answers_to(treatment_question question, const treatment_rules& rules) {
    const auto texts = [](const auto& names) { return std::vector<std::string>(names.begin(), names.end()); };
    switch (question) {
        case treatment_question::segment:
            return texts(survey::segment_names);
        case treatment_question::value_tier: {
            std::vector<std::string> result = {"none"};
            for (const value_tier& each : rules.tiers) {
                result.push_back(each.name);
            }
            return result;
        }
        case treatment_question::influence:
            return texts(influence_names);
        case treatment_question::stage:
            return texts(equity::stage_names);
        case treatment_question::stable:
            return texts(flag_names);
        case treatment_question::participation:
            return texts(network::participation_class_names);
    }
    return {};
}

namespace {

void settle_tiers(treatment_rules& rules) {
    rules.boundaries = {};
    for (std::size_t i = 0; i < rules.tiers.size(); ++i) {
        const value_tier& each = rules.tiers[i];
        const std::string place = "tiers[" + std::to_string(i) + "]";
        const auto same = [&](const value_tier& other) { return other.name == each.name; };
        if (std::ranges::count_if(rules.tiers, same) > 1) {
            throw misfit{place + ".name", crm::quoted(each.name) + ": expected each name once"};
        }
        if (i == 0 && !(std::isnan(each.enter) && std::isnan(each.stay))) {
            throw misfit{place, "the lowest tier is entered by everybody: expected no enter and no stay"};
        }
        if (i > 0 && std::isnan(each.enter)) {
            throw misfit{place + ".enter", "is missing"};
        }
        if (i > 0) {
            rules.boundaries.enter.push_back(each.enter);
            rules.boundaries.stay.push_back(std::isnan(each.stay) ? each.enter : each.stay);
        }
    }
    try {
        rules.boundaries.check();
    } catch (const error& e) {
        throw misfit{"tiers", e.what()};
    }
    if (rules.tiers.size() == 1) {
        throw misfit{"tiers", "expected two or more, or none"};
    }
}

void settle_actions(const treatment_rules& rules) {
    for (std::size_t i = 0; i < rules.actions.size(); ++i) {
        const std::string& id = rules.actions[i].id;
        const auto same = [&](const treatment_action& each) { return each.id == id; };
        if (id.empty() || id == "none" || std::ranges::count_if(rules.actions, same) > 1) {
            throw misfit{"actions[" + std::to_string(i) + "].id",
                         crm::quoted(id) + ": expected a name of its own, and not none"};
        }
    }
}

/// A case in numbers: the codes of the answers that it names, and the place of its action.
[[nodiscard]] equity::treatment_rule rule_of(const treatment_rules& rules, std::size_t index) {
    const treatment_case& from = rules.cases[index];
    const std::string place = "rules[" + std::to_string(index) + "]";
    equity::treatment_rule result;
    const auto action = std::ranges::find(rules.actions, from.action, &treatment_action::id);
    if (action == rules.actions.end()) {
        std::vector<std::string> ids;
        for (const treatment_action& each : rules.actions) {
            ids.push_back(each.id);
        }
        throw misfit{place + ".action", crm::quoted(from.action) + ": no such action" + meant(from.action, ids)};
    }
    result.action = static_cast<std::uint32_t>(action - rules.actions.begin());
    result.reason = from.reason;
    for (const treatment_question question : rules.questions) {
        const auto q = static_cast<std::size_t>(question);
        const std::vector<std::string> answers = answers_to(question, rules);
        auto& accepted = result.accepted.emplace_back();
        for (const std::string& text : from.when[q]) {
            const auto found = std::ranges::find(answers, text);
            if (found == answers.end()) {
                std::string expected;
                for (const std::string& each : answers) {
                    expected += (expected.empty() ? "" : ", ") + each;
                }
                throw misfit{place + ".when." + std::string(treatment_question_names[q]) + "[" +
                                 std::to_string(&text - from.when[q].data()) + "]",
                             crm::quoted(text) + ": expected one of " + expected + meant(text, answers)};
            }
            accepted.push_back(static_cast<std::uint8_t>(found - answers.begin()));
        }
    }
    return result;
}

}  // namespace

void treatment_rules::settle() {
    settle_tiers(*this);
    settle_actions(*this);
    questions.clear();
    for (std::size_t q = 0; q < treatment_question_names.size(); ++q) {
        if (std::ranges::any_of(cases, [&](const treatment_case& each) { return !each.when[q].empty(); })) {
            questions.push_back(static_cast<treatment_question>(q));
        }
    }
    rules.clear();
    for (std::size_t i = 0; i < cases.size(); ++i) {
        rules.push_back(rule_of(*this, i));
    }
    if (rules.empty() != actions.empty()) {
        throw misfit{"", "expected both actions and rules, or neither"};
    }
    table.reset();
    if (!rules.empty()) {
        try {
            table = make_table(*this);
        } catch (const error& e) {
            throw misfit{"rules", e.what()};
        }
    }
}

std::shared_ptr<const equity::treatment_table> make_table(const treatment_rules& of) {
    std::vector<equity::treatment_dimension> dimensions;
    for (const treatment_question each : of.questions) {
        dimensions.push_back(
            {std::string(treatment_question_names[static_cast<std::size_t>(each)]), answers_to(each, of)});
    }
    std::vector<equity::treatment_action> actions;
    for (const treatment_action& each : of.actions) {
        actions.push_back({each.id, each.capacity});
    }
    return std::make_shared<const equity::treatment_table>(std::move(dimensions), std::move(actions), of.rules);
}

double probability_or_group(double probability, survey::segment of, survey::segment group) {
    if (!std::isnan(probability)) {
        return probability;
    }
    return of == survey::segment::unclassified ? absent : of == group ? 1.0 : 0.0;
}

namespace {

[[nodiscard]] std::uint8_t answer_of(treatment_question question, const customer_scores& of,
                                     const treatment_rules& rules) {
    switch (question) {
        case treatment_question::segment:
            return static_cast<std::uint8_t>(of.survey.segment);
        case treatment_question::value_tier:
            return static_cast<std::uint8_t>(of.treatment.tier);
        case treatment_question::influence:
            return std::isnan(of.network.published_score)                 ? std::uint8_t{0}
                   : of.network.published_score >= rules.influential_from ? std::uint8_t{2}
                                                                          : std::uint8_t{1};
        case treatment_question::stage:
            return static_cast<std::uint8_t>(of.equity.stage);
        case treatment_question::stable:
            return static_cast<std::uint8_t>(of.survey.probabilities.stable);
        case treatment_question::participation:
            return static_cast<std::uint8_t>(of.network.participation);
    }
    return 0;
}

[[nodiscard]] double priority_of(priority_rule rule, const customer_scores& of) {
    const auto certain = [&](double probability, survey::segment group) {
        return probability_or_group(probability, of.survey.segment, group);
    };
    const segment_probabilities& p = of.survey.probabilities;
    switch (rule) {
        case priority_rule::value:
            return !std::isnan(of.equity.engagement_value) ? of.equity.engagement_value : of.value.lifetime_value;
        case priority_rule::damage:
            return equity::opponent_priority(damage_of(of), p_opponent_of(of));
        case priority_rule::release:
            return of.value.revenue * certain(p.captive, survey::segment::captive);
        case priority_rule::activation:
            return certain(p.sympathizer, survey::segment::sympathizer);
    }
    return absent;
}

}  // namespace

void score_treatment(const treatment_rules& rules, std::uint8_t before, customer_scores& scores) {
    treatment_scores& result = scores.treatment;
    const bool may_contact = scores.consent.contact == consent_status::included;
    if (!rules.tiers.empty()) {
        const double network_value = scores.equity.network_value;
        const std::uint8_t tier = equity::value_tier(
            !std::isnan(network_value) ? network_value : scores.value.lifetime_value, before, rules.boundaries);
        result.tier = tier == equity::no_tier ? 0 : tier + 1;
    }
    const segment_probabilities& p = scores.survey.probabilities;
    const auto gate = equity::gate_recommendation(p.fan, p.sympathizer, rules.recommendation_gate);
    const bool open = gate == equity::recommendation_gate::ask;
    result.may_ask_referral = open && may_contact;
    const survey::segment group = scores.survey.segment;
    const bool attached = group == survey::segment::fan || group == survey::segment::sympathizer;
    result.integrable = scores.network.participation == network::participation_class::heavy && attached && may_contact;
    const auto say = [&](treatment_status status) { result.status = status; };
    if (!rules.table) {
        return say(treatment_status::not_asked);
    }
    if (scores.consent.of_all != consent_status::included) {
        return say(treatment_status::no_consent);
    }
    std::array<std::uint8_t, treatment_question_names.size()> codes{};
    for (std::size_t q = 0; q < rules.questions.size(); ++q) {
        codes[q] = answer_of(rules.questions[q], scores, rules);
    }
    const std::uint32_t rule = rules.table->rule_of(std::span(codes).first(rules.questions.size()));
    const treatment_action& action = rules.actions[rules.rules[rule].action];
    result.rule = static_cast<std::int32_t>(rule) + 1;
    if (action.contacts && !may_contact) {
        return say(treatment_status::no_consent);
    }
    if (action.asks_to_recommend && !open) {
        // Without an answer of the customer there is nothing to be unsure of: the gate is closed.
        const bool answered = group != survey::segment::unclassified;
        return say(answered && gate == equity::recommendation_gate::not_known ? treatment_status::gate_unknown
                                                                              : treatment_status::gate_closed);
    }
    result.action = static_cast<std::int32_t>(rules.rules[rule].action) + 1;
    result.priority = priority_of(action.priority, scores);
    say(treatment_status::treated);
}

}  // namespace scvm::crm
