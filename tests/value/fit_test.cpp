#include "data.hpp"

#include <scvm/value/beta_geometric_fit.hpp>
#include <scvm/value/bg_bb_fit.hpp>
#include <scvm/value/bg_nbd_fit.hpp>
#include <scvm/value/covariates_fit.hpp>
#include <scvm/value/gamma_gamma_fit.hpp>
#include <scvm/value/holdout.hpp>
#include <scvm/value/interval.hpp>
#include <scvm/value/mbg_nbd_fit.hpp>
#include <scvm/value/pareto_nbd_fit.hpp>

#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <cmath>
#include <fstream>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <vector>

using namespace scvm::value;
using doctest::Approx;
using value_test::utc;

namespace {

/// 300 customers of ages 13 to 52 weeks, on a grid of days, some of them alike.
simulated_histories some_customers(std::uint64_t seed, std::size_t size = 300) {
    std::vector<double> T;
    for (std::size_t i = 0; i < size; ++i) {
        T.push_back(static_cast<double>(91 + scvm::math::random_stream(seed, i).below(274)) / 7);
    }
    auto h = simulate_histories(bg_nbd{0.4, 5, 0.8, 2.5}, T, seed);
    for (auto& t : h.t_x) {
        t = std::ceil(t * 7) / 7;
    }
    for (std::size_t i = 0; i < size; ++i) {
        h.t_x[i] = std::min(h.t_x[i], h.T[i]);
    }
    return h;
}

/// The class' value, gradient and Hessian against the model's own log-likelihood and against differences.
template <class Direct>
void check_derivatives(const log_likelihood_function& f, std::vector<double> theta, Direct&& direct) {
    const auto at = f(theta);
    CHECK(at.value == Approx(direct(theta)).epsilon(1e-11));
    constexpr double step = 1e-4;
    for (std::size_t i = 0; i < theta.size(); ++i) {
        const double here = theta[i];
        theta[i] = here + step;
        const auto above = f(theta);
        theta[i] = here - step;
        const auto below = f(theta);
        theta[i] = here;
        CAPTURE(i);
        const double slope = (above.value - below.value) / (2 * step);
        CHECK(std::abs(at.gradient[i] - slope) <= 1e-6 * (1 + std::abs(slope)));
        for (std::size_t j = 0; j < theta.size(); ++j) {
            CAPTURE(j);
            const double bend = (above.gradient[j] - below.gradient[j]) / (2 * step);
            CHECK(std::abs(at.hessian(i, j) - bend) <= 1e-6 * (1 + std::abs(bend)));
        }
    }
}

template <class Model>
double total_log_likelihood(const Model& m, const simulated_histories& h) {
    double total = 0;
    for (std::size_t i = 0; i < h.x.size(); ++i) {
        total += m.log_likelihood(h.x[i], h.t_x[i], h.T[i]);
    }
    return total;
}

std::vector<double> exponentials(std::span<const double> theta) {
    std::vector<double> p;
    for (const double t : theta) {
        p.push_back(std::exp(t));
    }
    return p;
}

bool same_bits(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

}  // namespace

TEST_CASE("the derivatives of BG/NBD and MBG/NBD are those of their log-likelihood") {
    const auto h = some_customers(1);
    const auto rows = distinct(h.columns());
    for (const std::vector<double>& theta : {std::vector{-1.0, 1.5, -0.2, 0.9}, std::vector{1.0, 3.0, 0.5, -1.0}}) {
        check_derivatives(beta_geometric_nbd_likelihood(rows, first_dropout::after_repeat, 1), theta,
                          [&](const auto& t) {
                              const auto p = exponentials(t);
                              return total_log_likelihood(bg_nbd{p[0], p[1], p[2], p[3]}, h);
                          });
        check_derivatives(beta_geometric_nbd_likelihood(rows, first_dropout::at_once, 1), theta, [&](const auto& t) {
            const auto p = exponentials(t);
            return total_log_likelihood(mbg_nbd{p[0], p[1], p[2], p[3]}, h);
        });
    }
}

TEST_CASE("the derivatives of Pareto/NBD are those of its log-likelihood, at alpha = beta too") {
    const auto h = some_customers(2);
    const auto rows = distinct(h.columns());
    for (const std::vector<double>& theta :
         {std::vector{-0.6, 2.3, -0.5, 2.4}, std::vector{0.5, 3.0, 0.0, 1.0}, std::vector{-0.6, 2.0, 0.7, 2.0}}) {
        check_derivatives(pareto_nbd_likelihood(rows, 1), theta, [&](const auto& t) {
            const auto p = exponentials(t);
            return total_log_likelihood(pareto_nbd{p[0], p[1], p[2], p[3]}, h);
        });
    }
}

TEST_CASE("the derivatives of Gamma-Gamma are those of its log-likelihood") {
    std::vector<double> x;
    std::vector<double> m;
    for (std::size_t i = 0; i < 200; ++i) {
        scvm::math::random_stream random(3, i);
        x.push_back(static_cast<double>(1 + random.below(9)));
        m.push_back(5 + 40 * random.exponential());
    }
    const auto rows = distinct(x, m, {});
    check_derivatives(gamma_gamma_likelihood(rows, 1), {1.2, 0.8, 2.5}, [&](const auto& t) {
        const gamma_gamma g{std::exp(t[0]), std::exp(t[1]), std::exp(t[2])};
        double total = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            total += g.log_likelihood(x[i], m[i]);
        }
        return total;
    });
}

