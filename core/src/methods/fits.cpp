#include "methods/fit_result.hpp"
#include "methods/methods.hpp"
#include "methods/times.hpp"

#include <scvm/value/beta_geometric_fit.hpp>
#include <scvm/value/bg_bb_fit.hpp>
#include <scvm/value/bg_nbd_fit.hpp>
#include <scvm/value/cohort_fit.hpp>
#include <scvm/value/covariates_fit.hpp>
#include <scvm/value/estimate.hpp>
#include <scvm/value/gamma_gamma_fit.hpp>
#include <scvm/value/mbg_nbd_fit.hpp>
#include <scvm/value/pareto_nbd_fit.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace scvm::methods {

namespace {

using description::number_rows;

/// A normal prior on the logarithm of a parameter.
struct normal_prior {
    double mean = 0;
    double sd = std::numeric_limits<double>::infinity();
};
void describe(const auto& is, const normal_prior& o) {
    is("mean", o.mean, required, "Of the logarithm of the parameter.");
    is("sd", o.sd, required, "Its standard deviation; infinite: no prior.");
}

/// The parameters of a model, as its description names them.
template <class Model>
[[nodiscard]] const std::vector<word>& parameter_words() {
    static const std::vector<word> words = [] {
        std::vector<word> result;
        for (const description::field& each : description::table_of<Model>().fields) {
            result.push_back({each.name, each.sentence});
        }
        return result;
    }();
    return words;
}

[[nodiscard]] std::vector<std::string> names_of(const std::vector<word>& words) {
    std::vector<std::string> result;
    for (const word& each : words) {
        result.emplace_back(each.name);
    }
    return result;
}

/// How to fit, but for the priors.
struct fit_terms {
    std::vector<double> weights{};
    unsigned threads = 1;
    std::optional<value::time_unit> unit{};
    std::vector<unreadable_row> rejected{};
};
void describe(const auto& is, const fit_terms& o) {
    is("weights", o.weights, "How often each row counts; none: once.");
    is("threads", o.threads, within(1, 256), "The result is the same for any number.");
    is("unit", o.unit,
       "Of the times, as a summary says it: what the fit goes into refuses another one; absent: not known.");
    is("rejected", o.rejected,
       "Rows that the summary left out, as it lists them: where no customer is left to fit, the fit says why.");
}

/// What is added to a fit's reason that no customer was left for, of the rows that a summary had left out.
[[nodiscard]] std::string left_out_text(std::span<const unreadable_row> rows) {
    const bool date = rows.front().reason.starts_with("time[");
    return "; " + std::to_string(rows.size()) + " rows of purchases were left out, the first, row " +
           std::to_string(rows.front().row) + ", for " + rows.front().reason +
           (date ? "; date_format names how dates are written" : "");
}

/// How to fit a model.
template <class Model>
struct fit_arguments {
    fit_terms terms{};
    std::array<std::optional<normal_prior>, value::parameter_count<Model>> prior{};

