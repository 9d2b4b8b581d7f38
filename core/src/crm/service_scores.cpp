#include <scvm/crm/base_content.hpp>
#include <scvm/crm/disclosure.hpp>
#include <scvm/crm/network_scores.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/crm/service_scores.hpp>
#include <scvm/crm/treatment.hpp>
#include <scvm/crm/usable_data.hpp>
#include <scvm/equity/attention.hpp>
#include <scvm/equity/complaints.hpp>
#include <scvm/math/distributions.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/math/survival.hpp>
#include <scvm/survey/disclosure.hpp>
#include <scvm/survey/migration.hpp>
#include <scvm/survey/shares.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace scvm::crm {

std::vector<double> promised_by_channel(const id_table& channels, const service_rules& rules) {
    std::vector<double> result{rules.promised_hours};
    for (std::size_t code = 0; code < channels.size(); ++code) {
        result.push_back(rules.promised_on(channels[code]));
    }
    return result;
}

counted_complaints count_complaints(std::span<const base_complaint> rows, std::size_t customers,
                                    std::span<const double> promised, const service_rules& rules, std::int64_t as_of) {
    counted_complaints result;
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto key = [&](std::size_t i) {
        const base_complaint& of = rows[i];
        return std::tuple(of.customer, of.opened, of.kind, of.answered, of.closed, of.channel, of.topic, of.case_id);
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    const auto begins = as_of - static_cast<std::int64_t>(rules.window_days * 86400);
    result.first.assign(customers + 1, 0);
    std::vector<std::uint64_t> cases;  // of the customer in hand
    std::uint32_t customer = std::numeric_limits<std::uint32_t>::max();
    for (const std::size_t i : order) {
        const base_complaint& of = rows[i];
        if (of.opened > as_of) {
            ++result.after_as_of;
            continue;
        }
        if (of.customer != customer) {
            cases.clear();
            customer = of.customer;
        }
        if (of.case_id != 0) {
            const auto place = std::lower_bound(cases.begin(), cases.end(), of.case_id);
            if (place != cases.end() && *place == of.case_id) {
                ++result.repeated;
                continue;
            }
            cases.insert(place, of.case_id);
        }
        counted_complaint made{of.customer,
                               static_cast<equity::complaint_kind>(of.kind),
                               {of.opened, of.answered, of.closed},
                               promised[of.channel],
                               of.topic,
                               of.opened > begins};
        if (!made.recent && !made.is_open(as_of)) {
            ++result.too_old;
            continue;
        }
        ++result.first[of.customer + 1];
        result.rows.push_back(made);
    }
    for (std::size_t c = 1; c < result.first.size(); ++c) {
        result.first[c] += result.first[c - 1];
    }
    return result;
}

void score_complaints(std::span<const counted_complaint> own, std::int64_t as_of, complaint_scores& result) {
    result.complaints = 0;
    result.praises = 0;
    result.open = 0;
    double latest = -std::numeric_limits<double>::infinity();
    for (const counted_complaint& each : own) {
        if (each.kind == equity::complaint_kind::praise) {
            result.praises += 1;
            continue;
        }
        result.complaints += 1;
        if (!each.is_open(as_of)) {
            continue;
        }
        result.open += 1;
        const double hours = equity::wait_for_settlement(each.times, as_of).hours;
        result.open_hours = std::isnan(result.open_hours) ? hours : std::max(result.open_hours, hours);
        const double waited = equity::wait_for_answer(each.times, as_of).hours;
        if (waited - each.promised_hours > latest) {
            latest = waited - each.promised_hours;
            result.promised_hours = each.promised_hours;
            result.missed_hours = equity::hours_missed(waited, each.promised_hours);
        }
    }
    result.status = own.empty() ? complaint_status::none : complaint_status::scored;
}

double damage_of(const customer_scores& scores) {
    const bool unknown = scores.network.status == network_score_status::no_consent ||
                         scores.network.status == network_score_status::not_carried;
    return unknown ? absent : equity::damage_at_risk(scores.value.lifetime_value, scores.network.audience_value);
}

double p_opponent_of(const customer_scores& scores) {
    const double assumed = scores.service.p_opponent;
    return !std::isnan(assumed) ? assumed
                                : probability_or_group(scores.survey.probabilities.opponent, scores.survey.segment,
                                                       survey::segment::opponent);
}

void score_damage(const service_inputs& inputs, const service_rules& rules, customer_scores& scores) {
    complaint_scores& result = scores.service;
    if (!(result.open > 0)) {
        return;
    }
    result.damage_at_risk = damage_of(scores);
    const double known = p_opponent_of(scores);
    result.p_opponent = std::isnan(known) ? rules.assumed_p_opponent : known;
    result.priority = equity::opponent_priority(result.damage_at_risk, result.p_opponent);
    result.queue_place = inputs.queue_place;
}

std::vector<double> audience_values(const usable_data& data, const network_rules& rules,
                                    std::span<const double> lifetime_value, std::int64_t as_of) {
    const std::size_t customers = data.customers();
    network::interaction_rules in_any_tone = rules.interactions;
    in_any_tone.tone_weight = {1, 1, 1};
    const std::vector<std::uint32_t> place = data.customer_ids().ranks();
    const network::interaction_graph heard = weigh_all(data, in_any_tone, as_of);
    std::vector<std::uint32_t> customer(customers);
    for (std::uint32_t c = 0; c < customers; ++c) {
        customer[place[c]] = c;
    }
    std::vector<double> result(customers);
    const network::adjacency& out = heard.links.outgoing();
    for (std::uint32_t listener = 0; listener < customers && listener < out.row_count(); ++listener) {
        const double worth = lifetime_value[customer[listener]];
        if (!(worth > 0)) {
            continue;
        }
        const auto to = out.neighbours(listener);
        const auto weight = out.weights(listener);
        const double whole = std::accumulate(weight.begin(), weight.end(), 0.0);
        for (std::size_t e = 0; e < to.size(); ++e) {
            if (to[e] < customers && to[e] != listener && weight[e] > 0) {
                result[customer[to[e]]] += worth * weight[e] / whole;
            }
        }
    }
    return result;
}

time_figures time_figures_of(std::span<const double> hours, std::span<const std::uint8_t> over, double persons,
                             const survey::tally& by_end, double confidence, double fewest_shown) {
    time_figures result;
    if (persons > 0 && persons < fewest_shown) {
        result.suppressed = true;
        return result;
    }
    const math::survival_curve curve = math::kaplan_meier(hours, over, confidence);
    const auto until = [&](double p) {
        const math::time_quantile found = math::time_until(curve, p);
        return survey::interval{found.estimate, found.low, found.high};
    };
    result.n = curve.n;
    if (survey::may_show(by_end, fewest_shown)) {
        result.over = curve.events;
    }
    result.median = until(0.5);
    result.p90 = until(0.9);
    return result;
}

namespace {

/// How many customers rows are of that come customer after customer.
struct customer_count {
    double n = 0;

    void add(std::uint32_t customer) {
        n += last_ != customer + 1;
        last_ = customer + 1;
    }

private:
    std::uint32_t last_ = 0;  ///< from 1
};

/// A number of rows, and the customers behind them.
struct waits {
    std::vector<double> hours;
    std::vector<std::uint8_t> over;
    customer_count customers;
    std::array<customer_count, 2> by_end;

    void add(std::uint32_t customer, const equity::complaint_wait& wait) {
        hours.push_back(wait.hours);
        over.push_back(wait.over ? 1 : 0);
        customers.add(customer);
        by_end[wait.over].add(customer);
    }

    [[nodiscard]] time_figures figures(double confidence, double fewest_shown) const {
        return time_figures_of(hours, over, customers.n, {by_end[0].n, by_end[1].n}, confidence, fewest_shown);
    }
};

/// Customers who complained and who praised, by category; the last category is that of nobody's.
class praise_counts {
public:
    explicit praise_counts(std::size_t categories) : cells_(categories), tallies_(2 * categories) {}

    /// One customer's rows: once each for category and kind.
    void add(std::span<const std::pair<std::size_t, equity::complaint_kind>> own) {
        std::vector<std::pair<std::size_t, equity::complaint_kind>> once(own.begin(), own.end());
        // How many customers there are at least: of each the last row's cell alone.
        if (!once.empty()) {
            tallies_[2 * once.back().first + static_cast<std::size_t>(once.back().second)][0] += 1;
        }
        std::sort(once.begin(), once.end());
        once.erase(std::unique(once.begin(), once.end()), once.end());
        for (const auto& [category, kind] : once) {
            cells_[category][static_cast<std::size_t>(kind)] += 1;
            tallies_[2 * category + static_cast<std::size_t>(kind)][1] += 1;
        }
    }

    /// The categories that anybody is in, in this order of places; `names` without the last one, which has none.
    [[nodiscard]] std::vector<praise_ratio> figures(std::span<const std::string> names, double confidence,
                                                    double fewest_shown) const {
        std::vector<std::size_t> order;
        for (std::size_t c = 0; c < cells_.size(); ++c) {
            if (cells_[c] != std::array<double, 2>{}) {
                order.push_back(c);
            }
        }
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return a < names.size() && (b >= names.size() || names[a] < names[b]);
        });
        std::vector<survey::tally> ordered;
        for (const std::size_t c : order) {
            ordered.insert(ordered.end(), {tallies_[2 * c], tallies_[2 * c + 1]});
        }
        const std::vector<std::size_t> apart{0, 1};
        const survey::row_protection may = survey::protect_rows(ordered, apart, fewest_shown);
        std::vector<praise_ratio> result;
        for (std::size_t i = 0; i < order.size(); ++i) {
            const auto& counts = cells_[order[i]];
            praise_ratio& row = result.emplace_back();
            row.name = order[i] < names.size() ? names[order[i]] : std::string();
            const auto shows = [&](std::size_t kind) { return may.pooled[i] == 0 && may.hidden[2 * i + kind] == 0; };
            const bool both = shows(0) && shows(1);
            row.suppressed = !both;
            if (shows(0)) {
                row.complained = static_cast<std::size_t>(counts[0]);
            }
            if (shows(1)) {
                row.praised = static_cast<std::size_t>(counts[1]);
            }
            if (both && counts[0] > 0) {
                const survey::interval share = survey::wilson_interval(counts[1], counts[0] + counts[1], confidence);
                const auto odds = [](double p) { return p < 1 ? p / (1 - p) : absent; };
                row.ratio = {counts[1] / counts[0], odds(share.low), odds(share.high)};
            }
        }
        return result;
    }

private:
    std::vector<std::array<double, 2>> cells_;
    std::vector<survey::tally> tallies_;
};

