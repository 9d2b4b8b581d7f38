#pragma once

#include <scvm/describe/words.hpp>

#include <limits>

namespace scvm::survey {

/// An estimate with the ends of its interval, all in one unit; NaN where absent.
struct interval {
    double estimate = std::numeric_limits<double>::quiet_NaN();
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();

    friend bool operator==(const interval&, const interval&) = default;
};
void describe(const auto& is, const interval& o) {
    is("value", o.estimate, "The estimate.");
    is("low", o.low, "The lower end of its interval.");
    is("high", o.high, "The upper end.");
}

}  // namespace scvm::survey