TEST_CASE("the derivatives of BG/BB are those of its log-likelihood") {
    simulated_histories h;
    for (std::size_t i = 0; i < 200; ++i) {
        scvm::math::random_stream random(4, i);
        const auto one = simulate_history(bg_bb{1.2, 0.8, 0.7, 2.8}, static_cast<double>(2 + random.below(12)), random);
        h.x.push_back(one.x);
        h.t_x.push_back(one.t_x);
        h.T.push_back(one.T);
    }
    const auto rows = distinct(h.columns());
    check_derivatives(bg_bb_likelihood(rows, 1), {0.2, -0.3, -0.4, 1.0}, [&](const auto& t) {
        const auto p = exponentials(t);
        return total_log_likelihood(bg_bb{p[0], p[1], p[2], p[3]}, h);
    });
}

TEST_CASE("the derivatives of the shifted beta-geometric model are those of its log-likelihood") {
    const std::vector<double> renewals{0, 0, 3, 7, 2, 7, 0};
    const std::vector<double> left{1, 0, 1, 0, 0, 1, 1};
    const std::vector<double> weights{1, 2, 1, 30, 1, 5, 4};
    const auto rows = distinct(contract_columns{renewals, left}, weights);
    const beta_geometric_likelihood f(rows);
    for (const auto& theta : {std::vector{-0.4, 1.3}, std::vector{0.9, -1.0}}) {
        check_derivatives(f, theta, [&](std::span<const double> at) {
            const beta_geometric m{std::exp(at[0]), std::exp(at[1])};
            double total = 0;
            for (std::size_t i = 0; i < renewals.size(); ++i) {
                total += weights[i] * m.log_likelihood(renewals[i], left[i] == 1);
            }
            return total;
        });
    }
}

