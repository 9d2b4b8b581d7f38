// scvm._core.survey: questionnaires, portfolios and probabilities. The statistics are in survey_statistics.cpp.
#include "survey_values.hpp"
#include "unlocked.hpp"

#include <scvm/crm/messages.hpp>
#include <scvm/survey/calibration.hpp>
#include <scvm/survey/captivity.hpp>
#include <scvm/survey/fingerprint.hpp>
#include <scvm/survey/probabilities.hpp>
#include <scvm/survey/quality.hpp>
#include <scvm/survey/questionnaire.hpp>
#include <scvm/survey/reliability.hpp>

namespace survey = scvm::survey;
using namespace survey_python;

namespace {

constexpr std::array<std::string_view, 3> policies{"error", "missing", "clamp"};
constexpr std::array<std::string_view, 3> fan_rules{"attachment", "voice", "both"};
constexpr std::array<std::string_view, 3> captive_rules{"attachment", "barrier", "either"};
constexpr std::array<std::string_view, 3> posteriors{"kelley", "observed", "retest"};
constexpr std::array<std::string_view, 2> missing_rules{"listwise", "pairwise"};
constexpr std::array<std::string_view, 6> answer_kinds{"valid",     "not_answered", "missing_code",
                                                       "not_shown", "clamped",      "out_of_range"};

using item_tuple =
    std::tuple<std::string, std::string, double, double, bool, double, std::vector<double>, std::vector<double>>;

survey::questionnaire make_questionnaire(const std::vector<item_tuple>& rows, const std::string& policy,
                                         double minimum_coverage, int minimum_items,
                                         std::vector<std::string> dimensions, std::vector<double> item_means) {
    std::vector<survey::item> items;
    for (const auto& [id, dimension, lowest, highest, reversed, weight, missing, not_shown] : rows) {
        items.push_back({id, dimension, lowest, highest, reversed, weight, missing, not_shown});
    }
    return survey::questionnaire(std::move(items),
                                 {.policy = from_name<survey::out_of_range>(policy, "out_of_range", policies),
                                  .minimum_coverage = minimum_coverage,
                                  .minimum_items = minimum_items,
                                  .dimensions = std::move(dimensions),
                                  .item_means = std::move(item_means)});
}

py::dict score(const survey::questionnaire& asked, const py::handle& answers) {
    const table given(answers, "answers");
    const std::size_t rows = given.rows();
    std::vector<py::array_t<double>> value;
    std::vector<py::array_t<double>> coverage;
    std::vector<py::array_t<std::int32_t>> answered;
    std::vector<py::array_t<std::uint8_t>> status;
    std::vector<survey::score_columns> columns;
    for (std::size_t d = 0; d < asked.dimensions().size(); ++d) {
        value.push_back(new_column<double>(rows));
        coverage.push_back(new_column<double>(rows));
        answered.push_back(new_column<std::int32_t>(rows));
        status.push_back(new_column<std::uint8_t>(rows));
        columns.push_back({memory(value[d]), memory(coverage[d]), memory(answered[d]),
                           memory<std::uint8_t, survey::score_status>(status[d])});
    }
    survey::answer_report report;
    {
        const unlocked_work unlocked;
        report = asked.score(given.answers(), columns);
    }
    py::dict result;
    result["value"] = value;
    result["coverage"] = coverage;
    result["answered"] = answered;
    result["status"] = status;
    py::list rejected;
    for (const auto& each : report.rejected) {
        rejected.append(py::make_tuple(each.row, asked.items()[each.item].id, each.value));
    }
    result["rejected"] = rejected;
    py::dict counts;
    counts["valid"] = report.valid;
    counts["not_answered"] = report.not_answered;
    counts["missing_code"] = report.missing_code;
    counts["not_shown"] = report.not_shown;
    counts["clamped"] = report.clamped;
    counts["out_of_range"] = report.out_of_range;
    result["counts"] = counts;
    return result;
}

py::array_t<double> contributions(const survey::questionnaire& asked, const py::handle& answers) {
    const numbers given(answers, "answers");
    auto result = new_column<double>(asked.items().size());
    asked.contributions(given.values(), memory(result));
    return result;
}

py::dict inspect(const survey::questionnaire& asked, const py::handle& answers, const py::handle& duration,
                 std::size_t straight_run, double fastest) {
    const table given(answers, "answers");
    const numbers time(duration, "duration");
    const std::size_t rows = given.rows();
    std::vector<survey::response_flags> flags(rows);
    survey::response_counts counts;
    {
        const unlocked_work unlocked;
        counts = survey::inspect_responses(asked, given.answers(), time.values(), flags, {straight_run, fastest});
    }
    auto straight = new_column<bool>(rows);
    auto extreme = new_column<bool>(rows);
    auto fast = new_column<bool>(rows);
    auto broken = new_column<bool>(rows);
    auto run = new_column<std::int64_t>(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        straight.mutable_data()[row] = flags[row].straight_lining;
        extreme.mutable_data()[row] = flags[row].all_extreme;
        fast.mutable_data()[row] = flags[row].too_fast;
        broken.mutable_data()[row] = flags[row].broken_off;
        run.mutable_data()[row] = static_cast<std::int64_t>(flags[row].longest_run);
    }
    py::dict result;
    result["straight_lining"] = straight;
    result["all_extreme"] = extreme;
    result["too_fast"] = fast;
    result["broken_off_rows"] = broken;
    result["longest_run"] = run;
    result["respondents"] = counts.respondents;
    result["complete"] = counts.complete;
    result["broken_off"] = counts.broken_off;
    result["partial"] = counts.partial;
    result["blank"] = counts.blank;
    return result;
}

py::dict reliability_dict(const survey::reliability_report& of) {
    py::dict result;
    result["rows"] = of.rows;
    result["items"] = of.items;
    result["alpha"] = of.alpha;
    result["alpha_low"] = of.alpha_low;
    result["alpha_high"] = of.alpha_high;
    result["standardised_alpha"] = of.standardised_alpha;
    result["mean_correlation"] = of.mean_correlation;
    result["lambda6"] = of.lambda6;
    result["omega_total"] = of.omega_total;
    result["mean"] = of.mean;
    result["sd"] = of.sd;
    result["standard_error_of_measurement"] = of.standard_error_of_measurement;
    const auto by_item = [&](double survey::item_reliability::*field) {
        std::vector<double> values;
        for (const auto& each : of.by_item) {
            values.push_back(each.*field);
        }
        return array_of(values);
    };
    result["item_mean"] = by_item(&survey::item_reliability::mean);
    result["item_sd"] = by_item(&survey::item_reliability::sd);
    result["corrected_item_total"] = by_item(&survey::item_reliability::corrected_item_total);
    result["alpha_if_deleted"] = by_item(&survey::item_reliability::alpha_if_deleted);
    result["loading"] = by_item(&survey::item_reliability::loading);
    const std::array<std::pair<const char*, bool>, 8> flags{{{"too_few_items", of.flags.too_few_items},
                                                             {"too_few_rows", of.flags.too_few_rows},
                                                             {"unstable", of.flags.unstable},
                                                             {"zero_variance", of.flags.zero_variance},
                                                             {"not_positive_definite", of.flags.not_positive_definite},
                                                             {"negative_alpha", of.flags.negative_alpha},
                                                             {"heywood", of.flags.heywood},
                                                             {"no_factor", of.flags.no_factor}}};
    py::list raised;
    for (const auto& [name, set] : flags) {
        if (set) {
            raised.append(name);
        }
    }
    result["flags"] = py::tuple(raised);
    return result;
}

py::dict reliability(const py::handle& matrix, std::vector<double> weights, const std::string& missing,
                     double confidence) {
    const table given(matrix, "matrix");
    const survey::reliability_options options{
        std::move(weights), from_name<survey::missing_answers>(missing, "missing", missing_rules), confidence};
    survey::reliability_report report;
    {
        const unlocked_work unlocked;
        report = survey::reliability(given.answers(), options);
    }
    return reliability_dict(report);
}

py::dict questionnaire_reliability(const survey::questionnaire& asked, const std::string& dimension,
                                   const py::handle& answers, const std::string& missing, double confidence) {
    const table given(answers, "answers");
    const survey::reliability_options options{
        {}, from_name<survey::missing_answers>(missing, "missing", missing_rules), confidence};
    survey::reliability_report report;
    {
        const unlocked_work unlocked;
        report = survey::reliability(asked, asked.dimension(dimension), given.answers(), options);
    }
    return reliability_dict(report);
}

// satisfied, bound, fan_bound, fan_satisfied, captive_bound, barrier, voice, strict
using cuts_tuple = std::tuple<double, double, double, double, double, double, double, bool>;

survey::boundaries cuts_of(const cuts_tuple& of) {
    const auto& [satisfied, bound, fan_bound, fan_satisfied, captive_bound, barrier, voice, strict] = of;
    return {satisfied, bound, fan_bound, fan_satisfied, captive_bound, barrier, voice, strict};
}

cuts_tuple tuple_of(const survey::boundaries& of) {
    return {of.satisfied, of.bound, of.fan_bound, of.fan_satisfied, of.captive_bound, of.barrier, of.voice, of.strict};
}

py::dict calibration_dict(const survey::calibration& of) {
    py::dict result;
    result["cuts"] = tuple_of(of.cuts);
    result["method"] = std::string(survey::calibration_name(of.method));
    result["rule_id"] = of.rule_id;
    result["source"] = of.source;
    result["date"] = of.date;
    result["n"] = of.n;
    result["guarded"] = of.guarded;
    return result;
}

py::dict place(const survey::portfolio& rule, const py::handle& satisfaction, const py::handle& attachment,
               const py::handle& barrier, const py::handle& voice) {
    const numbers s(satisfaction, "satisfaction");
    const numbers e(attachment, "attachment");
    const numbers k(barrier, "barrier");
    const numbers v(voice, "voice");
    const std::size_t rows = s.values().size();
    auto group = new_column<std::uint8_t>(rows);
    auto held = new_column<std::uint8_t>(rows);
    auto hurt = new_column<bool>(rows);
    auto latched = new_column<bool>(rows);
    auto boundary = new_column<bool>(rows);
    auto voice_missing = new_column<bool>(rows);
    const survey::placement_columns columns{memory<std::uint8_t, survey::segment>(group),
                                            memory<std::uint8_t, survey::captive_kind>(held),
                                            memory<bool, std::uint8_t>(hurt),
                                            memory<bool, std::uint8_t>(latched),
                                            memory<bool, std::uint8_t>(boundary),
                                            memory<bool, std::uint8_t>(voice_missing)};
    {
        const unlocked_work unlocked;
        rule.place(s.values(), e.values(), k.values(), v.values(), columns);
    }
    py::dict result;
    result["segment"] = group;
    result["held_by"] = held;
    result["hurt_fan"] = hurt;
    result["latched"] = latched;
    result["on_boundary"] = boundary;
    result["voice_missing"] = voice_missing;
    return result;
}

// In the order of struct measurement.
using measurement_tuple =
    std::tuple<double, double, double, double, double, double, double, double, double, double, double, std::size_t>;

survey::measurement measurement_of(const measurement_tuple& of) {
    return std::apply([](auto... field) { return survey::measurement{field...}; }, of);
}

measurement_tuple tuple_of(const survey::measurement& of) {
    const auto& [ms, me, vs, ve, c, es, ee, r, mb, vb, eb, n] = of;
    return {ms, me, vs, ve, c, es, ee, r, mb, vb, eb, n};
}

measurement_tuple measure(const py::handle& satisfaction, const py::handle& attachment, double reliability_s,
                          double reliability_e, const py::handle& weights, const py::handle& barrier,
                          double reliability_k) {
    const numbers s(satisfaction, "satisfaction");
    const numbers e(attachment, "attachment");
    const numbers w(weights, "weights");
    const numbers k(barrier, "barrier");
    survey::measurement result;
    {
        const unlocked_work unlocked;
        result = survey::measure(s.values(), e.values(), reliability_s, reliability_e, w.values());
        result = k.given() ? survey::with_barrier(result, k.values(), reliability_k, w.values()) : result;
    }
    return tuple_of(result);
}

py::dict probabilities(const survey::portfolio& rule, const measurement_tuple& measured, const std::string& kind,
                       double stable_from, const py::handle& satisfaction, const py::handle& attachment,
                       const py::handle& barrier, const py::handle& voice, const py::handle& satisfaction_coverage,
                       const py::handle& attachment_coverage) {
    const numbers s(satisfaction, "satisfaction");
    const numbers e(attachment, "attachment");
    const numbers k(barrier, "barrier");
    const numbers v(voice, "voice");
    const numbers cs(satisfaction_coverage, "satisfaction_coverage");
    const numbers ce(attachment_coverage, "attachment_coverage");
    const std::size_t rows = s.values().size();
    py::array_t<double> of({static_cast<py::ssize_t>(rows), py::ssize_t{5}});
    auto modal = new_column<std::uint8_t>(rows);
    auto assigned = new_column<std::uint8_t>(rows);
    auto own = new_column<double>(rows);
    auto distance = new_column<double>(rows);
    auto stable = new_column<bool>(rows);
    const survey::segment_model model(rule, measurement_of(measured),
                                      from_name<survey::posterior>(kind, "posterior", posteriors), stable_from);
    const survey::probability_columns columns{memory(of),
                                              memory<std::uint8_t, survey::segment>(modal),
                                              memory<std::uint8_t, survey::segment>(assigned),
                                              memory(own),
                                              memory(distance),
                                              memory<bool, std::uint8_t>(stable)};
    {
        const unlocked_work unlocked;
        model.of(s.values(), e.values(), k.values(), v.values(), {cs.values(), ce.values()}, columns);
    }
    py::dict result;
    result["of"] = of;
    result["modal"] = modal;
    result["assigned"] = assigned;
    result["assigned_probability"] = own;
    result["boundary_distance"] = distance;
    result["stable"] = stable;
    result["fell_back"] = model.fell_back();
    return result;
}

// gain, mean shift and spread of the belief, for pictures of uncertainty
py::dict belief(const survey::portfolio& rule, const measurement_tuple& measured, const std::string& kind) {
    const survey::segment_model model(rule, measurement_of(measured),
                                      from_name<survey::posterior>(kind, "posterior", posteriors));
    const survey::score_belief whole = model.belief(1, 1);
    py::dict result;
    result["gain"] = array_of(whole.gain);
    result["satisfaction_sd"] = whole.satisfaction_sd;
    result["attachment_sd"] = whole.attachment_sd;
    result["correlation"] = whole.shape.rho();
    return result;
}

py::tuple quality(const survey::portfolio& rule, const measurement_tuple& measured, const std::string& kind,
                  const py::handle& satisfaction, const py::handle& attachment, const py::handle& barrier,
                  const py::handle& voice) {
    const numbers s(satisfaction, "satisfaction");
    const numbers e(attachment, "attachment");
    const numbers k(barrier, "barrier");
    const numbers v(voice, "voice");
    const survey::segment_model model(rule, measurement_of(measured),
                                      from_name<survey::posterior>(kind, "posterior", posteriors));
    survey::classification_quality found;
    {
        const unlocked_work unlocked;
        found = survey::quality_of(model, s.values(), e.values(), k.values(), v.values());
    }
    return py::make_tuple(found.accuracy, found.consistency, found.n);
}

void bind_questionnaire(room_module& m) {
    bounded_class<survey::questionnaire>(m, "Questionnaire")
        .def(py::init(&make_questionnaire), py::arg("items"), py::arg("out_of_range"), py::arg("minimum_coverage"),
             py::arg("minimum_items"), py::arg("dimensions"), py::arg("item_means"))
        .def("dimensions",
             [](const survey::questionnaire& self) {
                 return std::vector<std::string>(self.dimensions().begin(), self.dimensions().end());
             })
        .def("fingerprint", [](const survey::questionnaire& self) { return survey::fingerprint(self); })
        .def(
            "classify",
            [](const survey::questionnaire& self, std::size_t item, double answer) {
                return std::string(answer_kinds[static_cast<std::size_t>(self.classify(item, answer))]);
            },
            py::arg("item"), py::arg("answer"))
        .def("score", &score, py::arg("answers"))
        .def("contributions", &contributions, py::arg("answers"))
        .def("inspect", &inspect, py::arg("answers"), py::arg("duration"), py::arg("straight_run"), py::arg("fastest"))
        .def("reliability", &questionnaire_reliability, py::arg("dimension"), py::arg("answers"), py::arg("missing"),
             py::arg("confidence"));
    m.def("reliability", &reliability, py::arg("matrix"), py::arg("weights"), py::arg("missing"),
          py::arg("confidence"));
    m.def(
        "latest_responses",
        [](const py::handle& respondent, const py::handle& wave, const py::handle& time, const py::handle& valid) {
            const column<std::uint32_t> r(respondent, "respondent");
            const column<std::uint32_t> w(wave, "wave");
            const numbers t(time, "time");
            const column<std::uint8_t> v(valid, "valid");
            const auto stands = survey::latest_responses(r.values(), w.values(), t.values(), v.values());
            auto result = new_column<bool>(stands.size());
            std::copy(stands.begin(), stands.end(), result.mutable_data());
            return result;
        },
        py::arg("respondent"), py::arg("wave"), py::arg("time"), py::arg("valid"));
}

void bind_portfolio(room_module& m) {
    bounded_class<survey::portfolio>(m, "Portfolio")
        .def(py::init([](const cuts_tuple& cuts, const std::string& fans, const std::string& captives) {
                 return survey::portfolio(cuts_of(cuts), from_name<survey::fan_rule>(fans, "fan_rule", fan_rules),
                                          from_name<survey::captive_rule>(captives, "captive_rule", captive_rules));
             }),
             py::arg("cuts"), py::arg("fan_rule"), py::arg("captive_rule"))
        .def("fingerprint", [](const survey::portfolio& self) { return survey::fingerprint(self); })
        .def("place", &place, py::arg("satisfaction"), py::arg("attachment"), py::arg("barrier"), py::arg("voice"))
        .def("probabilities", &probabilities, py::arg("measurement"), py::arg("posterior"), py::arg("stable_from"),
             py::arg("satisfaction"), py::arg("attachment"), py::arg("barrier"), py::arg("voice"),
             py::arg("satisfaction_coverage"), py::arg("attachment_coverage"))
        .def("belief", &belief, py::arg("measurement"), py::arg("posterior"))
        .def("quality", &quality, py::arg("measurement"), py::arg("posterior"), py::arg("satisfaction"),
             py::arg("attachment"), py::arg("barrier"), py::arg("voice"));
    m.attr("portfolio_rule_id") = std::string(survey::portfolio_rule_id);
    m.def("default_cuts", [] { return tuple_of(survey::boundaries{}); });
    m.def("measure", &measure, py::arg("satisfaction"), py::arg("attachment"), py::arg("satisfaction_reliability"),
          py::arg("attachment_reliability"), py::arg("weights"), py::arg("barrier"), py::arg("barrier_reliability"));
    m.def(
        "benchmark",
        [](const std::string& name, const std::string& date, std::size_t n, double satisfaction, double attachment,
           double fan) {
            return calibration_dict(survey::benchmark_calibration({name, date, n, satisfaction, attachment, fan}));
        },
        py::arg("name"), py::arg("date"), py::arg("n"), py::arg("satisfaction_mean"), py::arg("attachment_mean"),
        py::arg("attachment_fan_quantile"));
    m.def(
        "sample_mean",
        [](const py::handle& satisfaction, const py::handle& attachment, const py::handle& weights, double fan_quantile,
           bool guard, std::size_t fewest, const std::string& source, const std::string& date) {
            const numbers s(satisfaction, "satisfaction");
            const numbers e(attachment, "attachment");
            const numbers w(weights, "weights");
            survey::calibration found;
            {
                const unlocked_work unlocked;
                found = survey::sample_mean_calibration(s.values(), e.values(), w.values(),
                                                        {fan_quantile, guard, fewest, source, date});
            }
            return calibration_dict(found);
        },
        py::arg("satisfaction"), py::arg("attachment"), py::arg("weights"), py::arg("fan_quantile"), py::arg("guard"),
        py::arg("fewest"), py::arg("source"), py::arg("date"));
    m.def(
        "labels",
        [](const std::string& language) {
            const auto found = scvm::crm::labels_in(language);
            return std::vector<std::string>(found.text.begin(), found.text.end());
        },
        py::arg("language"));
    m.def(
        "group_names",
        [](const std::string& language, const std::vector<std::string>& labels) {
            survey::segment_labels own{language, {}};
            scvm::require_size("labels", labels.size(), "the groups with unclassified", own.text.size());
            std::ranges::copy(labels, own.text.begin());
            std::vector<std::string> result;
            for (std::size_t i = 0; i < own.text.size(); ++i) {
                result.emplace_back(scvm::crm::group_name(static_cast<survey::segment>(i), own, language));
            }
            return result;
        },
        py::arg("language"), py::arg("labels"));
    m.def(
        "barrier_with_contract",
        [](const py::handle& barrier, const py::handle& end, double notice, double as_of) {
            const numbers k(barrier, "barrier");
            const numbers until(end, "contract_end");
            scvm::require_size("contract_end", until.values().size(), "barrier", k.values().size());
            auto result = new_column<double>(k.values().size());
            for (std::size_t row = 0; row < k.values().size(); ++row) {
                result.mutable_data()[row] =
                    survey::barrier_with_contract(k.values()[row], {until.values()[row], notice}, as_of);
            }
            return result;
        },
        py::arg("barrier"), py::arg("contract_end"), py::arg("notice"), py::arg("as_of"));
    m.def(
        "release_dates",
        [](const py::handle& held_by, const py::handle& latched, const py::handle& end, double notice, double as_of) {
            const column<std::uint8_t> held(held_by, "held_by");
            const column<std::uint8_t> latch(latched, "latched");
            const numbers until(end, "contract_end");
            scvm::require_size("latched", latch.values().size(), "held_by", held.values().size());
            scvm::require_size("contract_end", until.values().size(), "held_by", held.values().size());
            auto result = new_column<double>(held.values().size());
            for (std::size_t row = 0; row < held.values().size(); ++row) {
                const survey::placement of{.held_by = static_cast<survey::captive_kind>(held.values()[row]),
                                           .latched = latch.values()[row] != 0};
                result.mutable_data()[row] = survey::release_date(of, {until.values()[row], notice}, as_of);
            }
            return result;
        },
        py::arg("held_by"), py::arg("latched"), py::arg("contract_end"), py::arg("notice"), py::arg("as_of"));
}

}  // namespace

void bind_survey(room_module& m) {
    m.doc() = "The survey room of the C++ core; use it through scvm.survey.";
    bind_questionnaire(m);
    bind_portfolio(m);
    bind_survey_statistics(m);
}
