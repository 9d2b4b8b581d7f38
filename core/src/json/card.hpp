#pragma once

#include "json/described_writer.hpp"
#include "json/writer.hpp"

#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/explanation.hpp>
#include <scvm/crm/score_card.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/timestamp.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace scvm::json {

/// What a lifetime value is made by, e.g. "bg_nbd+gamma_gamma/1".
[[nodiscard]] inline std::string value_rule_id(const crm::value_rules& rules) {
    return std::string(crm::purchasing_names[static_cast<std::size_t>(rules.purchasing_model)]) + "+gamma_gamma/1";
}

/// Rows that were not taken, each with its table, its row from 0, the code of the rule and a reason that names the
/// offender.
inline void write_rejected(writer& out, std::span<const crm::rejected_row> rejected) {
    out.begin_array();
    for (const crm::rejected_row& each : rejected) {
        out.begin_object();
        out.member("code", static_cast<int>(each.code));
        out.member("reason", each.reason);
        out.member("row", each.row);
        out.member("table", crm::name_of(each.where));
        out.end_object();
    }
    out.end_array();
}

/// What a card says besides the scores.
struct card_details {
    std::span<const double> answers;                ///< in the order of the model's items; empty without a response
    std::span<const crm::rejected_row> rejected{};  ///< rows of the customer's record that could not be used
};

namespace detail {

inline void write_model_name(writer& out, const crm::scoring_model& model) {
    out.begin_object();
    out.key("hash");
    model.hash.empty() ? out.null() : out.value(model.hash);
    out.member("id", model.id);
    out.end_object();
}

/// The names of the flags that are set.
inline void write_flags(writer& out, const crm::customer_scores& scores) {
    constexpr std::pair<std::string_view, std::int32_t crm::customer_scores::*> flags[] = {
        {"all_extreme", &crm::customer_scores::all_extreme},
        {"broken_off", &crm::customer_scores::broken_off},
        {"hurt_fan", &crm::customer_scores::hurt_fan},
        {"latched", &crm::customer_scores::latched},
        {"on_boundary", &crm::customer_scores::on_boundary},
        {"straight_lining", &crm::customer_scores::straight_lining}};
    out.begin_array();
    for (const auto& [name, field] : flags) {
        if (scores.*field != 0) {
            out.value(name);
        }
    }
    out.end_array();
}

inline void write_probabilities(writer& out, const crm::customer_scores& scores) {
    if (std::isnan(scores.p_fan)) {
        return out.null();
    }
    out.begin_object();
    out.member("assigned", scores.assigned_probability);
    out.member("boundary_distance", scores.boundary_distance);
    out.member("captive", scores.p_captive);
    out.member("fan", scores.p_fan);
    out.member("mercenary", scores.p_mercenary);
    out.member("modal", crm::segment_names[static_cast<std::size_t>(scores.modal_segment)]);
    out.member("opponent", scores.p_opponent);
    out.member("stable", scores.stable != 0);
    out.member("sympathizer", scores.p_sympathizer);
    out.end_object();
}

inline void write_survey_scores(writer& out, const crm::scoring_model& model, const crm::customer_scores& scores) {
    out.begin_object();
    out.member("advocacy", scores.advocacy);
    out.member("attachment", scores.attachment);
    out.member("attachment_coverage", scores.attachment_coverage);
    out.member("barrier", scores.barrier);
    out.member("captive_kind", crm::captive_kind_names[static_cast<std::size_t>(scores.captive_kind)]);
    out.key("flags");
    write_flags(out, scores);
    if (model.survey) {
        out.member("label", model.survey->labels.of(static_cast<survey::segment>(scores.segment)));
    }
    out.key("probabilities");
    write_probabilities(out, scores);
    out.key("release_date");
    std::isnan(scores.release_date) ? out.null()
                                    : out.value(crm::date_text(static_cast<std::int64_t>(scores.release_date)));
    if (model.survey) {
        out.member("rule", survey::portfolio_rule_id);
    }
    out.member("satisfaction", scores.satisfaction);
    out.member("satisfaction_coverage", scores.satisfaction_coverage);
    out.member("segment", crm::segment_names[static_cast<std::size_t>(scores.segment)]);
    out.member("status", crm::survey_status_names[static_cast<std::size_t>(scores.survey)]);
    if (model.survey) {
        out.key("wave");
        std::isnan(scores.satisfaction_coverage) ? out.null() : out.value(scores.wave);
    }
    out.end_object();
}

inline void write_value_scores(writer& out, const crm::scoring_model& model, const crm::customer_scores& scores) {
    out.begin_object();
    out.member("T", scores.T);
    if (model.value) {
        out.member("confidence", model.value->confidence);
        out.member("currency", model.currency);
    }
    out.member("discounted_expected_purchases", scores.discounted_expected_purchases);
    out.member("expected_purchases", scores.expected_purchases);
    out.member("expected_spend", scores.expected_spend);
    if (model.value) {
        out.member("horizon", model.value->horizon);
    }
    out.member("lifetime_value", scores.lifetime_value);
    out.member("lifetime_value_high", scores.lifetime_value_high);
    out.member("lifetime_value_low", scores.lifetime_value_low);
    out.member("monetary", scores.monetary);
    out.member("p_alive", scores.p_alive);
    out.member("revenue", scores.revenue);
    if (model.value) {
        out.member("rule", value_rule_id(*model.value));
    }
    out.member("status", crm::value_status_names[static_cast<std::size_t>(scores.value)]);
    out.member("t_x", scores.t_x);
    if (model.value) {
        out.member("unit", value::name(model.value->unit));
    }
    out.member("x", scores.x);
    out.end_object();
}

template <std::size_t N>
[[nodiscard]] std::string_view word(const std::array<std::string_view, N>& names, std::int32_t code) {
    return names[static_cast<std::size_t>(code)];
}

inline void write_consent_status(writer& out, const crm::customer_scores& scores) {
    out.begin_object();
    out.member("contact", word(crm::consent_status_names, scores.consent_contact));
    out.member("network", word(crm::consent_status_names, scores.consent_network));
    out.member("survey", word(crm::consent_status_names, scores.consent_survey));
    out.member("value", word(crm::consent_status_names, scores.consent_value));
    out.end_object();
}

inline void write_network_scores(writer& out, const crm::customer_scores& scores) {
    out.begin_object();
    out.member("amplification", scores.amplification);
    out.member("contributions", scores.contributions);
    out.member("engaged_followers", scores.engaged_followers);
    // A number of followers never stands without what it is worth.
    out.member("engagement_rate", scores.followers > 0 ? scores.engaged_followers / scores.followers : crm::absent);
    out.member("followers", scores.followers);
    out.member("influence", scores.influence);
    out.member("participation", word(crm::participation_names, scores.participation));
    out.member("reach", scores.reach);
    out.member("reactor_influence", scores.reactor_influence);
    out.member("social_score", scores.social_score);
    out.member("status", word(crm::network_score_status_names, scores.network));
    out.end_object();
}

inline void write_equity_scores(writer& out, const crm::customer_scores& scores) {
    out.begin_object();
    out.member("answered", scores.answered);
    out.member("contacts", scores.contacts);
    out.member("credit_given", scores.credit_given);
    out.member("credit_received", scores.credit_received);
    out.member("engagement_value", scores.engagement_value);
    out.member("given_share", scores.given_share);
    out.member("helped", scores.helped);
    out.member("influence_value", scores.influence_value);
    out.member("knowledge_value", scores.knowledge_value);
    out.member("network_value", scores.network_value);
    out.member("recommendations", scores.recommendations);
    out.member("referral_value", scores.referral_value);
    out.member("stage", word(equity::stage_names, scores.stage));
    out.member("stage_premature", scores.stage_premature != 0);
    out.member("status", word(crm::equity_status_names, scores.equity));
    out.end_object();
}

inline void write_sharing(writer& out, const crm::customer_scores& scores) {
    out.begin_object();
    out.member("accepted", scores.accepted_contributions);
    out.member("diversity", scores.sharing_diversity);
    out.member("money", scores.knowledge_value);
    out.member("points", scores.sharing_points);
    out.key("units");
    out.begin_object();
    constexpr auto& kinds = crm::contribution_kind_names;
    for (const std::size_t kind : {3u, 4u, 5u, 1u, 2u, 0u, 6u}) {  // by name: capital … trends
        out.member(kinds[kind], scores.*crm::shared_units[kind]);
    }
    out.end_object();
    out.end_object();
}

inline void write_treatment_scores(writer& out, const crm::treatment_rules& rules, const crm::customer_scores& scores) {
    const auto optional = [&](std::string_view key, std::int32_t code, const auto& text) {
        out.key(key);
        code == 0 ? out.null() : out.value(text(static_cast<std::size_t>(code - 1)));
    };
    out.begin_object();
    optional("action", scores.treatment, [&](std::size_t i) { return std::string_view(rules.actions[i].id); });
    out.member("integrable", scores.integrable != 0);
    out.member("may_ask_referral", scores.may_ask_referral != 0);
    out.member("priority", scores.priority);
    optional("reason", scores.treatment_rule, [&](std::size_t i) { return std::string_view(rules.rules[i].reason); });
    out.member("status", word(crm::treatment_status_names, scores.treatment_status));
    optional("value_tier", scores.value_tier, [&](std::size_t i) { return std::string_view(rules.tiers[i].name); });
    out.end_object();
}

}  // namespace detail

