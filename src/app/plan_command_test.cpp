#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "app/captured_run.hpp"
#include "core/base/zone.hpp"
#include "plan/report/schema_for_test.hpp"
#include "plan/simulation/model_for_test.hpp"

namespace tandem::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

CapturedRun run(const std::string& arguments, bool cancelled = false) {
  return run_captured(add_plan_command, "plan " + arguments, cancelled);
}

constexpr const char* kTerms =
    R"({"client": "c", "currency": "EUR", "valid": {"from": "2024-01-01"}, "zone": "UTC",
 "clauses": [{"name": "Service level", "kpi": {"definition": "strict", "version": 1, "threshold": "20s"},
              "target": {"at_least": "80%"}, "penalty": {"steps": [{"until": "80%", "percent_of_fee": "5%"}]}}],
 "prices": [{"name": "Agents", "per": "agent_hour", "price": "30"}]})";

/// Nine weeks from Monday, 1 January 2024, on, Mondays to Fridays: three calls in each half hour from 9:00
/// to 10:30.
class PlanCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder);
    std::ofstream counts(folder / "counts.csv");
    counts << "interval_start,offered\n";
    for (int day = 0; day < 7 * 13; ++day) {
      if (day % 7 > 4) continue;
      const std::string date = to_text(LocalDay(std::chrono::year(2024) / 1 / 1) + std::chrono::days(day));
      for (const char* start : {"09:00", "09:30", "10:00"})
        counts << date << " " << start << ":00," << 2 + (day * 7) % 3 << "\n";
    }
    write("terms.json", kTerms);
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  void write(const char* name, std::string_view text) const { std::ofstream(folder / name) << text; }
  std::string file(const char* name) const { return (folder / name).string(); }
  std::string content(const char* name) const {
    std::ifstream in(folder / name);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  CapturedRun plan(const std::string& more, const char* terms = "terms.json") const {
    return run(file("counts.csv") + " --zone UTC --terms " + file(terms) +
               " --handle 180s --patience 3m --horizon 1mo --courses 10 --no-roster " + more);
  }

  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / fmt::format("tandem-plan-{}", ::getpid());
};

TEST_F(PlanCommand, PrintsWhatItsSchemaDescribes) {
  const CapturedRun ran = plan("--json --wage 20 --what-if \"volume +20%\" --what-if \"wage +5%\"");
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  const auto value = boost::json::parse(ran.out);
  EXPECT_THAT(report::breaches(value, "plan.schema.json"), IsEmpty());
  EXPECT_EQ(value.at("reached"), true);
  ASSERT_THAT(value.at("months").as_array(), SizeIs(1));
  const auto& month = value.at("months").at(0);
  EXPECT_EQ(month.at("month"), "2024-04");
  // Thirty euros for each agent hour, of which the staff has so many.
  double agent_hours = 0;
  for (const auto& day : value.at("staff").as_array())
    for (const auto& agents : day.at("agents").as_array()) agent_hours += 0.5 * agents.to_number<double>();
  EXPECT_DOUBLE_EQ(month.at("agent_hours").to_number<double>(), agent_hours);
  EXPECT_DOUBLE_EQ(month.at("fee").at("mean").to_number<double>(), 3'000 * agent_hours);
  // Twenty for each paid hour, three in ten of which are elsewhere.
  EXPECT_NEAR(month.at("cost").to_number<double>(), 2'000 * agent_hours / 0.7, 1);
  ASSERT_THAT(value.at("what_if").as_array(), SizeIs(2));
  EXPECT_EQ(value.at("look_back"), nullptr) << "counts are no records";
  // Thirteen weeks of five days of three half hours with 2, 3 and 4 calls in turn.
  EXPECT_THAT(report::breaches(value.at("analysis"), "analysis.schema.json"), IsEmpty());
  EXPECT_EQ(value.at("analysis").at("open_days"), 65);
}

TEST_F(PlanCommand, SaysTheSameWhenAskedAgain) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const CapturedRun once = plan("--json"), again = plan("--json --threads 2");
  ASSERT_EQ(once.exit, Exit::ok) << once.err;
  EXPECT_EQ(once.out, again.out);
}

TEST_F(PlanCommand, SaysPromiseOddsAndCostFirst) {
  const CapturedRun ran = plan("--wage 20");
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("agent hours a month on the phones keep every clause"),
                             HasSubstr("Service level"), HasSubstr("margin"), HasSubstr("What if"),
                             HasSubstr("The calls that came"), HasSubstr("65 days with calls"),
                             HasSubstr("Taken for granted")));
}

