// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings.h"

#include "ui/settings/desktop_settings.h"
#include "ui/settings/outputs.h"
#include "ui/settings/start_folders.h"

#include <QStandardPaths>

#include <algorithm>
#include <cmath>

namespace segue::ui {

namespace {

constexpr auto kCount = "recommendation/count";
constexpr auto kScope = "recommendation/scope";
constexpr auto kPreviews = "recommendation/previews";
constexpr auto kHoverPreviews = "recommendation/hoverPreviews";
constexpr auto kWorkers = "analysis/workers";
constexpr auto kOutlines = "analysis/outlines";
constexpr auto kPauseOnBattery = "analysis/pauseOnBattery";
constexpr auto kWatching = "library/watching";
constexpr auto kGuessCodePage = "library/guessCodePage";
constexpr auto kCoverMegabytes = "library/coverMegabytes";
constexpr int kUsualCovers = 500;
constexpr int kMostCovers = 100'000;
constexpr auto kScrobbleServer = "scrobbling/server";
constexpr auto kScrobbleLoves = "scrobbling/loves";
constexpr auto kScrobbleUser = "scrobbling/user";
constexpr auto kAppearance = "window/appearance";
constexpr auto kDesktopDark = "window/desktopWasDark";
constexpr auto kSpectrogramKind = "picture/kind";
constexpr auto kSpectrogramWindow = "picture/window";
constexpr auto kSpectrogramZoom = "picture/zoom";
constexpr auto kSpectrogramLinear = "picture/linear";
constexpr auto kVolume = "playback/volume";
constexpr auto kLevelling = "sound/levelling";
constexpr auto kPreamp = "sound/preampDb";
constexpr auto kPreventsClipping = "sound/preventsClipping";
constexpr auto kLimits = "sound/limits";
constexpr auto kPausesForPreview = "sound/pausesForPreview";
constexpr auto kRadioByItself = "radio/whenTheQueueEnds";
constexpr auto kRadioFollows = "radio/follows";
constexpr auto kRadioReach = "radio/reach";
constexpr auto kCrossfade = "sound/crossfadeSeconds";
constexpr auto kOutputId = "sound/outputId";
constexpr auto kOutputName = "sound/outputName";
constexpr auto kLastLibrary = "window/lastLibrary";
constexpr auto kSameGenre = "sameGenre";

const char* const kLevellingNames[] = {"off", "track", "album", "smart"};
const char* const kKindNames[] = {"stft", "mel", "cqt", "chroma"};

} // namespace

Settings::Settings(const QString& file, QObject* parent)
    : QObject(parent)
    , m_file(file, QSettings::IniFormat)
    , m_startFolders(new StartFolders(*this))
    , m_outputs(new Outputs(*this))
    , m_desktop(new DesktopSettings(*this)) {}

QString Settings::defaultFile() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/segue/segue.ini");
}

int Settings::count() const { return std::clamp(m_file.value(kCount, kDefaultCount).toInt(), kMinCount, kMaxCount); }

void Settings::setCount(int count) {
    if (count == this->count())
        return;
    m_file.setValue(kCount, std::clamp(count, kMinCount, kMaxCount));
    Q_EMIT recommendationChanged();
}

Scope Settings::scope() const {
    return m_file.value(kScope).toString() == QLatin1String(kSameGenre) ? Scope::sameGenre : Scope::wholeLibrary;
}

void Settings::setScope(Scope scope) {
    if (scope == this->scope())
        return;
    m_file.setValue(kScope, scope == Scope::sameGenre ? QLatin1String(kSameGenre) : QLatin1String("wholeLibrary"));
    Q_EMIT recommendationChanged();
}

bool Settings::previews() const { return m_file.value(kPreviews, true).toBool(); }

void Settings::setPreviews(bool on) {
    if (on == previews())
        return;
    m_file.setValue(kPreviews, on);
    Q_EMIT previewsChanged(on);
}

bool Settings::hoverPreviews() const { return m_file.value(kHoverPreviews, false).toBool(); }

void Settings::setHoverPreviews(bool on) { m_file.setValue(kHoverPreviews, on); }

int Settings::workers() const { return std::max(0, m_file.value(kWorkers, 0).toInt()); }

void Settings::setWorkers(int workers) {
    if (workers == this->workers())
        return;
    m_file.setValue(kWorkers, workers);
    Q_EMIT workersChanged(workers);
}

