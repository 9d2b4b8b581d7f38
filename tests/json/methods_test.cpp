#include "methods/methods.hpp"

#include <scvm/json/methods.hpp>
#include <scvm/value/beta_geometric_fit.hpp>
#include <scvm/value/bg_bb_fit.hpp>
#include <scvm/value/bg_nbd_fit.hpp>
#include <scvm/value/cohort_fit.hpp>
#include <scvm/value/covariates_fit.hpp>
#include <scvm/value/fit_check.hpp>
#include <scvm/value/gamma_gamma_fit.hpp>
#include <scvm/value/interval.hpp>
#include <scvm/value/lifetime_value.hpp>
#include <scvm/value/mbg_nbd_fit.hpp>
#include <scvm/value/parameters.hpp>
#include <scvm/value/pareto_nbd_fit.hpp>
#include <scvm/value/simulate.hpp>
#include <scvm/value/top_customers.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <bit>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

using nlohmann::json;

namespace {

/// The method that a vector's case is of, and the keys of the case that are its arguments; empty: all that are not its
/// results.
struct target {
    std::string method;
    std::vector<std::string> arguments;
};

/// Every method, the fits included.
std::string call(std::string_view method, const std::string& arguments) {
    return scvm::json::call(method, arguments);
}
json result_of(std::string_view method, const json& arguments) {
    return json::parse(call(method, arguments.dump()));
}

/// "accepted", or the error's code and text.
std::string refusal(std::string_view method, const std::string& arguments) {
    try {
        (void)call(method, arguments);
    } catch (const scvm::error& e) {
        return std::to_string(static_cast<int>(e.code())) + " " + e.what();
    }
    return "accepted";
}

/// Checks that what is wanted is there: some keys of an object, whole arrays, numbers within the tolerance.
void check_contains(const json& got, const json& want, double relative, double absolute, const std::string& path = "") {
    CAPTURE(path);
    if (want.is_object()) {
        for (const auto& [key, value] : want.items()) {
            REQUIRE(got.contains(key));
            check_contains(got[key], value, relative, absolute, path + "." + key);
        }
    } else if (want.is_array()) {
        REQUIRE(got.is_array());
        REQUIRE(got.size() == want.size());
        for (std::size_t i = 0; i < want.size(); ++i) {
            check_contains(got[i], want[i], relative, absolute, path + "[" + std::to_string(i) + "]");
        }
    } else if (want.is_number()) {
        const double expected = want;
        REQUIRE(got.is_number());
        INFO(got.get<double>(), " instead of ", expected);
        CHECK(std::fabs(got.get<double>() - expected) <= relative * std::fabs(expected) + absolute);
    } else {
        CHECK(got == want);
    }
}

target target_of(const json& vector, const json& item) {
    const std::map<std::string, target> by_kind = {
        {"wilson", {"wilson_interval", {"k", "n", "confidence"}}},
        {"goodman", {"goodman_intervals", {"counts", "confidence"}}},
        {"newcombe", {"newcombe_interval", {"k1", "n1", "k2", "n2", "confidence"}}},
        {"needed_n", {"needed_n", {"half_width", "confidence", "share", "population"}}},
        {"acsi", {"acsi", {"answers", "weights"}}},
        {"effort", {"effort_score", {"counts"}}},
        {"kano", {"kano", {"counts"}}},
        {"top_box", {"top_box_share", {"counts", "top"}}},
        {"disattenuated", {"disattenuated_correlation", {"r", "reliability_x", "reliability_y", "n"}}},
        {"recommendation_score", {"recommendation_score", {"detractors", "passives", "promoters"}}},
        {"bivariate_normal_cdf", {"bivariate_normal_cdf", {"x", "y", "rho"}}},
        {"migration", {"migration", {"table"}}}};
    if (item.contains("arguments")) {
        return {};  // a whole result: below
    }
    if (item.contains("call")) {
        return {vector["function"].get<std::string>() + "." + item["call"].get<std::string>(), {}};
    }
    const auto found = by_kind.find(item.value("kind", vector["function"].get<std::string>()));
    return found == by_kind.end() ? target{} : found->second;
}

json arguments_of(const json& item, const target& to) {
    json result = json::object();
    for (const auto& [key, value] : item.items()) {
        const bool listed = std::find(to.arguments.begin(), to.arguments.end(), key) != to.arguments.end();
        const bool other = key != "name" && key != "call" && key != "value" && key != "error";
        if (to.arguments.empty() ? other : listed) {
            result[key] = value;
        }
    }
    return result;
}

/// Compares numbers, lists of numbers, and the two ends or the middle of an interval.
void check_close(const json& got, const json& want, double relative, double absolute) {
    if (want.is_array()) {
        if (got.is_object()) {
            check_close(got["low"], want[0], relative, absolute);
            check_close(got["high"], want[1], relative, absolute);
            return;
        }
        REQUIRE(got.size() == want.size());
        for (std::size_t i = 0; i < want.size(); ++i) {
            check_close(got[i], want[i], relative, absolute);
        }
    } else if (got.is_object()) {
        check_close(got["value"], want, relative, absolute);
    } else if (want.is_string()) {
        CHECK(got.is_null());
    } else {
        const double expected = want;
        CHECK(std::fabs(got.get<double>() - expected) <= relative * std::fabs(expected) + absolute);
    }
}

}  // namespace

