#include <scvm/equity/who_matters.hpp>
#include <scvm/error.hpp>
#include <scvm/math/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

using namespace scvm::equity;
using doctest::Approx;

namespace {

struct columns {
    std::vector<double> activity;
    std::vector<double> influence;
    std::vector<double> value;

    [[nodiscard]] merit_columns of() const { return {activity, influence, value}; }
    [[nodiscard]] std::size_t size() const { return activity.size(); }

    [[nodiscard]] bool before(std::size_t a, std::size_t b) const {
        const bool no_lower = activity[a] >= activity[b] && influence[a] >= influence[b] && value[a] >= value[b];
        const bool higher = activity[a] > activity[b] || influence[a] > influence[b] || value[a] > value[b];
        return no_lower && higher;
    }
};

/// Few different numbers, so that ties of every kind occur; some 0, negative or not known.
columns drawn(std::uint64_t seed, std::size_t rows) {
    scvm::math::random_stream random(seed, 11);
    columns result;
    for (std::size_t row = 0; row < rows; ++row) {
        for (auto* column : {&result.activity, &result.influence, &result.value}) {
            const auto number = static_cast<double>(random.below(7));
            column->push_back(random.bernoulli(0.05)   ? std::numeric_limits<double>::quiet_NaN()
                              : random.bernoulli(0.05) ? -number
                                                       : number / 3);
        }
    }
    return result;
}

/// Layer by layer, from the definition.
std::vector<std::uint32_t> peeled(const columns& of) {
    std::vector<std::uint32_t> result(of.size(), no_layer);
    for (std::uint32_t layer = 1;; ++layer) {
        std::vector<std::size_t> found;
        for (std::size_t row = 0; row < of.size(); ++row) {
            if (result[row] != no_layer || !of.of().together(row)) {
                continue;
            }
            bool first = true;
            for (std::size_t other = 0; other < of.size(); ++other) {
                const bool there = result[other] == no_layer && of.of().together(other);
                first = first && !(there && of.before(other, row));
            }
            if (first) {
                found.push_back(row);
            }
        }
        if (found.empty()) {
            return result;
        }
        for (const std::size_t row : found) {
            result[row] = layer;
        }
    }
}

}  // namespace

TEST_CASE("Pareto layers are those of the definition, ties, zeros and unknown numbers included") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const columns of = drawn(seed, 5 + seed * 2);
        CHECK(pareto_layers(of.of()) == peeled(of));
    }
}

TEST_CASE("Pareto layers know no scale: a rising change of one column leaves them as they are") {
    columns of = drawn(7, 80);
    const auto before = pareto_layers(of.of());
    for (double& each : of.value) {
        each = each > 0 ? std::exp(3 * each) : each;
    }
    CHECK(pareto_layers(of.of()) == before);
}

TEST_CASE(
    "by hand: two who exceed each other share the first place, who is below both follows, a rich loner has none") {
    const columns of{{5, 1, 1, 0, 5}, {1, 5, 1, 0, 1}, {10, 20, 5, 1e6, 10}};
    const who_matters_result found = who_matters(of.of());
    CHECK(found.layer == std::vector<std::uint32_t>{1, 1, 2, no_layer, 1});
    CHECK(found.place == std::vector<std::uint32_t>{1, 1, 4, 0, 1});
    CHECK(found.shared_by == std::vector<std::uint32_t>{3, 3, 1, 0, 3});
    CHECK(found.ranked == 4);
    CHECK(std::isnan(found.index[3]));
}

TEST_CASE("the index is the geometric mean of percentile ranks, and a weight of 0 takes a column out") {
    const columns of{{1, 2, 3, 4}, {4, 3, 2, 1}, {1, 1, 1, 1}};
    const auto index = merit_index(of.of());
    // Ranks 1..4 of 4, 4..1 of 4, and 2.5 of 4 for all.
    CHECK(index[0] == Approx(100 * std::cbrt(0.25 * 1 * 0.625)));
    CHECK(index[1] == Approx(100 * std::cbrt(0.5 * 0.75 * 0.625)));
    const auto active_only = merit_index(of.of(), {{1, 0, 0}});
    CHECK(active_only[2] == Approx(75));
    CHECK(active_only[3] == Approx(100));
    // What is low in one thing is not lifted as by a sum: the even one is before.
    CHECK(index[1] > index[0]);
}

TEST_CASE("places by weights: equal customers share one, and the next is counted on") {
    const columns of{{3, 3, 1}, {3, 3, 1}, {3, 3, 1}};
    const auto found = who_matters(of.of(), matters_order::weights);
    CHECK(found.place == std::vector<std::uint32_t>{1, 1, 3});
    CHECK(found.shared_by == std::vector<std::uint32_t>{2, 2, 1});
}

TEST_CASE("the top share goes upward with ties, and nobody without anything is in it") {
    const std::vector<double> values{0, 5, 5, 4, 1, 0, std::numeric_limits<double>::quiet_NaN()};
    CHECK(among_the_top(values, 0.25) == std::vector<std::uint8_t>{0, 1, 1, 0, 0, 0, 0});
    CHECK(among_the_top(std::vector<double>{0, 0}, 0.5) == std::vector<std::uint8_t>{0, 0});
    CHECK_THROWS_AS((void)among_the_top(values, 0), scvm::error);
}

TEST_CASE("merits refuse columns of other lengths, infinite numbers and weights that count nothing") {
    const std::vector<double> two{1, 2};
    const std::vector<double> one{1};
    const std::vector<double> endless{1, std::numeric_limits<double>::infinity()};
    CHECK_THROWS_AS((void)pareto_layers({two, one, two}), scvm::error);
    CHECK_THROWS_AS((void)pareto_layers({two, two, endless}), scvm::error);
    CHECK_THROWS_AS((void)merit_index({two, two, two}, {{0, 0, 0}}), scvm::error);
    CHECK_THROWS_AS((void)merit_index({two, two, two}, {{-1, 1, 1}}), scvm::error);
}
