#include <scvm/math/random.hpp>
#include <scvm/survey/calibration.hpp>
#include <scvm/survey/fingerprint.hpp>
#include <scvm/survey/migration.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

using namespace scvm::survey;
using doctest::Approx;

namespace {

scvm::math::matrix matrix_of(const nlohmann::json& rows) {
    scvm::math::matrix result(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t j = 0; j < rows.size(); ++j) {
            result(i, j) = rows[i][j];
        }
    }
    return result;
}

}  // namespace

TEST_CASE("tests of migration match the shared vectors") {
    const auto file = nlohmann::json::parse(std::ifstream(SCVM_VECTORS "/survey_migration.json"));
    const double relative = file["tolerance"]["relative"];
    for (const auto& c : file["cases"]) {
        CAPTURE(c["name"].get<std::string>());
        const auto found = migration(matrix_of(c["table"]));
        const auto close = [&](double value, const nlohmann::json& want) {
            CHECK(std::fabs(value - want.get<double>()) <= relative * std::max(1.0, std::fabs(want.get<double>())));
        };
        close(found.n, c["n"]);
        close(found.moved_share, c["moved_share"]);
        close(found.stuart_maxwell.statistic, c["stuart_maxwell"]);
        close(found.stuart_maxwell.degrees_of_freedom, c["stuart_maxwell_df"]);
        close(found.stuart_maxwell.p_value, c["stuart_maxwell_p"]);
        close(found.stuart_maxwell_full.degrees_of_freedom, c["stuart_maxwell_full_df"]);
        close(found.bhapkar.statistic, c["bhapkar"]);
        close(found.bowker.statistic, c["bowker"]);
        close(found.bowker.degrees_of_freedom, c["bowker_df"]);
        close(found.bowker.p_value, c["bowker_p"]);
        close(found.bowker_full.degrees_of_freedom, c["bowker_full_df"]);
        for (std::size_t i = 0; i < found.group.size(); ++i) {
            close(found.group[i].p_value, c["mcnemar"][i]);
            close(found.group[i].holm_p, c["holm"][i]);
        }
    }
}

TEST_CASE("both conventions of the degrees of freedom are reported") {
    const auto found = migration(matrix_of(nlohmann::json::parse("[[30,0,0],[0,10,2],[0,4,8]]")));
    CHECK(found.bhapkar.statistic == Approx(0.6750).epsilon(0.02));   // .667 / (1 - .667/54), printed as .686 elsewhere
    CHECK(found.bowker_full.p_value == Approx(0.881).epsilon(1e-3));  // as Uebersax's MH prints it
    CHECK(found.bowker.degrees_of_freedom == 1);
    CHECK(found.stuart_maxwell_full.degrees_of_freedom == 2);
}

TEST_CASE("tests of migration do not depend on the order of the groups nor on the direction of time") {
    scvm::math::random_stream random(4);
    for (int trial = 0; trial < 200; ++trial) {
        const std::size_t k = 2 + random.below(5);
        scvm::math::matrix table(k);
        scvm::math::matrix turned(k);
        scvm::math::matrix renamed(k);
        for (std::size_t i = 0; i < k; ++i) {
            for (std::size_t j = 0; j < k; ++j) {
                table(i, j) = static_cast<double>(random.below(12) * random.below(2));
                turned(j, i) = table(i, j);
                renamed((i + 1) % k, (j + 1) % k) = table(i, j);
            }
        }
        const auto a = migration(table);
        for (const auto& b : {migration(turned), migration(renamed)}) {
            if (std::isnan(a.stuart_maxwell.statistic)) {
                CHECK(std::isnan(b.stuart_maxwell.statistic));
                continue;
            }
            CHECK(b.stuart_maxwell.statistic == Approx(a.stuart_maxwell.statistic).epsilon(1e-10));
            CHECK(b.stuart_maxwell.degrees_of_freedom == a.stuart_maxwell.degrees_of_freedom);
            CHECK(b.bowker.statistic == Approx(a.bowker.statistic).epsilon(1e-12));
        }
        CHECK((a.n == 0 || migration(turned).change[0] == -a.change[0]));
        if (k == 2 && !std::isnan(a.bowker.statistic)) {  // both are McNemar's test
            CHECK(a.bowker.statistic == Approx(a.stuart_maxwell.statistic).epsilon(1e-10));
        }
    }
}

