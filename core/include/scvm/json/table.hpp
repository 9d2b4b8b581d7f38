#pragma once

#include <scvm/crm/score_table.hpp>

#include <string>
#include <string_view>

namespace scvm::json {

inline constexpr std::string_view table_schema = "scvm-scores/1";

/// The company's figures in canonical form (docs/score-card.md).
[[nodiscard]] std::string write_summary(const crm::score_table& table);

/// One customer's explained score card in canonical form. Throws error{unknown_id}.
[[nodiscard]] std::string explain(const crm::score_table& table, std::string_view id);

/// The whole table in canonical form: the summary, a card for each customer in the order of the base, and every row
/// that was not taken.
[[nodiscard]] std::string write_table(const crm::score_table& table);

}  // namespace scvm::json
