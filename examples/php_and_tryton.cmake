# Tests of the PHP library and of the PHP and Tryton examples: with Debian's php-cli, mariadb-server and tryton-server.
find_package(Python COMPONENTS Interpreter REQUIRED)

if(SCVM_BUILD_C AND NOT SCVM_SANITIZE)
  add_test(NAME php_library COMMAND php ${PROJECT_SOURCE_DIR}/php/tests/library_test.php)
  add_test(NAME php_library_without_engine COMMAND php -d ffi.enable=0 ${PROJECT_SOURCE_DIR}/php/tests/forbidden_test.php)
  set_tests_properties(php_library php_library_without_engine PROPERTIES ENVIRONMENT "SCVM_LIBRARY=${PROJECT_BINARY_DIR}/core/libscvm.so")
  add_test(NAME example_php COMMAND ${Python_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/php/test.py ${PROJECT_BINARY_DIR}/core/libscvm.so)
endif()
if(SCVM_BUILD_C AND SCVM_BUILD_PYTHON AND NOT SCVM_SANITIZE)
  add_test(NAME example_suitecrm COMMAND ${Python_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/suitecrm/tests/run.py ${PROJECT_BINARY_DIR}/core/libscvm.so)
  add_test(NAME example_tryton COMMAND ${Python_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/tryton/run_tests.py)
  set_tests_properties(example_suitecrm example_tryton PROPERTIES ENVIRONMENT "PYTHONPATH=${PROJECT_BINARY_DIR}/python")
endif()
