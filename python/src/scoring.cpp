// scvm._core.ScoringModel, Scorer, ScoreTable and fit. Nothing here computes.
#include "arrow.hpp"
#include "dates.hpp"
#include "json/described_writer.hpp"
#include "noun_types.hpp"
#include "unlocked.hpp"

#include <scvm/crm/analysis.hpp>
#include <scvm/crm/arrow.hpp>
#include <scvm/crm/as_of.hpp>
#include <scvm/crm/disclosure.hpp>
#include <scvm/crm/explanation.hpp>
#include <scvm/crm/fit.hpp>
#include <scvm/crm/score_card.hpp>
#include <scvm/crm/score_columns.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/crm/shipped_text.hpp>
#include <scvm/crm/stored.hpp>
#include <scvm/dates/date_text.hpp>
#include <scvm/dates/reader.hpp>
#include <scvm/json/accounts.hpp>
#include <scvm/json/analysis.hpp>
#include <scvm/json/comparison.hpp>
#include <scvm/json/matters.hpp>
#include <scvm/json/model.hpp>
#include <scvm/json/person_data.hpp>
#include <scvm/json/record.hpp>
#include <scvm/json/table.hpp>
#include <scvm/json/treatments.hpp>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace {

using scvm::crm::score_table;
using scvm::crm::scorer;
using scvm::crm::scoring_model;

/// A second of the day of scoring, from whatever Python calls a date.
std::int64_t day_of(const py::object& as_of, const scvm::dates::local_clock& place) {
    const scvm::dates::reader by({.place = place});
    const auto found = date_in(as_of, by);
    if (!found || !found->good()) {
        throw scvm::error(scvm::errc::domain, found ? "as_of = " + found->fault : "as_of: expected a date, found none");
    }
    return place.local(found->seconds);
}

/// The place of a language among those that the core speaks.
std::size_t language_of(std::string_view language) {
    const auto& known = scvm::crm::languages;
    const auto found = std::find(known.begin(), known.end(), language);
    if (found == known.end()) {
        throw scvm::error(scvm::errc::unknown_id, "there are no texts in the language " + std::string(language));
    }
    return static_cast<std::size_t>(found - known.begin());
}

/// A read-only array on the table's own memory; the array keeps the table alive.
template <class T>
py::array_t<T> view(const py::object& table, std::span<const T> column) {
    py::array_t<T> result(static_cast<py::ssize_t>(column.size()), column.data(), table);
    result.attr("flags").attr("writeable") = false;
    return result;
}

void bind_model(py::module_& m) {
    bounded_class<scoring_model>(m, "ScoringModel")
        .def_static(
            "from_json", [](std::string_view text) { return unlocked([&] { return scvm::json::read_model(text); }); },
            py::arg("text"))
        .def("to_json",
             [](const scoring_model& self) { return unlocked([&] { return scvm::json::write_model(self); }); })
        .def_readonly("id", &scoring_model::id)
        .def_readonly("currency", &scoring_model::currency)
        .def_readonly("time_zone", &scoring_model::time_zone)
        .def_readonly("hash", &scoring_model::hash);

    m.def(
        "fit",
        [](const guarded_base& base, const scoring_model& model, const py::object& as_of) {
            const std::int64_t day = day_of(as_of, scvm::dates::clock_of(model.time_zone));
            return base.read([&](const scvm::crm::customer_base& rows) {
                return scvm::json::with_hash(scvm::crm::fit(rows, model, day));
            });
        },
        py::arg("base"), py::arg("model"), py::arg("as_of"));
}

void bind_scorer(py::module_& m) {
    bounded_class<scorer>(m, "Scorer")
        .def(py::init<scoring_model>(), py::arg("model"))
        .def(
            "score",
            [](const scorer& self, const guarded_base& base, const py::object& as_of) {
                const std::int64_t day = day_of(as_of, self.place());
                return base.read([&](const scvm::crm::customer_base& rows) {
                    return std::make_unique<score_table>(self.score(rows, day));
                });
            },
            py::arg("base"), py::arg("as_of"))
        .def(
            "score_customer",
            [](const scorer& self, std::string_view record) {
                return unlocked([&] { return scvm::json::score_customer(self, record); });
            },
            py::arg("record"))
        .def(
            "erasure_effect",
            [](const scorer& self, const guarded_base& base, std::string_view id, const py::object& as_of) {
                const std::int64_t day = day_of(as_of, self.place());
                return base.read([&](const scvm::crm::customer_base& rows) {
                    return scvm::json::erasure_effect(self, rows, id, day);
                });
            },
            py::arg("base"), py::arg("id"), py::arg("as_of"));
}

