#include <scvm/network/programme_effect.hpp>
#include <scvm/network/spread.hpp>

#include <doctest/doctest.h>
#include <network/graphs.hpp>
#include <network/worlds.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

using namespace scvm::network;
using doctest::Approx;

namespace {

/// a > b, a > c, a > d, d > e, each with probability 0.2: the example of the Graph Data Science tests.
graph five_friends() {
    graphs::edges edges;
    edges.add(0, 1, 0.2);
    edges.add(0, 2, 0.2);
    edges.add(0, 3, 0.2);
    edges.add(3, 4, 0.2);
    return edges.make();
}

constexpr cascade by_weight{.kind = cascade_kind::probabilities};

graph small(std::uint64_t seed, bool threshold) {
    scvm::math::random_stream random(seed, 77);
    const auto nodes = static_cast<std::uint32_t>(3 + random.below(4));
    graphs::edges edges;
    for (std::size_t e = 0; e < 8; ++e) {
        edges.add(static_cast<std::uint32_t>(random.below(nodes)), static_cast<std::uint32_t>(random.below(nodes)),
                  random.uniform() * (threshold ? 0.12 : 1));
    }
    return edges.make(true, true, nodes);
}

}  // namespace

TEST_CASE("simulated spread agrees with the exact values of a small example") {
    const auto g = five_friends();
    const std::vector<double> one(5, 1.0);
    const auto exact = worlds::of_cascade(g);
    CHECK(worlds::spread(exact, 0b00001, one) == Approx(41.0 / 25).epsilon(1e-14));
    CHECK(worlds::spread(exact, 0b01000, one) == Approx(1.2).epsilon(1e-14));
    CHECK(worlds::spread(exact, 0b01001, one) == Approx(2.6).epsilon(1e-14));
    CHECK(worlds::spread(exact, 0b10001, one) == Approx(2.6).epsilon(1e-14));
    const std::vector<double> value{1, 1, 1, 1, 100};
    CHECK(worlds::spread(exact, 0b01000, value) == Approx(21).epsilon(1e-14));
    CHECK(worlds::spread(exact, 0b10001, value) == Approx(101.6).epsilon(1e-14));

    const std::vector<std::uint32_t> a{0};
    const auto reached = spread(g, a, by_weight, {.simulations = 200000});
    CHECK(std::abs(reached.mean - 1.64) < 5 * reached.standard_error);
    CHECK(reached.standard_error < 0.003);
    const std::vector<std::uint32_t> d{3};
    const auto valued = spread(g, d, by_weight, {.simulations = 200000, .value = value});
    CHECK(std::abs(valued.mean - 21) < 5 * valued.standard_error);
}

TEST_CASE("simulated spread agrees with all possible worlds, for cascades and thresholds, values of any sign") {
    for (const bool threshold : {false, true}) {
        double chi_squared = 0;
        double uncertain = 0;
        constexpr int graphs_tried = 120;
        for (int number = 0; number < graphs_tried; ++number) {
            CAPTURE(number);
            const auto g = small(static_cast<std::uint64_t>(number), threshold);
            const auto all = threshold ? worlds::of_threshold(g) : worlds::of_cascade(g);
            scvm::math::random_stream random(static_cast<std::uint64_t>(number), 5);
            std::vector<double> value(g.node_count());
            for (double& v : value) {
                v = random.normal();
            }
            const std::vector<std::uint32_t> seeds{0, 1};
            const cascade model{.kind = threshold ? cascade_kind::linear_threshold : cascade_kind::probabilities};
            const auto got = spread(g, seeds, model,
                                    {.simulations = 4000, .seed = static_cast<std::uint64_t>(number), .value = value});
            const double z = (got.mean - worlds::spread(all, 0b11, value)) / std::max(got.standard_error, 1e-9);
            CHECK(std::abs(z) < 5.5);
            chi_squared += z * z;
            uncertain += got.standard_error > 0 ? 1 : 0;
        }
        CHECK(uncertain > 30);
        CHECK(chi_squared < uncertain + 5 * std::sqrt(2 * uncertain));
        CHECK(chi_squared > uncertain - 5 * std::sqrt(2 * uncertain));
    }
}

