#include <scvm/math/matrix.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace scvm::math;

namespace {

matrix random_positive(std::size_t n, std::mt19937_64& random) {
    std::normal_distribution<double> normal;
    matrix factor(n);
    for (std::size_t i = 0; i < n; ++i) {
        for (double& each : factor.row(i)) {
            each = normal(random);
        }
    }
    matrix result(n);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            for (std::size_t k = 0; k < n; ++k) {
                result(i, j) += factor(i, k) * factor(j, k);
            }
        }
        result(i, i) += 0.1;
    }
    return result;
}

}  // namespace

TEST_CASE("a positive definite matrix times its inverse is the identity") {
    std::mt19937_64 random(1);
    for (std::size_t n = 1; n <= 12; ++n) {
        const matrix m = random_positive(n, random);
        const auto inverted = inverse(m);
        REQUIRE(inverted.has_value());
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) {
                double sum = 0;
                for (std::size_t k = 0; k < n; ++k) {
                    sum += m(i, k) * (*inverted)(k, j);
                }
                CHECK(std::fabs(sum - (i == j)) < 1e-9);
            }
        }
    }
}

TEST_CASE("the eigenvectors rebuild the matrix") {
    std::mt19937_64 random(2);
    for (std::size_t n = 1; n <= 15; ++n) {
        const matrix m = random_positive(n, random);
        const eigen_system found = symmetric_eigen(m);
        CHECK(std::is_sorted(found.values.begin(), found.values.end()));
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) {
                double sum = 0;
                for (std::size_t k = 0; k < n; ++k) {
                    sum += found.vectors(i, k) * found.values[k] * found.vectors(j, k);
                }
                CHECK(sum == doctest::Approx(m(i, j)).epsilon(1e-12).scale(trace(m)));
            }
        }
    }
}

TEST_CASE("a matrix that is not positive definite has no Cholesky factor") {
    matrix singular(2);
    singular(0, 0) = singular(0, 1) = singular(1, 0) = singular(1, 1) = 1;
    CHECK_FALSE(cholesky(singular).has_value());
    singular(0, 1) = singular(1, 0) = 2;
    CHECK_FALSE(cholesky(singular).has_value());
    singular(0, 0) = std::nan("");
    CHECK_FALSE(inverse(singular).has_value());
}

TEST_CASE("a variable that does not vary has no correlations") {
    matrix covariance(2);
    covariance(0, 0) = 4;
    CHECK(correlation_of(covariance)(0, 0) == 1);
    CHECK(std::isnan(correlation_of(covariance)(0, 1)));
    CHECK(std::isnan(correlation_of(covariance)(1, 1)));
}
