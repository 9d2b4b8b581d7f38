#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/distributions.hpp>
#include <scvm/math/matrix.hpp>
#include <scvm/math/random.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <numeric>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace scvm::equity {

/// Whether a mean lag could be told. The numbers are part of the API.
enum class lag_status : std::uint8_t {
    estimated = 0,
    too_few_weeks = 1,
    no_variation = 2,
    collinear = 3,
    no_effect = 4
};
inline constexpr std::array<word, 5> lag_status_words{
    {{"estimated", "the mean lag has an interval"},
     {"too_few_weeks", "fewer than three weeks for each number that is estimated"},
     {"no_variation", "activity, or outcome, is the same in all weeks"},
     {"collinear", "activity changes too evenly to tell its lags apart"},
     {"no_effect", "all lags together cannot be told from none, or lie below it: there is nothing to date"}}};
[[nodiscard]] constexpr const auto& words_of(lag_status) {
    return lag_status_words;
}

struct lag_rules {
    std::uint32_t longest = 12;  ///< L, in weeks
    double confidence = math::usual_confidence;
    std::uint32_t placebos = 999;  ///< shuffles of the weeks; 0: none
    std::uint32_t block = 4;       ///< weeks that are shuffled together
    std::uint64_t seed = 1;
};
void describe(const auto& is, const lag_rules& o) {
    is("longest", o.longest, within(1, 104), "The longest lag that is looked for, in weeks.");
    is("confidence", o.confidence, above(0).below(1), "Of the intervals.");
    is("placebos", o.placebos, within(0, 100'000), "How often the weeks of activity are shuffled; 0: no placebo.");
    is("block", o.block, within(1, 104), "Weeks that are shuffled together, so that what is alike in a row stays so.");
    is("seed", o.seed, "Of the shuffles.");
}

/// What one unit of activity moves so many weeks later.
struct lagged_effect {
    std::uint32_t lag = 0;
    double effect = 0;
    double low = 0;
    double high = 0;
};
void describe(const auto& is, const lagged_effect& o) {
    is("lag", o.lag, "In weeks.");
    is("effect", o.effect, "Outcomes more, so many weeks after one unit of activity more.");
    is("low", o.low, "Lower limit of its interval.");
    is("high", o.high, "Upper limit.");
}

struct lag_estimate {
    lag_status status = lag_status::estimated;
    double mean_lag = std::numeric_limits<double>::quiet_NaN();  ///< Σ l β_l / Σ β_l, in weeks
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
    double total = std::numeric_limits<double>::quiet_NaN();  ///< Σ β_l
    double total_low = std::numeric_limits<double>::quiet_NaN();
    double total_high = std::numeric_limits<double>::quiet_NaN();
    double r_squared = std::numeric_limits<double>::quiet_NaN();  ///< of what trend leaves, by all lags
    double placebo_p = std::numeric_limits<double>::quiet_NaN();
    std::size_t weeks = 0;  ///< used
    std::vector<lagged_effect> effects;
};
void describe(const auto& is, const lag_estimate& o) {
    is("status", o.status, "Whether the mean lag could be told, or why not.");
    is("mean_lag", o.mean_lag, "In weeks; null unless estimated.");
    is("low", o.low, "Lower limit of its interval (Fieller).");
    is("high", o.high, "Upper limit.");
    is("total", o.total, "Outcomes that one unit of activity moves in the end, at all lags together.");
    is("total_low", o.total_low, "Lower limit of its interval.");
    is("total_high", o.total_high, "Upper limit.");
    is("r_squared", o.r_squared, "Share of the outcome's variance about its trend that the lags explain.");
    is("placebo_p", o.placebo_p, "Share of shuffled weeks that explain as much; null without placebo.");
    is("weeks", o.weeks, "That could be used: those with all lags before them.");
    is("effects", o.effects, "Of each lag.");
}

namespace detail {

/// A least-squares fit with columns of equal length; the last columns are trend and constant.
struct lag_fit {
    std::vector<double> coefficients;
    std::vector<double> residuals;
    math::matrix inverse;  // of X'X
    double rest = 0;       // sum of the squared residuals
};

[[nodiscard]] inline std::optional<lag_fit> least_squares(const std::vector<std::vector<double>>& columns,
                                                          std::span<const double> y) {
    const std::size_t k = columns.size();
    math::matrix cross(k);
    lag_fit result;
    result.coefficients.resize(k);
    for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            cross(i, j) = cross(j, i) =
                std::inner_product(columns[i].begin(), columns[i].end(), columns[j].begin(), 0.0);
        }
        result.coefficients[i] = std::inner_product(columns[i].begin(), columns[i].end(), y.begin(), 0.0);
    }
    const auto lower = math::cholesky(cross, 1e-10);
    if (!lower) {
        return std::nullopt;
    }
    math::solve_in_place(*lower, result.coefficients);
    result.inverse = math::inverse_of_cholesky(*lower);
    result.residuals.assign(y.begin(), y.end());
    for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t t = 0; t < y.size(); ++t) {
            result.residuals[t] -= result.coefficients[i] * columns[i][t];
        }
    }
    result.rest = std::inner_product(result.residuals.begin(), result.residuals.end(), result.residuals.begin(), 0.0);
    return result;
}

