#pragma once

#include <scvm/math/parallel.hpp>
#include <scvm/value/bg_nbd_fit.hpp>
#include <scvm/value/covariates.hpp>
#include <scvm/value/distinct.hpp>
#include <scvm/value/fit.hpp>
#include <scvm/value/likelihood_fit.hpp>
#include <scvm/value/pareto_nbd_fit.hpp>
#include <scvm/value/time_unit.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::value {

/// The customers that share one vector of covariates.
struct covariate_profile {
    std::vector<double> covariates;
    distinct_histories rows;
};

/// The profiles of a batch, sorted by their covariates. Immutable, hence thread-safe.
struct profile_table {
    std::vector<covariate_profile> profiles;
    double customers = 0;
    std::size_t distinct_rows = 0;
    std::optional<time_unit> unit{};  ///< of the times, where the columns know it
    std::vector<rejected_row> rejected;

    [[nodiscard]] std::size_t size() const noexcept { return distinct_rows; }
};

/// `covariates` is a table with one row for each customer, row after row. A row with a covariate that is not finite is
/// rejected. Throws error{size_mismatch}.
[[nodiscard]] inline profile_table profiles_of(const history_columns& columns, std::span<const double> covariates,
                                               std::size_t per_customer, std::span<const double> weights) {
    require_columns(columns);
    require_size("covariates", covariates.size(), "customers x covariates", columns.size() * per_customer);
    if (!weights.empty()) {
        require_size("weights", weights.size(), "x", columns.size());
    }
    profile_table table;
    table.unit = columns.unit;
    const auto of = [&](std::size_t row) { return covariates.subspan(row * per_customer, per_customer); };
    std::vector<std::size_t> order;
    for (std::size_t row = 0; row < columns.size(); ++row) {
        if (std::ranges::all_of(of(row), [](double z) { return std::isfinite(z); })) {
            order.push_back(row);
        } else {
            table.rejected.push_back({row, "expected finite covariates"});
        }
    }
    std::ranges::stable_sort(
        order, [&](std::size_t a, std::size_t b) { return std::ranges::lexicographical_compare(of(a), of(b)); });
    for (std::size_t at = 0; at < order.size();) {
        const auto shared = of(order[at]);
        std::vector<std::size_t> members;
        for (; at < order.size() && std::ranges::equal(of(order[at]), shared); ++at) {
            members.push_back(order[at]);
        }
        std::array<std::vector<double>, 4> part;
        for (const std::size_t row : members) {
            part[0].push_back(columns.x[row]);
            part[1].push_back(columns.t_x[row]);
            part[2].push_back(columns.T[row]);
            if (!weights.empty()) {
                part[3].push_back(weights[row]);
            }
        }
        covariate_profile profile{{shared.begin(), shared.end()}, distinct({part[0], part[1], part[2]}, part[3])};
        for (const rejected_row& r : profile.rows.rejected) {
            table.rejected.push_back({members[r.row], r.reason});
        }
        if (profile.rows.customers > 0) {
            table.customers += profile.rows.customers;
            table.distinct_rows += profile.rows.size();
            table.profiles.push_back(std::move(profile));
        }
    }
    std::ranges::sort(table.rejected, {}, &rejected_row::row);
    return table;
}

/// Every k-th distinct row, counted through all profiles, k such that about `size` remain: few profiles of many
/// customers are thinned within, many profiles of one customer each are thinned out.
[[nodiscard]] inline profile_table thin(const profile_table& all, std::size_t size) {
    const std::size_t k = std::max<std::size_t>(1, all.distinct_rows / std::max<std::size_t>(1, size));
    profile_table result;
    std::size_t next = k / 2;  // of the rows of the profile at hand
    for (const covariate_profile& profile : all.profiles) {
        covariate_profile part{profile.covariates, {}};
        for (; next < profile.rows.size(); next += k) {
            part.rows.x.push_back(profile.rows.x[next]);
            part.rows.t_x.push_back(profile.rows.t_x[next]);
            part.rows.T.push_back(profile.rows.T[next]);
            part.rows.weight.push_back(profile.rows.weight[next]);
            part.rows.customers += profile.rows.weight[next];
        }
        next -= profile.rows.size();
        if (part.rows.size() > 0) {
            part.rows.x_values = profile.rows.x_values;
            part.rows.t_x_values = profile.rows.t_x_values;
            part.rows.T_values = profile.rows.T_values;
            result.customers += part.rows.customers;
            result.distinct_rows += part.rows.size();
            result.profiles.push_back(std::move(part));
        }
    }
    return result;
}

