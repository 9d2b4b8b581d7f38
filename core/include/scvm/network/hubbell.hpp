#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/network/graph.hpp>
#include <scvm/network/linear_system.hpp>
#include <scvm/network/spectral_radius.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace scvm::network {

struct hubbell_options {
    double factor = 0.1;
    iteration_options iteration{.tolerance = 1e-12, .max_iterations = 100000};
};

void describe(const auto& is, const hubbell_options& o) {
    is("factor", o.factor, above(0).finite(),
       "By which weights are multiplied; times their spectral radius it must stay below 1.");
    describe(is, o.iteration);
}

/// Status scores: what comes from outside plus a share of the status of those who point here.
///
///     s_v = e_v + α Σ_{u→v} w_uv s_u        s = (I - α Aᵀ)⁻¹ e
///
/// Unscaled: networkx divides Katz by its Euclidean norm, we do not. `exogenous` may have any sign.
///
/// Throws error{domain} when α ρ(A) >= 1, where the sum over all paths diverges; the message names the spectral radius
/// ρ(A). Also for options outside their range and values that are not finite; error{size_mismatch} unless `exogenous`
/// has one row per node. Source: Hubbell 1965, Sociometry 28(4).
[[nodiscard]] inline iterated_values hubbell(const graph& edges, std::span<const double> exogenous,
                                             const hubbell_options& options = {}) {
    const std::uint32_t nodes = edges.node_count();
    check_column("exogenous", exogenous, nodes);
    require_described(options);
    double most_in = 0;
    double most_out = 0;
    for (std::uint32_t node = 0; node < nodes; ++node) {
        most_in = std::max(most_in, edges.incoming().strength(node));
        most_out = std::max(most_out, edges.outgoing().strength(node));
    }
    if (!(options.factor * std::min(most_in, most_out) < 1)) {  // either bounds the radius; if not, look closer
        const auto radius = spectral_radius(edges, 1e-10);
        if (!(options.factor * radius.high < 1)) {
            throw_domain("factor", options.factor,
                         "factor * radius < 1, and the spectral radius of the weights is " +
                             number_text(radius.value()) +
                             (radius.converged ? "" : ", at most " + number_text(radius.high)));
        }
    }
    const std::vector<double> scale(nodes, options.factor);
    const linear_system system(edges.incoming(), edges.outgoing(), {}, scale, options.iteration.threads);
    return system.solve({exogenous.begin(), exogenous.end()}, {}, options.iteration);
}

/// Katz centrality: hubbell() with the same `base` for everybody. Source: Katz 1953, Psychometrika 18(1).
[[nodiscard]] inline iterated_values katz(const graph& edges, const hubbell_options& options = {}, double base = 1) {
    const std::vector<double> exogenous(edges.node_count(), base);
    return hubbell(edges, exogenous, options);
}

}  // namespace scvm::network
