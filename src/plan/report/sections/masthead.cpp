#include "plan/analysis/client_name.hpp"
#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/told.hpp"

namespace tandem::report {
namespace {

void fact(Page& page, Text title, std::string_view value) {
  page.markup("<div><dt>");
  page.say(title);
  page.markup("</dt><dd>");
  page.text(value);
  page.markup("</dd></div>");
}

std::string whose(const Page& page) {
  const auto& a = page.analysis;
  if (const std::string name = analysis::client_name(a); !name.empty()) return name;
  if (a.clients.size() > 1)
    return page.words.plural(Text::n_clients, static_cast<std::int64_t>(a.clients.size()));
  return std::string(page.words.say(a.clients.empty() ? Text::all_calls : Text::client_not_named));
}

/// Without folders: where a file lay is nobody's business.
std::string file_name(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

std::string sources(const Page& page) {
  constexpr std::size_t kNamed = 3;
  const auto& files = page.analysis.files;
  std::string list;
  for (std::size_t i = 0; i < files.size() && i < kNamed; ++i)
    list += (i > 0 ? ", " : "") + file_name(files[i]);
  if (files.size() <= kNamed) return list;
  const auto more = static_cast<std::int64_t>(files.size() - kNamed);
  return page.words.say(Text::and_more_files, {list, page.words.plural(Text::n_files, more)});
}

std::string period(const Page& page) {
  const auto& a = page.analysis;
  if (!a.first.known() || !a.last.known() || a.options.zone == nullptr) return std::string(kUndefined);
  const auto day = [&](Instant at) { return page.words.day(a.options.zone->day_of(at)); };
  const std::string from = day(a.first), until = day(a.last);
  return from == until ? from : page.words.say(Text::period, {from, until});
}

}  // namespace

void write_masthead(Page& page) {
  const auto& a = page.analysis;
  page.markup("<header class=\"masthead\"><p class=\"eyebrow\">");
  page.say(Text::page_title);
  page.markup("</p><h1>");
  page.text(whose(page));
  page.markup("</h1><p class=\"lead\">");
  page.say(Text::page_lead);
  page.markup("</p><dl class=\"facts\">");
  fact(page, Text::fact_period, period(page));
  fact(page, Text::fact_open_days, page.words.count(a.open_days));
  fact(page, Text::fact_source, sources(page));
  fact(page, Text::fact_format, a.format);
  fact(page, Text::fact_zone, a.options.zone != nullptr ? a.options.zone->name() : "");
  fact(page, Text::fact_interval, page.words.duration(a.options.interval.seconds()));
  const std::string within = page.words.duration(a.options.rules.answer.limit.seconds());
  fact(page, Text::fact_target,
       page.words.say(Text::fact_target_value, {page.words.percent(a.options.target, 0), within}));
  const auto definition = kpi::find_definition(a.options.definition);
  fact(page, Text::fact_formula, definition ? formula_of(page, **definition) : a.options.definition);
  fact(page, Text::fact_short, threshold(page, a.options.rules.short_abandon));
  fact(page, Text::fact_shrinkage, page.words.percent(a.options.shrinkage, 0));
  page.markup("</dl></header>");
}

}  // namespace tandem::report
