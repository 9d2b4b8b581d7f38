#include "json/writer.hpp"

#include <scvm/json/model.hpp>
#include <scvm/json/record.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

using namespace scvm;

namespace {

scvm::crm::scorer scorer() {
    return scvm::crm::scorer(scvm::json::read_model(R"({"schema": "scvm-model/1", "id": "m",
        "survey": {"items": [{"id": "s", "dimension": "satisfaction", "lowest": 1, "highest": 5},
                             {"id": "a", "dimension": "attachment", "lowest": 1, "highest": 5}]}})"));
}

std::string refusal(const std::string& record, errc code = errc::bad_record) {
    try {
        (void)scvm::json::score_customer(scorer(), record);
    } catch (const scvm::error& e) {
        CHECK(e.code() == code);
        return e.what();
    }
    FAIL("the record was accepted: " << record.substr(0, 200));
    return "";
}

nlohmann::json rejected(const std::string& rows) {
    const std::string record = R"({"id": "x", "as_of": "2026-11-21", )" + rows + "}";
    return nlohmann::json::parse(scvm::json::score_customer(scorer(), record))["rejected"];
}

}  // namespace

TEST_CASE("an order that a record repeats counts once, and one refund of it") {
    const auto by = scorer();
    const auto read = scvm::json::read_record(R"({"id": "c", "as_of": "2026-11-21", "purchases": [
        {"time": "2026-08-01", "amount": 100, "order": "R1"}, {"time": "2026-08-01", "amount": 100, "order": "R1"},
        {"order": "R1", "amount": -30, "time": "2026-08-02"}, {"time": "2026-08-01", "amount": 90, "order": "R1"},
        {"time": "2026-08-03", "amount": 100, "order": "R1"}, {"time": "2026-08-01", "amount": 7, "order": 17},
        {"time": "2026-08-01", "amount": 7, "order": null}, {"time": "2026-08-01", "amount": 7, "order": ""}]})",
                                              by);
    CHECK(read.history.purchase_amount == std::vector<double>{100, -30, 7, 7, 7});
    REQUIRE(read.rejected.size() == 3);
    CHECK(read.rejected[0].reason == "purchases[1].order \"R1\": a duplicate, the first one counts");
    CHECK(read.rejected[1].reason == "purchases[3].order \"R1\": was there before, with another amount");
    CHECK(read.rejected[2].reason == "purchases[4].order \"R1\": was there before, at another time");
}

TEST_CASE("a record that is none is refused with one clear error") {
    CHECK(refusal("") == "record: not JSON from byte 1 on");
    CHECK(refusal("[]") == "record: expected an object");
    CHECK(refusal("7") == "record: expected an object");
    CHECK(refusal("{}") == "record.id: is missing");
    CHECK(refusal(R"({"id": "x"})") == "record.as_of: is missing");
    CHECK(refusal(R"({"id": null, "as_of": "2026-11-21"})") ==
          "record.id: expected an id, as a text or a whole number");
    CHECK(refusal(R"({"id": 1.5, "as_of": "2026-11-21"})") == "record.id: expected an id, as a text or a whole number");
    CHECK(refusal(R"({"id": "", "as_of": "2026-11-21"})", errc::domain) ==
          "id \"\": expected UTF-8 text of 1 to 1024 bytes");
    CHECK(refusal(R"({"id": ["x"], "as_of": "2026-11-21"})") == "record.id: expected a text");
    CHECK(refusal(R"({"id": "x", "as_of": "tomorrow"})").starts_with("record.as_of = \"tomorrow\": expected a date"));
    CHECK(refusal(R"({"id": "x", "as_of": 1795219200000})", errc::domain).find("milliseconds") != std::string::npos);
    CHECK(refusal(R"({"id": "x", "as_of": 18446744073709551615})", errc::domain).starts_with("record.as_of"));
    CHECK(refusal(R"({"id": "x", "id": "y", "as_of": "2026-11-21"})") == "record.\"id\": stands twice");
    CHECK(refusal(R"({"id": "x", "as_of": "2026-11-21", "purchase": []})") ==
          "record.\"purchase\": unknown key; expected one of id, as_of, answers, purchases, contracts, consents, "
          "contributions, complaints, ideas, network, equity, service, helper, treatment, matters, account");
    CHECK(refusal(R"({"id": "x", "as_of": "2026-11-21", "purchases": {}})") == "record.purchases: expected an array");
    CHECK(refusal(R"({"id": "x", "as_of": "2026-11-21", "purchases": 3})") == "record.purchases: expected an array");
    CHECK(refusal(R"({"id": "x", "as_of": "2026-11-21"} trailing)").starts_with("record: not JSON from byte"));
    CHECK(refusal(R"({"id": "x", "as_of": 1e999})") == "record: a number is too large for a double");
    CHECK(refusal("{\"id\": \"\xff\", \"as_of\": \"2026-11-21\"}").starts_with("record: not JSON from byte"));
    CHECK(refusal(R"({"id": "x", "as_of": "2026-11-21", "answers": )" + std::string(1000, '[') +
                  std::string(1000, ']') + "}") == "record: nested deeper than 32 levels");
    CHECK(refusal(std::string(100'000'000, '[')) == "record: expected an object");
}

