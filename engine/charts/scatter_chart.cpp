// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/charts/scatter_chart.h"

#include "engine/charts/axis.h"
#include "engine/charts/canvas.h"
#include "engine/charts/palette.h"
#include "engine/words/error.h"

#include <algorithm>

namespace segue::charts {
namespace {

constexpr double kScatterChartWidth = 800.0;
constexpr double kHighest = 620.0;
constexpr double kLowest = 300.0;
constexpr double kScatterChartMargin = 24.0;
constexpr double kMarkRadius = 3.6;
constexpr double kMarkRoom = 2.0 * kMarkRadius;
constexpr double kScatterChartLegendWidest = 160.0;
constexpr double kScatterChartLegendRow = 22.0;
constexpr TextStyle kScatterChartTitle{.size = 16.0, .bold = true};
constexpr TextStyle kNote{.size = 11.5, .colour = kFaintInk};
constexpr TextStyle kScatterChartLegendText{.size = 12.5};

struct Mark {
    double x, y;
    std::size_t group;
};

// In turns from every group, so that no group lies wholly above another.
std::vector<Mark> marksOf(const ScatterChart& chart) {
    std::vector<Mark> marks;
    bool more = true;
    for (std::size_t i = 0; more; ++i) {
        more = false;
        for (std::size_t group = 0; group < chart.groups.size(); ++group) {
            const ScatterGroup& points = chart.groups[group];
            if (i >= points.x.size())
                continue;
            more = true;
            if (drawable(points.x[i]) && drawable(points.y[i]))
                marks.push_back({.x = points.x[i], .y = points.y[i], .group = group});
        }
    }
    return marks;
}

/// What the marks span, and how large a unit is drawn.
struct Extent {
    Point middle{0.0, 0.0};
    double width = 0.0; // in points, as drawn
    double height = 0.0;
    double scale = 0.0;
};

Extent fit(const std::vector<Mark>& marks, double width, double height) {
    if (marks.empty())
        return {};
    const auto byX = std::minmax_element(marks.begin(), marks.end(), [](auto& a, auto& b) { return a.x < b.x; });
    const auto byY = std::minmax_element(marks.begin(), marks.end(), [](auto& a, auto& b) { return a.y < b.y; });
    const double spanX = byX.second->x - byX.first->x;
    const double spanY = byY.second->y - byY.first->y;
    Extent extent{.middle = {byX.first->x + spanX / 2.0, byY.first->y + spanY / 2.0}};
    if (spanX > 0.0 || spanY > 0.0)
        extent.scale = spanX * height > spanY * width ? width / spanX : height / spanY;
    extent.width = spanX * extent.scale;
    extent.height = spanY * extent.scale;
    return extent;
}

double legendWidth(const Canvas& canvas, const ScatterChart& chart) {
    double widest = 0.0;
    for (const ScatterGroup& group : chart.groups)
        widest = std::max(widest, canvas.textWidth(group.name, kScatterChartLegendText));
    return 22.0 + std::min(widest, kScatterChartLegendWidest);
}

void drawLegend(Canvas& canvas, const ScatterChart& chart, double left, double top, double bottom) {
    double y = top + 10.0;
    for (std::size_t group = 0; group < chart.groups.size(); ++group) {
        if (y > bottom) {
            canvas.text(left, y - kScatterChartLegendRow / 2.0, "…", kScatterChartLegendText);
            return;
        }
        drawMark(canvas, {left + 6.0, y}, 5.0, group);
        canvas.text(left + 20.0, y, canvas.fitted(chart.groups[group].name, kScatterChartLegendWidest, kScatterChartLegendText),
                    kScatterChartLegendText);
        y += kScatterChartLegendRow;
    }
}

} // namespace

void drawScatterChart(const ScatterChart& chart, const std::filesystem::path& png) {
    for (const ScatterGroup& group : chart.groups)
        if (group.x.size() != group.y.size())
            throw Error(ErrorKind::usage, "The group “" + group.name + "” has not as many x as y.");
    const Canvas ruler(1.0, 1.0);
    const double top = kScatterChartMargin + 34.0 + (chart.note.empty() ? 0.0 : 18.0) + kMarkRoom;
    const double legendLeft = kScatterChartWidth - kScatterChartMargin - legendWidth(ruler, chart);
    const double left = kScatterChartMargin + kMarkRoom;
    const double width = legendLeft - 20.0 - kMarkRoom - left;
    const auto marks = marksOf(chart);
    const Extent extent = fit(marks, width, kHighest - top - kMarkRoom - kScatterChartMargin);
    const double legendHeight = kScatterChartLegendRow * static_cast<double>(chart.groups.size());
    const double inside = std::max(extent.height, std::min(legendHeight, kHighest - top - kMarkRoom - kScatterChartMargin));
    const double height = std::max(top + inside + kMarkRoom + kScatterChartMargin, kLowest);
    Canvas canvas(kScatterChartWidth, height);
    canvas.text(kScatterChartMargin, kScatterChartMargin + 6.0,
                canvas.fitted(chart.title, kScatterChartWidth - 2.0 * kScatterChartMargin, kScatterChartTitle), kScatterChartTitle);
    canvas.text(kScatterChartMargin, kScatterChartMargin + 30.0,
                canvas.fitted(chart.note, kScatterChartWidth - 2.0 * kScatterChartMargin, kNote), kNote);
    const Point centre{left + width / 2.0, (top + height - kMarkRoom - kScatterChartMargin) / 2.0};
    for (const Mark& mark : marks)
        drawMark(canvas,
                 {centre.first + (mark.x - extent.middle.first) * extent.scale,
                  centre.second - (mark.y - extent.middle.second) * extent.scale},
                 kMarkRadius, mark.group);
    drawLegend(canvas, chart, legendLeft, top - kMarkRoom, height - kScatterChartMargin);
    canvas.writePng(png);
}

} // namespace segue::charts
