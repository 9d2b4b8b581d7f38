#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/math/parallel.hpp>
#include <scvm/network/graph.hpp>
#include <scvm/network/linear_system.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace scvm::network {

/// Hubs point to good authorities, authorities are pointed to by good hubs. Both columns have the maximum 1.
struct hits_result {
    std::vector<double> hub;
    std::vector<double> authority;
    double eigenvalue = 0;
    std::size_t iterations = 0;
    bool converged = false;
};

void describe(const auto& is, const hits_result& o) {
    is("hub", o.hub, "Who points to good authorities; the largest is 1.");
    is("authority", o.authority, "To whom good hubs point; the largest is 1.");
    is("eigenvalue", o.eigenvalue, "The largest of A Aᵀ.");
    is("iterations", o.iterations, "How many rounds were done.");
    is("converged", o.converged, "Whether the change between rounds became as small as was asked.");
}

/// y_i = Σ_j w_ij x_j over the rows of one direction.
inline void multiply(const adjacency& rows, const std::vector<double>& x, std::vector<double>& y, unsigned threads) {
    math::for_each_chunk(rows.row_count(), std::size_t{1} << 12, threads, [&](const math::chunk& part) {
        for (auto row = static_cast<std::uint32_t>(part.begin); row < part.end; ++row) {
            double sum = 0;
            for (auto e = rows.offset[row]; e < rows.offset[row + 1]; ++e) {
                sum += rows.edge_weight(e) * x[rows.neighbour[e]];
            }
            y[row] = sum;
        }
    });
}

/// Divides by the largest value and returns it; leaves zeros as they are.
inline double scale_to_one(std::vector<double>& values) {
    const double largest = values.empty() ? 0 : *std::max_element(values.begin(), values.end());
    if (largest > 0) {
        for (double& value : values) {
            value /= largest;
        }
    }
    return largest;
}

/// When the iteration of hits() ends, unless it is told otherwise: it converges slowly.
inline constexpr iteration_options hits_iteration{.tolerance = 1e-13, .max_iterations = 10000};

/// Hub and authority scores of every node, from h = A a and a = Aᵀ h with weights, by power iteration from all ones.
///
/// Unconnected parts with the same eigenvalue share the result in the proportion of the start. Without edges all are 0.
/// `converged` speaks of the change between rounds; when two parts nearly tie, that may come long before the limit.
/// Throws error{domain} for options outside their range. Source: Kleinberg 1999, Journal of the ACM 46(5).
[[nodiscard]] inline hits_result hits(const graph& edges, const iteration_options& options = hits_iteration) {
    require_described(options);
    hits_result result;
    std::vector<double> before(edges.node_count());
    result.hub.assign(edges.node_count(), 1);
    result.authority.resize(edges.node_count());
    scale_to_one(result.hub);
    const double seconds_of_round =
        1e-8 * static_cast<double>(edges.node_count()) + 4e-9 * static_cast<double>(edges.edge_count());
    while (!result.converged && result.iterations < options.max_iterations) {
        checkpoint(seconds_of_round);
        before = result.hub;
        multiply(edges.incoming(), result.hub, result.authority, options.threads);
        multiply(edges.outgoing(), result.authority, result.hub, options.threads);
        result.eigenvalue = scale_to_one(result.hub);
        ++result.iterations;
        double change = 0;
        double size = 0;
        for (std::size_t node = 0; node < before.size(); ++node) {
            change += std::abs(result.hub[node] - before[node]);
            size += result.hub[node];
        }
        result.converged = change <= options.tolerance * size;
    }
    scale_to_one(result.authority);
    return result;
}

}  // namespace scvm::network