    [[nodiscard]] value::fit_options options() const {
        value::fit_options result;
        result.threads = terms.threads;
        result.unit = terms.unit;
        const bool any = std::ranges::any_of(prior, [](const auto& each) { return each.has_value(); });
        for (const auto& each : any ? std::span(prior) : std::span(prior).first(0)) {
            const normal_prior of = each.value_or(normal_prior{});
            result.prior.mean.push_back(of.mean);
            result.prior.sd.push_back(of.sd);
        }
        return result;
    }
};
template <class Model>
void describe(const auto& is, const fit_arguments<Model>& o) {
    describe(is, o.terms);
    is("prior", named(o.prior, parameter_words<Model>()), "What is known of a parameter beforehand.");
}

template <class Model>
[[nodiscard]] fit_result<Model> named_fit(value::fitted<Model> found, const fit_terms& terms) {
    if (!(found.customers > 0) && !terms.rejected.empty()) {
        found.reason += left_out_text(terms.rejected);
    }
    return {std::move(found), names_of(parameter_words<Model>())};
}

/// x, t_x and n of customers who are offered opportunities, one row each.
struct opportunity_columns {
    std::span<const double> x{};
    std::span<const double> t_x{};
    std::span<const double> n{};
};
void describe(const auto& is, const opportunity_columns& o) {
    is("x", o.x, required, "Of each customer: how many opportunities were used.");
    is("t_x", o.t_x, required, "The last one that was; 0 where x is 0.");
    is("n", o.n, required, "Opportunities so far.");
}

/// Contracts one by one, or cohorts by how many were still there after 0, 1, 2, … renewals.
struct contracts {
    std::optional<std::vector<double>> renewals{};
    std::optional<std::vector<double>> left{};
    std::optional<std::vector<std::vector<double>>> survivors{};
};
void describe(const auto& is, const contracts& o) {
    is("renewals", o.renewals, "Of each contract.");
    is("left", o.left, "Whether it has ended: 1 or 0.");
    is("survivors", o.survivors, "Instead: of each cohort, how many are left after 0, 1, 2, … renewals.");
    is.settled(o, [](contracts& of) {
        if (of.survivors && (of.renewals || of.left)) {
            throw misfit{"survivors", "expected either these, or renewals and left"};
        }
        if (!of.survivors && !(of.renewals && of.left)) {
            throw misfit{of.renewals ? "left" : "renewals", "is missing"};
        }
    });
}

[[nodiscard]] fit_result<value::beta_geometric> fit_beta_geometric(const contracts& of,
                                                                   const fit_arguments<value::beta_geometric>& how) {
    if (!of.survivors) {
        return named_fit(value::fit_beta_geometric({*of.renewals, *of.left}, how.terms.weights, how.options()),
                         how.terms);
    }
    value::contract_table all;
    for (const std::vector<double>& cohort : *of.survivors) {
        const auto contracts = value::contracts_of_survivors(cohort);
        all.renewals.insert(all.renewals.end(), contracts.renewals.begin(), contracts.renewals.end());
        all.left.insert(all.left.end(), contracts.left.begin(), contracts.left.end());
        all.weight.insert(all.weight.end(), contracts.weight.begin(), contracts.weight.end());
    }
    return named_fit(value::fit_beta_geometric(all.columns(), all.weight, how.options()), how.terms);
}

using coefficient_blocks = std::vector<std::pair<std::string_view, const std::vector<double>*>>;

/// A fit with covariates: the names go on with the coefficients of each block.
template <class Base, class Model>
[[nodiscard]] fit_result<Model> covariate_fit(const value::fitted<Model>& found, const coefficient_blocks& blocks) {
    auto names = names_of(parameter_words<Base>());
    for (const auto& [block, coefficients] : blocks) {
        for (std::size_t i = 0; i < coefficients->size(); ++i) {
            names.push_back(std::string(block) + "[" + std::to_string(i) + "]");
        }
    }
    return {found, std::move(names)};
}

/// The models that purchases are fitted to, cohort by cohort.
enum class purchasing_model { bg_nbd, mbg_nbd, pareto_nbd };
constexpr std::array<std::string_view, 3> purchasing_model_words{model_name<value::bg_nbd>, model_name<value::mbg_nbd>,
                                                                 model_name<value::pareto_nbd>};
constexpr const auto& words_of(purchasing_model) {
    return purchasing_model_words;
}

constexpr std::array<std::string_view, 6> any_parameter{"r", "alpha", "a", "b", "s", "beta"};

/// How to fit any of them.
struct any_fit_arguments {
    fit_terms terms{};
    std::array<std::optional<normal_prior>, any_parameter.size()> prior{};

