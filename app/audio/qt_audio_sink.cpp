// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/qt_audio_sink.h"

#include "app/audio/audio_output.h"
#include "app/audio/output_choice.h"

#include <QThread>

#include <utility>

namespace segue::app {
namespace {

class QtAudioSink final : public playback::AudioSink {
public:
    explicit QtAudioSink(std::shared_ptr<OutputChoice> choice)
        : m_choice(choice ? std::move(choice) : std::make_shared<OutputChoice>()) {}
    ~QtAudioSink() override { stop(); }

    void start(Pull pull, DeviceChanged deviceChanged) override {
        stop();
        m_output = std::make_unique<AudioOutput>(std::move(pull), std::move(deviceChanged), m_choice);
        m_output->moveToThread(&m_thread);
        m_thread.setObjectName("sound");
        m_thread.start(QThread::TimeCriticalPriority);
        QMetaObject::invokeMethod(m_output.get(), [output = m_output.get()] { output->open(); });
    }

    void stop() override {
        if (!m_output) {
            return;
        }
        // Qt's objects have to go on the thread that they live on.
        QMetaObject::invokeMethod(
            m_output.get(), [output = m_output.get()] { output->close(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
        m_output.reset();
    }

    void resume() override { setRunning(true); }
    void suspend() override { setRunning(false); }

    [[nodiscard]] double latencySeconds() const override { return m_output ? m_output->latencySeconds() : 0.0; }

private:
    void setRunning(bool running) {
        if (m_output) {
            QMetaObject::invokeMethod(m_output.get(), [output = m_output.get(), running] { output->setRunning(running); });
        }
    }

    std::shared_ptr<OutputChoice> m_choice;
    QThread m_thread;
    std::unique_ptr<AudioOutput> m_output;
};

} // namespace

std::unique_ptr<playback::AudioSink> makeQtAudioSink(std::shared_ptr<OutputChoice> choice) {
    return std::make_unique<QtAudioSink>(std::move(choice));
}

} // namespace segue::app
