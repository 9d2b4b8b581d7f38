#include <scvm/crm/employee_layer.hpp>
#include <scvm/network/graph.hpp>
#include <scvm/network/internal_maturity.hpp>
#include <scvm/network/lead_lag.hpp>
#include <scvm/network/mixing.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace scvm::crm {

namespace {

/// Each employee's group by number, in the order of the ids; network::no_group: not known.
[[nodiscard]] std::vector<std::uint32_t> groups_of(const base_attribute& of, std::span<const std::uint32_t> rank) {
    std::vector<std::uint32_t> result(rank.size(), network::no_group);
    for (std::size_t row = 0; row < of.of_row.size(); ++row) {
        result[rank[row]] = of.of_row[row] == base_attribute::none ? network::no_group : of.of_row[row];
    }
    return result;
}

/// The ties among the employees, numbered from 0 in the order of their ids.
[[nodiscard]] network::graph inner_ties(const network::graph& staff, std::uint32_t customers) {
    const std::uint32_t employees = staff.node_count() - customers;
    std::vector<std::uint32_t> source;
    std::vector<std::uint32_t> target;
    std::vector<double> weight;
    for (std::uint32_t from = customers; from < staff.node_count(); ++from) {
        const auto to = staff.outgoing().neighbours(from);
        for (std::size_t e = 0; e < to.size(); ++e) {
            if (to[e] >= customers && to[e] != from) {
                source.push_back(from - customers);
                target.push_back(to[e] - customers);
                weight.push_back(staff.outgoing().weights(from)[e]);
            }
        }
    }
    return network::graph::from_edges({source, target, weight}, {.nodes = employees});
}

/// Ties across the groups, for those of whom it is known.
[[nodiscard]] crossing_summary crossing_of(const network::graph& ties, std::span<const std::uint32_t> group) {
    crossing_summary result;
    std::vector<std::uint32_t> source;
    std::vector<std::uint32_t> target;
    std::vector<double> weight;
    std::uint32_t groups = 0;
    for (const std::uint32_t each : group) {
        groups = each == network::no_group ? groups : std::max(groups, each + 1);
    }
    for (std::uint32_t from = 0; from < ties.node_count(); ++from) {
        for (const std::uint32_t to : ties.outgoing().neighbours(from)) {
            if (group[from] != network::no_group && group[to] != network::no_group) {
                source.push_back(from);
                target.push_back(to);
                weight.push_back(1);
                result.ties += 1;
                result.crossed += group[from] != group[to];
            }
        }
    }
    if (groups < 2 || result.ties == 0) {
        return result;
    }
    std::vector<std::uint32_t> known(group.begin(), group.end());
    std::ranges::replace(known, network::no_group, 0U);  // without ties here: it counts nowhere
    const auto graph = network::graph::from_edges({source, target, weight}, {.nodes = ties.node_count()});
    const network::mixing_result mixed = network::mixing(graph, known, groups);
    const auto ties_in_all = static_cast<double>(result.ties);
    result.ei_index = mixed.all.ei_index();
    std::vector<double> leaving(groups);
    std::vector<double> entering(groups);
    for (std::size_t e = 0; e < source.size(); ++e) {
        leaving[known[source[e]]] += 1;
        entering[known[target[e]]] += 1;
    }
    double inside = 0;
    for (std::uint32_t g = 0; g < groups; ++g) {
        inside += leaving[g] / ties_in_all * (entering[g] / ties_in_all);
    }
    result.against_chance = inside < 1 ? static_cast<double>(result.crossed) / ties_in_all / (1 - inside) : absent;
    return result;
}

/// The row that counts of those with one id, which are one act that was delivered again: the first, for any order.
class first_deliveries {
    [[nodiscard]] auto place(std::size_t row) const {
        return std::tuple(rows_.time[row], rows_.actor[row], rows_.target[row], rows_.kind[row], rows_.count[row]);
    }

public:
    explicit first_deliveries(const base_interactions& rows) : rows_(rows) {
        for (std::size_t row = 0; row < rows.actor.size(); ++row) {
            if (rows.event_id[row] != 0) {
                const auto [found, fresh] = first_.try_emplace(rows.event_id[row], row);
                if (!fresh && place(row) < place(found->second)) {
                    found->second = row;
                }
            }
        }
    }

