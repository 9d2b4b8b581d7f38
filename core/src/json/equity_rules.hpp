#pragma once

#include <string_view>

namespace scvm::json::detail {

inline constexpr std::string_view loss_words[] = {"shared", "kept"};

}  // namespace scvm::json::detail
