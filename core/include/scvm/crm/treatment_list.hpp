#pragma once

#include <scvm/crm/model_name.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/crm/treatment.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/equity/attention.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scvm::crm {

/// Who gets an action, and why.
struct listed_customer {
    std::string id;
    double priority = absent;
    std::string reason;
};

/// One action with everybody who gets it.
struct listed_action {
    std::string id;
    std::optional<std::size_t> capacity;  ///< none: it reaches everybody
    priority_rule priority = priority_rule::value;
    std::vector<listed_customer> customers;  ///< the most urgent first
    std::size_t waiting = 0;
};

/// Whom to attend to.
struct attention_entry {
    std::string id;
    network::participation_class participation = network::participation_class::inactive;
    double influence = absent;
    double value = absent;
};

/// What may leave in one month. Of few customers, or of few captives among them, nothing is shown.
struct release_entry {
    std::string month;
    std::optional<std::size_t> customers;
    double revenue = absent;
};

/// What sympathizers could add.
struct activation_estimate {
    double recommendations_per_fan = absent;
    double recommendations_per_sympathizer = absent;
    double potential = absent;
};

/// The plan of a score table: what is done for whom, why, and in which order. NaN: not known. It names customers one by
/// one, for those who act on it: unlike the summary it is personal data, and whoever reads it knows who is in a group.
struct treatment_list {
    std::int64_t as_of = 0;  ///< the last second of the day, since 1970-01-01 UTC
    model_name model;
    std::vector<listed_action> actions;
    std::vector<attention_entry> attention_list;
    std::vector<release_entry> releases;
    activation_estimate activation;
};

void describe(const auto& is, const listed_customer& o) {
    is("id", o.id, "The customer.");
    is("priority", o.priority, "Higher comes first; compares within one action only.");
    is("reason", o.reason, "Why this rule applies, in the words of the model.");
}

void describe(const auto& is, const listed_action& o) {
    is("action", o.id, "What is done.");
    is("capacity", o.capacity, null_when_absent, "Customers whom it can reach; null: everybody.");
    is("priority", o.priority, "What decides who comes first.");
    is("customers", o.customers, "Who gets it, the most urgent first; equal priorities by id.");
    is("waiting", o.waiting, "Customers who would get it if the capacity were larger.");
}

void describe(const auto& is, const attention_entry& o) {
    is("id", o.id, "The customer.");
    is("participation", o.participation, "How much the customer contributes.");
    is("influence", o.influence, "Share of all attention.");
    is("value", o.value, unit("money"), "Network value, or lifetime value for a model without equity rules.");
}

void describe(const auto& is, const release_entry& o) {
    is("month", o.month, "In which contracts let captives go, e.g. \"2027-01\".");
    is("customers", o.customers, null_when_absent, "Who may then leave; null where they are too few to be shown.");
    is("revenue", o.revenue, unit("money"),
       "What may leave with them: revenue times the probability of being a captive; null where they are too few.");
}

void describe(const auto& is, const activation_estimate& o) {
    is("recommendations_per_fan", o.recommendations_per_fan,
       "Recommendations; mean of the fans, null where they are suppressed or too few of them are known.");
    is("recommendations_per_sympathizer", o.recommendations_per_sympathizer,
       "Recommendations; mean of the sympathizers, null in the same cases.");
    is("potential", o.potential, "Recommendations more if sympathizers spoke up like fans.");
}

void describe(const auto& is, const treatment_list& o) {
    is("as_of", date(o.as_of), "The day of scoring.");
    is("model", o.model, "Which model.");
    is("actions", o.actions, "In the order of the model.");
    is("attention", o.attention_list,
       "The first by participation class, then influence, then value; ties by id; only who may be contacted.");
    is("releases", o.releases, "The earliest month first.");
    is("activation", o.activation, "What sympathizers could add.");
}

/// Throws error{not_fitted} for a model without treatments.
[[nodiscard]] treatment_list treatments_of(const score_table& table);

}  // namespace scvm::crm
