#pragma once

#include "methods/network_arguments.hpp"

#include <scvm/network/betweenness.hpp>
#include <scvm/network/components.hpp>
#include <scvm/network/core_numbers.hpp>
#include <scvm/network/hits.hpp>
#include <scvm/network/hubbell.hpp>
#include <scvm/network/influence_value.hpp>
#include <scvm/network/mixing.hpp>
#include <scvm/network/network_value.hpp>
#include <scvm/network/pagerank.hpp>
#include <scvm/network/social_score.hpp>
#include <scvm/network/spectral_radius.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace scvm::json {

namespace detail {

inline constexpr std::string_view dangling_words[] = {"teleports", "to_everybody", "stays"};

[[nodiscard]] inline nlohmann::json pagerank(object_reader& in) {
    const network::graph edges = graph_of(in);
    const auto teleport = column(in, "teleport");
    const auto start = column(in, "start");
    network::pagerank_options options;
    options.damping = number(in, "damping", options.damping);
    options.teleport = teleport;
    options.dangling_rule = static_cast<network::dangling>(in.choice("dangling", dangling_words, 0));
    options.start = start;
    options.iteration = iteration_of(in, options.iteration);
    return write_iterated(network::pagerank(edges, options));
}

[[nodiscard]] inline nlohmann::json attention_mass(object_reader& in) {
    const network::graph edges = graph_of(in);
    const auto activity = required_column(in, "activity");
    const double damping = number(in, "damping", 0.85);
    return write_iterated(network::attention_mass(edges, activity, damping, iteration_of(in, {})));
}

[[nodiscard]] inline network::hubbell_options hubbell_options_of(object_reader& in) {
    network::hubbell_options options;
    options.factor = number(in, "factor", options.factor);
    options.iteration = iteration_of(in, options.iteration);
    return options;
}

[[nodiscard]] inline nlohmann::json hubbell(object_reader& in) {
    const network::graph edges = graph_of(in);
    const auto exogenous = required_column(in, "exogenous");
    return write_iterated(network::hubbell(edges, exogenous, hubbell_options_of(in)));
}

[[nodiscard]] inline nlohmann::json katz(object_reader& in) {
    const network::graph edges = graph_of(in);
    const double base = number(in, "base", 1);
    return write_iterated(network::katz(edges, hubbell_options_of(in), base));
}

[[nodiscard]] inline nlohmann::json spectral_radius(object_reader& in) {
    const network::graph edges = graph_of(in);
    const double tolerance = number(in, "tolerance", 1e-12);
    const auto found = network::spectral_radius(edges, tolerance, count(in, "max_iterations", 20000));
    return {{"value", found.value()},
            {"low", found.low},
            {"high", found.high},
            {"iterations", found.iterations},
            {"converged", found.converged}};
}

[[nodiscard]] inline nlohmann::json hits(object_reader& in) {
    const network::graph edges = graph_of(in);
    const auto found = network::hits(edges, iteration_of(in, {.tolerance = 1e-13, .max_iterations = 10000}));
    return {{"hub", found.hub},
            {"authority", found.authority},
            {"eigenvalue", found.eigenvalue},
            {"iterations", found.iterations},
            {"converged", found.converged}};
}

/// degrees, strengths, core_numbers or h_indices.
template <auto Of>
[[nodiscard]] nlohmann::json by_direction(object_reader& in) {
    const network::graph edges = graph_of(in);
    return {{"value", Of(edges, direction_of(in))}};
}

[[nodiscard]] inline nlohmann::json betweenness(object_reader& in) {
    const network::graph edges = graph_of(in);
    constexpr double most = 1e6;  // sums of their own for each of sixteen parts
    if (!(edges.node_count() <= most)) {
        throw_domain(in.path("graph.nodes"), edges.node_count(), "at most 1e6 nodes for betweenness");
    }
    network::betweenness_options options;
    options.weights_are_lengths = in.flag("weights_are_lengths", false);
    options.undirected = in.flag("undirected", false);
    options.sources = limited(in, "sources", most, 0);
    options.confidence = number(in, "confidence", options.confidence);
    options.seed = network_seed(in);
    options.threads = threads_of(in);
    const auto found = network::betweenness(edges, options);
    return {{"value", found.value},
            {"standard_error", found.standard_error},
            {"error_bound", found.error_bound},
            {"sources", found.sources}};
}

[[nodiscard]] inline nlohmann::json reciprocity(object_reader& in) {
    const auto found = network::reciprocity(graph_of(in));
    return {{"share", found.share}, {"weighted", found.weighted}, {"pairs", found.pairs}};
}

[[nodiscard]] inline nlohmann::json write_mixing(const std::vector<network::mixing_counts>& rows) {
    std::vector<double> internal;
    std::vector<double> external;
    std::vector<double> ei_index;
    nlohmann::json spans = nlohmann::json::array();
    for (const network::mixing_counts& each : rows) {
        internal.push_back(each.internal);
        external.push_back(each.external);
        ei_index.push_back(each.ei_index());
        spans.push_back(each.spans_boundary());
    }
    return {{"internal", internal}, {"external", external}, {"ei_index", ei_index}, {"spans_boundary", spans}};
}

[[nodiscard]] inline nlohmann::json mixing(object_reader& in) {
    const network::graph edges = graph_of(in);
    constexpr double most_groups = 1e6;
    (void)in.required("group");
    const auto group = whole_numbers<std::uint32_t>(in, "group", 0, most_groups - 1);
    const std::uint32_t occurring = group.empty() ? 0 : *std::max_element(group.begin(), group.end()) + 1;
    const auto found = network::mixing(edges, group, limited(in, "groups", most_groups, occurring));
    return {{"internal", found.all.internal},     {"external", found.all.external},
            {"ei_index", found.all.ei_index()},   {"assortativity", found.assortativity},
            {"group", write_mixing(found.group)}, {"node", write_mixing(found.node)}};
}

[[nodiscard]] inline nlohmann::json steps_from(object_reader& in) {
    const network::graph edges = graph_of(in);
    return {{"value", write_codes(network::steps_from(edges, required_people(in, "sources")))}};
}

[[nodiscard]] inline nlohmann::json hubs(object_reader& in) {
    const auto degree = required_column(in, "degree");
    const auto between = required_column(in, "betweenness");
    for (const auto& [key, values] : {std::pair{"degree", &degree}, std::pair{"betweenness", &between}}) {
        for (std::size_t row = 0; row < values->size(); ++row) {
            if (std::isnan((*values)[row])) {  // which has no place in an order
                throw_domain(in.path(key), row, (*values)[row], "a number");
            }
        }
    }
    return {{"value", network::hubs(degree, between, number(in, "quantile", 0.95))}};
}

[[nodiscard]] inline nlohmann::json adoption(object_reader& in) {
    const network::graph edges = graph_of(in);
    const auto alone = required_column(in, "alone");
    const auto own = required_column(in, "own");
    return write_iterated(network::adoption(edges, alone, own, iteration_of(in, {})));
}

[[nodiscard]] inline nlohmann::json linear_network_value(object_reader& in) {
    const network::graph edges = graph_of(in);
    const auto value = required_column(in, "value");
    const auto own = required_column(in, "own");
    return write_iterated(network::linear_network_value(edges, value, own, iteration_of(in, {})));
}

[[nodiscard]] inline nlohmann::json influence_value(object_reader& in) {
    const network::graph edges = graph_of(in);
    const auto value = required_column(in, "lifetime_value");
    network::influence_value_options options;
    options.ceiling = number(in, "ceiling", options.ceiling);
    options.iteration = iteration_of(in, options.iteration);
    const auto found = network::influence_value(edges, value, options);
    return {{"influence_value", found.influence_value},
            {"attributed", found.attributed},
            {"iterations", found.iterations},
            {"converged", found.converged}};
}

}  // namespace detail

