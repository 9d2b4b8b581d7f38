// The auditor: it knows the rule as well as the figures, and looks for other data that would have been published in
// just the same way. A hidden figure of which there is none with another value is no secret.
#include <scvm/math/random.hpp>
#include <scvm/survey/disclosure.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

using namespace scvm::survey;

namespace {

using flags = std::vector<unsigned char>;

/// Categories by groups; a reader gets what `published` says, and nothing else.
struct base {
    std::size_t rows;
    std::size_t groups;
    std::vector<int> count;

    [[nodiscard]] int size(std::size_t row) const {
        int result = 0;
        for (std::size_t g = 0; g < groups; ++g) {
            result += count[row * groups + g];
        }
        return result;
    }

    [[nodiscard]] int total(std::size_t group) const {
        int result = 0;
        for (std::size_t row = 0; row < rows; ++row) {
            result += count[row * groups + group];
        }
        return result;
    }
};

struct publication {
    std::string text;
    flags hidden;  ///< by cell, then by row its size, then by group its total
};

publication publish(const base& of, double minimum) {
    std::vector<tally> cells;
    for (const int count : of.count) {
        cells.push_back({static_cast<double>(count)});
    }
    std::vector<tally> totals;
    for (std::size_t g = 0; g < of.groups; ++g) {
        totals.push_back({static_cast<double>(of.total(g))});
    }
    const auto joined = join_neighbours(totals, minimum);
    const auto may = protect_rows(cells, joined, minimum);
    publication result{"", may.hidden};
    result.hidden.insert(result.hidden.end(), may.pooled.begin(), may.pooled.end());
    const auto whole = hidden_among(totals, joined, minimum);
    result.hidden.insert(result.hidden.end(), whole.begin(), whole.end());
    const auto say = [&](bool hidden, int count) { result.text += hidden ? "?," : std::to_string(count) + ","; };
    for (std::size_t i = 0; i < of.count.size(); ++i) {
        say(may.hidden[i] != 0, of.count[i]);
    }
    for (std::size_t row = 0; row < of.rows; ++row) {
        say(may.pooled[row] != 0, of.size(row));
    }
    for (std::size_t g = 0; g < of.groups; ++g) {
        say(whole[g] != 0, of.total(g));
        int together = 0;  // more than is published: what each run of neighbours adds up to
        for (std::size_t other = 0; other < of.groups; ++other) {
            together += joined[other] == g ? of.total(other) : 0;
        }
        say(false, together);
    }
    return result;
}

/// The value of the i-th figure of a publication.
int figure(const base& of, std::size_t i) {
    const std::size_t cells = of.count.size();
    return i < cells ? of.count[i] : i < cells + of.rows ? of.size(i - cells) : of.total(i - cells - of.rows);
}

/// Visits every base of so many rows, groups and customers.
void every_base(std::size_t rows, std::size_t groups, int customers, const std::function<void(const base&)>& visit) {
    base of{rows, groups, std::vector<int>(rows * groups)};
    const std::function<void(std::size_t, int)> fill = [&](std::size_t i, int left) {
        if (i + 1 == of.count.size()) {
            of.count[i] = left;
            visit(of);
            return;
        }
        for (int count = 0; count <= left; ++count) {
            of.count[i] = count;
            fill(i + 1, left - count);
        }
    };
    fill(0, customers);
}

/// How many hidden figures are betrayed, over all bases of a size.
std::size_t betrayed(std::size_t rows, std::size_t groups, int customers, double minimum) {
    std::unordered_map<std::string, std::vector<std::set<int>>> values;
    std::size_t small_shown = 0;
    every_base(rows, groups, customers, [&](const base& of) {
        const publication found = publish(of, minimum);
        auto& seen = values[found.text];
        seen.resize(found.hidden.size());
        for (std::size_t i = 0; i < found.hidden.size(); ++i) {
            if (found.hidden[i] != 0) {
                seen[i].insert(figure(of, i));
            } else {
                small_shown += figure(of, i) > 0 && figure(of, i) < minimum;
            }
        }
    });
    std::size_t result = small_shown;
    for (const auto& [text, seen] : values) {
        for (std::size_t i = 0; i < seen.size(); ++i) {
            // The size of the only category is the total, which everybody knows.
            const bool only = rows == 1 && i == groups;
            result += !only && seen[i].size() == 1;
        }
    }
    return result;
}

/// A random base as they occur: groups of unequal size, a few large and a few tiny categories.
base random_base(std::uint64_t seed) {
    scvm::math::random_stream draw(31, seed);
    base of{1 + draw.below(7), 5, {}};
    of.count.resize(of.rows * of.groups);
    std::array<double, 5> weight{};
    for (double& each : weight) {
        each = draw.bernoulli(0.2) ? 0 : draw.bernoulli(0.3) ? 0.05 : draw.uniform();
    }
    for (std::size_t row = 0; row < of.rows; ++row) {
        const std::size_t size = draw.bernoulli(0.3) ? draw.below(6) : draw.below(60);
        for (std::size_t i = 0; i < size; ++i) {
            double at = draw.uniform() * (weight[0] + weight[1] + weight[2] + weight[3] + weight[4]);
            std::size_t g = 0;
            while (g < 4 && at >= weight[g]) {
                at -= weight[g++];
            }
            ++of.count[row * 5 + g];
        }
    }
    return of;
}

/// Walks through bases that are published like this one, by exchanging customers; strikes out the hidden figures that
/// they differ in.
void vary(const base& of, const publication& found, double minimum, flags& open, scvm::math::random_stream& draw) {
    const auto step = [&](base& other) {
        const int by = 1 + static_cast<int>(draw.below(draw.bernoulli(0.2) ? 12 : 3));
        const std::size_t r = draw.below(of.rows);
        const std::size_t s = draw.below(of.rows);
        const std::size_t g = draw.below(5);
        const std::size_t h = draw.below(5);
        const auto add = [&](std::size_t row, std::size_t group, int count) { other.count[row * 5 + group] += count; };
        switch (draw.below(4)) {
            case 0:  // one category gives the other a group, and gets another: all totals stay
                add(r, g, by), add(r, h, -by), add(s, g, -by), add(s, h, by);
                break;
            case 1:  // a group's customers are of another group
                add(r, g, by), add(r, h, -by);
                break;
            case 2:  // customers are of another category
                add(r, g, by), add(s, g, -by);
                break;
            default:  // two categories are exchanged
                for (std::size_t each = 0; each < 5; ++each) {
                    std::swap(other.count[r * 5 + each], other.count[s * 5 + each]);
                }
        }
    };
    base here = of;
    for (int attempt = 0; attempt < 100000 && std::count(open.begin(), open.end(), 1) > 0; ++attempt) {
        base other = here;
        for (int steps = 1 + static_cast<int>(draw.below(3)); steps > 0; --steps) {
            step(other);
        }
        if (std::any_of(other.count.begin(), other.count.end(), [](int count) { return count < 0; }) ||
            publish(other, minimum).text != found.text) {
            continue;
        }
        for (std::size_t i = 0; i < open.size(); ++i) {
            open[i] = open[i] != 0 && figure(other, i) == figure(of, i);
        }
        here = other;
    }
}

}  // namespace

