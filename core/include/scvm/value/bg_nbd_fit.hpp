#pragma once

#include <scvm/math/parallel.hpp>
#include <scvm/math/special.hpp>
#include <scvm/value/bg_nbd.hpp>
#include <scvm/value/distinct.hpp>
#include <scvm/value/fit.hpp>
#include <scvm/value/likelihood_fit.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace scvm::value {

/// When a customer of a beta-geometric model can leave for the first time.
enum class first_dropout {
    after_repeat,  ///< after the first repeat purchase: BG/NBD
    at_once,       ///< after the first purchase: MBG/NBD
};

/// The log-likelihood of distinct histories under BG/NBD or MBG/NBD, with exact derivatives in ln r, ln alpha, ln a, ln
/// b.
///
///     sum_i w_i [ ln G(r+x) - ln G(r) + ln B(a, b+k) - ln B(a, b) + r ln alpha - (r+x) ln(alpha+t_x) + ln(e^A + e^B) ]
///     A = (r+x) [ln(alpha+t_x) - ln(alpha+T)],   B = ln a - ln(b+k-1),   k = x, or x + 1 if dropout is at_once
///
/// What depends on x alone is computed once for each x, logarithms once for each distinct time: a row costs one exp and
/// one log1p, and none of both for x = 0 of BG/NBD. Immutable, hence thread-safe.
/// Source: Fader, Hardie, Lee (2005), eq. 6; Batislam, Denizel, Filiztekin (2007), eq. 7. Derivatives are ours.
class beta_geometric_nbd_likelihood {
public:
    /// The caller keeps the rows alive.
    beta_geometric_nbd_likelihood(const distinct_histories& rows, first_dropout dropout, unsigned threads)
        : rows_(rows), dropout_(dropout), threads_(threads), weight_of_x_(rows.x_values.size()) {
        for (std::size_t row = 0; row < rows.size(); ++row) {
            weight_of_x_[rows.x[row]] += rows.weight[row];
        }
    }

    beta_geometric_nbd_likelihood(distinct_histories&&, first_dropout, unsigned) = delete;

    [[nodiscard]] curvature operator()(std::span<const double> theta) const {
        const bg_nbd m{std::exp(theta[0]), std::exp(theta[1]), std::exp(theta[2]), std::exp(theta[3])};
        const auto ends = tabulate(rows_.T_values, m.alpha);
        const auto lasts = tabulate(rows_.t_x_values, m.alpha);
        constexpr std::size_t grain = 8192;
        auto total = math::sum_chunks<curvature>(rows_.size(), grain, threads_, [&](const math::chunk& part) {
            sums part_sums;
            for (std::size_t row = part.begin; row < part.end; ++row) {
                add_row(part_sums, m, rows_.x_values[rows_.x[row]], lasts[rows_.t_x[row]], ends[rows_.T[row]],
                        rows_.weight[row]);
            }
            return part_sums.derivatives();
        });
        total += by_x(m);
        total.to_log(std::array{m.r, m.alpha, m.a, m.b});
        return total;
    }

private:
    /// ln(alpha + t) and 1 / (alpha + t).
    struct shifted_time {
        double log;
        double inverse;
    };

    struct sums {
        double value = 0;
        double r = 0, alpha = 0, a = 0, b = 0;
        double rr = 0, ralpha = 0, ra = 0, rb = 0, alphaalpha = 0, alphaa = 0, alphab = 0, aa = 0, ab = 0, bb = 0;

        [[nodiscard]] curvature derivatives() const {
            curvature result(4);
            result.value = value;
            result.gradient = {r, alpha, a, b};
            const double h[4][4] = {
                {rr, ralpha, ra, rb}, {ralpha, alphaalpha, alphaa, alphab}, {ra, alphaa, aa, ab}, {rb, alphab, ab, bb}};
            for (std::size_t i = 0; i < 4; ++i) {
                for (std::size_t j = 0; j < 4; ++j) {
                    result.hessian(i, j) = h[i][j];
                }
            }
            return result;
        }
    };

    [[nodiscard]] static std::vector<shifted_time> tabulate(std::span<const double> times, double alpha) {
        std::vector<shifted_time> table(times.size());
        for (std::size_t i = 0; i < times.size(); ++i) {
            table[i] = {std::log(alpha + times[i]), 1 / (alpha + times[i])};
        }
        return table;
    }

