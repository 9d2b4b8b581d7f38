#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/proportion.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::equity {

/// How far a customer, or the company, has come. The numbers are part of the API.
enum class stage : std::uint8_t {
    none = 0,        ///< not even found
    find = 1,        ///< in contact
    understand = 2,  ///< speaks, and is answered
    bind = 3,        ///< comes back
    delight = 4,     ///< is enthusiastic, and has recommended: behaviour, not intention
    integrate = 5,   ///< creates value with the company: answers, ideas, tests
};
inline constexpr std::size_t stage_count = 5;
inline constexpr std::array<std::string_view, stage_count + 1> stage_names{"none", "find",    "understand",
                                                                           "bind", "delight", "integrate"};
[[nodiscard]] constexpr const auto& words_of(stage) {
    return stage_names;
}

/// Whether one step is reached: 0 no, 1 yes, unknown_step where nothing is known.
inline constexpr std::uint8_t unknown_step = 255;

/// What is known of customers, by columns; NaN: unknown. An empty column is unknown for everybody.
struct stage_evidence {
    std::span<const double> contacts;
    std::span<const double> answered;
    std::span<const double> returns;
    std::span<const double> satisfaction;
    std::span<const double> recommendations;
    std::span<const double> contributions;
};

void describe(const auto& is, const stage_evidence& o) {
    is("contacts", o.contacts, "Contacts of any kind.");
    is("answered", o.answered, "Own utterances that the company answered.");
    is("returns", o.returns, "Repeat purchases.");
    is("satisfaction", o.satisfaction, "Of the last survey, 0 to 100.");
    is("recommendations", o.recommendations, "Recommendations made, not intended.");
    is("contributions", o.contributions, "Accepted contributions and service acts for others.");
}

struct stage_rules {
    double contacts = 1;
    double answered = 1;
    double returns = 1;
    double satisfaction = 87.5;
    double recommendations = 1;
    double contributions = 1;
};

void describe(const auto& is, const stage_rules& o) {
    is("contacts", o.contacts, above(0), "Contacts from which a customer has been reached.");
    is("answered", o.answered, above(0), "Answered utterances from which there is a dialogue.");
    is("returns", o.returns, above(0), "Repeat purchases from which a customer is loyal.");
    is("satisfaction", o.satisfaction, above(0), "Satisfaction from which a customer who recommends is delighted.");
    is("recommendations", o.recommendations, above(0), "Recommendations from which a customer recommends.");
    is("contributions", o.contributions, above(0), "Contributions from which a customer is a partner.");
}

/// What is known of one customer; NaN: unknown.
struct customer_evidence {
    double contacts;
    double answered;
    double returns;
    double satisfaction;
    double recommendations;
    double contributions;
};

using customer_steps = std::array<std::uint8_t, stage_count>;

/// The steps of one customer, from what is known. The limits are "at least".
///
/// Delight needs both satisfaction and recommendations: one of them below its limit says no, even if the other is not
/// known.
[[nodiscard]] inline customer_steps steps_reached(const customer_evidence& of, const stage_rules& rules = {}) {
    const auto step = [](double known, double least) -> std::uint8_t {
        return std::isnan(known) ? unknown_step : known >= least ? 1 : 0;
    };
    const auto content = step(of.satisfaction, rules.satisfaction);
    const auto recommends = step(of.recommendations, rules.recommendations);
    const std::uint8_t delighted = content == 0 || recommends == 0                         ? 0
                                   : content == unknown_step || recommends == unknown_step ? unknown_step
                                                                                           : 1;
    return {step(of.contacts, rules.contacts), step(of.answered, rules.answered), step(of.returns, rules.returns),
            delighted, step(of.contributions, rules.contributions)};
}

/// The steps of every customer, customers × 5. Throws error{size_mismatch}.
[[nodiscard]] inline std::vector<std::uint8_t> steps_reached(const stage_evidence& of, std::size_t customers,
                                                             const stage_rules& rules = {}) {
    require_work("steps_reached", {1e-6 * static_cast<double>(customers), 150 * static_cast<double>(customers)});
    const std::array<std::span<const double>, 6> columns{of.contacts,     of.answered,        of.returns,
                                                         of.satisfaction, of.recommendations, of.contributions};
    constexpr std::array<const char*, 6> names{"contacts",     "answered",        "returns",
                                               "satisfaction", "recommendations", "contributions"};
    for (std::size_t k = 0; k < columns.size(); ++k) {
        require_size(names[k], columns[k].empty() ? customers : columns[k].size(), "customers", customers);
    }
    std::vector<std::uint8_t> result;
    result.reserve(customers * stage_count);
    for (std::size_t row = 0; row < customers; ++row) {
        const auto known = [row](std::span<const double> column) {
            return column.empty() ? std::numeric_limits<double>::quiet_NaN() : column[row];
        };
        const auto steps = steps_reached({known(of.contacts), known(of.answered), known(of.returns),
                                          known(of.satisfaction), known(of.recommendations), known(of.contributions)},
                                         rules);
        result.insert(result.end(), steps.begin(), steps.end());
    }
    return result;
}

