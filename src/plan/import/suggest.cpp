#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "plan/import/call_row_value.hpp"
#include "plan/import/delimited.hpp"
#include "plan/import/detect.hpp"
#include "plan/import/mapping.hpp"
#include "plan/import/source/headed_source.hpp"
#include "plan/import/suggest_directions.hpp"
#include "plan/import/suggest_rows.hpp"
#include "plan/import/suggest_sample.hpp"
#include "plan/import/suggest_times.hpp"
#include "plan/import/suggest_words.hpp"
#include "plan/import/workbook_import.hpp"

namespace tandem::importing {
namespace {

using namespace suggest;

constexpr std::size_t kOutcomeWordsMax = 60;
constexpr std::size_t kSuggestBytesLookedAt = std::size_t{1} << 16;
constexpr std::size_t kWordsListed = 8;

bool is_instant(CallField field) {
  return field >= CallField::offered_at && field <= CallField::wrapup_end_at;
}
bool is_length(CallField field) { return field >= CallField::menu_time; }
std::string json_text(std::string_view text) { return boost::json::serialize(boost::json::string(text)); }

/// Builds the proposal column by column.
class Proposal {
 public:
  explicit Proposal(const Sample& sample)
      : sample_(sample), used_(sample.header.size(), false), asked_about_(sample.header.size(), false) {}

  SuggestedMapping make(char delimiter);

 private:
  struct Candidate {
    std::optional<std::string> format;
    std::string reason;
    std::string question;
  };
  void recognise();
  void take_known_columns();
  void take_usual_columns(CallField field);
  void take_date_and_time();
  void take_outcome();
  void leave_out_outgoing_calls();
  void ask_about_lengths();
  void ask_about_zone();
  void explain_the_rest();

  bool has(CallField field) const {
    return std::ranges::find(made_.mapping.columns, field, &Mapping::Column::field) !=
           made_.mapping.columns.end();
  }
  /// Nothing where the content of the column does not fit the field.
  std::optional<Candidate> fits(CallField field, std::size_t column);
  std::optional<Candidate> instant_fits(std::size_t column);
  std::optional<Candidate> length_fits(std::size_t column);
  void take(CallField field, const std::vector<std::size_t>& columns, std::optional<std::string> format,
            const std::string& reason);
  std::string quoted(std::size_t column) const { return fmt::format("'{}'", sample_.header[column]); }

