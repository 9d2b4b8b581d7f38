#include <scvm/crm/fit.hpp>
#include <scvm/json/content_hash.hpp>
#include <scvm/json/model.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <functional>
#include <string>

using scvm::errc;

namespace {

nlohmann::json minimal() {
    return nlohmann::json::parse(R"({"schema": "scvm-model/1", "id": "m", "currency": "EUR",
        "survey": {"items": [{"id": "s", "dimension": "satisfaction", "lowest": 1, "highest": 5},
                             {"id": "a", "dimension": "attachment", "lowest": 0, "highest": 10}]},
        "value": {"bg_nbd": {"r": 0.2, "alpha": 4, "a": 0.8, "b": 2.4}}})");
}

/// The message of the error that reading gives; fails the test where there is none or it has another code.
std::string refusal(const std::string& text) {
    try {
        (void)scvm::json::read_model(text);
    } catch (const scvm::error& e) {
        CHECK(e.code() == errc::bad_model);
        return e.what();
    }
    FAIL("the model was accepted: " << text.substr(0, 200));
    return "";
}

std::string refusal_of(const std::function<void(nlohmann::json&)>& change) {
    auto model = minimal();
    change(model);
    return refusal(model.dump());
}

}  // namespace

TEST_CASE("a model is read and written again without loss, and its hash is that of its content") {
    const auto model = scvm::json::read_model(minimal().dump());
    const std::string text = scvm::json::write_model(model);
    const auto again = scvm::json::read_model(text);
    CHECK(scvm::json::write_model(again) == text);
    CHECK(again.hash == model.hash);
    CHECK(model.hash == scvm::json::content_hash(text));

    auto spelt_out = minimal();
    spelt_out["value"]["horizon"] = 52;  // the default: the same rules, the same hash
    CHECK(scvm::json::read_model(spelt_out.dump()).hash == model.hash);
    spelt_out["value"]["horizon"] = 53;
    CHECK(scvm::json::read_model(spelt_out.dump()).hash != model.hash);
}

TEST_CASE("a refused model names the path of the offender") {
    CHECK(refusal_of([](auto& m) { m["survey"]["items"][1]["revesed"] = true; }) ==
          "model.survey.items[1].revesed: unknown key; expected one of id, dimension, lowest, highest, reversed, "
          "weight, missing_codes, not_shown_codes, pomp_mean; did you mean reversed?");
    CHECK(refusal_of([](auto& m) { m["valeu"] = 1; }).starts_with("model.valeu: unknown key"));
    CHECK(refusal_of([](auto& m) { m["schema"] = "scvm-model/2"; }) ==
          "model.schema: \"scvm-model/2\": this version reads scvm-model/1");
    CHECK(refusal_of([](auto& m) { m.erase("schema"); }) == "model.schema: is missing");
    CHECK(refusal_of([](auto& m) { m["survey"]["items"][0]["lowest"] = "1"; }) ==
          "model.survey.items[0].lowest: expected a number");
    CHECK(refusal_of([](auto& m) { m["survey"]["items"] = 7; }) == "model.survey.items: expected an array");
    CHECK(refusal_of([](auto& m) { m["survey"]["items"][0]["dimension"] = "attachment"; }) ==
          "model.survey.items: no item measures satisfaction, which the portfolio needs");
    CHECK(refusal_of([](auto& m) { m["value"]["bg_nbd"]["r"] = -1; }) ==
          "model.value.bg_nbd.r: -1: expected 1e-09 <= r <= 1e+09 (Shape of the purchase rate)");
    CHECK(refusal_of([](auto& m) { m["value"]["unit"] = "fortnight"; }) ==
          "model.value.unit: \"fortnight\": expected one of hour, day, week, month");
    CHECK(refusal_of([](auto& m) { m["value"]["horizon"] = 0; }).starts_with("model.value.horizon: 0: expected"));
    CHECK(refusal_of([](auto& m) { m["survey"]["fan_rule"] = "voice"; }).starts_with("model.survey.voice_item:"));
    CHECK(refusal_of([](auto& m) {
              m["survey"]["boundaries"]["fan_bound"] = 10;
          }).starts_with("model.survey: boundaries.fan_bound = 10: expected above bound"));
    CHECK(refusal_of([](auto& m) { m.erase("survey"), m.erase("value"); }).starts_with("model: has neither"));
}

TEST_CASE("what is no model is refused with one clear error, however large or deep") {
    CHECK(refusal("").starts_with("model: not JSON from byte"));
    CHECK(refusal("[1, 2]") == "model: expected an object");
    CHECK(refusal("{\"schema\": NaN}").starts_with("model: not JSON from byte"));
    CHECK(refusal("{\"schema\": 1e999}") == "model: a number is too large for a double");
    CHECK(refusal(std::string(1000, '[') + std::string(1000, ']')) == "model: nested deeper than 32 levels");
    CHECK(refusal(std::string(100'000'000, '[')) == "model: nested deeper than 32 levels");
    CHECK(refusal(std::string(100'000'000, '\xff')).starts_with("model: not JSON from byte"));
    CHECK(refusal(R"({"schema": "scvm-model/1", "id": "a", "id": "b"})") == "model.id: duplicate key");
    CHECK(refusal(R"({"survey": {"a": 1}, "value": {"a": 1, "b": {"a": 2}}})").starts_with("model.schema"));
    CHECK(refusal("{\"id\": \"\xff\"}").starts_with("model: not JSON from byte"));
}

