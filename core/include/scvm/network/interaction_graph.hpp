#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/math/parallel.hpp>
#include <scvm/network/graph.hpp>
#include <scvm/network/interaction_ledger.hpp>
#include <scvm/network/interactions.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace scvm::network {

/// A follower count, never without what it is worth.
struct audience {
    std::uint32_t followers = 0;  ///< distinct accounts that follow
    std::uint32_t active = 0;     ///< of these, accounts that did anything but follow, to anybody
    std::uint32_t engaged = 0;    ///< of these, accounts that reacted to this person
    /// engaged / followers; NaN without followers.
    [[nodiscard]] double engagement_rate() const noexcept {
        return followers == 0 ? std::numeric_limits<double>::quiet_NaN()
                              : static_cast<double>(engaged) / static_cast<double>(followers);
    }
};

/// What became of the events, so that nothing disappears silently. Counts of events unless said otherwise.
struct interaction_report {
    std::uint64_t counted = 0;
    std::uint64_t retries = 0;
    std::uint64_t near_duplicates = 0;
    std::uint64_t self = 0;
    std::uint64_t in_future = 0;
    std::uint64_t too_old = 0;
    std::uint64_t capped_pair_days = 0;
    std::uint64_t capped_actor_days = 0;
    std::uint64_t capped_pairs = 0;
    std::uint64_t silent_edges = 0;

    interaction_report& operator+=(const interaction_report& other) noexcept {
        counted += other.counted;
        retries += other.retries;
        near_duplicates += other.near_duplicates;
        self += other.self;
        in_future += other.in_future;
        too_old += other.too_old;
        capped_pair_days += other.capped_pair_days;
        capped_actor_days += other.capped_actor_days;
        capped_pairs += other.capped_pairs;
        silent_edges += other.silent_edges;
        return *this;
    }
};

void describe(const auto& is, const interaction_report& o) {
    is("counted", o.counted, "Events that made a weight, an activity or a follower.");
    is("retries", o.retries, "Events with an id that was there already.");
    is("near_duplicates", o.near_duplicates,
       "Events with a fingerprint that this actor had used up, and copies of another's text.");
    is("self", o.self, "Events upon oneself.");
    is("in_future", o.in_future, "Events later than as_of and the skew allowed.");
    is("too_old", o.too_old, "Events before the window.");
    is("capped_pair_days", o.capped_pair_days, "Days on which an actor reached daily_pair_cap with a target.");
    is("capped_actor_days", o.capped_actor_days, "Days on which an actor reached daily_actor_cap.");
    is("capped_pairs", o.capped_pairs, "Edges cut to pair_cap.");
    is("silent_edges", o.silent_edges, "Edges left out because the actor did nothing but follow.");
}

/// Who pays attention to whom, at one moment. Row i of every column is person i.
struct interaction_graph {
    graph links;                        ///< actor -> target, weight: decayed attention; influence flows against it
    std::vector<double> activity;       ///< decayed weight of own actions, follows excepted: a sign of life
    std::vector<double> contributions;  ///< decayed number of own posts, answers and reviews
    std::vector<std::int32_t>
        last_active_day;              ///< days since 1970-01-01 of the last action, follows excepted; -1: none
    std::vector<audience> audiences;  ///< followers and what they are worth
    interaction_report report;
};

/// Weighs the events of a ledger as they look at the end of the day of `as_of` (s since 1970-01-01 UTC).
///
///     w(actor, target) = min(pair cap, Σ_days 2^(-age / half_life) · f(actor, day) · min(daily pair cap, r(…, day)))
///     r(actor, target, day) = Σ_codes weight[kind] · tone · channel · (1 + ln count)      f = min(1, actor cap /
///     Σ_targets min(daily pair cap, r))
///
/// The age is counted in whole UTC days. The n-th equal interaction of a day adds about 1/n (diminishing returns), and
/// the caps bound what is left of a burst, on a day and over the years. An actor whose only interactions are follows
/// carries no weight. Half-lives as in Cormode et al. 2009 (exponential decay of a time-stamped sum); guards and caps
/// are scvm's own.
///
/// `nodes` 0: as many as there are persons in the ledger. The result does not depend on threads.
/// Throws error{domain} for rules outside their range, as_of before 1970 or after 2687, and fewer nodes than persons.
[[nodiscard]] interaction_graph weigh_interactions(const interaction_ledger& ledger, const interaction_rules& rules,
                                                   std::int64_t as_of, std::uint32_t nodes = 0, unsigned threads = 1);

/// How many events the rows stand for.
[[nodiscard]] inline std::uint64_t count_of(std::span<const marked_interaction> rows) {
    return std::accumulate(rows.begin(), rows.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const auto& row) { return sum + row.cell.count; });
}

