#include <scvm/crm/outside_scores.hpp>
#include <scvm/equity/credit_rules.hpp>
#include <scvm/survey/shares.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace scvm::crm {

namespace {

constexpr std::int64_t never_yet = std::numeric_limits<std::int64_t>::max();

[[nodiscard]] counted_share share_of(std::size_t count, std::size_t n) {
    counted_share result{n, count, {}};
    if (n > 0) {
        result.share =
            survey::wilson_interval(static_cast<double>(count), static_cast<double>(n), math::usual_confidence);
    }
    return result;
}

/// Whether neither a number of persons nor the rest of it, nor both together, is too small.
class shown {
public:
    explicit shown(double fewest) : fewest_(fewest) {}
    [[nodiscard]] bool operator()(std::size_t count) const {
        return count == 0 || static_cast<double>(count) >= fewest_;
    }
    [[nodiscard]] bool operator()(const counted_share& of) const {
        return (*this)(of.count) && (*this)(of.n - of.count) && (*this)(of.n);
    }

private:
    double fewest_;
};

/// When each person was first referred, and first took part in anything.
struct first_times {
    std::vector<std::int64_t> referred;
    std::vector<std::int64_t> touched;

    first_times(const usable_data& data, std::int64_t as_of)
        : referred(data.persons(), never_yet), touched(data.persons(), never_yet) {
        const auto note = [&](std::vector<std::int64_t>& to, std::uint32_t person, std::int64_t time) {
            if (time <= as_of && person < to.size()) {
                to[person] = std::min(to[person], time);
            }
        };
        for (const base_referral& each : data.referrals()) {
            note(referred, each.referred, each.time);
        }
        const base_interactions& rows = data.all_interactions();
        for (std::size_t row = 0; row < rows.actor.size(); ++row) {
            note(touched, rows.actor[row], rows.time[row]);
            note(touched, rows.target[row], rows.time[row]);
        }
    }
};

}  // namespace

outside_figures measure_outside(const usable_data& data, const network_state* network,
                                std::span<const std::int64_t> first_purchase, std::span<const double> open_referrals,
                                double fewest_shown, std::int64_t as_of) {
    const shown may_show(fewest_shown);
    const auto grace = static_cast<std::int64_t>(equity::referral_credit_options{}.grace_days * 86400);
    const first_times first(data, as_of);
    outside_figures result;
    std::size_t prospects = 0;
    std::size_t became = 0;
    std::size_t undated = 0;
    std::array<std::size_t, 3> of{};
    std::array<std::size_t, 3> customers{};
    for (std::size_t k = 0; k < data.prospects().size(); ++k) {
        const base_prospect& row = data.prospects()[k];
        const std::uint32_t person = data.person_of_prospect(k);
        if (person == no_person || row.since > as_of ||
            (!data.is_outside(person) && !data.allows(data_use::network, person))) {
            continue;
        }
        ++prospects;
        std::int64_t when = never_yet;
        if (!data.is_outside(person)) {
            when = row.converted != 0 ? row.converted : first_purchase[person];
            if (when == equity::join_unknown) {
                ++became;
                ++undated;
                continue;
            }
        }
        const bool converted = when <= as_of;
        const std::int64_t until = converted ? when : as_of;
        const std::size_t group = first.referred[person] <= until + (converted ? grace : 0) ? 0
                                  : converted                      ? (first.touched[person] < until ? 1 : 2)
                                  : first.touched[person] <= until ? 1
                                                                   : 2;
        became += converted;
        ++of[group];
        customers[group] += converted;
    }
    if (may_show(prospects)) {
        result.prospects = prospects;
    }
    const counted_share all = share_of(became, prospects);
    if (may_show(all)) {
        result.converted = all;
        if (may_show(undated) && may_show(became - undated)) {
            result.undated = undated;
        }
    }
    const std::array groups{share_of(customers[0], of[0]), share_of(customers[1], of[1]),
                            share_of(customers[2], of[2])};
    if (result.undated && std::all_of(groups.begin(), groups.end(), may_show)) {
        result.by_approach = {groups[0], groups[1], groups[2]};
    }
    std::size_t open = 0;
    std::size_t bringing = 0;
    for (const double each : open_referrals) {
        open += each > 0 ? static_cast<std::size_t>(each) : 0;
        bringing += each > 0;
    }
    if (may_show(open) && may_show(bringing)) {
        result.open_referrals = open;
        result.bringing = bringing;
    }
    if (network != nullptr) {
        const outside_audience& audience = network->audience;
        const counted_share outside = share_of(audience.outside, audience.persons);
        if (may_show(outside)) {
            result.audience = outside;
            if (may_show(audience.regarded) && may_show(audience.outside - audience.regarded)) {
                result.regarded = audience.regarded;
            }
        }
    }
    return result;
}

}  // namespace scvm::crm
