#include "plan/import/anonymous_bank.hpp"

#include <array>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "plan/import/anonymous_bank_row.hpp"
#include "plan/import/duplicates.hpp"
#include "plan/import/file_import.hpp"
#include "plan/import/local_clock.hpp"
#include "plan/import/source/line_reader.hpp"

namespace tandem::importing {
namespace {

using std::chrono::seconds;

constexpr std::string_view kHomeZone = "Asia/Jerusalem";
constexpr std::string_view kNobody = "NO_SERVER";
constexpr seconds kDay{86'400};
/// A service so long is kept and noted: somebody forgot to end the call, or it was no call.
constexpr seconds kLongService{2 * 3'600};
/// The log's two clocks, of the queue and of the service, are so far apart at most on a sound row.
constexpr seconds kClocksApartMax{3};

/// The log's type codes, in the words of its documentation.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kTypes = {{
    {"PS", "PS regular service"},
    {"PE", "PE service in English"},
    {"NE", "NE stock exchange"},
    {"NW", "NW prospective customers"},
    {"IN", "IN internet support"},
    {"TT", "TT callback, agent was busy"},
}};

Duration duration_of(seconds s) { return Duration::seconds(s.count()); }

/// From one time of day to another: the difference that is nearest to none, since a call may cross midnight.
seconds step(seconds from, seconds to) {
  const seconds difference = to - from;
  if (difference < -kDay / 2) return difference + kDay;
  if (difference > kDay / 2) return difference - kDay;
  return difference;
}

/// A length by its two ends, the second of which may be after midnight.
seconds stretch(seconds from, seconds to) { return to < from ? to - from + kDay : to - from; }

/// What rows of a month have in common: the names already met, and the file's clock.
class BankMonth {
 public:
  BankMonth(FileImport& file, const Zone& zone, DuplicateFinder* duplicates)
      : file_(file), clock_(zone), duplicates_(duplicates), client_(file.client("bank")) {}

  Result<void> take(const Line& line);

 private:
  struct TypeNames {
    QueueId queue;  ///< known once a call has entered it
    CallTypeId type;
    bool documented = false;
  };
  CallRecord record_of(const BankRow& row);
  void set_menu(CallRecord& record, const BankRow& row);
  void set_queue(CallRecord& record, const BankRow& row);
  void set_service(CallRecord& record, const BankRow& row);
  void check_service(const BankRow& row);
  Instant at(std::chrono::local_days day, seconds time);
  TypeNames& type_of(std::string_view code);
  AgentId agent_of(const BankRow& row);
  CallerId caller_of(const BankRow& row);

  /// Counts a repair; the sentence is made only where it will be kept.
  template <class Sentence>
  void repaired(const char* kind, BankColumn column, Sentence sentence);
  void note(const char* kind);

