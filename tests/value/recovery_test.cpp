#include "data.hpp"

#include <scvm/value/beta_geometric_fit.hpp>
#include <scvm/value/bg_bb_fit.hpp>
#include <scvm/value/bg_nbd_fit.hpp>
#include <scvm/value/cohort_fit.hpp>
#include <scvm/value/covariates_fit.hpp>
#include <scvm/value/gamma_gamma_fit.hpp>
#include <scvm/value/mbg_nbd_fit.hpp>
#include <scvm/value/pareto_nbd_fit.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <span>
#include <vector>

using namespace scvm::value;

namespace {

// With 40 data sets, a 95 % interval covers the truth in 33 to 40 of them in all but one of a thousand tests.
constexpr std::size_t repeats = 40;
constexpr std::size_t fewest = 33;

std::vector<double> ages(std::size_t size, std::uint64_t seed) {
    std::vector<double> T;
    for (std::size_t i = 0; i < size; ++i) {
        T.push_back(26 + 78 * scvm::math::random_stream(seed, i).uniform());
    }
    return T;
}

/// Simulates, fits, and counts how often the intervals of ln parameter cover the truth.
template <class Fit>
void check_coverage(std::span<const double> truth, Fit&& fit_of) {
    std::vector<std::size_t> covered(truth.size());
    std::size_t converged = 0;
    for (std::size_t repeat = 0; repeat < repeats; ++repeat) {
        const auto [estimates, fit] = fit_of(repeat);
        if (!fit.converged()) {
            continue;
        }
        ++converged;
        for (std::size_t i = 0; i < truth.size(); ++i) {
            const double error = std::sqrt(fit.log_covariance(i, i));
            covered[i] += std::abs(estimates[i] - truth[i]) < 1.96 * error ? 1u : 0u;
        }
    }
    CHECK(converged >= repeats - 2);
    for (std::size_t i = 0; i < truth.size(); ++i) {
        CAPTURE(i);
        CHECK(covered[i] >= fewest);
    }
}

template <class Model, class Fit>
void check_model(const Model& truth, std::size_t customers, Fit&& fit_of_columns) {
    const auto& [a, b, c, d] = truth;
    const std::vector<double> logs{std::log(a), std::log(b), std::log(c), std::log(d)};
    check_coverage(logs, [&](std::size_t repeat) {
        const auto h = simulate_histories(truth, ages(customers, 900 + repeat), 100 + repeat);
        auto fit = fit_of_columns(h.columns());
        const auto& [fa, fb, fc, fd] = fit.model;
        std::vector<double> estimates{std::log(fa), std::log(fb), std::log(fc), std::log(fd)};
        return std::pair(std::move(estimates), std::move(fit));
    });
}

}  // namespace

TEST_CASE("BG/NBD finds the parameters that made the data, as often as its intervals say") {
    check_model(bg_nbd{0.5, 6, 0.9, 2.5}, 2000, [](const auto& c) { return fit_bg_nbd(c); });
}

TEST_CASE("MBG/NBD finds the parameters that made the data, as often as its intervals say") {
    check_model(mbg_nbd{0.7, 6, 0.8, 1.8}, 2000, [](const auto& c) { return fit_mbg_nbd(c); });
}

TEST_CASE("Pareto/NBD finds the parameters that made the data, as often as its intervals say") {
    check_model(pareto_nbd{0.8, 8, 0.7, 15}, 1200, [](const auto& c) { return fit_pareto_nbd(c); });
}

TEST_CASE("BG/BB finds the parameters that made the data, as often as its intervals say") {
    const bg_bb truth{1.2, 0.8, 0.7, 2.8};
    const std::vector<double> logs{std::log(1.2), std::log(0.8), std::log(0.7), std::log(2.8)};
    check_coverage(logs, [&](std::size_t repeat) {
        simulated_histories h;
        for (std::size_t i = 0; i < 4000; ++i) {
            scvm::math::random_stream random(300 + repeat, i);
            const auto one = simulate_history(truth, 8, random);
            h.x.push_back(one.x);
            h.t_x.push_back(one.t_x);
            h.T.push_back(one.T);
        }
        auto fit = fit_bg_bb(h.columns());
        const auto& m = fit.model;
        std::vector<double> estimates{std::log(m.alpha), std::log(m.beta), std::log(m.gamma), std::log(m.delta)};
        return std::pair(std::move(estimates), std::move(fit));
    });
}

