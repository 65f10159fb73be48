// Terms come from people: any text is terms or a list of what is wrong with them, and under sound terms a
// worse figure never costs less, caps hold, and a month's lines add up.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "agree/sla/settle.hpp"
#include "agree/sla/terms_json.hpp"
#include "core/base/check.hpp"

namespace {

using namespace tandem::sla;
using tandem::Decimal;
using tandem::Duration;
using tandem::Money;

void check_scale(const Clause& clause, const Scale& scale, Side side, const Money& fee) {
  const bool up = goes_up(clause.judged_by().direction, side);
  std::int64_t before = 0;
  // From the better end to the worse of a penalty, outward from the target of a bonus.
  for (int i = 0; i <= 200; ++i) {
    const Decimal figure = Decimal::millionths((up ? i : 200 - i) * (Decimal::kUnit / 2));
    const Charged charged = charge(scale, clause.judged_by(), side, figure, fee);
    const std::int64_t cost = charged.amount.minor_units();
    TANDEM_CHECK(cost >= before, "further from the target costs, or earns, no less");
    TANDEM_CHECK(!scale.cap || cost <= amount_of(*scale.cap, fee).minor_units(), "a cap holds");
    before = cost;
  }
}

MonthOutcome month_of(const Terms& terms) {
  MonthOutcome outcome;
  const std::chrono::year_month_day from(terms.valid_from);
  outcome.month = from.year() / from.month();
  outcome.queues = {"a"};
  Cell cell{.queue = tandem::QueueId(0),
            .from = start_of_day(terms.valid_from, *terms.zone),
            .length = Duration::minutes(30),
            .waits = {Duration::seconds(30)}};
  cell.tally.offered = 3;
  cell.tally.answered = 2;
  cell.tally.answered_in_threshold = 1;
  cell.tally.abandoned = 1;
  cell.tally.wait_answered_total = Duration::seconds(60).microseconds();
  outcome.clauses.assign(terms.clauses.size(), {cell});
  outcome.volumes = {.calls_offered = 30'000,
                     .calls_answered = 29'000,
                     .talk = Duration::hours(2'000),
                     .handle = Duration::hours(2'500),
                     .agent_time = Duration::hours(3'200),
                     .tickets = 12'345,
                     .subscribers = 54'321};
  return outcome;
}

void settle_month(const Terms& terms) {
  const auto settled = evaluate(terms, month_of(terms));
  if (!settled) {
    TANDEM_CHECK(settled.error().code == tandem::ErrorCode::limit, "a sound month is settled or too dear");
    return;
  }
  Money sum(0, terms.currency);
  for (const Line& line : settled->lines) sum = sum + line.amount;
  TANDEM_CHECK(sum == settled->total, "the lines add up to the total");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto terms = parse_terms({reinterpret_cast<const char*>(data), size}, "terms.json");
  if (!terms) {
    TANDEM_CHECK(!terms.error().empty(), "what is no terms has faults");
    for (const tandem::Error& fault : terms.error())
      TANDEM_CHECK(!fault.message.empty(), "a fault says what is wrong");
    return 0;
  }
  const Money fee(12'345'678, terms->currency);
  for (const Clause& clause : terms->clauses) {
    if (clause.penalty) check_scale(clause, *clause.penalty, Side::penalty, fee);
    if (clause.bonus) check_scale(clause, *clause.bonus, Side::bonus, fee);
  }
  settle_month(*terms);
  return 0;
}
