// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/kit/page.h"
#include "ui/problems/problem_delegate.h"
#include "ui/problems/problem_model.h"

#include <QTimer>

#include <vector>

class QLabel;
class QListView;
class QPushButton;
class QStackedLayout;

namespace segue::ui {

class ChoiceBox;
class EmptyState;

/// Every file that could not be read, why and since when: to be tried again, shown in its folder, copied as text. What
/// the buttons do is meant for the rows chosen, or for all if none is.
class ProblemsPage final : public Page {
    Q_OBJECT

public:
    explicit ProblemsPage(QWidget* parent = nullptr);

    void takeProblems(const ProblemsLoaded& event);
    void takeChange(std::size_t count); ///< there are other problems now: asks for them, if anybody looks
    [[nodiscard]] QListView& list() { return *m_list; }

Q_SIGNALS:
    void counted(std::size_t count);
    void problemsWanted();
    void tryAgainWanted(const std::vector<segue::TrackId>& tracks);
    void rescanWanted(segue::LibraryId library); ///< to look at its folders again

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildList();
    void layOut();
    void showState();
    void setProblems(std::vector<Problem> problems);
    template <typename Change>
    void keepPlace(Change&& change);
    [[nodiscard]] std::vector<int> meantRows() const; ///< those chosen, or all
    void tryAgain();
    void copy();
    void openMenu(QPoint position);

    ProblemModel m_model;
    ProblemDelegate m_delegate;
    QListView* m_list;
    EmptyState* m_empty;
    QLabel* m_count;
    ChoiceBox* m_order;
    QPushButton* m_again;
    QPushButton* m_copy;
    QWidget* m_tools;
    QStackedLayout* m_body = nullptr;
    QTimer m_soon; ///< many files may fail in a moment
};

} // namespace segue::ui
