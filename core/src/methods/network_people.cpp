#include "methods/graph_argument.hpp"
#include "methods/methods.hpp"
#include "methods/row_by_row.hpp"

#include <scvm/network/contributors.hpp>
#include <scvm/network/inequality.hpp>
#include <scvm/network/participation.hpp>
#include <scvm/network/social_score.hpp>
#include <scvm/network/social_scores.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::methods {

namespace {

using description::number_rows;
using feature_row = std::array<double, network::social_features::count>;

/// A row for each person, with reach, amplification and network of each channel in turn.
[[nodiscard]] std::vector<network::social_features> features_of(const number_rows& rows, std::size_t channels,
                                                                std::string_view method) {
    constexpr std::size_t count = network::social_features::count;
    if (!rows.values.empty()) {
        require_size("a row of " + std::string(method) + ".features", rows.width, "the model with its channels",
                     channels * count);
    }
    std::vector<network::social_features> result;
    for (std::size_t i = 0; i < rows.values.size(); i += count) {
        result.push_back({rows.values[i], rows.values[i + 1], rows.values[i + 2]});
    }
    return result;
}

[[nodiscard]] std::vector<feature_row> social_features(const graph_argument& graph, std::vector<double> contributions,
                                                       std::span<const double> influence,
                                                       const network::social_channel& channel,
                                                       std::span<const double> standing) {
    network::interaction_graph of;
    of.links = graph.made();
    of.contributions = std::move(contributions);
    network::check_column("contributions", of.contributions, of.links.node_count(), 0);
    network::check_column("influence", influence, of.links.node_count(), 0);
    if (!standing.empty()) {
        network::check_column("standing", standing, of.links.node_count(), 0);
    }
    std::vector<feature_row> result;
    for (const auto& each : network::social_features_of(of, influence, channel, standing)) {
        result.push_back(each.values());
    }
    return result;
}

struct scores {
    network::social_scores_result found{};
    std::vector<std::vector<double>> reasons{};
    double floor = 0;
};
void describe(const auto& is, const scores& o) {
    is("score", o.found.score, "Of each person; null: absent from every channel.");
    is("reasons", o.reasons,
       "For each person the points of reach, amplification and network of each channel; with the floor they sum to the "
       "score.");
    is("floor", o.floor, "What every score has.");
    is("scored", o.found.scored, "Persons with a score.");
    is("follower_correlation", o.found.follower_correlation,
       "Of the scores with the logarithms of the numbers of followers.");
}

[[nodiscard]] scores social_score(const network::social_score_model& model, const number_rows& features,
                                  std::span<const double> followers, unsigned threads) {
    scores result{
        network::social_scores(features_of(features, model.channels.size(), "social_score"), model, followers, threads),
        {},
        model.floor};
    const std::size_t width = model.channels.size() * network::social_features::count;
    const std::span<const double> all(result.found.reasons);
    for (std::size_t person = 0; person < result.found.score.size(); ++person) {
        const auto own = all.subspan(person * width, width);
        result.reasons.emplace_back(own.begin(), own.end());
    }
    return result;
}

struct sensitivity {
    network::weight_sensitivity found{};
    std::string_view feature{};
};
void describe(const auto& is, const sensitivity& o) {
    is("channel", o.found.channel, "The place of the channel in the model.");
    is("feature", o.feature, "The feature whose weight was changed.");
    is("factor", o.found.factor, "By which it was multiplied; the channel's weights are then rescaled to sum 1.");
    is("mean_change", o.found.mean_change, "Points, over the scored.");
    is("largest_change", o.found.largest_change, "Points.");
    is("rank_correlation", o.found.rank_correlation, "Spearman's, with the scores as they are.");
}

[[nodiscard]] std::vector<sensitivity> weight_sensitivities(const network::social_score_model& model,
                                                            const number_rows& features, double change) {
    std::vector<sensitivity> result;
    for (const auto& each : network::weight_sensitivities(
             features_of(features, model.channels.size(), "weight_sensitivities"), model, change)) {
        result.push_back({each, network::social_feature_names[each.feature]});
    }
    return result;
}

}  // namespace