    /// Those of one model. Throws error{bad_record} for the prior of a parameter that it does not have.
    template <class Model>
    [[nodiscard]] fit_arguments<Model> of() const {
        const auto& words = parameter_words<Model>();
        fit_arguments<Model> result{terms, {}};
        for (std::size_t i = 0; i < prior.size(); ++i) {
            const auto place = std::ranges::find(words, any_parameter[i], &word::name);
            if (place != words.end()) {
                result.prior[static_cast<std::size_t>(place - words.begin())] = prior[i];
            } else if (prior[i]) {
                throw error(errc::bad_record, "fit_by_cohort.prior." + std::string(any_parameter[i]) +
                                                  ": is no parameter of " + std::string(model_name<Model>));
            }
        }
        return result;
    }
};
void describe(const auto& is, const any_fit_arguments& o) {
    describe(is, o.terms);
    is("prior", named(o.prior, any_parameter), "What is known of a parameter of the model beforehand.");
}

struct cohort_fits {
    buying_fit all{};
    std::vector<buying_fit> cohorts{};
};
void describe(const auto& is, const cohort_fits& o) {
    is("all", o.all, "The fit of all customers.");
    is("cohorts", o.cohorts, "A fit each, by number.");
}

template <class Model, auto Fit>
[[nodiscard]] cohort_fits fit_cohorts(const value::history_columns& of, const std::vector<std::uint32_t>& cohort,
                                      value::cohort_pooling pooling, double spread, const any_fit_arguments& how) {
    const auto found =
        value::fit_by_cohort<Model>(Fit, of, cohort, pooling, spread, how.terms.weights, how.of<Model>().options());
    cohort_fits result{named_fit(found.all, how.terms), {}};
    for (const auto& each : found.cohorts) {
        result.cohorts.emplace_back(named_fit(each, how.terms));
    }
    return result;
}

[[nodiscard]] cohort_fits fit_by_cohort(purchasing_model model, const value::history_columns& of,
                                        const std::vector<std::optional<std::uint32_t>>& given,
                                        value::cohort_pooling pooling, double spread, const any_fit_arguments& how) {
    std::vector<std::uint32_t> cohort;
    for (const auto each : given) {
        cohort.push_back(each.value_or(value::no_cohort));
    }
    switch (model) {
        case purchasing_model::bg_nbd:
            return fit_cohorts<value::bg_nbd, value::fit_bg_nbd>(of, cohort, pooling, spread, how);
        case purchasing_model::mbg_nbd:
            return fit_cohorts<value::mbg_nbd, value::fit_mbg_nbd>(of, cohort, pooling, spread, how);
        case purchasing_model::pareto_nbd:
            break;
    }
    return fit_cohorts<value::pareto_nbd, value::fit_pareto_nbd>(of, cohort, pooling, spread, how);
}

constexpr std::string_view weak_prior_sentence =
    "whether a weak prior helps where customers are few or the data alone do not determine the parameters";

template <class Model, auto Fit>
void describe_fit(description::method_list& is, std::string_view sentence) {
    using namespace description;
    is(
        is.named("fit_" + std::string(model_name<Model>)),
        [](const value::history_columns& of, const fit_arguments<Model>& how) {
            return named_fit(Fit(of, how.terms.weights, how.options()), how.terms);
        },
        sentence, members(), members());
}

template <class Model>
void describe_estimate(description::method_list& is, std::string_view sentence) {
    using namespace description;
    is(
        is.named("estimate_" + std::string(model_name<Model>)),
        [](const value::history_columns& of, const fit_arguments<Model>& how, bool weak_prior) {
            return named_fit(value::estimate<Model>(of, how.terms.weights, {how.options(), weak_prior}), how.terms);
        },
        sentence, members(), members(), arg("weak_prior", otherwise(true), weak_prior_sentence));
}

}  // namespace

