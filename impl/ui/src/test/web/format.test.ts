/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { describe, expect, test } from "vitest";
import { clock, count, duration, time } from "../../main/web/format";

describe("numbers for people", () => {
    test.each([
        [undefined, ""],
        [0, "0.0 ms"],
        [2100, "2.1 ms"],
        [31_000, "31 ms"],
        [1_310_000, "1.3 s"],
        [12_000_000, "12 s"],
    ])("say %s microseconds", (us, words) => {
        expect(duration(us)).toBe(words);
    });

    test("count", () => {
        expect([count(0, "flow"), count(1, "flow"), count(12_345, "flow")]).toEqual([
            "0 flows",
            "1 flow",
            "12,345 flows",
        ]);
    });

    test("tell today's times without the date", () => {
        const now = new Date(2026, 10, 23, 18, 0, 0);

        expect(time(new Date(2026, 10, 23, 16, 50, 1).toISOString(), now)).toBe("16:50:01");
        expect(time(new Date(2026, 10, 22, 16, 50, 1).toISOString(), now)).toBe("22/11/2026 16:50:01");
        expect(time("", now)).toBe("");
        expect(clock(new Date(2026, 10, 23, 16, 50, 1, 7).toISOString())).toBe("16:50:01.007");
        expect(clock("never")).toBe("");
    });
});
