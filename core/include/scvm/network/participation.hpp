#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/distributions.hpp>
#include <scvm/math/inequality.hpp>
#include <scvm/math/normal.hpp>
#include <scvm/math/proportion.hpp>
#include <scvm/math/rank.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace scvm::network {

/// How much somebody contributes. The numbers are part of the API.
enum class participation_class : std::uint8_t {
    inactive = 0,      ///< no sign of life in the window: no member, in no denominator
    lurker = 1,        ///< a member who reads
    intermittent = 2,  ///< contributes now and then
    heavy = 3,         ///< contributes most
};
inline constexpr std::array<std::string_view, 4> participation_class_names = {"inactive", "lurker", "intermittent",
                                                                              "heavy"};
[[nodiscard]] constexpr const auto& words_of(participation_class) {
    return participation_class_names;
}

/// Those of members.
inline constexpr auto member_class_names = std::span(participation_class_names).subspan<1>();

/// Where the classes begin.
struct participation_rule {
    enum class basis : std::uint8_t {
        members,   ///< by rank: the first `heavy` and `intermittent` shares of the members, ordered by contributions
        absolute,  ///< by number: at least so many contributions in the window
    };
    basis by = basis::members;
    double heavy = 0.01;
    double intermittent = 0.09;
};
inline constexpr std::array<std::string_view, 2> participation_basis_names = {"members", "absolute"};
[[nodiscard]] constexpr const auto& words_of(participation_rule::basis) {
    return participation_basis_names;
}

inline void check(const participation_rule& rule);

void describe(const auto& is, const participation_rule& o) {
    is("by", o.by, "Classes by rank among the members, or by an absolute number of contributions.");
    is("heavy", o.heavy, "By members: the share that contributes most; absolute: contributions in the window.");
    is("intermittent", o.intermittent,
       "By members: the share that follows; absolute: contributions, at most those of heavy.");
    is.settled(o, [](const participation_rule& read) { check(read); });
}

/// A share of the members, with simultaneous confidence limits.
struct participation_share {
    std::uint64_t members = 0;
    double share = 0;
    double low = 0;
    double high = 0;
    double effort = 0;
};

void describe(const auto& is, const participation_share& o) {
    is("members", o.members, "How many belong to this class.");
    is("share", o.share, "Of all members.");
    is("low", o.low, "Lower confidence limit, of three shares at once.");
    is("high", o.high, "Upper one.");
    is("effort", o.effort, "The part of all contributions that this class made.");
}

struct participation_result {
    std::vector<participation_class> of_person;
    std::uint64_t members = 0;
    double contributions = 0;
    std::array<participation_share, 3> shares{};
    double heavy_from = 0;
    double intermittent_from = 0;
    double g = 0;
    double p_value = 0;
    double gini = 0;
    double top_1_percent = 0;
};

void describe(const auto& is, const participation_result& o) {
    is("class", o.of_person, "The class of each person.");
    is("members", o.members, "Persons who show any sign of life.");
    is("contributions", o.contributions, "Of all of them together.");
    is("shares", named(o.shares, member_class_names), "Of the classes of members.");
    is("heavy_from", o.heavy_from, "Contributions that make a heavy contributor; infinity: nobody's do.");
    is("intermittent_from", o.intermittent_from, "Contributions that make an intermittent one.");
    is("g", o.g, "G statistic of the three counts against 90-9-1; NaN without members.");
    is("p_value", o.p_value, "Of g, chi² with 2 degrees of freedom; NaN without members.");
    is("gini", o.gini, "Of the contributions of members, 0 equal … 1 one does all; NaN without any.");
    is("top_1_percent", o.top_1_percent,
       "Part of the contributions made by the ⌈1 %⌉ of members who made most; NaN without any.");
}

/// Throws error{domain} for a rule outside its range.
inline void check(const participation_rule& rule) {
    const bool shares = rule.by == participation_rule::basis::members;
    if (!(rule.heavy > 0 && (shares ? rule.heavy < 1 : rule.heavy <= std::numeric_limits<double>::max()))) {
        throw_domain("heavy", rule.heavy, shares ? "0 < heavy < 1" : "heavy > 0");
    }
    if (shares && !(rule.intermittent >= 0 && rule.heavy + rule.intermittent <= 1)) {
        throw_domain("intermittent", rule.intermittent, "intermittent >= 0 and heavy + intermittent <= 1");
    }
    if (!shares && !(rule.intermittent > 0 && rule.intermittent <= rule.heavy)) {
        throw_domain("intermittent", rule.intermittent, "0 < intermittent <= heavy");
    }
}

/// 2 Σ O ln(O / E), the log-likelihood ratio of counts against expected shares > 0 that sum to 1; 0 ln 0 = 0.
[[nodiscard]] inline double g_statistic(std::span<const double> counts, std::span<const double> shares) {
    double total = 0;
    for (const double count : counts) {
        total += count;
    }
    double sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        sum += counts[i] > 0 ? counts[i] * std::log(counts[i] / (total * shares[i])) : 0;
    }
    return 2 * sum;
}

