#pragma once

#include <scvm/math/confidence.hpp>
#include <scvm/math/matrix.hpp>
#include <scvm/math/random.hpp>
#include <scvm/value/fit.hpp>
#include <scvm/value/lifetime_value.hpp>
#include <scvm/value/parameters.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace scvm::value {

/// A number that depends on estimated parameters, and how far their uncertainty carries. It says nothing of how much
/// single customers scatter around it.
struct interval {
    double estimate = std::numeric_limits<double>::quiet_NaN();
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
};

/// On which scale a number is nearly normal: an interval made there cannot leave the number's range.
enum class interval_scale {
    plain,        ///< any number
    positive,     ///< logarithm
    probability,  ///< logit
};

namespace detail {

[[nodiscard]] inline double to_scale(double v, interval_scale scale) noexcept {
    switch (scale) {
        case interval_scale::positive:
            return std::log(v);
        case interval_scale::probability:
            return std::log(v) - std::log1p(-v);
        case interval_scale::plain:
            break;
    }
    return v;
}

[[nodiscard]] inline double from_scale(double v, interval_scale scale) noexcept {
    switch (scale) {
        case interval_scale::positive:
            return std::exp(v);
        case interval_scale::probability:
            return 1 / (1 + std::exp(-v));
        case interval_scale::plain:
            break;
    }
    return v;
}

template <class Model>
void require_converged(const fitted<Model>& fit) {
    if (fit.log_covariance.size() == 0) {
        throw error(errc::not_fitted, "the fit has no covariance: " + fit.reason);
    }
}

constexpr double derivative_step = 1e-4;  // of ln parameter: central differences are then exact to about 1e-8

}  // namespace detail

/// An interval for f(model) by the delta method: the standard error of f from the covariance of the log parameters and
/// the derivatives of f, which are taken on the given scale by central differences.
///
/// NaN bounds where f is not finite on its scale (a probability of exactly 1 has no uncertainty: bounds 1 and 1).
/// Throws error{not_fitted} for a fit without a covariance, error{domain} for a bad confidence.
template <class Model, class Function>
[[nodiscard]] interval delta_interval(const fitted<Model>& fit, Function&& f, interval_scale scale,
                                      double confidence = math::usual_confidence) {
    detail::require_converged(fit);
    math::require_confidence(confidence);
    const double width = math::two_sided_quantile(confidence);
    interval result;
    result.estimate = f(fit.model);
    const double centre = detail::to_scale(result.estimate, scale);
    if (std::isinf(centre)) {
        result.low = result.high = result.estimate;
        return result;
    }
    auto theta = log_parameters_of(fit.model);
    std::array<double, parameter_count<Model>> slope{};
    for (std::size_t i = 0; i < theta.size(); ++i) {
        const double at = theta[i];
        theta[i] = at + detail::derivative_step;
        const double above = detail::to_scale(f(from_log_parameters<Model>(theta)), scale);
        theta[i] = at - detail::derivative_step;
        const double below = detail::to_scale(f(from_log_parameters<Model>(theta)), scale);
        theta[i] = at;
        slope[i] = (above - below) / (2 * detail::derivative_step);
    }
    const double half = width * std::sqrt(math::quadratic_form(fit.log_covariance, slope, slope));
    result.low = detail::from_scale(centre - half, scale);
    result.high = detail::from_scale(centre + half, scale);
    return result;
}

/// An interval for f(model) by a parametric bootstrap over the fit: f of `draws` models whose log parameters come from
/// the normal distribution of the estimates. For f that bends too much for the delta method.
///
/// Throws as delta_interval, and error{domain} unless 20 <= draws <= 1e6.
template <class Model, class Function>
[[nodiscard]] interval bootstrap_interval(const fitted<Model>& fit, Function&& f, unsigned draws, std::uint64_t seed,
                                          double confidence = math::usual_confidence) {
    detail::require_converged(fit);
    math::require_confidence(confidence);
    if (!(draws >= 20 && draws <= 1'000'000)) {
        throw_domain("draws", draws, "20 <= draws <= 1000000");
    }
    const auto factor = math::cholesky(fit.log_covariance);
    if (!factor) {
        throw error(errc::not_fitted, "the covariance of the fit is not positive definite");
    }
    const auto centre = log_parameters_of(fit.model);
    std::vector<double> values;
    for (unsigned draw = 0; draw < draws; ++draw) {
        math::random_stream random(seed, draw);
        auto theta = centre;
        for (std::size_t column = 0; column < theta.size(); ++column) {
            const double z = random.normal();
            for (std::size_t row = column; row < theta.size(); ++row) {
                theta[row] += (*factor)(row, column) * z;
            }
        }
        const double value = f(from_log_parameters<Model>(theta));
        if (!std::isnan(value)) {
            values.push_back(value);
        }
    }
    interval result;
    result.estimate = f(fit.model);
    if (values.empty()) {
        return result;
    }
    std::ranges::sort(values);
    const auto quantile = [&](double p) {
        const double at = p * (static_cast<double>(values.size()) - 1);
        const auto low = static_cast<std::size_t>(at);
        const std::size_t high = std::min(low + 1, values.size() - 1);
        return values[low] + (at - static_cast<double>(low)) * (values[high] - values[low]);
    };
    result.low = quantile(0.5 - 0.5 * confidence);
    result.high = quantile(0.5 + 0.5 * confidence);
    return result;
}

