#pragma once

#include "json/equity_rules.hpp"
#include "methods/network_arguments.hpp"

#include <scvm/equity/credit_rules.hpp>
#include <scvm/equity/engagement_value.hpp>
#include <scvm/equity/knowledge_value.hpp>
#include <scvm/equity/money.hpp>
#include <scvm/equity/network_equity.hpp>
#include <scvm/equity/rank_change.hpp>
#include <scvm/equity/referral_value.hpp>
#include <scvm/equity/return_on_social.hpp>
#include <scvm/equity/value_tiers.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

namespace detail {

inline constexpr double unknown_number = std::numeric_limits<double>::quiet_NaN();
inline constexpr std::string_view attribution_rejection_words[] = {"unknown_receiver", "unknown_giver", "self_credit",
                                                                   "bad_share"};
inline constexpr std::string_view credit_rejection_words[] = {"unknown_customer", "self", "referrer_joined_later",
                                                              "referred_before", "second"};
inline constexpr std::string_view network_status_words[] = {"counted", "no_lifetime_value", "withdrawn"};
inline constexpr std::string_view referral_segment_words[] = {"unknown", "champion", "affluent", "advocate", "miser"};
inline constexpr std::string_view measurability_words[] = {"A", "B", "C", "D"};

[[nodiscard]] inline equity::currency_code currency_of(object_reader& in) {
    return equity::currency_code(in.text("currency", ""));
}

/// An amount: a number, or {"amount": 8, "currency": "EUR"}.
[[nodiscard]] inline equity::money money_of(object_reader& in, std::string_view key) {
    const auto& found = in.required(key);
    if (!found.is_object()) {
        return {number(in, key), {}};
    }
    object_reader at(found, in.path(key), errc::bad_record);
    const equity::money result{number(at, "amount"), currency_of(at)};
    at.finish();
    return result;
}

[[nodiscard]] inline nlohmann::json write_currency(const equity::currency_code& of) {
    const std::string code = of.code();
    return code.empty() ? nlohmann::json(nullptr) : nlohmann::json(code);
}

[[nodiscard]] inline nlohmann::json write_money(const equity::money& of) {
    return {{"amount", of.amount}, {"currency", write_currency(of.currency)}};
}

/// Receivers, givers and shares; absent columns are empty.
struct attribution_rows {
    explicit attribution_rows(object_reader& in)
        : receiver(people(in, "receiver")), giver(people(in, "giver")), share(column(in, "share")) {}
    [[nodiscard]] equity::attribution_columns columns() const noexcept { return {receiver, giver, share}; }

    std::vector<std::uint32_t> receiver;
    std::vector<std::uint32_t> giver;
    std::vector<double> share;
};

/// Lifetime values, and what they become in the network.
struct network_value_arguments {
    explicit network_value_arguments(object_reader& in) : value(required_column(in, "value")), credits(in) {
        const auto withdrawn = flags(in, "withdrawn");
        equity::network_value_options options;
        options.ceiling = number(in, "ceiling", options.ceiling);
        options.passed_on = number(in, "passed_on", options.passed_on);
        options.losses = static_cast<equity::loss_rule>(in.choice("losses", loss_words, 0));
        options.tolerance = number(in, "tolerance", options.tolerance);
        options.max_rounds = count(in, "max_rounds", static_cast<unsigned>(options.max_rounds));
        options.threads = threads_of(in);
        found = equity::network_value(value, credits.columns(), options, withdrawn);
    }

