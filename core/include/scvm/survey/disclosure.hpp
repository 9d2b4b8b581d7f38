#pragma once

// Which counts, and which amounts, may be shown: the one place that decides. A count of 1 to 4 would name somebody, so
// it is not shown; nor is what it could be worked out from. Everything here is counts in, decisions out, and whoever
// publishes figures of groups asks here:
//
//     whole      join_neighbours(): a small group is put together with the next ones, until together they are enough
//     by rows    protect_rows(): categories that are too small are put together; then the rest, two by two, is divided
//                into ever smaller sets of groups, as long as every part is large enough in every row
//     steps      suppress_steps(): who has come at least so far
//     movement   shown_of_movement(): who moved from group to group
//
// The reader of a page is taken to know this file as well. So a figure is safe only if other data, which would have
// been published in exactly the same way, give it another value: it is not enough that the published sums leave room.
// Each decision is therefore made from what stays known anyway, never from the very counts that it hides:
//
//   - In a run of neighbours that was put together, the first may be any of 1 to minimum - 1 with the last one making
//   up
//     for it: `minimum - 1` values at least. What comes before and after does not enter.
//   - A division that is refused says that some part is small. Given the totals of rows and columns, even those that
//   are
//     not shown, the first part of row i lies in [low, high] with high - low >= minimum, where low is the fewest that
//     fit: it is small itself at low + 1 and low + 2 if low is 0, and else leaves the others so few. Two values at
//     least, whatever is shown inside other parts, since those are other persons.
//   - Categories that are put together are not all equal, and nothing but their sum is shown: exchanged, they look the
//     same.
//
// It wants minimum >= 3. Zeros are shown where nothing is put together: they name nobody. sum_parts says which amounts
// tell one person's. What is not protected: two pages of different days, if nothing else changed between them. Cost:
// linear in the cells, besides sorting the rows.
//
// Source: Cox (1980), Journal of the American Statistical Association 75 (complementary suppression); Fischetti &
// Salazar (2000), Journal of Official Statistics 16 (what a reader can work out); Willenborg & de Waal (2001), Elements
// of Statistical Disclosure Control, chapters 4 and 6 (joining categories); Kenthapadi, Mishra & Nissim (2005),
// Simulatable Auditing, PODS (decisions from what is known); Hundepool et al. (2012), Statistical Disclosure Control.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string_view>
#include <vector>

namespace scvm::survey {

/// Below so many persons a figure is not shown.
inline constexpr double smallest_cell = 5;

/// How near the second largest of those who make up a sum may come to the largest, in percent, at most.
inline constexpr double closest_estimate = 10;

/// A sum of amounts, and its two largest parts, whatever their sign.
struct sum_parts {
    double whole = 0;
    double largest = 0;
    double second = 0;

    void add(double amount) {
        amount = std::abs(amount);
        whole += amount;
        second = std::max(second, std::min(largest, amount));
        largest = std::max(largest, amount);
    }
    void add(const sum_parts& other) {
        whole += other.whole;
        second = std::max(std::min(largest, other.largest), std::max(second, other.second));
        largest = std::max(largest, other.largest);
    }

    /// Whether the sum tells its largest part to whom the second largest is: the others, who are all that he does not
    /// know, make up less than so many percent of it. The p% rule of Hundepool et al. (2012), Statistical Disclosure
    /// Control, section 4.2.1; it covers the rule that one part dominates the sum.
    [[nodiscard]] bool tells(double percent = closest_estimate) const {
        // A last bit of the sum is nobody.
        const double others = whole - largest - second;
        return largest > 0 && !(others > 1e-9 * whole && others >= percent / 100 * largest);
    }
};

/// Answers from 0 to 100 of persons whose mean is told, and what each answer weighs in it.
struct answer_sums {
    double weight = 0;
    double heaviest = 0;
    double answers = 0;  ///< weighted

    void add(double w, double answer) {
        weight += w;
        heaviest = std::max(heaviest, w);
        answers += w * answer;
    }

