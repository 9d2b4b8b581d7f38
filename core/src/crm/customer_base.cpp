#include <scvm/crm/base_columns.hpp>
#include <scvm/crm/base_content.hpp>
#include <scvm/crm/consent.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/id_table.hpp>
#include <scvm/crm/timestamp.hpp>
#include <scvm/error.hpp>
#include <scvm/math/fnv.hpp>
#include <scvm/survey/captivity.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::crm {

void require_amount(std::string_view name, double amount) {
    if (!(std::fabs(amount) <= 1e15)) {
        throw_domain(name, amount, "an amount of money from -1e15 to 1e15");
    }
}

survey::contract_term contract_until(std::int64_t end, double notice_days) {
    require_timestamp("end", end);
    if (!(notice_days >= 0 && notice_days <= 36525)) {
        throw_domain("notice_days", notice_days, "0 to 36525 days");
    }
    return {static_cast<double>(end) / 86400, notice_days};
}

survey::contract_term longer(const survey::contract_term& a, const survey::contract_term& b) {
    if (std::isnan(a.end)) {
        return b;
    }
    const double a_held = a.end - a.notice;
    const double b_held = b.end - b.notice;
    return b_held > a_held || (b_held == a_held && b.end > a.end) ? b : a;
}

base_contribution make_contribution(std::uint32_t customer, std::string_view kind, std::int64_t time, double units,
                                    double accepted, double value) {
    require_timestamp("time", time);
    units = std::isnan(units) ? 1 : units;
    if (!(units >= 0 && units <= 1e15)) {
        throw_domain("units", units, "0 to 1e15 units");
    }
    if (!(std::isnan(accepted) || accepted == 0 || accepted == 1)) {
        throw_domain("accepted", accepted, "1, 0, or nothing while it is not decided");
    }
    if (!std::isnan(value)) {
        require_amount("value", value);
    }
    const std::size_t place = place_of(kind, contribution_kind_names, "kind");
    return {customer, static_cast<std::uint32_t>(place), time, units, accepted, value};
}

intake customer_base::add_answers(const answer_columns& c) {
    const std::size_t rows = c.customer.size();
    require_size("item", c.item.size(), "customer", rows);
    require_size("value", c.value.size(), "customer", rows);
    require_size_or_empty("time", c.time.size(), rows);
    require_size_or_empty("wave", c.wave.size(), rows);

    return take(table::answers, rows, [&](std::size_t i) {
        const std::int64_t time = c.time.empty() ? 0 : c.time[i];
        const std::int32_t wave = c.wave.empty() ? 0 : c.wave[i];
        add_answer(c.customer[i], c.item[i], c.value[i], time, wave);
    });
}

intake customer_base::add_purchases(const purchase_columns& c) {
    const std::size_t rows = c.customer.size();
    require_size("time", c.time.size(), "customer", rows);
    require_size("amount", c.amount.size(), "customer", rows);

    return take(table::purchases, rows, [&](std::size_t i) { add_purchase(c.customer[i], c.time[i], c.amount[i]); });
}

intake customer_base::add_attributes(std::string_view name, const attribute_columns& c) {
    require_id(name);
    require_size("value", c.value.size(), "customer", c.customer.size());
    base_attribute& of = attribute_named(name);
    return take(table::attributes, c.customer.size(), [&](std::size_t i) { add_value(of, c.customer[i], c.value[i]); });
}

intake customer_base::add_contracts(const contract_columns& c) {
    require_size("end", c.end.size(), "customer", c.customer.size());
    require_size_or_empty("notice_days", c.notice_days.size(), c.customer.size());
    return take(table::contracts, c.customer.size(), [&](std::size_t i) {
        add_contract(c.customer[i], c.end[i], c.notice_days.empty() ? 0 : c.notice_days[i]);
    });
}

intake customer_base::add_consents(const consent_columns& c) {
    const std::size_t rows = c.customer.size();
    require_size("purpose", c.purpose.size(), "customer", rows);
    require_size("state", c.state.size(), "customer", rows);
    require_size_or_empty("time", c.time.size(), rows);
    require_size_or_empty("expires", c.expires.size(), rows);
    require_size_or_empty("evidence", c.evidence.size(), rows);
    require_size_or_empty("source", c.source.size(), rows);
    return take(table::consents, rows, [&](std::size_t i) {
        add_consent(c.customer[i], c.purpose[i], c.state[i], c.time.empty() ? 0 : c.time[i],
                    c.expires.empty() ? never : c.expires[i], c.evidence.empty() ? "" : c.evidence[i],
                    c.source.empty() ? "" : c.source[i]);
    });
}

