#pragma once

#include <cstddef>
#include <string_view>

namespace tandem::importing {

/// Whether a text may be a name: what a report, a terminal and JSON can show.
struct TextForm {
  bool plain = true;     ///< UTF-8 without control characters but tab and line ends
  bool utf8 = true;      ///< valid UTF-8 (RFC 3629: no overlong forms, no surrogates)
  bool control = false;  ///< has a control character
  std::size_t at = 0;    ///< where the first fault is
};
TextForm form_of(std::string_view text);

/// Where the first control character is, tab and line ends among them: no name has any. npos: there is none.
std::size_t control_at(std::string_view text);

/// The largest size of at most `limit` that cuts no UTF-8 character of the text in two.
std::size_t whole_characters(std::string_view text, std::size_t limit);

}  // namespace tandem::importing
