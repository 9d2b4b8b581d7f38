#include "csv.hpp"

#include <scvm/math/random.hpp>
#include <scvm/survey/drivers.hpp>
#include <scvm/survey/touchpoints.hpp>
#include <scvm/survey/validity.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

using namespace scvm::survey;
using doctest::Approx;

namespace {
const double absent = std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("drivers match the shared vectors") {
    const auto file = nlohmann::json::parse(std::ifstream(SCVM_VECTORS "/survey_drivers.json"));
    const double absolute = file["tolerance"]["absolute"];
    std::size_t run = 0;
    for (const auto& c : file["cases"]) {
        CAPTURE(c["name"].get<std::string>());
        std::vector<std::vector<double>> columns;
        std::vector<double> outcome;
        if (c.contains("file")) {
            columns = read_shared_csv(c["file"]).columns;
            if (columns.empty()) {
                MESSAGE("not beside the checkout, its case is left out: " << c["file"].get<std::string>());
                continue;
            }
            outcome = columns.front();
            columns.erase(columns.begin());
        } else {
            outcome = c["outcome"].get<std::vector<double>>();
            columns.resize(c["drivers"][0].size());
            for (const auto& row : c["drivers"]) {
                for (std::size_t i = 0; i < columns.size(); ++i) {
                    columns[i].push_back(row[i]);
                }
            }
        }
        ++run;
        const std::vector<std::span<const double>> spans(columns.begin(), columns.end());
        const auto found = drivers_of(answer_table::by_columns(spans), outcome);
        REQUIRE(found.status == drivers_status::fitted);
        CHECK(std::fabs(found.r_squared - c["r_squared"].get<double>()) <= absolute);
        CHECK(std::fabs(found.adjusted_r_squared - c["adjusted_r_squared"].get<double>()) <= absolute);
        double lmg = 0;
        double johnson = 0;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            CHECK(std::fabs(found.driver_of[i].lmg - c["lmg"][i].get<double>()) <= absolute);
            CHECK(std::fabs(found.driver_of[i].johnson - c["johnson"][i].get<double>()) <= absolute);
            CHECK(std::fabs(found.driver_of[i].beta - c["beta"][i].get<double>()) <= absolute);
            CHECK(std::fabs(found.driver_of[i].correlation - c["correlation"][i].get<double>()) <= absolute);
            lmg += found.driver_of[i].lmg_share;
            johnson += found.driver_of[i].johnson_share;
        }
        CHECK(lmg == Approx(1).epsilon(1e-10));
        CHECK(johnson == Approx(1).epsilon(1e-10));
    }
    CHECK(run >= 2);
}

TEST_CASE("drivers that cannot be told apart are refused with a reason") {
    scvm::math::random_stream random(5);
    std::vector<std::vector<double>> columns(2, std::vector<double>(50));
    std::vector<double> outcome(50);
    for (std::size_t i = 0; i < 50; ++i) {
        columns[0][i] = random.normal();
        columns[1][i] = 2 * columns[0][i] + 1;
        outcome[i] = columns[0][i] + random.normal();
    }
    const auto of = [&](const std::vector<std::vector<double>>& from) {
        const std::vector<std::span<const double>> spans(from.begin(), from.end());
        return drivers_of(answer_table::by_columns(spans), outcome);
    };
    CHECK(of(columns).status == drivers_status::collinear);
    columns[1].assign(50, 3);
    CHECK(of(columns).status == drivers_status::constant);
    columns[1].assign(50, absent);
    CHECK(of(columns).status == drivers_status::too_few_rows);
    CHECK(std::isnan(of(columns).driver_of[0].lmg));
    CHECK_THROWS_AS((void)of(std::vector<std::vector<double>>(21, outcome)), scvm::error);
    CHECK_THROWS_AS((void)of({}), scvm::error);
}

TEST_CASE("fourteen drivers are still divided exactly") {
    scvm::math::random_stream random(9);
    std::vector<std::vector<double>> columns(14, std::vector<double>(200));
    std::vector<double> outcome(200);
    for (std::size_t i = 0; i < 200; ++i) {
        const double common = random.normal();
        for (std::size_t j = 0; j < columns.size(); ++j) {
            columns[j][i] = common + random.normal();
            outcome[i] += (j % 3 == 0) * columns[j][i];
        }
        outcome[i] += 3 * random.normal();
    }
    const std::vector<std::span<const double>> spans(columns.begin(), columns.end());
    const auto found = drivers_of(answer_table::by_columns(spans), outcome);
    double sum = 0;
    for (const driver& each : found.driver_of) {
        CHECK(each.lmg >= 0);
        sum += each.lmg;
    }
    CHECK(sum == Approx(found.r_squared).epsilon(1e-10));
}

