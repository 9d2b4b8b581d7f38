#pragma once

#include <scvm/crm/messages.hpp>

#include <string_view>

namespace scvm::crm {

/// A text of a model in every language: where it is an action or a reason of the model that scvm brings, its words,
/// else the text as it is.
[[nodiscard]] sentence shipped_text(std::string_view text);

}  // namespace scvm::crm
