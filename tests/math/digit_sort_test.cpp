#include <scvm/math/digit_sort.hpp>
#include <scvm/math/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

TEST_CASE("sorting by digits is a stable sort, for any number of records and bits") {
    struct record {
        std::uint64_t key;
        std::size_t row;
        bool operator==(const record&) const = default;
    };
    for (const std::size_t size : {0u, 1u, 2u, 3u, 100u, 5000u}) {
        for (const unsigned bits : {0u, 1u, 7u, 12u, 33u, 64u}) {
            CAPTURE(size);
            CAPTURE(bits);
            scvm::math::random_stream random(size, bits);
            std::vector<record> records(size);
            for (std::size_t i = 0; i < size; ++i) {
                records[i] = {bits == 0 ? 0 : random() >> (64 - bits), i};
            }
            auto expected = records;
            std::stable_sort(expected.begin(), expected.end(),
                             [](const auto& a, const auto& b) { return a.key < b.key; });
            std::vector<record> spare(size);
            const auto sorted = scvm::math::sort_by_digits(std::span(records), std::span(spare), bits,
                                                           [](const record& one) { return one.key; });
            CHECK(std::equal(sorted.begin(), sorted.end(), expected.begin(), expected.end()));
        }
    }
}
