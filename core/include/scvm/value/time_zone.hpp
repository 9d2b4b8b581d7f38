#pragma once

#include <scvm/error.hpp>
#include <scvm/value/time_unit.hpp>

#include <date/tz.h>

#include <chrono>
#include <cstdint>
#include <exception>
#include <string>
#include <vector>

namespace scvm::value {

/// The clock changes of a named place from one time to another, for purchase_rules.offsets: which day a purchase falls
/// on depends on where one stands. The same three purchases can span 3 days in New York and 2 in UTC.
///
/// `zone` is an IANA name such as "Europe/London". The only header of this room that needs Howard Hinnant's date
/// library, which reads the system's time zone database on first use; everything else works on the table that it makes.
/// Throws error{unknown_id} for a name that the database lacks, error{domain} for a time not in seconds.
[[nodiscard]] inline std::vector<utc_offset> utc_offsets(const std::string& zone, std::int64_t first,
                                                         std::int64_t last) {
    for (const auto& [name, time] : {std::pair{"first", first}, std::pair{"last", last}}) {
        if (!in_seconds(time)) {
            throw_not_seconds(name, time);
        }
    }
    const date::time_zone* place = nullptr;
    try {
        place = date::locate_zone(zone);
    } catch (const std::exception&) {
        throw error(errc::unknown_id, "zone = \"" + zone + "\": expected the name of an IANA time zone");
    }
    std::vector<utc_offset> changes;
    for (std::int64_t at = first;;) {
        const date::sys_info info = place->get_info(date::sys_seconds(std::chrono::seconds(at)));
        changes.push_back({at, static_cast<std::int32_t>(info.offset.count())});
        const std::int64_t next = info.end.time_since_epoch().count();
        if (next <= at || next > last) {
            return changes;
        }
        at = next;
    }
}

}  // namespace scvm::value
