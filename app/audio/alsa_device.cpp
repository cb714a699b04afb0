// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/alsa_device.h"

#include "app/audio/exclusive_choice.h"
#include "engine/words/error.h"

#include <alsa/asoundlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <utility>

namespace segue::app {
namespace {

constexpr unsigned kBufferUs = 200'000;
constexpr unsigned kPeriodUs = 50'000;
constexpr int kPatienceMs = 300;

struct Format {
    snd_pcm_format_t alsa;
    SampleFormat ours;
};

/// The widest first: the narrower fit into them bit by bit.
constexpr std::array kFormats{
    Format{SND_PCM_FORMAT_S32_LE, SampleFormat::signed32}, Format{SND_PCM_FORMAT_S24_LE, SampleFormat::signed24In32},
    Format{SND_PCM_FORMAT_S24_3LE, SampleFormat::signed24}, Format{SND_PCM_FORMAT_S16_LE, SampleFormat::signed16}};

void mustDo(int result) {
    if (result < 0)
        throw Error{result == -EBUSY ? ErrorKind::busy : ErrorKind::io, snd_strerror(result)};
}

/// ALSA would tell the terminal what is told the listener.
void keepQuiet(const char* /*file*/, int /*line*/, const char* /*function*/, int /*code*/, const char* /*format*/, ...) {}

std::string hint(const void* hints, const char* what) {
    const std::unique_ptr<char, decltype(&std::free)> text(snd_device_name_get_hint(hints, what), &std::free);
    return text ? text.get() : "";
}

} // namespace

AlsaDevice::AlsaDevice(const std::string& name, int rateHz)
    : m_rateHz(rateHz) {
    snd_lib_error_set_handler(&keepQuiet);
    if (!open(name, rateHz) && !(name.starts_with("hw:") && open("plug" + name, rateHz)))
        throw Error{ErrorKind::io, "it plays nothing at " + std::to_string(rateHz) + " Hz"};
}

/// @return false: it cannot do that rate, or takes no samples that are known here
bool AlsaDevice::open(const std::string& name, int rateHz) {
    snd_pcm_t* opened = nullptr;
    mustDo(snd_pcm_open(&opened, name.c_str(), SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK));
    std::unique_ptr<snd_pcm_t, decltype(&snd_pcm_close)> device(opened, &snd_pcm_close);
    snd_pcm_hw_params_t* wanted = nullptr;
    mustDo(snd_pcm_hw_params_malloc(&wanted));
    const std::unique_ptr<snd_pcm_hw_params_t, decltype(&snd_pcm_hw_params_free)> owned(wanted, &snd_pcm_hw_params_free);
    mustDo(snd_pcm_hw_params_any(opened, wanted));
    mustDo(snd_pcm_hw_params_set_access(opened, wanted, SND_PCM_ACCESS_RW_INTERLEAVED));
    auto channels = static_cast<unsigned>(m_format.channels);
    const auto rate = static_cast<unsigned>(rateHz);
    unsigned buffer = kBufferUs;
    unsigned period = kPeriodUs;
    const auto format = std::ranges::find_if(
        kFormats, [&](const Format& one) { return snd_pcm_hw_params_test_format(opened, wanted, one.alsa) == 0; });
    if (format == kFormats.end() || snd_pcm_hw_params_set_rate(opened, wanted, rate, 0) < 0)
        return false;
    mustDo(snd_pcm_hw_params_set_format(opened, wanted, format->alsa));
    mustDo(snd_pcm_hw_params_set_channels_near(opened, wanted, &channels));
    mustDo(snd_pcm_hw_params_set_buffer_time_near(opened, wanted, &buffer, nullptr));
    mustDo(snd_pcm_hw_params_set_period_time_near(opened, wanted, &period, nullptr));
    mustDo(snd_pcm_hw_params(opened, wanted));
    snd_pcm_uframes_t frames = 0;
    mustDo(snd_pcm_hw_params_get_period_size(wanted, &frames, nullptr));
    m_period = static_cast<std::size_t>(frames);
    m_bufferSeconds = 1e-6 * buffer;
    m_format = {.channels = static_cast<int>(channels), .sampleFormat = format->ours};
    m_device = device.release();
    return true;
}

AlsaDevice::~AlsaDevice() {
    if (m_device != nullptr) {
        snd_pcm_drop(m_device);
        snd_pcm_close(m_device);
    }
}

double AlsaDevice::waitingSeconds() const {
    snd_pcm_sframes_t frames = 0;
    return snd_pcm_delay(m_device, &frames) == 0 && frames > 0 ? static_cast<double>(frames) / m_rateHz : 0.0;
}

AlsaDevice::Written AlsaDevice::write(std::span<const std::byte> frames) {
    Written written = Written::all;
    const auto frameSize = static_cast<std::size_t>(snd_pcm_frames_to_bytes(m_device, 1));
    while (frames.size() >= frameSize) {
        const auto count = snd_pcm_writei(m_device, frames.data(), frames.size() / frameSize);
        if (count > 0) {
            frames = frames.subspan(static_cast<std::size_t>(count) * frameSize);
            continue;
        }
        if (count == 0 || count == -EAGAIN) {
            if (snd_pcm_wait(m_device, kPatienceMs) == 0)
                return Written::gone; // it takes nothing any more
        } else if (count == -EPIPE || count == -ESTRPIPE || count == -EINTR) {
            written = count == -EINTR ? written : Written::dry;
            if (snd_pcm_recover(m_device, static_cast<int>(count), 1) < 0)
                return Written::gone;
        } else {
            return Written::gone;
        }
    }
    return written;
}

std::vector<OutputChoice::Output> AlsaDevice::list() {
    std::vector<OutputChoice::Output> list;
    void** hints = nullptr;
    snd_lib_error_set_handler(&keepQuiet);
    constexpr int kAllCards = -1;
    if (snd_device_name_hint(kAllCards, "pcm", &hints) < 0)
        return list;
    for (void** one = hints; *one != nullptr; ++one) {
        const std::string name = hint(*one, "NAME");
        if (!name.starts_with("hw:") || hint(*one, "IOID") == "Input")
            continue;
        const std::string about = hint(*one, "DESC");
        list.push_back({.id = kExclusive + name, .name = about.substr(0, about.find('\n')), .isExclusive = true});
    }
    snd_device_name_free_hint(hints);
    return list;
}

} // namespace segue::app
