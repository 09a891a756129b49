#include "cli/record_lines.h"

#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "cli/command.h"
#include "write/json.h"

namespace legomena {

Result<size_t> readRecords(const std::string& file, const std::function<void(Record&&)>& found) {
  std::ifstream opened;
  if (file != "-") {
    opened.open(file, std::ios::binary);
    if (!opened) return Error{file, "cannot be read", "name a file of records, one JSON object a line"};
  }
  std::istream& in = file == "-" ? std::cin : opened;
  size_t failed = 0;
  std::string line;
  for (size_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    Result<Record> record = readRecord(line);
    if (record) {
      found(*std::move(record));
      continue;
    }
    ++failed;
    Error error = record.error();
    error.where =
        error.where.empty() ? fmt::format("{}:{}", file, number) : fmt::format("{}:{}: {}", file, number, error.where);
    complain(error);
  }
  return failed;
}

}  // namespace legomena
