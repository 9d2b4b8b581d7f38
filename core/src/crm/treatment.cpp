#include <scvm/crm/score_card.hpp>
#include <scvm/crm/treatment.hpp>
#include <scvm/equity/attention.hpp>
#include <scvm/equity/treatment.hpp>
#include <scvm/equity/value_tiers.hpp>
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
            return texts(segment_names);
        case treatment_question::value_tier: {
            std::vector<std::string> result = {"none"};
            result.insert(result.end(), rules.tiers.begin(), rules.tiers.end());
            return result;
        }
        case treatment_question::influence:
            return texts(influence_names);
        case treatment_question::stage:
            return texts(equity::stage_names);
        case treatment_question::stable:
            return texts(flag_names);
        case treatment_question::participation:
            return texts(participation_names);
    }
    return {};
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

double probability_or_group(double probability, std::int32_t segment, survey::segment group) {
    return !std::isnan(probability) ? probability : segment == static_cast<std::int32_t>(group) ? 1.0 : 0.0;
}

namespace {

[[nodiscard]] std::uint8_t answer_of(treatment_question question, const customer_scores& of,
                                     const treatment_rules& rules) {
    switch (question) {
        case treatment_question::segment:
            return static_cast<std::uint8_t>(of.segment);
        case treatment_question::value_tier:
            return static_cast<std::uint8_t>(of.value_tier);
        case treatment_question::influence:
            return std::isnan(of.social_score)                 ? std::uint8_t{0}
                   : of.social_score >= rules.influential_from ? std::uint8_t{2}
                                                               : std::uint8_t{1};
        case treatment_question::stage:
            return static_cast<std::uint8_t>(of.stage);
        case treatment_question::stable:
            return static_cast<std::uint8_t>(of.stable);
        case treatment_question::participation:
            return static_cast<std::uint8_t>(of.participation);
    }
    return 0;
}

[[nodiscard]] double priority_of(priority_rule rule, const customer_scores& of) {
    const auto certain = [&](double probability, survey::segment group) {
        return probability_or_group(probability, of.segment, group);
    };
    switch (rule) {
        case priority_rule::value:
            return !std::isnan(of.engagement_value) ? of.engagement_value : of.lifetime_value;
        case priority_rule::damage:
            return of.influence_value * certain(of.p_opponent, survey::segment::opponent);
        case priority_rule::release:
            return of.revenue * certain(of.p_captive, survey::segment::captive);
        case priority_rule::activation:
            return certain(of.p_sympathizer, survey::segment::sympathizer);
    }
    return absent;
}

}  // namespace

void score_treatment(const treatment_rules& rules, std::uint8_t before, customer_scores& result) {
    const bool may_contact = result.consent_contact == static_cast<std::int32_t>(consent_status::included);
    if (!rules.tiers.empty()) {
        const double value = !std::isnan(result.network_value) ? result.network_value : result.lifetime_value;
        const std::uint8_t tier = equity::value_tier(value, before, rules.boundaries);
        result.value_tier = tier == equity::no_tier ? 0 : tier + 1;
    }
    const bool open = equity::gate_recommendation(result.p_fan, result.p_sympathizer, rules.recommendation_gate) ==
                      equity::recommendation_gate::ask;
    result.may_ask_referral = open && may_contact;
    const auto group = static_cast<survey::segment>(result.segment);
    const bool attached = group == survey::segment::fan || group == survey::segment::sympathizer;
    result.integrable = result.participation == static_cast<std::int32_t>(network::participation_class::heavy) &&
                        attached && may_contact;
    const auto say = [&](treatment_status status) { result.treatment_status = static_cast<std::int32_t>(status); };
    if (!rules.table) {
        return say(treatment_status::not_asked);
    }
    if (result.consent_of_all != 0) {
        return say(treatment_status::no_consent);
    }
    std::array<std::uint8_t, treatment_question_names.size()> codes{};
    for (std::size_t q = 0; q < rules.questions.size(); ++q) {
        codes[q] = answer_of(rules.questions[q], result, rules);
    }
    const std::uint32_t rule = rules.table->rule_of(std::span(codes).first(rules.questions.size()));
    const treatment_action& action = rules.actions[rules.rules[rule].action];
    result.treatment_rule = static_cast<std::int32_t>(rule) + 1;
    if (action.contacts && !may_contact) {
        return say(treatment_status::no_consent);
    }
    if (action.asks_to_recommend && !open) {
        return say(treatment_status::gate_closed);
    }
    result.treatment = static_cast<std::int32_t>(rules.rules[rule].action) + 1;
    result.priority = priority_of(action.priority, result);
    say(treatment_status::treated);
}

}  // namespace scvm::crm
