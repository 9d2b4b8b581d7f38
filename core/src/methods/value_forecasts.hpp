#pragma once

#include "methods/value_arguments.hpp"

#include <scvm/value/fit_check.hpp>
#include <scvm/value/forecast.hpp>
#include <scvm/value/forecast_check.hpp>
#include <scvm/value/interval.hpp>
#include <scvm/value/lifetime_value.hpp>
#include <scvm/value/simulate.hpp>
#include <scvm/value/top_customers.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace scvm::json {

namespace detail {

/// The terms of a valuation: in the unit of the model, whose own unit, if its fit says one, has to be the same.
[[nodiscard]] inline value::lifetime_terms terms_of(object_reader& in, const buying_fit& model) {
    value::lifetime_terms terms;
    terms.horizon = number(in, "horizon", terms.horizon);
    terms.yearly_discount = number(in, "yearly_discount", terms.yearly_discount);
    terms.margin = number(in, "margin", terms.margin);
    const auto fitted_in = std::visit([](const auto& fit) { return fit.unit; }, model);
    terms.unit = unit_of(in).value_or(fitted_in.value_or(terms.unit));
    if (fitted_in) {
        value::require_unit(terms.unit, *fitted_in);
    }
    return terms;
}

[[nodiscard]] inline nlohmann::json write_values(const value::lifetime_value_table& table) {
    nlohmann::json status = nlohmann::json::array();
    for (const value::value_status each : table.status) {
        status.push_back(name(each));
    }
    return {{"value", table.value},
            {"p_alive", table.p_alive},
            {"purchases_if_alive", table.purchases_if_alive},
            {"expected_spend", table.expected_spend},
            {"status", std::move(status)},
            {"margin", table.margin},
            {"horizon", table.horizon},
            {"unit", name(table.unit)},
            {"continuous_rate", table.continuous_rate},
            {"rejected", write_rejected(table.rejected)}};
}

[[nodiscard]] inline nlohmann::json lifetime_values(object_reader& in) {
    const buying_fit model = buying_model_of(in);
    const auto spend = spend_of(in);
    const auto terms = terms_of(in, model);
    const histories of(in);
    const auto monetary = required_column(in, "monetary");
    const unsigned threads = threads_of(in);
    const bool with_intervals = in.find("confidence") != nullptr;
    const double confidence = number(in, "confidence", 0.95);
    return std::visit(
        [&](const auto& fit) {
            if (!with_intervals) {
                return write_values(
                    value::lifetime_value(fit.model, spend.model, terms, of.columns(), monetary, threads));
            }
            const auto found =
                value::lifetime_value_intervals(fit, spend, terms, of.columns(), monetary, confidence, threads);
            nlohmann::json result = write_values(found.values);
            result["lower"] = found.lower;
            result["upper"] = found.upper;
            result["standard_error_of_log"] = found.standard_error_of_log;
            result["confidence"] = found.confidence;
            return result;
        },
        model);
}

[[nodiscard]] inline nlohmann::json lifetime_value_new(object_reader& in) {
    const buying_fit model = buying_model_of(in);
    const auto spend = spend_of(in);
    const auto terms = terms_of(in, model);
    const auto found =
        std::visit([&](const auto& fit) { return value::lifetime_value_new(fit.model, spend.model, terms); }, model);
    return {{"value", found.value},
            {"purchases_if_alive", found.purchases_if_alive},
            {"expected_spend", found.expected_spend},
            {"margin", found.margin},
            {"status", name(found.status)},
            {"unit", name(terms.unit)},
            {"continuous_rate", terms.rate()}};
}

[[nodiscard]] inline nlohmann::json independence(object_reader& in) {
    const auto found = value::independence(required_column(in, "x"), required_column(in, "m"));
    return {{"correlation", found.correlation},
            {"lower", found.lower},
            {"upper", found.upper},
            {"customers", found.customers},
            {"plausible", found.plausible()}};
}

/// The purchases expected of many customers in the horizon, discounted or not.
[[nodiscard]] inline nlohmann::json expected_purchases_of(object_reader& in) {
    const buying_fit model = buying_model_of(in);
    const histories of(in);
    const double horizon = number(in, "horizon");
    const double rate = number(in, "rate", 0);
    const unsigned threads = threads_of(in);
    std::vector<double> p_alive(of.x.size());
    std::vector<double> purchases(of.x.size());
    const auto rejected = std::visit(
        [&](const auto& fit) {
            (void)fit.model.p_alive(of.columns(), p_alive);
            return value::discounted_expected_purchases(fit.model, rate, of.columns(), horizon, purchases, threads);
        },
        model);
    return {{"p_alive", p_alive}, {"purchases", purchases}, {"rejected", write_rejected(rejected)}};
}

[[nodiscard]] inline nlohmann::json probability_in_top(object_reader& in) {
    const buying_fit model = buying_model_of(in);
    const auto spend = spend_of(in);
    const histories of(in);
    const auto monetary = required_column(in, "monetary");
    const double t = number(in, "t");
    const std::size_t k = read_count(in, "k");
    const unsigned simulations = count(in, "simulations", 1000);
    const std::uint64_t seed = seed_of(in);
    const unsigned threads = threads_of(in);
    return {{"probability", std::visit(
                                [&](const auto& fit) {
                                    return value::probability_in_top(fit.model, spend.model, of.columns(), monetary, t,
                                                                     k, simulations, seed, threads);
                                },
                                model)}};
}

[[nodiscard]] inline nlohmann::json check_frequencies(object_reader& in) {
    const buying_fit model = buying_model_of(in);
    const histories of(in);
    const auto weights = column(in, "weights");
    const std::size_t bins = count(in, "bins", 8);
    const std::size_t parameters = count(in, "parameters", 4);
    const auto found = std::visit(
        [&](const auto& fit) { return value::check_frequencies(fit.model, of.columns(), weights, bins, parameters); },
        model);
    return {{"actual", found.actual},
            {"expected", found.expected},
            {"chi_square", found.chi_square},
            {"degrees_of_freedom", found.degrees_of_freedom},
            {"p_value", found.p_value}};
}

[[nodiscard]] inline nlohmann::json check_forecast(object_reader& in) {
    const auto found =
        value::check_forecast(required_column(in, "predicted"), required_column(in, "actual"), count(in, "bands", 10));
    nlohmann::json bands = nlohmann::json::array();
    for (const value::forecast_band& band : found.bands) {
        bands.push_back({{"customers", band.customers},
                         {"mean_predicted", band.mean_predicted},
                         {"mean_actual", band.mean_actual},
                         {"share_of_actual", band.share_of_actual},
                         {"cumulative_share_of_actual", band.cumulative_share_of_actual}});
    }
    return {{"customers", found.customers},
            {"mean_predicted", found.mean_predicted},
            {"mean_actual", found.mean_actual},
            {"bias", found.bias},
            {"mean_absolute_error", found.mean_absolute_error},
            {"root_mean_square_error", found.root_mean_square_error},
            {"calibration_error", found.calibration_error},
            {"rank_correlation", found.rank_correlation},
            {"gini", found.gini},
            {"normalised_gini", found.normalised_gini},
            {"bands", std::move(bands)}};
}

[[nodiscard]] inline nlohmann::json track(object_reader& in) {
    const buying_fit model = buying_model_of(in);
    const purchase_rows rows(in);
    const auto found = std::visit(
        [&](const auto& fit) {
            if (fit.unit) {
                value::require_unit(rows.rules().unit, *fit.unit);
            }
            return value::track(fit.model, rows.columns(), rows.moment(in, "start"), rows.moment(in, "observation_end"),
                                static_cast<std::int32_t>(count(in, "days_per_period", 7)), rows.rules());
        },
        model);
    return {{"length", found.length},
            {"unit", name(rows.rules().unit)},
            {"actual", found.actual},
            {"expected", found.expected},
            {"cumulative_actual", found.cumulative_actual},
            {"cumulative_expected", found.cumulative_expected}};
}

[[nodiscard]] inline nlohmann::json simulate_histories(object_reader& in) {
    const buying_fit model = buying_model_of(in);
    const auto T = required_column(in, "T");
    const std::uint64_t seed = seed_of(in);
    const unsigned threads = threads_of(in);
    const auto found =
        std::visit([&](const auto& fit) { return value::simulate_histories(fit.model, T, seed, threads); }, model);
    return {{"x", found.x}, {"t_x", found.t_x}, {"T", found.T}};
}

/// draw(random) of `customers` customers, the i-th from random stream (seed, i) alone.
template <class Draw>
void for_each_drawn(object_reader& in, Draw&& draw) {
    const unsigned customers = count(in, "customers");
    const std::uint64_t seed = seed_of(in);
    if (!(customers <= 10'000'000)) {
        throw_domain("customers", customers, "at most 1e7 customers a call");
    }
    for (unsigned i = 0; i < customers; ++i) {
        math::random_stream random(seed, i);
        draw(random);
    }
}

[[nodiscard]] inline nlohmann::json simulate_opportunities(object_reader& in) {
    const auto model = model_of<value::bg_bb>(in);
    const double n = count(in, "n");
    std::vector<double> x;
    std::vector<double> t_x;
    for_each_drawn(in, [&](math::random_stream& random) {
        const value::history h = value::simulate_history(model, n, random);
        x.push_back(h.x);
        t_x.push_back(h.t_x);
    });
    return {{"x", x}, {"t_x", t_x}};
}

[[nodiscard]] inline nlohmann::json simulate_renewals(object_reader& in) {
    const auto model = model_of<value::beta_geometric>(in);
    const double most = count(in, "most");
    std::vector<double> renewals;
    for_each_drawn(
        in, [&](math::random_stream& random) { renewals.push_back(value::simulate_renewals(model, most, random)); });
    return {{"renewals", renewals}};
}

[[nodiscard]] inline nlohmann::json simulate_spend(object_reader& in) {
    const auto model = model_of<value::gamma_gamma>(in);
    const double purchases = count(in, "purchases");
    std::vector<double> spend;
    for_each_drawn(in, [&](math::random_stream& random) {
        spend.push_back(value::simulate_spend(model, 0, 0, purchases, random));
    });
    return {{"spend", spend}};
}

}  // namespace detail

/// The methods that value customers, judge forecasts and draw from models.
inline constexpr method forecast_methods[] = {
    {"expected_purchases", detail::expected_purchases_of},
    {"lifetime_value", detail::lifetime_values},
    {"lifetime_value_new", detail::lifetime_value_new},
    {"probability_in_top", detail::probability_in_top},
    {"independence", detail::independence},
    {"continuous_rate",
     [](object_reader& in) {
         return detail::value_of(value::continuous_rate(detail::number(in, "yearly_discount"),
                                                        detail::unit_of(in).value_or(value::time_unit::week)));
     }},
    {"check_frequencies", detail::check_frequencies},
    {"check_forecast", detail::check_forecast},
    {"track", detail::track},
    {"simulate_histories", detail::simulate_histories},
    {"bg_bb.simulate", detail::simulate_opportunities},
    {"beta_geometric.simulate", detail::simulate_renewals},
    {"gamma_gamma.simulate", detail::simulate_spend},
};

}  // namespace scvm::json
