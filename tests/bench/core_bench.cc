// Speed of the core's inner loops, native and (in node) as WASM: prints one Markdown table. Nothing here is asserted.
// Ratios are to the first row of each group, so that two machines can be compared.
#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "shared/base/random.h"
#include "shared/clustering/auto_rule.h"
#include "shared/clustering/scores.h"
#include "shared/vectors/dot.h"
#include "shared/vectors/preprocess.h"
#include "shared/vectors/vector_file.h"
#include "tests/bench/float_dot.h"
#include "tests/bench/measure.h"
#include "tests/bench/synthetic.h"

namespace photocluster {
namespace {

using bench::kClusters;
using bench::kDimension;
using bench::kRows;

// The median of `repeats` runs, in milliseconds of processor time.
template <class Work>
double Median(int repeats, Work&& work) {
  return bench::Repeat(repeats, work).Median();
}

class Table {
 public:
  Table() {
    std::printf("| %-58s | %10s | %6s |\n", "what", "ms", "ratio");
    std::printf("|%s|%s|%s|\n", std::string(60, '-').c_str(), (std::string(11, '-') + ":").c_str(),
                (std::string(7, '-') + ":").c_str());
  }

  void Group() { base_ = 0; }
  void Row(const std::string& what, double ms) {
    if (base_ == 0) base_ = ms;
    std::printf("| %-58s | %10.3f | %6.2f |\n", what.c_str(), ms, ms / base_);
    std::fflush(stdout);
  }

 private:
  double base_ = 0;
};

void BenchDots(Table& table, const Matrix& matrix) {
  std::vector<float> floats(matrix.data(), matrix.data() + kRows * kDimension);
  std::vector<float> float_out(kRows);
  table.Group();
  table.Row("1 vector x 100,000, float32, one product at a time", Median(3, [&] {
              for (std::size_t row = 0; row < kRows; ++row) {
                float sum = 0;
                for (std::size_t k = 0; k < kDimension; ++k) sum += floats[row * kDimension + k] * floats[k];
                float_out[row] = sum;
              }
            }));
  // Looked at, or a compiler leaves the products out.
  if (float_out[0] < float_out[kRows - 1]) std::fprintf(stderr, "row 0 is not the nearest to itself\n");
  floats = {};
  std::vector<std::int32_t> out(kRows);
  for (const DotKernel& kernel : DotKernels()) {
    table.Row(std::string("1 vector x 100,000, int16, ") + kernel.name,
              Median(21, [&] { kernel.rows(matrix.data(), kRows, kDimension, matrix.data(), out.data()); }));
  }
}

// All rows against the first kClusters of them, block by block.
template <class Component, class Number>
class Scoring {
 public:
  explicit Scoring(const Component* rows) : rows_(rows), numbers_(kClusters * kRows) {
    for (std::size_t v = 0; v < kClusters; ++v) {
      vectors_.push_back(rows + v * kDimension);
      outs_.push_back(numbers_.data() + v * kRows);
    }
  }

  template <class Kernel>
  double Run(const Kernel& kernel, std::size_t block_rows) {
    return bench::Milliseconds([&] {
      for (std::size_t first = 0; first < kRows; first += block_rows) {
        const std::size_t count = std::min(block_rows, kRows - first);
        // The last tile repeats vectors of the one before: no kernel here has a loop of its own for what is left.
        for (std::size_t v = 0; v < kClusters; v += kernel.tile_vectors) {
          const std::size_t from = std::min(v, kClusters - kernel.tile_vectors);
          Number* outs[kMostTileVectors];
          for (std::size_t t = 0; t < kernel.tile_vectors; ++t) outs[t] = outs_[from + t] + first;
          kernel.tile(rows_ + first * kDimension, count, kDimension, &vectors_[from], outs);
        }
      }
    });
  }

