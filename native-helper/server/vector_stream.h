#pragma once
#include <string>

#include "native-helper/server/root_service.h"

namespace photocluster {

// The vectors of the model in use from row `from` on, as the bytes of a vector file: header, blocks of up to 256
// entries; after them, when `from` is 0, the photos without a vector. Made block by block on the strand as the client
// reads, so that 100 MB of vectors need less than one, and Commands come in between. The header X-Vector-Count says how
// many rows come. kNotFound for another model than the one in use. The strand only.
HttpResponse VectorStream(RootService& root, const std::string& model, std::uint64_t from);

}  // namespace photocluster
