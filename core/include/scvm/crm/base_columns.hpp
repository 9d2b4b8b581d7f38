#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/equity/contributions.hpp>
#include <scvm/error.hpp>
#include <scvm/network/interactions.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace scvm::crm {

/// The tables of a customer base; each counts its own rows, from 0, over all calls that added to it.
enum class table : int {
    customers,
    answers,
    purchases,
    attributes,
    contracts,
    consents,
    employees,
    interactions,
    referrals,
    contributions,
    anonymous_answers,
};
inline constexpr std::size_t tables = 11;
inline constexpr std::array<std::string_view, tables> table_names = {
    "customers", "answers",      "purchases", "attributes",    "contracts",        "consents",
    "employees", "interactions", "referrals", "contributions", "anonymous_answers"};
[[nodiscard]] constexpr const auto& words_of(table) {
    return table_names;
}

[[nodiscard]] constexpr std::string_view name_of(table t) {
    return table_names[static_cast<std::size_t>(t)];
}

/// One row that was not taken, and why; everything else of its batch was.
struct rejected_row {
    table where = table::customers;
    std::size_t row = 0;  ///< from 0, over all calls that added to the table
    errc code = errc::domain;
    std::string reason;  ///< names the offender: `customer "c17": not in the customers table`
};

void describe(const auto& is, const rejected_row& o) {
    is("table", o.where, "The table, or the part of the record.");
    is("row", o.row, "Its place there, from 0.");
    is("code", numbered(o.code), "The stable number of the rule that it breaks.");
    is("reason", o.reason, "Names the offender.");
}

/// What one call did with its rows: rows = used + rejected.
struct intake {
    std::size_t rows = 0;
    std::size_t used = 0;
    std::size_t rejected = 0;
};

/// Survey answers by columns, one row an answer. `time` and `wave` may be empty: then every row is of time 0, of wave
/// 0. For anonymous answers, `customer` is the respondent's key, which nobody can trace to a customer.
struct answer_columns {
    std::span<const std::string_view> customer;
    std::span<const std::string_view> item;  ///< the item's id in the questionnaire of the model
    std::span<const double> value;           ///< the raw answer; NaN: shown, but not answered
    std::span<const std::int64_t> time;      ///< seconds since 1970-01-01 UTC
    std::span<const std::int32_t> wave;      ///< number of the survey wave; the newest answered one counts
};

/// Purchases by columns, one row a purchase or (amount < 0) a refund.
struct purchase_columns {
    std::span<const std::string_view> customer;
    std::span<const std::int64_t> time;  ///< seconds since 1970-01-01 UTC
    std::span<const double> amount;      ///< money in the model's currency; negative: a refund
};

/// Attributes of customers by columns, e.g. their territory: one row a customer.
struct attribute_columns {
    std::span<const std::string_view> customer;
    std::span<const std::string_view> value;
};

/// Contracts by columns, one row a contract. Of several, the one counts that holds longest.
struct contract_columns {
    std::span<const std::string_view> customer;
    std::span<const std::int64_t> end;      ///< seconds since 1970-01-01 UTC: the first moment without contract
    std::span<const double> notice_days{};  ///< between giving notice and leaving; 0 or more; empty: none
};

/// The time of a consent that never expires.
inline constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

/// What customers agreed to, by columns, one row a decision. Columns after `state` may be empty.
struct consent_columns {
    std::span<const std::string_view> customer;
    std::span<const std::string_view> purpose;     ///< e.g. "scoring"; "*": every purpose
    std::span<const std::string_view> state;       ///< "granted", "refused" or "withdrawn"
    std::span<const std::int64_t> time{};          ///< seconds since 1970-01-01 UTC; empty: 0, since ever
    std::span<const std::int64_t> expires{};       ///< the first second without it, after `time`; `never`; empty: never
    std::span<const std::string_view> evidence{};  ///< what proves it, e.g. a form's number; shown in an export
    std::span<const std::string_view> source{};    ///< where it was given, e.g. "web"; shown in an export
};

/// Interactions by columns, one row an event. Columns after `time` may be empty.
struct interaction_columns {
    std::span<const std::string_view> actor;       ///< a customer or an employee
    std::span<const std::string_view> target;      ///< another one, or "": the brand, or nobody in particular
    std::span<const std::string_view> kind;        ///< see interaction_kind_names
    std::span<const std::int64_t> time;            ///< seconds since 1970-01-01 UTC
    std::span<const std::string_view> channel{};   ///< the network it happened in; at most 255 different ones
    std::span<const double> sentiment{};           ///< -1 (against) … 1 (in favour); NaN: not known
    std::span<const double> count{};               ///< how many alike the row stands for, 1 or more; empty: 1
    std::span<const std::string_view> event_id{};  ///< equal ids count once; "": none
};

/// Who brought whom, by columns, one row a referral.
struct referral_columns {
    std::span<const std::string_view> referrer;
    std::span<const std::string_view> referred;
    std::span<const std::int64_t> time;  ///< when the referred came, seconds since 1970-01-01 UTC
};

/// What customers shared with the company, by columns, one row a contribution. Columns after `time` may be empty.
struct contribution_columns {
    std::span<const std::string_view> customer;
    std::span<const std::string_view> kind;  ///< see contribution_kind_names
    std::span<const std::int64_t> time;      ///< seconds since 1970-01-01 UTC
    std::span<const double> units{};         ///< how much of it, 0 or more; empty: 1
    std::span<const double> accepted{};      ///< 1: accepted, 0: not; NaN: not decided; empty: not decided
    std::span<const double> value{};         ///< money in the model's currency that it is worth; NaN: nobody knows
};

/// What a person did; the places are the numbers of network::interaction_kind.
inline constexpr auto& interaction_kind_names = network::interaction_kind_names;

/// The seven kinds of sharing (Simmet 2013).
inline constexpr auto& contribution_kind_names = equity::sharing_kind_names;

}  // namespace scvm::crm
