#include <scvm/math/hypergeometric.hpp>

#include <doctest/doctest.h>

#include <cmath>

using doctest::Approx;
using scvm::math::hypergeometric_2f1;

TEST_CASE("2F1 takes its elementary values") {
    CHECK(hypergeometric_2f1(1, 1, 2, 0) == 1);
    for (const double z : {1e-9, 0.1, 0.5, 0.9, 0.97, 0.99, 0.999999}) {
        CAPTURE(z);
        CHECK(hypergeometric_2f1(1, 1, 2, z) == Approx(-std::log1p(-z) / z).epsilon(1e-12));
        CHECK(hypergeometric_2f1(0.7, 1.3, 2.3, 0) == 1);
        CHECK(hypergeometric_2f1(0, 1.3, 2.3, z) == Approx(1).epsilon(1e-12));
        CHECK(hypergeometric_2f1(-2, 1, 2, z) == Approx(1 - z + z * z / 3).epsilon(1e-12));
    }
}

TEST_CASE("2F1 matches 30 digits where its series is slow, cancels or overflows") {
    // mpmath.hyp2f1
    CHECK(hypergeometric_2f1(-34.8, 0.2, 6.2, 0.56) == Approx(0.742298324468698).epsilon(1e-13));
    CHECK(hypergeometric_2f1(-98, 0.8, 3.2, 0.75) == Approx(0.0613229621821253612).epsilon(1e-11));
    CHECK(hypergeometric_2f1(2.5, 0.8, 3.2, 0.9999) == Approx(21.3667420855051088).epsilon(1e-11));
    CHECK(hypergeometric_2f1(30, 20, 45, 0.99) == Approx(266065805968042349.86).epsilon(1e-11));
}

TEST_CASE("a scale keeps 2F1 a number where it overflows alone") {
    // mpmath: ln 2F1(1054, 105; 1056; 0.999)
    CHECK(std::isinf(hypergeometric_2f1(1054, 105, 1056, 0.999)));
    CHECK(std::log(scvm::math::scaled_hypergeometric_2f1(-700, 1054, 105, 1056, 0.999)) ==
          Approx(716.122759760550832 - 700).epsilon(1e-11));
}

TEST_CASE("series and integral agree wherever both hold") {
    for (const double a : {-3.5, -0.2, 0.6, 4.0}) {
        for (const double b : {0.05, 0.8, 5.0, 60.0}) {
            for (const double rest : {0.3, 2.0, 500.0}) {
                for (const double z : {0.05, 0.4, 0.8}) {
                    const double series = scvm::math::detail::hypergeometric_series(a, b, b + rest, z);
                    const double integral =
                        std::exp(scvm::math::detail::log_hypergeometric_integral(a, b, b + rest, z));
                    CAPTURE(a);
                    CAPTURE(b);
                    CAPTURE(rest);
                    CAPTURE(z);
                    if (std::isfinite(series)) {
                        CHECK(integral == Approx(series).epsilon(1e-11));
                    } else {
                        CHECK(integral > 0);
                    }
                }
            }
        }
    }
}
