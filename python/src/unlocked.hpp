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

/// Looks ten times a second whether a signal has come: KeyboardInterrupt, or what a handler raises, ends the work.
class signal_watch {
public:
    void operator()() {
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

private:
    using clock = std::chrono::steady_clock;
    clock::time_point looked_ = clock::now();
};

/// As long as it lives, what this thread computes stays within the limits of the process, and a signal ends it.
class bounded_work {
public:
    bounded_work() = default;
    bounded_work(const bounded_work&) = delete;
    bounded_work& operator=(const bounded_work&) = delete;

private:
    signal_watch watch_;
    scvm::work_scope scope_{python_limits(), {}, [this] { watch_(); }};
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

/// A class of which all that computes is bounded: what makes it, its methods, and its properties but for plain members.
template <class Type, class... Options>
class bounded_class : public pybind11::class_<Type, Options...> {
public:
    using plain = pybind11::class_<Type, Options...>;
    using plain::plain;

    /// By name, or a constructor, or an operator.
    template <class First, class... Rest>
    bounded_class& def(First&& first, Rest&&... rest) {
        plain::def(std::forward<First>(first), std::forward<Rest>(rest)..., pybind11::call_guard<bounded_work>());
        return *this;
    }

    template <class Function, class... Extra>
    bounded_class& def_static(const char* name, Function&& function, const Extra&... extra) {
        plain::def_static(name, std::forward<Function>(function), extra..., pybind11::call_guard<bounded_work>());
        return *this;
    }

    template <class Function>
    bounded_class& def_property_readonly(const char* name, const Function& read) {
        plain::def_property_readonly(
            name, pybind11::cpp_function(pybind11::method_adaptor<Type>(read), pybind11::call_guard<bounded_work>()));
        return *this;
    }

    template <class Member>
    bounded_class& def_readonly(const char* name, const Member& member) {
        plain::def_readonly(name, member);
        return *this;
    }

    template <class Member>
    bounded_class& def_readwrite(const char* name, const Member& member) {
        plain::def_readwrite(name, member);
        return *this;
    }
};

/// As long as it lives, this thread computes without the interpreter lock, within the limits of the process, and a
/// signal ends it.
class unlocked_work {
public:
    unlocked_work() = default;
    unlocked_work(const unlocked_work&) = delete;
    unlocked_work& operator=(const unlocked_work&) = delete;

private:
    signal_watch watch_;
    scvm::work limits_ = python_limits();  // before the lock is given up
    pybind11::gil_scoped_release released_;
    scvm::work_scope scope_{limits_, {}, [this] { watch_(); }};
};

/// Calls `work` without the interpreter's lock; columns must have been lent before.
template <class Work>
[[nodiscard]] auto unlocked(Work&& work) {
    const unlocked_work release;
    return work();
}
