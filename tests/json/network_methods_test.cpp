#include <scvm/network/ambassadors.hpp>
#include <scvm/network/betweenness.hpp>
#include <scvm/network/core_numbers.hpp>
#include <scvm/network/pagerank.hpp>
#include <scvm/network/programme_effect.hpp>
#include <scvm/network/spread.hpp>

#include <json/called.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

using called::check_same;
using called::refusal;
using called::result_of;
using nlohmann::json;
using namespace scvm::network;

namespace {

/// A network of 60 people with a few who are followed by many.
struct small_network {
    std::vector<std::uint32_t> source;
    std::vector<std::uint32_t> target;
    std::vector<double> weight;
    std::vector<double> value;
    graph made;

    small_network() {
        for (std::uint32_t person = 0; person < 60; ++person) {
            value.push_back(1 + person % 7);
            for (const std::uint32_t other : {person / 3, (7 * person + 3) % 60, (person * person) % 11}) {
                if (other != person) {
                    source.push_back(other);
                    target.push_back(person);
                    weight.push_back(0.05 + 0.01 * (person % 5));
                }
            }
        }
        made = graph::from_edges({source, target, weight}, {.nodes = 60});
    }
    [[nodiscard]] json argument() const {
        return {{"source", source}, {"target", target}, {"weight", weight}, {"nodes", 60}};
    }
};

}  // namespace

TEST_CASE("every method of the network room has a vector and names itself when it is called wrongly") {
    called::check_all(scvm::methods::network_methods);
    called::check_all(scvm::methods::network_people_methods);
    called::check_all(scvm::methods::network_cascade_methods);
    called::check_all(scvm::methods::network_event_methods);
}

TEST_CASE("called by name, centralities of a directed network are those of the functions") {
    const small_network of;
    const json graph = of.argument();
    const std::vector<double> teleport(of.value);
    check_same(result_of("pagerank", {{"graph", graph},
                                      {"damping", 0.7},
                                      {"teleport", teleport},
                                      {"dangling", "to_everybody"},
                                      {"tolerance", 1e-12},
                                      {"threads", 2}})["value"],
               pagerank(of.made, {.damping = 0.7,
                                  .teleport = teleport,
                                  .dangling_rule = dangling::to_everybody,
                                  .iteration = {.tolerance = 1e-12}})
                   .value);
    const json between = result_of("betweenness", {{"graph", graph}, {"sources", 20}, {"seed", 5}});
    const auto sampled = betweenness(of.made, {.sources = 20, .seed = 5});
    check_same(between["value"], sampled.value);
    check_same(between["standard_error"], sampled.standard_error);
    CHECK(between["error_bound"] == sampled.error_bound);
    CHECK(between["sources"] == 20);
    const json stopped = result_of("pagerank", {{"graph", graph}, {"max_iterations", 1}});
    CHECK(stopped["converged"] == false);
    CHECK(stopped["iterations"] == 1);
    check_same(result_of("strengths", {{"graph", graph}, {"direction", "in"}})["value"],
               strengths(of.made, edge_direction::in));
}

TEST_CASE("called by name, ambassadors come with their estimate, its error, the bounds and the gains") {
    const small_network of;
    std::vector<std::uint8_t> eligible(60, 1);
    eligible[0] = 0;
    std::vector<std::uint8_t> barred(60);
    barred[5] = 1;
    const std::vector<std::uint32_t> active{7};
    ambassador_options options;
    options.count = 4;
    options.value = of.value;
    options.eligible = eligible;
    options.barred = barred;
    options.active = active;
    options.model = {.kind = cascade_kind::probabilities};
    options.epsilon = 0.2;
    options.seed = 11;
    const auto want = ambassadors(of.made, options);
    const json arguments = {{"graph", of.argument()}, {"k", 4},           {"value", of.value},
                            {"eligible", eligible},   {"barred", barred}, {"active", active},
                            {"epsilon", 0.2},         {"seed", 11},       {"model", "probabilities"}};
    const json got = result_of("ambassadors", arguments);
    CHECK(got["person"] == json(want.person));
    check_same(got["gain"], want.gain);
    check_same(json::array({got["value"], got["standard_error"], got["already"], got["at_least"], got["best_at_most"],
                            got["proven"]}),
               {want.value, want.standard_error, want.already, want.at_least, want.best_at_most, want.proven});
    CHECK(got["sets"] == want.sets);
    CHECK(got["check_sets"] == want.check_sets);
    CHECK(got["status"] == "complete");
    json threaded = arguments;
    threaded["threads"] = 2;
    CHECK(result_of("ambassadors", threaded) == got);
    json cut = arguments;
    cut["max_sets"] = 100;
    CHECK(result_of("ambassadors", cut)["status"] == "set_limit");

    json reach = arguments;
    for (const char* key : {"k", "epsilon"}) {
        reach.erase(key);
    }
    reach["people"] = want.person;
    reach["sets"] = 5000;
    const auto reached = reach_of(of.made, want.person, options, 5000);
    const json told = result_of("reach_of", reach);
    check_same(told["gain"], reached.gain);
    CHECK(told["standard_error"] == reached.standard_error);
    CHECK_FALSE(told.contains("negative"));
}

