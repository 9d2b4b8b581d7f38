#include <scvm/crm/analysis.hpp>
#include <scvm/crm/comparison.hpp>
#include <scvm/crm/disclosure.hpp>
#include <scvm/crm/matter_list.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/crm/table_summary.hpp>
#include <scvm/crm/treatment_list.hpp>
#include <scvm/json/analysis.hpp>
#include <scvm/json/comparison.hpp>
#include <scvm/json/table.hpp>
#include <scvm/math/random.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace scvm;

namespace {

using texts = std::vector<std::string_view>;
constexpr std::int64_t day = 86400;
constexpr std::int64_t start = 10957 * day;  // 2000-01-01: nobody buys before 1990

/// A customer of one of the five groups, or without one (5), of a territory, and what was spent; NaN: nothing.
struct person {
    std::size_t group;
    std::string territory;
    double spent = std::nan("");
};

crm::scoring_model model() {
    crm::scoring_model result;
    result.id = "by hand";
    result.survey = crm::survey_rules{survey::questionnaire({{"s", "satisfaction"}, {"a", "attachment"}})};
    result.value.emplace();
    return result;
}

crm::score_table score(const std::vector<person>& persons, const std::optional<crm::privacy_rules>& privacy = {}) {
    constexpr double satisfaction[] = {5, 5, 5, 1, 1};
    constexpr double attachment[] = {5, 4, 1, 5, 1};
    crm::customer_base base;
    for (std::size_t c = 0; c < persons.size(); ++c) {
        const std::string id = "c" + std::to_string(c);
        const texts who{id};
        const std::vector<std::int64_t> time{start + 10 * day};
        base.add_customers(who);
        base.add_attributes("territory", {who, texts{persons[c].territory}});
        if (persons[c].group < 5) {
            base.add_answers({who, texts{"s"}, std::vector<double>{satisfaction[persons[c].group]}, time, {}});
            base.add_answers({who, texts{"a"}, std::vector<double>{attachment[persons[c].group]}, time, {}});
        }
        if (!std::isnan(persons[c].spent)) {
            base.add_purchases({who, time, std::vector<double>{persons[c].spent}});
        }
    }
    crm::scoring_model by = model();
    by.privacy = privacy;
    return crm::scorer(by).score(base, start + 100 * day);
}

/// How many random bases are audited: AUDITED_BASES in the environment, else 1,000.
std::uint64_t audited_bases() {
    const char* const given = std::getenv("AUDITED_BASES");
    return given == nullptr ? 1000 : std::stoull(given);
}

std::vector<person> persons_of(const std::vector<std::array<std::size_t, 6>>& counts,
                               const std::vector<double>& spent) {
    std::vector<person> result;
    for (std::size_t t = 0; t < counts.size(); ++t) {
        for (std::size_t g = 0; g < 6; ++g) {
            for (std::size_t i = 0; i < counts[t][g]; ++i) {
                const double amount = spent.empty() ? std::nan("") : spent[result.size() % spent.size()];
                result.push_back({g, t == 0 ? "" : std::string(1, static_cast<char>('A' + t)), amount});
            }
        }
    }
    return result;
}

/// A random base: up to five territories and customers of no known one, some groups and territories tiny.
std::vector<person> random_base(std::uint64_t seed) {
    math::random_stream draw(41, seed);
    std::array<double, 6> weight{};
    for (double& each : weight) {
        each = draw.bernoulli(0.3) ? 0.05 : draw.uniform();
    }
    const double buyers = draw.bernoulli(0.3) ? 0.1 : draw.bernoulli(0.5) ? 1 : 0.6;
    std::vector<person> result;
    const std::size_t territories = 1 + draw.below(5);
    for (std::size_t t = draw.bernoulli(0.5) ? 0 : 1; t <= territories; ++t) {
        const std::size_t size = draw.bernoulli(0.3) ? draw.below(5) : draw.below(30);
        for (std::size_t i = 0; i < size; ++i) {
            double at = draw.uniform() * (weight[0] + weight[1] + weight[2] + weight[3] + weight[4] + weight[5]);
            std::size_t g = 0;
            while (g < 5 && at >= weight[g]) {
                at -= weight[g++];
            }
            result.push_back({g, t == 0 ? "" : std::string(1, static_cast<char>('A' + t)),
                              draw.bernoulli(buyers) ? 1.0 + static_cast<double>(draw.below(1000)) : std::nan("")});
        }
    }
    result.push_back({0, "B", 5.0});
    return result;
}

/// What somebody knows who has read all pages: numbers by territory (the unknown one first), then group; and the rest.
struct read_pages {
    crm::table_summary summary;
    crm::analysis analysis;
    crm::breakdown by;
};

/// The customers by territory and group, as nobody knows them but the base.
using counts = std::vector<std::array<long, 5>>;

/// Whether the pages could have been made of these counts. The first row has the customers of no known territory.
bool fits(const read_pages& pages, const std::vector<std::string>& territory, const counts& of) {
    std::array<long, 5> total{};
    for (const auto& row : of) {
        for (std::size_t g = 0; g < 5; ++g) {
            if (row[g] < 0) {
                return false;
            }
            total[g] += row[g];
        }
    }
    long hidden = 0;
    long classified = 0;
    for (std::size_t g = 0; g < 5; ++g) {
        const auto& shown = pages.summary.segments[g].customers;
        const auto& again = pages.analysis.survey->shares.groups[g].n;
        if ((shown && static_cast<long>(*shown) != total[g]) || (again && static_cast<long>(*again) != total[g])) {
            return false;
        }
        hidden += shown ? 0 : total[g];
        classified += total[g];
    }
    if (classified != static_cast<long>(pages.summary.classified) ||
        (pages.summary.hidden && hidden != static_cast<long>(pages.summary.hidden->customers))) {
        return false;
    }
    long together = 0;
    for (const auto& row : pages.by.rows) {
        const auto at = std::find(territory.begin(), territory.end(), row.category) - territory.begin();
        const auto& mine = of[static_cast<std::size_t>(at)];
        long size = 0;
        for (std::size_t g = 0; g < 5; ++g) {
            const auto& cell = row.segments[g];
            if (!cell.suppressed && static_cast<long>(cell.count) != mine[g]) {
                return false;
            }
            size += mine[g];
        }
        if (row.n && static_cast<long>(*row.n) != size) {
            return false;
        }
        together += row.n ? 0 : size;
    }
    if (!pages.by.unknown) {
        for (const long each : of[0]) {
            together += each;
        }
    }
    return !pages.by.too_small || together == static_cast<long>(pages.by.too_small->n);
}

}  // namespace

