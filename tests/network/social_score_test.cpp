#include <scvm/math/random.hpp>
#include <scvm/network/influence_value.hpp>
#include <scvm/network/live_features.hpp>
#include <scvm/network/pagerank.hpp>
#include <scvm/network/social_scores.hpp>

#include <doctest/doctest.h>
#include <network/graphs.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

using namespace scvm::network;
using doctest::Approx;

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t today = 20000 * std::int64_t{86400};

social_score_model two_channels() {
    social_score_model model;
    model.channels = {{.weight = {0.5, 0.25, 0.25}, .reference = {100, 10, 50}, .strength = 0.9},
                      {.weight = {0.2, 0.3, 0.5}, .reference = {1000, 5, 20}, .strength = 0.6}};
    return model;
}

std::vector<social_features> random_features(std::uint64_t seed, std::size_t count) {
    scvm::math::random_stream random(seed);
    std::vector<social_features> features(count);
    for (auto& row : features) {
        row = random.bernoulli(0.2) ? social_features{undefined, undefined, undefined}
                                    : social_features{std::exp(2 * random.normal()), std::exp(random.normal()),
                                                      random.bernoulli(0.3) ? 0 : std::exp(2 * random.normal())};
    }
    return features;
}

interaction_ledger random_ledger(std::uint64_t seed, std::size_t events, std::uint32_t persons,
                                 std::vector<interaction_event>* log = nullptr) {
    scvm::math::random_stream random(seed);
    std::vector<std::int64_t> time;
    std::vector<std::uint32_t> actor;
    std::vector<std::uint32_t> target;
    std::vector<std::uint8_t> kind;
    for (std::size_t i = 0; i < events; ++i) {
        time.push_back(today - static_cast<std::int64_t>(random.below(40)) * 86400);
        actor.push_back(static_cast<std::uint32_t>(random.below(persons)));
        target.push_back(random.bernoulli(0.1) ? nobody : static_cast<std::uint32_t>(random.below(persons)));
        kind.push_back(static_cast<std::uint8_t>(random.below(interaction_kinds)));
        if (log != nullptr) {
            log->push_back({time.back(), actor.back(), target.back(), static_cast<interaction_kind>(kind.back())});
        }
    }
    interaction_ledger ledger;
    ledger.append({time, actor, target, kind, {}, {}, {}, {}, {}});
    return ledger;
}

}  // namespace

TEST_CASE("the score of a hand-computed person") {
    social_score_model model;
    model.channels = {{.weight = {0.5, 0.25, 0.25}, .reference = {99, 9, 9}, .strength = 0.8}};
    const std::vector<social_features> person{{9, 9, 0}};  // half full, full, empty: s = 0.5
    std::vector<double> reasons(3);
    CHECK(social_score(person, model, reasons) == Approx(0.5 + 99 * 0.4).epsilon(1e-14));
    CHECK(reasons[0] == Approx(99 * 0.2).epsilon(1e-14));
    CHECK(reasons[1] == Approx(99 * 0.2).epsilon(1e-14));
    CHECK(reasons[2] == 0);
}

TEST_CASE("reasons sum to the score, which never reaches 0 or 100") {
    const auto model = two_channels();
    const auto features = random_features(1, 4000);
    const auto result = social_scores(features, model, {}, 2);
    const auto one_thread = social_scores(features, model);
    CHECK(std::equal(result.score.begin(), result.score.end(), one_thread.score.begin(), one_thread.score.end(),
                     [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }));
    std::uint64_t present = 0;
    for (std::size_t person = 0; person < result.score.size(); ++person) {
        if (std::isnan(result.score[person])) {
            CHECK_UNARY(features[2 * person].absent() && features[2 * person + 1].absent());
            continue;
        }
        ++present;
        double sum = model.floor;
        for (std::size_t i = 0; i < 6; ++i) {
            sum += std::isnan(result.reasons[6 * person + i]) ? 0 : result.reasons[6 * person + i];
        }
        CHECK_UNARY(std::abs(sum - result.score[person]) < 1e-12 * 100);
        CHECK_UNARY(result.score[person] > 0 && result.score[person] < 100);
    }
    CHECK(present == result.scored);
    const std::vector<social_features> giant(2, {1e300, 1e300, 1e300});
    CHECK(social_score(giant, model) < 100);
    CHECK(social_score(giant, model) > 95);
    const std::vector<social_features> nothing(2, {0, 0, 0});
    CHECK(social_score(nothing, model) == 0.5);
}

TEST_CASE("the score rises in every feature, and another channel never lowers it") {
    const auto model = two_channels();
    const auto features = random_features(2, 3000);
    scvm::math::random_stream random(3);
    for (std::size_t person = 0; person < 1500; ++person) {
        std::vector<social_features> row{features[2 * person], features[2 * person + 1]};
        const double before = social_score(row, model);
        auto& channel = row[random.below(2)];
        if (channel.absent()) {
            channel = {random.uniform(), random.uniform(), random.uniform()};
        } else {
            (random.bernoulli(0.5) ? channel.reach : channel.network) += random.uniform();
        }
        const double after = social_score(row, model);
        CHECK_UNARY(std::isnan(before) || after >= before);
    }
}

