#include <scvm/crm/as_of.hpp>
#include <scvm/crm/explanation.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/describe/table.hpp>
#include <scvm/json/base.hpp>
#include <scvm/json/model.hpp>
#include <scvm/json/record.hpp>
#include <scvm/json/table.hpp>
#include <scvm/math/random.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <limits>
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

// Whether a text says "nan" or "inf" where a number should be.
bool says_no_number(const std::string& text) {
    for (const char* const word : {"nan", "inf"}) {
        for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
            const auto letter = [&](std::size_t i) {
                return i < text.size() && (std::isalpha(static_cast<unsigned char>(text[i])) != 0);
            };
            if (!(at > 0 && letter(at - 1)) && !letter(at + 3)) {
                return true;
            }
        }
    }
    return false;
}

// Every number and word of a described object at random, each number within its range, absent or infinite.
template <class T>
void fill(T& object, math::random_stream& random) {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    constexpr double numbers[] = {crm::absent, crm::absent, infinite, -infinite, 0, -1, 0.5, 1, 2, 4, 60, 1e19, 1e300};
    for (const description::field& field : description::table_of<T>().fields) {
        const auto below = [&](std::size_t n) {
            return static_cast<std::size_t>(random.uniform() * static_cast<double>(n));
        };
        void* const to = reinterpret_cast<std::byte*>(&object) + field.offset;
        if (field.of->is == description::kind::number) {
            const double number = numbers[below(std::size(numbers))];
            field.of->set_number(to, field.within.holds(number) ? number : crm::absent);
        } else if (field.of->is == description::kind::word) {
            field.of->set_number(to, static_cast<double>(below(field.of->words.size())));
        } else if (field.of->is == description::kind::boolean) {
            field.of->set_number(to, static_cast<double>(below(2)));
        }
    }
}

// A model with every section of which cards speak, and a base of it.
nlohmann::json pipeline() {
    nlohmann::json result = nlohmann::json::parse(std::ifstream(std::string(SCVM_VECTORS) + "/pipeline.json"));
    nlohmann::json& of = result["model"];
    of["matters"] = of["ambassadors"] = of["service"] = of["accounts"] = nlohmann::json::object();
    of["privacy"]["fewest_shown"] = 3;
    return result;
}

}  // namespace

TEST_CASE("no sentence says nan or inf, whatever is absent or infinite among the scores") {
    const crm::scoring_model rules = json::read_model(pipeline()["model"].dump());
    const std::size_t questions = rules.survey->questionnaire.items().size();
    std::size_t said = 0;
    for (std::uint64_t seed = 0; seed < 20000; ++seed) {
        CAPTURE(seed);
        math::random_stream random(seed, 0);
        crm::customer_scores scores;
        fill(scores.survey, random);
        fill(scores.survey.probabilities, random);
        fill(scores.value, random);
        fill(scores.network, random);
        // Of the features of a score all three are known, or none is; a batch and the reader of records see to that.
        const double features = scores.network.reach + scores.network.amplification + scores.network.reactor_influence;
        if (!std::isfinite(features)) {
            scores.network.reach = scores.network.amplification = scores.network.reactor_influence = crm::absent;
        }
        fill(scores.equity, random);
        fill(scores.sharing, random);
        fill(scores.service, random);
        fill(scores.helper, random);
        fill(scores.matters, random);
        fill(scores.account, random);
        std::vector<double> answers(questions);
        for (double& each : answers) {
            each = random.uniform() < 0.3 ? crm::absent : 1 + std::floor(5 * random.uniform());
        }
        if (scores.survey.status == crm::survey_status::out_of_range) {
            answers[0] = std::numeric_limits<double>::infinity();
        }
        for (const crm::explanation& each : crm::explain(rules, scores, answers)) {
            for (const std::string& text : each.text) {
                CHECK_MESSAGE(!says_no_number(text), text);
                CHECK(!text.empty());
                CHECK_MESSAGE(text.find(": .") == std::string::npos, text);
                CHECK_MESSAGE(text.find("  ") == std::string::npos, text);
                ++said;
            }
        }
    }
    CHECK(said > 100000);
}

TEST_CASE("no sentence of a card says nan or inf, in bases of extreme amounts and records that hand back a part") {
    const nlohmann::json vector = pipeline();
    const crm::scorer by(json::read_model(vector["model"].dump()));
    std::size_t said = 0;
    const auto check = [&](const std::string& card) {
        const nlohmann::json read = nlohmann::json::parse(card);
        if (!read.contains("explanation")) {
            return;  // without consent
        }
        for (const nlohmann::json& each : read["explanation"]) {
            for (const char* language : {"sentence", "sentence_de"}) {
                CHECK_MESSAGE(!says_no_number(each[language]), each[language]);
                CHECK(!each[language].get<std::string>().empty());
                ++said;
            }
        }
    };
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        CAPTURE(seed);
        math::random_stream random(seed, 1);
        nlohmann::json base = vector["base"];
        for (const auto& [table, column] :
             {std::pair{"purchases", "amount"}, std::pair{"contributions", "value"},
              std::pair{"contributions", "units"}, std::pair{"interactions", "count"}, std::pair{"answers", "value"}}) {
            const double extremes[] = {0, 1e-300, 1, 1e9, 1e15, 1e300, -1e300, 1.7e308};
            for (nlohmann::json& cell : base[table][column]) {
                if (random.uniform() < 0.3) {
                    cell = extremes[static_cast<std::size_t>(random.uniform() * 8)];
                }
            }
        }
        for (const char* table : {"answers", "purchases", "interactions", "referrals", "contributions", "contracts"}) {
            if (random.uniform() < 0.15) {
                base.erase(table);
            }
        }
        const crm::score_table table = by.score(json::read_base(base.dump()), crm::read_as_of("2026-11-21"));
        for (std::size_t row = 0; row < table.size(); ++row) {
            const std::string id(table.id(row));
            const std::string card = json::explain(table, id);
            check(card);
            // A record that hands each number back, or not.
            nlohmann::json record = {{"id", id}, {"as_of", "2026-11-21"}};
            const nlohmann::json told = nlohmann::json::parse(card);
            for (const char* part : {"network", "equity", "service", "helper", "treatment", "matters", "account"}) {
                if (!told.contains(part)) {
                    continue;
                }
                for (const auto& [key, value] : told[part].items()) {
                    if (key == "status" || random.uniform() < 0.6) {
                        record[part][key] = value;
                    }
                }
                record[part]["status"] = part == std::string("helper") && random.uniform() < 0.5
                                             ? nlohmann::json("scored")
                                             : told[part]["status"];
                if (part == std::string("network")) {
                    for (const char* key : {"reach", "amplification", "reactor_influence"}) {
                        record[part][key] = told[part][key];  // they go together
                    }
                }
            }
            check(json::score_customer(by, record.dump()));
        }
    }
    CHECK(said > 10000);
}

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
