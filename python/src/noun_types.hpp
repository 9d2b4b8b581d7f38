#pragma once

#include "unlocked.hpp"

#include <scvm/crm/customer_base.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <mutex>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

namespace py = pybind11;

/// A customer base that Python threads may share: rows come in under the writer's lock, scores are made under the
/// readers'. Both locks are taken without the GIL, so that waiting threads do not stop the interpreter.
class guarded_base {
public:
    explicit guarded_base(scvm::crm::customer_base base) : base_(std::move(base)) {}

    /// They never change, and need no lock.
    [[nodiscard]] const scvm::crm::clock_reader& clocks() const noexcept { return base_.clocks(); }

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

/// Rejected rows by columns: table, row, code, reason.
[[nodiscard]] inline py::tuple rejected_columns(const std::vector<scvm::crm::rejected_row>& rows) {
    py::list table;
    py::list row;
    py::list code;
    py::list reason;
    for (const scvm::crm::rejected_row& each : rows) {
        table.append(py::str(std::string(scvm::crm::name_of(each.where))));
        row.append(each.row);
        code.append(static_cast<int>(each.code));
        reason.append(py::str(each.reason));
    }
    return py::make_tuple(table, row, code, reason);
}

void bind_customer_base(py::module_& m);
void bind_scoring(py::module_& m);