TEST_CASE("the shifted beta-geometric model finds the parameters that made the data") {
    const std::vector<double> logs{std::log(0.7), std::log(2.0)};
    check_coverage(logs, [&](std::size_t repeat) {
        std::vector<double> renewals;
        std::vector<double> left;
        for (std::size_t i = 0; i < 1500; ++i) {
            scvm::math::random_stream random(400 + repeat, i);
            const double most = static_cast<double>(3 + random.below(8));
            renewals.push_back(simulate_renewals({0.7, 2}, most, random));
            left.push_back(renewals.back() < most ? 1 : 0);
        }
        auto fit = fit_beta_geometric({renewals, left});
        std::vector<double> estimates{std::log(fit.model.a), std::log(fit.model.b)};
        return std::pair(std::move(estimates), std::move(fit));
    });
}

TEST_CASE("Gamma-Gamma finds the parameters that made the data, as often as its intervals say") {
    const std::vector<double> logs{std::log(6.0), std::log(4.0), std::log(15.0)};
    check_coverage(logs, [&](std::size_t repeat) {
        std::vector<double> x;
        std::vector<double> m;
        for (std::size_t i = 0; i < 1500; ++i) {
            scvm::math::random_stream random(500 + repeat, i);
            x.push_back(static_cast<double>(1 + random.below(8)));
            m.push_back(simulate_spend({6, 4, 15}, 0, 0, x.back(), random) / x.back());
        }
        auto fit = fit_gamma_gamma(x, m);
        std::vector<double> estimates{std::log(fit.model.p), std::log(fit.model.q), std::log(fit.model.v)};
        return std::pair(std::move(estimates), std::move(fit));
    });
}

TEST_CASE("covariates of Pareto/NBD and BG/NBD are found again, one of them a plain zero") {
    const pareto_nbd_covariates truth{{0.8, 8, 0.7, 15}, {0.6, 0}, {-0.5, 0}};
    const bg_nbd_covariates bg_truth{{0.8, 8, 0.9, 2.5}, {0.6, 0}, {0.5, 0}, {0.2, 0}};
    simulated_histories h;
    simulated_histories g;
    std::vector<double> z;
    for (std::size_t i = 0; i < 12'000; ++i) {
        scvm::math::random_stream random(77, i);
        const std::vector<double> own{random.bernoulli(0.4) ? 1.0 : 0.0, random.bernoulli(0.5) ? 1.0 : 0.0};
        z.insert(z.end(), own.begin(), own.end());
        const double T = 26 + 78 * random.uniform();
        const auto one = simulate_history(truth.of(own), T, random);
        const auto two = simulate_history(bg_truth.of(own), T, random);
        for (auto [to, from] : {std::pair(&h, one), std::pair(&g, two)}) {
            to->x.push_back(from.x);
            to->t_x.push_back(from.t_x);
            to->T.push_back(from.T);
        }
    }
    const auto near = [](const auto& fit, std::size_t at, double estimate, double wanted) {
        CAPTURE(at);
        CHECK(std::abs(estimate - wanted) < 4 * fit.standard_errors[at]);
        CHECK(fit.standard_errors[at] < 0.5);
    };
    const auto fit = fit_pareto_nbd_covariates(h.columns(), z, 2);
    REQUIRE(fit.status == fit_status::converged);
    near(fit, 0, fit.model.base.r, 0.8);
    near(fit, 4, fit.model.purchase[0], 0.6);
    near(fit, 5, fit.model.purchase[1], 0);
    near(fit, 6, fit.model.dropout[0], -0.5);
    near(fit, 7, fit.model.dropout[1], 0);
    CHECK(fit.log_likelihood_value > fit_pareto_nbd(h.columns()).log_likelihood_value + 20);

    const auto bg = fit_bg_nbd_covariates(g.columns(), z, 2);
    REQUIRE(bg.status == fit_status::converged);
    near(bg, 4, bg.model.purchase[0], 0.6);
    near(bg, 6, bg.model.dropout[0], 0.5);
    near(bg, 8, bg.model.staying[0], 0.2);
    near(bg, 9, bg.model.staying[1], 0);
    CHECK(bg.log_likelihood_value > fit_bg_nbd(g.columns()).log_likelihood_value + 20);
}

