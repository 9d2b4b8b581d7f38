#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/proportion.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace scvm::network {

/// Accepted referrals by columns, in any order: `referrer` brought `referred` at `time` (s since 1970-01-01 UTC).
struct referral_columns {
    std::span<const std::uint32_t> referrer;
    std::span<const std::uint32_t> referred;
    std::span<const std::int64_t> time;
};

/// Why a referral is not part of the forest.
enum class referral_rejection : std::uint8_t {
    self = 0,           ///< one cannot refer oneself
    already_there = 1,  ///< the referred person had referred others by then, so was a customer already
    second = 2,         ///< somebody else had brought this person before
};
inline constexpr std::array<std::string_view, 3> referral_rejection_names = {"self", "already_there", "second"};
[[nodiscard]] constexpr const auto& words_of(referral_rejection) {
    return referral_rejection_names;
}
struct rejected_referral {
    std::size_t row = 0;
    referral_rejection reason{};
};

void describe(const auto& is, const rejected_referral& o) {
    is("row", o.row, "Its place, from 0.");
    is("reason", o.reason, "Why it was left out.");
}

/// Who brought whom: trees whose roots came by themselves. Row i of every column is person i.
struct referral_forest {
    static constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> referrer;
    std::vector<std::uint32_t> root;
    std::vector<std::uint32_t> depth;
    std::vector<std::uint32_t> brought;
    std::vector<std::uint32_t> descendants;
    std::vector<std::uint32_t> generation;
    std::vector<rejected_referral> rejected;
    [[nodiscard]] std::uint32_t longest_chain() const noexcept {
        return generation.empty() ? 0 : static_cast<std::uint32_t>(generation.size() - 1);
    }
};

void describe(const auto& is, const referral_forest& o) {
    is("referrer", o.referrer, null_is(referral_forest::nobody), "Who brought each person; null: nobody.");
    is("root", o.root, "The person at the head of the tree; a root itself.");
    is("depth", o.depth, "Links of the chain from the root, 0 for a root.");
    is("brought", o.brought, "Persons referred directly.");
    is("descendants", o.descendants, "Persons brought directly and through others.");
    is("generation", o.generation, "How many persons there are at each depth.");
    is("rejected", o.rejected, "In the order of rows.");
}

/// Builds the forest of `persons` people from accepted referrals.
///
/// The first referral of a person counts, ties going to the smaller referrer. Chains run forward in time, so that there
/// is no cycle: a person who referred somebody at or before the time of being referred was there already.
/// Throws error{size_mismatch}; error{domain} for a person who is not below `persons`.
[[nodiscard]] inline referral_forest referral_trees(const referral_columns& referrals, std::uint32_t persons) {
    const std::size_t count = referrals.referrer.size();
    require_size("referred", referrals.referred.size(), "referrer", count);
    require_size("time", referrals.time.size(), "referrer", count);
    require_work("referral_trees", {2e-7 * persons, 100.0 * persons});
    constexpr auto never = std::numeric_limits<std::int64_t>::max();
    std::vector<std::int64_t> first_referred_others(persons, never);
    for (std::size_t row = 0; row < count; ++row) {
        const auto who = referrals.referrer[row];
        if (who >= persons || referrals.referred[row] >= persons) {
            throw_domain(who >= persons ? "referrer" : "referred", row, who >= persons ? who : referrals.referred[row],
                         "a person below " + std::to_string(persons));
        }
        if (who != referrals.referred[row]) {
            first_referred_others[who] = std::min(first_referred_others[who], referrals.time[row]);
        }
    }
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tuple(referrals.time[a], referrals.referrer[a], referrals.referred[a], a) <
               std::tuple(referrals.time[b], referrals.referrer[b], referrals.referred[b], b);
    });

    referral_forest forest;
    forest.referrer.assign(persons, referral_forest::nobody);
    forest.root.resize(persons);
    forest.depth.resize(persons);
    forest.brought.resize(persons);
    forest.descendants.resize(persons);
    std::vector<std::uint32_t> came;  // referred persons in the order of time, hence after their referrers
    for (const std::size_t row : order) {
        const auto who = referrals.referrer[row];
        const auto whom = referrals.referred[row];
        if (who == whom) {
            forest.rejected.push_back({row, referral_rejection::self});
        } else if (first_referred_others[whom] <= referrals.time[row]) {
            forest.rejected.push_back({row, referral_rejection::already_there});
        } else if (forest.referrer[whom] != referral_forest::nobody) {
            forest.rejected.push_back({row, referral_rejection::second});
        } else {
            forest.referrer[whom] = who;
            ++forest.brought[who];
            came.push_back(whom);
        }
    }
    std::sort(forest.rejected.begin(), forest.rejected.end(),
              [](const auto& a, const auto& b) { return a.row < b.row; });
    std::iota(forest.root.begin(), forest.root.end(), 0u);
    for (const auto person : came) {
        forest.root[person] = forest.root[forest.referrer[person]];
        forest.depth[person] = forest.depth[forest.referrer[person]] + 1;
    }
    for (auto person = came.rbegin(); person != came.rend(); ++person) {
        forest.descendants[forest.referrer[*person]] += 1 + forest.descendants[*person];
    }
    for (const auto depth : forest.depth) {
        forest.generation.resize(std::max<std::size_t>(forest.generation.size(), depth + std::size_t{1}));
        ++forest.generation[depth];
    }
    return forest;
}

