#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/parallel.hpp>
#include <scvm/math/random.hpp>
#include <scvm/network/graph.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <numeric>
#include <queue>
#include <span>
#include <utility>
#include <vector>

namespace scvm::network {

struct betweenness_options {
    bool weights_are_lengths = false;
    bool undirected = false;
    std::uint32_t sources = 0;
    double confidence = math::usual_confidence;
    std::uint64_t seed = 1;
    unsigned threads = 1;
};

void describe(const auto& is, const betweenness_options& o) {
    is("weights_are_lengths", o.weights_are_lengths,
       "Whether a weight is a length; else a path is as long as it has edges. Paths whose lengths differ by a part of "
       "1e-10 or less are equally long.");
    is("undirected", o.undirected, "Whether the graph was made undirected, so that each pair counts once.");
    is("sources", o.sources, within(0, 1e6),
       "How many sources are sampled, without repetition; 0, or all nodes: exact.");
    is("confidence", o.confidence, "Of error_bound, in (0, 1).");
    is("seed", o.seed, "Of the sample.");
    is("threads", o.threads, within(1, 256), "How many threads work; the result does not depend on it.");
}

struct betweenness_result {
    std::vector<double> value;
    std::vector<double> standard_error;
    double error_bound = 0;
    std::uint32_t sources = 0;
};

void describe(const auto& is, const betweenness_result& o) {
    is("value", o.value, "Shortest paths through each node, a pair's paths sharing 1.");
    is("standard_error", o.standard_error, "Of each value, from the spread over the sampled sources; 0 if exact.");
    is("error_bound", o.error_bound, "With this confidence no value at all is further from the exact one; 0 if exact.");
    is("sources", o.sources, "How many sources were looked from.");
}

/// One source's shortest paths, and what share of them runs through each node. Reused from source to source.
///
/// Lengths are sums of rounded numbers: 0.1 + 0.2 and 0.3 are equal where people wrote them. Two paths count as equally
/// long where they differ by a part of 1e-10 at most. An edge that is shorter than that part of the way to its end
/// leads there only if nothing else does: between two nodes that are equally far it is no detour for either.
class shortest_paths {
public:
    static constexpr double tolerance = 1e-10;

    shortest_paths(const graph& edges, bool weights_are_lengths)
        : edges_(edges),
          lengths_(weights_are_lengths && edges.weighted()),
          distance_(edges.node_count(), infinite),
          place_(edges.node_count(), unplaced),
          by_short_edges_(edges.node_count()),
          count_(edges.node_count()),
          through_(edges.node_count()) {}

    /// Calls add(node, dependency) for every other node that was reached; δ of Brandes 2001, eq. 2.
    template <class Add>
    void accumulate(std::uint32_t source, Add&& add) {
        order_.clear();
        distance_[source] = 0;
        count_[source] = 1;
        lengths_ ? by_length(source) : by_hops(source);
        for (auto node = order_.rbegin(); node != order_.rend(); ++node) {
            const adjacency& in = edges_.incoming();
            for (auto e = in.offset[*node]; e < in.offset[*node + 1]; ++e) {
                const std::uint32_t before = in.neighbour[e];
                if (lengths_ ? leads(before, *node, in.weight[e]) : distance_[before] + 1 == distance_[*node]) {
                    through_[before] += count_[before] / count_[*node] * (1 + through_[*node]);
                }
            }
            if (*node != source) {
                add(*node, through_[*node]);
            }
        }
        for (const std::uint32_t node : order_) {
            distance_[node] = infinite;
            place_[node] = unplaced;
            count_[node] = 0;
            through_[node] = 0;
        }
    }

private:
    static constexpr double infinite = std::numeric_limits<double>::infinity();

    void by_hops(std::uint32_t source) {
        order_.push_back(source);
        for (std::size_t at = 0; at < order_.size(); ++at) {
            const std::uint32_t node = order_[at];
            for (const std::uint32_t other : edges_.outgoing().neighbours(node)) {
                if (distance_[other] == infinite) {
                    distance_[other] = distance_[node] + 1;
                    order_.push_back(other);
                }
                if (distance_[other] == distance_[node] + 1) {
                    count_[other] += count_[node];
                }
            }
        }
    }

    /// Whether the edge from `before` is the last one of a shortest path to the node.
    [[nodiscard]] bool leads(std::uint32_t before, std::uint32_t node, double length) const {
        const double far = distance_[node];
        return place_[before] < place_[node] && (length <= tolerance * far) == by_short_edges_[node] &&
               std::abs(distance_[before] + length - far) <= tolerance * far;
    }

    // Dijkstra for the distances and the order; then the paths are counted along the order.
    void by_length(std::uint32_t source) {
        using entry = std::pair<double, std::uint32_t>;
        std::priority_queue<entry, std::vector<entry>, std::greater<>> queue;
        queue.push({0, source});
        const adjacency& out = edges_.outgoing();
        while (!queue.empty()) {
            const auto [length, node] = queue.top();
            queue.pop();
            if (place_[node] != unplaced) {
                continue;
            }
            place_[node] = static_cast<std::uint32_t>(order_.size());
            order_.push_back(node);
            for (auto e = out.offset[node]; e < out.offset[node + 1]; ++e) {
                const std::uint32_t other = out.neighbour[e];
                const double reached = length + out.weight[e];
                if (place_[other] == unplaced && reached < distance_[other]) {
                    distance_[other] = reached;
                    queue.push({reached, other});
                }
            }
        }
        const adjacency& in = edges_.incoming();
        for (const std::uint32_t node : order_) {
            for (const bool short_edges : {false, true}) {
                by_short_edges_[node] = short_edges;
                for (auto e = in.offset[node]; e < in.offset[node + 1]; ++e) {
                    if (leads(in.neighbour[e], node, in.weight[e])) {
                        count_[node] += count_[in.neighbour[e]];
                    }
                }
                if (count_[node] > 0) {
                    break;
                }
            }
        }
    }

