#include <scvm/crm/base_content.hpp>
#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/forecast.hpp>
#include <scvm/crm/network_scores.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/usable_data.hpp>
#include <scvm/network/community_points.hpp>
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

[[nodiscard]] bool is_employee(std::uint32_t person) {
    return person != no_person && (person & employee_bit) != 0;
}

/// Some rows of the interactions, with the numbers of the network's persons.
class dense_interactions {
public:
    /// What the persons did who have a place. What others did is not there, and what is done to others is done to
    /// nobody in particular: nothing that the staff does, or does not do, moves a customer's place.
    dense_interactions(const base_interactions& of, std::span<const std::uint32_t> place) {
        take(of, [&](std::size_t row) { return of.actor[row] < place.size(); });
        for (std::size_t row = 0; row < actor.size(); ++row) {
            actor[row] = place[actor[row]];
            target[row] = target[row] < place.size() ? place[target[row]] : network::nobody;
        }
    }

    /// What employees did, and with `both_ways` what customers did to them. Employees come after the customers; what is
    /// done to who is outside is done to nobody in particular.
    dense_interactions(const base_interactions& of, std::span<const std::uint32_t> customer,
                       std::span<const std::uint32_t> employee, bool both_ways) {
        take(of, [&](std::size_t row) {
            return is_employee(of.actor[row]) ||
                   (both_ways && is_employee(of.target[row]) && of.actor[row] < customer.size());
        });
        const auto dense = [&](std::uint32_t person) {
            return is_employee(person) ? static_cast<std::uint32_t>(customer.size()) + employee[person & ~employee_bit]
                   : person < customer.size() ? customer[person]
                                              : network::nobody;
        };
        std::transform(actor.begin(), actor.end(), actor.begin(), dense);
        std::transform(target.begin(), target.end(), target.begin(), dense);
    }

    /// Follows that are worth nothing go to nobody.
    void turn_away(std::span<const network::follow> worthless) {
        for (std::size_t row = 0; row < target.size(); ++row) {
            if (static_cast<network::interaction_kind>(kind[row]) == network::interaction_kind::follow &&
                std::ranges::binary_search(worthless, std::pair(target[row], actor[row]), {}, &network::follow::key)) {
                target[row] = network::nobody;
            }
        }
    }
    [[nodiscard]] network::interaction_columns columns() const {
        return {time, actor, target, kind, channel, sentiment, count, event_id, fingerprint};
    }

    std::vector<std::uint32_t> actor;
    std::vector<std::uint32_t> target;
    std::vector<std::uint32_t> count;

private:
    template <class Wanted>
    void take(const base_interactions& of, Wanted wanted) {
        for (std::size_t row = 0; row < of.actor.size(); ++row) {
            if (wanted(row)) {
                actor.push_back(of.actor[row]);
                target.push_back(of.target[row]);
                kind.push_back(of.kind[row]);
                time.push_back(of.time[row]);
                channel.push_back(of.channel[row]);
                sentiment.push_back(of.sentiment[row]);
                count.push_back(of.count[row]);
                event_id.push_back(of.event_id[row]);
                fingerprint.push_back(of.fingerprint[row]);
            }
        }
    }

    std::vector<std::uint8_t> kind;
    std::vector<std::int64_t> time;
    std::vector<std::uint8_t> channel;
    std::vector<double> sentiment;
    std::vector<std::uint64_t> event_id;
    std::vector<std::uint64_t> fingerprint;
};

/// 1 for each person who follows the brand: a follow without a target.
[[nodiscard]] std::vector<std::uint8_t> brand_followers(const usable_data& data, std::span<const std::uint32_t> place,
                                                        std::int64_t as_of) {
    const base_interactions& rows = data.interactions();
    std::vector<std::uint8_t> result(place.size());
    for (std::size_t row = 0; row < rows.actor.size(); ++row) {
        if (rows.target[row] == no_person && !is_employee(rows.actor[row]) && rows.time[row] <= as_of &&
            static_cast<network::interaction_kind>(rows.kind[row]) == network::interaction_kind::follow) {
            result[place[rows.actor[row]]] = 1;
        }
    }
    return result;
}

