#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/distributions.hpp>
#include <scvm/math/proportion.hpp>
#include <scvm/math/rank.hpp>
#include <scvm/network/participation.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <string_view>
#include <vector>

namespace scvm::network {

/// A share with its interval, compared with a share that was expected.
struct tested_share {
    std::uint64_t hits = 0;
    std::uint64_t total = 0;
    double share = 0;
    double low = 0;
    double high = 1;
    double p_value = 0;
};

void describe(const auto& is, const tested_share& o) {
    is("hits", o.hits, "Posts with notable engagement.");
    is("total", o.total, "Posts with a known engagement.");
    is("share", o.share, "Hits among all; null without any.");
    is("low", o.low, "Lower limit of Wilson's interval.");
    is("high", o.high, "Its upper limit.");
    is("p_value", o.p_value, "Exact binomial test against the expected share: twice the smaller tail, at most 1.");
}

/// The share of posts whose engagement is at least `notable`, against the 1 % of the rule of thumb.
///
/// NaN counts as a post whose engagement is not known, and is left out.
/// Throws error{domain} unless 0 < expected < 1, 0 < confidence < 1 and notable is a number.
[[nodiscard]] inline tested_share notable_posts(std::span<const double> engagement, double notable,
                                                double expected = 0.01, double confidence = math::usual_confidence) {
    if (!(expected > 0 && expected < 1)) {
        throw_domain("expected", expected, "0 < expected < 1");
    }
    math::require_confidence(confidence);
    if (std::isnan(notable)) {
        throw_domain("notable", notable, "a number");
    }
    tested_share result;
    for (const double value : engagement) {
        result.total += std::isnan(value) ? 0 : 1;
        result.hits += value >= notable ? 1 : 0;
    }
    if (result.total == 0) {
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        return {0, 0, none, none, none, none};
    }
    const auto k = static_cast<double>(result.hits);
    const auto n = static_cast<double>(result.total);
    const auto range = math::score_range(k, n, math::two_sided_quantile(confidence));
    const double at_most = math::binomial_cdf(k, n, expected);
    const double at_least = k == 0 ? 1 : math::beta_cdf(k, n - k + 1, expected);
    result.share = k / n;
    result.low = range.low;
    result.high = range.high;
    result.p_value = std::min(1.0, 2 * std::min(at_most, at_least));
    return result;
}

/// 1 for each super user: heavy contributor, and helpful beyond doubt.
///
/// `helpful` of `answers` were found helpful. Helpful is who stands in the upper part of all who answered, by the lower
/// Wilson limit, so that 3 of 3 does not beat 90 of 100: at or above the limit of rank ⌈(1 - quantile) n⌉ from above.
/// Throws error{size_mismatch}; error{domain} unless 0 <= helpful <= answers and 0 < quantile < 1.
[[nodiscard]] inline std::vector<std::uint8_t> super_users(std::span<const participation_class> of_person,
                                                           std::span<const std::uint32_t> helpful,
                                                           std::span<const std::uint32_t> answers,
                                                           double quantile = 0.9,
                                                           double confidence = math::usual_confidence) {
    require_size("helpful", helpful.size(), "of_person", of_person.size());
    require_size("answers", answers.size(), "of_person", of_person.size());
    if (!(quantile > 0 && quantile < 1)) {
        throw_domain("quantile", quantile, "0 < quantile < 1");
    }
    math::require_confidence(confidence);
    const double z = math::two_sided_quantile(confidence);
    std::vector<double> limit(of_person.size(), -1);
    std::vector<double> falling;
    for (std::size_t row = 0; row < limit.size(); ++row) {
        if (helpful[row] > answers[row]) {
            throw_domain("helpful", row, helpful[row], "at most " + std::to_string(answers[row]) + ", the answers");
        }
        if (answers[row] > 0) {
            limit[row] = math::score_range(helpful[row], answers[row], z).low;
            falling.push_back(limit[row]);
        }
    }
    std::vector<std::uint8_t> result(of_person.size());
    if (falling.empty()) {
        return result;
    }
    std::sort(falling.begin(), falling.end(), std::greater<>());
    const std::size_t rank = std::max<std::size_t>(1, math::rank_of_share(1 - quantile, falling.size()));
    const double needed = std::max(falling[rank - 1], std::numeric_limits<double>::min());
    for (std::size_t row = 0; row < result.size(); ++row) {
        result[row] = of_person[row] == participation_class::heavy && limit[row] >= needed ? 1 : 0;
    }
    return result;
}

/// How well an early number tells who becomes a heavy contributor, and where to draw the line.
struct early_signal_result {
    double auc = 0;
    double standard_error = 0;
    double threshold = 0;
    double sensitivity = 0;
    double specificity = 0;
    double precision = 0;
    double lift = 0;
};

void describe(const auto& is, const early_signal_result& o) {
    is("auc", o.auc, "P(a later heavy contributor had more than another), ties half; NaN without both kinds.");
    is("standard_error", o.standard_error, "Of auc.");
    is("threshold", o.threshold, "Early value with the largest sensitivity + specificity; NaN without both kinds.");
    is("sensitivity", o.sensitivity, "Share of the later heavy ones who are at or above the threshold.");
    is("specificity", o.specificity, "Share of the others who are below it.");
    is("precision", o.precision, "Share of those at or above the threshold who became heavy.");
    is("lift", o.lift, "Precision over the share of heavy ones among all.");
}

/// Judges an early value (say, the contributions of the first week) by who was heavy later (0 or 1).
///
/// Throws error{size_mismatch}; error{domain} for a value that is NaN. Ties in the choice of the threshold go upward.
/// Source: Mann and Whitney 1947; standard error of Hanley and McNeil 1982, Radiology 143; Youden 1950.
[[nodiscard]] inline early_signal_result early_signal(std::span<const double> early,
                                                      std::span<const std::uint8_t> later_heavy) {
    require_size("later_heavy", later_heavy.size(), "early", early.size());
    std::vector<std::size_t> order(early.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t row = 0; row < early.size(); ++row) {
        if (std::isnan(early[row])) {
            throw_domain("early", row, early[row], "a number");
        }
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return early[a] > early[b]; });
    double heavy = 0;
    for (const auto flag : later_heavy) {
        heavy += flag != 0 ? 1 : 0;
    }
    const double others = static_cast<double>(early.size()) - heavy;
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (!(heavy > 0 && others > 0)) {
        return {none, none, none, none, none, none, none};
    }

