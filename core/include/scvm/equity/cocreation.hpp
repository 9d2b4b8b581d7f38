#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace scvm::equity {

/// What the company says of an idea. The numbers are part of the API.
enum class idea_state : std::uint8_t { open = 0, accepted = 1, declined = 2 };
inline constexpr std::array<std::string_view, 3> idea_state_names = {"open", "accepted", "declined"};
[[nodiscard]] constexpr const auto& words_of(idea_state) {
    return idea_state_names;
}

}  // namespace scvm::equity
