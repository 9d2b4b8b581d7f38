#include <scvm/crm/explanation.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/json/model.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using namespace scvm;

namespace {

crm::scoring_model model() {
    return json::read_model(R"({"schema": "scvm-model/1", "id": "m", "currency": "EUR",
        "survey": {"items": [{"id": "s1", "dimension": "satisfaction", "lowest": 1, "highest": 5},
                             {"id": "s2", "dimension": "satisfaction", "lowest": 1, "highest": 5},
                             {"id": "a", "dimension": "attachment", "lowest": 0, "highest": 10}],
                   "language": "de", "labels": {"fan": "Begeisterte"}},
        "value": {"bg_nbd": {"r": 0.2426, "alpha": 4.414, "a": 0.793, "b": 2.426},
                  "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44}, "margin": 0.25}})");
}

crm::customer_scores fan() {
    crm::customer_scores scores;
    scores.survey.status = crm::survey_status::scored;
    scores.survey.segment = survey::segment::fan;
    scores.survey.satisfaction = 87.5;
    scores.survey.attachment = 90;
    scores.value.status = crm::value_status::population_spend;
    scores.value.discounted_expected_purchases = 2;
    scores.value.expected_spend = 30;
    scores.value.lifetime_value = 15;
    scores.value.p_alive = 0.5;
    return scores;
}

}  // namespace

TEST_CASE("an explanation is a value: its parts make the score, and it names what was missing") {
    const auto rules = model();
    const double answers[] = {4.5, crm::absent, 9};
    const auto reasons = crm::explain(rules, fan(), answers);
    REQUIRE(reasons.size() == 4);

    CHECK(reasons[0].score == "satisfaction");
    CHECK(reasons[0].made_by == crm::formula::sum);
    CHECK(std::get<double>(reasons[0].value) == 87.5);
    CHECK(reasons[0].missing == std::vector<std::string>{"s2"});
    REQUIRE(reasons[0].parts.size() == 1);
    CHECK(reasons[0].parts[0].name == "s1");
    CHECK(reasons[0].parts[0].contribution == 87.5);
    CHECK(reasons[0].parts[0].evidence == 4.5);

    CHECK(reasons[2].score == "segment");
    CHECK(reasons[2].made_by == crm::formula::comparison);
    CHECK(std::get<std::string>(reasons[2].value) == "fan");
    CHECK(reasons[2].parts.size() == 3);

    CHECK(reasons[3].score == "lifetime_value");
    CHECK(reasons[3].made_by == crm::formula::product);
    double product = 1;
    for (const auto& part : reasons[3].parts) {
        product *= part.factor.value();
    }
    CHECK(product == std::get<double>(reasons[3].value));
}

TEST_CASE("a group is called by the model's label in that language, else by what the answers say") {
    const double answers[] = {4.5, crm::absent, 9};
    const auto reasons = crm::explain(model(), fan(), answers);
    CHECK(reasons[2].text[0].starts_with("The group is satisfied, closely attached: satisfaction 87.50 reaches "));
    CHECK(reasons[2].text[1].starts_with("Die Gruppe ist Begeisterte: Die Zufriedenheit von 87,50 erreicht "));
    auto english = model();
    english.survey->labels = crm::labels_in("en");
    CHECK(crm::explain(english, fan(), answers)[2].text[0].starts_with("The group is satisfied, closely attached: "));
    CHECK(crm::explain(english, fan(), answers)[2].text[1].starts_with("Die Gruppe ist zufrieden, eng verbunden: "));
    english.survey->labels.text[static_cast<std::size_t>(survey::segment::fan)] = "satisfied and bound";
    CHECK(crm::explain(english, fan(), answers)[2].text[0].starts_with("The group is satisfied and bound: "));
}

TEST_CASE("a score that is absent has a status and a reason, and no parts") {
    crm::customer_scores scores;
    scores.survey.status = crm::survey_status::out_of_range;
    scores.value.status = crm::value_status::no_purchases;
    const double answers[] = {9, crm::absent, 9};
    const auto reasons = crm::explain(model(), scores, answers);
    REQUIRE(reasons.size() == 2);
    CHECK(std::holds_alternative<std::monostate>(reasons[0].value));
    CHECK(reasons[0].made_by == crm::formula::none);
    CHECK(reasons[0].parts.empty());
    CHECK(reasons[0].status == "out_of_range");
    CHECK(reasons[0].text[0] ==
          "There is no group: item 's1', answer 9: expected 1 to 5, or one of its codes for missing.");
    CHECK(reasons[1].text[1] == "Es gibt den Kundenwert nicht: es zählt kein Kauf dieser Person.");
}

TEST_CASE("a barrier that is the contract's is explained by the contract, whatever the items say") {
    const auto reasons_of = [](const crm::scoring_model& rules, std::vector<double> answers) {
        auto scores = fan();
        scores.survey.segment = survey::segment::captive;
        scores.survey.barrier = 100;
        return crm::explain(rules, scores, answers);
    };
    const auto without_items = reasons_of(model(), {2, 2, 3});  // e.g. no item of the questionnaire asks for barriers
    REQUIRE(without_items.size() == 5);
    CHECK(without_items[2].score == "barrier");
    REQUIRE(without_items[2].parts.size() == 1);
    CHECK(without_items[2].parts[0].name == "contract");
    CHECK(without_items[2].parts[0].contribution == 100);
    CHECK(without_items[2].text[0] == "The barrier is 100 of 100: a contract holds the customer.");

    auto asked = model();
    const auto before = asked.survey->questionnaire.items();
    std::vector<survey::item> items(before.begin(), before.end());
    items.push_back({.id = "b", .dimension = "barrier", .lowest = 1, .highest = 5});
    asked.survey->questionnaire = survey::questionnaire(items);
    for (const double answer : {crm::absent, 2.0}) {
        CHECK(reasons_of(asked, {2, 2, 3, answer})[2].parts[0].name == "contract");
    }
    const auto by_items = reasons_of(asked, {2, 2, 3, 5})[2];
    CHECK(by_items.parts[0].name == "b");
    CHECK(by_items.parts[0].contribution == 100);
}