TEST_CASE("the one opponent among sixty fans is nowhere, nor is what she spent") {
    auto persons = persons_of({{30, 30, 0, 0, 0, 0}}, {});
    persons.push_back({4, "", 81.25});
    const auto table = score(persons);
    const crm::table_summary summary = crm::summary_of(table);
    const crm::analysis found = crm::analyse(table);
    CHECK(summary.segments[0].customers == 30);
    CHECK_FALSE(summary.segments[4].customers);
    CHECK_FALSE(summary.segments[4].part);
    CHECK(summary.segments[4].suppressed == crm::suppressed_figures::everything);
    CHECK(std::isnan(summary.segments[4].revenue));
    CHECK(summary.hidden->customers == 31);
    CHECK(summary.hidden->revenue == 81.25);
    for (const auto& group : found.survey->revenue_by_segment.groups) {  // one buyer: nobody's group tells anything
        CHECK(group.suppressed);
        CHECK_FALSE(group.customers);
        CHECK(std::isnan(group.sum));
        CHECK(std::isnan(group.median));
        CHECK(std::isnan(group.share.estimate));
        CHECK(std::isnan(group.mean.low));
    }
    CHECK(found.survey->shares.groups[0].n == 30);
    CHECK(found.survey->shares.groups[4].suppressed);
    CHECK_FALSE(found.survey->shares.net_fan_balance);  // it is fans less opponents
    CHECK(std::isnan(found.survey->reliability[0].mean));
    CHECK(std::isnan(found.survey->reliability[0].items[0].sd));
    CHECK_FALSE(found.survey->conformance.known);
    CHECK(std::isnan(found.survey->conformance.sympathizer_mean));
    CHECK(found.survey->conformance.fan_mean == 100);
}

TEST_CASE("two bases that differ only in what is hidden give the same pages, to the last bit") {
    // Two opponents and ten captives in two territories, or three and nine, or one and eleven who paid the same sums.
    const std::vector<double> spent{10, 20, 35, 50};
    const auto page = [&](std::size_t moved) {
        auto persons = persons_of({{}, {20, 15, 9, 5, 1, 6}, {12, 8, 7, 5, 1, 5}}, spent);
        for (person& each : persons) {
            if (moved > 0 && each.group == 3) {
                each.group = 4;
                --moved;
            }
        }
        const auto table = score(persons);
        std::string text = json::write_summary(table) + json::breakdown(table, "territory");
        crm::analysis found = crm::analyse(table);
        found.survey->incremental_validity = {};  // of the scores, whatever the groups
        const auto& shares = found.survey->shares;
        for (std::size_t g = 0; g < 5; ++g) {
            const auto& money = found.survey->revenue_by_segment.groups[g];
            for (const double each : {shares.groups[g].share.value_or(survey::interval{}).high, money.sum, money.median,
                                      money.mean.low, money.share.high, money.top_by_mean, money.top_by_sum}) {
                text += number_text(each) + " ";
            }
        }
        for (const double each : {found.survey->conformance.captive_mean, found.survey->conformance.fan_mean,
                                  found.survey->reliability[0].mean, found.survey->reliability[1].items[0].sd}) {
            text += number_text(each) + " ";
        }
        return text;
    };
    const std::string first = page(0);
    CHECK(first == page(1));
    CHECK(first == page(2));
    CHECK(first != page(3));  // five opponents may be shown
}

TEST_CASE("an amount of few is not shown though their group is") {
    // Thirty captives of whom two have bought; all others have.
    auto persons = persons_of({{20, 20, 20, 30, 20, 0}}, {10});
    std::size_t left = 28;
    for (person& each : persons) {
        if (each.group == 3 && left > 0) {
            each.spent = std::nan("");
            --left;
        }
    }
    const auto table = score(persons);
    const crm::table_summary summary = crm::summary_of(table);
    CHECK(summary.segments[3].customers == 30);
    CHECK(summary.segments[3].suppressed == crm::suppressed_figures::money);
    CHECK(std::isnan(summary.segments[3].revenue));
    CHECK(summary.segments[4].suppressed == crm::suppressed_figures::money);  // or the total would tell
    CHECK(summary.segments[2].revenue == 200);
    CHECK(summary.hidden->customers == 0);
    CHECK(summary.hidden->revenue == 220);
}

TEST_CASE("the few without a group who bought have no revenue of their own on any page") {
    const auto table = score(persons_of({{20, 20, 20, 20, 20, 2}}, {10}));
    const crm::table_summary summary = crm::summary_of(table);
    CHECK(summary.segments[5].customers == 2);  // their number is no secret
    CHECK(std::isnan(summary.segments[5].revenue));
    CHECK(std::isnan(summary.segments[4].revenue));
    CHECK(summary.hidden->revenue == 220);
    const crm::analysis found = crm::analyse(table);
    for (const auto& group : found.survey->revenue_by_segment.groups) {
        CHECK(std::isnan(group.share.estimate));  // shares tell the revenue of the five, hence of the two
    }
}

