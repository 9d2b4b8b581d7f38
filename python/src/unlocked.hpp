#pragma once

// Computing without the interpreter lock, so that other Python threads run, and so that Ctrl-C ends it.
#include <scvm/work.hpp>

#include <pybind11/pybind11.h>

#include <chrono>
#include <utility>

/// What a call from Python may cost: limits(seconds=…, bytes=…) sets it for the process.
[[nodiscard]] inline scvm::work& python_limits() {
    static scvm::work limits{600, 4e9};  // under the interpreter lock
    return limits;
}

/// As long as it lives, what this thread computes stays within the limits of the process.
class bounded_work {
    scvm::work_scope scope_{python_limits()};
};

/// The submodule of a room: each of its functions is bounded, whether it gives up the interpreter's lock or not.
class room_module : public pybind11::module_ {
public:
    explicit room_module(pybind11::module_ of) : module_(std::move(of)) {}

    template <class Function, class... Extra>
    room_module& def(const char* name, Function&& function, const Extra&... extra) {
        module_::def(name, std::forward<Function>(function), extra..., pybind11::call_guard<bounded_work>());
        return *this;
    }
};

/// As long as it lives, this thread computes without the interpreter lock, within the limits of the process, and ten
/// times a second looks whether a signal has come: KeyboardInterrupt, or what a handler raises, ends the work.
class unlocked_work {
public:
    unlocked_work() = default;
    unlocked_work(const unlocked_work&) = delete;
    unlocked_work& operator=(const unlocked_work&) = delete;

private:
    using clock = std::chrono::steady_clock;

    void look_for_signals() {
        const auto now = clock::now();
        if (now - looked_ < std::chrono::milliseconds(100)) {
            return;
        }
        looked_ = now;
        const pybind11::gil_scoped_acquire locked;
        if (PyErr_CheckSignals() != 0) {
            throw pybind11::error_already_set();
        }
    }

    clock::time_point looked_ = clock::now();
    scvm::work limits_ = python_limits();  // before the lock is given up
    pybind11::gil_scoped_release released_;
    scvm::work_scope scope_{limits_, {}, [this] { look_for_signals(); }};
};
