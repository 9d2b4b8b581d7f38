// The numbers of docs/worked-example.md, from the file that every language reads.
#include <scvm/equity/attention.hpp>
#include <scvm/equity/contributions.hpp>
#include <scvm/equity/credit_rules.hpp>
#include <scvm/equity/engagement_value.hpp>
#include <scvm/equity/helper_market.hpp>
#include <scvm/equity/helpers.hpp>
#include <scvm/equity/knowledge_value.hpp>
#include <scvm/equity/network_equity.hpp>
#include <scvm/equity/rank_change.hpp>
#include <scvm/equity/referral_value.hpp>
#include <scvm/equity/return_on_social.hpp>
#include <scvm/equity/stages.hpp>
#include <scvm/equity/value_tiers.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

using namespace scvm::equity;

namespace {

const nlohmann::json& example() {
    static const auto file = nlohmann::json::parse(std::ifstream(SCVM_VECTORS "/equity_worked_example.json"));
    return file;
}

double number(const nlohmann::json& value) {
    return value.is_string() ? std::nan("") : value.get<double>();
}

template <class T>
std::vector<T> list(const nlohmann::json& values) {
    std::vector<T> result;
    for (const auto& value : values) {
        result.push_back(value.is_string() ? static_cast<T>(std::nan("")) : value.get<T>());
    }
    return result;
}

void check_close(double got, double want) {
    CAPTURE(got);
    CAPTURE(want);
    CHECK_UNARY((std::isnan(want) && std::isnan(got)) || std::abs(got - want) <= 1e-12 * std::abs(want) + 1e-9);
}

void check_close(const std::vector<double>& got, const nlohmann::json& want) {
    REQUIRE(got.size() == want.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        CAPTURE(i);
        check_close(got[i], number(want[i]));
    }
}

/// The credits by rule, the lifetime values, and who withdrew.
struct company {
    std::vector<double> lifetime = list<double>(example()["lifetime"]);
    std::vector<std::uint8_t> withdrawn = list<std::uint8_t>(example()["withdrawn"]);
    referral_credits referrals;
    credit_rows influence;
    credit_rows reviews;
    credit_rows all;