/// Which of the model's four log parameters a block of coefficients moves, and in which direction.
struct covariate_effect {
    std::size_t parameter = 0;
    double sign = 1;
};

/// The log-likelihood of all profiles in theta = (four log parameters, one block of coefficients for each effect).
///
/// A profile's own log parameters are linear in theta: phi = J theta; so the gradient is the sum of J' g, and the
/// Hessian of J' H J, over the exact derivatives of the model without covariates.
class covariate_likelihood {
public:
    /// make(rows, threads) is the likelihood of one profile. The caller keeps the table alive.
    template <class MakeLikelihood>
    covariate_likelihood(const profile_table& table, MakeLikelihood&& make, std::vector<covariate_effect> effects,
                         std::size_t per_customer, unsigned threads)
        : table_(table), effects_(std::move(effects)), per_customer_(per_customer), threads_(threads) {
        // Many profiles share the threads among them, few have them within.
        const unsigned within = table.profiles.size() > grain ? 1 : threads;
        for (const covariate_profile& profile : table.profiles) {
            likelihoods_.push_back(make(profile.rows, within));
        }
    }

    [[nodiscard]] curvature operator()(std::span<const double> theta) const {
        auto total = math::sum_chunks<curvature>(table_.profiles.size(), grain, threads_, [&](const math::chunk& part) {
            curvature sum(theta.size());
            for (std::size_t profile = part.begin; profile < part.end; ++profile) {
                const auto& z = table_.profiles[profile].covariates;
                std::array<double, 4> phi{theta[0], theta[1], theta[2], theta[3]};
                for_each_coefficient(z, [&](std::size_t at, std::size_t parameter, double slope) {
                    phi[parameter] += slope * theta[at];
                });
                add(sum, likelihoods_[profile](phi), z);
            }
            return sum;
        });
        return table_.profiles.empty() ? curvature(theta.size()) : total;
    }

private:
    static constexpr std::size_t grain = 1024;  // profiles

    template <class Take>
    void for_each_coefficient(std::span<const double> z, Take&& take) const {
        for (std::size_t effect = 0; effect < effects_.size(); ++effect) {
            for (std::size_t i = 0; i < per_customer_; ++i) {
                take(4 + effect * per_customer_ + i, effects_[effect].parameter, effects_[effect].sign * z[i]);
            }
        }
    }

    void add(curvature& total, const curvature& own, std::span<const double> z) const {
        struct entry {
            std::size_t at;
            std::size_t parameter;
            double slope;
        };
        std::vector<entry> jacobian{{0, 0, 1}, {1, 1, 1}, {2, 2, 1}, {3, 3, 1}};
        for_each_coefficient(z, [&](std::size_t at, std::size_t parameter, double slope) {
            jacobian.push_back({at, parameter, slope});
        });
        total.value += own.value;
        for (const entry& a : jacobian) {
            total.gradient[a.at] += a.slope * own.gradient[a.parameter];
            for (const entry& b : jacobian) {
                total.hessian(a.at, b.at) += a.slope * b.slope * own.hessian(a.parameter, b.parameter);
            }
        }
    }

    const profile_table& table_;
    std::vector<log_likelihood_function> likelihoods_;
    std::vector<covariate_effect> effects_;
    std::size_t per_customer_;
    unsigned threads_;
};

