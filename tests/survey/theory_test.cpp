#include <scvm/survey/calibration.hpp>
#include <scvm/survey/drivers.hpp>
#include <scvm/survey/kano.hpp>
#include <scvm/survey/portfolio.hpp>
#include <scvm/survey/probabilities.hpp>
#include <scvm/survey/recommendation.hpp>
#include <scvm/survey/shares.hpp>
#include <scvm/survey/validity.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

using namespace scvm::survey;
using doctest::Approx;

namespace {

double number(const nlohmann::json& value) {
    return value.is_string() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

fan_rule fan_rule_of(const std::string& name) {
    return name == "attachment" ? fan_rule::attachment : name == "voice" ? fan_rule::voice : fan_rule::both;
}

captive_rule captive_rule_of(const std::string& name) {
    return name == "attachment" ? captive_rule::attachment
           : name == "barrier"  ? captive_rule::barrier
                                : captive_rule::either;
}

}  // namespace

TEST_CASE("placements match the shared vectors") {
    const auto file = nlohmann::json::parse(std::ifstream(SCVM_VECTORS "/survey_portfolio.json"));
    const char* held[] = {"none", "affective", "calculative", "both"};
    for (const auto& c : file["cases"]) {
        CAPTURE(c["name"].get<std::string>());
        boundaries cuts;
        const auto& given = c["cuts"];
        cuts.satisfied = given.value("satisfied", cuts.satisfied);
        cuts.bound = given.value("bound", cuts.bound);
        cuts.fan_bound = given.value("fan_bound", cuts.fan_bound);
        cuts.fan_satisfied = given.value("fan_satisfied", cuts.satisfied);
        cuts.captive_bound = given.value("captive_bound", cuts.bound);
        cuts.strict = given.value("strict", false);
        const portfolio rule(cuts, fan_rule_of(c["fan_rule"]), captive_rule_of(c["captive_rule"]));
        const auto found = rule.place({.satisfaction = number(c["satisfaction"]),
                                       .attachment = number(c["attachment"]),
                                       .barrier = number(c["barrier"]),
                                       .voice = number(c["voice"])});
        CHECK(segment_name(found.group) == c["segment"].get<std::string>());
        CHECK(held[static_cast<std::size_t>(found.held_by)] ==
              c.value("held_by", std::string(held[static_cast<std::size_t>(found.held_by)])));
        CHECK(found.hurt_fan == c.value("hurt_fan", found.hurt_fan));
        CHECK(found.latched == c.value("latched", found.latched));
        CHECK(found.on_boundary == c.value("on_boundary", found.on_boundary));
        CHECK(found.voice_missing == c.value("voice_missing", false));
    }
}

TEST_CASE("the measures of CRM reports match the shared vectors") {
    const auto file = nlohmann::json::parse(std::ifstream(SCVM_VECTORS "/survey_measures.json"));
    const double absolute = file["tolerance"]["absolute"];
    const auto near = [absolute](double value, const nlohmann::json& want) {
        CHECK(std::fabs(value - want.get<double>()) <= absolute * std::max(1.0, std::fabs(want.get<double>())));
    };
    for (const auto& c : file["cases"]) {
        CAPTURE(c["name"].get<std::string>());
        const std::string kind = c["kind"];
        if (kind == "acsi") {
            near(acsi(c["answers"][0], c["answers"][1], c["answers"][2], c["weights"].get<std::array<double, 3>>()),
                 c["value"]);
        } else if (kind == "effort") {
            const auto found = effort_score(c["counts"].get<std::array<double, 7>>());
            near(found.mean.estimate, c["mean"]);
            near(found.index.estimate, c["index"]);
            near(found.easy_share.estimate, c["easy_share"]);
        } else if (kind == "kano") {
            const auto found = kano(c["counts"].get<std::array<double, 6>>());
            near(found.better, c["better"]);
            near(found.worse, c["worse"]);
            near(found.total_strength, c["total_strength"]);
            near(found.category_strength, c["category_strength"]);
        } else if (kind == "top_box") {
            near(top_box_share(c["counts"].get<std::vector<double>>(), c["top"]).estimate, c["value"]);
        } else {
            REQUIRE(kind == "disattenuated");
            near(disattenuated_correlation(c["r"], c["reliability_x"], c["reliability_y"], 100).estimate, c["value"]);
        }
    }
}

TEST_CASE("mean attachment by group in a standard bivariate normal is as the theory says") {
    // Equally probable points of the distribution, not random ones: quantiles of S, and of E given S.
    struct line {
        double rho, captive, sympathizer, fan;
    };
    const line theory[] = {{.3, .693, .444, 1.495},
                           {.5, .598, .471, 1.527},
                           {.6, .541, .481, 1.531},
                           {.7, .473, .489, 1.526},
                           {.8, .390, .491, 1.510}};
    const int n = 700;
    std::vector<double> quantile;
    for (int i = 0; i < n; ++i) {
        quantile.push_back(scvm::math::normal_quantile((i + 0.5) / n));
    }
    for (const line& at : theory) {
        CAPTURE(at.rho);
        std::vector<double> attachment, inside;
        std::vector<segment> groups;
        for (const double s : quantile) {
            for (const double rest : quantile) {
                const double e = at.rho * s + std::sqrt(1 - at.rho * at.rho) * rest;
                attachment.push_back(e);
                groups.push_back(s > 0 ? (e > 0 ? segment::sympathizer : segment::mercenary)
                                       : (e > 0 ? segment::captive : segment::opponent));
                if (groups.back() == segment::sympathizer) {
                    inside.push_back(e);
                }
            }
        }
        const double fan_cut = weighted_quantile(inside, {}, 28.0 / 47);
        for (std::size_t i = 0; i < groups.size(); ++i) {
            groups[i] = groups[i] == segment::sympathizer && attachment[i] > fan_cut ? segment::fan : groups[i];
        }
        const auto found = check_conformance(groups, attachment);
        CHECK(std::fabs(found.captive_mean - at.captive) < 2e-3);
        CHECK(std::fabs(found.sympathizer_mean - at.sympathizer) < 2e-3);
        CHECK(std::fabs(found.fan_mean - at.fan) < 3e-3);
        CHECK(found.captives_weaker == (at.rho > 0.68));
        CHECK(found.captives_weaker_than_attached);
    }
}

TEST_CASE("the default boundaries give plausible shares of a plausible market") {
    // The population itself as the belief about one customer: S ~ (75, 20), E ~ (70, 22), r = .7.
    const measurement market{.satisfaction_variance = 400,
                             .attachment_variance = 484,
                             .covariance = 308,
                             .satisfaction_error = 20,
                             .attachment_error = 22,
                             .error_correlation = .7};
    const auto found =
        segment_model(portfolio{}, market, posterior::observed).of({.satisfaction = 75, .attachment = 70});
    const double want[] = {.21, .36, .17, .07, .20};
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(std::fabs(found.of[i] - want[i]) < 0.0051);
    }
}

TEST_CASE("the sampling error of the published fan share is what it is") {
    const auto all = wilson_interval(.19 * 3112, 3112);
    CHECK(std::fabs(all.low - .177) < 5e-4);
    CHECK(std::fabs(all.high - .204) < 5e-4);
    const auto industry = wilson_interval(57, 300);
    CHECK(std::fabs(industry.low - .150) < 5e-4);
    CHECK(std::fabs(industry.high - .238) < 5e-4);
}
