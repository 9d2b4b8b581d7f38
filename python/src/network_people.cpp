// scvm._core.network: participation, social scores, referrals.
#include "network_arrays.hpp"

#include <scvm/network/contributors.hpp>
#include <scvm/network/inequality.hpp>
#include <scvm/network/live_features.hpp>
#include <scvm/network/participation.hpp>
#include <scvm/network/referrals.hpp>
#include <scvm/network/social_scores.hpp>

#include <array>

using namespace py::literals;
using namespace scvm::network;

namespace {

// Features cross as rows of three doubles: reach, amplification, network.
static_assert(sizeof(social_features) == 3 * sizeof(double) && std::is_standard_layout_v<social_features>);

std::vector<social_features> features_of(const column<double>& rows) {
    const auto values = lend(rows);
    std::vector<social_features> features(values.size() / 3);
    for (std::size_t i = 0; i < features.size(); ++i) {
        features[i] = {values[3 * i], values[3 * i + 1], values[3 * i + 2]};
    }
    return features;
}

py::array_t<double> rows_of(const std::vector<social_features>& features) {
    py::array_t<double> rows({static_cast<py::ssize_t>(features.size()), py::ssize_t{3}});
    auto* next = rows.mutable_data();
    for (const auto& row : features) {
        for (const double value : row.values()) {
            *next++ = value;
        }
    }
    return rows;
}

void bind_participation(room_module& m) {
    m.def(
        "participation",
        [](const column<double>& contributions, const maybe_column<std::uint8_t>& present, bool absolute, double heavy,
           double intermittent, double confidence) {
            const auto counts = lend(contributions);
            const auto alive = lend(present);
            const participation_rule rule{
                absolute ? participation_rule::basis::absolute : participation_rule::basis::members, heavy,
                intermittent};
            const auto result = unlocked([&] { return participation(counts, alive, rule, confidence); });
            py::list shares;
            for (const auto& share : result.shares) {
                shares.append(py::dict("members"_a = share.members, "share"_a = share.share, "low"_a = share.low,
                                       "high"_a = share.high, "effort"_a = share.effort));
            }
            return py::dict("of_person"_a = hand_over_codes(result.of_person), "members"_a = result.members,
                            "contributions"_a = result.contributions, "shares"_a = shares,
                            "heavy_from"_a = result.heavy_from, "intermittent_from"_a = result.intermittent_from,
                            "g"_a = result.g, "p_value"_a = result.p_value, "gini"_a = result.gini,
                            "top_1_percent"_a = result.top_1_percent);
        },
        "contributions"_a, "present"_a, "absolute"_a, "heavy"_a, "intermittent"_a, "confidence"_a);
    m.def(
        "gini", [](const column<double>& quantity) { return gini(lend(quantity)); }, "quantity"_a);
    m.def(
        "top_share", [](const column<double>& quantity, double share) { return top_share(lend(quantity), share); },
        "quantity"_a, "share"_a);
    m.def(
        "lorenz_curve",
        [](const column<double>& quantity, std::size_t points) {
            std::vector<double> population;
            std::vector<double> held;
            for (const auto& point : lorenz_curve(lend(quantity), points)) {
                population.push_back(point.population);
                held.push_back(point.quantity);
            }
            return py::make_tuple(hand_over(std::move(population)), hand_over(std::move(held)));
        },
        "quantity"_a, "points"_a);
    m.def(
        "notable_posts",
        [](const column<double>& engagement, double notable, double expected, double confidence) {
            const auto result = notable_posts(lend(engagement), notable, expected, confidence);
            return py::dict("hits"_a = result.hits, "total"_a = result.total, "share"_a = result.share,
                            "low"_a = result.low, "high"_a = result.high, "p_value"_a = result.p_value);
        },
        "engagement"_a, "notable"_a, "expected"_a, "confidence"_a);
    m.def(
        "super_users",
        [](const column<std::uint8_t>& of_person, const column<std::uint32_t>& helpful,
           const column<std::uint32_t>& answers, double quantile, double confidence) {
            std::vector<participation_class> classes;
            for (const auto code : lend(of_person)) {
                classes.push_back(static_cast<participation_class>(code));
            }
            return hand_over(super_users(classes, lend(helpful), lend(answers), quantile, confidence));
        },
        "of_person"_a, "helpful"_a, "answers"_a, "quantile"_a, "confidence"_a);
    m.def(
        "early_signal",
        [](const column<double>& early, const column<std::uint8_t>& later_heavy) {
            const auto result = early_signal(lend(early), lend(later_heavy));
            return py::dict("auc"_a = result.auc, "standard_error"_a = result.standard_error,
                            "threshold"_a = result.threshold, "sensitivity"_a = result.sensitivity,
                            "specificity"_a = result.specificity, "precision"_a = result.precision,
                            "lift"_a = result.lift);
        },
        "early"_a, "later_heavy"_a);
    m.def(
        "effective_followers",
        [](const column<std::int32_t>& last_active_day, const column<std::int32_t>& followed_on_day,
           const column<std::uint32_t>& follows, const column<std::uint32_t>& followers, const column<double>& repeated,
           std::int32_t today, std::int32_t inactive_days, double repeated_above, std::uint32_t follows_at_least,
           double follows_per_follower, std::uint32_t burst_at_least, double burst_factor) {
            const auto result = effective_followers(
                {lend(last_active_day), lend(followed_on_day), lend(follows), lend(followers), lend(repeated)}, today,
                {inactive_days, repeated_above, follows_at_least, follows_per_follower, burst_at_least, burst_factor});
            return py::make_tuple(hand_over_codes(result.of_follower), result.count);
        },
        "last_active_day"_a, "followed_on_day"_a, "follows"_a, "followers"_a, "repeated"_a, "today"_a,
        "inactive_days"_a, "repeated_above"_a, "follows_at_least"_a, "follows_per_follower"_a, "burst_at_least"_a,
        "burst_factor"_a);
}

void bind_scores(room_module& m) {
    bounded_class<social_channel>(m, "SocialChannel")
        .def(py::init<>())
        .def_readwrite("weight", &social_channel::weight)
        .def_readwrite("reference", &social_channel::reference)
        .def_readwrite("strength", &social_channel::strength)
        .def_readwrite("usual_reactions", &social_channel::usual_reactions)
        .def_readwrite("shrinkage", &social_channel::shrinkage);
    bounded_class<social_score_model>(m, "SocialScoreModel")
        .def(py::init<>())
        .def_readwrite("channels", &social_score_model::channels)
        .def_readwrite("floor", &social_score_model::floor)
        .def_readwrite("max_change_per_day", &social_score_model::max_change_per_day);
    m.def(
        "social_features",
        [](const graph& links, const column<double>& contributions, const column<double>& influence,
           const social_channel& channel, const maybe_column<double>& standing) {
            interaction_graph events;
            events.links = links;
            const auto own = lend(contributions);
            scvm::require_size("contributions", own.size(), "the graph", links.node_count());
            events.contributions.assign(own.begin(), own.end());
            const auto of_reactor = lend(influence);
            const auto counts = lend(standing);
            return rows_of(unlocked([&] { return social_features_of(events, of_reactor, channel, counts); }));
        },
        "graph"_a, "contributions"_a, "influence"_a, "channel"_a, "standing"_a);
    m.def(
        "social_scores",
        [](const column<double>& rows, const social_score_model& model, const maybe_column<double>& followers,
           unsigned threads) {
            const auto features = features_of(rows);
            const auto counts = lend(followers);
            auto result = unlocked([&] { return social_scores(features, model, counts, threads); });
            return py::dict("score"_a = hand_over(std::move(result.score)),
                            "reasons"_a = hand_over(std::move(result.reasons)), "scored"_a = result.scored,
                            "follower_correlation"_a = result.follower_correlation);
        },
        "features"_a, "model"_a, "followers"_a, "threads"_a);
    m.def(
        "fit_reference",
        [](const column<double>& rows, const social_channel& channel, double reactions, double contributions,
           double quantile) { return fit_reference(features_of(rows), channel, reactions, contributions, quantile); },
        "features"_a, "channel"_a, "reactions"_a, "contributions"_a, "quantile"_a);
    m.def("published_score", &published_score, "score"_a, "last_published"_a, "days"_a, "model"_a);
    m.def(
        "weight_sensitivities",
        [](const column<double>& rows, const social_score_model& model, double change) {
            py::list report;
            for (const auto& row : weight_sensitivities(features_of(rows), model, change)) {
                report.append(py::dict("channel"_a = row.channel, "feature"_a = row.feature, "factor"_a = row.factor,
                                       "mean_change"_a = row.mean_change, "largest_change"_a = row.largest_change,
                                       "rank_correlation"_a = row.rank_correlation));
            }
            return report;
        },
        "features"_a, "model"_a, "change"_a);
    bounded_class<live_features>(m, "LiveFeatures")
        .def(py::init([](const interaction_ledger& ledger, const interaction_rules& rules, std::int64_t as_of,
                         const column<double>& influence, const social_channel& channel,
                         const maybe_column<double>& standing) {
                 const auto of_reactor = lend(influence);
                 const auto counts = lend(standing);
                 return unlocked([&] {
                     return live_features(ledger, rules, as_of, {of_reactor.begin(), of_reactor.end()}, channel,
                                          {counts.begin(), counts.end()});
                 });
             }),
             "ledger"_a, "rules"_a, "as_of"_a, "influence"_a, "channel"_a, "standing"_a)
        .def(
            "apply",
            [](live_features& live, std::int64_t time, std::uint32_t actor, std::uint32_t target, std::uint8_t kind,
               std::uint8_t mood, std::uint8_t channel, std::uint32_t count) {
                if (kind >= interaction_kinds || mood > 2) {
                    scvm::throw_domain(mood > 2 ? "tone" : "kind", mood > 2 ? mood : kind, "a number that is defined");
                }
                live.apply({time, actor, target, static_cast<interaction_kind>(kind), static_cast<tone>(mood), channel,
                            count});
            },
            "time"_a, "actor"_a, "target"_a, "kind"_a, "tone"_a, "channel"_a, "count"_a)
        .def("features_of", [](const live_features& live, std::uint32_t person) {
            const auto values = live.features_of(person).values();
            return py::make_tuple(values[0], values[1], values[2]);
        });
}

void bind_referrals(room_module& m) {
    m.def(
        "referral_trees",
        [](const column<std::uint32_t>& referrer, const column<std::uint32_t>& referred,
           const column<std::int64_t>& time, std::uint32_t persons) {
            const referral_columns referrals{lend(referrer), lend(referred), lend(time)};
            auto forest = unlocked([&] { return referral_trees(referrals, persons); });
            std::vector<std::uint64_t> row;
            std::vector<referral_rejection> reason;
            for (const auto& entry : forest.rejected) {
                row.push_back(entry.row);
                reason.push_back(entry.reason);
            }
            return py::dict(
                "longest_chain"_a = forest.longest_chain(), "referrer"_a = hand_over(std::move(forest.referrer)),
                "root"_a = hand_over(std::move(forest.root)), "depth"_a = hand_over(std::move(forest.depth)),
                "brought"_a = hand_over(std::move(forest.brought)),
                "descendants"_a = hand_over(std::move(forest.descendants)),
                "generation"_a = hand_over(std::move(forest.generation)), "rejected_row"_a = hand_over(std::move(row)),
                "rejected_reason"_a = hand_over_codes(reason));
        },
        "referrer"_a, "referred"_a, "time"_a, "persons"_a);
    m.def(
        "k_factor",
        [](std::uint64_t users, std::uint64_t invites, std::uint64_t accepted, double confidence) {
            const auto result = k_factor(users, invites, accepted, confidence);
            return py::dict("invites_per_user"_a = result.invites_per_user, "conversion"_a = result.conversion,
                            "conversion_low"_a = result.conversion_low, "conversion_high"_a = result.conversion_high,
                            "k"_a = result.k, "total_per_user"_a = result.total_per_user);
        },
        "users"_a, "invites"_a, "accepted"_a, "confidence"_a);
    m.def("type_one_probability", &type_one_probability, "converted_referred"_a, "referred"_a, "converted_others"_a,
          "others"_a);
    m.def(
        "referral_types",
        [](const column<std::uint32_t>& referrer, const column<double>& probability) {
            referral_forest forest;
            const auto who = lend(referrer);
            forest.referrer.assign(who.begin(), who.end());
            for (std::size_t row = 0; row < who.size(); ++row) {
                if (who[row] >= who.size() && who[row] != referral_forest::nobody) {
                    scvm::throw_domain("referrer", row, who[row], "a person of the forest, or nobody");
                }
            }
            auto result = referral_types(forest, lend(probability));
            return py::dict("type_one"_a = result.type_one, "type_two"_a = result.type_two,
                            "type_one_of_referrer"_a = hand_over(std::move(result.type_one_of_referrer)));
        },
        "referrer"_a, "type_one_probability"_a);
    m.attr("no_purchase") = no_purchase;
    m.def(
        "touched_first_purchases",
        [](const column<std::int64_t>& first_purchase, const column<std::uint32_t>& customer,
           const column<std::int64_t>& time, const column<std::uint8_t>& kind, std::int64_t window, double confidence) {
            const auto result = touched_first_purchases(lend(first_purchase), {lend(customer), lend(time), lend(kind)},
                                                        window, confidence);
            return py::dict("first_purchases"_a = result.first_purchases, "referral"_a = result.referral,
                            "review"_a = result.review, "either"_a = result.either, "share"_a = result.share,
                            "low"_a = result.low, "high"_a = result.high);
        },
        "first_purchase"_a, "customer"_a, "time"_a, "kind"_a, "window"_a, "confidence"_a);
}

}  // namespace

void bind_network_people(room_module& m) {
    bind_participation(m);
    bind_scores(m);
    bind_referrals(m);
}
