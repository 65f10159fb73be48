#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/kpi_rows.hpp"

namespace tandem::app {

/// The columns after the keys.
std::vector<std::string> kpi_columns(const KpiOutput& output);

/// Writes rows of figures as text, each ended by a line feed: CSV; JSON objects, each with a comma before the
/// line feed; or fields divided by tabs, for a table. One object serves one thread.
class KpiText {
 public:
  KpiText(const KpiOutput& output, const importing::Directory& directory);
  /// `p90`: nothing where nobody waited.
  void append_row(std::string& to, const kpi::Series& series, const kpi::Slot& slot, const kpi::Tally& tally,
                  std::optional<Duration> p90);

 private:
  struct Time {
    kpi::Slot slot;
    std::string label;  ///< of a day, week or month
    std::string start;
  };
  const Time& time_of(const kpi::Slot& slot);
  const std::vector<std::string>& names_of(const kpi::Series& series);
  char* write_figures(char* to, std::size_t column, const kpi::Tally& tally,
                      std::optional<Duration> p90) const;
  std::string name_text(std::string_view name) const;

  const KpiOutput& output_;
  const importing::Directory& directory_;
  std::vector<std::string> labels_;  ///< before each value: a separator, in JSON with the column's name
  std::string_view undefined_;
  std::vector<const kpi::Definition*> means_;
  kpi::IntervalClock clock_;
  std::vector<Time> times_;  ///< by slot, the last of each place
  std::optional<kpi::Series> named_;
  std::vector<std::string> names_;  ///< of named_, a place a key
};

/// What stands around the rows: a header, brackets, or the columns' alignment.
class KpiFrame {
 public:
  KpiFrame(const KpiOutput& output, WriteText write) : output_(output), write_(std::move(write)) {}
  Result<void> begin();
  Result<void> rows(std::string_view text);
  Result<void> end();

 private:
  Result<void> write_table();
  const KpiOutput& output_;
  WriteText write_;
  std::string held_;  ///< of JSON the last comma and line feed; of a table all
  bool any_ = false;
};

}  // namespace tandem::app
