#pragma once

#include <scvm/math/parallel.hpp>
#include <scvm/math/special.hpp>
#include <scvm/value/bg_nbd_fit.hpp>
#include <scvm/value/distinct.hpp>
#include <scvm/value/fit.hpp>
#include <scvm/value/likelihood_fit.hpp>
#include <scvm/value/pareto_nbd.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace scvm::value {

/// The log-likelihood of distinct histories under Pareto/NBD, with exact derivatives in ln r, ln alpha, ln s, ln beta.
///
///     ln G(r+x) - ln G(r) + r ln alpha + s ln beta + ln(e^A + e^B)
///     A = -(r+x) ln(alpha+T) - s ln(beta+T),   B = ln s + ln I  (see dropout_nodes)
///
/// The integral is differentiated under its sign: with h = ln of the integrand and E over its normalised self,
///     (ln I)' = E[h'],   (ln I)'' = E[h''] + Cov(h')
/// No peer has these; they fit by Nelder-Mead or by differences. Immutable, hence thread-safe.
class pareto_nbd_likelihood {
public:
    /// The caller keeps the rows alive.
    pareto_nbd_likelihood(const distinct_histories& rows, unsigned threads)
        : rows_(rows), threads_(threads), weight_of_x_(rows.x_values.size()) {
        for (std::size_t row = 0; row < rows.size(); ++row) {
            weight_of_x_[rows.x[row]] += rows.weight[row];
        }
    }

    pareto_nbd_likelihood(distinct_histories&&, unsigned) = delete;

    [[nodiscard]] curvature operator()(std::span<const double> theta) const {
        const pareto_nbd m{std::exp(theta[0]), std::exp(theta[1]), std::exp(theta[2]), std::exp(theta[3])};
        constexpr std::size_t grain = 1024;
        const auto sums = math::sum_chunks<derivatives>(rows_.size(), grain, threads_, [&](const math::chunk& part) {
            derivatives total;
            for (std::size_t row = part.begin; row < part.end; ++row) {
                add_row(total, m, rows_[row], rows_.weight[row]);
            }
            return total;
        });
        auto total = by_x(m);
        total.value += sums.value;
        for (std::size_t i = 0; i < 4; ++i) {
            total.gradient[i] += sums.gradient[i];
            for (std::size_t j = 0; j < 4; ++j) {
                total.hessian(i, j) += i >= j ? sums.hessian[i][j] : sums.hessian[j][i];
            }
        }
        total.to_log(std::array{m.r, m.alpha, m.s, m.beta});
        return total;
    }

private:
    using four = std::array<double, 4>;

    /// Of ln(e^A + e^B), in r, alpha, s, beta; the lower triangle of the Hessian.
    struct derivatives {
        double value = 0;
        four gradient{};
        std::array<four, 4> hessian{};

        derivatives& operator+=(const derivatives& other) noexcept {
            value += other.value;
            for (std::size_t i = 0; i < 4; ++i) {
                gradient[i] += other.gradient[i];
                for (std::size_t j = 0; j <= i; ++j) {
                    hessian[i][j] += other.hessian[i][j];
                }
            }
            return *this;
        }
    };

    [[nodiscard]] static derivatives alive(const pareto_nbd& m, const history& h) noexcept {
        const double rx = m.r + h.x;
        const double ia = 1 / (m.alpha + h.T);
        const double ib = 1 / (m.beta + h.T);
        const double la = std::log(m.alpha + h.T);
        const double lb = std::log(m.beta + h.T);
        derivatives A;
        A.value = -rx * la - m.s * lb;
        A.gradient = {-la, -rx * ia, -lb, -m.s * ib};
        A.hessian[1][0] = -ia;
        A.hessian[1][1] = rx * ia * ia;
        A.hessian[3][2] = -ib;
        A.hessian[3][3] = m.s * ib * ib;
        return A;
    }

    [[nodiscard]] static derivatives gone(const pareto_nbd& m, const history& h) {
        const double rx = m.r + h.x;
        double total = 0;
        four first{};
        std::array<four, 4> second{};
        dropout_nodes(m.r, m.alpha, m.s, m.beta, h.x, h.t_x, h.T)
            .for_each([&](double weight, double log_a, double a, double log_b, double b) {
                const four at{log_a, 1 / a, log_b, 1 / b};
                total += weight;
                for (std::size_t i = 0; i < 4; ++i) {
                    const double weighted = weight * at[i];
                    first[i] += weighted;
                    for (std::size_t j = 0; j <= i; ++j) {
                        second[i][j] += weighted * at[j];
                    }
                }
            });
        for (std::size_t i = 0; i < 4; ++i) {
            first[i] /= total;
        }
        for (std::size_t i = 0; i < 4; ++i) {
            for (std::size_t j = 0; j <= i; ++j) {
                second[i][j] /= total;
            }
        }
        // h' = -scale * (log_a, 1/a, log_b, 1/b), up to constants
        const four scale{1, rx, 1, m.s + 1};
        const double la = std::log(m.alpha + h.t_x);
        const double lb = std::log(m.beta + h.t_x);
        derivatives B;
        B.value = std::log(m.s) + std::log(total) - rx * la - (m.s + 1) * lb;
        for (std::size_t i = 0; i < 4; ++i) {
            B.gradient[i] = -scale[i] * first[i];
            for (std::size_t j = 0; j <= i; ++j) {
                B.hessian[i][j] = scale[i] * scale[j] * (second[i][j] - first[i] * first[j]);
            }
        }
        B.hessian[1][0] -= first[1];
        B.hessian[1][1] += rx * second[1][1];
        B.hessian[3][2] -= first[3];
        B.hessian[3][3] += (m.s + 1) * second[3][3];
        B.gradient[0] -= la;
        B.gradient[2] += 1 / m.s - lb;
        B.hessian[2][2] -= 1 / (m.s * m.s);
        return B;
    }

