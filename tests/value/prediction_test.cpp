#include "data.hpp"

#include <scvm/value/bg_bb.hpp>
#include <scvm/value/forecast.hpp>
#include <scvm/value/simulate.hpp>

#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace scvm::value;
using doctest::Approx;
using value_test::running_mean;

namespace {

constexpr std::array<double, 5> groups{0, 1, 2, 4, 8};  // customers with at least so many purchases

std::size_t group_of(double x) {
    std::size_t group = 0;
    while (group + 1 < groups.size() && x >= groups[group + 1]) {
        ++group;
    }
    return group;
}

/// Lives customers to T + t, forgets all after T, and compares what the model expects with what they then did.
template <class Model>
void check_against_brute_force(const Model& model, double T, double t) {
    constexpr double rate = 0.03;
    struct tally {
        running_mean purchases, discounted, none, two;
    };
    std::array<tally, groups.size()> gaps;
    running_mean total_at_T;
    for (std::size_t i = 0; i < 60'000; ++i) {
        scvm::math::random_stream random(21, i);
        history h{0, 0, T};
        double later = 0;
        double discounted = 0;
        simulate_new(model, T + t, random, [&](double time) {
            if (time <= T) {
                h.x += 1;
                h.t_x = time;
            } else {
                later += 1;
                discounted += std::exp(-rate * (time - T));
            }
        });
        total_at_T.add(h.x);
        auto& gap = gaps[group_of(h.x)];
        gap.purchases.add(later - model.expected_purchases(t, h.x, h.t_x, T));
        gap.discounted.add(discounted - model.discounted_expected_purchases(rate, h.x, h.t_x, T, t));
        gap.none.add((later == 0 ? 1 : 0) - model.probability_of(0, t, h.x, h.t_x, T));
        gap.two.add((later == 2 ? 1 : 0) - model.probability_of(2, t, h.x, h.t_x, T));
    }
    CHECK(std::abs(total_at_T.mean() - model.expected_purchases_new(T)) < 4.5 * total_at_T.error());
    for (std::size_t group = 0; group < groups.size(); ++group) {
        CAPTURE(group);
        const auto& gap = gaps[group];
        REQUIRE(gap.purchases.count > 500);
        CHECK(std::abs(gap.purchases.mean()) < 4.5 * gap.purchases.error());
        CHECK(std::abs(gap.discounted.mean()) < 4.5 * gap.discounted.error());
        CHECK(std::abs(gap.none.mean()) < 4.5 * gap.none.error());
        CHECK(std::abs(gap.two.mean()) < 4.5 * gap.two.error());
    }
}

template <class Model>
void check_probabilities(const Model& model, double t, unsigned most) {
    double sum = 0;
    double mean = 0;
    for (unsigned n = 0; n <= most; ++n) {
        const double p = model.probability_of(n, t);
        CHECK(p >= 0);
        sum += p;
        mean += n * p;
    }
    CHECK(sum == doctest::Approx(1).epsilon(1e-9));
    CHECK(mean == doctest::Approx(model.expected_purchases_new(t)).epsilon(1e-7));
}

/// Properties that hold for every history: nothing is NaN, nothing leaves its range, more time is worth no less.
template <class Model>
void check_ranges(const Model& model) {
    for (const double T : {0.0, 1e-9, 1.0, 38.86, 1e4}) {
        for (const double x : {0.0, 1.0, 2.0, 30.0, 1000.0, 1e6}) {
            for (const double share : {0.0, 0.5, 1.0}) {
                const double t_x = x == 0 ? 0 : share * T;
                CAPTURE(T);
                CAPTURE(x);
                CAPTURE(t_x);
                const double alive = model.p_alive(x, t_x, T);
                CHECK(alive >= 0);
                CHECK(alive <= 1);
                CHECK(std::isfinite(model.log_likelihood(x, t_x, T)));
                double before = 0;
                for (const double t : {0.0, 1e-6, 1.0, 52.0, 5000.0}) {
                    const double expected = model.expected_purchases(t, x, t_x, T);
                    CHECK(std::isfinite(expected));
                    CHECK(expected >= before);
                    before = expected;
                    const double discounted = model.discounted_expected_purchases(0.002, x, t_x, T, t);
                    CHECK(discounted >= 0);
                    CHECK(discounted <= expected * (1 + 1e-12));
                    const double none = model.probability_of(0, t, x, t_x, T);
                    CHECK(none >= 0);
                    CHECK(none <= 1 + 1e-12);
                }
                const double endless =
                    model.discounted_expected_purchases(0.002, x, t_x, T, std::numeric_limits<double>::infinity());
                CHECK(std::isfinite(endless));
                CHECK(endless >= model.discounted_expected_purchases(0.002, x, t_x, T, 5000) * (1 - 1e-12));
            }
        }
    }
}

}  // namespace

