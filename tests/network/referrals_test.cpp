#include <scvm/math/random.hpp>
#include <scvm/network/referrals.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

using namespace scvm::network;
using doctest::Approx;

TEST_CASE("referrals become trees with chains, generations and descendants") {
    // 0 brings 1 and 2; 1 brings 3; 3 brings 4. 5 came alone.
    const std::vector<std::uint32_t> who{3, 0, 1, 0};
    const std::vector<std::uint32_t> whom{4, 1, 3, 2};
    const std::vector<std::int64_t> when{40, 10, 30, 20};
    const auto forest = referral_trees({who, whom, when}, 6);
    CHECK(forest.rejected.empty());
    CHECK(forest.depth == std::vector<std::uint32_t>{0, 1, 1, 2, 3, 0});
    CHECK(forest.root == std::vector<std::uint32_t>{0, 0, 0, 0, 0, 5});
    CHECK(forest.brought == std::vector<std::uint32_t>{2, 1, 0, 1, 0, 0});
    CHECK(forest.descendants == std::vector<std::uint32_t>{4, 2, 0, 1, 0, 0});
    CHECK(forest.generation == std::vector<std::uint32_t>{2, 2, 1, 1});
    CHECK(forest.longest_chain() == 3);
}

TEST_CASE("a person is referred once, by somebody else, and before acting as a referrer") {
    const std::vector<std::uint32_t> who{0, 0, 1, 2, 1};
    const std::vector<std::uint32_t> whom{0, 1, 0, 1, 3};
    const std::vector<std::int64_t> when{1, 10, 20, 5, 30};
    const auto forest = referral_trees({who, whom, when}, 4);
    REQUIRE(forest.rejected.size() == 3);
    CHECK(forest.rejected[0].reason == referral_rejection::self);
    CHECK(forest.rejected[1].row == 1);
    CHECK(forest.rejected[1].reason == referral_rejection::second);
    CHECK(forest.rejected[2].row == 2);
    CHECK(forest.rejected[2].reason == referral_rejection::already_there);
    CHECK(forest.referrer[1] == 2);
    CHECK(forest.depth[3] == 2);
}

TEST_CASE("any log of referrals gives a forest: no cycles, and nobody lost") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        scvm::math::random_stream random(seed);
        std::vector<std::uint32_t> who;
        std::vector<std::uint32_t> whom;
        std::vector<std::int64_t> when;
        for (int i = 0; i < 60; ++i) {
            who.push_back(static_cast<std::uint32_t>(random.below(25)));
            whom.push_back(static_cast<std::uint32_t>(random.below(25)));
            when.push_back(static_cast<std::int64_t>(random.below(15)));  // many ties
        }
        const auto forest = referral_trees({who, whom, when}, 25);
        std::uint32_t roots = 0;
        std::uint32_t members = 0;
        for (std::uint32_t person = 0; person < 25; ++person) {
            std::uint32_t at = person;
            std::uint32_t steps = 0;
            while (forest.referrer[at] != referral_forest::nobody && steps < 30) {
                at = forest.referrer[at];
                ++steps;
            }
            CHECK_UNARY(steps == forest.depth[person] && at == forest.root[person]);
            if (forest.depth[person] == 0) {
                ++roots;
                members += 1 + forest.descendants[person];
            }
        }
        CHECK(members == 25);
        CHECK(forest.generation[0] == roots);
        CHECK(forest.rejected.size() + 25 - roots == 60);
    }
    CHECK(referral_trees({}, 0).longest_chain() == 0);
    const std::vector<std::uint32_t> stranger{9};
    const std::vector<std::int64_t> when{1};
    CHECK_THROWS_WITH_AS((void)referral_trees({stranger, stranger, when}, 3),
                         "referrer[0] = 9: expected a person below 3", scvm::error);
}

TEST_CASE("the K-factor is invites per user times conversion") {
    const auto result = k_factor(200, 300, 60);
    CHECK(result.invites_per_user == 1.5);
    CHECK(result.conversion == 0.2);
    CHECK(result.k == Approx(0.3));
    CHECK(result.total_per_user == Approx(1 / 0.7));
    CHECK(result.conversion_low < 0.2);
    CHECK(result.conversion_high > 0.2);
    CHECK(std::isinf(k_factor(10, 100, 20).total_per_user));
    CHECK(k_factor(10, 0, 0).k == 0);
    CHECK(std::isnan(k_factor(10, 0, 0).conversion));
    CHECK(std::isnan(k_factor(0, 0, 0).k));
    CHECK_THROWS_AS((void)k_factor(10, 5, 6), scvm::error);
}

TEST_CASE("type one are those who would not have come otherwise") {
    CHECK(type_one_probability(30, 100, 10, 100) == Approx(2.0 / 3));
    CHECK(type_one_probability(10, 100, 30, 100) == 0);
    CHECK(std::isnan(type_one_probability(0, 100, 10, 100)));
    CHECK_THROWS_AS((void)type_one_probability(5, 4, 1, 2), scvm::error);
    const std::vector<std::uint32_t> who{0, 0};
    const std::vector<std::uint32_t> whom{1, 2};
    const std::vector<std::int64_t> when{1, 2};
    const auto forest = referral_trees({who, whom, when}, 4);
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    const auto types = referral_types(forest, std::vector<double>{unknown, 0.75, 0.25, 1});
    CHECK(types.type_one == 1);
    CHECK(types.type_two == 1);
    CHECK(types.type_one_of_referrer == std::vector<double>{1, 0, 0, 0});
    CHECK_THROWS_AS((void)referral_types(forest, std::vector<double>{0, 2, 0, 0}), scvm::error);
}

TEST_CASE("a touch counts when it came before the first purchase, and not too long before") {
    constexpr std::int64_t day = 86400;
    const std::vector<std::int64_t> bought{100 * day, 100 * day, 100 * day, no_purchase, 100 * day};
    const std::vector<std::uint32_t> customer{0, 0, 1, 2, 3, 4};
    const std::vector<std::int64_t> time{90 * day, 100 * day, 101 * day, 60 * day, 90 * day, 95 * day};
    const std::vector<std::uint8_t> kind{1, 2, 1, 1, 1, 0};
    const auto result = touched_first_purchases(bought, {customer, time, kind});
    CHECK(result.first_purchases == 4);
    CHECK(result.referral == 1);
    CHECK(result.review == 1);
    CHECK(result.either == 1);
    CHECK(result.share == 0.25);
    CHECK(touched_first_purchases(bought, {customer, time, kind}, 50 * day).either == 2);
    CHECK(std::isnan(touched_first_purchases({}, {}).share));
    const std::vector<std::uint8_t> bad{1, 2, 1, 1, 1, 7};
    CHECK_THROWS_AS((void)touched_first_purchases(bought, {customer, time, bad}), scvm::error);
}
