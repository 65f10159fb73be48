#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "plan/analysis/analysis.hpp"
#include "plan/report/language/wording.hpp"

namespace tandem::report {

/// One rendering of the report in one language: the analysis it tells, how the language says things, and the
/// HTML so far. Sections append to it in the order they are read. What is given to text() and as values to
/// say() and paragraph() is escaped; markup() takes HTML as it is.
class Page {
 public:
  Page(const analysis::Analysis& told, Language language) : analysis(told), words(language) {}
  /// One of some of the sections only, by name.
  Page(const analysis::Analysis& told, Language language, std::span<const std::string_view> sections)
      : Page(told, language) {
    sections_ = sections;
  }

  const analysis::Analysis& analysis;
  const Wording words;

  void markup(std::string_view html) { out_ += html; }
  void text(std::string_view plain);
  void say(Text text) { out_ += words.say(text); }
  void say(Text text, std::initializer_list<std::string_view> values) { out_ += sentence(text, values); }
  /// The text as HTML, its values escaped.
  std::string sentence(Text text, std::initializer_list<std::string_view> values) const;
  void paragraph(Text text, std::initializer_list<std::string_view> values = {});
  /// A sentence in the place of a chart or table that cannot be drawn: "Not known, because ...".
  void unknown(Text because);
  /// The same within a paragraph.
  void say_unknown(Text because);

  /// Opens a section with its heading; `name` makes its address, "en-waits".
  void open_section(std::string_view name, Text title);
  void close_section() { out_ += "</section>"; }
  void heading(Text title);  ///< within a section
  /// A drawing with its caption; `entries` pair "s1" with its words.
  struct LegendEntry {
    std::string_view css;
    std::string words;
  };
  void figure(Text caption, std::string_view svg, std::initializer_list<LegendEntry> entries = {},
              std::initializer_list<std::string_view> caption_values = {});
  void legend(std::initializer_list<LegendEntry> entries);
  /// Whether it has the section that others may point to.
  bool tells(std::string_view section) const {
    return sections_.empty() || std::ranges::find(sections_, section) != sections_.end();
  }
  /// "en-waits".
  std::string address(std::string_view name) const;

  // Values that may be undefined: "–" then.
  std::string percent(std::optional<double> share, int decimals = 1) const;
  std::string duration(std::optional<double> seconds) const;
  std::string number(std::optional<double> value, int decimals) const;
  std::string brief(std::optional<double> value) const;

  std::string take() && { return std::move(out_); }
  std::string& out() { return out_; }

 private:
  std::span<const std::string_view> sections_;  ///< empty: all
  std::string out_;
};

inline constexpr std::string_view kUndefined = "–";

}  // namespace tandem::report
