#include "csv.hpp"

#include <scvm/survey/reliability.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <random>

using namespace scvm::survey;
using doctest::Approx;

namespace {

const double absent = std::numeric_limits<double>::quiet_NaN();

answer_table table_of(const std::vector<std::vector<double>>& columns, std::vector<std::span<const double>>& spans) {
    spans.assign(columns.begin(), columns.end());
    return answer_table::by_columns(spans);
}

std::vector<std::vector<double>> transposed(const nlohmann::json& rows) {
    std::vector<std::vector<double>> columns(rows.at(0).size());
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            columns[i].push_back(row[i]);
        }
    }
    return columns;
}

// n answers to k items that share one factor.
std::vector<std::vector<double>> one_factor_answers(std::size_t n, std::size_t k, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal;
    std::vector<std::vector<double>> columns(k, std::vector<double>(n));
    for (std::size_t row = 0; row < n; ++row) {
        const double factor = normal(random);
        for (auto& column : columns) {
            column[row] = std::clamp(std::round(3 + factor + normal(random)), 1.0, 5.0);
        }
    }
    return columns;
}

}  // namespace

TEST_CASE("reliability matches the shared vectors") {
    const auto file = nlohmann::json::parse(std::ifstream(SCVM_VECTORS "/survey_reliability.json"));
    const double relative = file["tolerance"]["relative"];
    const double omega_absolute = file["tolerance"]["omega_absolute"];
    std::size_t run = 0;
    for (const auto& c : file["cases"]) {
        CAPTURE(c["name"].get<std::string>());
        std::vector<std::vector<double>> columns;
        if (c.contains("file")) {
            columns = read_shared_csv(c["file"]).columns;
            if (columns.empty()) {
                MESSAGE("not beside the checkout, its case is left out: " << c["file"].get<std::string>());
                continue;
            }
        } else {
            columns = transposed(c["answers"]);
        }
        ++run;
        std::vector<std::span<const double>> spans;
        const auto found = reliability(table_of(columns, spans), {.weights = c["weights"]});
        CHECK(found.rows == c["rows"]);
        const auto close = [&](double value, const char* key) {
            CAPTURE(key);
            CHECK(value == Approx(c[key].get<double>()).epsilon(relative));
        };
        close(found.alpha, "alpha");
        close(found.alpha_low, "alpha_low");
        close(found.alpha_high, "alpha_high");
        close(found.standardised_alpha, "standardised_alpha");
        close(found.mean_correlation, "mean_correlation");
        close(found.lambda6, "lambda6");
        close(found.standard_error_of_measurement, "sem");
        close(found.sd, "sd");
        CHECK(std::fabs(found.omega_total - c["omega_total"].get<double>()) < omega_absolute);
        for (std::size_t i = 0; i < found.items; ++i) {
            CHECK(found.by_item[i].corrected_item_total == Approx(c["corrected_item_total"][i]).epsilon(relative));
            CHECK(found.by_item[i].alpha_if_deleted == Approx(c["alpha_if_deleted"][i]).epsilon(relative));
            CHECK(std::fabs(found.by_item[i].loading - c["loadings"][i].get<double>()) < 1e-5);
        }
    }
    CHECK(run >= 2);
}

TEST_CASE("the interval of alpha uses the rows that alpha used, not those before deletion") {
    // pingouin prints [0.581, 0.933] for the first: n before deletion
    const interval listwise = feldt_interval(0.801694915254237, 9, 11);
    CHECK(listwise.low == Approx(0.533003).epsilon(1e-6));
    CHECK(listwise.high == Approx(0.947208).epsilon(1e-6));
    const interval pairwise = feldt_interval(0.732660835214447, 12, 11);
    CHECK(pairwise.low == Approx(0.435).epsilon(1e-3));
    CHECK(pairwise.high == Approx(0.909).epsilon(1e-3));
    CHECK(feldt_interval(0.591718848599583, 15, 10).low == Approx(0.195).epsilon(3e-3));
    CHECK(feldt_interval(0.591718848599583, 15, 10).high == Approx(0.840).epsilon(1e-3));

    const auto file = read_shared_csv("survey/pingouin_cronbach_wide_missing.csv");
    if (file.empty()) {
        MESSAGE(
            "pingouin_cronbach_wide_missing.csv is not beside the checkout: intervals checked from alpha and n only");
        return;
    }
    std::vector<std::span<const double>> spans;
    const auto table = table_of(file.columns, spans);
    const auto complete = reliability(table);
    CHECK(complete.rows == 9);
    CHECK(complete.alpha == Approx(0.801694915254237).epsilon(1e-14));
    CHECK(complete.alpha_low == Approx(listwise.low).epsilon(1e-12));
    CHECK(complete.flags.unstable);
    const auto pairs = reliability(table, {.missing = missing_answers::pairwise});
    CHECK(pairs.rows == 12);
    CHECK(pairs.alpha == Approx(0.732660835214447).epsilon(1e-14));
    CHECK(pairs.alpha_high == Approx(pairwise.high).epsilon(1e-12));
    CHECK(pairs.flags.not_positive_definite);  // the tools in use print lambda 6 = 1.00008 here
    CHECK(std::isnan(pairs.lambda6));
    CHECK(std::isnan(pairs.omega_total));
}

