#include "data.hpp"

#include <scvm/value/bg_nbd_fit.hpp>
#include <scvm/value/gamma_gamma_fit.hpp>
#include <scvm/value/interval.hpp>
#include <scvm/value/lifetime_value.hpp>
#include <scvm/value/mbg_nbd.hpp>
#include <scvm/value/pareto_nbd.hpp>
#include <scvm/value/top_customers.hpp>

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

using namespace scvm::value;
using doctest::Approx;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
const bg_nbd model{0.24259, 4.4136, 0.79292, 2.4259};
const gamma_gamma spend{6.25, 3.74, 15.44};

bool same_bits(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

}  // namespace

TEST_CASE("a lifetime value is the product of its named factors") {
    const lifetime_terms terms{.horizon = 52, .yearly_discount = 0.1, .margin = 0.3, .unit = time_unit::week};
    const auto v = lifetime_value(model, spend, terms, {2, 30, 38}, 22.35);
    CHECK(v.status == value_status::valued);
    CHECK(v.p_alive == model.p_alive(2, 30, 38));
    CHECK(v.expected_spend == spend.expected_spend(2, 22.35));
    CHECK(v.margin == 0.3);
    CHECK(v.value == v.p_alive * v.purchases_if_alive * v.expected_spend * v.margin);
    CHECK(v.discounted_purchases() == model.discounted_expected_purchases(terms.rate(), 2, 30, 38, 52));
    CHECK(v.discounted_purchases() < model.expected_purchases(52, 2, 30, 38));
}

TEST_CASE("a yearly discount is converted to the unit, so that a year of any unit discounts alike") {
    CHECK(continuous_rate(0.1, time_unit::week) == Approx(std::log(1.1) / 52.17857142857143).epsilon(1e-15));
    for (const auto unit : {time_unit::hour, time_unit::day, time_unit::week, time_unit::month}) {
        CHECK(std::exp(-continuous_rate(0.25, unit) * units_per_year(unit)) == Approx(0.8).epsilon(1e-14));
    }
    // The same people in days and in weeks: the same money.
    const bg_nbd daily{model.r, model.alpha * 7, model.a, model.b};
    const auto weeks = lifetime_value(model, spend, {52, 0.1, 1, time_unit::week}, {2, 30, 38}, 20);
    const auto days = lifetime_value(daily, spend, {364, 0.1, 1, time_unit::day}, {2, 210, 266}, 20);
    CHECK(days.value == Approx(weeks.value).epsilon(1e-12));
    CHECK_THROWS_AS((void)continuous_rate(-0.1, time_unit::week), scvm::error);
    CHECK_THROWS_AS((void)continuous_rate(none, time_unit::week), scvm::error);
}

TEST_CASE("every customer has a value or a reason why not") {
    const lifetime_terms terms{52, 0.1, 1, time_unit::week};
    SUBCASE("without a repeat purchase the mean spend of all customers stands in") {
        const auto v = lifetime_value(model, spend, terms, {0, 0, 20}, none);
        CHECK(v.status == value_status::population_spend);
        CHECK(v.expected_spend == spend.expected_spend_new());
        CHECK(v.value > 0);
    }
    SUBCASE("on the day of the first purchase the value is that of a new customer") {
        const auto v = lifetime_value(model, spend, terms, {0, 0, 0}, none);
        CHECK(same_bits(v.value, lifetime_value_new(model, spend, terms).value));
    }
    SUBCASE("repeat purchases worth nothing tell nothing of the next one") {
        CHECK(lifetime_value(model, spend, terms, {2, 5, 20}, 0).status == value_status::population_spend);
        CHECK(lifetime_value(model, spend, terms, {2, 5, 20}, none).status == value_status::population_spend);
    }
    SUBCASE("a customer whose purchases were all given back is absent") {
        const auto v = lifetime_value(model, spend, terms, {none, none, none}, none);
        CHECK(v.status == value_status::no_purchase);
        CHECK(std::isnan(v.value));
        CHECK(std::isnan(v.p_alive));
    }
    SUBCASE("where the mean spend does not exist, nor does the value of one who has not spent") {
        const gamma_gamma wild{3, 0.9, 10};
        CHECK(lifetime_value(model, wild, terms, {0, 0, 20}, none).status == value_status::no_spend);
        CHECK(lifetime_value(model, wild, terms, {2, 5, 20}, 10).status == value_status::valued);
        CHECK(lifetime_value_new(model, wild, terms).status == value_status::no_spend);
    }
    SUBCASE("a history that contradicts itself is rejected") {
        CHECK(lifetime_value(model, spend, terms, {1, 9, 5}, 10).status == value_status::rejected);
        CHECK(lifetime_value(model, spend, terms, {1, 2, 5}, -10).status == value_status::rejected);
    }
    SUBCASE("a margin below zero costs money, one of zero earns none") {
        CHECK(lifetime_value(model, spend, {52, 0.1, -0.5}, {2, 5, 20}, 10).value < 0);
        CHECK(lifetime_value(model, spend, {52, 0.1, 0}, {2, 5, 20}, 10).value == 0);
    }
    SUBCASE("no horizon, no value; an endless one needs a discount") {
        CHECK(lifetime_value(model, spend, {0, 0.1, 1}, {2, 5, 20}, 10).value == 0);
        const double forever = std::numeric_limits<double>::infinity();
        CHECK(lifetime_value(model, spend, {forever, 0.1, 1}, {2, 5, 20}, 10).value >
              lifetime_value(model, spend, {520, 0.1, 1}, {2, 5, 20}, 10).value);
        CHECK_THROWS_AS((void)lifetime_value(model, spend, {forever, 0, 1}, {2, 5, 20}, 10), scvm::error);
        CHECK_THROWS_AS((void)lifetime_value(model, spend, {none, 0.1, 1}, {2, 5, 20}, 10), scvm::error);
        CHECK_THROWS_AS((void)lifetime_value(model, spend, {52, 0.1, none}, {2, 5, 20}, 10), scvm::error);
    }
}

