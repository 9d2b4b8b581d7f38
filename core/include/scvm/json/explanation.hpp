#pragma once

#include <scvm/crm/score_card.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/json/writer.hpp>
#include <scvm/survey/portfolio.hpp>

#include <charconv>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::json {

namespace detail {

/// For sentences that people read: two decimal places, whatever the locale.
[[nodiscard]] inline std::string short_number(double value) {
    char buffer[340];  // the longest double has 309 digits before the point
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 2);
    return {buffer, end.ptr};
}

/// A list without entries.
inline void write_none(writer& out, std::string_view key) {
    out.key(key);
    out.begin_array();
    out.end_array();
}

/// One dimension of the portfolio, item by item: the contributions sum to the score.
inline void explain_dimension(writer& out, const survey::questionnaire& questionnaire, std::string_view dimension,
                              double score, std::span<const double> answers, std::span<const double> contributions) {
    const auto items = questionnaire.items_of(questionnaire.dimension(dimension));
    std::size_t answered = 0;
    std::size_t strongest = items.front();
    out.begin_object();
    out.key("missing");
    out.begin_array();
    for (const std::size_t i : items) {
        if (std::isnan(contributions[i])) {
            out.value(questionnaire.items()[i].id);
        } else if (answered++ == 0 || contributions[i] > contributions[strongest]) {
            strongest = i;
        }
    }
    out.end_array();
    out.key("parts");
    out.begin_array();
    for (const std::size_t i : items) {
        if (!std::isnan(contributions[i])) {
            out.begin_object();
            out.member("contribution", contributions[i]);
            out.member("evidence", answers[i]);
            out.member("name", questionnaire.items()[i].id);
            out.end_object();
        }
    }
    out.end_array();
    out.member("score", dimension);
    out.member("sentence", "The " + std::string(dimension) + " is " + short_number(score) + " of 100, from " +
                               std::to_string(answered) + " of " + std::to_string(items.size()) +
                               " answers; most of it comes from " + questionnaire.items()[strongest].id + " (" +
                               short_number(contributions[strongest]) + ").");
    out.member("unit", "0 to 100");
    out.member("value", score);
    out.end_object();
}

/// Why this customer is in this group: the scores against the boundaries that decided.
inline void explain_segment(writer& out, const survey::portfolio& portfolio, const crm::customer_scores& scores) {
    const survey::boundaries& cuts = portfolio.cuts();
    const auto group = static_cast<survey::segment>(scores.segment);
    const bool satisfied = survey::is_satisfied(group);
    const auto part = [&](std::string_view name, double evidence, std::string_view boundary, double cut) {
        if (!std::isnan(evidence)) {
            out.begin_object();
            out.member("at", cut);
            out.member("boundary", boundary);
            out.member("evidence", evidence);
            out.member("name", name);
            out.end_object();
        }
    };
    out.begin_object();
    write_none(out, "missing");
    out.key("parts");
    out.begin_array();
    part("satisfaction", scores.satisfaction, "satisfied", cuts.satisfied);
    if (satisfied) {
        part("attachment", scores.attachment, "bound", cuts.bound);
        part("attachment", scores.attachment, "fan_bound", cuts.fan_bound);
    } else {
        part("attachment", scores.attachment, "captive_bound", cuts.captive_bound);
        part("barrier", scores.barrier, "barrier", cuts.barrier);
    }
    out.end_array();
    out.member("rule", survey::portfolio_rule_id);
    out.member("score", "segment");
    std::string sentence = "The group is " + std::string(survey::segment_name(group)) + ": satisfaction " +
                           short_number(scores.satisfaction) + (satisfied ? " reaches " : " does not reach ") +
                           short_number(cuts.satisfied) + ", attachment is " + short_number(scores.attachment);
    if (!satisfied && !std::isnan(scores.barrier)) {
        sentence += ", barriers to leaving are " + short_number(scores.barrier);
    }
    if (!std::isnan(scores.assigned_probability)) {
        sentence += "; measured as surely as it was, the group is right with probability " +
                    short_number(scores.assigned_probability);
    }
    out.member("sentence", sentence + ".");
    out.member("value", survey::segment_name(group));
    out.end_object();
}

