#pragma once

#include <scvm/math/parallel.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace scvm::network {

/// Records in blocks of neighbouring rows: block b holds the rows from b << shift up to (b + 1) << shift.
template <class Record>
struct row_blocks {
    std::unique_ptr<Record[]> records;
    std::vector<std::uint64_t> begin = {0};  ///< of each block in `records`, and the end of the last
    unsigned shift = 0;

    [[nodiscard]] std::size_t block_count() const noexcept { return begin.size() - 1; }
    [[nodiscard]] std::size_t size() const noexcept { return begin.back(); }
    [[nodiscard]] std::span<Record> block(std::size_t index) const noexcept {
        return {records.get() + begin[index], begin[index + 1] - begin[index]};
    }
};

/// Spreads items over blocks: the first step of a sort by row whose second step, block by block, runs inside the cache
/// and on all threads. Linear time; the result does not depend on threads.
///
/// `each(begin, end, use)` calls use(row, make) for those of the items begin … end - 1 that are to be kept, in their
/// order; the row is below `rows`, and make() the record. Called twice for each item. Within a block, items keep their
/// order.
template <class Record, class Each>
[[nodiscard]] row_blocks<Record> spread_over_blocks(std::size_t count, std::uint32_t rows, unsigned threads,
                                                    Each each) {
    constexpr std::size_t grain = std::size_t{1} << 20;
    const std::size_t chunks = math::chunk_count(count, grain);
    // About 2^15 items to a block, but no more than 2^11 blocks: each is an open end of the scattered writing.
    const int row_bits = static_cast<int>(std::bit_width(rows));
    const int block_bits = std::min({static_cast<int>(std::bit_width(count >> 15)), 11, row_bits});
    const auto shift = static_cast<unsigned>(row_bits - block_bits);
    const std::size_t blocks = (std::size_t{rows} >> shift) + 1;

    std::vector<std::uint64_t> position(chunks * blocks);
    math::for_each_chunk(count, grain, threads, [&](const math::chunk& part) {
        std::uint64_t* histogram = position.data() + part.index * blocks;
        each(part.begin, part.end, [&](std::uint32_t row, auto&&) { ++histogram[row >> shift]; });
    });
    row_blocks<Record> result;
    result.shift = shift;
    result.begin.resize(blocks + 1);
    std::uint64_t next = 0;
    for (std::size_t block = 0; block < blocks; ++block) {
        result.begin[block] = next;
        for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
            next += std::exchange(position[chunk * blocks + block], next);
        }
    }
    result.begin[blocks] = next;

    result.records = std::make_unique_for_overwrite<Record[]>(next);
    math::for_each_chunk(count, grain, threads, [&](const math::chunk& part) {
        std::uint64_t* cursor = position.data() + part.index * blocks;
        each(part.begin, part.end,
             [&](std::uint32_t row, auto&& make) { result.records[cursor[row >> shift]++] = make(); });
    });
    return result;
}

}  // namespace scvm::network
