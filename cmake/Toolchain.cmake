# One place for the language, the warnings, the sanitizers and the packages.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

set(TANDEM_SANITIZE "" CACHE STRING "Sanitizers to build with: address,undefined or thread or fuzzer,...")

add_library(tandem_flags INTERFACE)
target_include_directories(tandem_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
# Designated initialisers leave members out on purpose.
target_compile_options(tandem_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
                                              -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 at -O2 and above reports overlaps in std::string that are not there (GCC bug 105329).
  target_compile_options(tandem_flags INTERFACE -Wno-restrict)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # clang-19 blames std::stable_sort's callers for what libstdc++ 12 uses inside it.
  target_compile_options(tandem_flags INTERFACE -Wno-deprecated-declarations)
endif()
find_program(MOLD mold)
if(MOLD)
  target_link_options(tandem_flags INTERFACE -fuse-ld=mold)
endif()
if(TANDEM_SANITIZE)
  target_compile_options(tandem_flags INTERFACE -fsanitize=${TANDEM_SANITIZE} -fno-omit-frame-pointer
                                                -fno-sanitize-recover=all)
  target_link_options(tandem_flags INTERFACE -fsanitize=${TANDEM_SANITIZE})
endif()

# For code whose own speed does not matter, since it costs more to compile than to run: tests, and under sanitizers
# the command line. Link it last. Half of the time that ./test builds is saved by it.
add_library(tandem_unhurried INTERFACE)
if(TANDEM_SANITIZE)
  target_compile_options(tandem_unhurried INTERFACE -O0)
else()
  target_compile_options(tandem_unhurried INTERFACE $<$<CONFIG:Release>:-O1>)
endif()
if(TANDEM_SANITIZE MATCHES "fuzzer")
  target_compile_options(tandem_unhurried INTERFACE -fno-sanitize=fuzzer-no-link)
endif()

find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(date REQUIRED)
find_package(CLI11 REQUIRED)
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)
find_package(pugixml REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(ZLIB REQUIRED)
find_package(LibLZMA REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(minizip REQUIRED IMPORTED_TARGET minizip)
pkg_check_modules(ical REQUIRED IMPORTED_TARGET libical)
find_library(XLSXWRITER xlsxwriter REQUIRED)
find_library(RAPIDCHECK rapidcheck REQUIRED)
find_library(RAPIDCHECK_GTEST NAMES rapidcheck_gtest)

# What nearly every test includes, compiled once a build: a quarter of the time that ./test builds is saved by it. The
# tests still include what they use; this only makes it quick. ccache needs the options to keep what is built with it.
add_library(tandem_test_prelude OBJECT ${CMAKE_SOURCE_DIR}/cmake/test_prelude.cpp)
target_link_libraries(tandem_test_prelude PRIVATE tandem_flags fmt::fmt ${RAPIDCHECK} GTest::gmock GTest::gtest_main
                                                  tandem_unhurried)
target_precompile_headers(tandem_test_prelude PRIVATE <gmock/gmock.h> <gtest/gtest.h> <rapidcheck.h>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(tandem_flags INTERFACE -fpch-preprocess)
else()
  target_compile_options(tandem_flags INTERFACE "SHELL:-Xclang -fno-pch-timestamp")
endif()
