// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <utility>

class QFrame;
class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace segue::ui {

/// What the Settings, About, Problems and details pages share: a heading, a way back, and a column that scrolls.
class Page : public QWidget {
    Q_OBJECT

public:
    explicit Page(const QString& heading, QWidget* parent = nullptr);

    /// What has the focus when the page is opened. A focus proxy would do that, too, but with one on a page Qt's Tab never
    /// leaves the page.
    [[nodiscard]] QWidget* first() const { return m_first; }

Q_SIGNALS:
    void backWanted();

protected:
    /// A page that fills its whole area itself instead: `content` has neither column nor cards.
    Page(const QString& heading, QWidget* content, QWidget* parent);
    [[nodiscard]] QWidget& content() { return *m_content; }
    [[nodiscard]] QVBoxLayout& column() { return *m_column; }
    /// A framed group in the column.
    [[nodiscard]] QVBoxLayout& addCard(const QString& title = {});
    /// The same on its own, to be put elsewhere; and what is inside.
    [[nodiscard]] std::pair<QFrame*, QVBoxLayout*> makeCard(const QString& title);
    void setContentWidth(int widest); ///< of the column; pages of text are narrow
    void setHeading(const QString& heading);
    void setFirst(QWidget* first) { m_first = first; }
    void toTop(); ///< of the column

private:
    QLabel* m_heading;
    QScrollArea* m_scroll = nullptr; ///< null: the page has no column
    QVBoxLayout* m_column = nullptr;
    QWidget* m_content; ///< below the heading
    QWidget* m_first;   ///< the content, unless the page says otherwise
};

} // namespace segue::ui
