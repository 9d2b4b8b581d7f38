#pragma once

#include "methods/network_arguments.hpp"

#include <scvm/crm/base_columns.hpp>
#include <scvm/network/interaction_graph.hpp>
#include <scvm/network/interactions.hpp>
#include <scvm/network/referrals.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

namespace detail {

inline constexpr std::string_view interaction_rejection_words[] = {"time_out_of_range", "no_actor", "unknown_kind",
                                                                   "bad_sentiment", "zero_count"};
inline constexpr std::string_view referral_rejection_words[] = {"self", "already_there", "second"};
inline constexpr std::string_view touch_words[] = {"other", "referral", "review"};

/// Ids of events, or classes of texts, as numbers from 1; null: 0, which is none. Only equality matters.
[[nodiscard]] inline std::vector<std::uint64_t> numbered_ids(object_reader& in, std::string_view key) {
    std::map<std::string, std::uint64_t> numbers_of;
    std::vector<std::uint64_t> result;
    for (const auto& each : in.array(key)) {
        result.push_back(
            each.is_null() ? 0
                           : numbers_of.try_emplace(read_id(each, in.path(key)), numbers_of.size() + 1).first->second);
    }
    return result;
}

/// The kinds of events by their names; a word that is none is left to the room, which rejects its row.
[[nodiscard]] inline std::vector<std::uint8_t> interaction_kinds_of(object_reader& in) {
    std::vector<std::uint8_t> result;
    (void)in.required("kind");
    for (const auto& each : in.array("kind")) {
        const std::string word = in.as_text(each, in.path("kind") + "[" + std::to_string(result.size()) + "]");
        const auto& names = crm::interaction_kind_names;
        const auto found = std::find(names.begin(), names.end(), word);
        result.push_back(found == names.end() ? std::uint8_t{255} : static_cast<std::uint8_t>(found - names.begin()));
    }
    return result;
}

/// The argument `rules`, with the names of a model file's section `network`.
[[nodiscard]] inline network::interaction_rules interaction_rules_of(object_reader& in) {
    network::interaction_rules result;
    if (const auto* found = in.find("rules")) {
        object_reader at(*found, in.path("rules"), errc::bad_record);
        result.weight = named_numbers(at, "weights", crm::interaction_kind_names, result.weight);
        result.tone_weight = named_numbers(at, "tone_weights", tone_names, result.tone_weight);
        result.channel_weight = column(at, "channel_weights");
        result.half_life_days = number(at, "half_life_days", result.half_life_days);
        result.window_days = read_days(at, "window_days", result.window_days);
        result.skew_days = read_days(at, "skew_days", result.skew_days);
        result.daily_pair_cap = number(at, "daily_pair_cap", result.daily_pair_cap);
        result.daily_actor_cap = number(at, "daily_actor_cap", result.daily_actor_cap);
        result.repeats_counted = limited(at, "repeats_counted", most_people, result.repeats_counted);
        at.finish();
    }
    return result;
}

[[nodiscard]] inline nlohmann::json write_audiences(const std::vector<network::audience>& of) {
    std::vector<std::uint32_t> followers;
    std::vector<std::uint32_t> active;
    std::vector<std::uint32_t> engaged;
    std::vector<double> rate;
    for (const network::audience& each : of) {
        followers.push_back(each.followers);
        active.push_back(each.active);
        engaged.push_back(each.engaged);
        rate.push_back(each.engagement_rate());
    }
    return {{"followers", followers}, {"active", active}, {"engaged", engaged}, {"engagement_rate", rate}};
}

[[nodiscard]] inline nlohmann::json write_interaction_report(const network::interaction_report& of) {
    return {{"counted", of.counted},
            {"retries", of.retries},
            {"near_duplicates", of.near_duplicates},
            {"self", of.self},
            {"in_future", of.in_future},
            {"too_old", of.too_old},
            {"capped_pair_days", of.capped_pair_days},
            {"capped_actor_days", of.capped_actor_days},
            {"silent_edges", of.silent_edges}};
}

[[nodiscard]] inline nlohmann::json weigh_interactions(object_reader& in) {
    (void)in.required("actor");
    (void)in.required("target");
    const auto time = required_times(in, "time");
    const auto actor = people(in, "actor", &network::nobody);
    const auto target = people(in, "target", &network::nobody);
    const auto kind = interaction_kinds_of(in);
    const auto channel = whole_numbers<std::uint8_t>(in, "channel", 0, 255);
    const auto sentiment = column(in, "sentiment");
    const auto many = whole_numbers<std::uint32_t>(in, "count", 0, 4294967295.0);
    const auto id = numbered_ids(in, "id");
    const auto fingerprint = numbered_ids(in, "fingerprint");
    const network::interaction_rules rules = interaction_rules_of(in);
    const double threshold = number(in, "tone_threshold", 0.25);
    const std::int64_t as_of = read_time(in.required("as_of"), in.path("as_of"));
    const unsigned threads = threads_of(in);
    network::interaction_ledger ledger;
    const auto rejected =
        ledger.append({time, actor, target, kind, channel, sentiment, many, id, fingerprint}, threshold, threads);
    const auto found = network::weigh_interactions(ledger, rules, as_of, limited(in, "nodes", most_people, 0), threads);
    nlohmann::json last_active = nlohmann::json::array();
    for (const std::int32_t day : found.last_active_day) {
        last_active.push_back(day < 0 ? nlohmann::json(nullptr) : nlohmann::json(day));
    }
    return {{"graph", write_graph(found.links)},
            {"activity", found.activity},
            {"contributions", found.contributions},
            {"last_active_day", std::move(last_active)},
            {"audiences", write_audiences(found.audiences)},
            {"report", write_interaction_report(found.report)},
            {"rejected", write_reasons(rejected, interaction_rejection_words)}};
}

[[nodiscard]] inline nlohmann::json referral_trees(object_reader& in) {
    const auto referrer = required_people(in, "referrer");
    const auto referred = required_people(in, "referred");
    const auto time = required_times(in, "time");
    const auto found = network::referral_trees({referrer, referred, time}, limited(in, "persons", most_people));
    return {{"referrer", write_codes(found.referrer)},
            {"root", found.root},
            {"depth", found.depth},
            {"brought", found.brought},
            {"descendants", found.descendants},
            {"generation", found.generation},
            {"longest_chain", found.longest_chain()},
            {"rejected", write_reasons(found.rejected, referral_rejection_words)}};
}

[[nodiscard]] inline nlohmann::json k_factor(object_reader& in) {
    const std::uint64_t users = read_count(in, "users");
    const std::uint64_t invites = read_count(in, "invites");
    const auto found = network::k_factor(users, invites, read_count(in, "accepted"), number(in, "confidence", 0.95));
    return {{"invites_per_user", found.invites_per_user},
            {"conversion", found.conversion},
            {"conversion_low", found.conversion_low},
            {"conversion_high", found.conversion_high},
            {"k", found.k},
            {"total_per_user", found.total_per_user}};
}

/// Takes the column `referrer` as referral_trees returns it: one row per person, null for who came alone.
[[nodiscard]] inline nlohmann::json referral_types(object_reader& in) {
    network::referral_forest forest;
    (void)in.required("referrer");
    forest.referrer = people(in, "referrer", &network::referral_forest::nobody);
    for (std::size_t row = 0; row < forest.referrer.size(); ++row) {
        const std::uint32_t who = forest.referrer[row];
        if (who != network::referral_forest::nobody && who >= forest.referrer.size()) {
            throw_domain(in.path("referrer"), row, who,
                         "null, or a person below " + std::to_string(forest.referrer.size()));
        }
    }
    const auto found = network::referral_types(forest, required_column(in, "type_one_probability"));
    return {{"type_one", found.type_one},
            {"type_two", found.type_two},
            {"type_one_of_referrer", found.type_one_of_referrer}};
}

[[nodiscard]] inline nlohmann::json touched_first_purchases(object_reader& in) {
    (void)in.required("first_purchase");
    const auto first_purchase = times(in, "first_purchase", &network::no_purchase);
    const auto customer = required_people(in, "customer");
    const auto time = required_times(in, "time");
    const auto kind = words_in(in, "kind", touch_words);
    constexpr std::uint32_t month = 30 * 86400;
    const std::uint32_t window = limited(in, "window", 4294967295.0, month);
    const auto found = network::touched_first_purchases(first_purchase, {customer, time, kind}, window,
                                                        number(in, "confidence", 0.95));
    return {{"first_purchases", found.first_purchases},
            {"referral", found.referral},
            {"review", found.review},
            {"either", found.either},
            {"share", found.share},
            {"low", found.low},
            {"high", found.high}};
}

}  // namespace detail

/// The methods of the network room that make sense of events: interactions and referrals.
inline constexpr method network_event_methods[] = {
    {"weigh_interactions", detail::weigh_interactions},
    {"referral_trees", detail::referral_trees},
    {"k_factor", detail::k_factor},
    {"type_one_probability",
     [](object_reader& in) {
         return detail::value_of(
             network::type_one_probability(detail::number(in, "converted_referred"), detail::number(in, "referred"),
                                           detail::number(in, "converted_others"), detail::number(in, "others")));
     }},
    {"referral_types", detail::referral_types},
    {"touched_first_purchases", detail::touched_first_purchases},
};

}  // namespace scvm::json
