// Targets come from people: any text is a request or a list of what is wrong with it, and a sound request
// means something for its model: every window is of a line, a line of a target, and all lie in time.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/check.hpp"
#include "plan/simulation/model_json.hpp"
#include "plan/staffing/mix/goals.hpp"
#include "plan/staffing/mix/request_json.hpp"

namespace {

using namespace tandem;

const simulation::Model& model() {
  static const simulation::Model kModel = *simulation::parse_model(R"({
    "name": "m", "length": "3d", "interval": "1h", "zone": "Europe/Berlin", "start": "2024-03-30",
    "clients": ["c", "d"], "groups": [{"name": "g", "agents": 1}, {"name": "h", "agents": 1}],
    "queues": [{"name": "p", "client": "c"}, {"name": "q", "client": "d"}],
    "types": [{"name": "s", "queue": "p", "arrivals": {"per_hour": 1}, "talk": "1m"},
              {"name": "t", "queue": "q", "arrivals": {"per_hour": 1}, "talk": "1m"}]})",
                                                                   "model.json");
  return kModel;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto request =
      mix::parse_request({reinterpret_cast<const char*>(data), size}, "targets.json", model());
  if (!request) {
    TANDEM_CHECK(!request.error().empty(), "what is no request has faults");
    for (const Error& fault : request.error())
      TANDEM_CHECK(!fault.message.empty(), "a fault says what is wrong");
    return 0;
  }
  TANDEM_CHECK(mix::faults_of(*request, model()).empty(), "what is read is sound");
  const simulation::Slices slices(mix::horizon_of(*request, model()));
  const mix::Goals goals = mix::goals_of(*request, model(), slices);
  for (const mix::Line& line : goals.lines)
    TANDEM_CHECK(
        line.target < request->targets.size() && line.rules < goals.rules.size() && !line.types.empty(),
        "a line is of a target, by rules, of calls");
  for (const mix::Window& window : goals.windows)
    TANDEM_CHECK(window.line < goals.lines.size() && window.first < window.end && window.end <= slices.size(),
                 "a window is of a line and lies in time");
  return 0;
}
