#include "read/encoding.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

namespace legomena {
namespace {

std::string encoded(std::string_view utf8, const char* encoding) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(encoding, &error);
  EXPECT_TRUE(U_SUCCESS(error)) << encoding;
  const auto text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int32_t>(utf8.size())});
  std::string out(utf8.size() * 4 + 16, '\0');
  const int32_t size =
      ucnv_fromUChars(converter, out.data(), static_cast<int32_t>(out.size()), text.getBuffer(), text.length(), &error);
  ucnv_close(converter);
  out.resize(static_cast<size_t>(size));
  return out;
}

const std::string kEnglish =
    "The minister said on Monday that the truce — signed in Geneva — “would hold”. Asked about the café in Zürich, he "
    "didn’t answer. Officials put the cost at £3 million, and a señor of the old guard called it naïve.\n";
const std::string kGerman =
    "Der Außenminister erklärte am Dienstag, die Gespräche über den Rückzug würden fortgesetzt. Für die Bevölkerung "
    "sei "
    "dies eine große Erleichterung, hieß es später in München.\n";
const std::string kPolish =
    "Rzecznik rządu powiedział w środę, że żołnierze opuścili posterunki na granicy. Według świadków słyszano strzały, "
    "a "
    "mieszkańcy miasteczka uciekli do sąsiedniej wsi. Późnym wieczorem ogłoszono rozejm.\n";
const std::string kTurkish =
    "Dışişleri Bakanlığı sözcüsü çarşamba günü yaptığı açıklamada görüşmelerin süreceğini söyledi. Sınırdaki köylerde "
    "yaşayanlar ateşkesin uzatılmasını istiyor, şehirde ise yoğun güvenlik önlemleri alındı.\n";
const std::string kRussian =
    "Представитель министерства заявил во вторник, что перемирие соблюдается. По его словам, обе стороны отвели войска "
    "от "
    "линии соприкосновения, однако жители приграничных сёл сообщают о стрельбе.\n";
const std::string kJapanese =
    "外務省の報道官は火曜日、停戦は守られていると述べた。両国の代表団は来週ジュネーブで会談する予定だという。しかし"
    "国境の村では銃声が聞こえたとの報告もある。\n";
const std::string kChinese =
    "外交部发言人星期二表示，停火协议正在得到遵守。双方代表团计划下周在日内瓦举行会谈。但是边境村庄的居民说，他们在夜里"
    "听到了枪声。\n";

TEST(Encoding, Utf8WithAndWithoutMarkIsTheSameText) {
  EXPECT_EQ(decode(kRussian).text, kRussian);
  EXPECT_EQ(decode("\xEF\xBB\xBF" + kRussian).text, kRussian);
  EXPECT_EQ(decode(kRussian).encoding, "utf-8");
}

TEST(Encoding, Utf16IsReadWithAndWithoutMark) {
  for (const auto& text : {kEnglish, kPolish, kRussian}) {
    EXPECT_EQ(decode("\xFF\xFE" + encoded(text, "utf-16le")).text, text);
    EXPECT_EQ(decode("\xFE\xFF" + encoded(text, "utf-16be")).text, text);
    EXPECT_EQ(decode(encoded(text, "utf-16le")).text, text);
    EXPECT_EQ(decode(encoded(text, "utf-16be")).text, text);
  }
  EXPECT_EQ(decode("\xFF\xFE" + encoded(kJapanese, "utf-16le")).text, kJapanese);
}

struct Case {
  const std::string& text;
  const char* encoding;
};

// What an encoding cannot write is left out of its text.
std::string writable(const std::string& text, const char* encoding) {
  std::string out = text;
  if (std::string_view(encoding).starts_with("iso-8859"))
    for (const auto& [from, to] : {std::pair{"—", "-"}, {"“", "\""}, {"”", "\""}, {"’", "'"}})
      for (size_t at; (at = out.find(from)) != std::string::npos;) out.replace(at, std::string_view(from).size(), to);
  return out;
}

