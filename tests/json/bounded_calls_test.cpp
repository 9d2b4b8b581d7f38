// What a short request can ask for: a refusal or a result, in little time and memory.
#include <scvm/error.hpp>
#include <scvm/json/methods.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using scvm::errc;

struct answer {
    errc code{};  // 0: a result
    std::string text;
    double seconds = 0;
};

answer ask(const std::string& method, const std::string& arguments) {
    const auto begin = std::chrono::steady_clock::now();
    answer result;
    try {
        result.text = scvm::json::call(method, arguments);
    } catch (const scvm::error& e) {
        result.code = e.code();
        result.text = e.what();
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return result;
}

const std::string graph = R"("graph":{"source":[0,1,2,0],"target":[1,2,0,3],"weight":[0.1,0.2,0.5,0.3]})";
const std::string bg_nbd = R"("model":{"model":"bg_nbd","parameters":{"r":1,"alpha":1e-8,"a":1e-9,"b":1}})";

std::string ones(int count) {
    std::string result = "1";
    for (int i = 1; i < count; ++i) {
        result += ",1";
    }
    return result;
}

}  // namespace

TEST_CASE("a short request that asks for too much is refused at once") {
    const std::vector<std::pair<std::string, std::string>> costly{
        {"cohorts",
         R"({"customer":["a"],"time":["2026-01-05"],"start":"2000-03-31","observation_end":"2026-03-31","days_per_period":1})"},
        {"ambassadors", "{" + graph + R"(,"model":"probabilities","k":2,"epsilon":1e-4,"delta":1e-300})"},
        {"simulate_histories", "{" + bg_nbd + R"(,"T":[)" + ones(1000) + "]}"},
        {"spread", "{" + graph + R"(,"model":"probabilities","seeds":[0],"simulations":10000000})"},
        {"negative_reach", "{" + graph + R"(,"model":"probabilities","opponents":[0],"simulations":10000000})"},
        {"programme_effect", "{" + graph + R"(,"model":"probabilities","ambassadors":[0],"simulations":10000000})"},
        {"reach_of", "{" + graph + R"(,"model":"probabilities","people":[0],"sets":100000000})"},
        {"simulated_reach_of", "{" + graph + R"(,"model":"probabilities","people":[0],"simulations":10000000})"},
        {"bg_bb.simulate", R"({"alpha":1,"beta":1,"gamma":1e-9,"delta":1,"n":1000000000,"customers":10000000})"},
        {"beta_geometric.simulate", R"({"a":1e-9,"b":1,"most":1000000000,"customers":10000000})"},
        {"gamma_gamma.simulate", R"({"p":6,"q":4,"v":15,"purchases":10,"customers":10000000})"},
        {"pagerank", R"({"graph":{"source":[0],"target":[1],"nodes":10000000}})"},
        {"referral_trees", R"({"referrer":[0],"referred":[1],"time":["2026-01-05"],"persons":10000000})"},
        {"credits_from_influence",
         R"({"influencer":[0],"influenced":[1],"weight":[1],"customers":10000000,"share":0.1,"limits":{"bytes":1e6}})"},
        {"weigh_interactions",
         R"({"time":["2026-05-01"],"actor":[1],"target":[0],"kind":["comment"],"as_of":"2026-05-02","nodes":10000000})"},
        {"sharing_profile", R"({"person":[0],"kind":["ideas"],"persons":1000000})"},
    };
    for (const auto& [method, arguments] : costly) {
        const answer got = ask(method, arguments);
        CAPTURE(method);
        CAPTURE(got.text);
        CHECK(got.code == errc::too_costly);
        CHECK(got.seconds < 2);
    }
}

TEST_CASE("a short request that takes forever is ended") {
    for (
        const auto& [method, arguments] : std::vector<std::pair<std::string, std::string>>{
            {"spectral_radius",
             R"({"graph":{"source":[0,1,1],"target":[1,0,1]},"tolerance":1e-300,"max_iterations":1000000000,"limits":{"seconds":0.1}})"},
            {"pagerank",
             R"({"graph":{"source":[0,1,1],"target":[1,0,2],"nodes":9},"tolerance":1e-300,"max_iterations":1000000000,"limits":{"seconds":0.1}})"},
            {"bg_bb.probability_of",
             R"({"alpha":1,"beta":1,"gamma":1e-9,"delta":1,"x":2,"n":1000000000,"limits":{"seconds":0.1}})"},
            {"fit_bg_bb", R"({"x":[0,1,2,3],"t_x":[0,1,4,6],"n":[1000000,6,6,6],"limits":{"seconds":0.1}})"},
        }) {
        const answer got = ask(method, arguments);
        CAPTURE(method);
        CAPTURE(got.text);
        CHECK((got.code == errc::too_costly || got.code == errc{}));
        CHECK(got.seconds < 20);  // without optimisation and under sanitizers
    }
}

