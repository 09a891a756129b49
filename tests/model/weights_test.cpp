#include "model/weights.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "model/sample_network.h"

namespace legomena {
namespace {

std::string complaint(const std::string& file) {
  const Result<Weights> weights = sample::weightsOf(file);
  if (!weights) return weights.error().message();
  const Result<Model> model = openModel(*weights);
  return model ? "" : model.error().message();
}

TEST(Weights, TensorsAreFoundByNameAndShape) {
  const Result<Weights> weights = sample::weightsOf(sample::fileOf(sample::network()));
  ASSERT_TRUE(weights) << weights.error().message();
  EXPECT_EQ(weights->model, "sample");
  EXPECT_TRUE(tensorOf(*weights, "encoder/norm/gain", TensorType::F32, {{sample::kWidth}}));
  const auto wrong = tensorOf(*weights, "encoder/norm/gain", TensorType::F32, {{32}});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().what, "encoder/norm/gain is f32 64, the network needs f32 32");
  EXPECT_EQ(tensorOf(*weights, "encoder/nose", TensorType::F32, {{1}}).error().what, "the model has no encoder/nose");
}

TEST(Weights, EveryTruncationIsRefused) {
  const std::string file = sample::fileOf(sample::network());
  for (size_t size = 0; size < file.size(); size += size < 200 ? 1 : 997)
    EXPECT_FALSE(sample::weightsOf(file.substr(0, size))) << size;
  EXPECT_NE(complaint(file.substr(0, file.size() - 1)).find("should have"), std::string::npos);
}

TEST(Weights, ForeignAndDamagedFilesAreRefused) {
  EXPECT_NE(complaint(std::string(5000, 'x')).find("no model file"), std::string::npos);
  EXPECT_NE(complaint("").find("no model file"), std::string::npos);
  std::string file = sample::fileOf(sample::network());
  file[20000] = static_cast<char>(file[20000] + 1);
  EXPECT_NE(complaint(file).find("checksum"), std::string::npos);
  file[8] = 9;
  EXPECT_NE(complaint(file).find("format 9"), std::string::npos);
}

TEST(Weights, ATableThatPointsOutOfTheFileIsRefused) {
  for (const char* line : {"a f32 4 99999936\n", "a f32 4 65\n", "a f32 4294967295x4294967295 0\n", "a f64 4 0\n",
                           "a f32 0 0\n", "a f32 4\n", "a\n", "a f32 4 -64\n"}) {
    const std::string table = std::string("model m\n") + line;
    std::string file("LEGOMENA\1\0\0\0", 12);
    file.resize(24);
    const uint64_t bytes = table.size();
    file.append(reinterpret_cast<const char*>(&bytes), 8);
    file += table;
    file.resize(256);
    sample::seal(file);
    EXPECT_NE(complaint(file).find("table is wrong"), std::string::npos) << line;
  }
}

TEST(Weights, RowsTooLargeForThirtyTwoBitSumsAreRefused) {
  sample::Network network = sample::network();
  network["encoder/layer_1/inner/weight/levels"].bytes = sample::bytesOf(std::vector<int16_t>(256, 32767));
  EXPECT_NE(complaint(sample::fileOf(network)).find("too large for 32-bit sums"), std::string::npos);
}

TEST(Weights, AMissingTensorIsNamed) {
  sample::Network network = sample::network();
  network.erase("pair/event/distance");
  EXPECT_NE(complaint(sample::fileOf(network)).find("pair/event/distance"), std::string::npos);
}

TEST(Weights, AFileIsMapped) {
  const std::string path = testing::TempDir() + "sample.legomena";
  std::ofstream(path, std::ios::binary) << sample::fileOf(sample::network());
  const Result<Model> model = openModel(path);
  ASSERT_TRUE(model) << model.error().message();
  EXPECT_EQ(model->vocabulary.size(), sample::kPieces.size());
  EXPECT_EQ(model->cls, 2);
  std::remove(path.c_str());
  EXPECT_EQ(openModel(path).error().where, path);
  EXPECT_FALSE(openModel(testing::TempDir()));
}

}  // namespace
}  // namespace legomena
