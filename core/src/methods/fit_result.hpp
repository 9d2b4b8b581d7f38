#pragma once

#include <scvm/describe/table.hpp>
#include <scvm/error.hpp>
#include <scvm/math/matrix.hpp>
#include <scvm/value/covariates.hpp>
#include <scvm/value/fit.hpp>
#include <scvm/value/parameters.hpp>

#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace scvm::methods {

/// What a model is called in arguments and results.
template <class Model>
inline constexpr std::string_view model_name{};
template <>
inline constexpr std::string_view model_name<value::bg_nbd> = "bg_nbd";
template <>
inline constexpr std::string_view model_name<value::mbg_nbd> = "mbg_nbd";
template <>
inline constexpr std::string_view model_name<value::pareto_nbd> = "pareto_nbd";
template <>
inline constexpr std::string_view model_name<value::bg_bb> = "bg_bb";
template <>
inline constexpr std::string_view model_name<value::beta_geometric> = "beta_geometric";
template <>
inline constexpr std::string_view model_name<value::gamma_gamma> = "gamma_gamma";
template <>
inline constexpr std::string_view model_name<value::bg_nbd_covariates> = "bg_nbd_covariates";
template <>
inline constexpr std::string_view model_name<value::pareto_nbd_covariates> = "pareto_nbd_covariates";

/// A fit as it comes out of one method and goes into the next, of which `parameters` alone are needed.
template <class Model>
struct fit_result {
    value::fitted<Model> fit{};
    std::vector<std::string> names{};
    double aic = std::numeric_limits<double>::quiet_NaN();
    double bic = std::numeric_limits<double>::quiet_NaN();

    fit_result() { fit.status = value::fit_status::converged; }  // parameters without a fit are those of another fit
    fit_result(value::fitted<Model> found, std::vector<std::string> names_of)
        : fit(std::move(found)), names(std::move(names_of)), aic(fit.aic()), bic(fit.bic()) {}
};

/// What every user of a fit needs of it. Throws error{not_fitted} for one that found no parameters to rely on,
/// error{domain}, error{size_mismatch}, misfit.
template <class Model>
void require_usable(const value::fitted<Model>& fit) {
    if (!fit.usable() && fit.status != value::fit_status::undefined_mean) {
        throw error(errc::not_fitted, "the fit is \"" + std::string(name(fit.status)) + "\": " + fit.reason);
    }
    if constexpr (requires { fit.model.require(); }) {
        fit.model.require();
        if (fit.log_covariance.size() > 0) {
            require_size("log_covariance", fit.log_covariance.size(), "the model", value::parameter_count<Model>);
            if (!math::cholesky(fit.log_covariance)) {
                throw misfit{"log_covariance", "is not positive definite: no covariance"};
            }
        }
    }
}

template <class Model>
void describe(const auto& is, const fit_result<Model>& o) {
    is.constant("model", model_name<Model>, "Which model it is.");
    describe(is, o.fit);
    is("names", o.names, "Of the parameters, in the order of the standard errors.");
    is("aic", o.aic, "Akaike's information criterion: lower is better.");
    is("bic", o.bic, "Schwarz's Bayesian information criterion: lower is better.");
    is.settled(o, [](fit_result<Model>& of) { require_usable(of.fit); });
}

/// One of the models of purchasing.
using buying_fit = std::variant<fit_result<value::bg_nbd>, fit_result<value::mbg_nbd>, fit_result<value::pareto_nbd>>;

}  // namespace scvm::methods
