#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/random.hpp>
#include <scvm/math/rank.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::network {

/// Whether one series goes before another. The numbers are part of the API.
enum class lead_status : std::uint8_t {
    leads = 0,
    does_not_lead = 1,
    not_identified = 2,
};
inline constexpr std::array<word, 3> lead_status_words{{
    {"leads", "more than chance and a course that both have in common give"},
    {"does_not_lead", "chance, or a course that both have in common, gives as much"},
    {"not_identified", "too few moments, or a series that does not vary"},
}};
[[nodiscard]] constexpr const auto& words_of(lead_status) {
    return lead_status_words;
}

struct lead_lag_options {
    std::uint32_t most_lag = 12;
    std::uint32_t block = 4;
    std::uint32_t shuffles = 999;
    double level = 0.05;
    std::uint64_t seed = 1;
};

void describe(const auto& is, const lead_lag_options& o) {
    is("most_lag", o.most_lag, within(1, 520), "How far apart the two series are compared, in steps.");
    is("block", o.block, within(1, 520), "Steps that stay side by side when series are shuffled.");
    is("shuffles", o.shuffles, within(19, 1e5), "How many shuffled series are behind a p value.");
    is("level", o.level, above(0).below(1), "P value up to which a lead counts, over both ways.");
    is("seed", o.seed, "Of the shuffles.");
}

struct lead_lag_result {
    lead_status status = lead_status::not_identified;
    std::size_t steps = 0;
    double lag = std::numeric_limits<double>::quiet_NaN();
    double correlation = std::numeric_limits<double>::quiet_NaN();
    double without_lead = std::numeric_limits<double>::quiet_NaN();
    double p_value = std::numeric_limits<double>::quiet_NaN();
};

void describe(const auto& is, const lead_lag_result& o) {
    is("status", o.status, "Whether the one goes before the other.");
    is("steps", o.steps, "How long both series are.");
    is("lag", o.lag, unit("steps"), "How much later the other follows, by the rises or the correlation.");
    is("correlation", o.correlation, "The highest one.");
    is("without_lead", o.without_lead, "The highest one at the same moment or the other way round.");
    is("p_value", o.p_value, "Part of what chance gives that leads as much.");
}

namespace detail {

/// ln(1 + x) less its straight line: counts that grow together with time alone are then no lead of each other.
[[nodiscard]] inline std::vector<double> without_trend(std::span<const double> counts) {
    const auto n = static_cast<double>(counts.size());
    std::vector<double> result(counts.size());
    double mean = 0;
    double slope = 0;
    double square = 0;
    for (std::size_t t = 0; t < counts.size(); ++t) {
        result[t] = std::log1p(counts[t]);
        mean += result[t] / n;
    }
    for (std::size_t t = 0; t < counts.size(); ++t) {
        const double from_middle = static_cast<double>(t) - (n - 1) / 2;
        slope += from_middle * result[t];
        square += from_middle * from_middle;
    }
    for (std::size_t t = 0; t < counts.size(); ++t) {
        result[t] -= mean + slope / square * (static_cast<double>(t) - (n - 1) / 2);
    }
    return result;
}

/// The highest correlation of `first` with `second` so many steps later, over lags from `from` to `to`, and where.
[[nodiscard]] inline std::pair<double, int> highest_correlation(std::span<const double> first,
                                                                std::span<const double> second, int from, int to) {
    std::pair<double, int> best{-2, 0};
    for (int lag = from; lag <= to; ++lag) {
        const auto begin = static_cast<std::size_t>(std::max(0, -lag));
        const auto begin_later = static_cast<std::size_t>(std::max(0, lag));
        const auto length = first.size() - std::max(begin, begin_later);
        const double r = math::pearson_correlation(first.subspan(begin, length), second.subspan(begin_later, length));
        best = r > best.first ? std::pair(r, lag) : best;
    }
    return best;
}

/// Blocks of the series in a random order.
[[nodiscard]] inline std::vector<double> shuffled(std::span<const double> of, std::size_t block,
                                                  math::random_stream& random) {
    std::vector<std::size_t> order((of.size() + block - 1) / block);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[random.below(i)]);
    }
    std::vector<double> result;
    for (const std::size_t each : order) {
        const auto begin = static_cast<std::ptrdiff_t>(each * block);
        const auto end = static_cast<std::ptrdiff_t>(std::min(of.size(), (each + 1) * block));
        result.insert(result.end(), of.begin() + begin, of.begin() + end);
    }
    return result;
}

