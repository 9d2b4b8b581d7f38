#include "crm/base_rows.hpp"

#include <scvm/crm/as_of.hpp>
#include <scvm/crm/base_columns.hpp>
#include <scvm/crm/base_content.hpp>
#include <scvm/crm/base_table.hpp>
#include <scvm/crm/consent.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/id_table.hpp>
#include <scvm/crm/order_index.hpp>
#include <scvm/dates/date_text.hpp>
#include <scvm/error.hpp>
#include <scvm/survey/captivity.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::crm {

namespace {

[[nodiscard]] std::uint32_t known_customer(const base_content& in, std::string_view id) {
    const auto code = in.customers.find(id);
    if (!code) {
        throw error(errc::unknown_id, "customer " + quoted(id) + ": not in the customers table");
    }
    return *code;
}

[[nodiscard]] std::optional<std::uint32_t> customer_or_outside(const base_content& in, std::string_view id) {
    if (const auto code = in.customers.find(id)) {
        return code;
    }
    if (const auto code = in.prospects.find(id)) {
        return *code | outside_bit;
    }
    return std::nullopt;
}

/// There is no guessing: who is in no table is nobody we know.
[[nodiscard]] std::uint32_t known_person(const base_content& in, std::string_view id) {
    if (const auto code = customer_or_outside(in, id)) {
        return *code;
    }
    if (const auto code = in.employees.find(id)) {
        return *code | employee_bit;
    }
    throw error(errc::unknown_id, "person " + quoted(id) + ": neither a customer nor an employee, nor a prospect");
}

[[nodiscard]] std::uint32_t known_helper(const base_content& in, std::string_view id) {
    const auto code = in.helpers.find(id);
    if (!code) {
        throw error(errc::unknown_id, "helper " + quoted(id) + ": not in the helpers table");
    }
    return *code;
}

[[nodiscard]] std::uint32_t known_idea(const base_content& in, std::string_view id) {
    const auto code = in.ideas.find(id);
    if (!code) {
        throw error(errc::unknown_id, "idea " + quoted(id) + ": not in the ideas table");
    }
    return *code;
}

/// How a base keeps a cell of each kind. What throws comes before what is inserted, in every table.
class keeper {
public:
    /// `with_outside`: a row may be about somebody outside the base.
    keeper(base_content& in, const clock_reader& clocks, bool with_outside)
        : in_(in), clocks_(clocks), with_outside_(with_outside) {}

