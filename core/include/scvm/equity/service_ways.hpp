#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/equity/helper_market.hpp>
#include <scvm/error.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::equity {

/// Who solves a problem. The numbers are part of the API.
enum class way_kind : std::uint8_t { helper = 0, technician = 1, shop = 2, hotline = 3 };
inline constexpr std::array<word, 4> way_kind_words{{
    {"helper", "a customer, or somebody near, who comes"},
    {"technician", "the company's own, who comes"},
    {"shop", "the customer goes there"},
    {"hotline", "nobody goes anywhere"},
}};
[[nodiscard]] constexpr const auto& words_of(way_kind) {
    return way_kind_words;
}

/// One way to get a problem solved: what it costs, how surely it works, when and where it is there.
struct service_way {
    way_kind kind = way_kind::hotline;
    std::string name{};
    double price = 0;
    double success = 0.9;
    double waiting_hours = 0;
    double from_hour = 0;
    double to_hour = 24;
    double latitude = std::numeric_limits<double>::quiet_NaN();
    double longitude = std::numeric_limits<double>::quiet_NaN();
    std::vector<std::string> skills{};
};

void describe(const auto& is, const service_way& o) {
    is("way", o.kind, required, "Who solves the problem.");
    is("name", o.name, quiet, "What it is called, where there are several of a kind: `shop north`.");
    is("price", o.price, within(0, 1e15), unit("money"), "Of one job, in the model's currency.");
    is("success", o.success, within(0, 1), unit("probability"), "That the problem is solved.");
    is("waiting_hours", o.waiting_hours, within(0, 1e6), unit("hours"),
       "Until it is solved, once the way is open and where the customer is.");
    is("from_hour", o.from_hour, within(0, 24), unit("hours"), "When it opens, by the customer's clock.");
    is("to_hour", o.to_hour, within(0, 24), unit("hours"),
       "When it closes; before from_hour: on the next day; equal to it: never.");
    is("latitude", o.latitude, quiet, within(-90, 90), unit("degrees"), "Where it is; without it, no distance counts.");
    is("longitude", o.longitude, quiet, within(-180, 180), unit("degrees"), "The same, east of Greenwich.");
    is("skills", o.skills, quiet, "What it can do; without any, everything.");
}

/// What a way of kilometres and hours costs.
struct way_rules {
    double value_of_hour = 10;
    double loss = 50;
    double price_per_km = 0.3;
    double km_per_hour = 40;
    double most_km = 100;
    double most_p_fail = 1;
};

void describe(const auto& is, const way_rules& o) {
    is("value_of_hour", o.value_of_hour, within(0, 1e9), unit("money"), "What an hour of waiting costs.");
    is("loss", o.loss, within(0, 1e15), unit("money"), "What is lost if the problem remains.");
    is("price_per_km", o.price_per_km, within(0, 1e9), unit("money"), "Of the way there, as the crow flies.");
    is("km_per_hour", o.km_per_hour, above(0).to(1e6), unit("kilometres an hour"), "How fast the way there is gone.");
    is("most_km", o.most_km, within(0, 20038), unit("kilometres"), "Who is farther away does not come.");
    is("most_p_fail", o.most_p_fail, within(0, 1), unit("probability"),
       "A way that fails more often is not chosen, whatever it costs.");
}

/// Kilometres between two places on a sphere of 6,371.0088 km (the mean radius of the Earth, IUGG); degrees.
///
///     2 R asin sqrt(sin²(Δφ/2) + cos φ1 cos φ2 sin²(Δλ/2))
///
/// NaN if an angle is. The Earth is flattened: it may be wrong by 0.6 %. Source: Sinnott 1984, Sky and Telescope 68.
[[nodiscard]] inline double haversine_km(double latitude1, double longitude1, double latitude2, double longitude2) {
    constexpr double radius = 6371.0088;
    constexpr double degree = std::numbers::pi / 180;
    const double up = std::sin((latitude2 - latitude1) * degree / 2);
    const double along = std::sin((longitude2 - longitude1) * degree / 2);
    const double square = up * up + std::cos(latitude1 * degree) * std::cos(latitude2 * degree) * along * along;
    return std::isnan(square) ? square : 2 * radius * std::asin(std::min(1.0, std::sqrt(square)));
}

