#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/math/beta_mean.hpp>
#include <scvm/math/hypergeometric.hpp>
#include <scvm/math/quadrature.hpp>
#include <scvm/math/special.hpp>
#include <scvm/value/history.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

namespace scvm::value {

/// The beta-geometric / NBD model: customers buy at random at their own rate, and after each repeat purchase may leave
/// for good. Immutable in use, hence thread-safe.
///
///     lambda ~ Gamma(r, alpha)    purchases per unit while alive
///     p      ~ Beta(a, b)         chance of leaving after a purchase
///
/// t and the histories' t_x and T share one unit. Every function throws error{domain} for a parameter that is not from
/// 1e-300 to 1e300, for a time that is not from 0 to 1e300, and for a history that contradicts itself.
/// Source: Fader, Hardie, Lee (2005), "Counting your customers" the easy way, Marketing Science 24(2).
struct bg_nbd {
    double r = 0;
    double alpha = 0;
    double a = 0;
    double b = 0;

    /// The model of the future of a customer who is still alive at T, seen from T: rates and chances are then
    /// independent again, and do not depend on when the purchases were.
    ///
    ///     lambda ~ Gamma(r + x, alpha + T),   p ~ Beta(a, b + x)
    [[nodiscard]] bg_nbd if_alive(double x, double T) const noexcept { return {r + x, alpha + T, a, b + x}; }

    /// ln of the probability density of the customer's x purchases, the last at t_x, up to T (eq. 6).
    [[nodiscard]] double log_likelihood(double x, double t_x, double T) const {
        require({x, t_x, T});
        const auto [alive, gone] = log_odds(x, t_x, T);
        return math::log_rising(r, x) + math::log_rising(b, x) - math::log_rising(a + b, x) -
               r * std::log1p(t_x / alpha) - x * std::log(alpha + t_x) + math::log_add_exp(alive, gone);
    }

    /// The probability that the customer has not left by T; 1 for x = 0, as nobody leaves before a repeat purchase.
    ///
    ///     1 / (1 + a/(b+x-1) ((alpha+T)/(alpha+t_x))^(r+x))
    ///
    /// Source: Fader, Hardie, Lee (2008), note "Computing P(alive) using the BG/NBD model".
    [[nodiscard]] double p_alive(double x, double t_x, double T) const {
        require({x, t_x, T});
        const auto [alive, gone] = log_odds(x, t_x, T);
        return 1 / (1 + std::exp(gone - alive));
    }

    /// Purchases expected of this customer in the t units after T (eq. 10).
    [[nodiscard]] double expected_purchases(double t, double x, double t_x, double T) const {
        return p_alive(x, t_x, T) * if_alive(x, T).expected_purchases_new(t);
    }

    /// Repeat purchases expected of a new customer in the first t units (eq. 9).
    ///
    /// Written as the integral of the purchase rate, which has no singularity at a = 1 and loses no digits for small t.
    [[nodiscard]] double expected_purchases_new(double t) const {
        require_time("t", t);
        return discounted_expected_purchases_new(0, t);
    }

    /// The probability that a new customer makes exactly n repeat purchases in the first t units (eq. 8).
    [[nodiscard]] double probability_of(unsigned n, double t) const {
        require();
        require_time("t", t);
        const double stayed = std::exp(math::log_rising(b, n) - math::log_rising(a + b, n) + log_count(n, t));
        if (n == 0) {
            return stayed;
        }
        // P(at least n purchases of one who never leaves) is the incomplete beta function: no 1 - sum that cancels.
        const double at_least = math::negative_binomial_survival(n, r, t, alpha);
        // B(a+1, b+n-1) / B(a, b)
        return stayed +
               a / (a + b) * std::exp(math::log_rising(b, n - 1) - math::log_rising(a + b + 1, n - 1)) * at_least;
    }

    /// The same for the next t units of a known customer.
    [[nodiscard]] double probability_of(unsigned n, double t, double x, double t_x, double T) const {
        const double alive = p_alive(x, t_x, T);
        return alive * if_alive(x, T).probability_of(n, t) + (n == 0 ? 1 - alive : 0);
    }

    /// Purchases expected of this customer in the `horizon` units after T, each discounted to T.
    ///
    ///     P(alive) * integral_0^horizon e^(-rate s) m(s) ds,   m(s) = purchase rate at T + s of one alive at T
    ///
    /// `continuous_rate` is compounded continuously, per unit (value::continuous_rate makes it from a yearly one).
    /// The horizon may be infinite; without discount the result is then infinite unless a > 1.
    [[nodiscard]] double discounted_expected_purchases(double continuous_rate, double x, double t_x, double T,
                                                       double horizon) const {
        return p_alive(x, t_x, T) * if_alive(x, T).discounted_expected_purchases_new(continuous_rate, horizon);
    }

