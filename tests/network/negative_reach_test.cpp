#include <scvm/network/interaction_graph.hpp>
#include <scvm/network/negative_reach.hpp>

#include <doctest/doctest.h>
#include <network/graphs.hpp>
#include <network/worlds.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace scvm::network;
using doctest::Approx;

namespace {

constexpr cascade by_weight{.kind = cascade_kind::probabilities};

graph small(std::uint64_t seed) {
    scvm::math::random_stream random(seed, 21);
    const auto nodes = static_cast<std::uint32_t>(3 + random.below(4));
    graphs::edges edges;
    for (std::size_t e = 0; e < 9; ++e) {
        edges.add(static_cast<std::uint32_t>(random.below(nodes)), static_cast<std::uint32_t>(random.below(nodes)),
                  random.uniform());
    }
    return edges.make(true, true, nodes);
}

}  // namespace

TEST_CASE("an opponent's negative reach is the value of whom her cascade reaches, without her own") {
    graphs::edges edges;  // 0 > 1 > 2, 0 > 3
    edges.add(0, 1, 0.5);
    edges.add(1, 2, 0.5);
    edges.add(0, 3, 0.2);
    const std::vector<double> value{1000, 10, 100, -50};  // nobody fears for a customer who costs money
    const std::vector<std::uint32_t> opponent{0};
    const auto reach = negative_reach(edges.make(), opponent, by_weight, {.value = value, .simulations = 200000});
    CHECK(std::abs(reach.people.mean - 0.95) < 5 * reach.people.standard_error);
    CHECK(std::abs(reach.value.mean - 30) < 5 * reach.value.standard_error);
    CHECK(reach.value.standard_error < 0.15);
    CHECK(reach.value.simulations == 200000);
    const auto heads = negative_reach(edges.make(), opponent, by_weight, {.simulations = 200000});
    CHECK(heads.value.mean == reach.people.mean);
}

TEST_CASE("negative reach agrees with all possible worlds, together and one by one") {
    double chi_squared = 0;
    double uncertain = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        CAPTURE(seed);
        const auto g = small(seed);
        const auto all = worlds::of_cascade(g);
        scvm::math::random_stream random(seed, 5);
        std::vector<double> value(g.node_count());
        for (double& v : value) {
            v = 10 * random.uniform();
        }
        const std::vector<std::uint32_t> opponents{0, 2};
        const negative_reach_options options{.value = value, .simulations = 3000, .seed = seed};
        const auto together = negative_reach(g, opponents, by_weight, options);
        const double exact = worlds::spread(all, 0b101, value) - value[0] - value[2];
        const double z = (together.value.mean - exact) / std::max(together.value.standard_error, 1e-9);
        CHECK(std::abs(z) < 5.5);
        chi_squared += z * z;
        uncertain += together.value.standard_error > 0 ? 1 : 0;
        const auto each = negative_reach_of_each(g, opponents, by_weight, options);
        REQUIRE(each.size() == 2);
        CHECK(each[0].value.mean == negative_reach(g, std::vector<std::uint32_t>{0}, by_weight, options).value.mean);
        CHECK(each[1].value.mean == negative_reach(g, std::vector<std::uint32_t>{2}, by_weight, options).value.mean);
    }
    CHECK(uncertain > 50);
    CHECK(std::abs(chi_squared - uncertain) < 5 * std::sqrt(2 * uncertain));
}

TEST_CASE("negative reach runs on thresholds, on any number of threads, and along hostile interactions alone") {
    const auto plain = graphs::rmat(4, 8, 2000).make(true, false);
    const auto g = reweighted(plain, [&](std::uint32_t, std::uint32_t to, double) {
        return 1 / static_cast<double>(plain.incoming().degree(to));
    });
    const std::vector<std::uint32_t> opponents{3, 4, 5};
    for (const auto kind : {cascade_kind::weighted, cascade_kind::linear_threshold}) {
        const auto one = negative_reach(g, opponents, {.kind = kind}, {.simulations = 2000});
        const auto two = negative_reach(g, opponents, {.kind = kind}, {.simulations = 2000, .threads = 2});
        CHECK(one.value.mean > 0);
        CHECK(one.value.mean == two.value.mean);
        CHECK(one.value.standard_error == two.value.standard_error);
    }

    const std::vector<std::int64_t> time(3, 86400);  // 1 agrees with what 0 says against us, 2 with what 3 says for us
    const std::vector<std::uint32_t> actor{1, 2, 1};
    const std::vector<std::uint32_t> target{0, 3, 3};
    const std::vector<std::uint8_t> share(3, 3);
    const std::vector<double> sentiment{-1, 1, 0};
    interaction_rules hostile;
    hostile.tone_weight = {0, 0, 1};
    const auto events =
        weigh_interactions(interaction_columns{time, actor, target, share, {}, sentiment, {}, {}, {}}, hostile, 86400);
    const auto along = attention_shares(events);
    CHECK(negative_reach(along, std::vector<std::uint32_t>{0}, by_weight).people.mean == 1);
    CHECK(negative_reach(along, std::vector<std::uint32_t>{3}, by_weight).people.mean == 0);
}

TEST_CASE("no opponents reach nobody, and bad input is refused by name") {
    graphs::edges pair;
    pair.add(0, 1, 0.5);
    const auto g = pair.make();
    CHECK(negative_reach(g, {}).value.mean == 0);
    CHECK(negative_reach(graph(), {}).people.mean == 0);
    CHECK(negative_reach_of_each(g, {}).empty());
    const std::vector<std::uint32_t> twice{0, 0};
    const std::vector<std::uint32_t> once{0};
    CHECK(negative_reach(g, twice, by_weight).people.mean == negative_reach(g, once, by_weight).people.mean);
    const std::vector<std::uint32_t> stranger{2};
    CHECK_THROWS_WITH_AS((void)negative_reach(g, stranger), "opponents[0] = 2: expected a person below 2", scvm::error);
    const std::vector<double> undefined{1, std::numeric_limits<double>::quiet_NaN()};
    CHECK_THROWS_WITH_AS((void)negative_reach(g, once, {}, {.value = undefined}), doctest::Contains("value[1] = nan"),
                         scvm::error);
    CHECK_THROWS_AS((void)negative_reach(g, once, {}, {.simulations = 0}), scvm::error);
    CHECK_THROWS_AS((void)negative_reach_of_each(g, once, {}, {.threads = 0}), scvm::error);
    CHECK_THROWS_AS((void)negative_reach(g, once, {.kind = cascade_kind::constant, .probability = 2}), scvm::error);
}
