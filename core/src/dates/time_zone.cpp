#include <scvm/crm/id_table.hpp>  // quoted()
#include <scvm/dates/time_zone.hpp>
#include <scvm/error.hpp>
#include <scvm/meant.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace scvm::dates {

namespace {

constexpr std::int64_t seconds_a_day = 86400;

[[nodiscard]] std::vector<std::filesystem::path> folders() {
    std::vector<std::filesystem::path> result;
    if (const char* const named = std::getenv("TZDIR"); named != nullptr && *named != '\0') {
        result.emplace_back(named);
    }
    for (const char* const usual : {"/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"}) {
        result.emplace_back(usual);
    }
    return result;
}

/// Names begin with a capital, which keeps out what else lies in the folder, and never lead out of it.
[[nodiscard]] bool may_be_name(std::string_view zone) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_' ||
               c == '-' || c == '+';
    };
    return !zone.empty() && zone.size() <= 80 && zone.front() >= 'A' && zone.front() <= 'Z' &&
           std::ranges::all_of(zone, fits);
}

[[nodiscard]] std::optional<std::string> compiled_file(const std::string& zone) {
    if (!may_be_name(zone)) {
        return std::nullopt;
    }
    for (const std::filesystem::path& folder : folders()) {
        std::ifstream file(folder / zone, std::ios::binary);
        std::string text;
        if (file && std::filesystem::is_regular_file(folder / zone)) {
            text.assign(std::istreambuf_iterator<char>(file), {});
        }
        if (text.starts_with("TZif")) {
            return text;
        }
    }
    return std::nullopt;
}

/// A big-endian number of so many bytes.
[[nodiscard]] std::int64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint64_t value = (static_cast<unsigned char>(bytes[at]) & 0x80u) != 0 ? ~std::uint64_t{0} : 0;
    for (std::size_t i = 0; i < size; ++i) {
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    }
    return static_cast<std::int64_t>(value);
}

/// When clocks change every year after the last change that a file lists: a TZ text of POSIX such as
/// "CET-1CEST,M3.5.0,M10.5.0/3".
class yearly_rule {
public:
    explicit yearly_rule(std::string_view text) : rest_(text) {
        if (!name() || !time(standard_)) {
            return;
        }
        standard_ = -standard_;  // POSIX counts westwards
        daylight_ = standard_ + 3600;
        good_ = rest_.empty();
        if (good_ || !name()) {
            return;
        }
        if (!rest_.empty() && rest_.front() != ',') {
            if (!time(daylight_)) {
                return;
            }
            daylight_ = -daylight_;
        }
        good_ = changes_ = skip(',') && day(begin_) && skip(',') && day(end_) && rest_.empty();
    }

    [[nodiscard]] bool good() const noexcept { return good_; }

    /// The changes of a year, in their order; of a place without any: none.
    [[nodiscard]] std::vector<utc_offset> of(int year) const {
        if (!changes_) {
            return {};
        }
        std::vector<utc_offset> result{{begin_.in(year)-standard_, daylight_}, {end_.in(year)-daylight_, standard_}};
        std::ranges::sort(result, {}, &utc_offset::from);
        return result;
    }

private:
    /// A second of each year, as local clocks show it before they are changed.
    struct yearly_second {
        char form = 'M';  // Mm.w.d, Jn: n-th day without 29 February, 0: n-th day from 0
        int month = 1, week = 1, weekday = 0, number = 0;
        std::int32_t time = 7200;

        [[nodiscard]] std::int64_t in(int year) const {
            namespace c = std::chrono;
            const c::year y{year};
            c::sys_days day{};
            if (form == 'M') {
                const c::month m{static_cast<unsigned>(month)};
                const c::weekday w{static_cast<unsigned>(weekday)};
                day = week == 5 ? c::sys_days(y / m / w[c::last]) : c::sys_days(y / m / w[static_cast<unsigned>(week)]);
            } else {
                const bool leap_counts = form == '0';
                const int skipped = !leap_counts && y.is_leap() && number >= 60 ? 1 : 0;
                day = c::sys_days(y / c::January / 1) + c::days(number - (leap_counts ? 0 : 1) + skipped);
            }
            return day.time_since_epoch().count() * seconds_a_day + time;
        }
    };

    [[nodiscard]] bool skip(char expected) {
        const bool there = !rest_.empty() && rest_.front() == expected;
        rest_.remove_prefix(there ? 1 : 0);
        return there;
    }

    /// "CET" or "<+0530>".
    [[nodiscard]] bool name() {
        const bool quoted = skip('<');
        const auto letter = [&](char c) {
            return quoted ? c != '>' : (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        };
        const auto size = static_cast<std::size_t>(std::ranges::find_if_not(rest_, letter) - rest_.begin());
        rest_.remove_prefix(size);
        return size > 0 && (!quoted || skip('>'));
    }

    [[nodiscard]] bool digits(int limit, int& result) {
        const auto [end, code] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), result);
        const bool good = code == std::errc() && result >= 0 && result <= limit;
        rest_.remove_prefix(good ? static_cast<std::size_t>(end - rest_.data()) : 0);
        return good;
    }

    /// "2", "-2:30", "+5:45:30": seconds.
    [[nodiscard]] bool time(std::int32_t& result) {
        const bool minus = skip('-');
        if (!minus) {
            (void)skip('+');
        }
        int hours = 0;
        int minutes = 0;
        int seconds = 0;
        if (!digits(167, hours) || (skip(':') && !digits(59, minutes)) || (skip(':') && !digits(59, seconds))) {
            return false;
        }
        result = (minus ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
        return true;
    }

    [[nodiscard]] bool day(yearly_second& result) {
        bool good = false;
        if (skip('M')) {
            good = digits(12, result.month) && result.month > 0 && skip('.') && digits(5, result.week) &&
                   result.week > 0 && skip('.') && digits(6, result.weekday);
        } else {
            result.form = skip('J') ? 'J' : '0';
            good = digits(365, result.number);
        }
        return good && (!skip('/') || time(result.time));
    }

    std::string_view rest_;
    std::int32_t standard_ = 0;
    std::int32_t daylight_ = 0;
    yearly_second begin_;
    yearly_second end_;
    bool changes_ = false;
    bool good_ = false;
};