TEST_CASE("a row that cannot be used is rejected alone, with its place and reason") {
    CHECK(rejected(R"("answers": [{"item": "s", "value": 4}])").empty());
    CHECK(rejected(R"("answers": null, "purchases": null)").empty());
    const auto answers = rejected(R"("answers": [
        7, [1], {"item": "s", "value": 4}, {"value": 4}, {"item": "s"}, {"item": "s", "value": "4"},
        {"item": "s", "value": 4, "time": "soon"}, {"item": "s", "value": 4, "wave": 1.5},
        {"item": "s", "value": [4]}, {"item": "s", "value": 4, "vlaue": 4}, {"item": "s", "item": "a", "value": 4},
        {"item": {"a": {"b": 1}}, "value": 4}, {"item": "s", "value": null}, {"item": "unknown item", "value": 4}])");
    std::vector<std::string> reasons;
    for (const auto& each : answers) {
        CHECK(each["table"] == "answers");
        reasons.push_back(each["reason"]);
    }
    CHECK(reasons == std::vector<std::string>{
                         "answers[0]: expected an object", "answers[1]: expected an object",
                         "answers[3].item: is missing", "answers[4].value: is missing",
                         "answers[5].value: expected a number or null",
                         "answers[6].time = \"soon\": expected a date like 2026-08-01, or a time like "
                         "2026-08-01T14:30:00Z",
                         "answers[7].wave: expected the whole number of a survey wave",
                         "answers[8]: expected texts and numbers only",
                         "answers[9].\"vlaue\": unknown key; expected one of item, value, time, wave",
                         "answers[10].\"item\": stands twice", "answers[11]: expected texts and numbers only"});
    const auto purchases = rejected(R"("purchases": [{"time": "2026-01-01", "amount": null},
        {"time": "2026-01-01", "amount": 1e300}, {"time": 1767225600, "amount": 5},
        {"time": 1767225600000, "amount": 5}, {"time": true, "amount": 5}])");
    REQUIRE(purchases.size() == 4);
    CHECK(purchases[0]["reason"] == "purchases[0].amount = nan: expected an amount of money from -1e15 to 1e15");
    CHECK(purchases[1]["row"] == 1);
    CHECK(purchases[2]["row"] == 3);
    CHECK(purchases[3]["reason"] == "purchases[4].time: expected a date, a time, or whole seconds since 1970");
    const auto complaints = rejected(R"("complaints": [{"kind": "complaint", "opened": "2099-01-01"}])");
    REQUIRE(complaints.size() == 1);
    CHECK(complaints[0]["reason"].get<std::string>().starts_with("complaints[0].opened = 2099-01-01: expected a date"));
}

