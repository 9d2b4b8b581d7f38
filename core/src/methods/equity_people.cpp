#include "methods/graph_argument.hpp"
#include "methods/methods.hpp"

#include <scvm/equity/contributions.hpp>
#include <scvm/equity/helper_market.hpp>
#include <scvm/equity/helpers.hpp>
#include <scvm/equity/service_ways.hpp>
#include <scvm/equity/stages.hpp>
#include <scvm/equity/who_matters.hpp>

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

namespace scvm::methods {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double most_in_detail = 1e6;  // several sums for each person, even if nothing is known

constexpr auto step_names = std::span(equity::stage_names).subspan<1>();
constexpr std::array<std::string_view, 3> barrier_names = {"no_heavy_contributor", "no_fan_or_sympathizer",
                                                           "no_consent"};

/// The names of the bits that are set.
[[nodiscard]] std::vector<std::string_view> names_of(unsigned bits, std::span<const std::string_view> names) {
    std::vector<std::string_view> result;
    for (std::size_t k = 0; k < names.size(); ++k) {
        if ((bits >> k & 1u) != 0) {
            result.push_back(names[k]);
        }
    }
    return result;
}

[[nodiscard]] std::vector<std::vector<std::string_view>> names_of_each(std::span<const std::uint8_t> rows,
                                                                       std::span<const std::string_view> names) {
    std::vector<std::vector<std::string_view>> result;
    for (const std::uint8_t bits : rows) {
        result.push_back(names_of(bits, names));
    }
    return result;
}

/// `values` in rows of `width`.
template <class Value>
[[nodiscard]] std::vector<std::vector<Value>> rows_of(std::span<const Value> values, std::size_t width) {
    std::vector<std::vector<Value>> result;
    for (std::size_t i = 0; i < values.size(); i += width) {
        const auto row = values.subspan(i, width);
        result.emplace_back(row.begin(), row.end());
    }
    return result;
}

/// What was shared, by columns.
struct contributions {
    std::vector<std::uint32_t> person{};
    std::vector<std::string> kind{};
    std::vector<double> units{};
    std::vector<double> accepted{};
    std::vector<double> worth{};
    std::vector<double> age_days{};
};
void describe(const auto& is, const contributions& o) {
    is("person", o.person, required, people, "Who shared.");
    is("kind", o.kind, required, "What was shared; a row of an unknown kind is rejected.");
    is("units", o.units, "In the unit of the kind (ideas, answers, days lent); none: 1 each.");
    is("accepted", o.accepted, "0 to 1: accepted, implemented, solved; null: not decided yet.");
    is("worth", o.worth, "Money of this row where a formula gives it; null where none does.");
    is("age_days", o.age_days, "Before the moment of scoring; none: 0.");
}

struct kind_told {
    double units = 0;
    equity::sharing_kind_summary found{};
};
void describe(const auto& is, const kind_told& o) {
    is("units", o.units, "Of all persons.");
    describe(is, o.found);
}

struct profiles {
    equity::sharing_profiles found{};
    std::vector<std::vector<double>> profile{};
    std::array<kind_told, equity::sharing_kinds> kinds{};
};
void describe(const auto& is, const profiles& o) {
    is("profile", o.profile, "For each person the decayed units of each kind.");
    is("diversity", o.found.diversity, "How many kinds each person shares, 1 to 7; null for who shared nothing.");
    is("points", o.found.points, "Of each person's contributions without a price.");
    is("worth", o.found.worth, "Money of each person's contributions with one.");
    is("priced", o.found.priced, "Contributions with a price, of each person.");
    is("events", o.found.events, "Contributions of each person.");
    is("kinds", named(o.kinds, equity::sharing_kind_names), "Of each kind.");
    is("sharers", o.found.sharers, "Persons with any contribution.");
    is("sharer_share", o.found.sharer_share, "Sharers among persons: how broad sharing is.");
    is("sharer_low", o.found.sharer_low, "Lower limit of Wilson's interval.");
    is("sharer_high", o.found.sharer_high, "Upper limit.");
    is("rejected", o.found.rejected, "Rows that make no sense, with the reason.");
    is("currency", o.found.currency, null_when_absent, "Of the worth.");
}

[[nodiscard]] profiles sharing_profile(const contributions& of, std::uint32_t persons,
                                       const equity::sharing_rules& rules, double confidence) {
    const auto& names = equity::sharing_kind_names;
    std::vector<std::uint8_t> kind;
    for (const std::string& each : of.kind) {
        kind.push_back(static_cast<std::uint8_t>(std::find(names.begin(), names.end(), each) - names.begin()));
    }
    profiles result{equity::sharing_profile({of.person, kind, of.units, of.accepted, of.worth, of.age_days}, persons,
                                            rules, confidence),
                    {},
                    {}};
    result.profile = rows_of(std::span<const double>(result.found.profile), equity::sharing_kinds);
    for (std::size_t k = 0; k < equity::sharing_kinds; ++k) {
        result.kinds[k] = {result.found.company[k], result.found.kinds[k]};
    }
    return result;
}

struct steps {
    std::vector<std::vector<std::uint8_t>> reached{};
};
void describe(const auto& is, const steps& o) {
    is("reached", o.reached, null_is(equity::unknown_step), "For each customer 0, 1 or null (not known) of each step.");
}

struct step_told {
    std::string_view stage{};
    equity::funnel_step found{};
};
void describe(const auto& is, const step_told& o) {
    is("stage", o.stage, "Which one.");
    describe(is, o.found);
}

struct stages_told {
    equity::stages_result found{};
    std::vector<std::vector<std::string_view>> premature{};
    std::vector<step_told> funnel{};
};
void describe(const auto& is, const stages_told& o) {
    is("stage", o.found.of_customer, "The highest step up to which none is missing.");
    is("premature", o.premature, "Steps that a customer reached although a lower one is known not to be.");
    is("incomplete", o.found.incomplete, "1: a step is not known; the stage is then a lower bound.");
    is("funnel", o.funnel, "How many come how far.");
    is("scaled", o.found.scaled, "Customers with every step known: the n of what follows.");
    is("errors", o.found.errors, "Steps that differ from the ideal pattern of the same number of steps.");
    is("reproducibility", o.found.reproducibility, "One less the errors per step; a scale from 0.9.");
    is("minimal_reproducibility", o.found.minimal_reproducibility, "What the marginals alone would give.");
    is("scalability", o.found.scalability, "Reproducibility beyond the minimal one; good from 0.6.");
}

[[nodiscard]] stages_told stages(std::span<const std::vector<std::uint8_t>> rows, double confidence) {
    std::vector<std::uint8_t> reached;
    for (const auto& row : rows) {
        require_size("a row of stages.reached", row.size(), "the order of stages", equity::stage_count);
        reached.insert(reached.end(), row.begin(), row.end());
    }
    stages_told result{equity::stages(reached, confidence), {}, {}};
    result.premature = names_of_each(result.found.premature, step_names);
    for (std::size_t k = 0; k < result.found.funnel.size(); ++k) {
        result.funnel.push_back({step_names[k], result.found.funnel[k]});
    }
    return result;
}

struct company_stage_told {
    equity::stage stage = equity::stage::none;
    std::vector<std::string_view> premature{};
};
void describe(const auto& is, const company_stage_told& o) {
    is("stage", o.stage, "Of the company.");
    is("premature", o.premature, "Steps that it reached although a lower one is not.");
}

struct barriers {
    std::vector<std::vector<std::string_view>> barriers{};
    std::size_t ready = 0;
};
void describe(const auto& is, const barriers& o) {
    is("barriers", o.barriers, "What keeps each customer from being integrated.");
    is("ready", o.ready, "Customers whom nothing keeps.");
}

/// An offer, of which anything may be unknown.
struct offer {
    double price = nan;
    double p_fail = nan;
    double loss = nan;
    double waiting_hours = nan;
};
void describe(const auto& is, const offer& o) {
    is("price", o.price, "In money.");
    is("p_fail", o.p_fail, "Probability that the problem remains, 0 to 1.");
    is("loss", o.loss, "Money lost if it does.");
    is("waiting_hours", o.waiting_hours, "Until it is solved.");
}

}  // namespace

