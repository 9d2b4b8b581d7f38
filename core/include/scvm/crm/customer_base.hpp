#pragma once

#include <scvm/crm/base_columns.hpp>
#include <scvm/crm/base_content.hpp>
#include <scvm/crm/consent.hpp>
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

/// Throws error{domain} for an amount that is no purchase in any currency, and would cost the sums their last digits.
inline void require_amount(std::string_view name, double amount) {
    if (!(std::fabs(amount) <= 1e15)) {
        throw_domain(name, amount, "an amount of money from -1e15 to 1e15");
    }
}

/// A contract in days since 1970-01-01 UTC. Throws error{domain} for an end that is no time, or a negative notice.
[[nodiscard]] inline survey::contract_term contract_until(std::int64_t end, double notice_days) {
    require_timestamp("end", end);
    if (!(notice_days >= 0 && notice_days <= 36525)) {
        throw_domain("notice_days", notice_days, "0 to 36525 days");
    }
    return {static_cast<double>(end) / 86400, notice_days};
}

/// The one of two contracts that holds longer; NaN ends hold nobody.
[[nodiscard]] inline survey::contract_term longer(const survey::contract_term& a, const survey::contract_term& b) {
    if (std::isnan(a.end)) {
        return b;
    }
    const double a_held = a.end - a.notice;
    const double b_held = b.end - b.notice;
    return b_held > a_held || (b_held == a_held && b.end > a.end) ? b : a;
}

/// The place of a word. Throws error{domain} that names all of them.
template <std::size_t N>
[[nodiscard]] std::size_t place_of(std::string_view word, const std::array<std::string_view, N>& among,
                                   std::string_view what) {
    if (const auto found = std::find(among.begin(), among.end(), word); found != among.end()) {
        return static_cast<std::size_t>(found - among.begin());
    }
    std::string expected;
    for (const std::string_view each : among) {
        expected += (expected.empty() ? "" : ", ") + std::string(each);
    }
    throw error(errc::domain, std::string(what) + " " + quoted(word) + ": expected one of " + expected);
}

