#include <scvm/math/random.hpp>
#include <scvm/survey/probabilities.hpp>
#include <scvm/survey/shares.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <numeric>

using namespace scvm::survey;
using doctest::Approx;

namespace {

const double absent = std::numeric_limits<double>::quiet_NaN();

const measurement usual{.satisfaction_mean = 75,
                        .attachment_mean = 70,
                        .satisfaction_variance = 400,
                        .attachment_variance = 484,
                        .covariance = 308,
                        .satisfaction_error = 8.5,
                        .attachment_error = 7.6,
                        .n = 1000};

}  // namespace

TEST_CASE("segment probabilities match the shared vectors") {
    const auto file = nlohmann::json::parse(std::ifstream(SCVM_VECTORS "/survey_probabilities.json"));
    const double absolute = file["tolerance"]["absolute"];
    for (const auto& c : file["cases"]) {
        CAPTURE(c["name"].get<std::string>());
        const auto& m = c["measurement"];
        const measurement of{.satisfaction_mean = m["satisfaction_mean"],
                             .attachment_mean = m["attachment_mean"],
                             .satisfaction_variance = m["satisfaction_variance"],
                             .attachment_variance = m["attachment_variance"],
                             .covariance = m["covariance"],
                             .satisfaction_error = m["satisfaction_error"],
                             .attachment_error = m["attachment_error"],
                             .error_correlation = m.value("error_correlation", 0.0),
                             .barrier_error = m.value("barrier_error", 0.0)};
        const auto& cuts = c["cuts"];
        const portfolio rule({.satisfied = cuts[0],
                              .bound = cuts[1],
                              .fan_bound = cuts[2],
                              .fan_satisfied = cuts[3],
                              .captive_bound = cuts[4]});
        const posterior kind = c["kind"] == "kelley"     ? posterior::kelley
                               : c["kind"] == "observed" ? posterior::observed
                                                         : posterior::retest;
        const double barrier = c["barrier"].is_string() ? absent : c["barrier"].get<double>();
        const auto found =
            segment_model(rule, of, kind)
                .of({.satisfaction = c["satisfaction"], .attachment = c["attachment"], .barrier = barrier},
                    c["satisfaction_coverage"], c["attachment_coverage"]);
        for (std::size_t i = 0; i < 5; ++i) {
            CHECK(std::fabs(found.of[i] - c["of"][i].get<double>()) <= absolute);
        }
    }
}

TEST_CASE("the corner of all cuts takes its published values") {
    measurement m = usual;
    m.satisfaction_error = m.attachment_error = 6;
    const auto found =
        segment_model(portfolio{}, m, posterior::observed).of({.satisfaction = 62.5, .attachment = 62.5});
    CHECK(std::fabs(found.of[0] - .0000077) < 5e-8);
    CHECK(std::fabs(found.of[1] - .2499923) < 5e-8);
    for (std::size_t i : {2, 3, 4}) {
        CHECK(found.of[i] == Approx(.25).epsilon(1e-14));
    }
    CHECK(found.assigned == segment::sympathizer);
    CHECK(found.boundary_distance == 0);
    CHECK_FALSE(found.stable);
}

TEST_CASE("probabilities are none below 0, sum to 1, and rise and fall as they should") {
    scvm::math::random_stream random(6);
    for (const posterior kind : {posterior::kelley, posterior::observed, posterior::retest}) {
        const segment_model model(portfolio{}, usual, kind);
        for (int i = 0; i < 3000; ++i) {
            const double s = 100 * random.uniform();
            const double e = 100 * random.uniform();
            const auto at = model.of({.satisfaction = s, .attachment = e}, 0.5 + 0.5 * random.uniform());
            CHECK(std::accumulate(at.of.begin(), at.of.end(), 0.0) == Approx(1).epsilon(1e-12));
            for (const double p : at.of) {
                CHECK(p >= 0);
                CHECK(p <= 1);
            }
            const auto here = model.of({.satisfaction = s, .attachment = e});
            const auto more_s = model.of({.satisfaction = std::min(100.0, s + 3), .attachment = e});
            const auto more_e = model.of({.satisfaction = s, .attachment = std::min(100.0, e + 3)});
            CHECK(more_s.of[0] >= here.of[0] - 1e-14);
            CHECK(more_e.of[0] >= here.of[0] - 1e-14);
            CHECK(more_s.of[4] <= here.of[4] + 1e-14);
            CHECK(more_e.of[4] <= here.of[4] + 1e-14);
        }
    }
}

