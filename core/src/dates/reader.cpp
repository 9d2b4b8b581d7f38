#include <scvm/crm/id_table.hpp>  // quoted()
#include <scvm/dates/date_text.hpp>
#include <scvm/dates/local_clock.hpp>
#include <scvm/dates/reader.hpp>
#include <scvm/error.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace scvm::dates {

namespace {

constexpr std::int64_t a_day = 86400;
constexpr std::string_view named_formats = "seconds, milliseconds, yyyymmdd or excel";

/// What a cell shows, part by part.
struct shown_parts {
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    bool has_time = false;
    std::optional<int> offset{};  // seconds ahead of UTC; none: local time

    [[nodiscard]] std::optional<std::int64_t> local() const {
        namespace c = std::chrono;
        const c::year_month_day date{c::year{year}, c::month{static_cast<unsigned>(month)},
                                     c::day{static_cast<unsigned>(day)}};
        if (!date.ok() || year == 0) {
            return std::nullopt;
        }
        return c::sys_days{date}.time_since_epoch().count() * a_day + hour * 3600 + minute * 60 + second;
    }
};

/// Takes text from the left.
class cursor {
public:
    explicit cursor(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }

    [[nodiscard]] bool skip(char expected) {
        if (rest_.empty() || rest_.front() != expected) {
            return false;
        }
        rest_.remove_prefix(1);
        return true;
    }

    [[nodiscard]] bool skip_blanks() {
        const std::size_t size = std::min(rest_.find_first_not_of(' '), rest_.size());
        rest_.remove_prefix(size);
        return size > 0;
    }

    /// From `least` to `most` decimal digits, no higher than `limit`.
    [[nodiscard]] bool digits(std::size_t least, std::size_t most, int limit, int& result) {
        std::size_t size = 0;
        int value = 0;
        while (size < most && size < rest_.size() && rest_[size] >= '0' && rest_[size] <= '9') {
            value = value * 10 + (rest_[size++] - '0');
        }
        if (size < least || value > limit) {
            return false;
        }
        rest_.remove_prefix(size);
        result = value;
        return true;
    }

    /// One of some words, whatever its case, as its number from 1; the longest that fits.
    template <class Words>
    [[nodiscard]] bool word(const Words& words, std::size_t letters, int& result) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            const std::string_view word = words[i].substr(0, letters);
            const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
            if (rest_.size() >= word.size() && std::equal(word.begin(), word.end(), rest_.begin(), same)) {
                rest_.remove_prefix(word.size());
                result = static_cast<int>(i) + 1;
                return true;
            }
        }
        return false;
    }

    /// "hh:mm[:ss[.fraction]]": the fraction is cut.
    [[nodiscard]] bool time_of_day(shown_parts& into) {
        if (!digits(2, 2, 23, into.hour) || !skip(':') || !digits(2, 2, 59, into.minute)) {
            return false;
        }
        into.has_time = true;
        return !skip(':') || (digits(2, 2, 59, into.second) && (!skip('.') || fraction()));
    }

    [[nodiscard]] bool fraction() {
        int digit = 0;
        if (!digits(1, 1, 9, digit)) {
            return false;
        }
        while (digits(1, 1, 9, digit)) {
        }
        return true;
    }

    /// "Z", "±hh", "±hhmm" or "±hh:mm".
    [[nodiscard]] bool offset(shown_parts& into) {
        if (skip('Z')) {
            into.offset = 0;
            return true;
        }
        const bool ahead = skip('+');
        int hours = 0;
        int minutes = 0;
        if ((!ahead && !skip('-')) || !digits(2, 2, 23, hours)) {
            return false;
        }
        if ((skip(':') || !at_end()) && !digits(2, 2, 59, minutes)) {
            return false;
        }
        into.offset = (ahead ? 1 : -1) * (hours * 3600 + minutes * 60);
        return true;
    }

private:
    std::string_view rest_;
};

[[nodiscard]] std::optional<shown_parts> iso_parts(std::string_view cell) {
    cursor at(cell);
    shown_parts parts;
    if (!at.digits(4, 4, 9999, parts.year) || !at.skip('-') || !at.digits(2, 2, 12, parts.month) || !at.skip('-') ||
        !at.digits(2, 2, 31, parts.day)) {
        return std::nullopt;
    }
    if (at.at_end()) {
        return parts;
    }
    if ((!at.skip('T') && !at.skip(' ')) || !at.time_of_day(parts)) {
        return std::nullopt;
    }
    if (at.at_end()) {
        return parts;
    }
    (void)at.skip_blanks();  // "2026-01-05 10:30:00 +0100", as shops export it
    return at.offset(parts) && at.at_end() ? std::optional(parts) : std::nullopt;
}

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 2> halves{"AM", "PM"};