/// The kinds that are something of one's own: what counts as a contribution, and can be copied.
[[nodiscard]] constexpr bool is_contribution(interaction_kind kind) noexcept {
    return kind == interaction_kind::post || kind == interaction_kind::answer || kind == interaction_kind::review;
}

/// The events of a ledger that carry an id or a fingerprint, freed from retries, near-duplicates and copies, as cells.
///
/// A contribution whose text somebody else had posted before is a copy, which counts for nobody.
[[nodiscard]] inline cell_column distinct_cells(std::vector<marked_interaction> events, std::uint32_t repeats_counted,
                                                interaction_report& report) {
    std::sort(events.begin(), events.end());
    const auto all = count_of(events);
    events.erase(std::unique(events.begin(), events.end(),
                             [](const auto& a, const auto& b) { return a.id != 0 && a.id == b.id; }),
                 events.end());
    report.retries += all - count_of(events);

    std::sort(events.begin(), events.end(), [](const auto& a, const auto& b) {
        return std::tie(a.fingerprint, a.time, a.cell, a.id) < std::tie(b.fingerprint, b.time, b.cell, b.id);
    });
    std::uint64_t text = 0;
    std::uint32_t author = nobody;
    report.near_duplicates += count_of(events);
    std::erase_if(events, [&](const marked_interaction& event) {
        if (event.fingerprint == 0 || !is_contribution(event.cell.kind())) {
            return false;
        }
        if (std::exchange(text, event.fingerprint) != event.fingerprint) {
            author = event.cell.actor;
        }
        return event.cell.actor != author;
    });
    report.near_duplicates -= count_of(events);

    std::sort(events.begin(), events.end(), [](const auto& a, const auto& b) {
        return std::tie(a.cell.actor, a.fingerprint, a.time, a.cell.target, a.cell.code, a.id) <
               std::tie(b.cell.actor, b.fingerprint, b.time, b.cell.target, b.cell.code, b.id);
    });
    cell_column cells;
    cells.reserve(events.size());
    std::uint32_t repeats = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const auto& event = events[i];
        const bool repeated = i > 0 && event.fingerprint != 0 && event.fingerprint == events[i - 1].fingerprint &&
                              event.cell.actor == events[i - 1].cell.actor;
        repeats = repeated ? repeats + 1 : 0;
        if (event.fingerprint != 0 && repeats >= repeats_counted) {
            report.near_duplicates += event.cell.count;
        } else {
            cells.push_back(event.cell);
        }
    }
    std::sort(cells.begin(), cells.end());
    cells.resize(interaction_ledger::add_up(cells));
    return cells;
}

/// What one actor gives one target on one day, before the actor's cap and decay.
struct attention_of_a_day {
    std::uint32_t target = 0;
    std::uint32_t day = 0;
    double given = 0;  ///< with follows
    double acted = 0;  ///< without
};

/// Weighs the cells of one actor after the other; one for each thread of work.
class attention_meter {
public:
    attention_meter(const interaction_rules& rules, std::uint32_t today) : rules_(rules), today_(today) {}

    struct edge {
        std::uint32_t target = 0;
        double weight = 0;
    };
    struct follower {
        std::uint32_t target = 0;
        bool active = false;
        bool engaged = false;
    };

    /// Appends to `edges` and `followers`; the cells are those of one actor, sorted.
    void weigh(std::span<const interaction_cell> cells) {
        activity = 0;
        contributions = 0;
        last_active_day = -1;
        days_.clear();
        const std::size_t first_follower = followers.size();
        for (std::size_t i = 0; i < cells.size();) {
            const std::uint32_t target = cells[i].target;
            bool follows = false;
            bool engaged = false;
            while (i < cells.size() && cells[i].target == target) {
                i += add_day(cells.subspan(i), follows, engaged);
            }
            if (follows) {
                followers.push_back({target, false, engaged});
            }
        }
        cap_days();
        const std::size_t first_edge = edges.size();
        for (const auto& part : days_) {
            const double decay = decay_of(part.day);
            activity += decay * part.acted;
            if (part.target != nobody && part.given > 0) {
                if (edges.size() == first_edge || edges.back().target != part.target) {
                    edges.push_back({part.target, 0});
                }
                edges.back().weight += decay * part.given;
            }
        }
        for (std::size_t e = first_edge; e < edges.size(); ++e) {
            report.capped_pairs += last_active_day >= 0 && edges[e].weight > rules_.pair_cap ? 1 : 0;
            edges[e].weight = std::min(edges[e].weight, rules_.pair_cap);
        }
        if (last_active_day < 0) {
            report.silent_edges += edges.size() - first_edge;
            edges.resize(first_edge);
        }
        for (std::size_t f = first_follower; f < followers.size(); ++f) {
            followers[f].active = last_active_day >= 0;
        }
    }

