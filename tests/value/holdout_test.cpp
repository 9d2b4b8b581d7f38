#include "data.hpp"

#include <scvm/value/holdout.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

using namespace scvm::value;
using value_test::purchases;
using value_test::utc;

TEST_CASE("calibration and holdout split the purchases in time") {
    purchases p;
    p.add(0, utc(2024, 1, 1), 10);
    p.add(0, utc(2024, 1, 8), 20);
    p.add(0, utc(2024, 2, 5), 30);
    p.add(0, utc(2024, 2, 5), 4);
    p.add(0, utc(2024, 2, 12), 50);
    p.add(0, utc(2024, 2, 13), -20);
    p.add(1, utc(2024, 2, 6), 10);  // acquired after the calibration
    p.add(2, utc(2024, 1, 3), 10);
    p.add(2, utc(2024, 4, 1), 10);  // after the end
    const auto split = calibration_and_holdout(p.columns(), utc(2024, 1, 31), utc(2024, 2, 28));
    CHECK(split.holdout_duration == 4);
    CHECK(split.calibration.x[0] == 1);
    CHECK(split.calibration.monetary[0] == 20);
    CHECK(split.holdout_x[0] == 2);
    CHECK(split.holdout_monetary[0] == 32);
    CHECK(std::isnan(split.holdout_x[1]));
    CHECK(std::isnan(split.calibration.x[1]));
    CHECK(split.holdout_x[2] == 0);
    CHECK(std::isnan(split.holdout_monetary[2]));
    CHECK(split.account.after_end == 1);
    CHECK(split.calibration.account.after_end == 6);
    CHECK_THROWS_AS((void)calibration_and_holdout(p.columns(), utc(2024, 2, 28), utc(2024, 2, 28)), scvm::error);
}

TEST_CASE("the calibration is what a summary at its end gives, and the holdout adds up to the whole") {
    const auto p = value_test::generated(bg_nbd{0.5, 5, 0.6, 2}, 400, 9);
    const auto split = calibration_and_holdout(p.columns(), utc(1997, 9, 30), utc(1998, 6, 30));
    const auto early = purchase_summary(p.columns(), utc(1997, 9, 30));
    const auto whole = purchase_summary(p.columns(), utc(1998, 6, 30));
    CHECK(split.calibration.x == early.x);
    CHECK(split.calibration.t_x == early.t_x);
    CHECK(split.calibration.T == early.T);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        CHECK(split.calibration.x[i] + split.holdout_x[i] == whole.x[i]);
    }
}

TEST_CASE("CDNOW's holdout has the purchases that the papers count") {
    if (const auto p = value_test::cdnow("CDNOW_sample.txt", 1)) {
        const auto split = calibration_and_holdout(p->columns(), utc(1997, 9, 30), utc(1998, 6, 30));
        CHECK(split.holdout_duration == 39);
        CHECK(std::accumulate(split.holdout_x.begin(), split.holdout_x.end(), 0.0) == 1882);
    }
    const auto p = value_test::generated(bg_nbd{0.24, 4.4, 0.8, 2.4}, 500, 1);
    const auto split = calibration_and_holdout(p.columns(), utc(1997, 9, 30), utc(1998, 6, 30));
    CHECK(split.account.rows == p.customer.size());
}

TEST_CASE("cohorts count who came back, at which age, for how much") {
    purchases p;
    p.add(0, utc(2024, 1, 1), 10);
    p.add(0, utc(2024, 1, 2), 5);
    p.add(0, utc(2024, 1, 20), 20);
    p.add(1, utc(2024, 1, 8), 7);
    p.add(2, utc(2023, 12, 31), 7);  // before the first period
    p.add(2, utc(2024, 1, 9), 7);
    const auto table = cohorts(p.columns(), utc(2024, 1, 1), utc(2024, 1, 21), 7);
    REQUIRE(table.periods == 3);
    CHECK(table.length == 1);
    CHECK(table.customers == std::vector<double>{1, 1, 0});
    CHECK(table.active[0] == 1);
    CHECK(table.purchases[0] == 2);
    CHECK(table.revenue[0] == 15);
    CHECK(table.active[1] == 0);
    CHECK(table.revenue[2] == 20);
    CHECK(table.purchases[3] == 1);
    CHECK(table.active[4] == 0);
    CHECK(std::isnan(table.active[5]));
    CHECK(table.cohort_of == std::vector<std::uint32_t>{0, 1, 0xffffffff});
    CHECK_THROWS_AS((void)cohorts(p.columns(), utc(2024, 1, 1), utc(2024, 1, 21), 0), scvm::error);
    CHECK_THROWS_AS((void)cohorts(p.columns(), utc(2025, 1, 1), utc(2024, 1, 21), 7), scvm::error);
}
