#pragma once

#include "json/cells.hpp"
#include "json/value_rules.hpp"
#include "methods/arguments.hpp"

#include <scvm/value/beta_geometric.hpp>
#include <scvm/value/bg_bb.hpp>
#include <scvm/value/fit.hpp>
#include <scvm/value/parameters.hpp>
#include <scvm/value/purchase_summary.hpp>
#include <scvm/value/time_unit.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace scvm::json::detail {

inline constexpr std::string_view first_words[] = {"acquires", "counts"};

template <>
inline constexpr std::array<std::string_view, 4> parameter_names<value::bg_bb> = {"alpha", "beta", "gamma", "delta"};
template <>
inline constexpr std::array<std::string_view, 4> parameter_names<value::beta_geometric> = {"a", "b", "", ""};

/// What a model is called in arguments and results.
template <class Model>
inline constexpr std::string_view model_name = "bg_nbd";
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

/// The parameters of a model, by their names.
template <class Model>
[[nodiscard]] Model model_of(object_reader& in) {
    std::array<double, value::parameter_count<Model>> theta{};
    for (std::size_t i = 0; i < theta.size(); ++i) {
        theta[i] = number(in, parameter_names<Model>[i]);
    }
    return std::apply([](auto... each) { return Model{each...}; }, theta);
}

/// A column that has to be there.
[[nodiscard]] inline std::vector<double> required_column(object_reader& in, std::string_view key) {
    return column(in, in.required(key), in.path(key));
}

[[nodiscard]] inline std::uint64_t seed_of(object_reader& in) {
    return in.find("seed") == nullptr ? 0 : read_count(in, "seed");
}

/// A count that has a default.
[[nodiscard]] inline unsigned count(object_reader& in, std::string_view key, unsigned otherwise) {
    return in.find(key) == nullptr ? otherwise : count(in, key);
}

[[nodiscard]] inline unsigned threads_of(object_reader& in) {
    const unsigned threads = count(in, "threads", 1);
    if (!(threads >= 1 && threads <= 256)) {
        throw_domain("threads", threads, "1 <= threads <= 256");
    }
    return threads;
}

[[nodiscard]] inline std::optional<value::time_unit> unit_of(object_reader& in) {
    return in.find("unit") == nullptr ? std::nullopt
                                      : std::optional(static_cast<value::time_unit>(in.choice("unit", unit_words, 0)));
}

[[nodiscard]] inline nlohmann::json write_unit(std::optional<value::time_unit> unit) {
    return unit ? nlohmann::json(name(*unit)) : nlohmann::json(nullptr);
}

/// x, t_x and T of customers, one row each; null in x: a customer without a purchase.
struct histories {
    explicit histories(object_reader& in, std::string_view end = "T")
        : x(required_column(in, "x")), t_x(required_column(in, "t_x")), T(required_column(in, end)) {}

    [[nodiscard]] value::history_columns columns() const noexcept { return {x, t_x, T}; }

    std::vector<double> x;
    std::vector<double> t_x;
    std::vector<double> T;
};

/// A model with what its fit knows of it: the result of a fit as it came out, or its `model` and `parameters` alone.
///
/// Throws error{not_fitted} for a fit that found no parameters to rely on.
template <class Model>
[[nodiscard]] value::fitted<Model> read_fitted(object_reader& in) {
    for (const std::string_view ignored : {"names", "standard_errors", "covariance", "log_likelihood", "aic", "bic",
                                           "customers", "distinct_rows", "evaluations", "rejected"}) {
        (void)in.find(ignored);
    }
    value::fitted<Model> fit;
    const std::string status = in.text("status", "converged");
    const std::string reason = in.text("reason", "");
    if (status != "converged" && status != "undefined_mean") {
        throw error(errc::not_fitted, in.path() + ": the fit is " + crm::quoted(status) + ": " + reason);
    }
    fit.unit = unit_of(in);
    object_reader parameters(in.required("parameters"), in.path("parameters"), errc::bad_record);
    fit.model = model_of<Model>(parameters);
    parameters.finish();
    fit.model.require();
    const auto& covariance = in.array("log_covariance");
    if (!covariance.empty()) {
        constexpr std::size_t size = value::parameter_count<Model>;
        require_size(in.path("log_covariance"), covariance.size(), "the model", size);
        fit.log_covariance = math::matrix(size);
        for (std::size_t i = 0; i < size; ++i) {
            const auto row = column(in, covariance[i], in.path("log_covariance"));
            require_size(in.path("log_covariance"), row.size(), "the model", size);
            for (std::size_t j = 0; j < size; ++j) {
                fit.log_covariance(i, j) = row[j];
            }
        }
        if (!math::cholesky(fit.log_covariance)) {
            in.fail(in.path("log_covariance"), "is not positive definite: no covariance");
        }
    }
    return fit;
}

using buying_fit =
    std::variant<value::fitted<value::bg_nbd>, value::fitted<value::mbg_nbd>, value::fitted<value::pareto_nbd>>;