TEST_CASE("the weighted cascade and the constant cascade are cascades with these probabilities") {
    const auto edges = graphs::random(4, 60, 0.06);
    const auto plain = edges.make(true, false, 60);
    const auto weighted = reweighted(plain, [&](std::uint32_t, std::uint32_t to, double) {
        return 1 / static_cast<double>(plain.incoming().degree(to));
    });
    const std::vector<std::uint32_t> seeds{3, 4, 5};
    CHECK(spread(plain, seeds).mean == spread(weighted, seeds, by_weight).mean);
    const auto constant = reweighted(plain, [](std::uint32_t, std::uint32_t, double) { return 0.07; });
    CHECK(spread(plain, seeds, {.kind = cascade_kind::constant, .probability = 0.07}).mean ==
          spread(constant, seeds, by_weight).mean);
}

TEST_CASE("in every world, more seeds reach more people, and each new seed adds less the more there are") {
    for (const auto kind : {cascade_kind::weighted, cascade_kind::linear_threshold}) {
        const auto plain = graphs::random(9, 80, 0.05).make(true, false, 80);
        const auto g = reweighted(plain, [&](std::uint32_t, std::uint32_t to, double) {
            return 1 / static_cast<double>(plain.incoming().degree(to));
        });
        forward_cascade simulation(g, {.kind = kind});
        scvm::math::random_stream random(1);
        double difference = 0;
        for (std::uint64_t number = 0; number < 400; ++number) {
            const world coins(6, number);
            const auto reach = [&](std::vector<std::uint32_t> seeds) {
                const auto people = simulation.run(seeds, coins);
                return std::set<std::uint32_t>(people.begin(), people.end());
            };
            const auto a = static_cast<std::uint32_t>(random.below(80));
            const auto b = static_cast<std::uint32_t>(random.below(80));
            const auto x = static_cast<std::uint32_t>(random.below(80));
            const auto few = reach({a});
            const auto more = reach({a, b});
            CHECK(std::includes(more.begin(), more.end(), few.begin(), few.end()));
            const auto gain_few = static_cast<double>(reach({a, x}).size() - few.size());
            const auto gain_more = static_cast<double>(reach({a, b, x}).size() - more.size());
            if (kind == cascade_kind::weighted) {
                CHECK(gain_more <= gain_few);  // world by world
            }
            difference += gain_few - gain_more;
        }
        CHECK(difference >= 0);  // thresholds are submodular on the average only
    }
}

TEST_CASE("spread has the same bits for any number of threads, and handles the odd cases") {
    const auto g = graphs::rmat(2, 10, 6000).make(true, false);
    const std::vector<std::uint32_t> seeds{1, 2, 3};
    const auto one = spread(g, seeds, {}, {.simulations = 3000});
    const auto two = spread(g, seeds, {}, {.simulations = 3000, .threads = 2});
    CHECK(one.mean == two.mean);
    CHECK(one.standard_error == two.standard_error);
    CHECK(spread(g, {}, {}).mean == 0);
    const std::vector<std::uint32_t> twice{1, 1};
    CHECK(spread(g, twice, {}, {.simulations = 100}).mean ==
          spread(g, std::vector<std::uint32_t>{1}, {}, {.simulations = 100}).mean);
    graphs::edges certain;
    certain.add(0, 1, 1);
    certain.add(1, 2, 0);
    const auto sure = spread(certain.make(), std::vector<std::uint32_t>{0}, by_weight);
    CHECK(sure.mean == 2);
    CHECK(sure.standard_error == 0);
    CHECK(std::isnan(spread(g, seeds, {}, {.simulations = 1}).standard_error));
}

