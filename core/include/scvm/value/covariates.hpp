#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/value/bg_nbd.hpp>
#include <scvm/value/pareto_nbd.hpp>

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace scvm::value {

/// The sum of coefficient times covariate. Throws error{size_mismatch}, and error{domain} for a covariate that is not
/// finite.
[[nodiscard]] inline double linear_predictor(std::span<const double> coefficients, std::span<const double> covariates) {
    require_size("covariates", covariates.size(), "the model", coefficients.size());
    double sum = 0;
    for (std::size_t i = 0; i < coefficients.size(); ++i) {
        if (!(std::abs(covariates[i]) <= std::numeric_limits<double>::max())) {
            throw_domain("covariates", i, covariates[i], "a finite number");
        }
        sum += coefficients[i] * covariates[i];
    }
    return sum;
}

/// BG/NBD with static covariates z of each customer: known facts that move the rates. Immutable in use, thread-safe.
///
///     alpha(z) = alpha exp(-purchase · z)     a positive coefficient: buys more often
///     a(z) = a exp(dropout · z),  b(z) = b exp(dropout · z)
///
/// With one factor for a and b the mean chance of leaving stays, and the customers differ less: give a and b factors of
/// their own through dropout and staying.
/// Source: Fader, Hardie (2007), note "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models",
/// where a and b have coefficients each.
struct bg_nbd_covariates {
    bg_nbd base;                   ///< of a customer whose covariates are all 0
    std::vector<double> purchase;  ///< one coefficient for each covariate
    std::vector<double> dropout;   ///< of ln a: a positive coefficient, leaves sooner
    std::vector<double> staying;   ///< of ln b: a positive coefficient, stays longer

    /// The BG/NBD model of a customer with these covariates.
    [[nodiscard]] bg_nbd of(std::span<const double> covariates) const {
        return {base.r, base.alpha * std::exp(-linear_predictor(purchase, covariates)),
                base.a * std::exp(linear_predictor(dropout, covariates)),
                base.b * std::exp(linear_predictor(staying, covariates))};
    }
};
void describe(const auto& is, const bg_nbd_covariates& o) {
    describe(is, o.base);
    is("purchase", o.purchase, required, "One coefficient a covariate; positive: buys more often.");
    is("dropout", o.dropout, required, "Of ln a; positive: leaves sooner.");
    is("staying", o.staying, required, "Of ln b; positive: stays longer.");
}

/// Pareto/NBD with static covariates z of each customer. Immutable in use, thread-safe.
///
///     alpha(z) = alpha exp(-purchase · z)     a positive coefficient: buys more often
///     beta(z)  = beta exp(-dropout · z)       a positive coefficient: leaves sooner
///
/// Source: Fader, Hardie (2007), as above.
struct pareto_nbd_covariates {
    pareto_nbd base;               ///< of a customer whose covariates are all 0
    std::vector<double> purchase;  ///< one coefficient for each covariate
    std::vector<double> dropout;

    /// The Pareto/NBD model of a customer with these covariates.
    [[nodiscard]] pareto_nbd of(std::span<const double> covariates) const {
        return {base.r, base.alpha * std::exp(-linear_predictor(purchase, covariates)), base.s,
                base.beta * std::exp(-linear_predictor(dropout, covariates))};
    }
};
void describe(const auto& is, const pareto_nbd_covariates& o) {
    describe(is, o.base);
    is("purchase", o.purchase, required, "One coefficient a covariate; positive: buys more often.");
    is("dropout", o.dropout, required, "Likewise; positive: leaves sooner.");
}

}  // namespace scvm::value
