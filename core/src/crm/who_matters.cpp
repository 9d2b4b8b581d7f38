#include <scvm/crm/forecast.hpp>
#include <scvm/crm/treatment.hpp>
#include <scvm/crm/who_matters.hpp>
#include <scvm/equity/who_matters.hpp>
#include <scvm/math/normal.hpp>
#include <scvm/network/ambassadors.hpp>
#include <scvm/network/betweenness.hpp>
#include <scvm/network/cascade.hpp>
#include <scvm/network/components.hpp>
#include <scvm/network/graph.hpp>
#include <scvm/network/mixing.hpp>
#include <scvm/network/reach.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace scvm::crm {

namespace {

/// Network value, else lifetime value.
[[nodiscard]] double value_of(const matters_columns& of, std::size_t row) {
    return !std::isnan(of.network_value[row]) ? of.network_value[row] : of.lifetime_value[row];
}

/// The order of the active, influential and valuable.
void put_in_order(const matters_rules& rules, const usable_data& data, const network_state& network,
                  const matters_columns& columns, matters_state& result) {
    const std::size_t customers = network.place.size();
    std::vector<double> activity(customers, absent);
    std::vector<double> influence(customers, absent);
    std::vector<double> value(customers, absent);
    for (std::size_t c = 0; c < customers; ++c) {
        if (data.allows(data_use::network, c)) {
            const std::uint32_t person = network.place[c];
            activity[c] = network.graph.contributions[person];
            influence[c] = network.influence.empty() ? absent : network.influence[person];
            value[c] = value_of(columns, c);
        }
    }
    const equity::merit_columns merits{activity, influence, value};
    const equity::who_matters_result found = equity::who_matters(merits, rules.order, rules.weights);
    const auto active = equity::among_the_top(activity, rules.top_share);
    const auto influential = equity::among_the_top(influence, rules.top_share);
    const auto valuable = equity::among_the_top(value, rules.top_share);
    result.summary.ranked = found.ranked;
    for (std::size_t c = 0; c < customers; ++c) {
        matters_scores& of = result.of[c];
        of.active = active[c] != 0;
        of.influential = influential[c] != 0;
        of.valuable = valuable[c] != 0;
        of.status = std::isnan(value[c]) ? matters_status::no_value : matters_status::not_together;
        if (found.layer[c] != equity::no_layer) {
            of.status = matters_status::ranked;
            of.layer = found.layer[c];
            of.place = found.place[c];
            of.shared_by = found.shared_by[c];
            of.index = found.index[c];
        }
    }
}

/// How sure the layers are: lifetime values under parameters drawn from what the fit leaves open, all customers' under
/// the same ones, since one set of parameters makes them all; then the layers anew.
void doubt_order(const matters_rules& rules, const value_rules& worth, const network_state& network,
                 const matters_columns& columns, matters_state& result) {
    std::vector<std::size_t> rows;
    for (std::size_t c = 0; c < result.of.size(); ++c) {
        if (result.of[c].status == matters_status::ranked) {
            rows.push_back(c);
        }
    }
    const auto ranked = static_cast<double>(rows.size());
    if (rows.empty() || rules.draws == 0 || columns.histories.size() == 0) {
        return;
    }
    require_work("matters.draws", {rules.draws * ranked * 2e-6, 4 * rules.draws * ranked});
    std::vector<double> x;
    std::vector<double> t_x;
    std::vector<double> T;
    std::vector<double> monetary;
    std::vector<double> activity;
    std::vector<double> influence;
    for (const std::size_t c : rows) {
        x.push_back(columns.histories.x[c]);
        t_x.push_back(columns.histories.t_x[c]);
        T.push_back(columns.histories.T[c]);
        monetary.push_back(columns.monetary[c]);
        activity.push_back(network.graph.contributions[network.place[c]]);
        influence.push_back(network.influence[network.place[c]]);
    }
    std::vector<std::vector<std::uint32_t>> layers(rows.size());
    for_each_drawn_value(worth, {x, t_x, T}, monetary, rules.draws, rules.seed, [&](std::span<const double> drawn) {
        std::vector<double> value(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::size_t c = rows[i];
            // The credit that others give stays; of the own value's change the customer keeps what is not given away.
            const double given = std::isnan(columns.given_share[c]) ? 0 : columns.given_share[c];
            value[i] = value_of(columns, c) + (1 - given) * (drawn[i] - columns.lifetime_value[c]);
        }
        const std::vector<std::uint32_t> found = equity::pareto_layers({activity, influence, value});
        const std::uint32_t beyond = *std::ranges::max_element(found) + 1;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            layers[i].push_back(found[i] == equity::no_layer ? beyond : found[i]);
        }
    });
    result.summary.draws = layers.front().size();
    if (layers.front().empty()) {
        return;
    }
    const double tail = (1 - worth.confidence) / 2;
    const auto draws = static_cast<double>(layers.front().size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::vector<std::uint32_t>& of = layers[i];
        std::ranges::sort(of);
        matters_scores& to = result.of[rows[i]];
        to.first_layer = static_cast<double>(std::ranges::count(of, 1U)) / draws;
        to.layer_low = of[static_cast<std::size_t>(tail * draws)];
        to.layer_high = of[static_cast<std::size_t>(std::ceil((1 - tail) * draws)) - 1];
    }
}

