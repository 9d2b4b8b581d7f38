#include <scvm/crm/analysis.hpp>
#include <scvm/crm/comparison.hpp>
#include <scvm/crm/erasure.hpp>
#include <scvm/crm/person_data.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/crm/table_summary.hpp>
#include <scvm/crm/treatment_list.hpp>
#include <scvm/survey/shares.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

using namespace scvm;

namespace {

using texts = std::vector<std::string_view>;
constexpr std::int64_t day = 86400;
constexpr std::int64_t start = 10957 * day;  // 2000-01-01: nobody buys before 1990

/// Fans are invited, one of them at most; everybody else is listened to.
crm::treatment_rules invitations() {
    crm::treatment_rules rules;
    rules.actions = {{"invite", 1}, {"listen"}};
    rules.cases.resize(2);
    rules.cases[0] = {{{{"fan"}}}, "invite", "a fan"};
    rules.cases[1] = {
        {{{"unclassified", "sympathizer", "mercenary", "captive", "opponent"}}}, "listen", "everybody else"};
    return rules;
}

crm::scoring_model model() {
    crm::scoring_model result;
    result.id = "by hand";
    result.currency = "EUR";
    result.survey = crm::survey_rules{survey::questionnaire({{"s", "satisfaction"}, {"a", "attachment"}})};
    result.value.emplace();
    result.network.emplace();
    result.equity.emplace();
    result.treatment = invitations();
    return result;
}

/// Forty customers, the first 24 of them fans, the last one without an answer; "c1" brought "c2".
crm::customer_base base(double answer_of_the_first = 5) {
    crm::customer_base result;
    for (int c = 1; c <= 40; ++c) {
        const std::string id = "c" + std::to_string(c);
        const texts who{id};
        result.add_customers(who);
        result.add_attributes("territory", {who, texts{c % 10 == 0 ? "West" : c % 2 == 0 ? "North" : "South"}});
        const std::vector<double> answer{c == 1 ? answer_of_the_first : c <= 24 ? 5.0 : 1.0};
        const std::vector<std::int64_t> time{start + 10 * day};
        const std::vector<double> amount{100.0 * c};
        if (c < 40) {
            result.add_answers({who, texts{"s"}, answer, time, {}});
            result.add_answers({who, texts{"a"}, answer, time, {}});
        }
        result.add_purchases({who, time, amount});
    }
    const std::vector<std::int64_t> later{start + 11 * day};
    result.add_referrals({texts{"c1"}, texts{"c2"}, later});
    result.add_employees({texts{"staff"}, {}, {}});
    result.add_interactions({texts{"staff"}, texts{"c1"}, texts{"answer"}, later});
    return result;
}

crm::score_table score(const crm::customer_base& of) {
    return crm::scorer(model()).score(of, start + 100 * day);
}

}  // namespace

TEST_CASE("an analysis is had as values, without any JSON") {
    const auto table = score(base());
    const crm::analysis found = crm::analyse(table);
    REQUIRE(found.survey);
    const auto& shares = found.survey->shares;
    CHECK(shares.n == 39);
    CHECK(shares.unclassified == 1);
    CHECK(shares.groups[0].segment == survey::segment::fan);
    CHECK(shares.groups[0].n == 24);
    CHECK(shares.groups[0].share == survey::wilson_interval(24, 39));
    CHECK(std::isnan(shares.groups[0].expected_share));  // no measurement: nothing is known of the true scores
    CHECK_FALSE(found.survey->classification);
    CHECK(shares.net_fan_balance->estimate == doctest::Approx(9.0 / 39));
    CHECK(found.survey->revenue_by_segment.groups[0].sum == 30000);
    CHECK(found.survey->revenue_by_segment.groups[0].median == 1250);  // of 24
    CHECK(found.survey->reliability[0].flags.too_few_items);
    CHECK(found.survey->incremental_validity.status == survey::validity_status::collinear);
    REQUIRE(found.value);
    CHECK(found.value->revenue_concentration.n == 40);
    CHECK(std::isnan(found.value->revenue_concentration.top_10_percent));  // of four customers
    CHECK(found.value->revenue_concentration.top_20_percent == doctest::Approx(292.0 / 820));
    CHECK_FALSE(found.value->repeat_purchases);  // not fitted
}

TEST_CASE("how few amounts are spread is not told beside their sum") {
    crm::customer_base few;
    const double amounts[] = {100, 80, 55, 1, 1, 20, 20, 20, 20, 20, 20, 20};
    for (int c = 0; c < 12; ++c) {
        const std::string id = "c" + std::to_string(c);
        const texts who{id};
        const std::vector<std::int64_t> time{start + 10 * day};
        const std::vector<double> answer{c < 5 ? 5.0 : 1.0};
        few.add_customers(who);
        few.add_answers({who, texts{"s"}, answer, time, {}});
        few.add_answers({who, texts{"a"}, answer, time, {}});
        few.add_purchases({who, time, std::vector<double>{amounts[c]}});
    }
    const auto found = crm::analyse(score(few));
    const auto& fans = found.survey->revenue_by_segment.groups[0];
    CHECK(fans.sum == 237);
    CHECK(fans.mean.estimate == doctest::Approx(47.4));
    CHECK(std::isnan(fans.median));  // 55: then the second largest knows that nobody has more than 102
    CHECK(std::isnan(fans.mean.low));
    CHECK(std::isnan(fans.share.high));
    CHECK(std::isnan(found.value->revenue_concentration.gini));
}

