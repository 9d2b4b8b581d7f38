#pragma once

#include <scvm/crm/network_scores.hpp>
#include <scvm/crm/outside_figures.hpp>
#include <scvm/crm/usable_data.hpp>

#include <cstdint>
#include <span>

namespace scvm::crm {

/// The figures of people outside as of the end of a day.
///
/// `first_purchase` (equity::join_unknown where there is none) and `open_referrals` (NaN: not known) have a row per
/// customer. A referral may be recorded a month after somebody became a customer, as for credits.
[[nodiscard]] outside_figures measure_outside(const usable_data& data, const network_state* network,
                                              std::span<const std::int64_t> first_purchase,
                                              std::span<const double> open_referrals, double fewest_shown,
                                              std::int64_t as_of);

}  // namespace scvm::crm
