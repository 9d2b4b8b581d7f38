#include "csv.hpp"

#include <scvm/math/random.hpp>
#include <scvm/survey/breakdown.hpp>
#include <scvm/survey/calibration.hpp>
#include <scvm/survey/drivers.hpp>
#include <scvm/survey/fingerprint.hpp>
#include <scvm/survey/migration.hpp>
#include <scvm/survey/probabilities.hpp>
#include <scvm/survey/questionnaire.hpp>
#include <scvm/survey/reliability.hpp>
#include <scvm/survey/revenue.hpp>
#include <scvm/survey/shares.hpp>
#include <scvm/survey/validity.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <map>

using namespace scvm::survey;
using doctest::Approx;

namespace {

const double absent = std::numeric_limits<double>::quiet_NaN();

questionnaire fan_questionnaire() {
    return questionnaire({{.id = "sat_overall", .dimension = "satisfaction"},
                          {.id = "sat_expect", .dimension = "satisfaction", .lowest = 0, .highest = 10},
                          {.id = "sat_ideal", .dimension = "satisfaction", .lowest = 1, .highest = 10},
                          {.id = "att_stay", .dimension = "attachment"},
                          {.id = "att_recommend", .dimension = "attachment", .lowest = 0, .highest = 10},
                          {.id = "att_crossbuy", .dimension = "attachment"},
                          {.id = "att_unique", .dimension = "attachment", .lowest = 1, .highest = 7},
                          {.id = "att_trust", .dimension = "attachment"},
                          {.id = "att_misfit", .dimension = "attachment", .reversed = true},
                          {.id = "bar_contract", .dimension = "barrier"},
                          {.id = "bar_switchcost", .dimension = "barrier"},
                          {.id = "bar_noalternative", .dimension = "barrier"}});
}

// Two waves of the fan questionnaire, one column an item, with everything that the file has.
struct fan_survey {
    std::vector<std::string> customer;
    std::vector<double> wave, revenue;
    std::vector<std::uint32_t> territory;
    std::vector<std::vector<double>> answers;
};

fan_survey generate_fan_survey(const questionnaire& q) {
    fan_survey result;
    result.answers.resize(q.items().size());
    for (std::uint32_t who = 0; who < 200; ++who) {
        scvm::math::random_stream random(19, who);
        const double common = random.normal();
        const double bond = 0.7 * common + 0.7 * random.normal();
        for (int wave = 1; wave <= 2; ++wave) {
            if (random.bernoulli(0.04)) {
                continue;
            }
            result.customer.push_back(std::to_string(who));
            result.wave.push_back(wave);
            result.revenue.push_back(300 + 100 * common + 50 * random.normal());
            result.territory.push_back(who % 4);
            for (std::size_t i = 0; i < q.items().size(); ++i) {
                const item& of = q.items()[i];
                const double slope = of.reversed ? -0.2 : of.dimension == "barrier" ? 0 : 0.2;
                const double share = 0.62 + slope * (of.dimension == "attachment" ? bond : common) +
                                     0.15 * random.normal() - (of.reversed ? 0.3 : 0);
                const double answer = std::round(of.lowest + std::clamp(share, 0.0, 1.0) * (of.highest - of.lowest));
                result.answers[i].push_back(random.bernoulli(0.02) ? absent : answer);
            }
        }
    }
    return result;
}

fan_survey load_fan_survey(const questionnaire& q) {
    const auto file = read_shared_csv("survey/fan_survey_synthetic.csv");
    if (file.empty()) {
        MESSAGE("fan_survey_synthetic.csv is not beside the checkout: the same steps run on a generated survey");
        return generate_fan_survey(q);
    }
    fan_survey result;
    std::map<std::string, std::uint32_t> territories;
    result.customer = file.text("customer_id");
    result.wave = file["wave"];
    result.revenue = file["revenue_eur"];
    for (const auto& name : file.text("territory")) {
        result.territory.push_back(territories.emplace(name, territories.size()).first->second);
    }
    for (const item& of : q.items()) {
        result.answers.push_back(file[of.id]);
    }
    return result;
}

struct scored {
    std::vector<double> s, e, k, cover_s, cover_e;
    answer_report report;
};

scored score_all(const questionnaire& q, const answer_table& answers) {
    scored result;
    for (auto* column : {&result.s, &result.e, &result.k, &result.cover_s, &result.cover_e}) {
        column->resize(answers.rows());
    }
    const std::vector<score_columns> columns{{.value = result.s, .coverage = result.cover_s},
                                             {.value = result.e, .coverage = result.cover_e},
                                             {.value = result.k}};
    result.report = q.score(answers, std::span(columns).first(q.dimensions().size()));
    return result;
}

}  // namespace

