#include <scvm/crm/base_table.hpp>
#include <scvm/crm/incoming_rows.hpp>
#include <scvm/json/base.hpp>
#include <scvm/json/person_data.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace scvm;

namespace {

crm::customer_base read(const std::string& tables) {
    return json::read_base(R"({"schema": "scvm-base/1", "customers": {"id": ["a", 17]}, )" + tables + "}");
}

std::string refusal(const std::string& text, errc code = errc::bad_record) {
    try {
        (void)json::read_base(text);
    } catch (const error& e) {
        CHECK(e.code() == code);
        return e.what();
    }
    FAIL("the base was accepted: " << text.substr(0, 200));
    return "";
}

std::string refusal_of(const std::string& tables, errc code = errc::bad_record) {
    return refusal(R"({"schema": "scvm-base/1", "customers": {"id": ["a", 17]}, )" + tables + "}", code);
}

std::vector<std::string> reasons(const crm::customer_base& base) {
    std::vector<std::string> result;
    for (const crm::rejected_row& each : base.rejected()) {
        result.push_back(std::string(name_of(each.where)) + " " + std::to_string(each.row) + " " + each.reason);
    }
    return result;
}

}  // namespace

TEST_CASE("a base of the wrong shape is one error with the offender's path") {
    CHECK(refusal("") == "base: not JSON from byte 1 on");
    CHECK(refusal("[]") == "base: expected an object");
    CHECK(refusal("{}") == "base.schema: is missing");
    CHECK(refusal(R"({"schema": 1})") == "base.schema: expected a text");
    CHECK(refusal(R"({"schema": null})") == "base.schema: is missing");
    CHECK(refusal(R"({"schema": "scvm-base/2"})") == "base.schema: \"scvm-base/2\": this version reads scvm-base/1");
    CHECK(refusal(R"({"schema": "scvm-base/1", "schema": "scvm-base/1"})") == "base.schema: duplicate key");
    CHECK(refusal_of(R"("purchase": {})") ==
          "base.purchase: unknown key; expected one of schema, time_zone, customers, employees, prospects, "
          "memberships, consents, "
          "answers, "
          "purchases, "
          "attributes, contracts, interactions, referrals, contributions, anonymous_answers, published_scores, "
          "complaints, helpers, jobs, ideas, votes, tests; did you mean purchases?");
    CHECK(refusal_of(R"("purchases": [])") == "base.purchases: expected an object");
    CHECK(refusal_of(R"("purchases": {"customer": ["a"], "time": [0]})") == "base.purchases.amount: is missing");
    CHECK(refusal_of(R"("purchases": {"customer": ["a"], "time": [0], "amount": null})") ==
          "base.purchases.amount: is missing");
    CHECK(refusal_of(R"("purchases": {"customer": ["a"], "time": [0], "amount": 5})") ==
          "base.purchases.amount: expected an array");
    CHECK(refusal_of(R"("purchases": {"customer": ["a"], "customer": ["a"]})") ==
          "base.purchases.customer: duplicate key");
    CHECK(refusal_of(R"("purchases": {"customer": ["a"], "amuont": [1]})") ==
          "base.purchases.amuont: unknown key; expected one of customer, time, amount, order; did you mean amount?");
    CHECK(refusal_of(R"("purchases": {"customer": ["a"], "time": [0, 1], "amount": [1]})", errc::size_mismatch) ==
          "base.purchases.time has 2 rows: expected 1, as customer has");
    CHECK(refusal_of(R"("answers": {"customer": ["a"], "item": ["s"], "value": [1], "wave": [1, 2]})",
                     errc::size_mismatch) == "base.answers.wave has 2 rows: expected 1, as customer has");
    CHECK(refusal_of(R"("attributes": [])") == "base.attributes: expected an object, one key an attribute");
    CHECK(refusal_of(R"("attributes": {"north": {"customer": ["a"]}})") == "base.attributes.north.value: is missing");
    CHECK(refusal_of(R"("attributes": {"n": {"customer": [], "value": []}, "n": {"customer": [], "value": []}})") ==
          "base.attributes.n: duplicate key");
    CHECK(refusal(std::string(1000, '[')) == "base: nested deeper than 32 levels");
    const std::string good = R"({"schema": "scvm-base/1"})";
    CHECK(refusal(good + std::string("\0", 1)) == "base: not JSON from byte 26 on");
    CHECK(refusal(good + std::string("\0{}", 3)) == "base: not JSON from byte 26 on");
}

