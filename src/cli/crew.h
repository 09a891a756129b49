// Articles coded by several threads, written in the order in which they came.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "model/score.h"
#include "text/document.h"

namespace legomena {

class Crew {
 public:
  // `work` makes an article's output and may run in any of `jobs` threads; `write` gets the outputs in the order of
  // add(), one at a time.
  Crew(unsigned jobs, std::function<std::string(Article&&, Scratch&)> work, std::function<void(std::string&&)> write);
  ~Crew();

  // Waits while as many articles are under way as keep all threads busy, so that memory stays bounded.
  void add(Article&& article);

  // Waits until all is written.
  void finish();

 private:
  void run();

  const std::function<std::string(Article&&, Scratch&)> work_;
  const std::function<void(std::string&&)> write_;
  const size_t most_under_way_;
  std::mutex mutex_;
  std::condition_variable work_to_do_, room_;
  std::deque<std::pair<uint64_t, Article>> waiting_;
  std::map<uint64_t, std::string> done_;  // not yet written, for an earlier one is still under way
  uint64_t added_ = 0, written_ = 0;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace legomena
