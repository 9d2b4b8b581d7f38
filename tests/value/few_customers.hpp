#pragma once

#include <scvm/math/random.hpp>
#include <scvm/value/estimate.hpp>
#include <scvm/value/interval.hpp>
#include <scvm/value/lifetime_value.hpp>
#include <scvm/value/simulate.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <vector>

/// Small shops whose truth is known: how well are they estimated? bench/proof/few_customers.cpp measures it at length,
/// few_customers_test.cpp in the light.
namespace few_customers {

using namespace scvm::value;
using scvm::math::random_stream;

/// How purchases differ from each other in price.
enum class pricing {
    gamma_gamma,  ///< customers differ, and so do the purchases of one
    one_level,    ///< the same Gamma distribution for all customers
    one_price,    ///< 49.00 each
};

/// A shop that is as the model says. Weeks; T is uniform in [youngest, oldest].
template <class Model>
struct shop {
    std::string_view name;
    Model buys;
    gamma_gamma spends;
    pricing price = pricing::gamma_gamma;
    double youngest = 26;
    double oldest = 104;
};

/// Irregular shops: customers differ much, and come and go. Regular ones: customers are much alike, or stay.
inline constexpr std::array<shop<bg_nbd>, 9> shops{{
    {"irregular: CDNOW", {0.243, 4.414, 0.793, 2.426}, {6.25, 3.74, 15.44}},
    {"irregular: grocery", {1, 6, 0.5, 4}, {2, 4, 30}},
    {"irregular: slow", {0.5, 40, 1, 2}, {1.5, 3, 60}},
    {"irregular: young", {0.6, 5, 0.8, 3}, {6.25, 3.74, 15.44}, pricing::gamma_gamma, 4, 20},
    {"regular: alike", {8, 60, 0.8, 8}, {20, 20, 38}},
    {"regular: loyal", {2, 20, 0.3, 6}, {4, 6, 40}},
    {"regular: nobody leaves", {0.83, 9.9, 0.02, 6}, {2.1, 3.45, 486}},
    {"one price", {0.6, 8, 0.8, 2.5}, {1, 1, 49}, pricing::one_price},
    {"one level of amounts", {0.6, 8, 0.8, 2.5}, {3, 1, 40}, pricing::one_level},
}};

/// The same kinds where who has just bought may leave at once, after the first purchase too (MBG/NBD).
inline constexpr std::array<shop<mbg_nbd>, 9> shops_mbg{{
    {"irregular: CDNOW", {0.525, 6.183, 0.891, 1.614}, {6.25, 3.74, 15.44}},
    {"irregular: grocery", {1.5, 8, 0.6, 3}, {2, 4, 30}},
    {"irregular: slow", {0.8, 50, 1, 2}, {1.5, 3, 60}},
    {"irregular: young", {1, 6, 0.8, 2.5}, {6.25, 3.74, 15.44}, pricing::gamma_gamma, 4, 20},
    {"regular: alike", {8, 60, 0.8, 8}, {20, 20, 38}},
    {"regular: loyal", {2, 20, 0.3, 6}, {4, 6, 40}},
    {"regular: nobody leaves", {0.83, 9.9, 0.02, 6}, {2.1, 3.45, 486}},
    {"one price", {1, 10, 0.8, 2}, {1, 1, 49}, pricing::one_price},
    {"one level of amounts", {1, 10, 0.8, 2}, {3, 1, 40}, pricing::one_level},
}};

/// And where customers leave at any time (Pareto/NBD).
inline constexpr std::array<shop<pareto_nbd>, 9> shops_pareto{{
    {"irregular: CDNOW", {0.553, 10.578, 0.606, 11.669}, {6.25, 3.74, 15.44}},
    {"irregular: grocery", {1.2, 8, 0.6, 20}, {2, 4, 30}},
    {"irregular: slow", {0.6, 45, 0.8, 40}, {1.5, 3, 60}},
    {"irregular: young", {0.7, 6, 0.7, 10}, {6.25, 3.74, 15.44}, pricing::gamma_gamma, 4, 20},
    {"regular: alike", {8, 60, 2, 150}, {20, 20, 38}},
    {"regular: loyal", {2, 20, 0.5, 100}, {4, 6, 40}},
    {"regular: nobody leaves", {0.83, 9.9, 0.3, 2000}, {2.1, 3.45, 486}},
    {"one price", {0.8, 10, 0.6, 20}, {1, 1, 49}, pricing::one_price},
    {"one level of amounts", {0.8, 10, 0.6, 20}, {3, 1, 40}, pricing::one_level},
}};

struct customers {
    std::vector<double> x, t_x, T, m, revenue;
    [[nodiscard]] history_columns columns() const { return {x, t_x, T}; }
};

template <class Model>
[[nodiscard]] double mean_amount(const shop<Model>& of, double x, random_stream& random) {
    switch (of.price) {
        case pricing::one_price:
            return 49;
        case pricing::one_level:
            return random.gamma(of.spends.p * x, of.spends.v / of.spends.p) / x;
        case pricing::gamma_gamma:
            break;
    }
    return simulate_spend(of.spends, 0, 0, x, random) / x;
}

template <class Model>
[[nodiscard]] customers draw(const shop<Model>& of, std::size_t n, std::uint64_t seed) {
    customers result;
    for (std::size_t i = 0; i < n; ++i) {
        random_stream random(seed, i);
        const double T = of.youngest + (of.oldest - of.youngest) * random.uniform();
        const history h = simulate_history(of.buys, T, random);
        result.x.push_back(h.x);
        result.t_x.push_back(h.t_x);
        result.T.push_back(T);
        result.m.push_back(h.x > 0 ? mean_amount(of, h.x, random) : 0);
        result.revenue.push_back(h.x * result.m.back() + (h.x > 0 ? result.m.back() : mean_amount(of, 1, random)));
    }
    return result;
}

/// What a purchase of a customer is truly expected to be worth.
template <class Model>
[[nodiscard]] double true_spend(const shop<Model>& of, double x, double m) {
    switch (of.price) {
        case pricing::one_price:
            return 49;
        case pricing::one_level:
            return of.spends.v;
        case pricing::gamma_gamma:
            break;
    }
    return of.spends.expected_spend(x, m);
}

/// Sums over repeated shops of one kind and size.
struct figures {
    double repeats = 0;
    double scored = 0;           ///< every customer had a finite value inside its finite interval
    double likely = 0;           ///< maximum likelihood converged: purchasing
    double likely_spending = 0;  ///< and spending
    double score = 0;            ///< of the estimate minus that of maximum likelihood, where that converged: mean
                                 ///< log-likelihood of 200 new customers
    double score_future = 0;     ///< the same: of own customers' purchases in the next 26 weeks
    double score_spending = 0;   ///< the same: of 200 new customers' mean amounts
    double covered = 0;          ///< share of the customers whose interval holds the true value
    double covered_likely = 0;   ///< the same of maximum likelihood, where both parts converged
    double both_likely = 0;
    std::array<double, 8> purchasing_status{};
    std::array<double, 8> spending_status{};
};

namespace detail {

/// The share of customers whose 95 % interval holds the value that the true parameters give.
template <class Model>
[[nodiscard]] double coverage(const shop<Model>& of, const customers& base, const fitted<Model>& purchasing,
                              const fitted<gamma_gamma>& spending, bool& complete) {
    const lifetime_terms terms{.horizon = 52, .yearly_discount = 0.1, .margin = 0.3};
    const auto found = lifetime_value_intervals(purchasing, spending, terms, base.columns(), base.m);
    double inside = 0;
    for (std::size_t i = 0; i < base.x.size(); ++i) {
        const double purchases =
            of.buys.discounted_expected_purchases(terms.rate(), base.x[i], base.t_x[i], base.T[i], terms.horizon);
        const double truth = purchases * true_spend(of, base.x[i], base.m[i]) * terms.margin;
        inside += found.low[i] <= truth && truth <= found.high[i];
        complete = complete && found.low[i] <= found.values.value[i] && found.values.value[i] <= found.high[i] &&
                   std::isfinite(found.high[i]);
    }
    return inside / static_cast<double>(base.x.size());
}

}  // namespace detail

template <class Model>
[[nodiscard]] fitted<Model> likelihood_alone(const history_columns& columns) {
    if constexpr (std::is_same_v<Model, pareto_nbd>) {
        return fit_pareto_nbd(columns);
    } else if constexpr (std::is_same_v<Model, mbg_nbd>) {
        return fit_mbg_nbd(columns);
    } else {
        return fit_bg_nbd(columns);
    }
}

/// The probability of `count` purchases in the next t weeks.
template <class Model>
[[nodiscard]] double probability_of(const Model& model, unsigned count, double t, double x, double t_x, double T) {
    if constexpr (std::is_same_v<Model, pareto_nbd>) {
        // Of who is alive, the rates of purchasing and of leaving are independent again.
        const double alive = model.p_alive(x, t_x, T);
        const pareto_nbd now{model.r + x, model.alpha + T, model.s, model.beta + T};
        return alive * now.probability_of(count, t) + (count == 0 ? 1 - alive : 0);
    } else {
        return model.probability_of(count, t, x, t_x, T);
    }
}

/// Draws `repeats` shops of n customers each, and estimates and scores them.
template <class Model>
[[nodiscard]] figures measure(const shop<Model>& of, std::size_t n, std::uint64_t repeats) {
    constexpr std::size_t judges = 200;
    figures sum;
    for (std::uint64_t repeat = 0; repeat < repeats; ++repeat) {
        const std::uint64_t seed = 1'000'000 * n + repeat;
        const customers base = draw(of, n, seed);
        const auto likely = likelihood_alone<Model>(base.columns());
        const auto likely_spending = fit_gamma_gamma(base.x, base.m);
        const auto purchasing = estimate<Model>(base.columns());
        const auto spending = estimate_spending({base.x, base.m, base.revenue});
        sum.repeats += 1;
        sum.purchasing_status[static_cast<std::size_t>(purchasing.status)] += 1;
        sum.spending_status[static_cast<std::size_t>(spending.status)] += 1;
        const customers others = draw(of, judges, seed + 500'000);
        if (likely.converged()) {
            sum.likely += 1;
            const std::size_t own = std::min(n, judges);
            for (std::size_t i = 0; i < judges; ++i) {
                const double x = others.x[i], t_x = others.t_x[i], T = others.T[i];
                sum.score +=
                    (purchasing.model.log_likelihood(x, t_x, T) - likely.model.log_likelihood(x, t_x, T)) / judges;
            }
            for (std::size_t i = 0; i < own; ++i) {
                random_stream random(seed + 700'000, i);
                const double x = base.x[i], t_x = base.t_x[i], T = base.T[i];
                const auto count = static_cast<unsigned>(simulate_future(of.buys, {x, t_x, T}, 26, random));
                const auto log_score = [&](const Model& model) {
                    return std::log(std::max(1e-300, probability_of(model, count, 26, x, t_x, T)));
                };
                sum.score_future += (log_score(purchasing.model) - log_score(likely.model)) / static_cast<double>(own);
            }
        }
        if (likely_spending.converged() && spending.usable()) {
            sum.likely_spending += 1;
            double buyers = 0, score = 0;
            for (std::size_t i = 0; i < judges; ++i) {
                if (others.x[i] > 0) {
                    buyers += 1;
                    score += spending.model.log_likelihood(others.x[i], others.m[i]) -
                             likely_spending.model.log_likelihood(others.x[i], others.m[i]);
                }
            }
            sum.score_spending += buyers > 0 ? score / buyers : 0;
        }
        bool complete = purchasing.usable() && spending.usable();
        if (complete) {
            sum.covered += detail::coverage(of, base, purchasing, spending, complete);
        }
        sum.scored += complete;
        if (likely.converged() && likely_spending.converged()) {
            bool unused = true;
            sum.both_likely += 1;
            sum.covered_likely += detail::coverage(of, base, likely, likely_spending, unused);
        }
    }
    return sum;
}

}  // namespace few_customers
