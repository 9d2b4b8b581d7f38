#include <scvm/describe/ranges.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A watering plan that is put together in C++: its description alone says what fits.
namespace watering {

inline constexpr std::array<std::string_view, 2> hours = {"morning", "evening"};

struct hose {
    double length = 10;
};
void describe(const auto& is, const hose& o) {
    using namespace scvm;
    is("length", o.length, above(0).finite(), "In metres.");
}

struct plan {
    double share = 0.5;
    std::uint32_t beds = 3;
    std::uint32_t nobody = 0xffffffff;
    std::optional<double> depth{};
    std::array<double, 2> litres = {1, 2};
    std::vector<double> cans = {5};
    std::vector<hose> hoses = {{}};
    hose main{};
    std::string name;
};
void describe(const auto& is, const plan& o) {
    using namespace scvm;
    is("share", o.share, within(0, 1), "Of the rain.");
    is("beds", o.beds, within(1, 9), "How many.");
    is("gardener", o.nobody, within(0, 99), null_is(0xffffffff), "Who.");
    is("depth", o.depth, above(0), "Of the well, if there is one.");
    is("litres", named(o.litres, hours), at_least(0), "By hour.");
    is("cans", o.cans, at_least(1), "Litres of each.");
    is("hoses", o.hoses, not_empty, "All of them.");
    is("main", o.main, "The long one.");
    is("name", o.name, "Of the plan.");
    is.settled(o, [](const plan& read) {
        if (read.beds == 7) {
            throw misfit{"beds", "seven bring no luck"};
        }
    });
}

template <class Change>
std::string refusal(Change change) {
    plan of;
    change(of);
    try {
        scvm::require_described(of);
        return "taken";
    } catch (const scvm::error& e) {
        CHECK(e.code() == scvm::errc::domain);
        return e.what();
    }
}

}  // namespace watering

TEST_CASE("an object that was put together in C++ is held against its description") {
    using watering::plan, watering::refusal;
    CHECK(refusal([](plan&) {}) == "taken");
    CHECK(refusal([](plan& o) { o.share = 1.5; }) == "share = 1.5: expected 0 <= share <= 1");
    CHECK(refusal([](plan& o) { o.share = std::numeric_limits<double>::quiet_NaN(); }) ==
          "share = nan: expected 0 <= share <= 1");
    CHECK(refusal([](plan& o) { o.beds = 0; }) == "beds = 0: expected 1 <= beds <= 9");
    CHECK(refusal([](plan& o) { o.nobody = 100; }) == "gardener = 100: expected 0 <= gardener <= 99");
    CHECK(refusal([](plan& o) { o.depth = 3; }) == "taken");
    CHECK(refusal([](plan& o) { o.depth = 0; }) == "depth = 0: expected depth > 0");
    CHECK(refusal([](plan& o) { o.litres[1] = -1; }) == "litres.evening = -1: expected evening >= 0");
    CHECK(refusal([](plan& o) { o.cans = {2, 0.5}; }) == "cans[1] = 0.5: expected cans >= 1");
    CHECK(refusal([](plan& o) { o.hoses.clear(); }) == "hoses: expected one element or more");
    CHECK(refusal([](plan& o) { o.hoses.push_back({0}); }) == "hoses[1].length = 0: expected a finite number > 0");
    CHECK(refusal([](plan& o) { o.main.length = std::numeric_limits<double>::infinity(); }) ==
          "main.length = inf: expected a finite number > 0");
    CHECK(refusal([](plan& o) { o.beds = 7; }) == "beds: seven bring no luck");
}
