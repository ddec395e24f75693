// A helper as pages and scripts find it, from outside: prints a Markdown table. Nothing here is asserted.
//
//   server_bench PROGRAM PHOTOS [SECONDS]     PHOTOS: a folder whose photos are copied and embedded meanwhile
//
// Client and helper share the processor, so that each figure is the least that the helper can do.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "native-helper/host/fd.h"
#include "native-helper/server/address_file.h"
#include "native-helper/server/http_client.h"
#include "native-helper/server/target.h"
#include "tests/bench/bench_folder.h"
#include "tests/bench/measure.h"

namespace photocluster {
namespace {

namespace fs = std::filesystem;
using bench::Need;
using bench::Times;
using Moment = std::chrono::steady_clock::time_point;

Moment Now() { return std::chrono::steady_clock::now(); }
double Since(Moment begin) { return std::chrono::duration<double, std::milli>(Now() - begin).count(); }

// A connection that stays.
class Client {
 public:
  explicit Client(const Address& to) : to_(to), socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(to.port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int yes = 1;
    setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
    if (connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
      Need(Result<void>(Error{ErrorCode::kIo, "the helper does not answer"}));
    }
  }
  void Send(const std::string& bytes) { (void)!send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL); }
  std::string Request(const std::string& target, const std::string& more = "") const {
    return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(to_.port) + "\r\nAuthorization: Bearer " +
           to_.token + "\r\n" + more + "\r\n";
  }
  // Everything until the text has `end` in it; then what is behind it stays for the next one.
  std::string Until(const std::string& end) {
    std::size_t at = 0;
    while ((at = rest_.find(end)) == rest_.npos) {
      if (!Receive()) return "";
    }
    std::string text = rest_.substr(0, at + end.size());
    rest_.erase(0, at + end.size());
    return text;
  }
  void Skip(std::size_t bytes) {
    while (rest_.size() < bytes && Receive()) {
    }
    rest_.erase(0, bytes);
  }
  // One answer with its body; its header.
  std::string Answer() {
    const std::string head = Until("\r\n\r\n");
    const std::size_t length = head.find("Content-Length: ");
    if (length != head.npos) Skip(std::stoul(head.substr(length + 16)));
    return head;
  }

 private:
  bool Receive() {
    char bytes[65536];
    const ssize_t count = recv(socket_.get(), bytes, sizeof(bytes), 0);
    if (count <= 0) return false;
    rest_.append(bytes, static_cast<std::size_t>(count));
    return true;
  }

  const Address& to_;
  Fd socket_;
  std::string rest_;
};

// Small answers a second, over 8 connections that ask for 16 at once.
double SmallAnswers(const Address& helper, double seconds) {
  constexpr int kAtOnce = 16;
  std::atomic<std::uint64_t> answers{0};
  std::vector<std::jthread> threads;
  const Moment begin = Now();
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      Client client(helper);
      const std::string request = client.Request("/api/v1/key");
      std::string requests;
      for (int n = 0; n < kAtOnce; ++n) requests += request;
      while (Since(begin) < seconds * 1000) {
        client.Send(requests);
        for (int n = 0; n < kAtOnce; ++n) client.Answer();
        answers += kAtOnce;
      }
    });
  }
  threads.clear();
  return static_cast<double>(answers) * 1000 / Since(begin);
}

