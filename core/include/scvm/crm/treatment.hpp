#pragma once

#include <scvm/crm/customer_scores.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/equity/attention.hpp>
#include <scvm/equity/treatment.hpp>
#include <scvm/equity/value_tiers.hpp>
#include <scvm/network/participation.hpp>
#include <scvm/survey/segment.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::crm {

/// What decides who comes first when an action cannot reach everybody.
enum class priority_rule : std::uint8_t {
    value,       ///< the engagement value, else the network value, else the lifetime value
    damage,      ///< what an opponent's talk puts at risk, own value and audience, x p_opponent_of()
    release,     ///< what may leave when the contract ends: revenue x P(captive)
    activation,  ///< P(sympathizer): what speaking up would add
};
inline constexpr std::array<std::string_view, 4> priority_rule_names = {"value", "damage", "release", "activation"};
[[nodiscard]] constexpr const auto& words_of(priority_rule) {
    return priority_rule_names;
}

/// A class of customers by value. The lowest is for everybody who enters none of the others.
struct value_tier {
    std::string name;
    double enter = std::numeric_limits<double>::quiet_NaN();
    double stay = std::numeric_limits<double>::quiet_NaN();
};

void describe(const auto& is, const value_tier& o) {
    is("name", o.name, required, "What the tier is called; each name once.");
    is("enter", o.enter, quiet, unit("money"),
       "The network value (else the lifetime value) from which a customer enters; "
       "for every tier but the lowest.");
    is("stay", o.stay, quiet, like(o.enter), unit("money"),
       "The value down to which a customer of this tier stays in it.");
}

/// One thing that a company does for, or asks of, customers.
struct treatment_action {
    std::string id;
    std::size_t capacity = equity::treatment_action::unlimited;
    priority_rule priority = priority_rule::value;
    bool contacts = true;
    bool asks_to_recommend = false;
};

void describe(const auto& is, const treatment_action& o) {
    is("id", o.id, required, "Its name; each once, and not none.");
    is("capacity", o.capacity, quiet, "Customers that it can reach; without it, all.");
    is("priority", o.priority, "Who comes first when it cannot reach everybody.");
    is("contacts", o.contacts, "It approaches the person: needs the consent to be contacted.");
    is("asks_to_recommend", o.asks_to_recommend, "It needs an open recommendation gate.");
}

/// The questions that a treatment table may ask. The names are those of the model file.
enum class treatment_question : std::uint8_t { segment, value_tier, influence, stage, stable, participation };
inline constexpr std::array<std::string_view, 6> treatment_question_names = {"segment", "value_tier", "influence",
                                                                             "stage",   "stable",     "participation"};
inline constexpr std::array<std::string_view, 3> influence_names = {"unknown", "low", "high"};

/// One line of the treatment table as its author writes it.
struct treatment_case {
    std::array<std::vector<std::string>, treatment_question_names.size()> when;
    std::string action;
    std::string reason;
};

void describe(const auto& is, const treatment_case& o) {
    is("when", named(o.when, treatment_question_names), quiet, not_empty,
       "The answers, question by question, to which the line applies; a question that is not named may have any "
       "answer.");
    is("action", o.action, required, "The id of the action.");
    is("reason", o.reason, "Why, for the person who asks.");
}

/// What is done for whom, how value tiers are drawn, and who may be asked for a recommendation.
struct treatment_rules {
    std::vector<value_tier> tiers;
    std::string previous_tier;
    double influential_from = 50;
    double recommendation_gate = 0.8;
    std::size_t attention = 100;
    std::vector<treatment_action> actions;
    std::vector<treatment_case> cases;

    // What follows from these; settle() fills it in.
    equity::tier_boundaries boundaries;                    ///< of `tiers`, without the lowest
    std::vector<treatment_question> questions;             ///< that any case asks, in the library's order
    std::vector<equity::treatment_rule> rules;             ///< the cases in numbers, `action` from 0
    std::shared_ptr<const equity::treatment_table> table;  ///< of the questions; absent: no actions

    /// Throws misfit for tiers, actions or cases that make no table.
    void settle();

    /// Whether it must be known who listens to whom.
    [[nodiscard]] bool asks_for_damage() const {
        return std::any_of(actions.begin(), actions.end(),
                           [](const treatment_action& each) { return each.priority == priority_rule::damage; });
    }

    /// The code of a tier by its name; equity::no_tier for an unknown name (a tier that was given up).
    [[nodiscard]] std::uint8_t tier_named(std::string_view name) const {
        const auto found =
            std::find_if(tiers.begin(), tiers.end(), [&](const value_tier& t) { return t.name == name; });
        return found == tiers.end() ? equity::no_tier : static_cast<std::uint8_t>(found - tiers.begin());
    }
};

void describe(const auto& is, const treatment_rules& o) {
    is("tiers", o.tiers, "Tiers by value, the lowest first; none, or two and more.");
    is("previous_tier", o.previous_tier, "The attribute that holds the previous tier; empty: all are new.");
    is("influential_from", o.influential_from, "Published score from which influence is high.");
    is("recommendation_gate", o.recommendation_gate, above(0).to(1), unit("probability"),
       "P(fan) + P(sympathizer) from which a recommendation may be asked for.");
    is("attention", o.attention, "Length of the attention list.");
    is("actions", o.actions, "What may be done for customers.");
    is("rules", o.cases, "Who gets which action; every possible case must fall under just one line.");
    is.settled(o, [](treatment_rules& read) { read.settle(); });
}

/// The answers that a question has, in the order of their codes.
[[nodiscard]] std::vector<std::string> answers_to(treatment_question question, const treatment_rules& rules);

/// Checks the table of these rules: every case must have one rule. Throws error{bad_model} that names gaps and
/// overlaps.
[[nodiscard]] std::shared_ptr<const equity::treatment_table> make_table(const treatment_rules& of);

/// P(group), or 1 and 0 where nothing but the group is known; absent of who is in none.
[[nodiscard]] double probability_or_group(double probability, survey::segment of, survey::segment group);

/// Fills the treatment part of a customer's scores, once the others are there. `before` is the previous tier, or
/// equity::no_tier. Capacities are left to the whole base.
void score_treatment(const treatment_rules& rules, std::uint8_t before, customer_scores& scores);

}  // namespace scvm::crm
