#include <scvm/equity/attention.hpp>
#include <scvm/equity/treatment.hpp>
#include <scvm/equity/value_tiers.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace scvm::equity;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::vector<treatment_dimension> group_and_tier() {
    return {{"group", {"fan", "mercenary", "opponent"}}, {"tier", {"low", "high"}}};
}
std::vector<treatment_action> actions() {
    return {{"invite", 2}, {"call", treatment_action::unlimited}, {"nothing", treatment_action::unlimited}};
}

std::string refusal(std::vector<treatment_rule> rules) {
    try {
        (void)treatment_table(group_and_tier(), actions(), std::move(rules));
    } catch (const scvm::error& e) {
        CHECK(e.code() == scvm::errc::bad_model);
        return e.what();
    }
    return "";
}

}  // namespace

TEST_CASE("a treatment table answers every case once") {
    const treatment_table table(group_and_tier(), actions(),
                                {{{{0}, {}}, 0, "fans like to be asked"},
                                 {{{2}, {1}}, 1, "worth a call"},
                                 {{{1, 2}, {0}}, 2, ""},
                                 {{{1}, {1}}, 2, ""}});
    const std::array<std::uint8_t, 2> fan{0, 1};
    CHECK(table.rule_of(fan) == 0);
    const std::array<std::uint8_t, 2> opponent{2, 1};
    CHECK(table.rules()[table.rule_of(opponent)].reason == "worth a call");
    const std::array<std::uint8_t, 2> unknown{2, treatment_table::missing};
    CHECK(table.rule_of(unknown) == treatment_table::no_rule);
    const std::array<std::uint8_t, 2> wrong{3, 0};
    CHECK_THROWS_WITH_AS((void)table.rule_of(wrong), "group = 3: expected a code below 3, or 255", scvm::error);
}

TEST_CASE("gaps and overlaps are named when the table is loaded") {
    CHECK(
        refusal({{{{0}, {}}, 0, ""}, {{{2}, {}}, 1, ""}, {{{1}, {1}}, 2, ""}}) ==
        "treatment: 1 of 6 cases have no rule and 0 overlaps have two; no rule answers group = mercenary, tier = low");
    CHECK(refusal({{{{}, {}}, 0, ""}, {{{2}, {1}}, 1, ""}}) ==
          "treatment: 0 of 6 cases have no rule and 1 overlaps have two; rules 0 and 1 both answer group = opponent, "
          "tier = high");
    CHECK(refusal({{{{}}, 0, ""}}) == "treatment: rule 0 has 1 conditions: expected 2, one per dimension");
    CHECK(refusal({{{{}, {}}, 7, ""}}) == "treatment: rule 0 names action 7: expected an action that is there");
    CHECK(refusal({{{{}, {5}}, 0, ""}}) == "treatment: rule 0: tier has no category 5");
    CHECK_THROWS_AS(treatment_table({{"empty", {}}}, actions(), {}), scvm::error);
    const treatment_dimension wide{"wide", std::vector<std::string>(200, "x")};
    CHECK_THROWS_AS(treatment_table({wide, wide, wide}, actions(), {}), scvm::error);
    CHECK(treatment_table({}, actions(), {{{}, 1, "always"}}).rule_of({}) == 0);
}

TEST_CASE("scarce actions go to the highest priority, ties by the customer's own number") {
    const treatment_table table(group_and_tier(), actions(), {{{{0}, {}}, 0, ""}, {{{1, 2}, {}}, 1, ""}});
    const std::vector<std::uint8_t> codes{0, 0, 0, 1, 0, 0, 0, 0, 2, 255};
    const std::vector<double> priority{1, 5, none, 1, 9};
    const std::vector<std::uint64_t> tie{7, 1, 2, 3, 4};
    const auto found = treat(table, codes, priority, tie);
    using enum treatment_status;
    // Four fans want two invitations: rows 0 to 3 with priorities 1, 5, unknown, 1; row 3 has the lower number.
    CHECK(found.status == std::vector<treatment_status>{no_capacity, treated, no_capacity, treated, not_known});
    CHECK(found.action[0] == 0);
    CHECK(found.action[4] == treatment_table::no_rule);
    CHECK(found.given[0] == 2);
    CHECK(found.waiting[0] == 2);
    CHECK(treat(table, codes, priority).status[0] == treated);  // without numbers, the row decides
    CHECK_THROWS_AS((void)treat(table, codes, {}), scvm::error);
}

TEST_CASE("tiers have hysteresis, and equal value with equal past gives an equal tier") {
    const tier_boundaries at{{100, 1000}, {80, 900}};
    const std::vector<double> value{50, 100, 85, 85, 950, 950, none, 1000};
    const std::vector<std::uint8_t> before{0, no_tier, 1, 0, 2, 1, 1, 0};
    const auto found = value_tiers(value, before, at);
    CHECK(found.tier == std::vector<std::uint8_t>{0, 1, 1, 0, 2, 1, no_tier, 2});
    CHECK(found.held == std::vector<std::uint8_t>{0, 0, 1, 0, 1, 0, 0, 0});
    CHECK(found.held_count == 2);
    CHECK(found.customers == std::vector<std::size_t>{2, 3, 2});
    CHECK_THROWS_AS((void)value_tiers(value, before, {{100}, {120}}), scvm::error);
    CHECK_THROWS_AS((void)value_tiers(value, before, {{100, 100}, {80, 90}}), scvm::error);
    CHECK_THROWS_AS((void)value_tiers(value, before, {{100, 200}, {80}}), scvm::error);
    CHECK_THROWS_AS((void)value_tiers(value, {before.data(), 2}, at), scvm::error);
}

