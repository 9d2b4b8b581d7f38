#pragma once

#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/helper_figures.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/usable_data.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace scvm::crm {

/// The helpers of a base as of the end of a day.
struct helper_measure {
    helper_figures figures;
    std::vector<std::size_t> of_customer;  ///< by row of the customers: a place in figures.helpers, or their number
};

/// A job counts once. The state follows the jobs one by one in the order in which they ended, so that a badge that was
/// earned is lost at the lower mark alone. A helper is checked if no row says otherwise and one says so.
[[nodiscard]] helper_measure measure_helpers(const usable_data& data, const service_rules& rules, double fewest_shown,
                                             std::int64_t as_of);

/// What a card says of a helper.
[[nodiscard]] helper_scores scores_of(const helper_figure& of);

}  // namespace scvm::crm
