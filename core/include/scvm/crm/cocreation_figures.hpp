#pragma once

#include <scvm/crm/customer_scores.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/equity/cocreation.hpp>
#include <scvm/survey/interval.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace scvm::crm {

/// One idea and its votes.
struct idea_figure {
    std::string idea;
    bool suppressed = false;
    std::optional<std::size_t> place;
    equity::idea_state state = equity::idea_state::open;
    std::optional<std::size_t> votes;
    survey::interval share;
};

void describe(const auto& is, const idea_figure& o) {
    is("idea", o.idea, "Its id.");
    is("suppressed", o.suppressed, "Whether its votes are too few to be shown, or would betray others that are.");
    is("place", o.place, null_when_absent,
       "By the lower end of the interval, from 1; equal ones share a place. Null where suppressed.");
    is("state", o.state, "What the company says of it.");
    is("votes", o.votes, null_when_absent, "Customers who voted for it and have a standing; one counts for each.");
    is("share", o.share, "Of all customers whose votes count, with Wilson's interval.");
}

/// One value of the attribute of a draw.
struct quota_figure {
    std::string value;
    std::size_t places = 0;
    std::optional<std::size_t> eligible;
    std::optional<std::size_t> drawn;
};

void describe(const auto& is, const quota_figure& o) {
    is("value", o.value, "Of the attribute; empty: without quotas, everybody.");
    is("places", o.places, "That were to be given.");
    is("eligible", o.eligible, null_when_absent, "Who could get one; null where suppressed.");
    is("drawn", o.drawn, null_when_absent,
       "Who got one; null where `eligible` is, since where there are places for all both are the same.");
}

/// How testers of a product were drawn: anybody who has the ids can do it again. Who they are is in matter_list.
struct tester_draw {
    std::string test;
    std::optional<std::size_t> applied;
    std::size_t repeated = 0;
    std::optional<std::size_t> no_contact;
    std::optional<std::size_t> wrong_segment;
    std::optional<std::size_t> wrong_tier;
    std::optional<std::size_t> no_quota;
    std::uint64_t seed = 0;
    std::string fingerprint;
    std::vector<quota_figure> quotas;
    std::vector<std::string> testers;  ///< quota by quota in the order of the draw; their names are no summary's
};

void describe(const auto& is, const tester_draw& o) {
    is("test", o.test, "Of which product.");
    is("applied", o.applied, null_when_absent,
       "Customers who applied; the next four but `repeated` are not eligible, in this order. Null, here and there, "
       "where "
       "that would tell of few, or a part of a group or a territory that is hidden elsewhere.");
    is("repeated", o.repeated, "Applications of who had applied before.");
    is("no_contact", o.no_contact, null_when_absent, "Who may not be contacted.");
    is("wrong_segment", o.wrong_segment, null_when_absent, "Whose group may not test.");
    is("wrong_tier", o.wrong_tier, null_when_absent, "Whose value tier may not test.");
    is("no_quota", o.no_quota, null_when_absent, "Whose value of the attribute has no places.");
    is("seed", o.seed, "Of the draw.");
    is("fingerprint", o.fingerprint,
       "Of the set of eligible ids, 16 hexadecimal digits: publish it before the seed. Empty where their number is "
       "hidden.");
    is("quotas", o.quotas, "Places by value of the attribute.");
}

/// What customers gave of their money.
struct capital_figures {
    std::optional<std::size_t> backers;
    double amount = absent;
    double concentration = absent;
};

void describe(const auto& is, const capital_figures& o) {
    is("backers", o.backers, null_when_absent,
       "Customers whose stake was accepted; null where they are too few, or those whose stake was not.");
    is("amount", o.amount, unit("money"), "Together; null where one of them could be told from it.");
    is("concentration", o.concentration, unit("share"),
       "Herfindahl's and Hirschman's index, the sum of the squared shares: 1 is one backer alone; null where it would "
       "tell how many backers there are, or what one of them gave.");
}

/// What customers propose, choose, test and pay for.
struct cocreation_figures {
    std::size_t ideas = 0;
    std::size_t accepted = 0;
    std::size_t declined = 0;
    survey::interval adoption;
    double accepted_value = 0;
    std::optional<std::size_t> voters;
    std::optional<std::size_t> votes;
    std::map<std::string, std::size_t> rejected_votes;
    std::vector<idea_figure> ranking;
    std::vector<tester_draw> tests;
    capital_figures capital;
    bool others_may_be_summed = true;  ///< what all contributions are worth, less these sums, tells nobody's
};

void describe(const auto& is, const cocreation_figures& o) {
    is("ideas", o.ideas, "Ideas up to the day of scoring.");
    is("accepted", o.accepted, "Of these.");
    is("declined", o.declined, "Of these.");
    is("adoption", o.adoption, "Accepted share of what was decided, with Wilson's interval.");
    is("accepted_value", o.accepted_value, unit("money"),
       "What accepted ideas say that they are worth: it is in the knowledge value of who had them, once; null where "
       "one of "
       "them could be told from it, or they are of few.");
    is("voters", o.voters, null_when_absent, "Customers whose votes count; null, as is the next, where they are few.");
    is("votes", o.votes, null_when_absent, "Votes that count.");
    is("rejected_votes", o.rejected_votes,
       "Votes that do not, by reason: no_idea, before_idea, after_end, second_vote, and no_standing, of customers who "
       "have hardly bought and whom hardly anybody regards.");
    is("ranking", o.ranking, "The ideas, the most surely wanted one first.");
    is("tests", o.tests, "Draws of testers, in the order of the model.");
    is("capital", o.capital, "What customers gave of their money.");
}

}  // namespace scvm::crm
