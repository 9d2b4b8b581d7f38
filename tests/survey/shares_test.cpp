#include <scvm/survey/fingerprint.hpp>
#include <scvm/survey/shares.hpp>
#include <scvm/survey/weights.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <limits>
#include <random>
#include <vector>

using namespace scvm::survey;
using doctest::Approx;

TEST_CASE("intervals of shares match the shared vectors") {
    const auto file = nlohmann::json::parse(std::ifstream(SCVM_VECTORS "/survey_shares.json"));
    const double absolute = file["tolerance"]["absolute"];
    const auto near = [absolute](double value, double want) { CHECK(std::fabs(value - want) <= absolute); };
    for (const auto& c : file["cases"]) {
        CAPTURE(c["name"].get<std::string>());
        const std::string kind = c["kind"];
        const double confidence = c.value("confidence", 0.95);
        if (c.contains("error")) {
            CHECK_THROWS_AS((void)wilson_interval(c["k"], c["n"], confidence), scvm::error);
        } else if (kind == "wilson") {
            const interval found = wilson_interval(c["k"], c["n"], confidence);
            near(found.low, c["low"]);
            near(found.high, c["high"]);
        } else if (kind == "newcombe") {
            const interval found = newcombe_interval(c["k1"], c["n1"], c["k2"], c["n2"], confidence);
            near(found.estimate, c["estimate"]);
            near(found.low, c["low"]);
            near(found.high, c["high"]);
        } else if (kind == "goodman") {
            const auto found = goodman_intervals(c["counts"].get<std::vector<double>>(), confidence);
            for (std::size_t i = 0; i < found.size(); ++i) {
                near(found[i].low, c["low"][i]);
                near(found[i].high, c["high"][i]);
            }
        } else {
            REQUIRE(kind == "needed_n");
            CHECK(needed_n(c["half_width"], confidence, 0.5,
                           c.contains("population") ? c["population"].get<double>()
                                                    : std::numeric_limits<double>::infinity()) == c["n"]);
        }
    }
}

TEST_CASE("intervals of shares and balances hold for any number of answers") {
    const double z2 = std::pow(scvm::math::two_sided_quantile(0.95), 2);
    for (const double n :
         {1e10, 1e100, 1e154, 1e155, 1e200, 1e300}) {  // as of events so rare that n tells nothing more
        CAPTURE(n);
        const double root = std::sqrt(z2 * (5 + z2 / 4));
        const interval few = wilson_interval(5, n);
        CHECK(few.low * n == Approx(5 + z2 / 2 - root));
        CHECK(few.high * n == Approx(5 + z2 / 2 + root));
        const interval most = wilson_interval(n, n);
        CHECK(most.high == 1);
        CHECK(most.low == Approx(1));
        CHECK(goodman_intervals(std::vector{5.0, n})[0].low * n > 0.9);
        const interval for_few = balance_interval(5, 0, n);
        CHECK(for_few.low < for_few.estimate);
        CHECK(for_few.estimate < for_few.high);
        CHECK(for_few.high * n == Approx(5 + z2 / 2 + root));
        const interval even = balance_interval(0, 0, n);
        CHECK(even.high * n == Approx(z2));
        CHECK(even.low == -even.high);
        const interval against = balance_interval(0, 5, n);
        CHECK(against.low == -for_few.high);
        CHECK(against.high == -for_few.low);
        const interval change = newcombe_interval(5, n, 10, n);
        CHECK(change.low <= change.estimate);
        CHECK(change.estimate <= change.high);
    }
    CHECK(wilson_interval(5e-310, 1e-309).low > 0);  // weights may be as small
    CHECK(wilson_interval(5e-310, 1e-309).high == Approx(1));
    CHECK_THROWS_AS((void)balance_interval(0, 0, std::numeric_limits<double>::infinity()), scvm::error);
}

TEST_CASE("the answers that hardly any width asks for are the whole population, or no number") {
    CHECK(needed_n(5e-324, 0.95, 0.5, 1000) == 1000);
    CHECK(needed_n(1e-170, 0.95, 0.5, 1000) == 1000);
    CHECK(needed_n(5e-324, 0.95, 0, 1000) == 0);
    CHECK_THROWS_WITH_AS((void)needed_n(5e-324), doctest::Contains("half_width"), scvm::error);
    CHECK_THROWS_AS((void)needed_n(1e-9), scvm::error);
}