/// The argument `model`: one of the models of purchasing.
[[nodiscard]] inline buying_fit buying_model_of(object_reader& in) {
    object_reader at(in.required("model"), in.path("model"), errc::bad_record);
    (void)at.required("model");
    const std::size_t kind = at.choice("model", purchasing_words, 0);
    buying_fit fit = kind == 0   ? buying_fit(read_fitted<value::bg_nbd>(at))
                     : kind == 1 ? buying_fit(read_fitted<value::mbg_nbd>(at))
                                 : buying_fit(read_fitted<value::pareto_nbd>(at));
    at.finish();
    return fit;
}

/// The argument `spend`: a Gamma-Gamma model.
[[nodiscard]] inline value::fitted<value::gamma_gamma> spend_of(object_reader& in) {
    object_reader at(in.required("spend"), in.path("spend"), errc::bad_record);
    constexpr std::string_view words[] = {"gamma_gamma"};
    (void)at.choice("model", words, 0);
    auto fit = read_fitted<value::gamma_gamma>(at);
    at.finish();
    return fit;
}

[[nodiscard]] inline nlohmann::json write_rejected(const std::vector<value::rejected_row>& rejected) {
    nlohmann::json result = nlohmann::json::array();
    for (const value::rejected_row& each : rejected) {
        result.push_back({{"row", each.row}, {"reason", each.reason}});
    }
    return result;
}

/// Purchases by columns, and the rules that make histories of them.
///
/// Customers are sorted by their ids, so that the order of the rows does not matter. A date without a time is a day of
/// the place whose `offsets` are given, or of UTC.
class purchase_rows {
public:
    explicit purchase_rows(object_reader& in) {
        read_rules(in);
        const auto& customer = in.array("customer");
        const auto& time = in.array("time");
        require_size(in.path("time"), time.size(), "customer", customer.size());
        std::map<std::string, std::uint32_t> codes;
        for (std::size_t row = 0; row < customer.size(); ++row) {
            codes.try_emplace(read_id(customer[row], in.path("customer")), 0);
        }
        for (auto& [id, code] : codes) {
            code = static_cast<std::uint32_t>(ids_.size());
            ids_.push_back(id);
        }
        for (std::size_t row = 0; row < customer.size(); ++row) {
            customer_.push_back(codes.at(read_id(customer[row], in.path("customer"))));
            time_.push_back(time[row].is_null() ? value::no_time
                                                : moment(time[row], in.path("time") + "[" + std::to_string(row) + "]"));
        }
        amount_ = column(in, "amount");
    }
    purchase_rows(const purchase_rows&) = delete;
    purchase_rows& operator=(const purchase_rows&) = delete;

    [[nodiscard]] value::purchase_columns columns() const noexcept {
        return {customer_, time_, amount_, static_cast<std::uint32_t>(ids_.size())};
    }
    [[nodiscard]] const value::purchase_rules& rules() const noexcept { return rules_; }
    [[nodiscard]] const std::vector<std::string>& ids() const noexcept { return ids_; }

    /// A time of the arguments, e.g. the observation end.
    [[nodiscard]] std::int64_t moment(object_reader& in, std::string_view key) const {
        return moment(in.required(key), in.path(key));
    }

private:
    void read_rules(object_reader& in) {
        rules_.unit = unit_of(in).value_or(rules_.unit);
        rules_.refunds = static_cast<value::refund_policy>(in.choice("refunds", refund_words, 0));
        rules_.zeros = static_cast<value::zero_policy>(in.choice("zeros", zero_words, 0));
        rules_.first = static_cast<value::first_purchase>(in.choice("first", first_words, 0));
        for (const auto& each : in.array("offsets")) {
            object_reader at(each, in.path("offsets"), errc::bad_record);
            const auto* from = at.find("from");
            const double seconds = at.number("seconds");
            at.finish();
            constexpr double most = 18 * 3600;  // no clock has ever been further from UTC
            if (!(std::abs(seconds) <= most && seconds == std::floor(seconds))) {
                throw_domain(at.path("seconds"), seconds, "whole seconds ahead of UTC, at most 64800");
            }
            offsets_.push_back(
                {from == nullptr ? 0 : read_time(*from, at.path("from")), static_cast<std::int32_t>(seconds)});
        }
        rules_.offsets = offsets_;
        days_ = value::calendar(rules_.unit, offsets_);
    }

    [[nodiscard]] std::int64_t moment(const nlohmann::json& value, const std::string& name) const {
        const std::int64_t time = read_time(value, name);
        constexpr std::size_t date_alone = 10;
        if (!value.is_string() || value.get_ref<const std::string&>().size() != date_alone) {
            return time;
        }
        // Its noon is on that day whatever the clocks did at midnight; its first hour is the one that `hour` means.
        const std::int64_t hour = rules_.unit == value::time_unit::hour ? 0 : 12 * 3600;
        return time + hour - days_.offset(time + hour);
    }

    std::vector<value::utc_offset> offsets_;
    value::purchase_rules rules_;
    value::calendar days_{value::time_unit::week};
    std::vector<std::string> ids_;
    std::vector<std::uint32_t> customer_;
    std::vector<std::int64_t> time_;
    std::vector<double> amount_;
};

}  // namespace scvm::json::detail
