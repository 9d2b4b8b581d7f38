#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/distributions.hpp>
#include <scvm/math/matrix.hpp>
#include <scvm/math/rank.hpp>
#include <scvm/survey/interval.hpp>
#include <scvm/survey/moments.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <vector>

namespace scvm::survey {

enum class drivers_status : std::uint8_t {
    fitted,
    too_few_rows,  ///< fewer complete respondents than drivers + 2
    constant,      ///< a driver or the outcome does not vary
    collinear,     ///< a driver repeats others: their shares cannot be told apart
};
inline constexpr std::array<word, 4> drivers_status_words{{
    {"fitted"},
    {"too_few_rows", "fewer complete respondents than drivers + 2"},
    {"constant", "a driver or the outcome does not vary"},
    {"collinear", "a driver repeats others"},
}};
[[nodiscard]] constexpr const auto& words_of(drivers_status) {
    return drivers_status_words;
}

/// What one driver adds to the explanation of the outcome.
struct driver {
    double correlation = std::numeric_limits<double>::quiet_NaN();    ///< r with the outcome
    double beta = std::numeric_limits<double>::quiet_NaN();           ///< standardised regression coefficient
    double lmg = std::numeric_limits<double>::quiet_NaN();            ///< mean gain of R^2 over all orders (Shapley)
    double johnson = std::numeric_limits<double>::quiet_NaN();        ///< relative weight; R^2 in another division
    double lmg_share = std::numeric_limits<double>::quiet_NaN();      ///< lmg / R^2, 0 to 1
    double johnson_share = std::numeric_limits<double>::quiet_NaN();  ///< johnson / R^2, 0 to 1
};

/// Drivers of one outcome. Both divisions sum to R^2.
struct drivers_report {
    std::vector<driver> driver_of;  ///< in the order of the columns
    double r_squared = std::numeric_limits<double>::quiet_NaN();
    double adjusted_r_squared = std::numeric_limits<double>::quiet_NaN();
    std::size_t rows = 0;  ///< complete respondents
    drivers_status status = drivers_status::too_few_rows;
};

namespace detail {

// R^2 of every subset of the drivers: index = bit mask. Depth first, each step sweeps one variable out of the rest.
inline void add_subsets(const math::matrix& left, std::size_t next, std::size_t mask, double r_squared,
                        std::vector<double>& result) {
    const std::size_t p = left.size() - 1;
    result[mask] = r_squared;
    checkpoint(2e-7);
    for (std::size_t j = next; j < p; ++j) {
        math::matrix rest = left;
        for (std::size_t a = j + 1; a <= p; ++a) {
            const double slope = left(a, j) / left(j, j);
            for (std::size_t b = j + 1; b <= p; ++b) {
                rest(a, b) -= slope * left(j, b);
            }
        }
        add_subsets(rest, j + 1, mask | (std::size_t{1} << j), 1 - rest(p, p), result);
    }
}

// Mean gain of R^2 by driver over all orders, from the R^2 of all subsets.
inline std::vector<double> shapley_gains(const std::vector<double>& r_squared, std::size_t p) {
    std::vector<double> share(p);  // of the orders in which exactly s given drivers come before one given driver
    for (std::size_t s = 0; s < p; ++s) {
        share[s] =
            s == 0 ? 1 / static_cast<double>(p) : share[s - 1] * static_cast<double>(s) / static_cast<double>(p - s);
    }
    std::vector<double> result(p);
    for (std::size_t mask = 0; mask < r_squared.size(); ++mask) {
        const auto size = static_cast<std::size_t>(std::popcount(mask));
        for (std::size_t j = 0; j < p; ++j) {
            if (!(mask >> j & 1)) {
                result[j] += share[size] * (r_squared[mask | (std::size_t{1} << j)] - r_squared[mask]);
            }
        }
    }
    return result;
}

// Johnson's relative weights: through the orthogonal variables nearest to the drivers.
inline std::vector<double> johnson_weights(const math::matrix& correlation, std::span<const double> with_outcome) {
    const std::size_t p = correlation.size();
    const math::eigen_system parts = math::symmetric_eigen(correlation);
    math::matrix root(p);
    math::matrix inverse_root(p);
    for (std::size_t i = 0; i < p; ++i) {
        for (std::size_t j = 0; j < p; ++j) {
            for (std::size_t m = 0; m < p; ++m) {
                const double scale = std::sqrt(parts.values[m]);
                root(i, j) += parts.vectors(i, m) * scale * parts.vectors(j, m);
                inverse_root(i, j) += parts.vectors(i, m) / scale * parts.vectors(j, m);
            }
        }
    }
    std::vector<double> result(p);
    for (std::size_t k = 0; k < p; ++k) {
        double beta = 0;
        for (std::size_t j = 0; j < p; ++j) {
            beta += inverse_root(k, j) * with_outcome[j];
        }
        for (std::size_t j = 0; j < p; ++j) {
            result[j] += root(j, k) * root(j, k) * beta * beta;
        }
    }
    return result;
}

}  // namespace detail

/// How much each driver (column of `drivers`) adds to the explanation of an outcome, e.g. of satisfaction.
///
///     LMG      mean over all orders of the gain of R^2 when the driver enters (its Shapley value)
///     Johnson  sum_k (R^1/2)_jk^2 b_k^2,  b = R^-1/2 r
///
/// Both divide R^2 and are never negative; they say what goes along with the outcome, not what causes it. Respondents
/// with any gap are left out. Up to 20 drivers: the subsets double with each. Same bits for any row order.
/// Throws error{size_mismatch}, and error{domain} for no or more than 20 drivers or an infinite value.
/// Source: Lindeman, Merenda & Gold (1980); Groemping (2007), The American Statistician 61; Johnson (2000),
/// Multivariate Behavioral Research 35.
[[nodiscard]] inline drivers_report drivers_of(const answer_table& drivers, std::span<const double> outcome) {
    const std::size_t p = drivers.items();
    if (p < 1 || p > 20) {
        throw_domain("drivers", static_cast<double>(p), "1 to 20 columns");
    }
    const item_moments moments = complete_moments(drivers.with_column(outcome));
    drivers_report report;
    report.rows = moments.rows;
    report.driver_of.resize(p);
    if (report.rows < p + 2) {
        return report;
    }
    const math::matrix all = math::correlation_of(moments.covariance);
    math::matrix among(p);
    std::vector<double> with_outcome(p);
    for (std::size_t i = 0; i < p; ++i) {
        with_outcome[i] = report.driver_of[i].correlation = all(i, p);
        for (std::size_t j = 0; j < p; ++j) {
            among(i, j) = all(i, j);
        }
    }
    for (std::size_t i = 0; i <= p; ++i) {
        if (std::isnan(all(i, i))) {
            report.status = drivers_status::constant;
            return report;
        }
    }
    const auto factor = math::cholesky(among, 1e-9);
    if (!factor) {
        report.status = drivers_status::collinear;
        return report;
    }
    std::vector<double> beta = with_outcome;
    math::solve_in_place(*factor, beta);
    std::vector<double> subsets(std::size_t{1} << p);
    detail::add_subsets(all, 0, 0, 0, subsets);
    report.r_squared = std::clamp(subsets.back(), 0.0, 1.0);
    const double n = static_cast<double>(report.rows);
    report.adjusted_r_squared = 1 - (1 - report.r_squared) * (n - 1) / (n - static_cast<double>(p) - 1);
    const auto lmg = detail::shapley_gains(subsets, p);
    const auto johnson = detail::johnson_weights(among, with_outcome);
    for (std::size_t j = 0; j < p; ++j) {
        driver& of = report.driver_of[j];
        of.beta = beta[j];
        of.lmg = std::max(0.0, lmg[j]);
        of.johnson = johnson[j];
        if (report.r_squared > 0) {
            of.lmg_share = of.lmg / report.r_squared;
            of.johnson_share = of.johnson / report.r_squared;
        }
    }
    report.status = drivers_status::fitted;
    return report;
}

/// The correlation of two true scores, from that of their measurements; its interval scaled likewise.
///
///     r / sqrt(reliability_x reliability_y),  ends tanh(artanh r -+ z / sqrt(n - 3)) scaled the same way
///
/// Not cut at 1: a value above says that the reliabilities are too low to be true, and above .85 that two scales do not
/// measure two things. Reliabilities count as exact. Absent interval for n <= 3. Throws error{domain}.
/// Source: Spearman (1904), American Journal of Psychology 15; Fisher (1921) for the interval.
[[nodiscard]] inline interval disattenuated_correlation(double r, double reliability_x, double reliability_y, double n,
                                                        double confidence = math::usual_confidence) {
    math::require_confidence(confidence);
    if (!(r >= -1 && r <= 1)) {
        throw_domain("r", r, "-1 <= r <= 1");
    }
    for (const double reliability : {reliability_x, reliability_y}) {
        if (!(reliability > 0 && reliability <= 1)) {
            throw_domain("reliability", reliability, "0 < reliability <= 1");
        }
    }
    const double scale = 1 / std::sqrt(reliability_x * reliability_y);
    interval result{r * scale};
    if (n > 3) {
        const auto range = math::correlation_interval(r, n, math::two_sided_quantile(confidence));
        result.low = range.low * scale;
        result.high = range.high * scale;
    }
    return result;
}

}  // namespace scvm::survey
