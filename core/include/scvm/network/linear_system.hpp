#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/parallel.hpp>
#include <scvm/network/adjacency.hpp>
#include <scvm/network/columns.hpp>
#include <scvm/network/hub_order.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace scvm::network {

/// When an iteration ends.
struct iteration_options {
    double tolerance = 1e-10;
    std::size_t max_iterations = 1000;
    unsigned threads = 1;
};

void describe(const auto& is, const iteration_options& o) {
    is("tolerance", o.tolerance, above(0),
       "The iteration ends when the summed change is at most this part of the summed values.");
    is("max_iterations", o.max_iterations, at_least(1).to(1e9), "After so many it ends unconverged.");
    is("threads", o.threads, within(1, 256), "How many threads work; the result does not depend on it.");
}

/// One value per node, and how it was reached.
struct iterated_values {
    std::vector<double> value;
    std::size_t iterations = 0;
    bool converged = false;
    double change = 0;
};

void describe(const auto& is, const iterated_values& o) {
    is("value", o.value, "One number per node.");
    is("iterations", o.iterations, "How many were done.");
    is("converged", o.converged, "False: the values are those of the last iteration, not a solution.");
    is("change", o.change, "Summed change of the last iteration, as a part of the summed values.");
}

/// Throws error{size_mismatch} unless the column has one row per node; error{domain} for a value that is not finite,
/// or below `lowest`.
inline void check_column(std::string_view name, std::span<const double> column, std::size_t nodes,
                         double lowest = -std::numeric_limits<double>::max()) {
    require_size(name, column.size(), "the graph", nodes);
    for (std::size_t node = 0; node < column.size(); ++node) {
        if (!(column[node] >= lowest && column[node] <= std::numeric_limits<double>::max())) {
            throw_domain(name, node, column[node], lowest == 0 ? "a finite value >= 0" : "a finite value");
        }
    }
}

/// part / strength: what one unit of a node's weight stands for; 0 for a strength that is 0, or too small to divide by.
[[nodiscard]] inline double share_of(double part, double strength) noexcept {
    return strength >= std::numeric_limits<double>::min() ? part / strength : 0;
}

/// The system y = v + W y, prepared for many right sides v. Immutable, hence thread-safe.
///
///     W_ij = row_scale_i · w_ij · column_scale_j      y_i ← v_i + row_scale_i Σ_j w_ij (column_scale_j y_j)
///
/// PageRank, Hubbell, Katz and the network values differ in the scales alone. Nodes are renumbered so that those which
/// are read most lie side by side: on skewed networks the reading, not the arithmetic, takes the time.
///
/// Where every column of W sums to less than 1 and v >= 0, each round solves for the common factor of y as well:
///
///     y ← γ v + W y,   γ = Σ_j (1 - Σ_i W_ij) y_j / Σ_i v_i,   at last y / γ
///
/// so that Σ y stays and only the differences between nodes are left to converge. With PageRank's W this is the power
/// method: 30 rounds on a skewed network that needs 120 without.
/// Each row is summed in the order of the nodes' own numbers, whatever the numbering or the threads.
class linear_system {
public:
    /// Row i of `rows` lists the j with W_ij > 0; `readers` is its transpose. An empty scale is 1 everywhere.
    ///
    /// Assumes finite scales, one per node. Throws error{domain} for a row of 2^32 edges or more.
    linear_system(const adjacency& rows, const adjacency& readers, std::span<const double> row_scale,
                  std::span<const double> column_scale, unsigned threads);

    /// The y with y = v + W y, by repeated substitution from `start` (empty: from v), whose scale is free.
    ///
    /// Assumes that v and start have one row per node. Converges for any v if the spectral radius of W is below 1.
    /// Throws error{domain} for options outside their range.
    [[nodiscard]] iterated_values solve(std::vector<double> v, std::span<const double> start,
                                        const iteration_options& options) const;

private:
    [[nodiscard]] double row_sum(std::uint64_t e, std::uint64_t end, const double* read) const noexcept;
    /// 1 - Σ_i W_ij, if all are positive.
    [[nodiscard]] double column_loss(std::size_t column) const noexcept {
        return !column_loss_.empty() ? column_loss_[column] : column_scale_[column] > 0 ? even_loss_ : 1;
    }
    void keep_column_loss();

