#pragma once

#include <scvm/crm/score_card.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/timestamp.hpp>
#include <scvm/json/object_reader.hpp>
#include <scvm/survey/portfolio.hpp>

#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::json {

/// What every lifetime value of this version is made by.
inline constexpr std::string_view value_rule_id = "bg_nbd+gamma_gamma/1";

namespace detail {

[[nodiscard]] inline nlohmann::json number_or_null(double value) {
    return std::isnan(value) ? nlohmann::json(nullptr) : nlohmann::json(value);
}

/// For sentences that people read: two decimal places, whatever the locale.
[[nodiscard]] inline std::string short_number(double value) {
    char buffer[340];  // the longest double has 309 digits before the point
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 2);
    return {buffer, end.ptr};
}

[[nodiscard]] inline nlohmann::json write_survey_scores(const crm::scoring_model& model,
                                                        const crm::customer_scores& scores) {
    nlohmann::json result = {{"status", crm::survey_status_names[static_cast<std::size_t>(scores.survey)]},
                             {"segment", crm::segment_names[static_cast<std::size_t>(scores.segment)]},
                             {"satisfaction", number_or_null(scores.satisfaction)},
                             {"satisfaction_coverage", number_or_null(scores.satisfaction_coverage)},
                             {"attachment", number_or_null(scores.attachment)},
                             {"attachment_coverage", number_or_null(scores.attachment_coverage)},
                             {"barrier", number_or_null(scores.barrier)}};
    if (model.survey) {
        result["rule"] = survey::portfolio_rule_id;
        result["wave"] =
            std::isnan(scores.satisfaction_coverage) ? nlohmann::json(nullptr) : nlohmann::json(scores.wave);
    }
    return result;
}

[[nodiscard]] inline nlohmann::json write_value_scores(const crm::scoring_model& model,
                                                       const crm::customer_scores& scores) {
    nlohmann::json result = {
        {"status", crm::value_status_names[static_cast<std::size_t>(scores.value)]},
        {"x", number_or_null(scores.x)},
        {"t_x", number_or_null(scores.t_x)},
        {"T", number_or_null(scores.T)},
        {"monetary", number_or_null(scores.monetary)},
        {"revenue", number_or_null(scores.revenue)},
        {"p_alive", number_or_null(scores.p_alive)},
        {"expected_purchases", number_or_null(scores.expected_purchases)},
        {"discounted_expected_purchases", number_or_null(scores.discounted_expected_purchases)},
        {"expected_spend", number_or_null(scores.expected_spend)},
        {"lifetime_value", number_or_null(scores.lifetime_value)},
    };
    if (model.value) {
        result["rule"] = value_rule_id;
        result["unit"] = value::name(model.value->unit);
        result["horizon"] = model.value->horizon;
        result["currency"] = model.currency;
    }
    return result;
}

/// One dimension of the portfolio, item by item; the contributions sum to the score.
[[nodiscard]] inline nlohmann::json explain_dimension(const survey::questionnaire& questionnaire,
                                                      std::string_view dimension, double score,
                                                      std::span<const double> answers,
                                                      std::span<const double> contributions) {
    nlohmann::json parts = nlohmann::json::array();
    nlohmann::json missing = nlohmann::json::array();
    std::size_t strongest = questionnaire.items().size();
    for (const std::size_t i : questionnaire.items_of(questionnaire.dimension(dimension))) {
        const survey::item& item = questionnaire.items()[i];
        if (std::isnan(contributions[i])) {
            missing.push_back(item.id);
            continue;
        }
        parts.push_back({{"name", item.id}, {"evidence", answers[i]}, {"contribution", contributions[i]}});
        if (strongest == questionnaire.items().size() || contributions[i] > contributions[strongest]) {
            strongest = i;
        }
    }
    const std::size_t asked = parts.size() + missing.size();
    std::string sentence = "The " + std::string(dimension) + " is " + short_number(score) + " of 100, from " +
                           std::to_string(parts.size()) + " of " + std::to_string(asked) +
                           " answers; most of it comes from " + questionnaire.items()[strongest].id + " (" +
                           short_number(contributions[strongest]) + ").";
    return {{"score", dimension},
            {"value", score},
            {"unit", "0 to 100"},
            {"parts", std::move(parts)},
            {"missing", std::move(missing)},
            {"sentence", std::move(sentence)}};
}

