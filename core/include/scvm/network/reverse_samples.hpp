#pragma once

#include <scvm/math/parallel.hpp>
#include <scvm/math/random.hpp>
#include <scvm/network/cascade.hpp>
#include <scvm/network/graph.hpp>
#include <scvm/network/hub_order.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace scvm::network {

/// Tells the processor that this memory will be read soon. It changes no result.
inline void prefetch([[maybe_unused]] const void* address) noexcept {
#if defined(__GNUC__)
    __builtin_prefetch(address);
#endif
}

/// Draws row i with probability weight_i / Σ weight in constant time. Immutable, hence thread-safe.
///
/// Source: Walker 1977; Vose 1991, IEEE Transactions on Software Engineering 17(9).
class alias_table {
public:
    /// Assumes finite weights >= 0 with a positive sum.
    explicit alias_table(std::span<const double> weight) : keep_(weight.size(), 1), other_(weight.size()) {
        const double mean = std::accumulate(weight.begin(), weight.end(), 0.0) / static_cast<double>(weight.size());
        std::vector<std::uint32_t> small;
        std::vector<std::uint32_t> large;
        for (std::uint32_t row = 0; row < weight.size(); ++row) {
            keep_[row] = weight[row] / mean;
            other_[row] = row;
            (keep_[row] < 1 ? small : large).push_back(row);
        }
        while (!small.empty() && !large.empty()) {
            const std::uint32_t row = small.back();
            small.pop_back();
            other_[row] = large.back();
            keep_[large.back()] -= 1 - keep_[row];
            if (keep_[large.back()] < 1) {
                small.push_back(large.back());
                large.pop_back();
            }
        }
        for (const auto& left : {small, large}) {
            for (const std::uint32_t row : left) {
                keep_[row] = weight[row] > 0 ? 1 : 0;  // rounding alone left them over
            }
        }
    }

    [[nodiscard]] std::uint32_t draw(math::random_stream& random) const noexcept {
        const auto row = static_cast<std::uint32_t>(random.below(keep_.size()));
        return random.uniform() < keep_[row] ? row : other_[row];
    }

private:
    std::vector<double> keep_;
    std::vector<std::uint32_t> other_;
};

/// Who can pass on, and who is won already.
enum class sample_role : std::uint8_t {
    ordinary = 0,
    barred = 1,  ///< takes no part: is not reached and passes nothing on
    won = 2,     ///< has adopted already: whomever it reaches is reached in any case
};

/// Whose success counts in a sample. Columns have one row per person, or are empty.
///
/// A person who was won acts with the probability `willing`, by a coin of its own in every world, and with
/// `others_only` nobody counts as reached by himself: with S the people who are won,
///
///     Σ_v value_v P(somebody of S, other than v, acts and reaches v)
///
/// is the expected value that others bring. It is monotone and submodular like the spread itself, for it is the
/// coverage of the same samples with fewer members.
struct sample_terms {
    std::span<const double> willing = {};  ///< probability that the person acts; empty: everybody does
    bool others_only = false;

    /// Whether a member of set (seed, number) can reach its root; `first`: it is the root itself.
    [[nodiscard]] bool counts(std::uint64_t seed, std::uint64_t number, std::uint32_t person, bool first) const {
        if (others_only && first) {
            return false;
        }
        if (willing.empty()) {
            return true;
        }
        const std::uint64_t bits = math::mix_bits(math::mix_bits(seed + 0x632be59bd9b4e019u * (number + 1)) +
                                                  0x9e3779b97f4a7c15u * (person + 1));
        return static_cast<double>(bits >> 11) * 0x1p-53 < willing[person];
    }
};

/// Draws reverse-reachable sets: the people who would reach a random person in a random world. Immutable, thread-safe.
///
/// A set of ambassadors reaches the root in that world if and only if it has a member in the set (Borgs, Brautbar,
/// Chayes, Lucier 2014, SODA), so the share of sets that it hits, times Σ value, is its expected spread, without bias.
class reverse_sampler {
public:
    /// `value` weighs the choice of roots; empty: everybody alike. `role` may be empty.
    ///
    /// Assumes a checked model, and finite values >= 0 with a positive sum over those who are not barred.
    reverse_sampler(const graph& influence, const cascade& model, std::span<const double> value,
                    std::span<const sample_role> role);