TEST_CASE("a correlation without the noise of measurement may exceed 1, and then says so") {
    const auto found = disattenuated_correlation(0.6, 0.8, 0.7, 103);
    CHECK(found.estimate == Approx(0.6 / std::sqrt(0.56)).epsilon(1e-14));
    CHECK(found.low == Approx(std::tanh(std::atanh(0.6) - 0.1959963984540054) / std::sqrt(0.56)).epsilon(1e-12));
    CHECK(disattenuated_correlation(0.9, 0.7, 0.7, 50).estimate > 1);
    CHECK(std::isnan(disattenuated_correlation(0.5, 1, 1, 3).low));
    CHECK_THROWS_AS((void)disattenuated_correlation(0.5, 0, 1, 30), scvm::error);
    CHECK_THROWS_AS((void)disattenuated_correlation(absent, 1, 1, 30), scvm::error);
}

TEST_CASE("captives are weaker than sympathizers only where satisfaction and attachment hang together closely") {
    const auto at = [](double rho) {
        scvm::math::random_stream random(31);
        std::vector<segment> groups;
        std::vector<double> attachment;
        const double fan_cut = 0.95;
        for (int i = 0; i < 40000; ++i) {
            const double s = random.normal();
            const double e = rho * s + std::sqrt(1 - rho * rho) * random.normal();
            groups.push_back(s >= 0 ? (e >= fan_cut ? segment::fan
                                       : e >= 0     ? segment::sympathizer
                                                    : segment::mercenary)
                                    : (e >= 0 ? segment::captive : segment::opponent));
            attachment.push_back(e);
        }
        return check_conformance(groups, attachment);
    };
    const auto loose = at(0.3);
    CHECK(loose.known);
    CHECK_FALSE(loose.captives_weaker);
    CHECK(loose.captives_weaker_than_attached);
    CHECK(loose.captive_mean == Approx(.693).epsilon(0.03));
    const auto close = at(0.8);
    CHECK(close.captives_weaker);
    CHECK(close.captive_mean == Approx(.390).epsilon(0.04));
    const std::vector<segment> no_fan{segment::captive, segment::sympathizer, segment::unclassified};
    CHECK_FALSE(check_conformance(no_fan, std::vector<double>{1, 2, 3}).known);
}

TEST_CASE("the library can disprove its own theory: attachment adds nothing where it adds nothing") {
    scvm::math::random_stream random(12);
    const std::size_t n = 800;
    std::vector<double> s(n), e(n), spend(n), spend_by_bond(n), left(n), left_by_bond(n);
    for (std::size_t i = 0; i < n; ++i) {
        s[i] = random.normal();
        e[i] = 0.6 * s[i] + 0.8 * random.normal();
        spend[i] = s[i] + random.normal();
        spend_by_bond[i] = 0.3 * s[i] + e[i] + random.normal();
        left[i] = random.bernoulli(1 / (1 + std::exp(s[i])));
        left_by_bond[i] = random.bernoulli(1 / (1 + std::exp(1 + e[i])));
    }
    const auto nothing = incremental_r_squared(s, e, spend);
    CHECK(nothing.status == validity_status::tested);
    CHECK(nothing.gain < 0.005);
    CHECK(nothing.p_value > 0.01);
    const auto much = incremental_r_squared(s, e, spend_by_bond);
    CHECK(much.gain > 0.15);
    CHECK(much.p_value < 1e-12);
    CHECK(much.both == Approx(much.satisfaction_only + much.gain));

    const auto no_auc = incremental_auc(s, e, left);
    CHECK(no_auc.p_value > 0.01);
    CHECK(std::fabs(no_auc.gain) < 0.01);
    const auto auc = incremental_auc(s, e, left_by_bond);
    CHECK(auc.p_value < 1e-9);
    CHECK(auc.gain > 0.05);
    CHECK(auc.attachment_slope < 0);
}

TEST_CASE("the logistic models and the area under the curve take values computed elsewhere") {
    // statsmodels-free check: Newton's optimum by hand for a symmetric table, and a textbook AUC.
    CHECK(area_under_curve(std::vector<double>{1, 2, 3, 4}, std::vector<double>{0, 0, 1, 1}) == 1);
    CHECK(area_under_curve(std::vector<double>{1, 2, 2, 4}, std::vector<double>{0, 1, 0, 1}) == 0.875);
    CHECK(area_under_curve(std::vector<double>{5, 5, 5, absent}, std::vector<double>{0, 1, 0, 1}) == 0.5);
    CHECK(std::isnan(area_under_curve(std::vector<double>{5, 5}, std::vector<double>{1, 1})));
    CHECK_THROWS_AS((void)area_under_curve(std::vector<double>{5}, std::vector<double>{2}), scvm::error);

    std::vector<double> s, e, y;
    for (int i = 0; i < 40; ++i) {  // odds 1 : 3 against 3 : 1 by attachment, the same for any satisfaction
        s.push_back(i / 20);
        e.push_back((i / 10) % 2);
        y.push_back((i / 10) % 2 ? i % 4 != 0 : i % 4 == 0);
    }
    const auto found = incremental_auc(s, e, y);
    REQUIRE(found.status == validity_status::tested);
    double sd = 0;
    for (const double each : e) {
        sd += (each - 0.5) * (each - 0.5) / 39;
    }
    double ones = 0, ones_bound = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        ones += y[i] * (1 - e[i]);
        ones_bound += y[i] * e[i];
    }
    const double log_odds = std::log(ones_bound / (20 - ones_bound)) - std::log(ones / (20 - ones));
    CHECK(found.attachment_slope / std::sqrt(sd) == Approx(log_odds).epsilon(0.02));
}