TEST_F(PlanCommand, WritesAPageInBothLanguagesAndAWorkbook) {
  ASSERT_EQ(plan("--html " + file("plan.html") + " --xlsx " + file("plan.xlsx")).exit, Exit::ok);
  EXPECT_THAT(content("plan.html"),
              AllOf(HasSubstr("The promise and its odds"), HasSubstr("<svg"), Not(HasSubstr("nan")),
                    HasSubstr("The calls that came"), HasSubstr("en-findings")));
  // What the page points to it has.
  const std::string page = content("plan.html");
  for (std::size_t at = 0; (at = page.find("href=\"#", at)) != std::string::npos; ++at) {
    const std::size_t from = at + std::string_view("href=\"#").size();
    const std::string name = page.substr(from, page.find('"', from) - from);
    EXPECT_THAT(page, HasSubstr("id=\"" + name + "\"")) << name;
  }
  EXPECT_THAT(content("plan.xlsx").substr(0, 2), "PK");
  ASSERT_EQ(plan("--lang ru --wage 20 --html " + file("plan.html")).exit, Exit::ok);
  EXPECT_THAT(content("plan.html"), AllOf(HasSubstr("Обещание и его вероятность"), HasSubstr("Маржа")));
}

TEST_F(PlanCommand, ARosterOfTheFirstWeekIsMadeAndWhatItHasTooMuchIsPaid) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const CapturedRun ran = run(file("counts.csv") + " --zone UTC --terms " + file("terms.json") +
                              " --handle 180s --patience 3m --horizon 1mo --courses 10 --wage 20 --json");
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  const auto value = boost::json::parse(ran.out);
  EXPECT_THAT(report::breaches(value, "plan.schema.json"), IsEmpty());
  const auto& week = value.at("first_week");
  EXPECT_EQ(week.at("monday"), "2024-04-01");
  const double excess =
      week.at("hours_paid").to_number<double>() / week.at("hours_required").to_number<double>() - 1;
  EXPECT_GT(excess, 0) << "no shift is an hour and a half";
  const auto& month = value.at("months").at(0);
  EXPECT_NEAR(month.at("cost").to_number<double>(),
              2'000 * month.at("agent_hours").to_number<double>() * (1 + excess) / 0.7, 1);
}