TEST_CASE("tables and columns come in any order, null ones as if they were not there") {
    const auto base = json::read_base(R"({
        "referrals": {"time": ["2026-03-01"], "referred": [17], "referrer": ["a"]},
        "answers": {"wave": [], "value": [null, 4], "time": null, "item": ["s", "\u0074"], "customer": ["a", "17"]},
        "customers": {"id": ["a", 17, -0, 123456789012345678901234567890]},
        "employees": null, "schema": "scvm-base/1"})");
    CHECK(base.rejected().empty());
    CHECK(base.customers().size() == 4);
    CHECK(base.customers()[1] == "17");
    CHECK(base.customers()[2] == "0");
    CHECK(base.customers()[3] == "123456789012345678901234567890");
    REQUIRE(base.content().answers.size() == 2);
    CHECK(std::isnan(base.content().answers[0].value));
    CHECK(base.items()[base.content().answers[1].item] == "t");
    CHECK(base.content().referrals[0].referred == 1);
}

TEST_CASE("a row of a base that cannot be used is rejected alone: the first column's fault is told") {
    const auto base =
        read(R"("purchases": {"amount": ["5", 1, null, 1e300, 2, 3], "customer": [true, "a", "a", "a", "b", 17],
        "time": ["soon", 1.5, "2026-01-01", "2026-01-01", "2026-01-01", 1767225600]},
        "interactions": {"actor": ["a", "a", "a", "a", "a"], "target": [null, 17, 17, 17, 17],
            "kind": ["post", "wink", "like", "like", "like"], "time": [1767225600, 1767225600, 1767225600, 1767225600, 1767225600],
            "sentiment": [null, 0, 2, 0, 0], "count": [null, 1, 1, 0.5, 2], "channel": [null, "f", "f", "f", "f"]},
        "contributions": {"customer": ["a", "a", "a", "a"], "kind": ["ideas", "ideas", "ideas", "ideas"],
            "time": [1767225600, 1767225600, 1767225600, 1767225600], "units": [null, -1, 1, 1], "accepted": [true, 1, 0.5, null], "value": [null, 1, 1, 1e16]},
        "contracts": {"customer": ["a", 17], "end": ["2027-01-31", "2027-01-31"], "notice_days": [null, -1]},
        "anonymous_answers": {"respondent": ["r", "a"], "item": ["s", "s"], "value": [1, 1], "time": [null, null],
            "wave": [null, 1]},
        "published_scores": {"customer": ["a", "a", "b"], "social_score": [40, 101, 3],
            "time": ["2026-01-01", "2026-01-01", "2026-01-01"]})");
    CHECK(reasons(base) ==
          std::vector<std::string>{
              "purchases 0 customer: expected an id, as a text or a whole number",
              "purchases 1 time = 1.5: expected a date like 2026-08-01, or a time like 2026-08-01T14:30:00Z",
              "purchases 2 amount = nan: expected an amount of money from -1e15 to 1e15",
              "purchases 3 amount = 1e+300: expected an amount of money from -1e15 to 1e15",
              "purchases 4 customer \"b\": not in the customers table",
              "contracts 1 notice_days = -1: expected 0 to 36525 days",
              "interactions 1 kind \"wink\": expected one of post, comment, like, share, mention, answer, review, "
              "referral, follow",
              "interactions 2 sentiment = 2: expected -1 to 1, or none",
              "interactions 3 count = 0.5: expected a whole number from 1 to 4294967295",
              "contributions 1 units = -1: expected 0 to 1e15 units",
              "contributions 2 accepted = 0.5: expected 1, 0, or nothing while it is not decided",
              "contributions 3 value = 1e+16: expected an amount of money from -1e15 to 1e15",
              "anonymous_answers 1 respondent \"a\": is a customer's id; anonymous answers name nobody",
              "published_scores 1 social_score = 101: expected 0 to 100 points",
              "published_scores 2 customer \"b\": not in the customers table",
          });
    CHECK(base.content().purchases.amount == std::vector<double>{3});
    CHECK(base.content().interactions.count == std::vector<std::uint32_t>{1, 2});
    CHECK(base.content().interactions.target[0] == crm::no_person);
    CHECK(base.content().contributions[0].units == 1);
    CHECK(base.content().contributions[0].accepted == 1);
    CHECK(base.contract(0).notice == 0);
    CHECK(base.content().anonymous_answers.size() == 1);
    CHECK(base.content().published_scores.size() == 1);
    CHECK(base.content().published_scores[0].social_score == 40);
}

TEST_CASE("a consent that a document cannot say is a refusal of its purpose, and is told") {
    const auto base =
        read(R"("consents": {"customer": ["a", "a", 17, "zoe"], "purpose": ["scoring", "scoring", null, "*"],
        "state": ["granted", {"no": 1}, "granted", "?"], "time": ["2026-01-01", null, null, null]})");
    CHECK(reasons(base) == std::vector<std::string>{"consents 1 state: expected an id, as a text or a whole number",
                                                    "consents 2 purpose: expected an id, as a text or a whole number",
                                                    "consents 3 state \"?\": expected granted, refused or withdrawn"});
    REQUIRE(base.content().consents.size() == 3);
    CHECK(base.content().consents[1].state == crm::consent_state::unclear);
    CHECK(base.content().purposes[base.content().consents[2].purpose] == "*");
}

