// How rooms lend and hand over columns. The Python layer has converted them: nothing is copied here.
#pragma once

#include "unlocked.hpp"

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace py = pybind11;

template <class T>
using column = py::array_t<T, py::array::c_style>;
template <class T>
using maybe_column = std::optional<column<T>>;

template <class T>
[[nodiscard]] std::span<const T> lend(const column<T>& array) {
    return {array.data(), static_cast<std::size_t>(array.size())};
}
template <class T>
[[nodiscard]] std::span<const T> lend(const maybe_column<T>& array) {
    return array ? lend(*array) : std::span<const T>{};
}

/// A numpy array that owns what the vector held.
template <class T, class Memory>
[[nodiscard]] py::array_t<T> hand_over(std::vector<T, Memory> values) {
    auto* kept = new std::vector<T, Memory>(std::move(values));
    const py::capsule owner(kept, [](void* memory) { delete static_cast<std::vector<T, Memory>*>(memory); });
    return py::array_t<T>(static_cast<py::ssize_t>(kept->size()), kept->data(), owner);
}

/// Enumerations as numbers of one byte.
template <class Enum>
[[nodiscard]] py::array_t<std::uint8_t> hand_over_codes(const std::vector<Enum>& values) {
    std::vector<std::uint8_t> codes;
    codes.reserve(values.size());
    for (const Enum value : values) {
        codes.push_back(static_cast<std::uint8_t>(value));
    }
    return hand_over(std::move(codes));
}
