#include "native-helper/server/server.h"

#include <unistd.h>

#include <utility>

#include "native-helper/host/private_files.h"
#include "native-helper/server/answers.h"
#include "native-helper/server/api.h"

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
  std::unique_ptr<Server> server(new Server(options, std::move(net), std::move(secret)));
  TRY(root ? server->Show(std::move(root)) : server->WriteAddress(""));
  server->net_->Start(*server);
  return server;
}

Server::Server(Options options, std::unique_ptr<HttpServer> net, std::string secret)
    : options_(std::move(options)),
      net_(std::move(net)),
      tokens_(std::move(secret), net_->port()),
      access_(tokens_, {.port = net_->port(), .allowed_origins = options_.allowed_origins}),
      files_(options_.page),
      docs_(FindSwaggerUi()),
      recent_(StateFolder() + "/recent.json"),
      pool_(kPreviewThreads),
      lobby_({.offers =
                  [this] {
                    return Offers{options_.here, options_.demo, recent_.List()};
                  },
              .was_open = [this](const std::string& path) { return recent_.Holds(path); },
              .open = [this](const std::string& path) { return OpenChosen(path); }}) {
  AddRoutes(lobby_router_);
}

Result<void> Server::WriteAddress(const std::string& root) {
  address_file_.reset();  // or its end would remove the new one
  address_file_.emplace(TRY(AddressFile::Write({.address = "http://127.0.0.1:" + std::to_string(port()),
                                                .port = port(),
                                                .token = tokens_.bearer(),
                                                .pid = getpid(),
                                                .root = root})));
  return {};
}

Result<void> Server::Show(std::shared_ptr<Root> root) {
  TRY(WriteAddress(root->path()));
  path_ = root->path();
  served_ = std::make_unique<ServedRoot>(std::move(root), options_.root, pool_, recent_);
  if (EventLog* const log = options_.log) {
    served_->root().Post([log, &service = served_->root()] {
      service.SetReporter([log, &service](const Outcome& outcome) {
        log->Tell(service.root().path(), outcome, service.root().clock().Now());
      });
    });
  }
  original_ = std::make_unique<OriginalRoot>(served_->root(), options_.original_auto_move);
  AddRoutes(root_router_);
  AddRootRoutes(root_router_, *served_);
  is_open_ = true;
  lobby_.Leave(served_->pages());
  return {};
}

Result<PageListener*> Server::OpenChosen(const std::string& path) {
  TRY(options_.open(*this, path));
  return static_cast<PageListener*>(&served_->pages());
}

std::string Server::NewAddress() {
  return "http://127.0.0.1:" + std::to_string(port()) + "/?token=" + tokens_.NewOneTime();
}

void Server::Embed(std::unique_ptr<EmbeddingModel> model) {
  served_->root().Post([this, model = std::make_shared<std::unique_ptr<EmbeddingModel>>(std::move(model))] {
    served_->embedding().Begin(std::move(*model));
  });
}

void Server::RefuseModel(const Error& error) {
  served_->root().Post([this, error] { served_->embedding().Refuse(error); });
}

// No more requests; then what is being opened or made; then the strand with what it has to do. Callbacks to the socket
// thread go nowhere by then.
void Server::Stop() {
  if (std::exchange(stopped_, true)) return;
  net_->Stop();
  lobby_.Stop();
  pool_.Stop();
  if (served_) served_->Stop();
  address_file_.reset();
}

std::optional<HttpResponse> Server::Refuse(const HttpRequest& head) {
  std::optional<HttpResponse> refusal = access_.Refuse(head);
  if (refusal) metrics_.CountRefusal();
  if (refusal) access_.AddHeaders(head, *refusal);
  return refusal;
}

void Server::Handle(HttpRequest request, Respond respond) {
  const HttpRequest head{request.method, request.target, request.headers, ""};
  router().Answer(request, [this, head, respond = std::move(respond)](HttpResponse response) {
    access_.AddHeaders(head, response);
    metrics_.CountAnswer(response.status);
    respond(std::move(response));
  });
}

std::unique_ptr<WebSocketListener> Server::Connect(const HttpRequest& head, std::shared_ptr<WebSocket> socket) {
  if (head.target != kSocketRoute || head.method != "GET") return nullptr;
  PageListener& listener = is_open_ ? static_cast<PageListener&>(served_->pages()) : lobby_;
  return std::make_unique<PageSocket>(listener, std::move(socket));
}

void Server::AddRoutes(Router& router) {
  using Ask = const HttpRequest&;
  using At = const Target&;
  router.Add("GET", "/", [this](Ask request, At target, const Respond& respond) {
    respond(target.path == "/" ? FirstPage(request, target) : files_.Answer(target.path));
  });
  docs_.AddRoutes(router);
  AddOriginalRoutes(router, {.find =
                                 [this](const std::string& path) {
                                   if (!is_open_ || path != path_) return OriginalDoors::Found{};
                                   return OriginalDoors::Found{&served_->root(), original_.get()};
                                 },
                             .pool = pool_});
  router.Add("GET", "/metrics", [this](Ask, At, const Respond& respond) {
    if (!is_open_) return respond(TextAnswer(metrics_.Text()));
    served_->root().Post([this, respond] { respond(TextAnswer(metrics_.Text() + Metrics::TextOf(served_->root()))); });
  });
  router.Add("GET", "/api/v1/key",
             [this](Ask, At, const Respond& respond) { respond(TextAnswer(tokens_.page_key())); });
  router.Add("GET", "/sw.js", [](Ask, At, const Respond& respond) {
    HttpResponse response = TextAnswer(kServiceWorker);
    response.headers.front().value = "text/javascript; charset=utf-8";
    respond(std::move(response));
  });
  router.Add("GET", "/api/", [](Ask, At target, const Respond& respond) {
    respond(FaultAnswer({ErrorCode::kNotFound, "there is nothing at " + target.path}));
  });
  router.Add("GET", kSocketRoute, [](Ask, At, const Respond& respond) {
    respond(FaultAnswer(426, {ErrorCode::kBadInput, "wanted is a WebSocket"}));
  });
  router.Add("POST", "/api/v1/link",
             [this](Ask, At, const Respond& respond) { respond(TextAnswer(NewAddress() + "\n")); });
}

void Server::AddRootRoutes(Router& router, ServedRoot& served) {
  router.Add("GET", "/api/v1/previews/",
             [&served](const HttpRequest& request, const Target& target, const Respond& respond) {
               served.previews().Answer(request, target, respond);
             });
  AddApiRoutes(router, served.root(), pool_);
}

// The token in the address is exchanged for the cookie, and leaves the address.
HttpResponse Server::FirstPage(const HttpRequest& request, const Target& target) {
  const std::string* const token = target.Find("token");
  if (!token) {
    const bool is_browser =
        FindHeader(request.headers, "Accept").value_or("").find("text/html") != std::string_view::npos;
    return is_browser ? files_.Answer("/") : OriginalGreeting();
  }
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
