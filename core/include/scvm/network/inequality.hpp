#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/inequality.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace scvm::network {

/// A point of the Lorenz curve: the `population` share of those who have least holds the `quantity` share.
struct lorenz_point {
    double population = 0;
    double quantity = 0;
};

void describe(const auto& is, const lorenz_point& o) {
    is("population", o.population, "Share of those who have least.");
    is("quantity", o.quantity, "The share that they hold.");
}

/// The column sorted, after a check. Throws error{domain} for a value that is negative, NaN or infinite.
[[nodiscard]] inline std::vector<double> sorted_quantities(std::span<const double> column) {
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (!(column[row] >= 0 && column[row] <= std::numeric_limits<double>::max())) {
            throw_domain("quantity", row, column[row], "a finite number >= 0");
        }
    }
    std::vector<double> sorted(column.begin(), column.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

/// The Gini coefficient: 0 when all have the same, (n - 1) / n when one has everything; NaN when there is nothing.
///
/// Throws error{domain} for a value that is negative, NaN or infinite. Source: Gini 1912.
[[nodiscard]] inline double gini(std::span<const double> quantity) {
    return math::gini_of_rising(sorted_quantities(quantity));
}

/// The part of the whole that the ⌈share n⌉ largest hold; NaN when there is nothing.
///
/// Throws error{domain} for bad values and unless 0 < share <= 1.
[[nodiscard]] inline double top_share(std::span<const double> quantity, double share) {
    if (!(share > 0 && share <= 1)) {
        throw_domain("share", share, "0 < share <= 1");
    }
    return math::top_share_of_rising(sorted_quantities(quantity), share);
}

/// The Lorenz curve in `points` + 1 points from (0, 0) to (1, 1); empty when there is nothing.
///
/// Between persons the curve runs straight. Throws error{domain} for bad values and unless points >= 1.
/// Source: Lorenz 1905.
[[nodiscard]] inline std::vector<lorenz_point> lorenz_curve(std::span<const double> quantity,
                                                            std::size_t points = 100) {
    if (points < 1) {
        throw_domain("points", 0, "points >= 1");
    }
    require_work("lorenz_curve", {2e-8 * static_cast<double>(points), 32 * static_cast<double>(points)});
    auto rising = sorted_quantities(quantity);
    const double scale = math::power_of_two_for(rising);
    for (double& each : rising) {
        each *= scale;
    }
    std::vector<double> below(rising.size() + 1);
    for (std::size_t i = 0; i < rising.size(); ++i) {
        below[i + 1] = below[i] + rising[i];
    }
    std::vector<lorenz_point> curve;
    if (!(below.back() > 0)) {
        return curve;
    }
    for (std::size_t point = 0; point <= points; ++point) {
        const double share = static_cast<double>(point) / static_cast<double>(points);
        const double at = share * static_cast<double>(rising.size());
        const auto whole = std::min(static_cast<std::size_t>(at), rising.size());
        const double rest = whole < rising.size() ? (at - static_cast<double>(whole)) * rising[whole] : 0;
        curve.push_back({share, point == points ? 1 : (below[whole] + rest) / below.back()});
    }
    return curve;
}

}  // namespace scvm::network
