/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import type { Restconf } from "./restconf";
import type { Json, Phase } from "./model";

/** A notification handover-state-changed. */
export interface PhaseEvent {
    readonly id: string;
    readonly phase: Phase;
    readonly at: string;
    readonly handBack: boolean;
}

const NOTIFICATION = "(urn:opendaylight:sharp:handover?revision=2026-11-23)handover-state-changed";
const PAUSE_MS = 5000;

/** Reads one message of the stream; what is something else is undefined. */
export function phaseEvent(data: string): PhaseEvent | undefined {
    let top: Json;
    try {
        top = JSON.parse(data) as Json;
    } catch {
        return undefined;
    }
    const envelope = Object.entries(top).find(([name]) => name.endsWith("notification"))?.[1] as Json | undefined;
    const changed = envelope?.["sharp-handover:handover-state-changed"] as Json | undefined;
    const id = changed?.["id"];
    const phase = changed?.["phase"];
    if (typeof id !== "string" || typeof phase !== "string") {
        return undefined;
    }
    const at = envelope?.["event-time"];
    return {
        id,
        phase: phase as Phase,
        at: typeof at === "string" ? at : "",
        handBack: changed?.["hand-back"] === true,
    };
}

/**
 * The controller's word for each change of phase, as it happens. The page lives without it: it asks each second, too.
 */
export class EventStream {
    private source: EventSource | undefined;
    private timer: ReturnType<typeof setTimeout> | undefined;
    /** Counts starts and stops: what an earlier one has begun is not to go on. */
    private turn = 0;

    constructor(
        private readonly restconf: Restconf,
        private readonly heard: (event: PhaseEvent) => void,
    ) {}

    start(): void {
        this.stop();
        const turn = this.turn;
        this.open(turn).catch(() => this.again(turn));
    }

    stop(): void {
        this.turn++;
        clearTimeout(this.timer);
        this.source?.close();
    }

    private async open(turn: number): Promise<void> {
        const answer = (await this.restconf.post("/operations/sal-remote:create-notification-stream", {
            "sal-remote:input": { notifications: [NOTIFICATION] },
        })) as Record<string, Json> | undefined;
        const name = answer?.["sal-remote:output"]?.["notification-stream-identifier"];
        if (typeof name !== "string") {
            throw new Error("expected notification-stream-identifier");
        }
        const url = await this.restconf.url(`/streams/json/${name}`);
        if (turn !== this.turn) {
            return;
        }
        const source = new EventSource(url);
        source.onmessage = (message: MessageEvent<string>) => {
            const event = phaseEvent(message.data);
            if (event !== undefined) {
                this.heard(event);
            }
        };
        // the stream is gone with its last reader, so the browser's own new attempt would find nothing
        source.onerror = () => {
            source.close();
            this.again(turn);
        };
        this.source = source;
    }

    private again(turn: number): void {
        if (turn === this.turn) {
            this.timer = setTimeout(() => this.start(), PAUSE_MS);
        }
    }
}
