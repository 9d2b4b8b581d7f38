# What ships as a shared library shows its own entry points and nothing else, asks for glibc 2.31 at most and for no
# libstdc++, and finds NLopt beside itself before it looks in the system.
set(SCVM_SHIPPABLE_HERE ${CMAKE_CURRENT_LIST_DIR})

# scvm_shippable(target PATTERN…): the patterns name the symbols that whoever loads it may see.
function(scvm_shippable target)
  # Elsewhere, and on processors that older_glibc.c does not know, a library is linked as the system does it.
  if(SCVM_SANITIZE OR NOT CMAKE_SYSTEM_NAME STREQUAL "Linux" OR NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|aarch64)$")
    return()
  endif()
  set(map ${CMAKE_CURRENT_BINARY_DIR}/${target}.map)
  list(JOIN ARGN "; " shown)
  file(CONFIGURE OUTPUT ${map} CONTENT "{ global: ${shown}; local: *; };\n")
  target_sources(${target} PRIVATE ${SCVM_SHIPPABLE_HERE}/older_glibc.c)
  # The names that Debian 12's glibc has only in newer versions than 2.31; the file says what stands in for each.
  file(STRINGS ${SCVM_SHIPPABLE_HERE}/older_glibc.c wrapped REGEX "__wrap_[a-z0-9_]+")
  list(TRANSFORM wrapped REPLACE ".*__wrap_([a-z0-9_]+).*" "LINKER:--wrap=\\1")
  list(REMOVE_DUPLICATES wrapped)
  # --gc-sections: libstdc++ asks for more of glibc than what we use of it does.
  target_link_options(${target} PRIVATE -static-libstdc++ ${wrapped} LINKER:--version-script=${map} LINKER:--gc-sections
    LINKER:-z,relro,-z,now,-z,noexecstack LINKER:--push-state,--no-as-needed -l:libpthread.so.0 LINKER:--pop-state)
  set_target_properties(${target} PROPERTIES LINK_DEPENDS ${map} BUILD_RPATH "$ORIGIN" INSTALL_RPATH "$ORIGIN")
  if(TARGET NLopt::nlopt)
    add_custom_command(TARGET ${target} POST_BUILD VERBATIM
      COMMAND ${CMAKE_COMMAND} -E copy_if_different $<TARGET_FILE:NLopt::nlopt> $<TARGET_FILE_DIR:${target}>/$<TARGET_SONAME_FILE_NAME:NLopt::nlopt>)
  endif()
endfunction()
