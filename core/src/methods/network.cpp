#include "methods/graph_argument.hpp"
#include "methods/methods.hpp"

#include <scvm/network/betweenness.hpp>
#include <scvm/network/components.hpp>
#include <scvm/network/core_numbers.hpp>
#include <scvm/network/hits.hpp>
#include <scvm/network/hubbell.hpp>
#include <scvm/network/influence_value.hpp>
#include <scvm/network/internal_maturity.hpp>
#include <scvm/network/lead_lag.hpp>
#include <scvm/network/mixing.hpp>
#include <scvm/network/network_value.hpp>
#include <scvm/network/pagerank.hpp>
#include <scvm/network/social_score.hpp>
#include <scvm/network/spectral_radius.hpp>
#include <scvm/network/standing.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace scvm::methods {

namespace {

struct radius {
    double value = 0;
    network::spectral_radius_bounds bounds{};
};
void describe(const auto& is, const radius& o) {
    is("value", o.value, "Half way between the bounds.");
    describe(is, o.bounds);
}

/// Ties of one node or group, with what follows from them.
struct mixing_row {
    double internal = 0;
    double external = 0;
    double ei_index = 0;
    bool spans_boundary = false;
};
void describe(const auto& is, const mixing_row& o) {
    is("internal", o.internal, "Weight of ties inside the own group.");
    is("external", o.external, "Weight of ties to other groups.");
    is("ei_index", o.ei_index, "External less internal, among all: -1 closed to 1 open; null without ties.");
    is("spans_boundary", o.spans_boundary, "Whether any tie leads to another group.");
}

struct mixing_told {
    double internal = 0;
    double external = 0;
    double ei_index = 0;
    double assortativity = 0;
    std::vector<mixing_row> group{};
    std::vector<mixing_row> node{};
};
void describe(const auto& is, const mixing_told& o) {
    is("internal", o.internal, "Weight of ties inside groups.");
    is("external", o.external, "Weight of ties between groups.");
    is("ei_index", o.ei_index, "External less internal, among all; null without ties.");
    is("assortativity", o.assortativity, "1 when all ties stay inside; null without ties or with one group only.");
    is("group", o.group, by_columns, "Of each group.");
    is("node", o.node, by_columns, "Of each node.");
}

[[nodiscard]] std::vector<mixing_row> rows_of(const std::vector<network::mixing_counts>& counts) {
    std::vector<mixing_row> result;
    for (const network::mixing_counts& each : counts) {
        result.push_back({each.internal, each.external, each.ei_index(), each.spans_boundary()});
    }
    return result;
}

[[nodiscard]] mixing_told mixing(const graph_argument& graph, std::span<const std::uint32_t> group,
                                 std::optional<std::uint32_t> groups) {
    const std::uint32_t occurring = group.empty() ? 0 : *std::max_element(group.begin(), group.end()) + 1;
    const auto found = network::mixing(graph.made(), group, groups.value_or(occurring));
    return {found.all.internal,  found.all.external,   found.all.ei_index(),
            found.assortativity, rows_of(found.group), rows_of(found.node)};
}

struct steps {
    std::vector<std::uint32_t> value{};
};
void describe(const auto& is, const steps& o) {
    is("value", o.value, null_is(std::numeric_limits<std::uint32_t>::max()),
       "How far each node is from the nearest source; null: out of reach.");
}

[[nodiscard]] network::betweenness_result betweenness(const graph_argument& graph,
                                                      const network::betweenness_options& options) {
    const network::graph edges = graph.made();
    constexpr double most = 1e6;  // sums of their own for each of sixteen parts
    if (!(edges.node_count() <= most)) {
        throw_domain("betweenness.graph.nodes", edges.node_count(), "at most 1e6 nodes for betweenness");
    }
    return network::betweenness(edges, options);
}

[[nodiscard]] std::vector<std::uint8_t> hubs(std::span<const double> degree, std::span<const double> between,
                                             double quantile) {
    for (const auto& [name, values] : {std::pair{"hubs.degree", degree}, std::pair{"hubs.betweenness", between}}) {
        for (std::size_t row = 0; row < values.size(); ++row) {
            if (std::isnan(values[row])) {  // which has no place in an order
                throw_domain(name, row, values[row], "a number");
            }
        }
    }
    return network::hubs(degree, between, quantile);
}

}  // namespace

