/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import type { Flow, Group, Handover, Phase, Request } from "./model";
import { isEnd } from "./model";

/** A flow, and the instance that has it. */
export interface PlacedFlow {
    readonly key: string;
    readonly request: string;
    readonly phase: Phase;
    /** Empty if it is not known: the flow failed. */
    readonly where: string;
    /** Where it is going, if it is on its way. */
    readonly movingTo: string | undefined;
}

/** A request that steers traffic to an instance. */
export interface Steering {
    readonly request: Request;
    readonly phase: Phase | undefined;
    readonly flows: number;
}

export interface Move {
    readonly from: string;
    readonly to: string;
    readonly flows: number;
}

/** Which traffic of a group is where. */
export interface Placement {
    readonly flows: readonly PlacedFlow[];
    readonly moves: readonly Move[];
    /** By the instance's id, the highest priority first. */
    readonly steering: ReadonlyMap<string, readonly Steering[]>;
}

export function place(
    group: Group,
    requests: readonly Request[],
    handovers: readonly Handover[],
    flows: ReadonlyMap<string, readonly Flow[]>,
): Placement {
    const steering = new Map<string, Steering[]>(group.instances.map((instance) => [instance.id, []]));
    const newest = new Map<string, { flow: Flow; request: string }>();
    const ofGroup = requests
        .filter((request) => request.group === group.id)
        .sort((one, other) => other.priority - one.priority);
    for (const request of ofGroup) {
        const handover = handovers.find((each) => each.id === request.id);
        steering.get(request.destination)?.push({
            request,
            phase: handover?.phase,
            flows: handover?.flows.completed ?? 0,
        });
        for (const flow of flows.get(request.id) ?? []) {
            const known = newest.get(flow.key);
            if (known === undefined || known.flow.startedAt < flow.startedAt) {
                newest.set(flow.key, { flow, request: request.id });
            }
        }
    }
    const placed = [...newest.values()]
        .map(({ flow, request }) => placedFlow(flow, request))
        .sort((one, other) => one.key.localeCompare(other.key));
    return { flows: placed, moves: moves(placed), steering };
}

function placedFlow(flow: Flow, request: string): PlacedFlow {
    const moving = !isEnd(flow.phase) && flow.phase !== "rolling-back";
    const where = flow.phase === "completed" ? flow.destination : flow.phase === "failed" ? "" : flow.source;
    return { key: flow.key, request, phase: flow.phase, where, movingTo: moving ? flow.destination : undefined };
}

function moves(flows: readonly PlacedFlow[]): Move[] {
    const counts = new Map<string, Move>();
    for (const { where, movingTo } of flows) {
        if (movingTo !== undefined && movingTo !== where) {
            const name = JSON.stringify([where, movingTo]);
            counts.set(name, { from: where, to: movingTo, flows: (counts.get(name)?.flows ?? 0) + 1 });
        }
    }
    return [...counts.values()];
}
