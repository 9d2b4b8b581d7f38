// Helpers and their jobs, ideas and their votes, on small bases whose answers are known by hand.
#include <scvm/crm/erasure.hpp>
#include <scvm/crm/matter_list.hpp>
#include <scvm/crm/person_data.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/crm/stored.hpp>
#include <scvm/crm/table_summary.hpp>
#include <scvm/dates/date_text.hpp>
#include <scvm/equity/attention.hpp>
#include <scvm/equity/helpers.hpp>
#include <scvm/json/model.hpp>
#include <scvm/json/record.hpp>
#include <scvm/json/table.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

using namespace scvm;

namespace {

constexpr std::int64_t hour = 3600;
constexpr std::int64_t day = 86400;
constexpr std::int64_t today = 20000 * day;
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
using texts = std::vector<std::string_view>;
using numbers = std::vector<double>;
using times = std::vector<std::int64_t>;

crm::scorer scorer_of(const std::string& sections) {
    return crm::scorer(json::read_model(
        R"({"schema": "scvm-model/1", "id": "service", "currency": "EUR", "value": {"unit": "week", "horizon": 52,
        "margin": 0.4, "bg_nbd": {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259},
        "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44}}, )" +
        sections + "}"));
}

void add_people(crm::customer_base& base, int count) {
    std::vector<std::string> ids;
    for (int i = 0; i < count; ++i) {
        ids.push_back("c" + std::to_string(i));
    }
    base.add_customers(texts(ids.begin(), ids.end()));
}

/// c0 does twenty jobs of which one fails, c1 two good ones, "outside" none; each of c2 … c11 asks.
crm::customer_base market() {
    crm::customer_base base;
    add_people(base, 12);
    base.add_helpers({texts{"c0", "c1", "outside", "c0"}, times(4, today - 300 * day), numbers{1, 1, 0, 1},
                      numbers{20, 15, unknown, 25}, texts{"battery", "app", "", "brakes"}});
    for (int i = 0; i < 22; ++i) {
        const std::string seeker = "c" + std::to_string(2 + i % 10);
        const std::int64_t asked = today - (200 - i) * day + (i % 2 == 0 ? 21 : 10) * hour;
        const std::string_view outcome = i == 7 ? "failed" : "solved";
        CHECK(base.add_jobs({texts{i < 20 ? "c0" : "c1"},
                             texts{seeker},
                             times{asked},
                             texts{outcome},
                             times{asked + (1 + i % 3) * hour},
                             {},
                             {},
                             numbers{i < 20 ? 5.0 : unknown},
                             numbers{4.0}})
                  .used == 1);
    }
    return base;
}

const std::string service = R"("service": {})";

}  // namespace

TEST_CASE("a seeker counts once for a helper, however many jobs the two report") {
    const auto figure = [](int seekers, const char* outcome) {
        crm::customer_base base;
        add_people(base, 12);
        base.add_helpers({texts{"c0"}, times{today - 300 * day}, numbers{1}});
        for (int i = 0; i < 30; ++i) {
            const std::string seeker = "c" + std::to_string(1 + i % seekers);
            base.add_jobs({texts{"c0"}, texts{seeker}, times{today - (100 - i) * day}, texts{outcome}});
        }
        return crm::matters_of(scorer_of(service).score(base, today)).helpers.at(0);
    };
    const auto by_one = figure(1, "solved");
    CHECK(by_one.jobs == 30);
    CHECK(by_one.solved == 30);
    CHECK_UNARY_FALSE(by_one.badge);
    CHECK(by_one.trust.estimate == doctest::Approx(5.0 / 6));
    CHECK_UNARY(figure(10, "solved").badge);
    CHECK(figure(1, "failed").trust.estimate == doctest::Approx(4.0 / 6));  // nor can one ruin him
}

