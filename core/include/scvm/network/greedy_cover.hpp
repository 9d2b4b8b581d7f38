#pragma once

#include <scvm/math/parallel.hpp>
#include <scvm/network/reverse_samples.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace scvm::network {

/// What may be chosen.
struct cover_limits {
    std::uint32_t count = 0;                                  ///< at most so many people
    std::span<const double> cost = {};                        ///< > 0 per person; empty: everybody costs 1
    double budget = std::numeric_limits<double>::infinity();  ///< the costs together
};

/// A greedy choice, and how good a choice could be at best.
struct cover {
    std::vector<std::uint32_t> person;  ///< in the order of choice
    std::vector<std::uint64_t> gain;    ///< sets hit first by this one
    std::uint64_t hits = 0;             ///< sets hit by all together
    double most_hits = 0;               ///< no allowed choice hits more than this (Λᵘ of Tang et al. 2018)
};

/// Chooses people greedily so that they hit as many sets as possible. Holds counts and lists of a pool; use once.
///
/// Only those who are in many sets can be chosen, so only for them is kept in which sets they are; the list grows when
/// a gain sinks to what somebody outside it might still have.
class greedy_cover {
public:
    greedy_cover(const sample_pool& pool, const cover_limits& limits, unsigned threads)
        : pool_(pool), limits_(limits), threads_(threads), count_(pool.node_count()) {
        count_members();
    }

    /// The next person is the one with the largest gain for each unit of cost that the rest of the budget affords; ties
    /// go to the smaller index. With costs, a best single person who beats all of them together replaces them
    /// (Khuller, Moss, Naor 1999). Ends early when nobody adds anything.
    [[nodiscard]] cover choose() {
        cover result;
        double left = limits_.budget;
        covered_.resize(pool_.size());
        const auto initial = count_;
        list_more(limits_.cost.empty() ? std::max<std::size_t>(1024, std::size_t{8} * limits_.count) : count_.size());
        result.most_hits = upper_bound(0);
        while (result.person.size() < limits_.count) {
            std::uint32_t best = best_listed(left);
            while (unlisted_most_ > 0 && (best == none || count_[best] <= unlisted_most_)) {
                list_more(2 * listed_.size());
                best = best_listed(left);
            }
            if (best == none) {
                break;
            }
            result.person.push_back(best);
            result.gain.push_back(count_[best]);
            result.hits += count_[best];
            left -= cost_of(best);
            cover_sets_of(best);
            result.most_hits = std::min(result.most_hits, static_cast<double>(result.hits) + upper_bound(result.hits));
        }
        if (!limits_.cost.empty()) {
            prefer_single(result, initial);
        } else if (!result.person.empty() || limits_.count == 0) {
            result.most_hits = std::min(result.most_hits, static_cast<double>(result.hits) / (1 - std::exp(-1.0)));
        }
        return result;
    }

private:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    [[nodiscard]] double cost_of(std::uint32_t node) const noexcept {
        return limits_.cost.empty() ? 0 : limits_.cost[node];
    }

    // Parts of the pool go to as many groups as there are threads, each with counts of its own: whole numbers, whose
    // sum does not depend on the grouping.
    [[nodiscard]] std::size_t groups() const noexcept {
        return std::min<std::size_t>(threads_, std::max<std::size_t>(1, pool_.parts().size()));
    }
    template <class Use>
    void each_group(Use&& use) const {
        const std::size_t grain = std::max<std::size_t>(1, math::chunk_count(pool_.parts().size(), groups()));
        math::for_each_chunk(pool_.parts().size(), grain, threads_, use);
    }

    void count_members() {
        std::vector<std::vector<std::uint32_t>> of_group(groups());
        each_group([&](const math::chunk& chunk) {
            auto& counts = of_group[chunk.index];
            counts.resize(count_.size());
            for (std::size_t part = chunk.begin; part < chunk.end; ++part) {
                for (const std::uint32_t node : pool_.parts()[part].member) {
                    ++counts[node];
                }
            }
        });
        for (const auto& counts : of_group) {
            for (std::size_t node = 0; node < counts.size(); ++node) {
                count_[node] += counts[node];
            }
        }
    }

    /// Lists the `wanted` people with the largest counts, and all who tie with the last of them.
    void list_more(std::size_t wanted) {
        std::vector<std::uint32_t> order;
        for (std::uint32_t node = 0; node < count_.size(); ++node) {
            if (count_[node] > 0) {
                order.push_back(node);
            }
        }
        unlisted_most_ = 0;
        if (wanted < order.size()) {
            const auto more = [&](std::uint32_t a, std::uint32_t b) { return count_[a] > count_[b]; };
            const auto last = order.begin() + static_cast<std::ptrdiff_t>(wanted);
            std::nth_element(order.begin(), last, order.end(), more);
            unlisted_most_ = count_[*last];
            std::erase_if(order, [&](std::uint32_t node) { return count_[node] <= unlisted_most_; });
        }
        if (order.size() <= listed_.size() && unlisted_most_ > 0) {  // many ties: the next larger list has them
            list_more(4 * wanted);
            return;
        }
        listed_ = std::move(order);
        std::sort(listed_.begin(), listed_.end());
        fill_lists();
    }

