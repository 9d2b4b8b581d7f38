#include "crm/base_rows.hpp"

#include <scvm/crm/base_columns.hpp>
#include <scvm/crm/base_content.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/erasure.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::crm {

namespace {

/// The table without one of its ids; the codes of the later ones fall by one.
[[nodiscard]] id_table without(const id_table& ids, std::uint32_t code) {
    id_table result;
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
        if (i != code) {
            result.insert(ids[i]);
        }
    }
    return result;
}

/// Removes the rows of one person from all tables, and lowers the codes above hers, which are of the same layer.
class eraser {
public:
    using row_numbers = std::array<std::vector<std::size_t>, tables>;

    /// `gaps` are the numbers of rows of which nothing is kept: those of the erased rows come in between. The person
    /// may be a helper and an account as well.
    eraser(base_content& from, row_numbers& gaps, std::uint32_t person, std::string_view id)
        : data_(from), gaps_(gaps), person_(person), helper_(from.helpers.find(id)), account_(from.accounts.find(id)) {}

    std::array<std::size_t, tables> run() {
        const bool employee = (person_ & employee_bit) != 0;
        const bool customer = (person_ & layer_bits) == 0;
        if (customer) {
            erase_own_rows();
        }
        erase_shared_rows();
        for (base_attribute* each : {&data_.departments, &data_.levels}) {
            if (const std::uint32_t row = person_ & ~employee_bit; employee && row < each->of_row.size()) {
                each->of_row.erase(each->of_row.begin() + row);
            }
        }
        if (helper_) {
            data_.helpers = without(data_.helpers, *helper_);
        }
        if (account_) {
            data_.accounts = without(data_.accounts, *account_);
        }
        if ((person_ & outside_bit) != 0 && !employee) {
            data_.prospects = without(data_.prospects, person_ & ~outside_bit);
        }
        if (employee || customer) {
            id_table& ids = employee ? data_.employees : data_.customers;
            ids = without(ids, person_ & ~employee_bit);
            of(employee ? table::employees : table::customers) = 1;
        }
        return gone_;
    }

private:
    [[nodiscard]] std::size_t& of(table t) { return gone_[static_cast<std::size_t>(t)]; }

    void lower(std::uint32_t& code) const {
        const bool same_layer = code != no_person && (code & layer_bits) == (person_ & layer_bits);
        code -= same_layer && code > person_;
    }

    /// Whether a code is the one that goes; those above it fall by one.
    [[nodiscard]] static bool gives_up(std::uint32_t& code, const std::optional<std::uint32_t>& gone) {
        const bool named = gone && code == *gone;
        code -= gone && code > *gone;
        return named;
    }
    /// Whether a row names the person as a helper, or as an account.
    [[nodiscard]] bool names_other_role(base_helper& row) const { return gives_up(row.id, helper_); }
    [[nodiscard]] bool names_other_role(base_job& row) const { return gives_up(row.helper, helper_); }
    [[nodiscard]] bool names_other_role(base_membership& row) const {
        std::uint32_t member = row.member & ~account_bit;
        const bool is_account = (row.member & layer_bits) == account_bit;
        const bool below = is_account && gives_up(member, account_);
        row.member = is_account ? member | account_bit : row.member;
        return gives_up(row.account, account_) || below;
    }
    template <class Row>
    [[nodiscard]] bool names_other_role(Row&) const {
        return false;
    }

    template <template <class> class Rows>
    void erase_rows(std::vector<Rows<as_kept>>& rows, table t) {
        std::size_t stay = 0;
        std::vector<bool> erased(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            bool named = names_other_role(rows[i]);
            each_person<Rows>(rows[i], [&](std::uint32_t& code) {
                named |= code == person_;
                lower(code);
            });
            erased[i] = named;
            if (!named && stay++ != i) {
                rows[stay - 1] = std::move(rows[i]);
            }
        }
        of(t) = rows.size() - stay;
        rows.resize(stay);
        note_gaps(t, erased);
    }

    template <template <class> class Rows>
    void erase_rows(Rows<as_kept_columns>& columns, std::size_t rows, table t) {
        std::vector<bool> named(rows);
        each_person_column<Rows>(columns, [&](std::vector<std::uint32_t>& codes) {
            for (std::size_t row = 0; row < rows; ++row) {
                named[row] = named[row] || codes[row] == person_;
                lower(codes[row]);
            }
        });
        of(t) = keep_rows(columns, rows, [&](std::size_t row) { return !named[row]; });
        note_gaps(t, named);
    }

    void note_gaps(table t, const std::vector<bool>& erased) {
        std::vector<std::size_t>& gaps = gaps_[static_cast<std::size_t>(t)];
        std::vector<std::size_t> result;
        auto gap = gaps.begin();
        std::size_t number = 0;
        for (std::size_t row = 0; row < erased.size(); ++row, ++number) {
            for (; gap != gaps.end() && *gap == number; ++gap) {
                result.push_back(number++);
            }
            if (erased[row]) {
                result.push_back(number);
            }
        }
        result.insert(result.end(), gap, gaps.end());
        gaps = std::move(result);
    }

