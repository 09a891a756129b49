#include "read/encoding.h"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <optional>
#include <vector>

#include "text/unicode.h"

namespace legomena {
namespace {

// How much of a text is looked at to tell encodings apart. Conversions are tried on this, the winner reads all.
constexpr size_t kSample = 64 * 1024;

std::string lowerAscii(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// What a label means on the web (https://encoding.spec.whatwg.org/#names-and-labels): a page that says ISO-8859-1 is
// Windows-1252, one that says GB2312 is GB18030. Other labels go to ICU as they are.
std::string meantEncoding(std::string_view label) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 33> kMeant{{
      {"utf8", "utf-8"},
      {"unicode-1-1-utf-8", "utf-8"},
      {"utf-16", "utf-16le"},
      {"ascii", "windows-1252"},
      {"us-ascii", "windows-1252"},
      {"ansi_x3.4-1968", "windows-1252"},
      {"iso-8859-1", "windows-1252"},
      {"iso8859-1", "windows-1252"},
      {"latin1", "windows-1252"},
      {"l1", "windows-1252"},
      {"cp1252", "windows-1252"},
      {"x-cp1252", "windows-1252"},
      {"iso-8859-9", "windows-1254"},
      {"iso8859-9", "windows-1254"},
      {"latin5", "windows-1254"},
      {"iso-8859-11", "windows-874"},
      {"tis-620", "windows-874"},
      {"cp1250", "windows-1250"},
      {"cp1251", "windows-1251"},
      {"win-1251", "windows-1251"},
      {"shift_jis", "windows-31j"},
      {"shift-jis", "windows-31j"},
      {"sjis", "windows-31j"},
      {"x-sjis", "windows-31j"},
      {"ms_kanji", "windows-31j"},
      {"gb2312", "gb18030"},
      {"gbk", "gb18030"},
      {"gb_2312-80", "gb18030"},
      {"hz-gb-2312", "gb18030"},
      {"euc-kr", "windows-949"},
      {"ks_c_5601-1987", "windows-949"},
      {"uhc", "windows-949"},
      {"x-x-big5", "big5"},
  }};
  const std::string low = lowerAscii(label);
  for (const auto& [from, to] : kMeant)
    if (from == low) return std::string(to);
  return low;
}

std::optional<std::string> converted(std::string_view bytes, const std::string& encoding) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> from(ucnv_open(encoding.c_str(), &error), ucnv_close);
  const std::unique_ptr<UConverter, void (*)(UConverter*)> to(ucnv_open("UTF-8", &error), ucnv_close);
  if (U_FAILURE(error)) return std::nullopt;
  ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_SUBSTITUTE, nullptr, nullptr, nullptr, &error);
  std::string out;
  std::vector<UChar> pivot(4096);
  std::vector<char> chunk(16 * 1024);
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  UChar *pivot_read = pivot.data(), *pivot_write = pivot.data();
  bool reset = true;
  do {
    error = U_ZERO_ERROR;
    char* target = chunk.data();
    ucnv_convertEx(to.get(), from.get(), &target, chunk.data() + chunk.size(), &source, source_end, pivot.data(),
                   &pivot_read, &pivot_write, pivot.data() + pivot.size(), reset, true, &error);
    reset = false;
    out.append(chunk.data(), target);
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(error)) return std::nullopt;
  return out;
}

std::string guessedEncoding(std::string_view bytes) {
  const std::unique_ptr<uchardet, void (*)(uchardet_t)> detector(uchardet_new(), uchardet_delete);
  if (uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) return "";
  uchardet_data_end(detector.get());
  // Encodings of old Macintosh and DOS machines are guessed for many a text and meant by hardly any.
  const std::string guess = meantEncoding(uchardet_get_charset(detector.get()));
  return guess.starts_with("mac") || guess.starts_with("x-mac") || guess.starts_with("ibm") ? "" : guess;
}