TEST_CASE("models of absurd parameters are refused, those of large ones answered") {
    const auto refused = [](const std::string& method, const std::string& arguments) {
        const answer got = ask(method, arguments);
        CAPTURE(method);
        CAPTURE(got.text);
        CHECK(got.code == errc::domain);
        CHECK(got.seconds < 1);
    };
    refused("bg_nbd.expected_purchases",
            R"({"T":1e-323,"a":0.79292,"alpha":5e-324,"b":2.4259,"r":0.24259,"t":1,"t_x":0.0,"x":0.0})");
    refused("bg_nbd.discounted_expected_purchases_new",
            R"({"a":0.79,"alpha":0.05,"b":1e+100,"horizon":"inf","r":1e+308,"rate":0.002})");
    refused("mbg_nbd.expected_purchases_new", R"({"a":1e+150,"alpha":30.0,"b":5.0,"r":40.0,"t":52})");
    refused("gamma_gamma.expected_spend_new", R"({"p":1e300,"q":4,"v":1})");
    refused("beta_geometric.survival", R"({"a":1e-300,"b":1,"t":3})");
    const answer large = ask("bg_nbd.expected_purchases_new", R"({"a":1e9,"alpha":1,"b":5,"r":1,"t":1e300})");
    CHECK(large.text.starts_with(R"({"value":1.00000000)"));
    CHECK(std::stod(large.text.substr(9)) == doctest::Approx(1 + 5 / (1e9 - 1)).epsilon(1e-15));
    CHECK(large.seconds < 1);
    refused("perception_gap", R"({"customers":[[1,1e308],[2,3],[3,1]],"managers":[[1,2],[2,1]]})");
    refused("reliability", R"({"answers":[[1,1e308],[2,3],[3,1]]})");
}

TEST_CASE("limits raise and lower what a call may cost, and are checked themselves") {
    const std::string call = "{" + graph + R"(,"model":"probabilities","seeds":[0],"simulations":100000)";
    CHECK(ask("spread", call + "}").code == errc{});
    CHECK(ask("spread", call + R"(,"limits":{"seconds":1e-3}})").code == errc::too_costly);
    const std::string more = "{" + graph + R"(,"model":"probabilities","seeds":[0],"simulations":10000000)";
    CHECK(ask("spread", more + R"(,"limits":{"bytes":1e6,"seconds":100}})").code == errc::too_costly);
    CHECK(ask("wilson_interval", R"({"k":1,"n":2,"limits":{"seconds":-1}})").code == errc::domain);
    CHECK(ask("wilson_interval", R"({"k":1,"n":2,"limits":{"hours":1}})").code == errc::bad_record);
    CHECK(ask("wilson_interval", R"({"k":1,"n":2,"limits":{}})").code == errc{});
}

TEST_CASE("a call by name is stopped by another thread") {
    const scvm::stop_token stop;
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        stop.stop();
    });
    const auto begin = std::chrono::steady_clock::now();
    const std::string arguments = "{" + graph + R"(,"model":"probabilities","seeds":[0],"simulations":10000000,)" +
                                  R"("limits":{"seconds":1e6,"bytes":1e12}})";
    try {
        (void)scvm::json::call("spread", arguments, stop);
        FAIL("a result");
    } catch (const scvm::error& e) {
        CHECK(e.code() == errc::stopped);
    }
    other.join();
    CHECK(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() < 1);
}

TEST_CASE("a call by name asks whoever its caller's scope asks") {
    int asked = 0;
    const scvm::work_scope scope(scvm::work_without_end, {}, [&] {
        if (++asked == 3) {
            throw scvm::error(errc::stopped, "enough");
        }
    });
    CHECK(ask("wilson_interval", R"({"k":1,"n":2})").code == errc{});
    const answer long_one =
        ask("spread", "{" + graph + R"(,"model":"probabilities","seeds":[0],"simulations":10000000,)" +
                          R"("limits":{"seconds":1e6,"bytes":1e12}})");
    CHECK(long_one.code == errc::stopped);
    CHECK(long_one.text == "enough");
    CHECK(asked == 3);
}
