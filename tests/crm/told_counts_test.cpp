#include <scvm/crm/matter_list.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/crm/table_summary.hpp>
#include <scvm/json/analysis.hpp>
#include <scvm/json/model.hpp>
#include <scvm/json/table.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace scvm;

namespace {

using texts = std::vector<std::string_view>;
using numbers = std::vector<double>;
constexpr std::int64_t day = 86400;
constexpr std::int64_t today = 20000 * day;
constexpr double fewest = 3;

/// What a customer did and said: each apart from the others, so that no reader works one out from another.
struct kind {
    char answers;  ///< all, one, none
    int purchases;
    bool posts;
    char consent = '-';  ///< refuses all, the survey alone, or withdrew
};

crm::scorer scorer_of(const std::string& consent) {
    return crm::scorer(json::read_model(
        R"({"schema": "scvm-model/1", "id": "told", "privacy": {"fewest_shown": 3}, "consent": )" + consent +
        R"(, "survey": {"items": [{"id": "s", "dimension": "satisfaction", "lowest": 1, "highest": 5},
                                  {"id": "a", "dimension": "attachment", "lowest": 1, "highest": 5}]},
        "value": {"unit": "week", "horizon": 52, "bg_nbd": {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259},
                  "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44}},
        "network": {}, "equity": {}, "matters": {"draws": 0},
        "treatment": {"actions": [{"id": "call"}, {"id": "ask", "asks_to_recommend": true}],
                      "rules": [{"when": {"segment": ["fan"]}, "action": "ask"},
                                {"when": {"segment": ["unclassified", "sympathizer", "mercenary", "captive", "opponent"]},
                                 "action": "call"}]}})"));
}

crm::customer_base base_of(const std::vector<kind>& people, const std::string& survey_purpose) {
    crm::customer_base base;
    for (std::size_t c = 0; c < people.size(); ++c) {
        const std::string id = "c" + std::to_string(c);
        const texts who{id};
        const std::vector<std::int64_t> time{today - 50 * day};
        base.add_customers(who);
        const kind of = people[c];
        if (of.answers != 'n') {
            base.add_answers({who, texts{"s"}, numbers{5}, time, {}});
        }
        if (of.answers == 'a') {
            base.add_answers({who, texts{"a"}, numbers{5}, time, {}});
        }
        for (int i = 0; i < of.purchases; ++i) {
            base.add_purchases({who, std::vector<std::int64_t>{today - (50 - 30 * i) * day}, numbers{30}});
        }
        if (of.posts) {
            const texts post{"post"};
            const texts nobody{""};
            base.add_interactions({.actor = who, .target = nobody, .kind = post, .time = time});
        }
        if (of.consent != '-') {
            const texts purpose{of.consent == 's' ? std::string_view(survey_purpose) : "*"};
            const texts state{of.consent == 'w' ? "withdrawn" : "refused"};
            base.add_consents({who, purpose, state, time});
        }
    }
    return base;
}

/// The counts of one base by name: as they are, and as they are told.
struct told_counts {
    std::map<std::string, std::size_t> truth;
    std::map<std::string, std::optional<std::size_t>> told;
    crm::table_summary shown;

    explicit told_counts(const crm::score_table& table) : shown(crm::summary_of(table)) {
        const crm::company_summary& raw = table.summary();
        const auto note = [&](const std::string& name, std::size_t count, std::optional<std::size_t> as) {
            truth[name] = count;
            told[name] = as;
        };
        note("classified", raw.classified, shown.classified);
        note("valued", raw.valued, shown.valued);
        for (std::size_t i = 0; i < raw.survey_status.size(); ++i) {
            note("survey " + std::to_string(i), raw.survey_status[i], shown.survey_statuses.of[i]);
        }
        for (std::size_t i = 0; i < raw.value_status.size(); ++i) {
            note("value " + std::to_string(i), raw.value_status[i], shown.value_statuses.of[i]);
        }
        for (std::size_t i = 0; i < raw.consent.size(); ++i) {
            note("consent " + std::to_string(i), raw.consent[i], shown.consent.of[i]);
        }
        const auto count_of = [&](std::string_view column, auto word) {
            const auto codes = table.codes(column);
            return static_cast<std::size_t>(std::count(codes.begin(), codes.end(), static_cast<std::int32_t>(word)));
        };
        const std::size_t refused = count_of("equity_status", crm::equity_status::no_consent);
        note("placed", table.size() - refused, shown.equity->stages.customers);
        note("counted", raw.equity->counted, shown.equity->counted);
        note("network", raw.network->scored, shown.network->scored);
        for (std::size_t i = 0; i < shown.treatment->of.size(); ++i) {
            note("treatment " + std::to_string(i), count_of("treatment_status", static_cast<crm::treatment_status>(i)),
                 shown.treatment->of[i]);
        }
        const crm::matter_list list = crm::matters_of(table);
        note("ranked", raw.matters->ranked, list.matters->ranked);
        std::size_t known = 0;
        std::size_t hidden_cells = 0;
        for (const crm::profile_cell& each : list.matters->profiles) {
            known += each.customers.value_or(0);
            hidden_cells += !each.customers;
        }
        note("profiles", table.size() - refused,
             hidden_cells == 0 ? std::optional(known) : std::nullopt);  // else those who refused are pooled with some
        for (std::size_t i = 0; i < shown.equity->stages.funnel.size(); ++i) {
            const auto& step = shown.equity->stages.funnel[i];
            note("reached " + std::to_string(i), raw.equity->stages.funnel[i].reached, step.reached);
            if (!shown.equity->stages.customers) {
                CHECK(std::isnan(step.share.estimate));
            }
        }
    }
};

