#include <scvm/json/methods.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
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
    CHECK(compared["z"].get<double>() == doctest::Approx(0.5 / std::sqrt(0.01 + 0.0075)));
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
    const auto refusal = [](std::string_view method, std::string_view arguments) -> std::string {
        try {
            (void)scvm::json::call(method, arguments);
        } catch (const scvm::error& e) {
            return std::to_string(static_cast<int>(e.code())) + " " + e.what();
        }
        return "accepted";
    };
    CHECK(refusal("wilson", "{}") == "5 method \"wilson\": there is none of this name");
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