py::list ids(const score_table& table) {
    py::list result(table.size());
    for (std::size_t row = 0; row < table.size(); ++row) {
        const std::string_view id = table.id(row);
        result[row] = py::str(id.data(), id.size());
    }
    return result;
}

/// What the table has, in its order: (name, unit) of the numbers, names of the categories.
py::tuple columns() {
    py::list numbers;
    for (const auto& each : scvm::crm::number_columns()) {
        numbers.append(py::make_tuple(std::string(each.name), std::string(each.unit)));
    }
    py::list categories;
    for (const auto& each : scvm::crm::category_columns()) {
        categories.append(std::string(each.name));
    }
    return py::make_tuple(numbers, categories);
}

/// What may be shown by category: whose amounts are not shown at all, and by category which groups', fans first and
/// customers without a group last.
py::tuple disclosure_of(const score_table& table, std::vector<std::string> values, std::vector<std::uint32_t> of_row) {
    scvm::require_size("of_row", of_row.size(), "customers", table.size());
    const auto found = unlocked([&] {
        return scvm::crm::disclose_by(table, {"given", std::move(values), std::move(of_row)});
    });
    return py::make_tuple(found.money.pooled, found.money.hidden);
}

/// A number as a reader of the core's JSON has it: one that is written without a point or an exponent is whole.
py::object number_of(double number) {
    if (!std::isfinite(number)) {
        return py::none();
    }
    char buffer[32];
    const std::string_view written(
        buffer, static_cast<std::size_t>(std::to_chars(buffer, std::end(buffer), number).ptr - buffer));
    if (written.find_first_of(".e") == std::string_view::npos) {
        return py::int_(static_cast<std::int64_t>(number));
    }
    return py::float_(number);
}

/// The reasons for a customer's scores as a card tells them, each with its sentence in one language only, its value and
/// what sums to it: what a field of the CRM says. Made without a text in between, since every customer of a run needs
/// them.
py::list reasons(const score_table& table, std::string_view id, std::string_view language) {
    const auto found = unlocked([&] { return scvm::crm::explain(table, id); });
    const std::size_t spoken = language_of(language);
    py::list result(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        const scvm::crm::explanation& of = found[i];
        py::list parts;
        for (const scvm::crm::explained_part& each : of.parts) {
            py::dict part;
            part["name"] = each.name;
            if (each.contribution) {
                part["contribution"] = number_of(*each.contribution);
                part["evidence"] = each.evidence ? number_of(*each.evidence) : py::none();
            }
            parts.append(std::move(part));
        }
        py::dict reason;
        reason["score"] = of.score;
        if (const auto* const number = std::get_if<double>(&of.value)) {
            reason["value"] = number_of(*number);
        } else if (const auto* const word = std::get_if<std::string>(&of.value)) {
            reason["value"] = *word;
        } else {
            reason["value"] = py::none();
        }
        reason["parts"] = std::move(parts);
        reason["sentence"] = of.text[spoken];
        result[i] = std::move(reason);
    }
    return result;
}

