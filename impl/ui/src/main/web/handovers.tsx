/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { useState } from "preact/hooks";
import type { PhaseEvent } from "./events";
import { clock, count, duration, time } from "./format";
import { describe } from "./match";
import type { Handover, Phase, Progress, Request } from "./model";
import { current, isEnd } from "./model";
import { matches } from "./search";

const STEPS: readonly Phase[] = ["detection", "buffering", "release", "completed"];
const HISTORY_MAX = 200;

/** Requests in force, and removed ones whose flows are still on their way back. */
export function live(handovers: readonly Handover[], requests: readonly Request[]): Handover[] {
    return handovers.filter(
        (handover) => requests.some((request) => request.id === handover.id) || !isEnd(current(handover).phase),
    );
}

export function PhaseText({ phase }: { phase: Phase }) {
    return <span class={`phase phase-${phase}`}>{phase}</span>;
}

/** The way of a handover: what is over, where it is, what is to come. */
export function Steps({ phase }: { phase: Phase }) {
    const reached = STEPS.indexOf(phase);
    const last = reached < 0 ? [phase] : [];
    return (
        <ol class="steps">
            {[...STEPS.slice(0, reached < 0 ? 1 : STEPS.length), ...last].map((step, index) => (
                <li
                    key={step}
                    class={step === phase ? `now phase-${phase}` : index < reached || reached < 0 ? "over" : ""}
                    aria-current={step === phase ? "step" : undefined}
                >
                    {step}
                </li>
            ))}
        </ol>
    );
}

function flowsText(progress: Progress): string {
    const { flows } = progress;
    const parts = [`${flows.inProgress} in progress`, `${flows.completed} completed`];
    if (flows.rolledBack > 0) {
        parts.push(`${flows.rolledBack} rolled back`);
    }
    if (flows.failed > 0) {
        parts.push(`${flows.failed} failed`);
    }
    return `${count(flows.detected, "flow")}: ${parts.join(", ")}`;
}

function lossText(progress: Progress): string {
    return `lost ${progress.counters.lost}, reordered ${progress.counters.reordered}, late ${progress.counters.late}`;
}

interface LiveProperties {
    readonly handovers: readonly Handover[];
    readonly requests: readonly Request[];
    readonly events: readonly PhaseEvent[];
    readonly cancel: (id: string) => void;
    readonly remove: (id: string) => void;
}

export function LiveHandovers({ handovers, requests, events, cancel, remove }: LiveProperties) {
    const shown = live(handovers, requests);
    return (
        <>
            {shown.length === 0 && <p>No request is in force: all traffic goes through the default instances.</p>}
            <ul class="cards">
                {shown.map((handover) => (
                    <Card
                        key={handover.id}
                        handover={handover}
                        request={requests.find((each) => each.id === handover.id)}
                        cancel={cancel}
                        remove={remove}
                    />
                ))}
            </ul>
            <details class="events">
                <summary>Changes of phase, as they happened ({events.length})</summary>
                <ol>
                    {events.map((event, index) => (
                        <li key={events.length - index}>
                            <time dateTime={event.at}>{clock(event.at)}</time> {event.id}
                            {event.handBack ? ", hand-back" : ""}: <PhaseText phase={event.phase} />
                        </li>
                    ))}
                </ol>
            </details>
        </>
    );
}

