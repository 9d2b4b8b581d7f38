#include <scvm/survey/kano.hpp>
#include <scvm/survey/recommendation.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

using namespace scvm::survey;
using doctest::Approx;

namespace {
const double absent = std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("the recommendation score matches the shared vectors") {
    const auto file = nlohmann::json::parse(std::ifstream(SCVM_VECTORS "/survey_recommendation.json"));
    const double absolute = file["tolerance"]["absolute"];
    for (const auto& c : file["cases"]) {
        CAPTURE(c["name"].get<std::string>());
        const auto found = recommendation_score(c["detractors"], c["passives"], c["promoters"]);
        const auto near = [absolute](double value, const nlohmann::json& want) {
            CHECK(std::fabs(value - want.get<double>()) <= absolute);
        };
        near(found.score, c["score"]);
        near(found.variance, c["variance"]);
        near(found.standard_error, c["standard_error"]);
        for (const auto& [name, of] : {std::pair{"wald", found.wald}, std::pair{"adjusted_wald", found.adjusted_wald},
                                       std::pair{"score_interval", found.score_interval}}) {
            CAPTURE(name);
            near(of.low, c[name][0]);
            near(of.high, c[name][1]);
        }
    }
}

TEST_CASE("a recommendation score never leaves -100 to 100, and a dismissed question is no answer") {
    const auto all = recommendation_score(0, 0, 10);
    CHECK(all.adjusted_wald.high == 1);  // 106.3 elsewhere
    CHECK(all.score_interval.low == Approx(.444934368134).epsilon(1e-6));
    const auto counts = count_recommendations(std::vector<double>{10, 9, absent, 8, 0, absent});
    CHECK(counts.promoters == 2);
    CHECK(counts.passives == 1);
    CHECK(counts.detractors == 1);
    CHECK(recommendation_score(counts).score == 0.25);
    CHECK_THROWS_AS((void)count_recommendations(std::vector<double>{11}), scvm::error);
    CHECK_THROWS_AS((void)count_recommendations(std::vector<double>{7.5}), scvm::error);
    CHECK_THROWS_AS((void)recommendation_score(-1, 0, 1), scvm::error);
    CHECK(std::isnan(recommendation_score(0, 0, 0).score));
}

TEST_CASE("two recommendation scores are compared with their covariances") {
    const auto a = recommendation_score(30, 40, 30);
    const auto b = recommendation_score(20, 40, 40);
    const auto found = compare_recommendation(a, b);
    CHECK(found.difference.estimate == Approx(0.2));
    // Of all 200 answers 70 are for, 50 against: the variance of one is 120/200 - 0.1^2.
    CHECK(found.z == Approx(0.2 / std::sqrt(0.59 * 2 / 100)).epsilon(1e-12));
    CHECK(found.p_value == Approx(0.0656).epsilon(1e-2));
    CHECK(found.difference.low ==
          Approx(0.2 - std::hypot(b.score - b.score_interval.low, a.score_interval.high)).epsilon(1e-9));
    CHECK(found.difference.low < 0);
    CHECK(std::isnan(compare_recommendation(a, recommendation_score(0, 0, 0)).difference.low));
}

TEST_CASE("three promoters against three detractors differ by 2, give or take") {
    const auto found = compare_recommendation(recommendation_score(0, 0, 3), recommendation_score(3, 0, 0));
    CHECK(found.difference.estimate == -2);
    CHECK(found.difference.low == -2);
    // Tango's interval of 3 fans of 3 begins at 1 - 2 z^2 / (n + z^2), and both sides have such a one.
    const double z = 1.959963984540054;
    const double wide = 2 * z * z / (3 + z * z);
    CHECK(found.difference.high == Approx(-2 + std::sqrt(2.0) * wide).epsilon(1e-9));
    CHECK(found.z == Approx(-std::sqrt(6.0)).epsilon(1e-14));
    CHECK(found.p_value == Approx(0.014305878435429).epsilon(1e-10));
    const auto same = compare_recommendation(recommendation_score(0, 0, 5), recommendation_score(0, 0, 5));
    CHECK(same.p_value == 1);
    CHECK(same.difference.high - same.difference.low > 1);
    const auto fans = balance_interval(3, 0, 3);
    CHECK(fans.high == 1);
    CHECK(fans.low == Approx(1 - wide).epsilon(1e-9));
    CHECK(balance_interval(0, 0, 3).high - balance_interval(0, 0, 3).low > 1);
    CHECK(balance_interval(1e15, 0, 1e15).low == Approx(1).epsilon(1e-12));
}

TEST_CASE("effort comes in three forms that are not the same") {
    const auto found = effort_score({80, 210, 140, 110, 160, 180, 120});
    CHECK(found.mean.estimate == 4.08);
    CHECK(found.index.estimate == Approx(-0.13).epsilon(1e-14));
    CHECK(found.easy_share.estimate == Approx(0.46).epsilon(1e-14));
    CHECK(found.mean.low < 4.08);
    CHECK(std::isnan(effort_score({}).mean.estimate));
    CHECK(std::isnan(effort_score({1, 0, 0, 0, 0, 0, 0}).mean.low));
    CHECK_THROWS_AS((void)effort_score({1, 0, -1, 0, 0, 0, 0}), scvm::error);
}

TEST_CASE("CSAT counts the best boxes, and nobody's answer is no share") {
    CHECK(top_box_share(std::vector<double>{1, 2, 3, 4, 10}).estimate == 0.7);
    CHECK(top_box_share(std::vector<double>{1, 2, 3, 4, 10}, 1).estimate == 0.5);
    CHECK(std::isnan(top_box_share(std::vector<double>{0, 0, 0}).estimate));
    CHECK_THROWS_AS((void)top_box_share(std::vector<double>{1, 2}, 2), scvm::error);
}

TEST_CASE("the customer satisfaction index takes its published weights") {
    CHECK(acsi(8, 7, 7.5, {.3885, .3190, .2925}) == Approx(72.6083333333).epsilon(1e-11));
    CHECK(acsi(8, 7, 7.5) == Approx(72.2222222222).epsilon(1e-11));
    CHECK(acsi(10, 10, 10) == 100);
    CHECK(acsi(1, 1, 1) == 0);
    CHECK(std::isnan(acsi(8, absent, 7)));
    CHECK_THROWS_AS((void)acsi(0, 7, 7), scvm::error);
    CHECK_THROWS_AS((void)acsi(8, 7, 7, {0, 0, 0}), scvm::error);
}

TEST_CASE("Kano's table and coefficients take their published values") {
    const auto found = kano(std::array<double, 6>{30, 42, 18, 8, 1, 1});
    CHECK(found.better == Approx(.734693877551).epsilon(1e-11));
    CHECK(found.worse == Approx(-.612244897959).epsilon(1e-11));
    CHECK(found.most == kano_class::one_dimensional);
    CHECK(found.total_strength == 0.9);
    CHECK(found.category_strength == 0.12);
    const char* rows[5] = {"QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"};
    for (std::size_t there = 0; there < 5; ++there) {
        for (std::size_t not_there = 0; not_there < 5; ++not_there) {
            const auto of = classify_kano(static_cast<kano_answer>(there), static_cast<kano_answer>(not_there));
            CHECK("AOMIRQ"[static_cast<std::size_t>(of)] == rows[there][not_there]);
        }
    }
    const auto pairs = kano(std::vector<double>{1, 1, 3, absent, 5}, std::vector<double>{5, 3, 5, 1, 1});
    CHECK(pairs.n == 4);
    CHECK(pairs.count == std::array<double, 6>{1, 1, 1, 0, 1, 0});
    CHECK(pairs.most == kano_class::must_be);  // of equals the one that hurts most when missing
    CHECK(std::isnan(kano(std::array<double, 6>{}).better));
    CHECK(std::isnan(kano(std::array<double, 6>{0, 0, 0, 0, 3, 1}).worse));
    CHECK_THROWS_AS((void)kano(std::vector<double>{6}, std::vector<double>{1}), scvm::error);
}
