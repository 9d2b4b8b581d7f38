// scvm._core.network: cascades, programmes and ambassadors.
#include "network_arrays.hpp"

#include <scvm/network/ambassadors.hpp>
#include <scvm/network/negative_reach.hpp>
#include <scvm/network/programme_effect.hpp>

using namespace py::literals;
using namespace scvm::network;

namespace {

py::dict to_dict(const estimate& value) {
    return py::dict("mean"_a = value.mean, "standard_error"_a = value.standard_error,
                    "simulations"_a = value.simulations);
}

cascade model_of(int kind, double probability) {
    return {static_cast<cascade_kind>(kind), probability};
}

}  // namespace

void bind_network_cascades(room_module& m) {
    m.def(
        "trivalency",
        [](const graph& g, std::uint64_t seed, const std::array<double, 3>& levels) {
            return unlocked([&] { return trivalency(g, seed, levels); });
        },
        "influence"_a, "seed"_a, "levels"_a);
    m.def(
        "learned_probabilities",
        [](const graph& links, const column<double>& contributions, double shrinkage, double max_probability) {
            interaction_graph events;
            events.links = links;
            const auto own = lend(contributions);
            scvm::require_size("contributions", own.size(), "the graph", links.node_count());
            events.contributions.assign(own.begin(), own.end());
            return unlocked([&] { return learned_probabilities(events, {shrinkage, max_probability}); });
        },
        "graph"_a, "contributions"_a, "shrinkage"_a, "max_probability"_a);
    m.def(
        "attention_shares",
        [](const graph& links, double part, double max_probability) {
            interaction_graph events;
            events.links = links;
            return unlocked([&] { return attention_shares(events, part, max_probability); });
        },
        "graph"_a, "part"_a, "max_probability"_a);
    m.def(
        "spread",
        [](const graph& g, const column<std::uint32_t>& seeds, int kind, double probability, std::uint64_t simulations,
           std::uint64_t seed, const maybe_column<double>& value, unsigned threads) {
            const auto people = lend(seeds);
            const spread_options options{simulations, seed, lend(value), threads};
            return to_dict(unlocked([&] { return spread(g, people, model_of(kind, probability), options); }));
        },
        "influence"_a, "seeds"_a, "kind"_a, "probability"_a, "simulations"_a, "seed"_a, "value"_a, "threads"_a);
    m.def(
        "negative_reach",
        [](const graph& g, const column<std::uint32_t>& opponents, bool each, int kind, double probability,
           const maybe_column<double>& value, std::uint64_t simulations, std::uint64_t seed, unsigned threads) {
            const auto people = lend(opponents);
            const negative_reach_options options{lend(value), simulations, seed, threads};
            const auto results = unlocked([&] {
                const cascade model = model_of(kind, probability);
                return each ? negative_reach_of_each(g, people, model, options)
                            : std::vector{negative_reach(g, people, model, options)};
            });
            py::list list;
            for (const auto& result : results) {
                list.append(py::dict("people"_a = to_dict(result.people), "value"_a = to_dict(result.value)));
            }
            return list;
        },
        "influence"_a, "opponents"_a, "each"_a, "kind"_a, "probability"_a, "value"_a, "simulations"_a, "seed"_a,
        "threads"_a);
    m.def(
        "programme_effect",
        [](const graph& g, const column<std::uint32_t>& organic, const column<std::uint32_t>& ambassador,
           const column<std::uint32_t>& rival, int kind, double probability, double discount,
           const maybe_column<double>& value, std::uint64_t simulations, std::uint64_t seed, unsigned threads) {
            const programme people{lend(organic), lend(ambassador), lend(rival)};
            const programme_options options{discount, lend(value), simulations, seed, threads};
            const auto result =
                unlocked([&] { return programme_effect(g, people, model_of(kind, probability), options); });
            return py::dict("total"_a = to_dict(result.total), "expansion"_a = to_dict(result.expansion),
                            "acceleration"_a = to_dict(result.acceleration));
        },
        "influence"_a, "organic"_a, "ambassadors"_a, "rival"_a, "kind"_a, "probability"_a, "discount"_a, "value"_a,
        "simulations"_a, "seed"_a, "threads"_a);

    const auto options_of = [](const maybe_column<double>& cost, const maybe_column<double>& value,
                               const maybe_column<std::uint8_t>& eligible, const maybe_column<std::uint8_t>& barred,
                               const maybe_column<std::uint32_t>& active, int kind, double probability,
                               std::uint64_t seed, unsigned threads) {
        ambassador_options options;
        options.cost = lend(cost);
        options.value = lend(value);
        options.eligible = lend(eligible);
        options.barred = lend(barred);
        options.active = lend(active);
        options.model = model_of(kind, probability);
        options.seed = seed;
        options.threads = threads;
        return options;
    };
    m.def(
        "ambassadors",
        [=](const graph& g, std::uint32_t count, double budget, const maybe_column<double>& cost,
            const maybe_column<double>& value, const maybe_column<std::uint8_t>& eligible,
            const maybe_column<std::uint8_t>& barred, const maybe_column<std::uint32_t>& active, int kind,
            double probability, double epsilon, double delta, std::uint64_t check_sets, std::uint64_t simulations,
            std::uint64_t max_sets, std::uint64_t max_bytes, const py::object& keep_going, std::uint64_t seed,
            unsigned threads) {
            auto options = options_of(cost, value, eligible, barred, active, kind, probability, seed, threads);
            options.count = count;
            options.budget = budget;
            options.epsilon = epsilon;
            options.delta = delta;
            options.check_sets = check_sets;
            options.simulations = simulations;
            options.max_sets = max_sets;
            options.max_bytes = max_bytes;
            if (!keep_going.is_none()) {
                options.keep_going = [&keep_going] {
                    const py::gil_scoped_acquire locked;
                    return keep_going().cast<bool>();
                };
            }
            auto result = unlocked([&] { return ambassadors(g, options); });
            return py::dict("person"_a = hand_over(std::move(result.person)),
                            "gain"_a = hand_over(std::move(result.gain)), "value"_a = result.value,
                            "standard_error"_a = result.standard_error, "already"_a = result.already,
                            "negative"_a = result.negative, "spent"_a = result.spent, "at_least"_a = result.at_least,
                            "best_at_most"_a = result.best_at_most, "proven"_a = result.proven, "sets"_a = result.sets,
                            "check_sets"_a = result.check_sets, "status"_a = static_cast<int>(result.status));
        },
        "influence"_a, "count"_a, "budget"_a, "cost"_a, "value"_a, "eligible"_a, "barred"_a, "active"_a, "kind"_a,
        "probability"_a, "epsilon"_a, "delta"_a, "check_sets"_a, "simulations"_a, "max_sets"_a, "max_bytes"_a,
        "keep_going"_a, "seed"_a, "threads"_a);
    const auto to_reach = [](reach_result result) {
        return py::dict("value"_a = result.value, "standard_error"_a = result.standard_error,
                        "gain"_a = hand_over(std::move(result.gain)), "already"_a = result.already,
                        "negative"_a = result.negative, "sets"_a = result.sets);
    };
    m.def(
        "reach_of",
        [=](const graph& g, const column<std::uint32_t>& people, const maybe_column<double>& value,
            const maybe_column<std::uint8_t>& barred, const maybe_column<std::uint32_t>& active, int kind,
            double probability, std::uint64_t sets, bool simulated, std::uint64_t seed, unsigned threads) {
            const auto options =
                options_of(std::nullopt, value, std::nullopt, barred, active, kind, probability, seed, threads);
            const auto chosen = lend(people);
            return to_reach(unlocked([&] {
                return simulated ? simulated_reach_of(g, chosen, options, sets) : reach_of(g, chosen, options, sets);
            }));
        },
        "influence"_a, "people"_a, "value"_a, "barred"_a, "active"_a, "kind"_a, "probability"_a, "sets"_a,
        "simulated"_a, "seed"_a, "threads"_a);
}