void equity_people_methods(description::method_list& is) {
    using namespace description;
    const auto of_confidence = arg("confidence", otherwise(math::usual_confidence), "of the intervals");
    is("sharing_profile", sharing_profile, "What each person shares, how diverse and how much it is worth.",
       costs("`persons`"), members(), arg("persons", within(0, most_in_detail), "how many there are"), members(),
       of_confidence);
    is(
        "effective_kinds",
        [](std::span<const double> parts) {
            for (std::size_t i = 0; i < parts.size(); ++i) {
                if (!(parts[i] >= 0 && std::isfinite(parts[i]))) {
                    throw_domain("effective_kinds.parts", i, parts[i], "a finite part >= 0");
                }
            }
            return equity::effective_kinds(parts);
        },
        "As how many equal kinds these parts are diverse.", gives("value"), arg("parts", "of a whole"));
    is(
        "steps_reached",
        [](const equity::stage_evidence& evidence, std::uint32_t customers, const equity::stage_rules& rules) {
            return steps{rows_of(std::span<const std::uint8_t>(equity::steps_reached(evidence, customers, rules)),
                                 equity::stage_count)};
        },
        "Which steps of integration each customer has reached.", costs("`customers`"), members(),
        arg("customers", within(0, most_in_detail), "how many there are"),
        arg("rules", may_be_absent, "from what on a step is reached"));
    is("stages", stages, "The stage of each customer, and how well the order of stages describes them.",
       arg("reached", within(0, 1), null_is(equity::unknown_step), "as steps_reached gives it"), of_confidence);
    is(
        "company_stage",
        [](const std::array<double, equity::stage_count>& index, double threshold) {
            std::uint8_t premature = 0;
            const equity::stage stage = equity::company_stage(index, &premature, threshold);
            return company_stage_told{stage, names_of(premature, step_names)};
        },
        "The stage of a company.", arg("index", "how far it is in each step, 0 to 1"),
        arg("threshold", otherwise(0.5), "from which a step is reached"));
    is(
        "integration_barriers",
        [](std::span<const std::uint8_t> heavy, std::span<const std::uint8_t> fan_or_sympathizer,
           std::span<const std::uint8_t> consented) {
            const auto found = equity::integration_barriers(heavy, fan_or_sympathizer, consented);
            return barriers{names_of_each(found, barrier_names),
                            static_cast<std::size_t>(std::count(found.begin(), found.end(), std::uint8_t{0}))};
        },
        "What keeps customers from being integrated.", arg("heavy", yes_or_no, "who contributes most"),
        arg("fan_or_sympathizer", yes_or_no, "who is one"), arg("consented", yes_or_no, "who agreed"));
    is(
        "who_matters",
        [](const equity::merit_columns& of, equity::matters_order order, const equity::merit_weights& weights) {
            return equity::who_matters(of, order, weights);
        },
        "The customers who are active and influential and valuable, in one order; equal ones share a place.", members(),
        arg("order", otherwise(equity::matters_order::layers), "what decides who is before whom"), members());
    is("among_the_top", equity::among_the_top, "1 for those who have most, ties upward.", gives("value"),
       arg("values", "of each customer; null: not known"), arg("share", otherwise(0.1), "how many of those above 0"));
    is(
        "next_state",
        [](const equity::helper_record& of, std::int32_t today, const equity::helper_rules& rules) {
            return equity::next_state(of, today, rules);
        },
        "The state of a helper today.", members(), arg("today", "in days since 1970-01-01"), members());
    is(
        "helper_trust",
        [](std::span<const double> successes, std::span<const double> jobs, std::span<const std::uint8_t> vetted,
           const std::array<double, 2>& of_vetted, const std::array<double, 2>& of_others, double quantile) {
            return equity::helper_trust(successes, jobs, vetted, {of_vetted[0], of_vetted[1]},
                                        {of_others[0], of_others[1]}, quantile);
        },
        "How far helpers can be trusted, from their jobs.", arg("successes", "of each helper"),
        arg("jobs", "of each helper"), arg("vetted", yes_or_no, "whom the company has checked"),
        arg("prior_of_vetted", otherwise(std::array{4.0, 1.0}), "jobs that went well and badly before the first one"),
        arg("prior_of_others", otherwise(std::array{1.0, 1.0}), "the same of those who are not checked"),
        arg("quantile", otherwise(0.05), "of the cautious value"));
    is(
        "route",
        [](std::span<const offer> given, double value_of_hour, double most_p_fail) {
            std::vector<equity::helper_offer> offers;
            for (const offer& each : given) {
                offers.push_back({each.price, each.p_fail, each.loss, each.waiting_hours});
            }
            return equity::route(offers, value_of_hour, most_p_fail);
        },
        "The cheapest way to get a problem solved, and what would change the choice.",
        arg("offers", "helpers, or the company's technician"), arg("value_of_hour", "of waiting"),
        arg("most_p_fail", otherwise(1.0), "offers that fail more often are excluded"));
    is(
        "choose_way",
        [](std::span<const equity::service_way> ways, const equity::service_request& request,
           const equity::way_rules& rules) {
            return equity::choose_way({ways.begin(), ways.end()}, request, rules);
        },
        "Who solves a problem at the lowest expected cost, helper, technician, shop or hotline, at the customer's "
        "hour.",
        arg("ways", "helpers and the company's own"), members(), members());
    is(
        "summarise_ratings",
        [](const equity::two_sided_ratings& ratings, std::uint32_t helpers, std::uint32_t seekers,
           const equity::rating_rules& rules,
           double confidence) { return equity::summarise_ratings(ratings, helpers, seekers, rules, confidence); },
        "Ratings that both sides of a job give each other, shrunk, and whether they answer one another.",
        costs("`helpers` and `seekers`"), members(), arg("helpers", within(0, most_people), "how many there are"),
        arg("seekers", within(0, most_people), "how many there are"), members(), of_confidence);
}

}  // namespace scvm::methods