void network_methods(description::method_list& is) {
    using namespace description;
    using network::edge_direction;
    using network::iteration_options;
    const auto of_attention = arg("graph", "who points to whom");
    const auto of_influence = arg("graph", "who influences whom");
    const auto by_direction = arg("direction", otherwise(edge_direction::both), "which edges count as neighbours");
    is(
        "pagerank",
        [](const graph_argument& graph, const network::pagerank_options& options) {
            return network::pagerank(graph.made(), options);
        },
        "The PageRank of every node, summing to 1.", costs("rounds, up to `max_iterations`, * (nodes + edges)"),
        of_attention, members());
    is(
        "attention_mass",
        [](const graph_argument& graph, std::span<const double> activity, double damping,
           const iteration_options& options) {
            return network::attention_mass(graph.made(), activity, damping, options);
        },
        "How much attention of active people reaches each person, directly and through others.",
        costs("rounds, up to `max_iterations`, * (nodes + edges)"), of_attention,
        arg("activity", "a sign of life of each person"),
        arg("damping", otherwise(0.85), "the part of attention that is passed on"), members());
    is(
        "standings",
        [](const graph_argument& graph, std::span<const double> backing, const network::regard_rules& rules,
           std::span<const std::uint8_t> staff,
           unsigned threads) { return network::standings_of(graph.made(), backing, rules, staff, threads); },
        "How much each account's reactions count: as much as it is backed, and regarded by others who are.",
        of_attention, arg("backing", "of each account, 0 to 1: what it has bought, say"), members(),
        arg("staff", may_be_absent, yes_or_no, "who lends nothing and counts nothing, whoever regards him"),
        arg("threads", otherwise(1U), within(1, 256), "how many work; the result does not depend on it"));
    is(
        "attention_heard",
        [](const graph_argument& graph, std::span<const double> standing, double damping, double doubt,
           const iteration_options& options) {
            return network::attention_heard(graph.made(), standing, damping, doubt, options);
        },
        "How much attention of accounts with a standing reaches each account, directly and through others.",
        of_attention, arg("standing", "of each account, 0 to 1"),
        arg("damping", otherwise(0.85), "the part of attention that is passed on"),
        arg("doubt", otherwise(network::regard_rules{}.doubt),
            "attention that everybody is supposed to give elsewhere"),
        members());
    is(
        "hubbell",
        [](const graph_argument& graph, std::span<const double> exogenous, const network::hubbell_options& options) {
            return network::hubbell(graph.made(), exogenous, options);
        },
        "Status scores: what comes from outside, plus a share of the status of those who point here.",
        costs("rounds, up to `max_iterations`, * (nodes + edges)"), of_attention,
        arg("exogenous", "what comes to each node from outside"), members());
    is(
        "katz",
        [](const graph_argument& graph, double base, const network::hubbell_options& options) {
            return network::katz(graph.made(), options, base);
        },
        "Status scores with the same from outside for everybody.",
        costs("rounds, up to `max_iterations`, * (nodes + edges)"), of_attention,
        arg("base", otherwise(1.0), "what comes to everybody from outside"), members());
    is(
        "spectral_radius",
        [](const graph_argument& graph, double tolerance, unsigned max_iterations) {
            const auto found = network::spectral_radius(graph.made(), tolerance, max_iterations);
            return radius{found.value(), found};
        },
        "The largest absolute eigenvalue of the weights, between proven bounds.",
        costs("rounds, up to `max_iterations`, * (nodes + edges)"), of_attention,
        arg("tolerance", otherwise(1e-12), "how narrow the bounds shall be, relative to the upper one"),
        arg("max_iterations", otherwise(20000U), within(0, 1e9), "the most rounds"));
    is(
        "hits",
        [](const graph_argument& graph, const iteration_options& options) {
            return network::hits(graph.made(), options);
        },
        "Hubs, which point to good authorities, and authorities, to whom good hubs point.",
        costs("rounds, up to `max_iterations`, * (nodes + edges)"), of_attention, members(network::hits_iteration));
    is(
        "degrees",
        [](const graph_argument& graph, edge_direction direction) { return network::degrees(graph.made(), direction); },
        "The number of edges of every node.", gives("value"), of_attention, by_direction);
    is(
        "strengths",
        [](const graph_argument& graph, edge_direction direction) {
            return network::strengths(graph.made(), direction);
        },
        "The weight of every node's edges together.", gives("value"), of_attention, by_direction);
    is(
        "core_numbers",
        [](const graph_argument& graph, edge_direction direction) {
            return network::core_numbers(graph.made(), direction);
        },
        "The largest k such that the node belongs to a part in which all have k neighbours.", gives("value"),
        of_attention, by_direction);
    is(
        "h_indices",
        [](const graph_argument& graph, edge_direction direction) {
            return network::h_indices(graph.made(), direction);
        },
        "The largest h such that h neighbours have h neighbours themselves.", gives("value"), of_attention,
        by_direction);
    is("betweenness", betweenness,
       "How many shortest paths run through each node, exactly or from a sample of sources.",
       costs("`sources` (0: all nodes) * (nodes + edges)"), of_attention, members());
    is(
        "reciprocity", [](const graph_argument& graph) { return network::reciprocity(graph.made()); },
        "How much of what is given comes back.", of_attention);
    is("mixing", mixing, "How ties run within and between groups.", costs("nodes and groups"), of_attention,
       arg("group", within(0, 1e6 - 1), "of each node, from 0"),
       arg("groups", may_be_absent, within(0, 1e6), "how many there are; without it: as many as occur"));
    is(
        "steps_from",
        [](const graph_argument& graph, std::span<const std::uint32_t> sources) {
            return steps{network::steps_from(graph.made(), sources)};
        },
        "How far each node is from the nearest source, direction ignored.", of_attention,
        arg("sources", people, "where the steps begin"));
    is("hubs", hubs, "1 for each node that is high in degree and in betweenness.", gives("value"),
       arg("degree", "of each node"), arg("betweenness", "of each node"),
       arg("quantile", otherwise(0.95), "from which on a value is high"));
    is(
        "cut_vertices", [](const graph_argument& graph) { return network::cut_vertices(graph.made()); },
        "1 for each node whose removal breaks its part.", gives("value"), of_attention);
    is(
        "cut_off", [](const graph_argument& graph) { return network::cut_off(graph.made()); },
        "How many of each node's part lose the largest rest of it when the node leaves.", gives("value"), of_attention);
    is("lead_lag", network::lead_lag, "Whether counts of one kind go before counts of another, step by step.",
       costs("`shuffles` * `most_lag` * steps"), arg("first", "counts, one a step"),
       arg("second", "counts of the same steps"), members());
    is(
        "internal_maturity",
        [](const graph_argument& graph, std::span<const std::uint8_t> active, std::span<const std::uint32_t> department,
           std::span<const std::uint32_t> level, std::uint32_t draws, std::uint64_t seed, double confidence) {
            return network::internal_maturity(graph.made(), active, department, level, draws, seed, confidence);
        },
        "How far a company has come in using its own network, 0 to 5.", costs("`draws` * ties"),
        arg("graph", "who acts upon whom among the employees"), arg("active", yes_or_no, "who acted at all"),
        arg("department", null_is(network::no_group), "a number of each employee's; null: not known"),
        arg("level", null_is(network::no_group), "of the hierarchy, the same"),
        arg("draws", otherwise(std::uint32_t{400}), within(0, 1e5), "of employees, for the interval"),
        arg("seed", otherwise(std::uint64_t{1}), "of the draws"),
        arg("confidence", otherwise(math::usual_confidence), "of the interval"));
    is(
        "connected_parts", [](const graph_argument& graph) { return network::connected_parts(graph.made()); },
        "Parts that hang together when the direction of the edges is ignored.", of_attention);
    is(
        "strongly_connected_parts",
        [](const graph_argument& graph) { return network::strongly_connected_parts(graph.made()); },
        "Parts within which every node reaches every other along directed edges.", of_attention);
    is(
        "adoption",
        [](const graph_argument& graph, std::span<const double> alone, std::span<const double> own,
           const iteration_options& options) { return network::adoption(graph.made(), alone, own, options); },
        "The probability that each person adopts when neighbours persuade each other.",
        costs("rounds, up to `max_iterations`, * (nodes + edges)"), of_influence,
        arg("alone", "each person's probability of deciding so alone"),
        arg("own", "how much each person decides alone, in (0, 1]"), members());
    is(
        "linear_network_value",
        [](const graph_argument& graph, std::span<const double> value, std::span<const double> own,
           const iteration_options& options) {
            return network::linear_network_value(graph.made(), value, own, options);
        },
        "What one more unit of each person's own conviction is worth across the network.",
        costs("rounds, up to `max_iterations`, * (nodes + edges)"), of_influence,
        arg("value", "of each person's adoption"), arg("own", "how much each person decides alone, in (0, 1]"),
        members());
    is(
        "influence_value",
        [](const graph_argument& graph, std::span<const double> lifetime_value,
           const network::influence_value_options& options) {
            return network::influence_value(graph.made(), lifetime_value, options);
        },
        "Customer influence value: which part of everybody's lifetime value is owed to whom.",
        costs("rounds, up to `max_iterations`, * (nodes + edges)"), of_influence,
        arg("lifetime_value", "of each person"), members());
}

}  // namespace scvm::methods
