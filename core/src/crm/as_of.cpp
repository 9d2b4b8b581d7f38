#include <scvm/crm/as_of.hpp>
#include <scvm/dates/date_text.hpp>
#include <scvm/dates/reader.hpp>
#include <scvm/error.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace scvm::crm {

std::int64_t read_as_of(std::string_view text, const dates::local_clock& place) {
    const dates::reading found = dates::reader({.place = place}).text(text);
    if (!found.good()) {
        throw error(errc::domain, "as_of = " + found.fault);
    }
    return place.local(found.seconds);
}

std::int64_t end_of_day(std::int64_t time) {
    static const dates::local_clock utc;
    return utc.end_of(utc.day(time));
}

std::optional<std::string> late_row(std::int64_t time, std::int64_t until, std::string_view column) {
    const std::int64_t last = last_second_for(until);
    if (time <= last) {
        return std::nullopt;
    }
    return std::string(column) + " = " + dates::shown(time) + ": expected a date up to " + dates::date_text(last) +
           ", the day after that of scoring";
}

}  // namespace scvm::crm
