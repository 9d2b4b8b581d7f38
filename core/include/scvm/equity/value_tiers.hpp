#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/rank.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace scvm::equity {

/// Tiers by value: tier k is entered at enter[k - 1] and left below stay[k - 1] <= enter[k - 1]. Tier 0 is the lowest.
struct tier_boundaries {
    std::vector<double> enter;
    std::vector<double> stay;

    /// Throws error{domain} unless both are rising, of one length, finite, and stay <= enter.
    void check() const {
        require_size("stay", stay.size(), "enter", enter.size());
        if (enter.size() > 254) {
            throw_domain("enter", static_cast<double>(enter.size()), "at most 254 boundaries");
        }
        for (std::size_t k = 0; k < enter.size(); ++k) {
            if (!std::isfinite(enter[k]) || (k > 0 && !(enter[k] > enter[k - 1]))) {
                throw_domain("enter", k, enter[k], "finite boundaries that rise");
            }
            if (!(stay[k] <= enter[k] && std::isfinite(stay[k])) || (k > 0 && !(stay[k] > stay[k - 1]))) {
                throw_domain("stay", k, stay[k], "boundaries that rise, none above enter");
            }
        }
    }
};

void describe(const auto& is, const tier_boundaries& o) {
    is("enter", o.enter, required, "The value from which each tier above the lowest is entered; rising.");
    is("stay", o.stay, required, "The value down to which a customer stays in it; rising, none above enter.");
}

/// The tier of a customer without a value, and the previous tier of a new customer.
inline constexpr std::uint8_t no_tier = 255;

/// The tier of one customer: the highest that is entered, or kept.
///
///     tier = max{ k : v >= enter_k, or k <= previous tier and v >= stay_k }
///
/// Equal value and equal previous tier give an equal tier, whoever it is. NaN gives no_tier. Assumes checked
/// boundaries.
[[nodiscard]] inline std::uint8_t value_tier(double value, std::uint8_t before, const tier_boundaries& at) noexcept {
    if (std::isnan(value)) {
        return no_tier;
    }
    std::uint8_t tier = 0;
    for (std::size_t k = 1; k <= at.enter.size(); ++k) {
        const bool kept = before != no_tier && k <= before && value >= at.stay[k - 1];
        if (value >= at.enter[k - 1] || kept) {
            tier = static_cast<std::uint8_t>(k);
        }
    }
    return tier;
}

struct value_tiers_result {
    std::vector<std::uint8_t> tier;
    std::vector<std::uint8_t> held;
    std::vector<std::size_t> customers;
    std::size_t held_count = 0;
};

void describe(const auto& is, const value_tiers_result& o) {
    is("tier", o.tier, null_is(no_tier), "Of each customer, 0 the lowest; null: no value.");
    is("held", o.held, "1: by the previous tier alone; a new customer of that value would be lower.");
    is("customers", o.customers, "Per tier.");
    is("held_count", o.held_count, "How many are held by the previous tier.");
}

/// value_tier() of every customer; `before` empty: all are new. Throws error{size_mismatch}, error{domain}.
[[nodiscard]] inline value_tiers_result value_tiers(std::span<const double> value, std::span<const std::uint8_t> before,
                                                    const tier_boundaries& at) {
    at.check();
    if (!before.empty()) {
        require_size("before", before.size(), "value", value.size());
    }
    value_tiers_result result;
    result.customers.resize(at.enter.size() + 1);
    for (std::size_t row = 0; row < value.size(); ++row) {
        const std::uint8_t was = before.empty() ? no_tier : before[row];
        const std::uint8_t tier = value_tier(value[row], was, at);
        const bool held = tier != value_tier(value[row], no_tier, at);
        result.tier.push_back(tier);
        result.held.push_back(held ? 1 : 0);
        result.held_count += held ? 1 : 0;
        if (tier != no_tier) {
            ++result.customers[tier];
        }
    }
    return result;
}

/// Boundaries that put the given shares of today's customers into the upper tiers, to be frozen in the model file.
///
/// `top_shares` fall, the first for tier 1 and up: {0.5, 0.1} makes three tiers, the highest with the top tenth. The
/// boundary is the value of the customer at rank ⌈share n⌉: everybody of equal value is on the same side. `slack` in
/// [0, 1) is how far below it a tier is kept, as a part of |boundary|. Equal boundaries become one.
/// Throws error{domain} for shares that do not fall within (0, 1), or no value at all.
[[nodiscard]] inline tier_boundaries boundaries_by_share(std::span<const double> value,
                                                         std::span<const double> top_shares, double slack = 0.1) {
    if (!(slack >= 0 && slack < 1)) {
        throw_domain("slack", slack, "0 <= slack < 1");
    }
    std::vector<double> sorted;
    std::copy_if(value.begin(), value.end(), std::back_inserter(sorted), [](double v) { return !std::isnan(v); });
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    if (sorted.empty()) {
        throw error(errc::domain, "value: expected at least one that is known");
    }
    tier_boundaries result;
    for (std::size_t k = 0; k < top_shares.size(); ++k) {
        if (!(top_shares[k] > 0 && top_shares[k] < 1 && (k == 0 || top_shares[k] < top_shares[k - 1]))) {
            throw_domain("top_shares", k, top_shares[k], "shares that fall, between 0 and 1");
        }
        const double boundary = sorted[std::max<std::size_t>(1, math::rank_of_share(top_shares[k], sorted.size())) - 1];
        if (result.enter.empty() || boundary > result.enter.back()) {
            const double kept = boundary - slack * std::abs(boundary);
            result.enter.push_back(boundary);
            const bool rises = result.stay.empty() || kept > result.stay.back();
            result.stay.push_back(rises ? kept : boundary);
        }
    }
    return result;
}

}  // namespace scvm::equity
