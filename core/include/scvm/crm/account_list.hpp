#pragma once

#include <scvm/crm/account_tree.hpp>
#include <scvm/crm/score_card.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/describe/words.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scvm::crm {

/// One account.
struct listed_account {
    std::string id;
    std::optional<std::string> above;
    account_status status = account_status::scored;
    account_figures figures;
};

void describe(const auto& is, const listed_account& o) {
    is("id", o.id, "The account.");
    is("above", o.above, null_when_absent, "The account that it belongs to; null: none.");
    is("status", o.status, "Whether all figures are told.");
    describe(is, o.figures);
}

/// What accounts are worth, with all that belongs to them. What the highest accounts whose money is told are worth, and
/// the rest, add up to the total; without a rest no money is told but the total.
struct account_list {
    std::int64_t as_of = 0;  ///< the last second of the day, since 1970-01-01 UTC
    model_name model;
    std::string currency;
    std::vector<listed_account> accounts;
    account_money rest;
    account_money total;
    std::size_t superseded = 0;
};

void describe(const auto& is, const account_list& o) {
    is("as_of", date(o.as_of), "The day of scoring.");
    is("model", o.model, "Which model.");
    is("currency", o.currency, "Of all amounts.");
    is("accounts", o.accounts,
       "The highest lifetime value first, then those of which it is not told; equal ones by id.");
    is("rest", o.rest,
       "Of customers in no account, or in none of which money is told; null: it would tell of few, and no money is "
       "told "
       "but the total.");
    is("total", o.total, "Of all customers.");
    is("superseded", o.superseded,
       "Memberships of the day that count for nothing, since the same member has a newer one.");
}

/// Throws error{not_fitted} for a model without rules of accounts.
[[nodiscard]] account_list accounts_of(const score_table& table);

}  // namespace scvm::crm
