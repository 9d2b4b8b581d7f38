#include <scvm/error.hpp>
#include <scvm/math/random.hpp>
#include <scvm/math/survival.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <vector>

using namespace scvm;
using namespace scvm::math;

namespace {

// Weeks in remission of 21 patients on 6-mercaptopurine and 21 on placebo; 0: still in remission when last seen.
// Freireich et al. 1963, Blood 21; printed in Kalbfleisch and Prentice 1980, table 1.1, and in many textbooks since.
const std::vector<double> treated{6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35};
const std::vector<std::uint8_t> ended{1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0};
const std::vector<double> placebo{1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23};

}  // namespace

TEST_CASE("the product-limit estimate and its log-log interval are those that textbooks print") {
    const survival_curve curve = kaplan_meier(treated, ended);
    CHECK(curve.n == 21);
    CHECK(curve.events == 9);
    struct printed {
        double time, survival, low, high;
    };
    const std::vector<printed> table{{6, .8571, .6197, .9516},  {7, .8067, .5631, .9228},  {10, .7529, .5032, .8894},
                                     {13, .6902, .4316, .8491}, {16, .6275, .3675, .8049}, {22, .5378, .2678, .7468},
                                     {23, .4482, .1881, .6801}};
    REQUIRE(curve.steps.size() == table.size());
    for (std::size_t i = 0; i < table.size(); ++i) {
        CHECK(curve.steps[i].time == table[i].time);
        CHECK(std::abs(curve.steps[i].survival - table[i].survival) < 5e-5);
        CHECK(std::abs(curve.steps[i].low - table[i].low) < 5e-5);
        CHECK(std::abs(curve.steps[i].high - table[i].high) < 5e-5);
    }
    const time_quantile median = time_until(curve, 0.5);
    CHECK(median.estimate == 23);
    CHECK(median.low == 13);
    CHECK_UNARY(std::isnan(median.high));  // more than half may never relapse
    CHECK_UNARY(std::isnan(time_until(curve, 0.9).estimate));
}

TEST_CASE("where it happened to everybody, the estimate is the share of those who still wait") {
    const std::vector<std::uint8_t> all(placebo.size(), 1);
    const survival_curve curve = kaplan_meier(placebo, all);
    CHECK(curve.steps.back().survival == 0);
    CHECK_UNARY(std::isnan(curve.steps.back().low));
    CHECK(time_until(curve, 0.5).estimate == 8);
    CHECK(time_until(curve, 0.5).low == 4);
    CHECK(time_until(curve, 0.5).high == 11);
    for (const survival_step& step : curve.steps) {
        double later = 0;
        for (const double each : placebo) {
            later += each > step.time ? 1 : 0;
        }
        CHECK(step.survival == doctest::Approx(later / 21).epsilon(1e-12));
    }
}

TEST_CASE(
    "who still waits counts for as long as is known: the median is that of the whole, not of those who are over") {
    random_stream draw(7);
    std::vector<double> time;
    std::vector<std::uint8_t> over;
    for (int i = 0; i < 20000; ++i) {
        const double wait = 10 * draw.exponential();
        const double seen = 20 * draw.uniform();
        time.push_back(std::min(wait, seen));
        over.push_back(wait <= seen ? 1 : 0);
    }
    const time_quantile median = time_until(kaplan_meier(time, over), 0.5);
    CHECK(median.low < 10 * std::log(2));
    CHECK(median.high > 10 * std::log(2));
    CHECK(median.high - median.low < 0.6);
}

TEST_CASE("nobody waits: there is no time, and what is no time is refused") {
    CHECK(kaplan_meier({}, {}).steps.empty());
    CHECK_UNARY(std::isnan(time_until(kaplan_meier({}, {}), 0.5).estimate));
    const std::vector<double> bad{-1};
    const std::vector<std::uint8_t> yes{1};
    CHECK_THROWS_AS((void)kaplan_meier(bad, yes), error);
    CHECK_THROWS_AS((void)kaplan_meier(placebo, yes), error);
    CHECK_THROWS_AS((void)time_until({}, 1), error);
}