/// The place of the edge from one person to another among the incoming ones, which rise by actor.
[[nodiscard]] std::optional<std::size_t> edge_from(const network::adjacency& incoming, std::uint32_t actor,
                                                   std::uint32_t target) {
    const auto first = incoming.neighbour.begin() + static_cast<std::ptrdiff_t>(incoming.offset[target]);
    const auto last = incoming.neighbour.begin() + static_cast<std::ptrdiff_t>(incoming.offset[target + 1]);
    const auto found = std::lower_bound(first, last, actor);
    return found == last || *found != actor
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - incoming.neighbour.begin()));
}

/// Who answers for a reaction: the actor, or, where others lend most of the actor's standing, the one who lends it.
[[nodiscard]] std::uint32_t answering_for(const network::vouched_reactions& vouched, std::size_t edge,
                                          std::uint32_t actor) {
    return vouched.own[edge] >= 0.5 * vouched.standing[edge] ? actor : vouched.voucher[edge];
}

/// Whether an act recognises who it is done to. An answer does not: it is the merit of its author.
[[nodiscard]] bool recognises(std::uint8_t kind) {
    switch (static_cast<network::interaction_kind>(kind)) {
        case network::interaction_kind::comment:
        case network::interaction_kind::like:
        case network::interaction_kind::share:
        case network::interaction_kind::mention:
            return true;
        default:
            return false;
    }
}

/// What the customers have been recognised for, by whoever answers for the reactions that the network counts: see
/// answering_for(). So accounts that accomplices invent
/// are no more different others than these are. `place` has a row per person, those of customers first, and so are
/// theirs.
[[nodiscard]] std::vector<network::recognition> recognise(const base_interactions& rows,
                                                          std::span<const std::uint32_t> place, std::size_t customers,
                                                          const network::adjacency& incoming,
                                                          const network::vouched_reactions& vouched,
                                                          const network::point_rules& rules, std::int64_t as_of) {
    constexpr std::int64_t day = 86400;
    std::vector<network::reaction> counted;
    for (std::size_t row = 0; row < rows.actor.size(); ++row) {
        const std::uint32_t actor = rows.actor[row];
        const std::uint32_t target = rows.target[row];
        if (!(actor < place.size() && target < customers && actor != target && rows.time[row] <= as_of &&
              recognises(rows.kind[row]))) {
            continue;
        }
        const std::uint32_t to = place[target];
        const auto edge = edge_from(incoming, place[actor], to);
        if (!edge) {
            continue;  // too old, or of an account that counts for nobody
        }
        const std::uint32_t giver = answering_for(vouched, *edge, place[actor]);
        if (vouched.standing[*edge] > 0 && giver != to) {
            counted.push_back({to, giver, static_cast<std::int32_t>(rows.time[row] / day), vouched.standing[*edge]});
        }
    }
    return network::points_of_reactions(std::move(counted), place.size(), rules);
}

/// By person, how many answer for the followers that weigh, `follows` by target, then actor: whoever others vouch for
/// counts as these, and whom nobody but the target itself vouches for not at all.
[[nodiscard]] std::vector<std::uint32_t> count_answering(std::span<const network::follow> follows,
                                                         const network::adjacency& incoming,
                                                         const network::vouched_reactions& vouched,
                                                         std::span<const double> standing) {
    std::vector<std::uint32_t> result(incoming.row_count());
    std::vector<std::uint32_t> answering;
    for (std::size_t i = 0; i < follows.size();) {
        const std::uint32_t target = follows[i].target;
        answering.clear();
        for (; i < follows.size() && follows[i].target == target; ++i) {
            if (const auto edge = edge_from(incoming, follows[i].actor, target)) {
                const std::uint32_t who = answering_for(vouched, *edge, follows[i].actor);
                if (vouched.standing[*edge] > 0 && who != target) {
                    answering.push_back(who);
                }
            } else if (standing[follows[i].actor] > 0) {
                answering.push_back(follows[i].actor);  // a model may give follows no weight
            }
        }
        std::sort(answering.begin(), answering.end());
        result[target] =
            static_cast<std::uint32_t>(std::unique(answering.begin(), answering.end()) - answering.begin());
    }
    return result;
}

/// Notes what became of the events of some rows.
void note(interaction_account& account, const network::interaction_report& report,
          std::span<const network::rejected_row> impossible, std::span<const std::uint32_t> counts) {
    account.used += static_cast<std::size_t>(report.counted);
    account.retries += static_cast<std::size_t>(report.retries + report.near_duplicates);
    account.upon_oneself += static_cast<std::size_t>(report.self);
    account.after_as_of += static_cast<std::size_t>(report.in_future);
    account.too_old += static_cast<std::size_t>(report.too_old);
    for (const network::rejected_row& each : impossible) {
        account.out_of_range += counts[each.row];
    }
}

