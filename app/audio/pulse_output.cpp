// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/pulse_output.h"

#include <utility>

namespace segue::app {

PulseOutput::PulseOutput(SoundLoop& loop, playback::AudioSink::Pull pull, Tell tell, List list, OutputChoice& choice,
                         SinkFigures& figures, Buffered& buffered)
    : m_loop(loop)
    , m_pull(std::move(pull))
    , m_tell(std::move(tell))
    , m_list(std::move(list))
    , m_choice(choice)
    , m_figures(figures)
    , m_buffered(buffered)
    , m_server(loop, [this] { m_loop.post([this] { follow(); }); }) {
    m_server.connect();
}

/// When libpulse is done with what it called back from; nothing, if the stream that it is about went meanwhile.
void PulseOutput::later(void (PulseOutput::*what)()) {
    m_loop.post([this, what, number = m_number] {
        if (number == m_number && m_stream)
            (this->*what)();
    });
}

void PulseOutput::report(const Message& problem) {
    if (m_told != problem) {
        m_told = problem;
        m_tell(problem);
    }
}

/// Brings what plays into line with what there is and what is chosen.
void PulseOutput::follow() {
    const KnownOutputs known = m_server.isReady() ? m_server.outputs() : KnownOutputs();
    m_list(known.listed());
    if (m_isResting || !m_server.isReady()) {
        close();
        m_isAsking = false; // nobody answers
        if (!m_isResting && m_server.isAway())
            report(MessageId::playServerAway);
        return;
    }
    const std::string before = known.has(known.standard) ? std::exchange(m_standard, known.standard) : m_standard;
    const bool isThere = m_stream && m_stream->device() == m_place.output; // else the server is moving it
    if (m_isRunning && !m_lost && !m_place.output.empty() && known.isLost(m_place))
        lose(m_place);
    else if (isThere && known.has(m_place.output))
        m_place = known.placeOf(m_place.output); // perhaps another port
    if (m_isAsking)
        return;
    if (m_lost || m_isEnded)
        return tellWaiting();
    if (known.outputs.empty()) {
        close();
        return report(MessageId::playNoDevice);
    }
    if (isThere && known.has(m_place.output) && known.isRemovable(m_place.output) != m_stream->isPinned())
        return streamBegan(); // what its place is was not known when the server moved it there
    const std::string chosen = m_choice.chosen();
    const std::string wanted = known.askFor(chosen);
    if (m_stream && wanted == m_asked) {
        const bool isElsewhereNow = before != m_standard && m_place.output == before;
        return wanted.empty() && m_stream->isPinned() && isElsewhereNow ? followStandard() : void();
    }
    if (m_stream && m_stream->moveTo(wanted.empty() ? known.standard : wanted)) {
        m_asked = wanted;
        return;
    }
    if (m_stream) {
        m_asked = wanted;
        return reopen(routeTo(wanted));
    }
    // The server came back: its default may be another one now.
    const bool isElsewhere = wanted.empty() && known.has(m_place.output) && m_place.output != known.standard;
    m_asked = wanted;
    open(routeTo(isElsewhere ? m_place.output : wanted));
}

/// The default is another one, and the server does not move what is pinned. It may be another one because the old one goes.
void PulseOutput::followStandard() {
    m_server.ask(m_place.output, [this, number = m_number](bool isThere) {
        m_loop.post([this, number, isThere] {
            if (number != m_number || !m_stream)
                return;
            if (isThere)
                return reopen(routeTo({}));
            if (m_isRunning && !m_lost)
                lose(m_place);
            follow();
        });
    });
}

/// @param output empty: where the server wants it, which is the default as far as anybody knows
PulseStream::Route PulseOutput::routeTo(const std::string& output) const {
    return {.output = output, .isPinned = m_server.outputs().isRemovable(output.empty() ? m_standard : output)};
}

void PulseOutput::open(const PulseStream::Route& route) {
    close();
    PulseStream::Events events;
    events.began = [this] { later(&PulseOutput::streamBegan); };
    events.ended = [this] { later(&PulseOutput::streamEnded); };
    events.moved = [this](const std::string& before) { serverMoved(before); };
    events.suspended = [this](bool isSuspended) {
        report(isSuspended ? Message(MessageId::playDeviceSilent, {m_place.name}) : Message());
    };
    m_stream = std::make_unique<PulseStream>(m_server.context(), route, m_pull, m_figures, m_buffered, std::move(events));
    m_stream->setRunning(m_isRunning);
}

/// Another stream in the place of the one there is. What that did not play is decoded again.
void PulseOutput::reopen(const PulseStream::Route& route) {
    if (m_isRunning)
        m_tell(MessageId::playOutputChanges);
    m_place = {};
    open(route);
    if (m_isRunning)
        m_tell({});
}

void PulseOutput::close() {
    ++m_number;
    m_stream.reset();
}

/// The stream has its place, which may be another one than the server was expected to choose.
void PulseOutput::streamBegan() {
    const KnownOutputs known = m_server.outputs();
    const std::string device = m_stream->device();
    const bool mustBePinned = known.isRemovable(device);
    if (mustBePinned != m_stream->isPinned())
        return reopen({.output = mustBePinned ? device : m_asked, .isPinned = mustBePinned});
    m_place = known.placeOf(device);
    report({});
}

/// By the listener, in the desktop's settings; by the server because the default changed; or because the output went.
void PulseOutput::serverMoved(const std::string& before) {
    m_server.ask(before, [this, number = m_number](bool isThere) {
        if (number != m_number || !m_stream)
            return;
        if (!isThere && m_isRunning) {
            m_loop.post([this] {
                if (!m_lost)
                    lose(m_place);
                follow();
            });
            return;
        }
        if (m_server.outputs().isRemovable(m_stream->device()))
            return later(&PulseOutput::streamBegan); // to be pinned there
        m_place = m_server.outputs().placeOf(m_stream->device());
        m_stream->goOn();
    });
}

/// Its output went, or the listener ended it in the desktop's settings.
void PulseOutput::streamEnded() {
    const bool hasBegun = !m_stream->device().empty();
    close();
    if (!m_isRunning || !m_server.isReady())
        return; // opened when it is wanted
    if (!hasBegun) {
        m_isEnded = true; // another one will hardly do better by itself
        return follow();
    }
    m_isAsking = true;
    m_server.ask(m_place.output, [this](bool isThere) {
        m_loop.post([this, isThere] {
            if (!std::exchange(m_isAsking, false))
                return;
            if (isThere)
                m_isEnded = true;
            else if (!m_lost)
                lose(m_place);
            follow();
        });
    });
}

void PulseOutput::lose(const Place& place) {
    m_lost = place;
    close();
}

void PulseOutput::tellWaiting() {
    const KnownOutputs known = m_server.outputs();
    if (m_isEnded)
        report(MessageId::playStreamEnded);
    else if (known.isBack(*m_lost))
        report({MessageId::playDeviceBack, {m_lost->name}});
    else if (known.outputs.empty())
        report(MessageId::playNoDevice);
    else
        report({MessageId::playDeviceGone, {m_lost->name}});
}

void PulseOutput::setRunning(bool isRunning) {
    const bool wasRunning = std::exchange(m_isRunning, isRunning);
    if (!isRunning) {
        if (m_stream)
            m_stream->setRunning(false);
        return;
    }
    if (!wasRunning && !m_stream && m_server.isReady())
        m_place = {}; // what went in a pause is not waited for
    m_isEnded = false;
    const auto lost = std::exchange(m_lost, std::nullopt);
    if (lost) // there, if it is back; else where there is one
        m_place = m_server.isReady() && m_server.outputs().isBack(*lost) ? *lost : Place();
    if (!m_server.isReady())
        m_server.connect();
    if (m_stream)
        m_stream->setRunning(true);
    if (!m_stream)
        follow();
}

void PulseOutput::setResting(bool isResting) {
    m_isResting = isResting;
    m_isRunning = false;
    m_place = {};
    m_told.reset();
    choiceChanged();
}

void PulseOutput::choiceChanged() {
    m_lost.reset();
    m_isEnded = false;
    follow();
}

} // namespace segue::app
