#include "app/plan_make.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "agree/sla/limits.hpp"
#include "agree/sla/terms_json.hpp"
#include "app/arguments.hpp"
#include "app/plan_desk.hpp"
#include "app/queue_callers.hpp"
#include "app/series_input.hpp"
#include "plan/analysis/analyse.hpp"
#include "plan/analysis/calls_in_order.hpp"
#include "plan/import/source/whole_file.hpp"
#include "plan/quote/coming_floor.hpp"
#include "plan/staffing/rosters/rules_json.hpp"
#include "plan/staffing/rosters/usual_rules.hpp"

namespace tandem::app {
namespace {

using Faults = std::vector<Error>;

/// The steps of a plan in their order, each of which fills its part of the result.
class PlanMaker {
 public:
  PlanMaker(const PlanArguments& arguments, const Session& session, const PlanProgress& progress,
            PlanResult& plan)
      : arguments_(arguments), session_(session), progress_(progress), plan_(plan) {}

  std::expected<void, Faults> make() {
    TANDEM_TRY(read_terms());
    if (const auto done = prepare(); !done) return std::unexpected(Faults{done.error()});
    TANDEM_TRY(read_roster_rules());
    TANDEM_TRY(read_supply(arguments_.supply, plan_));
    if (plan_.people) take_shrinkage_of_people(plan_);
    if (const auto done = read_records(); !done) return std::unexpected(Faults{done.error()});
    TANDEM_TRY(read_desk());
    if (const auto done = plan(); !done) return std::unexpected(Faults{done.error()});
    return {};
  }

 private:
  std::expected<void, Faults> read_terms();
  std::expected<void, Faults> read_roster_rules();
  std::expected<void, Faults> read_desk();
  Result<void> prepare();
  Result<void> plan();
  Result<void> read_numbers();
  Result<void> read_records();
  Result<void> settle_zone();
  Result<void> check_scopes() const;
  Result<void> analyse(const CallsRead& read);
  Result<void> foretell(const CallsRead& read, const SeriesInput& series);
  Result<void> look_back(const CallsRead& read, const SeriesInput& series);
  Result<LocalDay> horizon_until(LocalDay last_known) const;
  quote::Scene scene() const;
  Result<void> find_staffing();
  Result<void> make_roster();
  Result<void> try_changes();
  void tell(std::string_view doing, std::optional<double> done = std::nullopt) const {
    if (progress_) progress_(doing, done);
  }
  quote::Progress teller(std::string_view doing) const {
    return [this, doing](std::size_t done, std::size_t of) {
      tell(doing,
           std::min(1.0, static_cast<double>(done) / static_cast<double>(std::max<std::size_t>(1, of))));
    };
  }

