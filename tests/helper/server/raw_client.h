#pragma once
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <string>

#include "native-helper/host/fd.h"

namespace photocluster::test {

// A client that sends any bytes it likes, as no library would.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
  }

  void Send(const std::string& bytes) {
    EXPECT_EQ(send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
  }
  // Reads until the text ends with `end`, or the connection does.
  std::string Until(const std::string& end) {
    std::string text;
    while (!text.ends_with(end) && Byte(text)) {
    }
    return text;
  }
  std::string Rest() {
    std::string text;
    while (Byte(text)) {
    }
    return text;
  }

  // WebSocket, RFC 6455.
  std::string Upgrade(const std::string& head) {
    Send(
        "GET /api/v1/ws HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
        head + "\r\n");
    return Until("\r\n\r\n");
  }
  void SendText(const std::string& text) {  // masked by zeros; shorter than 65536
    std::string frame = "\x81";
    if (text.size() < 126) {
      frame += static_cast<char>(0x80 | text.size());
    } else {
      frame += {'\xfe', static_cast<char>(text.size() >> 8), static_cast<char>(text.size() & 255)};
    }
    Send(frame + std::string(4, '\0') + text);
  }
  // The next text; "closed" when the helper closes.
  std::string Text() {
    std::string head = Bytes(2);
    if (head.size() < 2 || head[0] != '\x81') return "closed";
    auto length = static_cast<std::uint64_t>(head[1] & 127);
    if (length >= 126) {
      const std::string more = Bytes(length == 126 ? 2 : 8);
      length = 0;
      for (char byte : more) length = length << 8 | static_cast<unsigned char>(byte);
    }
    return Bytes(length);
  }

 private:
  bool Byte(std::string& text) {
    char byte = 0;
    if (recv(socket_.get(), &byte, 1, 0) != 1) return false;
    text += byte;
    return true;
  }
  std::string Bytes(std::uint64_t count) {
    std::string text;
    while (text.size() < count && Byte(text)) {
    }
    return text;
  }

  Fd socket_;
};

}  // namespace photocluster::test
