#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/forecast.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/math/matrix.hpp>
#include <scvm/math/random.hpp>
#include <scvm/value/forecast.hpp>
#include <scvm/value/interval.hpp>
#include <scvm/value/lifetime_value.hpp>
#include <scvm/value/parameters.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <variant>
#include <vector>

namespace scvm::crm {

value::lifetime_terms terms_of(const value_rules& rules) {
    return {rules.horizon, rules.yearly_discount, rules.margin, rules.unit};
}

value::purchase_rules purchase_rules_of(const value_rules& rules) {
    return {.unit = rules.unit, .refunds = rules.refunds, .zeros = rules.zeros};
}

value_forecast::value_forecast(std::size_t rows) : status(rows, value::value_status::no_purchase) {
    for (auto* column : {&p_alive, &expected_purchases, &discounted_expected_purchases, &expected_spend,
                         &lifetime_value, &low, &high}) {
        column->assign(rows, absent);
    }
}

namespace {

/// The estimated model with what the intervals need of its fit.
template <class Model>
[[nodiscard]] value::fitted<Model> fitted_of(const estimated<Model>& of) {
    value::fitted<Model> result;
    result.model = of.parameters;
    result.log_covariance = of.fit->log_covariance;
    return result;
}

[[nodiscard]] bool has_covariance(const std::optional<fit_record>& fit) {
    return fit && fit->log_covariance.size() > 0;
}

template <class Model>
void fill_forecast(const estimated<Model>& purchasing, const value_rules& rules,
                   const value::history_columns& histories, std::span<const double> monetary, value_forecast& result) {
    const Model& model = purchasing.parameters;
    const value::lifetime_terms terms = terms_of(rules);
    // Rows of a purchase summary never contradict themselves, so that nothing can be rejected here.
    (void)model.p_alive(histories, result.p_alive);
    (void)value::expected_purchases(model, rules.horizon, histories, result.expected_purchases);
    if (!rules.spending) {
        (void)value::discounted_expected_purchases(model, terms.rate(), histories, rules.horizon,
                                                   result.discounted_expected_purchases);
        return;
    }
    const auto keep = [&](value::lifetime_value_table&& values) {
        for (std::size_t row = 0; row < values.size(); ++row) {
            result.discounted_expected_purchases[row] = values.p_alive[row] * values.purchases_if_alive[row];
        }
        result.expected_spend = std::move(values.expected_spend);
        result.lifetime_value = std::move(values.value);
        result.status = std::move(values.status);
    };
    if (has_covariance(purchasing.fit) && has_covariance(rules.spending->fit)) {
        auto table = value::lifetime_value_intervals(fitted_of(purchasing), fitted_of(*rules.spending), terms,
                                                     histories, monetary, rules.confidence);
        result.low = std::move(table.low);
        result.high = std::move(table.high);
        keep(std::move(table.values));
    } else {
        keep(value::lifetime_value(model, rules.spending->parameters, terms, histories, monetary));
    }
}

}  // namespace

value_forecast forecast(const value_rules& rules, const value::history_columns& histories,
                        std::span<const double> monetary) {
    value_forecast result(histories.size());
    std::visit([&](const auto& model) { fill_forecast(model, rules, histories, monetary, result); }, *rules.purchasing);
    return result;
}

namespace {

/// The logarithms of a fit's parameters, drawn from what it leaves open.
template <class Model>
[[nodiscard]] Model drawn_from(const estimated<Model>& of, const math::matrix& factor, math::random_stream& random) {
    auto theta = value::log_parameters_of(of.parameters);
    for (std::size_t column = 0; column < theta.size(); ++column) {
        const double z = random.normal();
        for (std::size_t row = column; row < theta.size(); ++row) {
            theta[row] += factor(row, column) * z;
        }
    }
    return value::from_log_parameters<Model>(theta);
}

}  // namespace

void for_each_drawn_value(const value_rules& rules, const value::history_columns& histories,
                          std::span<const double> monetary, unsigned draws, std::uint64_t seed,
                          const std::function<void(std::span<const double>)>& use) {
    if (!rules.purchasing || !rules.spending || !has_covariance(rules.spending->fit)) {
        return;
    }
    std::visit(
        [&](const auto& purchasing) {
            if (!has_covariance(purchasing.fit)) {
                return;
            }
            const auto of_purchases = math::cholesky(purchasing.fit->log_covariance);
            const auto of_spend = math::cholesky(rules.spending->fit->log_covariance);
            if (!of_purchases || !of_spend) {
                return;
            }
            for (unsigned draw = 0; draw < draws; ++draw) {
                math::random_stream random(seed, draw);
                const auto model = drawn_from(purchasing, *of_purchases, random);
                const auto spend = drawn_from(*rules.spending, *of_spend, random);
                const auto values = value::lifetime_value(model, spend, terms_of(rules), histories, monetary);
                if (std::ranges::all_of(values.value, [](double each) { return std::isfinite(each); })) {
                    use(values.value);
                }
            }
        },
        *rules.purchasing);
}

bool rests_on_prior(const value_rules& rules) {
    const auto determined = [](const std::optional<part_fit>& part) {
        return !part || part->status == value::fit_status::converged ||
               part->status == value::fit_status::shrunk_to_prior;
    };
    const bool pooled = rules.spending_fit && rules.spending_fit->status == value::fit_status::pooled;
    return !determined(rules.purchasing_fit) || (!determined(rules.spending_fit) && !pooled);
}

new_customer new_customer_of(const value_rules& rules) {
    if (!rules.purchasing || !rules.spending) {
        return {};
    }
    const auto parts = std::visit(
        [&](const auto& model) {
            return value::lifetime_value_new(model.parameters, rules.spending->parameters, terms_of(rules));
        },
        *rules.purchasing);
    return {parts.purchases_if_alive, parts.expected_spend, std::isfinite(parts.value) ? parts.value : absent};
}

}  // namespace scvm::crm