    /// Σ value over those who take part.
    [[nodiscard]] double total() const noexcept { return total_; }

    /// Whether there is anybody who is won already.
    [[nodiscard]] bool somebody_won() const noexcept {
        return std::find(role_.begin(), role_.end(), sample_role::won) != role_.end();
    }

    /// Memory for the search of one thread.
    struct scratch {
        explicit scratch(std::uint32_t nodes) : seen((std::size_t{nodes} + 63) / 64) {}
        std::vector<std::uint64_t> seen;   // one bit per place
        std::vector<std::uint32_t> found;  // nodes, once the search is over
        std::vector<std::uint64_t> tried;  // edges that succeeded and are yet to be followed
    };

    /// Fills scratch.found with the set that (seed, number) determine, root first. Returns false if somebody who is won
    /// already reaches the root; the set is then incomplete. `stop(place)` true ends the search, the node in that place
    /// being the last one found.
    template <class Stop>
    bool sample(std::uint64_t seed, std::uint64_t number, scratch& memory, Stop&& stop) const;

    /// Which node stands in each place of the sampler's own numbering.
    [[nodiscard]] std::span<const std::uint32_t> nodes() const noexcept { return node_; }

private:
    // Everything is numbered by places of a hub order: samples run into the same few people again and again.
    enum class search : std::uint64_t { coin_each, one_coin, jumps, one_edge };
    static constexpr unsigned search_shift = 62;
    struct row_start {
        std::uint64_t begin;  // of the row's edges; the search in the two highest bits
        std::uint64_t value;  // one_coin: p 2^64;  jumps: the bits of 1 / ln(1 - p)
        [[nodiscard]] std::uint64_t edge() const noexcept { return begin << 2 >> 2; }
        [[nodiscard]] search how() const noexcept { return static_cast<search>(begin >> search_shift); }
    };

    [[nodiscard]] row_start start_of(const adjacency& in, std::uint32_t node, std::uint64_t begin) const;
    void try_edges(std::uint32_t place, math::random_stream& random, std::vector<std::uint64_t>& succeeded) const;

    const graph& influence_;
    cascade model_;
    double total_ = 0;
    std::vector<std::uint32_t> node_;       // in each place
    std::vector<std::uint32_t> root_;       // places that can be roots; empty: all
    std::vector<alias_table> by_value_;     // one or none
    std::vector<sample_role> role_;         // per place; empty: all ordinary
    std::vector<row_start> row_;            // per place
    std::vector<std::uint32_t> neighbour_;  // places
};

inline reverse_sampler::row_start reverse_sampler::start_of(const adjacency& in, std::uint32_t node,
                                                            std::uint64_t begin) const {
    const auto weights = in.weights(node);
    const std::size_t degree = in.degree(node);
    const auto make = [begin](search how, std::uint64_t value) {
        return row_start{begin | static_cast<std::uint64_t>(how) << search_shift, value};
    };
    if (model_.kind == cascade_kind::linear_threshold) {
        return make(search::one_edge, 0);
    }
    double p = model_.probability;
    if (model_.kind == cascade_kind::weighted) {
        p = 1 / static_cast<double>(std::max<std::size_t>(1, degree));
    } else if (model_.kind == cascade_kind::probabilities) {
        if (std::adjacent_find(weights.begin(), weights.end(), std::not_equal_to<>()) != weights.end()) {
            return make(search::coin_each, 0);
        }
        p = weights.empty() ? 1 : weights.front();
    }
    if (degree <= 8) {  // a coin for each edge is cheaper than logarithms
        return make(search::one_coin, p < 1 ? static_cast<std::uint64_t>(p * 0x1p64) : ~std::uint64_t{0});
    }
    return make(search::jumps, std::bit_cast<std::uint64_t>(1 / std::log1p(-p)));
}

