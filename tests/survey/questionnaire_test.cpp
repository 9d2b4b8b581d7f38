#include <scvm/survey/questionnaire.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

using namespace scvm::survey;
using scvm::errc;
using scvm::error;

namespace {

const double absent = std::numeric_limits<double>::quiet_NaN();

questionnaire fan_questionnaire(scoring_rules rules = {}) {
    return questionnaire(
        {
            {.id = "sat_overall", .dimension = "satisfaction", .lowest = 1, .highest = 5},
            {.id = "sat_expect", .dimension = "satisfaction", .lowest = 0, .highest = 10},
            {.id = "sat_ideal", .dimension = "satisfaction", .lowest = 1, .highest = 10, .missing_codes = {98, 99}},
            {.id = "att_stay", .dimension = "attachment", .lowest = 1, .highest = 5},
            {.id = "att_misfit", .dimension = "attachment", .lowest = 1, .highest = 5, .reversed = true, .weight = 2},
            {.id = "bar_contract", .dimension = "barrier", .lowest = 1, .highest = 5, .not_shown_codes = {-1}},
        },
        std::move(rules));
}

std::string message_of(const std::vector<item>& items, const scoring_rules& rules = {}) {
    try {
        const questionnaire built(items, rules);
    } catch (const error& e) {
        CHECK(e.code() == errc::bad_model);
        return e.what();
    }
    return "";
}

struct batch {
    std::vector<std::vector<double>> value, coverage;
    std::vector<std::vector<std::int32_t>> answered;
    std::vector<std::vector<score_status>> status;
    answer_report report;
};

batch score_all(const questionnaire& q, const answer_table& answers) {
    batch result;
    const std::size_t dims = q.dimensions().size();
    result.value.assign(dims, std::vector<double>(answers.rows(), -1));
    result.coverage = result.value;
    result.answered.assign(dims, std::vector<std::int32_t>(answers.rows(), -1));
    result.status.assign(dims, std::vector<score_status>(answers.rows()));
    std::vector<score_columns> columns(dims);
    for (std::size_t d = 0; d < dims; ++d) {
        columns[d] = {result.value[d], result.coverage[d], result.answered[d], result.status[d]};
    }
    result.report = q.score(answers, columns);
    return result;
}

}  // namespace

TEST_CASE("a full mark is 100 exactly, whatever the scale, and the reversed item's full mark is 0") {
    for (const double highest : {2.0, 3.0, 5.0, 7.0, 10.0, 11.0, 100.0}) {
        const item plain{.id = "i", .dimension = "d", .lowest = 1, .highest = highest};
        CHECK(pomp(plain, highest) == 100);
        CHECK(pomp(plain, 1) == 0);
        item reversed = plain;
        reversed.reversed = true;
        CHECK(pomp(reversed, highest) == 0);
        CHECK(pomp(reversed, 1) == 100);
    }
}

TEST_CASE("one respondent is scored by dimension, with weights and polarity") {
    const auto scores = fan_questionnaire().score(std::vector<double>{4, 8, 10, 3, 2, 5});
    REQUIRE(scores.size() == 3);
    CHECK(scores[0].value == doctest::Approx((75 + 80 + 100) / 3.0).epsilon(1e-15));
    CHECK(scores[1].value == doctest::Approx((50 + 2 * 75) / 3.0).epsilon(1e-15));
    CHECK(scores[2].value == 100);
    CHECK(scores[1].coverage == 1);
    CHECK(scores[1].answered == 2);
}

TEST_CASE("a missing answer is never a zero, and too few answers make no score") {
    const auto q = fan_questionnaire();
    const auto scores = q.score(std::vector<double>{4, absent, 99, absent, 5, -1});
    CHECK(std::isnan(scores[0].value));
    CHECK(scores[0].status == score_status::too_few_answers);
    CHECK(scores[0].coverage == doctest::Approx(1 / 3.0));
    CHECK(scores[1].value == 0);  // answered at the bottom: a real zero
    CHECK(scores[1].coverage == doctest::Approx(2 / 3.0));
    CHECK(scores[2].status == score_status::not_answered);
    CHECK(std::isnan(scores[2].value));
    CHECK(q.classify(2, 99) == answer_kind::missing_code);
    CHECK(q.classify(5, -1) == answer_kind::not_shown);
    CHECK(q.classify(1, absent) == answer_kind::not_answered);
    CHECK(q.classify(1, 11) == answer_kind::out_of_range);
}