TEST_CASE("a score moves only so far in a day") {
    const social_score_model model;
    CHECK(published_score(60, 40, 1, model) == 42);
    CHECK(published_score(60, 40, 30, model) == 60);
    CHECK(published_score(10, 40, 2.5, model) == 35);
    CHECK(published_score(60, undefined, 1, model) == 60);
    CHECK(std::isnan(published_score(undefined, 40, 1, model)));
    CHECK_THROWS_AS((void)published_score(60, 40, -1, model), scvm::error);
}

TEST_CASE("features come from distinct reactors, shrunk reactions and the reactors' influence") {
    social_channel channel;
    channel.usual_reactions = 2;
    channel.shrinkage = 5;
    const std::vector<std::uint32_t> reactors{3, 7};
    const std::vector<double> weights{0.5, 4};
    const std::vector<double> influence{0, 0, 0, 10, 0, 0, 0, 20};
    const auto features = features_from_reactions(reactors, weights, 4, influence, channel);
    CHECK(features.reach == 1);  // 0.5 and 1, of two
    CHECK(features.network == 1);
    CHECK(features.amplification == Approx((1 + 10) / 9.0));
    CHECK(features_from_reactions({}, {}, 0, influence, channel).absent());
    CHECK(features_from_reactions({}, {}, 1, influence, channel).reach == 0);
}

TEST_CASE("nobody's score moves because others join") {
    auto ledger = random_ledger(4, 8000, 200);
    const social_score_model model;
    const auto score = [&](std::uint32_t persons) {
        const auto g = weigh_interactions(ledger, {}, today, persons);
        const auto mass = attention_mass(g.links, g.activity, 0.85, {.tolerance = 1e-14});
        return social_scores(social_features_of(g, mass.value, model.channels[0]), model).score;
    };
    const auto before = score(200);
    std::vector<std::int64_t> time;
    std::vector<std::uint32_t> actor;
    std::vector<std::uint32_t> target;
    std::vector<std::uint8_t> kind;
    for (std::uint32_t newcomer = 200; newcomer < 1200; ++newcomer) {  // lively among themselves
        time.insert(time.end(), {today, today});
        actor.insert(actor.end(), {newcomer, newcomer});
        target.insert(target.end(), {200 + (newcomer * 7) % 1000, 200 + (newcomer * 3) % 1000});
        kind.insert(kind.end(), {1, 2});
    }
    ledger.append({time, actor, target, kind, {}, {}, {}, {}, {}});
    const auto after = score(1200);
    for (std::size_t person = 0; person < 200; ++person) {
        CHECK_UNARY(std::abs(before[person] - after[person]) < 1e-9);
    }
}

TEST_CASE("attention mass is PageRank before it is rescaled, and has the values of the Graph Data Science example") {
    const std::vector<std::pair<std::uint32_t, std::uint32_t>> links{{1, 2}, {2, 1}, {3, 0}, {3, 1}, {4, 1}, {4, 3},
                                                                     {4, 5}, {5, 1}, {5, 4}, {6, 1}, {6, 4}, {7, 1},
                                                                     {7, 4}, {8, 1}, {8, 4}, {9, 4}, {10, 4}};
    graphs::edges edges;
    for (const auto& [from, to] : links) {
        edges.add(from, to);
    }
    const std::vector<double> one(11, 1.0);
    const auto mass = attention_mass(edges.make(), one, 0.85, {.tolerance = 1e-15}).value;
    CHECK(mass[1] == Approx(3.5659864).epsilon(1e-8));
    CHECK(mass[2] == Approx(3.18108844).epsilon(1e-8));
    CHECK(mass[6] == Approx(0.15).epsilon(1e-14));
    const auto rank = pagerank(edges.make(), {.iteration = {.tolerance = 1e-15}}).value;
    const double total = std::accumulate(mass.begin(), mass.end(), 0.0);
    for (std::size_t i = 0; i < mass.size(); ++i) {
        CHECK(rank[i] == Approx(mass[i] / total).epsilon(1e-12));
    }
}

TEST_CASE("events applied one by one give the bits of the batch") {
    for (const double cap : {50.0, 3.0}) {
        std::vector<interaction_event> log;
        constexpr std::uint32_t persons = 120;
        const auto whole = random_ledger(6, 6000, persons, &log);
        interaction_ledger first_half;
        std::vector<double> influence(persons);
        std::iota(influence.begin(), influence.end(), 0.5);
        interaction_rules rules;
        rules.daily_actor_cap = cap;
        const social_channel channel;
        live_features live(first_half, rules, today, influence, channel);
        for (const auto& event : log) {
            live.apply(event);
        }
        const auto batch = social_features_of(weigh_interactions(whole, rules, today, persons), influence, channel);
        const live_features loaded(whole, rules, today, influence, channel);
        for (std::uint32_t person = 0; person < persons; ++person) {
            CHECK_UNARY(live.features_of(person).values() == batch[person].values());
            CHECK_UNARY(loaded.features_of(person).values() == batch[person].values());
        }
    }
    live_features empty({}, {}, today, std::vector<double>(3), {});
    CHECK_THROWS_AS(empty.apply({.time = today, .actor = 3}), scvm::error);
    CHECK_THROWS_AS(empty.apply({.time = today, .actor = 0, .target = 3}), scvm::error);
    CHECK_THROWS_AS(empty.apply({.time = -5, .actor = 0, .target = 1}), scvm::error);
    CHECK_THROWS_AS((void)empty.features_of(3), scvm::error);
    CHECK(empty.features_of(0).absent());
}

