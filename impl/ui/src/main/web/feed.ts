/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import type { PhaseEvent } from "./events";
import { EventStream } from "./events";
import type { Counters, Flow, Group, Handover, Request } from "./model";
import { groups, handovers, requests } from "./model";
import type { Restconf } from "./restconf";
import type { Sample } from "./samples";
import { append, countersOf, sample } from "./samples";

/** All that the page shows, at one moment. */
export interface State {
    readonly loaded: boolean;
    /** Why the newest question was not answered; empty if it was. */
    readonly trouble: string;
    readonly groups: readonly Group[];
    readonly requests: readonly Request[];
    readonly handovers: readonly Handover[];
    /** The flows of the requests in force, by the request's id; of those with too many there are none. */
    readonly flows: ReadonlyMap<string, readonly Flow[]>;
    readonly samples: readonly Sample[];
    /** The newest first. */
    readonly events: readonly PhaseEvent[];
}

export const NOTHING: State = {
    loaded: false,
    trouble: "",
    groups: [],
    requests: [],
    handovers: [],
    flows: new Map(),
    samples: [],
    events: [],
};

/** Flows of a request with more are not listed: thousands of lines each second help nobody. */
export const FLOWS_MAX = 500;

const INTERVAL_MS = 1000;
const SOON_MS = 100;
const EVENTS_MAX = 50;

// leaf by leaf: where RESTCONF is told some names of a depth, it shows no others of that depth
const PROGRESS =
    "phase;failure-reason;failure-message;requested-at;finished-at;duration-us;" +
    "flows(detected;in-progress;completed;rolled-back;failed);" +
    "controller(buffered-packets;buffered-packets-max;lost-packets);" +
    "agent(ctrl-buff-max;sw-buff-max;late-packets;lost-packets;reordered-packets)";
// without control-key, which is nobody's to see
const GROUPS =
    "/data/sharp-vnf:vnf-groups?fields=vnf-group(id;ingress(node;port);egress(node;port);default-instance;" +
    "operational-status;instance(id;ingress-port;egress-port;operational-status;agent-version))";
const REQUESTS = "/data/sharp-handover:handover-requests?content=config";
const HISTORY = "/data/sharp-handover:handovers";
const HANDOVERS = `${HISTORY}?content=nonconfig&fields=handover(id;${PROGRESS};hand-back(${PROGRESS}))`;
const FLOW = "flow(key;source;destination;phase;started-at;duration-us;failure-reason)";

/** Asks the northbound again and again, and listens to its events, as long as somebody looks. */
export class Feed {
    private state = NOTHING;
    private counters: ReadonlyMap<string, Counters> = new Map();
    /** What a handover's flows were read for: its phase and counts. */
    private seen: ReadonlyMap<string, string> = new Map();
    private timer: ReturnType<typeof setTimeout> | undefined;
    private asking = false;
    private stopped = true;
    private readonly stream: EventStream;

    constructor(
        private readonly restconf: Restconf,
        private readonly changed: (state: State) => void,
    ) {
        this.stream = new EventStream(restconf, (event) => this.heard(event));
    }

    start(): void {
        if (this.stopped) {
            this.stopped = false;
            this.stream.start();
            // one that is still being asked goes on by itself
            if (!this.asking) {
                void this.ask();
            }
        }
    }

    stop(): void {
        this.stopped = true;
        clearTimeout(this.timer);
        this.stream.stop();
    }

    /** Asks soon, because something has happened. */
    soon(): void {
        if (!this.stopped && !this.asking) {
            clearTimeout(this.timer);
            this.timer = setTimeout(() => void this.ask(), SOON_MS);
        }
    }

    private heard(event: PhaseEvent): void {
        this.publish({ events: [event, ...this.state.events].slice(0, EVENTS_MAX) });
        this.soon();
    }

    private async ask(): Promise<void> {
        this.asking = true;
        try {
            const [groupsBody, requestsBody, handoversBody] = await Promise.all(
                [GROUPS, REQUESTS, HANDOVERS].map((path) => this.restconf.read(path)),
            );
            const found = {
                groups: groups(groupsBody),
                requests: requests(requestsBody),
                handovers: handovers(handoversBody),
            };
            const flows = await this.flows(found.requests, found.handovers);
            const counters = countersOf(found.handovers);
            // what was reported before the page was opened did not happen now
            const before = this.state.loaded ? this.counters : counters;
            const samples = append(this.state.samples, sample(before, counters, Date.now() / 1000));
            this.counters = counters;
            this.publish({ ...found, flows, samples, loaded: true, trouble: "" });
        } catch (error) {
            this.publish({ trouble: error instanceof Error ? error.message : String(error) });
        } finally {
            this.asking = false;
            if (!this.stopped) {
                this.timer = setTimeout(() => void this.ask(), INTERVAL_MS);
            }
        }
    }

    private async flows(
        inForce: readonly Request[],
        found: readonly Handover[],
    ): Promise<Map<string, readonly Flow[]>> {
        const flows = new Map<string, readonly Flow[]>();
        const seen = new Map<string, string>();
        for (const handover of found.filter((each) => inForce.some((request) => request.id === each.id))) {
            const known = this.state.flows.get(handover.id);
            const version = JSON.stringify([handover.requestedAt, handover.phase, handover.flows]);
            if (handover.flows.detected === 0 || handover.flows.detected > FLOWS_MAX) {
                continue;
            }
            seen.set(handover.id, version);
            if (known !== undefined && this.seen.get(handover.id) === version) {
                flows.set(handover.id, known);
                continue;
            }
            const body = await this.restconf.read(
                `${HISTORY}/handover=${encodeURIComponent(handover.id)}?content=nonconfig&fields=id;${FLOW}`,
            );
            flows.set(handover.id, handovers(body)[0]?.flowList ?? []);
        }
        this.seen = seen;
        return flows;
    }

    private publish(changes: Partial<State>): void {
        this.state = { ...this.state, ...changes };
        if (!this.stopped) {
            this.changed(this.state);
        }
    }
}
