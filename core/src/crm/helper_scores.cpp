#include <scvm/crm/disclosure.hpp>
#include <scvm/crm/helper_scores.hpp>
#include <scvm/crm/service_scores.hpp>
#include <scvm/equity/helper_market.hpp>
#include <scvm/equity/helpers.hpp>
#include <scvm/equity/service_ways.hpp>
#include <scvm/survey/shares.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace scvm::crm {

namespace {

/// A job that counts, as far as it has come by the day of scoring.
struct counted_job {
    std::uint32_t helper = 0;
    std::uint32_t seeker = 0;
    std::int64_t asked = 0;
    std::int64_t done = 0;  ///< 0: not, or nobody knows when
    equity::job_outcome outcome{};
    double of_helper = absent;
    double of_seeker = absent;

    [[nodiscard]] bool ended() const { return outcome != equity::job_outcome::open; }
    [[nodiscard]] bool solved() const { return outcome == equity::job_outcome::solved; }
};

/// Jobs that ended, and those of them that went well.
struct success_count {
    double jobs = 0;
    double solved = 0;

    void add(bool well) {
        jobs += 1;
        solved += well ? 1 : 0;
    }
    [[nodiscard]] double share() const { return jobs == 0 ? 0 : solved / jobs; }
};

[[nodiscard]] auto key_of(const base_job& of) {
    const auto known = [](double x) { return std::isnan(x) ? -1 : x; };
    return std::tuple(of.customer, of.asked, of.helper, of.done, of.outcome, of.job, of.skill, known(of.price),
                      known(of.rating_of_helper), known(of.rating_of_seeker));
}

/// The jobs up to a moment, each once, in the order of their ends.
[[nodiscard]] std::vector<counted_job> count_jobs(std::span<const base_job> rows, std::int64_t as_of,
                                                  helper_figures& figures) {
    std::vector<base_job> order(rows.begin(), rows.end());
    std::sort(order.begin(), order.end(), [](const base_job& a, const base_job& b) { return key_of(a) < key_of(b); });
    // Of rows with one job the first of this order counts.
    std::vector<std::size_t> marked;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i].job != 0 && order[i].asked <= as_of) {
            marked.push_back(i);
        }
    }
    std::stable_sort(marked.begin(), marked.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(order[a].customer, order[a].job) < std::pair(order[b].customer, order[b].job);
    });
    std::vector<std::uint8_t> again(order.size());
    for (std::size_t i = 1; i < marked.size(); ++i) {
        const base_job& a = order[marked[i - 1]];
        const base_job& b = order[marked[i]];
        again[marked[i]] = a.customer == b.customer && a.job == b.job;
    }
    std::vector<counted_job> result;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const base_job& each = order[i];
        if (each.asked > as_of || again[i] != 0) {
            figures.after_as_of += each.asked > as_of ? 1 : 0;
            figures.repeated += each.asked > as_of ? 0 : 1;
            continue;
        }
        const bool later = each.done != 0 && each.done > as_of;
        const bool open = later || each.outcome == static_cast<std::uint8_t>(equity::job_outcome::open);
        result.push_back({each.helper, each.customer, each.asked, open ? 0 : each.done,
                          open ? equity::job_outcome::open : static_cast<equity::job_outcome>(each.outcome),
                          open ? absent : each.rating_of_helper, open ? absent : each.rating_of_seeker});
    }
    std::stable_sort(result.begin(), result.end(), [](const counted_job& a, const counted_job& b) {
        return std::max(a.done, a.asked) < std::max(b.done, b.asked);
    });
    return result;
}

/// How many different numbers there are.
[[nodiscard]] double distinct(std::vector<std::uint32_t> of) {
    std::sort(of.begin(), of.end());
    return static_cast<double>(std::unique(of.begin(), of.end()) - of.begin());
}

[[nodiscard]] survey::interval share_of(double count, const std::vector<std::uint32_t>& persons, double n,
                                        double confidence, double fewest_shown) {
    return n > 0 && distinct(persons) >= fewest_shown ? survey::wilson_interval(count, n, confidence)
                                                      : survey::interval{};
}

