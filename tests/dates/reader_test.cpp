#include <scvm/dates/date_text.hpp>
#include <scvm/dates/local_clock.hpp>
#include <scvm/dates/reader.hpp>
#include <scvm/error.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

using namespace scvm::dates;

namespace {

constexpr std::int64_t noon = 1'767'614'400;      // 2026-01-05T12:00:00Z
constexpr std::int64_t midnight = 1'767'571'200;  // 2026-01-05T00:00:00Z

/// New York in 2026: clocks forward on March 8 at 2:00, back on November 1 at 2:00.
[[nodiscard]] local_clock new_york() {
    return {"America/New_York", {{1'762'063'200, -18000}, {1'772'953'200, -14400}, {1'793'512'800, -18000}}};
}

/// A place that is five and a half hours ahead.
[[nodiscard]] local_clock kolkata() {
    return {"Asia/Kolkata", {{0, 19800}}};
}

/// A place whose day of the change begins at one o'clock: Beirut, 2026-03-29.
[[nodiscard]] local_clock beirut() {
    return {"Asia/Beirut", {{1'761'426'000, 7200}, {1'774'735'200, 10800}}};
}

[[nodiscard]] std::int64_t read(const std::string& cell, const std::string& format = "") {
    const reading found = reader({.date_format = format}).text(cell);
    INFO(found.fault);
    CHECK(found.good());
    return found.seconds;
}

}  // namespace

TEST_CASE("ISO 8601 dates and times are read, and their fractions cut") {
    CHECK(read("2026-01-05") == midnight);
    CHECK(read("2026-01-05T12:00") == noon);
    CHECK(read("2026-01-05 12:00:00") == noon);
    CHECK(read("2026-01-05T12:00:00.999Z") == noon);
    CHECK(read("2026-01-05T13:30:00+01:30") == noon);
    CHECK(read("2026-01-05 13:00:00+0100") == noon);
    CHECK(read("2026-01-05 13:00:00 +0100") == noon);
    CHECK(read("2026-01-05 07:00:00-05") == noon);
    CHECK(read("1990-01-01") == earliest);
    CHECK(read("2099-12-31T23:59:59") == latest);
    CHECK(reader().text("2026-01-05").date_alone);
    CHECK_FALSE(reader().text("2026-01-05T00:00").date_alone);
}

TEST_CASE("whatever else is refused, with the cell and the rule") {
    for (const std::string cell : {"",
                                   " ",
                                   "now",
                                   "today",
                                   "10:30",
                                   "05.01.2026",
                                   "13.01.2026",
                                   "01/05/2026",
                                   "2026-1-5",
                                   "2026/01/05",
                                   "20260105",
                                   "46027",
                                   "1767571200",
                                   "2026",
                                   "2026-01",
                                   "2026-W02-1",
                                   "2026-13-01",
                                   "2026-02-29",
                                   "2026-00-10",
                                   "0000-00-00",
                                   "2026-01-05T24:00",
                                   "2026-01-05T10:60",
                                   "2026-01-05T10:00:61",
                                   "2026-01-05T",
                                   "2026-01-05T10",
                                   "2026-01-05 10:00:00.",
                                   "2026-01-05T10:00+1",
                                   "2026-01-05T10:00x",
                                   "Jan 5, 2026",
                                   "5 January 2026",
                                   "nan",
                                   "2026-01-05 ",
                                   " 2026-01-05",
                                   "\xd9\xa2\xd9\xa0\xd9\xa2\xd9\xa6-01-05"}) {
        CAPTURE(cell);
        CHECK_FALSE(reader().text(cell).good());
    }
    CHECK(reader().text("05.01.2026").fault ==
          "\"05.01.2026\": expected a date like 2026-08-01, or a time like 2026-08-01T14:30:00Z");
}

TEST_CASE("whole numbers are seconds from 1990 to 2099, and nothing else") {
    CHECK(reader().number(noon).seconds == noon);
    CHECK(reader().number(earliest).good());
    CHECK(reader().number(latest).good());
    CHECK_FALSE(reader().number(earliest - 1).good());
    CHECK_FALSE(reader().number(latest + 1).good());
    CHECK(reader().number(20260105).fault ==
          "20260105: expected seconds since 1970-01-01 UTC, from 1990 to 2099; this looks like yyyymmdd, which only "
          "date_format = \"yyyymmdd\" reads");
    CHECK(reader().text("1769500000").fault ==
          "\"1769500000\": expected a date like 2026-08-01, or a time like 2026-08-01T14:30:00Z; this looks like "
          "seconds, which only date_format = \"seconds\" reads");
    CHECK(reader().number(46027).fault.find("looks like excel") != std::string::npos);
    CHECK(reader().number(noon * 1000).fault.find("looks like milliseconds") != std::string::npos);
    CHECK_FALSE(reader().fraction(static_cast<double>(noon)).good());
}

TEST_CASE("other forms are read by name") {
    CHECK(read("05.01.2026", "%d.%m.%Y") == midnight);
    CHECK(read("5.1.26", "%d.%m.%y") == midnight);
    CHECK(read("05.01.2026 12:00", "%d.%m.%Y") == noon);
    CHECK(read("01/05/2026 12:00:00 PM", "%m/%d/%Y") == noon);
    CHECK(read("01/05/2026 01:30 PM", "%m/%d/%Y %I:%M %p") == noon + 5400);
    CHECK(read("Jan 5, 2026", "%b %d, %Y") == midnight);
    CHECK(read("5 january 2026", "%d %B %Y") == midnight);
    CHECK(read("05012026", "%d%m%Y") == midnight);
    CHECK(read("2026-01-05", "%d.%m.%Y") == midnight);
    CHECK(read("20260105", "yyyymmdd") == midnight);
    CHECK(read("1767614400", "seconds") == noon);
    CHECK(read("1767614400000", "milliseconds") == noon);
    CHECK(read("46027", "excel") == midnight);
    CHECK(read("46027.5", "excel") == noon);
    CHECK(reader({.date_format = "excel"}).fraction(46027.5).seconds == noon);
    CHECK(reader({.date_format = "yyyymmdd"}).number(20260105).seconds == midnight);
    CHECK(reader({.date_format = "milliseconds"}).number(noon * 1000 + 999).seconds == noon);
    CHECK_FALSE(reader({.date_format = "milliseconds"}).number(noon).good());
    CHECK_FALSE(reader({.date_format = "yyyymmdd"}).number(20261301).good());
    CHECK_FALSE(reader({.date_format = "%d.%m.%Y %H:%M"}).text("05.01.2026").good());
    CHECK_FALSE(reader({.date_format = "%d.%m.%Y"}).text("31.02.2026").good());
    for (const std::string format : {"%H:%M", "%Q", "dmy", "%d.%m", "%", "iso"}) {
        CAPTURE(format);
        CHECK_THROWS_AS(reader({.date_format = format}), scvm::error);
    }
}

TEST_CASE("what two formats read differently is refused, what one reads is read") {
    const reader both({.date_format = "%d/%m/%Y|%m/%d/%Y"});
    CHECK(both.text("05/05/2026").good());
    CHECK(both.text("13/01/2026").good());
    CHECK(both.text("05/01/2026").fault == "\"05/01/2026\": is 2026-01-05 by %d/%m/%Y and 2026-05-01 by %m/%d/%Y");
}

TEST_CASE("a pattern that looks like ISO and is not is the only one that counts") {
    constexpr std::int64_t fifth_of_june = midnight + 151 * 86400;
    CHECK(read("2026-05-06", "%Y-%d-%m") == fifth_of_june);
    CHECK(read("2026-05-06 00:00", "%Y-%d-%m|%d.%m.%Y") == fifth_of_june);
    CHECK_FALSE(reader({.date_format = "%Y-%d-%m"}).text("2026-06-13").good());  // no 13th month, and no guess
    CHECK(read("2026-06-05", "%d.%m.%Y") == fifth_of_june);                      // ISO goes with every other pattern
}

TEST_CASE("dates outside 1990 to the last one asked for are refused, but an end may be never") {
    CHECK_FALSE(reader().text("1989-12-31").good());
    CHECK_FALSE(reader().text("9999-12-31").good());
    CHECK_FALSE(reader({.not_after = noon}).text("2026-01-06").good());
    // West of UTC a day begins later than its name says: 2026-01-05 there begins at 05:00Z.
    CHECK(reader({.place = new_york(), .not_after = midnight + 5 * 3600}).text("2026-01-05").good());
    CHECK_FALSE(reader({.place = new_york(), .not_after = midnight + 5 * 3600 - 1}).text("2026-01-05").good());
    CHECK(reader({.not_after = noon}).text("2026-01-06").fault ==
          "\"2026-01-06\": expected a date up to 2026-01-05T12:00:00Z");
    CHECK(reader({.place = new_york(), .not_after = noon}).text("2026-01-06").fault ==
          "\"2026-01-06\": expected a date up to 2026-01-05T07:00:00-05:00");
    CHECK(reader({.ends = true}).text("9999-12-31").seconds == never);
    CHECK(reader({.ends = true}).text("9999-12-31 23:59:59").seconds == never);
    CHECK(reader({.ends = true}).text("2026-01-05").seconds == midnight);
    CHECK(reader({.ends = true}).number(4'102'444'800).seconds == never);    // 2100-01-01
    CHECK(reader({.ends = true}).number(253'402'214'400).seconds == never);  // 9999-12-31
    CHECK_FALSE(reader({.ends = true}).number(1'767'614'400'000).good());    // milliseconds of 2026
    CHECK_FALSE(reader().number(253'402'214'400).good());
    CHECK_FALSE(reader({.ends = true}).text("0000-00-00").good());
    CHECK_FALSE(reader({.ends = true}).text("1900-01-01").good());
}

TEST_CASE("a day begins where the place is, and has 23, 24 or 25 hours") {
    const reader there({.place = new_york()});
    CHECK(there.text("2026-01-05").seconds == midnight + 5 * 3600);
    CHECK(there.text("2026-07-05").seconds == 1'783'224'000);        // 04:00Z
    CHECK(there.text("2026-01-05T07:00").seconds == noon);           // without an offset: local
    CHECK(there.text("2026-01-05T12:00Z").seconds == noon);          // with one: that
    CHECK(there.text("2026-11-01T01:30").seconds == 1'793'511'000);  // shown twice: the first
    const local_clock ny = new_york();
    const auto length = [](const local_clock& of, const std::string& day) {
        const std::int64_t number = of.day(reader({.place = of}).text(day).seconds);
        return of.end_of(number) - of.begin_of(number) + 1;
    };
    CHECK(length(ny, "2026-03-08") == 23 * 3600);
    CHECK(length(ny, "2026-11-01") == 25 * 3600);
    CHECK(length(ny, "2026-11-02") == 24 * 3600);
    CHECK(length(beirut(), "2026-03-29") == 23 * 3600);
    CHECK(beirut().day(beirut().begin_of(20541)) == 20541);
    CHECK(reader({.place = kolkata()}).text("2026-01-05").seconds == midnight - 19800);
    CHECK(reader({.place = kolkata()}).text("1990-01-01").good());
    CHECK(there.text("2099-12-31").good());
    CHECK(local_clock().end_of(0) == 86399);
    CHECK(local_clock().day(-1) == -1);
    CHECK_THROWS_AS(local_clock("x", {{5, 0}, {4, 0}}), scvm::error);
}

TEST_CASE("a time that clocks skipped is refused in every form, and the seconds beside it are read") {
    const std::string rule = "expected a time that clocks of America/New_York showed, which were set forward past it";
    const reader there({.date_format = "%d.%m.%Y|excel", .place = new_york()});
    constexpr std::int64_t change = 1'772'953'200;  // 2026-03-08T07:00:00Z
    for (const char* skipped : {"2026-03-08T02:00", "2026-03-08 02:30:00", "08.03.2026 02:59:59"}) {
        const reading found = there.text(skipped);
        CHECK_FALSE(found.good());
        CHECK(found.fault.find(rule) != std::string::npos);
        CHECK(found.fault.find(skipped) != std::string::npos);
    }
    CHECK(there.shown_locally(change - 5 * 3600 + 1800).fault.find(rule) != std::string::npos);
    CHECK(there.fraction(46089 + 2.5 / 24).fault.find(rule) != std::string::npos);
    CHECK(there.text("2026-03-08T01:59:59").seconds == change - 1);
    CHECK(there.text("2026-03-08T03:00:00").seconds == change);
    CHECK(there.text("2026-03-08T02:30:00-05:00").seconds == change + 1800);
    CHECK(there.text("2026-03-08T07:30:00Z").seconds == change + 1800);
    CHECK(there.text("2026-03-09T02:30").good());
    CHECK(reader().text("2026-03-08T02:30").good());
    // An end that is never stays so; a day that begins at one o'clock begins then, also where it is written as
    // midnight.
    CHECK(reader({.place = new_york(), .ends = true}).text("9999-03-08T02:30").seconds == never);
    const reader later({.place = beirut()});
    for (const char* day : {"2026-03-29", "2026-03-29T00:00", "2026-03-29 00:00:00"}) {
        CHECK(later.text(day).seconds == 1'774'735'200);
    }
    CHECK(later.shown_locally(20541 * 86400).seconds == 1'774'735'200);
    CHECK_FALSE(later.text("2026-03-29T00:30").good());
    // Samoa had no 30 December 2011.
    const reader samoa({.place = {"Pacific/Apia", {{1'301'148'000, -36000}, {1'325'239'200, 50400}}}});
    CHECK(samoa.text("2011-12-29").good());
    CHECK_FALSE(samoa.text("2011-12-30").good());
    CHECK(samoa.text("2011-12-31").seconds == 1'325'239'200);
}

TEST_CASE("of a time that clocks show twice the first is read, on the same day, unless its offset is given") {
    const reader there({.place = new_york()});
    constexpr std::int64_t change = 1'793'512'800;  // 2026-11-01T06:00:00Z: two o'clock becomes one
    CHECK(there.text("2026-11-01T01:30").seconds == change - 1800);
    CHECK(there.text("2026-11-01T01:30-05:00").seconds == change + 1800);
    CHECK(new_york().day(change - 1800) == new_york().day(change + 1800));
    CHECK(there.text("2026-11-01T02:00").seconds == change + 3600);
}

TEST_CASE("types that are dates pass as themselves") {
    CHECK(reader({.place = new_york()}).shown_locally(midnight, true).seconds == midnight + 5 * 3600);
    CHECK(reader({.place = new_york()}).moment(noon).seconds == noon);
    CHECK_FALSE(reader().moment(253'370'764'800).good());
    CHECK_FALSE(reader().shown_locally(INT64_MAX).good());
    CHECK_FALSE(reader().moment(INT64_MIN + 1).good());
}

TEST_CASE("a date is shown as a date") {
    CHECK(shown(midnight) == "2026-01-05");
    CHECK(shown(noon) == "2026-01-05T12:00:00Z");
    CHECK(shown(noon, -18000) == "2026-01-05T07:00:00-05:00");
    CHECK(shown(midnight, -12600) == "2026-01-04T20:30:00-03:30");
    CHECK(shown_by_clock(noon) == "2026-01-05T12:00:00");
    CHECK(shown(-1) == "1969-12-31T23:59:59Z");
    CHECK(date_of_day(-719162) == "0001-01-01");
    CHECK_THROWS_WITH_AS(
        require_date("end", 46027),
        "end = 46027: expected seconds since 1970-01-01 UTC, from 1990 to 2099; this looks like excel, "
        "which only date_format = \"excel\" reads",
        scvm::error);
    CHECK_NOTHROW(require_date("end", noon));
}
