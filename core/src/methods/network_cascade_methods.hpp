#pragma once

#include "methods/network_arguments.hpp"

#include <scvm/network/ambassadors.hpp>
#include <scvm/network/interaction_graph.hpp>
#include <scvm/network/negative_reach.hpp>
#include <scvm/network/programme_effect.hpp>
#include <scvm/network/reach.hpp>
#include <scvm/network/spread.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

namespace detail {

inline constexpr std::string_view ambassador_words[] = {
    "complete", "set_limit", "memory_limit", "stopped", "nothing_to_reach", "nobody_eligible", "nothing_affordable"};

[[nodiscard]] inline nlohmann::json trivalency(object_reader& in) {
    const network::graph influence = graph_of(in);
    const auto levels = in.find("levels") == nullptr ? std::array{0.1, 0.01, 0.001} : numbers<3>(in, "levels");
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (!(levels[i] >= 0 && levels[i] <= 1)) {
            throw_domain(in.path("levels"), i, levels[i], "a probability");
        }
    }
    return write_graph(network::trivalency(influence, network_seed(in), levels));
}

/// Attention and, where a method needs them, contributions: what weigh_interactions returns.
[[nodiscard]] inline network::interaction_graph interactions_of(object_reader& in, bool with_contributions) {
    network::interaction_graph result;
    result.links = graph_of(in);
    if (with_contributions) {
        result.contributions = required_column(in, "contributions");
        network::check_column(in.path("contributions"), result.contributions, result.links.node_count(), 0);
    }
    return result;
}

[[nodiscard]] inline nlohmann::json learned_probabilities(object_reader& in) {
    const auto interactions = interactions_of(in, true);
    network::learning_options options;
    options.shrinkage = number(in, "shrinkage", options.shrinkage);
    options.max_probability = number(in, "max_probability", options.max_probability);
    return write_graph(network::learned_probabilities(interactions, options));
}

[[nodiscard]] inline nlohmann::json attention_shares(object_reader& in) {
    const auto interactions = interactions_of(in, false);
    const double part = number(in, "part", 1);
    return write_graph(network::attention_shares(interactions, part, number(in, "max_probability", 1)));
}

[[nodiscard]] inline nlohmann::json write_estimate(const network::estimate& of) {
    return {{"mean", of.mean}, {"standard_error", of.standard_error}, {"simulations", of.simulations}};
}

[[nodiscard]] inline nlohmann::json spread(object_reader& in) {
    const network::graph influence = graph_of(in);
    const auto seeds = required_people(in, "seeds");
    const network::cascade model = cascade_of(in);
    const auto value = column(in, "value");
    network::spread_options options;
    options.simulations = simulations_of(in, 10000);
    options.seed = network_seed(in);
    options.value = value;
    options.threads = threads_of(in);
    return write_estimate(network::spread(influence, seeds, model, options));
}

struct negative_reach_arguments {
    explicit negative_reach_arguments(object_reader& in)
        : influence(graph_of(in)),
          opponents(required_people(in, "opponents")),
          model(cascade_of(in)),
          value(column(in, "value")) {
        options.value = value;
        options.simulations = simulations_of(in, 10000);
        options.seed = network_seed(in);
        options.threads = threads_of(in);
    }
    negative_reach_arguments(const negative_reach_arguments&) = delete;
    negative_reach_arguments& operator=(const negative_reach_arguments&) = delete;

    network::graph influence;
    std::vector<std::uint32_t> opponents;
    network::cascade model;
    std::vector<double> value;
    network::negative_reach_options options;
};

[[nodiscard]] inline nlohmann::json negative_reach(object_reader& in) {
    const negative_reach_arguments of(in);
    const auto found = network::negative_reach(of.influence, of.opponents, of.model, of.options);
    return {{"people", write_estimate(found.people)}, {"value", write_estimate(found.value)}};
}

[[nodiscard]] inline nlohmann::json negative_reach_of_each(object_reader& in) {
    const negative_reach_arguments of(in);
    nlohmann::json result = nlohmann::json::array();
    const auto found = network::negative_reach_of_each(of.influence, of.opponents, of.model, of.options);
    for (std::size_t i = 0; i < found.size(); ++i) {
        result.push_back({{"opponent", of.opponents[i]},
                          {"people", write_estimate(found[i].people)},
                          {"value", write_estimate(found[i].value)}});
    }
    return {{"opponents", std::move(result)}};
}

