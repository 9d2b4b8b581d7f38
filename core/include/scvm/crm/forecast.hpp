#pragma once

#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/value/forecast.hpp>
#include <scvm/value/interval.hpp>
#include <scvm/value/lifetime_value.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <variant>
#include <vector>

namespace scvm::crm {

[[nodiscard]] value::lifetime_terms terms_of(const value_rules& rules);

[[nodiscard]] value::purchase_rules purchase_rules_of(const value_rules& rules);

/// What a value model says of the customers of a base, or of one: columns, one row a customer; NaN where it says
/// nothing.
struct value_forecast {
    std::vector<double> p_alive;
    std::vector<double> expected_purchases;             ///< within the horizon
    std::vector<double> discounted_expected_purchases;  ///< the same, discounted to T
    std::vector<double> expected_spend;                 ///< per purchase
    std::vector<double> lifetime_value;
    std::vector<double> low;  ///< of the interval that the uncertainty of the parameters makes
    std::vector<double> high;
    std::vector<value::value_status> status;

    explicit value_forecast(std::size_t rows);
};

/// The forecast of some customers under rules with a purchasing model. Row i depends on row i alone.
[[nodiscard]] value_forecast forecast(const value_rules& rules, const value::history_columns& histories,
                                      std::span<const double> monetary);

/// Calls use(lifetime values) for each of `draws` sets of parameters from the normal distributions of the logarithms of
/// both fits' estimates: the distribution that the intervals of lifetime values are of. One set makes the values of all
/// customers, so that what they have in common moves nobody past another.
///
/// Draws under which the mean spend does not exist, or a value is not finite, are left out. Without covariances there
/// are none. Draw d is of stream (seed, d).
void for_each_drawn_value(const value_rules& rules, const value::history_columns& histories,
                          std::span<const double> monetary, unsigned draws, std::uint64_t seed,
                          const std::function<void(std::span<const double>)>& use);

/// Whether values rest on parameters that the last fit's data did not determine: those of a prior, or of an earlier
/// fit. A mean amount that stands for all customers is another matter: population_spend.
[[nodiscard]] bool rests_on_prior(const value_rules& rules);

/// A customer who buys for the first time now, under rules with both models; absent without one of them.
[[nodiscard]] new_customer new_customer_of(const value_rules& rules);

}  // namespace scvm::crm
