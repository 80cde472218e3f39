/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { useState } from "preact/hooks";
import type { Finding, Json } from "./model";
import { findings } from "./model";
import { Refusal } from "./restconf";

const SEVERITIES = ["failure", "warning", "ok"];
const SIGNS: Readonly<Record<string, string>> = { ok: "●", warning: "▲", failure: "✕" };

/** The worst first. */
export function sorted(found: readonly Finding[]): Finding[] {
    return [...found].sort(
        (one, other) =>
            SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) || one.id.localeCompare(other.id),
    );
}

/** How many of each, e.g. {@code 1 failure, 2 warnings, 7 ok}. */
export function verdict(found: readonly Finding[]): string {
    return SEVERITIES.map((severity) => ({
        severity,
        number: found.filter((each) => each.severity === severity).length,
    }))
        .filter(({ number }) => number > 0)
        .map(({ severity, number }) => `${number} ${severity}${severity !== "ok" && number > 1 ? "s" : ""}`)
        .join(", ");
}

/** What to say of a check that was not done. An older controller does not know the operation. */
export function excuse(error: unknown): string {
    if (error instanceof Refusal && error.isNotThere()) {
        return "not available on this controller";
    }
    return error instanceof Error ? error.message : String(error);
}

export function Check({ check }: { check: (input: Json) => Promise<unknown> }) {
    const [rate, setRate] = useState("");
    const [found, setFound] = useState<readonly Finding[]>();
    const [said, setSaid] = useState("");
    const [busy, setBusy] = useState(false);
    const run = async (event: Event) => {
        event.preventDefault();
        if (busy) {
            return;
        }
        setBusy(true);
        setSaid("Looking …");
        try {
            const all = sorted(
                findings(
                    await check(rate === "" ? {} : { "expected-rate": /^\d{1,9}$/.test(rate) ? Number(rate) : rate }),
                ),
            );
            setFound(all);
            setSaid(verdict(all) || "nothing was found");
        } catch (error) {
            setFound(undefined);
            setSaid(excuse(error));
        } finally {
            setBusy(false);
        }
    };
    return (
        <>
            <form class="toolbar" onSubmit={(event) => void run(event)} noValidate>
                <div class="field">
                    <label for="expected-rate">Expected packets/s</label>
                    <input
                        id="expected-rate"
                        type="text"
                        inputMode="numeric"
                        value={rate}
                        autocomplete="off"
                        onInput={(event) => setRate(event.currentTarget.value.trim())}
                    />
                </div>
                <button type="submit" aria-disabled={busy}>
                    Check
                </button>
            </form>
            <p id="verdict" role="status">
                {said}
            </p>
            {found !== undefined && found.length > 0 && (
                <ul class="findings">
                    {found.map((finding) => (
                        <li key={finding.id} class={`finding finding-${finding.severity}`}>
                            <strong>
                                <span aria-hidden="true">{SIGNS[finding.severity] ?? "?"}</span> {finding.severity}
                            </strong>{" "}
                            {finding.subject}: {finding.message}
                            {finding.remedy !== "" && <span class="remedy">{finding.remedy}</span>}
                        </li>
                    ))}
                </ul>
            )}
        </>
    );
}
