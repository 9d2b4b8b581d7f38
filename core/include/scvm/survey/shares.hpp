#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/distributions.hpp>
#include <scvm/math/proportion.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/survey/disclosure.hpp>
#include <scvm/survey/interval.hpp>
#include <scvm/survey/segment.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace scvm::survey {

/// The share k of n with its score interval at critical value z >= 0. See wilson_interval().
[[nodiscard]] inline interval score_interval(double k, double n, double z) {
    if (!(n > 0 && std::isfinite(n))) {
        throw_domain("n", n, "n > 0");
    }
    if (!(k >= 0 && k <= n)) {
        throw_domain("k", k, "0 <= k <= n");
    }
    const math::share_range range = math::score_range(k, n, z);
    return {k / n, range.low, range.high};
}

/// The share k of n with its interval: k successes among n answers. Both may be fractional (weighted, n effective).
///
///     (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)
///
/// Assumes a simple random sample, or n already deflated to the effective size. Throws error{domain}.
/// Source: Wilson (1927), Journal of the American Statistical Association 22.
[[nodiscard]] inline interval wilson_interval(double k, double n, double confidence = math::usual_confidence) {
    math::require_confidence(confidence);
    return score_interval(k, n, math::two_sided_quantile(confidence));
}

/// Intervals that hold for all shares at once: Wilson's with z^2 the chi-squared(1) quantile at 1 - (1 - confidence)/k.
///
/// `counts` are the k categories of one sample, all of them. Throws error{domain} for a negative count or no answer.
/// Source: Goodman (1965), Technometrics 7, with the score form of eq. 7.
[[nodiscard]] inline std::vector<interval> goodman_intervals(std::span<const double> counts,
                                                             double confidence = math::usual_confidence) {
    math::require_confidence(confidence);
    double n = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (!(counts[i] >= 0 && std::isfinite(counts[i]))) {
            throw_domain("counts", i, counts[i], "count >= 0");
        }
        n += counts[i];
    }
    const double tail = (1 - confidence) / static_cast<double>(counts.size());
    const double z = std::sqrt(math::chi_squared_quantile(1 - tail, 1));
    std::vector<interval> result;
    for (const double count : counts) {
        result.push_back(score_interval(count, n, z));
    }
    return result;
}

namespace detail {

// Not std::hypot: its last digit differs between releases of the C library. Scaled by a power of two, which rounds
// nothing, so that no square is too large.
[[nodiscard]] inline double root_of_squares(double a, double b) noexcept {
    int exponent = 0;
    std::frexp(std::max(std::fabs(a), std::fabs(b)), &exponent);
    const double x = std::ldexp(a, -exponent);
    const double y = std::ldexp(b, -exponent);
    return std::ldexp(std::sqrt(x * x + y * y), exponent);
}

}  // namespace detail

/// The difference of two independent shares, k1 of n1 less k2 of n2, with its interval.
///
///     d - sqrt((p1 - l1)^2 + (u2 - p2)^2)  to  d + sqrt((u1 - p1)^2 + (p2 - l2)^2),  l and u Wilson's
///
/// Source: Newcombe (1998), Statistics in Medicine 17, method 10.
[[nodiscard]] inline interval newcombe_interval(double k1, double n1, double k2, double n2,
                                                double confidence = math::usual_confidence) {
    const interval a = wilson_interval(k1, n1, confidence);
    const interval b = wilson_interval(k2, n2, confidence);
    const double difference = a.estimate - b.estimate;
    return {difference, difference - detail::root_of_squares(a.estimate - a.low, b.high - b.estimate),
            difference + detail::root_of_squares(a.high - a.estimate, b.estimate - b.low)};
}