    std::vector<double> value;
    attribution_rows credits;
    equity::network_values found;
};

[[nodiscard]] inline nlohmann::json network_value(object_reader& in) {
    const network_value_arguments of(in);
    const equity::network_values& found = of.found;
    return {{"value", found.value},
            {"given", found.given},
            {"received", found.received},
            {"status", write_words(found.status, network_status_words)},
            {"lifetime_sum", found.lifetime_sum},
            {"value_sum", found.value_sum},
            {"credit_sum", found.credit_sum},
            {"counted", found.counted},
            {"rounds", found.rounds},
            {"settled", found.settled},
            {"scaled", found.credits.scaled},
            {"left_out", found.credits.left_out},
            {"rejected", write_reasons(found.credits.rejected, attribution_rejection_words)}};
}

[[nodiscard]] inline nlohmann::json write_lines(const std::vector<equity::credit_line>& lines) {
    nlohmann::json result = nlohmann::json::array();
    for (const equity::credit_line& each : lines) {
        result.push_back({{"customer", each.customer}, {"share", each.share}, {"amount", each.amount}});
    }
    return result;
}

[[nodiscard]] inline nlohmann::json account_of(object_reader& in) {
    const network_value_arguments of(in);
    const auto found = equity::account_of(of.found, of.value, limited(in, "customer", most_people));
    return {{"lifetime_value", found.lifetime_value},
            {"given", write_lines(found.given)},
            {"received", write_lines(found.received)},
            {"value", found.value}};
}

[[nodiscard]] inline nlohmann::json credit_received(object_reader& in) {
    const network_value_arguments of(in);
    object_reader at(in.required("rows"), in.path("rows"), errc::bad_record);
    const attribution_rows part(at);
    at.finish();
    return {{"value", equity::credit_received(of.found, part.columns())}};
}

[[nodiscard]] inline nlohmann::json write_credits(const equity::credit_rows& rows) {
    return {{"receiver", rows.receiver}, {"giver", rows.giver}, {"share", rows.share}};
}

[[nodiscard]] inline nlohmann::json credits_from_referrals(object_reader& in) {
    const auto referrer = required_people(in, "referrer");
    const auto referred = required_people(in, "referred");
    const auto time = required_times(in, "time");
    const auto joined = times(in, "joined", &equity::join_unknown);
    const std::uint32_t customers = limited(in, "customers", most_people);
    const std::int64_t as_of = read_time(in.required("as_of"), in.path("as_of"));
    equity::referral_credit_options options;
    options.share = number(in, "share", options.share);
    options.half_life_days = number(in, "half_life_days", options.half_life_days);
    options.grace_days = number(in, "grace_days", options.grace_days);
    const auto found = equity::credits_from_referrals({referrer, referred, time}, customers, as_of, options, joined);
    nlohmann::json result = write_credits(found.rows);
    result["rejected"] = write_reasons(found.rejected, credit_rejection_words);
    return result;
}

[[nodiscard]] inline nlohmann::json credits_from_influence(object_reader& in) {
    const auto influencer = required_people(in, "influencer");
    const auto influenced = required_people(in, "influenced");
    const auto weight = required_column(in, "weight");
    const std::uint32_t customers = limited(in, "customers", most_people);
    return write_credits(
        equity::credits_from_influence(influencer, influenced, weight, customers, number(in, "share")));
}

[[nodiscard]] inline nlohmann::json compare_ranks(object_reader& in) {
    const auto before = required_column(in, "before");
    const auto after = required_column(in, "after");
    const auto found = equity::compare_ranks(before, after, number(in, "top_share", 0.1));
    return {{"customers", found.customers},
            {"spearman", found.spearman},
            {"kendall", found.kendall},
            {"top_from_before", found.top_from_before},
            {"top_from_after", found.top_from_after},
            {"entered", found.entered},
            {"left", found.left},
            {"stayed", found.stayed},
            {"moved_share", found.moved_share}};
}

/// A column of money: numbers, or {"amount": […], "currency": "EUR"}; absent: empty.
struct money_amounts {
    money_amounts(object_reader& in, std::string_view key) {
        const auto* found = in.find(key);
        if (found == nullptr) {
            return;
        }
        if (found->is_array()) {
            amount = column(in, key);
            return;
        }
        object_reader at(*found, in.path(key), errc::bad_record);
        amount = required_column(at, "amount");
        currency = currency_of(at);
        at.finish();
    }
    [[nodiscard]] equity::money_column view() const noexcept { return {amount, currency}; }

