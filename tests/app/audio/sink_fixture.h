// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/audio/output_choice.h"
#include "app/audio/sink_figures.h"
#include "engine/playback/player.h"
#include "tests/support/temporary_folder.h"

#include <QByteArray>
#include <QProcess>
#include <QStringList>

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace segue::test {

inline constexpr int kRate = playback::AudioSink::kRateHz;

/// Runs the event loop until something holds; false after half a minute.
[[nodiscard]] bool waitUntil(const std::function<bool()>& holds);

/// What comes out of a sink of the sound server. [frames], mono
class Recorder final {
public:
    explicit Recorder(const QString& sink);
    ~Recorder();
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    const std::vector<float>& sound();
    [[nodiscard]] bool hasBegun() { return !sound().empty(); }
    /// Whether something else than silence has been heard for so long.
    [[nodiscard]] bool hasHeard(double seconds);
    /// The last so many seconds of it, which must be there.
    [[nodiscard]] std::span<const float> last(double seconds);

private:
    QProcess m_process;
    QByteArray m_bytes;
    std::vector<float> m_sound;
};

/// Index of the first sample that is not silence; the size if there is none.
[[nodiscard]] std::size_t firstSound(const std::vector<float>& sound);
/// Amplitude of one frequency in a stretch.
[[nodiscard]] double amplitudeAt(std::span<const float> sound, double hz);
/// Root of the mean square.
[[nodiscard]] double levelOf(std::span<const float> sound);

bool pactl(const QStringList& arguments);
/// @param facts of its device, as "device.bus=usb"; empty: a virtual one
bool addSink(const QString& name, const QString& facts = {});
bool removeSink(const QString& name);
bool makeDefault(const QString& name);
/// One of with_pulseaudio.sh's.
bool runScript(const char* variable);
/// The number of Segue's stream at the sound server.
[[nodiscard]] QString streamNumber();
/// What the programs that play call themselves.
[[nodiscard]] QString players();
/// Ends a stream as the desktop's mixer does.
void killStream(std::uint32_t number);

/// A player on the real sink, with a tone of a minute to play, and the last status that it told.
struct SinkFixture {
    TemporaryFolder folder;
    playback::PlayItem item;
    std::mutex mutex;
    playback::PlaybackStatus told;
    std::shared_ptr<app::OutputChoice> choice = std::make_shared<app::OutputChoice>();
    std::shared_ptr<app::SinkFigures> figures = std::make_shared<app::SinkFigures>();
    playback::Player player;

    SinkFixture();
    [[nodiscard]] playback::PlaybackStatus status();
    /// Plays the tone until some of it was heard.
    void play();
    [[nodiscard]] bool becomes(playback::PlayState state);
    [[nodiscard]] bool becomes(MessageId problem);
    [[nodiscard]] bool movesOn(std::chrono::milliseconds place); ///< is heard beyond that
};

} // namespace segue::test
