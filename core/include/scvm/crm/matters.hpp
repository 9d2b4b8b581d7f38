#pragma once

// Who matters: the rules of the order of the active, influential and valuable, and of the plan of ambassadors; and what
// makes them scores, once everybody's own scores are there.
#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/each_once.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/equity/who_matters.hpp>
#include <scvm/network/ambassadors.hpp>
#include <scvm/network/cascade.hpp>
#include <scvm/survey/segment.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::crm {

/// How customers who are active, influential and valuable are put in order.
struct matters_rules {
    equity::matters_order order = equity::matters_order::layers;
    equity::merit_weights weights{};
    double top_share = 0.1;
    std::uint32_t draws = 200;
    std::uint64_t seed = 1;
    std::size_t listed = 50;
};

void describe(const auto& is, const matters_rules& o) {
    is("order", o.order, "What decides who is before whom.");
    describe(is, o.weights);
    is("top_share", o.top_share, above(0).to(1), unit("share"),
       "Of those who have any, how many are called active, influential and valuable; ties upward.");
    is("draws", o.draws, within(0, 10000),
       "Of the parameters of the lifetime values, for the probability of the first layer; 0: none is told.");
    is("seed", o.seed, "Of these draws.");
    is("listed", o.listed, "How many the list of who matters names, and each list of hubs, bridges and spanners.");
}

/// What ambassadors are to bring.
enum class ambassador_objective : std::uint8_t {
    value,    ///< the value of the customers whom they reach
    persons,  ///< how many they reach, each by standing
};
inline constexpr std::array<word, 2> ambassador_objective_words{{
    {"value", "the network value, else the lifetime value, of the customers whom they reach"},
    {"persons", "the customers whom they reach, each by the standing of the account"},
}};
[[nodiscard]] constexpr const auto& words_of(ambassador_objective) {
    return ambassador_objective_words;
}

/// Whom to win as ambassadors.
struct ambassador_rules {
    std::uint32_t count = 10;
    double budget = std::numeric_limits<double>::infinity();
    double cost = 1;
    std::string cost_attribute;
    std::vector<survey::segment> segments = {survey::segment::fan};
    double least_p_fan = 0.5;
    ambassador_objective objective = ambassador_objective::value;
    network::cascade spread{.kind = network::cascade_kind::probabilities};
    double epsilon = 0.1;
    std::uint64_t seed = 1;
};

void describe(const auto& is, const ambassador_rules& o) {
    is("count", o.count, within(1, 1e5), unit("customers"), "How many at most.");
    is("budget", o.budget, at_least(0), quiet, "The costs together; without it, the number alone decides.");
    is("cost", o.cost, above(0), "Of each, in the unit of the budget, where no attribute tells it.");
    is("cost_attribute", o.cost_attribute,
       "The attribute that holds each one's cost, a number above 0; who has none is not eligible. Empty: all cost "
       "the same.");
    is("segments", o.segments, "Groups of the portfolio whose customers may be chosen.");
    is("least_p_fan", o.least_p_fan, within(0, 1), unit("probability"),
       "P(fan) from which a customer may be chosen; without probabilities the group decides.");
    is("objective", o.objective, "What they are to bring.");
    is("spread", o.spread,
       "How word of mouth runs: by default along learned probabilities, of whose posts a customer reacts to how many.");
    is("epsilon", o.epsilon, within(0.02, 0.5),
       "The choice brings at least (1 - 1/e - epsilon) of the best possible, for equal costs.");
    is("seed", o.seed, "Of the samples.");
    is.settled(o, [](const ambassador_rules& read) { check_each_once("segments", read.segments); });
}

}  // namespace scvm::crm
