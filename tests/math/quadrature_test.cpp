#include <scvm/math/quadrature.hpp>
#include <scvm/math/sum.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <vector>

using doctest::Approx;
using namespace scvm::math;

TEST_CASE("a Gauss-Legendre rule integrates polynomials of its degree exactly") {
    const auto check = [](const auto& rule) {
        for (std::size_t i = 1; i < rule.node.size(); ++i) {
            CHECK(rule.node[i] > rule.node[i - 1]);
        }
        for (int power = 0; power < static_cast<int>(2 * rule.node.size()); ++power) {
            double sum = 0;
            for (std::size_t i = 0; i < rule.node.size(); ++i) {
                sum += rule.weight[i] * std::pow(rule.node[i], power);
            }
            CHECK(sum == Approx(1.0 / (power + 1)).epsilon(1e-14));
        }
    };
    check(gauss_legendre<10>());
    check(gauss_legendre<16>());
    check(gauss_legendre<32>());
}

TEST_CASE("panels resolve what is steep near zero") {
    const double steep = integrate_panels<16>(10, 0.003, 2, [](double t) { return 1000 * std::exp(-1000 * t); });
    CHECK(steep == Approx(1).epsilon(1e-14));
    CHECK(integrate_panels<16>(0, 1, 2, [](double) { return 1.0; }) == 0);
    CHECK(integrate_panels<16>(7, 1, 2, [](double t) { return t; }) == Approx(24.5).epsilon(1e-14));
}

TEST_CASE("a precise sum does not depend on the order or the parts of its summands") {
    std::vector<double> cents;
    for (int i = 1; i <= 2000; ++i) {
        cents.push_back(i * 0.01 * (i % 3 == 0 ? -1 : 1) + (i % 7 == 0 ? 1e9 : 0));
    }
    precise_sum forward;
    precise_sum backward;
    precise_sum first;
    precise_sum second;
    for (std::size_t i = 0; i < cents.size(); ++i) {
        forward.add(cents[i]);
        backward.add(cents[cents.size() - 1 - i]);
        (i % 5 < 2 ? first : second).add(cents[i]);
    }
    first.add(second);
    CHECK(forward.value() == backward.value());
    CHECK(forward.value() == first.value());
    precise_sum tenths;
    for (int i = 0; i < 10; ++i) {
        tenths.add(0.1);
    }
    CHECK(tenths.value() == 1.0);
}
