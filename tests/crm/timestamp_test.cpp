#include <scvm/crm/timestamp.hpp>

#include <doctest/doctest.h>

using scvm::crm::date_text;
using scvm::crm::end_of_day;
using scvm::crm::read_timestamp;

TEST_CASE("dates and times with a zone are read, to the second") {
    CHECK(read_timestamp("1970-01-01") == 0);
    CHECK(read_timestamp("2026-11-21") == 1795219200);
    CHECK(read_timestamp("2026-11-21T00:00:00Z") == 1795219200);
    CHECK(read_timestamp("2026-11-21T01:30+01:30") == 1795219200);
    CHECK(read_timestamp("2026-11-20 19:00:00.999-05:00") == 1795219200);
    CHECK(read_timestamp("2024-02-29") == 1709164800);
    CHECK(read_timestamp("1899-12-31") == -2209075200);
}

TEST_CASE("what is no date is none: no guessing of orders, zones or days") {
    for (const auto text : {"",
                            "2026",
                            "2026-1-5",
                            "11/21/2026",
                            "21.11.2026",
                            "2026-02-29",
                            "2026-13-01",
                            "2026-00-10",
                            "0000-01-01",
                            "2026-11-21T",
                            "2026-11-21T10:00",
                            "2026-11-21T24:00:00Z",
                            "2026-11-21T10:60:00Z",
                            "2026-11-21T10:00:00z",
                            "2026-11-21T10:00:00+1:00",
                            "2026-11-21T10:00:00Z ",
                            " 2026-11-21",
                            "2026-11-21T10:00:00.Z",
                            "-026-11-21",
                            "2026-11-21T10:00:00+01:00x"}) {
        CAPTURE(text);
        CHECK_FALSE(read_timestamp(text).has_value());
    }
}

TEST_CASE("a day ends with its last second, before 1970 too") {
    CHECK(end_of_day(0) == 86399);
    CHECK(end_of_day(86399) == 86399);
    CHECK(end_of_day(-1) == -1);
    CHECK(date_text(-1) == "1969-12-31");
    CHECK(date_text(1795219200 + 86399) == "2026-11-21");
}
