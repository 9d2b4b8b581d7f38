#pragma once

#include <scvm/math/digit_sort.hpp>
#include <scvm/math/parallel.hpp>
#include <scvm/network/blocks.hpp>
#include <scvm/network/columns.hpp>
#include <scvm/network/interactions.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace scvm::network {

using cell_column = large_column<interaction_cell>;

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
        if (&other == this) {
            return merge(interaction_ledger(other));  // what is read must not grow
        }
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
    [[nodiscard]] cell_column cells() const {
        cell_column all;
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
    [[nodiscard]] const cell_column* single_run() const noexcept {
        return runs_.size() == 1 ? &runs_.front() : nullptr;
    }

    /// One more than the largest index of an actor or a target.
    [[nodiscard]] std::uint32_t person_count(unsigned threads = 1) const {
        const auto beyond = [](const interaction_cell& cell) {
            return std::max(cell.actor + 1, cell.target == nobody ? 0 : cell.target + 1);
        };
        std::uint32_t count = 0;
        for (const auto& run : runs_) {
            constexpr std::size_t grain = std::size_t{1} << 20;
            std::vector<std::uint32_t> largest(math::chunk_count(run.size(), grain));
            math::for_each_chunk(run.size(), grain, threads, [&](const math::chunk& part) {
                for (std::size_t i = part.begin; i < part.end; ++i) {
                    largest[part.index] = std::max(largest[part.index], beyond(run[i]));
                }
            });
            count = std::accumulate(largest.begin(), largest.end(), count,
                                    [](std::uint32_t a, std::uint32_t b) { return std::max(a, b); });
        }
        for (const auto& event : marked_) {
            count = std::max(count, beyond(event.cell));
        }
        return count;
    }

    /// `first` and `second` as one sorted run, the counts of equal places added.
    [[nodiscard]] static cell_column join(std::span<const interaction_cell> first,
                                          std::span<const interaction_cell> second) {
        cell_column both(first.size() + second.size());
        std::merge(first.begin(), first.end(), second.begin(), second.end(), both.begin());
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
    /// Sorts cells by actor, target and code; `spare` is as large. Their actors differ in the lowest bits alone.
    static std::span<interaction_cell> sort_cells(std::span<interaction_cell> cells, std::span<interaction_cell> spare,
                                                  unsigned actor_bits, std::uint32_t last_target) {
        // Nobody is beyond all others, as near as possible, so that few digits tell the targets apart.
        const auto sorted_by_target =
            math::sort_by_digits(cells, spare, static_cast<unsigned>(std::bit_width(std::uint64_t{last_target} + 1)),
                                 [=](const interaction_cell& cell) { return std::min(cell.target, last_target + 1); });
        const auto sorted =
            math::sort_by_digits(sorted_by_target, sorted_by_target.data() == cells.data() ? spare : cells, actor_bits,
                                 [](const interaction_cell& cell) { return cell.actor; });
        for (auto first = sorted.begin(); first != sorted.end();) {
            const auto last = std::find_if(first + 1, sorted.end(), [first](const auto& cell) {
                return cell.actor != first->actor || cell.target != first->target;
            });
            if (last - first > 1) {
                std::sort(first, last);
            }
            first = last;
        }
        return sorted;
    }

    /// The first kept[b] cells of each block b, side by side, in no more memory than they need.
    static cell_column close_gaps(cell_column cells, std::span<const std::uint64_t> begin,
                                  std::span<const std::size_t> kept, unsigned threads) {
        std::vector<std::size_t> place(kept.size());
        std::exclusive_scan(kept.begin(), kept.end(), place.begin(), std::size_t{0});
        const std::size_t total = kept.empty() ? 0 : place.back() + kept.back();
        if (total == cells.size()) {
            return cells;
        }
        cell_column closed(total);
        math::for_each_chunk(kept.size(), 1, threads, [&](const math::chunk& part) {
            std::copy_n(cells.data() + begin[part.index], kept[part.index], closed.data() + place[part.index]);
        });
        return closed;
    }

    // Runs shrink geometrically: appending n events in small pieces moves each of them about log2(n) times.
    void push_run(cell_column run) {
        while (!runs_.empty() && runs_.back().size() < 2 * run.size()) {
            run = join(runs_.back(), run);
            runs_.pop_back();
        }
        if (!run.empty()) {
            runs_.push_back(std::move(run));
        }
    }

    std::vector<cell_column> runs_;
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
        std::uint32_t last_target = 0;
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
                part.last_target = std::max(part.last_target, events.target[row] == nobody ? 0 : events.target[row]);
            }
        }
    });
    std::vector<rejected_row> rejected;
    std::uint32_t last_actor = 0;
    std::uint32_t last_target = 0;
    for (const auto& part : parts) {
        rejected.insert(rejected.end(), part.rejected.begin(), part.rejected.end());
        marked_.insert(marked_.end(), part.marked.begin(), part.marked.end());
        last_actor = std::max(last_actor, part.last_actor);
        last_target = std::max(last_target, part.last_target);
    }

    auto blocks = spread_over_blocks<interaction_cell>(
        count, last_actor + 1, threads, [&](std::size_t begin, std::size_t end, auto&& use) {
            for (std::size_t row = begin; row < end; ++row) {
                if (rejection reason{}; !reject(events, row, reason) && !is_marked(row)) {
                    use(events.actor[row], [&] { return cell_of(row); });
                }
            }
        });
    cell_column run(blocks.size());
    std::vector<std::size_t> kept(blocks.block_count());
    math::for_each_chunk(blocks.block_count(), 1, threads, [&](const math::chunk& chunk) {
        const auto cells = blocks.block(chunk.index);
        const auto place = std::span(run).subspan(blocks.begin[chunk.index], cells.size());
        const auto sorted = sort_cells(cells, place, blocks.shift, last_target);
        kept[chunk.index] = add_up(sorted);
        if (sorted.data() != place.data()) {
            std::copy_n(sorted.begin(), kept[chunk.index], place.begin());
        }
    });
    blocks.records = nullptr;
    push_run(close_gaps(std::move(run), blocks.begin, kept, threads));
    return rejected;
}

}  // namespace scvm::network
