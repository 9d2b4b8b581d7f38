#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/network/spread.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace scvm::network {

/// Whom opponents reach with what they say against us, they themselves not counted.
struct negative_reach_result {
    estimate people;
    estimate value;
};

void describe(const auto& is, const negative_reach_result& o) {
    is("people", o.people, "How many others.");
    is("value", o.value, "What these others are worth: the value at risk, not the value lost.");
}

struct negative_reach_options {
    std::span<const double> value = {};
    std::uint64_t simulations = 10000;
    std::uint64_t seed = 1;
    unsigned threads = 1;
};

void describe(const auto& is, const negative_reach_options& o) {
    is("value", o.value, "What is at risk at each person; a negative one counts 0; empty: 1 each.");
    is("simulations", o.simulations, within(1, 1e7), "How many cascades are run.");
    is("seed", o.seed, "Of the cascades.");
    is("threads", o.threads, within(1, 256), "How many threads work; the result does not depend on it.");
}

/// What opponents reach together: the negative reach of an opponent, when there is one.
///
///     E Σ_v max(0, value_v) 1[the opponents reach v],   v not an opponent
///
/// Bad words ask nobody's leave: consent plays no part here, neither that of the opponents nor that of those whom they
/// reach. Nobody is selected or addressed on account of this number, which is meant for the risk of a whole community.
/// `influence` may be the graph along which everything is passed on (learned_probabilities), or one of hostile
/// interactions alone (interaction_rules::tone_weight = {0, 0, 1}).
///
/// Throws error{domain} for a bad model, opponents who are not there, values that are not finite, and unless
/// simulations >= 1 and threads >= 1; error{size_mismatch} unless value is empty or has one row per person.
/// Source: the cascades of spread(); that bad news runs as a cascade of its own from those who turned against a product
/// is after Chen et al. 2011, SDM (IC-N). Own definition of the value at risk.
[[nodiscard]] inline negative_reach_result negative_reach(const graph& influence,
                                                          std::span<const std::uint32_t> opponents,
                                                          const cascade& model = {},
                                                          const negative_reach_options& options = {});

/// The negative reach of each opponent alone. All meet the same worlds, so that differences have little noise.
///
/// Throws as negative_reach does.
[[nodiscard]] inline std::vector<negative_reach_result> negative_reach_of_each(
    const graph& influence, std::span<const std::uint32_t> opponents, const cascade& model = {},
    const negative_reach_options& options = {});

/// Throws as negative_reach does.
inline void check(const negative_reach_options& options, std::span<const std::uint32_t> opponents, const cascade& model,
                  const graph& influence) {
    check(model, influence);
    check_persons("opponents", opponents, influence);
    if (!options.value.empty()) {
        check_column("value", options.value, influence.node_count());
    }
    require_described(options);
}

/// negative_reach of what is checked already.
[[nodiscard]] inline negative_reach_result simulate_opponents(const graph& influence,
                                                              std::span<const std::uint32_t> opponents,
                                                              const cascade& model,
                                                              const negative_reach_options& options) {
    require_work("negative_reach", work_of_cascades(influence, static_cast<double>(options.simulations)));
    std::vector<double> people(options.simulations);
    std::vector<double> value(options.simulations);
    const std::size_t grain = simulations_at_once(options.simulations);
    math::for_each_chunk(people.size(), grain, options.threads, [&](const math::chunk& part) {
        forward_cascade simulation(influence, model);
        for (std::size_t number = part.begin; number < part.end; ++number) {
            const auto reached = simulation.run(opponents, world(options.seed, number));
            checkpoint(seconds_of_cascade(reached.size()));
            for (const std::uint32_t person : reached) {
                if (simulation.step_of(person) > 0) {  // the opponents themselves are there from the beginning
                    ++people[number];
                    value[number] += options.value.empty() ? 1 : std::max(0.0, options.value[person]);
                }
            }
        }
    });
    return {mean_of(people), mean_of(value)};
}

inline negative_reach_result negative_reach(const graph& influence, std::span<const std::uint32_t> opponents,
                                            const cascade& model, const negative_reach_options& options) {
    check(options, opponents, model, influence);
    return simulate_opponents(influence, opponents, model, options);
}

inline std::vector<negative_reach_result> negative_reach_of_each(const graph& influence,
                                                                 std::span<const std::uint32_t> opponents,
                                                                 const cascade& model,
                                                                 const negative_reach_options& options) {
    check(options, opponents, model, influence);
    require_work("negative_reach_of_each", work_of_cascades(influence, static_cast<double>(options.simulations) *
                                                                           static_cast<double>(opponents.size())));
    std::vector<negative_reach_result> result;
    result.reserve(opponents.size());
    for (const std::uint32_t& opponent : opponents) {
        result.push_back(simulate_opponents(influence, std::span(&opponent, 1), model, options));
    }
    return result;
}

}  // namespace scvm::network
