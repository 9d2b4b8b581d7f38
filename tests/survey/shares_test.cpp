#include <scvm/survey/shares.hpp>

#include <doctest/doctest.h>

using namespace scvm::survey;

TEST_CASE("the Wilson interval takes the published values and stays inside 0 to 1") {
    const auto most = wilson_interval(18, 20);
    CHECK(most.low == doctest::Approx(.698966354771513).epsilon(1e-13));
    CHECK(most.high == doctest::Approx(.972133518786232).epsilon(1e-13));
    const auto none = wilson_interval(0, 10);
    CHECK(none.low == 0);
    CHECK(none.high == doctest::Approx(.277532799862889).epsilon(1e-13));
    const auto one = wilson_interval(1, 1);
    CHECK(one.low == doctest::Approx(.206549314377237).epsilon(1e-13));
    CHECK(one.high == 1);
    CHECK_THROWS_AS((void)wilson_interval(1, 0), scvm::error);
    CHECK_THROWS_AS((void)wilson_interval(3, 2), scvm::error);
    CHECK_THROWS_AS((void)wilson_interval(1, 2, 1), scvm::error);
}
