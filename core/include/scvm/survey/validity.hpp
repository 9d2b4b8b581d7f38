#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/distributions.hpp>
#include <scvm/math/matrix.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/survey/moments.hpp>
#include <scvm/survey/segment.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

namespace scvm::survey {

/// Does a sample behave as the theory says: captives attached, but less than sympathizers, and those less than fans?
struct conformance {
    double captive_mean = std::numeric_limits<double>::quiet_NaN();  ///< mean attachment, POMP; NaN without members
    double sympathizer_mean = std::numeric_limits<double>::quiet_NaN();
    double fan_mean = std::numeric_limits<double>::quiet_NaN();
    double attached_mean = std::numeric_limits<double>::quiet_NaN();  ///< of fans and sympathizers together
    bool known = false;                                               ///< all three groups have members
    bool captives_weaker = false;                ///< captive < sympathizer < fan; says something only if known
    bool captives_weaker_than_attached = false;  ///< the weaker claim: captive < fans and sympathizers together
};

/// The check that a plain quadrant rule can fail: the cut between sympathizers and fans lowers the sympathizers' mean,
/// nothing lowers the captives'. With normal scores it fails below a correlation of 0.68 between the dimensions.
///
/// Throws error{size_mismatch}. Same bits for any row order.
[[nodiscard]] inline conformance check_conformance(std::span<const segment> groups,
                                                   std::span<const double> attachment) {
    require_size("attachment", attachment.size(), "groups", groups.size());
    std::array<math::precise_sum, 5> sums;
    std::array<double, 5> n{};
    for (std::size_t row = 0; row < groups.size(); ++row) {
        if (groups[row] != segment::unclassified && !std::isnan(attachment[row])) {
            sums[index_of(groups[row])].add(attachment[row]);
            n[index_of(groups[row])] += 1;
        }
    }
    const auto mean = [&](double sum, double count) {
        return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
    };
    constexpr std::size_t fan = index_of(segment::fan);
    constexpr std::size_t sympathizer = index_of(segment::sympathizer);
    constexpr std::size_t captive = index_of(segment::captive);
    conformance result;
    result.captive_mean = mean(sums[captive].value(), n[captive]);
    result.sympathizer_mean = mean(sums[sympathizer].value(), n[sympathizer]);
    result.fan_mean = mean(sums[fan].value(), n[fan]);
    result.attached_mean = mean(sums[fan].value() + sums[sympathizer].value(), n[fan] + n[sympathizer]);
    result.known = n[captive] > 0 && n[sympathizer] > 0 && n[fan] > 0;
    result.captives_weaker = result.captive_mean < result.sympathizer_mean && result.sympathizer_mean < result.fan_mean;
    result.captives_weaker_than_attached = result.captive_mean < result.attached_mean;
    return result;
}

enum class validity_status : std::uint8_t {
    tested,
    too_few_rows,  ///< fewer than ten complete customers, or no outcome of one kind
    constant,      ///< satisfaction, attachment or the outcome does not vary
    collinear,     ///< attachment is a function of satisfaction
    separated,     ///< satisfaction and attachment tell the outcome perfectly: no finite model
};
inline constexpr std::array<word, 5> validity_status_words{{
    {"tested"},
    {"too_few_rows", "fewer than ten complete customers, or no outcome of one kind"},
    {"constant", "satisfaction, attachment or the outcome does not vary"},
    {"collinear", "attachment is a function of satisfaction"},
    {"separated", "satisfaction and attachment tell the outcome perfectly"},
}};
[[nodiscard]] constexpr const auto& words_of(validity_status) {
    return validity_status_words;
}

/// Whether attachment says more about an outcome than satisfaction alone. The answer may be no.
struct incremental_validity {
    std::size_t rows = 0;                                                 ///< complete customers
    double satisfaction_only = std::numeric_limits<double>::quiet_NaN();  ///< R^2 or AUC of satisfaction
    double both = std::numeric_limits<double>::quiet_NaN();               ///< of satisfaction and attachment
    double gain = std::numeric_limits<double>::quiet_NaN();               ///< the difference
    double statistic = std::numeric_limits<double>::quiet_NaN();          ///< F(1, n - 3), or likelihood ratio chi^2(1)
    double p_value = std::numeric_limits<double>::quiet_NaN();            ///< of "attachment adds nothing"
    double attachment_slope =
        std::numeric_limits<double>::quiet_NaN();  ///< standardised, or log odds per sd; its sign counts
    validity_status status = validity_status::too_few_rows;
};
void describe(const auto& is, const incremental_validity& o) {
    is("status", o.status, "Whether there is a test.");
    is("n", o.rows, "Complete customers.");
    is("satisfaction_only", o.satisfaction_only, "R squared or AUC of satisfaction alone.");
    is("both", o.both, "The same of satisfaction and attachment.");
    is("gain", o.gain, "The difference.");
    is("p_value", o.p_value, within(0, 1), "Of \"attachment adds nothing\".");
}

namespace detail {

/// The part of the variance of attachment that satisfaction leaves, by the correlations of (satisfaction, attachment,
/// outcome).
[[nodiscard]] inline double apart(const math::matrix& r) noexcept {
    return (1 - r(0, 1)) * (1 + r(0, 1));
}

/// Why nothing can be said; `tested` where nothing stands in the way.
[[nodiscard]] inline validity_status find_obstacle(const math::matrix& r) noexcept {
    if (std::isnan(r(0, 0)) || std::isnan(r(1, 1)) || std::isnan(r(2, 2))) {
        return validity_status::constant;
    }
    return apart(r) < 1e-9 ? validity_status::collinear : validity_status::tested;
}

}  // namespace detail

/// The gain of R^2 of a numeric outcome (spend, months of retention) by attachment, beyond satisfaction.
///
///     F = (R2_SE - R2_S) / ((1 - R2_SE) / (n - 3))
///
/// Rows with a gap are left out. Throws error{size_mismatch}, error{domain} for an infinite value. Same bits for any
/// row order. Source: Cohen, Cohen, West & Aiken (2003), Applied Multiple Regression, eq. 3.6.4.
[[nodiscard]] inline incremental_validity incremental_r_squared(std::span<const double> satisfaction,
                                                                std::span<const double> attachment,
                                                                std::span<const double> outcome) {
    const std::array columns{satisfaction, attachment, outcome};
    const item_moments moments = complete_moments(answer_table::by_columns(columns));
    incremental_validity result;
    result.rows = moments.rows;
    if (result.rows < 10) {
        return result;
    }
    const math::matrix r = math::correlation_of(moments.covariance);
    result.status = detail::find_obstacle(r);
    if (result.status != validity_status::tested) {
        return result;
    }
    const double apart = detail::apart(r);
    const double beyond = r(1, 2) - r(0, 1) * r(0, 2);
    const double n = static_cast<double>(result.rows);
    result.satisfaction_only = r(0, 2) * r(0, 2);
    result.gain = beyond * beyond / apart;
    result.both = std::min(1.0, result.satisfaction_only + result.gain);
    result.attachment_slope = beyond / apart;
    result.statistic =
        result.both < 1 ? result.gain / ((1 - result.both) / (n - 3)) : std::numeric_limits<double>::infinity();
    result.p_value = math::fisher_survival(result.statistic, 1, n - 3);
    return result;
}

/// The probability that a random case with outcome 1 has a higher score than one with outcome 0; ties count half.
///
/// NaN without both outcomes. Rows with a gap are left out; outcomes are 0 or 1, else error{domain}.
/// Source: Hanley & McNeil (1982), Radiology 143.
[[nodiscard]] inline double area_under_curve(std::span<const double> score, std::span<const double> outcome) {
    require_size("outcome", outcome.size(), "score", score.size());
    std::vector<std::size_t> order;
    double positive = 0;
    for (std::size_t row = 0; row < score.size(); ++row) {
        if (std::isnan(score[row]) || std::isnan(outcome[row])) {
            continue;
        }
        if (outcome[row] != 0 && outcome[row] != 1) {
            throw_domain("outcome", row, outcome[row], "0 or 1");
        }
        order.push_back(row);
        positive += outcome[row];
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return score[a] < score[b]; });
    double ranks = 0;  // half-integers: exact, whatever the order
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first;
        double ones = 0;
        while (end < order.size() && score[order[end]] == score[order[first]]) {
            ones += outcome[order[end++]];
        }
        ranks += ones * (static_cast<double>(first + end) + 1) / 2;
        first = end;
    }
    const double negative = static_cast<double>(order.size()) - positive;
    return positive > 0 && negative > 0 ? (ranks - positive * (positive + 1) / 2) / (positive * negative)
                                        : std::numeric_limits<double>::quiet_NaN();
}

