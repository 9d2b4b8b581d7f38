#include "methods/graph_argument.hpp"
#include "methods/methods.hpp"

#include <scvm/network/ambassadors.hpp>
#include <scvm/network/interaction_graph.hpp>
#include <scvm/network/negative_reach.hpp>
#include <scvm/network/programme_effect.hpp>
#include <scvm/network/reach.hpp>
#include <scvm/network/spread.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace scvm::methods {

namespace {

struct opponent_reach {
    std::uint32_t opponent = 0;
    network::negative_reach_result reached{};
};
void describe(const auto& is, const opponent_reach& o) {
    is("opponent", o.opponent, "Who speaks against us.");
    describe(is, o.reached);
}

[[nodiscard]] std::vector<opponent_reach> negative_reach_of_each(const graph_argument& graph,
                                                                 std::span<const std::uint32_t> opponents,
                                                                 const network::cascade& model,
                                                                 const network::negative_reach_options& options) {
    std::vector<opponent_reach> result;
    const auto found = network::negative_reach_of_each(graph.made(), opponents, model, options);
    for (std::size_t i = 0; i < found.size(); ++i) {
        result.push_back({opponents[i], found[i]});
    }
    return result;
}

/// What of the options of a search matters where the people are given.
struct reach_argument {
    network::ambassador_options options{};
};
void describe(const auto& is, const reach_argument& o) {
    describe_people(is, o.options);
    describe(is, o.options.model);
    describe_run(is, o.options);
}

/// What reverse samples tell: nothing of negative values.
struct sampled_reach {
    network::reach_result found{};
};
void describe(const auto& is, const sampled_reach& o) {
    describe_reach(is, o.found);
}

}  // namespace

void network_cascade_methods(description::method_list& is) {
    using namespace description;
    const auto of_influence = arg("graph", "who influences whom");
    const auto of_attention = arg("graph", "who pays attention to whom");
    const auto of_opponents = arg("opponents", people, "who speak against us");
    is(
        "trivalency",
        [](const graph_argument& graph, std::uint64_t seed, const std::array<double, 3>& levels) {
            for (std::size_t i = 0; i < levels.size(); ++i) {
                if (!(levels[i] >= 0 && levels[i] <= 1)) {  // null is a number to the reader
                    throw_domain("trivalency.levels", i, levels[i], "a probability");
                }
            }
            return edges_of(network::trivalency(graph.made(), seed, levels));
        },
        "Probabilities drawn for each pair from three levels.", of_influence,
        arg("seed", otherwise(std::uint64_t{1}), "of the draw"),
        arg("levels", otherwise(std::array{0.1, 0.01, 0.001}), "the three probabilities"));
    is(
        "learned_probabilities",
        [](const graph_argument& graph, std::vector<double> contributions, const network::learning_options& options) {
            network::interaction_graph of;
            of.links = graph.made();
            of.contributions = std::move(contributions);
            network::check_column("learned_probabilities.contributions", of.contributions, of.links.node_count(), 0);
            return edges_of(network::learned_probabilities(of, options));
        },
        "The graph of influence that past reactions teach, with probabilities as weights.", of_attention,
        arg("contributions", "of each person"), members());
    is(
        "attention_shares",
        [](const graph_argument& graph, double part, double max_probability) {
            network::interaction_graph of;
            of.links = graph.made();
            return edges_of(network::attention_shares(of, part, max_probability));
        },
        "The graph of influence whose weights are shares of attention.", of_attention,
        arg("part", otherwise(1.0), "what the weights into a person sum to at most, in (0, 1]"),
        arg("max_probability", otherwise(1.0), "the largest weight, in (0, 1]"));
    is(
        "spread",
        [](const graph_argument& graph, std::span<const std::uint32_t> seeds, const network::cascade& model,
           const network::spread_options& options) { return network::spread(graph.made(), seeds, model, options); },
        "The expected number, or value, of people whom a cascade reaches.",
        costs("`simulations` * people who can be reached"), of_influence, arg("seeds", people, "with whom it begins"),
        members(), members());
    is(
        "negative_reach",
        [](const graph_argument& graph, std::span<const std::uint32_t> opponents, const network::cascade& model,
           const network::negative_reach_options& options) {
            return network::negative_reach(graph.made(), opponents, model, options);
        },
        "Whom opponents reach together, and what is at risk.", costs("`simulations` * people who can be reached"),
        of_influence, of_opponents, members(), members());
    is("negative_reach_of_each", negative_reach_of_each, "The negative reach of each opponent alone.",
       costs("opponents * `simulations` * people who can be reached"), gives("opponents"), of_influence, of_opponents,
       members(), members());
    is(
        "programme_effect",
        [](const graph_argument& graph, const network::programme& people_of, const network::cascade& model,
           const network::programme_options& options) {
            return network::programme_effect(graph.made(), people_of, model, options);
        },
        "The worth of a word-of-mouth programme, split into expansion and acceleration.",
        costs("`simulations` * people who can be reached"), of_influence, members(), members(), members());
    is(
        "ambassadors",
        [](const graph_argument& graph, const network::ambassador_options& options) {
            return network::ambassadors(graph.made(), options);
        },
        "The people who, won first, make the largest expected value follow.",
        costs("samples, 1 / `epsilon` squared and ln 1 / `delta`, or `check_sets`, * people whom a sample reaches"),
        of_influence, members());
    is(
        "reach_of",
        [](const graph_argument& graph, std::span<const std::uint32_t> chosen, const reach_argument& of,
           std::uint64_t sets) { return sampled_reach{network::reach_of(graph.made(), chosen, of.options, sets)}; },
        "What given people reach, estimated from reverse samples.", costs("`sets` * people who can be reached"),
        of_influence, arg("people", people, "who are won first"), members(),
        arg("sets", otherwise(std::uint64_t{100000}), within(0, 1e8), "how many samples"));
    is(
        "simulated_reach_of",
        [](const graph_argument& graph, std::span<const std::uint32_t> chosen, const reach_argument& of,
           std::uint64_t simulations) {
            return network::simulated_reach_of(graph.made(), chosen, of.options, simulations);
        },
        "What given people reach, by running cascades.", costs("`simulations` * people who can be reached"),
        of_influence, arg("people", people, "who are won first"), members(),
        arg("simulations", otherwise(std::uint64_t{10000}), within(0, 1e7), "how many cascades"));
}

}  // namespace scvm::methods
