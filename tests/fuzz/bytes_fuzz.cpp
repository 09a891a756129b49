// Any bytes as a file: unpacked, decoded and read as whatever they look like, without a crash; each ends as articles or
// as errors that say something.
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "read/articles.h"
#include "read/encoding.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace legomena;
  static const std::string path = "/tmp/legomena_bytes_fuzz." + std::to_string(getpid());
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file || std::fwrite(data, 1, size, file) != size) std::abort();
  std::fclose(file);
  ReadOptions options;
  options.most_bytes = 64 * 1024;
  readArticles(
      {path}, options,
      [](Article&& article) {
        if (article.text.empty() || article.meta.id.empty() || !isUtf8(article.text)) std::abort();
      },
      [](const Error& error) {
        if (error.where.empty() || error.what.empty()) std::abort();
      });
  std::remove(path.c_str());
  return 0;
}