TEST_CASE("a frozen reference takes the quantile, and the correlation with the followers stands beside the batch") {
    const auto features = random_features(7, 2000);
    const auto channel = fit_reference(features, {}, 300, 100, 0.9);
    std::vector<double> reach;
    for (const auto& row : features) {
        if (!row.absent()) {
            reach.push_back(row.reach);
        }
    }
    std::sort(reach.begin(), reach.end());
    CHECK(channel.reference[0] ==
          reach[static_cast<std::size_t>(std::ceil(0.9 * static_cast<double>(reach.size()))) - 1]);
    CHECK(channel.usual_reactions == 3);
    social_score_model model;
    model.channels = {channel};
    std::vector<double> followers;
    for (const auto& row : features) {
        followers.push_back(row.absent() ? 0 : row.reach);
    }
    const auto result = social_scores(features, model, followers);
    CHECK(result.follower_correlation > 0.5);
    CHECK(result.follower_correlation < 1);
    CHECK(std::isnan(social_scores(features, model).follower_correlation));
    CHECK_THROWS_AS((void)social_scores(features, model, std::vector<double>{1}), scvm::error);
}

TEST_CASE("scores are stable when a weight is half as large again or half as small") {
    const auto features = random_features(8, 4000);
    const auto report = weight_sensitivities(features, two_channels());
    REQUIRE(report.size() == 12);
    for (const auto& row : report) {
        MESSAGE("channel " << row.channel << " feature " << row.feature << " x " << row.factor << ": mean change "
                           << row.mean_change << ", largest " << row.largest_change << ", rank correlation "
                           << row.rank_correlation);
        CHECK(row.rank_correlation > 0.95);
        CHECK(row.largest_change < 20);
        CHECK(row.largest_change > 0);
    }
}

TEST_CASE("a bad score model is refused by the name of the field") {
    social_score_model model;
    const std::vector<social_features> one(1);
    model.channels[0].weight = {0.5, 0.2, 0.2};
    CHECK_THROWS_WITH_AS((void)social_scores(one, model), doctest::Contains("channels[0]: sum of weights = 0.8999"),
                         scvm::error);
    model = {};
    model.channels[0].strength = 1;
    CHECK_THROWS_WITH_AS((void)social_scores(one, model), "channels[0].strength = 1: expected 0 <= strength < 1",
                         scvm::error);
    model = {};
    model.channels.clear();
    CHECK_THROWS_AS((void)social_scores(one, model), scvm::error);
    CHECK_THROWS_AS((void)social_score(std::vector<social_features>{{-1, 0, 0}}, social_score_model{}), scvm::error);
    CHECK_THROWS_AS((void)social_score(std::vector<social_features>{{undefined, 0, 0}}, social_score_model{}),
                    scvm::error);
}

TEST_CASE("influence value is conserved: what one is credited, another gives") {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        const auto g = graphs::random(seed, 60, 0.06).make(true, true, 60);
        scvm::math::random_stream random(seed, 9);
        std::vector<double> value(60);
        for (double& v : value) {
            v = 1000 * random.normal();  // a customer can cost money
        }
        const auto result = influence_value(g, value, {.ceiling = 0.6});
        CHECK(result.converged);
        CHECK(std::accumulate(result.attributed.begin(), result.attributed.end(), 0.0) ==
              Approx(std::accumulate(value.begin(), value.end(), 0.0)).epsilon(1e-8));
    }
}

TEST_CASE("influence value passes on along a chain") {
    graphs::edges chain;  // 0 influences 1, 1 influences 2
    chain.add(0, 1, 3);
    chain.add(1, 2, 5);
    const std::vector<double> value{10, 20, 100};
    const auto result = influence_value(chain.make(), value, {.ceiling = 0.5});
    CHECK(result.influence_value[2] == 0);
    CHECK(result.influence_value[1] == Approx(50));
    CHECK(result.influence_value[0] == Approx(0.5 * (20 + 50)));
    CHECK(result.attributed[0] == Approx(45));
    CHECK(result.attributed[1] == Approx(35));
    CHECK(result.attributed[2] == Approx(50));
    CHECK(influence_value(chain.make(), value, {.ceiling = 0}).attributed == value);
    CHECK_THROWS_WITH_AS((void)influence_value(chain.make(), value, {.ceiling = 1}),
                         "ceiling = 1: expected 0 <= ceiling < 1", scvm::error);
    CHECK_THROWS_AS((void)influence_value(chain.make(), std::vector<double>{1, 2, undefined}), scvm::error);
    CHECK(influence_value(graph(), {}).attributed.empty());
}
