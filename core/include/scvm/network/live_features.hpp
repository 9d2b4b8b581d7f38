#pragma once

#include <scvm/network/interaction_graph.hpp>
#include <scvm/network/social_score.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace scvm::network {

/// One event as it happens. See interaction_columns for the units; ids and fingerprints are the caller's to check.
struct interaction_event {
    std::int64_t time = 0;
    std::uint32_t actor = 0;
    std::uint32_t target = nobody;
    interaction_kind kind = interaction_kind::post;
    tone mood = tone::neutral;
    std::uint8_t channel = 0;
    std::uint32_t count = 1;
};

/// The features of one channel's scores, kept up to date event by event between two batches. Not thread-safe.
///
/// After any number of events, features_of() has the same bits as the batch over all events with the same as_of and
/// the same influence column: nothing is approximated and nothing drifts. What waits for the next batch is the
/// influence and the standing of the reactors. An event costs the time of its actor's days and its target's reactors,
/// not that of the network.
class live_features {
public:
    /// Starts from a ledger as weigh_interactions() does. `influence` must have a row for each person there will be.
    ///
    /// `standing` may be empty: 1 each.
    /// Throws as weigh_interactions() does; error{domain} for an influence column shorter than the ledger's persons;
    /// error{size_mismatch} for a standing column of another length.
    live_features(const interaction_ledger& ledger, interaction_rules rules, std::int64_t as_of,
                  std::vector<double> influence, social_channel channel, std::vector<double> standing = {})
        : rules_(std::move(rules)),
          today_(static_cast<std::uint32_t>(as_of / 86400)),
          influence_(std::move(influence)),
          channel_(channel),
          standing_(std::move(standing)) {
        require_size("standing", standing_.empty() ? influence_.size() : standing_.size(), "influence",
                     influence_.size());
        const auto persons = static_cast<std::uint32_t>(influence_.size());
        if (persons == 0 && ledger.person_count() > 0) {  // to weigh_interactions(), 0 persons are as many as occur
            throw_domain("rows of influence", 0,
                         "one for each of " + std::to_string(ledger.person_count()) + " persons");
        }
        const auto start = weigh_interactions(ledger, rules_, as_of, persons);
        cells_.resize(persons);
        interaction_report unused;
        const auto marked = distinct_cells(ledger.marked(), rules_.repeats_counted, unused);
        for (const auto& cell : interaction_ledger::join(marked, ledger.cells())) {
            cells_[cell.actor].push_back(cell);
        }
        given_.resize(persons);
        received_.resize(persons);
        for (std::uint32_t person = 0; person < persons; ++person) {
            const auto targets = start.links.outgoing().neighbours(person);
            const auto actors = start.links.incoming().neighbours(person);
            given_[person].assign(targets.begin(), targets.end());
            received_[person].actors.assign(actors.begin(), actors.end());
            if (!actors.empty()) {
                const auto weights = start.links.incoming().weights(person);
                received_[person].weights.assign(weights.begin(), weights.end());
            }
        }
        contributions_ = start.contributions;
    }

    /// Takes in one event. Afterwards the features of its actor and of whomever that actor reacted to may have changed.
    ///
    /// Throws error{domain} for an actor or target without a row, a time outside 1970 … 2687, and count 0; nothing has
    /// changed then.
    void apply(const interaction_event& event) {
        const auto persons = static_cast<std::uint32_t>(cells_.size());
        if (event.actor >= persons) {
            throw_domain("actor", event.actor, "an actor below " + std::to_string(persons));
        }
        if (event.target >= persons && event.target != nobody) {
            throw_domain("target", event.target, "nobody, or a target below " + std::to_string(persons));
        }
        if (!(event.time >= 0 && event.time < (std::int64_t{1} << 18) * 86400)) {
            throw_domain("time", static_cast<double>(event.time), "a time from 1970 to 2687");
        }
        if (event.count == 0) {
            throw_domain("count", 0, "count >= 1");
        }
        add_cell({event.actor, event.target,
                  interaction_cell::pack(static_cast<std::uint32_t>(event.time / 86400), event.kind, event.mood,
                                         event.channel),
                  event.count});

        attention_meter meter(rules_, today_);
        meter.weigh(cells_[event.actor]);
        contributions_[event.actor] = meter.contributions;
        // An event can lower what others got that day (the actor's cap), so all of the actor's edges are put in place.
        auto& given = given_[event.actor];
        std::size_t kept = 0;
        for (const auto& edge : meter.edges) {
            while (kept < given.size() && given[kept] < edge.target) {
                remove(given[kept++], event.actor);
            }
            kept += kept < given.size() && given[kept] == edge.target ? 1 : 0;
            put(edge.target, event.actor, edge.weight);
        }
        for (; kept < given.size(); ++kept) {
            remove(given[kept], event.actor);
        }
        given.clear();
        for (const auto& edge : meter.edges) {
            given.push_back(edge.target);
        }
    }

    /// The person's features now. Throws error{domain} for a person without a row.
    [[nodiscard]] social_features features_of(std::uint32_t person) const {
        if (person >= received_.size()) {
            throw_domain("person", person, "a person below " + std::to_string(received_.size()));
        }
        const auto& row = received_[person];
        return features_from_reactions(row.actors, row.weights, contributions_[person], influence_, channel_,
                                       standing_);
    }

private:
    struct reactions {
        std::vector<std::uint32_t> actors;  // rising, as in a graph
        std::vector<double> weights;
    };

    void add_cell(const interaction_cell& cell) {
        auto& cells = cells_[cell.actor];
        const auto place = std::lower_bound(cells.begin(), cells.end(), cell, [](const auto& a, const auto& b) {
            return std::pair(a.target, a.code) < std::pair(b.target, b.code);
        });
        if (place != cells.end() && place->same_place(cell)) {
            const std::uint64_t sum = std::uint64_t{place->count} + cell.count;
            place->count = static_cast<std::uint32_t>(std::min<std::uint64_t>(sum, 0xffffffffu));
        } else {
            cells.insert(place, cell);
        }
    }

    void put(std::uint32_t person, std::uint32_t actor, double weight) {
        auto& row = received_[person];
        const auto place = std::lower_bound(row.actors.begin(), row.actors.end(), actor);
        const auto at = place - row.actors.begin();
        if (place != row.actors.end() && *place == actor) {
            row.weights[static_cast<std::size_t>(at)] = weight;
        } else {
            row.actors.insert(place, actor);
            row.weights.insert(row.weights.begin() + at, weight);
        }
    }

    void remove(std::uint32_t person, std::uint32_t actor) {
        auto& row = received_[person];
        const auto place = std::lower_bound(row.actors.begin(), row.actors.end(), actor);
        row.weights.erase(row.weights.begin() + (place - row.actors.begin()));
        row.actors.erase(place);
    }

    interaction_rules rules_;
    std::uint32_t today_;
    std::vector<double> influence_;
    social_channel channel_;
    std::vector<double> standing_;
    std::vector<std::vector<interaction_cell>> cells_;  // per actor, sorted
    std::vector<std::vector<std::uint32_t>> given_;     // per actor: whom it reacted to, rising
    std::vector<reactions> received_;                   // per person
    std::vector<double> contributions_;
};

}  // namespace scvm::network
