#pragma once

#include "json/object_reader.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace scvm::json::detail {

inline constexpr std::array<std::string_view, 3> tone_names = {"neutral", "positive", "negative"};

inline constexpr std::array<std::string_view, 3> feature_names = {"reach", "amplification", "network"};

inline constexpr std::string_view participation_words[] = {"members", "absolute"};

template <std::size_t N>
[[nodiscard]] nlohmann::json write_numbers(const std::array<std::string_view, N>& names,
                                           const std::array<double, N>& values) {
    nlohmann::json result = nlohmann::json::object();
    for (std::size_t i = 0; i < N; ++i) {
        result[std::string(names[i])] = values[i];
    }
    return result;
}

/// A number of days as the ledger counts them.
[[nodiscard]] inline std::uint32_t read_days(object_reader& in, std::string_view key, std::uint32_t otherwise) {
    const double days = in.number(key, otherwise);
    if (!(days >= 0 && days <= 1u << 18 && days == std::floor(days))) {
        in.fail(in.path(key), "expected a whole number of days, 0 to 262144");
    }
    return static_cast<std::uint32_t>(days);
}

}  // namespace scvm::json::detail
