#include <scvm/equity/attention.hpp>
#include <scvm/equity/contributions.hpp>
#include <scvm/equity/engagement_value.hpp>
#include <scvm/equity/network_equity.hpp>
#include <scvm/equity/return_on_social.hpp>
#include <scvm/equity/value_tiers.hpp>
#include <scvm/math/random.hpp>

#include <json/called.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

using called::check_same;
using called::refusal;
using called::result_of;
using nlohmann::json;
using namespace scvm::equity;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Customers with values and credit drawn at random.
struct drawn_network {
    std::vector<double> value;
    std::vector<std::uint32_t> receiver;
    std::vector<std::uint32_t> giver;
    std::vector<double> share;

    drawn_network() {
        scvm::math::random_stream random(17);
        for (std::uint32_t i = 0; i < 200; ++i) {
            value.push_back(i % 13 == 0 ? none : 1000 * random.uniform() - 100);
            for (int k = 0; k < 4; ++k) {
                receiver.push_back(static_cast<std::uint32_t>(random.below(200)));
                giver.push_back(i);
                share.push_back(0.4 * random.uniform());
            }
        }
    }
    [[nodiscard]] json arguments() const {
        json values = json::array();
        for (const double each : value) {
            values.push_back(std::isnan(each) ? json(nullptr) : json(each));
        }
        return {{"value", values}, {"receiver", receiver}, {"giver", giver}, {"share", share}};
    }
};

}  // namespace

TEST_CASE("every method of the equity room has a vector and names itself when it is called wrongly") {
    called::check_all(scvm::methods::equity_methods);
    called::check_all(scvm::methods::equity_people_methods);
    called::check_all(scvm::methods::treatment_methods);
}

TEST_CASE("called by name, the value of a customer network is conserved and that of the function") {
    const drawn_network of;
    json arguments = of.arguments();
    arguments.update(json{{"ceiling", 0.8}, {"passed_on", 0.6}, {"losses", "kept"}, {"threads", 2}});
    const auto want = network_value(of.value, {of.receiver, of.giver, of.share},
                                    {.ceiling = 0.8, .passed_on = 0.6, .losses = loss_rule::kept});
    const json got = result_of("network_value", arguments);
    check_same(got["value"], want.value);
    check_same(got["given"], want.given);
    check_same(got["received"], want.received);
    CHECK(got["rounds"] == want.rounds);
    CHECK(got["scaled"] == want.credits.scaled);
    CHECK(got["rejected"].size() == want.credits.rejected.size());
    CHECK(std::abs(got["value_sum"].get<double>() - got["lifetime_sum"].get<double>()) < 1e-9);

    arguments["customer"] = 1;
    const json account = result_of("account_of", arguments);
    double sum = account["lifetime_value"];
    for (const auto& line : account["received"]) {
        sum += line["amount"].get<double>();
    }
    for (const auto& line : account["given"]) {
        sum -= line["amount"].get<double>();
    }
    CHECK(std::abs(sum - want.value[1]) < 1e-9);

    const json ranks = result_of("compare_ranks", {{"before", arguments["value"]}, {"after", got["value"]}});
    CHECK(ranks["entered"].size() == ranks["left"].size());
    CHECK(ranks["customers"] == want.counted);
}

TEST_CASE("called by name, a seeded draw has the tickets of the function, as texts") {
    const std::vector<std::string_view> ids{"anna", "ben", "clara", "dora", "emil"};
    const auto want = draw_winners(ids, 2, 20260801);
    const json got = result_of("draw_winners", {{"id", ids}, {"count", 2}, {"seed", 20260801}});
    CHECK(got["fingerprint"] == std::to_string(want.fingerprint));
    REQUIRE(got["winners"].size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(got["winners"][i] == ids[want.winners[i]]);
        CHECK(got["row"][i] == want.winners[i]);
        CHECK(got["tickets"][i] == std::to_string(want.tickets[i]));
    }
    const json turned =
        result_of("draw_winners", {{"id", {"emil", "dora", "clara", "ben", "anna"}}, {"count", 2}, {"seed", 20260801}});
    CHECK(turned["winners"] == got["winners"]);
}

