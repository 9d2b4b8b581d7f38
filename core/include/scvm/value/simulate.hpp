#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/math/parallel.hpp>
#include <scvm/math/random.hpp>
#include <scvm/value/beta_geometric.hpp>
#include <scvm/value/bg_bb.hpp>
#include <scvm/value/bg_nbd.hpp>
#include <scvm/value/forecast.hpp>
#include <scvm/value/gamma_gamma.hpp>
#include <scvm/value/mbg_nbd.hpp>
#include <scvm/value/pareto_nbd.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace scvm::value {

namespace detail {

constexpr double seconds_of_draw = 3e-8;  // of one purchase
constexpr double seconds_of_row = 1e-6;   // of a customer's own rates

// Purchases are drawn one by one: parameters of another unit, or none at all, would never come to an end.
template <class Model>
void require_drawable(const Model& model, double t) {
    model.require();
    require_time("t", t);
    const double purchases = model.r / model.alpha * t;
    if (!(purchases <= 1e8)) {
        throw_domain("r / alpha * t", purchases, "at most 1e8 purchases of a customer to draw");
    }
}

// A customer with a dropout chance below 2^-53 never leaves, a rate of 0 never buys: draws of small shapes underflow.
template <class Take>
void buy_until(double t, double rate, double leave_after_purchase, math::random_stream& random, Take&& take) {
    constexpr unsigned together = 1024;
    unsigned drawn = 0;
    for (double time = random.exponential() / rate; time <= t; time += random.exponential() / rate) {
        if (++drawn % together == 0) {
            checkpoint(together * seconds_of_draw);
        }
        take(time);
        if (random.bernoulli(leave_after_purchase)) {
            return;
        }
    }
}

}  // namespace detail

/// Draws a new customer from the model and calls take(time) for each repeat purchase in the first t units, in order.
/// Throws error{domain} for bad parameters, and where more than 1e8 purchases are expected.
template <class Take>
void simulate_new(const bg_nbd& model, double t, math::random_stream& random, Take&& take) {
    detail::require_drawable(model, t);
    const double rate = random.gamma(model.r, 1 / model.alpha);
    const double leave = random.beta(model.a, model.b);
    detail::buy_until(t, rate, leave, random, take);
}

template <class Take>
void simulate_new(const mbg_nbd& model, double t, math::random_stream& random, Take&& take) {
    detail::require_drawable(model, t);
    const double rate = random.gamma(model.r, 1 / model.alpha);
    const double leave = random.beta(model.a, model.b);
    if (!random.bernoulli(leave)) {
        detail::buy_until(t, rate, leave, random, take);
    }
}

template <class Take>
void simulate_new(const pareto_nbd& model, double t, math::random_stream& random, Take&& take) {
    detail::require_drawable(model, t);
    const double rate = random.gamma(model.r, 1 / model.alpha);
    const double leave = random.gamma(model.s, 1 / model.beta);
    const double life = random.exponential() / leave;
    detail::buy_until(std::min(t, life), rate, 0, random, take);
}

/// The history of a new customer of age T, drawn from the model; times are exact, no days are merged.
template <buying_model Model>
[[nodiscard]] history simulate_history(const Model& model, double T, math::random_stream& random) {
    history h{0, 0, T};
    simulate_new(model, T, random, [&](double time) {
        h.x += 1;
        h.t_x = time;
    });
    return h;
}

/// Purchases of a known customer in the t units after T, drawn from the model.
template <buying_model Model>
[[nodiscard]] double simulate_future(const Model& model, const history& h, double t, math::random_stream& random) {
    double count = 0;
    if (random.bernoulli(model.p_alive(h.x, h.t_x, h.T))) {
        simulate_new(model.if_alive(h.x, h.T), t, random, [&](double) { count += 1; });
    }
    return count;
}

/// Histories of new customers of the given ages; row i comes from random stream (seed, i) alone.
struct simulated_histories {
    std::vector<double> x;
    std::vector<double> t_x;
    std::vector<double> T;

    [[nodiscard]] history_columns columns() const noexcept { return {x, t_x, T}; }
};
void describe(const auto& is, const simulated_histories& o) {
    is("x", o.x, "Of each customer: repeat purchases.");
    is("t_x", o.t_x, "Time of the last purchase.");
    is("T", o.T, "As given.");
}

template <buying_model Model>
[[nodiscard]] simulated_histories simulate_histories(const Model& model, std::span<const double> T, std::uint64_t seed,
                                                     unsigned threads = 1) {
    model.require();
    for (std::size_t row = 0; row < T.size(); ++row) {
        if (!(T[row] >= 0 && T[row] <= largest_number)) {
            throw_domain("T", row, T[row], "a finite time >= 0");
        }
    }
    const double longest = T.empty() ? 0 : *std::ranges::max_element(T);
    const double rows = static_cast<double>(T.size());
    require_work("simulate_histories",
                 {rows * (detail::seconds_of_row + model.expected_purchases_new(longest) * detail::seconds_of_draw),
                  100 * rows});
    simulated_histories result{std::vector<double>(T.size()), std::vector<double>(T.size()), {T.begin(), T.end()}};
    constexpr std::size_t grain = 1024;
    math::for_each_chunk(T.size(), grain, threads, [&](const math::chunk& part) {
        for (std::size_t row = part.begin; row < part.end; ++row) {
            math::random_stream random(seed, row);
            checkpoint(detail::seconds_of_row);
            const history h = simulate_history(model, T[row], random);
            result.x[row] = h.x;
            result.t_x[row] = h.t_x;
        }
    });
    return result;
}

/// The purchases of a new customer at n opportunities, drawn from the model: x, t_x, n.
[[nodiscard]] inline history simulate_history(const bg_bb& model, double n, math::random_stream& random) {
    model.require();
    const double buy = random.beta(model.alpha, model.beta);
    const double leave = random.beta(model.gamma, model.delta);
    history h{0, 0, n};
    for (double i = 1; i <= n; ++i) {
        if (std::fmod(i, 0x1p20) == 0) {
            checkpoint(0x1p20 * 1e-8);
        }
        if (random.bernoulli(leave)) {
            break;
        }
        if (random.bernoulli(buy)) {
            h.x += 1;
            h.t_x = i;
        }
    }
    return h;
}

/// How often a new contract is renewed, at most `most` times, drawn from the model.
[[nodiscard]] inline double simulate_renewals(const beta_geometric& model, double most, math::random_stream& random) {
    model.require();
    const double leave = random.beta(model.a, model.b);
    double renewals = 0;
    while (renewals < most && !random.bernoulli(leave)) {
        renewals += 1;
        if (std::fmod(renewals, 0x1p20) == 0) {
            checkpoint(0x1p20 * 1e-8);
        }
    }
    return renewals;
}

/// What the next `count` purchases of a customer are worth together, drawn from the model, given x purchases worth m on
/// average so far (x = 0: none).
[[nodiscard]] inline double simulate_spend(const gamma_gamma& model, double x, double m, double count,
                                           math::random_stream& random) {
    model.require();
    if (count == 0) {
        return 0;
    }
    const double rate = random.gamma(model.p * x + model.q, 1 / (model.v + (x > 0 ? x * m : 0)));
    return random.gamma(model.p * count, 1) / rate;
}

}  // namespace scvm::value
