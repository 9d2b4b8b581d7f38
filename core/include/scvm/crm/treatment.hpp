#pragma once

#include <scvm/crm/score_card.hpp>
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
    damage,      ///< what an opponent's talk costs: influence value x P(opponent)
    release,     ///< what may leave when the contract ends: revenue x P(captive)
    activation,  ///< P(sympathizer): what speaking up would add
};
inline constexpr std::array<std::string_view, 4> priority_rule_names = {"value", "damage", "release", "activation"};

/// One thing that a company does for, or asks of, customers.
struct treatment_action {
    std::string id;
    std::size_t capacity = equity::treatment_action::unlimited;  ///< customers it can reach
    priority_rule priority = priority_rule::value;
    bool contacts = true;            ///< approaches the person: needs the consent to be contacted
    bool asks_to_recommend = false;  ///< needs an open recommendation gate
};

/// The questions that a treatment table may ask. The names are those of the model file.
enum class treatment_question : std::uint8_t { segment, value_tier, influence, stage, stable, participation };
inline constexpr std::array<std::string_view, 6> treatment_question_names = {"segment", "value_tier", "influence",
                                                                             "stage",   "stable",     "participation"};
inline constexpr std::array<std::string_view, 3> influence_names = {"unknown", "low", "high"};

/// What is done for whom, how value tiers are drawn, and who may be asked for a recommendation.
struct treatment_rules {
    std::vector<std::string> tiers;      ///< names, the lowest first; empty: no tiers
    equity::tier_boundaries boundaries;  ///< one less than there are names
    std::string previous_tier;           ///< the attribute that holds the previous tier; empty: all are new
    double influential_from = 50;        ///< social score from which influence is high
    double recommendation_gate = 0.8;    ///< P(fan) + P(sympathizer) from which a recommendation may be asked for
    std::size_t attention = 100;         ///< length of the attention list

    std::vector<treatment_question> questions;
    std::vector<treatment_action> actions;
    std::shared_ptr<const equity::treatment_table> table;  ///< of the questions; absent: no actions
    std::vector<equity::treatment_rule> rules;             ///< as written, `action` from 0

    /// The code of a tier by its name; equity::no_tier for a name that there is not (a tier that was given up).
    [[nodiscard]] std::uint8_t tier_named(std::string_view name) const {
        const auto found = std::find(tiers.begin(), tiers.end(), name);
        return found == tiers.end() ? equity::no_tier : static_cast<std::uint8_t>(found - tiers.begin());
    }
};

/// The answers that a question has, in the order of their codes.
[[nodiscard]] std::vector<std::string> answers_to(treatment_question question, const treatment_rules& rules);

/// Checks the table of these rules: every case must have one rule. Throws error{bad_model} that names gaps and
/// overlaps.
[[nodiscard]] std::shared_ptr<const equity::treatment_table> make_table(const treatment_rules& of);

/// P(group), or 1 and 0 where nothing but the group is known.
[[nodiscard]] double probability_or_group(double probability, std::int32_t segment, survey::segment group);

/// Fills the treatment part of a customer's scores, once the others are there. `before` is the previous tier, or
/// equity::no_tier. Capacities are left to the whole base.
void score_treatment(const treatment_rules& rules, std::uint8_t before, customer_scores& result);

}  // namespace scvm::crm
