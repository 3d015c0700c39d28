#include "sim/binomial.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/bit_masks.hpp"

namespace qpanda3::sim {
namespace {

/// How many of the bits are 1, for at most 31 words: as many as a byte can count for each of its bits.
std::uint64_t ones_in(std::span<const std::uint64_t> words) {
  constexpr std::uint64_t kEven = 0x5555555555555555u, kPairs = 0x3333333333333333u, kHalves = 0x0F0F0F0F0F0F0F0Fu;
  std::uint64_t bytes = 0;
  for (std::uint64_t word : words) {
    word -= word >> 1 & kEven;
    word = (word & kPairs) + (word >> 2 & kPairs);
    bytes += (word + (word >> 4)) & kHalves;
  }
  constexpr std::uint64_t kEvenBytes = 0x00FF00FF00FF00FFu;
  return ((bytes & kEvenBytes) + (bytes >> 8 & kEvenBytes)) * 0x0001000100010001u >> 48;
}

/// How many of `count` fair coins show heads.
std::uint64_t toss(std::uint64_t count, RandomWords& random) {
  std::uint64_t heads = 0;
  while (count >= 64) {
    const auto words = random.some(count / 64 < 31 ? count / 64 : 31);
    heads += ones_in(words);
    count -= 64 * words.size();
  }
  if (count > 0) heads += count_bits(random.next() >> (64 - count));
  return heads;
}

/// Trial by trial, two for a word.
std::uint64_t few(std::uint64_t trials, std::uint64_t chance, RandomWords& random) {
  const std::uint64_t first = chance >> 32, others = chance << 32;
  const auto succeeds = [&](std::uint64_t bits) -> std::uint64_t {
    if (bits == first) [[unlikely]]
      return random.next() < others ? 1 : 0;
    return bits < first ? 1 : 0;
  };
  std::uint64_t successes = 0;
  for (; trials >= 2; trials -= 2) {
    const std::uint64_t word = random.next();
    successes += succeeds(word >> 32) + succeeds(word & 0xFFFFFFFFu);
  }
  if (trials > 0) successes += succeeds(random.next() >> 32);
  return successes;
}

/// By their bits, see the header.
std::uint64_t some(std::uint64_t trials, std::uint64_t chance, RandomWords& random) {
  std::uint64_t undecided = trials, successes = 0;
  for (; chance != 0 && undecided != 0; chance <<= 1) {
    const std::uint64_t heads = toss(undecided, random);
    if (chance >> 63 != 0) {
      successes += undecided - heads;
      undecided = heads;
    } else {
      undecided -= heads;
    }
  }
  return successes;
}

/// By inversion: the probabilities of 0, 1, ... successes are taken off a uniform number until it is used up.
std::uint64_t seldom(std::uint64_t trials, double chance, RandomWords& random) {
  const auto count = static_cast<double>(trials);
  const double none = std::exp(count * std::log1p(-chance)), odds = chance / (1 - chance);
  // Where the sum of all probabilities falls short of the number by rounding; far behind what is ever found.
  constexpr std::uint64_t kTooMany = 200;
  while (true) {
    double left = random.uniform(), probability = none;
    for (std::uint64_t successes = 0; successes <= std::min(trials, kTooMany); ++successes) {
      if (left < probability) return successes;
      left -= probability;
      const auto next = static_cast<double>(successes + 1);
      probability *= (count - next + 1) / next * odds;
    }
  }
}

/// ln(n!) less Stirling's formula for it.
double stirling_error(double n) {
  if (n < 16) {
    double factorial = 1;
    for (double factor = 2; factor <= n; ++factor) factorial *= factor;
    return std::log(factorial) - (n + 0.5) * std::log(n) + n - 0.5 * std::log(2 * std::numbers::pi);
  }
  const double square = n * n;
  return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 / square) / square) / square) / square) / n;
}

/// x ln(x / mean) + mean - x.
double deviance(double x, double mean) {
  if (std::abs(x - mean) >= 0.1 * (x + mean)) return x * std::log(x / mean) + mean - x;
  const double v = (x - mean) / (x + mean);
  double sum = (x - mean) * v, power = 2 * x * v;
  for (double odd = 3;; odd += 2) {
    power *= v * v;
    const double next = sum + power / odd;
    if (next == sum) return sum;
    sum = next;
  }
}

/// The natural logarithm of the probability of k successes.
double log_probability(double k, double trials, double chance) {
  if (k <= 0) return trials * std::log1p(-chance);
  if (k >= trials) return trials * std::log(chance);
  return stirling_error(trials) - stirling_error(k) - stirling_error(trials - k) - deviance(k, trials * chance) -
         deviance(trials - k, trials * (1 - chance)) +
         0.5 * std::log(trials / (2 * std::numbers::pi * k * (trials - k)));
}

/// By transformed rejection, for chance <= 1/2 and a mean of at least 10; names as in the paper.
std::uint64_t many(std::uint64_t trials, double chance, RandomWords& random) {
  const auto count = static_cast<double>(trials);
  const double deviation = std::sqrt(count * chance * (1 - chance));
  const double b = 1.15 + 2.53 * deviation, a = -0.0873 + 0.0248 * b + 0.01 * chance;
  const double c = count * chance + 0.5, v_r = 0.92 - 4.2 / b;
  while (true) {
    const double u = random.uniform() - 0.5, v = random.uniform();
    const double us = 0.5 - std::abs(u);
    const double k = std::floor((2 * a / us + b) * u + c);
    if (us >= 0.07 && v <= v_r) return static_cast<std::uint64_t>(k);
    if (!(k >= 0 && k <= count)) continue;  // infinite, too
    const double alpha = (2.83 + 5.1 / b) * deviation, mode = std::floor((count + 1) * chance);
    const double ratio = log_probability(k, count, chance) - log_probability(mode, count, chance);
    if (std::log(v * alpha / (a / (us * us) + b)) <= ratio) return std::min(trials, static_cast<std::uint64_t>(k));
  }
}

constexpr std::uint64_t kFew = 6;
constexpr std::uint64_t kSome = 2048;
constexpr double kSeldom = 10;

}  // namespace

std::uint64_t binomial(std::uint64_t trials, double chance, RandomWords& random) {
  if (chance >= 1) return trials;
  if (!(chance > 0)) return 0;
  if (trials <= kSome) {
    const auto bits = static_cast<std::uint64_t>(chance * 0x1p64);
    if (bits == 0) return 0;
    return trials <= kFew ? few(trials, bits, random) : some(trials, bits, random);
  }
  if (chance > 0.5) return trials - binomial(trials, 1 - chance, random);
  return static_cast<double>(trials) * chance < kSeldom ? seldom(trials, chance, random) : many(trials, chance, random);
}

}  // namespace qpanda3::sim
