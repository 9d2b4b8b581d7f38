#include "json/described_reader.hpp"
#include "json/described_writer.hpp"

#include <scvm/json/content_hash.hpp>
#include <scvm/json/model.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace scvm::json {

std::string write_model(const crm::scoring_model& model) {
    return write_described(model);
}

crm::scoring_model with_hash(crm::scoring_model model) {
    description::settle(model, "model");
    model.hash = content_hash(write_model(model));
    return model;
}

crm::scoring_model read_model(std::string_view text) {
    auto model = read_described<crm::scoring_model>(text, {"model"});
    model.hash = content_hash(write_model(model));
    return model;
}

}  // namespace scvm::json