    [[nodiscard]] std::uint32_t operator()(std::string_view, owner_id id) const {
        return with_outside_ ? brought(id) : known_customer(in_, id);
    }
    [[nodiscard]] std::uint32_t operator()(std::string_view, brought_id id) const { return brought(id); }
    [[nodiscard]] std::uint32_t operator()(std::string_view, customer_id id) const {
        return id.empty() ? no_person : known_customer(in_, id);
    }
    [[nodiscard]] std::uint32_t operator()(std::string_view, prospect_id id) const {
        return in_.prospects.insert(id).first | outside_bit;
    }
    [[nodiscard]] std::uint32_t operator()(std::string_view, person_id id) const { return known_person(in_, id); }
    [[nodiscard]] std::uint32_t operator()(std::string_view, target_id id) const {
        return id.empty() ? no_person : known_person(in_, id);
    }
    [[nodiscard]] std::uint32_t operator()(std::string_view, item_id id) const { return in_.items.insert(id).first; }
    [[nodiscard]] std::uint32_t operator()(std::string_view, purpose_name name) const {
        return in_.purposes.insert(name).first;
    }
    [[nodiscard]] std::uint32_t operator()(std::string_view, respondent_key key) const {
        if (customer_or_outside(in_, key)) {
            throw error(errc::domain, "respondent " + quoted(key) + ": is a " +
                                          (in_.customers.find(key) ? "customer" : "prospect") +
                                          "'s id; anonymous answers name nobody");
        }
        return in_.respondents.insert(key).first;
    }
    [[nodiscard]] std::uint32_t operator()(std::string_view, tag_name name) const {
        return name.empty() ? 0 : in_.tags.insert(name).first + 1;
    }
    [[nodiscard]] std::uint32_t operator()(std::string_view, helper_id id) const {
        if (in_.employees.find(id)) {
            throw error(errc::domain, "helper " + quoted(id) + ": is an employee");
        }
        return in_.helpers.insert(id).first;
    }
    [[nodiscard]] std::uint32_t operator()(std::string_view, job_helper id) const { return known_helper(in_, id); }
    [[nodiscard]] std::uint32_t operator()(std::string_view, new_idea id) const { return in_.ideas.insert(id).first; }
    [[nodiscard]] std::uint32_t operator()(std::string_view, idea_id id) const { return known_idea(in_, id); }
    [[nodiscard]] std::uint32_t operator()(std::string_view, account_id id) const {
        return in_.accounts.insert(id).first;
    }
    [[nodiscard]] std::uint32_t operator()(std::string_view, member_id id) const {
        const auto code = in_.customers.find(id);
        return code ? *code : in_.accounts.insert(id).first | account_bit;
    }
    [[nodiscard]] std::uint8_t operator()(std::string_view, channel_name name) const {
        if (name.empty()) {
            return 0;
        }
        if (in_.channels.size() == 255 && !in_.channels.find(name)) {
            throw error(errc::domain, "channel " + quoted(name) + ": there are 255 channels already");
        }
        return static_cast<std::uint8_t>(in_.channels.insert(name).first + 1);
    }
    [[nodiscard]] std::uint64_t operator()(std::string_view, event_key key) const { return event_digest(key); }
    [[nodiscard]] std::string operator()(std::string_view, note_text text) const { return std::string(text); }
    [[nodiscard]] consent_state operator()(std::string_view, consent_word word) const { return consent_state_of(word); }
    template <class Enum>
    [[nodiscard]] std::uint8_t operator()(std::string_view name, word_text<Enum> word) const {
        return static_cast<std::uint8_t>(place_of(word, words_of(Enum{}), name));
    }
    template <class Number>
    requires std::is_arithmetic_v<Number>
    [[nodiscard]] Number operator()(std::string_view, Number number) const {
        if constexpr (std::is_same_v<Number, std::int64_t>) {  // a time
            return clocks_.kept(number);
        }
        return number;
    }

private:
    [[nodiscard]] std::uint32_t brought(std::string_view id) const {
        const auto code = customer_or_outside(in_, id);
        return code ? *code : known_customer(in_, id);
    }

    base_content& in_;
    const clock_reader& clocks_;
    bool with_outside_;
};

template <template <class> class Rows>
[[nodiscard]] Rows<as_kept> kept_row(base_content& in, const clock_reader& clocks, const Rows<as_given>& row,
                                     bool with_outside = false) {
    Rows<as_kept> result;
    each_pair<Rows>(row, result,
                    [keep = keeper(in, clocks, with_outside)](std::string_view name, const auto& cell, auto& to) {
                        to = keep(name, cell);
                    });
    return result;
}

/// Room in every column first: if the host runs out of memory here, the columns are still of one length.
template <template <class> class Rows>
void append(Rows<as_kept_columns>& to, const Rows<as_kept>& row) {
    each_column(to, [](auto& column) {
        if (column.size() == column.capacity()) {
            column.reserve(2 * column.size() + 16);
        }
    });
    std::size_t place = 0;
    each_column(to, [&](auto& column) {
        using value = typename std::remove_cvref_t<decltype(column)>::value_type;
        column.push_back(member_at<const value>(row, place++));
    });
}

}  // namespace

survey::contract_term contract_until(std::int64_t end, double notice_days) {
    return {end == never ? std::numeric_limits<double>::infinity() : static_cast<double>(end) / 86400, notice_days};
}

survey::contract_term longer(const survey::contract_term& a, const survey::contract_term& b) {
    if (std::isnan(a.end)) {
        return b;
    }
    const double a_held = a.end - a.notice;
    const double b_held = b.end - b.notice;
    return b_held > a_held || (b_held == a_held && b.end > a.end) ? b : a;
}