TEST_CASE("BG/NBD expects what customers drawn from it do") {
    check_against_brute_force(bg_nbd{0.6, 5, 0.9, 2.5}, 40, 30);
}

TEST_CASE("MBG/NBD expects what customers drawn from it do") {
    check_against_brute_force(mbg_nbd{0.7, 5, 0.8, 2.2}, 40, 30);
}

TEST_CASE("Pareto/NBD expects what customers drawn from it do") {
    check_against_brute_force(pareto_nbd{0.7, 6, 0.8, 18}, 40, 30);
}

TEST_CASE("BG/BB expects what customers drawn from it do") {
    const bg_bb model{1.2, 0.8, 0.7, 2.8};
    std::array<running_mean, 4> gaps;
    for (std::size_t i = 0; i < 40'000; ++i) {
        // The same stream lived twice: to opportunity 6, and on to 14.
        scvm::math::random_stream short_life(22, i);
        scvm::math::random_stream long_life(22, i);
        const auto h = simulate_history(model, 6, short_life);
        const double later = simulate_history(model, 14, long_life).x - h.x;
        gaps[static_cast<std::size_t>(h.x) / 2].add(later - model.expected_purchases(8, h.x, h.t_x, 6));
    }
    for (const auto& gap : gaps) {
        CHECK(std::abs(gap.mean()) < 4.5 * gap.error());
    }
}

TEST_CASE("the shifted beta-geometric model expects what contracts drawn from it do") {
    const beta_geometric model{0.9, 2.6};
    running_mean survive;
    running_mean paid;
    for (std::size_t i = 0; i < 60'000; ++i) {
        scvm::math::random_stream random(61, i);
        const double renewals = simulate_renewals(model, 40, random);
        survive.add(renewals >= 3 ? 1 : 0);
        if (renewals >= 2) {  // of those whose third renewal is due: that one in full, later ones discounted
            double total = 0;
            for (double j = 0; j < std::min(renewals - 2, 12.0); ++j) {
                total += std::pow(1.1, -j);
            }
            paid.add(total);
        }
    }
    CHECK(std::abs(survive.mean() - model.survival(3)) < 4.5 * survive.error());
    CHECK(std::abs(paid.mean() - model.discounted_expected_residual_lifetime(0.1, 3, 12)) < 4.5 * paid.error());
}

TEST_CASE("Gamma-Gamma expects what customers drawn from it spend") {
    const gamma_gamma model{6.25, 3.74, 15.44};
    std::array<running_mean, 3> gaps;
    running_mean all;
    for (std::size_t i = 0; i < 60'000; ++i) {
        // A customer's own rate, three purchases that are seen and ten that are not.
        scvm::math::random_stream random(62, i);
        const double rate = random.gamma(model.q, 1 / model.v);
        const double seen = random.gamma(3 * model.p, 1) / rate / 3;
        const double next = random.gamma(10 * model.p, 1) / rate / 10;
        const double expected = model.expected_spend(3, seen);
        gaps[expected < 25 ? 0 : expected < 40 ? 1 : 2].add(next - expected);
        all.add(next);
    }
    for (const auto& gap : gaps) {
        CHECK(gap.count > 5000);
        CHECK(std::abs(gap.mean()) < 4.5 * gap.error());
    }
    CHECK(std::abs(all.mean() - model.expected_spend_new()) < 4.5 * all.error());
}

TEST_CASE("the probabilities of all numbers of purchases add up to 1, and their mean is the expectation") {
    for (const double t : {0.0, 0.1, 39.0, 200.0}) {
        CAPTURE(t);
        check_probabilities(bg_nbd{0.243, 4.414, 0.793, 2.426}, t, 1500);
        check_probabilities(mbg_nbd{0.525, 6.183, 0.891, 1.614}, t, 1500);
        check_probabilities(pareto_nbd{0.553, 10.58, 0.606, 11.67}, t, 1500);
        check_probabilities(pareto_nbd{20, 40, 3, 90}, t, 1500);
    }
}