TEST_CASE("in a territory the small groups are hidden with others, tests and ranks with them") {
    const auto table = score(persons_of({{}, {20, 15, 9, 8, 3, 0}, {12, 8, 7, 9, 9, 1}, {2, 0, 0, 0, 0, 0}}, {10}));
    const crm::breakdown by = crm::breakdown_by(table, "territory");
    REQUIRE(by.rows.size() == 3);
    for (const auto& row : by.rows) {
        CHECK(row.suppressed == !row.n);
        if (row.category == "B") {
            CHECK(row.n == 55);
            CHECK(row.segments[0].count == 20);
            CHECK(row.segments[4].suppressed);
            CHECK(row.segments[3].suppressed);
            CHECK(std::isnan(row.segments[4].adjusted_residual));
            CHECK(row.hidden == 11);
            CHECK(row.fan_quota->estimate == doctest::Approx(20.0 / 55));
        } else {
            CHECK(row.suppressed);  // D has two customers, and C would betray them
            CHECK_FALSE(row.fan_quota);
            CHECK_FALSE(row.unclassified);
        }
    }
    CHECK(by.rows[0].category == "B");
    CHECK(by.too_small->categories == 2);
    CHECK(by.too_small->n == 47);
    CHECK(by.unknown == 0);
    CHECK(std::isnan(by.chi_squared));
    CHECK(std::isnan(by.p_value));
    CHECK(std::isnan(by.fewest_expected));
}

TEST_CASE("a breakdown without small cells is shown with its test") {
    const auto table = score(persons_of({{}, {20, 15, 9, 8, 6, 2}, {12, 8, 7, 9, 9, 1}}, {}));
    const crm::breakdown by = crm::breakdown_by(table, "territory");
    CHECK(by.rows[0].n == 58);
    CHECK(by.rows[0].hidden == 0);
    CHECK(by.chi_squared > 0);
    CHECK(by.rows[1].segments[2].shrunk_share > 0);
    CHECK_FALSE(by.too_small);
}

TEST_CASE("who is eligible, or may test, tells no part of the groups and territories that are hidden") {
    // Fans and sympathizers, of whom the first `refuse` may not be contacted; twenty of each of the others.
    const auto listed = [](std::size_t fans, std::size_t sympathizers, std::vector<survey::segment> groups,
                           std::size_t refuse = 0) {
        constexpr double satisfaction[] = {5, 5, 5, 1, 1};
        constexpr double attachment[] = {5, 4, 1, 5, 1};
        const std::array<std::size_t, 5> counts{fans, sympathizers, 20, 20, 20};
        crm::customer_base base;
        std::size_t number = 0;
        for (std::size_t g = 0; g < 5; ++g) {
            for (std::size_t i = 0; i < counts[g]; ++i, ++number) {
                const std::string id = "c" + std::to_string(number);
                const texts who{id};
                const std::vector<std::int64_t> time{start + 10 * day};
                base.add_customers(who);
                base.add_answers({who, texts{"s"}, std::vector<double>{satisfaction[g]}, time, {}});
                base.add_answers({who, texts{"a"}, std::vector<double>{attachment[g]}, time, {}});
                base.add_tests({texts{"bike"}, who, time});
                if (number < refuse) {
                    base.add_consents({who, texts{"contact"}, texts{"refused"}, time});
                }
            }
        }
        crm::scoring_model by = model();
        by.consent.emplace();
        by.consent->missing = crm::missing_consent::include;
        by.network.emplace();
        by.ambassadors.emplace();
        by.ambassadors->segments = groups;
        by.ambassadors->least_p_fan = 0;
        by.cocreation.emplace();
        by.cocreation->tests.push_back({.test = "bike", .places = 5, .seed = 7, .segments = std::move(groups)});
        return crm::scorer(by).score(base, start + 100 * day);
    };
    // Of the plan; applied, no contact, wrong segment and eligible of the test.
    using figures = std::vector<std::optional<std::size_t>>;
    const auto of = [](const crm::score_table& table) {
        const auto draw = crm::summary_of(table).cocreation->tests.at(0);
        return figures{crm::matters_of(table).ambassadors->eligible, draw.applied, draw.no_contact, draw.wrong_segment,
                       draw.quotas.at(0).eligible};
    };
    // Fans are few: they and sympathizers are hidden, and any other division of these eleven would look the same.
    for (const auto& groups :
         std::vector<std::vector<survey::segment>>{{survey::segment::sympathizer},
                                                   {survey::segment::fan},
                                                   {survey::segment::fan, survey::segment::mercenary}}) {
        const figures three = of(listed(3, 8, groups));
        CHECK(three == of(listed(1, 10, groups)));
        CHECK(three == figures{{}, 71, {}, {}, {}});
    }
    CHECK(of(listed(3, 8, {survey::segment::fan, survey::segment::sympathizer})) == figures{11, 71, 0, 60, 11});
    CHECK(of(listed(3, 8, {survey::segment::mercenary})) == figures{20, 71, 0, 51, 20});
    CHECK(of(listed(8, 8, {survey::segment::sympathizer})) == figures{8, 76, 0, 68, 8});
    CHECK(of(listed(8, 8, {survey::segment::fan}, 2)) == figures{{}, 76, {}, {}, {}});  // two of eight fans refused
    CHECK(of(listed(14, 8, {survey::segment::fan}, 6)) == figures{8, 82, 6, 68, 8});
}