base_contribution make_contribution(const contribution_cells<as_given>& row) {
    const auto kind = static_cast<std::uint8_t>(place_of(row.kind, contribution_kind_names, "kind"));
    return {0, kind, row.time, row.units, row.accepted, row.value};
}

// Each row either is taken or throws; a thrown row becomes a rejected one, and the next row is looked at.
template <template <class> class Rows, class TakeRow>
intake customer_base::take(table where, const Rows<as_lent>& columns, TakeRow take_row) {
    const base_table& of = base_table_of(where);
    const std::size_t rows = rows_of(of, &columns);
    std::size_t& counter = next_row_[static_cast<std::size_t>(where)];
    intake done{rows, 0, 0};
    for (std::size_t i = 0; i < rows; ++i) {
        try {
            Rows<as_given> row;
            read_row(of, &columns, i, &row);
            take_row(row);
            ++done.used;
        } catch (const error& e) {
            rejected_.push_back({where, counter + i, e.code(), e.what()});
            ++done.rejected;
            bool kept = false;
            if constexpr (std::is_same_v<Rows<as_lent>, consent_columns>) {
                kept = refuse(columns.customer[i], columns.purpose[i]);
            }
            if (!kept) {
                gaps_[static_cast<std::size_t>(where)].push_back(counter + i);
            }
        }
    }
    counter += rows;
    return done;
}

intake customer_base::add_customers(std::span<const std::string_view> ids) {
    return take<customer_cells>(table::customers, {ids}, [&](const customer_cells<as_given>& row) {
        if (data_.employees.find(row.id)) {
            throw error(errc::domain, "customer " + quoted(row.id) + ": is an employee already");
        }
        if (!data_.customers.insert(row.id).second) {
            throw error(errc::domain, "customer " + quoted(row.id) + ": a duplicate, the first one counts");
        }
    });
}

intake customer_base::add_employees(const employee_columns& c) {
    return take<employee_cells>(table::employees, c, [&](const employee_cells<as_given>& row) {
        if (data_.prospects.find(row.id)) {
            throw error(errc::domain, "employee " + quoted(row.id) + ": is a prospect already");
        }
        if (data_.customers.find(row.id) || data_.helpers.find(row.id) || !data_.employees.insert(row.id).second) {
            throw error(errc::domain, "employee " + quoted(row.id) + ": a duplicate, or a customer or helper as well");
        }
        const auto note = [&](base_attribute& of, std::string_view value) {
            of.of_row.resize(data_.employees.size(), base_attribute::none);
            if (!value.empty()) {
                of.of_row.back() = of.values.insert(value).first;
            }
        };
        note(data_.departments, row.department);
        note(data_.levels, row.level);
    });
}

intake customer_base::add_answers(const answer_columns& c) {
    return take<answer_cells>(table::answers, c, [&](const answer_cells<as_given>& row) {
        data_.answers.push_back(kept_row<answer_cells>(data_, clocks_, row));
    });
}

intake customer_base::add_anonymous_answers(const anonymous_answer_columns& c) {
    return take<anonymous_answer_cells>(table::anonymous_answers, c, [&](const anonymous_answer_cells<as_given>& row) {
        const auto kept = kept_row<anonymous_answer_cells>(data_, clocks_, row);
        data_.anonymous_answers.push_back({kept.respondent, kept.item, kept.value, kept.time, kept.wave});
    });
}

intake customer_base::add_purchases(const purchase_columns& c) {
    return take<purchase_cells>(table::purchases, c, [&](const purchase_cells<as_given>& row) {
        const purchase_cells<as_kept> kept = kept_row<purchase_cells>(data_, clocks_, row);
        if (kept.order != 0) {
            require_new_order(row, kept);
        }
        append<purchase_cells>(data_.purchases, kept);
    });
}

