#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/network/ambassador_bounds.hpp>
#include <scvm/network/ambassador_problem.hpp>
#include <scvm/network/greedy_cover.hpp>
#include <scvm/network/reach.hpp>
#include <scvm/network/reverse_samples.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::network {

/// How far the search went. The numbers are part of the API.
enum class ambassador_status : std::uint8_t {
    complete = 0,            ///< as many samples as the guarantee needs
    set_limit = 1,           ///< max_sets came first: rely on `proven` alone
    memory_limit = 2,        ///< max_bytes came first: rely on `proven` alone
    stopped = 3,             ///< keep_going said so: rely on `proven` alone
    nothing_to_reach = 4,    ///< nobody, or no positive value, to reach
    nobody_eligible = 5,     ///< no candidate
    nothing_affordable = 6,  ///< every candidate costs more than the budget
};
inline constexpr std::array<std::string_view, 7> ambassador_status_names = {
    "complete", "set_limit", "memory_limit", "stopped", "nothing_to_reach", "nobody_eligible", "nothing_affordable"};
[[nodiscard]] constexpr const auto& words_of(ambassador_status) {
    return ambassador_status_names;
}

struct ambassadors_result {
    std::vector<std::uint32_t> person;
    std::vector<double> gain;
    double value = 0;
    double standard_error = 0;
    double already = 0;
    double negative = 0;
    double spent = 0;
    double at_least = 0;
    double best_at_most = 0;
    double proven = 0;
    std::uint64_t sets = 0;
    std::uint64_t check_sets = 0;
    ambassador_status status = ambassador_status::complete;
};

void describe(const auto& is, const ambassadors_result& o) {
    is("person", o.person, "In the order of choice.");
    is("gain", o.gain, "Value that each adds to those before; unbiased, sums to value.");
    is("value", o.value, "Expected value reached by the chosen beyond already; unbiased.");
    is("standard_error", o.standard_error, "Of value.");
    is("already", o.already, "Expected value that the active people reach anyway; unbiased.");
    is("negative", o.negative,
       "Expected negative value reached by the chosen and the active together, <= 0; unbiased.");
    is("spent", o.spent, "The costs together.");
    is("at_least", o.at_least, "The choice's expected value is at least this with probability 1 - δ/2.");
    is("best_at_most", o.best_at_most, "No choice's expected value is above this, with probability 1 - δ/2.");
    is("proven", o.proven,
       "So much of the best possible, at_least / best_at_most, is proven for this very choice, with probability 1 - "
       "δ.");
    is("sets", o.sets, "Reverse-reachable sets that the choice was made from.");
    is("check_sets", o.check_sets, "Fresh sets behind the estimates and bounds.");
    is("status", o.status, "How far the search went.");
}

/// The people who, won first, make the largest expected value follow.
///
///     maximise  σ(S) = Σ_v value_v P(S reaches v),   S among the eligible, |S| <= count, Σ cost <= budget
///
/// By IMM with value-weighted roots: samples grow until a lower bound of the optimum is found, then a fresh sample of
/// the size that the bound demands is drawn and covered greedily: with probability 1 - δ the value is at least
/// (1 - 1/e - ε) of the best possible. Another fresh sample of the same size gives the unbiased estimate, the gains and
/// the bounds of OPIM for this very choice, which usually prove much more. We do not stop early on these bounds: the
/// guarantee would hold, and the people would be worse. With unequal costs the greedy choice by gain per cost, or the
/// best single person, is only guaranteed (1 - 1/√e - ε) in theory (Khuller et al. 1999); `proven` says what holds.
///
/// With `willing` or `others_only` the same holds for what the willing, or others, bring: see sample_terms.
///
/// Where greedy finds nobody else who adds anything, fewer than `count` people are returned.
///
/// Throws error{domain} for a bad model, values that are not finite, costs that are not positive, and options outside
/// their range; error{size_mismatch}.
/// Source: Tang, Shi, Xiao 2015, SIGMOD (IMM), with the fresh final sample of Chen 2018 (arXiv 1808.09363); Tang, Tang,
/// Xiao, Yuan 2018, SIGMOD (bounds); Kempe, Kleinberg, Tardos 2003, KDD. Values, costs and consent are our own.
[[nodiscard]] inline ambassadors_result ambassadors(const graph& influence, const ambassador_options& options = {});

/// Draws samples in batches until there are enough, or a limit is met; returns false and notes the limit if it is.
[[nodiscard]] inline bool extend_within_limits(sample_pool& pool, std::uint64_t sets, const ambassador_options& options,
                                               ambassador_status& status) {
    const std::uint64_t wanted = std::min(sets, options.max_sets);
    while (pool.size() < wanted) {
        if (pool.bytes() >= options.max_bytes) {
            status = ambassador_status::memory_limit;
            return false;
        }
        if (options.keep_going && pool.size() > 0 && !options.keep_going()) {
            status = ambassador_status::stopped;
            return false;
        }
        // Small batches at first, until it is known how large sets are; then as many as the memory has room for.
        std::uint64_t batch = 4;
        if (pool.size() > 0) {
            const std::uint64_t part_bytes = pool.bytes() / pool.parts().size();
            const double parts = static_cast<double>(wanted) / static_cast<double>(sample_pool::sets_per_part);
            const double bytes =
                std::min(parts * static_cast<double>(part_bytes), static_cast<double>(options.max_bytes));
            require_work("ambassadors", {bytes * 1e-8, 2 * bytes});
            batch = std::clamp<std::uint64_t>((options.max_bytes - pool.bytes()) / part_bytes, 1, 64);
        }
        pool.extend(std::min<std::uint64_t>(wanted, pool.size() + batch * sample_pool::sets_per_part), options.threads);
    }
    if (sets > options.max_sets) {
        status = ambassador_status::set_limit;
        return false;
    }
    return true;
}

