#pragma once

#include "methods/value_arguments.hpp"

#include <scvm/value/beta_geometric_fit.hpp>
#include <scvm/value/bg_bb_fit.hpp>
#include <scvm/value/bg_nbd_fit.hpp>
#include <scvm/value/cohort_fit.hpp>
#include <scvm/value/covariates_fit.hpp>
#include <scvm/value/gamma_gamma_fit.hpp>
#include <scvm/value/mbg_nbd_fit.hpp>
#include <scvm/value/pareto_nbd_fit.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

namespace detail {

/// How to fit: threads, the unit of the data, and the priors of the parameters that have one.
template <class Model>
[[nodiscard]] value::fit_options fit_options_of(object_reader& in) {
    value::fit_options options;
    options.threads = threads_of(in);
    options.unit = unit_of(in);
    if (const auto* found = in.find("prior")) {
        object_reader prior(*found, in.path("prior"), errc::bad_record);
        for (std::size_t i = 0; i < value::parameter_count<Model>; ++i) {
            double mean = 0;
            double sd = std::numeric_limits<double>::infinity();
            if (const auto* of = prior.find(parameter_names<Model>[i])) {
                object_reader at(*of, prior.path(parameter_names<Model>[i]), errc::bad_record);
                mean = number(at, "mean");
                sd = number(at, "sd");
                at.finish();
            }
            options.prior.mean.push_back(mean);
            options.prior.sd.push_back(sd);
        }
        prior.finish();
    }
    return options;
}

[[nodiscard]] inline nlohmann::json write_matrix(const math::matrix& matrix) {
    nlohmann::json result = nlohmann::json::array();
    for (std::size_t i = 0; i < matrix.size(); ++i) {
        nlohmann::json row = nlohmann::json::array();
        for (std::size_t j = 0; j < matrix.size(); ++j) {
            row.push_back(matrix(i, j));
        }
        result.push_back(std::move(row));
    }
    return result;
}

/// What every fit reports.
template <class Fitted>
[[nodiscard]] nlohmann::json write_report(const Fitted& fit, std::string_view model, std::vector<std::string> names) {
    return {{"model", model},
            {"names", std::move(names)},
            {"unit", write_unit(fit.unit)},
            {"status", name(fit.status)},
            {"reason", fit.reason},
            {"standard_errors", fit.standard_errors},
            {"covariance", write_matrix(fit.covariance)},
            {"log_covariance", write_matrix(fit.log_covariance)},
            {"log_likelihood", fit.log_likelihood_value},
            {"aic", fit.aic()},
            {"bic", fit.bic()},
            {"customers", fit.customers},
            {"distinct_rows", fit.distinct_rows},
            {"evaluations", fit.evaluations},
            {"rejected", write_rejected(fit.rejected)}};
}

template <class Model>
[[nodiscard]] std::vector<std::string> names_of() {
    const auto& names = parameter_names<Model>;
    return {names.begin(), names.begin() + static_cast<std::ptrdiff_t>(value::parameter_count<Model>)};
}

template <class Model>
[[nodiscard]] nlohmann::json write_model_parameters(const Model& model) {
    nlohmann::json result = nlohmann::json::object();
    const auto parameters = value::parameters_of(model);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        result[std::string(parameter_names<Model>[i])] = parameters[i];
    }
    return result;
}

template <class Model>
[[nodiscard]] nlohmann::json write_fit(const value::fitted<Model>& fit) {
    nlohmann::json result = write_report(fit, model_name<Model>, names_of<Model>());
    result["parameters"] = write_model_parameters(fit.model);
    return result;
}

/// The fit of a model of purchases in time, or at opportunities.
template <class Model, auto Fit>
[[nodiscard]] nlohmann::json fit_histories(object_reader& in) {
    const histories of(in, std::is_same_v<Model, value::bg_bb> ? "n" : "T");
    return write_fit(Fit(of.columns(), column(in, "weights"), fit_options_of<Model>(in)));
}

[[nodiscard]] inline nlohmann::json fit_gamma_gamma(object_reader& in) {
    const auto x = required_column(in, "x");
    const auto m = required_column(in, "m");
    return write_fit(value::fit_gamma_gamma(x, m, column(in, "weights"), fit_options_of<value::gamma_gamma>(in)));
}

/// Contracts one by one, or cohorts by how many were still there after 0, 1, 2, … renewals.
[[nodiscard]] inline nlohmann::json fit_beta_geometric(object_reader& in) {
    const auto options = fit_options_of<value::beta_geometric>(in);
    if (in.find("survivors") == nullptr) {
        const auto renewals = required_column(in, "renewals");
        const auto left = required_column(in, "left");
        return write_fit(value::fit_beta_geometric({renewals, left}, column(in, "weights"), options));
    }
    value::contract_table all;
    for (const auto& cohort : in.array("survivors")) {
        const auto contracts = value::contracts_of_survivors(column(in, cohort, in.path("survivors")));
        all.renewals.insert(all.renewals.end(), contracts.renewals.begin(), contracts.renewals.end());
        all.left.insert(all.left.end(), contracts.left.begin(), contracts.left.end());
        all.weight.insert(all.weight.end(), contracts.weight.begin(), contracts.weight.end());
    }
    return write_fit(value::fit_beta_geometric(all.columns(), all.weight, options));
}

