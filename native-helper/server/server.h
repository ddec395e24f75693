#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "native-helper/server/access_policy.h"
#include "native-helper/server/address_file.h"
#include "native-helper/server/api_docs.h"
#include "native-helper/server/event_log.h"
#include "native-helper/server/lobby.h"
#include "native-helper/server/metrics.h"
#include "native-helper/server/original_api.h"
#include "native-helper/server/router.h"
#include "native-helper/server/served_root.h"
#include "native-helper/server/static_files.h"

namespace photocluster {

// Pages and tools on this computer served: with a folder, or with the choice of one. Everything of this room put
// together.
class Server : private HttpHandler {
 public:
  struct Options {
    std::optional<std::uint16_t> port = std::nullopt;  // else the first free one from 8000 on
    std::string page = {};                             // folder of the built page; "" when there is none
    Root::Options root = {};                           // to open a root again
    std::string here = {};                             // see Offers
    std::string demo = {};
    std::vector<std::string> allowed_origins = {};  // of pages that may call the original program's API
    OriginalAutoMove original_auto_move = OriginalAutoMove::kOnlySay;
    EventLog* log = nullptr;  // not owned
    // A folder was chosen: opens it and calls Show. Not on the thread of any root.
    std::function<Result<void>(Server& server, const std::string& path)> open = nullptr;
  };
  // Without a root pages choose one. Errors: the port is taken; the private files cannot be written.
  static Result<std::unique_ptr<Server>> Start(std::shared_ptr<Root> root, const Options& options);
  ~Server() override { Stop(); }

  const Router& router() const { return is_open_ ? root_router_ : lobby_router_; }
  std::uint16_t port() const { return net_->port(); }
  std::string NewAddress();  // with a token that works once
  // The folder for all pages, from now on. REQUIRES: there is none yet
  Result<void> Show(std::shared_ptr<Root> root);
  // REQUIRES: Show, for both
  void Embed(std::unique_ptr<EmbeddingModel> model);
  void RefuseModel(const Error& error);
  // Finishes what the strand has begun, settles, and ends all threads.
  void Stop();

 private:
  Server(Options options, std::unique_ptr<HttpServer> net, std::string secret);

  std::optional<HttpResponse> Refuse(const HttpRequest& head) override;
  void Handle(HttpRequest request, Respond respond) override;
  std::unique_ptr<WebSocketListener> Connect(const HttpRequest& head, std::shared_ptr<WebSocket> socket) override;

  Result<void> WriteAddress(const std::string& root);
  Result<PageListener*> OpenChosen(const std::string& path);
  void AddRoutes(Router& router);
  void AddRootRoutes(Router& router, ServedRoot& served);
  HttpResponse FirstPage(const HttpRequest& request, const Target& target);

  const Options options_;
  std::unique_ptr<HttpServer> net_;
  Tokens tokens_;
  AccessPolicy access_;
  Metrics metrics_;
  StaticFiles files_;
  ApiDocs docs_;
  RecentFolders recent_;
  TaskPool pool_;
  Lobby lobby_;
  Router lobby_router_;
  std::string path_;                    // of the root that is shown
  std::unique_ptr<ServedRoot> served_;  // made by Show, and then the same to the end
  std::unique_ptr<OriginalRoot> original_;
  Router root_router_;
  std::atomic<bool> is_open_ = false;  // whether the four above may be used
  std::optional<AddressFile> address_file_;
  bool stopped_ = false;
};

inline constexpr std::uint16_t kFirstPort = 8000;

}  // namespace photocluster
