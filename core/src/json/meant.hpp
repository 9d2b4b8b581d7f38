#pragma once

#include <scvm/meant.hpp>

#include <string>
#include <string_view>

namespace scvm::json {

template <class Words>
[[nodiscard]] std::string listed(const Words& words) {
    std::string result;
    for (const std::string_view each : words) {
        result += (result.empty() ? "" : ", ") + std::string(each);
    }
    return result;
}

}  // namespace scvm::json