TEST_CASE("testers by territory tell nothing of a territory that is too small") {
    const auto draw_of = [](std::size_t south) {
        crm::customer_base base;
        std::size_t number = 0;
        for (const auto& [territory, count] :
             std::vector<std::pair<std::string, std::size_t>>{{"N", 30}, {"E", 20}, {"S", south}}) {
            for (std::size_t i = 0; i < count; ++i, ++number) {
                const std::string id = "c" + std::to_string(number);
                const texts who{id};
                const std::vector<std::int64_t> time{start + 10 * day};
                base.add_customers(who);
                base.add_attributes("territory", {who, texts{territory}});
                base.add_answers({who, texts{"s"}, std::vector<double>{5}, time, {}});
                base.add_answers({who, texts{"a"}, std::vector<double>{5}, time, {}});
                base.add_tests({texts{"bike"}, who, time});
            }
        }
        crm::scoring_model by = model();
        by.cocreation.emplace();
        by.cocreation->tests.push_back(
            {.test = "bike", .seed = 7, .attribute = "territory", .quotas = {{"N", 2}, {"S", 2}}});
        return crm::summary_of(crm::scorer(by).score(base, start + 100 * day)).cocreation->tests.at(0);
    };
    const auto ten = draw_of(10);
    CHECK(ten.no_quota == 20U);
    CHECK(ten.quotas[1].eligible == 10U);
    const auto three = draw_of(3);
    CHECK(three.applied == 53U);
    CHECK_FALSE(three.no_quota.has_value());
    CHECK_FALSE(three.quotas[0].eligible.has_value());
    CHECK_FALSE(three.quotas[1].eligible.has_value());
}

TEST_CASE(
    "stages and kinds of sharing that few have come to are not told apart, and no scale is, from which they are") {
    // Twenty customers: twelve wrote, `answered` of them were answered, and `sharing` gave an idea.
    const auto summary = [](std::size_t answered, std::size_t sharing) {
        crm::customer_base base;
        const texts staff{"staff"};
        base.add_employees({staff, {}, {}});
        for (std::size_t c = 0; c < 20; ++c) {
            const std::string id = "c" + std::to_string(c);
            const texts who{id};
            const texts nobody{""};
            const texts post{"post"};
            const texts answer{"answer"};
            const texts idea{"ideas"};
            const std::vector<std::int64_t> time{start + 10 * day};
            base.add_customers(who);
            if (c < 12) {
                base.add_interactions({.actor = who, .target = nobody, .kind = post, .time = time});
            }
            if (c < answered) {
                base.add_interactions({.actor = staff, .target = who, .kind = answer, .time = time});
            }
            if (c < sharing) {
                base.add_contributions({.customer = who, .kind = idea, .time = time});
            }
        }
        crm::scoring_model by = model();
        by.network.emplace();
        by.equity.emplace();
        return nlohmann::json::parse(json::write_summary(crm::scorer(by).score(base, start + 100 * day)))["equity"];
    };
    const auto reached = [](const nlohmann::json& of) {
        std::vector<long> result;
        for (const auto& step : of["stages"]["funnel"]) {
            result.push_back(step["reached"].is_null() ? -1 : step["reached"].get<long>());
            CHECK(step["share"]["value"].is_null() == step["reached"].is_null());
            CHECK((step["conversion"]["value"].is_null() || !step["reached"].is_null()));
        }
        return result;
    };
    const auto none = summary(0, 0);
    CHECK(none["stages"]["customers"] == 20);
    CHECK(reached(none) == std::vector<long>{12, 0, 0, 0, 0});
    CHECK(none["sharing"]["ideas"]["sharers"] == 0);
    CHECK(none["sharers"] == 0);
    const auto one = summary(1, 1);  // where nobody can be told from the next four
    CHECK(reached(one) == std::vector<long>{12, -1, -1, -1, -1});
    CHECK(one == summary(2, 2));
    CHECK(one["stages"]["errors"].is_null());
    CHECK(one["stages"]["scalability"].is_null());
    CHECK(one["sharing"]["ideas"]["events"].is_null());
    CHECK(one["sharers"].is_null());
    CHECK(one["sharing"]["content"]["sharers"] == 0);
    const auto six = summary(6, 6);
    CHECK(reached(six) == std::vector<long>{12, 6, 0, 0, 0});
    CHECK(six["sharing"]["ideas"]["sharers"] == 6);
    CHECK(six["sharers"] == 6);
    const auto eight = summary(8, 0);  // four have written and were not answered
    CHECK(reached(eight) == std::vector<long>{12, -1, 0, 0, 0});
}

TEST_CASE("the few of the only territory may as well be of no known one") {
    // The random bases 1299, 3957, 8266 and 8366; each as it is, and with the customers who have a group elsewhere.
    const std::vector<std::array<std::vector<std::array<std::size_t, 6>>, 2>> bases{
        {{{{0, 0, 0, 0, 0, 1}, {2, 0, 0, 0, 0, 1}}, {{2, 0, 0, 0, 0, 1}, {0, 0, 0, 0, 0, 1}}}},
        {{{{0, 0, 0, 0, 0, 2}, {1, 0, 0, 0, 0, 2}}, {{1, 0, 0, 0, 0, 1}, {0, 0, 0, 0, 0, 3}}}},
        {{{{0, 0, 0, 0, 0, 1}, {1, 0, 0, 1, 0, 1}}, {{0, 0, 0, 1, 0, 1}, {1, 0, 0, 0, 0, 1}}}},
        {{{{0, 0, 0, 0, 0, 1}, {1, 1, 0, 1, 0, 0}}, {{1, 0, 0, 0, 0, 1}, {0, 1, 0, 1, 0, 0}}}}};
    for (const auto& [here, elsewhere] : bases) {
        for (const std::vector<double>& spent : {std::vector<double>{}, std::vector<double>{10}}) {
            const auto table = score(persons_of(here, spent));
            const auto other = score(persons_of(elsewhere, spent));
            const crm::breakdown by = crm::breakdown_by(table, "territory");
            CHECK_FALSE(by.unknown);
            CHECK_FALSE(by.rows[0].n);
            CHECK(by.too_small->n == crm::summary_of(table).classified);
            CHECK(json::breakdown(table, "territory") == json::breakdown(other, "territory"));
            CHECK(json::write_summary(table) == json::write_summary(other));
        }
    }
    // Where nobody is of no known territory, the only one is everybody, and nothing else is small.
    const auto alone = crm::breakdown_by(score(persons_of({{}, {9, 9, 9, 9, 9, 2}}, {})), "territory");
    CHECK(alone.unknown == 0);
    CHECK(alone.rows[0].n == 45);
    // Where nothing else is small, those of no known territory are counted, if they are enough.
    CHECK_FALSE(crm::breakdown_by(score(persons_of({{0, 0, 0, 0, 0, 3}, {9, 9, 9, 9, 9, 2}}, {})), "territory")
                    .unknown);  // few
}