TEST_CASE("many good jobs earn the badge, two do not, and who is not checked is an applicant") {
    const crm::customer_base base = market();
    const auto table = scorer_of(service).score(base, today);
    const auto found = *crm::summary_of(table).helpers;
    CHECK(found.helpers.empty());
    const auto known = crm::matters_of(table).helpers;
    REQUIRE(known.size() == 3);
    CHECK(known[0].id == "c0");
    CHECK(known[0].state == equity::helper_state::friend_of);
    CHECK_UNARY(known[0].badge);
    CHECK(known[0].jobs == 20);
    CHECK(known[0].solved == 19);
    // Ten seekers asked twice each; one of them saw one job fail.
    CHECK(known[0].trust.estimate == doctest::Approx((4 + 9.5) / 15));
    CHECK(known[0].trust.low == doctest::Approx(equity::helper_trust(9.5, 10, {4, 1}, 0.05).cautious));
    CHECK(known[0].trust.high > known[0].trust.estimate);
    CHECK(known[0].rating == doctest::Approx((20 * 5 + 5 * 4) / 25.0));
    CHECK(known[1].id == "c1");
    CHECK(known[1].state == equity::helper_state::helper);
    CHECK_UNARY(std::isnan(known[1].rating));  // the seekers said nothing
    CHECK(known[2].id == "outside");
    CHECK_UNARY_FALSE(known[2].customer);
    CHECK(known[2].state == equity::helper_state::applicant);
    CHECK(found.jobs == 22);
    CHECK(found.fill_rate.estimate == doctest::Approx(21 / 22.0));
    CHECK(found.off_hours.estimate ==
          doctest::Approx(11 / 21.0));  // every other one at 21 h; the one that failed at 10
    CHECK(found.solution.median.estimate == 2);
    CHECK(table.labels("helper_state")[static_cast<std::size_t>(table.codes("helper_state")[0])] == "friend");
    CHECK(table.labels("helper_status")[static_cast<std::size_t>(table.codes("helper_status")[5])] == "no_helper");
    CHECK(json::write_summary(crm::restored_table(crm::stored_table(table), table.model())) ==
          json::write_summary(table));
}

TEST_CASE("jobs without ratings are jobs; those of unknown helpers, of oneself and that end too early are not") {
    crm::customer_base base = market();
    const auto add = [&](std::string_view helper, std::string_view seeker, std::int64_t done) {
        return base.add_jobs({texts{helper}, texts{seeker}, times{today}, texts{"solved"}, times{done}}).used;
    };
    CHECK(add("c0", "c3", today + hour) == 1);
    CHECK(add("nobody", "c3", 0) == 0);
    CHECK(add("c0", "c0", 0) == 0);
    CHECK(add("c0", "c3", today - hour) == 0);
    CHECK(add("c0", "stranger", 0) == 0);
    REQUIRE(base.rejected().size() == 4);
    CHECK(base.rejected()[0].reason == "helper \"nobody\": not in the helpers table");
    CHECK(base.rejected()[2].reason == "done = " + dates::moment_text(today - hour) +
                                           ": expected a time not before asked, " + dates::moment_text(today));
}

TEST_CASE("a helper who is no customer is exported and forgotten, and the others stay who they are") {
    crm::customer_base base = market();
    CHECK(crm::data_of(base, "outside").kind == crm::person_kind::helper);
    CHECK(crm::data_of(base, "outside").helpers->size() == 1);
    CHECK(crm::data_of(base, "c0").jobs->size() == 20);
    CHECK(crm::data_of(base, "c0").helpers->size() == 2);
    const auto before = crm::matters_of(scorer_of(service).score(base, today)).helpers;
    CHECK(base.erase_person("outside")[static_cast<std::size_t>(crm::table::helpers)] == 1);
    CHECK_THROWS_AS((void)base.person("outside"), error);
    auto after = crm::matters_of(scorer_of(service).score(base, today)).helpers;
    CHECK(after.size() == 2);
    CHECK(after[0].solved == before[0].solved);
    const auto gone = base.erase_person("c0");
    CHECK(gone[static_cast<std::size_t>(crm::table::jobs)] == 20);
    CHECK(gone[static_cast<std::size_t>(crm::table::helpers)] == 2);
    after = crm::matters_of(scorer_of(service).score(base, today)).helpers;
    REQUIRE(after.size() == 1);
    CHECK(after[0].id == "c1");
    CHECK(after[0].solved == 2);
    CHECK(crm::stored_base(crm::restored_base(crm::stored_base(base))) == crm::stored_base(base));
}

