#include "app/plan_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/forecast_output.hpp"
#include "app/number_text.hpp"

namespace tandem::app {

using report::Language;

std::string percent_text(std::optional<double> share) {
  return share ? fmt::format("{:.1f} %", *share * 100) : "-";
}

std::string whole_text(double number) {
  const std::string digits = grouped(fmt::format("{:.0f}", std::abs(number)));
  return std::round(number) < 0 ? "-" + digits : digits;
}

std::string money_text(double minor_units, Currency currency) {
  return fmt::format("{} {}", whole_text(minor_units / static_cast<double>(currency.minor_units_per_unit())),
                     currency.code());
}

std::string weekday_text(int weekday) {
  constexpr std::array<std::string_view, 7> kDays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  return std::string(kDays[static_cast<std::size_t>(weekday)]);
}

std::string figure_text(double figure, const sla::Clause& clause) {
  switch (clause.judged_in()) {
    case kpi::Unit::share:
      return fmt::format("{:.1f} %", figure);
    case kpi::Unit::seconds:
      return fmt::format("{:.1f} s", figure);
    case kpi::Unit::count:
      break;
  }
  return whole_text(figure);
}

std::string target_text(const sla::Clause& clause, Language language) {
  const sla::Target target = clause.judged_by();
  const bool at_least = target.direction == sla::Direction::at_least;
  const std::string_view word =
      language == Language::en ? (at_least ? "at least" : "at most") : (at_least ? "не менее" : "не более");
  return fmt::format("{} {}", word, sla::in_words(target.value, clause.judged_in()));
}

FormulaOdds formula_odds(const PlanResult& plan, std::size_t formula) {
  const auto promise = quote::service_level_clause(plan.terms);
  if (!promise) return {};
  const sla::Clause& clause = plan.terms.clauses[*promise];
  std::vector<double> levels;
  double met = 0;
  for (const std::vector<double>& month : plan.best().odds.service_levels[formula]) {
    for (const double level : month)
      met += clause.target.met_by(Decimal::millionths(std::llround(level * 1e8))) ? 1 : 0;
    levels.insert(levels.end(), month.begin(), month.end());
  }
  FormulaOdds odds{.level = quote::spread_of(levels), .target_met = std::nullopt};
  if (!levels.empty() && clause.window.each == sla::Window::Each::month)
    odds.target_met = met / static_cast<double>(levels.size());
  return odds;
}

std::vector<std::string> out_of_reach(const PlanResult& plan, Language language) {
  std::vector<std::string> all;
  const quote::Odds& most = plan.offers.offers.back().odds;
  for (std::size_t i = 0; i < plan.terms.clauses.size(); ++i) {
    if (plan.offers.reachable[i]) continue;
    const sla::Clause& clause = plan.terms.clauses[i];
    const auto hardest = std::ranges::min_element(most.months, {}, [i](const quote::MonthOdds& month) {
      return month.clauses[i].probability().value_or(1);
    });
    const quote::ClauseOdds& odds = hardest->clauses[i];
    all.push_back(fmt::format(
        fmt::runtime(language == Language::en ? "No staff keeps “{}” ({}) with a probability of {}: even {} "
                                                "agent hours in all come to {} in "
                                                "{} on average, and keep it in {} of the courses."
                                              : "Никакой штат не выполнит «{}» ({}) с вероятностью {}: даже "
                                                "{} часов на линии дают в среднем {} в "
                                                "{} и выполняют условие в {} прогонов."),
        clause.name, target_text(clause, language), percent_text(plan.asked.probability),
        whole_text(most.agent_hours), odds.figure ? figure_text(odds.figure->mean, clause) : "-",
        to_text(hardest->month), percent_text(odds.probability())));
  }
  return all;
}

std::string change_text(const quote::WhatIf& made, Language language) {
  if (!made.manning) return made.change.text;
  const std::uint32_t hires = made.manning->adapted.hires, planned = made.manning->as_is.hires;
  const std::string_view words =
      hires == planned ? (language == Language::en ? "{} ({} hired)" : "{} (нанять {})")
                       : (language == Language::en ? "{} ({} hired, not {})" : "{} (нанять {}, а не {})");
  return fmt::format(fmt::runtime(words), made.change.text, hires, planned);
}

namespace {

/// Sentences in one language, gathered.
class Sentences {
 public:
  explicit Sentences(Language language) : language_(language) {}
  template <class... Args>
  void add(std::string_view english, std::string_view russian, const Args&... args) {
    all_.push_back(fmt::format(fmt::runtime(language_ == Language::en ? english : russian), args...));
  }
  std::vector<std::string> take() && { return std::move(all_); }

