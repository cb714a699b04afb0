// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/kept_rules.h"

#include "ui/settings/settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace segue::ui {

namespace {

QString keyOf(LibraryId library) { return QStringLiteral("listRules%1").arg(library); }

/// Reads what an object has, or writes what is not as usual.
class RuleObject final {
public:
    explicit RuleObject(QJsonObject object, bool isRead)
        : m_object(std::move(object))
        , m_isRead(isRead) {}

    [[nodiscard]] const QJsonObject& object() const { return m_object; }

    void rule(const char* name, bool& value, bool usual) {
        if (m_isRead)
            value = m_object.value(QLatin1String(name)).toBool(usual);
        else if (value != usual)
            m_object.insert(QLatin1String(name), value);
    }
    void rule(const char* name, int& value, int usual, int most) {
        if (m_isRead)
            value = std::clamp(m_object.value(QLatin1String(name)).toInt(usual), 0, most);
        else if (value != usual)
            m_object.insert(QLatin1String(name), value);
    }
    void rule(const char* name, float& value, float usual, float most) {
        if (m_isRead)
            value =
                std::clamp(static_cast<float>(m_object.value(QLatin1String(name)).toDouble(static_cast<double>(usual))), 0.F, most);
        else if (value != usual)
            m_object.insert(QLatin1String(name), static_cast<double>(value));
    }
    template <typename Duration>
    void length(const char* name, Duration& value) {
        int count = static_cast<int>(value.count());
        rule(name, count, 0, 1'000'000);
        value = Duration(count);
    }
    template <typename Value, typename From, typename To>
    void list(const char* name, std::vector<Value>& values, From&& from, To&& to) {
        if (m_isRead) {
            values.clear();
            for (const auto& one : m_object.value(QLatin1String(name)).toArray())
                values.push_back(from(one));
        } else if (!values.empty()) {
            QJsonArray array;
            for (const auto& one : values)
                array.append(to(one));
            m_object.insert(QLatin1String(name), array);
        }
    }

private:
    QJsonObject m_object;
    bool m_isRead;
};

void go(RuleObject& object, ListRules& rules) {
    const ListRules usual;
    constexpr int kMost = 100;
    const auto text = [](const QJsonValue& value) { return value.toString().toStdString(); };
    const auto value = [](const std::string& words) { return QString::fromStdString(words); };
    const auto path = [](const QJsonValue& from) {
        return std::filesystem::path(QByteArray::fromHex(from.toString().toLatin1()).toStdString());
    };
    const auto hex = [](const std::filesystem::path& from) {
        return QString::fromLatin1(QByteArray::fromStdString(from.native()).toHex());
    };
    object.rule("plain", rules.isPlain, usual.isPlain);
    object.rule("seedArtist", rules.mostOfSeedArtist, usual.mostOfSeedArtist, kMost);
    object.rule("artist", rules.mostOfArtist, usual.mostOfArtist, kMost);
    object.rule("seedAlbum", rules.mostOfSeedAlbum, usual.mostOfSeedAlbum, kMost);
    object.rule("album", rules.mostOfAlbum, usual.mostOfAlbum, kMost);
    object.rule("hideVersions", rules.hidesVersions, usual.hidesVersions);
    object.rule("liveApart", rules.keepsLiveApart, usual.keepsLiveApart);
    object.rule("hubs", rules.hubStrength, usual.hubStrength, 1.F);
    object.rule("feedback", rules.usesFeedback, usual.usesFeedback);
    object.rule("ratings", rules.usesRatings, usual.usesRatings);
    object.rule("sameLibrary", rules.sameLibrary, usual.sameLibrary);
    object.list("genres", rules.genres, text, value);
    object.list(
        "decades", rules.decades, [](const QJsonValue& from) { return from.toInt(); }, [](int from) { return from; });
    object.rule("tempo", rules.tempoWithin, usual.tempoWithin, 1.F);
    object.rule("keys", rules.keysThatMix, usual.keysThatMix);
    object.rule("loudness", rules.loudnessWithinDb, usual.loudnessWithinDb, 100.F);
    object.length("shortest", rules.shortest);
    object.length("longest", rules.longest);
    object.list("folders", rules.folders, path, hex);
    object.list("notFolders", rules.notFolders, path, hex);
    object.rule("rating", rules.leastRating, usual.leastRating, 5);
    object.length("notPlayedFor", rules.notPlayedFor);
    object.rule("neverPlayed", rules.neverPlayed, usual.neverPlayed);
    object.rule("noSeasonal", rules.leavesOutSeasonal, usual.leavesOutSeasonal);
    object.rule("noSpoken", rules.leavesOutSpoken, usual.leavesOutSpoken);
}

} // namespace

ListRules keptRules(const Settings& settings, LibraryId library) {
    RuleObject object(QJsonDocument::fromJson(settings.layout(keyOf(library))).object(), true);
    ListRules rules;
    go(object, rules);
    return rules;
}

void keepRules(Settings& settings, LibraryId library, const ListRules& rules) {
    RuleObject object({}, false);
    auto copy = rules;
    go(object, copy);
    settings.setLayout(keyOf(library),
                       object.object().isEmpty() ? QByteArray() : QJsonDocument(object.object()).toJson(QJsonDocument::Compact));
}

} // namespace segue::ui
