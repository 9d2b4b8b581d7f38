#pragma once

#include <scvm/math/matrix.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace scvm::survey {

enum class one_factor_status : std::uint8_t {
    fitted,
    heywood,                ///< a uniqueness ran to its lower bound: more factors, or too few respondents
    too_few_items,          ///< fewer than three items do not determine a factor
    not_positive_definite,  ///< the correlations are impossible, or some item is a copy of others
    not_converged,
};

/// One common factor behind some items, R = l l' + diag(psi).
struct one_factor {
    std::vector<double> loading;     ///< l, in correlation units; their sum is positive. Empty unless fitted or heywood
    std::vector<double> uniqueness;  ///< psi, 0.005 to 1
    double discrepancy = std::numeric_limits<double>::quiet_NaN();  ///< F at the optimum; 0 is a perfect fit
    one_factor_status status = one_factor_status::not_converged;
};

namespace detail {

struct leading_pair {
    double value;
    std::vector<double> vector;
};

// The largest eigenvalue of a positive definite matrix and its vector, by power iteration from `start`.
inline leading_pair leading_eigenpair(const math::matrix& of, std::vector<double> start) {
    const std::size_t n = of.size();
    leading_pair result{0, std::move(start)};
    std::vector<double> image(n);
    for (int step = 0; step < 20000; ++step) {
        double square = 0;
        for (std::size_t i = 0; i < n; ++i) {
            image[i] = 0;
            for (std::size_t j = 0; j < n; ++j) {
                image[i] += of(i, j) * result.vector[j];
            }
            square += image[i] * image[i];
        }
        result.value = std::sqrt(square);
        double change = 0;
        for (std::size_t i = 0; i < n; ++i) {
            const double next = image[i] / result.value;
            change = std::max(change, std::fabs(next - result.vector[i]));
            result.vector[i] = next;
        }
        if (change < 1e-14) {
            break;
        }
    }
    return result;
}

// The discrepancy as a function of ln psi, with the loadings at their optimum for that psi.
struct one_factor_point {
    std::vector<double> log_psi;
    leading_pair leading;
    double discrepancy;
    std::vector<double> gradient;
};

inline one_factor_point one_factor_at(const math::matrix& correlation, double log_determinant,
                                      std::vector<double> log_psi, std::vector<double> start) {
    const std::size_t k = correlation.size();
    math::matrix scaled(k);
    for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t j = 0; j < k; ++j) {
            scaled(i, j) = correlation(i, j) * std::exp(-0.5 * (log_psi[i] + log_psi[j]));
        }
    }
    one_factor_point at{std::move(log_psi), leading_eigenpair(scaled, std::move(start)), 0, std::vector<double>(k)};
    const double theta = at.leading.value;
    at.discrepancy = std::log(theta) - theta + 1 - log_determinant;
    for (std::size_t i = 0; i < k; ++i) {
        const double v = at.leading.vector[i];
        at.discrepancy += scaled(i, i) + at.log_psi[i] - 1;
        at.gradient[i] = 1 - scaled(i, i) + (theta - 1) * v * v;
    }
    return at;
}

}  // namespace detail

