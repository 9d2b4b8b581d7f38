#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/fnv.hpp>
#include <scvm/math/random.hpp>
#include <scvm/math/sum.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::equity {

/// Whether a customer may be asked for a recommendation. The numbers are part of the API.
enum class recommendation_gate : std::uint8_t {
    ask = 0,
    do_not_ask = 1,  ///< not sure enough to be satisfied and attached
    not_known = 2,   ///< no probabilities
};
inline constexpr std::array<std::string_view, 3> recommendation_gate_names = {"ask", "do_not_ask", "not_known"};
[[nodiscard]] constexpr const auto& words_of(recommendation_gate) {
    return recommendation_gate_names;
}

/// The gate: only satisfied and attached customers are asked.
///
///     ask if P(fan) + P(sympathizer) >= least
///
/// A sum that reaches the mark but for the rounding of its last digits counts as reaching it.
/// Throws error{domain} for a probability outside [0, 1] or a mark outside (0, 1].
[[nodiscard]] inline recommendation_gate gate_recommendation(double p_fan, double p_sympathizer, double least = 0.8) {
    if (!(least > 0 && least <= 1)) {
        throw_domain("least", least, "0 < least <= 1");
    }
    if (std::isnan(p_fan) || std::isnan(p_sympathizer)) {
        return recommendation_gate::not_known;
    }
    if (!(p_fan >= 0 && p_fan <= 1)) {
        throw_domain("p_fan", p_fan, "0 <= p_fan <= 1");
    }
    if (!(p_sympathizer >= 0 && p_sympathizer <= 1)) {
        throw_domain("p_sympathizer", p_sympathizer, "0 <= p_sympathizer <= 1");
    }
    return p_fan + p_sympathizer >= least - 1e-12 ? recommendation_gate::ask : recommendation_gate::do_not_ask;
}

/// How urgent an opponent is: the damage of the talk times the probability that the customer is one. Money; NaN if an
/// input is. `damage` is money that is lost, >= 0: say, minus a negative reference value.
[[nodiscard]] inline double opponent_priority(double damage, double p_opponent) {
    if (!(std::isnan(damage) || damage >= 0)) {
        throw_domain("damage", damage, "damage >= 0");
    }
    if (!(std::isnan(p_opponent) || (p_opponent >= 0 && p_opponent <= 1))) {
        throw_domain("p_opponent", p_opponent, "0 <= p_opponent <= 1");
    }
    return damage * p_opponent;
}

/// Recommendations in a year that a sympathizer who speaks up would add: P(sympathizer) · (those of a fan - those of a
/// sympathizer), at least 0; NaN if an input is. Summed, it is the activation potential of the base.
[[nodiscard]] inline double activation_potential(double p_sympathizer, double of_fan, double of_sympathizer) {
    if (!(std::isnan(p_sympathizer) || (p_sympathizer >= 0 && p_sympathizer <= 1))) {
        throw_domain("p_sympathizer", p_sympathizer, "0 <= p_sympathizer <= 1");
    }
    return std::isnan(of_fan) || std::isnan(of_sympathizer) || std::isnan(p_sympathizer)
               ? std::numeric_limits<double>::quiet_NaN()
               : p_sympathizer * std::max(0.0, of_fan - of_sympathizer);
}

/// The month of a customer whose release is not known.
inline constexpr std::int32_t no_release = std::numeric_limits<std::int32_t>::min();

/// The revenue of captives who come free in one month.
struct release_month {
    std::int32_t month = 0;
    std::size_t customers = 0;
    double revenue = 0;
};

void describe(const auto& is, const release_month& o) {
    is("month", o.month, "Whole months since 1970-01.");
    is("customers", o.customers, "How many are released in it.");
    is("revenue", o.revenue, "Their revenue, each times P(captive).");
}

/// Revenue at release: what may leave when the contracts of captives end, by month, the earliest first.
///
/// `month` of each customer's release in whole months since 1970-01; no_release: none is known. Rows with an unknown
/// probability or revenue, or P = 0, are left out. Throws error{size_mismatch}, error{domain}.
[[nodiscard]] inline std::vector<release_month> revenue_at_release(std::span<const std::int32_t> month,
                                                                   std::span<const double> p_captive,
                                                                   std::span<const double> revenue) {
    require_size("p_captive", p_captive.size(), "month", month.size());
    require_size("revenue", revenue.size(), "month", month.size());
    std::map<std::int32_t, std::pair<std::size_t, math::precise_sum>> months;
    for (std::size_t row = 0; row < month.size(); ++row) {
        if (!(std::isnan(p_captive[row]) || (p_captive[row] >= 0 && p_captive[row] <= 1))) {
            throw_domain("p_captive", row, p_captive[row], "0 <= p_captive <= 1");
        }
        if (std::isinf(revenue[row])) {
            throw_domain("revenue", row, revenue[row], "a finite amount");
        }
        const double amount = p_captive[row] * revenue[row];
        if (month[row] != no_release && p_captive[row] > 0 && !std::isnan(amount)) {
            auto& of = months[month[row]];
            ++of.first;
            of.second.add(amount);
        }
    }
    std::vector<release_month> result;
    result.reserve(months.size());
    for (const auto& [when, what] : months) {
        result.push_back({when, what.first, what.second.value()});
    }
    return result;
}

