#pragma once

#include <scvm/error.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace scvm::survey {

/// A read-only view of raw answers: one row a respondent, one column an item. NaN = not answered.
///
/// It borrows the numbers: the caller keeps them alive and unchanged. Thread-safe for reading.
class answer_table {
public:
    /// The answers to one item, from some row on.
    class column {
    public:
        column(const double* first, std::ptrdiff_t step) : first_(first), step_(step) {}
        [[nodiscard]] double operator[](std::size_t row) const {
            return first_[static_cast<std::ptrdiff_t>(row) * step_];
        }
        [[nodiscard]] column from(std::size_t row) const {
            return {first_ + static_cast<std::ptrdiff_t>(row) * step_, step_};
        }

    private:
        const double* first_;
        std::ptrdiff_t step_;
    };

    /// A matrix of `rows` x `items` whose neighbours lie `row_step` and `item_step` numbers apart.
    answer_table(const double* first, std::size_t rows, std::size_t items, std::ptrdiff_t row_step,
                 std::ptrdiff_t item_step)
        : rows_(rows) {
        columns_.reserve(items);
        for (std::size_t i = 0; i < items; ++i) {
            columns_.emplace_back(first + static_cast<std::ptrdiff_t>(i) * item_step, row_step);
        }
    }

    /// Respondent after respondent. Throws error{size_mismatch} unless `answers` is a whole number of rows.
    [[nodiscard]] static answer_table by_rows(std::span<const double> answers, std::size_t items) {
        if (items == 0 || answers.size() % items != 0) {
            throw error(errc::size_mismatch, "answers has " + std::to_string(answers.size()) +
                                                 " numbers: expected a multiple of the " + std::to_string(items) +
                                                 " items");
        }
        const auto step = static_cast<std::ptrdiff_t>(items);
        return {answers.data(), answers.size() / items, items, step, 1};
    }

    /// One column an item. Throws error{size_mismatch} unless all are equally long.
    [[nodiscard]] static answer_table by_columns(std::span<const std::span<const double>> columns) {
        answer_table result(columns.empty() ? 0 : columns.front().size());
        for (const auto& each : columns) {
            require_size("answer column " + std::to_string(result.columns_.size()), each.size(), "the first one",
                         result.rows_);
            result.columns_.emplace_back(each.data(), 1);
        }
        return result;
    }

    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    [[nodiscard]] std::size_t items() const noexcept { return columns_.size(); }
    [[nodiscard]] double at(std::size_t row, std::size_t item) const { return columns_[item][row]; }

    /// The same respondents with some of the items, in the given order.
    [[nodiscard]] answer_table select(std::span<const std::size_t> items) const {
        answer_table result(rows_);
        for (const std::size_t index : items) {
            result.columns_.push_back(columns_.at(index));
        }
        return result;
    }

    /// The same respondents with one more item. Throws error{size_mismatch}.
    [[nodiscard]] answer_table with_column(std::span<const double> values) const {
        require_size("column", values.size(), "answers", rows_);
        answer_table result = *this;
        result.columns_.emplace_back(values.data(), 1);
        return result;
    }

    /// The answers to item `index` from `row` on.
    [[nodiscard]] column item(std::size_t index, std::size_t row = 0) const { return columns_[index].from(row); }

private:
    explicit answer_table(std::size_t rows) : rows_(rows) {}

    std::vector<column> columns_;
    std::size_t rows_;
};

}  // namespace scvm::survey
