#pragma once

#include <scvm/crm/score_card.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/json/sentences.hpp>
#include <scvm/json/writer.hpp>
#include <scvm/network/social_score.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

namespace scvm::json::detail {

inline void write_part(writer& out, double contribution, double evidence, std::string_view name) {
    out.begin_object();
    out.member("contribution", contribution);
    out.member("evidence", evidence);
    out.member("name", name);
    out.end_object();
}

/// The social score, feature by feature: with the floor, the contributions sum to the score.
inline void explain_social_score(writer& out, const crm::network_rules& rules, const crm::customer_scores& scores) {
    const std::array<network::social_features, 1> features = {
        {{scores.reach, scores.amplification, scores.reactor_influence}}};
    std::array<double, 3> reasons{};
    (void)network::social_score(features, rules.social, reasons);
    out.begin_object();
    write_none(out, "missing");
    out.key("parts");
    out.begin_array();
    write_part(out, rules.social.floor, crm::absent, "floor");
    write_part(out, reasons[0], scores.reach, "reach");
    write_part(out, reasons[1], scores.amplification, "amplification");
    write_part(out, reasons[2], scores.reactor_influence, "reactor_influence");
    out.end_array();
    out.member("score", "social_score");
    write_sentences(
        out,
        "The social score is " + short_number(scores.social_score) + " of 100: " + short_number(reasons[0]) +
            " for the people reached, " + short_number(reasons[1]) + " for the reactions per contribution, " +
            short_number(reasons[2]) + " for the influence of those who react.",
        "Der soziale Punktwert beträgt " + german_number(scores.social_score) +
            " von 100: " + german_number(reasons[0]) + " für die erreichten Personen, " + german_number(reasons[1]) +
            " für die Reaktionen je Beitrag, " + german_number(reasons[2]) + " für den Einfluss derer, die reagieren.");
    out.member("unit", "0 to 100");
    out.member("value", scores.social_score);
    out.end_object();
}

/// The network value as the sum that it is.
inline void explain_network_value(writer& out, const crm::scoring_model& model, const crm::customer_scores& scores) {
    const std::string money = model.currency.empty() ? "" : " " + model.currency;
    out.begin_object();
    write_none(out, "missing");
    out.key("parts");
    out.begin_array();
    write_part(out, scores.lifetime_value, scores.lifetime_value, "lifetime_value");
    write_part(out, -scores.credit_given, scores.given_share, "credit_given");
    write_part(out, scores.referral_value, scores.recommendations, "referral_value");
    write_part(out, scores.influence_value, scores.influence, "influence_value");
    out.end_array();
    out.member("score", "network_value");
    write_sentences(
        out,
        "The network value is " + short_number(scores.network_value) + money + ": the own lifetime value of " +
            short_number(scores.lifetime_value) + ", less " + short_number(scores.credit_given) +
            " credited to others, plus " + short_number(scores.referral_value) + " for recommendations and " +
            short_number(scores.influence_value) + " for influence.",
        "Der Netzwerkwert beträgt " + german_number(scores.network_value) + money + ": der eigene Kundenwert von " +
            german_number(scores.lifetime_value) + ", abzüglich " + german_number(scores.credit_given) +
            ", die anderen gutgeschrieben sind, zuzüglich " + german_number(scores.referral_value) +
            " für Empfehlungen und " + german_number(scores.influence_value) + " für Einfluss.");
    out.member("unit", "money");
    out.member("value", scores.network_value);
    out.end_object();
}

/// The engagement value: money only; points stand beside it and are never added.
inline void explain_engagement_value(writer& out, const crm::scoring_model& model, const crm::customer_scores& scores) {
    const std::string money = model.currency.empty() ? "" : " " + model.currency;
    out.begin_object();
    write_none(out, "missing");
    out.key("parts");
    out.begin_array();
    write_part(out, scores.network_value, scores.network_value, "network_value");
    write_part(out, scores.knowledge_value, scores.accepted_contributions, "knowledge_value");
    out.end_array();
    out.member("score", "engagement_value");
    write_sentences(
        out,
        "The engagement value is " + short_number(scores.engagement_value) + money + ": the network value and " +
            short_number(scores.knowledge_value) + " for contributions; beside it stand " +
            short_number(scores.sharing_points) + " points that no formula turns into money.",
        "Der Engagementwert beträgt " + german_number(scores.engagement_value) + money + ": der Netzwerkwert und " +
            german_number(scores.knowledge_value) + " für Beiträge; daneben stehen " +
            german_number(scores.sharing_points) + " Punkte, die keine Formel in Geld umrechnet.");
    out.member("unit", "money");
    out.member("value", scores.engagement_value);
    out.end_object();
}

/// Why something is done for this customer, or nothing.
inline void explain_treatment(writer& out, const crm::treatment_rules& rules, const crm::customer_scores& scores) {
    const auto status = static_cast<crm::treatment_status>(scores.treatment_status);
    const std::string action =
        scores.treatment == 0 ? "none" : rules.actions[static_cast<std::size_t>(scores.treatment - 1)].id;
    const std::string reason = scores.treatment_rule == 0
                                   ? std::string()
                                   : rules.rules[static_cast<std::size_t>(scores.treatment_rule - 1)].reason;
    const auto texts = [&]() -> two_texts {
        switch (status) {
            case crm::treatment_status::treated:
                return {"The treatment is " + action + (reason.empty() ? "." : ": " + reason + "."),
                        "Die Maßnahme ist " + action + (reason.empty() ? "." : ": " + reason + ".")};
            case crm::treatment_status::no_capacity:
                return {"The treatment would be " + action + ", but others come first.",
                        "Die Maßnahme wäre " + action + ", aber andere haben Vorrang."};
            case crm::treatment_status::gate_closed:
                return {
                    "A recommendation is not asked for: it is not sure enough that the customer is satisfied and "
                    "attached.",
                    "Um eine Empfehlung wird nicht gebeten: Es ist nicht sicher genug, dass die Person zufrieden "
                    "und verbunden ist."};
            default:
                return {"There is no treatment: the customer did not agree to it.",
                        "Es gibt keine Maßnahme: Die Person hat nicht eingewilligt."};
        }
    }();
    out.begin_object();
    write_none(out, "missing");
    write_none(out, "parts");
    out.member("score", "treatment");
    write_sentences(out, texts.english, texts.german);
    out.member("status", crm::treatment_status_names[static_cast<std::size_t>(status)]);
    out.member("value", action);
    out.end_object();
}

[[nodiscard]] inline two_texts reason_of(crm::network_score_status status) {
    switch (status) {
        case crm::network_score_status::no_consent:
            return {"the customer did not agree to it", "die Person hat nicht eingewilligt"};
        case crm::network_score_status::not_carried:
            return {"the record brought no place in the network along",
                    "der Datensatz bringt keinen Platz im Netz mit"};
        default:
            return {"nobody reacted, and nothing was contributed",
                    "niemand hat reagiert, und es gibt keine eigenen Beiträge"};
    }
}

[[nodiscard]] inline two_texts reason_of(crm::equity_status status) {
    switch (status) {
        case crm::equity_status::no_consent:
            return {"the customer did not agree to it", "die Person hat nicht eingewilligt"};
        case crm::equity_status::not_carried:
            return {"the record brought no credit along", "der Datensatz bringt keine Gutschriften mit"};
        default:
            return {"there is no lifetime value to start from",
                    "es gibt keinen Kundenwert, von dem es ausgehen könnte"};
    }
}

/// The place of a customer among others: network, equity, treatment.
inline void explain_place(writer& out, const crm::scoring_model& model, const crm::customer_scores& scores) {
    if (model.network && !std::isnan(scores.social_score)) {
        explain_social_score(out, *model.network, scores);
    } else if (model.network) {
        const auto status = static_cast<crm::network_score_status>(scores.network);
        explain_absence(out, "social_score", {"social score", "den sozialen Punktwert"},
                        crm::network_score_status_names[static_cast<std::size_t>(status)], reason_of(status));
    }
    if (model.equity && !std::isnan(scores.network_value)) {
        explain_network_value(out, model, scores);
        explain_engagement_value(out, model, scores);
    } else if (model.equity) {
        const auto status = static_cast<crm::equity_status>(scores.equity);
        explain_absence(out, "network_value", {"network value", "den Netzwerkwert"},
                        crm::equity_status_names[static_cast<std::size_t>(status)], reason_of(status));
    }
    if (model.treatment && scores.treatment_status != static_cast<std::int32_t>(crm::treatment_status::not_asked)) {
        explain_treatment(out, *model.treatment, scores);
    }
}

}  // namespace scvm::json::detail
