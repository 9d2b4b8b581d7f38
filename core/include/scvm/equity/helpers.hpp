#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/proportion.hpp>
#include <scvm/math/special.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace scvm::equity {

/// A customer who helps customers. The numbers are part of the API.
enum class helper_state : std::uint8_t {
    applicant = 0,  ///< has applied
    vetted = 1,     ///< checked by the company: may take jobs
    helper = 2,     ///< has done jobs
    friend_of = 3,  ///< certified by several successful jobs: carries the badge
};
inline constexpr std::array<std::string_view, 4> helper_state_names{"applicant", "vetted", "helper", "friend"};
[[nodiscard]] constexpr const auto& words_of(helper_state) {
    return helper_state_names;
}

/// Why a state is what it is. The numbers are part of the API.
enum class helper_change : std::uint8_t {
    stays = 0,
    vetted = 1,        ///< the company has checked the applicant
    first_jobs = 2,    ///< enough jobs to be called a helper
    badge_earned = 3,  ///< successes and their lower limit reach the mark
    badge_lost = 4,    ///< the lower limit fell below the lower mark
    vetting_lost = 5,  ///< the company has withdrawn its check: back to applicant
};
inline constexpr std::array<std::string_view, 6> helper_change_names = {"stays",        "vetted",     "first_jobs",
                                                                        "badge_earned", "badge_lost", "vetting_lost"};
[[nodiscard]] constexpr const auto& words_of(helper_change) {
    return helper_change_names;
}

/// How a job ended. The numbers are part of the API.
enum class job_outcome : std::uint8_t { solved = 0, failed = 1, open = 2 };
inline constexpr std::array<std::string_view, 3> job_outcome_names = {"solved", "failed", "open"};
[[nodiscard]] constexpr const auto& words_of(job_outcome) {
    return job_outcome_names;
}

/// When states change. The badge is earned at one mark and lost at a lower one, so that it does not flicker.
struct helper_rules {
    double jobs_of_helper = 1;
    double successes_of_friend = 5;
    double earn_above = 0.6;
    double lose_below = 0.5;
    double confidence = 0.9;
};

void describe(const auto& is, const helper_rules& o) {
    is("jobs_of_helper", o.jobs_of_helper, at_least(0), "Successful jobs that make a helper.");
    is("successes_of_friend", o.successes_of_friend, at_least(1), "Successful jobs that the badge needs, k.");
    is("earn_above", o.earn_above, above(0).to(1), "Wilson's lower limit of success that earns the badge, w*.");
    is("lose_below", o.lose_below, within(0, 1), "The lower limit below which it is lost, at most w*.");
    is("confidence", o.confidence, above(0).below(1), "Of the two-sided interval whose lower limit is meant.");
    is.settled(o, [](const helper_rules& read) {
        if (!(read.lose_below <= read.earn_above)) {
            throw_domain("lose_below", read.lose_below, "0 <= lose_below <= earn_above");
        }
    });
}

/// What is known of one helper.
struct helper_record {
    helper_state state = helper_state::applicant;
    std::int32_t since_day = 0;
    bool vetted = false;
    double jobs = 0;
    double successes = 0;
};

void describe(const auto& is, const helper_record& o) {
    is("state", o.state, required, "The state until today.");
    is("since_day", o.since_day, required, "When it was reached, in days since 1970-01-01.");
    is("vetted", o.vetted, "Whether the company's check holds.");
    is("jobs", o.jobs, "Jobs done.");
    is("successes", o.successes, "Of these, the successful ones.");
}

struct helper_step {
    helper_state state{};
    std::int32_t since_day = 0;
    helper_change reason{};
    double lower_limit = std::numeric_limits<double>::quiet_NaN();
};

void describe(const auto& is, const helper_step& o) {
    is("state", o.state, "The state from today on.");
    is("since_day", o.since_day, "When it was reached, in days since 1970-01-01.");
    is("reason", o.reason, "Why the state is what it is.");
    is("lower_limit", o.lower_limit, "Wilson's, of successes among jobs; NaN without jobs.");
}

namespace detail {

inline void check(double jobs, double successes) {
    if (!(jobs >= 0 && std::isfinite(jobs))) {
        throw_domain("jobs", jobs, "a finite number of jobs >= 0");
    }
    if (!(successes >= 0 && successes <= jobs)) {
        throw_domain("successes", successes, "0 <= successes <= jobs");
    }
}

}  // namespace detail

