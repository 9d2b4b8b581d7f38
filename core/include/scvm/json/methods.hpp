#pragma once

#include <scvm/json/analysis.hpp>
#include <scvm/json/model.hpp>
#include <scvm/json/object_reader.hpp>
#include <scvm/json/writer.hpp>
#include <scvm/math/normal.hpp>
#include <scvm/survey/kano.hpp>
#include <scvm/survey/touchpoints.hpp>
#include <scvm/survey/weights.hpp>
#include <scvm/value/beta_geometric.hpp>
#include <scvm/value/bg_bb.hpp>
#include <scvm/value/parameters.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::json {

/// One method of a room, called by its name with named arguments.
struct method {
    std::string_view name;
    nlohmann::json (*call)(object_reader& in);
};

namespace detail {

/// A number, or "nan", "inf", "-inf", which JSON cannot say otherwise.
[[nodiscard]] inline double any_number(const object_reader& in, const nlohmann::json& value, const std::string& path) {
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        constexpr double inf = std::numeric_limits<double>::infinity();
        if (text == "nan" || text == "inf" || text == "-inf") {
            return text == "nan" ? std::numeric_limits<double>::quiet_NaN() : text == "inf" ? inf : -inf;
        }
    }
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : in.as_number(value, path);
}

[[nodiscard]] inline double number(object_reader& in, std::string_view key) {
    return any_number(in, in.required(key), in.path(key));
}

[[nodiscard]] inline double number(object_reader& in, std::string_view key, double otherwise) {
    const auto* found = in.find(key);
    return found == nullptr ? otherwise : any_number(in, *found, in.path(key));
}

[[nodiscard]] inline unsigned count(object_reader& in, std::string_view key) {
    const double value = in.number(key);
    if (!(value >= 0 && value <= 1e9 && value == std::floor(value))) {
        throw_domain(in.path(key), value, "a whole number from 0 to 1e9");
    }
    return static_cast<unsigned>(value);
}

[[nodiscard]] inline std::vector<double> column(const object_reader& in, const nlohmann::json& values,
                                                const std::string& path) {
    if (!values.is_array()) {
        in.fail(path, "expected an array");
    }
    std::vector<double> result;
    for (const auto& each : values) {
        result.push_back(any_number(in, each, path));
    }
    return result;
}

[[nodiscard]] inline std::vector<double> column(object_reader& in, std::string_view key) {
    return column(in, in.array(key), in.path(key));
}

template <std::size_t N>
[[nodiscard]] std::array<double, N> numbers(object_reader& in, std::string_view key) {
    const auto values = column(in, key);
    require_size(in.path(key), values.size(), "the method", N);
    std::array<double, N> result{};
    std::copy(values.begin(), values.end(), result.begin());
    return result;
}

/// Rows of equal length, row after row.
struct rows {
    rows(object_reader& in, std::string_view key) {
        for (const auto& row : in.array(key)) {
            const auto cells = column(in, row, in.path(key));
            width = values.empty() ? cells.size() : width;
            require_size(in.path(key), cells.size(), "the first row", width);
            values.insert(values.end(), cells.begin(), cells.end());
        }
    }
    [[nodiscard]] survey::answer_table view() const { return survey::answer_table::by_rows(values, width); }
    std::vector<double> values;
    std::size_t width = 0;
};

[[nodiscard]] inline nlohmann::json value_of(double value) {
    return {{"value", value}};
}

template <class Model>
[[nodiscard]] Model model_of(object_reader& in) {
    std::array<double, value::parameter_count<Model>> theta{};
    for (std::size_t i = 0; i < theta.size(); ++i) {
        theta[i] = number(in, parameter_names<Model>[i]);
    }
    return std::apply([](auto... each) { return Model{each...}; }, theta);
}

template <>
inline constexpr std::array<std::string_view, 4> parameter_names<value::bg_bb> = {"alpha", "beta", "gamma", "delta"};
template <>
inline constexpr std::array<std::string_view, 4> parameter_names<value::beta_geometric> = {"a", "b", "", ""};