TEST_CASE("no history and no horizon gives a NaN or leaves its range") {
    check_ranges(bg_nbd{0.243, 4.414, 0.793, 2.426});
    check_ranges(bg_nbd{0.8, 10, 1, 3});
    check_ranges(bg_nbd{0.8, 10, 0.3, 0.4});
    check_ranges(bg_nbd{1e-3, 1e-2, 20, 0.05});
    check_ranges(bg_nbd{60, 500, 0.01, 40});
    check_ranges(bg_nbd{1, 1, 105, 951});  // 2F1 overflows where its factor underflows
    check_ranges(mbg_nbd{0.525, 6.183, 0.891, 1.614});
    check_ranges(mbg_nbd{0.8, 10, 1, 0.4});
    check_ranges(pareto_nbd{0.553, 10.58, 0.606, 11.67});
    check_ranges(pareto_nbd{0.8, 9, 1, 9});
    check_ranges(pareto_nbd{10.465, 7.98565181e-3, 3.0516, 2.82});
    check_ranges(pareto_nbd{60, 500, 0.01, 1e-3});
}

TEST_CASE("an endless horizon without discount is infinite, or known in closed form") {
    const double forever = std::numeric_limits<double>::infinity();
    CHECK(bg_nbd{0.5, 5, 0.8, 2}.discounted_expected_purchases_new(0, forever) == forever);
    CHECK(bg_nbd{0.5, 5, 1.8, 2}.discounted_expected_purchases_new(0, forever) ==
          doctest::Approx(bg_nbd{0.5, 5, 1.8, 2}.expected_purchases_new(1e15)).epsilon(1e-6));
    CHECK(pareto_nbd{0.5, 5, 0.8, 20}.discounted_expected_purchases_new(0, forever) == forever);
    CHECK(pareto_nbd{0.5, 5, 1.8, 20}.discounted_expected_purchases_new(0, forever) ==
          doctest::Approx(0.5 * 20 / (5 * 0.8)));
    CHECK(bg_bb{1, 1, 0.8, 2}.discounted_expected_purchases_new(0, forever) == forever);
    CHECK(bg_bb{1, 1, 1.8, 2}.discounted_expected_purchases_new(0, forever) == doctest::Approx(0.5 * 2 / 0.8));
    CHECK(bg_bb{1, 1, 1.8, 2}.discounted_expected_purchases_new(1e-6, forever) ==
          doctest::Approx(0.5 * 2 / 0.8).epsilon(2e-3));
}

TEST_CASE("bad parameters, times and histories are refused by name") {
    const auto message = [](auto&& call) {
        try {
            (void)call();
        } catch (const scvm::error& e) {
            CHECK(e.code() == scvm::errc::domain);
            return std::string(e.what());
        }
        return std::string("no error");
    };
    const double none = std::numeric_limits<double>::quiet_NaN();
    const bg_nbd good{0.5, 5, 0.8, 2};
    CHECK(message([&] {
              return bg_nbd{0, 5, 0.8, 2}.p_alive(1, 1, 2);
          }) == "r = 0: expected a positive, finite number");
    CHECK(message([&] {
              return pareto_nbd{1, 5, none, 2}.expected_purchases_new(1);
          }) == "s = nan: expected a positive, finite number");
    CHECK(message([&] { return good.p_alive(1, 3, 2); }) == "t_x = 3: expected 0 <= t_x <= T");
    CHECK(message([&] { return good.p_alive(none, 3, 4); }) == "x = nan: expected a whole number >= 0");
    CHECK(message([&] { return good.expected_purchases_new(-1); }) == "t = -1: expected a finite time >= 0");
    CHECK(message([&] { return good.discounted_expected_purchases_new(-0.1, 52); }).starts_with("continuous_rate"));
    CHECK(message([&] { return good.discounted_expected_purchases_new(0.1, none); }).starts_with("horizon"));
    const std::string rule = " = 10: expected a rate from 0 to 1, as a fraction: 0.1 is 10 %";
    CHECK(message([&] { return good.discounted_expected_purchases_new(10, 52); }) == "continuous_rate" + rule);
    CHECK(message([&] {
              return mbg_nbd{0.5, 5, 0.8, 2}.discounted_expected_purchases_new(10, 52);
          }) == "continuous_rate" + rule);
    CHECK(message([&] {
              return pareto_nbd{0.5, 5, 0.8, 2}.discounted_expected_purchases_new(10, 52);
          }) == "continuous_rate" + rule);
    CHECK(message([&] { return beta_geometric{1, 3}.discounted_expected_lifetime(10); }) == "rate_per_period" + rule);
    CHECK(message([&] {
              return bg_bb{1, 1, 1, 1}.discounted_expected_purchases_new(10, 5);
          }) == "rate_per_opportunity" + rule);
    CHECK(message([&] { return bg_bb{1, 1, 1, 1}.p_alive(3, 2, 6); }) == "x = 3, t_x = 2, n = 6: expected x <= t_x");
    // 1/2 + … + 1/(10^8 + 1), however many terms: ln n + 0.5772… + 1/(2n) - 1
    const double harmonic = std::log(1e8 + 1) + 0.57721566490153286 + 0.5e-8 - 1;
    CHECK(bg_bb{1, 1, 1, 1}.expected_purchases_new(1e8) == Approx(harmonic / 2).epsilon(1e-13));
    CHECK(beta_geometric{1, 1}.discounted_expected_residual_lifetime(0, 1, 1e8) == Approx(harmonic).epsilon(1e-13));
    CHECK(message([&] {
              return bg_bb{1, 1, 1, 1}.expected_purchases_new(0.5);
          }) == "opportunities = 0.5: expected a whole number >= 0, or infinity");
    CHECK(message([&] { return beta_geometric{1, 1}.survival(0.5); }) == "t = 0.5: expected a whole number >= 0");
}

