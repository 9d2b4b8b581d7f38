#pragma once

#include <scvm/value/bg_nbd_fit.hpp>
#include <scvm/value/distinct.hpp>
#include <scvm/value/fit.hpp>
#include <scvm/value/gamma_gamma_fit.hpp>
#include <scvm/value/likelihood_fit.hpp>
#include <scvm/value/mbg_nbd_fit.hpp>
#include <scvm/value/parameters.hpp>
#include <scvm/value/pareto_nbd_fit.hpp>
#include <scvm/value/weak_prior.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace scvm::value {

/// Parameters for any number of customers: estimate<Model>() and estimate_spending() go as far down as they must, and
/// the status says how far that was.
///
///     converged         the maximum of the likelihood, as fit_bg_nbd and its kin find it
///     shrunk_to_prior   the likelihood has a maximum; as the customers are few, a weak prior counts beside it
///     from_prior        it has none: the weak prior fills in what the data leave open
///     pooled            no maximum with the prior either, or one price for everything: the mean of all customers
///     not_identified    nothing can be said, and the reason says what would help
///
/// Intervals come from the curvature of likelihood and prior together, on the log scale (Laplace), so that they are the
/// wider the less the data say. With a prior of one's own in `options.prior` that one counts, fully, for any number of
/// customers; with `weak_prior` false nothing but the likelihood does.
struct estimate_options {
    fit_options fit = {};
    bool weak_prior = true;
};

/// How much the weak prior counts beside the likelihood of n customers that has a maximum of its own: fully up to 300,
/// then less, from 900 on not at all, where the maximum-likelihood estimate stands alone. (Where there is no maximum it
/// counts fully for any n.) Up to 500 customers it predicts better than maximum likelihood does, beyond that no worse:
/// docs/few-customers.md.
[[nodiscard]] inline double weak_prior_weight(double customers) {
    return std::clamp((900 - customers) / 600, 0.0, 1.0);
}

namespace detail {

inline constexpr std::string_view what_now = "; more customers, or a prior of your own (last year's fit), sharpen it";

/// Puts parameters into a fit that were not found by a search: a normal distribution of their logarithms.
template <class Model, class LogLikelihood>
void set_parameters(fitted<Model>& fit, const log_prior& at, LogLikelihood&& log_likelihood) {
    likelihood_maximum found;
    found.theta = at.mean;
    found.covariance = at.covariance;
    fit.model = from_log_parameters<Model>(std::span<const double>(at.mean).template first<parameter_count<Model>>());
    found.log_likelihood = log_likelihood(found.theta);
    fill_report(fit, std::move(found), parameter_count<Model>);
}

/// A weak prior that counts `weight` times.
[[nodiscard]] inline log_prior weighted(log_prior prior, double weight) {
    for (std::size_t i = 0; i < prior.covariance.size(); ++i) {
        for (double& each : prior.covariance.row(i)) {
            each /= weight;
        }
    }
    return prior;
}

/// The maximum of likelihood and prior, beside the maximum-likelihood fit of the same customers.
template <class Model, class Fit>
[[nodiscard]] fitted<Model> fit_with_prior(const fitted<Model>& plain, const log_prior& prior, bool own, Fit&& fit) {
    const std::string whose = own ? "the given prior" : "the weak prior";
    const std::string now = own ? "" : std::string(what_now);
    const std::string how_many = number_text(plain.customers) + " customers";
    fitted<Model> result = fit(prior);
    if (result.status == fit_status::no_data && prior.covariance.size() > 0) {
        set_parameters(result, prior, [](const auto&) { return 0.0; });
        result.status = fit_status::from_prior;
        result.reason = "there is no customer to fit: the parameters are those of " + whose + now;
    } else if (result.converged()) {
        const bool determined = plain.converged();
        result.status = determined ? fit_status::shrunk_to_prior : fit_status::from_prior;
        result.reason = determined ? how_many + (own ? "" : " are few") + ": " + whose + " counts beside the data" + now
                                   : how_many + ": " + plain.reason + "; " + whose + " fills in" + now;
    }
    return result;
}

/// The steps down. `fit(prior)` maximises likelihood and prior, `weak()` is the weak prior, or empty where it has no
/// scale, `pool(fit)` sets the mean of all customers.
template <class Model, class Fit, class Weak, class Pool>
[[nodiscard]] fitted<Model> step_down(fitted<Model> plain, const estimate_options& options, Fit&& fit, Weak&& weak,
                                      Pool&& pool) {
    if (!options.fit.prior.empty()) {
        auto result = fit_with_prior(plain, options.fit.prior, true, fit);
        if (result.usable()) {
            return result;
        }
    }
    const double weight = plain.converged() ? weak_prior_weight(plain.customers) : 1;
    if (!options.weak_prior || weight == 0 || plain.status == fit_status::no_data) {
        return plain;
    }
    const log_prior prior = weighted(weak(), weight);
    if (prior.empty()) {
        plain.status = fit_status::not_identified;
        plain.reason =
            "every purchase is of the last day, so that nothing is known of how often customers buy; fit "
            "again when time has passed, or with a prior of your own";
        return plain;
    }
    auto result = fit_with_prior(plain, prior, false, fit);
    if (!result.usable()) {
        const std::string why = result.reason;
        pool(result, prior);
        result.status = fit_status::pooled;
        result.reason = why + "; the mean of all customers stands in" + std::string(what_now);
    }
    return result;
}

/// Mean time between two purchases over all customers; half a purchase is added, so that no repeat purchase at all is a
/// long time, not an endless one. 0 where no time has passed.
[[nodiscard]] inline double mean_wait(const distinct_histories& rows) {
    double purchases = 0.5;
    double time = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        purchases += rows.weight[row] * rows.x_values[rows.x[row]];
        time += rows.weight[row] * rows.T_values[rows.T[row]];
    }
    return time / purchases;
}

