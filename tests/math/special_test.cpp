#include <scvm/math/special.hpp>

#include <doctest/doctest.h>

#include <cmath>

using doctest::Approx;

TEST_CASE("log gamma and digamma take their textbook values") {
    CHECK(scvm::math::log_gamma(0.5) == Approx(0.5 * std::log(std::acos(-1.0))).epsilon(1e-15));
    CHECK(scvm::math::log_gamma(11) == Approx(std::log(3628800.0)).epsilon(1e-15));
    CHECK(scvm::math::digamma(1) == Approx(-0.57721566490153286).epsilon(1e-15));
    CHECK(scvm::math::digamma(0.25) == Approx(-4.2274535333762654).epsilon(1e-15));
    CHECK(scvm::math::log_beta(2, 3) == Approx(std::log(1.0 / 12)).epsilon(1e-14));
}

TEST_CASE("log_add_exp neither overflows nor loses an empty summand") {
    const double none = -std::numeric_limits<double>::infinity();
    CHECK(scvm::math::log_add_exp(1000, 1000) == Approx(1000 + std::log(2.0)).epsilon(1e-15));
    CHECK(scvm::math::log_add_exp(none, -3) == -3);
    CHECK(scvm::math::log_add_exp(none, none) == none);
}
