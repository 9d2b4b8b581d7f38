#pragma once

#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/scoring_model.hpp>

#include <cstdint>

namespace scvm::crm {

/// The same model with its parameters estimated on a base, from what happened up to the day `as_of`.
///
/// Of purchases: the purchasing model on every customer with a purchase, Gamma-Gamma on those with a repeat purchase,
/// both with the covariances that intervals need. Of surveys: boundaries at the sample's means where the calibration
/// says so, and the errors of measurement, from scales whose reliability is known; without them the model gives no
/// probabilities. Of interactions: what counts as a full social score. Only data that may be used under the model's
/// consent rules is used. The hash is empty: see json::with_hash.
///
/// Every part has its own status, see fitted_parts(), and blocks no other. Where data are few a prior counts beside
/// them (value::estimate; of surveys below 30 respondents); what cannot be said stays what it was in `model`.
/// Link scvm::fit. Throws error{not_fitted} with the reasons where purchases are to be fitted and no part learned
/// anything.
[[nodiscard]] scoring_model fit(const customer_base& base, const scoring_model& model, std::int64_t as_of);

}  // namespace scvm::crm
