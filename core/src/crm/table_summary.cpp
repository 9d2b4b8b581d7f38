#include <scvm/crm/table_summary.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/survey/shares.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <vector>

namespace scvm::crm {

namespace {

/// The five groups in their order, then the customers without one.
void list_segments(const company_summary& summary, const disclosure& may, table_summary& result) {
    hidden_figures hidden;
    math::precise_sum revenue;
    math::precise_sum value;
    for (std::size_t group = 1; group <= summary.segments.size(); ++group) {
        const std::size_t at = group % summary.segments.size();
        const segment_summary& of = summary.segments[at];
        auto& to = result.segments.emplace_back();
        to.segment = static_cast<survey::segment>(at);
        to.suppressed = may.suppressed(to.segment);
        if (to.suppressed == suppressed_figures::everything) {
            hidden.customers += of.customers;
        } else {
            to.customers = of.customers;
            if (of.share) {
                to.part = {*of.share, math::usual_confidence, summary.classified};
            }
        }
        if (to.suppressed != suppressed_figures::nothing) {
            revenue.add(of.revenue);
            value.add(of.lifetime_value);
            hidden.valued += of.valued;
        } else {
            to.revenue = of.revenue;
            to.lifetime_value = of.lifetime_value;
            to.valued = of.valued;
            to.mean_lifetime_value = of.mean_lifetime_value();
        }
    }
    hidden.revenue = revenue.value();
    hidden.lifetime_value = value.value();
    if (std::any_of(result.segments.begin(), result.segments.end(),
                    [](const segment_figures& each) { return each.suppressed != suppressed_figures::nothing; })) {
        result.hidden = hidden;
    }
}

/// The groups of anonymous respondents, and of everybody together, with small cells suppressed.
anonymous_figures summarise_anonymous(const company_summary& summary, const disclosure& may, double fewest_shown) {
    std::vector<double> counts;
    for (std::size_t group = 1; group < summary.anonymous.segments.size(); ++group) {
        counts.push_back(static_cast<double>(summary.anonymous.segments[group]));
    }
    const auto hidden = survey::suppress_small(counts, fewest_shown);
    anonymous_figures result{summary.anonymous.respondents, 0, fewest_shown, {}};
    double all = static_cast<double>(summary.classified);
    for (const double count : counts) {
        result.classified += count;
        all += count;
    }
    for (std::size_t group = 1; group < summary.anonymous.segments.size(); ++group) {
        auto& to = result.segments.emplace_back();
        to.segment = static_cast<survey::segment>(group);
        if (hidden[group - 1] != 0 || result.classified < fewest_shown) {
            continue;
        }
        to.respondents = summary.anonymous.segments[group];
        if (may.shows(to.segment)) {
            const double together = counts[group - 1] + static_cast<double>(summary.segments[group].customers);
            to.share_of_all = {survey::wilson_interval(together, all, math::usual_confidence), math::usual_confidence,
                               all};
        }
    }
    return result;
}

/// As if those who refused took part and contributed nothing.
network::participation_result with_refusing(network::participation_result of, std::size_t customers) {
    const auto lurker = static_cast<std::size_t>(network::participation_class::lurker) - 1;
    const double members = static_cast<double>(of.members);
    const double refusing = static_cast<double>(customers) - members;
    const double n = static_cast<double>(customers);
    of.shares[lurker].members += customers - of.members;
    of.members = customers;
    std::array<double, 3> counts{};
    std::ranges::transform(of.shares, counts.begin(),
                           [](const network::participation_share& each) { return static_cast<double>(each.members); });
    network::share_out(counts, n, math::usual_confidence, of);
    // So many more who have nothing; the last bits would tell how many.
    of.gini = std::round(1e9 * (members * of.gini + refusing) / n) / 1e9;
    of.top_1_percent = absent;  // the part of others
    return of;
}

/// Who takes part, class by class; nothing that tells of few, nor from which they could be worked out.
participation_figures summarise_classes(const network::participation_result& all, const refusal_disclosure& refusals,
                                        double fewest_shown) {
    const bool apart = refusals.told || refusals.customers == 0;
    const network::participation_result of = apart ? all : with_refusing(all, refusals.customers);
    participation_figures result;
    const double members = static_cast<double>(of.members);
    if (!survey::may_show({members}, fewest_shown)) {
        return result;
    }
    result.members = of.members;
    result.contributions = of.contributions;
    // Of so few as a share needs, Gini's coefficient would tell who made most.
    if (members == 0 || members >= 4 * fewest_shown) {
        result.gini = of.gini;
    }
    if (survey::may_show({std::ceil(members / 100)}, fewest_shown)) {
        result.top_1_percent = of.top_1_percent;
    }
    // The most active come first: their neighbours are more, and go along.
    const std::array to{&result.classes.heavy, &result.classes.intermittent, &result.classes.lurker};
    std::vector<double> counts;
    for (std::size_t i = 0; i < to.size(); ++i) {
        counts.push_back(static_cast<double>(of.shares[2 - i].members));
    }
    const auto hidden = survey::suppress_small(counts, fewest_shown);
    for (std::size_t i = 0; i < to.size(); ++i) {
        const network::participation_share& share = of.shares[2 - i];
        if (hidden[i] == 0) {
            *to[i] = {share.members, share.share, share.low, share.high, share.effort};
        }
    }
    if (std::find(hidden.begin(), hidden.end(), 1) == hidden.end()) {
        result.against_90_9_1 = {of.g, of.p_value};
        result.intermittent_from = of.intermittent_from;
        result.heavy_from = of.heavy_from;
    }
    return result;
}

void hide(std::optional<std::size_t>& number) {
    number.reset();
}
void hide(double& number) {
    number = absent;
}

/// Where refusals are not told, rows of those who refused are told together with later ones: any at all would say that
/// somebody did.
template <class Rows>
void suppress_refused(const refusal_disclosure& refusals, Rows& rows) {
    if (!refusals.told) {
        hide(rows.no_consent);
        hide(rows.after_as_of);
    }
}

network_figures summarise_part(const network_summary& of, const refusal_disclosure& refusals, const disclosure& may,
                               double fewest_shown) {
    const std::size_t customers = refusals.known_in_network();
    network_figures result{
        summarise_classes(of.participation, refusals, fewest_shown),
        told_of(of.scored, customers, fewest_shown),
        absent,
        told_of(of.employee_contacts, customers, fewest_shown),
        told_of(of.brand_followers, customers, fewest_shown),
        {},
        {of.rows.rows, of.rows.events, of.rows.used, of.rows.retries, of.rows.upon_oneself, of.rows.after_as_of,
         of.rows.too_old, of.rows.no_consent, of.rows.hostile, of.rows.out_of_range, of.rows.rejected}};
    if (result.scored) {
        result.follower_correlation = of.follower_correlation;
    }
    if (result.brand_followers) {
        result.brand_followers_heard = told_of(of.brand_followers_heard, of.brand_followers, fewest_shown);
    }
    suppress_refused(refusals, result.interactions);
    // What the dissatisfied do is hostile: with the rows of one person it tells his group.
    if (may.hides()) {
        result.interactions.used.reset();
        result.interactions.hostile.reset();
    }
    return result;
}

/// Customers who are placed on a stage, or on none.
std::size_t count_placed(const score_table& table) {
    const auto status = table.codes("equity_status");
    return static_cast<std::size_t>(std::count_if(status.begin(), status.end(), [](std::int32_t code) {
        const auto of = static_cast<equity_status>(code);
        return of == equity_status::scored || of == equity_status::no_value;
    }));
}

/// Where refusals are not told, those on no stage are told together with who refused.
funnel_figures summarise_stages(const equity::stages_result& of, std::size_t placed, const refusal_disclosure& refusals,
                                double fewest_shown) {
    funnel_figures result;
    const std::size_t customers = refusals.told ? placed : refusals.customers;
    if (refusals.told && survey::may_show({static_cast<double>(placed)}, fewest_shown)) {
        result.customers = placed;
    }
    std::vector<double> at{static_cast<double>(customers)};
    for (const equity::funnel_step& step : of.funnel) {
        at.back() -= static_cast<double>(step.reached);
        at.push_back(static_cast<double>(step.reached));
    }
    const auto hidden = survey::suppress_steps(at, fewest_shown);
    bool any_hidden = false;
    for (std::size_t i = 0; i < of.funnel.size(); ++i) {
        const equity::funnel_step& step = of.funnel[i];
        stage_figures& to = result.funnel.emplace_back();
        to.stage = static_cast<equity::stage>(i + 1);
        any_hidden = any_hidden || hidden[i + 1] != 0;
        if (hidden[i + 1] != 0) {
            continue;
        }
        to.reached = step.reached;
        if (result.customers) {
            to.share = {step.share, step.low, step.high};
        }
        if (hidden[i] == 0 && (i > 0 || result.customers)) {
            to.conversion = {step.conversion, step.conversion_low, step.conversion_high};
        }
    }
    const double scaled = static_cast<double>(of.scaled);
    if (!survey::may_show({scaled, static_cast<double>(customers) - scaled}, fewest_shown)) {
        return result;
    }
    result.scaled = of.scaled;
    // Whoever differs from the ideal does so in 2 steps or 4.
    if (!any_hidden && survey::may_show({static_cast<double>(of.errors)}, 4 * fewest_shown)) {
        result.errors = of.errors;
        result.reproducibility = of.reproducibility;
        result.minimal_reproducibility = of.minimal_reproducibility;
        result.scalability = of.scalability;
    }
    return result;
}

/// What is shared, kind by kind, and by how many; nothing of a kind that few share.
void list_sharing(const equity_summary& of, double fewest_shown, equity_figures& result) {
    bool all_shown = survey::may_show({static_cast<double>(of.sharers)}, fewest_shown);
    for (std::size_t kind = 0; kind < of.sharing.size(); ++kind) {
        const equity::sharing_kind_summary& each = of.sharing[kind];
        if (survey::may_show({static_cast<double>(each.sharers)}, fewest_shown)) {
            sharing_figures& shown = result.sharing.of[kind];
            shown.events = each.events;
            shown.sharers = each.sharers;
            const auto decided = static_cast<double>(each.decided);
            // The share times n is how many were accepted, and contributions are often one a customer.
            if (survey::may_show({each.accepted, decided - each.accepted, static_cast<double>(each.events) - decided},
                                 fewest_shown)) {
                shown.decided = each.decided;
                shown.acceptance = {each.acceptance, each.acceptance_low, each.acceptance_high};
            }
        } else {
            all_shown = false;  // all who share, less those of the other kinds, are some of these at least
        }
    }
    if (all_shown) {
        result.sharers = of.sharers;
    }
}

/// Customer Network Equity, and who is worth more to the company than his own purchases.
equity_figures summarise_part(const equity_summary& of, const refusal_disclosure& refusals, const score_table& table) {
    equity_figures result;
    const privacy_rules rules = privacy_of(table.model());
    if (refusals.told && told_of(of.counted, table.summary().valued, rules.fewest_shown)) {
        result.counted = of.counted;
    }
    // What the others are worth is the difference between the two sums that are published.
    std::vector<double> others;
    const auto lifetime_value = table.numbers("lifetime_value");
    const auto network_value = table.numbers("network_value");
    for (std::size_t row = 0; row < table.size(); ++row) {
        others.push_back(std::isnan(network_value[row]) ? lifetime_value[row] : absent);
    }
    const bool apart_told = may_show_sum(others, rules);
    result.lifetime_value = apart_told ? of.lifetime_value : absent;
    result.customer_network_equity = apart_told ? of.network_value : absent;
    result.credited = of.credited;
    result.knowledge_value = of.knowledge_value;
    result.knowledge_value_apart = of.knowledge_value_apart;
    result.engagement_value = of.engagement_value;
    result.external = {of.external_expected, of.external_value};
    result.ranks = {of.ranks.spearman, of.ranks.kendall, {}};
    if (survey::may_show({static_cast<double>(of.ranks.stayed), static_cast<double>(of.ranks.left.size()),
                          static_cast<double>(of.ranks.entered.size())},
                         rules.fewest_shown)) {
        result.ranks.top = {of.ranks.stayed, of.ranks.moved_share};
    }
    result.stages = summarise_stages(of.stages, count_placed(table), refusals, rules.fewest_shown);
    list_sharing(of, rules.fewest_shown, result);
    result.gini = of.concentration;
    result.referrals.rows = of.referrals;
    result.referrals.rejected.insert(of.rejected_referrals.begin(), of.rejected_referrals.end());
    return result;
}

/// What contributions are worth is shown where none of the sums that it is made of, as far as they are published, is of
/// few: those of accepted ideas, of capital, of all else, and of those without a network value, who are the difference
/// between the engagement value and the network equity.
void suppress_knowledge(const score_table& table, equity_figures& result) {
    const privacy_rules rules = privacy_of(table.model());
    const auto knowledge = table.numbers("knowledge_value");
    const auto engagement = table.numbers("engagement_value");
    std::array<std::vector<double>, 2> parts;
    for (std::size_t row = 0; row < knowledge.size(); ++row) {
        parts[std::isnan(engagement[row])].push_back(knowledge[row]);
    }
    const auto& cocreation = table.summary().cocreation;
    const bool told = !cocreation || (cocreation->others_may_be_summed && !std::isnan(cocreation->accepted_value) &&
                                      (cocreation->capital.backers == 0U || !std::isnan(cocreation->capital.amount)));
    if (!told || !may_show_sum(knowledge, rules)) {
        result.knowledge_value = absent;
    }
    if (!told || !may_show_sum(parts[0], rules) || !may_show_sum(parts[1], rules)) {
        result.knowledge_value_apart = absent;
        result.engagement_value = absent;
    }
}

/// How many gave money is told beside how many offered it: not where those whose offer was not taken are few. What the
/// stakes amount to stays; how they are spread would tell the number where all are alike.
void suppress_backers(const equity_summary& of, double fewest_shown, capital_figures& capital) {
    const std::size_t sharers = of.sharing[static_cast<std::size_t>(equity::sharing_kind::capital)].sharers;
    const double left = static_cast<double>(sharers) - static_cast<double>(capital.backers.value_or(0));
    if (capital.backers && !survey::may_show({left}, fewest_shown)) {
        capital.backers.reset();
        capital.concentration = absent;
    }
}

/// Which of the applicants are who may not test, and who could be drawn: shown where neither a group nor a territory
/// that is hidden is divided by that, and then as parts of all who applied. Where there are more places than those who
/// could be drawn, all of them are: how many were drawn is told only where the others are.
void suppress_draw(const score_table& table, const test_rules& rules, tester_draw& draw) {
    const privacy_rules privacy = privacy_of(table.model());
    const std::vector<survey::segment>& groups = rules.segments;
    std::size_t eligible = 0;
    for (const quota_figure& each : draw.quotas) {
        eligible += *each.eligible;
    }
    bool told = may_show_selected(table, groups, eligible) &&
                survey::may_show({static_cast<double>(*draw.applied)}, privacy.fewest_shown);
    for (const table_attribute& each : table.attributes()) {
        if (rules.attribute.empty() || each.name != rules.attribute) {
            continue;
        }
        const survey::row_protection of = disclose_by(table, each).customers;
        for (std::size_t c = 0; c < of.pooled.size(); ++c) {
            const bool asked = c < each.values.size() &&
                               std::any_of(rules.quotas.begin(), rules.quotas.end(),
                                           [&](const test_quota& quota) { return quota.value == each.values[c]; });
            const auto row = std::span(of.hidden).subspan(5 * c, 5);
            told = told && (of.pooled[c] == 0 || !asked) && disclosure::takes_all_or_none(row, groups);
        }
    }
    std::vector<std::optional<std::size_t>*> parts{&draw.no_contact, &draw.wrong_segment, &draw.wrong_tier,
                                                   &draw.no_quota};
    for (quota_figure& each : draw.quotas) {
        parts.push_back(&each.eligible);
    }
    std::vector<double> counts;
    for (const auto* each : parts) {
        counts.push_back(static_cast<double>(**each));
    }
    const auto hidden = survey::suppress_small(counts, privacy.fewest_shown);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!told || hidden[i] != 0) {
            parts[i]->reset();
        }
    }
    for (quota_figure& each : draw.quotas) {
        if (!each.eligible) {
            each.drawn.reset();
            draw.fingerprint.clear();  // whoever knows who applied would try which of them make it
        }
    }
    if (!survey::may_show({static_cast<double>(*draw.applied)}, privacy.fewest_shown)) {
        draw.applied.reset();
    }
}

