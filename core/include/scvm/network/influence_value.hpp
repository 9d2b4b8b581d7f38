#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/network/graph.hpp>
#include <scvm/network/linear_system.hpp>

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace scvm::network {

/// What customers are worth through those whom they influence, in the unit of the lifetime values.
struct influence_value_result {
    std::vector<double> influence_value;
    std::vector<double> attributed;
    std::size_t iterations = 0;
    bool converged = false;
};

void describe(const auto& is, const influence_value_result& o) {
    is("influence_value", o.influence_value, "CIV: credit for the value of others, direct and passed on.");
    is("attributed", o.attributed, "Each person's value after giving and receiving credit; sums to Σ lifetime value.");
    is("iterations", o.iterations, "How many were done.");
    is("converged", o.converged, "False: the values are those of the last iteration.");
}

struct influence_value_options {
    /// c in [0, 1): the part of a person's value credited to those who influence her, all together. A judgement, or an
    /// estimate, of the company: no formula can tell it.
    double ceiling = 0.3;
    iteration_options iteration{.tolerance = 1e-12};
};

void describe(const auto& is, const influence_value_options& o) {
    is("ceiling", o.ceiling, at_least(0).below(1),
       "The part of a person's value that is credited to those who influence her, all together.");
    describe(is, o.iteration);
}

/// Customer influence value: which part of everybody's lifetime value is owed to whom.
///
///     CIV_i = Σ_j φ_ij (CLV_j + CIV_j)         (I - Φ) CIV = Φ CLV,      φ_ij = c w_ij / Σ_k w_kj
///     attributed_j = (1 - Σ_i φ_ij) (CLV_j + CIV_j),                     Σ attributed = Σ CLV
///
/// An edge i→j of `influence` says that i influences j (against the direction of attention). Columns of Φ sum to c at
/// most, so the credit is finite, and nothing is counted twice: add `attributed`, never CLV + CIV.
///
/// Throws error{domain} unless 0 <= ceiling < 1 and lifetime values are finite; error{size_mismatch}.
/// Source: our own definition, after Kumar, Bhaskaran, Mirchandani and Shah 2013, Marketing Science 32(2).
[[nodiscard]] inline influence_value_result influence_value(const graph& influence,
                                                            std::span<const double> lifetime_value,
                                                            const influence_value_options& options = {}) {
    const std::uint32_t nodes = influence.node_count();
    check_column("lifetime_value", lifetime_value, nodes);
    require_described(options);
    std::vector<double> share(nodes);
    for (std::uint32_t node = 0; node < nodes; ++node) {
        share[node] = share_of(options.ceiling, influence.incoming().strength(node));
    }
    const linear_system system(influence.outgoing(), influence.incoming(), {}, share, options.iteration.threads);
    auto solved = system.solve({lifetime_value.begin(), lifetime_value.end()}, {}, options.iteration);
    influence_value_result result{std::move(solved.value), {}, solved.iterations, solved.converged};
    result.attributed.resize(nodes);
    for (std::uint32_t node = 0; node < nodes; ++node) {
        const double given = share[node] > 0 ? options.ceiling : 0;
        result.attributed[node] = (1 - given) * result.influence_value[node];
        result.influence_value[node] -= lifetime_value[node];
    }
    return result;
}

}  // namespace scvm::network
