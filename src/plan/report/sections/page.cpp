#include "plan/report/sections/page.hpp"

#include <array>

#include "core/base/check.hpp"
#include "plan/report/charts/xml_text.hpp"

namespace tandem::report {

void Page::text(std::string_view plain) { out_ += escaped(plain); }

std::string Page::sentence(Text text, std::initializer_list<std::string_view> values) const {
  constexpr std::size_t kMostValues = 9;
  TANDEM_CHECK(values.size() <= kMostValues, "a report text takes nine values at most");
  std::array<std::string, kMostValues> safe;
  std::size_t count = 0;
  for (const std::string_view value : values) safe[count++] = escaped(value);
  return words.say(text, {safe[0], safe[1], safe[2], safe[3], safe[4], safe[5], safe[6], safe[7], safe[8]});
}

void Page::paragraph(Text text, std::initializer_list<std::string_view> values) {
  out_ += "<p>";
  out_ += sentence(text, values);
  out_ += "</p>";
}

void Page::unknown(Text because) {
  out_ += "<p class=\"unknown\">";
  say_unknown(because);
  out_ += "</p>";
}

void Page::say_unknown(Text because) {
  out_ += "<b>";
  say(Text::not_known);
  out_ += "</b> ";
  say(because);
}

std::string Page::address(std::string_view name) const {
  return std::string(words.code()) + "-" + std::string(name);
}

void Page::open_section(std::string_view name, Text title) {
  const std::string id = address(name);
  out_ += "<section id=\"" + id + "\" aria-labelledby=\"" + id + "-title\"><h2 id=\"" + id + "-title\">";
  say(title);
  out_ += "</h2>";
}

void Page::heading(Text title) {
  out_ += "<h3>";
  say(title);
  out_ += "</h3>";
}

void Page::legend(std::initializer_list<LegendEntry> entries) {
  if (entries.size() == 0) return;
  out_ += "<ul class=\"legend\">";
  for (const LegendEntry& entry : entries) {
    out_ += "<li><i class=\"";
    out_ += entry.css;
    out_ += "\"></i>";
    text(entry.words);
    out_ += "</li>";
  }
  out_ += "</ul>";
}

void Page::figure(Text caption, std::string_view svg, std::initializer_list<LegendEntry> entries,
                  std::initializer_list<std::string_view> caption_values) {
  out_ += "<figure><figcaption>";
  say(caption, caption_values);
  out_ += "</figcaption>";
  legend(entries);
  out_ += "<div class=\"chart\">";
  out_ += svg;
  out_ += "</div></figure>";
}

std::string Page::percent(std::optional<double> share, int decimals) const {
  return share ? words.percent(*share, decimals) : std::string(kUndefined);
}

std::string Page::duration(std::optional<double> seconds) const {
  return seconds ? words.duration(*seconds) : std::string(kUndefined);
}

std::string Page::number(std::optional<double> value, int decimals) const {
  return value ? words.number(*value, decimals) : std::string(kUndefined);
}

std::string Page::brief(std::optional<double> value) const {
  return value ? words.brief(*value) : std::string(kUndefined);
}

}  // namespace tandem::report
