#pragma once

#include <scvm/crm/base_content.hpp>
#include <scvm/crm/consent.hpp>
#include <scvm/crm/customer_base.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace scvm::crm {

struct scoring_model;

/// When a row happened.
[[nodiscard]] constexpr std::int64_t time_of(const auto& row) {
    return row.time;
}
[[nodiscard]] inline std::int64_t time_of(const base_complaint& row) {
    return row.opened;
}
[[nodiscard]] inline std::int64_t time_of(const base_helper& row) {
    return row.since;
}
[[nodiscard]] inline std::int64_t time_of(const base_job& row) {
    return row.asked;
}

/// An idea as what it is besides: a contribution, worth what it says or what the model says of ideas.
[[nodiscard]] base_contribution contribution_of(const base_idea& of);

/// Throws error{domain} for a base whose days are not those of the model's place.
void require_place(const customer_base& base, const scoring_model& model);

/// What of a base may be used under a model's consent rules as of a moment: the only view of it that scoring and
/// fitting have. Rows of persons who did not agree are not in it, nor are rows between them and others, nor such as are
/// more than a day later than the moment (see customer_base::late_rows()).
///
/// People outside the base follow the customers: person customers() + k is the k-th prospect. Whoever has become a
/// customer by that day is that customer, with all that was done before. Nothing is derived about who is outside, so
/// that nobody need have agreed; whoever refused or withdrew is in no row.
///
/// Refers to the base, which must outlive it. Nothing is copied where everybody agreed, nobody is outside, and no row
/// is that late.
class usable_data {
public:
    /// `left_out` is a person to be treated as if everything had been withdrawn.
    usable_data(const customer_base& base, const std::optional<consent_rules>& rules, std::int64_t as_of,
                std::uint32_t left_out = no_person);

    /// Whether this customer's data may be used for this, and why not.
    [[nodiscard]] consent_status status(data_use use, std::size_t customer) const {
        return status_[static_cast<std::size_t>(use)][customer];
    }
    [[nodiscard]] bool allows(data_use use, std::size_t customer) const {
        return status(use, customer) == consent_status::included;
    }

    [[nodiscard]] std::size_t customers() const noexcept { return content_.customers.size(); }
    [[nodiscard]] const id_table& customer_ids() const noexcept { return content_.customers; }
    [[nodiscard]] const id_table& employee_ids() const noexcept { return content_.employees; }
    [[nodiscard]] const base_attribute& departments() const noexcept { return content_.departments; }
    [[nodiscard]] const base_attribute& levels() const noexcept { return content_.levels; }
    [[nodiscard]] std::size_t employees() const noexcept { return content_.employees.size(); }

    [[nodiscard]] std::span<const base_prospect> prospects() const noexcept { return content_.prospect_rows; }
    /// The customers and the people outside.
    [[nodiscard]] std::size_t persons() const noexcept { return customers() + prospects().size(); }
    /// Who the k-th prospect is by that day; no_person: somebody whose rows may not be used.
    [[nodiscard]] std::uint32_t person_of_prospect(std::size_t k) const { return of_prospect_[k]; }
    [[nodiscard]] bool is_outside(std::uint32_t person) const noexcept {
        return person != no_person && (person & employee_bit) == 0 && person >= customers();
    }
    /// The place of each person by the order of ids, customers first: sums over neighbours then come out the same, to
    /// the last bit, for every order of the base.
    [[nodiscard]] std::vector<std::uint32_t> places() const;
    [[nodiscard]] const id_table& items() const noexcept { return content_.items; }
    [[nodiscard]] std::span<const base_answer> answers() const noexcept { return answers_; }
    [[nodiscard]] const base_purchases& purchases() const noexcept {
        return kept_purchases_ ? *kept_purchases_ : content_.purchases;
    }
    /// Interactions in favour of somebody, or in no known tone; all of them until leave_out_hostile().
    [[nodiscard]] const base_interactions& interactions() const noexcept {
        return friendly_interactions_ ? *friendly_interactions_ : all_interactions();
    }
    /// The hostile ones as well.
    [[nodiscard]] const base_interactions& all_interactions() const noexcept {
        return kept_interactions_ ? *kept_interactions_ : content_.interactions;
    }

    /// Takes away from interactions() what is said against somebody, and what a dissatisfied customer does, or is done
    /// to one by anybody but an employee, in no known tone: it spreads damage, and makes nobody valuable.
    /// `dissatisfied` has a row per customer; empty: nobody is known to be.
    void leave_out_hostile(std::span<const std::uint8_t> dissatisfied);
    [[nodiscard]] std::size_t hostile_rows() const noexcept { return hostile_rows_; }
    [[nodiscard]] std::size_t hostile_events() const noexcept { return hostile_events_; }
    [[nodiscard]] std::span<const base_referral> referrals() const noexcept { return referrals_; }
    [[nodiscard]] std::span<const base_contribution> contributions() const noexcept { return contributions_; }

    [[nodiscard]] std::span<const base_published_score> published_scores() const noexcept { return published_scores_; }