// Zero bytes only at odd (LE) or only at even places (BE), and many of them: UTF-16 without a mark.
std::string unmarkedUtf16(std::string_view bytes) {
  const size_t size = std::min(bytes.size(), kSample) & ~size_t{1};
  size_t even = 0, odd = 0;
  for (size_t i = 0; i < size; i += 2) {
    even += bytes[i] == '\0';
    odd += bytes[i + 1] == '\0';
  }
  // Blanks and line ends alone, each with a zero byte, make a twentieth of any text.
  const size_t enough = std::max<size_t>(1, size / 2 / 20);
  if (odd >= enough && even * 20 <= odd) return "utf-16le";
  if (even >= enough && odd * 20 <= even) return "utf-16be";
  return "";
}

// How little a text looks like writing: what a wrong encoding leaves behind, counted.
size_t oddities(std::string_view text) {
  size_t odd = 0;
  size_t accented = 0;  // accented Latin letters in a row
  CodePoint before = ' ';
  UScriptCode script = USCRIPT_COMMON;  // of the letters of this word
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = nextCodePoint(text, at);
    if (c == 0xFFFD || (c >= 0x80 && c < 0xA0) || (c >= 0xE000 && c < 0xF900)) odd += 4;
    if (c > 0xA0 && c < 0xC0 && before > 0xA0 && before < 0xC0) odd += 2;
    if (isLetter(c)) {
      UErrorCode error = U_ZERO_ERROR;
      const UScriptCode here = c < 0x80 ? USCRIPT_LATIN : uscript_getScript(c, &error);
      const bool with_latin = here == USCRIPT_LATIN || script == USCRIPT_LATIN;
      if (script != USCRIPT_COMMON && here != script && with_latin) odd += 2;
      script = here;
      accented = here == USCRIPT_LATIN && c >= 0x80 ? accented + 1 : 0;
      if (accented >= 3) odd += 1;
      if (c >= 0x80 && isUpper(c) && isLower(before)) odd += 2;
      if (isLower(c) && c >= 0x80 && isUpper(before) && before >= 0x80 && here == USCRIPT_LATIN) odd += 1;
      // The half-width katakana block is what single bytes become in Shift-JIS; living text uses the full width.
      if (c >= 0xFF61 && c <= 0xFF9F) odd += 1;
    } else {
      // A sign amid a word: "caf¿s", "Mos©ow". Quotes, dashes and accents stand there by right.
      if (c >= 0xA1 && c < 0xC0 && c != 0xB7 && c != 0xAD && c != 0xAB && c != 0xBB && isLetter(before)) odd += 1;
      // Accents that stand alone, and signs in a row: "¡ª" is a dash of GB18030.
      if (c == 0xA8 || c == 0xAF || c == 0xB4 || c == 0xB8) odd += 1;
      if (c == 0xD7 || c == 0xF7 || c == 0xA4) odd += isLetter(before) ? 2 : 1;
      script = USCRIPT_COMMON;
      accented = 0;
    }
    before = c;
  }
  return odd;
}

}  // namespace

bool isUtf8(std::string_view bytes) {
  for (size_t i = 0; i < bytes.size();) {
    if (static_cast<uint8_t>(bytes[i]) < 0x80) {
      ++i;
      continue;
    }
    auto at = static_cast<int64_t>(i);
    UChar32 c = 0;
    U8_NEXT(reinterpret_cast<const uint8_t*>(bytes.data()), at, static_cast<int64_t>(bytes.size()), c);
    if (c < 0) return false;
    i = static_cast<size_t>(at);
  }
  return true;
}

std::string repairedUtf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (size_t at = 0; at < bytes.size();) appendCodePoint(out, nextCodePoint(bytes, at));
  return out;
}

