#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::network {

/// What a person did. The numbers are part of the API.
enum class interaction_kind : std::uint8_t {
    post = 0,      ///< something of one's own; the target is whom it addresses, a brand say, or nobody
    comment = 1,   ///< on something of the target's
    like = 2,      ///< of something of the target's
    share = 3,     ///< of something of the target's; a reblog or pingback too
    mention = 4,   ///< of the target by name
    answer = 5,    ///< to a question of the target's
    review = 6,    ///< of the target, usually a brand; or nobody
    referral = 7,  ///< the actor came, or bought, on the word of the target
    follow = 8,    ///< the actor subscribed to the target: no sign of life, so it is no activity
};
inline constexpr std::size_t interaction_kinds = 9;
inline constexpr std::array<std::string_view, interaction_kinds> interaction_kind_names = {
    "post", "comment", "like", "share", "mention", "answer", "review", "referral", "follow"};
[[nodiscard]] constexpr const auto& words_of(interaction_kind) {
    return interaction_kind_names;
}

/// The target of an interaction that addresses nobody; it counts as the actor's activity and makes no edge.
inline constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

/// Events by columns, in any order. The caller owns the memory. Optional columns may be empty.
struct interaction_columns {
    std::span<const std::int64_t> time;          ///< s since 1970-01-01 UTC, 0 … 2^18 days
    std::span<const std::uint32_t> actor;        ///< who acts
    std::span<const std::uint32_t> target;       ///< upon whose contribution, or `nobody`
    std::span<const std::uint8_t> kind;          ///< an interaction_kind
    std::span<const std::uint8_t> channel;       ///< optional; the caller's number of the network, default 0
    std::span<const double> sentiment;           ///< optional; -1 (against) … 1 (in favour), NaN: not known
    std::span<const std::uint32_t> count;        ///< optional; how many alike this row stands for, default 1
    std::span<const std::uint64_t> id;           ///< optional; an id of the event, 0: none. Equal ids count once
    std::span<const std::uint64_t> fingerprint;  ///< optional; a near-duplicate class of the text, 0: none
};

/// Why a row was left out of a ledger.
enum class rejection : std::uint8_t {
    time_out_of_range,  ///< before 1970 or after the year 2687
    no_actor,           ///< the actor is `nobody`
    unknown_kind,       ///< no interaction_kind has this number
    bad_sentiment,      ///< outside -1 … 1
    zero_count,         ///< the row stands for no event
};
inline constexpr std::array<std::string_view, 5> rejection_names = {"time_out_of_range", "no_actor", "unknown_kind",
                                                                    "bad_sentiment", "zero_count"};
[[nodiscard]] constexpr const auto& words_of(rejection) {
    return rejection_names;
}
struct rejected_row {
    std::size_t row = 0;
    rejection reason{};
};

void describe(const auto& is, const rejected_row& o) {
    is("row", o.row, "Its place, from 0.");
    is("reason", o.reason, "Why it was left out.");
}

/// In favour, against, or neither: what a ledger keeps of a sentiment.
enum class tone : std::uint8_t { neutral = 0, positive = 1, negative = 2 };
inline constexpr std::array<std::string_view, 3> tone_names = {"neutral", "positive", "negative"};
[[nodiscard]] constexpr const auto& words_of(tone) {
    return tone_names;
}

/// Equal interactions of one day: the unit in which a ledger counts. 16 bytes.
struct interaction_cell {
    std::uint32_t actor = 0;
    std::uint32_t target = 0;
    std::uint32_t code = 0;   ///< day, kind, tone and channel: 18 + 4 + 2 + 8 bits
    std::uint32_t count = 0;  ///< saturates

