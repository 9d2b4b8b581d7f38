#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/math/matrix.hpp>
#include <scvm/value/history.hpp>
#include <scvm/value/time_unit.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::value {

/// How a fit ended. Only `converged` makes the parameters usable without a second thought; with the next three the
/// reason says what they rest on besides the data.
enum class fit_status {
    converged,        ///< a strict maximum of the likelihood
    shrunk_to_prior,  ///< the data determine the parameters; as they are few, a prior counts beside them
    from_prior,       ///< the data alone do not determine the parameters: a prior fills in what they leave open
    pooled,           ///< only a mean over all customers could be estimated
    not_identified,   ///< the data do not determine the parameters: no inner maximum, or a flat one
    undefined_mean,   ///< a maximum, but the model's mean does not exist there (Gamma-Gamma with q <= 1)
    not_converged,    ///< the optimiser gave up before a maximum
    no_data,          ///< nothing to fit
};
inline constexpr std::array<word, 8> fit_status_words{{
    {"converged", "a strict maximum of the likelihood"},
    {"shrunk_to_prior", "the data determine the parameters; as they are few, a prior counts beside them"},
    {"from_prior", "the data alone do not determine the parameters: a prior fills in what they leave open"},
    {"pooled", "only a mean over all customers could be estimated"},
    {"not_identified", "the data do not determine the parameters"},
    {"undefined_mean", "a maximum, but the model's mean does not exist there"},
    {"not_converged", "the optimiser gave up before a maximum"},
    {"no_data", "nothing to fit"},
}};
[[nodiscard]] constexpr const auto& words_of(fit_status) {
    return fit_status_words;
}

[[nodiscard]] constexpr std::string_view name(fit_status status) noexcept {
    return fit_status_words[static_cast<std::size_t>(status)].name;
}

/// Whether parameters with this status can be scored with: they are finite, and have a covariance.
[[nodiscard]] constexpr bool usable(fit_status status) noexcept {
    return status <= fit_status::pooled;
}

/// A normal prior on the logarithms of the parameters: a penalty -((ln parameter - mean) / sd)² / 2 each, added to the
/// log-likelihood of all customers. Unlike a penalty on the parameters themselves it does not drag them to zero.
struct log_prior {
    std::vector<double> mean;   ///< of ln parameter, in the order of the model's fields; empty: no prior
    std::vector<double> sd;     ///< > 0; infinity: none for this parameter
    math::matrix covariance{};  ///< in place of sd, where the logarithms hang together: positive definite

    [[nodiscard]] bool empty() const noexcept { return mean.empty() && sd.empty(); }
};

struct fit_options {
    log_prior prior = {};
    unsigned threads = 1;                ///< the result is the same for any number
    std::optional<time_unit> unit = {};  ///< of t_x and T, where the columns do not know it
};

/// A model with estimated parameters. Immutable in use, hence thread-safe.
template <class Model>
struct fitted {
    Model model;  ///< where the search ended; to be used only if the fit is usable()
    fit_status status = fit_status::no_data;
    std::string reason;  ///< of a status other than `converged`, in words, and what can be done about it

    double log_likelihood_value = std::numeric_limits<double>::quiet_NaN();  ///< of all customers, without the prior
    std::vector<double>
        standard_errors;          ///< of the parameters, in the order of the model's fields; NaN if not converged
    math::matrix covariance;      ///< of the parameters
    math::matrix log_covariance;  ///< of their logarithms, in which the likelihood is more nearly normal

    std::optional<time_unit> unit;  ///< of the model's times, where the columns knew it or the options said it
    double customers = 0;           ///< how many the likelihood is of: the sum of the weights
    std::size_t distinct_rows = 0;  ///< how many rows that were different
    int evaluations = 0;            ///< of the likelihood of all of them
    std::vector<rejected_row> rejected;

    [[nodiscard]] bool converged() const noexcept { return status == fit_status::converged; }
    [[nodiscard]] bool usable() const noexcept { return value::usable(status); }
    [[nodiscard]] double parameters() const noexcept { return static_cast<double>(standard_errors.size()); }

    /// Akaike's information criterion, 2 k - 2 ln L: lower is better.
    [[nodiscard]] double aic() const noexcept { return 2 * parameters() - 2 * log_likelihood_value; }

    /// Schwarz's Bayesian information criterion, k ln n - 2 ln L: lower is better.
    [[nodiscard]] double bic() const noexcept { return parameters() * std::log(customers) - 2 * log_likelihood_value; }
};
template <class Model>
void describe(const auto& is, const fitted<Model>& o) {
    is("parameters", o.model, required, "Of the model; to be used only with the first four statuses.");
    is("unit", o.unit, null_when_absent, "Of the model's times, where it was said.");
    is("status", o.status, "How the search for them ended.");
    is("reason", o.reason, "Of a status other than converged.");
    is("standard_errors", o.standard_errors, "Of the parameters.");
    is("covariance", o.covariance, "Of the parameters.");
    is("log_covariance", o.log_covariance, "Of their logarithms.");
    is("log_likelihood", o.log_likelihood_value, "Of all customers, without the prior.");
    is("customers", o.customers, "The sum of the weights.");
    is("distinct_rows", o.distinct_rows, "How many rows were different.");
    is("evaluations", o.evaluations, "Of the likelihood of all of them.");
    is("rejected", o.rejected, "Rows that were left out.");
}

}  // namespace scvm::value
