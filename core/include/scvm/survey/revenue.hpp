#pragma once

#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/parallel.hpp>
#include <scvm/math/random.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/survey/interval.hpp>
#include <scvm/survey/segment.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace scvm::survey {

/// What one group spends, in the unit of the amounts.
struct group_revenue {
    std::size_t n = 0;  ///< customers with a known amount
    double sum = 0;
    interval mean;  ///< per customer, bootstrap percentile interval; absent without customers
    double median = std::numeric_limits<double>::quiet_NaN();
    interval share;          ///< of the revenue of all five, bootstrap interval; absent unless the revenue is positive
    double top_by_mean = 0;  ///< probability that nobody spends more per customer, 0 to 1
    double top_by_sum = 0;   ///< probability that no group spends more together
};

struct bootstrap_options {
    std::size_t samples = 1000;
    std::uint64_t seed = 1;
    double confidence = math::usual_confidence;
    unsigned threads = 1;  ///< the result is the same for any number
};

/// Revenue by group. Customers without a group or an amount (NaN) are left out; returns may make amounts negative.
///
///     sample b: n_g amounts drawn with replacement from group g; percentiles of the samples' means and shares
///
/// Assumes independent customers; group sizes are kept. A tie for the top counts in parts. Same bits for any row order
/// and number of threads. Throws error{size_mismatch}, and error{domain} for an infinite amount or no samples.
/// Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
[[nodiscard]] inline std::array<group_revenue, 5> revenue_by_group(std::span<const segment> groups,
                                                                   std::span<const double> amounts,
                                                                   const bootstrap_options& options = {}) {
    require_size("amounts", amounts.size(), "groups", groups.size());
    math::require_confidence(options.confidence);
    if (options.samples < 1) {
        throw_domain("samples", 0, "samples >= 1");
    }
    std::array<std::vector<double>, 5> of;
    for (std::size_t row = 0; row < groups.size(); ++row) {
        if (std::isinf(amounts[row])) {
            throw_domain("amounts", row, amounts[row], "a finite amount, or NaN where unknown");
        }
        if (groups[row] != segment::unclassified && !std::isnan(amounts[row])) {
            of[index_of(groups[row])].push_back(amounts[row]);
        }
    }
    std::array<group_revenue, 5> result;
    double total = 0;
    for (std::size_t g = 0; g < 5; ++g) {
        std::sort(of[g].begin(), of[g].end());  // so that the draws do not depend on the order of the rows
        math::precise_sum sum;
        for (const double amount : of[g]) {
            sum.add(amount);
        }
        result[g].n = of[g].size();
        result[g].sum = sum.value();
        total += result[g].sum;
        if (!of[g].empty()) {
            const std::size_t middle = of[g].size() / 2;
            result[g].median = of[g].size() % 2 ? of[g][middle] : of[g][middle - 1] / 2 + of[g][middle] / 2;
            result[g].mean.estimate = result[g].sum / static_cast<double>(result[g].n);
        }
    }
    constexpr double seconds_of_draw = 4e-9;
    const double samples = static_cast<double>(options.samples);
    require_work("revenue_by_group",
                 {samples * (5e-7 + seconds_of_draw * static_cast<double>(groups.size())), 200 * samples});
    std::array<std::vector<double>, 5> sums;
    for (auto& each : sums) {
        each.resize(options.samples);
    }
    // One stream for each group and sample: the draws do not depend on who computes them.
    math::for_each_chunk(5 * options.samples, 1, options.threads, [&](const math::chunk& chunk) {
        const std::size_t g = chunk.index / options.samples;
        const std::size_t sample = chunk.index % options.samples;
        checkpoint(seconds_of_draw * static_cast<double>(of[g].size()));
        math::random_stream random(options.seed, chunk.index);
        double sum = 0;
        for (std::size_t i = 0; i < of[g].size(); ++i) {
            sum += of[g][random.below(of[g].size())];
        }
        sums[g][sample] = sum;
    });
    std::array<std::vector<double>, 5> shares;
    for (std::size_t sample = 0; sample < options.samples; ++sample) {
        double all = 0;
        for (const auto& each : sums) {
            all += each[sample];
        }
        const auto credit = [&](auto value, double group_revenue::*top) {
            double best = -std::numeric_limits<double>::infinity();
            int ties = 0;
            for (std::size_t g = 0; g < 5; ++g) {
                if (!of[g].empty()) {
                    ties = value(g) > best ? 1 : ties + (value(g) == best);
                    best = std::max(best, value(g));
                }
            }
            for (std::size_t g = 0; g < 5; ++g) {
                if (!of[g].empty() && value(g) == best) {
                    result[g].*top += 1.0 / ties;
                }
            }
        };
        credit([&](std::size_t g) { return sums[g][sample] / static_cast<double>(of[g].size()); },
               &group_revenue::top_by_mean);
        credit([&](std::size_t g) { return sums[g][sample]; }, &group_revenue::top_by_sum);
        for (std::size_t g = 0; g < 5; ++g) {
            shares[g].push_back(all > 0 ? sums[g][sample] / all : std::numeric_limits<double>::quiet_NaN());
        }
    }
    const auto percentile = [&](std::vector<double>& values, double q) {  // type 7
        std::sort(values.begin(), values.end());
        const double h = q * static_cast<double>(values.size() - 1);
        const auto below = static_cast<std::size_t>(h);
        const std::size_t above = std::min(below + 1, values.size() - 1);
        return values[below] + (h - static_cast<double>(below)) * (values[above] - values[below]);
    };
    const double tail = (1 - options.confidence) / 2;
    for (std::size_t g = 0; g < 5; ++g) {
        result[g].top_by_mean /= static_cast<double>(options.samples);
        result[g].top_by_sum /= static_cast<double>(options.samples);
        if (of[g].empty()) {
            continue;
        }
        const double n = static_cast<double>(of[g].size());
        const double low = percentile(sums[g], tail) / n;
        const double high = percentile(sums[g], 1 - tail) / n;
        if (low < high) {  // amounts that all agree, or a single one, say nothing about the others'
            result[g].mean.low = low;
            result[g].mean.high = high;
        }
        const bool all_positive =
            std::none_of(shares[g].begin(), shares[g].end(), [](double share) { return std::isnan(share); });
        if (total > 0 && all_positive) {
            result[g].share = {result[g].sum / total, percentile(shares[g], tail), percentile(shares[g], 1 - tail)};
        }
    }
    return result;
}

}  // namespace scvm::survey
