#include <scvm/math/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

using doctest::Approx;
using scvm::math::random_stream;

namespace {

struct moments {
    double mean = 0;
    double variance = 0;
};

template <class Draw>
moments sample(std::uint64_t seed, Draw draw) {
    constexpr int n = 200000;
    random_stream random(seed);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; ++i) {
        const double x = draw(random);
        sum += x;
        squares += x * x;
    }
    return {sum / n, squares / n - (sum / n) * (sum / n)};
}

}  // namespace

TEST_CASE("a stream starts with the same numbers on every machine") {
    // SplitMix64 from state 0 begins with these two (Vigna's reference implementation).
    CHECK(scvm::math::mix_bits(0x9e3779b97f4a7c15u) == 0xe220a8397b1dcdafu);
    CHECK(scvm::math::mix_bits(2 * 0x9e3779b97f4a7c15u) == 0x6e789e6aa1b965f4u);
    random_stream random(42, 7);
    const std::array<std::uint64_t, 3> first{random(), random(), random()};
    CHECK(first == std::array<std::uint64_t, 3>{0xd0232beea63ec39eu, 0xe9d79128bc03f151u, 0xeba53157f8a9c81u});
}

TEST_CASE("neighbouring streams are no shifted copies of each other") {
    std::vector<std::uint64_t> seen;
    for (std::uint64_t stream = 0; stream < 200; ++stream) {
        random_stream random(1, stream);
        for (int i = 0; i < 200; ++i) {
            seen.push_back(random());
        }
    }
    std::sort(seen.begin(), seen.end());
    CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
}

TEST_CASE("the first draws of many streams are as uniform as one stream's draws") {
    std::array<int, 64> count{};
    constexpr int n = 64000;
    for (int stream = 0; stream < n; ++stream) {
        ++count[static_cast<std::size_t>(random_stream(3, static_cast<std::uint64_t>(stream)).uniform() * 64)];
    }
    double chi_squared = 0;
    for (const int c : count) {
        chi_squared += (c - 1000.0) * (c - 1000.0) / 1000;
    }
    CHECK(chi_squared < 103.4);  // the 99.9 % point for 63 degrees of freedom
    CHECK(chi_squared > 34.0);
}

TEST_CASE("uniform draws stay inside their interval") {
    random_stream random(9);
    for (int i = 0; i < 100000; ++i) {
        const double half_open = random.uniform();
        const double open = random.uniform_open();
        CHECK_UNARY(half_open >= 0 && half_open < 1 && open > 0 && open < 1);
    }
}

TEST_CASE("below reaches every value equally often") {
    random_stream random(5);
    std::array<int, 6> count{};
    for (int i = 0; i < 60000; ++i) {
        ++count[random.below(6)];
    }
    for (const int c : count) {
        CHECK(std::abs(c - 10000) < 400);
    }
    CHECK(random.below(1) == 0);
    CHECK(random.below(std::uint64_t{1} << 63) < (std::uint64_t{1} << 63));
}

TEST_CASE("the distributions have their mean and variance") {
    const auto normal = sample(1, [](random_stream& r) { return r.normal(); });
    CHECK(normal.mean == Approx(0).scale(1).epsilon(0.012));
    CHECK(normal.variance == Approx(1).epsilon(0.015));
    for (const double shape : {0.05, 0.5, 1.0, 2.5, 40.0}) {
        CAPTURE(shape);
        const auto gamma = sample(2, [=](random_stream& r) { return r.gamma(shape, 2); });
        CHECK(gamma.mean == Approx(2 * shape).epsilon(0.06));
        CHECK(gamma.variance == Approx(4 * shape).epsilon(0.12));
    }
    const auto beta = sample(3, [](random_stream& r) { return r.beta(2, 5); });
    CHECK(beta.mean == Approx(2.0 / 7).epsilon(0.006));
    CHECK(beta.variance == Approx(10.0 / 392).epsilon(0.02));
    for (const double mean : {0.3, 4.0, 25.0, 900.0}) {
        CAPTURE(mean);
        const auto poisson = sample(4, [=](random_stream& r) { return static_cast<double>(r.poisson(mean)); });
        CHECK(poisson.mean == Approx(mean).epsilon(0.02));
        CHECK(poisson.variance == Approx(mean).epsilon(0.03));
    }
    const auto exponential = sample(5, [](random_stream& r) { return r.exponential(); });
    CHECK(exponential.mean == Approx(1).epsilon(0.012));
}

TEST_CASE("a distribution refuses parameters it does not have") {
    random_stream random(1);
    CHECK_THROWS_WITH_AS((void)random.gamma(-1), "shape = -1: expected a positive, finite number", scvm::error);
    CHECK_THROWS_AS((void)random.beta(std::nan(""), 1), scvm::error);
    CHECK_THROWS_AS((void)random.poisson(-0.5), scvm::error);
    CHECK(random.poisson(0) == 0);
    CHECK_FALSE(random.bernoulli(std::nan("")));
    CHECK(random.bernoulli(1));
}