/// What customers spend per purchase: mean and variance over customers.
struct spend_moments {
    double mean = 0;
    double variance = 0;
    bool one_price = false;
};

[[nodiscard]] inline spend_moments moments_of(const distinct_spends& rows) {
    spend_moments of;
    double purchases = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        of.mean += rows.weight[row] * rows.m[row] / rows.customers;
        purchases += rows.weight[row] * rows.x_values[rows.x[row]];
    }
    double furthest = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const double distance = rows.m[row] - of.mean;
        of.variance += rows.weight[row] * distance * distance / std::max(1.0, rows.customers - 1);
        furthest = std::max(furthest, std::abs(distance));
    }
    of.one_price = rows.customers >= 2 && purchases >= 3 && furthest <= 1e-9 * of.mean;
    return of;
}

/// Sets Gamma-Gamma at the limit where customers do not differ: q as good as infinite, and a mean that is known up to a
/// relative error. With p as large, amounts do not vary either.
inline void set_mean(fitted<gamma_gamma>& fit, double mean, double p, double error, const distinct_spends& rows) {
    constexpr double infinite = 1e6;  // leaves digits for the sums that are made of it
    constexpr double certain = 1e-12;
    log_prior at;
    at.mean = {std::log(p), std::log(infinite), std::log(mean * (infinite - 1) / p)};
    at.covariance = math::matrix(3);
    at.covariance(0, 0) = at.covariance(1, 1) = certain;
    at.covariance(2, 2) = std::max(certain, error * error);
    set_parameters(fit, at,
                   [&](std::span<const double> theta) { return gamma_gamma_likelihood(rows, 1)(theta).value; });
    fit.status = fit_status::pooled;
}

}  // namespace detail

