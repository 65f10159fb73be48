#include "plan/import/source/utf16.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tandem::importing {
namespace {

using namespace std::string_view_literals;

std::string text_of(std::string_view bytes, std::size_t piece) {
  const auto source = from_utf16(memory_source(std::string(bytes)));
  std::string text;
  std::string part(piece, ' ');
  for (;;) {
    const auto came = source->read(part);
    EXPECT_TRUE(came);
    text.append(part, 0, *came);
    if (*came < piece) return text;
  }
}

TEST(Utf16, IsReadAsUtf8InEitherByteOrder) {
  EXPECT_EQ(text_of("\xff\xfe"
                    "a\0\x16\x04\xac\x20\x3d\xd8\x00\xde\n\0"sv,
                    100),
            "aЖ€😀\n");
  EXPECT_EQ(text_of("\xfe\xff"
                    "\0a\x04\x16\x20\xac\xd8\x3d\xde\x00\0\n"sv,
                    1),
            "aЖ€😀\n");
  EXPECT_EQ(text_of("\xff\xfe"sv, 10), "");
}

TEST(Utf16, WhatIsNoCharacterIsNoUtf8Either) {
  EXPECT_EQ(text_of("\xff\xfe"
                    "\x3d\xd8"
                    "a\0"sv,
                    10),
            "\xff"
            "a");
  EXPECT_EQ(text_of("\xff\xfe"
                    "\x00\xde"
                    "a\0"sv,
                    10),
            "\xff"
            "a");
  EXPECT_EQ(text_of("\xff\xfe"
                    "a\0b"sv,
                    10),
            "a\xff");
  EXPECT_EQ(text_of("\xff\xfe"
                    "a\0\x3d\xd8"sv,
                    10),
            "a\xff");
}

TEST(Utf16, IsToldByItsByteOrderMark) {
  EXPECT_TRUE(
      is_utf16("\xff\xfe"
               "a\0"sv));
  EXPECT_TRUE(is_utf16("\xfe\xff\0a"sv));
  EXPECT_FALSE(is_utf16("\xff\xfe\0\0"sv)) << "UTF-32";
  EXPECT_FALSE(is_utf16("\xef\xbb\xbf"sv));
}

}  // namespace
}  // namespace tandem::importing
