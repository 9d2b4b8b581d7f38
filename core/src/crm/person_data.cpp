#include "crm/base_rows.hpp"

#include <scvm/crm/person_data.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace scvm::crm {

namespace {

/// How the cells of each kind are told. A digest tells nothing of the event whose it is.
class teller {
public:
    explicit teller(const customer_base& base) : from_(base.content()), clocks_(base.clocks()) {}

    [[nodiscard]] std::string person(std::uint32_t code) const {
        if (code == no_person) {
            return {};
        }
        return std::string((code & employee_bit) != 0  ? from_.employees[code & ~employee_bit]
                           : (code & helper_bit) != 0  ? from_.helpers[code & ~helper_bit]
                           : (code & outside_bit) != 0 ? from_.prospects[code & ~outside_bit]
                           : (code & account_bit) != 0 ? from_.accounts[code & ~account_bit]
                                                       : from_.customers[code]);
    }

    [[nodiscard]] std::string operator()(owner_id, std::uint32_t) const { return {}; }
    [[nodiscard]] std::string operator()(customer_id, std::uint32_t code) const { return person(code); }
    [[nodiscard]] std::string operator()(brought_id, std::uint32_t code) const { return person(code); }
    [[nodiscard]] std::string operator()(prospect_id, std::uint32_t code) const { return person(code); }
    [[nodiscard]] std::string operator()(person_id, std::uint32_t code) const { return person(code); }
    [[nodiscard]] std::string operator()(target_id, std::uint32_t code) const { return person(code); }
    [[nodiscard]] std::string operator()(item_id, std::uint32_t code) const { return std::string(from_.items[code]); }
    [[nodiscard]] std::string operator()(purpose_name, std::uint32_t code) const {
        return std::string(from_.purposes[code]);
    }
    [[nodiscard]] std::string operator()(channel_name, std::uint8_t code) const {
        return code == 0 ? std::string() : std::string(from_.channels[code - 1u]);
    }
    [[nodiscard]] std::string operator()(tag_name, std::uint32_t code) const {
        return code == 0 ? std::string() : std::string(from_.tags[code - 1u]);
    }
    [[nodiscard]] std::string operator()(helper_id, std::uint32_t code) const {
        return std::string(from_.helpers[code]);
    }
    [[nodiscard]] std::string operator()(job_helper, std::uint32_t code) const {
        return std::string(from_.helpers[code]);
    }
    [[nodiscard]] std::string operator()(new_idea, std::uint32_t code) const { return std::string(from_.ideas[code]); }
    [[nodiscard]] std::string operator()(idea_id, std::uint32_t code) const { return std::string(from_.ideas[code]); }
    [[nodiscard]] std::string operator()(account_id, std::uint32_t code) const {
        return std::string(from_.accounts[code]);
    }
    [[nodiscard]] std::string operator()(member_id, std::uint32_t code) const { return person(code); }
    [[nodiscard]] std::string operator()(event_key, std::uint64_t) const { return {}; }
    [[nodiscard]] std::string operator()(note_text, const std::string& text) const { return text; }
    [[nodiscard]] std::string operator()(consent_word, consent_state state) const {
        return std::string(consent_state_names[static_cast<std::size_t>(state)]);
    }
    template <class Enum>
    [[nodiscard]] std::string operator()(word_text<Enum>, std::uint8_t place) const {
        return std::string(words_of(Enum{})[place]);
    }
    template <class Number>
    requires std::is_arithmetic_v<Number>
    [[nodiscard]] Number operator()(Number, Number kept) const {
        if constexpr (std::is_same_v<Number, std::int64_t>) {  // a time
            return clocks_.moment(kept);
        }
        return kept;
    }

private:
    const base_content& from_;
    const clock_reader& clocks_;
};

template <template <class> class Rows>
[[nodiscard]] Rows<as_owned> owned_row(const customer_base& from, const Rows<as_kept>& row) {
    Rows<as_owned> result;
    std::size_t place = 0;
    each_kind<Rows>(result, [&](const auto& cell, auto& to) {
        using value = typename as_kept::of<std::remove_cvref_t<decltype(cell)>>;
        to = teller(from)(cell, member_at<const value>(row, place++));
    });
    return result;
}

/// The numbers of one person.
using numbers = std::vector<std::uint32_t>;

template <template <class> class Rows>
[[nodiscard]] bool names(const Rows<as_kept>& row, const numbers& person) {
    bool result = false;
    Rows<as_kept> copy = row;
    each_person<Rows>(copy, [&](std::uint32_t code) { result |= std::ranges::find(person, code) != person.end(); });
    return result;
}

template <template <class> class Rows>
[[nodiscard]] std::vector<Rows<as_owned>> rows_of(const customer_base& from, const std::vector<Rows<as_kept>>& all,
                                                  const numbers& person) {
    std::vector<Rows<as_owned>> result;
    for (const Rows<as_kept>& each : all) {
        if (names<Rows>(each, person)) {
            result.push_back(owned_row<Rows>(from, each));
        }
    }
    return result;
}

template <template <class> class Rows>
[[nodiscard]] std::vector<Rows<as_owned>> rows_of(const customer_base& from, const Rows<as_kept_columns>& all,
                                                  std::size_t rows, const numbers& person) {
    std::vector<Rows<as_kept>> each(1);
    std::vector<Rows<as_owned>> result;
    for (std::size_t i = 0; i < rows; ++i) {
        std::size_t place = 0;
        each_member(all, [&](std::string_view, const auto& column) {
            using value = typename std::remove_cvref_t<decltype(column)>::value_type;
            member_at<value>(each.front(), place++) = column[i];
        });
        if (names<Rows>(each.front(), person)) {
            result.push_back(owned_row<Rows>(from, each.front()));
        }
    }
    return result;
}

std::vector<contract_cells<as_owned>> contracts_of(const customer_base& from, std::uint32_t person) {
    std::vector<contract_cells<as_owned>> result;
    if (const survey::contract_term of = from.contract(person); !std::isnan(of.end)) {
        const std::int64_t end =
            std::isinf(of.end) ? never : from.clocks().moment(static_cast<std::int64_t>(of.end * 86400));
        result.push_back({{}, end, of.notice});
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

}  // namespace

namespace {

/// The jobs that a person asked for, or did.
std::vector<job_cells<as_owned>> jobs_of(const customer_base& base, std::uint32_t person,
                                         std::optional<std::uint32_t> helper) {
    std::vector<job_cells<as_owned>> result;
    for (const base_job& each : base.content().jobs) {
        if (each.customer == person || (helper && each.helper == *helper)) {
            result.push_back(owned_row<job_cells>(base, each));
        }
    }
    return result;
}

std::vector<helper_cells<as_owned>> helper_rows_of(const customer_base& base, std::optional<std::uint32_t> helper) {
    std::vector<helper_cells<as_owned>> result;
    for (const base_helper& each : base.content().helper_rows) {
        if (helper && each.id == *helper) {
            result.push_back(owned_row<helper_cells>(base, each));
        }
    }
    return result;
}

/// Also those to the customer, where that is an account.
std::vector<membership_cells<as_owned>> memberships_of(const customer_base& base, const base_content& from,
                                                       const numbers& all) {
    auto result = rows_of<membership_cells>(base, from.memberships, all);
    if (const auto account = from.accounts.find(from.customers[all.front()])) {
        for (const base_membership& each : from.memberships) {
            if (each.account == *account) {
                result.push_back(owned_row<membership_cells>(base, each));
            }
        }
    }
    return result;
}

}  // namespace

person_data data_of(const customer_base& base, std::string_view id) {
    const base_content& from = base.content();
    const std::uint32_t person = base.person(id);
    const numbers all = base.numbers_of(person);
    person_data result;
    result.id = teller(base).person(person);
    result.interactions = rows_of<interaction_cells>(base, from.interactions, from.interactions.actor.size(), all);
    if ((person & employee_bit) != 0) {
        result.kind = person_kind::employee;
        std::map<std::string, std::string> known;
        for (const auto& [name, of] : {std::pair("department", &from.departments), std::pair("level", &from.levels)}) {
            const std::uint32_t row = person & ~employee_bit;
            if (row < of->of_row.size() && of->of_row[row] != base_attribute::none) {
                known[name] = of->values[of->of_row[row]];
            }
        }
        if (!known.empty()) {
            result.attributes = std::move(known);
        }
        return result;
    }
    const auto helper = from.helpers.find(id);
    result.helpers = helper_rows_of(base, helper);
    result.jobs = jobs_of(base, person, helper);
    if ((person & helper_bit) != 0) {
        result.kind = person_kind::helper;
        return result;
    }
    result.consents = rows_of<consent_cells>(base, from.consents, all);
    result.referrals = rows_of<referral_cells>(base, from.referrals, all);
    if (auto prospects = rows_of<prospect_cells>(base, from.prospect_rows, all); !prospects.empty()) {
        result.prospects = std::move(prospects);
    }
    if ((person & outside_bit) != 0) {
        result.kind = person_kind::prospect;
        return result;
    }
    result.complaints = rows_of<complaint_cells>(base, from.complaints, all);
    result.ideas = rows_of<idea_cells>(base, from.idea_rows, all);
    result.votes = rows_of<vote_cells>(base, from.votes, all);
    result.tests = rows_of<test_cells>(base, from.tests, all);
    if (auto memberships = memberships_of(base, from, all); !memberships.empty()) {
        result.memberships = std::move(memberships);
    }
    result.answers = rows_of<answer_cells>(base, from.answers, all);
    result.purchases = rows_of<purchase_cells>(base, from.purchases, from.purchases.customer.size(), all);
    result.contracts = contracts_of(base, person);
    result.contributions = rows_of<contribution_cells>(base, from.contributions, all);
    result.published_scores = rows_of<published_score_cells>(base, from.published_scores, all);
    result.attributes = attributes_of(from, person);
    return result;
}

}  // namespace scvm::crm
