#pragma once

#include <scvm/math/special.hpp>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <cmath>
#include <limits>

namespace scvm::math {

// Boost's incomplete beta and gamma functions, asked directly: its distribution classes add only their argument checks.
// Every function is NaN where an argument is NaN or out of range.

/// P(X > x) of chi-squared with `df` > 0 degrees of freedom.
[[nodiscard]] inline double chi_squared_survival(double x, double df) {
    return df > 0 && x >= 0 ? boost::math::gamma_q(df / 2, x / 2, detail::quiet{})
                            : std::numeric_limits<double>::quiet_NaN();
}

/// The x with P(X <= x) = p of chi-squared, 0 <= p < 1.
[[nodiscard]] inline double chi_squared_quantile(double p, double df) {
    return df > 0 && p >= 0 && p < 1 ? 2 * boost::math::gamma_p_inv(df / 2, p, detail::quiet{})
                                     : std::numeric_limits<double>::quiet_NaN();
}

/// P(X > x) of Fisher's F.
[[nodiscard]] inline double fisher_survival(double x, double df1, double df2) {
    if (!(df1 > 0 && df2 > 0 && x >= 0)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    return std::isinf(x) ? 0 : boost::math::ibeta(df2 / 2, df1 / 2, df2 / (df2 + df1 * x), detail::quiet{});
}

/// The x with P(X <= x) = p of Fisher's F, 0 < p < 1.
[[nodiscard]] inline double fisher_quantile(double p, double df1, double df2) {
    if (!(df1 > 0 && df2 > 0 && p > 0 && p < 1)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    double rest = 0;
    const double share = boost::math::ibeta_inv(df1 / 2, df2 / 2, p, &rest, detail::quiet{});
    return df2 * share / (df1 * rest);
}

/// P(|T| > |t|) of Student's t.
[[nodiscard]] inline double student_two_sided(double t, double df) {
    return fisher_survival(t * t, 1, df);
}

/// The t with P(|T| <= t) = confidence of Student's t, 0 < confidence < 1.
[[nodiscard]] inline double student_critical(double confidence, double df) {
    return std::sqrt(fisher_quantile(confidence, 1, df));
}

/// P(X <= k) of k successes in n trials that succeed with probability p; k < 0 gives 0, k >= n gives 1.
[[nodiscard]] inline double binomial_cdf(double k, double n, double p) {
    if (!(n >= 0 && p >= 0 && p <= 1) || std::isnan(k)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    if (k < 0 || k >= n) {
        return k < 0 ? 0 : 1;
    }
    return boost::math::ibetac(std::floor(k) + 1, n - std::floor(k), p, detail::quiet{});
}

}  // namespace scvm::math
