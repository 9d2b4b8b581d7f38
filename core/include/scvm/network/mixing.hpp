#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/math/rank.hpp>
#include <scvm/network/graph.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace scvm::network {

/// How much of what is given comes back.
struct reciprocity_result {
    double share = 0;
    double weighted = 0;
    std::uint64_t pairs = 0;
};

void describe(const auto& is, const reciprocity_result& o) {
    is("share", o.share, "Of the ordered pairs that are joined, those joined in both directions; NaN without any.");
    is("weighted", o.weighted, "Σ min(w_uv, w_vu) / Σ w_uv; NaN without weight.");
    is("pairs", o.pairs, "Ordered pairs that are joined.");
}

/// Reciprocity of a directed graph. Source: Squartini et al. 2013, Scientific Reports 3 for the weighted form.
[[nodiscard]] inline reciprocity_result reciprocity(const graph& edges) {
    const adjacency& out = edges.outgoing();
    const adjacency& in = edges.incoming();
    const auto skip = [](const adjacency& rows, std::uint64_t& e, std::uint64_t end, std::uint32_t self) {
        while (e < end && rows.neighbour[e] == self) {
            ++e;
        }
    };
    const auto take = [](const adjacency& rows, std::uint64_t& e, std::uint64_t end) {
        const std::uint32_t other = rows.neighbour[e];
        double weight = 0;
        for (; e < end && rows.neighbour[e] == other; ++e) {
            weight += rows.edge_weight(e);
        }
        return weight;
    };
    reciprocity_result result;
    std::uint64_t mutual = 0;
    double given = 0;
    double returned = 0;
    for (std::uint32_t node = 0; node < edges.node_count(); ++node) {
        std::uint64_t o = out.offset[node];
        std::uint64_t i = in.offset[node];
        for (skip(out, o, out.offset[node + 1], node); o < out.offset[node + 1];
             skip(out, o, out.offset[node + 1], node)) {
            const std::uint32_t other = out.neighbour[o];
            const double there = take(out, o, out.offset[node + 1]);
            while (i < in.offset[node + 1] && in.neighbour[i] < other) {
                ++i;
            }
            ++result.pairs;
            given += there;
            if (i < in.offset[node + 1] && in.neighbour[i] == other) {
                ++mutual;
                returned += std::min(there, take(in, i, in.offset[node + 1]));
            }
        }
    }
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    result.share = result.pairs == 0 ? none : static_cast<double>(mutual) / static_cast<double>(result.pairs);
    result.weighted = given > 0 ? returned / given : none;
    return result;
}

/// Ties within and between groups, seen from one node, one group or the whole graph.
struct mixing_counts {
    double internal = 0;  ///< weight of ties inside the own group; an edge counts at both of its ends
    double external = 0;  ///< weight of ties to other groups
    /// (external - internal) / (external + internal): -1 closed … 1 open; NaN without ties.
    /// Source: Krackhardt and Stern 1988, Social Psychology Quarterly 51(2), the E-I index.
    [[nodiscard]] double ei_index() const noexcept {
        return internal + external > 0 ? (external - internal) / (external + internal)
                                       : std::numeric_limits<double>::quiet_NaN();
    }
    [[nodiscard]] bool spans_boundary() const noexcept { return external > 0; }
};

struct mixing_result {
    mixing_counts all;
    std::vector<mixing_counts> group;  ///< per group
    std::vector<mixing_counts> node;   ///< per node
    /// -1 … 1: (Σ_g e_gg - Σ_g a_g b_g) / (1 - Σ_g a_g b_g), e the share of the weight between groups, a and b its
    /// sums. 1 when all ties stay inside; NaN without ties or with one group only. Newman 2003, Physical Review E 67,
    /// eq. 2.
    double assortativity = 0;
};