TEST_CASE("called by name, cascades of the same seed are those of the functions") {
    const small_network of;
    const cascade model{.kind = cascade_kind::linear_threshold};
    const std::vector<std::uint32_t> seeds{1, 2};
    const auto want = spread(of.made, seeds, model, {.simulations = 300, .seed = 9, .value = of.value});
    const json got = result_of("spread", {{"graph", of.argument()},
                                          {"seeds", seeds},
                                          {"model", "linear_threshold"},
                                          {"simulations", 300},
                                          {"seed", 9},
                                          {"value", of.value}});
    CHECK(got["mean"] == want.mean);
    CHECK(got["standard_error"] == want.standard_error);
    const std::vector<std::uint32_t> rival{4};
    const auto effect =
        programme_effect(of.made, {seeds, {}, rival}, {}, {.discount = 0.8, .simulations = 100, .seed = 2});
    const json told = result_of("programme_effect", {{"graph", of.argument()},
                                                     {"organic", seeds},
                                                     {"rival", rival},
                                                     {"discount", 0.8},
                                                     {"simulations", 100},
                                                     {"seed", 2}});
    CHECK(told["total"]["mean"] == effect.total.mean);
    CHECK(told["expansion"]["simulations"] == 100);
    const json levels = result_of("trivalency", {{"graph", of.argument()}, {"seed", 3}});
    const auto drawn = trivalency(of.made, 3);
    check_same(levels["weight"], {drawn.outgoing().weight.begin(), drawn.outgoing().weight.end()});
}

TEST_CASE("what one method returns, the next one takes: from events to ambassadors") {
    json events = {{"as_of", "2026-06-01"}};
    for (int i = 0; i < 40; ++i) {
        events["time"].push_back("2026-05-" + std::to_string(10 + i % 20));
        events["actor"].push_back(1 + i % 9);
        events["target"].push_back(i % 4 == 0 ? json(nullptr) : json(i % 3));
        events["kind"].push_back(i % 4 == 0 ? "post" : i % 4 == 1 ? "comment" : "share");
    }
    events["time"].push_back("2026-05-20");
    events["actor"].push_back(0);
    events["target"].push_back(nullptr);
    events["kind"].push_back("post");
    const json weighed = result_of("weigh_interactions", events);
    CHECK(weighed["graph"]["nodes"] == 10);
    CHECK(weighed["rejected"].empty());
    const json mass = result_of("attention_mass", {{"graph", weighed["graph"]}, {"activity", weighed["activity"]}});
    CHECK(mass["converged"] == true);
    const json features = result_of(
        "social_features",
        {{"graph", weighed["graph"]}, {"contributions", weighed["contributions"]}, {"influence", mass["value"]}});
    const json scores = result_of("social_score", {{"features", features["features"]}});
    for (std::size_t person = 0; person < 10; ++person) {
        CAPTURE(person);
        double sum = scores["floor"];
        if (scores["score"][person].is_null()) {
            continue;
        }
        for (const auto& points : scores["reasons"][person]) {
            sum += points.get<double>();
        }
        CHECK(std::abs(sum - scores["score"][person].get<double>()) < 1e-9);
    }
    CHECK(scores["scored"] > 0);
    const json influence =
        result_of("learned_probabilities", {{"graph", weighed["graph"]}, {"contributions", weighed["contributions"]}});
    const json chosen =
        result_of("ambassadors", {{"graph", influence}, {"k", 2}, {"model", "probabilities"}, {"epsilon", 0.3}});
    CHECK(chosen["person"].size() == 2);
    CHECK(chosen["value"] > 2);
}