    static constexpr std::uint32_t unplaced = 0xffffffff;

    const graph& edges_;
    bool lengths_;
    std::vector<double> distance_;
    std::vector<std::uint32_t> place_;  // in order_
    std::vector<bool> by_short_edges_;
    std::vector<double> count_;    // shortest paths from the source; a double, since they grow exponentially
    std::vector<double> through_;  // dependency
    std::vector<std::uint32_t> order_;
};

/// How many shortest paths run through each node, exactly or from a sample of sources.
///
///     B_v = Σ_{s ≠ v ≠ t} σ_st(v) / σ_st      sample:  n / k · Σ_{s in sample} δ_s(v),  δ_s(v) = Σ_t σ_st(v) / σ_st
///
/// Unnormalised; ends of a path do not count. Parallel edges are different paths. n edges and O(n + m) for each source
/// by hops, O(m log n) by length. The error bound is Hoeffding's with δ in [0, n - 2], over all nodes together:
///
///     n (n - 2) sqrt( ln(2 n / (1 - confidence)) / (2 k) )
///
/// Throws error{domain} for a confidence outside (0, 1) and, with weights as lengths, for an edge of length 0.
/// Source: Brandes 2001, Journal of Mathematical Sociology 25(2); Brandes and Pich 2007 for the sample.
[[nodiscard]] inline betweenness_result betweenness(const graph& edges, const betweenness_options& options = {}) {
    const std::uint32_t nodes = edges.node_count();
    math::require_confidence(options.confidence);
    if (options.weights_are_lengths) {
        const auto& weight = edges.outgoing().weight;
        for (std::size_t edge = 0; edge < weight.size(); ++edge) {
            if (!(weight[edge] > 0)) {
                throw_domain("length", edge, weight[edge], "length > 0");
            }
        }
    }
    const double looked_from = options.sources == 0 ? nodes : std::min(options.sources, nodes);
    const double seconds_of_source = (options.weights_are_lengths ? 1e-7 : 2e-8) *
                                     (static_cast<double>(nodes) + static_cast<double>(edges.edge_count()));
    require_work("betweenness", {looked_from * seconds_of_source, 300.0 * nodes});
    betweenness_result result;
    result.value.resize(nodes);
    result.standard_error.resize(nodes);
    const bool exact = options.sources == 0 || options.sources >= nodes;
    result.sources = exact ? nodes : options.sources;
    std::vector<std::uint32_t> sources(nodes);
    std::iota(sources.begin(), sources.end(), 0u);
    if (!exact) {
        math::random_stream random(options.seed);
        for (std::uint32_t i = 0; i < result.sources; ++i) {
            std::swap(sources[i], sources[i + random.below(nodes - i)]);
        }
        sources.resize(result.sources);
        std::sort(sources.begin(), sources.end());
    }

    // A fixed number of parts, each with sums of its own, keeps the order of all additions whatever the threads.
    const std::size_t grain = std::max<std::size_t>(1, (sources.size() + 15) / 16);
    struct sums {
        std::vector<double> value;
        std::vector<double> square;
    };
    std::vector<sums> parts(math::chunk_count(sources.size(), grain));
    math::for_each_chunk(sources.size(), grain, options.threads, [&](const math::chunk& chunk) {
        sums local{std::vector<double>(nodes), std::vector<double>(exact ? 0 : nodes)};
        shortest_paths paths(edges, options.weights_are_lengths);
        for (std::size_t s = chunk.begin; s < chunk.end; ++s) {
            checkpoint(seconds_of_source);
            paths.accumulate(sources[s], [&](std::uint32_t node, double dependency) {
                local.value[node] += dependency;
                if (!exact) {
                    local.square[node] += dependency * dependency;
                }
            });
        }
        parts[chunk.index] = std::move(local);
    });

    const double k = result.sources;
    const double n = nodes;
    const double scale = (options.undirected ? 0.5 : 1) * (exact || k == 0 ? 1 : n / k);
    for (std::uint32_t node = 0; node < nodes; ++node) {
        double square = 0;
        for (const auto& part : parts) {
            result.value[node] += part.value[node];
            square += exact ? 0 : part.square[node];
        }
        if (!exact && k > 1) {
            const double variance = std::max(0.0, square - result.value[node] * result.value[node] / k) / (k - 1);
            result.standard_error[node] = scale * std::sqrt(k * variance * (1 - k / n));
        } else if (!exact) {
            result.standard_error[node] = std::numeric_limits<double>::quiet_NaN();
        }
        result.value[node] *= scale;
    }
    if (!exact && nodes > 2) {
        result.error_bound = (options.undirected ? 0.5 : 1) * n * (n - 2) *
                             std::sqrt(std::log(2 * n / (1 - options.confidence)) / (2 * k));
    }
    return result;
}

}  // namespace scvm::network
