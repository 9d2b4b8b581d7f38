#pragma once

#include <scvm/math/parallel.hpp>
#include <scvm/math/special.hpp>
#include <scvm/value/bg_bb.hpp>
#include <scvm/value/distinct.hpp>
#include <scvm/value/fit.hpp>
#include <scvm/value/likelihood_fit.hpp>
#include <scvm/work.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace scvm::value {

/// ln Gamma, psi and psi' at start, start + 1, …: the terms of discrete models differ by whole numbers.
class gamma_table {
public:
    gamma_table(double start, std::size_t count) : log_(count), psi_(count), psi1_(count) {
        for (std::size_t i = 0; i < count; ++i) {
            if (i % at_once == at_once - 1) {
                checkpoint(at_once * 2.5e-7);
            }
            const double at = start + static_cast<double>(i);
            log_[i] = math::log_gamma(at);
            psi_[i] = math::digamma(at);
            psi1_[i] = math::trigamma(at);
        }
    }

    [[nodiscard]] double log(std::size_t i) const { return log_[i]; }
    [[nodiscard]] double psi(std::size_t i) const { return psi_[i]; }
    [[nodiscard]] double psi1(std::size_t i) const { return psi1_[i]; }

    static constexpr std::size_t at_once = 1 << 16;  ///< terms between two checkpoints

private:
    std::vector<double> log_;
    std::vector<double> psi_;
    std::vector<double> psi1_;
};

/// The log-likelihood of distinct (x, t_x, n) under BG/BB, with exact derivatives in the logarithms of its parameters.
///
///     L = sum over the ways to have left of e^h:  h = ln B(alpha+x, beta+i-x) + ln B(gamma+[left], delta+i) -
///     constants (ln L)' = E[h'],  (ln L)'' = E[h''] + Cov(h'),  E over the normalised e^h
///
/// Immutable, hence thread-safe. Source: Fader, Hardie, Shang (2010), eq. 2. Derivatives are ours.
class bg_bb_likelihood {
public:
    /// The caller keeps the rows alive.
    bg_bb_likelihood(const distinct_histories& rows, unsigned threads) : rows_(rows), threads_(threads) {
        for (const double n : rows.T_values) {
            longest_ = std::max(longest_, static_cast<std::size_t>(n));
        }
    }

    bg_bb_likelihood(distinct_histories&&, unsigned) = delete;

    [[nodiscard]] curvature operator()(std::span<const double> theta) const {
        const bg_bb m{std::exp(theta[0]), std::exp(theta[1]), std::exp(theta[2]), std::exp(theta[3])};
        const tables t(m, longest_ + 2);
        constexpr std::size_t grain = 64;
        auto total = math::sum_chunks<curvature>(rows_.size(), grain, threads_, [&](const math::chunk& part) {
            curvature sums(4);
            for (std::size_t row = part.begin; row < part.end; ++row) {
                add_row(sums, t, rows_[row], rows_.weight[row]);
            }
            return sums;
        });
        if (total.gradient.empty()) {
            total = curvature(4);
        }
        total.to_log(std::array{m.alpha, m.beta, m.gamma, m.delta});
        return total;
    }

private:
    struct tables {
        tables(const bg_bb& m, std::size_t size)
            : alpha(m.alpha, size),
              beta(m.beta, size),
              both(m.alpha + m.beta, size),
              gamma(m.gamma, 2),
              delta(m.delta, size),
              leave(m.gamma + m.delta, size + 1) {}

        gamma_table alpha, beta, both, gamma, delta, leave;
    };

    using four = std::array<double, 4>;

    /// h, its gradient and its Hessian (diagonal and the two mixed elements) for one way to have left.
    struct way {
        double h;
        four gradient;
        four diagonal;
        double alpha_beta;
        double gamma_delta;
    };

    [[nodiscard]] static way at(const tables& t, std::size_t x, std::size_t i, std::size_t left) {
        const std::size_t end = i + left;
        way w{};
        w.h =
            t.alpha.log(x) + t.beta.log(i - x) - t.both.log(i) + t.gamma.log(left) + t.delta.log(i) - t.leave.log(end);
        w.gradient = {t.alpha.psi(x) - t.both.psi(i), t.beta.psi(i - x) - t.both.psi(i),
                      t.gamma.psi(left) - t.leave.psi(end), t.delta.psi(i) - t.leave.psi(end)};
        w.alpha_beta = -t.both.psi1(i);
        w.gamma_delta = -t.leave.psi1(end);
        w.diagonal = {t.alpha.psi1(x) + w.alpha_beta, t.beta.psi1(i - x) + w.alpha_beta,
                      t.gamma.psi1(left) + w.gamma_delta, t.delta.psi1(i) + w.gamma_delta};
        return w;
    }

