#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/network/adjacency.hpp>
#include <scvm/network/graph.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace scvm::network {

/// Which part of the graph each node belongs to. Parts are numbered from 0 by their smallest node.
struct parts {
    std::vector<std::uint32_t> part_of;
    std::uint32_t count = 0;
};

void describe(const auto& is, const parts& o) {
    is("value", o.part_of, "The part that each node belongs to, numbered by its smallest node.");
    is("parts", o.count, "How many parts there are.");
}

/// Numbers the parts, given by any labels below the number of nodes, by their smallest node.
[[nodiscard]] inline parts numbered_by_smallest_node(std::vector<std::uint32_t> label) {
    constexpr auto unseen = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> number(label.size(), unseen);
    parts result;
    for (auto& part : label) {
        if (number[part] == unseen) {
            number[part] = result.count++;
        }
        part = number[part];
    }
    result.part_of = std::move(label);
    return result;
}

/// Parts within which every node reaches every other along directed edges. Linear time, no recursion.
///
/// Source: Tarjan 1972, SIAM Journal on Computing 1(2).
[[nodiscard]] inline parts strongly_connected_parts(const graph& edges) {
    constexpr auto unseen = std::numeric_limits<std::uint32_t>::max();
    const adjacency& rows = edges.outgoing();
    const std::uint32_t nodes = edges.node_count();
    std::vector<std::uint32_t> order(nodes, unseen);
    std::vector<std::uint32_t> lowest(nodes);
    std::vector<std::uint32_t> label(nodes, unseen);  // unseen while the node is on the stack
    std::vector<std::uint64_t> next(rows.offset.begin(), rows.offset.end() - 1);
    std::vector<std::uint32_t> path;
    std::vector<std::uint32_t> stack;
    std::uint32_t clock = 0;
    for (std::uint32_t root = 0; root < nodes; ++root) {
        if (order[root] != unseen) {
            continue;
        }
        path.push_back(root);
        while (!path.empty()) {
            const std::uint32_t node = path.back();
            if (order[node] == unseen) {
                order[node] = lowest[node] = clock++;
                stack.push_back(node);
            }
            bool deeper = false;
            while (!deeper && next[node] < rows.offset[node + 1]) {
                const std::uint32_t other = rows.neighbour[next[node]];
                if (order[other] == unseen) {
                    path.push_back(other);
                    deeper = true;
                } else {
                    if (label[other] == unseen) {
                        lowest[node] = std::min(lowest[node], lowest[other]);
                    }
                    ++next[node];
                }
            }
            if (deeper) {
                continue;
            }
            path.pop_back();
            if (lowest[node] == order[node]) {
                std::uint32_t member = unseen;
                while (member != node) {
                    member = stack.back();
                    stack.pop_back();
                    label[member] = node;
                }
            }
        }
    }
    return numbered_by_smallest_node(std::move(label));
}

/// Parts that hang together when the direction of the edges is ignored. Linear time.
[[nodiscard]] inline parts connected_parts(const graph& edges) {
    constexpr auto unseen = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> label(edges.node_count(), unseen);
    std::vector<std::uint32_t> frontier;
    for (std::uint32_t root = 0; root < edges.node_count(); ++root) {
        if (label[root] != unseen) {
            continue;
        }
        label[root] = root;
        frontier.push_back(root);
        while (!frontier.empty()) {
            const std::uint32_t node = frontier.back();
            frontier.pop_back();
            for (const adjacency* rows : {&edges.outgoing(), &edges.incoming()}) {
                for (const std::uint32_t other : rows->neighbours(node)) {
                    if (label[other] == unseen) {
                        label[other] = root;
                        frontier.push_back(other);
                    }
                }
            }
        }
    }
    return numbered_by_smallest_node(std::move(label));
}

/// How many of each node's part lose the largest rest of it when the node leaves, direction ignored; 0: nobody does.
///
/// Without the node its part falls into pieces; all pieces but the largest are cut off. Linear time, no recursion.
/// Source: Hopcroft and Tarjan 1973, Communications of the ACM 16(6); the sizes are those of the subtrees.
[[nodiscard]] inline std::vector<std::uint32_t> cut_off(const graph& edges) {
    constexpr auto unseen = std::numeric_limits<std::uint32_t>::max();
    const std::uint32_t nodes = edges.node_count();
    const adjacency& out = edges.outgoing();
    const adjacency& in = edges.incoming();
    std::vector<std::uint32_t> order(nodes, unseen);
    std::vector<std::uint32_t> lowest(nodes);
    std::vector<std::uint32_t> parent(nodes, unseen);
    std::vector<std::uint64_t> next(nodes);      // how many neighbours have been looked at: out row first, then in row
    std::vector<std::uint32_t> below(nodes, 1);  // the node and everything under it
    std::vector<std::uint32_t> pieces(nodes);    // that fall off below the node
    std::vector<std::uint32_t> largest_piece(nodes);
    std::vector<std::uint32_t> result(nodes);
    std::vector<std::uint32_t> path;
    std::vector<std::uint32_t> part;
    std::uint32_t clock = 0;
    for (std::uint32_t root = 0; root < nodes; ++root) {
        if (order[root] != unseen) {
            continue;
        }
        order[root] = lowest[root] = clock++;
        path.push_back(root);
        part.assign(1, root);
        while (!path.empty()) {
            const std::uint32_t node = path.back();
            const std::size_t outs = out.degree(node);
            if (next[node] < outs + in.degree(node)) {
                const std::uint64_t at = next[node]++;
                const std::uint32_t other = at < outs ? out.neighbours(node)[at] : in.neighbours(node)[at - outs];
                if (order[other] == unseen) {
                    parent[other] = node;
                    order[other] = lowest[other] = clock++;
                    path.push_back(other);
                    part.push_back(other);
                } else if (other != parent[node]) {
                    lowest[node] = std::min(lowest[node], order[other]);
                }
                continue;
            }
            path.pop_back();
            const std::uint32_t above = parent[node];
            if (above == unseen) {
                continue;
            }
            lowest[above] = std::min(lowest[above], lowest[node]);
            below[above] += below[node];
            if (lowest[node] >= order[above]) {  // of a root, every branch is a piece
                pieces[above] += below[node];
                largest_piece[above] = std::max(largest_piece[above], below[node]);
            }
        }
        const auto all = static_cast<std::uint32_t>(part.size());
        for (const std::uint32_t node : part) {
            const std::uint32_t rest = all - 1 - pieces[node];
            result[node] = all - 1 - std::max(largest_piece[node], rest);
        }
    }
    return result;
}

/// 1 for each node whose removal breaks its connected part, direction ignored: without it, some cannot reach others.
[[nodiscard]] inline std::vector<std::uint8_t> cut_vertices(const graph& edges) {
    std::vector<std::uint8_t> cuts;
    for (const std::uint32_t others : cut_off(edges)) {
        cuts.push_back(others > 0 ? 1 : 0);
    }
    return cuts;
}

}  // namespace scvm::network
