#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/parallel.hpp>
#include <scvm/network/graph.hpp>
#include <scvm/network/linear_system.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace scvm::network {

/// How those who are backed lend regard to others.
struct regard_rules {
    double own_part = 0.35;      ///< rho in [0, 1]; of the standing, what backing alone can give
    double regard_scale = 0.05;  ///< mu > 0; regard that gives 63 % of the rest, to who is backed in full
    double unbacked_scale = 1;   ///< mu_0 > 0; the same without backing
    double lent_on = 0.5;        ///< gamma in [0, 1); of what is received, the part that is lent on
    double doubt = 2;            ///< kappa > 0; attention that everybody is supposed to give elsewhere
};

void describe(const auto& is, const regard_rules& o) {
    is("own_part", o.own_part, within(0, 1),
       "What backing alone gives of a standing, to those who pay attention to many; the rest takes regard.");
    is("regard_scale", o.regard_scale, above(0),
       "The regard at which 63 % of that rest is reached, for an account that is backed in full.");
    is("unbacked_scale", o.unbacked_scale, above(0),
       "The same for an account without backing, in between for one that is backed in part: at 1, accounts that are "
       "only "
       "regarded never count more together than what they were lent.");
    is("lent_on", o.lent_on, at_least(0).below(1), "The part of regard received that is lent on to others.");
    is("doubt", o.doubt, above(0).finite(),
       "Weight of attention that everybody is supposed to give elsewhere: who gave little passes on little, and "
       "moves little money.");
}

/// How an account comes to count. Part of the model file.
struct standing_rules {
    std::optional<double> typical_purchase{};  ///< money, > 0; without it, the caller's mean spend
    double backing_from = 0.5;                 ///< >= 0; purchases of the typical amount up to which there is none
    double backing_full = 2;                   ///< > backing_from; from so many on, the backing is full
    double settled_days = 30;                  ///< >= 0; a younger purchase may still be sent back: it backs nothing
    double history_days = 180;  ///< > settled_days; where hardly anybody has bought: acting so long is full
    regard_rules regard{};
};

void describe(const auto& is, const standing_rules& o) {
    is("typical_purchase", o.typical_purchase, above(0).finite(), unit("money"),
       "What a purchase usually comes to; without it, the mean of the spending model, and without one, purchases are "
       "counted whatever they come to.");
    is("backing_from", o.backing_from, at_least(0),
       "Settled purchases, in typical ones, up to which an account has no backing: cheap accounts stay without "
       "standing.");
    is("backing_full", o.backing_full, above(0).finite(),
       "From so many on the backing is full: no account counts more than 1.");
    is("settled_days", o.settled_days, at_least(0),
       "A purchase backs an account after so many days, when it can no longer be sent back.");
    is("history_days", o.history_days, above(0).finite(),
       "In a base where no purchase backs anybody, an account that has acted for so many days is backed in full; this "
       "fades until ten accounts are backed by purchases.");
    describe(is, o.regard);
    is.settled(o, [](const standing_rules& read) {
        if (!(read.backing_full > read.backing_from)) {
            throw_domain("backing_full", read.backing_full, "more than backing_from");
        }
        if (!(read.history_days > read.settled_days)) {
            throw_domain("history_days", read.history_days, "more than settled_days");
        }
    });
}

/// What an account brings of its own, 0 … 1, from the money that its settled purchases came to.
///
///     b = min(1, max(0, (spent / typical - from) / (full - from)))
///
/// A crowd of accounts that bought less than `backing_from` typical purchases each has no backing at all.
[[nodiscard]] inline double backing_of_purchases(double spent, double typical, const standing_rules& rules) noexcept {
    return std::clamp((spent / typical - rules.backing_from) / (rules.backing_full - rules.backing_from), 0.0, 1.0);
}

/// The same from the days since an account first acted, where there are no purchases to go by.
[[nodiscard]] inline double backing_of_history(double days, const standing_rules& rules) noexcept {
    return std::clamp((days - rules.settled_days) / (rules.history_days - rules.settled_days), 0.0, 1.0);
}

/// What accounts count, and why. Row i of every column is account i.
struct standings {
    std::vector<double> regard;
    std::vector<double> standing;
};

void describe(const auto& is, const standings& o) {
    is("regard", o.regard,
       "What backed accounts lend each account, beyond the one that lends most, and for an account without backing "
       "beyond the three.");
    is("standing", o.standing, "How much its reactions count, 0 to 1.");
}

