#pragma once

#include <scvm/crm/base_columns.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/describe/words.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::crm {

/// Who a person is to the company.
enum class person_kind : std::uint8_t { customer, employee, helper, prospect };
inline constexpr std::array<std::string_view, 4> person_kind_names = {"customer", "employee", "helper", "prospect"};
[[nodiscard]] constexpr const auto& words_of(person_kind) {
    return person_kind_names;
}

/// Everything that a base holds about one person: the rows of each table as they were given, without the person; of a
/// customer also what was done under the ids of whom she was before. An employee has interactions, a department and a
/// level only, a helper who is no customer jobs and the helper's own rows, somebody outside the base what a prospect
/// has.
struct person_data {
    std::string id;
    person_kind kind = person_kind::customer;
    std::optional<std::vector<answer_cells<as_owned>>> answers;
    std::optional<std::vector<purchase_cells<as_owned>>> purchases;
    std::optional<std::vector<contract_cells<as_owned>>> contracts;
    std::optional<std::vector<consent_cells<as_owned>>> consents;
    std::optional<std::vector<referral_cells<as_owned>>> referrals;
    std::optional<std::vector<contribution_cells<as_owned>>> contributions;
    std::optional<std::vector<published_score_cells<as_owned>>> published_scores;
    std::optional<std::map<std::string, std::string>> attributes;
    std::vector<interaction_cells<as_owned>> interactions;
    std::optional<std::vector<complaint_cells<as_owned>>> complaints;
    std::optional<std::vector<helper_cells<as_owned>>> helpers;
    std::optional<std::vector<job_cells<as_owned>>> jobs;
    std::optional<std::vector<idea_cells<as_owned>>> ideas;
    std::optional<std::vector<vote_cells<as_owned>>> votes;
    std::optional<std::vector<test_cells<as_owned>>> tests;
    std::optional<std::vector<prospect_cells<as_owned>>> prospects;
    std::optional<std::vector<membership_cells<as_owned>>> memberships;
};

void describe(const auto& is, const person_data& o) {
    is.constant("schema", "scvm-person/1", required, "Version of this document.");
    is("id", o.id, "The person.");
    is("kind", o.kind, "Whether the person is a customer, an employee, a prospect, or a helper who is none of them.");
    is("answers", o.answers, "Survey answers; absent for an employee.");
    is("purchases", o.purchases, "Purchases and refunds; absent for an employee.");
    is("contracts", o.contracts, "The contract that holds longest; absent for an employee.");
    is("consents", o.consents, "Decisions about what the data may be used for; absent for an employee.");
    is("referrals", o.referrals, "Whom the person brought, and who brought the person; absent for an employee.");
    is("contributions", o.contributions, "What the person shared with the company; absent for an employee.");
    is("published_scores", o.published_scores,
       "Social scores of the person that were published before; absent for an employee.");
    is("attributes", o.attributes, "What the base knows besides, by name; of an employee, department and level.");
    is("interactions", o.interactions, "What the person did, and what was done to the person.");
    is("complaints", o.complaints, "Complaints and praise; absent for who is no customer.");
    is("helpers", o.helpers, "The person as a helper; absent for an employee.");
    is("jobs", o.jobs, "Jobs that the person did or asked for; absent for an employee.");
    is("ideas", o.ideas, "What the person proposed; absent for who is no customer.");
    is("votes", o.votes, "What the person voted for; absent for who is no customer.");
    is("tests", o.tests, "What the person wants to test; absent for who is no customer.");
    is("prospects", o.prospects, "The person outside the base, or before she became a customer; absent for others.");
    is("memberships", o.memberships, "The accounts that the person belongs to, or is; absent where there is none.");
}

/// Throws error{unknown_id}.
[[nodiscard]] person_data data_of(const customer_base& base, std::string_view id);

}  // namespace scvm::crm
