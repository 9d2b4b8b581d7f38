#include <scvm/survey/quality.hpp>

#include <doctest/doctest.h>

#include <cmath>

using namespace scvm::survey;
using doctest::Approx;

namespace {

const double absent = std::numeric_limits<double>::quiet_NaN();

questionnaire five_items(scoring_rules rules = {}) {
    return questionnaire({{.id = "a", .dimension = "d"},
                          {.id = "b", .dimension = "d"},
                          {.id = "c", .dimension = "d", .reversed = true},
                          {.id = "d", .dimension = "d", .missing_codes = {9}},
                          {.id = "e", .dimension = "e", .lowest = 0, .highest = 10}},
                         std::move(rules));
}

}  // namespace

TEST_CASE("the same answer along a block with a reversed item is a straight line") {
    const auto q = five_items();
    const auto straight = inspect_response(q, std::vector<double>{4, 4, 4, 4, 8});
    CHECK(straight.straight_lining);
    CHECK(straight.longest_run == 4);
    CHECK_FALSE(inspect_response(q, std::vector<double>{4, 4, 2, 4, 8}).straight_lining);
    CHECK_FALSE(inspect_response(q, std::vector<double>{4, 4, 4, 9, 8}).straight_lining);  // a code ends the run
    CHECK(inspect_response(q, std::vector<double>{4, 4, 4, 9, 8}, absent, {.straight_run = 3}).straight_lining);
    const questionnaire no_reversed(
        {{.id = "a", .dimension = "d"}, {.id = "b", .dimension = "d"}, {.id = "c", .dimension = "d"}});
    CHECK_FALSE(inspect_response(no_reversed, std::vector<double>{4, 4, 4}).straight_lining);  // may well be true
}

TEST_CASE("extreme, hasty and broken-off answers are flagged, and nobody is deleted") {
    const auto q = five_items();
    CHECK(inspect_response(q, std::vector<double>{1, 5, 1, 5, 10}).all_extreme);
    CHECK_FALSE(inspect_response(q, std::vector<double>{1, 5, absent, absent, absent}).all_extreme);
    CHECK_FALSE(inspect_response(q, std::vector<double>{1, 5, 1, 5, 9}).all_extreme);
    CHECK(inspect_response(q, std::vector<double>{1, 2, absent, absent, absent}).broken_off);
    CHECK_FALSE(inspect_response(q, std::vector<double>(5, absent)).broken_off);
    CHECK(inspect_response(q, std::vector<double>{1, 2, 3, 4, 5}, 20, {.fastest = 30}).too_fast);
    CHECK_FALSE(inspect_response(q, std::vector<double>{1, 2, 3, 4, 5}, absent, {.fastest = 30}).any());

    const std::vector<double> answers{1, 2,      3, 4, 5, 1,      2,      absent, absent, absent,
                                      1, absent, 3, 4, 5, absent, absent, absent, absent, absent};
    std::vector<response_flags> flags(4);
    const auto counts = inspect_responses(q, answer_table::by_rows(answers, 5), std::vector<double>{10, 60, 60, 60},
                                          flags, {.fastest = 30});
    CHECK(counts.respondents == 4);
    CHECK(counts.complete == 1);
    CHECK(counts.broken_off == 1);
    CHECK(counts.partial == 1);
    CHECK(counts.blank == 1);
    CHECK(flags[0].too_fast);
    CHECK(flags[1] == inspect_response(q, std::span(answers).subspan(5, 5), 60, {.fastest = 30}));
    CHECK_THROWS_AS((void)inspect_response(q, std::vector<double>{1}), scvm::error);
}

TEST_CASE("the latest valid answer of a respondent stands, in each wave") {
    const std::vector<std::uint32_t> who{7, 7, 7, 8, 7, 9, 9};
    const std::vector<std::uint32_t> wave{1, 1, 1, 1, 2, 1, 1};
    const std::vector<double> time{5, 9, 12, 3, 1, 4, 4};
    const std::vector<std::uint8_t> valid{1, 1, 0, 0, 1, 1, 1};
    CHECK(latest_responses(who, wave, time, valid) == std::vector<std::uint8_t>{0, 1, 0, 1, 1, 0, 1});
    CHECK(latest_responses(who, wave, time) == std::vector<std::uint8_t>{0, 0, 1, 1, 1, 0, 1});
    CHECK(latest_responses({}, {}, {}).empty());
    CHECK_THROWS_AS((void)latest_responses(who, wave, std::span(time).first(2)), scvm::error);
}

TEST_CASE("item means keep an easy gap from lowering a score and a hard one from raising it") {
    const questionnaire plain({{.id = "easy", .dimension = "d", .lowest = 0, .highest = 100},
                               {.id = "hard", .dimension = "d", .lowest = 0, .highest = 100}});
    const questionnaire corrected(std::vector<item>(plain.items().begin(), plain.items().end()),
                                  {.item_means = {80, 40}});
    // Answered only the easy one with 80, its mean: the two-way imputation puts the hard one at 80 + 40 - 60.
    const std::vector<double> easy_only{80, absent};
    CHECK(plain.score(easy_only)[0].value == 80);
    CHECK(corrected.score(easy_only)[0].value == Approx((80 + 60) / 2.0).epsilon(1e-15));
    const auto parts = corrected.contributions(easy_only);
    CHECK(parts[0] + parts[1] == Approx(70).epsilon(1e-15));
    CHECK(corrected.score(std::vector<double>{80, 40})[0].value == 60);
    CHECK(corrected.score(std::vector<double>{absent, 95})[0].value == 100);  // kept on the scale

    std::vector<double> value(3);
    const std::vector<double> rows{80, absent, 80, 40, absent, 95};
    const score_columns columns{.value = value};
    (void)corrected.score(answer_table::by_rows(rows, 2), std::span(&columns, 1));
    CHECK(value == std::vector<double>{70, 60, 100});
    CHECK_THROWS_AS((void)five_items({.item_means = {50, 50}}), scvm::error);
    CHECK_THROWS_AS((void)five_items({.item_means = {50, 50, 50, 50, 120}}), scvm::error);
}
