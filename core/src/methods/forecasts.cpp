#include "methods/fit_result.hpp"
#include "methods/methods.hpp"
#include "methods/purchase_rows.hpp"

#include <scvm/value/fit_check.hpp>
#include <scvm/value/forecast.hpp>
#include <scvm/value/forecast_check.hpp>
#include <scvm/value/interval.hpp>
#include <scvm/value/lifetime_value.hpp>
#include <scvm/value/simulate.hpp>
#include <scvm/value/top_customers.hpp>
#include <scvm/work.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace scvm::methods {

namespace {

using spend_fit = fit_result<value::gamma_gamma>;

/// function(fit) of whichever model of purchasing it is.
template <class Function>
[[nodiscard]] auto with_model(const buying_fit& of, Function&& function) {
    return std::visit([&](const auto& held) { return function(held.fit); }, of);
}

/// Histories in the unit of a call, if it says one: that of the fit, if that knows its own. Throws error{domain} where
/// they differ.
template <class Fit>
[[nodiscard]] value::history_columns in_unit(value::history_columns of, std::optional<value::time_unit> unit,
                                             const Fit& fit) {
    value::require_unit(unit, fit.unit);
    of.unit = unit;
    return of;
}

/// The unit of a call that needs one: as it says, or as the fit says. Throws error{domain} where they differ, and
/// error{bad_record} where neither knows: days taken for weeks look like any other result.
[[nodiscard]] value::time_unit known_unit(std::optional<value::time_unit> unit,
                                          std::optional<value::time_unit> fitted_in) {
    value::require_unit(unit, fitted_in);
    if (!unit && !fitted_in) {
        throw error(
            errc::bad_record,
            "unit: is missing: expected hour, day, week or month, as the model was not told the unit of its times");
    }
    return unit ? *unit : *fitted_in;
}

/// The terms of a valuation, in the unit of the model.
struct valuation {
    value::lifetime_terms given{};
    std::optional<value::time_unit> unit{};

