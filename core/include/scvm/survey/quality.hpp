#pragma once

#include <scvm/error.hpp>
#include <scvm/survey/questionnaire.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <vector>

namespace scvm::survey {

/// Signs that somebody did not really answer. They are reported; nobody is deleted for them.
struct response_flags {
    bool straight_lining = false;  ///< one and the same answer along a block that contains a reversed item
    bool all_extreme = false;      ///< every answer at an end of its scale, three answers or more
    bool too_fast = false;         ///< done in less time than the threshold
    bool broken_off = false;       ///< answered at first, and nothing from some item to the last one
    std::size_t longest_run = 0;   ///< of identical raw answers within a block

    [[nodiscard]] bool any() const { return straight_lining || all_extreme || too_fast || broken_off; }
    friend bool operator==(const response_flags&, const response_flags&) = default;
};

struct quality_options {
    std::size_t straight_run = 0;  ///< identical answers in a row that make a straight line; 0: the whole block
    double fastest = std::numeric_limits<double>::quiet_NaN();  ///< least believable duration; NaN: not checked
};

/// The flags of one respondent.
///
/// A block is a stretch of neighbouring items with the same scale; it can show straight-lining only if it has three or
/// more items, some reversed and some not, since then one and the same answer contradicts itself (or says nothing).
/// Runs are counted on raw answers; a gap or a code ends a run. `duration` in any unit, NaN where unknown.
/// Source: Johnson (2005), Journal of Research in Personality 39 (long strings); Meade & Craig (2012),
/// Psychological Methods 17.
[[nodiscard]] inline response_flags inspect_response(const questionnaire& asked, std::span<const double> answers,
                                                     double duration = std::numeric_limits<double>::quiet_NaN(),
                                                     const quality_options& options = {}) {
    const auto items = asked.items();
    require_size("answers", answers.size(), "items", items.size());
    response_flags result;
    std::size_t valid = 0;
    std::size_t extreme = 0;
    std::size_t after_last = 0;
    for (std::size_t first = 0; first < items.size();) {
        std::size_t end = first;
        std::size_t reversed = 0;
        while (end < items.size() && items[end].lowest == items[first].lowest &&
               items[end].highest == items[first].highest) {
            reversed += items[end++].reversed;
        }
        std::size_t run = 0;
        std::size_t longest = 0;
        for (std::size_t i = first; i < end; ++i) {
            if (asked.classify(i, answers[i]) != answer_kind::valid) {
                run = 0;
                continue;
            }
            ++valid;
            extreme += answers[i] == items[i].lowest || answers[i] == items[i].highest;
            after_last = i + 1;
            run = run > 0 && answers[i] == answers[i - 1] ? run + 1 : 1;
            longest = std::max(longest, run);
        }
        const std::size_t size = end - first;
        const std::size_t enough = options.straight_run > 0 ? options.straight_run : size;
        result.straight_lining |=
            size >= 3 && reversed > 0 && reversed < size && longest >= std::max<std::size_t>(enough, 3);
        result.longest_run = std::max(result.longest_run, longest);
        first = end;
    }
    result.all_extreme = valid >= 3 && extreme == valid;
    result.too_fast = duration < options.fastest;
    result.broken_off = valid > 0 && after_last < items.size();
    return result;
}

/// How a batch was answered.
struct response_counts {
    std::size_t respondents = 0;
    std::size_t complete = 0;    ///< a valid answer to every item
    std::size_t broken_off = 0;  ///< see response_flags
    std::size_t partial = 0;     ///< some answers, gaps elsewhere
    std::size_t blank = 0;       ///< no valid answer at all
};

/// The flags of a batch; `duration` may be empty. Row i of `flags` depends on row i alone; `flags` may be empty.
inline response_counts inspect_responses(const questionnaire& asked, const answer_table& answers,
                                         std::span<const double> duration, std::span<response_flags> flags,
                                         const quality_options& options = {}) {
    require_size("answers", answers.items(), "items", asked.items().size());
    require_size("duration", duration.empty() ? answers.rows() : duration.size(), "answers", answers.rows());
    require_size("flags", flags.empty() ? answers.rows() : flags.size(), "answers", answers.rows());
    response_counts result;
    result.respondents = answers.rows();
    std::vector<double> one(answers.items());
    for (std::size_t row = 0; row < answers.rows(); ++row) {
        std::size_t valid = 0;
        for (std::size_t i = 0; i < one.size(); ++i) {
            one[i] = answers.at(row, i);
            valid += asked.classify(i, one[i]) == answer_kind::valid;
        }
        const double time = duration.empty() ? std::numeric_limits<double>::quiet_NaN() : duration[row];
        const response_flags found = inspect_response(asked, one, time, options);
        ++(valid == one.size() ? result.complete
           : valid == 0        ? result.blank
           : found.broken_off  ? result.broken_off
                               : result.partial);
        if (!flags.empty()) {
            flags[row] = found;
        }
    }
    return result;
}

/// Which answers stand for their respondent: of several in one wave the latest valid one; the others are kept, marked
/// 0.
///
/// `respondent` and `wave` are ids, `time` any growing number, `valid` 1 where the answer has a score (empty: all
/// valid). An answer that is not valid stands only if none of its respondent's is; of equal times the later row stands.
/// A NaN time is the earliest. Throws error{size_mismatch}.
[[nodiscard]] inline std::vector<std::uint8_t> latest_responses(std::span<const std::uint32_t> respondent,
                                                                std::span<const std::uint32_t> wave,
                                                                std::span<const double> time,
                                                                std::span<const std::uint8_t> valid = {}) {
    const std::size_t rows = respondent.size();
    require_size("wave", wave.size(), "respondent", rows);
    require_size("time", time.size(), "respondent", rows);
    require_size("valid", valid.empty() ? rows : valid.size(), "respondent", rows);
    std::vector<std::size_t> order(rows);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto moment = [&](std::size_t row) {
        return std::isnan(time[row]) ? -std::numeric_limits<double>::infinity() : time[row];
    };
    const auto counts = [&](std::size_t row) { return valid.empty() || valid[row] != 0; };
    const auto same = [&](std::size_t a, std::size_t b) {
        return respondent[a] == respondent[b] && wave[a] == wave[b];
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (!same(a, b)) {
            return respondent[a] != respondent[b] ? respondent[a] < respondent[b] : wave[a] < wave[b];
        }
        if (counts(a) != counts(b)) {
            return !counts(a);
        }
        return moment(a) != moment(b) ? moment(a) < moment(b) : a < b;
    });
    std::vector<std::uint8_t> result(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        result[order[i]] = i + 1 == rows || !same(order[i], order[i + 1]);
    }
    return result;
}

}  // namespace scvm::survey
