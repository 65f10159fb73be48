#include "plan/report/language/data_kinds.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tandem::report {
namespace {

using Kind = std::pair<std::string_view, std::string_view>;

constexpr std::array kKinds{
    Kind{"'NA' restored in an agent's name", "восстановлено «NA» в имени оператора"},
    Kind{"agent event that names no agent", "событие оператора без его имени"},
    Kind{"agent's sign-on lies before the log: taken from the sign-off",
         "вход оператора раньше начала журнала: взят из его выхода"},
    Kind{"answered call whose end is not in the log", "отвеченный звонок, окончания которого нет в журнале"},
    Kind{"answered call whose end is not in the record",
         "отвеченный звонок, окончания которого нет в записи"},
    Kind{"answered without queued_at: taken as answered at once",
         "отвечен без queued_at: принято, что ответили сразу"},
    Kind{"agent events beyond 100,000 agents, passed over", "события операторов сверх 100 000 пропущены"},
    Kind{"answered before offered", "ответ раньше поступления"},
    Kind{"answered before queued", "ответ раньше постановки в очередь"},
    Kind{"answered before ringing", "ответ раньше вызова оператора"},
    Kind{"answered without ended_at", "отвечен без ended_at"},
    Kind{"ended before answered", "окончание раньше ответа"},
    Kind{"ended before offered", "окончание раньше поступления"},
    Kind{"ended before queued", "окончание раньше постановки в очередь"},
    Kind{"event CONFIGRELOAD", "событие CONFIGRELOAD"},
    Kind{"JSON object cut short", "обрыв объекта JSON"},
    Kind{"JSON object too long", "слишком длинный объект JSON"},
    Kind{"JSON that cannot be read", "нечитаемый JSON"},
    Kind{"menu left before offered", "выход из меню раньше поступления"},
    Kind{"name that cannot be one", "недопустимое имя"},
    Kind{"no JSON object", "не объект JSON"},
    Kind{"no line of a queue log", "не строка журнала очереди"},
    Kind{"queued before offered", "постановка в очередь раньше поступления"},
    Kind{"queued before the menu was left", "постановка в очередь раньше выхода из меню"},
    Kind{"ringing before queued", "вызов оператора раньше постановки в очередь"},
    Kind{"wrap-up ended before the call", "поствызывная обработка окончена раньше звонка"},
    Kind{"answered, agent not stated", "отвечен, оператор не указан"},
    Kind{"answered, service times blank: 0 s of talk", "отвечен, время разговора пусто: 0 с разговора"},
    Kind{"answered_at of a call that no agent took: dropped",
         "answered_at у звонка, который не принял оператор: отброшено"},
    Kind{"blank fields after the last column: left out", "пустые поля после последнего столбца: пропущены"},
    Kind{"blanks around the type", "пробелы вокруг типа звонка"},
    Kind{"blanks instead of a tab", "пробелы вместо табуляции"},
    Kind{"call answered twice without leaving: the first answer was taken",
         "звонок отвечен дважды: взят первый ответ"},
    Kind{"call crosses midnight in service", "разговор переходит через полночь"},
    Kind{"call crosses midnight in the menu", "звонок переходит через полночь в меню"},
    Kind{"call crosses midnight in the queue", "звонок переходит через полночь в очереди"},
    Kind{"call cut off by a restart of the switch", "звонок прерван перезапуском станции"},
    Kind{"call given up: more than 50,000 calls were open at once",
         "звонок не прослежен: открыто более 50 000 одновременно"},
    Kind{"call hung up, with service times", "трубка положена, но указано время обслуживания"},
    Kind{"call started after it entered the queue", "звонок начался позже постановки в очередь"},
    Kind{"call that entered no queue", "звонок, не вошедший ни в одну очередь"},
    Kind{"call that left its queue after it was answered: the answer was taken",
         "звонок вышел из очереди после ответа: взят ответ"},
    Kind{"call that left the queue by a key", "звонок вышел из очереди нажатием клавиши"},
    Kind{"call type that the log's documentation does not name",
         "тип звонка, не описанный в документации журнала"},
    Kind{"call whose answer is not in the log: taken from its stated talk time",
         "ответа нет в журнале: взят из указанной длительности разговора"},
    Kind{"call whose end is not in the log", "звонок, окончания которого нет в журнале"},
    Kind{"call whose end is not in the record", "звонок, окончания которого нет в записи"},
    Kind{"call's entry into the queue is not in the log: taken from its stated wait",
         "постановки в очередь нет в журнале: взята из указанного ожидания"},
    Kind{"clock of the log goes back", "часы журнала идут назад"},
    Kind{"customer id with lost digits (like 6.02E+11): caller not known",
         "номер клиента с потерянными цифрами (вида 6.02E+11): абонент неизвестен"},
    Kind{"duplicate call", "повтор звонка"},
    Kind{"ended_at of a call that never ended: dropped", "ended_at у незавершённого звонка: отброшено"},
    Kind{"event QUEUESTART", "событие QUEUESTART"},
    Kind{"event of a call that entered no queue", "событие звонка, не вошедшего в очередь"},
    Kind{"event of another kind", "событие другого рода"},
    Kind{"event of no call", "событие без звонка"},
    Kind{"intervals with more calls answered and abandoned than offered",
         "интервалы, где отвечено и потеряно больше, чем поступило"},
    Kind{"left the queue for no stated reason: taken for abandoned",
         "вышел из очереди без указанной причины: принят за потерянный"},
    Kind{"lengths that miss the row's own instants by rounding: the instants kept",
         "длительности расходятся с моментами из-за округления: взяты моменты"},
    Kind{"line of a call that is over, or began before the log",
         "строка завершённого звонка или начавшегося раньше журнала"},
    Kind{"line of a call that was there before", "строка звонка, который уже был"},
    Kind{"menu left before it was entered", "выход из меню раньше входа"},
    Kind{"menu time differs from its two ends", "время в меню расходится с его началом и концом"},
    Kind{"number called (DID) of a call that entered no queue", "набранный номер (DID) звонка без очереди"},
    Kind{"phantom call", "фантомный звонок"},
    Kind{"phantom call with service times", "фантомный звонок с временем обслуживания"},
    Kind{"queue entered before the menu was left", "постановка в очередь раньше выхода из меню"},
    Kind{"service begins more than 3 s before or after the wait ends",
         "разговор начинается более чем на 3 с раньше или позже конца ожидания"},
    Kind{"service begins up to 3 s before or after the wait ends: the wait was taken",
         "разговор начинается до 3 с раньше или позже конца ожидания: взято ожидание"},
    Kind{"service longer than 2 h", "разговор дольше 2 ч"},
    Kind{"service time differs from its two ends", "время разговора расходится с его началом и концом"},
    Kind{"stated wait differs from the log's clock by more than 2 s: the clock was taken",
         "указанное ожидание расходится с часами журнала более чем на 2 с: взяты часы"},
    Kind{"the agent's leg of a call", "сторона оператора того же звонка"},
    Kind{"the clock never showed a time of this row", "такого времени на часах не было (перевод часов)"},
    Kind{"this row is in the hour that the clock repeats",
         "строка в часе, который повторился при переводе часов"},
    Kind{"time in the hour that the clock leaves out", "время в часе, пропущенном при переводе часов"},
    Kind{"time in the hour that the clock repeats: the first taken",
         "время в повторённом при переводе часов часе: взято первое"},
    Kind{"wait differs from its two ends", "ожидание расходится с его началом и концом"},
    Kind{"wrong number of fields", "неверное число полей"},
};

/// Kinds that name a column, a sheet, a word of the file.
struct NamedKind {
  std::string_view before, after, russian_before, russian_after;
};
constexpr std::array kNamedKinds{
    NamedKind{"column '", "' not read", "столбец «", "» не читается"},
    NamedKind{"sheet '", "' is hidden: not read", "лист «", "» скрыт: не читается"},
    NamedKind{"sheet '", "' not read: no header of calls or intervals", "лист «",
              "» не читается: нет заголовка звонков или интервалов"},
    NamedKind{"outcome '", "'", "исход «", "»"},
    NamedKind{"event ", "", "событие ", ""},
};

}  // namespace

std::optional<std::string> russian_kind(std::string_view kind) {
  if (const auto found = std::ranges::find(kKinds, kind, &Kind::first); found != kKinds.end())
    return std::string(found->second);
  for (const NamedKind& named : kNamedKinds) {
    if (kind.size() < named.before.size() + named.after.size() || !kind.starts_with(named.before) ||
        !kind.ends_with(named.after))
      continue;
    const std::string_view name =
        kind.substr(named.before.size(), kind.size() - named.before.size() - named.after.size());
    return std::string(named.russian_before) + std::string(name) + std::string(named.russian_after);
  }
  return std::nullopt;
}

}  // namespace tandem::report