/// What the jobs say of all helpers together.
void summarise_jobs(const std::vector<counted_job>& jobs, const service_rules& rules, double fewest_shown,
                    std::int64_t as_of, helper_figures& result) {
    std::vector<std::uint32_t> seekers;
    std::vector<std::uint32_t> helped;
    std::array<std::vector<std::uint32_t>, 2> timed;  // of what is open, or failed, and of what is solved
    std::vector<double> hours;
    std::vector<std::uint8_t> over;
    double off = 0;
    for (const counted_job& each : jobs) {
        ++result.jobs;
        result.solved += each.solved();
        result.failed += each.outcome == equity::job_outcome::failed;
        result.open += !each.ended();
        seekers.push_back(each.seeker);
        if (each.solved()) {
            helped.push_back(each.seeker);
            const double hour = static_cast<double>(each.asked % 86400) / 3600;
            const double closed = equity::hours_until_open(hour, rules.helpers.office_from, rules.helpers.office_to);
            off += closed > 0 || std::isnan(closed) ? 1 : 0;
        }
        if (each.solved() && each.done == 0) {
            continue;  // nobody knows when
        }
        timed[each.solved()].push_back(each.seeker);
        hours.push_back(static_cast<double>((each.done != 0 ? each.done : as_of) - each.asked) / 3600);
        over.push_back(each.solved() ? 1 : 0);
    }
    result.fill_rate = share_of(static_cast<double>(result.solved), seekers, static_cast<double>(jobs.size()),
                                rules.confidence, fewest_shown);
    result.off_hours = share_of(off, helped, static_cast<double>(helped.size()), rules.confidence, fewest_shown);
    const survey::tally persons{distinct(timed[0]), distinct(timed[1])};
    std::vector<std::uint32_t> all = timed[0];
    all.insert(all.end(), timed[1].begin(), timed[1].end());
    result.solution = time_figures_of(hours, over, distinct(std::move(all)), persons, rules.confidence, fewest_shown);
}

}  // namespace

