#include <scvm/math/normal.hpp>
#include <scvm/math/random.hpp>
#include <scvm/network/hour_profile.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
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

TEST_CASE("an interval of 95 % holds in 90 to 99 of 100 cases, be the hours alike, one unlike, or a wave") {
    struct setting {
        int posts;
        double usual;
        double peak;
        double wave;
    };
    for (const setting& of : {setting{20, 0.3, 0.3, 0}, setting{20, 0.3, 0.8, 0}, setting{20, 0.3, 0.3, 0.15},
                              setting{100, 0.03, 0.03, 0}, setting{3, 0.3, 0.3, 0}}) {
        CAPTURE(of.posts);
        CAPTURE(of.usual);
        CAPTURE(of.peak);
        CAPTURE(of.wave);
        double held = 0;
        double at_peak = 0;
        double narrowest = 1;
        double width = 0;
        double wilson = 0;
        constexpr int series = 200;
        for (int each = 0; each < series; ++each) {
            scvm::math::random_stream random(71, static_cast<std::uint64_t>(each));
            posts drawn;
            std::vector<double> truth(hours_of_week);
            for (std::uint32_t h = 0; h < hours_of_week; ++h) {
                truth[h] = h == 91 ? of.peak : of.usual + of.wave * std::sin(h * 3.14159265358979 / 12);
                for (int i = 0; i < of.posts; ++i) {
                    drawn.hour.push_back(h);
                    drawn.success.push_back(random.bernoulli(truth[h]));
                }
            }
            const auto found = hour_profile(drawn.hour, drawn.success);
            for (std::uint32_t h = 0; h < hours_of_week; ++h) {
                const posting_hour& hour = found.hours[h];
                const bool holds = hour.shrunk_low <= truth[h] && truth[h] <= hour.shrunk_high;
                held += holds;
                at_peak += holds && h == 91;
                narrowest = std::min(narrowest, hour.shrunk_high - hour.shrunk_low);
                width += hour.shrunk_high - hour.shrunk_low;
                wilson += hour.high - hour.low;
            }
        }
        MESSAGE(of.posts << " posts an hour, usual share " << of.usual << ", peak " << of.peak << ", wave " << of.wave
                         << ": held " << held / (series * hours_of_week) << ", at the peak " << at_peak / series
                         << "; width by Wilson's " << width / wilson);
        CHECK(held / (series * hours_of_week) > 0.93);
        CHECK(held / (series * hours_of_week) < 0.99);
        CHECK(at_peak / series > 0.9);
        CHECK(narrowest > 0.02);
    }
}

TEST_CASE("intervals of an hour are Wilson's, and that of its own test") {
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
    // Its limits against the plain definition: the lowest and the highest share that its own test accepts.
    const double m = 20.0 / 90;
    const auto accepts = [&](double p) {
        const double shift = 2 * (p - m) * (c + 1) / std::sqrt(10 * m * (1 - m));
        double low = 0;
        double high = 1;
        for (int i = 0; i < 200; ++i) {
            const double w = (low + high) / 2;
            const double at = scvm::math::normal_quantile(0.05 * (1 - w)) - scvm::math::normal_quantile(0.05 * w);
            (at > shift ? low : high) = w;
        }
        const double cdf = scvm::math::binomial_cdf(8, 10, p);
        const double as_few = (cdf + scvm::math::binomial_cdf(7, 10, p)) / 2;
        return 1 - as_few >= 0.05 * low && as_few >= 0.05 * (1 - low);
    };
    CHECK(accepts(found.hours[5].shrunk_low + 1e-9));
    CHECK_FALSE(accepts(found.hours[5].shrunk_low - 1e-9));
    CHECK(accepts(found.hours[5].shrunk_high - 1e-9));
    CHECK_FALSE(accepts(found.hours[5].shrunk_high + 1e-9));
    CHECK(found.hours[7].shrunk_low == 0);  // nobody posted then
    CHECK(found.hours[7].shrunk_high == 1);
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
