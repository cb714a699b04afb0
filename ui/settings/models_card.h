// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QWidget>

#include <functional>
#include <string>
#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace segue::ui {

class Settings;

/// The networks: which are installed, which one is in use, the progress of a change to another one, and the stored results of
/// networks that are no longer installed.
class ModelsCard final : public QWidget {
    Q_OBJECT

public:
    explicit ModelsCard(Settings& settings, QWidget* parent = nullptr);

    void showModels(const ModelsChanged& event);
    void showProgress(const ModelChangeProgress& event);

Q_SIGNALS:
    void useWanted(const std::string& id);
    void togetherWanted(const std::string& name, const std::vector<segue::NetworkShare>& parts);
    void backWanted(); ///< the change to another network is cancelled
    void addWanted(const std::filesystem::path& folder);
    void removeWanted(const std::filesystem::path& folder);
    void forgetWanted(const std::string& id);

private:
    void fill();
    void addModel(const InstalledModel& model);
    void addKept(const KeptEmbeddings& kept);
    void showChange();
    void askForFolder();
    void askForTogether();
    void askToRemove(const InstalledModel& model);
    void askToForget(const KeptEmbeddings& kept);
    void ask(const QString& title, const QString& question, const QString& explanation, std::function<void()> remove);
    [[nodiscard]] bool isPartOf(const std::string& together, const std::string& id) const;
    [[nodiscard]] QString titleOf(const std::string& id) const;

    Settings& m_settings;
    ModelsChanged m_models;
    ModelChangeProgress m_progress;
    QWidget* m_rows; ///< replaced with each change of the list
    QWidget* m_change;
    QLabel* m_changeText;
    QLabel* m_parts; ///< of several together, each one's progress
    QPushButton* m_back;
    QPushButton* m_add;
    QPushButton* m_together;
    QVBoxLayout* m_column;
};

} // namespace segue::ui