TEST_CASE("impossible probabilities and people are refused by name") {
    graphs::edges edges;
    edges.add(0, 1, 1.2);
    edges.add(2, 1, 0.5);
    const std::vector<std::uint32_t> seeds{0};
    CHECK_THROWS_WITH_AS((void)spread(edges.make(), seeds, by_weight),
                         "probability from 0 to 1 = 1.2: expected 0 <= probability <= 1", scvm::error);
    CHECK_THROWS_WITH_AS((void)spread(edges.make(), seeds, {.kind = cascade_kind::linear_threshold}),
                         "sum of the weights into node 1 = 1.7: expected a sum of at most 1", scvm::error);
    CHECK_THROWS_AS((void)spread(edges.make(), seeds, {.kind = cascade_kind::constant, .probability = -0.1}),
                    scvm::error);
    CHECK_THROWS_AS((void)spread(edges.make(), std::vector<std::uint32_t>{3}), scvm::error);
    CHECK_THROWS_AS((void)spread(edges.make(), seeds, {}, {.simulations = 0}), scvm::error);
}

TEST_CASE("trivalent probabilities do not depend on the order of the edges, and come from three levels") {
    const auto g = graphs::random(3, 60, 0.2).make();
    const auto t = trivalency(g, 5);
    std::array<int, 3> count{};
    for (const double p : t.outgoing().weight) {
        ++count[p == 0.1 ? 0 : p == 0.01 ? 1 : 2];
    }
    CHECK(*std::min_element(count.begin(), count.end()) > static_cast<int>(g.edge_count()) / 4);
    auto in = t.incoming().weight;
    auto out = t.outgoing().weight;
    std::sort(in.begin(), in.end());
    std::sort(out.begin(), out.end());
    CHECK(in == out);
    for (std::uint32_t node = 0; node < 60; ++node) {
        for (auto e = t.incoming().offset[node]; e < t.incoming().offset[node + 1]; ++e) {
            const auto from = t.incoming().neighbour[e];
            const auto row = t.outgoing().neighbours(from);
            const auto at = static_cast<std::size_t>(std::lower_bound(row.begin(), row.end(), node) - row.begin());
            CHECK(t.outgoing().weights(from)[at] == t.incoming().weight[e]);
        }
    }
}

TEST_CASE("learned probabilities are shares of reactions, shrunk towards the usual one") {
    interaction_graph events;
    graphs::edges attention;  // 1 and 2 react to 0; 0 reacts to 3
    attention.add(1, 0, 30);
    attention.add(2, 0, 5);
    attention.add(0, 3, 1);
    events.links = attention.make();
    events.contributions = {100, 0, 0, 1};
    const auto learned = learned_probabilities(events, {.shrinkage = 10, .max_probability = 0.4});
    const double usual = 36.0 / 201;
    CHECK(learned.outgoing().neighbours(0).size() == 2);
    CHECK(learned.outgoing().weights(0)[0] == Approx((30 + 10 * usual) / 110));
    CHECK(learned.outgoing().weights(0)[1] == Approx((5 + 10 * usual) / 110));
    CHECK(learned.outgoing().weights(3)[0] == Approx((1 + 10 * usual) / 11));
    CHECK_NOTHROW(check(by_weight, learned));
    CHECK_THROWS_AS((void)learned_probabilities(events, {.shrinkage = 0}), scvm::error);
}

TEST_CASE("a programme's worth is expansion plus acceleration") {
    // 0 adopts by herself and wins 1 for sure, who wins 2 for sure; 3 is reached by nobody.
    graphs::edges edges;
    edges.add(0, 1, 1);
    edges.add(1, 2, 1);
    const auto g = edges.make(true, true, 4);
    const std::vector<std::uint32_t> organic{0};
    const std::vector<std::uint32_t> chosen{2, 3};
    const std::vector<double> value{10, 20, 30, 40};
    const auto effect = programme_effect(g, {.organic = organic, .ambassadors = chosen}, by_weight,
                                         {.discount = 0.5, .value = value, .simulations = 100});
    CHECK(effect.acceleration.mean == Approx(30 * (1 - 0.25)));
    CHECK(effect.expansion.mean == Approx(40));
    CHECK(effect.total.mean == Approx(62.5));
    CHECK(effect.total.standard_error == 0);

    const std::vector<std::uint32_t> rival{1};  // 1 and 2 are the rival's; winning 2 first makes him ours
    const auto contested = programme_effect(g, {.organic = organic, .ambassadors = chosen, .rival = rival}, by_weight,
                                            {.discount = 0.5, .value = value, .simulations = 100});
    CHECK(contested.expansion.mean == Approx(30 + 40));
    CHECK(contested.acceleration.mean == 0);
}

