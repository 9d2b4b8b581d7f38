#include <scvm/describe/method.hpp>

namespace scvm::description {

void method_list::keep(method&& made, std::shared_ptr<void>&& sample) {
    methods_.push_back(std::move(made));
    samples_.push_back(std::move(sample));
}

std::string_view method_list::named(std::string name) {
    return names_.emplace_back(std::move(name));
}

}  // namespace scvm::description
