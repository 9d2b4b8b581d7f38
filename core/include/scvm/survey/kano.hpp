#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace scvm::survey {

/// The answers to "how do you feel if the feature is there?" and "... if it is not there?".
enum class kano_answer : std::uint8_t { like, must_be, neutral, live_with, dislike };

/// What a feature is to a customer.
enum class kano_class : std::uint8_t {
    attractive,       ///< delights where it is, is not missed where not
    one_dimensional,  ///< the more the better
    must_be,          ///< taken for granted, angers where missing
    indifferent,
    reverse,       ///< better left out
    questionable,  ///< the two answers contradict each other
};

[[nodiscard]] constexpr std::string_view kano_name(kano_class of) {
    constexpr std::array<std::string_view, 6> names{"attractive",  "one_dimensional", "must_be",
                                                    "indifferent", "reverse",         "questionable"};
    return names[static_cast<std::size_t>(of)];
}

/// The class of one pair of answers.
///
///                          not there: like  must-be  neutral  live-with  dislike
///     there: like                      Q      A        A         A         O
///            must-be, neutral, live    R      I        I         I         M
///            dislike                   R      R        R         R         Q
///
/// Source: Kano, Seraku, Takahashi & Tsuji (1984); the table as in Berger et al. (1993), Center for Quality Management
/// Journal 2(4).
[[nodiscard]] constexpr kano_class classify_kano(kano_answer there, kano_answer not_there) {
    if (there == kano_answer::like) {
        return not_there == kano_answer::like      ? kano_class::questionable
               : not_there == kano_answer::dislike ? kano_class::one_dimensional
                                                   : kano_class::attractive;
    }
    if (there == kano_answer::dislike) {
        return not_there == kano_answer::dislike ? kano_class::questionable : kano_class::reverse;
    }
    return not_there == kano_answer::like      ? kano_class::reverse
           : not_there == kano_answer::dislike ? kano_class::must_be
                                               : kano_class::indifferent;
}

/// A feature as its customers see it. Shares are NaN without answers that count.
struct kano_report {
    std::array<double, 6> count{};  ///< in the order of kano_class
    double n = 0;
    kano_class most = kano_class::indifferent;  ///< the largest class; of equals must-be, one-dimensional, attractive,
                                                ///< indifferent, in this order
    double better = std::numeric_limits<double>::quiet_NaN();          ///< (A + O)/(A + O + M + I), 0 to 1
    double worse = std::numeric_limits<double>::quiet_NaN();           ///< -(O + M)/(A + O + M + I), -1 to 0
    double total_strength = std::numeric_limits<double>::quiet_NaN();  ///< (A + O + M)/n; 0.6 and more: it matters
    double category_strength =
        std::numeric_limits<double>::quiet_NaN();  ///< (largest - second)/n; below .06: a mixture
};
void describe(const auto& is, const kano_report& o) {
    is("n", o.n, "Answers.");
    is("better", o.better, within(0, 1), "What the feature adds to satisfaction where it is.");
    is("worse", o.worse, within(-1, 0), "What it takes where it is missing.");
    is("total_strength", o.total_strength, within(0, 1),
       "The share to whom the feature matters; 0.6 and more: it does.");
    is("category_strength", o.category_strength, within(0, 1),
       "The largest class less the second; below .06: a mixture.");
}

/// The coefficients of a feature from the counts of the six classes. Throws error{domain} for a negative count.
///
/// Source: Berger et al. (1993) for better, worse and the order of equals; Lee & Newcomb (1997) for the strengths.
[[nodiscard]] inline kano_report kano(const std::array<double, 6>& counts) {
    kano_report result;
    result.count = counts;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (!(counts[i] >= 0 && counts[i] <= std::numeric_limits<double>::max())) {
            throw_domain("counts", i, counts[i], "count >= 0");
        }
        result.n += counts[i];
    }
    if (result.n == 0) {
        return result;
    }
    const auto [a, o, m, i, r, q] = counts;
    constexpr std::array<kano_class, 6> first_of_equals{kano_class::must_be,    kano_class::one_dimensional,
                                                        kano_class::attractive, kano_class::indifferent,
                                                        kano_class::reverse,    kano_class::questionable};
    result.most = first_of_equals[0];
    for (const kano_class each : first_of_equals) {
        if (counts[static_cast<std::size_t>(each)] > counts[static_cast<std::size_t>(result.most)]) {
            result.most = each;
        }
    }
    if (const double decided = a + o + m + i; decided > 0) {
        result.better = (a + o) / decided;
        result.worse = -(o + m) / decided;
    }
    std::array<double, 6> sorted = counts;
    std::sort(sorted.begin(), sorted.end());
    result.total_strength = (a + o + m) / result.n;
    result.category_strength = (sorted[5] - sorted[4]) / result.n;
    return result;
}

/// The same from pairs of answers, 1 (like) to 5 (dislike) each; a pair with a NaN is left out.
///
/// Throws error{size_mismatch}, and error{domain} for an answer other than 1, 2, 3, 4 or 5.
[[nodiscard]] inline kano_report kano(std::span<const double> there, std::span<const double> not_there) {
    require_size("not_there", not_there.size(), "there", there.size());
    std::array<double, 6> counts{};
    for (std::size_t row = 0; row < there.size(); ++row) {
        for (const double answer : {there[row], not_there[row]}) {
            const bool known = answer == 1 || answer == 2 || answer == 3 || answer == 4 || answer == 5;
            if (!known && answer == answer) {
                throw_domain("answer", row, answer, "1 (like) to 5 (dislike), or NaN");
            }
        }
        if (there[row] == there[row] && not_there[row] == not_there[row]) {
            const auto as_answer = [](double x) { return static_cast<kano_answer>(static_cast<int>(x) - 1); };
            counts[static_cast<std::size_t>(classify_kano(as_answer(there[row]), as_answer(not_there[row])))] += 1;
        }
    }
    return kano(counts);
}

}  // namespace scvm::survey
