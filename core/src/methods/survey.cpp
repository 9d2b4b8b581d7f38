#include "methods/methods.hpp"

#include <scvm/math/normal.hpp>
#include <scvm/survey/drivers.hpp>
#include <scvm/survey/kano.hpp>
#include <scvm/survey/migration.hpp>
#include <scvm/survey/quality.hpp>
#include <scvm/survey/questionnaire.hpp>
#include <scvm/survey/recommendation.hpp>
#include <scvm/survey/reliability.hpp>
#include <scvm/survey/shares.hpp>
#include <scvm/survey/touchpoints.hpp>
#include <scvm/survey/validity.hpp>
#include <scvm/survey/weights.hpp>

#include <array>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace scvm::methods {

namespace {

using description::number_rows;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

[[nodiscard]] survey::answer_table table_of(const number_rows& of) {
    return survey::answer_table::by_rows(of.values, of.width);
}

struct scored_answers {
    std::map<std::string, survey::dimension_score> dimensions{};
    std::vector<double> contributions{};
    survey::response_flags flags{};
};
void describe(const auto& is, const scored_answers& o) {
    is("dimensions", o.dimensions, "Every dimension's score, by its name.");
    is("contributions", o.contributions, "What each item adds to its dimension's score.");
    is("straight_lining", o.flags.straight_lining, "One and the same answer along a block with a reversed item.");
    is("all_extreme", o.flags.all_extreme, "Every answer at an end of its scale.");
    is("too_fast", o.flags.too_fast, "Done in less time than the threshold.");
    is("broken_off", o.flags.broken_off, "Answered at first, and nothing from some item to the last one.");
}

scored_answers score_answers(const std::vector<survey::item>& items, std::span<const double> answers,
                             survey::out_of_range policy, double duration, double fastest) {
    survey::scoring_rules rules;
    rules.policy = policy;
    const survey::questionnaire asked(items, rules);
    scored_answers result;
    result.flags = survey::inspect_response(asked, answers, duration, {.fastest = fastest});
    const auto scores = asked.score(answers);
    for (std::size_t d = 0; d < scores.size(); ++d) {
        result.dimensions[asked.dimensions()[d]] = scores[d];
    }
    result.contributions = asked.contributions(answers);
    return result;
}

/// A sample of customers with their groups.
struct sample {
    std::vector<survey::segment> segments{};
    std::vector<double> weights{};
    survey::share_options options{};

