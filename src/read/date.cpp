#include "read/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace legomena {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

std::optional<std::string> checked(int year, int month, int day) {
  static constexpr std::array<int, 12> kDays{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  // The press of living memory; a year outside it is some other number.
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1 || day > kDays[month - 1]) return std::nullopt;
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

struct Piece {
  int number = -1;  // of digits
  size_t digits = 0;
  std::string word;  // lower case, of letters
};

}  // namespace

std::optional<std::string> isoDate(std::string_view text) {
  std::vector<Piece> pieces;
  for (size_t at = 0; at < text.size() && pieces.size() < 16;) {
    const auto is = [&](auto&& test) { return at < text.size() && test(static_cast<unsigned char>(text[at])); };
    Piece piece;
    if (is([](auto c) { return std::isdigit(c); })) {
      for (piece.number = 0; is([](auto c) { return std::isdigit(c); }); ++at, ++piece.digits)
        if (piece.digits < 8) piece.number = piece.number * 10 + (text[at] - '0');
    } else if (is([](auto c) { return std::isalpha(c); })) {
      for (; is([](auto c) { return std::isalpha(c); }); ++at)
        piece.word += static_cast<char>(std::tolower(static_cast<unsigned char>(text[at])));
    } else {
      ++at;
      continue;
    }
    pieces.push_back(std::move(piece));
  }
  const auto month_of = [](const std::string& word) {
    if (word.size() < 3) return 0;
    const auto found = std::find(kMonths.begin(), kMonths.end(), std::string_view(word).substr(0, 3));
    return found == kMonths.end() ? 0 : static_cast<int>(found - kMonths.begin()) + 1;
  };
  const auto number = [&](size_t i, size_t least, size_t most) {
    return i < pieces.size() && pieces[i].digits >= least && pieces[i].digits <= most ? pieces[i].number : -1;
  };
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (const int all = number(i, 8, 8); all >= 0)
      if (auto date = checked(all / 10000, all / 100 % 100, all % 100)) return date;
    if (const int year = number(i, 4, 4); year >= 0)
      if (auto date = checked(year, number(i + 1, 1, 2), number(i + 2, 1, 2))) return date;
    if (const int month = month_of(pieces[i].word)) {
      if (const int year = number(i + 2, 4, 4); year >= 0)  // October 11, 2020
        if (auto date = checked(year, month, number(i + 1, 1, 2))) return date;
      const size_t day = i >= 2 && i >= 1 && pieces[i - 1].digits == 0 ? i - 2 : i - 1;  // "11th October 2020"
      if (i >= 1)
        if (auto date = checked(number(i + 1, 4, 4), month, number(day, 1, 2))) return date;
    }
    if (const int year = number(i, 4, 4); year >= 0 && i >= 2) {
      const int a = number(i - 2, 1, 2), b = number(i - 1, 1, 2);
      if (a > 12 || a == b)
        if (auto date = checked(year, b, a)) return date;
      if (b > 12)
        if (auto date = checked(year, a, b)) return date;
    }
  }
  return std::nullopt;
}

}  // namespace legomena
