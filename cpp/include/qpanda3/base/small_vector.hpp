#pragma once
// A vector for a few trivially copyable elements: up to N live inside the object, more on the heap.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <span>
#include <type_traits>
#include <vector>

namespace qpanda3 {

template <class T, std::uint32_t N>
class SmallVector {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  using value_type = T;
  using iterator = T*;
  using const_iterator = const T*;

  SmallVector() noexcept = default;
  SmallVector(std::initializer_list<T> values) { assign(values.begin(), values.size()); }
  explicit SmallVector(std::span<const T> values) { assign(values.data(), values.size()); }
  SmallVector(const SmallVector& other) { assign(other.data(), other.size()); }
  SmallVector(SmallVector&& other) noexcept { take(other); }
  SmallVector& operator=(const SmallVector& other) {
    if (this != &other) {
      size_ = 0;
      assign(other.data(), other.size());
    }
    return *this;
  }
  SmallVector& operator=(SmallVector&& other) noexcept {
    if (this != &other) {
      release();
      take(other);
    }
    return *this;
  }
  ~SmallVector() { release(); }

  T* data() noexcept { return on_heap() ? storage_.heap : storage_.local; }
  const T* data() const noexcept { return on_heap() ? storage_.heap : storage_.local; }
  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  /// False if the elements have memory of their own.
  bool is_local() const noexcept { return !on_heap(); }
  T* begin() noexcept { return data(); }
  T* end() noexcept { return data() + size_; }
  const T* begin() const noexcept { return data(); }
  const T* end() const noexcept { return data() + size_; }
  T& operator[](std::size_t i) noexcept { return data()[i]; }
  const T& operator[](std::size_t i) const noexcept { return data()[i]; }
  T& back() noexcept { return data()[size_ - 1]; }

  void clear() noexcept { size_ = 0; }
  void push_back(T value) {
    if (size_ == capacity_) grow(std::size_t{size_} + 1);
    data()[size_++] = value;
  }
  void append(std::span<const T> values) { assign(values.data(), values.size()); }

  std::span<const T> span() const noexcept { return {data(), size_}; }
  std::vector<T> to_vector() const { return {begin(), end()}; }

  friend bool operator==(const SmallVector& a, const SmallVector& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  union Storage {
    T local[N];
    T* heap;
  };

  bool on_heap() const noexcept { return capacity_ > N; }
  void release() noexcept {
    if (on_heap()) delete[] storage_.heap;
  }
  void take(SmallVector& other) noexcept {
    storage_ = other.storage_;
    size_ = other.size_;
    capacity_ = other.capacity_;
    other.size_ = 0;
    other.capacity_ = N;
  }
  void assign(const T* values, std::size_t count) {  // appends
    if (count == 0) return;
    if (size_ + count > capacity_) grow(size_ + count);
    std::memcpy(data() + size_, values, count * sizeof(T));
    size_ += static_cast<std::uint32_t>(count);
  }
  void grow(std::size_t needed) {
    const std::size_t capacity = std::max<std::size_t>(needed, std::size_t{capacity_} * 2);
    T* heap = new T[capacity];
    std::memcpy(static_cast<void*>(heap), data(), size_ * sizeof(T));
    release();
    storage_.heap = heap;
    capacity_ = static_cast<std::uint32_t>(capacity);
  }

  Storage storage_{};
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = N;
};

}  // namespace qpanda3
