#include <scvm/value/purchase_summary.hpp>
#include <scvm/value/time_zone.hpp>

#include <cstdint>
#include <vector>

// 23:00 in UTC is tomorrow in Berlin, and 01:00 of that day is the same day there: one purchase day instead of two.
int main() {
    constexpr std::int64_t eleven_at_night = 1704150000;  // 2024-01-01T23:00:00Z
    const std::vector<std::uint32_t> customer{0, 0};
    const std::vector<std::int64_t> time{eleven_at_night, eleven_at_night + 2 * 3600};
    const auto berlin = scvm::value::utc_offsets("Europe/Berlin", time[0], time[1]);
    const auto there = scvm::value::purchase_summary({customer, time, {}, 1}, time[1], {.offsets = berlin});
    const auto utc = scvm::value::purchase_summary({customer, time, {}, 1}, time[1]);
    return there.x[0] == 0 && utc.x[0] == 1 ? 0 : 1;
}
