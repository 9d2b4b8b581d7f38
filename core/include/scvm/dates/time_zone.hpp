#pragma once

#include <scvm/dates/local_clock.hpp>
#include <scvm/error.hpp>
#include <scvm/meant.hpp>

#include <date/tz.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::dates {

/// "; did you mean Europe/Berlin?" for Europe/Berln, europe/berlin and Berlin; nothing where no name is near.
[[nodiscard]] inline std::string zone_meant(std::string_view given) {
    const auto lower = [](std::string_view text) {
        std::string result(text);
        std::ranges::transform(result, result.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        return result;
    };
    std::vector<std::string_view> names;
    std::vector<std::string> spelt;
    const std::string wanted = lower(given);
    for (const auto& zone : date::get_tzdb().zones) {
        names.push_back(zone.name());
        spelt.push_back(lower(zone.name()));
        const std::string& city = spelt.back();
        if (city == wanted || city.substr(city.rfind('/') + 1) == wanted) {
            return "; did you mean " + zone.name() + "?";
        }
    }
    const std::string_view found = nearest(wanted, spelt);
    const auto at = std::ranges::find(spelt, found);
    return at == spelt.end()
               ? ""
               : "; did you mean " + std::string(names[static_cast<std::size_t>(at - spelt.begin())]) + "?";
}

/// The clock changes of a named place from one moment to another (seconds since 1970-01-01 UTC).
///
/// `zone` is an IANA name such as "Europe/London". This header alone needs Howard Hinnant's date library, which reads
/// the system's time zone database on first use; everything else works on the table that it makes.
/// Throws error{unknown_id} for a name that the database lacks.
[[nodiscard]] inline std::vector<utc_offset> clock_changes(const std::string& zone, std::int64_t first,
                                                           std::int64_t last) {
    const date::time_zone* place = nullptr;
    try {
        place = date::locate_zone(zone);
    } catch (const std::exception&) {
        throw error(errc::unknown_id,
                    "zone = \"" + zone + "\": expected the name of an IANA time zone" + zone_meant(zone));
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

/// The clock of a named place, from 1919 to 2118; of "" and "UTC": UTC's. Throws as clock_changes.
[[nodiscard]] inline local_clock clock_of(const std::string& zone) {
    if (zone.empty() || zone == "UTC") {
        return {};
    }
    constexpr std::int64_t first = -1'600'000'000;
    constexpr std::int64_t last = 4'700'000'000;
    return {zone, clock_changes(zone, first, last)};
}

}  // namespace scvm::dates
