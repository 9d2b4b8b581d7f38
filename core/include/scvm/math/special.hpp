#pragma once

#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

#include <cmath>
#include <limits>

namespace scvm::math {

namespace detail {

// No promotion to long double (ten times slower for digits we round away), and no exceptions across a host:
// a pole or an overflow comes back as NaN or infinity, and the caller says what that means.
using quiet =
    boost::math::policies::policy<boost::math::policies::promote_double<false>,
                                  boost::math::policies::domain_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::pole_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::evaluation_error<boost::math::policies::ignore_error>>;

}  // namespace detail

/// ln Gamma(x) for x > 0. Re-entrant, unlike std::lgamma, which writes the global `signgam`.
[[nodiscard]] inline double log_gamma(double x) {
    return boost::math::lgamma(x, detail::quiet{});
}

/// psi(x) = d ln Gamma(x) / dx for x > 0.
[[nodiscard]] inline double digamma(double x) {
    return boost::math::digamma(x, detail::quiet{});
}

/// psi'(x) = d psi(x) / dx for x > 0.
[[nodiscard]] inline double trigamma(double x) {
    return boost::math::trigamma(x, detail::quiet{});
}

/// ln B(a, b) for a, b > 0.
[[nodiscard]] inline double log_beta(double a, double b) {
    return log_gamma(a) + log_gamma(b) - log_gamma(a + b);
}

/// ln(e^a + e^b) without overflow; -infinity is an empty summand.
[[nodiscard]] inline double log_add_exp(double a, double b) {
    const double high = a > b ? a : b;
    const double low = a > b ? b : a;
    if (high == -std::numeric_limits<double>::infinity()) {
        return high;
    }
    return high + std::log1p(std::exp(low - high));
}

}  // namespace scvm::math
