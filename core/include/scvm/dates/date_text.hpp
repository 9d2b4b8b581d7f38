#pragma once

#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <string>

namespace scvm::dates {

/// The calendar day with this number, 1970-01-01 being 0: "2026-11-21".
[[nodiscard]] inline std::string date_of_day(std::int64_t day) {
    namespace c = std::chrono;
    constexpr std::int64_t most = 12'000'000;  // the years that std::chrono knows: -32767 to 32767
    const auto clamped = day < -most ? -most : day > most ? most : day;
    const c::year_month_day date{c::sys_days{c::days{clamped}}};
    const auto padded = [](int number, std::size_t digits) {
        std::array<char, 16> buffer{};
        const std::string text(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr);
        return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
    };
    const int year = static_cast<int>(date.year());
    return (year < 0 ? "-" : "") + padded(year < 0 ? -year : year, 4) + "-" +
           padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + "-" +
           padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

/// "T14:30:00", of a second of a day.
[[nodiscard]] inline std::string clock_text(std::int64_t second) {
    std::string result = "T00:00:00";
    const auto put = [&](std::size_t at, std::int64_t value) {
        result[at] = static_cast<char>('0' + value / 10);
        result[at + 1] = static_cast<char>('0' + value % 10);
    };
    put(1, second / 3600);
    put(4, second / 60 % 60);
    put(7, second % 60);
    return result;
}

/// The UTC day of a moment: "2026-11-21".
[[nodiscard]] inline std::string date_text(std::int64_t time) {
    return date_of_day(time / 86400 - (time % 86400 < 0 ? 1 : 0));
}

/// What a clock shows, of which nobody knows where it stands: "2026-11-21" at midnight, else "2026-11-21T14:30:00".
[[nodiscard]] inline std::string shown_by_clock(std::int64_t local) {
    const std::int64_t second = ((local % 86400) + 86400) % 86400;
    const std::string day = date_of_day((local - second) / 86400);
    return second == 0 ? day : day + clock_text(second);
}

/// "Z", or how far a place is ahead of UTC: "+02:00".
[[nodiscard]] inline std::string offset_text(std::int32_t offset) {
    if (offset == 0) {
        return "Z";
    }
    const std::string ahead = clock_text(offset < 0 ? -std::int64_t{offset} : offset);
    return (offset < 0 ? "-" : "+") + ahead.substr(1, 5);
}

/// A moment where clocks are `offset` seconds ahead of UTC: "2026-11-21" at midnight there, else
/// "2026-11-21T14:30:00+01:00", in UTC "2026-11-21T14:30:00Z". For messages, which never show a date as a number of
/// seconds, nor a time without saying where.
[[nodiscard]] inline std::string shown(std::int64_t time, std::int32_t offset = 0) {
    const std::string there = shown_by_clock(time + offset);
    return (time + offset) % 86400 == 0 ? there : there + offset_text(offset);
}

/// A moment in UTC: "2026-11-21T14:30:00Z".
[[nodiscard]] inline std::string moment_text(std::int64_t time) {
    return date_text(time) + clock_text(((time % 86400) + 86400) % 86400) + "Z";
}

}  // namespace scvm::dates
