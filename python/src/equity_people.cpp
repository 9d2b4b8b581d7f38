// scvm._core.equity: contributions, stages, helpers, treatments.
#include "arrays.hpp"
#include "equity_values.hpp"

#include <scvm/equity/attention.hpp>
#include <scvm/equity/contributions.hpp>
#include <scvm/equity/helper_market.hpp>
#include <scvm/equity/helpers.hpp>
#include <scvm/equity/service_ways.hpp>
#include <scvm/equity/stages.hpp>
#include <scvm/equity/treatment.hpp>
#include <scvm/equity/value_tiers.hpp>
#include <scvm/equity/who_matters.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace py::literals;
using namespace scvm::equity;

namespace {

void bind_contributions(room_module& m) {
    m.def(
        "sharing_profile",
        [](const column<std::uint32_t>& person, const column<std::uint8_t>& kind, const maybe_column<double>& units,
           const maybe_column<double>& accepted, const maybe_column<double>& worth,
           const maybe_column<double>& age_days, std::size_t persons,
           const std::array<double, sharing_kinds>& points_per_unit, double half_life_days, double undecided,
           const std::string& currency, double confidence) {
            const contribution_columns rows{lend(person),   lend(kind),  lend(units),
                                            lend(accepted), lend(worth), lend(age_days)};
            const sharing_rules rules{points_per_unit, half_life_days, undecided, currency_code(currency)};
            auto found = unlocked([&] { return sharing_profile(rows, persons, rules, confidence); });
            py::array_t<double> profile({static_cast<py::ssize_t>(persons), static_cast<py::ssize_t>(sharing_kinds)});
            std::copy(found.profile.begin(), found.profile.end(), profile.mutable_data());
            py::dict kinds;
            for (std::size_t k = 0; k < sharing_kinds; ++k) {
                const auto& each = found.kinds[k];
                kinds[py::str(std::string(sharing_kind_names[k]))] =
                    py::dict("events"_a = each.events, "sharers"_a = each.sharers, "decided"_a = each.decided,
                             "accepted"_a = each.accepted, "acceptance"_a = each.acceptance,
                             "acceptance_low"_a = each.acceptance_low, "acceptance_high"_a = each.acceptance_high);
            }
            std::vector<std::pair<std::uint64_t, std::uint8_t>> rejected;
            for (const auto& row : found.rejected) {
                rejected.emplace_back(row.row, static_cast<std::uint8_t>(row.reason));
            }
            return py::dict(
                "profile"_a = profile, "diversity"_a = hand_over(std::move(found.diversity)),
                "points"_a = hand_over(std::move(found.points)), "worth"_a = hand_over(std::move(found.worth)),
                "events"_a = hand_over(std::move(found.events)), "priced"_a = hand_over(std::move(found.priced)),
                "company"_a = found.company, "kinds"_a = kinds, "sharers"_a = found.sharers,
                "sharer_share"_a = found.sharer_share, "sharer_low"_a = found.sharer_low,
                "sharer_high"_a = found.sharer_high, "rejected"_a = rejected, "currency"_a = found.currency.code());
        },
        "person"_a, "kind"_a, "units"_a, "accepted"_a, "worth"_a, "age_days"_a, "persons"_a, "points_per_unit"_a,
        "half_life_days"_a, "undecided"_a, "currency"_a, "confidence"_a);
    m.def(
        "effective_kinds", [](const column<double>& parts) { return effective_kinds(lend(parts)); }, "parts"_a);
}

void bind_stages(room_module& m) {
    m.attr("unknown_step") = unknown_step;
    m.def(
        "steps_reached",
        [](const std::array<maybe_column<double>, 6>& evidence, std::size_t customers,
           const std::array<double, 6>& least) {
            auto steps = steps_reached({lend(evidence[0]), lend(evidence[1]), lend(evidence[2]), lend(evidence[3]),
                                        lend(evidence[4]), lend(evidence[5])},
                                       customers, {least[0], least[1], least[2], least[3], least[4], least[5]});
            return hand_over(std::move(steps));
        },
        "evidence"_a, "customers"_a, "least"_a);
    m.def(
        "stages",
        [](const column<std::uint8_t>& reached, double confidence) {
            auto found = stages(lend(reached), confidence);
            py::list funnel;
            for (const auto& step : found.funnel) {
                funnel.append(py::dict("reached"_a = step.reached, "share"_a = step.share, "low"_a = step.low,
                                       "high"_a = step.high, "conversion"_a = step.conversion,
                                       "conversion_low"_a = step.conversion_low,
                                       "conversion_high"_a = step.conversion_high));
            }
            return py::dict(
                "of_customer"_a = hand_over_codes(found.of_customer),
                "premature"_a = hand_over(std::move(found.premature)),
                "incomplete"_a = hand_over(std::move(found.incomplete)), "funnel"_a = funnel, "scaled"_a = found.scaled,
                "errors"_a = found.errors, "reproducibility"_a = found.reproducibility,
                "minimal_reproducibility"_a = found.minimal_reproducibility, "scalability"_a = found.scalability);
        },
        "reached"_a, "confidence"_a);
    m.def(
        "company_stage",
        [](const std::array<double, stage_count>& index, double threshold) {
            std::uint8_t premature = 0;
            const stage at = company_stage(index, &premature, threshold);
            return py::make_tuple(static_cast<int>(at), premature);
        },
        "index"_a, "threshold"_a);
    m.def(
        "integration_barriers",
        [](const column<std::uint8_t>& heavy, const column<std::uint8_t>& attached,
           const column<std::uint8_t>& consented) {
            return hand_over(integration_barriers(lend(heavy), lend(attached), lend(consented)));
        },
        "heavy"_a, "fan_or_sympathizer"_a, "consented"_a);
}

void bind_helpers(room_module& m) {
    m.def(
        "next_state",
        [](std::uint8_t state, std::int32_t since_day, bool vetted, double jobs, double successes, std::int32_t today,
           const std::array<double, 5>& rules) {
            const auto step = next_state({static_cast<helper_state>(state), since_day, vetted, jobs, successes}, today,
                                         {rules[0], rules[1], rules[2], rules[3], rules[4]});
            return py::make_tuple(static_cast<int>(step.state), step.since_day, static_cast<int>(step.reason),
                                  step.lower_limit);
        },
        "state"_a, "since_day"_a, "vetted"_a, "jobs"_a, "successes"_a, "today"_a, "rules"_a);
    m.def(
        "helper_trust",
        [](const column<double>& successes, const column<double>& jobs, const column<std::uint8_t>& vetted,
           const std::pair<double, double>& of_vetted, const std::pair<double, double>& of_others, double quantile) {
            auto found = helper_trust(lend(successes), lend(jobs), lend(vetted), {of_vetted.first, of_vetted.second},
                                      {of_others.first, of_others.second}, quantile);
            return py::dict("mean"_a = hand_over(std::move(found.mean)),
                            "cautious"_a = hand_over(std::move(found.cautious)),
                            "prior_weight"_a = hand_over(std::move(found.prior_weight)),
                            "rejected"_a = std::vector<std::uint64_t>(found.rejected.begin(), found.rejected.end()));
        },
        "successes"_a, "jobs"_a, "vetted"_a, "of_vetted"_a, "of_others"_a, "quantile"_a);
    m.def(
        "route",
        [](const column<double>& price, const column<double>& p_fail, const column<double>& loss,
           const column<double>& waiting_hours, double value_of_hour, double most_p_fail) {
            const auto prices = lend(price);
            const auto fails = lend(p_fail);
            const auto losses = lend(loss);
            const auto waits = lend(waiting_hours);
            scvm::require_size("p_fail", fails.size(), "price", prices.size());
            scvm::require_size("loss", losses.size(), "price", prices.size());
            scvm::require_size("waiting_hours", waits.size(), "price", prices.size());
            std::vector<helper_offer> offers;
            for (std::size_t i = 0; i < prices.size(); ++i) {
                offers.push_back({prices[i], fails[i], losses[i], waits[i]});
            }
            auto found = route(offers, value_of_hour, most_p_fail);
            const py::object chosen =
                found.chosen == routing::nobody ? py::object(py::none()) : py::object(py::int_(found.chosen));
            return py::dict("chosen"_a = chosen, "cost"_a = found.cost, "runner_up"_a = found.runner_up,
                            "break_even_p_fail"_a = found.break_even_p_fail,
                            "break_even_status"_a = std::string(scvm::word_of(found.break_even_status)),
                            "costs"_a = hand_over(std::move(found.costs)));
        },
        "price"_a, "p_fail"_a, "loss"_a, "waiting_hours"_a, "value_of_hour"_a, "most_p_fail"_a);
    m.def(
        "choose_way",
        [](const std::vector<std::string>& name, const std::vector<std::string>& way, const column<double>& numbers,
           const std::vector<std::vector<std::string>>& skills, const std::string& skill,
           const std::array<double, 3>& hour_and_place, const std::array<double, 6>& rules) {
            constexpr std::size_t width = 7;
            const auto given = lend(numbers);
            scvm::require_size("way", way.size(), "name", name.size());
            scvm::require_size("skills", skills.size(), "name", name.size());
            scvm::require_size("numbers", given.size(), "7 x name", width * name.size());
            std::vector<service_way> ways;
            for (std::size_t i = 0; i < name.size(); ++i) {
                const auto of = given.subspan(width * i, width);
                const auto kind = std::find(way_kind_words.begin(), way_kind_words.end(), std::string_view(way[i]));
                if (kind == way_kind_words.end()) {
                    throw scvm::error(scvm::errc::domain,
                                      "way " + way[i] + ": expected helper, technician, shop or hotline");
                }
                ways.push_back({static_cast<way_kind>(kind - way_kind_words.begin()), name[i], of[0], of[1], of[2],
                                of[3], of[4], of[5], of[6], skills[i]});
            }
            const auto found = choose_way(ways, {skill, hour_and_place[0], hour_and_place[1], hour_and_place[2]},
                                          {rules[0], rules[1], rules[2], rules[3], rules[4], rules[5]});
            py::list choices;
            for (const way_choice& each : found.ways) {
                choices.append(py::dict("name"_a = each.name, "way"_a = std::string(scvm::word_of(each.kind)),
                                        "status"_a = std::string(scvm::word_of(each.status)), "cost"_a = each.cost,
                                        "price"_a = each.price, "success"_a = each.success,
                                        "waiting_hours"_a = each.waiting_hours, "km"_a = each.km));
            }
            const py::object chosen =
                found.chosen == routing::nobody ? py::object(py::none()) : py::object(py::int_(found.chosen));
            return py::dict("chosen"_a = chosen, "cost"_a = found.cost, "runner_up"_a = found.runner_up,
                            "break_even_p_fail"_a = found.break_even_p_fail,
                            "break_even_status"_a = std::string(scvm::word_of(found.break_even_status)),
                            "ways"_a = choices);
        },
        "name"_a, "way"_a, "numbers"_a, "skills"_a, "skill"_a, "hour_and_place"_a, "rules"_a);
    m.def(
        "summarise_ratings",
        [](const column<std::uint32_t>& helper, const column<std::uint32_t>& seeker, const column<double>& of_helper,
           const column<double>& of_seeker, const column<std::uint8_t>& closed, std::uint32_t helpers,
           std::uint32_t seekers, double usual, double weight, double confidence) {
            auto found = summarise_ratings({lend(helper), lend(seeker), lend(of_helper), lend(of_seeker), lend(closed)},
                                           helpers, seekers, {usual, weight}, confidence);
            return py::dict("helper_rating"_a = hand_over(std::move(found.helper_rating)),
                            "seeker_rating"_a = hand_over(std::move(found.seeker_rating)),
                            "helper_ratings"_a = hand_over(std::move(found.helper_ratings)),
                            "seeker_ratings"_a = hand_over(std::move(found.seeker_ratings)),
                            "revealed"_a = hand_over(std::move(found.revealed)), "pairs"_a = found.pairs,
                            "correlation"_a = found.correlation, "correlation_low"_a = found.correlation_low,
                            "correlation_high"_a = found.correlation_high);
        },
        "helper"_a, "seeker"_a, "of_helper"_a, "of_seeker"_a, "closed"_a, "helpers"_a, "seekers"_a, "usual"_a,
        "weight"_a, "confidence"_a);
}

using named_dimension = std::pair<std::string, std::vector<std::string>>;
using named_action = std::pair<std::string, std::optional<std::size_t>>;
using plain_rule = std::tuple<std::vector<std::vector<std::uint8_t>>, std::uint32_t, std::string>;

void bind_treatments(room_module& m) {
    m.attr("no_rule") = treatment_table::no_rule;
    m.attr("no_tier") = no_tier;
    m.attr("no_release") = no_release;
    bounded_class<treatment_table>(m, "TreatmentTable")
        .def(py::init([](const std::vector<named_dimension>& dimensions, const std::vector<named_action>& actions,
                         const std::vector<plain_rule>& rules) {
                 std::vector<treatment_dimension> questions;
                 for (const auto& [name, categories] : dimensions) {
                     questions.push_back({name, categories});
                 }
                 std::vector<treatment_action> choices;
                 for (const auto& [id, capacity] : actions) {
                     choices.push_back({id, capacity.value_or(treatment_action::unlimited)});
                 }
                 std::vector<treatment_rule> lines;
                 for (const auto& [accepted, action, reason] : rules) {
                     lines.push_back({accepted, action, reason});
                 }
                 return unlocked(
                     [&] { return treatment_table(std::move(questions), std::move(choices), std::move(lines)); });
             }),
             "dimensions"_a, "actions"_a, "rules"_a)
        .def(
            "treat",
            [](const treatment_table& table, const column<std::uint8_t>& codes, const column<double>& priority,
               const maybe_column<std::uint64_t>& tie) {
                const auto answers = lend(codes);
                const auto first = lend(priority);
                const auto ties = lend(tie);
                auto found = unlocked([&] { return treat(table, answers, first, ties); });
                return py::dict("action"_a = hand_over(std::move(found.action)),
                                "rule"_a = hand_over(std::move(found.rule)), "status"_a = hand_over_codes(found.status),
                                "given"_a = found.given, "waiting"_a = found.waiting);
            },
            "codes"_a, "priority"_a, "tie"_a);
    m.def(
        "value_tiers",
        [](const column<double>& value, const maybe_column<std::uint8_t>& before, const std::vector<double>& enter,
           const std::vector<double>& stay) {
            auto found = value_tiers(lend(value), lend(before), {enter, stay});
            return py::dict("tier"_a = hand_over(std::move(found.tier)), "held"_a = hand_over(std::move(found.held)),
                            "customers"_a = found.customers, "held_count"_a = found.held_count);
        },
        "value"_a, "before"_a, "enter"_a, "stay"_a);
    m.def(
        "boundaries_by_share",
        [](const column<double>& value, const std::vector<double>& top_shares, double slack) {
            const auto found = boundaries_by_share(lend(value), top_shares, slack);
            return py::make_tuple(found.enter, found.stay);
        },
        "value"_a, "top_shares"_a, "slack"_a);
}

void bind_attention(room_module& m) {
    m.def("gate_recommendation", py::vectorize([](double p_fan, double p_sympathizer, double least) {
              return static_cast<std::uint8_t>(gate_recommendation(p_fan, p_sympathizer, least));
          }),
          "p_fan"_a, "p_sympathizer"_a, "least"_a);
    m.def("opponent_priority", py::vectorize(&opponent_priority), "damage"_a, "p_opponent"_a);
    m.def("activation_potential", py::vectorize(&activation_potential), "p_sympathizer"_a, "of_fan"_a,
          "of_sympathizer"_a);
    m.def(
        "revenue_at_release",
        [](const column<std::int32_t>& month, const column<double>& p_captive, const column<double>& revenue) {
            py::list result;
            for (const auto& each : revenue_at_release(lend(month), lend(p_captive), lend(revenue))) {
                result.append(py::make_tuple(each.month, each.customers, each.revenue));
            }
            return result;
        },
        "month"_a, "p_captive"_a, "revenue"_a);
    m.def(
        "attention_list",
        [](const column<std::uint8_t>& participation, const column<double>& influence, const column<double>& value,
           const maybe_column<std::uint64_t>& tie, const maybe_column<std::uint8_t>& eligible, std::size_t count) {
            return hand_over(
                attention_list({lend(participation), lend(influence), lend(value), lend(tie), lend(eligible)}, count));
        },
        "participation"_a, "influence"_a, "value"_a, "tie"_a, "eligible"_a, "count"_a);
    m.def(
        "who_matters",
        [](const column<double>& activity, const column<double>& influence, const column<double>& value, int order,
           const std::array<double, 3>& weights) {
            const merit_columns of{lend(activity), lend(influence), lend(value)};
            auto found = unlocked([&] { return who_matters(of, static_cast<matters_order>(order), {weights}); });
            return py::dict("layer"_a = hand_over(std::move(found.layer)),
                            "index"_a = hand_over(std::move(found.index)),
                            "place"_a = hand_over(std::move(found.place)),
                            "shared_by"_a = hand_over(std::move(found.shared_by)), "ranked"_a = found.ranked);
        },
        "activity"_a, "influence"_a, "value"_a, "order"_a, "weights"_a);
    m.def(
        "draw_winners",
        [](const std::vector<std::string>& id, std::size_t count, std::uint64_t seed,
           const maybe_column<std::uint8_t>& eligible) {
            const std::vector<std::string_view> ids(id.begin(), id.end());
            const auto found = draw_winners(ids, count, seed, lend(eligible));
            return py::dict("seed"_a = found.seed, "fingerprint"_a = found.fingerprint, "winners"_a = found.winners,
                            "tickets"_a = found.tickets, "excluded"_a = found.excluded, "repeated"_a = found.repeated);
        },
        "id"_a, "count"_a, "seed"_a, "eligible"_a);
}

}  // namespace

void bind_equity_people(room_module& m) {
    bind_contributions(m);
    bind_stages(m);
    bind_helpers(m);
    bind_treatments(m);
    bind_attention(m);
}
