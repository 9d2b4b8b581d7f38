// scvm._core.network: graphs, events and centralities. Results are dictionaries; scvm/network.py gives them names.
#include "network_arrays.hpp"

#include <scvm/network/betweenness.hpp>
#include <scvm/network/components.hpp>
#include <scvm/network/core_numbers.hpp>
#include <scvm/network/hits.hpp>
#include <scvm/network/hubbell.hpp>
#include <scvm/network/influence_value.hpp>
#include <scvm/network/interaction_graph.hpp>
#include <scvm/network/internal_maturity.hpp>
#include <scvm/network/lead_lag.hpp>
#include <scvm/network/mixing.hpp>
#include <scvm/network/network_value.hpp>
#include <scvm/network/pagerank.hpp>
#include <scvm/network/social_score.hpp>
#include <scvm/network/standing.hpp>

#include <string>

using namespace py::literals;
using namespace scvm::network;

namespace {

py::dict to_dict(iterated_values result) {
    return py::dict("value"_a = hand_over(std::move(result.value)), "iterations"_a = result.iterations,
                    "converged"_a = result.converged, "change"_a = result.change);
}

iteration_options iteration(double tolerance, std::size_t max_iterations, unsigned threads) {
    return {tolerance, max_iterations, threads};
}

py::dict to_dict(const mixing_counts& counts) {
    return py::dict("internal"_a = counts.internal, "external"_a = counts.external, "ei_index"_a = counts.ei_index());
}

py::dict to_dict(const interaction_report& report) {
    return py::dict("counted"_a = report.counted, "retries"_a = report.retries,
                    "near_duplicates"_a = report.near_duplicates, "self"_a = report.self,
                    "in_future"_a = report.in_future, "too_old"_a = report.too_old,
                    "capped_pair_days"_a = report.capped_pair_days, "capped_actor_days"_a = report.capped_actor_days,
                    "capped_pairs"_a = report.capped_pairs, "silent_edges"_a = report.silent_edges);
}

py::dict to_dict(interaction_graph result) {
    std::vector<std::uint32_t> followers;
    std::vector<std::uint32_t> active;
    std::vector<std::uint32_t> engaged;
    std::vector<double> rate;
    for (const auto& crowd : result.audiences) {
        followers.push_back(crowd.followers);
        active.push_back(crowd.active);
        engaged.push_back(crowd.engaged);
        rate.push_back(crowd.engagement_rate());
    }
    return py::dict("graph"_a = result.links, "activity"_a = hand_over(std::move(result.activity)),
                    "contributions"_a = hand_over(std::move(result.contributions)),
                    "last_active_day"_a = hand_over(std::move(result.last_active_day)),
                    "followers"_a = hand_over(std::move(followers)),
                    "active_followers"_a = hand_over(std::move(active)),
                    "engaged_followers"_a = hand_over(std::move(engaged)),
                    "engagement_rate"_a = hand_over(std::move(rate)), "report"_a = to_dict(result.report));
}

/// All that a ledger holds, as columns that make the same ledger when they are appended.
py::dict events_of(const interaction_ledger& ledger) {
    auto events = ledger.marked();
    for (const interaction_cell& cell : ledger.cells()) {
        events.push_back({0, std::int64_t{cell.day()} * 86400, cell, 0});
    }
    const auto column = [&](auto get) {
        std::vector<decltype(get(events.front()))> values;
        values.reserve(events.size());
        for (const marked_interaction& event : events) {
            values.push_back(get(event));
        }
        return hand_over(std::move(values));
    };
    using event = const marked_interaction&;
    return py::dict(
        "time"_a = column([](event e) { return e.time; }), "actor"_a = column([](event e) { return e.cell.actor; }),
        "target"_a = column([](event e) { return e.cell.target; }),
        "kind"_a = column([](event e) { return static_cast<std::uint8_t>(e.cell.kind()); }),
        "channel"_a = column([](event e) { return e.cell.channel(); }),
        "sentiment"_a = column([](event e) {
            return e.cell.mood() == tone::positive ? 1.0 : e.cell.mood() == tone::negative ? -1.0 : 0.0;
        }),
        "count"_a = column([](event e) { return e.cell.count; }), "id"_a = column([](event e) { return e.id; }),
        "fingerprint"_a = column([](event e) { return e.fingerprint; }));
}

void bind_graph(room_module& m) {
    bounded_class<graph>(m, "Graph")
        .def_static(
            "from_edges",
            [](const column<std::uint32_t>& source, const column<std::uint32_t>& target,
               const maybe_column<double>& weight, std::uint32_t nodes, bool directed, unsigned threads) {
                // Copies: another thread may write to the arrays while the lock is not held, and rows that were checked
                // have to stay as they were.
                const auto copied = [](const auto& column) {
                    const auto lent = lend(column);
                    return std::vector(lent.begin(), lent.end());
                };
                const auto from = copied(source);
                const auto to = copied(target);
                const auto weights = copied(weight);
                return unlocked([&] {
                    return graph::from_edges({from, to, weights},
                                             {.nodes = nodes, .directed = directed, .threads = threads});
                });
            },
            "source"_a, "target"_a, "weight"_a, "nodes"_a, "directed"_a, "threads"_a)
        .def_property_readonly("node_count", &graph::node_count)
        .def_property_readonly("edge_count", &graph::edge_count)
        .def_property_readonly("weighted", &graph::weighted)
        .def("reversed", [](const graph& g) { return unlocked([&] { return g.reversed(); }); })
        .def("edges", [](const graph& g) {
            const adjacency& rows = g.outgoing();
            std::vector<std::uint32_t> source(rows.neighbour.size());
            for (std::uint32_t row = 0; row < rows.row_count(); ++row) {
                std::fill(source.begin() + static_cast<std::ptrdiff_t>(rows.offset[row]),
                          source.begin() + static_cast<std::ptrdiff_t>(rows.offset[row + 1]), row);
            }
            return py::make_tuple(
                hand_over(std::move(source)), hand_over(rows.neighbour),
                hand_over(rows.weight.empty() ? large_column<double>(rows.neighbour.size(), 1.0) : rows.weight));
        });
}

void bind_interactions(room_module& m) {
    bounded_class<interaction_rules>(m, "InteractionRules")
        .def(py::init<>())
        .def_readwrite("weight", &interaction_rules::weight)
        .def_readwrite("tone_weight", &interaction_rules::tone_weight)
        .def_readwrite("channel_weight", &interaction_rules::channel_weight)
        .def_readwrite("half_life_days", &interaction_rules::half_life_days)
        .def_readwrite("window_days", &interaction_rules::window_days)
        .def_readwrite("skew_days", &interaction_rules::skew_days)
        .def_readwrite("daily_pair_cap", &interaction_rules::daily_pair_cap)
        .def_readwrite("daily_actor_cap", &interaction_rules::daily_actor_cap)
        .def_readwrite("pair_cap", &interaction_rules::pair_cap)
        .def_readwrite("repeats_counted", &interaction_rules::repeats_counted);

    bounded_class<interaction_ledger>(m, "InteractionLedger")
        .def(py::init<>())
        .def(
            "append",
            [](interaction_ledger& ledger, const column<std::int64_t>& time, const column<std::uint32_t>& actor,
               const column<std::uint32_t>& target, const column<std::uint8_t>& kind,
               const maybe_column<std::uint8_t>& channel, const maybe_column<double>& sentiment,
               const maybe_column<std::uint32_t>& count, const maybe_column<std::uint64_t>& id,
               const maybe_column<std::uint64_t>& fingerprint, double tone_threshold, unsigned threads) {
                const interaction_columns events{lend(time),  lend(actor),   lend(target),
                                                 lend(kind),  lend(channel), lend(sentiment),
                                                 lend(count), lend(id),      lend(fingerprint)};
                const auto rejected = unlocked([&] { return ledger.append(events, tone_threshold, threads); });
                std::vector<std::uint64_t> row;
                std::vector<std::uint8_t> reason;
                for (const auto& entry : rejected) {
                    row.push_back(entry.row);
                    reason.push_back(static_cast<std::uint8_t>(entry.reason));
                }
                return py::make_tuple(hand_over(std::move(row)), hand_over(std::move(reason)));
            },
            "time"_a, "actor"_a, "target"_a, "kind"_a, "channel"_a, "sentiment"_a, "count"_a, "id"_a, "fingerprint"_a,
            "tone_threshold"_a, "threads"_a)
        .def("events", &events_of)
        .def("merge", &interaction_ledger::merge, "other"_a)
        .def("erase", &interaction_ledger::erase, "person"_a)
        .def_property_readonly(
            "person_count",
            [](const interaction_ledger& ledger) { return unlocked([&] { return ledger.person_count(); }); })
        .def(
            "weigh",
            [](const interaction_ledger& ledger, const interaction_rules& rules, std::int64_t as_of,
               std::uint32_t persons, unsigned threads) {
                return to_dict(unlocked([&] { return weigh_interactions(ledger, rules, as_of, persons, threads); }));
            },
            "rules"_a, "as_of"_a, "persons"_a, "threads"_a);
}

void bind_linear(room_module& m) {
    m.def(
        "pagerank",
        [](const graph& g, double damping, const maybe_column<double>& teleport, int dangling_rule,
           const maybe_column<double>& start, double tolerance, std::size_t max_iterations, unsigned threads) {
            const pagerank_options options{damping, lend(teleport), static_cast<dangling>(dangling_rule), lend(start),
                                           iteration(tolerance, max_iterations, threads)};
            return to_dict(unlocked([&] { return pagerank(g, options); }));
        },
        "graph"_a, "damping"_a, "teleport"_a, "dangling"_a, "start"_a, "tolerance"_a, "max_iterations"_a, "threads"_a);
    m.def(
        "hubbell",
        [](const graph& g, const column<double>& exogenous, double factor, double tolerance, std::size_t max_iterations,
           unsigned threads) {
            const auto outside = lend(exogenous);
            return to_dict(unlocked([&] {
                return hubbell(g, outside, {factor, iteration(tolerance, max_iterations, threads)});
            }));
        },
        "graph"_a, "exogenous"_a, "factor"_a, "tolerance"_a, "max_iterations"_a, "threads"_a);
    m.def(
        "spectral_radius",
        [](const graph& g, double tolerance, std::size_t max_iterations) {
            const auto bounds = unlocked([&] { return spectral_radius(g, tolerance, max_iterations); });
            return py::dict("value"_a = bounds.value(), "low"_a = bounds.low, "high"_a = bounds.high,
                            "iterations"_a = bounds.iterations, "converged"_a = bounds.converged);
        },
        "graph"_a, "tolerance"_a, "max_iterations"_a);
    m.def(
        "attention_mass",
        [](const graph& g, const column<double>& activity, double damping, double tolerance, std::size_t max_iterations,
           unsigned threads) {
            const auto own = lend(activity);
            return to_dict(unlocked(
                [&] { return attention_mass(g, own, damping, iteration(tolerance, max_iterations, threads)); }));
        },
        "graph"_a, "activity"_a, "damping"_a, "tolerance"_a, "max_iterations"_a, "threads"_a);
    m.def(
        "standings",
        [](const graph& g, const column<double>& backing, double own_part, double regard_scale, double unbacked_scale,
           double lent_on, double doubt, const maybe_column<std::uint8_t>& staff, unsigned threads) {
            const auto own = lend(backing);
            const auto silent = lend(staff);
            auto found = unlocked([&] {
                return standings_of(g, own, {own_part, regard_scale, unbacked_scale, lent_on, doubt}, silent, threads);
            });
            return py::dict("regard"_a = hand_over(std::move(found.regard)),
                            "standing"_a = hand_over(std::move(found.standing)));
        },
        "graph"_a, "backing"_a, "own_part"_a, "regard_scale"_a, "unbacked_scale"_a, "lent_on"_a, "doubt"_a, "staff"_a,
        "threads"_a);
    m.def(
        "attention_heard",
        [](const graph& g, const column<double>& standing, double damping, double doubt, double tolerance,
           std::size_t max_iterations, unsigned threads) {
            const auto own = lend(standing);
            auto found = unlocked(
                [&] { return attention_heard(g, own, damping, doubt, iteration(tolerance, max_iterations, threads)); });
            return py::dict("received"_a = hand_over(std::move(found.received)),
                            "mass"_a = hand_over(std::move(found.mass)));
        },
        "graph"_a, "standing"_a, "damping"_a, "doubt"_a, "tolerance"_a, "max_iterations"_a, "threads"_a);
    m.def(
        "adoption",
        [](const graph& g, const column<double>& alone, const column<double>& own, double tolerance,
           std::size_t max_iterations, unsigned threads) {
            const auto p = lend(alone);
            const auto beta = lend(own);
            return to_dict(
                unlocked([&] { return adoption(g, p, beta, iteration(tolerance, max_iterations, threads)); }));
        },
        "influence"_a, "alone"_a, "own"_a, "tolerance"_a, "max_iterations"_a, "threads"_a);
    m.def(
        "linear_network_value",
        [](const graph& g, const column<double>& value, const column<double>& own, double tolerance,
           std::size_t max_iterations, unsigned threads) {
            const auto v = lend(value);
            const auto beta = lend(own);
            return to_dict(unlocked(
                [&] { return linear_network_value(g, v, beta, iteration(tolerance, max_iterations, threads)); }));
        },
        "influence"_a, "value"_a, "own"_a, "tolerance"_a, "max_iterations"_a, "threads"_a);
    m.def(
        "influence_value",
        [](const graph& g, const column<double>& lifetime_value, double ceiling, double tolerance,
           std::size_t max_iterations, unsigned threads) {
            const auto value = lend(lifetime_value);
            auto result = unlocked([&] {
                return influence_value(g, value, {ceiling, iteration(tolerance, max_iterations, threads)});
            });
            return py::dict("influence_value"_a = hand_over(std::move(result.influence_value)),
                            "attributed"_a = hand_over(std::move(result.attributed)),
                            "iterations"_a = result.iterations, "converged"_a = result.converged);
        },
        "influence"_a, "lifetime_value"_a, "ceiling"_a, "tolerance"_a, "max_iterations"_a, "threads"_a);
    m.def(
        "hits",
        [](const graph& g, double tolerance, std::size_t max_iterations, unsigned threads) {
            auto result = unlocked([&] { return hits(g, iteration(tolerance, max_iterations, threads)); });
            return py::dict("hub"_a = hand_over(std::move(result.hub)),
                            "authority"_a = hand_over(std::move(result.authority)), "eigenvalue"_a = result.eigenvalue,
                            "iterations"_a = result.iterations, "converged"_a = result.converged);
        },
        "graph"_a, "tolerance"_a, "max_iterations"_a, "threads"_a);
}

void bind_structure(room_module& m) {
    const auto direction = [](int code) { return static_cast<edge_direction>(code); };
    m.def(
        "degrees", [=](const graph& g, int code) { return hand_over(degrees(g, direction(code))); }, "graph"_a,
        "direction"_a);
    m.def(
        "strengths", [=](const graph& g, int code) { return hand_over(strengths(g, direction(code))); }, "graph"_a,
        "direction"_a);
    m.def(
        "core_numbers",
        [=](const graph& g, int code) { return hand_over(unlocked([&] { return core_numbers(g, direction(code)); })); },
        "graph"_a, "direction"_a);
    m.def(
        "h_indices",
        [=](const graph& g, int code) { return hand_over(unlocked([&] { return h_indices(g, direction(code)); })); },
        "graph"_a, "direction"_a);
    m.def(
        "betweenness",
        [](const graph& g, bool weights_are_lengths, bool undirected, std::uint32_t sources, double confidence,
           std::uint64_t seed, unsigned threads) {
            auto result = unlocked([&] {
                return betweenness(g, {weights_are_lengths, undirected, sources, confidence, seed, threads});
            });
            return py::dict("value"_a = hand_over(std::move(result.value)),
                            "standard_error"_a = hand_over(std::move(result.standard_error)),
                            "error_bound"_a = result.error_bound, "sources"_a = result.sources);
        },
        "graph"_a, "weights_are_lengths"_a, "undirected"_a, "sources"_a, "confidence"_a, "seed"_a, "threads"_a);
    m.def(
        "reciprocity",
        [](const graph& g) {
            const auto result = unlocked([&] { return reciprocity(g); });
            return py::dict("share"_a = result.share, "weighted"_a = result.weighted, "pairs"_a = result.pairs);
        },
        "graph"_a);
    m.def(
        "mixing",
        [](const graph& g, const column<std::uint32_t>& group, std::uint32_t groups) {
            const auto of_node = lend(group);
            const auto result = unlocked([&] { return mixing(g, of_node, groups); });
            std::vector<double> internal;
            std::vector<double> external;
            std::vector<double> ei_index;
            for (const auto& counts : result.node) {
                internal.push_back(counts.internal);
                external.push_back(counts.external);
                ei_index.push_back(counts.ei_index());
            }
            py::list of_group;
            for (const auto& counts : result.group) {
                of_group.append(to_dict(counts));
            }
            return py::dict("all"_a = to_dict(result.all), "group"_a = of_group,
                            "internal"_a = hand_over(std::move(internal)),
                            "external"_a = hand_over(std::move(external)),
                            "ei_index"_a = hand_over(std::move(ei_index)), "assortativity"_a = result.assortativity);
        },
        "graph"_a, "group"_a, "groups"_a);
    m.def(
        "steps_from",
        [](const graph& g, const column<std::uint32_t>& sources) {
            const auto from = lend(sources);
            return hand_over(unlocked([&] { return steps_from(g, from); }));
        },
        "graph"_a, "sources"_a);
    m.def(
        "hubs",
        [](const column<double>& degree, const column<double>& between, double quantile) {
            return hand_over(hubs(lend(degree), lend(between), quantile));
        },
        "degree"_a, "betweenness"_a, "quantile"_a);
    m.def(
        "cut_off", [](const graph& g) { return hand_over(unlocked([&] { return cut_off(g); })); }, "graph"_a);
    m.def(
        "cut_vertices", [](const graph& g) { return hand_over(unlocked([&] { return cut_vertices(g); })); }, "graph"_a);
    m.def(
        "parts",
        [](const graph& g, bool strong) {
            return hand_over(
                unlocked([&] { return strong ? strongly_connected_parts(g) : connected_parts(g); }).part_of);
        },
        "graph"_a, "strong"_a);
}

void bind_employees(room_module& m) {
    m.attr("no_group") = no_group;
    m.def(
        "internal_maturity",
        [](const graph& g, const column<std::uint8_t>& active, const column<std::uint32_t>& department,
           const column<std::uint32_t>& level, std::uint32_t draws, std::uint64_t seed, double confidence) {
            const auto acted = lend(active);
            const auto departments = lend(department);
            const auto levels = lend(level);
            const maturity_result found =
                unlocked([&] { return internal_maturity(g, acted, departments, levels, draws, seed, confidence); });
            const maturity_parts& parts = found.parts;
            return py::dict("index"_a = found.index, "low"_a = found.low, "high"_a = found.high,
                            "employees"_a = found.employees, "ties"_a = found.ties,
                            "parts"_a = py::dict("taking_part"_a = parts.taking_part, "returned"_a = parts.returned,
                                                 "across_departments"_a = parts.across_departments,
                                                 "across_levels"_a = parts.across_levels));
        },
        "graph"_a, "active"_a, "department"_a, "level"_a, "draws"_a, "seed"_a, "confidence"_a);
    m.def(
        "lead_lag",
        [](const column<double>& first, const column<double>& second, std::uint32_t most_lag, std::uint32_t block,
           std::uint32_t shuffles, double level, std::uint64_t seed) {
            const auto one = lend(first);
            const auto other = lend(second);
            const lead_lag_result found = unlocked([&] {
                return lead_lag(one, other, {most_lag, block, shuffles, level, seed});
            });
            return py::dict("status"_a = std::string(scvm::word_of(found.status)), "steps"_a = found.steps,
                            "lag"_a = found.lag, "correlation"_a = found.correlation,
                            "without_lead"_a = found.without_lead, "p_value"_a = found.p_value);
        },
        "first"_a, "second"_a, "most_lag"_a, "block"_a, "shuffles"_a, "level"_a, "seed"_a);
}

}  // namespace

void bind_network(room_module& m);
void bind_network(room_module& m) {
    m.attr("nobody") = nobody;
    bind_graph(m);
    bind_interactions(m);
    bind_linear(m);
    bind_structure(m);
    bind_employees(m);
    bind_network_people(m);
    bind_network_cascades(m);
    bind_network_community(m);
}