    [[nodiscard]] std::span<const base_complaint> complaints() const noexcept { return complaints_; }
    [[nodiscard]] std::span<const base_helper> helpers() const noexcept { return helpers_; }
    [[nodiscard]] std::span<const base_job> jobs() const noexcept { return jobs_; }
    [[nodiscard]] std::span<const base_idea> ideas() const noexcept { return ideas_; }
    [[nodiscard]] std::span<const base_vote> votes() const noexcept { return votes_; }
    [[nodiscard]] std::span<const base_test> tests() const noexcept { return tests_; }

    [[nodiscard]] const id_table& channels() const noexcept { return content_.channels; }
    [[nodiscard]] const id_table& tags() const noexcept { return content_.tags; }
    [[nodiscard]] const id_table& helper_ids() const noexcept { return content_.helpers; }
    [[nodiscard]] const id_table& idea_ids() const noexcept { return content_.ideas; }

    /// A contract is of the value's use.
    [[nodiscard]] survey::contract_term contract(std::size_t customer) const {
        const bool usable = customer < content_.contracts.size() && allows(data_use::value, customer);
        return usable ? content_.contracts[customer] : survey::contract_term{};
    }

    /// How many interactions the rows stand for that were left out.
    [[nodiscard]] std::size_t left_out_events() const noexcept { return left_out_events_; }

    /// Rows that were left out for lack of consent, table by table.
    [[nodiscard]] std::size_t left_out(table where) const { return left_out_[static_cast<std::size_t>(where)]; }

private:
    void decide(const std::optional<consent_rules>& rules, std::int64_t as_of);

    void place_prospects(std::int64_t as_of);

    /// The number under which a row's person counts; no_person for one whose rows may not be used.
    [[nodiscard]] std::uint32_t counted(std::uint32_t person) const {
        const bool outside = person != no_person && (person & layer_bits) == outside_bit;
        return outside ? of_prospect_[person & ~outside_bit] : person;
    }

    [[nodiscard]] bool is_late(std::span<const std::int64_t> times) const {
        return std::any_of(times.begin(), times.end(), [this](std::int64_t time) { return time > last_second_; });
    }

    [[nodiscard]] bool excludes(data_use use) const { return excluded_[static_cast<std::size_t>(use)]; }

    /// Employees are asked by their employer, not by a CRM's consent table; nobody in particular cannot be asked.
    [[nodiscard]] bool allows_person(std::uint32_t person) const {
        if (person == no_person) {
            return true;
        }
        const std::uint32_t counts = counted(person);
        return counts != no_person &&
               ((counts & employee_bit) != 0 ? counts != left_out_person_
                                             : is_outside(counts) || allows(data_use::network, counts));
    }

    /// Who helps without being a customer was asked by the company that vets helpers.
    [[nodiscard]] bool allows_helper(std::uint32_t helper) const;

    template <class Row, class Allowed>
    std::span<const Row> kept(data_use use, table where, const std::vector<Row>& all, std::vector<Row>& copy,
                              Allowed allowed) {
        const auto late = [this](const Row& row) { return time_of(row) > last_second_; };
        if (!excludes(use) && std::none_of(all.begin(), all.end(), late)) {
            return all;
        }
        for (const Row& row : all) {
            if (late(row)) {
                continue;
            }
            if (allowed(row)) {
                copy.push_back(row);
            } else {
                ++left_out_[static_cast<std::size_t>(where)];
            }
        }
        return copy;
    }

    void filter();

    /// Ideas are contributions as well.
    void add_ideas();

    void filter_purchases();

    void filter_interactions();

    void filter_referrals();

    const base_content& content_;
    std::uint32_t left_out_person_;
    std::int64_t last_second_;
    std::array<std::vector<consent_status>, data_uses> status_;
    std::array<bool, data_uses> excluded_{};
    std::vector<std::uint32_t> becomes_;      // by prospect: the customer, whenever that is, or no_person
    std::vector<std::uint32_t> of_prospect_;  // by prospect, as of that day
    std::array<std::size_t, tables> left_out_{};
    std::size_t left_out_events_ = 0;
    std::span<const base_answer> answers_;
    std::span<const base_referral> referrals_;
    std::span<const base_contribution> contributions_;
    std::span<const base_published_score> published_scores_;
    std::span<const base_complaint> complaints_;
    std::span<const base_helper> helpers_;
    std::span<const base_job> jobs_;
    std::span<const base_idea> ideas_;
    std::span<const base_vote> votes_;
    std::span<const base_test> tests_;
    std::vector<base_answer> kept_answers_;
    std::vector<base_referral> kept_referrals_;
    std::vector<base_contribution> kept_contributions_;
    std::vector<base_published_score> kept_published_scores_;
    std::vector<base_complaint> kept_complaints_;
    std::vector<base_helper> kept_helpers_;
    std::vector<base_job> kept_jobs_;
    std::vector<base_idea> kept_ideas_;
    std::vector<base_vote> kept_votes_;
    std::vector<base_test> kept_tests_;
    std::optional<base_purchases> kept_purchases_;
    std::optional<base_interactions> kept_interactions_;
    std::optional<base_interactions> friendly_interactions_;
    std::size_t hostile_rows_ = 0;
    std::size_t hostile_events_ = 0;
};

}  // namespace scvm::crm