[[nodiscard]] counted_share share_of(std::size_t count, std::size_t n) {
    counted_share result{n, count, {absent, absent, absent}};
    if (n > 0) {
        result.share =
            survey::wilson_interval(static_cast<double>(count), static_cast<double>(n), math::usual_confidence);
    }
    return result;
}

/// Few ties are between few.
[[nodiscard]] std::optional<crossing_figures> crossing_part(const crossing_summary& of, double fewest_shown) {
    if (of.ties == 0 || !told_of(of.crossed, of.ties, fewest_shown)) {
        return std::nullopt;
    }
    return crossing_figures{of.ties, share_of(of.crossed, of.ties).share, of.ei_index, of.against_chance};
}

/// The staff; of few employees, what would tell of single ones is left out.
employee_figures summarise_part(const employee_summary& of, const refusal_disclosure& refusals, double fewest_shown) {
    employee_figures result;
    const auto told = [&](std::size_t count, std::size_t n) {
        return told_of(count, n, fewest_shown) && survey::may_show({static_cast<double>(n)}, fewest_shown)
                   ? std::optional(share_of(count, n))
                   : std::nullopt;
    };
    if (refusals.told) {
        result.coverage = told(of.covered, of.customers);
    }
    if (static_cast<double>(of.employees) < fewest_shown) {
        return result;
    }
    result.employees = of.employees;
    result.lead = of.lead;
    result.taking_part = told(of.taking_part, of.employees);
    result.bridging = told(of.bridges.size(), of.employees);
    if (!survey::may_show({static_cast<double>(of.pairs)}, fewest_shown)) {
        return result;
    }
    result.pairs = of.pairs;
    const double returned = std::isnan(of.returned) ? 0 : std::round(of.returned * static_cast<double>(of.pairs));
    if (survey::may_show({returned, static_cast<double>(of.pairs) - returned}, fewest_shown)) {
        result.returned = of.returned;
    }
    result.departments = crossing_part(of.departments, fewest_shown);
    result.levels = crossing_part(of.levels, fewest_shown);
    result.maturity = of.maturity;
    network::maturity_result& maturity = *result.maturity;
    const auto hide_unless = [&](bool may_be_told, double& part) {
        if (!may_be_told && !std::isnan(part)) {
            // The index is a mean of the parts: with the others it gives this one.
            part = maturity.index = maturity.low = maturity.high = absent;
        }
    };
    hide_unless(result.taking_part.has_value(), maturity.parts.taking_part);
    hide_unless(!std::isnan(result.returned), maturity.parts.returned);
    hide_unless(result.departments.has_value(), maturity.parts.across_departments);
    hide_unless(result.levels.has_value(), maturity.parts.across_levels);
    return result;
}