TEST_CASE("the derivatives with covariates are those of the customers' own models, for both models") {
    const auto h = some_customers(41, 60);
    std::vector<double> z;
    for (std::size_t i = 0; i < 60; ++i) {
        z.push_back(static_cast<double>(i % 3));
        z.push_back(i < 30 ? 0.5 : scvm::math::random_stream(42, i).normal());
    }
    const auto table = profiles_of(h.columns(), z, 2, {});
    CHECK(table.profiles.size() > 30);
    const auto sum = [&](const auto& model) {
        double total = 0;
        for (std::size_t i = 0; i < 60; ++i) {
            total += model.of(std::span(z).subspan(2 * i, 2)).log_likelihood(h.x[i], h.t_x[i], h.T[i]);
        }
        return total;
    };
    const covariate_likelihood bg(
        table,
        [](const distinct_histories& rows, unsigned threads) {
            return beta_geometric_nbd_likelihood(rows, first_dropout::after_repeat, threads);
        },
        {{1, -1}, {2, 1}, {3, 1}}, 2, 1);
    check_derivatives(bg, {-0.7, 1.5, -0.2, 0.9, 0.3, -0.1, 0.2, 0.1, -0.3, 0.05}, [&](std::span<const double> at) {
        return sum(bg_nbd_covariates{{std::exp(at[0]), std::exp(at[1]), std::exp(at[2]), std::exp(at[3])},
                                     {at[4], at[5]},
                                     {at[6], at[7]},
                                     {at[8], at[9]}});
    });
    const covariate_likelihood pareto(
        table, [](const distinct_histories& rows, unsigned threads) { return pareto_nbd_likelihood(rows, threads); },
        {{1, -1}, {3, -1}}, 2, 1);
    check_derivatives(pareto, {-0.5, 2.0, -0.4, 2.3, 0.3, -0.1, 0.2, 0.1}, [&](std::span<const double> at) {
        return sum(pareto_nbd_covariates{
            {std::exp(at[0]), std::exp(at[1]), std::exp(at[2]), std::exp(at[3])}, {at[4], at[5]}, {at[6], at[7]}});
    });
}

TEST_CASE("CDNOW's calibration period gives the published parameters") {
    const auto p = value_test::cdnow("CDNOW_sample.txt", 1);
    if (!p) {
        return;  // the recovery tests below stand in
    }
    const auto table = purchase_summary(p->columns(), utc(1997, 9, 30));

    const auto bg = fit_bg_nbd(table.histories());
    CHECK(bg.status == fit_status::converged);
    CHECK(bg.customers == 2357);
    CHECK(bg.distinct_rows == 1016);
    CHECK(bg.model.r == Approx(0.24259452).epsilon(1e-7));
    CHECK(bg.model.alpha == Approx(4.41360202).epsilon(1e-7));
    CHECK(bg.model.a == Approx(0.79292202).epsilon(1e-7));
    CHECK(bg.model.b == Approx(2.42590678).epsilon(1e-7));
    CHECK(bg.log_likelihood_value == Approx(-9582.429206674).epsilon(1e-12));
    // CLVTools takes its Hessian by differences.
    const double errors[] = {.0125574, .3782239, .1857328, .7054068};
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(bg.standard_errors[i] == Approx(errors[i]).epsilon(2e-5));
    }
    for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            CHECK(same_bits(bg.covariance(i, j), bg.covariance(j, i)));
        }
    }
    CHECK(bg.aic() == Approx(2 * 4 + 2 * 9582.429206674));
    CHECK(bg.bic() == Approx(4 * std::log(2357.0) + 2 * 9582.429206674));
    CHECK(bg.model.expected_purchases(39, 2, 213 / 7.0, 272 / 7.0) == Approx(1.226).epsilon(1e-3));

    const auto mbg = fit_mbg_nbd(table.histories());
    CHECK(mbg.model.r == Approx(.525).epsilon(1e-3));
    CHECK(mbg.model.alpha == Approx(6.183).epsilon(1e-3));
    CHECK(mbg.model.a == Approx(.891).epsilon(1e-3));
    CHECK(mbg.model.b == Approx(1.614).epsilon(1e-3));

    const auto pareto = fit_pareto_nbd(table.histories());
    CHECK(pareto.status == fit_status::converged);
    CHECK(pareto.model.r == Approx(.553).epsilon(1e-3));
    CHECK(pareto.model.alpha == Approx(10.578).epsilon(1e-3));
    CHECK(pareto.model.s == Approx(.606).epsilon(1e-3));
    CHECK(pareto.model.beta == Approx(11.669).epsilon(1e-3));
    CHECK(pareto.log_likelihood_value == Approx(-9594.9762).epsilon(1e-8));

    const auto spend = fit_gamma_gamma(table.x, table.monetary);
    CHECK(spend.customers == 946);
    CHECK(spend.model.p == Approx(6.25).epsilon(1e-3));
    CHECK(spend.model.q == Approx(3.74).epsilon(2e-3));
    CHECK(spend.model.v == Approx(15.44).epsilon(1e-3));
    CHECK(spend.log_likelihood_value == Approx(-4055.9177).epsilon(1e-8));
}