std::string_view declaredEncoding(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  const std::string low = lowerAscii(head);
  for (const std::string_view key : {"charset", "encoding"}) {
    if (key == "encoding" && !low.starts_with("<?xml")) continue;
    size_t at = low.find(key);
    if (at == std::string::npos) continue;
    at += key.size();
    const auto skip = [&](std::string_view what) {
      while (at < low.size() && what.find(low[at]) != std::string_view::npos) ++at;
    };
    skip(" \t\r\n");
    if (at >= low.size() || low[at] != '=') continue;
    ++at;
    skip(" \t\r\n\"'");
    size_t end = at;
    while (end < low.size() && (std::isalnum(static_cast<unsigned char>(low[end])) ||
                                std::string_view("-_:.").find(low[end]) != std::string_view::npos))
      ++end;
    if (end > at) return head.substr(at, end - at);
  }
  return {};
}

bool looksBinary(std::string_view bytes) {
  size_t control = 0;
  for (const char c : bytes) {
    const auto b = static_cast<uint8_t>(c);
    // Tab, line ends, form feed; escape begins the shifts of ISO-2022.
    control += b == 0x7F || (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1B);
  }
  return control > 0 && control * 100 > bytes.size();
}

Decoded decode(std::string_view bytes) {
  // The mark of UTF-32LE begins with that of UTF-16LE.
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kMarks{
      {{std::string_view("\xEF\xBB\xBF", 3), "utf-8"},
       {std::string_view("\xFF\xFE\0\0", 4), "utf-32le"},
       {std::string_view("\0\0\xFE\xFF", 4), "utf-32be"},
       {std::string_view("\xFF\xFE", 2), "utf-16le"},
       {std::string_view("\xFE\xFF", 2), "utf-16be"}}};
  const auto as = [](std::string_view rest, const std::string& encoding) {
    if (encoding == "utf-8") return Decoded{repairedUtf8(rest), encoding};
    if (auto text = converted(rest, encoding)) return Decoded{repairedUtf8(*text), encoding};
    return Decoded{repairedUtf8(rest), "utf-8"};
  };
  for (const auto& [mark, encoding] : kMarks)
    if (bytes.starts_with(mark)) return as(bytes.substr(mark.size()), std::string(encoding));

  const std::string declared = meantEncoding(declaredEncoding(bytes));
  const bool shifted = declared.starts_with("iso-2022") && bytes.find('\x1B') != std::string_view::npos;
  if (!shifted) {
    if (const std::string utf16 = unmarkedUtf16(bytes); !utf16.empty()) return as(bytes, utf16);
    if (isUtf8(bytes)) return {std::string(bytes), "utf-8"};
  }

  // The sample begins a little before the first foreign byte, for a long English text may hold its first at the end.
  const auto foreign = static_cast<size_t>(
      std::find_if(bytes.begin(), bytes.end(), [](char c) { return static_cast<uint8_t>(c) >= 0x80; }) - bytes.begin());
  const std::string_view sample = shifted ? bytes : bytes.substr(foreign > 256 ? foreign - 256 : 0, kSample);

  // In a text with few foreign bytes, English with quotes and names as a rule, the detector has little to go by.
  const auto foreign_bytes = static_cast<size_t>(
      std::count_if(sample.begin(), sample.end(), [](char c) { return static_cast<uint8_t>(c) >= 0x80; }));
  const bool sparse = foreign_bytes * 20 < sample.size();
  const std::string guess = guessedEncoding(sample), western = "windows-1252";
  std::string best = western;
  size_t best_odd = SIZE_MAX;
  for (const std::string& candidate :
       {declared, sparse ? western : guess, std::string("utf-8"), sparse ? guess : western, std::string("iso-8859-15"),
        std::string("gb18030"), std::string("windows-31j"), std::string("windows-1250")}) {
    if (candidate.empty() || candidate.starts_with("utf-16") || candidate.starts_with("utf-32")) continue;
    const auto text = candidate == "utf-8" ? repairedUtf8(sample) : converted(sample, candidate);
    if (!text) continue;
    const size_t odd = oddities(*text);
    if (odd < best_odd) {
      best_odd = odd;
      best = candidate;
    }
  }
  return as(bytes, best);
}

}  // namespace legomena
