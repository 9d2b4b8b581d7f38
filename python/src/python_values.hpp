// What single Python values are: a text, a whole number, a number.
#pragma once

#include <pybind11/pybind11.h>

#include <cstddef>
#include <optional>
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

/// A number with a fraction: float, numpy.float32, decimal.Decimal; nothing for another type.
[[nodiscard]] inline std::optional<double> python_float(const py::handle& value) {
    const PyNumberMethods* number = Py_TYPE(value.ptr())->tp_as_number;
    if (is_boolean(value) || number == nullptr || number->nb_float == nullptr) {
        return std::nullopt;
    }
    const double result = PyFloat_AsDouble(value.ptr());
    if (PyErr_Occurred() != nullptr) {
        PyErr_Clear();
        return std::nullopt;
    }
    return result;
}
