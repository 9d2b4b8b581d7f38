#pragma once

#include "json/object_reader.hpp"

#include <scvm/crm/scoring_model.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace scvm::json {

namespace detail {

inline constexpr std::array<std::string_view, 3> tone_names = {"neutral", "positive", "negative"};
inline constexpr std::array<std::string_view, 3> feature_names = {"reach", "amplification", "network"};
inline constexpr std::string_view participation_words[] = {"members", "absolute"};
inline constexpr std::string_view missing_words[] = {"exclude", "include"};

/// An object with a number for each name; absent ones keep what is there.
template <std::size_t N>
void read_numbers(object_reader& in, std::string_view key, const std::array<std::string_view, N>& names,
                  std::array<double, N>& result) {
    if (const auto* found = in.find(key)) {
        object_reader inner(*found, in.path(key), errc::bad_model);
        for (std::size_t i = 0; i < N; ++i) {
            result[i] = inner.number(names[i], result[i]);
        }
        inner.finish();
    }
}

template <std::size_t N>
[[nodiscard]] nlohmann::json write_numbers(const std::array<std::string_view, N>& names,
                                           const std::array<double, N>& values) {
    nlohmann::json result = nlohmann::json::object();
    for (std::size_t i = 0; i < N; ++i) {
        result[std::string(names[i])] = values[i];
    }
    return result;
}

/// A number of days as the ledger counts them.
[[nodiscard]] inline std::uint32_t read_days(object_reader& in, std::string_view key, std::uint32_t otherwise) {
    const double days = in.number(key, otherwise);
    if (!(days >= 0 && days <= 1u << 18 && days == std::floor(days))) {
        in.fail(in.path(key), "expected a whole number of days, 0 to 262144");
    }
    return static_cast<std::uint32_t>(days);
}

[[nodiscard]] inline network::social_score_model read_social_score(const nlohmann::json& value,
                                                                   const std::string& path) {
    object_reader in(value, path, errc::bad_model);
    network::social_score_model result;
    network::social_channel& channel = result.channels.front();
    read_numbers(in, "weights", feature_names, channel.weight);
    read_numbers(in, "reference", feature_names, channel.reference);
    channel.strength = in.number("strength", channel.strength);
    channel.usual_reactions = in.number("usual_reactions", channel.usual_reactions);
    channel.shrinkage = in.number("shrinkage", channel.shrinkage);
    result.floor = in.number("floor", result.floor);
    in.finish();
    at_path(path, [&] { network::check(result); });
    return result;
}

[[nodiscard]] inline network::participation_rule read_participation(const nlohmann::json& value,
                                                                    const std::string& path) {
    object_reader in(value, path, errc::bad_model);
    network::participation_rule result;
    result.by = static_cast<network::participation_rule::basis>(in.choice("by", participation_words, 0));
    result.heavy = in.number("heavy", result.heavy);
    result.intermittent = in.number("intermittent", result.intermittent);
    in.finish();
    at_path(path, [&] { network::check(result); });
    return result;
}

[[nodiscard]] inline crm::network_rules read_network(const nlohmann::json& value, const std::string& path) {
    object_reader in(value, path, errc::bad_model);
    crm::network_rules result;
    network::interaction_rules& rules = result.interactions;
    read_numbers(in, "weights", crm::interaction_kind_names, rules.weight);
    read_numbers(in, "tone_weights", tone_names, rules.tone_weight);
    rules.half_life_days = in.number("half_life_days", rules.half_life_days);
    rules.window_days = read_days(in, "window_days", rules.window_days);
    rules.skew_days = read_days(in, "skew_days", rules.skew_days);
    rules.daily_pair_cap = in.number("daily_pair_cap", rules.daily_pair_cap);
    rules.daily_actor_cap = in.number("daily_actor_cap", rules.daily_actor_cap);
    result.damping = in.number("damping", result.damping);
    if (!(result.damping >= 0 && result.damping < 1)) {
        in.fail(in.path("damping"), "expected 0 <= damping < 1");
    }
    if (const auto* found = in.find("social_score")) {
        result.social = read_social_score(*found, in.path("social_score"));
    }
    result.reference_as_of = in.text("reference_as_of", "");
    if (const auto* found = in.find("participation")) {
        result.participation = read_participation(*found, in.path("participation"));
    }
    in.finish();
    at_path(path, [&] { network::check(rules); });
    return result;
}

[[nodiscard]] inline nlohmann::json write_network(const crm::network_rules& of) {
    const network::interaction_rules& rules = of.interactions;
    const network::social_channel& channel = of.social.channels.front();
    nlohmann::json result = {
        {"weights", write_numbers(crm::interaction_kind_names, rules.weight)},
        {"tone_weights", write_numbers(tone_names, rules.tone_weight)},
        {"half_life_days", rules.half_life_days},
        {"window_days", rules.window_days},
        {"skew_days", rules.skew_days},
        {"daily_pair_cap", rules.daily_pair_cap},
        {"daily_actor_cap", rules.daily_actor_cap},
        {"damping", of.damping},
        {"social_score",
         {{"weights", write_numbers(feature_names, channel.weight)},
          {"reference", write_numbers(feature_names, channel.reference)},
          {"strength", channel.strength},
          {"usual_reactions", channel.usual_reactions},
          {"shrinkage", channel.shrinkage},
          {"floor", of.social.floor}}},
        {"participation",
         {{"by", participation_words[static_cast<std::size_t>(of.participation.by)]},
          {"heavy", of.participation.heavy},
          {"intermittent", of.participation.intermittent}}},
    };
    if (!of.reference_as_of.empty()) {
        result["reference_as_of"] = of.reference_as_of;
    }
    return result;
}

[[nodiscard]] inline crm::consent_rules read_consent(const nlohmann::json& value, const std::string& path) {
    object_reader in(value, path, errc::bad_model);
    crm::consent_rules result;
    result.exclude_missing = in.choice("missing", missing_words, 0) == 0;
    for (std::size_t use = 0; use < crm::data_uses; ++use) {
        result.purpose[use] = in.text(crm::data_use_names[use], result.purpose[use]);
        if (result.purpose[use].empty() || result.purpose[use] == crm::every_purpose) {
            in.fail(in.path(crm::data_use_names[use]), "expected the name of a purpose");
        }
    }
    in.finish();
    return result;
}

[[nodiscard]] inline nlohmann::json write_consent(const crm::consent_rules& of) {
    nlohmann::json result = {{"missing", missing_words[of.exclude_missing ? 0 : 1]}};
    for (std::size_t use = 0; use < crm::data_uses; ++use) {
        result[std::string(crm::data_use_names[use])] = of.purpose[use];
    }
    return result;
}

}  // namespace detail

}  // namespace scvm::json
