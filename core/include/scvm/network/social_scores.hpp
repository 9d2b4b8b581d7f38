#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/math/parallel.hpp>
#include <scvm/math/rank.hpp>
#include <scvm/network/social_score.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace scvm::network {

/// The scores of many persons, and what a critic would ask first.
struct social_scores_result {
    std::vector<double> score;    ///< NaN: absent from every channel
    std::vector<double> reasons;  ///< points per person, channel and feature; with the floor they sum to the score
    std::uint64_t scored = 0;
    /// Pearson's correlation of the score with ln(1 + followers), over the scored: near 1, the score counts followers
    /// and little else. NaN without follower numbers, or without variance.
    double follower_correlation = 0;
};

namespace detail {

/// The rows of two columns where both are numbers.
[[nodiscard]] inline std::array<std::vector<double>, 2> known_pairs(std::span<const double> x,
                                                                    std::span<const double> y) {
    std::array<std::vector<double>, 2> result;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (!std::isnan(x[i]) && !std::isnan(y[i])) {
            result[0].push_back(x[i]);
            result[1].push_back(y[i]);
        }
    }
    return result;
}

}  // namespace detail

/// social_score() of every person. `features` holds persons × channels, a person's channels side by side.
///
/// `followers` is each person's number of followers, for the correlation alone; empty: not known.
/// Throws error{domain}, error{size_mismatch}.
[[nodiscard]] inline social_scores_result social_scores(std::span<const social_features> features,
                                                        const social_score_model& model,
                                                        std::span<const double> followers = {}, unsigned threads = 1) {
    require_described(model);
    const std::size_t channels = model.channels.size();
    if (features.size() % channels != 0) {
        throw error(errc::size_mismatch, "features has " + std::to_string(features.size()) +
                                             " rows: expected a multiple of " + std::to_string(channels) +
                                             ", the number of channels");
    }
    const std::size_t persons = features.size() / channels;
    if (!followers.empty()) {
        require_size("followers", followers.size(), "persons", persons);
    }
    social_scores_result result;
    result.score.resize(persons);
    result.reasons.resize(features.size() * social_features::count);
    math::for_each_chunk(persons, 4096, threads, [&](const math::chunk& part) {
        const std::size_t width = channels * social_features::count;
        for (std::size_t person = part.begin; person < part.end; ++person) {
            result.score[person] = social_score(features.subspan(person * channels, channels), model,
                                                std::span(result.reasons).subspan(person * width, width));
        }
    });
    for (const double score : result.score) {
        result.scored += std::isnan(score) ? 0 : 1;
    }
    result.follower_correlation = std::numeric_limits<double>::quiet_NaN();
    if (!followers.empty()) {
        std::vector<double> logarithm(persons);
        std::transform(followers.begin(), followers.end(), logarithm.begin(),
                       [](double count) { return std::log1p(count); });
        const auto known = detail::known_pairs(result.score, logarithm);
        result.follower_correlation = math::pearson_correlation(known[0], known[1]);
    }
    return result;
}

/// Freezes the reference of a channel: the quantile of each feature over those who are present, and the usual number of
/// reactions. Weights, strength and shrinkage stay.
///
/// A feature whose quantile is 0 keeps its reference. `reactions` and `contributions` are sums over the channel;
/// without contributions it keeps its usual number of reactions. Throws error{domain} unless 0 < quantile <= 1.
[[nodiscard]] inline social_channel fit_reference(std::span<const social_features> features, social_channel channel,
                                                  double reactions, double contributions, double quantile = 0.999) {
    if (!(quantile > 0 && quantile <= 1)) {
        throw_domain("quantile", quantile, "0 < quantile <= 1");
    }
    for (std::size_t f = 0; f < social_features::count; ++f) {
        std::vector<double> values;
        for (const auto& row : features) {
            if (!row.absent()) {
                values.push_back(row.values()[f]);
            }
        }
        if (values.empty()) {
            continue;
        }
        const auto rank = math::rank_of_share(quantile, values.size()) - 1;
        std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(rank), values.end());
        channel.reference[f] = values[rank] > 0 ? values[rank] : channel.reference[f];
    }
    channel.usual_reactions = contributions > 0 ? reactions / contributions : channel.usual_reactions;
    return channel;
}

/// How much the scores depend on one weight.
struct weight_sensitivity {
    std::size_t channel = 0;
    std::size_t feature = 0;
    double factor = 0;            ///< by which the weight was multiplied, the channel's weights then rescaled to sum 1
    double mean_change = 0;       ///< points, over the scored
    double largest_change = 0;    ///< points
    double rank_correlation = 0;  ///< Spearman's, with the scores as they are
};

/// What scores would be under each weight changed by ± `change` (0.5: half and one and a half): a report to print.
///
/// Throws error{domain} unless 0 < change < 1, and as social_scores() does.
[[nodiscard]] inline std::vector<weight_sensitivity> weight_sensitivities(std::span<const social_features> features,
                                                                          const social_score_model& model,
                                                                          double change = 0.5) {
    if (!(change > 0 && change < 1)) {
        throw_domain("change", change, "0 < change < 1");
    }
    const auto before = social_scores(features, model);
    std::vector<weight_sensitivity> result;
    for (std::size_t c = 0; c < model.channels.size(); ++c) {
        for (std::size_t f = 0; f < social_features::count; ++f) {
            for (const double factor : {1 - change, 1 + change}) {
                auto changed = model;
                auto& weight = changed.channels[c].weight;
                weight[f] *= factor;
                const double sum = std::accumulate(weight.begin(), weight.end(), 0.0);
                if (!(sum > 0)) {
                    continue;
                }
                for (double& w : weight) {
                    w /= sum;
                }
                const auto after = social_scores(features, changed);
                const auto known = detail::known_pairs(before.score, after.score);
                weight_sensitivity row{c, f, factor, 0, 0, math::spearman_correlation(known[0], known[1])};
                for (std::size_t person = 0; person < after.score.size(); ++person) {
                    if (!std::isnan(after.score[person])) {
                        const double moved = std::abs(after.score[person] - before.score[person]);
                        row.mean_change += moved / static_cast<double>(before.scored);
                        row.largest_change = std::max(row.largest_change, moved);
                    }
                }
                result.push_back(row);
            }
        }
    }
    return result;
}

}  // namespace scvm::network
