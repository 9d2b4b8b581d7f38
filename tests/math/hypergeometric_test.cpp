#include <scvm/math/beta_mean.hpp>
#include <scvm/math/hypergeometric.hpp>

#include <doctest/doctest.h>

#include <cmath>

using doctest::Approx;
using scvm::math::beta_mean;
using scvm::math::hypergeometric_series;

TEST_CASE("2F1 takes its elementary values") {
    CHECK(hypergeometric_series(1, 1, 2, 0) == 1);
    for (const double z : {1e-9, 0.1, 0.5, 0.9, 0.97}) {
        CAPTURE(z);
        CHECK(hypergeometric_series(1, 1, 2, z) == Approx(-std::log1p(-z) / z).epsilon(1e-12));
        CHECK(hypergeometric_series(0.7, 1.3, 2.3, 0) == 1);
        CHECK(hypergeometric_series(0, 1.3, 2.3, z) == Approx(1).epsilon(1e-12));
        CHECK(hypergeometric_series(-2, 1, 2, z) == Approx(1 - z + z * z / 3).epsilon(1e-12));
    }
    // mpmath.hyp2f1
    CHECK(hypergeometric_series(-34.8, 0.2, 6.2, 0.56) == Approx(0.742298324468698).epsilon(1e-12));
}

TEST_CASE("the series of 2F1 says that it is slow, cancels or overflows") {
    CHECK(std::isnan(hypergeometric_series(2.5, 0.8, 3.2, 0.9999)));
    CHECK(std::isnan(hypergeometric_series(-98, 0.8, 3.2, 0.75)));
    CHECK(std::isnan(hypergeometric_series(1054, 105, 1056, 0.97)));
}

TEST_CASE("a mean over a beta distribution is right for parameters of any size") {
    // E (1 - z p)^-1 = 2F1(1, a; a+b; z), in p' = 1 - p it falls: E 1 / (1 - z + z p') with p' ~ Beta(b, a)
    const auto mean = [](double a, double b, double z) {
        return beta_mean(b, a, 1 / (1 - z), 1 / (1 - z), [&](double p, double) { return 1 / (1 - z + z * p); });
    };
    for (const double z : {1e-3, 0.3, 0.9, 0.97}) {
        for (const double a : {0.02, 0.7, 5.0, 300.0}) {
            for (const double b : {0.05, 1.0, 20.0, 500.0}) {
                CAPTURE(z);
                CAPTURE(a);
                CAPTURE(b);
                CHECK(mean(a, b, z) == Approx(hypergeometric_series(1, a, a + b, z)).epsilon(1e-13));
            }
        }
    }
    const auto square = [](double a, double b) {  // E q^2
        return beta_mean(a, b, 2, 1, [](double, double q) { return q * q; });
    };
    for (const double size : {1e3, 1e9, 1e18, 1e100}) {
        CAPTURE(size);
        CHECK(square(size, size) == Approx((size + 1) / (4 * size + 2)).epsilon(1e-14));
        CHECK(square(2 / size, 3) == Approx(12 / ((3 + 2 / size) * (4 + 2 / size))).epsilon(1e-14));
        CHECK(square(3, size) == Approx(size / (size + 3) * ((size + 1) / (size + 4))).epsilon(1e-14));
    }
}
