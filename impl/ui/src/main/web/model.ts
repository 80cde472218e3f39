/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/** What the northbound shows, as this page uses it. Numbers that YANG has in 64 bits come as strings. */

export type Phase =
    "detection" | "buffering" | "release" | "completed" | "rolling-back" | "rolled-back" | "failed" | "cancelled";

export type Json = Record<string, unknown>;

export interface Side {
    readonly node: string;
    readonly ports: readonly number[];
}

export interface Instance {
    readonly id: string;
    readonly ingressPort: number;
    readonly egressPort: number;
    readonly status: string;
    readonly agentVersion: string;
}

export interface Group {
    readonly id: string;
    readonly ingress: Side;
    readonly egress: Side;
    readonly defaultInstance: string;
    readonly status: string;
    readonly instances: readonly Instance[];
}

export interface Request {
    readonly id: string;
    readonly group: string;
    readonly destination: string;
    readonly priority: number;
    readonly match: Json;
}

export interface FlowCounts {
    readonly detected: number;
    readonly inProgress: number;
    readonly completed: number;
    readonly rolledBack: number;
    readonly failed: number;
}

export interface Counters {
    readonly buffered: number;
    readonly bufferedMax: number;
    readonly ctrlBuffMax: number;
    readonly swBuffMax: number;
    readonly late: number;
    readonly lost: number;
    readonly reordered: number;
}

export interface Flow {
    readonly key: string;
    readonly source: string;
    readonly destination: string;
    readonly phase: Phase;
    readonly startedAt: string;
    readonly durationUs: number | undefined;
    readonly failureReason: string;
}

export interface Progress {
    readonly phase: Phase;
    readonly failureReason: string;
    readonly failureMessage: string;
    readonly requestedAt: string;
    readonly finishedAt: string;
    readonly durationUs: number | undefined;
    readonly flows: FlowCounts;
    readonly counters: Counters;
    readonly flowList: readonly Flow[];
}

export interface Handover extends Progress {
    readonly id: string;
    readonly handBack: Progress | undefined;
}

export interface Finding {
    readonly id: string;
    readonly subject: string;
    readonly severity: string;
    readonly message: string;
    readonly remedy: string;
}

const ENDS: ReadonlySet<Phase> = new Set<Phase>(["completed", "rolled-back", "failed", "cancelled"]);

export function isEnd(phase: Phase): boolean {
    return ENDS.has(phase);
}

/** What counts now: the hand-back, once the request is gone. */
export function current(handover: Handover): Progress {
    return handover.handBack ?? handover;
}

function object(value: unknown): Json {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function list(value: unknown): Json[] {
    return Array.isArray(value) ? value.map(object) : [];
}

function text(value: unknown): string {
    return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

function maybeNumber(value: unknown): number | undefined {
    const number = typeof value === "string" && value !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

function number(value: unknown): number {
    return maybeNumber(value) ?? 0;
}

/** Without the module's name before an identity. */
function identity(value: unknown): string {
    return text(value).replace(/^[^:]*:/, "");
}

/** The entries of a list, whether RESTCONF shows it alone or in its container, with or without the module's name. */
export function entries(body: unknown, module: string, container: string, name: string): Json[] {
    const top = object(body);
    const inside = object(top[`${module}:${container}`] ?? top[container]);
    return list(inside[name] ?? inside[`${module}:${name}`] ?? top[`${module}:${name}`] ?? top[name]);
}

export function groups(body: unknown): Group[] {
    return entries(body, "sharp-vnf", "vnf-groups", "vnf-group")
        .map((group) => ({
            id: text(group["id"]),
            ingress: side(object(group["ingress"])),
            egress: side(object(group["egress"])),
            defaultInstance: text(group["default-instance"]),
            status: text(group["operational-status"]) || "unknown",
            instances: list(group["instance"])
                .map((instance) => ({
                    id: text(instance["id"]),
                    ingressPort: number(instance["ingress-port"]),
                    egressPort: number(instance["egress-port"]),
                    status: text(instance["operational-status"]) || "unknown",
                    agentVersion: text(instance["agent-version"]),
                }))
                .sort(byId),
        }))
        .sort(byId);
}

function side(side: Json): Side {
    const ports = side["port"];
    return { node: text(side["node"]), ports: Array.isArray(ports) ? ports.map(number) : [] };
}

export function requests(body: unknown): Request[] {
    return entries(body, "sharp-handover", "handover-requests", "handover-request")
        .map((request) => ({
            id: text(request["id"]),
            group: text(request["vnf-group"]),
            destination: text(request["destination"]),
            priority: number(request["priority"]),
            match: object(request["match"]),
        }))
        .sort(byId);
}

/** The newest first. */
export function handovers(body: unknown): Handover[] {
    return entries(body, "sharp-handover", "handovers", "handover")
        .map(handover)
        .sort((one, other) => other.requestedAt.localeCompare(one.requestedAt) || one.id.localeCompare(other.id));
}

function handover(entry: Json): Handover {
    return {
        ...progress(entry),
        id: text(entry["id"]),
        handBack: entry["hand-back"] === undefined ? undefined : progress(object(entry["hand-back"])),
    };
}

function progress(entry: Json): Progress {
    const flows = object(entry["flows"]);
    const controller = object(entry["controller"]);
    const agent = object(entry["agent"]);
    return {
        phase: (text(entry["phase"]) || "detection") as Phase,
        failureReason: identity(entry["failure-reason"]),
        failureMessage: text(entry["failure-message"]),
        requestedAt: text(entry["requested-at"]),
        finishedAt: text(entry["finished-at"]),
        durationUs: maybeNumber(entry["duration-us"]),
        flows: {
            detected: number(flows["detected"]),
            inProgress: number(flows["in-progress"]),
            completed: number(flows["completed"]),
            rolledBack: number(flows["rolled-back"]),
            failed: number(flows["failed"]),
        },
        counters: {
            buffered: number(controller["buffered-packets"]),
            bufferedMax: number(controller["buffered-packets-max"]),
            ctrlBuffMax: number(agent["ctrl-buff-max"]),
            swBuffMax: number(agent["sw-buff-max"]),
            late: number(agent["late-packets"]),
            lost: number(controller["lost-packets"]) + number(agent["lost-packets"]),
            reordered: number(agent["reordered-packets"]),
        },
        flowList: list(entry["flow"]).map((flow) => ({
            key: text(flow["key"]),
            source: text(flow["source"]),
            destination: text(flow["destination"]),
            phase: (text(flow["phase"]) || "detection") as Phase,
            startedAt: text(flow["started-at"]),
            durationUs: maybeNumber(flow["duration-us"]),
            failureReason: identity(flow["failure-reason"]),
        })),
    };
}

/** The answer of the RPC check. */
export function findings(body: unknown): Finding[] {
    const top = object(body);
    const output = object(Object.entries(top).find(([name]) => name.replace(/^.*:/, "") === "output")?.[1]);
    return list(output["finding"]).map((finding) => ({
        id: text(finding["id"]),
        subject: text(finding["subject"]),
        severity: text(finding["severity"]),
        message: text(finding["message"]),
        remedy: text(finding["remedy"]),
    }));
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
    return one.id.localeCompare(other.id);
}
