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

    private:
        const double* first_;
        std::ptrdiff_t step_;
    };

    /// A matrix of `rows` x `items` whose neighbours lie `row_step` and `item_step` numbers apart.
    answer_table(const double* first, std::size_t rows, std::size_t items, std::ptrdiff_t row_step,
                 std::ptrdiff_t item_step)
        : rows_(rows), step_(row_step) {
        columns_.reserve(items);
        for (std::size_t i = 0; i < items; ++i) {
            columns_.push_back(first + static_cast<std::ptrdiff_t>(i) * item_step);
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
        answer_table result(nullptr, columns.empty() ? 0 : columns.front().size(), 0, 1, 0);
        for (const auto& each : columns) {
            require_size("answer column " + std::to_string(result.columns_.size()), each.size(), "the first one",
                         result.rows_);
            result.columns_.push_back(each.data());
        }
        return result;
    }

    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    [[nodiscard]] std::size_t items() const noexcept { return columns_.size(); }
    [[nodiscard]] double at(std::size_t row, std::size_t item) const {
        return columns_[item][static_cast<std::ptrdiff_t>(row) * step_];
    }

    /// The same respondents with some of the items, in the given order.
    [[nodiscard]] answer_table select(std::span<const std::size_t> items) const {
        answer_table result(nullptr, rows_, 0, step_, 0);
        for (const std::size_t index : items) {
            result.columns_.push_back(columns_.at(index));
        }
        return result;
    }

    /// The answers to item `index` from `row` on.
    [[nodiscard]] column item(std::size_t index, std::size_t row = 0) const {
        return {columns_[index] + static_cast<std::ptrdiff_t>(row) * step_, step_};
    }

private:
    std::vector<const double*> columns_;
    std::size_t rows_;
    std::ptrdiff_t step_;
};

}  // namespace scvm::survey