// What every model of purchasing has. x, t_x and T may be left out of probability_of: then it is of a new customer.
template <class Model>
[[nodiscard]] nlohmann::json log_likelihood(object_reader& in) {
    return value_of(model_of<Model>(in).log_likelihood(number(in, "x"), number(in, "t_x"), number(in, "T")));
}
template <class Model>
[[nodiscard]] nlohmann::json p_alive(object_reader& in) {
    return value_of(model_of<Model>(in).p_alive(number(in, "x"), number(in, "t_x"), number(in, "T")));
}
template <class Model>
[[nodiscard]] nlohmann::json expected_purchases(object_reader& in) {
    return value_of(
        model_of<Model>(in).expected_purchases(number(in, "t"), number(in, "x"), number(in, "t_x"), number(in, "T")));
}
template <class Model>
[[nodiscard]] nlohmann::json expected_purchases_new(object_reader& in) {
    return value_of(model_of<Model>(in).expected_purchases_new(number(in, "t")));
}
template <class Model>
[[nodiscard]] nlohmann::json probability_of(object_reader& in) {
    const Model model = model_of<Model>(in);
    const unsigned n = count(in, "n");
    const double t = number(in, "t");
    if (in.find("x") == nullptr) {
        return value_of(model.probability_of(n, t));
    }
    return value_of(model.probability_of(n, t, number(in, "x"), number(in, "t_x"), number(in, "T")));
}
template <class Model>
[[nodiscard]] nlohmann::json discounted_expected_purchases(object_reader& in) {
    return value_of(model_of<Model>(in).discounted_expected_purchases(
        number(in, "rate"), number(in, "x"), number(in, "t_x"), number(in, "T"), number(in, "horizon")));
}
template <class Model>
[[nodiscard]] nlohmann::json discounted_expected_purchases_new(object_reader& in) {
    return value_of(model_of<Model>(in).discounted_expected_purchases_new(number(in, "rate"), number(in, "horizon")));
}

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

}  // namespace detail

