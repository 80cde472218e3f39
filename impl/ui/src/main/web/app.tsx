/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { announcement, news } from "./announce";
import { Check } from "./check";
import { Feed, FLOWS_MAX, NOTHING } from "./feed";
import { FlowTable } from "./flows";
import { History, LiveHandovers } from "./handovers";
import type { Group, Handover, Json } from "./model";
import { Picture, Status } from "./picture";
import { place } from "./placement";
import { BufferPlot } from "./plot";
import type { Restconf } from "./restconf";
import type { State } from "./feed";
import { StartForm } from "./start-form";

const REQUESTS = "/data/sharp-handover:handover-requests";
const OPERATION = "/operations/sharp-handover:";

export function App({ restconf }: { restconf: Restconf }) {
    const [state, setState] = useState<State>(NOTHING);
    const [said, setSaid] = useState("");
    const [trouble, setTrouble] = useState("");
    const known = useRef<readonly Handover[] | undefined>(undefined);
    const feed = useMemo(() => new Feed(restconf, setState), [restconf]);

    useEffect(() => {
        const look = () => (document.hidden ? feed.stop() : feed.start());
        look();
        document.addEventListener("visibilitychange", look);
        return () => {
            document.removeEventListener("visibilitychange", look);
            feed.stop();
        };
    }, [feed]);
    useEffect(() => {
        if (state.loaded) {
            const sentences = known.current === undefined ? [] : news(known.current, state.handovers);
            known.current = state.handovers;
            if (sentences.length > 0) {
                setSaid(announcement(sentences));
            }
        }
    }, [state.handovers]);

    // the button that was pressed may be about to go: the focus goes to what comes before it
    const act = (what: Promise<unknown>, next?: string) => {
        setTrouble("");
        what.then(
            () => {
                if (next !== undefined) {
                    document.getElementById(next)?.focus();
                }
                feed.soon();
            },
            (error: unknown) => setTrouble(error instanceof Error ? error.message : String(error)),
        );
    };
    const start = async (request: Json) => {
        await restconf.post(REQUESTS, request);
        feed.soon();
    };

    return (
        <>
            <a class="skip" href="#main">
                Skip to the content
            </a>
            <header>
                <h1>SHarP</h1>
                <p class="connection" role="status">
                    {connection(state)}
                </p>
                <nav aria-label="Sections">
                    <a href="#groups">Groups</a> <a href="#handovers">Handovers</a> <a href="#start">Start</a>{" "}
                    <a href="#buffers">Buffers</a> <a href="#history">History</a> <a href="#check">Check</a>
                </nav>
            </header>
            <main id="main" tabIndex={-1}>
                <p class="unseen" aria-live="polite" id="news">
                    {said}
                </p>
                <p class="refusal" role="alert" id="trouble">
                    {trouble}
                </p>
                <Section id="groups" title="Groups">
                    {state.loaded && state.groups.length === 0 && (
                        <p>There is no VNF group yet: PUT one by RESTCONF.</p>
                    )}
                    {state.groups.map((group) => (
                        <GroupView key={group.id} group={group} state={state} />
                    ))}
                </Section>
                <Section id="handovers" title="Handovers">
                    <LiveHandovers
                        handovers={state.handovers}
                        requests={state.requests}
                        events={state.events}
                        cancel={(id) => act(cancel(restconf, id), "handovers")}
                        remove={(id) => act(remove(restconf, id), "handovers")}
                    />
                </Section>
                <Section id="start" title="Start a handover">
                    <StartForm
                        groups={state.groups}
                        requests={state.requests}
                        used={state.handovers.map((each) => each.id)}
                        start={start}
                    />
                </Section>
                <Section id="buffers" title="Buffered packets">
                    <BufferPlot samples={state.samples} />
                </Section>
                <Section id="history" title="History">
                    <History
                        handovers={state.handovers}
                        requests={state.requests}
                        forget={() => act(restconf.post(`${OPERATION}clear-finished-handovers`, {}))}
                    />
                </Section>
                <Section id="check" title="Check">
                    <Check check={(input) => restconf.post(`${OPERATION}check`, { "sharp-handover:input": input })} />
                </Section>
            </main>
            <footer>
                <a href="licences.txt">Licences of the libraries in this page</a>
            </footer>
        </>
    );
}

function cancel(restconf: Restconf, id: string): Promise<unknown> {
    return restconf.post(`${OPERATION}cancel-handover`, { "sharp-handover:input": { id } });
}

function remove(restconf: Restconf, id: string): Promise<void> {
    return restconf.remove(`${REQUESTS}/handover-request=${encodeURIComponent(id)}`);
}

function connection(state: State): string {
    if (state.trouble !== "") {
        return `No answer: ${state.trouble}`;
    }
    return state.loaded ? "Connected" : "Connecting …";
}

function Section({ id, title, children }: { id: string; title: string; children: preact.ComponentChildren }) {
    return (
        <section aria-labelledby={id}>
            <h2 id={id} tabIndex={-1}>
                {title}
            </h2>
            {children}
        </section>
    );
}

function GroupView({ group, state }: { group: Group; state: State }) {
    const placement = place(group, state.requests, state.handovers, state.flows);
    const many = state.requests.filter(
        (request) =>
            request.group === group.id &&
            (state.handovers.find((each) => each.id === request.id)?.flows.detected ?? 0) > FLOWS_MAX,
    );
    return (
        <article class="group" data-group={group.id}>
            <h3>
                {group.id} <Status status={group.status} />
            </h3>
            <Picture group={group} placement={placement} />
            <p class="small">* has all traffic that no request moves</p>
            {many.map((request) => (
                <p key={request.id} class="small">
                    {request.id} has more than {FLOWS_MAX} flows, they are not listed.
                </p>
            ))}
            <FlowTable group={group.id} placement={placement} />
        </article>
    );
}
