/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import type { Counters, Flow, Group, Handover, Phase, Progress, Request } from "../../main/web/model";

/** Things as tests need them, with what matters to a test said by it. */

const COUNTERS: Counters = {
    buffered: 0,
    bufferedMax: 0,
    ctrlBuffMax: 0,
    swBuffMax: 0,
    late: 0,
    lost: 0,
    reordered: 0,
};

export function counters(changes: Partial<Counters> = {}): Counters {
    return { ...COUNTERS, ...changes };
}

export function progress(phase: Phase, changes: Partial<Progress> = {}): Progress {
    return {
        phase,
        failureReason: "",
        failureMessage: "",
        requestedAt: "2026-11-23T16:50:00.123Z",
        finishedAt: "",
        durationUs: undefined,
        flows: { detected: 2, inProgress: 0, completed: 2, rolledBack: 0, failed: 0 },
        counters: counters(),
        flowList: [],
        ...changes,
    };
}

export function handover(id: string, phase: Phase, changes: Partial<Handover> = {}): Handover {
    return { ...progress(phase), id, handBack: undefined, ...changes };
}

export function flow(key: string, phase: Phase, changes: Partial<Flow> = {}): Flow {
    return {
        key,
        source: "vnf1",
        destination: "vnf2",
        phase,
        startedAt: "2026-11-23T16:50:00.200Z",
        durationUs: undefined,
        failureReason: "",
        ...changes,
    };
}

export function request(id: string, changes: Partial<Request> = {}): Request {
    return { id, group: "firewall", destination: "vnf2", priority: 10, match: {}, ...changes };
}

export const FIREWALL: Group = {
    id: "firewall",
    ingress: { node: "openflow:1", ports: [1] },
    egress: { node: "openflow:2", ports: [1] },
    defaultInstance: "vnf1",
    status: "up",
    instances: ["vnf1", "vnf2"].map((id, index) => ({
        id,
        ingressPort: index + 2,
        egressPort: index + 2,
        status: "up",
        agentVersion: "0.1.0",
    })),
};
