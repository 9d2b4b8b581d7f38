#include <scvm/crm/as_of.hpp>
#include <scvm/dates/date_text.hpp>
#include <scvm/dates/time_zone.hpp>
#include <scvm/error.hpp>

#include <doctest/doctest.h>

using scvm::crm::end_of_day;
using scvm::crm::late_row;
using scvm::crm::read_as_of;

constexpr std::int64_t day_20261121 = 1795219200;

TEST_CASE("as_of is a day where the customers live") {
    const auto new_york = scvm::dates::clock_of("America/New_York");
    CHECK(read_as_of("2026-11-21") == day_20261121);
    CHECK(read_as_of("2026-11-21", new_york) == day_20261121);
    CHECK(read_as_of("2026-11-22T04:59:59Z") == day_20261121 + 86400 + 5 * 3600 - 3600 + 3599);
    CHECK(end_of_day(read_as_of("2026-11-22T04:59:59Z", new_york)) == day_20261121 + 86399);
    CHECK(end_of_day(read_as_of("2026-11-22T05:00:00Z", new_york)) == day_20261121 + 2 * 86400 - 1);
    for (const char* const text :
         {"", "tomorrow", "21.11.2026", "20261121", "1795219200", "1989-12-31", "2100-01-02"}) {
        CAPTURE(text);
        CHECK_THROWS_AS((void)read_as_of(text), scvm::error);
    }
}

TEST_CASE("a day ends with its last second, and a row may be a day later") {
    CHECK(end_of_day(0) == 86399);
    CHECK(end_of_day(86399) == 86399);
    CHECK(end_of_day(-1) == -1);
    CHECK_FALSE(late_row(day_20261121 + 2 * 86400 - 1, day_20261121 + 86399).has_value());
    CHECK(late_row(day_20261121 + 2 * 86400, day_20261121 + 86399) ==
          "time = 2026-11-23: expected a date up to 2026-11-22, the day after that of scoring");
}

TEST_CASE("moments as texts") {
    CHECK(scvm::dates::date_text(-1) == "1969-12-31");
    CHECK(scvm::dates::date_text(day_20261121 + 86399) == "2026-11-21");
    CHECK(scvm::dates::moment_text(day_20261121 + 52200) == "2026-11-21T14:30:00Z");
    CHECK(scvm::dates::moment_text(-1) == "1969-12-31T23:59:59Z");
}