TEST_CASE("without error of measurement the probability is the rule") {
    measurement exact = usual;
    exact.satisfaction_error = exact.attachment_error = 0;
    measurement nearly = usual;
    nearly.satisfaction_error = nearly.attachment_error = 1e-6;
    const portfolio rule;
    scvm::math::random_stream random(1);
    for (int i = 0; i < 500; ++i) {
        const portfolio_scores scores{.satisfaction = 100 * random.uniform(),
                                      .attachment = 100 * random.uniform(),
                                      .barrier = i % 2 ? absent : 100 * random.uniform()};
        for (const auto& m : {exact, nearly}) {
            const auto found = segment_model(rule, m).of(scores);
            CHECK(found.modal == rule.place(scores).group);
            CHECK(found.assigned_probability == Approx(1).epsilon(1e-12));
            CHECK(found.stable);
        }
    }
    const auto on_cuts = segment_model(rule, exact).of({.satisfaction = 62.5, .attachment = 87.5});
    CHECK(on_cuts.modal == segment::fan);  // ties go up here as well
}

TEST_CASE("reliabilities that claim more error than there is variance fall back to the observed scores") {
    measurement impossible = usual;
    impossible.satisfaction_error = 19;  // leaves a true correlation above 1
    const segment_model model(portfolio{}, impossible);
    CHECK(model.fell_back());
    const auto a = model.of({.satisfaction = 70, .attachment = 60});
    const auto b =
        segment_model(portfolio{}, impossible, posterior::observed).of({.satisfaction = 70, .attachment = 60});
    CHECK(a.of == b.of);
    CHECK_FALSE(segment_model(portfolio{}, usual).fell_back());
    CHECK(segment_model(portfolio{}, impossible, posterior::retest).belief(1, 1).satisfaction_sd ==
          Approx(19 * std::sqrt(2.0)));
}

TEST_CASE("voice and captive rules change the probabilities as they change the groups") {
    const portfolio_scores quiet{.satisfaction = 90, .attachment = 95, .voice = 10};
    const portfolio_scores loud{.satisfaction = 90, .attachment = 75, .voice = 100};
    CHECK(segment_model(portfolio({}, fan_rule::voice), usual).of(quiet).of[0] == 0);
    const auto speaks = segment_model(portfolio({}, fan_rule::voice), usual).of(loud);
    CHECK(speaks.of[1] == 0);
    CHECK(speaks.of[0] > 0.7);
    const auto both = segment_model(portfolio({}, fan_rule::both), usual).of(loud);
    const auto plain = segment_model(portfolio{}, usual).of(loud);
    CHECK(both.of == plain.of);

    const portfolio_scores held{.satisfaction = 30, .attachment = 20, .barrier = 90};
    CHECK(segment_model(portfolio{}, usual).of(held).of[4] == 0);
    CHECK(segment_model(portfolio({}, fan_rule::attachment, captive_rule::attachment), usual).of(held).of[3] < 0.1);
    const portfolio_scores free{.satisfaction = 30, .attachment = 90, .barrier = 10};
    CHECK(segment_model(portfolio({}, fan_rule::attachment, captive_rule::barrier), usual).of(free).of[3] == 0);
}

