#include "plan/import/source/byte_source.hpp"

#include <algorithm>
#include <string_view>

#include "plan/import/source/headed_source.hpp"
#include "plan/import/source/raw_file.hpp"
#include "plan/import/source/unpackers.hpp"
#include "plan/import/source/utf16.hpp"

namespace tandem::importing {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMarkBytes = 4;
constexpr std::string_view kGz = "\x1f\x8b"sv;
constexpr std::string_view kXz = "\xfd\x37zXZ\0"sv;
constexpr std::string_view kZst = "\x28\xb5\x2f\xfd"sv;

/// RFC 8878, 3.1.2: a file may begin with a frame that is to be skipped, magic number 0x184D2A50 to ..5F.
bool begins_with_skippable_zst_frame(std::string_view start) {
  return start.size() >= 4 && (static_cast<unsigned char>(start[0]) & 0xf0) == 0x50 &&
         start.substr(1, 3) == "\x2a\x4d\x18"sv;
}

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t count = std::min(into.size(), bytes_.size() - given_);
    std::copy_n(bytes_.data() + given_, count, into.data());
    given_ += count;
    return count;
  }
  std::uint64_t size_on_disk() const override { return bytes_.size(); }
  std::uint64_t consumed_on_disk() const override { return given_; }

 private:
  std::string bytes_;
  std::size_t given_ = 0;
};

/// The text in an archive may be UTF-16, too.
Result<std::unique_ptr<ByteSource>> as_utf8(Result<std::unique_ptr<ByteSource>> unpacked) {
  if (!unpacked) return unpacked;
  auto headed = std::make_unique<HeadedSource>(std::move(*unpacked));
  const auto start = headed->look(kMarkBytes);
  if (!start) return std::unexpected(start.error());
  if (is_utf16(*start)) return from_utf16(std::move(headed));
  return headed;
}

}  // namespace

Result<std::unique_ptr<ByteSource>> open_source(const std::string& path) {
  TANDEM_ASSIGN(file, RawFile::open(path));
  TANDEM_ASSIGN(start, file->look());
  if (start.starts_with(kGz)) return as_utf8(unpack_gz(std::move(file)));
  if (start.starts_with(kXz)) return as_utf8(unpack_xz(std::move(file)));
  if (start.starts_with(kZst) || begins_with_skippable_zst_frame(start))
    return as_utf8(unpack_zst(std::move(file)));
  if (is_utf16(start)) return from_utf16(std::move(file));
  return std::unique_ptr<ByteSource>(std::move(file));
}

std::unique_ptr<ByteSource> memory_source(std::string bytes) {
  return std::make_unique<MemorySource>(std::move(bytes));
}

}  // namespace tandem::importing
