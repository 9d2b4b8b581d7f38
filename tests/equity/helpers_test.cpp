#include <scvm/equity/helper_market.hpp>
#include <scvm/equity/helpers.hpp>
#include <scvm/equity/return_on_social.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

using namespace scvm::equity;
using doctest::Approx;

namespace {
constexpr double none = std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("an applicant is vetted, works, and earns the badge by a record, not by luck") {
    CHECK(next_state({helper_state::applicant, 10, false, 0, 0}, 20).state == helper_state::applicant);
    CHECK(next_state({helper_state::applicant, 10, false, 0, 0}, 20).since_day == 10);
    auto step = next_state({helper_state::applicant, 10, true, 0, 0}, 20);
    CHECK(step.state == helper_state::vetted);
    CHECK(step.since_day == 20);
    CHECK(step.reason == helper_change::vetted);
    CHECK(std::isnan(step.lower_limit));
    CHECK(next_state({helper_state::vetted, 20, true, 2, 1}, 30).state == helper_state::helper);
    CHECK(next_state({helper_state::vetted, 20, true, 2, 0}, 30).state == helper_state::vetted);
    // 5 of 5: Wilson's lower limit at 90 % is 1 / (1 + 2.7055 / 5) = 0.6489; 4 of 4: 0.5965, and too few anyway.
    step = next_state({helper_state::helper, 20, true, 5, 5}, 40);
    CHECK(step.state == helper_state::friend_of);
    CHECK(step.reason == helper_change::badge_earned);
    CHECK(step.lower_limit == Approx(1 / (1 + 2.705543454095404 / 5)).epsilon(1e-12));
    CHECK(next_state({helper_state::helper, 20, true, 4, 4}, 40).reason == helper_change::stays);
}

TEST_CASE("between the two marks the badge stays with who has it and is not given to who has not") {
    // 7 of 10: the lower limit is about 0.4398 + ...: find a record between 0.5 and 0.6.
    const helper_record with{helper_state::friend_of, 20, true, 13, 10};
    const helper_record without{helper_state::helper, 20, true, 13, 10};
    const auto kept = next_state(with, 50);
    CHECK(kept.lower_limit > 0.5);
    CHECK(kept.lower_limit < 0.6);
    CHECK(kept.state == helper_state::friend_of);
    CHECK(kept.since_day == 20);
    CHECK(next_state(without, 50).state == helper_state::helper);
    const auto lost = next_state({helper_state::friend_of, 20, true, 20, 10}, 60);
    CHECK(lost.state == helper_state::helper);
    CHECK(lost.reason == helper_change::badge_lost);
    CHECK(lost.since_day == 60);
    const auto barred = next_state({helper_state::friend_of, 20, false, 20, 20}, 60);
    CHECK(barred.state == helper_state::applicant);
    CHECK(barred.reason == helper_change::vetting_lost);
    CHECK_THROWS_WITH_AS((void)next_state({helper_state::vetted, 20, true, 2, 3}, 30),
                         "successes = 3: expected 0 <= successes <= jobs", scvm::error);
    CHECK_THROWS_AS((void)next_state(with, 50, {.earn_above = 0.5, .lose_below = 0.6}), scvm::error);
    CHECK_THROWS_AS((void)next_state(with, 50, {.confidence = 1}), scvm::error);
}

TEST_CASE("trust is a Beta posterior whose prior is shown") {
    const auto fresh = helper_trust(0, 0, {4, 1});
    CHECK(fresh.mean == 0.8);
    CHECK(fresh.prior_weight == 1);
    CHECK(fresh.cautious == Approx(std::pow(0.05, 0.25)).epsilon(1e-12));  // Beta(4, 1): x^4 = 0.05
    const auto proven = helper_trust(18, 20, {4, 1});
    CHECK(proven.mean == Approx(22.0 / 25).epsilon(1e-15));
    CHECK(proven.prior_weight == Approx(0.2).epsilon(1e-15));
    CHECK(proven.cautious < proven.mean);
    CHECK(helper_trust(0, 0, {1, 1}).cautious == Approx(0.05).epsilon(1e-12));  // uniform
    const std::vector<double> successes{18, 0, 3, none};
    const std::vector<double> jobs{20, 0, 2, 1};
    const std::vector<std::uint8_t> vetted{1, 0, 1, 1};
    const auto many = helper_trust(successes, jobs, vetted);
    CHECK(many.mean[0] == proven.mean);
    CHECK(many.mean[1] == 0.5);
    CHECK(std::isnan(many.mean[2]));
    CHECK(many.rejected == std::vector<std::size_t>{2, 3});
    CHECK_THROWS_AS((void)helper_trust(0, 0, {0, 1}), scvm::error);
    CHECK_THROWS_AS((void)helper_trust(0, 0, {1, 1}, 1), scvm::error);
    CHECK_THROWS_AS((void)helper_trust(successes, jobs, {}), scvm::error);
}

TEST_CASE("the way with the lowest expected cost is chosen, and what would tip the balance is told") {
    // A neighbour: 20 + 0.1 · 150 + 1 · 10 = 45. A technician: 80 + 0.01 · 150 + 4 · 10 = 121.5.
    const std::vector<helper_offer> offers{{80, 0.01, 150, 4}, {20, 0.1, 150, 1}, {5, none, 150, 1}};
    const auto found = route(offers, 10);
    CHECK(found.chosen == 1);
    CHECK(found.cost == 45);
    CHECK(found.runner_up == 121.5);
    CHECK(found.break_even_p_fail == Approx(0.1 + 76.5 / 150).epsilon(1e-15));
    CHECK(found.break_even_status == break_even::probability);
    CHECK(std::isnan(found.costs[2]));
    CHECK(route(offers, 10, 0.05).chosen == 0);
    CHECK(route({}, 10).chosen == routing::nobody);
    const std::vector<helper_offer> twins{{20, 0, 0, 0}, {20, 0, 0, 0}};
    CHECK(route(twins, 10).chosen == 0);
    CHECK(route(twins, 10).runner_up == 20);
    CHECK(route(twins, 10).break_even_status == break_even::no_loss);
    CHECK(route({}, 10).break_even_status == break_even::nobody);
    CHECK(route(std::vector<helper_offer>{{20, 0.1, 150, 1}}, 10).break_even_status == break_even::no_other);
    // 20 against 200 with 100 to lose: even if it surely fails, the first is cheaper. 1.9 would be no probability.
    const auto sure = route(std::vector<helper_offer>{{20, 0.1, 100, 0}, {200, 0, 100, 0}}, 10);
    CHECK(sure.break_even_status == break_even::never);
    CHECK_UNARY(std::isnan(sure.break_even_p_fail));
    CHECK_THROWS_AS((void)expected_cost({1, 1.1, 0, 0}, 10), scvm::error);
    CHECK_THROWS_AS((void)route(offers, none), scvm::error);
}

TEST_CASE("ratings count when both sides have given theirs or the time is over, and few ratings count little") {
    const std::vector<std::uint32_t> helper{0, 0, 1};
    const std::vector<std::uint32_t> seeker{0, 1, 1};
    const std::vector<double> of_helper{5, 1, 2};
    const std::vector<double> of_seeker{4, none, none};
    const std::vector<std::uint8_t> closed{0, 0, 1};
    const auto found =
        summarise_ratings({helper, seeker, of_helper, of_seeker, closed}, 2, 2, {.usual = 4, .weight = 1});
    CHECK(found.revealed == std::vector<std::uint8_t>{1, 0, 1});
    CHECK(found.helper_rating == std::vector<double>{4.5, 3});
    CHECK(found.seeker_rating == std::vector<double>{4, 4});
    CHECK(found.helper_ratings == std::vector<std::uint32_t>{1, 1});
    CHECK(found.pairs == 1);
    CHECK(std::isnan(found.correlation));
    CHECK_THROWS_AS((void)summarise_ratings({helper, seeker, of_helper, of_seeker, closed}, 1, 2), scvm::error);
}

TEST_CASE("ratings that answer one another are noticed, good pairs that rate each other well are not") {
    std::vector<std::uint32_t> helper;
    std::vector<std::uint32_t> seeker;
    std::vector<double> a;
    std::vector<double> answering;
    std::vector<double> independent;
    for (std::uint32_t i = 0; i < 16; ++i) {
        helper.push_back(i % 4);
        seeker.push_back(i / 4);
        a.push_back(i / 4 % 2 == (i % 4) / 2 ? 5 : 1);  // unlike any one person's mean
        answering.push_back(a.back());
        independent.push_back(i % 2 == 0 ? 5 : 1);
    }
    const std::vector<std::uint8_t> closed(16);
    const auto revenge = summarise_ratings({helper, seeker, a, answering, closed}, 4, 4, {.usual = 3, .weight = 0});
    CHECK(revenge.correlation == Approx(1).epsilon(1e-12));
    const auto honest = summarise_ratings({helper, seeker, a, independent, closed}, 4, 4, {.usual = 3, .weight = 0});
    CHECK(std::abs(honest.correlation) < 1e-12);
    CHECK(honest.correlation_low < 0);
    CHECK(honest.correlation_high > 0);
}

TEST_CASE("the return on a programme discounts benefit and cost, and finds the payback") {
    const std::vector<double> benefit{0, 110, 121};
    const std::vector<double> cost{100, 0, 0};
    social_programme programme{benefit, cost, {}, {}, 0.1, 0, measurability::experiment, currency_code("EUR")};
    const auto found = return_on_social(programme);
    CHECK(found.benefit == Approx(200).epsilon(1e-14));
    CHECK(found.cost == 100);
    CHECK(found.net == Approx(100).epsilon(1e-14));
    CHECK(found.ratio == Approx(1).epsilon(1e-14));
    CHECK(found.payback == 2);
    CHECK(found.grade == 'A');
    CHECK_FALSE(found.truncated);
    CHECK_FALSE(found.sustained);
    CHECK(found.outside == 0);
    CHECK(found.net_by_period.size() == 3);
}

TEST_CASE("effects that arrive late are counted when they arrive, and the rest is named") {
    // λ = 0.5: 100 caused now arrive as 50, 25, 12.5; 12.5 comes later.
    const std::vector<double> benefit{100, 0, 0};
    const std::vector<double> cost{60, 0, 0};
    social_programme programme{benefit, cost, {}, {}, 0, 0.5, measurability::attribution, {}};
    auto found = return_on_social(programme);
    CHECK(found.benefit == 87.5);
    CHECK(found.outside == 12.5);
    CHECK(found.mean_lag == 1);
    CHECK(found.net_by_period == std::vector<double>{-10, 25, 12.5});
    CHECK(found.payback == 2);
    CHECK(found.grade == 'C');
    CHECK_FALSE(found.truncated);
    programme.carry_over = 0.8;  // a mean lag of four periods in a horizon of three
    found = return_on_social(programme);
    CHECK(found.mean_lag == Approx(4).epsilon(1e-14));
    CHECK(found.truncated);
    CHECK(std::isnan(found.payback));  // 20 + 16 + 12.8 < 60
}

TEST_CASE("an assumption gets limits and no point value") {
    const std::vector<double> benefit{100};
    const std::vector<double> low{50};
    const std::vector<double> high{200};
    const std::vector<double> cost{100};
    const auto found = return_on_social({benefit, cost, low, high, 0, 0, measurability::assumption, {}});
    CHECK(found.grade == 'D');
    CHECK(std::isnan(found.ratio));
    CHECK(std::isnan(found.net));
    CHECK(std::isnan(found.benefit));
    CHECK(std::isnan(found.outside));
    CHECK(found.net_by_period.empty());
    CHECK(found.cost == 100);
    CHECK(found.ratio_low == -0.5);
    CHECK(found.ratio_high == 1);
    CHECK(return_on_social({benefit, cost, low, high, 0, 0, measurability::quasi_experiment, {}}).ratio == 0);
}

TEST_CASE("a payback counts only if the sum stays, and three good periods running are sustained") {
    const std::vector<double> benefit{10, 0, 40, 20, 20, 20};
    const std::vector<double> cost{5, 20, 10, 10, 10, 10};
    const auto found = return_on_social({benefit, cost, {}, {}, 0, 0, measurability::experiment, {}});
    CHECK(found.payback == 3);  // +5, -15, +15: the first +5 did not last
    CHECK(found.sustained);
    const std::vector<double> nothing{0};
    CHECK(std::isnan(return_on_social({nothing, nothing, {}, {}, 0, 0, measurability::experiment, {}}).ratio));
    CHECK_THROWS_AS((void)return_on_social({nothing, cost, {}, {}, 0, 0, measurability::experiment, {}}), scvm::error);
    CHECK_THROWS_AS((void)return_on_social({nothing, nothing, {}, {}, -1, 0, measurability::experiment, {}}),
                    scvm::error);
    CHECK_THROWS_AS((void)return_on_social({nothing, nothing, {}, {}, 0, 1, measurability::experiment, {}}),
                    scvm::error);
    const std::vector<double> above{1};
    CHECK_THROWS_AS((void)return_on_social({nothing, nothing, above, above, 0, 0, measurability::experiment, {}}),
                    scvm::error);
}
