#include <scvm/network/bursts.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <tuple>
#include <vector>

using namespace scvm::network;
using doctest::Approx;

namespace {

std::vector<double> flat_series(std::uint64_t seed, std::size_t periods, double mean) {
    scvm::math::random_stream random(seed, 77);
    std::vector<double> result(periods);
    for (double& each : result) {
        each = static_cast<double>(random.poisson(mean));
    }
    return result;
}

/// People of one series, and how many of all kinds there are in each period.
struct crowd {
    std::vector<std::uint32_t> series{};
    std::vector<std::uint32_t> person{};
    std::vector<std::uint32_t> period{};
    std::vector<double> exposure{};
    std::uint32_t people = 0;

    explicit crowd(std::size_t periods, double others = 60) : exposure(periods, others) {}

    void comes(std::uint32_t who, std::size_t when) {
        series.push_back(0);
        person.push_back(who);
        period.push_back(static_cast<std::uint32_t>(when));
        exposure[when] += 1;
    }
    [[nodiscard]] std::vector<double> counts() const {
        std::vector<double> result(exposure.size());
        for (const std::uint32_t when : period) {
            result[when] += 1;
        }
        return result;
    }
    [[nodiscard]] burst_people rows() const { return {series, person, period}; }
};

/// Nothing bursts: some come in nearly every period, some in one run, from any time on.
crowd habits_and_runs(std::uint64_t seed, std::uint32_t habitual, std::uint32_t runs, std::size_t run) {
    constexpr std::size_t periods = 60;
    scvm::math::random_stream random(seed, 78);
    crowd result(periods);
    for (std::uint32_t i = 0; i < habitual; ++i, ++result.people) {
        for (std::size_t t = 0; t < periods; ++t) {
            if (random.bernoulli(0.9)) {
                result.comes(result.people, t);
            }
        }
    }
    for (std::uint32_t i = 0; i < runs; ++i, ++result.people) {
        const std::size_t end = 1 + random.below(periods + run - 1);
        for (std::size_t t = end > run ? end - run : 0; t < std::min(end, periods); ++t) {
            result.comes(result.people, t);
        }
    }
    return result;
}

}  // namespace

TEST_CASE("the best window is the one with the highest likelihood ratio, found by hand") {
    const std::vector<double> counts{2, 1, 2, 30, 20, 1};
    const std::vector<double> exposure(6, 100);
    const auto found = find_bursts(counts, exposure, {.longest = 3});
    REQUIRE(!found.empty());
    double best = 0;
    std::size_t first = 0;
    std::size_t last = 0;
    for (std::size_t a = 0; a < 6; ++a) {
        double c = 0;
        for (std::size_t b = a; b < std::min<std::size_t>(6, a + 3); ++b) {
            c += counts[b];
            const double e = 56.0 * static_cast<double>(b - a + 1) / 6;
            const double ratio = c > e ? c * std::log(c / e) + (56 - c) * std::log((56 - c) / (56 - e)) : 0;
            if (ratio > best) {
                best = ratio, first = a, last = b;
            }
        }
    }
    CHECK(found[0].first == first);
    CHECK(found[0].last == last);
    CHECK(found[0].first == 3);
    CHECK(found[0].last == 4);
    CHECK(found[0].log_likelihood_ratio == Approx(best).epsilon(1e-12));
    CHECK(found[0].expected == Approx(56.0 / 3));
    CHECK(found[0].alarm);
}

TEST_CASE("a burst planted in week 30 is found there, and only there") {
    auto counts = flat_series(5, 104, 4);
    counts[30] += 25;
    const auto found = find_bursts(counts, std::vector<double>(104, 200));
    std::size_t alarms = 0;
    for (const burst& each : found) {
        alarms += each.alarm ? 1 : 0;
        CHECK((!each.alarm || (each.first <= 30 && each.last >= 30 && each.last - each.first <= 1)));
    }
    CHECK(alarms == 1);
}

TEST_CASE("two bursts of one series are two alarms") {
    auto counts = flat_series(6, 104, 3);
    counts[20] += 30;
    counts[70] += 25;
    const auto found = find_bursts(counts, std::vector<double>(104, 200));
    REQUIRE(found.size() == 2);
    CHECK(found[0].alarm);
    CHECK(found[1].alarm);
    CHECK(found[0].first <= 20);
    CHECK(found[1].last >= 70);
}