 private:
  Language language_;
  std::vector<std::string> all_;
};

/// Of who works, and what that costs.
void add_supply(const PlanResult& plan, Sentences& all) {
  if (!plan.hour)
    all.add("no cost: say what a paid hour costs with --wage",
            "затраты не посчитаны: стоимость оплачиваемого часа задаёт --wage");
  if (plan.week.usual_rules)
    all.add("shifts of 8 hours with half an hour of lunch, part time of 4 and 6 hours; your own with --rules",
            "смены по 8 часов с получасовым обедом, неполные по 4 и 6 часов; свои правила задаёт --rules");
  if (!plan.hour_of.empty())
    all.add("a paid hour costs what the cheapest alternative for all of them costs in all: {}, {}",
            "оплачиваемый час стоит столько, сколько самый дешёвый вариант в целом: {}, {}", plan.hour_of,
            to_text(plan.hour->paid_hour));
  if (plan.people && std::ranges::any_of(plan.people->plan.months, [](const headcount::MonthPlan& month) {
        return month.reason != headcount::Short::none;
      }))
    all.add(
        "the people on board and those who can be hired in time are too few in some months: odds are of "
        "agents who are all there",
        "имеющихся и успевающих выйти людей в некоторые месяцы не хватает: вероятности - при полном "
        "штате");
  if (plan.hour && plan.week.roster && plan.hour_of.empty())
    all.add("shifts cover {} more hours than the phones need, as in the first week",
            "смены покрывают на {} больше часов, чем нужно на линии, как в первую неделю",
            percent_text(plan.hour->excess));
}

}  // namespace

std::vector<std::string> assumptions_of(const PlanResult& plan, Language language) {
  Sentences all(language);
  all.add(
      "{} courses that the days may take, drawn as far from the forecast as days were before, each simulated "
      "with the "
      "router of the live floor; those beside the chosen staff and of what-ifs over {}",
      "{} возможных ходов событий, столь же далёких от прогноза, как прежние дни; каждый прогнан через "
      "маршрутизатор "
      "настоящего зала; соседние варианты и «что, если» - по {} прогонам",
      plan.best().odds.courses, std::min(plan.best().odds.courses, quote::kCoursesOfSearch));
  // Of a share of so many draws, by the normal approximation.
  constexpr double kNormal95 = 1.96;
  const double asked = plan.asked.probability, courses = static_cast<double>(plan.best().odds.courses);
  all.add(
      "so many courses tell a probability of {} to within {:.0f} points (95 % confidence); more with "
      "--courses",
      "по стольким прогонам вероятность {} известна с точностью {:.0f} п. п. (доверие 95 %); больше - "
      "--courses",
      percent_text(asked), std::ceil(100 * kNormal95 * std::sqrt(asked * (1 - asked) / courses)));
  if (plan.floor.queues.size() > 1)
    all.add("one team takes the calls of all {} queues, the longest wait first",
            "одна команда принимает звонки всех {} очередей, дольше ждущих - первыми",
            plan.floor.queues.size());
  if (plan.from_totals)
    all.add(
        "talk is exponential around the mean stated, and so is patience where it is given",
        "разговор распределён экспоненциально вокруг указанного среднего, терпение, если указано, - тоже");
  else
    all.add(
        "callers talk as long and wait as patiently as in the records; who calls again is in the forecast",
        "звонящие говорят и ждут так же долго, как в записях; повторные звонки учтены в прогнозе");
  if (plan.desk) {
    all.add("no outages come", "сбоев не будет");
    all.add(
        "tickets are put down when a call comes, so that callers do not notice them; agents of chats and "
        "those added for tickets take no calls; with another staff they are as with the one chosen",
        "заявку откладывают, когда приходит звонок, и звонящие её не замечают; операторы чатов и добавленные "
        "для заявок звонков не берут; при другом штате их столько же, сколько при выбранном");
  } else {
    all.add("outages, tickets, mail and chats take no agent's time: what else there is to do tells --desk",
            "сбои, заявки, почта и чаты не отнимают времени операторов: прочую работу задаёт --desk");
  }
  all.add("{} of paid time is spent away from the phones", "{} оплачиваемого времени проходит не на линии",
          percent_text(plan.shrinkage));
  if (plan.look_back && plan.look_back->available)
    all.add(
        "hours on the phones are those in which an agent is there for callers: in the months that were, {} "
        "of the time on duty",
        "часы на линии - те, когда оператор доступен для звонков: в прошедшие месяцы {} времени на смене",
        percent_text(plan.look_back->available));
  add_supply(plan, all);
  return std::move(all).take();
}

OfferSums sums_of(const PlanResult& plan, const quote::Offer& offer) {
  OfferSums sums;
  for (const quote::MonthOdds& month : offer.odds.months) {
    sums.penalty += month.penalty.mean;
    sums.bonus += month.bonus.mean;
    sums.total += month.total.mean;
  }
  if (plan.hour) {
    sums.cost = quote::cost_of(offer.odds, *plan.hour).sum();
    sums.margin = sums.total - *sums.cost;
  }
  return sums;
}

std::optional<double> cost_of_month(const PlanResult& plan, const quote::MonthOdds& month) {
  if (!plan.hour) return std::nullopt;
  const quote::Odds& odds = plan.best().odds;
  const auto place = static_cast<std::size_t>(&month - odds.months.data());
  return quote::cost_of(odds, *plan.hour, place).sum();
}

std::size_t agents_working(const rosters::Roster& roster) {
  std::vector<bool> works(roster.problem.people.size());
  for (const rosters::RosterShift& shift : roster.shifts) works[shift.person] = true;
  return static_cast<std::size_t>(std::ranges::count(works, true));
}

}  // namespace tandem::app
