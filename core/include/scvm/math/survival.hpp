#pragma once

#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <vector>

namespace scvm::math {

/// One time at which something happened, and what is left after it.
struct survival_step {
    double time = 0;
    double survival = 1;  ///< S(t): the share to whom it has not happened yet
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
    double at_risk = 0;  ///< just before
    double events = 0;
};

/// How long it takes until something happens, where it has not happened to everybody yet.
struct survival_curve {
    std::vector<survival_step> steps;  ///< one a time at which it happened, rising
    std::size_t n = 0;
    std::size_t events = 0;
};

/// A time with its interval; NaN: later than is known.
struct time_quantile {
    double estimate = std::numeric_limits<double>::quiet_NaN();
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
};

/// The product-limit estimate of the time until something happens.
///
///     S(t) = Π_{t_i <= t} (1 - d_i / n_i),      V(t) = Σ_{t_i <= t} d_i / (n_i (n_i - d_i))
///     interval:  S^exp(∓ z sqrt(V) / ln S)
///
/// d_i events at t_i among n_i who were still waiting. `happened` is 1 where it did at `time`, 0 where it had not until
/// then: who still waits counts for as long as is known, and not as if never. Who is lost at the time of an event is
/// taken to be lost after it. Waiting must not depend on when somebody is lost. Where S is 0 there is no interval.
/// Throws error{size_mismatch}, and error{domain} for a time that is no number >= 0.
/// Source: Kaplan and Meier 1958, JASA 53; Greenwood 1926; the log-log interval after Kalbfleisch and Prentice 1980,
/// The Statistical Analysis of Failure Time Data, section 1.3.
[[nodiscard]] inline survival_curve kaplan_meier(std::span<const double> time, std::span<const std::uint8_t> happened,
                                                 double confidence = math::usual_confidence) {
    require_size("happened", happened.size(), "time", time.size());
    require_confidence(confidence);
    for (std::size_t i = 0; i < time.size(); ++i) {
        if (!(time[i] >= 0 && std::isfinite(time[i]))) {
            throw_domain("time", i, time[i], "a finite time >= 0");
        }
    }
    std::vector<std::size_t> order(time.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return time[a] < time[b]; });
    survival_curve result;
    result.n = time.size();
    const double z = two_sided_quantile(confidence);
    double survival = 1;
    double variance = 0;
    for (std::size_t i = 0; i < order.size();) {
        const double at_risk = static_cast<double>(order.size() - i);
        const double now = time[order[i]];
        double events = 0;
        for (; i < order.size() && time[order[i]] == now; ++i) {
            events += happened[order[i]] != 0 ? 1 : 0;
        }
        if (events == 0) {
            continue;
        }
        survival = events == at_risk ? 0 : survival * (1 - events / at_risk);
        survival_step step{now, survival};
        step.at_risk = at_risk;
        step.events = events;
        if (survival > 0) {
            variance += events / (at_risk * (at_risk - events));
            const double spread = z * std::sqrt(variance) / -std::log(survival);
            step.low = std::pow(survival, std::exp(spread));
            step.high = std::pow(survival, std::exp(-spread));
        }
        result.events += static_cast<std::size_t>(events);
        result.steps.push_back(step);
    }
    return result;
}

/// The time by which it has happened to the share p, with its interval: where the ends of the curve's interval pass it.
///
///     t_p = min{t : S(t) <= 1 - p},   low = min{t : low(t) <= 1 - p},   high = min{t : high(t) <= 1 - p}
///
/// Throws error{domain} unless 0 < p < 1. Source: Brookmeyer and Crowley 1982, Biometrics 38. Where S stays at exactly
/// 1 - p, some programs take the middle of that stretch; this is its beginning (Klein and Moeschberger 2003, section
/// 4.5).
[[nodiscard]] inline time_quantile time_until(const survival_curve& curve, double p) {
    if (!(p > 0 && p < 1)) {
        throw_domain("p", p, "0 < p < 1");
    }
    constexpr double last_bits = 1e-12;
    time_quantile result;
    for (const survival_step& step : curve.steps) {
        const auto pass = [&](double& when, double share) {
            if (std::isnan(when) && share <= 1 - p + last_bits) {
                when = step.time;
            }
        };
        pass(result.estimate, step.survival);
        pass(result.low, std::isnan(step.low) ? step.survival : step.low);
        pass(result.high, step.high);
    }
    return result;
}

}  // namespace scvm::math
