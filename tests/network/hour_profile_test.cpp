#include <scvm/math/random.hpp>
#include <scvm/network/hour_profile.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

using namespace scvm::network;
using doctest::Approx;

namespace {

struct posts {
    std::vector<std::uint32_t> hour;
    std::vector<std::uint8_t> success;
};

/// 20 posts an hour, answered with probability 0.3, and in hour 91 (Thursday, 19 to 20) with 0.8.
posts planted(std::uint64_t seed, double at_best = 0.8) {
    scvm::math::random_stream random(seed);
    posts result;
    for (std::uint32_t h = 0; h < hours_of_week; ++h) {
        for (int i = 0; i < 20; ++i) {
            result.hour.push_back(h);
            result.success.push_back(random.bernoulli(h == 91 ? at_best : 0.3));
        }
    }
    return result;
}

}  // namespace

TEST_CASE("the planted hour is the best one, and better than chance explains") {
    const posts of = planted(3);
    const auto found = hour_profile(of.hour, of.success);
    CHECK(found.best.front() == 91);
    CHECK(found.hours[91].better);
    CHECK(found.hours[91].shrunk < found.hours[91].share);
    CHECK(found.hours[91].shrunk > found.share);
    CHECK(found.n == 20 * 168);
}

TEST_CASE("where all hours are alike, hardly ever is one called better, and shares are drawn together") {
    int called = 0;
    double width = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const posts of = planted(seed + 100, 0.3);
        const auto found = hour_profile(of.hour, of.success);
        for (const posting_hour& each : found.hours) {
            called += each.better ? 1 : 0;
            width = std::max(width, std::abs(each.shrunk - found.share));
        }
    }
    CHECK(called <= 6);
    CHECK(width < 0.2);
}

TEST_CASE("intervals of an hour are Wilson's and the beta posterior's") {
    // 8 of 10 in hour 5, 20 of 90 in hour 6.
    std::vector<std::uint32_t> hour(10, 5);
    hour.resize(100, 6);
    std::vector<std::uint8_t> success(100, 0);
    std::fill_n(success.begin(), 8, 1);
    std::fill_n(success.begin() + 10, 20, 1);
    const auto found = hour_profile(hour, success);
    CHECK(found.hours[5].low == Approx(0.4902).epsilon(1e-3));  // Wilson's interval of 8 of 10
    CHECK(found.hours[5].high == Approx(0.9433).epsilon(1e-3));
    const double c = found.concentration;
    CHECK(found.hours[5].shrunk == Approx((8 + c * 0.28) / (10 + c)).epsilon(1e-12));
    const double below = boost::math::ibeta(8 + c * 0.28, 2 + c * 0.72, found.hours[5].shrunk_low);
    CHECK(below == Approx(0.025).epsilon(1e-9));
    CHECK(found.best == std::vector<std::uint32_t>{5, 6});
    CHECK(std::isnan(found.hours[7].share));
    CHECK(found.hours[7].shrunk == Approx(0.28));
}

TEST_CASE("posts that were all answered, or none at all, have no prior from the data") {
    const std::vector<std::uint32_t> hour{1, 1, 2};
    const auto all = hour_profile(hour, std::vector<std::uint8_t>{1, 1, 1});
    CHECK(all.share == 1);
    CHECK(std::isnan(all.concentration));
    CHECK(std::isnan(all.hours[1].shrunk));
    CHECK(all.best.front() == 1);
    const auto none = hour_profile({}, {});
    CHECK(std::isnan(none.share));
    CHECK(none.best.empty());
    CHECK_THROWS_AS((void)hour_profile(std::vector<std::uint32_t>{168}, std::vector<std::uint8_t>{1}), scvm::error);
    CHECK_THROWS_AS((void)hour_profile(hour, std::vector<std::uint8_t>{1, 1}), scvm::error);
    CHECK_THROWS_AS((void)hour_profile(hour, std::vector<std::uint8_t>{1, 2, 1}), scvm::error);
}