    [[nodiscard]] static constexpr std::uint32_t pack(std::uint32_t day, interaction_kind kind, tone mood,
                                                      std::uint8_t channel) noexcept {
        return day << 14 | static_cast<std::uint32_t>(kind) << 10 | static_cast<std::uint32_t>(mood) << 8 | channel;
    }
    [[nodiscard]] constexpr std::uint32_t day() const noexcept { return code >> 14; }
    [[nodiscard]] constexpr interaction_kind kind() const noexcept {
        return static_cast<interaction_kind>(code >> 10 & 15u);
    }
    [[nodiscard]] constexpr tone mood() const noexcept { return static_cast<tone>(code >> 8 & 3u); }
    [[nodiscard]] constexpr std::uint8_t channel() const noexcept { return static_cast<std::uint8_t>(code); }

    [[nodiscard]] constexpr bool same_place(const interaction_cell& other) const noexcept {
        return actor == other.actor && target == other.target && code == other.code;
    }
    friend constexpr auto operator<=>(const interaction_cell&, const interaction_cell&) = default;
};

/// An event that has an id or a fingerprint: kept as it is, since a later event may show it to be a duplicate.
struct marked_interaction {
    std::uint64_t id = 0;
    std::int64_t time = 0;
    interaction_cell cell;
    std::uint64_t fingerprint = 0;

    friend constexpr auto operator<=>(const marked_interaction&, const marked_interaction&) = default;
};

/// What an interaction weighs. Part of the model file.
struct interaction_rules {
    /// Weight per interaction_kind, >= 0. The defaults are scvm's own, in the proportions that community software
    /// uses (SourceCred: a like or reply 1, a mention 1/2): effort and risk of the actor raise the weight.
    std::array<double, interaction_kinds> weight = {0.5, 1, 0.25, 1, 0.5, 1, 1, 2, 0.125};
    std::array<double, 3> tone_weight = {1, 1, 0};  ///< factor per tone, >= 0; {0, 0, 1}: opponents only
    std::vector<double> channel_weight;             ///< factor per channel, >= 0; a channel beyond the end counts 1
    double half_life_days = 90;                     ///< > 0; the weight halves after so many days; infinity: no decay
    std::uint32_t window_days = 1u << 18;           ///< interactions older than this are left out
    std::uint32_t skew_days = 1;                    ///< so far after as_of, a time is a clock that runs fast: age 0
    double daily_pair_cap = 5;                      ///< > 0; weight that one actor can give one target in a day
    double daily_actor_cap = 50;                    ///< > 0; weight that one actor can give in a day, to all together
    double pair_cap = 2;                ///< > 0; weight that one actor can give one target over all days together
    std::uint32_t repeats_counted = 1;  ///< of an actor's events with one fingerprint, the first so many count
};

void describe(const auto& is, const interaction_rules& o) {
    is("weights", named(o.weight, interaction_kind_names), at_least(0).finite(),
       "What an interaction of each kind weighs: effort and risk of the actor raise it.");
    is("tone_weights", named(o.tone_weight, tone_names), at_least(0).finite(),
       "Factor by tone: in favour, against, or neither; what is said against somebody raises nobody.");
    is("half_life_days", o.half_life_days, above(0), "The weight of an interaction halves after so many days.");
    is("window_days", o.window_days, within(0, 262144), "Interactions older than this many days are left out.");
    is("skew_days", o.skew_days, within(0, 262144),
       "So many days after the day of scoring, a time is a clock that runs fast: its interaction has age 0.");
    is("daily_pair_cap", o.daily_pair_cap, above(0), "The most weight that one actor can give one target in a day.");
    is("daily_actor_cap", o.daily_actor_cap, above(0),
       "The most weight that one actor can give in a day, to all together.");
    is("pair_cap", o.pair_cap, above(0),
       "The most weight that one actor can give one target over all days together, however often it reacts.");
    is.settled(o, [](const interaction_rules& read) {  // of channels that a model file has no names for
        for (std::size_t channel = 0; channel < read.channel_weight.size(); ++channel) {
            if (!at_least(0).finite().holds(read.channel_weight[channel])) {
                throw_domain("channel_weight", channel, read.channel_weight[channel], "a finite number >= 0");
            }
        }
    });
}

}  // namespace scvm::network
