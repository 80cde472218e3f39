/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Writes the licences of all packages whose code is in what is served, as these ask for. */
function licences(): Plugin {
    return {
        name: "licences",
        generateBundle(_options, bundle) {
            const packages = new Set<string>();
            for (const chunk of Object.values(bundle)) {
                const modules = chunk.type === "chunk" ? Object.keys(chunk.modules) : [];
                for (const id of modules) {
                    const found = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
                    if (found !== undefined) {
                        packages.add(found);
                    }
                }
            }
            const texts = [...packages].sort().map((directory) => {
                const about = JSON.parse(readFileSync(`${directory}/package.json`, "utf8")) as Record<string, string>;
                return (
                    `${about["name"]} ${about["version"]}, ${about["license"]}\n\n` +
                    readFileSync(`${directory}/LICENSE`, "utf8")
                );
            });
            this.emitFile({ type: "asset", fileName: "licences.txt", source: texts.join(`\n${"-".repeat(72)}\n\n`) });
        },
    };
}

export default defineConfig({
    root: "src/main/web",
    // wherever the page is, its files are beside it
    base: "./",
    esbuild: { jsx: "automatic", jsxImportSource: "preact" },
    build: {
        outDir: "../../../target/classes/dashboard",
        emptyOutDir: true,
        // no data: addresses, which the page's policy forbids
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        target: "es2022",
    },
    server: {
        // npx vite, beside a controller: asks for user and password as the controller does
        proxy: { "/rests": "http://127.0.0.1:8181", "/.well-known": "http://127.0.0.1:8181" },
    },
    plugins: [licences()],
    test: {
        root: ".",
        include: ["src/test/web/**/*.test.{ts,tsx}"],
        reporters: ["default", ["junit", { outputFile: "target/surefire-reports/TEST-dashboard.xml" }]],
    },
});
