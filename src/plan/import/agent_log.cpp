#include "plan/import/agent_log.hpp"

#include <algorithm>

namespace tandem::importing {
namespace {

/// Puts an event where its instant belongs: attempts to ring are written when they fail, so their start lies
/// before what was written in between.
template <class Event>
void insert_in_order(std::vector<Event>& events, const Event& event) {
  auto at = events.end();
  while (at != events.begin() && std::prev(at)->at > event.at) --at;
  events.insert(at, event);
}

bool on_a_call(AgentState state) {
  return state == AgentState::ringing || state == AgentState::talking || state == AgentState::holding;
}

}  // namespace

AgentLog::Book* AgentLog::book_of(AgentId id) {
  const auto found = books_.find(id);
  if (found != books_.end()) return &found->second;
  if (books_.size() >= kAgentsMax) return nullptr;
  Book& book = books_[id];
  book.id = id;
  return &book;
}

Result<void> AgentLog::take(const AgentChange& change, FileImport& file) {
  Book* const book = book_of(file.directory().agents.intern(change.agent));
  if (book == nullptr) {
    ++file.quality().notes["agent events beyond 100,000 agents, passed over"];
    return {};
  }
  const ClientId client = file.client();
  const Instant at = book->last.known() ? std::max(change.at, book->last) : change.at;
  // A sign-off that says for how long the agent was signed on tells of a sign-on before the log began.
  if (change.kind == AgentChange::Kind::log_off && !book->on_duty) {
    if (const auto length = change.signed_on_for; length && *length > Duration()) {
      ++file.quality().notes["agent's sign-on lies before the log: taken from the sign-off"];
      book->on_duty = book->logged_in = true;
      push(*book, AgentEventKind::signed_on, at - *length, client, file);
    }
  }
  apply(*book, change, file);
  return follow(*book, at, client, file);
}

/// What the line changes of logins, memberships and pauses.
void AgentLog::apply(Book& book, const AgentChange& change, FileImport& file) {
  const auto give_reason = [&] {
    book.reason = change.reason.empty() ? ReasonId::none() : file.directory().reasons.intern(change.reason);
  };
  switch (change.kind) {
    case AgentChange::Kind::log_in:
      book.logged_in = true;
      book.paused_everywhere = false;
      break;
    case AgentChange::Kind::log_off:
      book.logged_in = false;
      break;
    case AgentChange::Kind::join_queue:
      book.paused_in.emplace(change.queue, book.paused_everywhere);
      break;
    case AgentChange::Kind::leave_queue:
      if (const auto joined = book.paused_in.find(change.queue); joined != book.paused_in.end())
        book.paused_in.erase(joined);
      break;
    case AgentChange::Kind::pause:
    case AgentChange::Kind::unpause:
      if (const auto joined = book.paused_in.find(change.queue); joined != book.paused_in.end())
        joined->second = change.kind == AgentChange::Kind::pause;
      else if (book.paused_in.empty())
        book.paused_everywhere = change.kind == AgentChange::Kind::pause;
      if (change.kind == AgentChange::Kind::pause) give_reason();
      break;
    case AgentChange::Kind::pause_all:
    case AgentChange::Kind::unpause_all:
      book.paused_everywhere = change.kind == AgentChange::Kind::pause_all;
      for (auto& [queue, paused] : book.paused_in) paused = book.paused_everywhere;
      if (book.paused_everywhere) give_reason();
      break;
    default:
      break;
  }
}

/// Turns a change of what the agent is to the queues into events of the agent.
Result<void> AgentLog::follow(Book& book, Instant at, ClientId client, FileImport& file) {
  const bool on_duty = book.logged_in || !book.paused_in.empty();
  const bool paused =
      book.paused_in.empty()
          ? book.paused_everywhere
          : std::ranges::all_of(book.paused_in, [](const auto& queue) { return queue.second; });
  if (on_duty && !book.on_duty) {
    book.on_duty = book.ready = true;
    push(book, AgentEventKind::signed_on, at, client, file);
  }
  if (book.on_duty && book.ready == paused) {
    book.ready = !paused;
    push(book, paused ? AgentEventKind::not_ready : AgentEventKind::ready, at, client, file);
  }
  if (!on_duty && book.on_duty) {
    push(book, AgentEventKind::signed_off, at, client, file);
    book.on_duty = false;
    TANDEM_TRY(flush(book, file));
  }
  return book.events.size() < kAgentEventsMax ? Result<void>{} : flush(book, file);
}

void AgentLog::push(Book& book, AgentEventKind kind, Instant at, ClientId client, FileImport& file) {
  AgentEvent event;
  event.at = book.flushed_until.known() ? std::max(at, book.flushed_until) : at;
  event.agent = book.id;
  event.client = client;
  event.source = file.source_id();
  event.kind = kind;
  if (kind == AgentEventKind::not_ready) event.reason = book.reason;
  insert_in_order(book.events, event);
  if (kind == AgentEventKind::signed_on) book.sessions.push_back({event.at, Instant::none()});
  if (kind == AgentEventKind::signed_off && !book.sessions.empty()) book.sessions.back().until = event.at;
  book.last = book.last.known() ? std::max(book.last, event.at) : event.at;
}

Result<void> AgentLog::take(const CallEvent& given, FileImport& file) {
  Book* const book = book_of(given.agent);
  if (book == nullptr) return {};
  CallEvent event = given;
  if (book->flushed_until.known()) event.at = std::max(event.at, book->flushed_until);
  insert_in_order(book->calls, event);
  book->last = book->last.known() ? std::max(book->last, event.at) : event.at;
  return book->calls.size() < kAgentEventsMax ? Result<void>{} : flush(*book, file);
}

/// Time on calls is handed on as it is, other time only as far as the agent was signed on.
Result<void> AgentLog::give(const Book& book, const AgentInterval& interval, FileImport& file) {
  if (on_a_call(interval.state)) return file.give(interval);
  for (const Book::Session& session : book.sessions) {
    AgentInterval part = interval;
    part.from = std::max(interval.from, session.from);
    part.until = std::min(interval.until, session.until);
    if (part.from < part.until) TANDEM_TRY(file.give(part));
  }
  return {};
}

/// Folds what is held. An agent still signed on goes on from the last event, signed on again.
Result<void> AgentLog::flush(Book& book, FileImport& file) {
  if (book.events.empty() && book.calls.empty()) return {};
  for (const AgentInterval& interval : fold_agent(book.events, book.calls))
    TANDEM_TRY(give(book, interval, file));
  book.events.clear();
  book.calls.clear();
  book.sessions.clear();
  book.flushed_until = book.last;
  if (!book.on_duty) return {};
  const ClientId client = file.client();
  push(book, AgentEventKind::signed_on, book.last, client, file);
  if (!book.ready) push(book, AgentEventKind::not_ready, book.last, client, file);
  return {};
}

Result<void> AgentLog::finish(FileImport& file) {
  std::vector<AgentId> ids;
  for (const auto& [id, book] : books_) ids.push_back(id);
  std::ranges::sort(ids);
  for (const AgentId id : ids) TANDEM_TRY(flush(books_.at(id), file));
  books_.clear();
  return {};
}

}  // namespace tandem::importing