/// The customers with ties among each other, by numbers of their own, each tie once and without direction.
struct ties_of_customers {
    explicit ties_of_customers(const network::graph& links) {
        const network::adjacency& out = links.outgoing();
        std::vector<std::uint32_t> source;
        std::vector<std::uint32_t> target;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
        for (std::uint32_t from = 0; from < links.node_count(); ++from) {
            for (auto e = out.offset[from]; e < out.offset[from + 1]; ++e) {
                if (out.neighbour[e] != from && out.edge_weight(e) > 0) {
                    pairs.push_back(std::minmax(from, out.neighbour[e]));
                }
            }
        }
        std::ranges::sort(pairs);
        pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
        number.assign(links.node_count(), nobody);
        for (const auto& [a, b] : pairs) {
            for (const std::uint32_t each : {a, b}) {
                number[each] = 0;
            }
        }
        for (std::uint32_t each = 0; each < number.size(); ++each) {
            if (number[each] == 0) {
                number[each] = static_cast<std::uint32_t>(person.size());
                person.push_back(each);
            }
        }
        for (const auto& [a, b] : pairs) {
            source.push_back(number[a]);
            target.push_back(number[b]);
        }
        edges = network::graph::from_edges({source, target, {}},
                                           {.nodes = static_cast<std::uint32_t>(person.size()), .directed = false});
    }

    static constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> number;  ///< by person; nobody: without ties
    std::vector<std::uint32_t> person;  ///< by number
    network::graph edges;
};

/// Betweenness looks from everybody, or from so many that the work stays bounded.
[[nodiscard]] std::uint32_t sources_for(const network::graph& edges) {
    constexpr double most_steps = 1e8;  // of nodes and edges together: about two seconds
    constexpr double fewest = 64;
    const double steps = static_cast<double>(edges.node_count()) + static_cast<double>(edges.edge_count());
    const double affordable = std::max(fewest, std::floor(most_steps / std::max(1.0, steps)));
    return affordable >= edges.node_count() ? 0 : static_cast<std::uint32_t>(affordable);
}

