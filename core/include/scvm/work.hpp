#pragma once

#include <scvm/error.hpp>

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

// How a call is bounded, and how it is stopped. Whoever calls opens a scope on its thread:
//
//     scvm::stop_token stop;                                        // other threads may call stop.stop()
//     const scvm::work_scope scope({.seconds = 2, .bytes = 512e6}, stop);
//     … any function of scvm …                                      // throws error{stopped} or error{too_costly}
//
// Functions whose cost a few arguments decide say it before they begin (require_work), and long loops pass by a
// checkpoint. Without a scope nothing is bounded, and a checkpoint costs a nanosecond. Seconds are estimates for one
// core of an ordinary machine, from the numbers of steps: no clock is read, so that the same call is refused or not,
// wherever it is made.

namespace scvm {

/// What a call costs, or may cost.
struct work {
    double seconds = 0;  ///< of one core
    double bytes = 0;    ///< of memory
};

/// What bounds nothing.
inline constexpr work work_without_end{std::numeric_limits<double>::infinity(),
                                       std::numeric_limits<double>::infinity()};

/// A request to stop that any thread may make. Copies are the same token. Thread-safe.
class stop_token {
public:
    void stop() const noexcept { flag_->store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool stopped() const noexcept { return flag_->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic<bool>> flag_ = std::make_shared<std::atomic<bool>>(false);
};

namespace detail {

/// What ends a thread's part of work that another thread has given up, and says nothing new.
struct gave_up : error {
    gave_up() : error(errc::stopped, "stopped: another part of the work was given up") {}
};

struct work_in_progress {
    work limits;
    stop_token stop;
    std::function<void()> ask;  // asked by the thread that opened the scope; throws to end the work
    std::atomic<double> seconds{0};
    std::atomic<bool> given_up{false};  // one thread has thrown: the others need not go on

    void pass(double more, bool opened_here) {
        if (given_up.load(std::memory_order_relaxed)) {
            throw gave_up();
        }
        if (stop.stopped()) {
            throw error(errc::stopped, "stopped, as was asked for");
        }
        if (more > 0) {
            double before = seconds.load(std::memory_order_relaxed);
            while (!seconds.compare_exchange_weak(before, before + more, std::memory_order_relaxed)) {
            }
            if (!(before + more <= limits.seconds)) {
                throw error(errc::too_costly, "this takes more than " + number_text(limits.seconds) +
                                                  " s: ask for less, or raise the limit of seconds");
            }
        }
        if (opened_here && ask) {
            try {
                ask();
            } catch (...) {
                given_up.store(true, std::memory_order_relaxed);
                throw;
            }
        }
    }
};

/// The work of this thread, if its calls are bounded.
struct work_here {
    work_in_progress* in_progress = nullptr;
    bool opened_here = false;  // not a helper of math::for_each_chunk
};
inline thread_local work_here current_work;

/// Puts a thread to the work of another one, for as long as it lives.
class lent_work {
public:
    explicit lent_work(work_in_progress* of) noexcept : before_(std::exchange(current_work, {of, false})) {}
    ~lent_work() { current_work = before_; }
    lent_work(const lent_work&) = delete;
    lent_work& operator=(const lent_work&) = delete;

private:
    work_here before_;
};

}  // namespace detail

/// Bounds what this thread computes as long as the scope lives, and lets it be stopped. A scope within a scope takes
/// its place. `ask`, if given, is called at checkpoints of this thread; what it throws ends the work.
class work_scope {
public:
    explicit work_scope(const work& limits = work_without_end, stop_token stop = {}, std::function<void()> ask = {})
        : before_(detail::current_work) {
        own_.limits = limits;
        own_.stop = std::move(stop);
        own_.ask = std::move(ask);
        detail::current_work = {&own_, true};
    }
    ~work_scope() { detail::current_work = before_; }
    work_scope(const work_scope&) = delete;
    work_scope& operator=(const work_scope&) = delete;

private:
    detail::work_here before_;
    detail::work_in_progress own_;
};

/// A place in long work where it may be stopped, after `seconds` of it. Throws error{stopped}; error{too_costly} once
/// the seconds of all checkpoints are beyond the limit.
inline void checkpoint(double seconds = 0) {
    if (detail::current_work.in_progress != nullptr) {
        detail::current_work.in_progress->pass(seconds, detail::current_work.opened_here);
    }
}

/// Throws error{too_costly}, before anything is computed, unless the work is within the limits of this thread's scope.
inline void require_work(std::string_view what, const work& cost) {
    if (detail::current_work.in_progress == nullptr) {
        return;
    }
    const work& most = detail::current_work.in_progress->limits;
    const auto refuse = [&](double value, double limit, std::string_view unit, std::string_view name) {
        throw error(errc::too_costly, std::string(what) + ": this takes about " + number_text(value) + " " +
                                          std::string(unit) + ", expected at most " + number_text(limit) +
                                          ": ask for less, or raise the limit of " + std::string(name));
    };
    if (!(cost.seconds <= most.seconds)) {
        refuse(cost.seconds, most.seconds, "s", "seconds");
    }
    if (!(cost.bytes <= most.bytes)) {
        refuse(cost.bytes, most.bytes, "bytes", "bytes");
    }
}

}  // namespace scvm