TEST_CASE("neighbours are put together until they are enough") {
    CHECK(suppress_small(std::vector<double>{40, 3, 12, 8, 0}) == flags{0, 1, 1, 0, 0});
    CHECK(suppress_small(std::vector<double>{4, 3, 12, 8, 0}) == flags{1, 1, 0, 0, 0});
    CHECK(suppress_small(std::vector<double>{5, 30}) == flags{0, 0});
    CHECK(suppress_small(std::vector<double>{0, 9, 4, 0}) == flags{0, 1, 1, 1});  // the end joins what was enough
    CHECK(suppress_small(std::vector<double>{30, 30, 0, 0, 1}) == flags{0, 1, 1, 1, 1});
    CHECK(suppress_small(std::vector<double>{1}) == flags{1});
    CHECK(suppress_small({}) == flags{});
    // Fewer than five in all: which of them are zero would tell whose the customer is.
    for (std::size_t of = 0; of < 5; ++of) {
        std::vector<double> one(5);
        one[of] = 1;
        CHECK(suppress_small(one) == flags{1, 1, 1, 1, 1});
    }
    CHECK(suppress_small(std::vector<double>{2, 9, 3}, 3) == flags{1, 1, 0});
}

TEST_CASE("an amount of few among many is hidden with its group's neighbours") {
    const std::vector<tally> groups{{30, 30, 30, 30}, {20, 2, 2, 20}, {10, 10, 10, 10}, {0, 0, 0, 0}, {8, 8, 8, 8}};
    const auto joined = join_neighbours(groups);
    CHECK(joined == std::vector<std::size_t>{0, 1, 1, 3, 4});
    CHECK(hidden_among(groups, joined) == flags{0, 1, 1, 0, 0});
    // What is together already stays together.
    CHECK(join_neighbours(groups, 5, {0, 0, 2, 3, 3}) == std::vector<std::size_t>{0, 0, 2, 3, 3});
}

