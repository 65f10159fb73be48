#include <zlib.h>

#include <algorithm>
#include <limits>

#include "core/base/check.hpp"
#include "plan/import/source/packed_input.hpp"

namespace tandem::importing {
namespace {

constexpr int kGzipOnly = 16 + MAX_WBITS;

/// A gzip file is one member or more, one after another (RFC 1952, 2.2); zeros may pad its end, as on tapes.
class GzSource final : public ByteSource {
 public:
  explicit GzSource(std::unique_ptr<RawFile> packed) : input_(std::move(packed), "gz") {
    TANDEM_CHECK(inflateInit2(&stream_, kGzipOnly) == Z_OK, "zlib starts");
  }
  ~GzSource() override { inflateEnd(&stream_); }
  GzSource(const GzSource&) = delete;
  GzSource& operator=(const GzSource&) = delete;

  Result<std::size_t> read(std::span<char> into) override {
    std::size_t filled = 0;
    while (filled < into.size()) {
      TANDEM_ASSIGN(packed, input_.pending());
      if (between_members_) {
        TANDEM_ASSIGN(another, begin_member(packed));
        if (!another) break;
        continue;
      }
      if (packed.empty()) return input_.cut_short();
      TANDEM_ASSIGN(got, inflate_some(packed, into.subspan(filled)));
      filled += got;
    }
    return filled;
  }
  std::uint64_t size_on_disk() const override { return input_.file().size_on_disk(); }
  std::uint64_t consumed_on_disk() const override { return input_.file().consumed_on_disk(); }

 private:
  /// After a member: false at the end of the file, padding skipped.
  Result<bool> begin_member(std::span<const char> packed) {
    if (packed.empty()) return false;
    const auto next = std::ranges::find_if(packed, [](char c) { return c != 0; });
    const auto zeros = static_cast<std::size_t>(next - packed.begin());
    input_.use(zeros);
    if (zeros > 0) padded_ = true;
    if (zeros == packed.size()) return true;
    if (padded_ || static_cast<unsigned char>(*next) != 0x1f)
      return input_.damaged("something else follows the packed data");
    TANDEM_CHECK(inflateReset(&stream_) == Z_OK, "zlib starts again");
    between_members_ = false;
    return true;
  }

  Result<std::size_t> inflate_some(std::span<const char> packed, std::span<char> into) {
    const std::size_t room = std::min<std::size_t>(into.size(), std::numeric_limits<uInt>::max());
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_.avail_in = static_cast<uInt>(packed.size());
    stream_.next_out = reinterpret_cast<Bytef*>(into.data());
    stream_.avail_out = static_cast<uInt>(room);
    const int state = inflate(&stream_, Z_NO_FLUSH);
    input_.use(packed.size() - stream_.avail_in);
    if (state == Z_STREAM_END)
      between_members_ = true;
    else if (state != Z_OK && state != Z_BUF_ERROR)
      return input_.damaged(stream_.msg != nullptr ? stream_.msg : "unknown fault");
    return room - stream_.avail_out;
  }

  PackedInput input_;
  z_stream stream_{};
  bool between_members_ = false;
  bool padded_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> unpack_gz(std::unique_ptr<RawFile> packed) {
  return std::make_unique<GzSource>(std::move(packed));
}

}  // namespace tandem::importing
