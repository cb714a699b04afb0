// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue/chosen_output.h"

#include "app/audio/exclusive_choice.h"
#include "app/audio/output_choice.h"
#include "app/audio/qt/qt_sink.h"
#include "app/audio/system_sink.h"
#include "ui/settings/outputs.h"
#include "ui/settings/settings.h"

#include <QCoreApplication>

namespace segue::app {

namespace {

QString nameOf(const OutputChoice::Output& output) {
    if (output.id == kByQt)
        return QCoreApplication::translate("Outputs", "Default output, through Qt Multimedia");
    const QString name = QString::fromStdString(output.name);
    return output.isExclusive ? QCoreApplication::translate("Outputs", "ALSA: %1 (exclusive)").arg(name) : name;
}

} // namespace

std::function<std::unique_ptr<playback::AudioSink>()> sinkFor(ui::Settings& settings, std::shared_ptr<SinkFigures> figures) {
    auto choice = std::make_shared<OutputChoice>();
    auto* outputs = &settings.outputs();
    choice->choose(outputs->chosen().id.toStdString());
    QObject::connect(outputs, &ui::Outputs::chosenChanged, outputs,
                     [choice](const QString& id) { choice->choose(id.toStdString()); });
    choice->whenTold([outputs, known = std::weak_ptr(choice)] {
        QMetaObject::invokeMethod(
            outputs,
            [outputs, known] {
                const auto told = known.lock();
                QList<ui::SoundOutput> there;
                for (const auto& output : told ? told->outputs() : std::vector<OutputChoice::Output>())
                    there.push_back(
                        {.id = QString::fromStdString(output.id), .name = nameOf(output), .isExclusive = output.isExclusive});
                outputs->setThere(there);
            },
            Qt::QueuedConnection);
    });
    return [choice, figures = std::move(figures)] { return makeSystemSink(choice, figures, makeQtSink()); };
}

} // namespace segue::app
