#include <array>
#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <chrono>
#include <deque>
#include <set>
#include <thread>
#include <utility>

#include "native-helper/host/file_error.h"
#include "native-helper/server/net.h"

namespace photocluster {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using net::ip::tcp;

constexpr auto kAwait = net::as_tuple(net::use_awaitable);  // errors as values: (error_code, …)

HttpRequest PlainRequest(const http::request_header<>& head) {
  HttpRequest request{std::string(head.method_string()), std::string(head.target()), {}, {}};
  for (const auto& field : head)
    request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  return request;
}

http::response<http::string_body> BeastResponse(HttpResponse response, bool keep_alive) {
  http::response<http::string_body> answer{http::int_to_status(response.status), 11};
  for (const HttpHeader& header : response.headers) answer.insert(header.name, header.value);
  answer.body() = std::move(response.body);
  answer.keep_alive(keep_alive);
  if (response.more) {
    answer.chunked(true);
  } else {
    answer.prepare_payload();
  }
  return answer;
}

// What another thread gives to a coroutine that waits for it.
template <class T>
class Promised {
 public:
  explicit Promised(net::io_context& io) : state_(std::make_shared<State>(io)) {}

  std::function<void(T)> Giver() const {
    return [state = state_](T value) {
      net::post(state->io, [state, value = std::make_shared<T>(std::move(value))] {
        state->value = std::move(*value);
        state->arrival.cancel();
      });
    };
  }
  net::awaitable<T> Take() {
    while (!state_->value) co_await state_->arrival.async_wait(kAwait);
    co_return std::move(*state_->value);
  }

 private:
  struct State {
    explicit State(net::io_context& used) : io(used), arrival(used, net::steady_timer::time_point::max()) {}
    net::io_context& io;
    net::steady_timer arrival;
    std::optional<T> value;
  };
  std::shared_ptr<State> state_;
};

class BeastWebSocket : public WebSocket, public std::enable_shared_from_this<BeastWebSocket> {
 public:
  BeastWebSocket(net::io_context& io, beast::tcp_stream stream) : io_(io), stream_(std::move(stream)) {}

  void Send(std::shared_ptr<const std::string> text) override {
    net::post(io_, [self = shared_from_this(), text = std::move(text)]() mutable { self->Push(std::move(text)); });
  }
  void Close() override {
    net::post(io_, [self = shared_from_this()] {
      self->closing_ = true;
      if (!self->writing_) self->WriteNext();
    });
  }

  net::awaitable<void> Run(const http::request<http::string_body>& upgrade, WebSocketListener& listener) {
    stream_.set_option(beast::websocket::stream_base::timeout::suggested(beast::role_type::server));
    stream_.read_message_max(kMaxBodyBytes);
    stream_.auto_fragment(false);  // a message is one frame
    if (const auto [error] = co_await stream_.async_accept(upgrade, kAwait); error) co_return;
    open_ = true;
    if (!waiting_.empty() || closing_) WriteNext();
    beast::flat_buffer buffer;
    while (true) {
      const auto [error, bytes] = co_await stream_.async_read(buffer, kAwait);
      if (error) break;
      listener.OnText(beast::buffers_to_string(buffer.data()));
      buffer.consume(bytes);
    }
    Drop();
  }

 private:
  void Push(std::shared_ptr<const std::string> text) {
    if (dropped_ || closing_) return;
    bytes_ += text->size();
    waiting_.push_back(std::move(text));
    if (bytes_ > kMostWaitingBytes || waiting_.size() > kMostWaitingMessages) return Drop();
    if (open_ && !writing_) WriteNext();
  }

  void WriteNext() {
    if (!open_ || dropped_) return;
    if (waiting_.empty()) {
      if (!closing_) return;
      writing_ = true;
      stream_.async_close(beast::websocket::close_code::normal, [self = shared_from_this()](error_code) {});
      return;
    }
    writing_ = true;
    stream_.text(true);
    stream_.async_write(net::buffer(*waiting_.front()), [self = shared_from_this()](error_code error, std::size_t) {
      self->writing_ = false;
      self->bytes_ -= self->waiting_.front()->size();
      self->waiting_.pop_front();
      if (error) return self->Drop();
      self->WriteNext();
    });
  }

  void Drop() {
    if (std::exchange(dropped_, true)) return;
    error_code ignored;
    beast::get_lowest_layer(stream_).socket().close(ignored);
  }