inline ambassadors_result ambassadors(const graph& influence, const ambassador_options& options) {
    if (options.count == 0) {
        throw_domain("k", 0, "k >= 1, the number of people to choose");
    }
    const auto problem = check_problem(influence, options);
    const std::uint32_t nodes = influence.node_count();
    ambassadors_result result;
    if (!(problem.total > 0)) {
        result.status = ambassador_status::nothing_to_reach;
        return result;
    }
    if (problem.candidates == 0) {
        result.status = ambassador_status::nobody_eligible;
        return result;
    }
    if (problem.most_chosen == 0) {
        result.status = ambassador_status::nothing_affordable;
        return result;
    }
    const double people = std::max<double>(2, nodes);
    const double delta = options.delta > 0 ? options.delta : 1 / people;
    if (options.simulations > 0) {
        refuse_terms("ambassadors.simulations", options);
    }
    const sample_terms terms = terms_of(options);
    const reverse_sampler sampler(influence, options.model, problem.value, problem.role);
    const cover_limits limits{problem.most_chosen, options.cost, options.budget};

    // Guess the optimum from above until the samples confirm a guess: the number of final samples depends on it.
    const double least = problem.best_own > 0 ? problem.best_own : problem.total * 1e-6;
    imm_bounds bounds;
    bounds.total = problem.total;
    bounds.log_choices = log_choose(problem.candidates, problem.most_chosen);
    bounds.log_failure = std::log(2 / delta);  // one half for each of the two phases
    bounds.guesses = std::max(1.0, std::ceil(std::log2(problem.total / least)));
    bounds.epsilon = options.epsilon;
    double lower_bound = least;
    {
        sample_pool pool(sampler, math::mix_bits(options.seed), nodes, problem.candidate, terms);
        for (double guess = problem.total / 2; guess > least; guess /= 2) {
            if (!extend_within_limits(pool, whole_sets(bounds.guess_factor() / guess), options, result.status)) {
                break;
            }
            const cover found = greedy_cover(pool, limits, options.threads).choose();
            const double reached = problem.total * static_cast<double>(found.hits) / static_cast<double>(pool.size());
            const double margin = 1 + std::sqrt(2.0) * options.epsilon;
            if (reached >= margin * guess) {
                lower_bound = std::max(lower_bound, reached / margin);
                break;
            }
        }
    }

    sample_pool pool(sampler, math::mix_bits(options.seed + 1), nodes, problem.candidate, terms);
    const auto wanted = whole_sets(bounds.final_factor() / lower_bound);
    if (extend_within_limits(pool, wanted, options, result.status)) {
        result.status = ambassador_status::complete;
    }
    const cover chosen = greedy_cover(pool, limits, options.threads).choose();
    result.person = chosen.person;
    result.sets = pool.size();

    const auto fresh =
        fresh_counts::draw(sampler, nodes, result.person, math::mix_bits(options.seed + 2),
                           options.check_sets > 0 ? options.check_sets : result.sets, options.threads, terms);
    result.check_sets = fresh.sets;
    for (std::size_t i = 0; i < result.person.size(); ++i) {
        result.gain.push_back(fresh.worth(fresh.first[i], problem.total));
        result.spent += options.cost.empty() ? 0 : options.cost[result.person[i]];
    }
    result.value = fresh.worth(fresh.hits, problem.total);
    result.standard_error = fresh.standard_error(problem.total);
    result.already = fresh.worth(fresh.already, problem.total);
    const double a = std::log(2 / delta);
    result.at_least =
        spread_at_least(static_cast<double>(fresh.hits), static_cast<double>(fresh.sets), problem.total, a);
    result.best_at_most =
        std::min(problem.total, spread_at_most(chosen.most_hits, static_cast<double>(result.sets), problem.total, a));
    result.proven = result.at_least / result.best_at_most;
    if (options.simulations > 0) {
        reach_result simulated = simulate_reach(influence, result.person, options, options.simulations);
        result.gain = std::move(simulated.gain);
        result.value = simulated.value;
        result.standard_error = simulated.standard_error;
        result.already = simulated.already;
        result.negative = simulated.negative;
    } else if (!problem.negative.empty()) {
        std::vector<std::uint32_t> everybody(result.person);
        everybody.insert(everybody.end(), options.active.begin(), options.active.end());
        auto role = problem.role;  // here the active people count among those who reach
        std::replace(role.begin(), role.end(), sample_role::won, sample_role::ordinary);
        const reverse_sampler losses(influence, options.model, problem.negative, role);
        const auto hit = fresh_counts::draw(losses, nodes, everybody, math::mix_bits(options.seed + 4), fresh.sets,
                                            options.threads, terms);
        result.negative = -hit.worth(hit.hits, losses.total());
    }
    return result;
}

}  // namespace scvm::network
