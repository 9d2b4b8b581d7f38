#pragma once

#include <scvm/math/matrix.hpp>
#include <scvm/value/bg_nbd.hpp>
#include <scvm/value/fit.hpp>
#include <scvm/value/gamma_gamma.hpp>
#include <scvm/value/mbg_nbd.hpp>
#include <scvm/value/pareto_nbd.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace scvm::value {

namespace detail {

/// A normal prior on sums of log parameters that are independent of each other:
///
///     sums[i] . theta ~ N(ln median[i], sd[i]^2),   theta = ln parameters
template <std::size_t size>
[[nodiscard]] log_prior prior_of_sums(const std::array<std::array<double, size>, size>& sums,
                                      const std::array<double, size>& median, const std::array<double, size>& sd) {
    math::matrix precision(size);
    std::array<double, size> pull{};
    for (std::size_t row = 0; row < size; ++row) {
        const double weight = 1 / (sd[row] * sd[row]);
        for (std::size_t i = 0; i < size; ++i) {
            pull[i] += weight * sums[row][i] * std::log(median[row]);
            for (std::size_t j = 0; j < size; ++j) {
                precision(i, j) += weight * sums[row][i] * sums[row][j];
            }
        }
    }
    log_prior result;
    result.covariance = math::inverse(precision).value();
    for (std::size_t i = 0; i < size; ++i) {
        const auto row = result.covariance.row(i);
        result.mean.push_back(std::inner_product(row.begin(), row.end(), pull.begin(), 0.0));
    }
    return result;
}

}  // namespace detail

/// What is known of any shop before its data: a weakly informative normal prior on the log parameters of a model, for
/// fits of few customers. It depends on no unit of time or money: `scale` is the mean time between two purchases, or
/// for Gamma-Gamma the mean amount of a purchase. "median, sd" is a log-normal's: half of all shops lie below the
/// median, two thirds within a factor of e^sd of it.
///
///     BG/NBD       r: 0.5, 2     alpha/r: 0.6 scale, 1   a/b: 0.1, 2.5   b: 3, 1
///     MBG/NBD      r: 1, 2       alpha/r: 0.4 scale, 1   a/b: 0.2, 2.5   b: 2, 1
///     Pareto/NBD   r: 1, 2       alpha/r: 0.6 scale, 1   s: 0.8, 1.2     beta/s: scale, 2.5
///     Gamma-Gamma  p: 3.3, 1     q: 8, 2                 v p/q: 0.8 scale, 0.8
///
/// The medians lie amid published fits and ours of public data, the deviations are wider than those lie apart:
/// CDNOW (Fader, Hardie, Lee 2005; weeks): BG/NBD .243, 4.414, .793, 2.426; MBG/NBD .525, 6.183, .891, 1.614;
/// Pareto/NBD .553, 10.578, .606, 11.669; Gamma-Gamma 6.25, 3.74, 15.44. An apparel shop of 600 customers (CLVTools):
/// .445, 14.22, .665, 3.285; 1.87, 45.0, .659, 1.71; 1.38, 47.3, .675, 62.8; 2.48, 9.76, 133. The UCI online retailer
/// (2011): .827, 9.84, .003, 6.75, so that a shop that nobody leaves is still within reach; 2.10, 3.45, 486.
/// How it performs: docs/few-customers.md.
template <class Model>
[[nodiscard]] log_prior weak_prior(double scale);

template <>
[[nodiscard]] inline log_prior weak_prior<bg_nbd>(double scale) {
    return detail::prior_of_sums<4>({{{1, 0, 0, 0}, {-1, 1, 0, 0}, {0, 0, 1, -1}, {0, 0, 0, 1}}},
                                    {0.5, 0.6 * scale, 0.1, 3}, {2, 1, 2.5, 1});
}

template <>
[[nodiscard]] inline log_prior weak_prior<mbg_nbd>(double scale) {
    return detail::prior_of_sums<4>({{{1, 0, 0, 0}, {-1, 1, 0, 0}, {0, 0, 1, -1}, {0, 0, 0, 1}}},
                                    {1, 0.4 * scale, 0.2, 2}, {2, 1, 2.5, 1});
}

template <>
[[nodiscard]] inline log_prior weak_prior<pareto_nbd>(double scale) {
    return detail::prior_of_sums<4>({{{1, 0, 0, 0}, {-1, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, -1, 1}}},
                                    {1, 0.6 * scale, 0.8, scale}, {2, 1, 1.2, 2.5});
}

template <>
[[nodiscard]] inline log_prior weak_prior<gamma_gamma>(double scale) {
    return detail::prior_of_sums<3>({{{1, 0, 0}, {0, 1, 0}, {1, -1, 1}}}, {3.3, 8, 0.8 * scale}, {1, 2, 0.8});
}

}  // namespace scvm::value
