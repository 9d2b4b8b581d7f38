#pragma once

#include "json/analysis.hpp"
#include "json/survey_rules.hpp"
#include "methods/arguments.hpp"

#include <scvm/math/normal.hpp>
#include <scvm/survey/drivers.hpp>
#include <scvm/survey/kano.hpp>
#include <scvm/survey/migration.hpp>
#include <scvm/survey/quality.hpp>
#include <scvm/survey/questionnaire.hpp>
#include <scvm/survey/recommendation.hpp>
#include <scvm/survey/touchpoints.hpp>
#include <scvm/survey/weights.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

namespace detail {

[[nodiscard]] inline std::vector<std::uint32_t> categories(object_reader& in, std::string_view key) {
    std::vector<std::uint32_t> result;
    for (const double each : column(in, key)) {
        if (!(each >= 0 && each < 0x1p32 && each == std::floor(each))) {
            throw_domain(in.path(key), each, "the whole number of a category, from 0");
        }
        result.push_back(static_cast<std::uint32_t>(each));
    }
    return result;
}

[[nodiscard]] inline nlohmann::json rake(object_reader& in) {
    std::vector<std::vector<std::uint32_t>> rows_of;
    std::vector<survey::margin> margins;
    for (const auto& each : in.array("margins")) {
        object_reader at(each, in.path("margins"), errc::bad_record);
        survey::margin& margin = margins.emplace_back();
        margin.name = at.text("name");
        margin.population = column(at, "population");
        rows_of.push_back(categories(at, "category"));
        at.finish();
    }
    for (std::size_t i = 0; i < margins.size(); ++i) {
        margins[i].category = rows_of[i];
    }
    survey::raking_options options;
    options.most = number(in, "most", options.most);
    options.least = number(in, "least", options.least);
    const auto found = survey::rake(margins, column(in, "initial"), options);
    return {{"weights", found.weights}, {"sweeps", found.sweeps}, {"effective_n", found.effective_n}};
}

[[nodiscard]] inline nlohmann::json reliability(object_reader& in) {
    const rows answers(in, "answers");
    constexpr std::string_view missing[] = {"listwise", "pairwise"};
    survey::reliability_options options;
    options.weights = column(in, "weights");
    options.missing = static_cast<survey::missing_answers>(in.choice("missing", missing, 0));
    options.confidence = number(in, "confidence", options.confidence);
    const auto found = survey::reliability(answers.view(), options);
    return {{"n", found.rows},
            {"alpha", found.alpha},
            {"alpha_low", found.alpha_low},
            {"alpha_high", found.alpha_high},
            {"standardised_alpha", found.standardised_alpha},
            {"mean_correlation", found.mean_correlation},
            {"lambda6", found.lambda6},
            {"omega_total", found.omega_total},
            {"sd", found.sd},
            {"standard_error_of_measurement", found.standard_error_of_measurement}};
}

[[nodiscard]] inline nlohmann::json recommendation(object_reader& in) {
    const auto found = survey::recommendation_score(number(in, "detractors"), number(in, "passives"),
                                                    number(in, "promoters"), number(in, "confidence", 0.95));
    return {{"n", found.n},
            {"score", found.score},
            {"variance", found.variance},
            {"standard_error", found.standard_error},
            {"wald", write_interval(found.wald)},
            {"adjusted_wald", write_interval(found.adjusted_wald)},
            {"score_interval", write_interval(found.score_interval)}};
}

[[nodiscard]] inline nlohmann::json recommendation_difference(object_reader& in) {
    const double confidence = number(in, "confidence", 0.95);
    const auto sample = [&](std::string_view key) {
        object_reader at(in.required(key), in.path(key), errc::bad_record);
        const auto result = survey::recommendation_score(number(at, "detractors"), number(at, "passives"),
                                                         number(at, "promoters"), confidence);
        at.finish();
        return result;
    };
    const auto first = sample("first");
    const auto second = sample("second");
    const auto found = survey::compare_recommendation(first, second, confidence);
    return {{"difference", write_interval(found.difference)}, {"z", found.z}, {"p_value", found.p_value}};
}

[[nodiscard]] inline nlohmann::json effort(object_reader& in) {
    const auto found = survey::effort_score(numbers<7>(in, "counts"), number(in, "confidence", 0.95));
    return {{"n", found.n},
            {"mean", write_interval(found.mean)},
            {"index", write_interval(found.index)},
            {"easy_share", write_interval(found.easy_share)}};
}

[[nodiscard]] inline nlohmann::json acsi(object_reader& in) {
    const auto answers = numbers<3>(in, "answers");
    const bool weighted = in.find("weights") != nullptr;
    return value_of(survey::acsi(answers[0], answers[1], answers[2],
                                 weighted ? numbers<3>(in, "weights") : survey::acsi_equal_weights));
}

[[nodiscard]] inline nlohmann::json kano(object_reader& in) {
    const auto found = survey::kano(numbers<6>(in, "counts"));
    return {{"n", found.n},
            {"better", found.better},
            {"worse", found.worse},
            {"total_strength", found.total_strength},
            {"category_strength", found.category_strength}};
}

[[nodiscard]] inline nlohmann::json migration_tests(object_reader& in) {
    const rows table(in, "table");
    require_size(in.path("table"), table.values.size(), "a square", table.width * table.width);
    math::matrix counts(table.width);
    for (std::size_t i = 0; i < table.values.size(); ++i) {
        counts(i / table.width, i % table.width) = table.values[i];
    }
    const auto found = survey::migration(counts);
    return {{"n", found.n},
            {"moved_share", found.moved_share},
            {"stuart_maxwell", found.stuart_maxwell.statistic},
            {"stuart_maxwell_df", found.stuart_maxwell.degrees_of_freedom},
            {"stuart_maxwell_p", found.stuart_maxwell.p_value},
            {"stuart_maxwell_full_df", found.stuart_maxwell_full.degrees_of_freedom},
            {"bhapkar", found.bhapkar.statistic},
            {"bowker", found.bowker.statistic},
            {"bowker_df", found.bowker.degrees_of_freedom},
            {"bowker_p", found.bowker.p_value},
            {"bowker_full_df", found.bowker_full.degrees_of_freedom}};
}

[[nodiscard]] inline nlohmann::json goodman(object_reader& in) {
    nlohmann::json low = nlohmann::json::array();
    nlohmann::json high = nlohmann::json::array();
    for (const auto& each : survey::goodman_intervals(column(in, "counts"), number(in, "confidence", 0.95))) {
        low.push_back(each.low);
        high.push_back(each.high);
    }
    return {{"low", std::move(low)}, {"high", std::move(high)}};
}

[[nodiscard]] inline nlohmann::json touchpoint_matrix(object_reader& in) {
    const rows ratings(in, "ratings");
    const auto found = survey::touchpoints(ratings.view(), column(in, "importance"), number(in, "confidence", 0.95));
    nlohmann::json points = nlohmann::json::array();
    for (const survey::touchpoint& each : found.touchpoints) {
        points.push_back({{"n", each.n},
                          {"mean", write_interval(each.mean)},
                          {"importance", each.importance},
                          {"opportunity", each.opportunity},
                          {"weakest_for", each.weakest_for}});
    }
    nlohmann::json index = nlohmann::json::array();
    nlohmann::json peak_end = nlohmann::json::array();
    for (const survey::customer_experience& each : found.customer) {
        index.push_back(each.index);
        peak_end.push_back(each.peak_end);
    }
    return {{"touchpoints", std::move(points)},
            {"index", std::move(index)},
            {"peak_end", std::move(peak_end)},
            {"weakest", found.weakest},
            {"most_to_gain", found.most_to_gain}};
}

[[nodiscard]] inline nlohmann::json perception(object_reader& in) {
    const rows customers(in, "customers");
    const rows managers(in, "managers");
    const auto found = survey::perception_gap(customers.view(), managers.view(), number(in, "confidence", 0.95));
    nlohmann::json topics = nlohmann::json::array();
    for (const survey::topic_gap& each : found.topic) {
        topics.push_back({{"gap", write_interval(each.gap)}, {"p_value", each.p_value}});
    }
    return {{"topics", std::move(topics)}, {"rank_correlation", found.rank_correlation}};
}

/// Segments by their names.
[[nodiscard]] inline std::vector<survey::segment> groups(object_reader& in, std::string_view key) {
    std::vector<survey::segment> result;
    for (const auto& each : in.array(key)) {
        const auto found = survey::segment_from_name(in.as_text(each, in.path(key)));
        if (!found) {
            in.fail(in.path(key), each.dump() + " is no segment");
        }
        result.push_back(*found);
    }
    return result;
}

[[nodiscard]] inline survey::segment_shares weighted_shares(object_reader& in) {
    survey::share_options options;
    options.confidence = number(in, "confidence", options.confidence);
    options.population = number(in, "population", options.population);
    options.minimum_cell = number(in, "minimum_cell", options.minimum_cell);
    return survey::shares_of(groups(in, "segments"), column(in, "weights"), options);
}

[[nodiscard]] inline nlohmann::json shares(object_reader& in) {
    const auto found = weighted_shares(in);
    nlohmann::json entries = nlohmann::json::array();
    for (std::size_t g = 0; g < found.group.size(); ++g) {
        const survey::group_share& of = found.group[g];
        const bool hidden = of.suppressed || found.n == 0;
        entries.push_back({{"segment", name_of_group(g)},
                           {"suppressed", of.suppressed},
                           {"n", hidden ? nlohmann::json(nullptr) : nlohmann::json(of.n)},
                           {"share", hidden ? nlohmann::json(nullptr) : write_interval(of.share)},
                           {"simultaneous", hidden ? nlohmann::json(nullptr) : write_interval(of.simultaneous)}});
    }
    return {{"n", found.n},
            {"unclassified", found.unclassified},
            {"effective_n", found.effective_n},
            {"net_fan_balance", found.n > 0 ? write_interval(found.fan_balance) : nlohmann::json(nullptr)},
            {"groups", std::move(entries)}};
}

[[nodiscard]] inline nlohmann::json share_differences(object_reader& in) {
    const auto wave = [&](std::string_view key) {
        object_reader at(in.required(key), in.path(key), errc::bad_record);
        const survey::share_origin origin{at.text("rule"), at.text("boundaries"), at.text("questionnaire")};
        auto result = weighted_shares(at);
        at.finish();
        result.origin = origin;
        return result;
    };
    const auto first = wave("first");
    const auto second = wave("second");
    const auto found = survey::compare_shares(first, second);
    nlohmann::json differences = nlohmann::json::array();
    for (std::size_t g = 0; g < found.difference.size(); ++g) {
        differences.push_back({{"segment", name_of_group(g)}, {"difference", write_interval(found.difference[g])}});
    }
    return {{"groups", std::move(differences)},
            {"chi_squared", found.chi_squared},
            {"degrees_of_freedom", found.degrees_of_freedom},
            {"p_value", found.p_value}};
}

[[nodiscard]] inline nlohmann::json incremental_validity(object_reader& in) {
    constexpr std::string_view measures[] = {"r_squared", "auc"};
    constexpr std::string_view statuses[] = {"tested", "too_few_rows", "constant", "collinear", "separated"};
    const auto satisfaction = column(in, "satisfaction");
    const auto attachment = column(in, "attachment");
    const auto outcome = column(in, "outcome");
    const auto found = in.choice("measure", measures, 0) == 0
                           ? survey::incremental_r_squared(satisfaction, attachment, outcome)
                           : survey::incremental_auc(satisfaction, attachment, outcome);
    return {{"status", statuses[static_cast<std::size_t>(found.status)]},
            {"n", found.rows},
            {"satisfaction_only", found.satisfaction_only},
            {"both", found.both},
            {"gain", found.gain},
            {"p_value", found.p_value}};
}

/// One respondent's answers under a questionnaire: every dimension's score, each item's contribution, and what makes
/// the response doubtful. Answers and items are in the same order.
[[nodiscard]] inline nlohmann::json score_answers(object_reader& in) {
    std::vector<survey::item> items;
    for (const auto& each : in.array("items")) {
        items.push_back(read_item(each, in.path("items")).first);
    }
    survey::scoring_rules rules;
    rules.policy = static_cast<survey::out_of_range>(in.choice("out_of_range", out_of_range_words, 0));
    const survey::questionnaire asked(std::move(items), rules);
    const auto answers = column(in, "answers");
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    const double duration = number(in, "duration", unknown);
    const auto flags = survey::inspect_response(asked, answers, duration, {.fastest = number(in, "fastest", unknown)});
    const auto scores = asked.score(answers);
    constexpr std::string_view statuses[] = {"scored", "not_answered", "too_few_answers", "rejected"};
    nlohmann::json dimensions = nlohmann::json::object();
    for (std::size_t d = 0; d < scores.size(); ++d) {
        dimensions[asked.dimensions()[d]] = {{"value", scores[d].value},
                                             {"coverage", scores[d].coverage},
                                             {"answered", scores[d].answered},
                                             {"status", statuses[static_cast<std::size_t>(scores[d].status)]}};
    }
    return {{"dimensions", std::move(dimensions)},
            {"contributions", asked.contributions(answers)},
            {"straight_lining", flags.straight_lining},
            {"all_extreme", flags.all_extreme},
            {"too_fast", flags.too_fast},
            {"broken_off", flags.broken_off}};
}

}  // namespace detail