/// How ties run within and between groups, such as the layers of customers, employees and brands.
///
/// `group` is each node's group, below `groups`. Self-loops count for assortativity alone.
/// Throws error{size_mismatch}, error{domain}.
[[nodiscard]] inline mixing_result mixing(const graph& edges, std::span<const std::uint32_t> group,
                                          std::uint32_t groups) {
    const std::uint32_t nodes = edges.node_count();
    require_size("group", group.size(), "the graph", nodes);
    for (std::size_t node = 0; node < nodes; ++node) {
        if (group[node] >= groups) {
            throw_domain("group", node, group[node], "a group below " + std::to_string(groups));
        }
    }
    mixing_result result;
    result.group.resize(groups);
    result.node.resize(nodes);
    std::vector<double> leaving(groups);
    std::vector<double> entering(groups);
    double inside = 0;
    double total = 0;
    const adjacency& out = edges.outgoing();
    for (std::uint32_t from = 0; from < nodes; ++from) {
        for (auto e = out.offset[from]; e < out.offset[from + 1]; ++e) {
            const std::uint32_t to = out.neighbour[e];
            const double weight = out.edge_weight(e);
            const bool same = group[from] == group[to];
            total += weight;
            leaving[group[from]] += weight;
            entering[group[to]] += weight;
            inside += same ? weight : 0;
            if (from == to) {
                continue;
            }
            for (const std::uint32_t end : {from, to}) {
                for (auto* counts : {&result.node[end], &result.group[group[end]], &result.all}) {
                    (same ? counts->internal : counts->external) += weight;
                }
            }
        }
    }
    double expected = 0;
    for (std::uint32_t g = 0; g < groups; ++g) {
        expected += total > 0 ? leaving[g] / total * (entering[g] / total) : 0;
    }
    result.assortativity = total > 0 && expected < 1 ? (inside / total - expected) / (1 - expected)
                                                     : std::numeric_limits<double>::quiet_NaN();
    return result;
}

/// How far each node is from the nearest of `sources`, in steps, direction ignored; 2^32 - 1: out of reach.
///
/// With the employees as sources: the share of customers with 2 steps or fewer is how well the staff covers them.
/// Throws error{domain} for a source that is not there.
[[nodiscard]] inline std::vector<std::uint32_t> steps_from(const graph& edges, std::span<const std::uint32_t> sources) {
    constexpr auto unreached = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> steps(edges.node_count(), unreached);
    std::vector<std::uint32_t> queue;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (sources[i] >= edges.node_count()) {
            throw_domain("sources", i, sources[i], "a node of the graph");
        }
        if (steps[sources[i]] == unreached) {
            steps[sources[i]] = 0;
            queue.push_back(sources[i]);
        }
    }
    for (std::size_t at = 0; at < queue.size(); ++at) {
        for (const adjacency* rows : {&edges.outgoing(), &edges.incoming()}) {
            for (const std::uint32_t other : rows->neighbours(queue[at])) {
                if (steps[other] == unreached) {
                    steps[other] = steps[queue[at]] + 1;
                    queue.push_back(other);
                }
            }
        }
    }
    return steps;
}

/// 1 for each number above the quantile, the value at rank ⌈q n⌉ from below. "Above" is strict: equals have none.
///
/// Throws error{domain} unless 0 < quantile < 1.
[[nodiscard]] inline std::vector<std::uint8_t> above_quantile(std::span<const double> column, double quantile) {
    if (!(quantile > 0 && quantile < 1)) {
        throw_domain("quantile", quantile, "0 < quantile < 1");
    }
    std::vector<std::uint8_t> result(column.size());
    if (column.empty()) {
        return result;
    }
    std::vector<double> sorted(column.begin(), column.end());
    const auto rank = math::rank_of_share(quantile, sorted.size()) - 1;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(rank), sorted.end());
    for (std::size_t node = 0; node < result.size(); ++node) {
        result[node] = column[node] > sorted[rank] ? 1 : 0;
    }
    return result;
}

/// 1 for each node that is above the quantile both in degree and in betweenness: a node that spreads and connects.
///
/// A graph of equals has no hub: see above_quantile(). Throws error{size_mismatch}; error{domain} unless 0 < quantile <
/// 1.
[[nodiscard]] inline std::vector<std::uint8_t> hubs(std::span<const double> degree, std::span<const double> betweenness,
                                                    double quantile = 0.95) {
    require_size("betweenness", betweenness.size(), "degree", degree.size());
    std::vector<std::uint8_t> result = above_quantile(degree, quantile);
    const std::vector<std::uint8_t> between = above_quantile(betweenness, quantile);
    for (std::size_t node = 0; node < result.size(); ++node) {
        result[node] = result[node] != 0 && between[node] != 0 ? 1 : 0;
    }
    return result;
}

}  // namespace scvm::network
