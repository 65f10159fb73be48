#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/events/call_record.hpp"
#include "plan/import/call_row.hpp"
#include "plan/import/fast_time.hpp"
#include "plan/import/importer.hpp"
#include "plan/import/name_cache.hpp"
#include "plan/import/pair_cache.hpp"

namespace tandem::importing {

/// Where in a row the fields are, from 0.
struct FastCallColumns {
  static constexpr std::uint32_t kNone = UINT32_MAX;
  std::uint32_t client = kNone, queue = kNone, outcome = kNone;
  std::uint32_t offered = kNone, queued = kNone, answered = kNone, ended = kNone, wrapup_end = kNone;
  std::uint32_t call_name = kNone;
  /// kNone where they are not wanted, too.
  std::uint32_t caller = kNone, agent = kNone, type = kNone, call = kNone;
};

/// Turns plainly clean rows of calls-csv into records, and leaves all others to CallRowReader, with which it
/// agrees on every row it takes. A clean row has the header's width, names and times in their usual form, all
/// that its outcome asks for and nothing it forbids, times in order, and no length worth a note. One reader
/// serves one worker.
class FastCallRow {
 public:
  /// Nothing where the table's columns are not those of calls-csv, or the careful reader must fill in for
  /// columns that are missing.
  static std::optional<FastCallRow> for_plan(const CallRowPlan& plan, Directory& directory,
                                             const Options& options, SourceId source);

  /// A row as the scan divided it: field f ends before `ends[f]`. 16 bytes after the row and 8 before it must
  /// be readable.
  struct Row {
    const char* data;
    std::uint32_t begin;
    const std::uint32_t* ends;
  };
  /// The rows of a block that are still to be read: where the first begins, where they end, and where all
  /// their fields end.
  struct Rows {
    const char* data;
    std::uint32_t begin;
    std::span<const std::uint32_t> row_ends;
    std::span<std::uint32_t> field_ends;
    /// Leaves the first row, whatever its fields.
    void drop_front() {
      while (field_ends.front() != row_ends.front()) field_ends = field_ends.subspan(1);
      field_ends = field_ends.subspan(1);
      begin = row_ends.front() + 1;
      row_ends = row_ends.subspan(1);
    }
  };
  /// Reads rows into records until one is not taken, or no record or row is left; drops those it took and
  /// returns how many. `quoted`: fields may be quoted.
  std::size_t read(Rows& rows, bool quoted, std::span<CallRecord> records) {
    if (usual_order_) [[likely]]
      return quoted ? read_rows<true, true>(rows, records) : read_rows<false, true>(rows, records);
    return quoted ? read_rows<true, false>(rows, records) : read_rows<false, false>(rows, records);
  }

  /// The name the log gives the call of the row taken last; "" where it has none. Where duplicates are
  /// looked for.
  std::string_view call_name() const { return call_name_; }

 private:
  using Columns = FastCallColumns;
  static constexpr std::uint32_t kNoColumn = Columns::kNone;
  /// The columns of the header that calls-csv has by itself: known to the compiler, they cost nothing to
  /// find.
  static constexpr Columns kUsualColumns{.client = 1,
                                         .queue = 2,
                                         .outcome = 10,
                                         .offered = 5,
                                         .queued = 6,
                                         .answered = 7,
                                         .ended = 8,
                                         .wrapup_end = 9};
  template <bool kUsualOrder>
  constexpr const Columns& columns() const {
    return kUsualOrder ? kUsualColumns : columns_;
  }
  struct OutcomeWord {
    NameCache::Key key;
    Outcome outcome = Outcome::answered;
  };

  FastCallRow(const CallRowPlan& plan, Directory& directory, SourceId source);

  template <bool kQuoted>
  [[gnu::always_inline]] static bool field(const Row& row, std::uint32_t column, std::string_view& field) {
    std::uint32_t begin = column == 0 ? row.begin : row.ends[column - 1] + 1;
    std::uint32_t end = row.ends[column];
    if (kQuoted && row.data[begin] == '"') {
      if (end - begin < 2 || row.data[end - 1] != '"') return false;
      ++begin;
      --end;
    }
    field = {row.data + begin, end - begin};
    return true;
  }

  template <bool kQuoted, bool kUsualOrder>
  std::size_t read_rows(Rows& rows, std::span<CallRecord> records);
  template <bool kQuoted, bool kUsualOrder>
  bool read_fields(const Row& row, CallRecord& record);
  /// Texts of `size` bytes, `stride` bytes apart.
  struct Evenly {
    const char* first = nullptr;
    std::size_t size = 0;
    std::size_t stride = 0;
  };
  template <bool kQuoted>
  static Evenly times_evenly(const Row& row);
  template <bool kQuoted, bool kUsualOrder>
  bool read_answered(const Row& row, CallRecord& record);
  template <bool kQuoted, bool kUsualOrder>
  bool read_unanswered(const Row& row, CallRecord& record);
  template <bool kQuoted, bool kUsualOrder>
  bool read_names(const Row& row, CallRecord& record);
  template <bool kQuoted, bool kUsualOrder>
  [[gnu::noinline]] bool read_names_apart(const Row& row, CallRecord& record);
  template <bool kQuoted>
  bool read_rest(const Row& row, CallRecord& record);
  template <bool kQuoted>
  bool read_call_name(const Row& row);

  bool read_outcome(std::string_view text, Outcome& outcome) const {
    std::uint64_t first_eight;
    std::memcpy(&first_eight, text.data(), sizeof first_eight);
    outcome = Outcome::answered;
    if (text.size() == 8 && first_eight == answered_) [[likely]]
      return true;
    if (text.empty()) return false;
    const OutcomeWord& word = outcome_words_[outcome_slot(text.data(), text.size())];
    outcome = word.outcome;
    return word.key == NameCache::key_of(text.data(), text.size(), 0);
  }
  static std::size_t outcome_slot(const char* text, std::size_t size) {
    return (size * 3 + static_cast<unsigned char>(*text)) % kOutcomeSlots;
  }

  /// The id of a name; kUnknown where the careful reader must look at it.
  [[gnu::always_inline]] std::uint32_t known_or_learned(NameCache& cache, std::string_view name,
                                                        std::uint32_t owner) {
    const NameCache::Key key = NameCache::key_of(name.data(), name.size(), owner);
    const std::uint32_t id = cache.find(key, name);
    return id != NameCache::kUnknown ? id : learn(cache, key, name);
  }
  [[gnu::noinline]] std::uint32_t learn(NameCache& cache, const NameCache::Key& key, std::string_view name);
  std::uint32_t intern(const NameCache& cache, std::string_view name, std::uint32_t owner);

  static constexpr std::size_t kOutcomeSlots = 16;
  std::uint64_t answered_ = 0;  ///< the eight bytes of the most frequent outcome
  std::array<OutcomeWord, kOutcomeSlots> outcome_words_;
  std::size_t width_;  ///< fields of a row
  Columns columns_;
  bool usual_order_ = false;
  FastTime time_;
  Directory* directory_;
  CallRecord blank_;  ///< what all records of the file have in common
  bool any_rest_ = false;
  bool call_names_ = false;  ///< wanted
  std::string_view call_name_;
  std::uint32_t only_client_ = 0;  ///< of a file without a client column
  NameCache clients_, queues_, agents_, types_;
  PairCache pairs_;
};

}  // namespace tandem::importing