TEST_CASE("a barrier that was measured with noise holds with a probability, regressed where its spread is known") {
    const portfolio_scores of{.satisfaction = 20, .attachment = 10, .barrier = 72.5};
    measurement m = usual;
    const auto hard = segment_model(portfolio{}, m).of(of);
    CHECK(hard.of[4] == 0);
    m.barrier_error = 10;
    const auto centred = segment_model(portfolio{}, m).of(of);
    CHECK(centred.of[4] / (centred.of[3] + centred.of[4]) == Approx(scvm::math::normal_cdf(-1)).epsilon(0.02));
    m.barrier_mean = 40;
    m.barrier_variance = 400;  // reliability 0.75: the true barrier is expected at 40 + 0.75 * 32.5
    const auto regressed = segment_model(portfolio{}, m).of(of);
    CHECK(regressed.of[4] > centred.of[4]);
    const double z = (40 + 0.75 * 32.5 - 62.5) / (10 * std::sqrt(0.75));
    const auto again = segment_model(portfolio{}, m, posterior::retest).of(of);
    CHECK(regressed.of[4] / (regressed.of[3] + regressed.of[4]) == Approx(scvm::math::normal_cdf(-z)).epsilon(0.02));
    CHECK(again.of[4] != regressed.of[4]);
}

TEST_CASE("columns give what their rows give, and a customer without scores has no probabilities") {
    const segment_model model(portfolio{}, usual);
    const std::vector<double> s{90, 30, absent, 62.5, 70};
    const std::vector<double> e{90, 40, 50, 62.5, absent};
    const std::vector<double> k{absent, 80, 10, absent, 90};
    const std::vector<double> cs{1, 0.5, 1, 2.0 / 3, 1};
    const std::vector<double> ce{1, 0.5, 1, 1, 0};
    std::vector<double> of(25), own(5), distance(5);
    std::vector<segment> modal(5), assigned(5);
    std::vector<std::uint8_t> stable(5);
    model.of(s, e, k, {}, {cs, ce},
             {.of = of,
              .modal = modal,
              .assigned = assigned,
              .assigned_probability = own,
              .boundary_distance = distance,
              .stable = stable});
    for (std::size_t i = 0; i < 5; ++i) {
        if (std::isnan(s[i]) || std::isnan(e[i])) {
            CHECK(std::isnan(of[5 * i]));
            CHECK(modal[i] == segment::unclassified);
            CHECK(std::isnan(own[i]));
            continue;
        }
        const auto one = model.of({.satisfaction = s[i], .attachment = e[i], .barrier = k[i]}, cs[i], ce[i]);
        for (std::size_t g = 0; g < 5; ++g) {
            CHECK(of[5 * i + g] == one.of[g]);
        }
        CHECK(modal[i] == one.modal);
        CHECK(assigned[i] == one.assigned);
        CHECK(own[i] == one.assigned_probability);
        CHECK(distance[i] == one.boundary_distance);
        CHECK(stable[i] == one.stable);
    }
    CHECK_THROWS_AS((void)model.of({.satisfaction = 50, .attachment = 50}, 0), scvm::error);
    CHECK_THROWS_AS((void)model.of({.satisfaction = 50, .attachment = 150}), scvm::error);
    CHECK_THROWS_AS(model.of(s, std::span(e).first(2), {}, {}, {}, {.of = of}), scvm::error);
    measurement bad = usual;
    bad.attachment_error = absent;
    CHECK_THROWS_AS((void)segment_model(portfolio{}, bad), scvm::error);
}

TEST_CASE("the distance to the nearest boundary counts only cuts that would change the group") {
    const segment_model model(portfolio{}, usual);
    const auto mercenary = model.of({.satisfaction = 62.5 + 8.5, .attachment = 20});
    CHECK(mercenary.boundary_distance == Approx(1));
    const auto fan = model.of({.satisfaction = 100, .attachment = 87.5 + 7.6});
    CHECK(fan.boundary_distance == Approx(1));
    const auto opponent = model.of({.satisfaction = 10, .attachment = 62.5 - 15.2});
    CHECK(opponent.boundary_distance == Approx(2));
    const auto locked = model.of({.satisfaction = 62.5 - 25.5, .attachment = 62, .barrier = 90});
    CHECK(locked.boundary_distance == Approx(3));  // attachment does not matter to who is locked in anyway
}

