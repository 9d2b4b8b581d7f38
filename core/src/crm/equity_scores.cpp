#include <scvm/crm/base_content.hpp>
#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/equity_scores.hpp>
#include <scvm/crm/network_scores.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/usable_data.hpp>
#include <scvm/equity/contributions.hpp>
#include <scvm/equity/credit_rules.hpp>
#include <scvm/equity/network_equity.hpp>
#include <scvm/equity/stages.hpp>
#include <scvm/network/interactions.hpp>
#include <scvm/network/linear_system.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace scvm::crm {

counted_contributions::counted_contributions(std::span<const base_contribution> rows, const equity_rules& rules,
                                             std::int64_t as_of) {
    constexpr double day = 86400;
    for (const base_contribution& each : rows) {
        const double age = static_cast<double>(as_of - each.time) / day;
        if (each.time > as_of || age > rules.sharing_window_days) {
            continue;
        }
        const sharing_rate& rate = rules.sharing[each.kind];
        person_.push_back(each.customer);
        kind_.push_back(static_cast<std::uint8_t>(each.kind));
        units_.push_back(each.units);
        accepted_.push_back(each.accepted);
        worth_.push_back(!std::isnan(each.value) ? each.value : rate.money > 0 ? rate.money * each.units : absent);
    }
    for (std::size_t kind = 0; kind < equity::sharing_kinds; ++kind) {
        rules_.points_per_unit[kind] = rules.sharing[kind].points;
    }
}

std::vector<double> counted_contributions::accepted(std::size_t persons) const {
    std::vector<double> result(persons);
    for (std::size_t row = 0; row < person_.size(); ++row) {
        result[person_[row]] += accepted_[row] == 1;
    }
    return result;
}

sharing_inputs sharing_of(const equity::sharing_profiles& profiles, std::size_t person, double accepted) {
    sharing_inputs result;
    result.points = profiles.points[person];
    result.money = std::isnan(profiles.worth[person]) ? 0 : profiles.worth[person];
    result.diversity = profiles.diversity[person];
    result.accepted = accepted;
    std::copy_n(profiles.profile.begin() + static_cast<std::ptrdiff_t>(person * equity::sharing_kinds),
                equity::sharing_kinds, result.profile.begin());
    return result;
}

sharing_inputs sharing_of(std::span<const base_contribution> rows, const equity_rules& rules, std::int64_t as_of) {
    if (rows.empty()) {
        return {};
    }
    const counted_contributions counted(rows, rules, as_of);
    return sharing_of(counted.profiles(1), 0, counted.accepted(1).front());
}

namespace detail {

equity::customer_evidence evidence_of_stages(const customer_scores& of) {
    const bool responded = !std::isnan(of.survey.satisfaction) || !std::isnan(of.survey.attachment);
    const double x = of.value.x;
    const double bought = std::isnan(x) ? 0 : x + 1;
    // A survey that was answered is a contact, and no dialogue: nobody answered the customer.
    return {.contacts = of.equity.contacts + responded + bought,
            .answered = of.equity.answered,
            .returns = std::isnan(x) ? 0 : x,
            .satisfaction = of.survey.satisfaction,
            .recommendations = of.equity.recommendations,
            .contributions = of.sharing.accepted + of.equity.helped};
}

equity::customer_steps steps_of(const customer_scores& of, const equity_rules& rules) {
    return equity::steps_reached(evidence_of_stages(of), rules.stages);
}

}  // namespace detail

credit_bounds credit_bounds_of(double revenue, const equity_rules& rules, const value_rules& value) {
    return {value.margin * revenue, rules.most_credited * value.newcomer.value};
}

namespace {

/// The money that counts of a value for attention.
[[nodiscard]] double attention_money(double brought, double most) {
    const double money = std::abs(brought);
    return money > most ? most : money;
}

/// The part of a value that is credited, as equity::borne_out and the ceiling of equity::network_value make it.
[[nodiscard]] double given_share_of(const equity_inputs& owed, double value, const credit_bounds& bounds,
                                    double ceiling) {
    const double for_attention = attention_money(bounds.brought, bounds.most);
    const double sum = owed.owed_for_referral * equity::part_borne_out(value, bounds.brought) +
                       owed.owed_for_influence * equity::part_borne_out(value, for_attention);
    return std::min(sum, ceiling);
}

}  // namespace