    std::vector<double> amount;
    equity::currency_code currency;
};

inline constexpr std::string_view engagement_words[] = {"lifetime", "referral", "influence", "knowledge", "overlap"};

[[nodiscard]] inline nlohmann::json engagement_value(object_reader& in) {
    (void)in.required("lifetime");
    const money_amounts lifetime(in, "lifetime");
    const money_amounts referral(in, "referral");
    const money_amounts influence(in, "influence");
    const money_amounts knowledge(in, "knowledge");
    const money_amounts overlap(in, "overlap");
    const auto found = equity::engagement_value(
        {lifetime.view(), referral.view(), influence.view(), knowledge.view(), overlap.view()});
    nlohmann::json sums = nlohmann::json::object();
    for (std::size_t k = 0; k < found.sum.size(); ++k) {
        sums[std::string(engagement_words[k])] = found.sum[k];
    }
    nlohmann::json missing = nlohmann::json::array();
    for (const std::uint8_t bits : found.missing) {
        nlohmann::json of_customer = nlohmann::json::array();
        for (std::size_t k = 0; k < found.sum.size(); ++k) {
            if ((bits >> k & 1u) != 0) {
                of_customer.push_back(engagement_words[k]);
            }
        }
        missing.push_back(std::move(of_customer));
    }
    return {{"value", found.value}, {"missing", std::move(missing)}, {"sum", std::move(sums)},
            {"total", found.total}, {"valued", found.valued},        {"currency", write_currency(found.currency)}};
}

[[nodiscard]] inline nlohmann::json external_value(object_reader& in) {
    const auto expected = required_column(in, "expected");
    const double value_of_new = number(in, "value_of_new");
    const double saved = number(in, "saved", 0);
    const double rate = number(in, "rate", 0);
    const auto found = equity::external_value(expected, value_of_new, saved, rate, number(in, "periods", 0));
    return {{"expected", found.expected}, {"value", found.value}};
}

[[nodiscard]] inline nlohmann::json referral_value(object_reader& in) {
    const auto referrer = required_people(in, "referrer");
    const auto period = required_column(in, "period");
    const auto margin = column(in, "margin");
    const auto reward = column(in, "reward");
    const auto marketing = column(in, "marketing");
    const auto saved_type_one = column(in, "saved_type_one");
    const auto saved_type_two = column(in, "saved_type_two");
    const auto type_one = column(in, "type_one");
    const auto has_own_value = flags(in, "has_own_value");
    equity::referral_terms terms;
    terms.rate = number(in, "rate", terms.rate);
    terms.reward_paid_to_type_two = in.flag("reward_paid_to_type_two", false);
    terms.currency = currency_of(in);
    const auto found = equity::referral_value(
        {referrer, period, margin, reward, marketing, saved_type_one, saved_type_two, type_one, has_own_value},
        limited(in, "customers", most_people), terms);
    return {{"value", found.value},
            {"type_one_margin", found.type_one_margin},
            {"type_one_savings", found.type_one_savings},
            {"type_two_savings", found.type_two_savings},
            {"rewards", found.rewards},
            {"overlap", found.overlap},
            {"rejected", found.rejected},
            {"currency", write_currency(found.currency)}};
}

[[nodiscard]] inline nlohmann::json referral_segments(object_reader& in) {
    const double lifetime_split = number(in, "lifetime_split");
    const double referral_split = number(in, "referral_split");
    constexpr std::string_view keys[] = {"lifetime_value", "referral_value"};
    return value_of_each(in, keys, {unknown_number, unknown_number}, [&](const std::array<double, 2>& row) {
        return word_of(equity::referral_segment_of(row[0], row[1], lifetime_split, referral_split),
                       referral_segment_words);
    });
}

[[nodiscard]] inline nlohmann::json reference_value(object_reader& in) {
    constexpr std::string_view keys[] = {"net_reference_rate", "gross_contribution", "network_size",
                                         "opinion_leadership", "satisfied",          "dissatisfied"};
    return value_of_each(in, keys, {unknown_number, unknown_number, unknown_number, unknown_number, 1, 0},
                         [](const std::array<double, 6>& row) {
                             return equity::reference_value({row[0], row[1], row[2], row[3], row[4], row[5]});
                         });
}

[[nodiscard]] inline nlohmann::json deflected_contacts(object_reader& in) {
    constexpr std::string_view keys[] = {"visits", "support_share", "resolved", "would_have_contacted"};
    return value_of_each(in, keys, {unknown_number, unknown_number, unknown_number, unknown_number},
                         [](const std::array<double, 4>& row) {
                             return equity::deflected_contacts({row[0], row[1], row[2], row[3]});
                         });
}

[[nodiscard]] inline nlohmann::json tester_value(object_reader& in) {
    equity::tester_inputs of;
    of.completed = number(in, "completed");
    of.hours_per_test = number(in, "hours_per_test");
    of.hour = money_of(in, "hour");
    of.days_earlier = number(in, "days_earlier", 0);
    of.day = in.find("day") == nullptr ? equity::money{0, of.hour.currency} : money_of(in, "day");
    return write_money(equity::tester_value(of));
}

[[nodiscard]] inline nlohmann::json knowledge_value(object_reader& in) {
    std::vector<std::vector<double>> columns;
    (void)in.required("parts");
    for (const auto& each : in.array("parts")) {
        columns.push_back(column(in, each, in.path("parts") + "[" + std::to_string(columns.size()) + "]"));
    }
    const std::vector<std::span<const double>> parts(columns.begin(), columns.end());
    return {{"value", equity::knowledge_value(parts)}};
}

[[nodiscard]] inline nlohmann::json return_on_social(object_reader& in) {
    const auto benefit = required_column(in, "benefit");
    const auto cost = required_column(in, "cost");
    const auto benefit_low = column(in, "benefit_low");
    const auto benefit_high = column(in, "benefit_high");
    equity::social_programme of;
    of.benefit = benefit;
    of.cost = cost;
    of.benefit_low = benefit_low;
    of.benefit_high = benefit_high;
    of.rate = number(in, "rate", of.rate);
    of.carry_over = number(in, "carry_over", of.carry_over);
    of.how = static_cast<equity::measurability>(in.choice("grade", measurability_words, 3));
    of.currency = currency_of(in);
    const auto found = equity::return_on_social(of);
    return {{"benefit", found.benefit},
            {"cost", found.cost},
            {"net", found.net},
            {"ratio", found.ratio},
            {"ratio_low", found.ratio_low},
            {"ratio_high", found.ratio_high},
            {"payback", found.payback},
            {"mean_lag", found.mean_lag},
            {"truncated", found.truncated},
            {"outside", found.outside},
            {"sustained", found.sustained},
            {"grade", std::string(1, found.grade)},
            {"net_by_period", found.net_by_period},
            {"currency", write_currency(found.currency)}};
}

}  // namespace detail