/// Cosines of the long-run variance, and its degrees of freedom: floor(0.4 n^(2/3)).
[[nodiscard]] inline double cosines_of(std::size_t weeks) {
    return std::floor(0.4 * std::pow(static_cast<double>(weeks), 2.0 / 3));
}

/// The covariance of the coefficients where neighbouring weeks resemble each other: the equal-weighted cosine estimator
/// (Lazarus, Lewis, Stock & Watson 2018), of residuals over 1 - h_t as for HC3, h the leverage of a week: with fifteen
/// coefficients of a hundred weeks the residuals are too small by a sixth.
[[nodiscard]] inline math::matrix robust_covariance(const lag_fit& fit,
                                                    const std::vector<std::vector<double>>& columns) {
    const std::size_t k = columns.size();
    const std::size_t n = fit.residuals.size();
    const double weeks = static_cast<double>(n);
    const double cosines = cosines_of(n);
    math::matrix middle(k);
    std::vector<double> wave(k);
    std::vector<double> row(k);
    std::vector<double> error(n);
    for (std::size_t t = 0; t < n; ++t) {
        for (std::size_t i = 0; i < k; ++i) {
            row[i] = columns[i][t];
        }
        error[t] = fit.residuals[t] / std::max(1e-6, 1 - math::quadratic_form(fit.inverse, row, row));
    }
    for (double j = 1; j <= cosines; ++j) {
        for (std::size_t i = 0; i < k; ++i) {
            double sum = 0;
            for (std::size_t t = 0; t < n; ++t) {
                sum +=
                    columns[i][t] * error[t] * std::cos(std::numbers::pi * j * (static_cast<double>(t) + 0.5) / weeks);
            }
            wave[i] = sum;
        }
        for (std::size_t i = 0; i < k; ++i) {
            for (std::size_t l = 0; l < k; ++l) {
                middle(i, l) += 2 * wave[i] * wave[l] / cosines;
            }
        }
    }
    math::matrix result(k);
    for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t j = 0; j < k; ++j) {
            result(i, j) = math::quadratic_form(middle, fit.inverse.row(i), fit.inverse.row(j));
        }
    }
    return result;
}

/// The lags 0 to L of activity as columns, scaled, then trend and constant.
[[nodiscard]] inline std::vector<std::vector<double>> lag_columns(std::span<const double> activity, std::size_t longest,
                                                                  double scale) {
    const std::size_t used = activity.size() - longest;
    std::vector<std::vector<double>> columns(longest + 3, std::vector<double>(used));
    for (std::size_t t = 0; t < used; ++t) {
        for (std::size_t lag = 0; lag <= longest; ++lag) {
            columns[lag][t] = activity[t + longest - lag] / scale;
        }
        columns[longest + 1][t] = 2 * (static_cast<double>(t) + 0.5) / static_cast<double>(used) - 1;
        columns[longest + 2][t] = 1;
    }
    return columns;
}

}  // namespace detail

