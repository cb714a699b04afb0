// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/charts/confusion_matrix.h"

#include "engine/charts/canvas.h"
#include "engine/charts/palette.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cmath>

namespace segue::charts {
namespace {

constexpr double kMargin = 24.0;
constexpr double kLabelWidest = 150.0;
constexpr double kSinOf45 = 0.7071;
constexpr TextStyle kTitle{.size = 16.0, .bold = true};
constexpr TextStyle kAxisName{.size = 12.0, .colour = kFaintInk};
constexpr double kNumbersFrom = 30.0; // points a cell is wide
constexpr double kScaleShortest = 110.0;

struct Layout {
    double cell = 0.0;
    double left = 0.0;
    double top = 0.0;
    double size = 0.0;  // of the whole square
    double right = 0.0; // what slanting labels need beyond the square
    TextStyle label;
};

double widestLabel(const Canvas& canvas, const ConfusionMatrix& matrix, const TextStyle& style) {
    double widest = 0.0;
    for (const std::string& label : matrix.labels)
        widest = std::max(widest, canvas.textWidth(label, style));
    return std::min(widest, kLabelWidest);
}

Layout layOut(const Canvas& ruler, const ConfusionMatrix& matrix) {
    Layout layout;
    const auto count = static_cast<double>(matrix.labels.size());
    layout.cell = std::clamp(520.0 / count, 9.0, 60.0);
    layout.label = {.size = std::clamp(layout.cell * 0.8, 7.0, 12.0)};
    const double widest = widestLabel(ruler, matrix, layout.label);
    layout.size = layout.cell * count;
    layout.left = kMargin + 22.0 + widest + 10.0;
    layout.top = kMargin + 34.0 + 22.0 + widest * kSinOf45 + 16.0;
    layout.right = std::max(0.0, widest * kSinOf45 + 10.0 - layout.cell / 2.0);
    return layout;
}

void drawLabels(Canvas& canvas, const ConfusionMatrix& matrix, const Layout& layout) {
    for (std::size_t i = 0; i < matrix.labels.size(); ++i) {
        const double middle = (static_cast<double>(i) + 0.5) * layout.cell;
        const std::string label = canvas.fitted(matrix.labels[i], kLabelWidest, layout.label);
        canvas.text(layout.left - 10.0, layout.top + middle, label, layout.label, Anchor::right);
        canvas.turnedText({layout.left + middle, layout.top - 10.0}, 45.0, label, layout.label, Anchor::left);
    }
    canvas.turnedText({kMargin + 2.0, layout.top + layout.size / 2.0}, 90.0, "true", kAxisName, Anchor::centre);
    canvas.text(layout.left + layout.size / 2.0, kMargin + 34.0, "heard", kAxisName, Anchor::centre);
}

void drawCells(Canvas& canvas, const ConfusionMatrix& matrix, const Layout& layout) {
    for (std::size_t row = 0; row < matrix.labels.size(); ++row) {
        double sum = 0.0;
        for (const std::size_t count : matrix.counts[row])
            sum += static_cast<double>(count);
        for (std::size_t column = 0; column < matrix.labels.size(); ++column) {
            const std::size_t count = matrix.counts[row][column];
            const double share = sum == 0.0 ? 0.0 : static_cast<double>(count) / sum;
            const double x = layout.left + static_cast<double>(column) * layout.cell;
            const double y = layout.top + static_cast<double>(row) * layout.cell;
            canvas.fillRectangle(x, y, layout.cell, layout.cell, shareColour(share));
            if (layout.cell < kNumbersFrom || count == 0)
                continue;
            const TextStyle large{.size = layout.cell * 0.22, .bold = row == column, .colour = inkUpon(share)};
            const TextStyle small{.size = std::max(layout.cell * 0.16, 6.5), .colour = inkUpon(share)};
            const double middle = x + layout.cell / 2.0;
            canvas.text(middle, y + layout.cell * 0.38, std::to_string(std::lround(share * 100.0)) + " %", large, Anchor::centre);
            canvas.text(middle, y + layout.cell * 0.68, std::to_string(count), small, Anchor::centre);
        }
    }
    for (std::size_t i = 0; i <= matrix.labels.size(); ++i) {
        const double at = static_cast<double>(i) * layout.cell;
        const double width = layout.cell < kNumbersFrom ? 0.4 : 1.5;
        canvas.line({layout.left + at, layout.top}, {layout.left + at, layout.top + layout.size}, kPaper, width);
        canvas.line({layout.left, layout.top + at}, {layout.left + layout.size, layout.top + at}, kPaper, width);
    }
}

void drawScale(Canvas& canvas, double left, double top, double height) {
    constexpr int kSteps = 100;
    constexpr double kBarWidth = 14.0;
    constexpr TextStyle kText{.size = 11.0, .colour = kFaintInk};
    const double step = height / kSteps;
    for (int i = 0; i < kSteps; ++i)
        canvas.fillRectangle(left, top + (kSteps - 1 - i) * step, kBarWidth, step + 0.5, shareColour((i + 0.5) / kSteps));
    for (const int percent : {0, 25, 50, 75, 100})
        canvas.text(left + kBarWidth + 7.0, top + height * (100 - percent) / 100.0, std::to_string(percent) + " %", kText);
    canvas.turnedText({left + kBarWidth + 56.0, top + height / 2.0}, 90.0, "share of the line", kAxisName, Anchor::centre);
}

} // namespace

void drawConfusionMatrix(const ConfusionMatrix& matrix, const std::filesystem::path& png) {
    bool square = matrix.counts.size() == matrix.labels.size();
    for (const auto& row : matrix.counts)
        square = square && row.size() == matrix.labels.size();
    if (!square || matrix.labels.empty())
        throw Error(ErrorKind::usage, "A confusion matrix needs labels, and as many lines and columns as labels.");
    const Canvas ruler(1.0, 1.0);
    const Layout layout = layOut(ruler, matrix);
    const double scaleLeft = layout.left + layout.size + std::max(layout.right, 24.0);
    const double width = std::max(scaleLeft + 80.0 + kMargin, 420.0);
    const double scaleHeight = std::max(layout.size, kScaleShortest);
    Canvas canvas(width, layout.top + scaleHeight + kMargin);
    canvas.text(kMargin, kMargin + 6.0, canvas.fitted(matrix.title, width - 2.0 * kMargin, kTitle), kTitle);
    drawCells(canvas, matrix, layout);
    drawLabels(canvas, matrix, layout);
    drawScale(canvas, scaleLeft, layout.top, scaleHeight);
    canvas.writePng(png);
}

} // namespace segue::charts
