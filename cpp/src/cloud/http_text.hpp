#pragma once
// Small texts around HTTP: addresses, headers, and what of an answer may be shown in a message.

#include <optional>
#include <string>
#include <string_view>

#include "qpanda3/cloud/clock.hpp"

namespace qpanda3::cloud {

struct BaseUrl {
  std::string url;      ///< without a trailing slash
  std::string display;  ///< the same without user name and password
  bool secure = false;  ///< https
};

/// Checks and completes the address of a service. InvalidArgument if it is none of http or https.
BaseUrl parse_base_url(const std::string& url);

/// `url` without user name and password.
std::string display_url(std::string_view url);

/// The start of `text` for a message: one line, at most `limit` bytes, control characters and stray bytes as `\xNN`.
std::string excerpt(std::string_view text, std::size_t limit = 300);

/// `text` with every occurrence of `secret` replaced.
std::string redact(std::string text, std::string_view secret);

/// The time a Retry-After header asks for: seconds, or an HTTP date seen from `unix_now`. Nothing if unreadable.
std::optional<Milliseconds> parse_retry_after(std::string_view value, long long unix_now);

/// The time an X-QP-Poll-Ms header asks for. Nothing if unreadable.
std::optional<Milliseconds> parse_poll_ms(std::string_view value);

/// InvalidArgument if `value` holds a control character, which could end a header line. `what` names it; the value
/// itself is not shown.
void require_header_text(std::string_view value, const char* what);

}  // namespace qpanda3::cloud
