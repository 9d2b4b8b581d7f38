#include "few_customers.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <span>
#include <string>
#include <vector>

using namespace scvm::value;
using few_customers::shop;
using few_customers::shops;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

[[nodiscard]] bool says(const std::string& reason, std::string_view part) {
    return reason.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("every small shop is scored, with intervals that hold the truth, and better than by likelihood alone") {
    for (const shop<bg_nbd>& each : shops) {
        double gained = 0;
        double gained_spending = 0;
        for (const std::size_t n : {20, 100}) {
            CAPTURE(each.name);
            CAPTURE(n);
            constexpr std::uint64_t repeats = 25;
            const auto f = few_customers::measure(each, n, repeats);
            CHECK(f.scored == repeats);
            // Customers of one shop err together: 25 shops tell a coverage to about 4 points.
            CHECK(f.covered / f.scored > 0.86);
            gained += f.score + f.score_future;
            gained_spending += f.score_spending;
        }
        CAPTURE(gained);
        CAPTURE(gained_spending);
        CHECK(gained > (each.name == "regular: nobody leaves" ? -0.2 : 0.0));
        CHECK(gained_spending >= 0);
    }
}

TEST_CASE("forty-four buyers with one price: the price is the price, and the rest comes from the prior, visibly") {
    std::vector<double> x, t_x, T, m;
    for (int i = 0; i < 44; ++i) {
        x.push_back(i % 4 == 0 ? 2 : i % 2);
        t_x.push_back(x.back() > 0 ? 10 + i % 7 : 0);
        T.push_back(40 + i % 9);
        m.push_back(x.back() > 0 ? 49 : none);
    }
    CHECK(fit_bg_nbd({x, t_x, T}).status == fit_status::not_identified);
    const auto purchasing = estimate<bg_nbd>({x, t_x, T});
    CHECK(purchasing.status == fit_status::from_prior);
    CHECK(says(purchasing.reason, "44 customers: "));
    CHECK(says(purchasing.reason, "last year's fit"));
    CHECK(purchasing.log_covariance.size() == 4);

    const auto spending = estimate_spending(x, m);
    CHECK(spending.status == fit_status::pooled);
    CHECK(spending.reason == "every purchase costs 49: that price stands for all customers");
    CHECK(spending.model.expected_spend_new() == doctest::Approx(49).epsilon(1e-12));
    CHECK(spending.model.expected_spend(3, 49) == doctest::Approx(49).epsilon(1e-12));
    const auto mean = delta_interval(
        spending, [](const gamma_gamma& g) { return g.expected_spend_new(); }, interval_scale::positive);
    CHECK(mean.low > 48.99);
    CHECK(mean.high < 49.01);

    const auto values = lifetime_value_intervals(purchasing, spending, lifetime_terms{}, {x, t_x, T}, m);
    for (std::size_t i = 0; i < x.size(); ++i) {
        REQUIRE(values.low[i] < values.values.value[i]);
        REQUIRE(values.values.value[i] < values.high[i]);
    }
}

TEST_CASE("the prior has neither a unit of time nor of money") {
    const auto base = few_customers::draw(shops[0], 60, 3);
    const auto purchasing = estimate<bg_nbd>(base.columns());
    const auto spending = estimate_spending(base.x, base.m);
    for (const double unit : {1e-3, 7.0, 1e4}) {
        auto t_x = base.t_x;
        auto T = base.T;
        auto m = base.m;
        for (auto* column : {&t_x, &T, &m}) {
            for (double& each : *column) {
                each *= unit;
            }
        }
        const auto scaled = estimate<bg_nbd>({base.x, t_x, T});
        CHECK(scaled.model.r == doctest::Approx(purchasing.model.r).epsilon(1e-6));
        CHECK(scaled.model.alpha == doctest::Approx(unit * purchasing.model.alpha).epsilon(1e-6));
        CHECK(scaled.model.a == doctest::Approx(purchasing.model.a).epsilon(1e-6));
        CHECK(estimate_spending(base.x, m).model.expected_spend_new() ==
              doctest::Approx(unit * spending.model.expected_spend_new()).epsilon(1e-6));
    }
}

TEST_CASE("amounts of any currency are fitted, and one that is far from all others stops nothing") {
    const auto base = few_customers::draw(shops[0], 60, 3);
    const auto spending = estimate_spending(base.x, base.m);
    for (const double unit : {0x1p-40, 0x1p30, 0x1p42}) {  // up to 1e15, the largest amount that there is
        CAPTURE(unit);
        auto m = base.m;
        for (double& each : m) {
            each *= unit;
        }
        const auto scaled = estimate_spending(base.x, m);
        REQUIRE(scaled.usable());
        CHECK(scaled.status == spending.status);
        CHECK(scaled.model.p == doctest::Approx(spending.model.p).epsilon(1e-6));
        CHECK(scaled.model.v == doctest::Approx(unit * spending.model.v).epsilon(1e-6));
        CHECK(scaled.standard_errors[2] == doctest::Approx(unit * spending.standard_errors[2]).epsilon(1e-5));
        CHECK(scaled.log_likelihood_value ==
              doctest::Approx(spending.log_likelihood_value - spending.customers * std::log(unit)).epsilon(1e-9));
    }
    std::vector<double> x(20, 2);
    std::vector<double> m(20, 10);
    m[0] = 1e12;
    const auto found = estimate_spending(x, m);
    CHECK(found.usable());
    CHECK(std::isfinite(found.model.expected_spend(2, 10)));
    CHECK(found.model.expected_spend(2, 1e12) > found.model.expected_spend(2, 10));
}

TEST_CASE("many customers are estimated by likelihood alone, to the last bit") {
    const auto base = few_customers::draw(shops[0], 3000, 5);
    const auto plain = fit_bg_nbd(base.columns());
    const auto found = estimate<bg_nbd>(base.columns());
    CHECK(found.status == fit_status::converged);
    CHECK(found.reason.empty());
    CHECK(parameters_of(found.model) == parameters_of(plain.model));
    CHECK(parameters_of(estimate_spending(base.x, base.m).model) ==
          parameters_of(fit_gamma_gamma(base.x, base.m).model));
}

TEST_CASE("the prior's weight fades with the number of customers, and may be left out") {
    CHECK(weak_prior_weight(20) == 1);
    CHECK(weak_prior_weight(300) == 1);
    CHECK(weak_prior_weight(600) == 0.5);
    CHECK(weak_prior_weight(900) == 0);
    const auto base = few_customers::draw(shops[1], 200, 6);
    const auto plain = fit_bg_nbd(base.columns());
    REQUIRE(plain.converged());
    const auto shrunk = estimate<bg_nbd>(base.columns());
    CHECK(shrunk.status == fit_status::shrunk_to_prior);
    CHECK(says(shrunk.reason, "200 customers are few"));
    CHECK(shrunk.model.r != plain.model.r);
    CHECK(std::abs(std::log(shrunk.model.r / plain.model.r)) < std::sqrt(plain.log_covariance(0, 0)));
    CHECK(shrunk.log_likelihood_value < plain.log_likelihood_value);
    const auto without = estimate<bg_nbd>(base.columns(), {}, {.weak_prior = false});
    CHECK(without.status == fit_status::converged);
    CHECK(parameters_of(without.model) == parameters_of(plain.model));
    const std::vector<double> zero(30, 0);
    const std::vector<double> T(30, 12);
    CHECK(estimate<bg_nbd>({zero, zero, T}, {}, {.weak_prior = false}).status == fit_status::not_identified);
}

TEST_CASE("a prior of one's own counts for any number of customers, and stands in for none") {
    const auto base = few_customers::draw(shops[0], 1500, 8);
    const auto plain = fit_bg_nbd(base.columns());
    estimate_options options;
    options.fit.prior.mean = {0, 2, 0, 0};
    options.fit.prior.covariance = scvm::math::matrix::identity(4);
    options.fit.prior.covariance(0, 1) = options.fit.prior.covariance(1, 0) = 0.5;
    const auto found = estimate<bg_nbd>(base.columns(), {}, options);
    CHECK(found.status == fit_status::shrunk_to_prior);
    CHECK(found.model.r > plain.model.r);
    // At the maximum the two gradients cancel: that of the likelihood, and that of the prior.
    const auto rows = distinct(base.columns());
    const auto theta = log_parameters_of(found.model);
    const auto gradient = beta_geometric_nbd_likelihood(rows, first_dropout::after_repeat, 1)(theta).gradient;
    const auto precision = scvm::math::inverse(options.fit.prior.covariance).value();
    for (std::size_t i = 0; i < 4; ++i) {
        double pull = 0;
        for (std::size_t j = 0; j < 4; ++j) {
            pull += precision(i, j) * (theta[j] - options.fit.prior.mean[j]);
        }
        CHECK(gradient[i] == doctest::Approx(pull).epsilon(1e-6));
    }
    const auto nobody = estimate<bg_nbd>({}, {}, options);
    CHECK(nobody.status == fit_status::from_prior);
    CHECK(nobody.model.alpha == doctest::Approx(std::exp(2.0)));
    CHECK(nobody.log_covariance(0, 1) == 0.5);
}

TEST_CASE("what says nothing is said to say nothing, and little goes a long way") {
    const std::vector<double> zero(30, 0);
    const std::vector<double> T(30, 12);
    CHECK(estimate<bg_nbd>({}).status == fit_status::no_data);
    const auto today = estimate<bg_nbd>({zero, zero, zero});
    CHECK(today.status == fit_status::not_identified);
    CHECK(says(today.reason, "fit again when time has passed"));
    const auto check = [&](const auto& found) {
        CHECK(found.status == fit_status::from_prior);
        CHECK(found.model.expected_purchases_new(12) > 0);
        CHECK(found.model.expected_purchases_new(12) < 0.2);  // thirty customers never came back in as long a time
    };
    check(estimate<bg_nbd>({zero, zero, T}));
    check(estimate<mbg_nbd>({zero, zero, T}));
    check(estimate<pareto_nbd>({zero, zero, T}));
    CHECK(estimate_spending(zero, zero).status == fit_status::no_data);
    // Nobody came back: first purchases tell what a purchase is worth.
    std::vector<double> revenue;
    for (int i = 0; i < 30; ++i) {
        revenue.push_back(20 + i);
    }
    const auto first = estimate_spending({zero, zero, revenue});
    CHECK(first.status == fit_status::from_prior);
    CHECK(says(first.reason, "first purchases stand in"));
    CHECK(first.model.expected_spend_new() == doctest::Approx(34.5).epsilon(0.05));
}

TEST_CASE("amounts that hardly differ are pooled or scored, never refused") {
    std::vector<double> x(40, 2);
    std::vector<double> m(40, 49);
    for (const double odd : {48.99, 49 * (1 + 1e-8), 59.0, 490.0}) {
        m[7] = odd;
        const auto found = estimate_spending(x, m);
        CAPTURE(odd);
        CAPTURE(found.reason);
        CHECK(found.usable());
        CHECK(found.model.expected_spend_new() == doctest::Approx(49 + (odd - 49) / 40).epsilon(0.1));
        CHECK(std::isfinite(found.log_likelihood_value));
    }
}