void fit_methods(description::method_list& is) {
    using namespace description;
    describe_fit<value::bg_nbd, value::fit_bg_nbd>(is, "Fits the BG/NBD model of purchases.");
    describe_fit<value::mbg_nbd, value::fit_mbg_nbd>(is, "Fits the MBG/NBD model of purchases.");
    describe_fit<value::pareto_nbd, value::fit_pareto_nbd>(is, "Fits the Pareto/NBD model of purchases.");
    is(
        "fit_bg_bb",
        [](const opportunity_columns& of, const fit_arguments<value::bg_bb>& how) {
            return named_fit(value::fit_bg_bb({of.x, of.t_x, of.n}, how.terms.weights, how.options()), how.terms);
        },
        "Fits the BG/BB model of purchases at opportunities.", members(), members());
    is(
        "fit_gamma_gamma",
        [](std::span<const double> x, std::span<const double> m, const fit_arguments<value::gamma_gamma>& how) {
            return named_fit(value::fit_gamma_gamma(x, m, how.terms.weights, how.options()), how.terms);
        },
        "Fits the Gamma-Gamma model of amounts.", arg("x", "of each customer: how many purchases the mean is of"),
        arg("m", unit("money"), "their mean amount"), members());
    describe_estimate<value::bg_nbd>(is,
                                     "The BG/NBD model of any number of customers, with a prior where they are few.");
    describe_estimate<value::mbg_nbd>(is,
                                      "The MBG/NBD model of any number of customers, with a prior where they are few.");
    describe_estimate<value::pareto_nbd>(
        is, "The Pareto/NBD model of any number of customers, with a prior where they are few.");
    is(
        "estimate_gamma_gamma",
        [](std::span<const double> x, std::span<const double> m, const fit_arguments<value::gamma_gamma>& how,
           bool weak_prior) {
            return named_fit(value::estimate_spending(x, m, how.terms.weights, {how.options(), weak_prior}), how.terms);
        },
        "The Gamma-Gamma model of any number of customers, with a prior where they are few, and of one price.",
        arg("x", "of each customer: how many purchases the mean is of"), arg("m", unit("money"), "their mean amount"),
        members(), arg("weak_prior", otherwise(true), weak_prior_sentence));
    is("fit_beta_geometric", fit_beta_geometric, "Fits the beta-geometric model of contracts.", members(), members());
    is(
        "fit_bg_nbd_covariates",
        [](const value::history_columns& of, const number_rows& covariates, const fit_arguments<value::bg_nbd>& how) {
            const auto fit =
                value::fit_bg_nbd_covariates(of, covariates.values, covariates.width, how.terms.weights, how.options());
            return covariate_fit<value::bg_nbd>(
                fit,
                {{"purchase", &fit.model.purchase}, {"dropout", &fit.model.dropout}, {"staying", &fit.model.staying}});
        },
        "Fits the BG/NBD model with facts that move the rates.", members(), arg("covariates", "a row a customer"),
        members());
    is(
        "fit_pareto_nbd_covariates",
        [](const value::history_columns& of, const number_rows& covariates,
           const fit_arguments<value::pareto_nbd>& how) {
            const auto fit = value::fit_pareto_nbd_covariates(of, covariates.values, covariates.width,
                                                              how.terms.weights, how.options());
            return covariate_fit<value::pareto_nbd>(
                fit, {{"purchase", &fit.model.purchase}, {"dropout", &fit.model.dropout}});
        },
        "Fits the Pareto/NBD model with facts that move the rates.", members(), arg("covariates", "a row a customer"),
        members());
    is("fit_by_cohort", fit_by_cohort, "Fits a model of purchases to all customers and to each cohort.",
       arg("model", "which one"), members(),
       arg("cohort", within(0, 999'999), "the number of each customer's cohort, from 0; null: of none"),
       arg("pooling", otherwise(value::cohort_pooling::towards_all), "what the fit of one cohort knows of the others"),
       arg("spread", otherwise(0.5), "how far apart the logarithms of a parameter are expected to be"), members());
}

}  // namespace scvm::methods