 private:
  const Component* rows_;
  std::vector<Number> numbers_;
  std::vector<const Component*> vectors_;
  std::vector<Number*> outs_;
};

// Every kernel by turns, in blocks that fit the first cache and the second one; of each the least of all runs and
// blocks, of float32 also of all tiles: the reference is the best of them.
void BenchScoring(Table& table, const Matrix& matrix) {
  constexpr std::size_t kBlocks[] = {16, 32, 128};
  constexpr int kRounds = 5;
  const std::vector<float> floats(matrix.data(), matrix.data() + kRows * kDimension);
  Scoring<float, float> float_scoring(floats.data());
  Scoring<std::int16_t, std::int32_t> scoring(matrix.data());
  std::map<std::string, bench::Times> times;
  for (int round = 0; round < kRounds; ++round) {
    for (const std::size_t block_rows : kBlocks) {
      for (const bench::FloatKernel& kernel : bench::FloatKernels()) {
        times[std::string("float32, ") + kernel.name].Add(float_scoring.Run(kernel, block_rows));
      }
      for (const DotKernel& kernel : DotKernels()) {
        if (&kernel == &DotKernels().front()) continue;
        times[std::string("int16, ") + kernel.name].Add(scoring.Run(kernel, block_rows));
      }
    }
  }
  table.Group();
  for (const auto& [kernel, measured] : times) table.Row("64 vectors x 100,000, " + kernel, measured.Least());
}

void BenchClustering(Table& table, const Matrix& matrix) {
  ClusterSet clusters;
  for (std::uint32_t i = 0; i < kClusters; ++i) {
    const ClusterId id = clusters.Create("cluster " + std::to_string(i));
    for (std::uint32_t member = 0; member < 10; ++member) {
      clusters.AddMember(id, matrix.Row(RowId(i + member * kClusters)));
    }
  }
  table.Group();
  std::uint32_t row = 10 * kClusters;
  Scores scores;
  scores.Refresh(matrix, clusters);
  table.Row("rescoring after one assignment, 64 clusters", Median(41, [&] {
              clusters.AddMember(ClusterId(row % kClusters), matrix.Row(RowId(row)));
              ++row;
              scores.Refresh(matrix, clusters);
            }));
  table.Row("scoring everything, 64 clusters", Median(3, [&] {
              Scores fresh;
              fresh.Refresh(matrix, clusters);
            }));
  std::vector<RowId> queue;
  for (std::uint32_t i = 0; i < kRows; ++i) queue.push_back(RowId(i * 7919 % kRows));  // shuffled
  std::size_t planned = 0;
  table.Row("auto-move plan, 100,000 in the queue, all qualify", Median(11, [&] {
              planned += Plan(queue, {-1, 1}, scores, clusters).size();
            }));
  table.Row("auto-move plan, none qualifies", Median(11, [&] {
              planned += Plan(queue, {1.1, 1}, scores, clusters).size();
            }));
  table.Row("1,000 suggestions, one by one", Median(11, [&] {
              for (std::uint32_t i = 0; i < 1000; ++i) {
                planned += Suggest(RowId(i * 7919 % kRows), scores, clusters)->cluster.value();
              }
            }));
  if (planned == 0) std::printf("nothing planned\n");
}

void BenchPreprocess(Table& table) {
  table.Group();
  PreprocessSpec spec;
  std::vector<float> tensor(spec.tensor_size());
  const auto row = [&](const char* what, int width, int height, Orientation orientation) {
    RgbImage image{width, height, {}};
    SplitMix64 random(2);
    image.pixels.resize(image.row_bytes() * static_cast<std::size_t>(height));
    for (std::uint8_t& sample : image.pixels) sample = static_cast<std::uint8_t>(random.Next());
    table.Row(what, Median(51, [&] { (void)Preprocess(image, orientation, spec, tensor).ok(); }));
  };
  row("preprocess 600 x 450 to 224", 600, 450, Orientation::kUpright);
  row("preprocess 600 x 450 to 224, turned by 90 degrees", 600, 450, Orientation::kTurned90);
  row("preprocess 1155 x 866 to 224", 1155, 866, Orientation::kUpright);
  row("preprocess 1155 x 866 to 224, turned by 90 degrees", 1155, 866, Orientation::kTurned90);
  row("preprocess 1200 x 900 to 224", 1200, 900, Orientation::kUpright);
  row("preprocess 4000 x 3000 to 224", 4000, 3000, Orientation::kUpright);
}

void BenchVectorFile(Table& table, const Matrix& matrix) {
  table.Group();
  std::string file;
  table.Row("vector file, 100,000 x 512: write", Median(1, [&] {
              file = VectorFileHeader({"bench", kDimension});
              file.reserve(kRows * (kDimension * sizeof(std::int16_t) + 32));
              std::vector<VectorEntry> entries;
              for (std::uint32_t i = 0; i < kRows; ++i) {
                entries.push_back({matrix.fingerprint(RowId(i)), matrix.Row(RowId(i)), {}});
                if (entries.size() == 256 || i + 1 == kRows) {
                  file += VectorBlock(kDimension, entries);
                  entries.clear();
                }
              }
            }));
  table.Row("vector file, 100,000 x 512: read", Median(3, [&] {
              Matrix read;
              if (ReadVectorFile(file, read).value().good_length != file.size()) std::printf("not read whole\n");
            }));
}

void Run() {
  std::printf("100,000 vectors of 512 components; kernel in use: %s\n\n", DotKernels().back().name);
  SplitMix64 random(2);
  const Matrix matrix = bench::SyntheticVectors(
      kRows, [&](std::size_t row) { return Fingerprint{.high = row + 1, .low = random.Next()}; });
  Table table;
  BenchDots(table, matrix);
  BenchScoring(table, matrix);
  BenchClustering(table, matrix);
  BenchPreprocess(table);
  BenchVectorFile(table, matrix);
}

}  // namespace
}  // namespace photocluster

int main() { photocluster::Run(); }
