// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/charts/line_chart.h"

#include "engine/charts/axis.h"
#include "engine/charts/canvas.h"
#include "engine/charts/palette.h"
#include "engine/words/error.h"

#include <algorithm>

namespace segue::charts {
namespace {

constexpr double kWidth = 800.0;
constexpr double kHeight = 500.0;
constexpr double kLineChartMargin = 24.0;
constexpr double kLegendSample = 26.0;
constexpr double kLegendRow = 20.0;
constexpr double kLegendWidest = 210.0;
constexpr TextStyle kLineChartTitle{.size = 16.0, .bold = true};
constexpr TextStyle kLineChartAxisName{.size = 12.5, .colour = kInk};
constexpr TextStyle kTickText{.size = 11.5, .colour = kFaintInk};
constexpr TextStyle kLegendText{.size = 12.0};

struct Plot {
    double left, top, width, height;
    Axis x, y;

    [[nodiscard]] Point at(double xValue, double yValue) const {
        return {left + x.place(xValue) * width, top + (1.0 - y.place(yValue)) * height};
    }
};

double legendWidth(const Canvas& canvas, const LineChart& chart) {
    double widest = 0.0;
    for (const Line& line : chart.lines)
        widest = std::max(widest, canvas.textWidth(line.name, kLegendText));
    return widest == 0.0 ? 0.0 : kLegendSample + 8.0 + std::min(widest, kLegendWidest);
}

Axis axisOf(const LineChart& chart, std::vector<double> Line::*numbers, int ticks) {
    std::vector<double> values;
    for (const Line& line : chart.lines)
        for (std::size_t i = 0; i < line.x.size(); ++i)
            if (drawable(line.x[i]) && drawable(line.y[i]))
                values.push_back((line.*numbers)[i]);
    return axisFor(values, ticks);
}

Plot layOut(const Canvas& canvas, const LineChart& chart) {
    Plot plot{.x = axisOf(chart, &Line::x, 9), .y = axisOf(chart, &Line::y, 7)};
    double widest = 0.0;
    for (const Tick& tick : plot.y.ticks)
        widest = std::max(widest, canvas.textWidth(tick.label, kTickText));
    const double legend = legendWidth(canvas, chart);
    plot.left = kLineChartMargin + (chart.yLabel.empty() ? 0.0 : 22.0) + widest + 8.0;
    plot.top = kLineChartMargin + (chart.title.empty() ? 0.0 : 32.0);
    plot.width = kWidth - plot.left - kLineChartMargin - (legend == 0.0 ? 8.0 : legend + 20.0);
    plot.height = kHeight - plot.top - kLineChartMargin - 20.0 - (chart.xLabel.empty() ? 0.0 : 24.0);
    return plot;
}

void drawAxes(Canvas& canvas, const LineChart& chart, const Plot& plot) {
    const double bottom = plot.top + plot.height;
    for (const Tick& tick : plot.y.ticks) {
        const double y = plot.at(plot.x.low, tick.value).second;
        canvas.line({plot.left, y}, {plot.left + plot.width, y}, kGridInk);
        canvas.text(plot.left - 8.0, y, tick.label, kTickText, Anchor::right);
    }
    for (const Tick& tick : plot.x.ticks) {
        const double x = plot.at(tick.value, plot.y.low).first;
        canvas.line({x, bottom}, {x, bottom + 4.0}, kFaintInk);
        canvas.text(x, bottom + 15.0, tick.label, kTickText, Anchor::centre);
    }
    canvas.line({plot.left, bottom}, {plot.left + plot.width, bottom}, kFaintInk);
    canvas.text(kLineChartMargin, kLineChartMargin + 6.0,
                canvas.fitted(chart.title, kWidth - 2.0 * kLineChartMargin, kLineChartTitle), kLineChartTitle);
    canvas.text(plot.left + plot.width / 2.0, kHeight - kLineChartMargin,
                canvas.fitted(chart.xLabel, plot.width, kLineChartAxisName), kLineChartAxisName, Anchor::centre);
    canvas.turnedText({kLineChartMargin, plot.top + plot.height / 2.0}, 90.0,
                      canvas.fitted(chart.yLabel, plot.height, kLineChartAxisName), kLineChartAxisName, Anchor::centre);
}

void drawLine(Canvas& canvas, const Plot& plot, const Line& line, std::size_t series) {
    std::vector<Point> run;
    const auto end = [&] {
        if (run.size() == 1)
            canvas.disc(run.front(), 3.5, seriesColour(series));
        else if (!run.empty())
            canvas.path(run, seriesColour(series), 2.0, seriesDashes(series));
        run.clear();
    };
    for (std::size_t i = 0; i < line.x.size(); ++i) {
        if (drawable(line.x[i]) && drawable(line.y[i]))
            run.push_back(plot.at(line.x[i], line.y[i]));
        else
            end();
    }
    end();
}

void drawLegend(Canvas& canvas, const LineChart& chart, const Plot& plot) {
    const double left = plot.left + plot.width + 20.0;
    double y = plot.top + 8.0;
    for (std::size_t series = 0; series < chart.lines.size(); ++series) {
        if (chart.lines[series].name.empty())
            continue;
        if (y > plot.top + plot.height) {
            canvas.text(left, y, "…", kLegendText);
            return;
        }
        const std::vector<Point> sample{{left, y}, {left + kLegendSample, y}};
        canvas.path(sample, seriesColour(series), 2.5, seriesDashes(series));
        canvas.text(left + kLegendSample + 8.0, y, canvas.fitted(chart.lines[series].name, kLegendWidest, kLegendText),
                    kLegendText);
        y += kLegendRow;
    }
}

} // namespace

void drawLineChart(const LineChart& chart, const std::filesystem::path& png) {
    for (const Line& line : chart.lines)
        if (line.x.size() != line.y.size())
            throw Error(ErrorKind::usage, "The line “" + line.name + "” has not as many x as y.");
    Canvas canvas(kWidth, kHeight);
    const Plot plot = layOut(canvas, chart);
    drawAxes(canvas, chart, plot);
    for (std::size_t series = 0; series < chart.lines.size(); ++series)
        drawLine(canvas, plot, chart.lines[series], series);
    drawLegend(canvas, chart, plot);
    canvas.writePng(png);
}

} // namespace segue::charts
