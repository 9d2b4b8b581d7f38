#include "methods/graph_argument.hpp"
#include "methods/methods.hpp"
#include "methods/times.hpp"

#include <scvm/network/interaction_graph.hpp>
#include <scvm/network/interaction_ledger.hpp>
#include <scvm/network/interactions.hpp>
#include <scvm/network/referrals.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::methods {

namespace {

/// The rules of a model file, and what a model file has no use for.
struct event_rules {
    network::interaction_rules rules{};
};
void describe(const auto& is, const event_rules& o) {
    describe(is, o.rules);
    is("channel_weights", o.rules.channel_weight, "Factor per channel; a channel beyond the end counts 1.");
    is("repeats_counted", o.rules.repeats_counted, within(0, most_people),
       "Of an actor's events with one fingerprint, the first so many count.");
}

/// Events by columns.
struct events {
    std::vector<moment> time{};
    std::vector<std::uint32_t> actor{};
    std::vector<std::uint32_t> target{};
    std::vector<std::string> kind{};
    std::vector<std::uint8_t> channel{};
    std::vector<double> sentiment{};
    std::vector<std::uint32_t> count{};
    std::vector<std::optional<methods::id>> id{};
    std::vector<std::optional<methods::id>> fingerprint{};
};
void describe(const auto& is, const events& o) {
    is("time", o.time, required, "When it was.");
    is("actor", o.actor, required, people, null_is(network::nobody), "Who acted; null: not known.");
    is("target", o.target, required, people, null_is(network::nobody), "Upon whose contribution; null: nobody's.");
    is("kind", o.kind, required, "What was done; a row of an unknown kind is rejected.");
    is("channel", o.channel, "The caller's number of the network.");
    is("sentiment", o.sentiment, "-1 (against) to 1 (in favour); null: not known.");
    is("count", o.count, "How many alike a row stands for; none: 1.");
    is("id", o.id, "Of the event; equal ids count once.");
    is("fingerprint", o.fingerprint, "A class of near-duplicate texts.");
}

struct audience_row {
    network::audience found{};
    double engagement_rate = 0;
};
void describe(const auto& is, const audience_row& o) {
    is("followers", o.found.followers, "Distinct accounts that follow.");
    is("active", o.found.active, "Of these, accounts that did anything but follow.");
    is("engaged", o.found.engaged, "Of these, accounts that reacted to this person.");
    is("engagement_rate", o.engagement_rate, "Engaged among followers; null without followers.");
}

struct weighed {
    edge_list graph{};
    std::vector<double> activity{};
    std::vector<double> contributions{};
    std::vector<std::int32_t> last_active_day{};
    std::vector<audience_row> audiences{};
    network::interaction_report report{};
    std::vector<network::rejected_row> rejected{};
};
void describe(const auto& is, const weighed& o) {
    is("graph", o.graph, "Who pays attention to whom; the weight is the decayed attention.");
    is("activity", o.activity, "Decayed weight of own actions, follows excepted.");
    is("contributions", o.contributions, "Decayed number of own posts, answers and reviews.");
    is("last_active_day", o.last_active_day, null_is(-1), "In days since 1970-01-01; null: never.");
    is("audiences", o.audiences, by_columns, "Followers, and what they are worth.");
    is("report", o.report, "What became of the events.");
    is("rejected", o.rejected, "Rows that make no sense, with the reason.");
}

[[nodiscard]] std::vector<std::uint8_t> codes_of(std::span<const std::string> kinds) {
    const auto& names = network::interaction_kind_names;
    std::vector<std::uint8_t> result;
    for (const std::string& kind : kinds) {
        const auto found = std::find(names.begin(), names.end(), kind);
        result.push_back(found == names.end() ? std::uint8_t{255} : static_cast<std::uint8_t>(found - names.begin()));
    }
    return result;
}

[[nodiscard]] weighed weigh_interactions(const events& of, const event_rules& rules, double tone_threshold,
                                         const moment& as_of, std::uint32_t nodes, unsigned threads) {
    const auto time = seconds_of(std::span(of.time), "weigh_interactions.time");
    const auto kind = codes_of(of.kind);
    const auto id = numbered(of.id);
    const auto fingerprint = numbered(of.fingerprint);
    network::interaction_ledger ledger;
    weighed result;
    result.rejected =
        ledger.append({time, of.actor, of.target, kind, of.channel, of.sentiment, of.count, id, fingerprint},
                      tone_threshold, threads);
    auto found = network::weigh_interactions(ledger, rules.rules, as_of.seconds, nodes, threads);
    result.graph = edges_of(found.links);
    result.activity = std::move(found.activity);
    result.contributions = std::move(found.contributions);
    result.last_active_day = std::move(found.last_active_day);
    for (const network::audience& each : found.audiences) {
        result.audiences.push_back({each, each.engagement_rate()});
    }
    result.report = found.report;
    return result;
}

struct trees {
    network::referral_forest forest{};
    std::size_t longest_chain = 0;
};
void describe(const auto& is, const trees& o) {
    describe(is, o.forest);
    is("longest_chain", o.longest_chain, "Links of the longest chain.");
}

[[nodiscard]] network::referral_types_result referral_types(std::vector<std::uint32_t> referrer,
                                                            std::span<const double> type_one_probability) {
    network::referral_forest forest;
    forest.referrer = std::move(referrer);
    const std::size_t persons = forest.referrer.size();
    for (std::size_t row = 0; row < persons; ++row) {
        if (forest.referrer[row] != network::referral_forest::nobody && forest.referrer[row] >= persons) {
            throw_domain("referral_types.referrer", row, forest.referrer[row],
                         "null, or a person below " + std::to_string(persons));
        }
    }
    return network::referral_types(forest, type_one_probability);
}

[[nodiscard]] network::touched_purchases_result touched_first_purchases(
    std::span<const std::optional<moment>> first_purchase, std::span<const std::uint32_t> customer,
    std::span<const moment> time, std::span<const network::touch_kind> kind, std::int64_t window, double confidence) {
    const auto bought = seconds_of(first_purchase, "touched_first_purchases.first_purchase", network::no_purchase);
    const auto touched = seconds_of(time, "touched_first_purchases.time");
    std::vector<std::uint8_t> codes;
    for (const network::touch_kind each : kind) {
        codes.push_back(static_cast<std::uint8_t>(each));
    }
    return network::touched_first_purchases(bought, {customer, touched, codes}, window, confidence);
}

}  // namespace

