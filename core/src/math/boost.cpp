// What math/boost.hpp declares, compiled once.
#include <scvm/math/boost.hpp>

#define SCVM_BOOST_LINKAGE
#include <scvm/math/boost_definitions.hpp>