    [[nodiscard]] survey::segment_shares shares() const { return survey::shares_of(segments, weights, options); }
};
void describe(const auto& is, const sample& o) {
    is("segments", o.segments, required, "Each customer's group.");
    is("weights", o.weights, "Each customer's weight; none: all 1.");
    describe(is, o.options);
}

/// A sample that says which rule and questionnaire made its groups.
struct wave {
    sample of{};
};
void describe(const auto& is, const wave& o) {
    describe(is, o.of.options.origin);
    describe(is, o.of);
}

struct shown_group {
    survey::segment segment = survey::segment::unclassified;
    bool suppressed = false;
    std::optional<std::size_t> n{};
    std::optional<survey::interval> share{};
    std::optional<survey::interval> simultaneous{};
};
void describe(const auto& is, const shown_group& o) {
    is("segment", o.segment, "The group.");
    is("suppressed", o.suppressed, "Whether it has too few respondents to be shown, or would betray one that has.");
    is("n", o.n, null_when_absent, "Respondents.");
    is("share", o.share, null_when_absent, "Of the classified, with Wilson's interval.");
    is("simultaneous", o.simultaneous, null_when_absent, "The same with Goodman's, which holds for all five at once.");
}

struct shown_shares {
    std::size_t n = 0;
    std::size_t unclassified = 0;
    double effective_n = 0;
    std::optional<survey::interval> net_fan_balance{};
    std::vector<shown_group> groups{};
};
void describe(const auto& is, const shown_shares& o) {
    is("n", o.n, "Classified respondents.");
    is("unclassified", o.unclassified, "Respondents without a group; no part of any share.");
    is("effective_n", o.effective_n, "Kish's, with the finite population correction.");
    is("net_fan_balance", o.net_fan_balance, null_when_absent,
       "Fans less opponents, -1 to 1; null where one of them is suppressed.");
    is("groups", o.groups, "The five groups.");
}

shown_shares shares(const sample& of) {
    const survey::segment_shares found = of.shares();
    shown_shares result{found.n, found.unclassified, found.effective_n, {}, {}};
    if (found.n > 0 && !found.group.front().suppressed && !found.group.back().suppressed) {
        result.net_fan_balance = found.fan_balance;
    }
    for (std::size_t g = 0; g < found.group.size(); ++g) {
        const survey::group_share& group = found.group[g];
        shown_group& to = result.groups.emplace_back();
        to.segment = survey::segments[g];
        to.suppressed = group.suppressed;
        if (!group.suppressed && found.n > 0) {
            to.n = group.n;
            to.share = group.share;
            to.simultaneous = group.simultaneous;
        }
    }
    return result;
}

struct group_difference {
    survey::segment segment = survey::segment::unclassified;
    survey::interval difference{};
};
void describe(const auto& is, const group_difference& o) {
    is("segment", o.segment, "The group.");
    is("difference", o.difference,
       "Second less first, with Newcombe's interval; null where the group is suppressed in one of both.");
}

struct wave_comparison {
    std::vector<group_difference> groups{};
    survey::share_comparison found{};
};
void describe(const auto& is, const wave_comparison& o) {
    is("groups", o.groups, "The five groups.");
    is("chi_squared", o.found.chi_squared,
       "Of the table at the effective sizes; it and what follows are null where any group is suppressed.");
    is("degrees_of_freedom", o.found.degrees_of_freedom, "Groups that anybody belongs to, less one.");
    is("p_value", o.found.p_value, within(0, 1), "Of no difference at all.");
}

wave_comparison compare_shares(const wave& first, const wave& second) {
    const survey::segment_shares before = first.of.shares();
    const survey::segment_shares after = second.of.shares();
    wave_comparison result;
    result.found = survey::compare_shares(before, after);
    bool hides = false;
    for (std::size_t g = 0; g < result.found.difference.size(); ++g) {
        const bool hidden = before.group[g].suppressed || after.group[g].suppressed;
        hides = hides || hidden;
        result.groups.push_back({survey::segments[g], hidden ? survey::interval{} : result.found.difference[g]});
    }
    if (hides) {
        result.found = {};
    }
    return result;
}

struct touchpoint_result {
    survey::touchpoint_report found{};
    std::vector<double> index{};
    std::vector<double> peak_end{};
};
void describe(const auto& is, const touchpoint_result& o) {
    is("touchpoints", o.found.touchpoints, "In the order of the columns.");
    is("index", o.index, "Of each customer: the importance-weighted mean of the ratings.");
    is("peak_end", o.peak_end, "Of each customer: the mean of the most extreme and of the last rating.");
    is("weakest", o.found.weakest, "The touchpoint of the lowest mean, the first of equals.");
    is("most_to_gain", o.found.most_to_gain, "The touchpoint of the largest opportunity.");
}

touchpoint_result touchpoints(const number_rows& ratings, std::span<const double> importance, double confidence) {
    touchpoint_result result{survey::touchpoints(table_of(ratings), importance, confidence), {}, {}};
    for (const survey::customer_experience& each : result.found.customer) {
        result.index.push_back(each.index);
        result.peak_end.push_back(each.peak_end);
    }
    return result;
}

enum class validity_measure { r_squared, auc };
constexpr std::array<word, 2> validity_measure_words{
    {{"r_squared", "of an outcome in numbers"}, {"auc", "of an outcome that is 0 or 1"}}};
constexpr const auto& words_of(validity_measure) {
    return validity_measure_words;
}

}  // namespace

