// scvm._core.value: what is made of models and histories. Shapes are checked, memory is lent, nothing is computed here.
#include "unlocked.hpp"
#include "value_arrays.hpp"

#include <scvm/value/bg_nbd.hpp>
#include <scvm/value/fit_check.hpp>
#include <scvm/value/forecast_check.hpp>
#include <scvm/value/gamma_gamma.hpp>
#include <scvm/value/interval.hpp>
#include <scvm/value/lifetime_value.hpp>
#include <scvm/value/mbg_nbd.hpp>
#include <scvm/value/pareto_nbd.hpp>
#include <scvm/value/rfm.hpp>
#include <scvm/value/simulate.hpp>
#include <scvm/value/top_customers.hpp>

#include <pybind11/pybind11.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace scvm::value;
using value_binding::array_of;
using value_binding::column;
using value_binding::numbers;

namespace {

[[nodiscard]] time_unit unit_of(const std::string& text) {
    for (const auto unit : {time_unit::hour, time_unit::day, time_unit::week, time_unit::month}) {
        if (name(unit) == text) {
            return unit;
        }
    }
    throw scvm::error(scvm::errc::domain, "unit = \"" + text + "\": expected hour, day, week or month");
}

[[nodiscard]] lifetime_terms terms_of(double horizon, double yearly_discount, double margin, const std::string& unit) {
    return {horizon, yearly_discount, margin, unit_of(unit)};
}

[[nodiscard]] py::dict table_of(lifetime_value_table&& table) {
    py::dict result;
    py::list status;
    for (const value_status s : table.status) {
        status.append(std::string(name(s)));
    }
    result["p_alive"] = array_of(std::move(table.p_alive));
    result["purchases_if_alive"] = array_of(std::move(table.purchases_if_alive));
    result["expected_spend"] = array_of(std::move(table.expected_spend));
    result["value"] = array_of(std::move(table.value));
    result["status"] = std::move(status);
    result["continuous_rate"] = table.continuous_rate;
    result["rejected"] = value_binding::rejected_list(table.rejected);
    return result;
}

/// A fit as far as intervals need it.
template <class Model>
[[nodiscard]] fitted<Model> fitted_of(const Model& model, const py::array_t<double, py::array::c_style>& covariance) {
    fitted<Model> fit;
    fit.model = model;
    if (covariance.size() == 0) {
        fit.reason = "it did not converge";
        return fit;
    }
    constexpr auto size = parameter_count<Model>;
    if (covariance.ndim() != 2 || static_cast<std::size_t>(covariance.shape(0)) != size ||
        covariance.shape(1) != covariance.shape(0)) {
        throw scvm::error(scvm::errc::size_mismatch, "the covariance of the fit does not fit its model");
    }
    fit.log_covariance = scvm::math::matrix(size);
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < size; ++j) {
            fit.log_covariance(i, j) = covariance.at(i, j);
        }
    }
    return fit;
}

[[nodiscard]] interval_scale scale_of(const std::string& text) {
    if (text == "plain") {
        return interval_scale::plain;
    }
    if (text == "positive") {
        return interval_scale::positive;
    }
    if (text == "probability") {
        return interval_scale::probability;
    }
    throw scvm::error(scvm::errc::domain, "scale = \"" + text + "\": expected plain, positive or probability");
}

template <class Model>
void bind_intervals(room_module& m) {
    // The function is Python's: it keeps the interpreter lock.
    m.def(
        "delta_interval",
        [](const Model& model, const py::array_t<double, py::array::c_style>& log_covariance, const py::function& f,
           const std::string& scale, double confidence) {
            const auto i = delta_interval(
                fitted_of(model, log_covariance), [&](const Model& at) { return f(at).template cast<double>(); },
                scale_of(scale), confidence);
            return py::make_tuple(i.estimate, i.low, i.high);
        },
        py::arg("model"), py::arg("log_covariance"), py::arg("function"), py::arg("scale"), py::arg("confidence"));
    m.def(
        "bootstrap_interval",
        [](const Model& model, const py::array_t<double, py::array::c_style>& log_covariance, const py::function& f,
           unsigned draws, std::uint64_t seed, double confidence) {
            const auto i = bootstrap_interval(
                fitted_of(model, log_covariance), [&](const Model& at) { return f(at).template cast<double>(); }, draws,
                seed, confidence);
            return py::make_tuple(i.estimate, i.low, i.high);
        },
        py::arg("model"), py::arg("log_covariance"), py::arg("function"), py::arg("draws"), py::arg("seed"),
        py::arg("confidence"));
}

