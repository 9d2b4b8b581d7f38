#pragma once

#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/equity_scores.hpp>
#include <scvm/crm/network_scores.hpp>
#include <scvm/crm/responses.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/service_scores.hpp>
#include <scvm/crm/summary.hpp>
#include <scvm/crm/usable_data.hpp>
#include <scvm/value/purchase_summary.hpp>
#include <scvm/value/purchases.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace scvm::crm {

/// Columns that show one part of the scores, as places in number_columns() and category_columns().
struct column_places {
    std::vector<std::size_t> numbers;
    std::vector<std::size_t> categories;
};

/// Fills a score table: first each customer's own scores, then what needs everybody's, then the summary.
class table_builder {
public:
    table_builder(std::shared_ptr<const scoring_model> model, std::int64_t as_of, const customer_base& base,
                  const usable_data& data);

    [[nodiscard]] std::size_t size() const noexcept { return made_.ids.size(); }
    [[nodiscard]] std::int64_t as_of() const noexcept { return made_.as_of; }

    answer_account& answer_rows() noexcept { return made_.answer_rows; }
    void note(const value::purchase_account& purchases) { made_.purchase_rows = purchases; }
    void note(const anonymous_summary& anonymous) { anonymous_ = anonymous; }

    /// One customer's own scores. Rows come in rising order, since each one's answers follow those of the row before.
    void add(std::size_t row, const customer_scores& scores, std::span<const double> answers);

    /// Credits value among the customers, once their own scores are there.
    void credit(const usable_data& data, std::span<const std::int64_t> first_purchase, credit_evidence evidence,
                const network_state* network);

    /// Says how people outside the base take part, and who of them became customers. After credit().
    void look_outside(const usable_data& data, std::span<const std::int64_t> first_purchase,
                      const network_state* network);

    /// Compares everybody: who matters, and who is to be an ambassador. After credit().
    void compare(const usable_data& data, const network_state& network, const value::purchase_table& purchases);

    /// Says what is at risk where complaints are open, and in which order to turn to them, once all values are there.
    void listen(const usable_data& data);
    void serve(const usable_data& data, const counted_complaints& complaints, std::span<const mood_pair> moods);

    /// Says who helps, and how well.
    void help(const usable_data& data);

    /// Counts ideas and votes, and draws testers, once groups and tiers are there. `voters` as voters_of() says.
    void cocreate(const customer_base& base, const usable_data& data, std::span<const std::uint8_t> voters);

    /// Adds customers up to their accounts. After all that has an amount of money.
    void add_up(const customer_base& base, const usable_data& data);

    /// Decides what is done for whom, once all scores are there; then each action goes to those of highest priority.
    void treat();

    /// The table. The builder is empty afterwards.
    [[nodiscard]] score_table finish(const usable_data& data, network_state* network);

private:
    void write(std::size_t row, const customer_scores& scores, const column_places& columns);
    [[nodiscard]] std::vector<double> costs_of(std::string_view attribute) const;
    [[nodiscard]] std::vector<std::uint8_t> tiers_before(const treatment_rules& rules) const;

    score_table_content made_;
    anonymous_summary anonymous_;
    std::optional<equity_summary> equity_;
    std::optional<matters_summary> matters_;
    std::optional<complaint_figures> complaints_;
    std::optional<helper_figures> helpers_;
    std::optional<cocreation_figures> cocreation_;
    std::optional<outside_figures> outside_;
};

}  // namespace scvm::crm
