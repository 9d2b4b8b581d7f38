#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/rank.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/work.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace scvm::equity {

/// One way to get a problem solved: a helper, or the company's technician.
struct helper_offer {
    double price = 0;          ///< money
    double p_fail = 0;         ///< 0 … 1, probability that the problem remains: 1 - trust
    double loss = 0;           ///< money lost if it does
    double waiting_hours = 0;  ///< >= 0, until it is solved
};

/// What an offer costs on average, in the currency of its money; NaN if a field is.
///
///     price + P(fail) · loss + waiting · value of an hour
///
/// Throws error{domain} for a field outside its range.
[[nodiscard]] inline double expected_cost(const helper_offer& of, double value_of_hour) {
    if (!(std::isnan(of.p_fail) || (of.p_fail >= 0 && of.p_fail <= 1))) {
        throw_domain("p_fail", of.p_fail, "0 <= p_fail <= 1");
    }
    if (!(std::isnan(of.waiting_hours) || of.waiting_hours >= 0)) {
        throw_domain("waiting_hours", of.waiting_hours, "waiting_hours >= 0");
    }
    if (!(std::isnan(of.loss) || of.loss >= 0)) {
        throw_domain("loss", of.loss, "loss >= 0");
    }
    return of.price + of.p_fail * of.loss + of.waiting_hours * value_of_hour;
}

/// Whether there is a P(fail) at which the chosen way costs as much as the second. The numbers are part of the API.
enum class break_even : std::uint8_t { probability = 0, never = 1, no_loss = 2, no_other = 3, nobody = 4 };
inline constexpr std::array<word, 5> break_even_words{{
    {"probability", "there is"},
    {"never", "the chosen stays cheaper even if it surely fails"},
    {"no_loss", "nothing is lost if it fails: how often it does decides nothing"},
    {"no_other", "there is no second way"},
    {"nobody", "there is no way at all"},
}};
[[nodiscard]] constexpr const auto& words_of(break_even) {
    return break_even_words;
}

/// The cheapest way, and what would change the choice.
struct routing {
    static constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();
    std::size_t chosen = nobody;
    double cost = std::numeric_limits<double>::quiet_NaN();
    double runner_up = std::numeric_limits<double>::quiet_NaN();
    double break_even_p_fail = std::numeric_limits<double>::quiet_NaN();
    break_even break_even_status = break_even::nobody;
    std::vector<double> costs;
};

void describe(const auto& is, const routing& o) {
    is("chosen", o.chosen, null_is(routing::nobody),
       "The offer with the lowest expected cost; ties go to the first; null: none.");
    is("cost", o.cost, "Its expected cost.");
    is("runner_up", o.runner_up, "Expected cost of the second cheapest.");
    is("break_even_p_fail", o.break_even_p_fail,
       "P(fail) at which the chosen costs as much as the second; null where there is none.");
    is("break_even_status", o.break_even_status, "Whether there is one, and why not.");
    is("costs", o.costs, "Of each offer; NaN: not comparable.");
}

/// Chooses among offers by expected cost; offers with an unknown field are not chosen.
///
/// `most_p_fail` excludes offers that fail more often, whatever they cost. Throws error{domain}.
[[nodiscard]] inline routing route(std::span<const helper_offer> offers, double value_of_hour, double most_p_fail = 1) {
    if (!(most_p_fail >= 0 && most_p_fail <= 1)) {
        throw_domain("most_p_fail", most_p_fail, "0 <= most_p_fail <= 1");
    }
    if (!(value_of_hour >= 0 && std::isfinite(value_of_hour))) {
        throw_domain("value_of_hour", value_of_hour, "a finite amount >= 0");
    }
    routing result;
    for (std::size_t i = 0; i < offers.size(); ++i) {
        const double cost = expected_cost(offers[i], value_of_hour);
        result.costs.push_back(cost);
        if (std::isnan(cost) || offers[i].p_fail > most_p_fail) {
            continue;
        }
        if (result.chosen == routing::nobody || cost < result.cost) {
            result.runner_up = result.cost;
            result.cost = cost;
            result.chosen = i;
        } else if (std::isnan(result.runner_up) || cost < result.runner_up) {
            result.runner_up = cost;
        }
    }
    if (result.chosen == routing::nobody) {
        return result;
    }
    const helper_offer& best = offers[result.chosen];
    if (std::isnan(result.runner_up)) {
        result.break_even_status = break_even::no_other;
    } else if (!(best.loss > 0)) {
        result.break_even_status = break_even::no_loss;
    } else if (const double p = best.p_fail + (result.runner_up - result.cost) / best.loss; p <= 1) {
        result.break_even_status = break_even::probability;
        result.break_even_p_fail = p;
    } else {
        result.break_even_status = break_even::never;
    }
    return result;
}

/// Ratings that both sides of a job give each other, by columns; NaN: not given.
struct two_sided_ratings {
    std::span<const std::uint32_t> helper;
    std::span<const std::uint32_t> seeker;
    std::span<const double> of_helper;
    std::span<const double> of_seeker;
    std::span<const std::uint8_t> closed;
};

void describe(const auto& is, const two_sided_ratings& o) {
    is("helper", o.helper, required, "The helper of each job, from 0.");
    is("seeker", o.seeker, required, "The seeker of each job, from 0.");
    is("of_helper", o.of_helper, required, "The helper's rating by the seeker.");
    is("of_seeker", o.of_seeker, required, "The seeker's rating by the helper.");
    is("closed", o.closed, required, yes_or_no, "Whether the time to rate is over.");
}

