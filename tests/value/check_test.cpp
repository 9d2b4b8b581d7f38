#include "data.hpp"

#include <scvm/value/bg_nbd_fit.hpp>
#include <scvm/value/fit_check.hpp>
#include <scvm/value/forecast_check.hpp>
#include <scvm/value/holdout.hpp>
#include <scvm/value/pareto_nbd.hpp>
#include <scvm/value/rfm.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

using namespace scvm::value;
using doctest::Approx;
using value_test::utc;

namespace {
constexpr double none = std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("a model that made the data fits their frequencies, another one does not") {
    std::vector<double> T;
    for (std::size_t i = 0; i < 20'000; ++i) {
        T.push_back(static_cast<double>(30 + i % 20));
    }
    const bg_nbd truth{0.5, 6, 0.9, 2.5};
    const auto h = simulate_histories(truth, T, 31);
    const auto right = check_frequencies(truth, h.columns(), {}, 10, 0);
    CHECK(right.degrees_of_freedom == 9);
    CHECK(right.p_value > 0.001);
    CHECK(std::accumulate(right.actual.begin(), right.actual.end(), 0.0) == 20'000);
    CHECK(std::accumulate(right.expected.begin(), right.expected.end(), 0.0) == Approx(20'000));
    const auto wrong = check_frequencies(bg_nbd{0.6, 6, 0.9, 2.5}, h.columns(), {}, 10, 0);
    CHECK(wrong.p_value < 1e-6);
    const auto estimated = check_frequencies(fit_bg_nbd(h.columns()).model, h.columns(), {}, 10, 4);
    CHECK(estimated.degrees_of_freedom == 5);
    CHECK(estimated.p_value > 0.001);
    const auto few =
        check_frequencies(truth, {std::span(h.x).first(3), std::span(h.t_x).first(3), std::span(h.T).first(3)});
    CHECK(std::isnan(few.p_value));
    CHECK_THROWS_AS((void)check_frequencies(truth, h.columns(), {}, 1), scvm::error);
}

TEST_CASE("tracking counts what was bought in each period, and sums what was expected") {
    value_test::purchases p;
    p.add(0, utc(2024, 1, 1), 1);
    p.add(0, utc(2024, 1, 3), 1);
    p.add(0, utc(2024, 1, 17), 1);
    p.add(1, utc(2024, 1, 10), 1);
    p.add(1, utc(2024, 1, 14), 1);
    const bg_nbd m{0.5, 6, 0.9, 2.5};
    const auto t = track(m, p.columns(), utc(2024, 1, 1), utc(2024, 1, 22), 7);
    CHECK(t.actual == std::vector<double>{1, 1, 1});
    CHECK(t.cumulative_actual == std::vector<double>{1, 2, 3});
    CHECK(t.length == 1);
    const auto e = [&](double days) { return m.expected_purchases_new(days / 7); };
    CHECK(t.cumulative_expected[0] == Approx(e(6)));
    CHECK(t.cumulative_expected[2] == Approx(e(20) + e(11)));
    CHECK(t.expected[2] == Approx(e(20) + e(11) - e(13) - e(4)));
    CHECK_THROWS_AS((void)track(m, p.columns(), utc(2024, 1, 1), utc(2024, 1, 3), 7), scvm::error);
}

TEST_CASE("tracking of CDNOW follows the published curves of Pareto/NBD") {
    const auto p = value_test::cdnow("CDNOW_sample.txt", 1);
    if (!p) {
        return;
    }
    const auto t =
        track(pareto_nbd{.5534, 10.5802, .6061, 11.6562}, p->columns(), utc(1997, 1, 1), utc(1998, 6, 30), 7);
    REQUIRE(t.actual.size() == 78);
    // BTYD's numbers, as lifetimes' tests quote them for weeks 20 … 25, to the rounding of their grids.
    const double actual[] = {1359, 1414, 1484, 1517, 1573, 1672};
    const double expected[] = {1309, 1385, 1460, 1533, 1604, 1674};
    for (std::size_t i = 0; i < 6; ++i) {
        CAPTURE(i);
        CHECK(t.cumulative_actual[19 + i] == actual[i]);
        CHECK(t.cumulative_expected[19 + i] == Approx(expected[i]).epsilon(0.01));
    }
    // By the end of the 78 weeks the model is within a few per cent of what happened.
    CHECK(t.cumulative_expected.back() == Approx(t.cumulative_actual.back()).epsilon(0.06));
}

TEST_CASE("a forecast is judged by bias, error, calibration and rank") {
    const std::vector<double> actual{0, 1, 2, 3, 4, 5, 6, 7, 8, none};
    const auto perfect = check_forecast(actual, actual, 3);
    CHECK(perfect.customers == 9);
    CHECK(perfect.bias == 0);
    CHECK(perfect.mean_absolute_error == 0);
    CHECK(perfect.calibration_error == 0);
    CHECK(perfect.rank_correlation == Approx(1));
    CHECK(perfect.normalised_gini == Approx(1));
    REQUIRE(perfect.bands.size() == 3);
    CHECK(perfect.bands[0].mean_actual == 7);
    CHECK(perfect.bands[0].share_of_actual == Approx(21.0 / 36));
    CHECK(perfect.bands[2].cumulative_share_of_actual == Approx(1));

    std::vector<double> twice;
    std::vector<double> opposite;
    for (const double a : actual) {
        twice.push_back(2 * a);
        opposite.push_back(8 - a);
    }
    const auto high = check_forecast(twice, actual, 3);
    CHECK(high.bias == Approx(1));
    CHECK(high.calibration_error == Approx(4));
    CHECK(high.rank_correlation == Approx(1));
    CHECK(high.root_mean_square_error == Approx(std::sqrt(204.0 / 9)));
    const auto reverse = check_forecast(opposite, actual, 3);
    CHECK(reverse.rank_correlation == Approx(-1));
    CHECK(reverse.normalised_gini == Approx(-1));
    const std::vector<double> constant(actual.size(), 4.0);
    const auto blind = check_forecast(constant, actual, 3);
    CHECK(std::isnan(blind.rank_correlation));
    CHECK(blind.gini == Approx(0));
    CHECK(blind.bands[0].mean_actual == Approx(4));
}

TEST_CASE("a forecast check does not depend on the order of the rows, and splits ties evenly") {
    std::vector<double> predicted;
    std::vector<double> actual;
    for (std::size_t i = 0; i < 997; ++i) {
        scvm::math::random_stream random(41, i);
        predicted.push_back(static_cast<double>(random.below(20)) / 4);
        actual.push_back(static_cast<double>(random.poisson(predicted.back())));
    }
    const auto one = check_forecast(predicted, actual);
    std::ranges::reverse(predicted);
    std::ranges::reverse(actual);
    const auto two = check_forecast(predicted, actual);
    CHECK(one.gini == two.gini);
    CHECK(one.rank_correlation == two.rank_correlation);
    CHECK(one.calibration_error == two.calibration_error);
    double customers = 0;
    double share = 0;
    for (const auto& band : one.bands) {
        CHECK(band.customers == Approx(99.7));
        customers += band.customers;
        share += band.share_of_actual;
    }
    CHECK(customers == Approx(997));
    CHECK(share == Approx(1));
    CHECK(check_forecast({}, {}).customers == 0);
    const std::vector<double> nothing(5, 0.0);
    CHECK(std::isnan(check_forecast(nothing, nothing).bias));
    CHECK_THROWS_AS((void)check_forecast(predicted, nothing), scvm::error);
}

TEST_CASE("BG/NBD forecasts CDNOW's holdout as well as its paper says") {
    const auto p = value_test::cdnow("CDNOW_sample.txt", 1);
    const auto data = p ? *p : value_test::generated(bg_nbd{0.24, 4.4, 0.8, 2.4}, 4000, 2);
    const auto split = calibration_and_holdout(data.columns(), utc(1997, 9, 30), utc(1998, 3, 15));
    const auto fit = fit_bg_nbd(split.calibration.histories());
    REQUIRE(fit.converged());
    std::vector<double> predicted(split.holdout_x.size());
    (void)expected_purchases(fit.model, split.holdout_duration, split.calibration.histories(), predicted);
    const auto check = check_forecast(predicted, split.holdout_x);
    CHECK(check.rank_correlation > 0.3);
    CHECK(check.normalised_gini > 0.6);
    CHECK(std::abs(check.bias) < 0.15);
    CHECK(check.bands.front().share_of_actual > 0.4);
}

TEST_CASE("quantile scores run from 1 to the number of levels, and ties share one") {
    const std::vector<double> column{10, 20, 30, 40, none, 50, 60, 70, 80};
    std::vector<std::uint8_t> scores(column.size());
    quantile_scores(column, 4, false, scores);
    CHECK(scores == std::vector<std::uint8_t>{1, 1, 2, 2, 0, 3, 3, 4, 4});
    quantile_scores(column, 4, true, scores);
    CHECK(scores == std::vector<std::uint8_t>{4, 4, 3, 3, 0, 2, 2, 1, 1});
    const std::vector<double> tied{0, 0, 0, 0, 0, 0, 1, 2, 3, 4};
    std::vector<std::uint8_t> tied_scores(tied.size());
    quantile_scores(tied, 5, false, tied_scores);
    CHECK(tied_scores == std::vector<std::uint8_t>{2, 2, 2, 2, 2, 2, 4, 4, 5, 5});
    const std::vector<double> one{7};
    std::vector<std::uint8_t> one_score(1);
    quantile_scores(one, 5, false, one_score);
    CHECK(one_score[0] == 3);
    CHECK_THROWS_AS(quantile_scores(tied, 1, false, tied_scores), scvm::error);
    CHECK_THROWS_AS(quantile_scores(tied, 4, false, scores), scvm::error);
}

TEST_CASE("the default rules name every RFM cell, and an own rule comes first") {
    const auto rules = default_rfm_rules();
    for (std::uint8_t r = 1; r <= 4; ++r) {
        for (std::uint8_t f = 1; f <= 4; ++f) {
            for (std::uint8_t m = 1; m <= 4; ++m) {
                CHECK(std::ranges::any_of(rules, [&](const rfm_rule& rule) {
                    return rule.recency.has(r) && rule.frequency.has(f) && rule.monetary.has(m);
                }));
            }
        }
    }
    const std::vector<double> since{1, 2, 30, 40, none};
    const std::vector<double> count{9, 8, 1, 1, none};
    const std::vector<double> money{50, 60, 5, 6, none};
    const auto table = rfm_segments(since, count, money, rules);
    CHECK(table.segments[table.segment_of[0]] == "premium");
    CHECK(table.segments[table.segment_of[3]] == "at risk");
    CHECK(table.segment_of[4] == 0xffffffff);
    CHECK(table.recency[4] == 0);
    CHECK(std::accumulate(table.customers.begin(), table.customers.end(), 0.0) == 4);
    const std::vector<rfm_rule> own{{"dear", {}, {}, {4, 4}}};
    const auto other = rfm_segments(since, count, money, own);
    CHECK(other.segments == std::vector<std::string>{"dear", "other"});
    CHECK(other.segments[other.segment_of[1]] == "dear");
    CHECK(other.segments[other.segment_of[0]] == "other");
}
