#include <scvm/scvm.hpp>

#include <string>

int main() {
    const auto base = scvm::json::read_base(R"({"schema": "scvm-base/1", "customers": {"id": ["c1"]},
        "answers": {"customer": ["c1", "c1"], "item": ["s", "a"], "value": [5, 5]}})");
    const scvm::crm::scorer scorer(scvm::json::read_model(R"({"schema": "scvm-model/1", "id": "m", "survey": {"items": [
        {"id": "s", "dimension": "satisfaction", "lowest": 1, "highest": 5},
        {"id": "a", "dimension": "attachment", "lowest": 1, "highest": 5}]}})"));
    const auto table = scorer.score(base, scvm::crm::read_as_of("2026-11-21"));
    return scvm::json::explain(table, "c1").find(R"("segment":"fan")") != std::string::npos ? 0 : 1;
}
