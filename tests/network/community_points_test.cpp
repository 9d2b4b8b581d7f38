#include <scvm/network/community_points.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace scvm::network;
using doctest::Approx;

namespace {

struct reactions {
    std::vector<std::uint32_t> receiver;
    std::vector<std::uint32_t> giver;
    std::vector<std::int64_t> day;

    void add(std::uint32_t to, std::uint32_t from, std::int64_t when) {
        receiver.push_back(to);
        giver.push_back(from);
        day.push_back(when);
    }
    [[nodiscard]] std::vector<recognition> points(std::vector<double> standing, std::vector<std::uint8_t> eligible = {},
                                                  const point_rules& rules = {}) const {
        eligible.resize(standing.size(), 1);
        return community_points(receiver, giver, day, standing, eligible, rules);
    }
};

}  // namespace

TEST_CASE("points are the logarithm of different others, day by day") {
    reactions of;
    of.add(0, 1, 10);
    of.add(0, 2, 10);
    of.add(0, 2, 10);
    of.add(0, 3, 11);
    const auto found = of.points({1, 1, 0.5, 1});
    CHECK(found[0].points == Approx(std::log(2.5) + std::log(2.0)).epsilon(1e-14));
    CHECK(found[0].others == 3);
    CHECK(found[0].days == 2);
    CHECK(found[1].points == 0);
}

TEST_CASE("two friends who praise each other every day get what three days give") {
    reactions of;
    for (std::int64_t day = 0; day < 1000; ++day) {
        for (int i = 0; i < 20; ++i) {
            of.add(0, 1, day);
            of.add(1, 0, day);
        }
    }
    const auto found = of.points({1, 1});
    CHECK(found[0].points == Approx(3 * std::log(2.0)).epsilon(1e-14));
    CHECK(found[1].points == Approx(found[0].points));
    CHECK(found[0].level == 0);
}

TEST_CASE("nothing comes of oneself, of accounts without a standing, and to staff") {
    reactions of;
    for (std::uint32_t account = 2; account < 1002; ++account) {
        of.add(0, account, account % 50);
        of.add(1, 0, account);
        of.add(0, 0, account);
    }
    std::vector<double> standing(1002, 0);
    standing[0] = standing[1] = 1;
    const auto found = of.points(standing, {1, 0});
    CHECK(found[0].points == 0);
    CHECK(found[0].others == 0);
    CHECK(found[1].points == 0);
}

TEST_CASE("a day has a cap, and a badge takes different others besides points") {
    reactions of;
    for (std::uint32_t other = 1; other <= 200; ++other) {
        of.add(0, other, 1);
    }
    std::vector<double> standing(201, 1);
    auto found = of.points(standing);
    CHECK(found[0].points == 3);
    CHECK(found[0].level == 0);
    for (std::uint32_t other = 1; other <= 10; ++other) {
        of.add(0, other, 2);
    }
    found = of.points(standing);
    CHECK(found[0].points == Approx(3 + std::log(11.0)));
    CHECK(found[0].level == 1);
    CHECK(of.points(standing, {}, {.level_others = {500, 500, 500}})[0].level == 0);
}

TEST_CASE("points do not depend on the order of the rows, and refuse what makes no sense") {
    reactions of;
    of.add(0, 1, 5);
    of.add(0, 2, 4);
    reactions turned;
    turned.add(0, 2, 4);
    turned.add(0, 1, 5);
    CHECK(of.points({1, 0.3, 0.7})[0].points == turned.points({1, 0.3, 0.7})[0].points);
    CHECK_THROWS_AS((void)of.points({1, 1}), scvm::error);
    CHECK_THROWS_AS((void)of.points({1, 1, 1.5}), scvm::error);
    CHECK_THROWS_AS((void)of.points({1, 1, 1}, {}, {.daily_cap = 0}), scvm::error);
    CHECK(reactions{}.points({1}).front().points == 0);
}
