// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/spotify/awaited_source.h"

#include <QDialog>

#include <cstdint>
#include <filesystem>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace segue::ui {

class Settings;

/// Imports what Spotify sends a listener who asks for his data: says how to get it, lets the file be chosen, shows how far it is,
/// and what came and what was left out. It can be closed while it runs; the page shows the rest.
class ImportDialog final : public QDialog {
    Q_OBJECT

public:
    /// @param source whose rows are replaced; 0: a new one
    ImportDialog(Settings& settings, SpotifySourceId source, const std::vector<SpotifySource>& now, QWidget* window);

    void takeSources(const std::vector<SpotifySource>& sources);
    void begin(const std::filesystem::path& file); ///< as if it had been chosen

Q_SIGNALS:
    void importWanted(const std::filesystem::path& file, segue::SpotifySourceId source);
    void cancelWanted(segue::SpotifySourceId source);
    void addressWanted(const QString& address);
    void arrived(segue::SpotifySourceId source); ///< it is imported

private:
    enum class Step : std::uint8_t { choose, run, done };

    [[nodiscard]] QWidget* makeChoice();
    [[nodiscard]] QWidget* makeReport();
    void ask(bool isFolder);
    void go(Step step);
    [[nodiscard]] bool isOther(const SpotifySource& source) const; ///< than when it was begun
    void tell(const SpotifySource& source);
    void report(const SpotifySource& source); ///< what came
    void stop();

    Settings& m_settings;
    std::vector<SpotifySource> m_now;
    std::vector<SpotifySource> m_before; ///< when it was begun
    SpotifySourceId m_of;                ///< 0: a new one
    AwaitedSource m_awaited;
    Step m_step = Step::choose;
    bool m_hasBegun = false; ///< the source said that it imports
    QStackedWidget* m_pages;
    QLabel* m_heading;
    QLabel* m_words = nullptr;
    QLabel* m_more = nullptr;
    QProgressBar* m_progress = nullptr;
    QPushButton* m_back;
    QPushButton* m_close;
};

} // namespace segue::ui
