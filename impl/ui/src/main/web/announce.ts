/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { count } from "./format";
import type { Handover } from "./model";
import { current } from "./model";

const SENTENCES_MAX = 3;

/** What to say of each handover that has entered another phase since. Nothing of those that stay as they are. */
export function news(before: readonly Handover[], now: readonly Handover[]): string[] {
    const old = new Map(before.map((handover) => [handover.id, sentence(handover)]));
    return now
        .filter((handover) => old.get(handover.id) !== sentence(handover))
        .map((handover) => `${sentence(handover)}, ${count(current(handover).flows.detected, "flow")}`);
}

/** The same, for a listener with little time. */
export function announcement(sentences: readonly string[]): string {
    const rest = sentences.length - SENTENCES_MAX;
    return sentences.slice(0, SENTENCES_MAX).join("; ") + (rest > 0 ? `; and ${count(rest, "other handover")}` : "");
}

function sentence(handover: Handover): string {
    return `${handover.id}: ${handover.handBack === undefined ? "" : "hand-back "}${current(handover).phase}`;
}
