// Points and badges for being recognised by others, on a small base whose answers are known by hand.
#include <scvm/crm/scorer.hpp>
#include <scvm/json/model.hpp>
#include <scvm/json/record.hpp>
#include <scvm/json/table.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

using namespace scvm;

namespace {

constexpr std::int64_t day = 86400;
constexpr std::int64_t today = 20000 * day;
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Customers who are backed in full by what they bought, and acts among them and others.
struct community {
    std::vector<std::string> customers;
    std::vector<std::string> employees;
    std::vector<std::string> buyer{};
    std::vector<std::string> actor{}, target{}, kind{};
    std::vector<std::int64_t> when{};
    std::vector<double> tone{};

    void acts(const std::string& who, const std::string& upon, const std::string& what, std::int64_t days_ago,
              double said = unknown) {
        actor.push_back(who);
        target.push_back(upon);
        kind.push_back(what);
        when.push_back(today - days_ago * day);
        tone.push_back(said);
    }
    [[nodiscard]] crm::score_table score(const std::string& network = "{}") const {
        const auto views = [](const std::vector<std::string>& of) {
            return std::vector<std::string_view>(of.begin(), of.end());
        };
        crm::customer_base base;
        base.add_customers(views(customers));
        const std::vector<std::string_view> staff = views(employees);
        base.add_employees({staff});
        std::vector<std::string> bought;
        std::vector<std::int64_t> time;
        std::vector<double> amount;
        for (const std::string& each : buyer) {
            for (int i = 0; i < 30; ++i) {
                bought.push_back(each);
                time.push_back(today - (100 + 10 * i) * day);
                amount.push_back(100);
            }
        }
        base.add_purchases({views(bought), time, amount});
        base.add_interactions({views(actor), views(target), views(kind), when, {}, tone});
        CHECK(base.rejected().empty());
        return crm::scorer(json::read_model(R"({"schema": "scvm-model/1", "id": "m", "network": )" + network + "}"))
            .score(base, today);
    }
};

double number(const crm::score_table& of, const char* column, const std::string& id) {
    return of.numbers(column)[of.row_of(id)];
}

}  // namespace

TEST_CASE("points on the card are those of different others with a standing, day by day, and of nobody else") {
    community of{{"star", "farmer", "friend", "silent"}, {"staff"}};
    for (int i = 0; i < 20; ++i) {
        of.customers.push_back("p" + std::to_string(i));
        of.buyer.push_back(of.customers.back());
    }
    of.buyer.emplace_back("friend");
    for (int i = 0; i < 20; ++i) {  // each once, on a day of its own
        of.acts("p" + std::to_string(i), "star", i % 2 == 0 ? "like" : "comment", 10 + i);
    }
    for (std::int64_t ago = 1; ago < 60; ++ago) {
        of.acts("friend", "farmer", "like", ago);  // three days of one other count
        of.acts("farmer", "farmer", "like", ago);
        of.acts("staff", "farmer", "like", ago);
        of.acts("silent", "farmer", "like", ago);  // never bought anything: no standing
    }
    of.acts("p1", "star", "comment", 5, -1);  // hostile
    of.acts("star", "p1", "answer", 5);       // the merit of who answers
    const char* const rules = R"({"points": {"level_points": [1, 20, 60]}})";
    const auto table = of.score(rules);
    const auto points = [&](const char* id) { return number(table, "community_points", id); };
    CHECK(points("star") > 1);
    CHECK(points("star") < 20 * std::log(2.0));  // a standing of 1 would give ln 2 a day
    CHECK(number(table, "community_others", "star") == 20);
    CHECK(number(table, "community_badge", "star") == 1);  // of 20 others
    CHECK(number(table, "community_others", "farmer") == 1);
    CHECK(number(table, "community_badge", "farmer") == 0);
    CHECK(points("p1") == 0);
    CHECK(points("silent") == 0);

    const auto card = nlohmann::json::parse(json::explain(table, "star"));
    CHECK(card["network"]["community_points"] == points("star"));
    bool told = false;
    for (const auto& each : card["explanation"]) {
        const std::string said = each["sentence"];
        told |= each["score"] == "community_points" && each["value"] == points("star") &&
                said.ends_with("points, from 20 people. That is badge 1 of 3.") &&
                each["sentence_de"].get<std::string>().find("Abzeichen 1 von 3") != std::string::npos;
    }
    CHECK_UNARY(told);

    // A save hook hands the place back, and says the same.
    const crm::scorer by(
        json::read_model(R"({"schema": "scvm-model/1", "id": "m", "network": )" + std::string(rules) + "}"));
    const nlohmann::json record{{"id", "star"}, {"as_of", card["as_of"]}, {"network", card["network"]}};
    const auto again = nlohmann::json::parse(json::score_customer(by, record.dump()));
    CHECK(again["network"] == card["network"]);

    // One and the same other counts on three days, or on as many as the model says; a badge may take less.
    const auto strict =
        of.score(R"({"points": {"days_of_one": 1, "level_points": [0.1, 20, 60], "level_others": [1, 15, 40]}})");
    CHECK(points("farmer") == doctest::Approx(3 * number(strict, "community_points", "farmer")).epsilon(1e-9));
    CHECK(number(strict, "community_badge", "farmer") == 1);
}

TEST_CASE("accounts that accomplices invent are no more different others than these are") {
    community of{{"star"}, {}};
    for (int i = 0; i < 40; ++i) {
        of.customers.push_back("p" + std::to_string(i));
        of.buyer.push_back(of.customers.back());
    }
    for (int i = 0; i < 40; ++i) {
        for (const int step : {1, 3, 8}) {
            of.acts("p" + std::to_string(i), "p" + std::to_string((i + step) % 40), "comment", 5 + i);
        }
    }
    const int accomplices = 6;
    for (int i = 0; i < accomplices; ++i) {
        of.acts("p" + std::to_string(i), "star", "like", 20 + i);
    }
    const auto before = of.score();
    CHECK(number(before, "community_others", "star") == accomplices);
    for (int i = 0; i < 60; ++i) {
        const std::string invented = "x" + std::to_string(i);
        of.customers.push_back(invented);
        for (int k = 0; k < accomplices; ++k) {
            of.acts("p" + std::to_string(k), invented, "like", 30);
        }
        of.acts(invented, "star", "comment", 1 + i % 10);
    }
    const auto after = of.score();
    CHECK(number(after, "influence", "x1") > 0);  // they have a standing
    CHECK(number(after, "community_others", "star") == accomplices);
}

TEST_CASE("the badges of a model rise") {
    for (const char* points : {"[60, 20, 1]", "[5, 5, 60]"}) {
        const std::string model = R"({"schema": "scvm-model/1", "id": "m", "network": {"points": {"level_points": )";
        CHECK_THROWS_AS((void)json::read_model(model + points + "}}}"), error);
    }
}

TEST_CASE("without a network section there are no points, and not 0") {
    crm::customer_base base;
    base.add_customers(std::vector<std::string_view>{"a", "b"});
    const crm::scorer by(json::read_model(
        R"({"schema": "scvm-model/1", "id": "m", "value": {"bg_nbd": {"r": 1, "alpha": 1, "a": 1, "b": 1}}})"));
    const auto table = by.score(base, today);
    CHECK_UNARY(std::isnan(number(table, "community_points", "a")));
}
