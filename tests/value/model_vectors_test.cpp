#include "vectors.hpp"

#include <scvm/value/beta_geometric.hpp>
#include <scvm/value/bg_bb.hpp>
#include <scvm/value/bg_nbd.hpp>
#include <scvm/value/gamma_gamma.hpp>
#include <scvm/value/mbg_nbd.hpp>
#include <scvm/value/pareto_nbd.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace scvm::value;
using value_test::number;

namespace {

/// The calls that BG/NBD, MBG/NBD and Pareto/NBD share.
template <class Model>
double call(const Model& m, const nlohmann::json& c) {
    const std::string name = c.at("call");
    const auto n = [&](const char* key) { return number(c, key); };
    if (name == "log_likelihood") {
        return m.log_likelihood(n("x"), n("t_x"), n("T"));
    }
    if (name == "p_alive") {
        return m.p_alive(n("x"), n("t_x"), n("T"));
    }
    if (name == "expected_purchases") {
        return m.expected_purchases(n("t"), n("x"), n("t_x"), n("T"));
    }
    if (name == "expected_purchases_new") {
        return m.expected_purchases_new(n("t"));
    }
    if (name == "discounted_expected_purchases") {
        return m.discounted_expected_purchases(n("rate"), n("x"), n("t_x"), n("T"), n("horizon"));
    }
    if (name == "discounted_expected_purchases_new") {
        return m.discounted_expected_purchases_new(n("rate"), n("horizon"));
    }
    REQUIRE(name == "probability_of");
    return m.probability_of(c.at("n").get<unsigned>(), n("t"));
}

}  // namespace

TEST_CASE("BG/NBD matches the shared vectors") {
    value_test::check_vectors("value_bg_nbd.json", [](const nlohmann::json& c) {
        return call(bg_nbd{number(c, "r"), number(c, "alpha"), number(c, "a"), number(c, "b")}, c);
    });
}

TEST_CASE("MBG/NBD matches the shared vectors") {
    value_test::check_vectors("value_mbg_nbd.json", [](const nlohmann::json& c) {
        return call(mbg_nbd{number(c, "r"), number(c, "alpha"), number(c, "a"), number(c, "b")}, c);
    });
}

TEST_CASE("Pareto/NBD matches the shared vectors") {
    value_test::check_vectors("value_pareto_nbd.json", [](const nlohmann::json& c) {
        return call(pareto_nbd{number(c, "r"), number(c, "alpha"), number(c, "s"), number(c, "beta")}, c);
    });
}

TEST_CASE("Gamma-Gamma matches the shared vectors") {
    value_test::check_vectors("value_gamma_gamma.json", [](const nlohmann::json& c) {
        const gamma_gamma m{number(c, "p"), number(c, "q"), number(c, "v")};
        return c.at("call") == "log_likelihood" ? m.log_likelihood(number(c, "x"), number(c, "m"))
                                                : m.expected_spend(number(c, "x"), number(c, "m"));
    });
}

TEST_CASE("BG/BB matches the shared vectors") {
    value_test::check_vectors("value_bg_bb.json", [](const nlohmann::json& c) {
        const bg_bb m{number(c, "alpha"), number(c, "beta"), number(c, "gamma"), number(c, "delta")};
        const std::string name = c.at("call");
        const auto n = [&](const char* key) { return number(c, key); };
        if (name == "probability_of") {
            return m.probability_of(c.at("x").get<unsigned>(), c.at("n").get<unsigned>());
        }
        if (name == "log_likelihood") {
            return m.log_likelihood(n("x"), n("t_x"), n("n"));
        }
        if (name == "p_alive") {
            return m.p_alive(n("x"), n("t_x"), n("n"));
        }
        if (name == "expected_purchases") {
            return m.expected_purchases(n("opportunities"), n("x"), n("t_x"), n("n"));
        }
        return m.discounted_expected_purchases(n("rate"), n("x"), n("t_x"), n("n"), n("opportunities"));
    });
}

TEST_CASE("the shifted beta-geometric model matches the shared vectors") {
    value_test::check_vectors("value_beta_geometric.json", [](const nlohmann::json& c) {
        const beta_geometric m{number(c, "a"), number(c, "b")};
        const std::string name = c.at("call");
        if (name == "churn_probability") {
            return m.churn_probability(number(c, "t"));
        }
        if (name == "survival") {
            return m.survival(number(c, "t"));
        }
        if (name == "retention_rate") {
            return m.retention_rate(number(c, "t"));
        }
        return m.discounted_expected_residual_lifetime(number(c, "rate"), number(c, "n"));
    });
}
