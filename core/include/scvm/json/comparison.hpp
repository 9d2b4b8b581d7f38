#pragma once

#include <scvm/crm/score_table.hpp>

#include <string>
#include <string_view>

namespace scvm::json {

/// The groups by category of an attribute, e.g. by territory, ranked by the lower bound of the fan quota, in canonical
/// form. What is too small to be shown is null. Throws error{unknown_id} for an attribute that the base did not have.
[[nodiscard]] std::string breakdown(const crm::score_table& table, std::string_view attribute);

/// The same by an attribute that the base did not have; a value or `none` for each row of the table.
[[nodiscard]] std::string breakdown(const crm::score_table& table, const crm::table_attribute& attribute);

/// Who moved from group to group between two score tables, in canonical form: a table of the customers in both, tests
/// of change, and how much movement asking the same people again would have produced.
///
/// A customer whose wave and answers are the same in both was not asked again: such customers are counted apart, since
/// they neither moved nor stayed.
/// Customers are matched by id. Throws error{bad_model} unless both tables come from one rule, one set of boundaries
/// and one questionnaire: other shares are not comparable.
[[nodiscard]] std::string migration(const crm::score_table& before, const crm::score_table& after);

}  // namespace scvm::json
