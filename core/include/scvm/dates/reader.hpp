#pragma once

#include <scvm/dates/local_clock.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::dates {

/// 1990-01-01T00:00:00Z and 2099-12-31T23:59:59Z, in seconds since 1970-01-01 UTC: what lies outside is no date of a
/// customer's.
inline constexpr std::int64_t earliest = 631'152'000;
inline constexpr std::int64_t latest = 4'102'444'799;

/// The end of what has none, as the database that said 9999-12-31 meant it.
inline constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

/// How a column of dates is written, and what is asked of it.
struct reading_rules {
    /// How dates are written that are not ISO 8601: a pattern of strptime's (%d.%m.%Y, %m/%d/%Y %H:%M), of which
    /// several may be named, separated by "|"; or what their numbers count: "seconds", "milliseconds", "yyyymmdd" or
    /// "excel" (days since 1899-12-30). A pattern without a time takes a time after the date as well.
    std::string date_format{};

    /// Of times without an offset, and of days.
    local_clock place{};

    /// The last moment that is taken. A row after it is rejected, as an error of whoever wrote it.
    std::int64_t not_after = latest;

    /// An end: what lies after `not_after`, such as 9999-12-31, is `never`.
    bool ends = false;
};

/// What a cell says, or the rule that it breaks.
struct reading {
    std::int64_t seconds = no_time;  ///< since 1970-01-01 UTC; of a date, its first second where it is
    bool date_alone = false;         ///< a day without a time of day
    std::string fault;               ///< value and rule, e.g. "\"05.01.2026\": expected …"; empty: it was read

    [[nodiscard]] bool good() const noexcept { return fault.empty(); }
};

/// The one reader of dates: it never guesses. Immutable, thread-safe.
///
/// Read are ISO 8601 dates ("2026-08-01") and times ("2026-08-01T14:30", "2026-08-01 14:30:00.25+02:00", "…Z"), whose
/// fractions are cut; whole numbers are seconds since 1970-01-01 UTC between `earliest` and `latest`. Everything else
/// is read by the named format, or not at all: no other order of day and month, no milliseconds, no serial numbers, no
/// words, no times without a date.
class reader {
public:
    /// Throws error{domain} for a format that is none.
    explicit reader(reading_rules rules = {});

    [[nodiscard]] reading text(std::string_view cell) const;
    [[nodiscard]] reading number(std::int64_t cell) const;

    /// A number with a fraction, which only Excel's serials have: 46027.5 is a noon.
    [[nodiscard]] reading fraction(double cell) const;

    /// What a local clock shows (as if it were UTC), from a type that is a date or a time already.
    [[nodiscard]] reading shown_locally(std::int64_t local, bool date_alone = false) const;

    /// A moment, from a type that knows its offset.
    [[nodiscard]] reading moment(std::int64_t seconds) const;

    [[nodiscard]] const reading_rules& rules() const noexcept { return rules_; }

private:
    enum class numbers { seconds, milliseconds, yyyymmdd, excel };

    [[nodiscard]] std::string expected() const;

    reading_rules rules_;
    std::vector<std::string> patterns_;
    numbers numbers_ = numbers::seconds;
    bool numbers_named_ = false;
};

/// Throws error{domain} unless `seconds` lies between 1990 and 2099: "name = 2199-01-01: expected …".
void require_date(std::string_view name, std::int64_t seconds);

}  // namespace scvm::dates
