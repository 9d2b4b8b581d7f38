// scvm._core.CustomerBase: columns of Python values become columns of C++ ones, row by row accountable.
#include "noun_types.hpp"
#include "python_values.hpp"

#include <scvm/crm/customer_base.hpp>
#include <scvm/error.hpp>
#include <scvm/json/base.hpp>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

/// Rows whose values could not be read, by row; the first fault of a row counts.
struct fault {
    scvm::errc code;
    std::string reason;
};
using faults = std::map<std::size_t, fault>;

/// Calls read(row) for each row; what it throws becomes that row's fault.
template <class Read>
void each_row(std::size_t rows, faults& bad, Read read) {
    for (std::size_t i = 0; i < rows; ++i) {
        try {
            read(i);
        } catch (const scvm::error& e) {
            bad.try_emplace(i, fault{e.code(), e.what()});
        }
    }
}

/// What None means in a column of texts.
enum class if_none { fault, empty };

/// A column of ids: views into the strings of a list, which the caller keeps, or the decimal texts of an int64 array.
class id_column {
public:
    id_column(const py::object& values, std::string_view name, faults& bad, if_none none = if_none::fault) {
        if (py::isinstance<py::list>(values)) {
            read(py::reinterpret_borrow<py::list>(values), name, bad, none);
        } else {
            read(py::cast<py::array_t<std::int64_t, py::array::c_style>>(values));
        }
    }

    [[nodiscard]] std::size_t size() const noexcept { return views_.size(); }
    [[nodiscard]] std::span<const std::string_view> views() const noexcept { return views_; }

private:
    void read(const py::list& values, std::string_view name, faults& bad, if_none none) {
        views_.resize(values.size());
        each_row(values.size(), bad, [&](std::size_t i) {
            const py::handle value = PyList_GET_ITEM(values.ptr(), static_cast<Py_ssize_t>(i));
            if (const auto text = text_of(value)) {
                views_[i] = *text;
            } else if (none == if_none::fault || !json_of(value).is_null()) {
                made_.push_back(std::make_unique<std::string>(id_of(value, name)));
                views_[i] = *made_.back();
            }
        });
    }

    void read(const py::array_t<std::int64_t, py::array::c_style>& values) {
        constexpr std::size_t longest = 20;  // "-9223372036854775808"
        const auto rows = static_cast<std::size_t>(values.size());
        digits_.resize(longest * rows);
        views_.resize(rows);
        for (std::size_t i = 0; i < rows; ++i) {
            char* const first = digits_.data() + longest * i;
            const auto last = std::to_chars(first, first + longest, values.data()[i]).ptr;
            views_[i] = {first, static_cast<std::size_t>(last - first)};
        }
    }

    std::vector<std::string_view> views_;
    std::vector<std::unique_ptr<std::string>> made_;
    std::vector<char> digits_;
};

/// A column of numbers: borrowed from a contiguous array of the very type, or read value by value from a list.
template <class T>
class number_column {
public:
    using array = py::array_t<T, py::array::c_style>;

    template <class Read>
    number_column(const py::object& values, faults& bad, Read read) {
        if (values.is_none()) {
            return;
        }
        if (!py::isinstance<py::list>(values)) {
            borrowed_ = py::cast<array>(values);
            column_ = {borrowed_.data(), static_cast<std::size_t>(borrowed_.size())};
            return;
        }
        const auto list = py::reinterpret_borrow<py::list>(values);
        read_.resize(list.size());
        each_row(list.size(), bad, [&](std::size_t i) {
            read_[i] = read(py::handle(PyList_GET_ITEM(list.ptr(), static_cast<Py_ssize_t>(i))));
        });
        column_ = read_;
    }

    [[nodiscard]] std::size_t size() const noexcept { return column_.size(); }
    [[nodiscard]] std::span<const T> whole() const noexcept { return column_; }
    [[nodiscard]] std::span<const T> part(std::size_t first, std::size_t rows) const {
        return column_.empty() ? column_ : column_.subspan(first, rows);
    }

private:
    array borrowed_;
    std::vector<T> read_;
    std::span<const T> column_;
};

/// Adds the rows in their order: add(first, rows) for each run of readable rows, a rejection for each unreadable one.
template <class Add>
std::size_t add_rows(scvm::crm::customer_base& base, scvm::crm::table where, std::size_t rows, const faults& bad,
                     Add add) {
    std::size_t used = 0;
    std::size_t first = 0;
    for (const auto& [row, fault] : bad) {
        used += add(first, row - first).used;
        base.reject(where, fault.code, fault.reason);
        first = row + 1;
    }
    return used + add(first, rows - first).used;
}

std::size_t add_customers(guarded_base& self, const py::object& ids) {
    faults bad;
    const id_column id(ids, "id", bad);
    return self.change([&](scvm::crm::customer_base& base) {
        return add_rows(base, scvm::crm::table::customers, id.size(), bad, [&](std::size_t first, std::size_t rows) {
            return base.add_customers(id.views().subspan(first, rows));
        });
    });
}

