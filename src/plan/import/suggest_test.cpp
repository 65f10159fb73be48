#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>

#include "plan/import/delimited.hpp"
#include "plan/import/importer.hpp"
#include "plan/import/mapping.hpp"
#include "plan/import/suggest_rows.hpp"
#include "plan/import/suggest_times.hpp"
#include "plan/import/suggest_words.hpp"
#include "plan/import/time_value.hpp"

namespace tandem::importing {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string kSamples = TANDEM_SOURCE_DIR "/tests/corpora/mappings/";

std::string text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Calls : RecordSink {
  std::vector<CallRecord> all;
  Result<void> take(const Batch& batch) override {
    all.insert(all.end(), batch.calls.begin(), batch.calls.end());
    return {};
  }
};

struct KnownSample {
  const char* file;
  const char* recognised_as;
  double first_talk_seconds;
  std::vector<Outcome> outcomes;
};

class Suggestion : public testing::TestWithParam<KnownSample> {};

TEST_P(Suggestion, ForADocumentedExportIsTheExpectedMapping) {
  const auto suggestion = suggest_mapping(kSamples + GetParam().file + ".csv");
  ASSERT_TRUE(suggestion) << suggestion.error().to_string();
  EXPECT_EQ(suggestion->recognised_as, GetParam().recognised_as);
  EXPECT_EQ(to_json(suggestion->mapping), text_of_file(kSamples + GetParam().file + ".json"));
}

TEST_P(Suggestion, ReadsTheExportsCalls) {
  const auto suggestion = suggest_mapping(kSamples + GetParam().file + ".csv");
  ASSERT_TRUE(suggestion);
  Options options;
  options.mapping = &suggestion->mapping;
  options.zone = *Zone::find("Europe/Berlin");
  options.refused_share_max = 1;
  Directory directory;
  Calls calls;
  const std::vector<std::string> files = {kSamples + GetParam().file + ".csv"};
  const auto quality = import_files(files, options, directory, calls);
  ASSERT_TRUE(quality) << quality.error().to_string();
  std::vector<Outcome> outcomes;
  for (const CallRecord& call : calls.all) outcomes.push_back(call.outcome);
  EXPECT_EQ(outcomes, GetParam().outcomes);
  ASSERT_FALSE(calls.all.empty());
  EXPECT_EQ(calls.all[0].wait(), Duration::seconds(20));
  EXPECT_EQ(calls.all[0].talk()->seconds(), GetParam().first_talk_seconds);
}

INSTANTIATE_TEST_SUITE_P(
    OfEverySystem, Suggestion,
    testing::Values(
        KnownSample{"five9_call_log",
                    "Five9 call log",
                    200,
                    {Outcome::answered, Outcome::abandoned, Outcome::in_menu}},
        KnownSample{"genesys_cloud_interactions",
                    "Genesys Cloud interactions",
                    200,
                    {Outcome::answered, Outcome::abandoned}},
        KnownSample{
            "avaya_cms_call_history", "Avaya CMS call history", 200, {Outcome::answered, Outcome::abandoned}},
        KnownSample{"cisco_ccx_detailed_call",
                    "Cisco Unified CCX detailed call, CSQ, agent report",
                    180,
                    {Outcome::answered, Outcome::abandoned}},
        KnownSample{"3cx_call_detail_records",
                    "3CX call detail records",
                    180,
                    {Outcome::answered, Outcome::abandoned}},
        KnownSample{"3cx_queue_calls", "3CX queue call report", 180, {Outcome::answered, Outcome::abandoned}},
        KnownSample{
            "talkdesk_calls_report", "Talkdesk calls report", 180, {Outcome::answered, Outcome::abandoned}},
        KnownSample{"unknown_pbx", "", 180, {Outcome::answered, Outcome::abandoned}}),
    [](const auto& sample) { return "sample_" + std::string(sample.param.file); });

Result<SuggestedMapping> suggest_for(std::string text) {
  const auto source = memory_source(std::move(text));
  DelimitedReader rows(*source, "export.csv");
  return suggest_mapping_rows(rows, "export.csv");
}

TEST(SuggestionFor, AsksWhatOnlyAPersonKnows) {
  const auto asked = suggest_for(
      "Start,Wait Time,Talk Time,Hold Time,Status\n"
      "02/03/2025 08:00,10,60,5,Answered\n"
      "04/05/2025 08:00,10,0,0,Vanished\n"
      "04/06/2025 08:00,10,0,0,Missed\n");
  ASSERT_TRUE(asked);
  EXPECT_THAT(
      asked->questions,
      Contains("'Start': '02/03/2025 08:00' may be day or month first; taken as %d/%m/%Y %H:%M, else write "
               "%m/%d/%Y %H:%M"));
  EXPECT_THAT(asked->questions, Contains(HasSubstr("of which time zone are the times?")));
  EXPECT_THAT(asked->questions, Contains(HasSubstr("what does 'Vanished' in 'Status' mean?")));
  EXPECT_THAT(asked->questions, Contains(HasSubstr("does the talk time include hold?")));
}

TEST(SuggestionFor, KnowsShortNamesAndUnits) {
  const auto made = suggest_for(
      "Start,Phone,Wait (s),Talk (sec),Wrap-up duration,Time on hold\n"
      "2025-03-02T08:00:00Z,5550100,10,60,5,0\n");
  ASSERT_TRUE(made);
  std::string fields;
  for (const auto& column : made->mapping.columns)
    fields += fmt::format("{}={} ", name_of(column.field), column.names.front());
  EXPECT_EQ(fields,
            "caller=Phone offered_at=Start wait_time=Wait (s) talk_time=Talk (sec) hold_time=Time on hold "
            "acw_time=Wrap-up duration ");
}

TEST(SuggestionFor, AsksAboutLengthsThatAreLeftOut) {
  const auto made = suggest_for(
      "Start,Talk,Preview stage,Tries,Screen seconds\n"
      "2025-03-02T08:00:00Z,1:00,0:35,3,20\n");
  ASSERT_TRUE(made);
  EXPECT_THAT(made->questions,
              Contains("'Preview stage' is left out, with lengths such as '0:35': if it is a "
                       "wait, conversation or after-call work, add it to \"columns\""));
  EXPECT_THAT(made->questions, Contains(HasSubstr("'Screen seconds' is left out")));
  EXPECT_THAT(made->questions, Not(Contains(HasSubstr("Tries"))));
  EXPECT_THAT(made->reasons, Contains("'Tries' left out"));
}

TEST(SuggestionFor, LeavesOutOutgoingCalls) {
  const auto told = suggest_for(
      "Start,Talk,Direction\n"
      "2025-03-02T08:00:00Z,60,Inbound\n2025-03-02T08:00:00Z,60,Outbound\n2025-03-02T08:00:00Z,60,"
      "internal\n");
  ASSERT_TRUE(told);
  EXPECT_EQ(told->mapping.ignore_where.at("Direction"), (std::vector<std::string>{"Outbound", "internal"}));
  EXPECT_THAT(told->reasons, Contains("rows left out where 'Direction' is Outbound or internal"));
  const auto unseen = suggest_for("Start,Talk,Direction\n2025-03-02T08:00:00Z,60,Inbound\n");
  ASSERT_TRUE(unseen);
  EXPECT_TRUE(unseen->mapping.ignore_where.empty());
  EXPECT_THAT(unseen->questions,
              Contains("'Direction' names no outgoing calls in the rows looked at; if later rows are such, "
                       "leave them out by \"ignore_where\": {\"Direction\": [\"Outbound\"]}"));
}

TEST(SuggestionFor, DoesNotAskWhatTheContentTells) {
  const auto told = suggest_for(
      "Start,Wait Time,Talk Time,Status\n"
      "2025-03-02T08:00:00Z,10,60,Answered\n"
      "2025-03-02T08:01:00Z,10,0,Missed\n");
  ASSERT_TRUE(told);
  EXPECT_THAT(told->questions, IsEmpty());
  const auto month_first = suggest_for("Start,Status\n03/25/2025 08:00:00 PM,Answered\n");
  ASSERT_TRUE(month_first);
  EXPECT_EQ(month_first->mapping.columns.at(0).format, "%m/%d/%Y %I:%M:%S %p");
  EXPECT_THAT(month_first->questions, Not(Contains(HasSubstr("day or month"))));
}

TEST(SuggestionFor, FailsWhereThereIsNothingToGoBy) {
  const auto error_of = [](const char* text) {
    const auto made = suggest_for(text);
    return made ? "made" : made.error().to_string();
  };
  EXPECT_EQ(error_of("\n"), "export.csv: has no rows; expected a header and rows of calls");
  EXPECT_EQ(
      error_of("a,b\n"),
      "export.csv: has a header but no whole row below it; a mapping is proposed from header and content");
  EXPECT_EQ(error_of("2025-03-04 08:00,12\n2025-03-04 08:01,13\n"),
            "export.csv:1: the first row looks like data, not like names of columns; put a header above it");
}

TEST(TimeNotation, IsToldFromTheValues) {
  using suggest::time_notation;
  const auto format = [](std::vector<std::string_view> values) {
    const auto notation = time_notation(values);
    return notation ? notation->format + (notation->swapped.empty() ? "" : " or " + notation->swapped)
                    : "none";
  };
  EXPECT_EQ(format({"2025-03-04 08:00:00"}), "iso8601");
  EXPECT_EQ(format({"1741075200", "1741075201.5"}), "epoch_s");
  EXPECT_EQ(format({"1741075200000"}), "epoch_ms");
  EXPECT_EQ(format({"45720.3333"}), "excel_days");
  EXPECT_EQ(format({"25.03.2025 08:00"}), "%d.%m.%Y %H:%M");
  EXPECT_EQ(format({"3/4/25 8:00 AM"}), "%m/%d/%y %I:%M %p or %d/%m/%y %I:%M %p");
  EXPECT_EQ(format({"3/4/25 8:00 AM", "3/14/25 8:00 PM"}), "%m/%d/%y %I:%M %p");
  EXPECT_EQ(format({"Tue, 04 Mar 2025 08:00:00"}), "%a, %d %b %Y %H:%M:%S");
  EXPECT_EQ(format({"04/25/2025 08:00:00 CET"}), "%m/%d/%Y %H:%M:%S %Z");
  EXPECT_EQ(format({"12", "13"}), "none");
  EXPECT_EQ(format({"2025-03-04 08:00:00", "soon"}), "none");
}

TEST(PlainName, SplitsWords) {
  EXPECT_EQ(suggest::plain_name("startDateTime"), "start date time");
  EXPECT_EQ(suggest::plain_name("LocalQTime"), "local q time");
  EXPECT_EQ(suggest::plain_name("CALL ID"), "call id");
  EXPECT_EQ(suggest::plain_name("Originator DN (Calling Number)"), "originator dn calling number");
  EXPECT_EQ(suggest::plain_name("time-start"), "time start");
}

RC_GTEST_PROP(SuggestionFor, NeverFailsOnAnyTextButWithAnError, (const std::string& text)) {
  (void)suggest_for(text);
}

}  // namespace
}  // namespace tandem::importing