TEST_F(PlanCommand, PeopleAndSitesArePlannedForTheStaffChosen) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  write("people.json", R"({"staff": [{"heads": 3}]})");
  write("sites.json", R"({"currency": "EUR", "sites": [
    {"name": "A", "kind": "onshore", "zone": "UTC", "wages": [{"hour": "15"}], "on_costs": "20%"},
    {"name": "B", "kind": "offshore", "zone": "UTC", "wages": [{"hour": "10"}]}]})");
  const CapturedRun ran =
      plan("--json --wage 20 --people " + file("people.json") + " --sites " + file("sites.json"));
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  const auto value = boost::json::parse(ran.out);
  EXPECT_THAT(report::breaches(value, "plan.schema.json"), IsEmpty());
  EXPECT_THAT(report::breaches(value.at("headcount"), "headcount.schema.json"), IsEmpty());
  EXPECT_THAT(report::breaches(value.at("sites"), "sites-comparison.schema.json"), IsEmpty());
  EXPECT_NEAR(value.at("headcount").at("months").at(0).at("phone_hours").to_number<double>(),
              value.at("agent_hours").to_number<double>(), 1e-6);
  // Productive time is that of the people, on average of a year.
  const auto& month = value.at("months").at(0);
  EXPECT_NEAR(
      month.at("cost").to_number<double>(),
      2'000 * month.at("agent_hours").to_number<double>() / (1 - value.at("shrinkage").to_number<double>()),
      1);
  ASSERT_EQ(plan("--people " + file("people.json") + " --sites " + file("sites.json") + " --html " +
                 file("plan.html"))
                .exit,
            Exit::ok);
  EXPECT_THAT(content("plan.html"),
              AllOf(HasSubstr("People, month by month"), HasSubstr("Where calls are taken")));
  // Without a wage an hour costs what it does at the cheapest site.
  const CapturedRun cheapest = plan("--json --sites " + file("sites.json"));
  ASSERT_EQ(cheapest.exit, Exit::ok) << cheapest.err;
  const auto without = boost::json::parse(cheapest.out);
  const auto& b = without.at("sites").at("alternatives").at(1);
  EXPECT_EQ(b.at("name"), "B");
  const double cost = without.at("months").at(0).at("cost").to_number<double>();
  EXPECT_NEAR(cost, 1'000 * without.at("agent_hours").to_number<double>() / 0.7, 0.01 * cost);
  EXPECT_THAT(cheapest.out, HasSubstr("cheapest alternative"));
  EXPECT_EQ(plan("--shrinkage 20% --people " + file("people.json")).exit, Exit::usage);
  write(
      "pounds.json",
      R"({"currency": "GBP", "sites": [{"name": "A", "kind": "onshore", "zone": "UTC", "wages": [{"hour": "15"}]}]})");
  const CapturedRun other = plan("--sites " + file("pounds.json"));
  EXPECT_EQ(other.exit, Exit::usage);
  EXPECT_THAT(other.err, AllOf(HasSubstr("pounds.json"), HasSubstr("GBP"), HasSubstr("terms.json")));
}

TEST_F(PlanCommand, WhatIfMoreAgentsLeave) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  write("people.json", R"({"staff": [{"heads": 3}], "attrition": "10%"})");
  const std::string change = " --what-if \"attrition +300%\"";
  const CapturedRun ran = plan("--json --people " + file("people.json") + change);
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  const auto value = boost::json::parse(ran.out);
  EXPECT_THAT(report::breaches(value, "plan.schema.json"), IsEmpty());
  EXPECT_GE(value.at("what_if").at(0).at("hires").at("adapted").as_int64(), 0);
  const CapturedRun usual = plan("--people " + file("people.json"));
  EXPECT_THAT(usual.out, HasSubstr("attrition +50% ("));
  const CapturedRun without = plan(change);
  EXPECT_EQ(without.exit, Exit::usage);
  EXPECT_THAT(without.err, HasSubstr("--people"));
}

TEST_F(PlanCommand, TheSameTeamHasChatsAndTickets) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const char* const kDesk = R"({"zone": "UTC", "hours": "Mon-Fri 09:00-10:30", "channels": [
    {"name": "chat", "kind": "chat", "records": "counts.csv", "handle": "6m", "patience": "2m", "target": "80/60",
     "at_once": 2, "slowdown": "20%"},
    {"name": "mail", "kind": "work", "records": "counts.csv", "handle": "5m", "target": "90% within 24h"}]})";
  write("desk.json", kDesk);
  const CapturedRun ran = plan("--json --wage 20 --desk " + file("desk.json"));
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  const auto value = boost::json::parse(ran.out);
  EXPECT_THAT(report::breaches(value, "plan.schema.json"), IsEmpty());
  const auto& desk = value.at("desk");
  ASSERT_THAT(desk.at("channels").as_array(), SizeIs(2));
  const auto& mail = desk.at("channels").at(1);
  EXPECT_NEAR(mail.at("hours").to_number<double>(), mail.at("contacts").to_number<double>() / 12, 1e-6);
  EXPECT_GE(mail.at("in_time").to_number<double>(), 0.9 - 1e-9);
  const auto& month = value.at("months").at(0);
  const double added = desk.at("months").at(0).at("added_hours").to_number<double>();
  EXPECT_GE(added, desk.at("channels").at(0).at("hours").to_number<double>() - 1e-6);
  EXPECT_NEAR(month.at("cost").to_number<double>(),
              2'000 * (month.at("agent_hours").to_number<double>() + added) / 0.7, 1);
  EXPECT_THAT(plan("--desk " + file("desk.json")).out, HasSubstr("beside those on the phones"));
  const auto refused = [&](std::string_view from, std::string_view to) {
    std::string text = kDesk;
    write("wrong.json", text.replace(text.find(from), from.size(), to));
    const CapturedRun wrong = plan("--desk " + file("wrong.json"));
    EXPECT_NE(wrong.exit, Exit::ok);
    return wrong.err;
  };
  EXPECT_THAT(refused("\"UTC\"", "\"Europe/Berlin\""), AllOf(HasSubstr("(zone)"), HasSubstr("terms.json")));
  EXPECT_THAT(refused("\"zone\"", "\"interruptible\": false, \"zone\""), HasSubstr("(interruptible)"));
  EXPECT_THAT(refused("90% within", "90% by"), HasSubstr("(channels[1].target)"));
}

