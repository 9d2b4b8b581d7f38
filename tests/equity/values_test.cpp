#include <scvm/equity/credit_rules.hpp>
#include <scvm/equity/engagement_value.hpp>
#include <scvm/equity/network_equity.hpp>
#include <scvm/equity/referral_value.hpp>
#include <scvm/math/random.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

using namespace scvm::equity;
using doctest::Approx;

namespace {
constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t day = 86400;
}  // namespace

TEST_CASE("money adds to money of its own currency, and to nothing else") {
    const currency_code euro("EUR");
    const money sum = money{10, euro} + money{2.5, euro} - money{0.5, euro};
    CHECK(sum == money{12, euro});
    CHECK(2 * sum == money{24, euro});
    CHECK(money{1, euro} < money{2, euro});
    CHECK_THROWS_WITH_AS((void)(money{1, euro} + money{1, currency_code("USD")}),
                         "currency: EUR and USD: expected one currency, nothing is converted", scvm::error);
    CHECK_THROWS_WITH_AS((void)(money{1, euro} + money{1, currency_code()}),
                         "currency: EUR and an unstated currency: expected one currency, nothing is converted",
                         scvm::error);
    CHECK_THROWS_WITH_AS((void)currency_code("euro"),
                         "currency = \"euro\": expected three capital letters, as in EUR, or none", scvm::error);
    CHECK_THROWS_AS((void)currency_code("eur"), scvm::error);
    CHECK(currency_code("CHF").code() == "CHF");
    CHECK(currency_code().code().empty());
    CHECK((points{3} + points{4}) == points{7});
    static_assert(addable<money, money> && addable<points, points>);
    static_assert(!addable<money, points> && !addable<points, money>);
    static_assert(!addable<money, double> && !addable<points, double>);
}

TEST_CASE("a referrer is owed a share that fades with the age of the referral") {
    const std::vector<std::uint32_t> who{0, 1, 2};
    const std::vector<std::uint32_t> whom{1, 2, 3};
    const std::vector<std::int64_t> when{0, 100 * day, 500 * day};
    const auto found = credits_from_referrals({who, whom, when}, 4, 200 * day, {.share = 0.4, .half_life_days = 100});
    CHECK(found.rejected.empty());
    CHECK(found.rows.receiver == who);
    CHECK(found.rows.giver == whom);
    CHECK(found.rows.share == std::vector<double>{0.1, 0.2, 0.4});  // a referral of tomorrow has no negative age
}

TEST_CASE("referrals that cannot be are rejected with the reason") {
    // 3 joined on day 50; 1 was referred on day 10 by 0.
    const std::vector<std::uint32_t> who{0, 0, 1, 2, 3, 9, 0};
    const std::vector<std::uint32_t> whom{0, 1, 0, 1, 2, 0, 4};
    const std::vector<std::int64_t> when{day, 10 * day, 20 * day, 30 * day, 40 * day, day, 60 * day};
    const std::vector<std::int64_t> joined{join_unknown, 10 * day, 15 * day, 50 * day, 5 * day};
    const auto found = credits_from_referrals({who, whom, when}, 5, 100 * day, {}, joined);
    using enum credit_rejection;
    CHECK(found.rejected == std::vector<rejected_credit>{{0, self},
                                                         {2, referred_before},        // a cycle: 0 brought 1 before
                                                         {3, second},                 // 0 was first
                                                         {4, referrer_joined_later},  // 3 was not there on day 40
                                                         {5, unknown_customer},
                                                         {6, referred_before}});  // 4 has been there for 55 days
    CHECK(found.rows.receiver == std::vector<std::uint32_t>{0});
    CHECK(found.rows.giver == std::vector<std::uint32_t>{1});
    CHECK_THROWS_AS((void)credits_from_referrals({who, whom, when}, 5, 0, {.share = 1.5}), scvm::error);
    CHECK_THROWS_AS((void)credits_from_referrals({who, whom, when}, 5, 0, {.half_life_days = 0}), scvm::error);
    CHECK_THROWS_AS((void)credits_from_referrals({who, whom, {}}, 5, 0), scvm::error);
    CHECK_THROWS_AS((void)credits_from_referrals({who, whom, when}, 6, 0, {}, joined), scvm::error);
}