    /// Whether the mean tells an answer: it is so near to one end that somebody's answer cannot have been the other end
    /// any more. All answers together, and all that they lack of 100, have to make up as many whole ones as
    /// `whole_answers`, of the heaviest weight. Then each of the persons may have given any answer, as far as the mean
    /// goes.
    [[nodiscard]] bool tell(double whole_answers = 1) const {
        const double needed = 100 * whole_answers * heaviest - 1e-9 * 100 * weight;  // a last bit of a sum is nobody's
        return heaviest > 0 && !(answers >= needed && 100 * weight - answers >= needed);
    }
};

/// The persons of one cell, and those of them behind each of the amounts that are shown with it: with a revenue, with a
/// revenue other than 0, with a lifetime value. Where only persons are counted, the others are 0.
using tally = std::array<double, 4>;

/// Whether figures of so many persons may be shown: every count is 0, or `minimum` or more.
[[nodiscard]] inline bool may_show(const tally& of, double minimum = smallest_cell) {
    return std::all_of(of.begin(), of.end(), [&](double count) { return count == 0 || count >= minimum; });
}

namespace detail {

inline void add(tally& to, const tally& of) {
    for (std::size_t i = 0; i < to.size(); ++i) {
        to[i] += of[i];
    }
}

[[nodiscard]] inline bool nobody(const tally& of) {
    return of == tally{};
}

}  // namespace detail

/// Puts small cells together with their neighbours: for each cell, the place of the first of those that it is shown
/// with.
///
/// From the first cell on, a cell that is not enough takes the next ones along until together they are; what is left at
/// the end joins the last ones that were enough. `joined` has cells that are together already, in the same form.
[[nodiscard]] inline std::vector<std::size_t> join_neighbours(std::span<const tally> cells,
                                                              double minimum = smallest_cell,
                                                              std::vector<std::size_t> joined = {}) {
    if (joined.empty()) {
        joined.resize(cells.size());
        std::iota(joined.begin(), joined.end(), std::size_t{0});
    }
    std::vector<std::size_t> result = joined;
    const auto join = [&](std::size_t first, std::size_t end) {
        std::fill(result.begin() + static_cast<std::ptrdiff_t>(first),
                  result.begin() + static_cast<std::ptrdiff_t>(end), first);
    };
    bool open = false;
    std::size_t start = 0;
    std::size_t last_enough = 0;
    tally sum{};
    for (std::size_t at = 0; at < cells.size();) {
        const std::size_t first = at;
        tally block{};
        for (; at < cells.size() && joined[at] == joined[first]; ++at) {
            detail::add(block, cells[at]);
        }
        if (!open && detail::nobody(block)) {
            continue;
        }
        if (!open) {
            start = first;
            sum = {};
        }
        detail::add(sum, block);
        open = !may_show(sum, minimum);
        if (!open) {
            join(start, at);
            last_enough = start;
        }
    }
    if (open) {
        join(last_enough, cells.size());
    }
    return result;
}

/// Which cells are not shown, 1 or 0 each: those that are together with others, and one that is too small by itself.
[[nodiscard]] inline std::vector<unsigned char> hidden_among(std::span<const tally> cells,
                                                             std::span<const std::size_t> joined,
                                                             double minimum = smallest_cell) {
    std::vector<unsigned char> result(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool alone = std::count(joined.begin(), joined.end(), joined[i]) == 1;
        result[i] = !(alone && may_show(cells[i], minimum));
    }
    return result;
}

/// Which counts of one sample may not be shown, 1 or 0 each; their total is known. Counts that stand side by side are
/// put together, so that order them by kinship.
[[nodiscard]] inline std::vector<unsigned char> suppress_small(std::span<const double> counts,
                                                               double minimum = smallest_cell) {
    std::vector<tally> cells;
    for (const double count : counts) {
        cells.push_back({count});
    }
    return hidden_among(cells, join_neighbours(cells, minimum), minimum);
}

/// Which numbers of "here or further" may not be shown, 1 or 0 each, where `counts` are those who stand at each place
/// of an order, and all together are known: such as would divide places that are put together.
[[nodiscard]] inline std::vector<unsigned char> suppress_steps(std::span<const double> counts,
                                                               double minimum = smallest_cell) {
    std::vector<tally> cells;
    for (const double count : counts) {
        cells.push_back({count});
    }
    const std::vector<std::size_t> joined = join_neighbours(cells, minimum);
    std::vector<unsigned char> result(counts.size());
    for (std::size_t i = 1; i < counts.size(); ++i) {
        result[i] = joined[i] != i;
    }
    return result;
}

/// What of a table of categories by groups is not shown.
struct row_protection {
    std::vector<unsigned char> pooled;  ///< by row: too few to show anything, its own total included
    std::vector<unsigned char> hidden;  ///< by row, then group: this cell is not shown
};

namespace detail {

/// The rows that are put together, since one of them is too small.
[[nodiscard]] inline std::vector<unsigned char> pool_rows(std::span<const tally> sizes, double minimum) {
    std::vector<unsigned char> pooled(sizes.size());
    std::vector<std::size_t> outside;
    std::vector<std::size_t> inside;
    for (std::size_t row = 0; row < sizes.size(); ++row) {
        const bool small = !may_show(sizes[row], minimum);
        (small || nobody(sizes[row]) ? inside : outside).push_back(row);
        pooled[row] = small;
    }
    if (std::find(pooled.begin(), pooled.end(), 1) == pooled.end()) {
        return pooled;
    }
    std::stable_sort(outside.begin(), outside.end(), [&](std::size_t a, std::size_t b) { return sizes[a] < sizes[b]; });
    tally together{};
    for (const std::size_t row : inside) {
        add(together, sizes[row]);
    }
    const auto enough = [&] {
        return inside.size() > 1 && may_show(together, minimum) &&
               std::any_of(inside.begin(), inside.end(),
                           [&](std::size_t row) { return sizes[row] != sizes[inside.front()]; });
    };
    const auto take = [&](std::size_t row) {
        inside.push_back(row);
        add(together, sizes[row]);
    };
    std::size_t next = 0;
    while (next < outside.size() && !enough()) {
        // Equals go together: which of them comes first would tell something.
        const tally level = sizes[outside[next]];
        for (; next < outside.size() && sizes[outside[next]] == level; ++next) {
            take(outside[next]);
        }
    }
    // One hardly large enough row beside small ones looks like all of them being as large as a small one can be.
    if (next + 1 == outside.size() && !may_show(sizes[outside[next]], 2 * minimum)) {
        take(outside[next]);
    }
    for (const std::size_t row : inside) {
        pooled[row] = 1;
    }
    return pooled;
}

/// Divides the groups of a few rows as long as every part is large enough in every row.
struct row_division {
    const std::vector<std::vector<tally>>& cells;  ///< by row, then block of groups
    double minimum;
    std::vector<std::vector<unsigned char>>& hidden;  ///< in the same shape