TEST_CASE("called by name, the methods give the shared vectors") {
    std::map<std::string, int> called;
    for (const auto& file : std::filesystem::directory_iterator(SCVM_VECTORS)) {
        const json vector = json::parse(std::ifstream(file.path()));
        for (const auto& item : vector.value("cases", json::array())) {
            const target to = target_of(vector, item);
            if (to.method.empty()) {
                continue;
            }
            CAPTURE(file.path().filename().string());
            CAPTURE(item.value("name", ""));
            const std::string arguments = arguments_of(item, to).dump();
            ++called[to.method];
            if (item.contains("error")) {
                CHECK_THROWS_AS((void)scvm::json::call(to.method, arguments), scvm::error);
                continue;
            }
            const json got = json::parse(scvm::json::call(to.method, arguments));
            const double relative = vector["tolerance"]["relative"];
            const double absolute = vector["tolerance"]["absolute"];
            bool compared = false;
            for (const auto& [key, value] : got.items()) {
                if (item.contains(key) && !arguments_of(item, to).contains(key)) {
                    check_close(value, item[key], relative, absolute);
                    compared = true;
                }
            }
            if (!compared && item.contains("n")) {  // needed_n, whose result the vector calls n
                check_close(got["value"], item["n"], relative, absolute);
                compared = true;
            }
            CHECK(compared);
        }
    }
    for (const auto& method : {"wilson_interval", "kano", "migration", "bg_nbd.p_alive", "pareto_nbd.log_likelihood",
                               "bg_bb.expected_purchases", "beta_geometric.survival", "gamma_gamma.expected_spend"}) {
        CHECK(called[method] > 0);
    }
}

TEST_CASE("called by name, purchases, fits, values and checks give the shared vectors") {
    std::set<std::string> called;
    for (const auto& file : std::filesystem::directory_iterator(SCVM_VECTORS)) {
        const json vector = json::parse(std::ifstream(file.path()));
        for (const auto& item : vector.value("cases", json::array())) {
            if (!item.contains("arguments")) {
                continue;
            }
            CAPTURE(file.path().filename().string());
            CAPTURE(item["name"].get<std::string>());
            const std::string method = item["call"];
            called.insert(method);
            json arguments = vector.value("arguments", json::object());
            arguments.update(item["arguments"]);
            if (item.contains("error")) {
                CHECK(refusal(method, arguments.dump()).starts_with(std::to_string(item["error"].get<int>()) + " "));
                continue;
            }
            const json tolerance = item.value("tolerance", vector["tolerance"]);
            check_contains(result_of(method, arguments), item["result"], tolerance["relative"], tolerance["absolute"]);
        }
    }
    scvm::description::method_list described;
    scvm::methods::purchase_methods(described);
    scvm::methods::forecast_methods(described);
    scvm::methods::fit_methods(described);
    for (const auto& method : described.methods()) {
        if (!method.name.ends_with("_covariates")) {  // compared with their functions below
            CHECK_MESSAGE(called.contains(std::string(method.name)), method.name);
        }
    }
}

