#include <scvm/math/random.hpp>
#include <scvm/survey/breakdown.hpp>
#include <scvm/survey/revenue.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace scvm::survey;
using doctest::Approx;

TEST_CASE("one fan of one customer does not top the list of territories") {
    using enum segment;
    std::vector<segment> groups{fan};
    std::vector<std::uint32_t> territory{0};
    for (int i = 0; i < 100; ++i) {
        groups.push_back(i < 40 ? fan : i < 70 ? sympathizer : i < 97 ? mercenary : opponent);
        territory.push_back(1);
        groups.push_back(i < 20 ? fan : i < 50 ? captive : opponent);
        territory.push_back(2);
    }
    groups.push_back(unclassified);
    territory.push_back(3);
    const auto found = breakdown(groups, territory, 4);
    CHECK(found.ranking == std::vector<std::size_t>{1, 0, 2, 3});
    CHECK(found.row[0].fan_quota.low == Approx(.206549314377237).epsilon(1e-12));
    CHECK(found.row[0].share[0] == 1);
    CHECK(found.row[0].shrunk[0] < 0.6);  // drawn to the 30 % of all
    CHECK(found.row[0].shrunk[0] > 0.3);
    CHECK(found.row[1].shrunk[0] == Approx(0.4).epsilon(0.05));
    CHECK(found.row[0].pooled);  // one customer, and the smallest of the others, or a difference would tell
    CHECK(found.row[0].suppressed[0] == 1);
    CHECK(found.row[1].pooled);
    CHECK(found.row[2].pooled);  // as large as the other one, and chosen between them is not
    CHECK(found.row[2].suppressed[4] == 1);
    CHECK(found.row[3].unclassified == 1);
    CHECK(std::isnan(found.row[3].share[0]));
    CHECK(std::isnan(found.row[3].fan_quota.low));
    for (const auto& row : found.row) {
        CHECK(std::accumulate(row.shrunk.begin(), row.shrunk.end(), 0.0) == Approx(1).epsilon(1e-12));
    }
    CHECK_THROWS_AS((void)breakdown(groups, territory, 3), scvm::error);
    CHECK_THROWS_AS((void)breakdown(groups, std::span(territory).first(2), 4), scvm::error);
}

TEST_CASE("chi-squared and adjusted residuals of a breakdown are the textbook's") {
    using enum segment;
    std::vector<segment> groups;
    std::vector<std::uint32_t> category;
    const int counts[2][3] = {{10, 20, 30}, {30, 20, 10}};
    for (std::uint32_t c = 0; c < 2; ++c) {
        for (std::size_t g = 0; g < 3; ++g) {
            for (int i = 0; i < counts[c][g]; ++i) {
                groups.push_back(segments[g]);
                category.push_back(c);
            }
        }
    }
    const auto found = breakdown(groups, category, 2);
    CHECK(found.chi_squared == Approx(20).epsilon(1e-13));
    CHECK(found.degrees_of_freedom == 2);
    CHECK(found.p_value == Approx(std::exp(-10)).epsilon(1e-12));
    CHECK(found.fewest_expected == 20);
    CHECK(found.row[0].adjusted_residual[0] == Approx(-10 / std::sqrt(20 * 0.5 * (2.0 / 3))).epsilon(1e-12));
    CHECK(found.row[0].adjusted_residual[1] == 0);
    CHECK(std::isnan(found.row[0].adjusted_residual[4]));
    const auto one = breakdown(groups, std::vector<std::uint32_t>(groups.size(), 0), 1);
    CHECK(std::isnan(one.p_value));
    const auto nobody = breakdown({}, {}, 2);
    CHECK(std::isnan(nobody.row[0].shrunk[0]));
}