/// The ties of the staff, among themselves and with customers. Notes what became of the rows.
void measure_staff(const usable_data& data, const network_rules& rules, std::int64_t as_of, network_state& state) {
    const base_interactions& friendly = data.interactions();
    const std::vector<std::uint32_t> employee = data.employee_ids().ranks();
    const auto persons = static_cast<std::uint32_t>(data.customers() + data.employees());
    const auto place = std::span<const std::uint32_t>(state.place).first(data.customers());
    const dense_interactions own(friendly, place, employee, false);
    network::interaction_ledger ledger;
    const std::vector<network::rejected_row> impossible = ledger.append(own.columns());
    note(state.account, network::weigh_interactions(ledger, rules.interactions, as_of, persons).report, impossible,
         own.count);
    const dense_interactions both(friendly, place, employee, true);
    state.staff = network::weigh_interactions(both.columns(), rules.interactions, as_of, persons);
    network::interaction_rules in_any_tone = rules.interactions;
    in_any_tone.tone_weight = {1, 1, 1};
    const dense_interactions every(data.all_interactions(), place, employee, true);
    state.contacts = network::weigh_interactions(every.columns(), in_any_tone, as_of, persons);
    const auto beyond = [&](std::span<const std::uint32_t> row) {
        return std::any_of(row.begin(), row.end(), [&](std::uint32_t other) { return other >= data.customers(); });
    };
    for (std::uint32_t c = 0; c < data.customers(); ++c) {  // persons
        state.employee_contacts += beyond(state.contacts.links.outgoing().neighbours(c)) ||
                                   beyond(state.contacts.links.incoming().neighbours(c));
    }
}

/// The ties of the first persons among themselves.
[[nodiscard]] network::graph among_first(const network::graph& of, std::uint32_t persons) {
    network::adjacency inner;
    for (std::uint32_t from = 0; from < persons; ++from) {
        const auto to = of.outgoing().neighbours(from);
        for (std::size_t e = 0; e < to.size() && to[e] < persons; ++e) {  // they rise
            inner.neighbour.push_back(to[e]);
            inner.weight.push_back(of.outgoing().edge_weight(of.outgoing().offset[from] + e));
        }
        inner.offset.push_back(inner.neighbour.size());
    }
    return network::graph::from_outgoing(std::move(inner));
}

/// Who pays attention to customers, and how many of them are outside.
[[nodiscard]] outside_audience audience_of(const network_state& state, std::uint32_t customers) {
    outside_audience result;
    const network::adjacency& out = state.graph.links.outgoing();
    for (std::uint32_t from = 0; from < out.row_count(); ++from) {
        const auto to = out.neighbours(from);
        bool reacts = false;
        for (std::size_t e = 0; e < to.size() && to[e] < customers; ++e) {
            reacts |= to[e] != from && out.edge_weight(out.offset[from] + e) > 0;
        }
        result.persons += reacts;
        result.outside += reacts && from >= customers;
        result.regarded += reacts && from >= customers && state.standings.standing[from] > 0;
    }
    return result;
}

/// Takes whoever is outside away from what was measured with them.
void keep_customers(network_state& of, std::uint32_t customers) {
    of.audience = audience_of(of, customers);
    of.graph.links = among_first(of.graph.links, customers);
    for (std::vector<double>* each : {&of.graph.activity, &of.graph.contributions, &of.standings.standing}) {
        each->resize(customers);
    }
    of.graph.last_active_day.resize(customers);
    of.graph.audiences.resize(customers);
    of.features.resize(customers);
    of.reactions.resize(customers);
    of.effective_followers.resize(customers);
    of.follows_brand.resize(customers);
    of.recognised.resize(customers);
    of.place.resize(customers);
}

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

network::interaction_graph weigh_all(const usable_data& data, const network::interaction_rules& rules,
                                     std::int64_t as_of) {
    const dense_interactions events(data.all_interactions(), data.customer_ids().ranks());
    return network::weigh_interactions(events.columns(), rules, as_of, static_cast<std::uint32_t>(data.customers()));
}