  const PlanArguments& arguments_;
  const Session& session_;
  const PlanProgress& progress_;
  PlanResult& plan_;
  Input input_;
  unsigned threads_ = 1;
  Duration interval_;
  ClientId client_ = ClientId::none();
  CallersSaid said_;
  std::vector<quote::Change> changes_;
  std::int64_t tickets_ = 0;  ///< a month
};

std::expected<void, Faults> PlanMaker::read_terms() {
  const auto text = importing::read_whole_file(arguments_.terms, sla::kTermsBytesMax);
  if (!text) return std::unexpected(Faults{text.error()});
  auto terms = sla::parse_terms(*text, arguments_.terms);
  if (!terms) return std::unexpected(terms.error());
  plan_.terms = std::move(*terms);
  plan_.terms_file = arguments_.terms;
  return {};
}

std::expected<void, Faults> PlanMaker::read_roster_rules() {
  if (arguments_.rules.empty()) return {};
  auto rules = rosters::read_rules(arguments_.rules);
  if (!rules) return std::unexpected(rules.error());
  plan_.week.rules = std::move(*rules);
  return {};
}

Result<void> PlanMaker::read_numbers() {
  TANDEM_ASSIGN(interval, parse_interval(arguments_.interval));
  interval_ = interval;
  tickets_ = arguments_.tickets;
  TANDEM_ASSIGN(probability, parse_probability(arguments_.probability));
  plan_.asked = {.probability = probability, .courses = arguments_.courses};
  if (!arguments_.supply.people.empty() && !arguments_.shrinkage.empty())
    return failure(ErrorCode::usage, "--people states the shrinkage; leave --shrinkage out");
  constexpr const char* kUsual = "30%";
  TANDEM_ASSIGN(shrinkage, parse_shrinkage(arguments_.shrinkage.empty() ? kUsual : arguments_.shrinkage));
  plan_.shrinkage = shrinkage;
  if (!arguments_.wage.empty()) {
    const auto wage = parse_money(arguments_.wage, plan_.terms.currency);
    if (!wage || wage->minor_units() <= 0)
      return failure(ErrorCode::usage,
                     "--wage {}: expected what a paid hour costs, such as 24.50 or \"24.50 {}\"",
                     arguments_.wage, plan_.terms.currency.code());
    plan_.hour = quote::HourCost{.paid_hour = *wage, .shrinkage = shrinkage};
  }
  TANDEM_ASSIGN(said, read_callers_said(arguments_.handle, arguments_.patience));
  said_ = said;
  for (const std::string& text : arguments_.what_if) {
    TANDEM_ASSIGN(change, quote::parse_change(text));
    if (change.attrition != 1 && arguments_.supply.people.empty())
      return failure(ErrorCode::usage, "--what-if '{}': who leaves is told by --people", text);
    changes_.push_back(change);
  }
  if (changes_.empty()) changes_ = quote::usual_changes(!arguments_.supply.people.empty());
  return {};
}

/// Months, days and hours are those of the terms.
Result<void> PlanMaker::settle_zone() {
  const Zone& zone = *plan_.terms.zone;
  if (input_.options.zone != nullptr && input_.options.zone->name() != zone.name())
    return failure(ErrorCode::usage,
                   "the records' zone is {} and that of {} is {}; months and hours need one zone",
                   input_.options.zone->name(), arguments_.terms, zone.name());
  input_.options.zone = &zone;
  plan_.zone = &zone;
  return {};
}

Result<void> PlanMaker::prepare() {
  TANDEM_TRY(read_input(arguments_.input, session_, input_));
  threads_ = std::max(1U, input_.options.threads);
  // Which of two calls is the duplicate, and clock jumps, follow the log's order.
  input_.options.threads = 1;
  TANDEM_TRY(settle_zone());
  return read_numbers();
}

/// What else the team does, forecast as the calls are.
std::expected<void, Faults> PlanMaker::read_desk() {
  if (arguments_.desk.empty()) return {};
  tell("forecasting chats and tickets");
  const PlanDeskAsked asked{.file = arguments_.desk,
                            .probability = arguments_.probability,
                            .paths = plan_.floor.paths.size(),
                            .seed = arguments_.seed,
                            .threads = threads_};
  TANDEM_TRY(read_plan_desk(asked, plan_, session_));
  if (tickets_ == 0) tickets_ = tickets_a_month(*plan_.desk, plan_.months.size());
  return {};
}

Result<void> PlanMaker::plan() {
  TANDEM_TRY(find_staffing());
  if (plan_.desk) {
    tell("staffing chats and tickets");
    TANDEM_TRY(staff_plan_desk(plan_, session_));
  }
  TANDEM_TRY(make_roster());
  tell("planning people and sites");
  TANDEM_TRY(plan_supply(plan_, session_));
  take_cost_of_sites(plan_);
  return try_changes();
}

Result<void> PlanMaker::read_records() {
  CallsRead read(input_.options.threads);
  TANDEM_TRY(read_all(arguments_.input, input_, session_, read));
  if (read.zone->name() != plan_.zone->name())
    return failure(ErrorCode::usage,
                   "the records are of {} and the terms in {} of {}; months and hours need one zone",
                   read.zone->name(), arguments_.terms, plan_.zone->name());
  const std::string& named = arguments_.input.client.empty() ? plan_.terms.client : arguments_.input.client;
  if (read.directory.clients.size() > 1) {
    auto client = read.directory.find_client(named);
    if (!client)
      return failure(ErrorCode::usage,
                     "the records are of {} clients, and none is '{}' of {}; name one with --client",
                     read.directory.clients.size(), named, arguments_.terms);
    client_ = *client;
  }
  plan_.from_totals = read.table.totals() > 0;
  TANDEM_ASSIGN(series, series_of(read, {.interval = interval_, .by = StreamKey::queue, .client = client_}));
  // One part is the whole.
  if (series.parts.size() == 1) series.whole.name = series.parts.front().name, series.parts.clear();
  TANDEM_TRY(analyse(read));
  TANDEM_TRY(foretell(read, series));
  TANDEM_TRY(check_scopes());
  return look_back(read, series);
}

Result<LocalDay> PlanMaker::horizon_until(LocalDay last_known) const {
  using namespace std::chrono;
  constexpr int kMonthsMax = 12;
  int wanted = 0;
  const std::string& text = arguments_.horizon;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), wanted);
  if (fault != std::errc() || std::string_view(end) != "mo" || wanted < 1 || wanted > kMonthsMax)
    return failure(ErrorCode::usage,
                   "--horizon is '{}'; terms are settled by the month: write 3mo, {}mo at most", text,
                   kMonthsMax);
  const LocalDay from = std::max(last_known + days(1), plan_.terms.valid_from);
  const year_month_day date(from);
  year_month first = date.year() / date.month();
  if (date.day() != day(1)) first += std::chrono::months(1);
  const LocalDay until((first + std::chrono::months(wanted - 1)) / last);
  constexpr days kFarthest{400};
  if (until > last_known + kFarthest)
    return failure(ErrorCode::usage,
                   "the records end on {} and the terms of {} begin on {}: {} days at most can be forecast",
                   to_text(last_known), arguments_.terms, to_text(plan_.terms.valid_from), kFarthest.count());
  return until;
}

