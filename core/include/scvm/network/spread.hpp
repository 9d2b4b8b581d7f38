#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/math/parallel.hpp>
#include <scvm/math/random.hpp>
#include <scvm/network/cascade.hpp>
#include <scvm/network/linear_system.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace scvm::network {

/// A mean of simulations, with its standard error.
struct estimate {
    double mean = 0;
    double standard_error = 0;
    std::uint64_t simulations = 0;
};

void describe(const auto& is, const estimate& o) {
    is("mean", o.mean, "Of the simulations.");
    is("standard_error", o.standard_error, "Of the mean; null for a single simulation.");
    is("simulations", o.simulations, "How many there were.");
}

/// The mean of values that are counted in their order, and its standard error.
[[nodiscard]] inline estimate mean_of(std::span<const double> values) {
    const auto n = static_cast<double>(values.size());
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    double squares = 0;
    for (const double value : values) {
        squares += (value - sum / n) * (value - sum / n);
    }
    return {sum / n, values.size() > 1 ? std::sqrt(squares / (n - 1) / n) : std::numeric_limits<double>::quiet_NaN(),
            values.size()};
}

/// Throws error{domain} for a person that the graph does not have.
inline void check_persons(const char* name, std::span<const std::uint32_t> persons, const graph& influence) {
    for (std::size_t i = 0; i < persons.size(); ++i) {
        if (persons[i] >= influence.node_count()) {
            throw_domain(name, i, persons[i], "a person below " + std::to_string(influence.node_count()));
        }
    }
}

/// The coins of one simulated world: each a pure function of (seed, world, edge or node).
///
/// Two runs in the same world toss the same coins, so that differences between them are due to their seeds alone, and
/// more seeds never reach fewer people.
class world {
public:
    world(std::uint64_t seed, std::uint64_t number) : key_(math::random_stream(seed, number)()) {}
    /// Uniform in (0, 1), for one edge or node.
    [[nodiscard]] double coin(std::uint64_t which) const noexcept {
        const std::uint64_t bits = math::mix_bits(key_ + (which + 1) * 0x9e3779b97f4a7c15u);
        return static_cast<double>(bits >> 11) * 0x1p-53 + 0x1p-54;
    }

private:
    std::uint64_t key_;
};

/// Runs cascades forward. Holds scratch memory of one thread; construct once and run often.
class forward_cascade {
public:
    /// Who is `barred` (not 0) is not reached and passes nothing on; empty: nobody is.
    forward_cascade(const graph& influence, const cascade& model, std::span<const std::uint8_t> barred = {})
        : influence_(influence), model_(model), step_(influence.node_count(), not_reached) {
        if (model.kind == cascade_kind::linear_threshold) {
            pressure_.resize(influence.node_count());
        }
        for (std::size_t person = 0; person < barred.size(); ++person) {
            step_[person] = barred[person] != 0 ? takes_no_part : not_reached;
        }
    }

    static constexpr std::uint32_t not_reached = std::numeric_limits<std::uint32_t>::max();

    /// Everybody whom the seeds reach in this world, the seeds first, in the order of steps. Valid until the next run.
    std::span<const std::uint32_t> run(std::span<const std::uint32_t> seeds, const world& coins) {
        clear();
        return run_on(seeds, coins);
    }

    /// Whom further seeds reach beyond those of the run so far, in the same world. Their steps count from 0 again.
    std::span<const std::uint32_t> run_on(std::span<const std::uint32_t> seeds, const world& coins) {
        const std::size_t before = reached_.size();
        for (const std::uint32_t seed : seeds) {
            win(seed, 0);
        }
        for (std::size_t at = before; at < reached_.size(); ++at) {
            const std::uint32_t node = reached_[at];
            const adjacency& out = influence_.outgoing();
            for (auto e = out.offset[node]; e < out.offset[node + 1]; ++e) {
                const std::uint32_t other = out.neighbour[e];
                if (step_[other] == not_reached && wins(e, other, coins)) {
                    win(other, step_[node] + 1);
                }
            }
        }
        return std::span<const std::uint32_t>(reached_).subspan(before);
    }

    /// Forgets the last run.
    void clear() {
        for (const std::uint32_t person : reached_) {
            step_[person] = not_reached;
        }
        for (const std::uint32_t person : pressed_) {
            pressure_[person] = 0;
        }
        reached_.clear();
        pressed_.clear();
    }

