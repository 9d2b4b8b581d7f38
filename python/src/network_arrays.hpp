// The network room's bindings: two files that fill one submodule.
#pragma once

#include "arrays.hpp"

#include <scvm/network/graph.hpp>

#include <type_traits>

void bind_network_people(room_module& m);
void bind_network_cascades(room_module& m);
void bind_network_community(room_module& m);
