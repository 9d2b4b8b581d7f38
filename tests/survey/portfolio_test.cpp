#include <scvm/survey/portfolio.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

using namespace scvm::survey;

namespace {
const double absent = std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("the default boundaries place the five groups, and ties go up") {
    const portfolio rule;
    CHECK(rule.place(62.5, 87.5).group == segment::fan);
    CHECK(rule.place(62.5, 62.5).group == segment::sympathizer);
    CHECK(rule.place(62.5, 62.4).group == segment::mercenary);
    CHECK(rule.place(62.4, 62.5).group == segment::captive);
    CHECK(rule.place(62.4, 62.4).group == segment::opponent);
    CHECK(rule.place(62.5, 62.5).on_boundary);
    CHECK_FALSE(rule.place(70, 70).on_boundary);
}

TEST_CASE("six five-point items reach the boundaries exactly: 15 and 21 of 24 steps") {
    const portfolio rule;
    double fifteen = 0;
    double twenty_one = 0;
    for (const double step : {3, 3, 3, 2, 2, 2}) {
        fifteen += 100 * step / 4 / 6;
    }
    for (const double step : {4, 4, 4, 3, 3, 3}) {
        twenty_one += 100 * step / 4 / 6;
    }
    CHECK(rule.place(fifteen, twenty_one).group == segment::fan);
    CHECK(rule.place(fifteen, fifteen).group == segment::sympathizer);
}

TEST_CASE("a strict cut puts the average customer into the lower group") {
    const portfolio rule(boundaries{.satisfied = 60, .bound = 50, .fan_bound = 80, .strict = true});
    CHECK(rule.place(60, 50).group == segment::opponent);
    CHECK(rule.place(60.1, 50).group == segment::mercenary);
    CHECK(rule.place(60, 50.1).group == segment::captive);
}

TEST_CASE("a customer who answered nothing is unclassified, never an opponent") {
    const portfolio rule;
    CHECK(rule.place(absent, absent).group == segment::unclassified);
    CHECK(rule.place(absent, 90, 100).group == segment::unclassified);
    CHECK(rule.place(10, absent, 100).group == segment::unclassified);
}

TEST_CASE("captives are told apart by what holds them") {
    const portfolio rule;
    CHECK(rule.place(30, 70).held_by == captive_kind::affective);
    CHECK(rule.place(30, 20, 80).held_by == captive_kind::calculative);
    CHECK(rule.place(30, 20, 80).group == segment::captive);
    CHECK(rule.place(30, 70, 62.5).held_by == captive_kind::both);
    CHECK(rule.place(30, 20, 20).held_by == captive_kind::none);
    CHECK(rule.place(30, 90).hurt_fan);
    CHECK_FALSE(rule.place(30, 90, 80).hurt_fan);
    CHECK(rule.place(80, 30, 80).latched);
    CHECK_FALSE(rule.place(80, 70, 80).latched);

    const portfolio affective({}, fan_rule::attachment, captive_rule::attachment);
    CHECK(affective.place(30, 20, 80).group == segment::opponent);
    const portfolio locked({}, fan_rule::attachment, captive_rule::barrier);
    CHECK(locked.place(30, 70, 20).group == segment::opponent);
    CHECK(locked.place(30, 70, 80).held_by == captive_kind::calculative);
}

TEST_CASE("a silent admirer is a sympathizer under the voice rule") {
    const portfolio voice({}, fan_rule::voice);
    CHECK(voice.place({.satisfaction = 90, .attachment = 90, .voice = 50}).group == segment::sympathizer);
    CHECK(voice.place({.satisfaction = 90, .attachment = 70, .voice = 90}).group == segment::fan);
    CHECK(voice.place({.satisfaction = 90, .attachment = 50, .voice = 90}).group == segment::mercenary);
    const auto unknown = voice.place({.satisfaction = 90, .attachment = 90});
    CHECK(unknown.group == segment::fan);
    CHECK(unknown.voice_missing);
    const portfolio both({}, fan_rule::both);
    CHECK(both.place({.satisfaction = 90, .attachment = 70, .voice = 90}).group == segment::sympathizer);
    CHECK(both.place({.satisfaction = 90, .attachment = 90, .voice = 90}).group == segment::fan);
    const portfolio strict(strict_fan_boundaries());
    CHECK(strict.place(80, 90).group == segment::sympathizer);
    CHECK(strict.place(87.5, 90).group == segment::fan);
}

TEST_CASE("a later boundary follows an earlier one unless it is set") {
    const boundaries cuts{.satisfied = 70, .bound = 55};
    CHECK(cuts.fan_satisfied == 70);
    CHECK(cuts.captive_bound == 55);
}

TEST_CASE("boundaries out of order are refused by name") {
    CHECK_THROWS_WITH_AS(portfolio(boundaries{.bound = 90}),
                         "boundaries.fan_bound = 87.5: expected above bound (90), at most 100", scvm::error);
    CHECK_THROWS_AS(portfolio(boundaries{.satisfied = absent}), scvm::error);
    CHECK_THROWS_AS(portfolio(boundaries{.satisfied = 70, .fan_satisfied = 60}), scvm::error);
    CHECK_THROWS_AS(portfolio(boundaries{.barrier = 101}), scvm::error);
}

TEST_CASE("columns are placed as their rows are, and a score off the scale names its row") {
    const portfolio rule;
    const std::vector<double> s{90, 70, 70, 30, 30, absent, 30};
    const std::vector<double> e{90, 70, 30, 70, 30, 50, 30};
    const std::vector<double> k{absent, absent, 80, absent, 20, absent, 90};
    std::vector<segment> group(7);
    std::vector<captive_kind> held(7);
    std::vector<std::uint8_t> latched(7);
    rule.place(s, e, k, {}, {.group = group, .held_by = held, .latched = latched});
    for (std::size_t i = 0; i < s.size(); ++i) {
        const auto one = rule.place(s[i], e[i], k[i]);
        CHECK(group[i] == one.group);
        CHECK(held[i] == one.held_by);
        CHECK(latched[i] == one.latched);
    }
    CHECK(group == std::vector<segment>{segment::fan, segment::sympathizer, segment::mercenary, segment::captive,
                                        segment::opponent, segment::unclassified, segment::captive});
    const std::vector<double> off{90, 101, 70, 30, 30, absent, 30};
    CHECK_THROWS_WITH_AS(rule.place(off, e, {}, group), "satisfaction[1] = 101: expected 0 to 100, or NaN where absent",
                         scvm::error);
    CHECK_THROWS_AS(rule.place(s, e, {}, std::span<segment>(group).first(3)), scvm::error);
}

TEST_CASE("segments have stable names and numbers") {
    for (const segment of : segments) {
        CHECK(segment_from_name(segment_name(of)) == of);
        CHECK(segments[index_of(of)] == of);
    }
    CHECK(segment_name(segment::fan) == "fan");
    CHECK(static_cast<int>(segment::opponent) == 5);
    CHECK_FALSE(segment_from_name("Terrorist").has_value());
}
