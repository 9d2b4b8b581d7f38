#include <scvm/equity/distributed_lag.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

using namespace scvm::equity;
using doctest::Approx;

namespace {

struct weeks {
    std::vector<double> activity;
    std::vector<double> outcome;
};

/// Activity that moves an outcome after `lag` weeks, or, with a `tail`, about then; errors that resemble their
/// neighbours.
weeks planted(std::uint64_t seed, std::size_t n, std::size_t lag, double effect, bool tail = false) {
    scvm::math::random_stream random(seed, 3);
    weeks result;
    double rhythm = 0;
    double error = 0;
    for (std::size_t t = 0; t < n; ++t) {
        rhythm = 0.5 * rhythm + random.normal();
        error = 0.4 * error + random.normal();
        result.activity.push_back(100 + 20 * rhythm);
        double moved = 0;
        for (std::size_t back = 0; back <= t; ++back) {
            const double weight = tail ? (back == lag                          ? 0.5
                                          : back + 1 == lag || back == lag + 1 ? 0.25
                                                                               : 0)
                                       : back == lag;
            moved += weight * effect * result.activity[t - back];
        }
        result.outcome.push_back(50 + 0.05 * static_cast<double>(t) + moved + 3 * error);
    }
    return result;
}

}  // namespace

TEST_CASE("a lag without noise comes out exactly") {
    weeks of = planted(1, 120, 0, 0);
    for (std::size_t t = 0; t < 120; ++t) {
        of.outcome[t] = 7 + 0.1 * static_cast<double>(t) + (t >= 6 ? 0.3 * of.activity[t - 6] : 0) +
                        (t >= 2 ? 0.1 * of.activity[t - 2] : 0);
    }
    const auto found = distributed_lag(of.activity, of.outcome, {.placebos = 0});
    CHECK(found.status == lag_status::estimated);
    CHECK(found.mean_lag == Approx((0.3 * 6 + 0.1 * 2) / 0.4).epsilon(1e-8));
    CHECK(found.total == Approx(0.4).epsilon(1e-8));
    CHECK(found.effects[6].effect == Approx(0.3).epsilon(1e-8));
    CHECK(std::abs(found.effects[3].effect) < 1e-9);
    CHECK(found.r_squared == Approx(1));
    CHECK(std::isnan(found.placebo_p));
}

TEST_CASE("planted lags of two, six and nine weeks lie within their intervals as often as those say") {
    for (const std::size_t lag : {2, 6, 9}) {
        int within = 0;
        int known = 0;
        constexpr int runs = 200;
        for (std::uint64_t seed = 0; seed < runs; ++seed) {
            const weeks of = planted(seed, 104, lag, 0.3, true);
            const auto found = distributed_lag(of.activity, of.outcome, {.placebos = 0});
            known += found.status == lag_status::estimated ? 1 : 0;
            within += found.low <= static_cast<double>(lag) && static_cast<double>(lag) <= found.high ? 1 : 0;
        }
        MESSAGE("lag " << lag << ": within " << within << " of " << known << " intervals");
        CHECK(known > 0.95 * runs);
        CHECK(within > 0.88 * known);
        CHECK(within <= known);
    }
}

TEST_CASE("the placebo is small where activity moves the outcome, and anything where it does not") {
    const weeks moved = planted(11, 104, 6, 0.3);
    CHECK(distributed_lag(moved.activity, moved.outcome, {.placebos = 199}).placebo_p == Approx(1.0 / 200));
    int small = 0;
    int dated = 0;
    constexpr int runs = 100;
    for (std::uint64_t seed = 0; seed < runs; ++seed) {
        const weeks of = planted(seed + 500, 104, 6, 0);
        const auto found = distributed_lag(of.activity, of.outcome, {.placebos = 59});
        small += found.placebo_p <= 0.1 ? 1 : 0;
        dated += found.status == lag_status::estimated ? 1 : 0;
    }
    MESSAGE("placebo <= 0.1 without an effect: " << small << ", dated: " << dated << " of " << runs);
    CHECK(small <= 22);
    CHECK(dated <= 14);
}

TEST_CASE("what cannot be told has a status") {
    const std::vector<double> same(104, 5);
    weeks of = planted(2, 104, 6, 0.3);
    CHECK(distributed_lag(same, of.outcome).status == lag_status::no_variation);
    CHECK(distributed_lag(of.activity, same).status == lag_status::no_variation);
    const std::span<const double> few(of.activity.data(), 40);
    CHECK(distributed_lag(few, few).status == lag_status::too_few_weeks);
    CHECK(distributed_lag({}, {}).status == lag_status::too_few_weeks);
    std::vector<double> even(104);
    for (std::size_t t = 0; t < even.size(); ++t) {
        even[t] = static_cast<double>(t);
    }
    CHECK(distributed_lag(even, of.outcome).status == lag_status::collinear);
    for (double& each : of.outcome) {
        each = -each;
    }
    CHECK(distributed_lag(of.activity, of.outcome, {.placebos = 0}).status == lag_status::no_effect);
    of.outcome[3] = std::numeric_limits<double>::infinity();
    CHECK_THROWS_AS((void)distributed_lag(of.activity, of.outcome), scvm::error);
    CHECK_THROWS_AS((void)distributed_lag(of.activity, even, {.confidence = 1}), scvm::error);
    CHECK_THROWS_AS((void)distributed_lag(of.activity, few), scvm::error);
}
