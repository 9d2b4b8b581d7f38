#include <scvm/dates/time_zone.hpp>
#include <scvm/error.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

using scvm::dates::clock_of;

namespace {

constexpr std::int64_t hour = 3600;
constexpr std::int64_t summer_2090 = 3'803'457'600;  // 2090-07-11
constexpr std::int64_t winter_2090 = 3'787'732'800;  // 2090-01-10

std::string refusal(const std::string& zone) {
    try {
        (void)clock_of(zone);
    } catch (const scvm::error& e) {
        return e.what();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("clocks go on changing after the last change that a database lists") {
    CHECK(clock_of("Europe/Berlin").offset(summer_2090) == 2 * hour);
    CHECK(clock_of("Europe/Berlin").offset(winter_2090) == hour);
    CHECK(clock_of("America/New_York").offset(summer_2090) == -4 * hour);
    CHECK(clock_of("America/New_York").offset(winter_2090) == -5 * hour);
    CHECK(clock_of("Pacific/Auckland").offset(summer_2090) == 12 * hour);
    CHECK(clock_of("Pacific/Auckland").offset(winter_2090) == 13 * hour);
    CHECK(clock_of("Australia/Lord_Howe").offset(winter_2090) == 11 * hour);  // half an hour in summer
    CHECK(clock_of("Asia/Kolkata").offset(summer_2090) == 5 * hour + 1800);
    CHECK(clock_of("Etc/GMT+5").offset(summer_2090) == -5 * hour);
}

TEST_CASE("days have 23, 24 or 25 hours") {
    const auto new_york = clock_of("America/New_York");
    constexpr std::int64_t clocks_back = 20'394;  // 2025-11-02
    CHECK(new_york.end_of(clocks_back) - new_york.begin_of(clocks_back) == 25 * hour - 1);
    const auto berlin = clock_of("Europe/Berlin");
    constexpr std::int64_t clocks_forward = 20'541;  // 2026-03-29
    CHECK(berlin.end_of(clocks_forward) - berlin.begin_of(clocks_forward) == 23 * hour - 1);
    CHECK(berlin.zone() == "Europe/Berlin");
    CHECK(clock_of("").zone() == "UTC");
}

TEST_CASE("an unknown zone is refused with the nearest name, and none leads out of the database") {
    CHECK(refusal("Europe/Berln") ==
          "zone = \"Europe/Berln\": expected the name of an IANA time zone; did you mean Europe/Berlin?");
    CHECK(refusal("kolkata") ==
          "zone = \"kolkata\": expected the name of an IANA time zone; did you mean Asia/Kolkata?");
    CHECK(refusal(std::string("Europe\0Berlin", 13)) ==
          "zone = \"Europe\\0Berlin\": expected the name of an IANA time zone; did you mean Europe/Berlin?");
    for (const std::string zone :
         {"../../../etc/passwd", "/etc/localtime", "Europe", "Europe/", "tzdata.zi", "Mars/Olympus Mons"}) {
        CAPTURE(zone);
        CHECK(refusal(zone).find("expected the name of an IANA time zone") != std::string::npos);
    }
}
