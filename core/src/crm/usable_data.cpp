#include "crm/base_rows.hpp"

#include <scvm/crm/as_of.hpp>
#include <scvm/crm/base_content.hpp>
#include <scvm/crm/consent.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/id_table.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/usable_data.hpp>
#include <scvm/error.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace scvm::crm {

base_contribution contribution_of(const base_idea& of) {
    const auto state = static_cast<equity::idea_state>(of.state);
    const double accepted = state == equity::idea_state::open       ? no_number
                            : state == equity::idea_state::accepted ? 1
                                                                    : 0;
    return {of.customer, static_cast<std::uint8_t>(equity::sharing_kind::ideas), of.time, 1, accepted, of.value};
}

void require_place(const customer_base& base, const scoring_model& model) {
    const std::string& zone = base.place().zone();
    if (zone != model.time_zone) {
        throw error(errc::domain, "the base's days are those of " + zone + ", the model's those of " + model.time_zone +
                                      ": make the base with time_zone = " + crm::quoted(model.time_zone));
    }
}

usable_data::usable_data(const customer_base& base, const std::optional<consent_rules>& rules, std::int64_t as_of,
                         std::uint32_t left_out)
    : content_(base.content()), left_out_person_(left_out), last_second_(last_second_for(as_of)) {
    decide(rules, as_of);
    place_prospects(as_of);
    filter();
}

void usable_data::decide(const std::optional<consent_rules>& rules, std::int64_t as_of) {
    becomes_.resize(prospects().size());
    for (std::size_t k = 0; k < becomes_.size(); ++k) {
        becomes_[k] = content_.customers.find(content_.prospects[k]).value_or(prospects()[k].became);
    }
    // The decisions of each person side by side: those of who has a customer's id are the customer's.
    const auto whose = [&](const consent& of) {
        if ((of.customer & outside_bit) == 0) {
            return of.customer;
        }
        const std::uint32_t k = of.customer & ~outside_bit;
        return content_.customers.find(content_.prospects[k]).value_or(static_cast<std::uint32_t>(customers()) + k);
    };
    std::vector<std::size_t> first(persons() + 1, 0);
    for (const consent& each : content_.consents) {
        ++first[whose(each) + 1];
    }
    for (std::size_t c = 1; c < first.size(); ++c) {
        first[c] += first[c - 1];
    }
    std::vector<const consent*> decision(content_.consents.size());
    std::vector<std::size_t> next(first.begin(), first.end() - 1);
    for (const consent& each : content_.consents) {
        decision[next[whose(each)]++] = &each;
    }
    for (auto& column : status_) {
        column.resize(customers());
    }
    std::vector<std::uint8_t> uses(content_.purposes.size());
    for (std::size_t purpose = 0; purpose < uses.size(); ++purpose) {
        uses[purpose] = uses_of(content_.purposes[purpose], rules);
    }
    const auto allowed = [&](std::size_t person) {
        const auto own = std::span(decision).subspan(first[person], first[person + 1] - first[person]);
        return consent_for_uses(std::span<const consent* const>(own), rules, as_of,
                                [&](const consent& each) { return uses[each.purpose]; });
    };
    of_prospect_.resize(prospects().size());
    for (std::uint32_t k = 0; k < of_prospect_.size(); ++k) {
        const auto person = static_cast<std::uint32_t>(customers()) + k;
        const consent_status said = allowed(person)[static_cast<std::size_t>(data_use::network)];
        const bool denied = said == consent_status::refused || said == consent_status::withdrawn;
        const bool gone =
            (k | outside_bit) == left_out_person_ || (becomes_[k] == left_out_person_ && left_out_person_ != no_person);
        of_prospect_[k] = denied || gone ? no_person : person;
    }
    for (std::size_t c = 0; c < customers(); ++c) {
        const auto of = allowed(c);
        for (std::size_t use = 0; use < data_uses; ++use) {
            status_[use][c] = c == left_out_person_ ? consent_status::withdrawn : of[use];
            excluded_[use] |= status_[use][c] != consent_status::included;
        }
    }
    excluded_[static_cast<std::size_t>(data_use::network)] |= left_out_person_ != no_person;
}

void usable_data::place_prospects(std::int64_t as_of) {
    for (std::size_t k = 0; k < of_prospect_.size(); ++k) {
        const bool by_then = content_.customers.find(content_.prospects[k]) || prospects()[k].converted <= as_of;
        if (of_prospect_[k] != no_person && becomes_[k] != no_person && by_then) {
            of_prospect_[k] = becomes_[k];
        }
    }
}

std::vector<std::uint32_t> usable_data::places() const {
    std::vector<std::uint32_t> result = content_.customers.ranks();
    for (const std::uint32_t rank : content_.prospects.ranks()) {
        result.push_back(static_cast<std::uint32_t>(customers()) + rank);
    }
    return result;
}

