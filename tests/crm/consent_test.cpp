#include <scvm/crm/consent_words.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/json/model.hpp>
#include <scvm/json/person_data.hpp>
#include <scvm/json/table.hpp>
#include <scvm/json/treatments.hpp>
#include <scvm/math/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

using namespace scvm;

namespace {

using texts = std::vector<std::string_view>;
constexpr std::int64_t day = 86400;
constexpr std::int64_t start = 10957 * day;  // 2000-01-01: nobody buys before 1990
constexpr std::int64_t as_of = start + 1000 * day;

constexpr std::string_view everything = R"({"schema": "scvm-model/1", "id": "m", "currency": "EUR",
    "survey": {"items": [{"id": "s", "dimension": "satisfaction", "lowest": 1, "highest": 5},
                         {"id": "a", "dimension": "attachment", "lowest": 1, "highest": 5}]},
    "value": {"bg_nbd": {"r": 0.2426, "alpha": 4.414, "a": 0.793, "b": 2.426},
              "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44}},
    "consent": {},
    "network": {}, "equity": {"referral_share": 0.3, "influence_share": 0.2},
    "treatment": {"tiers": [{"name": "basic"}, {"name": "gold", "enter": 20, "stay": 15}],
      "actions": [{"id": "invite", "capacity": 2, "asks_to_recommend": false}, {"id": "listen", "contacts": false}],
      "rules": [{"when": {"segment": ["fan", "sympathizer"]}, "action": "invite", "reason": "attached"},
                {"when": {"segment": ["unclassified", "mercenary", "captive", "opponent"]}, "action": "listen"}]}})";

const std::vector<std::string> ids = {"a", "b", "c", "d", "e", "f"};

/// Six customers who answered, bought, talked, referred and shared; `salt` changes all that customer "c" did.
crm::customer_base talkative_base(std::uint64_t salt, bool c_agrees) {
    crm::customer_base base;
    base.add_customers(texts(ids.begin(), ids.end()));
    base.add_employees({texts{"staff"}, {}, {}});
    math::random_stream common(7, 0);
    math::random_stream own(salt, 1);
    for (const std::string& id : ids) {
        math::random_stream& draw = id == "c" ? own : common;
        const texts who{id};
        const std::vector<std::int64_t> when{start + static_cast<std::int64_t>(500 + 400 * draw.uniform()) * day};
        const std::vector<double> s{1 + std::floor(4 * draw.uniform())};
        const std::vector<double> a{1 + std::floor(4 * draw.uniform())};
        base.add_answers({who, texts{"s"}, s, when, {}});
        base.add_answers({who, texts{"a"}, a, when, {}});
        for (int k = 0; k < 4; ++k) {
            // a and c are there from the first day on: they can have referred somebody.
            const bool first = k == 0 && (id == "a" || id == "c");
            const double bought = first ? 1 : 60 + 890 * draw.uniform();
            const std::vector<std::int64_t> time{start + static_cast<std::int64_t>(bought) * day};
            const std::vector<double> amount{1 + std::round(100 * draw.uniform())};
            base.add_purchases({who, time, amount});
        }
        const std::vector<double> accepted{1};
        base.add_contributions({who, texts{"ideas"}, when, {}, accepted, a});
        base.add_published_scores({who, std::vector<double>{10 + 5 * a[0]}, when});
        if (id != "c" || c_agrees) {
            base.add_consents({who, texts{"*"}, texts{"granted"}});
        }
        base.add_attributes("territory", {who, texts{id == "c" ? (salt % 2 == 0 ? "north" : "south") : "north"}});
    }
    // Every time is drawn by whoever is concerned, so that c's data change and nobody else's do.
    for (const auto& [actor, target] :
         {std::pair{"a", "b"}, {"b", "a"}, {"c", "a"}, {"a", "c"}, {"d", "a"}, {"c", "d"}}) {
        const bool c_in_it = std::string_view(actor) == "c" || std::string_view(target) == "c";
        math::random_stream& draw = c_in_it ? own : common;
        const std::vector<std::int64_t> time{start + static_cast<std::int64_t>(900 + 90 * draw.uniform()) * day};
        base.add_interactions({texts{actor}, texts{target}, texts{"comment"}, time, {}, std::vector<double>{0.5}});
        math::random_stream& of_actor = std::string_view(actor) == "c" ? own : common;
        const std::vector<std::int64_t> posted{start + static_cast<std::int64_t>(900 + 90 * of_actor.uniform()) * day};
        base.add_interactions({texts{actor}, texts{""}, texts{"post"}, posted});
    }
    const std::vector<std::int64_t> soon{start + 30 * day};
    const std::vector<std::int64_t> later{start + static_cast<std::int64_t>(40 + 20 * own.uniform()) * day};
    base.add_referrals({texts{"a"}, texts{"e"}, soon});
    base.add_referrals({texts{"c"}, texts{"f"}, later});
    return base;
}

