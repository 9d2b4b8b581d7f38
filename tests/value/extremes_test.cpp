// Parameters that no fit finds, but a file, a caller or a customer of a very long past has: right, and at once.
#include <scvm/value/bg_bb.hpp>
#include <scvm/value/gamma_gamma.hpp>
#include <scvm/value/mbg_nbd.hpp>
#include <scvm/value/pareto_nbd.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace scvm::value;
using doctest::Approx;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("BG/NBD expects the right number of purchases for parameters of any size") {
    // mpmath.hyp2f1 with 60 digits, by the closed form (eq. 9)
    CHECK(bg_nbd{902, 0.213, 144, 0.00531}.expected_purchases_new(176) == Approx(1.00003713286713287).epsilon(1e-13));
    CHECK(bg_nbd{0.0049, 0.0476, 204, 0.00174}.expected_purchases_new(2800) ==
          Approx(0.0523914381491159812).epsilon(1e-13));
    CHECK(bg_nbd{0.2426, 1e9, 0.7929, 2.4259}.expected_purchases_new(52) ==
          Approx(1.2615199899602418e-8).epsilon(1e-13));
    CHECK(bg_nbd{0.2426, 4.4136, 1e-6, 2.4259}.expected_purchases_new(52) ==
          Approx(2.85825290121389373).epsilon(1e-13));
    // limits: whoever comes back leaves at once; a rate and a chance that are the same for all
    CHECK(bg_nbd{1, 1, 1e9, 5}.expected_purchases_new(1e300) == Approx(1 + 5 / (1e9 - 1)).epsilon(1e-14));
    CHECK(bg_nbd{1, 1, 1e9, 5}.expected_purchases_new(1e300) - 1 == Approx(5e-9).epsilon(1e-6));
    CHECK(bg_nbd{0.24, 4.4, 1e300, 1e300}.expected_purchases_new(52) ==
          Approx(2 * (1 - std::pow(1 + 26 / 4.4, -0.24))).epsilon(1e-13));
    CHECK(bg_nbd{1e300, 1e300, 1e9, 1e9}.expected_purchases_new(3) == Approx(2 * (1 - std::exp(-1.5))).epsilon(1e-8));
    CHECK(bg_nbd{3, 4, 1e-300, 1}.expected_purchases_new(8) == Approx(6).epsilon(1e-14));
    CHECK(mbg_nbd{40, 30, 1e150, 5}.expected_purchases_new(52) == Approx(5e-150).epsilon(1e-13));
}

TEST_CASE("BG/NBD discounts right whatever the way") {
    // The purchases of 40 units, discounted, are the integral of their rate: by parts of the undiscounted number.
    for (const bg_nbd& model : {bg_nbd{0.2426, 4.4136, 0.7929, 2.4259}, bg_nbd{1e9, 1e9, 0.7929, 2.4259},
                                bg_nbd{5, 0.01, 0.002, 0.5}, bg_nbd{3, 40, 1e6, 1e7}}) {
        CAPTURE(model.r);
        constexpr double rate = 0.02;
        const double whole = model.discounted_expected_purchases_new(rate, 40);
        const double after = scvm::math::integrate_panels<16>(
            40, 1e-3, 2, [&](double t) { return rate * std::exp(-rate * t) * model.expected_purchases_new(t); });
        CHECK(whole == Approx(std::exp(-rate * 40) * model.expected_purchases_new(40) + after).epsilon(1e-12));
        CHECK(model.discounted_expected_purchases_new(rate, infinity) >= whole);
    }
    CHECK(bg_nbd{1e9, 1e9, 1e-9, 1e9}.discounted_expected_purchases_new(0.01, infinity) == Approx(100).epsilon(1e-6));
    CHECK(bg_nbd{1, 1, 3, 1e9}.discounted_expected_purchases_new(0, infinity) == Approx(1 + 1e9 / 2).epsilon(1e-15));
}