  net::io_context& io_;
  beast::websocket::stream<beast::tcp_stream> stream_;
  std::deque<std::shared_ptr<const std::string>> waiting_;  // the first one is being written while writing_
  std::size_t bytes_ = 0;
  bool open_ = false;
  bool writing_ = false;
  bool closing_ = false;
  bool dropped_ = false;
};

class BeastServer : public HttpServer {
 public:
  BeastServer(std::unique_ptr<net::io_context> io, std::vector<tcp::acceptor> acceptors)
      : io_(std::move(io)), acceptors_(std::move(acceptors)), port_(acceptors_.front().local_endpoint().port()) {}
  ~BeastServer() override { Stop(); }

  std::uint16_t port() const override { return port_; }

  void Start(HttpHandler& handler) override {
    handler_ = &handler;
    for (tcp::acceptor& acceptor : acceptors_) net::co_spawn(*io_, Accept(acceptor), net::detached);
    thread_ = std::jthread([this] { io_->run(); });
  }

  void Stop() override {
    io_->stop();
    if (thread_.joinable()) thread_.join();
    error_code ignored;
    for (tcp::acceptor& acceptor : acceptors_)
      acceptor.close(ignored);  // whoever comes now is refused, and does not wait
  }

 private:
  net::awaitable<void> Accept(tcp::acceptor& acceptor) {
    while (true) {
      auto [error, socket] = co_await acceptor.async_accept(kAwait);
      if (error == net::error::operation_aborted) co_return;
      if (error) {  // no descriptors left: some will come back
        net::steady_timer pause(*io_, std::chrono::milliseconds(100));
        co_await pause.async_wait(kAwait);
        continue;
      }
      if (connections_ >= kMostConnections && !CloseLongestWaiting()) continue;  // closes the new one
      ++connections_;
      net::co_spawn(*io_, Serve(beast::tcp_stream(std::move(socket))), [this](std::exception_ptr) { --connections_; });
    }
  }

  // A client that comes has something to say: one that was silent for long makes room, so that no number of silent
  // ones keeps others out. False when all are being answered.
  bool CloseLongestWaiting() {
    if (waiting_.empty()) return false;
    beast::tcp_stream* const longest = waiting_.begin()->second;
    waiting_.erase(waiting_.begin());
    longest->close();
    return true;
  }

  net::awaitable<bool> ReadHeader(beast::tcp_stream& stream, beast::flat_buffer& buffer,
                                  http::request_parser<http::string_body>& parser) {
    const std::pair waiting(++turn_, &stream);
    waiting_.insert(waiting);
    const auto [error, n] = co_await http::async_read_header(stream, buffer, parser, kAwait);
    waiting_.erase(waiting);
    co_return !error;
  }

  // Whoever still sends when it was refused is listened to for a moment, or it would never see the refusal.
  net::awaitable<void> HangUp(beast::tcp_stream& stream) {
    error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream.expires_after(std::chrono::seconds(2));
    std::array<char, 16 * 1024> unread;
    for (int i = 0; i < 64; ++i) {
      const auto [error, n] = co_await stream.async_read_some(net::buffer(unread), kAwait);
      if (error) co_return;
    }
  }

  net::awaitable<void> Serve(beast::tcp_stream stream) {
    error_code ignored;
    stream.socket().set_option(tcp::no_delay(true), ignored);
    beast::flat_buffer buffer;
    bool keep_alive = true;
    while (keep_alive) {
      stream.expires_after(std::chrono::seconds(kSecondsForARequest));
      http::request_parser<http::string_body> parser;
      parser.header_limit(kMaxHeaderBytes);
      parser.body_limit(boost::none);  // Refuse answers a declared length that is too long
      if (!co_await ReadHeader(stream, buffer, parser)) break;
      HttpRequest request = PlainRequest(parser.get());
      const bool head_only = request.method == "HEAD";
      keep_alive = parser.get().keep_alive();
      if (std::optional<HttpResponse> refusal = handler_->Refuse(request)) {
        if (co_await Write(stream, std::move(*refusal), false, head_only)) co_await HangUp(stream);
        co_return;
      }
      if (beast::websocket::is_upgrade(parser.get())) {
        co_await Upgrade(std::move(stream), parser.release(), std::move(request));
        co_return;
      }
      parser.body_limit(kMaxBodyBytes);
      if (const auto [error, n] = co_await http::async_read(stream, buffer, parser, kAwait); error) break;
      request.body = std::move(parser.get().body());
      Promised<HttpResponse> promised(*io_);
      stream.expires_never();
      handler_->Handle(std::move(request), promised.Giver());
      HttpResponse response = co_await promised.Take();
      const bool written = co_await Write(stream, std::move(response), keep_alive, head_only);
      if (!written) break;
    }
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
  }