/// After a date by a pattern that has no time: " 14:30[:05]" or " 2:30 PM".
[[nodiscard]] bool time_after_date(cursor& at, shown_parts& parts) {
    int half = 0;
    if (!at.skip_blanks() || !at.digits(1, 2, 23, parts.hour) || !at.skip(':') || !at.digits(2, 2, 59, parts.minute) ||
        (at.skip(':') && !at.digits(2, 2, 59, parts.second))) {
        return false;
    }
    parts.has_time = true;
    if (at.at_end()) {
        return true;
    }
    (void)at.skip_blanks();
    if (!at.word(halves, 2, half) || parts.hour < 1 || parts.hour > 12) {
        return false;
    }
    parts.hour = parts.hour % 12 + (half == 2 ? 12 : 0);
    return at.at_end();
}

/// What a cell shows by a pattern that is known to be one.
[[nodiscard]] std::optional<shown_parts> parts_by(std::string_view pattern, std::string_view cell) {
    cursor at(cell);
    shown_parts parts;
    int half = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == ' ') {
            if (!at.skip_blanks()) {
                return std::nullopt;
            }
            continue;
        }
        if (pattern[i] != '%') {
            if (!at.skip(pattern[i])) {
                return std::nullopt;
            }
            continue;
        }
        const char directive = pattern[++i];
        const std::size_t least = i + 1 < pattern.size() && pattern[i + 1] == '%' ? 2 : 1;  // 05012026: both digits
        bool read = true;
        switch (directive) {
            case 'Y':
                read = at.digits(4, 4, 9999, parts.year);
                break;
            case 'y':
                read = at.digits(2, 2, 99, parts.year);
                parts.year += parts.year < 69 ? 2000 : 1900;
                break;
            case 'm':
                read = at.digits(least, 2, 12, parts.month);
                break;
            case 'b':
                read = at.word(months, 3, parts.month);
                break;
            case 'B':
                read = at.word(months, 9, parts.month);
                break;
            case 'd':
                read = at.digits(least, 2, 31, parts.day);
                break;
            case 'H':
                read = at.digits(least, 2, 23, parts.hour);
                break;
            case 'I':
                read = at.digits(least, 2, 12, parts.hour) && parts.hour > 0;
                break;
            case 'M':
                read = at.digits(least, 2, 59, parts.minute);
                break;
            case 'S':
                read = at.digits(least, 2, 59, parts.second);
                break;
            case 'f':
                read = at.fraction();
                break;
            case 'p':
                read = at.word(halves, 2, half);
                break;
            case 'z':
                read = at.offset(parts);
                break;
            default:  // "%%"
                read = at.skip('%');
        }
        if (!read) {
            return std::nullopt;
        }
        parts.has_time = parts.has_time || directive == 'H' || directive == 'I';
    }
    if (half != 0) {
        parts.hour = parts.hour % 12 + (half == 2 ? 12 : 0);
    }
    const bool complete = at.at_end() || (!parts.has_time && time_after_date(at, parts));
    return complete ? std::optional(parts) : std::nullopt;
}

/// Throws error{domain} unless the pattern has a day, a month and a year, and nothing that is unknown.
void require_pattern(std::string_view pattern) {
    std::string directives;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '%') {
            directives += ++i < pattern.size() ? pattern[i] : ' ';
        }
    }
    const auto any = [&](std::string_view of) { return directives.find_first_of(of) != std::string::npos; };
    const bool known = directives.find_first_not_of("YymbBdHIMSfpz%") == std::string::npos;
    if (!known || !any("Yy") || !any("mbB") || !any("d") || (any("I") != any("p"))) {
        throw error(errc::domain, "date_format = " + crm::quoted(pattern) +
                                      ": expected a pattern of %Y %y %m %b %B %d %H %I %p %M %S %f %z with day, month "
                                      "and year, or " +
                                      std::string(named_formats));
    }
}

template <class Number>
[[nodiscard]] std::optional<Number> number_of(std::string_view cell) {
    Number value{};
    const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return fault == std::errc() && end == cell.data() + cell.size() ? std::optional(value) : std::nullopt;
}