Result<void> PlanMaker::check_scopes() const {
  for (const sla::Clause& clause : plan_.terms.clauses)
    for (const std::string& queue : clause.scope.queues) {
      const auto& queues = plan_.floor.queues;
      if (std::ranges::find(queues, queue, &quote::Callers::queue) != queues.end()) continue;
      std::vector<std::string_view> known;
      for (const quote::Callers& callers : queues) known.push_back(callers.queue);
      return failure(ErrorCode::usage,
                     "{}: clause '{}' is about the queue '{}', which the records do not have; they have {}",
                     arguments_.terms, clause.name, queue, fmt::join(known, ", "));
    }
  return {};
}

/// By what the terms promise, and their formula where they have one.
Result<void> PlanMaker::analyse(const CallsRead& read) {
  tell("analysing the calls that came");
  const quote::PromisedLevel promised = quote::promised_level(plan_.terms);
  analysis::Options options{.zone = plan_.zone, .interval = interval_, .shrinkage = plan_.shrinkage};
  options.target = promised.share;
  options.rules.answer.limit = promised.within;
  if (const auto promise = quote::service_level_clause(plan_.terms)) {
    const sla::Clause& clause = plan_.terms.clauses[*promise];
    options.rules = clause.rules;
    const auto formulas = kpi::service_level_formulas();
    if (std::ranges::find(formulas, clause.kpi->id, &kpi::Definition::id) != formulas.end())
      options.definition = clause.kpi->id;
  }
  if (client_.known()) options.client = read.directory.clients.name(client_);
  TANDEM_ASSIGN(made, analysis::analyse(read.table, read.directory, read.quality, options));
  plan_.past = std::move(made);
  return {};
}

Result<void> PlanMaker::foretell(const CallsRead& read, const SeriesInput& series) {
  tell("forecasting the calls");
  TANDEM_ASSIGN(until, horizon_until(series.whole.series.days.back()));
  TANDEM_ASSIGN(special,
                special_days(arguments_.calendar, plan_.zone, series.whole.series.days.front(), until));
  const forecast::ForecastOptions options{
      .until = until, .paths = arguments_.courses, .seed = arguments_.seed, .cancel = &session_.cancelled};
  TANDEM_ASSIGN(streams, forecast::forecast_days(series.whole, series.parts, special, options));
  plan_.forecast = std::move(streams);
  TANDEM_ASSIGN(callers, callers_of_queues(read, series, client_, interval_, said_));
  const auto& days = plan_.forecast.front().days;
  if (!days.empty()) plan_.months = quote::months_of(days.front().calls.day, until, plan_.terms);
  if (plan_.months.empty())
    return failure(ErrorCode::usage, "{}: no whole month until {} lies within the terms and has calls",
                   arguments_.terms, to_text(until));
  plan_.floor =
      quote::floor_of(plan_.forecast.front(), std::span(plan_.forecast).subspan(1), std::move(callers),
                      *plan_.zone, LocalDay(plan_.months.front() / std::chrono::day(1)));
  if (said_.handle_seconds) std::ranges::fill(plan_.floor.handle_seconds, *said_.handle_seconds);
  if (plan_.floor.paths.empty())
    return failure(ErrorCode::limit,
                   "the records hold too few days to tell how coming ones may vary; give two weeks or more");
  plan_.family = quote::family_of(plan_.terms, said_.patience_or(series.patience_seconds));
  return {};
}

