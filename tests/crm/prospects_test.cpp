// People outside the base: what holds for everybody else while they are outside, and that nothing is lost or counted
// twice when they become customers.
#include <scvm/crm/person_data.hpp>
#include <scvm/crm/score_columns.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/crm/stored.hpp>
#include <scvm/crm/table_summary.hpp>
#include <scvm/json/analysis.hpp>
#include <scvm/json/base.hpp>
#include <scvm/json/model.hpp>
#include <scvm/json/person_data.hpp>
#include <scvm/json/record.hpp>
#include <scvm/json/table.hpp>
#include <scvm/math/random.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace scvm;

namespace {

constexpr std::int64_t day = 86400;
constexpr std::int64_t today = 20000 * day;

const crm::scorer& scorer() {
    static const crm::scorer by(json::read_model(R"({"schema": "scvm-model/1", "id": "outside", "currency": "EUR",
        "value": {"unit": "week", "horizon": 52, "yearly_discount": 0.1, "margin": 0.4,
                  "bg_nbd": {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259},
                  "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44}},
        "network": {}, "equity": {"referral_share": 0.3, "influence_share": 0.2}, "matters": {}, "service": {},
        "consent": {"missing": "exclude"}})"));
    return by;
}

/// Rows of a base as the document that it is read from.
struct world {
    nlohmann::json base = {{"schema", "scvm-base/1"}};

    void put(const std::string& table, std::initializer_list<std::pair<const char*, nlohmann::json>> cells) {
        for (const auto& [column, cell] : cells) {
            base[table][column].push_back(cell);
        }
    }
    void customer(const std::string& id, bool agrees = true) {
        put("customers", {{"id", id}});
        if (agrees) {
            say(id, "granted");
        }
    }
    void say(const std::string& id, const std::string& state, const std::string& purpose = "*") {
        put("consents", {{"customer", id}, {"purpose", purpose}, {"state", state}, {"time", today - 900 * day}});
    }
    void prospect(const std::string& id, const std::string& became = "", std::int64_t converted_days_ago = -1,
                  std::int64_t since_days_ago = 800) {
        put("prospects",
            {{"id", id},
             {"since", since_days_ago < 0 ? nlohmann::json() : nlohmann::json(today - since_days_ago * day)},
             {"became", became.empty() ? nlohmann::json() : nlohmann::json(became)},
             {"converted",
              converted_days_ago < 0 ? nlohmann::json() : nlohmann::json(today - converted_days_ago * day)}});
    }
    void act(const std::string& who, const std::string& what, const std::string& whom, std::int64_t days_ago,
             double sentiment = 0.5) {
        put("interactions", {{"actor", who},
                             {"target", whom},
                             {"kind", what},
                             {"time", today - days_ago * day},
                             {"sentiment", sentiment}});
    }
    void buy(const std::string& who, std::int64_t days_ago, double money = 40) {
        put("purchases", {{"customer", who}, {"time", today - days_ago * day}, {"amount", money}});
    }
    void refer(const std::string& who, const std::string& whom, std::int64_t days_ago) {
        put("referrals", {{"referrer", who}, {"referred", whom}, {"time", today - days_ago * day}});
    }
    [[nodiscard]] crm::customer_base read() const { return json::read_base(base.dump()); }
    [[nodiscard]] crm::score_table score(std::int64_t days_ago = 0) const {
        const crm::customer_base made = read();
        for (const crm::rejected_row& each : made.rejected()) {
            FAIL_CHECK(each.reason);
        }
        return scorer().score(made, today - days_ago * day);
    }
};

/// The cards of everybody, by id.
std::map<std::string, std::string> cards(const crm::score_table& of) {
    std::map<std::string, std::string> result;
    for (std::size_t row = 0; row < of.size(); ++row) {
        result[std::string(of.id(row))] = json::explain(of, of.id(row));
    }
    return result;
}

nlohmann::json outside(const crm::score_table& of) {
    return nlohmann::json::parse(json::write_summary(of))["outside"];
}

/// Customers who talk and buy, an employee, and people outside who take part. `name(i)`: under which id the i-th of
/// those who come later did what came before; `late`: the days ago on which they become customers.
template <class Name>
world random_world(std::uint64_t seed, Name name, std::int64_t late) {
    math::random_stream draw(seed);
    world of;
    constexpr std::uint64_t customers = 30;
    constexpr std::uint64_t later = 6;
    constexpr std::uint64_t strangers = 8;
    for (std::uint64_t i = 0; i < customers; ++i) {
        of.customer("c" + std::to_string(i), i % 9 != 8);
    }
    of.put("employees", {{"id", "staff"}});
    const auto somebody = [&](std::int64_t days_ago) {
        const std::uint64_t i = draw.below(customers + strangers + 1);
        return i == customers + strangers     ? std::string("staff")
               : i >= customers               ? "x" + std::to_string(i - customers)
               : i < later && days_ago > late ? name(i)
                                              : "c" + std::to_string(i);
    };
    const std::vector<std::string> kinds{"comment", "like", "share", "answer", "follow", "post", "mention"};
    for (int event = 0; event < 500; ++event) {
        const auto days_ago = static_cast<std::int64_t>(draw.below(500));
        of.act(somebody(days_ago), kinds[draw.below(kinds.size())], draw.bernoulli(0.1) ? "" : somebody(days_ago),
               days_ago, draw.uniform() * 1.3 - 0.4);
    }
    for (std::uint64_t i = 0; i < customers; ++i) {
        for (std::uint64_t n = draw.below(5); n > 0; --n) {
            const std::uint64_t most = i < later ? static_cast<std::uint64_t>(late) : 600;
            of.buy("c" + std::to_string(i), static_cast<std::int64_t>(draw.below(most)), 10 + 80 * draw.uniform());
        }
    }
    for (int n = 0; n < 25; ++n) {
        const auto days_ago = static_cast<std::int64_t>(draw.below(500));
        const std::string who = somebody(days_ago);
        const std::string whom = somebody(days_ago);
        if (who != whom && who != "staff" && whom != "staff") {
            of.refer(who, whom, days_ago);
        }
    }
    for (std::uint64_t i = 0; i < strangers; ++i) {
        of.prospect("x" + std::to_string(i));
    }
    return of;
}

}  // namespace

TEST_CASE(
    "who becomes a customer loses nothing, and nothing counts twice: as if the history had been hers from the start") {
    constexpr std::int64_t late = 120;
    const auto as_customer = [](std::uint64_t i) { return "c" + std::to_string(i); };
    const auto as_prospect = [](std::uint64_t i) { return "p" + std::to_string(i); };
    // Of the sixth, two ids were one person.
    const auto as_two = [](std::uint64_t i) {
        static int calls = 0;
        return i == 5 && ++calls % 2 == 0 ? std::string("q5") : "p" + std::to_string(i);
    };
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const crm::score_table expected = random_world(seed, as_customer, late).score();
        world linked = random_world(seed, as_prospect, late);
        world twice = random_world(seed, as_two, late);
        for (int i = 0; i < 6; ++i) {
            linked.prospect("p" + std::to_string(i), "c" + std::to_string(i), late);
            twice.prospect("p" + std::to_string(i), "c" + std::to_string(i), i % 2 == 0 ? late : -1);
        }
        twice.prospect("q5", "c5", late);
        world same = random_world(seed, as_customer, late);
        for (int i = 0; i < 6; ++i) {
            same.prospect("c" + std::to_string(i), "", late);
        }
        CHECK(cards(linked.score()) == cards(expected));
        CHECK(cards(twice.score()) == cards(expected));
        CHECK(cards(same.score()) == cards(expected));
    }
}

