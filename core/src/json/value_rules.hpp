#pragma once

#include "json/object_reader.hpp"

#include <scvm/value/parameters.hpp>

#include <array>
#include <string_view>

namespace scvm::json::detail {

inline constexpr std::string_view purchasing_words[] = {"bg_nbd", "mbg_nbd", "pareto_nbd"};

inline constexpr std::string_view unit_words[] = {"hour", "day", "week", "month"};

inline constexpr std::string_view refund_words[] = {"net", "ignore", "reject"};

inline constexpr std::string_view zero_words[] = {"count", "ignore", "reject"};

template <class Model>
inline constexpr std::array<std::string_view, 4> parameter_names = {"r", "alpha", "a", "b"};
template <>
inline constexpr std::array<std::string_view, 4> parameter_names<value::pareto_nbd> = {"r", "alpha", "s", "beta"};
template <>
inline constexpr std::array<std::string_view, 4> parameter_names<value::gamma_gamma> = {"p", "q", "v", ""};

}  // namespace scvm::json::detail
