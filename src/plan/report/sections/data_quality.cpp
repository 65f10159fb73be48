#include <algorithm>

#include "plan/report/sections/data_points.hpp"
#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/table.hpp"
#include "plan/report/sections/told.hpp"

namespace tandem::report {
namespace {

constexpr std::size_t kExamplesShown = 3;  ///< of each kind of repair
constexpr std::size_t kRefusalsShown = 12;
constexpr std::size_t kGapsShown = 20;

void row_count(Page& page, Text title, std::uint64_t count, std::string_view css = {}) {
  page.markup("<div class=\"card " + std::string(css) + "\"><dt>");
  page.say(title);
  page.markup("</dt><dd class=\"value\">");
  page.text(page.words.count(static_cast<std::int64_t>(count)));
  page.markup("</dd></div>");
}

void rows(Page& page) {
  const auto& q = page.analysis.quality;
  page.markup("<dl class=\"cards small\">");
  row_count(page, Text::rows_read, q.rows_read);
  row_count(page, Text::rows_used, q.rows_used);
  row_count(page, Text::rows_ignored, q.rows_ignored);
  row_count(page, Text::rows_refused, q.rows_refused, q.rows_refused * 100 > q.rows_read ? "bad" : "");
  row_count(page, Text::rows_duplicate, q.duplicates);
  page.markup("</dl>");
  if (q.rows_read == 0) return;
  const double refused = static_cast<double>(q.rows_refused) / static_cast<double>(q.rows_read);
  page.paragraph(refused < 0.001  ? Text::rows_verdict_good
                 : refused < 0.01 ? Text::rows_verdict_fair
                                  : Text::rows_verdict_poor);
}

Text done_with(DataPoint::Kind kind) {
  switch (kind) {
    case DataPoint::Kind::refused:
      return Text::done_refused;
    case DataPoint::Kind::repaired:
      return Text::done_repaired;
    case DataPoint::Kind::ignored:
    case DataPoint::Kind::part:
      return Text::done_ignored;
    case DataPoint::Kind::time:
      return Text::done_shown;
    default:
      return Text::done_kept;
  }
}

void points(Page& page) {
  const auto list = data_points(page);
  page.heading(Text::points_table);
  if (list.empty()) {
    page.paragraph(Text::points_none);
    return;
  }
  Table table(page, Text::points_table,
              {{Text::column_what, Table::Kind::words},
               {Text::column_consequence, Table::Kind::words},
               {Text::column_count}});
  for (const DataPoint& point : list) {
    table.row();
    table.title(capitalised(point.words));
    table.words(page.words.say(done_with(point.kind)));
    table.count(static_cast<std::int64_t>(point.count));
  }
}

void example_list(Page& page, std::span<const Error> examples, std::size_t most) {
  page.markup("<ul class=\"examples\" lang=\"en\">");
  for (std::size_t i = 0; i < examples.size() && i < most; ++i) {
    Error example = examples[i];
    example.where.file = example.where.file.substr(example.where.file.find_last_of('/') + 1);
    page.markup("<li><code>");
    page.text(example.to_string());
    page.markup("</code></li>");
  }
  page.markup("</ul>");
}

void examples(Page& page) {
  const auto& q = page.analysis.quality;
  const bool any =
      std::ranges::any_of(q.repairs, [](const auto& repair) { return !repair.second.examples.empty(); });
  if (!any && q.refused_examples.empty()) return;
  page.markup("<details><summary>");
  page.say(Text::examples);
  page.markup("</summary>");
  page.paragraph(Text::examples_note);
  if (!q.refused_examples.empty()) {
    page.markup("<h4>");
    page.say(Text::examples_refused);
    page.markup("</h4>");
    example_list(page, q.refused_examples, kRefusalsShown);
  }
  for (const auto& [kind, repair] : q.repairs) {
    if (repair.examples.empty()) continue;
    page.markup("<h4>");
    page.say(Text::examples_repaired, {kind_in_words(page, kind)});
    page.markup("</h4>");
    example_list(page, repair.examples, kExamplesShown);
  }
  page.markup("</details>");
}

void gaps(Page& page) {
  auto list = page.analysis.time_quality.gaps;
  if (list.empty()) return;
  page.heading(Text::gaps_table);
  const std::size_t hidden = list.size() > kGapsShown ? list.size() - kGapsShown : 0;
  if (hidden > 0) {
    std::ranges::nth_element(list, list.begin() + kGapsShown, std::greater{},
                             &analysis::TimeQuality::Gap::usual_calls);
    list.resize(kGapsShown);
    std::ranges::sort(list, {}, &analysis::TimeQuality::Gap::from);
  }
  {
    Table table(page, Text::gaps_table,
                {{Text::column_from, Table::Kind::words},
                 {Text::column_until, Table::Kind::words},
                 {Text::column_usual_calls}});
    for (const auto& gap : list) {
      table.row();
      table.title(moment(page, gap.from));
      table.words(moment(page, gap.until));
      table.figure(page.words.brief(gap.usual_calls));
    }
  }
  if (hidden > 0) page.paragraph(Text::more_gaps, {page.words.count(static_cast<std::int64_t>(hidden))});
}

void clock_changes(Page& page) {
  const auto& changes = page.analysis.time_quality.clock_changes;
  if (changes.empty()) {
    page.paragraph(Text::clock_changes_none);
    return;
  }
  std::string list;
  for (const Instant at : changes) list += (list.empty() ? "" : "; ") + moment(page, at);
  page.paragraph(Text::clock_changes, {list});
}

}  // namespace

void write_data_quality(Page& page) {
  page.open_section("data-quality", Text::data_quality);
  rows(page);
  points(page);
  gaps(page);
  clock_changes(page);
  examples(page);
  page.close_section();
}

}  // namespace tandem::report