/// Why this customer is in this group: the scores against the boundaries that decided.
[[nodiscard]] inline nlohmann::json explain_segment(const survey::portfolio& portfolio,
                                                    const crm::customer_scores& scores) {
    const survey::boundaries& cuts = portfolio.cuts();
    const auto group = static_cast<survey::segment>(scores.segment);
    const bool satisfied = survey::is_satisfied(group);
    nlohmann::json parts = nlohmann::json::array();
    const auto part = [&](std::string_view name, double evidence, std::string_view boundary, double cut) {
        if (!std::isnan(evidence)) {
            parts.push_back({{"name", name}, {"evidence", evidence}, {"boundary", boundary}, {"at", cut}});
        }
    };
    part("satisfaction", scores.satisfaction, "satisfied", cuts.satisfied);
    if (satisfied) {
        part("attachment", scores.attachment, "bound", cuts.bound);
        part("attachment", scores.attachment, "fan_bound", cuts.fan_bound);
    } else {
        part("attachment", scores.attachment, "captive_bound", cuts.captive_bound);
        part("barrier", scores.barrier, "barrier", cuts.barrier);
    }
    std::string sentence = "The group is " + std::string(survey::segment_name(group)) + ": satisfaction " +
                           short_number(scores.satisfaction) + (satisfied ? " reaches " : " does not reach ") +
                           short_number(cuts.satisfied) + ", attachment is " + short_number(scores.attachment);
    if (!satisfied && !std::isnan(scores.barrier)) {
        sentence += ", barriers to leaving are " + short_number(scores.barrier);
    }
    sentence += ".";
    return {{"score", "segment"},        {"value", survey::segment_name(group)}, {"rule", survey::portfolio_rule_id},
            {"parts", std::move(parts)}, {"missing", nlohmann::json::array()},   {"sentence", sentence}};
}

/// The lifetime value as the product that it is.
[[nodiscard]] inline nlohmann::json explain_value(const crm::scoring_model& model, const crm::customer_scores& scores) {
    const crm::value_rules& rules = *model.value;
    const auto factor = [](std::string_view name, double value, std::string_view unit) {
        return nlohmann::json{{"name", name}, {"factor", value}, {"unit", unit}};
    };
    const std::string unit(value::name(rules.unit));
    nlohmann::json parts = {factor("discounted_expected_purchases", scores.discounted_expected_purchases, "purchases"),
                            factor("expected_spend", scores.expected_spend, "money per purchase"),
                            factor("margin", rules.margin, "share")};
    const bool own_spend = scores.value == static_cast<std::int32_t>(crm::value_status::scored);
    std::string sentence = "The lifetime value of the next " + number_text(rules.horizon) + " " + unit + "s is " +
                           short_number(scores.lifetime_value) + (model.currency.empty() ? "" : " " + model.currency) +
                           ": " + short_number(scores.discounted_expected_purchases) + " purchases of " +
                           short_number(scores.expected_spend) + " each" +
                           (own_spend ? "" : " (the mean of all customers, for lack of a repeat purchase)") +
                           ", times the margin of " + short_number(rules.margin) +
                           "; the customer is still active with probability " + short_number(scores.p_alive) + ".";
    return {{"score", "lifetime_value"},
            {"value", scores.lifetime_value},
            {"unit", "money"},
            {"parts", std::move(parts)},
            {"evidence", {{"x", scores.x}, {"t_x", scores.t_x}, {"T", scores.T}, {"p_alive", scores.p_alive}}},
            {"missing", nlohmann::json::array()},
            {"sentence", std::move(sentence)}};
}

/// Why a score is absent.
[[nodiscard]] inline nlohmann::json explain_absence(std::string_view score, std::string_view status,
                                                    const std::string& reason) {
    return {{"score", score},
            {"value", nullptr},
            {"status", status},
            {"parts", nlohmann::json::array()},
            {"missing", nlohmann::json::array()},
            {"sentence", "There is no " + (score == "segment" ? std::string("group") : std::string("lifetime value")) +
                             ": " + reason + "."}};
}

[[nodiscard]] inline std::string reason_of(crm::survey_status status, const survey::questionnaire& questionnaire,
                                           std::span<const double> answers) {
    switch (status) {
        case crm::survey_status::no_answers:
            return "no answer of this customer counts";
        case crm::survey_status::too_few_answers:
            return "too few answers to the items of satisfaction or of attachment";
        case crm::survey_status::out_of_range:
            for (std::size_t i = 0; i < answers.size(); ++i) {
                if (questionnaire.classify(i, answers[i]) == survey::answer_kind::out_of_range) {
                    return questionnaire.explain(i, answers[i]);
                }
            }
            break;
        default:
            break;
    }
    return "it was not asked for";
}

