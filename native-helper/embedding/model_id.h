#pragma once
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/vectors/preprocess.h"

namespace photocluster {

// `<name>-<12 hex>`: the file's name without its extension, made fit for a file name (ASCII letters, digits, "._-";
// at most 64 bytes), and the first 12 digits of the SHA-256 of the file and of the preprocessing. Vectors are kept by
// this id: the same network with another preparation of photos is another model.
// Weights kept outside the file count when they lie beside it under one of the two customary names,
// `<file>_data` and `<file>.data`.
// Errors: kNotFound, kDenied, kIo, or kBadModel for a folder.
Result<std::string> ModelId(const std::string& path, const PreprocessSpec& preprocess);

// The same of a model that is no file: its name and its content.
std::string ModelIdOfContent(std::string_view name, std::string_view content, const PreprocessSpec& preprocess);

}  // namespace photocluster
