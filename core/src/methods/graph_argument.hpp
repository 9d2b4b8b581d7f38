#pragma once

// Graphs and people as the methods of the network take and give them.
#include <scvm/describe/words.hpp>
#include <scvm/network/graph.hpp>

#include <cstdint>
#include <vector>

namespace scvm::methods {

/// One call knows at most so many people. A number of people takes a few bytes to write and a column of memory to hold.
inline constexpr double most_people = 1e7;

/// People, or customers, by their numbers from 0.
inline constexpr range people = within(0, most_people - 1);

/// The edges of a graph, by columns.
struct edge_list {
    std::vector<std::uint32_t> source{};
    std::vector<std::uint32_t> target{};
    std::vector<double> weight{};
    std::uint32_t nodes = 0;
};
void describe(const auto& is, const edge_list& o) {
    is("source", o.source, required, people, "Where each edge begins: a node's number from 0.");
    is("target", o.target, required, people, "Where it ends.");
    is("weight", o.weight, "What it weighs; none: all 1.");
    is("nodes", o.nodes, within(0, most_people), "How many nodes there are; 0: one more than the largest number.");
}

/// A graph as an argument.
struct graph_argument {
    edge_list edges{};
    bool directed = true;

    /// Throws as network::graph::from_edges does.
    [[nodiscard]] network::graph made() const {
        return network::graph::from_edges({edges.source, edges.target, edges.weight},
                                          {.nodes = edges.nodes, .directed = directed});
    }
};
void describe(const auto& is, const graph_argument& o) {
    describe(is, o.edges);
    is("directed", o.directed, "False: every edge also runs backwards.");
}

/// A graph as an argument of the next call.
[[nodiscard]] inline edge_list edges_of(const network::graph& of) {
    edge_list result;
    result.nodes = of.node_count();
    const network::adjacency& out = of.outgoing();
    for (std::uint32_t node = 0; node < out.row_count(); ++node) {
        for (auto e = out.offset[node]; e < out.offset[node + 1]; ++e) {
            result.source.push_back(node);
            result.target.push_back(out.neighbour[e]);
            result.weight.push_back(out.edge_weight(e));
        }
    }
    return result;
}

}  // namespace scvm::methods
