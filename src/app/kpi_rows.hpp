#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/kpi/definition.hpp"
#include "core/kpi/grouped_calls.hpp"
#include "plan/import/directory.hpp"

namespace tandem::app {

/// A key that `--by` names, in the order typed.
enum class KpiKey : std::uint8_t { client, queue, type, agent, interval, day, week, month };
std::string_view name_of(KpiKey key);
bool is_time(KpiKey key);
/// The name that a series has for a key; "" where it has none, and for keys of time.
std::string_view name_of_series(const importing::Directory& directory, KpiKey key, const kpi::Series& series);

enum class KpiFormat : std::uint8_t { csv, json, table };

/// What is printed of which groups, and how.
struct KpiOutput {
  std::vector<KpiKey> keys;
  kpi::Breakdown breakdown;
  const kpi::Definition* service_level = nullptr;
  KpiFormat format = KpiFormat::table;
  bool fill = false;  ///< empty intervals have rows, too
  unsigned threads = 1;
  const std::atomic<bool>* cancel = nullptr;
};

/// Where rows stand: by the names and the time in the order of `keys`.
kpi::RankSeries rank_by_names(const std::vector<KpiKey>& keys, const importing::Directory& directory);

/// Writes a row for every group with calls (with `fill` for every interval between the first and the last of
/// all), a piece at a time.
using WriteText = std::function<Result<void>(std::string_view text)>;
Result<void> write_kpi_rows(const KpiOutput& output, const kpi::GroupedCalls& groups,
                            const importing::Directory& directory, const WriteText& write);

}  // namespace tandem::app
