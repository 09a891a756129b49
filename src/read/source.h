// Where bytes come from: files, folders and standard input, packed or not.
//
// News archives are kept as they were crawled, in folders of .gz and .zst files, some larger than memory. So a source
// is read piece by piece, and whether it is packed is found by its first bytes, because names lie.
#pragma once

#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "legomena/error.h"

namespace legomena {

// The files behind the inputs in their order: a folder becomes all files below it, sorted by path; "-" stays as it is.
// Hidden files and folders (.git, .DS_Store) and .toml files (the user's rules) inside a folder are no input.
void listFiles(const std::vector<std::string>& inputs, const std::function<void(std::string)>& found,
               const std::function<void(const Error&)>& failed);

// The unpacked bytes of one file, or of standard input for "-".
class Source {
 public:
  static Result<Source> open(const std::string& path);
  Source(Source&&) noexcept;
  ~Source();

  // Appends up to `most` unpacked bytes to `out`, returns how many; fewer than `most` only at the end. A damaged or cut
  // off packed file is an error once the reading gets there.
  Result<size_t> read(std::string& out, size_t most);

 private:
  struct Unpacker;
  Source(std::string name, std::FILE* file);
  Result<size_t> readRaw(char* out, size_t most);

  std::string name_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  std::unique_ptr<Unpacker> unpacker_;  // none for plain bytes
  std::string ahead_;                   // raw bytes that were read to look at the format
};

// "standard input" for "-", else the path.
std::string sourceName(const std::string& path);

// The path's last part without .gz or .zst and, for a page, without .html or .htm: the id of an article that has none.
std::string sourceId(const std::string& path);

}  // namespace legomena
