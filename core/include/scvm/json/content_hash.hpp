#pragma once

#include <string>
#include <string_view>

namespace scvm::json {

/// SHA-256 of the bytes as 64 lower-case hexadecimal digits: names a model by its content.
///
/// Written out here, because the libraries that have it would be the only thing a host had to link for scoring.
/// Source: FIPS 180-4 (2015), sections 5 and 6.2.
[[nodiscard]] std::string content_hash(std::string_view bytes);

}  // namespace scvm::json
