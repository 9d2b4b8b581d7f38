#pragma once

#include <scvm/dates/local_clock.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::dates {

/// "; did you mean Europe/Berlin?" for Europe/Berln, europe/berlin and Berlin; nothing where no name is near.
[[nodiscard]] std::string zone_meant(std::string_view given);

/// The clock changes of a named place from one moment to another (seconds since 1970-01-01 UTC).
///
/// `zone` is an IANA name such as "Europe/London". Read from the system's time zone database: compiled files of RFC
/// 8536 in the folder that the environment variable TZDIR names, or in /usr/share/zoneinfo. Throws error{unknown_id}
/// for a name that the database lacks.
[[nodiscard]] std::vector<utc_offset> clock_changes(const std::string& zone, std::int64_t first, std::int64_t last);

/// The clock of a named place, from 1919 to 2118; of "" and "UTC": UTC's. Throws as clock_changes.
[[nodiscard]] local_clock clock_of(const std::string& zone);

}  // namespace scvm::dates