/// Mean with Student's interval; NaN ends of a single number.
[[nodiscard]] survey::interval mean_with_interval(std::vector<double> values, double confidence) {
    std::sort(values.begin(), values.end());  // the same bits for any order of the base
    math::precise_sum sum;
    for (const double each : values) {
        sum.add(each);
    }
    const double n = static_cast<double>(values.size());
    const double mean = sum.value() / n;
    math::precise_sum squares;
    for (const double each : values) {
        squares.add((each - mean) * (each - mean));
    }
    const double half = math::student_critical(confidence, n - 1) * std::sqrt(squares.value() / (n - 1) / n);
    return {mean, mean - half, mean + half};
}

[[nodiscard]] recovery_figures recovery_of(std::span<const mood_pair> moods, const scoring_model& model) {
    const service_rules& rules = *model.service;
    recovery_figures result;
    if (!model.survey) {
        result.status = recovery_status::no_survey;
        return result;
    }
    const double fewest = std::max(rules.fewest_recovered, privacy_of(model).fewest_shown);
    if (static_cast<double>(moods.size()) < fewest) {
        result.status = recovery_status::too_few;
        return result;
    }
    const bool measured = std::all_of(moods.begin(), moods.end(), [](const mood_pair& each) { return each.measured; });
    result.status = measured ? recovery_status::identified : recovery_status::no_measurement;
    result.n = moods.size();
    std::vector<double> change;
    std::vector<double> beyond;
    std::vector<survey::segment> before;
    std::vector<survey::segment> after;
    std::vector<double> retest;
    double satisfied = 0;
    for (const mood_pair& each : moods) {
        change.push_back(each.satisfaction_after - each.satisfaction_before);
        beyond.push_back(each.satisfaction_after - each.expected_after);
        before.push_back(each.before);
        after.push_back(each.after);
        retest.insert(retest.end(), each.retest.begin(), each.retest.end());
        satisfied += survey::is_satisfied(each.after) ? 1 : 0;
    }
    const double n = static_cast<double>(moods.size());
    // One who is hidden among those who recovered, or who did not, would be known by the other number.
    if (survey::may_show({satisfied, n - satisfied}, privacy_of(model).fewest_shown)) {
        result.recovered = survey::wilson_interval(satisfied, n, rules.confidence);
    }
    result.change = mean_with_interval(change, rules.confidence);
    if (measured) {
        result.beyond_noise = mean_with_interval(beyond, rules.confidence);
        const survey::migration_noise moved = survey::migration_against_noise(before, after, retest);
        result.noise_share = moved.noise_share;
        const double movers = moved.moved_share * n;
        if (survey::may_show({movers, n - movers}, privacy_of(model).fewest_shown)) {
            result.moved_share = moved.moved_share;
            result.excess_share = moved.excess_share;
            result.excess_p = moved.excess_p;
        }
    }
    return result;
}

}  // namespace

