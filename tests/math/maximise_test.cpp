#include <scvm/math/maximise.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>
#include <vector>

using doctest::Approx;
using scvm::math::maximise;

TEST_CASE("the maximum of a bent valley is found") {
    const std::vector<double> start{-1.2, 1};
    const auto found = maximise(
        [](std::span<const double> p, std::span<double> slope) {
            const double a = 1 - p[0];
            const double b = p[1] - p[0] * p[0];
            slope[0] = 2 * a + 400 * p[0] * b;
            slope[1] = -200 * b;
            return -(a * a + 100 * b * b);
        },
        start);
    CHECK(found.at[0] == Approx(1).epsilon(1e-5));
    CHECK(found.at[1] == Approx(1).epsilon(1e-5));
    CHECK(found.stopped_by_itself);
    CHECK(found.evaluations < 100);
}

TEST_CASE("a function that rises for ever is followed to the bound") {
    const std::vector<double> start{0, 0};
    const auto found = maximise(
        [](std::span<const double> p, std::span<double> slope) {
            slope[0] = 1;
            slope[1] = -2 * p[1];
            return p[0] - p[1] * p[1];
        },
        start, {.bound = 20});
    CHECK(found.at[0] == Approx(20));
    CHECK(std::abs(found.at[1]) < 1e-3);
}

TEST_CASE("values that are no numbers are avoided, and exceptions come through") {
    const std::vector<double> start{0.5};
    const auto found = maximise(
        [](std::span<const double> p, std::span<double> slope) {
            slope[0] = 1 / p[0] - 1;
            return p[0] > 0 ? std::log(p[0]) - p[0] : std::numeric_limits<double>::quiet_NaN();
        },
        start);
    CHECK(found.at[0] == Approx(1).epsilon(1e-5));
    CHECK_THROWS_AS(
        (void)maximise(
            [](std::span<const double>, std::span<double>) -> double { throw std::runtime_error("no data"); }, start),
        std::runtime_error);
}

TEST_CASE("the limit of evaluations is kept") {
    const std::vector<double> start{5, 5};
    const auto found = maximise(
        [](std::span<const double> p, std::span<double> slope) {
            slope[0] = -4 * std::pow(p[0], 3);
            slope[1] = -4 * std::pow(p[1] - 1, 3);
            return -std::pow(p[0], 4) - std::pow(p[1] - 1, 4);
        },
        start, {.max_evaluations = 3});
    CHECK(found.evaluations <= 4);
    CHECK(!found.stopped_by_itself);
    CHECK(std::isfinite(found.value));
}
