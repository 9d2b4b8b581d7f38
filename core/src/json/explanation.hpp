#pragma once

#include "json/place_explanation.hpp"
#include "json/sentences.hpp"
#include "json/writer.hpp"

#include <scvm/crm/score_card.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/survey/labels.hpp>
#include <scvm/survey/portfolio.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::json {

namespace detail {

[[nodiscard]] inline std::string_view german(std::string_view dimension) {
    return dimension == survey::satisfaction_dimension ? "Zufriedenheit"
           : dimension == survey::attachment_dimension ? "Verbundenheit"
                                                       : "Wechselhürde";
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
    const std::string& most = questionnaire.items()[strongest].id;
    sentence(out, language::english)
        .say("The ", dimension, " is ", score, " of 100, from ", answered, " of ", items.size(),
             " answers; most of it comes from ", most, " (", contributions[strongest], ").");
    sentence(out, language::german)
        .say("Die ", german(dimension), " beträgt ", score, " von 100, aus ", answered, " von ", items.size(),
             " Antworten; am meisten trägt ", most, " bei (", contributions[strongest], ").");
    out.member("unit", "0 to 100");
    out.member("value", score);
    out.end_object();
}

/// Why this customer is in this group: the scores against the boundaries that decided.
inline void explain_segment(writer& out, const crm::survey_rules& rules, const crm::customer_scores& scores) {
    const survey::boundaries& cuts = rules.portfolio.cuts();
    static const survey::segment_labels usual_in_german = survey::labels_in("de");
    const survey::segment_labels& in_german = rules.labels.language == "de" ? rules.labels : usual_in_german;
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
    const bool held = !satisfied && !std::isnan(scores.barrier);
    const bool measured = !std::isnan(scores.assigned_probability);
    {
        sentence text(out, language::english);
        text.say("The group is ", survey::segment_name(group), ": satisfaction ", scores.satisfaction,
                 satisfied ? " reaches " : " does not reach ", cuts.satisfied, ", attachment is ", scores.attachment);
        if (held) {
            text.say(", barriers to leaving are ", scores.barrier);
        }
        if (measured) {
            text.say("; measured as surely as it was, the group is right with probability ",
                     scores.assigned_probability);
        }
        text.say(".");
    }
    {
        sentence text(out, language::german);
        text.say("Die Gruppe ist ", in_german.of(group), ": Die Zufriedenheit von ", scores.satisfaction,
                 satisfied ? " erreicht " : " erreicht nicht ", cuts.satisfied, ", die Verbundenheit beträgt ",
                 scores.attachment);
        if (held) {
            text.say(", die Wechselhürden betragen ", scores.barrier);
        }
        if (measured) {
            text.say("; so genau, wie gemessen wurde, stimmt die Gruppe mit der Wahrscheinlichkeit ",
                     scores.assigned_probability);
        }
        text.say(".");
    }
    out.member("value", survey::segment_name(group));
    out.end_object();
}

[[nodiscard]] inline std::string_view german(value::time_unit unit) {
    switch (unit) {
        case value::time_unit::hour:
            return "Stunden";
        case value::time_unit::day:
            return "Tage";
        case value::time_unit::week:
            return "Wochen";
        default:
            return "Monate";
    }
}

/// Shapley values of a product of three factors against a baseline of three: what each one's difference adds, averaged
/// over all orders in which they could change. With the product of the baseline they sum to the product.
///
/// Source: Shapley 1953, Contributions to the Theory of Games 2.
[[nodiscard]] inline std::array<double, 3> shapley_of_product(const std::array<double, 3>& factors,
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

/// What makes the lifetime value differ from that of a customer who buys for the first time now.
inline void write_contributions(writer& out, const crm::value_rules& rules, const crm::customer_scores& scores) {
    const crm::new_customer& fresh = rules.newcomer;
    out.key("contributions");
    if (!(scores.p_alive > 0) || !std::isfinite(fresh.purchases * fresh.spend)) {
        return out.null();
    }
    const std::array<double, 3> factors = {scores.p_alive, scores.discounted_expected_purchases / scores.p_alive,
                                           scores.expected_spend * rules.margin};
    const std::array<double, 3> baseline = {1, fresh.purchases, fresh.spend * rules.margin};
    const auto parts = shapley_of_product(factors, baseline);
    constexpr std::string_view names[] = {"p_alive", "purchases_if_alive", "spend_and_margin"};
    out.begin_object();
    out.member("baseline", baseline[0] * baseline[1] * baseline[2]);
    out.member("baseline_is", "a customer who buys for the first time now");
    out.key("parts");
    out.begin_array();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        out.begin_object();
        out.member("contribution", parts[i]);
        out.member("name", names[i]);
        out.end_object();
    }
    out.end_array();
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
    write_contributions(out, rules, scores);
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
    const bool interval = !std::isnan(scores.lifetime_value_low);
    const std::string money = money_of(model);
    const std::string horizon = number_text(rules.horizon);
    {
        sentence text(out, language::english);
        text.say(
            "The lifetime value of the next ", horizon, " ", value::name(rules.unit), "s is ", scores.lifetime_value,
            money, ": ", scores.discounted_expected_purchases, " purchases of ", scores.expected_spend, " each",
            own_spend ? "" : " (the mean of all customers, for lack of a repeat purchase)", ", times the margin of ",
            rules.margin, "; the customer is still active with probability ", scores.p_alive);
        if (interval) {
            text.say(". The parameters leave it between ", scores.lifetime_value_low, " and ",
                     scores.lifetime_value_high);
        }
        text.say(".");
    }
    {
        sentence text(out, language::german);
        text.say("Der Kundenwert der nächsten ", horizon, " ", german(rules.unit), " beträgt ", scores.lifetime_value,
                 money, ": ", scores.discounted_expected_purchases, " Käufe zu je ", scores.expected_spend,
                 own_spend ? "" : " (dem Mittel aller Kunden, denn einen Wiederkauf gab es noch nicht)",
                 ", mal der Marge von ", rules.margin, "; noch aktiv mit der Wahrscheinlichkeit ", scores.p_alive);
        if (interval) {
            text.say(". Die Parameter lassen Werte von ", scores.lifetime_value_low, " bis ",
                     scores.lifetime_value_high, " zu");
        }
        text.say(".");
    }
    out.member("unit", "money");
    out.member("value", scores.lifetime_value);
    out.end_object();
}

[[nodiscard]] inline two_texts reason_of(crm::survey_status status, const survey::questionnaire& questionnaire,
                                         std::span<const double> answers) {
    switch (status) {
        case crm::survey_status::no_answers:
            return {"no answer of this customer counts", "es zählt keine Antwort dieser Person"};
        case crm::survey_status::too_few_answers:
            return {"too few answers to the items of satisfaction or of attachment",
                    "zu wenige Antworten auf die Fragen zur Zufriedenheit oder zur Verbundenheit"};
        case crm::survey_status::no_consent:
            return {"the customer did not agree to it", "die Person hat nicht eingewilligt"};
        case crm::survey_status::out_of_range:
            for (std::size_t i = 0; i < answers.size(); ++i) {
                if (questionnaire.classify(i, answers[i]) == survey::answer_kind::out_of_range) {
                    return {questionnaire.explain(i, answers[i]),
                            "die Antwort auf " + questionnaire.items()[i].id + " liegt außerhalb der Skala"};
                }
            }
            break;
        default:
            break;
    }
    return {"it was not asked for", "danach wurde nicht gefragt"};
}

[[nodiscard]] inline two_texts reason_of(crm::value_status status) {
    switch (status) {
        case crm::value_status::not_fitted:
            return {"the model's parameters have not been fitted", "die Parameter des Modells sind nicht geschätzt"};
        case crm::value_status::no_purchases:
            return {"no purchase of this customer counts", "es zählt kein Kauf dieser Person"};
        case crm::value_status::no_spending:
            return {"the mean spend of all customers does not exist under this model",
                    "den mittleren Kaufbetrag aller Kunden gibt es in diesem Modell nicht"};
        case crm::value_status::undefined:
            return {"the model's parameters allow no finite value", "die Parameter erlauben keinen endlichen Wert"};
        case crm::value_status::no_consent:
            return {"the customer did not agree to it", "die Person hat nicht eingewilligt"};
        default:
            return {"it was not asked for", "danach wurde nicht gefragt"};
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
        explain_segment(out, rules, scores);
    } else {
        explain_absence(out, "segment", {"group", "die Gruppe"},
                        crm::survey_status_names[static_cast<std::size_t>(status)],
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
            detail::explain_absence(out, "lifetime_value", {"lifetime value", "den Kundenwert"},
                                    crm::value_status_names[static_cast<std::size_t>(status)],
                                    detail::reason_of(status));
        }
    }
    detail::explain_place(out, model, scores);
    out.end_array();
}

}  // namespace scvm::json