[[nodiscard]] inline std::string reason_of(crm::value_status status) {
    switch (status) {
        case crm::value_status::not_fitted:
            return "the model's parameters have not been fitted";
        case crm::value_status::no_purchases:
            return "no purchase of this customer counts";
        case crm::value_status::no_spending:
            return "the mean spend of all customers does not exist under this model";
        case crm::value_status::undefined:
            return "the model's parameters allow no finite value";
        default:
            return "it was not asked for";
    }
}

inline void explain_survey(const crm::survey_rules& rules, const crm::customer_scores& scores,
                           std::span<const double> answers, nlohmann::json& result) {
    const auto status = static_cast<crm::survey_status>(scores.survey);
    if (status == crm::survey_status::scored || status == crm::survey_status::too_few_answers) {
        const std::vector<double> contributions = rules.questionnaire.contributions(answers);
        const auto explain = [&](std::string_view dimension, double score) {
            if (!std::isnan(score)) {
                result.push_back(explain_dimension(rules.questionnaire, dimension, score, answers, contributions));
            }
        };
        explain(survey::satisfaction_dimension, scores.satisfaction);
        explain(survey::attachment_dimension, scores.attachment);
        explain(survey::barrier_dimension, scores.barrier);
    }
    result.push_back(status == crm::survey_status::scored
                         ? explain_segment(rules.portfolio, scores)
                         : explain_absence("segment", crm::survey_status_names[static_cast<std::size_t>(status)],
                                           reason_of(status, rules.questionnaire, answers)));
}

[[nodiscard]] inline nlohmann::json explain_scores(const crm::scoring_model& model, const crm::customer_scores& scores,
                                                   std::span<const double> answers) {
    nlohmann::json result = nlohmann::json::array();
    if (model.survey) {
        explain_survey(*model.survey, scores, answers, result);
    }
    if (model.value) {
        const auto status = static_cast<crm::value_status>(scores.value);
        result.push_back(!std::isnan(scores.lifetime_value)
                             ? explain_value(model, scores)
                             : explain_absence("lifetime_value",
                                               crm::value_status_names[static_cast<std::size_t>(status)],
                                               reason_of(status)));
    }
    return result;
}

}  // namespace detail

/// One customer's score card (docs/score-card.md): every score with its status and unit, and the model that made it.
[[nodiscard]] inline nlohmann::json card(const crm::scoring_model& model, std::int64_t as_of, std::string_view id,
                                         const crm::customer_scores& scores) {
    const bool any =
        scores.survey == static_cast<std::int32_t>(crm::survey_status::scored) || !std::isnan(scores.lifetime_value);
    return {{"id", id},
            {"as_of", crm::date_text(as_of)},
            {"model",
             {{"id", model.id}, {"hash", model.hash.empty() ? nlohmann::json(nullptr) : nlohmann::json(model.hash)}}},
            {"status", any ? "scored" : "insufficient_data"},
            {"survey", detail::write_survey_scores(model, scores)},
            {"value", detail::write_value_scores(model, scores)}};
}

/// The same with the reasons for each score: parts that sum (or multiply) to it, what was missing, and a sentence.
[[nodiscard]] inline nlohmann::json explained_card(const crm::scoring_model& model, std::int64_t as_of,
                                                   std::string_view id, const crm::customer_scores& scores,
                                                   std::span<const double> answers) {
    nlohmann::json result = card(model, as_of, id, scores);
    result["explanation"] = detail::explain_scores(model, scores, answers);
    return result;
}

/// Rows that were not taken, each with its table, its row from 0, the code of the rule and a reason that names the
/// offender.
[[nodiscard]] inline nlohmann::json write_rejected(std::span<const crm::rejected_row> rejected) {
    nlohmann::json result = nlohmann::json::array();
    for (const crm::rejected_row& each : rejected) {
        result.push_back({{"table", crm::name_of(each.where)},
                          {"row", each.row},
                          {"code", static_cast<int>(each.code)},
                          {"reason", each.reason}});
    }
    return result;
}

}  // namespace scvm::json
