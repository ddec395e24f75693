#include "native-helper/server/http_client.h"

#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <limits>
#include <string>

namespace photocluster {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;

Result<HttpResponse> Fetch(std::uint16_t port, const HttpRequest& request) {
  net::io_context io;
  net::ip::tcp::socket socket(io);
  error_code error;
  socket.connect({net::ip::address_v4::loopback(), port}, error);
  if (error) return Error{ErrorCode::kNotFound, "no helper answers at port " + std::to_string(port)};

  http::request<http::string_body> sent{http::string_to_verb(request.method), request.target, 11};
  sent.set(http::field::host, "127.0.0.1:" + std::to_string(port));
  for (const HttpHeader& header : request.headers) sent.set(header.name, header.value);
  sent.body() = request.body;
  sent.keep_alive(false);
  sent.prepare_payload();
  http::write(socket, sent, error);

  beast::flat_buffer buffer;
  http::response_parser<http::string_body> parser;
  parser.body_limit(std::numeric_limits<std::uint64_t>::max());
  if (!error) http::read(socket, buffer, parser, error);
  if (error) return Error{ErrorCode::kIo, "the helper that shows this folder has gone on the way: " + error.message()};
  HttpResponse response;
  response.status = parser.get().result_int();
  for (const auto& field : parser.get()) {
    response.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  }
  response.body = std::move(parser.get().body());
  return response;
}

}  // namespace photocluster
