/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { announcement, news } from "../../main/web/announce";
import { History, live, LiveHandovers, Steps } from "../../main/web/handovers";
import { matches } from "../../main/web/search";
import { handover, progress, request } from "./examples";

describe("the search of the history", () => {
    const failed = handover("move-https", "failed", {
        failureReason: "agent-restarted",
        failureMessage: "the agent of vnf2 restarted",
    });

    test.each(["", "https", "FAILED", "agent vnf2", "firewall", "https failed restarted"])("finds by '%s'", (words) => {
        expect(matches(failed, request("move-https"), words)).toBe(true);
    });

    test.each(["completed", "https completed", "nat"])("does not find by '%s'", (words) => {
        expect(matches(failed, request("move-https"), words)).toBe(false);
    });
});

describe("the list of what is live", () => {
    const nothing = () => undefined;

    test("has requests in force and hand-backs on their way", () => {
        const inForce = handover("in-force", "completed");
        const goingBack = handover("going-back", "completed", { handBack: progress("buffering") });
        const gone = handover("gone", "completed", { handBack: progress("rolled-back") });

        expect(live([inForce, goingBack, gone], [request("in-force")]).map((each) => each.id)).toEqual([
            "in-force",
            "going-back",
        ]);
    });

    test("offers to cancel only what has not ended, and names what each button is for", () => {
        const html = renderToString(
            <LiveHandovers
                handovers={[handover("running", "buffering"), handover("done", "completed")]}
                requests={[request("running"), request("done", { priority: 20 })]}
                events={[]}
                cancel={nothing}
                remove={nothing}
            />,
        );

        expect(html).toContain('aria-label="Cancel running"');
        expect(html).not.toContain('aria-label="Cancel done"');
        expect(html).toContain('aria-label="Remove done"');
    });

    test("says why something failed", () => {
        const html = renderToString(
            <LiveHandovers
                handovers={[handover("a", "failed", { failureMessage: "vnf2 <silent>" })]}
                requests={[request("a")]}
                events={[]}
                cancel={nothing}
                remove={nothing}
            />,
        );

        expect(html).toContain("vnf2 &lt;silent>");
    });

    test("shows where in the way a handover is", () => {
        expect(renderToString(<Steps phase="release" />)).toContain('aria-current="step">release');
        expect(renderToString(<Steps phase="rolling-back" />)).toContain('aria-current="step">rolling-back');
    });
});

describe("the history", () => {
    test("adds up losses of handover and hand-back", () => {
        const lossy = handover("a", "completed");
        const html = renderToString(
            <History
                handovers={[
                    {
                        ...lossy,
                        counters: { ...lossy.counters, lost: 1 },
                        handBack: progress("failed", { counters: { ...lossy.counters, lost: 2 } }),
                    },
                ]}
                requests={[]}
                forget={() => undefined}
            />,
        );

        expect(html).toContain('data-label="Lost" class="number">3<');
        expect(html).toContain('<th scope="row"');
    });
});

describe("what is announced", () => {
    test("is a new phase of a handover or its hand-back", () => {
        const before = [handover("a", "detection"), handover("b", "completed")];
        const now = [
            handover("a", "completed"),
            handover("b", "completed", { handBack: progress("detection") }),
            handover("c", "detection"),
        ];

        expect(news(before, now)).toEqual([
            "a: completed, 2 flows",
            "b: hand-back detection, 2 flows",
            "c: detection, 2 flows",
        ]);
    });

    test("is nothing when nothing has changed", () => {
        expect(news([handover("a", "detection")], [handover("a", "detection")])).toEqual([]);
    });

    test("is short", () => {
        expect(announcement(["a", "b"])).toBe("a; b");
        expect(announcement(["a", "b", "c", "d", "e"])).toBe("a; b; c; and 2 other handovers");
    });
});