TEST_CASE("two waves of a survey go from raw answers to groups, shares, migration and drivers") {
    const auto q = fan_questionnaire();
    const fan_survey survey = load_fan_survey(q);
    const std::vector<std::span<const double>> spans(survey.answers.begin(), survey.answers.end());
    const auto table = answer_table::by_columns(spans);
    const scored all = score_all(q, table);
    CHECK(all.report.out_of_range == 0);
    CHECK(all.report.rejected.empty());
    CHECK(table.rows() > 350);

    const auto alpha_s = reliability(q, q.dimension("satisfaction"), table);
    const auto alpha_e = reliability(q, q.dimension("attachment"), table);
    CHECK(alpha_s.alpha > 0.7);
    CHECK(alpha_e.alpha > 0.8);
    for (const auto& each : alpha_e.by_item) {
        CHECK(each.corrected_item_total > 0);  // the reversed item was reversed
    }

    const portfolio rule;
    std::vector<segment> groups(table.rows());
    rule.place(all.s, all.e, all.k, groups);
    const share_origin origin{std::string(portfolio_rule_id), fingerprint(rule), fingerprint(q)};
    const auto shares = shares_of(groups, {}, {.population = 5000, .origin = origin});
    double sum = 0;
    for (const auto& group : shares.group) {
        sum += group.share.estimate;
        CHECK(group.share.low <= group.share.estimate);
        CHECK(group.share.high >= group.share.estimate);
    }
    CHECK(sum == Approx(1).epsilon(1e-12));

    // The panel: the same customers in both waves.
    std::map<std::string, std::array<std::size_t, 2>> rows;
    const std::size_t none = table.rows();
    for (std::size_t row = 0; row < none; ++row) {
        rows.try_emplace(survey.customer[row], std::array{none, none}).first->second[survey.wave[row] == 2] = row;
    }
    std::vector<segment> before, after;
    std::vector<double> s1, e1, k1, retest;
    for (const auto& [customer, row] : rows) {
        before.push_back(row[0] == none ? segment::unclassified : groups[row[0]]);
        after.push_back(row[1] == none ? segment::unclassified : groups[row[1]]);
        s1.push_back(row[0] == none ? absent : all.s[row[0]]);
        e1.push_back(row[0] == none ? absent : all.e[row[0]]);
        k1.push_back(row[0] == none ? absent : all.k[row[0]]);
    }
    const auto panel = count_panel(before, origin, after, origin);
    CHECK(panel.joiners + panel.leavers > 0);
    const auto alpha_k = reliability(q, q.dimension("barrier"), table);
    const measurement m = with_barrier(measure(s1, e1, alpha_s.alpha, alpha_e.alpha), k1, alpha_k.alpha);
    const segment_model again(rule, m, posterior::retest);
    CHECK_FALSE(again.fell_back());
    retest.resize(5 * s1.size());
    again.of(s1, e1, k1, {}, {}, {.of = retest});
    const auto noise = migration_against_noise(before, after, retest);
    CHECK(noise.moved_share > 0.2);
    CHECK(noise.noise_share > 0.2);
    MESSAGE(headline(noise) << " (n = " << noise.n << ")");
    const auto tests = migration(panel.count);
    CHECK(tests.n == double(noise.n));

    const auto quality = quality_of(segment_model(rule, m), s1, e1, k1);
    CHECK(quality.accuracy > 0.6);
    CHECK(quality.consistency < quality.accuracy);

    const auto by_territory =
        breakdown(groups, survey.territory, 1 + *std::max_element(survey.territory.begin(), survey.territory.end()));
    CHECK(by_territory.ranking.size() >= 4);
    const auto revenue = revenue_by_group(groups, survey.revenue, {.samples = 200});
    CHECK(revenue[0].mean.estimate > 0);
    const std::vector<std::size_t> sub{3, 4, 5, 6, 7};
    CHECK(drivers_of(table.select(sub), all.s).status == drivers_status::fitted);
    CHECK(incremental_r_squared(all.s, all.e, survey.revenue).status == validity_status::tested);
    const auto theory = check_conformance(groups, all.e);
    CHECK(theory.known);
    CHECK(theory.captives_weaker_than_attached);
}

