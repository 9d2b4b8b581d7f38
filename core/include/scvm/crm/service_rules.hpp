#pragma once

#include <scvm/crm/each_once.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/equity/helper_market.hpp>
#include <scvm/equity/helpers.hpp>
#include <scvm/equity/service_ways.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/survey/segment.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::crm {

/// Within how many hours a complaint of one channel is to be answered.
struct channel_promise {
    std::string channel;
    double hours = 48;
};

void describe(const auto& is, const channel_promise& o) {
    is("channel", o.channel, required, "As the complaints name it; each once.");
    is("hours", o.hours, required, above(0).to(1e6), unit("hours"), "Within which such a complaint is answered.");
}

/// How helpers climb, how far they are trusted, and what their ratings weigh.
struct helper_market_rules {
    equity::helper_rules states{};
    equity::trust_prior vetted{4, 1};
    equity::trust_prior others{1, 1};
    double confidence = 0.9;
    equity::rating_rules ratings{};
    double rating_days = 14;
    double helper_hours = 4;
    double office_from = 8;
    double office_to = 18;
};

void describe(const auto& is, const helper_market_rules& o) {
    describe(is, o.states);
    is("vetted_good", o.vetted.good, above(0).to(1e9), unit("jobs"),
       "Jobs that went well, as whom the company has checked begins.");
    is("vetted_bad", o.vetted.bad, above(0).to(1e9), unit("jobs"), "Jobs that went badly, likewise.");
    is("others_good", o.others.good, above(0).to(1e9), unit("jobs"), "The same of everybody else.");
    is("others_bad", o.others.bad, above(0).to(1e9), unit("jobs"), "The same of everybody else.");
    is("trust_confidence", o.confidence, above(0).below(1), "Of the interval of trust.");
    is("usual_rating", o.ratings.usual, within(1, 5), unit("stars"), "What few ratings are drawn to.");
    is("rating_weight", o.ratings.weight, within(0, 1e9), unit("ratings"), "How many ratings the usual one is worth.");
    is("rating_days", o.rating_days, within(0, 36525), unit("days"),
       "After a job is done: so long both sides may rate, and a rating of one side counts only after that.");
    is("helper_hours", o.helper_hours, within(0, 1e6), unit("hours"),
       "Until a helper has solved the problem, once there.");
    is("office_from", o.office_from, within(0, 24), unit("hours"), "When the company's own service opens.");
    is("office_to", o.office_to, within(0, 24), unit("hours"),
       "When it closes: what helpers solve after that, or before it opens, nobody else would have.");
}

/// What is promised to who complains, what is at risk, and who else may help.
struct service_rules {
    double promised_hours = 48;
    std::vector<channel_promise> promises{};
    double window_days = 365;
    double recovery_days = 180;
    double assumed_p_opponent = 0.5;
    double fewest_recovered = 20;
    double confidence = math::usual_confidence;
    helper_market_rules helpers{};
    equity::way_rules routing{};
    std::vector<equity::service_way> ways{};

    /// Hours promised on a channel.
    [[nodiscard]] double promised_on(std::string_view channel) const {
        const auto found =
            std::find_if(promises.begin(), promises.end(), [&](const auto& each) { return each.channel == channel; });
        return found == promises.end() ? promised_hours : found->hours;
    }
};

void describe(const auto& is, const service_rules& o) {
    is("promised_hours", o.promised_hours, above(0).to(1e6), unit("hours"),
       "Within which a complaint is answered, unless its channel promises otherwise.");
    is("promises", o.promises, quiet, "What single channels promise.");
    is("window_days", o.window_days, above(0).to(36525), unit("days"),
       "Complaints and praise of so many days before as_of count; what is open counts however old it is.");
    is("recovery_days", o.recovery_days, above(0).to(36525), unit("days"),
       "So long before a complaint, and after it was settled, an answered survey is taken for the customer's mood "
       "then.");
    is("assumed_p_opponent", o.assumed_p_opponent, within(0, 1), unit("probability"),
       "That a customer who complains and is in no group, never asked or not measured, is an opponent: a judgement, "
       "for "
       "the order of the queue and of treatments by damage. Of one without an open complaint nothing is assumed.");
    is("fewest_recovered", o.fewest_recovered, at_least(3).to(1e6), unit("customers"),
       "Below so many customers who were asked before and after, nothing is said of how complaints end.");
    is("confidence", o.confidence, above(0).below(1), "Of the intervals.");
    is("helpers", o.helpers, "How customers who help are judged.");
    is("routing", o.routing, "What waiting, failing and the way there cost.");
    is("ways", o.ways, quiet, "The company's own ways to solve a problem: technicians, shops, hotlines.");
    is.settled(o, [](const service_rules& read) {
        check_each_once("promises", read.promises, &channel_promise::channel, ".channel");
        for (const equity::service_way& each : read.ways) {
            if (each.kind == equity::way_kind::helper) {
                throw misfit{"ways", "helpers come from the base's table helpers"};
            }
        }
        (void)equity::next_state({}, 0, read.helpers.states);
    });
}

/// Places of a test that are kept for those with one value of an attribute.
struct test_quota {
    std::string value;
    std::uint64_t places = 0;
};

void describe(const auto& is, const test_quota& o) {
    is("value", o.value, required, "Of the attribute.");
    is("places", o.places, required, within(0, 1e6), unit("testers"), "For those who have it.");
}

/// Who may test a product, and how many.
struct test_rules {
    std::string test;
    std::uint64_t places = 10;
    std::uint64_t seed = 0;
    std::vector<survey::segment> segments{};
    std::vector<std::string> tiers{};
    std::string attribute{};
    std::vector<test_quota> quotas{};
};

void describe(const auto& is, const test_rules& o) {
    is("test", o.test, required, "As the applications name it.");
    is("places", o.places, within(0, 1e6), unit("testers"), "How many are drawn; with quotas, theirs.");
    is("seed", o.seed, "Of the draw: let somebody name it who does not apply, after the fingerprint is published.");
    is("segments", o.segments, quiet,
       "Groups of the portfolio who may test; without any, all, also those without one.");
    is("tiers", o.tiers, quiet, "Value tiers who may test; without any, all.");
    is("attribute", o.attribute, quiet, "What the quotas are about, say `territory`.");
    is("quotas", o.quotas, quiet, "Places by value of the attribute; who has another value is not drawn.");
    is.settled(o, [](const test_rules& read) {
        if (read.attribute.empty() != read.quotas.empty()) {
            throw misfit{"quotas", "attribute and quotas go together: give both, or none"};
        }
        check_each_once("segments", read.segments);
        check_each_once("tiers", read.tiers);
        check_each_once("quotas", read.quotas, &test_quota::value, ".value");
    });
}

/// How ideas, votes and tests are counted.
struct cocreation_rules {
    double voting_days = 365;
    double confidence = math::usual_confidence;
    std::vector<test_rules> tests{};
};

void describe(const auto& is, const cocreation_rules& o) {
    is("voting_days", o.voting_days, above(0).to(36525), unit("days"),
       "So long after it was proposed an idea may be voted for; a later vote is rejected.");
    is("confidence", o.confidence, above(0).below(1), "Of the intervals.");
    is("tests", o.tests, quiet, "Who is drawn to test which product.");
    is.settled(o,
               [](const cocreation_rules& read) { check_each_once("tests", read.tests, &test_rules::test, ".test"); });
}

}  // namespace scvm::crm