intake customer_base::add_attributes(std::string_view name, const attribute_columns& c) {
    require_id(name);
    (void)rows_of(base_table_of(table::attributes), &c);
    base_attribute& of = attribute_named(name);
    return take<attribute_cells>(table::attributes, c, [&](const attribute_cells<as_given>& row) {
        const std::uint32_t code = known_customer(data_, row.customer);
        if (of.of_row.size() <= code) {
            of.of_row.resize(data_.customers.size(), base_attribute::none);
        }
        if (of.of_row[code] != base_attribute::none) {
            throw error(errc::domain,
                        of.name + " of customer " + quoted(row.customer) + ": a duplicate, the first one counts");
        }
        if (!row.value.empty()) {
            of.of_row[code] = of.values.insert(row.value).first;
        }
    });
}

intake customer_base::add_contracts(const contract_columns& c) {
    return take<contract_cells>(table::contracts, c, [&](const contract_cells<as_given>& row) {
        const std::uint32_t code = known_customer(data_, row.customer);
        if (data_.contracts.size() <= code) {
            data_.contracts.resize(data_.customers.size());
        }
        data_.contracts[code] = longer(data_.contracts[code], contract_until(clocks_.kept(row.end), row.notice_days));
    });
}

intake customer_base::add_consents(const consent_columns& c) {
    return take<consent_cells>(table::consents, c, [&](const consent_cells<as_given>& row) {
        require_consent(row);
        data_.consents.push_back(kept_row<consent_cells>(data_, clocks_, row, true));
    });
}

intake customer_base::add_prospects(const prospect_columns& c) {
    return take<prospect_cells>(table::prospects, c, [&](const prospect_cells<as_given>& row) {
        const auto fail = [&](const std::string& rule) {
            throw error(errc::domain, "prospect " + quoted(row.id) + ": " + rule);
        };
        if (data_.employees.find(row.id)) {
            fail("is an employee");
        }
        if (data_.prospects.find(row.id)) {
            fail("a duplicate, the first one counts");
        }
        if (!row.became.empty() && std::string_view(row.became) != std::string_view(row.id) &&
            data_.customers.find(row.id)) {
            fail("is a customer, and cannot become another one, " + quoted(row.became));
        }
        if (!row.became.empty() && !data_.customers.find(row.became) && data_.prospects.find(row.became)) {
            fail("became " + quoted(row.became) + ", a prospect: expected a customer");
        }
        if (row.converted != 0 && row.became.empty() && !data_.customers.find(row.id)) {
            fail("converted on " + dates::shown(row.converted) + ", and nobody knows into whom");
        }
        if (row.converted != 0 && row.converted < row.since) {
            fail("converted = " + dates::shown(row.converted) + ": expected a time not before since, " +
                 dates::shown(row.since));
        }
        if (!row.became.empty()) {
            (void)known_customer(data_, row.became);  // or a refused row would keep its id
        }
        data_.prospect_rows.push_back(kept_row<prospect_cells>(data_, clocks_, row));
    });
}

intake customer_base::add_memberships(const membership_columns& c) {
    return take<membership_cells>(table::memberships, c, [&](const membership_cells<as_given>& row) {
        for (const std::string_view id : {std::string_view(row.member), std::string_view(row.account)}) {
            require_id(id);
            if (data_.employees.find(id) || data_.prospects.find(id)) {
                throw error(errc::domain, "account " + quoted(id) + ": is an employee, or somebody outside the base");
            }
        }
        if (std::string_view(row.member) == std::string_view(row.account)) {
            throw error(errc::domain, "account " + quoted(row.account) + ": nobody belongs to oneself");
        }
        if (row.end <= row.since) {
            throw error(errc::domain, "end = " + dates::moment_text(row.end) + ": expected a time after since, " +
                                          dates::moment_text(row.since));
        }
        data_.memberships.push_back(kept_row<membership_cells>(data_, clocks_, row));
    });
}

intake customer_base::add_interactions(const interaction_columns& c) {
    return take<interaction_cells>(table::interactions, c, [&](const interaction_cells<as_given>& row) {
        append<interaction_cells>(data_.interactions, kept_row<interaction_cells>(data_, clocks_, row));
    });
}

