#pragma once

#include "json/object_reader.hpp"

#include <scvm/crm/scoring_model.hpp>
#include <scvm/math/matrix.hpp>
#include <scvm/value/parameters.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

namespace scvm::json {

namespace detail {

inline constexpr std::string_view purchasing_words[] = {"bg_nbd", "mbg_nbd", "pareto_nbd"};
inline constexpr std::string_view unit_words[] = {"hour", "day", "week", "month"};
inline constexpr std::string_view refund_words[] = {"net", "ignore", "reject"};
inline constexpr std::string_view zero_words[] = {"count", "ignore", "reject"};

/// The fit of a model with `size` parameters.
[[nodiscard]] inline crm::fit_record read_fit_record(const nlohmann::json& value, const std::string& path,
                                                     std::size_t size) {
    object_reader in(value, path, errc::bad_model);
    crm::fit_record result;
    result.as_of = in.text("as_of");
    result.log_likelihood = in.number("log_likelihood");
    result.customers = read_count(in, "customers");
    const auto& errors = in.array("standard_errors");
    const auto& covariance = in.array("log_covariance");
    in.finish();
    const auto require = [&](bool holds, std::string_view key) {
        if (!holds) {
            in.fail(in.path(key), "expected " + std::to_string(size) + " numbers a row, as the model has parameters");
        }
    };
    require(errors.empty() || errors.size() == size, "standard_errors");
    for (const auto& each : errors) {
        result.standard_errors.push_back(in.as_number(each, in.path("standard_errors")));
    }
    require(covariance.empty() || covariance.size() == size, "log_covariance");
    result.log_covariance = math::matrix(covariance.size());
    for (std::size_t i = 0; i < covariance.size(); ++i) {
        require(covariance[i].is_array() && covariance[i].size() == size, "log_covariance");
        for (std::size_t j = 0; j < size; ++j) {
            result.log_covariance(i, j) = in.as_number(covariance[i][j], in.path("log_covariance"));
        }
    }
    if (!covariance.empty() && !math::cholesky(result.log_covariance)) {
        in.fail(in.path("log_covariance"), "is not positive definite: no covariance");
    }
    return result;
}

[[nodiscard]] inline nlohmann::json write_fit_record(const crm::fit_record& fit) {
    nlohmann::json result = {
        {"as_of", fit.as_of}, {"log_likelihood", fit.log_likelihood}, {"customers", fit.customers}};
    if (!fit.standard_errors.empty()) {
        result["standard_errors"] = fit.standard_errors;
    }
    for (std::size_t i = 0; i < fit.log_covariance.size(); ++i) {
        nlohmann::json row = nlohmann::json::array();
        for (std::size_t j = 0; j < fit.log_covariance.size(); ++j) {
            row.push_back(fit.log_covariance(i, j));
        }
        result["log_covariance"].push_back(std::move(row));
    }
    return result;
}

template <class Model>
inline constexpr std::array<std::string_view, 4> parameter_names = {"r", "alpha", "a", "b"};
template <>
inline constexpr std::array<std::string_view, 4> parameter_names<value::pareto_nbd> = {"r", "alpha", "s", "beta"};
template <>
inline constexpr std::array<std::string_view, 4> parameter_names<value::gamma_gamma> = {"p", "q", "v", ""};

/// A fitted model under its key: parameters above 0, and the record of the fit. False where the key is absent.
template <class Model>
bool read_parameters(object_reader& in, std::string_view key, Model& model, std::optional<crm::fit_record>& fit) {
    const auto* found = in.find(key);
    if (found == nullptr) {
        return false;
    }
    object_reader at(*found, in.path(key), errc::bad_model);
    constexpr std::size_t size = value::parameter_count<Model>;
    std::array<double, size> theta{};
    for (std::size_t i = 0; i < size; ++i) {
        const std::string_view name = parameter_names<Model>[i];
        const double parameter = at.number(name);
        if (!(parameter > 0 && std::isfinite(parameter))) {
            at.fail(at.path(name), number_text(parameter) + " is no parameter: expected a number above 0");
        }
        theta[i] = parameter;
    }
    model = std::apply([](auto... each) { return Model{each...}; }, theta);
    if (const auto* record = at.find("fit")) {
        fit = read_fit_record(*record, at.path("fit"), size);
    }
    at.finish();
    return true;
}

template <class Model>
[[nodiscard]] nlohmann::json write_parameters(const Model& model, const std::optional<crm::fit_record>& fit) {
    nlohmann::json result = nlohmann::json::object();
    const auto parameters = value::parameters_of(model);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        result[std::string(parameter_names<Model>[i])] = parameters[i];
    }
    if (fit) {
        result["fit"] = write_fit_record(*fit);
    }
    return result;
}

inline void read_purchasing(object_reader& in, crm::value_rules& rules) {
    rules.purchasing_kind = in.choice("purchasing_model", purchasing_words, rules.purchasing_kind);
    const auto take = [&](auto model) {
        if (read_parameters(in, purchasing_words[rules.purchasing_kind], model, rules.purchasing_fit)) {
            rules.purchasing = model;
        }
    };
    rules.purchasing_kind == 0   ? take(value::bg_nbd{})
    : rules.purchasing_kind == 1 ? take(value::mbg_nbd{})
                                 : take(value::pareto_nbd{});
}

[[nodiscard]] inline crm::value_rules read_value(const nlohmann::json& value, const std::string& path) {
    object_reader in(value, path, errc::bad_model);
    crm::value_rules rules;
    rules.unit = static_cast<value::time_unit>(in.choice("unit", unit_words, static_cast<std::size_t>(rules.unit)));
    rules.refunds = static_cast<value::refund_policy>(in.choice("refunds", refund_words, 0));
    rules.zeros = static_cast<value::zero_policy>(in.choice("zero_amounts", zero_words, 0));
    rules.horizon = in.number("horizon", rules.horizon);
    rules.yearly_discount = in.number("yearly_discount", rules.yearly_discount);
    rules.margin = in.number("margin", rules.margin);
    rules.confidence = in.number("confidence", rules.confidence);
    read_purchasing(in, rules);
    if (value::gamma_gamma spending; read_parameters(in, "gamma_gamma", spending, rules.spending_fit)) {
        rules.spending = spending;
    }
    in.finish();
    if (!(rules.confidence > 0 && rules.confidence < 1)) {
        in.fail(in.path("confidence"), number_text(rules.confidence) + ": expected 0 < confidence < 1");
    }
    if (!(rules.horizon > 0 && rules.horizon <= 1e6)) {
        in.fail(in.path("horizon"), number_text(rules.horizon) + ": expected 0 < horizon <= 1e6, in units");
    }
    if (!(rules.yearly_discount >= 0 && rules.yearly_discount <= 100)) {
        in.fail(in.path("yearly_discount"),
                number_text(rules.yearly_discount) + ": expected 0 to 100, as a fraction: 0.1 is 10 % a year");
    }
    if (!(rules.margin >= -1 && rules.margin <= 1)) {
        in.fail(in.path("margin"), number_text(rules.margin) + ": expected -1 to 1, as a share of the money spent");
    }
    return rules;
}

[[nodiscard]] inline nlohmann::json write_value(const crm::value_rules& rules) {
    nlohmann::json result = {
        {"unit", word_of(rules.unit, unit_words)},          {"refunds", word_of(rules.refunds, refund_words)},
        {"zero_amounts", word_of(rules.zeros, zero_words)}, {"horizon", rules.horizon},
        {"yearly_discount", rules.yearly_discount},         {"margin", rules.margin}};
    result["confidence"] = rules.confidence;
    result["purchasing_model"] = purchasing_words[rules.purchasing_kind];
    if (rules.purchasing) {
        result[std::string(purchasing_words[rules.purchasing_kind])] = std::visit(
            [&](const auto& model) { return write_parameters(model, rules.purchasing_fit); }, *rules.purchasing);
    }
    if (rules.spending) {
        result["gamma_gamma"] = write_parameters(*rules.spending, rules.spending_fit);
    }
    return result;
}

}  // namespace detail

}  // namespace scvm::json