TEST_CASE("any log of referrals gives credit without a cycle, so that even full shares settle") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        scvm::math::random_stream random(seed);
        std::vector<std::uint32_t> who;
        std::vector<std::uint32_t> whom;
        std::vector<std::int64_t> when;
        for (int i = 0; i < 40; ++i) {
            who.push_back(static_cast<std::uint32_t>(random.below(15)));
            whom.push_back(static_cast<std::uint32_t>(random.below(15)));
            when.push_back(static_cast<std::int64_t>(random.below(10)));
        }
        const auto found = credits_from_referrals({who, whom, when}, 15, 10, {.share = 1});
        std::vector<std::uint32_t> referrer(15, 99);
        for (std::size_t i = 0; i < found.rows.share.size(); ++i) {
            CHECK_UNARY(referrer[found.rows.giver[i]] == 99);
            referrer[found.rows.giver[i]] = found.rows.receiver[i];
        }
        for (std::uint32_t person = 0; person < 15; ++person) {
            std::uint32_t at = person;
            int steps = 0;
            while (at != 99 && steps < 20) {
                at = referrer[at];
                ++steps;
            }
            CHECK_UNARY(at == 99);
        }
    }
}

TEST_CASE("influence is shared in proportion to its weight") {
    const std::vector<std::uint32_t> who{0, 1, 2, 0, 1};
    const std::vector<std::uint32_t> whom{2, 2, 2, 1, 0};
    const std::vector<double> weight{3, 1, 9, 5, 0};
    const auto rows = credits_from_influence(who, whom, weight, 3, 0.2);
    CHECK(rows.receiver == std::vector<std::uint32_t>{0, 1, 0});
    CHECK(rows.giver == std::vector<std::uint32_t>{2, 2, 1});
    CHECK(rows.share[0] == Approx(0.15).epsilon(1e-15));
    CHECK(rows.share[1] == Approx(0.05).epsilon(1e-15));
    CHECK(rows.share[2] == 0.2);
    CHECK_THROWS_AS((void)credits_from_influence(who, whom, weight, 2, 0.2), scvm::error);
    CHECK_THROWS_AS((void)credits_from_influence(who, whom, weight, 3, 1.2), scvm::error);
    const std::vector<double> bad{3, 1, 9, -5, 0};
    CHECK_THROWS_WITH_AS((void)credits_from_influence(who, whom, bad, 3, 0.2),
                         "weight[3] = -5: expected a finite weight >= 0", scvm::error);
    credit_rows both = rows;
    both.append(rows);
    CHECK(both.columns().share.size() == 6);
}

TEST_CASE("referral value adds margins and savings of type one, and savings alone of type two, discounted") {
    // Type one in period 1: (120 - 10 - 30 + 40) / 1.1; type two in period 2: 25 / 1.21; customer 1 has nothing.
    const std::vector<std::uint32_t> referrer{0, 0};
    const std::vector<double> period{1, 2};
    const std::vector<double> margin{120, 500};
    const std::vector<double> reward{10, 10};
    const std::vector<double> marketing{30, 20};
    const std::vector<double> one{40, 40};
    const std::vector<double> two{25, 25};
    const std::vector<double> type_one{1, 0};
    referral_flows flows{referrer, period, margin, reward, marketing, one, two, type_one, {}};
    auto found = referral_value(flows, 2, {.rate = 0.1, .currency = currency_code("EUR")});
    CHECK(found.value[0] == Approx(120 / 1.1 + 25 / 1.21).epsilon(1e-15));
    CHECK(found.type_one_margin[0] == Approx(90 / 1.1).epsilon(1e-15));
    CHECK(found.type_one_savings[0] == Approx(40 / 1.1).epsilon(1e-15));
    CHECK(found.type_two_savings[0] == Approx(25 / 1.21).epsilon(1e-15));
    CHECK(found.rewards[0] == Approx(10 / 1.1).epsilon(1e-15));
    CHECK(found.value[1] == 0);
    CHECK(found.overlap[0] == 0);
    CHECK(found.currency == currency_code("EUR"));

    const std::vector<double> half{0.5, 0.5};
    const std::vector<std::uint8_t> own{1, 0};
    flows.type_one = half;
    flows.has_own_value = own;
    found = referral_value(flows, 1, {.rate = 0, .reward_paid_to_type_two = true});
    CHECK(found.value[0] == 0.5 * (120 - 30 + 40) + 0.5 * 25 - 10 + 0.5 * (500 - 20 + 40) + 0.5 * 25 - 10);
    CHECK(found.overlap[0] == 45);  // of the first alone, who has a lifetime value of her own
}

