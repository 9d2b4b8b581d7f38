#include "crm/catalogue.hpp"

#include <scvm/crm/equity_scores.hpp>
#include <scvm/crm/explanation.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/crm/shipped_text.hpp>
#include <scvm/network/social_score.hpp>
#include <scvm/survey/portfolio.hpp>

#include <cmath>
#include <cstddef>
#include <utility>

namespace scvm::crm {

namespace {

using namespace detail;

[[nodiscard]] explained_part summand(std::string_view name, double contribution, double evidence) {
    return {.name = std::string(name), .contribution = contribution, .evidence = evidence};
}

[[nodiscard]] explained_part factor(std::string_view name, double value, std::string_view unit) {
    return {.name = std::string(name), .factor = value, .unit = unit};
}

/// Says a sentence that stands by itself, if there is one, after those that are there.
void add(sentence& text, const sentence& next) {
    for (std::size_t language = 0; language < languages.size(); ++language) {
        text[language] += text[language].empty() || next[language].empty() ? "" : " ";
        text[language] += next[language];
    }
}

/// Says one more sentence, if there is one, which without the first would have no meaning.
void append(sentence& text, const sentence& next) {
    if (!text.front().empty()) {
        add(text, next);
    }
}

/// A score that is the sum of its parts.
[[nodiscard]] explanation of_sum(std::string_view score, double value, std::string_view unit,
                                 std::vector<explained_part> parts, sentence text) {
    return {.score = score,
            .made_by = formula::sum,
            .value = value,
            .unit = unit,
            .parts = std::move(parts),
            .text = std::move(text)};
}

/// Why a score is absent.
[[nodiscard]] explanation of_absence(std::string_view score, std::string_view status, sentence text) {
    return {.score = score, .status = status, .text = std::move(text)};
}

/// One dimension of the portfolio, item by item: the contributions sum to the score.
[[nodiscard]] explanation of_dimension(const survey::questionnaire& questionnaire, std::string_view dimension,
                                       message sentence, double score, std::span<const double> answers,
                                       std::span<const double> contributions) {
    const auto items = questionnaire.items_of(questionnaire.dimension(dimension));
    explanation result{.score = dimension, .made_by = formula::sum, .value = score, .unit = "0 to 100"};
    result.parts.reserve(items.size());
    std::size_t strongest = items.front();
    for (const std::size_t i : items) {
        if (std::isnan(contributions[i])) {
            result.missing.push_back(questionnaire.items()[i].id);
            continue;
        }
        if (result.parts.empty() || contributions[i] > contributions[strongest]) {
            strongest = i;
        }
        result.parts.push_back(summand(questionnaire.items()[i].id, contributions[i], answers[i]));
    }
    result.text = say(sentence, score, result.parts.size(), items.size(), questionnaire.items()[strongest].id,
                      contributions[strongest]);
    return result;
}

/// What a group is called in each language.
[[nodiscard]] texts names_of(survey::segment group, const survey::segment_labels& labels) {
    texts result;
    for (std::size_t language = 0; language < languages.size(); ++language) {
        result[language] = group_name(group, labels, languages[language]);
    }
    return result;
}

/// Why this customer is in this group: the scores against the boundaries that decided.
[[nodiscard]] explanation of_segment(const survey_rules& rules, const survey_scores& scores) {
    const survey::boundaries& cuts = rules.portfolio.cuts();
    const survey::segment group = scores.segment;
    const bool satisfied = survey::is_satisfied(group);
    std::vector<explained_part> parts;
    const auto compare = [&](std::string_view name, double evidence, std::string_view boundary, double at) {
        if (!std::isnan(evidence)) {
            parts.push_back({.name = std::string(name), .evidence = evidence, .at = at, .boundary = boundary});
        }
    };
    compare("satisfaction", scores.satisfaction, "satisfied", cuts.satisfied);
    if (satisfied) {
        compare("attachment", scores.attachment, "bound", cuts.bound);
        compare("attachment", scores.attachment, "fan_bound", cuts.fan_bound);
    } else {
        compare("attachment", scores.attachment, "captive_bound", cuts.captive_bound);
        compare("barrier", scores.barrier, "barrier", cuts.barrier);
    }
    const texts names = names_of(group, rules.labels);
    const sentence certainty = say("segment.certainty"_message, scores.probabilities.assigned);
    explanation result{.score = "segment",
                       .made_by = formula::comparison,
                       .value = std::string(survey::segment_name(group)),
                       .rule = survey::portfolio_rule_id,
                       .parts = std::move(parts)};
    if (satisfied || std::isnan(scores.barrier)) {
        result.text = say(satisfied ? "segment.satisfied"_message : "segment.dissatisfied"_message, names,
                          scores.satisfaction, cuts.satisfied, scores.attachment, certainty);
    } else {
        result.text = say("segment.held"_message, names, scores.satisfaction, cuts.satisfied, scores.attachment,
                          scores.barrier, certainty);
    }
    return result;
}

/// Why there is no group.
[[nodiscard]] sentence reason_of(survey_status status, const survey::questionnaire& questionnaire,
                                 std::span<const double> answers) {
    switch (status) {
        case survey_status::no_answers:
            return say("reason.no_answers"_message);
        case survey_status::too_few_answers:
            return say("reason.too_few_answers"_message);
        case survey_status::no_consent:
            return say("reason.no_consent"_message);
        case survey_status::out_of_range:
            for (std::size_t i = 0; i < answers.size(); ++i) {
                if (questionnaire.classify(i, answers[i]) == survey::answer_kind::out_of_range) {
                    const survey::item& item = questionnaire.items()[i];
                    const sentence told = say("reason.out_of_range"_message, item.id, plain{answers[i]},
                                              plain{item.lowest}, plain{item.highest});
                    return told.front().empty() ? say("reason.no_answers"_message) : told;
                }
            }
            break;
        default:
            break;
    }
    return say("reason.not_asked"_message);
}

/// The barrier that the answers alone make; NaN where none is asked for or answered.
[[nodiscard]] double barrier_of(const survey::questionnaire& questionnaire, std::span<const double> answers) {
    const auto dimension = questionnaire.find_dimension(survey::barrier_dimension);
    if (!dimension) {
        return absent;
    }
    std::vector<survey::dimension_score> scores(questionnaire.dimensions().size());
    questionnaire.score(answers, scores);
    return scores[*dimension].value;
}

void explain_survey(std::vector<explanation>& result, const survey_rules& rules, const survey_scores& scores,
                    std::span<const double> answers) {
    const survey_status status = scores.status;
    if (status == survey_status::scored || status == survey_status::too_few_answers) {
        const std::vector<double> contributions = rules.questionnaire.contributions(answers);
        const auto explain_score = [&](std::string_view dimension, message sentence, double score) {
            if (!std::isnan(score)) {
                result.push_back(of_dimension(rules.questionnaire, dimension, sentence, score, answers, contributions));
            }
        };
        explain_score(survey::satisfaction_dimension, "satisfaction"_message, scores.satisfaction);
        explain_score(survey::attachment_dimension, "attachment"_message, scores.attachment);
        // While a contract holds, the barrier is whole, whatever the answers say or whether any were asked for.
        if (std::isnan(scores.barrier) || scores.barrier == barrier_of(rules.questionnaire, answers)) {
            explain_score(survey::barrier_dimension, "barrier"_message, scores.barrier);
        } else {
            result.push_back(of_sum(survey::barrier_dimension, scores.barrier, "0 to 100",
                                    {summand("contract", scores.barrier, absent)}, say("barrier.contract"_message)));
        }
    }
    if (status == survey_status::scored) {
        result.push_back(of_segment(rules, scores));
    } else {
        result.push_back(of_absence("segment", word_of(status),
                                    say("absent.segment"_message, reason_of(status, rules.questionnaire, answers))));
    }
}

/// Shapley values of a product of three factors against a baseline of three: what each one's difference adds, averaged
/// over all orders in which they could change. With the product of the baseline they sum to the product.
///
/// Source: Shapley 1953, Contributions to the Theory of Games 2.
[[nodiscard]] std::array<double, 3> shapley_of_product(const std::array<double, 3>& factors,
                                                       const std::array<double, 3>& baseline) {
    std::array<double, 3> result{};
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t j = (i + 1) % 3;
        const std::size_t k = (i + 2) % 3;
        // The weight of a change is 1/3 where both others have changed or neither has, 1/6 where one of them has.
        const double others = (factors[j] * factors[k] + baseline[j] * baseline[k]) / 3 +
                              (factors[j] * baseline[k] + baseline[j] * factors[k]) / 6;
        result[i] = (factors[i] - baseline[i]) * others;
    }
    return result;
}

[[nodiscard]] std::optional<difference_from_newcomer> contributions_of(const value_rules& rules,
                                                                       const value_scores& scores) {
    const new_customer& fresh = rules.newcomer;
    if (!(scores.p_alive > 0) || !std::isfinite(fresh.purchases * fresh.spend)) {
        return std::nullopt;
    }
    const std::array<double, 3> factors = {scores.p_alive, scores.discounted_expected_purchases / scores.p_alive,
                                           scores.expected_spend * rules.margin};
    const std::array<double, 3> baseline = {1, fresh.purchases, fresh.spend * rules.margin};
    const auto parts = shapley_of_product(factors, baseline);
    const auto part = [](std::string_view name, double contribution) {
        return explained_part{.name = std::string(name), .contribution = contribution};
    };
    return difference_from_newcomer{
        baseline[0] * baseline[1] * baseline[2],
        {part("p_alive", parts[0]), part("purchases_if_alive", parts[1]), part("spend_and_margin", parts[2])}};
}

/// The lifetime value as the product that it is.
[[nodiscard]] explanation of_lifetime_value(const scoring_model& model, const value_scores& scores) {
    const value_rules& rules = *model.value;
    const bool own_spend = scores.x > 0 && scores.monetary > 0;
    explanation result{
        .score = "lifetime_value",
        .made_by = formula::product,
        .value = scores.lifetime_value,
        .unit = "money",
        .parts = {factor("discounted_expected_purchases", scores.discounted_expected_purchases, "purchases"),
                  factor("expected_spend", scores.expected_spend, "money per purchase"),
                  factor("margin", rules.margin, "share")},
        .evidence = purchase_evidence{scores.x, scores.t_x, scores.T, scores.p_alive},
        .contributions = contributions_of(rules, scores)};
    result.text = say(own_spend ? "lifetime_value"_message : "lifetime_value.mean_spend"_message, plain{rules.horizon},
                      after("unit.hour"_message, static_cast<std::size_t>(rules.unit)),
                      amount{scores.lifetime_value, model.currency}, scores.discounted_expected_purchases,
                      scores.expected_spend, rules.margin, scores.p_alive);
    append(result.text, say("lifetime_value.interval"_message, scores.lifetime_value_low, scores.lifetime_value_high));
    if (own_spend && rules.spending_fit && rules.spending_fit->status == value::fit_status::pooled) {
        append(result.text, say("lifetime_value.pooled"_message));
    }
    if (scores.status == value_status::from_prior) {
        append(result.text, say("lifetime_value.prior"_message));
    }
    return result;
}

[[nodiscard]] message reason_of(value_status status) {
    switch (status) {
        case value_status::not_fitted:
            return "reason.not_fitted"_message;
        case value_status::no_purchases:
            return "reason.no_purchases"_message;
        case value_status::no_spending:
            return "reason.no_spending"_message;
        case value_status::undefined:
            return "reason.undefined"_message;
        case value_status::no_consent:
            return "reason.no_consent"_message;
        default:
            return "reason.not_asked"_message;
    }
}

/// The social score, feature by feature: with the floor, the contributions sum to the score.
[[nodiscard]] explanation of_social_score(const network_rules& rules, const network_scores& scores) {
    const std::array<network::social_features, 1> features = {
        {{scores.reach, scores.amplification, scores.reactor_influence}}};
    std::array<double, 3> reasons{};
    (void)network::social_score(features, rules.social.model(), reasons);
    return of_sum("social_score", scores.social_score, "0 to 100",
                  {summand("floor", rules.social.floor, absent), summand("reach", reasons[0], scores.reach),
                   summand("amplification", reasons[1], scores.amplification),
                   summand("reactor_influence", reasons[2], scores.reactor_influence)},
                  say("social_score"_message, scores.social_score, reasons[0], reasons[1], reasons[2]));
}

/// The network value as the sum that it is.
[[nodiscard]] explanation of_network_value(const scoring_model& model, const customer_scores& scores) {
    return of_sum(
        "network_value", scores.equity.network_value, "money",
        {summand("lifetime_value", scores.value.lifetime_value, scores.value.lifetime_value),
         summand("credit_given", -scores.equity.credit_given, scores.equity.given_share),
         summand("referral_value", scores.equity.referral_value, scores.equity.recommendations),
         summand("influence_value", scores.equity.influence_value, scores.network.influence)},
        say("network_value"_message, amount{scores.equity.network_value, model.currency}, scores.value.lifetime_value,
            scores.equity.credit_given, scores.equity.referral_value, scores.equity.influence_value));
}

/// The engagement value: money only; points stand beside it and are never added.
[[nodiscard]] explanation of_engagement_value(const scoring_model& model, const customer_scores& scores) {
    return of_sum("engagement_value", scores.equity.engagement_value, "money",
                  {summand("network_value", scores.equity.network_value, scores.equity.network_value),
                   summand("knowledge_value", scores.equity.knowledge_value, scores.sharing.accepted)},
                  say("engagement_value"_message, amount{scores.equity.engagement_value, model.currency},
                      scores.equity.knowledge_value, scores.sharing.points));
}

/// How far the customer has come, what was compared for it, and what is missing for the next stage.
[[nodiscard]] explanation of_stage(const scoring_model& model, const customer_scores& scores) {
    const equity::stage_rules& rules = model.equity->stages;
    std::vector<explained_part> parts;
    const auto compare = [&](std::string_view name, double evidence, std::string_view stage, double at) {
        parts.push_back({.name = std::string(name), .evidence = evidence, .at = at, .boundary = stage});
    };
    const equity::customer_evidence of = evidence_of_stages(scores);
    compare("contacts", of.contacts, "find", rules.contacts);
    compare("answered", of.answered, "understand", rules.answered);
    compare("returns", of.returns, "bind", rules.returns);
    compare("satisfaction", of.satisfaction, "delight", rules.satisfaction);
    compare("recommendations", of.recommendations, "delight", rules.recommendations);
    compare("contributions", of.contributions, "integrate", rules.contributions);
    const auto at = static_cast<std::size_t>(scores.equity.stage);
    const sentence next =
        at < equity::stage_count ? say("stage.next"_message, after("missing.find"_message, at)) : sentence();
    const sentence premature = scores.equity.stage_premature ? say("stage.premature"_message) : sentence();
    return {.score = "stage",
            .made_by = formula::comparison,
            .value = std::string(equity::stage_names[at]),
            .parts = std::move(parts),
            .text = say("stage"_message, after("stage.none"_message, at), next, premature)};
}

/// Whom the customer brought who are no customers yet: how many, and nobody's name.
[[nodiscard]] explanation of_open_referrals(const equity_scores& scores) {
    return of_sum("open_referrals", scores.open_referrals, "persons",
                  {summand("referrals", scores.open_referrals, scores.open_referrals)},
                  say("open_referrals"_message, plain{scores.open_referrals}));
}

/// What the customer shared with the company, kind by kind.
[[nodiscard]] explanation of_sharing(const sharing_scores& scores) {
    std::vector<explained_part> parts;
    double units = 0;
    std::size_t most = 0;
    for (std::size_t kind = 0; kind < scores.units.size(); ++kind) {
        units += scores.units[kind];
        most = scores.units[kind] > scores.units[most] ? kind : most;
        if (scores.units[kind] > 0) {
            parts.push_back(summand(equity::sharing_kind_names[kind], scores.units[kind], scores.units[kind]));
        }
    }
    if (parts.empty()) {
        return of_sum("sharing", 0, "units", {}, say("sharing.nothing"_message));
    }
    return of_sum("sharing", units, "units", std::move(parts),
                  say("sharing"_message, units, scores.diversity, after("kind.products"_message, most), scores.points));
}

[[nodiscard]] message reason_of(matters_status status) {
    switch (status) {
        case matters_status::no_value:
            return "reason.no_value"_message;
        case matters_status::no_consent:
            return "reason.no_consent"_message;
        case matters_status::not_carried:
            return "reason.no_place"_message;
        default:
            return "reason.not_together"_message;
    }
}

/// The place among those who matter, with what was compared.
[[nodiscard]] explanation of_matters(const customer_scores& scores) {
    const matters_scores& of = scores.matters;
    if (of.status != matters_status::ranked) {
        return of_absence("matters", word_of(of.status), say("absent.matters"_message, reason_of(of.status)));
    }
    const auto yes_or_no = [](bool yes) { return after("word.no"_message, yes ? 1 : 0); };
    const sentence profile =
        say("matters.profile"_message, yes_or_no(of.active), yes_or_no(of.influential), yes_or_no(of.valuable));
    const sentence certainty =
        say("matters.certainty"_message, of.first_layer, plain{of.layer_low}, plain{of.layer_high});
    const double value =
        std::isnan(scores.equity.network_value) ? scores.value.lifetime_value : scores.equity.network_value;
    explanation result{.score = "matters", .made_by = formula::comparison, .value = of.place, .unit = "place"};
    const auto compare = [&](std::string_view name, double evidence) {
        result.parts.push_back({.name = std::string(name), .evidence = evidence});
    };
    compare("contributions", scores.network.contributions);
    compare("influence", scores.network.influence);
    compare(std::isnan(scores.equity.network_value) ? "lifetime_value" : "network_value", value);
    result.text = of.shared_by > 1 ? say("matters.shared"_message, plain{of.place}, plain{of.shared_by},
                                         plain{of.layer}, profile, certainty)
                                   : say("matters.alone"_message, plain{of.place}, plain{of.layer}, profile, certainty);
    if (result.text.front().empty()) {  // a record may hand back a part of what its card said
        result.text = profile;
    }
    return result;
}

/// What the customer is between others; nothing to say of somebody who is neither hub nor bridge nor spanner.
[[nodiscard]] std::optional<explanation> of_betweenness(const matters_scores& of) {
    explanation result{.score = "betweenness", .made_by = formula::none, .value = of.betweenness, .unit = "share"};
    if (of.hub) {
        add(result.text, say("between.hub"_message));
    }
    if (of.bridge) {
        add(result.text, say("between.bridge"_message, plain{of.cut_off}));
    }
    if (of.spanner) {
        add(result.text, say("between.spanner"_message, plain{of.spans}));
    }
    return of.hub || of.bridge || of.spanner ? std::optional(std::move(result)) : std::nullopt;
}

[[nodiscard]] message reason_of(ambassador_standing status) {
    switch (status) {
        case ambassador_standing::not_eligible:
            return "reason.not_eligible"_message;
        case ambassador_standing::no_consent:
            return "reason.no_consent"_message;
        case ambassador_standing::not_carried:
            return "reason.no_place"_message;
        default:
            return "reason.not_chosen"_message;
    }
}

/// The place in the plan of ambassadors, or why there is none.
[[nodiscard]] explanation of_ambassador(const scoring_model& model, const matters_scores& of) {
    if (!of.ambassador) {
        return of_absence("ambassador", word_of(of.ambassador_status),
                          say("absent.ambassador"_message, reason_of(of.ambassador_status)));
    }
    const bool money = model.ambassadors->objective == ambassador_objective::value;
    explanation result{
        .score = "ambassador", .value = of.ambassador_place, .unit = "place", .status = word_of(of.ambassador_status)};
    result.text =
        money ? say("ambassador"_message, plain{of.ambassador_place}, amount{of.ambassador_gain, model.currency})
              : say("ambassador.persons"_message, plain{of.ambassador_place}, of.ambassador_gain);
    return result;
}

/// Why this customer is where in the queue.
[[nodiscard]] explanation of_complaint(const scoring_model& model, const complaint_scores& scores) {
    const bool known = !std::isnan(scores.priority);
    explanation result{.score = "complaint_priority", .made_by = known ? formula::product : formula::none};
    if (known) {
        result.value = scores.priority;
        result.unit = "money";
        result.parts = {factor("damage_at_risk", scores.damage_at_risk, "money"),
                        factor("complaint_p_opponent", scores.p_opponent, "probability")};
        result.text = say("complaint"_message, scores.open_hours, scores.promised_hours, scores.missed_hours,
                          amount{scores.damage_at_risk, model.currency}, scores.p_opponent,
                          amount{scores.priority, model.currency});
    } else {
        result.status = word_of(scores.status);
        result.text = say("complaint.no_damage"_message, scores.open_hours, scores.promised_hours, scores.missed_hours);
    }
    append(result.text, say("complaint.place"_message, plain{scores.queue_place}));
    return result;
}

/// Whether the customer is satisfied again: the satisfaction before and after.
[[nodiscard]] explanation of_recovery(const complaint_scores& scores) {
    const bool yes = scores.recovered == equity::recovery::yes;
    explanation result{.score = "recovered", .value = std::string(word_of(scores.recovered))};
    result.text = say(yes ? "recovered.yes"_message : "recovered.no"_message, scores.satisfaction_after);
    append(result.text, say("recovered.before"_message, scores.satisfaction_before));
    return result;
}

/// What the account is worth, and how its people feel.
[[nodiscard]] explanation of_account(const scoring_model& model, const account_scores& scores) {
    const account_figures& of = scores.figures;
    explanation result{.score = "account"};
    result.status = word_of(scores.status);
    if (!std::isnan(of.lifetime_value)) {
        result.value = of.lifetime_value;
        result.unit = "money";
        result.text = say("account.worth"_message, amount{of.lifetime_value, model.currency});
    } else {
        result.text = say("account.unknown"_message);
    }
    append(result.text, say("account.mood"_message, plain{of.respondents}, of.satisfaction, of.attachment));
    if (scores.status == account_status::too_few) {
        append(result.text, say("account.too_few"_message));
    }
    return result;
}

/// The customer as a helper.
[[nodiscard]] explanation of_helper(const helper_scores& scores) {
    explanation result{.score = "helper_trust", .value = scores.trust, .unit = "probability"};
    result.text = say("helper"_message, plain{scores.solved}, plain{scores.jobs}, scores.trust, scores.trust_low,
                      scores.trust_high);
    return result;
}

/// What is done for this customer, and why.
[[nodiscard]] sentence treatment_text(treatment_status status, std::string_view id, std::string_view why) {
    const sentence action = shipped_text(id);
    const sentence reason = shipped_text(why);
    switch (status) {
        case treatment_status::treated:
            return why.empty() ? say("treatment"_message, action) : say("treatment.reason"_message, action, reason);
        case treatment_status::no_capacity:
            return say("treatment.no_capacity"_message, action);
        case treatment_status::gate_closed:
            return say("treatment.gate_closed"_message);
        case treatment_status::gate_unknown:
            return say("treatment.gate_unknown"_message);
        default:
            return say("treatment.no_consent"_message);
    }
}

/// Why something is done for this customer, or nothing.
[[nodiscard]] explanation of_treatment(const treatment_rules& rules, const treatment_scores& scores) {
    std::string_view action = "none";
    std::string_view reason;
    if (scores.action > 0) {
        action = rules.actions[static_cast<std::size_t>(scores.action - 1)].id;
    }
    if (scores.rule > 0) {
        reason = rules.rules[static_cast<std::size_t>(scores.rule - 1)].reason;
    }
    return {.score = "treatment",
            .value = std::string(action),
            .status = word_of(scores.status),
            .text = treatment_text(scores.status, action, reason)};
}

[[nodiscard]] message reason_of(network_score_status status) {
    switch (status) {
        case network_score_status::no_consent:
            return "reason.no_consent"_message;
        case network_score_status::not_carried:
            return "reason.no_place"_message;
        default:
            return "reason.no_interactions"_message;
    }
}

[[nodiscard]] message reason_of(equity_status status) {
    switch (status) {
        case equity_status::no_consent:
            return "reason.no_consent"_message;
        case equity_status::not_carried:
            return "reason.no_credit"_message;
        default:
            return "reason.no_value"_message;
    }
}

/// What the customer was recognised for; nothing to say of who has no points.
[[nodiscard]] std::optional<explanation> of_community_points(const network_scores& of) {
    if (!(of.community_points > 0)) {
        return std::nullopt;
    }
    explanation result = of_sum("community_points", of.community_points, "points",
                                {summand("others", of.community_points, of.community_others)},
                                say("community_points"_message, of.community_points, plain{of.community_others}));
    if (of.community_badge > 0) {
        append(result.text, say("community_points.badge"_message, plain{of.community_badge}));
    }
    return result;
}

/// The place of a customer among others: network, equity, treatment.
void explain_place(std::vector<explanation>& result, const scoring_model& model, const customer_scores& scores) {
    if (model.network && !std::isnan(scores.network.social_score)) {
        result.push_back(of_social_score(*model.network, scores.network));
    } else if (model.network) {
        const network_score_status status = scores.network.status;
        result.push_back(
            of_absence("social_score", word_of(status), say("absent.social_score"_message, reason_of(status))));
    }
    if (auto recognised = of_community_points(scores.network)) {
        result.push_back(std::move(*recognised));
    }
    if (model.equity && !std::isnan(scores.equity.network_value)) {
        result.push_back(of_network_value(model, scores));
        result.push_back(of_engagement_value(model, scores));
    } else if (model.equity) {
        const equity_status status = scores.equity.status;
        result.push_back(
            of_absence("network_value", word_of(status), say("absent.network_value"_message, reason_of(status))));
    }
    if (model.equity && scores.equity.status != equity_status::no_consent) {
        if (scores.equity.status != equity_status::not_carried) {
            result.push_back(of_stage(model, scores));
        }
        if (!std::isnan(scores.sharing.points)) {
            result.push_back(of_sharing(scores.sharing));
        }
        if (scores.equity.open_referrals > 0) {
            result.push_back(of_open_referrals(scores.equity));
        }
    }
    if (model.matters) {
        result.push_back(of_matters(scores));
        if (auto between = of_betweenness(scores.matters)) {
            result.push_back(std::move(*between));
        }
    }
    if (model.ambassadors) {
        result.push_back(of_ambassador(model, scores.matters));
    }
    if (scores.service.open > 0) {
        result.push_back(of_complaint(model, scores.service));
    }
    if (scores.service.recovered == equity::recovery::yes || scores.service.recovered == equity::recovery::no) {
        result.push_back(of_recovery(scores.service));
    }
    if (scores.helper.status == helper_status::scored) {
        result.push_back(of_helper(scores.helper));
    }
    if (scores.account.status == account_status::scored || scores.account.status == account_status::too_few) {
        result.push_back(of_account(model, scores.account));
    }
    if (model.treatment && scores.treatment.status != treatment_status::not_asked) {
        result.push_back(of_treatment(*model.treatment, scores.treatment));
    }
}

}  // namespace

std::vector<explanation> explain(const scoring_model& model, const customer_scores& scores,
                                 std::span<const double> answers) {
    std::vector<explanation> result;
    result.reserve(15);
    if (model.survey) {
        explain_survey(result, *model.survey, scores.survey, answers);
    }
    if (model.value && !std::isnan(scores.value.lifetime_value)) {
        result.push_back(of_lifetime_value(model, scores.value));
    } else if (model.value) {
        const value_status status = scores.value.status;
        result.push_back(
            of_absence("lifetime_value", word_of(status), say("absent.lifetime_value"_message, reason_of(status))));
    }
    explain_place(result, model, scores);
    // Of a part that a record hands back incomplete, nothing is said, rather than that something were absent.
    std::erase_if(result, [](const explanation& each) { return each.text.front().empty(); });
    return result;
}

std::vector<explanation> explain(const score_table& table, std::string_view id) {
    const std::size_t row = table.row_of(id);
    return explain(table.model(), table.scores(row), table.answers(row));
}

}  // namespace scvm::crm
