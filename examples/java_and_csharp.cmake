# The integrations in Java and C#, built from the jar and the NuGet package of this build as their users build them. To
# be included after the bindings; everything that is made lies in the build tree.
set(examples ${CMAKE_CURRENT_LIST_DIR})

if(SCVM_BUILD_JAVA AND SCVM_BUILD_TESTS)
  set(source ${examples}/java-crm-extension)
  set(output ${PROJECT_BINARY_DIR}/examples/java)
  set(jar ${PROJECT_BINARY_DIR}/java/scvm-${PROJECT_VERSION}.jar)
  find_program(SCVM_MAVEN mvn REQUIRED)
  # A local repository of its own: two Mavens that fill the same one at once get in each other's way.
  set(arguments ${SCVM_MAVEN_ARGS})
  if(arguments MATCHES "maven.repo.local")
    list(FILTER arguments EXCLUDE REGEX "maven.repo.local")
    list(APPEND arguments -Dmaven.repo.local=${output}/m2)
  endif()
  set(maven ${CMAKE_COMMAND} -E env "MAVEN_OPTS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" ${SCVM_MAVEN} ${arguments}
    --batch-mode --quiet --file ${source}/pom.xml -Dstyle.color=never -Dscvm.output=${output}/maven -Dscvm.jar=${jar})

  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${source}/src/*)
  set(compiled ${output}/tests.stamp)
  add_custom_command(OUTPUT ${compiled}
    COMMAND ${maven} test-compile
    COMMAND ${CMAKE_COMMAND} -E touch ${compiled}
    DEPENDS ${jar} ${sources} ${source}/pom.xml
    COMMENT "Maven: the CRM extension" VERBATIM)
  add_custom_target(example_java_tests ALL DEPENDS ${compiled})

  # It runs Maven's tests, and fails where none ran or one was skipped.
  add_test(NAME example_java COMMAND ${CMAKE_COMMAND} "-DMAVEN=${maven}" -DREPORTS=${output}/maven/surefire-reports
    -P ${PROJECT_SOURCE_DIR}/java/run_tests.cmake)
  set_tests_properties(example_java PROPERTIES TIMEOUT 300)
endif()

if(SCVM_BUILD_CSHARP AND SCVM_BUILD_TESTS)
  set(source ${examples}/csharp-integration)
  set(output ${PROJECT_BINARY_DIR}/examples/csharp)
  set(packages ${PROJECT_BINARY_DIR}/csharp)
  set(package ${packages}/Scvm.${PROJECT_VERSION}.nupkg)
  find_program(DOTNET dotnet REQUIRED)
  set(dotnet ${CMAKE_COMMAND} -E env DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
    DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 ${DOTNET})
  set(settings -nologo -v:quiet -tl:off -p:Configuration=Release -p:UseSharedCompilation=false
    -p:ScvmExample=${output} -p:ScvmPackages=${packages} -p:ScvmVersion=${PROJECT_VERSION}
    -p:NuGetUserPackages=$ENV{HOME}/.nuget/packages)

  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${source}/*.cs ${source}/*.csproj ${source}/*.props ${source}/*.json)
  set(tests ${output}/dotnet/bin/CrmScoring.Tests/release/CrmScoring.Tests.dll)
  add_custom_command(OUTPUT ${tests}
    # A package that was built again has the same version: the copy that was unpacked before must go.
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${output}/packages/scvm
    COMMAND ${dotnet} msbuild -restore ${source}/CrmScoring.Tests/CrmScoring.Tests.csproj ${settings}
    COMMAND ${CMAKE_COMMAND} -E touch ${tests}
    DEPENDS ${package} ${sources}
    COMMENT "Building the C# integration" VERBATIM)
  add_custom_target(example_csharp_tests ALL DEPENDS ${tests})

  add_test(NAME example_csharp COMMAND ${dotnet} test ${tests} --nologo)
  set_tests_properties(example_csharp PROPERTIES TIMEOUT 300)
endif()
