#pragma once

#include <scvm/math/special.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace scvm::math {

namespace detail {

/// ln(1 + m (e^d - 1)) - m d for 0 < m <= 1/2: the cumulants of a coin from the second one on.
[[nodiscard]] inline double coin_cumulants(double m, double d) {
    const double moved = m * std::expm1(d);
    if (std::abs(d) > 0.5) {
        return std::log1p(moved) - m * d;
    }
    double term = d * d / 2;  // of e^d - 1 - d
    double rest = term;
    for (int k = 3; std::abs(term) > 1e-18 * rest; ++k) {
        term *= d / k;
        rest += term;
    }
    return m * rest + log1p_less(moved);
}

}  // namespace detail

/// The mean of f over a beta distribution, E f(p) with p ~ Beta(a, b), for any a, b from 1e-300 to 1e300.
///
///     E f = sum_i w_i f(p_i) / sum_i w_i,   w_i = p_i^a (1-p_i)^b,   ln(p_i / (1-p_i)) = ln(a/b) + i h
///
/// By the trapezoidal rule in the logit of p, which converges exponentially; the beta function cancels, so that nothing
/// is lost to its size, and the exponents are taken relative to the mode, so that nothing is lost to a and b. Where f
/// has become constant, both sums go on as geometric series: a, b of 1e-9 cost no more.
///
/// f(p, q), with q = 1 - p to its own last digit, has to be positive, to fall in p from a finite f(0) = `most`, to
/// be constant (to 1e-17) where p `scale` < 1e-17 or q < 1e-17, and to be analytic in ln p with |arg p| <= pi/2.
/// Ours; relative error about 1e-14.
template <class Function>
[[nodiscard]] double beta_mean(double a, double b, double scale, double most, Function&& f) {
    const double all = a + b;
    const double p0 = a / all;
    const double q0 = b / all;
    const double step = std::min(0.2, 0.6 / std::sqrt(a * q0));
    const double flat = 1e-17 / std::max(scale, all);
    constexpr double farthest = 700;  // of e^d
    constexpr double enough = 1e-18;
    double weights = 0;
    double sum = 0;
    struct node {
        double weight;
        double p;
        double q;
        double slope;  // of ln weight, towards the mode
    };
    const auto at = [&](double d) -> node {
        const bool low = p0 <= 0.5;
        const double m = low ? p0 : q0;
        const double n = low ? q0 : p0;
        const double e = low ? d : -d;
        const double odds = std::exp(-std::abs(e));
        const double whole = e > 0 ? m + n * odds : n + m * odds;
        const double mine = m * (e > 0 ? 1 : odds) / whole;
        const double other = n * (e > 0 ? odds : 1) / whole;
        const double slope = all * (m * (n * -std::expm1(-std::abs(e)) / whole));
        return {std::exp(-all * detail::coin_cumulants(m, e)), low ? mine : other, low ? other : mine, slope};
    };
    const node middle = at(0);
    weights = 1;
    sum = f(middle.p, middle.q);
    for (const double side : {-1.0, 1.0}) {
        for (double i = 1;; ++i) {
            const double d = side * i * step;
            const node here = at(d);
            const double tail = here.weight / -std::expm1(-here.slope * step);  // at most: the slope only grows
            if (tail <= enough * weights && tail * most <= enough * sum) {
                break;
            }
            const double value = f(here.p, here.q);
            if ((side < 0 ? here.p <= flat : here.q <= flat) || std::abs(d) > farthest) {
                weights += tail;
                sum += tail * value;
                break;
            }
            weights += here.weight;
            sum += here.weight * value;
        }
    }
    return sum / weights;
}

}  // namespace scvm::math