bool Settings::outlines() const { return m_file.value(kOutlines, true).toBool(); }

void Settings::setOutlines(bool on) {
    if (on == outlines())
        return;
    m_file.setValue(kOutlines, on);
    Q_EMIT outlinesChanged(on);
}

bool Settings::pauseOnBattery() const { return m_file.value(kPauseOnBattery, true).toBool(); }

void Settings::setPauseOnBattery(bool on) {
    if (on == pauseOnBattery())
        return;
    m_file.setValue(kPauseOnBattery, on);
    Q_EMIT pauseOnBatteryChanged(on);
}

bool Settings::watching() const { return m_file.value(kWatching, true).toBool(); }

void Settings::setWatching(bool on) {
    if (on == watching())
        return;
    m_file.setValue(kWatching, on);
    Q_EMIT watchingChanged(on);
}

bool Settings::guessCodePage() const { return m_file.value(kGuessCodePage, true).toBool(); }

void Settings::setGuessCodePage(bool on) {
    if (on == guessCodePage())
        return;
    m_file.setValue(kGuessCodePage, on);
    Q_EMIT guessCodePageChanged(on);
}

int Settings::coverMegabytes() const {
    bool isNumber = false;
    const int megabytes = m_file.value(kCoverMegabytes, kUsualCovers).toInt(&isNumber);
    return isNumber && megabytes >= 0 && megabytes <= kMostCovers ? megabytes : kUsualCovers;
}

void Settings::setCoverMegabytes(int megabytes) {
    if (megabytes == coverMegabytes())
        return;
    m_file.setValue(kCoverMegabytes, megabytes);
    Q_EMIT coverMegabytesChanged(megabytes);
}

QString Settings::scrobbleServer() const { return m_file.value(kScrobbleServer).toString(); }

void Settings::setScrobbleServer(const QString& server) { m_file.setValue(kScrobbleServer, server); }

QString Settings::scrobbleUser() const { return m_file.value(kScrobbleUser).toString(); }

void Settings::setScrobbleUser(const QString& name) { m_file.setValue(kScrobbleUser, name); }

bool Settings::scrobbleLoves() const { return m_file.value(kScrobbleLoves, false).toBool(); }

void Settings::setScrobbleLoves(bool loves) { m_file.setValue(kScrobbleLoves, loves); }

Appearance Settings::appearance() const {
    const QString name = m_file.value(kAppearance).toString();
    if (name == QLatin1String("light"))
        return Appearance::light;
    return name == QLatin1String("dark") ? Appearance::dark : Appearance::followDesktop;
}

void Settings::setAppearance(Appearance appearance) {
    if (appearance == this->appearance())
        return;
    const char* const names[] = {"followDesktop", "light", "dark"};
    m_file.setValue(kAppearance, QLatin1String(names[static_cast<int>(appearance)]));
    Q_EMIT appearanceChanged();
}

SpectrogramStyle Settings::spectrogram() const {
    const SpectrogramStyle standard;
    SpectrogramStyle style{.kind = SpectrogramKind::stft,
                           .windowLength = m_file.value(kSpectrogramWindow, standard.windowLength).toInt(),
                           .zoom = m_file.value(kSpectrogramZoom, standard.zoom).toInt(),
                           .linear = m_file.value(kSpectrogramLinear, standard.linear).toBool()};
    style = style.canonical();
    style.kind = standard.kind;
    const QString kind = m_file.value(kSpectrogramKind).toString();
    for (int i = 0; i < static_cast<int>(std::size(kKindNames)); ++i)
        if (kind == QLatin1String(kKindNames[i]))
            style.kind = static_cast<SpectrogramKind>(i);
    return style;
}

void Settings::setSpectrogram(const SpectrogramStyle& style) {
    if (style == spectrogram())
        return;
    m_file.setValue(kSpectrogramKind, QLatin1String(kKindNames[static_cast<int>(style.kind)]));
    m_file.setValue(kSpectrogramWindow, style.windowLength);
    m_file.setValue(kSpectrogramZoom, style.zoom);
    m_file.setValue(kSpectrogramLinear, style.linear);
}