namespace detail {

struct logistic_fit {
    std::vector<double> slope;  // intercept first
    double log_likelihood = 0;
};

// Newton's method for a logistic model of up to three coefficients; nothing if it runs away, i.e. the data are
// separated.
inline std::optional<logistic_fit> fit_logistic(const std::vector<std::vector<double>>& columns,
                                                const std::vector<double>& outcome) {
    const std::size_t k = columns.size() + 1;
    logistic_fit fit{std::vector<double>(k, 0.0)};
    const auto value = [&](std::size_t row, std::size_t j) { return j == 0 ? 1 : columns[j - 1][row]; };
    for (int step = 0; step < 100; ++step) {
        std::vector<math::precise_sum> gradient(k);
        std::vector<math::precise_sum> information(k * k);
        math::precise_sum likelihood;
        for (std::size_t row = 0; row < outcome.size(); ++row) {
            double eta = 0;
            for (std::size_t j = 0; j < k; ++j) {
                eta += fit.slope[j] * value(row, j);
            }
            const double p = 1 / (1 + std::exp(-eta));
            likelihood.add(-std::log1p(std::exp(outcome[row] == 1 ? -eta : eta)));
            for (std::size_t a = 0; a < k; ++a) {
                gradient[a].add((outcome[row] - p) * value(row, a));
                for (std::size_t b = 0; b <= a; ++b) {
                    information[a * k + b].add(p * (1 - p) * value(row, a) * value(row, b));
                }
            }
        }
        fit.log_likelihood = likelihood.value();
        math::matrix curvature(k);
        std::vector<double> move(k);
        for (std::size_t a = 0; a < k; ++a) {
            move[a] = gradient[a].value();
            for (std::size_t b = 0; b <= a; ++b) {
                curvature(a, b) = curvature(b, a) = information[a * k + b].value();
            }
        }
        const auto factor = math::cholesky(curvature, 1e-13);
        if (!factor) {
            return std::nullopt;
        }
        math::solve_in_place(*factor, move);
        double largest = 0;
        for (std::size_t j = 0; j < k; ++j) {
            fit.slope[j] += std::clamp(move[j], -5.0, 5.0);
            largest = std::max(largest, std::fabs(move[j]));
            if (std::fabs(fit.slope[j]) > 50) {
                return std::nullopt;
            }
        }
        if (largest < 1e-10) {
            return fit;
        }
    }
    return std::nullopt;
}

}  // namespace detail

