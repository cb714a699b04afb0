// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/bring_events.h"

#include <QDialog>

#include <filesystem>
#include <memory>
#include <vector>

namespace segue::ui {

class Settings;

/// Brings ratings, plays, dates and playlists along from another player, in three steps: from where, what it would do, done. What
/// was brought last can be undone here, also later. Deletes itself when it closes.
class BringDialog final : public QDialog {
    Q_OBJECT

public:
    enum class Step { sources, plan, done };

    BringDialog(Settings& settings, QWidget* window);
    ~BringDialog() override;

    void showSources(const SourcesFound& event);
    void expect(RequestId request) { m_request = request; } ///< answers to others are not for this dialog
    void showProgress(const BringProgressed& event);
    void showPlan(const BringPlanned& event);
    void showDone(const BringDone& event);
    void showUndone(const BringUndone& event);
    /// As if the listener chose this file.
    void addFile(BringSource source, const std::filesystem::path& file);
    [[nodiscard]] Step step() const { return m_step; }

    void done(int result) override;

Q_SIGNALS:
    void findWanted();
    void planWanted(segue::BringSource source, const std::filesystem::path& file, const segue::BringOptions& options);
    void bringWanted(segue::BringSource source, const std::filesystem::path& file, const segue::BringOptions& options);
    void undoWanted();
    void cancelWanted();

private:
    [[nodiscard]] QWidget* makeSources();
    [[nodiscard]] QWidget* makePlan();
    [[nodiscard]] BringOptions options() const;
    void askForFile();
    void go(Step step);
    void goOn();
    void wait(const QString& words);
    void tell(const BringPlan& plan, const Message& problem, bool isDone);

    Settings& m_settings;
    Step m_step = Step::sources;
    RequestId m_request = 0;
    bool m_isWaiting = false;
    std::vector<FoundSource> m_sources; ///< as in the list
    LastBrought m_last;
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace segue::ui
