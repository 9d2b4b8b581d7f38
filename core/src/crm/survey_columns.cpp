#include <scvm/crm/survey_columns.hpp>
#include <scvm/survey/fingerprint.hpp>

#include <cstdint>
#include <string>

namespace scvm::crm {

const survey_rules& survey_of(const score_table& table) {
    if (!table.model().survey) {
        throw error(errc::bad_model, "model.survey: is missing, so that there is no portfolio");
    }
    return *table.model().survey;
}

survey::share_origin origin_of(const survey_rules& rules) {
    return {std::string(survey::portfolio_rule_id), survey::fingerprint(rules.portfolio),
            survey::fingerprint(rules.questionnaire)};
}

std::vector<double> voices(const score_table& table, const survey_rules& rules) {
    std::vector<double> result(table.size(), absent);
    const auto status = table.codes("survey_status");
    for (std::size_t row = 0; rules.voice && row < table.size(); ++row) {
        if (status[row] == static_cast<std::int32_t>(survey_status::scored)) {
            result[row] = rules.questionnaire.points(*rules.voice, table.answers(row)[*rules.voice]);
        }
    }
    return result;
}

}  // namespace scvm::crm