TEST_F(PlanCommand, AClauseThatNoStaffKeepsIsNamedAndTheOthersDecide) {
  std::string terms = kTerms;
  terms.insert(
      terms.find("}],\n \"prices\""),
      R"(}, {"name": "Short calls", "kpi": {"definition": "aht", "version": 1}, "target": {"at_most": "60s"})");
  write("short.json", terms);
  const CapturedRun ran = plan("", "short.json");
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("keep every other clause"), HasSubstr("No staff keeps “Short calls”")));
}

TEST_F(PlanCommand, FilesThatContradictEachOtherAreNamed) {
  std::string scoped = kTerms;
  scoped.insert(scoped.find(R"(, "penalty")"), R"(, "scope": {"queues": ["cards"]})");
  write("scoped.json", scoped);
  CapturedRun ran = plan("", "scoped.json");
  EXPECT_EQ(ran.exit, Exit::usage);
  EXPECT_THAT(ran.err,
              AllOf(HasSubstr("scoped.json"), HasSubstr("'cards'"), HasSubstr("records do not have")));
  ran = plan("--zone Europe/Berlin");
  EXPECT_NE(ran.exit, Exit::ok);
  std::string late = kTerms;
  late.replace(late.find("2024-01-01"), 10, "2027-01-01");
  write("late.json", late);
  ran = plan("", "late.json");
  EXPECT_EQ(ran.exit, Exit::usage);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("end on 2024-03-29"), HasSubstr("begin on 2027-01-01")));
}

TEST_F(PlanCommand, EveryFaultOfTheTermsIsToldWithItsPath) {
  write("bad.json", R"({"client": "c", "currency": "EURO", "valid": {"from": "soon"}, "zone": "UTC"})");
  const CapturedRun ran = plan("", "bad.json");
  EXPECT_EQ(ran.exit, Exit::data);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("currency"), HasSubstr("valid.from")));
}

TEST_F(PlanCommand, ArgumentsItCannotUseAreRefusedWithARightExample) {
  for (const auto& [more, said] :
       std::vector<std::pair<std::string, std::string>>{{"--horizon 5w", "write 3mo"},
                                                        {"--probability 0%", "write 90%"},
                                                        {"--shrinkage 100%", "write 30%"},
                                                        {"--wage -3", "24.50"},
                                                        {"--what-if \"volume more\"", "volume +20%"},
                                                        {"--patience 0s", "write 2m"}}) {
    const CapturedRun ran =
        run(file("counts.csv") + " --zone UTC --handle 180s --terms " + file("terms.json") + " " + more);
    EXPECT_EQ(ran.exit, Exit::usage) << more;
    EXPECT_THAT(ran.err, HasSubstr(said)) << more;
  }
  const CapturedRun none =
      run(file("counts.csv") + " --zone UTC --terms " + file("terms.json") + " --no-roster");
  EXPECT_EQ(none.exit, Exit::usage);
  EXPECT_THAT(none.err, HasSubstr("--handle"));
}

TEST_F(PlanCommand, StopsWhenAskedTo) {
  const CapturedRun ran =
      run(file("counts.csv") + " --zone UTC --handle 180s --terms " + file("terms.json"), true);
  EXPECT_EQ(ran.exit, Exit::cancelled);
}

}  // namespace
}  // namespace tandem::app
