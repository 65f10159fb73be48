#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
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
    if (!allowed.contains(at->str())) leaked.insert(at->str());
  EXPECT_THAT(leaked, testing::IsEmpty());
}

TEST(HtmlPage, AnswersTheSixQuestionsInBothLanguages) {
  const auto a = sample_analysis();
  const std::string page = to_html(a, Language::en);
  for (const Language language : {Language::en, Language::ru}) {
    const Wording w(language);
    const auto shows = [&](const std::string& figure) { EXPECT_THAT(page, HasSubstr(figure)); };
    shows(w.plural(Text::n_calls, static_cast<std::int64_t>(std::llround(*a.heat_map.calls_per_day[0]))));
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

/// The words of one section as they are read, blanks told alike.
std::string section_of(const std::string& page, const char* id) {
  const auto document = parsed(page);
  const pugi::xml_node section = document.find_node(
      [&](pugi::xml_node node) { return std::string_view(node.attribute("id").value()) == id; });
  std::string words;
  for (const auto& found : section.select_nodes(".//text()")) words += found.node().value();
  static constexpr std::string_view kNoBreak = "\u00a0";
  for (auto at = words.find(kNoBreak); at != std::string::npos; at = words.find(kNoBreak))
    words.replace(at, kNoBreak.size(), " ");
  return words;
}

TEST(HtmlPage, WithoutHandleTimesSaysWhyNoAgentsAreComputedAndNeverZeroErlangs) {
  auto a = sample_analysis();
  a.totals_only = true;
  a.stated = {
      .in_threshold = false, .waits = false, .mean_wait_of_answered = false, .abandoned_by_wait = false};
  a.mean_handle = a.requirement.handle_mean = a.requirement.peak_erlangs = std::nullopt;
  a.requirement.peak_agents = 0;
  a.mean_wait_answered = a.mean_wait_abandoned = std::nullopt;
  a.p50_wait = a.p90_wait = a.p95_wait = a.max_wait = std::nullopt;
  a.service_levels.overall = {};
  const std::string page = to_html(a, Language::en);
  const std::string findings = section_of(page, "en-findings"), figures = section_of(page, "en-summary");
  for (const std::string& told : {findings, figures}) EXPECT_THAT(told, Not(HasSubstr("erlangs")));
  EXPECT_THAT(findings, HasSubstr("because the data do not state how long calls are handled"));
  EXPECT_THAT(figures, HasSubstr("not known: the data do not state how long calls are handled"));
  EXPECT_THAT(findings, HasSubstr("Not known, because the client gave totals per interval"));
  EXPECT_THAT(findings, Not(HasSubstr("–,"))) << "clauses without a value are left out";
  EXPECT_THAT(section_of(page, "en-kpis"), HasSubstr("Abandoned under S, of offered–"));
  a.mean_handle = 210;
  a.mean_talk = a.mean_acw = std::nullopt;
  EXPECT_THAT(section_of(to_html(a, Language::en), "en-kpis"), HasSubstr("Average handle time (AHT)210.0 s"));
}

TEST(HtmlPage, WhatTheLogNeverStatesIsADashInTheListOfKpis) {
  const std::string kpis = section_of(to_html(sample_analysis(), Language::en), "en-kpis");
  for (const char* unknown : {"Mean hold–", "Mean talk, hold left out–", "Abandoned while ringing–"})
    EXPECT_THAT(kpis, HasSubstr(unknown));
  EXPECT_THAT(kpis, testing::ContainsRegex("Occupancy[0-9.]+ %handle time / time on duty"));
  EXPECT_THAT(kpis, testing::ContainsRegex("Calls per agent hour[0-9.]+calls answered"));
}

TEST(HtmlPage, PatienceTellsApartWhoWasAnsweredAndWhoLeftOtherwise) {
  const auto a = sample_analysis();
  const Wording w(Language::en);
  EXPECT_THAT(section_of(to_html(a, Language::en), "en-patience"),
              HasSubstr(w.count(a.patience.censored) + " left the queue otherwise first (" +
                        w.count(a.total.answered) + " answered, "));
}

TEST(HtmlPage, TellsAFactOfTheDataOnceTheLargestFirstAndAddsUpTheOthers) {
  auto a = sample_analysis();
  a.time_quality.calls_without_end = 35;
  a.time_quality.calls_without_agent = 507;
  a.quality.notes["answered without ended_at"] = 35;
  a.quality.notes["answered, agent not stated"] = 507;
  a.quality.notes["column 'Region' not read"] = 1;
  a.quality.notes["phantom call with service times"] = 9'000;
  for (const char* kind :
       {"blanks around the type", "wait differs from its two ends", "clock of the log goes back",
        "time in the hour that the clock leaves out", "duplicate call of another kind"})
    a.quality.notes[kind] = 20;
  const std::string findings = section_of(to_html(a, Language::en), "en-findings");
  EXPECT_THAT(findings, Not(HasSubstr("ended_at")));
  EXPECT_THAT(findings, Not(HasSubstr("agent not stated")));
  EXPECT_THAT(findings, Not(HasSubstr("Region"))) << "a column is no fault of the calls";
  const auto at = [&](const char* words) { return findings.find(words); };
  EXPECT_LT(at("Phantom call with service times: 9,000"), at("Answered calls without an agent: 507"));
  EXPECT_LT(at("Answered calls without an agent: 507"), at("Calls without an end, answered or not: 35"));
  EXPECT_THAT(findings, testing::ContainsRegex("more kinds, together: [1-9]"));
}

TEST(HtmlPage, ACentreWhoseClientIsNotNamedSaysHowToNameIt) {
  auto a = sample_analysis();
  a.clients.resize(1);
  a.clients[0].client = a.clients[0].name = "client";
  EXPECT_THAT(to_html(a, Language::en), HasSubstr("<h1>Client not named (--client NAME)</h1>"));
  a.options.client = "client";
  EXPECT_THAT(to_html(a, Language::en), HasSubstr("<h1>client</h1>"));
}

TEST(HtmlPage, WritesPercentagesInOneForm) {
  const std::string page = to_html(sample_analysis(), Language::en);
  EXPECT_FALSE(std::regex_search(body_of(page), std::regex("[0-9]%")));
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
