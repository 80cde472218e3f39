/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { Check, excuse, sorted, verdict } from "../../main/web/check";
import { ANYTHING } from "../../main/web/match";
import type { Finding } from "../../main/web/model";
import { Refusal } from "../../main/web/restconf";
import { StartForm, suggestion, toRequest } from "../../main/web/start-form";
import { FIREWALL, request } from "./examples";

const WISH = {
    id: "move",
    group: "firewall",
    destination: "vnf2",
    priority: "10",
    direction: "",
    deadline: "",
    match: ANYTHING,
};

/** Controls without a label of their own. */
function unlabelled(html: string): string[] {
    const labels = new Set([...html.matchAll(/<label for="([^"]+)"/g)].map((found) => found[1]));
    return [...html.matchAll(/<(?:input|select)[^>]*id="([^"]+)"/g)]
        .map((found) => found[1] ?? "")
        .filter((id) => !labels.has(id));
}

describe("the form", () => {
    test("asks for what RESTCONF takes", () => {
        expect(toRequest(WISH)).toEqual({
            "sharp-handover:handover-request": [
                { id: "move", "vnf-group": "firewall", destination: "vnf2", priority: 10, match: {} },
            ],
        });
    });

    test("leaves out what is empty, so that RESTCONF says what is missing", () => {
        expect(toRequest({ ...WISH, priority: "", deadline: "2000" })).toEqual({
            "sharp-handover:handover-request": [
                { id: "move", "vnf-group": "firewall", destination: "vnf2", deadline: 2000, match: {} },
            ],
        });
    });

    test("takes no blanks around what was typed, and keeps those inside", () => {
        const pasted = { ...WISH, id: " move all ", priority: "10 ", match: { ...ANYTHING, source: " 10.0.0.1 " } };

        expect(toRequest(pasted)).toMatchObject({
            "sharp-handover:handover-request": [
                { id: "move all", priority: 10, match: { "ipv4-source": "10.0.0.1/32" } },
            ],
        });
    });

    test("suggests a new name and the highest priority", () => {
        expect(
            suggestion(
                [request("move-1", { priority: 30 }), request("a", { group: "nat", priority: 90 })],
                ["move-2"],
                "firewall",
            ),
        ).toEqual({ id: "move-3", priority: "40" });
    });

    test("has a label for each control", () => {
        const html = renderToString(
            <StartForm groups={[FIREWALL]} requests={[]} used={[]} start={() => Promise.resolve()} />,
        );

        expect(unlabelled(html)).toEqual([]);
        expect([...html.matchAll(/<label /g)].length).toBe(15);
        expect(html).toContain('role="alert"');
    });
});

describe("the check", () => {
    const finding = (id: string, severity: string): Finding => ({ id, severity, subject: "", message: "", remedy: "" });

    test("has the worst first", () => {
        expect(
            sorted([finding("c", "ok"), finding("b", "failure"), finding("d", "warning"), finding("a", "failure")]).map(
                (each) => each.id,
            ),
        ).toEqual(["a", "b", "d", "c"]);
        expect(verdict([finding("a", "ok"), finding("b", "warning"), finding("c", "warning")])).toBe(
            "2 warnings, 1 ok",
        );
    });

    test("is not available where the operation is unknown", () => {
        const words = "not available on this controller";

        expect(excuse(new Refusal(404, [], ""))).toBe(words);
        expect(excuse(new Refusal(501, [], ""))).toBe(words);
        expect(excuse(new Refusal(409, ["data-missing"], "check does not refer to an RPC"))).toBe(words);
        expect(excuse(new Refusal(400, ["invalid-value"], "expected-rate: expected 1"))).toBe(
            "expected-rate: expected 1",
        );
        expect(excuse(new Error("network"))).toBe("network");
    });

    test("has labels, too", () => {
        expect(unlabelled(renderToString(<Check check={() => Promise.resolve()} />))).toEqual([]);
    });
});