    double activity = 0;
    double contributions = 0;
    std::int32_t last_active_day = -1;
    std::vector<edge> edges;
    std::vector<follower> followers;
    interaction_report report;

private:
    /// Takes in the cells of one day that lead the span; returns how many they are.
    std::size_t add_day(std::span<const interaction_cell> cells, bool& follows, bool& engaged) {
        const interaction_cell head = cells.front();
        attention_of_a_day sum{head.target, head.day(), 0, 0};
        std::size_t taken = 0;
        for (; taken < cells.size() && cells[taken].target == head.target && cells[taken].day() == sum.day; ++taken) {
            const auto& cell = cells[taken];
            if (cell.target == cell.actor) {
                report.self += cell.count;
            } else if (sum.day > std::uint64_t{today_} + rules_.skew_days) {
                report.in_future += cell.count;
            } else if (cell.kind() == interaction_kind::follow) {  // whoever followed long ago follows still
                report.counted += cell.count;
                follows = true;
                sum.given += age_of(sum.day) > rules_.window_days ? 0 : weight_of(cell);
            } else if (age_of(sum.day) > rules_.window_days) {
                report.too_old += cell.count;
            } else {
                report.counted += cell.count;
                engaged = true;
                last_active_day = std::max(last_active_day, static_cast<std::int32_t>(std::min(sum.day, today_)));
                sum.acted += weight_of(cell);
                if (is_contribution(cell.kind())) {
                    contributions += decay_of(sum.day) * cell.count;
                }
            }
        }
        sum.given += sum.acted;
        if (sum.given > rules_.daily_pair_cap && sum.target != nobody) {
            sum.given = rules_.daily_pair_cap;
            sum.acted = std::min(sum.acted, rules_.daily_pair_cap);
            ++report.capped_pair_days;
        }
        if (sum.given > 0) {
            days_.push_back(sum);
        }
        return taken;
    }

    void cap_days() {
        double all = 0;
        for (const auto& part : days_) {
            all += part.given;
        }
        if (!(all > rules_.daily_actor_cap)) {
            return;
        }
        for (const auto& part : days_) {
            if (part.day >= given_on_.size()) {
                given_on_.resize(part.day + 1);
            }
            given_on_[part.day] += part.given;
        }
        for (auto& part : days_) {
            if (const double given = std::abs(given_on_[part.day]); given > rules_.daily_actor_cap) {
                report.capped_actor_days += given_on_[part.day] > 0 ? 1 : 0;
                given_on_[part.day] = -given;  // its sign tells that the day is counted
                part.given *= rules_.daily_actor_cap / given;
                part.acted *= rules_.daily_actor_cap / given;
            }
        }
        for (const auto& part : days_) {
            given_on_[part.day] = 0;
        }
    }

    [[nodiscard]] std::uint32_t age_of(std::uint32_t day) const noexcept { return day < today_ ? today_ - day : 0; }

    [[nodiscard]] double decay_of(std::uint32_t day) {
        const std::uint32_t age = age_of(day);
        if (age >= decay_.size()) {
            decay_.resize(age + 1, -1);
        }
        if (decay_[age] < 0) {
            decay_[age] = std::exp2(-static_cast<double>(age) / rules_.half_life_days);
        }
        return decay_[age];
    }

    [[nodiscard]] double weight_of(const interaction_cell& cell) const {
        const double channel =
            cell.channel() < rules_.channel_weight.size() ? rules_.channel_weight[cell.channel()] : 1;
        const double repeated = cell.count == 1 ? 1 : 1 + std::log(static_cast<double>(cell.count));
        return rules_.weight[static_cast<std::size_t>(cell.kind())] *
               rules_.tone_weight[static_cast<std::size_t>(cell.mood())] * channel * repeated;
    }

    const interaction_rules& rules_;
    std::uint32_t today_;
    std::vector<attention_of_a_day> days_;
    std::vector<double> given_on_;  // each day, by the actor at hand
    std::vector<double> decay_;
};