void usable_data::filter() {
    const auto own = [&](data_use use) { return [this, use](const auto& row) { return allows(use, row.customer); }; };
    answers_ = kept(data_use::survey, table::answers, content_.answers, kept_answers_, own(data_use::survey));
    contributions_ = kept(data_use::network, table::contributions, content_.contributions, kept_contributions_,
                          own(data_use::network));
    published_scores_ = kept(data_use::network, table::published_scores, content_.published_scores,
                             kept_published_scores_, own(data_use::network));
    const data_use place = data_use::network;
    add_ideas();
    complaints_ = kept(place, table::complaints, content_.complaints, kept_complaints_, own(place));
    helpers_ = kept(place, table::helpers, content_.helper_rows, kept_helpers_,
                    [this](const base_helper& row) { return allows_helper(row.id); });
    jobs_ = kept(place, table::jobs, content_.jobs, kept_jobs_,
                 [this](const base_job& row) { return allows_person(row.customer) && allows_helper(row.helper); });
    ideas_ = kept(place, table::ideas, content_.idea_rows, kept_ideas_, own(place));
    votes_ = kept(place, table::votes, content_.votes, kept_votes_, own(place));
    tests_ = kept(place, table::tests, content_.tests, kept_tests_, own(place));
    referrals_ =
        kept(data_use::network, table::referrals, content_.referrals, kept_referrals_,
             [this](const base_referral& row) { return allows_person(row.referrer) && allows_person(row.referred); });
    if (!prospects().empty()) {
        filter_referrals();
    }
    if (excludes(data_use::value) || is_late(content_.purchases.time)) {
        filter_purchases();
    }
    if (excludes(data_use::network) || !prospects().empty() || is_late(content_.interactions.time)) {
        filter_interactions();
    }
}

void usable_data::filter_referrals() {
    std::vector<base_referral> rows;
    for (base_referral row : referrals_) {
        row.referrer = counted(row.referrer);
        row.referred = counted(row.referred);
        if (row.referrer == no_person || row.referred == no_person) {
            ++left_out_[static_cast<std::size_t>(table::referrals)];
        } else {
            rows.push_back(row);
        }
    }
    kept_referrals_ = std::move(rows);
    referrals_ = kept_referrals_;
}

void usable_data::add_ideas() {
    std::vector<base_contribution> more;
    for (const base_idea& each : content_.idea_rows) {
        if (each.time <= last_second_ && allows(data_use::network, each.customer)) {
            more.push_back(contribution_of(each));
        }
    }
    if (!more.empty()) {
        std::vector<base_contribution> both(contributions_.begin(), contributions_.end());
        both.insert(both.end(), more.begin(), more.end());
        kept_contributions_ = std::move(both);
        contributions_ = kept_contributions_;
    }
}

bool usable_data::allows_helper(std::uint32_t helper) const {
    const auto customer = content_.customers.find(content_.helpers[helper]);
    return customer ? allows_person(*customer) : (helper | helper_bit) != left_out_person_;
}

void usable_data::filter_purchases() {
    const base_purchases& all = content_.purchases;
    base_purchases& kept = kept_purchases_.emplace();
    for (std::size_t row = 0; row < all.customer.size(); ++row) {
        if (all.time[row] > last_second_) {
            continue;
        }
        if (allows(data_use::value, all.customer[row])) {
            append_row<purchase_cells>(kept, all, row);
        } else {
            ++left_out_[static_cast<std::size_t>(table::purchases)];
        }
    }
}

void usable_data::leave_out_hostile(std::span<const std::uint8_t> dissatisfied) {
    const base_interactions& all = all_interactions();
    const auto unhappy = [&](std::uint32_t person) {
        return person < dissatisfied.size() && dissatisfied[person] != 0;
    };
    const auto hostile = [&](std::size_t row) {
        const bool staff = all.actor[row] != no_person && (all.actor[row] & employee_bit) != 0;
        return std::isnan(all.sentiment[row]) ? unhappy(all.actor[row]) || (!staff && unhappy(all.target[row]))
                                              : all.sentiment[row] < 0;
    };
    for (std::size_t row = 0; row < all.actor.size(); ++row) {
        if (hostile(row)) {
            ++hostile_rows_;
            hostile_events_ += all.count[row];
        }
    }
    if (hostile_rows_ == 0) {
        return;
    }
    base_interactions& friendly = friendly_interactions_.emplace();
    for (std::size_t row = 0; row < all.actor.size(); ++row) {
        if (!hostile(row)) {
            append_row<interaction_cells>(friendly, all, row);
        }
    }
}

void usable_data::filter_interactions() {
    const base_interactions& all = content_.interactions;
    base_interactions& kept = kept_interactions_.emplace();
    for (std::size_t row = 0; row < all.actor.size(); ++row) {
        if (all.time[row] > last_second_) {
            continue;
        }
        if (allows_person(all.actor[row]) && allows_person(all.target[row])) {
            append_row<interaction_cells>(kept, all, row);
            kept.actor.back() = counted(kept.actor.back());
            kept.target.back() = counted(kept.target.back());
        } else {
            left_out_events_ += all.count[row];
            ++left_out_[static_cast<std::size_t>(table::interactions)];
        }
    }
}

}  // namespace scvm::crm
