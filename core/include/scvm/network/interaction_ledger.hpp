#pragma once

#include <scvm/network/blocks.hpp>
#include <scvm/network/interactions.hpp>

#include <boost/sort/spreadsort/integer_sort.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace scvm::network {

/// What has been counted, in a form that grows and merges. Not thread-safe while it is changed.
///
/// A ledger holds whole numbers only, so the order of its events leaves no trace: appending piece by piece, merging
/// the ledgers of several machines, and starting anew with all events give the same ledger in every bit.
/// 16 bytes for each distinct (actor, target, day, kind, tone, channel); 48 for an event with an id or a fingerprint.
class interaction_ledger {
public:
    /// Adds events; returns the rows that were rejected, in rising order, with the reason.
    ///
    /// A sentiment above `tone_threshold` is positive, one below -tone_threshold negative. Give all parts the same.
    ///
    /// Throws error{size_mismatch} unless the columns are of one length; error{domain} unless
    /// 0 <= tone_threshold <= 1 and threads >= 1.
    std::vector<rejected_row> append(const interaction_columns& events, double tone_threshold = 0.25,
                                     unsigned threads = 1);

    /// Adds all that the other ledger holds.
    void merge(const interaction_ledger& other) {
        for (const auto& run : other.runs_) {
            push_run(run);
        }
        marked_.insert(marked_.end(), other.marked_.begin(), other.marked_.end());
    }

    /// Forgets whatever this person did and whatever was done to them.
    void erase(std::uint32_t person) {
        for (auto& run : runs_) {
            std::erase_if(run, [=](const auto& cell) { return cell.actor == person || cell.target == person; });
        }
        std::erase_if(marked_,
                      [=](const auto& event) { return event.cell.actor == person || event.cell.target == person; });
    }

    /// The cells of all events without id and fingerprint, each place once, sorted by actor, target and code.
    [[nodiscard]] std::vector<interaction_cell> cells() const {
        std::vector<interaction_cell> all;
        for (auto run = runs_.rbegin(); run != runs_.rend(); ++run) {
            all = all.empty() ? *run : join(all, *run);
        }
        return all;
    }

    /// The events with id or fingerprint, sorted; retries of the same event are still among them.
    [[nodiscard]] std::vector<marked_interaction> marked() const {
        auto sorted = marked_;
        std::sort(sorted.begin(), sorted.end());
        return sorted;
    }

    /// When all cells lie in one sorted run: that run, without a copy.
    [[nodiscard]] const std::vector<interaction_cell>* single_run() const noexcept {
        return runs_.size() == 1 ? &runs_.front() : nullptr;
    }

    /// One more than the largest index of an actor or a target.
    [[nodiscard]] std::uint32_t person_count() const noexcept {
        std::uint32_t count = 0;
        const auto see = [&count](const interaction_cell& cell) {
            count = std::max({count, cell.actor + 1, cell.target == nobody ? 0 : cell.target + 1});
        };
        for (const auto& run : runs_) {
            std::for_each(run.begin(), run.end(), see);
        }
        for (const auto& event : marked_) {
            see(event.cell);
        }
        return count;
    }

    /// `first` and `second` as one sorted run, the counts of equal places added.
    [[nodiscard]] static std::vector<interaction_cell> join(const std::vector<interaction_cell>& first,
                                                            const std::vector<interaction_cell>& second) {
        std::vector<interaction_cell> both;
        both.reserve(first.size() + second.size());
        std::merge(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(both));
        both.resize(add_up(both));
        return both;
    }

    /// Adds the counts of equal places, which lie side by side; returns how many places are left.
    [[nodiscard]] static std::size_t add_up(std::span<interaction_cell> cells) {
        std::size_t kept = 0;
        for (const auto& cell : cells) {
            if (kept > 0 && cells[kept - 1].same_place(cell)) {
                const std::uint64_t sum = std::uint64_t{cells[kept - 1].count} + cell.count;
                cells[kept - 1].count = static_cast<std::uint32_t>(std::min<std::uint64_t>(sum, 0xffffffffu));
            } else {
                cells[kept++] = cell;
            }
        }
        return kept;
    }

private:
    static void sort_cells(std::span<interaction_cell> cells) {
        boost::sort::spreadsort::integer_sort(
            cells.begin(), cells.end(),
            [](const interaction_cell& cell, unsigned shift) {
                return (std::uint64_t{cell.actor} << 32 | cell.target) >> shift;
            },
            [](const interaction_cell& a, const interaction_cell& b) {
                return std::pair(a.actor, a.target) < std::pair(b.actor, b.target);
            });
        for (auto first = cells.begin(); first != cells.end();) {  // the key leaves the order within a pair open
            const auto last = std::find_if(first, cells.end(), [first](const auto& cell) {
                return cell.actor != first->actor || cell.target != first->target;
            });
            std::sort(first, last);
            first = last;
        }
    }

    // Runs shrink geometrically: appending n events in small pieces moves each of them about log2(n) times.
    void push_run(std::vector<interaction_cell> run) {
        while (!runs_.empty() && runs_.back().size() < 2 * run.size()) {
            run = join(runs_.back(), run);
            runs_.pop_back();
        }
        if (!run.empty()) {
            runs_.push_back(std::move(run));
        }
    }