TEST_CASE("whose consent is missing is no helper, and the jobs of such seekers do not count") {
    crm::customer_base base = market();
    base.add_consents({texts{"c1", "c2"}, texts{"*", "*"}, texts{"withdrawn", "withdrawn"}, times{today, today}});
    const auto table = scorer_of(service).score(base, today);
    const auto found = *table.summary().helpers;
    CHECK(crm::matters_of(table).helpers.size() == 2);
    CHECK(found.no_consent == 3 + 1);  // two of c2's with c0, its one with c1, and c1's other one
    CHECK(static_cast<double>(found.rows) ==
          found.no_consent + found.after_as_of + static_cast<double>(found.repeated + found.jobs));
    CHECK(std::isnan(crm::summary_of(table).helpers->no_consent));  // any would say that somebody refused
    CHECK(std::isnan(crm::summary_of(table).helpers->after_as_of));
    CHECK(json::write_summary(table).find("\"c1\"") == std::string::npos);
}

TEST_CASE("one vote each, within the time to vote; the rest is rejected and says why") {
    crm::customer_base base;
    add_people(base, 30);
    CHECK(base.add_ideas({texts{"i1", "i2", "i3"}, texts{"c0", "c1", "c2"}, texts{"open", "accepted", "declined"},
                          times{today - 50 * day, today - 50 * day, today - 40 * day}, numbers{unknown, 500, unknown}})
              .used == 3);
    CHECK(base.add_ideas({texts{"i1"}, texts{"c4"}, texts{"open"}, times{today}}).rejected == 1);
    CHECK(base.add_votes({texts{"i9"}, texts{"c4"}, times{today}}).rejected == 1);
    const auto vote = [&](const char* idea, int who, std::int64_t days_ago) {
        const std::string id = "c" + std::to_string(who);
        base.add_votes({texts{idea}, texts{id}, times{today - days_ago * day}});
    };
    for (int i = 0; i < 20; ++i) {
        vote("i1", i, 30);
    }
    for (int i = 0; i < 12; ++i) {
        vote("i2", i, 30);
        vote("i2", 0, 29);  // again and again
    }
    vote("i1", 25, 19);  // a day after the end
    vote("i3", 26, 45);  // before the idea
    const auto table = scorer_of(R"("cocreation": {"voting_days": 30})").score(base, today);
    const auto found = *crm::summary_of(table).cocreation;
    CHECK(found.votes == 32);
    CHECK(found.voters == 20);
    CHECK(found.rejected_votes ==
          std::map<std::string, std::size_t>{{"after_end", 1}, {"before_idea", 1}, {"second_vote", 12}});
    CHECK(found.ranking[0].idea == "i1");
    CHECK(*found.ranking[0].votes == 20);
    CHECK(found.ranking[0].share.estimate == 1);
    CHECK(found.ranking[1].share.estimate == doctest::Approx(0.6));
    CHECK(*found.ranking[1].place == 2);
    CHECK(found.adoption.estimate == 0.5);
    CHECK_UNARY(std::isnan(found.accepted_value));  // of one customer
    std::size_t said = 0;
    for (const crm::rejected_row& each : table.rejected()) {
        said += each.reason.find("vote of customer") == 0;
    }
    CHECK(said == 14);
    CHECK(table.rejected().back().reason.find("before the idea was proposed") != std::string::npos);
    CHECK(table.rejected().back().row == 46);  // after the one that the base rejected, which was the first
    CHECK(crm::summary_of(crm::restored_table(crm::stored_table(table), table.model())).cocreation->votes == 32);
}

