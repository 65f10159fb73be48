#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace tandem::report {

enum class Language : std::uint8_t { en, ru };

/// Every text of the report by name. The texts stand in messages_*.def, one TANDEM_MESSAGE(name, english,
/// russian) each:
/// - {0}, {1}... are filled in, in whatever order the language wants;
/// - "a|b|c" is a list to pick from: the plural forms (English one|other, Russian one|few|many) or seven
/// weekdays, twelve
///   months;
/// - they may hold HTML; what is filled in is escaped by whoever puts it into a page.
enum class Text : std::uint16_t {
#define TANDEM_MESSAGE(name, english, russian) name,
#include "plan/report/language/messages.def"
#undef TANDEM_MESSAGE
};

struct Message {
  std::string_view name, en, ru;
};

/// All of them, in the order of Text.
std::span<const Message> messages();

}  // namespace tandem::report
