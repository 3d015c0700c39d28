// The libcurl transport against scripted servers on loopback sockets.

#include "cloud/curl_transport.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "cloud/fakes.hpp"
#include "support/interrupts.hpp"

namespace qpanda3::cloud {
namespace {

using testing::message_of;

/// One accepted connection.
class Connection {
 public:
  explicit Connection(int socket) : socket_(socket) {}
  ~Connection() { close(); }  // for the client; the server closes the socket itself
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// The next request, head and body; empty when the client closed.
  std::string read_request() {
    std::string text;
    std::size_t wanted = std::string::npos;
    while (text.size() < wanted) {
      char buffer[4096];
      const ssize_t got = recv(socket_, buffer, sizeof buffer, 0);
      if (got <= 0) return {};
      text.append(buffer, static_cast<std::size_t>(got));
      const std::size_t head = text.find("\r\n\r\n");
      if (head == std::string::npos || wanted != std::string::npos) continue;
      const std::size_t length = text.find("Content-Length: ");
      wanted = head + 4 + (length < head ? std::stoul(text.substr(length + 16)) : 0);
    }
    return text;
  }

  void write(const std::string& text) { static_cast<void>(send(socket_, text.data(), text.size(), MSG_NOSIGNAL)); }
  void answer(const std::string& body, const std::string& head = "HTTP/1.1 200 OK\r\n") {
    write(head + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  void close() { shutdown(socket_, SHUT_RDWR); }

 private:
  int socket_;
};

/// Serves each connection on a thread of its own by `script(connection, number of connection)`.
class Server {
 public:
  using Script = std::function<void(Connection&, int)>;

  explicit Server(Script script) : script_(std::move(script)), listener_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, 16) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
      throw std::runtime_error("no loopback socket");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~Server() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    for (const int socket : sockets_) shutdown(socket, SHUT_RDWR);
    for (std::thread& worker : workers_) worker.join();
    for (const int socket : sockets_) ::close(socket);
    ::close(listener_);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::string url(const std::string& path = "/x") const { return "http://127.0.0.1:" + std::to_string(port_) + path; }

 private:
  void serve() {
    for (int number = 0;; ++number) {
      const int accepted = accept(listener_, nullptr, nullptr);
      if (accepted < 0) return;
      sockets_.push_back(accepted);
      workers_.emplace_back([this, accepted, number] {
        Connection connection(accepted);
        script_(connection, number);
      });
    }
  }

  Script script_;
  int listener_;
  int port_ = 0;
  std::vector<int> sockets_;  // of connections, closed at the end so that their numbers are not reused meanwhile
  std::vector<std::thread> workers_;
  std::thread thread_;
};

HttpRequest get(const Server& server) { return {"GET", server.url(), {{"Connection", "keep-alive"}}, "", false}; }
HttpRequest post(const Server& server, bool fresh) {
  return {"POST", server.url(), {{"Content-Type", "application/json"}}, "{\"a\":1}", fresh};
}

TEST(CurlTransport, sends_and_receives) {
  std::string seen;
  Server server([&](Connection& connection, int) {
    seen = connection.read_request();
    connection.answer("hello", "HTTP/1.1 201 Created\r\nX-Thing:  a b \r\n");
  });
  const auto transport = make_http_transport();
  const HttpResponse response = transport->send(post(server, false), {}, {});
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.body, "hello");
  ASSERT_NE(response.header("x-thing"), nullptr);
  EXPECT_EQ(*response.header("x-thing"), "a b");
  EXPECT_EQ(response.header("absent"), nullptr);
  EXPECT_TRUE(seen.starts_with("POST /x HTTP/1.1\r\n")) << seen;
  EXPECT_CONTAINS(seen, "Accept-Encoding: gzip\r\n");
  EXPECT_CONTAINS(seen, "Content-Type: application/json\r\n");
  EXPECT_LACKS(seen, "Expect:");
  EXPECT_TRUE(seen.ends_with("{\"a\":1}")) << seen;
}

TEST(CurlTransport, keeps_one_connection_for_questions) {
  std::atomic<int> connections{0};
  Server server([&](Connection& connection, int) {
    ++connections;
    while (!connection.read_request().empty()) connection.answer("{}");
  });
  const auto transport = make_http_transport();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(transport->send(post(server, false), {}, {}).body, "{}");
  EXPECT_EQ(connections, 1);
}

/// Answers the first request of each connection, and closes when a second one arrives.
Server::Script closes_when_reused(std::atomic<int>& posts) {
  return [&posts](Connection& connection, int) {
    for (bool first = true;; first = false) {
      const std::string request = connection.read_request();
      if (request.empty()) return;
      if (request.starts_with("POST")) ++posts;
      if (!first) return;
      connection.answer("{}");
    }
  };
}

TEST(CurlTransport, a_fresh_post_reaches_a_closing_server_once) {
  std::atomic<int> posts{0};
  Server server(closes_when_reused(posts));
  const auto transport = make_http_transport();
  transport->send(get(server), {}, {});  // leaves a connection that is open but will not answer again
  EXPECT_EQ(transport->send(post(server, true), {}, {}).status, 200);
  EXPECT_EQ(posts, 1);
}

TEST(CurlTransport, without_a_fresh_connection_libcurl_would_send_it_twice) {
  std::atomic<int> posts{0};
  Server server(closes_when_reused(posts));
  const auto transport = make_http_transport();
  transport->send(get(server), {}, {});
  EXPECT_EQ(transport->send(post(server, false), {}, {}).status, 200);
  EXPECT_EQ(posts, 2);  // the danger that fresh_connection exists for
}

TEST(CurlTransport, a_fresh_post_that_gets_no_answer_is_not_repeated) {
  std::atomic<int> posts{0};
  Server server([&](Connection& connection, int) {
    if (connection.read_request().starts_with("POST")) ++posts;
  });
  const auto transport = make_http_transport();
  EXPECT_THROW(transport->send(post(server, true), {}, {}), TransportError);
  EXPECT_EQ(posts, 1);
}

TEST(CurlTransport, does_not_follow_redirects) {
  std::atomic<int> requests{0};
  Server server([&](Connection& connection, int) {
    while (!connection.read_request().empty()) {
      ++requests;
      connection.answer("", "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n");
    }
  });
  const auto transport = make_http_transport();
  EXPECT_EQ(transport->send(get(server), {}, {}).status, 302);
  EXPECT_EQ(requests, 1);
}

TEST(CurlTransport, bounds_the_answer) {
  Server server([](Connection& connection, int) {
    connection.read_request();
    connection.answer(std::string(100'000, 'x'));
  });
  const auto transport = make_http_transport();
  Limits limits;
  limits.answer_bytes = 10'000;
  const std::string message = message_of<ServiceError>([&] { transport->send(get(server), limits, {}); });
  EXPECT_CONTAINS(message, "10000 bytes");
  EXPECT_CONTAINS(message, server.url());
  limits.answer_bytes = 100'000;
  EXPECT_EQ(transport->send(get(server), limits, {}).body.size(), 100'000U);
}

TEST(CurlTransport, bounds_the_headers) {
  Server server([](Connection& connection, int) {
    connection.read_request();
    std::string head = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 10'000; ++i) head += "X-Filler-" + std::to_string(i) + ": " + std::string(50, 'x') + "\r\n";
    connection.answer("{}", head);
  });
  EXPECT_THROW(make_http_transport()->send(get(server), {}, {}), ServiceError);
}

TEST(CurlTransport, a_silent_server_times_out) {
  Server server([](Connection& connection, int) {
    connection.read_request();
    connection.read_request();  // until the client closes
  });
  Limits limits;
  limits.total = Milliseconds(200);
  const std::string message = message_of<Timeout>([&] { make_http_transport()->send(get(server), limits, {}); });
  EXPECT_CONTAINS(message, "0.2 s");
}

TEST(CurlTransport, a_silent_transfer_is_interrupted) {
  Server server([](Connection& connection, int) {
    connection.read_request();
    connection.read_request();  // until the client closes
  });
  const auto transport = make_http_transport();
  EXPECT_THROW(transport->send(get(server), {}, support::stop_when_asked(3)), support::Stop);
}

TEST(CurlTransport, broken_answers_are_worth_another_try) {
  const std::vector<std::string> answers = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
                                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"};
  for (const std::string& text : answers) {
    Server server([&](Connection& connection, int) {
      connection.read_request();
      connection.write(text);
    });
    try {
      make_http_transport()->send(get(server), {}, {});
      ADD_FAILURE() << text;
    } catch (const TransportError& error) {
      EXPECT_TRUE(error.retryable()) << text;
      EXPECT_CONTAINS(error.what(), server.url());
    }
  }
}

TEST(CurlTransport, what_is_no_http_is_hopeless) {
  Server server([](Connection& connection, int) {
    connection.read_request();
    connection.write("220 mail server\r\n");
  });
  try {
    make_http_transport()->send(get(server), {}, {});
    ADD_FAILURE();
  } catch (const TransportError& error) {
    EXPECT_FALSE(error.retryable());
  }
}

TEST(CurlTransport, a_refused_connection_is_worth_another_try) {
  std::string url;
  {
    Server server([](Connection&, int) {});
    url = server.url();
  }
  try {
    make_http_transport()->send({"GET", url, {}, "", false}, {}, {});
    ADD_FAILURE();
  } catch (const TransportError& error) {
    EXPECT_TRUE(error.retryable());
  }
}

TEST(CurlTransport, other_schemes_are_hopeless) {
  for (const char* url : {"file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x"}) {
    try {
      make_http_transport()->send({"GET", url, {}, "", false}, {}, {});
      ADD_FAILURE() << url;
    } catch (const TransportError& error) {
      EXPECT_FALSE(error.retryable()) << url;
    }
  }
}

TEST(CurlTransport, serves_many_threads_at_once) {
  std::atomic<int> wrong{0};
  std::vector<std::unique_ptr<Server>> servers;
  for (int i = 0; i < 4; ++i) {
    servers.push_back(std::make_unique<Server>([i](Connection& connection, int) {
      while (!connection.read_request().empty()) connection.answer(std::to_string(i));
    }));
  }
  {
    const auto transport = make_http_transport();
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < 4; ++i) {
      threads.emplace_back([&, i] {
        for (int n = 0; n < 50; ++n) {
          if (transport->send(post(*servers[i], true), {}, {}).body != std::to_string(i)) ++wrong;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }  // closes kept connections, so that the servers end
  EXPECT_EQ(wrong, 0);
}

TEST(CurlTransport, interim_answers_do_not_leave_headers) {
  Server server([](Connection& connection, int) {
    connection.read_request();
    connection.write("HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n");
    connection.answer("{}");
  });
  const HttpResponse response = make_http_transport()->send(get(server), {}, {});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.header("x-early"), nullptr);
}

TEST(Certificates, are_found_where_the_environment_says) {
  const std::string path = ::testing::TempDir() + "qcloud_ca_test.pem";
  std::ofstream(path) << "x";
  setenv("SSL_CERT_FILE", path.c_str(), 1);
  EXPECT_TRUE(system_has_ca_certificates());
  unsetenv("SSL_CERT_FILE");
}

}  // namespace
}  // namespace qpanda3::cloud
