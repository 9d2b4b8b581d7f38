#include <scvm/crm/score_card.hpp>
#include <scvm/crm/score_columns.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace scvm;

namespace {

const crm::score_column& column(const std::vector<crm::score_column>& among, std::string_view name) {
    const auto found = std::ranges::find(among, name, &crm::score_column::name);
    REQUIRE(found != among.end());
    return *found;
}

const crm::score_column& number(std::string_view name) {
    return column(crm::number_columns(), name);
}
const crm::score_column& category(std::string_view name) {
    return column(crm::category_columns(), name);
}

}  // namespace

TEST_CASE("every column has a name of its own, a sentence, and a unit or labels") {
    std::set<std::string> names;
    for (const auto& each : crm::number_columns()) {
        CAPTURE(each.name);
        CHECK(names.insert(each.name).second);
        CHECK_FALSE(each.sentence.empty());
        CHECK_FALSE(each.unit.empty());
    }
    std::vector<std::string> of_model;
    for (const auto& each : crm::category_columns()) {
        CAPTURE(each.name);
        CHECK(names.insert(each.name).second);
        CHECK_FALSE(each.sentence.empty());
        if (each.labels.empty()) {
            of_model.push_back(each.name);
        }
    }
    CHECK(of_model == std::vector<std::string>{"treatment", "treatment_rule", "value_tier"});
}

TEST_CASE("a column is the member that its description names, however deep it lies") {
    crm::customer_scores scores;
    CHECK(std::isnan(number("p_fan").get(scores)));
    scores.survey.probabilities.fan = 0.25;
    scores.survey.probabilities.assigned = 0.5;
    scores.survey.marks.hurt_fan = true;
    scores.sharing.units[2] = 7;
    scores.consent.contact = crm::consent_status::withdrawn;
    scores.treatment.tier = 3;
    CHECK(number("p_fan").get(scores) == 0.25);
    CHECK(number("assigned_probability").get(scores) == 0.5);
    CHECK(number("shared_know_how").get(scores) == 7);
    CHECK(category("hurt_fan").get(scores) == 1);
    CHECK(category("value_tier").get(scores) == 3);
    CHECK(category("consent_contact").labels[static_cast<std::size_t>(category("consent_contact").get(scores))] ==
          "withdrawn");
}

TEST_CASE("a wave is absent until there was a response, and money that is told twice is one column") {
    crm::customer_scores scores;
    CHECK(std::isnan(number("wave").get(scores)));
    number("wave").set(scores, 4);
    CHECK(scores.survey.wave == 4);
    number("wave").set(scores, crm::absent);
    CHECK_FALSE(scores.survey.wave.has_value());
    number("knowledge_value").set(scores, 12.5);
    CHECK(scores.equity.knowledge_value == 12.5);
    CHECK(scores.sharing.money == 12.5);
}

TEST_CASE("what all columns hold is all that a card's scores say") {
    crm::customer_scores scores;
    double next = 1;
    for (const auto& each : crm::number_columns()) {
        each.set(scores, next++);
    }
    for (const auto& each : crm::category_columns()) {
        each.set(scores, 1);
    }
    crm::customer_scores again;
    for (const auto* list : {&crm::number_columns(), &crm::category_columns()}) {
        for (const auto& each : *list) {
            each.set(again, each.get(scores));
        }
    }
    CHECK(again.survey.wave == scores.survey.wave);
    CHECK(again.network.engaged_followers == scores.network.engaged_followers);
    CHECK(again.treatment.may_ask_referral);
    CHECK(again.equity.stage == equity::stage::find);
    CHECK(again.sharing.units == scores.sharing.units);
}

TEST_CASE("a card without rules for a part leaves the part out, and a score without a value is null") {
    crm::scoring_model model;
    model.id = "m";
    model.treatment.emplace();
    crm::customer_scores scores;
    const auto bare = crm::card_of(model, 0, "c", scores);
    CHECK(bare.status == crm::card_status::insufficient_data);
    CHECK(bare.planned);
    CHECK_FALSE(bare.reasons.has_value());
    scores.value.lifetime_value = 3;
    CHECK(crm::card_of(model, 0, "c", scores).status == crm::card_status::scored);
    scores.consent.of_all = crm::consent_status::refused;
    CHECK(crm::card_of(model, 0, "c", scores).status == crm::card_status::excluded);
}
