# Every file <language>.txt of this folder becomes part of scvm::scvm: its text in a source file, and its name in the
# header scvm/crm/languages.hpp. English comes first. Sets `messages_source`.
file(GLOB catalogues CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.txt)
list(REMOVE_ITEM catalogues ${CMAKE_CURRENT_LIST_DIR}/en.txt)
list(PREPEND catalogues ${CMAKE_CURRENT_LIST_DIR}/en.txt)
list(LENGTH catalogues number)
set(codes)
set(texts)
foreach(catalogue ${catalogues})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${catalogue})
  cmake_path(GET catalogue STEM language)
  file(READ ${catalogue} text)
  string(APPEND codes "\n    \"${language}\",")
  string(APPEND texts "\n    R\"catalogue(${text})catalogue\",")
endforeach()

file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/include/scvm/crm/languages.hpp CONTENT [[
#pragma once

// Rendered by core/messages/embed.cmake from the names of the files beside it.
#include <array>
#include <string_view>

namespace scvm::crm {

/// The languages of cards, by their codes: English, and every other one that has a catalogue in core/messages.
inline constexpr std::array<std::string_view, @number@> languages = {@codes@
};

}  // namespace scvm::crm
]] @ONLY)
set(messages_source ${CMAKE_CURRENT_BINARY_DIR}/messages.cpp)
file(CONFIGURE OUTPUT ${messages_source} CONTENT [[
// Rendered by core/messages/embed.cmake from the files beside it.
#include "crm/catalogue.hpp"

const std::array<std::string_view, @number@> scvm::crm::detail::catalogue_texts = {@texts@
};
]] @ONLY)