/// All changes that a compiled file knows until a moment; the first one stands for all time before. nullopt: the file
/// is broken.
[[nodiscard]] std::optional<std::vector<utc_offset>> changes_in(std::string_view file, std::int64_t last) {
    constexpr std::size_t header = 44;
    struct counts {
        std::size_t isut, isstd, leaps, times, types, letters;
        [[nodiscard]] std::size_t bytes(std::size_t size) const {
            return times * size + times + types * 6 + letters + leaps * (size + 4) + isstd + isut;
        }
    };
    const auto counts_at = [&](std::size_t at) -> std::optional<counts> {
        if (file.size() < at + header || file.substr(at, 4) != "TZif") {
            return std::nullopt;
        }
        std::array<std::size_t, 6> of{};
        for (std::size_t i = 0; i < of.size(); ++i) {
            const std::int64_t count = number_at(file, at + 20 + i * 4, 4);
            if (count < 0 || count > 100'000) {
                return std::nullopt;
            }
            of[i] = static_cast<std::size_t>(count);
        }
        return counts{of[0], of[1], of[2], of[3], of[4], of[5]};
    };
    // A first part of 32 bits, then one of 64, which every file of this century has.
    const auto small = counts_at(0);
    const std::size_t second = small ? header + small->bytes(4) : 0;
    const auto has = small ? counts_at(second) : std::nullopt;
    const std::size_t begin = second + header;
    if (!has || has->types == 0 || file.size() < begin + has->bytes(8)) {
        return std::nullopt;
    }
    const std::size_t places = begin + has->times * 8;
    const std::size_t types = places + has->times;
    const auto offset_of = [&](std::size_t type) {
        return static_cast<std::int32_t>(number_at(file, types + type * 6, 4));
    };
    std::vector<utc_offset> result{{std::numeric_limits<std::int64_t>::min(), offset_of(0)}};
    for (std::size_t i = 0; i < has->times; ++i) {
        const auto type = static_cast<std::size_t>(static_cast<unsigned char>(file[places + i]));
        if (type >= has->types) {
            return std::nullopt;
        }
        result.push_back({number_at(file, begin + i * 8, 8), offset_of(type)});
    }
    std::string_view footer = file.substr(begin + has->bytes(8));
    if (footer.size() > 2 && footer.front() == '\n') {
        footer = footer.substr(1, footer.find('\n', 1) - 1);
        const yearly_rule rule(footer);
        const std::int64_t listed = result.back().from;
        for (int year = 1901; rule.good() && year <= 2200; ++year) {
            for (const utc_offset& each : rule.of(year)) {
                if (each.from > listed && each.from <= last) {
                    result.push_back(each);
                }
            }
        }
    }
    return std::ranges::is_sorted(result, {}, &utc_offset::from) ? std::optional(std::move(result)) : std::nullopt;
}

}  // namespace

std::string zone_meant(std::string_view given) {
    const auto lower = [](std::string_view text) {
        std::string result(text);
        std::ranges::transform(result, result.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        return result;
    };
    std::vector<std::string> names;
    for (const std::filesystem::path& folder : folders()) {
        std::error_code none;
        for (std::filesystem::recursive_directory_iterator at(folder, none), end; !none && at != end;
             at.increment(none)) {
            const std::string name = at->path().lexically_relative(folder).generic_string();
            if (may_be_name(name) && at->is_regular_file(none)) {
                names.push_back(name);
            }
        }
    }
    std::ranges::sort(names);
    const std::string wanted = lower(given);
    std::vector<std::string> spelt;
    std::vector<std::string_view> known;
    for (const std::string& name : names) {
        spelt.push_back(lower(name));
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (spelt[i] == wanted || spelt[i].substr(spelt[i].rfind('/') + 1) == wanted) {
            return "; did you mean " + names[i] + "?";
        }
        known.emplace_back(spelt[i]);
    }
    const std::string_view found = nearest(wanted, known);
    const auto at = std::ranges::find(known, found);
    return at == known.end() ? "" : "; did you mean " + names[static_cast<std::size_t>(at - known.begin())] + "?";
}

std::vector<utc_offset> clock_changes(const std::string& zone, std::int64_t first, std::int64_t last) {
    const auto file = compiled_file(zone);
    const auto all = file ? changes_in(*file, last) : std::nullopt;
    if (!all) {
        throw error(errc::unknown_id,
                    "zone = " + crm::quoted(zone) + ": expected the name of an IANA time zone" + zone_meant(zone));
    }
    std::vector<utc_offset> result{{first, offset_at(*all, first)}};
    for (const utc_offset& each : *all) {
        // A change of names alone is none of clocks.
        if (each.from > first && each.from <= last && each.seconds != result.back().seconds) {
            result.push_back(each);
        }
    }
    return result;
}

local_clock clock_of(const std::string& zone) {
    if (zone.empty() || zone == "UTC") {
        return {};
    }
    constexpr std::int64_t first = -1'600'000'000;
    constexpr std::int64_t last = 4'700'000'000;
    return {zone, clock_changes(zone, first, last)};
}

}  // namespace scvm::dates
