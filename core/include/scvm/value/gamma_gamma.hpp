#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/math/rank.hpp>
#include <scvm/math/special.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/value/history.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

namespace scvm::value {

/// The Gamma-Gamma model of what a purchase is worth: amounts vary around each customer's own mean, and the means vary
/// between customers. Immutable in use, hence thread-safe.
///
///     amount ~ Gamma(p, nu),   nu ~ Gamma(q, v);   the mean of one customer's x purchases is m
///
/// Assumes that what customers spend is independent of how often they buy: see independence().
/// Every function throws error{domain} for a parameter that is not from 1e-300 to 1e300.
/// Source: Fader, Hardie (2013), note "The Gamma-Gamma model of monetary value".
struct gamma_gamma {
    double p = 0;
    double q = 0;
    double v = 0;

    /// ln of the density of a customer's mean amount m over x purchases; x, m > 0 (eq. 1a).
    [[nodiscard]] double log_likelihood(double x, double m) const {
        require();
        require_spend(x, m);
        if (!(m > 0)) {
            throw_domain("m", m, "an amount > 0");
        }
        // x m / (x m + v) ~ Beta(p x, q)
        return math::log_beta_density(p * x, q, x * m, v) - std::log(m);
    }

    /// The mean amount of a purchase over all customers, in money: p v / (q - 1); NaN where it does not exist, q <= 1.
    [[nodiscard]] double expected_spend_new() const {
        require();
        return q > 1 ? p * v / (q - 1) : std::numeric_limits<double>::quiet_NaN();
    }

    /// The mean amount expected of a customer whose x purchases were worth m on average (eq. 5).
    ///
    ///     p (v + x m) / (p x + q - 1):  the customer's own mean, drawn towards that of all
    ///
    /// For x = 0, when m is not looked at, the mean over all customers. NaN where it does not exist, p x + q <= 1.
    [[nodiscard]] double expected_spend(double x, double m) const {
        require();
        if (x == 0) {
            return expected_spend_new();
        }
        require_spend(x, m);
        const double rest = p * x + q - 1;
        return rest > 0 ? p * (v + x * m) / rest : std::numeric_limits<double>::quiet_NaN();
    }

    /// The same for columns. A row whose x is NaN gets NaN; bad rows too, and are returned. Throws
    /// error{size_mismatch}.
    [[nodiscard]] std::vector<rejected_row> expected_spend(std::span<const double> x, std::span<const double> m,
                                                           std::span<double> result) const {
        require();
        require_size("m", m.size(), "x", x.size());
        require_size("result", result.size(), "x", x.size());
        std::vector<rejected_row> rejected;
        for (std::size_t row = 0; row < x.size(); ++row) {
            const bool good = x[row] == 0 || (is_count(x[row]) && is_amount(m[row]));
            result[row] = good ? expected_spend(x[row], m[row]) : std::numeric_limits<double>::quiet_NaN();
            if (!good && !std::isnan(x[row])) {
                rejected.push_back({row, "expected a whole number x >= 0, and an amount m >= 0 where x > 0"});
            }
        }
        return rejected;
    }

    /// Throws error{domain} unless all parameters are from 1e-300 to 1e300.
    void require() const {
        require_parameter("p", p);
        require_parameter("q", q);
        require_parameter("v", v);
    }

    [[nodiscard]] static bool is_count(double x) noexcept { return x > 0 && x <= 0x1p53 && std::floor(x) == x; }
    [[nodiscard]] static bool is_amount(double m) noexcept { return m >= 0 && m <= largest_number; }

private:
    static void require_spend(double x, double m) {
        if (!is_count(x)) {
            throw_domain("x", x, "a whole number > 0");
        }
        if (!is_amount(m)) {
            throw_domain("m", m, "a finite amount >= 0");
        }
    }
};

void describe(const auto& is, const gamma_gamma& o) {
    is("p", o.p, held_parameter, required, "Shape of the amounts of one customer.");
    is("q", o.q, held_parameter, required, "Shape of the differences between customers; the mean exists for q > 1.");
    is("v", o.v, held_amount, required, "Scale, in money.");
}

/// How far apart the number of purchases and their mean amount are from being independent.
struct spend_independence {
    double correlation = std::numeric_limits<double>::quiet_NaN();  ///< Pearson's, of x and m; NaN without variation
    double low = std::numeric_limits<double>::quiet_NaN();  ///< 95 % interval by Fisher's z; NaN below 4 customers
    double high = std::numeric_limits<double>::quiet_NaN();
    double customers = 0;  ///< with x > 0 and m > 0

    /// False where the interval leaves out 0 and the correlation is more than a trace: the Gamma-Gamma model is then
    /// doubtful. Fader, Hardie and Lee (2005) accept 0.11, and 0.06 without one outlier.
    [[nodiscard]] bool plausible(double largest = 0.2) const noexcept {
        return !(std::abs(correlation) > largest && (low > 0 || high < 0));
    }
};
void describe(const auto& is, const spend_independence& o) {
    is("correlation", o.correlation, within(-1, 1), "Pearson's, of the number of purchases and their mean amount.");
    is("low", o.low, "The lower end of its 95 % interval.");
    is("high", o.high, "The upper end.");
    is("customers", o.customers, "With purchases and an amount.");
}

/// The correlation of x and m over the customers with x > 0 and m > 0. Throws error{size_mismatch}.
[[nodiscard]] inline spend_independence independence(std::span<const double> x, std::span<const double> m) {
    require_size("m", m.size(), "x", x.size());
    const auto for_spenders = [&](auto&& take) {
        for (std::size_t row = 0; row < x.size(); ++row) {
            if (gamma_gamma::is_count(x[row]) && gamma_gamma::is_amount(m[row]) && m[row] > 0) {
                take(x[row], m[row]);
            }
        }
    };
    double n = 0;
    math::precise_sum sum_x;
    math::precise_sum sum_m;
    for_spenders([&](double count, double amount) {
        n += 1;
        sum_x.add(count);
        sum_m.add(amount);
    });
    const double mean_x = sum_x.value() / n;
    const double mean_m = sum_m.value() / n;
    math::precise_sum sum_xx;
    math::precise_sum sum_xm;
    math::precise_sum sum_mm;
    for_spenders([&](double count, double amount) {
        sum_xx.add((count - mean_x) * (count - mean_x));
        sum_xm.add((count - mean_x) * (amount - mean_m));
        sum_mm.add((amount - mean_m) * (amount - mean_m));
    });
    const double xx = sum_xx.value();
    const double xm = sum_xm.value();
    const double mm = sum_mm.value();
    spend_independence result;
    result.customers = n;
    if (xx > 0 && mm > 0) {
        result.correlation = std::clamp(xm / (std::sqrt(xx) * std::sqrt(mm)), -1.0, 1.0);
        if (n >= 4) {
            const auto range = math::correlation_interval(result.correlation, n, 1.959963984540054);
            result.low = range.low;
            result.high = range.high;
        }
    }
    return result;
}

}  // namespace scvm::value