TEST_CASE("CDNOW's master file, ten times as many customers, fits as well") {
    const auto p = value_test::cdnow("CDNOW_master.txt", 0);
    if (!p) {
        return;
    }
    const auto table = purchase_summary(p->columns(), utc(1997, 9, 30));
    const auto bg = fit_bg_nbd(table.histories());
    CHECK(bg.status == fit_status::converged);
    CHECK(bg.customers == 23570);
    // The sample is a tenth of these people: its parameters lie within four of its standard errors.
    CHECK(std::abs(bg.model.r - .2426) < 4 * .0126);
    CHECK(std::abs(bg.model.alpha - 4.41) < 4 * .378);
}

TEST_CASE("the donors of the BG/BB paper give its parameters") {
    std::ifstream in(SCVM_SHARED_DATA "/purchases/donations.csv");
    if (!in) {
        MESSAGE("donations.csv is not beside the checkout");
        return;
    }
    std::vector<double> x;
    std::vector<double> t_x;
    std::vector<double> n;
    std::vector<double> weight;
    std::string line;
    std::getline(in, line);
    for (char comma = 0; std::getline(in, line);) {
        std::istringstream cells(line);
        for (auto* column : {&x, &t_x, &n, &weight}) {
            column->emplace_back();
            cells >> column->back() >> comma;
        }
    }
    const auto fit = fit_bg_bb({x, t_x, n}, weight);
    CHECK(fit.status == fit_status::converged);
    CHECK(fit.customers == 11104);
    CHECK(fit.model.alpha == Approx(1.204).epsilon(1e-3));
    CHECK(fit.model.beta == Approx(.750).epsilon(1e-3));
    CHECK(fit.model.gamma == Approx(.657).epsilon(1e-3));
    CHECK(fit.model.delta == Approx(2.783).epsilon(1e-3));
    CHECK(fit.log_likelihood_value == Approx(-33225.6).epsilon(1e-6));
}

TEST_CASE("the two cohorts of the sBG paper give its parameters, and can be fitted together") {
    // Survivors after 0 … 7 renewals, Fader & Hardie (2007), table 1.
    const std::vector<double> high{1000, 869, 743, 653, 593, 551, 517, 491};
    const auto table = contracts_of_survivors(high);
    const auto fit = fit_beta_geometric(table.columns(), table.weight);
    CHECK(fit.status == fit_status::converged);
    CHECK(fit.customers == 1000);
    CHECK(fit.model.a == Approx(.668).epsilon(1e-3));
    CHECK(fit.model.b == Approx(3.806).epsilon(1e-3));
    CHECK(fit.log_likelihood_value == Approx(-1611.158147).epsilon(1e-9));

    // Two cohorts of different age that follow one law: together they are known better than alone.
    auto both = table;
    const auto younger = contracts_of_survivors(std::vector<double>{500, 434, 371});
    both.renewals.insert(both.renewals.end(), younger.renewals.begin(), younger.renewals.end());
    both.left.insert(both.left.end(), younger.left.begin(), younger.left.end());
    both.weight.insert(both.weight.end(), younger.weight.begin(), younger.weight.end());
    const auto together = fit_beta_geometric(both.columns(), both.weight);
    CHECK(together.customers == 1500);
    CHECK(together.log_covariance(0, 0) < fit.log_covariance(0, 0));
    CHECK_THROWS_AS((void)contracts_of_survivors(std::vector<double>{10, 11}), scvm::error);
    CHECK_THROWS_AS((void)contracts_of_survivors(std::vector<double>{0, 0}), scvm::error);
}

