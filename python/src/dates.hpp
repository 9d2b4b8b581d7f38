// One cell of Python's, read as a date by the one reader.
#pragma once

#include "unlocked.hpp"

#include <scvm/dates/reader.hpp>

#include <pybind11/pybind11.h>

#include <optional>

namespace py = pybind11;

/// What a cell says; nothing: it is None, NaN, NaT or NA. A datetime without a zone is local time of the rules' place,
/// a date one of its days; a whole number is read as one; floats and other types are faults.
[[nodiscard]] std::optional<scvm::dates::reading> date_in(const py::handle& cell, const scvm::dates::reader& by);

void bind_dates(room_module& m);
