#pragma once

#include <scvm/math/special.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace scvm::math {

namespace detail {

/// The Gauss series; NaN when it would be slow or would lose more than three digits to alternating terms.
[[nodiscard]] inline double hypergeometric_series(double a, double b, double c, double z) noexcept {
    constexpr int longest = 1500;
    double term = 1;
    double sum = 1;
    double size = 1;
    for (int n = 0; n < longest; ++n) {
        term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
        sum += term;
        size += std::abs(term);
        // Once the terms fall at least as fast as z^n, what is left is below term / (1 - z).
        if (std::abs(term) <= 1e-17 * (1 - z) * size && n > -a) {
            return size <= 1e3 * std::abs(sum) ? sum : std::numeric_limits<double>::quiet_NaN();
        }
    }
    return std::numeric_limits<double>::quiet_NaN();
}

/// ln 2F1 by Euler's integral, whose integrand is positive: nothing cancels, for any a and for z up to 1.
///
///     2F1 = 1/B(b, c-b) * integral_0^1 p^(b-1) (1-p)^(c-b-1) (1-zp)^(-a) dp,   p = 1/(1 + e^-y)
///
/// In y the trapezoidal rule converges exponentially: the integrand is analytic up to Im y = pi and falls
/// exponentially.
[[nodiscard]] inline double log_hypergeometric_integral(double a, double b, double c, double z) {
    const double rest = 1 - z;
    const auto softplus = [](double y) { return y > 0 ? y + std::log1p(std::exp(-y)) : std::log1p(std::exp(y)); };
    const double shift = std::log(rest);
    const auto exponent = [&](double y) { return b * y + (a - c) * softplus(y) - a * softplus(y + shift); };
    const auto logistic = [](double y) { return y > 0 ? 1 / (1 + std::exp(-y)) : std::exp(y) / (1 + std::exp(y)); };
    const auto slope = [&](double y) { return b + (a - c) * logistic(y) - a * logistic(y + shift); };

    // The slope falls from b to b - c; its root is the mode.
    double low = -1;
    double high = 1;
    while (slope(low) < 0) {
        low *= 2;
    }
    while (slope(high) > 0) {
        high *= 2;
    }
    for (int i = 0; i < 60 && high - low > 1e-6; ++i) {
        const double middle = 0.5 * (low + high);
        (slope(middle) > 0 ? low : high) = middle;
    }
    const double mode = 0.5 * (low + high);
    const double p = logistic(mode);
    const double q = logistic(mode + shift);
    const double curvature = std::abs((a - c) * p * (1 - p) - a * q * (1 - q));
    const double step = std::min(0.2, 0.6 / std::sqrt(curvature + 1e-9));

    const double top = exponent(mode);
    double sum = 1;
    for (const double direction : {-1.0, 1.0}) {
        for (double n = 1; n < 1e6; ++n) {
            const double fall = exponent(mode + direction * n * step) - top;
            sum += std::exp(fall);
            if (fall < -45) {
                break;
            }
        }
    }
    return top + std::log(sum * step) - log_beta(b, c - b);
}

}  // namespace detail

/// e^log_scale times Gauss' hypergeometric function 2F1(a, b; c; z), for c > b > 0, 0 <= z < 1 and any a.
///
///     2F1(a, b; c; z) = sum_n (a)_n (b)_n / (c)_n z^n / n!
///
/// By its series where that is quick and exact to three digits less than a double, else by Euler's integral. The scale
/// is applied before anything can overflow: a function of 10^400 times 10^-405 is a number.
/// Assumes its ranges (callers have checked them).
/// Source: NIST Handbook (DLMF) 15.2.1, 15.6.1. Boost.Math 1.74 has no 2F1.
[[nodiscard]] inline double scaled_hypergeometric_2f1(double log_scale, double a, double b, double c, double z) {
    const double sum = z <= 0.98 ? detail::hypergeometric_series(a, b, c, z) : std::numeric_limits<double>::quiet_NaN();
    if (std::abs(sum) < 1e200 && log_scale > -200 && log_scale < 200) {
        return std::exp(log_scale) * sum;
    }
    return std::exp(log_scale +
                    (sum > 0 && std::isfinite(sum) ? std::log(sum) : detail::log_hypergeometric_integral(a, b, c, z)));
}

/// The same without a scale; overflows to infinity where the value does.
[[nodiscard]] inline double hypergeometric_2f1(double a, double b, double c, double z) {
    return scaled_hypergeometric_2f1(0, a, b, c, z);
}

}  // namespace scvm::math
