#pragma once

#include "methods/network_arguments.hpp"

#include <scvm/network/contributors.hpp>
#include <scvm/network/inequality.hpp>
#include <scvm/network/participation.hpp>
#include <scvm/network/social_score.hpp>
#include <scvm/network/social_scores.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::json {

namespace detail {

inline constexpr std::string_view participation_class_words[] = {"inactive", "lurker", "intermittent", "heavy"};
inline constexpr std::string_view follower_words[] = {"effective",      "never_acts",     "inactive",
                                                      "repeats_itself", "follows_masses", "came_in_burst"};

[[nodiscard]] inline nlohmann::json participation(object_reader& in) {
    const auto contributions = required_column(in, "contributions");
    const auto present = flags(in, "present");
    network::participation_rule rule;
    rule.by = static_cast<network::participation_rule::basis>(in.choice("by", participation_words, 0));
    rule.heavy = number(in, "heavy", rule.heavy);
    rule.intermittent = number(in, "intermittent", rule.intermittent);
    const auto found = network::participation(contributions, present, rule, number(in, "confidence", 0.95));
    nlohmann::json shares = nlohmann::json::object();
    for (std::size_t i = 0; i < found.shares.size(); ++i) {
        const network::participation_share& each = found.shares[i];
        shares[std::string(participation_class_words[i + 1])] = {{"members", each.members},
                                                                 {"share", each.share},
                                                                 {"low", each.low},
                                                                 {"high", each.high},
                                                                 {"effort", each.effort}};
    }
    return {{"class", write_words(found.of_person, participation_class_words)},
            {"members", found.members},
            {"contributions", found.contributions},
            {"shares", std::move(shares)},
            {"heavy_from", found.heavy_from},
            {"intermittent_from", found.intermittent_from},
            {"g", found.g},
            {"p_value", found.p_value},
            {"gini", found.gini},
            {"top_1_percent", found.top_1_percent}};
}

[[nodiscard]] inline nlohmann::json lorenz_curve(object_reader& in) {
    std::vector<double> population;
    std::vector<double> quantity;
    for (const auto& point : network::lorenz_curve(required_column(in, "quantity"), limited(in, "points", 1e6, 100))) {
        population.push_back(point.population);
        quantity.push_back(point.quantity);
    }
    return {{"population", population}, {"quantity", quantity}};
}

[[nodiscard]] inline nlohmann::json notable_posts(object_reader& in) {
    const auto engagement = required_column(in, "engagement");
    const double notable = number(in, "notable");
    const auto found =
        network::notable_posts(engagement, notable, number(in, "expected", 0.01), number(in, "confidence", 0.95));
    return {{"hits", found.hits}, {"total", found.total}, {"share", found.share},
            {"low", found.low},   {"high", found.high},   {"p_value", found.p_value}};
}

[[nodiscard]] inline nlohmann::json super_users(object_reader& in) {
    constexpr double most = 4294967295;
    (void)in.required("class");
    std::vector<network::participation_class> classes;
    for (const std::uint8_t code : words_in(in, "class", participation_class_words)) {
        classes.push_back(static_cast<network::participation_class>(code));
    }
    const auto helpful = whole_numbers<std::uint32_t>(in, "helpful", 0, most);
    const auto answers = whole_numbers<std::uint32_t>(in, "answers", 0, most);
    return {{"value", network::super_users(classes, helpful, answers, number(in, "quantile", 0.9),
                                           number(in, "confidence", 0.95))}};
}

[[nodiscard]] inline nlohmann::json early_signal(object_reader& in) {
    const auto early = required_column(in, "early");
    const auto found = network::early_signal(early, required_flags(in, "later_heavy"));
    return {{"auc", found.auc},
            {"standard_error", found.standard_error},
            {"threshold", found.threshold},
            {"sensitivity", found.sensitivity},
            {"specificity", found.specificity},
            {"precision", found.precision},
            {"lift", found.lift}};
}

[[nodiscard]] inline nlohmann::json effective_followers(object_reader& in) {
    constexpr double last_day = 1u << 18;
    constexpr double most = 4294967295;
    constexpr std::int32_t never = -1;
    (void)in.required("last_active_day");
    const auto last_active = whole_numbers<std::int32_t>(in, "last_active_day", -1, last_day, &never);
    const auto followed_on = whole_numbers<std::int32_t>(in, "followed_on_day", 0, last_day);
    const auto follows = whole_numbers<std::uint32_t>(in, "follows", 0, most);
    const auto followers = whole_numbers<std::uint32_t>(in, "followers", 0, most);
    const auto repeated = column(in, "repeated");
    const std::uint32_t today = limited(in, "today", last_day);
    network::follower_rules rules;
    rules.inactive_days = static_cast<std::int32_t>(
        limited(in, "inactive_days", last_day, static_cast<std::uint32_t>(rules.inactive_days)));
    rules.repeated_above = number(in, "repeated_above", rules.repeated_above);
    rules.follows_at_least = limited(in, "follows_at_least", most, rules.follows_at_least);
    rules.follows_per_follower = number(in, "follows_per_follower", rules.follows_per_follower);
    rules.burst_at_least = limited(in, "burst_at_least", most, rules.burst_at_least);
    rules.burst_factor = number(in, "burst_factor", rules.burst_factor);
    const auto found = network::effective_followers({last_active, followed_on, follows, followers, repeated},
                                                    static_cast<std::int32_t>(today), rules);
    nlohmann::json counts = nlohmann::json::object();
    for (std::size_t i = 0; i < found.count.size(); ++i) {
        counts[std::string(follower_words[i])] = found.count[i];
    }
    return {{"status", write_words(found.of_follower, follower_words)}, {"count", std::move(counts)}};
}

[[nodiscard]] inline network::social_channel read_channel(const nlohmann::json& value, const std::string& path) {
    object_reader at(value, path, errc::bad_record);
    network::social_channel result;
    result.weight = named_numbers(at, "weights", feature_names, result.weight);
    result.reference = named_numbers(at, "reference", feature_names, result.reference);
    result.strength = number(at, "strength", result.strength);
    result.usual_reactions = number(at, "usual_reactions", result.usual_reactions);
    result.shrinkage = number(at, "shrinkage", result.shrinkage);
    at.finish();
    return result;
}

[[nodiscard]] inline network::social_channel channel_of(object_reader& in) {
    const auto* found = in.find("channel");
    network::social_score_model alone;
    if (found != nullptr) {
        alone.channels = {read_channel(*found, in.path("channel"))};
    }
    network::check(alone);
    return alone.channels.front();
}

[[nodiscard]] inline nlohmann::json write_features(const std::array<double, 3>& values) {
    return write_numbers(feature_names, values);
}

[[nodiscard]] inline nlohmann::json write_channel(const network::social_channel& of) {
    return {{"weights", write_features(of.weight)},
            {"reference", write_features(of.reference)},
            {"strength", of.strength},
            {"usual_reactions", of.usual_reactions},
            {"shrinkage", of.shrinkage}};
}

/// The argument `model`: channels, floor and the largest change in a day; absent: one channel of the defaults.
[[nodiscard]] inline network::social_score_model social_model_of(object_reader& in) {
    network::social_score_model result;
    if (const auto* found = in.find("model")) {
        object_reader at(*found, in.path("model"), errc::bad_record);
        const auto& channels = at.array("channels");
        if (at.find("channels") != nullptr) {
            result.channels.clear();
        }
        for (const auto& each : channels) {
            result.channels.push_back(
                read_channel(each, at.path("channels") + "[" + std::to_string(result.channels.size()) + "]"));
        }
        result.floor = number(at, "floor", result.floor);
        result.max_change_per_day = number(at, "max_change_per_day", result.max_change_per_day);
        at.finish();
    }
    network::check(result);
    return result;
}

/// The argument `features`: a row for each person, with reach, amplification and network of each channel in turn.
[[nodiscard]] inline std::vector<network::social_features> features_of(object_reader& in, std::size_t channels) {
    (void)in.required("features");
    const rows values(in, "features");
    if (!values.values.empty()) {
        require_size("a row of " + in.path("features"), values.width, "the model with its channels",
                     channels * network::social_features::count);
    }
    std::vector<network::social_features> result;
    for (std::size_t i = 0; i < values.values.size(); i += network::social_features::count) {
        result.push_back({values.values[i], values.values[i + 1], values.values[i + 2]});
    }
    return result;
}

[[nodiscard]] inline nlohmann::json social_features(object_reader& in) {
    network::interaction_graph graph;
    graph.links = graph_of(in);
    graph.contributions = required_column(in, "contributions");
    network::check_column("contributions", graph.contributions, graph.links.node_count(), 0);
    const auto influence = required_column(in, "influence");
    network::check_column("influence", influence, graph.links.node_count(), 0);
    nlohmann::json features = nlohmann::json::array();
    for (const auto& each : network::social_features_of(graph, influence, channel_of(in))) {
        features.push_back(each.values());
    }
    return {{"features", std::move(features)}};
}

/// Scores, and for each person and channel the points of reach, amplification and network.
[[nodiscard]] inline nlohmann::json social_score(object_reader& in) {
    const network::social_score_model model = social_model_of(in);
    const auto features = features_of(in, model.channels.size());
    const auto followers = column(in, "followers");
    const auto found = network::social_scores(features, model, followers, threads_of(in));
    nlohmann::json reasons = nlohmann::json::array();
    const std::size_t width = model.channels.size() * network::social_features::count;
    for (std::size_t person = 0; person < found.score.size(); ++person) {
        const auto begin = found.reasons.begin() + static_cast<std::ptrdiff_t>(person * width);
        reasons.push_back(std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(width)));
    }
    return {{"score", found.score},
            {"reasons", std::move(reasons)},
            {"floor", model.floor},
            {"scored", found.scored},
            {"follower_correlation", found.follower_correlation}};
}