TEST_CASE("every method and each of its arguments is described") {
    const auto& all = scvm::methods::all_methods();
    CHECK(all.size() > 60);
    for (const auto& method : all) {
        CAPTURE(method.name);
        CHECK(method.sentence.ends_with('.'));
        for (const auto& argument : method.arguments->fields) {
            CAPTURE(argument.name);
            CHECK(!argument.sentence.empty());
        }
        CHECK(scvm::methods::find(method.name) == &method);
    }
}

TEST_CASE("the methods without a vector of numbers say what their rooms say") {
    const json alpha = json::parse(scvm::json::call(
        "reliability",
        R"({"answers": [[1, 2, 1], [2, 2, 3], [4, 5, 4], [5, 4, 5], [3, 3, 2]], "missing": "pairwise"})"));
    CHECK(alpha["n"] == 5);
    CHECK(alpha["alpha"].get<double>() == doctest::Approx(55.0 / 59).epsilon(1e-13));
    const json raked = json::parse(scvm::json::call(
        "rake", R"({"margins": [{"name": "sex", "category": [0, 0, 0, 1], "population": [50, 50]}]})"));
    CHECK(raked["weights"][3].get<double>() == doctest::Approx(3 * raked["weights"][0].get<double>()));
    const json compared = json::parse(
        scvm::json::call("compare_recommendation", R"({"first": {"detractors": 50, "passives": 0, "promoters": 50},
                                      "second": {"detractors": 25, "passives": 0, "promoters": 75}})"));
    CHECK(compared["difference"]["value"] == 0.5);
    // The variance is that of both answers together, as under "no difference": scores 0 and 0.5 of 100 each.
    CHECK(compared["z"].get<double>() == doctest::Approx(0.5 / std::sqrt(2 * (1 - 0.25 * 0.25) / 100)));
    const json scored = json::parse(scvm::json::call("score_answers", R"({"items": [
        {"id": "p", "dimension": "product", "lowest": 1, "highest": 5},
        {"id": "q", "dimension": "product", "lowest": 1, "highest": 5, "reversed": true, "weight": 3},
        {"id": "d", "dimension": "dealer", "lowest": 0, "highest": 10}],
        "answers": [5, 5, null], "duration": 20, "fastest": 30})"));
    CHECK(scored["dimensions"]["product"]["value"] == 25);
    CHECK(scored["dimensions"]["dealer"]["status"] == "not_answered");
    CHECK(scored["contributions"] == json::parse("[25, 0, null]"));
    CHECK(scored["too_fast"] == true);
    CHECK(scored["broken_off"] == true);
    const json shares = json::parse(scvm::json::call(
        "shares",
        R"({"segments": ["fan", "fan", "opponent", "unclassified"], "weights": [1, 1, 2, 5], "minimum_cell": 0})"));
    CHECK(shares["n"] == 3);
    CHECK(shares["groups"][0]["share"]["value"] == 0.5);
    CHECK(shares["effective_n"].get<double>() == doctest::Approx(16.0 / 6));
    const std::string wave =
        R"({"rule": "r", "boundaries": "b", "questionnaire": "q", "minimum_cell": 0, "segments": )";
    const json differences =
        json::parse(scvm::json::call("compare_shares", R"({"first": )" + wave + R"(["fan", "opponent"]}, "second": )" +
                                                           wave + R"(["fan", "fan"]}})"));
    CHECK(differences["groups"][0]["difference"]["value"] == 0.5);
    CHECK_THROWS_AS((void)scvm::json::call("compare_shares", R"({"first": )" + wave + R"(["fan"]}, "second":
        {"rule": "r", "boundaries": "other", "questionnaire": "q", "segments": ["fan"]}})"),
                    scvm::error);
    const json strata =
        json::parse(scvm::json::call("post_stratify", R"({"stratum": [0, 0, 0, 1], "population": [50, 50]})"));
    CHECK(strata["weights"][3].get<double>() == doctest::Approx(2));
    const json validity = json::parse(scvm::json::call(
        "incremental_validity", R"({"satisfaction": [1, 2, 3], "attachment": [1, 1, 2], "outcome": [1, 2, 2]})"));
    CHECK(validity["status"] == "too_few_rows");
    const json points = json::parse(scvm::json::call("touchpoints", R"({"ratings": [[80, 20], [60, null]]})"));
    CHECK(points["weakest"] == 1);
    const json gap = json::parse(
        scvm::json::call("perception_gap", R"({"customers": [[5, 1], [4, 2]], "managers": [[1, 5], [2, 4]]})"));
    CHECK(gap["topics"][0]["gap"]["value"] == 3);
    CHECK(gap["rank_correlation"] == -1);
}

