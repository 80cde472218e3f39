/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/** A duration of so many microseconds as people say it. */
export function duration(us: number | undefined): string {
    if (us === undefined) {
        return "";
    }
    if (us < 1_000_000) {
        return `${(us / 1000).toFixed(us < 10_000 ? 1 : 0)} ms`;
    }
    return `${(us / 1_000_000).toFixed(us < 10_000_000 ? 1 : 0)} s`;
}

/** A date-and-time in the reader's own time: only the time of day if it is today's. */
export function time(text: string, now: Date): string {
    const date = new Date(text);
    if (text === "" || Number.isNaN(date.getTime())) {
        return "";
    }
    const clock = date.toLocaleTimeString("en-GB");
    return date.toDateString() === now.toDateString() ? clock : `${date.toLocaleDateString("en-GB")} ${clock}`;
}

/** The time of day of a date-and-time, with milliseconds. */
export function clock(text: string): string {
    const date = new Date(text);
    return Number.isNaN(date.getTime())
        ? ""
        : `${date.toLocaleTimeString("en-GB")}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** For a few things of a kind, e.g. {@code 1 flow}, {@code 3 flows}. */
export function count(number: number, word: string): string {
    return `${number.toLocaleString("en-GB")} ${word}${number === 1 ? "" : "s"}`;
}
