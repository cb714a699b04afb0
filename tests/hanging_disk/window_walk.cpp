// SPDX-License-Identifier: GPL-3.0-or-later
//
// A listener's hands in the real program, which is started with this library in LD_PRELOAD: when songs are listed it chooses the
// other library, when that one is listed it closes the window. The file that SEGUE_WINDOW_WALK names tells how far it came, a
// line a step. It lives in the window's thread: what stops that stops the walk.

#include <QAbstractItemView>
#include <QApplication>
#include <QListView>
#include <QMainWindow>
#include <QTest>
#include <QTimer>

#include <chrono>
#include <fstream>
#include <memory>

namespace {

using namespace std::chrono_literals;

template <typename Widget>
Widget* findIn(const QWidget& window, const char* name) {
    for (auto* one : window.findChildren<Widget*>())
        if (one->inherits(name))
            return one;
    return nullptr;
}

class Walk final : public QObject {
public:
    Walk() {
        connect(&m_timer, &QTimer::timeout, this, &Walk::step);
        m_timer.start(10ms);
    }

private:
    void step() {
        for (auto* top : QApplication::topLevelWidgets())
            if (auto* window = qobject_cast<QMainWindow*>(top); window && window->isVisible())
                return look(*window);
    }

    void look(QMainWindow& window) {
        const auto* songs = findIn<QAbstractItemView>(window, "segue::ui::SongTableView");
        const int rows = songs && songs->isVisible() ? songs->model()->rowCount() : 0;
        if (rows == 0 || rows == m_listed)
            return;
        tell("listed " + std::to_string(rows));
        const bool isFirst = m_listed == 0;
        m_listed = rows;
        if (isFirst)
            return chooseOther(window);
        m_timer.stop();
        tell("closed");
        window.close();
    }

    static void chooseOther(QMainWindow& window) {
        auto* list = findIn<QWidget>(window, "segue::ui::Sidebar")->findChild<QListView*>();
        const auto other = list->model()->index(list->currentIndex().row() == 1 ? 2 : 1, 0);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(other).center());
    }

    static void tell(const std::string& what) {
        std::ofstream(qgetenv("SEGUE_WINDOW_WALK").toStdString(), std::ios::app) << what << std::endl;
    }

    QTimer m_timer;
    int m_listed = 0; ///< rows; 0: none yet
};

/// The application owns it.
void begin() {
    if (qEnvironmentVariableIsSet("SEGUE_WINDOW_WALK"))
        QTimer::singleShot(0, [] { (new Walk)->setParent(QCoreApplication::instance()); });
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(begin)
