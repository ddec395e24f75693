#include "native-helper/server/original_api.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include "native-helper/server/answers.h"
#include "shared/base/path.h"

namespace photocluster {
namespace {

using original::Refusal;
using original::Unfit;

constexpr std::uint64_t kItsLimit = 60;
constexpr original::Rule kRuleOfSession{.threshold = 0.9, .min_samples = 5};
constexpr original::Rule kRuleOfAutoMove{.threshold = 0.9, .min_samples = 1};

const char* TypeOf(std::string_view path) {
  static const std::map<std::string, const char*, std::less<>> kTypes = {
      {".jpg", "image/jpeg"}, {".jpeg", "image/jpeg"}, {".png", "image/png"},  {".bmp", "image/bmp"},
      {".tif", "image/tiff"}, {".tiff", "image/tiff"}, {".webp", "image/webp"}};
  std::string extension(Extension(path));
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto found = kTypes.find(extension);
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

// One call on its way: everything that a function needs that answers it.
class Call {
 public:
  Call(const OriginalDoors& doors, const Target& target, Respond respond)
      : doors_(doors), target_(target), respond_(std::move(respond)) {}

  // False when `body` is no JSON object with fields of the right kinds; that was answered.
  bool ReadBody(const std::string& text) {
    Result<original::Body> read = FromJson<original::Body>(text, kMaxBodyBytes);
    if (!read.ok()) return Fail(Unfit("body", "", read.error().detail));
    body = std::move(read).value();
    return true;
  }

  // Parameters of the query; false when one is missing or unfit, which was answered.
  bool Text(const char* name, std::string& text) {
    const std::string* const given = target_.Find(name);
    if (!given) return Fail(Unfit("query", name, "field required"));
    text = *given;
    return true;
  }
  bool Number(const char* name, std::uint64_t least, std::uint64_t& number) {
    const std::optional<std::uint64_t> given = target_.Number(name, number);
    if (!given || *given < least) {
      return Fail(Unfit("query", name, "wanted is a whole number, at least " + std::to_string(least)));
    }
    number = *given;
    return true;
  }
  bool Fraction(const char* name, double& number) {
    const std::string* const given = target_.Find(name);
    if (!given) return true;
    const char* const end = given->data() + given->size();
    const auto [stop, error] = std::from_chars(given->data(), end, number);
    return (error == std::errc() && stop == end && std::isfinite(number)) ||
           Fail(Unfit("query", name, "wanted is a number"));
  }
  bool Flag(const char* name, bool& flag) {
    const std::string* const given = target_.Find(name);
    if (!given) return true;
    static const std::map<std::string, bool, std::less<>> kFlags = {{"1", true},  {"true", true},   {"True", true},
                                                                    {"0", false}, {"false", false}, {"False", false}};
    const auto found = kFlags.find(*given);
    if (found == kFlags.end()) return Fail(Unfit("query", name, "wanted is true or false"));
    flag = found->second;
    return true;
  }
  // Fields of the body.
  bool Has(const std::optional<std::string>& field, const char* name) {
    return field || Fail(Unfit("body", name, "field required"));
  }

  // `image` becomes a place; without one any will do. False when the root is not open or the image lies elsewhere.
  bool Open(const std::string& root, std::string* image = nullptr) {
    std::error_code error;
    const std::string path = std::filesystem::canonical(root, error).string();
    if (image && !MakePlace(root, path, *image)) return Fail(Refusal(400, "Image is not within provided root"));
    if (!error) found_ = doors_.find(path);
    // Whether there is such a folder is nobody's business.
    return found_.root || Fail(Refusal(400, "Cannot resolve provided root folder"));
  }

  bool Fail(HttpResponse response) {
    respond_(std::move(response));
    return false;
  }

  // On the strand of the root. REQUIRES: Open
  template <class F>
  void Answer(F answer) const {
    found_.service->Post(
        [root = found_.root, respond = respond_, answer = std::move(answer)] { answer(*root, respond); });
  }
  void AnswerImage(const std::string& place) const;

  original::Body body = {};

 private:
  static bool MakePlace(const std::string& root, const std::string& path, std::string& image) {
    for (const std::string* folder : {&path, &root}) {
      if (folder->empty() || !image.starts_with(*folder)) continue;
      std::string place = image.substr(folder->size());
      if (!folder->ends_with('/') && !place.starts_with('/')) continue;
      place.erase(0, place.find_first_not_of('/'));
      if (!IsSafeRelativePath(place)) return false;
      image = std::move(place);
      return true;
    }
    return false;
  }

  const OriginalDoors& doors_;
  const Target& target_;
  Respond respond_;
  OriginalDoors::Found found_;
};

// Only photos: of the root's other files it says that they are not there.
void Call::AnswerImage(const std::string& place) const {
  found_.service->Post([service = found_.service, &pool = doors_.pool, respond = respond_, place] {
    const std::shared_ptr<Root> root = service->shared_root();
    if (!root->session().state().Find(place).has_value()) return respond(Refusal(404, "Image path does not exist"));
    pool.Post([root, respond, place] {
      Result<std::string> content = root->photos().Read(place);
      if (!content.ok()) return respond(Refusal(content.error()));
      respond({.status = 200,
               .headers = {{"Content-Type", TypeOf(place)}, {"Cache-Control", "private, no-cache"}},
               .body = std::move(content).value()});
    });
  });
}

void AnswerSession(Call& call) {
  std::string root;
  std::uint64_t min_samples = kRuleOfSession.min_samples;
  OriginalRoot::Wish wish{.manual_only = false, .rule = kRuleOfSession, .limit = kItsLimit};
  const bool fits = call.Text("root", root) && call.Flag("manual_only", wish.manual_only) &&
                    call.Fraction("threshold", wish.rule.threshold) && call.Number("min_samples", 0, min_samples) &&
                    call.Number("queue_limit", 1, wish.limit) && call.Open(root);
  if (!fits) return;
  wish.rule.min_samples = static_cast<std::uint32_t>(std::min<std::uint64_t>(min_samples, UINT32_MAX));
  call.Answer([wish](OriginalRoot& open, const Respond& respond) { open.AnswerSession(wish, respond); });
}

void AnswerQueue(Call& call) {
  std::string root;
  std::uint64_t offset = 0;
  std::uint64_t limit = kItsLimit;
  if (!call.Text("root", root) || !call.Number("offset", 0, offset) || !call.Number("limit", 1, limit)) return;
  if (!call.Open(root)) return;
  call.Answer([offset, limit](OriginalRoot& open, const Respond& respond) {
    respond(original::Json(open.Queue(offset, limit)));
  });
}

void AnswerImage(Call& call) {
  std::string root, path;
  if (call.Text("root", root) && call.Text("path", path) && call.Open(root, &path)) call.AnswerImage(path);
}

// A call that needs the root alone.
template <HttpResponse (OriginalRoot::*Function)()>
void AnswerPlain(Call& call) {
  if (!call.Has(call.body.root, "root") || !call.Open(*call.body.root)) return;
  call.Answer([](OriginalRoot& open, const Respond& respond) { respond((open.*Function)()); });
}

void AnswerAssign(Call& call) {
  original::Body& body = call.body;
  const bool is_whole =
      call.Has(body.root, "root") && call.Has(body.image_path, "image_path") && call.Has(body.cluster, "cluster");
  if (!is_whole || !call.Open(*body.root, &*body.image_path)) return;
  if (body.cluster->find_first_not_of(" \t\r\n") == std::string::npos) {
    call.Fail(Refusal(400, "Cluster name is required"));
    return;
  }
  call.Answer([place = *body.image_path, cluster = *body.cluster](OriginalRoot& open, const Respond& respond) {
    respond(open.Assign(place, cluster));
  });
}

void AnswerDelete(Call& call) {
  original::Body& body = call.body;
  const bool is_whole = call.Has(body.root, "root") && call.Has(body.image_path, "image_path");
  if (!is_whole || !call.Open(*body.root, &*body.image_path)) return;
  call.Answer([place = *body.image_path](OriginalRoot& open, const Respond& respond) { respond(open.Delete(place)); });
}

void AnswerAutoMove(Call& call) {
  original::Body& body = call.body;
  if (!call.Has(body.root, "root")) return;
  if (!call.Open(*body.root, body.image_path ? &*body.image_path : nullptr)) return;
  const original::Rule rule{.threshold = body.threshold.value_or(kRuleOfAutoMove.threshold),
                            .min_samples = body.min_samples.value_or(kRuleOfAutoMove.min_samples)};
  call.Answer([rule, place = body.image_path](OriginalRoot& open, const Respond& respond) {
    respond(open.AutoMove(rule, place));
  });
}

using Answerer = void (*)(Call&);

void AddGet(Router& router, const OriginalDoors& doors, const char* path, Answerer answer) {
  router.Add("GET", path, [doors, answer](const HttpRequest&, const Target& target, const Respond& respond) {
    Call call(doors, target, respond);
    answer(call);
  });
}

void AddPost(Router& router, const OriginalDoors& doors, const char* path, Answerer answer) {
  router.Add("POST", path, [doors, answer](const HttpRequest& request, const Target& target, const Respond& respond) {
    Call call(doors, target, respond);
    if (call.ReadBody(request.body)) answer(call);
  });
}

}  // namespace

void AddOriginalRoutes(Router& router, const OriginalDoors& doors) {
  AddGet(router, doors, "/session", AnswerSession);
  AddGet(router, doors, "/queue", AnswerQueue);
  AddGet(router, doors, "/image", AnswerImage);
  AddPost(router, doors, "/queue/skip", AnswerPlain<&OriginalRoot::Skip>);
  AddPost(router, doors, "/queue/shuffle", AnswerPlain<&OriginalRoot::Shuffle>);
  AddPost(router, doors, "/undo", AnswerPlain<&OriginalRoot::Undo>);
  AddPost(router, doors, "/assign", AnswerAssign);
  AddPost(router, doors, "/delete", AnswerDelete);
  AddPost(router, doors, "/auto-move", AnswerAutoMove);
}

HttpResponse OriginalGreeting() {
  return JsonAnswer(R"({"status":"ok","info":"Use /session to drive the React UI."})");
}

}  // namespace photocluster
