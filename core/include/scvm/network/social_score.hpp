#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/network/graph.hpp>
#include <scvm/network/interaction_graph.hpp>
#include <scvm/network/linear_system.hpp>
#include <scvm/network/vouched_reactions.hpp>

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
#include <utility>
#include <vector>

namespace scvm::network {

/// What the score of one person in one channel is made of. All NaN: the person is not in this channel.
struct social_features {
    static constexpr std::size_t count = 3;
    double reach = 0;          ///< distinct reactors; each counts its standing at most, and less as its reactions fade
    double amplification = 0;  ///< reactions per own contribution, shrunk towards the channel's usual number
    double network = 0;        ///< the influence of these reactors times their standing
    [[nodiscard]] std::array<double, count> values() const noexcept { return {reach, amplification, network}; }
    [[nodiscard]] bool absent() const noexcept {
        return std::isnan(reach) && std::isnan(amplification) && std::isnan(network);
    }
};

/// One channel of the score. Part of the model file, so that nobody's score moves because others join.
struct social_channel {
    std::array<double, 3> weight = {1.0 / 3, 1.0 / 3, 1.0 / 3};
    std::array<double, 3> reference = {100, 10, 100};
    double strength = 0.9;
    double usual_reactions = 1;
    double shrinkage = 5;
};
inline constexpr std::array<std::string_view, 3> social_feature_names = {"reach", "amplification", "network"};

void describe(const auto& is, const social_channel& o) {
    is("weights", named(o.weight, social_feature_names), at_least(0), "What each feature counts; they sum to 1.");
    is("reference", named(o.reference, social_feature_names), above(0).finite(),
       "The value of each feature that counts as full, frozen so that nobody's score moves because others join (q).");
    is("strength", o.strength, at_least(0).below(1), "How far the channel alone can bring a person (rho).");
    is("usual_reactions", o.usual_reactions, at_least(0).finite(),
       "Reactions per contribution that amplification is shrunk towards.");
    is("shrinkage", o.shrinkage, above(0).finite(), "Weight of the usual number, in contributions.");
    is.settled(o, [](const social_channel& read) {
        const double sum = std::accumulate(read.weight.begin(), read.weight.end(), 0.0);
        if (!(std::abs(sum - 1) < 1e-9)) {
            throw_domain("sum of weights", sum, "weights that sum to 1");
        }
    });
}

struct social_score_model {
    std::vector<social_channel> channels = std::vector<social_channel>(1);
    double floor = 0.5;
    double max_change_per_day = 2;
};

void describe(const auto& is, const social_score_model& o) {
    is("channels", o.channels, not_empty, "The channels of the score, in the order of the features.");
    is("floor", o.floor, above(0).below(50), "Scores lie from it to 100 less it.");
    is("max_change_per_day", o.max_change_per_day, above(0), "Points that a published score may move in a day.");
}

/// What many reactors give one person, of which no few make up all: the largest parts, as many as leading_reactors,
/// together count up to 1 and a quarter of all others.
///
///     min(L, 1 + λ R) + R,   L the sum of the largest parts, R of the others
///
/// Rises in every part, and with every further one. Source: own; see docs/decisions/standing.md for what other bounds
/// give.
class crowd_sum {
public:
    static constexpr std::size_t leading_reactors = 4;
    static constexpr double leading_share = 0.25;  ///< lambda

    void add(double part) noexcept {
        for (double& each : leading_) {
            if (part > each) {
                std::swap(part, each);
            }
        }
        rest_ += part;
    }

