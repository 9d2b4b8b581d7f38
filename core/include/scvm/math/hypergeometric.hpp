#pragma once

#include <cmath>
#include <limits>

namespace scvm::math {

/// Gauss' hypergeometric function 2F1(a, b; c; z) by its series, for c, b > 0, 0 <= z < 1 and any a; NaN where that
/// would be slow (z near 1), would overflow, or would lose more than three digits to alternating terms.
///
///     2F1(a, b; c; z) = sum_n (a)_n (b)_n / (c)_n z^n / n!
///
/// Assumes its ranges (callers have checked them). Source: NIST Handbook (DLMF) 15.2.1.
[[nodiscard]] inline double hypergeometric_series(double a, double b, double c, double z) noexcept {
    constexpr int longest = 1500;
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (!(z <= 0.98)) {
        return none;
    }
    double term = 1;
    double sum = 1;
    double size = 1;
    for (int n = 0; n < longest; ++n) {
        term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
        sum += term;
        size += std::abs(term);
        // Once the terms fall at least as fast as z^n, what is left is below term / (1 - z).
        if (std::abs(term) <= 1e-17 * (1 - z) * size && n > -a) {
            return size <= 1e3 * std::abs(sum) && size < 1e200 ? sum : none;
        }
    }
    return none;
}

}  // namespace scvm::math
