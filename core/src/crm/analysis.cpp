#include <scvm/crm/analysis.hpp>
#include <scvm/crm/disclosure.hpp>
#include <scvm/crm/survey_columns.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/survey/fingerprint.hpp>
#include <scvm/survey/probabilities.hpp>
#include <scvm/survey/recommendation.hpp>
#include <scvm/value/gamma_gamma.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string_view>
#include <utility>
#include <variant>

namespace scvm::crm {

namespace {

/// The raw answers of all respondents, one after the other.
std::vector<double> all_answers(const score_table& table) {
    std::vector<double> result;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const auto of = table.answers(row);
        result.insert(result.end(), of.begin(), of.end());
    }
    return result;
}

std::array<double, 5> expected_shares(const score_table& table) {
    std::vector<double> p(5 * table.size());
    constexpr std::string_view names[] = {"p_fan", "p_sympathizer", "p_mercenary", "p_captive", "p_opponent"};
    for (std::size_t g = 0; g < 5; ++g) {
        const auto column = table.numbers(names[g]);
        for (std::size_t row = 0; row < table.size(); ++row) {
            p[5 * row + g] = column[row];
        }
    }
    return survey::expected_shares(p);
}

/// Shares with everything that doubts them; a group that may not be shown keeps its figures to itself.
portfolio_analysis analyse_shares(const score_table& table, const survey::share_origin& origin, const disclosure& may) {
    const auto shares = survey::shares_of(table.segments(), {},
                                          {.minimum_cell = privacy_of(table.model()).fewest_shown, .origin = origin});
    portfolio_analysis result{shares.n, shares.unclassified, shares.confidence, {}, {}};
    std::array<double, 5> expected;
    expected.fill(absent);
    if (table.model().survey->measurement) {
        expected = expected_shares(table);
    }
    for (std::size_t g = 0; g < 5; ++g) {
        const survey::group_share& of = shares.group[g];
        auto& group = result.groups.emplace_back();
        group.segment = survey::segments[g];
        group.suppressed = !may.shows(group.segment);
        if (!group.suppressed && shares.n > 0) {
            group.expected_share = expected[g];
            group.n = of.n;
            group.share = of.share;
            group.simultaneous = of.simultaneous;
        }
    }
    if (shares.n > 0 && may.shows(survey::segment::fan) && may.shows(survey::segment::opponent)) {
        result.net_fan_balance = shares.fan_balance;
    }
    return result;
}

attachment_order analyse_conformance(const score_table& table, const disclosure& may) {
    const auto found = survey::check_conformance(table.segments(), table.numbers("attachment"));
    const auto shown = [&](survey::segment group, double mean) { return may.shows(group) ? mean : absent; };
    attachment_order result;
    result.captive_mean = shown(survey::segment::captive, found.captive_mean);
    result.sympathizer_mean = shown(survey::segment::sympathizer, found.sympathizer_mean);
    result.fan_mean = shown(survey::segment::fan, found.fan_mean);
    if (may.shows(survey::segment::captive) && may.shows(survey::segment::sympathizer) &&
        may.shows(survey::segment::fan)) {
        result.known = found.known;
        result.captives_weaker = found.captives_weaker;
        result.captives_weaker_than_attached = found.captives_weaker_than_attached;
    }
    return result;
}

/// Whether attachment says more about revenue than satisfaction alone: it may not.
attachment_validity analyse_validity(const score_table& table) {
    const auto found = survey::incremental_r_squared(table.numbers("satisfaction"), table.numbers("attachment"),
                                                     table.numbers("revenue"));
    return {"revenue", found.status, found.rows, found.satisfaction_only, found.both, found.gain, found.p_value};
}

/// Groups whose amounts may not be shown are one group to the others, so that nothing depends on who is in which.
/// Whether it may be told how so many amounts are spread: their median, a bootstrap's interval or Gini's coefficient.
/// Of few amounts each of these is one person's, or with the sum leaves little room for the largest; four times as many
/// as a figure needs are enough that half of them stay unknown to whoever knows two.
[[nodiscard]] bool spread_may_show(std::size_t amounts, const privacy_rules& rules) {
    return static_cast<double>(amounts) >= 4 * rules.fewest_shown;
}

revenue_analysis analyse_revenue(const score_table& table, const disclosure& may) {
    // A thousand samples as long as that takes about a second; fewer, but never less than 200, beyond.
    const std::size_t samples =
        std::clamp<std::size_t>(100'000'000 / std::max<std::size_t>(table.size(), 1), 200, 1000);
    revenue_analysis result{samples, {}};
    auto segments = table.segments();
    for (survey::segment& each : segments) {
        if (each != survey::segment::unclassified) {
            each = survey::segments[may.money_joined[survey::index_of(each)]];
        }
    }
    const auto groups = survey::revenue_by_group(segments, table.numbers("revenue"), {.samples = samples});
    for (std::size_t g = 0; g < 5; ++g) {
        segment_revenue& to = result.groups.emplace_back();
        to.segment = survey::segments[g];
        to.suppressed = !may.shows_money(to.segment);
        if (to.suppressed) {
            to.sum = to.top_by_mean = to.top_by_sum = absent;
        } else {
            static_cast<survey::group_revenue&>(to) = groups[g];
            to.customers = groups[g].n;
            if (!spread_may_show(groups[g].n, privacy_of(table.model()))) {
                to.median = to.mean.low = to.mean.high = to.share.low = to.share.high = absent;
            }
            if (!may.shows_money(survey::segment::unclassified)) {
                to.share = {};  // it tells the revenue of all five, hence of those without a group
            }
        }
    }
    return result;
}

/// Means and deviations of the answers are left out where a group may not be shown: from them and the number of answers
/// it can be worked out how many of them are extreme.
scale_analysis analyse_scale(const survey::questionnaire& asked, std::size_t dimension,
                             const survey::answer_table& answers, bool with_moments) {
    const survey::reliability_report found = survey::reliability(asked, dimension, answers);
    scale_analysis result;
    result.dimension = asked.dimensions()[dimension];
    result.n = found.rows;
    result.alpha = {found.alpha, found.alpha_low, found.alpha_high};
    result.standardised_alpha = found.standardised_alpha;
    result.mean_correlation = found.mean_correlation;
    result.lambda6 = found.lambda6;
    result.omega_total = found.omega_total;
    if (with_moments) {
        result.mean = found.mean;
        result.sd = found.sd;
        result.standard_error_of_measurement = found.standard_error_of_measurement;
    }
    const auto members = asked.items_of(dimension);
    for (std::size_t i = 0; i < members.size(); ++i) {
        item_analysis& item = result.items.emplace_back(item_analysis{found.by_item[i], asked.items()[members[i]].id});
        if (!with_moments) {
            item.mean = item.sd = absent;
        }
    }
    result.flags = found.flags;
    return result;
}

/// What moves satisfaction and attachment: the named sub-scales of the questionnaire, if there are any.
std::vector<outcome_analysis> analyse_drivers(const survey::questionnaire& asked, const survey::answer_table& answers) {
    constexpr std::array known = {survey::satisfaction_dimension, survey::attachment_dimension,
                                  survey::barrier_dimension};
    const std::size_t dimensions = asked.dimensions().size();
    std::vector<std::vector<double>> values(dimensions, std::vector<double>(answers.rows()));
    std::vector<survey::score_columns> columns(dimensions);
    std::vector<std::size_t> scales;
    for (std::size_t d = 0; d < dimensions; ++d) {
        columns[d].value = values[d];
        if (std::find(known.begin(), known.end(), asked.dimensions()[d]) == known.end()) {
            scales.push_back(d);
        }
    }
    constexpr std::size_t most = 15;  // Shapley's division visits every subset
    if (scales.empty() || scales.size() > most) {
        return {};
    }
    (void)asked.score(answers, columns);
    std::vector<std::span<const double>> drivers;
    for (const std::size_t d : scales) {
        drivers.emplace_back(values[d]);
    }
    std::vector<outcome_analysis> result;
    for (const auto outcome : {survey::satisfaction_dimension, survey::attachment_dimension}) {
        const auto found =
            survey::drivers_of(survey::answer_table::by_columns(drivers), values[asked.dimension(outcome)]);
        auto& of =
            result.emplace_back(outcome_analysis{std::string(outcome), found.status, found.rows, found.r_squared, {}});
        for (std::size_t i = 0; i < scales.size(); ++i) {
            const survey::driver& each = found.driver_of[i];
            of.drivers.push_back(
                {asked.dimensions()[scales[i]], each.correlation, each.beta, each.lmg_share, each.johnson_share});
        }
    }
    return result;
}

/// The recommendation score of the item that asks for it, if its scale is 0 to 10.
std::optional<recommendation_analysis> analyse_recommendation(const survey_rules& rules,
                                                              const survey::answer_table& answers,
                                                              double fewest_shown) {
    if (!rules.voice) {
        return std::nullopt;
    }
    const survey::item& item = rules.questionnaire.items()[*rules.voice];
    if (item.lowest != 0 || item.highest != 10) {
        return std::nullopt;
    }
    survey::recommendation_counts counts;
    for (std::size_t row = 0; row < answers.rows(); ++row) {
        const double answer = answers.at(row, *rules.voice);
        if (answer >= 0 && answer <= 10) {
            (answer >= 9 ? counts.promoters : answer >= 7 ? counts.passives : counts.detractors) += 1;
        }
    }
    const auto found = survey::recommendation_score(counts);
    // Score, number and interval tell how many promote, and how many detract.
    const double silent = static_cast<double>(answers.rows()) - found.n;
    if (!survey::may_show({counts.promoters, counts.passives, counts.detractors, silent}, fewest_shown)) {
        return std::nullopt;
    }
    return recommendation_analysis{
        item.id, found.n, found.score, found.wald, found.adjusted_wald, found.score_interval};
}

survey_analysis analyse_survey(const score_table& table) {
    const survey_rules& rules = *table.model().survey;
    const survey::share_origin origin = origin_of(rules);
    const disclosure may = disclose(table);
    survey_analysis result;
    result.rule = {origin.rule_id, origin.fingerprint, origin.questionnaire};
    result.shares = analyse_shares(table, origin, may);
    result.conformance = analyse_conformance(table, may);
    result.incremental_validity = analyse_validity(table);
    result.revenue_by_segment = analyse_revenue(table, may);
    const std::vector<double> responses = all_answers(table);
    if (responses.empty()) {
        return result;
    }
    const auto answers = survey::answer_table::by_rows(responses, rules.questionnaire.items().size());
    for (std::size_t d = 0; d < rules.questionnaire.dimensions().size(); ++d) {
        result.reliability.push_back(analyse_scale(rules.questionnaire, d, answers, !may.hides()));
    }
    result.drivers = analyse_drivers(rules.questionnaire, answers);
    result.recommendation = analyse_recommendation(rules, answers, privacy_of(table.model()).fewest_shown);
    if (rules.measurement) {
        const survey::segment_model model(rules.portfolio, *rules.measurement, rules.posterior);
        const auto quality = survey::quality_of(model, table.numbers("satisfaction"), table.numbers("attachment"),
                                                table.numbers("barrier"), voices(table, rules));
        if (static_cast<double>(quality.n) >= privacy_of(table.model()).fewest_shown) {
            result.classification = {quality.accuracy, quality.consistency, quality.n};
        }
    }
    return result;
}

}  // namespace