/// Hours until a way opens that is open from one hour of the day to another; 0: it is open; NaN: it never opens.
[[nodiscard]] inline double hours_until_open(double hour, double from_hour, double to_hour) {
    if (!(hour >= 0 && hour <= 24)) {
        throw_domain("hour", hour, "an hour of the day, 0 to 24");
    }
    if (from_hour == to_hour) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const bool open = from_hour < to_hour ? hour >= from_hour && hour < to_hour : hour >= from_hour || hour < to_hour;
    return open || (from_hour == 0 && to_hour == 24) ? 0 : hour < from_hour ? from_hour - hour : 24 - hour + from_hour;
}

/// Why a way can be chosen, or not. The numbers are part of the API.
enum class way_status : std::uint8_t { possible, never_open, no_skill, too_far, fails_too_often, not_known };
inline constexpr std::array<word, 6> way_status_words{{
    {"possible"},
    {"never_open", "it has no hours"},
    {"no_skill", "it cannot do what is needed"},
    {"too_far", "farther than `most_km`"},
    {"fails_too_often", "more often than `most_p_fail`"},
    {"not_known", "its price is not known"},
}};
[[nodiscard]] constexpr const auto& words_of(way_status) {
    return way_status_words;
}

/// Who needs what, where and when.
struct service_request {
    std::string skill{};  ///< empty: anything
    double hour = 12;     ///< of the customer's day
    double latitude = std::numeric_limits<double>::quiet_NaN();
    double longitude = std::numeric_limits<double>::quiet_NaN();
};

void describe(const auto& is, const service_request& o) {
    is("skill", o.skill, "What is needed; empty: anything.");
    is("hour", o.hour, within(0, 24), unit("hours"),
       "Of the customer's day, by the customer's clock: 21.5 is half past nine.");
    is("latitude", o.latitude, within(-90, 90), unit("degrees"),
       "Where the customer is; without it, no distance counts.");
    is("longitude", o.longitude, within(-180, 180), unit("degrees"), "The same, east of Greenwich.");
}

/// A way as this customer would meet it now.
struct way_offer {
    helper_offer offer{};
    double km = std::numeric_limits<double>::quiet_NaN();
    way_status status = way_status::possible;
};

/// What a way offers to a request: price and waiting with the way there, and whether it can be chosen at all.
///
///     price + km · price_per_km,     waiting = until it opens + km / km_per_hour + waiting_hours
///
/// A hotline is nowhere; without both places no distance counts.
[[nodiscard]] inline way_offer offer_of(const service_way& way, const service_request& to, const way_rules& rules) {
    way_offer result;
    result.km = way.kind == way_kind::hotline ? std::numeric_limits<double>::quiet_NaN()
                                              : haversine_km(way.latitude, way.longitude, to.latitude, to.longitude);
    const double km = std::isnan(result.km) ? 0 : result.km;
    const double closed = hours_until_open(to.hour, way.from_hour, way.to_hour);
    result.offer = {way.price + km * rules.price_per_km, 1 - way.success, rules.loss,
                    closed + km / rules.km_per_hour + way.waiting_hours};
    const bool able = to.skill.empty() || way.skills.empty() ||
                      std::find(way.skills.begin(), way.skills.end(), to.skill) != way.skills.end();
    result.status = !able                                     ? way_status::no_skill
                    : std::isnan(closed)                      ? way_status::never_open
                    : km > rules.most_km                      ? way_status::too_far
                    : std::isnan(way.price)                   ? way_status::not_known
                    : result.offer.p_fail > rules.most_p_fail ? way_status::fails_too_often
                                                              : way_status::possible;
    return result;
}

