#pragma once

#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/responses.hpp>
#include <scvm/crm/score_card.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/summary.hpp>
#include <scvm/error.hpp>
#include <scvm/value/purchases.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::crm {

/// The scores of a customer base: columns by name, one row a customer, in the order of the base.
///
/// Immutable, hence thread-safe. It keeps the model, the ids and the answers it was made from: neither the base nor
/// the scorer needs to stay. Made by scorer::score().
class score_table {
public:
    [[nodiscard]] std::size_t size() const noexcept { return ids_.size(); }
    [[nodiscard]] std::string_view id(std::size_t row) const { return ids_[row]; }

    /// The row of a customer; nothing for one who is not there.
    [[nodiscard]] std::optional<std::size_t> find_row(std::string_view id) const {
        const auto found = ids_.find(id);
        return found ? std::optional<std::size_t>(*found) : std::nullopt;
    }

    /// The row of a customer. Throws error{unknown_id}.
    [[nodiscard]] std::size_t row_of(std::string_view id) const {
        const auto found = find_row(id);
        if (!found) {
            throw error(errc::unknown_id, "customer " + quoted(id) + ": not in this score table");
        }
        return *found;
    }

    /// A numeric column (see number_columns); NaN where a customer has no such score. Throws error{unknown_id}.
    [[nodiscard]] std::span<const double> numbers(std::string_view name) const {
        return numbers_[find(number_columns, name)];
    }

    /// A column of categories (see category_columns): codes into labels(). Throws error{unknown_id}.
    [[nodiscard]] std::span<const std::int32_t> codes(std::string_view name) const {
        return codes_[find(category_columns, name)];
    }

    /// What the codes of a category column mean. Throws error{unknown_id}.
    [[nodiscard]] static std::span<const std::string_view> labels(std::string_view name) {
        return category_columns[find(category_columns, name)].labels;
    }

    /// All scores of one row.
    [[nodiscard]] customer_scores scores(std::size_t row) const {
        customer_scores result;
        for (std::size_t c = 0; c < number_columns.size(); ++c) {
            result.*number_columns[c].field = numbers_[c][row];
        }
        for (std::size_t c = 0; c < category_columns.size(); ++c) {
            result.*category_columns[c].field = codes_[c][row];
        }
        result.wave = wave_[row];
        return result;
    }

    /// The raw answers that were scored, in the order of the model's items, NaN where there is none; empty for a
    /// customer without a response.
    [[nodiscard]] std::span<const double> answers(std::size_t row) const {
        return std::span(answers_).subspan(first_answer_[row], first_answer_[row + 1] - first_answer_[row]);
    }

    /// One attribute of the base's customers, e.g. their territory.
    struct attribute_column {
        std::string name;
        std::vector<std::string> values;
        std::vector<std::uint32_t> of_row;  ///< places in `values`; customer_base::attribute::none: unknown
    };

    /// Throws error{unknown_id} for an attribute that the base did not have.
    [[nodiscard]] const attribute_column& attribute(std::string_view name) const {
        std::string known;
        for (const attribute_column& each : attributes_) {
            if (each.name == name) {
                return each;
            }
            known += (known.empty() ? "" : ", ") + each.name;
        }
        throw error(errc::unknown_id,
                    "attribute " + quoted(name) + ": the base has " + (known.empty() ? "none" : known));
    }

    /// The groups of all customers.
    [[nodiscard]] std::vector<survey::segment> segments() const {
        std::vector<survey::segment> result;
        for (const std::int32_t code : codes("segment")) {
            result.push_back(static_cast<survey::segment>(code));
        }
        return result;
    }

    [[nodiscard]] const scoring_model& model() const noexcept { return *model_; }
    [[nodiscard]] std::int64_t as_of() const noexcept { return as_of_; }  ///< the last second of the day
    [[nodiscard]] const company_summary& summary() const noexcept { return summary_; }
    [[nodiscard]] const answer_account& answer_rows() const noexcept { return answer_rows_; }
    [[nodiscard]] const value::purchase_account& purchase_rows() const noexcept { return purchase_rows_; }
    [[nodiscard]] const std::vector<rejected_row>& rejected() const noexcept { return rejected_; }

private:
    friend class scorer;  // the only one that makes and fills tables

    score_table(std::shared_ptr<const scoring_model> model, std::int64_t as_of, const customer_base& base)
        : model_(std::move(model)), as_of_(as_of), rejected_(base.rejected()) {
        const std::size_t customers = base.customers().size();
        for (std::size_t row = 0; row < customers; ++row) {
            ids_.insert(base.customers()[row]);
        }
        for (auto& column : numbers_) {
            column.resize(customers);
        }
        for (auto& column : codes_) {
            column.resize(customers);
        }
        wave_.resize(customers);
        for (const customer_base::attribute& each : base.attributes()) {
            attribute_column& kept = attributes_.emplace_back();
            kept.name = each.name;
            for (std::size_t v = 0; v < each.values.size(); ++v) {
                kept.values.emplace_back(each.values[v]);
            }
            kept.of_row = each.of_row;
            kept.of_row.resize(customers, customer_base::attribute::none);
        }
        first_answer_.resize(customers + 1);
    }

    // Rows come in rising order, since each one's answers follow those of the row before.
    void set(std::size_t row, const customer_scores& scores, std::span<const double> answers) {
        for (std::size_t c = 0; c < number_columns.size(); ++c) {
            numbers_[c][row] = scores.*number_columns[c].field;
        }
        for (std::size_t c = 0; c < category_columns.size(); ++c) {
            codes_[c][row] = scores.*category_columns[c].field;
        }
        wave_[row] = scores.wave;
        answers_.insert(answers_.end(), answers.begin(), answers.end());
        first_answer_[row + 1] = answers_.size();
    }

    void conclude() {
        summary_ = summarise(codes("segment"), codes("survey_status"), codes("value_status"), numbers("revenue"),
                             numbers("lifetime_value"));
        for (const rejected_row& row : rejected_) {
            answer_rows_.rejected += row.where == table::answers;
            purchase_rows_.rejected += row.where == table::purchases;
        }
        answer_rows_.rows += answer_rows_.rejected;
        purchase_rows_.rows += purchase_rows_.rejected;
    }

    template <class Columns>
    [[nodiscard]] static std::size_t find(const Columns& columns, std::string_view name) {
        std::string known;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            if (columns[c].name == name) {
                return c;
            }
            known += (c == 0 ? "" : ", ") + std::string(columns[c].name);
        }
        throw error(errc::unknown_id, "column " + quoted(name) + ": expected one of " + known);
    }

    std::shared_ptr<const scoring_model> model_;
    std::int64_t as_of_ = 0;
    id_table ids_;
    std::array<std::vector<double>, number_columns.size()> numbers_;
    std::array<std::vector<std::int32_t>, category_columns.size()> codes_;
    std::vector<std::int32_t> wave_;
    std::vector<attribute_column> attributes_;
    std::vector<std::size_t> first_answer_;
    std::vector<double> answers_;
    company_summary summary_;
    answer_account answer_rows_;
    value::purchase_account purchase_rows_;
    std::vector<rejected_row> rejected_;
};

}  // namespace scvm::crm