TEST_CASE("called by name, profiles, tiers and returns are those of the functions") {
    const std::vector<std::uint32_t> person{0, 0, 1, 1};
    const std::vector<std::uint8_t> kind{1, 4, 2, 2};
    const std::vector<double> age{0, 30, 60, 90};
    const auto want =
        sharing_profile({person, kind, {}, {}, {}, age}, 3,
                        {.points_per_unit = {1, 2, 3, 4, 5, 6, 7}, .half_life_days = 45, .undecided = 0.5});
    const json got = result_of("sharing_profile", {{"person", person},
                                                   {"kind", {"ideas", "content", "know_how", "know_how"}},
                                                   {"age_days", age},
                                                   {"persons", 3},
                                                   {"half_life_days", 45},
                                                   {"undecided", 0.5},
                                                   {"points_per_unit",
                                                    {{"products", 1},
                                                     {"ideas", 2},
                                                     {"know_how", 3},
                                                     {"capital", 4},
                                                     {"content", 5},
                                                     {"experience", 6},
                                                     {"trends", 7}}}});
    check_same(got["points"], want.points);
    check_same(got["diversity"], want.diversity);
    for (std::size_t i = 0; i < 3; ++i) {
        check_same(got["profile"][i], {want.profile.begin() + static_cast<std::ptrdiff_t>(7 * i),
                                       want.profile.begin() + static_cast<std::ptrdiff_t>(7 * i + 7)});
    }
    CHECK(got["kinds"]["know_how"]["events"] == 2);

    const drawn_network of;
    const std::vector<double> shares{0.5, 0.1};
    const auto boundaries = boundaries_by_share(of.value, shares, 0.05);
    const json told =
        result_of("boundaries_by_share", {{"value", of.arguments()["value"]}, {"top_shares", shares}, {"slack", 0.05}});
    check_same(told["enter"], boundaries.enter);
    check_same(told["stay"], boundaries.stay);
    json tier_arguments = told;
    tier_arguments["value"] = of.arguments()["value"];
    const json tiers = result_of("value_tiers", tier_arguments);
    CHECK(tiers["customers"] == json(value_tiers(of.value, {}, boundaries).customers));
    CHECK(tiers["tier"][0].is_null());

    const std::vector<double> benefit{0, 50, 80, 90};
    const std::vector<double> cost{60, 10, 10, 10};
    social_programme programme;
    programme.benefit = benefit;
    programme.cost = cost;
    programme.rate = 0.05;
    programme.carry_over = 0.4;
    programme.how = measurability::attribution;
    const auto back = return_on_social(programme);
    const json returned =
        result_of("return_on_social",
                  {{"benefit", benefit}, {"cost", cost}, {"rate", 0.05}, {"carry_over", 0.4}, {"grade", "C"}});
    check_same(returned["net_by_period"], back.net_by_period);
    check_same(json::array({returned["ratio"], returned["outside"], returned["mean_lag"]}),
               {back.ratio, back.outside, back.mean_lag});
}

