#pragma once

#include <scvm/error.hpp>
#include <scvm/math/normal.hpp>

namespace scvm::math {

/// Of every interval for which nobody asks another one.
inline constexpr double usual_confidence = 0.95;

/// Throws error{domain} unless 0 < confidence < 1.
inline void require_confidence(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
        throw_domain("confidence", confidence, "0 < confidence < 1");
    }
}

/// The z within ±z of which a standard normal variable is with this probability: 1.96 for 0.95.
[[nodiscard]] inline double two_sided_quantile(double confidence) {
    return normal_quantile(0.5 + confidence / 2);
}

}  // namespace scvm::math