complaint_figures summarise_complaints(const usable_data& data, const counted_complaints& counted,
                                       std::span<const table_attribute> attributes, std::span<const mood_pair> moods,
                                       const scoring_model& model, std::int64_t as_of) {
    const service_rules& rules = *model.service;
    const double fewest = privacy_of(model).fewest_shown;
    complaint_figures result;
    const std::size_t no_consent = data.left_out(table::complaints);
    result.no_consent = static_cast<double>(no_consent);
    result.rows = data.complaints().size() + no_consent;
    result.after_as_of = static_cast<double>(counted.after_as_of);
    result.repeated = counted.repeated;
    result.too_old = counted.too_old;
    waits response;
    waits resolution;
    double kept = 0;
    double open = 0;
    double overdue = 0;
    double promises = 0;
    std::array<customer_count, 2> by_end;    // customers with an open complaint, and with a settled one
    std::array<customer_count, 2> by_wait;   // with an open one that may wait, and that is overdue
    std::array<customer_count, 2> promised;  // whose promises were broken, and kept
    std::array<customer_count, 2> waiting;   // for an answer that is promised later, and that is late
    for (const counted_complaint& each : counted.rows) {
        if (each.kind == equity::complaint_kind::praise) {
            ++result.praises;
            continue;
        }
        ++result.complaints;
        const equity::complaint_wait answer = equity::wait_for_answer(each.times, as_of);
        const bool late = !answer.over && answer.hours > each.promised_hours;
        by_end[each.is_open(as_of) ? 0 : 1].add(each.customer);
        if (each.is_open(as_of)) {
            ++open;
            overdue += late ? 1 : 0;
            by_wait[late].add(each.customer);
        }
        if (!each.recent) {
            continue;  // of those that came in earlier only the slow ones are here
        }
        response.add(each.customer, answer);
        resolution.add(each.customer, equity::wait_for_settlement(each.times, as_of));
        if (!answer.over) {
            waiting[late].add(each.customer);
        }
        if (answer.over || late) {
            ++promises;
            const bool in_time = answer.hours <= each.promised_hours;
            kept += in_time ? 1 : 0;
            promised[in_time].add(each.customer);
        }
    }
    const auto told = [&](const std::array<customer_count, 2>& of) {
        return survey::may_show({of[0].n, of[1].n}, fewest);
    };
    if (told(by_end)) {
        result.open = open;
    }
    if (told(by_end) && told(by_wait)) {
        result.overdue = overdue;
    }
    // Less those who were answered they are the late ones, and all that came in less these those who may wait.
    if (told(waiting)) {
        result.promises = promises;
    }
    // The share, times the promises, tells how many were kept, and how many were not; its interval how many they are.
    if (told(waiting) && promises > 0 && told(promised)) {
        result.promise_kept = survey::wilson_interval(kept, promises, rules.confidence);
    }
    result.response = response.figures(rules.confidence, fewest);
    result.resolution = resolution.figures(rules.confidence, fewest);

    const auto tables_of = [&](std::size_t categories, const auto& category_of) {
        praise_counts counts(categories);
        std::vector<std::pair<std::size_t, equity::complaint_kind>> own;
        for (std::size_t c = 0; c + 1 < counted.first.size(); ++c) {
            own.clear();
            for (const counted_complaint& each : counted.of(c)) {
                if (each.recent) {
                    own.emplace_back(category_of(each), each.kind);
                }
            }
            counts.add(own);
        }
        return counts;
    };
    std::vector<std::string> topics;
    for (std::size_t tag = 0; tag < data.tags().size(); ++tag) {
        topics.emplace_back(data.tags()[tag]);
    }
    result.topics = tables_of(topics.size() + 1, [&](const counted_complaint& each) {
                        return each.topic == 0 ? topics.size() : each.topic - 1u;
                    }).figures(topics, rules.confidence, fewest);
    for (const table_attribute& each : attributes) {
        const std::size_t categories = each.values.size();
        result.attributes.push_back({each.name, tables_of(categories + 1, [&](const counted_complaint& row) {
                                                    return std::min<std::size_t>(each.of_row[row.customer], categories);
                                                }).figures(each.values, rules.confidence, fewest)});
    }
    result.recovery = recovery_of(moods, model);
    return result;
}

}  // namespace scvm::crm
