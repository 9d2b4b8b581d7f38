#include <scvm/math/parallel.hpp>
#include <scvm/math/random.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cmath>
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

TEST_CASE("work is stopped on every thread, from another thread, and by who is asked") {
    using scvm::checkpoint;
    const auto endless = [](const scvm::math::chunk&) {
        for (;;) {
            checkpoint();
        }
    };
    const auto code_of = [](auto&& work) {
        try {
            work();
        } catch (const scvm::error& e) {
            return e.code();
        }
        return scvm::errc::internal;
    };
    for (const unsigned threads : {1u, 3u}) {
        CAPTURE(threads);
        const scvm::stop_token stop;
        std::thread other([&] { stop.stop(); });
        CHECK(code_of([&] {
                  const scvm::work_scope scope(scvm::work_without_end, stop);
                  scvm::math::for_each_chunk(8, 1, threads, endless);
              }) == scvm::errc::stopped);
        other.join();
        int asked = 0;
        const scvm::work_scope scope(scvm::work_without_end, {}, [&] {
            if (++asked == 5) {
                throw std::string("enough");
            }
        });
        CHECK_THROWS_AS(scvm::math::for_each_chunk(8, 1, threads, endless), std::string);
    }
    checkpoint(1e300);  // without a scope nothing is bounded
}

TEST_CASE("work that costs too much is refused before it begins, or once it does") {
    const scvm::work_scope scope({2, 1000});
    scvm::require_work("little", {2, 1000});
    CHECK_THROWS_WITH_AS(scvm::require_work("cohorts", {1, 6.2e9}),
                         "cohorts: this takes about 6.2e+09 bytes, expected at most 1000: ask for less, or raise the "
                         "limit of bytes",
                         scvm::error);
    CHECK_THROWS_AS(scvm::require_work("long", {3, 0}), scvm::error);
    CHECK_THROWS_AS(scvm::require_work("unknown", {std::nan(""), 0}), scvm::error);
    for (int i = 0; i < 4; ++i) {
        scvm::checkpoint(0.5);
    }
    CHECK_THROWS_AS(scvm::checkpoint(0.5), scvm::error);
    {
        const scvm::work_scope inner;
        scvm::checkpoint(100);
    }
    CHECK_THROWS_AS(scvm::checkpoint(0.5), scvm::error);
}

TEST_CASE("a sum over chunks of next to no rows is bounded, however often it is taken") {
    const scvm::work_scope scope({1e-3, 1e9});
    CHECK_THROWS_AS(
        [] {
            for (;;) {
                scvm::math::for_each_chunk(1, 1, 1, [](const scvm::math::chunk&) {});
            }
        }(),
        scvm::error);
}