void network_people_methods(description::method_list& is) {
    using namespace description;
    const auto of_confidence = arg("confidence", otherwise(math::usual_confidence), "of the intervals");
    const auto of_features = arg("features", "a row a person: reach, amplification and network of each channel");
    const auto of_model = arg("model", may_be_absent, "how features become a score; without it: one usual channel");
    const auto of_channel = arg("channel", may_be_absent, "the channel; without it: a usual one");
    is("participation", network::participation,
       "Heavy and intermittent contributors and lurkers: who they are, and how they compare with 90-9-1.",
       arg("contributions", "of each person"),
       arg("present", may_be_absent, yes_or_no, "who showed a sign of life; without it: everybody"), members(),
       of_confidence);
    is("gini", network::gini, "0 when all have the same, near 1 when one has everything.", gives("value"),
       arg("quantity", "what each has"));
    is("top_share", network::top_share, "The part of the whole that the largest hold.", gives("value"),
       arg("quantity", "what each has"), arg("share", otherwise(0.01), "how many the largest are, as a part of all"));
    is("lorenz_curve", network::lorenz_curve, "Which share of the whole those hold who have least.", costs("`points`"),
       gives_columns, arg("quantity", "what each has"),
       arg("points", otherwise(std::size_t{100}), within(0, 1e6), "of the curve"));
    is("notable_posts", network::notable_posts, "The share of posts with notable engagement, against what is expected.",
       arg("engagement", "of each post; null: not known"), arg("notable", "from which engagement is"),
       arg("expected", otherwise(0.01), "the share that is expected"), of_confidence);
    is("super_users", network::super_users, "1 for each heavy contributor who is helpful beyond doubt.", gives("value"),
       arg("class", "how much each person contributes"),
       arg("helpful", may_be_absent, "answers of each person that were found helpful"),
       arg("answers", may_be_absent, "all answers of each person"),
       arg("quantile", otherwise(0.9), "from which on a person is helpful"),
       arg("confidence", otherwise(math::usual_confidence), "of Wilson's lower limit"));
    is("early_signal", network::early_signal, "How well an early number tells who becomes a heavy contributor.",
       arg("early", "the early number of each person"), arg("later_heavy", yes_or_no, "who was heavy later"));
    is(
        "effective_followers",
        [](const network::follower_columns& followers, std::int32_t today, const network::follower_rules& rules) {
            return network::effective_followers(followers, today, rules);
        },
        "Followers minus the inactive minus the suspicious, with the reason for each.", members(),
        arg("today", within(0, 262144), "days since 1970-01-01"), members());
    is("social_features", social_features, "What the social score of each person is made of.", gives("features"),
       arg("graph", "who pays attention to whom"), arg("contributions", "of each person"),
       arg("influence", "of each person"), of_channel,
       arg("standing", may_be_absent, "how much a reaction of each person counts; without it: 1 each"));
    is("social_score", social_score, "The score of each person from 0 to 100, with the points that make it.", of_model,
       of_features, arg("followers", may_be_absent, "each person's number, for the correlation alone"),
       arg("threads", otherwise(1U), within(1, 256), "how many work; the result does not depend on it"));
    is(
        "fit_reference",
        [](const number_rows& features, const network::social_channel& channel, double reactions, double contributions,
           double quantile) {
            const auto rows = features_of(features, 1, "fit_reference");
            return network::fit_reference(rows, channel, reactions, contributions, quantile);
        },
        "A channel whose reference is what the best of these people have.", of_features, of_channel,
        arg("reactions", otherwise(0.0), "all together"),
        arg("contributions", otherwise(0.0), "all together; 0: the channel keeps its usual number of reactions"),
        arg("quantile", otherwise(0.999), "that counts as full"));
    is(
        "published_score",
        [](const network::social_score_model& model, const one_or_each<double>& score,
           const one_or_each<double>& last_published, const one_or_each<double>& days) {
            return row_by_row(
                "published_score",
                std::array<named_numbers, 3>{{{"score", score}, {"last_published", last_published}, {"days", days}}},
                [&](const std::array<double, 3>& row) {
                    return network::published_score(row[0], row[1], row[2], model);
                });
        },
        "The score that is shown, which moves by little a day.", gives("value"), of_model,
        arg("score", "of today; null: none"), arg("last_published", "the score that was shown last"),
        arg("days", "since then"));
    is("weight_sensitivities", weight_sensitivities, "What scores become when a weight is changed.", gives("weights"),
       of_model, of_features, arg("change", otherwise(0.5), "each weight is multiplied by 1 - change and 1 + change"));
}

}  // namespace scvm::methods