/// Members, shares with Goodman's simultaneous intervals, and the test against 90-9-1, from the counts of the three
/// classes of members, lurkers first; what each class did stays. NaN without members.
inline void share_out(const std::array<double, 3>& count, double members, double confidence,
                      participation_result& result) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const double z = math::normal_quantile(1 - (1 - confidence) / 6);  // α/2 for each of three shares at once
    for (std::size_t i = 0; i < count.size(); ++i) {
        const auto range = members > 0 ? math::score_range(count[i], members, z) : math::share_range{none, none};
        result.shares[i] = {static_cast<std::uint64_t>(count[i]), members > 0 ? count[i] / members : none, range.low,
                            range.high, result.shares[i].effort};
    }
    constexpr std::array<double, 3> rule_of_thumb{0.9, 0.09, 0.01};
    result.g = members > 0 ? g_statistic(count, rule_of_thumb) : none;
    result.p_value = members > 0 ? math::chi_squared_survival(std::max(0.0, result.g), 2) : none;
}

/// Sorts persons into heavy and intermittent contributors, lurkers and inactive accounts, and says how unequal they
/// are.
///
/// `contributions` is each person's number (or weight) of own contributions in the window; NaN or negative is refused.
/// `present` marks who showed any sign of life (a login, a view); empty: everybody did. Whoever contributed is present.
///
/// By members: with n members, everybody at or above the contributions of the member at rank ⌈heavy n⌉ is heavy, and of
/// rank ⌈(heavy + intermittent) n⌉ intermittent: ties go upward, so that no row order decides. Whoever contributed
/// nothing is a lurker in any case. The shares have Goodman's simultaneous intervals.
///
/// Throws error{domain}, error{size_mismatch}. Source: Nielsen 2006 ("90-9-1"), with members, not posters, as the
/// whole.
[[nodiscard]] inline participation_result participation(std::span<const double> contributions,
                                                        std::span<const std::uint8_t> present = {},
                                                        const participation_rule& rule = {},
                                                        double confidence = math::usual_confidence) {
    check(rule);
    math::require_confidence(confidence);
    if (!present.empty()) {
        require_size("present", present.size(), "contributions", contributions.size());
    }
    std::vector<double> sorted;
    for (std::size_t row = 0; row < contributions.size(); ++row) {
        if (!(contributions[row] >= 0 && contributions[row] <= std::numeric_limits<double>::max())) {
            throw_domain("contributions", row, contributions[row], "a finite number >= 0");
        }
        if (contributions[row] > 0 || present.empty() || present[row] != 0) {
            sorted.push_back(contributions[row]);
        }
    }
    std::sort(sorted.begin(), sorted.end());
    const auto members = static_cast<double>(sorted.size());
    const auto value_at = [&](double share) {  // of the member at that rank from above
        const std::size_t rank = math::rank_of_share(share, sorted.size());
        return rank == 0 || sorted.empty() ? std::numeric_limits<double>::infinity()
                                           : sorted[sorted.size() - std::min(rank, sorted.size())];
    };

    participation_result result;
    result.members = sorted.size();
    const bool by_rank = rule.by == participation_rule::basis::members;
    constexpr double least = std::numeric_limits<double>::denorm_min();  // nothing contributed: a lurker
    result.heavy_from = by_rank ? std::max(value_at(rule.heavy), least) : rule.heavy;
    result.intermittent_from = by_rank ? std::max(value_at(rule.heavy + rule.intermittent), least) : rule.intermittent;
    result.of_person.resize(contributions.size());
    std::array<double, 3> count{};
    std::array<double, 3> effort{};
    for (std::size_t row = 0; row < contributions.size(); ++row) {
        const double x = contributions[row];
        const bool member = x > 0 || present.empty() || present[row] != 0;
        result.of_person[row] = !member                         ? participation_class::inactive
                                : x >= result.heavy_from        ? participation_class::heavy
                                : x >= result.intermittent_from ? participation_class::intermittent
                                                                : participation_class::lurker;
        if (member) {
            const auto index = static_cast<std::size_t>(result.of_person[row]) - 1;
            ++count[index];
        }
    }
    for (const double x : sorted) {  // in rising order: the sums do not depend on the order of rows
        result.contributions += x;
        effort[x >= result.heavy_from ? 2 : x >= result.intermittent_from ? 1 : 0] += x;
    }
    share_out(count, members, confidence, result);
    for (std::size_t i = 0; i < 3; ++i) {
        result.shares[i].effort =
            result.contributions > 0 ? effort[i] / result.contributions : std::numeric_limits<double>::quiet_NaN();
    }
    result.gini = math::gini_of_rising(sorted);
    result.top_1_percent = math::top_share_of_rising(sorted, 0.01);
    return result;
}

}  // namespace scvm::network