template <class Counts>
void put(const std::vector<std::optional<std::size_t>>& told, Counts& to) {
    std::copy(told.begin(), told.end(), to.of.begin());
}

treatment_counts count_treatments(const score_table& table) {
    by_word<treatment_status> all;
    for (const std::int32_t code : table.codes("treatment_status")) {
        ++all.of[static_cast<std::size_t>(code)];
    }
    // The plan lists who is treated and counts who waits for capacity, so that what the others add up to is known to
    // whoever has it: each of the two parts is safe by itself, and then both are together, for whoever has not.
    using enum treatment_status;
    constexpr std::array words{no_consent, gate_closed, gate_unknown, not_asked, no_capacity, treated};
    constexpr std::size_t first_planned = 4;
    const double fewest_shown = privacy_of(table.model()).fewest_shown;
    std::vector<survey::tally> cells;
    for (const treatment_status each : words) {
        cells.push_back({static_cast<double>(all[each])});
    }
    const std::span<const survey::tally> every(cells);
    std::vector<std::size_t> joined = survey::join_neighbours(every.first(first_planned), fewest_shown);
    for (const std::size_t first : survey::join_neighbours(every.subspan(first_planned), fewest_shown)) {
        joined.push_back(first_planned + first);
    }
    joined = survey::join_neighbours(every, fewest_shown, std::move(joined));
    const auto hidden = survey::hidden_among(every, joined, fewest_shown);
    treatment_counts result;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (hidden[i] == 0) {
            result.of[static_cast<std::size_t>(words[i])] = all[words[i]];
        }
    }
    return result;
}

