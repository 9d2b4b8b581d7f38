#pragma once

#include <scvm/math/boost.hpp>
#include <scvm/work.hpp>

#include <cmath>
#include <limits>

namespace scvm::math {

namespace detail {

constexpr double stirling_from = 128;

/// ln Gamma(z) - [(z - 1/2) ln z - z + ln(2 pi)/2] for z >= 128.
[[nodiscard]] constexpr double stirling_rest(double z) noexcept {
    const double square = 1 / z / z;
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - square / 1680) * square) * square) / z;
}

}  // namespace detail

/// ln Gamma(z + x) - ln Gamma(z) for z > 0, x >= 0: the logarithm of z (z+1) ... (z+x-1), which does not lose its
/// digits to the size of z as the difference of the two does from z of a few hundred on.
[[nodiscard]] inline double log_rising(double z, double x) {
    if (z < detail::stirling_from) {
        return log_gamma(z + x) - log_gamma(z);
    }
    const double ratio = x / z;
    const double above = ratio < 1 ? z * detail::log1p_less(ratio) : z * std::log1p(ratio) - x;
    return x * std::log(z + x) + above - 0.5 * std::log1p(ratio) + detail::stirling_rest(z + x) -
           detail::stirling_rest(z);
}

/// ln B(a, b) for a, b > 0.
[[nodiscard]] inline double log_beta(double a, double b) {
    const double large = a > b ? a : b;
    return large < detail::stirling_from ? log_gamma(a) + log_gamma(b) - log_gamma(a + b)
                                         : log_gamma(a > b ? b : a) - log_rising(large, a > b ? b : a);
}

namespace detail {

/// x ln(x / mean) + mean - x, how far a count is from its mean, without loss where they are close.
[[nodiscard]] inline double deviance(double x, double mean) {
    const double gap = (x - mean) / mean;  // (1 + gap) ln(1 + gap) - gap
    return mean *
           (gap < 0.1 && gap > -0.1 ? gap * gap + (1 + gap) * log1p_less(gap) : (1 + gap) * std::log(x / mean) - gap);
}

}  // namespace detail

/// ln of the density of Beta(a, b) at s/(s+t), times its argument and the rest, for a, b, s, t > 0.
///
///     ln[ s^a t^b / ((s+t)^(a+b) B(a, b)) ]
///
/// Where a and b are large it is small, and the difference of large numbers: taken as that of counts from their means.
/// Source: Loader (2000), Fast and Accurate Computation of Binomial Probabilities.
[[nodiscard]] inline double log_beta_density(double a, double b, double s, double t) {
    const double ratio = s / t;
    if (a < detail::stirling_from || b < detail::stirling_from) {
        return -log_beta(a, b) - a * std::log1p(1 / ratio) - b * std::log1p(ratio);
    }
    const double all = a + b;
    constexpr double two_pi = 6.283185307179586476925;
    return 0.5 * std::log(a / two_pi * (b / all)) + detail::stirling_rest(all) - detail::stirling_rest(a) -
           detail::stirling_rest(b) - detail::deviance(a, all * (ratio / (1 + ratio))) -
           detail::deviance(b, all * (1 / (1 + ratio)));
}

/// P(X >= n) of X successes before the r-th failure, n >= 1 a whole number, where r may be of any size and any kind of
/// number: X ~ Poisson(lambda), lambda ~ Gamma(r, t/s). It is the incomplete beta function I(n, r) at s/(s+t).
///
/// Above the mean by its continued fraction, up to it by what is left to 1. Source: NIST Handbook (DLMF) 8.17.22.
[[nodiscard]] inline double negative_binomial_survival(double n, double r, double s, double t) {
    const double p = s / (s + t);
    if (r <= 100) {
        return beta_cdf(n, r, p);
    }
    const double here = std::exp(log_beta_density(n, r, s, t)) / n;  // P(X = n)
    if (n <= r * (s / t)) {
        double below = 0;
        double term = here;
        for (double k = n; k >= 1 && term > 1e-18 * below; --k) {
            if (std::fmod(n - k, 0x1p20) == 0) {
                checkpoint(k == n ? 0 : 0x1p20 * 5e-9);
            }
            term *= k / ((r + (k - 1)) * p);
            below += term;
        }
        return 1 - below;
    }
    // Modified Lentz.
    constexpr double tiny = 1e-300;
    const auto not_zero = [](double x) { return std::abs(x) < tiny ? tiny : x; };
    double c = 1;
    double d = 1 / not_zero(1 - (n + r) * p / (n + 1));
    double value = d;
    for (double m = 1; m < 1e6; ++m) {
        const double even = m * ((r - m) * p) / ((n + 2 * m - 1) * (n + 2 * m));
        d = 1 / not_zero(1 + even * d);
        c = not_zero(1 + even / c);
        value *= d * c;
        const double odd = -(n + m) * ((n + r + m) * p) / ((n + 2 * m) * (n + 2 * m + 1));
        d = 1 / not_zero(1 + odd * d);
        c = not_zero(1 + odd / c);
        value *= d * c;
        if (std::abs(d * c - 1) < 1e-16) {
            break;
        }
    }
    return here * value;
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
