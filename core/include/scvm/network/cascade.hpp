#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/random.hpp>
#include <scvm/network/graph.hpp>
#include <scvm/network/interaction_graph.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::network {

/// How word of mouth runs. Edges of the graph point from who influences to who is influenced.
enum class cascade_kind : std::uint8_t {
    weighted = 0,          ///< independent cascade, p_uv = 1 / in-degree of v, parallel edges counted; weights unused
    constant = 1,          ///< independent cascade, the same probability everywhere; weights unused
    probabilities = 2,     ///< independent cascade, the edge weights are the probabilities
    linear_threshold = 3,  ///< v follows once the weights of those who did reach its threshold, uniform in (0, 1)
};
inline constexpr std::array<std::string_view, 4> cascade_kind_names = {"weighted", "constant", "probabilities",
                                                                       "linear_threshold"};
[[nodiscard]] constexpr const auto& words_of(cascade_kind) {
    return cascade_kind_names;
}

/// A diffusion model of Kempe, Kleinberg and Tardos 2003, KDD. In an independent cascade, whoever is won tries once to
/// win each neighbour; each of several parallel edges is a try of its own.
struct cascade {
    cascade_kind kind = cascade_kind::weighted;
    double probability = 0.01;
};

void describe(const auto& is, const cascade& o) {
    is("model", o.kind, "How word of mouth runs.");
    is("probability", o.probability, within(0, 1), "Of each try, for the model constant.");
}

/// Throws error{domain} for a probability outside 0 … 1, and for linear-threshold weights into a node that sum to more
/// than 1.
inline void check(const cascade& model, const graph& influence) {
    require_described(model);
    const adjacency& in = influence.incoming();
    for (std::uint32_t node = 0; node < in.row_count(); ++node) {
        if (model.kind == cascade_kind::probabilities) {
            for (auto e = in.offset[node]; e < in.offset[node + 1]; ++e) {
                if (!(in.edge_weight(e) <= 1)) {
                    throw_domain("probability from " + std::to_string(in.neighbour[e]) + " to " + std::to_string(node),
                                 in.edge_weight(e), "0 <= probability <= 1");
                }
            }
        } else if (model.kind == cascade_kind::linear_threshold && !(in.strength(node) <= 1 + 1e-9)) {
            throw_domain("sum of the weights into node " + std::to_string(node), in.strength(node),
                         "a sum of at most 1");
        }
    }
}

/// The same edges with the weights weight_of(source, target, weight).
template <class WeightOf>
[[nodiscard]] graph reweighted(const graph& edges, WeightOf weight_of) {
    const auto change = [&](const adjacency& rows, bool incoming) {
        adjacency result{rows.offset, rows.neighbour, large_column<double>(rows.neighbour.size())};
        for (std::uint32_t row = 0; row < rows.row_count(); ++row) {
            for (auto e = rows.offset[row]; e < rows.offset[row + 1]; ++e) {
                const std::uint32_t other = rows.neighbour[e];
                result.weight[e] = weight_of(incoming ? other : row, incoming ? row : other, rows.edge_weight(e));
            }
        }
        return result;
    };
    return {change(edges.outgoing(), false), change(edges.incoming(), true)};
}

/// Probabilities drawn for each pair from three levels, whatever the edge order. Source: Chen, Wang, Wang 2010, KDD.
[[nodiscard]] inline graph trivalency(const graph& influence, std::uint64_t seed,
                                      const std::array<double, 3>& levels = {0.1, 0.01, 0.001}) {
    return reweighted(influence, [&](std::uint32_t from, std::uint32_t to, double) {
        return levels[math::random_stream(seed, std::uint64_t{from} << 32 | to).below(3)];
    });
}

/// How probabilities are learned from what happened.
struct learning_options {
    double shrinkage = 5;
    double max_probability = 0.5;
};

void describe(const auto& is, const learning_options& o) {
    is("shrinkage", o.shrinkage, above(0).finite(), "How many contributions the usual probability stands for.");
    is("max_probability", o.max_probability, above(0).to(1), "The largest probability.");
}

/// The graph of influence that the events of an interaction graph teach, with probabilities as weights.
///
///     p_uv = min(p_max, (A_vu + m p_0) / (C_u + m)),       p_0 = Σ_edges A_vu / Σ_edges C_u
///
/// with A_vu v's decayed reactions to u and C_u the decayed contributions of u: of u's posts, v reacts to that part.
/// Edges run from u to v, against the attention. Few posts say little, so the part is shrunk towards the usual one,
/// p_0.
///
/// Throws error{domain} for options outside their range.
/// Source: after Goyal, Bonchi, Lakshmanan 2010, WSDM (static Bernoulli model); the shrinkage is our own.
[[nodiscard]] inline graph learned_probabilities(const interaction_graph& interactions,
                                                 const learning_options& options = {}) {
    require_described(options);
    const adjacency& in = interactions.links.incoming();
    double reactions = 0;
    double chances = 0;
    for (std::uint32_t person = 0; person < in.row_count(); ++person) {
        reactions += in.strength(person);
        chances += interactions.contributions[person] * static_cast<double>(in.degree(person));
    }
    const double usual = chances > 0 ? std::min(options.max_probability, reactions / chances) : 0;
    return reweighted(interactions.links.reversed(), [&](std::uint32_t from, std::uint32_t, double weight) {
        return std::min(options.max_probability,
                        (weight + options.shrinkage * usual) / (interactions.contributions[from] + options.shrinkage));
    });
}

/// The graph of influence whose weights are shares of attention: probabilities, and weights for linear thresholds.
///
///     p_uv = min(p_max, ρ a_vu / Σ_x a_vx)
///
/// with a_vu v's decayed attention to u. The weights into a person sum to ρ at most. Where learned_probabilities asks
/// how often v reacts to what u says, this asks for whom v has ears, and needs no posts of u to be known.
///
/// Throws error{domain} unless 0 < part <= 1 and 0 < max_probability <= 1.
[[nodiscard]] inline graph attention_shares(const interaction_graph& interactions, double part = 1,
                                            double max_probability = 1) {
    if (!(part > 0 && part <= 1)) {
        throw_domain("part", part, "0 < part <= 1");
    }
    if (!(max_probability > 0 && max_probability <= 1)) {
        throw_domain("max_probability", max_probability, "0 < max_probability <= 1");
    }
    const adjacency& attention = interactions.links.outgoing();
    std::vector<double> whole(attention.row_count());
    for (std::uint32_t person = 0; person < attention.row_count(); ++person) {
        whole[person] = attention.strength(person);
    }
    return reweighted(interactions.links.reversed(), [&](std::uint32_t, std::uint32_t to, double weight) {
        return whole[to] > 0 ? std::min(max_probability, part * (weight / whole[to])) : 0;
    });
}

}  // namespace scvm::network