/// The state of a helper today.
///
///     applicant → vetted: the company checks      vetted → helper: jobs_of_helper successes
///     helper → friend: k successes and W(successes, jobs) >= w*      friend → helper: W < lose_below
///
/// A helper climbs as far as the record allows in one call; whose check is withdrawn is an applicant again. Between the
/// two marks the badge stays with who has it and is not given to who has not. Throws error{domain}.
[[nodiscard]] inline helper_step next_state(const helper_record& of, std::int32_t today,
                                            const helper_rules& rules = {}) {
    require_described(rules);
    detail::check(of.jobs, of.successes);
    helper_step result{of.state, of.since_day, helper_change::stays};
    if (of.jobs > 0) {
        const double z = math::two_sided_quantile(rules.confidence);
        result.lower_limit = math::score_range(of.successes, of.jobs, z).low;
    }
    const auto move = [&](helper_state to, helper_change reason) { result = {to, today, reason, result.lower_limit}; };
    if (!of.vetted) {
        if (of.state != helper_state::applicant) {
            move(helper_state::applicant, helper_change::vetting_lost);
        }
        return result;
    }
    if (result.state == helper_state::friend_of && !(result.lower_limit >= rules.lose_below)) {
        move(helper_state::helper, helper_change::badge_lost);
        return result;
    }
    if (result.state == helper_state::applicant) {
        move(helper_state::vetted, helper_change::vetted);
    }
    if (result.state == helper_state::vetted && of.successes >= rules.jobs_of_helper) {
        move(helper_state::helper, helper_change::first_jobs);
    }
    if (result.state == helper_state::helper && of.successes >= rules.successes_of_friend &&
        result.lower_limit >= rules.earn_above) {
        move(helper_state::friend_of, helper_change::badge_earned);
    }
    return result;
}

/// What is believed of a helper before the first job: as if so many jobs had gone well and badly.
struct trust_prior {
    double good = 1;  ///< a0 > 0
    double bad = 1;   ///< b0 > 0
};

/// Trust in one helper.
struct helper_trust_value {
    double mean = 0;          ///< P(the next job succeeds), 0 … 1
    double cautious = 0;      ///< the 5 % quantile: with 95 % the helper is at least so good. Ranks helpers
    double prior_weight = 0;  ///< 0 … 1: how much of the mean is the prior and not the record
};

/// Trust as the mean of the posterior Beta(a0 + good, b0 + bad).
///
///     trust = (a0 + successes) / (a0 + b0 + jobs),      prior weight = (a0 + b0) / (a0 + b0 + jobs)
///
/// Whom the company has vetted starts from a better prior. `quantile` is the level of the cautious value.
/// Throws error{domain} for a prior <= 0, successes beyond jobs, or a quantile outside (0, 1).
[[nodiscard]] inline helper_trust_value helper_trust(double successes, double jobs, const trust_prior& prior,
                                                     double quantile = 0.05) {
    detail::check(jobs, successes);
    if (!(prior.good > 0 && std::isfinite(prior.good))) {
        throw_domain("prior.good", prior.good, "a finite number > 0");
    }
    if (!(prior.bad > 0 && std::isfinite(prior.bad))) {
        throw_domain("prior.bad", prior.bad, "a finite number > 0");
    }
    if (!(quantile > 0 && quantile < 1)) {
        throw_domain("quantile", quantile, "0 < quantile < 1");
    }
    if (!(prior.good <= 1e9 && prior.bad <= 1e9 && jobs <= 1e9)) {
        throw_domain("jobs", std::max({jobs, prior.good, prior.bad}), "at most 1e9, as for what a prior stands for");
    }
    const double a = prior.good + successes;
    const double b = prior.bad + (jobs - successes);
    return {a / (a + b), math::beta_quantile(a, b, quantile).p, (prior.good + prior.bad) / (a + b)};
}

/// Trust in many helpers; columns of one length. A bad row is rejected alone and NaN throughout.
struct helper_trust_columns {
    std::vector<double> mean;
    std::vector<double> cautious;
    std::vector<double> prior_weight;
    std::vector<std::size_t> rejected;
};

void describe(const auto& is, const helper_trust_columns& o) {
    is("mean", o.mean, "Expected part of jobs that go well.");
    is("cautious", o.cautious, "The part that is reached with the probability 1 - quantile.");
    is("prior_weight", o.prior_weight, "How much of the mean is the prior's.");
    is("rejected", o.rejected, "Rows that make no sense; rising.");
}

/// helper_trust() of each row; `vetted` (1 or 0) chooses between the priors. Throws error{size_mismatch}.
[[nodiscard]] inline helper_trust_columns helper_trust(std::span<const double> successes, std::span<const double> jobs,
                                                       std::span<const std::uint8_t> vetted,
                                                       const trust_prior& of_vetted = {4, 1},
                                                       const trust_prior& of_others = {1, 1}, double quantile = 0.05) {
    require_size("jobs", jobs.size(), "successes", successes.size());
    require_size("vetted", vetted.size(), "successes", successes.size());
    static_cast<void>(helper_trust(0, 0, of_vetted, quantile));
    static_cast<void>(helper_trust(0, 0, of_others, quantile));
    helper_trust_columns result;
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t row = 0; row < successes.size(); ++row) {
        const bool good = successes[row] >= 0 && successes[row] <= jobs[row] && jobs[row] <= 1e9;
        const auto trust =
            good ? helper_trust(successes[row], jobs[row], vetted[row] != 0 ? of_vetted : of_others, quantile)
                 : helper_trust_value{none, none, none};
        result.mean.push_back(trust.mean);
        result.cautious.push_back(trust.cautious);
        result.prior_weight.push_back(trust.prior_weight);
        if (!good) {
            result.rejected.push_back(row);
        }
    }
    return result;
}

}  // namespace scvm::equity