/// How long activity takes to show in an outcome, e.g. a community's posts in weekly first purchases: the mean lag.
///
///     y_t = a + d t + Σ_(l = 0..L) β_l x_(t-l) + u_t,      mean lag = Σ l β_l / Σ β_l
///
/// Nothing is assumed about the shape of the lags: neither that they fall geometrically (Koyck), which no effect after
/// six weeks does, nor that they lie on a polynomial (Almon). Least squares; errors may differ and resemble their
/// neighbours: long-run variance by cosines, t with as many degrees of freedom, which for a hundred weeks holds its
/// level better than Newey & West's. The interval of the mean lag is Fieller's: where the total effect cannot be told
/// from 0 there is none, and the status says no_effect. Effects of single lags are noisy; look at the mean.
///
/// The placebo asks how often activity whose weeks are shuffled, in blocks, explains as much of the outcome: its share
/// is placebo_p. A small one does not prove a cause: what moves both (a campaign, a season) is not in the data.
/// Lags beyond L are not seen and draw the mean to the front: say L before looking.
/// Throws error{size_mismatch}, error{domain} for a number that is not finite. Source: Lazarus, Lewis,
/// Stock & Watson (2018), JBES 36; Fieller (1954), JRSS B 16; Stock & Watson (2015), Introduction to Econometrics,
/// ch. 15.
[[nodiscard]] inline lag_estimate distributed_lag(std::span<const double> activity, std::span<const double> outcome,
                                                  const lag_rules& rules = {}) {
    require_size("outcome", outcome.size(), "activity", activity.size());
    math::require_confidence(rules.confidence);
    for (std::size_t t = 0; t < activity.size(); ++t) {
        if (!std::isfinite(activity[t]) || !(std::abs(activity[t]) <= 1e12)) {
            throw_domain("activity", t, activity[t], "a finite number, at most 1e12");
        }
        if (!std::isfinite(outcome[t]) || !(std::abs(outcome[t]) <= 1e12)) {
            throw_domain("outcome", t, outcome[t], "a finite number, at most 1e12");
        }
    }
    const std::size_t longest = rules.longest;
    const std::size_t k = longest + 3;
    lag_estimate result;
    result.weeks = activity.size() > longest ? activity.size() - longest : 0;
    if (result.weeks < 3 * k) {
        result.status = lag_status::too_few_weeks;
        return result;
    }
    const auto n = static_cast<double>(result.weeks);
    const auto size = static_cast<double>(k);
    require_work("distributed_lag", {(rules.placebos + 10.0) * n * size * size * 2e-9, n * size * 32});
    const auto used = outcome.subspan(longest);
    const auto spread = [](std::span<const double> of) {
        const double mean = std::accumulate(of.begin(), of.end(), 0.0) / static_cast<double>(of.size());
        double sum = 0;
        for (const double each : of) {
            sum += (each - mean) * (each - mean);
        }
        return std::sqrt(sum / static_cast<double>(of.size()));
    };
    const double scale = spread(activity);
    if (!(scale > 0 && spread(used) > 0)) {
        result.status = lag_status::no_variation;
        return result;
    }
    const auto columns = detail::lag_columns(activity, longest, scale);
    const auto found = detail::least_squares(columns, used);
    const auto trend = detail::least_squares({columns[longest + 1], columns[longest + 2]}, used);
    if (!found || !trend) {
        result.status = lag_status::collinear;
        return result;
    }
    const auto explained = [&](const detail::lag_fit& fit) {
        return trend->rest > 0 ? std::max(0.0, 1 - fit.rest / trend->rest) : 0.0;
    };
    result.r_squared = explained(*found);
    const math::matrix covariance = detail::robust_covariance(*found, columns);
    const double t = math::student_critical(rules.confidence, detail::cosines_of(result.weeks));
    std::vector<double> ones(k);
    std::vector<double> lags(k);
    for (std::size_t lag = 0; lag <= longest; ++lag) {
        const double effect = found->coefficients[lag] / scale;
        const double half = t * std::sqrt(std::max(0.0, covariance(lag, lag))) / scale;
        result.effects.push_back({static_cast<std::uint32_t>(lag), effect, effect - half, effect + half});
        ones[lag] = 1;
        lags[lag] = static_cast<double>(lag);
    }
    const double total = std::inner_product(ones.begin(), ones.end(), found->coefficients.begin(), 0.0);
    const double weighted = std::inner_product(lags.begin(), lags.end(), found->coefficients.begin(), 0.0);
    const double of_total = math::quadratic_form(covariance, ones, ones);
    const double of_weighted = math::quadratic_form(covariance, lags, lags);
    const double of_both = math::quadratic_form(covariance, ones, lags);
    const double half = t * std::sqrt(std::max(0.0, of_total));
    result.total = total / scale;
    result.total_low = (total - half) / scale;
    result.total_high = (total + half) / scale;
    if (rules.placebos > 0) {
        const std::size_t block = std::max<std::uint32_t>(1, rules.block);
        const std::size_t blocks = (activity.size() + block - 1) / block;
        std::vector<std::size_t> order(blocks);
        std::vector<double> shuffled(activity.size());
        std::size_t as_much = 0;
        for (std::uint32_t r = 0; r < rules.placebos; ++r) {
            checkpoint(n * size * size * 2e-9);
            math::random_stream random(rules.seed, r);
            std::iota(order.begin(), order.end(), std::size_t{0});
            for (std::size_t i = blocks; i-- > 1;) {
                std::swap(order[i], order[random.below(i + 1)]);
            }
            std::size_t at = 0;
            for (const std::size_t b : order) {
                for (std::size_t w = b * block; w < std::min((b + 1) * block, activity.size()); ++w) {
                    shuffled[at++] = activity[w];
                }
            }
            const auto placebo = detail::least_squares(detail::lag_columns(shuffled, longest, scale), used);
            as_much += !placebo || explained(*placebo) >= result.r_squared - 1e-12 ? 1 : 0;
        }
        result.placebo_p = (1 + static_cast<double>(as_much)) / (1 + static_cast<double>(rules.placebos));
    }
    const double a = total * total - t * t * of_total;
    if (!(a > 0 && total > 0)) {
        result.status = lag_status::no_effect;
        return result;
    }
    const double b = total * weighted - t * t * of_both;
    const double c = weighted * weighted - t * t * of_weighted;
    const double root = std::sqrt(std::max(0.0, b * b - a * c));
    result.mean_lag = weighted / total;
    result.low = (b - root) / a;
    result.high = (b + root) / a;
    return result;
}

}  // namespace scvm::equity
