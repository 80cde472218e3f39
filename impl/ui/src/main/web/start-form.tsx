/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { useState } from "preact/hooks";
import type { MatchFields } from "./match";
import { ANYTHING, hasPorts, PROTOCOLS, toMatch } from "./match";
import type { Group, Json, Request } from "./model";

/** What the form asks for, as RESTCONF takes it. What is empty is left out, so that RESTCONF says what is missing. */
export interface Wish {
    readonly id: string;
    readonly group: string;
    readonly destination: string;
    readonly priority: string;
    readonly direction: string;
    readonly deadline: string;
    readonly match: MatchFields;
}

export function toRequest(typed: Wish): Json {
    const wish = trimmed({ ...typed, match: undefined });
    const request: Json = { id: wish.id };
    const leaves: Record<string, string> = {
        "vnf-group": wish.group,
        destination: wish.destination,
        direction: wish.direction,
    };
    for (const [name, value] of Object.entries(leaves)) {
        if (value !== "") {
            request[name] = value;
        }
    }
    for (const [name, value] of [
        ["priority", wish.priority],
        ["deadline", wish.deadline],
    ] as const) {
        if (value !== "") {
            request[name] = /^\d{1,9}$/.test(value) ? Number(value) : value;
        }
    }
    request["match"] = toMatch(trimmed(typed.match));
    return { "sharp-handover:handover-request": [request] };
}

/** Without the blanks that come with what is pasted. */
function trimmed<T extends object>(fields: T): T {
    return Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? value.trim() : value]),
    ) as T;
}

/** A name that nobody uses, and a priority above all others of the group. */
export function suggestion(
    requests: readonly Request[],
    used: readonly string[],
    group: string,
): { id: string; priority: string } {
    let number = 1;
    while (used.includes(`move-${number}`) || requests.some((request) => request.id === `move-${number}`)) {
        number++;
    }
    const highest = Math.max(0, ...requests.filter((each) => each.group === group).map((each) => each.priority));
    return { id: `move-${number}`, priority: String(highest + 10) };
}

interface Properties {
    readonly groups: readonly Group[];
    readonly requests: readonly Request[];
    /** The ids of handovers that are history. */
    readonly used: readonly string[];
    readonly start: (request: Json) => Promise<unknown>;
}

