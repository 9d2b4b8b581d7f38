#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/math/beta_mean.hpp>
#include <scvm/math/hypergeometric.hpp>
#include <scvm/math/special.hpp>
#include <scvm/value/history.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

namespace scvm::value {

/// The shifted beta-geometric model of contracts: at the end of each period a customer renews or leaves, with a chance
/// of its own; that is why retention rises with tenure. Immutable in use, hence thread-safe.
///
///     theta ~ Beta(a, b)    chance of leaving at a renewal
///
/// Periods are whole numbers: period 1 is the first one, which every customer pays for.
/// Every function throws error{domain} for a parameter that is not from 1e-300 to 1e300, or a period out of range.
/// Source: Fader, Hardie (2007), How to project customer retention, Journal of Interactive Marketing 21(1); (2010),
/// Customer-base valuation in a contractual setting, Marketing Science 29(1).
struct beta_geometric {
    double a = 0;  ///< > 0; the paper's alpha
    double b = 0;  ///< > 0; the paper's beta

    /// The future of a customer who has renewed n times.
    [[nodiscard]] beta_geometric if_alive(double n) const noexcept { return {a, b + n}; }

    /// P(the customer leaves at the end of period t), t = 1, 2, … (eq. 5).
    [[nodiscard]] double churn_probability(double t) const {
        require_period("t", t, 1);
        return std::exp(log_churn(t));
    }

    /// P(the customer renews at the ends of periods 1 … t), t = 0, 1, … (eq. 6).
    [[nodiscard]] double survival(double t) const {
        require_period("t", t, 0);
        return std::exp(log_survival(t));
    }

    /// The share of the customers of period t that renew at its end, t = 1, 2, … (eq. 8).
    ///
    ///     (b + t - 1) / (a + b + t - 1)
    [[nodiscard]] double retention_rate(double t) const {
        require_period("t", t, 1);
        return (b + (t - 1)) / (a + b + (t - 1));
    }

    /// ln of the probability of one customer's record: `renewals` renewals, then a departure, or none yet.
    [[nodiscard]] double log_likelihood(double renewals, bool left) const {
        require_period("renewals", renewals, 0);
        return left ? log_churn(renewals + 1) : log_survival(renewals);
    }

    /// Periods still to be paid for by a customer who has renewed n - 1 times and whose n-th renewal is due, that of
    /// this renewal in full, the j-th after it divided by (1 + rate_per_period)^j: DERL (eq. 6 of the 2010 paper).
    ///
    ///     (b+n-1)/(a+b+n-1) 2F1(1, b+n; a+b+n; 1/(1+rate))
    ///
    /// n = 1, 2, …. Without discount it is (b+n-1)/(a-1) for a > 1, else infinite.
    [[nodiscard]] double discounted_expected_residual_lifetime(double rate_per_period, double n) const {
        require_period("n", n, 1);
        require_rate("rate_per_period", rate_per_period);
        if (rate_per_period == 0) {
            return a > 1 ? (b + (n - 1)) / (a - 1) : std::numeric_limits<double>::infinity();
        }
        const double due = math::hypergeometric_series(1, b + n, a + b + n, 1 / (1 + rate_per_period));
        return retention_rate(n) * (std::isnan(due) ? mean_sum(rate_per_period, n, n_periods_without_end) : due);
    }

    /// The same for the next `periods` alone, this renewal included.
    [[nodiscard]] double discounted_expected_residual_lifetime(double rate_per_period, double n, double periods) const {
        if (std::isinf(periods)) {
            return discounted_expected_residual_lifetime(rate_per_period, n);
        }
        require_period("n", n, 1);
        require_rate("rate_per_period", rate_per_period);
        require_period("periods", periods, 0);
        constexpr double few = 1000;
        if (periods > few) {
            return retention_rate(n) * mean_sum(rate_per_period, n, periods);
        }
        double alive = 1;
        double total = 0;
        for (double j = 0; j < periods && alive > 1e-300; ++j) {
            alive *= retention_rate(n + j);
            total += alive;
            alive /= 1 + rate_per_period;
        }
        return total;
    }

    /// Periods that a new customer pays for, the first in full, the j-th after it divided by (1 + rate_per_period)^j.
    [[nodiscard]] double discounted_expected_lifetime(double rate_per_period) const {
        return 1 + discounted_expected_residual_lifetime(rate_per_period, 1) / (1 + rate_per_period);
    }

    /// Throws error{domain} unless all parameters are from 1e-300 to 1e300.
    void require() const {
        require_parameter("a", a);
        require_parameter("b", b);
    }

private:
    static constexpr double n_periods_without_end = std::numeric_limits<double>::infinity();

    [[nodiscard]] double log_survival(double t) const { return math::log_rising(b, t) - math::log_rising(a + b, t); }
    [[nodiscard]] double log_churn(double t) const {
        return std::log(a) - std::log(a + b) + math::log_rising(b, t - 1) - math::log_rising(a + b + 1, t - 1);
    }

    /// 1 + d q + (d q)^2 + … over `periods` terms, d = 1 / (1 + rate), averaged over the chance q = 1 - theta of one
    /// who has renewed n times.
    ///
    ///     E (1 - (d q)^periods) / (1 - d q),   theta ~ Beta(a, b + n)
    [[nodiscard]] double mean_sum(double rate, double n, double periods) const {
        const double first = rate > 0 ? std::min(periods, 1 + 1 / rate) : periods;  // at theta = 0, at most
        return math::beta_mean(a, b + n, first, first, [&](double theta, double q) {
            const double log_step = (theta < 0.5 ? std::log1p(-theta) : std::log(q)) - std::log1p(rate);
            return -std::expm1(periods * log_step) * (1 + rate) / (rate + theta);
        });
    }

    void require_period(std::string_view name, double t, double first) const {
        require();
        if (!(t >= first && t <= 0x1p53 && std::floor(t) == t)) {
            throw_domain(name, t, first == 0 ? "a whole number >= 0" : "a whole number >= 1");
        }
    }
};
void describe(const auto& is, const beta_geometric& o) {
    is("a", o.a, held_parameter, required, "Of the chance of not renewing.");
    is("b", o.b, held_parameter, required, "Likewise.");
}

}  // namespace scvm::value
