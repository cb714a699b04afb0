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

/// Every file that could not be read, why and since when. Files can be tried again, shown in their folder, and copied as
/// text. The buttons act on the chosen rows, or on all if none is chosen.
class ProblemsPage final : public Page {
    Q_OBJECT

public:
    explicit ProblemsPage(QWidget* parent = nullptr);

    void takeProblems(const ProblemsLoaded& event);
    void takeChange(std::size_t count); ///< the problems changed: asks for them if the page is visible
    [[nodiscard]] QListView& list() { return *m_list; }

Q_SIGNALS:
    void counted(std::size_t count);
    void problemsWanted();
    void tryAgainWanted(const std::vector<segue::TrackId>& tracks);
    void rescanWanted(segue::LibraryId library); ///< scan the library's folders again

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildList();
    void layOut();
    void showState();
    void setProblems(std::vector<Problem> problems);
    template <typename Change>
    void keepPlace(Change&& change);
    [[nodiscard]] std::vector<int> meantRows() const; ///< the chosen rows, or all
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
    QTimer m_soon; ///< delays the request, since many files may fail at once
};

} // namespace segue::ui