/// How a referral programme feeds itself.
struct k_factor_result {
    double invites_per_user = 0;
    double conversion = 0;
    double conversion_low = 0;
    double conversion_high = 1;
    double k = 0;
    double total_per_user = 0;
};

void describe(const auto& is, const k_factor_result& o) {
    is("invites_per_user", o.invites_per_user, "Null without users.");
    is("conversion", o.conversion, "Accepted among invites; null without invites.");
    is("conversion_low", o.conversion_low, "Lower limit of Wilson's interval.");
    is("conversion_high", o.conversion_high, "Upper limit.");
    is("k", o.k, "New users that one user brings: invites per user times conversion.");
    is("total_per_user", o.total_per_user,
       "Users at last for each that came by itself, 1 / (1 - k); null (infinite) for k >= 1.");
}

/// The K-factor of `users` people who sent `invites`, of which `accepted` brought a new user, all in one period.
///
/// Throws error{domain} unless accepted <= invites and 0 < confidence < 1.
[[nodiscard]] inline k_factor_result k_factor(std::uint64_t users, std::uint64_t invites, std::uint64_t accepted,
                                              double confidence = math::usual_confidence) {
    if (accepted > invites) {
        throw_domain("accepted", static_cast<double>(accepted), "at most " + std::to_string(invites) + ", the invites");
    }
    math::require_confidence(confidence);
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    k_factor_result result{none, none, none, none, none, none};
    if (invites > 0) {
        const auto n = static_cast<double>(invites);
        const auto range = math::score_range(static_cast<double>(accepted), n, math::two_sided_quantile(confidence));
        result.conversion = static_cast<double>(accepted) / n;
        result.conversion_low = range.low;
        result.conversion_high = range.high;
    }
    if (users > 0) {
        result.invites_per_user = static_cast<double>(invites) / static_cast<double>(users);
        result.k = invites == 0 ? 0 : result.invites_per_user * result.conversion;
        result.total_per_user = result.k < 1 ? 1 / (1 - result.k) : std::numeric_limits<double>::infinity();
    }
    return result;
}

/// How many of the referred would not have come otherwise.
struct referral_types_result {
    double type_one = 0;
    double type_two = 0;
    std::vector<double> type_one_of_referrer;
};

void describe(const auto& is, const referral_types_result& o) {
    is("type_one", o.type_one, "Expected number who came because of the referral alone.");
    is("type_two", o.type_two, "Expected number who would have come anyway.");
    is("type_one_of_referrer", o.type_one_of_referrer, "Expected type-one customers that each person brought.");
}

