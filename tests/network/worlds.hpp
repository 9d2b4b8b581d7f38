#pragma once

#include <scvm/network/cascade.hpp>
#include <scvm/network/graph.hpp>

#include <bit>
#include <cstdint>
#include <vector>

/// Exact expectations of cascades on small graphs, by going through every possible world.
namespace worlds {

/// Whom each node reaches, as bits, in one world, and how probable that world is.
struct one {
    double probability = 0;
    std::vector<std::uint32_t> reach;
};

inline std::vector<std::uint32_t> closure(std::vector<std::uint32_t> reach) {
    for (std::size_t k = 0; k < reach.size(); ++k) {
        for (auto& row : reach) {
            row |= (row >> k & 1u) != 0 ? reach[k] : 0u;
        }
    }
    return reach;
}

/// Independent cascades: each edge is there or not. At most 16 edges or so.
inline std::vector<one> of_cascade(const scvm::network::graph& g) {
    const auto& out = g.outgoing();
    const std::size_t edges = g.edge_count();
    std::vector<one> all;
    for (std::uint32_t mask = 0; mask < (1u << edges); ++mask) {
        one world{1, std::vector<std::uint32_t>(g.node_count())};
        for (std::uint32_t node = 0; node < g.node_count(); ++node) {
            world.reach[node] |= 1u << node;
            for (auto e = out.offset[node]; e < out.offset[node + 1]; ++e) {
                const bool there = (mask >> e & 1u) != 0;
                world.probability *= there ? out.edge_weight(e) : 1 - out.edge_weight(e);
                world.reach[node] |= there ? 1u << out.neighbour[e] : 0u;
            }
        }
        world.reach = closure(world.reach);
        if (world.probability > 0) {
            all.push_back(world);
        }
    }
    return all;
}

/// Linear threshold: each node keeps one of its incoming edges, or none.
inline std::vector<one> of_threshold(const scvm::network::graph& g) {
    const auto& in = g.incoming();
    std::vector<one> all{{1, std::vector<std::uint32_t>(g.node_count())}};
    for (std::uint32_t node = 0; node < g.node_count(); ++node) {
        std::vector<one> next;
        for (const auto& world : all) {
            double rest = 1;
            for (auto e = in.offset[node]; e < in.offset[node + 1]; ++e) {
                auto with = world;
                with.probability *= in.edge_weight(e);
                with.reach[in.neighbour[e]] |= 1u << node;
                next.push_back(with);
                rest -= in.edge_weight(e);
            }
            auto without = world;
            without.probability *= rest;
            next.push_back(without);
        }
        all = next;
    }
    for (auto& world : all) {
        for (std::uint32_t node = 0; node < g.node_count(); ++node) {
            world.reach[node] |= 1u << node;
        }
        world.reach = closure(world.reach);
    }
    return all;
}

/// Expected value that the people of `seeds` (bits) reach.
inline double spread(const std::vector<one>& all, std::uint32_t seeds, const std::vector<double>& value) {
    double sum = 0;
    for (const auto& world : all) {
        std::uint32_t reached = 0;
        for (std::size_t node = 0; node < value.size(); ++node) {
            reached |= (seeds >> node & 1u) != 0 ? world.reach[node] : 0u;
        }
        for (std::size_t node = 0; node < value.size(); ++node) {
            sum += (reached >> node & 1u) != 0 ? world.probability * value[node] : 0;
        }
    }
    return sum;
}

}  // namespace worlds