TEST_CASE("columns of lifetime values are the single ones, bit for bit, for each model and any number of threads") {
    const auto check = [](const auto& m) {
        std::vector<double> T;
        std::vector<double> monetary;
        for (std::size_t i = 0; i < 2000; ++i) {
            T.push_back(static_cast<double>(i % 53));
            monetary.push_back(i % 7 == 0 ? none : static_cast<double>(i % 40));
        }
        auto h = simulate_histories(m, T, 4);
        h.x[3] = none;
        h.T[4] = -1;
        monetary[9] = -3;
        h.x[9] = 1;
        const lifetime_terms terms{52, 0.15, 0.4, time_unit::week};
        const auto table = lifetime_value(m, spend, terms, h.columns(), monetary);
        const auto threaded = lifetime_value(m, spend, terms, h.columns(), monetary, 3);
        CHECK(table.continuous_rate == terms.rate());
        REQUIRE(table.rejected.size() == 2);
        CHECK(table.rejected[1].row == 9);
        for (std::size_t i = 0; i < T.size(); ++i) {
            const auto one = lifetime_value(m, spend, terms, {h.x[i], h.t_x[i], h.T[i]}, monetary[i]);
            const auto row = table[i];
            CHECK(same_bits(row.value, one.value));
            CHECK(same_bits(row.purchases_if_alive, one.purchases_if_alive));
            CHECK(same_bits(row.margin, one.margin));
            CHECK(row.status == one.status);
            CHECK(same_bits(threaded.value[i], one.value));
        }
    };
    check(model);
    check(mbg_nbd{0.525, 6.183, 0.891, 1.614});
    check(pareto_nbd{0.553, 10.58, 0.606, 11.67});
}

TEST_CASE("spend and number of purchases are checked for independence") {
    const std::vector<double> x{1, 2, 3, 4, 0, 5, 6, none};
    const std::vector<double> m{10, 20, 30, 40, 99, 50, 60, 99};
    const auto dependent = independence(x, m);
    CHECK(dependent.customers == 6);
    CHECK(dependent.correlation == Approx(1));
    CHECK(!dependent.plausible());
    const std::vector<double> free{30, 10, 40, 20, 99, 35, 15, 99};
    const auto independent = independence(x, free);
    CHECK(std::abs(independent.correlation) < 0.4);
    CHECK(independent.low < 0);
    CHECK(independent.plausible());
    const std::vector<double> flat(x.size(), 5.0);
    CHECK(std::isnan(independence(x, flat).correlation));
}

