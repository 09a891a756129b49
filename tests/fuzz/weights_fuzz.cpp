// Any bytes may be given for a model: they are opened or refused. Length and checksum are put right first, so that the
// table and the tensors are reached too.
#include <cstdlib>
#include <cstring>

#include "model/sample_network.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace legomena;
  std::string file(reinterpret_cast<const char*>(data), size);
  if (file.size() >= 32) sample::seal(file);
  const Result<Weights> weights = sample::weightsOf(file);
  if (!weights) return 0;
  const Result<Model> model = openModel(*weights);
  if (!model && model.error().message().empty()) std::abort();
  return 0;
}
