#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <vector>

namespace scvm::survey {

/// One attribute whose distribution in the population is known, e.g. territory.
struct margin {
    std::string name;
    std::span<const std::uint32_t> category;  ///< of each respondent, 0 to population.size() - 1
    std::vector<double> population;           ///< customers (or shares) in each category, 0 or more
    std::vector<std::string> labels{};        ///< what each category is called in messages; empty: its number

    /// A category as messages call it.
    [[nodiscard]] std::string label(std::size_t of) const {
        return of < labels.size() ? "'" + labels[of] + "'" : std::to_string(of);
    }
};
void describe(const auto& is, const margin& o) {
    is("name", o.name, required, "Of the attribute, for messages.");
    is("category", o.category, required, "Of each respondent, from 0.");
    is("population", o.population, required, at_least(0), "Customers (or shares) in each category.");
    is("labels", o.labels, "What each category is called in messages; none: its number.");
}

struct raking_options {
    double tolerance = 1e-12;  ///< done when no factor of a whole sweep differs more from 1
    int sweeps = 500;          ///< at most
    double most = std::numeric_limits<double>::infinity();  ///< largest weight, in mean weights; infinite: no trimming
    double least = 0;                                       ///< smallest weight, in mean weights
};
void describe(const auto& is, const raking_options& o) {
    is("most", o.most, at_least(1), "The largest weight, in mean weights; infinite: weights are not trimmed.");
    is("least", o.least, within(0, 1), "The smallest weight, in mean weights.");
}

/// Weights whose sums match every margin; their mean is 1.
struct raking_result {
    std::vector<double> weights;
    int sweeps = 0;           ///< used, over all rounds of trimming
    double worst_factor = 0;  ///< the largest |factor - 1| of the last sweep
    int trimmed_rounds = 0;   ///< how often weights were cut and raked again
    double effective_n = 0;   ///< Kish's (sum w)^2 / sum w^2
};
void describe(const auto& is, const raking_result& o) {
    is("weights", o.weights, "Of each respondent; their mean is 1.");
    is("sweeps", o.sweeps, "Rounds over all margins that were needed.");
    is("effective_n", o.effective_n, "Kish's size of the weighted sample.");
}

namespace detail {

// Respondents who share every category and the initial weight share the result too: one cell each.
struct raking_cells {
    std::vector<std::size_t> cell_of_row;
    std::vector<std::size_t> any_row;  // of each cell
    std::vector<double> rows;          // in each cell
    std::vector<double> weight;        // of one respondent
};

inline raking_cells make_raking_cells(std::span<const margin> margins, std::span<const double> initial,
                                      std::size_t rows) {
    std::vector<std::size_t> order(rows);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto compare = [&](std::size_t a, std::size_t b) {
        for (const margin& each : margins) {
            if (each.category[a] != each.category[b]) {
                return each.category[a] < each.category[b] ? -1 : 1;
            }
        }
        return initial.empty() || initial[a] == initial[b] ? 0 : initial[a] < initial[b] ? -1 : 1;
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return compare(a, b) < 0; });
    raking_cells result;
    result.cell_of_row.resize(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        if (i == 0 || compare(order[i - 1], order[i]) != 0) {
            result.any_row.push_back(order[i]);
            result.rows.push_back(0);
            result.weight.push_back(initial.empty() ? 1 : initial[order[i]]);
        }
        result.cell_of_row[order[i]] = result.rows.size() - 1;
        result.rows.back() += 1;
    }
    return result;
}

// Shares of a margin's categories, after every check a margin can fail.
inline std::vector<double> require_margin(const margin& of, std::size_t rows) {
    require_size("margin '" + of.name + "'", of.category.size(), "the first margin", rows);
    if (!of.labels.empty()) {
        require_size("labels of margin '" + of.name + "'", of.labels.size(), "its population", of.population.size());
    }
    math::precise_sum sum;
    for (std::size_t c = 0; c < of.population.size(); ++c) {
        if (!(of.population[c] >= 0 && of.population[c] <= 1e300)) {
            throw_domain("margin '" + of.name + "' population of category " + of.label(c), of.population[c],
                         "0 to 1e300");
        }
        sum.add(of.population[c]);
    }
    std::vector<double> answers(of.population.size());
    for (std::size_t row = 0; row < rows; ++row) {
        if (of.category[row] >= of.population.size()) {
            throw_domain("margin '" + of.name + "' category", row, of.category[row],
                         "0 to " + std::to_string(of.population.size()) + " - 1");
        }
        answers[of.category[row]] += 1;
    }
    for (std::size_t c = 0; c < of.population.size(); ++c) {
        if (of.population[c] > 0 && answers[c] == 0) {
            throw error(errc::not_fitted, "margin '" + of.name + "': category " + of.label(c) +
                                              " has customers but no respondent; merge it with another one");
        }
    }
    if (!(sum.value() > 0)) {
        throw error(errc::domain, "margin '" + of.name + "': expected a population above 0");
    }
    std::vector<double> shares;
    for (const double count : of.population) {
        shares.push_back(count / sum.value());
    }
    return shares;
}

}  // namespace detail

