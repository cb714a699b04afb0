// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/torch_embedder.h"

#include <ATen/Parallel.h>

#include <dlfcn.h>
#include <malloc.h>
#include <vector>

namespace segue::inference {

namespace {

/// OpenBLAS has threads of its own, which spin while they wait: a worker would burn two cores. Torch already splits the
/// work. Other BLAS libraries do not have the function.
void keepBlasOnOneThread() {
    using SetThreads = void (*)(int);
    if (const auto setThreads = reinterpret_cast<SetThreads>(::dlsym(RTLD_DEFAULT, "openblas_set_num_threads")))
        setThreads(1);
}

} // namespace

void tameTorch(int threads) {
    constexpr int kKeepBytes = 1 << 30;
    constexpr int kGrowBytes = 64 << 20;
    mallopt(M_MMAP_THRESHOLD, kKeepBytes);
    mallopt(M_TRIM_THRESHOLD, kKeepBytes);
    mallopt(M_TOP_PAD, kGrowBytes);
    keepBlasOnOneThread();
    at::set_num_threads(threads);
    if (at::get_num_interop_threads() != 1) // may be set only once
        at::set_num_interop_threads(1);
}

void reserveBlasMemory(int threads) {
    using Take = void* (*)(int);
    using GiveBack = void (*)(void*);
    const auto take = reinterpret_cast<Take>(::dlsym(RTLD_DEFAULT, "blas_memory_alloc"));
    const auto giveBack = reinterpret_cast<GiveBack>(::dlsym(RTLD_DEFAULT, "blas_memory_free"));
    if (take == nullptr || giveBack == nullptr)
        return;
    std::vector<void*> taken;
    for (int i = 0; i < threads; ++i)
        taken.push_back(take(0));
    for (void* const memory : taken) // it keeps what it is given back
        giveBack(memory);
}

} // namespace segue::inference