namespace detail {

// The score test's statistic for a balance of `expected` / n: variance at the most likely shares under that balance. In
// counts and by sums of like signs, so that no n is too large.
inline double tango_statistic(double plus, double minus, double n, double expected) {
    if (expected < 0) {
        return -tango_statistic(minus, plus, n, -expected);
    }
    const double spread = expected * ((n - expected) / n);
    const double b = -plus - minus + 2 * expected + (minus - plus) * (expected / n);
    const double other = std::sqrt(8 * minus) * std::sqrt(spread);
    const double root = root_of_squares(b, other);
    const double most_likely_minus = (b > 0 ? other * (other / (root + b)) : root - b) / 4;
    const double variance = 2 * most_likely_minus + spread;
    const double distance = plus - minus - expected;
    if (variance > 0) {
        return distance / std::sqrt(variance);
    }
    return distance == 0 ? 0 : std::copysign(std::numeric_limits<double>::infinity(), distance);
}

/// The upper end. The variance is at most plus + minus + the distance, which bounds it.
inline double tango_end(double plus, double minus, double n, double z) {
    const double estimate = plus - minus;
    const double most = std::min(n, estimate + (z * z + z * std::sqrt(z * z + 4 * (plus + minus))) / 2 * 1.001);
    if (!(most > estimate)) {
        return std::min(1.0, estimate / n);
    }
    const auto beyond = [&](double expected) {
        return std::clamp(tango_statistic(plus, minus, n, expected) + z, -1e6, 1e6);  // finite, for the root finder
    };
    return beyond(most) >= 0 ? most / n : math::find_root(beyond, estimate, most) / n;
}

inline interval tango_interval(double plus, double minus, double n, double z) {
    return {(plus - minus) / n, -tango_end(minus, plus, n, z), tango_end(plus, minus, n, z)};
}

}  // namespace detail

/// The balance of two exclusive groups of one sample, plus/n - minus/n, with the interval of the score test: all
/// balances that it does not reject. It has a width for every finite n, also where all answers agree.
///
/// Throws error{domain}. Source: Tango (1998), Statistics in Medicine 17, eqs. 6-9.
[[nodiscard]] inline interval balance_interval(double plus, double minus, double n,
                                               double confidence = math::usual_confidence) {
    math::require_confidence(confidence);
    if (!(n > 0 && std::isfinite(n) && plus >= 0 && minus >= 0 && plus + minus <= n * (1 + 1e-12))) {
        throw_domain("n", n, "a finite n > 0 and plus + minus <= n, both 0 or more");
    }
    return detail::tango_interval(plus, minus, n, math::two_sided_quantile(confidence));
}

/// The number of answers that makes the interval of a share no wider than +- half_width; rounded up.
///
///     n0 = z^2 p (1 - p) / e^2,  in a population of N: n0 / (1 + (n0 - 1)/N)
///
/// `population` infinite: no correction. p = 0.5 is the worst case. Throws error{domain}.
/// Source: Cochran (1977), Sampling Techniques, eqs. 4.1 and 4.2.
[[nodiscard]] inline double needed_n(double half_width, double confidence = math::usual_confidence, double share = 0.5,
                                     double population = std::numeric_limits<double>::infinity()) {
    math::require_confidence(confidence);
    if (!(half_width > 0 && half_width < 1)) {
        throw_domain("half_width", half_width, "0 < half_width < 1");
    }
    if (!(share >= 0 && share <= 1)) {
        throw_domain("share", share, "0 <= share <= 1");
    }
    if (!(population >= 1)) {
        throw_domain("population", population, "population >= 1");
    }
    const double z = math::two_sided_quantile(confidence);
    const double varying = z * z * share * (1 - share);
    const double wide = varying > 0 ? varying / (half_width * half_width) : 0;
    const double n = std::isinf(wide) ? population : wide / (1 + (wide - 1) / population);
    if (!(n <= 0x1p53)) {
        throw_domain("half_width", half_width, "one that 2^53 answers would give");
    }
    return std::ceil(n - 1e-9);
}

/// The sample size that a share's interval may use: Kish's, and larger where the sample is much of the population.
///
///     n_eff = (sum w)^2 / sum w^2,  in a population of N with n answers: n_eff (N - 1) / (N - n)
///
/// Infinite for a full census. Throws error{domain} for answers beyond the population.
/// Source: Kish (1965), Survey Sampling, eq. 11.7.6; Cochran (1977), eq. 3.8 for the correction.
[[nodiscard]] inline double effective_n(double sum, double sum_of_squares, double answers,
                                        double population = std::numeric_limits<double>::infinity()) {
    if (!(population >= answers)) {
        throw_domain("population", population, "at least the number of answers");
    }
    const double kish = sum_of_squares > 0 ? sum * sum / sum_of_squares : 0;
    if (std::isinf(population)) {
        return kish;
    }
    return population == answers ? std::numeric_limits<double>::infinity()
                                 : kish * ((population - 1) / (population - answers));
}

