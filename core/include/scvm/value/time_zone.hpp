#pragma once

#include <scvm/dates/time_zone.hpp>
#include <scvm/value/time_unit.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace scvm::value {

/// The clock changes of a named place from one time to another, for purchase_rules.offsets: which day a purchase falls
/// on depends on where one stands. The same three purchases can span 3 days in New York and 2 in UTC.
///
/// Throws as dates::clock_changes, and error{domain} for a time not in seconds.
[[nodiscard]] inline std::vector<utc_offset> utc_offsets(const std::string& zone, std::int64_t first,
                                                         std::int64_t last) {
    for (const auto& [name, time] : {std::pair{"first", first}, std::pair{"last", last}}) {
        if (!in_seconds(time)) {
            throw_not_seconds(name, time);
        }
    }
    return dates::clock_changes(zone, first, last);
}

}  // namespace scvm::value