void score_equity(bool allowed, const std::optional<equity_inputs>& inputs, const sharing_inputs& shared,
                  const scoring_model& model, customer_scores& scores) {
    const equity_rules& rules = *model.equity;
    equity_scores& result = scores.equity;
    const auto say = [&](equity_status status) { result.status = status; };
    if (!allowed) {
        return say(equity_status::no_consent);
    }
    scores.sharing = {shared.points, shared.diversity, shared.accepted, shared.money, shared.profile};
    result.knowledge_value = shared.money;
    if (!inputs) {
        return say(equity_status::not_carried);
    }
    const double v = scores.value.lifetime_value;
    const double share =
        std::isnan(v)
            ? 0
            : given_share_of(*inputs, v, credit_bounds_of(scores.value.revenue, rules, *model.value), rules.ceiling);
    result.given_share = share;
    result.owed_for_referral = inputs->owed_for_referral;
    result.owed_for_influence = inputs->owed_for_influence;
    result.contacts = inputs->contacts;
    result.answered = inputs->answered;
    result.recommendations = inputs->recommendations;
    result.helped = inputs->helped;
    result.open_referrals = inputs->open_referrals;
    const equity::stage_place place = equity::stage_of(detail::steps_of(scores, rules));
    result.stage = place.at;
    result.stage_premature = place.premature != 0;
    if (std::isnan(v)) {
        return say(equity_status::no_value);
    }
    result.referral_value = inputs->referral_value;
    result.influence_value = inputs->influence_value;
    result.credit_received = inputs->referral_value + inputs->influence_value;
    const double own = v < 0 && rules.losses == equity::loss_rule::kept ? 0 : v;
    result.credit_given = share * (own + rules.passed_on * result.credit_received);
    result.network_value = v - result.credit_given + result.credit_received;
    result.engagement_value = result.network_value + result.knowledge_value;
    say(equity_status::scored);
}

namespace {

/// Who is owed what part of whose value.
struct owed_credit {
    std::vector<double> part;  ///< by customer: of the own value, were all of it borne out
    equity::credit_rows rows;  ///< as far as it is
};

/// What each giver owes by the evidence of who he is, to those who have a value and can be credited.
[[nodiscard]] std::vector<double> owed(const equity::credit_rows& rows, std::span<const double> evidence,
                                       std::span<const double> lifetime_value) {
    std::vector<double> result(evidence.size());
    for (std::size_t row = 0; row < rows.share.size(); ++row) {
        result[rows.giver[row]] += std::isnan(lifetime_value[rows.receiver[row]]) ? 0 : rows.share[row];
    }
    for (std::size_t giver = 0; giver < evidence.size(); ++giver) {
        result[giver] *= evidence[giver] > 0 ? evidence[giver] : 0;
    }
    return result;
}

/// The part of everybody's value that goes to those who get the attention, as far as it is borne out.
///
///     a_ij = share · s_j · b_i w_ji / (κ + Σ_k b_k w_jk) · min(1, brought_j / |v_j|, most / |v_j|)
///
/// Only attention to who is a customer by backing b is in the whole: an account without it takes its part away from
/// nobody and gets none, so that nobody keeps value back by attention to accounts of his own.
[[nodiscard]] owed_credit credits_of_attention(const network_state& network, const credit_evidence& evidence,
                                               std::span<const double> lifetime_value, double share, double doubt) {
    equity::credit_rows result;
    const std::size_t customers = network.place.size();
    std::vector<std::uint32_t> customer(customers);
    std::vector<double> standing(customers);
    std::vector<double> brought(customers);
    for (std::uint32_t c = 0; c < customers; ++c) {
        customer[network.place[c]] = c;
        standing[c] = network.standings.standing[network.place[c]];
        brought[c] = attention_money(evidence.brought[c], evidence.most);
    }
    const network::adjacency& out = network.graph.links.outgoing();
    for (std::uint32_t giver = 0; giver < customers && giver < out.row_count(); ++giver) {
        const auto to = out.neighbours(giver);
        const auto backed = [&](std::size_t e) {
            return to[e] < customers && to[e] != giver ? evidence.backing[customer[to[e]]] * out.weights(giver)[e] : 0;
        };
        double whole = doubt;
        for (std::size_t e = 0; e < to.size(); ++e) {
            whole += backed(e);
        }
        for (std::size_t e = 0; e < to.size(); ++e) {
            if (const double part = backed(e); part > 0) {
                result.add(customer[to[e]], customer[giver], std::min(1.0, share * part / whole));
            }
        }
    }
    return {owed(result, standing, lifetime_value),
            equity::borne_out(std::move(result), lifetime_value, standing, brought)};
}

/// Counts what customers did with others that says how far they have come.
void count_acts(const usable_data& data, std::int64_t as_of, std::vector<equity_inputs>& inputs) {
    const base_interactions& rows = data.interactions();
    const auto is_customer = [&](std::uint32_t person) { return person < inputs.size(); };
    for (std::size_t row = 0; row < rows.actor.size(); ++row) {
        const std::uint32_t actor = rows.actor[row];
        const std::uint32_t target = rows.target[row];
        if (rows.time[row] > as_of || actor == target || data.is_outside(actor)) {
            continue;  // whoever is outside moves no stage: identities are free
        }
        const auto kind = static_cast<network::interaction_kind>(rows.kind[row]);
        const double count = rows.count[row];
        if (is_customer(actor)) {
            inputs[actor].contacts += count;
        }
        if (!is_customer(target)) {
            continue;
        }
        inputs[target].contacts += count;
        const bool reply = kind == network::interaction_kind::answer || kind == network::interaction_kind::comment;
        if ((actor & employee_bit) != 0) {
            inputs[target].answered += reply ? count : 0;
        } else {
            inputs[actor].helped += kind == network::interaction_kind::answer ? count : 0;
            inputs[target].recommendations += kind == network::interaction_kind::referral ? count : 0;
        }
    }
}

}  // namespace