helper_measure measure_helpers(const usable_data& data, const service_rules& rules, double fewest_shown,
                               std::int64_t as_of) {
    const helper_market_rules& market = rules.helpers;
    helper_measure result;
    helper_figures& figures = result.figures;
    const std::size_t no_consent = data.left_out(table::jobs);
    figures.no_consent = static_cast<double>(no_consent);
    figures.rows = data.jobs().size() + no_consent;

    const std::size_t ids = data.helper_ids().size();
    struct row_facts {
        std::int64_t since = 0;
        bool there = false;
        bool checked = false;
        bool refused = false;
    };
    std::vector<row_facts> facts(ids);
    for (const base_helper& each : data.helpers()) {
        if (each.since <= as_of) {
            row_facts& of = facts[each.id];
            of.since = of.there ? std::min(of.since, each.since) : each.since;
            of.there = true;
            of.checked |= each.vetted == 1;
            of.refused |= each.vetted == 0;
        }
    }
    const std::vector<counted_job> jobs = count_jobs(data.jobs(), as_of, figures);
    summarise_jobs(jobs, rules, fewest_shown, as_of, figures);

    // Each helper's state, job after job.
    std::vector<equity::helper_record> records(ids);
    const auto move = [&](std::uint32_t helper, std::int32_t day) {
        equity::helper_record& of = records[helper];
        of.vetted = facts[helper].checked && !facts[helper].refused;
        const equity::helper_step step = equity::next_state(of, day, market.states);
        of.state = step.state;
        of.since_day = step.since_day;
    };
    for (std::uint32_t helper = 0; helper < ids; ++helper) {
        records[helper].since_day = static_cast<std::int32_t>(facts[helper].since / 86400);
        if (facts[helper].there) {
            move(helper, records[helper].since_day);
        }
    }
    std::vector<std::uint32_t> helper;
    std::vector<std::uint32_t> seeker;
    std::vector<double> of_helper;
    std::vector<double> of_seeker;
    std::vector<std::uint8_t> closed;
    const auto rating_time = static_cast<std::int64_t>(market.rating_days * 86400);
    // A seeker counts once for a helper, with the share of their jobs that went well: nobody makes a friend of the
    // company, or ruins one, by himself.
    std::map<std::pair<std::uint32_t, std::uint32_t>, success_count> between;
    std::vector<success_count> done(ids);
    for (const counted_job& each : jobs) {
        if (!each.ended()) {
            continue;
        }
        success_count& both = between[{each.helper, each.seeker}];
        equity::helper_record& record = records[each.helper];
        record.jobs += both.jobs == 0 ? 1 : 0;
        record.successes -= both.share();
        both.add(each.solved());
        record.successes = std::clamp(record.successes + both.share(), 0.0, record.jobs);  // against rounding
        done[each.helper].add(each.solved());
        if (facts[each.helper].there) {
            move(each.helper, static_cast<std::int32_t>(std::max(each.done, each.asked) / 86400));
        }
        helper.push_back(each.helper);
        seeker.push_back(each.seeker);
        of_helper.push_back(each.of_helper);
        of_seeker.push_back(each.of_seeker);
        closed.push_back(std::max(each.done, each.asked) + rating_time <= as_of ? 1 : 0);
    }
    const equity::rating_summary ratings =
        equity::summarise_ratings({helper, seeker, of_helper, of_seeker, closed}, static_cast<std::uint32_t>(ids),
                                  static_cast<std::uint32_t>(data.customers()), market.ratings, rules.confidence);
    figures.pairs = ratings.pairs;
    std::vector<std::uint32_t> rated;
    for (std::size_t i = 0; i < helper.size(); ++i) {
        if (!std::isnan(of_helper[i]) && !std::isnan(of_seeker[i])) {
            rated.push_back(seeker[i]);
        }
    }
    if (!std::isnan(ratings.correlation_low) && distinct(rated) >= fewest_shown) {
        figures.answering = {ratings.correlation, ratings.correlation_low, ratings.correlation_high};
        figures.retaliation = ratings.correlation_low > 0 ? retaliation_status::found : retaliation_status::not_found;
    }

    std::array<std::size_t, equity::helper_state_names.size()> states{};
    for (std::uint32_t code = 0; code < ids; ++code) {
        if (!facts[code].there) {
            continue;
        }
        const equity::helper_record& of = records[code];
        const equity::trust_prior& prior = of.vetted ? market.vetted : market.others;
        const auto trust = [&](double quantile) {
            return equity::helper_trust(of.successes, of.jobs, prior, quantile);
        };
        const double tail = (1 - market.confidence) / 2;
        helper_figure& made = figures.helpers.emplace_back();
        made.id = data.helper_ids()[code];
        made.customer = data.customer_ids().find(made.id).has_value();
        made.state = of.state;
        made.badge = of.state == equity::helper_state::friend_of;
        made.jobs = done[code].jobs;
        made.solved = done[code].solved;
        made.trust = {trust(tail).mean, trust(tail).cautious, trust(1 - tail).cautious};
        made.ratings = ratings.helper_ratings[code];
        made.rating = ratings.helper_ratings[code] == 0 ? absent : ratings.helper_rating[code];
        ++states[static_cast<std::size_t>(of.state)];
    }
    const auto told = told_parts(states, fewest_shown);
    std::copy(told.begin(), told.end(), figures.states.begin());
    std::sort(figures.helpers.begin(), figures.helpers.end(), [](const helper_figure& a, const helper_figure& b) {
        return a.trust.low != b.trust.low ? a.trust.low > b.trust.low : a.id < b.id;
    });
    result.of_customer.assign(data.customers(), figures.helpers.size());
    for (std::size_t place = 0; place < figures.helpers.size(); ++place) {
        if (const auto customer = data.customer_ids().find(figures.helpers[place].id)) {
            result.of_customer[*customer] = place;
        }
    }
    return result;
}

helper_scores scores_of(const helper_figure& of) {
    return {.status = helper_status::scored,
            .state = of.state,
            .badge = of.badge,
            .jobs = of.jobs,
            .solved = of.solved,
            .trust = of.trust.estimate,
            .trust_low = of.trust.low,
            .trust_high = of.trust.high,
            .rating = of.rating,
            .ratings = of.ratings};
}

}  // namespace scvm::crm
