#pragma once

#include <scvm/network/ambassador_bounds.hpp>
#include <scvm/network/greedy_cover.hpp>
#include <scvm/network/reverse_samples.hpp>
#include <scvm/network/spread.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace scvm::network {

/// Whom to win first, and under which conditions. Columns have one row per person, or are empty.
struct ambassador_options {
    std::uint32_t count = 10;                                 ///< k: at most so many people
    double budget = std::numeric_limits<double>::infinity();  ///< the costs together; needs `cost`
    std::span<const double> cost = {};   ///< > 0 per person; empty: everybody costs the same, `count` decides
    std::span<const double> value = {};  ///< of reaching a person; empty: 1. Negative values are reported apart
    std::span<const std::uint8_t> eligible = {};  ///< not 0: may be asked (consent given). Constrains the choice alone
    std::span<const std::uint8_t> barred = {};    ///< not 0: takes no part: is not reached, passes nothing on
    std::span<const std::uint32_t> active = {};   ///< people who are won already; gains are beyond what they reach
    cascade model = {};

    double epsilon = 0.1;  ///< ε in (0, 1): the choice is at least (1 - 1/e - ε) of the best possible …
    double delta = 0;      ///< … except with probability δ in (0, 1); 0: 1 / number of people
    std::uint64_t max_sets = std::numeric_limits<std::uint64_t>::max();  ///< for each sample; fewer: see the status
    std::uint64_t max_bytes = std::uint64_t{4} << 30;                    ///< for the samples kept in memory
    std::function<bool()> keep_going = {};  ///< asked between batches; false: choose from what is there (a time budget)
    std::uint64_t seed = 1;
    unsigned threads = 1;  ///< >= 1; the result does not depend on it
};

/// How far the search went. The numbers are part of the API.
enum class ambassador_status : std::uint8_t {
    complete = 0,            ///< as many samples as the guarantee needs
    set_limit = 1,           ///< max_sets came first: rely on `proven` alone
    memory_limit = 2,        ///< max_bytes came first: rely on `proven` alone
    stopped = 3,             ///< keep_going said so: rely on `proven` alone
    nothing_to_reach = 4,    ///< nobody, or no positive value, to reach
    nobody_eligible = 5,     ///< no candidate, or count is 0
    nothing_affordable = 6,  ///< every candidate costs more than the budget
};

struct ambassadors_result {
    std::vector<std::uint32_t> person;  ///< in the order of choice
    std::vector<double> gain;           ///< value that each adds to those before; unbiased, sums to `value`
    double value = 0;                   ///< expected value reached by the chosen beyond `already`; unbiased
    double standard_error = 0;          ///< of value
    double already = 0;                 ///< expected value that the active people reach anyway; unbiased
    double negative = 0;      ///< expected negative value reached by the chosen and the active together, <= 0; unbiased
    double spent = 0;         ///< Σ cost
    double at_least = 0;      ///< the choice's expected value is at least this with probability 1 - δ/2
    double best_at_most = 0;  ///< no choice's expected value is above this, with probability 1 - δ/2
    /// at_least / best_at_most: so much of the best possible is proven for this very choice, with probability 1 - δ.
    double proven = 0;
    std::uint64_t sets = 0;        ///< reverse-reachable sets that the choice was made from
    std::uint64_t check_sets = 0;  ///< fresh sets behind the estimates and bounds
    ambassador_status status = ambassador_status::complete;
};

/// Expected reach of given people, from reverse samples.
struct reach_result {
    double value = 0;           ///< unbiased
    double standard_error = 0;  ///< of value
    std::vector<double> gain;   ///< what each adds to those before; sums to value
    double already = 0;         ///< what the active people reach anyway; not in value
    std::uint64_t sets = 0;
};

/// The checked parts of ambassador_options that describe who is who.
struct ambassador_problem {
    std::vector<std::uint8_t> candidate;
    std::vector<sample_role> role;  // empty: all ordinary
    std::vector<double> value;      // max(value, 0); empty: 1 each
    std::vector<double> negative;   // -min(value, 0); empty: none
    double candidates = 0;
    std::uint32_t most_chosen = 0;  // as count and budget allow
    double best_own = 0;            // what the candidates reach by their own value at the least
    double total = 0;               // Σ value of who takes part
};

