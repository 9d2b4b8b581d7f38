#include "json/described_writer.hpp"
#include "json/writer.hpp"

#include <scvm/crm/score_card.hpp>
#include <scvm/crm/table_summary.hpp>
#include <scvm/json/table.hpp>

#include <cstddef>

namespace scvm::json {

std::string write_summary(const crm::score_table& table) {
    return write_described(crm::summary_of(table));
}

std::string explain(const crm::score_table& table, std::string_view id) {
    const std::size_t row = table.row_of(id);
    return write_described(
        crm::explained_card(table.model(), table.as_of(), table.id(row), table.scores(row), table.answers(row)));
}

std::string write_table(const crm::score_table& table) {
    writer out;
    out.begin_object();
    out.key("customers");
    out.begin_array();
    for (std::size_t row = 0; row < table.size(); ++row) {
        write_described(out, crm::card_of(table.model(), table.as_of(), table.id(row), table.scores(row)));
    }
    out.end_array();
    out.key("rejected");
    write_described(out, table.rejected());
    out.member("schema", table_schema);
    out.key("summary");
    write_described(out, crm::summary_of(table));
    out.end_object();
    return out.take();
}

}  // namespace scvm::json