inline reverse_sampler::reverse_sampler(const graph& influence, const cascade& model, std::span<const double> value,
                                        std::span<const sample_role> role)
    : influence_(influence), model_(model) {
    const std::uint32_t nodes = influence.node_count();
    hub_order order = hubs_first(influence.outgoing());
    node_ = std::move(order.node);
    for (const std::uint32_t node : node_) {
        if (!role.empty()) {
            role_.push_back(role[node]);
        }
    }
    const bool anybody = std::find(role.begin(), role.end(), sample_role::barred) == role.end();
    if (!value.empty()) {
        std::vector<double> weight(nodes);
        for (std::uint32_t place = 0; place < nodes; ++place) {
            weight[place] = anybody || role_[place] != sample_role::barred ? value[node_[place]] : 0;
        }
        total_ = std::accumulate(weight.begin(), weight.end(), 0.0);
        by_value_.emplace_back(weight);
    } else if (!anybody) {
        for (std::uint32_t place = 0; place < nodes; ++place) {
            if (role_[place] != sample_role::barred) {
                root_.push_back(place);
            }
        }
        total_ = static_cast<double>(root_.size());
    } else {
        total_ = nodes;
    }
    const adjacency& in = influence.incoming();
    row_.resize(std::size_t{nodes} + 1);
    neighbour_.reserve(in.neighbour.size());
    for (std::uint32_t place = 0; place < nodes; ++place) {
        row_[place] = start_of(in, node_[place], neighbour_.size());
        for (const std::uint32_t other : in.neighbours(node_[place])) {
            neighbour_.push_back(order.place[other]);
        }
    }
    row_[nodes] = {neighbour_.size(), 0};
}

/// Appends the edges into a place along which somebody passes on.
inline void reverse_sampler::try_edges(std::uint32_t place, math::random_stream& random,
                                       std::vector<std::uint64_t>& succeeded) const {
    const row_start& row = row_[place];
    const std::uint64_t begin = row.edge();
    const std::uint64_t end = row_[place + 1].edge();
    const auto succeeds = [&](std::uint64_t edge) {
        prefetch(&neighbour_[edge]);
        succeeded.push_back(edge);
    };
    switch (row.how()) {
        case search::one_coin:
            for (std::uint64_t e = begin; e < end; ++e) {
                if (random() < row.value) {
                    succeeds(e);
                }
            }
            break;
        case search::jumps: {
            const auto jump = std::bit_cast<double>(row.value);
            const auto edges = static_cast<double>(end - begin);
            for (double at = 0; at < edges; ++at) {  // geometric gaps between the edges that succeed
                at += std::floor(std::log(random.uniform_open()) * jump);
                if (!(at < edges)) {
                    break;
                }
                succeeds(begin + static_cast<std::uint64_t>(at));
            }
            break;
        }
        case search::coin_each: {
            const auto weight = influence_.incoming().weights(node_[place]);
            for (std::uint64_t e = begin; e < end; ++e) {
                if (random.uniform() < weight[e - begin]) {
                    succeeds(e);
                }
            }
            break;
        }
        case search::one_edge: {
            // The same worlds otherwise (Kempe, Kleinberg, Tardos 2003, theorem 4.6): a node keeps one edge, or none.
            const adjacency& in = influence_.incoming();
            const std::uint64_t first = in.offset[node_[place]];
            double left = random.uniform();
            for (std::uint64_t e = begin; e < end; ++e) {
                left -= in.edge_weight(first + e - begin);
                if (left < 0) {
                    succeeds(e);
                    break;
                }
            }
            break;
        }
    }
}