TEST_CASE("categories that do not differ are shrunk together, those that do stay apart") {
    scvm::math::random_stream random(3);
    std::vector<segment> same, apart;
    std::vector<std::uint32_t> category;
    for (std::uint32_t c = 0; c < 30; ++c) {
        const double level = random.uniform();
        for (int i = 0; i < 40; ++i) {
            category.push_back(c);
            same.push_back(random.bernoulli(0.3) ? segment::fan : segment::opponent);
            apart.push_back(random.bernoulli(level) ? segment::fan : segment::opponent);
        }
    }
    CHECK(breakdown(same, category, 30).concentration > 50);
    CHECK(breakdown(apart, category, 30).concentration < 10);
}

TEST_CASE("revenue by group has intervals, a median, and a probability of being the top") {
    using enum segment;
    scvm::math::random_stream random(2);
    std::vector<segment> groups;
    std::vector<double> amounts;
    for (int i = 0; i < 120; ++i) {
        groups.push_back(fan);
        amounts.push_back(200 + 50 * random.normal());
        groups.push_back(mercenary);
        amounts.push_back(100 + 50 * random.normal());
        if (i % 4 == 0) {
            groups.push_back(captive);
            amounts.push_back(195 + 60 * random.normal());
        }
    }
    groups.push_back(unclassified);
    amounts.push_back(1e6);
    groups.push_back(opponent);
    amounts.push_back(std::nan(""));
    const auto found = revenue_by_group(groups, amounts, {.samples = 2000});
    CHECK(found[0].n == 120);
    CHECK(found[4].n == 0);
    CHECK(std::isnan(found[4].mean.estimate));
    CHECK(found[0].mean.low < found[0].mean.estimate);
    CHECK(found[0].mean.high > found[0].mean.estimate);
    CHECK(found[0].mean.high - found[0].mean.low == Approx(2 * 1.96 * 50 / std::sqrt(120.0)).epsilon(0.2));
    CHECK(found[0].share.estimate + found[2].share.estimate + found[3].share.estimate == Approx(1));
    CHECK(found[0].top_by_sum == 1);
    CHECK(found[0].top_by_mean > 0.5);
    CHECK(found[0].top_by_mean + found[2].top_by_mean + found[3].top_by_mean == Approx(1).epsilon(1e-12));

    const auto threads = revenue_by_group(groups, amounts, {.samples = 2000, .threads = 2});
    std::vector<std::size_t> order(groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    std::vector<segment> shuffled_groups;
    std::vector<double> shuffled_amounts;
    for (const std::size_t i : order) {
        shuffled_groups.push_back(groups[i]);
        shuffled_amounts.push_back(amounts[i]);
    }
    const auto shuffled = revenue_by_group(shuffled_groups, shuffled_amounts, {.samples = 2000});
    for (const auto* other : {&threads, &shuffled}) {
        CHECK((*other)[0].mean == found[0].mean);
        CHECK((*other)[3].share == found[3].share);
        CHECK((*other)[2].top_by_mean == found[2].top_by_mean);
        CHECK((*other)[2].median == found[2].median);
    }
}

TEST_CASE("equal groups share the top, and returns beyond sales leave no shares") {
    using enum segment;
    const auto tie = revenue_by_group(std::vector<segment>{fan, captive}, std::vector<double>{10, 10});
    CHECK(tie[0].top_by_mean == Approx(0.5));
    CHECK(tie[0].median == 10);
    CHECK(tie[0].mean.estimate == 10);
    CHECK(std::isnan(tie[0].mean.low));  // one customer tells no width
    const auto negative = revenue_by_group(std::vector<segment>{fan, captive}, std::vector<double>{10, -30});
    CHECK(std::isnan(negative[0].share.estimate));
    CHECK(negative[3].mean.estimate == -30);
    CHECK_THROWS_AS((void)revenue_by_group(std::vector<segment>{fan}, std::vector<double>{1 / 0.0}), scvm::error);
    CHECK_THROWS_AS((void)revenue_by_group(std::vector<segment>{fan}, std::vector<double>{}), scvm::error);
    CHECK_THROWS_AS((void)revenue_by_group(std::vector<segment>{fan}, std::vector<double>{1}, {.samples = 0}),
                    scvm::error);
}
