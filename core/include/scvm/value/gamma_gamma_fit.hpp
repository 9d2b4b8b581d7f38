#pragma once

#include <scvm/math/parallel.hpp>
#include <scvm/math/special.hpp>
#include <scvm/value/distinct.hpp>
#include <scvm/value/fit.hpp>
#include <scvm/value/gamma_gamma.hpp>
#include <scvm/value/likelihood_fit.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace scvm::value {

/// The distinct (x, m) of the customers with repeat purchases, sorted, each with its weight.
struct distinct_spends {
    std::vector<double> x_values;
    std::vector<std::uint32_t> x;  ///< codes into x_values
    std::vector<double> m;
    std::vector<double> weight;
    double customers = 0;
    std::vector<rejected_row> rejected;

    [[nodiscard]] std::size_t size() const noexcept { return weight.size(); }
};

/// Rows with x = 0 or NaN, m = 0 or weight 0 tell nothing about spending and are left out. Throws error{size_mismatch}.
[[nodiscard]] inline distinct_spends distinct(std::span<const double> x, std::span<const double> m,
                                              std::span<const double> weights) {
    require_size("m", m.size(), "x", x.size());
    if (!weights.empty()) {
        require_size("weights", weights.size(), "x", x.size());
    }
    distinct_spends result;
    std::vector<double> good_x;
    std::vector<double> good_m;
    std::vector<double> good_weight;
    for (std::size_t row = 0; row < x.size(); ++row) {
        const double w = weights.empty() ? 1 : weights[row];
        if (std::isnan(x[row]) || x[row] == 0 || w == 0) {
            continue;
        }
        if (!gamma_gamma::is_count(x[row])) {
            result.rejected.push_back({row, "expected x to be a whole number >= 0"});
        } else if (!gamma_gamma::is_amount(m[row])) {
            result.rejected.push_back({row, "expected a finite amount >= 0"});
        } else if (!(w > 0 && w <= 0x1p53)) {
            result.rejected.push_back({row, "expected a weight >= 0"});
        } else if (m[row] > 0) {
            good_x.push_back(x[row]);
            good_m.push_back(m[row]);
            good_weight.push_back(w);
        }
    }
    auto counts = encode(good_x);
    const auto amounts = encode(good_m);
    const auto amount_bits = static_cast<unsigned>(std::bit_width(amounts.values.size()));
    const auto count_bits = static_cast<unsigned>(std::bit_width(counts.values.size()));
    std::vector<detail::weighted_key> keys(good_x.size());
    for (std::size_t row = 0; row < keys.size(); ++row) {
        keys[row] = {std::uint64_t{counts.codes[row]} << amount_bits | amounts.codes[row], good_weight[row]};
    }
    math::precise_sum customers;
    detail::sum_by_key(keys, count_bits + amount_bits, [&](std::uint64_t key, double weight) {
        result.x.push_back(static_cast<std::uint32_t>(key >> amount_bits));
        result.m.push_back(amounts.values[key & ((std::uint64_t{1} << amount_bits) - 1)]);
        result.weight.push_back(weight);
        customers.add(weight);
    });
    result.customers = customers.value();
    result.x_values = std::move(counts.values);
    return result;
}

/// Every k-th distinct spend, k such that about `size` remain.
[[nodiscard]] inline distinct_spends thin(const distinct_spends& all, std::size_t size) {
    const std::size_t k = std::max<std::size_t>(1, all.size() / std::max<std::size_t>(1, size));
    distinct_spends result;
    result.x_values = all.x_values;
    for (std::size_t row = k / 2; row < all.size(); row += k) {
        result.x.push_back(all.x[row]);
        result.m.push_back(all.m[row]);
        result.weight.push_back(all.weight[row]);
        result.customers += all.weight[row];
    }
    return result;
}

