// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

class QFileDialog;

namespace segue::ui {

class Settings;

/// Where a file dialog begins: where the last one for the same purpose ended, else the usual folder of its kind, else the
/// home folder; never a folder that does not exist. This class does not look at the disk, which may never answer: the engine
/// checks the folders of toLookFor() and reports them to setThere(); until then a folder counts as missing. Belongs to the
/// settings.
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
