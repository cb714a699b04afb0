// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/playback/scarce_memory.h"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace segue::test {

namespace {

constexpr std::size_t kScarceBytes = 16U << 10U;

std::atomic<bool> isScarce = false;
thread_local bool isSpared = false;

} // namespace

ScarceMemory::ScarceMemory() {
    isSpared = true;
    isScarce = true;
}

ScarceMemory::~ScarceMemory() { isScarce = isSpared = false; }

} // namespace segue::test

#ifndef SEGUE_SANITIZED // sanitizers have their own
// The whole program's: the other forms of new come here, too.
void* operator new(std::size_t bytes) {
    if (bytes >= segue::test::kScarceBytes && segue::test::isScarce && !segue::test::isSpared)
        throw std::bad_alloc();
    if (void* memory = std::malloc(bytes > 0 ? bytes : 1))
        return memory;
    throw std::bad_alloc();
}

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*bytes*/) noexcept { std::free(memory); }
#endif