const std::vector<Case> kCases{{kEnglish, "windows-1252"}, {kEnglish, "iso-8859-1"}, {kEnglish, "iso-8859-15"},
                               {kGerman, "windows-1252"},  {kGerman, "iso-8859-1"},  {kGerman, "iso-8859-15"},
                               {kPolish, "iso-8859-2"},    {kRussian, "iso-8859-5"}, {kRussian, "windows-1251"},
                               {kTurkish, "iso-8859-9"},   {kJapanese, "shift_jis"}, {kChinese, "gb18030"}};

TEST(Encoding, UndeclaredEncodingsAreFoundByTheirLooks) {
  for (const auto& [text, encoding] : kCases) {
    const std::string given = writable(text, encoding);
    const auto decoded = decode(encoded(given, encoding));
    EXPECT_EQ(decoded.text, given) << encoding << " was read as " << decoded.encoding;
  }
}

TEST(Encoding, DeclaredEncodingsAreBelieved) {
  for (const auto& [text, encoding] : kCases) {
    const std::string given =
        writable("<html><head><meta charset=\"" + std::string(encoding) + "\"></head><body>" + text, encoding);
    const auto decoded = decode(encoded(given, encoding));
    EXPECT_EQ(decoded.text, given) << encoding << " was read as " << decoded.encoding;
  }
}

TEST(Encoding, WrongDeclarationsAreNotBelieved) {
  const auto page = [](std::string_view charset, const std::string& text) {
    return "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=" + std::string(charset) +
           "\"></head><body>" + text;
  };
  const auto reads = [&](std::string_view charset, const std::string& text, const char* encoding) {
    const std::string given = page(charset, text);
    const auto decoded = decode(encoded(given, encoding));
    EXPECT_EQ(decoded.text, given) << charset << " for " << encoding << " was read as " << decoded.encoding;
  };
  reads("iso-8859-1", kRussian, "utf-8");
  reads("utf-8", kEnglish, "windows-1252");
  reads("utf-8", kRussian, "windows-1251");
  reads("iso-8859-1", kRussian, "windows-1251");
  reads("windows-1252", kJapanese, "shift_jis");
  reads("iso-8859-1", kChinese, "gb18030");
  reads("no-such-charset", kGerman, "windows-1252");
}

TEST(Encoding, OneForeignByteInALongEnglishTextIsWindows1252) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "The envoy said that talks would go on. ";
  EXPECT_EQ(decode(text + "He\x92s tired.").text, text + "He’s tired.");
}

TEST(Encoding, BrokenBytesInUtf8BecomeReplacementCharacters) {
  EXPECT_EQ(repairedUtf8("a\xFF"
                         "b\xC3"),
            "a\uFFFDb\uFFFD");
  // Mostly valid: one cut character does not make a Russian text Western.
  std::string russian = kRussian + kRussian;
  russian.erase(100, 1);
  const auto decoded = decode(russian);
  EXPECT_EQ(decoded.encoding, "utf-8");
  EXPECT_NE(decoded.text.find("линии соприкосновения"), std::string::npos);
}

TEST(Encoding, DeclarationIsFoundInMetaAndXml) {
  EXPECT_EQ(declaredEncoding("<meta charset=utf-8>"), "utf-8");
  EXPECT_EQ(declaredEncoding("<META http-equiv=x content='text/html; CHARSET = KOI8-R'>"), "KOI8-R");
  EXPECT_EQ(declaredEncoding("<?xml version=\"1.0\" encoding='iso-8859-2'?>"), "iso-8859-2");
  EXPECT_EQ(declaredEncoding("The charset was lost."), "");
}

TEST(Encoding, ControlBytesLookBinary) {
  EXPECT_TRUE(looksBinary(std::string("\x01\x02\x00\x03 text", 9)));
  EXPECT_FALSE(looksBinary("Text\twith\r\nblanks\f"));
  EXPECT_FALSE(looksBinary(""));
}

}  // namespace
}  // namespace legomena