/// Which rule and which questions made some shares. Empty questionnaire: not stated.
struct share_origin {
    std::string rule_id;        ///< "scvm-ap/1"
    std::string fingerprint;    ///< of the portfolio rule
    std::string questionnaire;  ///< fingerprint of the questionnaire

    friend bool operator==(const share_origin&, const share_origin&) = default;
};
void describe(const auto& is, const share_origin& o) {
    is("rule", o.rule_id, required, "The rule that made the groups, e.g. scvm-ap/1.");
    is("boundaries", o.fingerprint, required, "The fingerprint of that rule's boundaries.");
    is("questionnaire", o.questionnaire, required, "The fingerprint of the questionnaire.");
}

/// Throws error{bad_model} if two sets of shares come from different rules or questionnaires: they are not comparable.
inline void require_comparable(const share_origin& a, const share_origin& b) {
    const auto require = [](const std::string& what, const std::string& left, const std::string& right) {
        if (left != right) {
            throw error(errc::bad_model, "shares of two waves: " + what + " '" + left + "' and '" + right +
                                             "': expected the same in both; freeze the boundaries of the first wave");
        }
    };
    require("rule", a.rule_id, b.rule_id);
    require("boundaries", a.fingerprint, b.fingerprint);
    require("questionnaire", a.questionnaire, b.questionnaire);
}

/// One group of a sample.
struct group_share {
    std::size_t n = 0;        ///< respondents
    double weight = 0;        ///< their weight
    interval share;           ///< of the classified, 0 to 1, with Wilson's interval
    interval simultaneous;    ///< the same with Goodman's, which holds for all five at once
    bool suppressed = false;  ///< too few respondents to be shown, or would betray one that has
};

struct share_options {
    double confidence = math::usual_confidence;
    double population = std::numeric_limits<double>::infinity();  ///< N of the finite population correction
    double minimum_cell = smallest_cell;                          ///< below it a group is marked suppressed
    share_origin origin{};
};
void describe(const auto& is, const share_options& o) {
    is("confidence", o.confidence, above(0).below(1), "Of the intervals.");
    is("population", o.population, at_least(0), "Customers that the sample is drawn from; infinite: no correction.");
    is("minimum_cell", o.minimum_cell, at_least(0), "A group of fewer respondents is not shown.");
}

/// The five groups of a sample with their uncertainty. Shares are NaN when nobody is classified.
struct segment_shares {
    std::array<group_share, 5> group;  ///< in the order of `segments`
    interval fan_balance;              ///< fans less opponents, -1 to 1
    std::size_t n = 0;                 ///< classified respondents
    std::size_t unclassified = 0;      ///< respondents without a group; no part of any share
    double effective_n = 0;            ///< Kish's, with the finite population correction
    double confidence = math::usual_confidence;
    share_origin origin;
};

namespace detail {

inline double row_weight(std::span<const double> weights, std::size_t row) {
    const double weight = weights.empty() ? 1 : weights[row];
    if (!(weight >= 0 && std::isfinite(weight))) {
        throw_domain("weights", row, weight, "weight >= 0");
    }
    return weight;
}

}  // namespace detail