/// Weights under which the sample has the population's distribution of every margin: iterative proportional fitting.
///
///     for each margin in turn:  w <- w * (target share of the category / its weighted share)
///
/// until a whole sweep changes nothing. With `most` or `least`, weights beyond them are cut and all are raked again,
/// until both hold (to 1e-9). `initial` may be empty: all 1. One margin alone is post-stratification, N_h/N / (n_h/n).
/// Throws error{domain} for a bad category, count or weight, and for margins whose populations differ by more than 1e-9
/// of their sum; error{not_fitted} for a category with customers but no respondent, and when it does not converge.
/// Same bits for any row order. Source: Deming & Stephan (1940), Annals of Mathematical Statistics 11.
[[nodiscard]] inline raking_result rake(std::span<const margin> margins, std::span<const double> initial = {},
                                        const raking_options& options = {}) {
    if (margins.empty() || margins.front().category.empty()) {
        throw error(errc::domain, "rake: expected at least one margin and one respondent");
    }
    require_described(options);
    const std::size_t rows = margins.front().category.size();
    require_size("initial", initial.empty() ? rows : initial.size(), "the first margin", rows);
    for (std::size_t row = 0; row < initial.size(); ++row) {
        if (!(initial[row] >= 1e-100 && initial[row] <= 1e100)) {
            throw_domain("initial", row, initial[row], "a weight from 1e-100 to 1e100");
        }
    }
    const auto population = [](const margin& of) {
        return std::accumulate(of.population.begin(), of.population.end(), 0.0);
    };
    std::vector<std::vector<double>> targets;
    for (const margin& each : margins) {
        targets.push_back(detail::require_margin(each, rows));
        const double sum = population(each);
        const double first = population(margins.front());
        if (!(std::fabs(sum - first) <= 1e-9 * first)) {
            throw error(errc::domain, "margin '" + each.name + "' has " + number_text(sum) + " customers, margin '" +
                                          margins.front().name + "' has " + number_text(first) +
                                          ": expected the same population");
        }
    }
    detail::raking_cells cells = detail::make_raking_cells(margins, initial, rows);
    const double all_rows = static_cast<double>(rows);
    raking_result result;
    const auto sweep = [&] {
        double worst = 0;
        checkpoint(1e-7 + 1e-8 * static_cast<double>(cells.weight.size() * margins.size()));
        for (std::size_t m = 0; m < margins.size(); ++m) {
            std::vector<double> held(targets[m].size());
            for (std::size_t c = 0; c < cells.weight.size(); ++c) {
                held[margins[m].category[cells.any_row[c]]] += cells.rows[c] * cells.weight[c];
            }
            for (std::size_t k = 0; k < held.size(); ++k) {
                if (held[k] > 0) {
                    held[k] = targets[m][k] * all_rows / held[k];
                    worst = std::max(worst, std::fabs(held[k] - 1));
                }
            }
            for (std::size_t c = 0; c < cells.weight.size(); ++c) {
                cells.weight[c] *= held[margins[m].category[cells.any_row[c]]];
            }
        }
        return worst;
    };
    const auto converge = [&] {
        for (int step = 0; step < options.sweeps; ++step) {
            ++result.sweeps;
            result.worst_factor = sweep();
            if (result.worst_factor < options.tolerance) {
                return;
            }
        }
        throw error(errc::not_fitted,
                    "rake: after " + std::to_string(options.sweeps) + " sweeps a factor still differs from 1 by " +
                        number_text(result.worst_factor) + "; the margins contradict the sample, merge categories");
    };
    converge();
    const auto outside = [&](double weight) {
        return weight > options.most * (1 + 1e-9) || (weight > 0 && weight < options.least * (1 - 1e-9));
    };
    while (std::any_of(cells.weight.begin(), cells.weight.end(), outside)) {
        if (++result.trimmed_rounds > 200) {
            throw error(errc::not_fitted, "rake: no weights between " + number_text(options.least) + " and " +
                                              number_text(options.most) + " mean weights match the margins");
        }
        for (double& weight : cells.weight) {
            weight = weight > 0 ? std::clamp(weight, options.least, options.most) : 0;
        }
        converge();
    }
    math::precise_sum sum;
    math::precise_sum squares;
    for (std::size_t c = 0; c < cells.weight.size(); ++c) {
        sum.add(cells.rows[c] * cells.weight[c]);
        squares.add(cells.rows[c] * cells.weight[c] * cells.weight[c]);
    }
    result.effective_n = sum.value() * sum.value() / squares.value();
    result.weights.resize(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        result.weights[row] = cells.weight[cells.cell_of_row[row]];
    }
    return result;
}

/// Weights by strata: every respondent of stratum h weighs (N_h/N) / (n_h/n); the mean weight is 1.
///
/// Throws as rake() does. Source: Holt & Smith (1979), Journal of the Royal Statistical Society A 142.
[[nodiscard]] inline std::vector<double> post_stratify(std::span<const std::uint32_t> stratum,
                                                       std::vector<double> population) {
    const margin only{"stratum", stratum, std::move(population)};
    return rake(std::span(&only, 1)).weights;
}

}  // namespace scvm::survey