/// The log-likelihood of distinct spends under Gamma-Gamma, with exact derivatives in ln p, ln q, ln v.
///
///     sum_i w_i [ ln G(z) - ln G(p x) - ln G(q) + q ln v + (p x - 1) ln m + p x ln x - z ln u ],  z = p x + q,  u = x
///     m + v
///
/// What depends on x alone is computed once for each x: a row costs one logarithm and one division. Immutable, hence
/// thread-safe.
/// Source: Fader, Hardie (2013), eq. 1a. Derivatives are ours.
class gamma_gamma_likelihood {
public:
    /// The caller keeps the rows alive.
    gamma_gamma_likelihood(const distinct_spends& rows, unsigned threads)
        : rows_(rows), threads_(threads), weight_of_x_(rows.x_values.size()), log_m_of_x_(rows.x_values.size()) {
        for (std::size_t row = 0; row < rows.size(); ++row) {
            weight_of_x_[rows.x[row]] += rows.weight[row];
            log_m_of_x_[rows.x[row]] += rows.weight[row] * std::log(rows.m[row]);
        }
    }

    gamma_gamma_likelihood(distinct_spends&&, unsigned) = delete;

    [[nodiscard]] curvature operator()(std::span<const double> theta) const {
        const gamma_gamma g{std::exp(theta[0]), std::exp(theta[1]), std::exp(theta[2])};
        constexpr std::size_t grain = 8192;
        const auto s = math::sum_chunks<row_sums>(rows_.size(), grain, threads_, [&](const math::chunk& part) {
            row_sums sums;
            for (std::size_t row = part.begin; row < part.end; ++row) {
                const double x = rows_.x_values[rows_.x[row]];
                sums.add(x, g.p * x + g.q, x * rows_.m[row] + g.v, rows_.weight[row]);
            }
            return sums;
        });
        auto total = by_x(g);
        total.value -= s.z_log;
        total.gradient[0] -= s.x_log;
        total.gradient[1] -= s.log;
        total.gradient[2] -= s.z_inverse;
        total.hessian(0, 2) -= s.x_inverse;
        total.hessian(1, 2) -= s.inverse;
        total.hessian(2, 2) += s.z_inverse_2;
        total.hessian(2, 0) = total.hessian(0, 2);
        total.hessian(2, 1) = total.hessian(1, 2);
        total.to_log(std::array{g.p, g.q, g.v});
        return total;
    }

private:
    struct row_sums {
        double log = 0, x_log = 0, z_log = 0, inverse = 0, x_inverse = 0, z_inverse = 0, z_inverse_2 = 0;

        void add(double x, double z, double u, double weight) noexcept {
            const double l = weight * std::log(u);
            const double i = weight / u;
            log += l;
            x_log += x * l;
            z_log += z * l;
            inverse += i;
            x_inverse += x * i;
            z_inverse += z * i;
            z_inverse_2 += z * i / u;
        }

        row_sums& operator+=(const row_sums& other) noexcept {
            log += other.log;
            x_log += other.x_log;
            z_log += other.z_log;
            inverse += other.inverse;
            x_inverse += other.x_inverse;
            z_inverse += other.z_inverse;
            z_inverse_2 += other.z_inverse_2;
            return *this;
        }
    };

    [[nodiscard]] curvature by_x(const gamma_gamma& g) const {
        const auto psi = [](double y) { return math::digamma(y); };
        const auto psi1 = [](double y) { return math::trigamma(y); };
        curvature s(3);
        for (std::size_t i = 0; i < weight_of_x_.size(); ++i) {
            const double w = weight_of_x_[i];
            const double x = rows_.x_values[i];
            const double px = g.p * x;
            const double z = px + g.q;
            const double log_m = log_m_of_x_[i];
            s.value += w * (math::log_gamma(z) - math::log_gamma(px) - math::log_gamma(g.q) + g.q * std::log(g.v) +
                            px * std::log(x)) +
                       (px - 1) * log_m;
            s.gradient[0] += x * (w * (psi(z) - psi(px) + std::log(x)) + log_m);
            s.gradient[1] += w * (psi(z) - psi(g.q) + std::log(g.v));
            s.gradient[2] += w * g.q / g.v;
            s.hessian(0, 0) += w * x * x * (psi1(z) - psi1(px));
            s.hessian(0, 1) += w * x * psi1(z);
            s.hessian(1, 1) += w * (psi1(z) - psi1(g.q));
            s.hessian(1, 2) += w / g.v;
            s.hessian(2, 2) -= w * g.q / (g.v * g.v);
        }
        s.hessian(1, 0) = s.hessian(0, 1);
        return s;
    }