TEST_CASE("keys of a record come in any order: answers before the day they are scored as of") {
    const auto card = nlohmann::json::parse(scvm::json::score_customer(
        scorer(), R"({"answers": [{"wave": 1, "value": 5, "item": "s"}, {"item": "a", "value": 5},
                                  {"item": "a", "value": 1, "wave": 2, "time": "2027-01-01"},
                                  {"item": "a", "value": 5, "wave": 1}],
                      "as_of": "2026-11-21", "id": 7})"));
    CHECK(card["id"] == "7");
    CHECK(card["survey"]["segment"] == "fan");
    CHECK(card["survey"]["wave"] == 1);
}

TEST_CASE("text in a card is escaped, and nothing of it is lost") {
    const std::string id = "a\"b\\c\n\t\x01\x7f/💙";
    const auto card = nlohmann::json::parse(
        scvm::json::score_customer(scorer(), nlohmann::json({{"id", id}, {"as_of", "2026-11-21"}}).dump()));
    CHECK(card["id"] == id);
}

TEST_CASE("the writer gives back every number, and says null for what is none") {
    for (const double value :
         {0.0, -0.0, 1.0, 0.1, 1e22, 1e-300, -5e-324, 1.7976931348623157e308, 123456789012345.67}) {
        const std::string text = scvm::json::canonical(value);
        CHECK(nlohmann::json::parse(text).get<double>() == value);
    }
    CHECK(scvm::json::canonical(std::nan("")) == "null");
    CHECK(scvm::json::canonical(-std::numeric_limits<double>::infinity()) == "null");
    CHECK(scvm::json::canonical({{"b", true}, {"a", {1, "x", nullptr}}}) == R"({"a":[1,"x",null],"b":true})");
    scvm::json::writer out;
    out.value("broken \xff\x80 text");
    CHECK(out.take() == "\"broken \xEF\xBF\xBD\xEF\xBF\xBD text\"");
}