RadioSettings Settings::radio() const {
    const RadioSettings standard;
    const int reach = m_file.value(kRadioReach, static_cast<int>(standard.reach)).toInt();
    return {.startsByItself = m_file.value(kRadioByItself, standard.startsByItself).toBool(),
            .follows = m_file.value(kRadioFollows, standard.follows).toBool(),
            .reach = static_cast<RadioReach>(std::clamp(reach, 0, kRadioReaches - 1))};
}

void Settings::setRadio(const RadioSettings& radio) {
    if (radio == this->radio())
        return;
    m_file.setValue(kRadioByItself, radio.startsByItself);
    m_file.setValue(kRadioFollows, radio.follows);
    m_file.setValue(kRadioReach, static_cast<int>(radio.reach));
    Q_EMIT radioChanged(radio);
}

SoundSettings Settings::sound() const {
    const SoundSettings standard;
    SoundSettings sound;
    const QString levelling = m_file.value(kLevelling).toString();
    for (int i = 0; i < static_cast<int>(std::size(kLevellingNames)); ++i)
        if (levelling == QLatin1String(kLevellingNames[i]))
            sound.levelling = static_cast<Levelling>(i);
    const float preamp = m_file.value(kPreamp, standard.preampDb).toFloat();
    sound.preampDb = std::isfinite(preamp) ? std::clamp(preamp, -SoundSettings::kMostPreampDb, SoundSettings::kMostPreampDb) : 0.F;
    sound.preventsClipping = m_file.value(kPreventsClipping, standard.preventsClipping).toBool();
    sound.limits = m_file.value(kLimits, standard.limits).toBool();
    sound.pausesForPreview = m_file.value(kPausesForPreview, standard.pausesForPreview).toBool();
    const auto most = static_cast<int>(SoundSettings::kMostCrossfade.count());
    sound.crossfade = std::chrono::seconds(std::clamp(m_file.value(kCrossfade, 0).toInt(), 0, most));
    return sound;
}

void Settings::setSound(const SoundSettings& sound) {
    if (sound == this->sound())
        return;
    m_file.setValue(kLevelling, QLatin1String(kLevellingNames[static_cast<int>(sound.levelling)]));
    m_file.setValue(kPreamp, sound.preampDb);
    m_file.setValue(kPreventsClipping, sound.preventsClipping);
    m_file.setValue(kLimits, sound.limits);
    m_file.setValue(kPausesForPreview, sound.pausesForPreview);
    m_file.setValue(kCrossfade, static_cast<int>(sound.crossfade.count()));
    Q_EMIT soundChanged(this->sound());
}

QString Settings::outputId() const { return m_file.value(kOutputId).toString(); }

QString Settings::outputName() const { return m_file.value(kOutputName).toString(); }

void Settings::setOutput(const QString& id, const QString& name) {
    m_file.setValue(kOutputId, id);
    m_file.setValue(kOutputName, name);
}

float Settings::volume() const { return std::clamp(m_file.value(kVolume, 0.8F).toFloat(), 0.F, 1.F); }

void Settings::setVolume(float volume) { m_file.setValue(kVolume, std::clamp(volume, 0.F, 1.F)); }

LibraryId Settings::lastLibrary() const { return m_file.value(kLastLibrary, 0).toLongLong(); }

void Settings::setLastLibrary(LibraryId library) { m_file.setValue(kLastLibrary, static_cast<qlonglong>(library)); }

bool Settings::desktopWasDark(bool otherwise) const { return m_file.value(kDesktopDark, otherwise).toBool(); }

void Settings::setDesktopWasDark(bool dark) { m_file.setValue(kDesktopDark, dark); }

QString Settings::lastFolder(const QString& purpose) const { return m_file.value(QStringLiteral("folders/") + purpose).toString(); }

void Settings::setLastFolder(const QString& purpose, const QString& folder) {
    m_file.setValue(QStringLiteral("folders/") + purpose, folder);
}

bool Settings::isOn(const QString& key, bool otherwise) const { return m_file.value(key, otherwise).toBool(); }

void Settings::setOn(const QString& key, bool on) { m_file.setValue(key, on); }

QByteArray Settings::layout(const QString& name) const { return m_file.value(QStringLiteral("layout/") + name).toByteArray(); }

void Settings::setLayout(const QString& name, const QByteArray& state) { m_file.setValue(QStringLiteral("layout/") + name, state); }

} // namespace segue::ui
