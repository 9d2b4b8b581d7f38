#pragma once

#include <scvm/crm/base_columns.hpp>
#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/explanation.hpp>
#include <scvm/crm/model_name.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/describe/words.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::crm {

/// Whether a card says anything.
enum class card_status : std::uint8_t { scored, insufficient_data, excluded };
inline constexpr std::array<word, 3> card_status_words{{
    {"scored", "there is a group, a lifetime value or a social score"},
    {"insufficient_data", "there is none of them"},
    {"excluded", "nothing of the customer may be used"},
}};
[[nodiscard]] constexpr const auto& words_of(card_status) {
    return card_status_words;
}

/// One customer's score card: every score with its status, and the model that made it.
struct score_card : customer_scores {
    std::string id;
    std::int64_t as_of = 0;  ///< seconds since 1970-01-01 UTC, of the day of scoring
    model_name model;
    card_status status = card_status::insufficient_data;
    std::optional<std::vector<explanation>> reasons;
    std::optional<std::vector<rejected_row>> rejected;
};

void describe(const auto& is, const score_card& o) {
    is("id", o.id, "The customer.");
    is("as_of", date(o.as_of), "The day of scoring.");
    is("model", o.model, "Which model, by name and by content.");
    is("status", o.status, "Whether the card says anything.");
    describe(is, static_cast<const customer_scores&>(o));
    is("explanation", o.reasons, "The reasons, one entry a score; left out in a list of cards.");
    is("rejected", o.rejected, "Rows of the record that could not be used; left out in a list of cards.");
}

/// The card of scores that a model made: they, the texts that the model has for them, and what they say together.
[[nodiscard]] score_card card_of(const scoring_model& model, std::int64_t as_of, std::string_view id,
                                 const customer_scores& scores);

/// The same with the reasons. `answers` are those that were scored, in the order of the model's items; empty without.
[[nodiscard]] score_card explained_card(const scoring_model& model, std::int64_t as_of, std::string_view id,
                                        const customer_scores& scores, std::span<const double> answers,
                                        std::vector<rejected_row> rejected = {});

}  // namespace scvm::crm