network_state measure_network(const usable_data& data, const network_rules& rules, std::span<const double> backing,
                              std::int64_t as_of) {
    const auto customers = static_cast<std::uint32_t>(data.customers());
    const auto persons = static_cast<std::uint32_t>(data.persons());
    network_state result;
    result.place = data.places();
    const std::vector<std::uint32_t>& counts = data.interactions().count;
    result.account.rows = counts.size() + data.left_out(table::interactions) + data.hostile_rows();
    result.account.events =
        std::accumulate(counts.begin(), counts.end(), data.left_out_events() + data.hostile_events());
    result.account.hostile = data.hostile_events();
    result.account.no_consent = data.left_out_events();
    dense_interactions events(data.interactions(), result.place);
    network::interaction_ledger ledger;
    const std::vector<network::rejected_row> impossible = ledger.append(events.columns());
    result.graph = network::weigh_interactions(ledger, rules.interactions, as_of, persons);
    note(result.account, result.graph.report, impossible, events.count);
    result.follows_brand = brand_followers(data, result.place, as_of);
    const auto today = static_cast<std::int32_t>(as_of / 86400);
    const network::effective_audience found = network::effective_audiences(ledger, result.graph, today);
    if (!found.worthless.empty()) {
        events.turn_away(found.worthless);
        result.graph.links = network::weigh_interactions(events.columns(), rules.interactions, as_of, persons).links;
    }
    if (data.employees() > 0) {
        measure_staff(data, rules, as_of, result);
    }

    std::vector<double> of_person(persons);  // nobody outside has anything of her own that backs her
    for (std::size_t c = 0; c < customers; ++c) {
        of_person[result.place[c]] = backing[c];
    }
    result.standings = network::standings_of(result.graph.links, of_person, rules.standing.regard);
    const auto vouched =
        network::reactions_vouched(result.graph.links, of_person, result.standings, rules.standing.regard);
    result.effective_followers =
        count_answering(found.effective, result.graph.links.incoming(), vouched, result.standings.standing);
    result.recognised = recognise(data.interactions(), result.place, customers, result.graph.links.incoming(), vouched,
                                  rules.points, as_of);
    const auto heard = network::attention_heard(result.graph.links, result.standings.standing, rules.damping,
                                                rules.standing.regard.doubt);
    const auto sums = network::vouched_sums(result.graph.links, heard.mass, vouched);
    result.features.resize(persons);
    result.reactions.resize(persons);
    for (std::uint32_t person = 0; person < persons; ++person) {
        result.features[person] =
            network::features_from_sums(sums[person], result.graph.links.incoming().degree(person),
                                        result.graph.contributions[person], rules.social.channel);
        result.reactions[person] = sums[person][1];
    }
    const std::span<const double> received = std::span(heard.received).first(customers);
    const double all = std::accumulate(received.begin(), received.end(), 0.0);
    if (all > 0) {
        result.influence.assign(received.begin(), received.end());
        for (double& of : result.influence) {
            of /= all;
        }
    }
    if (persons > customers) {
        keep_customers(result, customers);
    }

    result.member.resize(customers);
    for (std::size_t c = 0; c < customers; ++c) {
        result.member[result.place[c]] = data.allows(data_use::network, c);
    }
    result.participation = network::participation(result.graph.contributions, result.member, rules.participation);

    std::vector<double> followers(customers);
    for (std::uint32_t c = 0; c < customers; ++c) {  // persons
        followers[c] = result.graph.audiences[c].followers;
    }
    if (customers > 0) {
        result.follower_correlation =
            network::social_scores(result.features, rules.social.model(), followers).follower_correlation;
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
    result.follows_brand = state.follows_brand[person] != 0;
    result.points = state.recognised[person].points;
    result.others = state.recognised[person].others;
    result.badge = state.recognised[person].level;
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
    result.audience_value = inputs.audience_value;
    result.follows_brand = inputs.follows_brand;
    result.community_points = inputs.points;
    result.community_others = inputs.others;
    result.community_badge = inputs.badge;
    const std::array features{inputs.features};
    const network::social_score_model model = rules.social.model();
    result.social_score = network::social_score(features, model);
    result.published_score = network::published_score(result.social_score, inputs.published, inputs.days, model);
    result.status =
        std::isnan(result.social_score) ? network_score_status::no_interactions : network_score_status::scored;
}

}  // namespace scvm::crm
