#pragma once

#include <scvm/crm/base_columns.hpp>
#include <scvm/crm/id_table.hpp>
#include <scvm/survey/captivity.hpp>

#include <cstdint>
#include <deque>
#include <limits>
#include <string>
#include <vector>

namespace scvm::crm {

// Rows as they are kept: customers by their row among the customers, items, purposes, channels and respondents by
// theirs, kinds by their places.
using base_answer = answer_cells<as_kept>;
using base_referral = referral_cells<as_kept>;
using base_contribution = contribution_cells<as_kept>;
using base_published_score = published_score_cells<as_kept>;
using consent = consent_cells<as_kept>;
using base_complaint = complaint_cells<as_kept>;
using base_helper = helper_cells<as_kept>;
using base_job = job_cells<as_kept>;
using base_idea = idea_cells<as_kept>;
using base_vote = vote_cells<as_kept>;
using base_test = test_cells<as_kept>;
using base_prospect = prospect_cells<as_kept>;
using base_membership = membership_cells<as_kept>;

/// The accepted purchases and refunds by columns.
using base_purchases = purchase_cells<as_kept_columns>;

/// The accepted interactions by columns; `channel` 0 is "none named"; `event_id` is a 64-bit digest of the id, 0 for
/// none: of ten million events two are taken for one with a probability of 3 in a million.
using base_interactions = interaction_cells<as_kept_columns>;

/// One attribute of the customers.
struct base_attribute {
    static constexpr std::uint32_t none = 0xffffffff;
    std::string name;
    id_table values;                    ///< in the order of their first appearance
    std::vector<std::uint32_t> of_row;  ///< by row of the customers: a code of `values`, or none; may be shorter
};

/// A customer, an employee, a helper who is neither, somebody outside the base, an account that is no customer, or
/// nobody, in one number: employees have the highest bit set, such helpers the next one, people outside the third,
/// accounts the fourth.
inline constexpr std::uint32_t employee_bit = 0x80000000;
inline constexpr std::uint32_t helper_bit = 0x40000000;
inline constexpr std::uint32_t outside_bit = 0x20000000;
inline constexpr std::uint32_t account_bit = 0x10000000;
inline constexpr std::uint32_t layer_bits = employee_bit | helper_bit | outside_bit | account_bit;
inline constexpr std::uint32_t no_person = std::numeric_limits<std::uint32_t>::max();

/// Everything that a customer base holds, in the order in which it was added. Plain data.
struct base_content {
    id_table customers;
    id_table employees;
    base_attribute departments;  ///< by row of the employees
    base_attribute levels;       ///< by row of the employees
    id_table items;              ///< the item ids that answers named
    id_table purposes;           ///< the purposes that consents named
    id_table channels;           ///< the channels that interactions named, from 1
    id_table respondents;        ///< keys of anonymous answers
    id_table tags;               ///< topics, skills and products, from 1
    id_table helpers;            ///< who helps, be it a customer or not
    id_table ideas;              ///< ids of ideas
    id_table prospects;          ///< people outside the base, each in the order of the rows
    id_table accounts;           ///< to which somebody belongs, and those below them, be they customers or not
    std::vector<base_answer> answers;
    std::vector<base_answer> anonymous_answers;  ///< `customer` is the respondent
    base_purchases purchases;
    std::deque<base_attribute> attributes;
    std::vector<survey::contract_term> contracts;  ///< by row of the customers; may be shorter
    std::vector<consent> consents;
    base_interactions interactions;
    std::vector<base_referral> referrals;
    std::vector<base_contribution> contributions;
    std::vector<base_published_score> published_scores;
    std::vector<base_complaint> complaints;
    std::vector<base_helper> helper_rows;
    std::vector<base_job> jobs;
    std::vector<base_idea> idea_rows;
    std::vector<base_vote> votes;
    std::vector<base_test> tests;
    std::vector<base_prospect> prospect_rows;
    std::vector<base_membership> memberships;
};

}  // namespace scvm::crm
