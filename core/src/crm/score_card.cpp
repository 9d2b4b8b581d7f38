#include <scvm/crm/messages.hpp>
#include <scvm/crm/score_card.hpp>

#include <cmath>
#include <cstddef>
#include <utility>

namespace scvm::crm {

namespace {

[[nodiscard]] card_status status_of(const customer_scores& scores) {
    const bool any = scores.survey.status == survey_status::scored || !std::isnan(scores.value.lifetime_value) ||
                     !std::isnan(scores.network.social_score);
    return scores.consent.of_all != consent_status::included ? card_status::excluded
           : any                                             ? card_status::scored
                                                             : card_status::insufficient_data;
}

/// The texts that the model has for what the scores say in codes.
void fill_texts(const scoring_model& model, customer_scores& card) {
    if (model.survey) {
        card.survey.label = group_name(card.survey.segment, model.survey->labels, model.survey->labels.language);
        card.survey.rule = survey::portfolio_rule_id;
    }
    if (model.value) {
        card.value.confidence = model.value->confidence;
        card.value.horizon = model.value->horizon;
        card.value.unit = model.value->unit;
        card.value.currency = model.currency;
        card.value.rule = std::string(word_of(model.value->purchasing_model)) + "+gamma_gamma/1";
    }
    if (model.treatment) {
        const treatment_rules& rules = *model.treatment;
        const auto fill = [](std::optional<std::string>& text, std::int32_t code, const auto& list, auto member) {
            if (code > 0) {
                text = list[static_cast<std::size_t>(code - 1)].*member;
            }
        };
        fill(card.treatment.action_id, card.treatment.action, rules.actions, &treatment_action::id);
        fill(card.treatment.reason, card.treatment.rule, rules.rules, &equity::treatment_rule::reason);
        fill(card.treatment.tier_name, card.treatment.tier, rules.tiers, &value_tier::name);
    }
}

}  // namespace

score_card card_of(const scoring_model& model, std::int64_t as_of, std::string_view id, const customer_scores& scores) {
    score_card result{scores, std::string(id), as_of, name_of(model), status_of(scores), {}, {}};
    result.planned = model.treatment.has_value();
    result.compared = model.matters || model.ambassadors;
    const network_scores& place = result.network;
    result.network.engagement_rate = place.followers > 0 ? place.engaged_followers / place.followers : absent;
    fill_texts(model, result);
    return result;
}

score_card explained_card(const scoring_model& model, std::int64_t as_of, std::string_view id,
                          const customer_scores& scores, std::span<const double> answers,
                          std::vector<rejected_row> rejected) {
    score_card result = card_of(model, as_of, id, scores);
    result.reasons = explain(model, scores, answers);
    result.rejected = std::move(rejected);
    return result;
}

}  // namespace scvm::crm
