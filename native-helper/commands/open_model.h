#pragma once
#include <memory>
#include <string>

#include "native-helper/embedding/model.h"

namespace photocluster {

// `asked` is `builtin` or a file; a file of that name is ./builtin. The ONNX Runtime is that of `library`, or npm's
// when that is empty. Errors: those of finding and loading the runtime, and of EmbeddingModel::Open.
Result<std::unique_ptr<EmbeddingModel>> OpenModel(const std::string& asked, const std::string& library);

// What --model asks for, for a root whose vectors are of `root_model` (a model id, "" for none yet): the one named;
// null for `none`; when nothing is asked, the built-in one. Errors: as OpenModel; kBadInput when nothing is asked and
// the vectors are of another model: one sentence naming it and what to say.
Result<std::unique_ptr<EmbeddingModel>> OpenModelFor(const std::string& asked, const std::string& root_model,
                                                     const std::string& library);

}  // namespace photocluster
