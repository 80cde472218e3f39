/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import type { Handover, Request } from "./model";
import { current } from "./model";

/** Whether a handover has all words of a search in what the page shows of it; case does not matter. */
export function matches(handover: Handover, request: Request | undefined, search: string): boolean {
    const now = current(handover);
    const text = [
        handover.id,
        handover.phase,
        now.phase,
        now.failureReason,
        now.failureMessage,
        handover.failureReason,
        handover.failureMessage,
        handover.handBack === undefined ? "" : "hand-back",
        request?.group ?? "",
        request?.destination ?? "",
        handover.requestedAt,
    ]
        .join(" ")
        .toLowerCase();
    return search
        .toLowerCase()
        .split(/\s+/)
        .every((word) => text.includes(word));
}
