// The steps from bytes to figures, each alone: finding rows and fields, reading times, folding calls.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "core/base/random.hpp"
#include "core/kpi/group_fold.hpp"
#include "plan/import/csv_scan.hpp"
#include "plan/import/fast_time.hpp"

namespace {

using namespace tandem;

constexpr std::size_t kTextBytes = std::size_t{256} << 10;

std::string table_text() {
  std::string text;
  while (text.size() < kTextBytes)
    text +=
        "00000001,net18,in0,+79162650992,a152,2025-03-03T08:30:14Z,2025-03-03T08:30:31Z,2025-03-03T08:31:54Z,"
        "2025-03-03T08:33:37Z,2025-03-03T08:34:31Z,answered\n";
  text.resize(kTextBytes);
  return text;
}

void scan(benchmark::State& state) {
  const auto variants = importing::scan_variants();
  const auto number = static_cast<std::size_t>(state.range(0));
  if (number >= variants.size()) {
    state.SkipWithError("this processor has no such variant");
    return;
  }
  const std::string text = table_text() + std::string(importing::kScanPadding, '\0');
  std::vector<std::uint32_t> structurals(kTextBytes + importing::kScanRoom),
      row_ends(kTextBytes + importing::kScanRoom);
  for (auto _ : state)
    benchmark::DoNotOptimize(variants[number].scan({.data = text.data(),
                                                    .from = 0,
                                                    .to = kTextBytes,
                                                    .delimiter = ',',
                                                    .structurals = structurals.data(),
                                                    .row_ends = row_ends.data()}));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(kTextBytes));
  state.SetLabel(std::string(variants[number].name));
}
BENCHMARK(scan)->DenseRange(0, 2);

void read_times(benchmark::State& state, const char* text) {
  importing::FastTime time(&Zone::utc());
  const std::string padded = std::string(text) + ",                ";
  const std::string_view view = std::string_view(padded).substr(0, std::char_traits<char>::length(text));
  const std::array<std::string_view, 5> texts = {view, view, view, view, view};
  std::array<std::int64_t, 5> us{};
  for (auto _ : state) {
    benchmark::DoNotOptimize(time.read_all(texts, us));
    benchmark::DoNotOptimize(us);
  }
  state.SetItemsProcessed(state.iterations() * 5);
}
BENCHMARK_CAPTURE(read_times, utc, "2025-03-03T08:30:14Z");
BENCHMARK_CAPTURE(read_times, local, "2025-03-03 08:30:14");
BENCHMARK_CAPTURE(read_times, fraction_and_offset, "2025-03-03T08:30:14.250+02:00");

void fold(benchmark::State& state) {
  constexpr std::size_t kCalls = 1 << 20;
  const bool in_order = state.range(0) != 0;
  Random random(1);
  std::vector<CallRecord> calls(kCalls);
  for (std::size_t i = 0; i < kCalls; ++i) {
    CallRecord& call = calls[i];
    const std::uint64_t second = in_order ? i * 86'400 * 7 / kCalls : random.below(86'400 * 7);
    call.queue = QueueId(static_cast<std::uint32_t>(random.below(200)));
    call.client = ClientId(call.queue.index() / 4);
    call.offered_at = call.queued_at =
        Instant::from_seconds(1'740'000'000 + static_cast<std::int64_t>(second));
    call.answered_at = call.queued_at + Duration::seconds(static_cast<std::int64_t>(random.below(90)));
    call.ended_at = call.answered_at + Duration::seconds(100);
    call.wrapup_end_at = call.ended_at + Duration::seconds(20);
  }
  kpi::Breakdown breakdown;
  breakdown.client = breakdown.queue = true;
  breakdown.time = kpi::TimeKey::interval;
  constexpr std::size_t kBatch = 256;
  for (auto _ : state) {
    kpi::GroupFold groups(breakdown, kpi::Rules{}, kpi::FoldLimits{});
    for (std::size_t at = 0; at < kCalls; at += kBatch)
      if (!groups.add(std::span(calls).subspan(at, kBatch))) state.SkipWithError("the fold failed");
    benchmark::DoNotOptimize(groups.table().size());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kCalls));
  state.SetLabel(in_order ? "in order of time" : "in random order");
}
BENCHMARK(fold)->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond);

}  // namespace
