#pragma once

#include <scvm/math/boost.hpp>

#include <algorithm>
#include <array>
#include <cstddef>

namespace scvm::math {

/// Nodes and weights of the Gauss-Legendre rule on [0, 1], nodes rising: integral f = sum_i weight[i] f(node[i]).
template <std::size_t Count>
struct gauss_rule {
    std::array<double, Count> node{};
    std::array<double, Count> weight{};
};

/// The Gauss-Legendre rule with Count nodes, an even number that math/boost.hpp has, exact for polynomials of degree 2
/// Count - 1.
template <std::size_t Count>
[[nodiscard]] inline const gauss_rule<Count>& gauss_legendre() {
    static_assert(Count % 2 == 0 && detail::has_gauss_half(Count));
    static const gauss_rule<Count> rule = [] {
        const detail::gauss_half half = detail::gauss_half_of(Count);
        gauss_rule<Count> result;
        for (std::size_t i = 0; i < Count / 2; ++i) {
            const double distance = 0.5 * half.node[i];
            const double weight = 0.5 * half.weight[i];
            const std::size_t right = Count / 2 + i;
            const std::size_t left = Count / 2 - 1 - i;
            result.node[right] = 0.5 + distance;
            result.node[left] = 0.5 - distance;
            result.weight[right] = result.weight[left] = weight;
        }
        return result;
    }();
    return rule;
}

/// The integral of f over [0, length], in panels of Count Gauss-Legendre nodes: the first one is `first` wide, each
/// next one is `widest` at most and twice as wide as all before it together. For integrands that are steep near 0.
template <std::size_t Count, class Function>
[[nodiscard]] double integrate_panels(double length, double first, double widest, Function&& f) {
    const auto& rule = gauss_legendre<Count>();
    double total = 0;
    for (double begin = 0; begin < length;) {
        const double width = std::min(begin == 0 ? first : 2 * begin, widest);
        // A last sliver joins its neighbour.
        const double end = length - begin < 1.25 * width ? length : begin + width;
        double sum = 0;
        for (std::size_t i = 0; i < Count; ++i) {
            sum += rule.weight[i] * f(begin + (end - begin) * rule.node[i]);
        }
        total += (end - begin) * sum;
        begin = end;
    }
    return total;
}

}  // namespace scvm::math