/// One contribution. NaN units are 1. Throws error{domain} for a kind that is none, or a number outside its range.
[[nodiscard]] inline base_contribution make_contribution(std::uint32_t customer, std::string_view kind,
                                                         std::int64_t time, double units, double accepted,
                                                         double value) {
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

/// The data that a CRM holds of its customers, by columns, with ids interned.
///
/// Not thread-safe while rows are added; afterwards any number of threads may score it.
///
/// A column of the wrong length throws error{size_mismatch} and changes nothing. A row that cannot be used (an unknown,
/// empty or duplicate id, an infinite amount, a time stamp in the wrong unit) is rejected alone: see rejected().
class customer_base {
public:
    customer_base() = default;
    customer_base(const customer_base&) = delete;  // a base may hold gigabytes: nobody copies it by accident
    customer_base& operator=(const customer_base&) = delete;
    customer_base(customer_base&&) = default;
    customer_base& operator=(customer_base&&) = default;

    /// Adds customers by their opaque ids: UTF-8, 1 to 1,024 bytes, each once.
    intake add_customers(std::span<const std::string_view> ids) {
        return take(table::customers, ids.size(), [&](std::size_t i) { add_customer(ids[i]); });
    }

    /// Adds survey answers of customers that were added before.
    intake add_answers(const answer_columns& c) {
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

    /// Adds purchases of customers that were added before.
    intake add_purchases(const purchase_columns& c) {
        const std::size_t rows = c.customer.size();
        require_size("time", c.time.size(), "customer", rows);
        require_size("amount", c.amount.size(), "customer", rows);

        return take(table::purchases, rows,
                    [&](std::size_t i) { add_purchase(c.customer[i], c.time[i], c.amount[i]); });
    }

    /// Adds an attribute of customers that were added before, for breakdowns: a territory, a sex, a channel. Each
    /// customer has one value of it; an empty value is none. Throws error{domain} for an empty name.
    intake add_attributes(std::string_view name, const attribute_columns& c) {
        require_id(name);
        require_size("value", c.value.size(), "customer", c.customer.size());
        base_attribute& of = attribute_named(name);
        return take(table::attributes, c.customer.size(),
                    [&](std::size_t i) { add_value(of, c.customer[i], c.value[i]); });
    }

    /// Adds contracts of customers that were added before: they hold who would leave.
    intake add_contracts(const contract_columns& c) {
        require_size("end", c.end.size(), "customer", c.customer.size());
        require_size_or_empty("notice_days", c.notice_days.size(), c.customer.size());
        return take(table::contracts, c.customer.size(), [&](std::size_t i) {
            add_contract(c.customer[i], c.end[i], c.notice_days.empty() ? 0 : c.notice_days[i]);
        });
    }

    /// Adds what customers agreed to, refused or withdrew.
    intake add_consents(const consent_columns& c) {
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

    /// Adds employees: a layer of their own, that takes part in interactions and is never scored. Nobody is both a
    /// customer and an employee under one id.
    intake add_employees(std::span<const std::string_view> ids) {
        return take(table::employees, ids.size(), [&](std::size_t i) {
            if (data_.customers.find(ids[i]) || !data_.employees.insert(ids[i]).second) {
                throw error(errc::domain, "employee " + quoted(ids[i]) + ": a duplicate, or a customer as well");
            }
        });
    }

    /// Adds interactions between customers, employees and the brand.
    intake add_interactions(const interaction_columns& c) {
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

    /// Adds referrals among customers: who brought whom, and when.
    intake add_referrals(const referral_columns& c) {
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

    /// Adds contributions of customers to the company.
    intake add_contributions(const contribution_columns& c) {
        const std::size_t rows = c.customer.size();
        require_size("kind", c.kind.size(), "customer", rows);
        require_size("time", c.time.size(), "customer", rows);
        require_size_or_empty("units", c.units.size(), rows);
        require_size_or_empty("accepted", c.accepted.size(), rows);
        require_size_or_empty("value", c.value.size(), rows);
        return take(table::contributions, rows, [&](std::size_t i) { add_contribution(c, i); });
    }

    /// Adds answers that were given under a promise of anonymity: they count in shares, and nowhere else. `customer`
    /// is any key that tells the respondents apart.
    intake add_anonymous_answers(const answer_columns& c) {
        const std::size_t rows = c.customer.size();
        require_size("item", c.item.size(), "respondent", rows);
        require_size("value", c.value.size(), "respondent", rows);
        require_size_or_empty("time", c.time.size(), rows);
        require_size_or_empty("wave", c.wave.size(), rows);
        return take(table::anonymous_answers, rows, [&](std::size_t i) {
            const std::int64_t time = c.time.empty() ? 0 : c.time[i];
            require_answer(c.value[i], time);
            if (data_.customers.find(c.customer[i])) {
                throw error(errc::domain, "respondent " + quoted(c.customer[i]) +
                                              ": is a customer's id; anonymous answers name nobody");
            }
            const std::uint32_t who = data_.respondents.insert(c.customer[i]).first;
            data_.anonymous_answers.push_back(
                {who, data_.items.insert(c.item[i]).first, c.wave.empty() ? 0 : c.wave[i], c.value[i], time});
        });
    }

    /// The number of a customer, or of an employee with employee_bit set. Throws error{unknown_id}.
    [[nodiscard]] std::uint32_t person(std::string_view id) const { return known_person(id); }

    /// Forgets a person: the id and every row that names it, in all tables, and what rejections said of it. Returns the
    /// rows removed, table by table. Takes one pass over the data. Throws error{unknown_id}.
    std::array<std::size_t, tables> erase_person(std::string_view id);

    /// The customers in the order in which they were added.
    [[nodiscard]] const id_table& customers() const noexcept { return data_.customers; }

    /// The item ids that answers named, in the order of their first appearance.
    [[nodiscard]] const id_table& items() const noexcept { return data_.items; }

    /// All that was accepted.
    [[nodiscard]] const base_content& content() const noexcept { return data_; }

    /// Whether and until when a customer is under contract, in days since 1970-01-01 UTC; NaN: not.
    [[nodiscard]] survey::contract_term contract(std::size_t customer) const {
        return customer < data_.contracts.size() ? data_.contracts[customer] : survey::contract_term{};
    }

    /// Every row that was not taken, in the order in which they came.
    [[nodiscard]] const std::vector<rejected_row>& rejected() const noexcept { return rejected_; }

    /// Records a row that the caller could not even turn into values (a date that is none, a number that is text).
    void reject(table where, errc code, std::string reason) {
        rejected_.push_back({where, next_row_[static_cast<std::size_t>(where)]++, code, std::move(reason)});
    }

private:
    // Each row either is taken or throws; a thrown row becomes a rejected one, and the next row is looked at.
    template <class AddRow>
    intake take(table where, std::size_t rows, AddRow add_row) {
        std::size_t& counter = next_row_[static_cast<std::size_t>(where)];
        intake done{rows, 0, 0};
        for (std::size_t i = 0; i < rows; ++i) {
            try {
                add_row(i);
                ++done.used;
            } catch (const error& e) {
                rejected_.push_back({where, counter + i, e.code(), e.what()});
                ++done.rejected;
            }
        }
        counter += rows;
        return done;
    }

    void add_customer(std::string_view id) {
        if (data_.employees.find(id)) {
            throw error(errc::domain, "customer " + quoted(id) + ": is an employee already");
        }
        if (!data_.customers.insert(id).second) {
            throw error(errc::domain, "customer " + quoted(id) + ": a duplicate, the first one counts");
        }
    }

    void add_answer(std::string_view customer, std::string_view item, double value, std::int64_t time,
                    std::int32_t wave) {
        const std::uint32_t code = known(customer);
        require_answer(value, time);
        data_.answers.push_back({code, data_.items.insert(item).first, wave, value, time});
    }

    static void require_answer(double value, std::int64_t time) {
        if (std::isinf(value)) {
            throw_domain("value", value, "a finite answer");
        }
        require_timestamp("time", time);
    }

    void add_purchase(std::string_view customer, std::int64_t time, double amount) {
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

    base_attribute& attribute_named(std::string_view name) {
        for (base_attribute& each : data_.attributes) {
            if (each.name == name) {
                return each;
            }
        }
        base_attribute& fresh = data_.attributes.emplace_back();
        fresh.name = name;
        return fresh;
    }

    void add_value(base_attribute& of, std::string_view customer, std::string_view value) {
        const std::uint32_t code = known(customer);
        if (of.of_row.size() <= code) {
            of.of_row.resize(data_.customers.size(), base_attribute::none);
        }
        if (of.of_row[code] != base_attribute::none) {
            throw error(errc::domain,
                        of.name + " of customer " + quoted(customer) + ": a duplicate, the first one counts");
        }
        if (!value.empty()) {
            of.of_row[code] = of.values.insert(value).first;
        }
    }

    void add_contract(std::string_view customer, std::int64_t end, double notice_days) {
        const std::uint32_t code = known(customer);
        const survey::contract_term term = contract_until(end, notice_days);
        if (data_.contracts.size() <= code) {
            data_.contracts.resize(data_.customers.size());
        }
        data_.contracts[code] = longer(data_.contracts[code], term);
    }

    void add_consent(std::string_view customer, std::string_view purpose, std::string_view state, std::int64_t time,
                     std::int64_t expires, std::string_view evidence, std::string_view source) {
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

    // Kept for the export only, so anything readable will do.
    static void require_note(std::string_view name, std::string_view text) {
        if (text.size() > 1024 || !is_utf8(text)) {
            throw error(errc::domain, std::string(name) + " " + quoted(text) + ": expected UTF-8 of up to 1024 bytes");
        }
    }

    void add_interaction(const interaction_columns& c, std::size_t i) {
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

    void add_contribution(const contribution_columns& c, std::size_t i) {
        const auto cell = [i](std::span<const double> column, double otherwise) {
            return column.empty() ? otherwise : column[i];
        };
        data_.contributions.push_back(make_contribution(known(c.customer[i]), c.kind[i], c.time[i], cell(c.units, 1),
                                                        cell(c.accepted, std::nan("")), cell(c.value, std::nan(""))));
    }

    std::uint8_t channel_code(std::string_view channel) {
        if (data_.channels.size() == 255 && !data_.channels.find(channel)) {
            throw error(errc::domain, "channel " + quoted(channel) + ": there are 255 channels already");
        }
        return static_cast<std::uint8_t>(data_.channels.insert(channel).first + 1);
    }

    // Never 0, which means none.
    [[nodiscard]] static std::uint64_t digest(std::string_view id) noexcept {
        return id.empty() ? 0 : std::max<std::uint64_t>(math::fnv1a(id), 1);
    }

    [[nodiscard]] std::uint32_t known(std::string_view customer) const {
        const auto code = data_.customers.find(customer);
        if (!code) {
            throw error(errc::unknown_id, "customer " + quoted(customer) + ": not in the customers table");
        }
        return *code;
    }

    /// A customer or an employee. There is no guessing: who is in neither table is nobody we know.
    [[nodiscard]] std::uint32_t known_person(std::string_view person) const {
        if (const auto code = data_.customers.find(person)) {
            return *code;
        }
        if (const auto code = data_.employees.find(person)) {
            return *code | employee_bit;
        }
        throw error(errc::unknown_id, "person " + quoted(person) + ": neither a customer nor an employee");
    }

    template <class... Columns>
    static void make_room(Columns&... columns) {
        const auto room = [](auto& column) {
            if (column.size() == column.capacity()) {
                column.reserve(2 * column.size() + 16);
            }
        };
        (room(columns), ...);
    }

    static void require_size_or_empty(std::string_view name, std::size_t size, std::size_t expected) {
        if (size != 0) {
            require_size(name, size, "customer", expected);
        }
    }

    base_content data_;
    std::vector<rejected_row> rejected_;
    std::array<std::size_t, tables> next_row_{};
};

}  // namespace scvm::crm
