/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { describe, expect, test } from "vitest";
import { layout, shorten } from "../../main/web/layout";
import { place } from "../../main/web/placement";
import { summary } from "../../main/web/picture";
import { FIREWALL, flow, handover, request } from "./examples";

describe("where flows are", () => {
    test("at the destination when completed, at the source when rolled back, nobody knows when failed", () => {
        const placement = place(
            FIREWALL,
            [request("move")],
            [handover("move", "completed")],
            new Map([["move", [flow("a", "completed"), flow("b", "rolled-back"), flow("c", "failed")]]]),
        );

        expect(placement.flows.map((each) => each.where)).toEqual(["vnf2", "vnf1", ""]);
        expect(placement.moves).toEqual([]);
    });

    test("on the way while in progress", () => {
        const placement = place(
            FIREWALL,
            [request("move")],
            [handover("move", "buffering")],
            new Map([["move", [flow("a", "buffering"), flow("b", "release"), flow("c", "rolling-back")]]]),
        );

        expect(placement.moves).toEqual([{ from: "vnf1", to: "vnf2", flows: 2 }]);
    });

    test("as the newest request says, of those that have had a flow", () => {
        const flows = new Map([
            ["old", [flow("a", "completed", { startedAt: "2026-11-23T16:50:00.200Z" })]],
            [
                "new",
                [
                    flow("a", "completed", {
                        startedAt: "2026-11-23T16:51:00.200Z",
                        source: "vnf2",
                        destination: "vnf1",
                    }),
                ],
            ],
        ]);
        const placement = place(
            FIREWALL,
            [request("old"), request("new", { destination: "vnf1", priority: 20 })],
            [],
            flows,
        );

        expect(placement.flows).toHaveLength(1);
        expect(placement.flows[0]).toMatchObject({ where: "vnf1", request: "new" });
    });

    test("of this group only", () => {
        const placement = place(
            FIREWALL,
            [request("move", { group: "nat" })],
            [],
            new Map([["move", [flow("a", "completed")]]]),
        );

        expect(placement.flows).toEqual([]);
        expect(placement.steering.get("vnf2")).toEqual([]);
    });
});

describe("the picture", () => {
    const many = Array.from({ length: 9 }, (_, index) => request(`request-${index}`, { priority: index }));

    for (const narrow of [false, true]) {
        test(`overlaps nowhere and stays inside, ${narrow ? "narrow" : "wide"}`, () => {
            const { width, height, ingress, egress, instances } = layout(
                FIREWALL,
                place(FIREWALL, many, [], new Map()),
                narrow,
            );
            const columns = [
                ...ingress.ports.slice(0, 1),
                ingress,
                ...instances.slice(0, 1),
                egress,
                ...egress.ports.slice(0, 1),
            ];

            columns.reduce((left, right) => {
                expect(left.x + left.width).toBeLessThan(right.x);
                return right;
            });
            instances.reduce((upper, lower) => {
                expect(upper.y + upper.height).toBeLessThan(lower.y);
                return lower;
            });
            for (const box of [...columns, ...instances]) {
                expect(box.x).toBeGreaterThanOrEqual(0);
                expect(box.x + box.width).toBeLessThanOrEqual(width);
                expect(box.y + box.height).toBeLessThanOrEqual(height);
            }
        });
    }

    test("has some of many requests and the number of the others", () => {
        const lines = layout(FIREWALL, place(FIREWALL, many, [], new Map()), false).instances[1]?.lines ?? [];

        expect(lines).toHaveLength(5);
        expect(lines[0]?.text).toBe("request-8: 0 flows");
        expect(lines.at(-1)?.text).toBe("5 more");
    });

    test("shortens what is too long", () => {
        expect(shorten("a-long-name", 6)).toBe("a-lon…");
        expect(shorten("short", 6)).toBe("short");
    });

    test("is told in words", () => {
        const placement = place(
            FIREWALL,
            [request("move")],
            [],
            new Map([["move", [flow("a", "completed"), flow("b", "buffering")]]]),
        );

        expect(summary(FIREWALL, placement)).toBe(
            "Group firewall: ingress switch openflow:1, egress switch openflow:2. " +
                "vnf1 up, 0 listed flows; vnf2 up, 1 listed flow; 1 flow on the way from vnf1 to vnf2.",
        );
    });
});