TEST_CASE("what the last card said of a place among others is read back, and a key that no card has is refused") {
    const crm::scorer by(json::read_model(R"({"schema": "scvm-model/1", "id": "m", "value": {}, "network": {},
        "equity": {}, "treatment": {"tiers": [{"name": "a"}, {"name": "b", "enter": 5}], "previous_tier": "tier"}})"));
    const auto with = [&](const std::string& parts) {
        return json::read_record(R"({"id": "x", "as_of": "2026-11-21", )" + parts + "}", by).history;
    };
    const auto whole = with(R"("network": {"reach": 2, "amplification": 1, "reactor_influence": 0.5, "followers": 9,
        "social_score": 3, "participation": "heavy"}, "equity": {"given_share": 0.25, "referral_value": 7, "stage": "bind"},
        "treatment": {"value_tier": "b", "action": null})");
    REQUIRE(whole.network.has_value());
    CHECK(whole.network->features.reach == 2);
    CHECK(whole.network->participation == network::participation_class::heavy);
    CHECK(std::isnan(whole.network->published));
    const auto newer =
        with(R"("network": {"published_score": 41, "effective_followers": 4}, "equity": {"given_share": 0.1,
        "owed_for_referral": 0.2, "owed_for_influence": 0.05})");
    CHECK(newer.network->published == 41);
    CHECK(newer.network->effective == 4);
    CHECK(newer.equity->owed_for_referral == 0.2);
    CHECK(newer.equity->owed_for_influence == 0.05);
    REQUIRE(whole.equity.has_value());
    CHECK(whole.equity->owed_for_influence == 0.25);  // of a card that tells the share only
    CHECK(whole.equity->owed_for_referral == 0);
    CHECK(whole.equity->referral_value == 7);
    CHECK(whole.equity->helped == 0);
    CHECK(whole.previous_tier == 1);
    CHECK_FALSE(with(R"("equity": {"given_share": null})").equity.has_value());
    CHECK_FALSE(with(R"("network": null)").network.has_value());
    CHECK_FALSE(with(R"("network": {"reach": null, "status": "not_carried"})").network.has_value());
    CHECK_FALSE(with(R"("network": {"reach": null, "status": "no_consent"})").network.has_value());
    CHECK(with(R"("network": {"reach": null, "status": "no_interactions"})").network.has_value());
    const auto refusal = [&](const std::string& parts) -> std::string {
        try {
            (void)with(parts);
        } catch (const error& e) {
            return e.what();
        }
        return "";
    };
    CHECK(refusal(R"("network": {"raech": 1})") == "record.network.\"raech\": unknown key; expected those of a card");
    CHECK(refusal(R"("network": {"reach": "much"})") == "record.network.reach: expected a number or null");
    CHECK(refusal(R"("network": {"reach": [1]})") == "record.network.\"reach\": expected a text or a number");
    CHECK(refusal(R"("network": [])") == "record.network: expected an object");
    CHECK(refusal(R"("equity": 3)") == "record.equity: expected an object");
    CHECK(refusal(R"("network": {"reach": 1, "reach": 2})") == "record.network.reach: stands twice");
    CHECK(refusal(R"("network": {"participation": "busy"})").find("inactive, lurker") != std::string::npos);
    CHECK(refusal(R"("network": {"given_share": 1})").find("unknown key") != std::string::npos);  // of another object
    CHECK(refusal(R"("network": {"reach": 3})").find("go together") != std::string::npos);
    // Each object has its own keys and words, those of the card.
    CHECK(refusal(R"("network": {"priority": 1})").find("unknown key") != std::string::npos);
    CHECK(refusal(R"("equity": {"status": "rich"})").find("record.equity.status: expected one of scored, not_asked") !=
          std::string::npos);
    // Each number lies within its described range, whatever it is used for.
    const std::pair<const char*, const char*> beyond[] = {
        {R"("network": {"published_score": 100.5})",
         "record.network.published_score: 100.5: expected 0 <= published_score <= 100"},
        {R"("network": {"influence": 1.5})", "record.network.influence: 1.5: expected 0 <= influence <= 1"},
        {R"("network": {"followers": -1})", "record.network.followers: -1: expected followers >= 0"},
        {R"("network": {"community_badge": 4})", "record.network.community_badge: 4: expected 0 <= community_badge"},
        {R"("equity": {"given_share": -0.1})", "record.equity.given_share: -0.1: expected 0 <= given_share <= 1"},
        {R"("equity": {"referral_value": 1e300})", "record.equity.referral_value: 1e+300: expected -1e+20 <= "},
        {R"("service": {"queue_place": 0})", "record.service.queue_place: 0: expected queue_place >= 1"},
        {R"("helper": {"trust": 2})", "record.helper.trust: 2: expected 0 <= trust <= 1"},
        {R"("helper": {"rating": 6})", "record.helper.rating: 6: expected 1 <= rating <= 5"},
        {R"("treatment": {"priority": -1e300})", "record.treatment.priority: -1e+300: expected -1e+20 <= "},
        {R"("matters": {"betweenness": 1.01})", "record.matters.betweenness: 1.01: expected 0 <= betweenness <= 1"},
        {R"("matters": {"place": 0})", "record.matters.place: 0: expected place >= 1"},
        {R"("account": {"satisfaction": 101})", "record.account.satisfaction: 101: expected 0 <= satisfaction <= 100"},
        {R"("account": {"members": -1})", "record.account.members: -1: expected members >= 0"},
        {R"("account": {"revenue": 1e21})", "record.account.revenue: 1e+21: expected -1e+20 <= revenue <= 1e+20"},
    };
    for (const auto& [part, said] : beyond) {
        CHECK_MESSAGE(refusal(part).starts_with(said), refusal(part));
    }
    CHECK(with(R"("network": {"status": null, "participation": null, "engagement_rate": null})").network.has_value());
    CHECK(with(R"("equity": {"given_share": 0, "stage_premature": true})").equity.has_value());
}

