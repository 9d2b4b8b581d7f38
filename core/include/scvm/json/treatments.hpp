#pragma once

#include <scvm/crm/score_table.hpp>

#include <string>

namespace scvm::json {

/// The plan: what is done for whom, why, and in which order; in canonical form (docs/score-card.md).
/// Throws error{not_fitted} for a model without treatments.
[[nodiscard]] std::string write_treatments(const crm::score_table& table);

}  // namespace scvm::json