TEST_CASE("covariates that are all zero change nothing, and bad ones reject their row") {
    const auto h = simulate_histories(bg_nbd{0.5, 6, 0.9, 2.5}, ages(3000, 5), 5);
    std::vector<double> half(h.x.size());
    for (std::size_t i = 0; i < half.size(); ++i) {
        half[i] = static_cast<double>(i % 2);
    }
    const auto plain = fit_bg_nbd(h.columns());
    const auto fit = fit_bg_nbd_covariates(h.columns(), half, 1);
    CHECK(fit.converged());
    CHECK(std::abs(fit.model.purchase[0]) < 4 * fit.standard_errors[4]);
    CHECK(fit.log_likelihood_value >= plain.log_likelihood_value);
    CHECK(fit.log_likelihood_value < plain.log_likelihood_value + 12);

    const std::vector<double> constant(h.x.size(), 0.0);
    const auto flat = fit_bg_nbd_covariates(h.columns(), constant, 1);
    CHECK(flat.status == fit_status::not_identified);
    half[7] = std::numeric_limits<double>::quiet_NaN();
    const auto rejected = fit_bg_nbd_covariates(h.columns(), half, 1);
    REQUIRE(rejected.rejected.size() == 1);
    CHECK(rejected.rejected[0].row == 7);
    CHECK(rejected.customers == 2999);
    CHECK_THROWS_AS((void)fit_bg_nbd_covariates(h.columns(), half, 2), scvm::error);
    CHECK_THROWS_AS((void)fit.model.of(std::vector<double>{1, 2}), scvm::error);
}

