// Addresses, headers and excerpts. Everything shown to people goes through here, so that keys and control characters
// stay out of it.

#include "cloud/http_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <ctime>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3::cloud {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// The length of the UTF-8 sequence at the start of `text`, 0 if there is no valid one.
std::size_t utf8_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0x80                   ? 1
                             : lead >= 0xc2 && lead < 0xe0 ? 2
                             : lead >= 0xe0 && lead < 0xf0 ? 3
                             : lead >= 0xf0 && lead < 0xf5 ? 4
                                                           : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U) return 0;
  }
  if (length == 1) return 1;
  const auto second = static_cast<unsigned char>(text[1]);
  if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second >= 0xa0)) return 0;  // overlong, surrogates
  if ((lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second >= 0x90)) return 0;  // overlong, beyond U+10FFFF
  if (lead == 0xc2 && second < 0xa0) return 0;                                        // C1 control characters
  return length;
}

std::optional<long long> parse_number(std::string_view text) {
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

/// Seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`. By hand, since strptime obeys the locale.
std::optional<long long> parse_http_date(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || text.substr(25) != " GMT") return std::nullopt;
  const auto day = parse_number(text.substr(5, 2));
  const auto month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
  const auto year = parse_number(text.substr(12, 4));
  const auto hour = parse_number(text.substr(17, 2));
  const auto minute = parse_number(text.substr(20, 2));
  const auto second = parse_number(text.substr(23, 2));
  if (!day || month == kMonths.end() || !year || !hour || !minute || !second) return std::nullopt;
  const auto date = std::chrono::year(static_cast<int>(*year)) /
                    std::chrono::month(static_cast<unsigned>(month - kMonths.begin()) + 1) /
                    std::chrono::day(static_cast<unsigned>(*day));
  if (!date.ok()) return std::nullopt;
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  return static_cast<long long>(days) * 86'400 + *hour * 3'600 + *minute * 60 + *second;
}

/// Far beyond any sensible pause, and safe to add up.
constexpr long long kLongestPauseSeconds = 365LL * 86'400;

}  // namespace

std::string display_url(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t end = std::min(url.find_first_of("/?#", host), url.size());
  const std::size_t at = url.substr(host, end - host).rfind('@');
  if (at == std::string_view::npos) return std::string(url);
  return concat(url.substr(0, host), url.substr(host + at + 1));
}

BaseUrl parse_base_url(const std::string& url) {
  const auto refuse = [&url](const char* why) {
    throw InvalidArgument(concat("url is '", excerpt(display_url(url), 200), "': ", why,
                                 "; expected http://host[:port][/path] or https://..."));
  };
  if (url.empty()) refuse("it is empty");
  if (std::any_of(url.begin(), url.end(), [](char c) { return is_control(c) || c == ' '; })) {
    refuse("it holds spaces or control characters");
  }
  BaseUrl base;
  const std::size_t scheme = url.find("://");
  base.url = scheme == std::string::npos ? "http://" + url : url;
  const std::string name = lower(base.url.substr(0, base.url.find("://")));
  if (name != "http" && name != "https") refuse("its scheme is neither http nor https");
  base.secure = name == "https";
  if (base.url.find_first_of("?#") != std::string::npos) refuse("a query or fragment cannot be part of it");
  if (base.url.back() == '/') base.url.pop_back();
  base.display = display_url(base.url);
  const std::string_view rest = std::string_view(base.display).substr(std::min(name.size() + 3, base.display.size()));
  if (rest.empty() || rest.front() == '/' || rest.front() == ':') refuse("it names no host");
  return base;
}

std::string excerpt(std::string_view text, std::size_t limit) {
  std::string out;
  std::size_t i = 0;
  while (i < text.size() && out.size() < limit) {
    const std::size_t length = is_control(text[i]) ? 0 : utf8_length(text.substr(i));
    if (length == 0) {
      std::array<char, 5> escape{};
      std::snprintf(escape.data(), escape.size(), "\\x%02x",
                    static_cast<unsigned>(static_cast<unsigned char>(text[i])));
      out += escape.data();
      ++i;
    } else {
      out += text.substr(i, length);
      i += length;
    }
  }
  if (i < text.size()) out += concat("... (", text.size(), " bytes)");
  return out;
}

std::string redact(std::string text, std::string_view secret) {
  static constexpr std::string_view kMask = "***";
  if (secret.empty()) return text;
  for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + kMask.size())) {
    text.replace(at, secret.size(), kMask);
  }
  return text;
}

std::optional<Milliseconds> parse_retry_after(std::string_view value, long long unix_now) {
  value = trimmed(value);
  std::optional<long long> seconds = parse_number(value);
  if (!seconds) {
    const auto date = parse_http_date(value);
    if (!date) return std::nullopt;
    seconds = std::max(0LL, *date - unix_now);
  }
  return Milliseconds(std::min(*seconds, kLongestPauseSeconds) * 1000);
}

std::optional<Milliseconds> parse_poll_ms(std::string_view value) {
  const auto number = parse_number(trimmed(value));
  if (!number) return std::nullopt;
  return Milliseconds(std::min(*number, kLongestPauseSeconds * 1000));
}

void require_header_text(std::string_view value, const char* what) {
  const auto bad = std::find_if(value.begin(), value.end(), is_control);
  if (bad == value.end()) return;
  throw InvalidArgument(
      concat(what, " holds a control character at position ", bad - value.begin(), "; expected printable text"));
}

}  // namespace qpanda3::cloud