/// m of standings_of(): what an account has to lend.
[[nodiscard]] inline double lendable(double backing, double regard, const regard_rules& rules) noexcept {
    return backing - rules.lent_on * std::expm1(-regard);
}

/// s of standings_of(), from W and r.
[[nodiscard]] inline double standing_from(double backing, double given, double regard,
                                          const regard_rules& rules) noexcept {
    const double scale = backing * rules.regard_scale + (1 - backing) * rules.unbacked_scale;
    return rules.own_part * backing * (given / (rules.doubt + given)) +
           (1 - rules.own_part) * -std::expm1(-regard / scale);
}

/// visit(account, weight) for everybody else who pays attention to a node: edges side by side are of one account.
void for_each_lender(const adjacency& in, std::uint32_t node, auto visit) {
    for (auto e = in.offset[node]; e < in.offset[node + 1];) {
        const std::uint32_t from = in.neighbour[e];
        double weight = 0;
        for (; e < in.offset[node + 1] && in.neighbour[e] == from; ++e) {
            weight += in.edge_weight(e);
        }
        if (from != node) {
            visit(from, weight);
        }
    }
}

/// How much each account's reactions count.
///
///     q_uv = w_uv / (κ + Σ_k w_uk)    m_v = b_v + γ (1 - exp(-r_v))    r_v = Σ'_u q_uv m_u
///     s_v = ρ b_v W_v / (κ + W_v) + (1 - ρ)(1 - exp(-r_v / μ_v)),   W_v = Σ_k w_vk,   μ_v = b_v μ + (1 - b_v) μ_0
///
/// b is the backing, 0 … 1. What an account lends is split among those it pays attention to: who pays attention to ten
/// thousand gives each next to nothing; and nobody has more than 1 + γ to lend, however popular. Σ' leaves the largest
/// part out, and of the second and the third largest all but the part b_v: it takes two backed accounts that do not
/// know of each other to give a third one a standing, and four if that one has no backing of its own. Hence
///
///  1. accounts without backing to which all attention from outside comes from three accounts, such as the target of a
///     farm and two accomplices, have regard 0 and standing 0, whatever they do among themselves and however many they
///     are;
///  2. accounts without backing have Σ m <= γ / (1 - γ) Σ q_uv m_u over the attention that comes to them from others:
///     their standings together are at most (1 - ρ) / μ_0 times what they were lent, not more for being many: with k
///     accomplices at most (1 - ρ) / μ_0 · k (1 + γ) / (1 - γ);
///  3. what an account does gives itself no regard; an own purchase gives it a standing of ρ at most.
///
/// The map is a contraction by γ in the summed absolute difference, so the fixed point is unique; a round is linear in
/// the edges, and the summed change is 10^-10 of the sum after 34 rounds at γ = 1/2. The result does not depend on
/// threads.
///
/// `staff` marks (1) accounts that lend nothing and have no standing, whoever regards them; empty: nobody.
///
/// Throws error{domain} for rules outside their range and a backing outside 0 … 1; error{size_mismatch} unless there
/// is one backing per node, and one mark or none at all. Source: own, after Gyöngyi, Garcia-Molina, Pedersen 2004, VLDB
/// (TrustRank: trust comes from seeds, is split and fades); Cheng and Friedman 2005, P2PECON (no symmetric reputation
/// withstands sybils, flow from seeds does); Douceur 2002, IPTPS (identities are free unless somebody vouches for
/// them).
[[nodiscard]] inline standings standings_of(const graph& attention, std::span<const double> backing,
                                            const regard_rules& rules = {}, std::span<const std::uint8_t> staff = {},
                                            unsigned threads = 1) {
    require_described(rules);
    const std::uint32_t nodes = attention.node_count();
    check_column("backing", backing, nodes, 0);
    for (std::size_t node = 0; node < nodes; ++node) {
        if (!(backing[node] <= 1)) {
            throw_domain("backing", node, backing[node], "0 <= backing <= 1");
        }
    }
    require_size("staff", staff.empty() ? nodes : staff.size(), "the graph", nodes);
    const auto silent = [&](std::size_t node) { return !staff.empty() && staff[node] != 0; };
    constexpr std::size_t grain = std::size_t{1} << 14;
    std::vector<double> given(nodes);
    std::vector<double> lent(nodes);  // per unit of weight
    std::vector<double> next(nodes);
    standings result{std::vector<double>(nodes), std::vector<double>(nodes)};
    math::for_each_chunk(nodes, grain, threads, [&](const math::chunk& part) {
        for (std::size_t node = part.begin; node < part.end; ++node) {
            given[node] = attention.outgoing().strength(static_cast<std::uint32_t>(node));
            lent[node] = silent(node) ? 0 : backing[node] / (rules.doubt + given[node]);
        }
    });
    const adjacency& in = attention.incoming();
    struct totals {
        double change = 0;
        double size = 0;
        totals& operator+=(const totals& other) {
            change += other.change;
            size += other.size;
            return *this;
        }
    };
    constexpr int most_rounds = 1000;
    for (int round = 0; round < most_rounds; ++round) {
        const auto now = math::sum_chunks<totals>(nodes, grain, threads, [&](const math::chunk& part) {
            totals local;
            for (std::size_t node = part.begin; node < part.end; ++node) {
                double rest = 0;
                std::array<double, 3> largest{};
                for_each_lender(in, static_cast<std::uint32_t>(node), [&](std::uint32_t from, double weight) {
                    double pair = weight * lent[from];
                    for (double& each : largest) {
                        if (pair > each) {
                            std::swap(pair, each);
                        }
                    }
                    rest += pair;
                });
                const double sum = rest + backing[node] * (largest[1] + largest[2]);
                local.change += std::abs(sum - result.regard[node]);
                local.size += backing[node] + sum;
                result.regard[node] = sum;
                next[node] = silent(node) ? 0 : lendable(backing[node], sum, rules) / (rules.doubt + given[node]);
            }
            return local;
        });
        std::swap(lent, next);
        if (!(now.change > 1e-10 * now.size)) {
            break;
        }
    }
    math::for_each_chunk(nodes, grain, threads, [&](const math::chunk& part) {
        for (std::size_t node = part.begin; node < part.end; ++node) {
            if (silent(node)) {
                continue;
            }
            result.standing[node] = standing_from(backing[node], given[node], result.regard[node], rules);
        }
    });
    return result;
}