TEST_CASE("the synthetic panel has its published noise baseline and its published flaw of sample means") {
    const auto q = fan_questionnaire();
    if (read_shared_csv("survey/fan_survey_synthetic.csv").empty()) {
        MESSAGE(
            "fan_survey_synthetic.csv is not beside the checkout: its figures are left out, the steps are tested "
            "above");
        return;
    }
    const fan_survey survey = load_fan_survey(q);
    const std::vector<std::span<const double>> spans(survey.answers.begin(), survey.answers.end());
    const auto table = answer_table::by_columns(spans);
    const scored all = score_all(q, table);
    const portfolio rule({}, fan_rule::attachment, captive_rule::attachment);
    std::map<std::string, std::array<std::size_t, 2>> rows;
    std::vector<double> s1, e1, both_s, both_e, retest;
    std::vector<segment> before, after;
    const std::size_t none = table.rows();
    for (std::size_t row = 0; row < none; ++row) {
        rows.try_emplace(survey.customer[row], std::array{none, none}).first->second[survey.wave[row] == 2] = row;
    }
    for (const auto& [customer, row] : rows) {
        if (row[0] != none) {
            s1.push_back(all.s[row[0]]);
            e1.push_back(all.e[row[0]]);
        }
        if (row[0] != none && row[1] != none) {
            both_s.push_back(all.s[row[0]]);
            both_e.push_back(all.e[row[0]]);
            before.push_back(rule.place(all.s[row[0]], all.e[row[0]]).group);
            after.push_back(rule.place(all.s[row[1]], all.e[row[1]]).group);
        }
    }
    const auto m = measure(s1, e1, reliability(q, 0, table).alpha, reliability(q, 1, table).alpha);
    retest.resize(5 * before.size());
    segment_model(rule, m, posterior::retest).of(both_s, both_e, {}, {}, {}, {.of = retest});
    const auto noise = migration_against_noise(before, after, retest);
    CHECK(1 - noise.moved_share == Approx(.617).epsilon(1e-3));
    CHECK(1 - noise.noise_share == Approx(.664).epsilon(1e-3));
    CHECK(headline(noise) ==
          "38 % moved, of which 34 points are what asking the same people again would have produced");

    const portfolio above_average(sample_mean_calibration(all.s, all.e).cuts, fan_rule::attachment,
                                  captive_rule::attachment);
    std::vector<segment> groups(table.rows());
    above_average.place(all.s, all.e, {}, groups);
    const auto theory = check_conformance(groups, all.e);
    MESSAGE("above average: captives " << theory.captive_mean << ", sympathizers " << theory.sympathizer_mean);
    CHECK_FALSE(theory.captives_weaker);
}