TEST_CASE("a wrong call is answered with one clear error") {
    CHECK(refusal("wilson", "{}") == "5 method \"wilson\": no such method; did you mean wilson_interval?");
    CHECK(refusal("wilson_interval", "no json") == "4 wilson_interval: not JSON from byte 2 on");
    CHECK(refusal("wilson_interval", R"({"k": 1})") == "4 wilson_interval.n: is missing");
    CHECK(refusal("wilson_interval", R"({"k": 1, "n": 2, "z": 3})").starts_with("4 wilson_interval.z: unknown key"));
    CHECK(refusal("wilson_interval", R"({"k": 3, "n": 2})") == "1 k = 3: expected 0 <= k <= n");
    CHECK(refusal("bg_nbd.p_alive", R"({"r": "nan", "alpha": 1, "a": 1, "b": 1, "x": 1, "t_x": 1, "T": 2})")
              .starts_with("1 r = nan"));
    CHECK(refusal("acsi", R"({"answers": [1, 2]})").starts_with("2 acsi.answers has 2 rows"));
    CHECK(refusal("reliability", R"({"answers": [[1, 2], [1]]})").starts_with("2 reliability.answers has 1 rows"));
    CHECK(refusal("reliability", R"({"answers": []})").starts_with("2 "));
    CHECK(refusal("goodman_intervals", R"({"counts": 3})") == "4 goodman_intervals.counts: expected an array");
}

namespace {

using namespace scvm::value;

/// Customers drawn from a model, with a mean amount each, and two covariates.
struct drawn_customers {
    simulated_histories h;
    std::vector<double> m;
    std::vector<double> z;
    json covariates = json::array();

    explicit drawn_customers(std::size_t size) {
        std::vector<double> T;
        for (std::size_t i = 0; i < size; ++i) {
            T.push_back(static_cast<double>(26 + i % 53));
        }
        h = simulate_histories(bg_nbd{0.5, 6, 0.9, 2.5}, T, 3);
        for (std::size_t i = 0; i < size; ++i) {
            scvm::math::random_stream random(4, i);
            m.push_back(h.x[i] > 0 ? simulate_spend({6, 4, 15}, 0, 0, h.x[i], random) / h.x[i] : 0);
            const double row[] = {static_cast<double>(i % 2), static_cast<double>(i % 3)};
            z.insert(z.end(), row, row + 2);
            covariates.push_back(row);
        }
    }