intake customer_base::add_employees(std::span<const std::string_view> ids) {
    return take(table::employees, ids.size(), [&](std::size_t i) {
        if (data_.customers.find(ids[i]) || !data_.employees.insert(ids[i]).second) {
            throw error(errc::domain, "employee " + quoted(ids[i]) + ": a duplicate, or a customer as well");
        }
    });
}

intake customer_base::add_interactions(const interaction_columns& c) {
    const std::size_t rows = c.actor.size();
    require_size("target", c.target.size(), "actor", rows);
    require_size("kind", c.kind.size(), "actor", rows);
    require_size("time", c.time.size(), "actor", rows);
    require_size_or_empty("channel", c.channel.size(), rows);
    require_size_or_empty("sentiment", c.sentiment.size(), rows);
    require_size_or_empty("count", c.count.size(), rows);
    require_size_or_empty("event_id", c.event_id.size(), rows);
    return take(table::interactions, rows, [&](std::size_t i) { add_interaction(c, i); });
}

intake customer_base::add_referrals(const referral_columns& c) {
    require_size("referred", c.referred.size(), "referrer", c.referrer.size());
    require_size("time", c.time.size(), "referrer", c.referrer.size());
    return take(table::referrals, c.referrer.size(), [&](std::size_t i) {
        const base_referral row{known(c.referrer[i]), known(c.referred[i]), c.time[i]};
        require_timestamp("time", row.time);
        if (row.referrer == row.referred) {
            throw error(errc::domain, "customer " + quoted(c.referrer[i]) + ": nobody refers oneself");
        }
        data_.referrals.push_back(row);
    });
}

intake customer_base::add_contributions(const contribution_columns& c) {
    const std::size_t rows = c.customer.size();
    require_size("kind", c.kind.size(), "customer", rows);
    require_size("time", c.time.size(), "customer", rows);
    require_size_or_empty("units", c.units.size(), rows);
    require_size_or_empty("accepted", c.accepted.size(), rows);
    require_size_or_empty("value", c.value.size(), rows);
    return take(table::contributions, rows, [&](std::size_t i) { add_contribution(c, i); });
}

intake customer_base::add_anonymous_answers(const answer_columns& c) {
    const std::size_t rows = c.customer.size();
    require_size("item", c.item.size(), "respondent", rows);
    require_size("value", c.value.size(), "respondent", rows);
    require_size_or_empty("time", c.time.size(), rows);
    require_size_or_empty("wave", c.wave.size(), rows);
    return take(table::anonymous_answers, rows, [&](std::size_t i) {
        const std::int64_t time = c.time.empty() ? 0 : c.time[i];
        require_answer(c.value[i], time);
        if (data_.customers.find(c.customer[i])) {
            throw error(errc::domain,
                        "respondent " + quoted(c.customer[i]) + ": is a customer's id; anonymous answers name nobody");
        }
        const std::uint32_t who = data_.respondents.insert(c.customer[i]).first;
        data_.anonymous_answers.push_back(
            {who, data_.items.insert(c.item[i]).first, c.wave.empty() ? 0 : c.wave[i], c.value[i], time});
    });
}

void customer_base::add_customer(std::string_view id) {
    if (data_.employees.find(id)) {
        throw error(errc::domain, "customer " + quoted(id) + ": is an employee already");
    }
    if (!data_.customers.insert(id).second) {
        throw error(errc::domain, "customer " + quoted(id) + ": a duplicate, the first one counts");
    }
}

void customer_base::add_answer(std::string_view customer, std::string_view item, double value, std::int64_t time,
                               std::int32_t wave) {
    const std::uint32_t code = known(customer);
    require_answer(value, time);
    data_.answers.push_back({code, data_.items.insert(item).first, wave, value, time});
}

void customer_base::require_answer(double value, std::int64_t time) {
    if (std::isinf(value)) {
        throw_domain("value", value, "a finite answer");
    }
    require_timestamp("time", time);
}

void customer_base::add_purchase(std::string_view customer, std::int64_t time, double amount) {
    const std::uint32_t code = known(customer);
    require_amount("amount", amount);
    require_timestamp("time", time);
    // Room in every column first: if the host runs out of memory here, the columns are still of one length.
    base_purchases& to = data_.purchases;
    make_room(to.customer, to.time, to.amount);
    to.customer.push_back(code);
    to.time.push_back(time);
    to.amount.push_back(amount);
}

base_attribute& customer_base::attribute_named(std::string_view name) {
    for (base_attribute& each : data_.attributes) {
        if (each.name == name) {
            return each;
        }
    }
    base_attribute& fresh = data_.attributes.emplace_back();
    fresh.name = name;
    return fresh;
}

