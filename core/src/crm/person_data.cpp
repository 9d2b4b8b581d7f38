#include <scvm/crm/person_data.hpp>

#include <cmath>
#include <cstddef>

namespace scvm::crm {

namespace {

std::string name_of(const base_content& from, std::uint32_t person) {
    return std::string((person & employee_bit) != 0 ? from.employees[person & ~employee_bit] : from.customers[person]);
}

std::vector<held_answer> answers_of(const base_content& from, std::uint32_t person) {
    std::vector<held_answer> result;
    for (const base_answer& each : from.answers) {
        if (each.customer == person) {
            result.push_back({std::string(from.items[each.item]), each.value, each.time, each.wave});
        }
    }
    return result;
}

std::vector<held_purchase> purchases_of(const base_content& from, std::uint32_t person) {
    std::vector<held_purchase> result;
    for (std::size_t row = 0; row < from.purchases.customer.size(); ++row) {
        if (from.purchases.customer[row] == person) {
            result.push_back({from.purchases.time[row], from.purchases.amount[row]});
        }
    }
    return result;
}

std::vector<held_contract> contracts_of(const base_content& from, std::uint32_t person) {
    std::vector<held_contract> result;
    if (person < from.contracts.size() && !std::isnan(from.contracts[person].end)) {
        const survey::contract_term& of = from.contracts[person];
        result.push_back({static_cast<std::int64_t>(of.end * 86400), of.notice});
    }
    return result;
}

std::vector<held_consent> consents_of(const base_content& from, std::uint32_t person) {
    std::vector<held_consent> result;
    for (const base_consent& each : from.consents) {
        if (each.customer == person) {
            const consent& of = each.decision;
            result.push_back({std::string(from.purposes[of.purpose]), of.state, of.time,
                              of.expires == never ? std::nullopt : std::optional(of.expires), of.evidence, of.source});
        }
    }
    return result;
}

std::vector<held_referral> referrals_of(const base_content& from, std::uint32_t person) {
    std::vector<held_referral> result;
    for (const base_referral& each : from.referrals) {
        if (each.referrer == person || each.referred == person) {
            result.push_back({name_of(from, each.referrer), name_of(from, each.referred), each.time});
        }
    }
    return result;
}

std::vector<held_contribution> contributions_of(const base_content& from, std::uint32_t person) {
    std::vector<held_contribution> result;
    for (const base_contribution& each : from.contributions) {
        if (each.customer == person) {
            result.push_back(
                {static_cast<equity::sharing_kind>(each.kind), each.time, each.units, each.accepted, each.value});
        }
    }
    return result;
}

std::map<std::string, std::string> attributes_of(const base_content& from, std::uint32_t person) {
    std::map<std::string, std::string> result;
    for (const base_attribute& each : from.attributes) {
        if (person < each.of_row.size() && each.of_row[person] != base_attribute::none) {
            result[each.name] = each.values[each.of_row[person]];
        }
    }
    return result;
}

std::vector<held_interaction> interactions_of(const base_content& from, std::uint32_t person) {
    std::vector<held_interaction> result;
    const base_interactions& all = from.interactions;
    for (std::size_t row = 0; row < all.actor.size(); ++row) {
        if (all.actor[row] != person && all.target[row] != person) {
            continue;
        }
        auto& to = result.emplace_back();
        to.actor = name_of(from, all.actor[row]);
        if (all.target[row] != no_person) {
            to.target = name_of(from, all.target[row]);
        }
        to.kind = static_cast<network::interaction_kind>(all.kind[row]);
        to.time = all.time[row];
        if (all.channel[row] != 0) {
            to.channel = std::string(from.channels[all.channel[row] - 1u]);
        }
        to.sentiment = all.sentiment[row];
        to.count = all.count[row];
    }
    return result;
}

}  // namespace

person_data data_of(const customer_base& base, std::string_view id) {
    const base_content& from = base.content();
    const std::uint32_t person = base.person(id);
    person_data result;
    result.id = name_of(from, person);
    result.interactions = interactions_of(from, person);
    if ((person & employee_bit) != 0) {
        result.kind = person_kind::employee;
        return result;
    }
    result.answers = answers_of(from, person);
    result.purchases = purchases_of(from, person);
    result.contracts = contracts_of(from, person);
    result.consents = consents_of(from, person);
    result.referrals = referrals_of(from, person);
    result.contributions = contributions_of(from, person);
    result.attributes = attributes_of(from, person);
    return result;
}

}  // namespace scvm::crm
