// How well models tell photos apart, and how long they take:
//
//   model_bench DATA [LIB]      DATA holds photos/ and models/; LIB "" for npm's
//
// For each set of photos: how many have a photo of their own label as nearest one (leave one out, by the cosine of the
// vectors as they are stored), and the mean cosine within a label and between two. The label is the folder's name, or
// stands in labels.csv. Rows: the built-in model, the models of the data, a random projection of the 224 x 224 pixels
// as the floor, and the vectors that real CLIP made of unsplash125. Times: the model alone, one thread, median.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "native-helper/embedding/model.h"
#include "native-helper/imaging/decode.h"
#include "native-helper/models/builtin.h"
#include "shared/base/random.h"
#include "tests/bench/measure.h"
#include "tests/support/neighbours.h"

namespace photocluster {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kDimension = 512;
constexpr char kClipVectors[] = "clip_vit_b32_image_embeddings.npy";

// A value, or the end of the program with its error.
template <class T>
T Need(Result<T> result) {
  if (!result.ok()) {
    std::fprintf(stderr, "model_bench: %s\n", result.error().detail.c_str());
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

std::string Content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct PhotoSet {
  std::string name;
  std::vector<fs::path> paths;
  std::vector<std::string> labels;
};

PhotoSet Folders(const fs::path& folder) {
  PhotoSet set{folder.filename(), {}, {}};
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) set.paths.push_back(entry.path());
  }
  std::sort(set.paths.begin(), set.paths.end());
  for (const fs::path& path : set.paths) set.labels.push_back(path.parent_path().filename());
  return set;
}

// labels.csv: row,file,label
PhotoSet Listed(const fs::path& folder) {
  PhotoSet set{folder.filename(), {}, {}};
  std::ifstream file(folder / "labels.csv");
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::size_t first = line.find(',');
    const std::size_t second = line.find(',', first + 1);
    set.paths.push_back(folder / line.substr(first + 1, second - first - 1));
    set.labels.push_back(line.substr(second + 1, line.find_last_not_of('\r') - second));
  }
  return set;
}

// Each pixel counts in four of the sums, with a sign; which, is drawn anew by the same seed (Achlioptas 2003).
std::vector<float> RandomProjection(std::span<const float> tensor) {
  SplitMix64 random(1);
  std::vector<float> sums(kDimension);
  for (const float value : tensor) {
    std::uint64_t bits = random.Next();
    for (int i = 0; i < 4; ++i, bits >>= 16) sums[bits >> 1 & (kDimension - 1)] += (bits & 1) != 0 ? value : -value;
  }
  return sums;
}

struct Row {
  std::string name;
  std::unique_ptr<EmbeddingModel> model;  // none: the random projection
};

void PrintRow(const std::string& name, const PhotoSet& set, const std::vector<Vector>& vectors,
              const std::string& time) {
  const test::Neighbours found = test::CompareNeighbours(vectors, set.labels);
  std::printf("| %-34s | %-11s | %.3f | %.2f | %.2f | %5s |\n", name.c_str(), set.name.c_str(), found.accuracy,
              found.within, found.between, time.c_str());
  std::fflush(stdout);
}

void PrintSet(const PhotoSet& set, const std::vector<Row>& rows) {
  std::vector<std::vector<Vector>> vectors(rows.size());
  std::vector<bench::Times> times(rows.size());
  for (const fs::path& path : set.paths) {
    const PreprocessSpec spec;  // that of all rows
    const DecodedPhoto photo = Need(DecodePhoto(Content(path), spec.side));
    std::vector<float> tensor(spec.tensor_size());
    Need(Preprocess(photo.image, photo.facts.orientation, spec, tensor));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::vector<float> embedding;
      times[i].Add(bench::Milliseconds(
          [&] { embedding = rows[i].model ? Need(rows[i].model->Run(tensor)) : RandomProjection(tensor); }));
      vectors[i].push_back(Need(Quantise(embedding)));
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    char time[16];
    std::snprintf(time, sizeof time, "%.1f", times[i].Median());
    PrintRow(rows[i].name, set, vectors[i], time);
  }
}

// An .npy file of float32 rows: a header that ends with a line feed, then the numbers.
std::vector<Vector> StoredVectors(const fs::path& path) {
  const std::string content = Content(path);
  std::vector<Vector> vectors;
  std::vector<float> row(kDimension);
  for (std::size_t at = content.find('\n') + 1; at + kDimension * sizeof(float) <= content.size();
       at += kDimension * sizeof(float)) {
    std::memcpy(row.data(), content.data() + at, kDimension * sizeof(float));
    vectors.push_back(Need(Quantise(row)));
  }
  return vectors;
}

int Run(const fs::path& data, const std::string& library) {
  const ImagingLibrary imaging("model_bench");
  const auto runtime = Need(OnnxRuntime::Load(Need(FindOnnxRuntime(library))));
  std::vector<Row> rows;
  rows.push_back({"built-in", Need(EmbeddingModel::OpenContent(kBuiltinName, BuiltinModel(), runtime))});
  for (const char* name : {"mobilenetv2_cliplike512_fp32", "squeezenet11_embed_fp32"}) {
    rows.push_back({name, Need(EmbeddingModel::Open(data / "models" / (std::string(name) + ".onnx"), runtime))});
  }
  rows.push_back({"random projection of the pixels", nullptr});

  std::printf("| model | photos | 1-NN | within | between | ms |\n|---|---|---|---|---|---|\n");
  for (const char* name : {"caltech20", "flowers5"}) PrintSet(Folders(data / "photos" / name), rows);
  const fs::path unsplash = data / "photos/unsplash125";
  const PhotoSet set = Listed(unsplash);
  PrintSet(set, rows);
  PrintRow("CLIP ViT-B/32, stored vectors", set, StoredVectors(unsplash / kClipVectors), "");
  return 0;
}

}  // namespace
}  // namespace photocluster

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: model_bench DATA [LIB]\n");
    return 2;
  }
  return photocluster::Run(argv[1], argc > 2 ? argv[2] : "");
}