// From a Command until each of 50 pages has heard of it.
Times FiftyPages(const Address& helper, int rounds) {
  std::vector<std::unique_ptr<Client>> pages;
  for (int i = 0; i < 50; ++i) {
    pages.push_back(std::make_unique<Client>(helper));
    Client& page = *pages.back();
    page.Send(page.Request("/api/v1/ws",
                           "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
    page.Until("\r\n\r\n");
    const std::string hello = R"({"hello":{"protocol":1}})";
    page.Send(std::string("\x81") + static_cast<char>(0x80 | hello.size()) + std::string(4, '\0') + hello);
    page.Until("\"welcome\":");
  }
  Times times;
  for (int round = 0; round < rounds; ++round) {
    const Moment begin = Now();
    const std::string seed = std::to_string(round + 1);
    const HttpRequest command{"POST",
                              "/api/v1/commands",
                              {{"Authorization", "Bearer " + helper.token}},
                              R"({"shuffle":{"seed":)" + seed + "}}"};
    Need(Fetch(static_cast<std::uint16_t>(helper.port), command));
    for (const auto& page : pages) page->Until("\"op\":\"shuffle\"");
    times.Add(Since(begin));
  }
  return times;
}

// The addresses of small previews that are in the cache.
std::vector<std::string> CachedPreviews(const Address& helper, const std::vector<std::string>& places) {
  std::vector<std::string> targets;
  Client client(helper);
  for (const std::string& place : places) {
    const std::string parameter = "/256?place=" + PercentEncoded(place);
    client.Send(client.Request("/api/v1/previews/-" + parameter));
    const std::string head = client.Answer();
    const std::size_t tag = head.find("ETag: \"");
    if (tag != head.npos) targets.push_back("/api/v1/previews/" + head.substr(tag + 7, 32) + parameter);
  }
  return targets;
}

// 200 requests a second over 6 connections, each begun when it is due; from then until the last byte is here.
Times Previews(const Address& helper, const std::vector<std::string>& targets, double seconds) {
  constexpr int kConnections = 6;
  std::vector<std::vector<double>> taken(kConnections);
  std::vector<std::jthread> threads;
  const Moment begin = Now();
  for (int i = 0; i < kConnections; ++i) {
    threads.emplace_back([&, i] {
      Client client(helper);
      for (int n = i; n < static_cast<int>(seconds * 200); n += kConnections) {
        const Moment due = begin + std::chrono::milliseconds(5 * n);
        std::this_thread::sleep_until(due);
        client.Send(client.Request(targets[static_cast<std::size_t>(n) % targets.size()]));
        client.Answer();
        taken[static_cast<std::size_t>(i)].push_back(Since(due));
      }
    });
  }
  threads.clear();
  Times times;
  for (const auto& of_one : taken) {
    for (double ms : of_one) times.Add(ms);
  }
  return times;
}

std::uint64_t Vectors(const Address& helper) {
  const HttpResponse figures = Need(Fetch(static_cast<std::uint16_t>(helper.port),
                                          {"GET", "/metrics", {{"Authorization", "Bearer " + helper.token}}, ""}));
  const std::size_t at = figures.body.find("\nphotocluster_vectors{");
  return at == figures.body.npos ? 0 : std::stoull(figures.body.substr(figures.body.find("} ", at) + 2));
}

void Row(const char* what, const std::string& figure, const char* wanted) {
  std::printf("| %s | %s | %s |\n", what, figure.c_str(), wanted);
  std::fflush(stdout);
}

std::string OneDecimal(double value) {
  char text[32];
  std::snprintf(text, sizeof(text), "%.1f", value);
  return text;
}

int Run(const std::string& program, const std::string& photos, double seconds) {
  std::string home = (fs::temp_directory_path() / "photocluster-bench-XXXXXX").string();
  if (mkdtemp(home.data()) == nullptr) return 1;
  home = fs::canonical(home).string();
  for (const char* name : {"XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"}) setenv(name, home.c_str(), 1);
  const std::string root = home + "/Photos";
  fs::copy(photos, root, fs::copy_options::recursive);
  std::vector<std::string> places;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    fs::permissions(entry.path(), fs::perms::owner_all);
    if (entry.is_regular_file()) places.push_back(fs::relative(entry.path(), root).string());
  }

  const pid_t helper_process = fork();
  if (helper_process == 0) {
    execl(program.c_str(), program.c_str(), "serve", root.c_str(), "--no-open", "--model", "builtin", nullptr);
    _exit(127);
  }
  std::optional<Address> helper;
  for (int i = 0; i < 600 && !helper; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    helper = FindHelper(root);
  }
  if (!helper) return 1;

  std::printf("| `server_bench` | | wanted |\n|---|---:|---:|\n");
  places.resize(std::min<std::size_t>(places.size(), 48));
  const std::vector<std::string> targets = CachedPreviews(*helper, places);
  const std::uint64_t before = Vectors(*helper);
  const Moment begin = Now();
  const Times previews = Previews(*helper, targets, seconds);
  const double rate = static_cast<double>(Vectors(*helper) - before) * 1000 / Since(begin);
  Row("200 cached previews a second while embedding runs: median, ms", OneDecimal(previews.Median()), "");
  Row("the same, 99th percentile, ms", OneDecimal(previews.Percentile99()), "100");
  Row("photos embedded a second meanwhile", OneDecimal(rate), "");
  Row("small answers a second, embedding running or not", OneDecimal(SmallAnswers(*helper, seconds)), "10,000");
  const Times pages = FiftyPages(*helper, 200);
  Row("a Command until 50 pages have heard of it: median, ms", OneDecimal(pages.Median()), "");
  Row("the same, 99th percentile, ms", OneDecimal(pages.Percentile99()), "");
  kill(helper_process, SIGTERM);
  waitpid(helper_process, nullptr, 0);
  fs::remove_all(home);
  return 0;
}

}  // namespace
}  // namespace photocluster

int main(int count, char** texts) {
  if (count < 3) {
    std::fprintf(stderr, "server_bench PROGRAM PHOTOS [SECONDS]\n");
    return 2;
  }
  return photocluster::Run(texts[1], texts[2], count > 3 ? std::atof(texts[3]) : 10);
}