using coefficient_blocks = std::vector<std::pair<std::string_view, const std::vector<double>*>>;

/// A fit with covariates: `parameters` has the base customer's parameters, and a list of coefficients for each block.
template <class Base, class Fitted>
[[nodiscard]] nlohmann::json write_covariate_fit(const Fitted& fit, const Base& base,
                                                 const coefficient_blocks& blocks) {
    auto names = names_of<Base>();
    nlohmann::json parameters = write_model_parameters(base);
    for (const auto& [block, coefficients] : blocks) {
        parameters[std::string(block)] = *coefficients;
        for (std::size_t i = 0; i < coefficients->size(); ++i) {
            names.push_back(std::string(block) + "[" + std::to_string(i) + "]");
        }
    }
    nlohmann::json result = write_report(fit, std::string(model_name<Base>) + "_covariates", std::move(names));
    result["parameters"] = std::move(parameters);
    return result;
}

[[nodiscard]] inline nlohmann::json fit_bg_nbd_covariates(object_reader& in) {
    const histories of(in);
    const rows covariates(in, "covariates");
    const auto fit = value::fit_bg_nbd_covariates(of.columns(), covariates.values, covariates.width,
                                                  column(in, "weights"), fit_options_of<value::bg_nbd>(in));
    return write_covariate_fit(
        fit, fit.model.base,
        {{"purchase", &fit.model.purchase}, {"dropout", &fit.model.dropout}, {"staying", &fit.model.staying}});
}

[[nodiscard]] inline nlohmann::json fit_pareto_nbd_covariates(object_reader& in) {
    const histories of(in);
    const rows covariates(in, "covariates");
    const auto fit = value::fit_pareto_nbd_covariates(of.columns(), covariates.values, covariates.width,
                                                      column(in, "weights"), fit_options_of<value::pareto_nbd>(in));
    return write_covariate_fit(fit, fit.model.base,
                               {{"purchase", &fit.model.purchase}, {"dropout", &fit.model.dropout}});
}

/// The cohort of each customer; null: of none.
[[nodiscard]] inline std::vector<std::uint32_t> cohort_codes(object_reader& in) {
    std::vector<std::uint32_t> result;
    for (const double code : required_column(in, "cohort")) {
        if (!std::isnan(code) && !(code >= 0 && code < 1e6 && code == std::floor(code))) {
            throw_domain(in.path("cohort"), result.size(), code, "the whole number of a cohort, from 0, or null");
        }
        result.push_back(std::isnan(code) ? value::no_cohort : static_cast<std::uint32_t>(code));
    }
    return result;
}

template <class Model, auto Fit>
[[nodiscard]] nlohmann::json cohort_fits_of(object_reader& in) {
    const histories of(in);
    const auto cohort = cohort_codes(in);
    const auto weights = column(in, "weights");
    constexpr std::string_view words[] = {"towards_all", "separate"};
    const auto pooling = static_cast<value::cohort_pooling>(in.choice("pooling", words, 0));
    const double spread = number(in, "spread", 0.5);
    const auto found =
        value::fit_by_cohort<Model>(Fit, of.columns(), cohort, pooling, spread, weights, fit_options_of<Model>(in));
    nlohmann::json cohorts = nlohmann::json::array();
    for (const auto& each : found.cohorts) {
        cohorts.push_back(write_fit(each));
    }
    return {{"all", write_fit(found.all)}, {"cohorts", std::move(cohorts)}};
}

[[nodiscard]] inline nlohmann::json fit_by_cohort(object_reader& in) {
    (void)in.required("model");
    switch (in.choice("model", purchasing_words, 0)) {
        case 0:
            return cohort_fits_of<value::bg_nbd, value::fit_bg_nbd>(in);
        case 1:
            return cohort_fits_of<value::mbg_nbd, value::fit_mbg_nbd>(in);
        default:
            return cohort_fits_of<value::pareto_nbd, value::fit_pareto_nbd>(in);
    }
}

}  // namespace detail

/// The fits of the value room: the only methods that need NLopt.
inline constexpr method fit_methods[] = {
    {"fit_bg_nbd", detail::fit_histories<value::bg_nbd, value::fit_bg_nbd>},
    {"fit_mbg_nbd", detail::fit_histories<value::mbg_nbd, value::fit_mbg_nbd>},
    {"fit_pareto_nbd", detail::fit_histories<value::pareto_nbd, value::fit_pareto_nbd>},
    {"fit_bg_bb", detail::fit_histories<value::bg_bb, value::fit_bg_bb>},
    {"fit_gamma_gamma", detail::fit_gamma_gamma},
    {"fit_beta_geometric", detail::fit_beta_geometric},
    {"fit_bg_nbd_covariates", detail::fit_bg_nbd_covariates},
    {"fit_pareto_nbd_covariates", detail::fit_pareto_nbd_covariates},
    {"fit_by_cohort", detail::fit_by_cohort},
};

}  // namespace scvm::json