    using rows = std::vector<std::size_t>;

    [[nodiscard]] tally sum(std::size_t row, std::size_t from, std::size_t to) const {
        tally result{};
        for (std::size_t block = from; block < to; ++block) {
            add(result, cells[row][block]);
        }
        return result;
    }

    [[nodiscard]] tally column(const rows& of, std::size_t block) const {
        tally result{};
        for (const std::size_t row : of) {
            add(result, cells[row][block]);
        }
        return result;
    }

    [[nodiscard]] rows present(const rows& of, std::size_t from, std::size_t to) const {
        rows result;
        std::copy_if(of.begin(), of.end(), std::back_inserter(result),
                     [&](std::size_t row) { return !nobody(sum(row, from, to)); });
        return result;
    }

    [[nodiscard]] bool enough(const rows& of, std::size_t from, std::size_t to) const {
        const bool rows_are =
            std::all_of(of.begin(), of.end(), [&](std::size_t row) { return may_show(sum(row, from, to), minimum); });
        if (!rows_are || present(of, from, to).size() > 1) {
            return rows_are;
        }
        // Of one row alone each group is known by subtraction.
        for (std::size_t block = from; block < to; ++block) {
            if (!may_show(column(of, block), minimum)) {
                return false;
            }
        }
        return true;
    }

    void hide(const rows& of, std::size_t from, std::size_t to) const {
        for (std::size_t block = from; block < to; ++block) {
            if (!nobody(column(of, block))) {
                for (const std::size_t row : of) {
                    hidden[row][block] = 1;
                }
            }
        }
    }

    void divide(const rows& all, std::size_t from, std::size_t to) const {
        const rows of = present(all, from, to);
        if (to - from < 2 || of.empty()) {
            return;
        }
        const std::size_t middle = from + (to - from) / 2;
        if (enough(of, from, middle) && enough(of, middle, to)) {
            divide(of, from, middle);
            divide(of, middle, to);
        } else {
            hide(of, from, to);
        }
    }
};

}  // namespace detail

/// Which cells of a table of categories by groups are not shown. `cells` has row by row the groups of a category;
/// customers of no known category are a row as well. `joined` is join_neighbours() of the groups of all rows together:
/// what is not told apart there is not told apart here.
///
/// The totals of the groups and, but for pooled rows, of the rows are taken as known. Rows of equal size are taken in
/// their order.
[[nodiscard]] inline row_protection protect_rows(std::span<const tally> cells, std::span<const std::size_t> joined,
                                                 double minimum = smallest_cell) {
    const std::size_t groups = joined.size();
    const std::size_t rows = groups > 0 ? cells.size() / groups : 0;
    std::vector<std::size_t> block_of(groups);
    std::size_t blocks = 0;
    for (std::size_t g = 0; g < groups; ++g) {
        blocks += joined[g] == g;
        block_of[g] = blocks - 1;
    }
    std::vector<tally> sizes(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t g = 0; g < groups; ++g) {
            detail::add(sizes[row], cells[row * groups + g]);
        }
    }
    row_protection result{detail::pool_rows(sizes, minimum), std::vector<unsigned char>(cells.size())};