    void fill_lists() {
        place_.assign(count_.size(), none);
        begin_.assign(listed_.size() + 1, 0);
        for (std::uint32_t i = 0; i < listed_.size(); ++i) {
            place_[listed_[i]] = i;
        }
        std::vector<std::vector<std::uint64_t>> next(groups());
        const auto each_member = [&](const math::chunk& chunk, auto&& use) {
            for (std::size_t part = chunk.begin; part < chunk.end; ++part) {
                const auto& sets = pool_.parts()[part];
                for (std::size_t index = 0; index < sets.end.size(); ++index) {
                    const std::size_t set = part * sample_pool::sets_per_part + index;
                    if (covered_[set] == 0) {
                        for (const std::uint32_t node : sets.set(index)) {
                            if (place_[node] != none) {
                                use(place_[node], static_cast<std::uint32_t>(set));
                            }
                        }
                    }
                }
            }
        };
        each_group([&](const math::chunk& chunk) {
            next[chunk.index].resize(listed_.size());
            each_member(chunk, [&](std::uint32_t place, std::uint32_t) { ++next[chunk.index][place]; });
        });
        std::uint64_t end = 0;
        for (std::size_t i = 0; i < listed_.size(); ++i) {
            for (auto& of_group : next) {
                if (!of_group.empty()) {
                    end += std::exchange(of_group[i], end);
                }
            }
            begin_[i + 1] = end;
        }
        set_.resize(end);
        each_group([&](const math::chunk& chunk) {
            each_member(chunk, [&](std::uint32_t place, std::uint32_t set) { set_[next[chunk.index][place]++] = set; });
        });
    }

    [[nodiscard]] std::uint32_t best_listed(double left) const {
        std::uint32_t best = none;
        double best_ratio = 0;
        for (const std::uint32_t node : listed_) {
            const double cost = limits_.cost.empty() ? 1 : limits_.cost[node];
            const double ratio = static_cast<double>(count_[node]) / cost;
            if (ratio > best_ratio && (limits_.cost.empty() || cost <= left)) {
                best = node;
                best_ratio = ratio;
            }
        }
        return best;
    }

    void cover_sets_of(std::uint32_t node) {
        const std::uint32_t place = place_[node];
        for (auto i = begin_[place]; i < begin_[place + 1]; ++i) {
            const std::uint32_t set = set_[i];
            if (covered_[set] == 0) {
                covered_[set] = 1;
                const auto& part = pool_.parts()[set / sample_pool::sets_per_part];
                for (const std::uint32_t member : part.set(set % sample_pool::sets_per_part)) {
                    --count_[member];
                }
            }
        }
    }

    /// At most how many sets any further allowed choice can add: the largest gains, as many as the limits allow.
    [[nodiscard]] double upper_bound(std::uint64_t hits) {
        const auto uncovered = static_cast<double>(pool_.size() - hits);
        if (limits_.cost.empty()) {
            std::vector<std::uint32_t> gains;
            gains.reserve(listed_.size());
            for (const std::uint32_t node : listed_) {
                gains.push_back(count_[node]);
            }
            const std::size_t many = std::min<std::size_t>(limits_.count, gains.size());
            std::nth_element(gains.begin(), gains.begin() + static_cast<std::ptrdiff_t>(many), gains.end(),
                             std::greater<>());
            double sum = 0;
            for (std::size_t i = 0; i < many; ++i) {
                sum += std::max(gains[i], unlisted_most_);
            }
            return std::min(uncovered, sum + unlisted_most_ * static_cast<double>(limits_.count - many));
        }
        // With costs: the best fractions of people that the whole budget buys, and no more people than the count.
        std::vector<std::pair<double, std::uint32_t>> by_ratio;
        for (const std::uint32_t node : listed_) {
            if (count_[node] > 0 && limits_.cost[node] <= limits_.budget) {
                by_ratio.emplace_back(-static_cast<double>(count_[node]) / limits_.cost[node], node);
            }
        }
        std::sort(by_ratio.begin(), by_ratio.end());
        double left = limits_.budget;
        double sum = 0;
        for (const auto& [ratio, node] : by_ratio) {
            const double part = std::min(1.0, left / limits_.cost[node]);
            sum += part * static_cast<double>(count_[node]);
            left -= part * limits_.cost[node];
            if (!(left > 0)) {
                break;
            }
        }
        return std::min(uncovered, sum);
    }

    void prefer_single(cover& result, const std::vector<std::uint32_t>& initial) const {
        std::uint32_t best = none;
        for (std::uint32_t node = 0; node < initial.size() && limits_.count > 0; ++node) {
            if (initial[node] > 0 && limits_.cost[node] <= limits_.budget &&
                (best == none || initial[node] > initial[best])) {
                best = node;
            }
        }
        if (best != none && initial[best] > result.hits) {
            result.person = {best};
            result.gain = {initial[best]};
            result.hits = initial[best];
        }
    }

    const sample_pool& pool_;
    cover_limits limits_;
    unsigned threads_;
    std::vector<std::uint32_t> count_;  // uncovered sets that each person is in
    std::vector<std::uint8_t> covered_;
    std::vector<std::uint32_t> listed_;  // people whose sets are listed, rising
    std::vector<std::uint32_t> place_;   // of a person in listed_
    std::vector<std::uint64_t> begin_;
    std::vector<std::uint32_t> set_;
    std::uint32_t unlisted_most_ = 0;  // nobody outside the list gains more
};

}  // namespace scvm::network