/// Customers by consent, the withdrawn beside those who refused; nothing where few refuse the same uses.
void list_consents(const company_summary& summary, bool refusals_told, double fewest_shown, table_summary& result) {
    if (refusals_told) {
        std::vector<std::size_t> counts(summary.consent.rbegin(), summary.consent.rend());
        const auto told = told_parts(counts, fewest_shown);
        std::copy(told.rbegin(), told.rend(), result.consent.of.begin());
    }
}

}  // namespace

table_summary summary_of(const score_table& table) {
    const company_summary& summary = table.summary();
    const value::purchase_account& purchases = table.purchase_rows();
    table_summary result;
    result.as_of = table.as_of();
    result.model = name_of(table.model());
    result.currency = table.model().currency;
    result.customers = summary.customers;
    result.classified = summary.classified;
    result.valued = summary.valued;
    result.revenue = summary.revenue;
    result.customer_equity = summary.lifetime_value;
    const disclosure may = disclose(table);
    list_segments(summary, may, result);
    const double fewest_shown = privacy_of(table.model()).fewest_shown;
    const refusal_disclosure refusals = disclose_refusals(table);
    put(told_by_status(summary.survey_status, 1, refusals.told, fewest_shown), result.survey_statuses);
    put(told_by_status(summary.value_status, 3, refusals.told, fewest_shown), result.value_statuses);
    list_consents(summary, refusals.told, fewest_shown, result);
    const answer_account& answers = table.answer_rows();
    result.answers = {answers.rows,        answers.used,        answers.superseded, answers.not_answered,
                      answers.after_as_of, answers.other_items, answers.no_consent, answers.rejected};
    suppress_refused(refusals, result.answers);
    result.purchases = {purchases.rows,
                        purchases.used,
                        purchases.merged,
                        purchases.refunds,
                        purchases.zeros_ignored,
                        purchases.after_end,
                        table.purchases_without_consent(),
                        purchases.rejected};
    suppress_refused(refusals, result.purchases);
    result.rejected_rows = table.rejected().size();
    if (summary.anonymous.respondents > 0) {
        result.anonymous = summarise_anonymous(summary, may, fewest_shown);
    }
    if (summary.network) {
        result.network = summarise_part(*summary.network, refusals, may, fewest_shown);
    }
    if (summary.equity) {
        result.equity = summarise_part(*summary.equity, refusals, table);
        suppress_knowledge(table, *result.equity);
    }
    if (summary.employees) {
        result.employees = summarise_part(*summary.employees, refusals, fewest_shown);
    }
    result.complaints = summary.complaints;
    if (result.complaints) {
        suppress_refused(refusals, *result.complaints);
        result.complaints->queue.clear();
    }
    result.helpers = summary.helpers;
    if (result.helpers) {
        suppress_refused(refusals, *result.helpers);
        result.helpers->helpers.clear();
    }
    result.cocreation = summary.cocreation;
    result.outside = summary.outside;
    if (result.cocreation && summary.equity) {
        suppress_backers(*summary.equity, fewest_shown, result.cocreation->capital);
    }
    for (std::size_t i = 0; result.cocreation && i < result.cocreation->tests.size(); ++i) {
        suppress_draw(table, table.model().cocreation->tests[i], result.cocreation->tests[i]);
    }
    if (table.model().treatment) {
        // Who refused is not treated: with the groups that are told, the others would say how many did.
        result.treatment = refusals.told ? count_treatments(table) : treatment_counts{};
    }
    if (table.model().survey) {
        result.rule = survey::portfolio_rule_id;
    }
    return result;
}

}  // namespace scvm::crm
