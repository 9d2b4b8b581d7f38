#pragma once

#include <scvm/describe/ranges.hpp>
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
    /// `timed`: a series is expected to have at least its part of the periods that have any exposure, too.
    window_scan(std::span<const double> exposure, double total, std::uint32_t longest, bool timed = false)
        : periods_(exposure.size()), longest_(std::min<std::size_t>(longest, exposure.size())) {
        const auto exposed =
            static_cast<double>(std::count_if(exposure.begin(), exposure.end(), [](double e) { return e > 0; }));
        for (std::size_t length = 1; length <= longest_; ++length) {
            double inside = 0;
            double periods = 0;
            for (std::size_t end = 0; end < periods_; ++end) {
                inside += exposure[end];
                periods += exposure[end] > 0 ? 1 : 0;
                if (end >= length) {
                    inside -= exposure[end - length];
                    periods -= exposure[end - length] > 0 ? 1 : 0;
                }
                if (end + 1 >= length) {
                    const double part = std::clamp(std::max(inside / total, timed ? periods / exposed : 0), 0.0, 1.0);
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

/// Throws as find_bursts does for rules and exposure; the exposure of all periods.
[[nodiscard]] inline double checked_exposure(std::span<const double> exposure, const burst_rules& rules) {
    require_described(rules);
    double total = 0;
    for (std::size_t t = 0; t < exposure.size(); ++t) {
        if (!(exposure[t] >= 0 && exposure[t] <= 1e15)) {
            throw_domain("exposure", t, exposure[t], "0 or more, at most 1e15");
        }
        total += exposure[t];
    }
    return total;
}

/// The events of each series; throws as find_bursts does.
[[nodiscard]] inline std::vector<double> events_of_series(std::span<const double> counts,
                                                          std::span<const double> exposure) {
    constexpr double most_events = 1e7;
    const std::size_t periods = exposure.size();
    std::vector<double> events(periods > 0 ? counts.size() / periods : 0);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (!(counts[i] >= 0 && counts[i] <= most_events && counts[i] == std::floor(counts[i]))) {
            throw_domain("counts", i, counts[i], "a whole number, 0 or more");
        }
        if (counts[i] > 0 && !(exposure[i % periods] > 0)) {
            throw_domain("exposure", i % periods, exposure[i % periods], "above 0 where a series has events");
        }
        events[i / periods] += counts[i];
    }
    for (const double all : events) {
        if (all > most_events) {
            throw_domain("counts", all, "at most 1e7 events in a series");
        }
    }
    return events;
}

/// How many series are looked at, and by how many simulated ones each.
struct burst_effort {
    double looked_at = 0;
    std::uint32_t replicates = 0;
    double windows = 0;

    burst_effort(std::span<const double> events, std::size_t periods, const burst_rules& rules) {
        looked_at = static_cast<double>(std::count_if(events.begin(), events.end(), [](double n) { return n > 0; }));
        replicates =
            std::max(rules.replicates,
                     static_cast<std::uint32_t>(std::min(1e6, std::ceil(2 * looked_at / rules.false_alarm_rate))));
        windows = static_cast<double>(periods) * std::min<double>(rules.longest, static_cast<double>(periods));
    }
};

/// The search itself. `made_anew(series, null, random, result)` writes a simulated series of as many events, by one of
/// the `nulls`; p is the largest of theirs. Series whose best window is exceeded `enough` times are not looked at
/// further: p is then enough / replicates made (Besag and Clifford 1991, Biometrika 78), as exact as the other.
template <class Make>
[[nodiscard]] std::vector<burst> search_bursts(std::span<const double> counts, std::span<const double> events,
                                               const window_scan& scan, const burst_rules& rules,
                                               const burst_effort& effort, std::size_t nulls, std::size_t enough,
                                               double seconds_each, const Make& made_anew) {
    const std::size_t periods = counts.size() / events.size();
    std::vector<double> x_log_x(static_cast<std::size_t>(*std::max_element(events.begin(), events.end())) + 1);
    for (std::size_t i = 1; i < x_log_x.size(); ++i) {
        x_log_x[i] = static_cast<double>(i) * std::log(static_cast<double>(i));
    }
    std::vector<std::vector<double>> highest(events.size() * nulls);  // sorted
    constexpr double last_bits = 1e-9;                                // a ratio that is as high but for them is as high
    const auto p_of = [&](std::size_t s, double ratio) {
        double result = 0;
        for (std::size_t null = 0; null < nulls; ++null) {
            const std::vector<double>& maxima = highest[s * nulls + null];
            const auto from_here = std::lower_bound(maxima.begin(), maxima.end(), ratio - last_bits);
            result = std::max(
                result, (1 + static_cast<double>(maxima.end() - from_here)) / (1 + static_cast<double>(maxima.size())));
        }
        return result;
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
        return std::pair(found, best);
    };
    std::vector<burst> firsts;
    std::vector<double> again(periods);
    for (std::size_t s = 0; s < events.size(); ++s) {
        if (events[s] == 0) {
            continue;
        }
        burst best = best_window(s, {}).second;
        for (std::size_t null = 0; null < nulls; ++null) {
            checkpoint(effort.replicates * seconds_each);
            std::vector<double>& maxima = highest[s * nulls + null];
            std::size_t exceeded = 0;
            for (std::uint32_t r = 0; r < effort.replicates; ++r) {
                math::random_stream random(
                    rules.seed, static_cast<std::uint64_t>(s) << 32 | (static_cast<std::uint64_t>(r) * nulls + null));
                made_anew(s, null, random, std::span<double>(again));
                double maximum = 0;
                scan.each(again, [&](std::size_t, std::size_t, std::size_t place, double c) {
                    maximum = std::max(maximum, scan.ratio(place, c, events[s], x_log_x));
                });
                exceeded += maximum >= best.log_likelihood_ratio - last_bits ? 1 : 0;
                if (exceeded == enough) {
                    break;
                }
                maxima.push_back(maximum);
            }
            std::sort(maxima.begin(), maxima.end());
        }
        best.p_value = p_of(s, best.log_likelihood_ratio);
        firsts.push_back(best);
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
    std::vector<burst> result;
    for (const burst& first : firsts) {
        std::vector<burst> of_series{first};
        for (bool more = first.alarm; more && of_series.size() < 20;) {
            auto [found, next] = best_window(first.series, of_series);
            next.p_value = p_of(first.series, next.log_likelihood_ratio);
            next.adjusted_p = std::max(first.adjusted_p, std::min(1.0, next.p_value * effort.looked_at));
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
/// Assumes that a series' events are independent given the exposure, which posts are not, and persons counted anew in
/// every period are not: see find_bursts_of_people.
/// Throws error{size_mismatch}, error{domain} for a count that is no whole number from 0, an exposure that is negative,
/// or events in a period without exposure. Source: Kulldorff (1997), Communications in Statistics 26, eq. 4 and
/// section 4; Naus (1965), JASA 60; Dwass (1957), Annals of Mathematical Statistics 28 for the exact p.
[[nodiscard]] inline std::vector<burst> find_bursts(std::span<const double> counts, std::span<const double> exposure,
                                                    const burst_rules& rules = {}) {
    const std::size_t periods = exposure.size();
    require_size("counts", counts.size(), "series x exposure", periods > 0 ? counts.size() / periods * periods : 0);
    const double total = detail::checked_exposure(exposure, rules);
    const std::vector<double> events = detail::events_of_series(counts, exposure);
    if (!(total > 0) || events.empty()) {
        return {};
    }
    const detail::burst_effort effort(events, periods, rules);
    const double each = effort.windows * 5e-9 + static_cast<double>(periods) * 1e-7;
    require_work("find_bursts", {effort.looked_at * effort.replicates * each,
                                 *std::max_element(events.begin(), events.end()) * 8 + effort.windows * 24 +
                                     effort.looked_at * effort.replicates * 8});
    const detail::window_scan scan(exposure, total, rules.longest);
    std::vector<double> from(periods);  // the exposure of a period and all later ones
    for (std::size_t t = periods; t-- > 0;) {
        from[t] = exposure[t] + (t + 1 < periods ? from[t + 1] : 0);
    }
    return detail::search_bursts(
        counts, events, scan, rules, effort, 1, std::numeric_limits<std::size_t>::max(), each,
        [&](std::size_t s, std::size_t, math::random_stream& random, std::span<double> result) {
            detail::throw_anew(random, events[s], exposure, from, result);
        });
}

/// Who is in which series in which period, by rows; the same row twice counts once.
struct burst_people {
    std::span<const std::uint32_t> series;
    std::span<const std::uint32_t> person;
    std::span<const std::uint32_t> period;
};
void describe(const auto& is, const burst_people& o) {
    is("series", o.series, required, within(0, 999'999), "In which series somebody is: a topic, a word, from 0.");
    is("person", o.person, required, within(0, 4294967294.0), "Who it is.");
    is("period", o.period, required, within(0, 999'999), "When: the place of a period in the exposure, from 0.");
}

/// A burst, and how many people make it.
struct people_burst {
    burst found{};
    std::size_t people = 0;  ///< in it, each once; burst::observed counts a person in each of its periods
};
void describe(const auto& is, const people_burst& o) {
    describe(is, o.found);
    is("people", o.people, "Different people in it.");
}

namespace detail {

/// Persons of a series who are moved together, as their number in each period.
struct moved_block {
    struct entry {
        std::uint32_t period = 0;  ///< place among those with exposure
        double persons = 0;
    };
    std::vector<entry> entries;
};

/// The sorted rows of `of`, each once; throws for a period beyond the exposure.
struct person_period {
    std::uint32_t series = 0;
    std::uint32_t person = 0;
    std::uint32_t period = 0;
    auto operator<=>(const person_period&) const = default;
};
[[nodiscard]] inline std::vector<person_period> rows_once(const burst_people& of, std::size_t periods) {
    require_size("person", of.person.size(), "series", of.series.size());
    require_size("period", of.period.size(), "series", of.series.size());
    std::vector<person_period> rows(of.series.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (of.period[i] >= periods) {
            throw_domain("period", i, of.period[i], "a place in the exposure");
        }
        if (of.series[i] >= 1'000'000) {
            throw_domain("series", i, of.series[i], "less than 1,000,000");
        }
        rows[i] = {of.series[i], of.person[i], of.period[i]};
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

}  // namespace detail

/// Bursts of people: the same search where the same people come back, every week or in runs.
///
/// `counts` are here the different people of each series and period, `exposure` the different people of all kinds. As
/// find_bursts, but for two things. What is expected of a window is C times the larger of its parts of the exposure and
/// of the periods: who goes on while the others are away makes no burst. And a simulated series moves each person's
/// periods together, by a random length around a circle, so that habits and runs stay what they are and only who
/// coincides with whom is left to chance; once along the exposure, once along the calendar, of which the larger p
/// counts. It is that of series in which persons come independently of each other, each at any time with the same
/// habits, in proportion to the exposure or not. Of more than 512 people of a series, some are moved together, which
/// costs power, not the rate.
///
/// Throws error{size_mismatch}, error{domain} as find_bursts, and for a period beyond the exposure. Source: as
/// find_bursts; Besag and Clifford (1991), Biometrika 78; moving whole patterns after Lotwick and Silverman (1982),
/// JRSS B 44 (toroidal shifts); the choice of the two ways is our own.
[[nodiscard]] inline std::vector<people_burst> find_bursts_of_people(const burst_people& of,
                                                                     std::span<const double> exposure,
                                                                     const burst_rules& rules = {}) {
    const std::size_t periods = exposure.size();
    const std::vector<detail::person_period> rows = detail::rows_once(of, periods);
    const double total = detail::checked_exposure(exposure, rules);
    if (rows.empty()) {
        return {};
    }
    const std::size_t series = std::size_t{rows.back().series} + 1;
    require_work("find_bursts_of_people", {0, 8.0 * static_cast<double>(series) * static_cast<double>(periods)});
    std::vector<double> counts(series * periods);
    for (const detail::person_period& row : rows) {
        counts[row.series * periods + row.period] += 1;
    }
    const std::vector<double> events = detail::events_of_series(counts, exposure);

    std::vector<std::uint32_t> exposed;            // the periods with exposure
    std::vector<std::uint32_t> place_of(periods);  // of a period among them
    std::vector<double> until;                     // part of the exposure up to and with each of them
    double sum = 0;
    for (std::uint32_t t = 0; t < periods; ++t) {
        place_of[t] = static_cast<std::uint32_t>(exposed.size());
        if (exposure[t] > 0) {
            exposed.push_back(t);
            until.push_back((sum += exposure[t]) / total);
        }
    }
    constexpr std::size_t most_blocks = 512;
    std::vector<std::vector<detail::moved_block>> blocks(series);
    double most_entries = 0;
    for (std::size_t begin = 0; begin < rows.size();) {
        std::size_t end = begin;
        std::size_t persons = 0;
        std::vector<std::vector<double>> by_block;
        for (; end < rows.size() && rows[end].series == rows[begin].series; ++end) {
            persons += end == begin || rows[end].person != rows[end - 1].person ? 1 : 0;
            const std::size_t block = (persons - 1) % most_blocks;
            by_block.resize(std::max(by_block.size(), block + 1), std::vector<double>(exposed.size()));
            by_block[block][place_of[rows[end].period]] += 1;
        }
        auto& own = blocks[rows[begin].series];
        double entries = 0;
        for (const std::vector<double>& block : by_block) {
            auto& moved = own.emplace_back();
            for (std::uint32_t t = 0; t < block.size(); ++t) {
                if (block[t] > 0) {
                    moved.entries.push_back({t, block[t]});
                }
            }
            entries += static_cast<double>(moved.entries.size());
        }
        most_entries = std::max(most_entries, entries);
        begin = end;
    }
    const detail::burst_effort effort(events, periods, rules);
    const double each = effort.windows * 5e-9 + static_cast<double>(periods) * 1e-9 + most_entries * 1e-8;
    constexpr std::size_t nulls = 2;
    require_work("find_bursts_of_people", {effort.looked_at * effort.replicates * nulls * each,
                                           *std::max_element(events.begin(), events.end()) * 8 + effort.windows * 24 +
                                               effort.looked_at * (effort.replicates * nulls * 8 + most_entries * 16)});
    const detail::window_scan scan(exposure, total, rules.longest, true);
    const auto move = [&](std::size_t s, std::size_t null, math::random_stream& random, std::span<double> result) {
        std::fill(result.begin(), result.end(), 0.0);
        for (const detail::moved_block& block : blocks[s]) {
            if (null == 0) {
                const double by = random.uniform();
                for (const auto& [place, persons] : block.entries) {
                    const double middle = (until[place] + (place > 0 ? until[place - 1] : 0)) / 2 + by;
                    const double at = middle < 1 ? middle : middle - 1;
                    const auto to = std::min<std::size_t>(
                        static_cast<std::size_t>(std::upper_bound(until.begin(), until.end(), at) - until.begin()),
                        exposed.size() - 1);
                    result[exposed[to]] += persons;
                }
            } else {
                const auto by = static_cast<std::size_t>(random.below(exposed.size()));
                for (const auto& [place, persons] : block.entries) {
                    const std::size_t to = place + by;
                    result[exposed[to < exposed.size() ? to : to - exposed.size()]] += persons;
                }
            }
        }
    };
    constexpr std::size_t enough = 50;
    const std::vector<burst> found =
        detail::search_bursts(counts, events, scan, rules, effort, nulls, enough, each, move);
    std::vector<people_burst> result;
    for (const burst& one : found) {
        const auto first = std::lower_bound(rows.begin(), rows.end(),
                                            detail::person_period{static_cast<std::uint32_t>(one.series), 0, 0});
        std::size_t people = 0;
        const detail::person_period* last = nullptr;
        for (auto row = first; row != rows.end() && row->series == one.series; ++row) {
            if (row->period >= one.first && row->period <= one.last) {
                people += last == nullptr || last->person != row->person ? 1 : 0;
                last = &*row;
            }
        }
        result.push_back({one, people});
    }
    return result;
}

}  // namespace scvm::network
