#include "methods/methods.hpp"

#include <scvm/value/beta_geometric.hpp>
#include <scvm/value/bg_bb.hpp>
#include <scvm/value/gamma_gamma.hpp>

#include <optional>

namespace scvm::methods {

namespace {

/// What a customer did at n opportunities.
struct opportunities {
    double x = 0;
    double t_x = 0;
    double n = 0;
};
void describe(const auto& is, const opportunities& o) {
    is("x", o.x, required, "How many of them were used.");
    is("t_x", o.t_x, required, "The last one that was; 0 where x is 0.");
    is("n", o.n, required, "Opportunities so far.");
}

void gamma_gamma_methods(description::method_list& is) {
    using namespace description;
    using value::gamma_gamma;
    const auto of_x = arg("x", "how many purchases the mean is of");
    const auto of_m = arg("m", unit("money"), "their mean amount");
    is(
        "gamma_gamma.log_likelihood", [](const gamma_gamma& of, double x, double m) { return of.log_likelihood(x, m); },
        "How likely a customer's mean amount is, as a logarithm.", gives("value"), members(), of_x, of_m);
    is(
        "gamma_gamma.expected_spend", [](const gamma_gamma& of, double x, double m) { return of.expected_spend(x, m); },
        "What a customer will spend a purchase.", gives("value"), members(), of_x, of_m);
    is(
        "gamma_gamma.expected_spend_new", [](const gamma_gamma& of) { return of.expected_spend_new(); },
        "What a new customer will spend a purchase.", gives("value"), members());
}

void beta_geometric_methods(description::method_list& is) {
    using namespace description;
    using value::beta_geometric;
    const auto of_rate = arg("rate", "the discount per period");
    const auto of_t = arg("t", "renewals, from 0");
    is(
        "beta_geometric.log_likelihood",
        [](const beta_geometric& of, double renewals, bool left) { return of.log_likelihood(renewals, left); },
        "How likely a contract's history is, as a logarithm.", gives("value"), members(),
        arg("renewals", "of the contract"), arg("left", otherwise(false), "whether it has ended"));
    is(
        "beta_geometric.discounted_expected_lifetime",
        [](const beta_geometric& of, double rate) { return of.discounted_expected_lifetime(rate); },
        "The periods that a new contract will last, each discounted.", gives("value"), members(), of_rate);
    is(
        "beta_geometric.churn_probability", [](const beta_geometric& of, double t) { return of.churn_probability(t); },
        "The probability that a contract ends just then.", gives("value"), members(), of_t);
    is(
        "beta_geometric.survival", [](const beta_geometric& of, double t) { return of.survival(t); },
        "The probability that a contract is still there.", gives("value"), members(), of_t);
    is(
        "beta_geometric.retention_rate", [](const beta_geometric& of, double t) { return of.retention_rate(t); },
        "The share of the contracts still there that are renewed.", gives("value"), members(), of_t);
    is(
        "beta_geometric.discounted_expected_residual_lifetime",
        [](const beta_geometric& of, double rate, double n, std::optional<double> periods) {
            return periods ? of.discounted_expected_residual_lifetime(rate, n, *periods)
                           : of.discounted_expected_residual_lifetime(rate, n);
        },
        "The periods that a contract will still last, each discounted.", gives("value"), members(), of_rate,
        arg("n", "renewals so far"), arg("periods", may_be_absent, "how many count; absent: all"));
}

void bg_bb_methods(description::method_list& is) {
    using namespace description;
    using value::bg_bb;
    const auto of_rate = arg("rate", "the discount per opportunity");
    const auto ahead = arg("opportunities", "how many are ahead");
    is(
        "bg_bb.log_likelihood",
        [](const bg_bb& of, const opportunities& h) { return of.log_likelihood(h.x, h.t_x, h.n); },
        "How likely a customer's history is, as a logarithm.", costs("opportunities"), gives("value"), members(),
        members());
    is(
        "bg_bb.p_alive", [](const bg_bb& of, const opportunities& h) { return of.p_alive(h.x, h.t_x, h.n); },
        "The probability that a customer has not left.", costs("opportunities"), gives("value"), members(), members());
    is(
        "bg_bb.probability_of", [](const bg_bb& of, unsigned x, unsigned n) { return of.probability_of(x, n); },
        "The probability that a new customer uses just so many opportunities.", costs("`n`"), gives("value"), members(),
        arg("x", within(0, 1e9), "how many are used"), arg("n", within(0, 1e9), "how many there are"));
    is(
        "bg_bb.expected_purchases",
        [](const bg_bb& of, double ahead_of, const opportunities& h) {
            return of.expected_purchases(ahead_of, h.x, h.t_x, h.n);
        },
        "How many opportunities a customer will use.", gives("value"), members(), ahead, members());
    is(
        "bg_bb.expected_purchases_new",
        [](const bg_bb& of, double ahead_of) { return of.expected_purchases_new(ahead_of); },
        "How many opportunities a new customer will use.", gives("value"), members(), ahead);
    is(
        "bg_bb.discounted_expected_purchases_new",
        [](const bg_bb& of, double rate, double ahead_of) {
            return of.discounted_expected_purchases_new(rate, ahead_of);
        },
        "The same of a new customer, each discounted.", gives("value"), members(), of_rate, ahead);
    is(
        "bg_bb.discounted_expected_purchases",
        [](const bg_bb& of, double rate, const opportunities& h, double ahead_of) {
            return of.discounted_expected_purchases(rate, h.x, h.t_x, h.n, ahead_of);
        },
        "The opportunities that a customer will use, each discounted.", gives("value"), members(), of_rate, members(),
        ahead);
}

}  // namespace

void other_model_methods(description::method_list& is) {
    gamma_gamma_methods(is);
    beta_geometric_methods(is);
    bg_bb_methods(is);
}

}  // namespace scvm::methods
