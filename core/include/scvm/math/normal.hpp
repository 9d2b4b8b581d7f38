#pragma once

#include <scvm/math/special.hpp>

#include <boost/math/special_functions/erf.hpp>

#include <cmath>
#include <limits>
#include <numbers>

namespace scvm::math {

/// P(Z <= x) of a standard normal variable. Accurate in both tails.
[[nodiscard]] inline double normal_cdf(double x) {
    return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

/// Density of a standard normal variable at x.
[[nodiscard]] inline double normal_density(double x) {
    constexpr double one_over_sqrt_two_pi = 0.39894228040143267794;
    return one_over_sqrt_two_pi * std::exp(-0.5 * x * x);
}

/// The x with P(Z <= x) = p; -infinity at 0, infinity at 1, NaN outside [0, 1].
[[nodiscard]] inline double normal_quantile(double p) {
    if (!(p >= 0 && p <= 1)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    if (p == 0 || p == 1) {
        return p == 0 ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    }
    return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * p, detail::quiet{});
}

}  // namespace scvm::math
