// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/sound_text.h"

#include "engine/words/song_details.h"

#include <QCoreApplication>

#include <cmath>

namespace segue::ui {

namespace {

constexpr int kNotes = 12;
constexpr int kNoteOfA4 = 69; // as MIDI counts them

QString tr(const char* source) { return QCoreApplication::translate("SoundText", source); }

} // namespace

QString tempoText(float bpm) { return bpm > 0.F ? tr("%1 BPM").arg(static_cast<double>(bpm), 0, 'f', 1) : QString(); }

QString keyText(int key, float strength) {
    const auto name = keyName(key);
    return name.empty() ? QString()
                        : QStringLiteral("%1 (%2)").arg(QString::fromStdString(name)).arg(static_cast<double>(strength), 0, 'f', 2);
}

QString loudnessText(float lufs) { return lufs <= -70.F ? tr("silent") : decibelText(lufs, QStringLiteral("LUFS")); }

QString decibelText(float db, const QString& unit) {
    return QStringLiteral("%1 %2").arg(static_cast<double>(db), 0, 'f', 1).arg(unit);
}

QString hertzText(double hz) {
    if (hz < 999.5)
        return tr("%1 Hz").arg(hz, 0, 'f', hz < 99.95 ? 1 : 0);
    return tr("%1 kHz").arg(hz / 1000.0, 0, 'f', hz < 9995.0 ? 2 : 1);
}

QString pitchClassText(int pitchClass) {
    const char* const names[kNotes] = {"C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"};
    return pitchClass >= 0 && pitchClass < kNotes ? QString::fromUtf8(names[pitchClass]) : QString();
}

QString noteText(double hz) {
    if (hz < 8.0)
        return {};
    const double exact = kNoteOfA4 + kNotes * std::log2(hz / 440.0);
    const int note = static_cast<int>(std::lround(exact));
    const int cents = static_cast<int>(std::lround((exact - note) * 100.0));
    QString name = pitchClassText(note % kNotes) + QString::number(note / kNotes - 1);
    if (cents == 0)
        return name;
    return tr("%1 %2%3 ct").arg(name, cents > 0 ? QStringLiteral("+") : QString(), QString::number(cents));
}

QString exactClockText(double seconds) {
    const auto hundredths = static_cast<qlonglong>(std::floor(std::max(0.0, seconds) * 100.0 + 1e-6));
    return QStringLiteral("%1:%2.%3")
        .arg(hundredths / 6000)
        .arg(hundredths / 100 % 60, 2, 10, QLatin1Char('0'))
        .arg(hundredths % 100, 2, 10, QLatin1Char('0'));
}

QString codecText(const std::string& codec) {
    const QString name = QString::fromStdString(codec);
    if (name.startsWith(QLatin1String("pcm_")))
        return QStringLiteral("PCM");
    return name.startsWith(QLatin1String("mp3")) ? QStringLiteral("MP3") : name.toUpper();
}

} // namespace segue::ui
