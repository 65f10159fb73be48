#include "plan/import/suggest_words.hpp"

#include <algorithm>
#include <array>

#include "plan/import/mapping.hpp"

namespace tandem::importing::suggest {
namespace {

using Names = std::vector<std::string_view>;

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

const std::array<Names, kCallFields> kUsualNames = {{
    /* call_id */ {"call id", "callid", "conversation id", "interaction id", "contact id", "session id",
                   "unique id", "uniqueid", "ucid", "call guid", "call uuid", "id"},
    /* client */ {"client", "client name", "account", "account name", "tenant", "company", "brand"},
    /* queue */
    {"queue",           "queue name",   "queues",      "csq",
     "csq name",        "csq names",    "call queue",  "contact service queue",
     "call routed csq", "skill",        "skill name",  "skillset",
     "skill group",     "split",        "split skill", "acd queue",
     "service",         "service name", "ring group",  "ring groups",
     "hunt group",      "workgroup",    "work group",  "department",
     "campaign",        "vdn",          "group name",  "group",
     "team name",       "team",         "line name",   "line"},
    /* caller */
    {"caller",
     "ani",
     "caller id",
     "caller number",
     "calling party",
     "calling number",
     "calling pty",
     "from",
     "from number",
     "from no",
     "originator dn",
     "contact phone number",
     "customer phone number",
     "customer phone",
     "customer number",
     "caller phone number",
     "caller phone",
     "caller no",
     "phone number",
     "phone no",
     "phone",
     "telephone number",
     "telephone",
     "msisdn",
     "a number",
     "source number",
     "cli",
     "remote"},
    /* agent */
    {"agent", "agent name", "agent full name", "agent id", "user name", "users", "user", "answered by",
     "handled by", "answering agent", "handling agent", "operator", "operator name", "representative",
     "advisor", "employee", "teammate"},
    /* offered_at */ {"offered at", "call start time", "start time",      "start",
                      "start at",   "start date time", "start timestamp", "started at",
                      "timestamp",  "date time",       "datetime",        "initiation timestamp",
                      "call start", "call started",    "call time",       "call date time",
                      "call date",  "calldate",        "time start",      "arrival time",
                      "arrived at", "arrived",         "arrival",         "offered",
                      "received",   "received at",     "call received",   "created at",
                      "date"},
    /* queued_at */
    {"queued at", "queue start", "queue start time", "enqueued at", "enqueue time", "enqueue timestamp",
     "queue entry time", "entered queue"},
    /* answered_at */
    {"answered at", "answer time", "answered time", "time answered", "connect time", "connected at",
     "connected to agent timestamp", "pickup time", "talk start", "agent answer time"},
    /* ended_at */
    {"ended at", "call end time", "end time", "end at", "end", "end date time", "end timestamp", "time end",
     "call end", "call ended", "disconnect time", "disconnect timestamp", "disconnected at", "hangup time",
     "released at", "stop time", "end date"},
    /* wrapup_end_at */
    {"wrapup end at", "wrap up end", "wrapup end", "wrapup end time", "acw end", "acw end time",
     "after contact work end timestamp"},
    /* outcome */
    {"outcome", "call outcome", "contact disposition", "call disposition", "disposition", "call result",
     "result", "call status", "completion status", "status", "final status", "abandoned", "answered"},
    /* type */ {"call type", "contact type", "type", "service type", "reason for call"},
    /* priority */ {"priority", "call priority"},
    /* menu_time */ {"ivr time", "total ivr", "time in ivr", "ivr duration", "menu time", "vru time", "ivr"},
    /* wait_time */
    {"wait time",      "waiting time",     "queue wait time", "queue time",
     "total queue",    "time in queue",    "queue wait",      "wait in queue",
     "queued time",    "queuetime",        "waittime",        "wait",
     "waiting",        "waited",           "time waiting",    "wait duration",
     "queue duration", "waiting duration", "total wait time", "total wait",
     "t wait",         "speed of answer",  "speed to answer", "answer speed",
     "time to answer"},
    /* ring_time */
    {"ring time", "ringing time", "ringing", "total ringing time", "total alert", "alert time", "ringtime",
     "ring duration", "ringing duration", "ring"},
    /* talk_time */
    {"talk time",        "total talk",       "total talk time",   "agent talk time",
     "call talk time",   "talktime",         "talking time",      "time talking",
     "talking",          "talk duration",    "conversation time", "conversation duration",
     "duration in call", "in call duration", "in call time",      "talk",
     "t talk",           "conversation",     "speaking time",     "billsec"},
    /* hold_time */
    {"hold time", "holding time", "total hold", "total hold time", "hold duration", "ansholdtime",
     "time on hold", "on hold", "hold", "t held"},
    /* acw_time */
    {"acw time",
     "after call work time",
     "after call work",
     "after call time",
     "after call work duration",
     "after contact work time",
     "after contact work duration",
     "acw duration",
     "acw",
     "total acw",
     "t acw",
     "acwtime",
     "wrap up time",
     "wrap up duration",
     "wrap up",
     "wrapup time",
     "wrapup duration",
     "wrapup",
     "wrap time",
     "wrap",
     "work time",
     "post call time",
     "clerical time"},
    /* handle_time */
    {"handle time", "total handle", "total handle time", "handled time", "handling time", "handle duration",
     "handle", "t handle", "aht"},
}};

struct Meaning {
  std::string_view outcome;
  std::string_view words;  ///< with bars around each
};
constexpr std::array<Meaning, 8> kMeanings = {
    {{"answered",
      "|answered|answer|handled|completed|complete|connected|accepted|served|acd|answered by agent|talked|"},
     {"abandoned",
      "|abandoned|abandon|abandoned in queue|aban|hangup|hang up|hung up|missed|unanswered|no "
      "answer|noanswer|not "
      "answered|lost|dropped|caller hung up|short abandoned|short abandon|caller abandoned|"},
     {"overflow",
      "|overflow|overflowed|redirected|forwarded|interflow|transferred out|flow out|flowout|timeout|"},
     {"callback", "|callback|call back|callback requested|queue callback|"},
     {"voicemail", "|voicemail|voice mail|left voicemail|message|"},
     {"out_of_hours", "|out of hours|after hours|closed|office closed|outside hours|off hours|"},
     {"in_menu", "|in menu|ivr|ended in ivr|abandoned in ivr|ivr abandon|self service|"},
     {"ignore", "|outbound|outgoing|internal|test|outbound missed|manual|"}}};

using enum CallField;

const std::vector<KnownExport> kExports = {
    {.name = "Five9 call log",
     .signature = {"call id", "campaign", "queue wait time", "after call work time"},
     .columns = {{queue, {"skill"}, ""},
                 {caller, {"ani"}, ""},
                 {offered_at, {"timestamp"}, ""},
                 {menu_time, {"ivr time"}, ""},
                 {wait_time, {"queue wait time", "ring time"}, ""},
                 {talk_time, {"talk time", "hold time", "park time"}, ""},
                 {acw_time, {"after call work time"}, ""}},
     .outcomes = {},
     .infer_outcome = true,
     .zone = {},
     .notes = {"DISPOSITION is the agent's wrap-up code: the outcome is told by the times"}},
    {.name = "Genesys Cloud interactions",
     .signature = {"conversation id", "media type", "total queue"},
     .columns = {{offered_at, {"date"}, ""},
                 {agent, {"users"}, ""},
                 {caller, {"ani", "remote"}, ""},
                 {menu_time, {"total ivr"}, ""},
                 {wait_time, {"total queue"}, ""},
                 {talk_time, {"total talk", "total hold"}, ""},
                 {acw_time, {"total acw"}, ""},
                 {type, {"media type"}, ""}},
     .outcomes = {},
     .infer_outcome = true,
     .zone = {},
     .notes = {}},
    {.name = "Avaya CMS call history",
     .signature = {"callid", "segstart", "disposition", "talktime"},
     .columns = {{call_id, {"callid"}, ""},
                 {offered_at, {"segstart"}, ""},
                 {queue, {"dispsplit"}, ""},
                 {agent, {"anslogin"}, ""},
                 {caller, {"calling pty"}, ""},
                 {wait_time, {"disptime"}, ""},
                 {talk_time, {"talktime", "ansholdtime"}, ""},
                 {acw_time, {"acwtime"}, ""},
                 {outcome, {"disposition"}, ""}},
     .outcomes = {{"1", "ignore"},
                  {"2", "answered"},
                  {"3", "abandoned"},
                  {"4", "overflow"},
                  {"5", "overflow"},
                  {"6", "overflow"},
                  {"7", "ignore"}},
     .infer_outcome = false,
     .zone = {},
     .notes = {"a transferred call has one row a segment; each is read as a call of its own",
               "dispositions: 1 connected outside a split, 2 answered, 3 abandoned, 4 interflow, 5 forced "
               "busy, 6 "
               "forced disconnect, 7 other"}},
    {.name = "Cisco Unified CCX detailed call, CSQ, agent report",
     .signature = {"contact disposition", "csq names", "queue time"},
     .columns = {{call_id, {"node id session id sequence no", "session id"}, ""},
                 {offered_at, {"call start time"}, ""},
                 {queue, {"csq names"}, ""},
                 {caller, {"originator dn calling number", "originator dn"}, ""},
                 {wait_time, {"queue time", "ring time"}, ""},
                 {talk_time, {"talk time", "hold time"}, ""},
                 {acw_time, {"work time"}, ""},
                 {outcome, {"contact disposition"}, ""}},
     .outcomes = {{"1", "abandoned"},
                  {"2", "answered"},
                  {"4", "in_menu"},
                  {"5", "in_menu"},
                  {"abandoned", "abandoned"},
                  {"handled", "answered"},
                  {"aborted", "in_menu"},
                  {"rejected", "in_menu"}},
     .infer_outcome = false,
     .zone = {},
     .notes = {"Call End Time is when the whole session ended: the talk time gives the end of the "
               "conversation"}},
    {.name = "3CX call detail records",
     .signature = {"historyid", "time start", "time answered", "time end"},
     .columns = {{call_id, {"callid"}, ""},
                 {queue, {"dial no"}, ""},
                 {caller, {"from no"}, ""},
                 {agent, {"final dispname", "final number"}, ""}},
     .outcomes = {},
     .infer_outcome = true,
     .zone = {},
     .notes = {}},
    {.name = "3CX queue call report",
     .signature = {"call time", "caller id", "destination", "status", "ringing", "talking"},
     .columns = {{offered_at, {"call time"}, ""},
                 {queue, {"destination"}, ""},
                 {wait_time, {"ringing"}, ""},
                 {talk_time, {"talking"}, ""}},
     .outcomes = {},
     .infer_outcome = false,
     .zone = {},
     .notes = {}},
    {.name = "Talkdesk calls report",
     .signature = {"talkdesk phone number", "start at", "wait time"},
     .columns = {{queue, {"ring groups", "talkdesk phone display name"}, ""},
                 {agent, {"user name"}, ""},
                 {wait_time, {"wait time"}, ""},
                 {outcome, {"type"}, ""}},
     .outcomes = {{"inbound", "answered"}, {"missed", "abandoned"}, {"short_abandoned", "abandoned"}},
     .infer_outcome = false,
     .zone = "UTC",
     .notes = {}},
};

}  // namespace

std::string plain_name(std::string_view header) {
  std::string plain;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const char c = header[i];
    const bool word_begins = i > 0 && is_upper(c) &&
                             (is_lower(header[i - 1]) ||
                              (is_upper(header[i - 1]) && i + 1 < header.size() && is_lower(header[i + 1])));
    const bool separator =
        !is_upper(c) && !is_lower(c) && !is_digit(c) && static_cast<unsigned char>(c) < 0x80;
    if ((separator || word_begins) && !plain.empty() && plain.back() != ' ') plain += ' ';
    if (!separator) plain += is_upper(c) ? static_cast<char>(c + 32) : c;
  }
  while (!plain.empty() && plain.back() == ' ') plain.pop_back();
  return plain;
}