TEST_CASE("somebody who comes as a prospect first and is added as a customer later is one person") {
    world of;
    of.customer("a");
    of.prospect("b");
    of.act("b", "comment", "a", 20);
    of.act("a", "comment", "b", 19);
    of.buy("a", 300);
    of.refer("a", "b", 30);
    crm::customer_base base = of.read();
    base.add_customers(std::vector<std::string_view>{"b"});
    const std::vector<std::string_view> b{"b"};
    const std::vector<std::int64_t> when{today - 25 * day};
    base.add_purchases({b, when, std::vector<double>{40.0}});
    base.add_consents({b, std::vector<std::string_view>{"*"}, std::vector<std::string_view>{"granted"}, when});
    world whole;
    whole.customer("a");
    whole.put("customers", {{"id", "b"}});
    whole.put("consents", {{"customer", "b"}, {"purpose", "*"}, {"state", "granted"}, {"time", when[0]}});
    whole.act("b", "comment", "a", 20);
    whole.act("a", "comment", "b", 19);
    whole.buy("a", 300);
    whole.buy("b", 25);
    whole.refer("a", "b", 30);
    const auto table = scorer().score(base, today);
    CHECK(cards(table) == cards(whole.score()));
    CHECK(table.numbers("recommendations")[0] == 1);
    CHECK(table.numbers("open_referrals")[0] == 0);
    CHECK(base.person("b") == 1);
}