TEST_CASE("a fit depends neither on the order of the rows nor on threads nor on how they were weighted") {
    auto h = some_customers(5, 6000);
    const auto plain = fit_bg_nbd(h.columns());
    const auto threaded = fit_bg_nbd(h.columns(), {}, {.threads = 3});
    std::vector<double> x(h.x.rbegin(), h.x.rend());
    std::vector<double> t_x(h.t_x.rbegin(), h.t_x.rend());
    std::vector<double> T(h.T.rbegin(), h.T.rend());
    const auto reversed = fit_bg_nbd({x, t_x, T});
    for (const auto* other : {&threaded, &reversed}) {
        CHECK(same_bits(plain.model.r, other->model.r));
        CHECK(same_bits(plain.model.b, other->model.b));
        CHECK(same_bits(plain.standard_errors[2], other->standard_errors[2]));
    }
    const auto rows = distinct(h.columns());
    std::vector<double> ux;
    std::vector<double> ut;
    std::vector<double> uT;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        ux.push_back(rows[i].x);
        ut.push_back(rows[i].t_x);
        uT.push_back(rows[i].T);
    }
    CHECK(rows.size() < h.x.size());
    const auto weighted = fit_bg_nbd({ux, ut, uT}, rows.weight);
    CHECK(same_bits(plain.model.r, weighted.model.r));
    const auto pareto = fit_pareto_nbd(h.columns());
    const auto pareto_reversed = fit_pareto_nbd({x, t_x, T}, {}, {.threads = 2});
    CHECK(same_bits(pareto.model.beta, pareto_reversed.model.beta));
}

TEST_CASE("a fit on the sample first ends where a fit on all rows from the start ends") {
    // 40 000 customers with exact times: every row is different, so that the sample is used.
    std::vector<double> T;
    for (std::size_t i = 0; i < 40'000; ++i) {
        T.push_back(13 + 39 * scvm::math::random_stream(6, i).uniform());
    }
    const auto h = simulate_histories(bg_nbd{0.4, 5, 0.8, 2.5}, T, 6);
    const auto fit = fit_bg_nbd(h.columns());
    CHECK(fit.status == fit_status::converged);
    CHECK(fit.evaluations < 8);
    const auto rows = distinct(h.columns());
    const beta_geometric_nbd_likelihood whole(rows, first_dropout::after_repeat, 1);
    const auto at = whole(
        std::vector{std::log(fit.model.r), std::log(fit.model.alpha), std::log(fit.model.a), std::log(fit.model.b)});
    for (const double slope : at.gradient) {
        CHECK(std::abs(slope) < 1e-3);  // of a log-likelihood of 10^5: a thousandth of a standard error
    }
}

TEST_CASE("weights of people who are counted twice halve the variance") {
    const auto h = some_customers(7, 2000);
    const auto once = fit_bg_nbd(h.columns());
    const std::vector<double> two(h.x.size(), 2.0);
    const auto twice = fit_bg_nbd(h.columns(), two);
    CHECK(twice.customers == 2 * once.customers);
    CHECK(twice.model.r == Approx(once.model.r).epsilon(1e-6));
    CHECK(twice.standard_errors[0] == Approx(once.standard_errors[0] / std::sqrt(2.0)).epsilon(1e-5));
}