Result<void> PlanMaker::look_back(const CallsRead& read, const SeriesInput& series) {
  if (plan_.from_totals) return {};
  const quote::LookBackAsked asked{.promised = quote::promised_level(plan_.terms),
                                   .patience_seconds = plan_.family.patience_seconds,
                                   .threads = threads_,
                                   .seed = arguments_.seed,
                                   .cancelled = session_.cancelled};
  const analysis::CallsInOrder calls(read.table, client_);
  const quote::PastCalls past{.records = calls.calls(),
                              .whole = series.whole.series,
                              .parts = series.parts,
                              .callers = plan_.floor.queues,
                              .zone = *plan_.zone};
  TANDEM_ASSIGN(made, quote::look_back(past, asked, teller("simulating the months that were")));
  plan_.look_back = std::move(made);
  return {};
}

quote::Scene PlanMaker::scene() const {
  return {.floor = plan_.floor,
          .terms = plan_.terms,
          .months = plan_.months,
          .counted = {.tickets = tickets_, .subscribers = arguments_.subscribers},
          .seed = arguments_.seed,
          .threads = threads_,
          .cancelled = session_.cancelled};
}

Result<void> PlanMaker::find_staffing() {
  TANDEM_ASSIGN(offers, quote::find_offers(scene(), plan_.family, plan_.asked,
                                           teller("simulating the months to come")));
  plan_.offers = std::move(offers);
  return {};
}

Result<void> PlanMaker::make_roster() {
  FirstWeek& week = plan_.week;
  const bool fits = interval_ == Duration::minutes(15) || interval_ == Duration::minutes(30) ||
                    interval_ == Duration::minutes(60);
  if (arguments_.no_roster || !fits) return {};
  LocalDay monday = plan_.floor.days.front();
  while (std::chrono::weekday(monday) != std::chrono::Monday) monday += std::chrono::days(1);
  week.demand = team_of(plan_, monday, 7);
  week.usual_rules = arguments_.rules.empty();
  if (week.usual_rules) week.rules = rosters::usual_rules(week.demand, 1);
  constexpr double kSeconds = 15;
  auto roster = rosters::make_roster(
      week.demand, week.rules,
      {.seconds = kSeconds,
       .seed = arguments_.seed,
       .cancel = &session_.cancelled,
       .progress = [this](std::string_view) { tell("making the first week's roster"); }});
  if (!roster) return std::unexpected(roster.error());
  week.roster = std::move(*roster);
  if (plan_.hour && week.roster->hours_required > 0)
    plan_.hour->excess = std::max(0.0, week.roster->hours_paid / week.roster->hours_required - 1);
  return {};
}

Result<void> PlanMaker::try_changes() {
  std::size_t done = 0;
  for (const quote::Change& change : changes_) {
    tell("asking what if", static_cast<double>(done++) / static_cast<double>(changes_.size()));
    std::optional<quote::Manning> manning;
    if (change.attrition != 1) {
      TANDEM_ASSIGN(left, manning_under(*plan_.people, change.attrition, session_));
      manning = left;
    }
    TANDEM_ASSIGN(
        made, quote::what_if(scene(), plan_.family, plan_.offers, plan_.asked, plan_.hour, change, manning));
    plan_.what_ifs.push_back(std::move(made));
  }
  return {};
}

}  // namespace

std::expected<void, std::vector<Error>> make_plan(const PlanArguments& arguments, const Session& session,
                                                  const PlanProgress& progress, PlanResult& plan) {
  return PlanMaker(arguments, session, progress, plan).make();
}

}  // namespace tandem::app