intake customer_base::add_referrals(const referral_columns& c) {
    return take<referral_cells>(table::referrals, c, [&](const referral_cells<as_given>& row) {
        const base_referral kept = kept_row<referral_cells>(data_, clocks_, row);
        if (kept.referrer == kept.referred) {
            throw error(errc::domain, "customer " + quoted(row.referrer) + ": nobody refers oneself");
        }
        data_.referrals.push_back(kept);
    });
}

intake customer_base::add_contributions(const contribution_columns& c) {
    return take<contribution_cells>(table::contributions, c, [&](const contribution_cells<as_given>& row) {
        data_.contributions.push_back(kept_row<contribution_cells>(data_, clocks_, row));
    });
}

intake customer_base::add_published_scores(const published_score_columns& c) {
    return take<published_score_cells>(table::published_scores, c, [&](const published_score_cells<as_given>& row) {
        data_.published_scores.push_back(kept_row<published_score_cells>(data_, clocks_, row));
    });
}

void require_complaint(const complaint_cells<as_given>& row) {
    for (const auto& [name, time] : {std::pair{"answered", row.answered}, std::pair{"closed", row.closed}}) {
        if (time != 0 && time < row.opened) {
            throw error(errc::domain, std::string(name) + " = " + dates::moment_text(time) +
                                          ": expected a time not before opened, " + dates::moment_text(row.opened));
        }
    }
}

intake customer_base::add_complaints(const complaint_columns& c) {
    return take<complaint_cells>(table::complaints, c, [&](const complaint_cells<as_given>& row) {
        require_complaint(row);
        data_.complaints.push_back(kept_row<complaint_cells>(data_, clocks_, row));
    });
}

intake customer_base::add_helpers(const helper_columns& c) {
    return take<helper_cells>(table::helpers, c, [&](const helper_cells<as_given>& row) {
        data_.helper_rows.push_back(kept_row<helper_cells>(data_, clocks_, row));
    });
}

intake customer_base::add_jobs(const job_columns& c) {
    return take<job_cells>(table::jobs, c, [&](const job_cells<as_given>& row) {
        if (row.done != 0 && row.done < row.asked) {
            throw error(errc::domain, "done = " + dates::moment_text(row.done) +
                                          ": expected a time not before asked, " + dates::moment_text(row.asked));
        }
        if (std::string_view(row.helper) == std::string_view(row.customer)) {
            throw error(errc::domain, "helper " + quoted(row.helper) + ": nobody is a helper of oneself");
        }
        data_.jobs.push_back(kept_row<job_cells>(data_, clocks_, row));
    });
}

intake customer_base::add_ideas(const idea_columns& c) {
    return take<idea_cells>(table::ideas, c, [&](const idea_cells<as_given>& row) {
        if (data_.ideas.find(row.idea)) {
            throw error(errc::domain, "idea " + quoted(row.idea) + ": a duplicate, the first one counts");
        }
        (void)known_customer(data_, row.customer);  // or a refused idea would keep its id
        data_.idea_rows.push_back(kept_row<idea_cells>(data_, clocks_, row));
    });
}

intake customer_base::add_votes(const vote_columns& c) {
    return take<vote_cells>(table::votes, c, [&](const vote_cells<as_given>& row) {
        data_.votes.push_back(kept_row<vote_cells>(data_, clocks_, row));
    });
}

intake customer_base::add_tests(const test_columns& c) {
    return take<test_cells>(table::tests, c, [&](const test_cells<as_given>& row) {
        require_id(row.test);
        data_.tests.push_back(kept_row<test_cells>(data_, clocks_, row));
    });
}

std::uint32_t customer_base::person(std::string_view id) const {
    const bool known = customer_or_outside(data_, id) || data_.employees.find(id);
    if (const auto code = data_.helpers.find(id); code && !known) {
        return *code | helper_bit;
    }
    return known_person(data_, id);
}

std::vector<std::uint32_t> customer_base::numbers_of(std::uint32_t person) const {
    std::vector<std::uint32_t> result{person};
    if ((person & layer_bits) == 0) {
        for (const base_prospect& each : data_.prospect_rows) {
            const bool same = data_.prospects[each.id & ~outside_bit] == data_.customers[person];
            if (same || each.became == person) {
                result.push_back(each.id);
            }
        }
    }
    return result;
}