TEST_CASE("a panel where nobody moved has nothing to test, and an empty one no shares") {
    const auto still = migration(matrix_of(nlohmann::json::parse("[[3,0],[0,4]]")));
    CHECK(still.moved_share == 0);
    CHECK(std::isnan(still.stuart_maxwell.statistic));
    CHECK(std::isnan(still.bowker.p_value));
    CHECK(still.group[0].p_value == 1);
    CHECK(std::isnan(migration(scvm::math::matrix(5)).moved_share));
    const auto all_one_way = migration(matrix_of(nlohmann::json::parse("[[0,9],[0,0]]")));
    CHECK(all_one_way.stuart_maxwell.statistic == Approx(9));
    CHECK(std::isinf(all_one_way.bhapkar.statistic));
    CHECK(all_one_way.bhapkar.p_value == 0);
    CHECK_THROWS_AS((void)migration(scvm::math::matrix(1)), scvm::error);
    CHECK_THROWS_AS((void)migration(matrix_of(nlohmann::json::parse("[[1,0.5],[0,0]]"))), scvm::error);
    CHECK_THROWS_AS((void)migration(matrix_of(nlohmann::json::parse("[[1,-2],[0,0]]"))), scvm::error);
}

TEST_CASE("joiners and leavers are counted, never imputed, and other rules or questions are refused") {
    using enum segment;
    const std::vector<segment> before{fan, fan, opponent, unclassified, captive, unclassified};
    const std::vector<segment> after{fan, mercenary, unclassified, captive, captive, unclassified};
    const auto panel = count_panel(before, after);
    CHECK(panel.count(0, 0) == 1);
    CHECK(panel.count(0, 2) == 1);
    CHECK(panel.count(3, 3) == 1);
    CHECK(panel.joiners == 1);
    CHECK(panel.leavers == 1);
    CHECK(panel.absent == 1);
    const share_origin a{"scvm-ap/1", fingerprint(portfolio()), ""};
    const share_origin b{"scvm-ap/1", fingerprint(portfolio({.satisfied = 60})), ""};
    CHECK_THROWS_AS((void)count_panel(before, a, after, b), scvm::error);
    CHECK_THROWS_AS((void)count_panel(before, std::span(after).first(3)), scvm::error);
}

TEST_CASE("unchanged people who are asked twice move as much as the noise baseline says") {
    // True scores, two measurements of each; nothing changes in between.
    scvm::math::random_stream random(2026);
    const std::size_t n = 40000;
    std::vector<double> s1(n), e1(n), s2(n), e2(n);
    for (std::size_t i = 0; i < n; ++i) {
        const double common = random.normal();
        const double s = 75 + 16 * common;
        const double e = 70 + 18 * (0.7 * common + std::sqrt(1 - 0.49) * random.normal());
        s1[i] = s + 8 * random.normal();
        s2[i] = s + 8 * random.normal();
        e1[i] = e + 7 * random.normal();
        e2[i] = e + 7 * random.normal();
        for (double* x : {&s1[i], &s2[i], &e1[i], &e2[i]}) {
            *x = std::clamp(*x, 0.0, 100.0);
        }
    }
    const portfolio rule;
    std::vector<segment> before(n), after(n);
    rule.place(s1, e1, {}, before);
    rule.place(s2, e2, {}, after);
    const double var_s = measure(s1, e1, 0, 0).satisfaction_variance;
    const double var_e = measure(s1, e1, 0, 0).attachment_variance;
    const measurement m = measure(s1, e1, 1 - 64 / var_s, 1 - 49 / var_e);
    std::vector<double> retest(5 * n);
    segment_model(rule, m, posterior::retest).of(s1, e1, {}, {}, {}, {.of = retest});
    const auto noise = migration_against_noise(before, after, retest);
    CHECK(noise.n == n);
    CHECK(noise.moved_share > 0.25);
    CHECK(std::fabs(noise.excess_share) < 0.02);  // scores are cut at 0 and 100, so not exactly normal
    double expected = 0;
    for (const double each : noise.expected.values()) {
        expected += each;
    }
    CHECK(expected == Approx(double(n)).epsilon(1e-12));

    // Two points more satisfaction for everybody hardly shows; a real change of a third of the customers does.
    for (std::size_t i = 0; i < n; i += 3) {
        s2[i] = std::max(0.0, s2[i] - 30);
    }
    rule.place(s2, e2, {}, after);
    const auto changed = migration_against_noise(before, after, retest);
    CHECK(changed.excess_share > 0.08);
    CHECK(changed.excess_p < 1e-6);
    CHECK(headline(changed).find("asking the same people again would have produced") != std::string::npos);
    CHECK(headline(migration_noise{}) == "nobody is classified in both waves");
    CHECK_THROWS_AS((void)migration_against_noise(before, after, std::span<const double>(retest).first(10)),
                    scvm::error);
    retest[7] = std::nan("");
    CHECK_THROWS_AS((void)migration_against_noise(before, after, retest), scvm::error);
}