TEST_CASE("referrals in the first period are not discounted, and rows without a meaning are left out") {
    const std::vector<std::uint32_t> referrer{0, 1, 0, 0, 0};
    const std::vector<double> period{0, 0, -1, 0, 0};
    const std::vector<double> margin{-50, 10, 1, none, 3};
    const std::vector<double> type_one{1, 1, 1, 1, 1.5};
    const referral_flows flows{referrer, period, margin, {}, {}, {}, {}, type_one, {}};
    const auto found = referral_value(flows, 1);
    CHECK(found.value == std::vector<double>{-50});  // a loss is a loss
    CHECK(found.rejected == std::vector<std::size_t>{1, 2, 3, 4});
    CHECK_THROWS_WITH_AS((void)referral_value(flows, 1, {.rate = -1}),
                         "rate = -1: expected -1 < rate <= 1, as a fraction: 0.1 is 10 %", scvm::error);
    CHECK_THROWS_WITH_AS((void)referral_value(flows, 1, {.rate = 10}),
                         "rate = 10: expected -1 < rate <= 1, as a fraction: 0.1 is 10 %", scvm::error);
    CHECK_THROWS_AS((void)referral_value({referrer, {}, {}, {}, {}, {}, {}, {}, {}}, 1), scvm::error);
}

TEST_CASE("customers fall into champions, affluents, advocates and misers") {
    CHECK(referral_segment_of(100, 100, 100, 100) == referral_segment::champion);
    CHECK(referral_segment_of(100, 99, 100, 100) == referral_segment::affluent);
    CHECK(referral_segment_of(99, 100, 100, 100) == referral_segment::advocate);
    CHECK(referral_segment_of(99, 99, 100, 100) == referral_segment::miser);
    CHECK(referral_segment_of(none, 99, 100, 100) == referral_segment::unknown);
}

TEST_CASE("the reference value of the textbook is 157.50, and an opponent's reach is worth less than nothing") {
    CHECK(reference_value({0.03, 500, 15, 0.7}) == Approx(157.5).epsilon(1e-15));
    CHECK(reference_value({0.03, 500, 15, 0.7, 0, 1}) == Approx(-157.5).epsilon(1e-15));
    CHECK(reference_value({0.03, 500, 15, 0.7, 0.6, 0.4}) == Approx(31.5).epsilon(1e-14));
    CHECK(std::isnan(reference_value({0.03, 500, 15, 0.7, none, 0.4})));
    CHECK_THROWS_WITH_AS((void)reference_value({1.03, 500, 15, 0.7}),
                         "net_reference_rate = 1.03: expected 0 <= net_reference_rate <= 1", scvm::error);
    CHECK_THROWS_AS((void)reference_value({0.03, 500, -1, 0.7}), scvm::error);
    CHECK_THROWS_AS((void)reference_value({0.03, 500, 15, 0.7, 0.7, 0.7}), scvm::error);
    CHECK_THROWS_AS((void)reference_value({0.03, 500, 15, 1.7}), scvm::error);
}

TEST_CASE("the engagement value is the sum of its four parts, less what stands in two of them") {
    const std::vector<double> lifetime{100, 200, none};
    const std::vector<double> referral{10, 20, 30};
    const std::vector<double> influence{1, none, 3};
    const std::vector<double> knowledge{0.5, 0.5, 0.5};
    const std::vector<double> overlap{5, 5, 5};
    const currency_code euro("EUR");
    engagement_components parts{
        {lifetime, euro}, {referral, euro}, {influence, euro}, {knowledge, euro}, {overlap, euro}};
    auto found = engagement_value(parts);
    CHECK(found.value[0] == 106.5);
    CHECK(std::isnan(found.value[1]));
    CHECK(found.missing == std::vector<std::uint8_t>{nothing_missing, influence_missing, lifetime_missing});
    CHECK(found.valued == 1);
    CHECK(found.total == 106.5);
    CHECK(found.sum == std::array<double, 5>{100, 10, 1, 0.5, 5});
    parts.influence = {};  // no part of the model: nothing is missing there
    found = engagement_value(parts);
    CHECK(found.value[1] == 215.5);
    CHECK(found.valued == 2);
    parts.referral.currency = currency_code("USD");
    CHECK_THROWS_WITH_AS((void)engagement_value(parts),
                         "currency: EUR and USD: expected one currency, nothing is converted", scvm::error);
    parts.referral = {{referral.data(), 2}, euro};
    CHECK_THROWS_AS((void)engagement_value(parts), scvm::error);
    const std::vector<double> infinite{1, 2, std::numeric_limits<double>::infinity()};
    CHECK_THROWS_WITH_AS((void)engagement_value({{infinite, euro}, {}, {}, {}, {}}),
                         "lifetime[2] = inf: expected a finite amount, or NaN where it is unknown", scvm::error);
    const money single = engagement_value(money{100, euro}, {10, euro}, {1, euro}, {0.5, euro}, {5, euro});
    CHECK(single == money{106.5, euro});
    CHECK_THROWS_AS(
        (void)engagement_value(money{100, euro}, {10, currency_code("CHF")}, {1, euro}, {0.5, euro}, {5, euro}),
        scvm::error);
}