TEST_CASE("the order of the customers does not matter, to the last bit") {
    const auto q = fan_questionnaire();
    fan_survey survey = load_fan_survey(q);
    const auto run = [&] {
        const std::vector<std::span<const double>> spans(survey.answers.begin(), survey.answers.end());
        const auto table = answer_table::by_columns(spans);
        const scored all = score_all(q, table);
        const auto alpha = reliability(q, 0, table);
        const auto cuts = sample_mean_calibration(all.s, all.e).cuts;
        const auto m = measure(all.s, all.e, alpha.alpha, 0.8);
        std::vector<double> of(5 * table.rows());
        segment_model(portfolio(cuts), m).of(all.s, all.e, all.k, {}, {all.cover_s, all.cover_e}, {.of = of});
        auto result = expected_shares(of);
        return std::vector<double>{alpha.alpha, alpha.omega_total, cuts.fan_bound, m.covariance, result[0], result[4]};
    };
    const auto straight = run();
    for (auto& column : survey.answers) {
        std::reverse(column.begin(), column.end());
    }
    CHECK(run() == straight);
}

TEST_CASE("real surveys on other scales are scored without a special case") {
    struct scale {
        std::string file;
        std::vector<std::string> satisfaction, attachment;
        double lowest, highest;
        std::vector<double> missing;
        std::size_t rows;
    };
    const std::vector<scale> surveys{
        {"survey/satisfaction.csv", {"sat1", "sat2", "sat3", "sat4"}, {"loy1", "loy2", "loy3", "loy4"}, 0, 10, {}, 250},
        {"survey/mobi.csv", {"CUSA1", "CUSA2", "CUSA3"}, {"CUSL1", "CUSL3", "CUSCO"}, 1, 10, {}, 250},
        {"survey/corp_rep_data.csv", {"cusa"}, {"cusl_1", "cusl_2", "cusl_3"}, 1, 7, {-99}, 344}};
    for (const scale& of : surveys) {
        CAPTURE(of.file);
        auto file = read_shared_csv(of.file);
        if (file.empty()) {
            MESSAGE(of.file << " is not beside the checkout: generated answers on its scale");
            scvm::math::random_stream random(44);
            for (const auto* names : {&of.satisfaction, &of.attachment}) {
                for (const auto& name : *names) {
                    file.names.push_back(name);
                    file.columns.emplace_back();
                    for (std::size_t row = 0; row < of.rows; ++row) {
                        const auto steps = static_cast<std::uint64_t>(of.highest - of.lowest);
                        const double answer =
                            of.lowest + static_cast<double>(std::max(random.below(steps + 1), steps / 2));
                        file.columns.back().push_back(!of.missing.empty() && row == 7 ? of.missing[0] : answer);
                    }
                }
            }
        }
        std::vector<item> items;
        std::vector<std::span<const double>> columns;
        for (const auto& [dimension, names] :
             {std::pair{"satisfaction", of.satisfaction}, std::pair{"attachment", of.attachment}}) {
            for (const auto& name : names) {
                items.push_back({.id = name,
                                 .dimension = dimension,
                                 .lowest = of.lowest,
                                 .highest = of.highest,
                                 .missing_codes = of.missing});
                columns.push_back(file[name]);
            }
        }
        const questionnaire q(items);
        const scored all = score_all(q, answer_table::by_columns(columns));
        CHECK(all.report.out_of_range == 0);
        CHECK(all.report.valid + all.report.missing_code + all.report.not_answered == of.rows * items.size());
        std::vector<segment> groups(of.rows);
        portfolio().place(all.s, all.e, {}, groups);
        const auto shares = shares_of(groups);
        CHECK(shares.n + shares.unclassified == of.rows);
        CHECK(shares.n > 200);
    }
}

TEST_CASE("the vision table of Stuart 1955 tests as published") {
    const auto file = read_shared_csv("survey/stuart1955_vision_4x4.csv", false);
    if (file.empty()) {
        MESSAGE("stuart1955_vision_4x4.csv is not beside the checkout: the shared vectors hold the same table");
    }
    scvm::math::matrix table(4);
    const double typed[4][4] = {{1520, 266, 124, 66}, {234, 1512, 432, 78}, {117, 362, 1772, 205}, {36, 82, 179, 492}};
    for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t j = 0; j < 4; ++j) {
            table(i, j) = file.empty() ? typed[i][j] : file.columns[j][i];
            CHECK(table(i, j) == typed[i][j]);
        }
    }
    CHECK(migration(table).stuart_maxwell.p_value == Approx(.00753342505).epsilon(1e-8));
}
