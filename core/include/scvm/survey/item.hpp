#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::survey {

/// The three dimensions that the portfolio uses. Any further name makes a sub-scale of its own.
inline constexpr std::string_view satisfaction_dimension = "satisfaction";
inline constexpr std::string_view attachment_dimension = "attachment";
inline constexpr std::string_view barrier_dimension = "barrier";

/// One question with a numeric answer scale.
struct item {
    std::string id;
    std::string dimension;
    double lowest = 1;
    double highest = 5;
    bool reversed = false;
    double weight = 1;
    std::vector<double> missing_codes{};
    std::vector<double> not_shown_codes{};
    double pomp_mean = std::numeric_limits<double>::quiet_NaN();
};

void describe(const auto& is, const item& o) {
    is("id", o.id, required, "Unique in its questionnaire; answers name it.");
    is("dimension", o.dimension, required,
       "The (sub-)scale that it measures: satisfaction, attachment, barrier, or a name of your own.");
    is("lowest", o.lowest, required, "The smallest answer of the scale, in raw units.");
    is("highest", o.highest, required, "The largest answer; above lowest.");
    is("reversed", o.reversed, "True where agreeing means less of the dimension.");
    is("weight", o.weight, at_least(0),
       "Share in its dimension's score, relative to the other items; 0: asked, not scored.");
    is("missing_codes", o.missing_codes,
       "Raw values that say \"don't know\" or \"refused\", e.g. 99; outside the scale.");
    is("not_shown_codes", o.not_shown_codes,
       "Raw values that say \"this respondent was not asked\"; outside the scale.");
    is("pomp_mean", o.pomp_mean, within(0, 100), quiet,
       "The item's mean in some sample, in points of 0 to 100; for every item or for none. A gap then counts as the "
       "respondent's mean plus what its item lies above or below the others.");
}

/// What becomes of an answer that is neither on the scale nor a code.
enum class out_of_range : std::uint8_t {
    error,    ///< the respondent is rejected, with item and value named
    missing,  ///< the answer counts as not answered
    clamp,    ///< the answer moves to the nearer end of the scale
};
inline constexpr std::array<word, 3> out_of_range_words{{
    {"error", "the respondent is rejected"},
    {"missing", "the answer counts as not answered"},
    {"clamp", "the answer moves to the nearer end of the scale"},
}};
[[nodiscard]] constexpr const auto& words_of(out_of_range) {
    return out_of_range_words;
}

/// What one raw answer is.
enum class answer_kind : std::uint8_t { valid, not_answered, missing_code, not_shown, clamped, out_of_range };

/// Percent of maximum possible: the answer's place on its scale, 0 (lowest) to 100 (highest).
///
///     100 (x - lowest) / (highest - lowest),  reversed: 100 (highest - x) / (highest - lowest)
///
/// Computed from the raw answer in one division: rounding the step first makes 99.99 of a full mark.
/// Nothing is checked: the answer must lie on the scale. NaN stays NaN.
/// Source: Cohen, Cohen, Aiken & West (1999), Multivariate Behavioral Research 34(3).
[[nodiscard]] inline double pomp(const item& of, double answer) {
    return 100 * (of.reversed ? of.highest - answer : answer - of.lowest) / (of.highest - of.lowest);
}

/// What an answer to this item is. `clamped` and `out_of_range` are told apart by the policy: under `missing` an answer
/// off the scale stays `out_of_range` and scores like none.
[[nodiscard]] inline answer_kind classify(const item& of, double answer, out_of_range policy) {
    if (answer >= of.lowest && answer <= of.highest) {
        return answer_kind::valid;
    }
    if (std::isnan(answer)) {
        return answer_kind::not_answered;
    }
    if (std::find(of.missing_codes.begin(), of.missing_codes.end(), answer) != of.missing_codes.end()) {
        return answer_kind::missing_code;
    }
    if (std::find(of.not_shown_codes.begin(), of.not_shown_codes.end(), answer) != of.not_shown_codes.end()) {
        return answer_kind::not_shown;
    }
    return policy == out_of_range::clamp ? answer_kind::clamped : answer_kind::out_of_range;
}

/// What is wrong with this item, in the words of a survey's author; empty if nothing is.
[[nodiscard]] inline std::string fault_of(const item& of) {
    if (of.id.empty()) {
        return "expected an id";
    }
    if (of.dimension.empty()) {
        return "expected a dimension, e.g. satisfaction, attachment or barrier";
    }
    const std::string scale = number_text(of.lowest) + " to " + number_text(of.highest);
    if (!(std::isfinite(of.lowest) && std::isfinite(of.highest) && of.lowest < of.highest)) {
        return "scale " + scale +
               ": expected lowest < highest; a question that counts the other way is marked reversed";
    }
    if (!(of.weight >= 0 && std::isfinite(of.weight))) {
        return "weight = " + number_text(of.weight) + ": expected weight >= 0";
    }
    for (const auto* codes : {&of.missing_codes, &of.not_shown_codes}) {
        for (const double code : *codes) {
            if (!std::isfinite(code)) {
                return "code " + number_text(code) + ": expected a number; an empty answer needs no code";
            }
            if (code >= of.lowest && code <= of.highest) {
                return "code " + number_text(code) + " lies on the scale " + scale +
                       ": it could not be told from an answer";
            }
        }
    }
    for (const double code : of.missing_codes) {
        if (std::find(of.not_shown_codes.begin(), of.not_shown_codes.end(), code) != of.not_shown_codes.end()) {
            return "code " + number_text(code) + " means both missing and not shown: expected one meaning";
        }
    }
    return {};
}

}  // namespace scvm::survey
