#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/random.hpp>
#include <scvm/network/graph.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace scvm::network {

/// The number of a group that is not known.
inline constexpr std::uint32_t no_group = std::numeric_limits<std::uint32_t>::max();

/// What an index of internal use is made of, each 0 to 1; NaN: not known.
struct maturity_parts {
    double taking_part = std::numeric_limits<double>::quiet_NaN();
    double returned = std::numeric_limits<double>::quiet_NaN();
    double across_departments = std::numeric_limits<double>::quiet_NaN();
    double across_levels = std::numeric_limits<double>::quiet_NaN();
};

void describe(const auto& is, const maturity_parts& o) {
    is("taking_part", o.taking_part, unit("share"), "Of all employees, those who did anything but follow.");
    is("returned", o.returned, unit("share"),
       "Of the ordered pairs of employees with a tie, those with one in both directions.");
    is("across_departments", o.across_departments, unit("share"),
       "Ties between departments, as a part of those that ties without regard to departments would give; at most 1.");
    is("across_levels", o.across_levels, unit("share"), "The same of levels of the hierarchy.");
}

struct maturity_result {
    double index = std::numeric_limits<double>::quiet_NaN();
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
    std::size_t employees = 0;
    std::size_t ties = 0;
    maturity_parts parts{};
};

void describe(const auto& is, const maturity_result& o) {
    is("index", o.index, unit("0 to 5"), "5 times the geometric mean of the parts that are known.");
    is("low", o.low, unit("0 to 5"), "Lower end of the interval from employees drawn anew.");
    is("high", o.high, unit("0 to 5"), "Its upper end.");
    is("employees", o.employees, "The n of it all.");
    is("ties", o.ties, "Ordered pairs of employees with a tie.");
    is("parts", o.parts, "What it is made of.");
}