TEST_CASE("what a base says of a person is what it was given, column for column") {
    const auto base = read(R"("employees": {"id": ["staff"]},
        "answers": {"customer": ["a"], "item": ["s"], "value": [null], "time": ["2026-03-01"], "wave": [2]},
        "purchases": {"customer": ["a"], "time": ["2026-08-01T10:00:00Z"], "amount": [-3.5]},
        "contracts": {"customer": ["a"], "end": ["2027-01-31"], "notice_days": [30]},
        "consents": {"customer": ["a"], "purpose": ["*"], "state": ["Opt-in"], "evidence": ["form 17"]},
        "interactions": {"actor": ["staff", "a"], "target": ["a", null], "kind": ["answer", "post"], "time": [1767225600, 1767225660],
            "sentiment": [null, -1], "event_id": ["e1", null], "channel": ["forum", null]},
        "referrals": {"referrer": [17], "referred": ["a"], "time": [1767225600]},
        "contributions": {"customer": ["a"], "kind": ["know_how"], "time": [1767225600], "value": [7]})");
    CHECK(base.rejected().empty());
    CHECK(nlohmann::json::parse(json::export_person(base, "a")) == nlohmann::json::parse(R"({
        "schema": "scvm-person/1", "id": "a", "kind": "customer", "attributes": {},
        "answers": [{"item": "s", "value": null, "time": "2026-03-01T00:00:00Z", "wave": 2}],
        "purchases": [{"time": "2026-08-01T10:00:00Z", "amount": -3.5}],
        "published_scores": [],
        "contracts": [{"end": "2027-01-31T00:00:00Z", "notice_days": 30}],
        "consents": [{"purpose": "*", "state": "granted", "time": null, "expires": null,
                      "evidence": "form 17", "source": ""}],
        "interactions": [{"actor": "staff", "target": "a", "kind": "answer", "time": "2026-01-01T00:00:00Z",
                          "sentiment": null, "channel": "forum", "count": 1},
                         {"actor": "a", "target": null, "kind": "post", "time": "2026-01-01T00:01:00Z",
                          "sentiment": -1, "channel": null, "count": 1}],
        "referrals": [{"referrer": "17", "referred": "a", "time": "2026-01-01T00:00:00Z"}],
        "contributions": [{"kind": "know_how", "time": "2026-01-01T00:00:00Z", "units": 1, "accepted": null,
                           "value": 7}],
        "complaints": [], "helpers": [], "jobs": [], "ideas": [], "votes": [], "tests": []})"));
}

TEST_CASE("rows come in by columns of any table, lent or cell by cell") {
    crm::customer_base base = read(R"("employees": null)");
    crm::incoming_rows rows(crm::base_table_named("purchases"), crm::clock_reader());
    const std::vector<std::string_view> ids = {"a", "17", "a"};
    const std::vector<double> amounts = {1, 2, 3};
    rows.lend(0, std::span(std::as_const(ids)));
    CHECK_THROWS_WITH((void)rows.require_columns("x."), "x.time: is missing");
    rows.read(1, {crm::cell::what::text, "2026-01-01"});
    rows.read(1, {crm::cell::what::text, "01.05.2026"});
    rows.read(1, {crm::cell::what::digits, "1767225600", 1767225600});
    CHECK_THROWS_WITH((void)rows.require_columns(), "amount: is missing");
    rows.lend(2, std::span(std::as_const(amounts)));
    CHECK(rows.add_to(base) == 2);
    CHECK(base.content().purchases.amount == std::vector<double>{1, 3});
    REQUIRE(base.rejected().size() == 1);
    CHECK(base.rejected()[0].row == 1);
    CHECK_THROWS_WITH(
        (void)crm::base_table_named("purchase"),
        "table \"purchase\": expected one of customers, employees, prospects, memberships, consents, answers, "
        "purchases, "
        "attributes, contracts, interactions, referrals, contributions, anonymous_answers, published_scores, "
        "complaints, helpers, jobs, ideas, votes, tests");
}

TEST_CASE("every table and column is described once, with a sentence and a place for its default") {
    std::size_t columns = 0;
    for (const crm::base_table& each : crm::base_tables()) {
        CAPTURE(each.name());
        REQUIRE(each.row->fields.size() == each.columns->fields.size());
        CHECK(each.row->fields.front().required);
        for (std::size_t i = 0; i < each.row->fields.size(); ++i) {
            CHECK(each.row->fields[i].name == each.columns->fields[i].name);
            CHECK_FALSE(each.row->fields[i].sentence.empty());
            ++columns;
        }
    }
    CHECK(columns == 98);
}