/// The methods of the equity room that put a value on customers and their network.
inline constexpr method equity_methods[] = {
    {"network_value", detail::network_value},
    {"account_of", detail::account_of},
    {"credit_received", detail::credit_received},
    {"credits_from_referrals", detail::credits_from_referrals},
    {"credits_from_influence", detail::credits_from_influence},
    {"compare_ranks", detail::compare_ranks},
    {"engagement_value", detail::engagement_value},
    {"external_value", detail::external_value},
    {"referral_value", detail::referral_value},
    {"referral_segments", detail::referral_segments},
    {"reference_value", detail::reference_value},
    {"deflected_contacts", detail::deflected_contacts},
    {"deflection_saving",
     [](object_reader& in) {
         const auto contact = detail::money_of(in, "contact_cost");
         const auto community = detail::money_of(in, "community_cost");
         return detail::write_money(equity::deflection_saving(detail::number(in, "contacts"), contact, community));
     }},
    {"idea_value",
     [](object_reader& in) {
         return detail::write_money(
             equity::idea_value(detail::number(in, "implemented"), detail::money_of(in, "mean_value")));
     }},
    {"tester_value", detail::tester_value},
    {"split_by_weight",
     [](object_reader& in) {
         const auto weight = detail::required_column(in, "weight");
         return nlohmann::json{{"value", equity::split_by_weight(detail::number(in, "total"), weight)}};
     }},
    {"knowledge_value", detail::knowledge_value},
    {"return_on_social", detail::return_on_social},
};

}  // namespace scvm::json