    [[nodiscard]] json arguments() const { return {{"x", h.x}, {"t_x", h.t_x}, {"T", h.T}}; }
};

/// The numbers of an array, bit for bit; null is NaN.
void check_same(const json& got, const std::vector<double>& want) {
    REQUIRE(got.size() == want.size());
    for (std::size_t i = 0; i < want.size(); ++i) {
        CAPTURE(i);
        if (std::isnan(want[i])) {
            CHECK(got[i].is_null());
        } else {
            CHECK(std::bit_cast<std::uint64_t>(got[i].get<double>()) == std::bit_cast<std::uint64_t>(want[i]));
        }
    }
}

template <class Fitted>
void check_report(const json& got, const Fitted& want) {
    CHECK(got["status"] == name(want.status));
    CHECK(got["reason"] == want.reason);
    check_same(got["standard_errors"], want.standard_errors);
    for (std::size_t i = 0; i < want.covariance.size(); ++i) {
        std::vector<double> row;
        std::vector<double> log_row;
        for (std::size_t j = 0; j < want.covariance.size(); ++j) {
            row.push_back(want.covariance(i, j));
            log_row.push_back(want.log_covariance(i, j));
        }
        check_same(got["covariance"][i], row);
        check_same(got["log_covariance"][i], log_row);
    }
    CHECK(got["covariance"].size() == want.covariance.size());
    check_same(json::array({got["log_likelihood"], got["aic"], got["bic"], got["customers"]}),
               {want.log_likelihood_value, want.aic(), want.bic(), want.customers});
    CHECK(got["distinct_rows"] == want.distinct_rows);
    CHECK(got["names"].size() == want.standard_errors.size());
}

template <class Model>
void check_fit(const json& got, const fitted<Model>& want) {
    check_report(got, want);
    std::vector<double> parameters;
    for (std::size_t i = 0; i < parameter_count<Model>; ++i) {
        parameters.push_back(got["parameters"][got["names"][i].template get<std::string>()]);
    }
    const auto expected = parameters_of(want.model);
    check_same(parameters, {expected.begin(), expected.end()});
}

}  // namespace

TEST_CASE("fits by name are the fits of the functions, with priors, weights and a unit") {
    const drawn_customers of(600);
    json arguments = of.arguments();
    check_fit(result_of("fit_bg_nbd", arguments), fit_bg_nbd(of.h.columns()));
    check_fit(result_of("fit_mbg_nbd", arguments), fit_mbg_nbd(of.h.columns()));
    check_fit(result_of("fit_pareto_nbd", arguments), fit_pareto_nbd(of.h.columns()));
    check_fit(result_of("fit_gamma_gamma", {{"x", of.h.x}, {"m", of.m}}), fit_gamma_gamma(of.h.x, of.m));

    std::vector<double> weights;
    for (std::size_t i = 0; i < 600; ++i) {
        weights.push_back(static_cast<double>(1 + i % 3));
    }
    weights[7] = -1;
    arguments["weights"] = weights;
    arguments["unit"] = "day";
    arguments["prior"] = {{"a", {{"mean", 0}, {"sd", 0.25}}}};
    const double wide = std::numeric_limits<double>::infinity();
    const fit_options options{.prior = {{0, 0, 0, 0}, {wide, wide, 0.25, wide}}};
    const json weighted = result_of("fit_bg_nbd", arguments);
    check_fit(weighted, fit_bg_nbd(of.h.columns(), weights, options));
    CHECK(weighted["unit"] == "day");
    CHECK(weighted["rejected"] == json::parse(R"([{"row": 7, "reason": "expected a weight >= 0"}])"));

    arguments = of.arguments();
    arguments["covariates"] = of.covariates;
    const json bg = result_of("fit_bg_nbd_covariates", arguments);
    const auto bg_fit = fit_bg_nbd_covariates(of.h.columns(), of.z, 2);
    check_report(bg, bg_fit);
    CHECK(bg["names"][9] == "staying[1]");
    check_same(bg["parameters"]["purchase"], bg_fit.model.purchase);
    check_same(bg["parameters"]["staying"], bg_fit.model.staying);
    const json pareto = result_of("fit_pareto_nbd_covariates", arguments);
    const auto pareto_fit = fit_pareto_nbd_covariates(of.h.columns(), of.z, 2);
    check_report(pareto, pareto_fit);
    check_same(pareto["parameters"]["dropout"], pareto_fit.model.dropout);
    CHECK(pareto["parameters"]["beta"] == pareto_fit.model.base.beta);

    arguments = of.arguments();
    std::vector<std::uint32_t> cohort(600);
    json codes = json::array();
    for (std::size_t i = 0; i < 600; ++i) {
        cohort[i] = i == 0 ? no_cohort : static_cast<std::uint32_t>(i % 2);
        codes.push_back(i == 0 ? json(nullptr) : json(i % 2));
    }
    arguments["cohort"] = codes;
    arguments["spread"] = 0.3;
    arguments["model"] = "bg_nbd";
    const json pooled = result_of("fit_by_cohort", arguments);
    const auto by_cohort = fit_by_cohort<bg_nbd>(fit_bg_nbd, of.h.columns(), cohort, cohort_pooling::towards_all, 0.3);
    check_fit(pooled["all"], by_cohort.all);
    REQUIRE(pooled["cohorts"].size() == 2);
    check_fit(pooled["cohorts"][1], by_cohort.cohorts[1]);
    arguments["pooling"] = "separate";
    arguments["model"] = "pareto_nbd";
    check_fit(result_of("fit_by_cohort", arguments)["cohorts"][0],
              fit_by_cohort<pareto_nbd>(fit_pareto_nbd, of.h.columns(), cohort, cohort_pooling::separate).cohorts[0]);
}

