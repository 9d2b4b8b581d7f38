#pragma once

#include "methods/value_arguments.hpp"

#include <scvm/value/beta_geometric.hpp>
#include <scvm/value/bg_bb.hpp>
#include <scvm/value/covariates.hpp>

#include <nlohmann/json.hpp>

namespace scvm::json {

namespace detail {

// What every model of purchasing has. x, t_x and T may be left out of probability_of: then it is of a new customer.
template <class Model>
[[nodiscard]] nlohmann::json log_likelihood(object_reader& in) {
    return value_of(model_of<Model>(in).log_likelihood(number(in, "x"), number(in, "t_x"), number(in, "T")));
}
template <class Model>
[[nodiscard]] nlohmann::json p_alive(object_reader& in) {
    return value_of(model_of<Model>(in).p_alive(number(in, "x"), number(in, "t_x"), number(in, "T")));
}
template <class Model>
[[nodiscard]] nlohmann::json expected_purchases(object_reader& in) {
    return value_of(
        model_of<Model>(in).expected_purchases(number(in, "t"), number(in, "x"), number(in, "t_x"), number(in, "T")));
}
template <class Model>
[[nodiscard]] nlohmann::json expected_purchases_new(object_reader& in) {
    return value_of(model_of<Model>(in).expected_purchases_new(number(in, "t")));
}
template <class Model>
[[nodiscard]] nlohmann::json probability_of(object_reader& in) {
    const Model model = model_of<Model>(in);
    const unsigned n = count(in, "n");
    const double t = number(in, "t");
    if (in.find("x") == nullptr) {
        return value_of(model.probability_of(n, t));
    }
    return value_of(model.probability_of(n, t, number(in, "x"), number(in, "t_x"), number(in, "T")));
}
template <class Model>
[[nodiscard]] nlohmann::json discounted_expected_purchases(object_reader& in) {
    return value_of(model_of<Model>(in).discounted_expected_purchases(
        number(in, "rate"), number(in, "x"), number(in, "t_x"), number(in, "T"), number(in, "horizon")));
}
template <class Model>
[[nodiscard]] nlohmann::json discounted_expected_purchases_new(object_reader& in) {
    return value_of(model_of<Model>(in).discounted_expected_purchases_new(number(in, "rate"), number(in, "horizon")));
}

/// The parameters of a customer with these covariates, under a model with coefficients.
[[nodiscard]] inline nlohmann::json bg_nbd_of_covariates(object_reader& in) {
    const value::bg_nbd_covariates model{model_of<value::bg_nbd>(in), column(in, "purchase"), column(in, "dropout"),
                                         column(in, "staying")};
    const value::bg_nbd of = model.of(column(in, "covariates"));
    of.require();
    return {{"model", "bg_nbd"}, {"parameters", {{"r", of.r}, {"alpha", of.alpha}, {"a", of.a}, {"b", of.b}}}};
}
[[nodiscard]] inline nlohmann::json pareto_nbd_of_covariates(object_reader& in) {
    const value::pareto_nbd_covariates model{model_of<value::pareto_nbd>(in), column(in, "purchase"),
                                             column(in, "dropout")};
    const value::pareto_nbd of = model.of(column(in, "covariates"));
    of.require();
    return {{"model", "pareto_nbd"},
            {"parameters", {{"r", of.r}, {"alpha", of.alpha}, {"s", of.s}, {"beta", of.beta}}}};
}

}  // namespace detail

/// The methods of single models, for one customer.
inline constexpr method value_methods[] = {
    {"bg_nbd.log_likelihood", detail::log_likelihood<value::bg_nbd>},
    {"bg_nbd.p_alive", detail::p_alive<value::bg_nbd>},
    {"bg_nbd.expected_purchases", detail::expected_purchases<value::bg_nbd>},
    {"bg_nbd.expected_purchases_new", detail::expected_purchases_new<value::bg_nbd>},
    {"bg_nbd.probability_of", detail::probability_of<value::bg_nbd>},
    {"bg_nbd.discounted_expected_purchases", detail::discounted_expected_purchases<value::bg_nbd>},
    {"bg_nbd.discounted_expected_purchases_new", detail::discounted_expected_purchases_new<value::bg_nbd>},
    {"mbg_nbd.log_likelihood", detail::log_likelihood<value::mbg_nbd>},
    {"mbg_nbd.p_alive", detail::p_alive<value::mbg_nbd>},
    {"mbg_nbd.expected_purchases", detail::expected_purchases<value::mbg_nbd>},
    {"mbg_nbd.expected_purchases_new", detail::expected_purchases_new<value::mbg_nbd>},
    {"mbg_nbd.probability_of", detail::probability_of<value::mbg_nbd>},
    {"mbg_nbd.discounted_expected_purchases", detail::discounted_expected_purchases<value::mbg_nbd>},
    {"mbg_nbd.discounted_expected_purchases_new", detail::discounted_expected_purchases_new<value::mbg_nbd>},
    {"pareto_nbd.log_likelihood", detail::log_likelihood<value::pareto_nbd>},
    {"pareto_nbd.p_alive", detail::p_alive<value::pareto_nbd>},
    {"pareto_nbd.expected_purchases", detail::expected_purchases<value::pareto_nbd>},
    {"pareto_nbd.expected_purchases_new", detail::expected_purchases_new<value::pareto_nbd>},
    {"pareto_nbd.probability_of", detail::probability_of<value::pareto_nbd>},
    {"pareto_nbd.discounted_expected_purchases", detail::discounted_expected_purchases<value::pareto_nbd>},
    {"pareto_nbd.discounted_expected_purchases_new", detail::discounted_expected_purchases_new<value::pareto_nbd>},
    {"bg_nbd_covariates.of", detail::bg_nbd_of_covariates},
    {"pareto_nbd_covariates.of", detail::pareto_nbd_of_covariates},
    {"gamma_gamma.log_likelihood",
     [](object_reader& in) {
         return detail::value_of(
             detail::model_of<value::gamma_gamma>(in).log_likelihood(detail::number(in, "x"), detail::number(in, "m")));
     }},
    {"gamma_gamma.expected_spend",
     [](object_reader& in) {
         return detail::value_of(
             detail::model_of<value::gamma_gamma>(in).expected_spend(detail::number(in, "x"), detail::number(in, "m")));
     }},
    {"gamma_gamma.expected_spend_new",
     [](object_reader& in) { return detail::value_of(detail::model_of<value::gamma_gamma>(in).expected_spend_new()); }},
    {"beta_geometric.log_likelihood",
     [](object_reader& in) {
         return detail::value_of(detail::model_of<value::beta_geometric>(in).log_likelihood(
             detail::number(in, "renewals"), in.flag("left", false)));
     }},
    {"beta_geometric.discounted_expected_lifetime",
     [](object_reader& in) {
         return detail::value_of(
             detail::model_of<value::beta_geometric>(in).discounted_expected_lifetime(detail::number(in, "rate")));
     }},
    {"beta_geometric.churn_probability",
     [](object_reader& in) {
         return detail::value_of(
             detail::model_of<value::beta_geometric>(in).churn_probability(detail::number(in, "t")));
     }},
    {"beta_geometric.survival",
     [](object_reader& in) {
         return detail::value_of(detail::model_of<value::beta_geometric>(in).survival(detail::number(in, "t")));
     }},
    {"beta_geometric.retention_rate",
     [](object_reader& in) {
         return detail::value_of(detail::model_of<value::beta_geometric>(in).retention_rate(detail::number(in, "t")));
     }},
    {"beta_geometric.discounted_expected_residual_lifetime",
     [](object_reader& in) {
         const auto model = detail::model_of<value::beta_geometric>(in);
         const double rate = detail::number(in, "rate");
         const double n = detail::number(in, "n");
         return detail::value_of(in.find("periods") == nullptr ? model.discounted_expected_residual_lifetime(rate, n)
                                                               : model.discounted_expected_residual_lifetime(
                                                                     rate, n, detail::number(in, "periods")));
     }},
    {"bg_bb.log_likelihood",
     [](object_reader& in) {
         return detail::value_of(detail::model_of<value::bg_bb>(in).log_likelihood(
             detail::number(in, "x"), detail::number(in, "t_x"), detail::number(in, "n")));
     }},
    {"bg_bb.p_alive",
     [](object_reader& in) {
         return detail::value_of(detail::model_of<value::bg_bb>(in).p_alive(
             detail::number(in, "x"), detail::number(in, "t_x"), detail::number(in, "n")));
     }},
    {"bg_bb.probability_of",
     [](object_reader& in) {
         return detail::value_of(
             detail::model_of<value::bg_bb>(in).probability_of(detail::count(in, "x"), detail::count(in, "n")));
     }},
    {"bg_bb.expected_purchases",
     [](object_reader& in) {
         return detail::value_of(detail::model_of<value::bg_bb>(in).expected_purchases(
             detail::number(in, "opportunities"), detail::number(in, "x"), detail::number(in, "t_x"),
             detail::number(in, "n")));
     }},
    {"bg_bb.expected_purchases_new",
     [](object_reader& in) {
         return detail::value_of(
             detail::model_of<value::bg_bb>(in).expected_purchases_new(detail::number(in, "opportunities")));
     }},
    {"bg_bb.discounted_expected_purchases_new",
     [](object_reader& in) {
         return detail::value_of(detail::model_of<value::bg_bb>(in).discounted_expected_purchases_new(
             detail::number(in, "rate"), detail::number(in, "opportunities")));
     }},
    {"bg_bb.discounted_expected_purchases",
     [](object_reader& in) {
         return detail::value_of(detail::model_of<value::bg_bb>(in).discounted_expected_purchases(
             detail::number(in, "rate"), detail::number(in, "x"), detail::number(in, "t_x"), detail::number(in, "n"),
             detail::number(in, "opportunities")));
     }},
};

}  // namespace scvm::json