TEST_CASE("breakdown and migration are values: small cells are absent, and who moved is counted") {
    const auto before = score(base());
    const crm::breakdown by = crm::breakdown_by(before, "territory");
    REQUIRE(by.rows.size() == 3);
    REQUIRE(by.rows[0].fan_quota);
    CHECK(by.rows[0].category == "South");
    CHECK(by.rows[1].category == "North");
    CHECK_FALSE(by.rows[1].fan_quota);  // West has three customers, whom North would betray
    CHECK(by.rows[0].segments[0].segment == survey::segment::fan);
    CHECK(by.rows[0].segments[0].count >= 10);
    CHECK(by.rows[2].category == "West");
    CHECK(by.rows[2].suppressed);
    CHECK(by.rows[2].segments[4].suppressed);
    CHECK(std::isnan(by.rows[2].segments[4].count));
    CHECK_FALSE(by.rows[2].fan_quota);

    const crm::migration moved = crm::migration_between(before, score(base(1)));
    CHECK(moved.n == 1);  // only c1 answered anything else than before
    CHECK(moved.not_asked_again == 38);
    CHECK(moved.shown == survey::movement_shown::nothing);  // one customer, whom everybody would know
    CHECK(std::isnan(moved.moved_share));
    CHECK(std::isnan(moved.table[0][4]));
    CHECK(std::isnan(moved.segments[4].joined));
    CHECK(std::isnan(moved.segments[4].p_value));
    CHECK(std::isnan(moved.bowker.statistic));
    CHECK_FALSE(moved.noise);
}

TEST_CASE("summary and plan are values, with enums for words") {
    const auto table = score(base());
    const crm::table_summary summary = crm::summary_of(table);
    CHECK(summary.model.id == "by hand");
    CHECK_FALSE(summary.model.hash);
    CHECK(summary.segments.front().segment == survey::segment::fan);
    CHECK(summary.segments.back().segment == survey::segment::unclassified);
    CHECK(summary.segments.front().part->n == 39);
    CHECK(table.summary().survey_status[static_cast<std::size_t>(crm::survey_status::no_answers)] == 1);
    CHECK_FALSE(summary.survey_statuses[crm::survey_status::no_answers]);  // one alone
    CHECK_FALSE(summary.network->employee_contacts);
    CHECK(summary.equity->referrals.rows == 1);
    CHECK(summary.equity->sharing[equity::sharing_kind::ideas].events == 0);
    CHECK_FALSE((*summary.treatment)[crm::treatment_status::no_capacity]);  // one has no answers: refusals are not told

    const crm::treatment_list plan = crm::treatments_of(table);
    REQUIRE(plan.actions.size() == 2);
    CHECK(plan.actions[0].id == "invite");
    CHECK(plan.actions[0].capacity == 1);
    CHECK(plan.actions[0].waiting == 23);
    CHECK(plan.actions[0].customers[0].reason == "a fan");
    CHECK_FALSE(plan.actions[1].capacity);
    CHECK(plan.actions[1].customers.size() == 16);
    CHECK(plan.attention_list[0].participation == network::participation_class::lurker);
}

TEST_CASE("what is held of a person, and what erasing her would change, are values") {
    const crm::customer_base held = base();
    const crm::person_data of = crm::data_of(held, "c1");
    CHECK(of.kind == crm::person_kind::customer);
    CHECK(of.answers->size() == 2);
    CHECK(of.purchases->front().amount == 100);
    CHECK(of.attributes->at("territory") == "South");
    CHECK(of.referrals->front().referred == "c2");
    CHECK(of.interactions.front().kind == "answer");
    CHECK_FALSE(crm::data_of(held, "staff").answers);

    const auto effect = crm::effect_of_erasing(crm::scorer(model()), held, "staff", start + 100 * day);
    REQUIRE(effect.changed.size() > 0);
    CHECK(effect.changed[0].id == "c1");
    const auto& contacts = effect.changed[0].changes.at("contacts");
    CHECK(std::get<double>(contacts.before) == 1);
    CHECK(std::get<double>(contacts.after) == 0);

    crm::customer_base without = base();
    CHECK(crm::erase(without, "c1").removed[crm::table::answers] == 2);
    CHECK_THROWS_AS((void)crm::data_of(without, "c1"), error);
}