TEST_CASE("the contributions of the items sum to the score") {
    const auto q = fan_questionnaire();
    const std::vector<double> answers{4, 7, absent, 3, 2, absent};
    const auto scores = q.score(answers);
    const auto parts = q.contributions(answers);
    CHECK(parts[0] + parts[1] == doctest::Approx(scores[0].value).epsilon(1e-14));
    CHECK(std::isnan(parts[2]));
    CHECK(parts[3] + parts[4] == doctest::Approx(scores[1].value).epsilon(1e-14));
    CHECK(std::isnan(parts[5]));
}

TEST_CASE("an answer off the scale is refused, ignored or clamped, as the author said") {
    const std::vector<double> answers{9, 8, 10, 3, 2, 5};
    try {
        (void)fan_questionnaire().score(answers);
        FAIL("expected an error");
    } catch (const error& e) {
        CHECK(e.code() == errc::domain);
        CHECK(std::string(e.what()) ==
              "item 'sat_overall', answer 9: expected 1 to 5, or one of its codes for missing");
    }
    CHECK(fan_questionnaire({.policy = out_of_range::missing}).score(answers)[0].value == 90);
    CHECK(fan_questionnaire({.policy = out_of_range::clamp}).score(answers)[0].value ==
          doctest::Approx(280 / 3.0).epsilon(1e-15));
}

TEST_CASE("a batch gives what its rows give one by one, in either layout, and rejects bad rows alone") {
    std::mt19937_64 random(7);
    const std::size_t rows = 1000;
    for (const auto policy : {out_of_range::error, out_of_range::missing, out_of_range::clamp}) {
        const auto q = fan_questionnaire({.policy = policy});
        const std::size_t items = q.items().size();
        std::vector<double> by_row(rows * items);
        std::vector<std::vector<double>> by_item(items, std::vector<double>(rows));
        for (std::size_t r = 0; r < rows; ++r) {
            for (std::size_t i = 0; i < items; ++i) {
                const auto pick = random() % 100;
                const double span = q.items()[i].highest - q.items()[i].lowest + 1;
                double answer = q.items()[i].lowest + static_cast<double>(random() % static_cast<unsigned>(span));
                answer = pick < 15              ? absent
                         : pick == 15           ? 1000
                         : pick == 16 && i == 2 ? 99
                         : pick == 17 && i == 5 ? -1
                                                : answer;
                by_row[r * items + i] = by_item[i][r] = answer;
            }
        }
        std::vector<std::span<const double>> columns(by_item.begin(), by_item.end());
        const batch a = score_all(q, answer_table::by_rows(by_row, items));
        const batch b = score_all(q, answer_table::by_columns(columns));
        CHECK(a.status == b.status);
        CHECK(a.report.valid == b.report.valid);
        CHECK(a.report.valid + a.report.not_answered + a.report.missing_code + a.report.not_shown + a.report.clamped +
                  a.report.out_of_range ==
              rows * items);
        std::size_t rejected = 0;
        for (std::size_t r = 0; r < rows; ++r) {
            const std::span<const double> row(by_row.data() + r * items, items);
            std::vector<dimension_score> one;
            try {
                one = q.score(row);
            } catch (const error&) {
                one.assign(3, {.status = score_status::rejected});
                REQUIRE(rejected < a.report.rejected.size());
                CHECK(a.report.rejected[rejected].row == r);
                CHECK(a.report.rejected[rejected].value == 1000);
                ++rejected;
            }
            for (std::size_t d = 0; d < 3; ++d) {
                CHECK(one[d].status == a.status[d][r]);
                CHECK(one[d].answered == a.answered[d][r]);
                CHECK(one[d].coverage == a.coverage[d][r]);
                CHECK((one[d].value == a.value[d][r] || (std::isnan(one[d].value) && std::isnan(a.value[d][r]))));
                CHECK((b.value[d][r] == a.value[d][r] || std::isnan(b.value[d][r])));
            }
        }
        CHECK(rejected == a.report.rejected.size());
        CHECK((rejected > 0) == (policy == out_of_range::error));
    }
}

