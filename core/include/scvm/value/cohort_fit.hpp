#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/value/fit.hpp>
#include <scvm/value/history.hpp>
#include <scvm/value/parameters.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace scvm::value {

/// The cohort of a customer who belongs to none, as in cohort_table.
inline constexpr std::uint32_t no_cohort = 0xffffffff;

/// What the fit of one cohort knows of the others.
enum class cohort_pooling {
    towards_all,  ///< a normal prior on each log parameter around the fit of all: small cohorts borrow from the others
    separate,     ///< nothing: each by itself
};
inline constexpr std::array<word, 2> cohort_pooling_words{{
    {"towards_all", "small cohorts borrow from the fit of all"},
    {"separate", "each by itself"},
}};
[[nodiscard]] constexpr const auto& words_of(cohort_pooling) {
    return cohort_pooling_words;
}

/// One model for all customers, and one for each cohort.
template <class Model>
struct cohort_fits {
    fitted<Model> all;
    std::vector<fitted<Model>> cohorts;  ///< by code; a cohort without customers has the status no_data
};

/// Fits a model of purchasing to each cohort of customers: acquisition months, countries, shops.
///
/// `fit` is fit_bg_nbd, fit_mbg_nbd or fit_pareto_nbd, `cohort` the code of each customer's cohort from 0 on. `spread`
/// is how far apart cohorts are expected to be, as the standard deviation of a log parameter around that of all: 0.5
/// says that two thirds of the cohorts lie within a factor of e^±0.5. It is not used where they are fitted separately,
/// and where the fit of all has not converged. `options.prior` holds for the fit of all, and for separate fits.
/// The rejected rows of each fit are numbered as the input is.
/// Throws error{size_mismatch}, and error{domain} for a spread that is not above 0, or a bad prior.
template <class Model, class Fit>
[[nodiscard]] cohort_fits<Model> fit_by_cohort(Fit&& fit, const history_columns& columns,
                                               std::span<const std::uint32_t> cohort,
                                               cohort_pooling pooling = cohort_pooling::towards_all,
                                               double spread = 0.5, std::span<const double> weights = {},
                                               const fit_options& options = {}) {
    require_columns(columns);
    require_size("cohort", cohort.size(), "x", columns.size());
    if (!weights.empty()) {
        require_size("weights", weights.size(), "x", columns.size());
    }
    if (!(spread > 0)) {
        throw_domain("spread", spread, "spread > 0");
    }
    std::vector<std::vector<std::size_t>> members;
    for (std::size_t row = 0; row < cohort.size(); ++row) {
        if (cohort[row] != no_cohort) {
            if (!(cohort[row] < 10'000)) {
                throw_domain("cohort", row, cohort[row], "a code below 10000");
            }
            members.resize(std::max<std::size_t>(members.size(), cohort[row] + std::size_t{1}));
            members[cohort[row]].push_back(row);
        }
    }
    cohort_fits<Model> result;
    result.all = fit(columns, weights, options);
    fit_options own = options;
    if (pooling == cohort_pooling::towards_all && result.all.converged()) {
        const auto centre = log_parameters_of(result.all.model);
        own.prior.mean.assign(centre.begin(), centre.end());
        own.prior.sd.assign(centre.size(), spread);
    }
    for (const auto& rows : members) {
        std::vector<double> x;
        std::vector<double> t_x;
        std::vector<double> T;
        std::vector<double> weight;
        for (const std::size_t row : rows) {
            x.push_back(columns.x[row]);
            t_x.push_back(columns.t_x[row]);
            T.push_back(columns.T[row]);
            if (!weights.empty()) {
                weight.push_back(weights[row]);
            }
        }
        result.cohorts.push_back(fit(history_columns{x, t_x, T, columns.unit}, std::span<const double>(weight), own));
        for (rejected_row& rejected : result.cohorts.back().rejected) {
            rejected.row = rows[rejected.row];
        }
    }
    return result;
}

}  // namespace scvm::value
