#include <scvm/math/random.hpp>
#include <scvm/survey/calibration.hpp>
#include <scvm/survey/captivity.hpp>
#include <scvm/survey/fingerprint.hpp>
#include <scvm/survey/shares.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

using namespace scvm::survey;
using doctest::Approx;
using scvm::errc;
using scvm::error;

namespace {

const double absent = std::numeric_limits<double>::quiet_NaN();

struct sample {
    std::vector<double> s, e;
};

sample draw(std::size_t n, std::uint64_t seed, double mean_s = 62, double mean_e = 60) {
    scvm::math::random_stream random(seed);
    sample result;
    for (std::size_t i = 0; i < n; ++i) {
        const double common = random.normal();
        result.s.push_back(std::clamp(mean_s + 9 * common, 5.0, 85.0));
        result.e.push_back(std::clamp(mean_e + 9 * (0.7 * common + 0.7 * random.normal()), 5.0, 85.0));
    }
    return result;
}

std::vector<segment> place(const boundaries& cuts, const sample& of) {
    std::vector<segment> result(of.s.size());
    portfolio(cuts).place(of.s, of.e, {}, result);
    return result;
}

errc code_of(const std::function<void()>& run) {
    try {
        run();
    } catch (const error& e) {
        return e.code();
    }
    FAIL("expected an error");
    return errc::internal;
}

}  // namespace

TEST_CASE("above average hides change: ten points more for everybody move no share, unless boundaries are frozen") {
    const sample first = draw(500, 3);
    sample later = first;
    for (auto* column : {&later.s, &later.e}) {
        for (double& score : *column) {
            score += 10;
        }
    }
    const auto before = sample_mean_calibration(first.s, first.e);
    const auto after = sample_mean_calibration(later.s, later.e);
    CHECK_FALSE(before.guarded);
    CHECK(place(before.cuts, first) == place(after.cuts, later));

    const auto frozen = frozen_calibration(before);
    CHECK(frozen.method == calibration_method::frozen);
    CHECK(frozen.cuts == before.cuts);
    CHECK(place(frozen.cuts, later) != place(before.cuts, first));
    CHECK(fingerprint(portfolio(frozen.cuts)) == fingerprint(portfolio(before.cuts)));
    CHECK(fingerprint(portfolio(after.cuts)) != fingerprint(portfolio(before.cuts)));
}

TEST_CASE("fans and sympathizers come as 19 to 28 from the sample's own mean") {
    const sample of = draw(20000, 5);
    const auto found = sample_mean_calibration(of.s, of.e);
    const auto shares = shares_of(place(found.cuts, of));
    CHECK(shares.group[0].share.estimate / shares.group[1].share.estimate == Approx(19.0 / 28).epsilon(0.01));
    CHECK(found.n == 20000);
    CHECK(found.cuts.strict);
}

TEST_CASE("boundaries from a sample do not depend on the order of the rows nor on the scale of the weights") {
    const sample of = draw(301, 8);
    scvm::math::random_stream random(1);
    std::vector<double> weights;
    for (std::size_t i = 0; i < 301; ++i) {
        weights.push_back(0.5 + random.uniform());
    }
    const auto straight = sample_mean_calibration(of.s, of.e, weights);
    std::vector<std::size_t> order(301);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (int trial = 0; trial < 10; ++trial) {
        std::shuffle(order.begin(), order.end(), random);
        sample shuffled;
        std::vector<double> shuffled_weights;
        for (const std::size_t i : order) {
            shuffled.s.push_back(of.s[i]);
            shuffled.e.push_back(of.e[i]);
            shuffled_weights.push_back(weights[i]);
        }
        CHECK(sample_mean_calibration(shuffled.s, shuffled.e, shuffled_weights).cuts == straight.cuts);
    }
    for (double& weight : weights) {
        weight *= 4;
    }
    CHECK(sample_mean_calibration(of.s, of.e, weights).cuts.fan_bound ==
          Approx(straight.cuts.fan_bound).epsilon(1e-13));
    const auto unweighted = sample_mean_calibration(of.s, of.e);
    CHECK(sample_mean_calibration(of.s, of.e, std::vector<double>(301, 7)).cuts.fan_bound ==
          Approx(unweighted.cuts.fan_bound).epsilon(1e-13));
}

TEST_CASE("a weighted quantile with equal weights is the common one") {
    const std::vector<double> values{3, 1, 2, 10};
    CHECK(weighted_quantile(values, {}, 0.5) == 2.5);
    CHECK(weighted_quantile(values, {}, 0) == 1);
    CHECK(weighted_quantile(values, {}, 1) == 10);
    CHECK(weighted_quantile(values, {}, 0.9) == Approx(7.9).epsilon(1e-14));
    CHECK(weighted_quantile(values, std::vector<double>{2, 2, 2, 2}, 0.9) == Approx(7.9).epsilon(1e-14));
    CHECK(weighted_quantile(std::vector<double>(7, 66.1), {}, 0.6) == 66.1);
    CHECK(weighted_quantile(values, std::vector<double>{0, 5, 0, 0}, 0.3) == 1);
    CHECK(std::isnan(weighted_quantile({}, {}, 0.3)));
    CHECK_THROWS_AS((void)weighted_quantile(values, {}, 1.2), error);
}