/// Hubs, bridges and boundary spanners.
void find_places(const usable_data& data, const network_state& network, matters_state& result) {
    constexpr double top = 0.95;
    constexpr std::uint32_t many = 5;
    const ties_of_customers ties(network.graph.links);
    const std::uint32_t nodes = ties.edges.node_count();
    const auto between = network::betweenness(ties.edges, {.undirected = true, .sources = sources_for(ties.edges)});
    const std::vector<std::uint32_t> off = network::cut_off(ties.edges);
    std::vector<double> degree(nodes);
    std::vector<double> per_tie(nodes);
    for (std::uint32_t node = 0; node < nodes; ++node) {
        degree[node] = static_cast<double>(ties.edges.outgoing().degree(node));
        per_tie[node] = between.value[node] / degree[node];
    }
    const auto hub = network::hubs(degree, between.value, top);
    const auto joins = network::above_quantile(per_tie, top);
    std::vector<std::uint8_t> met(network.place.size());  // by person: has a tie to an employee
    const bool staff = network.staff.links.node_count() > 0;
    for (std::uint32_t c = 0; staff && c < met.size(); ++c) {
        for (const auto* rows : {&network.staff.links.outgoing(), &network.staff.links.incoming()}) {
            for (const std::uint32_t other : rows->neighbours(c)) {
                met[c] = met[c] != 0 || other >= met.size() ? 1 : 0;
            }
        }
    }
    const double pairs = nodes > 2 ? (nodes - 1.0) * (nodes - 2.0) / 2 : absent;
    matters_summary& summary = result.summary;
    summary.tied = nodes;
    summary.sources = between.sources;
    summary.betweenness_error = between.error_bound / pairs;
    for (std::size_t c = 0; c < network.place.size(); ++c) {
        if (!data.allows(data_use::network, c)) {
            continue;
        }
        matters_scores& of = result.of[c];
        const std::uint32_t person = network.place[c];
        const std::uint32_t node = ties.number[person];
        of.betweenness = 0;
        of.cut_off = 0;
        of.spans = staff ? 0 : absent;
        if (node == ties_of_customers::nobody) {
            continue;
        }
        of.betweenness = nodes > 2 ? between.value[node] / pairs : 0;
        of.cut_off = off[node];
        of.hub = hub[node] != 0;
        of.bridge = joins[node] != 0 || off[node] >= many;
        if (staff && met[person] != 0) {
            of.spanner = true;
            for (const std::uint32_t other : ties.edges.outgoing().neighbours(node)) {
                of.spans += met[ties.person[other]] == 0;
            }
        }
    }
}

/// Along which edges word of mouth runs, from whom is heard to who hears.
[[nodiscard]] network::graph paths_of(const network::interaction_graph& attention, network::cascade_kind kind) {
    switch (kind) {
        case network::cascade_kind::probabilities:
            return network::learned_probabilities(attention);
        case network::cascade_kind::linear_threshold:
            return network::attention_shares(attention);
        default:
            return attention.links.reversed();
    }
}