[[nodiscard]] bool within_range(std::int64_t seconds) {
    return seconds >= earliest && seconds <= latest;
}

/// Which named format a whole number could be meant by.
[[nodiscard]] std::string looks_like(std::int64_t number) {
    constexpr std::int64_t first_serial = 32874;  // 1990-01-01
    constexpr std::int64_t last_serial = 73050;   // 2099-12-31
    const std::string_view format = within_range(number)                              ? "seconds"
                                    : within_range(number / 1000) && number > latest  ? "milliseconds"
                                    : number >= 19'900'101 && number <= 20'991'231    ? "yyyymmdd"
                                    : number >= first_serial && number <= last_serial ? "excel"
                                                                                      : "";
    return format.empty() ? ""
                          : "; this looks like " + std::string(format) + ", which only date_format = \"" +
                                std::string(format) + "\" reads";
}

/// The moment at which clocks of a place show this. Midnight is the begin of its day, whatever they showed first.
[[nodiscard]] reading shown_at(const local_clock& place, std::int64_t local, bool date_alone) {
    const std::int64_t at = place.moment(local);
    if (place.local(at) == local || (local % a_day == 0 && place.day(at) == local / a_day)) {
        return {at, date_alone, ""};
    }
    return {no_time, false,
            "expected a time that clocks of " + place.zone() +
                " showed, which were set forward past it; give its offset, or another time"};
}

/// The reading, unless it is out of bounds; spelt() says what the cell said.
template <class Spelt>
[[nodiscard]] reading within(const reading_rules& rules, reading found, Spelt spelt) {
    if (!found.good()) {
        return {no_time, false, spelt() + ": " + found.fault};
    }
    const std::int64_t local = rules.place.local(found.seconds);
    if (std::max(found.seconds, local) < earliest) {
        return {no_time, false, spelt() + ": expected a date from 1990 on"};
    }
    // What ends the readable years is a day of the calendar, wherever that is; a last second is a moment.
    const bool years = rules.not_after == latest;
    if ((years ? std::min(found.seconds, local) : found.seconds) > rules.not_after) {
        if (rules.ends) {
            return {never, found.date_alone, ""};
        }
        const std::string last = years ? "2099-12-31" : shown(rules.not_after, rules.place.offset(rules.not_after));
        return {no_time, false, spelt() + ": expected a date up to " + last};
    }
    return found;
}

}  // namespace

reader::reader(reading_rules rules) : rules_(std::move(rules)) {
    for (std::string_view rest = rules_.date_format; !rest.empty();) {
        const std::string_view each = rest.substr(0, rest.find('|'));
        rest.remove_prefix(std::min(rest.size(), each.size() + 1));
        constexpr std::array<std::string_view, 4> names{"seconds", "milliseconds", "yyyymmdd", "excel"};
        const auto* const found = std::find(names.begin(), names.end(), each);
        if (found != names.end()) {
            numbers_ = static_cast<numbers>(found - names.begin());
            numbers_named_ = true;
        } else {
            require_pattern(each);
            patterns_.emplace_back(each);
        }
    }
}

std::string reader::expected() const {
    const std::string usual = "expected a date like 2026-08-01, or a time like 2026-08-01T14:30:00Z";
    return rules_.date_format.empty() ? usual : usual + ", or what date_format = \"" + rules_.date_format + "\" reads";
}

reading reader::shown_locally(std::int64_t local, bool date_alone) const {
    constexpr std::int64_t far = 400'000'000'000;  // 12,000 years
    if (local < -far || local > far) {
        return {no_time, false, std::to_string(local) + " seconds since 1970: expected a date from 1990 to 2099"};
    }
    return within(rules_, shown_at(rules_.place, local, date_alone), [&] { return shown_by_clock(local); });
}

reading reader::moment(std::int64_t seconds) const {
    constexpr std::int64_t far = 400'000'000'000;
    if (seconds < -far || seconds > far) {
        return {no_time, false, std::to_string(seconds) + " seconds since 1970: expected a date from 1990 to 2099"};
    }
    return within(rules_, {seconds, false, ""}, [&] { return shown(seconds); });
}

