#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/network/ambassador_problem.hpp>
#include <scvm/network/reverse_samples.hpp>
#include <scvm/network/spread.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace scvm::network {

/// Expected reach of given people.
struct reach_result {
    double value = 0;
    double standard_error = 0;
    std::vector<double> gain;
    double already = 0;
    double negative = 0;
    std::uint64_t sets = 0;
};

/// What every estimate tells.
void describe_reach(const auto& is, const reach_result& o) {
    is("value", o.value, "Beyond what the active people reach; unbiased.");
    is("standard_error", o.standard_error, "Of value.");
    is("gain", o.gain, "What each adds to those before; sums to value.");
    is("already", o.already, "What the active people reach anyway; not in value.");
    is("sets", o.sets, "How many reverse samples, or simulations, are behind it.");
}

void describe(const auto& is, const reach_result& o) {
    describe_reach(is, o);
    is("negative", o.negative,
       "Negative value reached by these and the active together, <= 0; simulated_reach_of only.");
}

/// The expected value reached by given people, beyond what the active ones reach, from `sets` reverse samples.
///
/// An unbiased estimate for any people that were not chosen by means of the same seed. Cheaper than simulations where
/// people reach a large part of everybody, dearer where they reach a small one. Of the options, costs, eligibility and
/// limits play no part. Negative values are left out; a person named twice adds nothing the second time.
///
/// Throws as ambassadors() does; error{domain} for people who are not there, and sets < 1.
[[nodiscard]] inline reach_result reach_of(const graph& influence, std::span<const std::uint32_t> people,
                                           const ambassador_options& options = {}, std::uint64_t sets = 100000);

/// The same from whole simulated cascades, and the negative value they reach.
///
/// Each simulation asks everybody, a reverse sample one person, so simulations are sharper for their time where people
/// reach a small part of everybody: on NetHEPT (6 %) three to four times cheaper for the same standard error.
///
/// Throws as reach_of() does; error{domain} for simulations < 1.
[[nodiscard]] inline reach_result simulated_reach_of(const graph& influence, std::span<const std::uint32_t> people,
                                                     const ambassador_options& options = {},
                                                     std::uint64_t simulations = 10000);

/// Counts, over fresh samples, who of `people` is the first to hit each set.
struct fresh_counts {
    std::vector<std::uint64_t> first;  // sets that each person hits and nobody before it does
    std::uint64_t hits = 0;
    std::uint64_t already = 0;  // sets that the active people hit
    std::uint64_t sets = 0;

    static fresh_counts draw(const reverse_sampler& sampler, std::uint32_t nodes, std::span<const std::uint32_t> people,
                             std::uint64_t seed, std::uint64_t sets, unsigned threads, const sample_terms& terms = {}) {
        require_work("sets", {4e-8 * static_cast<double>(sets), static_cast<double>(sets)});
        constexpr auto nobody_of_these = std::numeric_limits<std::uint32_t>::max();
        std::vector<std::uint32_t> rank(nodes, nobody_of_these);
        for (std::size_t i = people.size(); i-- > 0;) {
            rank[people[i]] = static_cast<std::uint32_t>(i);
        }
        std::vector<std::uint32_t> rank_at(nodes);
        for (std::uint32_t place = 0; place < nodes; ++place) {
            rank_at[place] = rank[sampler.nodes()[place]];
        }
        const bool somebody_won = sampler.somebody_won();
        const std::size_t grain = sample_pool::sets_per_part;
        std::vector<std::vector<std::uint32_t>> count(math::chunk_count(sets, grain));
        math::for_each_chunk(sets, grain, threads, [&](const math::chunk& part) {
            checkpoint(4e-8 * static_cast<double>(part.end - part.begin));
            reverse_sampler::scratch memory(nodes);
            std::vector<std::uint32_t> local(people.size() + 1);
            for (std::size_t number = part.begin; number < part.end; ++number) {
                std::uint32_t earliest = nobody_of_these;
                bool first = true;  // the root comes first
                const bool free = sampler.sample(seed, number, memory, [&](std::uint32_t place) {
                    if (rank_at[place] < earliest && terms.counts(seed, number, sampler.nodes()[place], first)) {
                        earliest = rank_at[place];
                    }
                    first = false;
                    return earliest == 0 && !somebody_won;
                });
                if (!free) {
                    ++local.back();
                } else if (earliest != nobody_of_these) {
                    ++local[earliest];
                }
            }
            count[part.index] = std::move(local);
        });
        fresh_counts result{std::vector<std::uint64_t>(people.size()), 0, 0, sets};
        for (const auto& local : count) {
            for (std::size_t i = 0; i < people.size(); ++i) {
                result.first[i] += local[i];
                result.hits += local[i];
            }
            result.already += local.back();
        }
        return result;
    }