TEST_CASE("a sum that one customer makes up is not shown, nor is what would tell it by subtraction") {
    auto persons = persons_of({{20, 20, 20, 20, 20, 0}}, {10});
    persons[45].spent = 5000;  // a mercenary
    const auto table = score(persons);
    const crm::table_summary summary = crm::summary_of(table);
    CHECK(summary.segments[2].customers == 20);
    CHECK(summary.segments[2].suppressed == crm::suppressed_figures::money);
    CHECK(std::isnan(summary.segments[2].revenue));
    CHECK(summary.hidden);
    CHECK(crm::analyse(table).survey->revenue_by_segment.groups[2].suppressed);
    // 18 of the other mercenaries and 20 captives at 10 each do not hide 5,000; with 20 opponents they do.
    for (std::size_t g = 0; g < 5; ++g) {
        CHECK(std::isnan(summary.segments[g].revenue) == (g >= 2));
    }
    CHECK(summary.hidden->revenue == 5590);
    CHECK(summary.revenue == 99 * 10 + 5000);  // the company's own total is always told
    // The second largest with 1,000, and 970 of the others: more than 10 % of 5,000 are left.
    persons[46].spent = 1000;
    persons[47].spent = 400;
    const crm::table_summary milder = crm::summary_of(score(persons));
    CHECK(milder.segments[2].suppressed == crm::suppressed_figures::nothing);
    CHECK(milder.segments[2].revenue == 5000 + 1000 + 400 + 17 * 10);
    const crm::table_summary stricter = crm::summary_of(score(persons, crm::privacy_rules{.p_percent = 20}));
    CHECK(stricter.segments[2].suppressed == crm::suppressed_figures::money);
}

TEST_CASE("the model says from how many customers on figures are shown, on every page") {
    const auto persons = persons_of({{}, {30, 25, 12, 9, 9, 0}, {30, 25, 12, 12, 12, 0}}, {10, 12, 15});
    const auto five = score(persons);
    const auto ten = score(persons, crm::privacy_rules{.fewest_shown = 10});
    const auto thirty = score(persons, crm::privacy_rules{.fewest_shown = 30});
    CHECK(crm::breakdown_by(five, "territory").rows[0].hidden == 0);
    std::size_t hidden = 0;
    for (const auto& row : crm::breakdown_by(ten, "territory").rows) {
        for (const auto& cell : row.segments) {
            hidden += cell.suppressed;
            CHECK((cell.suppressed || cell.count >= 10));
        }
    }
    CHECK(hidden > 0);
    CHECK(crm::summary_of(ten).segments[3].customers == 21);
    CHECK_FALSE(crm::summary_of(thirty).segments[3].customers);
    CHECK(crm::analyse(thirty).survey->shares.groups[3].suppressed);
    CHECK(crm::analyse(five).value->revenue_concentration.top_10_percent > 0);
    CHECK(std::isnan(crm::analyse(thirty).value->revenue_concentration.top_10_percent));  // 18 customers
    CHECK(std::isnan(crm::analyse(five).value->revenue_concentration.top_1_percent));     // 2 customers
}

TEST_CASE("random bases: nobody works out another's amount to within 10 % from the sums that are shown") {
    std::size_t sums = 0;
    std::size_t hidden = 0;
    for (std::uint64_t seed = 0; seed < audited_bases(); ++seed) {
        CAPTURE(seed);
        math::random_stream draw(43, seed);
        auto persons = random_base(seed);
        for (person& each : persons) {  // few spend most
            each.spent = std::isnan(each.spent) ? each.spent : std::exp(draw.normal() * 2.5);
        }
        const auto table = score(persons);
        const crm::table_summary summary = crm::summary_of(table);
        const auto& attribute = table.attribute("territory");
        const crm::category_disclosure may = crm::disclose_by(table, attribute);
        const auto row_of = [&](const person& of) {
            const auto found = std::find(attribute.values.begin(), attribute.values.end(), of.territory);
            return static_cast<std::size_t>(found - attribute.values.begin());  // one more: not known
        };
        // Whoever knows the sum of some customers, and is the second largest of them.
        const auto told = [&](const char* what, const auto& among) {
            CAPTURE(what);
            std::vector<double> spent;
            for (const person& each : persons) {
                if (!std::isnan(each.spent) && among(each)) {
                    spent.push_back(each.spent);
                }
            }
            std::sort(spent.rbegin(), spent.rend());
            double others = 0;
            for (std::size_t i = 2; i < spent.size(); ++i) {
                others += spent[i];
            }
            ++sums;
            CHECK((spent.empty() || others >= 0.1 * spent[0] * (1 - 1e-9)));
        };
        const auto shown = [&](const person& of) {
            return may.money.pooled[row_of(of)] == 0 && may.money.hidden[6 * row_of(of) + of.group] == 0;
        };
        const auto whole_shown = [&](std::size_t group) {
            return summary.segments[group].suppressed == crm::suppressed_figures::nothing;
        };
        for (std::size_t g = 0; g < 6; ++g) {
            hidden += !whole_shown(g);
            if (whole_shown(g)) {
                told("a group", [&](const person& of) { return of.group == g; });
                told("what is left of a group", [&](const person& of) { return of.group == g && !shown(of); });
            }
            for (std::size_t row = 0; row <= attribute.values.size(); ++row) {
                if (may.money.pooled[row] == 0 && may.money.hidden[6 * row + g] == 0) {
                    told("a cell", [&](const person& of) { return of.group == g && row_of(of) == row; });
                }
            }
        }
        bool any_hidden = false;
        for (std::size_t g = 0; g < 6; ++g) {
            any_hidden = any_hidden || whole_shown(g);
        }
        if (any_hidden) {  // else nothing but the company's total is known
            told("all hidden groups", [&](const person& of) { return !whole_shown(of.group); });
        }
        for (std::size_t row = 0; row <= attribute.values.size(); ++row) {
            if (may.money.pooled[row] == 0) {
                told("a category", [&](const person& of) { return row_of(of) == row; });
                told("what is left of a category", [&](const person& of) { return row_of(of) == row && !shown(of); });
            }
        }
        // Where nobody else has bought, they are the company's total.
        if (std::any_of(persons.begin(), persons.end(),
                        [&](const person& of) { return !std::isnan(of.spent) && may.money.pooled[row_of(of)] == 0; })) {
            told("all pooled", [&](const person& of) { return may.money.pooled[row_of(of)] != 0; });
        }
    }
    MESSAGE(sums << " sums, " << hidden << " amounts of groups hidden");
    CHECK(sums > 1000);
    CHECK(hidden > 100);
}

