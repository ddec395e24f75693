#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

// HTTP and WebSocket on one port of this computer, without a word of the library that does it.
//
//   socket thread                                    any other thread
//     header read  -> HttpHandler::Refuse
//     body read    -> HttpHandler::Handle   ────▶      works, then calls Respond
//     written      ◀────────────────────────────────────┘
//     upgrade      -> HttpHandler::Connect -> WebSocketListener::OnText … OnClosed
//     written      ◀───────────────────────────────── WebSocket::Send
namespace photocluster {

struct HttpHeader {
  std::string name;
  std::string value;
};
using HttpHeaders = std::vector<HttpHeader>;

// The value of the only header of that name, in any case; nothing when there is none, or more than one.
std::optional<std::string_view> FindHeader(const HttpHeaders& headers, std::string_view name);
bool HasHeader(const HttpHeaders& headers, std::string_view name);

struct HttpRequest {
  std::string method;
  std::string target;  // as it was sent: path and query, percent-encoded
  HttpHeaders headers;
  std::string body;
};

struct HttpResponse {
  // A part of a long body; "" ends it; nothing breaks it off, so that the client knows that it is not whole.
  using Piece = std::optional<std::string>;

  unsigned status = 200;
  HttpHeaders headers = {};
  std::string body = {};
  // What follows `body`, one piece asked for after the other: so a long body needs little memory, and waits for a slow
  // client. Called on the socket thread; its argument is to be called once, from any thread.
  std::function<void(std::function<void(Piece)>)> more = nullptr;
};
using Respond = std::function<void(HttpResponse)>;

// One page's connection. Any thread. What is sent after the connection has gone goes nowhere.
class WebSocket {
 public:
  virtual ~WebSocket() = default;
  // Bounded: a client that lets too much pile up is dropped and comes back for what it lacks.
  virtual void Send(std::shared_ptr<const std::string> text) = 0;
  virtual void Close() = 0;  // after what was sent
};
inline constexpr std::size_t kMostWaitingBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMostWaitingMessages = 12'000;  // above EventRing's

// Called on the socket thread.
class WebSocketListener {
 public:
  virtual ~WebSocketListener() = default;
  virtual void OnText(std::string text) = 0;
  virtual void OnClosed() = 0;
};

// Called on the socket thread; must not block.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  // Decides by the header alone, before a body is read or a WebSocket opened.
  virtual std::optional<HttpResponse> Refuse(const HttpRequest& head) = 0;
  // `respond` is to be called once, from any thread.
  virtual void Handle(HttpRequest request, Respond respond) = 0;
  // Nothing where there is no WebSocket; Handle is asked then.
  virtual std::unique_ptr<WebSocketListener> Connect(const HttpRequest& head, std::shared_ptr<WebSocket> socket) = 0;
};

inline constexpr std::uint32_t kMaxHeaderBytes = 16 * 1024;
inline constexpr std::uint64_t kMaxBodyBytes = std::uint64_t{16} << 20;  // also of a message of a WebSocket
inline constexpr int kMostConnections = 256;
inline constexpr int kSecondsForARequest = 30;

class HttpServer {
 public:
  virtual ~HttpServer() = default;
  virtual std::uint16_t port() const = 0;
  // Starts the socket thread. `handler` is not owned.
  virtual void Start(HttpHandler& handler) = 0;
  // Ends the socket thread; callbacks that come later go nowhere, as long as the server exists.
  virtual void Stop() = 0;

  // Takes `port` of 127.0.0.1 and [::1], or with `or_next` the next free one. Errors: kInUse, kDenied, kIo.
  static Result<std::unique_ptr<HttpServer>> Listen(std::uint16_t port, bool or_next);
};

}  // namespace photocluster
