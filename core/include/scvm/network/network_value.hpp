#pragma once

#include <scvm/network/graph.hpp>
#include <scvm/network/linear_system.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace scvm::network {

/// Throws unless `own` has one row per node with 0 < own <= 1.
inline void check_own_share(std::span<const double> own, std::uint32_t nodes) {
    require_size("own", own.size(), "the graph", nodes);
    for (std::size_t node = 0; node < own.size(); ++node) {
        if (!(own[node] > 0 && own[node] <= 1)) {
            throw_domain("own", node, own[node], "0 < own <= 1");
        }
    }
}

/// 1 / the strength with which a node is influenced, times (1 - own); 0 for a node that nobody influences.
[[nodiscard]] inline std::vector<double> influenced_share(const graph& influence, std::span<const double> own) {
    std::vector<double> share(influence.node_count());
    for (std::uint32_t node = 0; node < share.size(); ++node) {
        share[node] = share_of(1 - own[node], influence.incoming().strength(node));
    }
    return share;
}

/// The probability that each person adopts, when neighbours persuade each other without end.
///
///     P_i = β_i p_i + (1 - β_i) Σ_{j→i} w_ji P_j / Σ_{j→i} w_ji
///
/// An edge j→i of `influence` says that j influences i. `own` is β, how much a person decides alone, in (0, 1]; p is
/// the probability of deciding so, `alone`. Someone whom nobody influences adopts with β_i p_i.
///
/// Throws error{domain}, error{size_mismatch}. Source: Richardson and Domingos 2002, KDD, eq. 2 and 3.
[[nodiscard]] inline iterated_values adoption(const graph& influence, std::span<const double> alone,
                                              std::span<const double> own, const iteration_options& options = {}) {
    check_own_share(own, influence.node_count());
    check_column("alone", alone, influence.node_count(), 0);
    std::vector<double> given(alone.begin(), alone.end());
    for (std::size_t node = 0; node < given.size(); ++node) {
        given[node] *= own[node];
    }
    const auto share = influenced_share(influence, own);
    const linear_system system(influence.incoming(), influence.outgoing(), share, {}, options.threads);
    return system.solve(std::move(given), {}, options);
}

/// What one more unit of a person's own conviction is worth across the network, in the unit of `value`.
///
///     ∂ Σ_i v_i P_i / ∂ p_k = β_k y_k,        y_k = v_k + Σ_{k→i} (1 - β_i) w_ki / Σ_j w_ji · y_i
///
/// One solve gives it for everybody; `value` may have any sign. With β_k y_k - β_k v_k as the part beyond the person's
/// own purchases. Equals hubbell() with e = v on the normalised weights.
///
/// Throws error{domain}, error{size_mismatch}. Source: after Richardson and Domingos 2002, KDD.
[[nodiscard]] inline iterated_values linear_network_value(const graph& influence, std::span<const double> value,
                                                          std::span<const double> own,
                                                          const iteration_options& options = {}) {
    check_own_share(own, influence.node_count());
    check_column("value", value, influence.node_count());
    const auto share = influenced_share(influence, own);
    const linear_system system(influence.outgoing(), influence.incoming(), {}, share, options.threads);
    auto result = system.solve({value.begin(), value.end()}, {}, options);
    for (std::size_t node = 0; node < result.value.size(); ++node) {
        result.value[node] *= own[node];
    }
    return result;
}

}  // namespace scvm::network
