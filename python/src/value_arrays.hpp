// What the value room's bindings share: borrowed columns, results, rejected rows.
#pragma once

#include "unlocked.hpp"

#include <scvm/value/fit.hpp>
#include <scvm/value/history.hpp>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace value_binding {

/// A contiguous one-dimensional array, borrowed. The Python layer has made it so; anything else is a defect of it.
template <class Value>
class borrowed {
public:
    borrowed(const py::array_t<Value>& values, const char* name) {
        const py::buffer_info info = values.request();
        if (info.ndim != 1 || (info.shape[0] > 1 && info.strides[0] != static_cast<py::ssize_t>(sizeof(Value)))) {
            throw py::type_error(std::string(name) + ": expected a contiguous one-dimensional array");
        }
        span_ = {static_cast<const Value*>(info.ptr), static_cast<std::size_t>(info.shape[0])};
    }

    operator std::span<const Value>() const noexcept { return span_; }
    [[nodiscard]] std::size_t size() const noexcept { return span_.size(); }

private:
    std::span<const Value> span_;
};

using column = py::array_t<double>;
using numbers = borrowed<double>;

/// An array that owns what was a vector: no copy.
template <class Value>
[[nodiscard]] py::array_t<Value> array_of(std::vector<Value>&& values) {
    auto* kept = new std::vector<Value>(std::move(values));
    const py::capsule owner(kept, [](void* p) { delete static_cast<std::vector<Value>*>(p); });
    return py::array_t<Value>(static_cast<py::ssize_t>(kept->size()), kept->data(), owner);
}

[[nodiscard]] inline py::array_t<double> matrix_of(const scvm::math::matrix& matrix) {
    const auto size = static_cast<py::ssize_t>(matrix.size());
    py::array_t<double> result({size, size});
    std::copy(matrix.values().begin(), matrix.values().end(), result.mutable_data());
    return result;
}

/// [(row, reason), …]
[[nodiscard]] inline py::list rejected_list(const std::vector<scvm::value::rejected_row>& rejected) {
    py::list result;
    for (const auto& row : rejected) {
        result.append(py::make_tuple(row.row, std::string(row.reason)));
    }
    return result;
}

/// (values, rejected) of compute(columns, result), which runs without the interpreter lock.
template <class Compute>
[[nodiscard]] py::tuple computed(const column& x, const column& t_x, const column& T, Compute&& compute) {
    const numbers xs(x, "x");
    const numbers lasts(t_x, "t_x");
    const numbers ends(T, "T");
    std::vector<double> result(xs.size());
    std::vector<scvm::value::rejected_row> rejected;
    {
        const unlocked_work unlocked;
        rejected = compute(scvm::value::history_columns{xs, lasts, ends}, std::span<double>(result));
    }
    return py::make_tuple(array_of(std::move(result)), rejected_list(rejected));
}

/// The fields of a fit; the model as its parameters.
template <class Model>
[[nodiscard]] py::dict fit_fields(const scvm::value::fitted<Model>& fit) {
    py::dict result;
    result["status"] = std::string(name(fit.status));
    result["reason"] = fit.reason;
    result["log_likelihood_value"] = fit.log_likelihood_value;
    result["standard_errors"] =
        py::array_t<double>(static_cast<py::ssize_t>(fit.standard_errors.size()), fit.standard_errors.data());
    result["covariance"] = matrix_of(fit.covariance);
    result["log_covariance"] = matrix_of(fit.log_covariance);
    result["customers"] = fit.customers;
    result["distinct_rows"] = fit.distinct_rows;
    result["evaluations"] = fit.evaluations;
    result["aic"] = fit.aic();
    result["bic"] = fit.bic();
    result["rejected"] = rejected_list(fit.rejected);
    return result;
}

[[nodiscard]] inline scvm::value::fit_options options_of(const std::vector<double>& prior_mean,
                                                         const std::vector<double>& prior_sd, unsigned threads) {
    return {{prior_mean, prior_sd}, threads};
}

}  // namespace value_binding

void bind_value_models(room_module& m);
void bind_value_purchases(room_module& m);
