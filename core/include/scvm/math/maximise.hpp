#pragma once

#include <scvm/error.hpp>
#include <scvm/work.hpp>

#include <nlopt.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <exception>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

namespace scvm::math {

/// Where and how a smooth function is maximised.
struct maximise_options {
    double bound = 20;                  ///< every coordinate stays in [-bound, bound]
    double relative_tolerance = 1e-12;  ///< stop when a step changes the value by less than this share of it
    int max_evaluations = 500;
};

/// The best point that was found.
struct maximum {
    std::vector<double> at;
    double value = -std::numeric_limits<double>::infinity();
    int evaluations = 0;
    bool stopped_by_itself = false;  ///< by its tolerance, not by the limit of evaluations or a failure
};

/// f(point, gradient) returns the value and writes the gradient.
using smooth_function = std::function<double(std::span<const double>, std::span<double>)>;

namespace detail {

struct maximise_call {
    const smooth_function& f;
    nlopt_opt optimiser;
    maximum best;
    std::exception_ptr failure;
};

// Exceptions must not cross NLopt's C frames; a value that is not finite is a very bad one, never an answer.
inline double maximise_step(unsigned count, const double* point, double* gradient, void* data) {
    auto& call = *static_cast<maximise_call*>(data);
    try {
        checkpoint(1e-6);
        std::vector<double> unused(gradient == nullptr ? count : 0);
        const std::span<double> slope = gradient == nullptr ? std::span(unused) : std::span(gradient, count);
        const double value = call.f({point, count}, slope);
        ++call.best.evaluations;
        if (!std::isfinite(value) || !std::ranges::all_of(slope, [](double s) { return std::isfinite(s); })) {
            std::ranges::fill(slope, 0.0);
            return -1e300;
        }
        if (value > call.best.value) {
            call.best.value = value;
            call.best.at.assign(point, point + count);
        }
        return value;
    } catch (...) {
        call.failure = std::current_exception();
        nlopt_force_stop(call.optimiser);
        return -1e300;
    }
}

}  // namespace detail

/// The maximum of f near `start`, by sequential quadratic programming with BFGS updates (NLopt's SLSQP).
///
/// The best point seen is returned whatever the reason of the stop: round-off in the last line search is no failure.
/// Throws what f throws.
/// Source: Kraft (1994), Algorithm 733, ACM TOMS 20(3); Johnson, NLopt.
[[nodiscard]] inline maximum maximise(const smooth_function& f, std::span<const double> start,
                                      const maximise_options& options = {}) {
    const auto count = static_cast<unsigned>(start.size());
    const std::unique_ptr<std::remove_pointer_t<nlopt_opt>, void (*)(nlopt_opt)> optimiser(
        nlopt_create(NLOPT_LD_SLSQP, count), &nlopt_destroy);
    if (!optimiser) {
        throw error(errc::out_of_memory, "maximise: no memory for the optimiser");
    }
    detail::maximise_call call{f, optimiser.get(), {}, nullptr};
    call.best.at.assign(start.begin(), start.end());
    nlopt_set_max_objective(optimiser.get(), &detail::maximise_step, &call);
    nlopt_set_lower_bounds1(optimiser.get(), -options.bound);
    nlopt_set_upper_bounds1(optimiser.get(), options.bound);
    nlopt_set_ftol_rel(optimiser.get(), options.relative_tolerance);
    nlopt_set_maxeval(optimiser.get(), options.max_evaluations);

    std::vector<double> point(start.begin(), start.end());
    double value = 0;
    const nlopt_result reason = nlopt_optimize(optimiser.get(), point.data(), &value);
    if (call.failure) {
        std::rethrow_exception(call.failure);
    }
    call.best.stopped_by_itself = reason > 0 && reason != NLOPT_MAXEVAL_REACHED;
    return call.best;
}

}  // namespace scvm::math