TEST_CASE("equal weights are no weights, and heavier ones cost precision") {
    std::mt19937_64 random(2);
    std::vector<segment> groups;
    std::vector<double> weights;
    for (int i = 0; i < 300; ++i) {
        groups.push_back(static_cast<segment>(random() % 6));
        weights.push_back(3);
    }
    const auto plain = shares_of(groups);
    const auto equal = shares_of(groups, weights);
    CHECK(plain.unclassified + plain.n == 300);
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(plain.group[i].n == equal.group[i].n);
        CHECK(plain.group[i].share.low == Approx(equal.group[i].share.low).epsilon(1e-13));
        CHECK(plain.group[i].share.estimate == Approx(double(plain.group[i].n) / double(plain.n)).epsilon(1e-14));
        CHECK(plain.group[i].simultaneous.low < plain.group[i].share.low);
    }
    CHECK(equal.effective_n == Approx(double(plain.n)).epsilon(1e-13));
    weights[0] = 60;
    groups[0] = segment::fan;
    const auto heavy = shares_of(groups, weights);
    CHECK(heavy.effective_n < double(heavy.n));
    CHECK(heavy.group[0].share.high - heavy.group[0].share.low > plain.group[0].share.high - plain.group[0].share.low);
    CHECK_THROWS_AS((void)shares_of(groups, std::vector<double>(300, -1)), scvm::error);
    CHECK_THROWS_AS((void)shares_of(groups, std::vector<double>(3, 1)), scvm::error);
}

TEST_CASE("a census leaves no doubt, and a finite population less of it") {
    std::vector<segment> groups(40, segment::fan);
    groups.resize(100, segment::opponent);
    const auto census = shares_of(groups, {}, {.population = 100});
    CHECK(census.group[0].share.estimate == Approx(0.4));
    CHECK(census.group[0].share.high - census.group[0].share.low < 1e-12);
    const auto half = shares_of(groups, {}, {.population = 200});
    const auto open = shares_of(groups);
    CHECK(half.effective_n == Approx(100 * 199.0 / 100));
    CHECK(half.group[0].share.high < open.group[0].share.high);
    CHECK(open.fan_balance.estimate == Approx(-0.2));
    CHECK_THROWS_AS((void)shares_of(groups, {}, {.population = 99}), scvm::error);
}

TEST_CASE("nobody classified means no shares, not zero shares") {
    const std::vector<segment> nobody(4, segment::unclassified);
    const auto shares = shares_of(nobody);
    CHECK(shares.unclassified == 4);
    CHECK(std::isnan(shares.group[0].share.estimate));
    CHECK(std::isnan(shares.fan_balance.estimate));
    CHECK(std::isnan(expected_shares(std::vector<double>(5, std::nan("")))[0]));
}

TEST_CASE("a small group of a sample is marked, and never alone") {
    std::vector<segment> groups(40, segment::fan);
    groups.resize(43, segment::captive);
    groups.resize(55, segment::opponent);
    const auto found = shares_of(groups);
    CHECK_FALSE(found.group[0].suppressed);
    CHECK(found.group[3].suppressed);
    CHECK(found.group[4].suppressed);
    CHECK(found.group[3].n == 3);  // the room counts; who publishes leaves out what is marked
}

TEST_CASE("waves of different boundaries are not compared") {
    std::vector<segment> groups(30, segment::fan);
    groups.resize(60, segment::mercenary);
    const share_origin old{std::string(portfolio_rule_id), fingerprint(portfolio()), "q1"};
    const share_origin moved{std::string(portfolio_rule_id), fingerprint(portfolio({.satisfied = 65})), "q1"};
    const share_origin other_questions{std::string(portfolio_rule_id), fingerprint(portfolio()), "q2"};
    const auto first = shares_of(groups, {}, {.origin = old});
    CHECK_THROWS_AS((void)compare_shares(first, shares_of(groups, {}, {.origin = moved})), scvm::error);
    CHECK_THROWS_AS((void)compare_shares(first, shares_of(groups, {}, {.origin = other_questions})), scvm::error);
    const auto same = compare_shares(first, first);
    CHECK(same.chi_squared == Approx(0).epsilon(1e-12));
    CHECK(same.degrees_of_freedom == 1);
    CHECK(same.difference[0].low < 0);

    std::vector<segment> fewer(10, segment::fan);
    fewer.resize(60, segment::mercenary);
    const auto fall = compare_shares(first, shares_of(fewer, {}, {.origin = old}));
    CHECK(fall.chi_squared == Approx(15).epsilon(1e-12));  // (30, 30) against (10, 50)
    CHECK(fall.p_value == Approx(0.000107511).epsilon(1e-5));
    CHECK(fall.difference[0].estimate == Approx(-1.0 / 3));
    CHECK(fall.difference[0].high < 0);
}

