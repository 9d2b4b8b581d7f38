#include <scvm/crm/id_table.hpp>
#include <scvm/crm/timestamp.hpp>
#include <scvm/error.hpp>
#include <scvm/value/time_unit.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace scvm::crm {

void require_timestamp(std::string_view name, std::int64_t time) {
    if (!value::in_seconds(time)) {
        value::throw_not_seconds(std::string(name), time);
    }
}

namespace {

// Reads exactly `digits` decimal digits; nullopt where there are fewer.
[[nodiscard]] std::optional<int> read_digits(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) {
        return std::nullopt;
    }
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (text[i] < '0' || text[i] > '9') {
            return std::nullopt;
        }
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
}

[[nodiscard]] bool skip(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

struct date_and_rest {
    std::int64_t midnight = 0;
    std::string_view rest;
};

[[nodiscard]] std::optional<date_and_rest> read_date(std::string_view text) {
    namespace c = std::chrono;
    const auto year = read_digits(text, 4);
    if (!year || !skip(text, '-')) {
        return std::nullopt;
    }
    const auto month = read_digits(text, 2);
    if (!month || !skip(text, '-')) {
        return std::nullopt;
    }
    const auto day = read_digits(text, 2);
    if (!day) {
        return std::nullopt;
    }
    const c::year_month_day date{c::year{*year}, c::month{static_cast<unsigned>(*month)},
                                 c::day{static_cast<unsigned>(*day)}};
    if (!date.ok() || *year == 0) {
        return std::nullopt;
    }
    return date_and_rest{c::sys_days{date}.time_since_epoch().count() * std::int64_t{86400}, text};
}

// "Thh:mm[:ss[.fraction]]" and then "Z" or "±hh:mm": seconds to add to midnight UTC.
[[nodiscard]] std::optional<std::int64_t> read_time_of_day(std::string_view text) {
    if (!skip(text, 'T') && !skip(text, ' ')) {
        return std::nullopt;
    }
    const auto hour = read_digits(text, 2);
    if (!hour || *hour > 23 || !skip(text, ':')) {
        return std::nullopt;
    }
    const auto minute = read_digits(text, 2);
    if (!minute || *minute > 59) {
        return std::nullopt;
    }
    int second = 0;
    if (skip(text, ':')) {
        const auto read = read_digits(text, 2);
        if (!read || *read > 59) {
            return std::nullopt;
        }
        second = *read;
        if (skip(text, '.')) {
            do {
                if (!read_digits(text, 1)) {
                    return std::nullopt;
                }
            } while (!text.empty() && text.front() >= '0' && text.front() <= '9');
        }
    }
    const std::int64_t local = *hour * 3600 + *minute * 60 + second;
    if (text == "Z") {
        return local;
    }
    const std::int64_t sign = !text.empty() && text.front() == '-' ? -1 : 1;
    if (!skip(text, '+') && !skip(text, '-')) {
        return std::nullopt;
    }
    const auto offset_hour = read_digits(text, 2);
    if (!offset_hour || *offset_hour > 23 || !skip(text, ':')) {
        return std::nullopt;
    }
    const auto offset_minute = read_digits(text, 2);
    if (!offset_minute || *offset_minute > 59 || !text.empty()) {
        return std::nullopt;
    }
    return local - sign * (*offset_hour * 3600 + *offset_minute * 60);
}

}  // namespace

std::optional<std::int64_t> read_timestamp(std::string_view text) {
    const auto date = read_date(text);
    if (!date || date->rest.empty()) {
        return date ? std::optional(date->midnight) : std::nullopt;
    }
    const auto time_of_day = read_time_of_day(date->rest);
    return time_of_day ? std::optional(date->midnight + *time_of_day) : std::nullopt;
}

std::int64_t read_as_of(std::string_view text) {
    if (const auto time = read_timestamp(text)) {
        return *time;
    }
    throw error(errc::domain, "as_of = " + quoted(text) + ": expected a date like 2026-11-21");
}

std::int64_t end_of_day(std::int64_t time) {
    namespace c = std::chrono;
    return (c::floor<c::days>(c::sys_seconds{c::seconds{time}}) + c::days{1}).time_since_epoch().count() * 86400 - 1;
}

std::string date_text(std::int64_t time) {
    namespace c = std::chrono;
    const c::year_month_day date{c::floor<c::days>(c::sys_seconds{c::seconds{time}})};
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return buffer;
}

std::string timestamp_text(std::int64_t time) {
    const std::int64_t second = time - (end_of_day(time) - 86399);
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "T%02d:%02d:%02dZ", static_cast<int>(second / 3600),
                  static_cast<int>(second / 60 % 60), static_cast<int>(second % 60));
    return date_text(time) + buffer;
}

}  // namespace scvm::crm
