#pragma once
// Symbols are hidden by default; what is part of the public interface says so.

#if defined(_WIN32)
#error "Windows is not supported yet: the libraries export no symbols there."
#else
#define QPANDA3_API __attribute__((visibility("default")))
#endif