TEST_CASE("a factor on the bound of Heywood has an omega, and omega is absent with a flag only") {
    const auto correlated = [](std::vector<std::vector<double>> rows) {
        scvm::math::matrix result(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (std::size_t j = 0; j < rows.size(); ++j) {
                result(i, j) = rows[i][j];
            }
        }
        return result;
    };
    // .9 .8 .6: the first item would need a loading of sqrt(.9 .8 / .6) > 1. Its uniqueness rests on .005.
    const auto factor = fit_one_factor(correlated({{1, .9, .8}, {.9, 1, .6}, {.8, .6, 1}}));
    CHECK(factor.status == one_factor_status::heywood);
    CHECK(omega_total(factor) == Approx(.929).epsilon(1e-3));
    CHECK(factor.uniqueness[0] == Approx(.005));
    for (int a = 1; a < 20; a += 3) {
        for (int b = 1; b < 20; b += 2) {
            for (int c = 1; c < 20; c += 2) {
                const auto r = correlated({{1, a / 20., b / 20.}, {a / 20., 1, c / 20.}, {b / 20., c / 20., 1}});
                const auto found = fit_one_factor(r);
                CAPTURE(a);
                CAPTURE(b);
                CAPTURE(c);
                const bool known =
                    found.status == one_factor_status::fitted || found.status == one_factor_status::heywood;
                CHECK((known || found.status == one_factor_status::not_positive_definite));
                CHECK(std::isfinite(omega_total(found)) == known);
            }
        }
    }
    std::vector<std::vector<double>> columns{{1, 2, 3, 4, 5, 3}, {2, 2, 3, 5, 5, 1}};
    std::vector<std::span<const double>> spans;
    const auto two = reliability(table_of(columns, spans));
    CHECK(two.flags.no_factor);
    CHECK(std::isnan(two.omega_total));
}

TEST_CASE("an answer of which no variance can be told is refused by its name") {
    std::vector<std::vector<double>> columns{{1, 2, 3}, {1e308, 3, 1}};
    std::vector<std::span<const double>> spans;
    CHECK_THROWS_WITH_AS((void)reliability(table_of(columns, spans)),
                         doctest::Contains("answers of item 1[0] = 1e+308: expected a number from -1e100 to 1e100"),
                         scvm::error);
    columns[1][0] = 1e100;
    CHECK(std::isfinite(reliability(table_of(columns, spans)).alpha));
}

TEST_CASE("pairs that contradict each other have no lambda 6 and no omega") {
    // Each pair of items is answered together by other people, and the three correlations cannot all be true.
    std::vector<std::vector<double>> columns(3);
    for (int i = 1; i <= 6; ++i) {
        columns[0].insert(columns[0].end(), {double(i), absent, double(i)});
        columns[1].insert(columns[1].end(), {double(i), double(i), absent});
        columns[2].insert(columns[2].end(), {absent, double(i), double(7 - i)});
    }
    std::vector<std::span<const double>> spans;
    const auto table = table_of(columns, spans);
    const auto pairs = reliability(table, {.missing = missing_answers::pairwise});
    CHECK(pairs.flags.not_positive_definite);
    CHECK(std::isnan(pairs.lambda6));
    CHECK(pairs.rows == 18);
    CHECK(reliability(table).flags.too_few_rows);
    CHECK(std::isnan(reliability(table).alpha));
}

