/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import type { Json } from "./model";

const MEDIA_TYPE = "application/yang-data+json";

/** An answer that says no. Its message is RESTCONF's own where there is one. */
export class Refusal extends Error {
    constructor(
        readonly status: number,
        /** RESTCONF's words for programs, e.g. data-missing. */
        readonly tags: readonly string[],
        message: string,
    ) {
        super(message);
        this.name = "Refusal";
    }

    /** Whether the controller does not know what was asked for. For a part of the model RESTCONF says 409, not 404. */
    isNotThere(): boolean {
        return this.status === 404 || this.status === 501 || this.tags.includes("data-missing");
    }
}

/** RESTCONF's words for what it did not do. */
export function refusalOf(status: number, body: string): Refusal {
    const errors = errorsOf(body);
    const tags = errors.map((error) => error["error-tag"]).filter((tag) => typeof tag === "string");
    const messages = errors
        .map((error) => error["error-message"] ?? error["error-tag"])
        .filter((message) => typeof message === "string");
    return new Refusal(status, tags, messages.length > 0 ? messages.join("; ") : `the controller answered ${status}`);
}

function errorsOf(body: string): Json[] {
    try {
        const top = JSON.parse(body) as Record<string, { error?: Json[] }>;
        return (top["errors"] ?? top["ietf-restconf:errors"])?.error ?? [];
    } catch {
        // not RESTCONF's: a proxy's or the web server's page
        return [];
    }
}

type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** RESTCONF of the controller that this page comes from. The browser sends user and password, as for the page. */
export class Restconf {
    private root: Promise<string> | undefined;

    constructor(
        private readonly origin: string,
        private readonly call: Fetch = (url, init) => fetch(url, init),
    ) {}

    /** Reads; what is not there is undefined. */
    async read(path: string): Promise<unknown> {
        try {
            return JSON.parse(await this.succeed(await this.exchange("GET", path)));
        } catch (error) {
            if (error instanceof Refusal && error.isNotThere()) {
                return undefined;
            }
            throw error;
        }
    }

    /** Creates a resource, or calls an operation; yields the operation's output, if there is one. */
    async post(path: string, body: Json): Promise<unknown> {
        const answer = await this.succeed(await this.exchange("POST", path, body));
        return answer === "" ? undefined : JSON.parse(answer);
    }

    async remove(path: string): Promise<void> {
        await this.succeed(await this.exchange("DELETE", path));
    }

    async url(path: string): Promise<string> {
        return this.origin + (await this.discover()) + path;
    }

    private async succeed(response: Response): Promise<string> {
        const body = await response.text();
        if (!response.ok) {
            throw refusalOf(response.status, body);
        }
        return body;
    }

    private async exchange(method: string, path: string, body?: Json): Promise<Response> {
        const headers: Record<string, string> = { Accept: MEDIA_TYPE };
        if (body !== undefined) {
            headers["Content-Type"] = MEDIA_TYPE;
        }
        return this.call(await this.url(path), {
            method,
            headers,
            credentials: "same-origin",
            cache: "no-store",
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
    }

    /** The root moves between OpenDaylight's releases. A failure is not remembered. */
    private discover(): Promise<string> {
        this.root ??= this.hostMeta().catch((error: unknown) => {
            this.root = undefined;
            throw error;
        });
        return this.root;
    }

    private async hostMeta(): Promise<string> {
        const response = await this.call(`${this.origin}/.well-known/host-meta`, { credentials: "same-origin" });
        const found = /href=['"]([^'"]+)['"]/.exec(await response.text())?.[1];
        if (!response.ok || found === undefined) {
            throw new Refusal(response.status, [], "RESTCONF is not up yet");
        }
        return found.replace(/\/$/, "");
    }
}
