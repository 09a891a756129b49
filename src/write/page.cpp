#include "write/page.h"

#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <map>
#include <string_view>

#include "write/json.h"

namespace legomena {

// The page before and after its data; defined in the file that page/join.cmake writes.
extern const std::string_view kPageHead;
extern const std::string_view kPageTail;

namespace {

// JSON inside a script element: an HTML parser must see no tag, comment or reference in it. The escapes are JSON's own,
// and none of these characters stands outside a JSON string, so the data stays the same.
void appendEscaped(std::string& out, std::string_view json) {
  for (size_t i = 0; i < json.size(); ++i) {
    const std::string_view rest = json.substr(i);
    if (rest[0] == '<') {
      out += "\\u003c";
    } else if (rest[0] == '>') {
      out += "\\u003e";
    } else if (rest[0] == '&') {
      out += "\\u0026";
    } else if (rest.starts_with("\u2028") || rest.starts_with("\u2029")) {
      out += rest.starts_with("\u2028") ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      out += rest[0];
    }
  }
}

// English names of the countries that the records' parties have, since a browser knows only codes of two letters.
std::map<std::string, std::string> countryNames(const std::vector<Record>& records) {
  std::map<std::string, std::string> names;
  for (const Record& record : records)
    for (const RecordParty& party : record.parties)
      if (party.country) names.emplace(*party.country, "");
  for (const char* const* code = uloc_getISOCountries(); *code; ++code) {
    const std::string locale = std::string("und_") + *code;
    const auto entry = names.find(uloc_getISO3Country(locale.c_str()));
    if (entry == names.end()) continue;
    UErrorCode status = U_ZERO_ERROR;
    char16_t name[128];
    const int32_t length = uloc_getDisplayCountry(locale.c_str(), "en", name, 128, &status);
    if (U_SUCCESS(status)) icu::UnicodeString(name, length).toUTF8String(entry->second);
  }
  std::erase_if(names, [](const auto& entry) { return entry.second.empty(); });
  return names;
}

}  // namespace

std::string pageHtml(const std::vector<Record>& records) {
  std::string page(kPageHead);
  page += "{\"countries\":{";
  const char* between = "";
  for (const auto& [code, name] : countryNames(records)) {  // both hold letters, blanks and marks that JSON keeps
    appendEscaped(page, std::string(between) + '"' + code + "\":\"" + name + '"');
    between = ",";
  }
  page += "},\"records\":[";
  between = "\n";
  for (const Record& record : records) {
    page += between;
    appendEscaped(page, recordJson(record));
    between = ",\n";
  }
  page += "\n]}";
  page += kPageTail;
  return page;
}

}  // namespace legomena
