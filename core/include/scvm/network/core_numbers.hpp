#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/network/graph.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace scvm::network {

/// Which edges count as neighbours. An undirected graph holds each edge twice: choose one direction for it.
enum class edge_direction : std::uint8_t { out, in, both };
inline constexpr std::array<std::string_view, 3> edge_direction_names = {"out", "in", "both"};
[[nodiscard]] constexpr const auto& words_of(edge_direction) {
    return edge_direction_names;
}

/// The degree of every node: the number of edges, parallel ones included; a self-loop counts once per direction.
[[nodiscard]] inline std::vector<std::uint32_t> degrees(const graph& edges, edge_direction direction) {
    std::vector<std::uint32_t> degree(edges.node_count());
    for (std::uint32_t node = 0; node < degree.size(); ++node) {
        const std::size_t out = direction == edge_direction::in ? 0 : edges.outgoing().degree(node);
        const std::size_t in = direction == edge_direction::out ? 0 : edges.incoming().degree(node);
        degree[node] = static_cast<std::uint32_t>(out + in);
    }
    return degree;
}

/// The sum of the weights of every node's edges.
[[nodiscard]] inline std::vector<double> strengths(const graph& edges, edge_direction direction) {
    std::vector<double> strength(edges.node_count());
    for (std::uint32_t node = 0; node < strength.size(); ++node) {
        const double out = direction == edge_direction::in ? 0 : edges.outgoing().strength(node);
        const double in = direction == edge_direction::out ? 0 : edges.incoming().strength(node);
        strength[node] = out + in;
    }
    return strength;
}

/// The core number of every node: the largest k such that the node belongs to a part in which all have degree >= k.
///
/// Peels nodes in the order of their degree; linear time. Weights are ignored.
/// Source: Batagelj and Zaveršnik 2003; Kitsak et al. 2010 on cores and spreading.
[[nodiscard]] inline std::vector<std::uint32_t> core_numbers(const graph& edges,
                                                             edge_direction direction = edge_direction::both) {
    const std::uint32_t nodes = edges.node_count();
    std::vector<std::uint32_t> core = degrees(edges, direction);
    const std::uint32_t most = nodes == 0 ? 0 : *std::max_element(core.begin(), core.end());
    std::vector<std::uint32_t> first(std::size_t{most} + 2);  // of each degree, in `order`
    for (const auto degree : core) {
        ++first[degree + 1];
    }
    for (std::size_t degree = 1; degree < first.size(); ++degree) {
        first[degree] += first[degree - 1];
    }
    std::vector<std::uint32_t> order(nodes);
    std::vector<std::uint32_t> place(nodes);
    auto next = first;
    for (std::uint32_t node = 0; node < nodes; ++node) {
        place[node] = next[core[node]]++;
        order[place[node]] = node;
    }
    const auto lower = [&](std::uint32_t node, std::uint32_t floor) {
        if (core[node] <= floor) {
            return;
        }
        const std::uint32_t front = order[first[core[node]]];  // trade places with the first of the same degree
        std::swap(order[place[node]], order[first[core[node]]]);
        std::swap(place[node], place[front]);
        ++first[core[node]];
        --core[node];
    };
    for (std::uint32_t at = 0; at < nodes; ++at) {
        const std::uint32_t node = order[at];
        // A peeled node's neighbours lose an edge for each one that they share with it. A loop of "in" and "out" rows
        // visits the edges by which the neighbour counts this node: its in-edges are this node's out-edges.
        if (direction != edge_direction::out) {
            for (const std::uint32_t other : edges.outgoing().neighbours(node)) {
                lower(other, core[node]);
            }
        }
        if (direction != edge_direction::in) {
            for (const std::uint32_t other : edges.incoming().neighbours(node)) {
                lower(other, core[node]);
            }
        }
    }
    return core;
}

/// The h-index of every node: the largest h such that h neighbours have h neighbours or more each (Lü et al. 2016,
/// "H-operator").
///
/// Neighbours are distinct other nodes: parallel edges, edges of both directions and loops add nothing. O(n + m).
[[nodiscard]] inline std::vector<std::uint32_t> h_indices(const graph& edges,
                                                          edge_direction direction = edge_direction::both) {
    const std::uint32_t nodes = edges.node_count();
    std::vector<std::uint32_t> seen_by(nodes, nodes);  // the last node that has seen each
    const auto for_each_neighbour = [&](std::uint32_t node, std::uint32_t mark, const auto& take) {
        const auto see = [&](const adjacency& rows) {
            for (const std::uint32_t other : rows.neighbours(node)) {
                if (other != node && seen_by[other] != mark) {
                    seen_by[other] = mark;
                    take(other);
                }
            }
        };
        if (direction != edge_direction::in) {
            see(edges.outgoing());
        }
        if (direction != edge_direction::out) {
            see(edges.incoming());
        }
    };
    std::vector<std::uint32_t> neighbours(nodes);
    for (std::uint32_t node = 0; node < nodes; ++node) {
        for_each_neighbour(node, node, [&](std::uint32_t) { ++neighbours[node]; });
    }
    std::fill(seen_by.begin(), seen_by.end(), nodes);
    std::vector<std::uint32_t> result(nodes);
    std::vector<std::uint32_t> at_least;
    for (std::uint32_t node = 0; node < nodes; ++node) {
        at_least.assign(std::size_t{neighbours[node]} + 1, 0);
        for_each_neighbour(node, node,
                           [&](std::uint32_t other) { ++at_least[std::min(neighbours[other], neighbours[node])]; });
        std::uint32_t h = neighbours[node];
        std::uint32_t seen = at_least[h];
        while (seen < h) {
            seen += at_least[--h];
        }
        result[node] = h;
    }
    return result;
}

}  // namespace scvm::network