TEST_CASE("as of a day before, who has become a customer since is still outside") {
    world of;
    of.customer("a");
    of.customer("b");
    of.prospect("lead", "b", 50);
    of.buy("a", 300);
    of.buy("b", 40);
    of.act("lead", "follow", "a", 100);
    of.act("lead", "comment", "a", 90);
    of.refer("a", "lead", 100);
    const auto before = of.score(60);
    CHECK(before.numbers("open_referrals")[0] == 1);
    CHECK(before.numbers("recommendations")[0] == 0);
    CHECK(before.numbers("contacts")[1] == 0);
    const auto after = of.score();
    CHECK(after.numbers("open_referrals")[0] == 0);
    CHECK(after.numbers("recommendations")[0] == 1);
    CHECK(after.numbers("contacts")[1] == 2);
    CHECK(after.numbers("referral_value")[0] > 0);
}

TEST_CASE("somebody outside is reached and reacts, and has no value, no card and no name in anything that is told") {
    world of;
    of.customer("a");
    of.customer("b");
    of.prospect("nobody-knows-her");
    of.prospect("another");
    of.buy("a", 300);
    of.buy("b", 300);
    of.act("nobody-knows-her", "comment", "a", 20);
    of.act("nobody-knows-her", "follow", "a", 30);
    of.act("a", "answer", "nobody-knows-her", 19);
    of.act("b", "comment", "a", 20);
    of.refer("nobody-knows-her", "b", 320);
    of.refer("b", "nobody-knows-her", 10);  // who had referred somebody by then was there already
    of.refer("b", "another", 10);
    const auto table = of.score();
    CHECK(table.size() == 2);
    CHECK(table.numbers("followers")[0] == 1);
    CHECK(table.numbers("contributions")[0] > 0);  // an answer is one's own act, to whomever
    CHECK(table.numbers("helped")[0] == 0);        // but not help to a customer
    CHECK(table.numbers("contacts")[0] == 2);      // the own answer and b's comment: strangers' acts move no stage
    CHECK(table.numbers("open_referrals")[1] == 1);
    // She brought b first, and has no value: b's stays b's.
    CHECK(table.numbers("owed_for_referral")[1] == 0);
    CHECK(json::write_table(table).find("nobody-knows-her") == std::string::npos);
    CHECK(json::analyse(table).find("nobody-knows-her") == std::string::npos);
    CHECK(crm::stored_table(table).find("nobody-knows-her") == std::string::npos);
    CHECK_THROWS_AS((void)table.row_of("nobody-knows-her"), error);
    const auto sentence = nlohmann::json::parse(json::explain(table, "b"))["explanation"];
    bool said = false;
    for (const auto& each : sentence) {
        said |= each["score"] == "open_referrals" && each["value"] == 1 &&
                each["sentence"] == "Referred by the customer, and no customers yet: 1.";
    }
    CHECK(said);
}

TEST_CASE("a crowd of free accounts outside moves no score, no influence, no stage, no place and no euro of anybody") {
    const auto name = [](std::uint64_t i) { return "c" + std::to_string(i); };
    world of = random_world(7, name, 120);
    const auto before = of.score();
    for (int i = 0; i < 400; ++i) {
        const std::string bought = "bought" + std::to_string(i);
        of.prospect(bought);
        of.act(bought, "like", "c3", 5);
        of.act(bought, "follow", "c3", 5);
        of.act(bought, "share", "c3", 4);
        of.act(bought, "comment", "bought" + std::to_string((i + 1) % 400), 3);
    }
    const auto after = of.score();
    for (const char* column : {"social_score", "reach", "influence", "network_value", "credit_given", "contacts",
                               "betweenness", "effective_followers", "matters_place", "contributions"}) {
        const auto was = before.numbers(column);
        const auto is = after.numbers(column);
        for (std::size_t row = 0; row < before.size(); ++row) {
            CHECK((was[row] == is[row] || (std::isnan(was[row]) && std::isnan(is[row]))));
        }
    }
    CHECK(after.numbers("followers")[3] == before.numbers("followers")[3] + 400);  // a plain count, and told as such
}