TEST_CASE("a week in which everybody writes more is no burst") {
    std::vector<double> counts(52, 5);
    std::vector<double> exposure(52, 100);
    counts[30] = 50;
    exposure[30] = 1000;
    const auto found = find_bursts(counts, exposure);
    REQUIRE(found.size() == 1);
    CHECK_FALSE(found[0].alarm);
    exposure[30] = 100;
    CHECK(find_bursts(counts, exposure)[0].alarm);
}

TEST_CASE("where nothing bursts the alarms keep to their rate, for one series and for twenty together") {
    // 0.10 asked for: of 300 calls between 0.05 and 0.15 alarm, which is four standard errors either way, were it
    // exact; many series with Holm may only be below.
    int one = 0;
    int any = 0;
    constexpr int calls = 300;
    for (int i = 0; i < calls; ++i) {
        const auto seed = static_cast<std::uint64_t>(1000 + i);
        const burst_rules rules{.false_alarm_rate = 0.1, .longest = 4, .replicates = 99, .seed = seed};
        one += find_bursts(flat_series(seed, 40, 3), std::vector<double>(40, 1), rules)[0].alarm ? 1 : 0;
        if (i < 100) {
            std::vector<double> many;
            for (std::uint64_t s = 0; s < 20; ++s) {
                const auto more = flat_series(seed * 100 + s, 40, 3);
                many.insert(many.end(), more.begin(), more.end());
            }
            bool alarm = false;
            for (const burst& each : find_bursts(many, std::vector<double>(40, 1), rules)) {
                alarm = alarm || each.alarm;
            }
            any += alarm ? 1 : 0;
        }
    }
    MESSAGE("false alarms of one series: " << one << " of " << calls << ", of twenty: " << any << " of 100");
    CHECK(one > 0.03 * calls);
    CHECK(one < 0.17 * calls);
    CHECK(any <= 22);
}

TEST_CASE("bursts refuse what is no count, and know nothing of series without events") {
    const std::vector<double> exposure{1, 1, 0};
    CHECK(find_bursts(std::vector<double>{0, 0, 0}, exposure).empty());
    CHECK(find_bursts({}, exposure).empty());
    CHECK_THROWS_AS((void)find_bursts(std::vector<double>{1, 1.5, 0}, exposure), scvm::error);
    CHECK_THROWS_AS((void)find_bursts(std::vector<double>{1, -1, 0}, exposure), scvm::error);
    CHECK_THROWS_AS((void)find_bursts(std::vector<double>{1, 1, 1}, exposure), scvm::error);
    CHECK_THROWS_AS((void)find_bursts(std::vector<double>{1, 1}, exposure), scvm::error);
    CHECK_THROWS_AS((void)find_bursts(std::vector<double>{1, 1, 0}, std::vector<double>{1, -1, 0}), scvm::error);
    CHECK_THROWS_AS((void)find_bursts(std::vector<double>{1, 1, 0}, exposure, {.false_alarm_rate = 0}), scvm::error);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS((void)find_bursts(std::vector<double>{1, nan, 0}, exposure), scvm::error);
    const scvm::work_scope small({.seconds = 1e-6, .bytes = 1e9});
    CHECK_THROWS_AS((void)find_bursts(std::vector<double>{5, 5, 0}, exposure), scvm::error);
}

TEST_CASE(
    "where the same people come every week or in runs the alarms keep to their rate, which a count of them does not") {
    // At 0.05, of 200 series at most 18 alarm but for one in a hundred times, were it exact.
    for (const auto& [habitual, runs, run] :
         {std::tuple{8u, 15u, 5u}, std::tuple{0u, 30u, 5u}, std::tuple{0u, 8u, 7u}}) {
        int of_people = 0;
        int of_counts = 0;
        for (int i = 0; i < 200; ++i) {
            const auto seed = static_cast<std::uint64_t>(2000 + i);
            const crowd nothing = habits_and_runs(seed, habitual, runs, run);
            const burst_rules rules{.replicates = 99, .seed = seed};
            of_people += find_bursts_of_people(nothing.rows(), nothing.exposure, rules)[0].found.alarm ? 1 : 0;
            of_counts += find_bursts(nothing.counts(), nothing.exposure, rules)[0].alarm ? 1 : 0;
        }
        MESSAGE(habitual << " habitual, " << runs << " runs of " << run << ": alarms of people " << of_people
                         << " of 200, of their counts " << of_counts);
        CHECK(of_people <= 18);
        if (habitual == 0) {
            CHECK(of_counts > 40);
        }
    }
}

