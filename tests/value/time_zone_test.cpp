#include "data.hpp"

#include <scvm/value/purchase_summary.hpp>
#include <scvm/value/time_zone.hpp>

#include <doctest/doctest.h>

using namespace scvm::value;
using value_test::utc;

TEST_CASE("a named zone becomes a table of its clock changes") {
    const auto london = utc_offsets("Europe/London", utc(2024, 1, 1), utc(2024, 12, 31));
    REQUIRE(london.size() == 3);
    CHECK(london[0].seconds == 0);
    CHECK(london[1].from == utc(2024, 3, 31) + 3600);
    CHECK(london[1].seconds == 3600);
    CHECK(london[2].from == utc(2024, 10, 27) + 3600);
    CHECK(london[2].seconds == 0);
    CHECK(utc_offsets("UTC", 0, utc(2024, 1, 1)).size() == 1);
    CHECK(utc_offsets("Asia/Kathmandu", utc(2024, 1, 1), utc(2024, 1, 2))[0].seconds == 20700);
}

TEST_CASE("the same purchases span three days in New York and two in UTC") {
    value_test::purchases p;
    p.add(0, utc(2024, 7, 2) + 3 * 3600, 1);  // July 1, 23:00 in New York
    p.add(0, utc(2024, 7, 3) + 12 * 3600, 1);
    p.add(0, utc(2024, 7, 4) + 12 * 3600, 1);
    const auto new_york = utc_offsets("America/New_York", utc(2024, 1, 1), utc(2024, 12, 31));
    const std::int64_t end = utc(2024, 7, 9);
    CHECK(purchase_summary(p.columns(), end, {.unit = time_unit::day}).t_x[0] == 2);
    CHECK(purchase_summary(p.columns(), end, {.unit = time_unit::day, .offsets = new_york}).t_x[0] == 3);
}

TEST_CASE("an unknown zone, or a time in milliseconds, is refused by name") {
    try {
        (void)utc_offsets("Mars/Olympus", 0, 1);
        FAIL("expected an error");
    } catch (const scvm::error& e) {
        CHECK(e.code() == scvm::errc::unknown_id);
        CHECK(std::string(e.what()) == "zone = \"Mars/Olympus\": expected the name of an IANA time zone");
    }
    CHECK_THROWS_AS((void)utc_offsets("UTC", 0, 1'700'000'000'000), scvm::error);
}