struct rating_rules {
    double usual = 4;
    double weight = 5;
};

void describe(const auto& is, const rating_rules& o) {
    is("usual", o.usual, finite_number, "The rating C that few ratings are shrunk towards.");
    is("weight", o.weight, at_least(0).finite(), "How many ratings the usual one is worth, m.");
}

/// Shrunk ratings, and whether ratings answer one another.
struct rating_summary {
    std::vector<double> helper_rating;
    std::vector<double> seeker_rating;
    std::vector<std::uint32_t> helper_ratings;
    std::vector<std::uint32_t> seeker_ratings;
    std::vector<std::uint8_t> revealed;
    std::size_t pairs = 0;
    double correlation = std::numeric_limits<double>::quiet_NaN();
    double correlation_low = std::numeric_limits<double>::quiet_NaN();
    double correlation_high = std::numeric_limits<double>::quiet_NaN();
};

void describe(const auto& is, const rating_summary& o) {
    is("helper_rating", o.helper_rating, "Shrunk mean of the revealed ratings; null without any.");
    is("seeker_rating", o.seeker_rating, "The same of seekers.");
    is("helper_ratings", o.helper_ratings, "How many revealed ratings it is of.");
    is("seeker_ratings", o.seeker_ratings, "The same of seekers.");
    is("revealed", o.revealed, "Per row: both have rated, or the time is over.");
    is("pairs", o.pairs, "Revealed rows with both ratings.");
    is("correlation", o.correlation, "Of the two ratings, each less its person's mean.");
    is("correlation_low", o.correlation_low, "By Fisher's z; NaN below 4 pairs.");
    is("correlation_high", o.correlation_high, "Above 0 with the low one: retaliation or favours.");
}

/// Two-sided ratings: neither side sees the other's before both are given or the time is over, both are shrunk.
///
/// A rating counts once it is revealed. What a person usually gets is taken off before the two sides are correlated:
/// good pairs rate each other well without any retaliation. Throws error{size_mismatch}; error{domain} for a person who
/// is not there or an infinite rating.
[[nodiscard]] inline rating_summary summarise_ratings(const two_sided_ratings& of, std::uint32_t helpers,
                                                      std::uint32_t seekers, const rating_rules& rules = {},
                                                      double confidence = math::usual_confidence) {
    require_work("summarise_ratings",
                 {5e-7 * (static_cast<double>(helpers) + seekers), 150 * (static_cast<double>(helpers) + seekers)});
    const std::size_t count = of.helper.size();
    require_size("seeker", of.seeker.size(), "helper", count);
    require_size("of_helper", of.of_helper.size(), "helper", count);
    require_size("of_seeker", of.of_seeker.size(), "helper", count);
    require_size("closed", of.closed.size(), "helper", count);
    require_described(rules);
    math::require_confidence(confidence);
    rating_summary result;
    std::vector<math::precise_sum> helper_sum(helpers);
    std::vector<math::precise_sum> seeker_sum(seekers);
    result.helper_ratings.resize(helpers);
    result.seeker_ratings.resize(seekers);
    for (std::size_t row = 0; row < count; ++row) {
        if (of.helper[row] >= helpers) {
            throw_domain("helper", row, of.helper[row], "a helper who is there");
        }
        if (of.seeker[row] >= seekers) {
            throw_domain("seeker", row, of.seeker[row], "a seeker who is there");
        }
        const double a = of.of_helper[row];
        const double b = of.of_seeker[row];
        if (std::isinf(a) || std::isinf(b)) {
            throw_domain(std::isinf(a) ? "of_helper" : "of_seeker", row, std::isinf(a) ? a : b, "a finite rating");
        }
        const bool both = !std::isnan(a) && !std::isnan(b);
        result.revealed.push_back(both || of.closed[row] != 0 ? 1 : 0);
        if (result.revealed[row] == 0) {
            continue;
        }
        result.pairs += both ? 1 : 0;
        if (!std::isnan(a)) {
            helper_sum[of.helper[row]].add(a);
            ++result.helper_ratings[of.helper[row]];
        }
        if (!std::isnan(b)) {
            seeker_sum[of.seeker[row]].add(b);
            ++result.seeker_ratings[of.seeker[row]];
        }
    }
    const auto shrunk = [&](const math::precise_sum& sum, std::uint32_t n) {
        return (sum.value() + rules.weight * rules.usual) / (n + rules.weight);
    };
    for (std::uint32_t i = 0; i < helpers; ++i) {
        result.helper_rating.push_back(shrunk(helper_sum[i], result.helper_ratings[i]));
    }
    for (std::uint32_t i = 0; i < seekers; ++i) {
        result.seeker_rating.push_back(shrunk(seeker_sum[i], result.seeker_ratings[i]));
    }
    std::vector<double> a;
    std::vector<double> b;
    for (std::size_t row = 0; row < count; ++row) {
        if (!std::isnan(of.of_helper[row]) && !std::isnan(of.of_seeker[row])) {
            a.push_back(of.of_helper[row] - result.helper_rating[of.helper[row]]);
            b.push_back(of.of_seeker[row] - result.seeker_rating[of.seeker[row]]);
        }
    }
    if (result.pairs >= 2) {
        result.correlation = math::pearson_correlation(a, b);
    }
    if (result.pairs >= 4 && !std::isnan(result.correlation)) {
        const auto range = math::correlation_interval(result.correlation, static_cast<double>(result.pairs),
                                                      math::two_sided_quantile(confidence));
        result.correlation_low = range.low;
        result.correlation_high = range.high;
    }
    return result;
}

}  // namespace scvm::equity
