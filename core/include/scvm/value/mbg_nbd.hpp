#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/math/special.hpp>
#include <scvm/value/bg_nbd.hpp>
#include <scvm/value/history.hpp>

#include <cmath>
#include <span>
#include <vector>

namespace scvm::value {

/// The modified BG/NBD model: as BG/NBD, but a customer may leave after the very first purchase, too; so that one who
/// never came back is not "certainly alive". Immutable in use, hence thread-safe.
///
///     lambda ~ Gamma(r, alpha),   p ~ Beta(a, b): the chance of leaving after any purchase, the first included
///
/// Conventions and errors are those of bg_nbd.
/// Source: Batislam, Denizel, Filiztekin (2007), IJRM 24(3); Hoppe, Wagner (2007), Marketing ZFP 29(2).
struct mbg_nbd {
    double r = 0;
    double alpha = 0;
    double a = 0;
    double b = 0;

    /// The future of a customer who is still alive at T. One who has survived the first purchase is a BG/NBD customer:
    ///
    ///     lambda ~ Gamma(r + x, alpha + T),   p ~ Beta(a, b + x + 1)
    [[nodiscard]] bg_nbd if_alive(double x, double T) const noexcept { return {r + x, alpha + T, a, b + x + 1}; }

    /// ln of the probability density of the customer's x purchases, the last at t_x, up to T.
    [[nodiscard]] double log_likelihood(double x, double t_x, double T) const {
        require({x, t_x, T});
        const double alive = log_alive(x, t_x, T);
        return math::log_rising(r, x) + math::log_rising(b, x + 1) - math::log_rising(a + b, x + 1) -
               r * std::log1p(t_x / alpha) - x * std::log(alpha + t_x) +
               math::log_add_exp(alive, std::log(a) - std::log(b + x));
    }

    /// The probability that the customer has not left by T.
    ///
    ///     1 / (1 + a/(b+x) ((alpha+T)/(alpha+t_x))^(r+x))
    [[nodiscard]] double p_alive(double x, double t_x, double T) const {
        require({x, t_x, T});
        return 1 / (1 + std::exp(std::log(a) - std::log(b + x) - log_alive(x, t_x, T)));
    }

    /// Purchases expected of this customer in the t units after T.
    [[nodiscard]] double expected_purchases(double t, double x, double t_x, double T) const {
        return p_alive(x, t_x, T) * if_alive(x, T).expected_purchases_new(t);
    }

    /// Repeat purchases expected of a new customer in the first t units.
    [[nodiscard]] double expected_purchases_new(double t) const {
        require_time("t", t);
        return discounted_expected_purchases_new(0, t);
    }

    /// The probability that a new customer makes exactly n repeat purchases in the first t units.
    [[nodiscard]] double probability_of(unsigned n, double t) const {
        require();
        const double survives = b / (a + b);
        return survives * if_alive(0, 0).probability_of(n, t) + (n == 0 ? 1 - survives : 0);
    }

    /// The same for the next t units of a known customer.
    [[nodiscard]] double probability_of(unsigned n, double t, double x, double t_x, double T) const {
        const double alive = p_alive(x, t_x, T);
        return alive * if_alive(x, T).probability_of(n, t) + (n == 0 ? 1 - alive : 0);
    }

    /// Purchases expected of this customer in the `horizon` units after T, each discounted to T; see bg_nbd.
    [[nodiscard]] double discounted_expected_purchases(double continuous_rate, double x, double t_x, double T,
                                                       double horizon) const {
        return p_alive(x, t_x, T) * if_alive(x, T).discounted_expected_purchases_new(continuous_rate, horizon);
    }

    /// The same for the repeat purchases of a new customer, discounted to the first purchase.
    [[nodiscard]] double discounted_expected_purchases_new(double continuous_rate, double horizon) const {
        require();
        return b / (a + b) * if_alive(0, 0).discounted_expected_purchases_new(continuous_rate, horizon);
    }

    /// Columns, as in bg_nbd.
    [[nodiscard]] std::vector<rejected_row> log_likelihood(const history_columns& columns,
                                                           std::span<double> result) const {
        return apply_rows(columns, result, [&](const history& h) { return log_likelihood(h.x, h.t_x, h.T); });
    }

    [[nodiscard]] std::vector<rejected_row> p_alive(const history_columns& columns, std::span<double> result) const {
        return apply_rows(columns, result, [&](const history& h) { return p_alive(h.x, h.t_x, h.T); });
    }

    /// Throws error{domain} unless all parameters are from 1e-300 to 1e300.
    void require() const {
        require_parameter("r", r);
        require_parameter("alpha", alpha);
        require_parameter("a", a);
        require_parameter("b", b);
    }

private:
    void require(const history& h) const {
        require();
        require_history(h);
    }

    [[nodiscard]] double log_alive(double x, double t_x, double T) const noexcept {
        return -(r + x) * std::log1p((T - t_x) / (alpha + t_x));
    }
};

void describe(const auto& is, const mbg_nbd& o) {
    is("r", o.r, held_parameter, required, "Shape of the purchase rate.");
    is("alpha", o.alpha, held_parameter, required, "Rate parameter of the purchase rate, in units.");
    is("a", o.a, held_parameter, required, "First shape of the chance of leaving after a purchase.");
    is("b", o.b, held_parameter, required, "Second shape of the chance of leaving after a purchase.");
}

}  // namespace scvm::value