/// The shares of the five groups. `weights` may be empty. Same bits for any row order.
///
/// Throws error{size_mismatch}, and error{domain} for a negative weight or a population below the sample.
[[nodiscard]] inline segment_shares shares_of(std::span<const segment> groups, std::span<const double> weights = {},
                                              const share_options& options = {}) {
    require_size("weights", weights.empty() ? groups.size() : weights.size(), "groups", groups.size());
    math::require_confidence(options.confidence);
    std::array<math::precise_sum, 5> sums;
    math::precise_sum squares;
    segment_shares result;
    result.confidence = options.confidence;
    result.origin = options.origin;
    for (std::size_t row = 0; row < groups.size(); ++row) {
        const double weight = detail::row_weight(weights, row);
        if (groups[row] == segment::unclassified) {
            ++result.unclassified;
            continue;
        }
        ++result.n;
        ++result.group[index_of(groups[row])].n;
        sums[index_of(groups[row])].add(weight);
        squares.add(weight * weight);
    }
    math::precise_sum all;
    std::array<double, 5> counts{};
    for (std::size_t i = 0; i < sums.size(); ++i) {
        all.add(sums[i].value());
        counts[i] = static_cast<double>(result.group[i].n);
        result.group[i].weight = sums[i].value();
    }
    result.effective_n = effective_n(all.value(), squares.value(), static_cast<double>(result.n), options.population);
    const auto hidden = suppress_small(counts, options.minimum_cell);
    if (!(all.value() > 0)) {
        return result;
    }
    // A census leaves no doubt; a very large n says the same without dividing infinities.
    const double n = std::min(result.effective_n, 1e300);
    std::array<double, 5> effective{};
    for (std::size_t i = 0; i < 5; ++i) {
        effective[i] = std::min(n, sums[i].value() / all.value() * n);
        result.group[i].share = wilson_interval(effective[i], n, options.confidence);
        result.group[i].suppressed = hidden[i];
    }
    const double z = std::sqrt(math::chi_squared_quantile(1 - (1 - options.confidence) / 5, 1));
    for (std::size_t i = 0; i < 5; ++i) {
        result.group[i].simultaneous = score_interval(effective[i], n, z);
    }
    result.fan_balance = balance_interval(effective[0], effective[4], n, options.confidence);
    return result;
}

/// The expected shares: the weighted means of each customer's probabilities, five a row. NaN rows are left out.
///
/// Counting the assigned groups is biased towards the outer ones; this is not, if the probabilities are Kelley's.
[[nodiscard]] inline std::array<double, 5> expected_shares(std::span<const double> probabilities,
                                                           std::span<const double> weights = {}) {
    const std::size_t rows = probabilities.size() / 5;
    require_size("probabilities", probabilities.size(), "5 x rows", 5 * rows);
    require_size("weights", weights.empty() ? rows : weights.size(), "rows", rows);
    std::array<math::precise_sum, 5> sums;
    math::precise_sum all;
    for (std::size_t row = 0; row < rows; ++row) {
        const double weight = detail::row_weight(weights, row);
        if (std::isnan(probabilities[5 * row])) {
            continue;
        }
        all.add(weight);
        for (std::size_t i = 0; i < 5; ++i) {
            sums[i].add(weight * probabilities[5 * row + i]);
        }
    }
    std::array<double, 5> result{};
    for (std::size_t i = 0; i < 5; ++i) {
        result[i] = all.value() > 0 ? sums[i].value() / all.value() : std::numeric_limits<double>::quiet_NaN();
    }
    return result;
}

/// How the shares of two independent samples differ.
struct share_comparison {
    std::array<interval, 5> difference;                             ///< second less first, Newcombe's interval
    double chi_squared = std::numeric_limits<double>::quiet_NaN();  ///< of the 2 x 5 table at the effective sizes
    double degrees_of_freedom = 0;                                  ///< groups that anybody belongs to, less one
    double p_value = std::numeric_limits<double>::quiet_NaN();
};

/// Compares two waves of different respondents; a panel of the same ones is a matter of migration().
///
/// Throws error{bad_model} unless both waves come from one rule and one questionnaire.
[[nodiscard]] inline share_comparison compare_shares(const segment_shares& first, const segment_shares& second) {
    require_comparable(first.origin, second.origin);
    share_comparison result;
    const double n1 = std::min(first.effective_n, 1e300);
    const double n2 = std::min(second.effective_n, 1e300);
    if (!(n1 > 0 && n2 > 0)) {
        return result;
    }
    double chi_squared = 0;
    int groups = 0;
    for (std::size_t i = 0; i < 5; ++i) {
        const double p1 = first.group[i].share.estimate;
        const double p2 = second.group[i].share.estimate;
        result.difference[i] = newcombe_interval(p2 * n2, n2, p1 * n1, n1, first.confidence);
        const double pooled = (p1 * n1 + p2 * n2) / (n1 + n2);
        if (pooled > 0) {
            ++groups;
            chi_squared += (p1 - p2) * (p1 - p2) / pooled * (n1 / (n1 + n2)) * n2;
        }
    }
    result.degrees_of_freedom = groups - 1;
    if (groups > 1) {
        result.chi_squared = chi_squared;
        result.p_value = math::chi_squared_survival(chi_squared, result.degrees_of_freedom);
    }
    return result;
}

}  // namespace scvm::survey
