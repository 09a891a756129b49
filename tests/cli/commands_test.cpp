// The program as a user has it: exit codes, messages, and that bad input never loses good input.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace legomena {
namespace {

namespace fs = std::filesystem;

struct Outcome {
  int exit = -1;
  std::string out, err;
};

std::string slurp(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

size_t count(const std::string& text, std::string_view what) {
  size_t n = 0;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

class Commands : public testing::Test {
 protected:
  Commands() : folder_(fs::temp_directory_path() / ("legomena-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~Commands() override { fs::remove_all(folder_); }

  std::string file(const std::string& name, const std::string& bytes) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

  // The program with these arguments, under a limit of 1 GB of memory for its data.
  Outcome run(const std::string& arguments) {
    const fs::path out = folder_ / "stdout", err = folder_ / "stderr";
    const std::string limit = kSanitized ? "" : "ulimit -d 1000000; ";
    const std::string line =
        limit + LEGOMENA_COMMAND + std::string(" ") + arguments + " >" + out.string() + " 2>" + err.string();
    const int status = std::system(("sh -c '" + line + "'").c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, slurp(out), slurp(err)};
  }

#if defined(__SANITIZE_ADDRESS__)
  static constexpr bool kSanitized = true;
#else
  static constexpr bool kSanitized = false;
#endif

  fs::path folder_;
};

const std::string kStory =
    "Truce broken\n\nThe army said on Monday that rebels had shelled the town. Rebels denied it.\n";

TEST_F(Commands, CodeWritesARecordAnArticleInTheirOrder) {
  const std::string a = file("a.txt", kStory);
  const std::string b =
      file("b.jsonl", "{\"id\":\"two\",\"text\":\"Rebels denied it.\"}\n{\"id\":\"three\",\"text\":\"It fell.\"}\n");
  const Outcome r = run("code " + a + " " + b);
  EXPECT_EQ(r.exit, 0) << r.err;
  EXPECT_EQ(count(r.out, "\n"), 3u);
  EXPECT_LT(r.out.find("a.txt"), r.out.find("\"two\""));
  EXPECT_LT(r.out.find("\"two\""), r.out.find("\"three\""));
  EXPECT_EQ(r.err, "");
}

TEST_F(Commands, LeastConfidenceLeavesOutWhatIsUnsure) {
  const std::string a = file("a.txt", kStory);
  const size_t all = count(run("code " + a).out, "\"confidence\":");
  EXPECT_GT(all, 0u);
  EXPECT_LT(count(run("code --min-confidence 0.97 " + a).out, "\"confidence\":"), all);
  EXPECT_EQ(run("code --min-confidence 2 " + a).exit, 2);
}

TEST_F(Commands, BrokenLinesAreNamedAndTheGoodOnesWritten) {
  const Outcome r =
      run("code " +
          file("x.jsonl",
               "{\"id\":\"1\",\"text\":\"It fell.\"}\n{\"id\":\"2\",\"te\n{\"id\":\"3\",\"text\":\"It rose.\"}\n"));
  EXPECT_EQ(r.exit, 1);
  EXPECT_EQ(count(r.out, "\n"), 2u);
  EXPECT_NE(r.err.find("x.jsonl:2"), std::string::npos) << r.err;
}

TEST_F(Commands, NothingToReadIsItsOwnExitCode) {
  EXPECT_EQ(run("code " + (folder_ / "missing.txt").string()).exit, 3);
  const Outcome empty = run("code " + file("empty.txt", ""));
  EXPECT_EQ(empty.exit, 3);
  EXPECT_NE(empty.err.find("empty.txt"), std::string::npos);
  std::string noise;
  for (unsigned i = 0, x = 1; i < 20000; ++i) noise += static_cast<char>((x = x * 1103515245u + 12345u) >> 24);
  EXPECT_EQ(run("code " + file("noise.bin", noise)).exit, 3);
}

TEST_F(Commands, WrongUseIsItsOwnExitCode) {
  EXPECT_EQ(run("code").exit, 2);
  EXPECT_EQ(run("code --format pdf " + file("a.txt", kStory)).exit, 2);
  EXPECT_EQ(run("sing").exit, 2);
  EXPECT_EQ(run("--help").exit, 0);
}

TEST_F(Commands, BrokenModelOrKnowledgeIsABrokenInstallation) {
  const std::string a = file("a.txt", kStory);
  for (const std::string& bytes : {std::string("not a model"),
                                   slurp(fs::path(LEGOMENA_SOURCE_DIR) / "models/reader.legomena").substr(0, 100000)}) {
    const Outcome r = run("code --model " + file("broken.legomena", bytes) + " " + a);
    EXPECT_EQ(r.exit, 4);
    EXPECT_NE(r.err.find("broken.legomena"), std::string::npos) << r.err;
    EXPECT_EQ(r.out, "");
  }
  EXPECT_EQ(run("code --data " + (folder_ / "nowhere").string() + " " + a).exit, 4);
}

TEST_F(Commands, AnArticleOfFiftyMegabytesIsRefusedAndTheNextOneRead) {
  std::string text;
  while (text.size() < 50'000'000) text += kStory;
  const Outcome r = run("code " + file("big.txt", text) + " " + file("small.txt", kStory));
  EXPECT_EQ(r.exit, 1);
  EXPECT_EQ(count(r.out, "\n"), 1u);
  EXPECT_NE(r.err.find("at most 2097152 bytes an article"), std::string::npos) << r.err;
}

TEST_F(Commands, AnEndlessLineAndDeepTagsComeThrough) {
  std::string line;
  while (line.size() < 60'000) line += "the army said that rebels shelled it and ";
  std::string deep;
  for (int i = 0; i < 50'000; ++i) deep += "<div>";
  deep = "<html><head><title>Truce broken</title></head><body>" + deep +
         "<p>The army said that rebels had shelled the town of Barda on Monday.</p></body></html>";
  const Outcome r = run("code " + file("endless.txt", line) + " " + file("deep.html", deep));
  EXPECT_LE(r.exit, 1) << r.err;
  EXPECT_GE(count(r.out, "\n"), 1u);
}

TEST_F(Commands, BytesAreTheSameForEveryNumberOfThreads) {
  std::string lines;
  for (int i = 0; i < 12; ++i)
    lines += "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"The army said rebels had shelled " + std::to_string(i) +
             " towns. Rebels denied it.\"}\n";
  const std::string articles = file("many.jsonl", lines);
  const Outcome one = run("code --jobs 1 " + articles), three = run("code --jobs 3 " + articles);
  EXPECT_EQ(one.out, three.out);
  EXPECT_EQ(count(one.out, "\n"), 12u);
}

TEST_F(Commands, VerifyFindsNothingInOurOwnRecordsAndEverythingInDamagedOnes) {
  const std::string examples = LEGOMENA_SOURCE_DIR "/examples";
  const std::string records = (folder_ / "records.jsonl").string();
  ASSERT_EQ(run("code --out " + records + " " + examples).exit, 0);
  const Outcome good = run("verify " + records);
  EXPECT_EQ(good.exit, 0) << good.out;
  std::string damaged = slurp(records);
  const size_t stance = damaged.find("\"stance\":\"");
  ASSERT_NE(stance, std::string::npos);
  damaged.insert(stance + 10, "x");
  EXPECT_EQ(run("verify " + file("damaged.jsonl", damaged)).exit, 1);
}

// After a wanted change (model, data, decoding): make golden, and read the difference before it is committed.
TEST_F(Commands, ExamplesGiveTheirGoldenRecords) {
  const std::string records = (folder_ / "records.jsonl").string();
  ASSERT_EQ(run("code --out " + records + " " LEGOMENA_SOURCE_DIR "/examples").exit, 0);
  const std::string golden = slurp(LEGOMENA_SOURCE_DIR "/tests/cli/golden/examples.jsonl");
  EXPECT_TRUE(slurp(records) == golden)
      << "compare with: legomena code examples | diff - tests/cli/golden/examples.jsonl";
}

TEST_F(Commands, EvalOfRecordsAgainstThemselvesIsPerfect) {
  const std::string records = (folder_ / "records.jsonl").string();
  ASSERT_EQ(run(std::string("code --out ") + records + " " LEGOMENA_SOURCE_DIR "/examples/truce.txt").exit, 0);
  const Outcome r = run("eval " + records + " " + records + " --json");
  EXPECT_EQ(r.exit, 0);
  EXPECT_NE(r.out.find("\"claim.full\": 1.0"), std::string::npos) << r.out;
  EXPECT_NE(run("eval " + records).out.find("claim.full"), std::string::npos);
}

TEST_F(Commands, ExplainInspectAndViewSayWhatTheyShow) {
  const std::string a = file("a.txt", kStory);
  EXPECT_NE(run("explain " + a + " 30").out.find("sentence"), std::string::npos);
  EXPECT_NE(run("explain " + a + " 99999").out.find("there is none at 99999"), std::string::npos);
  EXPECT_NE(run("inspect " + a).out.find("parties"), std::string::npos);
  const std::string page = (folder_ / "page.html").string();
  EXPECT_EQ(run("view --out " + page + " " + a).exit, 0);
  EXPECT_NE(slurp(page).find("Truce broken"), std::string::npos);
}

TEST_F(Commands, ExampleRulesPassTheirOwnTests) {
  const Outcome r = run("rules " LEGOMENA_SOURCE_DIR "/examples/rules.toml");
  EXPECT_EQ(r.exit, 0) << r.out << r.err;
  EXPECT_EQ(count(r.out, "holds: "), 10u) << r.out;
  const std::string rules = slurp(LEGOMENA_SOURCE_DIR "/examples/rules.toml");
  EXPECT_NE(slurp(LEGOMENA_SOURCE_DIR "/docs/rules.md").find(rules.substr(rules.find("[[rule]]"))), std::string::npos)
      << "docs/rules.md shows other rules";
}

TEST_F(Commands, ARuleWhoseTestFailsIsNamedWithWhatWasRead) {
  const std::string rules = file("rules.toml",
                                 "[[rule]]\nname = \"a\"\ntrigger = \"shelled\"\nactor = \"navy\"\nforbid = true\n"
                                 "example = \"The army shelled the town on Monday.\"\nexpect = \"nothing\"\n");
  const Outcome r = run("rules " + rules);
  EXPECT_EQ(r.exit, 1);
  EXPECT_NE(r.out.find("fails: a, " + rules + ":1 expects"), std::string::npos) << r.out;
  EXPECT_NE(r.out.find("event 'shelled' ASSAULT"), std::string::npos) << r.out;
  EXPECT_EQ(run("code --rules " + rules + " " + file("a.txt", kStory)).exit, 0) << "an untested rule is still a rule";
}

TEST_F(Commands, MistakesInRulesAreWrongUseAndAllNamedAtOnce) {
  const std::string rules = file("rules.toml", "[[rule]]\nname = \"a\"\ntriger = \"x\"\n[[rule]]\ncue = 3\n");
  for (const std::string& command : {"rules " + rules, "code --rules " + rules + " " + file("a.txt", kStory)}) {
    const Outcome r = run(command);
    EXPECT_EQ(r.exit, 2);
    EXPECT_EQ(r.out, "");
    EXPECT_NE(r.err.find("rules.toml:3: rule 'a': 'triger'"), std::string::npos) << r.err;
    EXPECT_NE(r.err.find("rules.toml:5: 'cue' is no text"), std::string::npos) << r.err;
  }
  EXPECT_EQ(run("code --rules " + (folder_ / "missing.toml").string() + " " + file("a.txt", kStory)).exit, 2);
}

TEST_F(Commands, ExplainNamesTheRuleThatAddedSetOrForbade) {
  const std::string rules = " --rules " LEGOMENA_SOURCE_DIR "/examples/rules.toml ";
  const auto explained = [&](const std::string& text, std::string_view word) {
    return run("explain" + rules + file("a.txt", text) + " " + std::to_string(text.find(word))).out;
  };
  const std::string homes = explained("Bulldozers demolished six homes in the village, residents said.", "demolished");
  EXPECT_NE(homes.find("rule 'homes demolished' (" LEGOMENA_SOURCE_DIR "/examples/rules.toml:"), std::string::npos)
      << homes;
  EXPECT_NE(homes.find("ASSAULT destroy"), std::string::npos) << homes;
  const std::string hackers = explained("Hackers attacked the ministry on Tuesday and took its servers.", "attacked");
  EXPECT_NE(hackers.find("rule 'attack on computers'"), std::string::npos) << hackers;
  const std::string sources = explained("Sources in the army said the town had fallen.", "said");
  EXPECT_NE(sources.find("no claim at 'said': rule 'unnamed sources'"), std::string::npos) << sources;
}

TEST_F(Commands, RulesThatMatchNothingChangeNothingButTheFingerprint) {
  const std::string rules = file("rules.toml",
                                 "[[rule]]\nname = \"a\"\ntrigger = \"zyzzyva\"\nadd = { type = \"AID\" }\n"
                                 "example = \"x\"\nexpect = \"AID\"\n");
  const std::string examples = LEGOMENA_SOURCE_DIR "/examples";
  std::string with = run("code --rules " + rules + " " + examples).out;
  for (size_t at = with.find('+'); at != std::string::npos; at = with.find('+', at)) {
    if (with.compare(at + 65, 3, "\"}}") == 0)
      with.erase(at, 65);  // "+" and 64 digits
    else
      ++at;
  }
  EXPECT_TRUE(with == slurp(LEGOMENA_SOURCE_DIR "/tests/cli/golden/examples.jsonl"));
}

}  // namespace
}  // namespace legomena
