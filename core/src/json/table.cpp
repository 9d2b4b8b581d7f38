#include "json/card.hpp"
#include "json/described_writer.hpp"
#include "json/writer.hpp"

#include <scvm/crm/table_summary.hpp>
#include <scvm/json/table.hpp>

#include <cstddef>

namespace scvm::json {

std::string write_summary(const crm::score_table& table) {
    return write_described(crm::summary_of(table));
}

std::string explain(const crm::score_table& table, std::string_view id) {
    const std::size_t row = table.row_of(id);
    const card_details details{table.answers(row)};
    writer out;
    write_card(out, table.model(), table.as_of(), table.id(row), table.scores(row), &details);
    return out.take();
}

std::string write_table(const crm::score_table& table) {
    writer out;
    out.begin_object();
    out.key("customers");
    out.begin_array();
    for (std::size_t row = 0; row < table.size(); ++row) {
        write_card(out, table.model(), table.as_of(), table.id(row), table.scores(row));
    }
    out.end_array();
    out.key("rejected");
    write_rejected(out, table.rejected());
    out.member("schema", table_schema);
    out.key("summary");
    write_described(out, crm::summary_of(table));
    out.end_object();
    return out.take();
}

}  // namespace scvm::json
