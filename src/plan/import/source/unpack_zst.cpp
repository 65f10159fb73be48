#include <zstd.h>
#include <zstd_errors.h>

#include "core/base/check.hpp"
#include "plan/import/source/packed_input.hpp"

namespace tandem::importing {
namespace {

/// log2 of kUnpackMemoryMax, less one for what zstd needs beside its window.
constexpr int kWindowLogMax = 27;

/// A zst file is one frame or more, one after another (RFC 8878, 3); frames to be skipped included.
class ZstSource final : public ByteSource {
 public:
  explicit ZstSource(std::unique_ptr<RawFile> packed)
      : input_(std::move(packed), "zst"), stream_(ZSTD_createDStream()) {
    TANDEM_CHECK(stream_ != nullptr, "zstd starts");
    TANDEM_CHECK(ZSTD_isError(ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, kWindowLogMax)) == 0U,
                 "zstd takes a window limit");
  }
  ~ZstSource() override { ZSTD_freeDStream(stream_); }
  ZstSource(const ZstSource&) = delete;
  ZstSource& operator=(const ZstSource&) = delete;

  Result<std::size_t> read(std::span<char> into) override {
    ZSTD_outBuffer out{into.data(), into.size(), 0};
    while (out.pos < out.size) {
      TANDEM_ASSIGN(packed, input_.pending());
      if (packed.empty() && frame_done_) break;
      ZSTD_inBuffer in{packed.data(), packed.size(), 0};
      const std::size_t before = out.pos;
      const std::size_t state = ZSTD_decompressStream(stream_, &out, &in);
      input_.use(in.pos);
      if (ZSTD_isError(state) != 0U) return fault(state);
      frame_done_ = state == 0;
      if (packed.empty() && !frame_done_ && out.pos == before) return input_.cut_short();
    }
    return out.pos;
  }
  std::uint64_t size_on_disk() const override { return input_.file().size_on_disk(); }
  std::uint64_t consumed_on_disk() const override { return input_.file().consumed_on_disk(); }

 private:
  std::unexpected<Error> fault(std::size_t state) const {
    const ZSTD_ErrorCode code = ZSTD_getErrorCode(state);
    if (code == ZSTD_error_frameParameter_windowTooLarge || code == ZSTD_error_memory_allocation)
      return input_.too_much_memory();
    if (code == ZSTD_error_prefix_unknown) return input_.damaged("something else follows the packed data");
    return input_.damaged(ZSTD_getErrorName(state));
  }

  PackedInput input_;
  ZSTD_DStream* stream_;
  bool frame_done_ = true;
};

}  // namespace

std::unique_ptr<ByteSource> unpack_zst(std::unique_ptr<RawFile> packed) {
  return std::make_unique<ZstSource>(std::move(packed));
}

}  // namespace tandem::importing