/// What the attention list orders customers by, columns of one length.
struct attention_columns {
    std::span<const std::uint8_t> participation;  ///< 3 heavy, 2 intermittent, 1 lurker, 0 inactive: higher first
    std::span<const double> influence;            ///< higher first, NaN last
    std::span<const double> value;                ///< higher first, NaN last
    std::span<const std::uint64_t> tie;           ///< lower first: a number the customer keeps; empty: the row
    std::span<const std::uint8_t> eligible;       ///< 1: may be on the list; empty: everybody may
};

/// The first `count` customers by participation class, then influence, then value; ties by `tie`, then by row.
///
/// Returns rows, the first one first. Takes O(n + k log k) on average. Throws error{size_mismatch}.
[[nodiscard]] inline std::vector<std::uint32_t> attention_list(const attention_columns& of, std::size_t count) {
    const std::size_t customers = of.participation.size();
    require_size("influence", of.influence.size(), "participation", customers);
    require_size("value", of.value.size(), "participation", customers);
    require_size("tie", of.tie.empty() ? customers : of.tie.size(), "participation", customers);
    require_size("eligible", of.eligible.empty() ? customers : of.eligible.size(), "participation", customers);
    std::vector<std::uint32_t> rows;
    for (std::size_t row = 0; row < customers; ++row) {
        if (of.eligible.empty() || of.eligible[row] != 0) {
            rows.push_back(static_cast<std::uint32_t>(row));
        }
    }
    const auto known = [](double x) { return std::isnan(x) ? -std::numeric_limits<double>::infinity() : x; };
    const auto first = [&](std::uint32_t a, std::uint32_t b) {
        if (of.participation[a] != of.participation[b]) {
            return of.participation[a] > of.participation[b];
        }
        if (known(of.influence[a]) != known(of.influence[b])) {
            return known(of.influence[a]) > known(of.influence[b]);
        }
        if (known(of.value[a]) != known(of.value[b])) {
            return known(of.value[a]) > known(of.value[b]);
        }
        return !of.tie.empty() && of.tie[a] != of.tie[b] ? of.tie[a] < of.tie[b] : a < b;
    };
    if (count < rows.size()) {
        std::nth_element(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), rows.end(), first);
        rows.resize(count);
    }
    std::sort(rows.begin(), rows.end(), first);
    return rows;
}

/// A draw that anybody can repeat: who could win, and who did.
struct seeded_draw {
    std::uint64_t seed = 0;
    std::uint64_t fingerprint = 0;       ///< of the set of eligible ids; publish it before the seed is known
    std::vector<std::size_t> winners;    ///< rows, in the order of the draw
    std::vector<std::uint64_t> tickets;  ///< of the winners
    std::vector<std::size_t> excluded;   ///< rows that were not eligible; rising
    std::vector<std::size_t> repeated;   ///< rows whose id stood there before: one person, one ticket; rising
};

/// FNV-1a of the bytes, mixed so that every bit counts.
[[nodiscard]] constexpr std::uint64_t ticket_hash(std::string_view bytes) noexcept {
    return math::mix_bits(math::fnv1a(bytes));
}

/// Draws `count` winners among the eligible without replacement, each with the same probability.
///
///     ticket = mix(mix(seed) + ticket_hash(id));   the lowest tickets win, equal ones by id
///
/// A ticket depends on seed and id alone: not on the order of rows, nor on who else takes part. Fewer eligible than
/// `count`: all of them win. Whoever publishes the fingerprint first and lets somebody else name the seed cannot choose
/// the winners. `eligible` (1 or 0) empty: everybody is. Throws error{size_mismatch}.
[[nodiscard]] inline seeded_draw draw_winners(std::span<const std::string_view> id, std::size_t count,
                                              std::uint64_t seed, std::span<const std::uint8_t> eligible = {}) {
    if (!eligible.empty()) {
        require_size("eligible", eligible.size(), "id", id.size());
    }
    seeded_draw result;
    result.seed = seed;
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < id.size(); ++row) {
        (eligible.empty() || eligible[row] != 0 ? rows : result.excluded).push_back(row);
    }
    std::sort(rows.begin(), rows.end(),
              [&](std::size_t a, std::size_t b) { return id[a] != id[b] ? id[a] < id[b] : a < b; });
    struct ticket {
        std::uint64_t number;
        std::size_t row;
    };
    std::vector<ticket> tickets;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i > 0 && id[rows[i]] == id[rows[i - 1]]) {
            result.repeated.push_back(rows[i]);
            continue;
        }
        const std::uint64_t hash = ticket_hash(id[rows[i]]);
        result.fingerprint = math::mix_bits(result.fingerprint + hash);  // in the order of ids
        tickets.push_back({math::mix_bits(math::mix_bits(seed) + hash), rows[i]});
    }
    std::sort(result.repeated.begin(), result.repeated.end());
    std::stable_sort(tickets.begin(), tickets.end(),
                     [](const ticket& a, const ticket& b) { return a.number < b.number; });
    for (std::size_t i = 0; i < std::min(count, tickets.size()); ++i) {
        result.winners.push_back(tickets[i].row);
        result.tickets.push_back(tickets[i].number);
    }
    return result;
}

}  // namespace scvm::equity