TEST_CASE("a customer who would buy without end is refused, not drawn for ever") {
    scvm::math::random_stream random(1, 1);
    const auto take = [](double) { FAIL("a purchase was drawn"); };
    CHECK_THROWS_AS(simulate_new(bg_nbd{1, 1e-300, 1, 1}, 39, random, take), scvm::error);
    CHECK_THROWS_AS(simulate_new(mbg_nbd{1e6, 1e-3, 1, 1e9}, 39, random, take), scvm::error);
    CHECK_THROWS_AS((void)simulate_histories(pareto_nbd{1e300, 1e-300, 1, 1}, std::vector<double>(3, 39.0), 1),
                    scvm::error);
    CHECK_THROWS_AS((void)simulate_future(bg_nbd{1, 1, 1, 1}, {0, 0, 4}, 1e9, random), scvm::error);
}

TEST_CASE("columns give the same bits as rows, for any number of threads, and list the bad rows") {
    std::vector<double> T;
    for (std::size_t i = 0; i < 3000; ++i) {
        T.push_back(static_cast<double>(20 + i % 37));
    }
    const pareto_nbd model{0.7, 6, 0.8, 18};
    auto h = simulate_histories(model, T, 3);
    CHECK(simulate_histories(model, T, 3, 2).x == h.x);
    h.x[5] = std::numeric_limits<double>::quiet_NaN();
    h.t_x[6] = -1;
    std::vector<double> expected(T.size());
    std::vector<double> threaded(T.size());
    std::vector<double> discounted(T.size());
    std::vector<double> alive(T.size());
    const auto rejected = expected_purchases(model, 30, h.columns(), expected);
    CHECK(expected_purchases(model, 30, h.columns(), threaded, 3).size() == 1);
    (void)discounted_expected_purchases(model, 0.01, h.columns(), 30, discounted);
    CHECK(model.p_alive(h.columns(), alive).size() == 1);
    REQUIRE(rejected.size() == 1);
    CHECK(rejected[0].row == 6);
    for (std::size_t i = 0; i < T.size(); ++i) {
        if (i == 5 || i == 6) {
            CHECK(std::isnan(expected[i]));
            CHECK(std::isnan(alive[i]));
            continue;
        }
        const auto same = [](double a, double b) {
            return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
        };
        CHECK(same(expected[i], model.expected_purchases(30, h.x[i], h.t_x[i], h.T[i])));
        CHECK(same(expected[i], threaded[i]));
        CHECK(same(discounted[i], model.discounted_expected_purchases(0.01, h.x[i], h.t_x[i], h.T[i], 30)));
        CHECK(same(alive[i], model.p_alive(h.x[i], h.t_x[i], h.T[i])));
    }
    std::vector<double> wrong(7);
    CHECK_THROWS_AS((void)expected_purchases(model, 30, h.columns(), wrong), scvm::error);
}
