#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/rank.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <numeric>
#include <span>
#include <string_view>
#include <vector>

namespace scvm::equity {

/// How customers who are active, influential and valuable are put in order. The numbers are part of the API.
enum class matters_order : std::uint8_t {
    layers = 0,   ///< Pareto layers: no weights, and nobody is before somebody who is no lower in anything
    weights = 1,  ///< a weighted geometric mean of percentile ranks
};
inline constexpr std::array<word, 2> matters_order_words{{
    {"layers", "Pareto layers: the first holds those whom nobody equals in everything and exceeds in something"},
    {"weights", "a weighted geometric mean of percentile ranks"},
}};
[[nodiscard]] constexpr const auto& words_of(matters_order) {
    return matters_order_words;
}

inline constexpr std::array<std::string_view, 3> merit_names = {"activity", "influence", "value"};

/// What is compared, columns of one length; NaN: not known.
struct merit_columns {
    std::span<const double> activity;
    std::span<const double> influence;
    std::span<const double> value;

    [[nodiscard]] std::size_t size() const noexcept { return activity.size(); }

    /// Whether a customer has something of each: what is missing is not made up for by the rest.
    [[nodiscard]] bool together(std::size_t row) const {
        return activity[row] > 0 && influence[row] > 0 && value[row] > 0;
    }

    /// Throws error{size_mismatch}, or error{domain} for an infinite number.
    void check() const {
        require_size("influence", influence.size(), "activity", activity.size());
        require_size("value", value.size(), "activity", activity.size());
        const std::array columns{activity, influence, value};
        for (std::size_t m = 0; m < columns.size(); ++m) {
            for (std::size_t row = 0; row < size(); ++row) {
                if (std::isinf(columns[m][row])) {
                    throw_domain(merit_names[m], row, columns[m][row], "a finite number");
                }
            }
        }
    }
};

void describe(const auto& is, const merit_columns& o) {
    is("activity", o.activity, required, "Of each customer; null: not known.");
    is("influence", o.influence, required, "Of each customer; null: not known.");
    is("value", o.value, required, "Of each customer, in money; null: not known.");
}

/// The layer of a customer who is in none.
inline constexpr std::uint32_t no_layer = 0;

/// The Pareto layer of every customer, from 1; no_layer where one of the three is not above 0.
///
/// One customer is before another who is no higher in any of the three and lower in one. Layer 1 holds those before
/// whom there is nobody, layer 2 those before whom there is nobody but of layer 1, and so on; customers equal in all
/// three share a layer. By a sweep over falling activity with one staircase a layer: O(n log² n). Only the order of the
/// numbers counts: any rising change of their scales leaves the layers as they are.
///
/// Throws as merit_columns::check(). Source: Kung, Luccio, Preparata 1975, Journal of the ACM 22(4) (maxima); Goldberg
/// 1989 (non-dominated sorting); Zhang, Tian, Cheng, Jin 2015, IEEE Transactions on Evolutionary Computation 19(2) (the
/// sweep with a binary search over layers).
[[nodiscard]] inline std::vector<std::uint32_t> pareto_layers(const merit_columns& of) {
    of.check();
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < of.size(); ++row) {
        if (of.together(row)) {
            rows.push_back(row);
        }
    }
    const auto key = [&](std::uint32_t row) {
        return std::array{-of.activity[row], -of.influence[row], -of.value[row]};
    };
    std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    // By layer: the influences and values that nobody of it, so far, reaches in both.
    std::vector<std::map<double, double>> staircases;
    const auto before = [&](const std::map<double, double>& stairs, std::uint32_t row) {
        const auto at = stairs.lower_bound(of.influence[row]);
        return at != stairs.end() && at->second >= of.value[row];
    };
    std::vector<std::uint32_t> result(of.size(), no_layer);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::uint32_t row = rows[i];
        if (i > 0 && key(row) == key(rows[i - 1])) {
            result[row] = result[rows[i - 1]];
            continue;
        }
        const auto layer = std::partition_point(staircases.begin(), staircases.end(),
                                                [&](const auto& stairs) { return before(stairs, row); });
        result[row] = static_cast<std::uint32_t>(layer - staircases.begin()) + 1;
        auto& stairs = layer == staircases.end() ? staircases.emplace_back() : *layer;
        auto at = stairs.upper_bound(of.influence[row]);
        while (at != stairs.begin() && std::prev(at)->second <= of.value[row]) {
            at = stairs.erase(std::prev(at));
        }
        stairs.insert_or_assign(of.influence[row], of.value[row]);
    }
    return result;
}

/// How much activity, influence and value count in an index.
struct merit_weights {
    std::array<double, 3> of = {1, 1, 1};
};

void describe(const auto& is, const merit_weights& o) {
    is("weights", named(o.of, merit_names), at_least(0).finite(),
       "How much each counts in the index, of the order weights.");
    is.settled(o, [](const merit_weights& read) {
        const double sum = std::accumulate(read.of.begin(), read.of.end(), 0.0);
        if (!(sum > 0)) {
            throw_domain("the sum of the weights", sum, "above 0");
        }
    });
}