TEST_CASE("a fit goes into a valuation as it came out, with its intervals, checks, draws and unit") {
    const drawn_customers of(500);
    json fit_arguments = of.arguments();
    fit_arguments["unit"] = "week";
    const json model = result_of("fit_bg_nbd", fit_arguments);
    const json spend = result_of("fit_gamma_gamma", {{"x", of.h.x}, {"m", of.m}});
    const auto fit = fit_bg_nbd(of.h.columns());
    const auto money = fit_gamma_gamma(of.h.x, of.m);

    json arguments = of.arguments();
    arguments["model"] = model;
    arguments["spend"] = spend;
    arguments["monetary"] = of.m;
    arguments["yearly_discount"] = 0.1;
    arguments["margin"] = 0.4;
    arguments["confidence"] = 0.9;
    arguments["threads"] = 2;
    const auto values =
        lifetime_value_intervals(fit, money, {52, 0.1, 0.4, time_unit::week}, of.h.columns(), of.m, 0.9);
    json got = result_of("lifetime_value", arguments);
    check_same(got["value"], values.values.value);
    check_same(got["low"], values.low);
    check_same(got["high"], values.high);
    CHECK(got["unit"] == "week");
    arguments["unit"] = "day";
    CHECK(refusal("lifetime_value", arguments.dump()) ==
          "1 unit = day: expected week, the unit that the model was fitted in");

    json untold = arguments;
    untold["model"].erase("unit");
    CHECK(result_of("lifetime_value", untold)["unit"] == "day");
    untold.erase("unit");
    CHECK(refusal("lifetime_value", untold.dump()) ==
          "4 unit: is missing: expected hour, day, week or month, as the model was not told the unit of its times");
    json ahead{{"model", model}, {"x", of.h.x}, {"t_x", of.h.t_x}, {"T", of.h.T}, {"horizon", 52}};
    CHECK(result_of("expected_purchases", ahead) == [&] {
        json told = ahead;
        told["unit"] = "week";
        return result_of("expected_purchases", told);
    }());
    ahead["unit"] = "month";
    const std::string month = "1 unit = month: expected week, the unit that the model was fitted in";
    CHECK(refusal("expected_purchases", ahead.dump()) == month);
    ahead.erase("horizon");
    CHECK(refusal("check_frequencies", ahead.dump()) == month);
    ahead.update({{"spend", spend}, {"monetary", of.m}, {"t", 52}, {"k", 5}, {"simulations", 10}});
    CHECK(refusal("probability_in_top", ahead.dump()) == month);

    arguments.erase("unit");
    arguments["yearly_discount"] = 10;
    CHECK(refusal("lifetime_value", arguments.dump()).find("As a fraction: 0.1 is 10 %") != std::string::npos);
    arguments["yearly_discount"] = 0.1;
    arguments["margin"] = 40;
    CHECK(refusal("lifetime_value", arguments.dump()).find("as a fraction: 0.4 is 40 %") != std::string::npos);

    json tracked{{"model", model},        {"customer", {"a", "a"}},          {"time", {"2026-01-05", "2026-02-05"}},
                 {"start", "2026-01-05"}, {"observation_end", "2026-03-01"}, {"days_per_period", 7}};
    tracked["model"]["unit"] = "day";
    CHECK(result_of("track", tracked)["unit"] == "day");
    tracked["unit"] = "week";
    CHECK(refusal("track", tracked.dump()) == "1 unit = week: expected day, the unit that the model was fitted in");
    tracked["model"].erase("unit");
    CHECK(result_of("track", tracked)["unit"] == "week");
    tracked.erase("unit");
    CHECK(refusal("track", tracked.dump()).starts_with("4 unit: is missing"));

    arguments = of.arguments();
    arguments["model"] = model;
    const auto frequencies = check_frequencies(fit.model, of.h.columns());
    got = result_of("check_frequencies", arguments);
    check_same(got["expected"], frequencies.expected);
    CHECK(got["chi_square"] == frequencies.chi_square);
    arguments["spend"] = spend;
    arguments["monetary"] = of.m;
    arguments.update(json{{"t", 52}, {"k", 25}, {"simulations", 50}, {"seed", 9}});
    check_same(result_of("probability_in_top", arguments)["probability"],
               probability_in_top(fit.model, money.model, of.h.columns(), of.m, 52, 25, 50, 9));

    const auto drawn = simulate_histories(fit.model, of.h.T, 11);
    got = result_of("simulate_histories", {{"model", model}, {"T", of.h.T}, {"seed", 11}});
    check_same(got["x"], drawn.x);
    check_same(got["t_x"], drawn.t_x);
    scvm::math::random_stream random(5, 1);
    got = result_of(
        "bg_bb.simulate",
        {{"alpha", 1.2}, {"beta", 0.75}, {"gamma", 0.66}, {"delta", 2.8}, {"n", 6}, {"customers", 2}, {"seed", 5}});
    CHECK(got["x"][1] == simulate_history(bg_bb{1.2, 0.75, 0.66, 2.8}, 6, random).x);

    CHECK(refusal("lifetime_value_new", json{{"model", spend}, {"spend", spend}}.dump()).starts_with("4 "));
    json broken = model;
    broken["log_covariance"][0][0] = -1;
    CHECK(refusal("lifetime_value_new", json{{"model", broken}, {"spend", spend}}.dump())
              .ends_with("is not positive definite: no covariance"));
}