    [[nodiscard]] double worth(std::uint64_t count, double total) const {
        return total * static_cast<double>(count) / static_cast<double>(sets);
    }
    [[nodiscard]] double standard_error(double total) const {
        const double share = static_cast<double>(hits) / static_cast<double>(sets);
        return total * std::sqrt(share * (1 - share) / static_cast<double>(std::max<std::uint64_t>(1, sets - 1)));
    }
};

inline reach_result reach_of(const graph& influence, std::span<const std::uint32_t> people,
                             const ambassador_options& options, std::uint64_t sets) {
    const auto problem = check_problem(influence, options);
    check_persons("people", people, influence);
    if (sets < 1) {
        throw_domain("sets", 0, "sets >= 1");
    }
    reach_result result;
    result.gain.resize(people.size());
    if (!(problem.total > 0)) {
        return result;
    }
    require_work("reach_of", work_of_cascades(influence, static_cast<double>(sets)));
    const reverse_sampler sampler(influence, options.model, problem.value, problem.role);
    const auto counts = fresh_counts::draw(sampler, influence.node_count(), people, math::mix_bits(options.seed + 3),
                                           sets, options.threads, terms_of(options));
    for (std::size_t i = 0; i < people.size(); ++i) {
        result.gain[i] = counts.worth(counts.first[i], problem.total);
    }
    result.value = counts.worth(counts.hits, problem.total);
    result.standard_error = counts.standard_error(problem.total);
    result.already = counts.worth(counts.already, problem.total);
    result.sets = sets;
    return result;
}

/// simulated_reach_of what is checked already.
[[nodiscard]] inline reach_result simulate_reach(const graph& influence, std::span<const std::uint32_t> people,
                                                 const ambassador_options& options, std::uint64_t simulations) {
    struct sums {
        std::vector<double> gain;
        double already = 0;
        double negative = 0;
    };
    require_work("simulated_reach_of",
                 work_of_cascades(influence,
                                  static_cast<double>(simulations) * (1 + static_cast<double>(options.active.size()))));
    const std::size_t grain = simulations_at_once(simulations);
    std::vector<sums> parts(math::chunk_count(simulations, grain));
    std::vector<double> value(simulations);
    math::for_each_chunk(simulations, grain, options.threads, [&](const math::chunk& part) {
        forward_cascade simulation(influence, options.model, options.barred);
        sums local{std::vector<double>(people.size())};
        const auto worth = [&](std::span<const std::uint32_t> reached) {
            double sum = 0;
            for (const std::uint32_t person : reached) {
                const double own = options.value.empty() ? 1 : options.value[person];
                sum += std::max(own, 0.0);
                local.negative += std::min(own, 0.0);
            }
            return sum;
        };
        for (std::size_t number = part.begin; number < part.end; ++number) {
            const world coins(math::mix_bits(options.seed + 5), number);
            const auto already = simulation.run(options.active, coins);
            checkpoint(seconds_of_cascade(already.size()) + 1e-7 * static_cast<double>(people.size()));
            local.already += worth(already);
            for (std::size_t i = 0; i < people.size(); ++i) {
                const double gain = worth(simulation.run_on(people.subspan(i, 1), coins));
                local.gain[i] += gain;
                value[number] += gain;
            }
        }
        parts[part.index] = std::move(local);
    });
    const estimate mean = mean_of(value);
    reach_result result;
    result.value = mean.mean;
    result.standard_error = mean.standard_error;
    result.gain.resize(people.size());
    result.sets = simulations;
    const auto runs = static_cast<double>(simulations);
    for (const sums& part : parts) {
        for (std::size_t i = 0; i < people.size(); ++i) {
            result.gain[i] += part.gain[i] / runs;
        }
        result.already += part.already / runs;
        result.negative += part.negative / runs;
    }
    return result;
}

inline reach_result simulated_reach_of(const graph& influence, std::span<const std::uint32_t> people,
                                       const ambassador_options& options, std::uint64_t simulations) {
    (void)check_problem(influence, options);
    check_persons("people", people, influence);
    if (simulations < 1) {
        throw_domain("simulations", 0, "simulations >= 1");
    }
    refuse_terms("simulated_reach_of", options);
    return simulate_reach(influence, people, options, simulations);
}

}  // namespace scvm::network
