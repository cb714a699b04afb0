// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

class QFileDialog;

namespace segue::ui {

class Settings;

/// Where a file dialog begins: where the last one for the same purpose ended, else the usual folder of its kind, else the
/// home folder; never one that is not there. Whether one is there somebody else looks, as a disk may never answer: until it
/// has been found a folder counts as not there. Belongs to the settings.
class StartFolders final : public QObject {
    Q_OBJECT

public:
    enum class Purpose { music, document, spectrogram, network };

    explicit StartFolders(Settings& settings);

    [[nodiscard]] QString folder(Purpose purpose) const;
    /// Sets where a dialog begins, and remembers where it ends.
    void follow(QFileDialog& dialog, Purpose purpose);

    [[nodiscard]] QStringList toLookFor() const;
    void setThere(const QStringList& folders) { m_there = folders; }

private:
    [[nodiscard]] QStringList candidates(Purpose purpose) const;

    Settings& m_settings;
    QStringList m_there;
};

} // namespace segue::ui