inline interaction_graph weigh_interactions(const interaction_ledger& ledger, const interaction_rules& rules,
                                            std::int64_t as_of, std::uint32_t nodes, unsigned threads) {
    require_described(rules);
    if (!(as_of >= 0 && as_of < (std::int64_t{1} << 18) * 86400)) {
        throw_domain("as_of", static_cast<double>(as_of), "a time from 1970 to 2687 in s since 1970-01-01 UTC");
    }
    const std::uint32_t persons = ledger.person_count(threads);
    if (nodes != 0 && nodes < persons) {
        throw_domain("nodes", nodes, "nodes >= " + std::to_string(persons) + ", as many as the ledger has persons");
    }
    nodes = std::max(nodes, persons);
    require_work("weigh_interactions", {1e-6 * nodes, 200.0 * nodes});

    interaction_graph result;
    cell_column joined = distinct_cells(ledger.marked(), rules.repeats_counted, result.report);
    const bool as_it_is = joined.empty() && ledger.single_run() != nullptr;
    if (!as_it_is) {
        joined = interaction_ledger::join(joined, ledger.cells());
    }
    const std::span<const interaction_cell> cells = as_it_is ? std::span(*ledger.single_run()) : std::span(joined);

    result.activity.resize(nodes);
    result.contributions.resize(nodes);
    result.last_active_day.assign(nodes, -1);
    result.audiences.resize(nodes);
    struct part_of_graph {
        std::vector<attention_meter::edge> edges;
        std::vector<attention_meter::follower> followers;
        interaction_report report;
    };
    constexpr std::size_t grain = std::size_t{1} << 16;
    std::vector<part_of_graph> parts(math::chunk_count(cells.size(), grain));
    adjacency outgoing;
    outgoing.offset.resize(std::size_t{nodes} + 1);
    math::for_each_chunk(cells.size(), grain, threads, [&](const math::chunk& chunk) {
        attention_meter meter(rules, static_cast<std::uint32_t>(as_of / 86400));
        meter.edges.reserve(chunk.end - chunk.begin);
        std::size_t first = chunk.begin;
        while (first > 0 && first < chunk.end && cells[first].actor == cells[first - 1].actor) {
            ++first;  // that actor began in, and belongs to, an earlier chunk
        }
        while (first < chunk.end) {
            const std::uint32_t actor = cells[first].actor;
            std::size_t last = first;
            while (last < cells.size() && cells[last].actor == actor) {
                ++last;
            }
            const std::size_t edges_before = meter.edges.size();
            meter.weigh(cells.subspan(first, last - first));
            result.activity[actor] = meter.activity;
            result.contributions[actor] = meter.contributions;
            result.last_active_day[actor] = meter.last_active_day;
            outgoing.offset[actor + 1] = meter.edges.size() - edges_before;
            first = last;
        }
        parts[chunk.index] = {std::move(meter.edges), std::move(meter.followers), meter.report};
    });

    for (std::uint32_t row = 0; row < nodes; ++row) {
        outgoing.offset[row + 1] += outgoing.offset[row];
    }
    outgoing.neighbour.resize(outgoing.offset.back());
    outgoing.weight.resize(outgoing.offset.back());
    std::vector<std::size_t> first_edge(parts.size());
    for (std::size_t part = 0; part < parts.size(); ++part) {
        first_edge[part] = part == 0 ? 0 : first_edge[part - 1] + parts[part - 1].edges.size();
        result.report += parts[part].report;
    }
    math::for_each_chunk(parts.size(), 1, threads, [&](const math::chunk& chunk) {
        std::size_t place = first_edge[chunk.index];
        for (const auto& edge : parts[chunk.index].edges) {
            outgoing.neighbour[place] = edge.target;
            outgoing.weight[place++] = edge.weight;
        }
        parts[chunk.index].edges = std::vector<attention_meter::edge>();
    });
    math::for_each_chunk(nodes, math::chunk_count(nodes, threads) + 1, threads, [&](const math::chunk& chunk) {
        for (const auto& part : parts) {
            for (const auto& follower : part.followers) {
                if (follower.target >= chunk.begin && follower.target < chunk.end) {
                    audience& crowd = result.audiences[follower.target];
                    ++crowd.followers;
                    crowd.active += follower.active ? 1 : 0;
                    crowd.engaged += follower.engaged ? 1 : 0;
                }
            }
        }
    });
    parts = std::vector<part_of_graph>();
    result.links = graph::from_outgoing(std::move(outgoing), threads);
    return result;
}

/// weigh_interactions of events that nobody needs to append to later. Rejected rows are in `rejected`, unless null.
[[nodiscard]] inline interaction_graph weigh_interactions(const interaction_columns& events,
                                                          const interaction_rules& rules, std::int64_t as_of,
                                                          std::uint32_t nodes = 0, unsigned threads = 1,
                                                          std::vector<rejected_row>* rejected = nullptr) {
    interaction_ledger ledger;
    auto left_out = ledger.append(events, 0.25, threads);
    if (rejected != nullptr) {
        *rejected = std::move(left_out);
    }
    return weigh_interactions(ledger, rules, as_of, nodes, threads);
}

}  // namespace scvm::network
