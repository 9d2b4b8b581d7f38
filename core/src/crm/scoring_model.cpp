#include <scvm/crm/id_table.hpp>
#include <scvm/crm/messages.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/meant.hpp>
#include <scvm/survey/probabilities.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::crm {

namespace {

/// Fills the labels that are not given with the language's own.
void complete(survey::segment_labels& labels) {
    const bool known = has_language(labels.language);
    const bool none = std::ranges::all_of(labels.text, [](const std::string& each) { return each.empty(); });
    if (!known && none) {
        throw misfit{"language", crm::quoted(labels.language) + ": has no labels of its own; give all six in labels"};
    }
    for (std::size_t i = 0; i < labels.text.size(); ++i) {
        if (labels.text[i].empty() && !known) {
            throw misfit{"labels." + std::string(survey::segment_names[i]), "is missing"};
        }
        if (labels.text[i].empty()) {
            labels.text[i] = labels_in(labels.language).text[i];
        }
    }
}

}  // namespace

void survey_rules::settle() {
    for (const auto dimension : {survey::satisfaction_dimension, survey::attachment_dimension}) {
        if (!questionnaire.find_dimension(dimension)) {
            throw misfit{"items", "no item measures " + std::string(dimension) + ", which the portfolio needs"};
        }
    }
    calibration.cuts = portfolio.cuts();
    complete(labels);
    if (measurement) {  // refuses one that no sample can have
        (void)survey::segment_model(portfolio, *measurement, posterior);
    }
    const auto items = questionnaire.items();
    const auto found = std::ranges::find(items, voice_item, &survey::item::id);
    voice.reset();
    if (found != items.end()) {
        voice = static_cast<std::size_t>(found - items.begin());
    } else if (!voice_item.empty() || portfolio.fans() != survey::fan_rule::attachment) {
        std::vector<std::string> ids;
        for (const survey::item& each : items) {
            ids.push_back(each.id);
        }
        throw misfit{"voice_item", crm::quoted(voice_item) + ": expected the id of the item that asks whether the " +
                                       "customer recommends, as the fan rule needs it" + meant(voice_item, ids)};
    }
}

void check_tests(const scoring_model& model) {
    std::vector<std::string> tiers;
    if (model.treatment) {
        for (const value_tier& each : model.treatment->tiers) {
            tiers.push_back(each.name);
        }
    }
    for (std::size_t i = 0; i < model.cocreation->tests.size(); ++i) {
        const test_rules& of = model.cocreation->tests[i];
        const std::string place = "cocreation.tests[" + std::to_string(i) + "].";
        if (!of.segments.empty() && !model.survey) {
            throw misfit{place + "segments", "needs a survey section: nobody would be in a group"};
        }
        for (std::size_t t = 0; t < of.tiers.size(); ++t) {
            if (std::ranges::find(tiers, of.tiers[t]) == tiers.end()) {
                std::string known;
                for (const std::string& each : tiers) {
                    known += (known.empty() ? ": " : ", ") + each;
                }
                throw misfit{place + "tiers[" + std::to_string(t) + "]",
                             crm::quoted(of.tiers[t]) + ": expected a tier of the treatment section" +
                                 (known.empty() ? ", which has none" : known) + meant(of.tiers[t], tiers)};
            }
        }
    }
}

std::vector<fitted_part> fitted_parts(const scoring_model& model) {
    std::vector<fitted_part> result;
    const auto add = [&](std::string_view name, const std::optional<part_fit>& of) {
        if (of) {
            result.push_back({name, &*of});
        }
    };
    if (model.survey) {
        add("boundaries", model.survey->boundaries_fit);
        add("measurement", model.survey->measurement_fit);
    }
    if (model.value) {
        add("purchasing", model.value->purchasing_fit);
        add("spending", model.value->spending_fit);
    }
    if (model.network) {
        add("reference", model.network->reference_fit);
    }
    return result;
}

}  // namespace scvm::crm
