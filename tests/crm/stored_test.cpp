// A base and a table as bytes, and back.
#include <scvm/crm/as_of.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/crm/stored.hpp>
#include <scvm/error.hpp>
#include <scvm/json/analysis.hpp>
#include <scvm/json/base.hpp>
#include <scvm/json/model.hpp>
#include <scvm/json/table.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

using namespace scvm;
using namespace scvm::crm;

namespace {

const nlohmann::json& pipeline() {
    static const nlohmann::json read = nlohmann::json::parse(std::ifstream(SCVM_VECTORS "/pipeline.json"));
    return read;
}

errc code_of(auto call) {
    try {
        (void)call();
    } catch (const error& e) {
        return e.code();
    }
    return errc{};
}

}  // namespace

TEST_CASE("a base and its table are the same after they were bytes") {
    const customer_base base = json::read_base(pipeline()["base"].dump());
    const scoring_model model = json::read_model(pipeline()["model"].dump());
    const std::int64_t day = read_as_of(pipeline()["as_of"].get<std::string>());
    const scorer by(model);
    const score_table table = by.score(base, day);

    const std::string bytes = stored_base(base);
    const customer_base again = restored_base(bytes);
    CHECK(stored_base(again) == bytes);
    CHECK(again.rejected().size() == base.rejected().size());
    CHECK(json::write_table(by.score(again, day)) == json::write_table(table));

    const std::string stored = stored_table(table);
    const score_table kept = restored_table(stored, model);
    CHECK(stored_table(kept) == stored);
    CHECK(json::write_table(kept) == json::write_table(table));
    CHECK(json::analyse(kept) == json::analyse(table));
    for (std::size_t row = 0; row < table.size(); ++row) {
        CHECK(json::explain(kept, table.id(row)) == json::explain(table, table.id(row)));
    }
}

TEST_CASE("bytes that are cut off, changed or of something else are refused") {
    customer_base base;
    base.add_customers(std::array<std::string_view, 2>{"a", "b"});
    const std::string bytes = stored_base(base);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CHECK(code_of([&] { return restored_base(bytes.substr(0, size)); }) == errc::bad_record);
        std::string changed = bytes;
        changed[size] = static_cast<char>(changed[size] ^ 4);
        CHECK(code_of([&] { return restored_base(changed); }) == errc::bad_record);
    }
    CHECK(code_of([&] { return restored_table(bytes, scoring_model()); }) == errc::bad_record);
    CHECK(restored_base(bytes).customers().size() == 2);
}