void network_event_methods(description::method_list& is) {
    using namespace description;
    const auto of_confidence = arg("confidence", otherwise(0.95), "of the interval");
    is("weigh_interactions", weigh_interactions,
       "Who pays attention to whom, from events: decayed, capped, and freed from duplicates.", members(),
       arg("rules", may_be_absent, "what an interaction weighs; as in a model file"),
       arg("tone_threshold", otherwise(0.25), "beyond it a sentiment is positive or negative"),
       arg("as_of", "the day of whose end the events are looked at"),
       arg("nodes", otherwise(std::uint32_t{0}), within(0, most_people), "persons; 0: as many as there are"),
       arg("threads", otherwise(1U), within(1, 256), "how many work; the result does not depend on it"));
    is(
        "referral_trees",
        [](std::span<const std::uint32_t> referrer, std::span<const std::uint32_t> referred,
           std::span<const moment> time, std::uint32_t persons) {
            const auto seconds = seconds_of(time, "referral_trees.time");
            trees result{network::referral_trees({referrer, referred, seconds}, persons), 0};
            result.longest_chain = result.forest.longest_chain();
            return result;
        },
        "Who brought whom: trees whose roots came by themselves.", arg("referrer", people, "who referred"),
        arg("referred", people, "whom"), arg("time", "when it was accepted"),
        arg("persons", within(0, most_people), "how many there are"));
    is("k_factor", network::k_factor, "How a referral programme feeds itself.", arg("users", "in the period"),
       arg("invites", "that they sent"), arg("accepted", "of these, those that brought a new user"), of_confidence);
    is("type_one_probability", network::type_one_probability,
       "The probability that a referred customer would not have come otherwise, from a comparison.", gives("value"),
       arg("converted_referred", "referred prospects who bought"), arg("referred", "all referred prospects"),
       arg("converted_others", "comparable others who bought"), arg("others", "all comparable others"));
    is("referral_types", referral_types,
       "How many of the referred would not have come otherwise, and who brought them.",
       arg("referrer", people, null_is(network::referral_forest::nobody),
           "of each person, as referral_trees gives it; null: came alone"),
       arg("type_one_probability", "of each person; null: counts for neither"));
    is("touched_first_purchases", touched_first_purchases,
       "The share of first purchases that a referral or a review went before.",
       arg("first_purchase", "of each customer; null: none"), arg("customer", people, "whom a touch touched"),
       arg("time", "when"), arg("kind", may_be_absent, "by what"),
       arg("window", otherwise(30 * std::int64_t{86400}), within(0, 4294967295.0), "seconds before the purchase"),
       of_confidence);
}

}  // namespace scvm::methods