TEST_CASE("raking says which category nobody answered for, by its name") {
    const std::vector<std::uint32_t> sex{0, 1, 1};
    const std::vector<margin> named{{"sex", sex, {5, 5, 1}, {"f", "m", "diverse"}}};
    CHECK_THROWS_WITH_AS((void)rake(named),
                         "margin 'sex': category 'diverse' has customers but no respondent; merge it with another one",
                         scvm::error);
    const std::vector<margin> numbered{{"sex", sex, {5, 5, 1}}};
    CHECK_THROWS_WITH_AS((void)rake(numbered), doctest::Contains("category 2 has customers"), scvm::error);
    const std::vector<margin> uneven{{"sex", sex, {5, 5}, {"f"}}};
    CHECK_THROWS_AS((void)rake(uneven), scvm::error);
}

TEST_CASE("raking meets every margin, once and for all") {
    std::mt19937_64 random(8);
    std::vector<std::uint32_t> territory;
    std::vector<std::uint32_t> sex;
    for (int i = 0; i < 500; ++i) {
        territory.push_back(static_cast<std::uint32_t>(random() % 4));
        sex.push_back(static_cast<std::uint32_t>(random() % 10 < 7));
    }
    const std::vector<margin> margins{{"territory", territory, {100, 300, 400, 200}}, {"sex", sex, {520, 480}}};
    const auto raked = rake(margins);
    CHECK(raked.worst_factor < 1e-12);
    for (const margin& each : margins) {
        std::vector<double> held(each.population.size());
        for (std::size_t i = 0; i < 500; ++i) {
            held[each.category[i]] += raked.weights[i];
        }
        for (std::size_t k = 0; k < held.size(); ++k) {
            CHECK(held[k] / 500 == Approx(each.population[k] / 1000).epsilon(1e-11));
        }
    }
    const auto again = rake(margins, raked.weights);  // a fixed point
    CHECK(again.sweeps <= 2);
    for (std::size_t i = 0; i < 500; ++i) {
        CHECK(again.weights[i] == Approx(raked.weights[i]).epsilon(1e-11));
    }
    const double largest = *std::max_element(raked.weights.begin(), raked.weights.end());
    const auto trimmed = rake(margins, {}, {.most = 0.97 * largest});
    CHECK(trimmed.trimmed_rounds > 0);
    CHECK(*std::max_element(trimmed.weights.begin(), trimmed.weights.end()) <= 0.97 * largest * (1 + 1e-8));

    std::vector<std::uint32_t> backwards(territory.rbegin(), territory.rend());
    std::vector<std::uint32_t> backwards_sex(sex.rbegin(), sex.rend());
    const auto reversed =
        rake(std::vector<margin>{{"territory", backwards, {100, 300, 400, 200}}, {"sex", backwards_sex, {520, 480}}});
    for (std::size_t i = 0; i < 500; ++i) {
        CHECK(reversed.weights[499 - i] == raked.weights[i]);
    }
}

TEST_CASE("one margin is post-stratification, and impossible margins are refused") {
    const std::vector<std::uint32_t> stratum{0, 0, 0, 1};
    const auto weights = post_stratify(stratum, {50, 50});
    CHECK(weights[0] == Approx(2.0 / 3).epsilon(1e-15));
    CHECK(weights[3] == Approx(2).epsilon(1e-15));

    const std::vector<std::uint32_t> other{0, 1, 0, 1};
    const auto refused = [&](const std::vector<margin>& margins, scvm::errc code, raking_options options = {}) {
        try {
            (void)rake(margins, {}, options);
            FAIL("expected an error");
        } catch (const scvm::error& e) {
            CHECK(e.code() == code);
        }
    };
    refused({{"a", stratum, {50, 30, 20}}}, scvm::errc::not_fitted);
    refused({{"a", stratum, {50, 50}}, {"b", other, {50, 51}}}, scvm::errc::domain);
    refused({{"a", stratum, {50}}}, scvm::errc::domain);
    refused({{"a", stratum, {50, -1}}}, scvm::errc::domain);
    refused({{"a", stratum, {0, 0}}}, scvm::errc::domain);
    refused({{"a", stratum, {50, 50}}, {"b", std::span(other).first(3), {50, 50}}}, scvm::errc::size_mismatch);
    refused({{"a", stratum, {10, 90}}}, scvm::errc::not_fitted, {.most = 1.5});
    // the same attribute twice with different targets can never be met
    refused({{"a", stratum, {50, 50}}, {"b", stratum, {40, 60}}}, scvm::errc::not_fitted);
    refused({}, scvm::errc::domain);
}
