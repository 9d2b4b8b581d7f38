#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/random.hpp>
#include <scvm/work.hpp>

#include <boost/random/binomial_distribution.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace scvm::network {

/// How bursts are looked for.
struct burst_rules {
    double false_alarm_rate = 0.05;  ///< probability of any alarm among all series together where nothing bursts
    std::uint32_t longest = 8;       ///< periods of the longest burst
    std::uint32_t replicates = 999;  ///< simulated series per series, at least; more where many series are looked at
    std::uint64_t seed = 1;
};
void describe(const auto& is, const burst_rules& o) {
    is("false_alarm_rate", o.false_alarm_rate, above(0).below(1),
       "Probability of any alarm among all series together, where nothing bursts.");
    is("longest", o.longest, within(1, 366), "Periods of the longest burst that is looked for.");
    is("replicates", o.replicates, within(19, 100'000),
       "Simulated series for each series, at least: more where many series are looked at.");
    is("seed", o.seed, "Of the simulated series.");
}

/// A stretch of periods in which a series holds more than its share.
struct burst {
    std::size_t series = 0;
    std::size_t first = 0;            ///< period
    std::size_t last = 0;             ///< period, included
    double observed = 0;              ///< events in it
    double expected = 0;              ///< events in it, were the series' share the same all the time
    double log_likelihood_ratio = 0;  ///< of a raised rate inside against one rate
    double p_value = 1;               ///< of the highest such ratio anywhere in the series
    double adjusted_p = 1;            ///< the same, for all series together (Holm)
    bool alarm = false;               ///< adjusted_p <= false_alarm_rate
};
void describe(const auto& is, const burst& o) {
    is("series", o.series, "Its place, from 0.");
    is("first", o.first, "Period in which it begins, from 0.");
    is("last", o.last, "Period in which it ends, included.");
    is("observed", o.observed, "Events in it.");
    is("expected", o.expected, "Events in it, were the series' share of all events the same all the time.");
    is("log_likelihood_ratio", o.log_likelihood_ratio, "Of a raised rate inside against one rate.");
    is("p_value", o.p_value, within(0, 1), "Of so high a ratio anywhere in the series, where nothing bursts.");
    is("adjusted_p", o.adjusted_p, within(0, 1), "The same for all series together, by Holm.");
    is("alarm", o.alarm, "Whether it is a burst: adjusted_p is at most the false-alarm rate.");
}

namespace detail {

/// The scan statistic of series that share their exposure: everything that depends on the windows alone is made once.
class window_scan {
public:
    window_scan(std::span<const double> exposure, double total, std::uint32_t longest)
        : periods_(exposure.size()), longest_(std::min<std::size_t>(longest, exposure.size())) {
        for (std::size_t length = 1; length <= longest_; ++length) {
            double inside = 0;
            for (std::size_t end = 0; end < periods_; ++end) {
                inside += exposure[end];
                if (end >= length) {
                    inside -= exposure[end - length];
                }
                if (end + 1 >= length) {
                    const double part = std::clamp(inside / total, 0.0, 1.0);
                    part_.push_back(part);
                    log_part_.push_back(part > 0 ? std::log(part) : 0);
                    log_rest_.push_back(part < 1 ? std::log1p(-part) : 0);
                }
            }
        }
    }

    /// Calls visit(first, last, place of the window, events in it) for all windows.
    template <class Visit>
    void each(std::span<const double> counts, Visit&& visit) const {
        std::size_t place = 0;
        for (std::size_t length = 1; length <= longest_; ++length) {
            double inside = 0;
            for (std::size_t end = 0; end < periods_; ++end) {
                inside += counts[end];
                if (end >= length) {
                    inside -= counts[end - length];
                }
                if (end + 1 >= length) {
                    visit(end + 1 - length, end, place++, inside);
                }
            }
        }
    }

    /// c ln(c / E) + (C - c) ln((C - c) / (C - E)) for c > E = C part, else 0. `x_log_x[i]` is i ln i.
    [[nodiscard]] double ratio(std::size_t place, double c, double all, std::span<const double> x_log_x) const {
        if (!(c > all * part_[place]) || part_[place] >= 1) {
            return 0;
        }
        const double rest = all - c;
        const double log_of_all = x_log_x[static_cast<std::size_t>(all)];
        if (part_[place] == 0) {
            return std::numeric_limits<double>::infinity();
        }
        return x_log_x[static_cast<std::size_t>(c)] + x_log_x[static_cast<std::size_t>(rest)] - log_of_all -
               c * log_part_[place] - rest * log_rest_[place];
    }

    [[nodiscard]] double part(std::size_t place) const { return part_[place]; }
    [[nodiscard]] std::size_t windows() const { return part_.size(); }

private:
    std::size_t periods_;
    std::size_t longest_;
    std::vector<double> part_;  // of the exposure, by window
    std::vector<double> log_part_;
    std::vector<double> log_rest_;
};

/// All events of a series thrown anew among the periods, each period as likely as its exposure is large.
inline void throw_anew(math::random_stream& random, double events, std::span<const double> exposure,
                       std::span<const double> exposure_from, std::span<double> result) {
    auto left = static_cast<std::int64_t>(events);
    for (std::size_t t = 0; t < exposure.size(); ++t) {
        std::int64_t here = 0;
        if (left > 0 && exposure[t] > 0) {
            const double p = exposure[t] / exposure_from[t];
            here = p >= 1 ? left : boost::random::binomial_distribution<std::int64_t, double>(left, p)(random);
        }
        result[t] = static_cast<double>(here);
        left -= here;
    }
}

}  // namespace detail

/// Bursts in series of counts: the windows in which a series holds most above its share, with an exact false-alarm
/// rate.
///
///     LLR(w) = c ln(c/E) + (C - c) ln((C - c)/(C - E)),  E = C e_w / e      maximum over all windows up to `longest`
///     p = (1 + #{replicates whose maximum is as high}) / (1 + replicates)
///
/// `counts` has series by series the events of each period, whole numbers; `exposure` the events of all kinds of each
/// period, in proportion to which a series that does not burst is spread: a week in which everybody writes more is no
/// burst. A replicate throws the C events of the series anew. Of each series that has any events the best window comes
/// back; after an alarm also the next ones that do not touch it, as long as they are alarms by the same replicates,
/// which is cautious. Adjusted for all series together by Holm, so that `false_alarm_rate` is the probability of any
/// false alarm of the call; for that the replicates are at least 2 series / false_alarm_rate - 1.
///
/// Assumes that a series' events are independent given the exposure: count persons, not their posts.
/// Throws error{size_mismatch}, error{domain} for a count that is no whole number from 0, an exposure that is negative,
/// or events in a period without exposure. Source: Kulldorff (1997), Communications in Statistics 26, eq. 4 and
/// section 4; Naus (1965), JASA 60; Dwass (1957), Annals of Mathematical Statistics 28 for the exact p.
[[nodiscard]] inline std::vector<burst> find_bursts(std::span<const double> counts, std::span<const double> exposure,
                                                    const burst_rules& rules = {}) {
    const std::size_t periods = exposure.size();
    const std::size_t series = periods > 0 ? counts.size() / periods : 0;
    require_size("counts", counts.size(), "series x exposure", series * periods);
    if (!(rules.false_alarm_rate > 0 && rules.false_alarm_rate < 1)) {
        throw_domain("false_alarm_rate", rules.false_alarm_rate, "0 < false_alarm_rate < 1");
    }
    if (rules.longest == 0) {
        throw_domain("longest", 0, "at least one period");
    }
    double total = 0;
    for (std::size_t t = 0; t < periods; ++t) {
        if (!(exposure[t] >= 0 && exposure[t] <= 1e15)) {
            throw_domain("exposure", t, exposure[t], "0 or more, at most 1e15");
        }
        total += exposure[t];
    }
    constexpr double most_events = 1e7;
    std::vector<double> events(series);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (!(counts[i] >= 0 && counts[i] <= most_events && counts[i] == std::floor(counts[i]))) {
            throw_domain("counts", i, counts[i], "a whole number, 0 or more");
        }
        if (counts[i] > 0 && !(exposure[i % periods] > 0)) {
            throw_domain("exposure", i % periods, exposure[i % periods], "above 0 where a series has events");
        }
        events[i / periods] += counts[i];
    }
    std::vector<burst> result;
    if (!(total > 0)) {
        return result;
    }
    const double most = series > 0 ? *std::max_element(events.begin(), events.end()) : 0;
    if (most > most_events) {
        throw_domain("counts", most, "at most 1e7 events in a series");
    }
    const auto looked_at =
        static_cast<double>(std::count_if(events.begin(), events.end(), [](double n) { return n > 0; }));
    const auto replicates = std::max(
        rules.replicates, static_cast<std::uint32_t>(std::min(1e6, std::ceil(2 * looked_at / rules.false_alarm_rate))));
    const double windows = static_cast<double>(periods) * std::min<double>(rules.longest, static_cast<double>(periods));
    require_work("find_bursts", {looked_at * replicates * (windows * 5e-9 + static_cast<double>(periods) * 1e-7),
                                 most * 8 + windows * 24 + looked_at * replicates * 8});
    const detail::window_scan scan(exposure, total, rules.longest);
    std::vector<double> x_log_x(static_cast<std::size_t>(most) + 1);
    for (std::size_t i = 1; i < x_log_x.size(); ++i) {
        x_log_x[i] = static_cast<double>(i) * std::log(static_cast<double>(i));
    }
    std::vector<double> from(periods);  // the exposure of a period and all later ones
    for (std::size_t t = periods; t-- > 0;) {
        from[t] = exposure[t] + (t + 1 < periods ? from[t + 1] : 0);
    }
    std::vector<std::size_t> best_of;  // places of the best windows in `result`
    std::vector<std::vector<double>> highest(series);
    std::vector<double> again(periods);
    for (std::size_t s = 0; s < series; ++s) {
        if (events[s] == 0) {
            continue;
        }
        checkpoint(replicates * windows * 5e-9);
        std::vector<double>& maxima = highest[s];
        for (std::uint32_t r = 0; r < replicates; ++r) {
            math::random_stream random(rules.seed, static_cast<std::uint64_t>(s) << 32 | r);
            detail::throw_anew(random, events[s], exposure, from, again);
            double maximum = 0;
            scan.each(again, [&](std::size_t, std::size_t, std::size_t place, double c) {
                maximum = std::max(maximum, scan.ratio(place, c, events[s], x_log_x));
            });
            maxima.push_back(maximum);
        }
        std::sort(maxima.begin(), maxima.end());
    }
    const auto p_of = [&](std::size_t s, double ratio) {
        // A ratio that is as high but for the last bits is as high.
        const auto from_here = std::lower_bound(highest[s].begin(), highest[s].end(), ratio - 1e-9);
        return (1 + static_cast<double>(highest[s].end() - from_here)) / (1 + static_cast<double>(replicates));
    };
    const auto best_window = [&](std::size_t s, const std::vector<burst>& without) {
        burst best;
        best.series = s;
        bool found = false;
        scan.each(counts.subspan(s * periods, periods),
                  [&](std::size_t first, std::size_t last, std::size_t place, double c) {
                      const double ratio = scan.ratio(place, c, events[s], x_log_x);
                      const bool touches = std::any_of(without.begin(), without.end(), [&](const burst& other) {
                          return first <= other.last + 1 && other.first <= last + 1;
                      });
                      if (!touches && ratio > (found ? best.log_likelihood_ratio : 0)) {
                          best = {s, first, last, c, events[s] * scan.part(place), ratio, 1, 1, false};
                          found = true;
                      }
                  });
        best.p_value = p_of(s, best.log_likelihood_ratio);
        return std::pair(found, best);
    };
    std::vector<burst> firsts;
    for (std::size_t s = 0; s < series; ++s) {
        if (events[s] > 0) {
            firsts.push_back(best_window(s, {}).second);
        }
    }
    std::vector<std::size_t> order(firsts.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return firsts[a].p_value < firsts[b].p_value; });
    double running = 0;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        burst& of = firsts[order[rank]];
        running = std::max(running, std::min(1.0, of.p_value * static_cast<double>(order.size() - rank)));
        of.adjusted_p = running;
        of.alarm = running <= rules.false_alarm_rate;
    }
    for (const burst& first : firsts) {
        std::vector<burst> of_series{first};
        for (bool more = first.alarm; more && of_series.size() < 20;) {
            auto [found, next] = best_window(first.series, of_series);
            next.adjusted_p = std::max(first.adjusted_p, std::min(1.0, next.p_value * looked_at));
            next.alarm = found && next.adjusted_p <= rules.false_alarm_rate;
            more = next.alarm;
            if (more) {
                of_series.push_back(next);
            }
        }
        result.insert(result.end(), of_series.begin(), of_series.end());
    }
    return result;
}

}  // namespace scvm::network