TEST_CASE("a covariate that every customer has of its own is fitted on a sample first, and ends where all would") {
    const bg_nbd_covariates truth{{0.5, 6, 0.8, 2.5}, {0.4}, {0.3}, {0.1}};
    simulated_histories h;
    std::vector<double> z;
    for (std::size_t i = 0; i < 40'000; ++i) {
        scvm::math::random_stream random(31, i);
        z.push_back(random.normal());
        const auto one = simulate_history(truth.of(std::span(z).last(1)), 26 + 78 * random.uniform(), random);
        h.x.push_back(one.x);
        h.t_x.push_back(one.t_x);
        h.T.push_back(one.T);
    }
    const auto fit = fit_bg_nbd_covariates(h.columns(), z, 1);
    REQUIRE(fit.converged());
    CHECK(fit.evaluations < 15);  // of all customers; without the sample they were 55
    CHECK(std::abs(fit.model.purchase[0] - 0.4) < 4 * fit.standard_errors[4]);
    CHECK(std::abs(fit.model.dropout[0] - 0.3) < 4 * fit.standard_errors[5]);

    const auto table = profiles_of(h.columns(), z, 1, {});
    CHECK(table.profiles.size() == 40'000);
    const covariate_likelihood all(
        table,
        [](const distinct_histories& rows, unsigned threads) {
            return beta_geometric_nbd_likelihood(rows, first_dropout::after_repeat, threads);
        },
        {{1, -1}, {2, 1}, {3, 1}}, 1, 1);
    const auto& m = fit.model;
    const std::vector<double> theta{std::log(m.base.r), std::log(m.base.alpha), std::log(m.base.a), std::log(m.base.b),
                                    m.purchase[0],      m.dropout[0],           m.staying[0]};
    for (const double slope : all(theta).gradient) {
        CHECK(std::abs(slope) < 1e-3);
    }
    const auto threaded = fit_bg_nbd_covariates(h.columns(), z, 1, {}, {.threads = 2});
    CHECK(threaded.model.purchase[0] == fit.model.purchase[0]);
    CHECK(threaded.log_likelihood_value == fit.log_likelihood_value);
}

TEST_CASE("every k-th customer is a sample of profiles, few or many") {
    const auto h = simulate_histories(bg_nbd{0.5, 6, 0.9, 2.5}, ages(2000, 32), 32);
    std::vector<double> few(2000);
    std::vector<double> many(2000);
    for (std::size_t i = 0; i < 2000; ++i) {
        few[i] = static_cast<double>(i % 4);
        many[i] = static_cast<double>(i);
    }
    for (const auto* z : {&few, &many}) {
        const auto all = profiles_of(h.columns(), *z, 1, {});
        const auto part = thin(all, 100);
        CHECK(part.distinct_rows >= 100);
        CHECK(part.distinct_rows < 110);
        CHECK(part.customers == doctest::Approx(100).epsilon(0.1));
        CHECK(part.profiles.size() == (z == &few ? 4 : part.distinct_rows));
        CHECK(thin(all, 10'000).customers == all.customers);
    }
}

TEST_CASE("cohorts have models of their own, apart or with what the others say") {
    // Three cohorts of one model that buy at different rates; the last one is small.
    const std::vector<double> rates{0.5, 1.0, 0.7};
    const std::vector<std::size_t> sizes{3000, 3000, 40};
    simulated_histories h;
    std::vector<std::uint32_t> cohort;
    for (std::uint32_t c = 0; c < 3; ++c) {
        for (std::size_t i = 0; i < sizes[c]; ++i) {
            scvm::math::random_stream random(33 + c, i);
            const auto one = simulate_history(bg_nbd{rates[c], 6, 0.8, 2.5}, 52 + 26 * random.uniform(), random);
            h.x.push_back(one.x);
            h.t_x.push_back(one.t_x);
            h.T.push_back(one.T);
            cohort.push_back(c);
        }
    }
    h.x.push_back(-1);  // a bad row of a customer of the second cohort
    h.t_x.push_back(0);
    h.T.push_back(5);
    cohort.push_back(1);
    cohort.front() = no_cohort;
    const auto apart = fit_by_cohort<bg_nbd>(fit_bg_nbd, h.columns(), cohort, cohort_pooling::separate);
    const auto together = fit_by_cohort<bg_nbd>(fit_bg_nbd, h.columns(), cohort, cohort_pooling::towards_all, 0.3);
    REQUIRE(apart.cohorts.size() == 3);
    CHECK(apart.all.customers == 6040);
    CHECK(apart.cohorts[0].customers == 2999);
    REQUIRE(apart.cohorts[1].rejected.size() == 1);
    CHECK(apart.cohorts[1].rejected[0].row == 6040);
    CHECK(apart.cohorts[0].rejected.empty());

    // The first cohort alone is the fit of its rows.
    const std::span<const double> x(h.x);
    const auto alone =
        fit_bg_nbd({x.subspan(1, 2999), std::span(h.t_x).subspan(1, 2999), std::span(h.T).subspan(1, 2999)});
    CHECK(apart.cohorts[0].model.r == alone.model.r);
    for (std::size_t c = 0; c < 2; ++c) {
        CAPTURE(c);
        REQUIRE(apart.cohorts[c].converged());
        CHECK(std::abs(apart.cohorts[c].model.r - rates[c]) < 4 * apart.cohorts[c].standard_errors[0]);
    }
    // Forty customers alone say little of who leaves; with the others the cohort is determined.
    REQUIRE(apart.cohorts[2].converged());
    REQUIRE(together.cohorts[2].converged());
    for (std::size_t i = 0; i < 4; ++i) {
        CAPTURE(i);
        CHECK(std::sqrt(together.cohorts[2].log_covariance(i, i)) < 0.3);
        CHECK(std::sqrt(apart.cohorts[2].log_covariance(i, i)) > 0.3);
    }
    const auto all = log_parameters_of(together.all.model);
    const auto small = log_parameters_of(together.cohorts[2].model);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(std::abs(small[i] - all[i]) < 3 * 0.3);
    }
    // Pooled, the likelihood of all cohorts is above that of one model for all.
    double sum = 0;
    for (const auto& each : together.cohorts) {
        sum += each.log_likelihood_value;
    }
    CHECK(sum > together.all.log_likelihood_value + 50);

    CHECK(fit_by_cohort<pareto_nbd>(fit_pareto_nbd, {}, {}).cohorts.empty());
    std::vector<std::uint32_t> gap(h.x.size(), 1);
    CHECK(fit_by_cohort<bg_nbd>(fit_bg_nbd, h.columns(), gap).cohorts[0].status == fit_status::no_data);
    CHECK_THROWS_AS((void)fit_by_cohort<bg_nbd>(fit_bg_nbd, h.columns(), gap, cohort_pooling::separate, 0),
                    scvm::error);
    gap.pop_back();
    CHECK_THROWS_AS((void)fit_by_cohort<bg_nbd>(fit_bg_nbd, h.columns(), gap), scvm::error);
    gap.push_back(10'000);
    CHECK_THROWS_AS((void)fit_by_cohort<bg_nbd>(fit_bg_nbd, h.columns(), gap), scvm::error);
}
