#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/sum.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace scvm::network {

/// What recognition is worth.
struct point_rules {
    double daily_cap = 3;                              ///< points that one person can get in a day
    std::uint32_t days_of_one = 3;                     ///< days on which one and the same other counts for a person
    std::array<double, 3> level_points = {5, 20, 60};  ///< of each badge, rising
    std::array<double, 3> level_others = {5, 15, 40};  ///< different others with a standing that it takes as well
};

void describe(const auto& is, const point_rules& o) {
    is("daily_cap", o.daily_cap, above(0), "Points that one person can get in a day.");
    is("days_of_one", o.days_of_one, within(1, 10'000), "Days on which one and the same other counts for a person.");
    is("level_points", o.level_points, at_least(0), "Points of each badge, rising.");
    is("level_others", o.level_others, at_least(0),
       "Different others with a standing that each badge takes as well, not falling.");
    is.settled(o, [](const point_rules& read) {
        for (std::size_t level = 1; level < 3; ++level) {
            if (!(read.level_points[level] > read.level_points[level - 1])) {
                throw_domain("level_points", level, read.level_points[level], "more than the one before");
            }
            if (!(read.level_others[level] >= read.level_others[level - 1])) {
                throw_domain("level_others", level, read.level_others[level], "no less than the one before");
            }
        }
    });
}

/// What one person has been recognised for.
struct recognition {
    double points = 0;
    std::uint32_t others = 0;  ///< different people with a standing who reacted on a day that counts
    std::uint32_t days = 0;    ///< with points
    std::uint32_t level = 0;   ///< 0: no badge, up to 3
};
void describe(const auto& is, const recognition& o) {
    is("points", o.points, "Of the person.");
    is("others", o.others, "Different people with a standing who reacted.");
    is("days", o.days, "With points.");
    is("level", o.level, "The badge, 0 to 3; 0: none.");
}

/// Somebody was reacted to by somebody on a day, and how much that counts: the giver's standing.
struct reaction {
    std::uint32_t receiver = 0;
    std::uint32_t giver = 0;
    std::int32_t day = 0;
    double standing = 0;
    auto operator<=>(const reaction&) const = default;
};

/// community_points() of the reactions that are left to count: upon others who may get points, by givers with a
/// standing above 0. `receiver` is below `persons`; a giver is any number, who answers for several accounts one. Of a
/// giver's reactions of a day the one with the highest standing counts.
[[nodiscard]] inline std::vector<recognition> points_of_reactions(std::vector<reaction> counted, std::size_t persons,
                                                                  const point_rules& rules = {}) {
    std::sort(counted.begin(), counted.end(), std::greater<>());
    const auto same_day = [](const reaction& a, const reaction& b) {
        return a.receiver == b.receiver && a.giver == b.giver && a.day == b.day;
    };
    counted.erase(std::unique(counted.begin(), counted.end(), same_day), counted.end());
    std::reverse(counted.begin(), counted.end());
    std::vector<recognition> result(persons);
    std::vector<std::tuple<std::uint32_t, std::int32_t, double>> shares;  // receiver, day, standing of one other
    std::uint32_t days_of_pair = 0;
    for (std::size_t i = 0; i < counted.size(); ++i) {
        const auto& [to, from, when, standing] = counted[i];
        const bool same = i > 0 && counted[i - 1].receiver == to && counted[i - 1].giver == from;
        days_of_pair = same ? days_of_pair + 1 : 1;
        result[to].others += same ? 0 : 1;
        if (days_of_pair <= rules.days_of_one) {
            shares.emplace_back(to, when, standing);
        }
    }
    std::sort(shares.begin(), shares.end());
    for (std::size_t i = 0; i < shares.size();) {
        const auto [to, when, first] = shares[i];
        math::precise_sum sum;
        for (; i < shares.size() && std::get<0>(shares[i]) == to && std::get<1>(shares[i]) == when; ++i) {
            sum.add(std::get<2>(shares[i]));
        }
        result[to].points += std::min(rules.daily_cap, std::log1p(sum.value()));
        ++result[to].days;
    }
    for (recognition& each : result) {
        for (std::uint32_t level = 0; level < 3; ++level) {
            if (each.points >= rules.level_points[level] &&
                static_cast<double>(each.others) >= rules.level_others[level]) {
                each.level = level + 1;
            }
        }
    }
    return result;
}

/// Points and badges that cannot be farmed: recognition by different others, day by day.
///
///     points = Σ_days min(daily_cap, ln(1 + Σ_q standing_q)),  q the others who reacted on that day, each once,
///                                                              and on the first `days_of_one` of their days only
///
/// Reactions upon oneself count for nobody, nor do those of people without a standing; who is not eligible (staff) gets
/// no points, and who reacts a hundred times in a day reacts once. So two friends who praise each other every day get
/// days_of_one ln 2 points each, whatever they do; a thousand accounts without a standing give none. A badge takes
/// points and different others.
///
/// `receiver`, `giver` and `day` go with each reaction; `standing` in [0, 1] and `eligible` with each person.
/// Linear but for a sort. Throws error{size_mismatch}; error{domain} for a person without a row, or a standing outside
/// [0, 1], a day beyond 2^31 or rules that are not as described. Ours; the logarithm is the core's usual guard against
/// many of a kind.
[[nodiscard]] inline std::vector<recognition> community_points(
    std::span<const std::uint32_t> receiver, std::span<const std::uint32_t> giver, std::span<const std::int64_t> day,
    std::span<const double> standing, std::span<const std::uint8_t> eligible, const point_rules& rules = {}) {
    require_size("giver", giver.size(), "receiver", receiver.size());
    require_size("day", day.size(), "receiver", receiver.size());
    require_size("eligible", eligible.size(), "standing", standing.size());
    require_described(rules);
    for (std::size_t i = 0; i < standing.size(); ++i) {
        if (!(standing[i] >= 0 && standing[i] <= 1)) {
            throw_domain("standing", i, standing[i], "0 to 1");
        }
    }
    std::vector<reaction> counted;
    for (std::size_t i = 0; i < receiver.size(); ++i) {
        for (const auto& [name, who] : {std::pair("receiver", receiver[i]), std::pair("giver", giver[i])}) {
            if (who >= standing.size()) {
                throw_domain(name, i, who, "a person below " + std::to_string(standing.size()));
            }
        }
        if (!std::in_range<std::int32_t>(day[i])) {
            throw_domain("day", i, static_cast<double>(day[i]), "a day below 2^31");
        }
        if (receiver[i] != giver[i] && eligible[receiver[i]] != 0 && standing[giver[i]] > 0) {
            counted.push_back({receiver[i], giver[i], static_cast<std::int32_t>(day[i]), standing[giver[i]]});
        }
    }
    return points_of_reactions(std::move(counted), standing.size(), rules);
}

}  // namespace scvm::network