TEST_CASE("who refused or withdrew outside is in nobody's numbers; who said nothing is a node") {
    const auto name = [](std::uint64_t i) { return "c" + std::to_string(i); };
    const world silent = random_world(3, name, 120);
    world without = silent;
    // The same without a row that names x1.
    for (const char* table : {"interactions", "referrals"}) {
        nlohmann::json kept;
        const std::string a = std::string(table) == "referrals" ? "referrer" : "actor";
        const std::string b = std::string(table) == "referrals" ? "referred" : "target";
        for (std::size_t row = 0; row < silent.base[table][a].size(); ++row) {
            if (silent.base[table][a][row] != "x1" && silent.base[table][b][row] != "x1") {
                for (const auto& [column, cells] : silent.base[table].items()) {
                    kept[column].push_back(cells[row]);
                }
            }
        }
        without.base[table] = kept;
    }
    CHECK(cards(silent.score()) != cards(without.score()));
    for (const std::string state : {"refused", "withdrawn", "no idea what this says"}) {
        world said = silent;
        said.say("x1", state);
        const auto table = scorer().score(said.read(), today);
        CHECK(cards(table) == cards(without.score()));
        CHECK(outside(table)["prospects"] == outside(silent.score())["prospects"].get<int>() - 1);
    }
    world elsewhere = silent;
    elsewhere.say("x1", "withdrawn", "contact");
    CHECK(cards(elsewhere.score()) == cards(silent.score()));
    world granted = silent;
    granted.say("x1", "granted");
    CHECK(cards(granted.score()) == cards(silent.score()));
}

TEST_CASE(
    "what was refused as a prospect stays refused for what was done then, and a customer's refusal covers it, too") {
    world of;
    of.customer("a");
    of.customer("b", false);
    of.prospect("lead", "b", 50);
    of.buy("a", 300);
    of.act("lead", "comment", "a", 90);
    of.act("b", "comment", "a", 10);
    of.refer("a", "lead", 60);
    CHECK(of.score().numbers("contacts")[0] == 0);  // b agreed to nothing
    of.say("b", "granted");
    CHECK(of.score().numbers("contacts")[0] == 2);
    of.say("lead", "refused");
    CHECK(scorer().score(of.read(), today).numbers("contacts")[0] == 1);
}

TEST_CASE("an erased person is gone with all whom she was before; the effect is that of a withdrawal") {
    const auto as_prospect = [](std::uint64_t i) { return "p" + std::to_string(i); };
    world of = random_world(5, as_prospect, 120);
    for (int i = 0; i < 6; ++i) {
        of.prospect("p" + std::to_string(i), "c" + std::to_string(i), 120);
    }
    of.say("p2", "granted");
    for (const std::string id : {"c2", "x3", "p4"}) {
        crm::customer_base base = of.read();
        const auto left = scorer().score_without(base, today, base.person(id));
        const auto held = nlohmann::json::parse(json::export_person(base, id));
        CHECK(held["kind"] == (id == "c2" ? "customer" : "prospect"));
        CHECK(held["prospects"].size() == 1);
        CHECK(held["prospects"][0]["id"] == (id == "c2" ? "p2" : id));
        CHECK(held["consents"].size() == (id == "c2" ? 2 : 0));
        const auto removed = base.erase_person(id);
        CHECK(removed[static_cast<std::size_t>(crm::table::prospects)] == 1);
        CHECK(removed[static_cast<std::size_t>(crm::table::interactions)] == held["interactions"].size());
        CHECK(removed[static_cast<std::size_t>(crm::table::referrals)] == held["referrals"].size());
        CHECK_THROWS_AS((void)base.person(id), error);
        auto expected = cards(left);
        expected.erase(id);
        CHECK(cards(scorer().score(base, today)) == expected);
        CHECK(crm::stored_base(base).find("\"" + id + "\"") == std::string::npos);
        if (id == "c2") {
            CHECK_THROWS_AS((void)base.person("p2"), error);
        }
        CHECK(nlohmann::json::parse(json::export_person(base, "x5"))["id"] == "x5");  // the others are who they were
    }
}

