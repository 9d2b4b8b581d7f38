#include <scvm/math/normal.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <limits>
#include <random>

using namespace scvm::math;

namespace {
const double infinite = std::numeric_limits<double>::infinity();
}

TEST_CASE("the bivariate normal matches the shared vectors by both routes") {
    const auto file = nlohmann::json::parse(std::ifstream(SCVM_VECTORS "/survey_bivariate_normal.json"));
    const double absolute = file["tolerance"]["absolute"];
    for (const auto& c : file["cases"]) {
        CAPTURE(c["name"].get<std::string>());
        const double x = c["x"];
        const double y = c["y"];
        const double rho = c["rho"];
        const double want = c["value"];
        CHECK(std::fabs(bivariate_normal_cdf(x, y, rho) - want) <= absolute);
        CHECK(std::fabs(bivariate_normal_cdf(y, x, rho) - want) <= absolute);
        CHECK(std::fabs(bivariate_normal(rho).cdf(x, y) - want) <= absolute);
    }
}

TEST_CASE("both routes to the bivariate normal agree anywhere, and its limits are the one-dimensional ones") {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> point(-7, 7);
    std::uniform_real_distribution<double> slope(-1, 1);
    for (int i = 0; i < 20000; ++i) {
        const double x = point(random);
        const double y = i % 4 == 0 ? x : point(random);
        const double rho = slope(random);
        CHECK(std::fabs(bivariate_normal(rho).cdf(x, y) - bivariate_normal_cdf(x, y, rho)) < 1e-14);
    }
    CHECK(bivariate_normal_cdf(0.5, infinite, 0.3) == normal_cdf(0.5));
    CHECK(bivariate_normal_cdf(0.5, -infinite, 0.3) == 0);
    CHECK(bivariate_normal_cdf(0.5, 0.7, 1) == normal_cdf(0.5));
    CHECK(bivariate_normal_cdf(-0.5, 0.2, -1) == 0);
    CHECK(bivariate_normal_cdf(0.5, 0.2, -1) == doctest::Approx(normal_cdf(0.5) + normal_cdf(0.2) - 1).epsilon(1e-14));
    CHECK(bivariate_normal_cdf(-0.0, 1, 0.5) == bivariate_normal_cdf(0.0, 1, 0.5));
    CHECK(std::isnan(bivariate_normal_cdf(0, 0, 1.01)));
    CHECK(std::isnan(bivariate_normal(2).cdf(0, 0)));
    CHECK(std::isnan(bivariate_normal(0.2).cdf(std::nan(""), 0)));
}

TEST_CASE("the normal quantile inverts the distribution") {
    CHECK(normal_quantile(0.975) == doctest::Approx(1.959963984540054).epsilon(1e-15));
    for (const double p : {1e-300, 1e-12, 0.01, 0.3, 0.5, 0.9, 1 - 1e-9}) {
        CHECK(normal_cdf(normal_quantile(p)) == doctest::Approx(p).epsilon(1e-13));
    }
    CHECK(normal_quantile(0) == -infinite);
    CHECK(normal_quantile(1) == infinite);
    CHECK(std::isnan(normal_quantile(1.1)));
    CHECK(normal_density(0) == doctest::Approx(1 / std::sqrt(2 * std::acos(-1.0))).epsilon(1e-16));
}
