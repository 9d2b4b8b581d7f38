#include "json/writer.hpp"

#include <scvm/scvm.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace {

const nlohmann::json& pipeline() {
    static const nlohmann::json vector = nlohmann::json::parse(std::ifstream(SCVM_VECTORS "/pipeline.json"));
    return vector;
}

scvm::crm::scorer pipeline_scorer() {
    return scvm::crm::scorer(scvm::json::read_model(pipeline()["model"].dump()));
}

scvm::crm::score_table pipeline_table() {
    const auto base = scvm::json::read_base(pipeline()["base"].dump());
    return pipeline_scorer().score(base, scvm::crm::read_as_of(pipeline()["as_of"].get<std::string>()));
}

}  // namespace

// The lifetime values of the vector were computed a second time by adaptive quadrature over time and drop-out chance
// (scipy.integrate.dblquad): they agree to 3e-11, the quadrature's own accuracy.
TEST_CASE("the whole pipeline gives the shared vector byte for byte") {
    const auto model = scvm::json::read_model(pipeline()["model"].dump());
    CHECK(model.hash == pipeline()["model_hash"].get<std::string>());
    const auto table = pipeline_table();
    CHECK(scvm::json::write_table(table) == pipeline()["scores"].get<std::string>());
    for (const auto& [id, card] : pipeline()["explained"].items()) {
        CHECK(scvm::json::explain(table, id) == card.get<std::string>());
    }
}

TEST_CASE("analysis, breakdown and migration give the shared vector byte for byte") {
    const auto table = pipeline_table();
    const auto before = pipeline_scorer().score(scvm::json::read_base(pipeline()["base"].dump()),
                                                scvm::crm::read_as_of(pipeline()["earlier"].get<std::string>()));
    CHECK(scvm::json::analyse(table) == pipeline()["analysis"].get<std::string>());
    CHECK(scvm::json::breakdown(table, "territory") == pipeline()["breakdown"]["territory"].get<std::string>());
    CHECK(scvm::json::migration(before, table) == pipeline()["migration"].get<std::string>());
}

TEST_CASE("plan, export and effect of an erasure give the shared vector byte for byte") {
    const auto base = scvm::json::read_base(pipeline()["base"].dump());
    CHECK(scvm::json::write_treatments(pipeline_table()) == pipeline()["treatments"].get<std::string>());
    for (const auto& [id, held] : pipeline()["exported"].items()) {
        CHECK(scvm::json::export_person(base, id) == held.get<std::string>());
    }
    const auto as_of = scvm::crm::read_as_of(pipeline()["as_of"].get<std::string>());
    for (const auto& [id, effect] : pipeline()["erasure_effect"].items()) {
        CHECK(scvm::json::erasure_effect(pipeline_scorer(), base, id, as_of) == effect.get<std::string>());
    }
}

TEST_CASE("a table written piece by piece is in canonical form") {
    const std::string text = scvm::json::write_table(pipeline_table());
    CHECK(scvm::json::canonical(nlohmann::json::parse(text)) == text);
}

TEST_CASE("every interaction of the vector is accounted for once, also where a row stands for several") {
    const auto rows = nlohmann::json::parse(scvm::json::write_summary(pipeline_table()))["network"]["interaction_rows"];
    CHECK(rows["rows"] == 22);
    CHECK(rows["events"] == 25);  // one row counts 3, another 2
    const scvm::crm::interaction_account all = pipeline_table().summary().network->rows;
    CHECK(all.used + all.retries + all.upon_oneself + all.after_as_of + all.too_old + all.no_consent + all.hostile +
              all.out_of_range + all.rejected ==
          25);
    for (const auto& [way, n] : rows.items()) {  // few refuse, and groups are hidden
        CHECK(n.is_null() == (way == "used" || way == "hostile" || way == "no_consent" || way == "after_as_of"));
    }
}

TEST_CASE("the save hook gives the shared cards byte for byte") {
    const auto scorer = pipeline_scorer();
    for (const auto& each : pipeline()["records"]) {
        CAPTURE(each["record"]["id"].dump());
        CHECK(scvm::json::score_customer(scorer, each["record"].dump()) == each["card"].get<std::string>());
    }
}

TEST_CASE("hook and batch agree on every customer, to the last bit") {
    const auto table = pipeline_table();
    for (const auto& each : pipeline()["records"]) {
        const auto& id = each["record"]["id"];
        if (!id.is_string()) {
            continue;  // a record of its own, which the base does not hold
        }
        auto card = nlohmann::json::parse(each["card"].get<std::string>());
        auto row = nlohmann::json::parse(scvm::json::explain(table, id.get<std::string>()));
        card.erase("rejected");
        row.erase("rejected");
        const bool same = card == row;
        CHECK(same);
    }
}