/// What needs a model of purchases, by overloads for each of the three.
template <buying_model Model>
void bind_buying(room_module& m) {
    m.def(
        "lifetime_value",
        [](const Model& model, const gamma_gamma& spend, double horizon, double yearly_discount, double margin,
           const std::string& unit, const column& x, const column& t_x, const column& T, const column& monetary,
           unsigned threads) {
            const numbers xs(x, "x");
            const numbers lasts(t_x, "t_x");
            const numbers ends(T, "T");
            const numbers means(monetary, "monetary");
            const auto terms = terms_of(horizon, yearly_discount, margin, unit);
            lifetime_value_table table;
            {
                const unlocked_work unlocked;
                table = lifetime_value(model, spend, terms, {xs, lasts, ends}, means, threads);
            }
            return table_of(std::move(table));
        },
        py::arg("model"), py::arg("spend"), py::arg("horizon"), py::arg("yearly_discount"), py::arg("margin"),
        py::arg("unit"), py::arg("x"), py::arg("t_x"), py::arg("T"), py::arg("monetary"), py::arg("threads"));
    m.def(
        "lifetime_value_intervals",
        [](const Model& model, const py::array_t<double, py::array::c_style>& model_covariance,
           const gamma_gamma& spend, const py::array_t<double, py::array::c_style>& spend_covariance, double horizon,
           double yearly_discount, double margin, const std::string& unit, const column& x, const column& t_x,
           const column& T, const column& monetary, double confidence, unsigned threads) {
            const numbers xs(x, "x");
            const numbers lasts(t_x, "t_x");
            const numbers ends(T, "T");
            const numbers means(monetary, "monetary");
            const auto terms = terms_of(horizon, yearly_discount, margin, unit);
            const auto fit = fitted_of(model, model_covariance);
            const auto spend_fit = fitted_of(spend, spend_covariance);
            lifetime_value_interval_table table;
            {
                const unlocked_work unlocked;
                table = lifetime_value_intervals(fit, spend_fit, terms, {xs, lasts, ends}, means, confidence, threads);
            }
            py::dict result = table_of(std::move(table.values));
            result["standard_error_of_log"] = array_of(std::move(table.standard_error_of_log));
            result["low"] = array_of(std::move(table.low));
            result["high"] = array_of(std::move(table.high));
            return result;
        },
        py::arg("model"), py::arg("model_covariance"), py::arg("spend"), py::arg("spend_covariance"),
        py::arg("horizon"), py::arg("yearly_discount"), py::arg("margin"), py::arg("unit"), py::arg("x"),
        py::arg("t_x"), py::arg("T"), py::arg("monetary"), py::arg("confidence"), py::arg("threads"));
    m.def(
        "lifetime_value_new",
        [](const Model& model, const gamma_gamma& spend, double horizon, double yearly_discount, double margin,
           const std::string& unit) {
            const auto parts = lifetime_value_new(model, spend, terms_of(horizon, yearly_discount, margin, unit));
            return py::make_tuple(parts.value, std::string(name(parts.status)));
        },
        py::arg("model"), py::arg("spend"), py::arg("horizon"), py::arg("yearly_discount"), py::arg("margin"),
        py::arg("unit"));
    m.def(
        "probability_in_top",
        [](const Model& model, const gamma_gamma& spend, const column& x, const column& t_x, const column& T,
           const column& monetary, double t, std::size_t k, unsigned simulations, std::uint64_t seed,
           unsigned threads) {
            const numbers xs(x, "x");
            const numbers lasts(t_x, "t_x");
            const numbers ends(T, "T");
            const numbers means(monetary, "monetary");
            std::vector<double> result;
            {
                const unlocked_work unlocked;
                result = probability_in_top(model, spend, {xs, lasts, ends}, means, t, k, simulations, seed, threads);
            }
            return array_of(std::move(result));
        },
        py::arg("model"), py::arg("spend"), py::arg("x"), py::arg("t_x"), py::arg("T"), py::arg("monetary"),
        py::arg("t"), py::arg("k"), py::arg("simulations"), py::arg("seed"), py::arg("threads"));
    m.def(
        "simulate_histories",
        [](const Model& model, const column& T, std::uint64_t seed, unsigned threads) {
            const numbers ends(T, "T");
            simulated_histories h;
            {
                const unlocked_work unlocked;
                h = simulate_histories(model, ends, seed, threads);
            }
            return py::make_tuple(array_of(std::move(h.x)), array_of(std::move(h.t_x)), array_of(std::move(h.T)));
        },
        py::arg("model"), py::arg("T"), py::arg("seed"), py::arg("threads"));
    m.def(
        "check_frequencies",
        [](const Model& model, const column& x, const column& t_x, const column& T, const column& weights,
           std::size_t bins, std::size_t parameters) {
            const numbers xs(x, "x");
            const numbers lasts(t_x, "t_x");
            const numbers ends(T, "T");
            const numbers ws(weights, "weights");
            frequency_check check;
            {
                const unlocked_work unlocked;
                check = check_frequencies(model, {xs, lasts, ends}, ws, bins, parameters);
            }
            py::dict result;
            result["actual"] = array_of(std::move(check.actual));
            result["expected"] = array_of(std::move(check.expected));
            result["chi_square"] = check.chi_square;
            result["degrees_of_freedom"] = check.degrees_of_freedom;
            result["p_value"] = check.p_value;
            return result;
        },
        py::arg("model"), py::arg("x"), py::arg("t_x"), py::arg("T"), py::arg("weights"), py::arg("bins"),
        py::arg("parameters"));
}

