#include <scvm/equity/contributions.hpp>
#include <scvm/equity/knowledge_value.hpp>
#include <scvm/equity/stages.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

using namespace scvm::equity;
using doctest::Approx;

namespace {
constexpr double none = std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("a sharing profile counts decayed and accepted units of seven kinds") {
    const std::vector<std::uint32_t> person{0, 0, 0, 1};
    const std::vector<std::uint8_t> kind{1, 2, 2, 5};
    const std::vector<double> units{4, 2, 2, 1};
    const std::vector<double> accepted{0.5, 1, none, 0};
    const std::vector<double> age{0, 0, 30, 0};
    sharing_rules rules;
    rules.half_life_days = 30;
    rules.undecided = 0.5;
    rules.points_per_unit[2] = 10;
    const auto found = sharing_profile({person, kind, units, accepted, {}, age}, 3, rules);
    CHECK(found.profile[1] == 2);    // 4 ideas, half of them accepted
    CHECK(found.profile[2] == 2.5);  // 2 accepted, 2 undecided ones a half-life ago
    CHECK(found.points[0] == 27);
    CHECK(found.points[1] == 0);
    CHECK(found.worth[0] == 0);
    CHECK(found.diversity[0] == Approx(std::exp(-(2 / 4.5) * std::log(2 / 4.5) - (2.5 / 4.5) * std::log(2.5 / 4.5))));
    CHECK(std::isnan(found.diversity[1]));  // refused: nothing is left to be diverse
    CHECK(std::isnan(found.diversity[2]));
    CHECK(found.events == std::vector<std::uint32_t>{3, 1, 0});
    CHECK(found.company[2] == 2.5);
    CHECK(found.kinds[2].events == 2);
    CHECK(found.kinds[2].sharers == 1);
    CHECK(found.kinds[1].acceptance == 0.5);
    CHECK(found.kinds[5].acceptance == 0);
    CHECK(found.kinds[5].acceptance_high == Approx(0.79345).epsilon(1e-4));  // Wilson, 0 of 1
    CHECK(std::isnan(found.kinds[6].acceptance));
    CHECK(found.sharers == 2);
    CHECK(found.sharer_share == Approx(2.0 / 3));
}

TEST_CASE("who shares all seven kinds alike has diversity seven, who shares one has one") {
    std::vector<std::uint32_t> person(7, 0);
    std::vector<std::uint8_t> kind{0, 1, 2, 3, 4, 5, 6};
    person.push_back(1);
    kind.push_back(3);
    const auto found = sharing_profile({person, kind, {}, {}, {}, {}}, 2);
    CHECK(found.diversity[0] == Approx(7).epsilon(1e-14));
    CHECK(found.diversity[1] == 1);
    for (const auto& each : found.kinds) {
        CHECK(each.sharers >= 1);
    }
}

TEST_CASE("a contribution counts in money where it has a price, in points where it has none, never in both") {
    const std::vector<std::uint32_t> person{0, 0, 1};
    const std::vector<std::uint8_t> kind{1, 4, 4};
    const std::vector<double> accepted{1, 1, 1};
    const std::vector<double> worth{500, none, none};
    const auto found = sharing_profile({person, kind, {}, accepted, worth, {}}, 2, {.currency = currency_code("EUR")});
    CHECK(found.worth[0] == 500);
    CHECK(found.points[0] == 1);
    CHECK(found.worth[1] == 0);
    CHECK(found.priced == std::vector<std::uint32_t>{1, 0});
    CHECK(found.points[1] == 1);
    CHECK(found.currency == currency_code("EUR"));
}

TEST_CASE("what nobody has accepted yet is worth no money, whatever its units, its price and what counts in points") {
    const std::vector<std::uint32_t> person{0, 0, 0, 1, 1};
    const std::vector<std::uint8_t> kind{1, 1, 1, 1, 1};
    const std::vector<double> units{1, 1e6, 3, 1, 1};
    const std::vector<double> accepted{none, none, none, 0.5, 0};
    const std::vector<double> worth{500, 2e6, none, 500, 500};
    const auto found = sharing_profile({person, kind, units, accepted, worth, {}}, 2);
    CHECK(found.worth == std::vector<double>{0, 250});
    CHECK(found.priced == std::vector<std::uint32_t>{2, 2});
    CHECK(found.points == std::vector<double>{3, 0});
    CHECK(found.profile[1] == 1 + 1e6 + 3);
    CHECK(sharing_profile({person, kind, units, {}, worth, {}}, 2).worth == std::vector<double>{0, 0});
}

TEST_CASE("bad contributions are rejected one by one") {
    const std::vector<std::uint32_t> person{0, 9, 0, 0, 0, 0, 0};
    const std::vector<std::uint8_t> kind{0, 0, 7, 0, 0, 0, 0};
    const std::vector<double> units{1, 1, 1, -1, 1, 1, 1};
    const std::vector<double> accepted{1, 1, 1, 1, 2, 1, 1};
    const std::vector<double> worth{1, 1, 1, 1, 1, std::numeric_limits<double>::infinity(), 1};
    const std::vector<double> age{0, 0, 0, 0, 0, 0, none};
    const auto found = sharing_profile({person, kind, units, accepted, worth, age}, 1);
    using enum contribution_rejection;
    CHECK(found.rejected ==
          std::vector<rejected_contribution>{
              {1, unknown_person}, {2, unknown_kind}, {3, bad_units}, {4, bad_accepted}, {5, bad_worth}, {6, bad_age}});
    CHECK(found.events[0] == 1);
    CHECK_THROWS_AS((void)sharing_profile({person, {}, {}, {}, {}, {}}, 1), scvm::error);
    CHECK_THROWS_AS((void)sharing_profile({}, 1, {.half_life_days = 0}), scvm::error);
    CHECK_THROWS_AS((void)sharing_profile({}, 1, {.undecided = 2}), scvm::error);
    CHECK_THROWS_AS((void)sharing_profile({}, 1, {}, 1), scvm::error);
    CHECK(std::isnan(sharing_profile({}, 0).sharer_share));
}

TEST_CASE("of a hundred thousand visits, 2515.5 service contacts are deflected") {
    const double contacts = deflected_contacts({100'000, 0.43, 0.65, 0.09});
    CHECK(contacts == Approx(2515.5).epsilon(1e-14));
    const currency_code euro("EUR");
    CHECK(deflection_saving(contacts, {8, euro}, {0.5, euro}).amount == Approx(18'866.25).epsilon(1e-14));
    CHECK(std::isnan(deflected_contacts({none, 0.43, 0.65, 0.09})));
    CHECK_THROWS_WITH_AS((void)deflected_contacts({100, 1.43, 0.65, 0.09}),
                         "support_share = 1.43: expected a share from 0 to 1", scvm::error);
    CHECK_THROWS_AS((void)deflected_contacts({-1, 0.43, 0.65, 0.09}), scvm::error);
    CHECK_THROWS_AS((void)deflection_saving(contacts, {8, euro}, {0.5, currency_code("CHF")}), scvm::error);
}

TEST_CASE("ideas and tests are worth what they bring, divided among those who did them") {
    const currency_code euro("EUR");
    CHECK(idea_value(3, {1200, euro}) == money{3600, euro});
    CHECK(tester_value({10, 2, {50, euro}, 3, {400, euro}}) == money{2200, euro});
    CHECK_THROWS_AS((void)idea_value(-1, {1, euro}), scvm::error);
    CHECK_THROWS_AS((void)tester_value({-1, 2, {50, euro}, 3, {400, euro}}), scvm::error);
    CHECK_THROWS_AS((void)tester_value({10, 2, {50, euro}, 3, {400, currency_code("USD")}}), scvm::error);
    const std::vector<double> answers{5, 3, 0};
    CHECK(split_by_weight(800, answers) == std::vector<double>{500, 300, 0});
    const std::vector<double> nobody{0, 0};
    CHECK(std::isnan(split_by_weight(800, nobody)[0]));
    const std::vector<double> bad{1, -1};
    CHECK_THROWS_AS((void)split_by_weight(800, bad), scvm::error);
    const std::vector<double> savings{500, 0, none};
    const std::vector<double> ideas{100, 50, 20};
    const std::vector<std::span<const double>> parts{savings, ideas};
    const auto knowledge = knowledge_value(parts);
    CHECK(knowledge[0] == 600);
    CHECK(knowledge[1] == 50);
    CHECK(std::isnan(knowledge[2]));  // a part is not known, so neither is the sum
    const std::vector<std::span<const double>> uneven{savings, answers, nobody};
    CHECK_THROWS_WITH_AS((void)knowledge_value(uneven), "parts[2] has 2 rows: expected 3, as parts[0] has",
                         scvm::error);
}

TEST_CASE("a customer stands at the highest stage up to which none is missing") {
    const std::vector<std::uint8_t> reached{
        1, 1,   1, 0, 0,  // bind
        1, 1,   0, 1, 0,  // understand; delight comes too early
        1, 1,   1, 1, 1,  // integrate
        0, 0,   0, 0, 0,  // none
        1, 255, 1, 0, 0,  // find at least: whether understood is not known
    };
    const auto found = stages(reached);
    CHECK(found.of_customer ==
          std::vector<stage>{stage::bind, stage::understand, stage::integrate, stage::none, stage::find});
    CHECK(found.premature == std::vector<std::uint8_t>{0, 1u << 3, 0, 0, 0});
    CHECK(found.incomplete == std::vector<std::uint8_t>{0, 0, 0, 0, 1});
    CHECK(found.funnel[0].reached == 4);
    CHECK(found.funnel[1].reached == 3);
    CHECK(found.funnel[2].reached == 2);
    CHECK(found.funnel[4].reached == 1);
    CHECK(found.funnel[1].conversion == 0.75);
    CHECK(found.funnel[0].share == 0.8);
    // Of four complete patterns the second has 3 steps: ideal 1 1 1 0 0, so two steps differ.
    CHECK(found.scaled == 4);
    CHECK(found.errors == 2);
    CHECK(found.reproducibility == Approx(0.9).epsilon(1e-15));
    CHECK(found.minimal_reproducibility == Approx((3 + 3 + 2 + 2 + 3) / 20.0).epsilon(1e-15));
    CHECK(found.scalability == Approx((0.9 - 0.65) / 0.35).epsilon(1e-14));
    CHECK(std::isnan(stages({}).reproducibility));
    CHECK(std::isnan(stages({}).funnel[0].share));
    const std::vector<std::uint8_t> four{1, 1, 1, 1};
    CHECK_THROWS_AS((void)stages(four), scvm::error);
    const std::vector<std::uint8_t> two{1, 2, 1, 1, 1};
    CHECK_THROWS_WITH_AS((void)stages(two), "reached[1] = 2: expected 0, 1, or 255 for unknown", scvm::error);
}

TEST_CASE("delight is satisfaction and recommendation done, not intended") {
    const std::vector<double> contacts{1, 1, 1, 0};
    const std::vector<double> satisfaction{87.5, 90, none, 20};
    const std::vector<double> recommendations{2, 0, 1, none};
    stage_evidence evidence;
    evidence.contacts = contacts;
    evidence.satisfaction = satisfaction;
    evidence.recommendations = recommendations;
    const auto steps = steps_reached(evidence, 4);
    const auto delight = [&](std::size_t row) { return steps[5 * row + 3]; };
    CHECK(delight(0) == 1);
    CHECK(delight(1) == 0);
    CHECK(delight(2) == unknown_step);
    CHECK(delight(3) == 0);  // dissatisfied: whether a recommendation is known does not matter
    CHECK(steps[0] == 1);
    CHECK(steps[5 * 3] == 0);
    CHECK(steps[4] == unknown_step);
    CHECK_THROWS_AS((void)steps_reached(evidence, 5), scvm::error);
}

TEST_CASE("the company reaches a stage only with all lower ones") {
    std::uint8_t early = 0;
    const std::array<double, 5> index{0.9, 0.5, 0.3, 0.8, none};
    CHECK(company_stage(index, &early) == stage::understand);
    CHECK(early == 1u << 3);
    const std::array<double, 5> unknown{none, 1, 1, 1, 1};
    CHECK(company_stage(unknown) == stage::none);
    const std::array<double, 5> bad{1.2, 1, 1, 1, 1};
    CHECK_THROWS_AS((void)company_stage(bad), scvm::error);
}

TEST_CASE("ready to be integrated is who contributes heavily, is attached, and consented") {
    const std::vector<std::uint8_t> heavy{1, 0, 1, 1};
    const std::vector<std::uint8_t> attached{1, 0, 1, 0};
    const std::vector<std::uint8_t> consent{1, 0, 0, 1};
    CHECK(integration_barriers(heavy, attached, consent) ==
          std::vector<std::uint8_t>{ready_to_integrate, 7, no_consent, no_fan_or_sympathizer});
    const std::vector<std::uint8_t> one{1};
    CHECK_THROWS_AS((void)integration_barriers(heavy, one, consent), scvm::error);
}
