// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/map_tints.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace segue::ui {

class ChoiceBox;

/// The row above the map: what it is coloured by, the search, the lasso, zoom, and making it anew.
class MapTools final : public QWidget {
    Q_OBJECT

public:
    explicit MapTools(QWidget* parent = nullptr);

    [[nodiscard]] MapColour colour() const;
    [[nodiscard]] QString words() const;
    /// What is said beneath the tools, and a button that does something about it; empty: nothing.
    /// @param dismiss what a second button says that takes away what it is about; empty: there is none
    void say(const QString& sentence, const QString& button, const QString& dismiss = {});
    [[nodiscard]] QLineEdit& search() { return *m_search; }

Q_SIGNALS:
    void colourChosen();
    void searched();
    void lassoToggled(bool on);
    void zoomWanted(int steps);
    void fitWanted();
    void makeWanted();
    void buttonClicked(); ///< the one beside the sentence
    void dismissed();     ///< likewise the second

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QToolButton* makeButton(const QString& icon, const QString& name);

    ChoiceBox* m_colour;
    QLineEdit* m_search;
    QToolButton* m_lasso;
    QToolButton* m_out;
    QToolButton* m_in;
    QLabel* m_sentence;
    QPushButton* m_button;
    QToolButton* m_dismiss;
};

} // namespace segue::ui
