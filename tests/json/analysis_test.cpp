#include "json/writer.hpp"

#include <scvm/crm/fit.hpp>
#include <scvm/math/random.hpp>
#include <scvm/scvm.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace scvm;

namespace {

constexpr std::int64_t start = 946'684'800;  // 2000-01-01: nobody buys before 1990

constexpr std::string_view items[] = {"s1", "s2", "s3", "a1", "a2", "a3", "product", "dealer"};

crm::scoring_model rules(const char* extra = "") {
    return json::read_model(R"({"schema": "scvm-model/1", "id": "m", "survey": {"items": [
        {"id": "s1", "dimension": "satisfaction", "lowest": 1, "highest": 7},
        {"id": "s2", "dimension": "satisfaction", "lowest": 1, "highest": 7},
        {"id": "s3", "dimension": "satisfaction", "lowest": 1, "highest": 7},
        {"id": "a1", "dimension": "attachment", "lowest": 1, "highest": 7},
        {"id": "a2", "dimension": "attachment", "lowest": 1, "highest": 7},
        {"id": "a3", "dimension": "attachment", "lowest": 0, "highest": 10},
        {"id": "product", "dimension": "product", "lowest": 1, "highest": 7},
        {"id": "dealer", "dimension": "dealer", "lowest": 1, "highest": 7}], "voice_item": "a3")" +
                            std::string(extra) + R"(}, "value": {}})");
}

/// Two waves of the same customers, whose true scores do not change: whoever moves, moves by noise.
crm::customer_base panel(std::size_t customers) {
    crm::customer_base base;
    for (std::size_t c = 0; c < customers; ++c) {
        const std::string id = "c" + std::to_string(c);
        const std::string_view ids[] = {id};
        base.add_customers(ids);
        const std::string_view territory[] = {c % 3 == 0 ? "North" : c % 3 == 1 ? "South" : c == 2 ? "" : "West"};
        base.add_attributes("territory", {ids, territory});
        math::random_stream draw(5, c);
        const double product = draw.normal();
        const double satisfaction = 0.8 * product + 0.6 * draw.normal();
        const double attachment = 0.6 * satisfaction + 0.8 * draw.normal();
        for (const std::int32_t wave : {1, 2}) {
            for (const auto item : items) {
                const double truth = item[0] == 's'   ? satisfaction
                                     : item[0] == 'a' ? attachment
                                     : item[0] == 'p' ? product
                                                      : draw.normal();
                const double high = item == "a3" ? 10 : 7;
                const std::string_view name[] = {item};
                const double value[] = {
                    std::clamp(std::round(0.64 * high + 0.17 * high * truth + 0.1 * high * draw.normal()), 1.0, high)};
                const std::int64_t time[] = {start + wave * 86400 * 100};
                const std::int32_t waves[] = {wave};
                base.add_answers({ids, name, value, time, waves});
            }
        }
        const std::int64_t time[] = {start + static_cast<std::int64_t>(draw.below(90)) * 86400};
        const double amount[] = {std::max(1.0, std::round(50 + 20 * attachment + 5 * draw.normal()))};
        base.add_purchases({ids, time, amount});
    }
    return base;
}

crm::scoring_model fitted(const crm::customer_base& base, std::int64_t as_of) {
    auto model = rules();
    model.value.reset();  // these purchases follow no purchasing model
    auto result = crm::fit(base, model, as_of);
    result.value.emplace();
    return result;
}

}  // namespace

