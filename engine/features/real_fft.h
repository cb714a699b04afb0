// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace segue::features {

/// The discrete Fourier transform of real input, one size, in the precision of @p Real (float or double). The transform
/// is planned under one process-wide lock (FFTW asks for it) and executed by many threads at once, each with a
/// Workspace of its own. Throws nothing but std::bad_alloc and, for a size of 0, Error{usage}.
///
/// Powers of two up to 4,096 run as a complex transform of half the size, which takes half the time of FFTW's own real
/// one: samples with even and odd numbers become real and imaginary parts.
template <typename Real>
class BasicRealFft final {
    struct Free {
        void operator()(void* memory) const noexcept;
    };
    template <typename T>
    using Buffer = std::unique_ptr<T[], Free>;

public:
    /// The buffers of one thread; cheap to make, meant to be used for many transforms.
    class Workspace final {
    public:
        [[nodiscard]] std::span<Real> input() { return {m_input.get(), m_size}; }
        [[nodiscard]] std::span<const std::complex<Real>> output() const { return {m_output.get(), m_size / 2 + 1}; }

    private:
        friend class BasicRealFft;
        explicit Workspace(std::size_t size);
        std::size_t m_size;
        Buffer<Real> m_input;                          ///< [size]
        Buffer<std::complex<Real>> m_output;           ///< [size / 2 + 1]
        Buffer<Real> m_even, m_odd;                    ///< [size / 2 + 1] samples of even and of odd number
        Buffer<Real> m_real, m_imaginary;              ///< [size / 2 + 1] their transform
        std::vector<float> m_spectrumRe, m_spectrumIm; ///< [size / 2 + 1] rounded
    };

    explicit BasicRealFft(std::size_t size);

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] Workspace makeWorkspace() const { return Workspace(m_size); }

    /// Transforms input() into output(), not scaled. input() is left as it was.
    void forward(Workspace& workspace) const;

    /// |X|^2 of samples times window; faster than forward(). Neither input() nor output() means anything afterwards.
    /// @param samples, window [size]
    /// @param power [size / 2 + 1]
    void power(std::span<const float> samples, std::span<const Real> window, Workspace& workspace, std::span<float> power) const;

    /// |X| of the same, rounded as librosa's: X to floats, and then its absolute value.
    void magnitude(std::span<const float> samples, std::span<const Real> window, Workspace& workspace,
                   std::span<float> magnitude) const;

private:
    void plan();
    /// Into output(), or when halved into the two halves' transforms.
    void transform(std::span<const float> samples, std::span<const Real> window, Workspace& workspace) const;

    std::size_t m_size;
    bool m_halved; ///< planned at half the size
    std::shared_ptr<void> m_plan;
    std::vector<Real> m_cosine, m_sine; ///< [size / 4 + 1] of 2 pi k / size, when halved
};

extern template class BasicRealFft<float>;
extern template class BasicRealFft<double>;

/// For pictures and the network's patches.
using RealFft = BasicRealFft<float>;

/// For what must agree with librosa, which transforms in double precision: quiet bins beside loud ones.
using PreciseRealFft = BasicRealFft<double>;

} // namespace segue::features
