#pragma once

#include <cstddef>
#include <cstdio>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "plan/simulation/floor_run.hpp"

namespace tandem::simulation {

/// A file (core/events/event_log.hpp) for the events of one run after another: the whole floor's, or those
/// that one client sees.
class EventLogFile {
 public:
  /// Over what was there; closed at the end of its life. `client`: whose stream it is; none(): the floor's.
  static Result<EventLogFile> create(const std::string& path, const Model& model,
                                     ClientId client = ClientId());
  EventLogFile(EventLogFile&& other) noexcept;
  EventLogFile& operator=(EventLogFile&&) = delete;
  ~EventLogFile();

  /// What it could not write, if anything; after the last event.
  Result<void> finish();

  ClientId client() const { return client_; }
  /// For the next events; until more is asked for.
  std::byte* room_for(std::size_t events);
  /// Calls are numbered through: the router uses a call's id again.
  CallId next_call() { return CallId(calls_++); }

 private:
  EventLogFile(std::string path, std::FILE* file, ClientId client)
      : path_(std::move(path)), file_(file), client_(client) {}
  void write();

  std::string path_;
  std::FILE* file_;
  ClientId client_;
  std::vector<std::byte> buffer_;
  std::size_t used_ = 0;  ///< of it
  std::uint32_t calls_ = 0;
  int errno_ = 0;
};

/// Writes one run's events to such a file, and passes all on.
class EventLogRecorder final : public Recorder {
 public:
  EventLogRecorder(EventLogFile& file, Recorder& next) : file_(file), next_(next) {}
  void take(const routing::Fact& fact, const routing::Out& out) override;
  void left(CallId call) override;

 private:
  CallId number_of(const CallEvent& event);

  EventLogFile& file_;
  Recorder& next_;
  std::vector<CallId> numbers_;  ///< by the router's id
  std::span<std::byte> step_;    ///< the calls' events of this step, as they are written
  bool first_ = true;            ///< nothing was written of this run
};

}  // namespace tandem::simulation