reading reader::text(std::string_view cell) const {
    const auto read = [&](const shown_parts& parts) -> std::optional<reading> {
        const auto local = parts.local();
        if (!local) {
            return std::nullopt;
        }
        return parts.offset ? reading{*local - *parts.offset, !parts.has_time, ""}
                            : shown_at(rules_.place, *local, !parts.has_time);
    };
    // A pattern of year, day, month reads what looks like ISO otherwise: then that pattern alone is meant.
    const auto looks_iso = [](std::string_view pattern) { return pattern.starts_with("%Y-%d-%m"); };
    const bool iso = std::ranges::none_of(patterns_, looks_iso);
    if (const auto parts = iso ? iso_parts(cell) : std::nullopt) {
        if (const auto found = read(*parts)) {
            return within(rules_, *found, [&] { return crm::quoted(cell); });
        }
    }
    std::optional<reading> first;
    std::string_view first_pattern;
    for (const std::string_view pattern : patterns_) {
        const auto parts = parts_by(pattern, cell);
        const auto found = parts ? read(*parts) : std::nullopt;
        if (found && !found->good()) {
            return within(rules_, *found, [&] { return crm::quoted(cell); });
        }
        if (found && first && found->seconds != first->seconds) {
            return {no_time, false,
                    crm::quoted(cell) + ": is " + shown(first->seconds, rules_.place.offset(first->seconds)) + " by " +
                        std::string(first_pattern) + " and " +
                        shown(found->seconds, rules_.place.offset(found->seconds)) + " by " + std::string(pattern)};
        }
        if (found && !first) {
            first = found;
            first_pattern = pattern;
        }
    }
    if (first) {
        return within(rules_, *first, [&] { return crm::quoted(cell); });
    }
    if (const auto whole = number_of<std::int64_t>(cell)) {
        return numbers_named_ ? number(*whole)
                              : reading{no_time, false, crm::quoted(cell) + ": " + expected() + looks_like(*whole)};
    }
    if (numbers_named_ && numbers_ == numbers::excel) {
        if (const auto serial = number_of<double>(cell)) {
            return fraction(*serial);
        }
    }
    return {no_time, false, crm::quoted(cell) + ": " + expected()};
}

reading reader::number(std::int64_t cell) const {
    const auto spelt = [&] { return std::to_string(cell); };
    switch (numbers_) {
        case numbers::milliseconds: {
            const std::int64_t seconds = cell / 1000 - (cell % 1000 < 0 ? 1 : 0);
            if (within_range(seconds)) {
                return within(rules_, {seconds, false, ""}, spelt);
            }
            return {no_time, false, spelt() + ": expected milliseconds since 1970, from 1990 to 2099"};
        }
        case numbers::yyyymmdd: {
            shown_parts parts;
            parts.year = static_cast<int>(cell / 10000 % 10000);
            parts.month = static_cast<int>(cell / 100 % 100);
            parts.day = static_cast<int>(cell % 100);
            const auto local = cell >= 10'000'000 && cell <= 99'991'231 ? parts.local() : std::nullopt;
            if (local) {
                return within(rules_, shown_at(rules_.place, *local, true), spelt);
            }
            return {no_time, false, spelt() + ": expected a day as yyyymmdd, like 20260801"};
        }
        case numbers::excel:
            return fraction(static_cast<double>(cell));
        case numbers::seconds:
            break;
    }
    if (within_range(cell)) {
        return within(rules_, {cell, false, ""}, spelt);
    }
    constexpr std::int64_t last_of_9999 = 253'402'300'799;
    if (rules_.ends && cell > latest && cell <= last_of_9999) {
        return {never, false, ""};
    }
    return {no_time, false, spelt() + ": expected seconds since 1970-01-01 UTC, from 1990 to 2099" + looks_like(cell)};
}

reading reader::fraction(double cell) const {
    if (!numbers_named_ || numbers_ != numbers::excel) {
        return {no_time, false, number_text(cell) + ": " + expected()};
    }
    constexpr double epoch = 25569;     // 1970-01-01
    constexpr double last = 2'958'465;  // 9999-12-31
    if (!(cell >= 61 && cell < last + 1)) {
        return {no_time, false, number_text(cell) + ": expected a spreadsheet's day, like 46235 for 2026-08-01"};
    }
    const auto local = static_cast<std::int64_t>(std::floor((cell - epoch) * static_cast<double>(a_day) + 0.5));
    return within(rules_, shown_at(rules_.place, local, cell == std::floor(cell)), [&] { return number_text(cell); });
}

void require_date(std::string_view name, std::int64_t seconds) {
    if (!(seconds >= earliest - a_day && seconds <= latest + a_day)) {
        const reading why = reader().number(seconds);
        throw error(errc::domain, std::string(name) + " = " + why.fault);
    }
}

}  // namespace scvm::dates