/// One customer's score card (docs/score-card.md): every score with its status and unit, and the model that made it.
/// With details, it is explained as well.
inline void write_card(writer& out, const crm::scoring_model& model, std::int64_t as_of, std::string_view id,
                       const crm::customer_scores& scores, const card_details* details = nullptr) {
    const bool any = scores.survey == static_cast<std::int32_t>(crm::survey_status::scored) ||
                     !std::isnan(scores.lifetime_value) || !std::isnan(scores.social_score);
    out.begin_object();
    out.member("as_of", crm::date_text(as_of));
    out.key("consent");
    detail::write_consent_status(out, scores);
    if (model.equity) {
        out.key("equity");
        detail::write_equity_scores(out, scores);
    }
    if (details != nullptr) {
        out.key("explanation");
        write_described(out, crm::explain(model, scores, details->answers));
    }
    out.member("id", id);
    out.key("model");
    detail::write_model_name(out, model);
    if (model.network) {
        out.key("network");
        detail::write_network_scores(out, scores);
    }
    if (details != nullptr) {
        out.key("rejected");
        write_rejected(out, details->rejected);
    }
    if (model.equity) {
        out.key("sharing");
        detail::write_sharing(out, scores);
    }
    out.member("status", scores.consent_of_all != 0 ? "excluded" : any ? "scored" : "insufficient_data");
    out.key("survey");
    detail::write_survey_scores(out, model, scores);
    if (model.treatment) {
        out.key("treatment");
        detail::write_treatment_scores(out, *model.treatment, scores);
    }
    out.key("value");
    detail::write_value_scores(out, model, scores);
    out.end_object();
}

}  // namespace scvm::json