    early_signal_result result;
    double heavy_above = 0;
    double others_above = 0;
    double wins = 0;
    double best = -1;
    for (std::size_t first = 0; first < order.size();) {
        double heavy_here = 0;
        double others_here = 0;
        std::size_t last = first;
        for (; last < order.size() && early[order[last]] == early[order[first]]; ++last) {
            (later_heavy[order[last]] != 0 ? heavy_here : others_here) += 1;
        }
        wins += others_here * (heavy_above + heavy_here / 2);
        heavy_above += heavy_here;
        others_above += others_here;
        const double youden = heavy_above / heavy + (others - others_above) / others - 1;
        if (youden > best) {
            best = youden;
            result.threshold = early[order[first]];
            result.sensitivity = heavy_above / heavy;
            result.specificity = (others - others_above) / others;
            result.precision = heavy_above / (heavy_above + others_above);
        }
        first = last;
    }
    const double a = wins / (heavy * others);
    result.auc = a;
    result.standard_error = std::sqrt(std::max(0.0, a * (1 - a) + (heavy - 1) * (a / (2 - a) - a * a) +
                                                        (others - 1) * (2 * a * a / (1 + a) - a * a)) /
                                      (heavy * others));
    result.lift = result.precision / (heavy / (heavy + others));
    return result;
}

/// What a follower is worth, and if nothing, why. The numbers are part of the API.
enum class follower_status : std::uint8_t {
    effective = 0,
    never_acts = 1,      ///< has never done anything but follow
    inactive = 2,        ///< did nothing in the last `inactive_days`
    repeats_itself = 3,  ///< most of what it says are near-duplicates: suspicious
    follows_masses = 4,  ///< follows very many, and hardly anybody follows back: suspicious
    came_in_burst = 5,   ///< came with an unusual crowd on one day and has done nothing since: suspicious
};
inline constexpr std::array<std::string_view, 6> follower_status_names = {
    "effective", "never_acts", "inactive", "repeats_itself", "follows_masses", "came_in_burst"};
[[nodiscard]] constexpr const auto& words_of(follower_status) {
    return follower_status_names;
}

/// What is known of each follower of one person, by columns.
struct follower_columns {
    std::span<const std::int32_t> last_active_day;
    std::span<const std::int32_t> followed_on_day;
    std::span<const std::uint32_t> follows;
    std::span<const std::uint32_t> followers;
    std::span<const double> repeated;
};

