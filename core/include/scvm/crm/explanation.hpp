#pragma once

#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/messages.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/describe/words.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace scvm::crm {

class score_table;

/// How the parts of a score make it.
enum class formula {
    none,        ///< there is no score, or no parts
    sum,         ///< the contributions add up to it
    product,     ///< the factors multiply to it
    comparison,  ///< the evidence was compared with boundaries
};

/// One part of a score. Which numbers it has depends on the formula; one that it has may still be absent (NaN).
struct explained_part {
    std::string name{};
    std::optional<double> contribution{};  ///< sum
    std::optional<double> factor{};        ///< product
    std::optional<double> evidence{};      ///< sum, comparison
    std::optional<double> at{};            ///< comparison
    std::string_view boundary{};           ///< comparison
    std::string_view unit{};               ///< product
};

void describe(const auto& is, const explained_part& o) {
    is("name", o.name, required, "What it is: the id of an item, a column of the score table, a factor.");
    is("contribution", o.contribution, "What it adds, in the unit of the score.");
    is("factor", o.factor, "By what it multiplies.");
    is("evidence", o.evidence, "What was observed; null for a constant.");
    is("at", o.at, "Where the boundary lies.");
    is("boundary", o.boundary, quiet, "The boundary that the evidence was compared with.");
    is("unit", o.unit, quiet, "The unit of the factor.");
}

/// What a lifetime value rests on.
struct purchase_evidence {
    double x = absent;
    double t_x = absent;
    double T = absent;
    double p_alive = absent;
};

void describe(const auto& is, const purchase_evidence& o) {
    is("x", o.x, unit("purchases"), "Repeat purchases.");
    is("t_x", o.t_x, unit("model unit"), "From the first to the last purchase.");
    is("T", o.T, unit("model unit"), "From the first purchase to the day of scoring.");
    is("p_alive", o.p_alive, unit("probability"), "Of still being a customer.");
}

/// Why a lifetime value differs from that of a customer who buys for the first time now: with the baseline, the
/// contributions sum to the value.
struct difference_from_newcomer {
    double baseline = absent;
    std::array<explained_part, 3> parts{};
};

void describe(const auto& is, const difference_from_newcomer& o) {
    is("baseline", o.baseline, unit("money"), "The lifetime value of the newcomer.");
    is.constant("baseline_is", "a customer who buys for the first time now", "Who the newcomer is.");
    is("parts", o.parts, "What the difference of each factor adds.");
}

/// The reasons for one score of one customer.
struct explanation {
    std::string_view score{};
    formula made_by = formula::none;
    std::variant<std::monostate, double, std::string> value{};
    std::string_view unit{};
    std::string_view status{};
    std::string_view rule{};
    std::vector<explained_part> parts{};
    std::vector<std::string> missing{};
    std::optional<purchase_evidence> evidence{};
    std::optional<std::optional<difference_from_newcomer>> contributions{};
    sentence text{};
};

void describe(const auto& is, const explanation& o) {
    is("score", o.score, required, "Which score.");
    is("value", o.value, required, "The score, the word of a group or of a treatment, or null where it is absent.");
    is("unit", o.unit, quiet, "The unit of the value.");
    is("status", o.status, quiet, "Why there is no value; of a treatment, what became of it.");
    is("rule", o.rule, quiet, "The id of the rule that placed the customer in a group.");
    is("parts", o.parts, required,
       "Contributions that sum, or factors that multiply, to the value, or what was compared.");
    is("missing", o.missing, required, "The items that were not answered.");
    is("evidence", o.evidence, "Of a lifetime value: what it rests on.");
    is("contributions", o.contributions,
       "Of a lifetime value: Shapley values against a newcomer; null where there is none to compare with.");
    for (std::size_t language = 0; language < languages.size(); ++language) {
        is(sentence_key(language), o.text[language], required,
           language == 0 ? "For the person, in English." : "For the person, in the language that the key names.");
    }
}

/// The reasons for each score of a customer: parts that sum or multiply to it, or were compared; what was missing; and
/// a sentence for the person. `answers` are those that were scored, in the order of the model's items; empty without.
[[nodiscard]] std::vector<explanation> explain(const scoring_model& model, const customer_scores& scores,
                                               std::span<const double> answers);

/// The same of a customer of a table. Throws error{unknown_id}.
[[nodiscard]] std::vector<explanation> explain(const score_table& table, std::string_view id);

}  // namespace scvm::crm