/// Lifetime values with an interval each.
struct lifetime_value_interval_table {
    lifetime_value_table values;
    std::vector<double> standard_error_of_log;  ///< of ln |value|; NaN where there is no value
    std::vector<double> low;
    std::vector<double> high;
    double confidence = math::usual_confidence;
};

/// Lifetime values as lifetime_value gives them, with intervals by the delta method on ln value. The parameters of both
/// fits count; as the fits are of different data columns, their errors are taken as independent.
///
/// Throws as lifetime_value, error{not_fitted} for a fit without a covariance, error{domain} for a bad confidence and
/// for terms in another unit than the fit's, if it says one.
template <buying_model Model>
[[nodiscard]] lifetime_value_interval_table lifetime_value_intervals(
    const fitted<Model>& fit, const fitted<gamma_gamma>& spend, const lifetime_terms& terms,
    const history_columns& columns, std::span<const double> monetary, double confidence = math::usual_confidence,
    unsigned threads = 1) {
    detail::require_converged(fit);
    detail::require_converged(spend);
    require_unit(terms.unit, fit.unit);
    require_unit(columns.unit, fit.unit, "the unit that the model was fitted in", "the unit of the histories");
    math::require_confidence(confidence);
    const double width = math::two_sided_quantile(confidence);
    lifetime_value_interval_table result;
    result.confidence = confidence;
    result.values = lifetime_value(fit.model, spend.model, terms, columns, monetary, threads);

    constexpr std::size_t model_size = parameter_count<Model>;
    std::vector<Model> models;
    std::vector<gamma_gamma> spends;
    const auto both_sides = [](auto theta, auto&& take) {
        for (std::size_t i = 0; i < theta.size(); ++i) {
            const double at = theta[i];
            for (const double step : {detail::derivative_step, -detail::derivative_step}) {
                theta[i] = at + step;
                take(theta);
            }
            theta[i] = at;
        }
    };
    both_sides(log_parameters_of(fit.model),
               [&](const auto& theta) { models.push_back(from_log_parameters<Model>(theta)); });
    both_sides(log_parameters_of(spend.model),
               [&](const auto& theta) { spends.push_back(from_log_parameters<gamma_gamma>(theta)); });
    const distinct_pairs pairs(columns);
    std::vector<std::vector<double>> futures;
    for (const Model& m : models) {
        futures.push_back(pairs.map(threads, [&](double x, double T) {
            return m.if_alive(x, T).discounted_expected_purchases_new(terms.rate(), terms.horizon);
        }));
    }

    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const std::size_t size = columns.size();
    result.standard_error_of_log.assign(size, none);
    result.low.assign(size, none);
    result.high.assign(size, none);
    constexpr std::size_t grain = 4096;
    math::for_each_chunk(size, grain, threads, [&](const math::chunk& part) {
        for (std::size_t row = part.begin; row < part.end; ++row) {
            const double value = result.values.value[row];
            if (std::isnan(value)) {
                continue;
            }
            const history h = columns[row];
            const auto log_purchases = [&](std::size_t i) {
                return std::log(models[i].p_alive(h.x, h.t_x, h.T) * futures[i][pairs.codes()[row]]);
            };
            const bool own = result.values.status[row] == value_status::valued;
            const auto log_spend = [&](std::size_t i) {
                return std::log(own ? spends[i].expected_spend(h.x, monetary[row]) : spends[i].expected_spend_new());
            };
            std::array<double, model_size> model_slope{};
            for (std::size_t i = 0; i < model_size; ++i) {
                model_slope[i] = (log_purchases(2 * i) - log_purchases(2 * i + 1)) / (2 * detail::derivative_step);
            }
            std::array<double, 3> spend_slope{};
            for (std::size_t i = 0; i < 3; ++i) {
                spend_slope[i] = (log_spend(2 * i) - log_spend(2 * i + 1)) / (2 * detail::derivative_step);
            }
            if (value == 0) {
                // Nothing to scale: no horizon, no margin, or certainly gone.
                result.standard_error_of_log[row] = result.low[row] = result.high[row] = 0;
                continue;
            }
            const double error = std::sqrt(math::quadratic_form(fit.log_covariance, model_slope, model_slope) +
                                           math::quadratic_form(spend.log_covariance, spend_slope, spend_slope));
            result.standard_error_of_log[row] = error;
            const double one = value * std::exp(-width * error);
            const double other = value * std::exp(width * error);
            result.low[row] = std::min(one, other);
            result.high[row] = std::max(one, other);
        }
    });
    return result;
}

}  // namespace scvm::value