    static void add_row(curvature& sums, const tables& t, const history& h, double weight) {
        const auto x = static_cast<std::size_t>(h.x);
        const auto last = static_cast<std::size_t>(h.t_x);
        const auto n = static_cast<std::size_t>(h.T);
        double top = at(t, x, n, 0).h;
        for (std::size_t i = last; i < n; ++i) {
            top = std::max(top, at(t, x, i, 1).h);
        }
        double total = 0;
        curvature mean(4);
        const auto take = [&](const way& w) {
            const double share = std::exp(w.h - top);
            total += share;
            for (std::size_t a = 0; a < 4; ++a) {
                mean.gradient[a] += share * w.gradient[a];
                for (std::size_t b = 0; b < 4; ++b) {
                    mean.hessian(a, b) += share * w.gradient[a] * w.gradient[b];
                }
                mean.hessian(a, a) += share * w.diagonal[a];
            }
            mean.hessian(0, 1) += share * w.alpha_beta;
            mean.hessian(2, 3) += share * w.gamma_delta;
        };
        take(at(t, x, n, 0));
        for (std::size_t i = last; i < n; ++i) {
            if ((i - last) % gamma_table::at_once == gamma_table::at_once - 1) {
                checkpoint(gamma_table::at_once * 1e-7);
            }
            take(at(t, x, i, 1));
        }
        mean.hessian(1, 0) = mean.hessian(0, 1);
        mean.hessian(3, 2) = mean.hessian(2, 3);

        const way constant = at(t, 0, 0, 0);
        sums.value += weight * (top + std::log(total) - constant.h);
        for (std::size_t a = 0; a < 4; ++a) {
            const double slope = mean.gradient[a] / total;
            sums.gradient[a] += weight * (slope - constant.gradient[a]);
            for (std::size_t b = 0; b < 4; ++b) {
                sums.hessian(a, b) += weight * (mean.hessian(a, b) / total - slope * mean.gradient[b] / total);
            }
            sums.hessian(a, a) -= weight * constant.diagonal[a];
        }
        sums.hessian(0, 1) -= weight * constant.alpha_beta;
        sums.hessian(1, 0) -= weight * constant.alpha_beta;
        sums.hessian(2, 3) -= weight * constant.gamma_delta;
        sums.hessian(3, 2) -= weight * constant.gamma_delta;
    }

    const distinct_histories& rows_;
    unsigned threads_;
    std::size_t longest_ = 0;
};

/// The maximum-likelihood BG/BB model of a batch: x purchases in T = n opportunities, the last at opportunity t_x.
///
/// `weights` says how many customers a row stands for (empty: one each). Absent rows (x NaN) and rows of weight 0 are
/// left out, contradictory ones rejected. The result does not depend on the order of the rows or on threads. Throws
/// error{size_mismatch}, and error{domain} for a bad prior. Source: Fader, Hardie, Shang (2010).
[[nodiscard]] inline fitted<bg_bb> fit_bg_bb(const history_columns& columns, std::span<const double> weights = {},
                                             const fit_options& options = {}) {
    // Rows that are good histories but not of opportunities are marked absent before the table is made.
    require_columns(columns);
    std::vector<double> x(columns.x.begin(), columns.x.end());
    std::vector<rejected_row> discrete;
    for (std::size_t row = 0; row < columns.size(); ++row) {
        const history h = columns[row];
        if (!std::isnan(h.x) && !find_fault(h) && !bg_bb::fault_of(h).empty()) {
            discrete.push_back({row, bg_bb::fault_of(h)});
            x[row] = std::numeric_limits<double>::quiet_NaN();
        }
    }
    auto rows = distinct({x, columns.t_x, columns.T}, weights, options.threads);

    likelihood_problem problem;
    problem.all = bg_bb_likelihood(rows, options.threads);
    problem.customers = rows.customers;
    problem.starts = {{0, 0, 0, std::log(3.0)}, {0, 0, 0, 0}, {1, 1, -1, 1}};
    auto fit = fit_parameters<bg_bb>(rows, std::move(problem), options);
    fit.rejected.insert(fit.rejected.end(), discrete.begin(), discrete.end());
    std::ranges::sort(fit.rejected, {}, &rejected_row::row);
    return fit;
}

}  // namespace scvm::value
