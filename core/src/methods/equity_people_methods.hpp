#pragma once

#include "methods/equity_methods.hpp"

#include <scvm/equity/contributions.hpp>
#include <scvm/equity/helper_market.hpp>
#include <scvm/equity/helpers.hpp>
#include <scvm/equity/stages.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

namespace detail {

inline constexpr std::string_view contribution_rejection_words[] = {"unknown_person", "unknown_kind", "bad_units",
                                                                    "bad_accepted",   "bad_worth",    "bad_age"};
inline constexpr std::string_view stage_words[] = {"none", "find", "understand", "bind", "delight", "integrate"};
inline constexpr std::string_view step_words[] = {"find", "understand", "bind", "delight", "integrate"};
inline constexpr std::string_view barrier_words[] = {"no_heavy_contributor", "no_fan_or_sympathizer", "no_consent"};
inline constexpr std::string_view helper_state_words[] = {"applicant", "vetted", "helper", "friend"};
inline constexpr std::string_view helper_change_words[] = {"stays",        "vetted",     "first_jobs",
                                                           "badge_earned", "badge_lost", "vetting_lost"};

/// The words of the bits that are set.
template <std::size_t N>
[[nodiscard]] nlohmann::json write_bits(unsigned bits, const std::string_view (&words)[N]) {
    nlohmann::json result = nlohmann::json::array();
    for (std::size_t k = 0; k < N; ++k) {
        if ((bits >> k & 1u) != 0) {
            result.push_back(words[k]);
        }
    }
    return result;
}

template <std::size_t N>
[[nodiscard]] nlohmann::json write_bits_of_each(const std::vector<std::uint8_t>& rows,
                                                const std::string_view (&words)[N]) {
    nlohmann::json result = nlohmann::json::array();
    for (const std::uint8_t bits : rows) {
        result.push_back(write_bits(bits, words));
    }
    return result;
}

/// `values` in rows of `width`; unknown_step is written as null.
template <class Value>
[[nodiscard]] nlohmann::json write_rows(const std::vector<Value>& values, std::size_t width) {
    nlohmann::json result = nlohmann::json::array();
    for (std::size_t i = 0; i < values.size(); i += width) {
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>(i);
        result.push_back(std::vector<Value>(begin, begin + static_cast<std::ptrdiff_t>(width)));
    }
    return result;
}

/// What is shared, by kind; a word that is none is left to the room, which rejects its row.
[[nodiscard]] inline std::vector<std::uint8_t> sharing_kinds_of(object_reader& in) {
    std::vector<std::uint8_t> result;
    (void)in.required("kind");
    for (const auto& each : in.array("kind")) {
        const std::string word = in.as_text(each, in.path("kind") + "[" + std::to_string(result.size()) + "]");
        const auto& names = equity::sharing_kind_names;
        result.push_back(static_cast<std::uint8_t>(std::find(names.begin(), names.end(), word) - names.begin()));
    }
    return result;
}

[[nodiscard]] inline nlohmann::json sharing_profile(object_reader& in) {
    constexpr double most_persons = 1e6;  // several sums for each person and kind
    const auto person = required_people(in, "person");
    const auto kind = sharing_kinds_of(in);
    const auto units = column(in, "units");
    const auto accepted = column(in, "accepted");
    const auto worth = column(in, "worth");
    const auto age_days = column(in, "age_days");
    equity::sharing_rules rules;
    rules.points_per_unit = named_numbers(in, "points_per_unit", equity::sharing_kind_names, rules.points_per_unit);
    rules.half_life_days = number(in, "half_life_days", rules.half_life_days);
    rules.undecided = number(in, "undecided", rules.undecided);
    rules.currency = currency_of(in);
    const auto found =
        equity::sharing_profile({person, kind, units, accepted, worth, age_days}, limited(in, "persons", most_persons),
                                rules, number(in, "confidence", 0.95));
    nlohmann::json kinds = nlohmann::json::object();
    for (std::size_t k = 0; k < equity::sharing_kinds; ++k) {
        const equity::sharing_kind_summary& each = found.kinds[k];
        kinds[std::string(equity::sharing_kind_names[k])] = {{"units", found.company[k]},
                                                             {"events", each.events},
                                                             {"sharers", each.sharers},
                                                             {"decided", each.decided},
                                                             {"accepted", each.accepted},
                                                             {"acceptance", each.acceptance},
                                                             {"acceptance_low", each.acceptance_low},
                                                             {"acceptance_high", each.acceptance_high}};
    }
    return {{"profile", write_rows(found.profile, equity::sharing_kinds)},
            {"diversity", found.diversity},
            {"points", found.points},
            {"worth", found.worth},
            {"priced", found.priced},
            {"events", found.events},
            {"kinds", std::move(kinds)},
            {"sharers", found.sharers},
            {"sharer_share", found.sharer_share},
            {"sharer_low", found.sharer_low},
            {"sharer_high", found.sharer_high},
            {"rejected", write_reasons(found.rejected, contribution_rejection_words)},
            {"currency", write_currency(found.currency)}};
}

[[nodiscard]] inline nlohmann::json steps_reached(object_reader& in) {
    constexpr double most_customers = 1e6;  // five steps for each, even if nothing is known
    const auto contacts = column(in, "contacts");
    const auto answered = column(in, "answered");
    const auto returns = column(in, "returns");
    const auto satisfaction = column(in, "satisfaction");
    const auto recommendations = column(in, "recommendations");
    const auto contributions = column(in, "contributions");
    equity::stage_rules rules;
    if (const auto* found = in.find("rules")) {
        object_reader at(*found, in.path("rules"), errc::bad_record);
        rules.contacts = number(at, "contacts", rules.contacts);
        rules.answered = number(at, "answered", rules.answered);
        rules.returns = number(at, "returns", rules.returns);
        rules.satisfaction = number(at, "satisfaction", rules.satisfaction);
        rules.recommendations = number(at, "recommendations", rules.recommendations);
        rules.contributions = number(at, "contributions", rules.contributions);
        at.finish();
    }
    const auto found =
        equity::steps_reached({contacts, answered, returns, satisfaction, recommendations, contributions},
                              limited(in, "customers", most_customers), rules);
    nlohmann::json steps = nlohmann::json::array();
    for (std::size_t i = 0; i < found.size(); i += equity::stage_count) {
        nlohmann::json row = nlohmann::json::array();
        for (std::size_t k = 0; k < equity::stage_count; ++k) {
            const std::uint8_t step = found[i + k];
            row.push_back(step == equity::unknown_step ? nlohmann::json(nullptr) : nlohmann::json(step));
        }
        steps.push_back(std::move(row));
    }
    return {{"reached", std::move(steps)}};
}

/// Takes `reached` as steps_reached returns it: five of 0, 1 and null (not known) for each customer.
[[nodiscard]] inline nlohmann::json stages(object_reader& in) {
    (void)in.required("reached");
    const rows steps(in, "reached");
    if (!steps.values.empty()) {
        require_size("a row of " + in.path("reached"), steps.width, "the order of stages", equity::stage_count);
    }
    std::vector<std::uint8_t> reached;
    for (const double step : steps.values) {
        if (!(std::isnan(step) || step == 0 || step == 1)) {
            throw_domain(in.path("reached"), reached.size() / equity::stage_count, step, "0, 1, or null for unknown");
        }
        reached.push_back(std::isnan(step) ? equity::unknown_step : static_cast<std::uint8_t>(step));
    }
    const auto found = equity::stages(reached, number(in, "confidence", 0.95));
    nlohmann::json funnel = nlohmann::json::array();
    for (std::size_t k = 0; k < found.funnel.size(); ++k) {
        const equity::funnel_step& each = found.funnel[k];
        funnel.push_back({{"stage", step_words[k]},
                          {"reached", each.reached},
                          {"share", each.share},
                          {"low", each.low},
                          {"high", each.high},
                          {"conversion", each.conversion},
                          {"conversion_low", each.conversion_low},
                          {"conversion_high", each.conversion_high}});
    }
    return {{"stage", write_words(found.of_customer, stage_words)},
            {"premature", write_bits_of_each(found.premature, step_words)},
            {"incomplete", found.incomplete},
            {"funnel", std::move(funnel)},
            {"scaled", found.scaled},
            {"errors", found.errors},
            {"reproducibility", found.reproducibility},
            {"minimal_reproducibility", found.minimal_reproducibility},
            {"scalability", found.scalability}};
}

[[nodiscard]] inline nlohmann::json company_stage(object_reader& in) {
    (void)in.required("index");
    const auto index = numbers<equity::stage_count>(in, "index");
    std::uint8_t premature = 0;
    const auto found = equity::company_stage(index, &premature, number(in, "threshold", 0.5));
    return {{"stage", word_of(found, stage_words)}, {"premature", write_bits(premature, step_words)}};
}

[[nodiscard]] inline nlohmann::json integration_barriers(object_reader& in) {
    const auto heavy = required_flags(in, "heavy");
    const auto fan_or_sympathizer = required_flags(in, "fan_or_sympathizer");
    const auto found = equity::integration_barriers(heavy, fan_or_sympathizer, required_flags(in, "consented"));
    return {{"barriers", write_bits_of_each(found, barrier_words)},
            {"ready", std::count(found.begin(), found.end(), std::uint8_t{0})}};
}

[[nodiscard]] inline std::int32_t day_of(object_reader& in, std::string_view key) {
    const double day = in.number(key);
    if (!(day >= -0x1p31 && day < 0x1p31 && day == std::floor(day))) {
        throw_domain(in.path(key), day, "a whole number of days since 1970-01-01");
    }
    return static_cast<std::int32_t>(day);
}

[[nodiscard]] inline nlohmann::json next_state(object_reader& in) {
    equity::helper_record of;
    (void)in.required("state");
    of.state = static_cast<equity::helper_state>(in.choice("state", helper_state_words, 0));
    of.since_day = day_of(in, "since_day");
    of.vetted = in.flag("vetted", false);
    of.jobs = number(in, "jobs", 0);
    of.successes = number(in, "successes", 0);
    equity::helper_rules rules;
    rules.jobs_of_helper = number(in, "jobs_of_helper", rules.jobs_of_helper);
    rules.successes_of_friend = number(in, "successes_of_friend", rules.successes_of_friend);
    rules.earn_above = number(in, "earn_above", rules.earn_above);
    rules.lose_below = number(in, "lose_below", rules.lose_below);
    rules.confidence = number(in, "confidence", rules.confidence);
    const auto found = equity::next_state(of, day_of(in, "today"), rules);
    return {{"state", word_of(found.state, helper_state_words)},
            {"since_day", found.since_day},
            {"reason", word_of(found.reason, helper_change_words)},
            {"lower_limit", found.lower_limit}};
}

/// A prior: how many jobs went well and badly before the first one.
[[nodiscard]] inline equity::trust_prior prior_of(object_reader& in, std::string_view key,
                                                  equity::trust_prior otherwise) {
    if (in.find(key) == nullptr) {
        return otherwise;
    }
    const auto both = numbers<2>(in, key);
    return {both[0], both[1]};
}

[[nodiscard]] inline nlohmann::json helper_trust(object_reader& in) {
    const auto successes = required_column(in, "successes");
    const auto jobs = required_column(in, "jobs");
    const auto vetted = required_flags(in, "vetted");
    const auto of_vetted = prior_of(in, "prior_of_vetted", {4, 1});
    const auto of_others = prior_of(in, "prior_of_others", {1, 1});
    const auto found =
        equity::helper_trust(successes, jobs, vetted, of_vetted, of_others, number(in, "quantile", 0.05));
    return {{"mean", found.mean},
            {"cautious", found.cautious},
            {"prior_weight", found.prior_weight},
            {"rejected", found.rejected}};
}

[[nodiscard]] inline nlohmann::json route(object_reader& in) {
    std::vector<equity::helper_offer> offers;
    (void)in.required("offers");
    for (const auto& each : in.array("offers")) {
        object_reader at(each, in.path("offers") + "[" + std::to_string(offers.size()) + "]", errc::bad_record);
        equity::helper_offer& offer = offers.emplace_back();
        offer.price = number(at, "price", unknown_number);
        offer.p_fail = number(at, "p_fail", unknown_number);
        offer.loss = number(at, "loss", unknown_number);
        offer.waiting_hours = number(at, "waiting_hours", unknown_number);
        at.finish();
    }
    const double value_of_hour = number(in, "value_of_hour");
    const auto found = equity::route(offers, value_of_hour, number(in, "most_p_fail", 1));
    nlohmann::json result = {{"chosen", nullptr},
                             {"cost", found.cost},
                             {"runner_up", found.runner_up},
                             {"break_even_p_fail", found.break_even_p_fail},
                             {"costs", found.costs}};
    if (found.chosen != equity::routing::nobody) {
        result["chosen"] = found.chosen;
    }
    return result;
}

[[nodiscard]] inline nlohmann::json summarise_ratings(object_reader& in) {
    const auto helper = required_people(in, "helper");
    const auto seeker = required_people(in, "seeker");
    const auto of_helper = required_column(in, "of_helper");
    const auto of_seeker = required_column(in, "of_seeker");
    const auto closed = required_flags(in, "closed");
    const std::uint32_t helpers = limited(in, "helpers", most_people);
    const std::uint32_t seekers = limited(in, "seekers", most_people);
    equity::rating_rules rules;
    rules.usual = number(in, "usual", rules.usual);
    rules.weight = number(in, "weight", rules.weight);
    const auto found = equity::summarise_ratings({helper, seeker, of_helper, of_seeker, closed}, helpers, seekers,
                                                 rules, number(in, "confidence", 0.95));
    return {{"helper_rating", found.helper_rating},
            {"seeker_rating", found.seeker_rating},
            {"helper_ratings", found.helper_ratings},
            {"seeker_ratings", found.seeker_ratings},
            {"revealed", found.revealed},
            {"pairs", found.pairs},
            {"correlation", found.correlation},
            {"correlation_low", found.correlation_low},
            {"correlation_high", found.correlation_high}};
}

}  // namespace detail

/// The methods of the equity room about what customers share, how far they have come, and those who help others.
inline constexpr method equity_people_methods[] = {
    {"sharing_profile", detail::sharing_profile},
    {"effective_kinds",
     [](object_reader& in) {
         const auto parts = detail::required_column(in, "parts");
         for (std::size_t i = 0; i < parts.size(); ++i) {
             if (!(parts[i] >= 0 && std::isfinite(parts[i]))) {
                 throw_domain(in.path("parts"), i, parts[i], "a finite part >= 0");
             }
         }
         return detail::value_of(equity::effective_kinds(parts));
     }},
    {"steps_reached", detail::steps_reached},
    {"stages", detail::stages},
    {"company_stage", detail::company_stage},
    {"integration_barriers", detail::integration_barriers},
    {"next_state", detail::next_state},
    {"helper_trust", detail::helper_trust},
    {"route", detail::route},
    {"summarise_ratings", detail::summarise_ratings},
};

}  // namespace scvm::json
