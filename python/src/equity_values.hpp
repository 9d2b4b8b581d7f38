// The equity room's bindings: two files that fill one submodule.
#pragma once

#include "unlocked.hpp"

/// Contributions, stages, helpers and treatments.
void bind_equity_people(room_module& m);
