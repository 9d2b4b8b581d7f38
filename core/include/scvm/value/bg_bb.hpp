#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/math/special.hpp>
#include <scvm/value/beta_geometric.hpp>
#include <scvm/value/history.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::value {

/// The beta-geometric / beta-Bernoulli model, for opportunities that come one by one (donation drives, seasons, trips):
/// at each one a living customer buys or does not, and before each one may leave. Immutable in use, hence thread-safe.
///
///     p     ~ Beta(alpha, beta)     chance of buying at an opportunity
///     theta ~ Beta(gamma, delta)    chance of leaving before an opportunity
///
/// A history is x purchases in n opportunities, the last at opportunity t_x (1 … n; 0 where x = 0).
/// Every function throws error{domain} for a parameter that is not from 1e-300 to 1e300 and for a history that
/// contradicts itself.
/// Source: Fader, Hardie, Shang (2010), Customer-base analysis in a discrete-time noncontractual setting, Marketing
/// Science 29(6).
struct bg_bb {
    double alpha = 0;  ///< > 0
    double beta = 0;   ///< > 0
    double gamma = 0;  ///< > 0
    double delta = 0;  ///< > 0

    /// The future of a customer who is still alive after n opportunities.
    ///
    ///     p ~ Beta(alpha + x, beta + n - x),   theta ~ Beta(gamma, delta + n)
    [[nodiscard]] bg_bb if_alive(double x, double n) const noexcept {
        return {alpha + x, beta + n - x, gamma, delta + n};
    }

    /// ln of the probability of one customer's string of purchases (eq. 2), with k = t_x:
    ///
    ///     B(alpha+x, beta+n-x)/B(alpha, beta) B(gamma, delta+n)/B(gamma, delta)
    ///       + sum_{i=0}^{n-k-1} B(alpha+x, beta+k-x+i)/B(alpha, beta) B(gamma+1, delta+k+i)/B(gamma, delta)
    [[nodiscard]] double log_likelihood(double x, double t_x, double n) const {
        require({x, t_x, n});
        return math::log_add_exp(log_alive(x, n), log_gone(x, t_x, n));
    }

    /// The probability that the customer is alive after opportunity n, before it is decided whether opportunity n + 1
    /// finds it alive (the paper's P(alive at n)).
    [[nodiscard]] double p_alive(double x, double t_x, double n) const {
        require({x, t_x, n});
        return 1 / (1 + std::exp(log_gone(x, t_x, n) - log_alive(x, n)));
    }

    /// Purchases expected of this customer at the next `opportunities` (eq. 13, as a sum, which also holds at gamma =
    /// 1).
    [[nodiscard]] double expected_purchases(double opportunities, double x, double t_x, double n) const {
        return p_alive(x, t_x, n) * if_alive(x, n).expected_purchases_new(opportunities);
    }

    /// Purchases expected of a new customer at the first `opportunities`.
    ///
    ///     alpha/(alpha+beta) sum_j B(gamma, delta+j)/B(gamma, delta)
    [[nodiscard]] double expected_purchases_new(double opportunities) const {
        return discounted_expected_purchases_new(0, opportunities);
    }

    /// The probability that a new customer buys at exactly x of the first n opportunities (eq. 7).
    [[nodiscard]] double probability_of(unsigned x, unsigned n) const {
        require();
        if (x > n) {
            return 0;
        }
        const auto choose = [](double of, double k) {
            return math::log_rising(of - k + 1, k) - math::log_gamma(k + 1);
        };
        return std::exp(choose(n, x) + log_alive(x, n)) + std::exp(log_sum(log_left(x, x), x, n, [&](double i) {
                   return (i + 1) / (i + 1 - x) * left_ratio(x, i);
               }));
    }

    /// The same for the next opportunities of a known customer.
    [[nodiscard]] double probability_of(unsigned purchases, unsigned opportunities, double x, double t_x,
                                        double n) const {
        const double alive = p_alive(x, t_x, n);
        return alive * if_alive(x, n).probability_of(purchases, opportunities) + (purchases == 0 ? 1 - alive : 0);
    }

    /// Purchases expected of this customer at the next `opportunities` (may be infinite), that at the j-th one divided
    /// by (1 + rate_per_opportunity)^j. For an infinite horizon the paper's DERT (eq. 14).
    [[nodiscard]] double discounted_expected_purchases(double rate_per_opportunity, double x, double t_x, double n,
                                                       double opportunities) const {
        return p_alive(x, t_x, n) *
               if_alive(x, n).discounted_expected_purchases_new(rate_per_opportunity, opportunities);
    }

    /// The same for a new customer. Infinite for an infinite horizon without discount, unless gamma > 1.
    [[nodiscard]] double discounted_expected_purchases_new(double rate_per_opportunity, double opportunities) const {
        require();
        require_rate("rate_per_opportunity", rate_per_opportunity);
        if (!(std::isinf(opportunities)
                  ? opportunities > 0
                  : opportunities >= 0 && opportunities <= 0x1p53 && std::floor(opportunities) == opportunities)) {
            throw_domain("opportunities", opportunities, "a whole number >= 0, or infinity");
        }
        return alpha / (alpha + beta) / (1 + rate_per_opportunity) *
               beta_geometric{gamma, delta}.discounted_expected_residual_lifetime(rate_per_opportunity, 1,
                                                                                  opportunities);
    }

