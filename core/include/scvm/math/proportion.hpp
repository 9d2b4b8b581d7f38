#pragma once

#include <cmath>

namespace scvm::math {

/// A range in which an unknown share lies.
struct share_range {
    double low = 0;
    double high = 1;
};

/// The score interval of the share k of n, n > 0, at the critical value z of the normal distribution.
///
///     (p + z²/2n ∓ z sqrt(p (1 - p)/n + z²/4n²)) / (1 + z²/n),   p = k / n
///
/// z = Φ⁻¹(1 - α/2) for one share (Wilson 1927, JASA 22); Φ⁻¹(1 - α/2m) for m shares of one whole at once (Goodman
/// 1965, Technometrics 7(2), with Bonferroni's α/m). Exact at the ends: k = 0 has low 0, k = n has high 1. Computed
/// from counts, the lower end as p² / (1 + z²/n) / high, and of the smaller of k and n - k: no n is too large or too
/// small, and no difference of two like numbers is taken.
[[nodiscard]] inline share_range score_range(double k, double n, double z) noexcept {
    if (k > n - k) {
        const share_range rest = score_range(n - k, n, z);
        return {1 - rest.high, 1 - rest.low};
    }
    const double upper = k + z * z / 2 + z * std::sqrt(k * ((n - k) / n) + z * z / 4);
    return {k == 0 ? 0 : k / n * (k / upper), upper / (n + z * z)};
}

}  // namespace scvm::math
