#pragma once

#include <scvm/dates/local_clock.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scvm::crm {

/// A second of the day of scoring: what clocks show where the customers live, as if it were UTC, which is how a base
/// keeps its times. Of an ISO 8601 date ("2026-11-21"), or of a time. Throws error{domain} for a text that is neither,
/// or that lies outside 1990 to 2099.
[[nodiscard]] std::int64_t read_as_of(std::string_view text, const dates::local_clock& place = {});

/// The last second of a day, by one of its seconds. A score is as of a day: whatever happened on it counts.
[[nodiscard]] std::int64_t end_of_day(std::int64_t time);

/// The last second that a row of a base may have that is scored as of a day that ends at `until`: a day later. What is
/// later still was mistyped.
[[nodiscard]] constexpr std::int64_t last_second_for(std::int64_t until) {
    return until + 86400;
}

/// What is said of a row with such a time, of a base or a record that is scored as of a day that ends at `until`;
/// nothing: it is not that late.
[[nodiscard]] std::optional<std::string> late_row(std::int64_t time, std::int64_t until,
                                                  std::string_view column = "time");

}  // namespace scvm::crm