TEST_CASE("numbers that a card hands back agree with one another") {
    const crm::scorer by(json::read_model(R"({"schema": "scvm-model/1", "id": "m", "value": {}})"));
    const auto refusal = [&](const std::string& part, const std::string& numbers) -> std::string {
        try {
            (void)json::read_record(R"({"id": "x", "as_of": "2026-11-21", ")" + part + R"(": {)" + numbers + "}}", by);
        } catch (const error& e) {
            return e.what();
        }
        return "";
    };
    struct pair {
        std::string part, lesser, greater;
        double low, high;
    };
    const pair pairs[] = {
        {"network", "engaged_followers", "followers", 3, 5},
        {"equity", "answered", "contacts", 1, 4},
        {"equity", "helped", "contacts", 2, 4},
        {"service", "open", "complaints", 1, 2},
        {"service", "missed_hours", "open_hours", 20, 48.5},
        {"helper", "solved", "jobs", 7, 9},
        {"helper", "trust_low", "trust_high", 0.25, 0.75},
        {"matters", "layer_low", "layer_high", 1, 2},
        {"account", "respondents", "members", 5, 6},
        {"account", "satisfaction_low", "satisfaction", 40, 60.5},
        {"account", "satisfaction", "satisfaction_high", 60.5, 80},
        {"account", "satisfaction_low", "satisfaction_high", 40, 80},
        {"account", "attachment_low", "attachment", 40, 60.5},
        {"account", "attachment", "attachment_high", 60.5, 80},
        {"account", "attachment_low", "attachment_high", 40, 80},
    };
    for (const pair& each : pairs) {
        const auto with = [&](double first, double second) {
            return refusal(each.part, "\"" + each.greater + "\": " + number_text(second) + ", \"" + each.lesser +
                                          "\": " + number_text(first));
        };
        CAPTURE(each.part);
        CAPTURE(each.lesser);
        CHECK(with(each.low, each.high) == "");
        CHECK(with(each.low, each.low) == "");
        CHECK(with(each.high, each.low) == "record." + each.part + "." + each.lesser + ": " + number_text(each.high) +
                                               ": expected " + each.lesser + " <= " + each.greater + ", which is " +
                                               number_text(each.low));
        // One alone says nothing of the other.
        CHECK(refusal(each.part, "\"" + each.lesser + "\": " + number_text(each.high)) == "");
        CHECK(refusal(each.part,
                      "\"" + each.greater + "\": null, \"" + each.lesser + "\": " + number_text(each.high)) == "");
    }
}

TEST_CASE(
    "who waits for an action's capacity goes on waiting until a batch counts everybody, unless it is another action") {
    const auto model = [](const std::string& previous_tier) {
        return R"({"schema": "scvm-model/1", "id": "m", "survey": {"items": [
            {"id": "s", "dimension": "satisfaction", "lowest": 1, "highest": 5},
            {"id": "a", "dimension": "attachment", "lowest": 1, "highest": 5}]},
            "treatment": {)" +
               previous_tier + R"("tiers": [{"name": "low"}, {"name": "high", "enter": 5}],
            "actions": [{"id": "invite", "capacity": 1}, {"id": "call"}],
            "rules": [{"when": {"segment": ["fan", "sympathizer"]}, "action": "invite"},
                      {"when": {"segment": ["unclassified", "mercenary", "captive", "opponent"]}, "action": "call"}]}})";
    };
    const crm::scorer by(json::read_model(model("")));
    const auto card = [&](int answer, const std::string& treatment) {
        const std::string of = std::to_string(answer);
        return nlohmann::json::parse(json::score_customer(
            by, R"({"id": "x", "as_of": "2026-11-21", "answers": [{"item": "s", "value": )" + of +
                    R"(}, {"item": "a", "value": )" + of + R"(}], "treatment": )" + treatment + "}"))["treatment"];
    };
    CHECK(card(5, "null")["status"] == "treated");
    CHECK(card(5, R"({"action": "invite", "status": "treated"})")["status"] == "treated");
    CHECK(card(5, R"({"action": "invite", "status": "no_capacity"})")["status"] == "no_capacity");
    CHECK(card(5, R"({"action": "invite", "status": "no_capacity"})")["action"] == "invite");
    CHECK(card(1, R"({"action": "invite", "status": "no_capacity"})")["status"] == "treated");  // it is "call" now
    CHECK(card(5, R"({"action": "gone", "status": "no_capacity"})")["status"] == "treated");

    const auto tier_before = [&](const crm::scorer& of) {
        return json::read_record(R"({"id": "x", "as_of": "2026-11-21", "treatment": {"value_tier": "high"}})", of)
            .history.previous_tier;
    };
    CHECK(tier_before(by) == equity::no_tier);  // a batch under this model knows no tier of before either
    CHECK(tier_before(crm::scorer(json::read_model(model(R"("previous_tier": "tier", )")))) == 1);
}

