#pragma once

namespace scvm {

/// The library's version, "major.minor.patch". It stands here and nowhere else: CMake, the C ABI and every package read
/// this line.
inline constexpr const char* version = "0.1.0";

}  // namespace scvm