    [[nodiscard]] double value() const noexcept {
        const double leading = std::accumulate(leading_.begin(), leading_.end(), 0.0);
        return std::min(leading, 1 + leading_share * rest_) + rest_;
    }

private:
    std::array<double, leading_reactors> leading_{};  // falling
    double rest_ = 0;
};

/// What one account gives, in reach, reactions and network, and the most that it could give so often in full standing.
struct given_part {
    std::uint32_t source = 0;
    std::array<double, social_features::count> gives{};
    std::array<double, social_features::count> at_most{};
};

/// The crowd_sum of each feature over the sources. All that stands under one source counts no more than its strongest
/// part in full standing. Sorts the parts.
[[nodiscard]] inline std::array<double, social_features::count> crowd_of(std::vector<given_part>& parts) {
    std::ranges::stable_sort(parts, {}, &given_part::source);
    std::array<crowd_sum, social_features::count> sums;
    for (std::size_t at = 0; at < parts.size();) {
        given_part all = parts[at];
        for (++at; at < parts.size() && parts[at].source == all.source; ++at) {
            for (std::size_t f = 0; f < sums.size(); ++f) {
                all.gives[f] += parts[at].gives[f];
                all.at_most[f] = std::max(all.at_most[f], parts[at].at_most[f]);
            }
        }
        for (std::size_t f = 0; f < sums.size(); ++f) {
            sums[f].add(std::min(all.gives[f], all.at_most[f]));
        }
    }
    std::array<double, social_features::count> result{};
    std::ranges::transform(sums, result.begin(), &crowd_sum::value);
    return result;
}

/// The features of a person to whom so many reactions come, with these sums of crowd_of(). Absent without reaction and
/// without contribution: nothing is known, which is not nothing.
[[nodiscard]] inline social_features features_from_sums(const std::array<double, social_features::count>& sums,
                                                        std::size_t reactions, double contributions,
                                                        const social_channel& channel) {
    if (reactions == 0 && !(contributions > 0)) {
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        return {none, none, none};
    }
    return {
        .reach = sums[0],
        .amplification = (sums[1] + channel.shrinkage * channel.usual_reactions) / (contributions + channel.shrinkage),
        .network = sums[2]};
}

/// A reaction of full standing, in reach, reactions and network.
[[nodiscard]] inline std::array<double, social_features::count> full_reaction(double weight, double influence) {
    return {std::min(1.0, weight), weight, std::min(1.0, weight) * influence};
}

/// One person's features from the row of those who react to her.
///
/// `influence` is a column over all accounts, such as heard_attention::mass; so is `standing`, 0 … 1, which says how
/// much a reaction of each account counts (standings_of()); empty: 1 each. Each feature is a crowd_sum of what the
/// reactors give: a few accomplices, however popular and busy, lift nobody by more than one account would.
[[nodiscard]] inline social_features features_from_reactions(std::span<const std::uint32_t> reactors,
                                                             std::span<const double> weights, double contributions,
                                                             std::span<const double> influence,
                                                             const social_channel& channel,
                                                             std::span<const double> standing = {}) {
    std::vector<given_part> parts(reactors.size());
    for (std::size_t i = 0; i < reactors.size(); ++i) {
        given_part& part = parts[i];
        part = {reactors[i], full_reaction(weights[i], influence[reactors[i]]), {}};
        part.at_most = part.gives;
        for (double& each : part.gives) {
            each *= standing.empty() ? 1 : standing[reactors[i]];
        }
    }
    return features_from_sums(crowd_of(parts), reactors.size(), contributions, channel);
}

/// features_from_reactions for every person of one channel's graph.
///
/// Throws error{size_mismatch} unless `influence` has one row per person, and `standing` one or none.
[[nodiscard]] inline std::vector<social_features> social_features_of(const interaction_graph& channel_graph,
                                                                     std::span<const double> influence,
                                                                     const social_channel& channel,
                                                                     std::span<const double> standing = {}) {
    const adjacency& in = channel_graph.links.incoming();
    require_size("influence", influence.size(), "the graph", in.row_count());
    require_size("standing", standing.empty() ? in.row_count() : standing.size(), "the graph", in.row_count());
    std::vector<social_features> result(in.row_count());
    const std::vector<double> ones(in.weight.empty() && !in.neighbour.empty() ? in.neighbour.size() : 0, 1.0);
    for (std::uint32_t person = 0; person < result.size(); ++person) {
        const auto weights =
            ones.empty() ? in.weights(person) : std::span(ones).subspan(in.offset[person], in.degree(person));
        result[person] = features_from_reactions(in.neighbours(person), weights, channel_graph.contributions[person],
                                                 influence, channel, standing);
    }
    return result;
}

/// The sums of what reactors give each person, in which a reaction stands under its actor as far as that one is backed,
/// and under the voucher for the rest: crowd_of() of reactions_vouched().
[[nodiscard]] inline std::vector<std::array<double, social_features::count>> vouched_sums(
    const graph& attention, std::span<const double> influence, const vouched_reactions& counted) {
    const adjacency& in = attention.incoming();
    require_size("influence", influence.size(), "the graph", in.row_count());
    require_size("reactions", counted.standing.size(), "the graph", in.neighbour.size());
    std::vector<std::array<double, social_features::count>> result(in.row_count());
    std::vector<given_part> parts;
    for (std::uint32_t person = 0; person < result.size(); ++person) {
        parts.clear();
        for (auto e = in.offset[person]; e < in.offset[person + 1]; ++e) {
            const auto full = full_reaction(in.edge_weight(e), influence[in.neighbour[e]]);
            const auto add = [&](std::uint32_t source, double heard) {
                if (heard > 0) {
                    given_part& part = parts.emplace_back(given_part{source, full, full});
                    for (double& each : part.gives) {
                        each *= heard;
                    }
                }
            };
            add(in.neighbour[e], counted.standing[e] * counted.own[e]);
            if (counted.voucher[e] != person) {
                add(counted.voucher[e], counted.standing[e] * (1 - counted.own[e]));
            }
        }
        result[person] = crowd_of(parts);
    }
    return result;
}

/// How full a feature is, 0 … 1: ln(1 + x) / ln(1 + q), at most 1.
[[nodiscard]] inline double fullness(double value, double reference) noexcept {
    return std::min(1.0, std::log1p(value) / std::log1p(reference));
}

/// The score of one person, 0 to 100 exclusive; NaN if absent from every channel. Row c of `features` is channel c.
///
///     S = floor + (100 - 2 floor) (1 - Π_c (1 - ρ_c s_c)),   s_c = Σ_f w_f z_f,   z_f = min(1, ln(1 + x_f) / ln(1 +
///     q_f))
///
/// Rises in every feature and never falls by another channel. `reasons` (empty, or channels × 3) receives the points of
/// each feature, which with the floor sum to S: a channel gets the part ln(1 - ρ_c s_c) / Σ ln(1 - ρ s) of the product,
/// a feature the part w_f z_f / s_c of its channel.
///
/// An open formula of our own, in the spirit of the closed "Klout" score (Rao, Spasojevic, Li, D'Souza 2015), with
/// which it is not compatible. Assumes a checked model; throws error{domain} for a feature that is negative or half
/// absent.
[[nodiscard]] inline double social_score(std::span<const social_features> features, const social_score_model& model,
                                         std::span<double> reasons = {}) {
    double log_rest = 0;  // ln Π (1 - ρ s)
    bool present = false;
    const auto logarithm = [&](std::size_t c) {
        double fill = 0;
        const auto values = features[c].values();
        for (std::size_t f = 0; f < values.size(); ++f) {
            if (!(values[f] >= 0 && std::isfinite(values[f]))) {
                throw_domain("features of channel", c, values[f], "finite features >= 0, or all of a channel absent");
            }
            fill += model.channels[c].weight[f] * fullness(values[f], model.channels[c].reference[f]);
        }
        return std::pair(std::log1p(-model.channels[c].strength * std::min(1.0, fill)), fill);
    };
    for (std::size_t c = 0; c < features.size(); ++c) {
        if (!features[c].absent()) {
            present = true;
            log_rest += logarithm(c).first;
        }
    }
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const double points = (100 - 2 * model.floor) * -std::expm1(log_rest);
    if (!reasons.empty()) {
        for (std::size_t c = 0; c < features.size(); ++c) {
            const auto [share, fill] = features[c].absent() ? std::pair(0.0, 0.0) : logarithm(c);
            const auto values = features[c].values();
            for (std::size_t f = 0; f < values.size(); ++f) {
                const auto& channel = model.channels[c];
                reasons[c * values.size() + f] =
                    !present || features[c].absent() ? none
                    : share < 0                      ? points * (share / log_rest) *
                                      (channel.weight[f] * fullness(values[f], channel.reference[f]) / fill)
                                : 0;
            }
        }
    }
    return present ? model.floor + points : none;
}

/// The score to publish: the new one, moved at most max_change_per_day for each day since the last one; NaN: no last
/// one.
///
/// Throws error{domain} unless days >= 0.
[[nodiscard]] inline double published_score(double score, double last_published, double days,
                                            const social_score_model& model) {
    if (!(days >= 0)) {
        throw_domain("days", days, "days >= 0");
    }
    if (std::isnan(score) || std::isnan(last_published)) {
        return score;
    }
    const double room = model.max_change_per_day * days;
    return std::clamp(score, last_published - room, last_published + room);
}

/// Influence in units of activity: y_v = (1 - d) a_v + d Σ_{u→v} w_uv / W_u · y_u.
///
/// PageRank without rescaling: what others do, or how many they are, does not change it, unless they point here.
/// Throws error{domain} as pagerank() does; an activity of 0 for everybody gives 0 for everybody.
[[nodiscard]] inline iterated_values attention_mass(const graph& edges, std::span<const double> activity,
                                                    double damping = 0.85, const iteration_options& options = {}) {
    if (!(damping >= 0 && damping < 1)) {
        throw_domain("damping", damping, "0 <= damping < 1");
    }
    check_column("activity", activity, edges.node_count(), 0);
    std::vector<double> scale(edges.node_count());
    std::vector<double> base(edges.node_count());
    for (std::uint32_t node = 0; node < scale.size(); ++node) {
        scale[node] = share_of(damping, edges.outgoing().strength(node));
        base[node] = (1 - damping) * activity[node];
    }
    const linear_system system(edges.incoming(), edges.outgoing(), {}, scale, options.threads);
    return system.solve(std::move(base), {}, options);
}

}  // namespace scvm::network
