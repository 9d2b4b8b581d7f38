#pragma once

// Columns of moments, and ids of which only equality matters.
#include "methods/id_or_time.hpp"

#include <scvm/error.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::methods {

/// Seconds since 1970-01-01 UTC, `absent` where there is no moment. Throws error{domain} for a time so far away that
/// sums of it would not hold.
template <class Moment>
[[nodiscard]] std::vector<std::int64_t> seconds_of(std::span<const Moment> column, std::string_view name,
                                                   std::int64_t absent = 0) {
    constexpr std::int64_t far = 10'000'000'000'000;  // three hundred thousand years
    std::vector<std::int64_t> result;
    for (const std::optional<moment> each : column) {
        if (each && !(each->seconds >= -far && each->seconds <= far)) {
            throw_domain(name, result.size(), static_cast<double>(each->seconds), "a time between -1e13 s and 1e13 s");
        }
        result.push_back(each ? each->seconds : absent);
    }
    return result;
}

/// Ids as numbers from 1; no id: 0.
[[nodiscard]] inline std::vector<std::uint64_t> numbered(std::span<const std::optional<id>> ids) {
    std::map<std::string_view, std::uint64_t> numbers;
    std::vector<std::uint64_t> result;
    for (const std::optional<id>& each : ids) {
        result.push_back(each ? numbers.try_emplace(each->text, numbers.size() + 1).first->second : 0);
    }
    return result;
}

}  // namespace scvm::methods
