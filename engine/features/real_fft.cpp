// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/real_fft.h"

#include "engine/error.h"

#include <fftw3.h>

#include <mutex>
#include <new>

namespace segue::features {

namespace {

// FFTW's planner keeps global tables: making and destroying plans must never overlap, executing them may.
std::mutex& planMutex() {
    static std::mutex mutex;
    return mutex;
}

template <typename T>
T* allocate(std::size_t count) {
    void* memory = fftwf_malloc(count * sizeof(T));
    if (memory == nullptr)
        throw std::bad_alloc();
    return static_cast<T*>(memory);
}

fftwf_complex* asFftw(std::complex<float>* values) { return reinterpret_cast<fftwf_complex*>(values); }

} // namespace

void RealFft::Workspace::Free::operator()(void* memory) const noexcept { fftwf_free(memory); }

RealFft::Workspace::Workspace(std::size_t size)
    : m_size(size), m_input(allocate<float>(size)), m_output(allocate<std::complex<float>>(size / 2 + 1)) {}

RealFft::RealFft(std::size_t size) : m_size(size) {
    if (size == 0)
        throw Error(ErrorKind::usage, "A Fourier transform needs at least one sample.");
    Workspace scratch(size);
    const std::scoped_lock lock(planMutex());
    // Estimated plans are the same on every run, so equal input gives equal numbers.
    fftwf_plan plan = fftwf_plan_dft_r2c_1d(static_cast<int>(size), scratch.m_input.get(),
                                            asFftw(scratch.m_output.get()), FFTW_ESTIMATE | FFTW_PRESERVE_INPUT);
    if (plan == nullptr)
        throw std::bad_alloc();
    m_plan = std::shared_ptr<void>(plan, [](void* made) {
        const std::scoped_lock destroying(planMutex());
        fftwf_destroy_plan(static_cast<fftwf_plan>(made));
    });
}

void RealFft::forward(Workspace& workspace) const {
    fftwf_execute_dft_r2c(static_cast<fftwf_plan>(m_plan.get()), workspace.m_input.get(),
                          asFftw(workspace.m_output.get()));
}

} // namespace segue::features