TEST_CASE("edge cases of reliability are flagged, not guessed") {
    std::vector<std::span<const double>> spans;
    const auto one = reliability(table_of({{1, 2, 3}}, spans));
    CHECK(one.flags.too_few_items);
    CHECK(std::isnan(one.alpha));
    CHECK(one.mean == 2);

    const auto constant = reliability(table_of({{1, 2, 3, 4}, {2, 2, 2, 2}, {2, 1, 4, 4}}, spans));
    CHECK(constant.flags.zero_variance);
    CHECK(std::isfinite(constant.alpha));
    CHECK(std::isnan(constant.lambda6));
    CHECK(std::isnan(constant.by_item[1].corrected_item_total));

    const auto negative = reliability(table_of({{1, 2, 3, 4, 5}, {5, 4, 3, 2, 2}}, spans));
    CHECK(negative.alpha < 0);
    CHECK(negative.flags.negative_alpha);
    CHECK(negative.standard_error_of_measurement == negative.sd);

    const auto same = reliability(table_of({{3, 3, 3}, {3, 3, 3}}, spans));
    CHECK(std::isnan(same.alpha));
    CHECK(same.flags.zero_variance);

    const auto nobody = reliability(table_of({{absent, absent}, {absent, absent}}, spans));
    CHECK(nobody.rows == 0);
    CHECK(nobody.flags.too_few_rows);
    const auto single = reliability(table_of({{1}, {2}}, spans));
    CHECK(single.flags.too_few_rows);

    CHECK_THROWS_AS((void)reliability(table_of({{1, 2}, {2, 1}}, spans), {.weights = {1}}), scvm::error);
    CHECK_THROWS_AS((void)reliability(table_of({{1, 2}, {2, 1}}, spans), {.weights = {1, absent}}), scvm::error);
    CHECK_THROWS_AS((void)reliability(table_of({{1, 1 / 0.0}, {2, 1}}, spans)), scvm::error);
    CHECK(reliability(table_of({{1, 2, 4}, {2, 1, 2}, {3, 3, 1}}, spans), {.weights = {1, 0, 0}}).flags.too_few_items);
}

TEST_CASE("reliability is the same to the last bit in any order of the respondents") {
    auto columns = one_factor_answers(997, 6, 5);
    for (auto& column : columns) {
        for (double& answer : column) {
            answer = 100 * (answer - 1) / 6;  // sevenths of a scale: no exact doubles
        }
    }
    columns[2][17] = absent;
    std::vector<std::span<const double>> spans;
    const auto straight = reliability(table_of(columns, spans));
    std::vector<std::size_t> order(997);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937_64 random(9);
    for (int trial = 0; trial < 20; ++trial) {
        std::shuffle(order.begin(), order.end(), random);
        auto shuffled = columns;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            for (std::size_t row = 0; row < 997; ++row) {
                shuffled[i][row] = columns[i][order[row]];
            }
        }
        std::vector<std::span<const double>> other;
        const auto again = reliability(table_of(shuffled, other));
        CHECK(again.alpha == straight.alpha);
        CHECK(again.omega_total == straight.omega_total);
        CHECK(again.lambda6 == straight.lambda6);
        CHECK(again.mean == straight.mean);
    }
}

TEST_CASE("a factor that is truly there is found, also behind five hundred items") {
    for (const std::size_t k : {3, 8, 60}) {
        scvm::math::matrix exact(k);
        for (std::size_t i = 0; i < k; ++i) {
            for (std::size_t j = 0; j < k; ++j) {
                const auto loading = [k](std::size_t item) { return 0.4 + 0.5 * double(item) / double(k); };
                exact(i, j) = i == j ? 1 : loading(i) * loading(j);
            }
        }
        const auto factor = fit_one_factor(exact);
        REQUIRE(factor.status == one_factor_status::fitted);
        CHECK(factor.discrepancy < 1e-12);
        for (std::size_t i = 0; i < k; ++i) {
            CHECK(factor.loading[i] == Approx(0.4 + 0.5 * double(i) / double(k)).epsilon(1e-6));
        }
    }
    const auto columns = one_factor_answers(700, 500, 12);
    std::vector<std::span<const double>> spans;
    const auto many = reliability(table_of(columns, spans));
    CHECK(many.items == 500);
    CHECK(many.omega_total > 0.99);
    CHECK_FALSE(many.flags.heywood);
    CHECK(fit_one_factor(scvm::math::matrix::identity(2)).status == one_factor_status::too_few_items);
    CHECK(omega_total(fit_one_factor(scvm::math::matrix::identity(4))) < 1e-10);
}

TEST_CASE("a questionnaire's reliability applies polarity, codes and weights") {
    const questionnaire q({{.id = "a", .dimension = "d"},
                           {.id = "b", .dimension = "d", .lowest = 0, .highest = 10, .missing_codes = {99}},
                           {.id = "c", .dimension = "d", .reversed = true, .weight = 2}});
    const std::vector<std::vector<double>> raw{{1, 2, 4, 5, 3, 4}, {2, 3, 7, 9, 99, 8}, {5, 4, 2, 1, 3, 1}};
    std::vector<std::span<const double>> spans;
    const auto found = reliability(q, 0, table_of(raw, spans));
    CHECK(found.rows == 5);
    std::vector<std::vector<double>> points(3);
    for (std::size_t row : {0, 1, 2, 3, 5}) {
        for (std::size_t i = 0; i < 3; ++i) {
            points[i].push_back(q.points(i, raw[i][row]));
        }
    }
    const auto want = reliability(table_of(points, spans), {.weights = {1, 1, 2}});
    CHECK(found.alpha == want.alpha);
    CHECK(found.standard_error_of_measurement == want.standard_error_of_measurement);
    CHECK(found.alpha > 0.8);
}