void customer_base::add_value(base_attribute& of, std::string_view customer, std::string_view value) {
    const std::uint32_t code = known(customer);
    if (of.of_row.size() <= code) {
        of.of_row.resize(data_.customers.size(), base_attribute::none);
    }
    if (of.of_row[code] != base_attribute::none) {
        throw error(errc::domain, of.name + " of customer " + quoted(customer) + ": a duplicate, the first one counts");
    }
    if (!value.empty()) {
        of.of_row[code] = of.values.insert(value).first;
    }
}

void customer_base::add_contract(std::string_view customer, std::int64_t end, double notice_days) {
    const std::uint32_t code = known(customer);
    const survey::contract_term term = contract_until(end, notice_days);
    if (data_.contracts.size() <= code) {
        data_.contracts.resize(data_.customers.size());
    }
    data_.contracts[code] = longer(data_.contracts[code], term);
}

void customer_base::add_consent(std::string_view customer, std::string_view purpose, std::string_view state,
                                std::int64_t time, std::int64_t expires, std::string_view evidence,
                                std::string_view source) {
    const std::uint32_t code = known(customer);
    require_timestamp("time", time);
    require_note("evidence", evidence);
    require_note("source", source);
    consent decision = make_consent(0, state, time, expires);
    decision.purpose = data_.purposes.insert(purpose).first;
    decision.evidence = evidence;
    decision.source = source;
    data_.consents.push_back({code, std::move(decision)});
}

void customer_base::require_note(std::string_view name, std::string_view text) {
    if (text.size() > 1024 || !is_utf8(text)) {
        throw error(errc::domain, std::string(name) + " " + quoted(text) + ": expected UTF-8 of up to 1024 bytes");
    }
}

void customer_base::add_interaction(const interaction_columns& c, std::size_t i) {
    const std::uint32_t actor = known_person(c.actor[i]);
    const std::uint32_t target = c.target[i].empty() ? no_person : known_person(c.target[i]);
    const auto kind = place_of(c.kind[i], interaction_kind_names, "kind");
    require_timestamp("time", c.time[i]);
    const double sentiment = c.sentiment.empty() ? std::nan("") : c.sentiment[i];
    if (!(std::isnan(sentiment) || (sentiment >= -1 && sentiment <= 1))) {
        throw_domain("sentiment", sentiment, "-1 to 1, or none");
    }
    const double count = c.count.empty() || std::isnan(c.count[i]) ? 1 : c.count[i];
    if (!(count >= 1 && count <= 0xffffffffu && count == std::floor(count))) {
        throw_domain("count", count, "a whole number from 1 to 4294967295");
    }
    base_interactions& to = data_.interactions;
    const std::uint8_t channel = c.channel.empty() || c.channel[i].empty() ? 0 : channel_code(c.channel[i]);
    make_room(to.actor, to.target, to.kind, to.channel, to.time, to.sentiment, to.count, to.event_id);
    to.actor.push_back(actor);
    to.target.push_back(target);
    to.kind.push_back(static_cast<std::uint8_t>(kind));
    to.channel.push_back(channel);
    to.time.push_back(c.time[i]);
    to.sentiment.push_back(sentiment);
    to.count.push_back(static_cast<std::uint32_t>(count));
    to.event_id.push_back(c.event_id.empty() ? 0 : digest(c.event_id[i]));
}

void customer_base::add_contribution(const contribution_columns& c, std::size_t i) {
    const auto cell = [i](std::span<const double> column, double otherwise) {
        return column.empty() ? otherwise : column[i];
    };
    data_.contributions.push_back(make_contribution(known(c.customer[i]), c.kind[i], c.time[i], cell(c.units, 1),
                                                    cell(c.accepted, std::nan("")), cell(c.value, std::nan(""))));
}

std::uint8_t customer_base::channel_code(std::string_view channel) {
    if (data_.channels.size() == 255 && !data_.channels.find(channel)) {
        throw error(errc::domain, "channel " + quoted(channel) + ": there are 255 channels already");
    }
    return static_cast<std::uint8_t>(data_.channels.insert(channel).first + 1);
}

std::uint32_t customer_base::known(std::string_view customer) const {
    const auto code = data_.customers.find(customer);
    if (!code) {
        throw error(errc::unknown_id, "customer " + quoted(customer) + ": not in the customers table");
    }
    return *code;
}

std::uint32_t customer_base::known_person(std::string_view person) const {
    if (const auto code = data_.customers.find(person)) {
        return *code;
    }
    if (const auto code = data_.employees.find(person)) {
        return *code | employee_bit;
    }
    throw error(errc::unknown_id, "person " + quoted(person) + ": neither a customer nor an employee");
}

void customer_base::require_size_or_empty(std::string_view name, std::size_t size, std::size_t expected) {
    if (size != 0) {
        require_size(name, size, "customer", expected);
    }
}

}  // namespace scvm::crm
