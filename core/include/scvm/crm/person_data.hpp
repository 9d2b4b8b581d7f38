#pragma once

#include <scvm/crm/base_columns.hpp>
#include <scvm/crm/consent.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/customer_scores.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/equity/contributions.hpp>
#include <scvm/network/interactions.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::crm {

/// Who a person is to the company.
enum class person_kind : std::uint8_t { customer, employee };
inline constexpr std::array<std::string_view, 2> person_kind_names = {"customer", "employee"};
[[nodiscard]] constexpr const auto& words_of(person_kind) {
    return person_kind_names;
}

/// One survey answer.
struct held_answer {
    std::string item;
    double value = absent;
    std::int64_t time = 0;
    std::int32_t wave = 0;
};

/// One purchase, or refund.
struct held_purchase {
    std::int64_t time = 0;
    double amount = 0;
};

/// One contract.
struct held_contract {
    std::int64_t end = 0;
    double notice_days = 0;
};

/// One decision about a use of the data.
struct held_consent {
    std::string purpose;
    consent_state state = consent_state::granted;
    std::int64_t time = 0;
    std::optional<std::int64_t> expires;
    std::string evidence;
    std::string source;
};

/// Who brought whom.
struct held_referral {
    std::string referrer;
    std::string referred;
    std::int64_t time = 0;
};

/// What was shared with the company.
struct held_contribution {
    equity::sharing_kind kind = equity::sharing_kind::products;
    std::int64_t time = 0;
    double units = 1;
    double accepted = absent;
    double value = absent;
};

/// What one person did to another.
struct held_interaction {
    std::string actor;
    std::optional<std::string> target;
    network::interaction_kind kind = network::interaction_kind::post;
    std::int64_t time = 0;
    std::optional<std::string> channel;
    double sentiment = absent;
    std::uint32_t count = 1;
};

/// Everything that a base holds about one customer or employee. An employee has interactions only. Times are seconds
/// since 1970-01-01 UTC; NaN: not known.
struct person_data {
    std::string id;
    person_kind kind = person_kind::customer;
    std::optional<std::vector<held_answer>> answers;
    std::optional<std::vector<held_purchase>> purchases;
    std::optional<std::vector<held_contract>> contracts;
    std::optional<std::vector<held_consent>> consents;
    std::optional<std::vector<held_referral>> referrals;
    std::optional<std::vector<held_contribution>> contributions;
    std::optional<std::map<std::string, std::string>> attributes;
    std::vector<held_interaction> interactions;
};

void describe(const auto& is, const held_answer& o) {
    is("item", o.item, "The question.");
    is("value", o.value, "The raw answer; null: shown, but not answered.");
    is("time", moment(o.time), "When it was given.");
    is("wave", o.wave, "The survey wave.");
}

void describe(const auto& is, const held_purchase& o) {
    is("time", moment(o.time), "When it was made.");
    is("amount", o.amount, unit("money"), "What was paid; negative: given back.");
}

void describe(const auto& is, const held_contract& o) {
    is("end", moment(o.end), "The first moment without it.");
    is("notice_days", o.notice_days, "Days between giving notice and leaving.");
}

void describe(const auto& is, const held_consent& o) {
    is("purpose", o.purpose, "What it is about; \"*\": every purpose.");
    is("state", o.state, "What was decided.");
    is("time", moment(o.time), "From when on it counts.");
    is("expires", moment(o.expires), null_when_absent, "The first second without it; null: never.");
    is("evidence", o.evidence, "What proves it.");
    is("source", o.source, "Where it was given.");
}

void describe(const auto& is, const held_referral& o) {
    is("referrer", o.referrer, "Who brought.");
    is("referred", o.referred, "Who was brought.");
    is("time", moment(o.time), "When the referred came.");
}

void describe(const auto& is, const held_contribution& o) {
    is("kind", o.kind, "What was shared.");
    is("time", moment(o.time), "When it happened.");
    is("units", o.units, "How much of it.");
    is("accepted", o.accepted, "1: accepted, 0: not; null: not decided.");
    is("value", o.value, unit("money"), "What it is worth; null: nobody knows.");
}

void describe(const auto& is, const held_interaction& o) {
    is("actor", o.actor, "Who did it.");
    is("target", o.target, null_when_absent, "To whom; null: the brand, or nobody in particular.");
    is("kind", o.kind, "What was done.");
    is("time", moment(o.time), "When it happened.");
    is("channel", o.channel, null_when_absent, "The network it happened in; null: none was named.");
    is("sentiment", o.sentiment, "-1 (against) to 1 (in favour); null: not known.");
    is("count", o.count, "How many alike the row stands for.");
}

void describe(const auto& is, const person_data& o) {
    is.constant("schema", "scvm-person/1", required, "Version of this document.");
    is("id", o.id, "The person.");
    is("kind", o.kind, "Whether the person is a customer or an employee.");
    is("answers", o.answers, "Survey answers; absent for an employee.");
    is("purchases", o.purchases, "Purchases and refunds; absent for an employee.");
    is("contracts", o.contracts, "The contract that holds longest; absent for an employee.");
    is("consents", o.consents, "Decisions about what the data may be used for; absent for an employee.");
    is("referrals", o.referrals, "Whom the person brought, and who brought the person; absent for an employee.");
    is("contributions", o.contributions, "What the person shared with the company; absent for an employee.");
    is("attributes", o.attributes, "What the base knows besides, by name; absent for an employee.");
    is("interactions", o.interactions, "What the person did, and what was done to the person.");
}

/// Throws error{unknown_id}.
[[nodiscard]] person_data data_of(const customer_base& base, std::string_view id);

}  // namespace scvm::crm
