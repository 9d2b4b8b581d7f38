#pragma once

#include <scvm/crm/complaint_figures.hpp>
#include <scvm/crm/helper_figures.hpp>
#include <scvm/crm/matters.hpp>
#include <scvm/crm/model_name.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/equity/who_matters.hpp>
#include <scvm/network/ambassadors.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scvm::crm {

/// One of those who matter.
struct mattering_customer {
    std::string id;
    double place = absent;
    double shared_by = absent;
    double layer = absent;
    double first_layer = absent;
    double layer_low = absent;
    double layer_high = absent;
    double index = absent;
    double activity = absent;
    double influence = absent;
    double value = absent;
    bool active = false;
    bool influential = false;
    bool valuable = false;
};

void describe(const auto& is, const mattering_customer& o) {
    is("id", o.id, "The customer.");
    is("place", o.place, unit("place"), "1 more than the number of those who are before; equal ones share it.");
    is("shared_by", o.shared_by, unit("customers"), "How many have that place.");
    is("layer", o.layer, unit("layer"), "Pareto layer of activity, influence and value.");
    is("first_layer", o.first_layer, unit("probability"),
       "Of being in the first layer, as far as the lifetime values are known; null where the model has no fit.");
    is("layer_low", o.layer_low, unit("layer"), "The best layer that this leaves, at the model's confidence.");
    is("layer_high", o.layer_high, unit("layer"), "The worst one.");
    is("index", o.index, unit("0 to 100"), "Weighted geometric mean of percentile ranks.");
    is("activity", o.activity, unit("decayed contributions"), "Own posts, answers and reviews, copies counted once.");
    is("influence", o.influence, unit("share"), "Of the attention that comes from accounts with a standing.");
    is("value", o.value, unit("money"), "Network value, or lifetime value for a model without equity rules.");
    is("active", o.active, "Among the most active.");
    is("influential", o.influential, "Among the most influential.");
    is("valuable", o.valuable, "Among the most valuable.");
}

/// One of the eight profiles. Of few customers nothing is shown.
struct profile_cell {
    bool active = false;
    bool influential = false;
    bool valuable = false;
    std::optional<std::size_t> customers;
    double value = absent;
};

void describe(const auto& is, const profile_cell& o) {
    is("active", o.active, "Among the most active.");
    is("influential", o.influential, "Among the most influential.");
    is("valuable", o.valuable, "Among the most valuable.");
    is("customers", o.customers, null_when_absent, "How many; null where they are too few to be shown.");
    is("value", o.value, unit("money"), "Of them together; null where it is not shown.");
}

/// A customer between others.
struct customer_between {
    std::string id;
    double betweenness = absent;
    double cut_off = absent;
    double spans = absent;
};

void describe(const auto& is, const customer_between& o) {
    is("id", o.id, "The customer.");
    is("betweenness", o.betweenness, unit("share"), "Of the shortest ways between others, those that run here.");
    is("cut_off", o.cut_off, unit("customers"), "Who could not reach the rest without the customer.");
    is("spans", o.spans, unit("customers"),
       "Without a tie to an employee of their own, tied to this one, who has one.");
}

/// Hubs, bridges and boundary spanners.
struct places_between {
    std::optional<std::size_t> tied;
    std::optional<std::size_t> sources;
    bool exact = true;
    double error = absent;
    std::vector<customer_between> hubs;
    std::vector<customer_between> bridges;
    std::vector<customer_between> spanners;
};

void describe(const auto& is, const places_between& o) {
    is("tied", o.tied, null_when_absent,
       "Customers with ties among each other; null where they, or the others, are too few to be shown.");
    is("sources", o.sources, null_when_absent,
       "From how many of them shortest ways were looked for; null where that is all, and their number is not shown.");
    is("exact", o.exact, "Whether that is all of them; else betweenness is an estimate.");
    is("error", o.error, unit("share"),
       "With probability 0.95 no betweenness is further from the exact one; 0 if exact.");
    is("hubs", o.hubs, "The highest betweenness first; equal ones by id.");
    is("bridges", o.bridges, "The highest betweenness first; equal ones by id.");
    is("spanners", o.spanners, "Those who span most first; then by betweenness and id.");
}

/// One ambassador.
struct ambassador_entry {
    std::string id;
    double place = absent;
    double gain = absent;
    double p_fan = absent;
    double influence = absent;
    double value = absent;
};

void describe(const auto& is, const ambassador_entry& o) {
    is("id", o.id, "The customer.");
    is("place", o.place, unit("place"), "In the order of choice.");
    is("gain", o.gain, unit("of the objective"), "What the customer adds to those before.");
    is("p_fan", o.p_fan, unit("probability"), "Of being a fan, which is taken as that of acting; null: not known.");
    is("influence", o.influence, unit("share"), "Of all attention.");
    is("value", o.value, unit("money"), "The own value, which counts for nothing here: it is there already.");
}

