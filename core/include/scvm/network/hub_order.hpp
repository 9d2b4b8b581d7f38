#pragma once

#include <scvm/network/adjacency.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace scvm::network {

/// A numbering in which the nodes that are read most stand side by side, so that they share the cache.
struct hub_order {
    std::vector<std::uint32_t> node;   ///< in each place
    std::vector<std::uint32_t> place;  ///< of each node
};

/// Places nodes by falling degree in `readers`, equal ones by their own number. Beyond 4095 the degree no longer
/// matters.
[[nodiscard]] inline hub_order hubs_first(const adjacency& readers) {
    const std::uint32_t nodes = readers.row_count();
    constexpr std::size_t ranks = 4095;
    const auto rank = [&](std::uint32_t node) { return ranks - std::min(readers.degree(node), ranks); };
    std::vector<std::uint32_t> next(ranks + 2);
    for (std::uint32_t node = 0; node < nodes; ++node) {
        ++next[rank(node) + 1];
    }
    for (std::size_t r = 1; r < next.size(); ++r) {
        next[r] += next[r - 1];
    }
    hub_order result{std::vector<std::uint32_t>(nodes), std::vector<std::uint32_t>(nodes)};
    for (std::uint32_t node = 0; node < nodes; ++node) {
        result.place[node] = next[rank(node)]++;
        result.node[result.place[node]] = node;
    }
    return result;
}

}  // namespace scvm::network
