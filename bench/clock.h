// Processor time of this thread, in seconds: what else runs on the machine disturbs it less than a clock on the wall.
#pragma once

#include <ctime>

namespace legomena {

inline double seconds() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

}  // namespace legomena