    const distinct_spends& rows_;
    unsigned threads_;
    std::vector<double> weight_of_x_;
    std::vector<double> log_m_of_x_;  // sum of w ln m
};

namespace detail {

/// What amounts are divided by before a fit, whose search knows no parameter beyond e^20: 1 where they are usual, else
/// a power of two near their mean, which leaves all of their digits.
[[nodiscard]] inline double money_scale(double mean) {
    const bool usual = mean >= 1e-6 && mean <= 1e6;
    return usual ? 1 : std::exp2(std::round(std::log2(mean)));
}

/// The fit of amounts that were divided by `scale` as a fit of the amounts.
inline void rescale(fitted<gamma_gamma>& fit, double scale) {
    if (scale == 1) {
        return;
    }
    fit.model = gamma_gamma{fit.model.p, fit.model.q, fit.model.v * scale};
    fit.log_likelihood_value -= fit.customers * std::log(scale);
    if (fit.covariance.size() > 0) {
        fit.standard_errors[2] *= scale;
        for (std::size_t i = 0; i < 3; ++i) {
            fit.covariance(2, i) *= scale;
            fit.covariance(i, 2) *= scale;
        }
    }
}

}  // namespace detail

/// The maximum-likelihood Gamma-Gamma model of customers with x repeat purchases worth m on average.
///
/// Customers without repeat purchases, or whose purchases were worth nothing, are left out; `weights` says how many
/// customers a row stands for (empty: one each). Status `undefined_mean` where the estimated q <= 1: the parameters
/// hold, but the mean over all customers does not exist. The result does not depend on the order of the rows or on
/// threads. Throws error{size_mismatch}, and error{domain} for a bad prior. Source: Fader, Hardie (2013).
[[nodiscard]] inline fitted<gamma_gamma> fit_gamma_gamma(std::span<const double> x, std::span<const double> m,
                                                         std::span<const double> weights = {},
                                                         const fit_options& options = {}) {
    auto rows = distinct(x, m, weights);
    double money = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        money += rows.weight[row] * rows.m[row];
    }
    const double scale = detail::money_scale(rows.customers > 0 ? money / rows.customers : 1);
    for (double& amount : rows.m) {
        amount /= scale;
    }
    const double mean = rows.customers > 0 ? money / rows.customers / scale : 1;
    fit_options scaled = options;
    if (scaled.prior.mean.size() == 3) {
        scaled.prior.mean[2] -= std::log(scale);
    }
    const auto sample = thin(rows, sample_rows);
    auto problem = problem_of(
        rows, sample, [&](const distinct_spends& part) { return gamma_gamma_likelihood(part, options.threads); });
    for (const auto& [p, q] : {std::pair{3.0, 3.0}, std::pair{1.0, 2.0}, std::pair{10.0, 10.0}}) {
        problem.starts.push_back({std::log(p), std::log(q), std::clamp(std::log(mean * (q - 1) / p), -15.0, 15.0)});
    }
    auto fit = fit_parameters<gamma_gamma>(rows, std::move(problem), scaled);
    detail::rescale(fit, scale);
    if (fit.converged() && fit.model.q <= 1) {
        fit.status = fit_status::undefined_mean;
        fit.reason = "q = " + number_text(fit.model.q) + " <= 1: the mean spend over all customers does not exist";
    }
    return fit;
}

}  // namespace scvm::value
