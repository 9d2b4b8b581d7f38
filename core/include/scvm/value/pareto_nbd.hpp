#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/math/quadrature.hpp>
#include <scvm/math/special.hpp>
#include <scvm/value/history.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace scvm::value {

/// How the customer's last t_x … T units are integrated over: the moment y at which it may have left.
///
///     I = integral_{t_x}^T (alpha+y)^-(r+x) (beta+y)^-(s+1) dy
///
/// With m = min(alpha, beta) and tau = ln((m+y)/(m+t_x)) the integrand is close to an exponential, for small and for
/// large x alike; it is cut where it has fallen by e^-45. 32 Gauss-Legendre nodes are exact to 1e-14, and 16 where it
/// falls by less than e^8. Works for alpha = beta, where the usual 2F1 forms divide by zero. Ours.
class dropout_nodes {
public:
    dropout_nodes(double r, double alpha, double s, double beta, double x, double t_x, double T)
        : rate_(r + x),
          leave_(s + 1),
          low_(std::min(alpha, beta) + t_x),
          gap_(std::abs(alpha - beta)),
          alpha_is_low_(alpha <= beta) {
        const double fall = rate_ * low_ / (alpha + t_x) + leave_ * low_ / (beta + t_x) - 1;
        length_ = std::log1p((T - t_x) / low_);
        if (fall > 0) {
            length_ = std::min(length_, 45 / fall);
        }
        many_ = fall * length_ > 8 || length_ > 2;
    }

    /// Calls take(weight, ln((alpha+y)/(alpha+t_x)), alpha + y, ln((beta+y)/(beta+t_x)), beta + y) at each node, where
    /// the weights add up to I / [(alpha+t_x)^-(r+x) (beta+t_x)^-(s+1)].
    template <class Take>
    void for_each(Take&& take) const {
        if (many_) {
            visit<32>(take);
        } else {
            visit<16>(take);
        }
    }

private:
    template <std::size_t Count, class Take>
    void visit(Take& take) const {
        const auto& rule = math::gauss_legendre<Count>();
        const double high = low_ + gap_;
        for (std::size_t i = 0; i < Count; ++i) {
            const double tau = length_ * rule.node[i];
            const double near = low_ * std::exp(tau);
            const double far = near + gap_;
            const double log_far = std::log1p(low_ * std::expm1(tau) / high);
            const double log_alpha = alpha_is_low_ ? tau : log_far;
            const double log_beta = alpha_is_low_ ? log_far : tau;
            const double weight = rule.weight[i] * length_ * near * std::exp(-rate_ * log_alpha - leave_ * log_beta);
            take(weight, log_alpha, alpha_is_low_ ? near : far, log_beta, alpha_is_low_ ? far : near);
        }
    }

    double rate_;
    double leave_;
    double low_;
    double gap_;
    double length_;
    bool alpha_is_low_;
    bool many_;
};

/// The Pareto/NBD model: customers buy at random at their own rate, and leave at random at their own rate, whether they
/// buy or not. Immutable in use, hence thread-safe.
///
///     lambda ~ Gamma(r, alpha)    purchases per unit while alive
///     mu     ~ Gamma(s, beta)     chance of leaving per unit
///
/// Conventions and errors are those of bg_nbd.
/// Source: Schmittlein, Morrison, Colombo (1987), Management Science 33(1); Fader, Hardie (2005), note "A note on
/// deriving the Pareto/NBD model and related expressions".
struct pareto_nbd {
    double r = 0;
    double alpha = 0;
    double s = 0;
    double beta = 0;

    /// The future of a customer who is still alive at T.
    ///
    ///     lambda ~ Gamma(r + x, alpha + T),   mu ~ Gamma(s, beta + T)
    [[nodiscard]] pareto_nbd if_alive(double x, double T) const noexcept { return {r + x, alpha + T, s, beta + T}; }

