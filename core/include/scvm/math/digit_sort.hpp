#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace scvm::math {

/// Sorts records by the lowest `bits` of key(record), a digit at a time; equal ones keep their order. Linear time.
///
/// Returns where the sorted records lie: in `records` or in `spare`, which are of one size.
template <class Record, class Key>
[[nodiscard]] std::span<Record> sort_by_digits(std::span<Record> records, std::span<Record> spare, unsigned bits,
                                               Key key) {
    // No more counters than records, and no more than fit into the fastest cache.
    const unsigned widest = std::min(11u, std::max(4u, static_cast<unsigned>(std::bit_width(records.size()))));
    const unsigned passes = (bits + widest - 1) / widest;
    if (records.size() < 2 || passes == 0) {
        return records;
    }
    const unsigned width = (bits + passes - 1) / passes;
    std::vector<std::size_t> next(std::size_t{1} << width);
    for (unsigned shift = 0; shift < bits; shift += width) {
        const auto digit = [&](const Record& record) { return key(record) >> shift & (next.size() - 1); };
        std::fill(next.begin(), next.end(), 0);
        for (const Record& record : records) {
            ++next[digit(record)];
        }
        std::size_t place = 0;
        for (std::size_t& count : next) {
            place += std::exchange(count, place);
        }
        for (const Record& record : records) {
            spare[next[digit(record)]++] = record;
        }
        std::swap(records, spare);
    }
    return records;
}

}  // namespace scvm::math