/// One way as a request meets it.
struct way_choice {
    std::string name{};
    way_kind kind = way_kind::hotline;
    way_status status = way_status::possible;
    double cost = std::numeric_limits<double>::quiet_NaN();
    double price = std::numeric_limits<double>::quiet_NaN();
    double success = std::numeric_limits<double>::quiet_NaN();
    double waiting_hours = std::numeric_limits<double>::quiet_NaN();
    double km = std::numeric_limits<double>::quiet_NaN();
};

void describe(const auto& is, const way_choice& o) {
    is("name", o.name, "What it is called.");
    is("way", o.kind, "Who solves the problem.");
    is("status", o.status, "Whether it can be chosen, and why not.");
    is("cost", o.cost, unit("money"), "That it is expected to come to; null where it cannot be chosen.");
    is("price", o.price, unit("money"), "With the way there.");
    is("success", o.success, unit("probability"), "That the problem is solved.");
    is("waiting_hours", o.waiting_hours, unit("hours"), "Until it is solved, from now on.");
    is("km", o.km, unit("kilometres"), "As the crow flies; null for a hotline, and where a place is not known.");
}

/// Which way to take, and what the others would be.
struct way_routing {
    std::size_t chosen = routing::nobody;
    double cost = std::numeric_limits<double>::quiet_NaN();
    double runner_up = std::numeric_limits<double>::quiet_NaN();
    double break_even_p_fail = std::numeric_limits<double>::quiet_NaN();
    break_even break_even_status = break_even::nobody;
    std::vector<way_choice> ways{};
};

void describe(const auto& is, const way_routing& o) {
    is("chosen", o.chosen, null_is(routing::nobody), "Its place among the ways, from 0; null: none.");
    is("cost", o.cost, unit("money"), "Its expected cost.");
    is("runner_up", o.runner_up, unit("money"), "Of the second cheapest.");
    is("break_even_p_fail", o.break_even_p_fail, unit("probability"),
       "P(fail) at which the chosen costs as much as the second; null where there is none.");
    is("break_even_status", o.break_even_status, "Whether there is one, and why not.");
    is("ways", o.ways, "All ways, in the order in which they were given.");
}

/// Throws error{domain} for a place that is not on the earth; NaN: not known.
inline void require_place(double latitude, double longitude) {
    if (std::abs(latitude) > 90) {
        throw_domain("latitude", latitude, "-90 to 90 degrees");
    }
    if (std::abs(longitude) > 180) {
        throw_domain("longitude", longitude, "-180 to 180 degrees");
    }
}

/// Chooses among ways by what they are expected to cost a customer who needs something somewhere, at some hour.
///
///     price + km · price_per_km + P(fail) · loss + (until it opens + km / km_per_hour + waiting_hours) · value of an
///     hour
///
/// Ties go to the first. Throws error{domain} for an hour or a place that is none.
[[nodiscard]] inline way_routing choose_way(const std::vector<service_way>& ways, const service_request& to,
                                            const way_rules& rules = {}) {
    way_routing result;
    std::vector<helper_offer> offers;
    require_place(to.latitude, to.longitude);
    for (const service_way& way : ways) {
        require_place(way.latitude, way.longitude);
        const way_offer met = offer_of(way, to, rules);
        const bool possible = met.status == way_status::possible;
        offers.push_back(possible ? met.offer : helper_offer{std::numeric_limits<double>::quiet_NaN(), 0, 0, 0});
        result.ways.push_back({way.name, way.kind, met.status, expected_cost(offers.back(), rules.value_of_hour),
                               met.offer.price, way.success, met.offer.waiting_hours, met.km});
    }
    const routing found = route(offers, rules.value_of_hour, 1);
    result.chosen = found.chosen;
    result.cost = found.cost;
    result.runner_up = found.runner_up;
    result.break_even_p_fail = found.break_even_p_fail;
    result.break_even_status = found.break_even_status;
    return result;
}

}  // namespace scvm::equity