TEST_CASE("a programme's effect on the same coins is less noisy than two separate simulations") {
    const auto g = graphs::rmat(6, 9, 3000).make(true, false);
    const std::vector<std::uint32_t> organic{0, 1, 2, 3, 4, 5, 6, 7};
    const std::vector<std::uint32_t> chosen{100, 101};
    const programme_options options{.discount = 1, .simulations = 4000};
    const auto effect = programme_effect(g, {.organic = organic, .ambassadors = chosen}, {}, options);
    std::vector<std::uint32_t> both = organic;
    both.insert(both.end(), chosen.begin(), chosen.end());
    const auto with = spread(g, both, {}, {.simulations = 4000});
    const auto without = spread(g, organic, {}, {.simulations = 4000, .seed = 2});
    CHECK(std::abs(effect.total.mean - (with.mean - without.mean)) <
          5 * std::hypot(with.standard_error, without.standard_error));
    CHECK(effect.total.standard_error < 0.5 * with.standard_error);
    CHECK(effect.acceleration.mean == 0);  // without discounting, sooner is no better
    CHECK(effect.total.mean >= 0);
    auto threaded = options;
    threaded.threads = 2;
    CHECK(programme_effect(g, {.organic = organic, .ambassadors = chosen}, {}, threaded).total.mean ==
          effect.total.mean);
    CHECK_THROWS_AS((void)programme_effect(g, {}, {.kind = cascade_kind::linear_threshold}), scvm::error);  // Σ > 1
    CHECK_THROWS_AS((void)programme_effect(g, {}, {}, {.discount = 0}), scvm::error);
}

TEST_CASE("a programme works on thresholds as well: what it adds is the difference of the two spreads") {
    constexpr cascade thresholds{.kind = cascade_kind::linear_threshold};
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        CAPTURE(seed);
        const auto g = small(seed, true);
        const std::vector<std::uint32_t> organic{0};
        const std::vector<std::uint32_t> chosen{2};
        const auto effect = programme_effect(g, {.organic = organic, .ambassadors = chosen}, thresholds,
                                             {.discount = 1, .simulations = 500, .seed = seed});
        const auto with = spread(g, std::vector<std::uint32_t>{0, 2}, thresholds, {.simulations = 500, .seed = seed});
        const auto without = spread(g, organic, thresholds, {.simulations = 500, .seed = seed});
        CHECK(effect.total.mean == Approx(with.mean - without.mean).epsilon(1e-12));  // the same worlds
        CHECK(effect.acceleration.mean == 0);
        const auto all = worlds::of_threshold(g);
        const std::vector<double> one(g.node_count(), 1.0);
        const double exact = worlds::spread(all, 0b101, one) - worlds::spread(all, 0b001, one);
        CHECK(std::abs(effect.total.mean - exact) <= 5.5 * effect.total.standard_error + 1e-9);
    }
    // 0 > 1 > 2 for sure: the chain of the cascades, whose thresholds give way at once.
    graphs::edges edges;
    edges.add(0, 1, 1);
    edges.add(1, 2, 1);
    const std::vector<std::uint32_t> organic{0};
    const std::vector<std::uint32_t> chosen{2, 3};
    const std::vector<double> value{10, 20, 30, 40};
    const auto effect = programme_effect(edges.make(true, true, 4), {.organic = organic, .ambassadors = chosen},
                                         thresholds, {.discount = 0.5, .value = value, .simulations = 100});
    CHECK(effect.acceleration.mean == Approx(30 * (1 - 0.25)));
    CHECK(effect.expansion.mean == Approx(40));
}

