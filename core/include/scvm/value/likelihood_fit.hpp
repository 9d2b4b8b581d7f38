#pragma once

#include <scvm/math/matrix.hpp>
#include <scvm/math/maximise.hpp>
#include <scvm/value/fit.hpp>
#include <scvm/value/parameters.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::value {

/// A log-likelihood with its first and second derivatives, at one point of the log parameters.
struct curvature {
    double value = 0;
    std::vector<double> gradient;
    math::matrix hessian;

    curvature() = default;
    explicit curvature(std::size_t size) : gradient(size), hessian(size) {}

    curvature& operator+=(const curvature& other) {
        if (gradient.empty()) {
            *this = other;
            return *this;
        }
        value += other.value;
        for (std::size_t i = 0; i < gradient.size(); ++i) {
            gradient[i] += other.gradient[i];
            for (std::size_t j = 0; j < gradient.size(); ++j) {
                hessian(i, j) += other.hessian(i, j);
            }
        }
        return *this;
    }

    /// From derivatives in the first `count` parameters p to those in theta = ln p; the others stay as they are.
    void to_log(std::span<const double> parameters) {
        for (std::size_t i = 0; i < gradient.size(); ++i) {
            const double pi = i < parameters.size() ? parameters[i] : 1;
            for (std::size_t j = 0; j < gradient.size(); ++j) {
                hessian(i, j) *= pi * (j < parameters.size() ? parameters[j] : 1);
            }
            gradient[i] *= pi;
            if (i < parameters.size()) {
                hessian(i, i) += gradient[i];
            }
        }
    }
};

/// The log-likelihood of a batch as a function of theta: logarithms of the positive parameters, and coefficients.
using log_likelihood_function = std::function<curvature(std::span<const double>)>;

/// What is maximised, and from where.
struct likelihood_problem {
    log_likelihood_function all;     ///< every customer
    log_likelihood_function sample;  ///< a part of them, for the long way from the start; may be empty
    double customers = 0;
    double sample_customers = 0;
    std::vector<std::vector<double>> starts;
    std::vector<std::string_view> names;  ///< of the coordinates of theta
    std::size_t logarithms = 0;           ///< how many of the first coordinates are logarithms of parameters
    log_prior prior;
};

struct likelihood_maximum {
    std::vector<double> theta;
    curvature at;  ///< of the log-likelihood with the prior
    double log_likelihood = std::numeric_limits<double>::quiet_NaN();
    math::matrix covariance;  ///< of theta; empty unless converged
    fit_status status = fit_status::not_converged;
    std::string reason;
    int evaluations = 0;
};