/// The attention that everybody gets from those who have a standing, directly and through others, in accounts of full
/// standing.
struct heard_attention {
    std::vector<double> received;  ///< without what an account is by itself
    std::vector<double> mass;      ///< standing + received: what it has to pass on
};

void describe(const auto& is, const heard_attention& o) {
    is("received", o.received, "Attention that comes from others, in accounts of full standing.");
    is("mass", o.mass, "The same and the own standing: what an account has to pass on.");
}

/// Who has the attention of those who are heard.
///
///     received_v = d Σ_u s_u w_uv / (κ + W_u) mass_u         mass_v = s_v + received_v
///
/// PageRank without rescaling, started from standings. An account passes on only what its own standing carries, and
/// only the part that it is known to give here: an account without a standing is no relay, so a farm cannot hold
/// attention in a cycle. What a person does himself is in nobody's `received`.
///
/// Throws error{domain} for options outside their range and a standing outside 0 … 1; error{size_mismatch}.
[[nodiscard]] inline heard_attention attention_heard(const graph& attention, std::span<const double> standing,
                                                     double damping = 0.85, double doubt = regard_rules{}.doubt,
                                                     const iteration_options& options = {}) {
    const std::uint32_t nodes = attention.node_count();
    if (!(damping >= 0 && damping < 1)) {
        throw_domain("damping", damping, "0 <= damping < 1");
    }
    if (!(doubt > 0 && std::isfinite(doubt))) {
        throw_domain("doubt", doubt, "a finite doubt > 0");
    }
    check_column("standing", standing, nodes, 0);
    std::vector<double> scale(nodes);
    for (std::uint32_t node = 0; node < nodes; ++node) {
        if (!(standing[node] <= 1)) {
            throw_domain("standing", node, standing[node], "0 <= standing <= 1");
        }
        scale[node] = damping * standing[node] / (doubt + attention.outgoing().strength(node));
    }
    const linear_system system(attention.incoming(), attention.outgoing(), {}, scale, options.threads);
    heard_attention result;
    result.mass = system.solve({standing.begin(), standing.end()}, {}, options).value;
    result.received.resize(nodes);
    const adjacency& in = attention.incoming();
    math::for_each_chunk(nodes, std::size_t{1} << 14, options.threads, [&](const math::chunk& part) {
        for (std::size_t node = part.begin; node < part.end; ++node) {
            for (auto e = in.offset[node]; e < in.offset[node + 1]; ++e) {
                const std::uint32_t from = in.neighbour[e];
                result.received[node] += from == node ? 0 : in.edge_weight(e) * (scale[from] * result.mass[from]);
            }
        }
    });
    return result;
}

}  // namespace scvm::network
