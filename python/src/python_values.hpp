// What single Python values mean. A value means what the same value means in JSON, so that a base filled from Python
// and one read from a document accept the same rows and reject the others with the same words.
#pragma once

#include "json/cells.hpp"

#include <scvm/error.hpp>

#include <nlohmann/json.hpp>
#include <pybind11/pybind11.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace py = pybind11;

/// The UTF-8 text of a str, which the str itself owns; nothing for another type, or for a lone surrogate.
[[nodiscard]] inline std::optional<std::string_view> text_of(const py::handle& value) {
    if (!PyUnicode_Check(value.ptr())) {
        return std::nullopt;
    }
    Py_ssize_t size = 0;
    const char* data = PyUnicode_AsUTF8AndSize(value.ptr(), &size);
    if (data == nullptr) {
        PyErr_Clear();
        return std::nullopt;
    }
    return std::string_view(data, static_cast<std::size_t>(size));
}

namespace detail {

[[nodiscard]] inline bool is_boolean(const py::handle& value) {
    return PyBool_Check(value.ptr()) || std::string_view(Py_TYPE(value.ptr())->tp_name) == "numpy.bool_";
}

/// The Python int that a whole number of any numpy type equals; nothing for another type.
[[nodiscard]] inline std::optional<py::object> python_int(const py::handle& value) {
    if (is_boolean(value) || !PyIndex_Check(value.ptr())) {
        return std::nullopt;
    }
    auto number = py::reinterpret_steal<py::object>(PyNumber_Index(value.ptr()));
    if (!number) {
        PyErr_Clear();
        return std::nullopt;
    }
    return number;
}

/// A whole number; nothing for another type.
[[nodiscard]] inline std::optional<nlohmann::json> whole_number(const py::handle& value) {
    const auto found = python_int(value);
    if (!found) {
        return std::nullopt;
    }
    const py::object& number = *found;
    int overflow = 0;
    const long long small = PyLong_AsLongLongAndOverflow(number.ptr(), &overflow);
    if (overflow == 0) {
        return nlohmann::json(std::int64_t{small});
    }
    const double large = PyLong_AsDouble(number.ptr());
    if (PyErr_Occurred() != nullptr) {
        PyErr_Clear();
        throw scvm::error(scvm::errc::domain, "a whole number is too large for a double");
    }
    return nlohmann::json(large);
}

/// A number with a fraction: float, numpy.float32, decimal.Decimal; nothing for another type.
[[nodiscard]] inline std::optional<nlohmann::json> real_number(const py::handle& value) {
    const PyNumberMethods* number = Py_TYPE(value.ptr())->tp_as_number;
    if (is_boolean(value) || number == nullptr || number->nb_float == nullptr) {
        return std::nullopt;
    }
    const double result = PyFloat_AsDouble(value.ptr());
    if (PyErr_Occurred() != nullptr) {
        PyErr_Clear();
        return std::nullopt;
    }
    return nlohmann::json(result);
}

}  // namespace detail

/// The JSON value that means the same. None and NaN are null; what JSON cannot say is an empty object, which no field
/// accepts.
[[nodiscard]] inline nlohmann::json json_of(const py::handle& value) {
    if (value.is_none()) {
        return nullptr;
    }
    if (const auto text = text_of(value)) {
        return std::string(*text);
    }
    if (auto whole = detail::whole_number(value)) {
        return *whole;
    }
    if (auto real = detail::real_number(value)) {
        return std::isnan(real->get<double>()) ? nlohmann::json(nullptr) : *real;
    }
    return nlohmann::json::object();
}

/// An id: a str, or a whole number as its decimal text. Throws error{bad_record}, as for every other value below.
[[nodiscard]] inline std::string id_of(const py::handle& value, std::string_view name) {
    if (const auto number = detail::python_int(value)) {
        return py::str(*number);  // all its digits, however many
    }
    return scvm::json::detail::read_id(json_of(value), name);
}

/// A number; NaN for None.
[[nodiscard]] inline double number_of(const py::handle& value, std::string_view name) {
    return scvm::json::detail::read_optional_number(json_of(value), name);
}

/// Seconds since 1970-01-01 UTC, from a whole number or ISO 8601 text.
[[nodiscard]] inline std::int64_t seconds_of(const py::handle& value, std::string_view name) {
    return scvm::json::detail::read_time(json_of(value), name);
}

/// The number of a survey wave.
[[nodiscard]] inline std::int32_t wave_of(const py::handle& value, std::string_view name) {
    return scvm::json::detail::read_wave(json_of(value), name);
}