void describe(const auto& is, const follower_columns& o) {
    is("last_active_day", o.last_active_day, required, within(-1, 262144), null_is(-1),
       "The last day with an action, in days since 1970-01-01; null: never.");
    is("followed_on_day", o.followed_on_day, within(0, 262144), "Days since 1970-01-01.");
    is("follows", o.follows, "How many accounts the follower follows.");
    is("followers", o.followers, "How many follow the follower.");
    is("repeated", o.repeated, "Share of near-duplicates in what it posts, 0 … 1; NaN: no posts.");
}

struct follower_rules {
    std::int32_t inactive_days = 90;
    double repeated_above = 0.5;
    std::uint32_t follows_at_least = 2000;
    double follows_per_follower = 20;
    std::uint32_t burst_at_least = 20;
    double burst_factor = 10;
};

void describe(const auto& is, const follower_rules& o) {
    is("inactive_days", o.inactive_days, within(0, 262144), "So many days without an action make a follower inactive.");
    is("repeated_above", o.repeated_above, "Share of near-duplicates above which an account repeats itself.");
    is("follows_at_least", o.follows_at_least, "Accounts that follow masses follow at least so many.");
    is("follows_per_follower", o.follows_per_follower, "And so many times as many as follow them.");
    is("burst_at_least", o.burst_at_least, "A burst has at least so many new followers on one day.");
    is("burst_factor", o.burst_factor, "And so many times the median of the days with any.");
}

struct effective_followers_result {
    std::vector<follower_status> of_follower;
    std::array<std::uint32_t, 6> count{};
};

void describe(const auto& is, const effective_followers_result& o) {
    is("status", o.of_follower, "What each follower is worth, or why nothing.");
    is("count", named(o.count, follower_status_names), "How many there are of each.");
}

/// Followers minus the inactive minus the suspicious, with the reason for each that is taken away.
///
/// The first reason in the order repeats itself, follows masses, came in a burst, never acts, inactive is given. The
/// rules are scvm's own; their limits belong into the model file.
/// Throws error{size_mismatch}.
[[nodiscard]] inline effective_followers_result effective_followers(const follower_columns& followers,
                                                                    std::int32_t today,
                                                                    const follower_rules& rules = {}) {
    const std::size_t count = followers.last_active_day.size();
    require_size("followed_on_day", followers.followed_on_day.size(), "last_active_day", count);
    require_size("follows", followers.follows.size(), "last_active_day", count);
    require_size("followers", followers.followers.size(), "last_active_day", count);
    require_size("repeated", followers.repeated.size(), "last_active_day", count);

    std::vector<std::int32_t> days(followers.followed_on_day.begin(), followers.followed_on_day.end());
    std::sort(days.begin(), days.end());
    std::vector<std::uint32_t> arrivals;
    for (std::size_t i = 0; i < days.size(); ++i) {
        if (i == 0 || days[i] != days[i - 1]) {
            arrivals.push_back(0);
        }
        ++arrivals.back();
    }
    std::sort(arrivals.begin(), arrivals.end());
    const double median = arrivals.empty() ? 0 : arrivals[(arrivals.size() - 1) / 2];
    const auto in_burst = [&](std::int32_t day) {
        const auto [first, last] = std::equal_range(days.begin(), days.end(), day);
        const auto crowd = static_cast<double>(last - first);
        return crowd >= rules.burst_at_least && crowd >= rules.burst_factor * median;
    };

    effective_followers_result result;
    result.of_follower.resize(count);
    for (std::size_t row = 0; row < count; ++row) {
        const std::int32_t active = followers.last_active_day[row];
        const std::int32_t came = followers.followed_on_day[row];
        auto status = follower_status::effective;
        if (followers.repeated[row] > rules.repeated_above) {
            status = follower_status::repeats_itself;
        } else if (followers.follows[row] >= rules.follows_at_least &&
                   followers.follows[row] >= rules.follows_per_follower * followers.followers[row]) {
            status = follower_status::follows_masses;
        } else if (active <= came && in_burst(came)) {
            status = follower_status::came_in_burst;
        } else if (active < 0) {
            status = follower_status::never_acts;
        } else if (active < today - rules.inactive_days) {
            status = follower_status::inactive;
        }
        result.of_follower[row] = status;
        ++result.count[static_cast<std::size_t>(status)];
    }
    return result;
}

}  // namespace scvm::network
