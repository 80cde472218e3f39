/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Sample } from "./samples";

const HEIGHT = 220;
const WINDOW_SECONDS = 600;

const SERIES = [
    { label: "controller, now", color: "--series-1", points: false },
    { label: "controller, maximum", color: "--series-1", points: true },
    { label: "ctrl_buff, maximum", color: "--series-2", points: true },
    { label: "sw_buff, maximum", color: "--series-3", points: true },
] as const;

/** The columns that uPlot wants: times, then one for each series. */
export function columns(samples: readonly Sample[]): uPlot.AlignedData {
    return [
        samples.map((each) => each.at),
        samples.map((each) => each.controller),
        samples.map((each) => each.controllerMax),
        samples.map((each) => each.ctrlBuffMax),
        samples.map((each) => each.swBuffMax),
    ];
}

/** The highest of each kind in sight, in words. */
export function summary(samples: readonly Sample[]): string {
    const newest = samples.at(-1);
    const shown = samples.filter((each) => each.at >= (newest?.at ?? 0) - WINDOW_SECONDS);
    const highest = (value: (each: Sample) => number | null) => Math.max(0, ...shown.map((each) => value(each) ?? 0));
    const controller = highest((each) => Math.max(each.controller, each.controllerMax ?? 0));
    const agents = [highest((each) => each.ctrlBuffMax), highest((each) => each.swBuffMax)];
    return (
        `The controller holds ${newest?.controller ?? 0} packets now. Maxima of the last ten minutes: controller ` +
        `${controller}, ctrl_buff ${agents[0]}, sw_buff ${agents[1]} packets.`
    );
}

export function BufferPlot({ samples }: { samples: readonly Sample[] }) {
    const place = useRef<HTMLDivElement>(null);
    const plot = useRef<uPlot | undefined>(undefined);
    const newest = useRef(samples);
    newest.current = samples;

    useEffect(() => {
        const element = place.current;
        if (element === null) {
            return undefined;
        }
        const draw = () => {
            plot.current?.destroy();
            plot.current = new uPlot(options(element.clientWidth), columns(newest.current), element);
        };
        draw();
        const resized = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height: HEIGHT }));
        resized.observe(element);
        const dark = matchMedia("(prefers-color-scheme: dark)");
        dark.addEventListener("change", draw);
        return () => {
            dark.removeEventListener("change", draw);
            resized.disconnect();
            plot.current?.destroy();
        };
    }, []);
    useEffect(() => plot.current?.setData(columns(samples)), [samples]);

    return (
        <figure class="plot">
            <div ref={place} aria-hidden="true" />
            <figcaption>{summary(samples)}</figcaption>
        </figure>
    );
}

function options(width: number): uPlot.Options {
    const style = getComputedStyle(document.documentElement);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const axis: uPlot.Axis = {
        stroke: color("--text"),
        grid: { stroke: color("--line"), width: 1 },
        ticks: { stroke: color("--line"), width: 1 },
    };
    return {
        width,
        height: HEIGHT,
        cursor: { drag: { x: false, y: false } },
        scales: {
            x: { range: (_plot, _low, high) => [(high ?? WINDOW_SECONDS) - WINDOW_SECONDS, high ?? WINDOW_SECONDS] },
            y: { range: (_plot, _low, high) => [0, Math.max(10, (high ?? 0) * 1.1)] },
        },
        legend: { live: false },
        axes: [
            {
                ...axis,
                values: (_plot, times) =>
                    times.map((at) =>
                        new Date(at * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }),
                    ),
            },
            { ...axis, label: "packets", size: 56 },
        ],
        series: [
            { label: "time" },
            ...SERIES.map((each) => ({
                label: each.label,
                stroke: color(each.color),
                width: 2,
                ...(each.points
                    ? { paths: () => null, points: { show: true, size: 8, fill: color(each.color) } }
                    : { points: { show: false } }),
            })),
        ],
    };
}