/// Σ x ln(mean): what a constant rate gives to the likelihood of Poisson counts.
[[nodiscard]] inline double likelihood_of_rate(double sum, double steps) noexcept {
    return sum > 0 ? sum * std::log(sum / steps) : 0;
}

/// A step from which on counts come at a higher rate.
struct rise {
    double gain = -1;      ///< of log likelihood over one rate; -1: there is none
    std::size_t step = 0;  ///< the first of the higher rate
};

/// The most likely one, at least 8 steps from both ends. Source: Hinkley 1970, Biometrika 57(1).
[[nodiscard]] inline rise most_likely_rise(std::span<const double> counts) {
    constexpr std::size_t margin = 8;
    const double all = std::accumulate(counts.begin(), counts.end(), 0.0);
    const auto n = static_cast<double>(counts.size());
    rise best;
    double before = 0;
    for (std::size_t step = 1; step + margin <= counts.size(); ++step) {
        before += counts[step - 1];
        const auto length = static_cast<double>(step);
        if (step < margin || !((all - before) / (n - length) > before / length)) {
            continue;
        }
        const double gain = likelihood_of_rate(before, length) + likelihood_of_rate(all - before, n - length) -
                            likelihood_of_rate(all, n);
        best = gain > best.gain ? rise{gain, step} : best;
    }
    return best;
}

/// What an exponential growth gains over one rate: Poisson regression on time, by Newton's method.
[[nodiscard]] inline double gain_of_growth(std::span<const double> counts) {
    const auto n = static_cast<double>(counts.size());
    const double all = std::accumulate(counts.begin(), counts.end(), 0.0);
    double level = std::log(all / n);
    double slope = 0;
    double likelihood = 0;
    for (int round = 0; round < 30; ++round) {
        double g0 = 0;
        double g1 = 0;
        double h00 = 0;
        double h01 = 0;
        double h11 = 0;
        likelihood = 0;
        for (std::size_t t = 0; t < counts.size(); ++t) {
            const double from_middle = static_cast<double>(t) - (n - 1) / 2;
            const double mean = std::exp(level + slope * from_middle);
            likelihood += counts[t] * (level + slope * from_middle) - mean;
            g0 += counts[t] - mean;
            g1 += from_middle * (counts[t] - mean);
            h00 += mean;
            h01 += from_middle * mean;
            h11 += from_middle * from_middle * mean;
        }
        const double determinant = h00 * h11 - h01 * h01;
        level += (h11 * g0 - h01 * g1) / determinant;
        slope += (h00 * g1 - h01 * g0) / determinant;
    }
    return likelihood - (likelihood_of_rate(all, n) - all);
}

/// Where a series rises for sure, and where it would rise if its two parts were drawn anew; empty where it has no rise:
/// shuffled series gain as much, or steady growth gains nearly as much (3 of log likelihood).
[[nodiscard]] inline std::vector<double> drawn_rises(std::span<const double> counts, const lead_lag_options& options,
                                                     std::uint64_t stream) {
    const rise found = most_likely_rise(counts);
    if (!(found.gain - gain_of_growth(counts) >= 3)) {
        return {};
    }
    std::size_t as_high = 0;
    for (std::uint32_t s = 0; s < options.shuffles; ++s) {
        math::random_stream random(options.seed + stream, s);
        as_high += most_likely_rise(shuffled(counts, options.block, random)).gain >= found.gain;
    }
    if ((1 + static_cast<double>(as_high)) / (1 + static_cast<double>(options.shuffles)) > options.level) {
        return {};
    }
    std::vector<double> result{static_cast<double>(found.step)};
    std::vector<double> anew(counts.size());
    for (std::uint32_t s = 0; s < options.shuffles; ++s) {
        math::random_stream random(options.seed + stream + 1, s);
        for (std::size_t t = 0; t < anew.size(); ++t) {
            anew[t] = t < found.step ? counts[random.below(found.step)]
                                     : counts[found.step + random.below(counts.size() - found.step)];
        }
        result.push_back(static_cast<double>(most_likely_rise(anew).step));
    }
    return result;
}

/// The highest correlation with a lead less the highest one without.
[[nodiscard]] inline double asymmetry(std::span<const double> first, std::span<const double> second, int most) {
    return highest_correlation(first, second, 1, most).first - highest_correlation(first, second, -most, 0).first;
}

inline void scale_to_one(std::vector<double>& of) {
    double square = 0;
    for (const double each : of) {
        square += each * each;
    }
    for (double& each : of) {
        each /= std::sqrt(square);
    }
}

}  // namespace detail

