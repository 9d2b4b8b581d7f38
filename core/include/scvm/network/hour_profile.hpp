#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/distributions.hpp>
#include <scvm/math/proportion.hpp>
#include <scvm/math/special.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace scvm::network {

inline constexpr std::size_t hours_of_week = 168;

/// What was posted in one hour of the week, and what of it was answered.
struct posting_hour {
    std::uint32_t hour = 0;                                   ///< of the week, 0: Monday, midnight to one
    double n = 0;                                             ///< posts
    double successes = 0;                                     ///< of these, those that were answered, or reacted to
    double share = std::numeric_limits<double>::quiet_NaN();  ///< successes / n
    double low = 0;                                           ///< Wilson's interval of the share
    double high = 1;
    double shrunk = std::numeric_limits<double>::quiet_NaN();  ///< posterior mean: drawn towards all hours' share
    double shrunk_low =
        std::numeric_limits<double>::quiet_NaN();  ///< leans on the other hours, and holds whatever they are
    double shrunk_high = std::numeric_limits<double>::quiet_NaN();
    bool better = false;  ///< above the share of all, by a test at a level that holds for all 168 hours at once
};
void describe(const auto& is, const posting_hour& o) {
    is("hour", o.hour, "Of the week, from 0: Monday, midnight to one.");
    is("n", o.n, "Posts.");
    is("successes", o.successes, "Of these, those that were answered, or reacted to.");
    is("share", o.share, "Successes among the posts; null without any.");
    is("low", o.low, "Lower limit of Wilson's interval.");
    is("high", o.high, "Upper limit.");
    is("shrunk", o.shrunk,
       "The share drawn towards that of all hours, the more the fewer posts there are, and not out of its interval.");
    is("shrunk_low", o.shrunk_low,
       "Lower limit of an interval of the hour's own share that leans on the other hours, and holds however they "
       "differ.");
    is("shrunk_high", o.shrunk_high, "Upper limit.");
    is("better", o.better,
       "Whether it lies above the share of all, by a test at a level that holds for all hours at once.");
}

struct posting_hours {
    std::vector<posting_hour> hours;                                  ///< all 168
    std::vector<std::uint32_t> best;                                  ///< hours with posts, by falling shrunk_low
    double n = 0;                                                     ///< posts
    double share = std::numeric_limits<double>::quiet_NaN();          ///< of all hours together
    double concentration = std::numeric_limits<double>::quiet_NaN();  ///< posts that the prior is worth
};
void describe(const auto& is, const posting_hours& o) {
    is("hours", o.hours, "All 168 hours of the week.");
    is("best", o.best, "Hours with posts, the highest lower limit of the shrunk share first.");
    is("n", o.n, "Posts.");
    is("share", o.share, "Successes among all posts; null without any.");
    is("concentration", o.concentration,
       "Posts that the prior is worth, at its maximum likelihood; large: the hours hardly differ.");
}

namespace detail {

/// ln P(successes | c) of beta-binomials with mean p and a + b = c, without what does not depend on c.
[[nodiscard]] inline double beta_binomial_likelihood(std::span<const posting_hour> hours, double p, double c) {
    double sum = 0;
    for (const posting_hour& each : hours) {
        if (each.n > 0) {
            sum += math::log_gamma(c) - math::log_gamma(each.n + c) + math::log_gamma(each.successes + c * p) -
                   math::log_gamma(c * p) + math::log_gamma(each.n - each.successes + c * (1 - p)) -
                   math::log_gamma(c * (1 - p));
        }
    }
    return sum;
}

/// The share that is rejected from below: the lowest p for which k successes of n, or more, are not too many. Every p
/// is tested at level alpha by mid-p, of which the upper tail gets the part w(p) that makes the intervals shortest
/// where p ~ (m, tau^2):
///
///     z(1 - alpha w) + z(alpha (1 - w)) = 2 (p - m) sigma / tau^2,   sigma^2 = m (1 - m) / n,  tau^2 = m (1 - m)/(c+1)
///
/// Far above m the tail is spent on too few alone, far below on too many alone; in between w runs from 1 to 0.
[[nodiscard]] inline double lowest_share(double k, double n, double m, double c, double alpha) {
    const auto as_many = [&](double p) {
        const double inside = std::clamp(p, 0.0, 1.0);
        return 1 - (math::binomial_cdf(k - 1, n, inside) + math::binomial_cdf(k, n, inside)) / 2;
    };
    struct division {
        double upper;  // alpha w
        double p;      // where it applies
    };
    const auto divide = [&](double v) {  // w = 1 / (1 + e^-v)
        const double upper = alpha / (1 + std::exp(-v));
        const double lower = alpha / (1 + std::exp(v));
        const double shift = v == 0 ? 0 : -math::normal_quantile(upper) + math::normal_quantile(lower);
        return division{upper, m + shift * std::sqrt(n * m * (1 - m)) / (2 * (c + 1))};
    };
    constexpr int halvings = 60;
    constexpr double furthest = 690;
    const auto lowest = [&](double low, double high, const auto& too_many) {
        for (int i = 0; i < halvings; ++i) {
            const double middle = low + (high - low) / 2;
            (too_many(middle) ? low : high) = middle;
        }
        return high;
    };
    if (k == 0) {
        return 0;
    }
    if (!(m > 0 && m < 1)) {  // the other hours tell nothing
        return lowest(0.0, 1.0, [&](double p) { return as_many(p) < alpha / 2; });
    }
    const auto rejects = [&](const division& at) { return as_many(at.p) < at.upper; };
    const division below = divide(furthest);
    if (!rejects(below)) {  // lower than that, all of the level is spent on too many
        return lowest(0.0, std::clamp(below.p, 0.0, 1.0), [&](double p) { return as_many(p) < alpha; });
    }
    const double v = lowest(-furthest, furthest, [&](double minus_v) { return rejects(divide(-minus_v)); });
    return std::clamp(divide(-v).p, 0.0, 1.0);
}

}  // namespace detail