TEST_CASE(
    "scores do not move when an answer scale is relabelled, when an item is reversed twice, or when nobody answers a "
    "new item") {
    std::mt19937_64 random(11);
    for (int trial = 0; trial < 200; ++trial) {
        std::vector<item> items, moved;
        std::vector<double> answers, moved_answers;
        for (int i = 0; i < 4; ++i) {
            const double high = 2 + static_cast<double>(random() % 9);
            const double weight = 1 + static_cast<double>(random() % 3);
            const double answer = static_cast<double>(random() % (static_cast<unsigned>(high) + 1));
            const double shift = static_cast<double>(random() % 7) - 3;
            items.push_back(
                {.id = std::to_string(i), .dimension = "d", .lowest = 0, .highest = high, .weight = weight});
            answers.push_back(answer);
            // x -> shift + 3 x, then mirrored on its scale and marked reversed
            moved.push_back({.id = std::to_string(i),
                             .dimension = "d",
                             .lowest = shift,
                             .highest = shift + 3 * high,
                             .reversed = true,
                             .weight = weight});
            moved_answers.push_back(shift + 3 * (high - answer));
        }
        const double score = questionnaire(items).score(answers)[0].value;
        CHECK(questionnaire(moved).score(moved_answers)[0].value == doctest::Approx(score).epsilon(1e-13));
        items.push_back({.id = "new", .dimension = "d", .lowest = 1, .highest = 5});
        answers.push_back(absent);
        CHECK(questionnaire(items).score(answers)[0].value == score);
    }
}

TEST_CASE("a survey author reads what is wrong with the questionnaire") {
    const item good{.id = "q1", .dimension = "satisfaction"};
    CHECK(message_of({}) == "the questionnaire has no items: expected at least one");
    CHECK(message_of({good, good}) == "item 2 ('q1'): item 1 has the same id: expected each id once");
    CHECK(message_of({{.id = "q", .dimension = "d", .lowest = 5, .highest = 1}}) ==
          "item 1 ('q'): scale 5 to 1: expected lowest < highest; a question that counts the other way is marked "
          "reversed");
    CHECK(message_of({{.id = "q", .dimension = "d", .weight = absent}}) ==
          "item 1 ('q'): weight = nan: expected weight >= 0");
    CHECK(message_of({{.id = "q", .dimension = "d", .lowest = 0, .highest = 100, .missing_codes = {99}}}) ==
          "item 1 ('q'): code 99 lies on the scale 0 to 100: it could not be told from an answer");
    CHECK(message_of({{.id = "q", .dimension = "d", .missing_codes = {9}, .not_shown_codes = {9}}}) ==
          "item 1 ('q'): code 9 means both missing and not shown: expected one meaning");
    CHECK(message_of({{.id = "q", .dimension = "d", .weight = 0}}) ==
          "dimension 'd': all weights are 0: expected an item with a weight above 0");
    CHECK(message_of({good}, {.dimensions = {"satisfaction", "attachment"}}) ==
          "dimension 'attachment' has no items: expected at least one");
    CHECK(message_of({good}, {.dimensions = {"attachment"}}) ==
          "item 1 ('q1'): dimension 'satisfaction' is not among the declared dimensions");
    CHECK(message_of({good}, {.minimum_coverage = absent}).starts_with("minimum_coverage = nan"));
    CHECK(message_of({good}, {.minimum_items = 0}).starts_with("minimum_items = 0"));
    CHECK_THROWS_WITH_AS((void)questionnaire({good}).dimension("barrier"),
                         "dimension 'barrier' has no item: this questionnaire measures satisfaction", error);
    CHECK_THROWS_AS((void)questionnaire({good}).score(std::vector<double>{1, 2}), error);
}

TEST_CASE("five hundred items, one respondent and an item without weight are all in order") {
    std::vector<item> items;
    for (int i = 0; i < 500; ++i) {
        items.push_back({.id = std::to_string(i), .dimension = i % 2 ? "odd" : "even", .weight = i < 10 ? 0.0 : 1.0});
    }
    const questionnaire q(items);
    const std::vector<double> answers(500, 4);
    const auto scores = q.score(answers);
    CHECK(scores[0].value == 75);
    CHECK(scores[0].answered == 245);
    CHECK(score_all(q, answer_table::by_rows(answers, 500)).value[1][0] == 75);
}