/// 100 times the weighted geometric mean of percentile ranks; NaN where one of the three is not above 0.
///
///     100 · Π_m (r_m / n)^(w_m / Σ w)
///
/// with r_m the rank from below among the n who have something of each, ties sharing their mean. A geometric mean: who
/// is low in one thing is not lifted by the others as a sum would lift him. Throws error{domain} for weights that are
/// negative, infinite or all 0, and as merit_columns does.
[[nodiscard]] inline std::vector<double> merit_index(const merit_columns& of, const merit_weights& weights = {}) {
    of.check();
    require_described(weights);
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < of.size(); ++row) {
        if (of.together(row)) {
            rows.push_back(row);
        }
    }
    std::vector<double> logarithm(rows.size());
    const double sum = std::accumulate(weights.of.begin(), weights.of.end(), 0.0);
    const std::array columns{of.activity, of.influence, of.value};
    for (std::size_t m = 0; m < columns.size(); ++m) {
        std::vector<double> values(rows.size());
        std::ranges::transform(rows, values.begin(), [&](std::size_t row) { return columns[m][row]; });
        const std::vector<double> ranks = math::average_ranks(values);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            logarithm[i] += weights.of[m] / sum * std::log(ranks[i] / static_cast<double>(rows.size()));
        }
    }
    std::vector<double> result(of.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        result[rows[i]] = 100 * std::exp(logarithm[i]);
    }
    return result;
}

/// Who matters, in which order. Row i of every column is customer i.
struct who_matters_result {
    std::vector<std::uint32_t> layer;
    std::vector<double> index;
    std::vector<std::uint32_t> place;
    std::vector<std::uint32_t> shared_by;
    std::size_t ranked = 0;
};

void describe(const auto& is, const who_matters_result& o) {
    is("layer", o.layer, null_is(no_layer), "The Pareto layer of each customer, from 1; null: not in the order.");
    is("index", o.index, "0 to 100, of the order weights; null: not in the order.");
    is("place", o.place, null_is(0), "1 more than the number of those who are before; null: not in the order.");
    is("shared_by", o.shared_by, null_is(0), "How many have that place; 1: the customer alone.");
    is("ranked", o.ranked, "Customers in the order.");
}

/// The customers who are active and influential and valuable, in one order; equal ones share a place.
///
/// Only who has something of each is in it: an account that contributes nothing is not lifted by its money. By layers,
/// all of a layer share its place, because nothing says who of them is first; by weights, those of equal index.
/// Throws as pareto_layers() and merit_index().
[[nodiscard]] inline who_matters_result who_matters(const merit_columns& of,
                                                    matters_order order = matters_order::layers,
                                                    const merit_weights& weights = {}) {
    who_matters_result result;
    result.layer = pareto_layers(of);
    result.index = merit_index(of, weights);
    result.place.resize(of.size());
    result.shared_by.resize(of.size());
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < of.size(); ++row) {
        if (result.layer[row] != no_layer) {
            rows.push_back(row);
        }
    }
    result.ranked = rows.size();
    const auto rank = [&](std::uint32_t row) {
        return order == matters_order::layers ? static_cast<double>(result.layer[row]) : -result.index[row];
    };
    std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) { return rank(a) < rank(b); });
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t last = first;
        while (last < rows.size() && rank(rows[last]) == rank(rows[first])) {
            ++last;
        }
        for (std::size_t i = first; i < last; ++i) {
            result.place[rows[i]] = static_cast<std::uint32_t>(first) + 1;
            result.shared_by[rows[i]] = static_cast<std::uint32_t>(last - first);
        }
        first = last;
    }
    return result;
}

/// 1 for everybody at or above the number of the customer at rank ⌈share n⌉ from above, n being those above 0.
///
/// Ties go upward, so that no row order decides; nobody without anything is among them. NaN: not known, 0.
/// Throws error{domain} unless 0 < share <= 1.
[[nodiscard]] inline std::vector<std::uint8_t> among_the_top(std::span<const double> values, double share = 0.1) {
    if (!(share > 0 && share <= 1)) {
        throw_domain("share", share, "0 < share <= 1");
    }
    std::vector<double> sorted;
    std::copy_if(values.begin(), values.end(), std::back_inserter(sorted), [](double each) { return each > 0; });
    std::vector<std::uint8_t> result(values.size());
    if (sorted.empty()) {
        return result;
    }
    const auto rank =
        static_cast<std::ptrdiff_t>(std::max<std::size_t>(1, math::rank_of_share(share, sorted.size()))) - 1;
    std::nth_element(sorted.begin(), sorted.begin() + rank, sorted.end(), std::greater<>());
    const double from = sorted[static_cast<std::size_t>(rank)];
    for (std::size_t row = 0; row < values.size(); ++row) {
        result[row] = values[row] >= from ? 1 : 0;
    }
    return result;
}

}  // namespace scvm::equity
