#pragma once

#include <scvm/crm/score_table.hpp>
#include <scvm/survey/shares.hpp>

#include <vector>

namespace scvm::crm {

/// The survey part of the model that made a table. Throws error{bad_model} for a model without one.
[[nodiscard]] const survey_rules& survey_of(const score_table& table);

/// What makes shares comparable: rule, boundaries and questions.
[[nodiscard]] survey::share_origin origin_of(const survey_rules& rules);

/// The willingness to recommend of every customer, POMP; all NaN where the model has no item for it.
[[nodiscard]] std::vector<double> voices(const score_table& table, const survey_rules& rules);

}  // namespace scvm::crm
