#pragma once

#include <scvm/network/contributors.hpp>
#include <scvm/network/interaction_graph.hpp>
#include <scvm/network/interaction_ledger.hpp>
#include <scvm/network/interactions.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

namespace scvm::network {

/// Who follows whom.
struct follow {
    std::uint32_t target = 0;
    std::uint32_t actor = 0;
    std::int32_t day = 0;  ///< the first, in days since 1970-01-01

    [[nodiscard]] constexpr std::pair<std::uint32_t, std::uint32_t> key() const noexcept { return {target, actor}; }
};
struct effective_audience {
    std::vector<std::uint32_t> followers;  ///< by person: how many are effective
    std::vector<follow> effective;         ///< these, by target, then actor
    std::vector<follow> worthless;         ///< those that are not, likewise
};

/// The effective followers of each person, by effective_followers() of what a ledger tells of them.
///
/// The first day on which an account followed counts; `graph` tells when it last did anything else, the fingerprints
/// of its texts how much of them is repeated. Follows after `today` (days since 1970-01-01) do not count yet.
/// Time is that of a pass over the ledger, and of sorting the follows and the texts.
[[nodiscard]] inline effective_audience effective_audiences(const interaction_ledger& ledger,
                                                            const interaction_graph& graph, std::int32_t today,
                                                            const follower_rules& rules = {}) {
    const std::size_t persons = graph.audiences.size();
    std::vector<follow> follows;
    const auto take = [&](const interaction_cell& cell) {
        const auto day = static_cast<std::int32_t>(cell.day());
        if (cell.kind() == interaction_kind::follow && cell.target != nobody && cell.target != cell.actor &&
            day <= today) {
            follows.push_back({cell.target, cell.actor, day});
        }
    };
    const cell_column joined = ledger.single_run() != nullptr ? cell_column() : ledger.cells();
    for (const interaction_cell& cell : ledger.single_run() != nullptr ? *ledger.single_run() : joined) {
        take(cell);
    }
    struct text {
        std::uint32_t actor = 0;
        std::uint64_t fingerprint = 0;
    };
    std::vector<text> texts;
    for (const marked_interaction& event : ledger.marked()) {
        take(event.cell);
        if (event.fingerprint != 0) {
            texts.push_back({event.cell.actor, event.fingerprint});
        }
    }
    std::sort(follows.begin(), follows.end(),
              [](const follow& a, const follow& b) { return std::pair(a.key(), a.day) < std::pair(b.key(), b.day); });
    const auto again = [](const follow& a, const follow& b) { return a.key() == b.key(); };
    follows.erase(std::unique(follows.begin(), follows.end(), again), follows.end());
    std::vector<std::uint32_t> following(persons);
    for (const follow& each : follows) {
        ++following[each.actor];
    }
    std::sort(texts.begin(), texts.end(), [](const text& a, const text& b) {
        return std::tie(a.actor, a.fingerprint) < std::tie(b.actor, b.fingerprint);
    });
    std::vector<double> repeated(persons, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < texts.size();) {
        const std::size_t first = i;
        std::size_t same_text = 0;
        for (; i < texts.size() && texts[i].actor == texts[first].actor; ++i) {
            same_text += i > first && texts[i].fingerprint == texts[i - 1].fingerprint;
        }
        repeated[texts[first].actor] = static_cast<double>(same_text) / static_cast<double>(i - first);
    }
    effective_audience result{std::vector<std::uint32_t>(persons), {}, {}};
    std::vector<std::int32_t> active;
    std::vector<std::int32_t> came;
    std::vector<std::uint32_t> out;
    std::vector<std::uint32_t> in;
    std::vector<double> same;
    for (std::size_t i = 0; i < follows.size();) {
        const std::size_t first = i;
        const std::uint32_t target = follows[i].target;
        active.clear();
        came.clear();
        out.clear();
        in.clear();
        same.clear();
        for (; i < follows.size() && follows[i].target == target; ++i) {
            const std::uint32_t actor = follows[i].actor;
            active.push_back(graph.last_active_day[actor]);
            came.push_back(follows[i].day);
            out.push_back(following[actor]);
            in.push_back(graph.audiences[actor].followers);
            same.push_back(repeated[actor]);
        }
        const auto status = effective_followers({active, came, out, in, same}, today, rules);
        result.followers[target] = status.count[static_cast<std::size_t>(follower_status::effective)];
        for (std::size_t row = first; row < i; ++row) {
            const bool worth = status.of_follower[row - first] == follower_status::effective;
            (worth ? result.effective : result.worthless).push_back(follows[row]);
        }
    }
    return result;
}

}  // namespace scvm::network