namespace detail {

constexpr double log_bound = 20;  // a parameter beyond e^20, or below e^-20, has run away

/// A prior ready to be added: -(theta - mean)' precision (theta - mean) / 2.
struct penalty {
    std::vector<double> mean;  ///< of the first coordinates; empty: no prior
    math::matrix precision;
};

inline void add_prior(curvature& at, std::span<const double> theta, const penalty& prior, double share = 1) {
    const std::size_t size = prior.mean.size();
    for (std::size_t i = 0; i < size; ++i) {
        const double distance = theta[i] - prior.mean[i];
        for (std::size_t j = 0; j < size; ++j) {
            const double precision = share * prior.precision(i, j);
            const double pull = precision * (theta[j] - prior.mean[j]);
            at.value -= 0.5 * distance * pull;
            at.gradient[i] -= pull;
            at.hessian(i, j) -= precision;
        }
    }
}

/// Throws error{domain} or error{size_mismatch} for a prior that is none of `parameters` parameters.
[[nodiscard]] inline penalty penalty_of(const log_prior& prior, std::size_t parameters) {
    if (prior.empty()) {
        return {};
    }
    require_size("prior.mean", prior.mean.size(), "the model", parameters);
    for (std::size_t i = 0; i < parameters; ++i) {
        if (!(std::abs(prior.mean[i]) <= log_bound)) {
            throw_domain("prior.mean", i, prior.mean[i], "-20 <= mean of ln parameter <= 20");
        }
    }
    if (prior.covariance.size() > 0) {
        require_size("prior.covariance", prior.covariance.size(), "the model", parameters);
        auto precision = math::inverse(prior.covariance);
        if (!precision) {
            throw error(errc::domain, "prior.covariance: expected a positive definite matrix");
        }
        return {prior.mean, std::move(*precision)};
    }
    require_size("prior.sd", prior.sd.size(), "the model", parameters);
    penalty result{prior.mean, math::matrix(parameters)};
    for (std::size_t i = 0; i < parameters; ++i) {
        if (!(prior.sd[i] > 0)) {
            throw_domain("prior.sd", i, prior.sd[i], "sd > 0");
        }
        result.precision(i, i) = 1 / (prior.sd[i] * prior.sd[i]);
    }
    return result;
}

[[nodiscard]] inline bool within_bounds(std::span<const double> theta) {
    return std::ranges::all_of(theta, [](double t) { return std::abs(t) < log_bound - 1e-3; });
}

[[nodiscard]] inline bool finite(const curvature& at) {
    const auto number = [](double v) { return std::isfinite(v); };
    return number(at.value) && std::ranges::all_of(at.gradient, number) &&
           std::ranges::all_of(at.hessian.values(), number);
}

/// The Newton step -H^-1 g, and how much it promises to add to the log-likelihood; empty unless -H is positive
/// definite.
struct newton_step {
    std::vector<double> step;
    double promise = 0;
};

[[nodiscard]] inline newton_step newton(const curvature& at) {
    math::matrix information(at.gradient.size());
    for (std::size_t i = 0; i < at.gradient.size(); ++i) {
        for (std::size_t j = 0; j < at.gradient.size(); ++j) {
            information(i, j) = -at.hessian(i, j);
        }
    }
    const auto factor = math::cholesky(information);
    if (!factor) {
        return {};
    }
    newton_step result{at.gradient, 0};
    math::solve_in_place(*factor, result.step);
    for (std::size_t i = 0; i < result.step.size(); ++i) {
        result.promise += 0.5 * result.step[i] * at.gradient[i];
    }
    return result;
}

/// NLopt on the mean log-likelihood: the sum of a million customers would drown its tolerances.
[[nodiscard]] inline math::maximum climb(const log_likelihood_function& f, double customers,
                                         std::span<const double> start, const penalty& prior, double share,
                                         int max_evaluations = 500) {
    return math::maximise(
        [&](std::span<const double> theta, std::span<double> gradient) {
            auto at = f(theta);
            add_prior(at, theta, prior, share);
            for (std::size_t i = 0; i < gradient.size(); ++i) {
                gradient[i] = at.gradient[i] / customers;
            }
            return at.value / customers;
        },
        start, {.bound = log_bound, .max_evaluations = max_evaluations});
}

/// Newton's method with the exact Hessian: the last few digits, in two or three evaluations. It leaves theta at the
/// best point and says whether that is a maximum.
[[nodiscard]] inline bool polish(const log_likelihood_function& f, const penalty& prior, std::vector<double>& theta,
                                 curvature& at, int& evaluations) {
    const auto evaluate = [&](std::span<const double> point) {
        checkpoint(1e-6);
        auto value = f(point);
        add_prior(value, point, prior);
        ++evaluations;
        return value;
    };
    at = evaluate(theta);
    constexpr double enough = 1e-10;  // of the log-likelihood: 10^-5 standard errors, and the step is taken on top
    for (int round = 0; round < 20; ++round) {
        const auto next = finite(at) ? newton(at) : newton_step{};
        if (next.step.empty()) {
            return false;
        }
        const double longest = std::abs(std::ranges::max(next.step, {}, [](double s) { return std::abs(s); }));
        const double scale = longest > 2 ? 2 / longest : 1;
        auto moved = theta;
        for (std::size_t i = 0; i < moved.size(); ++i) {
            moved[i] = std::clamp(moved[i] + scale * next.step[i], -log_bound, log_bound);
        }
        auto there = evaluate(moved);
        // Near the maximum the value no longer tells better from worse: its rounding error is larger than the gain.
        const double rounding = 1e-13 * std::abs(at.value);
        if (!finite(there) || there.value < at.value - rounding) {
            return next.promise < std::max(enough, rounding);
        }
        theta = std::move(moved);
        at = std::move(there);
        if (next.promise < enough) {
            return true;
        }
    }
    return false;
}

/// Whether the log-likelihood hardly falls on one side, two standard errors from its highest point, where it should by
/// 2. There the curvature is rounding error: parameters so large that only their ratio matters (e^12 and more).
[[nodiscard]] inline bool flat(const log_likelihood_function& f, const penalty& prior, std::span<const double> theta,
                               double highest, const math::matrix& covariance, std::size_t along, int& evaluations) {
    const double error = std::sqrt(covariance(along, along));
    for (const double side : {-2.0, 2.0}) {
        std::vector<double> point(theta.begin(), theta.end());
        for (std::size_t i = 0; i < point.size(); ++i) {
            point[i] = std::clamp(point[i] + side * covariance(i, along) / error, -log_bound, log_bound);
        }
        auto there = f(point);
        add_prior(there, point, prior);
        ++evaluations;
        if (there.value > highest - 0.02) {
            return true;
        }
    }
    return false;
}

}  // namespace detail

