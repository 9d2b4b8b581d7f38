#pragma once

#include <scvm/crm/score_table.hpp>

#include <string>

namespace scvm::json {

/// Who matters, who stands between others, whom to win as ambassadors, and who was drawn to test; in canonical form
/// (docs/score-card.md). Throws error{not_fitted} for a model with neither section.
[[nodiscard]] std::string write_matters(const crm::score_table& table);

}  // namespace scvm::json
