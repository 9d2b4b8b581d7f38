#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/network/graph.hpp>
#include <scvm/network/linear_system.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::network {

/// What happens to the rank of an account without outgoing weight.
enum class dangling : std::uint8_t {
    teleports,     ///< goes where the teleport goes. The same as letting it leak and rescaling the sum to 1
    to_everybody,  ///< is spread evenly over all nodes, whoever teleports
    stays,         ///< stays with the account, as if it pointed to itself
};
inline constexpr std::array<std::string_view, 3> dangling_names = {"teleports", "to_everybody", "stays"};
[[nodiscard]] constexpr const auto& words_of(dangling) {
    return dangling_names;
}

struct pagerank_options {
    double damping = 0.85;
    std::span<const double> teleport = {};
    dangling dangling_rule = dangling::teleports;
    std::span<const double> start = {};
    iteration_options iteration = {};
};

void describe(const auto& is, const pagerank_options& o) {
    is("damping", o.damping, at_least(0).below(1), "The part of the rank that follows edges, d.");
    is("teleport", o.teleport, "Where rank starts anew, t >= 0, any scale; empty: the same for everybody.");
    is("dangling", o.dangling_rule, "What happens to the rank of an account without outgoing weight.");
    is("start", o.start, "A former result, for a warm start; it does not change the answer.");
    describe(is, o.iteration);
}

/// The PageRank of every node, summing to 1.
///
///     x_v = (1 - d) t_v + d ( Σ_{u→v} w_uv / W_u · x_u  +  D s_v ),   W_u = Σ_v w_uv,   D = Σ_{W_u = 0} x_u
///
/// with t rescaled to sum 1 and s as the dangling rule says. Give `interaction_graph::activity` as teleport: accounts
/// that do nothing themselves then have no rank to pass on, so that bought followers move nobody's score.
///
/// Solved as the linear system y = (1 - d) t + d Pᵀ y, to which x is proportional when dangling rank teleports
/// (Del Corso, Gullì, Romani 2005). Edges of weight 0 carry nothing; nor do those of a
/// node whose weights together stay below the smallest normal number, 2.2e-308. An empty graph has an empty, converged
/// result.
///
/// Throws error{domain} for options outside their range, a negative or undefined teleport, and a teleport without any
/// positive value; error{size_mismatch} unless teleport and start are empty or have one row per node.
/// Source: Brin and Page 1998; weighted and personalised as in igraph and networkx.
[[nodiscard]] inline iterated_values pagerank(const graph& edges, const pagerank_options& options = {}) {
    const std::uint32_t nodes = edges.node_count();
    const double d = options.damping;
    require_described(options);
    if (nodes == 0) {
        return {{}, 0, true, 0};
    }
    const auto rescale = [](std::vector<double>& values, double total) {
        double sum = 0;
        for (const double value : values) {
            sum += value;
        }
        for (double& value : values) {
            value *= total / sum;
        }
        return sum;
    };
    std::vector<double> base(nodes, (1 - d) / nodes);
    if (!options.teleport.empty()) {
        check_column("teleport", options.teleport, nodes, 0);
        base.assign(options.teleport.begin(), options.teleport.end());
        const double sum = rescale(base, 1 - d);
        if (!(sum > 0 && std::isfinite(sum))) {
            throw_domain("sum of teleport", sum, "a positive, finite sum");
        }
    }
    const auto carried = [&](std::uint32_t node) { return share_of(d, edges.outgoing().strength(node)); };
    const auto dangling_rank = [&](const std::vector<double>& x) {
        double sum = 0;
        for (std::uint32_t node = 0; node < nodes; ++node) {
            sum += carried(node) > 0 ? 0 : x[node];
        }
        return sum;
    };
    if (!options.start.empty()) {
        check_column("start", options.start, nodes, 0);
    }

    const auto walk = [&] {
        std::vector<double> scale(nodes);
        math::for_each_chunk(nodes, std::size_t{1} << 16, options.iteration.threads, [&](const math::chunk& part) {
            for (std::size_t node = part.begin; node < part.end; ++node) {
                scale[node] = carried(static_cast<std::uint32_t>(node));
            }
        });
        return linear_system(edges.incoming(), edges.outgoing(), {}, scale, options.iteration.threads);
    };
    const linear_system system = walk();
    iterated_values result = system.solve(std::move(base), options.start, options.iteration);
    if (options.dangling_rule == dangling::stays) {
        for (std::uint32_t node = 0; node < nodes; ++node) {
            result.value[node] /= carried(node) > 0 || d == 0 ? 1 : 1 - d;
        }
    } else if (options.dangling_rule == dangling::to_everybody && d > 0) {
        // x = y + d D z with z = 1/n + d Pᵀ z; summing x over the dangling nodes gives D.
        const iterated_values even = system.solve(std::vector<double>(nodes, 1.0 / nodes), {}, options.iteration);
        const double lost = d * dangling_rank(result.value) / (1 - d * dangling_rank(even.value));
        for (std::uint32_t node = 0; node < nodes; ++node) {
            result.value[node] += lost * even.value[node];
        }
        result.iterations += even.iterations;
        result.converged = result.converged && even.converged;
    }
    rescale(result.value, 1);
    return result;
}

}  // namespace scvm::network