  const Sample& sample_;
  SuggestedMapping made_;
  const KnownExport* known_ = nullptr;
  std::vector<bool> used_;
  std::vector<bool> asked_about_;  ///< what is said of them is said elsewhere
  bool offsets_everywhere_ = true;
};

void Proposal::recognise() {
  const std::vector<std::string_view> header(sample_.header.begin(), sample_.header.end());
  if (sample_.find("offered at") && looks_like_calls_csv(header))
    made_.recognised_as = "calls-csv: read as it is, without a mapping";
  for (const KnownExport& known : known_exports()) {
    const bool all = std::ranges::all_of(
        known.signature, [this](std::string_view name) { return sample_.find(name).has_value(); });
    if (!all) continue;
    known_ = &known;
    made_.recognised_as = known.name;
    return;
  }
}

std::optional<Proposal::Candidate> Proposal::instant_fits(std::size_t column) {
  const auto values = sample_.values(column);
  const auto notation = time_notation(values);
  if (!notation || notation->date_only) return std::nullopt;
  Candidate candidate;
  candidate.format = notation->format;
  candidate.reason = fmt::format("times such as '{}' ({})", values.front(), notation->format);
  offsets_everywhere_ = offsets_everywhere_ && notation->has_offset;
  if (!notation->swapped.empty())
    candidate.question = fmt::format("{}: '{}' may be day or month first; taken as {}, else write {}",
                                     quoted(column), values.front(), notation->format, notation->swapped);
  return candidate;
}

std::optional<Proposal::Candidate> Proposal::length_fits(std::size_t column) {
  const auto values = sample_.values(column);
  if (values.empty()) return Candidate{std::nullopt, "blank in the rows looked at", {}};
  const auto notation = length_notation(values);
  if (!notation) return std::nullopt;
  Candidate candidate;
  candidate.format = notation->format;
  const std::string& name = sample_.plain[column];
  const bool says_milliseconds = name.ends_with(" ms") || name.find("milliseconds") != std::string::npos;
  if (notation->format != "hms" && says_milliseconds) candidate.format = "milliseconds";
  candidate.reason = fmt::format("lengths such as '{}' ({})", values.front(), *candidate.format);
  if (notation->unsure && !says_milliseconds && known_ == nullptr)
    candidate.question =
        fmt::format("{}: numbers such as '{}' are taken as milliseconds; if they are seconds, write seconds",
                    quoted(column), values.front());
  return candidate;
}

std::optional<Proposal::Candidate> Proposal::fits(CallField field, std::size_t column) {
  if (is_instant(field)) return instant_fits(column);
  if (is_length(field)) return length_fits(column);
  const auto values = sample_.values(column);
  if (time_notation(values) && field != CallField::call_id && field != CallField::caller) return std::nullopt;
  return Candidate{std::nullopt,
                   values.empty() ? "blank in the rows looked at"
                                  : fmt::format("such as '{}'", call_row::shown_value(values.front())),
                   {}};
}

void Proposal::take(CallField field, const std::vector<std::size_t>& columns,
                    std::optional<std::string> format, const std::string& reason) {
  Mapping::Column column;
  column.field = field;
  std::string names;
  for (const std::size_t at : columns) {
    used_[at] = true;
    column.names.push_back(sample_.header[at]);
    names += (names.empty() ? "" : " and ") + quoted(at);
  }
  // The default notations need no words.
  if (format && *format != "text" && *format != "hms" && *format != "iso8601")
    column.format = std::move(format);
  made_.mapping.columns.push_back(std::move(column));
  made_.reasons.push_back(fmt::format("{} from {}: {}", name_of(field), names, reason));
}

void Proposal::take_known_columns() {
  if (known_ == nullptr) return;
  for (const auto& rule : known_->columns) {
    if (rule.field == CallField::outcome) continue;
    std::vector<std::size_t> columns;
    std::optional<Candidate> first;
    for (const std::string_view name : rule.names) {
      const auto at = sample_.find(name);
      if (!at || used_[*at]) continue;
      const auto candidate = fits(rule.field, *at);
      if (!candidate) continue;
      // Columns of one field are in one notation; a blank or all-zero one goes with any.
      if (first && first->format && candidate->format && *first->format != *candidate->format &&
          !(is_length(rule.field) && length_notation(sample_.values(*at))->all_zero))
        continue;
      if (!first || (!first->format && candidate->format)) first = candidate;
      columns.push_back(*at);
    }
    if (columns.empty()) continue;
    if (!first->question.empty()) made_.questions.push_back(first->question);
    take(rule.field, columns, rule.format.empty() ? first->format : std::string(rule.format),
         fmt::format("as {} has it; {}", known_->name, first->reason));
  }
}

void Proposal::take_usual_columns(CallField field) {
  if (has(field)) return;
  for (const std::string_view name : usual_names(field)) {
    for (std::size_t i = 0; i < sample_.plain.size(); ++i) {
      const std::string_view plain = sample_.plain[i];
      if (used_[i] || (plain != name && !(is_length(field) && without_unit(plain) == name))) continue;
      const auto candidate = fits(field, i);
      if (!candidate) continue;
      if (!candidate->question.empty()) made_.questions.push_back(candidate->question);
      take(field, {i}, candidate->format, candidate->reason);
      return;
    }
  }
}

/// Exports that keep date and time of day in two columns.
void Proposal::take_date_and_time() {
  if (has(CallField::offered_at)) return;
  for (std::size_t date = 0; date < sample_.plain.size(); ++date) {
    const bool named = sample_.plain[date] == "date" || sample_.plain[date] == "call date" ||
                       sample_.plain[date] == "start date" || sample_.plain[date] == "day";
    const auto notation = named ? time_notation(sample_.values(date)) : std::nullopt;
    const bool iso_date = named && std::ranges::all_of(sample_.values(date), [](std::string_view v) {
                            return read_iso_date(v).has_value();
                          });
    if (used_[date] || !named || !(iso_date || (notation && notation->date_only))) continue;
    for (const std::string_view name : {"time", "call time", "start time", "time of day"}) {
      const auto time = sample_.find(name);
      if (!time || used_[*time]) continue;
      const auto values = sample_.values(*time);
      const auto clock = values.empty() ? std::nullopt : clock_notation(values);
      if (!clock) continue;
      const bool plain_iso = iso_date && *clock == "%H:%M:%S";
      const std::string day = iso_date ? "%Y-%m-%d" : notation->format;
      offsets_everywhere_ = false;
      if (notation && !notation->swapped.empty())
        made_.questions.push_back(
            fmt::format("{}: '{}' may be day or month first; taken as {}, else write {}", quoted(date),
                        sample_.values(date).front(), day, notation->swapped));
      take(CallField::offered_at, {date, *time}, plain_iso ? "iso8601" : fmt::format("{} {}", day, *clock),
           fmt::format("a date and a time of day ('{} {}')", sample_.values(date).front(), values.front()));
      return;
    }
  }
}

/// The column of outcomes is the one whose words are mostly known.
void Proposal::take_outcome() {
  if (known_ != nullptr && known_->infer_outcome) {
    made_.mapping.constants["outcome"] = kInferOutcome;
    made_.reasons.push_back(
        "outcome: told by the times of each call (answered where there is talk time or an answer)");
    return;
  }
  std::vector<std::size_t> candidates;
  if (known_ != nullptr)
    for (const auto& rule : known_->columns)
      if (rule.field == CallField::outcome)
        for (const std::string_view name : rule.names)
          if (const auto at = sample_.find(name)) candidates.push_back(*at);
  for (const std::string_view name : usual_names(CallField::outcome))
    if (const auto at = sample_.find(name); at && !used_[*at]) candidates.push_back(*at);
  for (const std::size_t column : candidates) {
    std::set<std::string> words;
    for (const std::string& word : sample_.columns[column]) words.insert(word);
    if (words.size() > kOutcomeWordsMax) continue;
    std::map<std::string, std::string> outcomes;
    std::vector<std::string> unknown;
    for (const std::string& word : words) {
      std::optional<std::string_view> meaning;
      if (known_ != nullptr)
        for (const auto& [known_word, outcome] : known_->outcomes)
          if (plain_name(known_word) == plain_name(word)) meaning = outcome;
      if (!meaning) meaning = usual_outcome(word, sample_.plain[column]);
      if (meaning)
        outcomes[word] = *meaning;
      else
        unknown.push_back(word.empty() ? "(blank)" : word);
    }
    if (outcomes.empty() || unknown.size() > outcomes.size()) continue;
    made_.mapping.outcomes = outcomes;
    if (known_ != nullptr)
      for (const auto& [word, outcome] : known_->outcomes) made_.mapping.outcomes.emplace(word, outcome);
    take(CallField::outcome, {column}, std::nullopt,
         fmt::format("{} of its {} words are known", outcomes.size(), words.size()));
    for (std::size_t i = 0; i < std::min(unknown.size(), kWordsListed); ++i)
      made_.questions.push_back(
          fmt::format("what does '{}' in {} mean? add it to \"outcomes\", or its rows are refused",
                      call_row::shown_value(unknown[i]), quoted(column)));
    return;
  }
  made_.mapping.constants["outcome"] = kInferOutcome;
  made_.reasons.push_back("outcome: no column tells it; answered where a call has talk time or an answer");
  made_.questions.push_back("is every call without talk time or answer an abandoned one? no column says so");
}

/// The words of the column of outcomes say themselves which rows to leave out.
void Proposal::leave_out_outgoing_calls() {
  for (const DirectionColumn& found : direction_columns(sample_)) {
    const std::string& header = sample_.header[found.column];
    const auto outcome =
        std::ranges::find(made_.mapping.columns, CallField::outcome, &Mapping::Column::field);
    if (outcome != made_.mapping.columns.end() && outcome->names.front() == header) continue;
    if (!found.outgoing.empty()) {
      made_.mapping.ignore_where[header] = found.outgoing;
      made_.reasons.push_back(fmt::format("rows left out where {} is {}", quoted(found.column),
                                          fmt::format("{}", fmt::join(found.outgoing, " or "))));
      asked_about_[found.column] = true;
      continue;
    }
    made_.questions.push_back(fmt::format(
        "{} names no outgoing calls in the rows looked at; if later rows are such, leave them out by "
        "\"ignore_where\": {{{}: [\"Outbound\"]}}",
        quoted(found.column), json_text(header)));
  }
}

void Proposal::ask_about_lengths() {
  if (known_ != nullptr) return;
  for (std::size_t i = 0; i < sample_.header.size(); ++i) {
    if (used_[i] || !may_be_lengths(sample_.plain[i], sample_.values(i))) continue;
    asked_about_[i] = true;
    made_.questions.push_back(
        fmt::format("{} is left out, with lengths such as '{}': if it is a wait, conversation or after-call "
                    "work, add it to \"columns\"",
                    quoted(i), sample_.values(i).front()));
  }
  if (has(CallField::talk_time) && has(CallField::hold_time))
    made_.questions.push_back(
        "does the talk time include hold? taken so; else let talk_time be both columns: \"columns\": [talk, "
        "hold]");
  if (has(CallField::wait_time) && has(CallField::ring_time))
    made_.questions.push_back(
        "does the wait include ringing? taken so; else let wait_time be both columns: \"columns\": [wait, "
        "ring]");
}

void Proposal::ask_about_zone() {
  if (known_ != nullptr && !known_->zone.empty()) {
    made_.mapping.zone = known_->zone;
    made_.reasons.push_back(fmt::format("zone {}: as {} has it", known_->zone, known_->name));
    return;
  }
  if (!offsets_everywhere_)
    made_.questions.push_back(
        "of which time zone are the times? put it under \"zone\", for example \"Europe/Berlin\", or give "
        "--zone");
}

void Proposal::explain_the_rest() {
  for (std::size_t i = 0; i < sample_.header.size(); ++i)
    if (!used_[i] && !asked_about_[i]) made_.reasons.push_back(fmt::format("{} left out", quoted(i)));
  if (known_ != nullptr)
    for (const std::string_view note : known_->notes) made_.questions.emplace_back(note);
  if (!has(CallField::offered_at))
    made_.questions.emplace_back("which column says when a call came in? every call needs offered_at");
}

SuggestedMapping Proposal::make(char delimiter) {
  recognise();
  take_known_columns();
  for (const CallField field :
       {CallField::call_id, CallField::offered_at, CallField::queued_at, CallField::answered_at,
        CallField::ended_at, CallField::wrapup_end_at, CallField::menu_time, CallField::wait_time,
        CallField::ring_time, CallField::talk_time, CallField::hold_time, CallField::acw_time,
        CallField::handle_time}) {
    // A known export's other ends and lengths have meanings of their own.
    if (known_ != nullptr && !known_->columns.empty() && is_length(field)) continue;
    if (known_ != nullptr && field == CallField::ended_at && has(CallField::talk_time)) continue;
    take_usual_columns(field);
    if (field == CallField::offered_at) take_date_and_time();
  }
  take_outcome();
  for (const CallField field : {CallField::client, CallField::queue, CallField::caller, CallField::agent,
                                CallField::type, CallField::priority})
    take_usual_columns(field);
  std::ranges::sort(made_.mapping.columns, {}, &Mapping::Column::field);
  if (delimiter != ',') made_.mapping.delimiter = delimiter;
  leave_out_outgoing_calls();
  ask_about_lengths();
  ask_about_zone();
  explain_the_rest();
  return std::move(made_);
}

}  // namespace

Result<SuggestedMapping> suggest_mapping_rows(RowSource& rows, const std::string& file) {
  TANDEM_ASSIGN(sample, read_sample(rows, file));
  return Proposal(sample).make(rows.delimiter());
}

Result<SuggestedMapping> suggest_mapping(const std::string& path) {
  TANDEM_ASSIGN(opened, open_source(path));
  HeadedSource source(std::move(opened));
  const std::string name = path == "-" ? "standard input" : path;
  TANDEM_ASSIGN(start, source.look(kSuggestBytesLookedAt));
  if (is_zip(start)) return suggest_mapping_of_workbook(source, name);
  TANDEM_TRY(check_text(start, name));
  DelimitedReader rows(source, name);
  return suggest_mapping_rows(rows, name);
}

}  // namespace tandem::importing