/// The plan of ambassadors: order P(fan) x whom one reaches x what they are worth, less what others reach already.
void choose_ambassadors(const ambassador_rules& rules, const usable_data& data, const network_state& network,
                        const matters_columns& columns, matters_state& result) {
    const std::size_t customers = network.place.size();
    std::vector<std::uint8_t> eligible(customers);  // columns by person from here on
    std::vector<double> willing(customers);
    std::vector<double> worth(customers);
    std::vector<double> persons(customers);
    std::vector<double> cost(customers, rules.cost);
    std::vector<std::size_t> row(customers);
    for (std::size_t c = 0; c < customers; ++c) {
        matters_scores& of = result.of[c];
        const std::uint32_t person = network.place[c];
        row[person] = c;
        if (!data.allows(data_use::network, c)) {
            continue;
        }
        persons[person] = network.standings.standing[person];
        const double value = value_of(columns, c);
        worth[person] = rules.objective == ambassador_objective::persons ? persons[person] : value > 0 ? value : 0;
        const auto group = static_cast<survey::segment>(columns.segment[c]);
        if (!std::isnan(columns.p_fan[c])) {
            willing[person] = columns.p_fan[c];
        } else if (std::ranges::find(rules.segments, group) != rules.segments.end()) {
            willing[person] = 1;  // nothing but the group is known
        }
        const bool costed = columns.cost.empty() || columns.cost[c] > 0;
        if (!columns.cost.empty() && costed) {
            cost[person] = columns.cost[c];
        }
        if (columns.consent_contact[c] != 0) {
            of.ambassador_status = ambassador_standing::no_consent;
        } else if (std::ranges::find(rules.segments, group) == rules.segments.end() || !costed ||
                   !(willing[person] >= rules.least_p_fan)) {
            of.ambassador_status = ambassador_standing::not_eligible;
        } else {
            of.ambassador_status = ambassador_standing::not_chosen;
            eligible[person] = 1;
        }
    }
    const network::graph paths = paths_of(network.graph, rules.spread.kind);
    const bool counted = !std::isinf(rules.budget);
    network::ambassador_options options{.count = rules.count,
                                        .budget = rules.budget,
                                        .value = worth,
                                        .eligible = eligible,
                                        .willing = willing,
                                        .others_only = true,
                                        .model = rules.spread,
                                        .epsilon = rules.epsilon,
                                        .max_sets = std::uint64_t{1} << 20,
                                        .max_bytes = std::uint64_t{1} << 28,
                                        .seed = rules.seed};
    if (counted) {
        options.cost = cost;
    }
    const network::ambassadors_result found = network::ambassadors(paths, options);
    matters_summary& to = result.summary;
    to.plan = found.status;
    to.reached = found.value;
    to.reached_error = found.standard_error;
    to.at_least = found.at_least;
    to.proven = found.person.empty() ? absent : found.proven;
    for (std::size_t i = 0; i < found.person.size(); ++i) {
        const std::uint32_t person = found.person[i];
        matters_scores& of = result.of[row[person]];
        of.ambassador_status = ambassador_standing::chosen;
        of.ambassador = true;
        of.ambassador_place = static_cast<double>(i) + 1;
        of.ambassador_gain = found.gain[i];
        to.spent += cost[person];
    }
    for (const std::uint8_t each : eligible) {
        to.eligible += each;
    }
    if (!found.person.empty()) {
        constexpr std::uint64_t sets = 100000;
        options.value = persons;
        const network::reach_result reached = network::reach_of(paths, found.person, options, sets);
        to.persons = reached.value;
        to.persons_error = reached.standard_error;
    }
}

}  // namespace

matters_state measure_matters(const scoring_model& model, const usable_data& data, const network_state& network,
                              const matters_columns& columns) {
    matters_state result;
    result.of.resize(network.place.size());
    if (model.matters) {
        put_in_order(*model.matters, data, network, columns, result);
        doubt_order(*model.matters, *model.value, network, columns, result);
        find_places(data, network, result);
    }
    if (model.ambassadors) {
        choose_ambassadors(*model.ambassadors, data, network, columns, result);
    }
    return result;
}

void settle_matters(const scoring_model& model, const std::optional<matters_scores>& carried, bool allowed,
                    customer_scores& scores) {
    matters_scores& to = scores.matters;
    to = allowed && carried ? *carried : matters_scores();
    const auto no_place = [&] {
        to.layer = to.place = to.shared_by = to.index = to.first_layer = to.layer_low = to.layer_high = absent;
    };
    const bool valued = !std::isnan(scores.equity.network_value) || !std::isnan(scores.value.lifetime_value);
    if (!model.matters) {
        to.status = matters_status::not_asked;
    } else if (!allowed || !carried) {
        to.status = allowed ? matters_status::not_carried : matters_status::no_consent;
    } else if (!valued) {
        to.status = matters_status::no_value;
        to.valuable = false;
        no_place();
    }
    if (!model.ambassadors) {
        to.ambassador_status = ambassador_standing::not_asked;
    } else if (!allowed || scores.consent.contact != consent_status::included) {
        to.ambassador_status = ambassador_standing::no_consent;
        to.ambassador = false;
        to.ambassador_place = to.ambassador_gain = absent;
    } else if (!carried || carried->ambassador_status == ambassador_standing::no_consent) {
        to.ambassador_status = ambassador_standing::not_carried;  // who agreed since then waits for the next plan
    }
}

}  // namespace scvm::crm
