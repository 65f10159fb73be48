#include "agree/sla/terms_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "agree/sla/settle.hpp"
#include "agree/sla/terms_for_test.hpp"
#include "core/calendar/hours_text.hpp"

namespace tandem::sla {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Terms guide_terms(const std::string& name) {
  std::ifstream file(fmt::format("{}/docs/guide/terms/{}.json", TANDEM_SOURCE_DIR, name));
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto terms = parse_terms(text, name);
  EXPECT_TRUE(terms) << terms.error().front().to_string();
  return terms ? *terms : Terms();
}

LocalDay day(int year, unsigned month, unsigned number) {
  return LocalDay(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(number));
}

TEST(TermsJson, LeavesOutWhatHasADefault) {
  const Terms terms = terms_with(R"("clauses": [{"name": "k", "kpi": {"definition": "strict", "version": 1,
      "threshold": "20s"}, "target": {"at_least": "80%"}}])");
  EXPECT_EQ(terms.client, "c");
  EXPECT_EQ(terms.currency, eur());
  EXPECT_EQ(terms.valid_from, day(2026, 1, 1));
  EXPECT_FALSE(terms.valid_until);
  EXPECT_EQ(terms.zone, &Zone::utc());
  EXPECT_THAT(terms.prices, IsEmpty());
  const Clause& clause = terms.clauses.at(0);
  EXPECT_EQ(clause.kpi->id, "strict");
  EXPECT_EQ(clause.rules, kpi::Rules());
  EXPECT_EQ(clause.window, Window());
  EXPECT_EQ(clause.scope, Scope());
  EXPECT_EQ(clause.exclusions, Exclusions());
  EXPECT_FALSE(clause.penalty || clause.bonus || terms.penalty_cap || terms.minimum ||
               terms.time_and_material);
}

TEST(TermsJson, ReadsHowCallsAreCounted) {
  const Terms terms =
      terms_with(R"("clauses": [{"name": "k", "kpi": {"definition": "drop_short", "version": 1,
      "threshold": {"under": "20s"}, "short": {"at_most": "5s"}, "clock": "menu_left", "ring_time": false,
      "attribution": "service_level_event", "counts": {"callback": "answered", "voicemail": "left_out"}},
      "target": {"at_least": 0.8}}])");
  kpi::Rules rules;
  rules.answer = {Duration::seconds(20), kpi::Threshold::Comparison::under};
  rules.short_abandon = {Duration::seconds(5), kpi::Threshold::Comparison::at_most};
  rules.clock = kpi::Clock::menu_left;
  rules.ring_time_counts = false;
  rules.attribution = kpi::Attribution::service_level_event;
  rules.counts[static_cast<std::size_t>(Outcome::callback)] = kpi::CountsAs::answered;
  rules.counts[static_cast<std::size_t>(Outcome::voicemail)] = kpi::CountsAs::left_out;
  EXPECT_EQ(terms.clauses.at(0).rules, rules);
  EXPECT_EQ(terms.clauses.at(0).target, (Target{Direction::at_least, Decimal::whole(80)}));
}

TEST(TermsJson, ReadsTheBanksTerms) {
  const Terms terms = guide_terms("bank-80-20");
  ASSERT_EQ(terms.clauses.size(), 4U);
  const Clause& level = terms.clauses[0];
  EXPECT_THAT(level.scope.queues, ElementsAre("cards", "accounts"));
  EXPECT_EQ(calendar::to_text(level.scope.hours), "Mon-Fri 08:00-20:00; Sat 10:00-16:00; Sun closed");
  EXPECT_THAT(level.exclusions.days, ElementsAre(DayRange{day(2026, 12, 24), day(2026, 12, 26)}));
  EXPECT_EQ(level.exclusions.over_forecast, Decimal::whole(120));
  EXPECT_EQ(level.exclusions.ramp_up_months, 2);
  ASSERT_EQ(level.penalty->steps.size(), 3U);
  EXPECT_EQ(level.penalty->steps[0],
            (Step{Decimal::whole(75), Decimal::whole(80), PercentOfFee{Decimal::whole(2)}}));
  EXPECT_EQ(terms.clauses[1].window,
            (Window{Window::Each::interval, Duration::minutes(30), Decimal::whole(90)}));
  EXPECT_EQ(terms.clauses[3].penalty->steps[1], (Step{Decimal::whole(45), std::nullopt, euros(150'000)}));
  EXPECT_EQ(terms.penalty_cap, Charge(PercentOfFee{Decimal::whole(12)}));
  EXPECT_EQ(terms.prices[0].per, Per::agent_hour);
  EXPECT_EQ(terms.prices[0].tiers.at(0).price, decimal("34.5"));
}

/// 20,500 minutes in two tiers, 55,000 subscribers at the price of the second.
TEST(TermsJson, ReadsTheHelpDesksTermsWhichPriceAMonth) {
  const Terms terms = guide_terms("help-desk-minutes");
  const Volumes volumes = {.handle = Duration::minutes(20'500), .tickets = 4'000, .subscribers = 55'000};
  const std::vector<TimeEntry> time = {{"engineer", "4711", day(2026, 3, 2), Duration::minutes(20)},
                                       {"engineer", "4711", day(2026, 3, 3), Duration::minutes(20)},
                                       {"trainer", "4712", day(2026, 3, 3), Duration::minutes(5)}};
  std::vector<std::string> lines;
  const auto made = fee_lines(terms, volumes, time);
  for (const Line& line : *made)
    lines.push_back(fmt::format("{} {} {}", line.name, line.quantity ? line.quantity->to_string() : "-",
                                to_text(line.amount)));
  EXPECT_THAT(lines, ElementsAre("Minutes 20,000 13,600.00 EUR", "Minutes 500 307.50 EUR",
                                 "Tickets 4,000 4,400.00 EUR", "Readiness 55,000 990.00 EUR",
                                 "engineer 0.75 71.25 EUR", "trainer 0.5 39.25 EUR"));
}

TEST(TermsJson, ReadsTheSameTermsHoweverTheirNumbersAreWritten) {
  const auto with = [](const char* price, const char* share, const char* amount) {
    return terms_with(fmt::format(
        R"("prices": [{{"name": "p", "per": "ticket", "price": {}}}], "minimum": {}, "clauses": [{{"name": "k",
           "kpi": {{"definition": "abandonment", "version": 1}}, "target": {{"at_most": {}}}}}])",
        price, amount, share));
  };
  const Terms text = with(R"("0.55")", R"("5.5%")", R"("1200.50 EUR")");
  const Terms numbers = with("0.55", "0.055", "1200.5");
  EXPECT_EQ(text.prices, numbers.prices);
  EXPECT_EQ(text.clauses, numbers.clauses);
  EXPECT_EQ(text.minimum, numbers.minimum);
  EXPECT_EQ(text.minimum, euros(120'050));
}

}  // namespace
}  // namespace tandem::sla