std::string_view without_unit(std::string_view plain) {
  for (const std::string_view unit : {" in seconds", " in milliseconds", " seconds", " secs", " sec", " s",
                                      " milliseconds", " msec", " ms", " hh mm ss", " h mm ss", " mm ss"})
    if (plain.ends_with(unit)) return plain.substr(0, plain.size() - unit.size());
  return plain;
}

std::span<const std::string_view> usual_names(CallField field) {
  return kUsualNames[static_cast<std::size_t>(field)];
}

std::optional<std::string_view> usual_outcome(std::string_view word, std::string_view column) {
  const std::string plain = plain_name(word);
  constexpr std::string_view kYes = "|yes|y|true|1|";
  constexpr std::string_view kNo = "|no|n|false|0|";
  const std::string barred = "|" + plain + "|";
  if (column == "abandoned" || column == "answered") {
    const bool yes = kYes.find(barred) != std::string_view::npos;
    const bool no = kNo.find(barred) != std::string_view::npos || plain.empty();
    if (yes) return column;
    if (no) return column == "abandoned" ? "answered" : "abandoned";
  }
  if (plain.empty()) return std::nullopt;
  for (const Meaning& meaning : kMeanings)
    if (meaning.words.find(barred) != std::string_view::npos) return meaning.outcome;
  return std::nullopt;
}

std::span<const KnownExport> known_exports() { return kExports; }

}  // namespace tandem::importing::suggest
