#pragma once

#include <scvm/value/beta_geometric.hpp>
#include <scvm/value/bg_bb.hpp>
#include <scvm/value/bg_nbd.hpp>
#include <scvm/value/gamma_gamma.hpp>
#include <scvm/value/mbg_nbd.hpp>
#include <scvm/value/pareto_nbd.hpp>

#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <span>
#include <string_view>

namespace scvm::value {

/// What a model's parameters are called; they are its fields, in their order.
template <class Model>
inline constexpr std::array<std::string_view, 4> parameter_names{"r", "alpha", "a", "b"};
template <>
inline constexpr std::array<std::string_view, 4> parameter_names<pareto_nbd>{"r", "alpha", "s", "beta"};
template <>
inline constexpr std::array<std::string_view, 4> parameter_names<bg_bb>{"alpha", "beta", "gamma", "delta"};
template <>
inline constexpr std::array<std::string_view, 3> parameter_names<gamma_gamma>{"p", "q", "v"};
template <>
inline constexpr std::array<std::string_view, 2> parameter_names<beta_geometric>{"a", "b"};

/// How many parameters a model has.
template <class Model>
inline constexpr std::size_t parameter_count = parameter_names<Model>.size();

/// The parameters of a model, in the order of its fields.
template <class Model>
[[nodiscard]] constexpr std::array<double, parameter_count<Model>> parameters_of(const Model& model) noexcept {
    if constexpr (parameter_count<Model> == 2) {
        const auto& [a, b] = model;
        return {a, b};
    } else if constexpr (parameter_count<Model> == 3) {
        const auto& [p, q, v] = model;
        return {p, q, v};
    } else {
        const auto& [a, b, c, d] = model;
        return {a, b, c, d};
    }
}

/// The model whose parameters are exp(theta), in the order of its fields.
template <class Model>
[[nodiscard]] Model from_log_parameters(std::span<const double, parameter_count<Model>> theta) noexcept {
    if constexpr (parameter_count<Model> == 2) {
        return {std::exp(theta[0]), std::exp(theta[1])};
    } else if constexpr (parameter_count<Model> == 3) {
        return {std::exp(theta[0]), std::exp(theta[1]), std::exp(theta[2])};
    } else {
        return {std::exp(theta[0]), std::exp(theta[1]), std::exp(theta[2]), std::exp(theta[3])};
    }
}

/// The logarithms of a model's parameters.
template <class Model>
[[nodiscard]] std::array<double, parameter_count<Model>> log_parameters_of(const Model& model) noexcept {
    auto theta = parameters_of(model);
    for (double& value : theta) {
        value = std::log(value);
    }
    return theta;
}

}  // namespace scvm::value