TEST_CASE("with credits as referral and influence value, engagement values sum to lifetime plus knowledge") {
    const std::vector<double> lifetime{200, 1000, 500};
    credit_rows referral;
    referral.add(0, 1, 0.3);
    referral.add(1, 2, 0.3);
    credit_rows influence;
    influence.add(0, 2, 0.1);
    credit_rows all = referral;
    all.append(influence);
    const auto network = network_value(lifetime, all.columns());
    const auto by_referral = credit_received(network, referral.columns());
    const auto by_influence = credit_received(network, influence.columns());
    CHECK(by_referral == std::vector<double>{300, 150, 0});
    CHECK(by_influence == std::vector<double>{50, 0, 0});
    const std::vector<double> knowledge{40, 0, 2};
    const auto found =
        engagement_value({{lifetime, {}}, {by_referral, {}}, {by_influence, {}}, {knowledge, {}}, {network.given, {}}});
    CHECK(found.value == std::vector<double>{590, 850, 302});
    CHECK(found.total == 1742);
}

TEST_CASE("customers to come from outside are worth what they bring later, apart from the base") {
    const std::vector<double> expected{2, none, 0.5};
    const auto found = external_value(expected, 300, 20, 0.1, 1);
    CHECK(found.expected == 2.5);
    CHECK(found.value == Approx(2.5 * 320 / 1.1).epsilon(1e-15));
    const std::vector<double> bad{-1};
    CHECK_THROWS_AS((void)external_value(bad, 300), scvm::error);
    CHECK_THROWS_AS((void)external_value(expected, none), scvm::error);
    CHECK_THROWS_AS((void)external_value(expected, 300, 0, -1), scvm::error);
    CHECK_THROWS_AS((void)external_value(expected, 300, 0, 10, 1), scvm::error);
    CHECK_THROWS_AS((void)external_value(expected, 300, 0, 0, -1), scvm::error);
}

TEST_CASE("credit is borne out by what was exchanged, and takes evidence") {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    credit_rows rows;
    for (const std::uint32_t giver : {1U, 2U, 3U, 4U, 5U, 6U, 9U}) {
        rows.add(0, giver, 0.5);
    }
    const std::vector<double> value{0, 100, 100, 100, -100, 100, none};
    const std::vector<double> evidence{1, 1, 0.5, 0, 1, none, 1};
    const std::vector<double> exchanged{0, 200, 40, 500, 25, 100, 100};
    const auto found = borne_out(rows, value, evidence, exchanged).share;
    CHECK(found[0] == 0.5);                               // brought more than the value: the whole share
    CHECK(found[1] == doctest::Approx(0.5 * 0.5 * 0.4));  // of 40 that were exchanged, half proved
    CHECK(found[2] == 0);                                 // nobody knows this customer
    CHECK(found[3] == doctest::Approx(0.5 * 0.25));       // a loss is bounded alike
    CHECK(found[4] == 0);
    CHECK(found[5] == 0.5);  // without a value there is nothing to share anyway
    CHECK(found[6] == 0);    // is not there
    CHECK_THROWS_AS((void)borne_out(rows, value, std::vector<double>(7, 1.5), exchanged), scvm::error);
    CHECK_THROWS_AS((void)borne_out(rows, value, std::vector<double>(2), exchanged), scvm::error);
}
