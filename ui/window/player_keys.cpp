// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/player_keys.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/playback/playback_bar.h"

#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

#include <chrono>

namespace segue::ui {

using namespace std::chrono_literals;

namespace {

constexpr int kVolumeStep = 5; // percent

QList<QKeySequence> restingKeys() {
    QList<QKeySequence> keys{Qt::Key_Space, Qt::CTRL | Qt::Key_U, Qt::CTRL | Qt::SHIFT | Qt::Key_U, Qt::CTRL | Qt::Key_M};
    for (const auto arrow : {Qt::Key_Left, Qt::Key_Right})
        keys << (Qt::SHIFT | arrow) << (Qt::CTRL | arrow) << (Qt::CTRL | Qt::SHIFT | arrow);
    for (const auto arrow : {Qt::Key_Up, Qt::Key_Down})
        keys << (Qt::CTRL | arrow);
    return keys;
}

bool takesText(const QObject* object) {
    if (const auto* line = qobject_cast<const QLineEdit*>(object))
        return !line->isReadOnly();
    if (const auto* text = qobject_cast<const QTextEdit*>(object))
        return !text->isReadOnly();
    if (const auto* text = qobject_cast<const QPlainTextEdit*>(object))
        return !text->isReadOnly();
    const auto* choice = qobject_cast<const QComboBox*>(object);
    return (choice && choice->isEditable()) || qobject_cast<const QAbstractSpinBox*>(object);
}

} // namespace

PlayerKeys::PlayerKeys(QWidget& window, PlaybackBar& bar, EngineBridge& bridge)
    : QObject(&window)
    , m_window(window)
    , m_resting(restingKeys()) {
    const std::pair<QKeySequence, std::chrono::seconds> seeks[] = {{Qt::SHIFT | Qt::Key_Left, -5s},
                                                                   {Qt::SHIFT | Qt::Key_Right, 5s},
                                                                   {Qt::CTRL | Qt::Key_Left, -30s},
                                                                   {Qt::CTRL | Qt::Key_Right, 30s}};
    for (const auto& [key, step] : seeks)
        add(key, true, [&bar, step = step] { bar.seekBy(step); });
    add(Qt::CTRL | Qt::Key_Up, true, [&bar] { bar.stepVolume(kVolumeStep); });
    add(Qt::CTRL | Qt::Key_Down, true, [&bar] { bar.stepVolume(-kVolumeStep); });
    add(Qt::CTRL | Qt::Key_M, false, [&bar] { bar.toggleMute(); });
    add(Qt::Key_MediaPlay, false, [&bar] { bar.toggle(); });
    add(Qt::Key_MediaTogglePlayPause, false, [&bar] { bar.toggle(); });
    add(Qt::Key_MediaPause, false, [&bridge] { bridge.pause(); });
    add(Qt::Key_MediaStop, false, [&bridge] { bridge.stop(); });
    add(Qt::Key_MediaNext, false, [&bridge] { bridge.next(); });
    add(Qt::Key_MediaPrevious, false, [&bridge] { bridge.previous(); });
    qApp->installEventFilter(this);
}

template <typename Do>
void PlayerKeys::add(const QKeySequence& key, bool repeats, Do act) {
    auto* action = new QAction(&m_window);
    action->setAutoRepeat(repeats);
    action->setShortcut(key);
    m_window.addAction(action);
    connect(action, &QAction::triggered, this, act);
}

/// What accepts this event gets the key itself, and no shortcut does.
bool PlayerKeys::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride || !takesText(watched))
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    const QKeySequence pressed(QKeyCombination(key->modifiers() & ~Qt::KeypadModifier, static_cast<Qt::Key>(key->key())));
    if (!m_resting.contains(pressed))
        return false;
    event->accept();
    return true;
}

} // namespace segue::ui