function Card({
    handover,
    request,
    cancel,
    remove,
}: {
    readonly handover: Handover;
    readonly request: Request | undefined;
    readonly cancel: (id: string) => void;
    readonly remove: (id: string) => void;
}) {
    const progress = current(handover);
    return (
        <li class="card" data-handover={handover.id}>
            <h3>
                {handover.id}
                {handover.handBack === undefined ? "" : ", hand-back"}
            </h3>
            {request !== undefined && (
                <p>
                    {describe(request.match)}, of {request.group} to {request.destination}, priority {request.priority}
                </p>
            )}
            <Steps phase={progress.phase} />
            <p>
                {flowsText(progress)}; {lossText(progress)}
                {progress.durationUs === undefined ? "" : `; ${duration(progress.durationUs)}`}
            </p>
            {progress.failureMessage !== "" && <p class="refusal">{progress.failureMessage}</p>}
            {request !== undefined && (
                <p class="actions">
                    {!isEnd(handover.phase) && (
                        <button type="button" aria-label={`Cancel ${handover.id}`} onClick={() => cancel(handover.id)}>
                            Cancel
                        </button>
                    )}
                    <button type="button" aria-label={`Remove ${handover.id}`} onClick={() => remove(handover.id)}>
                        Remove, flows go back
                    </button>
                </p>
            )}
        </li>
    );
}

export function History({
    handovers,
    requests,
    forget,
}: {
    readonly handovers: readonly Handover[];
    readonly requests: readonly Request[];
    readonly forget: () => void;
}) {
    const [search, setSearch] = useState("");
    const byId = new Map(requests.map((request) => [request.id, request]));
    const found = handovers.filter((handover) => matches(handover, byId.get(handover.id), search));
    const now = new Date();
    return (
        <>
            <div class="toolbar">
                <div class="field">
                    <label for="search">Search</label>
                    <input
                        id="search"
                        type="search"
                        value={search}
                        placeholder="a name, a phase, a reason"
                        onInput={(event) => setSearch(event.currentTarget.value)}
                    />
                </div>
                <button type="button" onClick={forget}>
                    Forget what is removed
                </button>
            </div>
            <p role="status">
                {found.length === handovers.length
                    ? count(found.length, "handover")
                    : `${found.length} of ${count(handovers.length, "handover")}`}
                {found.length > HISTORY_MAX ? `, the newest ${HISTORY_MAX} are shown` : ""}
            </p>
            {found.length > 0 && (
                <table class="stacked">
                    <thead>
                        <tr>
                            <th scope="col">Name</th>
                            <th scope="col">To</th>
                            <th scope="col">Phase</th>
                            <th scope="col">Hand-back</th>
                            <th scope="col">Asked for</th>
                            <th scope="col">Took</th>
                            <th scope="col">Flows</th>
                            <th scope="col">Lost</th>
                            <th scope="col">Reordered</th>
                        </tr>
                    </thead>
                    <tbody>
                        {found.slice(0, HISTORY_MAX).map((handover) => (
                            <Row key={handover.id} handover={handover} request={byId.get(handover.id)} now={now} />
                        ))}
                    </tbody>
                </table>
            )}
        </>
    );
}

function Row({
    handover,
    request,
    now,
}: {
    readonly handover: Handover;
    readonly request: Request | undefined;
    readonly now: Date;
}) {
    const back = handover.handBack;
    const lost = handover.counters.lost + (back?.counters.lost ?? 0);
    const reordered = handover.counters.reordered + (back?.counters.reordered ?? 0);
    const why = back?.failureMessage || handover.failureMessage;
    return (
        <tr data-history={handover.id}>
            <th scope="row" data-label="Name">
                {handover.id}
            </th>
            <td data-label="To">{request === undefined ? "removed" : `${request.group}: ${request.destination}`}</td>
            <td data-label="Phase">
                <PhaseText phase={handover.phase} />
                {why !== "" && <span class="why"> {why}</span>}
            </td>
            <td data-label="Hand-back">{back === undefined ? "" : <PhaseText phase={back.phase} />}</td>
            <td data-label="Asked for">{time(handover.requestedAt, now)}</td>
            <td data-label="Took" class="number">
                {duration(handover.durationUs)}
            </td>
            <td data-label="Flows" class="number">
                {handover.flows.detected}
            </td>
            <td data-label="Lost" class="number">
                {lost}
            </td>
            <td data-label="Reordered" class="number">
                {reordered}
            </td>
        </tr>
    );
}