    [[nodiscard]] value::lifetime_terms of(const buying_fit& model) const {
        value::lifetime_terms terms = given;
        terms.unit = known_unit(unit, with_model(model, [](const auto& fit) { return fit.unit; }));
        return terms;
    }
};
void describe(const auto& is, const valuation& o) {
    is("horizon", o.given.horizon, "How far ahead purchases count, in units.");
    is("yearly_discount", o.given.yearly_discount, within(0, 1), "As a fraction: 0.1 is 10 % a year.");
    is("margin", o.given.margin, within(-1, 1),
       "The share of an amount that is earned, as a fraction: 0.4 is 40 %; 1 values revenue.");
    is("unit", o.unit,
       "Of the horizon, the histories and the model; absent: that of the fit, which then has to know it.");
}

struct lifetime_values {
    value::lifetime_value_table values{};
    std::optional<std::vector<double>> low{};
    std::optional<std::vector<double>> high{};
    std::optional<std::vector<double>> standard_error_of_log{};
    std::optional<double> confidence{};
};
void describe(const auto& is, const lifetime_values& o) {
    describe(is, o.values);
    is("low", o.low, "With confidence: the lower end of each value's interval.");
    is("high", o.high, "Likewise the upper end.");
    is("standard_error_of_log", o.standard_error_of_log, "Of the logarithm of each value.");
    is("confidence", o.confidence, "As given.");
}

lifetime_values lifetime_value(const buying_fit& model, const spend_fit& spend, const valuation& given,
                               const value::history_columns& of, std::span<const double> monetary,
                               std::optional<double> confidence, unsigned threads) {
    const value::lifetime_terms terms = given.of(model);
    return with_model(model, [&](const auto& fit) {
        lifetime_values result;
        if (!confidence) {
            result.values = value::lifetime_value(fit.model, spend.fit.model, terms, of, monetary, threads);
            return result;
        }
        auto found = value::lifetime_value_intervals(fit, spend.fit, terms, of, monetary, *confidence, threads);
        result.values = std::move(found.values);
        result.low = std::move(found.low);
        result.high = std::move(found.high);
        result.standard_error_of_log = std::move(found.standard_error_of_log);
        result.confidence = found.confidence;
        return result;
    });
}

struct value_of_new {
    value::lifetime_value_parts parts{};
    value::time_unit unit = value::time_unit::week;
    double continuous_rate = 0;
};
void describe(const auto& is, const value_of_new& o) {
    is("value", o.parts.value, scvm::unit("money"), "Of a customer who has just made the first purchase.");
    is("purchases_if_alive", o.parts.purchases_if_alive, "Repeat purchases in the horizon, each discounted.");
    is("expected_spend", o.parts.expected_spend, scvm::unit("money"), "Per purchase.");
    is("margin", o.parts.margin, "As it was applied.");
    is("status", o.parts.status, "What the value rests on, or why there is none.");
    is("unit", o.unit, "Of the horizon and the rate.");
    is("continuous_rate", o.continuous_rate, "The discount per unit, as it was applied.");
}

value_of_new lifetime_value_new(const buying_fit& model, const spend_fit& spend, const valuation& given) {
    const value::lifetime_terms terms = given.of(model);
    return {with_model(model,
                       [&](const auto& fit) { return value::lifetime_value_new(fit.model, spend.fit.model, terms); }),
            terms.unit, terms.rate()};
}

struct independence_result {
    value::spend_independence found{};
    bool plausible = false;
};
void describe(const auto& is, const independence_result& o) {
    describe(is, o.found);
    is("plausible", o.plausible, "Whether the Gamma-Gamma model may be used.");
}

struct purchases_ahead {
    std::vector<double> p_alive{};
    std::vector<double> purchases{};
    std::vector<value::rejected_row> rejected{};
};
void describe(const auto& is, const purchases_ahead& o) {
    is("p_alive", o.p_alive, "Of each customer: the probability of being one still.");
    is("purchases", o.purchases, "Expected in the horizon.");
    is("rejected", o.rejected, "Rows that contradict themselves.");
}

purchases_ahead expected_purchases(const buying_fit& model, const value::history_columns& given, double horizon,
                                   double rate, std::optional<value::time_unit> unit, unsigned threads) {
    return with_model(model, [&](const auto& fit) {
        const auto of = in_unit(given, unit, fit);
        purchases_ahead result{std::vector<double>(of.size()), std::vector<double>(of.size()), {}};
        (void)fit.model.p_alive(of, result.p_alive);
        result.rejected = value::discounted_expected_purchases(fit.model, rate, of, horizon, result.purchases, threads);
        return result;
    });
}

struct tracking {
    value::tracking_table found{};
    value::time_unit unit = value::time_unit::week;
    std::vector<unreadable_row> unreadable{};
};
void describe(const auto& is, const tracking& o) {
    describe(is, o.found);
    is("unit", o.unit, "Of the length.");
    is("unreadable", o.unreadable, quiet, "Rows left out, since their date cannot be read.");
}

tracking track(const buying_fit& model, const purchase_rows& given, const moment& start, const moment& observation_end,
               std::int32_t days_per_period) {
    return with_model(model, [&](const auto& fit) {
        const numbered_purchases rows(given, known_unit(given.unit, fit.unit));
        return tracking{value::track(fit.model, rows.columns(), rows.begin(start), rows.end(observation_end),
                                     days_per_period, rows.rules()),
                        rows.rules().unit, rows.unreadable()};
    });
}

/// draw(random) of as many customers, each of whom takes so many seconds; the i-th from random stream (seed, i) alone.
template <class Draw>
void for_each_drawn(std::string_view method, unsigned customers, double seconds, std::uint64_t seed, Draw&& draw) {
    require_work(method, {customers * seconds, 100.0 * customers});
    for (unsigned i = 0; i < customers; ++i) {
        checkpoint(1e-7);
        math::random_stream random(seed, i);
        draw(random);
    }
}

struct drawn_histories {
    std::vector<double> x{};
    std::vector<double> t_x{};
};
void describe(const auto& is, const drawn_histories& o) {
    is("x", o.x, "Of each customer: how many opportunities were used.");
    is("t_x", o.t_x, "The last one that was.");
}

drawn_histories simulate_opportunities(const value::bg_bb& model, unsigned n, unsigned customers, std::uint64_t seed) {
    drawn_histories result;
    model.require();
    const double lived = value::beta_geometric{model.gamma, model.delta}.discounted_expected_residual_lifetime(0, 1, n);
    for_each_drawn("bg_bb.simulate", customers, 1e-6 + 1e-8 * lived, seed, [&](math::random_stream& random) {
        const value::history h = value::simulate_history(model, n, random);
        result.x.push_back(h.x);
        result.t_x.push_back(h.t_x);
    });
    return result;
}

}  // namespace