    /// ln of the probability density of the customer's x purchases, the last at t_x, up to T.
    ///
    ///     ln G(r+x) - ln G(r) + r ln alpha + s ln beta + ln[(alpha+T)^-(r+x) (beta+T)^-s + s I]
    [[nodiscard]] double log_likelihood(double x, double t_x, double T) const {
        require({x, t_x, T});
        const auto [alive, gone] = log_odds(x, t_x, T);
        return math::log_rising(r, x) - r * std::log1p(t_x / alpha) - x * std::log(alpha + t_x) -
               s * std::log1p(t_x / beta) + math::log_add_exp(alive, gone);
    }

    /// The probability that the customer has not left by T.
    [[nodiscard]] double p_alive(double x, double t_x, double T) const {
        require({x, t_x, T});
        const auto [alive, gone] = log_odds(x, t_x, T);
        return 1 / (1 + std::exp(gone - alive));
    }

    /// Purchases expected of this customer in the t units after T.
    [[nodiscard]] double expected_purchases(double t, double x, double t_x, double T) const {
        return p_alive(x, t_x, T) * if_alive(x, T).expected_purchases_new(t);
    }

    /// Repeat purchases expected of a new customer in the first t units.
    ///
    ///     r beta / (alpha (s-1)) [1 - (beta/(beta+t))^(s-1)],  r beta / alpha ln(1 + t/beta) at s = 1
    [[nodiscard]] double expected_purchases_new(double t) const {
        require();
        require_time("t", t);
        return r / alpha * lived(t);
    }

    /// The probability that a new customer makes exactly n repeat purchases in the first t units.
    ///
    ///     NB(n; t) (beta/(beta+t))^s + integral_0^t NB(n; u) s beta^s (beta+u)^-(s+1) du
    [[nodiscard]] double probability_of(unsigned n, double t) const {
        require();
        require_time("t", t);
        const double front = n == 0 ? 0 : math::log_rising(r, n) - math::log_gamma(n + 1.0);
        const auto log_count = [&](double u) {
            if (n >= 128 && r >= 128) {  // the difference of large numbers
                return math::log_beta_density(n, r, u, alpha) - std::log(static_cast<double>(n));
            }
            const double never = front - r * std::log1p(u / alpha);
            return n == 0 ? never : never + n * std::log(u / (alpha + u));
        };
        const double stays = t > 0 || n == 0 ? std::exp(log_count(t) - s * std::log1p(t / beta)) : 0;
        if (t == 0) {
            return stays;
        }
        // On w = ln(u/t), up to 0, the density of having left at u is log-concave: one hill, whose slope falls.
        const auto slope = [&](double w) {
            const double u = t * std::exp(w);
            return n + 1 - (r + n) * (u / (alpha + u)) - (s + 1) * (u / (beta + u));
        };
        double top = 0;
        if (slope(0) < 0) {
            double low = -1;
            while (slope(low) < 0) {
                low *= 2;
            }
            double high = 0;
            for (int i = 0; i < 100 && high - low > 1e-9 * -low; ++i) {
                const double middle = low + (high - low) / 2;
                (slope(middle) > 0 ? low : high) = middle;
            }
            top = low;
        }
        const double u = t * std::exp(top);
        const double bend =
            (r + n) * (alpha / (alpha + u)) * (u / (alpha + u)) + (s + 1) * (beta / (beta + u)) * (u / (beta + u));
        const double width = 1 / (1 + std::sqrt(bend) + std::abs(slope(top)));
        const auto log_density = [&](double w) {
            const double at = t * std::exp(w);
            return log_count(at) - (s + 1) * std::log1p(at / beta) + std::log(at / beta);
        };
        const double peak = log_density(top);
        if (!(peak > -std::numeric_limits<double>::infinity())) {
            return n == 0 ? stays : 0;  // fewer buy or leave so soon than the smallest number
        }
        double leaves = 0;
        for (const double side : {-1.0, 1.0}) {
            double near = 0;
            for (double panel = width; side < 0 || near < -top;) {
                double far = near + panel;
                far = side > 0 ? std::min(far, -top) : far;
                const auto& rule = math::gauss_legendre<16>();
                double sum = 0;
                for (std::size_t i = 0; i < rule.node.size(); ++i) {
                    sum += rule.weight[i] *
                           std::exp(log_density(top + side * (near + (far - near) * rule.node[i])) - peak);
                }
                leaves += (far - near) * sum;
                if (log_density(top + side * far) - peak < -45) {
                    break;
                }
                near = far;
                panel = std::min(1.5 * panel, 1.0);
            }
        }
        return stays + s * std::exp(peak) * leaves;
    }

