#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/rank.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace scvm::equity {

/// How the order of customers changes from one value to another.
struct rank_change {
    std::size_t customers = 0;
    double spearman = std::numeric_limits<double>::quiet_NaN();
    double kendall = std::numeric_limits<double>::quiet_NaN();
    double top_from_before = std::numeric_limits<double>::quiet_NaN();
    double top_from_after = std::numeric_limits<double>::quiet_NaN();
    std::vector<std::uint32_t> entered;
    std::vector<std::uint32_t> left;
    std::size_t stayed = 0;
    double moved_share = std::numeric_limits<double>::quiet_NaN();
};

void describe(const auto& is, const rank_change& o) {
    is("customers", o.customers, "With both values.");
    is("spearman", o.spearman, "Rank correlation, ties averaged.");
    is("kendall", o.kendall, "Kendall's tau-b.");
    is("top_from_before", o.top_from_before, "The value that the top part begins at.");
    is("top_from_after", o.top_from_after, "The same afterwards.");
    is("entered", o.entered, "In the top part afterwards only; rising.");
    is("left", o.left, "In the top part before only; rising.");
    is("stayed", o.stayed, "In the top part both times.");
    is("moved_share", o.moved_share, "Those who left, among those who left or stayed.");
}

/// Compares two values of the same customers, say lifetime and network value: rank correlation, and who moves in and
/// out of the top `top_share`, by default the top decile.
///
/// Of n customers with both values, everybody at or above the ⌈top_share n⌉-th value is in the top part: ties go
/// upward, so that no row order decides. Rows with a NaN are left out. Takes O(n log n).
/// Throws error{size_mismatch}; error{domain} unless 0 < top_share <= 1.
[[nodiscard]] inline rank_change compare_ranks(std::span<const double> before, std::span<const double> after,
                                               double top_share = 0.1) {
    require_size("after", after.size(), "before", before.size());
    if (!(top_share > 0 && top_share <= 1)) {
        throw_domain("top_share", top_share, "0 < top_share <= 1");
    }
    std::vector<double> a;
    std::vector<double> b;
    std::vector<std::uint32_t> who;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (!std::isnan(before[i]) && !std::isnan(after[i])) {
            a.push_back(before[i]);
            b.push_back(after[i]);
            who.push_back(static_cast<std::uint32_t>(i));
        }
    }
    rank_change result;
    result.customers = a.size();
    if (a.empty()) {
        return result;
    }
    result.spearman = math::spearman_correlation(a, b);
    result.kendall = math::kendall_correlation(a, b);
    const auto boundary = [&](std::vector<double> values) {
        const std::size_t rank = std::max<std::size_t>(1, math::rank_of_share(top_share, values.size()));
        const auto place = static_cast<std::ptrdiff_t>(rank) - 1;
        std::nth_element(values.begin(), values.begin() + place, values.end(), std::greater<>());
        return values[static_cast<std::size_t>(place)];
    };
    result.top_from_before = boundary(a);
    result.top_from_after = boundary(b);
    for (std::size_t i = 0; i < a.size(); ++i) {
        const bool was = a[i] >= result.top_from_before;
        const bool is = b[i] >= result.top_from_after;
        result.stayed += was && is ? 1 : 0;
        if (was != is) {
            (is ? result.entered : result.left).push_back(who[i]);
        }
    }
    result.moved_share =
        static_cast<double>(result.left.size()) / static_cast<double>(result.left.size() + result.stayed);
    return result;
}

}  // namespace scvm::equity
