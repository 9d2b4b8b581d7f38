#pragma once

#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/timestamp.hpp>
#include <scvm/error.hpp>
#include <scvm/value/bg_nbd_fit.hpp>
#include <scvm/value/gamma_gamma_fit.hpp>
#include <scvm/value/purchase_summary.hpp>

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

namespace scvm::crm {

namespace detail {

// A model keeps parameters of a strict maximum only: what else a fit can end with would score nonsense in silence.
template <class Model>
void require_converged(std::string_view which, const value::fitted<Model>& fit) {
    if (!fit.converged()) {
        throw error(errc::not_fitted, std::string(which) + " could not be fitted on " + number_text(fit.customers) +
                                          " customers: " + std::string(value::name(fit.status)) + ", " + fit.reason);
    }
}

template <class Model>
[[nodiscard]] fit_record record_of(const value::fitted<Model>& fit, std::int64_t as_of) {
    return {date_text(as_of), fit.log_likelihood_value, static_cast<std::uint64_t>(fit.customers)};
}

}  // namespace detail

/// The same model with its parameters estimated on a base, from what happened up to the day `as_of`.
///
/// BG/NBD is fitted to every customer with a purchase, Gamma-Gamma to those with a repeat purchase. A model without
/// value rules comes back as it is: the portfolio's rules have nothing to estimate. The hash is empty: see
/// json::with_hash. Throws error{not_fitted} with the reason where a likelihood has no strict maximum.
[[nodiscard]] inline scoring_model fit(const customer_base& base, const scoring_model& model, std::int64_t as_of) {
    scoring_model result = model;
    result.hash.clear();
    if (!result.value) {
        return result;
    }
    require_timestamp("as_of", as_of);
    value_rules& rules = *result.value;
    const auto& rows = base.purchases();
    const value::purchase_table purchases = value::purchase_summary(
        {rows.customer, rows.time, rows.amount, static_cast<std::uint32_t>(base.customers().size())}, end_of_day(as_of),
        {.unit = rules.unit, .refunds = rules.refunds, .zeros = rules.zeros});

    const auto purchasing = value::fit_bg_nbd(purchases.histories());
    detail::require_converged("BG/NBD", purchasing);
    rules.purchasing = purchasing.model;
    rules.purchasing_fit = detail::record_of(purchasing, as_of);

    const auto spending = value::fit_gamma_gamma(purchases.x, purchases.monetary);
    detail::require_converged("Gamma-Gamma", spending);
    rules.spending = spending.model;
    rules.spending_fit = detail::record_of(spending, as_of);
    return result;
}

}  // namespace scvm::crm
