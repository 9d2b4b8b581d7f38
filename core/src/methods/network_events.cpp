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
#include <tuple>
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
    std::vector<std::optional<date_cell>> time{};
    std::vector<std::uint32_t> actor{};
    std::vector<std::uint32_t> target{};
    std::vector<std::string> kind{};
    std::vector<std::uint8_t> channel{};
    std::vector<double> sentiment{};
    std::vector<std::uint32_t> count{};
    std::vector<std::optional<methods::id>> id{};
    std::vector<std::optional<methods::id>> fingerprint{};
    std::string date_format{};
};
void describe(const auto& is, const events& o) {
    is("time", o.time, required, "When it was; a row whose date cannot be read is left out.");
    is("actor", o.actor, required, people, null_is(network::nobody), "Who acted; null: not known.");
    is("target", o.target, required, people, null_is(network::nobody), "Upon whose contribution; null: nobody's.");
    is("kind", o.kind, required, "What was done; a row of an unknown kind is rejected.");
    is("channel", o.channel, "The caller's number of the network.");
    is("sentiment", o.sentiment, "-1 (against) to 1 (in favour); null: not known.");
    is("count", o.count, "How many alike a row stands for; none: 1.");
    is("id", o.id, "Of the event; equal ids count once.");
    is("fingerprint", o.fingerprint, "A class of near-duplicate texts.");
    is("date_format", o.date_format, "Of times that are not ISO 8601, as in purchase_summary.");
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
    std::vector<unreadable_row> unreadable{};
};
void describe(const auto& is, const weighed& o) {
    is("graph", o.graph, "Who pays attention to whom; the weight is the decayed attention.");
    is("activity", o.activity, "Decayed weight of own actions, follows excepted.");
    is("contributions", o.contributions, "Decayed number of own posts, answers and reviews.");
    is("last_active_day", o.last_active_day, null_is(-1), "In days since 1970-01-01; null: never.");
    is("audiences", o.audiences, by_columns, "Followers, and what they are worth.");
    is("report", o.report, "What became of the events.");
    is("rejected", o.rejected, "Rows that make no sense, with the reason.");
    is("unreadable", o.unreadable, quiet, "Rows left out, since their date cannot be read.");
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
    require_size("actor", of.actor.size(), "time", of.time.size());
    date_column read = required_dates(of.time, "time", dates::reader({.date_format = of.date_format}));
    const auto kept = [&](const auto& column) {
        return column.size() == of.time.size() ? readable(column, read.unreadable) : column;
    };
    const auto [time, actor, target, kind, channel, sentiment, count, id, fingerprint] =
        std::tuple(kept(read.seconds), kept(of.actor), kept(of.target), kept(codes_of(of.kind)), kept(of.channel),
                   kept(of.sentiment), kept(of.count), kept(numbered(of.id)), kept(numbered(of.fingerprint)));
    network::interaction_ledger ledger;
    weighed result;
    result.rejected =
        ledger.append({time, actor, target, kind, channel, sentiment, count, id, fingerprint}, tone_threshold, threads);
    for (network::rejected_row& each : result.rejected) {
        each.row = static_cast<decltype(each.row)>(original_row(each.row, read.unreadable));
    }
    result.unreadable = std::move(read.unreadable);
    auto found = network::weigh_interactions(ledger, rules.rules, as_of.last_second(), nodes, threads);
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
    std::vector<unreadable_row> unreadable{};
};
void describe(const auto& is, const trees& o) {
    describe(is, o.forest);
    is("longest_chain", o.longest_chain, "Links of the longest chain.");
    is("unreadable", o.unreadable, quiet, "Referrals left out, since their date cannot be read.");
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

struct touched {
    network::touched_purchases_result found{};
    std::vector<unreadable_row> unreadable{};
};
void describe(const auto& is, const touched& o) {
    describe(is, o.found);
    is("unreadable", o.unreadable, quiet, "Customers and touches left out, since their date cannot be read.");
}

[[nodiscard]] touched touched_first_purchases(const std::vector<std::optional<date_cell>>& first_purchase,
                                              const std::vector<std::uint32_t>& customer,
                                              const std::vector<std::optional<date_cell>>& time,
                                              std::span<const network::touch_kind> kind, std::int64_t window,
                                              double confidence) {
    require_size("customer", customer.size(), "time", time.size());
    date_column bought(first_purchase, "first_purchase");
    std::ranges::replace(bought.seconds, dates::no_time, network::no_purchase);
    date_column when = required_dates(time, "time");
    std::vector<std::uint8_t> codes;
    for (const network::touch_kind each : kind) {
        codes.push_back(static_cast<std::uint8_t>(each));
    }
    const auto who = readable(customer, when.unreadable);
    const auto seconds = readable(when.seconds, when.unreadable);
    const auto what = codes.size() == time.size() ? readable(codes, when.unreadable) : codes;
    touched result{network::touched_first_purchases(bought.seconds, {who, seconds, what}, window, confidence),
                   std::move(bought.unreadable)};
    result.unreadable.insert(result.unreadable.end(), when.unreadable.begin(), when.unreadable.end());
    return result;
}

}  // namespace

void network_event_methods(description::method_list& is) {
    using namespace description;
    const auto of_confidence = arg("confidence", otherwise(math::usual_confidence), "of the interval");
    is("weigh_interactions", weigh_interactions,
       "Who pays attention to whom, from events: decayed, capped, and freed from duplicates.", costs("`nodes`"),
       members(), arg("rules", may_be_absent, "what an interaction weighs; as in a model file"),
       arg("tone_threshold", otherwise(0.25), "beyond it a sentiment is positive or negative"),
       arg("as_of", "the day of whose end the events are looked at"),
       arg("nodes", otherwise(std::uint32_t{0}), within(0, most_people), "persons; 0: as many as there are"),
       arg("threads", otherwise(1U), within(1, 256), "how many work; the result does not depend on it"));
    is(
        "referral_trees",
        [](const std::vector<std::uint32_t>& referrer, const std::vector<std::uint32_t>& referred,
           const std::vector<std::optional<date_cell>>& time, std::uint32_t persons) {
            require_size("referred", referred.size(), "referrer", referrer.size());
            require_size("time", time.size(), "referrer", referrer.size());
            date_column when = required_dates(time, "time");
            const auto to = readable(referrer, when.unreadable);
            const auto of = readable(referred, when.unreadable);
            const auto seconds = readable(when.seconds, when.unreadable);
            trees result{network::referral_trees({to, of, seconds}, persons), 0, {}};
            for (network::rejected_referral& each : result.forest.rejected) {
                each.row = static_cast<decltype(each.row)>(original_row(each.row, when.unreadable));
            }
            result.longest_chain = result.forest.longest_chain();
            result.unreadable = std::move(when.unreadable);
            return result;
        },
        "Who brought whom: trees whose roots came by themselves.", costs("`persons`"),
        arg("referrer", people, "who referred"), arg("referred", people, "whom"), arg("time", "when it was accepted"),
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
