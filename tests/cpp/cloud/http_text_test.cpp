// Addresses, headers and excerpts.

#include "cloud/http_text.hpp"

#include "cloud/fakes.hpp"

namespace qpanda3::cloud {
namespace {

using testing::message_of;

TEST(BaseUrl, is_completed_and_loses_one_slash) {
  EXPECT_EQ(parse_base_url("http://h:81/").url, "http://h:81");
  EXPECT_EQ(parse_base_url("http://h//").url, "http://h/");
  EXPECT_EQ(parse_base_url("h:81/prefix/").url, "http://h:81/prefix");
  EXPECT_EQ(parse_base_url("HTTPS://h").url, "HTTPS://h");
  EXPECT_TRUE(parse_base_url("HTTPS://h").secure);
  EXPECT_FALSE(parse_base_url("http://h").secure);
  EXPECT_EQ(parse_base_url("http://[::1]:80").url, "http://[::1]:80");
}

TEST(BaseUrl, shows_no_password) {
  const BaseUrl base = parse_base_url("https://user:pass@host/p");
  EXPECT_EQ(base.url, "https://user:pass@host/p");
  EXPECT_EQ(base.display, "https://host/p");
  EXPECT_LACKS(message_of<InvalidArgument>([] { parse_base_url("ftp://user:pass@host"); }), "pass");
}

TEST(BaseUrl, refuses_what_is_no_web_address) {
  for (const char* url : {"", "file:///etc/passwd", "ftp://h", "gopher://h", "http://", "http:///p", "http://:80",
                          "http://user@", "http://h?x=1", "http://h#f", "http://h\r\nX: y", "http://h x", "://h"}) {
    EXPECT_THROW(parse_base_url(url), InvalidArgument) << url;
  }
}

TEST(Excerpt, escapes_control_characters_and_stray_bytes) {
  EXPECT_EQ(excerpt("a\nb\x1b[0m\x7f"), "a\\x0ab\\x1b[0m\\x7f");
  EXPECT_EQ(excerpt("\xc3\xa9\xff\xc3"), "\xc3\xa9\\xff\\xc3");
  EXPECT_EQ(excerpt("\xed\xa0\x80"), "\\xed\\xa0\\x80");
  EXPECT_EQ(excerpt("\xc2\x85"), "\\xc2\\x85");  // a control character of two bytes
  EXPECT_EQ(excerpt("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");
}

TEST(Excerpt, is_bounded_and_tells_the_size) {
  const std::string text = excerpt(std::string(10'000, 'x'), 100);
  EXPECT_EQ(text, std::string(100, 'x') + "... (10000 bytes)");
  EXPECT_EQ(excerpt("abc", 3), "abc");
}

TEST(Redact, replaces_every_occurrence) {
  EXPECT_EQ(redact("k=KEY KEY", "KEY"), "k=*** ***");
  EXPECT_EQ(redact("text", ""), "text");
  EXPECT_EQ(redact("****", "*"), "************");
}

TEST(RetryAfter, takes_seconds_and_dates) {
  constexpr long long kNow = 784'111'777;
  EXPECT_EQ(parse_retry_after("3", kNow), Milliseconds(3000));
  EXPECT_EQ(parse_retry_after(" 0 ", kNow), Milliseconds(0));
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:50:37 GMT", kNow), Milliseconds(60'000));
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:40:00 GMT", kNow), Milliseconds(0));
  for (const char* bad : {"", "soon", "-1", "1.5", "Sun, 06 Xxx 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT"}) {
    EXPECT_EQ(parse_retry_after(bad, kNow), std::nullopt) << bad;
  }
  EXPECT_EQ(parse_retry_after("999999999999999", kNow), Milliseconds(365LL * 86'400'000));
}

TEST(PollHeader, takes_milliseconds) {
  EXPECT_EQ(parse_poll_ms("250"), Milliseconds(250));
  EXPECT_EQ(parse_poll_ms("-1"), std::nullopt);
  EXPECT_EQ(parse_poll_ms("1e3"), std::nullopt);
}

TEST(HeaderText, refuses_line_ends_without_showing_the_value) {
  EXPECT_NO_THROW(require_header_text("abc-123", "api_key"));
  const std::string message = message_of<InvalidArgument>([] { require_header_text("SECRET\r\nX: y", "api_key"); });
  EXPECT_CONTAINS(message, "api_key");
  EXPECT_CONTAINS(message, "position 6");
  EXPECT_LACKS(message, "SECRET");
}

}  // namespace
}  // namespace qpanda3::cloud