    /// After how many steps the last run reached a person; not_reached if it did not.
    [[nodiscard]] std::uint32_t step_of(std::uint32_t person) const noexcept {
        return step_[person] == takes_no_part ? not_reached : step_[person];
    }
    /// Linear threshold: the weight of those who follow already and reach this person.
    [[nodiscard]] double pressure_on(std::uint32_t person) const noexcept { return pressure_[person]; }

    /// Whether the try along outgoing edge `e` succeeds. In the linear threshold model it adds to the pressure.
    [[nodiscard]] bool wins(std::uint64_t e, std::uint32_t target, const world& coins) {
        switch (model_.kind) {
            case cascade_kind::weighted:
                return coins.coin(e) * static_cast<double>(influence_.incoming().degree(target)) < 1;
            case cascade_kind::constant:
                return coins.coin(e) < model_.probability;
            case cascade_kind::probabilities:
                return coins.coin(e) < influence_.outgoing().edge_weight(e);
            case cascade_kind::linear_threshold:
                break;
        }
        if (pressure_[target] == 0) {
            pressed_.push_back(target);
        }
        pressure_[target] += influence_.outgoing().edge_weight(e);
        return coins.coin(target) <= pressure_[target];
    }

private:
    static constexpr std::uint32_t takes_no_part = not_reached - 1;

    void win(std::uint32_t person, std::uint32_t step) {
        if (step_[person] == not_reached) {
            step_[person] = step;
            reached_.push_back(person);
        }
    }

    const graph& influence_;
    cascade model_;
    std::vector<std::uint32_t> step_;
    std::vector<std::uint32_t> reached_;
    std::vector<double> pressure_;  // linear threshold: weight of those who follow
    std::vector<std::uint32_t> pressed_;
};

/// How many worlds one thread simulates in a row: its memory is as large as the graph, so it should last.
[[nodiscard]] constexpr std::size_t simulations_at_once(std::uint64_t simulations) noexcept {
    return std::max<std::size_t>(16, (simulations + 63) / 64);
}

/// What cascades cost at most: each may reach everybody and try every edge.
[[nodiscard]] inline work work_of_cascades(const graph& influence, double cascades) {
    const double most = static_cast<double>(influence.node_count()) + static_cast<double>(influence.edge_count());
    return {cascades * (2e-7 + 1e-8 * most), 16 * cascades};
}

/// What a cascade did cost that has reached so many people.
[[nodiscard]] constexpr double seconds_of_cascade(std::size_t reached) noexcept {
    return 1e-7 + 2e-8 * static_cast<double>(reached);
}

struct spread_options {
    std::uint64_t simulations = 10000;
    std::uint64_t seed = 1;
    std::span<const double> value = {};
    unsigned threads = 1;
};

void describe(const auto& is, const spread_options& o) {
    is("simulations", o.simulations, within(0, 1e7), "How many cascades are run, 1 or more.");
    is("seed", o.seed, "Of the cascades.");
    is("value", o.value, "Of each person, any sign; empty: everybody counts 1.");
    is("threads", o.threads, within(1, 256), "How many threads work; the result does not depend on it.");
}

/// The expected number (or value) of people whom a cascade from `seeds` reaches, themselves included.
///
/// Simulates whole cascades; see reach_of() in reach.hpp for the estimate from reverse samples. For the reach of one
/// person, give one seed; for what an opponent talks others out of, see negative_reach() in negative_reach.hpp.
///
/// Throws error{domain} for a bad model, seeds that are not there, values that are not finite, and simulations < 1;
/// error{size_mismatch} unless value is empty or has one row per person.
[[nodiscard]] inline estimate spread(const graph& influence, std::span<const std::uint32_t> seeds,
                                     const cascade& model = {}, const spread_options& options = {}) {
    check(model, influence);
    check_persons("seeds", seeds, influence);
    if (!options.value.empty()) {
        check_column("value", options.value, influence.node_count());
    }
    if (options.simulations < 1) {
        throw_domain("simulations", 0, "simulations >= 1");
    }
    require_work("spread", work_of_cascades(influence, static_cast<double>(options.simulations)));
    std::vector<double> reached(options.simulations);
    const std::size_t grain = simulations_at_once(options.simulations);
    math::for_each_chunk(reached.size(), grain, options.threads, [&](const math::chunk& part) {
        forward_cascade simulation(influence, model);
        for (std::size_t number = part.begin; number < part.end; ++number) {
            const auto people = simulation.run(seeds, world(options.seed, number));
            checkpoint(seconds_of_cascade(people.size()));
            double sum = 0;
            for (const std::uint32_t person : people) {
                sum += options.value.empty() ? 1 : options.value[person];
            }
            reached[number] = sum;
        }
    });
    return mean_of(reached);
}

}  // namespace scvm::network