TEST_CASE("who goes on while the others are away makes no burst, as a count of them would have it") {
    crowd summer(52, 200);
    for (std::size_t t = 25; t < 31; ++t) {
        summer.exposure[t] = 5;
    }
    for (std::uint32_t who = 0; who < 10; ++who) {
        for (std::size_t t = 0; t < 52; ++t) {
            summer.comes(who, t);
        }
    }
    CHECK(find_bursts(summer.counts(), summer.exposure)[0].alarm);
    CHECK_FALSE(find_bursts_of_people(summer.rows(), summer.exposure)[0].found.alarm);
}

TEST_CASE("a burst of different people is found among habits and runs, with how many they are") {
    crowd planted = habits_and_runs(3, 5, 10, 5);
    for (std::uint32_t i = 0; i < 25; ++i, ++planted.people) {
        planted.comes(planted.people, 30);
        planted.comes(planted.people, 31);
    }
    const auto found = find_bursts_of_people(planted.rows(), planted.exposure);
    REQUIRE(found.size() == 1);
    CHECK(found[0].found.alarm);
    CHECK(found[0].found.first == 30);
    CHECK(found[0].found.last == 31);
    CHECK(found[0].people >= 25);
    CHECK(found[0].found.observed == planted.counts()[30] + planted.counts()[31]);
    CHECK(found[0].people < found[0].found.observed);
}

TEST_CASE("people who come once each burst as their counts do, and rows that are told twice count once") {
    crowd once(20, 100);
    for (std::uint32_t who = 0; who < 40; ++who) {
        once.comes(who, who < 20 ? 7 : who - 20);
    }
    const auto of_counts = find_bursts(once.counts(), std::vector<double>(20, 100), {.longest = 1});
    for (std::size_t i = 0, n = once.person.size(); i < n; ++i) {
        once.series.push_back(once.series[i]), once.person.push_back(once.person[i]),
            once.period.push_back(once.period[i]);
    }
    const auto of_people = find_bursts_of_people(once.rows(), std::vector<double>(20, 100), {.longest = 1});
    REQUIRE(of_people.size() == 1);
    CHECK(of_people[0].people == 21);
    CHECK(of_people[0].found.observed == of_counts[0].observed);
    CHECK(of_people[0].found.expected == Approx(2));
    CHECK(of_people[0].found.log_likelihood_ratio == Approx(of_counts[0].log_likelihood_ratio));
    CHECK(of_people[0].found.p_value == Approx(1.0 / 1000));
}

TEST_CASE("thousands of people of one series are moved in blocks, in a bounded time, and nothing bursts") {
    scvm::math::random_stream random(9, 9);
    crowd many(50, 5000);
    for (std::uint32_t who = 0; who < 3000; ++who) {
        const std::size_t begin = random.below(50);
        for (std::size_t t = begin; t < begin + 4; ++t) {
            many.comes(who, t % 50);
        }
    }
    CHECK_FALSE(find_bursts_of_people(many.rows(), many.exposure, {.replicates = 99})[0].found.alarm);
}

TEST_CASE("bursts of people refuse a period that nobody has, columns of two lengths, and too much work") {
    const std::vector<std::uint32_t> two{0, 0};
    const std::vector<std::uint32_t> one{0};
    const std::vector<std::uint32_t> far{0, 3};
    const std::vector<std::uint32_t> huge{0, 4'000'000'000};
    const std::vector<double> exposure{1, 1, 0};
    CHECK(find_bursts_of_people({}, exposure).empty());
    CHECK(find_bursts_of_people({}, {}).empty());
    CHECK_THROWS_AS((void)find_bursts_of_people({two, two, far}, exposure), scvm::error);
    CHECK_THROWS_AS((void)find_bursts_of_people({two, one, two}, exposure), scvm::error);
    CHECK_THROWS_AS((void)find_bursts_of_people({huge, two, two}, exposure), scvm::error);
    const std::vector<std::uint32_t> nobody{0, 2};
    CHECK_THROWS_AS((void)find_bursts_of_people({two, two, nobody}, exposure), scvm::error);
    for (const burst_rules& bad : {burst_rules{.longest = 0}, {.longest = 367}, {.replicates = 18}}) {
        CHECK_THROWS_AS((void)find_bursts_of_people({two, two, two}, exposure, bad), scvm::error);
    }
    const scvm::work_scope small({.seconds = 1e-6, .bytes = 1e9});
    CHECK_THROWS_AS((void)find_bursts_of_people({two, two, two}, exposure), scvm::error);
}