/// The methods of the network room that measure a graph.
inline constexpr method network_methods[] = {
    {"pagerank", detail::pagerank},
    {"attention_mass", detail::attention_mass},
    {"hubbell", detail::hubbell},
    {"katz", detail::katz},
    {"spectral_radius", detail::spectral_radius},
    {"hits", detail::hits},
    {"degrees", detail::by_direction<network::degrees>},
    {"strengths", detail::by_direction<network::strengths>},
    {"core_numbers", detail::by_direction<network::core_numbers>},
    {"h_indices", detail::by_direction<network::h_indices>},
    {"betweenness", detail::betweenness},
    {"reciprocity", detail::reciprocity},
    {"mixing", detail::mixing},
    {"steps_from", detail::steps_from},
    {"hubs", detail::hubs},
    {"cut_vertices",
     [](object_reader& in) {
         return nlohmann::json{{"value", network::cut_vertices(detail::graph_of(in))}};
     }},
    {"connected_parts",
     [](object_reader& in) {
         const auto found = network::connected_parts(detail::graph_of(in));
         return nlohmann::json{{"value", found.part_of}, {"parts", found.count}};
     }},
    {"strongly_connected_parts",
     [](object_reader& in) {
         const auto found = network::strongly_connected_parts(detail::graph_of(in));
         return nlohmann::json{{"value", found.part_of}, {"parts", found.count}};
     }},
    {"adoption", detail::adoption},
    {"linear_network_value", detail::linear_network_value},
    {"influence_value", detail::influence_value},
};

}  // namespace scvm::json