TEST_CASE("a prior on the log parameters pulls a fit towards it, and an infinitely wide one does nothing") {
    const auto h = some_customers(8, 400);
    const auto free = fit_bg_nbd(h.columns());
    const double wide = std::numeric_limits<double>::infinity();
    const auto same = fit_bg_nbd(h.columns(), {}, {.prior = {{0, 0, 0, 0}, {wide, wide, wide, wide}}});
    CHECK(same.model.a == Approx(free.model.a).epsilon(1e-6));
    const auto tight = fit_bg_nbd(h.columns(), {}, {.prior = {{0, 0, 0, 0}, {wide, wide, 1e-3, wide}}});
    CHECK(tight.model.a == Approx(1).epsilon(1e-2));
    CHECK(tight.log_likelihood_value < free.log_likelihood_value);
    CHECK(tight.standard_errors[2] < 0.01);
    CHECK_THROWS_AS((void)fit_bg_nbd(h.columns(), {}, {.prior = {{0, 0}, {1, 1}}}), scvm::error);
    CHECK_THROWS_AS((void)fit_bg_nbd(h.columns(), {}, {.prior = {{0, 0, 0, 0}, {1, 1, 0, 1}}}), scvm::error);
}

TEST_CASE("data that do not determine the parameters are called so, never fitted to nonsense") {
    const auto check = [](const auto& fit) {
        CHECK(fit.status != fit_status::converged);
        CHECK(!fit.reason.empty());
        for (const double error : fit.standard_errors) {
            CHECK(std::isnan(error));
        }
    };
    const auto all = [&](const history_columns& columns) {
        check(fit_bg_nbd(columns));
        check(fit_mbg_nbd(columns));
        check(fit_pareto_nbd(columns));
    };
    SUBCASE("nobody came back") {
        const std::vector<double> zero(200, 0.0);
        std::vector<double> T;
        for (std::size_t i = 0; i < 200; ++i) {
            T.push_back(10 + static_cast<double>(i % 30));
        }
        all({zero, zero, T});
    }
    SUBCASE("no time has passed") {
        const std::vector<double> zero(50, 0.0);
        all({zero, zero, zero});
    }
    SUBCASE("nobody at all") {
        const auto fit = fit_bg_nbd({});
        CHECK(fit.status == fit_status::no_data);
        all({});
    }
    SUBCASE("one customer") {
        const std::vector<double> x{3};
        const std::vector<double> t{5};
        const std::vector<double> T{9};
        all({x, t, T});
    }
}

TEST_CASE("customers who never leave leave the chance of leaving open: not identified, whatever the model") {
    // A steady stream for everyone, up to the end: the chance of leaving wants to be zero.
    for (const std::uint64_t seed : {12, 13, 14}) {
        CAPTURE(seed);
        std::vector<double> x;
        std::vector<double> t_x;
        std::vector<double> T;
        for (std::size_t i = 0; i < 500; ++i) {
            scvm::math::random_stream random(seed, i);
            const double rate = random.gamma(2, 0.5);
            double count = 0;
            double last = 0;
            for (double t = random.exponential() / rate; t < 50; t += random.exponential() / rate) {
                count += 1;
                last = t;
            }
            x.push_back(count);
            t_x.push_back(last);
            T.push_back(50);
        }
        const auto bg = fit_bg_nbd({x, t_x, T});
        const auto mbg = fit_mbg_nbd({x, t_x, T});
        const auto pareto = fit_pareto_nbd({x, t_x, T});
        CHECK(bg.status == fit_status::not_identified);
        CHECK(mbg.status == fit_status::not_identified);
        CHECK(pareto.status == fit_status::not_identified);
        for (const auto* reason : {&bg.reason, &mbg.reason, &pareto.reason}) {
            CHECK(!reason->empty());
        }
        // Where the search ended says what is true: nobody leaves, and the rates are those that were drawn.
        CHECK(bg.model.a / (bg.model.a + bg.model.b) < 1e-6);
        CHECK(mbg.model.a / (mbg.model.a + mbg.model.b) < 1e-6);
        CHECK(pareto.model.s / pareto.model.beta < 1e-6);
        CHECK(bg.model.r / bg.model.alpha == Approx(1).epsilon(0.15));
        CHECK(std::isnan(bg.standard_errors[2]));
    }
}