TEST_CASE("rows of people outside that contradict others are rejected alone, and say why") {
    world of;
    of.customer("a");
    of.customer("b");
    of.put("employees", {{"id", "staff"}});
    of.prospect("good");
    of.prospect("staff");              // 1
    of.prospect("good", "a");          // 2
    of.prospect("chain", "good");      // 3
    of.prospect("self", "self");       // 4
    of.prospect("a", "b");             // 5
    of.prospect("early", "a", 900);    // 6
    of.prospect("whose", "", 20);      // 7
    of.prospect("strange", "nobody");  // 8
    of.prospect("", "a");              // 9
    of.prospect("one", "b", 30);
    of.prospect("two", "b");
    of.prospect("a", "a", 30);
    const crm::customer_base base = of.read();
    const std::vector<std::pair<std::size_t, std::string>> expected{
        {1, "prospect \"staff\": is an employee"},
        {2, "prospect \"good\": a duplicate, the first one counts"},
        {3, "prospect \"chain\": became \"good\", a prospect: expected a customer"},
        {4, "customer \"self\": not in the customers table"},
        {5, "prospect \"a\": is a customer, and cannot become another one, \"b\""},
        {6, "prospect \"early\": converted"},
        {7, "prospect \"whose\": converted"},
        {8, "customer \"nobody\": not in the customers table"},
        {9, ""}};
    REQUIRE(base.rejected().size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(base.rejected()[i].where == crm::table::prospects);
        CHECK(base.rejected()[i].row == expected[i].first);
        CHECK(base.rejected()[i].reason.find(expected[i].second) == 0);
    }
    CHECK(base.content().prospects.size() == base.content().prospect_rows.size());
    crm::customer_base more = of.read();
    CHECK(more.add_employees({std::vector<std::string_view>{"good"}, {}, {}}).rejected == 1);
    // Who is in no table is nobody: there is no guessing.
    of.act("unknown", "like", "a", 3);
    of.refer("a", "unknown", 3);
    CHECK(of.read().rejected().size() == expected.size() + 2);
}

TEST_CASE("two ids that became one customer do not react to, or refer, each other") {
    world of;
    of.customer("a");
    of.customer("b");
    of.buy("a", 10);
    of.prospect("one", "a", 20);
    of.prospect("two", "a", 20);
    of.act("one", "like", "two", 60);
    of.refer("one", "two", 50);
    const auto table = of.score();
    CHECK(table.numbers("contacts")[0] == 0);
    CHECK(nlohmann::json::parse(json::write_summary(table))["equity"]["referrals"]["rejected"]["self"] == 1);
}

TEST_CASE(
    "of each person outside the first who brought her has an open referral, and her value when she is a customer") {
    world of;
    for (const char* id : {"a", "b", "c"}) {
        of.customer(id);
        of.buy(id, 300);
    }
    of.prospect("lead");
    of.prospect("other");
    of.refer("a", "lead", 60);
    of.refer("b", "lead", 50);
    of.refer("b", "other", 50);
    of.refer("other", "lead", 40);
    auto table = of.score();
    CHECK(table.numbers("open_referrals")[0] == 1);
    CHECK(table.numbers("open_referrals")[1] == 1);
    CHECK(table.numbers("open_referrals")[2] == 0);
    of.customer("new");
    of.buy("new", 20);
    of.buy("new", 10);
    of.base["prospects"]["became"][0] = "new";
    of.base["prospects"]["converted"][0] = today - 20 * day;
    table = of.score();
    CHECK(table.numbers("open_referrals")[0] == 0);
    CHECK(table.numbers("recommendations")[0] == 1);
    CHECK(table.numbers("recommendations")[1] == 0);
    // A record that hands the card's place back has the same card.
    const auto card = nlohmann::json::parse(json::explain(table, "b"));
    nlohmann::json record;
    record["id"] = "b";
    record["as_of"] = "2024-10-04";
    record["consents"][0] = {{"purpose", "*"}, {"state", "granted"}, {"time", today - 900 * day}};
    record["purchases"][0] = {{"time", today - 300 * day}, {"amount", 40}};
    for (const char* part : {"network", "equity", "service", "helper", "matters"}) {
        record[part] = card[part];
    }
    const auto again = nlohmann::json::parse(json::score_customer(scorer(), record.dump()));
    CHECK(again["equity"] == card["equity"]);
    CHECK(again["explanation"] == card["explanation"]);
}

