#pragma once

#include <scvm/crm/base_columns.hpp>
#include <scvm/crm/consent.hpp>
#include <scvm/crm/id_table.hpp>
#include <scvm/survey/captivity.hpp>

#include <cstdint>
#include <deque>
#include <limits>
#include <string>
#include <vector>

namespace scvm::crm {

/// An accepted answer.
struct base_answer {
    std::uint32_t customer = 0;  ///< row of the customers, or of the respondents of anonymous answers
    std::uint32_t item = 0;      ///< row of the items
    std::int32_t wave = 0;
    double value = 0;  ///< NaN: shown, but not answered
    std::int64_t time = 0;
};

/// The accepted purchases and refunds by columns.
struct base_purchases {
    std::vector<std::uint32_t> customer;
    std::vector<std::int64_t> time;
    std::vector<double> amount;
};

/// One attribute of the customers.
struct base_attribute {
    static constexpr std::uint32_t none = 0xffffffff;
    std::string name;
    id_table values;                    ///< in the order of their first appearance
    std::vector<std::uint32_t> of_row;  ///< by row of the customers: a code of `values`, or none; may be shorter
};

/// One decision of a customer.
struct base_consent {
    std::uint32_t customer = 0;
    consent decision;
};

/// A customer, an employee, or nobody, in one number: employees have the highest bit set.
inline constexpr std::uint32_t employee_bit = 0x80000000;
inline constexpr std::uint32_t no_person = std::numeric_limits<std::uint32_t>::max();

/// The accepted interactions by columns; `event_id` is a 64-bit digest of the id, 0 for none: of ten million events two
/// are taken for one with a probability of 3 in a million.
struct base_interactions {
    std::vector<std::uint32_t> actor;
    std::vector<std::uint32_t> target;
    std::vector<std::uint8_t> kind;
    std::vector<std::uint8_t> channel;
    std::vector<std::int64_t> time;
    std::vector<double> sentiment;
    std::vector<std::uint32_t> count;
    std::vector<std::uint64_t> event_id;
};

struct base_referral {
    std::uint32_t referrer = 0;
    std::uint32_t referred = 0;
    std::int64_t time = 0;
};

struct base_contribution {
    std::uint32_t customer = 0;
    std::uint32_t kind = 0;  ///< place in contribution_kind_names
    std::int64_t time = 0;
    double units = 1;
    double accepted = 0;  ///< 1, 0, or NaN: not decided
    double value = 0;     ///< money; NaN: nobody knows
};

/// Everything that a customer base holds, in the order in which it was added. Plain data.
struct base_content {
    id_table customers;
    id_table employees;
    id_table items;        ///< the item ids that answers named
    id_table purposes;     ///< the purposes that consents named
    id_table channels;     ///< the channels that interactions named; place 0 is "none named"
    id_table respondents;  ///< keys of anonymous answers
    std::vector<base_answer> answers;
    std::vector<base_answer> anonymous_answers;
    base_purchases purchases;
    std::deque<base_attribute> attributes;
    std::vector<survey::contract_term> contracts;  ///< by row of the customers; may be shorter
    std::vector<base_consent> consents;
    base_interactions interactions;
    std::vector<base_referral> referrals;
    std::vector<base_contribution> contributions;
};

}  // namespace scvm::crm