/// Where one customer stands.
struct stage_place {
    stage at = stage::none;      ///< the highest step up to which none is missing
    std::uint8_t premature = 0;  ///< bits 0 … 4: a step is reached although a lower one is known not to be
    bool incomplete = false;     ///< a step is not known; the stage is then a lower bound
};

/// The stage of one customer. A step counts only with all lower ones; a higher one without is flagged.
[[nodiscard]] inline stage_place stage_of(std::span<const std::uint8_t, stage_count> reached) {
    stage_place result;
    std::uint8_t at = 0;
    bool gap = false;  // a lower step is known not to be reached
    for (std::size_t k = 0; k < stage_count; ++k) {
        result.incomplete = result.incomplete || reached[k] == unknown_step;
        if (reached[k] == 1) {
            at = static_cast<std::uint8_t>(at + (at == k ? 1u : 0u));
            result.premature = static_cast<std::uint8_t>(result.premature | (gap ? 1u << k : 0u));
        }
        gap = gap || reached[k] == 0;
    }
    result.at = static_cast<stage>(at);
    return result;
}

/// One step of the funnel.
struct funnel_step {
    std::size_t reached = 0;
    double share = std::numeric_limits<double>::quiet_NaN();
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
    double conversion = std::numeric_limits<double>::quiet_NaN();
    double conversion_low = std::numeric_limits<double>::quiet_NaN();
    double conversion_high = std::numeric_limits<double>::quiet_NaN();
};

void describe(const auto& is, const funnel_step& o) {
    is("reached", o.reached, "Customers who stand here or higher, all lower steps included.");
    is("share", o.share, "Of all customers, with Wilson's interval.");
    is("low", o.low, "Lower limit.");
    is("high", o.high, "Upper limit.");
    is("conversion", o.conversion, "Of those at the step before.");
    is("conversion_low", o.conversion_low, "Lower limit.");
    is("conversion_high", o.conversion_high, "Upper limit.");
}

struct stages_result {
    std::vector<stage> of_customer;        ///< the highest step up to which none is missing
    std::vector<std::uint8_t> premature;   ///< bits 0 … 4: a step is reached although a lower one is known not to be
    std::vector<std::uint8_t> incomplete;  ///< 1: a step is not known; the stage is then a lower bound
    std::array<funnel_step, stage_count> funnel{};
    std::size_t scaled = 0;  ///< customers with every step known: the n of what follows
    std::size_t errors = 0;  ///< steps that differ from the ideal pattern of the same number of steps
    double reproducibility = std::numeric_limits<double>::quiet_NaN();  ///< 1 - errors / (n · 5); a scale from 0.9
    double minimal_reproducibility = std::numeric_limits<double>::quiet_NaN();  ///< what the marginals alone would give
    double scalability = std::numeric_limits<double>::quiet_NaN();  ///< (rep. - minimal) / (1 - minimal); good from 0.6
};

