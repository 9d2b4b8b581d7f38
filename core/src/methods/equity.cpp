#include "methods/graph_argument.hpp"
#include "methods/methods.hpp"
#include "methods/money_argument.hpp"
#include "methods/row_by_row.hpp"
#include "methods/times.hpp"

#include <scvm/equity/attribution.hpp>
#include <scvm/equity/credit_rules.hpp>
#include <scvm/equity/engagement_value.hpp>
#include <scvm/equity/knowledge_value.hpp>
#include <scvm/equity/network_equity.hpp>
#include <scvm/equity/rank_change.hpp>
#include <scvm/equity/referral_value.hpp>
#include <scvm/equity/return_on_social.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::methods {

namespace {

/// Lifetime values, and what they become in the network.
struct credited_base {
    std::span<const double> value{};
    equity::attribution_columns credits{};
    std::span<const std::uint8_t> withdrawn{};
    equity::network_value_options options{};

    [[nodiscard]] equity::network_values found() const {
        return equity::network_value(value, credits, options, withdrawn);
    }
};
void describe(const auto& is, const credited_base& o) {
    is("value", o.value, required, "Lifetime value of each customer; null: unknown.");
    describe(is, o.credits);
    is("withdrawn", o.withdrawn, yes_or_no, "Who has left; without it: nobody.");
    describe(is, o.options);
}

struct dated_credits {
    equity::referral_credits found{};
    std::vector<unreadable_row> unreadable{};
};
void describe(const auto& is, const dated_credits& o) {
    describe(is, o.found);
    is("unreadable", o.unreadable, quiet,
       "Referrals left out, since their date, or when the referred joined, cannot be read.");
}

[[nodiscard]] dated_credits credits_from_referrals(const std::vector<std::uint32_t>& referrer,
                                                   const std::vector<std::uint32_t>& referred,
                                                   const std::vector<std::optional<date_cell>>& time,
                                                   const std::vector<std::optional<date_cell>>& joined,
                                                   std::uint32_t customers, const moment& as_of,
                                                   const equity::referral_credit_options& options,
                                                   const std::string& date_format) {
    require_size("referred", referred.size(), "referrer", referrer.size());
    require_size("time", time.size(), "referrer", referrer.size());
    const dates::reader by({.date_format = date_format});
    date_column when = required_dates(time, "time", by);
    const date_column joins(joined, "joined", by);
    std::map<std::size_t, const unreadable_row*> without;  // by row of the referrals
    for (const unreadable_row& each : when.unreadable) {
        without.emplace(each.row, &each);
    }
    // When somebody joined cannot be told: nor whether that was after the referral.
    for (const unreadable_row& each : joins.unreadable) {
        for (std::size_t row = 0; row < referred.size(); ++row) {
            if (referred[row] == each.row) {
                without.emplace(row, &each);
            }
        }
    }
    dated_credits result;
    for (const auto& [row, why] : without) {
        result.unreadable.push_back({row, why->reason});
    }
    static_assert(dates::no_time == equity::join_unknown);
    result.found =
        equity::credits_from_referrals({readable(referrer, result.unreadable), readable(referred, result.unreadable),
                                        readable(when.seconds, result.unreadable)},
                                       customers, as_of.first_second(), options, joins.seconds);
    for (equity::rejected_credit& each : result.found.rejected) {
        each.row = original_row(each.row, result.unreadable);
    }
    return result;
}

constexpr std::array<std::string_view, 5> component_names = {"lifetime", "referral", "influence", "knowledge",
                                                             "overlap"};

struct engagement {
    equity::engagement_values found{};
    std::vector<std::vector<std::string_view>> missing{};
};
void describe(const auto& is, const engagement& o) {
    is("value", o.found.value, "Of each customer; null where a component of the model is unknown.");
    is("missing", o.missing, "The unknown components of each customer.");
    is("sum", named(o.found.sum, component_names), "Of each component over the valued customers.");
    is("total", o.found.total, "Of all values.");
    is("valued", o.found.valued, "Customers with a value.");
    is("currency", o.found.currency, null_when_absent, "Of all amounts.");
}

[[nodiscard]] engagement engagement_value(const money_column_argument& lifetime, const money_column_argument& referral,
                                          const money_column_argument& influence,
                                          const money_column_argument& knowledge,
                                          const money_column_argument& overlap) {
    engagement result{equity::engagement_value({column_of(lifetime), column_of(referral), column_of(influence),
                                                column_of(knowledge), column_of(overlap)}),
                      {}};
    for (const std::uint8_t bits : result.found.missing) {
        auto& names = result.missing.emplace_back();
        for (std::size_t k = 0; k < component_names.size(); ++k) {
            if ((bits >> k & 1u) != 0) {
                names.push_back(component_names[k]);
            }
        }
    }
    return result;
}

[[nodiscard]] equity::money tester_value(double completed, double hours_per_test, const money_argument& hour,
                                         double days_earlier, const std::optional<money_argument>& day) {
    equity::tester_inputs of{completed, hours_per_test, money_of(hour), days_earlier, {}};
    of.day = day ? money_of(*day) : equity::money{0, of.hour.currency};
    return equity::tester_value(of);
}

struct returned {
    equity::social_return found{};
    equity::measurability grade = equity::measurability::assumption;
};
void describe(const auto& is, const returned& o) {
    is("benefit", o.found.benefit, "Present value of what arrives in the horizon; null for grade D.");
    is("cost", o.found.cost, "Present value.");
    is("net", o.found.net, "Benefit less cost.");
    is("ratio", o.found.ratio, "Net by cost; null where nothing was spent.");
    is("ratio_low", o.found.ratio_low, "By the lower limits of the benefit, for every grade.");
    is("ratio_high", o.found.ratio_high, "By the upper limits.");
    is("payback", o.found.payback,
       "First period, from 1, after which the discounted sum stays at 0 or above; null: not within the horizon.");
    is("mean_lag", o.found.mean_lag, "How late an effect comes, in periods.");
    is("truncated", o.found.truncated, "Whether much of the benefit is still to come after the horizon.");
    is("outside", o.found.outside, "Undiscounted benefit that arrives after the horizon; null for grade D.");
    is("sustained", o.found.sustained, "Whether the net was above 0 in three periods running.");
    is("grade", o.grade, "How the benefit is known.");
    is("net_by_period", o.found.net_by_period, "Discounted; empty for grade D.");
    is("currency", o.found.currency, null_when_absent, "Of all amounts.");
}

}  // namespace