/// The lifetime value as the product that it is.
inline void explain_value(writer& out, const crm::scoring_model& model, const crm::customer_scores& scores) {
    const crm::value_rules& rules = *model.value;
    const auto factor = [&](std::string_view name, double value, std::string_view unit) {
        out.begin_object();
        out.member("factor", value);
        out.member("name", name);
        out.member("unit", unit);
        out.end_object();
    };
    out.begin_object();
    out.key("evidence");
    out.begin_object();
    out.member("T", scores.T);
    out.member("p_alive", scores.p_alive);
    out.member("t_x", scores.t_x);
    out.member("x", scores.x);
    out.end_object();
    write_none(out, "missing");
    out.key("parts");
    out.begin_array();
    factor("discounted_expected_purchases", scores.discounted_expected_purchases, "purchases");
    factor("expected_spend", scores.expected_spend, "money per purchase");
    factor("margin", rules.margin, "share");
    out.end_array();
    out.member("score", "lifetime_value");
    const bool own_spend = scores.value == static_cast<std::int32_t>(crm::value_status::scored);
    out.member("sentence", "The lifetime value of the next " + number_text(rules.horizon) + " " +
                               std::string(value::name(rules.unit)) + "s is " + short_number(scores.lifetime_value) +
                               (model.currency.empty() ? "" : " " + model.currency) + ": " +
                               short_number(scores.discounted_expected_purchases) + " purchases of " +
                               short_number(scores.expected_spend) + " each" +
                               (own_spend ? "" : " (the mean of all customers, for lack of a repeat purchase)") +
                               ", times the margin of " + short_number(rules.margin) +
                               "; the customer is still active with probability " + short_number(scores.p_alive) +
                               (std::isnan(scores.lifetime_value_low)
                                    ? "."
                                    : ". The parameters leave it between " + short_number(scores.lifetime_value_low) +
                                          " and " + short_number(scores.lifetime_value_high) + "."));
    out.member("unit", "money");
    out.member("value", scores.lifetime_value);
    out.end_object();
}

/// Why a score is absent.
inline void explain_absence(writer& out, std::string_view score, std::string_view called, std::string_view status,
                            const std::string& reason) {
    out.begin_object();
    write_none(out, "missing");
    write_none(out, "parts");
    out.member("score", score);
    out.member("sentence", "There is no " + std::string(called) + ": " + reason + ".");
    out.member("status", status);
    out.key("value");
    out.null();
    out.end_object();
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

inline void explain_survey(writer& out, const crm::survey_rules& rules, const crm::customer_scores& scores,
                           std::span<const double> answers) {
    const auto status = static_cast<crm::survey_status>(scores.survey);
    if (status == crm::survey_status::scored || status == crm::survey_status::too_few_answers) {
        const std::vector<double> contributions = rules.questionnaire.contributions(answers);
        const auto explain = [&](std::string_view dimension, double score) {
            if (!std::isnan(score)) {
                explain_dimension(out, rules.questionnaire, dimension, score, answers, contributions);
            }
        };
        explain(survey::satisfaction_dimension, scores.satisfaction);
        explain(survey::attachment_dimension, scores.attachment);
        explain(survey::barrier_dimension, scores.barrier);
    }
    if (status == crm::survey_status::scored) {
        explain_segment(out, rules.portfolio, scores);
    } else {
        explain_absence(out, "segment", "group", crm::survey_status_names[static_cast<std::size_t>(status)],
                        reason_of(status, rules.questionnaire, answers));
    }
}

}  // namespace detail

/// The reasons for each score: parts that sum (or multiply) to it, what was missing, and a sentence for the person.
inline void write_explanation(writer& out, const crm::scoring_model& model, const crm::customer_scores& scores,
                              std::span<const double> answers) {
    out.begin_array();
    if (model.survey) {
        detail::explain_survey(out, *model.survey, scores, answers);
    }
    if (model.value) {
        const auto status = static_cast<crm::value_status>(scores.value);
        if (!std::isnan(scores.lifetime_value)) {
            detail::explain_value(out, model, scores);
        } else {
            detail::explain_absence(out, "lifetime_value", "lifetime value",
                                    crm::value_status_names[static_cast<std::size_t>(status)],
                                    detail::reason_of(status));
        }
    }
    out.end_array();
}

}  // namespace scvm::json