  // Gives whether all was written. `head_only`: the header of the answer, as if its body followed.
  net::awaitable<bool> Write(beast::tcp_stream& stream, HttpResponse response, bool keep_alive, bool head_only) {
    const auto more = std::move(response.more);
    if (more) response.more = [](auto) {};
    auto answer = BeastResponse(std::move(response), keep_alive);
    stream.expires_after(std::chrono::seconds(kSecondsForARequest));
    if (!more && !head_only) {
      const auto [error, n] = co_await http::async_write(stream, answer, kAwait);
      co_return !error;
    }
    http::response_serializer<http::string_body> serializer(answer);
    if (const auto [error, n] = co_await http::async_write_header(stream, serializer, kAwait); error) co_return false;
    if (head_only) co_return true;
    std::string piece = std::move(answer.body());
    while (true) {
      if (!piece.empty()) {
        stream.expires_after(std::chrono::seconds(kSecondsForARequest));
        const auto [error, n] = co_await net::async_write(stream, http::make_chunk(net::buffer(piece)), kAwait);
        if (error) co_return false;
      }
      Promised<HttpResponse::Piece> promised(*io_);
      more(promised.Giver());
      HttpResponse::Piece next = co_await promised.Take();
      if (!next) co_return false;
      if (next->empty()) break;
      piece = std::move(*next);
    }
    const auto [error, n] = co_await net::async_write(stream, http::make_chunk_last(), kAwait);
    co_return !error;
  }

  net::awaitable<void> Upgrade(beast::tcp_stream stream, http::request<http::string_body> upgrade,
                               HttpRequest request) {
    stream.expires_never();
    auto socket = std::make_shared<BeastWebSocket>(*io_, std::move(stream));
    const std::unique_ptr<WebSocketListener> listener = handler_->Connect(request, socket);
    if (!listener) co_return;
    co_await socket->Run(upgrade, *listener);
    listener->OnClosed();
  }

  std::unique_ptr<net::io_context> io_;
  std::vector<tcp::acceptor> acceptors_;
  std::uint16_t port_;
  HttpHandler* handler_ = nullptr;
  // Of the socket thread.
  int connections_ = 0;
  std::uint64_t turn_ = 0;
  std::set<std::pair<std::uint64_t, beast::tcp_stream*>> waiting_;  // for a request, the longest first
  std::jthread thread_;
};

error_code Bind(tcp::acceptor& acceptor, const tcp::endpoint& at) {
  error_code error;
  acceptor.open(at.protocol(), error);
  if (!error && at.address().is_v6()) acceptor.set_option(net::ip::v6_only(true), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(at, error);
  if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
  return error;
}

// 127.0.0.1, and [::1] where there is IPv6: a browser that looks for localhost tries both, and another program that
// held one of them would get what is meant for this one.
error_code BindBoth(net::io_context& io, std::uint16_t port, std::vector<tcp::acceptor>& acceptors) {
  acceptors.emplace_back(io);
  if (const error_code error = Bind(acceptors.back(), {net::ip::address_v4::loopback(), port})) return error;
  acceptors.emplace_back(io);
  const error_code error = Bind(acceptors.back(), {net::ip::address_v6::loopback(), port});
  if (error && error != net::error::address_in_use) acceptors.pop_back();
  return error == net::error::address_in_use ? error : error_code();
}

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::Listen(std::uint16_t port, bool or_next) {
  auto io = std::make_unique<net::io_context>(1);
  constexpr int kTries = 100;
  error_code error;
  for (int i = 0; i < (or_next ? kTries : 1); ++i) {
    std::vector<tcp::acceptor> acceptors;
    error = BindBoth(*io, static_cast<std::uint16_t>(port + i), acceptors);
    if (!error) return std::unique_ptr<HttpServer>(new BeastServer(std::move(io), std::move(acceptors)));
    if (error != net::error::address_in_use) break;
  }
  const std::string where = "port " + std::to_string(port) + " of this computer";
  if (error == net::error::address_in_use) {
    return Error{ErrorCode::kInUse, where + " is taken by another program; --port chooses another one"};
  }
  return FileError(error.value(), "cannot take " + where);
}

}  // namespace photocluster
