// scvm._core.dates: columns of whatever Python calls a date, read by the one reader.
#include "dates.hpp"

#include "arrays.hpp"
#include "python_values.hpp"
#include "unlocked.hpp"

#include <scvm/dates/date_text.hpp>
#include <scvm/dates/local_clock.hpp>
#include <scvm/dates/reader.hpp>
#include <scvm/dates/time_zone.hpp>
#include <scvm/error.hpp>

#include <datetime.h>

#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using scvm::dates::reader;
using scvm::dates::reading;

namespace {

[[nodiscard]] std::int64_t local_second(const py::handle& cell) {
    namespace c = std::chrono;
    PyObject* const at = cell.ptr();
    const c::year_month_day date{c::year{PyDateTime_GET_YEAR(at)},
                                 c::month{static_cast<unsigned>(PyDateTime_GET_MONTH(at))},
                                 c::day{static_cast<unsigned>(PyDateTime_GET_DAY(at))}};
    std::int64_t result = c::sys_days{date}.time_since_epoch().count() * std::int64_t{86400};
    if (PyDateTime_Check(at)) {
        result +=
            PyDateTime_DATE_GET_HOUR(at) * 3600 + PyDateTime_DATE_GET_MINUTE(at) * 60 + PyDateTime_DATE_GET_SECOND(at);
    }
    return result;
}

[[nodiscard]] std::string_view type_of(const py::handle& cell) {
    return Py_TYPE(cell.ptr())->tp_name;
}

[[nodiscard]] reading refused(const std::string& cell) {
    return {scvm::dates::no_time, false,
            cell + ": expected a date like 2026-08-01, or a time like 2026-08-01T14:30:00Z"};
}

/// Like numpy.datetime64's days; nothing for NaT.
[[nodiscard]] std::optional<reading> numpy_moment(const py::handle& cell, const reader& by) {
    const auto seconds = py::cast<std::int64_t>(cell.attr("astype")("datetime64[s]").attr("astype")("int64"));
    if (seconds == scvm::dates::no_time) {
        return std::nullopt;
    }
    const auto unit = py::cast<std::string>(py::str(cell.attr("dtype")));
    if (unit.ends_with("W]") || unit.ends_with("M]") || unit.ends_with("Y]")) {  // no day is meant
        return refused(py::repr(cell));
    }
    return by.shown_locally(seconds, unit.ends_with("D]"));
}

}  // namespace

std::optional<reading> date_in(const py::handle& cell, const reader& by) {
    if (const auto text = text_of(cell)) {
        return by.text(*text);
    }
    const std::string_view type = type_of(cell);
    if (cell.is_none() || type == "NaTType" || type == "NAType") {
        return std::nullopt;
    }
    if (PyDateTimeAPI == nullptr) {
        PyDateTime_IMPORT;
    }
    if (PyDateTime_Check(cell.ptr())) {
        const auto offset = cell.attr("utcoffset")();
        if (offset.is_none()) {
            return by.shown_locally(local_second(cell));
        }
        const auto ahead = py::cast<double>(offset.attr("total_seconds")());
        return by.moment(local_second(cell) - static_cast<std::int64_t>(std::floor(ahead)));
    }
    if (PyDate_Check(cell.ptr())) {
        return by.shown_locally(local_second(cell), true);
    }
    if (type == "numpy.datetime64") {
        return numpy_moment(cell, by);
    }
    if (const auto whole = python_int(cell)) {
        int overflow = 0;
        const long long number = PyLong_AsLongLongAndOverflow(whole->ptr(), &overflow);
        return overflow == 0 ? by.number(number) : refused(py::str(*whole));
    }
    if (const auto number = python_float(cell)) {
        return std::isnan(*number) ? std::nullopt : std::optional(by.fraction(*number));
    }
    return refused(py::repr(cell).cast<std::string>().substr(0, 80));
}