crm::score_table score(const crm::customer_base& base) {
    return crm::scorer(json::read_model(everything)).score(base, as_of);
}

/// All that a table says of everybody but one, and of the company.
std::string without(const crm::score_table& table, std::string_view id) {
    std::string result;
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.id(row) != id) {
            result += json::explain(table, table.id(row)) + "\n";
        }
    }
    return result + json::write_summary(table) + json::write_treatments(table);
}

crm::consent given(std::int64_t time, std::int64_t expires = crm::never) {
    return crm::make_consent(15, "granted", time, expires);
}

crm::consent_status status_of(const std::vector<crm::consent>& decisions, bool exclude_missing = true) {
    std::vector<const crm::consent*> each;
    for (const auto& of : decisions) {
        each.push_back(&of);
    }
    crm::consent_rules rules;
    rules.missing = exclude_missing ? crm::missing_consent::exclude : crm::missing_consent::include;
    return crm::consent_for_uses(each, std::optional(rules), 100,
                                 [](const crm::consent& of) { return static_cast<std::uint8_t>(of.purpose); })[0];
}

}  // namespace

TEST_CASE("consent: what is granted counts in its time, a refusal after it ends it, a withdrawal beats everything") {
    using enum crm::consent_status;
    CHECK(status_of({}) == missing);
    CHECK(status_of({}, false) == included);
    CHECK(status_of({given(50)}) == included);
    CHECK(status_of({given(100)}) == included);
    CHECK(status_of({given(101)}) == missing);
    CHECK(status_of({given(10, 100)}) == expired);
    CHECK(status_of({given(10, 101)}) == included);
    CHECK(status_of({given(10, 50), given(40)}) == included);  // they overlap: the union counts
    CHECK(status_of({given(50), crm::make_consent(15, "refused", 60, crm::never)}) == refused);
    CHECK(status_of({crm::make_consent(15, "refused", 60, crm::never), given(70)}) == included);
    CHECK(status_of({crm::make_consent(15, "refused", 60, crm::never), given(60)}) == refused);
    CHECK(status_of({crm::make_consent(15, "refused", 60, crm::never)}, false) == refused);
    CHECK(status_of({given(50), crm::make_consent(15, "withdrawn", 10, crm::never)}) == withdrawn);
    CHECK(status_of({given(50), crm::make_consent(15, "withdrawn", 9999, crm::never)}) == withdrawn);
}

TEST_CASE("a consent that ends before it starts, or of an unknown state, is rejected with its reason") {
    crm::customer_base base;
    base.add_customers(texts{"a"});
    const std::vector<std::int64_t> begins{start + 2 * day};
    const std::vector<std::int64_t> ends{start + day};
    CHECK(base.add_consents({texts{"a"}, texts{"scoring"}, texts{"granted"}, begins, ends}).rejected == 1);
    CHECK(base.add_consents({texts{"a"}, texts{"scoring"}, texts{"perhaps"}}).rejected == 1);
    CHECK(base.add_consents({texts{"b"}, texts{"scoring"}, texts{"granted"}}).rejected == 1);
    CHECK(base.rejected()[0].reason == "expires = 2000-01-02: expected a time after the consent's own, 2000-01-03");
    CHECK(base.rejected()[1].reason == "state \"perhaps\": expected granted, refused or withdrawn");
    CHECK(base.rejected()[2].where == crm::table::consents);
    const std::vector<std::int64_t> in_the_evening{start + 20 * 3600};
    const std::vector<std::int64_t> at_noon{start + 12 * 3600};
    CHECK(base.add_consents({texts{"a"}, texts{"scoring"}, texts{"granted"}, in_the_evening, at_noon}).rejected == 1);
    CHECK(base.rejected()[3].reason ==
          "expires = 2000-01-01T12:00:00Z: expected a time after the consent's own, 2000-01-01T20:00:00Z");
}