TEST_CASE("a questionnaire of a hundred thousand items is refused before anything is computed from it") {
    auto model = minimal();
    for (int i = 0; i < 100'000; ++i) {
        model["survey"]["items"].push_back(model["survey"]["items"][0]);
    }
    CHECK(refusal(model.dump()) == "model.survey.items: more than 5000 elements");
}

TEST_CASE("every list of words in a model is held against what there is, with its path and the word that was meant") {
    const auto with_test = [](const char* test) {
        return [test](auto& m) {
            m["treatment"] = nlohmann::json::parse(
                R"({"tiers": [{"name": "bronze"}, {"name": "gold", "enter": 100}],
                    "actions": [{"id": "call"}, {"id": "wait"}],
                    "rules": [{"when": {"segment": ["opponent"]}, "action": "call"},
                              {"when": {"segment": ["unclassified", "fan", "sympathizer", "mercenary", "captive"]}, "action": "wait"}]})");
            m["cocreation"]["tests"] = nlohmann::json::parse(std::string("[") + test + "]");
        };
    };
    (void)scvm::json::read_model([&] {
        auto model = minimal();
        with_test(R"({"test": "app", "segments": ["fan", "unclassified"], "tiers": ["gold"]})")(model);
        return model.dump();
    }());
    const std::string groups = "expected one of unclassified, fan, sympathizer, mercenary, captive, opponent";
    CHECK(refusal_of(with_test(R"({"test": "app", "segments": ["fan", "symphatizer"]})")) ==
          "model.cocreation.tests[0].segments[1]: \"symphatizer\": " + groups + "; did you mean sympathizer?");
    CHECK(refusal_of(with_test(R"({"test": "app", "segments": ["Stammkunde"]})")) ==
          "model.cocreation.tests[0].segments[0]: \"Stammkunde\": " + groups);
    CHECK(refusal_of(with_test(R"({"test": "app", "segments": ["fan", "captive", "fan"]})")) ==
          "model.cocreation.tests[0].segments[2]: \"fan\": expected each once");
    CHECK(refusal_of(with_test(R"({"test": "app", "tiers": ["golden", "gold"]})")) ==
          "model.cocreation.tests[0].tiers[0]: \"golden\": expected a tier of the treatment section: bronze, gold; "
          "did you mean gold?");
    CHECK(refusal_of(with_test(R"({"test": "app", "tiers": ["gold", "gold"]})")) ==
          "model.cocreation.tests[0].tiers[1]: \"gold\": expected each once");
    CHECK(refusal_of(with_test(R"({"test": "app"}, {"test": "web"}, {"test": "app"})")) ==
          "model.cocreation.tests[2].test: \"app\": expected each once");
    CHECK(refusal_of(with_test(R"({"test": "app", "attribute": "territory", "quotas": [
              {"value": "north", "places": 1}, {"value": "north", "places": 2}]})")) ==
          "model.cocreation.tests[0].quotas[1].value: \"north\": expected each once");
    CHECK(refusal_of([&](auto& m) {
              m["cocreation"]["tests"] = {{{"test", "app"}, {"tiers", {"gold"}}}};
          }) ==
          "model.cocreation.tests[0].tiers[0]: \"gold\": expected a tier of the treatment section, which has none");
    CHECK(refusal_of([&](auto& m) {
              m["cocreation"]["tests"] = {{{"test", "app"}, {"segments", {"fan"}}}};
              m.erase("survey");
          }) == "model.cocreation.tests[0].segments: needs a survey section: nobody would be in a group");
    CHECK(refusal_of([&](auto& m) {
              with_test(R"({"test": "app"})")(m);
              m["treatment"]["rules"][1]["when"]["segment"][0] = "fann";
          }) == "model.treatment.rules[1].when.segment[0]: \"fann\": " + groups + "; did you mean fan?");
    CHECK(refusal_of([&](auto& m) {
              with_test(R"({"test": "app"})")(m);
              m["treatment"]["rules"][1]["action"] = "wiat";
          }) == "model.treatment.rules[1].action: \"wiat\": no such action; did you mean wait?");
    CHECK(refusal_of([&](auto& m) {
              m["service"]["promises"] = {{{"channel", "mail"}, {"hours", 24}}, {{"channel", "mail"}, {"hours", 48}}};
          }) == "model.service.promises[1].channel: \"mail\": expected each once");
}