TEST_CASE("regressed probabilities recover the true shares where counting does not") {
    scvm::math::random_stream random(77);
    const std::size_t n = 60000;
    const double sd_s = 20, sd_e = 22, alpha_s = .82, alpha_e = .88;
    std::vector<double> s(n), e(n);
    std::vector<segment> truth(n), counted(n);
    const portfolio rule;
    for (std::size_t i = 0; i < n; ++i) {
        const double a = random.normal();
        const double b = random.normal();
        const double true_s = 62 + sd_s * std::sqrt(alpha_s) * a;
        const double true_e = 60 + sd_e * std::sqrt(alpha_e) * (0.75 * a + std::sqrt(1 - 0.75 * 0.75) * b);
        const auto on_scale = [](double x) { return std::clamp(x, 0.0, 100.0); };
        truth[i] = rule.place(on_scale(true_s), on_scale(true_e)).group;
        s[i] = on_scale(true_s + sd_s * std::sqrt(1 - alpha_s) * random.normal());
        e[i] = on_scale(true_e + sd_e * std::sqrt(1 - alpha_e) * random.normal());
    }
    rule.place(s, e, {}, counted);
    const measurement m = measure(s, e, alpha_s, alpha_e);
    const auto expected = [&](posterior kind) {
        std::vector<double> of(5 * n);
        segment_model(rule, m, kind).of(s, e, {}, {}, {}, {.of = of});
        return expected_shares(of);
    };
    const auto kelley = expected(posterior::kelley);
    const auto observed = expected(posterior::observed);
    const auto true_shares = shares_of(truth);
    const auto counted_shares = shares_of(counted);
    double off_kelley = 0, off_observed = 0, off_counting = 0;
    for (std::size_t g = 0; g < 5; ++g) {
        const double want = true_shares.group[g].share.estimate;
        off_kelley += std::fabs(kelley[g] - want);
        off_observed += std::fabs(observed[g] - want);
        off_counting += std::fabs(counted_shares.group[g].share.estimate - want);
    }
    MESSAGE("total error of the shares: Kelley " << off_kelley << ", counting " << off_counting << ", observed-centred "
                                                 << off_observed);
    CHECK(off_kelley < 0.02);
    CHECK(off_counting > 2 * off_kelley);
    CHECK(off_observed > off_counting);

    // What a retest would confirm is what the model says it would.
    const auto quality = quality_of(segment_model(rule, m), s, e);
    std::size_t right = 0;
    for (std::size_t i = 0; i < n; ++i) {
        right += truth[i] == counted[i];
    }
    CHECK(std::fabs(quality.accuracy - double(right) / double(n)) < 0.01);
    CHECK(quality.consistency < quality.accuracy);
    CHECK(quality.n == n);
}

TEST_CASE("measurement needs two respondents and believable reliabilities, and ignores gaps") {
    const std::vector<double> s{10, absent, 30, 50};
    const std::vector<double> e{20, 10, 40, 30};
    const auto m = measure(s, e, 0.75, -0.2);
    CHECK(m.n == 3);
    CHECK(m.satisfaction_mean == 30);
    CHECK(m.satisfaction_variance == Approx(400));
    CHECK(m.satisfaction_error == Approx(10));
    CHECK(m.attachment_error == Approx(10));  // a negative reliability counts as none
    CHECK(m.covariance == Approx(100));
    const auto weighted = measure(s, e, 0.75, 0.5, std::vector<double>{2, 2, 2, 2});
    CHECK(weighted.satisfaction_variance == Approx(m.satisfaction_variance).epsilon(1e-14));
    const auto held = with_barrier(m, std::vector<double>{absent, 20, 60}, 0.75);
    CHECK(held.barrier_mean == 40);
    CHECK(held.barrier_variance == Approx(800));
    CHECK(held.barrier_error == Approx(std::sqrt(200.0)));
    CHECK(held.covariance == m.covariance);
    CHECK_THROWS_AS((void)measure(s, e, absent, 0.5), scvm::error);
    CHECK_THROWS_AS((void)measure(s, e, 1.1, 0.5), scvm::error);
    CHECK_THROWS_AS((void)measure(std::vector<double>{1, absent}, std::vector<double>{1, 2}, 0.5, 0.5), scvm::error);
}