TEST_CASE("intervals by the delta method and by the bootstrap agree, and hold the truth as often as they say") {
    const bg_nbd truth{0.5, 6, 0.9, 2.5};
    const auto question = [](const bg_nbd& m) { return m.expected_purchases(39, 3, 20, 30); };
    const auto alive = [](const bg_nbd& m) { return m.p_alive(3, 20, 30); };
    std::size_t covered = 0;
    std::size_t covered_alive = 0;
    constexpr std::size_t repeats = 40;
    for (std::size_t repeat = 0; repeat < repeats; ++repeat) {
        const auto h = simulate_histories(truth, std::vector<double>(1500, 52.0), 600 + repeat);
        const auto fit = fit_bg_nbd(h.columns());
        REQUIRE(fit.converged());
        const auto i = delta_interval(fit, question, interval_scale::positive);
        const auto p = delta_interval(fit, alive, interval_scale::probability);
        covered += i.low < question(truth) && question(truth) < i.high ? 1u : 0u;
        covered_alive += p.low < alive(truth) && alive(truth) < p.high ? 1u : 0u;
        CHECK(p.low > 0);
        CHECK(p.high < 1);
        if (repeat == 0) {
            const auto b = bootstrap_interval(fit, question, 2000, 5);
            CHECK(b.low == Approx(i.low).epsilon(0.05));
            CHECK(b.high == Approx(i.high).epsilon(0.05));
            CHECK(bootstrap_interval(fit, question, 2000, 5).low == b.low);
            const auto certain = delta_interval(
                fit, [](const bg_nbd& m) { return m.p_alive(0, 0, 9); }, interval_scale::probability);
            CHECK(certain.low == 1);
            CHECK(certain.high == 1);
        }
    }
    CHECK(covered >= 33);
    CHECK(covered_alive >= 33);
    const auto nothing = fit_bg_nbd({});
    CHECK_THROWS_AS((void)delta_interval(nothing, question, interval_scale::positive), scvm::error);
    const auto h = simulate_histories(truth, std::vector<double>(1500, 52.0), 600);
    CHECK_THROWS_AS((void)delta_interval(fit_bg_nbd(h.columns()), question, interval_scale::positive, 1), scvm::error);
}

TEST_CASE("each lifetime value has an interval, that of one customer as of all") {
    std::vector<double> T(1500, 52.0);
    const auto h = simulate_histories(bg_nbd{0.5, 6, 0.9, 2.5}, T, 9);
    std::vector<double> m;
    for (std::size_t i = 0; i < T.size(); ++i) {
        scvm::math::random_stream random(10, i);
        m.push_back(h.x[i] > 0 ? simulate_spend({6, 4, 15}, 0, 0, h.x[i], random) / h.x[i] : none);
    }
    const auto fit = fit_bg_nbd(h.columns());
    const auto gg = fit_gamma_gamma(h.x, m);
    const lifetime_terms terms{52, 0.1, 0.5, time_unit::week};
    const auto table = lifetime_value_intervals(fit, gg, terms, h.columns(), m);
    for (std::size_t i = 0; i < T.size(); ++i) {
        CHECK(table.low[i] < table.values.value[i]);
        CHECK(table.high[i] > table.values.value[i]);
    }
    // With the spend known for certain, the interval is the delta interval of the purchases.
    auto sure = gg;
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            sure.log_covariance(i, j) *= 1e-20;
        }
    }
    const auto purchases = lifetime_value_intervals(fit, sure, terms, h.columns(), m);
    const auto one = delta_interval(
        fit,
        [&](const bg_nbd& b) {
            return lifetime_value(b, gg.model, terms, {h.x[0], h.t_x[0], h.T[0]}, m[0]).value;
        },
        interval_scale::positive);
    CHECK(purchases.low[0] == Approx(one.low).epsilon(1e-9));
    const auto loss = lifetime_value_intervals(fit, gg, {52, 0.1, -1}, h.columns(), m);
    CHECK(loss.low[0] < loss.high[0]);
    CHECK(loss.high[0] < 0);
}

TEST_CASE("the probabilities to be in the top k add up to k, and favour those who bought more") {
    const std::vector<double> x{0, 1, 5, 20, 20, 3, none};
    const std::vector<double> t{0, 10, 36, 38, 38, 2, none};
    const std::vector<double> T{39, 39, 39, 39, 39, 39, none};
    const std::vector<double> m{none, 20, 20, 30, 30, 25, none};
    const auto p = probability_in_top(model, spend, {x, t, T}, m, 52, 2, 4000, 1);
    CHECK(std::isnan(p[6]));
    CHECK(std::accumulate(p.begin(), p.begin() + 6, 0.0) == Approx(2).epsilon(1e-12));
    CHECK(p[3] > p[2]);
    CHECK(p[2] > p[0]);
    CHECK(std::abs(p[3] - p[4]) < 4 * std::sqrt(2 * 0.25 / 4000));  // two customers alike
    CHECK(probability_in_top(model, spend, {x, t, T}, m, 52, 2, 4000, 1, 2)[3] == p[3]);
    const auto all = probability_in_top(model, spend, {x, t, T}, m, 52, 100, 10, 1);
    CHECK(all[0] == 1);
    CHECK_THROWS_AS((void)probability_in_top(model, spend, {x, t, T}, m, 52, 0, 10, 1), scvm::error);
    CHECK_THROWS_AS((void)probability_in_top(model, spend, {x, t, T}, m, 52, 1, 0, 1), scvm::error);
}
