// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"
#include "ui/settings/settings.h"

namespace segue::ui {

class ChoiceBox;
class LearnedCard;
class ModelsCard;
class NumberBox;
class OffersCard;
class ScopeSwitch;
class ScrobbleCard;
class ToggleSwitch;

/// Everything the listener can set; each change is in effect at once.
class SettingsPage final : public Page {
    Q_OBJECT

public:
    SettingsPage(Settings& settings, int cores, QWidget* parent = nullptr);

    [[nodiscard]] ModelsCard& models() { return *m_models; }
    [[nodiscard]] OffersCard& offers() { return *m_offers; }
    [[nodiscard]] LearnedCard& learned() { return *m_learned; }
    [[nodiscard]] ScrobbleCard& scrobbling() { return *m_scrobbling; }

Q_SIGNALS:
    void shown();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildRecommendation();
    void buildLibraries();
    void buildAnalysis(int cores);
    void buildAppearance();
    void addRow(QVBoxLayout& card, const QString& name, const QString& explanation, QWidget* control);
    void showValues(); ///< they can change elsewhere: the Recommendation list has two of the switches

    Settings& m_settings;
    NumberBox* m_count = nullptr;
    ScopeSwitch* m_scope = nullptr;
    ToggleSwitch* m_previews = nullptr;
    ChoiceBox* m_workers = nullptr;
    ToggleSwitch* m_outlines = nullptr;
    ToggleSwitch* m_pauseOnBattery = nullptr;
    ToggleSwitch* m_watching = nullptr;
    ToggleSwitch* m_guessCodePage = nullptr;
    LearnedCard* m_learned = nullptr;
    ModelsCard* m_models = nullptr;
    OffersCard* m_offers = nullptr;
    ScrobbleCard* m_scrobbling = nullptr;
    ChoiceBox* m_appearance = nullptr;
};

} // namespace segue::ui
