#include "methods/graph_argument.hpp"
#include "methods/methods.hpp"

#include <scvm/equity/distributed_lag.hpp>
#include <scvm/network/bursts.hpp>
#include <scvm/network/community_points.hpp>
#include <scvm/network/compare_persons.hpp>
#include <scvm/network/hour_profile.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace scvm::methods {

void community_methods(description::method_list& is) {
    using namespace description;
    const auto of_confidence =
        arg("confidence", otherwise(math::usual_confidence), above(0).below(1), "of the intervals");
    is(
        "find_bursts",
        [](const number_rows& counts, std::span<const double> exposure, const network::burst_rules& rules) {
            if (!counts.values.empty()) {
                require_size("a row of find_bursts.counts", counts.width, "exposure", exposure.size());
            }
            return network::find_bursts(counts.values, exposure, rules);
        },
        "Bursts in series of counts, with a stated rate of false alarms.", gives("bursts"),
        costs("series x `replicates` x periods x `longest`"),
        arg("counts", "a row for each series: events in each period"),
        arg("exposure",
            "of each period: events of all kinds, in proportion to which a series is expected to be spread"),
        members());
    is("find_bursts_of_people", network::find_bursts_of_people,
       "Bursts of people, with a rate of false alarms that holds also where the same ones come every week or in runs.",
       gives("bursts"), costs("series x `replicates` x periods x (`longest` and people, at most 512)"), members(),
       arg("exposure", "of each period: different people of all kinds"), members());
    is("hour_profile", network::hour_profile,
       "Which share of posts is answered by hour of the week, drawn towards that of all hours.",
       arg("hour", within(0, 167), "of the week of each post, local, from Monday's first"),
       arg("success", yes_or_no, "whether the post was answered, or reacted to"), of_confidence);
    is("compare_persons", network::compare_persons,
       "Whether persons differ between two sides, e.g. before and after an event, some of whom are on both.",
       arg("person", within(0, 4294967294.0), "whose each value is"), arg("value", "null: unknown"),
       arg("second", yes_or_no, "whether the value is on the second side"), of_confidence);
    is(
        "community_points",
        [](std::span<const std::uint32_t> receiver, std::span<const std::uint32_t> giver,
           std::span<const std::int64_t> day, std::span<const double> standing, std::span<const std::uint8_t> eligible,
           const network::point_rules& rules) {
            return network::community_points(receiver, giver, day, standing, eligible, rules);
        },
        "Points and badges for being recognised by different others, with caps that make farming useless.",
        gives_columns, arg("receiver", people, "upon whose contribution each reaction was"),
        arg("giver", people, "who reacted"), arg("day", "of each reaction, a number of days"),
        arg("standing", "of each person, 0 to 1: whose reactions count"),
        arg("eligible", yes_or_no, "of each person: who may get points; staff may not"), members());
    is(
        "distributed_lag",
        [](std::span<const double> activity, std::span<const double> outcome, const equity::lag_rules& rules) {
            return equity::distributed_lag(activity, outcome, rules);
        },
        "How many weeks activity takes to show in an outcome, with a placebo on shuffled weeks.",
        costs("`placebos` x weeks x `longest` squared"), arg("activity", "of each week, e.g. posts"),
        arg("outcome", "of each week, e.g. first purchases"), members());
}

}  // namespace scvm::methods
