#include "plan/import/zip_archive.hpp"

#include <ioapi.h>
#include <unzip.h>

#include <algorithm>
#include <cstring>

namespace tandem::importing {
namespace {

/// The archive's bytes as the file that minizip reads.
struct Bytes {
  std::string data;
  ZPOS64_T at = 0;
};

voidpf open_bytes(voidpf opaque, const void*, int) { return opaque; }
uLong read_bytes(voidpf opaque, voidpf, void* into, uLong size) {
  auto& bytes = *static_cast<Bytes*>(opaque);
  const auto left = bytes.at < bytes.data.size() ? bytes.data.size() - bytes.at : 0;
  const auto count = std::min<std::size_t>(size, left);
  std::memcpy(into, bytes.data.data() + (left == 0 ? 0 : bytes.at), count);
  bytes.at += count;
  return static_cast<uLong>(count);
}
uLong write_bytes(voidpf, voidpf, const void*, uLong) { return 0; }
ZPOS64_T tell_bytes(voidpf opaque, voidpf) { return static_cast<Bytes*>(opaque)->at; }
long seek_bytes(voidpf opaque, voidpf, ZPOS64_T offset, int origin) {
  auto& bytes = *static_cast<Bytes*>(opaque);
  const ZPOS64_T from = origin == ZLIB_FILEFUNC_SEEK_CUR   ? bytes.at
                        : origin == ZLIB_FILEFUNC_SEEK_END ? bytes.data.size()
                                                           : 0;
  if (offset > bytes.data.size() - std::min<ZPOS64_T>(from, bytes.data.size())) return -1;
  bytes.at = from + offset;
  return 0;
}
int close_bytes(voidpf, voidpf) { return 0; }
int error_of_bytes(voidpf, voidpf) { return 0; }

}  // namespace

struct ZipArchive::Open {
  Bytes bytes;
  unzFile handle = nullptr;
  bool in_part = false;

  void leave_part() {
    if (in_part) unzCloseCurrentFile(handle);
    in_part = false;
  }
  ~Open() {
    leave_part();
    if (handle != nullptr) unzClose(handle);
  }
};

ZipArchive::ZipArchive(std::unique_ptr<Open> open, std::string file)
    : open_(std::move(open)), file_(std::move(file)) {}
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;
ZipArchive::~ZipArchive() = default;

Result<ZipArchive> ZipArchive::open(std::string bytes, std::string file) {
  auto open = std::make_unique<Open>();
  open->bytes.data = std::move(bytes);
  zlib_filefunc64_def functions{open_bytes, read_bytes,  write_bytes,    tell_bytes,
                                seek_bytes, close_bytes, error_of_bytes, &open->bytes};
  open->handle = unzOpen2_64("", &functions);
  if (open->handle == nullptr)
    return failure_at({file, 0, 0, {}}, ErrorCode::unreadable,
                      "is a truncated or damaged workbook: its list of parts is not there; copy it again");
  return ZipArchive(std::move(open), std::move(file));
}

std::unexpected<Error> ZipArchive::damaged(std::string_view what) const {
  return failure_at({file_, 0, 0, {}}, ErrorCode::unreadable,
                    "is a damaged workbook: {} {}; copy or save it again", part_, what);
}

bool ZipArchive::has(const std::string& part) const {
  open_->leave_part();
  return unzLocateFile(open_->handle, part.c_str(), 2) == UNZ_OK;
}

Result<void> ZipArchive::begin(const std::string& part) {
  part_ = part;
  if (!has(part)) return damaged("is not there");
  unz_file_info64 info{};
  if (unzGetCurrentFileInfo64(open_->handle, &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK)
    return damaged("cannot be found");
  if ((info.flag & 1U) != 0)
    return failure_at({file_, 0, 0, {}}, ErrorCode::unreadable,
                      "the workbook is encrypted; save it without a password");
  if (unzOpenCurrentFile(open_->handle) != UNZ_OK) return damaged("cannot be unpacked");
  open_->in_part = true;
  return {};
}

Result<std::size_t> ZipArchive::read(std::span<char> into) {
  if (!open_->in_part) return std::size_t{0};
  const int count = unzReadCurrentFile(open_->handle, into.data(), static_cast<unsigned>(into.size()));
  if (count < 0) return damaged("cannot be unpacked");
  if (count > 0) return static_cast<std::size_t>(count);
  open_->in_part = false;
  if (unzCloseCurrentFile(open_->handle) != UNZ_OK) return damaged("has a wrong checksum");
  return std::size_t{0};
}

Result<std::string> ZipArchive::read_all(const std::string& part, std::size_t limit) {
  TANDEM_TRY(begin(part));
  std::string text;
  char piece[1 << 14];
  for (;;) {
    TANDEM_ASSIGN(count, read(piece));
    if (count == 0) return text;
    if (text.size() + count > limit)
      return failure_at({file_, 0, 0, {}}, ErrorCode::limit,
                        "the part {} of the workbook unpacks to more than {} bytes; save the sheet as CSV",
                        part, limit);
    text.append(piece, count);
  }
}

}  // namespace tandem::importing
