// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/search_text.h"

#include "ui/words/format.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace segue::ui {

namespace {

QString tr(const char* sentence) { return QCoreApplication::translate("search", sentence); }

/// What a value of the field may look like.
QString example(const std::string& field) {
    if (field == "added" || field == "played" || field == "lastplayed")
        return QStringLiteral("%1:<30d, %1:>1y, %1:2024-05");
    if (field == "length" || field == "duration")
        return QStringLiteral("%1:3:30, %1:>4m, %1:2m..5m");
    if (field == "key")
        return QStringLiteral("%1:Am, %1:F#, %1:\"B flat major\"");
    if (field == "is")
        return QStringLiteral("%1:missing, %1:failed, %1:waiting, %1:silent");
    if (field == "year" || field == "date" || field == "originalyear")
        return QStringLiteral("%1:1999, %1:1990..1999, %1:90s");
    return QStringLiteral("%1:4, %1:>=4, %1:2..5");
}

QString fieldNames() {
    QStringList names;
    for (const auto name : browse::queryFieldNames())
        names += text(std::string(name));
    return names.join(QStringLiteral(", "));
}

QString problemText(const browse::QueryProblem& problem) {
    const QString word = text(problem.word);
    const QString near = text(problem.near);
    switch (problem.kind) {
    case browse::QueryProblem::Kind::unknownField:
        return near.isEmpty() ? tr("There is no field “%1”; it was looked for as a word. Fields: %2.").arg(word, fieldNames())
                              : tr("There is no field “%1”; it was looked for as a word. Did you mean “%2:”?").arg(word, near);
    case browse::QueryProblem::Kind::badValue:
        return tr("“%1” says nothing about %2. Write it like this: %3.").arg(word, near, example(problem.near).arg(near));
    case browse::QueryProblem::Kind::tooMany:
        return tr("Only the first %1 words were looked for.").arg(browse::SongQuery::kMostTerms);
    }
    return {};
}

} // namespace

QString searchHint(const std::vector<browse::QueryProblem>& problems, const std::vector<std::string>& forgiven) {
    QStringList sentences;
    for (const auto& problem : problems)
        sentences += problemText(problem);
    for (const auto& word : forgiven)
        sentences += tr("Nothing has “%1”; this is what comes near.").arg(text(word));
    return sentences.join(QChar(u' '));
}

QString searchHelp() {
    constexpr std::array kRows{"nina simone", "\"feeling good\"", "-live",   "artist:simone", "artist:=queen", "year:1990..1999",
                               "rating:>=4",  "bpm:120..130",     "plays:0", "added:<30d",    "heard:jazz"};
    const QStringList meanings{
        tr("songs with both words"), tr("the words as they stand"),  tr("without this word"),     tr("in this field"),
        tr("the whole name"),        tr("from these years"),         tr("four stars or more"),    tr("this fast"),
        tr("never played"),          tr("came in the last 30 days"), tr("what Segue hears it as")};
    QString rows;
    int i = 0;
    for (const char* row : kRows)
        rows += QStringLiteral("<tr><td><code>%1</code></td><td>&nbsp;&nbsp;%2</td></tr>")
                    .arg(QString::fromUtf8(row).toHtmlEscaped(), meanings.at(i++));
    return tr("Shows the songs that have these words (Ctrl+F)") + QStringLiteral("<table>") + rows + QStringLiteral("</table>") +
           tr("Fields: %1.").arg(fieldNames());
}

} // namespace segue::ui
