#pragma once

#include <scvm/math/special.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/value/beta_geometric.hpp>
#include <scvm/value/distinct.hpp>
#include <scvm/value/fit.hpp>
#include <scvm/value/likelihood_fit.hpp>

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace scvm::value {

/// Contracts, one row each: how often they were renewed, and whether they ended then (1) or still run (0).
struct contract_columns {
    std::span<const double> renewals;  ///< a whole number >= 0
    std::span<const double> left;      ///< 1: left at the end of period renewals + 1; 0: not yet

    [[nodiscard]] std::size_t size() const noexcept { return renewals.size(); }
};

/// The distinct contracts of a batch, sorted, each with its weight.
struct distinct_contracts {
    std::vector<double> renewals;
    std::vector<bool> left;
    std::vector<double> weight;
    double customers = 0;
    std::vector<rejected_row> rejected;

    [[nodiscard]] std::size_t size() const noexcept { return weight.size(); }
};

/// Rows with NaN renewals or weight 0 are left out. Throws error{size_mismatch}.
[[nodiscard]] inline distinct_contracts distinct(const contract_columns& columns, std::span<const double> weights) {
    require_size("left", columns.left.size(), "renewals", columns.size());
    if (!weights.empty()) {
        require_size("weights", weights.size(), "renewals", columns.size());
    }
    distinct_contracts result;
    std::vector<double> renewals;
    std::vector<detail::weighted_key> keys;
    for (std::size_t row = 0; row < columns.size(); ++row) {
        const double n = columns.renewals[row];
        const double left = columns.left[row];
        const double w = weights.empty() ? 1 : weights[row];
        if (std::isnan(n) || w == 0) {
            continue;
        }
        if (!(n >= 0 && n <= 1e6 && std::floor(n) == n)) {
            result.rejected.push_back({row, "expected renewals to be a whole number from 0 to 1e6"});
        } else if (!(left == 0 || left == 1)) {
            result.rejected.push_back({row, "expected left to be 0 or 1"});
        } else if (!(w > 0 && w <= 0x1p53)) {
            result.rejected.push_back({row, "expected a weight >= 0"});
        } else {
            keys.push_back({static_cast<std::uint64_t>(n) << 1 | (left == 1 ? 1u : 0u), w});
        }
    }
    math::precise_sum customers;
    detail::sum_by_key(keys, 21, [&](std::uint64_t key, double weight) {
        result.renewals.push_back(static_cast<double>(key >> 1));
        result.left.push_back((key & 1) == 1);
        result.weight.push_back(weight);
        customers.add(weight);
    });
    result.customers = customers.value();
    return result;
}

/// The log-likelihood of distinct contracts, with exact derivatives in ln a and ln b. Immutable, hence thread-safe.
///
///     sum_i w_i [ ln B(a + left, b + renewals) - ln B(a, b) ]
class beta_geometric_likelihood {
public:
    /// The caller keeps the rows alive.
    explicit beta_geometric_likelihood(const distinct_contracts& rows) : rows_(rows) {}

    explicit beta_geometric_likelihood(distinct_contracts&&) = delete;

    [[nodiscard]] curvature operator()(std::span<const double> theta) const {
        const beta_geometric m{std::exp(theta[0]), std::exp(theta[1])};
        curvature total(2);
        for (std::size_t row = 0; row < rows_.size(); ++row) {
            const double w = rows_.weight[row];
            const double gone = rows_.left[row] ? 1 : 0;
            const double n = rows_.renewals[row];
            const double end = m.a + m.b + n + gone;
            total.value += w * (math::log_beta(m.a + gone, m.b + n) - math::log_beta(m.a, m.b));
            const double sum = math::digamma(m.a + m.b) - math::digamma(end);
            total.gradient[0] += w * (math::digamma(m.a + gone) - math::digamma(m.a) + sum);
            total.gradient[1] += w * (math::digamma(m.b + n) - math::digamma(m.b) + sum);
            const double both = math::trigamma(m.a + m.b) - math::trigamma(end);
            total.hessian(0, 0) += w * (math::trigamma(m.a + gone) - math::trigamma(m.a) + both);
            total.hessian(0, 1) += w * both;
            total.hessian(1, 0) += w * both;
            total.hessian(1, 1) += w * (math::trigamma(m.b + n) - math::trigamma(m.b) + both);
        }
        total.to_log(std::array{m.a, m.b});
        return total;
    }

private:
    const distinct_contracts& rows_;
};

/// The maximum-likelihood shifted beta-geometric model of a batch of contracts. Cohorts of different age may be mixed:
/// each contract counts for the renewals that it has been seen to make.
///
/// Throws error{size_mismatch}, and error{domain} for a bad prior.
/// Source: Fader, Hardie (2007), eq. 7.
[[nodiscard]] inline fitted<beta_geometric> fit_beta_geometric(const contract_columns& columns,
                                                               std::span<const double> weights = {},
                                                               const fit_options& options = {}) {
    auto rows = distinct(columns, weights);
    likelihood_problem problem;
    problem.all = beta_geometric_likelihood(rows);
    problem.customers = rows.customers;
    problem.starts = {{0, 0}, {0, 2}, {-1, 1}};
    return fit_parameters<beta_geometric>(rows, std::move(problem), options);
}

/// Contracts as columns that own their memory.
struct contract_table {
    std::vector<double> renewals;
    std::vector<double> left;
    std::vector<double> weight;

    [[nodiscard]] contract_columns columns() const noexcept { return {renewals, left}; }
};

/// The contracts of one cohort whose customers were counted after 0, 1, 2, … renewals; append several cohorts to fit
/// them together. Throws error{domain} unless the counts fall from a positive number.
[[nodiscard]] inline contract_table contracts_of_survivors(std::span<const double> survivors) {
    contract_table table;
    const auto add = [&](double renewals, double left, double weight) {
        table.renewals.push_back(renewals);
        table.left.push_back(left);
        table.weight.push_back(weight);
    };
    for (std::size_t t = 0; t < survivors.size(); ++t) {
        const double before = t == 0 ? std::numeric_limits<double>::max() : survivors[t - 1];
        if (!(survivors[t] >= 0 && survivors[t] <= before) || (t == 0 && survivors[0] == 0)) {
            throw_domain("survivors", t, survivors[t], "counts that fall from a positive number");
        }
        if (t > 0) {
            add(static_cast<double>(t - 1), 1, before - survivors[t]);
        }
        if (t + 1 == survivors.size()) {
            add(static_cast<double>(t), 0, survivors[t]);
        }
    }
    return table;
}

}  // namespace scvm::value