TEST_CASE("the contributions of an explanation sum to its score, the factors multiply to it") {
    for (const auto& each : pipeline()["records"]) {
        const auto card = nlohmann::json::parse(each["card"].get<std::string>());
        for (const auto& reason : card["explanation"]) {
            if (!reason["value"].is_number()) {
                CHECK_FALSE(reason["sentence"].get<std::string>().empty());
                continue;
            }
            double sum = 0;
            double product = 1;
            for (const auto& part : reason["parts"]) {
                sum += part.value("contribution", 0.0);
                product *= part.value("factor", 1.0);
            }
            const double value = reason["value"];
            CHECK((reason["score"] == "lifetime_value" ? product : sum) == doctest::Approx(value).epsilon(1e-14));
        }
    }
}

TEST_CASE("every published total of the network is the sum of its published parts, or a line says why not") {
    for (const bool everybody_bought : {true, false}) {
        CAPTURE(everybody_bought);
        nlohmann::json base = pipeline()["base"];
        if (!everybody_bought) {  // one who contributed something has no lifetime value then
            nlohmann::json kept = base["purchases"];
            for (auto& column : kept) {
                column = nlohmann::json::array();
            }
            for (std::size_t row = 0; row < base["purchases"]["customer"].size(); ++row) {
                if (base["purchases"]["customer"][row] != "sympathizer") {
                    for (auto& [name, column] : kept.items()) {
                        column.push_back(base["purchases"][name][row]);
                    }
                }
            }
            base["purchases"] = kept;
        }
        base["contributions"]["accepted"][2] = 1;  // of one without a network value, unless everybody bought
        const auto table = pipeline_scorer().score(scvm::json::read_base(base.dump()),
                                                   scvm::crm::read_as_of(pipeline()["as_of"].get<std::string>()));
        const auto got = nlohmann::json::parse(scvm::json::write_table(table));
        const auto sum_of = [&](const char* name) {
            double sum = 0;
            for (const auto& customer : got["customers"]) {
                const auto& value = customer["equity"][name];
                sum += value.is_number() ? value.get<double>() : 0;
            }
            return sum;
        };
        const auto& equity = got["summary"]["equity"];
        const double network = equity["customer_network_equity"];
        CHECK(network == doctest::Approx(sum_of("network_value")).epsilon(1e-14));
        double apart = 0;
        for (const auto& customer : got["customers"]) {
            const auto& of = customer["equity"];
            apart += of["engagement_value"].is_null() && of["knowledge_value"].is_number()
                         ? of["knowledge_value"].get<double>()
                         : 0;
        }
        CHECK(sum_of("engagement_value") ==
              doctest::Approx(network + sum_of("knowledge_value") - apart).epsilon(1e-14));
        CHECK(apart == (everybody_bought ? 0 : 80));
        for (const char* name : {"knowledge_value", "knowledge_value_apart", "engagement_value"}) {
            CHECK(equity[name].is_null());  // of few who contributed
        }
        CHECK(network == doctest::Approx(equity["lifetime_value"].get<double>()).epsilon(1e-14));
    }
}