    void erase_own_rows() {
        erase_rows<answer_cells>(data_.answers, table::answers);
        erase_rows<contribution_cells>(data_.contributions, table::contributions);
        erase_rows<published_score_cells>(data_.published_scores, table::published_scores);
        erase_rows<complaint_cells>(data_.complaints, table::complaints);
        erase_rows<idea_cells>(data_.idea_rows, table::ideas);
        erase_rows<vote_cells>(data_.votes, table::votes);
        erase_rows<test_cells>(data_.tests, table::tests);
        erase_rows<purchase_cells>(data_.purchases, data_.purchases.customer.size(), table::purchases);
        for (base_attribute& each : data_.attributes) {
            if (person_ < each.of_row.size()) {
                of(table::attributes) += each.of_row[person_] != base_attribute::none;
                each.of_row.erase(each.of_row.begin() + person_);
            }
        }
        if (person_ < data_.contracts.size()) {
            of(table::contracts) = !std::isnan(data_.contracts[person_].end);
            data_.contracts.erase(data_.contracts.begin() + person_);
        }
    }

    void erase_shared_rows() {
        erase_rows<interaction_cells>(data_.interactions, data_.interactions.actor.size(), table::interactions);
        erase_rows<consent_cells>(data_.consents, table::consents);
        erase_rows<referral_cells>(data_.referrals, table::referrals);
        erase_rows<prospect_cells>(data_.prospect_rows, table::prospects);
        erase_rows<helper_cells>(data_.helper_rows, table::helpers);
        erase_rows<job_cells>(data_.jobs, table::jobs);
        erase_rows<membership_cells>(data_.memberships, table::memberships);
    }

    base_content& data_;
    row_numbers& gaps_;
    std::uint32_t person_;
    std::optional<std::uint32_t> helper_;   // her code among the helpers
    std::optional<std::uint32_t> account_;  // hers among the accounts
    std::array<std::size_t, tables> gone_{};
};

}  // namespace

std::array<std::size_t, tables> customer_base::erase_person(std::string_view id) {
    const std::vector<std::uint32_t> codes = numbers_of(person(id));
    std::vector<std::string> names{std::string(id)};
    for (const std::uint32_t code : std::span(codes).subspan(1)) {
        names.emplace_back(data_.prospects[code & ~outside_bit]);
    }
    orders_ = {};
    orders_noted_ = 0;
    std::array<std::size_t, tables> gone{};
    for (std::size_t i = names.size(); i-- > 0;) {  // the highest first: it lowers none of the others
        // What a rejection told of the person goes too: its reason quotes the id.
        for (rejected_row& row : rejected_) {
            if (row.reason.find(crm::quoted(names[i])) != std::string::npos) {
                row.reason = "a row of an erased person";
            }
        }
        const auto more = eraser(data_, gaps_, codes[i], names[i]).run();
        std::transform(more.begin(), more.end(), gone.begin(), gone.begin(), std::plus<>());
    }
    return gone;
}

erasure erase(customer_base& from, std::string_view id) {
    return {std::string(id), {from.erase_person(id)}};
}

erasure_effect effect_of_erasing(const scorer& by, const customer_base& base, std::string_view id, std::int64_t as_of) {
    const score_table before = by.score(base, as_of);
    const score_table after = by.score_without(base, as_of, base.person(id));
    std::map<std::size_t, std::map<std::string, score_change>> changes;  // by row
    const auto note = [&](std::size_t row, std::string_view column, score_value was, score_value is) {
        if (before.id(row) != id) {
            changes[row][std::string(column)] = {std::move(was), std::move(is)};
        }
    };
    for (const score_column& column : number_columns()) {
        const auto was = before.numbers(column.name);
        const auto is = after.numbers(column.name);
        for (std::size_t row = 0; row < before.size(); ++row) {
            if (was[row] != is[row] && !(std::isnan(was[row]) && std::isnan(is[row]))) {
                note(row, column.name, was[row], is[row]);
            }
        }
    }
    for (const score_column& column : category_columns()) {
        const auto was = before.codes(column.name);
        const auto is = after.codes(column.name);
        const auto labels = before.labels(column.name);
        for (std::size_t row = 0; row < before.size(); ++row) {
            if (was[row] != is[row]) {
                note(row, column.name, labels[static_cast<std::size_t>(was[row])],
                     labels[static_cast<std::size_t>(is[row])]);
            }
        }
    }
    erasure_effect result{std::string(id), before.as_of(), {}};
    for (auto& [row, of] : changes) {
        result.changed.push_back({std::string(before.id(row)), std::move(of)});
    }
    return result;
}

}  // namespace scvm::crm