TEST_CASE("consents and contributions of a record are taken row by row") {
    const crm::scorer by(
        json::read_model(R"({"schema": "scvm-model/1", "id": "m", "value": {}, "consent": {}, "equity": {}})"));
    const auto read = json::read_record(R"({"id": "x", "as_of": "2026-11-21",
        "consents": [{"purpose": "scoring", "state": "granted"}, {"purpose": "scoring", "state": "perhaps"}, {"state": "granted"}],
        "contributions": [{"kind": "ideas", "time": "2026-01-01", "accepted": 1}, {"kind": "noise", "time": "2026-01-01"}]})",
                                        by);
    REQUIRE(read.history.consents.size() == 3);
    CHECK(read.history.consents[0].purpose == 7);  // survey, value and network need it, contact does not
    CHECK(read.history.consents[1].purpose == 7);
    CHECK(read.history.consents[1].state == crm::consent_state::unclear);
    CHECK(read.history.consents[2].purpose == 15);  // what it is about cannot be read: everything
    CHECK(read.history.contributions.size() == 1);
    REQUIRE(read.rejected.size() == 3);
    CHECK(read.rejected[0].reason == "consents[1].state \"perhaps\": expected granted, refused or withdrawn");
    CHECK(read.rejected[1].reason == "consents[2].purpose: is missing");
}

TEST_CASE("a record's consent that is not clearly a grant leaves the customer out") {
    const crm::scorer by(json::read_model(R"({"schema": "scvm-model/1", "id": "m", "value": {}, "consent": {}})"));
    const auto status = [&](const std::string& consent) {
        const auto card = nlohmann::json::parse(json::score_customer(
            by, R"({"id": "x", "as_of": "2026-11-21", "purchases": [{"time": "2026-01-01", "amount": 5}],
                "consents": [{"purpose": "scoring", "state": "granted", "time": "2026-01-01"}, )" +
                    consent + "]}"));
        return card["consent"]["value"].get<std::string>();
    };
    CHECK(status(R"({"purpose": "scoring", "state": "granted"})") == "included");
    CHECK(status(R"({"purpose": "scoring", "state": true})") == "included");
    CHECK(status(R"({"purpose": "scoring", "state": 1})") == "included");
    CHECK(status(R"({"purpose": "scoring", "state": false})") == "refused");
    CHECK(status(R"({"purpose": "scoring", "state": 0})") == "refused");
    CHECK(status(R"({"purpose": "scoring", "state": "opt-out", "time": "01.05.2025"})") == "refused");
    CHECK(status(R"({"purpose": "scoring", "state": "Withdrawn", "time": null})") == "withdrawn");
    CHECK(status(R"({"purpose": "scoring", "state": "REFUSED"})") == "refused");
    CHECK(status(R"({"purpose": "scoring", "state": "no idea"})") == "refused");
    CHECK(status(R"({"purpose": "scoring", "state": ["granted"]})") == "refused");
    CHECK(status(R"({"purpose": "scoring", "stat": "granted"})") == "refused");
    CHECK(status(R"({"purpose": ["scoring"], "state": "granted"})") == "refused");
    CHECK(status(R"({"purpose": "newsletter", "state": "no idea"})") == "included");
    CHECK(status("7") == "refused");
}

TEST_CASE("a record that holds a NUL byte is refused, and not read up to it") {
    const std::string good = R"({"id": "x", "as_of": "2026-11-21"})";
    CHECK(refusal(good + std::string("\0", 1)).starts_with("record: not JSON from byte 35"));
    CHECK(refusal(good + std::string("\0, trailing", 12)).starts_with("record: not JSON from byte 35"));
    CHECK(refusal(std::string("\0", 1) + good) == "record: not JSON from byte 1 on");
    CHECK(refusal(std::string("{\"id\": \"x\0y\", \"as_of\": \"2026-11-21\"}", 37)).starts_with("record: not JSON"));
}
