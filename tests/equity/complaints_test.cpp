#include <scvm/equity/complaints.hpp>
#include <scvm/equity/service_ways.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace scvm::equity;

namespace {

constexpr std::int64_t hour = 3600;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("a complaint waits for its answer until it comes, or until now; a settlement is an answer") {
    const std::int64_t now = 100 * hour;
    CHECK(wait_for_answer({10 * hour, 0, 0}, now).hours == 90);
    CHECK_UNARY_FALSE(wait_for_answer({10 * hour, 0, 0}, now).over);
    CHECK(wait_for_answer({10 * hour, 15 * hour, 40 * hour}, now).hours == 5);
    CHECK(wait_for_answer({10 * hour, 0, 40 * hour}, now).hours == 30);
    CHECK(wait_for_answer({10 * hour, 50 * hour, 40 * hour}, now).hours == 30);
    CHECK_UNARY_FALSE(wait_for_answer({10 * hour, 101 * hour, 0}, now).over);  // not yet, on that day
    CHECK(wait_for_settlement({10 * hour, 15 * hour, 40 * hour}, now).hours == 30);
    CHECK(hours_missed(30, 24) == 6);
    CHECK(hours_missed(24, 24) == 0);
}

TEST_CASE("damage is what is known of it, and no debt of anybody lowers it") {
    CHECK(damage_at_risk(100, 50) == 150);
    CHECK(damage_at_risk(-100, 50) == 50);
    CHECK(damage_at_risk(none, 50) == 50);
    CHECK(damage_at_risk(100, none) == 100);
    CHECK_UNARY(std::isnan(damage_at_risk(none, none)));
}

TEST_CASE("kilometres as the crow flies are those of a sphere as large as the Earth") {
    // A degree of a great circle is 2 pi 6371.0088 / 360 km.
    CHECK(haversine_km(0, 0, 0, 1) == doctest::Approx(111.19508).epsilon(1e-7));
    CHECK(haversine_km(0, 0, 90, 0) == doctest::Approx(90 * 111.19508).epsilon(1e-7));
    // Nashville to Los Angeles airport, the usual example: 2887.2599 km at a radius of 6372.8 km.
    CHECK(haversine_km(36.12, -86.67, 33.94, -118.40) == doctest::Approx(2887.2599 * 6371.0088 / 6372.8).epsilon(1e-7));
    CHECK_UNARY(std::isnan(haversine_km(none, 0, 0, 0)));
}

TEST_CASE("a way is waited for until it opens, past midnight as well") {
    CHECK(hours_until_open(21, 8, 18) == 11);
    CHECK(hours_until_open(7, 8, 18) == 1);
    CHECK(hours_until_open(18, 8, 18) == 14);
    CHECK(hours_until_open(12, 8, 18) == 0);
    CHECK(hours_until_open(23, 17, 2) == 0);
    CHECK(hours_until_open(1, 17, 2) == 0);
    CHECK(hours_until_open(5, 17, 2) == 12);
    CHECK(hours_until_open(24, 0, 24) == 0);
    CHECK_UNARY(std::isnan(hours_until_open(12, 9, 9)));
}

TEST_CASE("at 21 h the evening helper near beats the shop that opens in the morning") {
    const way_rules rules{.value_of_hour = 5, .loss = 40, .price_per_km = 0.5, .km_per_hour = 50};
    service_way helper{.kind = way_kind::helper,
                       .price = 15,
                       .success = 0.8,
                       .waiting_hours = 1,
                       .from_hour = 17,
                       .to_hour = 22,
                       .latitude = 52,
                       .longitude = 13};
    service_way shop{.kind = way_kind::shop,
                     .price = 0,
                     .success = 0.95,
                     .waiting_hours = 0.5,
                     .from_hour = 9,
                     .to_hour = 18,
                     .latitude = 52,
                     .longitude = 13.1};
    service_request at{.skill = "battery", .hour = 21, .latitude = 52, .longitude = 13.05};
    const double km = haversine_km(52, 13, 52, 13.05);
    const way_offer near = offer_of(helper, at, rules);
    CHECK(near.status == way_status::possible);
    CHECK(expected_cost(near.offer, 5) == doctest::Approx(15 + 0.5 * km + 0.2 * 40 + 5 * (1 + km / 50)));
    const way_offer morning = offer_of(shop, at, rules);
    CHECK(expected_cost(morning.offer, 5) == doctest::Approx(0.5 * km + 0.05 * 40 + 5 * (12 + 0.5 + km / 50)));
    CHECK(expected_cost(near.offer, 5) < expected_cost(morning.offer, 5));
    helper.skills = {"garden"};
    CHECK(offer_of(helper, at, rules).status == way_status::no_skill);
    helper.skills = {};
    helper.latitude = 48;
    CHECK(offer_of(helper, at, rules).status == way_status::too_far);
    shop.price = none;
    CHECK(offer_of(shop, at, rules).status == way_status::not_known);
}

TEST_CASE("a place that is not on the earth is no place, of a request and of a way") {
    const service_way way{.kind = way_kind::helper, .price = 10, .success = 0.9};
    CHECK(choose_way({way}, {"", 12, 90, -180}).chosen == 0);
    CHECK_THROWS_WITH_AS((void)choose_way({way}, {"", 12, 52, 999}), "longitude = 999: expected -180 to 180 degrees",
                         scvm::error);
    CHECK_THROWS_WITH_AS((void)choose_way({way}, {"", 12, -91, 0}), "latitude = -91: expected -90 to 90 degrees",
                         scvm::error);
    service_way nowhere = way;
    nowhere.latitude = 200;
    CHECK_THROWS_AS((void)choose_way({nowhere}, {"", 12, 52, 13}), scvm::error);
}