TEST_CASE("a mean that is no boundary is refused, and a lopsided one is guarded") {
    const sample of = draw(500, 4);
    const std::vector<double> same(500, 70);
    CHECK(code_of([&] { (void)sample_mean_calibration(same, of.e); }) == errc::not_fitted);
    CHECK(code_of([&] { (void)sample_mean_calibration(of.s, same); }) == errc::not_fitted);
    const std::vector<double> all_absent(500, absent);
    CHECK(code_of([&] { (void)sample_mean_calibration(all_absent, of.e); }) == errc::not_fitted);
    CHECK(code_of([&] { (void)sample_mean_calibration(std::span(of.s).first(19), std::span(of.e).first(19)); }) ==
          errc::not_fitted);
    CHECK(code_of([&] { (void)sample_mean_calibration(of.s, of.e, std::vector<double>(500, 0)); }) == errc::not_fitted);
    CHECK(code_of([&] { (void)sample_mean_calibration(of.s, of.e, std::vector<double>(500, -1)); }) == errc::domain);
    CHECK(code_of([&] { (void)sample_mean_calibration(of.s, std::span(of.e).first(3)); }) == errc::size_mismatch);

    const sample low = draw(500, 4, 16, 16);
    CHECK(code_of([&] { (void)sample_mean_calibration(low.s, low.e); }) == errc::not_fitted);  // nobody above 50 and 50
    CHECK(sample_mean_calibration(low.s, low.e, {}, {.guard = false}).cuts.satisfied < 40);
    const sample high = draw(500, 4, 80, 60);
    const auto guarded = sample_mean_calibration(high.s, high.e);
    CHECK(guarded.guarded);
    CHECK(guarded.cuts.satisfied == 75);
}

TEST_CASE("a benchmark is named and dated, and a frozen rule keeps its id") {
    const auto found = benchmark_calibration({"industry panel", "2025-12-31", 3112, 71, 64, 83});
    CHECK(found.cuts.satisfied == 71);
    CHECK(found.cuts.captive_bound == 64);
    CHECK(found.cuts.fan_bound == 83);
    CHECK_FALSE(found.cuts.strict);
    CHECK(found.source == "industry panel");
    CHECK_THROWS_AS((void)benchmark_calibration({"", "2025-12-31", 3112, 71, 64, 83}), error);
    CHECK_THROWS_AS((void)benchmark_calibration({"panel", "2025-12-31", 3112, absent, 64, 83}), error);
    auto other = found;
    other.rule_id = "other/2";
    CHECK_THROWS_AS((void)frozen_calibration(other), error);
    CHECK(absolute_calibration().cuts == boundaries{});
    CHECK(calibration_name(calibration_method::sample_mean) == "sample_mean");
}

TEST_CASE("fingerprints differ whenever the same answers could end in another group") {
    const questionnaire q({{.id = "a", .dimension = "satisfaction"}, {.id = "b", .dimension = "attachment"}});
    const questionnaire reversed(
        {{.id = "a", .dimension = "satisfaction", .reversed = true}, {.id = "b", .dimension = "attachment"}});
    CHECK(fingerprint(q).size() == 16);
    CHECK(fingerprint(q) == fingerprint(questionnaire(q)));
    CHECK(fingerprint(q) != fingerprint(reversed));
    CHECK(fingerprint(portfolio({}, fan_rule::voice)) != fingerprint(portfolio()));
    CHECK(text_fingerprint("") == "cbf29ce484222325");
    CHECK(text_fingerprint("a") == "af63dc4c8601ec8c");
}

TEST_CASE("a contract holds until its notice period, and releases on its last day") {
    const contract_term contract{.end = 400, .notice = 30};
    CHECK(barrier_with_contract(20, contract, 100) == 100);
    CHECK(barrier_with_contract(20, contract, 380) == 20);
    CHECK(std::isnan(barrier_with_contract(absent, {}, 380)));
    CHECK_THROWS_AS((void)barrier_with_contract(20, {.end = 4, .notice = -1}, 1), error);
    const portfolio rule;
    const auto captive = rule.place(30, 20, barrier_with_contract(absent, contract, 100));
    CHECK(captive.held_by == captive_kind::calculative);
    CHECK(release_date(captive, contract, 100) == 400);
    CHECK(std::isnan(release_date(captive, contract, 390)));
    CHECK(release_date(rule.place(80, 20, 100), contract, 100) == 400);  // a latched mercenary
    CHECK(std::isnan(release_date(rule.place(80, 80, 100), contract, 100)));
}