/// When to post: the share of posts that were answered by hour of the week, drawn towards the share of all hours.
///
///     p_h ~ Beta(c m, c (1 - m)),  m the share of all,  c at its maximum likelihood from 1 to 10^6
///     shrunk_h = (k_h + c m) / (n_h + c), within its interval
///
/// Quantiles of that posterior are no honest interval: where c comes out large they are as narrow as if c and m were
/// known, and one hour unlike all others is never in them. shrunk_low and shrunk_high are those shares of the hour that
/// a test at 1 - confidence does not reject, with its two tails divided as the other hours suggest: they hold at their
/// level for each hour whatever the others are, and are shorter than Wilson's where the hours are alike. An hour unlike
/// the others is drawn to the end of its interval and no further.
///
/// `hour` is the local hour of the week of each post, 0 to 167 from Monday on; `success` whether it was answered. The
/// best hour is the one with the highest lower limit, so that three lucky posts at night do not win. `better` asks for
/// P(K >= k_h | n_h, m) <= (1 - confidence) / 168, the exact binomial test with Bonferroni: one hour that stands out
/// among 167 alike is drawn far towards them, and no less certain. Assumes that posts are answered independently given
/// their hour; who posts when is not random, so that an hour is no proven cause. Throws error{size_mismatch},
/// error{domain}. Source: Wilson 1927; Good (1965), The Estimation of Probabilities, for the prior from the data;
/// Morris (1983), JASA 78; Yu & Hoff (2018), Adaptive multigroup confidence intervals with constant coverage,
/// Biometrika 105, for the intervals, here of binomials by mid-p (Lancaster 1961, JASA 56), with c from all hours;
/// Efron & Morris (1972), JASA 67, for the limit of how far an hour is drawn.
[[nodiscard]] inline posting_hours hour_profile(std::span<const std::uint32_t> hour,
                                                std::span<const std::uint8_t> success,
                                                double confidence = math::usual_confidence) {
    require_size("success", success.size(), "hour", hour.size());
    math::require_confidence(confidence);
    posting_hours result;
    result.hours.resize(hours_of_week);
    for (std::size_t h = 0; h < hours_of_week; ++h) {
        result.hours[h].hour = static_cast<std::uint32_t>(h);
    }
    double successes = 0;
    for (std::size_t i = 0; i < hour.size(); ++i) {
        if (hour[i] >= hours_of_week) {
            throw_domain("hour", i, hour[i], "an hour of the week, 0 to 167");
        }
        if (success[i] > 1) {
            throw_domain("success", i, success[i], "0 or 1");
        }
        result.hours[hour[i]].n += 1;
        result.hours[hour[i]].successes += success[i];
        successes += success[i];
    }
    result.n = static_cast<double>(hour.size());
    if (hour.empty()) {
        return result;
    }
    const double mean = successes / result.n;
    result.share = mean;
    const bool spread = mean > 0 && mean < 1;
    if (spread) {
        const auto minus = [&](double log_c) {
            return -detail::beta_binomial_likelihood(result.hours, mean, std::exp(log_c));
        };
        result.concentration = std::exp(math::find_minimum(minus, 0.0, std::log(1e6)));
    }
    const double z = math::two_sided_quantile(confidence);
    for (posting_hour& each : result.hours) {
        if (each.n > 0) {
            each.share = each.successes / each.n;
            const auto range = math::score_range(each.successes, each.n, z);
            each.low = range.low;
            each.high = range.high;
        }
        if (!spread) {
            continue;
        }
        const double a = each.successes + result.concentration * mean;
        const double b = each.n - each.successes + result.concentration * (1 - mean);
        // An hour's own posts must not divide its tails.
        const double others = result.n - each.n;
        const double m = others > 0 ? (successes - each.successes) / others : 0;
        each.shrunk_low = detail::lowest_share(each.successes, each.n, m, result.concentration, 1 - confidence);
        each.shrunk_high =
            1 - detail::lowest_share(each.n - each.successes, each.n, 1 - m, result.concentration, 1 - confidence);
        each.shrunk = std::clamp(a / (a + b), each.shrunk_low, each.shrunk_high);
        const double as_many = 1 - math::binomial_cdf(each.successes - 1, each.n, mean);
        each.better = each.n > 0 && as_many <= (1 - confidence) / static_cast<double>(hours_of_week);
    }
    for (const posting_hour& each : result.hours) {
        if (each.n > 0) {
            result.best.push_back(each.hour);
        }
    }
    const auto height = [&](std::uint32_t h) {
        const posting_hour& of = result.hours[h];
        return std::isnan(of.shrunk_low) ? of.low : of.shrunk_low;
    };
    std::stable_sort(result.best.begin(), result.best.end(), [&](auto a, auto b) { return height(a) > height(b); });
    return result;
}

}  // namespace scvm::network
