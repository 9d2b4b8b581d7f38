#include <scvm/math/random.hpp>
#include <scvm/network/compare_persons.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace scvm::network;
using doctest::Approx;

TEST_CASE("without people on both sides it is Welch's test, with all in both the paired one") {
    // Student's sleep data (1908), as R's t.test gives it: Welch p = 0.07939, df 17.776; paired p = 0.002833, df 9.
    const std::vector<double> drug_a{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    const std::vector<double> drug_b{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    for (const bool paired : {false, true}) {
        std::vector<std::uint32_t> person;
        std::vector<double> value;
        std::vector<std::uint8_t> second;
        for (std::uint32_t i = 0; i < 10; ++i) {
            person.insert(person.end(), {i, paired ? i : i + 10});
            value.insert(value.end(), {drug_a[i] / 10, drug_b[i] / 10});
            second.insert(second.end(), {0, 1});
        }
        const auto found = compare_persons(person, value, second);
        CHECK(found.difference == Approx(0.158));
        CHECK(found.p_value == Approx(paired ? 0.002833 : 0.07939).epsilon(1e-3));
        CHECK(found.degrees_of_freedom == Approx(paired ? 9 : 17.776).epsilon(1e-4));
        CHECK(found.both == (paired ? 10 : 0));
    }
}

TEST_CASE("somebody who posts a hundred times counts as one person") {
    std::vector<std::uint32_t> person;
    std::vector<double> value;
    std::vector<std::uint8_t> second;
    for (std::uint32_t i = 0; i < 12; ++i) {
        person.push_back(i);
        value.push_back(0.1 * (i % 3));
        second.push_back(i % 2);
    }
    const auto before = compare_persons(person, value, second);
    for (int i = 0; i < 100; ++i) {
        person.push_back(1);
        value.push_back(0.1);
        second.push_back(1);
    }
    const auto after = compare_persons(person, value, second);
    CHECK(after.p_value == Approx(before.p_value));
    CHECK(after.difference == Approx(before.difference));
}

TEST_CASE("the test on persons who overlap in part keeps to its level") {
    int rejected = 0;
    constexpr int runs = 2000;
    for (std::uint64_t run = 0; run < runs; ++run) {
        scvm::math::random_stream random(run, 9);
        std::vector<std::uint32_t> person;
        std::vector<double> value;
        std::vector<std::uint8_t> second;
        for (std::uint32_t i = 0; i < 40; ++i) {
            const double own = 0.2 * random.normal();
            for (const std::uint8_t side : {std::uint8_t{0}, std::uint8_t{1}}) {
                if (i < 15 || (i < 28) == (side == 0)) {
                    person.push_back(i);
                    value.push_back(std::clamp(own + 0.15 * random.normal(), -1.0, 1.0));
                    second.push_back(side);
                }
            }
        }
        rejected += compare_persons(person, value, second).p_value < 0.05 ? 1 : 0;
    }
    MESSAGE("rejected at 0.05: " << rejected << " of " << runs);
    CHECK(rejected > 0.035 * runs);
    CHECK(rejected < 0.065 * runs);
}

TEST_CASE("unknown values are left out, and too few persons have no interval") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto found = compare_persons(std::vector<std::uint32_t>{1, 2, 3}, std::vector<double>{0.5, nan, 0.1},
                                       std::vector<std::uint8_t>{0, 0, 1});
    CHECK(found.first == 1);
    CHECK(found.difference == Approx(-0.4));
    CHECK(std::isnan(found.p_value));
    CHECK_THROWS_AS((void)compare_persons(std::vector<std::uint32_t>{1},
                                          std::vector<double>{std::numeric_limits<double>::infinity()},
                                          std::vector<std::uint8_t>{0}),
                    scvm::error);
    CHECK_THROWS_AS(
        (void)compare_persons(std::vector<std::uint32_t>{1}, std::vector<double>{1}, std::vector<std::uint8_t>{2}),
        scvm::error);
}
