#include "plan/import/calls_csv_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "core/base/random.hpp"

namespace tandem::importing {
namespace {

namespace fs = std::filesystem;

fs::path test_path(const char* name) {
  return fs::temp_directory_path() / fmt::format("tandem_{}_{}", ::getpid(), name);
}

std::string text_of_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Calls : RecordSink {
  std::vector<CallRecord> all;
  Result<void> take(const Batch& batch) override {
    all.insert(all.end(), batch.calls.begin(), batch.calls.end());
    return {};
  }
};

/// A call whose parts are what calls-csv can say, at random.
CallRecord random_call(Random& random, Directory& names, std::uint64_t number) {
  const auto name = [&random](const char* of) {
    constexpr std::array<std::string_view, 5> kOdd = {"", ", with a comma", "; \"quoted\"",
                                                      " \xc3\xa9\xd0\xb8", " two|bars"};
    return fmt::format("{}{}{}", of, random.below(4), kOdd[random.below(kOdd.size())]);
  };
  const auto later = [&random](Instant at) {
    return at + Duration::microseconds(static_cast<std::int64_t>(random.below(3'600'000'000)));
  };
  CallRecord call;
  call.outcome = static_cast<Outcome>(random.below(kOutcomes));
  call.call = names.calls.intern(fmt::format("call {}", number));
  call.client = names.clients.intern(name("client"));
  call.queue = names.intern_queue(call.client, name("queue"));
  if (random.below(2) == 0) call.caller = names.callers.intern(name("caller"));
  if (random.below(2) == 0) call.type = names.types.intern(name("type"));
  call.priority = static_cast<std::uint8_t>(random.below(256));
  call.offered_at = Instant::from_microseconds(1'700'000'000'000'000 +
                                               static_cast<std::int64_t>(random.below(100'000'000'000'000)));
  if (random.below(2) == 0) call.menu_left_at = later(call.offered_at);
  const Instant in = call.menu_left_at.known() ? call.menu_left_at : call.offered_at;
  if (call.outcome != Outcome::in_menu) call.queued_at = later(in);
  const Instant from = call.queued_at.known() ? call.queued_at : in;
  if (call.outcome != Outcome::unfinished) call.ended_at = later(from);
  if (call.outcome != Outcome::answered) return call;
  call.agent = names.agents.intern(name("agent"));
  call.answered_at = later(from);
  if (random.below(2) == 0) call.ringing_at = call.queued_at;
  call.ended_at = later(call.answered_at);
  call.held = (call.ended_at - call.answered_at) / 3;
  if (random.below(2) == 0) call.wrapup_end_at = later(call.ended_at);
  return call;
}

/// All of a call, by names instead of ids.
std::string described(const CallRecord& call, const Directory& names) {
  const auto at = [](Instant instant) { return instant.known() ? instant.microseconds() : -1; };
  return fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", names.calls.name(call.call),
                     names.clients.name(call.client), names.queue_name(call.queue),
                     names.callers.name(call.caller), names.agents.name(call.agent),
                     names.types.name(call.type), at(call.offered_at), at(call.menu_left_at),
                     at(call.queued_at), at(call.ringing_at), at(call.answered_at), at(call.ended_at),
                     at(call.wrapup_end_at), call.held.microseconds(), name_of(call.outcome), call.priority);
}

RC_GTEST_PROP(CallsCsvWriter, WritesWhatIsReadBackAsTheSameCalls, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  Random random(seed);
  Directory names;
  std::vector<CallRecord> calls;
  for (std::uint64_t i = 0; i < 20; ++i) calls.push_back(random_call(random, names, i));
  const fs::path path = test_path("round_trip.csv");
  const auto* zone = *Zone::find("Europe/Berlin");
  auto writer = CallsCsvWriter::open(path.string(), names, *zone, true);
  RC_ASSERT(writer.has_value());
  RC_ASSERT(writer->take({.calls = calls, .agents = {}, .totals = {}}).has_value());
  RC_ASSERT(writer->finish().has_value());
  Options options;
  options.wanted.call_names = true;
  Directory again;
  Calls read;
  const std::vector<std::string> paths = {path.string()};
  const auto quality = import_files(paths, options, again, read);
  if (!quality) RC_FAIL(quality.error().to_string());
  RC_ASSERT(quality->repairs.empty());
  RC_ASSERT(read.all.size() == calls.size());
  for (std::size_t i = 0; i < calls.size(); ++i)
    RC_ASSERT(described(read.all[i], again) == described(calls[i], names));
  fs::remove(path);
}

TEST(CallsCsvWriter, WritesAHeaderAloneForNoCalls) {
  const fs::path path = test_path("none.csv");
  Directory names;
  auto writer = CallsCsvWriter::open(path.string(), names, Zone::utc(), false);
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->finish());
  EXPECT_EQ(
      text_of_file(path),
      "call_id,client,queue,caller,agent,offered_at,queued_at,answered_at,ended_at,wrapup_end_at,outcome\n");
  fs::remove(path);
}

TEST(CallsCsvWriter, DoesNotMixCallsAndTotals) {
  const fs::path path = test_path("failed.csv");
  Directory names;
  auto writer = CallsCsvWriter::open(path.string(), names, Zone::utc(), false);
  ASSERT_TRUE(writer);
  const CallRecord call;
  const IntervalTotals totals{.start = Instant::from_seconds(0)};
  ASSERT_TRUE(writer->take({.calls = {}, .agents = {}, .totals = {&totals, 1}}));
  const auto mixed = writer->take({.calls = {&call, 1}, .agents = {}, .totals = {}});
  ASSERT_FALSE(mixed);
  EXPECT_EQ(mixed.error().message,
            "calls and totals per interval do not go into one file; import their files apart");
  fs::remove(path);
}

TEST(CallsCsvWriter, SaysWhereItCannotWrite) {
  Directory names;
  const auto writer = CallsCsvWriter::open("/no/such/folder/calls.csv", names, Zone::utc(), false);
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().to_string(),
            "/no/such/folder/calls.csv: cannot be written: No such file or directory");
}

}  // namespace
}  // namespace tandem::importing