    /// The same for the repeat purchases of a new customer, discounted to the first purchase.
    ///
    ///     m(s) = r/alpha E_p[(1 + p s/alpha)^-(r+1)];  with s = alpha (e^tau - 1), on tau from 0 to ln(1 +
    ///     horizon/alpha): r integral e^((1-a) tau - rate s) 2F1(a+b-r-1, a; a+b; 1-e^-tau) dtau
    ///
    /// by the series of 2F1 where that is quick, else averaged over p last: right to 1e-12 for parameters from 1e-300
    /// to 1e300, in bounded time. Ours: the density of a purchase at s given p is lambda e^(-lambda p s), averaged over
    /// lambda and p.
    [[nodiscard]] double discounted_expected_purchases_new(double continuous_rate, double horizon) const {
        require();
        require_rate("continuous_rate", continuous_rate);
        if (!(horizon >= 0)) {
            throw_domain("horizon", horizon, "a time >= 0, or infinity");
        }
        if (continuous_rate == 0 && std::isinf(horizon)) {
            return a > 1 ? 1 + b / (a - 1) : std::numeric_limits<double>::infinity();
        }
        const double end = continuous_rate > 0 ? std::min(horizon, 45 / continuous_rate) : horizon;  // e^-45: nothing
        if (end <= 49 * alpha && std::min({r, a, b}) >= 0.01 && std::max({r, a, b}) <= 1000) {
            const double steepness = (r + 1) * a / (a + b) + a + continuous_rate * alpha;
            const double value =
                r * math::integrate_panels<16>(std::log1p(end / alpha), 3 / steepness, 2, [&](double tau) {
                    const double decay = (1 - a) * tau - continuous_rate * alpha * std::expm1(tau);
                    return std::exp(decay) * math::hypergeometric_series(a + b - r - 1, a, a + b, -std::expm1(-tau));
                });
            if (!std::isnan(value)) {
                return value;
            }
        }
        return discounted_over_chances(continuous_rate, horizon);
    }

    /// Columns: row i of `result` depends on row i alone. A customer without a purchase (x NaN) and a rejected row get
    /// NaN. Returns the rejected rows. Throws error{size_mismatch}.
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
    struct odds {
        double alive;
        double gone;
    };

    void require(const history& h) const {
        require();
        require_history(h);
    }

    /// discounted_expected_purchases_new for parameters of any size: the purchases given p, averaged over p.
    ///
    ///     without discount (1 - (1 + p t/alpha)^-r) / p;   with kappa = rate alpha / p, s = alpha/p (e^sigma - 1)
    ///     r/p integral e^(-r sigma - kappa (e^sigma - 1)) dsigma,   sigma from 0 to ln(1 + p horizon/alpha)
    [[nodiscard]] double discounted_over_chances(double continuous_rate, double horizon) const {
        const double ahead = continuous_rate > 0 ? std::min(horizon, 1 / continuous_rate) : horizon;
        const double scale = std::max(r, 1.0) * (ahead / alpha);
        const double most = std::min(r * (ahead / alpha), std::numeric_limits<double>::max());
        if (continuous_rate == 0) {
            const double reach = horizon / alpha;
            return math::beta_mean(a, b, scale, most,
                                   [&](double p, double) { return -std::expm1(-r * std::log1p(p * reach)) / p; });
        }
        return math::beta_mean(a, b, scale, most, [&](double p, double) {
            const double kappa = continuous_rate * alpha / p;
            const double steepness = r + kappa;
            const double end = std::min({std::log1p(p * (horizon / alpha)), 45 / steepness, std::log1p(45 / kappa)});
            return math::integrate_panels<16>(
                       end, 3 / steepness, 2,
                       [&](double sigma) { return std::exp(-r * sigma - kappa * std::expm1(sigma)); }) *
                   steepness / (p + continuous_rate * (alpha / r));
        });
    }

    /// ln of the weights of "still alive" and "left right after t_x", up to a common factor.
    [[nodiscard]] odds log_odds(double x, double t_x, double T) const noexcept {
        return {-(r + x) * std::log1p((T - t_x) / (alpha + t_x)),
                x > 0 ? std::log(a) - std::log(b + (x - 1)) : -std::numeric_limits<double>::infinity()};
    }

    /// ln P(n purchases in t units of one who never leaves): negative binomial.
    [[nodiscard]] double log_count(unsigned n, double t) const {
        return n == 0 ? -r * std::log1p(t / alpha)
                      : math::log_beta_density(n, r, t, alpha) - std::log(static_cast<double>(n));
    }
};

void describe(const auto& is, const bg_nbd& o) {
    is("r", o.r, held_parameter, required, "Shape of the purchase rate.");
    is("alpha", o.alpha, held_parameter, required, "Rate parameter of the purchase rate, in units.");
    is("a", o.a, held_parameter, required, "First shape of the chance of leaving after a purchase.");
    is("b", o.b, held_parameter, required, "Second shape of the chance of leaving after a purchase.");
}

}  // namespace scvm::value
