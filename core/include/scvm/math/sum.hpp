#pragma once

#include <algorithm>
#include <cmath>
#include <span>

namespace scvm::math {

/// A power of two by which all numbers are at most 1 in size, and some at least 1/4; 1 where all are 0 or none is
/// finite. What is computed of numbers scaled by it loses no digit, and neither overflows nor vanishes on its way.
[[nodiscard]] inline double power_of_two_for(double largest) noexcept {
    const double size = std::abs(largest);
    return size > 0 && std::isfinite(size) ? std::ldexp(1.0, -std::max(std::ilogb(size) + 1, -1000)) : 1;
}
[[nodiscard]] inline double power_of_two_for(std::span<const double> numbers) noexcept {
    double largest = 0;
    for (const double each : numbers) {
        largest = std::abs(each) > largest ? std::abs(each) : largest;
    }
    return power_of_two_for(largest);
}

namespace detail {

/// high + summand, what that rounding loses going to low (two-sum).
constexpr void add_two(double& high, double& low, double summand) noexcept {
    const double sum = high + summand;
    const double taken = sum - high;
    low += (high - (sum - taken)) + (summand - taken);
    high = sum;
}

}  // namespace detail

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
        detail::add_two(high, low, summand);
        renormalise();
    }

    constexpr void add(const precise_sum& other) noexcept {
        detail::add_two(high, low, other.high);
        low += other.low;
        renormalise();
    }

    [[nodiscard]] constexpr double value() const noexcept { return high + low; }

private:
    constexpr void renormalise() noexcept {
        const double sum = high + low;
        low -= sum - high;
        high = sum;
    }
};

/// A precise_sum in the making: what rounding loses is gathered beside the sum, and the two are put together at the
/// end. Next to no slower than a plain sum, since no addition waits for the correction of the last one.
struct running_sum {
    double high = 0;
    double low = 0;

    constexpr void add(double summand) noexcept { detail::add_two(high, low, summand); }
    [[nodiscard]] constexpr precise_sum done() const noexcept { return {high, low}; }
};

}  // namespace scvm::math
