#include "plan/import/source/byte_source.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "plan/import/source/headed_source.hpp"
#include "plan/import/source/packed_for_test.hpp"

namespace tandem::importing {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

/// A file of its own for one test, gone with it.
class FileForTest {
 public:
  explicit FileForTest(std::string_view bytes) {
    path_ = fs::temp_directory_path() / fmt::format("tandem-source-{}-{}", getpid(), ++number_);
    std::ofstream(path_, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  FileForTest(const FileForTest&) = delete;
  FileForTest& operator=(const FileForTest&) = delete;
  ~FileForTest() { fs::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  static inline int number_ = 0;
  fs::path path_;
};

Result<std::string> read_all(ByteSource& source, std::size_t at_a_time = 4096) {
  std::string all;
  std::vector<char> piece(at_a_time);
  while (true) {
    TANDEM_ASSIGN(got, source.read(piece));
    all.append(piece.data(), got);
    if (got < piece.size()) return all;
  }
}

/// The content of a file, or the error without the file's name.
std::string content_of(const std::string& path) {
  const auto text_of = [&path](const Error& error) {
    EXPECT_EQ(error.where.file, path);
    return "error: " + error.message;
  };
  auto source = open_source(path);
  if (!source) return text_of(source.error());
  const auto content = read_all(**source);
  return content ? *content : text_of(content.error());
}

std::string content_of_file(std::string_view bytes) { return content_of(FileForTest(bytes).path()); }

std::string long_text() {
  std::string text;
  for (int i = 0; i < 60'000; ++i) text += std::to_string(i * 7919 % 100'003) + '\n';
  return text;
}

TEST(ByteSource, APlainFileComesAsItIsAndHasADescriptor) {
  const FileForTest file("a\nb\n");
  EXPECT_EQ(content_of(file.path()), "a\nb\n");
  const auto source = open_source(file.path());
  ASSERT_TRUE(source);
  EXPECT_GE((*source)->file_descriptor(), 0);
  EXPECT_EQ((*source)->size_on_disk(), 4U);
  std::vector<char> all(10);
  EXPECT_EQ((*source)->read(all), 4U);
  EXPECT_EQ((*source)->consumed_on_disk(), 4U);
}

TEST(ByteSource, ArchivesAreToldByTheirContentAndHaveNoDescriptor) {
  for (const auto& packed : {gz("hello"), xz("hello"), zst("hello")}) {
    const FileForTest file(packed);
    EXPECT_EQ(content_of(file.path()), "hello");
    const auto source = open_source(file.path());
    ASSERT_TRUE(source);
    EXPECT_EQ((*source)->file_descriptor(), -1);
    EXPECT_EQ((*source)->size_on_disk(), packed.size());
  }
}

TEST(ByteSource, MembersOfAnArchiveFollowEachOther) {
  const std::string text = long_text();
  EXPECT_EQ(content_of_file(gz(text) + gz("") + gz("end")), text + "end");
  EXPECT_EQ(content_of_file(xz(text) + xz("") + xz("end")), text + "end");
  EXPECT_EQ(content_of_file(zst(text) + zst("") + zst("end")), text + "end");
}

TEST(ByteSource, PaddingAndFramesToBeSkippedAreNoData) {
  EXPECT_EQ(content_of_file(gz("hello") + std::string(512, '\0')), "hello");
  EXPECT_EQ(content_of_file(xz("hello") + std::string(8, '\0') + xz(" you")), "hello you");
  const std::string skipped = "\x51\x2a\x4d\x18\x03\0\0\0abc"s;
  EXPECT_EQ(content_of_file(skipped + zst("hello") + skipped), "hello");
}

TEST(ByteSource, AnArchiveCutShortAnywhereIsAnErrorThatSaysSo) {
  const std::string text = long_text();
  const std::pair<std::string, std::string> archives[] = {
      {"gz", gz(text)}, {"xz", xz(text)}, {"zst", zst(text)}};
  for (const auto& [kind, packed] : archives) {
    for (const std::size_t kept : {packed.size() - 1, packed.size() / 2, std::size_t{20}}) {
      EXPECT_EQ(
          content_of_file(packed.substr(0, kept)),
          fmt::format(
              "error: this {} archive is cut short: its {} bytes end in the middle of the data; copy it "
              "again",
              kind, kept));
    }
  }
}

TEST(ByteSource, ADamagedArchiveIsAnErrorThatSaysWhere) {
  std::string packed = gz(long_text());
  packed[packed.size() - 6] ^= 1;  // in the check sum
  EXPECT_EQ(content_of_file(packed),
            fmt::format("error: this gz archive is damaged near its byte {} (incorrect data "
                        "check); copy it again",
                        packed.size() - 4));
  packed = xz(long_text());
  packed[packed.size() / 2] ^= 1;
  EXPECT_TRUE(content_of_file(packed).starts_with("error: this xz archive is damaged near its byte "));
  packed = zst(long_text());
  packed[6] ^= 1;
  EXPECT_TRUE(content_of_file(packed).starts_with("error: this zst archive is ")) << content_of_file(packed);
}

TEST(ByteSource, SomethingElseBehindAnArchiveIsAnError) {
  EXPECT_EQ(
      content_of_file(gz("hello") + "xyz"),
      fmt::format(
          "error: this gz archive is damaged near its byte {} (something else follows the packed data); "
          "copy it again",
          gz("hello").size()));
  EXPECT_TRUE(content_of_file(xz("hello") + std::string(16, 'w'))
                  .ends_with("(bad data, or something else follows it); copy it again"));
  EXPECT_TRUE(content_of_file(zst("hello") + "wxyz")
                  .ends_with("(something else follows the packed data); copy it again"));
}

TEST(ByteSource, AnArchiveThatAsksForTooMuchMemoryIsRefused) {
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, 30);
  ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
  std::string packed(4096, '\0');
  ZSTD_inBuffer in{"hello", 5, 0};
  ZSTD_outBuffer out{packed.data(), packed.size(), 0};
  ZSTD_compressStream2(context, &out, &in, ZSTD_e_flush);
  ZSTD_compressStream2(context, &out, &in, ZSTD_e_end);
  ZSTD_freeCCtx(context);
  EXPECT_EQ(content_of_file(packed.substr(0, out.pos)),
            "error: unpacking this zst archive takes more than 256 MiB of memory; unpack it first, or pack "
            "it with a "
            "smaller window");
}

TEST(ByteSource, WhatCannotBeOpenedIsAnErrorThatSaysWhatToDo) {
  EXPECT_EQ(content_of("/no/such/file.csv"), "error: there is no such file; check its name and folder");
  EXPECT_EQ(content_of_file(""), "error: is empty (0 bytes); export or copy it again");
  EXPECT_EQ(content_of("/tmp"), "error: is a directory; name the files in it, for example '/tmp/*'");
  const FileForTest file("secret");
  fs::permissions(file.path(), fs::perms::none);
  if (geteuid() == 0) GTEST_SKIP() << "root may read every file";
  EXPECT_EQ(content_of(file.path()),
            "error: may not be read (Permission denied); ask for the right to read it, or copy it");
}

TEST(HeadedSource, WhatWasLookedAtIsReadAgain) {
  HeadedSource source(memory_source("hello you"));
  EXPECT_EQ(source.look(5), "hello");
  EXPECT_EQ(source.look(100), "hello you");
  EXPECT_EQ(source.look(2), "he");
  EXPECT_EQ(read_all(source, 3), "hello you");
}

RC_GTEST_PROP(ByteSource, AnyBytesInAnyNumberOfMembersComeOutWhateverIsAskedForAtATime, ()) {
  const auto members =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(rc::gen::string<std::string>()));
  // Not drawn itself, as a function cannot be shown where the property does not hold.
  constexpr std::array kPacks = {&gz, &xz, &zst};
  const auto pack = kPacks[*rc::gen::inRange<std::size_t>(0, kPacks.size())];
  const auto at_a_time = *rc::gen::inRange<std::size_t>(1, 64);
  std::string packed;
  std::string plain;
  for (const std::string& member : members) {
    packed += pack(member);
    plain += member;
  }
  // What begins like this is text in UTF-16, and comes out as UTF-8.
  RC_PRE(!plain.starts_with("\xfe\xff") && !plain.starts_with("\xff\xfe"));
  const FileForTest file(packed);
  auto source = open_source(file.path());
  RC_ASSERT(source.has_value());
  RC_ASSERT(read_all(**source, at_a_time).value() == plain);
}

}  // namespace
}  // namespace tandem::importing