  FileImport& file_;
  LocalClock clock_;
  DuplicateFinder* duplicates_;
  ClientId client_;
  std::unordered_map<std::string, TypeNames> types_;
  struct Server {
    AgentId id;
    bool restored = false;
  };
  std::unordered_map<std::string, Server> servers_;
  std::vector<std::pair<const char*, std::uint64_t*>> notes_;
  std::string key_;
  std::uint64_t line_ = 0;
};

template <class Sentence>
void BankMonth::repaired(const char* kind, BankColumn column, Sentence sentence) {
  Repair& repair = file_.quality().repairs[kind];
  ++repair.count;
  if (repair.examples.size() >= kExamplesKept) return;
  repair.examples.push_back(Error{ErrorCode::bad_value,
                                  sentence(),
                                  {.file = file_.path(),
                                   .line = line_,
                                   .column = static_cast<std::uint32_t>(column) + 1,
                                   .field = std::string(name_of(column))}});
}

/// Most rows have a note: its counter is found by the address of its words.
void BankMonth::note(const char* kind) {
  for (const auto& [known, count] : notes_) {
    if (known != kind) continue;
    ++*count;
    return;
  }
  notes_.emplace_back(kind, &file_.quality().notes[kind]);
  ++*notes_.back().second;
}

Result<void> BankMonth::take(const Line& line) {
  line_ = line.number;
  TANDEM_TRY(file_.row());
  TANDEM_ASSIGN(sound, file_.sound(line));
  if (!sound) return {};
  const auto row = read_bank_row(line.text, line.number, file_.path());
  if (!row) return file_.refuse(row.error().kind, row.error().error);
  if (row->blanks_for_a_tab)
    repaired("blanks instead of a tab", BankColumn::priority,
             [] { return std::string("two fields are joined by blanks; taken apart"); });
  if (row->blanks_in_type)
    repaired("blanks around the type", BankColumn::type,
             [&] { return fmt::format("blanks around '{}' were left out", row->type); });
  if (row->outcome != BankOutcome::agent && (row->ser_time > seconds(0) || row->ser_exit > seconds(0)))
    note(row->outcome == BankOutcome::phantom ? "phantom call with service times"
                                              : "call hung up, with service times");
  if (row->outcome == BankOutcome::phantom) {
    file_.ignore("phantom call");
    return {};
  }
  // A call is known by its line and id within its month.
  key_.assign(row->month).append(1, ' ').append(row->line).append(1, ' ').append(row->call_id);
  if (duplicates_ != nullptr && duplicates_->seen_before(client_, key_)) {
    TANDEM_TRY(file_.refuse(
        "duplicate call",
        Error{ErrorCode::bad_value,
              fmt::format("call {} of line {} was there before in this month", row->call_id, row->line),
              {.file = file_.path(), .line = line_, .column = 2, .field = "call_id"}}));
    ++file_.quality().duplicates;
    return {};
  }
  ++file_.quality().rows_used;
  return file_.give(record_of(*row));
}

CallRecord BankMonth::record_of(const BankRow& row) {
  CallRecord record;
  TypeNames& names = type_of(row.type);
  if (!names.documented) note("call type that the log's documentation does not name");
  record.client = client_;
  record.source = file_.source_id();
  record.priority = row.priority;
  if (file_.options().wanted.type) record.type = names.type;
  if (file_.options().wanted.caller) record.caller = caller_of(row);
  if (file_.options().wanted.call_names) record.call = file_.directory().calls.intern(key_);
  set_menu(record, row);
  set_queue(record, row);
  if (record.outcome != Outcome::in_menu) {
    if (!names.queue.known()) names.queue = file_.directory().intern_queue(client_, row.type);
    record.queue = names.queue;
  }
  if (row.outcome == BankOutcome::agent) set_service(record, row);
  return record;
}

/// Offered and out of the menu. Where the log leaves the menu before it enters it (the voice unit's clock was
/// ahead of the queue's), the call is taken as offered when it left.
void BankMonth::set_menu(CallRecord& record, const BankRow& row) {
  record.offered_at = at(row.day, row.vru_entry);
  const seconds in_menu = step(row.vru_entry, row.vru_exit);
  record.menu_left_at = record.offered_at + duration_of(in_menu);
  if (row.vru_exit < row.vru_entry && in_menu >= seconds(0)) note("call crosses midnight in the menu");
  if (in_menu < seconds(0)) {
    repaired("menu left before it was entered", BankColumn::vru_time, [&] {
      return fmt::format("{} s in the menu: taken as offered when it left the menu", in_menu.count());
    });
    record.offered_at = record.menu_left_at;
  }
  if (row.vru_time != in_menu)
    repaired("menu time differs from its two ends", BankColumn::vru_time, [&] {
      return fmt::format("{} s where its ends are {} s apart: the ends were taken", row.vru_time.count(),
                         in_menu.count());
    });
}

/// Queued, and for a call that hung up the end. A blank (0:00:00) start of the queue means that the call did
/// not wait; that it began to wait at midnight sharp is told by its wait.
void BankMonth::set_queue(CallRecord& record, const BankRow& row) {
  const bool queued = row.q_start > seconds(0) || row.q_exit > seconds(0) || row.q_time > seconds(0);
  if (!queued) {
    if (row.outcome == BankOutcome::agent) {
      record.queued_at = record.menu_left_at;
    } else {
      record.outcome = Outcome::in_menu;
      record.ended_at = record.menu_left_at;
    }
    return;
  }
  const seconds on_the_way = step(row.vru_exit, row.q_start);
  record.queued_at = record.menu_left_at + duration_of(on_the_way);
  if (on_the_way < seconds(0)) {
    repaired("queue entered before the menu was left", BankColumn::q_start, [&] {
      return fmt::format("{} s before: taken as out of the menu when it entered the queue",
                         -on_the_way.count());
    });
    record.menu_left_at = record.queued_at;
    if (record.offered_at > record.queued_at) record.offered_at = record.queued_at;
  }
  const seconds by_ends = stretch(row.q_start, row.q_exit);
  if (row.q_exit < row.q_start && by_ends == row.q_time) note("call crosses midnight in the queue");
  if (by_ends != row.q_time)
    repaired("wait differs from its two ends", BankColumn::q_time, [&] {
      return fmt::format("{} s where its ends are {} s apart: q_time was taken", row.q_time.count(),
                         by_ends.count());
    });
  if (row.outcome == BankOutcome::hang) {
    record.outcome = Outcome::abandoned;
    record.ended_at = record.queued_at + duration_of(row.q_time);
  }
}

/// Answered when the wait was over, for ser_time.
void BankMonth::set_service(CallRecord& record, const BankRow& row) {
  record.outcome = Outcome::answered;
  record.answered_at = record.queued_at + duration_of(row.q_time);
  record.ended_at = record.answered_at + duration_of(row.ser_time);
  const AgentId agent = agent_of(row);
  if (!agent.known()) note("answered, agent not stated");
  if (file_.options().wanted.agent) record.agent = agent;
  check_service(row);
}

void BankMonth::check_service(const BankRow& row) {
  if (row.ser_time > kLongService) note("service longer than 2 h");
  const bool blank = row.ser_start == seconds(0) && row.ser_exit == seconds(0) && row.ser_time == seconds(0);
  if (blank) return note("answered, service times blank: 0 s of talk");
  const seconds by_ends = stretch(row.ser_start, row.ser_exit);
  if (row.ser_exit < row.ser_start && by_ends == row.ser_time) note("call crosses midnight in service");
  if (by_ends != row.ser_time)
    repaired("service time differs from its two ends", BankColumn::ser_time, [&] {
      return fmt::format("{} s where its ends are {} s apart: ser_time was taken", row.ser_time.count(),
                         by_ends.count());
    });
  const bool queued = row.q_start > seconds(0) || row.q_exit > seconds(0) || row.q_time > seconds(0);
  const seconds apart = step(queued ? row.q_exit : row.vru_exit, row.ser_start);
  if (apart == seconds(0)) return;
  if (std::abs(apart.count()) <= kClocksApartMax.count())
    return note("service begins up to 3 s before or after the wait ends: the wait was taken");
  repaired("service begins more than 3 s before or after the wait ends", BankColumn::ser_start, [&] {
    return fmt::format("{} s {}: the end of the wait was taken", std::abs(apart.count()),
                       apart < seconds(0) ? "before" : "after");
  });
}

Instant BankMonth::at(std::chrono::local_days day, seconds time) {
  const Zone::Resolved resolved = clock_.to_instant(LocalTime(day) + time);
  if (resolved.reading == Zone::Reading::ambiguous)
    note("time in the hour that the clock repeats: the first taken");
  if (resolved.reading == Zone::Reading::skipped) note("time in the hour that the clock leaves out");
  return resolved.instant;
}

BankMonth::TypeNames& BankMonth::type_of(std::string_view code) {
  const auto [it, is_new] = types_.try_emplace(std::string(code));
  if (!is_new) return it->second;
  std::string_view name = code;
  for (const auto& [known, words] : kTypes) {
    if (known != code) continue;
    name = words;
    it->second.documented = true;
  }
  it->second.type = file_.directory().types.intern(name);
  return it->second;
}

/// In the log as published, every "NA" was replaced by "NO_SERVER", within names too.
AgentId BankMonth::agent_of(const BankRow& row) {
  if (row.server.empty() || row.server == kNobody) return AgentId::none();
  const auto [it, is_new] = servers_.try_emplace(std::string(row.server));
  if (is_new) {
    std::string name = it->first;
    for (std::size_t at = 0; (at = name.find(kNobody, at)) != std::string::npos; at += 2) {
      name.replace(at, kNobody.size(), "NA");
      it->second.restored = true;
    }
    it->second.id = file_.directory().agents.intern(name);
  }
  if (it->second.restored)
    repaired("'NA' restored in an agent's name", BankColumn::server, [&] {
      return fmt::format("'{}' is {}", row.server, file_.directory().agents.name(it->second.id));
    });
  return it->second.id;
}

CallerId BankMonth::caller_of(const BankRow& row) {
  if (row.customer_id.empty() || row.customer_id == "0") return CallerId::none();
  if (row.customer_id.find_first_not_of("0123456789") != std::string_view::npos) {
    note("customer id with lost digits (like 6.02E+11): caller not known");
    return CallerId::none();
  }
  return file_.directory().callers.intern(row.customer_id);
}

}  // namespace

Result<Quality> import_anonymous_bank(ByteSource& source, const std::string& path, const Options& options,
                                      Directory& directory, RecordSink& sink, DuplicateFinder* duplicates) {
  const Zone* zone = options.zone;
  if (zone == nullptr) {
    TANDEM_ASSIGN(home, Zone::find(kHomeZone));
    zone = home;
  }
  FileImport file(source, path, options, directory, sink);
  if (options.zone == nullptr) file.quality().home_zone = zone->name();
  BankMonth month(file, *zone, duplicates);
  LineReader lines(source);
  Line line;
  while (true) {
    TANDEM_ASSIGN(more, lines.next(line));
    if (!more) break;
    const bool blank = line.text.find_first_not_of(" \t") == std::string_view::npos;
    if (line.fault == Line::Fault::none && (blank || is_bank_header(line.text))) continue;
    TANDEM_TRY(month.take(line));
  }
  return file.finish();
}

}  // namespace tandem::importing
