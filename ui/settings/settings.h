// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QByteArray>
#include <QObject>
#include <QSettings>

namespace segue::ui {

class DesktopSettings;
class Outputs;
class StartFolders;

enum class Appearance { followDesktop, light, dark };

/// What the listener chose and what the window remembers, in an INI file in the user's configuration folder.
/// A setter stores and says so through a signal at once; an unreadable or foreign value reads as the default.
class Settings final : public QObject {
    Q_OBJECT

public:
    static constexpr int kMinCount = 1;
    static constexpr int kMaxCount = 100;
    static constexpr int kDefaultCount = 10;

    explicit Settings(const QString& file, QObject* parent = nullptr);
    /// segue.ini in the user's configuration folder (XDG_CONFIG_HOME).
    [[nodiscard]] static QString defaultFile();

    [[nodiscard]] int count() const; ///< n, how many songs are recommended
    void setCount(int count);
    [[nodiscard]] Scope scope() const;
    void setScope(Scope scope);
    [[nodiscard]] bool previews() const;
    void setPreviews(bool on);
    [[nodiscard]] bool hoverPreviews() const; ///< whether a song is heard while the pointer rests on its row
    void setHoverPreviews(bool on);
    [[nodiscard]] int workers() const; ///< CPU budget in threads; 0: half the cores
    void setWorkers(int workers);
    [[nodiscard]] bool outlines() const; ///< whether whole songs are read when nothing waits for analysis
    void setOutlines(bool on);
    [[nodiscard]] bool pauseOnBattery() const;
    void setPauseOnBattery(bool on);
    [[nodiscard]] bool watching() const; ///< whether changes in the libraries' folders are noticed by themselves
    void setWatching(bool on);
    [[nodiscard]] bool guessCodePage() const; ///< of old tags that do not say how they are written
    void setGuessCodePage(bool on);
    [[nodiscard]] int coverMegabytes() const; ///< of the disk, at most, for small covers; 0: none are kept
    void setCoverMegabytes(int megabytes);
    [[nodiscard]] QString scrobbleServer() const; ///< that listens are told to; empty: ListenBrainz's own
    void setScrobbleServer(const QString& server);
    [[nodiscard]] QString scrobbleUser() const; ///< whose token was given, as the server said; empty: not known
    void setScrobbleUser(const QString& name);
    [[nodiscard]] bool scrobbleLoves() const; ///< songs with five stars are told to be loved; false at first
    void setScrobbleLoves(bool loves);
    [[nodiscard]] Appearance appearance() const;
    void setAppearance(Appearance appearance);

    /// How the Song details page draws the spectrogram. All values lie in their ranges; those that the chosen kind does not use
    /// are kept as well.
    [[nodiscard]] SpectrogramStyle spectrogram() const;
    void setSpectrogram(const SpectrogramStyle& style);

    [[nodiscard]] RadioSettings radio() const;
    void setRadio(const RadioSettings& radio);
    [[nodiscard]] SoundSettings sound() const; ///< all values in their ranges
    void setSound(const SoundSettings& sound);
    [[nodiscard]] QString outputId() const;   ///< of the device that was chosen (Outputs); empty: the desktop's
    [[nodiscard]] QString outputName() const; ///< likewise
    void setOutput(const QString& id, const QString& name);
    [[nodiscard]] float volume() const; ///< [0, 1]
    void setVolume(float volume);
    [[nodiscard]] LibraryId lastLibrary() const;
    void setLastLibrary(LibraryId library);
    /// Whether the desktop preferred dark colours in the last run, so that the first frame is painted in the right ones.
    [[nodiscard]] bool desktopWasDark(bool otherwise) const;
    void setDesktopWasDark(bool dark);

    /// Where the last file dialog for a purpose ended; empty: there was none.
    [[nodiscard]] QString lastFolder(const QString& purpose) const;
    void setLastFolder(const QString& purpose, const QString& folder);
    [[nodiscard]] DesktopSettings& desktop() { return *m_desktop; }
    [[nodiscard]] StartFolders& startFolders() { return *m_startFolders; }
    [[nodiscard]] Outputs& outputs() { return *m_outputs; }

    /// Access for classes that hold the settings of one subject under keys of their own (DesktopSettings).
    [[nodiscard]] bool isOn(const QString& key, bool otherwise) const;
    void setOn(const QString& key, bool on);

    /// Sizes and columns, under the widget's own name.
    [[nodiscard]] QByteArray layout(const QString& name) const;
    void setLayout(const QString& name, const QByteArray& state);

Q_SIGNALS:
    void recommendationChanged(); ///< n or scope: the list has to be asked for anew
    void previewsChanged(bool on);
    void workersChanged(int workers);
    void outlinesChanged(bool on);
    void pauseOnBatteryChanged(bool on);
    void watchingChanged(bool on);
    void guessCodePageChanged(bool on);
    void coverMegabytesChanged(int megabytes);
    void appearanceChanged();
    void soundChanged(const segue::SoundSettings& sound);
    void radioChanged(const segue::RadioSettings& radio);

private:
    QSettings m_file;
    StartFolders* m_startFolders;
    Outputs* m_outputs;
    DesktopSettings* m_desktop;
};

} // namespace segue::ui