[[nodiscard]] py::dict forecast_of(const column& predicted, const column& actual, std::size_t bands) {
    const numbers p(predicted, "predicted");
    const numbers a(actual, "actual");
    forecast_check check;
    {
        const unlocked_work unlocked;
        check = check_forecast(p, a, bands);
    }
    py::list table;
    for (const forecast_band& band : check.bands) {
        table.append(py::make_tuple(band.customers, band.mean_predicted, band.mean_actual, band.share_of_actual,
                                    band.cumulative_share_of_actual));
    }
    py::dict result;
    result["customers"] = check.customers;
    result["mean_predicted"] = check.mean_predicted;
    result["mean_actual"] = check.mean_actual;
    result["bias"] = check.bias;
    result["mean_absolute_error"] = check.mean_absolute_error;
    result["root_mean_square_error"] = check.root_mean_square_error;
    result["calibration_error"] = check.calibration_error;
    result["rank_correlation"] = check.rank_correlation;
    result["gini"] = check.gini;
    result["normalised_gini"] = check.normalised_gini;
    result["bands"] = std::move(table);
    return result;
}

using rule_tuple = std::tuple<std::string, std::pair<int, int>, std::pair<int, int>, std::pair<int, int>>;

[[nodiscard]] py::dict segments_of(const column& since_last, const column& purchases, const column& spend,
                                   const std::vector<rule_tuple>& rules, unsigned levels) {
    const auto range = [](const std::pair<int, int>& ends) {
        if (!(ends.first >= 1 && ends.first <= ends.second && ends.second <= 255)) {
            throw scvm::error(scvm::errc::domain, "rule: expected scores 1 <= lowest <= highest <= 255");
        }
        return score_range{static_cast<std::uint8_t>(ends.first), static_cast<std::uint8_t>(ends.second)};
    };
    std::vector<rfm_rule> own;
    for (const auto& [segment, recency, frequency, monetary] : rules) {
        own.push_back({segment, range(recency), range(frequency), range(monetary)});
    }
    const numbers since(since_last, "since_last");
    const numbers counts(purchases, "purchases");
    const numbers money(spend, "spend");
    auto table = rfm_segments(since, counts, money, own.empty() ? default_rfm_rules() : own, levels);
    py::dict result;
    result["recency"] = array_of(std::move(table.recency));
    result["frequency"] = array_of(std::move(table.frequency));
    result["monetary"] = array_of(std::move(table.monetary));
    result["segments"] = table.segments;
    result["segment_of"] = array_of(std::move(table.segment_of));
    result["customers"] = array_of(std::move(table.customers));
    return result;
}

}  // namespace

void bind_value(room_module& m) {
    m.doc() = "Customer value; use it through scvm.value.";
    bind_value_models(m);
    bind_value_purchases(m);
    bind_buying<bg_nbd>(m);
    bind_buying<mbg_nbd>(m);
    bind_buying<pareto_nbd>(m);
    bind_intervals<bg_nbd>(m);
    bind_intervals<mbg_nbd>(m);
    bind_intervals<pareto_nbd>(m);
    bind_intervals<gamma_gamma>(m);
    bind_intervals<bg_bb>(m);
    bind_intervals<beta_geometric>(m);
    m.def(
        "continuous_rate",
        [](double yearly, const std::string& unit) { return continuous_rate(yearly, unit_of(unit)); },
        py::arg("yearly_discount"), py::arg("unit"));
    m.def(
        "units_per_year", [](const std::string& unit) { return units_per_year(unit_of(unit)); }, py::arg("unit"));
    m.def("check_forecast", &forecast_of, py::arg("predicted"), py::arg("actual"), py::arg("bands"));
    m.def("rfm_segments", &segments_of, py::arg("since_last"), py::arg("purchases"), py::arg("spend"), py::arg("rules"),
          py::arg("levels"));
}
