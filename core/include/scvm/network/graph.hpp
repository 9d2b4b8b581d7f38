#pragma once

#include <scvm/error.hpp>
#include <scvm/network/adjacency.hpp>
#include <scvm/work.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace scvm::network {

/// The edges of a graph by columns. The caller owns the memory; it is read only while the graph is made.
struct edge_columns {
    std::span<const std::uint32_t> source;  ///< node index, 0 … nodes - 1
    std::span<const std::uint32_t> target;  ///< node index; self-loops and parallel edges are kept as they are
    std::span<const double> weight;         ///< finite, >= 0; empty: every edge weighs 1
};

/// How a graph is made from edge_columns.
struct graph_options {
    std::uint32_t nodes = 0;  ///< number of nodes; 0: one more than the largest index that occurs
    bool directed = true;     ///< false: every edge also runs backwards; a self-loop is stored once
    unsigned threads = 1;     ///< >= 1; the graph does not depend on it
};

/// A weighted directed multigraph in compressed sparse rows, in both directions. Immutable, hence thread-safe.
///
/// Nodes are 0 … node_count() - 1. Rows are sorted by neighbour, then weight, so that two graphs from the same edges
/// in any order are the same in every bit, and so is all that is computed from them. Copies share the memory.
///
/// Memory: 8 bytes per edge and 16 per node (4 + 4 bytes per edge for the two directions), 24 per edge with weights.
class graph {
public:
    /// The empty graph.
    graph() : graph(adjacency{}, adjacency{}) {}

    /// Takes two directions of the same graph. Assumes that incoming is the transpose of outgoing.
    graph(adjacency outgoing, adjacency incoming)
        : out_(std::make_shared<const adjacency>(std::move(outgoing))),
          in_(std::make_shared<const adjacency>(std::move(incoming))) {}

    /// Builds both directions, in linear time.
    ///
    /// Throws error{domain} for a weight that is negative, infinite or NaN, for a node index that is not below
    /// options.nodes, and unless threads >= 1; error{size_mismatch} unless the columns are of one length.
    [[nodiscard]] static graph from_edges(const edge_columns& edges, const graph_options& options = {});

    /// Builds the second direction from the first. Assumes that rows are sorted by neighbour, then weight.
    [[nodiscard]] static graph from_outgoing(adjacency outgoing, unsigned threads = 1) {
        adjacency incoming = transposed(outgoing, threads);
        return {std::move(outgoing), std::move(incoming)};
    }

    [[nodiscard]] std::uint32_t node_count() const noexcept { return out_->row_count(); }
    [[nodiscard]] std::size_t edge_count() const noexcept { return out_->neighbour.size(); }
    [[nodiscard]] bool weighted() const noexcept { return !out_->weight.empty(); }

    /// Row u: the targets of the edges that leave node u.
    [[nodiscard]] const adjacency& outgoing() const noexcept { return *out_; }
    /// Row v: the sources of the edges that enter node v.
    [[nodiscard]] const adjacency& incoming() const noexcept { return *in_; }

    /// The same edges backwards, without copying them.
    [[nodiscard]] graph reversed() const noexcept { return {in_, out_}; }

private:
    graph(std::shared_ptr<const adjacency> outgoing, std::shared_ptr<const adjacency> incoming) noexcept
        : out_(std::move(outgoing)), in_(std::move(incoming)) {}

    std::shared_ptr<const adjacency> out_;
    std::shared_ptr<const adjacency> in_;
};

inline graph graph::from_edges(const edge_columns& edges, const graph_options& options) {
    const std::size_t count = edges.source.size();
    require_size("target", edges.target.size(), "source", count);
    if (!edges.weight.empty()) {
        require_size("weight", edges.weight.size(), "source", count);
    }
    for (std::size_t edge = 0; edge < edges.weight.size(); ++edge) {
        if (!(edges.weight[edge] >= 0 && edges.weight[edge] <= std::numeric_limits<double>::max())) {
            throw_domain("weight", edge, edges.weight[edge], "a finite weight >= 0");
        }
    }
    const std::uint32_t nodes = count_nodes(edges.source, edges.target, options.nodes, options.threads);
    const auto every = static_cast<double>(count);
    require_work("a graph", {1e-7 * nodes + 5e-7 * every, 80.0 * nodes + 80 * every});
    if (options.directed) {
        return from_outgoing(build_adjacency(nodes, edges.source, edges.target, edges.weight, options.threads),
                             options.threads);
    }

    std::vector<std::uint32_t> source(edges.source.begin(), edges.source.end());
    std::vector<std::uint32_t> target(edges.target.begin(), edges.target.end());
    std::vector<double> weight(edges.weight.begin(), edges.weight.end());
    for (std::size_t edge = 0; edge < count; ++edge) {
        if (source[edge] != target[edge]) {
            source.push_back(target[edge]);
            target.push_back(source[edge]);
            if (!edges.weight.empty()) {
                weight.push_back(edges.weight[edge]);
            }
        }
    }
    const auto both =
        std::make_shared<const adjacency>(build_adjacency(nodes, source, target, weight, options.threads));
    return {both, both};
}

}  // namespace scvm::network