/// The maximum-likelihood one-factor model of a correlation matrix.
///
///     F = ln|Sigma| + tr(R Sigma^-1) - ln|R| - k  ->  min,  Sigma = l l' + diag(psi)
///
/// by Newton steps on ln psi: with A = psi^-1/2 R psi^-1/2, its largest eigenvalue t and vector v,
///
///     l = sqrt(psi (t - 1)) v,  dF/dln psi_i = 1 - A_ii + (t - 1) v_i^2,  Hessian ~ (delta_ij - v_i v_j)^2
///
/// Uniquenesses stay above 0.005, as in R's factanal. Throws nothing: the status says what went wrong.
/// Source: Joereskog (1967), Psychometrika 32, eqs. 26-29; the step uses his approximate second derivatives throughout,
/// with a multiple of the identity where they do not lead downhill, as beside the bound (Levenberg 1944).
[[nodiscard]] inline one_factor fit_one_factor(const math::matrix& correlation) {
    const std::size_t k = correlation.size();
    one_factor result;
    if (k < 3) {
        result.status = one_factor_status::too_few_items;
        return result;
    }
    const auto lower = math::cholesky(correlation);
    if (!lower) {
        result.status = one_factor_status::not_positive_definite;
        return result;
    }
    const math::matrix inverse = math::inverse_of_cholesky(*lower);
    const double lowest = std::log(0.005);
    double log_determinant = 0;
    std::vector<double> start(k);
    for (std::size_t i = 0; i < k; ++i) {
        log_determinant += 2 * std::log((*lower)(i, i));
        start[i] = std::clamp(std::log((1 - 0.5 / static_cast<double>(k)) / inverse(i, i)), lowest, 0.0);
    }
    const std::vector<double> even(k, 1 / std::sqrt(static_cast<double>(k)));
    auto at = detail::one_factor_at(correlation, log_determinant, start, even);

    for (int step = 0; step < 1000; ++step) {
        checkpoint(1e-6 * static_cast<double>(k * k));
        // A coordinate on its bound that wants to leave the region keeps still.
        std::vector<bool> held(k);
        double steepest = 0;
        for (std::size_t i = 0; i < k; ++i) {
            held[i] = (at.log_psi[i] <= lowest && at.gradient[i] > 0) || (at.log_psi[i] >= 0 && at.gradient[i] < 0);
            steepest = held[i] ? steepest : std::max(steepest, std::fabs(at.gradient[i]));
        }
        if (steepest < 1e-11) {
            result.status = one_factor_status::fitted;
            break;
        }
        bool improved = false;
        for (double shift = 1e-6; !improved && shift < 1e9; shift *= 8) {
            math::matrix curvature(k);
            std::vector<double> move(k);
            for (std::size_t i = 0; i < k; ++i) {
                for (std::size_t j = 0; j < k; ++j) {
                    const double off = (i == j) - at.leading.vector[i] * at.leading.vector[j];
                    curvature(i, j) = held[i] || held[j] ? static_cast<double>(i == j) : off * off;
                }
                curvature(i, i) += shift;
                move[i] = held[i] ? 0 : -at.gradient[i];
            }
            const auto factor = math::cholesky(curvature, 0);
            if (!factor) {
                continue;
            }
            math::solve_in_place(*factor, move);
            std::vector<double> next(k);
            for (std::size_t i = 0; i < k; ++i) {
                next[i] = std::clamp(at.log_psi[i] + std::clamp(move[i], -2.0, 2.0), lowest, 0.0);
            }
            auto there = detail::one_factor_at(correlation, log_determinant, next, at.leading.vector);
            if (there.discrepancy < at.discrepancy) {
                at = std::move(there);
                improved = true;
            }
        }
        if (!improved) {  // the last digits of F are used up: good if the slope says so too
            result.status = steepest < 1e-6 ? one_factor_status::fitted : one_factor_status::not_converged;
            break;
        }
    }
    if (result.status != one_factor_status::fitted) {
        return result;
    }
    double sum = 0;
    for (std::size_t i = 0; i < k; ++i) {
        sum += at.leading.vector[i];
        result.uniqueness.push_back(std::exp(at.log_psi[i]));
        result.status = at.log_psi[i] <= lowest ? one_factor_status::heywood : result.status;
    }
    for (std::size_t i = 0; i < k; ++i) {
        const double size = std::sqrt(result.uniqueness[i] * std::max(0.0, at.leading.value - 1));
        result.loading.push_back((sum < 0 ? -1 : 1) * size * at.leading.vector[i]);
    }
    result.discrepancy = std::max(0.0, at.discrepancy);
    return result;
}

/// Omega total, the share of the composite's variance that one common factor explains, 0 to 1; NaN without a factor.
///
///     (sum l)^2 / ((sum l)^2 + sum (1 - l^2))
///
/// Source: McDonald (1999), Test Theory, eq. 6.20.
[[nodiscard]] inline double omega_total(const one_factor& factor) {
    if (factor.loading.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    double sum = 0;
    double unique = 0;
    for (const double l : factor.loading) {
        sum += l;
        unique += 1 - l * l;
    }
    return sum * sum / (sum * sum + unique);
}

}  // namespace scvm::survey