TEST_CASE("a wrong argument of a network method is one error that names it") {
    const json pair = {{"source", {0}}, {"target", {1}}};
    CHECK(refusal("pagerank", {{"graph", {{"source", {0}}, {"target", {-1}}}}}) ==
          "1 pagerank.graph.target[0] = -1: expected a whole number from 0 to 9999999");
    CHECK(refusal("pagerank", {{"graph", {{"source", {0}}, {"target", {1}}, {"edges", 1}}}})
              .starts_with("4 pagerank.graph.edges: unknown key"));
    CHECK(refusal("pagerank", json::object()) == "4 pagerank.graph: is missing");
    CHECK(refusal("pagerank", {{"graph", 7}}) == "4 pagerank.graph: expected an object");
    CHECK(refusal("pagerank", {{"graph", {{"source", {"a"}}, {"target", {1}}}}}) ==
          "4 pagerank.graph.source[0]: expected a number");
    CHECK(refusal("trivalency", {{"graph", pair}, {"levels", {0.5, nullptr, 0.1}}}) ==
          "1 trivalency.levels[1] = nan: expected a probability");
    CHECK(refusal("katz", {{"graph", pair}, {"factor", "nan"}}).starts_with("1 factor = nan"));
    CHECK(refusal("hits", {{"graph", pair}, {"threads", 1000}}).starts_with("1 hits.threads = 1000"));
    CHECK(refusal("betweenness", {{"graph", {{"source", {0}}, {"target", {1}}, {"nodes", 5000000}}}})
              .starts_with("1 betweenness.graph.nodes = 5e+06"));
    CHECK(refusal("mixing", {{"graph", pair}, {"group", {0, 1e9}}}).starts_with("1 mixing.group[1] = 1e+09"));
    CHECK(refusal("spread", {{"graph", pair}, {"seeds", {0}}, {"model", "viral"}}) ==
          "4 spread.model: \"viral\": expected one of weighted, constant, probabilities, linear_threshold");
    CHECK(refusal("ambassadors", {{"graph", pair}, {"eligible", {1}}}).starts_with("2 eligible has 1 rows"));
    CHECK(refusal("ambassadors", {{"graph", pair}, {"eligible", {1, 3}}}) ==
          "4 ambassadors.eligible[1]: expected true or false, or 1 or 0");
    CHECK(
        refusal("weigh_interactions",
                {{"time", {"2026-01-01"}}, {"actor", {0}}, {"target", {1}}, {"kind", {"like"}}, {"as_of", "tomorrow"}})
            .starts_with("4 weigh_interactions.as_of: \"tomorrow\": expected a date"));
    CHECK(refusal("referral_types", {{"referrer", {nullptr, 9}}, {"type_one_probability", {0, 0}}})
              .starts_with("1 referral_types.referrer[1] = 9"));
    CHECK(refusal("published_score", {{"score", {1, 2}}, {"last_published", {1, 2}}, {"days", {1, -1}}})
              .starts_with("1 published_score, row 1: days = -1"));
}

TEST_CASE("an empty graph has empty answers") {
    const json nobody = {{"source", json::array()}, {"target", json::array()}};
    CHECK(result_of("pagerank", {{"graph", nobody}})["value"].empty());
    CHECK(result_of("core_numbers", {{"graph", nobody}})["value"].empty());
    CHECK(result_of("cut_vertices", {{"graph", nobody}})["value"].empty());
    CHECK(result_of("ambassadors", {{"graph", nobody}})["person"].empty());
    CHECK(result_of("reciprocity", {{"graph", nobody}})["share"].is_null());
}

TEST_CASE("a date that cannot be read costs its row and says so") {
    json events{{"time", {"2026-01-01", 1e300, nullptr, "01.05.2026", 46027, "2026-01-02"}},
                {"actor", {0, 0, 0, 0, 0, nullptr}},
                {"target", {1, 1, 1, 1, 1, 1}},
                {"kind", {"like", "like", "like", "like", "like", "like"}},
                {"as_of", "2026-01-02"}};
    json got = result_of("weigh_interactions", events);
    CHECK(got["graph"]["source"] == json{0});
    REQUIRE(got["unreadable"].size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(got["unreadable"][i]["row"] == i + 1);
    }
    CHECK(got["unreadable"][1]["reason"] == "time[2]: expected a date, found none");
    CHECK(got["rejected"] == json{{{"row", 5}, {"reason", "no_actor"}}});
    got = result_of("touched_first_purchases", {{"first_purchase", {-9223372036854775807, "2026-01-05"}},
                                                {"customer", {1, 1}},
                                                {"time", {"2026-01-04", "now"}},
                                                {"kind", {"review", "referral"}}});
    CHECK(got["unreadable"].size() == 2);
    CHECK(got["review"] == 1);
    CHECK(got["referral"] == 0);
    got = result_of("referral_trees", {{"referrer", {0, 0, 1}},
                                       {"referred", {1, 2, 2}},
                                       {"time", {"2026-01-01", "soon", "2026-01-02"}},
                                       {"persons", 3}});
    CHECK(got["unreadable"].size() == 1);
    CHECK(got["referrer"][2] == 1);
}
