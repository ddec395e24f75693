#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "native-helper/server/preview_cache.h"
#include "native-helper/server/root_service.h"
#include "native-helper/server/target.h"

namespace photocluster {

// Answers /api/v1/previews/<fingerprint or ->/<side>?place=P with a JPEG.
//
//   socket thread     in the cache: answered at once
//   strand            is that a photo of ours; is it being made already
//   pool              read, decode once, three sizes, cached
//   strand            what was found out about the photo is told to Session and pages; everyone who waits is answered
//
// What is asked for by the photo's right fingerprint never changes and is kept by the browser for good; anything else
// carries the fingerprint as its ETag.
class PreviewService {
 public:
  PreviewService(RootService& root, TaskPool& pool, PreviewCache cache)
      : root_(root), pool_(pool), cache_(std::move(cache)) {}

  // Socket thread.
  void Answer(const HttpRequest& request, const Target& target, const Respond& respond);

 private:
  struct Wish {
    Fingerprint fingerprint;  // not known(): whatever there is now
    std::size_t size = 0;     // index of kPreviewSides
    std::string place;
    std::string has;  // If-None-Match
    Respond respond;
  };
  struct Made {
    ProbedFile file;
    std::optional<Previews> previews;
    std::optional<Error> error;
    bool is_read = false;  // the whole content, not only the cache
  };

  static Result<Wish> Parse(const HttpRequest& request, const Target& target);
  void Begin(Wish wish);
  Made Make(PhotoStore& photos, const KnownFile& known) const;
  void End(const std::string& place, const Made& made);
  void Observe(const Made& made);
  static HttpResponse AnswerTo(const Wish& wish, const Made& made);

  RootService& root_;
  TaskPool& pool_;
  PreviewCache cache_;
  std::map<std::string, std::vector<Wish>> waiting_;  // by place; the strand's
};

}  // namespace photocluster
