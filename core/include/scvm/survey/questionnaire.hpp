#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/survey/answers.hpp>
#include <scvm/survey/item.hpp>
#include <scvm/survey/scores.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::survey {

/// A validated set of items with the rules of scoring them. Immutable, hence thread-safe.
class questionnaire {
public:
    /// Of no items: for a reader to fill. It scores nothing.
    questionnaire() = default;

    /// Throws error{bad_model} with a sentence for the survey's author if an item or a rule makes no sense.
    explicit questionnaire(std::vector<item> items, scoring_rules rules = {})
        : items_(std::move(items)), rules_(std::move(rules)) {
        take_means();
        require_rules();
        require_items();
        name_dimensions();
        group_items();
    }

    [[nodiscard]] std::span<const item> items() const noexcept { return items_; }
    [[nodiscard]] const scoring_rules& rules() const noexcept { return rules_; }
    [[nodiscard]] std::span<const std::string> dimensions() const noexcept { return rules_.dimensions; }

    /// The items of a dimension, as indices into items().
    [[nodiscard]] std::span<const std::size_t> items_of(std::size_t dimension) const {
        return scales_.at(dimension).items;
    }

    /// The place of a dimension in dimensions(); nothing if no item measures it.
    [[nodiscard]] std::optional<std::size_t> find_dimension(std::string_view name) const {
        const auto found = std::find(rules_.dimensions.begin(), rules_.dimensions.end(), name);
        if (found == rules_.dimensions.end()) {
            return std::nullopt;
        }
        return static_cast<std::size_t>(found - rules_.dimensions.begin());
    }

    /// The same; throws error{unknown_id} with the names there are.
    [[nodiscard]] std::size_t dimension(std::string_view name) const {
        if (const auto found = find_dimension(name)) {
            return *found;
        }
        std::string known;
        for (const auto& each : rules_.dimensions) {
            known += (known.empty() ? "" : ", ") + each;
        }
        throw error(errc::unknown_id,
                    "dimension '" + std::string(name) + "' has no item: this questionnaire measures " + known);
    }

    /// What this answer to item `index` is. `clamped` and `out_of_range` are told apart by the policy:
    /// under `missing` an answer off the scale stays `out_of_range` and scores like none.
    [[nodiscard]] answer_kind classify(std::size_t index, double answer) const {
        return survey::classify(items_.at(index), answer, rules_.policy);
    }

    /// The answer to item `index` as POMP, 0 to 100; NaN where it counts as missing. Codes and the policy are applied.
    ///
    /// Throws error{domain} for an answer off the scale under `out_of_range::error`.
    [[nodiscard]] double points(std::size_t index, double answer) const {
        switch (classify(index, answer)) {
            case answer_kind::valid:
                return pomp(items_[index], answer);
            case answer_kind::clamped:
                return pomp(items_[index], std::clamp(answer, items_[index].lowest, items_[index].highest));
            case answer_kind::out_of_range:
                if (rules_.policy == out_of_range::error) {
                    throw error(errc::domain, explain(index, answer));
                }
                break;
            default:
                break;
        }
        return std::numeric_limits<double>::quiet_NaN();
    }

    /// Every dimension's score of one respondent, who gave `answers` in the order of the items (NaN = not answered).
    ///
    ///     Z_d = sum_A w y / sum_A w,  coverage m = sum_A w / sum_d w,  A = the answered items of d
    ///
    /// The score is absent, never zero, unless m >= minimum_coverage and |A| >= minimum_items.
    /// Assumes that unanswered items would have been answered like the answered ones (prorating); with item means M_i
    /// every gap adds w_i (M_i - mean of M) / sum_d w to Z, which is kept within 0 and 100 (Bernaards & Sijtsma 2000,
    /// Multivariate Behavioral Research 35, two-way imputation).
    /// Throws error{size_mismatch}, and error{domain} for an answer off the scale under `out_of_range::error`.
    void score(std::span<const double> answers, std::span<dimension_score> result) const {
        require_size("answers", answers.size(), "items", items_.size());
        require_size("result", result.size(), "dimensions", scales_.size());
        for (std::size_t d = 0; d < scales_.size(); ++d) {
            running sums;
            for (std::size_t m = 0; m < scales_[d].items.size(); ++m) {
                const std::size_t i = scales_[d].items[m];
                const double y = points(i, answers[i]);
                if (!std::isnan(y)) {
                    sums.sum += items_[i].weight * y;
                    sums.weight += items_[i].weight;
                    sums.easier += scales_[d].easier.empty() ? 0 : items_[i].weight * scales_[d].easier[m];
                    sums.answered += items_[i].weight > 0;
                }
            }
            result[d] = conclude(d, sums);
        }
    }

