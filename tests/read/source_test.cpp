#include "read/source.h"

#include <gtest/gtest.h>

#include "read/folder.h"
#include "read/packing.h"

namespace legomena {
namespace {

std::string readAll(const std::string& path, size_t step = 1000) {
  auto source = Source::open(path);
  if (!source) return "error: " + source.error().message();
  std::string out;
  while (true) {
    auto got = source->read(out, step);
    if (!got) return "error: " + got.error().message();
    if (*got < step) return out;
  }
}

std::string longText() {
  std::string out;
  for (int i = 0; i < 20000; ++i) out += "Line " + std::to_string(i) + " of the envoy's report.\n";
  return out;
}

TEST(Source, PlainGzipAndZstdGiveTheSameBytes) {
  const TestFolder folder;
  const std::string text = longText();
  EXPECT_EQ(readAll(folder.write("a", text)), text);
  EXPECT_EQ(readAll(folder.write("b", gzipped(text))), text);
  EXPECT_EQ(readAll(folder.write("c", zstded(text))), text);
  EXPECT_EQ(readAll(folder.write("d", zstded(text)), 7), text);
}

TEST(Source, MembersPackedOneAfterAnotherAreOneText) {
  const TestFolder folder;
  EXPECT_EQ(readAll(folder.write("a", gzipped("The truce ") + gzipped("held."))), "The truce held.");
  EXPECT_EQ(readAll(folder.write("b", zstded("The truce ") + zstded("held."))), "The truce held.");
}

TEST(Source, FileShorterThanAMagicNumberIsPlain) {
  const TestFolder folder;
  EXPECT_EQ(readAll(folder.write("a", "")), "");
  EXPECT_EQ(readAll(folder.write("b", "No.")), "No.");
}

TEST(Source, CutOffFileIsAnErrorThatNamesIt) {
  const TestFolder folder;
  const std::string gz = gzipped(longText()), zst = zstded(longText());
  const std::string path = folder.write("a.gz", std::string_view(gz).substr(0, gz.size() / 2));
  EXPECT_EQ(readAll(path), "error: " + path + ": the gzip data end too early (the whole file)");
  EXPECT_NE(
      readAll(folder.write("b.zst", std::string_view(zst).substr(0, zst.size() - 3))).find("zstd data end too early"),
      std::string::npos);
}

TEST(Source, DamagedFileIsAnError) {
  const TestFolder folder;
  std::string gz = gzipped(longText());
  for (size_t i = gz.size() / 2; i < gz.size() / 2 + 50; ++i) gz[i] = static_cast<char>(0xAA);
  EXPECT_TRUE(readAll(folder.write("a.gz", gz)).starts_with("error: "));
}

TEST(Source, MissingFileIsAnError) {
  const auto source = Source::open("/nowhere/at/all.txt");
  ASSERT_FALSE(source);
  EXPECT_NE(source.error().message().find("/nowhere/at/all.txt: cannot be opened"), std::string::npos);
}

TEST(Source, FoldersAreListedSortedAndDeepWithoutHiddenFilesAndRules) {
  const TestFolder folder;
  folder.write("b/2.txt", "x");
  folder.write("b/1.txt", "x");
  folder.write("a.txt", "x");
  folder.write(".git/config", "x");
  folder.write("b/.hidden", "x");
  folder.write("b/rules.toml", "x");
  std::vector<std::string> names;
  listFiles(
      {folder.path(), "-", "elsewhere.txt"}, [&](std::string path) { names.push_back(std::move(path)); },
      [](const Error& error) { ADD_FAILURE() << error.message(); });
  EXPECT_EQ(names, (std::vector<std::string>{folder.path() + "/a.txt", folder.path() + "/b/1.txt",
                                             folder.path() + "/b/2.txt", "-", "elsewhere.txt"}));
}

TEST(Source, EmptyFolderIsAnError) {
  const TestFolder folder;
  size_t errors = 0;
  listFiles(
      {folder.path()}, [](const std::string&) { ADD_FAILURE(); }, [&](const Error&) { ++errors; });
  EXPECT_EQ(errors, 1u);
}

TEST(Source, IdIsTheFileNameOfAPageWithoutItsEndings) {
  EXPECT_EQ(sourceId("/news/page.html.gz"), "page");
  EXPECT_EQ(sourceId("page.htm"), "page");
  EXPECT_EQ(sourceId("report.txt"), "report.txt");
  EXPECT_EQ(sourceId("report.txt.zst"), "report.txt");
  EXPECT_EQ(sourceId(".html"), ".html");
}

}  // namespace
}  // namespace legomena
