#include "native-helper/server/vector_stream.h"

#include <algorithm>
#include <set>
#include <utility>

#include "native-helper/server/answers.h"
#include "shared/vectors/vector_file.h"

namespace photocluster {
namespace {

constexpr std::size_t kBlockEntries = 256;

class Stream : public std::enable_shared_from_this<Stream> {
 public:
  Stream(RootService& root, std::string model, std::size_t from, std::size_t end, bool with_reasons)
      : root_(root), model_(std::move(model)), next_(from), end_(end), with_reasons_(with_reasons) {}

  void Ask(std::function<void(HttpResponse::Piece)> done) {
    root_.Post([self = shared_from_this(), done = std::move(done)] { done(self->Next()); });
  }

 private:
  HttpResponse::Piece Next() {
    const Session& session = root_.root().session();
    const Matrix& vectors = session.state().vectors();
    if (session.state().settings().model() != model_ || vectors.row_count() < end_) return std::nullopt;
    std::vector<VectorEntry> entries;
    if (next_ == end_) {
      if (!std::exchange(with_reasons_, false)) return "";
      entries = WithoutVector(session);
    }
    for (; next_ < end_ && entries.size() < kBlockEntries; ++next_) {
      const RowId row(static_cast<std::uint32_t>(next_));
      entries.push_back({vectors.fingerprint(row), vectors.Row(row), {}});
    }
    if (entries.empty()) return "";
    return VectorBlock(static_cast<std::uint32_t>(vectors.dimension()), entries);
  }

  static std::vector<VectorEntry> WithoutVector(const Session& session) {
    std::vector<VectorEntry> entries;
    std::set<Fingerprint> seen;
    const State& state = session.state();
    for (std::size_t i = 0; i < state.photo_count(); ++i) {
      const Photo& photo = state.photo(PhotoId(static_cast<std::uint32_t>(i)));
      if (photo.row.has_value()) continue;
      const std::string* const reason = session.NoVectorReason(photo.fingerprint);
      if (reason && seen.insert(photo.fingerprint).second) entries.push_back({photo.fingerprint, {}, *reason});
    }
    return entries;
  }

  RootService& root_;
  std::string model_;
  std::size_t next_;
  std::size_t end_;
  bool with_reasons_;
};

}  // namespace

HttpResponse VectorStream(RootService& root, const std::string& model, std::uint64_t from) {
  const State& state = root.root().session().state();
  const Matrix& vectors = state.vectors();
  if (model.empty() || model != state.settings().model() || vectors.dimension() == 0) {
    return FaultAnswer({ErrorCode::kNotFound, "there are no vectors of the model \"" + model + "\" in use"});
  }
  const std::size_t end = vectors.row_count();
  const std::size_t begin = std::min<std::uint64_t>(from, end);
  HttpResponse response = BinaryAnswer();
  response.headers.push_back({"X-Vector-Count", std::to_string(end - begin)});
  response.body = VectorFileHeader({model, static_cast<std::uint32_t>(vectors.dimension())});
  const auto stream = std::make_shared<Stream>(root, model, begin, end, from == 0);
  response.more = [stream](std::function<void(HttpResponse::Piece)> done) { stream->Ask(std::move(done)); };
  return response;
}

}  // namespace photocluster
