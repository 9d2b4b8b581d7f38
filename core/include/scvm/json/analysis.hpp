#pragma once

#include <scvm/crm/score_table.hpp>

#include <string>

namespace scvm::json {

/// What an analyst asks of a score table, in canonical form (docs/analysis.md): shares with what doubts them,
/// reliability, classification quality, whether the theory holds on these data, revenue by group with bootstrap
/// intervals, drivers, the recommendation score; concentration and the fit of the purchasing model.
///
/// Takes seconds for a million customers; summary() has what a page needs at once.
[[nodiscard]] std::string analyse(const crm::score_table& table);

}  // namespace scvm::json
