#include "cli/crew.h"

#include <utility>

namespace legomena {

Crew::Crew(unsigned jobs, std::function<std::string(Article&&, Scratch&)> work,
           std::function<void(std::string&&)> write)
    : work_(std::move(work)), write_(std::move(write)), most_under_way_(4 * static_cast<size_t>(jobs)) {
  for (unsigned i = 0; i < jobs; ++i) threads_.emplace_back([this] { run(); });
}

Crew::~Crew() { finish(); }

void Crew::add(Article&& article) {
  std::unique_lock lock(mutex_);
  room_.wait(lock, [&] { return added_ - written_ < most_under_way_; });
  waiting_.emplace_back(added_++, std::move(article));
  work_to_do_.notify_one();
}

void Crew::finish() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    work_to_do_.notify_all();
  }
  for (std::thread& thread : threads_)
    if (thread.joinable()) thread.join();
}

void Crew::run() {
  Scratch scratch;
  std::unique_lock lock(mutex_);
  while (true) {
    work_to_do_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    auto [number, article] = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    std::string output = work_(std::move(article), scratch);
    lock.lock();
    done_.emplace(number, std::move(output));
    for (auto next = done_.begin(); next != done_.end() && next->first == written_;
         next = done_.erase(next), ++written_)
      write_(std::move(next->second));
    room_.notify_all();
  }
}

}  // namespace legomena