/// The gain of AUC for an outcome of 0 or 1 (left, recommended) by attachment, beyond satisfaction.
///
///     logistic models with and without attachment;  statistic = 2 (lnL_SE - lnL_S),  chi^2(1)
///
/// The test is that of the likelihoods: the difference of nested models' AUCs has no usable test of its own (Demler,
/// Pencina & D'Agostino 2012, Statistics in Medicine 31). Rows with a gap are left out. Throws error{size_mismatch},
/// error{domain} for an outcome that is neither 0 nor 1.
[[nodiscard]] inline incremental_validity incremental_auc(std::span<const double> satisfaction,
                                                          std::span<const double> attachment,
                                                          std::span<const double> outcome) {
    const std::array columns{satisfaction, attachment, outcome};
    const item_moments moments = complete_moments(answer_table::by_columns(columns));
    incremental_validity result;
    result.rows = moments.rows;
    std::vector<std::vector<double>> predictors(2);
    std::vector<double> y;
    double ones = 0;
    for (std::size_t row = 0; row < outcome.size(); ++row) {
        if (std::isnan(satisfaction[row]) || std::isnan(attachment[row]) || std::isnan(outcome[row])) {
            continue;
        }
        if (outcome[row] != 0 && outcome[row] != 1) {
            throw_domain("outcome", row, outcome[row], "0 or 1");
        }
        predictors[0].push_back((satisfaction[row] - moments.mean[0]) / std::sqrt(moments.covariance(0, 0)));
        predictors[1].push_back((attachment[row] - moments.mean[1]) / std::sqrt(moments.covariance(1, 1)));
        y.push_back(outcome[row]);
        ones += outcome[row];
    }
    if (result.rows < 10 || ones == 0 || ones == static_cast<double>(result.rows)) {
        return result;
    }
    result.status = detail::find_obstacle(math::correlation_of(moments.covariance));
    if (result.status != validity_status::tested) {
        return result;
    }
    const auto with = detail::fit_logistic(predictors, y);
    const auto without = detail::fit_logistic({predictors[0]}, y);
    if (!with || !without) {
        result.status = validity_status::separated;
        return result;
    }
    const auto area = [&](const detail::logistic_fit& fit) {
        std::vector<double> score(y.size());
        for (std::size_t row = 0; row < y.size(); ++row) {
            for (std::size_t j = 1; j < fit.slope.size(); ++j) {
                score[row] += fit.slope[j] * predictors[j - 1][row];
            }
        }
        return area_under_curve(score, y);
    };
    result.satisfaction_only = area(*without);
    result.both = area(*with);
    result.gain = result.both - result.satisfaction_only;
    result.statistic = std::max(0.0, 2 * (with->log_likelihood - without->log_likelihood));
    result.p_value = math::chi_squared_survival(result.statistic, 1);
    result.attachment_slope = with->slope[2];
    return result;
}

}  // namespace scvm::survey
