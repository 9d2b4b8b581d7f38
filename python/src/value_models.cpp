// The models of scvm._core.value and their fits.
#include "unlocked.hpp"
#include "value_arrays.hpp"

#include <scvm/value/beta_geometric_fit.hpp>
#include <scvm/value/bg_bb_fit.hpp>
#include <scvm/value/bg_nbd_fit.hpp>
#include <scvm/value/covariates_fit.hpp>
#include <scvm/value/estimate.hpp>
#include <scvm/value/forecast.hpp>
#include <scvm/value/gamma_gamma_fit.hpp>
#include <scvm/value/mbg_nbd_fit.hpp>
#include <scvm/value/parameters.hpp>
#include <scvm/value/pareto_nbd_fit.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <span>
#include <utility>
#include <vector>

using namespace scvm::value;
using value_binding::column;
using value_binding::computed;
using value_binding::fit_fields;
using value_binding::numbers;
using value_binding::options_of;

namespace {

template <class Model>
[[nodiscard]] py::tuple parameters_tuple(const Model& m) {
    return std::apply([](auto... p) { return py::make_tuple(p...); }, parameters_of(m));
}

/// What BG/NBD, MBG/NBD and Pareto/NBD have in common; each value with its columns.
template <class Model>
void bind_buying_model(bounded_class<Model>& type) {
    type.def("parameters", &parameters_tuple<Model>)
        .def("require", [](const Model& m) { m.require(); })
        .def("log_likelihood",
             [](const Model& m, const column& x, const column& t_x, const column& T) {
                 return computed(x, t_x, T, [&](const auto& c, auto result) { return m.log_likelihood(c, result); });
             })
        .def("p_alive",
             [](const Model& m, const column& x, const column& t_x, const column& T) {
                 return computed(x, t_x, T, [&](const auto& c, auto result) { return m.p_alive(c, result); });
             })
        .def("expected_purchases",
             [](const Model& m, double t, const column& x, const column& t_x, const column& T, unsigned threads) {
                 return computed(x, t_x, T, [&](const auto& c, auto result) {
                     return expected_purchases(m, t, c, result, threads);
                 });
             })
        .def("discounted_expected_purchases",
             [](const Model& m, double rate, const column& x, const column& t_x, const column& T, double horizon,
                unsigned threads) {
                 return computed(x, t_x, T, [&](const auto& c, auto result) {
                     return discounted_expected_purchases(m, rate, c, horizon, result, threads);
                 });
             })
        .def("probability_of",
             [](const Model& m, unsigned n, double t, const column& x, const column& t_x, const column& T) {
                 return computed(x, t_x, T, [&](const auto& c, auto result) {
                     return apply_rows(c, result,
                                       [&](const history& h) { return m.probability_of(n, t, h.x, h.t_x, h.T); });
                 });
             })
        .def("expected_purchases_new",
             [](const Model& m, double t) { return unlocked([&] { return m.expected_purchases_new(t); }); })
        .def("probability_of_new",
             [](const Model& m, unsigned n, double t) { return unlocked([&] { return m.probability_of(n, t); }); })
        .def("discounted_expected_purchases_new", [](const Model& m, double rate, double horizon) {
            return unlocked([&] { return m.discounted_expected_purchases_new(rate, horizon); });
        });
}

template <class Model, class Fit>
[[nodiscard]] py::tuple run_fit(const column& x, const column& t_x, const column& T, const column& weights,
                                const fit_options& options, Fit&& fit_of) {
    const numbers xs(x, "x");
    const numbers lasts(t_x, "t_x");
    const numbers ends(T, "T");
    const numbers ws(weights, "weights");
    fitted<Model> fit;
    {
        const unlocked_work unlocked;
        fit = fit_of(history_columns{xs, lasts, ends}, std::span<const double>(ws), options);
    }
    return py::make_tuple(parameters_tuple(fit.model), fit_fields(fit));
}

template <class Model, class Fit>
void bind_history_fit(room_module& m, const char* name, Fit&& fit_of) {
    m.def(
        name,
        [fit_of](const column& x, const column& t_x, const column& T, const column& weights,
                 const std::vector<double>& prior_mean, const std::vector<double>& prior_sd, unsigned threads) {
            return run_fit<Model>(x, t_x, T, weights, options_of(prior_mean, prior_sd, threads), fit_of);
        },
        py::arg("x"), py::arg("t_x"), py::arg("T"), py::arg("weights"), py::arg("prior_mean"), py::arg("prior_sd"),
        py::arg("threads"));
}

template <class Model>
void bind_estimate(room_module& m, const char* name) {
    m.def(
        name,
        [](const column& x, const column& t_x, const column& T, const column& weights,
           const std::vector<double>& prior_mean, const std::vector<double>& prior_sd, unsigned threads, bool weak) {
            return run_fit<Model>(x, t_x, T, weights, options_of(prior_mean, prior_sd, threads),
                                  [weak](const auto& columns, const auto& counts, const fit_options& options) {
                                      return estimate<Model>(columns, counts, {options, weak});
                                  });
        },
        py::arg("x"), py::arg("t_x"), py::arg("T"), py::arg("weights"), py::arg("prior_mean"), py::arg("prior_sd"),
        py::arg("threads"), py::arg("weak_prior"));
}

template <class Model, class Fit, class Blocks>
void bind_covariate_fit(room_module& m, const char* name, Fit&& fit_of, Blocks&& blocks) {
    m.def(
        name,
        [fit_of, blocks](const column& x, const column& t_x, const column& T, const column& covariates,
                         std::size_t per_customer, const column& weights, unsigned threads) {
            const numbers xs(x, "x");
            const numbers lasts(t_x, "t_x");
            const numbers ends(T, "T");
            const numbers zs(covariates, "covariates");
            const numbers ws(weights, "weights");
            fitted<Model> fit;
            {
                const unlocked_work unlocked;
                fit = fit_of({xs, lasts, ends}, zs, per_customer, ws, {{}, threads});
            }
            return py::make_tuple(parameters_tuple(fit.model.base), blocks(fit.model), fit_fields(fit));
        },
        py::arg("x"), py::arg("t_x"), py::arg("T"), py::arg("covariates"), py::arg("per_customer"), py::arg("weights"),
        py::arg("threads"));
}

void bind_gamma_gamma(room_module& m) {
    bounded_class<gamma_gamma>(m, "GammaGamma")
        .def(py::init([](double p, double q, double v) {
            return gamma_gamma{p, q, v};
        }))
        .def("parameters", &parameters_tuple<gamma_gamma>)
        .def("require", [](const gamma_gamma& g) { g.require(); })
        .def("log_likelihood", [](const gamma_gamma& g, double x,
                                  double mean) { return unlocked([&] { return g.log_likelihood(x, mean); }); })
        .def("expected_spend_new",
             [](const gamma_gamma& g) { return unlocked([&] { return g.expected_spend_new(); }); })
        .def("expected_spend", [](const gamma_gamma& g, const column& x, const column& mean) {
            const numbers xs(x, "x");
            const numbers means(mean, "m");
            std::vector<double> result(xs.size());
            std::vector<rejected_row> rejected;
            {
                const unlocked_work unlocked;
                rejected = g.expected_spend(xs, means, result);
            }
            return py::make_tuple(value_binding::array_of(std::move(result)), value_binding::rejected_list(rejected));
        });
    m.def(
        "fit_gamma_gamma",
        [](const column& x, const column& mean, const column& weights, const std::vector<double>& prior_mean,
           const std::vector<double>& prior_sd, unsigned threads) {
            const numbers xs(x, "x");
            const numbers means(mean, "m");
            const numbers ws(weights, "weights");
            fitted<gamma_gamma> fit;
            {
                const unlocked_work unlocked;
                fit = fit_gamma_gamma(xs, means, ws, options_of(prior_mean, prior_sd, threads));
            }
            return py::make_tuple(parameters_tuple(fit.model), fit_fields(fit));
        },
        py::arg("x"), py::arg("m"), py::arg("weights"), py::arg("prior_mean"), py::arg("prior_sd"), py::arg("threads"));
    m.def(
        "estimate_gamma_gamma",
        [](const column& x, const column& mean, const column& weights, const std::vector<double>& prior_mean,
           const std::vector<double>& prior_sd, unsigned threads, bool weak) {
            const numbers xs(x, "x");
            const numbers means(mean, "m");
            const numbers ws(weights, "weights");
            fitted<gamma_gamma> fit;
            {
                const unlocked_work unlocked;
                fit = estimate_spending(xs, means, ws, {options_of(prior_mean, prior_sd, threads), weak});
            }
            return py::make_tuple(parameters_tuple(fit.model), fit_fields(fit));
        },
        py::arg("x"), py::arg("m"), py::arg("weights"), py::arg("prior_mean"), py::arg("prior_sd"), py::arg("threads"),
        py::arg("weak_prior"));
    m.def(
        "independence",
        [](const column& x, const column& mean) {
            const auto found = independence(numbers(x, "x"), numbers(mean, "m"));
            return py::make_tuple(found.correlation, found.low, found.high, found.customers, found.plausible());
        },
        py::arg("x"), py::arg("m"));
}

void bind_bg_bb(room_module& m) {
    bounded_class<bg_bb>(m, "BgBb")
        .def(py::init([](double alpha, double beta, double gamma, double delta) {
            return bg_bb{alpha, beta, gamma, delta};
        }))
        .def("parameters", &parameters_tuple<bg_bb>)
        .def("require", [](const bg_bb& b) { b.require(); })
        .def("log_likelihood",
             [](const bg_bb& b, const column& x, const column& t_x, const column& n) {
                 return computed(x, t_x, n, [&](const auto& c, auto result) { return b.log_likelihood(c, result); });
             })
        .def("p_alive",
             [](const bg_bb& b, const column& x, const column& t_x, const column& n) {
                 return computed(x, t_x, n, [&](const auto& c, auto result) { return b.p_alive(c, result); });
             })
        .def("expected_purchases",
             [](const bg_bb& b, double opportunities, const column& x, const column& t_x, const column& n) {
                 return computed(x, t_x, n, [&](const auto& c, auto result) {
                     return b.expected_purchases(opportunities, c, result);
                 });
             })
        .def("discounted_expected_purchases",
             [](const bg_bb& b, double rate, double x, double t_x, double n, double opportunities) {
                 return unlocked([&] { return b.discounted_expected_purchases(rate, x, t_x, n, opportunities); });
             })
        .def("expected_purchases_new",
             [](const bg_bb& b, double opportunities) {
                 return unlocked([&] { return b.expected_purchases_new(opportunities); });
             })
        .def("probability_of_new",
             [](const bg_bb& b, unsigned x, unsigned n) { return unlocked([&] { return b.probability_of(x, n); }); });
    bind_history_fit<bg_bb>(
        m, "fit_bg_bb",
        [](const history_columns& c, std::span<const double> w, const fit_options& o) { return fit_bg_bb(c, w, o); });
}

void bind_beta_geometric(room_module& m) {
    bounded_class<beta_geometric>(m, "BetaGeometric")
        .def(py::init([](double a, double b) {
            return beta_geometric{a, b};
        }))
        .def("parameters", &parameters_tuple<beta_geometric>)
        .def("require", [](const beta_geometric& g) { g.require(); })
        .def("log_likelihood", [](const beta_geometric& g, double renewals,
                                  bool left) { return unlocked([&] { return g.log_likelihood(renewals, left); }); })
        .def("churn_probability",
             [](const beta_geometric& g, double t) { return unlocked([&] { return g.churn_probability(t); }); })
        .def("survival", [](const beta_geometric& g, double t) { return unlocked([&] { return g.survival(t); }); })
        .def("retention_rate",
             [](const beta_geometric& g, double t) { return unlocked([&] { return g.retention_rate(t); }); })
        .def("discounted_expected_residual_lifetime",
             [](const beta_geometric& g, double rate, double n, double periods) {
                 return unlocked([&] { return g.discounted_expected_residual_lifetime(rate, n, periods); });
             })
        .def("discounted_expected_lifetime", [](const beta_geometric& g, double rate) {
            return unlocked([&] { return g.discounted_expected_lifetime(rate); });
        });
    m.def(
        "fit_beta_geometric",
        [](const column& renewals, const column& left, const column& weights, const std::vector<double>& prior_mean,
           const std::vector<double>& prior_sd) {
            const numbers counts(renewals, "renewals");
            const numbers gone(left, "left");
            const numbers ws(weights, "weights");
            fitted<beta_geometric> fit;
            {
                const unlocked_work unlocked;
                fit = fit_beta_geometric({counts, gone}, ws, options_of(prior_mean, prior_sd, 1));
            }
            return py::make_tuple(parameters_tuple(fit.model), fit_fields(fit));
        },
        py::arg("renewals"), py::arg("left"), py::arg("weights"), py::arg("prior_mean"), py::arg("prior_sd"));
    m.def(
        "contracts_of_survivors",
        [](const column& survivors) {
            auto table = contracts_of_survivors(numbers(survivors, "survivors"));
            return py::make_tuple(value_binding::array_of(std::move(table.renewals)),
                                  value_binding::array_of(std::move(table.left)),
                                  value_binding::array_of(std::move(table.weight)));
        },
        py::arg("survivors"));
}

}  // namespace