TEST_CASE("words of opt-in and opt-out forms are known in English and German, however they are spelt") {
    using enum crm::consent_state;
    const std::pair<crm::consent_state, std::vector<std::string_view>> known[] = {{granted,
                                                                                   {"granted",
                                                                                    "GRANTED",
                                                                                    "Opted-in",
                                                                                    "opt in",
                                                                                    "true",
                                                                                    "1",
                                                                                    "1.0",
                                                                                    "T",
                                                                                    "on",
                                                                                    "Ja",
                                                                                    "Best\u00E4tigt",
                                                                                    "bestaetigt",
                                                                                    "BESTA\u0308TIGT",
                                                                                    "Confirmed Opt In",
                                                                                    "confirmed-opt-in",
                                                                                    "double opt-in",
                                                                                    "Consented",
                                                                                    "einverstanden",
                                                                                    "Akzeptiert",
                                                                                    "\"granted\"",
                                                                                    "\u201Egranted\u201C",
                                                                                    "'yes'",
                                                                                    "Yes.",
                                                                                    "\u00A0opt\u2011in ",
                                                                                    "opt_in",
                                                                                    "Allow",
                                                                                    "consent given",
                                                                                    "Consent - Obtained",
                                                                                    "Einwilligung erteilt",
                                                                                    "Zustimmung: ja"}},
                                                                                  {refused,
                                                                                   {"refused",
                                                                                    "REFUSED",
                                                                                    "No",
                                                                                    "no.",
                                                                                    "0",
                                                                                    "0.0",
                                                                                    "FALSE",
                                                                                    "off",
                                                                                    "nein",
                                                                                    "nicht erteilt",
                                                                                    "not_opt_in",
                                                                                    "disallowed",
                                                                                    "Nicht eingewilligt",
                                                                                    "nichteingewilligt",
                                                                                    "nicht einverstanden",
                                                                                    "noch nicht best\u00E4tigt",
                                                                                    "non-subscribed",
                                                                                    "never_subscribed",
                                                                                    "NOT_OPTED",
                                                                                    "not subscribed",
                                                                                    "unconfirmed",
                                                                                    "pending",
                                                                                    "Pending opt-in",
                                                                                    "double opt-in pending",
                                                                                    "cleaned",
                                                                                    "invalid",
                                                                                    "no consent",
                                                                                    "keine Einwilligung",
                                                                                    "ohne Zustimmung",
                                                                                    "consent not given",
                                                                                    "no longer granted",
                                                                                    "unbest\u00E4tigt",
                                                                                    "Consent - Pending",
                                                                                    "expired",
                                                                                    "abgelaufen"}},
                                                                                  {withdrawn,
                                                                                   {"Withdrawn",
                                                                                    "withdrawal",
                                                                                    "withdrew",
                                                                                    "retracted",
                                                                                    "objection",
                                                                                    "opt-out",
                                                                                    "OPT_OUT",
                                                                                    "Opted Out",
                                                                                    "opted.out",
                                                                                    "Unsubscribed",
                                                                                    "un-subscribed",
                                                                                    "Widerrufen",
                                                                                    "ZUR\u00DCCKGEZOGEN",
                                                                                    "zurueckgezogen",
                                                                                    "zuru\u0308ckgezogen",
                                                                                    " optout ",
                                                                                    "abgemeldet",
                                                                                    "do not contact",
                                                                                    "DoNotContact",
                                                                                    "don't contact",
                                                                                    "gesperrt",
                                                                                    "Blacklisted",
                                                                                    "Consent withdrawn",
                                                                                    "Einwilligung widerrufen",
                                                                                    "complained",
                                                                                    "\uFEFFwithdrawn",
                                                                                    "With\u00ADdrawn"}}};
    for (const auto& [state, words] : known) {
        for (const std::string_view word : words) {
            CAPTURE(word);
            CHECK(crm::read_consent_state(word) == state);
        }
    }
    for (const std::string_view word : {"",
                                        "perhaps",
                                        "grantedd",
                                        "2",
                                        "-1",
                                        "1-",
                                        "+1",
                                        "-1.0",
                                        "1.",
                                        ".1",
                                        "10",
                                        "1_0",
                                        "\u22121",
                                        "\u20131",
                                        "1e0",
                                        "granted;refused",
                                        "granted, refused",
                                        "granted?",
                                        "null",
                                        "active",
                                        "explicit",
                                        "single opt-in",
                                        "consent",
                                        "not withdrawn",
                                        "not refused",
                                        "never unsubscribed",
                                        "nicht widerrufen",
                                        "consent not withdrawn",
                                        "opt-in 1",
                                        "not yet",
                                        "granted\u2026",
                                        "zur\u00C3\u00BCckgezogen",
                                        "n/a",
                                        "-",
                                        "consenty",
                                        "gr\u0430nted"}) {
        CAPTURE(word);
        CHECK_FALSE(crm::read_consent_state(word));
    }
    CHECK_FALSE(crm::read_consent_state(std::string(100'000, 'y')));
    CHECK_FALSE(crm::read_consent_state(std::string(100'000, '\xC3')));
}

TEST_CASE("every word of consent is there once, is plain, and with a negation it is never a grant") {
    for (const auto& [word, state] : crm::consent_words()) {
        CAPTURE(word);
        CHECK(crm::read_consent_state(word) == state);
        CHECK(std::ranges::count(crm::consent_words(), word, &crm::meant_word::word) == 1);
        for (const std::string_view negation : {"not ", "no ", "non-", "never ", "nicht ", "kein", "keine ", "ohne "}) {
            CHECK(crm::read_consent_state(std::string(negation) + std::string(word)) != crm::consent_state::granted);
        }
    }
}

TEST_CASE("a consent that cannot be read is a refusal, whatever was granted before or after") {
    using enum crm::consent_status;
    CHECK(status_of({given(50), crm::unclear_consent(15)}) == refused);
    CHECK(status_of({crm::unclear_consent(15), given(99)}) == refused);
    CHECK(status_of({crm::unclear_consent(15)}, false) == refused);
    CHECK(status_of({given(50), crm::make_consent(15, "refused", 0, crm::never)}) == refused);  // it has no date
    CHECK(status_of({crm::unclear_consent(15), crm::make_consent(15, "withdrawn", 10, crm::never)}) == withdrawn);
    // Of a refusal that lies further ahead than a day, the date is wrong; of a grant, nothing begins before its time.
    CHECK(status_of({given(50), crm::make_consent(15, "refused", 101 + day, crm::never)}) == refused);
    CHECK(status_of({given(50), crm::make_consent(15, "refused", 100 + day, crm::never)}) == included);
    CHECK(status_of({given(50), given(101 + day)}) == included);
    CHECK(status_of({given(101 + day)}) == missing);

    crm::customer_base base = talkative_base(1, true);  // everybody has granted everything
    const std::vector<std::int64_t> milliseconds{1700000000000};
    const std::vector<std::int64_t> before{start + 100};
    const std::vector<std::int64_t> after{start + 200};
    CHECK(base.add_consents({texts{"a"}, texts{"scoring"}, texts{"perhaps"}}).rejected == 1);
    CHECK(base.add_consents({texts{"b"}, texts{"scoring"}, texts{"granted"}, milliseconds}).rejected == 1);
    CHECK(base.add_consents({texts{"c"}, texts{"scoring"}, texts{"granted"}, after, before}).rejected == 1);
    CHECK(base.add_consents({texts{"d"}, texts{""}, texts{"granted"}}).rejected == 1);  // of what, nobody knows
    CHECK(base.add_consents({texts{"nobody"}, texts{"scoring"}, texts{"perhaps"}}).rejected == 1);
    CHECK(base.add_consents({texts{"f"}, texts{"newsletter"}, texts{"perhaps"}}).rejected == 1);  // another purpose
    base.reject_consent("e", "scoring", errc::bad_record, "time: expected a date");
    const auto table = score(base);
    for (const std::size_t row : {0u, 1u, 2u, 3u, 4u}) {
        CAPTURE(row);
        CHECK(table.codes("consent_status")[row] == static_cast<int>(refused));
        CHECK(std::isnan(table.numbers("lifetime_value")[row]));
    }
    CHECK(table.codes("consent_status")[5] == static_cast<int>(included));
    CHECK(table.codes("consent_contact")[0] == static_cast<int>(included));
    CHECK(table.codes("consent_contact")[3] == static_cast<int>(refused));  // the purpose cannot be read: every one
    CHECK(base.rejected().size() == 7);
    CHECK(base.rejected()[0].reason == "state \"perhaps\": expected granted, refused or withdrawn");
    const auto held = nlohmann::json::parse(json::export_person(base, "a"));
    CHECK(held["consents"][1]["state"] == "unclear");
}

TEST_CASE("a model without a consent section leaves out whose decision cannot be read, too") {
    crm::customer_base base = talkative_base(1, false);
    base.add_consents({texts{"d"}, texts{"scoring"}, texts{"perhaps"}});
    auto rules = std::string(everything);
    rules.erase(rules.find("\"consent\": {},"), 14);
    const auto table = crm::scorer(json::read_model(rules)).score(base, as_of);
    CHECK(table.codes("consent_status")[2] == static_cast<int>(crm::consent_status::included));
    CHECK(table.codes("consent_status")[3] == static_cast<int>(crm::consent_status::refused));
}

TEST_CASE("no column of anybody changes when the data of a person who did not agree change") {
    const std::string want = without(score(talkative_base(1, false)), "c");
    for (const std::uint64_t salt : {2u, 3u, 4u, 5u, 6u}) {
        const auto table = score(talkative_base(salt, false));
        const bool same = without(table, "c") == want;
        CHECK(same);
        for (const auto& column : crm::number_columns()) {
            CAPTURE(std::string(column.name));
            CHECK(std::isnan(table.numbers(column.name)[2]));
        }
    }
    // The same person with consent moves others: the test above can fail.
    CHECK(without(score(talkative_base(1, true)), "c") != want);
}

TEST_CASE("a person without consent is excluded, with the reason, in card and columns") {
    const auto table = score(talkative_base(1, false));
    CHECK(table.codes("consent_status")[2] == static_cast<int>(crm::consent_status::missing));
    CHECK(table.codes("survey_status")[2] == static_cast<int>(crm::survey_status::no_consent));
    CHECK(table.codes("value_status")[2] == static_cast<int>(crm::value_status::no_consent));
    CHECK(table.codes("network_status")[2] == static_cast<int>(crm::network_score_status::no_consent));
    CHECK(table.codes("equity_status")[2] == static_cast<int>(crm::equity_status::no_consent));
    CHECK(table.codes("treatment")[2] == 0);
    const auto card = nlohmann::json::parse(json::explain(table, "c"));
    CHECK(card["status"] == "excluded");
    CHECK(card["survey"]["segment"] == "unclassified");
    CHECK(table.attribute("territory").of_row[2] == crm::base_attribute::none);
    const auto summary = nlohmann::json::parse(json::write_summary(table));
    CHECK(table.summary().consent[static_cast<std::size_t>(crm::consent_status::missing)] == 1);
    CHECK(summary["consent"]["missing"].is_null());  // one alone
    CHECK(table.purchases_without_consent() == 4);
    CHECK(table.answer_rows().no_consent == 2);
    CHECK(table.summary().network->rows.no_consent == 5);
    for (const auto& rows :
         {summary["purchase_rows"], summary["answer_rows"], summary["network"]["interaction_rows"]}) {
        CHECK(rows["no_consent"].is_null());
        CHECK(rows["after_as_of"].is_null());
    }
}

TEST_CASE("consent for one use opens that use and no other") {
    crm::customer_base base = talkative_base(1, false);
    auto rules = std::string(everything);
    rules.replace(rules.find("\"consent\": {}"), 13, R"("consent": {"survey": "asking"})");
    base.add_consents({texts{"c"}, texts{"asking"}, texts{"granted"}});
    const auto table = crm::scorer(json::read_model(rules)).score(base, as_of);
    CHECK(table.codes("survey_status")[2] == static_cast<int>(crm::survey_status::scored));
    CHECK(table.codes("value_status")[2] == static_cast<int>(crm::value_status::no_consent));
    CHECK(table.codes("consent_status")[2] == static_cast<int>(crm::consent_status::included));
    CHECK(table.codes("treatment_status")[2] != static_cast<int>(crm::treatment_status::not_asked));
}

TEST_CASE("a model without a consent section still leaves out who withdrew") {
    crm::customer_base base = talkative_base(1, false);
    base.add_consents({texts{"d"}, texts{"newsletter"}, texts{"withdrawn"}});
    auto rules = std::string(everything);
    rules.erase(rules.find("\"consent\": {},"), 14);
    const auto table = crm::scorer(json::read_model(rules)).score(base, as_of);
    CHECK(table.codes("consent_status")[2] == static_cast<int>(crm::consent_status::included));
    CHECK(table.codes("consent_status")[3] == static_cast<int>(crm::consent_status::withdrawn));
    CHECK(std::isnan(table.numbers("lifetime_value")[3]));
}

TEST_CASE("a base where everybody withdrew gives a table of absent scores, and no figure of the company") {
    crm::customer_base base = talkative_base(1, true);
    for (const std::string& id : ids) {
        base.add_consents({texts{id}, texts{"*"}, texts{"withdrawn"}});
    }
    const auto table = score(base);
    CHECK(table.summary().classified == 0);
    CHECK(table.summary().valued == 0);
    CHECK(table.summary().equity->counted == 0);
    CHECK(table.summary().equity->network_value == 0);
    CHECK(table.summary().consent[static_cast<std::size_t>(crm::consent_status::withdrawn)] == ids.size());
    for (const std::string& id : ids) {
        CHECK(nlohmann::json::parse(json::explain(table, id))["status"] == "excluded");
    }
    CHECK(nlohmann::json::parse(json::write_treatments(table))["attention"].empty());
}

TEST_CASE(
    "network value is lifetime value handed on: the sums are equal, and withdrawn people take their edges along") {
    const auto table = score(talkative_base(1, true));
    const crm::equity_summary& of = *table.summary().equity;
    CHECK(of.counted == ids.size());
    CHECK(of.network_value == doctest::Approx(of.lifetime_value).epsilon(1e-14));
    CHECK(of.credited > 0);
    double sum = 0;
    for (const double each : table.numbers("network_value")) {
        sum += each;
    }
    CHECK(sum == doctest::Approx(of.network_value).epsilon(1e-14));
    const auto v = table.numbers("lifetime_value");
    // a brought e, before e's value was anybody else's: the referral is worth its share.
    CHECK(table.numbers("referral_value")[0] == doctest::Approx(0.3 * v[4]).epsilon(1e-12));
    for (std::size_t row = 0; row < table.size(); ++row) {
        CHECK(table.numbers("network_value")[row] ==
              doctest::Approx(v[row] - table.numbers("credit_given")[row] + table.numbers("credit_received")[row]));
        CHECK(table.numbers("engagement_value")[row] ==
              doctest::Approx(table.numbers("network_value")[row] + table.numbers("knowledge_value")[row]));
    }
    // Erasing c and scoring as if c had withdrawn are the same for everybody else.
    crm::customer_base base = talkative_base(1, true);
    const auto left = crm::scorer(json::read_model(everything)).score_without(base, as_of, base.person("c"));
    const auto removed = base.erase_person("c");
    CHECK(removed[static_cast<std::size_t>(crm::table::customers)] == 1);
    CHECK(removed[static_cast<std::size_t>(crm::table::purchases)] == 4);
    CHECK(removed[static_cast<std::size_t>(crm::table::interactions)] == 5);
    CHECK(removed[static_cast<std::size_t>(crm::table::referrals)] == 1);
    const auto erased = score(base);
    for (std::size_t row = 0; row < erased.size(); ++row) {
        const std::string id(erased.id(row));
        CHECK(json::explain(erased, id) == json::explain(left, id));
    }
}

TEST_CASE("an export holds every row of a person, an erased person is nowhere, and the effect on others is told") {
    crm::customer_base base = talkative_base(1, true);
    base.add_answers({texts{"c"}, texts{"s"}, std::vector<double>{std::numeric_limits<double>::infinity()}, {}, {}});
    base.add_contracts({texts{"c"}, std::vector<std::int64_t>{start + 2000 * day}});
    base.add_customers(texts{"c"});
    const auto held = nlohmann::json::parse(json::export_person(base, "c"));
    CHECK(held["answers"].size() == 2);
    CHECK(held["purchases"].size() == 4);
    CHECK(held["consents"].size() == 1);
    CHECK(held["referrals"].size() == 1);
    CHECK(held["contributions"].size() == 1);
    CHECK(held["published_scores"].size() == 1);
    CHECK(held["contracts"].size() == 1);
    CHECK(held["interactions"].size() == 5);
    CHECK(held["attributes"]["territory"] == "south");
    CHECK(nlohmann::json::parse(json::export_person(base, "staff"))["kind"] == "employee");

    const auto effect =
        nlohmann::json::parse(json::erasure_effect(crm::scorer(json::read_model(everything)), base, "c", as_of));
    bool a_changes = false;
    for (const auto& each : effect["changed"]) {
        CHECK(each["id"] != "c");
        a_changes |= each["id"] == "a" && each["changes"].contains("network_value");
    }
    CHECK(a_changes);
    CHECK(base.customers().size() == ids.size());  // still there: only told, not done

    CHECK(nlohmann::json::parse(json::erase_person(base, "c"))["removed"]["answers"] == 2);
    CHECK_FALSE(base.customers().find("c"));
    CHECK(base.customers().size() == ids.size() - 1);
    for (const auto& row : base.rejected()) {
        CHECK(row.reason.find("\"c\"") == std::string::npos);
    }
    CHECK_THROWS_WITH((void)json::export_person(base, "c"),
                      "person \"c\": neither a customer nor an employee, nor a prospect");
    CHECK_THROWS_AS((void)base.erase_person("c"), error);
    (void)base.erase_person("staff");
    CHECK_THROWS_AS((void)base.person("staff"), error);
    base.add_customers(texts{"c"});  // may come back, as somebody new
    CHECK(base.customers().size() == ids.size());
}

TEST_CASE("answers under a promise of anonymity count in shares only, and small cells are not shown") {
    crm::customer_base base = talkative_base(1, true);
    const auto before = score(base);
    for (int i = 0; i < 7; ++i) {
        const std::string key = "r" + std::to_string(i);
        const std::vector<double> high{5};
        base.add_anonymous_answers({texts{key}, texts{"s"}, high, {}, {}});
        base.add_anonymous_answers({texts{key}, texts{"a"}, high, {}, {}});
    }
    const std::vector<double> high{5};
    CHECK(base.add_anonymous_answers({texts{"a"}, texts{"s"}, high, {}, {}}).rejected == 1);
    const auto table = score(base);
    for (const std::string& id : ids) {
        CHECK(json::explain(table, id) == json::explain(before, id));
    }
    const auto said = nlohmann::json::parse(json::write_summary(table))["anonymous"];
    CHECK(said["respondents"] == 7);
    CHECK(said["segments"][0]["segment"] == "fan");
    CHECK(said["segments"][0]["respondents"] == 7);
    CHECK(said["segments"][0]["share_of_all"]["n"] == 13);
}

TEST_CASE("employees take part and are never scored, nor counted as members") {
    crm::customer_base base = talkative_base(1, true);
    const std::vector<std::int64_t> time{start + 990 * day};
    base.add_interactions({texts{"staff"}, texts{"b"}, texts{"answer"}, time});
    const auto table = score(base);
    CHECK(table.size() == ids.size());
    CHECK(table.summary().network->participation.members == ids.size());
    CHECK(table.summary().network->employee_contacts == 1);
    CHECK(table.numbers("answered")[1] == 1);
    CHECK(base.add_customers(texts{"staff"}).rejected == 1);
    CHECK(base.add_employees({texts{"a"}, {}, {}}).rejected == 1);
}

TEST_CASE("bad rows of interactions, referrals and contributions are rejected one by one, with the reason") {
    crm::customer_base base;
    base.add_customers(texts{"a", "b"});
    const std::vector<std::int64_t> ok{start + day};
    const std::vector<std::int64_t> milliseconds{1700000000000};
    const std::vector<double> two{2};
    CHECK(base.add_interactions({texts{"a"}, texts{"x"}, texts{"like"}, ok}).rejected == 1);
    CHECK(base.add_interactions({texts{"a"}, texts{"b"}, texts{"poke"}, ok}).rejected == 1);
    CHECK(base.add_interactions({texts{"a"}, texts{"b"}, texts{"like"}, milliseconds}).rejected == 1);
    CHECK(base.add_interactions({texts{"a"}, texts{"b"}, texts{"like"}, ok, {}, two}).rejected == 1);
    CHECK(
        base.add_interactions({texts{"a"}, texts{"b"}, texts{"like"}, ok, {}, {}, std::vector<double>{0.5}}).rejected ==
        1);
    CHECK(base.add_referrals({texts{"a"}, texts{"a"}, ok}).rejected == 1);
    CHECK(base.add_referrals({texts{"a"}, texts{"zz"}, ok}).rejected == 1);
    CHECK(base.add_contributions({texts{"a"}, texts{"gossip"}, ok}).rejected == 1);
    CHECK(base.add_contributions({texts{"a"}, texts{"ideas"}, ok, std::vector<double>{-1}}).rejected == 1);
    CHECK(base.add_contributions({texts{"a"}, texts{"ideas"}, ok, {}, std::vector<double>{0.5}}).rejected == 1);
    CHECK(base.rejected()[0].reason == "person \"x\": neither a customer nor an employee, nor a prospect");
    CHECK(base.rejected()[5].reason == "customer \"a\": nobody refers oneself");
    CHECK(base.content().interactions.actor.empty());
    CHECK(base.content().referrals.empty());
    CHECK(base.content().contributions.empty());
}

TEST_CASE("a cycle of referrals, and a referrer who joined later, give no credit and are counted") {
    crm::customer_base base = talkative_base(1, true);
    const std::vector<std::int64_t> late{start + 999 * day};
    base.add_referrals({texts{"e"}, texts{"a"}, late});  // e was brought by a
    base.add_referrals({texts{"b"}, texts{"e"}, late});  // e was there already
    const auto table = score(base);
    const crm::equity_summary& of = *table.summary().equity;
    std::size_t rejected = 0;
    for (const auto& [reason, count] : of.rejected_referrals) {
        rejected += count;
    }
    CHECK(of.referrals == 4);
    CHECK(rejected >= 2);
    CHECK(of.network_value == doctest::Approx(of.lifetime_value).epsilon(1e-14));
}

TEST_CASE(
    "treatments: the reason is the rule's, capacity goes to the highest priority, unconsented are not contacted") {
    const auto table = score(talkative_base(1, true));
    const auto plan = nlohmann::json::parse(json::write_treatments(table));
    REQUIRE(plan["actions"].size() == 2);
    CHECK(plan["actions"][0]["action"] == "invite");
    CHECK(plan["actions"][0]["capacity"] == 2);
    CHECK(plan["actions"][0]["customers"].size() <= 2);
    double last = std::numeric_limits<double>::infinity();
    for (const auto& each : plan["actions"][0]["customers"]) {
        CHECK(each["reason"] == "attached");
        CHECK(each["priority"].get<double>() <= last);
        last = each["priority"];
    }
    const auto tiers = table.labels("value_tier");
    CHECK(tiers == std::vector<std::string>{"none", "basic", "gold"});
    for (std::size_t row = 0; row < table.size(); ++row) {
        const double n = table.numbers("network_value")[row];
        CHECK(tiers[static_cast<std::size_t>(table.codes("value_tier")[row])] == (n >= 20 ? "gold" : "basic"));
    }
}

TEST_CASE("a treatment table with a gap or an overlap is refused when it is read, and names the case") {
    const auto read = [](std::string_view rules) {
        return json::read_model(R"({"schema": "scvm-model/1", "id": "m", "value": {}, "treatment": {
            "actions": [{"id": "x"}], "rules": )" +
                                std::string(rules) + "}}");
    };
    CHECK_NOTHROW(read(R"([{"action": "x"}])"));
    CHECK_THROWS_WITH_AS(read(R"([{"when": {"stable": ["yes"]}, "action": "x"}])"),
                         doctest::Contains("no rule answers stable = no"), error);
    CHECK_THROWS_WITH_AS(read(R"([{"when": {"stable": ["yes"]}, "action": "x"}, {"action": "x"}])"),
                         doctest::Contains("both answer stable = yes"), error);
    CHECK_THROWS_WITH_AS(read(R"([{"when": {"mood": ["good"]}, "action": "x"}])"), doctest::Contains("unknown key"),
                         error);
    CHECK_THROWS_WITH_AS(read(R"([{"action": "y"}])"), doctest::Contains("no such action"), error);
}

TEST_CASE("equal value and equal tier of before give an equal tier; between the limits the tier of before is kept") {
    const auto model = json::read_model(everything);
    crm::customer_scores scores;
    scores.value.lifetime_value = 17;
    for (const auto& [before, want] : {std::pair{equity::no_tier, 1}, {std::uint8_t{0}, 1}, {std::uint8_t{1}, 2}}) {
        crm::score_treatment(*model.treatment, before, scores);
        CHECK(scores.treatment.tier == want);
    }
    scores.value.lifetime_value = 14.99;
    crm::score_treatment(*model.treatment, 1, scores);
    CHECK(scores.treatment.tier == 1);
}

TEST_CASE("a purpose is the same one however it is written") {
    crm::consent_rules rules;
    rules.purpose = {"scoring", "Customer_Value", "network use", "contact"};
    const auto uses = [&](std::string_view purpose) { return crm::uses_of(purpose, rules); };
    for (const std::string_view each : {"scoring", "Scoring", "scoring ", " SCORING", "\tScoring\n"}) {
        CHECK(uses(each) == 1);
    }
    CHECK(uses("customer value") == 2);
    CHECK(uses("CUSTOMER-VALUE") == 2);
    CHECK(uses("network  USE") == 4);
    for (const std::string_view each : {"*", " * ", "all", "ALL", "Alle"}) {
        CHECK(uses(each) == 15);
        CHECK(crm::means_every_purpose(each));
    }
    CHECK_FALSE(crm::means_every_purpose("scoring"));
    CHECK_FALSE(crm::means_every_purpose(""));
    for (const std::string_view each : {"", "score", "scorings", "newsletter", "customervalue"}) {
        CHECK(uses(each) == 0);
    }
}