/// Throws as ambassadors() does.
[[nodiscard]] inline ambassador_problem check_problem(const graph& influence, const ambassador_options& options) {
    const std::uint32_t nodes = influence.node_count();
    check(options.model, influence);
    const auto require_rows = [nodes](const char* name, std::size_t size) {
        if (size != 0) {
            require_size(name, size, "the graph", nodes);
        }
    };
    require_rows("cost", options.cost.size());
    require_rows("value", options.value.size());
    require_rows("eligible", options.eligible.size());
    require_rows("barred", options.barred.size());
    check_persons("active", options.active, influence);
    if (!(options.epsilon > 0 && options.epsilon < 1)) {
        throw_domain("epsilon", options.epsilon, "0 < epsilon < 1");
    }
    if (!(options.delta >= 0 && options.delta < 1)) {
        throw_domain("delta", options.delta, "0 < delta < 1, or 0 for 1 / people");
    }
    if (!(options.budget >= 0)) {
        throw_domain("budget", options.budget, "budget >= 0");
    }
    if (options.cost.empty() && options.budget < std::numeric_limits<double>::infinity()) {
        throw error(errc::domain, "budget = " + number_text(options.budget) + ": expected a cost per person beside it");
    }
    for (std::size_t node = 0; node < options.cost.size(); ++node) {
        if (!(options.cost[node] > 0 && std::isfinite(options.cost[node]))) {
            throw_domain("cost", node, options.cost[node], "a finite cost > 0");
        }
    }
    if (!options.value.empty()) {
        check_column("value", options.value, nodes);
    }

    ambassador_problem problem;
    if (!options.barred.empty() || !options.active.empty()) {
        problem.role.resize(nodes, sample_role::ordinary);
        for (const std::uint32_t person : options.active) {
            problem.role[person] = sample_role::won;
        }
        for (std::uint32_t node = 0; node < options.barred.size(); ++node) {
            problem.role[node] = options.barred[node] != 0 ? sample_role::barred : problem.role[node];
        }
    }
    const auto takes_part = [&](std::uint32_t node) {
        return problem.role.empty() || problem.role[node] != sample_role::barred;
    };
    if (!options.value.empty()) {
        problem.value.resize(nodes);
        for (std::uint32_t node = 0; node < nodes; ++node) {
            problem.value[node] = std::max(options.value[node], 0.0);
            if (options.value[node] < 0 && takes_part(node)) {
                problem.negative.resize(nodes);
                problem.negative[node] = -options.value[node];
            }
        }
    }
    const auto worth = [&](std::uint32_t node) { return problem.value.empty() ? 1 : problem.value[node]; };
    problem.candidate.resize(nodes);
    std::vector<double> own;
    std::vector<double> price;
    for (std::uint32_t node = 0; node < nodes; ++node) {
        problem.total += takes_part(node) ? worth(node) : 0;
        if ((options.eligible.empty() || options.eligible[node] != 0) &&
            (problem.role.empty() || problem.role[node] == sample_role::ordinary)) {
            problem.candidate[node] = 1;
            ++problem.candidates;
            own.push_back(worth(node));
            price.push_back(options.cost.empty() ? 0 : options.cost[node]);
        }
    }
    std::vector<double> cheapest = price;
    std::sort(cheapest.begin(), cheapest.end());
    double spent = 0;
    for (const double cost : cheapest) {
        if (problem.most_chosen == options.count || spent + cost > options.budget) {
            break;
        }
        spent += cost;
        ++problem.most_chosen;
    }
    if (options.cost.empty()) {
        std::sort(own.begin(), own.end(), std::greater<>());
        for (std::uint32_t i = 0; i < problem.most_chosen; ++i) {
            problem.best_own += own[i];
        }
    } else {
        for (std::size_t i = 0; i < own.size(); ++i) {
            problem.best_own = price[i] <= options.budget ? std::max(problem.best_own, own[i]) : problem.best_own;
        }
    }
    return problem;
}