TEST_CASE("an outcome that nothing can be said about says so") {
    std::vector<double> s(20), e(20), y(20), constant(20, 1);
    for (std::size_t i = 0; i < 20; ++i) {
        s[i] = static_cast<double>(i % 7);
        e[i] = static_cast<double>(i % 5);
        y[i] = e[i] > 2;
    }
    CHECK(incremental_auc(s, e, y).status == validity_status::separated);
    CHECK(incremental_auc(s, e, constant).status == validity_status::too_few_rows);
    CHECK(incremental_auc(s, s, y).status == validity_status::collinear);
    CHECK(incremental_r_squared(s, e, constant).status == validity_status::constant);
    CHECK(incremental_r_squared(s, s, y).status == validity_status::collinear);
    CHECK(incremental_r_squared(std::span(s).first(5), std::span(e).first(5), std::span(y).first(5)).status ==
          validity_status::too_few_rows);
    CHECK(incremental_r_squared(s, e, e).both == Approx(1));
    y[3] = 0.5;
    CHECK_THROWS_AS((void)incremental_auc(s, e, y), scvm::error);
}

TEST_CASE("the weakest touchpoint is found, for the company and for each customer") {
    const std::vector<double> shop{80, 90, absent, 100};
    const std::vector<double> hotline{20, 40, absent, 60};
    const std::vector<double> web{60, absent, absent, 100};
    const std::vector<std::span<const double>> columns{shop, hotline, web};
    const auto table = answer_table::by_columns(columns);
    const auto found = touchpoints(table);
    CHECK(found.weakest == 1);
    CHECK(found.touchpoints[1].mean.estimate == 40);
    CHECK(found.touchpoints[1].mean.low == Approx(40 - 4.302652729696 * 20 / std::sqrt(3.0)).epsilon(1e-10));
    CHECK(found.touchpoints[1].weakest_for == 3);
    CHECK(found.touchpoints[2].n == 2);
    CHECK(found.customer[0].index == Approx(160 / 3.0));
    CHECK(found.customer[0].weakest == 20);
    CHECK(found.customer[0].weakest_at == 1);
    CHECK(found.customer[0].peak_end == (20 + 60) / 2.0);
    CHECK(found.customer[1].peak_end == (90 + 40) / 2.0);
    CHECK(std::isnan(found.customer[2].index));
    CHECK(std::isnan(found.customer[2].peak_end));
    const auto weighted = touchpoints(table, std::vector<double>{10, 1, 0});
    CHECK(weighted.most_to_gain == 0);
    CHECK(weighted.customer[0].index == Approx(820 / 11.0));
    CHECK_THROWS_AS((void)touchpoints(table, std::vector<double>{0, 0, 0}), scvm::error);
    CHECK_THROWS_AS((void)touchpoints(table, std::vector<double>{1}), scvm::error);
    const std::vector<double> off{101, 0, 0, 0};
    CHECK_THROWS_AS((void)touchpoints(table.with_column(off)), scvm::error);
}

TEST_CASE("the perception gap is Welch's, and a topic without answers has none") {
    const std::vector<double> price{5, 4, 5, 4, 5};
    const std::vector<double> service{2, 3, 1, 2, 2};
    const std::vector<double> silent(5, absent);
    const std::vector<double> price_m{2, 3, 2};
    const std::vector<double> service_m{5, 5, 4};
    const std::vector<double> silent_m{1, 2, 3};
    const std::vector<std::span<const double>> a{price, service, silent};
    const std::vector<std::span<const double>> b{price_m, service_m, silent_m};
    const auto found = perception_gap(answer_table::by_columns(a), answer_table::by_columns(b));
    CHECK(found.topic[0].gap.estimate == Approx(4.6 - 7 / 3.0));
    CHECK(found.topic[0].p_value == Approx(0.005104).epsilon(2e-3));
    CHECK(std::isnan(found.topic[2].gap.estimate));
    CHECK(found.rank_correlation == -1);
    CHECK_THROWS_AS((void)perception_gap(answer_table::by_columns(a), answer_table::by_columns(std::span(b).first(2))),
                    scvm::error);
}
