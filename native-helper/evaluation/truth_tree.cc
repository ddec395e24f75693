#include "native-helper/evaluation/truth_tree.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <stop_token>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "native-helper/embedding/embedder.h"
#include "native-helper/host/photo_store_posix.h"
#include "shared/base/path.h"
#include "shared/session/file_kind.h"
#include "shared/vectors/vector_file.h"

namespace photocluster {
namespace {

class TreeReader : public PhotoReader {
 public:
  explicit TreeReader(PhotoStore& photos) : photos_(photos) {}

  Result<Identity> Identify(const std::string& place) override {
    const KnownFile file{place, 0, 0, {}};
    const std::vector<ProbedFile> probed = TRY(photos_.Probe({&file, 1}));
    if (probed.empty()) return Error{ErrorCode::kNotFound, place + " is not there any more"};
    return Identity{.length = probed[0].size, .fingerprint = probed[0].fingerprint};
  }
  Result<std::string> Read(const std::string& place, std::uint64_t) override { return photos_.Read(place); }

 private:
  PhotoStore& photos_;
};

// "" for a photo that lies in the tree itself.
std::string FolderOf(const std::string& place, TruthFolder which) {
  const std::size_t last = place.rfind('/');
  if (last == std::string::npos) return "";
  if (which == TruthFolder::kTop) return place.substr(0, place.find('/'));
  const std::size_t before = place.rfind('/', last - 1);
  return place.substr(before == std::string::npos ? 0 : before + 1,
                      last - (before == std::string::npos ? 0 : before + 1));
}

// All vectors: those stored, and those made now.
struct Vectors {
  Matrix matrix;
  std::vector<EmbedOutcome> made;
  std::vector<Fingerprint> by_place;  // unknown: the photo could not be read
};

Result<Vectors> Embed(PhotoStore& photos, const std::vector<std::string>& places, const EmbeddingModel& model,
                      const std::string& stored, const std::function<bool()>& go_on) {
  Vectors vectors;
  vectors.matrix = Matrix(model.dimension());
  EmbedJob job;
  job.places = places;
  if (!stored.empty()) {
    const VectorFileContent content = TRY(ReadVectorFile(stored, vectors.matrix));
    for (std::uint32_t row = 0; row < vectors.matrix.row_count(); ++row) {
      job.stored.insert(vectors.matrix.fingerprint(RowId(row)));
    }
    for (const NoVector& without : content.without) job.stored.insert(without.fingerprint);
  }
  TreeReader reader(photos);
  std::stop_source stop;
  TRY(EmbedPhotos(model, reader, job, stop.get_token(), [&](EmbedOutcome outcome) -> Result<void> {
    vectors.by_place.push_back(outcome.fingerprint);
    if (const auto* vector = std::get_if<Vector>(&outcome.result)) vectors.matrix.Add(outcome.fingerprint, *vector);
    if (!std::holds_alternative<AlreadyStored>(outcome.result) && outcome.fingerprint.known()) {
      vectors.made.push_back(std::move(outcome));
    }
    if (!go_on()) stop.request_stop();
    return {};
  }));
  return vectors;
}

std::string Block(const EmbeddingModel& model, const std::string& stored, const std::vector<EmbedOutcome>& made) {
  std::vector<VectorEntry> entries;
  for (const EmbedOutcome& outcome : made) {
    VectorEntry entry{outcome.fingerprint, {}, {}};
    if (const auto* vector = std::get_if<Vector>(&outcome.result)) entry.vector = *vector;
    if (const auto* error = std::get_if<Error>(&outcome.result)) entry.reason = error->detail;
    entries.push_back(entry);
  }
  const auto dimension = static_cast<std::uint32_t>(model.dimension());
  if (entries.empty()) return "";
  return (stored.empty() ? VectorFileHeader({model.id(), dimension}) : "") + VectorBlock(dimension, entries);
}

}  // namespace

Result<LoadedTruth> LoadTruth(const std::string& tree, TruthFolder which, const EmbeddingModel& model,
                              const std::string& stored, const std::function<void(std::size_t)>& begin,
                              const std::function<bool()>& go_on) {
  std::error_code error;
  const std::filesystem::path real = std::filesystem::canonical(tree, error);
  if (error) return Error{ErrorCode::kNotFound, "there is no folder " + tree};
  const std::unique_ptr<PosixPhotoStore> photos = TRY(PosixPhotoStore::Open(real.string()));
  const Listing listing = TRY(photos->List());
  LoadedTruth loaded;
  std::vector<std::string> places, folders;
  for (const FileEntry& file : listing.files) {
    const FileKind kind = KindOf(std::string_view(file.path).substr(file.path.rfind('/') + 1));
    if ((kind != FileKind::kPhoto && kind != FileKind::kRaw) || file.path.starts_with(".")) continue;
    std::string folder = FolderOf(file.path, which);
    if (folder.empty()) {
      ++loaded.outside;
      continue;
    }
    places.push_back(file.path);
    folders.push_back(std::move(folder));
  }
  if (places.empty()) {
    return Error{ErrorCode::kBadInput,
                 tree + " holds no photos in folders: what belongs together is told by the folders"};
  }
  begin(places.size());
  Vectors vectors = TRY(Embed(*photos, places, model, stored, go_on));
  loaded.new_vectors = Block(model, stored, vectors.made);

  Truth& truth = loaded.truth;
  const std::set<std::string> names(folders.begin(), folders.end());
  truth.names.assign(names.begin(), names.end());
  truth.matrix = Matrix(model.dimension());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const RowId row = vectors.by_place[i].known() ? vectors.matrix.Find(vectors.by_place[i]) : RowId();
    if (!row.has_value()) {
      ++loaded.no_vector;
      continue;
    }
    if (truth.matrix.Find(vectors.by_place[i]).has_value()) {
      ++loaded.copies;
      continue;
    }
    truth.matrix.Add(vectors.by_place[i], vectors.matrix.Row(row));
    const auto name = std::lower_bound(truth.names.begin(), truth.names.end(), folders[i]);
    truth.folder.push_back(static_cast<std::uint32_t>(name - truth.names.begin()));
  }
  if (truth.folder.empty()) return Error{ErrorCode::kBadInput, "none of the photos of " + tree + " has a vector"};
  return loaded;
}

}  // namespace photocluster