/// Whether counts of one kind go before counts of another, step by step, say week by week. Two ways, each at half the
/// level:
///
///  1. the rises. A series rises where two rates fit better than one (as shuffled series hardly ever do) and better
///  than
///     steady growth. Where both do, the lead is the distance of the two steps, and its p value the part of the pairs
///     drawn anew, each part of a series from its own counts, in which the second does not rise later;
///  2. the ups and downs. Both series become ln(1 + count) less their straight line. The highest correlation of the
///  first
///     with the second 1 to `most_lag` steps later must be more than that of series whose blocks stand in a random
///     order, which keeps what a series owes to its own past; and what it exceeds the highest one without a lead by
///     must be more than where blocks of the two series are exchanged at random, which keeps what they have in common.
///
/// Not identified with fewer than 3 · most_lag steps, or fewer than 20, or without variation. A lead is no cause.
///
/// Throws error{size_mismatch}, error{domain} for negative counts and options outside their ranges. Source: Hinkley
/// 1970 (change of a rate); after Box and Jenkins 1970 (cross correlations); Künsch 1989, Annals of Statistics 17(3)
/// (blocks); the decision is our own.
[[nodiscard]] inline lead_lag_result lead_lag(std::span<const double> first, std::span<const double> second,
                                              const lead_lag_options& options = {}) {
    require_size("second", second.size(), "first", first.size());
    require_described(options);
    for (const auto& [name, column] : {std::pair{"first", first}, std::pair{"second", second}}) {
        for (std::size_t t = 0; t < column.size(); ++t) {
            if (!(column[t] >= 0 && std::isfinite(column[t]))) {
                throw_domain(name, t, column[t], "a finite count >= 0");
            }
        }
    }
    lead_lag_result result;
    result.steps = first.size();
    const auto most = static_cast<int>(options.most_lag);
    const auto varies = [](std::span<const double> column) {
        return std::adjacent_find(column.begin(), column.end(), std::not_equal_to<>()) != column.end();
    };
    if (first.size() < std::max<std::size_t>(20, std::size_t{3} * options.most_lag) || !varies(first) ||
        !varies(second)) {
        return result;
    }
    require_work("lead_lag", {4e-7 * options.shuffles * options.most_lag * static_cast<double>(first.size()),
                              100.0 * static_cast<double>(first.size())});
    std::vector<double> leading = detail::without_trend(first);
    std::vector<double> following = detail::without_trend(second);
    detail::scale_to_one(leading);
    detail::scale_to_one(following);
    const auto found = detail::highest_correlation(leading, following, 1, most);
    result.correlation = found.first;
    result.lag = found.second;
    result.without_lead = detail::highest_correlation(leading, following, -most, 0).first;
    const double beyond = result.correlation - result.without_lead;
    std::size_t as_high = 0;
    std::size_t as_far_beyond = 0;
    std::vector<double> one(leading.size());
    std::vector<double> other(leading.size());
    for (std::uint32_t s = 0; s < options.shuffles; ++s) {
        math::random_stream random(options.seed, s);
        const std::vector<double> mixed = detail::shuffled(leading, options.block, random);
        as_high += detail::highest_correlation(mixed, following, 1, most).first >= found.first;
        bool exchanged = false;
        for (std::size_t t = 0; t < leading.size(); ++t) {
            exchanged = t % options.block == 0 ? random.bernoulli(0.5) : exchanged;
            one[t] = exchanged ? following[t] : leading[t];
            other[t] = exchanged ? leading[t] : following[t];
        }
        as_far_beyond += detail::asymmetry(one, other, most) >= beyond;
    }
    const double shuffles = 1 + static_cast<double>(options.shuffles);
    result.p_value =
        std::max((1 + static_cast<double>(as_high)) / shuffles, (1 + static_cast<double>(as_far_beyond)) / shuffles);
    bool leads = result.p_value <= options.level / 2;
    const std::vector<double> rises = detail::drawn_rises(first, options, 1);
    const std::vector<double> later = rises.empty() ? rises : detail::drawn_rises(second, options, 3);
    if (!later.empty()) {
        std::size_t no_later = 0;
        for (std::size_t s = 1; s < rises.size(); ++s) {
            no_later += later[s] <= rises[s];
        }
        const double lag = later.front() - rises.front();
        const double p_value = (1 + static_cast<double>(no_later)) / shuffles;
        if (lag > 0 && p_value <= options.level / 2) {
            result.lag = lag;
            result.p_value = p_value;
            leads = true;
        }
    }
    result.status = leads ? lead_status::leads : lead_status::does_not_lead;
    return result;
}

}  // namespace scvm::network
