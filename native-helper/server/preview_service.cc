#include "native-helper/server/preview_service.h"

#include <algorithm>
#include <utility>

#include "native-helper/server/answers.h"

namespace photocluster {
namespace {

constexpr std::string_view kRoute = "/api/v1/previews/";

HttpResponse Picture(std::string jpeg) {
  return {.status = 200, .headers = {{"Content-Type", "image/jpeg"}}, .body = std::move(jpeg)};
}

HttpResponse Lasting(std::string jpeg) {
  HttpResponse response = Picture(std::move(jpeg));
  response.headers.push_back({"Cache-Control", "private, max-age=31536000, immutable"});
  return response;
}

// A verdict on the content, not on this attempt to read it.
bool IsVerdict(const Error& error) {
  return error.code == ErrorCode::kDamaged || error.code == ErrorCode::kUnsupported;
}

}  // namespace

Result<PreviewService::Wish> PreviewService::Parse(const HttpRequest& request, const Target& target) {
  const Error wrong{ErrorCode::kBadInput, "wanted is /api/v1/previews/FINGERPRINT/256?place=… with 256, 512 or 2048"};
  const std::string_view path = std::string_view(target.path).substr(kRoute.size());
  const std::size_t slash = path.find('/');
  const std::string* const place = target.Find("place");
  if (slash == path.npos || !place) return wrong;
  Wish wish;
  wish.place = *place;
  if (path.substr(0, slash) != "-") wish.fingerprint = TRY(Fingerprint::FromText(path.substr(0, slash)));
  for (wish.size = 0; wish.size < kPreviewSides.size(); ++wish.size) {
    if (path.substr(slash + 1) == std::to_string(kPreviewSides[wish.size])) break;
  }
  if (wish.size == kPreviewSides.size()) return wrong;
  wish.has = FindHeader(request.headers, "If-None-Match").value_or("");
  return wish;
}

void PreviewService::Answer(const HttpRequest& request, const Target& target, const Respond& respond) {
  Result<Wish> parsed = Parse(request, target);
  if (!parsed.ok()) return respond(FaultAnswer(parsed.error()));
  Wish wish = std::move(parsed).value();
  if (wish.fingerprint.known()) {
    if (auto jpeg = cache_.Find(wish.fingerprint, wish.size)) return respond(Lasting(std::move(*jpeg)));
  }
  wish.respond = respond;
  root_.Post([this, wish = std::move(wish)]() mutable { Begin(std::move(wish)); });
}

void PreviewService::Begin(Wish wish) {
  const std::shared_ptr<Root> root = root_.shared_root();
  const State& state = root->session().state();
  const PhotoId id = state.Find(wish.place);
  if (!id.has_value()) {
    return wish.respond(FaultAnswer({ErrorCode::kUnknownPhoto, "there is no photo \"" + wish.place + "\""}));
  }
  const Photo& photo = state.photo(id);
  KnownFile known{photo.place, photo.size, photo.mtime_ms, photo.looked_at ? photo.fingerprint : Fingerprint()};
  std::vector<Wish>& waiting = waiting_[wish.place];
  waiting.push_back(std::move(wish));
  if (waiting.size() > 1) return;
  pool_.Post([this, root, known = std::move(known)] {
    auto made = std::make_shared<Made>(Make(root->photos(), known));
    root_.Post([this, place = known.place, made] { End(place, *made); });
  });
}

PreviewService::Made PreviewService::Make(PhotoStore& photos, const KnownFile& known) const {
  Made made;
  made.file.place = known.place;
  const Result<std::vector<ProbedFile>> probed = photos.Probe({&known, 1});
  if (!probed.ok() || probed.value().empty()) {
    made.error = probed.ok() ? Error{ErrorCode::kNotFound, known.place + " is not there any more"} : probed.error();
    return made;
  }
  made.file = probed.value().front();
  Previews cached;
  bool whole = true;
  for (std::size_t i = 0; i < kPreviewSides.size() && whole; ++i) {
    std::optional<std::string> jpeg = cache_.Find(made.file.fingerprint, i);
    whole = jpeg.has_value();
    if (whole) cached.jpegs[i] = std::move(*jpeg);
  }
  if (whole) {
    made.previews = std::move(cached);
    return made;
  }
  const Result<std::string> content = photos.Read(known.place);
  if (!content.ok()) {
    made.error = content.error();
    return made;
  }
  made.is_read = true;
  made.file.size = content.value().size();
  made.file.fingerprint = FingerprintOfContent(content.value());
  Result<Previews> previews = MakePreviews(content.value());
  if (!previews.ok()) {
    made.error = previews.error();
    return made;
  }
  cache_.Store(made.file.fingerprint, previews.value());
  made.previews = std::move(previews).value();
  return made;
}

void PreviewService::End(const std::string& place, const Made& made) {
  if (made.is_read) Observe(made);
  const auto waiting = waiting_.extract(place);
  for (const Wish& wish : waiting.mapped()) wish.respond(AnswerTo(wish, made));
}

// What the Session does not know yet, or knows otherwise.
void PreviewService::Observe(const Made& made) {
  Session& session = root_.root().session();
  const PhotoId id = session.state().Find(made.file.place);
  if (!id.has_value()) return;
  const Photo& photo = session.state().photo(id);
  Observation seen{.place = made.file.place,
                   .size = made.file.size,
                   .mtime_ms = made.file.mtime_ms,
                   .fingerprint = made.file.fingerprint,
                   .taken_ms = made.previews ? made.previews->facts.taken_ms : std::nullopt,
                   .not_shown = made.error && IsVerdict(*made.error) ? made.error->detail : ""};
  if (made.error && seen.not_shown.empty()) return;
  if (photo.looked_at && photo.fingerprint == seen.fingerprint && photo.not_shown == seen.not_shown) return;
  // While the picture was made another photo may have come to this place.
  const KnownFile file{seen.place, seen.size, seen.mtime_ms, seen.fingerprint};
  const Result<std::vector<ProbedFile>> now = root_.root().photos().Probe({&file, 1});
  if (!now.ok() || now.value().empty() || now.value()[0].fingerprint != seen.fingerprint) return;
  session.Observe(seen);
  Event event;
  event.observations.push_back(std::move(seen));
  root_.Publish(std::move(event));
}

HttpResponse PreviewService::AnswerTo(const Wish& wish, const Made& made) {
  if (made.error) return FaultAnswer(*made.error);
  const std::string& jpeg = made.previews->jpegs[wish.size];
  if (wish.fingerprint == made.file.fingerprint) return Lasting(jpeg);
  const std::string tag = "\"" + made.file.fingerprint.ToText() + "\"";
  HttpResponse response = wish.has == tag ? HttpResponse{.status = 304} : Picture(jpeg);
  response.headers.push_back({"Cache-Control", "no-cache"});
  response.headers.push_back({"ETag", tag});
  return response;
}

}  // namespace photocluster