TEST_CASE("a wrong argument of an equity method is one error that names it") {
    CHECK(refusal("network_value", {{"value", {1, "inf"}}}).starts_with("1 value[1] = inf"));
    CHECK(refusal("network_value", {{"value", {1, 2}}, {"receiver", {0}}, {"giver", {1}}})
              .starts_with("2 share has 0 rows"));
    CHECK(
        refusal("network_value", {{"value", {1}}, {"ceiling", 2}}).starts_with("1 network_value.ceiling: 2: expected"));
    CHECK(refusal("network_value", {{"value", {1}}, {"losses", "forgotten"}}).starts_with("4 network_value.losses"));
    CHECK(refusal("credits_from_influence",
                  {{"influencer", {0}}, {"influenced", {1}}, {"weight", {1}}, {"customers", 1e10}, {"share", 0.2}})
              .starts_with("1 credits_from_influence.customers = 1e+10"));
    CHECK(refusal("engagement_value", {{"lifetime", {{"amount", {1}}, {"currency", "EUR"}}}, {"knowledge", {1}}}) ==
          "1 currency: EUR and an unstated currency: expected one currency, nothing is converted");
    CHECK(refusal("reference_value", {{"net_reference_rate", 0.03},
                                      {"gross_contribution", 500},
                                      {"network_size", {15, -1}},
                                      {"opinion_leadership", 0.7}})
              .starts_with("1 reference_value, row 1: network_size = -1"));
    CHECK(refusal("reference_value", {{"net_reference_rate", 0.03}}) ==
          "4 reference_value.gross_contribution: is missing");
    CHECK(refusal("stages", {{"reached", {{0, 0, 0, 0, 2}}}}).starts_with("1 stages.reached[0][4] = 2"));
    CHECK(refusal("company_stage", {{"index", {1, 1}}}).starts_with("2 company_stage.index has 2 rows"));
    CHECK(refusal("next_state", {{"state", "boss"}, {"since_day", 0}, {"today", 1}})
              .starts_with("4 next_state.state: \"boss\": expected one of applicant"));
    CHECK(refusal("next_state", {{"state", "vetted"}, {"since_day", 1e12}, {"today", 1}})
              .starts_with("1 next_state.since_day = 1e+12"));
    CHECK(refusal("helper_trust", {{"successes", {1}}, {"jobs", {1}}, {"vetted", {1}}, {"prior_of_vetted", {0, 1}}})
              .starts_with("1 prior.good = 0"));
    CHECK(refusal("summarise_ratings", {{"helper", {3}},
                                        {"seeker", {0}},
                                        {"of_helper", {5}},
                                        {"of_seeker", {5}},
                                        {"closed", {1}},
                                        {"helpers", 2},
                                        {"seekers", 2}})
              .starts_with("1 helper[0] = 3"));
    CHECK(refusal("steps_reached", {{"customers", 1e8}}).starts_with("1 steps_reached.customers = 1e+08"));
    CHECK(refusal("value_tiers", {{"value", {1}}, {"enter", {1}}, {"stay", {2}}}).starts_with("1 stay[0] = 2"));
    CHECK(refusal("draw_winners", {{"id", {1.5}}, {"count", 1}, {"seed", 1}})
              .starts_with("4 draw_winners.id[0]: expected an id"));
    const json table = {{"dimensions", {{{"name", "group"}, {"categories", {"fan", "opponent"}}}}},
                        {"actions", {{{"id", "thank"}}}},
                        {"rules", {{{"action", "thank"}, {"when", {{"group", {"fan"}}}}}}},
                        {"customers", {{"group", json::array()}}},
                        {"priority", json::array()}};
    CHECK(refusal("treat", table).starts_with("3 "));  // nobody says what is done for opponents
    CHECK(refusal("treat", table).find("group = opponent") != std::string::npos);
    json strange = table;
    strange["rules"][0]["when"]["mood"] = {"good"};
    CHECK(refusal("treat", strange).starts_with("4 treat.rules[0].when.mood: unknown key"));
    strange = table;
    strange["rules"][0]["when"]["group"] = json::array();
    CHECK(refusal("treat", strange) == "4 treat.rules[0].when.group: expected an array of one category or more");
}

TEST_CASE("nobody, or nothing known, is an answer") {
    CHECK(result_of("network_value", {{"value", json::array()}})["value_sum"] == 0);
    const json unknown = result_of("network_value", {{"value", {nullptr, nullptr}}});
    CHECK(unknown["status"] == json::parse(R"(["no_lifetime_value", "no_lifetime_value"])"));
    CHECK(unknown["value"] == json::parse("[null, null]"));
    CHECK(result_of("reference_value", {{"net_reference_rate", 0.03},
                                        {"gross_contribution", "nan"},
                                        {"network_size", 15},
                                        {"opinion_leadership", 0.7}})["value"]
              .is_null());
    CHECK(result_of("stages", {{"reached", json::array()}})["reproducibility"].is_null());
    CHECK(result_of("draw_winners", {{"id", json::array()}, {"count", 3}, {"seed", 1}})["winners"].empty());
}

TEST_CASE("credit fades from the day that was meant, or not at all") {
    json arguments{{"referrer", {0, 0}},
                   {"referred", {1, 2}},
                   {"time", {"2026-01-05", "05.01.2026"}},
                   {"customers", 3},
                   {"as_of", "2026-06-30"},
                   {"half_life_days", 90},
                   {"share", 0.1},
                   {"joined", {nullptr, "2026", nullptr}}};
    json got = result_of("credits_from_referrals", arguments);
    CHECK(got["share"].empty());  // when 1 joined cannot be told
    REQUIRE(got["unreadable"].size() == 2);
    CHECK(got["unreadable"][0]["reason"].get<std::string>().starts_with("joined[1] = \"2026\": expected a date"));
    CHECK(got["unreadable"][1]["reason"].get<std::string>().starts_with("time[1] = \"05.01.2026\": expected a date"));
    arguments.erase("joined");
    arguments["date_format"] = "%d.%m.%Y";
    got = result_of("credits_from_referrals", arguments);
    CHECK_FALSE(got.contains("unreadable"));
    for (const json& share : got["share"]) {
        CHECK(share.get<double>() == doctest::Approx(0.1 * std::exp2(-176 / 90.0)));
    }
}
