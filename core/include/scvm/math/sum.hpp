#pragma once

#include <cmath>

namespace scvm::math {

/// A sum kept in two doubles: `value()` has one rounding error, not one per summand.
///
///     s = fl(a + b),  e = the exact rest of that rounding   (two-sum)
///
/// As long as the summands fit into 106 bits together, which money does (a million amounts up to 10^15 with six decimal
/// places), it does not matter in which order, or in how many parts, they were added: the value is the same to the last
/// bit.
/// Source: Knuth, TAOCP 2, 4.2.2, theorem B; Shewchuk 1997.
struct precise_sum {
    double high = 0;
    double low = 0;

    constexpr void add(double summand) noexcept {
        add_high(summand);
        renormalise();
    }

    constexpr void add(const precise_sum& other) noexcept {
        add_high(other.high);
        low += other.low;
        renormalise();
    }

    [[nodiscard]] constexpr double value() const noexcept { return high + low; }

private:
    constexpr void add_high(double summand) noexcept {
        const double sum = high + summand;
        const double taken = sum - high;
        low += (high - (sum - taken)) + (summand - taken);
        high = sum;
    }

    constexpr void renormalise() noexcept {
        const double sum = high + low;
        low -= sum - high;
        high = sum;
    }
};

}  // namespace scvm::math
