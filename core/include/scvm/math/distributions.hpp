#pragma once

#include <scvm/math/boost.hpp>

#include <cmath>
#include <limits>

namespace scvm::math {

// Boost's incomplete beta and gamma functions, asked directly: its distribution classes add only their argument checks.
// Every function is NaN where an argument is NaN or out of range.

/// P(X > x) of chi-squared with `df` > 0 degrees of freedom.
[[nodiscard]] inline double chi_squared_survival(double x, double df) {
    return df > 0 && x >= 0 ? gamma_survival(df / 2, x / 2) : std::numeric_limits<double>::quiet_NaN();
}

/// The x with P(X <= x) = p of chi-squared, 0 <= p < 1.
[[nodiscard]] inline double chi_squared_quantile(double p, double df) {
    return df > 0 && p >= 0 && p < 1 ? 2 * gamma_quantile(df / 2, p) : std::numeric_limits<double>::quiet_NaN();
}

/// P(X > x) of Fisher's F.
[[nodiscard]] inline double fisher_survival(double x, double df1, double df2) {
    if (!(df1 > 0 && df2 > 0 && x >= 0)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    return std::isinf(x) ? 0 : beta_cdf(df2 / 2, df1 / 2, df2 / (df2 + df1 * x));
}

/// The x with P(X <= x) = p of Fisher's F, 0 < p < 1.
[[nodiscard]] inline double fisher_quantile(double p, double df1, double df2) {
    if (!(df1 > 0 && df2 > 0 && p > 0 && p < 1)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const auto [share, rest] = beta_quantile(df1 / 2, df2 / 2, p);
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
    return beta_survival(std::floor(k) + 1, n - std::floor(k), p);
}

}  // namespace scvm::math
