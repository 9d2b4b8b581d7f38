#pragma once

#include <scvm/error.hpp>
#include <scvm/math/parallel.hpp>
#include <scvm/network/blocks.hpp>

#include <boost/sort/spreadsort/integer_sort.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace scvm::network {

/// One direction of a graph in compressed sparse rows: row i is [offset[i], offset[i + 1]) of the two columns.
struct adjacency {
    std::vector<std::uint64_t> offset = {0};
    std::vector<std::uint32_t> neighbour;  ///< rising within a row
    std::vector<double> weight;            ///< beside neighbour; empty: every edge weighs 1

    [[nodiscard]] std::uint32_t row_count() const noexcept { return static_cast<std::uint32_t>(offset.size() - 1); }
    [[nodiscard]] std::size_t degree(std::uint32_t row) const noexcept { return offset[row + 1] - offset[row]; }
    [[nodiscard]] std::span<const std::uint32_t> neighbours(std::uint32_t row) const noexcept {
        return {neighbour.data() + offset[row], degree(row)};
    }
    /// Empty when every edge weighs 1.
    [[nodiscard]] std::span<const double> weights(std::uint32_t row) const noexcept {
        return weight.empty() ? std::span<const double>{}
                              : std::span<const double>{weight.data() + offset[row], degree(row)};
    }
    [[nodiscard]] double edge_weight(std::size_t edge) const noexcept { return weight.empty() ? 1 : weight[edge]; }
    /// The sum of the weights of a row.
    [[nodiscard]] double strength(std::uint32_t row) const noexcept {
        if (weight.empty()) {
            return static_cast<double>(degree(row));
        }
        double sum = 0;
        for (const double w : weights(row)) {
            sum += w;
        }
        return sum;
    }
};

/// The number of nodes: `nodes`, or one more than the largest index when it is 0.
///
/// Throws error{domain} for an index >= nodes > 0, and for the index 2^32 - 1, which no graph has room for.
[[nodiscard]] inline std::uint32_t count_nodes(std::span<const std::uint32_t> source,
                                               std::span<const std::uint32_t> target, std::uint32_t nodes,
                                               unsigned threads) {
    const std::uint32_t limit = nodes > 0 ? nodes : std::numeric_limits<std::uint32_t>::max();
    constexpr std::size_t grain = std::size_t{1} << 20;
    std::vector<std::uint32_t> largest(math::chunk_count(source.size(), grain));
    math::for_each_chunk(source.size(), grain, threads, [&](const math::chunk& part) {
        std::uint32_t high = 0;
        for (std::size_t edge = part.begin; edge < part.end; ++edge) {
            const std::uint32_t both = std::max(source[edge], target[edge]);
            if (both >= limit) {
                throw_domain(source[edge] >= limit ? "source" : "target", edge, both,
                             "a node index below " + std::to_string(limit));
            }
            high = std::max(high, both);
        }
        largest[part.index] = high;
    });
    if (nodes > 0 || source.empty()) {
        return nodes;
    }
    return *std::max_element(largest.begin(), largest.end()) + 1;
}

/// An edge on its way into a row: row in the high half of the key, neighbour in the low one.
struct plain_edge {
    std::uint64_t key;
};
struct weighted_edge {
    std::uint64_t key;
    double weight;
};

/// Sorts edges by row, neighbour and weight.
template <class Edge>
void sort_edges(std::span<Edge> edges) {
    boost::sort::spreadsort::integer_sort(
        edges.begin(), edges.end(), [](const Edge& edge, unsigned shift) { return edge.key >> shift; },
        [](const Edge& a, const Edge& b) { return a.key < b.key; });
    if constexpr (std::is_same_v<Edge, weighted_edge>) {
        for (auto first = edges.begin(); first != edges.end();) {  // parallel edges, whose order the key leaves open
            const auto last = std::find_if(first, edges.end(), [first](const Edge& e) { return e.key != first->key; });
            std::sort(first, last, [](const Edge& a, const Edge& b) { return a.weight < b.weight; });
            first = last;
        }
    }
}

/// Rows of the edges (row[e], column[e], weight[e]), sorted by neighbour and weight, whatever the order of the edges.
///
/// Assumes checked columns: indices below `rows`, weights finite.
template <class Edge>
[[nodiscard]] adjacency sort_into_rows(std::uint32_t rows, std::span<const std::uint32_t> row,
                                       std::span<const std::uint32_t> column, std::span<const double> weight,
                                       unsigned threads) {
    const auto blocks = spread_over_blocks<Edge>(
        row.size(), rows, threads, [&](std::size_t edge) { return row[edge]; },
        [&](std::size_t edge) {
            const std::uint64_t key = std::uint64_t{row[edge]} << 32 | column[edge];
            if constexpr (std::is_same_v<Edge, weighted_edge>) {
                return Edge{key, weight[edge]};
            } else {
                return Edge{key};
            }
        });
    adjacency result;
    result.offset.resize(std::size_t{rows} + 1);
    result.neighbour.resize(row.size());
    result.weight.resize(weight.size());
    math::for_each_chunk(blocks.block_count(), 1, threads, [&](const math::chunk& part) {
        const std::span<Edge> edges = blocks.block(part.index);
        sort_edges(edges);
        const std::size_t first_row = part.index << blocks.shift;
        const std::size_t last_row = std::min<std::size_t>(rows, (part.index + 1) << blocks.shift);
        std::uint64_t place = blocks.begin[part.index];
        auto edge = edges.begin();
        for (std::size_t r = first_row; r < last_row; ++r) {
            for (; edge != edges.end() && (edge->key >> 32) == r; ++edge, ++place) {
                result.neighbour[place] = static_cast<std::uint32_t>(edge->key);
                if constexpr (std::is_same_v<Edge, weighted_edge>) {
                    result.weight[place] = edge->weight;
                }
            }
            result.offset[r + 1] = place;
        }
    });
    return result;
}

/// sort_into_rows with or without weights.
[[nodiscard]] inline adjacency build_adjacency(std::uint32_t rows, std::span<const std::uint32_t> row,
                                               std::span<const std::uint32_t> column, std::span<const double> weight,
                                               unsigned threads) {
    return weight.empty() ? sort_into_rows<plain_edge>(rows, row, column, weight, threads)
                          : sort_into_rows<weighted_edge>(rows, row, column, weight, threads);
}

/// The same edges by their other end.
[[nodiscard]] inline adjacency transposed(const adjacency& rows, unsigned threads) {
    std::vector<std::uint32_t> row(rows.neighbour.size());
    math::for_each_chunk(rows.row_count(), std::size_t{1} << 14, threads, [&](const math::chunk& part) {
        for (std::size_t r = part.begin; r < part.end; ++r) {
            std::fill(row.begin() + static_cast<std::ptrdiff_t>(rows.offset[r]),
                      row.begin() + static_cast<std::ptrdiff_t>(rows.offset[r + 1]), static_cast<std::uint32_t>(r));
        }
    });
    return build_adjacency(rows.row_count(), rows.neighbour, row, rows.weight, threads);
}

}  // namespace scvm::network
