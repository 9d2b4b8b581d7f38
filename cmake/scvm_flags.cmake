# How we compile our own targets. Users of scvm::scvm inherit -ffp-contract=off only (see core/CMakeLists.txt).
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(SCVM_CCACHE ccache)
if(SCVM_CCACHE)
  # Paths count from the checkout: what one clone has compiled is found in the next.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${SCVM_CCACHE})
endif()

set(SCVM_SANITIZE "" CACHE STRING "sanitizers for our own targets, e.g. address,undefined")
add_library(scvm_warnings INTERFACE)
# A warning of another compiler's is no error in somebody else's project.
target_compile_options(scvm_warnings INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wconversion;-Wshadow;$<$<BOOL:${PROJECT_IS_TOP_LEVEL}>:-Werror>>
  # g++ 12 sees overlaps where a text is put before a std::string (its bug 105651), at -O3 in most of our messages.
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-restrict>
  # It looks for garbage from 1 GB on, not from 128 MB: a tenth of its time.
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:--param=ggc-min-heapsize=1000000>
  $<$<COMPILE_LANGUAGE:C>:-Wall;-Wextra;-Wpedantic;$<$<BOOL:${PROJECT_IS_TOP_LEVEL}>:-Werror>>)
if(SCVM_SANITIZE)
  target_compile_options(scvm_warnings INTERFACE -fsanitize=${SCVM_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  if(SCVM_SANITIZE MATCHES "address")  # which traps on null anyway; the two cost a third of the compiler's time
    target_compile_options(scvm_warnings INTERFACE -fno-sanitize=null,alignment)
  endif()
  target_link_options(scvm_warnings INTERFACE -fsanitize=${SCVM_SANITIZE})
endif()
