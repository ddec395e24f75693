#pragma once
#include <memory>
#include <optional>
#include <string>

#include "native-helper/server/access_policy.h"
#include "native-helper/server/address_file.h"
#include "native-helper/server/api.h"
#include "native-helper/server/page_socket.h"
#include "native-helper/server/preview_service.h"
#include "native-helper/server/static_files.h"

namespace photocluster {

// A root served to pages and tools on this computer: everything of this room put together.
class Server : private HttpHandler {
 public:
  struct Options {
    std::optional<std::uint16_t> port = std::nullopt;  // else the first free one from 8000 on
    std::string page = {};                             // folder of the built page; "" when there is none
    Root::Options root = {};                           // to open it again
  };
  // Errors: the port is taken; the private files cannot be written.
  static Result<std::unique_ptr<Server>> Start(std::shared_ptr<Root> root, const Options& options);
  ~Server() override { Stop(); }

  std::uint16_t port() const { return net_->port(); }
  std::string NewAddress();  // with a token that works once
  void Embed(std::unique_ptr<EmbeddingModel> model);
  void RefuseModel(const Error& error);
  // Finishes what the strand has begun, settles, and ends all threads.
  void Stop();

 private:
  Server(std::shared_ptr<Root> root, const Options& options, std::unique_ptr<HttpServer> net, std::string secret);

  std::optional<HttpResponse> Refuse(const HttpRequest& head) override;
  void Handle(HttpRequest request, Respond respond) override;
  std::unique_ptr<WebSocketListener> Connect(const HttpRequest& head, std::shared_ptr<WebSocket> socket) override;

  void AddRoutes();
  HttpResponse FirstPage(const HttpRequest& request, const Target& target);

  std::unique_ptr<HttpServer> net_;
  Tokens tokens_;
  StaticFiles files_;
  TaskPool pool_;
  RootService root_;
  EmbeddingService embedding_;
  PreviewService previews_;
  Router router_;
  std::optional<AddressFile> address_file_;
  bool stopped_ = false;
};

inline constexpr std::uint16_t kFirstPort = 8000;

}  // namespace photocluster