    [[nodiscard]] std::vector<dimension_score> score(std::span<const double> answers) const {
        std::vector<dimension_score> result(scales_.size());
        score(answers, result);
        return result;
    }

    /// What each item adds to its dimension's score of this respondent, in points: the items of a dimension sum to its
    /// value (up to the last digit). NaN for an item that adds nothing because it is missing or its dimension is
    /// absent.
    ///
    ///     contribution_i = w_i y_i / sum_A w
    ///
    /// Throws as score() does.
    void contributions(std::span<const double> answers, std::span<double> result) const {
        require_size("answers", answers.size(), "items", items_.size());
        require_size("result", result.size(), "items", items_.size());
        std::fill(result.begin(), result.end(), std::numeric_limits<double>::quiet_NaN());
        const auto scores = score(answers);
        for (std::size_t d = 0; d < scales_.size(); ++d) {
            if (scores[d].status != score_status::scored) {
                continue;
            }
            const double weight = scores[d].coverage * scales_[d].weight;
            for (std::size_t m = 0; m < scales_[d].items.size(); ++m) {
                const std::size_t i = scales_[d].items[m];
                result[i] = items_[i].weight * points(i, answers[i]) / weight;
                if (std::isnan(result[i]) && !scales_[d].easier.empty()) {
                    result[i] = items_[i].weight * scales_[d].easier[m] / scales_[d].weight;
                }
            }
        }
    }

    [[nodiscard]] std::vector<double> contributions(std::span<const double> answers) const {
        std::vector<double> result(items_.size());
        contributions(answers, result);
        return result;
    }

    /// The scores of a batch, one `result` per dimension; row i depends on row i alone, and equals score() of that row.
    ///
    /// A respondent with an answer off the scale under `out_of_range::error` is rejected alone: absent in every
    /// dimension, status `rejected`, and listed in the report. Throws error{size_mismatch}.
    answer_report score(const answer_table& answers, std::span<const score_columns> result) const;

    /// "item 'sat_2', answer 7: expected 1 to 5, or one of its codes"
    [[nodiscard]] std::string explain(std::size_t index, double answer) const {
        const item& of = items_.at(index);
        return "item '" + of.id + "', answer " + number_text(answer) + ": expected " + number_text(of.lowest) + " to " +
               number_text(of.highest) + ", or one of its codes for missing";
    }

private:
    friend void describe(const auto& is, const questionnaire& o) {
        is("items", o.items_, required, most(5000), "The questions; of satisfaction and attachment one at least.");
        describe(is, o.rules_);
        is.settled(o,
                   [](questionnaire& read) { read = questionnaire(std::move(read.items_), std::move(read.rules_)); });
    }

    struct scale {
        std::vector<std::size_t> items;
        double weight = 0;           // of all its items
        std::vector<double> easier;  // by item: its mean less the dimension's; empty without item means
    };

    // What the answered items of a dimension sum to.
    struct running {
        double sum = 0;
        double weight = 0;
        double easier = 0;  // sum of w (item mean - dimension's mean)
        std::int32_t answered = 0;
    };

    static constexpr std::size_t block_rows = 256;  // rows whose sums stay in the first-level cache

    struct block_sums {
        std::array<double, block_rows> sum;
        std::array<double, block_rows> weight;
        std::array<double, block_rows> easier;
        std::array<std::int32_t, block_rows> answered;
    };

    [[nodiscard]] dimension_score conclude(std::size_t d, const running& of) const {
        dimension_score result;
        result.answered = of.answered;
        if (of.answered == 0) {
            return result;
        }
        result.coverage = of.weight / scales_[d].weight;
        if (!(result.coverage >= rules_.minimum_coverage && of.answered >= rules_.minimum_items)) {
            result.status = score_status::too_few_answers;
            return result;
        }
        result.value = of.sum / of.weight;
        if (!scales_[d].easier.empty() && of.weight < scales_[d].weight) {
            // The corrections of all items sum to 0, so those of the gaps are minus those of the answers.
            result.value = std::clamp(result.value - of.easier / scales_[d].weight, 0.0, 100.0);
        }
        result.status = score_status::scored;
        return result;
    }

    [[noreturn]] void refuse(std::size_t index, const std::string& rule) const {
        throw error(errc::bad_model, "item " + std::to_string(index + 1) + " ('" + items_[index].id + "'): " + rule);
    }