    struct rows_in_turn {
        std::size_t begin = 0;
        std::uint64_t edge = 0;  ///< the first
    };
    std::vector<std::uint32_t> node_;        ///< which node stands in each place; those with most readers first
    std::vector<std::uint32_t> end_;         ///< of each row, in edges from the first of its chunk
    large_column<std::uint32_t> neighbour_;  ///< places
    large_column<double> weight_;
    std::vector<double> row_scale_;
    std::vector<double> column_scale_;
    std::vector<double> column_loss_;  ///< of each column; empty where even_loss_ says it, or some are not positive
    double even_loss_ = 0;             ///< the loss of all columns with a scale > 0, if it is the same; 0: it is not
    std::vector<rows_in_turn> chunk_;  ///< rows in chunks of about equal work, and their end
};

inline linear_system::linear_system(const adjacency& rows, const adjacency& readers, std::span<const double> row_scale,
                                    std::span<const double> column_scale, unsigned threads) {
    const std::size_t nodes = rows.row_count();
    hub_order order = hubs_first(readers);
    node_ = std::move(order.node);
    const std::vector<std::uint32_t>& place = order.place;
    end_.resize(nodes);
    chunk_.push_back({});
    std::uint64_t edge = 0;
    for (std::size_t row = 0; row < nodes; ++row) {
        edge += rows.degree(node_[row]);
        const rows_in_turn& chunk = chunk_.back();
        const std::uint64_t edges = edge - chunk.edge;
        if (edges > std::numeric_limits<std::uint32_t>::max()) {
            throw_domain("edges of node", node_[row], static_cast<double>(rows.degree(node_[row])), "fewer than 2^32");
        }
        end_[row] = static_cast<std::uint32_t>(edges);
        if (edges + 8 * (row + 1 - chunk.begin) >= std::uint64_t{1} << 17 || row + 1 == nodes) {
            chunk_.push_back({row + 1, edge});
        }
    }
    neighbour_.resize(rows.neighbour.size());
    weight_.resize(rows.weight.size());
    row_scale_.resize(row_scale.empty() ? 0 : nodes);
    column_scale_.resize(column_scale.empty() ? 0 : nodes);
    column_loss_.resize(nodes);
    math::for_each_chunk(chunk_.size() - 1, 1, threads, [&](const math::chunk& part) {
        std::uint64_t e = chunk_[part.index].edge;
        for (std::size_t row = chunk_[part.index].begin; row < chunk_[part.index + 1].begin; ++row) {
            const std::uint32_t node = node_[row];
            std::copy(rows.weights(node).begin(), rows.weights(node).end(),
                      weight_.begin() + (weight_.empty() ? 0 : static_cast<std::ptrdiff_t>(e)));
            for (const std::uint32_t other : rows.neighbours(node)) {
                neighbour_[e++] = place[other];
            }
            if (!row_scale.empty()) {
                row_scale_[row] = row_scale[node];
            }
            if (!column_scale.empty()) {
                column_scale_[row] = column_scale[node];
            }
            double sum = row_scale.empty() ? readers.strength(node) : 0;
            for (auto reader = readers.offset[node]; !row_scale.empty() && reader < readers.offset[node + 1];
                 ++reader) {
                sum += row_scale[readers.neighbour[reader]] * readers.edge_weight(reader);
            }
            column_loss_[row] = 1 - sum * (column_scale.empty() ? 1 : column_scale[node]);
        }
    });
    keep_column_loss();
}

/// Most systems lose the same part everywhere: a number then takes the place of a column.
inline void linear_system::keep_column_loss() {
    if (!std::all_of(column_loss_.begin(), column_loss_.end(), [](double loss) { return loss > 0; })) {
        column_loss_ = std::vector<double>();
        return;
    }
    double lowest = 1;
    double highest = 0;
    for (std::size_t column = 0; column < column_scale_.size(); ++column) {
        if (column_scale_[column] > 0) {
            lowest = std::min(lowest, column_loss_[column]);
            highest = std::max(highest, column_loss_[column]);
        } else if (column_loss_[column] != 1) {
            return;
        }
    }
    if (highest >= lowest && highest - lowest <= 1e-15) {
        even_loss_ = lowest;
        column_loss_ = std::vector<double>();
    }
}

