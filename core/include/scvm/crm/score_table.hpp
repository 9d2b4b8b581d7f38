#pragma once

#include <scvm/crm/account_tree.hpp>
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

struct storage;

/// One attribute of the base's customers, e.g. their territory.
struct table_attribute {
    std::string name;
    std::vector<std::string> values;
    std::vector<std::uint32_t> of_row;  ///< places in `values`; base_attribute::none: unknown
};

/// What a score table holds.
struct score_table_content {
    std::shared_ptr<const scoring_model> model;
    std::int64_t as_of = 0;  ///< the last second of the day
    id_table ids;
    std::vector<std::vector<double>> numbers;  ///< one list a column; empty: nobody has a number there
    std::vector<double> absent;                ///< what such a column shows
    std::vector<std::vector<std::int32_t>> codes;
    std::vector<table_attribute> attributes;
    std::vector<std::size_t> first_answer;  ///< of each row among `answers`, and the end
    std::vector<double> answers;
    company_summary summary;
    answer_account answer_rows;
    value::purchase_account purchase_rows;
    std::size_t purchases_without_consent = 0;  ///< part of purchase_rows.rows
    std::vector<rejected_row> rejected;
    std::optional<account_tree> accounts;  ///< absent without rules of accounts

    /// See score_table's.
    [[nodiscard]] std::span<const double> numbers_of(std::string_view name) const;
    [[nodiscard]] std::span<const std::int32_t> codes_of(std::string_view name) const;
    [[nodiscard]] customer_scores scores(std::size_t row) const;

    /// Orders rows by the priority of their actions, the highest first; equal ones go by id, so that the order of the
    /// base decides nothing.
    [[nodiscard]] auto by_priority() const {
        return equity::by_priority(numbers_of("priority"),
                                   [this](std::size_t a, std::size_t b) { return ids[a] < ids[b]; });
    }
};

/// The scores of a customer base: columns by name, one row a customer, in the order of the base.
///
/// Immutable, hence thread-safe. It keeps the model, the ids and the answers it was made from: neither the base nor
/// the scorer needs to stay. Made by scorer::score().
class score_table {
public:
    explicit score_table(score_table_content content) : content_(std::move(content)) {}

    [[nodiscard]] std::size_t size() const noexcept { return content_.ids.size(); }
    [[nodiscard]] std::string_view id(std::size_t row) const { return content_.ids[row]; }

    /// The place of each customer among all in the order of the ids.
    [[nodiscard]] std::vector<std::uint32_t> id_ranks() const { return content_.ids.ranks(); }

    /// The row of a customer; nothing for one who is not there.
    [[nodiscard]] std::optional<std::size_t> find_row(std::string_view id) const {
        const auto found = content_.ids.find(id);
        return found ? std::optional<std::size_t>(*found) : std::nullopt;
    }

    /// The row of a customer. Throws error{unknown_id}.
    [[nodiscard]] std::size_t row_of(std::string_view id) const;

    /// A numeric column (see number_columns()); NaN where a customer has no such score. Throws error{unknown_id}.
    [[nodiscard]] std::span<const double> numbers(std::string_view name) const { return content_.numbers_of(name); }

    /// A column of categories (see category_columns()): codes into labels(). Throws error{unknown_id}.
    [[nodiscard]] std::span<const std::int32_t> codes(std::string_view name) const { return content_.codes_of(name); }

    /// What the codes of a category column mean. Throws error{unknown_id}.
    [[nodiscard]] std::vector<std::string> labels(std::string_view name) const;

    /// See score_table_content::by_priority().
    [[nodiscard]] auto by_priority() const { return content_.by_priority(); }

    /// All scores of one row.
    [[nodiscard]] customer_scores scores(std::size_t row) const { return content_.scores(row); }

    /// The raw answers that were scored, in the order of the model's items, NaN where there is none; empty for a
    /// customer without a response.
    [[nodiscard]] std::span<const double> answers(std::size_t row) const {
        return std::span(content_.answers)
            .subspan(content_.first_answer[row], content_.first_answer[row + 1] - content_.first_answer[row]);
    }

    /// Throws error{unknown_id} for an attribute that the base did not have.
    [[nodiscard]] const table_attribute& attribute(std::string_view name) const;
    [[nodiscard]] const std::vector<table_attribute>& attributes() const noexcept { return content_.attributes; }

    /// The groups of all customers.
    [[nodiscard]] std::vector<survey::segment> segments() const;

    [[nodiscard]] const scoring_model& model() const noexcept { return *content_.model; }
    [[nodiscard]] std::int64_t as_of() const noexcept { return content_.as_of; }  ///< the last second of the day
    [[nodiscard]] const company_summary& summary() const noexcept { return content_.summary; }
    [[nodiscard]] const answer_account& answer_rows() const noexcept { return content_.answer_rows; }
    [[nodiscard]] const value::purchase_account& purchase_rows() const noexcept { return content_.purchase_rows; }
    /// Purchases of customers who did not agree; part of purchase_rows().rows.
    [[nodiscard]] std::size_t purchases_without_consent() const noexcept { return content_.purchases_without_consent; }
    [[nodiscard]] const std::vector<rejected_row>& rejected() const noexcept { return content_.rejected; }
    /// See crm/account_list.hpp; absent without rules of accounts.
    [[nodiscard]] const std::optional<account_tree>& accounts() const noexcept { return content_.accounts; }

private:
    friend struct storage;  // see crm/stored.hpp

    score_table_content content_;
};

}  // namespace scvm::crm