TEST_CASE("what customers did is as likely as it is where parameters are large or tiny") {
    // mpmath, 60 digits
    CHECK(bg_nbd{1e9, 1e9, 1e9, 1e9}.log_likelihood(3, 20, 38) == Approx(-22.0794413839498512).epsilon(1e-14));
    CHECK(bg_nbd{1e9, 1e9, 0.79, 2.4}.p_alive(3, 20, 38) == Approx(8.48252361443195225e-8).epsilon(1e-13));
    CHECK(bg_nbd{3, 4, 0.5, 1e-9}.p_alive(1, 2, 30) == Approx(1.93963194884742508e-12).epsilon(1e-13));
    CHECK(bg_nbd{1e9, 1e9, 0.79, 2.4}.probability_of(3, 20) == Approx(0.0929290796066393418).epsilon(1e-13));
    CHECK(bg_nbd{1e7, 1e7, 2, 3}.probability_of(30, 20) == Approx(0.000103820439392439891).epsilon(1e-13));
    CHECK(pareto_nbd{1e9, 1e9, 0.6, 11}.probability_of(3, 39) == Approx(0.0343391019549022549).epsilon(1e-13));
    CHECK(pareto_nbd{1e18, 1e18, 0.6, 11}.probability_of(30, 39) == Approx(0.0157342724023378655).epsilon(1e-12));
    CHECK(pareto_nbd{1e9, 1e9, 1e9, 1e9}.p_alive(3, 20, 39) == Approx(6.2782722735913985e-17).epsilon(1e-13));
    CHECK(gamma_gamma{1e9, 1e9, 1e9}.log_likelihood(7, 1.0003e9) == Approx(-50.707876155533985).epsilon(1e-11));
    CHECK(bg_bb{1e9, 1e9, 1e9, 1e9}.log_likelihood(3, 4, 6) == Approx(-5.91987089237551863).epsilon(1e-14));
    CHECK(bg_bb{1.2, 0.75, 0.657, 2.78}.log_likelihood(3, 4, 2000) == Approx(-5.59359617926015385).epsilon(1e-13));
    CHECK(bg_bb{1.2, 0.75, 0.657, 2.78}.probability_of(300, 2000) == Approx(0.000070167644243451646).epsilon(1e-12));
}

TEST_CASE("contracts last as long as they do for any rate, number of periods and parameters") {
    // mpmath, 60 digits
    CHECK(beta_geometric{0.668, 3.806}.discounted_expected_residual_lifetime(1e-6, 1) ==
          Approx(615.291543143006355).epsilon(1e-13));
    CHECK(beta_geometric{1e-6, 1e-6}.discounted_expected_residual_lifetime(0.001, 1, 1e6) ==
          Approx(500.496542181816225).epsilon(1e-13));
    CHECK(beta_geometric{1.2, 3.8}.discounted_expected_residual_lifetime(0, 1, 1e5) ==
          Approx(16.4436623191138321).epsilon(1e-13));
    // the loop and the mean meet
    const beta_geometric contracts{0.7, 3.8};
    CHECK(contracts.discounted_expected_residual_lifetime(0.01, 5, 1001) ==
          Approx(contracts.discounted_expected_residual_lifetime(0.01, 5, 1000) +
                 contracts.if_alive(4).survival(1001) * std::pow(1.01, -1000))
              .epsilon(1e-13));
    CHECK(contracts.discounted_expected_residual_lifetime(0.01, 5, 9e15) ==
          Approx(contracts.discounted_expected_residual_lifetime(0.01, 5)).epsilon(1e-13));
}

TEST_CASE("a parameter beyond 1e300 is refused, and one that no fit finds is not held in a model") {
    CHECK_THROWS_WITH_AS((void)(bg_nbd{1, 5e-324, 1, 1}.expected_purchases_new(1)),
                         doctest::Contains("alpha = 5e-324: expected a number from 1e-300 to 1e300"), scvm::error);
    CHECK_THROWS_AS((void)(pareto_nbd{1, 1, 1e301, 1}.expected_purchases_new(1)), scvm::error);
    CHECK(held_parameter.holds(std::exp(20.0)));
    CHECK(held_parameter.holds(std::exp(-20.0)));
    CHECK_FALSE(held_parameter.holds(1e18));
    CHECK_FALSE(held_parameter.holds(5e-324));
}

TEST_CASE("Pareto/NBD discounts by hardly anything, without an end, at once") {
    // integral_0^inf e^(-d u) (1 + u/beta)^-s du: beta^s Gamma(1-s) d^(s-1) for d -> 0, s < 1; beta/(s-1) for s > 1
    for (const double rate : {1e-290, 1e-300, 1e-310, std::numeric_limits<double>::denorm_min()}) {
        CAPTURE(rate);
        const pareto_nbd endless{0.55, 10.6, 0.6, 11.7};
        CHECK(endless.discounted_expected_purchases_new(rate, infinity) ==
              Approx(0.55 / 10.6 * std::pow(11.7, 0.6) * std::tgamma(0.4) * std::pow(rate, -0.4)).epsilon(1e-9));
        const pareto_nbd leaving{0.55, 10.6, 2, 1e-5};  // the product of rate and beta is 0
        CHECK(leaving.discounted_expected_purchases_new(rate, infinity) == Approx(0.55 / 10.6 * 1e-5).epsilon(1e-12));
    }
}
