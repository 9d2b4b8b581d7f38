#pragma once

#include <scvm/error.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace scvm::math {

/// Rows [begin, end) of a batch; `index` counts the chunks from 0.
struct chunk {
    std::size_t index = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// How many chunks of `grain` rows a batch has.
[[nodiscard]] constexpr std::size_t chunk_count(std::size_t rows, std::size_t grain) noexcept {
    return rows / grain + (rows % grain != 0 ? 1 : 0);
}

/// Calls task(chunk) once for every chunk of `grain` rows, on up to `threads` threads, and returns when all are done.
///
/// The grid depends on rows and grain alone, never on threads: a task that writes only to its own rows, or to slot
/// chunk.index, gives the same result for any number of threads. The calling thread works too; the others are started
/// by this call and joined before it returns, and waiting is sleeping. A host that refuses more threads gets the same
/// result later. Every chunk passes a checkpoint of the caller's work_scope, on whatever thread.
///
/// Throws what the task of the lowest failing chunk threw, once every task that had begun is over (chunks above it may
/// be left out); error{domain} unless threads >= 1 and grain >= 1.
template <class Task>
void for_each_chunk(std::size_t rows, std::size_t grain, unsigned threads, Task&& task) {
    if (threads < 1) {
        throw_domain("threads", threads, "threads >= 1");
    }
    if (grain < 1) {
        throw_domain("grain", 0, "grain >= 1");
    }
    const std::size_t chunks = chunk_count(rows, grain);
    constexpr double seconds_of_chunk = 1e-7;  // of one without rows; what rows cost is for the task to say
    const auto run = [&](std::size_t index) {
        checkpoint(seconds_of_chunk);
        const std::size_t begin = index * grain;
        task(chunk{index, begin, begin + std::min(grain, rows - begin)});
    };
    if (threads == 1 || chunks <= 1) {
        for (std::size_t index = 0; index < chunks; ++index) {
            run(index);
        }
        return;
    }

    // Chunks are handed out in rising order, so that all below a failing one have begun and the lowest failure is
    // found.
    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    std::mutex guard;
    std::exception_ptr failure;
    std::size_t failed_at = chunks;
    const auto work = [&] {
        while (!failed.load(std::memory_order_relaxed)) {
            const std::size_t index = next.fetch_add(1, std::memory_order_relaxed);
            if (index >= chunks) {
                return;
            }
            try {
                run(index);
            } catch (const scvm::detail::gave_up&) {
                failed.store(true, std::memory_order_relaxed);
            } catch (...) {
                const std::lock_guard held(guard);
                failed.store(true, std::memory_order_relaxed);
                if (index < failed_at) {
                    failed_at = index;
                    failure = std::current_exception();
                }
            }
        }
    };

    const std::size_t wanted = std::min<std::size_t>(threads, chunks) - 1;
    std::vector<std::thread> helpers;
    helpers.reserve(wanted);
    std::condition_variable over;
    std::size_t busy = 0;
    scvm::detail::work_in_progress* const whose = scvm::detail::current_work.in_progress;
    try {
        while (helpers.size() < wanted) {
            helpers.emplace_back([&] {
                {
                    const scvm::detail::lent_work lent(whose);
                    work();
                }
                const std::lock_guard held(guard);
                --busy;
                over.notify_one();
            });
            const std::lock_guard held(guard);
            ++busy;
        }
    } catch (const std::system_error&) {
        // The host has no further thread to give: those that run share the chunks.
    }
    work();
    while (whose != nullptr) {  // who is asked whether to go on is asked while waiting, too
        std::unique_lock held(guard);
        if (over.wait_for(held, std::chrono::milliseconds(50), [&] { return busy == 0; })) {
            break;
        }
        held.unlock();
        try {
            checkpoint();
        } catch (...) {
            failed.store(true, std::memory_order_relaxed);
            held.lock();
            if (!failure) {
                failure = std::current_exception();
            }
            break;
        }
    }
    for (auto& helper : helpers) {
        helper.join();
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    if (failed.load(std::memory_order_relaxed)) {
        throw scvm::detail::gave_up();
    }
}

/// The sum over all chunks of task(chunk), added in the order of the chunks: the same bits for any number of threads.
///
/// Throws as for_each_chunk does.
template <class Value = double, class Task>
[[nodiscard]] Value sum_chunks(std::size_t rows, std::size_t grain, unsigned threads, Task&& task) {
    std::vector<Value> parts(grain < 1 ? 0 : chunk_count(rows, grain));
    for_each_chunk(rows, grain, threads, [&](const chunk& part) { parts[part.index] = task(part); });
    Value total{};
    for (const Value& part : parts) {
        total += part;
    }
    return total;
}

}  // namespace scvm::math
