#pragma once

#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/network_scores.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/summary.hpp>
#include <scvm/crm/usable_data.hpp>
#include <scvm/value/history.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace scvm::crm {

/// What of everybody's own scores the order and the plan are made from; columns with a row per customer.
struct matters_columns {
    std::span<const double> lifetime_value;
    std::span<const double> network_value;
    std::span<const double> given_share;
    std::span<const std::int32_t> segment;
    std::span<const double> p_fan;
    std::span<const std::int32_t> consent_contact;
    value::history_columns histories;  ///< for the draws of lifetime values; empty: none are drawn
    std::span<const double> monetary;
    std::span<const double> cost;  ///< of the attribute that the rules name, NaN: none; empty: all cost the same
};

/// Who matters, and whom to win: the part of each customer's scores, and the figures of the company.
struct matters_state {
    std::vector<matters_scores> of;
    matters_summary summary;
};

/// Compares everybody whose place in the network may be used. The model has rules of who matters, or of ambassadors.
[[nodiscard]] matters_state measure_matters(const scoring_model& model, const usable_data& data,
                                            const network_state& network, const matters_columns& columns);

/// What one customer's own scores and consents leave of what was told of the place among the others.
void settle_matters(const scoring_model& model, const std::optional<matters_scores>& carried, bool allowed,
                    customer_scores& scores);

}  // namespace scvm::crm
