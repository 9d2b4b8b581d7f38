#pragma once

#include <scvm/error.hpp>
#include <scvm/math/parallel.hpp>
#include <scvm/network/graph.hpp>
#include <scvm/network/standing.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace scvm::network {

/// Stands for the voucher of accounts that nobody backed vouches for.
inline constexpr std::uint32_t no_voucher = std::numeric_limits<std::uint32_t>::max();

/// What each reaction counts to the one whom it is for, and who answers for it. Row e is edge e of graph::incoming().
struct vouched_reactions {
    std::vector<double> standing;        ///< the actor's, without what the target lends it
    std::vector<double> own;             ///< of it, the part that the actor answers for itself: its backing
    std::vector<std::uint32_t> voucher;  ///< who answers for the rest; the target itself: the rest counts nothing
};

/// Who answers for an account: `voucher` is itself, if it brings something of its own, or who answers for the account
/// that lends it most, and so on, up to one whose largest lender has no more backing than itself. no_voucher: the way
/// ends in a circle of accounts without backing.
[[nodiscard]] inline std::vector<std::uint32_t> vouchers_of(std::span<const std::uint32_t> largest_lender,
                                                            std::span<const double> backing) {
    constexpr std::uint32_t unknown = no_voucher - 1;
    std::vector<std::uint32_t> result(backing.size(), unknown);
    std::vector<std::uint32_t> way;
    for (std::uint32_t node = 0; node < result.size(); ++node) {
        std::uint32_t at = node;
        way.clear();
        while (at != no_voucher && result[at] == unknown) {
            const std::uint32_t lender = largest_lender[at];
            if (backing[at] > 0 && (lender == no_voucher || backing[lender] <= backing[at])) {
                result[at] = at;
            } else {
                result[at] = no_voucher;  // until the end of the way is known
                way.push_back(at);
                at = lender;
            }
        }
        const std::uint32_t found = at == no_voucher ? no_voucher : result[at];
        for (const std::uint32_t each : way) {
            result[each] = found;
        }
    }
    return result;
}

/// What reactions count, pair by pair: `found` as standings_of() gives it, for the same graph, backing and rules.
///
/// A reaction counts as much as its author's standing would be if the target paid no attention to that account: nobody
/// vouches for who reacts to himself. The part that the author's own backing does not carry, 1 - b, goes to the account
/// of whoever lends the author most besides the target, or of whoever lends that one most, up to somebody who is
/// backed. With the reactions of one voucher added up and bounded (crowd_of()), accounts without backing give nobody
/// more than their vouchers could give by reacting themselves, however many there are and whomever they lend to.
///
/// Linear in the edges; for a graph without staff. Throws error{size_mismatch} unless the columns have a row per node.
/// Source: own; the attribution follows the largest flow of trust backwards, as the cuts of Cheng and Friedman 2005,
/// P2PECON, bound what an account can be worth by what flows to it from others.
[[nodiscard]] inline vouched_reactions reactions_vouched(const graph& attention, std::span<const double> backing,
                                                         const standings& found, const regard_rules& rules = {},
                                                         unsigned threads = 1) {
    const std::uint32_t nodes = attention.node_count();
    require_size("backing", backing.size(), "the graph", nodes);
    require_size("regard", found.regard.size(), "the graph", nodes);
    const adjacency& in = attention.incoming();
    const adjacency& out = attention.outgoing();
    constexpr std::size_t grain = std::size_t{1} << 14;
    constexpr std::size_t kept = 4;  // three are left out, and one more if the target is among them
    std::vector<double> given(nodes);
    std::vector<double> lent(nodes);  // per unit of weight
    for (std::uint32_t node = 0; node < nodes; ++node) {
        given[node] = out.strength(node);
        lent[node] = lendable(backing[node], found.regard[node], rules) / (rules.doubt + given[node]);
    }
    struct lenders {
        std::array<double, kept> largest{};  // falling
        double rest = 0;
        std::array<std::uint32_t, kept> who = {no_voucher, no_voucher, no_voucher, no_voucher};  // of equals, the first
    };
    std::vector<lenders> of(nodes);
    math::for_each_chunk(nodes, grain, threads, [&](const math::chunk& part) {
        for (std::size_t node = part.begin; node < part.end; ++node) {
            lenders& each = of[node];
            for_each_lender(in, static_cast<std::uint32_t>(node), [&](std::uint32_t from, double weight) {
                double lends = weight * lent[from];
                std::uint32_t who = from;
                if (!(lends > 0)) {
                    return;
                }
                for (std::size_t place = 0; place < kept; ++place) {
                    if (lends > each.largest[place] || (lends == each.largest[place] && who < each.who[place])) {
                        std::swap(lends, each.largest[place]);
                        std::swap(who, each.who[place]);
                    }
                }
                each.rest += lends;
            });
        }
    });
    std::vector<std::uint32_t> largest_lender(nodes);
    std::transform(of.begin(), of.end(), largest_lender.begin(), [](const lenders& each) { return each.who[0]; });
    const std::vector<std::uint32_t> voucher = vouchers_of(largest_lender, backing);
    const auto without = [&](const lenders& each, double lends, double backed) {  // the regard, one lender less
        std::array<double, kept> left = each.largest;
        double rest = each.rest;
        if (const auto place = std::find(left.begin(), left.end(), lends); place != left.end()) {
            std::copy(place + 1, left.end(), place);
        } else {
            rest = std::max(0.0, rest - lends) + left.back();
        }
        return rest + backed * (left[1] + left[2]);
    };
    vouched_reactions result;
    result.standing.resize(in.neighbour.size());
    result.own.resize(in.neighbour.size());
    result.voucher.resize(in.neighbour.size());
    math::for_each_chunk(nodes, grain, threads, [&](const math::chunk& part) {
        for (std::size_t row = part.begin; row < part.end; ++row) {
            const auto target = static_cast<std::uint32_t>(row);
            std::uint64_t back = out.offset[target];  // both rise
            for (auto e = in.offset[target]; e < in.offset[target + 1]; ++e) {
                const std::uint32_t actor = in.neighbour[e];
                while (back < out.offset[target + 1] && out.neighbour[back] < actor) {
                    ++back;
                }
                double weight = 0;
                for (auto each = back; each < out.offset[target + 1] && out.neighbour[each] == actor; ++each) {
                    weight += out.edge_weight(each);
                }
                const bool lends = weight > 0 && actor != target;
                const lenders& by = of[actor];
                result.standing[e] = lends && found.standing[actor] > 0
                                         ? standing_from(backing[actor], given[actor],
                                                         without(by, weight * lent[target], backing[actor]), rules)
                                         : found.standing[actor];
                result.own[e] = backing[actor];
                const std::uint32_t lender = by.who[by.who[0] == target ? 1 : 0];
                result.voucher[e] = lender != no_voucher ? voucher[lender] : backing[actor] > 0 ? actor : no_voucher;
            }
        }
    });
    return result;
}

}  // namespace scvm::network
