#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/survey/item.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace scvm::survey {

/// How the answers of a questionnaire become scores.
struct scoring_rules {
    out_of_range policy = out_of_range::error;
    double minimum_coverage = 0.5;
    int minimum_items = 1;
    std::vector<std::string> dimensions{};  ///< order of the results; each needs an item. Empty: as the items name them
    /// POMP means of all items in some sample, 0 to 100: a gap then counts as the respondent's mean plus what its item
    /// lies above or below the others of its dimension. Empty: plain prorating, biased where items differ in
    /// difficulty.
    std::vector<double> item_means{};
};

void describe(const auto& is, const scoring_rules& o) {
    is("out_of_range", o.policy,
       "What becomes of an answer that is neither on the scale nor a code: the respondent is rejected with item and "
       "value named, the answer is missing, or it moves to the nearer end.");
    is("minimum_coverage", o.minimum_coverage, within(0, 1),
       "Share of a dimension's weight that must be answered for a score.");
    is("minimum_items", o.minimum_items, within(1, 5000), "Number of its items that must be answered.");
}

/// Why a dimension has, or has not, a score.
enum class score_status : std::uint8_t {
    scored,
    not_answered,     ///< no item of the dimension was answered
    too_few_answers,  ///< coverage or number of answers below the rule
    rejected,         ///< an answer of this respondent is out of range, and the policy is `error`
};
inline constexpr std::array<word, 4> score_status_words{{
    {"scored"},
    {"not_answered", "no item of the dimension was answered"},
    {"too_few_answers", "coverage or number of answers is below the rule"},
    {"rejected", "an answer is off its scale"},
}};
[[nodiscard]] constexpr const auto& words_of(score_status) {
    return score_status_words;
}

/// One dimension of one respondent.
struct dimension_score {
    double value = std::numeric_limits<double>::quiet_NaN();  ///< Z, 0 to 100; NaN where absent
    double coverage = 0;                                      ///< m, answered share of the dimension's weight; 0 to 1
    std::int32_t answered = 0;                                ///< number of answered items with a weight
    score_status status = score_status::not_answered;
};
void describe(const auto& is, const dimension_score& o) {
    is("value", o.value, "The score, 0 to 100.");
    is("coverage", o.coverage, within(0, 1), "The answered share of the dimension's weight.");
    is("answered", o.answered, "How many of its items with a weight were answered.");
    is("status", o.status, "Why there is, or is not, a score.");
}

/// Where a batch's scores of one dimension go: columns as long as the batch. An empty span is not filled.
struct score_columns {
    std::span<double> value{};
    std::span<double> coverage{};
    std::span<std::int32_t> answered{};
    std::span<score_status> status{};
};

/// An answer that made its respondent unusable under `out_of_range::error`.
struct rejected_answer {
    std::size_t row = 0;
    std::size_t item = 0;
    double value = 0;
};

/// What became of all answers of a batch.
struct answer_report {
    std::size_t valid = 0;
    std::size_t not_answered = 0;
    std::size_t missing_code = 0;
    std::size_t not_shown = 0;
    std::size_t clamped = 0;
    std::size_t out_of_range = 0;
    std::vector<rejected_answer>
        rejected;  ///< by row, the first offender of each row; empty unless the policy is `error`
};

}  // namespace scvm::survey
