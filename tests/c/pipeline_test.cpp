#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <scvm.h>

#include <fstream>
#include <functional>
#include <string>

namespace {

/// The text that a call hands out.
std::string text_of(const std::function<int(scvm_text*, scvm_error*)>& call) {
    scvm_error error;
    scvm_text result;
    REQUIRE_MESSAGE(call(&result, &error) == SCVM_OK, error.message);
    std::string text(result.data, result.size);
    CHECK(result.data[result.size] == '\0');
    scvm_text_close(&result);
    return text;
}

}  // namespace

TEST_CASE("the C ABI gives the shared pipeline vector byte for byte") {
    const auto vector = nlohmann::json::parse(std::ifstream(SCVM_VECTORS "/pipeline.json"));
    const std::string model_text = vector["model"].dump();
    const std::string base_text = vector["base"].dump();
    const std::string as_of = vector["as_of"];
    scvm_model* model = nullptr;
    scvm_base* base = nullptr;
    scvm_table* table = nullptr;
    REQUIRE(scvm_model_open(model_text.data(), model_text.size(), &model, nullptr) == SCVM_OK);
    REQUIRE(scvm_base_open(base_text.data(), base_text.size(), &base, nullptr) == SCVM_OK);
    REQUIRE(scvm_score(model, base, as_of.c_str(), &table, nullptr) == SCVM_OK);

    CHECK(text_of([&](auto... out) { return scvm_model_hash(model, out...); }) ==
          vector["model_hash"].get<std::string>());
    const bool same_table =
        text_of([&](auto... out) { return scvm_table_json(table, out...); }) == vector["scores"].get<std::string>();
    CHECK(same_table);
    for (const auto& [id, card] : vector["explained"].items()) {
        const auto explain = [&, &id = id](auto... out) {
            return scvm_table_explain(table, id.data(), id.size(), out...);
        };
        CHECK(text_of(explain) == card.get<std::string>());
    }
    for (const auto& each : vector["records"]) {
        const std::string record = each["record"].dump();
        const auto score = [&](auto... out) {
            return scvm_score_customer(model, record.data(), record.size(), out...);
        };
        CHECK(text_of(score) == each["card"].get<std::string>());
    }
    scvm_table* before = nullptr;
    const std::string earlier = vector["earlier"];
    REQUIRE(scvm_score(model, base, earlier.c_str(), &before, nullptr) == SCVM_OK);
    CHECK(text_of([&](auto... out) { return scvm_table_analysis(table, out...); }) ==
          vector["analysis"].get<std::string>());
    CHECK(text_of([&](auto... out) { return scvm_table_breakdown(table, "territory", out...); }) ==
          vector["breakdown"]["territory"].get<std::string>());
    CHECK(text_of([&](auto... out) { return scvm_table_migration(before, table, out...); }) ==
          vector["migration"].get<std::string>());
    CHECK(text_of([&](auto... out) { return scvm_table_treatments(table, out...); }) ==
          vector["treatments"].get<std::string>());
    for (const auto& [id, held] : vector["exported"].items()) {
        CHECK(text_of([&](auto... out) { return scvm_base_export(base, id.c_str(), id.size(), out...); }) ==
              held.get<std::string>());
    }
    for (const auto& [id, effect] : vector["erasure_effect"].items()) {
        CHECK(text_of([&](auto... out) {
                  return scvm_erasure_effect(model, base, id.c_str(), id.size(), as_of.c_str(), out...);
              }) == effect.get<std::string>());
        scvm_error error;
        CHECK(scvm_base_erase(base, id.c_str(), id.size(), &error) == SCVM_OK);
        CHECK(scvm_base_erase(base, id.c_str(), id.size(), &error) == SCVM_UNKNOWN_ID);
    }
    scvm_table_close(before);
    scvm_table_close(table);
    scvm_base_close(base);
    scvm_model_close(model);
}
