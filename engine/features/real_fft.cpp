// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/real_fft.h"

#include "engine/features/fftw_lock.h"
#include "engine/words/error.h"

#include <fftw3.h>

#include <bit>
#include <cmath>
#include <limits>
#include <mutex>
#include <new>
#include <numbers>

namespace segue::features {

namespace {

// Beyond, FFTW's split transforms are slower than its real ones.
constexpr std::size_t kLargestHalved = 4096;
constexpr std::size_t kSmallestHalved = 16;

/// FFTW's names for a precision. Estimated plans are the same on every run, so equal input gives equal numbers.
template <typename Real>
struct Fftw;

template <>
struct Fftw<float> {
    using Plan = fftwf_plan;
    static void* allocate(std::size_t bytes) { return fftwf_malloc(bytes); }
    static void release(void* memory) { fftwf_free(memory); }
    static void destroy(Plan plan) { fftwf_destroy_plan(plan); }
    static fftwf_complex* complex(std::complex<float>* values) { return reinterpret_cast<fftwf_complex*>(values); }
    static Plan planReal(int size, float* in, std::complex<float>* out) {
        return fftwf_plan_dft_r2c_1d(size, in, complex(out), FFTW_ESTIMATE | FFTW_PRESERVE_INPUT);
    }
    static Plan planSplit(int size, float* re, float* im, float* outRe, float* outIm) {
        const fftwf_iodim dimension{size, 1, 1};
        return fftwf_plan_guru_split_dft(1, &dimension, 0, nullptr, re, im, outRe, outIm, FFTW_ESTIMATE);
    }
    static void runReal(Plan plan, float* in, std::complex<float>* out) { fftwf_execute_dft_r2c(plan, in, complex(out)); }
    static void runSplit(Plan plan, float* re, float* im, float* outRe, float* outIm) {
        fftwf_execute_split_dft(plan, re, im, outRe, outIm);
    }
};

template <>
struct Fftw<double> {
    using Plan = fftw_plan;
    static void* allocate(std::size_t bytes) { return fftw_malloc(bytes); }
    static void release(void* memory) { fftw_free(memory); }
    static void destroy(Plan plan) { fftw_destroy_plan(plan); }
    static fftw_complex* complex(std::complex<double>* values) { return reinterpret_cast<fftw_complex*>(values); }
    static Plan planReal(int size, double* in, std::complex<double>* out) {
        return fftw_plan_dft_r2c_1d(size, in, complex(out), FFTW_ESTIMATE | FFTW_PRESERVE_INPUT);
    }
    static Plan planSplit(int size, double* re, double* im, double* outRe, double* outIm) {
        const fftw_iodim dimension{size, 1, 1};
        return fftw_plan_guru_split_dft(1, &dimension, 0, nullptr, re, im, outRe, outIm, FFTW_ESTIMATE);
    }
    static void runReal(Plan plan, double* in, std::complex<double>* out) { fftw_execute_dft_r2c(plan, in, complex(out)); }
    static void runSplit(Plan plan, double* re, double* im, double* outRe, double* outIm) {
        fftw_execute_split_dft(plan, re, im, outRe, outIm);
    }
};

template <typename Real, typename T>
T* allocate(std::size_t count) {
    void* memory = Fftw<Real>::allocate(count * sizeof(T));
    if (memory == nullptr)
        throw std::bad_alloc();
    return static_cast<T*>(memory);
}

/// Twice a bin and its mirror image, from the transforms of the two halves: the even part plus and minus the odd one.
template <typename Real>
struct BinPair {
    Real evenRe, evenIm, oddRe, oddIm;
};

// re and im lie at bin k, the mirrored ones at half the size - k.
template <typename Real>
inline BinPair<Real> pairOf(Real re, Real im, Real mirroredRe, Real mirroredIm, Real cosine, Real sine) {
    const Real oddRe = im + mirroredIm;
    const Real oddIm = mirroredRe - re;
    return {re + mirroredRe, im - mirroredIm, oddRe * cosine + oddIm * sine, oddIm * cosine - oddRe * sine};
}

/// The transforms of the two halves, [half + 1] each, and the turn of each bin.
template <typename Real>
struct Halves {
    const Real* __restrict re;
    const Real* __restrict im;
    const Real* __restrict cosine;
    const Real* __restrict sine;
    std::ptrdiff_t half;
};

// In both functions low points to the lowest bin and high to the highest: they meet in the middle. The first, the last
// and the middle bin need no turning.
template <typename Real>
void powerOf(const Halves<Real> from, float* __restrict low, float* __restrict high) {
    const std::ptrdiff_t middle = from.half / 2;
    const Real* __restrict endRe = from.re + from.half;
    const Real* __restrict endIm = from.im + from.half;
    for (std::ptrdiff_t k = 1; k < middle; ++k) {
        const auto pair = pairOf(from.re[k], from.im[k], endRe[-k], endIm[-k], from.cosine[k], from.sine[k]);
        const Real lowRe = pair.evenRe + pair.oddRe;
        const Real lowIm = pair.evenIm + pair.oddIm;
        const Real highRe = pair.evenRe - pair.oddRe;
        const Real highIm = pair.evenIm - pair.oddIm;
        low[k] = static_cast<float>(Real(0.25) * (lowRe * lowRe + lowIm * lowIm));
        high[-k] = static_cast<float>(Real(0.25) * (highRe * highRe + highIm * highIm));
    }
    low[0] = static_cast<float>((from.re[0] + from.im[0]) * (from.re[0] + from.im[0]));
    high[0] = static_cast<float>((from.re[0] - from.im[0]) * (from.re[0] - from.im[0]));
    low[middle] = static_cast<float>(from.re[middle] * from.re[middle] + from.im[middle] * from.im[middle]);
}

template <typename Real>
void spectrumOf(const Halves<Real> from, float* __restrict lowRe, float* __restrict lowIm, float* __restrict highRe,
                float* __restrict highIm) {
    const std::ptrdiff_t middle = from.half / 2;
    const Real* __restrict endRe = from.re + from.half;
    const Real* __restrict endIm = from.im + from.half;
    for (std::ptrdiff_t k = 1; k < middle; ++k) {
        const auto pair = pairOf(from.re[k], from.im[k], endRe[-k], endIm[-k], from.cosine[k], from.sine[k]);
        lowRe[k] = static_cast<float>(Real(0.5) * (pair.evenRe + pair.oddRe));
        lowIm[k] = static_cast<float>(Real(0.5) * (pair.evenIm + pair.oddIm));
        highRe[-k] = static_cast<float>(Real(0.5) * (pair.evenRe - pair.oddRe));
        highIm[-k] = static_cast<float>(Real(0.5) * (pair.oddIm - pair.evenIm));
    }
    lowRe[0] = static_cast<float>(from.re[0] + from.im[0]);
    highRe[0] = static_cast<float>(from.re[0] - from.im[0]);
    lowIm[0] = highIm[0] = 0.0F;
    lowRe[middle] = static_cast<float>(from.re[middle]);
    lowIm[middle] = static_cast<float>(-from.im[middle]);
}

/// As numpy takes the absolute value of a complex number of floats: the larger part times root(1 + ratio^2), of which
/// only the square is added up in more than a float. To the last bit, because there are sounds (a click, which has a
/// flat spectrum) of which some features show nothing but how magnitudes were rounded.
void magnitudesOf(const float* __restrict re, const float* __restrict im, float* __restrict result, std::size_t count) {
    for (std::size_t bin = 0; bin < count; ++bin) {
        const float a = std::abs(re[bin]);
        const float b = std::abs(im[bin]);
        const float larger = a > b ? a : b;
        const float smaller = a < b ? a : b;
        const float divisor = larger > std::numeric_limits<float>::min() ? larger : std::numeric_limits<float>::min();
        const double ratio = static_cast<double>(smaller / divisor);
        result[bin] = larger * std::sqrt(static_cast<float>(1.0 + ratio * ratio));
    }
}

} // namespace

std::mutex& fftwPlanning() {
    static std::mutex mutex;
    return mutex;
}

template <typename Real>
void BasicRealFft<Real>::Free::operator()(void* memory) const noexcept {
    Fftw<Real>::release(memory);
}

template <typename Real>
BasicRealFft<Real>::Workspace::Workspace(std::size_t size)
    : m_size(size)
    , m_input(allocate<Real, Real>(size))
    , m_output(allocate<Real, std::complex<Real>>(size / 2 + 1))
    , m_even(allocate<Real, Real>(size / 2 + 1))
    , m_odd(allocate<Real, Real>(size / 2 + 1))
    , m_real(allocate<Real, Real>(size / 2 + 1))
    , m_imaginary(allocate<Real, Real>(size / 2 + 1))
    , m_spectrumRe(size / 2 + 1)
    , m_spectrumIm(size / 2 + 1) {}

template <typename Real>
BasicRealFft<Real>::BasicRealFft(std::size_t size)
    : m_size(size)
    , m_halved(std::has_single_bit(size) && size >= kSmallestHalved && size <= kLargestHalved) {
    if (size == 0)
        throw Error(ErrorKind::usage, "A Fourier transform needs at least one sample.");
    plan();
    for (std::size_t k = 0; m_halved && k <= size / 4; ++k) {
        const double angle = 2.0 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(size);
        m_cosine.push_back(static_cast<Real>(std::cos(angle)));
        m_sine.push_back(static_cast<Real>(std::sin(angle)));
    }
}

template <typename Real>
void BasicRealFft<Real>::plan() {
    Workspace scratch(m_size);
    const std::scoped_lock lock(fftwPlanning());
    const auto made = m_halved ? Fftw<Real>::planSplit(static_cast<int>(m_size / 2), scratch.m_even.get(), scratch.m_odd.get(),
                                                       scratch.m_real.get(), scratch.m_imaginary.get())
                               : Fftw<Real>::planReal(static_cast<int>(m_size), scratch.m_input.get(), scratch.m_output.get());
    if (made == nullptr)
        throw std::bad_alloc();
    m_plan = std::shared_ptr<void>(made, [](void* ended) {
        const std::scoped_lock destroying(fftwPlanning());
        Fftw<Real>::destroy(static_cast<typename Fftw<Real>::Plan>(ended));
    });
}

template <typename Real>
void BasicRealFft<Real>::forward(Workspace& workspace) const {
    const auto plan = static_cast<typename Fftw<Real>::Plan>(m_plan.get());
    if (!m_halved) {
        Fftw<Real>::runReal(plan, workspace.m_input.get(), workspace.m_output.get());
        return;
    }
    const std::size_t half = m_size / 2;
    for (std::size_t i = 0; i < half; ++i) {
        workspace.m_even[i] = workspace.m_input[2 * i];
        workspace.m_odd[i] = workspace.m_input[2 * i + 1];
    }
    const Real* re = workspace.m_real.get();
    const Real* im = workspace.m_imaginary.get();
    Fftw<Real>::runSplit(plan, workspace.m_even.get(), workspace.m_odd.get(), workspace.m_real.get(), workspace.m_imaginary.get());
    std::complex<Real>* output = workspace.m_output.get();
    output[0] = {re[0] + im[0], Real(0)};
    output[half] = {re[0] - im[0], Real(0)};
    for (std::size_t k = 1; k <= half / 2; ++k) {
        const auto pair = pairOf(re[k], im[k], re[half - k], im[half - k], m_cosine[k], m_sine[k]);
        output[half - k] = {Real(0.5) * (pair.evenRe - pair.oddRe), Real(0.5) * (pair.oddIm - pair.evenIm)};
        output[k] = {Real(0.5) * (pair.evenRe + pair.oddRe), Real(0.5) * (pair.evenIm + pair.oddIm)};
    }
}

template <typename Real>
void BasicRealFft<Real>::transform(std::span<const float> samples, std::span<const Real> window, Workspace& workspace) const {
    const float* __restrict sample = samples.data();
    const Real* __restrict weight = window.data();
    if (!m_halved) {
        for (std::size_t i = 0; i < m_size; ++i)
            workspace.m_input[i] = static_cast<Real>(sample[i]) * weight[i];
        forward(workspace);
        return;
    }
    Real* __restrict even = workspace.m_even.get();
    Real* __restrict odd = workspace.m_odd.get();
    for (std::size_t i = 0; i < m_size / 2; ++i) {
        even[i] = static_cast<Real>(sample[2 * i]) * weight[2 * i];
        odd[i] = static_cast<Real>(sample[2 * i + 1]) * weight[2 * i + 1];
    }
    Fftw<Real>::runSplit(static_cast<typename Fftw<Real>::Plan>(m_plan.get()), even, odd, workspace.m_real.get(),
                         workspace.m_imaginary.get());
}

template <typename Real>
void BasicRealFft<Real>::power(std::span<const float> samples, std::span<const Real> window, Workspace& workspace,
                               std::span<float> power) const {
    const std::size_t half = m_size / 2;
    transform(samples, window, workspace);
    for (std::size_t bin = 0; !m_halved && bin <= half; ++bin)
        power[bin] = static_cast<float>(std::norm(workspace.m_output[bin]));
    if (m_halved)
        powerOf(Halves<Real>{workspace.m_real.get(), workspace.m_imaginary.get(), m_cosine.data(), m_sine.data(),
                             static_cast<std::ptrdiff_t>(half)},
                power.data(), power.data() + half);
}

template <typename Real>
void BasicRealFft<Real>::magnitude(std::span<const float> samples, std::span<const Real> window, Workspace& workspace,
                                   std::span<float> magnitude) const {
    const std::size_t half = m_size / 2;
    float* re = workspace.m_spectrumRe.data();
    float* im = workspace.m_spectrumIm.data();
    transform(samples, window, workspace);
    for (std::size_t bin = 0; !m_halved && bin <= half; ++bin) {
        re[bin] = static_cast<float>(workspace.m_output[bin].real());
        im[bin] = static_cast<float>(workspace.m_output[bin].imag());
    }
    if (m_halved)
        spectrumOf(Halves<Real>{workspace.m_real.get(), workspace.m_imaginary.get(), m_cosine.data(), m_sine.data(),
                                static_cast<std::ptrdiff_t>(half)},
                   re, im, re + half, im + half);
    magnitudesOf(re, im, magnitude.data(), half + 1);
}

template class BasicRealFft<float>;
template class BasicRealFft<double>;

} // namespace segue::features
