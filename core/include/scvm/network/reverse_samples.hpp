#pragma once

#include <scvm/math/parallel.hpp>
#include <scvm/math/random.hpp>
#include <scvm/network/cascade.hpp>
#include <scvm/network/graph.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace scvm::network {

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
        std::vector<std::uint64_t> seen;  // one bit per node
        std::vector<std::uint32_t> found;
    };

    /// Fills scratch.found with the set that (seed, number) determine, root first. Returns false if somebody who is won
    /// already reaches the root; the set is then incomplete. `stop(node)` true ends the search, the node being the last
    /// one found.
    template <class Stop>
    bool sample(std::uint64_t seed, std::uint64_t number, scratch& memory, Stop&& stop) const;

private:
    // A row whose edges are equally likely is searched in jumps from success to success.
    struct row_start {
        std::uint64_t edge;
        double jump;         // 1 / ln(1 - p); NaN: the edges differ, each has its coin
        std::uint64_t coin;  // p 2^64
    };

    template <class Reach>
    bool visit_cascade(std::uint32_t node, math::random_stream& random, Reach&& reach) const;
    template <class Reach>
    bool visit_threshold(std::uint32_t node, math::random_stream& random, Reach&& reach) const;

    const graph& influence_;
    cascade model_;
    double total_ = 0;
    std::vector<std::uint32_t> root_;    // who can be a root; empty: everybody
    std::vector<alias_table> by_value_;  // one or none
    std::vector<sample_role> role_;
    std::vector<row_start> row_;
};

inline reverse_sampler::reverse_sampler(const graph& influence, const cascade& model, std::span<const double> value,
                                        std::span<const sample_role> role)
    : influence_(influence), model_(model), role_(role.begin(), role.end()) {
    const std::uint32_t nodes = influence.node_count();
    const bool anybody = std::find(role.begin(), role.end(), sample_role::barred) == role.end();
    if (!value.empty()) {
        std::vector<double> weight(value.begin(), value.end());
        for (std::uint32_t node = 0; node < nodes && !anybody; ++node) {
            weight[node] = role[node] == sample_role::barred ? 0 : weight[node];
        }
        total_ = std::accumulate(weight.begin(), weight.end(), 0.0);
        by_value_.emplace_back(weight);
    } else if (!anybody) {
        for (std::uint32_t node = 0; node < nodes; ++node) {
            if (role[node] != sample_role::barred) {
                root_.push_back(node);
            }
        }
        total_ = static_cast<double>(root_.size());
    } else {
        total_ = nodes;
    }
    const adjacency& in = influence.incoming();
    row_.resize(std::size_t{nodes} + 1);
    for (std::uint32_t node = 0; node < nodes; ++node) {
        const auto weights = in.weights(node);
        double p = model.probability;
        if (model.kind == cascade_kind::weighted) {
            p = 1 / static_cast<double>(std::max<std::size_t>(1, in.degree(node)));
        } else if (model.kind != cascade_kind::constant) {
            const bool equal =
                std::adjacent_find(weights.begin(), weights.end(), std::not_equal_to<>()) == weights.end();
            p = !equal ? std::numeric_limits<double>::quiet_NaN() : weights.empty() ? 1 : weights.front();
        }
        row_[node] = {in.offset[node], 1 / std::log1p(-p), p < 1 ? static_cast<std::uint64_t>(p * 0x1p64) : ~0ull};
    }
    row_[nodes].edge = in.offset[nodes];
}

template <class Reach>
bool reverse_sampler::visit_cascade(std::uint32_t node, math::random_stream& random, Reach&& reach) const {
    const adjacency& in = influence_.incoming();
    const std::uint64_t begin = row_[node].edge;
    const std::uint64_t end = row_[node + 1].edge;
    const double jump = row_[node].jump;
    if (std::isnan(jump)) {
        for (std::uint64_t e = begin; e < end; ++e) {
            if (random.uniform() < in.weight[e] && !reach(in.neighbour[e])) {
                return false;
            }
        }
        return true;
    }
    if (end - begin <= 8) {  // a coin each is cheaper than logarithms
        for (std::uint64_t e = begin; e < end; ++e) {
            if (random() < row_[node].coin && !reach(in.neighbour[e])) {
                return false;
            }
        }
        return true;
    }
    const auto left = static_cast<double>(end - begin);
    for (double at = 0; at < left; ++at) {  // geometric gaps between the edges that succeed
        at += std::floor(std::log(random.uniform_open()) * jump);
        if (!(at < left)) {
            break;
        }
        if (!reach(in.neighbour[begin + static_cast<std::uint64_t>(at)])) {
            return false;
        }
    }
    return true;
}

template <class Reach>
bool reverse_sampler::visit_threshold(std::uint32_t node, math::random_stream& random, Reach&& reach) const {
    // Equivalent world (Kempe, Kleinberg, Tardos 2003, theorem 4.6): each node keeps one of its edges, or none.
    const adjacency& in = influence_.incoming();
    double left = random.uniform();
    for (auto e = in.offset[node]; e < in.offset[node + 1]; ++e) {
        left -= in.edge_weight(e);
        if (left < 0) {
            return reach(in.neighbour[e]);
        }
    }
    return true;
}

template <class Stop>
bool reverse_sampler::sample(std::uint64_t seed, std::uint64_t number, scratch& memory, Stop&& stop) const {
    auto& [seen, found] = memory;
    math::random_stream random(seed, number);
    const std::uint32_t root = !by_value_.empty() ? by_value_.front().draw(random)
                               : !root_.empty()   ? root_[random.below(root_.size())]
                                                  : static_cast<std::uint32_t>(random.below(influence_.node_count()));
    bool free = true;
    found.clear();
    const auto reach = [&](std::uint32_t node) {
        const std::uint64_t bit = std::uint64_t{1} << (node & 63);
        if ((seen[node >> 6] & bit) != 0) {
            return true;
        }
        if (!role_.empty() && role_[node] != sample_role::ordinary) {
            free = role_[node] == sample_role::barred;
            return free;
        }
        seen[node >> 6] |= bit;
        found.push_back(node);
        return !stop(node);
    };
    bool on = reach(root);
    for (std::size_t at = 0; on && at < found.size(); ++at) {
        on = model_.kind == cascade_kind::linear_threshold ? visit_threshold(found[at], random, reach)
                                                           : visit_cascade(found[at], random, reach);
    }
    for (const std::uint32_t node : found) {
        seen[node >> 6] = 0;
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
                std::span<const std::uint8_t> candidate)
        : sampler_(sampler), seed_(seed), nodes_(nodes), candidate_(candidate) {}

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
                for (const std::uint32_t node : memory.found) {
                    if (candidate_.empty() || candidate_[node] != 0) {
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
    std::vector<part> parts_;
    std::size_t members_ = 0;
};

}  // namespace scvm::network