namespace detail {

/// The names of the coordinates: the model's, then "purchase[0]", …; they live as long as the result.
[[nodiscard]] inline std::vector<std::string> covariate_names(std::span<const std::string_view> parameters,
                                                              std::span<const std::string_view> blocks,
                                                              std::size_t per_customer) {
    std::vector<std::string> names(parameters.begin(), parameters.end());
    for (const std::string_view block : blocks) {
        for (std::size_t i = 0; i < per_customer; ++i) {
            names.push_back(std::string(block) + "[" + std::to_string(i) + "]");
        }
    }
    return names;
}

/// Fits all coordinates from where the fit without covariates ended: on a sample first, if there are many rows.
template <class Base, class Result, class MakeLikelihood>
[[nodiscard]] likelihood_maximum fit_covariates(fitted<Result>& fit, profile_table table, const Base& plain,
                                                std::size_t per_customer, std::span<const std::string_view> blocks,
                                                const std::vector<covariate_effect>& effects,
                                                const fit_options& options, MakeLikelihood&& make) {
    const auto names = covariate_names(parameter_names<Base>, blocks, per_customer);
    const auto sample = thin(table, sample_rows);
    auto problem = problem_of(table, sample, [&](const profile_table& part) {
        return covariate_likelihood(part, make, effects, per_customer, options.threads);
    });
    const auto from = log_parameters_of(plain);
    std::vector<double> start(names.size());
    std::ranges::transform(from, start.begin(),
                           [](double value) { return std::isfinite(value) ? std::clamp(value, -5.0, 5.0) : 0; });
    problem.starts = {start, std::vector<double>(names.size(), 0.1)};
    problem.names.assign(names.begin(), names.end());
    problem.logarithms = parameter_count<Base>;
    problem.prior = options.prior;
    auto found = maximise_likelihood(problem);
    fit.model.base = from_log_parameters<Base>(std::span(found.theta).template first<parameter_count<Base>>());
    fill_rows(fit, table, options);
    return found;
}

[[nodiscard]] inline std::vector<double> block_of(std::span<const double> theta, std::size_t block, std::size_t size) {
    const auto part = theta.subspan(4 + block * size, size);
    return {part.begin(), part.end()};
}

}  // namespace detail

/// The maximum-likelihood BG/NBD model with static covariates; `covariates` has `per_customer` values for each row.
///
/// standard_errors and covariance are of (r, alpha, a, b, purchase…, dropout…, staying…). A prior is on ln r, ln alpha,
/// ln a, ln b. Scale covariates to the order of 1. Everything else as fit_bg_nbd.
[[nodiscard]] inline fitted<bg_nbd_covariates> fit_bg_nbd_covariates(const history_columns& columns,
                                                                     std::span<const double> covariates,
                                                                     std::size_t per_customer,
                                                                     std::span<const double> weights = {},
                                                                     const fit_options& options = {}) {
    auto table = profiles_of(columns, covariates, per_customer, weights);
    const auto plain = fit_bg_nbd(columns, weights, options).model;
    fitted<bg_nbd_covariates> fit;
    constexpr std::array<std::string_view, 3> blocks{"purchase", "dropout", "staying"};
    auto found =
        detail::fit_covariates(fit, std::move(table), plain, per_customer, blocks, {{1, -1}, {2, 1}, {3, 1}}, options,
                               [](const distinct_histories& rows, unsigned threads) {
                                   return beta_geometric_nbd_likelihood(rows, first_dropout::after_repeat, threads);
                               });
    fit.model.purchase = detail::block_of(found.theta, 0, per_customer);
    fit.model.dropout = detail::block_of(found.theta, 1, per_customer);
    fit.model.staying = detail::block_of(found.theta, 2, per_customer);
    fill_report(fit, std::move(found), 4);
    return fit;
}

/// The maximum-likelihood Pareto/NBD model with static covariates; as fit_bg_nbd_covariates, with standard errors of
/// (r, alpha, s, beta, purchase…, dropout…).
[[nodiscard]] inline fitted<pareto_nbd_covariates> fit_pareto_nbd_covariates(const history_columns& columns,
                                                                             std::span<const double> covariates,
                                                                             std::size_t per_customer,
                                                                             std::span<const double> weights = {},
                                                                             const fit_options& options = {}) {
    auto table = profiles_of(columns, covariates, per_customer, weights);
    const auto plain = fit_pareto_nbd(columns, weights, options).model;
    fitted<pareto_nbd_covariates> fit;
    constexpr std::array<std::string_view, 2> blocks{"purchase", "dropout"};
    auto found = detail::fit_covariates(
        fit, std::move(table), plain, per_customer, blocks, {{1, -1}, {3, -1}}, options,
        [](const distinct_histories& rows, unsigned threads) { return pareto_nbd_likelihood(rows, threads); });
    fit.model.purchase = detail::block_of(found.theta, 0, per_customer);
    fit.model.dropout = detail::block_of(found.theta, 1, per_customer);
    fill_report(fit, std::move(found), 4);
    return fit;
}

}  // namespace scvm::value