    // What is divided: every row that is shown, and all that are put together as one more.
    std::vector<std::vector<tally>> of;
    std::vector<std::size_t> place(rows);
    const bool pool = std::find(result.pooled.begin(), result.pooled.end(), 1) != result.pooled.end();
    of.resize(pool ? 1 : 0, std::vector<tally>(blocks));
    for (std::size_t row = 0; row < rows; ++row) {
        place[row] = result.pooled[row] ? 0 : of.size();
        if (!result.pooled[row]) {
            of.emplace_back(blocks);
        }
        for (std::size_t g = 0; g < groups; ++g) {
            detail::add(of[place[row]][block_of[g]], cells[row * groups + g]);
        }
    }
    std::vector<std::vector<unsigned char>> hidden(of.size(), std::vector<unsigned char>(blocks));
    const detail::row_division division{of, minimum, hidden};
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < of.size(); ++i) {
        if (!detail::nobody(division.sum(i, 0, blocks))) {
            order.push_back(i);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return division.sum(a, 0, blocks) > division.sum(b, 0, blocks);
    });
    for (std::size_t at = 0; at < order.size();) {
        const std::size_t left = order.size() - at;
        const std::size_t count = left == 3 ? 3 : std::min<std::size_t>(2, left);  // none is left alone
        const std::vector<std::size_t> bundle(order.begin() + static_cast<std::ptrdiff_t>(at),
                                              order.begin() + static_cast<std::ptrdiff_t>(at + count));
        if (division.enough(bundle, 0, blocks)) {
            division.divide(bundle, 0, blocks);
        } else {
            division.hide(bundle, 0, blocks);
        }
        at += count;
    }

    std::vector<std::size_t> members(groups);
    for (const std::size_t first : joined) {
        ++members[first];
    }
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t g = 0; g < groups; ++g) {
            const bool anybody = !detail::nobody(of[place[row]][block_of[g]]);
            const bool together = members[joined[g]] > 1 || result.pooled[row];
            result.hidden[row * groups + g] = hidden[place[row]][block_of[g]] || (anybody && together);
        }
    }
    return result;
}

/// How much of a table of movement may be shown.
enum class movement_shown : std::uint8_t { everything, share, nothing };
inline constexpr std::array<std::string_view, 3> movement_shown_names = {"nothing", "table", "movement"};
/// What is suppressed, in the order of movement_shown.
[[nodiscard]] constexpr const auto& words_of(movement_shown) {
    return movement_shown_names;
}

/// How much of the movement from group to group may be shown: the whole table, if no count in it is small and none is
/// in what is left of the totals of the two days; else how many moved, if that leaves room; else nothing.
///
/// `count` has row by row where those of a group went, `before` and `after` the totals of the groups on the two days.
/// How many moved leaves room if they are 2 x minimum more than the totals of rows and columns need, and three groups
/// are large: then some of them went back and forth between groups that can be others. That depends on the totals and
/// the number of movers alone.
[[nodiscard]] inline movement_shown shown_of_movement(std::span<const double> count, std::span<const double> before,
                                                      std::span<const double> after, double minimum = smallest_cell) {
    const std::size_t groups = before.size();
    bool all = true;
    std::size_t large = 0;
    double n = 0;
    double stayed = 0;
    double needed = 0;
    for (std::size_t i = 0; i < groups; ++i) {
        double row = 0;
        double column = 0;
        for (std::size_t j = 0; j < groups; ++j) {
            row += count[i * groups + j];
            column += count[j * groups + i];
            all = all && may_show({count[i * groups + j]}, minimum);
        }
        all = all && may_show({before[i] - row}, minimum) && may_show({after[i] - column}, minimum);
        large += std::min(row, column) >= 2 * minimum;
        n += row;
        stayed += count[i * groups + i];
        needed += std::fabs(row - column) / 2;
    }
    if (all) {
        return movement_shown::everything;
    }
    const double moved = n - stayed;
    return large >= 3 && moved - needed >= 2 * minimum && stayed >= 2 * minimum ? movement_shown::share
                                                                                : movement_shown::nothing;
}

}  // namespace scvm::survey