    /// -(r+x) ln(alpha+t_x) + ln(e^A + e^B). With q = P(alive):
    ///     gradient = q A' + (1-q) B',   Hessian = q A'' + (1-q) B'' + q (1-q) (A'-B') (A'-B')^T
    void add_row(sums& s, const bg_nbd& m, double x, shifted_time last, shifted_time end, double weight) const {
        const double k = dropout_ == first_dropout::at_once ? x + 1 : x;
        const double rx = m.r + x;
        const double A_r = last.log - end.log;
        const double A_alpha = rx * (last.inverse - end.inverse);
        double q = 1;
        double log_sum = rx * A_r;
        double pull = 0;
        const double B_b = k > 0 ? -1 / (m.b + k - 1) : 0;
        if (k > 0) {
            const double ratio = std::exp(-std::abs(rx * A_r - std::log(-m.a * B_b)));
            const bool alive_leads = rx * A_r > std::log(-m.a * B_b);
            log_sum = (alive_leads ? rx * A_r : std::log(-m.a * B_b)) + std::log1p(ratio);
            q = (alive_leads ? 1 : ratio) / (1 + ratio);
            pull = ratio / ((1 + ratio) * (1 + ratio));
        }
        const double gone = k > 0 ? (q < 1 ? 1 - q : pull) : 0;
        const double w = weight;
        const double B_a = 1 / m.a;
        s.value += w * (log_sum - rx * last.log);
        s.r += w * (q * A_r - last.log);
        s.alpha += w * (q * A_alpha - rx * last.inverse);
        s.rr += w * pull * A_r * A_r;
        s.ralpha += w * (q * (last.inverse - end.inverse) - last.inverse + pull * A_r * A_alpha);
        s.alphaalpha += w * (rx * (end.inverse * end.inverse * q + last.inverse * last.inverse * (1 - q)) +
                             pull * A_alpha * A_alpha);
        if (k > 0) {
            s.a += w * gone * B_a;
            s.b += w * gone * B_b;
            s.ra -= w * pull * A_r * B_a;
            s.rb -= w * pull * A_r * B_b;
            s.alphaa -= w * pull * A_alpha * B_a;
            s.alphab -= w * pull * A_alpha * B_b;
            s.aa += w * (pull - gone) * B_a * B_a;
            s.ab += w * pull * B_a * B_b;
            s.bb += w * (pull + gone) * B_b * B_b;
        }
    }

    /// ln G(r+x) - ln G(r) + ln B(a, b+k) - ln B(a, b) + r ln alpha, with its derivatives.
    [[nodiscard]] curvature by_x(const bg_nbd& m) const {
        const auto psi = [](double v) { return math::digamma(v); };
        const auto psi1 = [](double v) { return math::trigamma(v); };
        sums s;
        for (std::size_t i = 0; i < weight_of_x_.size(); ++i) {
            const double x = rows_.x_values[i];
            const double k = dropout_ == first_dropout::at_once ? x + 1 : x;
            const double w = weight_of_x_[i];
            s.value += w * (math::log_gamma(m.r + x) - math::log_gamma(m.r) + math::log_beta(m.a, m.b + k) -
                            math::log_beta(m.a, m.b) + m.r * std::log(m.alpha));
            s.r += w * (psi(m.r + x) - psi(m.r) + std::log(m.alpha));
            s.alpha += w * m.r / m.alpha;
            s.a += w * (psi(m.a + m.b) - psi(m.a + m.b + k));
            s.b += w * (psi(m.a + m.b) - psi(m.a + m.b + k) + psi(m.b + k) - psi(m.b));
            const double both = psi1(m.a + m.b) - psi1(m.a + m.b + k);
            s.rr += w * (psi1(m.r + x) - psi1(m.r));
            s.ralpha += w / m.alpha;
            s.alphaalpha -= w * m.r / (m.alpha * m.alpha);
            s.aa += w * both;
            s.ab += w * both;
            s.bb += w * (both + psi1(m.b + k) - psi1(m.b));
        }
        return s.derivatives();
    }

    const distinct_histories& rows_;
    first_dropout dropout_;
    unsigned threads_;
    std::vector<double> weight_of_x_;
};

namespace detail {

/// Starts from the mean rate of purchase, since alpha is in the unit of the data.
[[nodiscard]] inline std::vector<std::vector<double>> purchase_rate_starts(const distinct_histories& rows,
                                                                           std::vector<double> rest) {
    double purchases = 0;
    double time = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        purchases += rows.weight[row] * rows.x_values[rows.x[row]];
        time += rows.weight[row] * rows.T_values[rows.T[row]];
    }
    const double wait = purchases > 0 && time > 0 ? time / purchases : 1;  // units per purchase
    std::vector<std::vector<double>> starts;
    for (const double r : {1.0, 0.25, 4.0}) {
        std::vector<double> start{std::log(r), std::clamp(std::log(r * wait), -15.0, 15.0)};
        start.insert(start.end(), rest.begin(), rest.end());
        starts.push_back(std::move(start));
    }
    return starts;
}

/// Fits a model of either kind.
template <class Model>
[[nodiscard]] fitted<Model> fit_beta_geometric_nbd(const history_columns& columns, std::span<const double> weights,
                                                   first_dropout dropout, const fit_options& options) {
    auto rows = distinct(columns, weights, options.threads);
    const auto sample = thin(rows, sample_rows);
    auto problem = problem_of(rows, sample, [&](const distinct_histories& part) {
        return beta_geometric_nbd_likelihood(part, dropout, options.threads);
    });
    problem.starts = purchase_rate_starts(rows, {std::log(1.0), std::log(2.0)});
    return fit_parameters<Model>(rows, std::move(problem), options);
}

}  // namespace detail

/// The maximum-likelihood BG/NBD model of a batch of customers.
///
/// `weights` says how many customers a row stands for (empty: one each). Rows with a NaN x or weight 0 are left out,
/// contradictory rows are listed in `rejected`. The result does not depend on the order of the rows or on threads.
/// Throws error{size_mismatch}, and error{domain} for a bad prior.
/// Source: Fader, Hardie, Lee (2005).
[[nodiscard]] inline fitted<bg_nbd> fit_bg_nbd(const history_columns& columns, std::span<const double> weights = {},
                                               const fit_options& options = {}) {
    return detail::fit_beta_geometric_nbd<bg_nbd>(columns, weights, first_dropout::after_repeat, options);
}

}  // namespace scvm::value