void bind_table(py::module_& m) {
    m.def(
        "disclose",
        [](const std::vector<std::vector<double>>& persons, const std::vector<std::vector<double>>& revenue,
           const std::vector<std::vector<double>>& lifetime_value, const scoring_model& model) {
            scvm::crm::group_tallies of{};
            const auto parts = [&](const std::vector<std::vector<double>>& given, std::size_t g) {
                return scvm::survey::sum_parts{given.at(g).at(0), given[g].at(1), given[g].at(2)};
            };
            for (std::size_t g = 0; g < of.size(); ++g) {
                const std::vector<double>& counted = persons.at(g);
                std::copy_n(counted.begin(), std::min(of[g].persons.size(), counted.size()), of[g].persons.begin());
                of[g].revenue = parts(revenue, g);
                of[g].lifetime_value = parts(lifetime_value, g);
            }
            const auto found = scvm::crm::disclose(of, scvm::crm::privacy_of(model));
            return py::make_tuple(found.hidden, found.money_hidden);
        },
        py::arg("persons"), py::arg("revenue"), py::arg("lifetime_value"), py::arg("model"));
    m.def(
        "shipped_text",
        [](std::string_view text, std::string_view language) {
            return scvm::crm::shipped_text(text)[language_of(language)];
        },
        py::arg("text"), py::arg("language"));
    bounded_class<score_table>(m, "ScoreTable")
        .def("__len__", &score_table::size)
        .def("ids", &ids)
        .def(
            "numbers",
            [](const py::object& self, std::string_view column) {
                return view(self, py::cast<const score_table&>(self).numbers(column));
            },
            py::arg("column"))
        .def(
            "codes",
            [](const py::object& self, std::string_view column) {
                return view(self, py::cast<const score_table&>(self).codes(column));
            },
            py::arg("column"))
        .def("labels", &score_table::labels, py::arg("column"))
        .def_static("columns", &columns)
        .def("as_of", [](const score_table& self) { return scvm::dates::date_text(self.as_of()); })
        .def("model", [](const score_table& self) { return self.model(); })
        .def("rejected", [](const score_table& self) { return rejected_columns(self.rejected()); })
        .def("summary",
             [](const score_table& self) { return unlocked([&] { return scvm::json::write_summary(self); }); })
        .def(
            "explain",
            [](const score_table& self, std::string_view id) {
                return unlocked([&] { return scvm::json::explain(self, id); });
            },
            py::arg("id"))
        .def("reasons", &reasons, py::arg("id"), py::arg("language"))
        .def(
            "card",
            [](const score_table& self, std::string_view id) {
                return unlocked([&] {
                    const std::size_t row = self.row_of(id);
                    return scvm::json::write_described(
                        scvm::crm::card_of(self.model(), self.as_of(), self.id(row), self.scores(row)));
                });
            },
            py::arg("id"))
        .def("arrow_stream",
             [](const score_table& self) {
                 return stream_of([&](ArrowArrayStream* to) { unlocked([&] { scvm::crm::export_arrow(self, to); }); });
             })
        .def("to_json", [](const score_table& self) { return unlocked([&] { return scvm::json::write_table(self); }); })
        .def("stored",
             [](const score_table& self) { return py::bytes(unlocked([&] { return scvm::crm::stored_table(self); })); })
        .def_static(
            "restored",
            [](std::string_view bytes, const scoring_model& model) {
                return unlocked([&] { return std::make_unique<score_table>(scvm::crm::restored_table(bytes, model)); });
            },
            py::arg("stored"), py::arg("model"))
        .def("treatments",
             [](const score_table& self) { return unlocked([&] { return scvm::json::write_treatments(self); }); })
        .def("matters",
             [](const score_table& self) { return unlocked([&] { return scvm::json::write_matters(self); }); })
        .def("accounts",
             [](const score_table& self) { return unlocked([&] { return scvm::json::write_accounts(self); }); })
        .def("analysis", [](const score_table& self) { return unlocked([&] { return scvm::json::analyse(self); }); })
        .def(
            "breakdown",
            [](const score_table& self, std::string_view attribute) {
                return unlocked([&] { return scvm::json::breakdown(self, attribute); });
            },
            py::arg("attribute"))
        .def(
            "breakdown_of",
            [](const score_table& self, std::vector<std::string> values, std::vector<std::uint32_t> of_row) {
                const scvm::crm::table_attribute given{"given", std::move(values), std::move(of_row)};
                return unlocked([&] { return scvm::json::breakdown(self, given); });
            },
            py::arg("values"), py::arg("of_row"))
        .def("rows_left_out",
             [](const score_table& self) {
                 // For the command, which adds tables up before it tells anything.
                 const auto& answers = self.answer_rows();
                 return std::make_tuple(
                     std::make_pair(answers.no_consent, answers.after_as_of),
                     std::make_pair(self.purchases_without_consent(), self.purchase_rows().after_end));
             })
        .def("fewest_shown", [](const score_table& self) { return scvm::crm::privacy_of(self.model()).fewest_shown; })
        .def(
            "concentration_of",
            [](const score_table& self, const std::vector<double>& values) {
                const auto found =
                    unlocked([&] { return scvm::crm::concentration_of(values, scvm::crm::privacy_of(self.model())); });
                return py::make_tuple(found.gini, found.top_1_percent, found.top_10_percent, found.top_20_percent);
            },
            py::arg("values"))
        .def("disclosure_of", &disclosure_of, py::arg("values"), py::arg("of_row"))
        .def(
            "attribute",
            [](const score_table& self, std::string_view name) {
                const auto& of = self.attribute(name);
                py::list result;
                for (const std::uint32_t code : of.of_row) {
                    code == scvm::crm::base_attribute::none ? result.append(py::none())
                                                            : result.append(py::str(of.values[code]));
                }
                return result;
            },
            py::arg("name"))
        .def(
            "migration",
            [](const score_table& self, const score_table& before) {
                return unlocked([&] { return scvm::json::migration(before, self); });
            },
            py::arg("before"));
}

}  // namespace

void bind_scoring(py::module_& m) {
    bind_model(m);
    bind_scorer(m);
    bind_table(m);
}
