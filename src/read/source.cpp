#include "read/source.h"

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace legomena {
namespace {

namespace fs = std::filesystem;

constexpr size_t kChunk = 64 * 1024;

int leaveOpen(std::FILE*) { return 0; }

bool isHidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

// Users keep their rules beside their articles.
bool isRules(const fs::path& path) { return path.extension() == ".toml"; }

void listFolder(const std::string& folder, const std::function<void(std::string)>& found,
                const std::function<void(const Error&)>& failed) {
  std::error_code error;
  std::vector<std::string> files;
  auto walk = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    std::error_code ignored;
    if (isHidden(walk->path())) {
      if (walk->is_directory(ignored)) walk.disable_recursion_pending();
    } else if (walk->is_regular_file(ignored) && !isRules(walk->path())) {
      files.push_back(walk->path().string());
    }
  }
  if (error) failed({folder, fmt::format("cannot list the folder: {}", error.message()), "a folder that can be read"});
  if (!error && files.empty()) failed({folder, "an empty folder", "a folder with articles in it"});
  std::sort(files.begin(), files.end());
  for (auto& file : files) found(std::move(file));
}

}  // namespace

void listFiles(const std::vector<std::string>& inputs, const std::function<void(std::string)>& found,
               const std::function<void(const Error&)>& failed) {
  for (const auto& input : inputs) {
    std::error_code ignored;
    if (input != "-" && fs::is_directory(input, ignored))
      listFolder(input, found, failed);
    else
      found(input);
  }
}

// Reads gzip members or zstd frames, one after another, as `cat a.gz b.gz` makes them.
struct Source::Unpacker {
  bool gzip = false;
  z_stream inflater{};
  ZSTD_DCtx* zstd = nullptr;
  std::array<char, kChunk> packed{};
  size_t begin = 0, end = 0;  // what of `packed` is still to be unpacked
  bool inside = true;         // in the middle of a member: the end of the file would be too early
  bool drained = false;       // all that was read is unpacked and handed out

  explicit Unpacker(bool is_gzip) : gzip(is_gzip) {
    if (gzip)
      inflateInit2(&inflater, 15 + 16);  // 15 bits of window, 16: a gzip header
    else
      zstd = ZSTD_createDCtx();
  }
  Unpacker(const Unpacker&) = delete;
  ~Unpacker() {
    if (gzip) inflateEnd(&inflater);
    ZSTD_freeDCtx(zstd);
  }

  // Unpacks into `out`, returns how many bytes came, or what is wrong.
  Result<size_t> unpack(char* out, size_t most) {
    if (gzip) {
      inflater.next_in = reinterpret_cast<Bytef*>(packed.data() + begin);
      inflater.avail_in = static_cast<uInt>(end - begin);
      inflater.next_out = reinterpret_cast<Bytef*>(out);
      inflater.avail_out = static_cast<uInt>(most);
      const int state = inflate(&inflater, Z_NO_FLUSH);
      begin = end - inflater.avail_in;
      if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR)
        return Error{"", "damaged gzip data", "pack the file again"};
      inside = state != Z_STREAM_END;
      if (!inside) inflateReset(&inflater);
      return most - inflater.avail_out;
    }
    ZSTD_inBuffer in{packed.data(), end, begin};
    ZSTD_outBuffer to{out, most, 0};
    const size_t state = ZSTD_decompressStream(zstd, &to, &in);
    begin = in.pos;
    if (ZSTD_isError(state)) return Error{"", "damaged zstd data", "pack the file again"};
    inside = state != 0;
    return to.pos;
  }
};

Source::Source(std::string name, std::FILE* file)
    : name_(std::move(name)), file_(file, file == stdin ? leaveOpen : std::fclose) {}
Source::Source(Source&&) noexcept = default;
Source::~Source() = default;

Result<Source> Source::open(const std::string& path) {
  std::FILE* file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (!file)
    return Error{path, fmt::format("cannot be opened: {}", std::strerror(errno)),
                 "a file, a folder, or - for standard input"};
  Source source(sourceName(path), file);
  std::string head(4, '\0');
  auto got = source.readRaw(head.data(), head.size());
  if (!got) return got.error();
  head.resize(*got);
  const bool gzip = head.starts_with("\x1f\x8b"), zstd = head == "\x28\xb5\x2f\xfd";
  if (gzip || zstd) {
    source.unpacker_ = std::make_unique<Unpacker>(gzip);
    std::copy(head.begin(), head.end(), source.unpacker_->packed.begin());
    source.unpacker_->end = head.size();
  } else {
    source.ahead_ = std::move(head);
  }
  return source;
}

Result<size_t> Source::readRaw(char* out, size_t most) {
  const size_t got = std::fread(out, 1, most, file_.get());
  if (got < most && std::ferror(file_.get()))
    return Error{name_, fmt::format("cannot be read: {}", std::strerror(errno)), "a file that can be read"};
  return got;
}

Result<size_t> Source::read(std::string& out, size_t most) {
  const size_t before = out.size();
  out.resize(before + most);
  char* to = out.data() + before;
  size_t done = std::min(most, ahead_.size());
  std::copy_n(ahead_.begin(), done, to);
  ahead_.erase(0, done);
  const auto fail = [&](Error error) {
    out.resize(before + done);
    error.where = name_;
    return error;
  };
  while (done < most) {
    if (!unpacker_) {
      auto got = readRaw(to + done, most - done);
      if (!got) return fail(got.error());
      done += *got;
      break;
    }
    auto& u = *unpacker_;
    if (u.begin == u.end && !u.drained) {
      auto got = readRaw(u.packed.data(), u.packed.size());
      if (!got) return fail(got.error());
      u.begin = 0;
      u.end = *got;
      u.drained = *got == 0;
    }
    const bool was_inside = u.inside;
    if (u.drained && !was_inside) break;
    auto got = u.unpack(to + done, most - done);
    if (!got) return fail(got.error());
    done += *got;
    if (u.drained && *got == 0)
      return fail({"", fmt::format("the {} data end too early", u.gzip ? "gzip" : "zstd"), "the whole file"});
  }
  out.resize(before + done);
  return done;
}

std::string sourceName(const std::string& path) { return path == "-" ? "standard input" : path; }

std::string sourceId(const std::string& path) {
  if (path == "-") return "stdin";
  std::string name = fs::path(path).filename().string();
  const auto drop = [&](std::string_view end) {
    if (name.size() > end.size() && name.ends_with(end)) name.resize(name.size() - end.size());
  };
  drop(".gz");
  drop(".zst");
  drop(".html");
  drop(".htm");
  return name;
}

}  // namespace legomena
