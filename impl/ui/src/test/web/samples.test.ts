/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { describe, expect, test } from "vitest";
import { columns, summary } from "../../main/web/plot";
import { append, countersOf, sample, SAMPLES_MAX } from "../../main/web/samples";
import { counters, handover, progress } from "./examples";

describe("samples of buffers", () => {
    test("add up what is held now, hand-backs included", () => {
        const now = countersOf([
            handover("a", "buffering", {
                counters: counters({ buffered: 3 }),
                handBack: progress("buffering", { counters: counters({ buffered: 4 }) }),
            }),
            handover("b", "buffering", { counters: counters({ buffered: 5 }) }),
        ]);

        expect(sample(new Map(), now, 7)).toMatchObject({ at: 7, controller: 12, controllerMax: null });
    });

    test("have maxima when they rise, and gaps otherwise", () => {
        const before = countersOf([handover("a", "release", { counters: counters({ bufferedMax: 5, swBuffMax: 1 }) })]);
        const now = countersOf([
            handover("a", "completed", { counters: counters({ bufferedMax: 5, swBuffMax: 9 }) }),
            handover("b", "completed", { counters: counters({ ctrlBuffMax: 2, swBuffMax: 4 }) }),
        ]);

        expect(sample(before, now, 0)).toEqual({
            at: 0,
            controller: 0,
            controllerMax: null,
            ctrlBuffMax: 2,
            swBuffMax: 9,
        });
    });

    test("see a request of the same name as another one", () => {
        const counts = { counters: counters({ bufferedMax: 5 }) };
        const before = countersOf([handover("a", "completed", { ...counts, requestedAt: "2026-11-23T16:50:00Z" })]);
        const now = countersOf([handover("a", "completed", { ...counts, requestedAt: "2026-11-23T16:51:00Z" })]);

        expect(sample(before, now, 0).controllerMax).toBe(5);
    });

    test("are bounded", () => {
        const empty = sample(new Map(), new Map(), 0);
        const all = Array.from({ length: SAMPLES_MAX }, () => empty);

        expect(append(all, { ...empty, at: 1 })).toHaveLength(SAMPLES_MAX);
        expect(append(all, { ...empty, at: 1 }).at(-1)?.at).toBe(1);
    });

    test("are told in words, and are columns for the plot", () => {
        const samples = [
            { at: 1, controller: 90, controllerMax: null, ctrlBuffMax: null, swBuffMax: null },
            { at: 700, controller: 2, controllerMax: 6, ctrlBuffMax: null, swBuffMax: 20 },
            { at: 701, controller: 0, controllerMax: null, ctrlBuffMax: 3, swBuffMax: null },
        ];

        expect(summary(samples)).toBe(
            "The controller holds 0 packets now. Maxima of the last ten minutes: " +
                "controller 6, ctrl_buff 3, sw_buff 20 packets.",
        );
        expect(columns(samples.slice(1))).toEqual([
            [700, 701],
            [2, 0],
            [6, null],
            [null, 3],
            [20, null],
        ]);
    });
});
