#include "app/plain_page.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "plan/report/charts/xml_text.hpp"
#include "plan/report/page_style.hpp"

namespace tandem::app {

void add_page_options(CLI::App& command, std::string& html, std::string& language) {
  command.add_option("--html", html, "write a page with tables and charts, self-contained")
      ->type_name("FILE");
  command.add_option("--lang", language, "the page's language: en or ru")
      ->type_name("LANG")
      ->check(CLI::IsMember({"en", "ru"}))
      ->capture_default_str();
}

report::Language language_of(std::string_view code) {
  return code == "ru" ? report::Language::ru : report::Language::en;
}

void PlainPage::open(const Masthead& masthead) {
  out_ = fmt::format(
      "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\"><meta http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>{}</title><style>",
      words.code(), masthead.title);
  out_ += report::page_style();
  // The page has no contents beside it, and its colours follow the reader's system.
  out_ += ".view{grid-template-columns:minmax(0,1fr);max-width:1060px}";
  out_ += masthead.style;
  out_ += "</style></head><body>";
  // What the style sheet needs to follow the system's colours.
  out_ +=
      R"(<input class="choice" type="radio" name="theme" id="theme-auto" checked="checked" aria-hidden="true" tabindex="-1">)";
  out_ += fmt::format(
      "<div class=\"page\"><div class=\"view\"><main><header class=\"masthead\"><p class=\"eyebrow\">{}</p>"
      "<h1>{}</h1><p class=\"lead\">{}</p><dl class=\"facts\">",
      masthead.eyebrow, masthead.title, masthead.lead);
}

void PlainPage::fact(std::string_view title, const std::string& value) {
  out_ += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", title, report::escaped(value));
}

void PlainPage::heading(std::string_view text) { out_ += fmt::format("<section><h2>{}</h2>", text); }

void PlainPage::paragraph(std::string_view text) { out_ += fmt::format("<p>{}</p>", text); }

void PlainPage::list(std::initializer_list<std::string_view> items) {
  out_ += "<ul>";
  for (const std::string_view item : items) out_ += fmt::format("<li>{}</li>", item);
  out_ += "</ul>";
}

void PlainPage::figure(std::string_view caption, const std::string& svg,
                       std::initializer_list<LegendEntry> legend, std::string_view css) {
  const std::string attribute = css.empty() ? "" : fmt::format(" class=\"{}\"", css);
  out_ += fmt::format("<figure{}><figcaption>{}</figcaption>", attribute, caption);
  if (legend.size() > 0) {
    out_ += "<ul class=\"legend\">";
    for (const LegendEntry& entry : legend)
      out_ += fmt::format("<li><i class=\"{}\"></i>{}</li>", entry.css, entry.text);
    out_ += "</ul>";
  }
  out_ += "<div class=\"chart\">" + svg + "</div></figure>";
}

void PlainPage::table_head(std::span<const std::string_view> columns) {
  out_ += "<div class=\"scroll\"><table><thead><tr>";
  bool first = true;
  for (const std::string_view column : columns) {
    out_ += fmt::format("<th scope=\"col\"{}>{}</th>", first ? " class=\"w\"" : "", column);
    first = false;
  }
  out_ += "</tr></thead><tbody>";
}

void PlainPage::open_row(std::string_view name) {
  out_ += fmt::format("<tr><th scope=\"row\" class=\"w\">{}</th>", report::escaped(name));
}

void PlainPage::cell(std::string_view text) { out_ += fmt::format("<td>{}</td>", report::escaped(text)); }

std::string PlainPage::finish() && {
  out_ += "</main></div></div></body></html>\n";
  return std::move(out_);
}

}  // namespace tandem::app
