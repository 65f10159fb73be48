#include <fmt/format.h>

#include <array>
#include <string>

#include "plan/analysis/client_name.hpp"
#include "plan/report/charts/xml_text.hpp"
#include "plan/report/page_style.hpp"
#include "plan/report/report.hpp"
#include "plan/report/sections/page.hpp"
#include "plan/report/sections/sections.hpp"

namespace tandem::report {
namespace {

/// A section with its place in the contents. Order is the order of reading.
struct Section {
  std::string_view name;
  Text title;
  void (*write)(Page&);
};

constexpr std::array kSections{
    Section{"summary", Text::nav_summary, write_key_figures},
    Section{"findings", Text::findings, write_findings},
    Section{"volume", Text::volume, write_volume},
    Section{"week", Text::week_pattern, write_week_pattern},
    Section{"requirement", Text::requirement, write_requirement},
    Section{"service-level", Text::service_level, write_service_level},
    Section{"waits", Text::waits, write_waits},
    Section{"patience", Text::patience, write_patience},
    Section{"handling", Text::handling, write_handling},
    Section{"queues", Text::slices, write_slices},
    Section{"repeats", Text::repeats, write_repeats},
    Section{"agents", Text::on_duty, write_on_duty},
    Section{"trunks", Text::trunks, write_trunks},
    Section{"special-days", Text::special_days, write_special_days},
    Section{"data-quality", Text::data_quality, write_data_quality},
    Section{"kpis", Text::kpi_list, write_kpi_list},
    Section{"method", Text::method, write_method},
};

std::string title_of(const analysis::Analysis& a, const Wording& words) {
  std::string title(words.say(Text::page_title));
  if (const std::string name = analysis::client_name(a); !name.empty()) title += ": " + name;
  return title;
}

std::string view(const analysis::Analysis& a, Language language) {
  Page page(a, language);
  const std::string code(page.words.code());
  page.markup("<div class=\"view\" data-language=\"" + code + "\" lang=\"" + code + "\" data-title=\"" +
              escaped(title_of(a, page.words)) + "\">");
  page.markup("<nav class=\"contents\" aria-label=\"");
  page.say(Text::contents);
  page.markup("\"><ol>");
  for (const Section& section : kSections) {
    page.markup("<li><a href=\"#" + page.address(section.name) + "\">");
    page.say(section.title);
    page.markup("</a></li>");
  }
  page.markup("</ol></nav><main id=\"" + page.address("main") + "\">");
  write_masthead(page);
  for (const Section& section : kSections) section.write(page);
  page.markup("</main><footer>");
  page.say(Text::footer);
  page.markup("</footer></div>");
  return std::move(page).take();
}

std::string radio(std::string_view group, std::string_view value, bool checked, std::string_view label) {
  std::string out = "<input class=\"choice\" type=\"radio\" name=\"" + std::string(group) + "\" id=\"" +
                    std::string(group) + "-" + std::string(value) + "\" value=\"" + std::string(value) +
                    "\" aria-label=\"" + std::string(label) + "\"";
  return out + (checked ? " checked=\"checked\"/>" : "/>");
}

std::string label_for(std::string_view id, std::string_view words) {
  return "<label for=\"" + std::string(id) + "\">" + std::string(words) + "</label>";
}

/// The radio buttons stand before the page, so that the style sheet alone can act on them; their labels are
/// in the toolbar.
std::string choices(Language first, const Wording& words) {
  return radio("language", "en", first == Language::en, "English") +
         radio("language", "ru", first == Language::ru, "Русский") +
         radio("theme", "auto", true, words.say(Text::theme_auto)) +
         radio("theme", "light", false, words.say(Text::theme_light)) +
         radio("theme", "dark", false, words.say(Text::theme_dark));
}

/// A word of the toolbar in both languages; the style sheet shows the chosen one.
std::string in_both(Text text) {
  std::string out;
  for (const Language language : {Language::en, Language::ru}) {
    const Wording words(language);
    const std::string code(words.code());
    out += fmt::format(R"(<span lang="{0}" data-language="{0}">{1}</span>)", code, words.say(text));
  }
  return out;
}

std::string toolbar(const Wording& words) {
  std::string out = "<div class=\"toolbar\" role=\"group\" aria-label=\"" +
                    std::string(words.say(Text::toolbar)) +
                    "\"><span class=\"brand\">Tandem</span><span class=\"set\">";
  out += label_for("language-en", "English") + label_for("language-ru", "<span lang=\"ru\">Русский</span>");
  out += "</span><span class=\"set\">";
  out += label_for("theme-auto", in_both(Text::theme_auto)) +
         label_for("theme-light", in_both(Text::theme_light)) +
         label_for("theme-dark", in_both(Text::theme_dark));
  return out + "</span></div>";
}

}  // namespace

std::string to_html(const analysis::Analysis& a, Language first) {
  const Wording words(first);
  const std::string code(words.code());
  std::string out =
      "<!doctype html>\n<html lang=\"" + code +
      "\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
      // Nothing may be fetched, whatever a file's text would try.
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "script-src 'unsafe-inline'; img-src data:\">"
      "<title>" +
      escaped(title_of(a, words)) + "</title><style>";
  out += page_style();
  out += "</style></head><body>";
  out += choices(first, words);
  out += "<div class=\"page\"><a class=\"skip\" href=\"#" + code + "-main\">";
  out += words.say(Text::skip_to_content);
  out += "</a>";
  out += toolbar(words);
  out += view(a, Language::en);
  out += view(a, Language::ru);
  out += "<div id=\"tip\" role=\"tooltip\" hidden=\"hidden\"></div></div><script>";
  out += page_script();
  out += "</script></body></html>\n";
  return out;
}

}  // namespace tandem::report
