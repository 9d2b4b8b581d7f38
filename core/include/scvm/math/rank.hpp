#pragma once

#include <scvm/error.hpp>
#include <scvm/math/sum.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace scvm::math {

/// ⌈share n⌉ of n members, for a share in [0, 1]: 7 % of 100 are 7, whatever the last digit of the product says.
[[nodiscard]] inline std::size_t rank_of_share(double share, std::size_t members) noexcept {
    return static_cast<std::size_t>(std::ceil(share * static_cast<double>(members) * (1 - 1e-15)));
}

/// The ranks of the numbers from 1 upwards, ties sharing their mean. Assumes that no value is NaN.
[[nodiscard]] inline std::vector<double> average_ranks(std::span<const double> values) {
    std::vector<std::pair<double, std::size_t>> order(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        order[i] = {values[i], i};
    }
    std::sort(order.begin(), order.end());
    std::vector<double> result(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last < order.size() && order[last].first == order[first].first) {
            ++last;
        }
        for (std::size_t i = first; i < last; ++i) {
            result[order[i].second] = (static_cast<double>(first) + static_cast<double>(last) + 1) / 2;
        }
        first = last;
    }
    return result;
}

/// Pearson's correlation of two columns of one length; NaN where one of them does not vary.
[[nodiscard]] inline double pearson_correlation(std::span<const double> a, std::span<const double> b) {
    const auto n = static_cast<double>(a.size());
    const double of_a = power_of_two_for(a);
    const double of_b = power_of_two_for(b);
    precise_sum sum_a;
    precise_sum sum_b;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum_a.add(a[i] * of_a);
        sum_b.add(b[i] * of_b);
    }
    const double mean_a = sum_a.value() / n;
    const double mean_b = sum_b.value() / n;
    precise_sum aa;
    precise_sum ab;
    precise_sum bb;
    for (std::size_t i = 0; i < a.size(); ++i) {
        aa.add((a[i] * of_a - mean_a) * (a[i] * of_a - mean_a));
        ab.add((a[i] * of_a - mean_a) * (b[i] * of_b - mean_b));
        bb.add((b[i] * of_b - mean_b) * (b[i] * of_b - mean_b));
    }
    const double product = aa.value() * bb.value();
    // One root is exact where the columns are each other's mirror; two do not overflow.
    const double scale = std::isnormal(product) ? std::sqrt(product) : std::sqrt(aa.value()) * std::sqrt(bb.value());
    return scale > 0 ? std::clamp(ab.value() / scale, -1.0, 1.0) : std::numeric_limits<double>::quiet_NaN();
}

struct correlation_range {
    double low = -1;
    double high = 1;
};

/// The interval of a correlation of n > 3 pairs, at the critical value z of the normal distribution.
///
///     tanh(artanh r -+ z / sqrt(n - 3))
///
/// Source: Fisher 1921, Metron 1(4).
[[nodiscard]] inline correlation_range correlation_interval(double r, double n, double z) noexcept {
    const double half = z / std::sqrt(n - 3);
    return {std::tanh(std::atanh(r) - half), std::tanh(std::atanh(r) + half)};
}

/// Spearman's rank correlation: Pearson's of the ranks, ties sharing their mean; NaN where a column does not vary.
///
/// Throws error{size_mismatch}. Source: Spearman 1904, American Journal of Psychology 15.
[[nodiscard]] inline double spearman_correlation(std::span<const double> a, std::span<const double> b) {
    require_size("b", b.size(), "a", a.size());
    return pearson_correlation(average_ranks(a), average_ranks(b));
}

namespace detail {

/// Pairs (i < j) with value[i] > value[j]; sorts the values.
[[nodiscard]] inline std::uint64_t count_inversions(std::vector<double>& value) {
    std::vector<double> merged(value.size());
    std::uint64_t inversions = 0;
    for (std::size_t width = 1; width < value.size(); width *= 2) {
        for (std::size_t begin = 0; begin < value.size(); begin += 2 * width) {
            const std::size_t middle = std::min(begin + width, value.size());
            const std::size_t end = std::min(begin + 2 * width, value.size());
            std::size_t left = begin;
            std::size_t right = middle;
            for (std::size_t place = begin; place < end; ++place) {
                if (left < middle && (right == end || !(value[right] < value[left]))) {
                    merged[place] = value[left++];
                } else {
                    inversions += middle - left;
                    merged[place] = value[right++];
                }
            }
        }
        std::swap(value, merged);
    }
    return inversions;
}

/// Pairs of equal neighbours in a sorted range: Σ t (t - 1) / 2 over its groups.
template <class Range, class Same>
[[nodiscard]] std::uint64_t count_ties(const Range& sorted, Same&& same) {
    std::uint64_t pairs = 0;
    for (std::size_t first = 0; first < sorted.size();) {
        std::size_t last = first + 1;
        while (last < sorted.size() && same(sorted[first], sorted[last])) {
            ++last;
        }
        const std::uint64_t group = last - first;
        pairs += group * (group - 1) / 2;
        first = last;
    }
    return pairs;
}

}  // namespace detail

/// Kendall's tau-b: agreeing less disagreeing pairs, by the pairs that are tied in neither column; NaN without any.
///
/// Assumes that no value is NaN. Takes O(n log n). Throws error{size_mismatch}.
/// Source: Kendall 1945, Biometrika 33; Knight 1966, Journal of the American Statistical Association 61.
[[nodiscard]] inline double kendall_correlation(std::span<const double> a, std::span<const double> b) {
    require_size("b", b.size(), "a", a.size());
    std::vector<std::pair<double, double>> rows(a.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i] = {a[i], b[i]};
    }
    std::sort(rows.begin(), rows.end());
    const auto pairs = static_cast<double>(rows.size()) * (static_cast<double>(rows.size()) - 1) / 2;
    const auto tied_a =
        static_cast<double>(detail::count_ties(rows, [](const auto& x, const auto& y) { return x.first == y.first; }));
    const auto tied_both = static_cast<double>(detail::count_ties(rows, std::equal_to<>()));
    std::vector<double> second(rows.size());
    std::transform(rows.begin(), rows.end(), second.begin(), [](const auto& row) { return row.second; });
    const auto disagreeing = static_cast<double>(detail::count_inversions(second));
    const auto tied_b = static_cast<double>(detail::count_ties(second, std::equal_to<>()));
    const double agreeing = pairs - tied_a - tied_b + tied_both - disagreeing;
    const double scale = std::sqrt((pairs - tied_a) * (pairs - tied_b));
    return scale > 0 ? std::clamp((agreeing - disagreeing) / scale, -1.0, 1.0)
                     : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace scvm::math
