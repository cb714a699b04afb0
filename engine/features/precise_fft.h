// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <cstddef>
#include <memory>
#include <span>

namespace segue::features {

/// The discrete Fourier transform of complex input in double precision: where what is left over after loud parts cancel
/// out still matters, as in a chroma of sound that lies beyond a constant-Q transform's bins. (librosa transforms in
/// double precision too.) Two real signals go through at once, as real and imaginary part.
/// Planned under one process-wide lock, executed by many threads at once, each with a Workspace of its own.
class PreciseFft final {
public:
    /// The buffers of one thread; cheap to make, meant to be used for many transforms.
    class Workspace final {
    public:
        [[nodiscard]] std::span<std::complex<double>> input() { return {m_input.get(), m_size}; }
        [[nodiscard]] std::span<const std::complex<double>> output() const { return {m_output.get(), m_size}; }

    private:
        friend class PreciseFft;
        explicit Workspace(std::size_t size);
        struct Free {
            void operator()(void* memory) const noexcept;
        };
        using Buffer = std::unique_ptr<std::complex<double>[], Free>;
        std::size_t m_size;
        Buffer m_input;  ///< [size]
        Buffer m_output; ///< [size]
    };

    /// Throws Error{usage} for a size of 0.
    explicit PreciseFft(std::size_t size);

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] Workspace makeWorkspace() const { return Workspace(m_size); }

    /// Transforms input() into output(), not scaled. input() is left as it was.
    void forward(Workspace& workspace) const;

private:
    std::size_t m_size;
    std::shared_ptr<void> m_plan;
};

} // namespace segue::features