    /// Columns, as in bg_nbd; T is the number of opportunities.
    [[nodiscard]] std::vector<rejected_row> log_likelihood(const history_columns& columns,
                                                           std::span<double> result) const {
        return apply(columns, result, [&](const history& h) { return log_likelihood(h.x, h.t_x, h.T); });
    }

    [[nodiscard]] std::vector<rejected_row> p_alive(const history_columns& columns, std::span<double> result) const {
        return apply(columns, result, [&](const history& h) { return p_alive(h.x, h.t_x, h.T); });
    }

    [[nodiscard]] std::vector<rejected_row> expected_purchases(double opportunities, const history_columns& columns,
                                                               std::span<double> result) const {
        return apply(columns, result,
                     [&](const history& h) { return expected_purchases(opportunities, h.x, h.t_x, h.T); });
    }

    /// The rule that a history of opportunities breaks; empty: none.
    [[nodiscard]] static std::string_view fault_of(const history& h) noexcept {
        if (const auto fault = find_fault(h)) {
            return fault.reason;
        }
        if (!(std::floor(h.T) == h.T && h.T <= 1e6 && std::floor(h.t_x) == h.t_x)) {
            return "expected whole numbers t_x and n <= 1e6";
        }
        return h.x <= h.t_x && (h.x > 0 || h.t_x == 0) ? "" : "expected x <= t_x";
    }

    /// Throws error{domain} unless all parameters are from 1e-300 to 1e300.
    void require() const {
        require_parameter("alpha", alpha);
        require_parameter("beta", beta);
        require_parameter("gamma", gamma);
        require_parameter("delta", delta);
    }

private:
    void require(const history& h) const {
        require();
        require_history(h);
        if (const auto fault = fault_of(h); !fault.empty()) {
            throw error(errc::domain, "x = " + number_text(h.x) + ", t_x = " + number_text(h.t_x) +
                                          ", n = " + number_text(h.T) + ": " + std::string(fault));
        }
    }

    template <class Function>
    [[nodiscard]] std::vector<rejected_row> apply(const history_columns& columns, std::span<double> result,
                                                  Function&& function) const {
        require();
        auto rejected = apply_rows(columns, result, [&](const history& h) {
            return fault_of(h).empty() ? function(h) : std::numeric_limits<double>::quiet_NaN();
        });
        for (std::size_t row = 0; row < columns.size(); ++row) {
            const history h = columns[row];
            if (!std::isnan(h.x) && !find_fault(h) && !fault_of(h).empty()) {
                rejected.push_back({row, fault_of(h)});
            }
        }
        std::ranges::sort(rejected, {}, &rejected_row::row);
        return rejected;
    }

    [[nodiscard]] double log_alive(double x, double n) const {
        return math::log_rising(alpha, x) + math::log_rising(beta, n - x) - math::log_rising(alpha + beta, n) +
               math::log_rising(delta, n) - math::log_rising(gamma + delta, n);
    }

    /// ln P(x given purchases among the first i opportunities, and left before the next one).
    [[nodiscard]] double log_left(double x, double i) const {
        return math::log_rising(alpha, x) + math::log_rising(beta, i - x) - math::log_rising(alpha + beta, i) +
               std::log(gamma) + math::log_rising(delta, i) - math::log_rising(gamma + delta, i + 1);
    }

    /// By which factor it changes from i to i + 1.
    [[nodiscard]] double left_ratio(double x, double i) const noexcept {
        return (beta + i - x) / (alpha + beta + i) * ((delta + i) / (gamma + delta + i + 1));
    }

    [[nodiscard]] double log_gone(double x, double t_x, double n) const {
        return log_sum(log_left(x, t_x), t_x, n, [&](double i) { return left_ratio(x, i); });
    }

    /// ln of the sum of the terms from `begin` to before `end`, the first of which is e^log_first; ratio(i) is the
    /// term after the i-th by that. Stops where nothing is left; -infinity for an empty sum.
    template <class Ratio>
    [[nodiscard]] static double log_sum(double log_first, double begin, double end, Ratio&& ratio) {
        if (!(begin < end)) {
            return -std::numeric_limits<double>::infinity();
        }
        double term = 1;
        double sum = 1;
        for (double i = begin; i + 1 < end; ++i) {
            if (std::fmod(i - begin, 0x1p20) == 0) {
                checkpoint(i == begin ? 1e-7 : 0x1p20 * 1.2e-8);
            }
            const double change = ratio(i);
            term *= change;
            sum += term;
            if (change < 1 && term * (end - i) < 1e-18 * sum) {
                break;
            }
            if (sum > 1e200) {
                sum *= 1e-200;
                term *= 1e-200;
                log_first += 200 * std::log(10.0);
            }
        }
        return log_first + std::log(sum);
    }
};
void describe(const auto& is, const bg_bb& o) {
    is("alpha", o.alpha, held_parameter, required, "Of the chance of buying at an opportunity.");
    is("beta", o.beta, held_parameter, required, "Likewise.");
    is("gamma", o.gamma, held_parameter, required, "Of the chance of leaving.");
    is("delta", o.delta, held_parameter, required, "Likewise.");
}

}  // namespace scvm::value