TEST_CASE("the figures of people outside are those that were put in, and small ones are hidden") {
    world of;
    for (int i = 0; i < 40; ++i) {
        of.customer("c" + std::to_string(i));
        of.buy("c" + std::to_string(i), i < 20 ? 300 : 20);
    }
    // Ten were referred and six of them became customers; of twenty who only talked six did; of twenty who did neither,
    // five.
    int customer = 20;
    const auto add = [&](int n, int became, char group) {
        for (int i = 0; i < n; ++i) {
            const std::string id = group + std::to_string(i);
            of.prospect(id, i < became ? "c" + std::to_string(customer++) : "", i < became && i % 2 == 0 ? 20 : -1);
            if (group == 'r') {
                of.refer("c" + std::to_string(i % 7), id, 40);
            }
            if (group != 'n') {
                of.act(id, "comment", "c1", 60);
            }
        }
    };
    add(10, 5, 'r');
    add(20, 6, 't');
    add(20, 5, 'n');
    const auto found = outside(of.score());
    CHECK(found["prospects"] == 50);
    CHECK(found["converted"]["count"] == 16);
    CHECK(found["converted"]["n"] == 50);
    CHECK(found["converted"]["share"]["value"] == doctest::Approx(0.32));
    CHECK(found["undated"] == 0);
    CHECK(found["by_approach"]["referral"]["n"] == 10);
    CHECK(found["by_approach"]["referral"]["count"] == 5);
    CHECK(found["by_approach"]["touch"]["n"] == 20);
    CHECK(found["by_approach"]["touch"]["count"] == 6);
    CHECK(found["by_approach"]["neither"]["n"] == 20);
    CHECK(found["by_approach"]["neither"]["count"] == 5);
    CHECK(found["by_approach"]["referral"]["share"]["low"] == doctest::Approx(0.2366).epsilon(1e-3));
    CHECK(found["open_referrals"] == 5);
    CHECK(found["bringing"] == 5);
    // 30 reacted; eleven of them are customers by now.
    CHECK(found["audience"]["n"] == 30);
    CHECK(found["audience"]["count"] == 19);
    CHECK(found["regarded"] == 0);

    world few = of;
    few.base["prospects"]["became"][0] = nullptr;
    few.base["prospects"]["converted"][0] = nullptr;
    const auto hidden = outside(few.score());
    CHECK(hidden["by_approach"].is_null());
    CHECK(hidden["converted"]["count"] == 15);
    CHECK(hidden["open_referrals"] == 6);

    world none;
    none.customer("a");
    CHECK(outside(none.score()).is_null());
    none.prospect("lead");
    none.refer("a", "lead", 3);
    const auto one = outside(none.score());
    CHECK(one["prospects"].is_null());
    CHECK(one["open_referrals"].is_null());
    CHECK(one["converted"].is_null());
}

TEST_CASE("a base with people outside is the same after it was bytes") {
    const auto as_prospect = [](std::uint64_t i) { return "p" + std::to_string(i); };
    world of = random_world(11, as_prospect, 120);
    for (int i = 0; i < 6; ++i) {
        of.prospect("p" + std::to_string(i), "c" + std::to_string(i), 120);
    }
    const crm::customer_base base = of.read();
    const crm::customer_base again = crm::restored_base(crm::stored_base(base));
    CHECK(json::write_table(scorer().score(again, today)) == json::write_table(scorer().score(base, today)));
    const auto table = scorer().score(base, today);
    const auto kept = crm::restored_table(crm::stored_table(table), scorer().model());
    CHECK(json::write_table(kept) == json::write_table(table));
}
