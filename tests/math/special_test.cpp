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

TEST_CASE("a rising factorial keeps its digits however large its base") {
    CHECK(scvm::math::log_rising(2.5, 3) == Approx(std::log(2.5 * 3.5 * 4.5)).epsilon(1e-14));
    CHECK(scvm::math::log_rising(1e9, 3) ==
          Approx(std::log(1e9) + std::log(1e9 + 1) + std::log(1e9 + 2)).epsilon(1e-15));
    CHECK(scvm::math::log_rising(1e300, 2) == Approx(2 * std::log(1e300)).epsilon(1e-15));
    CHECK(scvm::math::log_rising(200, 0) == 0);
    // mpmath, 50 digits: both forms meet
    CHECK(scvm::math::log_rising(127.9, 40) == Approx(199.602656931102945).epsilon(1e-13));
    CHECK(scvm::math::log_rising(128.1, 40) == Approx(199.657230121462772).epsilon(1e-13));
    CHECK(scvm::math::log_beta(3, 1e12) == Approx(std::log(2.0) - 3 * std::log(1e12)).epsilon(1e-13));
}

TEST_CASE("a beta density and a negative binomial tail keep their digits where parameters are large") {
    // mpmath, 60 digits
    CHECK(scvm::math::log_beta_density(7e9, 1e9, 7 * 1.0003e9, 1e9) == Approx(-29.9843103635785759).epsilon(1e-10));
    CHECK(scvm::math::negative_binomial_survival(3, 1e9, 20, 1e9) == Approx(0.99999954448497524).epsilon(1e-13));
    CHECK(scvm::math::negative_binomial_survival(30, 1e7, 20, 1e7) == Approx(0.0218183301633413453).epsilon(1e-12));
    for (const double r : {100.0, 100 * (1 + 1e-15)}) {  // the two ways meet
        CHECK(scvm::math::negative_binomial_survival(1, r, 3, 10) == Approx(0.999999999995966661).epsilon(1e-13));
        CHECK(scvm::math::negative_binomial_survival(40, r, 3, 10) == Approx(0.0700944222817245225).epsilon(1e-12));
    }
}
