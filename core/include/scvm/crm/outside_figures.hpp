#pragma once

#include <scvm/crm/counted_share.hpp>
#include <scvm/describe/words.hpp>

#include <cstddef>
#include <optional>

namespace scvm::crm {

/// How prospects came near before they became customers, or did not: each is counted once, by the first that holds.
struct approach_figures {
    counted_share referral;
    counted_share touch;
    counted_share neither;
};

void describe(const auto& is, const approach_figures& o) {
    is("referral", o.referral, "Of those whom somebody had referred, who became customers.");
    is("touch", o.touch, "Of the others who took part in the networks, who became customers afterwards.");
    is("neither", o.neither, "Of those who did nothing of the kind, or only as customers.");
}

/// People outside the base, all together. What fewer persons are behind than may be shown is absent, and what it could
/// be worked out from. That more of one group became customers is no proof of a cause.
struct outside_figures {
    std::optional<std::size_t> prospects;
    std::optional<counted_share> audience;
    std::optional<std::size_t> regarded;
    std::optional<std::size_t> open_referrals;
    std::optional<std::size_t> bringing;
    std::optional<counted_share> converted;
    std::optional<std::size_t> undated;
    std::optional<approach_figures> by_approach;
};

void describe(const auto& is, const outside_figures& o) {
    is("prospects", o.prospects, null_when_absent,
       "In the base by the day of scoring, customers of today among them; without those who refused.");
    is("audience", o.audience, null_when_absent, "Of all who react to customers, those who are outside the base.");
    is("regarded", o.regarded, null_when_absent,
       "Of these, to whom customers who have bought pay attention: their reactions count.");
    is("open_referrals", o.open_referrals, null_when_absent,
       "People outside whom a customer brought first, and who are no customers yet.");
    is("bringing", o.bringing, null_when_absent, "Customers who brought them.");
    is("converted", o.converted, null_when_absent, "Of the prospects, those who became customers.");
    is("undated", o.undated, null_when_absent,
       "Of these, of whom nobody knows when: they are in none of the groups that follow.");
    is("by_approach", o.by_approach, null_when_absent, "The same by what went before; no proof of a cause.");
}

}  // namespace scvm::crm