TEST_CASE("a purchase half an hour before midnight is of that day, where the customers live") {
    json arguments = {{"customer", {"a", "a"}},
                      {"time", {"2025-08-24T12:00:00-04:00", "2025-11-02T23:30:00-05:00"}},
                      {"amount", {10, 5}},
                      {"time_zone", "America/New_York"},
                      {"calibration_end", "2025-11-02"},
                      {"observation_end", "2026-01-11"}};
    const json there = result_of("calibration_and_holdout", arguments);
    CHECK(there["calibration"]["x"][0] == 1);
    CHECK(there["calibration"]["t_x"][0] == 10);
    CHECK(there["holdout_x"][0] == 0);
    arguments.erase("time_zone");
    CHECK(result_of("calibration_and_holdout", arguments)["holdout_x"][0] == 1);  // in UTC it is tomorrow's
    arguments["time_zone"] = "America/New_Yrok";
    CHECK(refusal("calibration_and_holdout", arguments.dump()).find("did you mean America/New_York?") !=
          std::string::npos);
    arguments["time_zone"] = "America/New_York";
    arguments["offsets"] = {{{"seconds", -18000}}};
    CHECK(refusal("calibration_and_holdout", arguments.dump()).find("time_zone: expected either this, or offsets") !=
          std::string::npos);
}

TEST_CASE("a fit of nobody says that the dates cannot be read") {
    const json summary = result_of(
        "purchase_summary",
        {{"customer", {"a", "b"}}, {"time", {"05.01.2026", "06.01.2026"}}, {"observation_end", "2026-12-31"}});
    const json fit = result_of(
        "fit_bg_nbd",
        {{"x", summary["x"]}, {"t_x", summary["t_x"]}, {"T", summary["T"]}, {"rejected", summary["rejected"]}});
    CHECK(fit["status"] == "no_data");
    CHECK(fit["reason"] ==
          "there is no customer to fit; 2 rows of purchases were left out, the first, row 0, for time[0] = "
          "\"05.01.2026\": expected a date like 2026-08-01, or a time like 2026-08-01T14:30:00Z; "
          "date_format names how dates are written");
}
