#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/network/spread.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace scvm::network {

/// Who starts what. The rival may be empty.
struct programme {
    std::span<const std::uint32_t> organic = {};
    std::span<const std::uint32_t> ambassadors = {};
    std::span<const std::uint32_t> rival = {};
};

void describe(const auto& is, const programme& o) {
    is("organic", o.organic, "Who adopts by themselves at step 0, programme or not.");
    is("ambassadors", o.ambassadors, "Who is won at step 0 by the programme.");
    is("rival", o.rival, "Who adopts the rival's product at step 0, programme or not.");
}

struct programme_options {
    double discount = 0.9;
    std::span<const double> value = {};
    std::uint64_t simulations = 10000;
    std::uint64_t seed = 1;
    unsigned threads = 1;
};

void describe(const auto& is, const programme_options& o) {
    is("discount", o.discount, above(0).to(1), "What a value is worth one step later.");
    is("value", o.value, "Of each person; empty: everybody counts 1.");
    is("simulations", o.simulations, within(1, 1e7), "How many worlds are run.");
    is("seed", o.seed, "Of the worlds.");
    is("threads", o.threads, within(1, 256), "How many threads work; the result does not depend on it.");
}

/// What a programme brings, in units of value. total = expansion + acceleration.
struct programme_effect_result {
    estimate total;
    estimate expansion;
    estimate acceleration;
};

void describe(const auto& is, const programme_effect_result& o) {
    is("total", o.total, "Expansion and acceleration together.");
    is("expansion", o.expansion, "From people who would never have adopted, or would have adopted the rival.");
    is("acceleration", o.acceleration, "From people who would have adopted anyway, and do so earlier.");
}

/// Two products compete for people in one world: each person takes the one that arrives first, for good.
///
/// In an independent cascade, when both arrive in the same step, the person's coin decides. In the linear threshold
/// model both press on a person's one threshold, and once it gives way ours is taken with the probability of its part
/// in the weight (Borodin, Filmus, Oren 2010, WINE: weight-proportional). Without rivals it is the cascade of
/// forward_cascade.
class rival_cascade {
public:
    rival_cascade(const graph& influence, const cascade& model)
        : influence_(influence),
          trial_(influence, model),
          step_(influence.node_count(), forward_cascade::not_reached),
          owner_(influence.node_count()),
          arriving_(influence.node_count()),
          pressure_of_ours_(model.kind == cascade_kind::linear_threshold ? influence.node_count() : 0) {}

    /// Runs both products. Afterwards step_of() tells when our product was adopted.
    void run(std::span<const std::uint32_t> ours, std::span<const std::uint32_t> more_ours,
             std::span<const std::uint32_t> rivals, const world& coins) {
        clear();
        arrive(ours, 1);
        arrive(more_ours, 1);
        arrive(rivals, 2);
        for (std::uint32_t step = 0; !next_.empty(); ++step) {
            frontier_.clear();
            for (const std::uint32_t person : next_) {
                owner_[person] = taken_by(person, step, coins);
                arriving_[person] = 0;
                step_[person] = step;
                reached_.push_back(person);
                frontier_.push_back(person);
            }
            next_.clear();
            for (const std::uint32_t person : frontier_) {
                const adjacency& out = influence_.outgoing();
                for (auto e = out.offset[person]; e < out.offset[person + 1]; ++e) {
                    const std::uint32_t other = out.neighbour[e];
                    if (step_[other] != forward_cascade::not_reached) {
                        continue;
                    }
                    if (!pressure_of_ours_.empty() && owner_[person] == 1) {
                        pressure_of_ours_[other] += out.edge_weight(e);
                        pressed_.push_back(other);
                    }
                    if (trial_.wins(e, other, coins)) {
                        arrive(std::span(&other, 1), owner_[person]);
                    }
                }
            }
        }
    }

    /// When this person adopted our product; not_reached if never, or the rival's.
    [[nodiscard]] std::uint32_t step_of(std::uint32_t person) const noexcept {
        return step_[person] != forward_cascade::not_reached && owner_[person] == 1 ? step_[person]
                                                                                    : forward_cascade::not_reached;
    }
    /// Everybody who adopted either product.
    [[nodiscard]] std::span<const std::uint32_t> reached() const noexcept { return reached_; }

private:
    void arrive(std::span<const std::uint32_t> persons, std::uint8_t who) {
        for (const std::uint32_t person : persons) {
            if (arriving_[person] == 0) {
                next_.push_back(person);
            }
            arriving_[person] = static_cast<std::uint8_t>(arriving_[person] | who);
        }
    }