TEST_CASE("the analysis says what its room says, and is canonical JSON") {
    const auto base = panel(900);
    const auto table = crm::scorer(fitted(base, start + 150 * 86400)).score(base, start + 150 * 86400);
    const std::string text = json::analyse(table);
    const auto analysis = nlohmann::json::parse(text);
    CHECK(json::canonical(analysis) == text);

    const auto& survey = analysis["survey"];
    const auto shares = survey::shares_of(table.segments());
    for (std::size_t g = 0; g < 5; ++g) {
        CHECK(survey["shares"]["groups"][g]["share"]["low"] == shares.group[g].share.low);
        CHECK(survey["shares"]["groups"][g]["simultaneous"]["high"] == shares.group[g].simultaneous.high);
    }
    double expected = 0;
    for (const auto& group : survey["shares"]["groups"]) {
        expected += group["expected_share"].get<double>();
    }
    CHECK(expected == doctest::Approx(1));
    CHECK(survey["reliability"].size() == 4);
    CHECK(survey["reliability"][0]["alpha"]["value"].get<double>() > 0.7);
    CHECK(survey["reliability"][2]["flags"][0] == "too_few_items");
    CHECK(survey["classification"]["accuracy"].get<double>() > survey["classification"]["consistency"].get<double>());
    CHECK(survey["recommendation"]["n"] == 900);
    CHECK(survey["incremental_validity"]["status"] == "tested");
    CHECK(survey["incremental_validity"]["p_value"].get<double>() < 1e-6);  // attachment pays in this world
    CHECK(survey["conformance"]["known"] == true);

    const auto& drivers = survey["drivers"][0];
    CHECK(drivers["outcome"] == "satisfaction");
    CHECK(drivers["drivers"][0]["dimension"] == "product");
    CHECK(drivers["drivers"][0]["lmg_share"].get<double>() > 0.95);  // the dealer means nothing here

    double top = 0;
    for (const auto& group : survey["revenue_by_segment"]["groups"]) {
        top += group["top_by_mean"].get<double>();
    }
    CHECK(top == doctest::Approx(1));
    CHECK(analysis["value"]["revenue_concentration"]["n"] == 900);
    CHECK(analysis["value"]["revenue_concentration"]["gini"].get<double>() > 0.1);
    CHECK(analysis["value"]["repeat_purchases"].is_null());
}

TEST_CASE("an empty table and a table without a survey are analysed to nothing, not to an error") {
    const auto nobody = nlohmann::json::parse(json::analyse(crm::scorer(rules()).score(crm::customer_base(), start)));
    CHECK(nobody["survey"]["shares"]["n"] == 0);
    CHECK(nobody["survey"]["reliability"].empty());
    CHECK(nobody["value"]["revenue_concentration"]["gini"].is_null());
    auto no_survey = rules();
    no_survey.survey.reset();
    const auto table = crm::scorer(no_survey).score(panel(3), start);
    CHECK(nlohmann::json::parse(json::analyse(table))["survey"].is_null());
    CHECK_THROWS_AS((void)json::breakdown(table, "territory"), error);
}

TEST_CASE("a breakdown ranks by the lower bound, hides small cells and names what it does not know") {
    const auto base = panel(900);
    const auto table = crm::scorer(rules()).score(base, start + 150 * 86400);
    const auto found = nlohmann::json::parse(json::breakdown(table, "territory"));
    // One customer has no territory: hidden, with the territory that would tell him, and so is what rests on them.
    CHECK(found["unknown"].is_null());
    CHECK(found["too_small"]["categories"] == 1);
    CHECK(found["p_value"].is_null());
    REQUIRE(found["rows"].size() == 3);
    CHECK(found["rows"][2]["suppressed"] == true);
    CHECK(found["rows"][2]["fan_quota"].is_null());
    CHECK(found["rows"][0]["fan_quota"]["low"].get<double>() >= found["rows"][1]["fan_quota"]["low"].get<double>());
    const auto small =
        nlohmann::json::parse(json::breakdown(crm::scorer(rules()).score(panel(12), start + 150 * 86400), "territory"));
    bool hidden = false;
    for (const auto& row : small["rows"]) {
        for (const auto& cell : row["segments"]) {
            hidden = hidden || cell["suppressed"].get<bool>();
            CHECK(cell["count"].is_null() == cell["suppressed"].get<bool>());
        }
    }
    CHECK(hidden);
    CHECK_THROWS_WITH_AS((void)json::breakdown(table, "region"), "attribute \"region\": the base has territory", error);
}