void bind_value_models(room_module& m) {
    auto bg = bounded_class<bg_nbd>(m, "BgNbd").def(py::init([](double r, double alpha, double a, double b) {
        return bg_nbd{r, alpha, a, b};
    }));
    bind_buying_model(bg);
    auto mbg = bounded_class<mbg_nbd>(m, "MbgNbd").def(py::init([](double r, double alpha, double a, double b) {
        return mbg_nbd{r, alpha, a, b};
    }));
    bind_buying_model(mbg);
    auto pareto =
        bounded_class<pareto_nbd>(m, "ParetoNbd").def(py::init([](double r, double alpha, double s, double beta) {
            return pareto_nbd{r, alpha, s, beta};
        }));
    bind_buying_model(pareto);

    using columns = const history_columns&;
    using weights = std::span<const double>;
    bind_history_fit<bg_nbd>(m, "fit_bg_nbd",
                             [](columns c, weights w, const fit_options& o) { return fit_bg_nbd(c, w, o); });
    bind_history_fit<mbg_nbd>(m, "fit_mbg_nbd",
                              [](columns c, weights w, const fit_options& o) { return fit_mbg_nbd(c, w, o); });
    bind_history_fit<pareto_nbd>(m, "fit_pareto_nbd",
                                 [](columns c, weights w, const fit_options& o) { return fit_pareto_nbd(c, w, o); });
    bind_estimate<bg_nbd>(m, "estimate_bg_nbd");
    bind_estimate<mbg_nbd>(m, "estimate_mbg_nbd");
    bind_estimate<pareto_nbd>(m, "estimate_pareto_nbd");
    bind_covariate_fit<bg_nbd_covariates>(
        m, "fit_bg_nbd_covariates",
        [](columns c, weights z, std::size_t k, weights w, const fit_options& o) {
            return fit_bg_nbd_covariates(c, z, k, w, o);
        },
        [](const bg_nbd_covariates& fit) { return py::make_tuple(fit.purchase, fit.dropout, fit.staying); });
    bind_covariate_fit<pareto_nbd_covariates>(
        m, "fit_pareto_nbd_covariates",
        [](columns c, weights z, std::size_t k, weights w, const fit_options& o) {
            return fit_pareto_nbd_covariates(c, z, k, w, o);
        },
        [](const pareto_nbd_covariates& fit) { return py::make_tuple(fit.purchase, fit.dropout); });
    bind_gamma_gamma(m);
    bind_bg_bb(m);
    bind_beta_geometric(m);
}
