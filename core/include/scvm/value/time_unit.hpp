#pragma once

#include <scvm/dates/local_clock.hpp>
#include <scvm/error.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace scvm::value {

/// The unit of x's clock: t_x, T, every horizon and every rate of a model are in it.
///
/// A month is not a calendar month, whose lengths differ, but 1/12 of a mean year: 30.4375 days.
enum class time_unit { hour, day, week, month };

inline constexpr std::array<std::string_view, 4> time_unit_names = {"hour", "day", "week", "month"};
[[nodiscard]] constexpr const auto& words_of(time_unit) {
    return time_unit_names;
}

[[nodiscard]] constexpr std::string_view name(time_unit unit) noexcept {
    return time_unit_names[static_cast<std::size_t>(unit)];
}

/// Throws error{domain} unless the unit that is asked for is the one that the data or the fit are in, or one is
/// unknown.
inline void require_unit(std::optional<time_unit> asked, std::optional<time_unit> of_data,
                         std::string_view whose = "the unit that the model was fitted in",
                         std::string_view what = "unit") {
    if (asked && of_data && *asked != *of_data) {
        throw error(errc::domain, std::string(what) + " = " + std::string(name(*asked)) + ": expected " +
                                      std::string(name(*of_data)) + ", " + std::string(whose));
    }
}

/// How many units a mean year of 365.25 days has: 8766 hours, 52.178… weeks, 12 months.
[[nodiscard]] constexpr double units_per_year(time_unit unit) noexcept {
    switch (unit) {
        case time_unit::hour:
            return 365.25 * 24;
        case time_unit::day:
            return 365.25;
        case time_unit::week:
            return 365.25 / 7;
        case time_unit::month:
            return 12;
    }
    return 0;
}

/// The continuously compounded rate per unit that equals a yearly discount rate.
///
///     delta = ln(1 + yearly) / units per year
///
/// Throws error{domain} unless 0 <= yearly <= 1.
[[nodiscard]] inline double continuous_rate(double yearly, time_unit unit) {
    if (!(yearly >= 0 && yearly <= 1)) {
        throw_domain("yearly_discount", yearly, "0 <= yearly_discount <= 1, as a fraction: 0.1 is 10 % a year");
    }
    return std::log1p(yearly) / units_per_year(unit);
}

using dates::no_time;
using dates::utc_offset;

/// True for a time stamp that can be meant as seconds: before the year 5138 (as milliseconds, before March 1973).
[[nodiscard]] constexpr bool in_seconds(std::int64_t time) noexcept {
    return time <= 100'000'000'000 && time >= -100'000'000'000;
}

/// The day of a row that has no_time.
inline constexpr std::int32_t no_day = std::numeric_limits<std::int32_t>::min();

/// Throws error{domain} for a time stamp that cannot be meant as seconds; the message says what it looks like.
[[noreturn]] inline void throw_not_seconds(const std::string& name, std::int64_t time) {
    const std::int64_t size = time > 0 ? time : -(time + 1);
    const std::string_view unit = size < 100'000'000'000'000       ? "milliseconds"
                                  : size < 100'000'000'000'000'000 ? "microseconds"
                                                                   : "nanoseconds";
    throw error(errc::domain, name + " = " + std::to_string(time) +
                                  ": expected seconds since 1970-01-01 UTC; this looks like " + std::string(unit));
}

/// Numbers the days (or, for `hour`, the hours) in which purchases merge; thread-safe, as it never changes.
class calendar {
public:
    /// Days of UTC, or of the place whose clock changes are given, sorted by `from`; before the first one, its offset
    /// holds. The caller keeps the offsets alive.
    explicit calendar(time_unit unit, std::span<const utc_offset> offsets = {}) : unit_(unit), offsets_(offsets) {
        if (!std::ranges::is_sorted(offsets_, {}, &utc_offset::from)) {
            throw error(errc::domain, "offsets: expected clock changes in rising order of time");
        }
    }

    /// The number of the day (or hour) since 1970-01-01, local time. Assumes a time in seconds.
    [[nodiscard]] std::int32_t day(std::int64_t time) const {
        const std::int64_t length = unit_ == time_unit::hour ? 3600 : 86400;
        const std::int64_t local = time + offset(time);
        return static_cast<std::int32_t>(local / length - (local % length < 0 ? 1 : 0));
    }

    /// The same for one named time stamp, which throws error{domain} unless it is in seconds.
    [[nodiscard]] std::int32_t day(std::string_view name, std::int64_t time) const {
        if (!in_seconds(time)) {
            throw_not_seconds(std::string(name), time);
        }
        return day(time);
    }

    /// The same for one row of a column; no_day for no_time.
    [[nodiscard]] std::int32_t day(std::string_view name, std::size_t row, std::int64_t time) const {
        if (time == no_time) {
            return no_day;
        }
        if (!in_seconds(time)) {
            throw_not_seconds(std::string(name) + "[" + std::to_string(row) + "]", time);
        }
        return day(time);
    }

    /// The exact time between two days, in units.
    [[nodiscard]] double units(std::int32_t days) const noexcept {
        switch (unit_) {
            case time_unit::hour:
            case time_unit::day:
                return days;
            case time_unit::week:
                return days / 7.0;
            case time_unit::month:
                return days / 30.4375;
        }
        return days;
    }

    [[nodiscard]] time_unit unit() const noexcept { return unit_; }

    /// How many seconds local clocks are ahead of UTC.
    [[nodiscard]] std::int32_t offset(std::int64_t time) const { return dates::offset_at(offsets_, time); }

private:
    time_unit unit_;
    std::span<const utc_offset> offsets_;
};

}  // namespace scvm::value
