#pragma once

#include <scvm/crm/id_table.hpp>
#include <scvm/error.hpp>
#include <scvm/value/time_unit.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace scvm::crm {

/// Throws error{domain} unless `time` can be meant as seconds since 1970-01-01 UTC.
void require_timestamp(std::string_view name, std::int64_t time);

/// Seconds since 1970-01-01 UTC of an ISO 8601 text: a date ("2026-08-01", its first second) or a time with its zone
/// ("2026-08-01T14:30:00Z", "2026-08-01T16:30+02:00"); fractions of a second are cut. nullopt: the text is neither.
[[nodiscard]] std::optional<std::int64_t> read_timestamp(std::string_view text);

/// The same for the day of scoring. Throws error{domain} for a text that is no date or time.
[[nodiscard]] std::int64_t read_as_of(std::string_view text);

/// The last second of the UTC day of a moment. A score is as of a day: whatever happened on it counts.
[[nodiscard]] std::int64_t end_of_day(std::int64_t time);

/// The UTC day of a moment: "2026-11-21".
[[nodiscard]] std::string date_text(std::int64_t time);

/// A moment in UTC: "2026-11-21T14:30:00Z".
[[nodiscard]] std::string timestamp_text(std::int64_t time);

}  // namespace scvm::crm