    /// 1 or 2: whose product a person takes to whom one or both arrive.
    [[nodiscard]] std::uint8_t taken_by(std::uint32_t person, std::uint32_t step, const world& coins) const {
        const std::uint8_t who = arriving_[person];
        double part = who == 1 ? 1 : who == 2 ? 0 : 0.5;
        if (step > 0 && !pressure_of_ours_.empty()) {
            part = pressure_of_ours_[person] / trial_.pressure_on(person);
        }
        return coins.coin(influence_.edge_count() + person) < part ? std::uint8_t{1} : std::uint8_t{2};
    }

    void clear() {
        for (const std::uint32_t person : reached_) {
            step_[person] = forward_cascade::not_reached;
        }
        for (const std::uint32_t person : pressed_) {
            pressure_of_ours_[person] = 0;
        }
        reached_.clear();
        pressed_.clear();
        trial_.clear();
    }

    const graph& influence_;
    forward_cascade trial_;
    std::vector<std::uint32_t> step_;
    std::vector<std::uint8_t> owner_;     // 1 ours, 2 the rival's
    std::vector<std::uint8_t> arriving_;  // bits: who arrives in the next step
    std::vector<std::uint32_t> next_;
    std::vector<std::uint32_t> frontier_;
    std::vector<std::uint32_t> reached_;
    std::vector<double> pressure_of_ours_;  // linear threshold: weight of those who follow us; empty otherwise
    std::vector<std::uint32_t> pressed_;
};

/// The worth of a word-of-mouth programme, split into expansion and acceleration.
///
///     Σ_v m_v (δ^t_with(v) - δ^t_without(v)),   δ^∞ = 0
///
/// Each world is run with and without the programme on the same coins (or thresholds), so the difference has little
/// noise. Acceleration are the people who adopt in both runs, expansion the others. With a rival and thresholds, a
/// programme can lose a person here and there: such a loss is negative expansion.
///
/// Throws error{domain} for a bad model, people who are not there, and unless 0 < discount <= 1 and simulations >= 1.
/// Source: after Libai, Muller and Peres 2013, Journal of Marketing Research 50.
[[nodiscard]] inline programme_effect_result programme_effect(const graph& influence, const programme& people,
                                                              const cascade& model = {},
                                                              const programme_options& options = {}) {
    check(model, influence);
    check_persons("organic", people.organic, influence);
    check_persons("ambassadors", people.ambassadors, influence);
    check_persons("rival", people.rival, influence);
    require_described(options);
    if (!options.value.empty()) {
        check_column("value", options.value, influence.node_count());
    }
    require_work("programme_effect", work_of_cascades(influence, 2 * static_cast<double>(options.simulations)));
    std::vector<double> expansion(options.simulations);
    std::vector<double> acceleration(options.simulations);
    std::vector<double> total(options.simulations);
    const std::size_t grain = simulations_at_once(options.simulations);
    math::for_each_chunk(total.size(), grain, options.threads, [&](const math::chunk& part) {
        rival_cascade with(influence, model);
        rival_cascade without(influence, model);
        const auto worth = [&](const rival_cascade& run, std::uint32_t person) {
            const std::uint32_t step = run.step_of(person);
            return step == forward_cascade::not_reached ? 0 : std::pow(options.discount, step);
        };
        for (std::size_t number = part.begin; number < part.end; ++number) {
            const world coins(options.seed, number);
            checkpoint(2 * seconds_of_cascade(people.organic.size()));
            without.run(people.organic, {}, people.rival, coins);
            with.run(people.organic, people.ambassadors, people.rival, coins);
            // More seeds in the same world reach everybody whom fewer reach, with one product or the other.
            for (const std::uint32_t person : with.reached()) {
                const double value = options.value.empty() ? 1 : options.value[person];
                const double before = worth(without, person);
                const double after = worth(with, person);
                (before == 0 || after == 0 ? expansion : acceleration)[number] += value * (after - before);
            }
            total[number] = expansion[number] + acceleration[number];
        }
    });
    return {mean_of(total), mean_of(expansion), mean_of(acceleration)};
}

}  // namespace scvm::network