/// The methods of the survey room. Results are objects; a plain number is "value".
inline constexpr method survey_methods[] = {
    {"score_answers", detail::score_answers},
    {"wilson_interval",
     [](object_reader& in) {
         return detail::write_interval(survey::wilson_interval(detail::number(in, "k"), detail::number(in, "n"),
                                                               detail::number(in, "confidence", 0.95)));
     }},
    {"goodman_intervals", detail::goodman},
    {"shares", detail::shares},
    {"compare_shares", detail::share_differences},
    {"incremental_validity", detail::incremental_validity},
    {"post_stratify",
     [](object_reader& in) {
         return nlohmann::json{
             {"weights", survey::post_stratify(detail::categories(in, "stratum"), detail::column(in, "population"))}};
     }},
    {"newcombe_interval",
     [](object_reader& in) {
         return detail::write_interval(survey::newcombe_interval(detail::number(in, "k1"), detail::number(in, "n1"),
                                                                 detail::number(in, "k2"), detail::number(in, "n2"),
                                                                 detail::number(in, "confidence", 0.95)));
     }},
    {"needed_n",
     [](object_reader& in) {
         return detail::value_of(survey::needed_n(
             detail::number(in, "half_width"), detail::number(in, "confidence", 0.95), detail::number(in, "share", 0.5),
             detail::number(in, "population", std::numeric_limits<double>::infinity())));
     }},
    {"recommendation_score", detail::recommendation},
    {"compare_recommendation", detail::recommendation_difference},
    {"top_box_share",
     [](object_reader& in) {
         return detail::write_interval(survey::top_box_share(detail::column(in, "counts"), detail::count(in, "top"),
                                                             detail::number(in, "confidence", 0.95)));
     }},
    {"effort_score", detail::effort},
    {"acsi", detail::acsi},
    {"kano", detail::kano},
    {"touchpoints", detail::touchpoint_matrix},
    {"perception_gap", detail::perception},
    {"reliability", detail::reliability},
    {"rake", detail::rake},
    {"migration", detail::migration_tests},
    {"disattenuated_correlation",
     [](object_reader& in) {
         return detail::write_interval(survey::disattenuated_correlation(
             detail::number(in, "r"), detail::number(in, "reliability_x"), detail::number(in, "reliability_y"),
             detail::number(in, "n", 0), detail::number(in, "confidence", 0.95)));
     }},
    {"bivariate_normal_cdf",
     [](object_reader& in) {
         return detail::value_of(
             math::bivariate_normal_cdf(detail::number(in, "x"), detail::number(in, "y"), detail::number(in, "rho")));
     }},
};

}  // namespace scvm::json