TEST_CASE("boundaries by share put everybody of equal value on one side") {
    const std::vector<double> value{10, 20, 30, 30, 30, 60, none, 70, 80, 90, 100};
    const std::vector<double> shares{0.6, 0.1};
    const auto at = boundaries_by_share(value, shares, 0.1);
    CHECK(at.enter == std::vector<double>{30, 100});
    CHECK(at.stay == std::vector<double>{27, 90});
    const auto tiers = value_tiers(value, {}, at);
    CHECK(tiers.customers == std::vector<std::size_t>{2, 7, 1});
    const std::vector<double> flat(10, 5);
    CHECK(boundaries_by_share(flat, shares).enter == std::vector<double>{5});
    const std::vector<double> rising{0.1, 0.6};
    CHECK_THROWS_AS((void)boundaries_by_share(value, rising), scvm::error);
    CHECK_THROWS_AS((void)boundaries_by_share({}, shares), scvm::error);
}

TEST_CASE("only satisfied and attached customers are asked for a recommendation") {
    CHECK(gate_recommendation(0.5, 0.3) == recommendation_gate::ask);
    CHECK(gate_recommendation(0.1, 0.7) == recommendation_gate::ask);  // 0.7999…, by its last digit
    CHECK(gate_recommendation(0.5, 0.29) == recommendation_gate::do_not_ask);
    CHECK(gate_recommendation(none, 0.29) == recommendation_gate::not_known);
    CHECK_THROWS_AS((void)gate_recommendation(1.5, 0), scvm::error);
    CHECK_THROWS_AS((void)gate_recommendation(0.5, 0.3, 0), scvm::error);
}

TEST_CASE("priorities are money at risk and recommendations to gain") {
    CHECK(opponent_priority(157.5, 0.6) == 94.5);
    CHECK(std::isnan(opponent_priority(none, 0.6)));
    CHECK_THROWS_AS((void)opponent_priority(-1, 0.6), scvm::error);
    CHECK(activation_potential(0.5, 19, 3) == 8);
    CHECK(activation_potential(0.5, 3, 19) == 0);
    CHECK(std::isnan(activation_potential(0.5, none, 1)));
    const std::vector<std::int32_t> month{660, 648, no_release, 648, 650};
    const std::vector<double> captive{0.5, 1, 1, 0.25, 0};
    const std::vector<double> revenue{100, 200, 300, 400, 500};
    const auto found = revenue_at_release(month, captive, revenue);
    REQUIRE(found.size() == 2);
    CHECK(found[0].month == 648);
    CHECK(found[0].customers == 2);
    CHECK(found[0].revenue == 300);
    CHECK(found[1].revenue == 50);
    CHECK_THROWS_AS((void)revenue_at_release(month, revenue, revenue), scvm::error);
}

TEST_CASE("the attention list goes by class, influence and value, with stable ties") {
    const std::vector<std::uint8_t> participation{2, 3, 3, 1, 3};
    const std::vector<double> influence{99, 5, 5, none, 7};
    const std::vector<double> value{1, 10, 10, 1000, none};
    const std::vector<std::uint64_t> tie{0, 2, 1, 3, 4};
    const std::vector<std::uint8_t> eligible{1, 1, 1, 0, 1};
    const attention_columns columns{participation, influence, value, tie, eligible};
    CHECK(attention_list(columns, 10) == std::vector<std::uint32_t>{4, 2, 1, 0});
    CHECK(attention_list(columns, 2) == std::vector<std::uint32_t>{4, 2});
    CHECK(attention_list(columns, 0).empty());
    CHECK(attention_list({participation, influence, value, {}, {}}, 3) == std::vector<std::uint32_t>{4, 1, 2});
    CHECK_THROWS_AS((void)attention_list({participation, {}, value, {}, {}}, 3), scvm::error);
}

TEST_CASE("a draw is a function of seed and ids, whatever the order of rows") {
    const std::vector<std::string_view> id{"anna", "bert", "carla", "dora", "anna"};
    const std::vector<std::uint8_t> eligible{1, 1, 1, 0, 1};
    const auto drawn = draw_winners(id, 2, 42, eligible);
    CHECK(drawn.winners.size() == 2);
    CHECK(drawn.excluded == std::vector<std::size_t>{3});
    CHECK(drawn.repeated == std::vector<std::size_t>{4});
    const std::vector<std::string_view> turned{"carla", "bert", "anna"};
    const auto again = draw_winners(turned, 2, 42);
    CHECK(again.fingerprint == drawn.fingerprint);
    CHECK(again.tickets == drawn.tickets);
    CHECK(turned[again.winners[0]] == id[drawn.winners[0]]);
    CHECK(draw_winners(id, 9, 42).winners.size() == 4);
    CHECK(draw_winners(id, 2, 43).fingerprint == draw_winners(id, 2, 42).fingerprint);
    std::array<int, 4> wins{};
    const std::vector<std::string_view> four{"anna", "bert", "carla", "dora"};
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        ++wins[draw_winners(four, 1, seed).winners[0]];
    }
    for (const int count : wins) {
        CHECK(std::abs(count - 1000) < 110);  // four standard deviations
    }
}
