#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/network/cascade.hpp>
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
    std::uint32_t count = 10;
    double budget = std::numeric_limits<double>::infinity();
    std::span<const double> cost = {};
    std::span<const double> value = {};
    std::span<const std::uint8_t> eligible = {};
    std::span<const std::uint8_t> barred = {};
    std::span<const std::uint32_t> active = {};
    std::span<const double> willing = {};
    bool others_only = false;
    cascade model = {};

    double epsilon = 0.1;
    double delta = 0;
    std::uint64_t check_sets = 0;
    std::uint64_t simulations = 0;
    std::uint64_t max_sets = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t max_bytes = std::uint64_t{4} << 30;
    std::function<bool()> keep_going = {};  ///< asked between batches; false: choose from what is there (a time budget)
    std::uint64_t seed = 1;
    unsigned threads = 1;
};

/// Who is who, and how the search runs: what holds for given people as well.
void describe_people(const auto& is, const ambassador_options& o) {
    is("cost", o.cost, above(0).finite(), "Of each person; empty: everybody costs the same.");
    is("value", o.value, "Of reaching each person; empty: 1. Negative values are reported apart.");
    is("eligible", o.eligible, yes_or_no, "Who may be asked (consent given); constrains the choice alone.");
    is("barred", o.barred, yes_or_no, "Who takes no part: is not reached, passes nothing on.");
    is("active", o.active, "People who are won already; gains are beyond what they reach.");
    is("willing", o.willing, within(0, 1),
       "Probability that each person acts once won; empty: everybody does. Not with simulations.");
    is("others_only", o.others_only,
       "Whether nobody counts as reached by himself: only what others bring. Not with simulations.");
}
void describe_run(const auto& is, const ambassador_options& o) {
    is("seed", o.seed, "Of the samples.");
    is("threads", o.threads, within(1, 256), "How many threads work; the result does not depend on it.");
}

void describe(const auto& is, const ambassador_options& o) {
    is("k", o.count, within(0, 1e7), "How many people at most.");
    is("budget", o.budget, at_least(0), "The costs together; needs cost.");
    describe_people(is, o);
    describe(is, o.model);
    is("epsilon", o.epsilon, above(0).below(1), "The choice is at least (1 - 1/e - ε) of the best possible.");
    is("delta", o.delta, at_least(0).below(1), "Except with this probability; 0: 1 / number of people.");
    is("check_sets", o.check_sets, within(0, 1e8),
       "Fresh sets behind the estimate and at_least; 0: as many as the choice is made from. Four times as many halve "
       "the standard error.");
    is("simulations", o.simulations, within(0, 1e7),
       "Whole cascades for the estimate in place of fresh sets; 0: none. Sharper for their time where ambassadors "
       "reach a small part of everybody. The bounds stay with the sets.");
    is("max_sets", o.max_sets, "The most sets that the choice is made from; fewer than needed: see the status.");
    is("max_bytes", o.max_bytes, at_most(0x1p32), "For the samples kept in memory.");
    describe_run(is, o);
}

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

/// Whose success counts.
[[nodiscard]] inline sample_terms terms_of(const ambassador_options& options) {
    return {options.willing, options.others_only};
}

/// Whole cascades know of no unwilling person. Throws error{domain}.
inline void refuse_terms(const char* method, const ambassador_options& options) {
    if (!options.willing.empty() || options.others_only) {
        throw error(errc::domain, std::string(method) + ": willing and others_only are for reverse samples alone");
    }
}

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
    require_rows("willing", options.willing.size());
    require_described(options);
    check_persons("active", options.active, influence);
    if (options.cost.empty() && options.budget < std::numeric_limits<double>::infinity()) {
        throw error(errc::domain, "budget = " + number_text(options.budget) + ": expected a cost per person beside it");
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
    if (!options.willing.empty() || options.others_only) {
        return problem;  // nobody brings his own value for sure
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

}  // namespace scvm::network
