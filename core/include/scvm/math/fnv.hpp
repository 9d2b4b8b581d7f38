#pragma once

#include <cstdint>
#include <string_view>

namespace scvm::math {

/// A hash of 64 bits of the bytes. It spreads and detects edits; it does not resist forgers.
///
/// Source: FNV-1a, Fowler, Noll & Vo 1991.
[[nodiscard]] constexpr std::uint64_t fnv1a(std::string_view bytes) noexcept {
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const char byte : bytes) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3u;
    }
    return hash;
}

}  // namespace scvm::math
