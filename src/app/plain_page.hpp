#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plan/report/language/wording.hpp"

namespace CLI {
class App;
}

namespace tandem::app {

/// --html and --lang, of the commands that write a page.
void add_page_options(CLI::App& command, std::string& html, std::string& language);
report::Language language_of(std::string_view code);

/// A self-contained page of facts, charts and tables in English or Russian, which commands write beside their
/// text: light, dark and in print; it asks for no address outside it and has no script.
class PlainPage {
 public:
  explicit PlainPage(report::Language language) : words(language) {}

  /// What is said in the page's language.
  std::string_view say(std::string_view english, std::string_view russian) const {
    return words.language() == report::Language::en ? english : russian;
  }

  struct Masthead {
    std::string_view eyebrow, title, lead;
    std::string_view style;  ///< rules that only this page needs
  };
  /// The head of the page, and of its list of facts; close_masthead() ends that.
  void open(const Masthead& masthead);
  void open_facts() { out_ += "<dl class=\"facts\">"; }
  void fact(std::string_view title, const std::string& value);
  void close_facts() { out_ += "</dl>"; }
  void close_masthead() { out_ += "</dl></header>"; }

  void heading(std::string_view text);
  void paragraph(std::string_view text);
  void sections(std::string_view html) { out_ += html; }  ///< of another report, whole
  void list(std::initializer_list<std::string_view> items);
  void close_section() { out_ += "</section>"; }

  struct LegendEntry {
    std::string_view css, text;
  };
  /// `css`: "square" for a chart that is not wide.
  void figure(std::string_view caption, const std::string& svg, std::initializer_list<LegendEntry> legend,
              std::string_view css = "");

  void table_head(std::span<const std::string_view> columns);
  void table_head(std::initializer_list<std::string_view> columns) {
    table_head(std::span(columns.begin(), columns.size()));
  }
  void open_row(std::string_view name);
  void cell(std::string_view text);
  void close_row() { out_ += "</tr>"; }
  void close_table() { out_ += "</tbody></table></div>"; }

  std::string finish() &&;

  const report::Wording words;

 private:
  std::string out_;
};

}  // namespace tandem::app