void equity_methods(description::method_list& is) {
    using namespace description;
    const auto of_customers = arg("customers", within(0, most_people), "how many there are");
    is(
        "network_value", [](const credited_base& of) { return of.found(); },
        "What every customer is worth once credit has gone to those who are owed it; the sum is conserved.",
        costs("rounds, up to `max_rounds`, * (customers + credits)"), members());
    is(
        "account_of",
        [](const credited_base& of, std::uint32_t customer) {
            return equity::account_of(of.found(), of.value, customer);
        },
        "How the network value of one customer comes about, line by line.",
        costs("rounds, up to `max_rounds`, * (customers + credits)"), members(),
        arg("customer", within(0, most_people), "whose account"));
    is(
        "credit_received",
        [](const credited_base& of, const equity::attribution_columns& rows) {
            return equity::credit_received(of.found(), rows);
        },
        "The credit that each customer receives by some of the rows.", gives("value"), members(),
        arg("rows", "some of the rows, such as those of one rule"));
    is("credits_from_referrals", credits_from_referrals, "Whom accepted referrals give credit for whose value.",
       costs("`customers`"), arg("referrer", "who referred"), arg("referred", "whom"), arg("time", "when"),
       arg("joined", may_be_absent, "when each customer joined; null: not known"), of_customers,
       arg("as_of", "the moment of scoring"), members(),
       arg("date_format", may_be_absent, "of dates that are not ISO 8601, as in purchase_summary"));
    is("credits_from_influence", equity::credits_from_influence,
       "Whom influence gives credit for whose value, in proportion to the weight.", costs("`customers`"),
       arg("influencer", "who influences"), arg("influenced", "whom"), arg("weight", "how much"), of_customers,
       arg("share", "the part of a customer's value that is credited to all who influence, in [0, 1]"));
    is("compare_ranks", equity::compare_ranks, "How the order of customers changes from one value to another.",
       arg("before", "of each customer; null: unknown"), arg("after", "of each customer"),
       arg("top_share", otherwise(0.1), "the part of all that is the top"));
    is("engagement_value", engagement_value,
       "Customer engagement value: lifetime, referral, influence and knowledge value less their overlap.",
       arg("lifetime", "of each customer"), arg("referral", may_be_absent, "of each customer"),
       arg("influence", may_be_absent, "of each customer"), arg("knowledge", may_be_absent, "of each customer"),
       arg("overlap", may_be_absent, "what stands in one of these and in somebody's other one as well"));
    is("external_value", equity::external_value, "What customers whom today's customers will bring are worth today.",
       arg("expected", "new customers that each customer will bring; null: unknown"),
       arg("value_of_new", "lifetime value of a new customer"),
       arg("saved", otherwise(0.0), "acquisition cost that a referral saves"),
       arg("rate", otherwise(0.0), "discount rate per period"),
       arg("periods", otherwise(0.0), "mean time until they join"));
    is(
        "referral_value",
        [](const equity::referral_flows& flows, std::uint32_t customers, const equity::referral_terms& terms) {
            return equity::referral_value(flows, customers, terms);
        },
        "What the referrals of each customer are worth.", costs("`customers`"), members(), of_customers, members());
    is(
        "referral_segments",
        [](const one_or_each<double>& lifetime_value, const one_or_each<double>& referral_value, double lifetime_split,
           double referral_split) {
            return row_by_row(
                "referral_segments",
                std::array<named_numbers, 2>{{{"lifetime_value", lifetime_value}, {"referral_value", referral_value}}},
                [&](const std::array<double, 2>& row) {
                    return equity::referral_segment_of(row[0], row[1], lifetime_split, referral_split);
                });
        },
        "Champions, affluents, advocates and misers.", gives("value"),
        arg("lifetime_value", "of one customer, or each"), arg("referral_value", "of one customer, or each"),
        arg("lifetime_split", "from which a lifetime value is high"),
        arg("referral_split", "from which a referral value is high"));
    is(
        "reference_value",
        [](const one_or_each<double>& net_reference_rate, const one_or_each<double>& gross_contribution,
           const one_or_each<double>& network_size, const one_or_each<double>& opinion_leadership,
           const one_or_each<double>& satisfied, const one_or_each<double>& dissatisfied) {
            return row_by_row("reference_value",
                              std::array<named_numbers, 6>{{{"net_reference_rate", net_reference_rate},
                                                            {"gross_contribution", gross_contribution},
                                                            {"network_size", network_size},
                                                            {"opinion_leadership", opinion_leadership},
                                                            {"satisfied", satisfied},
                                                            {"dissatisfied", dissatisfied}}},
                              [](const std::array<double, 6>& row) {
                                  return equity::reference_value({row[0], row[1], row[2], row[3], row[4], row[5]});
                              });
        },
        "What a customer's word is worth, by the size of the network and opinion leadership.", gives("value"),
        arg("net_reference_rate", "part of a recipient's contribution owed to one reference giver, 0 to 1"),
        arg("gross_contribution", "of a potential customer in the period, in money"),
        arg("network_size", "persons whom the customer talks to about such products"),
        arg("opinion_leadership", "how far the talk moves purchases, 0 to 1"),
        arg("satisfied", otherwise(1.0), "probability, 0 to 1"), arg("dissatisfied", otherwise(0.0), "probability"));
    is(
        "deflected_contacts",
        [](const one_or_each<double>& visits, const one_or_each<double>& support_share,
           const one_or_each<double>& resolved, const one_or_each<double>& would_have_contacted) {
            return row_by_row("deflected_contacts",
                              std::array<named_numbers, 4>{{{"visits", visits},
                                                            {"support_share", support_share},
                                                            {"resolved", resolved},
                                                            {"would_have_contacted", would_have_contacted}}},
                              [](const std::array<double, 4>& row) {
                                  return equity::deflected_contacts({row[0], row[1], row[2], row[3]});
                              });
        },
        "Service contacts that did not come because customers found their answer at other customers.", gives("value"),
        arg("visits", "to the community"), arg("support_share", "of the visits, those that look for help"),
        arg("resolved", "of these, those that find it"),
        arg("would_have_contacted", "of these, those that would have called otherwise"));
    is(
        "deflection_saving",
        [](double contacts, const money_argument& contact_cost, const money_argument& community_cost) {
            return equity::deflection_saving(contacts, money_of(contact_cost), money_of(community_cost));
        },
        "What deflected contacts save.", arg("contacts", "that were deflected"),
        arg("contact_cost", "of a service contact"), arg("community_cost", "of the same answer in the community"));
    is(
        "idea_value",
        [](double implemented, const money_argument& mean_value) {
            return equity::idea_value(implemented, money_of(mean_value));
        },
        "What ideas bring.", arg("implemented", "ideas"), arg("mean_value", "of an implemented idea"));
    is("tester_value", tester_value, "What product tests by customers are worth.", arg("completed", "tests"),
       arg("hours_per_test", "paid hours that a test saves"), arg("hour", "cost of a paid hour"),
       arg("days_earlier", otherwise(0.0), "that the product comes to market, by all tests together"),
       arg("day", may_be_absent, "what such a day brings"));
    is("split_by_weight", equity::split_by_weight, "A total divided among persons in proportion to weights.",
       gives("value"), arg("total", "what is divided"), arg("weight", "of each person"));
    is(
        "knowledge_value",
        [](std::span<const std::vector<double>> parts) {
            const std::vector<std::span<const double>> columns(parts.begin(), parts.end());
            return equity::knowledge_value(columns);
        },
        "Knowledge value of each customer, known where all its parts are.", gives("value"),
        arg("parts", "a column each, such as ideas and tests"));
    is(
        "return_on_social",
        [](const equity::social_programme& programme) {
            const auto found = equity::return_on_social(programme);
            return returned{found, programme.how};
        },
        "The return on a programme, discounted to its first period.", members());
}

}  // namespace scvm::methods
