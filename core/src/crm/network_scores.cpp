#include <scvm/crm/base_content.hpp>
#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/forecast.hpp>
#include <scvm/crm/network_scores.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/usable_data.hpp>
#include <scvm/network/effective_audience.hpp>
#include <scvm/network/interaction_graph.hpp>
#include <scvm/network/interaction_ledger.hpp>
#include <scvm/network/participation.hpp>
#include <scvm/network/social_score.hpp>
#include <scvm/network/social_scores.hpp>
#include <scvm/network/standing.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace scvm::crm {

namespace {

/// The interactions with the numbers of the network's persons.
struct dense_interactions {
    dense_interactions(const base_interactions& of, std::span<const std::uint32_t> customer,
                       std::span<const std::uint32_t> employee)
        : rows(of) {
        const auto dense = [&](std::uint32_t person) {
            return person == no_person ? network::nobody
                   : (person & employee_bit) == 0
                       ? customer[person]
                       : static_cast<std::uint32_t>(customer.size()) + employee[person & ~employee_bit];
        };
        actor.resize(of.actor.size());
        target.resize(of.target.size());
        std::transform(of.actor.begin(), of.actor.end(), actor.begin(), dense);
        std::transform(of.target.begin(), of.target.end(), target.begin(), dense);
    }
    /// Follows that are worth nothing go to nobody.
    void turn_away(std::span<const network::follow> worthless) {
        for (std::size_t row = 0; row < target.size(); ++row) {
            if (static_cast<network::interaction_kind>(rows.kind[row]) == network::interaction_kind::follow &&
                std::ranges::binary_search(worthless, std::pair(target[row], actor[row]), {}, &network::follow::key)) {
                target[row] = network::nobody;
            }
        }
    }
    [[nodiscard]] network::interaction_columns columns() const {
        return {rows.time,      actor,      target,        rows.kind,       rows.channel,
                rows.sentiment, rows.count, rows.event_id, rows.fingerprint};
    }

    const base_interactions& rows;
    std::vector<std::uint32_t> actor;
    std::vector<std::uint32_t> target;
};

}  // namespace

network::standing_rules standing_rules_of(const scoring_model& model) {
    return model.network ? model.network->standing : network::standing_rules{};
}

double typical_purchase_of(const scoring_model& model) {
    const double spend = model.value ? new_customer_of(*model.value).spend : absent;
    return standing_rules_of(model).typical_purchase.value_or(spend > 0 && std::isfinite(spend) ? spend : absent);
}

std::vector<double> backing_of(const usable_data& data, const network::standing_rules& rules, double typical,
                               std::int64_t as_of) {
    constexpr double day = 86400;
    std::vector<double> result(data.customers());
    const base_purchases& bought = data.purchases();
    for (std::size_t row = 0; row < bought.customer.size(); ++row) {
        const double age = static_cast<double>(as_of - bought.time[row]) / day;
        const double amount = bought.amount[row];
        if (bought.time[row] <= as_of && (amount < 0 || age >= rules.settled_days)) {
            result[bought.customer[row]] += !std::isnan(typical) ? amount : amount > 0 ? 1 : 0;
        }
    }
    for (double& of : result) {
        of = network::backing_of_purchases(of, std::isnan(typical) ? 1 : typical, rules);
    }
    // Not all at once, so that the first purchase of a young community does not overturn its scores.
    constexpr double enough = 10;
    const double left = 1 - std::accumulate(result.begin(), result.end(), 0.0) / enough;
    if (left <= 0) {
        return result;
    }
    const base_interactions& acts = data.interactions();
    for (std::size_t row = 0; row < acts.actor.size(); ++row) {
        const std::uint32_t actor = acts.actor[row];
        if (actor < result.size() && acts.target[row] != actor &&
            static_cast<network::interaction_kind>(acts.kind[row]) != network::interaction_kind::follow) {
            const double age = static_cast<double>(as_of - acts.time[row]) / day;
            result[actor] = std::max(result[actor], left * network::backing_of_history(age, rules));
        }
    }
    return result;
}