/// The parameters of BG/NBD, MBG/NBD or Pareto/NBD for any number of customers; see estimate_options.
///
/// `not_identified` only where no time has passed since anybody's first purchase, `no_data` only without a customer,
/// and neither with a prior of one's own. Throws as fit_bg_nbd.
template <class Model>
[[nodiscard]] fitted<Model> estimate(const history_columns& columns, std::span<const double> weights = {},
                                     const estimate_options& options = {}) {
    const auto fit = [&](const log_prior& prior) {
        fit_options with = options.fit;
        with.prior = prior;
        if constexpr (std::is_same_v<Model, pareto_nbd>) {
            return fit_pareto_nbd(columns, weights, with);
        } else if constexpr (std::is_same_v<Model, mbg_nbd>) {
            return fit_mbg_nbd(columns, weights, with);
        } else {
            return fit_bg_nbd(columns, weights, with);
        }
    };
    const auto weak = [&] {
        const double wait = detail::mean_wait(distinct(columns, weights, options.fit.threads));
        return wait > 0 ? weak_prior<Model>(wait) : log_prior{};
    };
    const auto pool = [&](fitted<Model>& result, const log_prior& prior) {
        detail::set_parameters(result, prior, [&](const auto&) {
            double sum = 0;
            for (std::size_t row = 0; row < columns.size(); ++row) {
                const history h = columns[row];
                if (!std::isnan(h.x) && !find_fault(h)) {
                    sum += (weights.empty() ? 1 : weights[row]) * result.model.log_likelihood(h.x, h.t_x, h.T);
                }
            }
            return sum;
        });
    };
    return detail::step_down(fit({}), options, fit, weak, pool);
}

/// The parameters of Gamma-Gamma for any number of customers with x repeat purchases worth m on average; see
/// estimate_options.
///
/// Where every amount is the same, that is the price: `pooled`, with an interval as narrow as it prints. `no_data` only
/// without a purchase that has an amount, and without a prior of one's own. Throws as fit_gamma_gamma.
[[nodiscard]] inline fitted<gamma_gamma> estimate_spending(std::span<const double> x, std::span<const double> m,
                                                           std::span<const double> weights = {},
                                                           const estimate_options& options = {}) {
    const auto fit = [&](const log_prior& prior) {
        fit_options with = options.fit;
        with.prior = prior;
        return fit_gamma_gamma(x, m, weights, with);
    };
    const auto rows = distinct(x, m, weights);
    const auto moments = detail::moments_of(rows);
    auto plain = fit({});
    if (options.weak_prior && moments.one_price) {
        const double price = rows.m.front();
        detail::set_mean(plain, price, 1e6, 0, rows);
        plain.reason = "every purchase costs " + number_text(price) + ": that price stands for all customers";
        return plain;
    }
    const auto weak = [&] { return weak_prior<gamma_gamma>(moments.mean); };
    const auto pool = [&](fitted<gamma_gamma>& result, const log_prior&) {
        detail::set_mean(result, moments.mean, 1, std::sqrt(moments.variance / rows.customers) / moments.mean, rows);
    };
    return detail::step_down(std::move(plain), options, fit, weak, pool);
}

/// What customers spent: of each, x repeat purchases worth m on average, and what all purchases came to with the first.
struct spend_columns {
    std::span<const double> x;
    std::span<const double> m;
    std::span<const double> revenue;
};

/// The same of a whole shop: where no repeat purchase has an amount, first purchases stand in, and the mean amounts of
/// all x + 1 purchases are what is estimated from.
[[nodiscard]] inline fitted<gamma_gamma> estimate_spending(const spend_columns& of,
                                                           const estimate_options& options = {}) {
    require_size("revenue", of.revenue.size(), "x", of.x.size());
    if (distinct(of.x, of.m, {}).customers > 0) {
        return estimate_spending(of.x, of.m, {}, options);
    }
    std::vector<double> count;
    std::vector<double> mean;
    for (std::size_t row = 0; row < of.x.size(); ++row) {
        count.push_back(of.x[row] + 1);
        mean.push_back(std::max(0.0, of.revenue[row] / (of.x[row] + 1)));
    }
    auto result = estimate_spending(count, mean, {}, options);
    if (result.usable() && result.customers > 0) {
        result.reason = "no repeat purchase has an amount, so that first purchases stand in; " + result.reason;
    }
    return result;
}

}  // namespace scvm::value