[[nodiscard]] inline nlohmann::json fit_reference(object_reader& in) {
    const auto features = features_of(in, 1);
    const network::social_channel channel = channel_of(in);
    const double reactions = number(in, "reactions");
    const double contributions = number(in, "contributions");
    return write_channel(
        network::fit_reference(features, channel, reactions, contributions, number(in, "quantile", 0.999)));
}

[[nodiscard]] inline nlohmann::json published_score(object_reader& in) {
    const network::social_score_model model = social_model_of(in);
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    constexpr std::string_view keys[] = {"score", "last_published", "days"};
    return value_of_each(in, keys, {none, none, none}, [&](const std::array<double, 3>& row) {
        return network::published_score(row[0], row[1], row[2], model);
    });
}

[[nodiscard]] inline nlohmann::json weight_sensitivities(object_reader& in) {
    const network::social_score_model model = social_model_of(in);
    const auto features = features_of(in, model.channels.size());
    nlohmann::json result = nlohmann::json::array();
    for (const auto& each : network::weight_sensitivities(features, model, number(in, "change", 0.5))) {
        result.push_back({{"channel", each.channel},
                          {"feature", feature_names[each.feature]},
                          {"factor", each.factor},
                          {"mean_change", each.mean_change},
                          {"largest_change", each.largest_change},
                          {"rank_correlation", each.rank_correlation}});
    }
    return {{"weights", std::move(result)}};
}

}  // namespace detail

/// The methods of the network room that judge people: who takes part, how much, and who moves others.
inline constexpr method network_people_methods[] = {
    {"participation", detail::participation},
    {"gini",
     [](object_reader& in) { return detail::value_of(network::gini(detail::required_column(in, "quantity"))); }},
    {"top_share",
     [](object_reader& in) {
         const auto quantity = detail::required_column(in, "quantity");
         return detail::value_of(network::top_share(quantity, detail::number(in, "share", 0.01)));
     }},
    {"lorenz_curve", detail::lorenz_curve},
    {"notable_posts", detail::notable_posts},
    {"super_users", detail::super_users},
    {"early_signal", detail::early_signal},
    {"effective_followers", detail::effective_followers},
    {"social_features", detail::social_features},
    {"social_score", detail::social_score},
    {"fit_reference", detail::fit_reference},
    {"published_score", detail::published_score},
    {"weight_sensitivities", detail::weight_sensitivities},
};

}  // namespace scvm::json