/// Every method that can be called by name, in the order of the rooms. Results are objects; a plain number is "value".
inline constexpr method methods[] = {
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
    {"bg_nbd.log_likelihood", detail::log_likelihood<value::bg_nbd>},
    {"bg_nbd.p_alive", detail::p_alive<value::bg_nbd>},
    {"bg_nbd.expected_purchases", detail::expected_purchases<value::bg_nbd>},
    {"bg_nbd.expected_purchases_new", detail::expected_purchases_new<value::bg_nbd>},
    {"bg_nbd.probability_of", detail::probability_of<value::bg_nbd>},
    {"bg_nbd.discounted_expected_purchases", detail::discounted_expected_purchases<value::bg_nbd>},
    {"bg_nbd.discounted_expected_purchases_new", detail::discounted_expected_purchases_new<value::bg_nbd>},
    {"mbg_nbd.log_likelihood", detail::log_likelihood<value::mbg_nbd>},
    {"mbg_nbd.p_alive", detail::p_alive<value::mbg_nbd>},
    {"mbg_nbd.expected_purchases", detail::expected_purchases<value::mbg_nbd>},
    {"mbg_nbd.expected_purchases_new", detail::expected_purchases_new<value::mbg_nbd>},
    {"mbg_nbd.probability_of", detail::probability_of<value::mbg_nbd>},
    {"mbg_nbd.discounted_expected_purchases", detail::discounted_expected_purchases<value::mbg_nbd>},
    {"mbg_nbd.discounted_expected_purchases_new", detail::discounted_expected_purchases_new<value::mbg_nbd>},
    {"pareto_nbd.log_likelihood", detail::log_likelihood<value::pareto_nbd>},
    {"pareto_nbd.p_alive", detail::p_alive<value::pareto_nbd>},
    {"pareto_nbd.expected_purchases", detail::expected_purchases<value::pareto_nbd>},
    {"pareto_nbd.expected_purchases_new", detail::expected_purchases_new<value::pareto_nbd>},
    {"pareto_nbd.probability_of", detail::probability_of<value::pareto_nbd>},
    {"pareto_nbd.discounted_expected_purchases", detail::discounted_expected_purchases<value::pareto_nbd>},
    {"pareto_nbd.discounted_expected_purchases_new", detail::discounted_expected_purchases_new<value::pareto_nbd>},
    {"gamma_gamma.log_likelihood",
     [](object_reader& in) {
         return detail::value_of(
             detail::model_of<value::gamma_gamma>(in).log_likelihood(detail::number(in, "x"), detail::number(in, "m")));
     }},
    {"gamma_gamma.expected_spend",
     [](object_reader& in) {
         return detail::value_of(
             detail::model_of<value::gamma_gamma>(in).expected_spend(detail::number(in, "x"), detail::number(in, "m")));
     }},
    {"gamma_gamma.expected_spend_new",
     [](object_reader& in) { return detail::value_of(detail::model_of<value::gamma_gamma>(in).expected_spend_new()); }},
    {"beta_geometric.churn_probability",
     [](object_reader& in) {
         return detail::value_of(
             detail::model_of<value::beta_geometric>(in).churn_probability(detail::number(in, "t")));
     }},
    {"beta_geometric.survival",
     [](object_reader& in) {
         return detail::value_of(detail::model_of<value::beta_geometric>(in).survival(detail::number(in, "t")));
     }},
    {"beta_geometric.retention_rate",
     [](object_reader& in) {
         return detail::value_of(detail::model_of<value::beta_geometric>(in).retention_rate(detail::number(in, "t")));
     }},
    {"beta_geometric.discounted_expected_residual_lifetime",
     [](object_reader& in) {
         const auto model = detail::model_of<value::beta_geometric>(in);
         const double rate = detail::number(in, "rate");
         const double n = detail::number(in, "n");
         return detail::value_of(in.find("periods") == nullptr ? model.discounted_expected_residual_lifetime(rate, n)
                                                               : model.discounted_expected_residual_lifetime(
                                                                     rate, n, detail::number(in, "periods")));
     }},
    {"bg_bb.log_likelihood",
     [](object_reader& in) {
         return detail::value_of(detail::model_of<value::bg_bb>(in).log_likelihood(
             detail::number(in, "x"), detail::number(in, "t_x"), detail::number(in, "n")));
     }},
    {"bg_bb.p_alive",
     [](object_reader& in) {
         return detail::value_of(detail::model_of<value::bg_bb>(in).p_alive(
             detail::number(in, "x"), detail::number(in, "t_x"), detail::number(in, "n")));
     }},
    {"bg_bb.probability_of",
     [](object_reader& in) {
         return detail::value_of(
             detail::model_of<value::bg_bb>(in).probability_of(detail::count(in, "x"), detail::count(in, "n")));
     }},
    {"bg_bb.expected_purchases",
     [](object_reader& in) {
         return detail::value_of(detail::model_of<value::bg_bb>(in).expected_purchases(
             detail::number(in, "opportunities"), detail::number(in, "x"), detail::number(in, "t_x"),
             detail::number(in, "n")));
     }},
    {"bg_bb.discounted_expected_purchases",
     [](object_reader& in) {
         return detail::value_of(detail::model_of<value::bg_bb>(in).discounted_expected_purchases(
             detail::number(in, "rate"), detail::number(in, "x"), detail::number(in, "t_x"), detail::number(in, "n"),
             detail::number(in, "opportunities")));
     }},
};

/// Calls a method of a room by name: arguments by their names in, the result out, both as JSON (docs/methods.md).
///
/// For the languages that have no function of their own for it. NaN and infinities go in as "nan", "inf" and "-inf",
/// and come out as null. Throws error{unknown_id} for a name that there is not, error{bad_record} for arguments of the
/// wrong shape, and what the method itself throws.
[[nodiscard]] inline std::string call(std::string_view name, std::string_view arguments) {
    const auto* found =
        std::find_if(std::begin(methods), std::end(methods), [&](const method& each) { return each.name == name; });
    if (found == std::end(methods)) {
        throw error(errc::unknown_id, "method " + crm::quoted(name) + ": there is none of this name");
    }
    const nlohmann::json document = parse(arguments, errc::bad_record, name);
    object_reader in(document, std::string(name), errc::bad_record);
    nlohmann::json result = found->call(in);
    in.finish();
    return canonical(result);
}

}  // namespace scvm::json