/// P(type one) of a referred customer, from a comparison: referred prospects buy with probability k₁ / n₁, comparable
/// ones that nobody referred with k₀ / n₀.
///
///     max(0, 1 - (k₀ / n₀) / (k₁ / n₁))
///
/// the attributable share among the converted (Cole and MacMahon 1971); NaN if no referred prospect converted or nobody
/// was compared. Throws error{domain} unless converted <= prospects in both groups.
[[nodiscard]] inline double type_one_probability(double converted_referred, double referred, double converted_others,
                                                 double others) {
    if (!(converted_referred >= 0 && converted_referred <= referred)) {
        throw_domain("converted_referred", converted_referred, "0 <= converted_referred <= referred");
    }
    if (!(converted_others >= 0 && converted_others <= others)) {
        throw_domain("converted_others", converted_others, "0 <= converted_others <= others");
    }
    if (!(converted_referred > 0 && others > 0)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    return std::max(0.0, 1 - (converted_others / others) / (converted_referred / referred));
}

/// Splits the referred of a forest into type one and type two by the probability of each; NaN counts for neither.
///
/// Throws error{size_mismatch} unless there is a probability per person; error{domain} outside 0 … 1. Roots are
/// ignored. Source: Kumar, Petersen, Leone 2007, Harvard Business Review 85(10), for the two types.
[[nodiscard]] inline referral_types_result referral_types(const referral_forest& forest,
                                                          std::span<const double> type_one_probability) {
    require_size("type_one_probability", type_one_probability.size(), "the forest", forest.referrer.size());
    referral_types_result result;
    result.type_one_of_referrer.resize(forest.referrer.size());
    for (std::size_t person = 0; person < forest.referrer.size(); ++person) {
        const double p = type_one_probability[person];
        if (!(p >= 0 && p <= 1) && !std::isnan(p)) {
            throw_domain("type_one_probability", person, p, "0 <= probability <= 1, or NaN");
        }
        if (forest.referrer[person] != referral_forest::nobody && !std::isnan(p)) {
            result.type_one += p;
            result.type_two += 1 - p;
            result.type_one_of_referrer[forest.referrer[person]] += p;
        }
    }
    return result;
}

/// What touched a customer before the first purchase. The numbers are part of the API.
enum class touch_kind : std::uint8_t { other = 0, referral = 1, review = 2 };
inline constexpr std::array<std::string_view, 3> touch_kind_names = {"other", "referral", "review"};
[[nodiscard]] constexpr const auto& words_of(touch_kind) {
    return touch_kind_names;
}

/// Touches by columns, in any order.
struct touch_columns {
    std::span<const std::uint32_t> customer;
    std::span<const std::int64_t> time;  ///< s since 1970-01-01 UTC
    std::span<const std::uint8_t> kind;  ///< a touch_kind
};

/// The share of first purchases that a referral or a review went before.
struct touched_purchases_result {
    std::uint64_t first_purchases = 0;
    std::uint64_t referral = 0;
    std::uint64_t review = 0;
    std::uint64_t either = 0;
    double share = 0;
    double low = 0;
    double high = 1;
};

void describe(const auto& is, const touched_purchases_result& o) {
    is("first_purchases", o.first_purchases, "Customers who have bought.");
    is("referral", o.referral, "With a referral touch in the window.");
    is("review", o.review, "With a review touch in the window.");
    is("either", o.either, "With one of the two.");
    is("share", o.share, "Either among all; null without first purchases.");
    is("low", o.low, "Lower limit of Wilson's interval.");
    is("high", o.high, "Upper limit.");
}

/// How customers came to buy first: with a referral or review touch at most `window` s before, or at, the first
/// purchase.
///
/// `first_purchase` is a time per customer (s since 1970-01-01 UTC), or no_purchase. A touch after the purchase did not
/// cause it and does not count.
/// Throws error{size_mismatch}; error{domain} for a customer without a row, an unknown kind, window < 0, and unless
/// 0 < confidence < 1.
inline constexpr std::int64_t no_purchase = std::numeric_limits<std::int64_t>::min();
[[nodiscard]] inline touched_purchases_result touched_first_purchases(std::span<const std::int64_t> first_purchase,
                                                                      const touch_columns& touches,
                                                                      std::int64_t window = 30 * std::int64_t{86400},
                                                                      double confidence = math::usual_confidence) {
    require_size("time", touches.time.size(), "customer", touches.customer.size());
    require_size("kind", touches.kind.size(), "customer", touches.customer.size());
    if (window < 0) {
        throw_domain("window", static_cast<double>(window), "window >= 0");
    }
    math::require_confidence(confidence);
    std::vector<std::uint8_t> seen(first_purchase.size());
    for (std::size_t row = 0; row < touches.customer.size(); ++row) {
        const auto customer = touches.customer[row];
        if (customer >= first_purchase.size()) {
            throw_domain("customer", row, customer, "a customer below " + std::to_string(first_purchase.size()));
        }
        if (touches.kind[row] > 2) {
            throw_domain("kind", row, touches.kind[row], "a touch_kind, 0 to 2");
        }
        const std::int64_t bought = first_purchase[customer];
        if (bought != no_purchase && touches.time[row] <= bought && touches.time[row] >= bought - window) {
            seen[customer] = static_cast<std::uint8_t>(seen[customer] | touches.kind[row]);
        }
    }
    touched_purchases_result result;
    for (std::size_t customer = 0; customer < seen.size(); ++customer) {
        result.first_purchases += first_purchase[customer] != no_purchase ? 1 : 0;
        result.referral += seen[customer] & 1u;
        result.review += seen[customer] >> 1;
        result.either += seen[customer] != 0 ? 1 : 0;
    }
    if (result.first_purchases == 0) {
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        result.share = result.low = result.high = none;
        return result;
    }
    const auto n = static_cast<double>(result.first_purchases);
    const auto k = static_cast<double>(result.either);
    const auto range = math::score_range(k, n, math::two_sided_quantile(confidence));
    result.share = k / n;
    result.low = range.low;
    result.high = range.high;
    return result;
}

}  // namespace scvm::network