    /// With q = P(alive): gradient = q A' + (1-q) B',  Hessian = q A'' + (1-q) B'' + q (1-q) (A'-B') (A'-B')^T.
    static void add_row(derivatives& total, const pareto_nbd& m, const history& h, double weight) {
        derivatives A = alive(m, h);
        if (h.t_x == h.T) {
            A.value *= weight;
            for (std::size_t i = 0; i < 4; ++i) {
                A.gradient[i] *= weight;
                for (std::size_t j = 0; j <= i; ++j) {
                    A.hessian[i][j] *= weight;
                }
            }
            total += A;
            return;
        }
        const derivatives B = gone(m, h);
        const double ratio = std::exp(-std::abs(A.value - B.value));
        const double larger = 1 / (1 + ratio);
        const double q = A.value > B.value ? larger : ratio * larger;
        const double rest = A.value > B.value ? ratio * larger : larger;
        total.value += weight * (std::max(A.value, B.value) + std::log1p(ratio));
        for (std::size_t i = 0; i < 4; ++i) {
            const double apart = A.gradient[i] - B.gradient[i];
            total.gradient[i] += weight * (q * A.gradient[i] + rest * B.gradient[i]);
            for (std::size_t j = 0; j <= i; ++j) {
                total.hessian[i][j] += weight * (q * A.hessian[i][j] + rest * B.hessian[i][j] +
                                                 q * rest * apart * (A.gradient[j] - B.gradient[j]));
            }
        }
    }

    /// ln G(r+x) - ln G(r) + r ln alpha + s ln beta, with its derivatives.
    [[nodiscard]] curvature by_x(const pareto_nbd& m) const {
        curvature total(4);
        double weight = 0;
        for (std::size_t i = 0; i < weight_of_x_.size(); ++i) {
            const double w = weight_of_x_[i];
            const double rx = m.r + rows_.x_values[i];
            weight += w;
            total.value += w * (math::log_gamma(rx) - math::log_gamma(m.r));
            total.gradient[0] += w * (math::digamma(rx) - math::digamma(m.r));
            total.hessian(0, 0) += w * (math::trigamma(rx) - math::trigamma(m.r));
        }
        total.value += weight * (m.r * std::log(m.alpha) + m.s * std::log(m.beta));
        total.gradient[0] += weight * std::log(m.alpha);
        total.gradient[1] += weight * m.r / m.alpha;
        total.gradient[2] += weight * std::log(m.beta);
        total.gradient[3] += weight * m.s / m.beta;
        total.hessian(0, 1) = total.hessian(1, 0) = weight / m.alpha;
        total.hessian(1, 1) -= weight * m.r / (m.alpha * m.alpha);
        total.hessian(2, 3) = total.hessian(3, 2) = weight / m.beta;
        total.hessian(3, 3) -= weight * m.s / (m.beta * m.beta);
        return total;
    }

    const distinct_histories& rows_;
    unsigned threads_;
    std::vector<double> weight_of_x_;
};

/// The maximum-likelihood Pareto/NBD model of a batch of customers; everything as in fit_bg_nbd.
///
/// Source: Schmittlein, Morrison, Colombo (1987).
[[nodiscard]] inline fitted<pareto_nbd> fit_pareto_nbd(const history_columns& columns,
                                                       std::span<const double> weights = {},
                                                       const fit_options& options = {}) {
    auto rows = distinct(columns, weights, options.threads);
    const auto sample = thin(rows, sample_rows / 3);
    auto problem = problem_of(
        rows, sample, [&](const distinct_histories& part) { return pareto_nbd_likelihood(part, options.threads); });
    // People leave within the observation, or the data could not tell: beta starts at the mean T.
    problem.starts = detail::purchase_rate_starts(rows, {0.0, std::log(mean_T(rows))});
    return fit_parameters<pareto_nbd>(rows, std::move(problem), options);
}

}  // namespace scvm::value
