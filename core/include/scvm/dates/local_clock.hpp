#pragma once

#include <scvm/error.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace scvm::dates {

/// The moment of a row that has none: numpy's and pandas' NaT, too.
inline constexpr std::int64_t no_time = std::numeric_limits<std::int64_t>::min();

/// From `from` on (seconds since 1970-01-01 UTC), local clocks are `seconds` ahead of UTC.
struct utc_offset {
    std::int64_t from = 0;
    std::int32_t seconds = 0;
};

/// The offset at a moment, of clock changes sorted by `from`; before the first one, its offset holds; none: UTC.
[[nodiscard]] inline std::int32_t offset_at(std::span<const utc_offset> changes, std::int64_t time) {
    if (changes.empty()) {
        return 0;
    }
    const auto later = std::ranges::upper_bound(changes, time, {}, &utc_offset::from);
    return later == changes.begin() ? later->seconds : (later - 1)->seconds;
}

/// The days of one place: which of them a moment falls on, and when they begin and end. A day is 23, 24 or 25 hours
/// long. Immutable, cheap to copy, thread-safe.
///
/// Days are numbered from 1970-01-01. clock_of() in dates/time_zone.hpp makes one by name.
class local_clock {
public:
    /// The clock of UTC.
    local_clock() = default;

    /// The clock of a place, by its name and its changes. Throws error{domain} unless they are in rising order of time.
    local_clock(std::string zone, std::vector<utc_offset> changes)
        : zone_(std::move(zone)), changes_(std::make_shared<const std::vector<utc_offset>>(std::move(changes))) {
        if (!std::ranges::is_sorted(*changes_, {}, &utc_offset::from)) {
            throw error(errc::domain, "offsets: expected clock changes in rising order of time");
        }
    }

    [[nodiscard]] const std::string& zone() const noexcept { return zone_; }
    [[nodiscard]] std::span<const utc_offset> changes() const noexcept {
        return changes_ ? std::span<const utc_offset>(*changes_) : std::span<const utc_offset>();
    }

    /// How many seconds local clocks are ahead of UTC.
    [[nodiscard]] std::int32_t offset(std::int64_t time) const { return offset_at(changes(), time); }

    /// What local clocks show, as if it were UTC.
    [[nodiscard]] std::int64_t local(std::int64_t time) const { return time + offset(time); }

    /// The moment at which local clocks show this: the first of two where they were set back; where they were set
    /// forward and never showed it, what they would show had they not been.
    [[nodiscard]] std::int64_t moment(std::int64_t local) const {
        const std::int64_t earlier = local - offset(local - a_day);
        if (this->local(earlier) == local) {
            return earlier;
        }
        const std::int64_t later = local - offset(local + a_day);
        return this->local(later) == local ? later : earlier;
    }

    /// The number of the day of a moment.
    [[nodiscard]] std::int64_t day(std::int64_t time) const {
        const std::int64_t at = local(time);
        return at / a_day - (at % a_day < 0 ? 1 : 0);
    }

    /// The first second of a day.
    [[nodiscard]] std::int64_t begin_of(std::int64_t day) const { return moment(day * a_day); }

    /// The last second of a day.
    [[nodiscard]] std::int64_t end_of(std::int64_t day) const { return begin_of(day + 1) - 1; }

private:
    static constexpr std::int64_t a_day = 86400;

    std::string zone_ = "UTC";
    std::shared_ptr<const std::vector<utc_offset>> changes_;  // none: UTC
};

}  // namespace scvm::dates
