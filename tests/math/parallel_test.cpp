#include <scvm/math/parallel.hpp>
#include <scvm/math/random.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using scvm::math::chunk;
using scvm::math::for_each_chunk;

TEST_CASE("every row belongs to exactly one chunk, for any number of threads") {
    for (const unsigned threads : {1u, 2u, 5u}) {
        for (const std::size_t rows : {0u, 1u, 99u, 100u, 101u, 1000u}) {
            CAPTURE(threads);
            CAPTURE(rows);
            std::vector<std::atomic<int>> seen(rows);
            std::atomic<std::size_t> calls{0};
            for_each_chunk(rows, 100, threads, [&](const chunk& part) {
                ++calls;
                for (std::size_t row = part.begin; row < part.end; ++row) {
                    ++seen[row];
                }
            });
            CHECK(calls == scvm::math::chunk_count(rows, 100));
            for (const auto& times : seen) {
                CHECK(times == 1);
            }
        }
    }
}

TEST_CASE("a sum has the same bits for any number of threads") {
    scvm::math::random_stream random(1);
    std::vector<double> values(100000);
    for (double& value : values) {
        value = random.normal() * 1e10;
    }
    const auto total = [&](unsigned threads) {
        return scvm::math::sum_chunks(values.size(), 777, threads, [&](const chunk& part) {
            double sum = 0;
            for (std::size_t row = part.begin; row < part.end; ++row) {
                sum += values[row];
            }
            return sum;
        });
    };
    CHECK(total(1) == total(2));
    CHECK(total(1) == total(7));
}

TEST_CASE("the failure of the lowest chunk reaches the caller, whichever thread met it first") {
    for (const unsigned threads : {1u, 2u, 4u}) {
        for (int repetition = 0; repetition < 20; ++repetition) {
            std::string message;
            try {
                for_each_chunk(64, 1, threads, [](const chunk& part) {
                    if (part.index == 3) {
                        std::this_thread::sleep_for(std::chrono::milliseconds(1));
                    }
                    if (part.index >= 3) {
                        throw std::runtime_error("chunk " + std::to_string(part.index));
                    }
                });
            } catch (const std::runtime_error& failure) {
                message = failure.what();
            }
            CHECK(message == "chunk 3");
        }
    }
}

TEST_CASE("no thread and no row to a chunk are refused") {
    CHECK_THROWS_WITH_AS(for_each_chunk(1, 1, 0, [](const chunk&) {}), "threads = 0: expected threads >= 1",
                         scvm::error);
    CHECK_THROWS_AS(for_each_chunk(1, 0, 1, [](const chunk&) {}), scvm::error);
}
