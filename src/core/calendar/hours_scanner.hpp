#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace tandem::calendar {

/// A piece of a text and the byte at which it begins, counted from 1.
struct Token {
  std::string_view text;
  std::uint32_t column = 1;
};

/// Reads a text of opening hours from its beginning to its end. Borrows the text. Every look skips the blanks
/// (spaces and tabs) before what it looks at.
class HoursScanner {
 public:
  explicit HoursScanner(std::string_view text) : text_(text) {}

  bool at_end();
  std::uint32_t column();
  /// Steps over the sign, the text or the word (letters in any case) if it is next.
  bool take(char sign);
  bool take(std::string_view exactly);
  bool take_word(std::string_view lower_case);
  /// Steps over the letters that are next; nothing where there are none.
  Token take_letters();
  /// Steps over the digits and `signs` that are next; nothing where there are none.
  Token take_number(std::string_view signs);
  /// Steps over all that is left but blanks at the end.
  Token take_rest();

  /// "expected a weekday, found 'Foo'" at what is next, or at a token that was taken.
  std::unexpected<Error> expected(std::string_view what);
  std::unexpected<Error> expected_instead_of(Token token, std::string_view what) const;

 private:
  void skip_blanks();
  template <class Belongs>
  Token take_while(Belongs belongs);

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Whether two ASCII words are the same but for case.
bool same_word(std::string_view a, std::string_view b);

}  // namespace tandem::calendar
