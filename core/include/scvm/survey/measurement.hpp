#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/sum.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>

namespace scvm::survey {

/// How satisfaction and attachment vary between customers, and how much of that is error of measurement. POMP points.
struct measurement {
    double satisfaction_mean = 0;
    double attachment_mean = 0;
    double satisfaction_variance = 0;
    double attachment_variance = 0;
    double covariance = 0;
    double satisfaction_error = 0;
    double attachment_error = 0;
    double error_correlation = 0;
    double barrier_mean = 0;
    double barrier_variance = 0;
    double barrier_error = 0;
    std::size_t n = 0;
};

void describe(const auto& is, const measurement& o) {
    is("satisfaction_mean", o.satisfaction_mean, required, "Mean satisfaction (mu_S).");
    is("attachment_mean", o.attachment_mean, required, "Mean attachment (mu_E).");
    is("satisfaction_variance", o.satisfaction_variance, required, "Variance of the observed satisfaction scores.");
    is("attachment_variance", o.attachment_variance, required, "Variance of the observed attachment scores.");
    is("covariance", o.covariance, required, "Covariance of the observed scores.");
    is("satisfaction_error", o.satisfaction_error, required,
       "Standard error of measurement of a fully answered scale: sd sqrt(1 - alpha).");
    is("attachment_error", o.attachment_error, required, "The same of attachment.");
    is("error_correlation", o.error_correlation, required, "Correlation of the two errors (rho_e); above -1, below 1.");
    is("barrier_mean", o.barrier_mean, "Mean of the barrier score (mu_K).");
    is("barrier_variance", o.barrier_variance, "Variance of the observed barrier scores; 0: not known, not regressed.");
    is("barrier_error", o.barrier_error, "Standard error of measurement of the barrier score; 0: taken as exact.");
    is("n", o.n, required, "Respondents behind the figures.");
}

/// Mean, covariance and errors of measurement of a wave's scores. Rows without both scores are left out.
///
///     SEM_d = sd_d sqrt(1 - reliability_d);  a negative reliability counts as 0
///
/// `weights` may be empty. Throws error{domain} for a reliability that is no number <= 1 or a negative weight, and
/// error{not_fitted} for fewer than two respondents. Same bits for any row order.
/// Source: Lord & Novick (1968), eq. 3.7.3.
[[nodiscard]] inline measurement measure(std::span<const double> satisfaction, std::span<const double> attachment,
                                         double satisfaction_reliability, double attachment_reliability,
                                         std::span<const double> weights = {}) {
    require_size("attachment", attachment.size(), "satisfaction", satisfaction.size());
    require_size("weights", weights.empty() ? satisfaction.size() : weights.size(), "satisfaction",
                 satisfaction.size());
    for (const double reliability : {satisfaction_reliability, attachment_reliability}) {
        if (!(reliability <= 1)) {
            throw_domain("reliability", reliability,
                         "a number up to 1; a single item needs one from elsewhere, e.g. a retest");
        }
    }
    measurement result;
    math::precise_sum w;
    math::precise_sum s;
    math::precise_sum e;
    const auto each = [&](auto&& visit) {
        for (std::size_t row = 0; row < satisfaction.size(); ++row) {
            const double weight = weights.empty() ? 1 : weights[row];
            if (!(weight >= 0 && std::isfinite(weight))) {
                throw_domain("weights", row, weight, "weight >= 0");
            }
            if (weight > 0 && !std::isnan(satisfaction[row]) && !std::isnan(attachment[row])) {
                visit(weight, satisfaction[row], attachment[row]);
            }
        }
    };
    each([&](double weight, double x, double y) {
        w.add(weight);
        s.add(weight * x);
        e.add(weight * y);
        ++result.n;
    });
    if (result.n < 2) {
        throw error(errc::not_fitted,
                    "measurement: " + std::to_string(result.n) + " respondents have both scores, expected at least 2");
    }
    result.satisfaction_mean = s.value() / w.value();
    result.attachment_mean = e.value() / w.value();
    math::precise_sum ss;
    math::precise_sum ee;
    math::precise_sum se;
    each([&](double weight, double x, double y) {
        const double dx = x - result.satisfaction_mean;
        const double dy = y - result.attachment_mean;
        ss.add(weight * dx * dx);
        ee.add(weight * dy * dy);
        se.add(weight * dx * dy);
    });
    const double n = static_cast<double>(result.n);
    const double scale = n / (n - 1) / w.value();
    result.satisfaction_variance = ss.value() * scale;
    result.attachment_variance = ee.value() * scale;
    result.covariance = se.value() * scale;
    result.satisfaction_error = std::sqrt(result.satisfaction_variance * (1 - std::max(satisfaction_reliability, 0.0)));
    result.attachment_error = std::sqrt(result.attachment_variance * (1 - std::max(attachment_reliability, 0.0)));
    return result;
}

/// The same measurement with the barrier score's own mean, variance and error; NaN barriers are left out.
///
/// Without it barriers are taken as exact, and a migration's noise baseline misses the noise of barriers.
/// Throws error{domain} for a reliability that is no number <= 1, error{not_fitted} for fewer than two barrier scores.
[[nodiscard]] inline measurement with_barrier(measurement of, std::span<const double> barrier, double reliability,
                                              std::span<const double> weights = {}) {
    const measurement twice = measure(barrier, barrier, reliability, reliability, weights);
    of.barrier_mean = twice.satisfaction_mean;
    of.barrier_variance = twice.satisfaction_variance;
    of.barrier_error = twice.satisfaction_error;
    return of;
}

}  // namespace scvm::survey
