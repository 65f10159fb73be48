#include "checks/file_shape.hpp"

#include <gmock/gmock.h>

namespace tandem::checks {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> breaches(const std::string& path, const std::string& text,
                                  std::string_view long_files = "") {
  return shape_breaches(std::vector<SourceFile>{{path, text}}, long_files);
}
std::string lines(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "\n";
  return text;
}

TEST(FileShape, refuses_a_file_of_more_lines_than_it_may_have) {
  EXPECT_THAT(breaches("src/a.cpp", lines(400)), IsEmpty());
  EXPECT_THAT(breaches("src/a.cpp", lines(401)),
              ElementsAre("src/a.cpp: 401 lines; a file is one idea of at most 400"));
  EXPECT_THAT(breaches("docs/a.md", lines(401)), IsEmpty());
}

TEST(FileShape, lets_a_listed_file_be_longer_for_a_reason_only_and_while_it_is) {
  EXPECT_THAT(breaches("src/a.cpp", lines(401), "src/a.cpp: one table of data"), IsEmpty());
  EXPECT_THAT(breaches("src/a.cpp", lines(401), "src/a.cpp:"), ElementsAre(HasSubstr("has no reason")));
  EXPECT_THAT(breaches("src/a.cpp", lines(9), "src/a.cpp: one table"),
              ElementsAre(HasSubstr("is not longer")));
}

TEST(FileShape, refuses_names_that_say_nothing) {
  EXPECT_THAT(breaches("src/string_utils.cpp", ""), ElementsAre(HasSubstr("\"util\"")));
  EXPECT_THAT(breaches("src/call_manager.cpp", ""), ElementsAre(HasSubstr("\"manager\"")));
  EXPECT_THAT(breaches("src/util/queue.cpp", ""), IsEmpty());
}

TEST(FileShape, refuses_a_header_without_pragma_once) {
  EXPECT_THAT(breaches("src/a.hpp", "#pragma once\n"), IsEmpty());
  EXPECT_THAT(breaches("src/a.hpp", "int f();\n"), ElementsAre("src/a.hpp: has no #pragma once"));
}

TEST(FileShape, refuses_a_function_of_more_lines_than_it_may_have) {
  EXPECT_THAT(breaches("src/a.cpp", "void f() {" + lines(69) + "}\n"), IsEmpty());
  EXPECT_THAT(breaches("src/a.cpp", "void f() {" + lines(70) + "}\n"),
              ElementsAre("src/a.cpp:1: 71 lines; a function has at most 70: void f()"));
}

std::vector<std::string> heads(std::string_view code) {
  std::vector<std::string> found;
  for (const auto& function : functions_of(code)) found.push_back(function.head);
  return found;
}

TEST(FileShape, finds_functions_in_namespaces_classes_templates_and_tests) {
  EXPECT_THAT(heads("namespace a::b {\nnamespace {\nint f(int x) { if (x) { return 1; } return 2; }\n}\n}"),
              ElementsAre("int f(int x)"));
  EXPECT_THAT(heads("class C : public B {\n public:\n  int f() const { return {}; }\n int g_ = 1;\n};"),
              ElementsAre(HasSubstr("int f() const")));
  EXPECT_THAT(heads("template <class T>\nstruct S {\n  T f() { return T{}; }\n};"), ElementsAre("T f()"));
  EXPECT_THAT(heads("template <class T>\nT f(T x) { return x; }"), ElementsAre("T f(T x)"));
  EXPECT_THAT(heads("TEST(Part, does_it) {\n  const auto f = [] { return 1; };\n}"),
              ElementsAre("TEST(Part, does_it)"));
  EXPECT_THAT(heads("C::C(int a) : a_{a}, b_(a) { run(); }"), ElementsAre(testing::_, HasSubstr("b_(a)")));
}

TEST(FileShape, takes_no_data_for_a_function) {
  EXPECT_THAT(
      heads("constexpr int k[] = {1, 2};\nenum class E { a, b };\n#include <x>\nstruct S { int a = 1; };"),
      IsEmpty());
}

TEST(FileShape, is_not_misled_by_braces_in_text_comments_and_raw_literals) {
  EXPECT_THAT(heads("void f() {\n  // }\n  auto s = \"}\\\"}\"; char c = '}'; int n = 1'000;\n  /* } */ auto "
                    "r = R\"x(})\")x\";\n}\nvoid g() {}"),
              ElementsAre("void f()", "void g()"));
}

TEST(FileShape, holds_in_this_project) {
  const auto files = read_project(TANDEM_SOURCE_DIR);
  const auto list = std::ranges::find(files, "tests/long_files.txt", &SourceFile::path);
  EXPECT_THAT(shape_breaches(files, list == files.end() ? "" : list->text), IsEmpty());
}

}  // namespace
}  // namespace tandem::checks