equity_state measure_equity(const usable_data& data, const equity_rules& rules, std::span<const double> lifetime_value,
                            std::span<const std::int64_t> first_purchase, const credit_evidence& evidence,
                            const network_state* network, double doubt, std::int64_t as_of) {
    const std::size_t customers = data.customers();
    equity_state result;
    result.inputs.resize(customers);
    count_acts(data, as_of, result.inputs);

    // By the order of ids, so that of two referrals in the same second the same one counts for every order of the base.
    const std::size_t persons = data.persons();
    const std::vector<std::uint32_t> place = data.places();
    std::vector<std::uint32_t> customer(customers);
    std::vector<std::int64_t> joined(persons, equity::join_unknown);
    for (std::uint32_t c = 0; c < customers; ++c) {
        customer[place[c]] = c;
        joined[place[c]] = first_purchase[c];
    }
    std::vector<std::uint32_t> referrer;
    std::vector<std::uint32_t> referred;
    std::vector<std::int64_t> time;
    for (const base_referral& each : data.referrals()) {
        if (each.time <= as_of) {
            referrer.push_back(place[each.referrer]);
            referred.push_back(place[each.referred]);
            time.push_back(each.time);
        }
    }
    result.referrals = referrer.size();
    auto from_referrals = equity::credits_from_referrals(
        {referrer, referred, time}, static_cast<std::uint32_t>(persons), as_of,
        {.share = rules.referral_share, .half_life_days = rules.referral_half_life_days}, joined);
    equity::credit_rows brought;
    const equity::credit_rows& first = from_referrals.rows;
    for (std::size_t row = 0; row < first.share.size(); ++row) {
        const std::uint32_t who = first.receiver[row];
        if (who < customers && first.giver[row] < customers) {
            brought.add(customer[who], customer[first.giver[row]], first.share[row]);
        } else if (who < customers) {  // who is outside has no value to give; nor is there anybody to give it to
            result.inputs[customer[who]].open_referrals += 1;
        }
    }
    result.rejected_referrals = std::move(from_referrals.rejected);
    for (const std::uint32_t who : brought.receiver) {
        result.inputs[who].recommendations += 1;
    }
    const owed_credit referral{
        owed(brought, evidence.backing, lifetime_value),
        equity::borne_out(std::move(brought), lifetime_value, evidence.backing, evidence.brought)};
    owed_credit influence{std::vector<double>(customers), {}};
    if (network != nullptr && rules.influence_share > 0) {
        influence = credits_of_attention(*network, evidence, lifetime_value, rules.influence_share, doubt);
    }

    std::vector<std::uint8_t> left(customers);
    for (std::size_t c = 0; c < customers; ++c) {
        left[c] = !data.allows(data_use::network, c);
    }
    equity::credit_rows all = referral.rows;
    all.append(influence.rows);
    result.values =
        equity::network_value(lifetime_value, all.columns(),
                              {.ceiling = rules.ceiling, .passed_on = rules.passed_on, .losses = rules.losses}, left);
    const auto for_referrals = equity::credit_received(result.values, referral.rows.columns());
    const auto for_influence = equity::credit_received(result.values, influence.rows.columns());
    for (std::size_t c = 0; c < customers; ++c) {
        equity_inputs& of = result.inputs[c];
        of.owed_for_referral = referral.part[c];
        of.owed_for_influence = influence.part[c];
        of.referral_value = for_referrals[c];
        of.influence_value = for_influence[c];
    }
    const counted_contributions counted(data.contributions(), rules, as_of);
    result.sharing = counted.profiles(customers);
    result.accepted = counted.accepted(customers);
    return result;
}

}  // namespace scvm::crm
