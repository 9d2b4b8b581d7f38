#include <scvm/math/inequality.hpp>
#include <scvm/math/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

using doctest::Approx;
using scvm::math::gini_of_rising;
using scvm::math::inequality;
using scvm::math::rank_of_share;
using scvm::math::top_share_of_rising;

TEST_CASE("Gini's coefficient is right to the last digits even where all have nearly the same") {
    for (const std::size_t n : {2u, 10u, 1000u}) {
        CAPTURE(n);
        scvm::math::random_stream random(n);
        std::vector<std::int64_t> above(n);  // a common amount that says nothing about inequality
        std::generate(above.begin(), above.end(), [&] { return static_cast<std::int64_t>(random.below(1u << 20)); });
        std::sort(above.begin(), above.end());
        constexpr std::int64_t common = std::int64_t{1} << 40;
        std::vector<double> quantity;
        std::int64_t weighted = 0;
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < n; ++i) {
            quantity.push_back(static_cast<double>(common + above[i]));
            weighted += (2 * static_cast<std::int64_t>(i) + 1 - static_cast<std::int64_t>(n)) * above[i];
            sum += common + above[i];
        }
        const double exact = static_cast<double>(weighted) / (static_cast<double>(n) * static_cast<double>(sum));
        CHECK(gini_of_rising(quantity) == Approx(exact).epsilon(1e-15));
    }
}

TEST_CASE("those of one rank come together, and a ranking the wrong way round is negative") {
    inequality together(4);
    together.add(1);
    together.add(6, 2);
    together.add(5);
    inequality apart(4);
    for (const double each : {1.0, 3.0, 3.0, 5.0}) {
        apart.add(each);
    }
    CHECK(together.value() == apart.value());
    inequality reversed(4);
    for (const double each : {5.0, 3.0, 3.0, 1.0}) {
        reversed.add(each);
    }
    CHECK(reversed.value() == -apart.value());
    CHECK(std::isnan(gini_of_rising({})));
}

TEST_CASE("a rank is a share rounded upwards, but not beyond what the share says") {
    CHECK(rank_of_share(0.07, 100) == 7);
    CHECK(rank_of_share(0.01, 101) == 2);
    CHECK(rank_of_share(1, 7) == 7);
    CHECK(rank_of_share(0, 7) == 0);
    const std::vector<double> rising{1, 2, 3, 4};
    CHECK(top_share_of_rising(rising, 0.25) == 0.4);
    CHECK(top_share_of_rising(rising, 0.26) == 0.7);
    CHECK(std::isnan(top_share_of_rising({}, 0.5)));
}

TEST_CASE("what is shared may be as large, or as small, as a number is") {
    const std::vector<double> large{0, 1e308, 1e308};
    CHECK(gini_of_rising(large) == Approx(1.0 / 3).epsilon(1e-15));
    CHECK(top_share_of_rising(large, 0.3) == Approx(0.5).epsilon(1e-15));
    CHECK(gini_of_rising(std::vector<double>{0, 1e-310, 1e-310}) == Approx(1.0 / 3).epsilon(1e-12));
}