concentration concentration_of(std::span<const double> column, const privacy_rules& rules) {
    std::vector<double> values;
    for (const double each : column) {
        if (each >= 0) {
            values.push_back(each);
        }
    }
    // Where few are left out, the coefficient would tell how many.
    const auto all = static_cast<double>(column.size());
    if (!survey::may_show({all - static_cast<double>(values.size())}, rules.fewest_shown)) {
        values.resize(column.size());
    }
    std::sort(values.begin(), values.end());
    math::precise_sum total;
    math::precise_sum weighted;
    for (std::size_t i = 0; i < values.size(); ++i) {
        total.add(values[i]);
        weighted.add(static_cast<double>(2 * i + 1) * values[i]);
    }
    const double n = static_cast<double>(values.size());
    if (n < rules.fewest_shown) {
        return {n == 0 ? std::optional(values.size()) : std::nullopt, absent, absent, absent, absent};
    }
    const auto top = [&](double share) {
        math::precise_sum sum;
        survey::sum_parts parts;
        const auto count = static_cast<std::size_t>(std::ceil(share * n));
        for (std::size_t i = values.size() - count; i < values.size(); ++i) {
            sum.add(values[i]);
            parts.add(values[i]);
        }
        if (static_cast<double>(count) < rules.fewest_shown || parts.tells(rules.p_percent)) {
            return absent;
        }
        return total.value() > 0 ? sum.value() / total.value() : absent;
    };
    const bool gini = total.value() > 0 && spread_may_show(values.size(), rules);
    return {values.size(), gini ? weighted.value() / (n * total.value()) - 1 : absent, top(0.01), top(0.1), top(0.2)};
}