namespace detail {

/// Groups are counted by their numbers, which a far too large one would make cost memory for nothing.
inline void check_group(const char* name, std::size_t person, std::uint32_t group) {
    constexpr std::uint32_t most = 100'000;
    if (group != no_group && group >= most) {
        throw_domain(name, person, group, "a group number below 100000");
    }
}

/// The parts, each employee counted `times` as often; a tie counts as often as both of its ends together.
[[nodiscard]] inline maturity_parts maturity_of(const graph& ties, std::span<const std::uint8_t> active,
                                                std::span<const std::uint32_t> department,
                                                std::span<const std::uint32_t> level, std::span<const double> times) {
    double all = 0;
    double taking_part = 0;
    double pairs = 0;
    double mutual = 0;
    for (std::size_t node = 0; node < times.size(); ++node) {
        all += times[node];
        taking_part += times[node] * active[node];
    }
    const adjacency& out = ties.outgoing();
    const adjacency& in = ties.incoming();
    struct crossing {
        double known = 0;
        double crossed = 0;
        std::vector<double> leaving;
        std::vector<double> entering;

        void add(std::uint32_t from, std::uint32_t to, double weight) {
            if (from == no_group || to == no_group) {
                return;
            }
            const std::size_t groups = std::size_t{std::max(from, to)} + 1;
            leaving.resize(std::max(groups, leaving.size()));
            entering.resize(leaving.size());
            known += weight;
            crossed += from != to ? weight : 0;
            leaving[from] += weight;
            entering[to] += weight;
        }
        /// Observed by expected part of ties that cross: what the groups' own numbers of ties would give.
        [[nodiscard]] double part() const {
            double inside = 0;
            for (std::size_t g = 0; g < leaving.size(); ++g) {
                inside += leaving[g] / known * (entering[g] / known);
            }
            return known > 0 && inside < 1 ? std::min(1.0, crossed / known / (1 - inside))
                                           : std::numeric_limits<double>::quiet_NaN();
        }
    };
    crossing departments;
    crossing levels;
    for (std::uint32_t from = 0; from < ties.node_count(); ++from) {
        std::uint32_t last = no_group;
        for (const std::uint32_t to : out.neighbours(from)) {
            if (to == from || to == last) {
                continue;
            }
            last = to;
            const double weight = times[from] * times[to];
            const auto back = in.neighbours(from);
            pairs += weight;
            mutual += std::binary_search(back.begin(), back.end(), to) ? weight : 0;
            departments.add(department[from], department[to], weight);
            levels.add(level[from], level[to], weight);
        }
    }
    maturity_parts result;
    result.taking_part = all > 0 ? taking_part / all : result.taking_part;
    result.returned = pairs > 0 ? mutual / pairs : result.returned;
    result.across_departments = departments.part();
    result.across_levels = levels.part();
    return result;
}

[[nodiscard]] inline double maturity_index(const maturity_parts& of) {
    double logarithm = 0;
    double known = 0;
    for (const double part : {of.taking_part, of.returned, of.across_departments, of.across_levels}) {
        if (!std::isnan(part)) {
            logarithm += std::log(part);
            known += 1;
        }
    }
    return known >= 2 ? 5 * std::exp(logarithm / known) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace detail

/// How far a company has come in using its own network: 5 times the geometric mean of who takes part, what is returned,
/// and how freely ties cross departments and levels, each 0 to 1.
///
/// `ties` holds who acts upon whom among the employees, `active` (1 or 0) who acted at all; `department` and `level`
/// are group numbers, no_group where not known. A part without data is left out; with fewer than two parts, or fewer
/// than 5 employees, there is no index. A geometric mean: where nobody answers, or nothing crosses, nothing makes up
/// for it. The interval is that of `draws` samples of employees with replacement (Efron 1979; ties go with both of
/// their ends, as in Snijders and Borgatti 1999), by percentiles.
///
/// Throws error{size_mismatch}; error{domain} for a group number of 100,000 or more, or an `active` above 1. Own
/// definition, after the text's "internal maturity" (Simmet 2013); crossing against chance after Newman 2003.
[[nodiscard]] inline maturity_result internal_maturity(const graph& ties, std::span<const std::uint8_t> active,
                                                       std::span<const std::uint32_t> department,
                                                       std::span<const std::uint32_t> level, std::uint32_t draws = 400,
                                                       std::uint64_t seed = 1,
                                                       double confidence = math::usual_confidence) {
    const std::uint32_t nodes = ties.node_count();
    require_size("active", active.size(), "the graph", nodes);
    require_size("department", department.size(), "the graph", nodes);
    require_size("level", level.size(), "the graph", nodes);
    for (std::uint32_t person = 0; person < nodes; ++person) {
        if (active[person] > 1) {
            throw_domain("active", person, active[person], "0 or 1");
        }
        detail::check_group("department", person, department[person]);
        detail::check_group("level", person, level[person]);
    }
    math::require_confidence(confidence);
    maturity_result result;
    result.employees = nodes;
    std::vector<double> times(nodes, 1.0);
    result.parts = detail::maturity_of(ties, active, department, level, times);
    for (std::uint32_t from = 0; from < nodes; ++from) {
        const auto to = ties.outgoing().neighbours(from);
        for (std::size_t e = 0; e < to.size(); ++e) {
            result.ties += to[e] != from && (e == 0 || to[e] != to[e - 1]);
        }
    }
    constexpr std::uint32_t fewest = 5;
    if (nodes < fewest) {
        return result;
    }
    result.index = detail::maturity_index(result.parts);
    require_work("internal_maturity",
                 {1e-7 * draws * (nodes + static_cast<double>(ties.edge_count())), 16.0 * draws + 32.0 * nodes});
    std::vector<double> drawn;
    for (std::uint32_t draw = 0; draw < draws && !std::isnan(result.index); ++draw) {
        math::random_stream random(seed, draw);
        std::fill(times.begin(), times.end(), 0.0);
        for (std::uint32_t i = 0; i < nodes; ++i) {
            times[random.below(nodes)] += 1;
        }
        const double index = detail::maturity_index(detail::maturity_of(ties, active, department, level, times));
        if (!std::isnan(index)) {
            drawn.push_back(index);
        }
    }
    if (!drawn.empty()) {
        std::sort(drawn.begin(), drawn.end());
        const double tail = (1 - confidence) / 2;
        const auto size = static_cast<double>(drawn.size());
        result.low = drawn[static_cast<std::size_t>(tail * size)];
        result.high = drawn[static_cast<std::size_t>(std::ceil((1 - tail) * size)) - 1];
    }
    return result;
}

}  // namespace scvm::network