/// The maximum of the likelihood: NLopt from the starts (on the sample, if there is one), then Newton's method on all.
///
/// status: `converged` only where the gradient vanishes, the Hessian is negative definite, every log parameter lies
/// inside (-20, 20), its standard error is below 10 and the likelihood falls around it; else `not_identified` or
/// `not_converged`, with the reason. Throws error{domain} for a bad prior.
[[nodiscard]] inline likelihood_maximum maximise_likelihood(const likelihood_problem& problem) {
    const detail::penalty prior = detail::penalty_of(problem.prior, problem.logarithms);
    likelihood_maximum result;
    if (!(problem.customers > 0)) {
        result.status = fit_status::no_data;
        result.reason = "there is no customer to fit";
        result.theta.assign(problem.names.size(), std::numeric_limits<double>::quiet_NaN());
        return result;
    }

    bool peak = false;
    const auto keep_best = [&](std::vector<double> theta) {
        curvature at;
        const bool found = detail::polish(problem.all, prior, theta, at, result.evaluations);
        const bool better = result.theta.empty() || (found && !peak) || (found == peak && at.value > result.at.value);
        if (better) {
            result.theta = std::move(theta);
            result.at = std::move(at);
            peak = found;
        }
        return found && detail::within_bounds(result.theta);
    };
    bool done = false;
    if (problem.sample) {
        const double share = problem.sample_customers / problem.customers;
        math::maximum best;
        for (std::size_t i = 0; i < problem.starts.size() && !done; ++i) {
            auto from = detail::climb(problem.sample, problem.sample_customers, problem.starts[i], prior, share);
            done = detail::within_bounds(from.at) && keep_best(from.at);
            if (from.value > best.value) {
                best = std::move(from);
            }
        }
        if (!done) {
            // The sample has no inner maximum, or a misleading one: a last try on all, from where it ended.
            constexpr int patience = 60;
            auto from = detail::climb(problem.all, problem.customers, best.at, prior, 1, patience);
            result.evaluations += from.evaluations;
            (void)keep_best(std::move(from.at));
        }
    } else {
        for (std::size_t i = 0; i < problem.starts.size() && !done; ++i) {
            auto from = detail::climb(problem.all, problem.customers, problem.starts[i], prior, 1);
            result.evaluations += from.evaluations;
            done = keep_best(std::move(from.at));
        }
    }

    auto plain = result.at;
    detail::add_prior(plain, result.theta, prior, -1);
    result.log_likelihood = plain.value;
    for (std::size_t i = 0; i < result.theta.size(); ++i) {
        if (!(std::abs(result.theta[i]) < detail::log_bound - 1e-3)) {
            result.status = fit_status::not_identified;
            result.reason = "the likelihood still rises where " + std::string(problem.names[i]) +
                            (i < problem.logarithms ? " = e^" : " = ") + number_text(std::round(result.theta[i])) +
                            ": the data do not determine it";
            return result;
        }
    }
    math::matrix information(result.theta.size());
    for (std::size_t i = 0; i < result.theta.size(); ++i) {
        for (std::size_t j = 0; j < result.theta.size(); ++j) {
            information(i, j) = -result.at.hessian(i, j);
        }
    }
    auto covariance = math::inverse(information);
    if (!covariance) {
        result.status = fit_status::not_identified;
        result.reason = "the likelihood is flat at its highest point: its Hessian is not negative definite";
        return result;
    }
    for (std::size_t i = 0; i < result.theta.size(); ++i) {
        const double error = std::sqrt((*covariance)(i, i));
        if (!(error < 10)) {
            result.status = fit_status::not_identified;
            result.reason = "the standard error of " + std::string(i < problem.logarithms ? "ln " : "") +
                            std::string(problem.names[i]) + " is " + number_text(std::round(error)) +
                            ": the data do not determine it";
            return result;
        }
        constexpr double large = 12;
        if (std::abs(result.theta[i]) > large &&
            (!peak ||
             detail::flat(problem.all, prior, result.theta, result.at.value, *covariance, i, result.evaluations))) {
            result.status = fit_status::not_identified;
            result.reason = "the likelihood is flat where " + std::string(problem.names[i]) +
                            (i < problem.logarithms ? " = e^" : " = ") + number_text(std::round(result.theta[i])) +
                            ": the data do not determine it";
            return result;
        }
    }
    if (!peak) {
        result.status = fit_status::not_converged;
        result.reason = "the search ended before a maximum";
        return result;
    }
    for (std::size_t i = 0; i < result.theta.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {  // the inverse is symmetric up to rounding only
            (*covariance)(i, j) = (*covariance)(j, i) = 0.5 * ((*covariance)(i, j) + (*covariance)(j, i));
        }
    }
    result.status = fit_status::converged;
    result.covariance = std::move(*covariance);
    return result;
}

