#pragma once

#include <scvm/crm/base_content.hpp>
#include <scvm/crm/carried_inputs.hpp>
#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/network_scores.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/usable_data.hpp>
#include <scvm/equity/contributions.hpp>
#include <scvm/equity/credit_rules.hpp>
#include <scvm/equity/network_equity.hpp>
#include <scvm/equity/stages.hpp>
#include <scvm/network/interactions.hpp>
#include <scvm/network/linear_system.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace scvm::crm {

/// What one customer's contributions amount to.
struct sharing_inputs {
    double points = 0;
    double money = 0;
    double diversity = absent;
    double accepted = 0;  ///< number of accepted contributions
    std::array<double, equity::sharing_kinds> profile{};
};

/// The contributions of some customers that count as of a moment, by columns.
class counted_contributions {
public:
    counted_contributions(std::span<const base_contribution> rows, const equity_rules& rules, std::int64_t as_of);

    [[nodiscard]] equity::sharing_profiles profiles(std::size_t persons) const {
        return equity::sharing_profile({person_, kind_, units_, accepted_, worth_, {}}, persons, rules_);
    }

    /// How many of each person's contributions were accepted.
    [[nodiscard]] std::vector<double> accepted(std::size_t persons) const;

private:
    std::vector<std::uint32_t> person_;
    std::vector<std::uint8_t> kind_;
    std::vector<double> units_;
    std::vector<double> accepted_;
    std::vector<double> worth_;
    equity::sharing_rules rules_;
};

[[nodiscard]] sharing_inputs sharing_of(const equity::sharing_profiles& profiles, std::size_t person, double accepted);

/// The contributions of one customer alone; their `customer` is 0.
[[nodiscard]] sharing_inputs sharing_of(std::span<const base_contribution> rows, const equity_rules& rules,
                                        std::int64_t as_of);

namespace detail {

/// Which of the five ordered stages a customer has reached, from what is known.
/// What is known of how far a customer has come.
[[nodiscard]] equity::customer_evidence evidence_of_stages(const customer_scores& of);

[[nodiscard]] equity::customer_steps steps_of(const customer_scores& of, const equity_rules& rules);

}  // namespace detail

/// What bears out the credit that a customer gives, in money. See equity::borne_out.
struct credit_bounds {
    double brought = absent;  ///< the margin of all purchases so far; NaN: not known
    double most = absent;     ///< what counts of a value for attention; NaN: no bound
};
[[nodiscard]] credit_bounds credit_bounds_of(double revenue, const equity_rules& rules, const value_rules& value);

/// Fills the equity part of a customer's scores, once the others are there. The credit given follows from what was
/// bought now, in a save hook as in a batch.
void score_equity(bool allowed, const std::optional<equity_inputs>& inputs, const sharing_inputs& shared,
                  const scoring_model& model, customer_scores& scores);

/// What bears out a credit; a row per customer. See equity::borne_out.
struct credit_evidence {
    std::vector<double> backing;  ///< 0 … 1
    std::vector<double> brought;  ///< money: the margin of all purchases so far; NaN: not known
    double most = absent;         ///< money: what counts of a value for attention; NaN: no bound
};

/// The equity of a whole base.
struct equity_state {
    equity::network_values values;
    std::vector<equity_inputs> inputs;  ///< by customer
    equity::sharing_profiles sharing;
    std::vector<double> accepted;                             ///< accepted contributions by customer
    std::vector<equity::rejected_credit> rejected_referrals;  ///< by row of the usable referrals
    std::size_t referrals = 0;                                ///< usable ones up to as_of
};

/// Credits value among the customers of a base as of the end of a day.
///
/// `first_purchase` has a row per customer, equity::join_unknown where there is none.
[[nodiscard]] equity_state measure_equity(const usable_data& data, const equity_rules& rules,
                                          std::span<const double> lifetime_value,
                                          std::span<const std::int64_t> first_purchase, const credit_evidence& evidence,
                                          const network_state* network, double doubt, std::int64_t as_of);

}  // namespace scvm::crm
