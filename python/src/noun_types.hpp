#pragma once

#include "unlocked.hpp"

#include <scvm/crm/customer_base.hpp>

#include <pybind11/pybind11.h>

#include <mutex>
#include <shared_mutex>
#include <utility>

namespace py = pybind11;

/// A customer base that Python threads may share: rows come in under the writer's lock, scores are made under the
/// readers'. Both locks are taken without the GIL, so that waiting threads do not stop the interpreter.
class guarded_base {
public:
    guarded_base() = default;
    explicit guarded_base(scvm::crm::customer_base base) : base_(std::move(base)) {}

    template <class Body>
    auto change(Body body) {
        const unlocked_work unlocked;
        const std::unique_lock lock(gate_);
        return body(base_);
    }

    template <class Body>
    auto read(Body body) const {
        const unlocked_work unlocked;
        const std::shared_lock lock(gate_);
        return body(base_);
    }

private:
    scvm::crm::customer_base base_;
    mutable std::shared_mutex gate_;
};

void bind_customer_base(py::module_& m);
void bind_scoring(py::module_& m);
