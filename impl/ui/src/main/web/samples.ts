/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import type { Counters, Handover } from "./model";

/** What buffers held, at one moment. Maxima are there when they were reported, else null: a gap in the plot. */
export interface Sample {
    /** Seconds since 1970. */
    readonly at: number;
    readonly controller: number;
    readonly controllerMax: number | null;
    readonly ctrlBuffMax: number | null;
    readonly swBuffMax: number | null;
}

/** Ten minutes and more, with a sample a second and some for events. */
export const SAMPLES_MAX = 1200;

/** The counters of each handover, and of its hand-back, by a name of their own. */
export function countersOf(handovers: readonly Handover[]): Map<string, Counters> {
    const counters = new Map<string, Counters>();
    for (const handover of handovers) {
        counters.set(`${handover.id} ${handover.requestedAt}`, handover.counters);
        if (handover.handBack !== undefined) {
            counters.set(`${handover.id} ${handover.requestedAt} back`, handover.handBack.counters);
        }
    }
    return counters;
}

/** What is held now, and the maxima of those handovers that have reported higher ones than before. */
export function sample(before: ReadonlyMap<string, Counters>, now: ReadonlyMap<string, Counters>, at: number): Sample {
    let controller = 0;
    let controllerMax: number | null = null;
    let ctrlBuffMax: number | null = null;
    let swBuffMax: number | null = null;
    for (const [name, counters] of now) {
        const old = before.get(name);
        controller += counters.buffered;
        controllerMax = higher(controllerMax, old?.bufferedMax, counters.bufferedMax);
        ctrlBuffMax = higher(ctrlBuffMax, old?.ctrlBuffMax, counters.ctrlBuffMax);
        swBuffMax = higher(swBuffMax, old?.swBuffMax, counters.swBuffMax);
    }
    return { at, controller, controllerMax, ctrlBuffMax, swBuffMax };
}

function higher(highest: number | null, old: number | undefined, now: number): number | null {
    return now > (old ?? 0) ? Math.max(highest ?? 0, now) : highest;
}

/** Appends, and forgets the oldest beyond the bound. */
export function append(samples: readonly Sample[], next: Sample): Sample[] {
    return [...samples, next].slice(-SAMPLES_MAX);
}
