// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>

namespace segue::ui {

class Settings;

/// A device that sound can come out of.
struct SoundOutput {
    QString id;
    QString name;
    bool isExclusive = false; ///< Segue has it for itself, and it gets every sample as it is
    bool operator==(const SoundOutput&) const = default;
};

/// The outputs that there are, as the program tells, and the one that the listener chose. Belongs to the settings.
class Outputs final : public QObject {
    Q_OBJECT

public:
    explicit Outputs(Settings& settings);

    [[nodiscard]] const QList<SoundOutput>& there() const { return m_there; }
    void setThere(const QList<SoundOutput>& outputs);

    /// Remembered while it is not there, too. An empty id: whichever the desktop prefers.
    [[nodiscard]] SoundOutput chosen() const;
    void choose(const SoundOutput& output);

Q_SIGNALS:
    void thereChanged();
    void chosenChanged(const QString& id);

private:
    Settings& m_settings;
    QList<SoundOutput> m_there;
};

} // namespace segue::ui
