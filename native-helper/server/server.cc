#include "native-helper/server/server.h"

#include <unistd.h>

#include <utility>

#include "native-helper/server/answers.h"
#include "native-helper/server/private_files.h"

namespace photocluster {
namespace {

constexpr char kSocketRoute[] = "/api/v1/ws";
constexpr std::size_t kPreviewThreads = 2;
// Whatever an earlier program at this port has left in the browser goes.
constexpr char kServiceWorker[] =
    "self.addEventListener('install', () => self.skipWaiting());\n"
    "self.addEventListener('activate', () => self.registration.unregister());\n";

}  // namespace

Result<std::unique_ptr<Server>> Server::Start(std::shared_ptr<Root> root, const Options& options) {
  std::string secret = TRY(UserSecret(StateFolder() + "/secret"));
  std::unique_ptr<HttpServer> net = TRY(HttpServer::Listen(options.port.value_or(kFirstPort), !options.port));
  std::unique_ptr<Server> server(new Server(root, options, std::move(net), std::move(secret)));
  const std::uint16_t port = server->port();
  server->address_file_.emplace(TRY(AddressFile::Write({.address = "http://127.0.0.1:" + std::to_string(port),
                                                        .port = port,
                                                        .token = server->tokens_.bearer(),
                                                        .pid = getpid(),
                                                        .root = root->path()})));
  server->net_->Start(*server);
  return server;
}

Server::Server(std::shared_ptr<Root> root, const Options& options, std::unique_ptr<HttpServer> net, std::string secret)
    : net_(std::move(net)),
      tokens_(std::move(secret), net_->port()),
      files_(options.page),
      pool_(kPreviewThreads),
      root_(std::move(root), options.root),
      embedding_(root_),
      previews_(root_, pool_, PreviewCache(CacheFolder() + "/previews")) {
  root_.Post([this] { root_.SetListener([this] { embedding_.NoticeChange(); }); });
  AddRoutes();
}

std::string Server::NewAddress() {
  return "http://127.0.0.1:" + std::to_string(port()) + "/?token=" + tokens_.NewOneTime();
}

void Server::Embed(std::unique_ptr<EmbeddingModel> model) {
  root_.Post([this, model = std::make_shared<std::unique_ptr<EmbeddingModel>>(std::move(model))] {
    embedding_.Begin(std::move(*model));
  });
}

void Server::RefuseModel(const Error& error) {
  root_.Post([this, error] { embedding_.Refuse(error); });
}

// No more requests; then what is being made; then the strand with what it has to do. Callbacks to the socket thread
// go nowhere by then.
void Server::Stop() {
  if (std::exchange(stopped_, true)) return;
  net_->Stop();
  pool_.Stop();
  root_.Post([this] {
    embedding_.Quit();
    root_.Settle();
  });
  root_.Stop();
  address_file_.reset();
}

std::optional<HttpResponse> Server::Refuse(const HttpRequest& head) {
  std::optional<HttpResponse> refusal = RefusalOf(head, tokens_, port());
  if (refusal) AddSecurityHeaders(*refusal);
  return refusal;
}

void Server::Handle(HttpRequest request, Respond respond) {
  router_.Answer(request, [respond = std::move(respond)](HttpResponse response) {
    AddSecurityHeaders(response);
    respond(std::move(response));
  });
}

std::unique_ptr<WebSocketListener> Server::Connect(const HttpRequest& head, std::shared_ptr<WebSocket> socket) {
  if (head.target != kSocketRoute || head.method != "GET") return nullptr;
  return std::make_unique<PageSocket>(root_, embedding_, std::move(socket));
}

void Server::AddRoutes() {
  using Ask = const HttpRequest&;
  using At = const Target&;
  router_.Add("GET", "/", [this](Ask request, At target, const Respond& respond) {
    respond(target.path == "/" ? FirstPage(request, target) : files_.Answer(target.path));
  });
  router_.Add("GET", "/sw.js", [](Ask, At, const Respond& respond) {
    HttpResponse response = TextAnswer(kServiceWorker);
    response.headers.front().value = "text/javascript; charset=utf-8";
    respond(std::move(response));
  });
  router_.Add("GET", "/api/", [](Ask, At target, const Respond& respond) {
    respond(FaultAnswer({ErrorCode::kNotFound, "there is nothing at " + target.path}));
  });
  router_.Add("GET", kSocketRoute, [](Ask, At, const Respond& respond) {
    respond(FaultAnswer(426, {ErrorCode::kBadInput, "wanted is a WebSocket"}));
  });
  router_.Add("POST", "/api/v1/link",
              [this](Ask, At, const Respond& respond) { respond(TextAnswer(NewAddress() + "\n")); });
  router_.Add("GET", "/api/v1/previews/",
              [this](Ask request, At target, const Respond& respond) { previews_.Answer(request, target, respond); });
  AddApiRoutes(router_, root_, pool_);
}

// The token in the address is exchanged for the cookie, and leaves the address.
HttpResponse Server::FirstPage(const HttpRequest& request, const Target& target) {
  const std::string* const token = target.Find("token");
  if (!token) return files_.Answer("/");
  const bool was_let_in = tokens_.HasCookie(FindHeader(request.headers, "Cookie").value_or(""));
  if (!tokens_.TakeOneTime(*token) && !was_let_in) {
    return SentencePage(403, "This address was used already: run <code>photocluster link</code> for a fresh one.");
  }
  constexpr char kLasting[] = "; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000";
  return {.status = 303,
          .headers = {{"Location", "/"},
                      {"Cache-Control", "no-store"},
                      {"Set-Cookie", tokens_.cookie_name() + "=" + tokens_.cookie_value() + kLasting}}};
}

}  // namespace photocluster