/// Places customers on the ordered stages find, understand, bind, delight, integrate.
///
/// `reached` holds customers × 5 steps (0, 1, or unknown_step); see stage_of(). The order itself is tested: with s
/// steps reached, the ideal pattern is the lowest s, and
///
///     reproducibility = 1 - (steps that differ from the ideal) / (5 n)
///
/// over the customers of whom everything is known. Throws error{size_mismatch}, error{domain}.
/// Source: Guttman 1944, American Sociological Review 9; errors after Goodenough 1944 and Edwards 1957; scalability
/// after Menzel 1953, Public Opinion Quarterly 17.
[[nodiscard]] inline stages_result stages(std::span<const std::uint8_t> reached,
                                          double confidence = math::usual_confidence) {
    if (reached.size() % stage_count != 0) {
        throw error(errc::size_mismatch,
                    "reached has " + std::to_string(reached.size()) + " steps: expected five for each customer");
    }
    math::require_confidence(confidence);
    const std::size_t customers = reached.size() / stage_count;
    stages_result result;
    std::array<std::size_t, stage_count> marginal{};
    for (std::size_t row = 0; row < customers; ++row) {
        const auto steps = reached.subspan(row * stage_count).first<stage_count>();
        std::size_t sum = 0;
        for (std::size_t k = 0; k < stage_count; ++k) {
            if (steps[k] != 0 && steps[k] != 1 && steps[k] != unknown_step) {
                throw_domain("reached", row * stage_count + k, steps[k], "0, 1, or 255 for unknown");
            }
            sum += steps[k] == 1;
        }
        const stage_place place = stage_of(steps);
        result.of_customer.push_back(place.at);
        result.premature.push_back(place.premature);
        result.incomplete.push_back(place.incomplete);
        for (std::size_t k = 0; k < static_cast<std::size_t>(place.at); ++k) {
            ++result.funnel[k].reached;
        }
        if (!place.incomplete) {
            ++result.scaled;
            for (std::size_t k = 0; k < stage_count; ++k) {
                marginal[k] += steps[k];
                result.errors += (steps[k] == 1) != (k < sum) ? 1 : 0;
            }
        }
    }
    const double z = math::two_sided_quantile(confidence);
    double before = static_cast<double>(customers);
    for (funnel_step& step : result.funnel) {
        const auto here = static_cast<double>(step.reached);
        if (customers > 0) {
            const auto range = math::score_range(here, static_cast<double>(customers), z);
            step.share = here / static_cast<double>(customers);
            step.low = range.low;
            step.high = range.high;
        }
        if (before > 0) {
            const auto range = math::score_range(here, before, z);
            step.conversion = here / before;
            step.conversion_low = range.low;
            step.conversion_high = range.high;
        }
        before = here;
    }
    if (result.scaled > 0) {
        const auto n = static_cast<double>(result.scaled);
        double usual = 0;
        for (const auto count : marginal) {
            usual += std::max(static_cast<double>(count), n - static_cast<double>(count));
        }
        result.reproducibility = 1 - static_cast<double>(result.errors) / (n * stage_count);
        result.minimal_reproducibility = usual / (n * stage_count);
        if (result.minimal_reproducibility < 1) {
            result.scalability =
                (result.reproducibility - result.minimal_reproducibility) / (1 - result.minimal_reproducibility);
        }
    }
    return result;
}

/// The company's stage from one index in 0 … 1 per stage: reached from 0.5, and only with all lower ones.
///
/// NaN: not measured, and nothing above it can be said to be reached. `premature` receives the bits of the stages that
/// are reached although a lower one is not known to be. Throws error{domain} for an index outside 0 … 1.
[[nodiscard]] inline stage company_stage(std::span<const double, stage_count> index, std::uint8_t* premature = nullptr,
                                         double threshold = 0.5) {
    std::size_t at = 0;
    std::uint8_t early = 0;
    for (std::size_t k = 0; k < stage_count; ++k) {
        if (!(std::isnan(index[k]) || (index[k] >= 0 && index[k] <= 1))) {
            throw_domain("index", k, index[k], "an index from 0 to 1, or NaN where it was not measured");
        }
        if (index[k] >= threshold) {
            early = static_cast<std::uint8_t>(early | (at < k ? 1u << k : 0u));
            at += at == k ? 1u : 0u;
        }
    }
    if (premature != nullptr) {
        *premature = early;
    }
    return static_cast<stage>(at);
}

/// What still keeps a customer from being integrated. Bits; part of the API.
enum integration_barrier : std::uint8_t {
    ready_to_integrate = 0,
    no_heavy_contributor = 1,
    no_fan_or_sympathizer = 2,
    no_consent = 4,
};

/// Who is ready to be integrated: heavy contributors who are fans or sympathizers and consented. 0 or 1 each, one row
/// per customer; the result holds bits of integration_barrier, 0 for who is ready. Throws error{size_mismatch}.
[[nodiscard]] inline std::vector<std::uint8_t> integration_barriers(std::span<const std::uint8_t> heavy,
                                                                    std::span<const std::uint8_t> fan_or_sympathizer,
                                                                    std::span<const std::uint8_t> consented) {
    require_size("fan_or_sympathizer", fan_or_sympathizer.size(), "heavy", heavy.size());
    require_size("consented", consented.size(), "heavy", heavy.size());
    std::vector<std::uint8_t> result(heavy.size());
    for (std::size_t row = 0; row < heavy.size(); ++row) {
        result[row] =
            static_cast<std::uint8_t>((heavy[row] != 0 ? 0u : std::uint8_t{no_heavy_contributor}) |
                                      (fan_or_sympathizer[row] != 0 ? 0u : std::uint8_t{no_fan_or_sympathizer}) |
                                      (consented[row] != 0 ? 0u : std::uint8_t{no_consent}));
    }
    return result;
}

}  // namespace scvm::equity