    /// The same for the next t units of a known customer.
    [[nodiscard]] double probability_of(unsigned n, double t, double x, double t_x, double T) const {
        const double alive = p_alive(x, t_x, T);
        return alive * if_alive(x, T).probability_of(n, t) + (n == 0 ? 1 - alive : 0);
    }

    /// Purchases expected of this customer in the `horizon` units after T, each discounted to T; see bg_nbd.
    ///
    /// For an infinite horizon this is the DERT of Fader, Hardie, Lee (2005), "RFM and CLV".
    [[nodiscard]] double discounted_expected_purchases(double continuous_rate, double x, double t_x, double T,
                                                       double horizon) const {
        return p_alive(x, t_x, T) * if_alive(x, T).discounted_expected_purchases_new(continuous_rate, horizon);
    }

    /// The same for the repeat purchases of a new customer, discounted to the first purchase.
    ///
    ///     r/alpha integral_0^horizon e^(-rate u) (1 + u/beta)^-s du
    ///
    /// By quadrature on tau = ln(1 + u/beta), which holds where the confluent hypergeometric form diverges.
    [[nodiscard]] double discounted_expected_purchases_new(double continuous_rate, double horizon) const {
        require();
        require_rate("continuous_rate", continuous_rate);
        if (!(horizon >= 0)) {
            throw_domain("horizon", horizon, "a time >= 0, or infinity");
        }
        if (continuous_rate == 0) {
            return r / alpha * lived(horizon);
        }
        const double slope = continuous_rate * beta;
        const double log_slope = std::log(continuous_rate) + std::log(beta);  // also of what is too small a product
        const double steepness = 1 + s + slope;
        const double fall = s - 1 + slope;  // at least
        const double faded = slope > 1e-300 ? std::log1p(45 / slope) : std::log(45.0) - log_slope;
        double end = std::min(std::log1p(horizon / beta), faded);
        if (fall > 0) {
            end = std::min(end, 45 / fall);
        }
        const double mean = math::integrate_panels<16>(end, 3 / steepness, 2, [&](double tau) {
            const double discount = tau < 700 ? slope * std::expm1(tau) : std::exp(log_slope + tau);
            return std::exp((1 - s) * tau - discount);
        });
        return r / alpha * (mean * beta);
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
        require_parameter("s", s);
        require_parameter("beta", beta);
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

    /// The mean time alive within t: beta (1 - (1 + t/beta)^(1-s)) / (s-1).
    [[nodiscard]] double lived(double t) const noexcept {
        const double log_t = std::log1p(t / beta);
        if (std::abs(s - 1) * log_t < 1e-300) {
            return beta * log_t;
        }
        return beta * (-std::expm1(-(s - 1) * log_t) / (s - 1));
    }

    /// ln of the weights of "still alive" and "left between t_x and T", in units of that of one alive at t_x.
    [[nodiscard]] odds log_odds(double x, double t_x, double T) const {
        const double gap = T - t_x;
        const double alive = -(r + x) * std::log1p(gap / (alpha + t_x)) - s * std::log1p(gap / (beta + t_x));
        if (gap == 0) {
            return {alive, -std::numeric_limits<double>::infinity()};
        }
        double total = 0;
        dropout_nodes(r, alpha, s, beta, x, t_x, T).for_each([&](double weight, double, double, double, double) {
            total += weight;
        });
        return {alive, std::log(s / (beta + t_x)) + std::log(total)};
    }
};

void describe(const auto& is, const pareto_nbd& o) {
    is("r", o.r, held_parameter, required, "Shape of the purchase rate.");
    is("alpha", o.alpha, held_parameter, required, "Rate parameter of the purchase rate, in units.");
    is("s", o.s, held_parameter, required, "Shape of the rate of leaving.");
    is("beta", o.beta, held_parameter, required, "Rate parameter of the rate of leaving, in units.");
}

}  // namespace scvm::value