TEST_CASE("1,000 random bases: nothing small is shown, parts add up, and hidden numbers can be others") {
    std::size_t hidden = 0;
    std::size_t shown = 0;
    std::size_t unknown_shown = 0;
    for (std::uint64_t seed = 0; seed < audited_bases(); ++seed) {
        CAPTURE(seed);
        const auto persons = random_base(seed);
        const auto table = score(persons);
        const read_pages pages{crm::summary_of(table), crm::analyse(table), crm::breakdown_by(table, "territory")};

        std::vector<std::string> territory{""};
        counts truth(1);
        std::array<std::array<double, 2>, 6> buyers{};  // by group: how many, and what they spent
        for (const person& each : persons) {
            auto at = std::find(territory.begin(), territory.end(), each.territory) - territory.begin();
            if (static_cast<std::size_t>(at) == territory.size()) {
                territory.push_back(each.territory);
                truth.push_back({});
            }
            if (each.group < 5) {
                ++truth[static_cast<std::size_t>(at)][each.group];
            }
            buyers[each.group][0] += !std::isnan(each.spent);
            buyers[each.group][1] += std::isnan(each.spent) ? 0 : each.spent;
        }
        REQUIRE(fits(pages, territory, truth));

        // What is open: cells, sizes of territories, totals of groups.
        const std::size_t rows = truth.size();
        std::vector<char> open(rows * 5 + rows + 5);
        const auto figure = [&](const counts& of, std::size_t i) {
            long result = 0;
            if (i < rows * 5) {
                result = of[i / 5][i % 5];
            } else if (i < rows * 6) {
                for (const long each : of[i - rows * 5]) {
                    result += each;
                }
            } else {
                for (const auto& row : of) {
                    result += row[i - rows * 6];
                }
            }
            return result;
        };
        for (const auto& row : pages.by.rows) {
            const auto at = static_cast<std::size_t>(std::find(territory.begin(), territory.end(), row.category) -
                                                     territory.begin());
            open[rows * 5 + at] = !row.n;
            CHECK((row.n.value_or(0) == 0 || *row.n >= 5));
            for (std::size_t g = 0; g < 5; ++g) {
                open[at * 5 + g] = row.segments[g].suppressed;
                CHECK((row.segments[g].suppressed || row.segments[g].count == 0 || row.segments[g].count >= 5));
            }
        }
        double together = 0;
        for (std::size_t g = 0; g < 6; ++g) {
            const crm::segment_figures& of = pages.summary.segments[g];
            if (g < 5) {
                open[rows * 6 + g] = !of.customers;
                CHECK((of.customers.value_or(0) == 0 || *of.customers >= 5));
            }
            if (of.suppressed == crm::suppressed_figures::nothing) {
                CHECK(of.revenue == doctest::Approx(buyers[g][1]));
                CHECK((buyers[g][0] == 0 || buyers[g][0] >= 5));
            } else {
                CHECK(std::isnan(of.revenue));
                together += buyers[g][1];
            }
        }
        if (pages.by.rows.size() == 1 && rows == (pages.by.unknown == 0 ? 2U : 1U)) {
            std::fill(open.begin() + static_cast<std::ptrdiff_t>(rows * 5),
                      open.begin() + static_cast<std::ptrdiff_t>(rows * 6), char{0});  // the total itself
        }
        unknown_shown += pages.by.unknown.value_or(0) > 0;
        hidden += static_cast<std::size_t>(std::count(open.begin(), open.end(), 1));
        shown += static_cast<std::size_t>(std::count(open.begin(), open.end(), 0));

        // Amounts: what is hidden is known together only, and belongs to five buyers and two groups at least.
        if (pages.summary.hidden) {
            CHECK(pages.summary.hidden->revenue == doctest::Approx(together));
            std::size_t groups = 0;
            double bought = 0;
            double all = 0;
            for (std::size_t g = 0; g < 6; ++g) {
                const bool suppressed = pages.summary.segments[g].suppressed != crm::suppressed_figures::nothing;
                groups += suppressed;
                bought += suppressed ? buyers[g][0] : 0;
                all += buyers[g][0];
                if (g < 5) {
                    const auto& money = pages.analysis.survey->revenue_by_segment.groups[g];
                    CHECK(money.suppressed == suppressed);
                    CHECK(std::isnan(money.sum) == suppressed);
                    CHECK(std::isnan(money.top_by_mean) == suppressed);
                    const bool tells = pages.summary.segments[5].suppressed != crm::suppressed_figures::nothing;
                    CHECK((!tells || std::isnan(money.share.estimate)));
                }
            }
            CHECK(groups >= 2);
            CHECK((bought == 0 || bought >= 5 || bought == all));
        }

        // Other numbers that fit all pages as well.
        math::random_stream draw(42, seed);
        counts here = truth;
        for (int attempt = 0; attempt < 100000 && std::count(open.begin(), open.end(), 1) > 0; ++attempt) {
            counts other = here;
            for (std::size_t steps = 1 + draw.below(3); steps > 0; --steps) {
                auto& r = other[draw.below(rows)];
                auto& s = other[draw.below(rows)];
                const std::size_t g = draw.below(5);
                const std::size_t h = draw.below(5);
                switch (draw.below(3)) {
                    case 0:  // two territories exchange customers of two groups
                        ++r[g], --s[g], --r[h], ++s[h];
                        break;
                    case 1:  // a customer is of another group
                        ++r[g], --r[h];
                        break;
                    default:  // a customer is of another territory
                        ++r[g], --s[g];
                }
                if (draw.bernoulli(0.2)) {
                    std::swap(r, s);
                }
            }
            if (fits(pages, territory, other)) {
                for (std::size_t i = 0; i < open.size(); ++i) {
                    open[i] = open[i] != 0 && figure(other, i) == figure(truth, i);
                }
                here = other;
            }
        }
        CHECK(std::count(open.begin(), open.end(), 1) == 0);
    }
    MESSAGE(hidden << " figures hidden, " << shown << " shown; " << unknown_shown
                   << " numbers of customers of no known territory shown");
    CHECK(hidden > 2000);
    CHECK(shown > 2000);
}