[[nodiscard]] inline nlohmann::json programme_effect(object_reader& in) {
    const network::graph influence = graph_of(in);
    const auto organic = people(in, "organic");
    const auto ambassadors = people(in, "ambassadors");
    const auto rival = people(in, "rival");
    const network::cascade model = cascade_of(in);
    const auto value = column(in, "value");
    network::programme_options options;
    options.discount = number(in, "discount", options.discount);
    options.value = value;
    options.simulations = simulations_of(in, 10000);
    options.seed = network_seed(in);
    options.threads = threads_of(in);
    const auto found = network::programme_effect(influence, {organic, ambassadors, rival}, model, options);
    return {{"total", write_estimate(found.total)},
            {"expansion", write_estimate(found.expansion)},
            {"acceleration", write_estimate(found.acceleration)}};
}

/// The arguments of a search for ambassadors, or of what given people reach.
struct ambassador_arguments {
    explicit ambassador_arguments(object_reader& in)
        : influence(graph_of(in)),
          cost(column(in, "cost")),
          value(column(in, "value")),
          eligible(flags(in, "eligible")),
          barred(flags(in, "barred")),
          active(people(in, "active")) {
        options.cost = cost;
        options.value = value;
        options.eligible = eligible;
        options.barred = barred;
        options.active = active;
        options.model = cascade_of(in);
        options.seed = network_seed(in);
        options.threads = threads_of(in);
    }
    ambassador_arguments(const ambassador_arguments&) = delete;
    ambassador_arguments& operator=(const ambassador_arguments&) = delete;

    network::graph influence;
    std::vector<double> cost;
    std::vector<double> value;
    std::vector<std::uint8_t> eligible;
    std::vector<std::uint8_t> barred;
    std::vector<std::uint32_t> active;
    network::ambassador_options options;
};

/// The most reverse-reachable sets, or simulations, that an estimate is made of.
inline constexpr double most_sets = 1e8;

[[nodiscard]] inline nlohmann::json ambassadors(object_reader& in) {
    ambassador_arguments of(in);
    network::ambassador_options& options = of.options;
    options.count = limited(in, "k", most_people, options.count);
    options.budget = number(in, "budget", options.budget);
    options.epsilon = number(in, "epsilon", options.epsilon);
    options.delta = number(in, "delta", options.delta);
    options.check_sets = limited(in, "check_sets", most_sets, 0);
    options.simulations = simulations_of(in, 0);
    if (in.find("max_sets") != nullptr) {
        options.max_sets = read_count(in, "max_sets");
    }
    if (in.find("max_bytes") != nullptr) {
        const std::uint64_t most = options.max_bytes;
        options.max_bytes = read_count(in, "max_bytes");
        if (options.max_bytes > most) {
            throw_domain(in.path("max_bytes"), static_cast<double>(options.max_bytes), "at most 4 GiB, 4294967296");
        }
    }
    const auto found = network::ambassadors(of.influence, options);
    return {{"person", found.person},
            {"gain", found.gain},
            {"value", found.value},
            {"standard_error", found.standard_error},
            {"already", found.already},
            {"negative", found.negative},
            {"spent", found.spent},
            {"at_least", found.at_least},
            {"best_at_most", found.best_at_most},
            {"proven", found.proven},
            {"sets", found.sets},
            {"check_sets", found.check_sets},
            {"status", word_of(found.status, ambassador_words)}};
}

[[nodiscard]] inline nlohmann::json write_reach(const network::reach_result& of) {
    return {{"value", of.value},       {"standard_error", of.standard_error},
            {"gain", of.gain},         {"already", of.already},
            {"negative", of.negative}, {"sets", of.sets}};
}

[[nodiscard]] inline nlohmann::json reach_of(object_reader& in) {
    const ambassador_arguments of(in);
    const auto chosen = required_people(in, "people");
    nlohmann::json result =
        write_reach(network::reach_of(of.influence, chosen, of.options, limited(in, "sets", most_sets, 100000)));
    result.erase("negative");  // reverse samples do not tell it
    return result;
}

[[nodiscard]] inline nlohmann::json simulated_reach_of(object_reader& in) {
    const ambassador_arguments of(in);
    const auto chosen = required_people(in, "people");
    return write_reach(network::simulated_reach_of(of.influence, chosen, of.options, simulations_of(in, 10000)));
}

}  // namespace detail

/// The methods of the network room that let word of mouth run.
inline constexpr method network_cascade_methods[] = {
    {"trivalency", detail::trivalency},
    {"learned_probabilities", detail::learned_probabilities},
    {"attention_shares", detail::attention_shares},
    {"spread", detail::spread},
    {"negative_reach", detail::negative_reach},
    {"negative_reach_of_each", detail::negative_reach_of_each},
    {"programme_effect", detail::programme_effect},
    {"ambassadors", detail::ambassadors},
    {"reach_of", detail::reach_of},
    {"simulated_reach_of", detail::simulated_reach_of},
};

}  // namespace scvm::json
