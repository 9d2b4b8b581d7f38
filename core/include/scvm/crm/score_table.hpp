#pragma once

#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/responses.hpp>
#include <scvm/crm/score_columns.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/summary.hpp>
#include <scvm/error.hpp>
#include <scvm/value/purchases.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::crm {

class usable_data;
struct credit_evidence;

/// The scores of a customer base: columns by name, one row a customer, in the order of the base.
///
/// Immutable, hence thread-safe. It keeps the model, the ids and the answers it was made from: neither the base nor
/// the scorer needs to stay. Made by scorer::score().
class score_table {
public:
    [[nodiscard]] std::size_t size() const noexcept { return ids_.size(); }
    [[nodiscard]] std::string_view id(std::size_t row) const { return ids_[row]; }

    /// The place of each customer among all in the order of the ids.
    [[nodiscard]] std::vector<std::uint32_t> id_ranks() const { return ids_.ranks(); }

    /// The row of a customer; nothing for one who is not there.
    [[nodiscard]] std::optional<std::size_t> find_row(std::string_view id) const {
        const auto found = ids_.find(id);
        return found ? std::optional<std::size_t>(*found) : std::nullopt;
    }

    /// The row of a customer. Throws error{unknown_id}.
    [[nodiscard]] std::size_t row_of(std::string_view id) const;

    /// A numeric column (see number_columns()); NaN where a customer has no such score. Throws error{unknown_id}.
    [[nodiscard]] std::span<const double> numbers(std::string_view name) const {
        return column(find(number_columns(), name));
    }

    /// A column of categories (see category_columns()): codes into labels(). Throws error{unknown_id}.
    [[nodiscard]] std::span<const std::int32_t> codes(std::string_view name) const {
        return codes_[find(category_columns(), name)];
    }

    /// What the codes of a category column mean. Throws error{unknown_id}.
    [[nodiscard]] std::vector<std::string> labels(std::string_view name) const;

    /// Orders rows by the priority of their actions, the highest first; equal ones go by id, so that the order of the
    /// base decides nothing.
    [[nodiscard]] auto by_priority() const {
        return equity::by_priority(numbers("priority"),
                                   [this](std::size_t a, std::size_t b) { return ids_[a] < ids_[b]; });
    }

    /// All scores of one row.
    [[nodiscard]] customer_scores scores(std::size_t row) const;

    /// The raw answers that were scored, in the order of the model's items, NaN where there is none; empty for a
    /// customer without a response.
    [[nodiscard]] std::span<const double> answers(std::size_t row) const {
        return std::span(answers_).subspan(first_answer_[row], first_answer_[row + 1] - first_answer_[row]);
    }

    /// One attribute of the base's customers, e.g. their territory.
    struct attribute_column {
        std::string name;
        std::vector<std::string> values;
        std::vector<std::uint32_t> of_row;  ///< places in `values`; base_attribute::none: unknown
    };

    /// Throws error{unknown_id} for an attribute that the base did not have.
    [[nodiscard]] const attribute_column& attribute(std::string_view name) const;

    /// The groups of all customers.
    [[nodiscard]] std::vector<survey::segment> segments() const;

    [[nodiscard]] const scoring_model& model() const noexcept { return *model_; }
    [[nodiscard]] std::int64_t as_of() const noexcept { return as_of_; }  ///< the last second of the day
    [[nodiscard]] const company_summary& summary() const noexcept { return summary_; }
    [[nodiscard]] const answer_account& answer_rows() const noexcept { return answer_rows_; }
    [[nodiscard]] const value::purchase_account& purchase_rows() const noexcept { return purchase_rows_; }
    /// Purchases of customers who did not agree; part of purchase_rows().rows.
    [[nodiscard]] std::size_t purchases_without_consent() const noexcept { return purchases_without_consent_; }
    [[nodiscard]] const std::vector<rejected_row>& rejected() const noexcept { return rejected_; }

private:
    friend class scorer;  // the only one that makes and fills tables

    score_table(std::shared_ptr<const scoring_model> model, std::int64_t as_of, const customer_base& base,
                const usable_data& data);

    // Rows come in rising order, since each one's answers follow those of the row before.
    void set(std::size_t row, const customer_scores& scores, std::span<const double> answers);

    void fill(std::size_t row, const customer_scores& scores);

    // Columns in which nobody has a number share one column of absent values.
    [[nodiscard]] std::span<const double> column(std::size_t c) const {
        return numbers_[c].empty() ? std::span<const double>(absent_) : numbers_[c];
    }

    /// Credits value among the customers, once their own scores are there.
    void credit(const usable_data& data, std::span<const std::int64_t> first_purchase, credit_evidence evidence);

    /// Decides what is done for whom, once all scores are there; then each action goes to those of highest priority.
    void treat();

    [[nodiscard]] std::vector<std::uint8_t> tiers_before(const treatment_rules& rules) const;

    [[nodiscard]] double horizon_days() const {
        return model_->value ? model_->value->horizon * 365.25 / value::units_per_year(model_->value->unit) : 0;
    }

    void conclude(const usable_data& data);

    [[nodiscard]] static std::size_t find(const std::vector<score_column>& columns, std::string_view name);

    std::shared_ptr<const scoring_model> model_;
    std::int64_t as_of_ = 0;
    id_table ids_;
    std::vector<std::vector<double>> numbers_;
    std::vector<std::vector<std::int32_t>> codes_;
    std::vector<attribute_column> attributes_;
    std::vector<std::size_t> first_answer_;
    std::vector<double> answers_;
    std::vector<double> absent_;
    company_summary summary_;
    anonymous_summary anonymous_;
    std::optional<equity_summary> summary_equity_;
    std::shared_ptr<network_state> network_;  // while the table is being filled
    answer_account answer_rows_;
    value::purchase_account purchase_rows_;
    std::size_t purchases_without_consent_ = 0;
    std::vector<rejected_row> rejected_;
};

}  // namespace scvm::crm
