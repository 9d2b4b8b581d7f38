#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/survey/interval.hpp>

#include <cstddef>

namespace scvm::crm {

/// A share with its n and its interval.
struct counted_share {
    std::size_t n = 0;
    std::size_t count = 0;
    survey::interval share;
};

void describe(const auto& is, const counted_share& o) {
    is("n", o.n, "Of how many.");
    is("count", o.count, "How many.");
    is("share", o.share, "With Wilson's interval.");
}

}  // namespace scvm::crm
