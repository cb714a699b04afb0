// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/precise_fft.h"

#include "engine/features/fftw_lock.h"
#include "engine/words/error.h"

#include <fftw3.h>

#include <mutex>
#include <new>

namespace segue::features {

namespace {

std::complex<double>* allocatePrecise(std::size_t count) {
    void* memory = fftw_malloc(count * sizeof(std::complex<double>));
    if (memory == nullptr)
        throw std::bad_alloc();
    return static_cast<std::complex<double>*>(memory);
}

fftw_complex* asFftw(std::complex<double>* values) { return reinterpret_cast<fftw_complex*>(values); }

} // namespace

void PreciseFft::Workspace::Free::operator()(void* memory) const noexcept { fftw_free(memory); }

PreciseFft::Workspace::Workspace(std::size_t size)
    : m_size(size)
    , m_input(allocatePrecise(size))
    , m_output(allocatePrecise(size)) {}

PreciseFft::PreciseFft(std::size_t size)
    : m_size(size) {
    if (size == 0)
        throw Error(ErrorKind::usage, "A Fourier transform needs at least one sample.");
    Workspace scratch(size);
    const std::scoped_lock lock(fftwPlanning());
    // Estimated plans are the same on every run, so equal input gives equal numbers.
    fftw_plan plan = fftw_plan_dft_1d(static_cast<int>(size), asFftw(scratch.m_input.get()), asFftw(scratch.m_output.get()),
                                      FFTW_FORWARD, FFTW_ESTIMATE | FFTW_PRESERVE_INPUT);
    if (plan == nullptr)
        throw std::bad_alloc();
    m_plan = std::shared_ptr<void>(plan, [](void* made) {
        const std::scoped_lock destroying(fftwPlanning());
        fftw_destroy_plan(static_cast<fftw_plan>(made));
    });
}

void PreciseFft::forward(Workspace& workspace) const {
    fftw_execute_dft(static_cast<fftw_plan>(m_plan.get()), asFftw(workspace.m_input.get()), asFftw(workspace.m_output.get()));
}

} // namespace segue::features