    void take_means();
    void require_rules() const;
    void require_items() const;
    void name_dimensions();
    void group_items();
    void add_item(std::size_t index, double easier, const answer_table& answers, std::size_t first, std::size_t count,
                  block_sums& sums, std::span<std::size_t> offender, answer_report& report) const;

    std::vector<item> items_;
    scoring_rules rules_;
    std::vector<scale> scales_;
};

// The items' means stand with the items in a file, and in one column for whoever computes them.
inline void questionnaire::take_means() {
    if (rules_.item_means.size() == items_.size()) {
        for (std::size_t i = 0; i < items_.size(); ++i) {
            items_[i].pomp_mean = rules_.item_means[i];
        }
    } else if (rules_.item_means.empty()) {
        const auto known = [](const item& each) { return !std::isnan(each.pomp_mean); };
        for (const item& each : items_) {
            if (known(each)) {
                rules_.item_means.push_back(each.pomp_mean);
            }
        }
        if (!rules_.item_means.empty() && rules_.item_means.size() != items_.size()) {
            throw error(errc::bad_model, "items: pomp_mean: expected for every item, or for none");
        }
    }
}

inline void questionnaire::require_rules() const {
    if (items_.empty()) {
        throw error(errc::bad_model, "the questionnaire has no items: expected at least one");
    }
    if (!(rules_.minimum_coverage >= 0 && rules_.minimum_coverage <= 1)) {
        throw error(errc::bad_model, "minimum_coverage = " + number_text(rules_.minimum_coverage) +
                                         ": expected a share from 0 to 1, e.g. 0.5 for half of the items");
    }
    if (rules_.minimum_items < 1) {
        throw error(errc::bad_model, "minimum_items = " + std::to_string(rules_.minimum_items) +
                                         ": expected at least 1, since nobody gets a score without an answer");
    }
}

inline void questionnaire::require_items() const {
    if (!rules_.item_means.empty()) {
        require_size("item_means", rules_.item_means.size(), "items", items_.size());
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (!(rules_.item_means[i] >= 0 && rules_.item_means[i] <= 100)) {
                refuse(i, "item mean " + number_text(rules_.item_means[i]) + ": expected POMP points, 0 to 100");
            }
        }
    }
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const std::string fault = fault_of(items_[i]);
        if (!fault.empty()) {
            refuse(i, fault);
        }
        for (std::size_t j = 0; j < i; ++j) {
            if (items_[j].id == items_[i].id) {
                refuse(i, "item " + std::to_string(j + 1) + " has the same id: expected each id once");
            }
        }
    }
}

inline void questionnaire::name_dimensions() {
    auto& names = rules_.dimensions;
    const bool declared = !names.empty();
    for (std::size_t j = 0; j < names.size(); ++j) {
        if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(j), names[j]) !=
            names.begin() + static_cast<std::ptrdiff_t>(j)) {
            throw error(errc::bad_model, "dimension '" + names[j] + "' is declared twice");
        }
    }
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (std::find(names.begin(), names.end(), items_[i].dimension) == names.end()) {
            if (declared) {
                refuse(i, "dimension '" + items_[i].dimension + "' is not among the declared dimensions");
            }
            names.push_back(items_[i].dimension);
        }
    }
}

inline void questionnaire::group_items() {
    scales_.resize(rules_.dimensions.size());
    for (std::size_t i = 0; i < items_.size(); ++i) {
        scale& of = scales_[dimension(items_[i].dimension)];
        of.items.push_back(i);
        of.weight += items_[i].weight;
    }
    for (std::size_t d = 0; d < scales_.size(); ++d) {
        if (scales_[d].items.empty()) {
            throw error(errc::bad_model,
                        "dimension '" + rules_.dimensions[d] + "' has no items: expected at least one");
        }
        if (!(scales_[d].weight > 0)) {
            throw error(errc::bad_model, "dimension '" + rules_.dimensions[d] +
                                             "': all weights are 0: expected an item with a weight above 0");
        }
        if (!rules_.item_means.empty()) {
            double mean = 0;
            for (const std::size_t i : scales_[d].items) {
                mean += items_[i].weight * rules_.item_means[i] / scales_[d].weight;
            }
            for (const std::size_t i : scales_[d].items) {
                scales_[d].easier.push_back(rules_.item_means[i] - mean);
            }
        }
    }
}