void survey_methods(description::method_list& is) {
    using namespace description;
    const auto of_confidence =
        arg("confidence", otherwise(math::usual_confidence), above(0).below(1), "of the intervals");
    is("score_answers", score_answers,
       "Scores one respondent's answers, and says what each item contributes and what makes the response doubtful.",
       arg("items", "as in a model file"), arg("answers", "in the order of the items; null: not answered"),
       arg("out_of_range", otherwise(survey::out_of_range::error), "what becomes of an answer off its scale"),
       arg("duration", otherwise(nan), "of answering, in any unit; null: not known"),
       arg("fastest", otherwise(nan), "the least believable duration; null: not checked"));
    is("wilson_interval", survey::wilson_interval, "A share with Wilson's score interval.",
       arg("k", "successes, may be weighted"), arg("n", "trials, or their effective number"), of_confidence);
    is("goodman_intervals", survey::goodman_intervals,
       "The shares of groups, with intervals that hold for all of them at once.", gives_columns,
       arg("counts", "customers in each group"), of_confidence);
    is("shares", shares, "The shares of the five groups, weighted, with their intervals.", members());
    is("compare_shares", compare_shares, "How the shares of two independent samples differ.",
       arg("first", "the earlier sample"), arg("second", "the later sample, under the same rule and questionnaire"));
    is(
        "incremental_validity",
        [](std::span<const double> satisfaction, std::span<const double> attachment, std::span<const double> outcome,
           validity_measure measure) {
            return measure == validity_measure::r_squared
                       ? survey::incremental_r_squared(satisfaction, attachment, outcome)
                       : survey::incremental_auc(satisfaction, attachment, outcome);
        },
        "Whether attachment says more about an outcome than satisfaction alone.",
        arg("satisfaction", "of each customer"), arg("attachment", "of each customer"),
        arg("outcome", "of each customer"),
        arg("measure", otherwise(validity_measure::r_squared), "how well the outcome is told"));
    is("post_stratify", survey::post_stratify, "Weights that give every stratum its share of the population.",
       gives("weights"), arg("stratum", "of each respondent, from 0"), arg("population", "customers of each stratum"));
    is("newcombe_interval", survey::newcombe_interval, "The difference of two independent shares, with its interval.",
       arg("k1", "successes of the first"), arg("n1", "trials of the first"), arg("k2", "successes of the second"),
       arg("n2", "trials of the second"), of_confidence);
    is("needed_n", survey::needed_n, "How many answers make the interval of a share narrow enough.", gives("value"),
       arg("half_width", "of the interval, as a fraction"), of_confidence,
       arg("share", otherwise(0.5), "that is expected; 0.5 is the worst case"),
       arg("population", otherwise(infinity), "customers; infinite: no correction"));
    is(
        "recommendation_score",
        [](const survey::recommendation_counts& of, double confidence) {
            return survey::recommendation_score(of, confidence);
        },
        "Promoters less detractors, with three intervals.", members(), of_confidence);
    is(
        "compare_recommendation",
        [](const survey::recommendation_counts& first, const survey::recommendation_counts& second, double confidence) {
            return survey::compare_recommendation(survey::recommendation_score(first, confidence),
                                                  survey::recommendation_score(second, confidence), confidence);
        },
        "Whether two independent recommendation scores differ.", arg("first", "the earlier sample"),
        arg("second", "the later sample"), of_confidence);
    is("top_box_share", survey::top_box_share, "CSAT: the share of the best boxes.",
       arg("counts", "by answer, worst first"), arg("top", otherwise(std::size_t{2}), "how many boxes are the best"),
       of_confidence);
    is("effort_score", survey::effort_score, "Customer effort in its three usual forms.",
       arg("counts", "of the answers 1 (much effort) to 7 (easy)"), of_confidence);
    is(
        "acsi",
        [](const std::array<double, 3>& answers, const std::array<double, 3>& weights) {
            return survey::acsi(answers[0], answers[1], answers[2], weights);
        },
        "The customer satisfaction index of three answers, 0 to 100.", gives("value"),
        arg("answers", "overall, against expectations, against the ideal; 1 to 10, or means of them"),
        arg("weights", otherwise(survey::acsi_equal_weights), "of the three"));
    is(
        "kano", [](const std::array<double, 6>& counts) { return survey::kano(counts); },
        "What a feature does for satisfaction.",
        arg("counts", "attractive, one-dimensional, must-be, indifferent, reverse, questionable"));
    is("touchpoints", touchpoints, "How satisfied customers are with each place where they meet the company.",
       arg("ratings", "a row a customer, in the order of the journey; 0 to 100, null where unrated"),
       arg("importance", may_be_absent, "of each touchpoint; none: all 1"), of_confidence);
    is(
        "perception_gap",
        [](const number_rows& customers, const number_rows& managers, double confidence) {
            return survey::perception_gap(table_of(customers), table_of(managers), confidence);
        },
        "What customers find important beside what managers think that they do.",
        arg("customers", "a row each: the importance of every topic"), arg("managers", "the same of managers"),
        of_confidence);
    is(
        "reliability",
        [](const number_rows& answers, const survey::reliability_options& options) {
            return survey::reliability(table_of(answers), options);
        },
        "How far the items of one scale measure one thing.", arg("answers", "a row a respondent, null where missing"),
        members());
    is("rake", survey::rake, "Weights whose sums match every margin.",
       arg("margins", "attributes whose distribution in the population is known"),
       arg("initial", may_be_absent, "weights to start from; none: all 1"), members());
    is("migration", survey::migration, "Whether the shares of groups changed between two waves of the same customers.",
       arg("table", "customers by group before (rows) and after (columns)"));
    is("disattenuated_correlation", survey::disattenuated_correlation,
       "The correlation of two true scores, from that of their measurements.", arg("r", "of the measurements"),
       arg("reliability_x", "of the first"), arg("reliability_y", "of the second"),
       arg("n", otherwise(0.0), "respondents; up to 3: no interval"), of_confidence);
    is("bivariate_normal_cdf", math::bivariate_normal_cdf,
       "The probability that two correlated standard normals are both below limits.", gives("value"),
       arg("x", "the first limit"), arg("y", "the second limit"), arg("rho", "their correlation"));
}

}  // namespace scvm::methods
