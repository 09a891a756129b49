// Memory for the arithmetic: aligned to a cache line, grown when needed and then kept, never filled or copied.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>

namespace legomena {

template <class T>
class Buffer {
 public:
  // Room for n values; what was in it is lost if it grows.
  T* take(size_t n) {
    if (n > size_) {
      const size_t bytes = (n * sizeof(T) + 63) / 64 * 64;
      data_.reset(static_cast<T*>(std::aligned_alloc(64, bytes)));
      if (!data_) std::abort();  // as `new` does without exceptions: there is no way on
      size_ = n;
    }
    return data_.get();
  }
  T* data() { return data_.get(); }
  const T* data() const { return data_.get(); }

 private:
  struct Free {
    void operator()(T* p) const { std::free(p); }
  };
  std::unique_ptr<T, Free> data_;
  size_t size_ = 0;
};

}  // namespace legomena