network_state measure_network(const usable_data& data, const network_rules& rules, std::span<const double> backing,
                              std::int64_t as_of) {
    const std::size_t customers = data.customers();
    const auto persons = static_cast<std::uint32_t>(customers + data.employees());
    network_state result;
    result.place = data.customer_ids().ranks();
    dense_interactions events(data.interactions(), result.place, data.employee_ids().ranks());
    network::interaction_ledger ledger;
    const std::vector<network::rejected_row> impossible = ledger.append(events.columns());
    result.graph = network::weigh_interactions(ledger, rules.interactions, as_of, persons);
    const auto today = static_cast<std::int32_t>(as_of / 86400);
    const network::effective_audience found = network::effective_audiences(ledger, result.graph, today);
    if (!found.worthless.empty()) {
        events.turn_away(found.worthless);
        result.graph.links = network::weigh_interactions(events.columns(), rules.interactions, as_of, persons).links;
    }
    const network::interaction_report& report = result.graph.report;
    const auto& counts = data.interactions().count;
    const auto out_of_range =
        std::accumulate(impossible.begin(), impossible.end(), std::size_t{0},
                        [&](std::size_t sum, const network::rejected_row& each) { return sum + counts[each.row]; });
    result.account = {.rows = counts.size() + data.left_out(table::interactions),
                      .events = std::accumulate(counts.begin(), counts.end(), data.left_out_events()),
                      .used = static_cast<std::size_t>(report.counted),
                      .retries = static_cast<std::size_t>(report.retries + report.near_duplicates),
                      .upon_oneself = static_cast<std::size_t>(report.self),
                      .after_as_of = static_cast<std::size_t>(report.in_future),
                      .too_old = static_cast<std::size_t>(report.too_old),
                      .no_consent = data.left_out_events(),
                      .out_of_range = out_of_range};

    std::vector<double> of_person(persons);
    std::vector<std::uint8_t> staff(persons, 1);
    for (std::size_t c = 0; c < customers; ++c) {
        of_person[result.place[c]] = backing[c];
        staff[result.place[c]] = 0;
    }
    result.standings = network::standings_of(result.graph.links, of_person, rules.standing.regard, staff);
    result.effective_followers.resize(persons);
    for (const network::follow& each : found.effective) {
        result.effective_followers[each.target] += result.standings.standing[each.actor] > 0 ? 1 : 0;
    }
    const auto heard = network::attention_heard(result.graph.links, result.standings.standing, rules.damping,
                                                rules.standing.regard.doubt);
    result.features =
        network::social_features_of(result.graph, heard.mass, rules.social.channel, result.standings.standing);
    const double all = std::accumulate(heard.received.begin(), heard.received.end(), 0.0);
    if (all > 0) {
        result.influence = heard.received;
        for (double& of : result.influence) {
            of /= all;
        }
    }

    // People only: the company's own staff is no part of how the customers take part.
    result.member.resize(customers);
    for (std::size_t c = 0; c < customers; ++c) {
        result.member[result.place[c]] = data.allows(data_use::network, c);
    }
    std::vector<double> contributions(result.graph.contributions.begin(),
                                      result.graph.contributions.begin() + static_cast<std::ptrdiff_t>(customers));
    result.participation = network::participation(contributions, result.member, rules.participation);

    std::vector<double> followers(customers);
    std::vector<network::social_features> own(result.features.begin(),
                                              result.features.begin() + static_cast<std::ptrdiff_t>(customers));
    for (std::uint32_t c = 0; c < customers; ++c) {  // persons
        followers[c] = result.graph.audiences[c].followers;
        const auto beyond = [&](std::span<const std::uint32_t> row) {
            return std::any_of(row.begin(), row.end(), [&](std::uint32_t other) { return other >= customers; });
        };
        result.employee_contacts +=
            beyond(result.graph.links.outgoing().neighbours(c)) || beyond(result.graph.links.incoming().neighbours(c));
    }
    if (customers > 0) {
        result.follower_correlation = network::social_scores(own, rules.social.model(), followers).follower_correlation;
    }
    return result;
}

network_inputs inputs_of(const network_state& state, std::size_t customer) {
    const std::uint32_t person = state.place[customer];
    network_inputs result;
    result.features = state.features[person];
    result.contributions = state.graph.contributions[person];
    result.influence = state.influence.empty() ? absent : state.influence[person];
    result.followers = state.graph.audiences[person].followers;
    result.engaged = state.graph.audiences[person].engaged;
    result.effective = state.effective_followers[person];
    result.participation = state.participation.of_person[person];
    return result;
}

std::vector<last_published> last_published_of(const usable_data& data, std::int64_t as_of) {
    std::vector<last_published> result(data.customers());
    for (const base_published_score& each : data.published_scores()) {
        last_published& of = result[each.customer];
        // Of two at one moment the lower one, for any order of the rows.
        if (each.time <= as_of && std::pair(each.time, -each.social_score) > std::pair(of.time, -of.score)) {
            of = {each.social_score, each.time};
        }
    }
    return result;
}

void score_network(const network_inputs& inputs, const network_rules& rules, network_scores& result) {
    result.reach = inputs.features.reach;
    result.amplification = inputs.features.amplification;
    result.reactor_influence = inputs.features.network;
    result.contributions = inputs.contributions;
    result.influence = inputs.influence;
    result.followers = inputs.followers;
    result.engaged_followers = inputs.engaged;
    result.effective_followers = inputs.effective;
    result.participation = inputs.participation;
    const std::array features{inputs.features};
    const network::social_score_model model = rules.social.model();
    result.social_score = network::social_score(features, model);
    result.published_score = network::published_score(result.social_score, inputs.published, inputs.days, model);
    result.status =
        std::isnan(result.social_score) ? network_score_status::no_interactions : network_score_status::scored;
}

}  // namespace scvm::crm
