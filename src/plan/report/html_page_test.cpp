#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <regex>
#include <set>

#include "plan/report/report.hpp"
#include "plan/report/sample_analysis.hpp"
#include "plan/report/sections/page.hpp"

namespace tandem::report {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Style sheet and script are not XML; the rest of the page is.
std::string body_of(const std::string& page) {
  const auto from = page.find("<body>"), until = page.find("<script>");
  return page.substr(from, until - from) + "</body>";
}

pugi::xml_document parsed(const std::string& page) {
  pugi::xml_document document;
  const std::string body = body_of(page);
  const auto result = document.load_buffer(body.data(), body.size());
  EXPECT_TRUE(result) << result.description()
                      << " at: " << body.substr(static_cast<std::size_t>(result.offset), 80);
  return document;
}

pugi::xml_node view_of(const pugi::xml_document& document, const char* language) {
  return document.find_node([&](pugi::xml_node node) {
    return std::string_view(node.attribute("class").value()) == "view" &&
           std::string_view(node.attribute("lang").value()) == language;
  });
}

/// Everything a reader of the view sees or hears, but code and what is marked as another language.
void collect_words(pugi::xml_node node, std::string& words) {
  if (std::string_view(node.name()) == "code") return;
  const std::string_view language = node.attribute("lang").value();
  if (language == "en") return;
  if (std::string_view(node.attribute("class").value()) == "formula") return;
  words += " " + std::string(node.attribute("aria-label").value()) + " " + node.value();
  for (const pugi::xml_node child : node.children()) collect_words(child, words);
}

TEST(HtmlPage, IsWellFormed) { parsed(to_html(sample_analysis(), Language::en)); }

TEST(HtmlPage, AsksForNothingFromElsewhere) {
  const std::string page = to_html(sample_analysis(), Language::en);
  for (const char* outside : {"http:", "https:", "src=", "url(", "@import", "<link", "fetch("})
    EXPECT_THAT(page, Not(HasSubstr(outside)));
}

TEST(HtmlPage, IsTheSameEveryTime) {
  EXPECT_EQ(to_html(sample_analysis(), Language::ru), to_html(sample_analysis(), Language::ru));
}

TEST(HtmlPage, HoldsBothLanguagesAndShowsTheOneAskedFor) {
  const auto document = parsed(to_html(sample_analysis(), Language::ru));
  EXPECT_TRUE(view_of(document, "en"));
  EXPECT_TRUE(view_of(document, "ru"));
  const auto russian = document.find_node(
      [](pugi::xml_node node) { return std::string_view(node.attribute("id").value()) == "language-ru"; });
  EXPECT_TRUE(russian.attribute("checked"));
}

TEST(HtmlPage, HasNoAddressTwiceAndEveryLinkLeadsSomewhere) {
  const auto document = parsed(to_html(sample_analysis(), Language::en));
  std::set<std::string> ids, links;
  for (const auto& found : document.select_nodes("//*[@id]"))
    EXPECT_TRUE(ids.insert(found.node().attribute("id").value()).second)
        << found.node().attribute("id").value();
  for (const auto& found : document.select_nodes("//a[@href] | //label[@for]")) {
    const std::string href = found.node().attribute("href").value();
    links.insert(href.empty() ? found.node().attribute("for").value() : href.substr(1));
  }
  for (const std::string& link : links) EXPECT_EQ(ids.count(link), 1u) << link;
}

TEST(HtmlPage, EscapesWhateverTheFilesHold) {
  auto a = sample_analysis();
  const std::string hostile = "\"><script>alert(1)</script><img src=x onerror=alert(2)>&\x01\xff";
  a.options.client = hostile;
  a.files = {hostile};
  a.format = hostile;
  for (auto* slices : {&a.clients, &a.queues, &a.types})
    for (auto& slice : *slices) slice.name = slice.client = hostile;
  for (auto& agent : a.agents.list) agent.name = hostile;
  for (auto& caller : a.repeats.busiest) caller.caller = hostile;
  a.quality.repaired(hostile, {ErrorCode::bad_value, hostile, {hostile, 1, 1, hostile}});
  a.quality.refused(hostile, {ErrorCode::bad_value, hostile, {hostile, 1, 1, hostile}});
  a.quality.notes[hostile] = 1;
  const std::string page = to_html(a, Language::en);
  parsed(page);
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

TEST(HtmlPage, LetsNoEnglishIntoTheRussianView) {
  const auto document = parsed(to_html(sample_analysis(), Language::ru));
  std::string words;
  for (const pugi::xml_node child : view_of(document, "ru").children()) collect_words(child, words);
  // Names of the data, of formulas and of products, and the field's own abbreviations.
  static const std::set<std::string> allowed{
      "Tandem",   "XLSX",  "JSON",  "C",    "Aurora", "Borealis", "internet", "billing",   "fault",
      "question", "agent", "march", "csv",  "calls",  "Europe",   "Berlin",   "shrinkage", "AHT",
      "ASA",      "LSR",   "log",   "ring", "DID",    "min",      "Q",        "R",         "A",
      "B",        "O",     "T",     "S",    "A_T",    "B_T",      "B_S",      "B_ring"};
  std::set<std::string> leaked;
  const std::regex latin("[A-Za-z_]+");
  for (auto at = std::sregex_iterator(words.begin(), words.end(), latin); at != std::sregex_iterator(); ++at)
    if (allowed.count(at->str()) == 0) leaked.insert(at->str());
  EXPECT_THAT(leaked, testing::IsEmpty());
}

TEST(HtmlPage, AnswersTheSixQuestionsInBothLanguages) {
  const auto a = sample_analysis();
  const std::string page = to_html(a, Language::en);
  for (const Language language : {Language::en, Language::ru}) {
    const Wording w(language);
    const auto shows = [&](const std::string& figure) { EXPECT_THAT(page, HasSubstr(figure)); };
    shows(w.plural(Text::n_calls, static_cast<std::int64_t>(*a.heat_map.calls_per_day[0] + 0.5)));
    shows(std::string(w.pick(Text::weekdays, a.requirement.peak_weekday)));
    shows(w.plural(Text::n_agents_needed, a.requirement.peak_agents));
    shows(w.duration(*a.mean_wait_answered));
    shows(w.percent(*a.abandonment));
    for (const auto& level : a.service_levels.overall) shows(w.percent(*level, 2));
    for (const auto& special : a.special_days) shows(w.short_day(special.day));
    shows(w.percent(static_cast<double>(a.quality.rows_used) / static_cast<double>(a.quality.rows_read), 2));
  }
}

TEST(HtmlPage, SaysWhyItDoesNotKnowInsteadOfDrawingNothing) {
  analysis::Analysis empty;
  empty.options.zone = &Zone::utc();
  const std::string page = to_html(empty, Language::en);
  const auto document = parsed(page);
  EXPECT_THAT(page, HasSubstr("Not known,"));
  EXPECT_THAT(page, HasSubstr("Неизвестно:"));
  EXPECT_TRUE(document.select_nodes("//svg").empty());
  EXPECT_THAT(page, Not(HasSubstr("nan")));
}

TEST(HtmlPage, OfTotalsOnlyNamesTheReason) {
  auto a = sample_analysis();
  a.totals_only = true;
  a.patience = {};
  a.handle_time = a.talk_time = a.acw = a.wait_answered = a.wait_abandoned = {};
  a.concurrency = {};
  a.agents = {};
  a.repeats = {};
  EXPECT_THAT(to_html(a, Language::en),
              HasSubstr("because the client gave totals per interval, not single calls."));
}

TEST(HtmlPage, OfThreeYearsStaysUnderAMegabyte) {
  auto a = sample_analysis();
  const auto days = a.days;
  for (int week = 5; week < 155; week += 5)
    for (auto day : days) {
      day.day += std::chrono::days(7 * week);
      a.days.push_back(day);
    }
  EXPECT_LT(to_html(a, Language::en).size(), 1'000'000u);
}

}  // namespace
}  // namespace tandem::report