/// Whom to win, and what it brings.
struct ambassador_plan {
    network::ambassador_status status = network::ambassador_status::nobody_eligible;
    ambassador_objective objective = ambassador_objective::value;
    std::optional<std::size_t> eligible;
    double count = absent;
    double budget = absent;
    double spent = absent;
    double reached = absent;
    double reached_low = absent;
    double reached_high = absent;
    double at_least = absent;
    double proven = absent;
    double persons = absent;
    double persons_low = absent;
    double persons_high = absent;
    std::vector<ambassador_entry> customers;
};

void describe(const auto& is, const ambassador_plan& o) {
    is("status", o.status, "How far the search went.");
    is("objective", o.objective, "What they are to bring.");
    is("eligible", o.eligible, null_when_absent,
       "Customers who could be chosen; null where they, or the others of their groups, are too few to be shown, or "
       "where some of the groups that are hidden are among them and some are not.");
    is("count", o.count, unit("customers"), "How many at most.");
    is("budget", o.budget, "The costs together; null: no limit.");
    is("spent", o.spent, "The costs of the plan.");
    is("reached", o.reached, unit("of the objective"),
       "Expected, by all together; nobody counts as reached by himself.");
    is("reached_low", o.reached_low, unit("of the objective"),
       "Lower end of the 95 % interval of the simulation; it says nothing of how well the model of spread fits.");
    is("reached_high", o.reached_high, unit("of the objective"), "Its upper end.");
    is("at_least", o.at_least, unit("of the objective"), "What the plan brings at least, nearly for sure.");
    is("proven", o.proven, unit("share"), "So much of the best possible is proven for this plan.");
    is("persons", o.persons, unit("customers"), "Expected to be reached, each by the standing of the account.");
    is("persons_low", o.persons_low, unit("customers"), "Lower end of the interval of the simulation.");
    is("persons_high", o.persons_high, unit("customers"), "Its upper end.");
    is("customers", o.customers, "The plan, the first one first.");
}

/// The order of the active, influential and valuable.
struct matters_list {
    equity::matters_order order = equity::matters_order::layers;
    std::optional<std::size_t> ranked;
    std::size_t draws = 0;
    std::vector<mattering_customer> customers;
    std::vector<profile_cell> profiles;
    places_between between;
};

void describe(const auto& is, const matters_list& o) {
    is("order", o.order, "What decides who is before whom.");
    is("ranked", o.ranked, null_when_absent,
       "Customers in the order: active and influential and valuable, each above 0; null where they, or the others, are "
       "too few to be shown.");
    is("draws", o.draws, "Of lifetime values, behind the probabilities of the first layer; 0: none are told.");
    is("customers", o.customers,
       "The first of them; those who share a place stand side by side, by falling index, then by id.");
    is("profiles", o.profiles, "All customers whose place may be used, by what they are among the most of.");
    is("between", o.between, "Who stands between others.");
}

/// An employee between colleagues and customers.
struct bridging_employee {
    std::string id;
    std::size_t inside = 0;
    std::size_t outside = 0;
};

void describe(const auto& is, const bridging_employee& o) {
    is("id", o.id, "The employee.");
    is("inside", o.inside, "Employees with a tie.");
    is("outside", o.outside, "Customers with a tie.");
}

/// Who was drawn to test a product.
struct tester_list {
    std::string test;
    std::vector<std::string> testers;
};

void describe(const auto& is, const tester_list& o) {
    is("test", o.test, "Of which product.");
    is("testers", o.testers, "Who was drawn, quota by quota in the order of the draw.");
}

/// Who is in the top decile by lifetime value, and who by network value.
struct top_decile_movers {
    std::vector<std::string> entered;
    std::vector<std::string> left;
};

void describe(const auto& is, const top_decile_movers& o) {
    is("entered", o.entered, "Customers in the top decile by network value only.");
    is("left", o.left, "Customers in the top decile by lifetime value only.");
}

/// Who matters: personal data, for those who act on it, like the treatment list.
struct matter_list {
    std::int64_t as_of = 0;  ///< the last second of the day, since 1970-01-01 UTC
    model_name model;
    std::optional<matters_list> matters;
    std::optional<ambassador_plan> ambassadors;
    std::vector<bridging_employee> employees;
    std::vector<tester_list> tests;
    top_decile_movers top_decile;
    std::vector<queue_entry> queue;
    std::vector<helper_figure> helpers;
};

void describe(const auto& is, const matter_list& o) {
    is("as_of", date(o.as_of), "The day of scoring.");
    is("model", o.model, "Which model.");
    is("matters", o.matters, "Who is active and influential and valuable; absent without such a section.");
    is("ambassadors", o.ambassadors, "Whom to win; absent without such a section.");
    is("employees", o.employees,
       "Employees with ties inside and outside; those with most ties on the side where they have fewer, first.");
    is("tests", o.tests, "Who was drawn to test, in the order of the model's tests.");
    is("top_decile", o.top_decile, "Who enters and who leaves it where the network counts.");
    is("queue", o.queue, "Who waits with a complaint, in the order in which to turn to them.");
    is("helpers", o.helpers,
       "Every helper by name, the most surely good one first: for those who send them, not to be passed on.");
}

/// Throws error{not_fitted} for a model without rules of who matters, of ambassadors, of tests, of equity and of
/// service.
[[nodiscard]] matter_list matters_of(const score_table& table);

}  // namespace scvm::crm
