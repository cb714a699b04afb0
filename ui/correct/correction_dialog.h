// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/correction.h"

#include <QDialog>

#include <filesystem>
#include <map>
#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace segue::ui {

class Settings;

/// Corrects one song or many: a line for each field. Where songs differ, the line says so and stays empty; only lines that were
/// written in are taken. A corrected field can be reverted, and where a file was tagged anew since, its new value is offered.
/// Deletes itself when it closes.
class CorrectionDialog final : public QDialog {
    Q_OBJECT

public:
    CorrectionDialog(Settings& settings, QWidget* window);

    /// The songs as they are now; lines that were written in stay.
    void showSongs(const std::vector<CorrectedSong>& songs);
    [[nodiscard]] const std::vector<TrackId>& songs() const { return m_ids; }
    [[nodiscard]] QLineEdit* line(TagField field) const; ///< null: of covers
    [[nodiscard]] QToolButton* revertButton(TagField field) const;
    void accept() override;

Q_SIGNALS:
    void correctWanted(const std::vector<segue::TrackId>& songs, const std::vector<segue::FieldValue>& values);
    void coverWanted(const std::vector<segue::TrackId>& songs, const std::filesystem::path& image);
    void revertWanted(const std::vector<segue::TrackId>& songs, segue::TagFields fields);
    void keepWanted(const std::vector<segue::TrackId>& songs, segue::TagFields fields);
    void exportWanted(const std::filesystem::path& file);

private:
    struct Row {
        QLineEdit* line = nullptr;
        QToolButton* revert = nullptr;
        QLabel* offer = nullptr; ///< what the file says now; the next two with it
        QPushButton *take = nullptr, *leave = nullptr;
    };
    void addRow(class QGridLayout& grid, TagField field);
    void addCover(class QGridLayout& grid);
    void showField(TagField field, const std::vector<CorrectedSong>& songs);
    void askForImage();
    void askForTable();

    Settings& m_settings;
    std::vector<TrackId> m_ids;
    std::map<TagField, Row> m_rows;
    QLabel* m_heading;
};

} // namespace segue::ui