TEST_CASE("customers who all leave alike leave beta open, however many they are") {
    // Lives with one rate for everyone: s and beta grow together without end, only s / beta is known.
    std::vector<double> x;
    std::vector<double> t_x;
    std::vector<double> T;
    for (std::size_t i = 0; i < 40'000; ++i) {
        scvm::math::random_stream random(18, i);
        const double rate = random.gamma(0.8, 1 / 4.0);
        const double end = std::min(30 + 22 * random.uniform(), 20 * random.exponential());
        x.push_back(0);
        t_x.push_back(0);
        T.push_back(52);
        for (double t = random.exponential() / rate; t < end; t += random.exponential() / rate) {
            x.back() += 1;
            t_x.back() = t;
        }
    }
    const auto fit = fit_pareto_nbd({x, t_x, T});
    CHECK(fit.status == fit_status::not_identified);
    CHECK(!fit.reason.empty());
    CHECK(fit.model.s / fit.model.beta == Approx(0.055).epsilon(0.1));
    CHECK(fit.evaluations < 200);
}

TEST_CASE("three customers are too few for any model, and say so") {
    const std::vector<double> x{0, 2, 5};
    const std::vector<double> t{0, 8, 20};
    const std::vector<double> T{20, 20, 20};
    const auto check = [](const auto& fit) {
        CHECK(fit.status == fit_status::not_identified);
        CHECK(!fit.reason.empty());
        CHECK(std::isfinite(fit.log_likelihood_value));
    };
    check(fit_bg_nbd({x, t, T}));
    check(fit_mbg_nbd({x, t, T}));
    check(fit_pareto_nbd({x, t, T}));
}

TEST_CASE("one value of T for everyone is enough for every model") {
    const std::vector<double> ages(3000, 39.0);
    const auto h = simulate_histories(bg_nbd{0.4, 5, 0.8, 2.5}, ages, 13);
    const auto fit = fit_bg_nbd(h.columns());
    CHECK(fit.status == fit_status::converged);
    CHECK(std::abs(fit.model.r - 0.4) < 5 * fit.standard_errors[0]);
    CHECK(fit_mbg_nbd(h.columns()).status == fit_status::converged);
    const auto p = simulate_histories(pareto_nbd{0.6, 10, 0.6, 12}, ages, 13);
    CHECK(fit_pareto_nbd(p.columns()).status == fit_status::converged);
}

TEST_CASE("a fit says the unit of its times, and a valuation in another one is refused") {
    const auto h = some_customers(21, 2000);
    const auto silent = fit_bg_nbd(h.columns());
    CHECK(!silent.unit.has_value());
    const auto fit = fit_bg_nbd(h.columns(), {}, {.unit = time_unit::week});
    CHECK(fit.unit == time_unit::week);
    CHECK(same_bits(fit.model.alpha, silent.model.alpha));
    std::vector<double> x;
    std::vector<double> m;
    for (std::size_t i = 0; i < 2000; ++i) {
        scvm::math::random_stream random(22, i);
        x.push_back(static_cast<double>(1 + random.below(8)));
        m.push_back(simulate_spend({6, 4, 15}, 0, 0, x.back(), random) / x.back());
    }
    const auto spend = fit_gamma_gamma(x, m, {}, {.unit = time_unit::week});
    CHECK(spend.unit == time_unit::week);
    const lifetime_terms weeks{52, 0.1, 1, time_unit::week};
    const lifetime_terms days{365, 0.1, 1, time_unit::day};
    CHECK(lifetime_value_intervals(fit, spend, weeks, h.columns(), m).low.size() == 2000);
    CHECK(lifetime_value_intervals(silent, spend, days, h.columns(), m).low.size() == 2000);
    try {
        (void)lifetime_value_intervals(fit, spend, days, h.columns(), m);
        FAIL("days were taken for weeks");
    } catch (const scvm::error& e) {
        CHECK(e.code() == scvm::errc::domain);
        CHECK(std::string(e.what()) == "unit = day: expected week, the unit that the model was fitted in");
    }
}

