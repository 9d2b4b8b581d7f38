#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>

namespace scvm::equity {

/// What a customer says of the company. The numbers are part of the API.
enum class complaint_kind : std::uint8_t { complaint = 0, praise = 1 };
inline constexpr std::array<std::string_view, 2> complaint_kind_names = {"complaint", "praise"};
[[nodiscard]] constexpr const auto& words_of(complaint_kind) {
    return complaint_kind_names;
}

/// Whether a customer who complained is satisfied again.
enum class recovery : std::uint8_t { none, open, unknown, yes, no };
inline constexpr std::array<word, 5> recovery_words{{
    {"none", "no complaint of this customer counts"},
    {"open", "a complaint is not settled yet"},
    {"unknown", "settled, but nobody asked, or the answers after it are too few"},
    {"yes", "satisfied in the survey after the complaint was settled"},
    {"no", "not satisfied in it"},
}};
[[nodiscard]] constexpr const auto& words_of(recovery) {
    return recovery_words;
}

/// The times of one complaint, in seconds; 0: not yet.
struct complaint_times {
    std::int64_t opened = 0;
    std::int64_t answered = 0;
    std::int64_t closed = 0;
};

/// How long a complaint waited for something, or waits, in hours; and whether it happened.
struct complaint_wait {
    double hours = std::numeric_limits<double>::quiet_NaN();
    bool over = false;
};

namespace detail {

[[nodiscard]] inline complaint_wait wait_until(std::int64_t opened, std::int64_t then, std::int64_t now) {
    const bool over = then != 0 && then <= now;
    return {static_cast<double>((over ? then : now) - opened) / 3600, over};
}

}  // namespace detail

/// Until the first answer. A complaint that was settled without an answer was answered by that.
[[nodiscard]] inline complaint_wait wait_for_answer(const complaint_times& of, std::int64_t now) {
    const bool both = of.answered != 0 && of.closed != 0;
    return detail::wait_until(of.opened, both ? std::min(of.answered, of.closed) : std::max(of.answered, of.closed),
                              now);
}

/// Until it was settled.
[[nodiscard]] inline complaint_wait wait_for_settlement(const complaint_times& of, std::int64_t now) {
    return detail::wait_until(of.opened, of.closed, now);
}

/// Hours by which a promise was missed, or is by now; 0: kept so far.
[[nodiscard]] inline double hours_missed(double waited, double promised) {
    return std::max(0.0, waited - promised);
}

/// Money that an unhappy customer puts at risk: the own value, and what those are worth who listen.
///
///     damage = max(0, v) + Σ_j max(0, v_j) w_j / Σ_k w_jk
///
/// `audience` is that sum: the part of everybody's attention that goes to the customer, times what they are worth.
/// Whatever is not known (NaN) counts nothing; NaN if neither is. All damages of a company together are at most twice
/// what its customers are worth. Own definition; what talk costs beyond those who listen themselves is
/// network::negative_reach.
[[nodiscard]] inline double damage_at_risk(double own_value, double audience) {
    if (std::isnan(own_value) && std::isnan(audience)) {
        return own_value;
    }
    return (own_value > 0 ? own_value : 0) + (audience > 0 ? audience : 0);
}

}  // namespace scvm::equity