/// The expected value reached by given people, beyond what the active ones reach, from `sets` reverse samples.
///
/// An unbiased estimate for any people that were not chosen by means of the same seed. Cheaper than spread() for many
/// small cascades, dearer for few large ones. Of the options, costs, eligibility and limits play no part. Negative
/// values are left out; a person named twice adds nothing the second time.
///
/// Throws as ambassadors() does; error{domain} for people who are not there, and sets < 1.
[[nodiscard]] inline reach_result reach_of(const graph& influence, std::span<const std::uint32_t> people,
                                           const ambassador_options& options = {}, std::uint64_t sets = 100000);

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
/// Where greedy finds nobody else who adds anything, fewer than `count` people are returned.
///
/// Throws error{domain} for a bad model, values that are not finite, costs that are not positive, and options outside
/// their range; error{size_mismatch}.
/// Source: Tang, Shi, Xiao 2015, SIGMOD (IMM), with the fresh final sample of Chen 2018 (arXiv 1808.09363); Tang, Tang,
/// Xiao, Yuan 2018, SIGMOD (bounds); Kempe, Kleinberg, Tardos 2003, KDD. Values, costs and consent are our own.
[[nodiscard]] inline ambassadors_result ambassadors(const graph& influence, const ambassador_options& options = {});

/// Counts, over fresh samples, who of `people` is the first to hit each set.
struct fresh_counts {
    std::vector<std::uint64_t> first;  // sets that each person hits and nobody before it does
    std::uint64_t hits = 0;
    std::uint64_t already = 0;  // sets that the active people hit
    std::uint64_t sets = 0;

    static fresh_counts draw(const reverse_sampler& sampler, std::uint32_t nodes, std::span<const std::uint32_t> people,
                             std::uint64_t seed, std::uint64_t sets, unsigned threads) {
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
            reverse_sampler::scratch memory(nodes);
            std::vector<std::uint32_t> local(people.size() + 1);
            for (std::size_t number = part.begin; number < part.end; ++number) {
                std::uint32_t earliest = nobody_of_these;
                const bool free = sampler.sample(seed, number, memory, [&](std::uint32_t place) {
                    earliest = std::min(earliest, rank_at[place]);
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
    const reverse_sampler sampler(influence, options.model, problem.value, problem.role);
    const auto counts = fresh_counts::draw(sampler, influence.node_count(), people, math::mix_bits(options.seed + 3),
                                           sets, options.threads);
    for (std::size_t i = 0; i < people.size(); ++i) {
        result.gain[i] = counts.worth(counts.first[i], problem.total);
    }
    result.value = counts.worth(counts.hits, problem.total);
    result.standard_error = counts.standard_error(problem.total);
    result.already = counts.worth(counts.already, problem.total);
    result.sets = sets;
    return result;
}

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
    const auto problem = check_problem(influence, options);
    const std::uint32_t nodes = influence.node_count();
    ambassadors_result result;
    if (!(problem.total > 0)) {
        result.status = ambassador_status::nothing_to_reach;
        return result;
    }
    if (problem.candidates == 0 || options.count == 0) {
        result.status = ambassador_status::nobody_eligible;
        return result;
    }
    if (problem.most_chosen == 0) {
        result.status = ambassador_status::nothing_affordable;
        return result;
    }
    const double people = std::max<double>(2, nodes);
    const double delta = options.delta > 0 ? options.delta : 1 / people;
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
        sample_pool pool(sampler, math::mix_bits(options.seed), nodes, problem.candidate);
        for (double guess = problem.total / 2; guess > least; guess /= 2) {
            if (!extend_within_limits(pool, static_cast<std::uint64_t>(std::ceil(bounds.guess_factor() / guess)),
                                      options, result.status)) {
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

    sample_pool pool(sampler, math::mix_bits(options.seed + 1), nodes, problem.candidate);
    const auto wanted = static_cast<std::uint64_t>(std::ceil(bounds.final_factor() / lower_bound));
    if (extend_within_limits(pool, wanted, options, result.status)) {
        result.status = ambassador_status::complete;
    }
    const cover chosen = greedy_cover(pool, limits, options.threads).choose();
    result.person = chosen.person;
    result.sets = pool.size();

    const auto fresh = fresh_counts::draw(sampler, nodes, result.person, math::mix_bits(options.seed + 2), result.sets,
                                          options.threads);
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
    if (!problem.negative.empty()) {
        std::vector<std::uint32_t> everybody(result.person);
        everybody.insert(everybody.end(), options.active.begin(), options.active.end());
        auto role = problem.role;  // here the active people count among those who reach
        std::replace(role.begin(), role.end(), sample_role::won, sample_role::ordinary);
        const reverse_sampler losses(influence, options.model, problem.negative, role);
        const auto hit = fresh_counts::draw(losses, nodes, everybody, math::mix_bits(options.seed + 4), result.sets,
                                            options.threads);
        result.negative = -hit.worth(hit.hits, losses.total());
    }
    return result;
}

}  // namespace scvm::network