TEST_CASE("bad rows are rejected one by one, absent customers are left out, and the rest is fitted") {
    auto h = some_customers(14, 1000);
    const auto good = fit_bg_nbd(h.columns());
    const double none = std::numeric_limits<double>::quiet_NaN();
    const auto add = [&](double x, double t_x, double T) {
        h.x.push_back(x);
        h.t_x.push_back(t_x);
        h.T.push_back(T);
    };
    add(none, none, none);
    add(-1, 0, 5);
    add(1, 9, 5);
    add(2, none, 5);
    add(2.5, 1, 5);
    add(0, 1, 5);
    add(1, 1, std::numeric_limits<double>::infinity());
    const auto fit = fit_bg_nbd(h.columns());
    CHECK(same_bits(fit.model.r, good.model.r));
    CHECK(fit.customers == 1000);
    REQUIRE(fit.rejected.size() == 6);
    CHECK(fit.rejected[0].row == 1001);
    CHECK(fit.rejected[1].reason == "expected 0 <= t_x <= T");
    CHECK(fit.rejected[5].reason == "expected T to be a finite time >= 0");
    std::vector<double> weights(h.x.size(), 1.0);
    weights[0] = -1;
    weights[1] = none;
    weights[2] = 0;
    const auto weighted = fit_bg_nbd(h.columns(), weights);
    CHECK(weighted.customers == 997);
    CHECK(weighted.rejected.size() == 8);
    h.T.pop_back();
    CHECK_THROWS_AS((void)fit_bg_nbd(h.columns()), scvm::error);
}

TEST_CASE("one customer with a thousand purchases among many does not break a fit") {
    auto h = some_customers(15, 2000);
    h.x.push_back(1000);
    h.t_x.push_back(38);
    h.T.push_back(39);
    CHECK(fit_bg_nbd(h.columns()).status == fit_status::converged);
    CHECK(fit_mbg_nbd(h.columns()).status == fit_status::converged);
    auto p = simulate_histories(pareto_nbd{0.8, 8, 0.7, 15}, std::vector<double>(2000, 52.0), 15);
    p.x.push_back(1000);
    p.t_x.push_back(38);
    p.T.push_back(39);
    CHECK(fit_pareto_nbd(p.columns()).status == fit_status::converged);
}

TEST_CASE("a Gamma-Gamma fit without a finite mean says so") {
    // Amounts whose customers differ so much that q < 1.
    std::vector<double> x;
    std::vector<double> m;
    for (std::size_t i = 0; i < 4000; ++i) {
        scvm::math::random_stream random(16, i);
        const double count = 2 + static_cast<double>(random.below(5));
        x.push_back(count);
        m.push_back(simulate_spend({3, 0.7, 10}, 0, 0, count, random) / count);
    }
    const auto fit = fit_gamma_gamma(x, m);
    CHECK(fit.status == fit_status::undefined_mean);
    CHECK(fit.reason.starts_with("q = 0."));
    CHECK(std::isnan(fit.model.expected_spend_new()));
    CHECK(fit.model.expected_spend(4, 20) > 0);
    CHECK(std::isfinite(fit.standard_errors[1]));
}

TEST_CASE("a Gamma-Gamma fit leaves out those who tell nothing and rejects what cannot be") {
    const std::vector<double> x{1, 2, 0, 3, 2, 2, 5, std::numeric_limits<double>::quiet_NaN(), 4, 1.5};
    const std::vector<double> m{9, 12, std::numeric_limits<double>::quiet_NaN(), 0, -4, 20, 11, 3, 18, 2};
    const auto fit = fit_gamma_gamma(x, m);
    CHECK(fit.customers == 5);
    REQUIRE(fit.rejected.size() == 2);
    CHECK(fit.rejected[0].row == 4);
    CHECK(fit.rejected[1].row == 9);
    const std::vector<double> same{20, 20, 20};
    const std::vector<double> counts{1, 2, 3};
    const auto constant = fit_gamma_gamma(counts, same);
    CHECK(constant.status != fit_status::converged);
}
