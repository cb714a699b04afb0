// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/stft.h"

#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace segue::features {

namespace {

std::size_t checkedSize(int fftSize, int hopLength) {
    if (fftSize <= 0 || fftSize % 2 != 0 || hopLength <= 0)
        throw Error(ErrorKind::usage, "A spectrogram needs an even window and a positive hop.");
    return static_cast<std::size_t>(fftSize);
}

template <typename Real>
std::vector<Real> periodicHann(std::size_t size) {
    std::vector<Real> window(size);
    for (std::size_t i = 0; i < size; ++i)
        window[i] =
            static_cast<Real>(0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(size)));
    return window;
}

} // namespace

template <typename Real>
BasicStft<Real>::BasicStft(int fftSize, int hopLength)
    : m_fft(checkedSize(fftSize, hopLength))
    , m_hop(static_cast<std::size_t>(hopLength))
    , m_window(periodicHann<Real>(m_fft.size())) {}

/// The stretch of the window that lies on samples; outside of it there are zeros.
template <typename Real>
struct BasicStft<Real>::Overlap {
    std::size_t begin = 0; ///< in the window
    std::size_t length = 0;
    std::size_t sample = 0; ///< below the window's begin
};

template <typename Real>
typename BasicStft<Real>::Overlap BasicStft<Real>::overlapOf(std::size_t sampleCount, std::size_t frame) const {
    // Window position i sees sample centre + i - size / 2.
    const std::size_t size = m_fft.size();
    const std::size_t half = size / 2;
    const std::size_t centre = frame * m_hop;
    const std::size_t begin = std::min(size, centre < half ? half - centre : 0);
    const std::size_t available = sampleCount + half > centre ? sampleCount + half - centre : 0;
    const std::size_t end = std::max(begin, std::min(size, available));
    return {begin, end - begin, centre + begin - half};
}

template <typename Real>
template <typename Use>
void BasicStft<Real>::withFrame(std::span<const float> samples, std::size_t frame, Use use) const {
    const Overlap overlap = overlapOf(samples.size(), frame);
    if (overlap.length == m_fft.size()) {
        use(samples.subspan(overlap.sample, overlap.length));
        return;
    }
    std::vector<float> filledUp(m_fft.size());
    if (overlap.length > 0)
        std::ranges::copy(samples.subspan(overlap.sample, overlap.length),
                          filledUp.begin() + static_cast<std::ptrdiff_t>(overlap.begin));
    use(std::span<const float>(filledUp));
}

template <typename Real>
void BasicStft<Real>::powerFrame(std::span<const float> samples, std::size_t frame, Workspace& workspace,
                                 std::span<float> power) const {
    withFrame(samples, frame, [&](std::span<const float> seen) { m_fft.power(seen, m_window, workspace, power); });
}

template <typename Real>
void BasicStft<Real>::powerFrames(std::span<const float> samples, std::span<const std::size_t> frames, Workspace& workspace,
                                  std::span<float> power) const {
    for (std::size_t i = 0; i < frames.size(); ++i)
        powerFrame(samples, frames[i], workspace, power.subspan(i * bins(), bins()));
    std::ranges::fill(power.subspan(frames.size() * bins()), 0.0F);
}

template <typename Real>
void BasicStft<Real>::magnitudeFrames(std::span<const float> samples, std::span<const std::size_t> frames, Workspace& workspace,
                                      std::span<float> magnitude) const {
    for (std::size_t i = 0; i < frames.size(); ++i)
        withFrame(samples, frames[i], [&](std::span<const float> seen) {
            m_fft.magnitude(seen, m_window, workspace, magnitude.subspan(i * bins(), bins()));
        });
    std::ranges::fill(magnitude.subspan(frames.size() * bins()), 0.0F);
}

template <typename Real>
Matrix BasicStft<Real>::magnitude(std::span<const float> samples) const {
    Matrix result(bins(), frames(samples.size()));
    Workspace workspace = makeWorkspace();
    std::vector<float> rows(kLanes * bins());
    FrameBlock block(bins());
    std::array<std::size_t, kLanes> numbers{};
    for (std::size_t first = 0; first < result.columns; first += kLanes) {
        const std::size_t count = std::min(kLanes, result.columns - first);
        std::iota(numbers.begin(), numbers.end(), first);
        magnitudeFrames(samples, std::span(numbers).first(count), workspace, rows);
        block.assign(rows);
        block.copyTo(result, first);
    }
    return result;
}

template <typename Real>
Matrix BasicStft<Real>::power(std::span<const float> samples) const {
    Matrix result = magnitude(samples);
    std::ranges::transform(result.values, result.values.begin(), [](float value) { return value * value; });
    return result;
}

template class BasicStft<float>;
template class BasicStft<double>;

} // namespace segue::features