inline double linear_system::row_sum(std::uint64_t e, std::uint64_t end, const double* read) const noexcept {
    const std::uint32_t* const from = neighbour_.data();
    double s0 = 0;
    double s1 = 0;
    if (weight_.empty()) {
        double s2 = 0;
        double s3 = 0;
        for (; e + 4 <= end; e += 4) {  // four sums, so that one addition need not wait for the last
            s0 += read[from[e]];
            s1 += read[from[e + 1]];
            s2 += read[from[e + 2]];
            s3 += read[from[e + 3]];
        }
        for (; e < end; ++e) {
            s0 += read[from[e]];
        }
        return (s0 + s1) + (s2 + s3);
    }
    const double* const weight = weight_.data();
    for (; e + 2 <= end; e += 2) {
        s0 += weight[e] * read[from[e]];
        s1 += weight[e + 1] * read[from[e + 1]];
    }
    if (e < end) {
        s0 += weight[e] * read[from[e]];
    }
    return s0 + s1;
}

inline iterated_values linear_system::solve(std::vector<double> v, std::span<const double> start,
                                            const iteration_options& options) const {
    require_described(options);
    const std::size_t nodes = node_.size();
    const std::size_t chunks = chunk_.size() - 1;
    std::vector<double> constant(nodes);
    std::vector<double> y(nodes);
    std::vector<double> read(nodes);
    const auto scaled = [this](std::size_t row, double value) {
        return column_scale_.empty() ? value : column_scale_[row] * value;
    };
    struct totals {
        double size = 0;
        double loss = 0;
        double change = 0;
        totals& operator+=(const totals& other) noexcept {
            size += other.size;
            loss += other.loss;
            change += other.change;
            return *this;
        }
    };
    const bool loses = even_loss_ > 0 || !column_loss_.empty();
    const auto loss = [=, this](std::size_t row, double value) { return loses ? column_loss(row) * value : 0; };
    double given = 0;
    bool signs_agree = loses;
    totals last;
    constexpr std::size_t grain = std::size_t{1} << 16;
    math::for_each_chunk(nodes, grain, options.threads, [&](const math::chunk& part) {
        for (std::size_t row = part.begin; row < part.end; ++row) {
            constant[row] = v[node_[row]];
            y[row] = start.empty() ? constant[row] : start[node_[row]];
            read[row] = scaled(row, y[row]);
        }
    });
    v = std::vector<double>();  // not {}, which keeps the memory: the next column takes its place
    std::vector<double> next_read(nodes);
    for (std::size_t row = 0; row < nodes; ++row) {
        given += constant[row];
        signs_agree = signs_agree && constant[row] >= 0 && y[row] >= 0;
        last.loss += loss(row, y[row]);
    }
    const bool balanced = signs_agree && given > 0 && last.loss > 0;

    iterated_values result;
    double factor = 1;
    const double seconds_of_round = 5e-9 * static_cast<double>(nodes) + 2e-9 * static_cast<double>(neighbour_.size());
    while (!result.converged && result.iterations < options.max_iterations) {
        checkpoint(seconds_of_round);
        factor = balanced ? last.loss / given : 1;
        last = math::sum_chunks<totals>(chunks, 1, options.threads, [&](const math::chunk& part) {
            totals local;
            const auto [first_row, first_edge] = chunk_[part.index];
            std::uint64_t e = first_edge;
            for (std::size_t row = first_row; row < chunk_[part.index + 1].begin; ++row) {
                const double sum = row_sum(e, first_edge + end_[row], read.data());
                e = first_edge + end_[row];
                const double value = factor * constant[row] + (row_scale_.empty() ? sum : row_scale_[row] * sum);
                local.change += std::abs(value - y[row]);
                local.size += std::abs(value);
                local.loss += loss(row, value);
                y[row] = value;
                next_read[row] = scaled(row, value);
            }
            return local;
        });
        std::swap(read, next_read);
        ++result.iterations;
        result.change = last.size > 0 ? last.change / last.size : last.change;
        if (!std::isfinite(last.size)) {
            break;
        }
        result.converged = last.change <= options.tolerance * last.size;
    }
    result.value = std::move(read);
    math::for_each_chunk(nodes, grain, options.threads, [&](const math::chunk& part) {
        for (std::size_t row = part.begin; row < part.end; ++row) {
            result.value[node_[row]] = y[row] / factor;
        }
    });
    return result;
}

}  // namespace scvm::network
