#include "agree/sla/settle.hpp"

#include <algorithm>

#include "core/base/check.hpp"

namespace tandem::sla {
namespace {

constexpr std::int64_t kMinute = Duration::minutes(1).microseconds();
constexpr std::int64_t kHour = Duration::hours(1).microseconds();

Quantity quantity_of(Per per, const Volumes& volumes) {
  switch (per) {
    case Per::offered_call:
      return {volumes.calls_offered};
    case Per::answered_call:
      return {volumes.calls_answered};
    case Per::talk_minute:
      return {volumes.talk.microseconds(), kMinute};
    case Per::handle_minute:
      return {volumes.handle.microseconds(), kMinute};
    case Per::agent_hour:
      return {volumes.agent_time.microseconds(), kHour};
    case Per::ticket:
      return {volumes.tickets};
    case Per::subscriber:
      return {volumes.subscribers};
    case Per::month:
      break;
  }
  return {1};
}

/// Adds lines to a fee that stays within kAmountMax.
class Fee {
 public:
  explicit Fee(Currency currency) : total_(0, currency) {}

  Result<void> add(std::vector<Line> lines) {
    for (Line& line : lines) {
      total_ = total_ + line.amount;
      if (total_.minor_units() > kAmountMax)
        return failure(ErrorCode::limit, "the month's fee is more than an amount may be");
      lines_.push_back(std::move(line));
    }
    return {};
  }
  const Money& total() const { return total_; }
  std::vector<Line> take() { return std::move(lines_); }

 private:
  Money total_;
  std::vector<Line> lines_;
};

ClauseResult judge(const Clause& clause, Measurement measured, const Money& fee) {
  const Money nothing(0, fee.currency());
  const Charged none{.before_cap = nothing, .amount = nothing};
  ClauseResult result{.measured = std::move(measured), .penalty = none, .bonus = none};
  if (!result.measured.figure || result.measured.ramp_up) return result;
  const Target target = clause.judged_by();
  const Decimal figure = *result.measured.figure;
  result.verdict = target.met_by(figure) ? Verdict::met : Verdict::missed;
  if (clause.penalty) result.penalty = charge(*clause.penalty, target, Side::penalty, figure, fee);
  if (clause.bonus) result.bonus = charge(*clause.bonus, target, Side::bonus, figure, fee);
  return result;
}

/// A line for what one side of the scales comes to, unless it is nothing.
void add_scale_line(Settlement& settled, Line::Kind kind, const std::string& name, const Money& amount,
                    Side side) {
  if (amount.minor_units() == 0) return;
  const Money nothing(0, amount.currency());
  settled.lines.push_back({.kind = kind,
                           .name = name,
                           .quantity = std::nullopt,
                           .amount = side == Side::penalty ? nothing - amount : amount});
}

/// The sum of one side over all clauses, within its cap; the lines of both.
Money settle_side(const Terms& terms, Side side, const std::optional<Charge>& cap, Settlement& settled,
                  bool& cap_bound) {
  const bool penalty = side == Side::penalty;
  Money sum(0, terms.currency);
  for (std::size_t i = 0; i < terms.clauses.size(); ++i) {
    const Money& amount = (penalty ? settled.clauses[i].penalty : settled.clauses[i].bonus).amount;
    sum = sum + amount;
    add_scale_line(settled, penalty ? Line::Kind::penalty : Line::Kind::bonus, terms.clauses[i].name, amount,
                   side);
  }
  if (!cap) return sum;
  const Money most = amount_of(*cap, settled.fee);
  if (sum.minor_units() <= most.minor_units()) return sum;
  cap_bound = true;
  add_scale_line(settled, Line::Kind::cap, penalty ? "cap on penalties" : "cap on bonuses", most - sum, side);
  return most;
}

}  // namespace

Result<std::vector<Line>> fee_lines(const Terms& terms, const Volumes& volumes,
                                    std::span<const TimeEntry> time) {
  Fee fee(terms.currency);
  for (const Price& price : terms.prices) {
    const Quantity quantity = quantity_of(price.per, volumes);
    if (quantity.parts < 0)
      return failure(ErrorCode::bad_value, "{}: a quantity of less than 0 cannot be paid for", price.name);
    TANDEM_ASSIGN(lines, lines_of(price, quantity, terms.currency));
    TANDEM_TRY(fee.add(std::move(lines)));
  }
  if (terms.time_and_material) {
    TANDEM_ASSIGN(lines, lines_of(*terms.time_and_material, time, terms.currency));
    TANDEM_TRY(fee.add(std::move(lines)));
  } else if (!time.empty()) {
    return failure(ErrorCode::bad_value, "time was logged, and the terms have no hourly rates");
  }
  if (terms.minimum && fee.total().minor_units() < terms.minimum->minor_units())
    TANDEM_TRY(fee.add({{.kind = Line::Kind::minimum,
                         .name = "minimum fee",
                         .quantity = std::nullopt,
                         .amount = *terms.minimum - fee.total()}}));
  return fee.take();
}

Settlement settle(const Terms& terms, std::vector<Measurement> measured, std::vector<Line> fee_lines) {
  TANDEM_CHECK(measured.size() == terms.clauses.size(), "a month has a figure for each clause");
  const Money nothing(0, terms.currency);
  Settlement settled{
      .lines = std::move(fee_lines), .fee = nothing, .penalty = nothing, .bonus = nothing, .total = nothing};
  for (const Line& line : settled.lines) settled.fee = settled.fee + line.amount;
  for (std::size_t i = 0; i < terms.clauses.size(); ++i)
    settled.clauses.push_back(judge(terms.clauses[i], std::move(measured[i]), settled.fee));
  settled.penalty = settle_side(terms, Side::penalty, terms.penalty_cap, settled, settled.penalty_cap_bound);
  settled.bonus = settle_side(terms, Side::bonus, terms.bonus_cap, settled, settled.bonus_cap_bound);
  settled.total = settled.fee - settled.penalty + settled.bonus;
  return settled;
}

Result<Settlement> evaluate(const Terms& terms, const MonthOutcome& outcome) {
  const LocalDay first(outcome.month / std::chrono::day(1));
  const LocalDay last(outcome.month / std::chrono::last);
  if (last < terms.valid_from || (terms.valid_until && first > *terms.valid_until))
    return failure(ErrorCode::bad_value, "the terms are not valid in {}", to_text(outcome.month));
  if (outcome.clauses.size() != terms.clauses.size())
    return failure(ErrorCode::bad_value, "the month has cells for {} clauses; the terms have {}",
                   outcome.clauses.size(), terms.clauses.size());
  std::vector<Measurement> measured;
  for (std::size_t i = 0; i < terms.clauses.size(); ++i) {
    for (const Cell& cell : outcome.clauses[i])
      if (cell.queue.index() >= outcome.queues.size())
        return failure(ErrorCode::bad_value, "a cell of '{}' is of a queue that the month does not name",
                       terms.clauses[i].name);
    measured.push_back(measure(terms, terms.clauses[i], outcome, outcome.clauses[i]));
  }
  TANDEM_ASSIGN(lines, fee_lines(terms, outcome.volumes, outcome.time));
  return settle(terms, std::move(measured), std::move(lines));
}

}  // namespace tandem::sla