namespace {

/// A random base of people who write to each other, complain and praise, give money and apply to test; often few do.
struct lively_base {
    crm::customer_base base;
    std::vector<std::array<std::size_t, 2>> topics{4};  ///< by topic: who complained, and who praised
    std::array<std::size_t, 2> rows{};                  ///< complaints and praises
    std::size_t offered = 0;                            ///< who offered money
    std::size_t gave = 0;                               ///< who gave it

    explicit lively_base(std::uint64_t seed) {
        math::random_stream draw(47, seed);
        const std::size_t people = 4 + draw.below(60);
        const double writes = draw.uniform();
        const double heavy = draw.bernoulli(0.5) ? 0.05 : 0.3;
        const double complains = draw.bernoulli(0.5) ? 0.1 : 0.8;
        const double gives = draw.bernoulli(0.5) ? 0.1 : 0.7;
        const std::array<std::string, 4> names{"app", "battery", "brakes", "saddle"};
        const std::array<double, 4> rare{draw.uniform(), draw.uniform() / 2, 0.08, 0.03};
        const std::vector<std::int64_t> time{start + 90 * day};
        const texts accepted_kind{"capital"};
        for (std::size_t c = 0; c < people; ++c) {
            const std::string id = "c" + std::to_string(c);
            const std::string other = "c" + std::to_string(draw.below(people));
            const texts who{id};
            const texts whom{other};
            base.add_customers(who);
            base.add_purchases({who, time, std::vector<double>{1.0 + static_cast<double>(draw.below(90))}});
            if (draw.bernoulli(writes)) {
                const std::size_t times = draw.bernoulli(heavy) ? 12 : draw.below(3);
                for (std::size_t i = 0; i < times; ++i) {
                    const texts kind{"comment"};
                    const std::vector<std::int64_t> at{start + (50 + static_cast<std::int64_t>(i)) * day};
                    base.add_interactions({.actor = who, .target = whom, .kind = kind, .time = at});
                }
            }
            for (std::size_t t = 0; t < names.size(); ++t) {
                const bool praises = draw.bernoulli(0.4);
                if (draw.bernoulli(complains * rare[t])) {
                    const texts kind{praises ? "praise" : "complaint"};
                    const texts topic{names[t]};
                    base.add_complaints({.customer = who, .kind = kind, .opened = time, .topic = topic});
                    ++topics[t][praises];
                    ++rows[praises];
                }
            }
            if (draw.bernoulli(gives)) {
                const bool taken = draw.bernoulli(0.85);
                const std::vector<double> units{1};
                const std::vector<double> value{10.0 + static_cast<double>(draw.below(50))};
                const std::vector<double> accepted{taken ? 1.0 : 0.0};
                base.add_contributions({.customer = who,
                                        .kind = accepted_kind,
                                        .time = time,
                                        .units = units,
                                        .accepted = accepted,
                                        .value = value});
                ++offered;
                gave += taken;
            }
            if (draw.bernoulli(0.5)) {
                const texts test{"bike"};
                base.add_tests({test, who, time});
            }
        }
    }

    [[nodiscard]] crm::score_table score() const {
        crm::scoring_model by;
        by.id = "by hand";
        by.value.emplace();
        by.network.emplace();
        by.network->participation = {network::participation_rule::basis::absolute, 10, 1};
        by.equity.emplace();
        by.service.emplace();
        by.cocreation.emplace();
        by.cocreation->tests.push_back({.test = "bike", .places = 12, .seed = 7});
        by.matters.emplace();
        by.matters->draws = 0;
        return crm::scorer(by).score(base, start + 100 * day);
    }
};

bool few(std::optional<std::size_t> count) {
    return count && *count > 0 && *count < 5;
}

}  // namespace