TEST_CASE("after a purchase or a refund of today the hook gives what the next night gives, to the last bit") {
    const auto as_of = pipeline()["as_of"].get<std::string>();
    std::size_t givers = 0;
    for (const auto& each : pipeline()["records"]) {
        const auto& id = each["record"]["id"];
        const auto before = nlohmann::json::parse(each["card"].get<std::string>())["equity"];
        if (!id.is_string() || !before["credit_given"].is_number()) {
            continue;
        }
        for (const double amount : {0.5, 40.0, 900.0, 20000.0}) {
            CAPTURE(id.dump());
            CAPTURE(amount);
            nlohmann::json base = pipeline()["base"];
            base["purchases"]["customer"].push_back(id);
            base["purchases"]["time"].push_back(as_of);
            base["purchases"]["amount"].push_back(amount);
            nlohmann::json record = each["record"];
            record["purchases"].push_back({{"time", as_of}, {"amount", amount}});
            const auto night =
                pipeline_scorer().score(scvm::json::read_base(base.dump()), scvm::crm::read_as_of(as_of));
            const auto hook = nlohmann::json::parse(scvm::json::score_customer(pipeline_scorer(), record.dump()));
            const auto card = nlohmann::json::parse(scvm::json::explain(night, id.get<std::string>()));
            for (const char* name : {"given_share", "owed_for_referral", "owed_for_influence"}) {
                CHECK(hook["equity"][name] == card["equity"][name]);
            }
            // This model passes credit on: a little of the new value comes back through others, at night.
            const double given = card["equity"]["credit_given"];
            CHECK(hook["equity"]["credit_given"] == doctest::Approx(given).epsilon(1e-4));
            CHECK(hook["value"] == card["value"]);
            givers += hook["equity"]["credit_given"] > 0;
            if (amount == 900.0 &&
                hook["equity"]["credit_given"] > 0) {  // a card of an older version tells the share only
                for (const char* name : {"owed_for_referral", "owed_for_influence"}) {
                    record["equity"].erase(name);
                }
                const auto older = nlohmann::json::parse(scvm::json::score_customer(pipeline_scorer(), record.dump()));
                CHECK(older["equity"]["credit_given"] > 0);
                CHECK(older["equity"]["credit_given"] <= card["equity"]["credit_given"]);
            }
        }
    }
    CHECK(givers >= 8);
}

TEST_CASE("the order of rows changes no byte of the scores") {
    const auto want = nlohmann::json::parse(pipeline()["scores"].get<std::string>());
    nlohmann::json base = pipeline()["base"];
    for (auto& table : {"answers", "purchases", "interactions", "referrals", "contributions", "consents"}) {
        for (auto& column : base[table]) {
            std::reverse(column.begin(), column.end());
        }
    }
    const auto table = pipeline_scorer().score(scvm::json::read_base(base.dump()),
                                               scvm::crm::read_as_of(pipeline()["as_of"].get<std::string>()));
    const auto got = nlohmann::json::parse(scvm::json::write_table(table));
    const bool same_cards = got["customers"] == want["customers"];
    CHECK(same_cards);
    CHECK(got["summary"] == want["summary"]);
}

TEST_CASE("the order of customers permutes the cards and changes no figure of the company") {
    const auto want = nlohmann::json::parse(pipeline()["scores"].get<std::string>());
    nlohmann::json base = pipeline()["base"];
    std::reverse(base["customers"]["id"].begin(), base["customers"]["id"].end());
    const auto table = pipeline_scorer().score(scvm::json::read_base(base.dump()),
                                               scvm::crm::read_as_of(pipeline()["as_of"].get<std::string>()));
    auto got = nlohmann::json::parse(scvm::json::write_table(table));
    CHECK(table.id(0) == "17");
    const auto by_id = [](const nlohmann::json& a, const nlohmann::json& b) { return a["id"] < b["id"]; };
    std::sort(got["customers"].begin(), got["customers"].end(), by_id);
    auto sorted = want["customers"];
    std::sort(sorted.begin(), sorted.end(), by_id);
    const bool same_cards = got["customers"] == sorted;
    CHECK(same_cards);
    CHECK(got["summary"] == want["summary"]);
}

TEST_CASE("eight threads share one scorer and get the same bytes") {
    const auto scorer = pipeline_scorer();
    const std::string record = pipeline()["records"][0]["record"].dump();
    const std::string want = pipeline()["records"][0]["card"];
    std::vector<int> wrong(8);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < wrong.size(); ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 200; ++i) {
                wrong[t] += scvm::json::score_customer(scorer, record) != want;
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    for (const int count : wrong) {
        CHECK(count == 0);
    }
}

TEST_CASE("every row is accounted for") {
    const auto table = pipeline_table();
    const auto summary = nlohmann::json::parse(scvm::json::write_summary(table));
    const auto told = [](const nlohmann::json& rows) {
        std::size_t sum = 0;
        for (const auto& [way, n] : rows.items()) {
            sum += way == "rows" || n.is_null() ? 0 : n.get<std::size_t>();
        }
        return sum;
    };
    // Few refuse: their rows and those that are later are told together, by what the others leave.
    const auto& a = summary["answer_rows"];
    CHECK(a["rows"] == pipeline()["base"]["answers"]["customer"].size());
    CHECK(a["rows"] == told(a) + table.answer_rows().no_consent + table.answer_rows().after_as_of);
    const auto& p = summary["purchase_rows"];
    CHECK(p["rows"] == pipeline()["base"]["purchases"]["customer"].size());
    CHECK(p["rows"] == told(p) + table.purchases_without_consent() + table.purchase_rows().after_end);
}