template <class Stop>
bool reverse_sampler::sample(std::uint64_t seed, std::uint64_t number, scratch& memory, Stop&& stop) const {
    std::vector<std::uint64_t>& seen = memory.seen;
    std::vector<std::uint32_t>& found = memory.found;
    math::random_stream random(seed, number);
    const std::uint32_t root = !by_value_.empty() ? by_value_.front().draw(random)
                               : !root_.empty()   ? root_[random.below(root_.size())]
                                                  : static_cast<std::uint32_t>(random.below(node_.size()));
    bool free = true;
    found.clear();
    const auto reach = [&](std::uint32_t place) {
        const std::uint64_t bit = std::uint64_t{1} << (place & 63);
        if ((seen[place >> 6] & bit) != 0) {
            return true;
        }
        if (!role_.empty() && role_[place] != sample_role::ordinary) {
            free = role_[place] == sample_role::barred;
            return free;
        }
        seen[place >> 6] |= bit;
        prefetch(&row_[place]);
        found.push_back(place);
        return !stop(place);
    };
    // Many tries before the first is followed: the search waits for memory, and many waits at once are shorter.
    constexpr std::size_t together = 64;
    bool on = reach(root);
    for (std::size_t at = 0; on && at < found.size();) {
        memory.tried.clear();
        for (const std::size_t end = std::min(found.size(), at + together); at < end; ++at) {
            try_edges(found[at], random, memory.tried);
        }
        for (std::size_t i = 0; on && i < memory.tried.size(); ++i) {
            on = reach(neighbour_[memory.tried[i]]);
        }
    }
    for (std::uint32_t& member : found) {
        seen[member >> 6] = 0;
        member = node_[member];
    }
    return free;
}

/// Many reverse-reachable sets, as far as they concern candidates. 4 bytes for each member and each set.
///
/// Set i is the i-th of the stream of `seed`, whatever the threads, and however often the pool was extended.
class sample_pool {
public:
    static constexpr std::size_t sets_per_part = 4096;

    /// `candidate` marks whom greedy may choose; empty: everybody. The sampler must outlive the pool.
    sample_pool(const reverse_sampler& sampler, std::uint64_t seed, std::uint32_t nodes,
                std::span<const std::uint8_t> candidate, const sample_terms& terms = {})
        : sampler_(sampler), seed_(seed), nodes_(nodes), candidate_(candidate), terms_(terms) {}

    /// Draws sets until there are at least `sets`, rounded up to whole parts.
    void extend(std::size_t sets, unsigned threads) {
        const std::size_t before = parts_.size();
        const std::size_t wanted = math::chunk_count(sets, sets_per_part);
        if (wanted <= before) {
            return;
        }
        parts_.resize(wanted);
        math::for_each_chunk(wanted - before, 1, threads, [&](const math::chunk& chunk) {
            fill(parts_[before + chunk.index], (before + chunk.index) * sets_per_part);
        });
        for (std::size_t index = before; index < wanted; ++index) {
            members_ += parts_[index].member.size();
        }
    }

    struct part {
        std::vector<std::uint32_t> end;     // of each set in `member`
        std::vector<std::uint32_t> member;  // candidates only
        [[nodiscard]] std::span<const std::uint32_t> set(std::size_t index) const noexcept {
            const std::uint32_t begin = index == 0 ? 0 : end[index - 1];
            return {member.data() + begin, end[index] - begin};
        }
    };

    [[nodiscard]] std::size_t size() const noexcept { return parts_.size() * sets_per_part; }
    [[nodiscard]] std::size_t members() const noexcept { return members_; }
    [[nodiscard]] const std::vector<part>& parts() const noexcept { return parts_; }
    [[nodiscard]] std::uint32_t node_count() const noexcept { return nodes_; }
    [[nodiscard]] std::size_t bytes() const noexcept { return 4 * (members_ + size()); }

private:
    void fill(part& result, std::size_t first) const {
        reverse_sampler::scratch memory(nodes_);
        result.end.reserve(sets_per_part);
        std::vector<std::uint32_t> member;
        for (std::size_t number = first; number < first + sets_per_part; ++number) {
            if (sampler_.sample(seed_, number, memory, [](std::uint32_t) { return false; })) {
                for (std::size_t i = 0; i < memory.found.size(); ++i) {
                    const std::uint32_t node = memory.found[i];
                    if ((candidate_.empty() || candidate_[node] != 0) && terms_.counts(seed_, number, node, i == 0)) {
                        member.push_back(node);
                    }
                }
            }
            result.end.push_back(static_cast<std::uint32_t>(member.size()));
        }
        result.member.assign(member.begin(), member.end());  // no more memory than needed
    }

    const reverse_sampler& sampler_;
    std::uint64_t seed_;
    std::uint32_t nodes_;
    std::span<const std::uint8_t> candidate_;
    sample_terms terms_;
    std::vector<part> parts_;
    std::size_t members_ = 0;
};

}  // namespace scvm::network