export function StartForm({ groups, requests, used, start }: Properties) {
    const [edited, setEdited] = useState<Partial<Wish>>({});
    const [match, setMatch] = useState<MatchFields>(ANYTHING);
    const [refusal, setRefusal] = useState("");
    const [busy, setBusy] = useState(false);

    const group = groups.find((each) => each.id === edited.group) ?? groups[0];
    const others = group?.instances ?? [];
    const wish: Wish = {
        ...suggestion(requests, used, group?.id ?? ""),
        destination: others.find((each) => each.id !== group?.defaultInstance)?.id ?? others[0]?.id ?? "",
        direction: "",
        deadline: "",
        ...edited,
        group: group?.id ?? "",
        match,
    };
    const edit = (change: Partial<Wish>) => setEdited({ ...edited, ...change });
    const editMatch = (change: Partial<MatchFields>) => setMatch({ ...match, ...change });

    const submit = async (event: Event) => {
        event.preventDefault();
        if (busy) {
            return;
        }
        setBusy(true);
        setRefusal("");
        try {
            await start(toRequest(wish));
            setEdited({ group: wish.group });
        } catch (error) {
            setRefusal(error instanceof Error ? error.message : String(error));
        } finally {
            setBusy(false);
        }
    };

    return (
        <form onSubmit={(event) => void submit(event)} noValidate aria-describedby="refusal">
            <div class="fields">
                <Text name="id" label="Name" value={wish.id} set={(id) => edit({ id })} />
                <Choice
                    name="group"
                    label="Group"
                    value={wish.group}
                    set={(value) => setEdited({ group: value })}
                    choices={groups.map((each) => [each.id, each.id])}
                />
                <Choice
                    name="destination"
                    label="To instance"
                    value={wish.destination}
                    set={(destination) => edit({ destination })}
                    choices={others.map((each) => [each.id, each.id])}
                />
                <Text
                    name="priority"
                    label="Priority"
                    value={wish.priority}
                    numeric
                    set={(priority) => edit({ priority })}
                />
            </div>
            <fieldset>
                <legend>Which traffic, as it goes from the ingress to the egress side</legend>
                <div class="fields">
                    <Choice
                        name="protocol"
                        label="Protocol"
                        value={match.protocol}
                        set={(protocol) => editMatch({ protocol })}
                        choices={[["", "any"], ...Object.keys(PROTOCOLS).map((each) => [each, each] as const)]}
                    />
                    <Text
                        name="source"
                        label="From address"
                        value={match.source}
                        hint="10.0.0.0/24"
                        set={(source) => editMatch({ source })}
                    />
                    <Text
                        name="source-port"
                        label="From port"
                        value={match.sourcePort}
                        numeric
                        disabled={!hasPorts(match.protocol)}
                        set={(sourcePort) => editMatch({ sourcePort })}
                    />
                    <Text
                        name="destination-address"
                        label="To address"
                        value={match.destination}
                        hint="2001:db8::1"
                        set={(destination) => editMatch({ destination })}
                    />
                    <Text
                        name="destination-port"
                        label="To port"
                        value={match.destinationPort}
                        numeric
                        disabled={!hasPorts(match.protocol)}
                        set={(destinationPort) => editMatch({ destinationPort })}
                    />
                </div>
                <details>
                    <summary>More fields</summary>
                    <div class="fields">
                        <Text
                            name="eth-source"
                            label="From MAC address"
                            value={match.ethSource}
                            set={(ethSource) => editMatch({ ethSource })}
                        />
                        <Text
                            name="eth-destination"
                            label="To MAC address"
                            value={match.ethDestination}
                            set={(ethDestination) => editMatch({ ethDestination })}
                        />
                        <Text name="vlan" label="VLAN" value={match.vlan} numeric set={(vlan) => editMatch({ vlan })} />
                        <Text
                            name="in-port"
                            label="Enters at port"
                            value={match.inPort}
                            numeric
                            set={(inPort) => editMatch({ inPort })}
                        />
                        <Choice
                            name="direction"
                            label="Direction"
                            value={wish.direction}
                            set={(direction) => edit({ direction })}
                            choices={[
                                ["", "both"],
                                ["forward", "forward"],
                                ["reverse", "reverse"],
                            ]}
                        />
                        <Text
                            name="deadline"
                            label="Deadline of a flow, ms"
                            value={wish.deadline}
                            numeric
                            set={(deadline) => edit({ deadline })}
                        />
                    </div>
                </details>
            </fieldset>
            <p id="refusal" class="refusal" role="alert">
                {refusal}
            </p>
            <button type="submit" class="main" aria-disabled={busy}>
                Start handover
            </button>
        </form>
    );
}

interface FieldProperties {
    readonly name: string;
    readonly label: string;
    readonly value: string;
    readonly set: (value: string) => void;
}

function Text({
    name,
    label,
    value,
    set,
    numeric,
    hint,
    disabled,
}: FieldProperties & { numeric?: boolean; hint?: string; disabled?: boolean }) {
    return (
        <div class="field">
            <label for={`field-${name}`}>{label}</label>
            <input
                id={`field-${name}`}
                name={name}
                type="text"
                value={value}
                placeholder={hint ?? ""}
                inputMode={numeric === true ? "numeric" : "text"}
                autocomplete="off"
                spellcheck={false}
                disabled={disabled === true}
                onInput={(event) => set(event.currentTarget.value)}
            />
        </div>
    );
}

function Choice({
    name,
    label,
    value,
    set,
    choices,
}: FieldProperties & { choices: readonly (readonly [string, string])[] }) {
    return (
        <div class="field">
            <label for={`field-${name}`}>{label}</label>
            <select id={`field-${name}`} name={name} value={value} onChange={(event) => set(event.currentTarget.value)}>
                {choices.map(([word, shown]) => (
                    <option key={word} value={word}>
                        {shown}
                    </option>
                ))}
            </select>
        </div>
    );
}