TEST_CASE("on thresholds two products share a person as they share the weight upon them") {
    graphs::edges edges;  // 0 is ours, 1 the rival's: together they win 2 for sure, ours with three of four
    edges.add(0, 2, 0.75);
    edges.add(1, 2, 0.25);
    const std::vector<std::uint32_t> ours{0};
    const std::vector<std::uint32_t> rival{1};
    const programme_options options{.discount = 0.5, .simulations = 40000};
    const auto effect = programme_effect(edges.make(), {.ambassadors = ours, .rival = rival},
                                         {.kind = cascade_kind::linear_threshold}, options);
    CHECK(std::abs(effect.expansion.mean - (1 + 0.5 * 0.75)) < 5 * effect.expansion.standard_error);
    CHECK(effect.expansion.standard_error < 0.002);
    CHECK(effect.acceleration.mean == 0);
    auto threaded = options;
    threaded.threads = 2;
    CHECK(programme_effect(edges.make(), {.ambassadors = ours, .rival = rival},
                           {.kind = cascade_kind::linear_threshold}, threaded)
              .total.mean == effect.total.mean);
}

TEST_CASE("shares of attention are probabilities, and sum to the given part at most") {
    interaction_graph events;
    graphs::edges attention;  // 1 has ears for 0 and 2, 2 for 0 alone, 3 for somebody whose word weighs nothing
    attention.add(1, 0, 3);
    attention.add(1, 2, 1);
    attention.add(2, 0, 8);
    attention.add(3, 0, 0);
    events.links = attention.make();
    const auto shares = attention_shares(events, 0.8, 0.7);
    CHECK(shares.outgoing().weights(0)[0] == Approx(0.6));
    CHECK(shares.outgoing().weights(0)[1] == Approx(0.7));  // cut off
    CHECK(shares.outgoing().weights(0)[2] == 0);
    CHECK(shares.outgoing().weights(2)[0] == Approx(0.2));
    CHECK(shares.incoming().strength(1) == Approx(0.8));
    CHECK_NOTHROW(check({.kind = cascade_kind::linear_threshold}, attention_shares(events)));
    CHECK_THROWS_WITH_AS((void)attention_shares(events, 1.1), "part = 1.1: expected 0 < part <= 1", scvm::error);
    CHECK_THROWS_AS((void)attention_shares(events, 1, 0), scvm::error);
}

TEST_CASE("whoever is barred is reached by no cascade, and further seeds add to the same world") {
    const auto g = graphs::rmat(12, 9, 4000).make(true, false);
    std::vector<std::uint8_t> barred(g.node_count());
    barred[0] = barred[7] = 1;
    forward_cascade open(g, {});
    forward_cascade guarded(g, {}, barred);
    std::size_t fewer = 0;
    for (std::uint64_t number = 0; number < 200; ++number) {
        const world coins(3, number);
        const auto everybody = open.run(std::vector<std::uint32_t>{0, 5, 9}, coins);
        const std::set<std::uint32_t> at_once(everybody.begin(), everybody.end());
        std::set<std::uint32_t> in_turn;
        for (const std::uint32_t seed : {5u, 9u, 0u}) {
            const auto more =
                in_turn.empty() ? open.run(std::span(&seed, 1), coins) : open.run_on(std::span(&seed, 1), coins);
            in_turn.insert(more.begin(), more.end());
        }
        CHECK(at_once == in_turn);
        const auto without = guarded.run(std::vector<std::uint32_t>{0, 5, 9}, coins);
        CHECK(std::none_of(without.begin(), without.end(), [&](std::uint32_t person) { return barred[person] != 0; }));
        CHECK(guarded.step_of(0) == forward_cascade::not_reached);
        fewer += without.size() < at_once.size() ? 1 : 0;
    }
    CHECK(fewer == 200);
}