void forecast_methods(description::method_list& is) {
    using namespace description;
    const auto of_model = arg("model", "the result of a fit, or a model with its parameters");
    const auto of_spend = arg("spend", "the result of fit_gamma_gamma, or its parameters");
    const auto of_threads = arg("threads", otherwise(1U), within(1, 256), "the result is the same for any number");
    const auto of_seed = arg("seed", otherwise(std::uint64_t{0}), "the same one gives the same result everywhere");
    const auto of_monetary = arg("monetary", unit("money"), "mean amount of a repeat purchase");
    const auto of_unit = arg("unit", may_be_absent, "of the times, as a summary says it; absent: that of the fit");
    const auto of_customers = arg("customers", within(0, 1e7), "how many are drawn");
    is("expected_purchases", expected_purchases, "The purchases that customers will make.", of_model, members(),
       arg("horizon", "how far ahead, in units"), arg("rate", otherwise(0.0), "the continuous discount per unit"),
       of_unit, of_threads);
    is("lifetime_value", lifetime_value, "What customers are worth.", of_model, of_spend, members(), members(),
       of_monetary, arg("confidence", may_be_absent, "of the intervals; absent: there are none"), of_threads);
    is("lifetime_value_new", lifetime_value_new, "What a customer is worth who has just made the first purchase.",
       of_model, of_spend, members());
    is(
        "probability_in_top",
        [](const buying_fit& model, const spend_fit& spend, const value::history_columns& of,
           std::span<const double> monetary, double t, std::size_t k, std::optional<value::time_unit> unit,
           unsigned simulations, std::uint64_t seed, unsigned threads) {
            return with_model(model, [&](const auto& fit) {
                return value::probability_in_top(fit.model, spend.fit.model, in_unit(of, unit, fit), monetary, t, k,
                                                 simulations, seed, threads);
            });
        },
        "The probability of each customer to be among those who will spend most.", costs("`simulations` * customers"),
        gives("probability"), of_model, of_spend, members(), of_monetary, arg("t", "how far ahead, in units"),
        arg("k", "how many are at the top"), of_unit,
        arg("simulations", otherwise(1000U), within(0, 1e9), "of the future"), of_seed, of_threads);
    is(
        "independence",
        [](std::span<const double> x, std::span<const double> m) {
            const auto found = value::independence(x, m);
            return independence_result{found, found.plausible()};
        },
        "Whether the number of purchases and their amounts go together, which the Gamma-Gamma model excludes.",
        arg("x", "of each customer: how many purchases the mean is of"), arg("m", unit("money"), "their mean amount"));
    is("continuous_rate", value::continuous_rate, "The continuous discount per unit that equals a yearly one.",
       gives("value"), arg("yearly_discount", "as a fraction: 0.1 is 10 % a year"),
       arg("unit", otherwise(value::time_unit::week), "of the rate"));
    is(
        "check_frequencies",
        [](const buying_fit& model, const value::history_columns& of, std::optional<value::time_unit> unit,
           std::span<const double> weights, std::size_t bins, std::size_t parameters) {
            return with_model(model, [&](const auto& fit) {
                return value::check_frequencies(fit.model, in_unit(of, unit, fit), weights, bins, parameters);
            });
        },
        "How many customers made 0, 1, 2, … repeat purchases, and how many the model expects.",
        costs("`bins` * distinct T"), of_model, members(), of_unit,
        arg("weights", may_be_absent, "how often each row counts; none: once"),
        arg("bins", otherwise(std::size_t{8}), within(0, 1e9), "the last one is open"),
        arg("parameters", otherwise(std::size_t{4}), within(0, 1e9), "how many were estimated on these data"));
    is("check_forecast", value::check_forecast, "How a forecast came out.", arg("predicted", "of each customer"),
       arg("actual", "what really happened"),
       arg("bands", otherwise(std::size_t{10}), within(0, 1e9), "into how many customers are put"));
    is("track", track, "Repeat purchases of all customers, period after period, and what the model expects.",
       costs("days from `start` to `observation_end` * days of first purchases"), of_model, members(),
       arg("start", "the first day"), arg("observation_end", "the last day that counts"),
       arg("days_per_period", otherwise(std::int32_t{7}), "how long a period is; for the unit hour in hours"));
    is(
        "simulate_histories",
        [](const buying_fit& model, std::span<const double> T, std::uint64_t seed, unsigned threads) {
            return with_model(model,
                              [&](const auto& fit) { return value::simulate_histories(fit.model, T, seed, threads); });
        },
        "Customers that are drawn from a model.", costs("customers * expected purchases"), of_model,
        arg("T", "time from the first purchase to the end of the observation, of each"), of_seed, of_threads);
    is("bg_bb.simulate", simulate_opportunities, "Customers that are drawn from the model.",
       costs("`customers` * opportunities"), members(), arg("n", within(0, 1e9), "opportunities"), of_customers,
       of_seed);
    is(
        "beta_geometric.simulate",
        [](const value::beta_geometric& model, unsigned most, unsigned customers, std::uint64_t seed) {
            std::vector<double> renewals;
            const double renewed = model.discounted_expected_residual_lifetime(0, 1, most);
            for_each_drawn("beta_geometric.simulate", customers, 1e-6 + 1e-8 * renewed, seed,
                           [&](math::random_stream& random) {
                               renewals.push_back(value::simulate_renewals(model, most, random));
                           });
            return renewals;
        },
        "Contracts that are drawn from the model.", costs("`customers` * renewals"), gives("renewals"), members(),
        arg("most", within(0, 1e9), "renewals that are looked at"), of_customers, of_seed);
    is(
        "gamma_gamma.simulate",
        [](const value::gamma_gamma& model, unsigned purchases, unsigned customers, std::uint64_t seed) {
            std::vector<double> spend;
            for_each_drawn("gamma_gamma.simulate", customers, 1e-6, seed, [&](math::random_stream& random) {
                spend.push_back(value::simulate_spend(model, 0, 0, purchases, random));
            });
            return spend;
        },
        "What customers spend in all, drawn from the model.", costs("`customers`"), gives("spend"), members(),
        arg("purchases", within(0, 1e9), "of each"), of_customers, of_seed);
}

}  // namespace scvm::methods
