/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { current, findings, groups, handovers, requests } from "../../main/web/model";

/** What the YANG models' own tests take for right. */
function example(name: string): unknown {
    return JSON.parse(readFileSync(`../../yang/src/test/resources/examples/${name}.json`, "utf8"));
}

describe("the northbound's JSON", () => {
    test("has groups", () => {
        const [group] = groups(example("vnf-group"));

        expect(group?.ingress).toEqual({ node: "openflow:1", ports: [1] });
        expect(group?.instances.map((each) => each.id)).toEqual(["vnf1", "vnf2"]);
        expect(group?.status).toBe("unknown");
    });

    test("has requests", () => {
        const [request] = requests(example("handover-request"));

        expect(request?.group).toBe("firewall");
        expect(request?.destination).toBe("vnf2");
        expect(request?.priority).toBe(10);
    });

    test("has handovers with flows and a hand-back", () => {
        const [handover] = handovers(example("handover"));

        expect(handover?.phase).toBe("failed");
        expect(handover?.failureReason).toBe("agent-restarted");
        expect(handover?.durationUs).toBe(31000);
        expect(handover?.counters).toMatchObject({ buffered: 0, bufferedMax: 6, swBuffMax: 20, lost: 12 });
        expect(handover?.flowList[0]).toMatchObject({ source: "vnf1", destination: "vnf2", phase: "failed" });
        expect(handover === undefined ? undefined : current(handover).flows.inProgress).toBe(1);
    });

    test("is a list entry alone, too", () => {
        expect(handovers({ "sharp-handover:handover": [{ id: "a", phase: "completed" }] })).toHaveLength(1);
    });

    test("may not be there at all", () => {
        expect(groups(undefined)).toEqual([]);
        expect(handovers(null)).toEqual([]);
        expect(requests({ "sharp-handover:handover-requests": {} })).toEqual([]);
    });

    test("has the newest handover first", () => {
        const list = ["2026-11-23T16:50:00Z", "2026-11-23T16:52:00Z", "2026-11-23T16:51:00Z"].map((at, index) => ({
            id: `h${index}`,
            "requested-at": at,
        }));

        expect(handovers({ "sharp-handover:handovers": { handover: list } }).map((each) => each.id)).toEqual([
            "h1",
            "h2",
            "h0",
        ]);
    });

    test("has findings of a check", () => {
        expect(
            findings({ "sharp-handover:output": { finding: [{ id: "mtu", severity: "warning", message: "small" }] } }),
        ).toEqual([{ id: "mtu", subject: "", severity: "warning", message: "small", remedy: "" }]);
        expect(findings(undefined)).toEqual([]);
    });
});