    company() {
        const auto& r = example()["referrals"];
        const auto who = list<std::uint32_t>(r["referrer"]);
        const auto whom = list<std::uint32_t>(r["referred"]);
        const auto when = list<std::int64_t>(r["time"]);
        referrals = credits_from_referrals({who, whom, when}, 12, 1'577'837'000, {.share = r["share"]});
        influence = credits_of(example()["influence"]);
        reviews = credits_of(example()["reviews"]);
        all = referrals.rows;
        all.append(influence);
        all.append(reviews);
    }
    [[nodiscard]] network_values values(double passed_on) const {
        return network_value(lifetime, all.columns(), {.ceiling = example()["ceiling"], .passed_on = passed_on},
                             withdrawn);
    }

private:
    static credit_rows credits_of(const nlohmann::json& rule) {
        const auto who = list<std::uint32_t>(rule["influencer"]);
        const auto whom = list<std::uint32_t>(rule["influenced"]);
        return credits_from_influence(who, whom, list<double>(rule["weight"]), 12, rule["share"]);
    }
};

}  // namespace

TEST_CASE("worked example: the network values of twelve customers") {
    const company of;
    const auto& want = example()["one_step"];
    constexpr std::array<const char*, 5> reasons{"unknown_customer", "self", "referrer_joined_later", "referred_before",
                                                 "second"};
    auto rejected = nlohmann::json::array();
    for (const auto& row : of.referrals.rejected) {
        rejected.push_back({row.row, reasons[static_cast<std::size_t>(row.reason)]});
    }
    CHECK(rejected == example()["referrals"]["rejected"]);
    const auto found = of.values(0);
    check_close(found.value, want["value"]);
    check_close(found.given, want["given"]);
    check_close(found.received, want["received"]);
    check_close(credit_received(found, of.referrals.rows.columns()), want["by_referral"]);
    check_close(credit_received(found, of.influence.columns()), want["by_influence"]);
    check_close(credit_received(found, of.reviews.columns()), want["by_reviews"]);
    CHECK(found.lifetime_sum == want["sum"]);
    CHECK(found.value_sum == want["sum"]);
    check_close(found.credit_sum, want["credit_sum"]);
    CHECK(found.credits.scaled == want["scaled"]);
    CHECK(found.credits.left_out == want["left_out"]);

    const auto& chain = example()["chain"];
    check_close(of.values(chain["passed_on"]).value, chain["value"]);

    auto lifetime = of.lifetime;
    lifetime[11] = std::nan("");
    const auto moved = compare_ranks(lifetime, found.value);
    check_close(moved.spearman, example()["ranks"]["spearman"]);
    CHECK(moved.entered == list<std::uint32_t>(example()["ranks"]["entered"]));
    CHECK(moved.left == list<std::uint32_t>(example()["ranks"]["left"]));
    CHECK(moved.stayed == example()["ranks"]["stayed"]);

    const auto account = account_of(found, of.lifetime, 4);
    const auto& lines = example()["account_of_emma"]["received"];
    REQUIRE(account.received.size() == lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        CHECK(account.received[i].customer == lines[i][0]);
        check_close(account.received[i].share, lines[i][1]);
        check_close(account.received[i].amount, lines[i][2]);
    }

    const auto& tiers = example()["tiers"];
    const auto tier = value_tiers(found.value, list<std::uint8_t>(tiers["before"]),
                                  {list<double>(tiers["enter"]), list<double>(tiers["stay"])});
    CHECK(tier.tier == list<std::uint8_t>(tiers["tier"]));
}

TEST_CASE("worked example: engagement values") {
    const company of;
    const auto found = of.values(0);
    const currency_code euro("EUR");
    const auto& d = example()["deflection"];
    const double contacts =
        deflected_contacts({d["visits"], d["support_share"], d["resolved"], d["would_have_contacted"]});
    check_close(contacts, d["contacts"]);
    const money saving = deflection_saving(contacts, {d["contact_cost"], euro}, {d["community_cost"], euro});
    check_close(saving.amount, d["saving"]);
    const auto answers = split_by_weight(saving.amount, list<double>(example()["answers"]));
    const auto ideas = list<double>(example()["ideas"]);
    const std::vector<std::span<const double>> parts{answers, ideas};
    const auto knowledge = knowledge_value(parts);
    check_close(knowledge, example()["knowledge"]);
    auto lifetime = of.lifetime;
    lifetime[11] = std::nan("");
    const auto referral = credit_received(found, of.referrals.rows.columns());
    credit_rows others = of.influence;
    others.append(of.reviews);
    const auto influence = credit_received(found, others.columns());
    const auto engagement = engagement_value(
        {{lifetime, euro}, {referral, euro}, {influence, euro}, {knowledge, euro}, {found.given, euro}});
    check_close(engagement.value, example()["engagement"]);
    check_close(engagement.total, example()["engagement_total"]);

    const auto& r = example()["outside_referral"];
    const std::vector<std::uint32_t> emma{0, 0};
    const auto period = list<double>(r["period"]);
    const auto margin = list<double>(r["margin"]);
    const auto reward = list<double>(r["reward"]);
    const auto marketing = list<double>(r["marketing"]);
    const auto one = list<double>(r["saved_type_one"]);
    const auto two = list<double>(r["saved_type_two"]);
    const auto type_one = list<double>(r["type_one"]);
    check_close(referral_value({emma, period, margin, reward, marketing, one, two, type_one, {}}, 1,
                               {.rate = r["rate"], .currency = euro})
                    .value[0],
                r["value"]);
    for (const auto& each : example()["reference"]) {
        CAPTURE(each["name"].get<std::string>());
        check_close(reference_value({each["rate"], each["contribution"], each["size"], each["leadership"],
                                     each["satisfied"], each["dissatisfied"]}),
                    each["value"]);
    }
}

TEST_CASE("worked example: stages, sharing, helpers, a programme, and whom to ask") {
    const auto& s = example()["stages"];
    std::vector<std::uint8_t> reached;
    for (const auto& row : s["reached"]) {
        for (const auto& step : row) {
            reached.push_back(step);
        }
    }
    const auto found = stages(reached);
    for (std::size_t i = 0; i < found.of_customer.size(); ++i) {
        CHECK(static_cast<int>(found.of_customer[i]) == s["of_customer"][i]);
        CHECK(found.premature[i] == s["premature"][i]);
    }
    for (std::size_t k = 0; k < 5; ++k) {
        CHECK(found.funnel[k].reached == s["funnel"][k]);
    }
    check_close(found.reproducibility, s["reproducibility"]);
    check_close(found.minimal_reproducibility, s["minimal_reproducibility"]);
    check_close(found.scalability, s["scalability"]);

    const auto& sharing = example()["sharing"];
    std::vector<std::uint8_t> kinds;
    for (const auto& name : sharing["kind"]) {
        const auto at = std::find(sharing_kind_names.begin(), sharing_kind_names.end(), name.get<std::string>());
        kinds.push_back(static_cast<std::uint8_t>(at - sharing_kind_names.begin()));
    }
    const auto profiles = sharing_profile({list<std::uint32_t>(sharing["person"]), kinds, {}, {}, {}, {}}, 12);
    check_close(profiles.diversity[6], sharing["diversity_of_greta"]);
    check_close(profiles.diversity[1], sharing["diversity_of_ben"]);

    const auto& t = example()["trust"];
    const auto trust =
        helper_trust(t["successes"].get<double>(), t["jobs"].get<double>(), {t["prior"][0], t["prior"][1]});
    check_close(trust.mean, t["mean"]);
    check_close(trust.prior_weight, t["prior_weight"]);

    const auto& way = example()["routing"];
    std::vector<helper_offer> offers;
    for (std::size_t i = 0; i < way["price"].size(); ++i) {
        offers.push_back({way["price"][i], way["p_fail"][i], way["loss"][i], way["waiting_hours"][i]});
    }
    const auto routed = route(offers, way["value_of_hour"]);
    check_close(routed.costs, way["costs"]);
    CHECK(routed.chosen == way["chosen"]);
    check_close(routed.break_even_p_fail, way["break_even_p_fail"]);

    const auto& p = example()["programme"];
    const auto benefit = list<double>(p["benefit"]);
    const auto cost = list<double>(p["cost"]);
    const auto returned = return_on_social({benefit, cost, {}, {}, p["rate"], 0, measurability::experiment, {}});
    check_close(returned.net, p["net"]);
    check_close(returned.ratio, p["ratio"]);
    check_close(returned.payback, p["payback"]);

    for (const auto& each : example()["gate"]) {
        CHECK(static_cast<int>(gate_recommendation(each["p_fan"], each["p_sympathizer"])) == each["ask"]);
    }
    const auto& opponent = example()["opponent"];
    check_close(opponent_priority(opponent["damage"], opponent["p_opponent"]), opponent["priority"]);
}
