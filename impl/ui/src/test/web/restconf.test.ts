/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { describe, expect, test } from "vitest";
import { phaseEvent } from "../../main/web/events";
import { Refusal, refusalOf, Restconf } from "../../main/web/restconf";

interface Call {
    readonly url: string;
    readonly init: RequestInit | undefined;
}

/** A controller whose root is not the usual one; answers all but the discovery with the same. */
function controller(status: number, body: string): { restconf: Restconf; calls: Call[] } {
    const calls: Call[] = [];
    const restconf = new Restconf("http://controller", (url, init) => {
        calls.push({ url, init });
        return Promise.resolve(
            url.endsWith("/.well-known/host-meta")
                ? new Response("<XRD><Link rel='restconf' href='/other'/></XRD>")
                : new Response(status === 204 ? null : body, { status }),
        );
    });
    return { restconf, calls };
}

describe("RESTCONF", () => {
    test("is looked for once", async () => {
        const { restconf, calls } = controller(200, '{"a":1}');

        expect(await restconf.read("/data/x")).toEqual({ a: 1 });
        await restconf.read("/data/y");
        expect(calls.map((call) => call.url)).toEqual([
            "http://controller/.well-known/host-meta",
            "http://controller/other/data/x",
            "http://controller/other/data/y",
        ]);
    });

    test("may have nothing there", async () => {
        expect(await controller(404, "").restconf.read("/data/x")).toBeUndefined();
        expect(
            await controller(409, '{"errors":{"error":[{"error-tag":"data-missing"}]}}').restconf.read("/data/x"),
        ).toBeUndefined();
    });

    test("refuses in its own words", async () => {
        const body =
            '{"errors":{"error":[{"error-tag":"invalid-value","error-message":"destination: expected one of vnf1"}]}}';

        await expect(controller(400, body).restconf.post("/data/x", {})).rejects.toThrow(
            new Refusal(400, ["invalid-value"], "destination: expected one of vnf1"),
        );
    });

    test("answers an operation without output with nothing", async () => {
        const { restconf, calls } = controller(204, "");

        expect(await restconf.post("/operations/x", { input: {} })).toBeUndefined();
        expect(calls[1]?.init).toMatchObject({ method: "POST", body: '{"input":{}}', credentials: "same-origin" });
    });

    test("may be hidden behind another's error page", () => {
        expect(refusalOf(502, "<html>").message).toBe("the controller answered 502");
        expect(
            refusalOf(400, '{"ietf-restconf:errors":{"error":[{"error-tag":"a"},{"error-message":"b"}]}}').message,
        ).toBe("a; b");
    });
});

describe("an event", () => {
    test("is read", () => {
        expect(
            phaseEvent(
                JSON.stringify({
                    "ietf-restconf:notification": {
                        "event-time": "2026-11-26T11:00:00Z",
                        "sharp-handover:handover-state-changed": { id: "move", phase: "buffering" },
                    },
                }),
            ),
        ).toEqual({ id: "move", phase: "buffering", at: "2026-11-26T11:00:00Z", handBack: false });
    });

    test("may be of the way back", () => {
        const changed = { id: "move", phase: "rolled-back", "hand-back": true };

        expect(
            phaseEvent(
                JSON.stringify({ "ietf-restconf:notification": { "sharp-handover:handover-state-changed": changed } }),
            ),
        ).toMatchObject({ phase: "rolled-back", handBack: true });
    });

    test.each(["", "{}", '{"notification":{}}', '{"notification":{"other:event":{}}}'])("is not '%s'", (data) => {
        expect(phaseEvent(data)).toBeUndefined();
    });
});
