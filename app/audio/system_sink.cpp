// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/system_sink.h"

#include "app/audio/alsa_device.h"
#include "app/audio/alsa_output.h"
#include "app/audio/exclusive_choice.h"
#include "app/audio/output_choice.h"
#include "app/audio/pulse_output.h"
#include "app/audio/sound_loop.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace segue::app {
namespace {

class SystemSink final : public playback::AudioSink {
public:
    SystemSink(std::shared_ptr<OutputChoice> choice, std::shared_ptr<SinkFigures> figures,
               std::unique_ptr<playback::AudioSink> byQt)
        : m_choice(choice ? std::move(choice) : std::make_shared<OutputChoice>())
        , m_figures(figures ? std::move(figures) : std::make_shared<SinkFigures>())
        , m_byQt(std::move(byQt)) {}
    ~SystemSink() override { stop(); }

    void start(Pull pull, DeviceChanged deviceChanged) override {
        stop();
        m_loop.emplace();
        m_pull = std::move(pull);
        m_tell = std::move(deviceChanged);
        m_loop->post([this] { open(); });
        m_choice->whenChosen([this] { m_loop->post([this] { choose(); }); });
        m_loop->start();
    }

    void stop() override {
        if (!m_loop)
            return;
        m_choice->whenChosen({});
        m_loop->end([this] {
            m_alsa.reset();
            m_pulse.reset();
            if (m_isByQt)
                m_byQt->stop();
            m_isByQt = false;
            m_alsaName.clear();
            m_isRunning = false;
        });
        m_loop.reset();
    }

    void resume() override { setRunning(true); }
    void suspend() override { setRunning(false); }

    [[nodiscard]] Way wayFor(int fileRateHz) const override {
        return alsaNameOf(m_choice->chosen()).empty() ? Way() : Way{.rateHz = fileRateHz, .isExact = true};
    }
    void setRate(int rateHz) override {
        if (m_loop)
            m_loop->post([this, rateHz] {
                m_rateHz = rateHz;
                if (m_alsa)
                    m_alsa->setRate(rateHz);
            });
    }

    [[nodiscard]] double latencySeconds() const override { return m_isByQt ? m_byQt->latencySeconds() : m_buffered.seconds(); }

private:
    void setRunning(bool isRunning) {
        if (m_loop)
            m_loop->post([this, isRunning] {
                m_isRunning = isRunning;
                run();
            });
    }

    // On the loop.

    void run() {
        if (m_alsa)
            m_alsa->setRunning(m_isRunning);
        else if (!m_isByQt)
            m_pulse->setRunning(m_isRunning);
        else if (m_isRunning)
            m_byQt->resume();
        else
            m_byQt->suspend();
    }

    [[nodiscard]] bool isQtWanted() const { return m_byQt && m_choice->chosen() == kByQt; }

    void open() {
        m_devices = AlsaDevice::list();
        if (m_byQt)
            m_devices.push_back({.id = kByQt, .name = {}});
        const auto tellOutputs = [this](std::vector<OutputChoice::Output> outputs) {
            outputs.insert(outputs.end(), m_devices.begin(), m_devices.end());
            m_choice->tell(std::move(outputs));
        };
        m_pulse.emplace(*m_loop, m_pull, m_tell, tellOutputs, *m_choice, *m_figures, m_buffered);
        takeDevice();
    }

    void choose() {
        if (alsaNameOf(m_choice->chosen()) == m_alsaName && isQtWanted() == m_isByQt) {
            if (m_alsaName.empty() && !m_isByQt)
                m_pulse->choiceChanged();
            return;
        }
        // What was not heard is decoded again, as the other output wants it.
        m_tell(MessageId::playOutputChanges);
        takeDevice();
        m_tell({});
    }

    /// The one of the three ways that the choice asks for.
    void takeDevice() {
        m_alsa.reset();
        if (m_isByQt)
            m_byQt->stop();
        const bool didRest = m_isByQt || !m_alsaName.empty();
        m_isByQt = isQtWanted();
        m_alsaName = alsaNameOf(m_choice->chosen());
        const bool rests = m_isByQt || !m_alsaName.empty();
        if (rests != didRest)
            m_pulse->setResting(rests);
        if (m_isByQt)
            m_byQt->start(m_pull, m_tell);
        if (!m_alsaName.empty())
            return openAlone();
        run();
    }

    void openAlone() {
        const auto outputs = m_choice->outputs();
        const auto known = std::ranges::find(outputs, kExclusive + m_alsaName, &OutputChoice::Output::id);
        m_alsa.emplace(m_alsaName, known != outputs.end() ? known->name : m_alsaName, m_pull, m_tell, *m_figures, m_buffered);
        m_alsa->setRate(m_rateHz);
    }

    Pull m_pull;
    DeviceChanged m_tell;
    std::shared_ptr<OutputChoice> m_choice;
    std::shared_ptr<SinkFigures> m_figures;
    std::unique_ptr<playback::AudioSink> m_byQt;
    std::atomic<bool> m_isByQt{false}; ///< Qt plays; the loop sets it
    Buffered m_buffered;
    std::optional<SoundLoop> m_loop;
    // The loop's.
    std::vector<OutputChoice::Output> m_devices; ///< beside the sound server's
    std::string m_alsaName;                      ///< of the one that is taken; empty: the sound server or Qt plays
    bool m_isRunning = false;
    int m_rateHz = kRateHz;
    std::optional<PulseOutput> m_pulse;
    std::optional<AlsaOutput> m_alsa;
};

} // namespace

std::unique_ptr<playback::AudioSink> makeSystemSink(std::shared_ptr<OutputChoice> choice, std::shared_ptr<SinkFigures> figures,
                                                    std::unique_ptr<playback::AudioSink> byQt) {
    return std::make_unique<SystemSink>(std::move(choice), std::move(figures), std::move(byQt));
}

} // namespace segue::app
