// Columns and tables that Python lends to the survey room, and results that it gets back.
#pragma once

#include "unlocked.hpp"

#include <scvm/error.hpp>
#include <scvm/survey/answers.hpp>
#include <scvm/survey/interval.hpp>
#include <scvm/survey/segment.hpp>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace survey_python {

/// A borrowed 1-D array of exactly this type, contiguous; anything else is refused, not copied. None is no column.
template <class T>
class column {
public:
    column(const py::handle& values, const char* name) {
        if (values.is_none()) {
            return;
        }
        held_ = py::reinterpret_borrow<py::buffer>(values);
        if (!py::isinstance<py::buffer>(values)) {
            throw py::type_error(std::string(name) + ": expected a numpy array");
        }
        info_ = held_.request();
        const bool fits = info_.ndim == 1 && info_.itemsize == static_cast<py::ssize_t>(sizeof(T)) &&
                          info_.format == py::format_descriptor<T>::format() &&
                          (info_.shape[0] <= 1 || info_.strides[0] == static_cast<py::ssize_t>(sizeof(T)));
        if (!fits) {
            throw py::type_error(std::string(name) + ": expected a contiguous 1-D array of type " +
                                 py::format_descriptor<T>::format());
        }
    }

    [[nodiscard]] std::span<const T> values() const {
        return info_.ptr == nullptr
                   ? std::span<const T>()
                   : std::span<const T>(static_cast<const T*>(info_.ptr), static_cast<std::size_t>(info_.shape[0]));
    }
    [[nodiscard]] bool given() const { return info_.ndim == 1; }

private:
    py::buffer held_;
    py::buffer_info info_{};
};

using numbers = column<double>;

/// A column of segment numbers 0 to 5. Throws error{domain} for another number.
class segment_column {
public:
    segment_column(const py::handle& values, const char* name) : numbers_(values, name) {
        const auto given = numbers_.values();
        for (std::size_t row = 0; row < given.size(); ++row) {
            if (given[row] > 5) {
                scvm::throw_domain(name, row, given[row], "a segment, 0 to 5");
            }
        }
    }
    [[nodiscard]] std::span<const scvm::survey::segment> values() const {
        const auto given = numbers_.values();
        return {reinterpret_cast<const scvm::survey::segment*>(given.data()), given.size()};
    }

private:
    column<std::uint8_t> numbers_;
};

/// A borrowed 2-D float64 array of any layout: rows of respondents, columns of items.
class table {
public:
    table(const py::handle& values, const char* name) {
        held_ = py::reinterpret_borrow<py::buffer>(values);
        if (!py::isinstance<py::buffer>(values)) {
            throw py::type_error(std::string(name) + ": expected a numpy array");
        }
        info_ = held_.request();
        const auto size = static_cast<py::ssize_t>(sizeof(double));
        if (info_.ndim != 2 || info_.format != py::format_descriptor<double>::format() ||
            info_.strides[0] % size != 0 || info_.strides[1] % size != 0) {
            throw py::type_error(std::string(name) + ": expected a 2-D float64 array");
        }
    }

    [[nodiscard]] scvm::survey::answer_table answers() const {
        const auto size = static_cast<py::ssize_t>(sizeof(double));
        return {static_cast<const double*>(info_.ptr), static_cast<std::size_t>(info_.shape[0]),
                static_cast<std::size_t>(info_.shape[1]), static_cast<std::ptrdiff_t>(info_.strides[0] / size),
                static_cast<std::ptrdiff_t>(info_.strides[1] / size)};
    }
    [[nodiscard]] std::size_t rows() const { return static_cast<std::size_t>(info_.shape[0]); }
    [[nodiscard]] std::size_t items() const { return static_cast<std::size_t>(info_.shape[1]); }

private:
    py::buffer held_;
    py::buffer_info info_;
};

template <class T>
[[nodiscard]] py::array_t<T> new_column(std::size_t rows) {
    return py::array_t<T>(static_cast<py::ssize_t>(rows));
}

/// The memory of a new array as the core sees it; enums and flags share the layout of their numbers.
template <class T, class As = T>
[[nodiscard]] std::span<As> memory(py::array_t<T>& array) {
    static_assert(sizeof(T) == sizeof(As));
    return {reinterpret_cast<As*>(array.mutable_data()), static_cast<std::size_t>(array.size())};
}

template <class Values>
[[nodiscard]] auto array_of(const Values& values) {
    using value = std::decay_t<decltype(*std::begin(values))>;
    py::array_t<value> result(static_cast<py::ssize_t>(std::size(values)));
    std::copy(std::begin(values), std::end(values), result.mutable_data());
    return result;
}

[[nodiscard]] inline py::tuple triple(const scvm::survey::interval& of) {
    return py::make_tuple(of.estimate, of.low, of.high);
}

/// One of the names of an enum, by its position.
template <class Enum, std::size_t N>
[[nodiscard]] Enum from_name(const std::string& name, const char* what, const std::array<std::string_view, N>& names) {
    std::string known;
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == name) {
            return static_cast<Enum>(i);
        }
        known.append(i ? ", " : "").append(names[i]);
    }
    std::string text(what);
    throw scvm::error(scvm::errc::bad_model,
                      text.append(" '").append(name).append("': expected one of ").append(known));
}

}  // namespace survey_python

void bind_survey_statistics(room_module& m);
