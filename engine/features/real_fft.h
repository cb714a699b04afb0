// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <cstddef>
#include <memory>
#include <span>

namespace segue::features {

/// The discrete Fourier transform of real input, one size. The transform is planned under one process-wide lock (FFTW
/// asks for it) and executed by many threads at once, each with a Workspace of its own. Throws nothing but
/// std::bad_alloc and, for a size of 0, Error{usage}.
class RealFft final {
public:
    /// The buffers of one thread; cheap to make, meant to be used for many transforms.
    class Workspace final {
    public:
        [[nodiscard]] std::span<float> input() { return {m_input.get(), m_size}; }
        [[nodiscard]] std::span<const std::complex<float>> output() const { return {m_output.get(), m_size / 2 + 1}; }

    private:
        friend class RealFft;
        explicit Workspace(std::size_t size);
        struct Free {
            void operator()(void* memory) const noexcept;
        };
        std::size_t m_size;
        std::unique_ptr<float[], Free> m_input;                 ///< [size]
        std::unique_ptr<std::complex<float>[], Free> m_output; ///< [size / 2 + 1]
    };

    explicit RealFft(std::size_t size);

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] Workspace makeWorkspace() const { return Workspace(m_size); }

    /// Transforms input() into output(), not scaled. input() is left as it was.
    void forward(Workspace& workspace) const;

private:
    std::size_t m_size;
    std::shared_ptr<void> m_plan;
};

} // namespace segue::features