TEST_CASE("five hundred invented accounts vote in vain where the base tells who bought or is regarded") {
    crm::customer_base base;
    add_people(base, 530);  // c30 and on are invented
    base.add_ideas({texts{"wanted", "pushed"}, texts{"c0", "c1"}, texts{"open", "open"}, times(2, today - 50 * day),
                    numbers(2, unknown)});
    const auto all_vote = [&] {
        for (int i = 0; i < 530; ++i) {
            const std::string id = "c" + std::to_string(i);
            base.add_votes({texts{i < 20 ? "wanted" : "pushed"}, texts{id}, times{today - 20 * day}});
        }
    };
    all_vote();
    const crm::scorer by = scorer_of(R"("cocreation": {"voting_days": 30}, "network": {})");
    CHECK(crm::summary_of(by.score(base, today)).cocreation->ranking[0].idea == "pushed");  // nothing tells them apart
    for (int i = 0; i < 29; ++i) {  // c29 has no purchase, but a contract
        const std::string id = "c" + std::to_string(i);
        base.add_purchases({texts{id}, times{today - 100 * day}, numbers{70}});
    }
    base.add_contracts({texts{"c29"}, times{today + 400 * day}, numbers{30}});
    for (int i = 30; i < 530; ++i) {  // cheap ones
        const std::string id = "c" + std::to_string(i);
        base.add_purchases({texts{id}, times{today - 100 * day}, numbers{1}});
        for (const char* friendly : {"c20", "c21", "c22", "c23", "c24"}) {  // and regarded by five accomplices
            base.add_interactions({.actor = texts{friendly},
                                   .target = texts{id},
                                   .kind = texts{"like"},
                                   .time = times{today - 30 * day}});
        }
    }
    CHECK(base.rejected().empty());
    const auto table = by.score(base, today);
    const auto found = *crm::summary_of(table).cocreation;
    CHECK(found.rejected_votes == std::map<std::string, std::size_t>{{"no_standing", 500}});
    CHECK(found.voters == 30);
    CHECK(found.ranking[0].idea == "wanted");
    CHECK(*found.ranking[0].votes == 20);
    CHECK(*found.ranking[1].votes == 10);
    CHECK(
        table.rejected().front().reason ==
        "vote of customer \"c30\" for idea \"pushed\": the customer has bought too little, and hardly anybody who has "
        "bought more regards him");
}

TEST_CASE("an accepted idea is knowledge value once, in a record as in a batch; what nobody accepted is none") {
    crm::customer_base base;
    add_people(base, 3);
    base.add_ideas({texts{"i1"}, texts{"c0"}, texts{"accepted"}, times{today - 5 * day}, numbers{300}});
    for (const char* idea : {"i2", "i3", "i4", "i5", "i6"}) {
        base.add_ideas({texts{idea}, texts{"c1"}, texts{"open"}, times{today - 5 * day}, numbers{500}});
    }
    base.add_contributions({texts{"c2", "c2"}, texts{"content", "ideas"}, times(2, today - day), numbers{1e6, 1},
                            numbers{unknown, unknown}, numbers{unknown, 2500}});
    const crm::scorer by = scorer_of(R"("equity": {"sharing": {"content": {"money": 2}}})");
    const auto table = by.score(base, today);
    CHECK(table.numbers("knowledge_value")[0] == 300);
    CHECK(table.numbers("knowledge_value")[1] == 0);
    CHECK(table.numbers("knowledge_value")[2] == 0);
    CHECK(table.numbers("accepted_contributions")[0] == 1);
    nlohmann::json record{{"id", "c0"}, {"as_of", nlohmann::json::parse(json::explain(table, "c0"))["as_of"]}};
    record["ideas"] =
        nlohmann::json::array({{{"idea", "i1"}, {"state", "accepted"}, {"time", today - 5 * day}, {"value", 300}}});
    const auto card = nlohmann::json::parse(json::score_customer(by, record.dump()));
    CHECK(card["equity"]["knowledge_value"] == 300);
    record["ideas"][0]["state"] = "open";
    CHECK(nlohmann::json::parse(json::score_customer(by, record.dump()))["equity"]["knowledge_value"] == 0);
    CHECK(card["sharing"]["accepted"] == 1);
}

TEST_CASE("testers are drawn among the eligible, by quota, and anybody draws the same") {
    crm::customer_base base;
    add_people(base, 40);
    std::vector<std::string> ids;
    texts region;
    for (int i = 0; i < 40; ++i) {
        ids.push_back("c" + std::to_string(i));
        region.push_back(i % 4 == 0 ? "north" : i % 4 == 1 ? "east" : "south");
    }
    const texts who(ids.begin(), ids.end());
    base.add_attributes("territory", {who, region});
    base.add_tests({texts(40, "bike"), who, times(40, today - 3 * day)});
    base.add_tests({texts{"bike"}, texts{"c3"}, times{today - 2 * day}});
    base.add_consents({texts{"c0"}, texts{"*"}, texts{"withdrawn"}, times{today - day}});
    const auto table = scorer_of(R"("cocreation": {"tests": [{"test": "bike", "seed": 9, "attribute": "territory",
        "quotas": [{"value": "north", "places": 3}, {"value": "south", "places": 30}]}]})")
                           .score(base, today);
    const auto draw = crm::summary_of(table).cocreation->tests.at(0);
    CHECK(draw.applied == 39);  // who withdrew has not applied
    CHECK(draw.repeated == 1);
    CHECK(draw.no_quota == 10);
    CHECK(draw.quotas[0].drawn == 3U);
    CHECK(draw.quotas[1].eligible == 20);
    CHECK(draw.quotas[1].drawn == 20U);
    // The same by hand: the lowest tickets of the north.
    texts north;
    for (int i = 4; i < 40; i += 4) {
        north.push_back(ids[static_cast<std::size_t>(i)]);
    }
    const auto again = equity::draw_winners(north, 3, 9);
    const auto testers = crm::matters_of(table).tests.at(0).testers;
    CHECK(testers.size() == 23);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(testers[i] == north[again.winners[i]]);
    }
    CHECK(draw.fingerprint.size() == 16);
}