TEST_CASE("movement without any change is recognised as noise") {
    const auto base = panel(900);
    const auto model = fitted(base, start + 120 * 86400);
    const auto first = crm::scorer(model).score(base, start + 150 * 86400);
    const auto second = crm::scorer(model).score(base, start + 250 * 86400);
    const auto found = nlohmann::json::parse(json::migration(first, second));
    CHECK(found["n"] == 900);
    CHECK(found["joiners"] == 0);
    const double moved = found["moved_share"];
    CHECK(moved > 0.2);
    CHECK(std::fabs(found["noise"]["excess_share"].get<double>()) < 0.05);
    CHECK(std::fabs(found["noise"]["excess_z"].get<double>()) < 3);
    CHECK(found["stuart_maxwell"]["p_value"].is_null());  // a few cells are small, and the tests would tell them
    for (const auto& row : found["table"]) {
        for (const auto& cell : row) {
            CHECK(cell.is_null());
        }
    }
    CHECK_THROWS_AS(
        (void)json::migration(
            first, crm::scorer(rules(R"(, "boundaries": {"satisfied": 60})")).score(base, start + 250 * 86400)),
        error);
}

TEST_CASE(
    "a real panel of two waves, where it lies beside the checkout: a third of the customers move by noise alone") {
    const std::filesystem::path file = SCVM_SHARED_DATA "/survey/fan_survey_synthetic.csv";
    if (!std::filesystem::exists(file)) {
        MESSAGE("the file is not there; the test before this one says the same of generated data");
        return;
    }
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    std::vector<std::string> header;
    for (std::istringstream cells(line); std::getline(cells, line, ',');) {
        header.push_back(line);
    }
    crm::customer_base base;
    while (std::getline(in, line)) {
        std::vector<std::string> cells;
        for (std::istringstream row(line); std::getline(row, line, ',');) {
            cells.push_back(line);
        }
        const std::string_view id[] = {cells[0]};
        if (!base.customers().find(cells[0])) {
            base.add_customers(id);
        }
        for (std::size_t c = 7; c < cells.size(); ++c) {
            if (!cells[c].empty()) {
                const std::string_view item[] = {header[c]};
                const double value[] = {std::stod(cells[c])};
                const std::int32_t wave[] = {std::stoi(cells[1])};
                const std::int64_t time[] = {start + wave[0] * 86400};
                base.add_answers({id, item, value, time, wave});
            }
        }
    }
    const auto model = json::read_model(R"({"schema": "scvm-model/1", "id": "fans", "survey": {"items": [
        {"id": "sat_overall", "dimension": "satisfaction", "lowest": 1, "highest": 5},
        {"id": "sat_expect", "dimension": "satisfaction", "lowest": 0, "highest": 10},
        {"id": "sat_ideal", "dimension": "satisfaction", "lowest": 1, "highest": 10},
        {"id": "att_stay", "dimension": "attachment", "lowest": 1, "highest": 5},
        {"id": "att_recommend", "dimension": "attachment", "lowest": 0, "highest": 10},
        {"id": "att_crossbuy", "dimension": "attachment", "lowest": 1, "highest": 5},
        {"id": "att_unique", "dimension": "attachment", "lowest": 1, "highest": 7},
        {"id": "att_trust", "dimension": "attachment", "lowest": 1, "highest": 5},
        {"id": "att_misfit", "dimension": "attachment", "lowest": 1, "highest": 5, "reversed": true},
        {"id": "bar_contract", "dimension": "barrier", "lowest": 1, "highest": 5},
        {"id": "bar_switchcost", "dimension": "barrier", "lowest": 1, "highest": 5},
        {"id": "bar_noalternative", "dimension": "barrier", "lowest": 1, "highest": 5}]}})");
    const auto fitted = crm::fit(base, model, start + 86400);
    const auto first = crm::scorer(fitted).score(base, start + 86400);
    const auto second = crm::scorer(fitted).score(base, start + 2 * 86400);
    const auto found = nlohmann::json::parse(json::migration(first, second));
    CHECK(found["n"].get<double>() > 150);
    CHECK(found["noise"]["noise_share"].get<double>() > 0.2);
    MESSAGE(found["noise"]["headline"].get<std::string>());
}
