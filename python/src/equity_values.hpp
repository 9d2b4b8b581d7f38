// The equity room's bindings: two files that fill one submodule.
#pragma once

#include <pybind11/pybind11.h>

/// Contributions, stages, helpers and treatments.
void bind_equity_people(pybind11::module_& m);