    std::vector<std::vector<interaction_cell>> runs_;
    std::vector<marked_interaction> marked_;
};

/// The reason to reject a row, or nothing: the checks of interaction_ledger::append.
[[nodiscard]] inline bool reject(const interaction_columns& events, std::size_t row, rejection& reason) {
    constexpr std::int64_t end_of_time = (std::int64_t{1} << 18) * 86400;
    if (!(events.time[row] >= 0 && events.time[row] < end_of_time)) {
        reason = rejection::time_out_of_range;
    } else if (events.actor[row] == nobody) {
        reason = rejection::no_actor;
    } else if (events.kind[row] >= interaction_kinds) {
        reason = rejection::unknown_kind;
    } else if (!events.sentiment.empty() && !(std::abs(events.sentiment[row]) <= 1) &&
               !std::isnan(events.sentiment[row])) {
        reason = rejection::bad_sentiment;
    } else if (!events.count.empty() && events.count[row] == 0) {
        reason = rejection::zero_count;
    } else {
        return false;
    }
    return true;
}

inline std::vector<rejected_row> interaction_ledger::append(const interaction_columns& events, double tone_threshold,
                                                            unsigned threads) {
    const std::size_t count = events.time.size();
    const auto require_column = [&](const char* name, std::size_t size, bool optional) {
        if (!(optional && size == 0)) {
            require_size(name, size, "time", count);
        }
    };
    require_column("actor", events.actor.size(), false);
    require_column("target", events.target.size(), false);
    require_column("kind", events.kind.size(), false);
    require_column("channel", events.channel.size(), true);
    require_column("sentiment", events.sentiment.size(), true);
    require_column("count", events.count.size(), true);
    require_column("id", events.id.size(), true);
    require_column("fingerprint", events.fingerprint.size(), true);
    if (!(tone_threshold >= 0 && tone_threshold <= 1)) {
        throw_domain("tone_threshold", tone_threshold, "0 <= tone_threshold <= 1");
    }

    const auto cell_of = [&](std::size_t row) {
        const double sentiment = events.sentiment.empty() ? 0 : events.sentiment[row];
        const tone mood = sentiment > tone_threshold    ? tone::positive
                          : sentiment < -tone_threshold ? tone::negative
                                                        : tone::neutral;
        return interaction_cell{events.actor[row], events.target[row],
                                interaction_cell::pack(static_cast<std::uint32_t>(events.time[row] / 86400),
                                                       static_cast<interaction_kind>(events.kind[row]), mood,
                                                       events.channel.empty() ? std::uint8_t{0} : events.channel[row]),
                                events.count.empty() ? 1 : events.count[row]};
    };
    const auto is_marked = [&](std::size_t row) {
        return (!events.id.empty() && events.id[row] != 0) ||
               (!events.fingerprint.empty() && events.fingerprint[row] != 0);
    };

    struct part_of_batch {
        std::vector<rejected_row> rejected;
        std::vector<marked_interaction> marked;
        std::uint32_t last_actor = 0;
    };
    constexpr std::size_t grain = std::size_t{1} << 18;
    std::vector<part_of_batch> parts(math::chunk_count(count, grain));
    math::for_each_chunk(count, grain, threads, [&](const math::chunk& chunk) {
        auto& part = parts[chunk.index];
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            if (rejection reason{}; reject(events, row, reason)) {
                part.rejected.push_back({row, reason});
            } else if (is_marked(row)) {
                part.marked.push_back({events.id.empty() ? 0 : events.id[row], events.time[row], cell_of(row),
                                       events.fingerprint.empty() ? 0 : events.fingerprint[row]});
            } else {
                part.last_actor = std::max(part.last_actor, events.actor[row]);
            }
        }
    });
    std::vector<rejected_row> rejected;
    std::uint32_t last_actor = 0;
    for (const auto& part : parts) {
        rejected.insert(rejected.end(), part.rejected.begin(), part.rejected.end());
        marked_.insert(marked_.end(), part.marked.begin(), part.marked.end());
        last_actor = std::max(last_actor, part.last_actor);
    }

    const auto blocks = spread_over_blocks<interaction_cell>(
        count, last_actor + 1, threads,
        [&](std::size_t row) {
            rejection reason{};
            return reject(events, row, reason) || is_marked(row) ? no_row : events.actor[row];
        },
        cell_of);
    std::vector<std::size_t> kept(blocks.block_count());
    math::for_each_chunk(blocks.block_count(), 1, threads, [&](const math::chunk& chunk) {
        sort_cells(blocks.block(chunk.index));
        kept[chunk.index] = add_up(blocks.block(chunk.index));
    });
    std::vector<interaction_cell> run;
    std::size_t total = 0;
    for (const std::size_t size : kept) {
        total += size;
    }
    run.reserve(total);
    for (std::size_t block = 0; block < kept.size(); ++block) {
        const auto cells = blocks.block(block);
        run.insert(run.end(), cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(kept[block]));
    }
    push_run(std::move(run));
    return rejected;
}

}  // namespace scvm::network