/// Scores every base of so many customers of these kinds. What is told is true and of nobody or of enough, and nothing
/// that is hidden is what the rest leaves of a published total; who refused is told nowhere where these are few.
/// Returns how many counts were hidden, and how many shown.
std::pair<std::size_t, std::size_t> audit(const std::vector<kind>& kinds, std::size_t people,
                                          const std::string& consent, const std::string& survey_purpose) {
    const crm::scorer by = scorer_of(consent);
    std::pair<std::size_t, std::size_t> result;
    std::vector<kind> drawn;
    const std::function<void(std::size_t)> extend = [&](std::size_t from) {
        for (std::size_t k = from; drawn.size() < people && k < kinds.size(); ++k) {
            drawn.push_back(kinds[k]);
            extend(k);
            drawn.pop_back();
        }
        if (drawn.size() < people) {
            return;
        }
        const told_counts of(by.score(base_of(drawn, survey_purpose), today));
        for (const auto& [name, count] : of.told) {
            CAPTURE(name);
            (count ? result.second : result.first) += 1;
            if (count) {
                const bool scored = name == "classified" || name == "valued" || name == "survey 0";  // no secret
                CHECK((scored || *count == 0 || static_cast<double>(*count) >= fewest));
                CHECK(of.truth.at(name) == *count);
            }
        }
        const std::vector<std::pair<std::string, std::vector<int>>> tables{
            {"survey", {1, 2, 3, 4, 5}},  {"value", {0, 1, 2}},  {"value", {3, 4, 5, 6, 7, 8}},
            {"consent", {0, 1, 2, 3, 4}}, {"treatment", {0, 5}}, {"treatment", {1, 2, 3, 4}}};
        for (const auto& [table, words] : tables) {
            CAPTURE(table);
            CHECK(std::count_if(words.begin(), words.end(), [&, name = table](int word) {
                      return !of.told.at(name + " " + std::to_string(word));
                  }) != 1);
        }
        // Who has no plan of treatments takes what is told of them from all.
        std::size_t told = 0;
        std::size_t hidden = 0;
        for (int word = 0; word < 6; ++word) {
            const auto& count = of.told.at("treatment " + std::to_string(word));
            told += count.value_or(0);
            hidden += !count;
        }
        CHECK((hidden == 0 || static_cast<double>(people - told) >= fewest));
        const std::size_t refused = people - of.truth.at("consent 0");
        if (refused > 0 && static_cast<double>(refused) < fewest) {
            CHECK(of.shown.network->participation.members.value_or(people) == people);
            for (const auto& rows : {of.shown.answers.no_consent, of.shown.purchases.no_consent,
                                     of.shown.network->interactions.no_consent, of.shown.answers.after_as_of,
                                     of.shown.purchases.after_as_of, of.shown.network->interactions.after_as_of}) {
                CHECK_FALSE(rows);
            }
            for (const char* const name : {"consent 0", "survey 5", "value 8", "placed", "counted", "profiles"}) {
                CAPTURE(name);
                CHECK_FALSE(of.told.at(name));
            }
        }
    };
    extend(0);
    return result;
}

}  // namespace

TEST_CASE("every base of eight customers and one purpose: no count of few by status is told, nor follows") {
    const auto [hidden, shown] = audit({{'a', 2, true},
                                        {'n', 2, false},
                                        {'o', 2, true},
                                        {'n', 0, false},
                                        {'a', 1, false},
                                        {'n', 0, false, 'r'},
                                        {'n', 0, false, 'w'}},
                                       8, R"({"missing": "include"})", "scoring");
    MESSAGE(hidden << " counts hidden, " << shown << " shown");
    CHECK(hidden > 1000);
    CHECK(shown > 1000);
}

