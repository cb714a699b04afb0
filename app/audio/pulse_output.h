// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/audio/known_outputs.h"
#include "app/audio/pulse_server.h"
#include "app/audio/pulse_stream.h"
#include "engine/playback/audio_sink.h"
#include "engine/words/message.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace segue::app {

/// Plays through the sound server, at the output that is chosen, else where the server wants it, and keeps one promise: music that
/// was heard at one place is never heard at another one before the listener says so. Where its place goes, it waits; where that
/// comes back, it says so, and setRunning(true) goes on there. Where the server goes, it goes on by itself when the server and the
/// place are back.
///
/// A stream at an output that people unplug is pinned: the server ends it with its output, where it would move another one, which
/// is heard from the loudspeakers until it is stopped. The default is followed with a new stream then.
///
/// Thread rule: the loop's thread. Failure rule: what goes wrong is told by `tell`.
class PulseOutput final {
public:
    using Tell = std::function<void(const Message&)>;
    using List = std::function<void(const std::vector<OutputChoice::Output>&)>;

    /// It must be destroyed on the loop's thread, as the last thing that happens there.
    PulseOutput(SoundLoop& loop, playback::AudioSink::Pull pull, Tell tell, List list, OutputChoice& choice, SinkFigures& figures,
                Buffered& buffered);

    void setRunning(bool isRunning);
    /// The listener chose another output, or none.
    void choiceChanged();
    /// Something else plays: no stream, nothing is told but which outputs there are.
    void setResting(bool isResting);

private:
    void follow();
    void followStandard();
    [[nodiscard]] PulseStream::Route routeTo(const std::string& output) const;
    void open(const PulseStream::Route& route);
    void reopen(const PulseStream::Route& route);
    void close();
    void lose(const Place& place);
    void tellWaiting();
    void streamBegan();
    void serverMoved(const std::string& before);
    void streamEnded();
    void report(const Message& problem);
    void later(void (PulseOutput::*what)());

    SoundLoop& m_loop;
    playback::AudioSink::Pull m_pull;
    Tell m_tell;
    List m_list;
    OutputChoice& m_choice;
    SinkFigures& m_figures;
    Buffered& m_buffered;
    bool m_isRunning = false;
    bool m_isResting = false;
    bool m_isAsking = false;     ///< why the stream ended: until that is known nothing is opened
    bool m_isEnded = false;      ///< the listener ended the stream elsewhere, and has not wished to go on yet
    std::string m_asked;         ///< the output that was chosen for the stream
    std::string m_standard;      ///< the desktop's default, as it was when that was last looked at
    Place m_place;               ///< where the music is heard; it outlives the stream and the server
    std::optional<Place> m_lost; ///< it went while music was heard there
    std::optional<Message> m_told;
    PulseServer m_server;
    std::unique_ptr<PulseStream> m_stream;
    int m_number = 0; ///< of the stream: what comes from an older one is void
};

} // namespace segue::app
