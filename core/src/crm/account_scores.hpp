#pragma once

#include <scvm/crm/account_tree.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/crm/usable_data.hpp>

#include <vector>

namespace scvm::crm {

/// Adds the customers of a table up to the accounts that they belong to on its day. Rows that cannot be used for lack
/// of a member, or since accounts would belong to themselves, are added to `rejected`.
[[nodiscard]] account_tree measure_accounts(const customer_base& base, const usable_data& data,
                                            const score_table_content& of, std::vector<rejected_row>& rejected);

/// What of an account's figures the card of one of its customers says.
[[nodiscard]] account_scores account_scores_of(const account_tree& tree, std::size_t row, bool allowed);

}  // namespace scvm::crm