TEST_CASE("tiny categories are put together with the next larger ones") {
    // By name: 1, 40, 6, 30 customers; the first goes with the third, and nobody knows whose the one is.
    const std::vector<tally> cells{{1}, {0}, {20}, {20}, {3}, {3}, {15}, {15}};
    const std::vector<std::size_t> apart{0, 1};
    const auto may = protect_rows(cells, apart);
    CHECK(may.pooled == flags{1, 0, 1, 0});
    CHECK(may.hidden[0] == 1);
    CHECK(may.hidden[4] == 1);
}

TEST_CASE("for every base of a small size, every hidden figure has two values or more") {
    for (const int customers : {1, 2, 3, 5, 8, 10}) {
        CAPTURE(customers);
        CHECK(betrayed(1, 5, customers, 3) == 0);
        CHECK(betrayed(2, 3, customers, 3) == 0);
        CHECK(betrayed(3, 2, customers, 3) == 0);
    }
    CHECK(betrayed(1, 5, 16, 5) == 0);
    CHECK(betrayed(2, 5, 7, 3) == 0);
    CHECK(betrayed(3, 3, 7, 3) == 0);
    CHECK(betrayed(4, 2, 9, 3) == 0);
    CHECK(betrayed(6, 1, 12, 3) == 0);
    CHECK(betrayed(2, 2, 18, 5) == 0);
}

TEST_CASE("the auditor finds what the rule of one second cell betrays") {
    // Hidden is what is small, and one zero if there is no other: the zero that is hidden tells which one is not.
    std::unordered_map<std::string, std::set<int>> first;
    every_base(1, 3, 1, [&](const base& of) {
        std::string text;
        for (std::size_t g = 0; g < 3; ++g) {
            text += of.count[g] > 0 || g == (of.count[0] > 0 ? 1 : 0) ? "?" : "0";
        }
        first[text].insert(of.count[2]);
    });
    CHECK(first["?0?"] == std::set<int>{1});
}

TEST_CASE("for 1,000 random bases, other data are published alike, for each hidden figure") {
    std::size_t hidden = 0;
    std::size_t figures = 0;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        const base of = random_base(seed);
        const publication found = publish(of, smallest_cell);
        flags open = found.hidden;
        if (of.rows == 1) {
            open[5] = 0;  // the size of the only category is the total
        }
        hidden += static_cast<std::size_t>(std::count(found.hidden.begin(), found.hidden.end(), 1));
        figures += found.hidden.size();
        scvm::math::random_stream draw(32, seed);
        vary(of, found, smallest_cell, open, draw);
        CAPTURE(seed);
        CAPTURE(found.text);
        CHECK(std::count(open.begin(), open.end(), 1) == 0);
    }
    CHECK(hidden > 2000);
    CHECK(figures - hidden > 2000);
}

