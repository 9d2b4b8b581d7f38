// scvm._core.network: what moves a community, and when.
#include "network_arrays.hpp"

#include <scvm/network/bursts.hpp>
#include <scvm/network/community_points.hpp>
#include <scvm/network/compare_persons.hpp>
#include <scvm/network/hour_profile.hpp>

#include <array>
#include <string>
#include <utility>
#include <vector>

using namespace py::literals;
using namespace scvm::network;

namespace {

template <class Items, class Read>
[[nodiscard]] auto taken(const Items& items, Read read) {
    std::vector<std::decay_t<decltype(read(*std::begin(items)))>> values;
    for (const auto& each : items) {
        values.push_back(read(each));
    }
    return hand_over(std::move(values));
}

[[nodiscard]] py::dict to_dict(const std::vector<burst>& found) {
    return py::dict("series"_a = taken(found, [](const burst& b) { return static_cast<std::int64_t>(b.series); }),
                    "first"_a = taken(found, [](const burst& b) { return static_cast<std::int64_t>(b.first); }),
                    "last"_a = taken(found, [](const burst& b) { return static_cast<std::int64_t>(b.last); }),
                    "observed"_a = taken(found, [](const burst& b) { return b.observed; }),
                    "expected"_a = taken(found, [](const burst& b) { return b.expected; }),
                    "log_likelihood_ratio"_a = taken(found, [](const burst& b) { return b.log_likelihood_ratio; }),
                    "p_value"_a = taken(found, [](const burst& b) { return b.p_value; }),
                    "adjusted_p"_a = taken(found, [](const burst& b) { return b.adjusted_p; }),
                    "alarm"_a = taken(found, [](const burst& b) { return static_cast<std::uint8_t>(b.alarm); }));
}

}  // namespace

void bind_network_community(room_module& m) {
    m.def(
        "find_bursts",
        [](const column<double>& counts, const column<double>& exposure, double false_alarm_rate, std::uint32_t longest,
           std::uint32_t replicates, std::uint64_t seed) {
            const auto of = lend(counts);
            const auto all = lend(exposure);
            const auto found = unlocked([&] {
                return find_bursts(of, all, {false_alarm_rate, longest, replicates, seed});
            });
            return to_dict(found);
        },
        "counts"_a, "exposure"_a, "false_alarm_rate"_a, "longest"_a, "replicates"_a, "seed"_a);
    m.def(
        "find_bursts_of_people",
        [](const column<std::uint32_t>& series, const column<std::uint32_t>& person,
           const column<std::uint32_t>& period, const column<double>& exposure, double false_alarm_rate,
           std::uint32_t longest, std::uint32_t replicates, std::uint64_t seed) {
            const burst_people of{lend(series), lend(person), lend(period)};
            const auto all = lend(exposure);
            const auto found = unlocked([&] {
                return find_bursts_of_people(of, all, {false_alarm_rate, longest, replicates, seed});
            });
            std::vector<burst> bursts;
            std::vector<std::int64_t> people;
            for (const people_burst& each : found) {
                bursts.push_back(each.found);
                people.push_back(static_cast<std::int64_t>(each.people));
            }
            py::dict result = to_dict(bursts);
            result["people"] = hand_over(std::move(people));
            return result;
        },
        "series"_a, "person"_a, "period"_a, "exposure"_a, "false_alarm_rate"_a, "longest"_a, "replicates"_a, "seed"_a);
    m.def(
        "hour_profile",
        [](const column<std::uint32_t>& hour, const column<std::uint8_t>& success, double confidence) {
            const auto found = hour_profile(lend(hour), lend(success), confidence);
            return py::dict("n"_a = taken(found.hours, [](const posting_hour& h) { return h.n; }),
                            "successes"_a = taken(found.hours, [](const posting_hour& h) { return h.successes; }),
                            "share"_a = taken(found.hours, [](const posting_hour& h) { return h.share; }),
                            "low"_a = taken(found.hours, [](const posting_hour& h) { return h.low; }),
                            "high"_a = taken(found.hours, [](const posting_hour& h) { return h.high; }),
                            "shrunk"_a = taken(found.hours, [](const posting_hour& h) { return h.shrunk; }),
                            "shrunk_low"_a = taken(found.hours, [](const posting_hour& h) { return h.shrunk_low; }),
                            "shrunk_high"_a = taken(found.hours, [](const posting_hour& h) { return h.shrunk_high; }),
                            "better"_a = taken(
                                found.hours, [](const posting_hour& h) { return static_cast<std::uint8_t>(h.better); }),
                            "best"_a = taken(found.best, [](std::uint32_t h) { return h; }), "posts"_a = found.n,
                            "overall"_a = found.share, "concentration"_a = found.concentration);
        },
        "hour"_a, "success"_a, "confidence"_a);
    m.def(
        "compare_persons",
        [](const column<std::uint32_t>& person, const column<double>& value, const column<std::uint8_t>& second,
           double confidence) {
            const auto found = compare_persons(lend(person), lend(value), lend(second), confidence);
            return py::dict("first"_a = found.first, "second"_a = found.second, "both"_a = found.both,
                            "mean_first"_a = found.mean_first, "mean_second"_a = found.mean_second,
                            "difference"_a = found.difference, "low"_a = found.low, "high"_a = found.high,
                            "degrees_of_freedom"_a = found.degrees_of_freedom, "p_value"_a = found.p_value);
        },
        "person"_a, "value"_a, "second"_a, "confidence"_a);
    m.def(
        "community_points",
        [](const column<std::uint32_t>& receiver, const column<std::uint32_t>& giver, const column<std::int64_t>& day,
           const column<double>& standing, const column<std::uint8_t>& eligible, double daily_cap,
           std::uint32_t days_of_one, const std::array<double, 3>& level_points,
           const std::array<double, 3>& level_others) {
            const auto found = community_points(lend(receiver), lend(giver), lend(day), lend(standing), lend(eligible),
                                                {daily_cap, days_of_one, level_points, level_others});
            return py::dict("points"_a = taken(found, [](const recognition& r) { return r.points; }),
                            "others"_a = taken(found, [](const recognition& r) { return r.others; }),
                            "days"_a = taken(found, [](const recognition& r) { return r.days; }),
                            "level"_a = taken(found, [](const recognition& r) { return r.level; }));
        },
        "receiver"_a, "giver"_a, "day"_a, "standing"_a, "eligible"_a, "daily_cap"_a, "days_of_one"_a, "level_points"_a,
        "level_others"_a);
}