void customer_base::reject_consent(std::string_view customer, std::string_view purpose, errc code, std::string reason) {
    reject(table::consents, code, std::move(reason));
    if (refuse(customer, purpose)) {
        gaps_[static_cast<std::size_t>(table::consents)].pop_back();
    }
}

void customer_base::require_new_order(const purchase_cells<as_given>& row, const purchase_cells<as_kept>& kept) {
    const base_purchases& all = data_.purchases;
    for (; orders_noted_ < all.customer.size(); ++orders_noted_) {
        if (const std::size_t i = orders_noted_; all.order[i] != 0) {
            (void)orders_.note(all.customer[i], all.order[i], all.time[i], all.amount[i]);
        }
    }
    orders_.require_new("order " + quoted(row.order) + " of customer " + quoted(row.customer), kept.customer,
                        kept.order, kept.time, kept.amount);
}

bool customer_base::refuse(std::string_view customer, std::string_view purpose) {
    const auto code = customer_or_outside(data_, customer);
    if (!code) {
        return false;
    }
    const bool readable = !purpose.empty() && purpose.size() <= 1024 && is_utf8(purpose);
    data_.consents.push_back(unclear_consent(data_.purposes.insert(readable ? purpose : every_purpose).first));
    data_.consents.back().customer = *code;
    return true;
}

std::vector<std::size_t> customer_base::row_numbers(table where, std::size_t rows) const {
    std::vector<std::size_t> result;
    const auto& gaps = gaps_[static_cast<std::size_t>(where)];
    auto gap = gaps.begin();
    std::size_t number = 0;
    for (std::size_t row = 0; row < rows; ++row, ++number) {
        for (; gap != gaps.end() && *gap == number; ++gap) {
            ++number;
        }
        result.push_back(number);
    }
    return result;
}

std::vector<rejected_row> customer_base::late_rows(std::int64_t until) const {
    std::vector<rejected_row> result;
    const auto look = [&](table where, std::size_t rows, auto time_of, std::string_view column = "time") {
        const auto& gaps = gaps_[static_cast<std::size_t>(where)];
        auto gap = gaps.begin();
        std::size_t number = 0;
        for (std::size_t row = 0; row < rows; ++row, ++number) {
            for (; gap != gaps.end() && *gap == number; ++gap) {
                ++number;
            }
            if (auto fault = late_row(time_of(row), until, column)) {
                result.push_back({where, number, errc::domain, std::move(*fault)});
            }
        }
    };
    const auto of_rows = [&](table where, const auto& rows) {
        look(where, rows.size(), [&](std::size_t row) { return rows[row].time; });
    };
    const auto of_columns = [&](table where, const auto& columns) {
        look(where, columns.time.size(), [&](std::size_t row) { return columns.time[row]; });
    };
    of_rows(table::consents, data_.consents);
    of_rows(table::answers, data_.answers);
    of_columns(table::purchases, data_.purchases);
    of_columns(table::interactions, data_.interactions);
    of_rows(table::referrals, data_.referrals);
    of_rows(table::contributions, data_.contributions);
    of_rows(table::anonymous_answers, data_.anonymous_answers);
    of_rows(table::published_scores, data_.published_scores);
    look(
        table::complaints, data_.complaints.size(), [&](std::size_t row) { return data_.complaints[row].opened; },
        "opened");
    look(
        table::helpers, data_.helper_rows.size(), [&](std::size_t row) { return data_.helper_rows[row].since; },
        "since");
    look(
        table::jobs, data_.jobs.size(), [&](std::size_t row) { return data_.jobs[row].asked; }, "asked");
    of_rows(table::ideas, data_.idea_rows);
    of_rows(table::votes, data_.votes);
    of_rows(table::tests, data_.tests);
    look(
        table::memberships, data_.memberships.size(), [&](std::size_t row) { return data_.memberships[row].since; },
        "since");
    look(
        table::prospects, data_.prospect_rows.size(), [&](std::size_t row) { return data_.prospect_rows[row].since; },
        "since");
    return result;
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

}  // namespace scvm::crm