TEST_CASE("how many have come at least so far betrays no small number, over all bases of a size") {
    for (const auto& [places, customers, minimum] :
         std::vector<std::tuple<std::size_t, int, double>>{{6, 3, 3}, {6, 8, 3}, {6, 11, 3}, {4, 17, 5}, {2, 4, 5}}) {
        std::unordered_map<std::string, std::vector<std::set<int>>> values;  // who stand there, then here or further
        std::size_t small_shown = 0;
        every_base(1, places, customers, [&](const base& of) {
            const std::vector<double> at(of.count.begin(), of.count.end());
            const flags hidden = suppress_steps(at, minimum);
            std::vector<int> reached(places + 1);
            for (std::size_t i = places; i-- > 0;) {
                reached[i] = reached[i + 1] + of.count[i];
            }
            std::string text;
            for (std::size_t i = 0; i < places; ++i) {
                text += hidden[i] != 0 ? "?," : std::to_string(reached[i]) + ",";
            }
            auto& seen = values[text];
            seen.resize(2 * places);
            for (std::size_t i = 0; i < places; ++i) {
                seen[i].insert(of.count[i]);
                if (hidden[i] != 0) {
                    seen[places + i].insert(reached[i]);
                } else {
                    small_shown += i > 0 && reached[i] > 0 && reached[i] < minimum;
                }
            }
        });
        CHECK(small_shown == 0);
        CHECK(values.size() >= (customers < minimum ? 1U : places));
        for (const auto& [text, seen] : values) {
            CAPTURE(text);
            for (std::size_t i = 0; i < places; ++i) {
                CHECK((seen[i].size() > 1 || *seen[i].begin() == 0 || *seen[i].begin() >= minimum));
                CHECK(seen[places + i].size() != 1);
            }
        }
    }
}

TEST_CASE("who moved betrays no small number, whatever is known of the two days") {
    for (const auto& [groups, customers] : std::vector<std::pair<std::size_t, int>>{{2, 9}, {2, 16}, {3, 9}, {3, 11}}) {
        std::unordered_map<std::string, std::vector<std::set<int>>> values;
        every_base(groups, groups, customers, [&](const base& of) {
            std::vector<double> count(of.count.begin(), of.count.end());
            std::vector<double> before;
            std::vector<double> after;
            std::vector<tally> first;
            std::vector<tally> second;
            int stayed = 0;
            for (std::size_t g = 0; g < groups; ++g) {
                before.push_back(of.size(g));
                after.push_back(of.total(g));
                first.push_back({before.back()});
                second.push_back({after.back()});
                stayed += of.count[g * groups + g];
            }
            std::string text;
            bool hides = false;
            for (const auto& day : {first, second}) {
                const auto joined = join_neighbours(day, 3);
                const auto hidden = hidden_among(day, joined, 3);
                for (std::size_t g = 0; g < groups; ++g) {
                    double together = 0;
                    for (std::size_t other = 0; other < groups; ++other) {
                        together += joined[other] == g ? day[other][0] : 0;
                    }
                    hides = hides || hidden[g] != 0;
                    text += std::to_string(together) + (hidden[g] != 0 ? "?," : ",");
                }
            }
            const auto shown = hides ? movement_shown::nothing : shown_of_movement(count, before, after, 3);
            if (shown == movement_shown::everything) {
                return;
            }
            text += shown == movement_shown::share ? "moved " + std::to_string(customers - stayed) : "";
            auto& seen = values[text];
            seen.resize(count.size());
            for (std::size_t i = 0; i < count.size(); ++i) {
                seen[i].insert(of.count[i]);
            }
        });
        CHECK(values.size() > 5);
        for (const auto& [text, seen] : values) {
            for (const auto& each : seen) {
                CAPTURE(text);
                // A number that the totals leave no choice about is no secret, unless it is small.
                CHECK((each.size() > 1 || *each.begin() == 0 || *each.begin() >= 3));
            }
        }
    }
}

TEST_CASE("of a large panel the whole table is shown, of a middling one who moved, of a small one nothing") {
    const std::vector<double> large{40, 10, 8, 9, 50, 7, 6, 5, 30};
    CHECK(shown_of_movement(large, std::vector<double>{58, 66, 41}, std::vector<double>{55, 65, 45}) ==
          movement_shown::everything);
    // One customer of the first group is there no more.
    CHECK(shown_of_movement(large, std::vector<double>{59, 66, 41}, std::vector<double>{55, 65, 45}) ==
          movement_shown::share);
    const std::vector<double> middling{40, 10, 1, 9, 50, 7, 2, 5, 30};
    CHECK(shown_of_movement(middling, std::vector<double>{51, 66, 37}, std::vector<double>{51, 65, 38}) ==
          movement_shown::share);
    const std::vector<double> few{40, 1, 0, 0, 50, 0, 0, 0, 30};
    CHECK(shown_of_movement(few, std::vector<double>{41, 50, 30}, std::vector<double>{40, 51, 30}) ==
          movement_shown::nothing);
}
