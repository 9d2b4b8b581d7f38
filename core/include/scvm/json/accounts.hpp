#pragma once

#include <scvm/crm/score_table.hpp>

#include <string>

namespace scvm::json {

/// What accounts are worth, and how their people feel, in canonical form (docs/score-card.md). Throws error{not_fitted}
/// for a model without rules of accounts.
[[nodiscard]] std::string write_accounts(const crm::score_table& table);

}  // namespace scvm::json