namespace {

/// Leaves out the customers of those numbers of purchases who are few, and the test, where what is told together is
/// not told together in it as well: with the others, it would say how the two are divided.
void hide_few(value::frequency_check& of, double fewest_shown) {
    std::vector<survey::tally> cells;
    for (const double each : of.actual) {
        cells.push_back({each});
    }
    const auto joined = survey::join_neighbours(cells, fewest_shown);
    const auto hidden = survey::hidden_among(cells, joined, fewest_shown);
    const std::vector<std::size_t> tested = value::bins_of_test(of.expected);
    bool told = true;
    for (std::size_t i = 0; i < of.actual.size(); ++i) {
        if (hidden[i] != 0) {
            told = told && tested[i] == tested[joined[i]];
            of.actual[i] = absent;
        }
    }
    if (!told) {
        of.chi_square = of.p_value = absent;
    }
}

value_analysis analyse_value(const score_table& table) {
    const value_rules& rules = *table.model().value;
    value_analysis result;
    result.model = rules.purchasing_model;
    result.unit = rules.unit;
    result.lifetime_value_concentration = concentration_of(table.numbers("lifetime_value"), privacy_of(table.model()));
    result.revenue_concentration = concentration_of(table.numbers("revenue"), privacy_of(table.model()));
    const double fewest_shown = privacy_of(table.model()).fewest_shown;
    const auto repeats = table.numbers("x");
    const auto found = value::independence(repeats, table.numbers("monetary"));
    const auto known = std::count_if(repeats.begin(), repeats.end(), [](double x) { return !std::isnan(x); });
    result.spend_independence.plausible = found.plausible();
    if (survey::may_show({found.customers}, fewest_shown)) {
        result.spend_independence.correlation = found.correlation;
        if (survey::may_show({static_cast<double>(known) - found.customers}, fewest_shown)) {
            result.spend_independence = {found.correlation, found.low, found.high, found.customers, found.plausible()};
        }
    }
    if (rules.purchasing) {
        const value::history_columns histories{table.numbers("x"), table.numbers("t_x"), table.numbers("T")};
        result.repeat_purchases =
            std::visit([&](const auto& model) { return value::check_frequencies(model.parameters, histories); },
                       *rules.purchasing);
        hide_few(*result.repeat_purchases, fewest_shown);
    }
    return result;
}

}  // namespace

analysis analyse(const score_table& table) {
    analysis result;
    result.as_of = table.as_of();
    if (table.model().survey) {
        result.survey = analyse_survey(table);
    }
    if (table.model().value) {
        result.value = analyse_value(table);
    }
    return result;
}

}  // namespace scvm::crm