TEST_CASE(
    "random bases: of who takes part, complains, gives and tests nothing small is told, nor follows from the rest") {
    std::size_t hidden = 0;
    std::size_t shown = 0;
    for (std::uint64_t seed = 0; seed < audited_bases() / 4; ++seed) {
        CAPTURE(seed);
        const lively_base of(seed);
        const crm::score_table table = of.score();
        const crm::table_summary summary = crm::summary_of(table);
        const auto count = [&](const std::optional<std::size_t>& figure) {
            (figure ? shown : hidden) += 1;
            CHECK_FALSE(few(figure));
        };

        // Classes of participation: what is shown is true, and what is not may be another number.
        const crm::participation_figures& part = summary.network->participation;
        std::array<std::size_t, 3> truth{};  // heavy, intermittent, lurker
        for (const std::int32_t code : table.codes("participation")) {
            if (code != 0) {
                ++truth[3 - static_cast<std::size_t>(code)];
            }
        }
        const std::size_t members = truth[0] + truth[1] + truth[2];
        count(part.members);
        CHECK((part.members ? *part.members == members : members > 0 && members < 5));
        const std::array classes{&part.classes.heavy, &part.classes.intermittent, &part.classes.lurker};
        std::array<bool, 3> open{};
        for (std::size_t i = 0; i < 3; ++i) {
            count(classes[i]->members);
            CHECK((!classes[i]->members || *classes[i]->members == truth[i]));
            CHECK(std::isnan(classes[i]->share) == !classes[i]->members);
            open[i] = part.members && !classes[i]->members;
        }
        const bool any_open = open[0] || open[1] || open[2];
        CHECK((!any_open || (std::isnan(part.against_90_9_1.g) && std::isnan(part.heavy_from))));
        const auto published = [](const std::array<std::size_t, 3>& counts) {
            const std::vector<double> as{static_cast<double>(counts[0]), static_cast<double>(counts[1]),
                                         static_cast<double>(counts[2])};
            const auto hides = survey::suppress_small(as);
            std::array<long, 3> result{};
            for (std::size_t i = 0; i < 3; ++i) {
                result[i] = hides[i] != 0 ? -1 : static_cast<long>(counts[i]);
            }
            return result;
        };
        for (std::size_t h = 0; h <= members && any_open; ++h) {
            for (std::size_t i = 0; h + i <= members; ++i) {
                const std::array<std::size_t, 3> other{h, i, members - h - i};
                if (published(other) == published(truth)) {
                    for (std::size_t at = 0; at < 3; ++at) {
                        open[at] = open[at] && other[at] == truth[at];
                    }
                }
            }
        }
        CHECK_FALSE((open[0] || open[1] || open[2]));

        // Topics: the rows are known; what they leave for those that are hidden is of enough, in two cells at least.
        std::size_t cells = 0;
        std::size_t left = of.rows[0] + of.rows[1];
        for (const crm::praise_ratio& each : summary.complaints->topics) {
            for (const auto& figure : {each.complained, each.praised}) {
                count(figure);
                cells += !figure;
                left -= figure.value_or(0);
            }
        }
        CHECK((cells == 0 || (cells >= 2 && left >= 5) || left == of.rows[0] + of.rows[1]));

        // Money: neither who gave, nor whose offer was not taken.
        const auto& capital = summary.cocreation->capital;
        const auto& sharers =
            summary.equity->sharing.of[static_cast<std::size_t>(equity::sharing_kind::capital)].sharers;
        count(capital.backers);
        CHECK((!capital.backers || *capital.backers == of.gave));
        if (capital.backers && sharers) {
            CHECK(*sharers == of.offered);
            count(*sharers - *capital.backers);
        }

        // Who tests: no names in the summary, and no number of names where that of those who could is hidden.
        const crm::tester_draw& draw = summary.cocreation->tests.at(0);
        count(draw.quotas[0].eligible);
        CHECK(draw.quotas[0].drawn.has_value() == draw.quotas[0].eligible.has_value());
        CHECK(json::write_summary(table).find("testers") == std::string::npos);
        const crm::matter_list list = crm::matters_of(table);
        CHECK(list.tests.at(0).testers.size() ==
              std::min<std::size_t>(12, draw.applied.value_or(list.tests[0].testers.size())));

        // Who matters: neither those in the order, or with ties, nor the others.
        for (const auto& figure : {list.matters->ranked, list.matters->between.tied}) {
            count(figure);
            CHECK_FALSE(few(figure ? std::optional(table.size() - *figure) : std::nullopt));
        }
        CHECK(
            (list.matters->between.tied.has_value() || !list.matters->between.exact || !list.matters->between.sources));
    }
    MESSAGE(hidden << " figures hidden, " << shown << " shown");
    CHECK(hidden > 300);
    CHECK(shown > 300);
}

TEST_CASE("the concentration of capital is not told where the second largest backer could tell the largest from it") {
    const auto capital = [](const std::vector<double>& stakes) {
        crm::customer_base base;
        for (std::size_t c = 0; c < stakes.size(); ++c) {
            const std::string id = "c" + std::to_string(c);
            const texts who{id};
            const texts kind{"capital"};
            const std::vector<std::int64_t> time{start + 10 * day};
            const std::vector<double> accepted{1};
            const std::vector<double> value{stakes[c]};
            base.add_customers(who);
            base.add_contributions({.customer = who, .kind = kind, .time = time, .accepted = accepted, .value = value});
        }
        crm::scoring_model by = model();
        by.cocreation.emplace();
        return crm::summary_of(crm::scorer(by).score(base, start + 100 * day)).cocreation->capital;
    };
    // The others give 12, more than 10 % of 100; their squares are 48, not 20 % of 10,000.
    const auto told = capital({100, 80, 4, 4, 4});
    CHECK(told.amount == 192);
    CHECK(std::isnan(told.concentration));
    const auto alike = capital({100, 80, 60, 50, 40});
    CHECK(alike.concentration == doctest::Approx((100. * 100 + 80 * 80 + 60 * 60 + 50 * 50 + 40 * 40) / (330. * 330)));
}
