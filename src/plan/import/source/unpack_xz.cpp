#include <lzma.h>

#include "core/base/check.hpp"
#include "plan/import/source/packed_input.hpp"

namespace tandem::importing {
namespace {

std::string_view reason_for(lzma_ret state) {
  switch (state) {
    case LZMA_FORMAT_ERROR:
      return "something else follows the packed data";
    case LZMA_DATA_ERROR:
      return "bad data, or something else follows it";
    case LZMA_OPTIONS_ERROR:
      return "it uses options that are not known here";
    default:
      return "unknown fault";
  }
}

/// An xz file is one stream or more, one after another, padded with zeros in fours.
class XzSource final : public ByteSource {
 public:
  explicit XzSource(std::unique_ptr<RawFile> packed) : input_(std::move(packed), "xz") {
    TANDEM_CHECK(lzma_stream_decoder(&stream_, kUnpackMemoryMax, LZMA_CONCATENATED) == LZMA_OK,
                 "liblzma starts");
  }
  ~XzSource() override { lzma_end(&stream_); }
  XzSource(const XzSource&) = delete;
  XzSource& operator=(const XzSource&) = delete;

  Result<std::size_t> read(std::span<char> into) override {
    std::size_t filled = 0;
    while (filled < into.size() && !done_) {
      TANDEM_ASSIGN(packed, input_.pending());
      stream_.next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
      stream_.avail_in = packed.size();
      stream_.next_out = reinterpret_cast<std::uint8_t*>(into.data() + filled);
      stream_.avail_out = into.size() - filled;
      const lzma_ret state = lzma_code(&stream_, packed.empty() ? LZMA_FINISH : LZMA_RUN);
      input_.use(packed.size() - stream_.avail_in);
      filled = into.size() - stream_.avail_out;
      if (state == LZMA_STREAM_END)
        done_ = true;
      else if (state == LZMA_BUF_ERROR && packed.empty())
        return input_.cut_short();
      else if (state == LZMA_MEMLIMIT_ERROR || state == LZMA_MEM_ERROR)
        return input_.too_much_memory();
      else if (state != LZMA_OK && state != LZMA_BUF_ERROR)
        return input_.damaged(reason_for(state));
    }
    return filled;
  }
  std::uint64_t size_on_disk() const override { return input_.file().size_on_disk(); }
  std::uint64_t consumed_on_disk() const override { return input_.file().consumed_on_disk(); }

 private:
  PackedInput input_;
  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> unpack_xz(std::unique_ptr<RawFile> packed) {
  return std::make_unique<XzSource>(std::move(packed));
}

}  // namespace tandem::importing
