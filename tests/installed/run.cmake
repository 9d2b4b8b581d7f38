# Installs the build into a folder of its own, then builds and runs a project that finds it there.
set(prefix ${BUILD}/installed/prefix)
set(project ${BUILD}/installed/project)
file(REMOVE_RECURSE ${BUILD}/installed)
foreach(step IN ITEMS
    "--install;${BUILD};--prefix;${prefix}"
    "-S;${SOURCE};-B;${project};-G;Ninja;-DCMAKE_PREFIX_PATH=${prefix}"
    "--build;${project}")
  execute_process(COMMAND ${CMAKE_COMMAND} ${step} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(result)
    message(FATAL_ERROR "cmake ${step}\n${output}")
  endif()
endforeach()
foreach(program IN ITEMS scores room fits methods zones calls_c)
  execute_process(COMMAND ${CMAKE_COMMAND} -E env LD_LIBRARY_PATH=${prefix}/lib ${project}/${program} RESULT_VARIABLE result)
  if(result)
    message(FATAL_ERROR "${program}: ${result}")
  endif()
endforeach()
