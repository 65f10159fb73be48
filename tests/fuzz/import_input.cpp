#include "import_input.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <string>

#include "core/base/check.hpp"
#include "core/base/zone.hpp"
#include "plan/import/directory.hpp"

namespace tandem::fuzz {
namespace {

using namespace importing;

class CheckingSink final : public RecordSink {
 public:
  Result<void> take(const Batch& batch) override {
    for (const CallRecord& call : batch.calls) {
      TANDEM_CHECK(order_broken(call).empty(), order_broken(call));
      TANDEM_CHECK((call.hold_stated() || call.held == CallRecord::kHoldNotStated) && call.client.known(),
                   "a call has a client and no negative hold");
      TANDEM_CHECK(call.outcome != Outcome::answered || call.answered_at.known(),
                   "an answered call has its answer");
    }
    for (const AgentInterval& interval : batch.agents) {
      TANDEM_CHECK(interval.from <= interval.until && interval.agent.known(), "an agent's interval is one");
    }
    for (const IntervalTotals& totals : batch.totals) {
      TANDEM_CHECK(totals.start.known() && totals.length > Duration() && totals.offered >= 0,
                   "totals are of an interval");
    }
    return {};
  }
};

}  // namespace

MemoryFile::MemoryFile(const std::uint8_t* data, std::size_t size)
    : descriptor_(memfd_create("input", MFD_CLOEXEC)) {
  TANDEM_CHECK(descriptor_ >= 0, "memory files are there");
  TANDEM_CHECK(write(descriptor_, data, size) == static_cast<ssize_t>(size), "memory holds the input");
}

MemoryFile::~MemoryFile() { close(descriptor_); }

std::string MemoryFile::path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

Options thorough_options() {
  Options options;
  options.zone = *Zone::find("Europe/Berlin");
  options.refused_share_max = 1;
  options.wanted.call_names = true;
  options.wanted.agent_time = true;
  return options;
}

void import_and_check(const std::uint8_t* data, std::size_t size, const Options& options) {
  const MemoryFile file(data, size);
  const std::array paths = {file.path()};
  Directory directory;
  CheckingSink sink;
  const auto quality = import_files(paths, options, directory, sink);
  if (!quality) {
    TANDEM_CHECK(!quality.error().message.empty(), "an error says what is wrong");
    return;
  }
  TANDEM_CHECK(quality->rows_read == quality->rows_used + quality->rows_refused + quality->rows_ignored,
               "every row is used, refused or ignored");
  TANDEM_CHECK(quality->refused_examples.size() <= kRefusalsKept, "examples are kept to their limit");
}

}  // namespace tandem::fuzz