std::size_t add_answers(guarded_base& self, const py::object& customers, const py::object& items,
                        const py::object& values, const py::object& times, const py::object& waves) {
    faults bad;
    const id_column customer(customers, "customer", bad);
    const id_column item(items, "item", bad);
    const number_column<double> value(values, bad, [](py::handle v) { return number_of(v, "value"); });
    const number_column<std::int64_t> time(times, bad, [](py::handle v) { return seconds_of(v, "time"); });
    const number_column<std::int32_t> wave(waves, bad, [](py::handle v) { return wave_of(v, "wave"); });
    scvm::require_size("item", item.size(), "customer", customer.size());
    scvm::require_size("value", value.size(), "customer", customer.size());
    if (!times.is_none()) {
        scvm::require_size("time", time.size(), "customer", customer.size());
    }
    if (!waves.is_none()) {
        scvm::require_size("wave", wave.size(), "customer", customer.size());
    }
    return self.change([&](scvm::crm::customer_base& base) {
        return add_rows(
            base, scvm::crm::table::answers, customer.size(), bad, [&](std::size_t first, std::size_t rows) {
                return base.add_answers({customer.views().subspan(first, rows), item.views().subspan(first, rows),
                                         value.part(first, rows), time.part(first, rows), wave.part(first, rows)});
            });
    });
}

std::size_t add_purchases(guarded_base& self, const py::object& customers, const py::object& times,
                          const py::object& amounts) {
    faults bad;
    const id_column customer(customers, "customer", bad);
    const number_column<std::int64_t> time(times, bad, [](py::handle v) { return seconds_of(v, "time"); });
    const number_column<double> amount(amounts, bad, [](py::handle v) { return number_of(v, "amount"); });
    scvm::require_size("time", time.size(), "customer", customer.size());
    scvm::require_size("amount", amount.size(), "customer", customer.size());
    return self.change([&](scvm::crm::customer_base& base) {
        return add_rows(
            base, scvm::crm::table::purchases, customer.size(), bad, [&](std::size_t first, std::size_t rows) {
                return base.add_purchases(
                    {customer.views().subspan(first, rows), time.part(first, rows), amount.part(first, rows)});
            });
    });
}

std::size_t add_attributes(guarded_base& self, const std::string& name, const py::object& customers,
                           const py::object& values) {
    faults bad;
    const id_column customer(customers, "customer", bad);
    const id_column value(values, "value", bad, if_none::empty);
    scvm::require_size("value", value.size(), "customer", customer.size());
    return self.change([&](scvm::crm::customer_base& base) {
        return add_rows(base, scvm::crm::table::attributes, customer.size(), bad,
                        [&](std::size_t first, std::size_t rows) {
                            return base.add_attributes(
                                name, {customer.views().subspan(first, rows), value.views().subspan(first, rows)});
                        });
    });
}

std::size_t add_contracts(guarded_base& self, const py::object& customers, const py::object& ends,
                          const py::object& notices) {
    faults bad;
    const id_column customer(customers, "customer", bad);
    const number_column<std::int64_t> end(ends, bad, [](py::handle v) { return seconds_of(v, "end"); });
    const number_column<double> notice(notices, bad, [](py::handle v) { return number_of(v, "notice_days"); });
    scvm::require_size("end", end.size(), "customer", customer.size());
    if (!notices.is_none()) {
        scvm::require_size("notice_days", notice.size(), "customer", customer.size());
    }
    return self.change([&](scvm::crm::customer_base& base) {
        return add_rows(
            base, scvm::crm::table::contracts, customer.size(), bad, [&](std::size_t first, std::size_t rows) {
                return base.add_contracts(
                    {customer.views().subspan(first, rows), end.part(first, rows), notice.part(first, rows)});
            });
    });
}

/// The rejected rows by columns: table, row, code, reason.
py::tuple rejected(const guarded_base& self) {
    const auto rows = self.read([](const scvm::crm::customer_base& base) { return base.rejected(); });
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

std::unique_ptr<guarded_base> from_json(std::string_view text) {
    const py::gil_scoped_release unlocked;
    return std::make_unique<guarded_base>(scvm::json::read_base(text));
}

}  // namespace

void bind_customer_base(py::module_& m) {
    py::class_<guarded_base>(m, "CustomerBase")
        .def(py::init<>())
        .def_static("from_json", &from_json, py::arg("text"))
        .def("add_customers", &add_customers, py::arg("id"))
        .def("add_answers", &add_answers, py::arg("customer"), py::arg("item"), py::arg("value"), py::arg("time"),
             py::arg("wave"))
        .def("add_purchases", &add_purchases, py::arg("customer"), py::arg("time"), py::arg("amount"))
        .def("add_attributes", &add_attributes, py::arg("name"), py::arg("customer"), py::arg("value"))
        .def("add_contracts", &add_contracts, py::arg("customer"), py::arg("end"), py::arg("notice_days"))
        .def("rejected", &rejected)
        .def("counts", [](const guarded_base& self) {
            return self.read([](const scvm::crm::customer_base& base) {
                return std::tuple(base.customers().size(), base.answers().size(), base.purchases().time.size(),
                                  base.rejected().size());
            });
        });
}
