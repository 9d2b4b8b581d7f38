#pragma once

#include <scvm/crm/base_content.hpp>
#include <scvm/crm/consent.hpp>
#include <scvm/crm/customer_base.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <vector>

namespace scvm::crm {

/// What of a base may be used under a model's consent rules as of a moment: the only view of it that scoring and
/// fitting have. Rows of persons who did not agree are not in it, nor are rows between them and others.
///
/// Refers to the base, which must outlive it. Nothing is copied where everybody agreed.
class usable_data {
public:
    /// `left_out` is a person to be treated as if everything had been withdrawn.
    usable_data(const customer_base& base, const std::optional<consent_rules>& rules, std::int64_t as_of,
                std::uint32_t left_out = no_person)
        : content_(base.content()), left_out_person_(left_out) {
        decide(rules, as_of);
        filter();
    }

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
    [[nodiscard]] std::size_t employees() const noexcept { return content_.employees.size(); }
    [[nodiscard]] const id_table& items() const noexcept { return content_.items; }
    [[nodiscard]] std::span<const base_answer> answers() const noexcept { return answers_; }
    [[nodiscard]] const base_purchases& purchases() const noexcept {
        return kept_purchases_ ? *kept_purchases_ : content_.purchases;
    }
    [[nodiscard]] const base_interactions& interactions() const noexcept {
        return kept_interactions_ ? *kept_interactions_ : content_.interactions;
    }
    [[nodiscard]] std::span<const base_referral> referrals() const noexcept { return referrals_; }
    [[nodiscard]] std::span<const base_contribution> contributions() const noexcept { return contributions_; }

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
    void decide(const std::optional<consent_rules>& rules, std::int64_t as_of) {
        // The decisions of each customer side by side.
        std::vector<std::size_t> first(customers() + 1, 0);
        for (const base_consent& each : content_.consents) {
            ++first[each.customer + 1];
        }
        for (std::size_t c = 1; c < first.size(); ++c) {
            first[c] += first[c - 1];
        }
        std::vector<const consent*> decision(content_.consents.size());
        std::vector<std::size_t> next(first.begin(), first.end() - 1);
        for (const base_consent& each : content_.consents) {
            decision[next[each.customer]++] = &each.decision;
        }
        for (auto& column : status_) {
            column.resize(customers());
        }
        std::vector<std::uint8_t> uses(content_.purposes.size());
        for (std::size_t purpose = 0; purpose < uses.size(); ++purpose) {
            uses[purpose] = uses_of(content_.purposes[purpose], rules);
        }
        for (std::size_t c = 0; c < customers(); ++c) {
            const auto own = std::span(decision).subspan(first[c], first[c + 1] - first[c]);
            const auto of = consent_for_uses(std::span<const consent* const>(own), rules, as_of,
                                             [&](const consent& each) { return uses[each.purpose]; });
            for (std::size_t use = 0; use < data_uses; ++use) {
                status_[use][c] = c == left_out_person_ ? consent_status::withdrawn : of[use];
                excluded_[use] |= status_[use][c] != consent_status::included;
            }
        }
        excluded_[static_cast<std::size_t>(data_use::network)] |= left_out_person_ != no_person;
    }

    [[nodiscard]] bool excludes(data_use use) const { return excluded_[static_cast<std::size_t>(use)]; }

    /// Employees are asked by their employer, not by a CRM's consent table; nobody in particular cannot be asked.
    [[nodiscard]] bool allows_person(std::uint32_t person) const {
        return person == no_person ||
               ((person & employee_bit) != 0 ? person != left_out_person_ : allows(data_use::network, person));
    }

    template <class Row, class Allowed>
    std::span<const Row> kept(data_use use, table where, const std::vector<Row>& all, std::vector<Row>& copy,
                              Allowed allowed) {
        if (!excludes(use)) {
            return all;
        }
        std::copy_if(all.begin(), all.end(), std::back_inserter(copy), allowed);
        left_out_[static_cast<std::size_t>(where)] = all.size() - copy.size();
        return copy;
    }

    void filter() {
        const auto own = [&](data_use use) {
            return [this, use](const auto& row) { return allows(use, row.customer); };
        };
        answers_ = kept(data_use::survey, table::answers, content_.answers, kept_answers_, own(data_use::survey));
        contributions_ = kept(data_use::network, table::contributions, content_.contributions, kept_contributions_,
                              own(data_use::network));
        referrals_ = kept(
            data_use::network, table::referrals, content_.referrals, kept_referrals_,
            [this](const base_referral& row) { return allows_person(row.referrer) && allows_person(row.referred); });
        if (excludes(data_use::value)) {
            filter_purchases();
        }
        if (excludes(data_use::network)) {
            filter_interactions();
        }
    }

    void filter_purchases() {
        const base_purchases& all = content_.purchases;
        base_purchases& kept = kept_purchases_.emplace();
        for (std::size_t row = 0; row < all.customer.size(); ++row) {
            if (allows(data_use::value, all.customer[row])) {
                kept.customer.push_back(all.customer[row]);
                kept.time.push_back(all.time[row]);
                kept.amount.push_back(all.amount[row]);
            }
        }
        left_out_[static_cast<std::size_t>(table::purchases)] = all.customer.size() - kept.customer.size();
    }

    void filter_interactions() {
        const base_interactions& all = content_.interactions;
        base_interactions& kept = kept_interactions_.emplace();
        for (std::size_t row = 0; row < all.actor.size(); ++row) {
            if (allows_person(all.actor[row]) && allows_person(all.target[row])) {
                kept.actor.push_back(all.actor[row]);
                kept.target.push_back(all.target[row]);
                kept.kind.push_back(all.kind[row]);
                kept.channel.push_back(all.channel[row]);
                kept.time.push_back(all.time[row]);
                kept.sentiment.push_back(all.sentiment[row]);
                kept.count.push_back(all.count[row]);
                kept.event_id.push_back(all.event_id[row]);
            } else {
                left_out_events_ += all.count[row];
            }
        }
        left_out_[static_cast<std::size_t>(table::interactions)] = all.actor.size() - kept.actor.size();
    }

    const base_content& content_;
    std::uint32_t left_out_person_;
    std::array<std::vector<consent_status>, data_uses> status_;
    std::array<bool, data_uses> excluded_{};
    std::array<std::size_t, tables> left_out_{};
    std::size_t left_out_events_ = 0;
    std::span<const base_answer> answers_;
    std::span<const base_referral> referrals_;
    std::span<const base_contribution> contributions_;
    std::vector<base_answer> kept_answers_;
    std::vector<base_referral> kept_referrals_;
    std::vector<base_contribution> kept_contributions_;
    std::optional<base_purchases> kept_purchases_;
    std::optional<base_interactions> kept_interactions_;
};

}  // namespace scvm::crm
