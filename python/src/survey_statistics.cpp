// The statistics of scvm._core.survey: shares, weights, migration, drivers and the measures of CRM reports.
#include "survey_values.hpp"
#include "unlocked.hpp"

#include <scvm/math/normal.hpp>
#include <scvm/survey/breakdown.hpp>
#include <scvm/survey/drivers.hpp>
#include <scvm/survey/kano.hpp>
#include <scvm/survey/migration.hpp>
#include <scvm/survey/recommendation.hpp>
#include <scvm/survey/revenue.hpp>
#include <scvm/survey/shares.hpp>
#include <scvm/survey/touchpoints.hpp>
#include <scvm/survey/validity.hpp>
#include <scvm/survey/weights.hpp>

namespace survey = scvm::survey;
using namespace survey_python;

namespace {

// rule id, fingerprint of the portfolio, fingerprint of the questionnaire
using origin_tuple = std::tuple<std::string, std::string, std::string>;

survey::share_origin origin_of(const origin_tuple& of) {
    return {std::get<0>(of), std::get<1>(of), std::get<2>(of)};
}

template <class Items, class Read>
auto gather(const Items& items, Read read) {
    std::vector<std::decay_t<decltype(read(*std::begin(items)))>> values;
    for (const auto& each : items) {
        values.push_back(read(each));
    }
    return values;
}

py::array_t<double> intervals(const std::vector<survey::interval>& of) {
    py::array_t<double> result({static_cast<py::ssize_t>(of.size()), py::ssize_t{3}});
    double* next = result.mutable_data();
    for (const auto& each : of) {
        *next++ = each.estimate;
        *next++ = each.low;
        *next++ = each.high;
    }
    return result;
}

py::array_t<double> array_of_matrix(const scvm::math::matrix& of) {
    const auto size = static_cast<py::ssize_t>(of.size());
    py::array_t<double> result({size, size});
    std::copy(of.values().begin(), of.values().end(), result.mutable_data());
    return result;
}

scvm::math::matrix matrix_of(const py::handle& values, const char* name) {
    const table given(values, name);
    scvm::require_size(name, given.items(), "its rows", given.rows());
    scvm::math::matrix result(given.rows());
    const auto answers = given.answers();
    for (std::size_t i = 0; i < result.size(); ++i) {
        for (std::size_t j = 0; j < result.size(); ++j) {
            result(i, j) = answers.at(i, j);
        }
    }
    return result;
}

py::dict shares_dict(const survey::segment_shares& of) {
    const auto share = [](const survey::group_share& g) { return g.share; };
    const auto simultaneous = [](const survey::group_share& g) { return g.simultaneous; };
    py::dict result;
    result["n"] = of.n;
    result["unclassified"] = of.unclassified;
    result["effective_n"] = of.effective_n;
    result["confidence"] = of.confidence;
    result["counts"] = array_of(gather(of.group, [](const auto& g) { return static_cast<std::int64_t>(g.n); }));
    result["weight"] = array_of(gather(of.group, [](const auto& g) { return g.weight; }));
    result["share"] = intervals(gather(of.group, share));
    result["simultaneous"] = intervals(gather(of.group, simultaneous));
    result["suppressed"] = gather(of.group, [](const auto& g) { return g.suppressed; });
    result["fan_balance"] = triple(of.fan_balance);
    return result;
}

survey::segment_shares make_shares(const segment_column& groups, const numbers& weights, double confidence,
                                   double population, double minimum_cell, const origin_tuple& origin) {
    const unlocked_work unlocked;
    return survey::shares_of(groups.values(), weights.values(),
                             {confidence, population, minimum_cell, origin_of(origin)});
}

void bind_shares(room_module& m) {
    m.def(
        "wilson_interval",
        [](double k, double n, double confidence) { return triple(survey::wilson_interval(k, n, confidence)); },
        py::arg("k"), py::arg("n"), py::arg("confidence"));
    m.def(
        "goodman_intervals",
        [](const std::vector<double>& counts, double confidence) {
            return intervals(survey::goodman_intervals(counts, confidence));
        },
        py::arg("counts"), py::arg("confidence"));
    m.def(
        "newcombe_interval",
        [](double k1, double n1, double k2, double n2, double confidence) {
            return triple(survey::newcombe_interval(k1, n1, k2, n2, confidence));
        },
        py::arg("k1"), py::arg("n1"), py::arg("k2"), py::arg("n2"), py::arg("confidence"));
    m.def(
        "balance_interval",
        [](double plus, double minus, double n, double confidence) {
            return triple(survey::balance_interval(plus, minus, n, confidence));
        },
        py::arg("plus"), py::arg("minus"), py::arg("n"), py::arg("confidence"));
    m.def("needed_n", &survey::needed_n, py::arg("half_width"), py::arg("confidence"), py::arg("share"),
          py::arg("population"));
    m.def(
        "suppress_small",
        [](const std::vector<double>& counts, double minimum) {
            const auto hidden = survey::suppress_small(counts, minimum);
            return std::vector<bool>(hidden.begin(), hidden.end());
        },
        py::arg("counts"), py::arg("minimum"));
    m.def(
        "shares",
        [](const py::handle& segments, const py::handle& weights, double confidence, double population,
           double minimum_cell, const origin_tuple& origin) {
            return shares_dict(
                make_shares({segments, "segment"}, {weights, "weights"}, confidence, population, minimum_cell, origin));
        },
        py::arg("segment"), py::arg("weights"), py::arg("confidence"), py::arg("population"), py::arg("minimum_cell"),
        py::arg("origin"));
    m.def(
        "expected_shares",
        [](const py::handle& probabilities, const py::handle& weights) {
            const numbers p(probabilities, "probabilities");
            const numbers w(weights, "weights");
            const unlocked_work unlocked;
            return survey::expected_shares(p.values(), w.values());
        },
        py::arg("probabilities"), py::arg("weights"));
    m.def(
        "compare_shares",
        [](const py::handle& first, const py::handle& first_weights, const origin_tuple& first_origin,
           const py::handle& second, const py::handle& second_weights, const origin_tuple& second_origin,
           double confidence, double first_population, double second_population) {
            const auto found =
                survey::compare_shares(make_shares({first, "first"}, {first_weights, "first_weights"}, confidence,
                                                   first_population, 5, first_origin),
                                       make_shares({second, "second"}, {second_weights, "second_weights"}, confidence,
                                                   second_population, 5, second_origin));
            py::dict result;
            result["difference"] = intervals({found.difference.begin(), found.difference.end()});
            result["chi_squared"] = found.chi_squared;
            result["degrees_of_freedom"] = found.degrees_of_freedom;
            result["p_value"] = found.p_value;
            return result;
        },
        py::arg("first"), py::arg("first_weights"), py::arg("first_origin"), py::arg("second"),
        py::arg("second_weights"), py::arg("second_origin"), py::arg("confidence"), py::arg("first_population"),
        py::arg("second_population"));
    m.def(
        "rake",
        [](const std::vector<std::tuple<std::string, py::object, std::vector<double>, std::vector<std::string>>>&
               margins,
           const py::handle& initial, double tolerance, int sweeps, double most, double least) {
            std::vector<column<std::uint32_t>> held;
            std::vector<survey::margin> given;
            for (const auto& [name, category, population, labels] : margins) {
                held.emplace_back(category, name.c_str());
                given.push_back({name, held.back().values(), population, labels});
            }
            const numbers start(initial, "initial");
            survey::raking_result found;
            {
                const unlocked_work unlocked;
                found = survey::rake(given, start.values(), {tolerance, sweeps, most, least});
            }
            py::dict result;
            result["weights"] = array_of(found.weights);
            result["sweeps"] = found.sweeps;
            result["worst_factor"] = found.worst_factor;
            result["trimmed_rounds"] = found.trimmed_rounds;
            result["effective_n"] = found.effective_n;
            return result;
        },
        py::arg("margins"), py::arg("initial"), py::arg("tolerance"), py::arg("sweeps"), py::arg("most"),
        py::arg("least"));
    m.def(
        "breakdown",
        [](const py::handle& segments, const py::handle& category, std::uint32_t categories, double confidence,
           double minimum_cell) {
            const segment_column groups(segments, "segment");
            const column<std::uint32_t> of(category, "category");
            survey::breakdown_report found;
            {
                const unlocked_work unlocked;
                found = survey::breakdown(groups.values(), of.values(), categories, {confidence, minimum_cell});
            }
            const auto field = [&](auto survey::category_row::*member) {
                using value = typename std::decay_t<decltype(found.row[0].*member)>::value_type;
                py::array_t<value> result({static_cast<py::ssize_t>(found.row.size()), py::ssize_t{5}});
                value* next = result.mutable_data();
                for (const auto& row : found.row) {
                    next = std::copy((row.*member).begin(), (row.*member).end(), next);
                }
                return result;
            };
            py::dict result;
            result["n"] = array_of(gather(found.row, [](const auto& r) { return static_cast<std::int64_t>(r.n); }));
            result["unclassified"] =
                array_of(gather(found.row, [](const auto& r) { return static_cast<std::int64_t>(r.unclassified); }));
            result["count"] = field(&survey::category_row::count);
            result["share"] = field(&survey::category_row::share);
            result["shrunk"] = field(&survey::category_row::shrunk);
            result["adjusted_residual"] = field(&survey::category_row::adjusted_residual);
            result["suppressed"] = field(&survey::category_row::suppressed);
            result["pooled"] = gather(found.row, [](const auto& r) { return r.pooled; });
            result["fan_quota"] = intervals(gather(found.row, [](const auto& r) { return r.fan_quota; }));
            result["ranking"] =
                array_of(gather(found.ranking, [](std::size_t i) { return static_cast<std::int64_t>(i); }));
            result["chi_squared"] = found.chi_squared;
            result["degrees_of_freedom"] = found.degrees_of_freedom;
            result["p_value"] = found.p_value;
            result["fewest_expected"] = found.fewest_expected;
            result["concentration"] = found.concentration;
            return result;
        },
        py::arg("segment"), py::arg("category"), py::arg("categories"), py::arg("confidence"), py::arg("minimum_cell"));
    m.def(
        "revenue_by_group",
        [](const py::handle& segments, const py::handle& amounts, std::size_t samples, std::uint64_t seed,
           double confidence, unsigned threads) {
            const segment_column groups(segments, "segment");
            const numbers of(amounts, "amounts");
            std::array<survey::group_revenue, 5> found;
            {
                const unlocked_work unlocked;
                found = survey::revenue_by_group(groups.values(), of.values(), {samples, seed, confidence, threads});
            }
            py::dict result;
            result["n"] = array_of(gather(found, [](const auto& g) { return static_cast<std::int64_t>(g.n); }));
            result["sum"] = array_of(gather(found, [](const auto& g) { return g.sum; }));
            result["mean"] = intervals(gather(found, [](const auto& g) { return g.mean; }));
            result["median"] = array_of(gather(found, [](const auto& g) { return g.median; }));
            result["share"] = intervals(gather(found, [](const auto& g) { return g.share; }));
            result["top_by_mean"] = array_of(gather(found, [](const auto& g) { return g.top_by_mean; }));
            result["top_by_sum"] = array_of(gather(found, [](const auto& g) { return g.top_by_sum; }));
            return result;
        },
        py::arg("segment"), py::arg("amounts"), py::arg("samples"), py::arg("seed"), py::arg("confidence"),
        py::arg("threads"));
}

py::tuple test_tuple(const survey::chi_squared_test& of) {
    return py::make_tuple(of.statistic, of.degrees_of_freedom, of.p_value);
}

void bind_migration(room_module& m) {
    m.def(
        "count_panel",
        [](const py::handle& before, const origin_tuple& before_origin, const py::handle& after,
           const origin_tuple& after_origin) {
            const segment_column was(before, "before");
            const segment_column is(after, "after");
            const auto found =
                survey::count_panel(was.values(), origin_of(before_origin), is.values(), origin_of(after_origin));
            return py::make_tuple(array_of_matrix(found.count), found.joiners, found.leavers, found.absent);
        },
        py::arg("before"), py::arg("before_origin"), py::arg("after"), py::arg("after_origin"));
    m.def(
        "migration",
        [](const py::handle& counts) {
            const auto found = survey::migration(matrix_of(counts, "table"));
            py::dict result;
            result["n"] = found.n;
            result["moved_share"] = found.moved_share;
            result["change"] = array_of(found.change);
            result["stuart_maxwell"] = test_tuple(found.stuart_maxwell);
            result["stuart_maxwell_full"] = test_tuple(found.stuart_maxwell_full);
            result["bhapkar"] = test_tuple(found.bhapkar);
            result["bowker"] = test_tuple(found.bowker);
            result["bowker_full"] = test_tuple(found.bowker_full);
            result["joined"] = array_of(gather(found.group, [](const auto& g) { return g.joined; }));
            result["left"] = array_of(gather(found.group, [](const auto& g) { return g.left; }));
            result["mcnemar_p"] = array_of(gather(found.group, [](const auto& g) { return g.p_value; }));
            result["holm_p"] = array_of(gather(found.group, [](const auto& g) { return g.holm_p; }));
            return result;
        },
        py::arg("table"));
    m.def(
        "migration_against_noise",
        [](const py::handle& before, const py::handle& after, const py::handle& retest) {
            const segment_column was(before, "before");
            const segment_column is(after, "after");
            const numbers p(retest, "retest");
            const auto found = survey::migration_against_noise(was.values(), is.values(), p.values());
            py::dict result;
            result["expected"] = array_of_matrix(found.expected);
            result["excess"] = array_of_matrix(found.excess);
            result["moved_share"] = found.moved_share;
            result["noise_share"] = found.noise_share;
            result["excess_share"] = found.excess_share;
            result["excess_z"] = found.excess_z;
            result["excess_p"] = found.excess_p;
            result["n"] = found.n;
            result["headline"] = survey::headline(found);
            return result;
        },
        py::arg("before"), py::arg("after"), py::arg("retest"));
}

constexpr std::array<const char*, 4> drivers_states{"fitted", "too_few_rows", "constant", "collinear"};
constexpr std::array<const char*, 5> validity_states{"tested", "too_few_rows", "constant", "collinear", "separated"};

py::dict validity_dict(const survey::incremental_validity& of) {
    py::dict result;
    result["rows"] = of.rows;
    result["satisfaction_only"] = of.satisfaction_only;
    result["both"] = of.both;
    result["gain"] = of.gain;
    result["statistic"] = of.statistic;
    result["p_value"] = of.p_value;
    result["attachment_slope"] = of.attachment_slope;
    result["status"] = validity_states[static_cast<std::size_t>(of.status)];
    return result;
}

void bind_drivers(room_module& m) {
    m.def(
        "drivers_of",
        [](const py::handle& drivers, const py::handle& outcome) {
            const table of(drivers, "drivers");
            const numbers y(outcome, "outcome");
            survey::drivers_report found;
            {
                const unlocked_work unlocked;
                found = survey::drivers_of(of.answers(), y.values());
            }
            const auto field = [&](double survey::driver::*member) {
                return array_of(gather(found.driver_of, [&](const auto& d) { return d.*member; }));
            };
            py::dict result;
            result["correlation"] = field(&survey::driver::correlation);
            result["beta"] = field(&survey::driver::beta);
            result["lmg"] = field(&survey::driver::lmg);
            result["johnson"] = field(&survey::driver::johnson);
            result["lmg_share"] = field(&survey::driver::lmg_share);
            result["johnson_share"] = field(&survey::driver::johnson_share);
            result["r_squared"] = found.r_squared;
            result["adjusted_r_squared"] = found.adjusted_r_squared;
            result["rows"] = found.rows;
            result["status"] = drivers_states[static_cast<std::size_t>(found.status)];
            return result;
        },
        py::arg("drivers"), py::arg("outcome"));
    m.def(
        "disattenuated_correlation",
        [](double r, double x, double y, double n, double confidence) {
            return triple(survey::disattenuated_correlation(r, x, y, n, confidence));
        },
        py::arg("r"), py::arg("reliability_x"), py::arg("reliability_y"), py::arg("n"), py::arg("confidence"));
    m.def(
        "incremental_r_squared",
        [](const py::handle& satisfaction, const py::handle& attachment, const py::handle& outcome) {
            const numbers s(satisfaction, "satisfaction");
            const numbers e(attachment, "attachment");
            const numbers y(outcome, "outcome");
            return validity_dict(survey::incremental_r_squared(s.values(), e.values(), y.values()));
        },
        py::arg("satisfaction"), py::arg("attachment"), py::arg("outcome"));
    m.def(
        "incremental_auc",
        [](const py::handle& satisfaction, const py::handle& attachment, const py::handle& outcome) {
            const numbers s(satisfaction, "satisfaction");
            const numbers e(attachment, "attachment");
            const numbers y(outcome, "outcome");
            return validity_dict(survey::incremental_auc(s.values(), e.values(), y.values()));
        },
        py::arg("satisfaction"), py::arg("attachment"), py::arg("outcome"));
    m.def(
        "check_conformance",
        [](const py::handle& segments, const py::handle& attachment) {
            const segment_column groups(segments, "segment");
            const numbers e(attachment, "attachment");
            const auto found = survey::check_conformance(groups.values(), e.values());
            py::dict result;
            result["captive_mean"] = found.captive_mean;
            result["sympathizer_mean"] = found.sympathizer_mean;
            result["fan_mean"] = found.fan_mean;
            result["attached_mean"] = found.attached_mean;
            result["known"] = found.known;
            result["captives_weaker"] = found.captives_weaker;
            result["captives_weaker_than_attached"] = found.captives_weaker_than_attached;
            return result;
        },
        py::arg("segment"), py::arg("attachment"));
}

void bind_measures(room_module& m) {
    m.def(
        "recommendation_score",
        [](double detractors, double passives, double promoters, double confidence) {
            const auto found = survey::recommendation_score(detractors, passives, promoters, confidence);
            py::dict result;
            result["n"] = found.n;
            result["score"] = found.score;
            result["variance"] = found.variance;
            result["standard_error"] = found.standard_error;
            result["wald"] = triple(found.wald);
            result["adjusted_wald"] = triple(found.adjusted_wald);
            result["score_interval"] = triple(found.score_interval);
            return result;
        },
        py::arg("detractors"), py::arg("passives"), py::arg("promoters"), py::arg("confidence"));
    m.def(
        "count_recommendations",
        [](const py::handle& answers) {
            const numbers of(answers, "answers");
            const auto found = survey::count_recommendations(of.values());
            return py::make_tuple(found.detractors, found.passives, found.promoters);
        },
        py::arg("answers"));
    m.def(
        "compare_recommendation",
        [](const std::array<double, 3>& first, const std::array<double, 3>& second, double confidence) {
            const auto score = [&](const std::array<double, 3>& of) {
                return survey::recommendation_score(of[0], of[1], of[2], confidence);
            };
            const auto found = survey::compare_recommendation(score(first), score(second), confidence);
            return py::make_tuple(triple(found.difference), found.z, found.p_value);
        },
        py::arg("first"), py::arg("second"), py::arg("confidence"));
    m.def(
        "top_box_share",
        [](const std::vector<double>& counts, std::size_t top, double confidence) {
            return triple(survey::top_box_share(counts, top, confidence));
        },
        py::arg("counts"), py::arg("top"), py::arg("confidence"));
    m.def(
        "effort_score",
        [](const std::array<double, 7>& counts, double confidence) {
            const auto found = survey::effort_score(counts, confidence);
            return py::make_tuple(found.n, triple(found.mean), triple(found.index), triple(found.easy_share));
        },
        py::arg("counts"), py::arg("confidence"));
    m.def("acsi", &survey::acsi, py::arg("overall"), py::arg("expectation"), py::arg("ideal"), py::arg("weights"));
    m.def(
        "kano",
        [](const py::handle& there, const py::handle& not_there) {
            const numbers a(there, "there");
            const numbers b(not_there, "not_there");
            return survey::kano(a.values(), b.values()).count;
        },
        py::arg("there"), py::arg("not_there"));
    m.def(
        "kano_of_counts",
        [](const std::array<double, 6>& counts) {
            const auto found = survey::kano(counts);
            py::dict result;
            result["count"] = array_of(found.count);
            result["n"] = found.n;
            result["most"] = std::string(survey::kano_name(found.most));
            result["better"] = found.better;
            result["worse"] = found.worse;
            result["total_strength"] = found.total_strength;
            result["category_strength"] = found.category_strength;
            return result;
        },
        py::arg("counts"));
    m.def(
        "touchpoints",
        [](const py::handle& ratings, const py::handle& importance, double confidence) {
            const table of(ratings, "ratings");
            const numbers weight(importance, "importance");
            survey::touchpoint_report found;
            {
                const unlocked_work unlocked;
                found = survey::touchpoints(of.answers(), weight.values(), confidence);
            }
            const auto of_customer = [&](auto survey::customer_experience::*member) {
                return array_of(gather(found.customer, [&](const auto& c) { return c.*member; }));
            };
            py::dict result;
            result["n"] =
                array_of(gather(found.touchpoints, [](const auto& t) { return static_cast<std::int64_t>(t.n); }));
            result["mean"] = intervals(gather(found.touchpoints, [](const auto& t) { return t.mean; }));
            result["importance"] = array_of(gather(found.touchpoints, [](const auto& t) { return t.importance; }));
            result["opportunity"] = array_of(gather(found.touchpoints, [](const auto& t) { return t.opportunity; }));
            result["weakest_for"] = array_of(
                gather(found.touchpoints, [](const auto& t) { return static_cast<std::int64_t>(t.weakest_for); }));
            result["index"] = of_customer(&survey::customer_experience::index);
            result["weakest_rating"] = of_customer(&survey::customer_experience::weakest);
            result["weakest_at"] =
                array_of(gather(found.customer, [](const auto& c) { return static_cast<std::int64_t>(c.weakest_at); }));
            result["peak_end"] = of_customer(&survey::customer_experience::peak_end);
            result["weakest"] = found.weakest;
            result["most_to_gain"] = found.most_to_gain;
            return result;
        },
        py::arg("ratings"), py::arg("importance"), py::arg("confidence"));
    m.def(
        "perception_gap",
        [](const py::handle& customers, const py::handle& managers, double confidence) {
            const table a(customers, "customers");
            const table b(managers, "managers");
            const auto found = survey::perception_gap(a.answers(), b.answers(), confidence);
            return py::make_tuple(intervals(gather(found.topic, [](const auto& t) { return t.gap; })),
                                  array_of(gather(found.topic, [](const auto& t) { return t.p_value; })),
                                  found.rank_correlation);
        },
        py::arg("customers"), py::arg("managers"), py::arg("confidence"));
    m.def(
        "bivariate_normal_cdf",
        [](const py::handle& x, const py::handle& y, double rho) {
            const numbers a(x, "x");
            const numbers b(y, "y");
            scvm::require_size("y", b.values().size(), "x", a.values().size());
            auto result = new_column<double>(a.values().size());
            double* next = result.mutable_data();
            const unlocked_work unlocked;
            for (std::size_t row = 0; row < a.values().size(); ++row) {
                next[row] = scvm::math::bivariate_normal_cdf(a.values()[row], b.values()[row], rho);
            }
            return result;
        },
        py::arg("x"), py::arg("y"), py::arg("rho"));
}

}  // namespace

void bind_survey_statistics(room_module& m) {
    bind_shares(m);
    bind_migration(m);
    bind_drivers(m);
    bind_measures(m);
}
