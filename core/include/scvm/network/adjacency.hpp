#pragma once

#include <scvm/error.hpp>
#include <scvm/math/digit_sort.hpp>
#include <scvm/math/parallel.hpp>
#include <scvm/network/blocks.hpp>
#include <scvm/network/columns.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace scvm::network {

/// One direction of a graph in compressed sparse rows: row i is [offset[i], offset[i + 1]) of the two columns.
struct adjacency {
    std::vector<std::uint64_t> offset = {0};
    large_column<std::uint32_t> neighbour;  ///< rising within a row
    large_column<double> weight;            ///< beside neighbour; empty: every edge weighs 1

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

/// An edge on its way into a row.
struct plain_edge {
    std::uint32_t row;
    std::uint32_t neighbour;
};
struct weighted_edge {
    std::uint32_t row;
    std::uint32_t neighbour;
    double weight;
};

/// The edge from `row` to `neighbour`, with its weight if such edges have one.
template <class Edge>
[[nodiscard]] Edge make_edge(std::uint32_t row, std::uint32_t neighbour, [[maybe_unused]] const double* weight) {
    if constexpr (std::is_same_v<Edge, weighted_edge>) {
        return {row, neighbour, *weight};
    } else {
        return {row, neighbour};
    }
}

/// Rows of the edges, each in the order in which the block has it.
template <class Edge>
[[nodiscard]] adjacency rows_of(std::uint32_t rows, const row_blocks<Edge>& blocks, unsigned threads) {
    adjacency result;
    result.offset.resize(std::size_t{rows} + 1);
    result.neighbour.resize(blocks.size());
    result.weight.resize(std::is_same_v<Edge, weighted_edge> ? blocks.size() : 0);
    math::for_each_chunk(blocks.block_count(), 1, threads, [&](const math::chunk& part) {
        const std::span<const Edge> edges = blocks.block(part.index);
        const std::size_t first_row = part.index << blocks.shift;
        const std::size_t last_row = std::min<std::size_t>(rows, (part.index + 1) << blocks.shift);
        std::vector<std::uint64_t> next(last_row > first_row ? last_row - first_row : 0);
        for (const Edge& edge : edges) {
            ++next[edge.row - first_row];
        }
        std::uint64_t place = blocks.begin[part.index];
        for (std::size_t row = first_row; row < last_row; ++row) {
            place += std::exchange(next[row - first_row], place);
            result.offset[row + 1] = place;
        }
        for (const Edge& edge : edges) {
            const std::uint64_t here = next[edge.row - first_row]++;
            result.neighbour[here] = edge.neighbour;
            if constexpr (std::is_same_v<Edge, weighted_edge>) {
                result.weight[here] = edge.weight;
            }
        }
    });
    return result;
}

/// Sorts the weights of edges that run side by side.
inline void sort_parallel_edges(adjacency& rows, unsigned threads) {
    if (rows.weight.empty()) {
        return;
    }
    math::for_each_chunk(rows.row_count(), std::size_t{1} << 14, threads, [&](const math::chunk& part) {
        for (std::size_t row = part.begin; row < part.end; ++row) {
            for (std::uint64_t first = rows.offset[row]; first < rows.offset[row + 1];) {
                std::uint64_t last = first + 1;
                while (last < rows.offset[row + 1] && rows.neighbour[last] == rows.neighbour[first]) {
                    ++last;
                }
                std::sort(&rows.weight[first], &rows.weight[first] + (last - first));
                first = last;
            }
        }
    });
}

/// Rows of the edges (row[e], column[e], weight[e]), sorted by neighbour and weight, whatever the order of the edges.
///
/// Assumes checked columns: indices below `rows`, weights finite.
template <class Edge>
[[nodiscard]] adjacency sort_into_rows(std::uint32_t rows, std::span<const std::uint32_t> row,
                                       std::span<const std::uint32_t> column, std::span<const double> weight,
                                       unsigned threads) {
    const auto blocks =
        spread_over_blocks<Edge>(row.size(), rows, threads, [&](std::size_t begin, std::size_t end, auto&& use) {
            for (std::size_t e = begin; e < end; ++e) {
                use(row[e],
                    [&] { return make_edge<Edge>(row[e], column[e], weight.data() + (weight.empty() ? 0 : e)); });
            }
        });
    math::for_each_chunk(blocks.block_count(), 1, threads, [&](const math::chunk& part) {
        const std::span<Edge> edges = blocks.block(part.index);
        const auto spare = std::make_unique_for_overwrite<Edge[]>(edges.size());
        const auto sorted = math::sort_by_digits(edges, std::span(spare.get(), edges.size()),
                                                 static_cast<unsigned>(std::bit_width(rows)),
                                                 [](const Edge& edge) { return edge.neighbour; });
        if (sorted.data() != edges.data()) {
            std::copy(sorted.begin(), sorted.end(), edges.begin());
        }
    });
    adjacency result = rows_of(rows, blocks, threads);
    sort_parallel_edges(result, threads);
    return result;
}

/// sort_into_rows with or without weights.
[[nodiscard]] inline adjacency build_adjacency(std::uint32_t rows, std::span<const std::uint32_t> row,
                                               std::span<const std::uint32_t> column, std::span<const double> weight,
                                               unsigned threads) {
    return weight.empty() ? sort_into_rows<plain_edge>(rows, row, column, weight, threads)
                          : sort_into_rows<weighted_edge>(rows, row, column, weight, threads);
}

/// The same edges by their other end. Assumes that rows are sorted by neighbour, then weight; so they are afterwards.
[[nodiscard]] inline adjacency transposed(const adjacency& rows, unsigned threads) {
    const auto turn = [&]<class Edge>(const Edge&) {
        auto blocks = spread_over_blocks<Edge>(
            rows.neighbour.size(), rows.row_count(), threads, [&](std::size_t begin, std::size_t end, auto&& use) {
                auto row = static_cast<std::uint32_t>(std::upper_bound(rows.offset.begin(), rows.offset.end(), begin) -
                                                      rows.offset.begin() - 1);
                for (std::size_t e = begin; e < end; ++e) {
                    while (e >= rows.offset[row + 1]) {
                        ++row;
                    }
                    use(rows.neighbour[e], [&] {
                        return make_edge<Edge>(rows.neighbour[e], row, rows.weight.empty() ? nullptr : &rows.weight[e]);
                    });
                }
            });
        return rows_of(rows.row_count(), blocks, threads);
    };
    return rows.weight.empty() ? turn(plain_edge{}) : turn(weighted_edge{});
}

}  // namespace scvm::network