/// How many distinct rows are enough for a start within one standard error of a million customers.
inline constexpr std::size_t sample_rows = 12'000;

/// What is to be maximised over all rows; the long way from the start goes over the sample, where that is so much
/// smaller that it saves time. `likelihood(rows)` is the log-likelihood of rows that the caller keeps alive.
template <class Rows, class MakeLikelihood>
[[nodiscard]] likelihood_problem problem_of(const Rows& rows, const Rows& sample, MakeLikelihood&& likelihood) {
    likelihood_problem problem;
    problem.all = likelihood(rows);
    if (rows.size() >= 3 * sample.size()) {
        problem.sample = likelihood(sample);
    }
    problem.customers = rows.customers;
    problem.sample_customers = sample.customers;
    return problem;
}

/// Puts what the search found into a fit whose parameters are the exponentials of the first coordinates of theta.
template <class Model>
void fill_report(fitted<Model>& fit, likelihood_maximum&& found, std::size_t logarithms) {
    const std::size_t size = found.theta.size();
    fit.status = found.status;
    fit.reason = std::move(found.reason);
    fit.log_likelihood_value = found.log_likelihood;
    fit.evaluations = found.evaluations;
    fit.standard_errors.assign(size, std::numeric_limits<double>::quiet_NaN());
    if (found.covariance.size() == 0) {
        return;
    }
    fit.log_covariance = std::move(found.covariance);
    fit.covariance = math::matrix(size);
    const auto scale = [&](std::size_t i) { return i < logarithms ? std::exp(found.theta[i]) : 1.0; };
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < size; ++j) {
            fit.covariance(i, j) = scale(i) * scale(j) * fit.log_covariance(i, j);
        }
        fit.standard_errors[i] = std::sqrt(fit.covariance(i, i));
    }
}

/// Puts the rows that were fitted into a fit. Takes the list of those that were rejected. Throws error{domain} where
/// the options name another unit than the rows know.
template <class Model, class Rows>
void fill_rows(fitted<Model>& fit, Rows& rows, const fit_options& options) {
    fit.unit = options.unit;
    if constexpr (requires { rows.unit; }) {
        require_unit(options.unit, rows.unit, "the unit of the histories");
        fit.unit = rows.unit ? rows.unit : options.unit;
    }
    fit.customers = rows.customers;
    fit.distinct_rows = rows.size();
    fit.rejected = std::move(rows.rejected);
}

/// Fits a model whose parameters are the exponentials of theta: all of it but what the problem says of its rows.
template <class Model, class Rows>
[[nodiscard]] fitted<Model> fit_parameters(Rows& rows, likelihood_problem problem, const fit_options& options) {
    const auto& names = parameter_names<Model>;
    problem.names.assign(names.begin(), names.end());
    problem.logarithms = names.size();
    problem.prior = options.prior;
    auto found = maximise_likelihood(problem);
    fitted<Model> fit;
    fit.model = from_log_parameters<Model>(std::span(found.theta).template first<parameter_count<Model>>());
    fill_rows(fit, rows, options);
    fill_report(fit, std::move(found), names.size());
    return fit;
}

}  // namespace scvm::value
