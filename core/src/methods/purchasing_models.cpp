#include "methods/fit_result.hpp"
#include "methods/methods.hpp"

#include <scvm/value/bg_nbd.hpp>
#include <scvm/value/covariates.hpp>
#include <scvm/value/history.hpp>
#include <scvm/value/mbg_nbd.hpp>
#include <scvm/value/pareto_nbd.hpp>

#include <optional>
#include <span>
#include <string>

namespace scvm::methods {

namespace {

/// A customer's history; none: a new customer.
struct perhaps_history {
    std::optional<double> x{};
    std::optional<double> t_x{};
    std::optional<double> T{};
};
void describe(const auto& is, const perhaps_history& o) {
    is("x", o.x, "Repeat purchases; absent, as t_x and T: a new customer.");
    is("t_x", o.t_x, "Time of the last purchase; 0 where x is 0.");
    is("T", o.T, "Time of the end of the observation.");
    is.settled(o, [](perhaps_history& of) {
        if ((of.x || of.t_x || of.T) && !(of.x && of.t_x && of.T)) {
            throw misfit{!of.x ? "x" : !of.t_x ? "t_x" : "T", "is missing"};
        }
    });
}

/// The model of one customer, as the other methods take it.
template <class Model>
struct customer_model {
    Model parameters{};
};
template <class Model>
void describe(const auto& is, const customer_model<Model>& o) {
    is.constant("model", model_name<Model>, "Which model it is.");
    is("parameters", o.parameters, "Of it.");
}

template <class Model>
void describe_model(description::method_list& is) {
    using namespace description;
    const auto name = [&](std::string_view method) {
        return is.named(std::string(model_name<Model>) + "." + std::string(method));
    };
    const auto of_n = arg("n", within(0, 1e9), "how many purchases");
    const auto of_t = arg("t", "how far ahead, in units");
    const auto of_rate = arg("rate", "the continuous discount per unit");
    const auto of_horizon = arg("horizon", "how far ahead purchases count, in units");
    is(
        name("log_likelihood"),
        [](const Model& of, const value::history& h) { return of.log_likelihood(h.x, h.t_x, h.T); },
        "How likely a customer's history is, as a logarithm.", gives("value"), members(), members());
    is(
        name("p_alive"), [](const Model& of, const value::history& h) { return of.p_alive(h.x, h.t_x, h.T); },
        "The probability that a customer has not left.", gives("value"), members(), members());
    is(
        name("expected_purchases"),
        [](const Model& of, double t, const value::history& h) { return of.expected_purchases(t, h.x, h.t_x, h.T); },
        "How many purchases a customer will make.", gives("value"), members(), of_t, members());
    is(
        name("expected_purchases_new"), [](const Model& of, double t) { return of.expected_purchases_new(t); },
        "How many repeat purchases a new customer will make.", gives("value"), members(), of_t);
    is(
        name("probability_of"),
        [](const Model& of, unsigned n, double t, const perhaps_history& h) {
            return h.x ? of.probability_of(n, t, *h.x, *h.t_x, *h.T) : of.probability_of(n, t);
        },
        "The probability of just so many purchases.", gives("value"), members(), of_n, of_t, members());
    is(
        name("discounted_expected_purchases"),
        [](const Model& of, double rate, const value::history& h, double horizon) {
            return of.discounted_expected_purchases(rate, h.x, h.t_x, h.T, horizon);
        },
        "The purchases that a customer will make, each discounted.", gives("value"), members(), of_rate, members(),
        of_horizon);
    is(
        name("discounted_expected_purchases_new"),
        [](const Model& of, double rate, double horizon) {
            return of.discounted_expected_purchases_new(rate, horizon);
        },
        "The repeat purchases that a new customer will make, each discounted.", gives("value"), members(), of_rate,
        of_horizon);
}

template <class Covariates, class Model>
void describe_covariates(description::method_list& is) {
    using namespace description;
    is(
        is.named(std::string(model_name<Covariates>) + ".of"),
        [](const Covariates& model, std::span<const double> covariates) {
            const Model of = model.of(covariates);
            of.require();
            return customer_model<Model>{of};
        },
        "The model of a customer with these covariates.", members(), arg("covariates", "of the customer"));
}

}  // namespace

void purchasing_model_methods(description::method_list& is) {
    describe_model<value::bg_nbd>(is);
    describe_model<value::mbg_nbd>(is);
    describe_model<value::pareto_nbd>(is);
    describe_covariates<value::bg_nbd_covariates, value::bg_nbd>(is);
    describe_covariates<value::pareto_nbd_covariates, value::pareto_nbd>(is);
}

}  // namespace scvm::methods