namespace {

[[nodiscard]] std::string spelt(std::string_view name, std::size_t row, const std::string& fault) {
    return std::string(name) + "[" + std::to_string(row) + "] = " + fault;
}

/// (seconds, [(row, fault)]) of read(row) for each row.
template <class Read>
[[nodiscard]] py::tuple read_rows(std::size_t rows, const std::string& name, Read&& read) {
    std::vector<std::int64_t> seconds(rows, scvm::dates::no_time);
    std::vector<std::pair<std::size_t, std::string>> faults;
    for (std::size_t row = 0; row < rows; ++row) {
        std::optional<reading> found = read(row);
        if (found && found->good()) {
            seconds[row] = found->seconds;
        } else if (found) {
            faults.emplace_back(row, spelt(name, row, found->fault));
        }
    }
    return py::make_tuple(hand_over(std::move(seconds)), std::move(faults));
}

/// The same for an array, without the interpreter's lock.
template <class Read>
[[nodiscard]] py::tuple read_array(const column<std::int64_t>& values, const std::string& name, Read&& read) {
    const auto cells = lend(values);
    std::vector<std::int64_t> seconds(cells.size(), scvm::dates::no_time);
    std::vector<std::pair<std::size_t, std::string>> faults;
    {
        const unlocked_work unlocked;
        for (std::size_t row = 0; row < cells.size(); ++row) {
            if (cells[row] == scvm::dates::no_time) {
                continue;  // NaT
            }
            const reading found = read(cells[row]);
            if (found.good()) {
                seconds[row] = found.seconds;
            } else {
                faults.emplace_back(row, spelt(name, row, found.fault));
            }
        }
    }
    return py::make_tuple(hand_over(std::move(seconds)), std::move(faults));
}

[[nodiscard]] std::optional<reading> one(const reader& by, const py::object& cell, const std::string& name) {
    auto found = date_in(cell, by);
    if (found && !found->good()) {
        throw scvm::error(scvm::errc::bad_record, name + " = " + found->fault);
    }
    return found;
}

}  // namespace

void bind_dates(room_module& m) {
    bounded_class<reader>(m, "Reader")
        .def(py::init([](std::string date_format, const std::string& time_zone, std::optional<std::int64_t> not_after,
                         bool ends) {
                 return reader({std::move(date_format), scvm::dates::clock_of(time_zone),
                                not_after.value_or(scvm::dates::latest), ends});
             }),
             py::arg("date_format") = "", py::arg("time_zone") = "", py::arg("not_after") = py::none(),
             py::arg("ends") = false)
        .def(
            "cells",
            [](const reader& self, const py::list& values, const std::string& name) {
                return read_rows(values.size(), name, [&](std::size_t row) {
                    return date_in(PyList_GET_ITEM(values.ptr(), static_cast<Py_ssize_t>(row)), self);
                });
            },
            py::arg("values"), py::arg("name"))
        .def(
            "numbers",
            [](const reader& self, const column<std::int64_t>& values, const std::string& name) {
                return read_array(values, name, [&](std::int64_t cell) { return self.number(cell); });
            },
            py::arg("values"), py::arg("name"))
        .def(
            "moments",
            [](const reader& self, const column<std::int64_t>& values, const std::string& name) {
                return read_array(values, name, [&](std::int64_t cell) { return self.moment(cell); });
            },
            py::arg("values"), py::arg("name"))
        .def(
            "local",
            [](const reader& self, const column<std::int64_t>& values, const std::string& name) {
                return read_array(values, name, [&](std::int64_t cell) { return self.shown_locally(cell); });
            },
            py::arg("values"), py::arg("name"))
        .def(
            "first_second",
            [](const reader& self, const py::object& cell, const std::string& name) -> std::optional<std::int64_t> {
                const auto found = one(self, cell, name);
                return found ? std::optional(found->seconds) : std::nullopt;
            },
            py::arg("value"), py::arg("name"))
        .def(
            "last_second",
            [](const reader& self, const py::object& cell, const std::string& name) -> std::optional<std::int64_t> {
                const auto found = one(self, cell, name);
                if (!found || !found->date_alone || found->seconds == scvm::dates::never) {
                    return found ? std::optional(found->seconds) : std::nullopt;
                }
                const auto& place = self.rules().place;
                return place.end_of(place.day(found->seconds));
            },
            py::arg("value"), py::arg("name"))
        .def(
            "shown",
            [](const reader& self, std::int64_t seconds) {
                return scvm::dates::shown(seconds, self.rules().place.offset(seconds));
            },
            py::arg("seconds"));
    m.attr("NEVER") = scvm::dates::never;
}