    [[nodiscard]] bool counts(std::size_t row) const {
        return rows_.event_id[row] == 0 || first_.at(rows_.event_id[row]) == row;
    }

private:
    const base_interactions& rows_;
    std::unordered_map<std::uint64_t, std::size_t> first_;
};

/// Acts a week in any tone, inside and with customers, from the week of the first such act to that of the day of
/// scoring, which is left out unless it is whole.
void count_weeks(const usable_data& data, std::int64_t as_of, std::vector<double>& inside,
                 std::vector<double>& outside) {
    constexpr std::int64_t week = 7 * 86400;
    const base_interactions& rows = data.all_interactions();
    const first_deliveries deliveries(rows);
    const auto is_employee = [](std::uint32_t person) { return person != no_person && (person & employee_bit) != 0; };
    // Weeks end with the day of scoring, so that the last one is whole.
    const auto back = [&](std::int64_t time) { return static_cast<std::size_t>((as_of - time) / week); };
    for (std::size_t row = 0; row < rows.actor.size(); ++row) {
        const bool by_staff = is_employee(rows.actor[row]);
        const bool to_staff = is_employee(rows.target[row]);
        const bool follows =
            static_cast<network::interaction_kind>(rows.kind[row]) == network::interaction_kind::follow;
        if (rows.time[row] > as_of || follows || rows.target[row] == no_person || rows.actor[row] == rows.target[row] ||
            !(by_staff || to_staff) || !deliveries.counts(row) || data.is_outside(rows.actor[row]) ||
            data.is_outside(rows.target[row])) {
            continue;
        }
        const std::size_t place = back(rows.time[row]);
        if (place >= inside.size()) {
            inside.resize(place + 1);
            outside.resize(place + 1);
        }
        (by_staff && to_staff ? inside : outside)[place] += rows.count[row];
    }
    if (!inside.empty()) {  // the first week began before the first act
        inside.pop_back();
        outside.pop_back();
    }
    std::ranges::reverse(inside);
    std::ranges::reverse(outside);
}

}  // namespace

employee_summary measure_employees(const usable_data& data, const network_state& network, std::int64_t as_of) {
    const auto customers = static_cast<std::uint32_t>(data.customers());
    const auto employees = static_cast<std::uint32_t>(data.employees());
    const std::vector<std::uint32_t> rank = data.employee_ids().ranks();
    std::vector<std::uint32_t> row_of(employees);
    for (std::uint32_t row = 0; row < employees; ++row) {
        row_of[rank[row]] = row;
    }
    const network::graph& all = network.contacts.links;
    const network::graph inner = inner_ties(all, customers);
    employee_summary result;
    result.employees = employees;
    std::vector<std::uint8_t> active(employees);
    for (std::uint32_t e = 0; e < employees; ++e) {
        active[e] = network.contacts.last_active_day[customers + e] >= 0 ? 1 : 0;
        result.taking_part += active[e];
        std::vector<std::uint32_t> inside;
        std::vector<std::uint32_t> outside;
        for (const auto* rows : {&all.outgoing(), &all.incoming()}) {
            for (const std::uint32_t other : rows->neighbours(customers + e)) {
                if (other != customers + e) {
                    (other >= customers ? inside : outside).push_back(other);
                }
            }
        }
        for (auto* each : {&inside, &outside}) {
            std::ranges::sort(*each);
            each->erase(std::unique(each->begin(), each->end()), each->end());
        }
        if (!inside.empty() && !outside.empty()) {
            result.bridges.push_back({std::string(data.employee_ids()[row_of[e]]), inside.size(), outside.size()});
        }
    }
    std::ranges::stable_sort(result.bridges, [](const staff_bridge& a, const staff_bridge& b) {
        return std::min(a.inside, a.outside) > std::min(b.inside, b.outside);
    });
    const network::reciprocity_result returned = network::reciprocity(inner);
    result.pairs = returned.pairs;
    result.returned = returned.share;
    const std::vector<std::uint32_t> department = groups_of(data.departments(), rank);
    const std::vector<std::uint32_t> level = groups_of(data.levels(), rank);
    result.departments = crossing_of(inner, department);
    result.levels = crossing_of(inner, level);
    result.maturity = network::internal_maturity(inner, active, department, level);

    std::vector<std::uint8_t> met(customers);
    for (std::uint32_t c = 0; c < customers; ++c) {
        for (const auto* rows : {&all.outgoing(), &all.incoming()}) {
            for (const std::uint32_t other : rows->neighbours(c)) {
                met[c] = met[c] != 0 || other >= customers ? 1 : 0;
            }
        }
    }
    for (std::uint32_t c = 0; c < customers; ++c) {
        bool near = met[c] != 0;
        for (const auto* rows : {&network.graph.links.outgoing(), &network.graph.links.incoming()}) {
            for (const std::uint32_t other : rows->neighbours(c)) {
                near = near || met[other] != 0;
            }
        }
        result.customers += network.member[c];
        result.covered += near && network.member[c] != 0;
    }
    std::vector<double> inside;
    std::vector<double> outside;
    count_weeks(data, as_of, inside, outside);
    result.lead = network::lead_lag(inside, outside);
    return result;
}

}  // namespace scvm::crm
