#include "model/score.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <tuple>

#include "model/sample_network.h"

namespace legomena {
namespace {

template <class T>
std::vector<double> numbers(const sample::Network& network, const std::string& name) {
  const std::string& bytes = network.at(name).bytes;
  std::vector<T> values(bytes.size() / sizeof(T));
  std::memcpy(values.data(), bytes.data(), bytes.size());
  return {values.begin(), values.end()};
}

// The encoder in plain doubles: what the integers must come near to.
struct Plain {
  const sample::Network& network;

  std::vector<double> codes(const std::string& scope) const {
    const std::vector<double> code = numbers<uint8_t>(network, scope + "/weight"),
                              level = numbers<int16_t>(network, scope + "/weight/levels"),
                              scale = numbers<float>(network, scope + "/weight/scale");
    std::vector<double> out(code.size());
    for (size_t i = 0; i < out.size(); ++i)
      out[i] = level[static_cast<size_t>(code[i])] * scale[i / (code.size() / scale.size())];
    return out;
  }
  std::vector<double> linear(const std::string& scope, const std::vector<double>& x) const {
    const std::vector<double> w = codes(scope), bias = numbers<float>(network, scope + "/bias");
    const size_t inputs = w.size() / bias.size(), rows = x.size() / inputs;
    std::vector<double> out;
    for (size_t r = 0; r < rows; ++r)
      for (size_t o = 0; o < bias.size(); ++o) {
        double sum = bias[o];
        for (size_t i = 0; i < inputs; ++i) sum += x[r * inputs + i] * w[o * inputs + i];
        out.push_back(sum);
      }
    return out;
  }
  void norm(const std::string& scope, std::vector<double>& x, const std::vector<double>& update) const {
    const std::vector<double> gain = numbers<float>(network, scope + "/gain"),
                              bias = numbers<float>(network, scope + "/bias");
    const size_t width = gain.size();
    for (size_t r = 0; r < x.size(); r += width) {
      double mean = 0, variance = 0;
      for (size_t i = 0; i < width; ++i) mean += (x[r + i] += update[r + i]) / static_cast<double>(width);
      for (size_t i = 0; i < width; ++i) variance += std::pow(x[r + i] - mean, 2) / static_cast<double>(width);
      for (size_t i = 0; i < width; ++i) x[r + i] = (x[r + i] - mean) / std::sqrt(variance + 1e-12) * gain[i] + bias[i];
    }
  }
  std::vector<double> encode(const std::vector<int32_t>& pieces, const std::vector<uint8_t>& shapes) const {
    constexpr size_t kWidth = sample::kWidth;
    const std::vector<double> word = codes("encoder/word"),
                              position = numbers<int16_t>(network, "encoder/position/weight"),
                              scale = numbers<float>(network, "encoder/position/weight/scale"),
                              shape = numbers<float>(network, "encoder/shape/weight");
    const size_t length = pieces.size();
    std::vector<double> x;
    for (size_t t = 0; t < length; ++t)
      for (size_t i = 0; i < kWidth; ++i)
        x.push_back(word[static_cast<size_t>(pieces[t]) * kWidth + i] + position[t * kWidth + i] * scale[t] +
                    shape[shapes[t] * kWidth + i]);
    norm("encoder/norm", x, std::vector<double>(x.size()));
    for (uint32_t l = 0; l < sample::kLayers; ++l) {
      const std::string scope = "encoder/layer_" + std::to_string(l) + "/";
      const std::vector<double> qkv = linear(scope + "attention/query_key_value", x);
      std::vector<double> mixed(x.size());
      for (size_t h = 0; h < kWidth; h += kHeadWidth)
        for (size_t t = 0; t < length; ++t) {
          std::vector<double> share(length);
          double sum = 0;
          for (size_t s = 0; s < length; ++s) {
            double product = 0;
            for (size_t i = h; i < h + kHeadWidth; ++i)
              product += qkv[t * 3 * kWidth + i] * qkv[(s * 3 + 1) * kWidth + i];
            sum += share[s] = std::exp(product / std::sqrt(double{kHeadWidth}));
          }
          for (size_t s = 0; s < length; ++s)
            for (size_t i = h; i < h + kHeadWidth; ++i)
              mixed[t * kWidth + i] += share[s] / sum * qkv[(s * 3 + 2) * kWidth + i];
        }
      norm(scope + "attention/norm", x, linear(scope + "attention/output", mixed));
      std::vector<double> inner = linear(scope + "inner", x);
      for (double& v : inner) v *= 0.5 * std::erfc(-v / std::sqrt(2.0));
      norm(scope + "norm", x, linear(scope + "output", inner));
    }
    return x;
  }
};

// An article of random words of one or two pieces in windows of 30 words with 8 of context.
Document article(uint32_t word_count) {
  std::mt19937 random(3);
  Document d;
  for (uint32_t w = 0; w < word_count; ++w) {
    const auto pieces = static_cast<uint8_t>(1 + random() % 2);
    d.words.push_back(
        {{w, w + 1}, static_cast<uint32_t>(d.pieces.size()), pieces, static_cast<Shape>(1 + random() % 7)});
    for (uint32_t i = 0; i < pieces; ++i) d.pieces.push_back(static_cast<int32_t>(4 + random() % 9));
  }
  for (uint32_t own = 0; own < word_count; own += 30)
    d.windows.push_back({{own < 8 ? 0 : own - 8, std::min(own + 30, word_count)}, own});
  d.text.assign(word_count, 'x');
  return d;
}

TEST(Encoder, ComesNearThePlainNetwork) {
  const sample::Network network = sample::network();
  const Model model = sample::model();
  const std::vector<int32_t> pieces{2, 4, 5, 6, 8, 9, 10, 12, 3, 2, 7, 4, 11, 3};
  const std::vector<uint8_t> shapes{0, 1, 2, 1, 3, 4, 4, 6, 0, 0, 7, 5, 1, 0};
  const std::vector<uint32_t> lengths{9, 5};
  EncoderScratch scratch;
  const std::span<const float> found = encode(model.encoder, kernels(), {pieces, shapes, lengths}, scratch);
  const Plain plain{network};
  std::vector<double> wanted = plain.encode({pieces.begin(), pieces.begin() + 9}, {shapes.begin(), shapes.begin() + 9});
  for (const double x : plain.encode({pieces.begin() + 9, pieces.end()}, {shapes.begin() + 9, shapes.end()}))
    wanted.push_back(x);
  ASSERT_EQ(found.size(), wanted.size());
  double most = 0;
  for (size_t i = 0; i < wanted.size(); ++i) most = std::max(most, std::abs(found[i] - wanted[i]));
  EXPECT_LT(most, 0.01);
}

TEST(Scores, AreTheSameOnAllProcessorsAndInAnyOrderOfArticles) {
  Model model = sample::model();
  const Document document = article(200);
  const auto rows = [](const Scores& s) {
    std::vector<std::tuple<uint32_t, uint32_t, int, float>> out;
    for (const CueScore& c : s.cues)
      out.emplace_back(c.words.begin, c.words.end, static_cast<int>(c.stance), c.probability);
    for (const WordScore& w : s.claim_words) out.emplace_back(w.anchor, w.word, w.label, w.score);
    for (const TriggerScore& t : s.triggers) out.emplace_back(t.word, t.mode, static_cast<int>(t.type), t.probability);
    for (const WordScore& w : s.event_words) out.emplace_back(w.anchor, w.word, w.label, w.score);
    for (const MentionScore& m : s.mentions) out.emplace_back(m.word, 0, 0, m.kinds[0] + m.sectors[3]);
    for (const LinkScore& l : s.links) out.emplace_back(l.mention, l.word, 0, l.score);
    return out;
  };
  Scratch scratch;
  const auto first = rows(score(document, model, scratch));
  EXPECT_FALSE(first.empty());
  score(article(77), model, scratch);
  EXPECT_EQ(rows(score(document, model, scratch)), first);
  for (const char* name : {"portable", "avx2", "vnni"}) {
    model.kernels = kernelsNamed(name);
    if (model.kernels) {
      EXPECT_EQ(rows(score(document, model, scratch)), first) << name;
    }
  }
}

TEST(Scores, TablesAreSortedAndAnchorsAreOwn) {
  const Model model = sample::model();
  const Document document = article(200);
  Scratch scratch;
  const Scores scores = score(document, model, scratch);
  ASSERT_FALSE(scores.triggers.empty());
  ASSERT_FALSE(scores.mentions.empty());
  const auto order = [](const WordScore& a, const WordScore& b) {
    return std::tie(a.anchor, a.label, a.word) < std::tie(b.anchor, b.label, b.word);
  };
  EXPECT_TRUE(std::is_sorted(scores.claim_words.begin(), scores.claim_words.end(), order));
  EXPECT_TRUE(std::is_sorted(scores.event_words.begin(), scores.event_words.end(), order));
  for (size_t i = 1; i < scores.triggers.size(); ++i) EXPECT_LT(scores.triggers[i - 1].word, scores.triggers[i].word);
  for (size_t i = 1; i < scores.mentions.size(); ++i) EXPECT_LT(scores.mentions[i - 1].word, scores.mentions[i].word);
  for (const WordScore& w : scores.event_words) EXPECT_GT(w.score, kScoreFloor);
  for (const TriggerScore& t : scores.triggers) {
    const std::string modes = "- " + std::string(kModesOf[static_cast<size_t>(t.type)]) + " ";
    EXPECT_NE((" " + modes).find(" " + std::string(kModes[t.mode]) + " "), std::string::npos);
  }
}

TEST(Scores, WishedAnchorsAreScoredBesideThoseThatTheModelSees) {
  const Model model = sample::model();
  Document document = article(200);
  Scratch scratch;
  const Scores before = score(document, model, scratch);
  for (uint32_t w = 0; w < 200; ++w) document.wishes.triggers.push_back({{w, w + 1}, EventType::Protest});
  for (uint32_t w = 0; w < 200; w += 2) document.wishes.cues.push_back({{w, w + 2}, Stance::Ask});
  const Scores after = score(document, model, scratch);
  ASSERT_EQ(after.triggers.size(), 200u) << "every word was wished for";
  EXPECT_GT(after.cues.size(), before.cues.size());
  size_t seen = 0;
  for (const TriggerScore& t : after.triggers) {
    if (t.wished) {
      EXPECT_EQ(t.type, EventType::Protest);
    } else {
      ASSERT_LT(seen, before.triggers.size());
      const TriggerScore& same = before.triggers[seen++];
      EXPECT_EQ(std::tie(t.word, t.type, t.mode, t.status, t.probability),
                std::tie(same.word, same.type, same.mode, same.status, same.probability));
    }
  }
  EXPECT_EQ(seen, before.triggers.size());
  for (size_t i = 1; i < after.cues.size(); ++i) {
    EXPECT_LT(after.cues[i - 1].words.begin, after.cues[i].words.begin);
    const bool shared = after.cues[i - 1].words.overlaps(after.cues[i].words);
    EXPECT_FALSE(shared && (after.cues[i - 1].wished || after.cues[i].wished));
  }
  for (const CueScore& c : after.cues)
    if (c.wished) {
      EXPECT_EQ(c.stance, Stance::Ask);
    }
}

TEST(Scores, AnEmptyArticleHasNone) {
  const Model model = sample::model();
  Scratch scratch;
  const Scores scores = score({}, model, scratch);
  EXPECT_TRUE(scores.cues.empty() && scores.triggers.empty() && scores.mentions.empty());
}

TEST(Heads, DistanceBinsAreThoseOfTheTraining) {
  for (uint32_t words = 0; words < 600; ++words) {
    const auto steps =
        std::min<uint32_t>(kDistances / 2, static_cast<uint32_t>(std::nearbyint(std::log2(words + 1.0) * 2.6)));
    EXPECT_EQ(distanceBin(700, 700 + words), kDistances / 2 + steps);
    EXPECT_EQ(distanceBin(700, 700 - words), kDistances / 2 - steps);
  }
}

}  // namespace
}  // namespace legomena
