#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/network/components.hpp>
#include <scvm/network/graph.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace scvm::network {

/// The largest absolute eigenvalue of a weight matrix, enclosed by proven bounds.
struct spectral_radius_bounds {
    double low = 0;
    double high = 0;
    std::size_t iterations = 0;
    bool converged = false;
    [[nodiscard]] double value() const noexcept { return low + (high - low) / 2; }
};

void describe(const auto& is, const spectral_radius_bounds& o) {
    is("low", o.low, "Lower bound.");
    is("high", o.high, "Upper bound.");
    is("iterations", o.iterations, "How many rounds were done.");
    is("converged", o.converged, "High - low <= tolerance * high.");
}

/// Bounds of the spectral radius of the weight matrix; 0 without a directed cycle.
///
/// Power iteration with x > 0 inside each strongly connected part, on A + s I so that a bipartite part converges too:
///
///     min_i (A x)_i / x_i  <=  ρ(A)  <=  max_i (A x)_i / x_i,     ρ = max over parts
///
/// The bounds hold in every round (Collatz 1942, Wielandt 1950), rounding apart: checked, not assumed. An interval that
/// is still wide after max_iterations is a slowly mixing part; `high` remains safe to use.
///
/// Throws error{domain} unless tolerance > 0.
[[nodiscard]] inline spectral_radius_bounds spectral_radius(const graph& edges, double tolerance = 1e-12,
                                                            std::size_t max_iterations = 20000) {
    if (!(tolerance > 0)) {
        throw_domain("tolerance", tolerance, "tolerance > 0");
    }
    const adjacency& rows = edges.incoming();
    const parts strong = strongly_connected_parts(edges);
    const std::vector<std::uint32_t>& part_of = strong.part_of;
    const std::uint32_t nodes = edges.node_count();

    struct bounds {
        double low = std::numeric_limits<double>::max();
        double high = 0;
        double largest = 0;  // entry of x, to keep it in range
        bool open = false;
    };
    std::vector<bounds> of_part(strong.count);
    // Nodes on cycles only, and a shift of the size of their strength, which makes a part aperiodic.
    std::vector<std::uint32_t> active;
    std::vector<double> x(nodes, 1);
    std::vector<double> next(nodes);
    std::vector<double> shift(strong.count);
    for (std::uint32_t node = 0; node < nodes; ++node) {
        double inside = 0;
        for (auto e = rows.offset[node]; e < rows.offset[node + 1]; ++e) {
            inside += part_of[rows.neighbour[e]] == part_of[node] ? rows.edge_weight(e) : 0;
        }
        if (inside > 0) {
            active.push_back(node);
            of_part[part_of[node]].open = true;
            shift[part_of[node]] = std::max(shift[part_of[node]], inside / 2);
        }
    }
    // A part is strongly connected, yet an edge of weight 0 may be what connects it: its bounds then stay apart and
    // safe.
    spectral_radius_bounds result;
    result.converged = active.empty();
    while (!result.converged && result.iterations < max_iterations) {
        ++result.iterations;
        checkpoint(1e-7 + 5e-9 * static_cast<double>(active.size()));
        for (auto& part : of_part) {
            if (part.open) {
                part = {std::numeric_limits<double>::max(), 0, 0, true};
            }
        }
        for (const std::uint32_t node : active) {
            bounds& part = of_part[part_of[node]];
            if (!part.open) {
                continue;
            }
            double sum = 0;
            for (auto e = rows.offset[node]; e < rows.offset[node + 1]; ++e) {
                sum += part_of[rows.neighbour[e]] == part_of[node] ? rows.edge_weight(e) * x[rows.neighbour[e]] : 0;
            }
            part.low = std::min(part.low, sum / x[node]);
            part.high = std::max(part.high, sum / x[node]);
            next[node] = sum + shift[part_of[node]] * x[node];
            part.largest = std::max(part.largest, next[node]);
        }
        for (const std::uint32_t node : active) {
            if (bounds& part = of_part[part_of[node]]; part.open) {
                x[node] = std::max(next[node] / part.largest, 1e-250);
            }
        }
        result.low = 0;
        result.high = 0;
        for (auto& part : of_part) {
            if (part.high > 0) {
                result.low = std::max(result.low, part.low);
                result.high = std::max(result.high, part.high);
            }
        }
        result.converged = result.high - result.low <= tolerance * result.high;
        for (auto& part : of_part) {  // a part that cannot hold the largest value any more needs no further rounds
            part.open = part.open && part.high > result.low && !(part.high - part.low <= tolerance * part.high);
        }
    }
    return result;
}

}  // namespace scvm::network
