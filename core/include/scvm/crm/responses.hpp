#pragma once

#include <scvm/crm/base_content.hpp>
#include <scvm/crm/id_table.hpp>
#include <scvm/survey/questionnaire.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace scvm::crm {

/// What became of the rows of the answers table; they add up to `rows`.
struct answer_account {
    std::size_t rows = 0;
    std::size_t used = 0;          ///< in the newest response of their customer
    std::size_t superseded = 0;    ///< of an older wave, or answered again later in the same one
    std::size_t not_answered = 0;  ///< shown, but left empty
    std::size_t after_as_of = 0;
    std::size_t other_items = 0;  ///< the model's questionnaire has no such item
    std::size_t no_consent = 0;   ///< of customers who did not agree to be linked with their answers
    std::size_t rejected = 0;     ///< not taken into the base
};

/// One answer to one question of the model, found at or before the moment of scoring.
struct dated_answer {
    std::uint32_t question = 0;  ///< place of the item in the questionnaire
    std::int32_t wave = 0;
    double value = 0;
    std::int64_t time = 0;
};

/// Finds an item's place in a questionnaire. Immutable, hence thread-safe.
class question_index {
public:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    question_index() = default;
    explicit question_index(const survey::questionnaire& of);

    [[nodiscard]] std::uint32_t find(std::string_view item) const {
        const auto found = places_.find(item);
        return found == places_.end() ? none : found->second;
    }

private:
    struct text_hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, std::uint32_t, text_hash, std::equal_to<>> places_;
};

/// Which response of a customer is scored.
struct response {
    std::size_t answered = 0;  ///< number of questions with an answer; 0: there is no response
    std::int32_t wave = 0;
};

/// Fills `row`, one place a question, with one customer's newest response; NaN where it has no answer. `when` is
/// scratch memory of the same length.
///
/// The newest response is the one of the highest wave in which the customer answered anything. A question answered
/// twice in it counts with its latest answer; of two answers of the same second the higher one counts, so that the
/// order of the rows never matters.
[[nodiscard]] response newest_response(std::span<const dated_answer> answers, std::span<double> row,
                                       std::span<std::int64_t> when);

/// The answers of a base that a model can use, customer after customer.
struct grouped_answers {
    std::vector<std::size_t> first;  ///< customer c has answers[first[c] .. first[c + 1])
    std::vector<dated_answer> answers;
    answer_account account;  ///< `used` and `superseded` are counted later, when responses are picked

    [[nodiscard]] std::span<const dated_answer> of(std::size_t customer) const {
        return std::span(answers).subspan(first[customer], first[customer + 1] - first[customer]);
    }
};

/// Groups the answers by customer, in time that grows with the rows; answers that do not count are left out.
[[nodiscard]] grouped_answers group_answers(std::span<const base_answer> answers, std::size_t customers,
                                            const id_table& items, const question_index& questions, std::int64_t as_of);

}  // namespace scvm::crm