TEST_CASE("every base of seven customers and three purposes: who refuses one of them is not told from the others") {
    const auto [hidden, shown] =
        audit({{'a', 2, true},
               {'a', 0, false},
               {'n', 1, false},
               {'n', 0, true},
               {'n', 0, false, 'r'},
               {'a', 2, true, 's'},
               {'n', 0, false, 's'}},
              7, R"({"missing": "include", "survey": "asking", "value": "valuing", "network": "linking"})", "asking");
    MESSAGE(hidden << " counts hidden, " << shown << " shown");
    CHECK(hidden > 1000);
    CHECK(shown > 1000);
}

TEST_CASE("where one to four of those refuse who did nothing, all is told alike") {
    const crm::scorer by = scorer_of(R"({"missing": "include"})");
    for (const std::size_t busy : {6U, 15U, 40U}) {
        std::vector<std::string> pages;
        for (const std::size_t refusing : {1U, 2U}) {  // fewer than three
            std::vector<kind> people(busy, {'a', 2, true});
            people.insert(people.end(), busy / 2, {'a', 1, true});
            people.insert(people.end(), busy / 3, {'n', 3, false});
            people.resize(people.size() + 5, {'n', 0, false});
            for (std::size_t i = 0; i < refusing; ++i) {
                people[people.size() - 1 - i].consent = i == 0 ? 'r' : 'w';
            }
            const auto table = by.score(base_of(people, "scoring"), today);
            pages.push_back(json::write_summary(table) + json::analyse(table));
        }
        CAPTURE(busy);
        CHECK(pages[0] == pages[1]);
    }
}

TEST_CASE("who refuses has rows, and these are told with those that are later than the day of scoring") {
    const crm::scorer by = scorer_of(R"({"missing": "include"})");
    std::vector<kind> people(20, {'a', 2, true});
    people.resize(26, {'n', 0, false});
    people.push_back({'a', 2, true, 'r'});
    const auto few = crm::summary_of(by.score(base_of(people, "scoring"), today));
    CHECK_FALSE(few.purchases.no_consent);
    CHECK_FALSE(few.purchases.after_as_of);
    CHECK(few.purchases.rows == 42);
    CHECK(few.purchases.used == 40);
    people.insert(people.end(), 2, {'a', 2, true, 'r'});
    const auto enough = crm::summary_of(by.score(base_of(people, "scoring"), today));
    CHECK(enough.purchases.no_consent == 6U);
    CHECK(enough.purchases.after_as_of == 0U);
    CHECK(enough.answers.no_consent == 6U);
    CHECK(enough.network->interactions.no_consent == 3U);
    CHECK(enough.network->participation.members == 26U);
}

TEST_CASE("of few employees, and of few ties, nothing is told") {
    const crm::scorer by = scorer_of(R"({"missing": "include"})");
    const auto of = [&](std::size_t employees, std::size_t pairs) {
        crm::customer_base base = base_of(std::vector<kind>(12, {'a', 2, true}), "scoring");
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < employees; ++i) {
            ids.push_back("e" + std::to_string(i));
        }
        base.add_employees({texts(ids.begin(), ids.end()), {}, {}});
        for (std::size_t i = 0; i < pairs; ++i) {
            const texts actor{ids[i % employees]};
            const texts target{ids[(i + 1) % employees]};
            const texts act{"comment"};
            const std::vector<std::int64_t> time{today - 5 * day};
            base.add_interactions({.actor = actor, .target = target, .kind = act, .time = time});
        }
        return *crm::summary_of(by.score(base, today)).employees;
    };
    CHECK_FALSE(of(2, 2).employees);
    CHECK_FALSE(of(2, 2).pairs);
    CHECK_FALSE(of(2, 2).maturity);
    CHECK(of(2, 2).lead.steps == 0);
    CHECK(of(8, 1).employees == 8U);
    CHECK_FALSE(of(8, 1).pairs);
    CHECK_FALSE(of(8, 1).maturity);
    CHECK(of(8, 6).pairs == 6U);
    CHECK(of(8, 6).maturity);
}

TEST_CASE("the plan of a few is told neither from the others nor from all") {
    const crm::scorer by = scorer_of(R"({"missing": "include"})");
    std::vector<kind> people(15, {'a', 2, true});
    people.insert(people.end(), 2, {'a', 2, true, 'r'});
    const auto of = crm::summary_of(by.score(base_of(people, "scoring"), today)).treatment->of;
    CHECK(std::none_of(of.begin(), of.end(), [](const auto& each) { return each && *each > 0; }));
}
