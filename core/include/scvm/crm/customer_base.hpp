#pragma once

#include <scvm/crm/base_columns.hpp>
#include <scvm/crm/base_content.hpp>
#include <scvm/crm/cell.hpp>
#include <scvm/crm/consent.hpp>
#include <scvm/crm/id_table.hpp>
#include <scvm/crm/order_index.hpp>
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

struct storage;

/// A contract in days since 1970-01-01 UTC; one that never ends ends at infinity.
[[nodiscard]] survey::contract_term contract_until(std::int64_t end, double notice_days);

/// The one of two contracts that holds longer; NaN ends hold nobody.
[[nodiscard]] survey::contract_term longer(const survey::contract_term& a, const survey::contract_term& b);

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

/// Throws error{domain} for what was answered or settled before it came in.
void require_complaint(const complaint_cells<as_given>& row);

/// One contribution of a row that check_row() has let pass. Throws error{domain} for an unknown kind.
[[nodiscard]] base_contribution make_contribution(const contribution_cells<as_given>& row);

/// The data that a CRM holds of its customers, by columns, with ids interned.
///
/// Not thread-safe while rows are added; afterwards any number of threads may score it.
///
/// A column of the wrong length throws error{size_mismatch} and changes nothing. A row that cannot be used (an unknown,
/// empty or duplicate id, an infinite amount, a time stamp in the wrong unit) is rejected alone: see rejected().
class customer_base {
public:
    /// A base of a place: its days are days there. Times come in as moments, or as what clocks show there where no
    /// offset is said, and are kept as what clocks show. A scorer takes bases of its model's place alone.
    explicit customer_base(const dates::local_clock& place = {}) : clocks_(place) {}
    customer_base(const customer_base&) = delete;  // a base may hold gigabytes: nobody copies it by accident
    customer_base& operator=(const customer_base&) = delete;
    customer_base(customer_base&&) = default;
    customer_base& operator=(customer_base&&) = default;

    /// Adds customers by their opaque ids: UTF-8, 1 to 1,024 bytes, each once.
    intake add_customers(std::span<const std::string_view> ids);

    /// Adds survey answers of customers that were added before.
    intake add_answers(const answer_columns& c);

    /// Adds purchases of customers that were added before.
    intake add_purchases(const purchase_columns& c);

    /// Adds an attribute of customers that were added before, for breakdowns: a territory, a sex, a channel. Each
    /// customer has one value of it; an empty value is none. Throws error{domain} for an empty name.
    intake add_attributes(std::string_view name, const attribute_columns& c);

    /// Adds contracts of customers that were added before: they hold who would leave.
    intake add_contracts(const contract_columns& c);

    /// Adds what customers agreed to, refused or withdrew. A row that is rejected counts as a refusal of its purpose,
    /// where that can be read, else of every purpose: whoever wrote it may have meant one.
    intake add_consents(const consent_columns& c);

    /// Adds employees: a layer of their own, that takes part in interactions and is never scored. Nobody is both a
    /// customer and an employee under one id.
    intake add_employees(const employee_columns& columns);

    /// Adds people outside the base, each once. Whoever is a customer by the same id, then or later, is that customer.
    intake add_prospects(const prospect_columns& c);

    /// Adds who belongs to which account: customers, and accounts below others.
    intake add_memberships(const membership_columns& c);

    /// Adds interactions between customers, employees, people outside the base and the brand.
    intake add_interactions(const interaction_columns& c);

    /// Adds referrals among customers and people outside the base: who brought whom, and when.
    intake add_referrals(const referral_columns& c);

    /// Adds contributions of customers to the company.
    intake add_contributions(const contribution_columns& c);

    /// Adds social scores that were published before.
    intake add_published_scores(const published_score_columns& c);

    /// Adds complaints and praise of customers.
    intake add_complaints(const complaint_columns& c);

    /// Adds helpers, customers or not, a row for each skill.
    intake add_helpers(const helper_columns& c);

    /// Adds jobs of helpers who were added before.
    intake add_jobs(const job_columns& c);

    /// Adds ideas of customers.
    intake add_ideas(const idea_columns& c);

    /// Adds votes for ideas that were added before.
    intake add_votes(const vote_columns& c);

    /// Adds applications to test products.
    intake add_tests(const test_columns& c);

    /// Adds answers that were given under a promise of anonymity: they count in shares, and nowhere else.
    intake add_anonymous_answers(const anonymous_answer_columns& c);

    /// The number of a customer, of an employee with employee_bit set, of somebody outside the base with outside_bit,
    /// or of a helper who is none of them with helper_bit set. Throws error{unknown_id}.
    [[nodiscard]] std::uint32_t person(std::string_view id) const;

    /// The numbers under which a person is known: hers, and, of a customer, those of whom she was before.
    [[nodiscard]] std::vector<std::uint32_t> numbers_of(std::uint32_t person) const;

    /// Forgets a person: the id and every row that names it, in all tables, and what rejections said of it; of a
    /// customer also whom she was before. Returns the rows removed, table by table. Takes one pass over the data for
    /// each id. Throws error{unknown_id}.
    std::array<std::size_t, tables> erase_person(std::string_view id);

    [[nodiscard]] const clock_reader& clocks() const noexcept { return clocks_; }
    [[nodiscard]] const dates::local_clock& place() const noexcept { return clocks_.place(); }

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

    /// The rows that were accepted, but are too late for a score as of a day that ends at `until`; see late_row(). Ends
    /// of contracts and consents may be as late as they like.
    [[nodiscard]] std::vector<rejected_row> late_rows(std::int64_t until) const;

    /// The number of each of the first rows of a table that are kept, from 0 over all calls that added to it.
    [[nodiscard]] std::vector<std::size_t> row_numbers(table where, std::size_t rows) const;

    /// Records a row that the caller could not even turn into values (an invalid date, a number that is text).
    void reject(table where, errc code, std::string reason) {
        const std::size_t row = next_row_[static_cast<std::size_t>(where)]++;
        rejected_.push_back({where, row, code, std::move(reason)});
        gaps_[static_cast<std::size_t>(where)].push_back(row);
    }

    /// The same for a consent, of which customer and purpose may be readable: it counts as a refusal.
    void reject_consent(std::string_view customer, std::string_view purpose, errc code, std::string reason);

private:
    friend struct storage;  // see crm/stored.hpp

    template <template <class> class Rows, class TakeRow>
    intake take(table where, const Rows<as_lent>& columns, TakeRow take_row);

    /// Keeps a refusal in place of a row of consent that cannot be read. False where the customer is unknown.
    bool refuse(std::string_view customer, std::string_view purpose);

    void require_new_order(const purchase_cells<as_given>& row, const purchase_cells<as_kept>& kept);

    base_attribute& attribute_named(std::string_view name);

    clock_reader clocks_;
    base_content data_;
    order_index orders_;  // of the first `orders_noted_` purchases; an erasure begins anew
    std::size_t orders_noted_ = 0;
    std::vector<rejected_row> rejected_;
    std::array<std::size_t, tables> next_row_{};
    std::array<std::vector<std::size_t>, tables> gaps_;  // rows that nothing is kept of, in rising order
};

}  // namespace scvm::crm