// One item of `count` <= block_rows rows. The first loop sees what nearly every answer is, on the scale or absent;
// whatever else there is, is counted and treated in the second.
inline void questionnaire::add_item(std::size_t index, double easier, const answer_table& answers, std::size_t first,
                                    std::size_t count, block_sums& sums, std::span<std::size_t> offender,
                                    answer_report& report) const {
    const item& of = items_[index];
    const double low = of.lowest;
    const double high = of.highest;
    const double range = high - low;
    const double origin = of.reversed ? high : -low;  // numerator = origin + sign x, exactly as in pomp()
    const double sign = of.reversed ? -1 : 1;
    const double weight = of.weight;
    const double correction = weight * easier;
    const std::int32_t one = weight > 0;
    const answer_table::column column = answers.item(index, first);
    std::size_t valid = 0;
    std::size_t blank = 0;
    for (std::size_t row = 0; row < count; ++row) {
        const double x = column[row];
        const bool on_scale = x >= low && x <= high;
        sums.sum[row] += on_scale ? weight * (100 * (origin + sign * x) / range) : 0.0;
        sums.weight[row] += on_scale ? weight : 0.0;
        sums.easier[row] += on_scale ? correction : 0.0;
        sums.answered[row] += on_scale ? one : 0;
        valid += on_scale;
        blank += std::isnan(x);
    }
    report.valid += valid;
    report.not_answered += blank;
    for (std::size_t row = 0; row < count && valid + blank < count; ++row) {
        const double x = column[row];
        const answer_kind kind = classify(index, x);
        report.missing_code += kind == answer_kind::missing_code;
        report.not_shown += kind == answer_kind::not_shown;
        if (kind == answer_kind::clamped) {
            ++report.clamped;
            sums.sum[row] += weight * pomp(of, std::clamp(x, low, high));
            sums.weight[row] += weight;
            sums.easier[row] += correction;
            sums.answered[row] += one;
        } else if (kind == answer_kind::out_of_range) {
            ++report.out_of_range;
            offender[row] = std::min(offender[row], index);
        }
    }
}

inline answer_report questionnaire::score(const answer_table& answers, std::span<const score_columns> result) const {
    require_size("answers", answers.items(), "items", items_.size());
    require_size("result", result.size(), "dimensions", scales_.size());
    for (const score_columns& columns : result) {
        for (const std::size_t size :
             {columns.value.size(), columns.coverage.size(), columns.answered.size(), columns.status.size()}) {
            require_size("result column", size == 0 ? answers.rows() : size, "answers", answers.rows());
        }
    }
    const auto put = [](const score_columns& to, std::size_t row, const dimension_score& score) {
        to.value.empty() ? void() : void(to.value[row] = score.value);
        to.coverage.empty() ? void() : void(to.coverage[row] = score.coverage);
        to.answered.empty() ? void() : void(to.answered[row] = score.answered);
        to.status.empty() ? void() : void(to.status[row] = score.status);
    };
    answer_report report;
    block_sums sums;
    std::array<std::size_t, block_rows> offender;
    for (std::size_t first = 0; first < answers.rows(); first += block_rows) {
        const std::size_t count = std::min(block_rows, answers.rows() - first);
        const std::size_t offenders_before = report.out_of_range;
        offender.fill(items_.size());
        for (std::size_t d = 0; d < scales_.size(); ++d) {
            sums.sum.fill(0);
            sums.weight.fill(0);
            sums.easier.fill(0);
            sums.answered.fill(0);
            for (std::size_t m = 0; m < scales_[d].items.size(); ++m) {
                const double easier = scales_[d].easier.empty() ? 0 : scales_[d].easier[m];
                add_item(scales_[d].items[m], easier, answers, first, count, sums, offender, report);
            }
            for (std::size_t row = 0; row < count; ++row) {
                put(result[d], first + row,
                    conclude(d, {sums.sum[row], sums.weight[row], sums.easier[row], sums.answered[row]}));
            }
        }
        if (rules_.policy != out_of_range::error || report.out_of_range == offenders_before) {
            continue;
        }
        for (std::size_t row = 0; row < count; ++row) {
            if (offender[row] == items_.size()) {
                continue;
            }
            const answer_table::column column = answers.item(offender[row], first);
            report.rejected.push_back({first + row, offender[row], column[row]});
            for (const score_columns& columns : result) {
                dimension_score rejected;
                rejected.status = score_status::rejected;
                put(columns, first + row, rejected);
            }
        }
    }
    return report;
}

}  // namespace scvm::survey
