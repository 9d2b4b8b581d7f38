#pragma once

#include <algorithm>
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
/// 1965, Technometrics 7(2), with Bonferroni's α/m). Exact at the ends: k = 0 has low 0, k = n has high 1.
[[nodiscard]] inline share_range score_range(double k, double n, double z) noexcept {
    const double p = k / n;
    const double scale = 1 + z * z / n;
    const double centre = (p + z * z / (2 * n)) / scale;
    const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / scale;
    return {k == 0 ? 0 : std::max(0.0, centre - half), k == n ? 1 : std::min(1.0, centre + half)};
}

}  // namespace scvm::math