TEST_CASE("what contributions are worth is told where no sum that it is made of is of few") {
    struct sums {
        double ideas, all, apart, engagement;
    };
    // So many with an accepted idea, an accepted stake, and another accepted contribution; all are worth 100 each.
    const auto told = [](int ideas, int stakes, int others, double first = 100, bool bought = true) {
        crm::customer_base base;
        add_people(base, 30);
        for (int i = 0; i < 30; ++i) {
            const std::string id = "c" + std::to_string(i);
            if (bought) {
                base.add_purchases({texts{id}, times{today - 40 * day}, numbers{20}});
            }
            if (i < ideas) {
                base.add_ideas(
                    {texts{id}, texts{id}, texts{"accepted"}, times{today - 5 * day}, numbers{i == 0 ? first : 100}});
            }
            for (const auto& [kind, count] : {std::pair{"capital", stakes}, std::pair{"know_how", others}}) {
                if (i < count) {
                    base.add_contributions({texts{id}, texts{kind}, times{today - day}, {}, numbers{1}, numbers{100}});
                }
            }
        }
        const auto of = crm::summary_of(scorer_of(R"("equity": {}, "cocreation": {})").score(base, today));
        return sums{of.cocreation->accepted_value, of.equity->knowledge_value, of.equity->knowledge_value_apart,
                    of.equity->engagement_value - of.equity->customer_network_equity};
    };
    const auto nothing = told(0, 0, 0);
    CHECK(nothing.ideas == 0);
    CHECK(nothing.all == 0);
    CHECK(nothing.engagement == 0);
    const auto enough = told(6, 7, 5);
    CHECK(enough.ideas == 600);
    CHECK(enough.all == 1800);
    CHECK(enough.apart == 0);
    CHECK(enough.engagement == doctest::Approx(1800));
    for (const auto& [ideas, stakes, others, first] :
         {std::tuple{1, 0, 0, 100.0}, std::tuple{4, 7, 8, 100.0}, std::tuple{8, 1, 8, 100.0},
          std::tuple{8, 8, 1, 100.0}, std::tuple{8, 0, 0, 1e6}}) {
        CAPTURE(ideas);
        CAPTURE(stakes);
        const auto few = told(ideas, stakes, others, first);
        CHECK(std::isnan(few.ideas) == (ideas < 5 || first > 100));
        CHECK_UNARY(std::isnan(few.all));
        CHECK_UNARY(std::isnan(few.apart));
        CHECK_UNARY(std::isnan(few.engagement));
    }
    CHECK(told(6, 7, 5, 100, false).apart == 1800);
}

TEST_CASE("capital is told with its concentration, unless it would tell one backer's stake") {
    crm::customer_base base;
    add_people(base, 12);
    const auto give = [&](int who, double stake) {
        const std::string id = "c" + std::to_string(who);
        base.add_contributions({texts{id}, texts{"capital"}, times{today - day}, {}, numbers{1}, numbers{stake}});
    };
    const crm::scorer by = scorer_of(R"("cocreation": {})");
    const auto capital = [&] { return crm::summary_of(by.score(base, today)).cocreation->capital; };
    CHECK(*capital().backers == 0);
    give(0, 100);
    CHECK_UNARY_FALSE(capital().backers.has_value());
    for (int i = 1; i < 10; ++i) {
        give(i, 100);
    }
    CHECK(*capital().backers == 10);
    CHECK(capital().amount == 1000);
    CHECK(capital().concentration == doctest::Approx(0.1));
    give(0, 1e6);
    CHECK(*capital().backers == 10);
    CHECK_UNARY(std::isnan(capital().amount));
}
