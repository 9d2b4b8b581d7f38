#pragma once

#include "json/sentences.hpp"
#include "json/writer.hpp"

#include <scvm/crm/score_card.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/network/social_score.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace scvm::json::detail {

/// What a sum is called, and in what unit it counts.
struct sum_of_parts {
    std::string_view score;
    double value;
    std::string_view unit;
};

/// A part of a sum.
struct summand {
    double contribution;
    double evidence;
    std::string_view name;
};

/// A score that is the sum of its parts; `tell` writes the two sentences.
template <class Tell>
void explain_sum(writer& out, const sum_of_parts& of, std::span<const summand> parts, Tell tell) {
    out.begin_object();
    write_none(out, "missing");
    out.key("parts");
    out.begin_array();
    for (const summand& each : parts) {
        out.begin_object();
        out.member("contribution", each.contribution);
        out.member("evidence", each.evidence);
        out.member("name", each.name);
        out.end_object();
    }
    out.end_array();
    out.member("score", of.score);
    tell();
    out.member("unit", of.unit);
    out.member("value", of.value);
    out.end_object();
}

/// The social score, feature by feature: with the floor, the contributions sum to the score.
inline void explain_social_score(writer& out, const crm::network_rules& rules, const crm::customer_scores& scores) {
    const std::array<network::social_features, 1> features = {
        {{scores.reach, scores.amplification, scores.reactor_influence}}};
    std::array<double, 3> reasons{};
    (void)network::social_score(features, rules.social.model(), reasons);
    const std::array<summand, 4> parts = {{{rules.social.floor, crm::absent, "floor"},
                                           {reasons[0], scores.reach, "reach"},
                                           {reasons[1], scores.amplification, "amplification"},
                                           {reasons[2], scores.reactor_influence, "reactor_influence"}}};
    explain_sum(out, {"social_score", scores.social_score, "0 to 100"}, parts, [&] {
        sentence(out, language::english)
            .say("The social score is ", scores.social_score, " of 100: ", reasons[0], " for the people reached, ",
                 reasons[1], " for the reactions per contribution, ", reasons[2],
                 " for the influence of those who react.");
        sentence(out, language::german)
            .say("Der soziale Punktwert beträgt ", scores.social_score, " von 100: ", reasons[0],
                 " für die erreichten Personen, ", reasons[1], " für die Reaktionen je Beitrag, ", reasons[2],
                 " für den Einfluss derer, die reagieren.");
    });
}

/// The currency behind an amount; nothing where the model has none.
[[nodiscard]] inline std::string money_of(const crm::scoring_model& model) {
    return model.currency.empty() ? "" : " " + model.currency;
}

/// The network value as the sum that it is.
inline void explain_network_value(writer& out, const crm::scoring_model& model, const crm::customer_scores& scores) {
    const std::string money = money_of(model);
    const std::array<summand, 4> parts = {{{scores.lifetime_value, scores.lifetime_value, "lifetime_value"},
                                           {-scores.credit_given, scores.given_share, "credit_given"},
                                           {scores.referral_value, scores.recommendations, "referral_value"},
                                           {scores.influence_value, scores.influence, "influence_value"}}};
    explain_sum(out, {"network_value", scores.network_value, "money"}, parts, [&] {
        sentence(out, language::english)
            .say("The network value is ", scores.network_value, money, ": the own lifetime value of ",
                 scores.lifetime_value, ", less ", scores.credit_given, " credited to others, plus ",
                 scores.referral_value, " for recommendations and ", scores.influence_value, " for influence.");
        sentence(out, language::german)
            .say("Der Netzwerkwert beträgt ", scores.network_value, money, ": der eigene Kundenwert von ",
                 scores.lifetime_value, ", abzüglich ", scores.credit_given,
                 ", die anderen gutgeschrieben sind, zuzüglich ", scores.referral_value, " für Empfehlungen und ",
                 scores.influence_value, " für Einfluss.");
    });
}

/// The engagement value: money only; points stand beside it and are never added.
inline void explain_engagement_value(writer& out, const crm::scoring_model& model, const crm::customer_scores& scores) {
    const std::string money = money_of(model);
    const std::array<summand, 2> parts = {{{scores.network_value, scores.network_value, "network_value"},
                                           {scores.knowledge_value, scores.accepted_contributions, "knowledge_value"}}};
    explain_sum(out, {"engagement_value", scores.engagement_value, "money"}, parts, [&] {
        sentence(out, language::english)
            .say("The engagement value is ", scores.engagement_value, money, ": the network value and ",
                 scores.knowledge_value, " for contributions; beside it stand ", scores.sharing_points,
                 " points that no formula turns into money.");
        sentence(out, language::german)
            .say("Der Engagementwert beträgt ", scores.engagement_value, money, ": der Netzwerkwert und ",
                 scores.knowledge_value, " für Beiträge; daneben stehen ", scores.sharing_points,
                 " Punkte, die keine Formel in Geld umrechnet.");
    });
}

/// Says in both languages what is done for this customer, and why.
inline void tell_treatment(writer& out, crm::treatment_status status, std::string_view action,
                           std::string_view reason) {
    const auto tell = [&](language in, const auto&... pieces) { sentence(out, in).say(pieces...); };
    const std::string_view colon = reason.empty() ? "" : ": ";
    switch (status) {
        case crm::treatment_status::treated:
            tell(language::english, "The treatment is ", action, colon, reason, ".");
            return tell(language::german, "Die Maßnahme ist ", action, colon, reason, ".");
        case crm::treatment_status::no_capacity:
            tell(language::english, "The treatment would be ", action, ", but others come first.");
            return tell(language::german, "Die Maßnahme wäre ", action, ", aber andere haben Vorrang.");
        case crm::treatment_status::gate_closed:
            tell(language::english,
                 "A recommendation is not asked for: it is not sure enough that the customer is satisfied and "
                 "attached.");
            return tell(language::german,
                        "Um eine Empfehlung wird nicht gebeten: Es ist nicht sicher genug, dass die Person zufrieden "
                        "und verbunden ist.");
        default:
            tell(language::english, "There is no treatment: the customer did not agree to it.");
            return tell(language::german, "Es gibt keine Maßnahme: Die Person hat nicht eingewilligt.");
    }
}

/// Why something is done for this customer, or nothing.
inline void explain_treatment(writer& out, const crm::treatment_rules& rules, const crm::customer_scores& scores) {
    const auto status = static_cast<crm::treatment_status>(scores.treatment_status);
    std::string_view action = "none";
    std::string_view reason;
    if (scores.treatment > 0) {
        action = rules.actions[static_cast<std::size_t>(scores.treatment - 1)].id;
    }
    if (scores.treatment_rule > 0) {
        reason = rules.rules[static_cast<std::size_t>(scores.treatment_rule - 1)].reason;
    }
    out.begin_object();
    write_none(out, "missing");
    write_none(out, "parts");
    out.member("score", "treatment");
    tell_treatment(out, status, action, reason);
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
