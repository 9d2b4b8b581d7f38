#pragma once

#include <scvm/error.hpp>
#include <scvm/math/normal.hpp>
#include <scvm/survey/interval.hpp>

#include <algorithm>
#include <cmath>

namespace scvm::survey {

/// The share k of n with its score interval at critical value z >= 0. See wilson_interval().
[[nodiscard]] inline interval score_interval(double k, double n, double z) {
    if (!(n > 0 && std::isfinite(n))) {
        throw_domain("n", n, "n > 0");
    }
    if (!(k >= 0 && k <= n)) {
        throw_domain("k", k, "0 <= k <= n");
    }
    const double p = k / n;
    const double scale = 1 + z * z / n;
    const double centre = (p + z * z / (2 * n)) / scale;
    const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / scale;
    // Exact at the ends, where centre and half differ by rounding only.
    return {p, k == 0 ? 0 : std::max(0.0, centre - half), k == n ? 1 : std::min(1.0, centre + half)};
}

/// The share k of n with its interval: k successes among n answers. Both may be fractional (weighted, n effective).
///
///     (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)
///
/// Assumes a simple random sample, or n already deflated to the effective size. Throws error{domain}.
/// Source: Wilson (1927), Journal of the American Statistical Association 22.
[[nodiscard]] inline interval wilson_interval(double k, double n, double confidence = 0.95) {
    require_confidence(confidence);
    return score_interval(k, n, math::normal_quantile(0.5 + confidence / 2));
}

}  // namespace scvm::survey
